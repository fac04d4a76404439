/* Memory that fails while a page is written: nothing is written, nothing leaks, and what it is of
 * goes on. */
#include "charts.h"
#include "fault.h"

#include <criterion/criterion.h>
#include <string.h>

static int page;
static bool images;

/* The page as it is when memory does not fail. */
static struct buffer whole;

static chiso_status write_page(const struct charts *charts, struct buffer *out, chiso_error *error)
{
    static const char *const units[] = {"a", "c"};
    chiso_page_options options = CHISO_PAGE_OPTIONS_INIT;
    const chiso_sink sink = buffer_sink(out);

    options.units = units;
    options.unit_count = 2;
    options.source = "A source";
    options.period = "2023";
    options.csv = "data.csv";
    options.series = charts->series;
    options.stages = charts->series;
    options.robustness = charts->robustness;
    options.unit_page = "unit?{unit}";
    options.images = images;
    return page_write(charts, page, &options, &sink, error);
}

static bool is_written(struct fault *fault)
{
    struct charts charts = charts_make(&fault->allocator);
    struct buffer written = {0};
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    arm(fault);
    status = write_page(&charts, &written, &error);
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    cr_expect((written.size == 0) == (status != CHISO_OK), "%s, request %zu: %zu bytes",
              page_names[page], fault->nth, written.size);
    cr_expect(status != CHISO_OK || strcmp(written.bytes, whole.bytes) == 0,
              "%s, request %zu: not the whole page", page_names[page], fault->nth);
    buffer_clear(&written);
    charts_clear(&charts);
    return refused;
}

static void fail_page(void)
{
    struct charts charts = charts_make(NULL);
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert(write_page(&charts, &whole, &error) == CHISO_OK, "%s", error.message);
    charts_clear(&charts);
    fail_each(page_names[page], is_written);
    buffer_clear(&whole);
}

Test(page_memory, each_page_is_written_whole_or_not_at_all)
{
    for (page = 0; page < PAGES; page++) {
        fail_page();
    }
}

Test(page_memory, the_same_with_images)
{
    page = 3;
    images = true;
    fail_page();
}
