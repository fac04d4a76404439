/* Figures that a sheet prints, held against the computed ones. */
#include "report/inside.h"
#include "score/result.h"
#include "text/name.h"
#include "text/printed.h"

/* What is compared, and what comes of it. */
struct check {
    const chiso_report *report;
    chiso_intake *intake;
    const struct chiso__prints *printed;
    const struct chiso__printed_figure *figure;
    chiso_unit unit;
    chiso_node node;
};

/* The text of a figure read back; false where there is none. */
static bool value_of(const char *text, size_t size, struct chiso__carried *out_value)
{
    struct chiso__number_style style = {false, 0};
    struct chiso__numeral numeral;

    if (size == 0 || chiso__numeral_read((struct chiso__span){text, size}, &style, 0, &numeral) !=
                         CHISO__NUMBER_OK) {
        return false;
    }
    *out_value = numeral.value;
    return true;
}

/* How a figure is shown with the digits that are printed, or else published. */
static struct chiso__shown shown_as(const struct check *check)
{
    const chiso_tree *tree = check->report->board->tree;
    const int digits = check->figure->is_number ? check->figure->digits : tree->digits;

    return (struct chiso__shown){digits, tree->rounding, tree->full_reached, false, '.'};
}

/* The computed figure of a unit, as it would be printed; false where there is none. */
static bool compute(const struct check *check, struct chiso__carried *out_value)
{
    const struct chiso__rows *rows = &check->report->board->rows;
    const struct chiso__shown shown = shown_as(check);
    struct chiso__carried_ratio ratio;
    char text[CHISO__SHOWN_SIZE];
    size_t size = 0;

    (void)chiso__ratio_of(rows, check->unit, check->node, &ratio);
    if (check->figure->kind == CHISO__PRINTED_PERCENT) {
        size = chiso__percent_text(&ratio, &shown, text);
    } else if (check->figure->kind == CHISO__PRINTED_MAX && !chiso__carried_is_gap(ratio.max)) {
        size = chiso__points_text(ratio.max, ratio.max, &shown, text);
    } else if (check->figure->kind == CHISO__PRINTED_TOTAL &&
               !chiso__carried_is_gap(ratio.achieved)) {
        size = chiso__points_text(ratio.achieved, ratio.max, &shown, text);
    }
    return value_of(text, size, out_value);
}

/* Adds a doubt that says what was found in the place of what. */
static chiso_status doubt(const struct check *check, struct chiso__insert computed,
                          chiso_error *error)
{
    static const enum chiso__message names[] = {
        [CHISO__PRINTED_TOTAL] = CHISO__SAY_THE_TOTAL,
        [CHISO__PRINTED_PERCENT] = CHISO__SAY_THE_PERCENT,
        [CHISO__PRINTED_RANK] = CHISO__SAY_THE_RANK,
        [CHISO__PRINTED_BAND] = CHISO__SAY_THE_BAND,
        [CHISO__PRINTED_COVERAGE] = CHISO__SAY_THE_COVERAGE,
        [CHISO__PRINTED_MAX] = CHISO__SAY_THE_MAX,
    };
    const struct chiso__printed_figure *figure = check->figure;
    const struct chiso__span code = check->report->board->tree->codes[check->node];
    const struct chiso__span who =
        figure->is_sum ? figure->label : check->printed->units[figure->unit];
    const struct chiso__insert *words = CHISO__WORDS(
        chiso__say(who),
        chiso__say_message(figure->is_sum ? CHISO__SAY_THE_COLUMN_SUM : names[figure->kind]),
        chiso__say(figure->text), computed, chiso__say(code));
    chiso_error found = CHISO_ERROR_INIT;

    if (figure->is_sum) {
        chiso__fail(&found, CHISO_OK,
                    code.size == 0 ? CHISO__SAY_PRINTED_SUM_DIFFERS
                                   : CHISO__SAY_PRINTED_CRITERION_SUM_DIFFERS,
                    words);
    } else {
        chiso__fail(&found, CHISO_OK,
                    code.size == 0 ? CHISO__SAY_PRINTED_DIFFERS
                                   : CHISO__SAY_PRINTED_CRITERION_DIFFERS,
                    words);
    }
    chiso__fail_at(&found, CHISO_OK, figure->place);
    return chiso__intake_add(check->intake, CHISO_REMARK_DOUBT, CHISO_DOUBT_PRINTED,
                             check->printed->file, &found)
               ? CHISO_OK
               : chiso__fail_memory(error);
}

/* Whether a figure, of which there may be none, is what is printed. */
static bool is_printed(const struct chiso__printed_figure *printed, bool is_there,
                       struct chiso__carried value)
{
    return is_there && printed->is_number && chiso__carried_compare(value, printed->value) == 0;
}

/* Adds a doubt where it is not. */
static chiso_status compare(const struct check *check, const struct chiso__printed_figure *printed,
                            bool is_there, struct chiso__carried value, chiso_error *error)
{
    if (is_printed(printed, is_there, value)) {
        return CHISO_OK;
    }
    return doubt(check,
                 is_there ? chiso__say_carried(value) : chiso__say_message(CHISO__SAY_NO_FIGURE),
                 error);
}

/* Whether a percentage is printed as the share that it is: 0.7 for 70 %. */
static bool is_share(const struct check *check)
{
    struct chiso__printed_figure share = *check->figure;
    struct check again = *check;
    struct chiso__carried value = {0, 0};

    if (share.kind != CHISO__PRINTED_PERCENT || !chiso__printed_read_share(&share)) {
        return false;
    }
    again.figure = &share;
    return compute(&again, &value) && is_printed(&share, true, value);
}

static chiso_status check_number(const struct check *check, chiso_error *error)
{
    struct chiso__carried value = {0, 0};
    const bool is_there = compute(check, &value);

    return !is_printed(check->figure, is_there, value) && is_share(check)
               ? CHISO_OK
               : compare(check, check->figure, is_there, value, error);
}

/* Whether the places that are printed, from a first one on, are those that the units of a rank
 * share, whatever the rank that they get. */
static bool is_shared(const struct chiso__printed_figure *printed, uint32_t places,
                      const chiso_place *place, chiso_ties ties)
{
    const chiso_decimal shared = (chiso_decimal)(places - 1) * CHISO_DECIMAL_ONE;
    chiso_decimal first = (chiso_decimal)place->rank * CHISO_DECIMAL_ONE;

    if (ties == CHISO_TIES_DENSE) {
        return place->rank > 0 && place->tied == places;
    }
    if (ties == CHISO_TIES_MODIFIED) {
        first -= shared;
    } else if (ties == CHISO_TIES_AVERAGE) {
        first += (place->half ? CHISO_DECIMAL_ONE / 2 : 0) - shared / 2;
    }
    return place->rank > 0 && place->tied == places && printed->is_number &&
           printed->value.millionths == first;
}

static chiso_status check_rank(const struct check *check, chiso_error *error)
{
    struct chiso__printed_figure figure = *check->figure;
    const chiso_ranking *ranking = chiso__rankings_want(check->report->ranks, CHISO_ROOT);
    struct chiso__carried rank = {0, 0};
    chiso_place place;
    uint32_t places = 1;

    chiso__printed_read_rank(&figure, &places);
    if (ranking == NULL || chiso_ranking_place(ranking, check->unit, &place) != CHISO_OK) {
        return chiso__fail_memory(error);
    }
    rank.millionths =
        (chiso_decimal)place.rank * CHISO_DECIMAL_ONE + (place.half ? CHISO_DECIMAL_ONE / 2 : 0);
    if (places > 1) {
        if (is_shared(&figure, places, &place, check->report->ranks->rule.ties)) {
            return CHISO_OK;
        }
        /* The first of the places alone is not what is printed. */
        figure.is_number = false;
    }
    return compare(check, &figure, place.rank > 0, rank, error);
}

static chiso_status check_band(const struct check *check, chiso_error *error)
{
    const chiso_report *report = check->report;
    const uint32_t band =
        chiso__band_of(&report->board->rows, check->unit, CHISO_ROOT, report->bands, report->key);
    const char *name = band == CHISO_NO_BAND ? "" : chiso_bands_name(report->bands, band);

    if (band != CHISO_NO_BAND && chiso__names_equal(chiso__span_of(name), check->figure->text)) {
        return CHISO_OK;
    }
    return doubt(check,
                 band == CHISO_NO_BAND ? chiso__say_message(CHISO__SAY_NO_FIGURE)
                                       : chiso__say_text(name),
                 error);
}

/* What a node achieved over the units of the sheet from a first one on, as it would be printed;
 * false where that is no number. */
static bool compute_sum(const struct check *check, uint32_t first, struct chiso__carried *out_value)
{
    const chiso_board *board = check->report->board;
    const struct chiso__shown shown = shown_as(check);
    struct chiso__total total = {0};
    struct chiso__carried sum = {0, 0};
    char text[CHISO__SHOWN_SIZE];

    for (uint32_t i = first; i < check->figure->unit; i++) {
        const int64_t unit = chiso__units_find(&board->units, check->printed->units[i]);
        const struct chiso__carried points =
            unit == CHISO__NOT_FOUND
                ? (struct chiso__carried){CHISO_ABSENT, 0}
                : chiso__achieved_of(&board->rows, (uint32_t)unit, check->node);

        if (!chiso__carried_is_gap(points) && !chiso__total_add(&total, points)) {
            return false;
        }
    }
    return chiso__total_settle(total, &sum) &&
           value_of(text, chiso__points_text(sum, sum, &shown, text), out_value);
}

/* A row of totals is of the whole table above it, or of its last block. */
static chiso_status check_sum(const struct check *check, chiso_error *error)
{
    const struct chiso__printed_figure *figure = check->figure;
    const bool has_block = figure->first > 0 && figure->first < figure->unit;
    struct chiso__carried value = {0, 0};
    bool is_there = compute_sum(check, 0, &value);

    if (has_block && !is_printed(figure, is_there, value)) {
        is_there = compute_sum(check, figure->first, &value);
    }
    return compare(check, figure, is_there, value, error);
}

/* Whether a text says that there is no figure. */
static bool says_nothing(struct chiso__span text)
{
    return chiso__means(text, CHISO__SAY_WORDS_FOR_NOT_APPLICABLE);
}

/* The coverage is a percent by itself, which is published with the digits of the tree. */
static chiso_status check_coverage(const struct check *check, chiso_error *error)
{
    const chiso_tree *tree = check->report->board->tree;
    const int digits = check->figure->is_number && check->figure->digits < tree->digits
                           ? check->figure->digits
                           : tree->digits;
    chiso_result result;
    chiso_status status =
        chiso_board_result(check->report->board, check->unit, check->node, &result);
    chiso_decimal coverage = CHISO_ABSENT;

    if (status != CHISO_OK) {
        return status;
    }
    if (result.coverage != CHISO_ABSENT) {
        status = chiso_decimal_round(result.coverage, digits, tree->rounding, &coverage);
    }
    return status == CHISO_OK ? compare(check, check->figure, coverage != CHISO_ABSENT,
                                        chiso__carried_of(coverage), error)
                              : status;
}

static chiso_status check_figure(struct check *check, chiso_error *error)
{
    const chiso_board *board = check->report->board;
    const struct chiso__printed_figure *figure = check->figure;
    const int64_t node = chiso__find_code(board->tree, figure->code);
    int64_t unit = CHISO__NOT_FOUND;

    if (node == CHISO__NOT_FOUND || says_nothing(figure->text)) {
        return CHISO_OK;
    }
    check->node = (chiso_node)node;
    if (figure->is_sum) {
        return check_sum(check, error);
    }
    unit = chiso__units_find(&board->units, check->printed->units[figure->unit]);
    if (unit == CHISO__NOT_FOUND) {
        return CHISO_OK;
    }
    check->unit = (chiso_unit)unit;
    switch (figure->kind) {
    case CHISO__PRINTED_RANK:
        return check_rank(check, error);
    case CHISO__PRINTED_BAND:
        return check->report->bands == NULL ? CHISO_OK : check_band(check, error);
    case CHISO__PRINTED_COVERAGE:
        return check_coverage(check, error);
    case CHISO__PRINTED_TOTAL:
    case CHISO__PRINTED_PERCENT:
    case CHISO__PRINTED_MAX:
        break;
    }
    return check_number(check, error);
}

chiso_status chiso_report_check_printed(const chiso_report *report, chiso_intake *intake,
                                        const char *path, chiso_error *error)
{
    struct check check = {.report = report, .intake = intake};
    struct chiso__prints *printed = NULL;
    chiso_status status = CHISO_OK;

    if (report == NULL || intake == NULL) {
        return chiso__fail_null(error);
    }
    status = chiso__report_check(report, error);
    if (status != CHISO_OK) {
        return status;
    }
    printed = chiso__printed_take(intake, path == NULL ? "" : path);
    if (printed == NULL) {
        return CHISO_OK;
    }
    check.printed = printed;
    for (uint32_t i = 0; i < printed->count && status == CHISO_OK; i++) {
        check.figure = &printed->figures[i];
        status = check_figure(&check, error);
    }
    chiso__printed_clear(printed, &intake->allocator);
    chiso__release(&intake->allocator, printed);
    return status;
}
