/* A series, and the stages of a period, as JSON. */
#include "report/series_page.h"

#include "text/json.h"
#include "text/word.h"

static void put_periods(struct chiso__series_page *page)
{
    const chiso_series *series = page->series;
    struct chiso__output *const output = &page->output;

    chiso__put_text(output, "{ \"format\": \"chiso.series/1\",\n  \"periods\": [");
    for (uint32_t i = 0; i < series->count; i++) {
        chiso__put_text(output, i == 0 ? "\n    { " : ",\n    { ");
        chiso__member_text(output, true, "period", series->periods[i].label);
        chiso__member_text(output, false, "index",
                           chiso_tree_title(series->periods[i].board->tree));
        chiso__member_count(output, "digits", (uint64_t)chiso__series_digits(page, i));
        chiso__put_text(output, " }");
    }
    chiso__put_text(output, "\n  ],\n");
}

static void put_point(struct chiso__series_page *page, uint32_t period)
{
    struct chiso__output *const output = &page->output;
    const chiso_series_point *point = &page->points[period];

    chiso__put_text(output, period == 0 ? "\n            " : ",\n            ");
    if (!point->has_unit || !point->has_node) {
        chiso__put_text(output, "null");
        return;
    }
    chiso__put_text(output, "{ ");
    chiso__member_text(output, true, "state", chiso_word(CHISO_WORDS_STATE, point->state));
    chiso__member(output, false, "achieved");
    chiso__put_decimal(output, point->achieved, -1, "null");
    chiso__member_decimal(output, "max", point->max, -1);
    chiso__member_decimal(output, "percent", point->percent, chiso__series_digits(page, period));
    chiso__member_place(output, point->place);
    chiso__member_flag(output, "max_changed", chiso__series_is_max_changed(page->points, period));
    if (point->is_set) {
        chiso__member_flag(output, "set", true);
    }
    chiso__put_text(output, " }");
}

static chiso_status put_points(struct chiso__series_page *page, const chiso_series_unit *unit,
                               const struct chiso__told_node *node, chiso_error *error)
{
    const chiso_status status = chiso__series_page_points(page, unit, node, error);

    chiso__put_text(&page->output, ", \"points\": [");
    for (uint32_t i = 0; i < page->series->count && status == CHISO_OK; i++) {
        put_point(page, i);
    }
    chiso__put_text(&page->output, " ]");
    return status;
}

static void put_stages(struct chiso__series_page *page)
{
    struct chiso__output *const output = &page->output;

    chiso__put_text(output, "{ \"format\": \"chiso.stages/1\",\n  \"stages\": [");
    for (uint32_t i = 0; i < page->series->count; i++) {
        chiso__put_text(output, i == 0 ? "" : ", ");
        chiso__put_json(output, page->series->periods[i].label);
    }
    chiso__put_text(output, "],\n");
}

/* In which stages a result was set by hand, where it was in any. */
static void put_set(struct chiso__series_page *page)
{
    bool is_any_set = false;

    for (uint32_t i = 0; i < page->series->count; i++) {
        is_any_set = is_any_set || page->points[i].is_set;
    }
    for (uint32_t i = 0; i < page->series->count && is_any_set; i++) {
        chiso__put_text(&page->output, i == 0 ? ", \"set\": [" : ", ");
        chiso__put_text(&page->output, page->points[i].is_set ? "true" : "false");
    }
    chiso__put_text(&page->output, is_any_set ? "]" : "");
}

static chiso_status put_stage_figures(struct chiso__series_page *page,
                                      const chiso_series_unit *unit,
                                      const struct chiso__told_node *node, chiso_error *error)
{
    struct chiso__output *const output = &page->output;
    const uint32_t last = page->series->count - 1;
    chiso_series_difference difference;
    chiso_status status = chiso__series_page_points(page, unit, node, error);

    if (status != CHISO_OK) {
        return status;
    }
    chiso__member_decimal(output, "max", chiso__series_last_max(page), -1);
    chiso__member_flag(output, "leaf", node->is_leaf);
    chiso__put_text(output, ", \"achieved\": [");
    for (uint32_t i = 0; i <= last; i++) {
        chiso__put_text(output, i == 0 ? "" : ", ");
        chiso__put_decimal(output, page->points[i].achieved, -1, "null");
    }
    chiso__put_text(output, "], \"states\": [");
    for (uint32_t i = 0; i <= last; i++) {
        chiso__put_text(output, i == 0 ? "" : ", ");
        chiso__put_json(output, page->points[i].has_unit && page->points[i].has_node
                                    ? chiso_word(CHISO_WORDS_STATE, page->points[i].state)
                                    : "");
    }
    chiso__put_text(output, "]");
    put_set(page);
    chiso__put_text(output, ", \"differences\": [");
    for (uint32_t i = 1; i <= last && status == CHISO_OK; i++) {
        status = chiso__series_page_difference(page, i - 1, i, unit, node, &difference, error);
        chiso__put_text(output, i == 1 ? "" : ", ");
        chiso__put_decimal(output, status == CHISO_OK ? difference.achieved : 0, -1, "null");
    }
    if (status == CHISO_OK) {
        status = chiso__series_page_difference(page, 0, last, unit, node, &difference, error);
    }
    if (status == CHISO_OK) {
        chiso__put_text(output, "]");
        chiso__member_decimal(output, "difference", difference.achieved, -1);
        chiso__member_flag(output, "max_changed", chiso__series_page_max_changed(page));
    }
    return status;
}

/* What is written of a unit and a criterion, behind its code and title. */
typedef chiso_status put_figures(struct chiso__series_page *page, const chiso_series_unit *unit,
                                 const struct chiso__told_node *node, chiso_error *error);

static chiso_status put_unit(struct chiso__series_page *page, uint32_t at, put_figures *put,
                             chiso_error *error)
{
    struct chiso__output *const output = &page->output;
    const chiso_series_unit *unit = &page->units[at];
    chiso_status status = CHISO_OK;

    chiso__put_text(output, at == 0 ? "\n    { " : ",\n    { ");
    chiso__member_text(output, true, "unit", unit->code);
    chiso__member_text(output, false, "name", unit->name);
    chiso__member_text(output, false, "block", unit->block);
    chiso__put_text(output, ",\n      \"nodes\": [");
    for (uint32_t i = 0; i < page->node_count && status == CHISO_OK; i++) {
        chiso__put_text(output, i == 0 ? "\n        { " : ",\n        { ");
        chiso__member_text(output, true, "code", page->nodes[i].code);
        chiso__member_text(output, false, "title", page->nodes[i].title);
        status = put(page, unit, &page->nodes[i], error);
        chiso__put_text(output, " }");
    }
    chiso__put_text(output, " ] }");
    return status;
}

static chiso_status put_document(struct chiso__series_page *page, put_figures *put,
                                 chiso_error *error)
{
    struct chiso__output *const output = &page->output;
    chiso_status status = CHISO_OK;

    chiso__put_text(output, "  \"units\": [");
    for (uint32_t i = 0; i < page->unit_count && status == CHISO_OK && !output->refused; i++) {
        status = put_unit(page, i, put, error);
    }
    chiso__put_text(output, "\n  ]\n}\n");
    return status == CHISO_OK ? chiso__output_end(output, error) : status;
}

chiso_status chiso_periods_write_json(const chiso_series *series,
                                      const chiso_periods_options *options, const chiso_sink *sink,
                                      chiso_error *error)
{
    struct chiso__series_page page;
    chiso_status status = chiso__series_page_begin(&page, series, options, false, sink, error);

    if (status == CHISO_OK) {
        put_periods(&page);
        status = put_document(&page, put_points, error);
        chiso__series_page_clear(&page);
    }
    return status;
}

chiso_status chiso_stages_write_json(const chiso_series *series,
                                     const chiso_periods_options *options, const chiso_sink *sink,
                                     chiso_error *error)
{
    struct chiso__series_page page;
    chiso_status status = chiso__series_page_begin(&page, series, options, true, sink, error);

    if (status == CHISO_OK) {
        put_stages(&page);
        status = put_document(&page, put_stage_figures, error);
        chiso__series_page_clear(&page);
    }
    return status;
}
