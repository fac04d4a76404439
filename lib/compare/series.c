/* Boards of several periods, and a unit's figures over them. */
#include "compare/series.h"

#include "board/set_result.h"
#include "text/name.h"

chiso_status chiso_series_new(const chiso_allocator *allocator, chiso_series **out_series,
                              chiso_error *error)
{
    chiso_allocator taken;
    chiso_series *series = NULL;

    if (out_series == NULL) {
        return chiso__fail_null(error);
    }
    *out_series = NULL;
    if (!chiso__allocator_take(allocator, &taken)) {
        return chiso__fail_null(error);
    }
    series = chiso__alloc_zero(&taken, 1, sizeof(*series));
    if (series == NULL) {
        return chiso__fail_memory(error);
    }
    series->allocator = taken;
    series->point_places = CHISO_DECIMAL_PLACES;
    *out_series = series;
    return CHISO_OK;
}

void chiso_series_free(chiso_series *series)
{
    chiso_allocator allocator;

    if (series == NULL) {
        return;
    }
    allocator = series->allocator;
    for (uint32_t i = 0; i < series->count; i++) {
        chiso_rankings_free(series->periods[i].ranks);
    }
    chiso__release(&allocator, series->periods);
    chiso__arena_clear(&series->arena, &allocator);
    chiso__release(&allocator, series);
}

static chiso_status check_label(const chiso_series *series, struct chiso__span label,
                                chiso_error *error)
{
    const chiso_status status = chiso__check_text(label, error);

    if (status == CHISO_OK && label.size == 0) {
        return chiso__fail(error, CHISO_E_CODE, CHISO__SAY_PERIOD_NO_LABEL, NULL);
    }
    for (uint32_t i = 0; i < series->count && status == CHISO_OK; i++) {
        if (chiso__names_equal(label, chiso__span_of(series->periods[i].label))) {
            return chiso__fail(error, CHISO_E_DUPLICATE, CHISO__SAY_PERIOD_THERE_ALREADY,
                               CHISO__WORDS(chiso__say(label)));
        }
    }
    return status;
}

/* Ranks of several periods stand side by side. What breaks ties is of each period's own tree. */
static chiso_status check_rule(const struct chiso__period *first,
                               const struct chiso__rank_rule *rule, chiso_error *error)
{
    const struct chiso__rank_rule *const other = &first->ranks->rule;

    if (rule->ties == other->ties && rule->key == other->key && rule->scope == other->scope) {
        return CHISO_OK;
    }
    return chiso__fail(error, CHISO_E_SHAPE, CHISO__SAY_PERIOD_RANKS_OTHERWISE,
                       CHISO__WORDS(chiso__say_text(first->label)));
}

static bool reserve(chiso_series *series)
{
    void *block = series->periods;
    const uint32_t capacity = series->capacity == 0 ? 8 : series->capacity * 2;

    if (series->count < series->capacity) {
        return true;
    }
    if (!chiso__resize(&series->allocator, &block, capacity, sizeof(*series->periods))) {
        return false;
    }
    series->periods = block;
    series->capacity = capacity;
    return true;
}

chiso_status chiso_series_add(chiso_series *series, const char *label, const chiso_board *board,
                              const chiso_rank_options *ranking, chiso_error *error)
{
    struct chiso__rank_rule rule = {CHISO_TIES_COMPETITION, CHISO_KEY_EXACT, CHISO_SCOPE_BLOCKS,
                                    NULL, 0};
    struct chiso__period period = {.board = board};
    chiso_status status = CHISO_OK;

    if (series == NULL || label == NULL) {
        return chiso__fail_null(error);
    }
    status = chiso__check_scored(board, error);
    if (status == CHISO_OK) {
        status = check_label(series, chiso__span_of(label), error);
    }
    if (status == CHISO_OK) {
        status = chiso__rank_rule_read(board, ranking, &rule, error);
    }
    if (status == CHISO_OK && series->count > 0) {
        status = check_rule(&series->periods[0], &rule, error);
    }
    if (status != CHISO_OK) {
        return status;
    }
    period.label = reserve(series) ? chiso__arena_copy(&series->arena, &series->allocator,
                                                       chiso__span_of(label))
                                   : NULL;
    period.ranks =
        period.label == NULL ? NULL : chiso__rankings_make(board, board->tree->count, &rule);
    if (period.ranks == NULL) {
        return chiso__fail_memory(error);
    }
    series->periods[series->count++] = period;
    return CHISO_OK;
}

chiso_status chiso_series_set_point_places(chiso_series *series, int places, chiso_error *error)
{
    chiso_status status = CHISO_OK;

    if (series == NULL) {
        return chiso__fail_null(error);
    }
    status = chiso__check_places(places, error);
    if (status == CHISO_OK) {
        series->point_places = places;
    }
    return status;
}

uint32_t chiso_series_count(const chiso_series *series)
{
    return series == NULL ? 0 : series->count;
}

const char *chiso_series_label(const chiso_series *series, uint32_t period)
{
    return period < chiso_series_count(series) ? series->periods[period].label : "";
}

const chiso_board *chiso_series_board(const chiso_series *series, uint32_t period)
{
    return period < chiso_series_count(series) ? series->periods[period].board : NULL;
}

static bool is_current(const struct chiso__period *period)
{
    return chiso__is_current(period->board, period->ranks->version);
}

static chiso_status read_period(const struct chiso__period *period, const char *unit_code,
                                const char *code, int places, chiso_series_point *out_point)
{
    chiso_series_point point = {.achieved = CHISO_ABSENT,
                                .max = CHISO_ABSENT,
                                .percent = CHISO_ABSENT,
                                .state = CHISO_STATE_NOT_APPLICABLE};
    const chiso_board *board = period->board;
    chiso_unit unit = CHISO_NO_UNIT;
    chiso_node node = CHISO_NO_NODE;

    if (!is_current(period)) {
        return CHISO_E_STATE;
    }
    point.has_unit = chiso_board_find_unit(board, unit_code, &unit) == CHISO_OK;
    point.has_node = chiso_tree_find(board->tree, code, &node) == CHISO_OK;
    if (point.has_unit && point.has_node) {
        struct chiso__carried_ratio ratio;
        chiso_result result;
        chiso_status status = CHISO_OK;

        point.is_set = chiso__set_find(&board->rows, unit, node) != NULL;
        chiso__ratio_of(&board->rows, unit, node, &ratio);
        point.achieved = chiso__publish_places(board->tree, ratio.achieved, ratio.max, places);
        point.max = chiso__publish_points(board->tree, ratio.max, ratio.max);
        point.place = chiso__rankings_place(period->ranks, node, unit);
        status = chiso__publish(board->tree, ratio.achieved, ratio.max, &point.percent);
        if (status == CHISO_OK) {
            status = chiso__result_of(&board->rows, unit, node, &result);
        }
        if (status != CHISO_OK) {
            return status;
        }
        point.state = result.state;
    }
    *out_point = point;
    return CHISO_OK;
}

chiso_status chiso__series_check(const chiso_series *series, chiso_error *error)
{
    for (uint32_t i = 0; i < series->count; i++) {
        if (!is_current(&series->periods[i])) {
            return chiso__fail(error, CHISO_E_STATE, CHISO__SAY_PERIOD_BOARD_CHANGED,
                               CHISO__WORDS(chiso__say_text(series->periods[i].label)));
        }
    }
    return CHISO_OK;
}

/* CHISO_OK when some period has the unit, and some the criterion. What a board has that changed
 * since says nothing of the series. */
chiso_status chiso__series_check_codes(const chiso_series *series, const char *unit_code,
                                       const char *code, chiso_error *error)
{
    bool has_unit = false;
    bool has_node = false;
    const chiso_status status = chiso__series_check(series, error);

    if (status != CHISO_OK) {
        return status;
    }
    for (uint32_t i = 0; i < series->count && !(has_unit && has_node); i++) {
        chiso_unit unit = CHISO_NO_UNIT;
        chiso_node node = CHISO_NO_NODE;

        has_unit = has_unit ||
                   chiso_board_find_unit(series->periods[i].board, unit_code, &unit) == CHISO_OK;
        has_node =
            has_node || chiso_tree_find(series->periods[i].board->tree, code, &node) == CHISO_OK;
    }
    if (!has_unit) {
        return chiso__fail(error, CHISO_E_UNIT, CHISO__SAY_NO_PERIOD_HAS_UNIT,
                           CHISO__WORDS(chiso__say_text(unit_code)));
    }
    return has_node ? CHISO_OK
                    : chiso__fail(error, CHISO_E_NODE, CHISO__SAY_NO_PERIOD_HAS_CRITERION,
                                  CHISO__WORDS(chiso__say_text(code)));
}

chiso_status chiso_series_at(const chiso_series *series, uint32_t period, const char *unit_code,
                             const char *code, chiso_series_point *out_point)
{
    chiso_series_point point;
    chiso_status status = CHISO_OK;

    if (series == NULL || unit_code == NULL || code == NULL || out_point == NULL) {
        return CHISO_E_NULL;
    }
    if (period >= series->count) {
        return CHISO_E_RANGE;
    }
    status = read_period(&series->periods[period], unit_code, code, series->point_places, &point);
    if (status == CHISO_OK && !(point.has_unit && point.has_node)) {
        status = chiso__series_check_codes(series, unit_code, code, NULL);
    }
    if (status == CHISO_OK) {
        *out_point = point;
    }
    return status;
}

chiso_status chiso__series_read(const chiso_series *series, uint32_t period, const char *unit_code,
                                const char *code, int places, chiso_series_point *out_point,
                                chiso_error *error)
{
    const chiso_status status =
        read_period(&series->periods[period], unit_code, code, places, out_point);

    return status == CHISO_OK
               ? status
               : chiso__fail(error, status, CHISO__SAY_PERIOD_UNIT_BEYOND_DECIMAL,
                             CHISO__WORDS(chiso__say_text(series->periods[period].label),
                                          chiso__say_text(unit_code)));
}

/* Puts what every period has into an array, or only looks for one that has none where there is no
 * array: what fails leaves the caller's as it is. */
static chiso_status each_point(const chiso_series *series, const char *unit_code, const char *code,
                               chiso_series_point *out_points, chiso_error *error)
{
    for (uint32_t i = 0; i < series->count; i++) {
        chiso_series_point point;
        const chiso_status status =
            chiso__series_read(series, i, unit_code, code, series->point_places, &point, error);

        if (status != CHISO_OK) {
            return status;
        }
        if (out_points != NULL) {
            out_points[i] = point;
        }
    }
    return CHISO_OK;
}

chiso_status chiso_series_points(const chiso_series *series, const char *unit_code,
                                 const char *code, size_t count, chiso_series_point *out_points,
                                 chiso_error *error)
{
    chiso_status status = CHISO_OK;

    if (series == NULL || unit_code == NULL || code == NULL || out_points == NULL) {
        return chiso__fail_null(error);
    }
    if (count != series->count) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_PERIOD_ROOM,
                           CHISO__WORDS(chiso__say_count(count), chiso__say_count(series->count)));
    }
    status = chiso__series_check_codes(series, unit_code, code, error);
    if (status == CHISO_OK) {
        status = each_point(series, unit_code, code, NULL, error);
    }
    return status == CHISO_OK ? each_point(series, unit_code, code, out_points, error) : status;
}
