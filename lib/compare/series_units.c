/* All units of a series, and what periods differ by. */
#include "compare/inside.h"
#include "compare/series.h"

/* Whether a period behind one has a unit. */
static bool is_in_later(const chiso_series *series, uint32_t period, const char *code)
{
    chiso_unit unit = CHISO_NO_UNIT;
    bool is_there = false;

    for (uint32_t i = period + 1; i < series->count && !is_there; i++) {
        is_there = chiso_board_find_unit(series->periods[i].board, code, &unit) == CHISO_OK;
    }
    return is_there;
}

uint32_t chiso__list_units_of(const chiso_series *series, chiso_series_unit *out_units)
{
    uint32_t count = 0;

    for (uint32_t period = series->count; period-- > 0;) {
        const chiso_board *board = series->periods[period].board;

        for (chiso_unit unit = 0; unit < board->units.count; unit++) {
            const char *code = chiso_unit_code(board, unit);

            if (is_in_later(series, period, code)) {
                continue;
            }
            if (out_units != NULL) {
                out_units[count] =
                    (chiso_series_unit){code, chiso_unit_name(board, unit),
                                        chiso_board_block(board, chiso_unit_block(board, unit))};
            }
            count++;
        }
    }
    return count;
}

uint32_t chiso_series_unit_count(const chiso_series *series)
{
    return series == NULL ? 0 : chiso__list_units_of(series, NULL);
}

chiso_status chiso_series_units(const chiso_series *series, size_t count,
                                chiso_series_unit *out_units, chiso_error *error)
{
    chiso_status status = CHISO_OK;
    uint32_t units = 0;

    if (series == NULL || out_units == NULL) {
        return chiso__fail_null(error);
    }
    status = chiso__series_check(series, error);
    if (status != CHISO_OK) {
        return status;
    }
    units = chiso__list_units_of(series, NULL);
    if (count != units) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_SERIES_UNIT_ROOM,
                           CHISO__WORDS(chiso__say_count(count), chiso__say_count(units)));
    }
    (void)chiso__list_units_of(series, out_units);
    return CHISO_OK;
}

static chiso_status check_node(const chiso_series *series, const char *code, chiso_error *error)
{
    chiso_node node = CHISO_NO_NODE;

    for (uint32_t i = 0; i < series->count; i++) {
        if (chiso_tree_find(series->periods[i].board->tree, code, &node) == CHISO_OK) {
            return CHISO_OK;
        }
    }
    return chiso__fail(error, CHISO_E_NODE, CHISO__SAY_NO_PERIOD_HAS_CRITERION,
                       CHISO__WORDS(chiso__say_text(code)));
}

/* Puts what a unit has in each period behind *at in an array, or nowhere. */
static chiso_status each_period(const chiso_series *series, const char *unit, const char *code,
                                chiso_series_point *out_points, size_t *at, chiso_error *error)
{
    for (uint32_t i = 0; i < series->count; i++) {
        chiso_series_point point;
        const chiso_status status =
            chiso__series_read(series, i, unit, code, series->point_places, &point, error);

        if (status != CHISO_OK) {
            return status;
        }
        if (out_points != NULL) {
            out_points[(*at)++] = point;
        }
    }
    return CHISO_OK;
}

/* The same of all units; with nowhere it only looks for what cannot be told, as what fails leaves
 * the caller's array as it is. */
static chiso_status each_unit(const chiso_series *series, const char *code,
                              chiso_series_point *out_points, chiso_error *error)
{
    chiso_status status = CHISO_OK;
    size_t at = 0;

    for (uint32_t last = series->count; last-- > 0;) {
        const chiso_board *board = series->periods[last].board;

        for (chiso_unit unit = 0; unit < board->units.count && status == CHISO_OK; unit++) {
            const char *unit_code = chiso_unit_code(board, unit);

            if (!is_in_later(series, last, unit_code)) {
                status = each_period(series, unit_code, code, out_points, &at, error);
            }
        }
    }
    return status;
}

chiso_status chiso_series_node(const chiso_series *series, const char *code, size_t count,
                               chiso_series_point *out_points, chiso_error *error)
{
    chiso_status status = CHISO_OK;
    uint32_t units = 0;

    if (series == NULL || code == NULL || out_points == NULL) {
        return chiso__fail_null(error);
    }
    status = chiso__series_check(series, error);
    if (status == CHISO_OK) {
        status = check_node(series, code, error);
    }
    if (status != CHISO_OK) {
        return status;
    }
    units = chiso__list_units_of(series, NULL);
    if (series->count == 0 || count / series->count != units || count % series->count != 0) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_SERIES_POINT_ROOM,
                           CHISO__WORDS(chiso__say_count(count), chiso__say_count(units),
                                        chiso__say_count(series->count)));
    }
    status = each_unit(series, code, NULL, error);
    return status == CHISO_OK ? each_unit(series, code, out_points, error) : status;
}

/* What a node of a unit has in a period, as it is carried; gaps where there is nothing. */
static struct chiso__carried_ratio ratio_of(const struct chiso__period *period,
                                            const char *unit_code, const char *code)
{
    struct chiso__carried_ratio ratio = {{CHISO_ABSENT, 0}, {CHISO_ABSENT, 0}};
    chiso_unit unit = CHISO_NO_UNIT;
    chiso_node node = CHISO_NO_NODE;

    if (chiso_board_find_unit(period->board, unit_code, &unit) == CHISO_OK &&
        chiso_tree_find(period->board->tree, code, &node) == CHISO_OK) {
        chiso__ratio_of(&period->board->rows, unit, node, &ratio);
    }
    return ratio;
}

static chiso_decimal shown(const chiso_tree *tree, struct chiso__carried change,
                           struct chiso__carried max, int places)
{
    return chiso__carried_is_gap(change) ? CHISO_ABSENT
                                         : chiso__points_shown(change, max, places, tree->rounding);
}

chiso_status chiso__series_gained(const chiso_series *series, uint32_t before, uint32_t now,
                                  const char *unit_code, const char *code, int places,
                                  chiso_series_difference *out_difference)
{
    const chiso_tree *tree = series->periods[now].board->tree;
    const chiso_tree *other = series->periods[before].board->tree;
    struct chiso__sides sides = {.now = ratio_of(&series->periods[now], unit_code, code),
                                 .before = ratio_of(&series->periods[before], unit_code, code)};
    const struct chiso__carried most = chiso__max_of_both(&sides);
    struct chiso__carried achieved;
    struct chiso__carried max;
    struct chiso__carried percent;

    sides.exact = sides.before;
    if (!chiso__subtract(sides.before.achieved, sides.now.achieved, &achieved) ||
        !chiso__subtract(sides.before.max, sides.now.max, &max) ||
        !chiso__percent_change(&sides, &percent)) {
        return CHISO_E_RANGE;
    }
    out_difference->achieved = shown(tree, achieved, most, places);
    out_difference->max = shown(tree, max, most, CHISO_DECIMAL_PLACES);
    out_difference->percent = shown(tree, percent, chiso__carried_of(100 * CHISO_DECIMAL_ONE),
                                    tree->digits > other->digits ? tree->digits : other->digits);
    return CHISO_OK;
}

chiso_status chiso_series_subtract(const chiso_series *series, uint32_t before, uint32_t now,
                                   const char *unit_code, const char *code,
                                   chiso_series_difference *out_difference, chiso_error *error)
{
    chiso_series_difference difference;
    chiso_status status = CHISO_OK;

    if (series == NULL || unit_code == NULL || code == NULL || out_difference == NULL) {
        return chiso__fail_null(error);
    }
    if (before >= series->count || now >= series->count) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_NO_SUCH_PERIOD,
                           CHISO__WORDS(chiso__say_count(before > now ? before : now),
                                        chiso__say_count(series->count)));
    }
    status = chiso__series_check_codes(series, unit_code, code, error);
    if (status == CHISO_OK) {
        status = chiso__series_gained(series, before, now, unit_code, code, series->point_places,
                                      &difference);
        if (status != CHISO_OK) {
            chiso__fail(error, status, CHISO__SAY_PERIOD_UNIT_BEYOND_DECIMAL,
                        CHISO__WORDS(chiso__say_text(series->periods[now].label),
                                     chiso__say_text(unit_code)));
        }
    }
    if (status == CHISO_OK) {
        *out_difference = difference;
    }
    return status;
}

bool chiso__series_is_max_changed(const chiso_series_point *points, uint32_t period)
{
    for (uint32_t i = period; i-- > 0;) {
        if (points[i].max != CHISO_ABSENT) {
            return points[period].max != CHISO_ABSENT && points[period].max != points[i].max;
        }
    }
    return false;
}
