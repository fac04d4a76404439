/* A series, and the stages of a period, as tables for spreadsheets. */
#include "report/series_page.h"
#include "report/table.h"
#include "text/json.h"

static const enum chiso__message unit_heads[] = {CHISO__SAY_HEAD_UNIT, CHISO__SAY_HEAD_NAME,
                                                 CHISO__SAY_HEAD_BLOCK};
static const enum chiso__message node_heads[] = {CHISO__SAY_HEAD_CODE, CHISO__SAY_HEAD_TITLE};
static const enum chiso__message max_heads[] = {CHISO__SAY_HEAD_MAX};
static const enum chiso__message last_heads[] = {CHISO__SAY_HEAD_MAX_CHANGED};
static const enum chiso__message difference_heads[] = {CHISO__SAY_HEAD_DIFFERENCE};

/* A heading of a period: a word, and the label behind it. */
static bool put_head(struct chiso__series_page *page, enum chiso__message head, uint32_t period)
{
    chiso_buffer text = {.allocator = &page->series->allocator};
    const struct chiso__span parts[] = {
        chiso__span_of(chiso__text_in(page->options.language, head)),
        {" ", 1},
        chiso__span_of(page->series->periods[period].label)};
    bool is_done = true;

    for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]) && is_done; i++) {
        is_done = chiso_buffer_write(&text, parts[i].text, parts[i].size);
    }
    if (is_done) {
        chiso__cell_span(&page->output, (struct chiso__span){text.bytes, text.size});
    }
    chiso_buffer_clear(&text);
    return is_done;
}

static void put_unit(struct chiso__output *output, const chiso_series_unit *unit)
{
    chiso__cell_text(output, unit->code);
    chiso__cell_text(output, unit->name);
    chiso__cell_text(output, unit->block);
}

static void put_node(struct chiso__output *output, const struct chiso__told_node *node)
{
    chiso__cell_text(output, node->code[0] == '\0' ? "." : node->code);
    chiso__cell_text(output, node->title);
}

static bool put_period_heads(struct chiso__series_page *page)
{
    static const enum chiso__message heads[] = {CHISO__SAY_HEAD_ACHIEVED, CHISO__SAY_HEAD_MAX,
                                                CHISO__SAY_HEAD_PERCENT, CHISO__SAY_HEAD_RANK,
                                                CHISO__SAY_HEAD_OUT_OF};
    const bool is_one = page->options.unit != NULL;

    chiso__table_heads(&page->output, page->options.language, is_one ? node_heads : unit_heads,
                       is_one ? sizeof(node_heads) / sizeof(node_heads[0])
                              : sizeof(unit_heads) / sizeof(unit_heads[0]));
    for (uint32_t i = 0; i < page->series->count; i++) {
        for (size_t j = 0; j < sizeof(heads) / sizeof(heads[0]); j++) {
            if (!put_head(page, heads[j], i)) {
                return false;
            }
        }
    }
    chiso__table_heads(&page->output, page->options.language, last_heads, 1);
    chiso__row_end(&page->output);
    return true;
}

/* Adds a text to a buffer, with a comma before it where there is any. */
static bool add_label(chiso_buffer *labels, const char *label)
{
    return (labels->size == 0 || chiso_buffer_write(labels, ", ", 2)) &&
           chiso_buffer_write(labels, label, chiso__span_of(label).size);
}

/* The periods whose max is another. */
static bool put_changed(struct chiso__series_page *page)
{
    chiso_buffer labels = {.allocator = &page->series->allocator};
    bool is_done = true;

    for (uint32_t i = 0; i < page->series->count && is_done; i++) {
        is_done = !chiso__series_is_max_changed(page->points, i) ||
                  add_label(&labels, page->series->periods[i].label);
    }
    chiso__cell_span(&page->output,
                     (struct chiso__span){labels.size == 0 ? "" : labels.bytes, labels.size});
    chiso_buffer_clear(&labels);
    return is_done;
}

static chiso_status put_period_row(struct chiso__series_page *page, const chiso_series_unit *unit,
                                   const struct chiso__told_node *node, chiso_error *error)
{
    struct chiso__output *const output = &page->output;
    const chiso_status status = chiso__series_page_points(page, unit, node, error);

    if (status != CHISO_OK) {
        return status;
    }
    if (page->options.unit != NULL) {
        put_node(output, node);
    } else {
        put_unit(output, unit);
    }
    for (uint32_t i = 0; i < page->series->count; i++) {
        const chiso_series_point *point = &page->points[i];

        chiso__cell_decimal(output, point->achieved, -1);
        chiso__cell_decimal(output, point->max, -1);
        chiso__cell_decimal(output, point->percent, chiso__series_digits(page, i));
        chiso__cell_begin(output);
        if (point->place.rank == 0) {
            chiso__cell_empty(output);
        } else {
            chiso__put_rank(output, point->place);
            chiso__cell_count(output, point->place.out_of);
        }
    }
    if (!put_changed(page)) {
        return chiso__fail_memory(error);
    }
    chiso__row_end(output);
    return CHISO_OK;
}

static bool put_stage_heads(struct chiso__series_page *page)
{
    const chiso_language language = page->options.language;
    const uint32_t count = page->series->count;

    chiso__table_heads(&page->output, language, unit_heads,
                       sizeof(unit_heads) / sizeof(unit_heads[0]));
    chiso__table_heads(&page->output, language, node_heads,
                       sizeof(node_heads) / sizeof(node_heads[0]));
    chiso__table_heads(&page->output, language, max_heads, 1);
    for (uint32_t i = 0; i < count; i++) {
        chiso__cell_text(&page->output, page->series->periods[i].label);
    }
    for (uint32_t i = 1; i < count; i++) {
        if (!put_head(page, CHISO__SAY_HEAD_DIFFERENCE, i)) {
            return false;
        }
    }
    chiso__table_heads(&page->output, language, difference_heads, count > 2 ? 1 : 0);
    chiso__row_end(&page->output);
    return true;
}

static chiso_status put_difference(struct chiso__series_page *page, uint32_t before, uint32_t now,
                                   const chiso_series_unit *unit,
                                   const struct chiso__told_node *node, chiso_error *error)
{
    chiso_series_difference difference;
    const chiso_status status =
        chiso__series_page_difference(page, before, now, unit, node, &difference, error);

    if (status == CHISO_OK) {
        chiso__cell_decimal(&page->output, difference.achieved, -1);
    }
    return status;
}

static chiso_status put_stage_row(struct chiso__series_page *page, const chiso_series_unit *unit,
                                  const struct chiso__told_node *node, chiso_error *error)
{
    struct chiso__output *const output = &page->output;
    const uint32_t count = page->series->count;
    chiso_status status = chiso__series_page_points(page, unit, node, error);

    if (status != CHISO_OK) {
        return status;
    }
    put_unit(output, unit);
    put_node(output, node);
    chiso__cell_decimal(output, chiso__series_last_max(page), -1);
    for (uint32_t i = 0; i < count; i++) {
        chiso__cell_decimal(output, page->points[i].achieved, -1);
    }
    for (uint32_t i = 1; i < count && status == CHISO_OK; i++) {
        status = put_difference(page, i - 1, i, unit, node, error);
    }
    if (status == CHISO_OK && count > 2) {
        status = put_difference(page, 0, count - 1, unit, node, error);
    }
    chiso__row_end(output);
    return status;
}

/* Writes a row. */
typedef chiso_status put_row(struct chiso__series_page *page, const chiso_series_unit *unit,
                             const struct chiso__told_node *node, chiso_error *error);

static chiso_status put_rows(struct chiso__series_page *page, put_row *put, chiso_error *error)
{
    chiso_status status = CHISO_OK;

    for (uint32_t i = 0; i < page->unit_count && !page->output.refused; i++) {
        for (uint32_t j = 0; j < page->node_count && status == CHISO_OK; j++) {
            status = put(page, &page->units[i], &page->nodes[j], error);
        }
        if (status != CHISO_OK) {
            return status;
        }
    }
    return chiso__output_end(&page->output, error);
}

chiso_status chiso_periods_write_csv(const chiso_series *series,
                                     const chiso_periods_options *options, const chiso_sink *sink,
                                     chiso_error *error)
{
    struct chiso__series_page page;
    chiso_status status = chiso__series_page_begin(&page, series, options, false, sink, error);

    if (status == CHISO_OK) {
        chiso__table_begin(&page.output, page.options.style);
        status = put_period_heads(&page) ? put_rows(&page, put_period_row, error)
                                         : chiso__fail_memory(error);
        chiso__series_page_clear(&page);
    }
    return status;
}

chiso_status chiso_stages_write_csv(const chiso_series *series,
                                    const chiso_periods_options *options, const chiso_sink *sink,
                                    chiso_error *error)
{
    struct chiso__series_page page;
    chiso_status status = chiso__series_page_begin(&page, series, options, true, sink, error);

    if (status == CHISO_OK) {
        chiso__table_begin(&page.output, page.options.style);
        status = put_stage_heads(&page) ? put_rows(&page, put_stage_row, error)
                                        : chiso__fail_memory(error);
        chiso__series_page_clear(&page);
    }
    return status;
}
