/* What documents of a series tell of: units and criteria, each once. */
#include "report/series_page.h"

#include "text/name.h"

static chiso_status check(const chiso_series *series, const chiso_periods_options *given,
                          const chiso_sink *sink, chiso_error *error)
{
    if (series == NULL || sink == NULL || sink->write == NULL) {
        return chiso__fail_null(error);
    }
    if (series->count == 0) {
        return chiso__fail(error, CHISO_E_EMPTY, CHISO__SAY_SERIES_EMPTY, NULL);
    }
    if ((given->style != CHISO_CSV_POINT && given->style != CHISO_CSV_COMMA) ||
        (given->language != CHISO_LANGUAGE_ENGLISH &&
         given->language != CHISO_LANGUAGE_VIETNAMESE) ||
        (given->order != CHISO_ORDER_FILE && given->order != CHISO_ORDER_RANK)) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_SERIES_OPTIONS, NULL);
    }
    return chiso__series_check(series, error);
}

/* A criterion that all codes look for, "" being the whole index. */
static const char *own_code(const char *code)
{
    return chiso__is_word(chiso__span_of(code), ".") ? "" : code;
}

static bool is_in_later(const chiso_series *series, uint32_t period, const char *code)
{
    chiso_node node = CHISO_NO_NODE;
    bool is_there = false;

    for (uint32_t i = period + 1; i < series->count && !is_there; i++) {
        is_there = chiso_tree_find(series->periods[i].board->tree, code, &node) == CHISO_OK;
    }
    return is_there;
}

/* Lists the criteria, or the one that is asked for, where there is room for them; returns how many.
 */
static uint32_t list_nodes(const chiso_series *series, const char *only,
                           struct chiso__told_node *out_nodes)
{
    uint32_t count = 0;

    for (uint32_t period = series->count; period-- > 0;) {
        const chiso_tree *tree = series->periods[period].board->tree;
        chiso_node asked = CHISO_NO_NODE;
        const bool has_asked = only != NULL && chiso_tree_find(tree, only, &asked) == CHISO_OK;

        for (uint32_t i = 0; i < tree->count; i++) {
            const chiso_node node = tree->order[i];
            const char *code = chiso_node_code(tree, node);

            if ((only != NULL && (!has_asked || node != asked)) ||
                is_in_later(series, period, code)) {
                continue;
            }
            if (out_nodes != NULL) {
                out_nodes[count] = (struct chiso__told_node){
                    code,
                    node == CHISO_ROOT ? chiso_tree_title(tree) : chiso_node_title(tree, node),
                    node != CHISO_ROOT && chiso__is_leaf(&tree->nodes[node])};
            }
            count++;
        }
    }
    return count;
}

/* Leaves the one unit that is asked for in the list. */
static void keep_unit(struct chiso__series_page *page)
{
    const struct chiso__span code = chiso__span_of(page->options.unit);
    uint32_t at = 0;

    while (at < page->unit_count &&
           !chiso__names_equal(chiso__span_of(page->units[at].code), code)) {
        at++;
    }
    page->units[0] = page->units[at < page->unit_count ? at : 0];
    page->unit_count = 1;
}

/* Puts the units of the last period, which stand first, into the order of its ranks. */
static chiso_status order_units(struct chiso__series_page *page, const char *code)
{
    const struct chiso__period *last = &page->series->periods[page->series->count - 1];
    const chiso_allocator *allocator = &page->series->allocator;
    const uint32_t count = last->board->units.count;
    chiso_node node = CHISO_NO_NODE;
    chiso_unit *order = NULL;
    chiso_series_unit *units = NULL;
    chiso_status status = CHISO_OK;

    if (page->options.order == CHISO_ORDER_FILE || count == 0 ||
        chiso_tree_find(last->board->tree, code, &node) != CHISO_OK) {
        return CHISO_OK;
    }
    order = chiso__alloc(allocator, count, sizeof(*order));
    units = chiso__alloc(allocator, count, sizeof(*units));
    status = order != NULL && units != NULL
                 ? chiso__units_by_rank(last->ranks, node, allocator, order)
                 : CHISO_E_MEMORY;
    for (uint32_t i = 0; i < count && status == CHISO_OK; i++) {
        units[i] = page->units[order[i]];
    }
    for (uint32_t i = 0; i < count && status == CHISO_OK; i++) {
        page->units[i] = units[i];
    }
    chiso__release(allocator, order);
    chiso__release(allocator, units);
    return status;
}

static chiso_status list(struct chiso__series_page *page, const char *only, chiso_error *error)
{
    const chiso_series *series = page->series;
    const chiso_allocator *allocator = &series->allocator;

    page->unit_count = chiso__list_units_of(series, NULL);
    page->node_count = list_nodes(series, only, NULL);
    page->units = chiso__alloc(allocator, page->unit_count, sizeof(*page->units));
    page->nodes = chiso__alloc(allocator, page->node_count, sizeof(*page->nodes));
    page->points = chiso__alloc(allocator, series->count, sizeof(*page->points));
    if (page->units == NULL || page->nodes == NULL || page->points == NULL) {
        return chiso__fail_memory(error);
    }
    (void)chiso__list_units_of(series, page->units);
    (void)list_nodes(series, only, page->nodes);
    if (order_units(page, only == NULL ? "" : only) != CHISO_OK) {
        return chiso__fail_memory(error);
    }
    if (page->options.unit != NULL) {
        keep_unit(page);
    }
    return CHISO_OK;
}

chiso_status chiso__series_page_begin(struct chiso__series_page *page, const chiso_series *series,
                                      const chiso_periods_options *options, bool all_nodes,
                                      const chiso_sink *sink, chiso_error *error)
{
    chiso_periods_options given = CHISO_PERIODS_OPTIONS_INIT;
    const char *only = NULL;
    chiso_status status = CHISO__TAKE(options, chiso_periods_options, order,
                                      CHISO_PERIODS_OPTIONS_INIT, &given, error);

    *page = (struct chiso__series_page){.series = series, .options = given};
    if (status == CHISO_OK) {
        status = check(series, &given, sink, error);
    }
    if (status != CHISO_OK) {
        return status;
    }
    only = given.code != NULL ? own_code(given.code) : all_nodes || given.unit != NULL ? NULL : "";
    if (given.unit != NULL || only != NULL) {
        status = chiso__series_check_codes(
            series,
            given.unit != NULL ? given.unit
                               : chiso_unit_code(series->periods[series->count - 1].board, 0),
            only == NULL ? "" : only, error);
    }
    if (status == CHISO_OK) {
        status = list(page, only, error);
    }
    if (status != CHISO_OK) {
        chiso__series_page_clear(page);
        return status;
    }
    chiso__output_begin(&page->output, sink);
    return CHISO_OK;
}

void chiso__series_page_clear(struct chiso__series_page *page)
{
    const chiso_allocator *allocator = &page->series->allocator;

    chiso__release(allocator, page->units);
    chiso__release(allocator, page->nodes);
    chiso__release(allocator, page->points);
}

chiso_status chiso__series_page_points(struct chiso__series_page *page,
                                       const chiso_series_unit *unit,
                                       const struct chiso__told_node *node, chiso_error *error)
{
    chiso_status status = CHISO_OK;

    for (uint32_t i = 0; i < page->series->count && status == CHISO_OK; i++) {
        status = chiso__series_read(page->series, i, unit->code, node->code, CHISO_DECIMAL_PLACES,
                                    &page->points[i], error);
    }
    return status;
}

chiso_status chiso__series_page_difference(const struct chiso__series_page *page, uint32_t before,
                                           uint32_t now, const chiso_series_unit *unit,
                                           const struct chiso__told_node *node,
                                           chiso_series_difference *out_difference,
                                           chiso_error *error)
{
    const chiso_status status = chiso__series_gained(
        page->series, before, now, unit->code, node->code, CHISO_DECIMAL_PLACES, out_difference);

    return status == CHISO_OK
               ? status
               : chiso__fail(error, status, CHISO__SAY_PERIOD_UNIT_BEYOND_DECIMAL,
                             CHISO__WORDS(chiso__say_text(page->series->periods[now].label),
                                          chiso__say_text(unit->code)));
}

chiso_decimal chiso__series_last_max(const struct chiso__series_page *page)
{
    for (uint32_t i = page->series->count; i-- > 0;) {
        if (page->points[i].max != CHISO_ABSENT) {
            return page->points[i].max;
        }
    }
    return CHISO_ABSENT;
}

bool chiso__series_page_max_changed(const struct chiso__series_page *page)
{
    bool is_changed = false;

    for (uint32_t i = 0; i < page->series->count; i++) {
        is_changed = is_changed || chiso__series_is_max_changed(page->points, i);
    }
    return is_changed;
}
