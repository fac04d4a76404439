/* Memory that fails while a figure is drawn: nothing is written, nothing leaks, and what it is of
 * goes on. */
#include "charts.h"
#include "fault.h"

#include <criterion/criterion.h>

static int chart;
static uint32_t width;

static bool is_drawn(struct fault *fault)
{
    struct charts charts = charts_make(&fault->allocator);
    const char *const units[] = {"a", "c"};
    chiso_chart_options options = CHISO_CHART_OPTIONS_INIT;
    struct buffer drawn = {0};
    const chiso_sink sink = buffer_sink(&drawn);
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    options.width = width;
    options.units = units;
    options.unit_count = chart == CHARTS - 1 ? 0 : 2;
    options.source = "A source";
    arm(fault);
    status = chart_draw(&charts, chart, &options, &sink, &error);
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    cr_expect((drawn.size == 0) == (status != CHISO_OK), "%s, request %zu: %zu bytes",
              chart_names[chart], fault->nth, drawn.size);
    buffer_clear(&drawn);
    charts_clear(&charts);
    return refused;
}

Test(chart_memory, each_figure_is_drawn_whole_or_not_at_all, .timeout = 100)
{
    for (chart = 0; chart < CHARTS; chart++) {
        for (width = 360; width <= 720; width += 360) {
            fail_each(chart_names[chart], is_drawn);
        }
    }
}
