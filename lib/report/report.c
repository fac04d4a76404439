/* A report: a scored board with its ranks, its bands and a comparison. */
#include "report/inside.h"

#include <string.h>

/* A table must not show two kinds of rank. */
static chiso_status check_comparison(const chiso_comparison *comparison, const chiso_board *board,
                                     const struct chiso__rank_rule *rule, chiso_error *error)
{
    chiso_status status = CHISO_OK;

    if (comparison->now != board) {
        return chiso__fail(error, CHISO_E_SHAPE, CHISO__SAY_COMPARISON_OF_OTHER_BOARD, NULL);
    }
    status = chiso__comparison_check(comparison, error);
    if (status != CHISO_OK) {
        return status;
    }
    if (!chiso__comparison_ranks_all(comparison)) {
        return chiso__fail(error, CHISO_E_SHAPE, CHISO__SAY_COMPARISON_RANKS_INDEX_ONLY, NULL);
    }
    if (!chiso__rank_rules_equal(&comparison->now_ranks->rule, rule)) {
        return chiso__fail(error, CHISO_E_SHAPE, CHISO__SAY_PART_RANKS_OTHERWISE,
                           CHISO__WORDS(chiso__say_message(CHISO__SAY_COMPARISON)));
    }
    return CHISO_OK;
}

/* The rule of the ranks: what is asked for, or else that of the comparison. */
static chiso_status read_rule(const chiso_board *board, const chiso_report_options *given,
                              struct chiso__rank_rule *out_rule, chiso_error *error)
{
    chiso_status status = chiso__rank_rule_read(board, given->ranking, out_rule, error);

    if (status != CHISO_OK || given->comparison == NULL) {
        return status;
    }
    if (given->ranking == NULL) {
        *out_rule = given->comparison->now_ranks->rule;
    }
    return check_comparison(given->comparison, board, out_rule, error);
}

static chiso_status check_writing(const chiso_report_options *given, chiso_error *error)
{
    return (given->language == CHISO_LANGUAGE_ENGLISH ||
            given->language == CHISO_LANGUAGE_VIETNAMESE) &&
                   (given->order == CHISO_ORDER_FILE || given->order == CHISO_ORDER_RANK)
               ? CHISO_OK
               : chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_REPORT_OPTIONS, NULL);
}

/* A new report that shares what it can and owns nothing yet but its ranks; NULL when memory is out.
 */
static chiso_report *make(const chiso_board *board, const chiso_report_options *given,
                          const struct chiso__rank_rule *rule)
{
    chiso_report *report = chiso__alloc_zero(&board->allocator, 1, sizeof(*report));

    if (report == NULL) {
        return NULL;
    }
    report->allocator = board->allocator;
    report->board = board;
    report->version = board->version;
    report->key = rule->key;
    report->point_places = given->point_places;
    report->intake = given->intake;
    report->language = given->language;
    report->order = given->order;
    report->robustness = given->robustness;
    report->ranks = given->comparison == NULL
                        ? chiso__rankings_make_late(board, rule)
                        : chiso__rankings_retain(given->comparison->now_ranks);
    if (report->ranks == NULL) {
        chiso__release(&board->allocator, report);
        return NULL;
    }
    return report;
}

chiso_status chiso_report_new(const chiso_board *board, const chiso_report_options *options,
                              chiso_report **out_report, chiso_error *error)
{
    chiso_report_options given = CHISO_REPORT_OPTIONS_INIT;
    struct chiso__rank_rule rule = {CHISO_TIES_COMPETITION, CHISO_KEY_EXACT, CHISO_SCOPE_BLOCKS,
                                    NULL, 0};
    chiso_report *report = NULL;
    chiso_status status = CHISO_OK;

    if (out_report == NULL) {
        return chiso__fail_null(error);
    }
    *out_report = NULL;
    status = chiso__check_scored(board, error);
    if (status == CHISO_OK) {
        status = CHISO__TAKE(options, chiso_report_options, point_places, CHISO_REPORT_OPTIONS_INIT,
                             &given, error);
    }
    if (status == CHISO_OK) {
        status = chiso__check_places(given.point_places, error);
    }
    if (status == CHISO_OK) {
        status = check_writing(&given, error);
    }
    if (status == CHISO_OK) {
        status = read_rule(board, &given, &rule, error);
    }
    if (status == CHISO_OK) {
        status = chiso__bands_fit(given.bands, board->tree, error);
    }
    if (status == CHISO_OK && given.comparison != NULL) {
        status = chiso__bands_fit(given.bands, given.comparison->before->tree, error);
    }
    if (status == CHISO_OK && given.robustness != NULL) {
        status = chiso__robust_check(given.robustness, board, &rule, given.bands, error);
    }
    if (status != CHISO_OK) {
        return status;
    }
    report = make(board, &given, &rule);
    if (report == NULL) {
        return chiso__fail_memory(error);
    }
    if (given.bands != NULL) {
        report->bands = given.bands;
        chiso__bands_retain(given.bands);
    }
    if (given.comparison != NULL) {
        report->comparison = given.comparison;
        chiso__comparison_retain(given.comparison);
    }
    *out_report = report;
    return CHISO_OK;
}

void chiso_report_free(chiso_report *report)
{
    chiso_allocator allocator;

    if (report == NULL) {
        return;
    }
    allocator = report->allocator;
    chiso_bands_free(report->bands);
    chiso_comparison_free(report->comparison);
    /* The board lives as long as its ranks. */
    chiso_rankings_free(report->ranks);
    chiso__release(&allocator, report);
}

const chiso_board *chiso_report_board(const chiso_report *report)
{
    return report == NULL ? NULL : report->board;
}

const chiso_bands *chiso_report_bands(const chiso_report *report)
{
    return report == NULL ? NULL : report->bands;
}

chiso_status chiso_report_rules(const chiso_report *report, chiso_rank_options *out_rules)
{
    chiso_rank_options rules = CHISO_RANK_OPTIONS_INIT;

    if (report == NULL || out_rules == NULL) {
        return CHISO_E_NULL;
    }
    if (out_rules->size < CHISO__FIRST_SIZE(chiso_rank_options, tie_break_count) ||
        out_rules->size > sizeof(rules)) {
        return CHISO_E_RANGE;
    }
    rules.size = out_rules->size;
    rules.ties = report->ranks->rule.ties;
    rules.key = report->ranks->rule.key;
    rules.scope = report->ranks->rule.scope;
    rules.tie_break = report->ranks->rule.tie_break;
    rules.tie_break_count = report->ranks->rule.tie_break_count;
    /* A program that was built earlier may have a shorter struct. */
    memcpy(out_rules, &rules, rules.size);
    return CHISO_OK;
}

const chiso_comparison *chiso_report_comparison(const chiso_report *report)
{
    return report == NULL ? NULL : report->comparison;
}

const chiso_robustness *chiso_report_robustness(const chiso_report *report)
{
    return report == NULL ? NULL : report->robustness;
}

const chiso_intake *chiso_report_intake(const chiso_report *report)
{
    return report == NULL ? NULL : report->intake;
}

chiso_status chiso__report_check(const chiso_report *report, chiso_error *error)
{
    if (chiso__is_current(report->board, report->version)) {
        return report->comparison == NULL ? CHISO_OK
                                          : chiso__comparison_check(report->comparison, error);
    }
    return chiso__fail(error, CHISO_E_STATE, CHISO__SAY_REPORT_STALE, NULL);
}

const chiso_ranking *chiso_report_ranking(const chiso_report *report, chiso_node node)
{
    return report == NULL || node >= report->board->tree->count ||
                   chiso__report_check(report, NULL) != CHISO_OK
               ? NULL
               : chiso__rankings_want(report->ranks, node);
}

chiso_status chiso__standing_of(const chiso_report *report, chiso_unit unit, chiso_node node,
                                int places, chiso_standing *out_standing)
{
    const struct chiso__rows *const rows = &report->board->rows;
    struct chiso__carried_ratio ratio;
    const chiso_ranking *ranking = NULL;
    chiso_standing standing;
    chiso_status status = chiso__report_check(report, NULL);

    if (status == CHISO_OK) {
        status = chiso_board_result(report->board, unit, node, &standing.result);
    }
    if (status == CHISO_OK) {
        ranking = chiso__rankings_want(report->ranks, node);
        status =
            ranking == NULL ? CHISO_E_MEMORY : chiso_ranking_place(ranking, unit, &standing.place);
    }
    if (status == CHISO_OK) {
        status = chiso__lost_of(rows, unit, node, places, &standing.lost);
    }
    if (status != CHISO_OK) {
        return status;
    }
    if (places < CHISO_DECIMAL_PLACES) {
        (void)chiso__ratio_of(rows, unit, node, &ratio);
        standing.result.achieved =
            chiso__publish_places(rows->tree, ratio.achieved, ratio.max, places);
    }
    standing.band = chiso__band_of(rows, unit, node, report->bands, report->key);
    standing.band_by_percent = chiso__band_by_percent(rows, unit, node, report->bands, report->key);
    *out_standing = standing;
    return CHISO_OK;
}

chiso_status chiso_report_standing(const chiso_report *report, chiso_unit unit, chiso_node node,
                                   chiso_standing *out_standing)
{
    if (report == NULL || out_standing == NULL) {
        return CHISO_E_NULL;
    }
    return chiso__standing_of(report, unit, node, report->point_places, out_standing);
}

chiso_status chiso__fail_figure(chiso_error *error, chiso_status status, const chiso_report *report,
                                chiso_unit unit)
{
    if (status == CHISO_E_MEMORY) {
        return chiso__fail_memory(error);
    }
    return chiso__fail(error, status, CHISO__SAY_UNIT_BEYOND_DECIMAL,
                       CHISO__WORDS(chiso__say(report->board->units.codes[unit])));
}

int chiso__change_digits(const chiso_report *report)
{
    const int digits = report->comparison->before->tree->digits;

    return digits > chiso__report_digits(report) ? digits : chiso__report_digits(report);
}

chiso_status chiso__unit_change(const chiso_report *report, chiso_unit unit,
                                chiso_change *out_change, chiso_change_summary *out_summary)
{
    const chiso_status status = chiso__change_of(report->comparison, report->bands, unit,
                                                 CHISO_ROOT, CHISO_DECIMAL_PLACES, out_change);

    return status == CHISO_OK ? chiso__summarise(report->comparison, unit, CHISO_ROOT,
                                                 CHISO_DECIMAL_PLACES, out_summary)
                              : status;
}
