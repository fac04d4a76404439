#include "report.h"

#include <string.h>

static bool reserve(chiso_report *report, const struct chiso__groups *groups)
{
    const struct chiso__units *units = &report->board->units;
    const size_t nodes = report->board->tree->count;
    size_t seats = 0;

    if (__builtin_mul_overflow(nodes, (size_t)units->count, &seats)) {
        return false;
    }
    report->rankings = chiso__alloc_zero(&report->allocator, nodes, sizeof(*report->rankings));
    report->orders = chiso__alloc(&report->allocator, seats, sizeof(*report->orders));
    report->seats = chiso__alloc(&report->allocator, seats, sizeof(*report->seats));
    report->out_of = chiso__alloc_zero(&report->allocator, nodes * groups->count, sizeof(*report->out_of));
    if (groups->count > 1) {
        report->groups = chiso__alloc(&report->allocator, units->count, sizeof(*report->groups));
        if (report->groups == NULL) {
            return false;
        }
        memcpy(report->groups, units->blocks, units->count * sizeof(*report->groups));
    }
    return report->rankings != NULL && report->orders != NULL && report->seats != NULL && report->out_of != NULL;
}

static void rank_nodes(chiso_report *report, const struct chiso__rank_rule *rule, const struct chiso__groups *groups,
                       struct chiso__ranker *ranker)
{
    const chiso_board *board = report->board;

    for (chiso_node node = 0; node < board->tree->count; node++) {
        struct chiso_ranking *ranking = &report->rankings[node];
        const size_t first = (size_t)node * board->units.count;

        *ranking = (struct chiso_ranking){
            .allocator = report->allocator,
            .board = board,
            .version = board->version,
            .unit_count = board->units.count,
            .group_count = groups->count,
            .block_count = board->units.block_count,
            .ties = rule->ties,
            .order = report->orders + first,
            .seats = report->seats + first,
            .out_of = report->out_of + (size_t)node * groups->count,
            .groups = report->groups,
        };
        ranking->count = chiso__rank_node(board, node, rule, groups, ranker, ranking->order, ranking->seats, ranking->out_of);
    }
}

static chiso_status build(chiso_report *report, const struct chiso__rank_rule *rule, chiso_error *error)
{
    struct chiso__groups groups = {NULL, NULL, 0, 0};
    struct chiso__ranker ranker = {NULL, NULL};
    chiso_status status = CHISO_OK;

    if (!chiso__groups_new(report->board, rule->scope, &groups)) {
        return chiso__fail_memory(error);
    }
    if (reserve(report, &groups) && chiso__ranker_new(&report->allocator, groups.widest, &ranker)) {
        rank_nodes(report, rule, &groups, &ranker);
        chiso__ranker_free(&report->allocator, &ranker);
    } else {
        status = chiso__fail_memory(error);
    }
    chiso__groups_free(report->board, &groups);
    return status;
}

chiso_status chiso_report_new(const chiso_board *board, const chiso_report_options *options, chiso_report **out_report, chiso_error *error)
{
    chiso_report_options given = CHISO_REPORT_OPTIONS_INIT;
    struct chiso__rank_rule rule = {CHISO_TIES_COMPETITION, CHISO_KEY_EXACT, CHISO_SCOPE_BLOCKS, NULL, 0};
    chiso_report *report = NULL;
    chiso_status status = CHISO_OK;

    if (out_report == NULL) {
        return chiso__fail_null(error);
    }
    *out_report = NULL;
    if (board == NULL) {
        return chiso__fail_null(error);
    }
    if (!board->scored) {
        return chiso__fail_unscored(error);
    }
    if (options != NULL) {
        if (options->size == 0 || options->size > sizeof(given)) {
            return chiso__fail(error, CHISO_E_RANGE, "the size of a chiso_report_options is {0}; begin with CHISO_REPORT_OPTIONS_INIT",
                               "kích thước chiso_report_options là {0}; hãy bắt đầu bằng CHISO_REPORT_OPTIONS_INIT",
                               CHISO__WORDS(chiso__say_count(options->size)));
        }
        memcpy(&given, options, options->size);
    }
    status = chiso__rank_rule_read(board, given.ranking, &rule, error);
    if (status != CHISO_OK) {
        return status;
    }
    report = chiso__alloc_zero(&board->allocator, 1, sizeof(*report));
    if (report == NULL) {
        return chiso__fail_memory(error);
    }
    report->allocator = board->allocator;
    report->board = board;
    report->version = board->version;
    report->key = rule.key;
    chiso__board_retain(board);
    status = build(report, &rule, error);
    if (status != CHISO_OK) {
        chiso_report_free(report);
        return status;
    }
    if (given.bands != NULL) {
        report->bands = given.bands;
        chiso__bands_retain(given.bands);
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
    chiso__release(&allocator, report->rankings);
    chiso__release(&allocator, report->orders);
    chiso__release(&allocator, report->seats);
    chiso__release(&allocator, report->out_of);
    chiso__release(&allocator, report->groups);
    chiso_bands_free(report->bands);
    chiso__board_release(report->board);
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

const chiso_ranking *chiso_report_ranking(const chiso_report *report, chiso_node node)
{
    return report == NULL || node >= report->board->tree->count ? NULL : &report->rankings[node];
}

chiso_status chiso__report_check(const chiso_report *report, chiso_error *error)
{
    if (chiso__is_current(report->board, report->version)) {
        return CHISO_OK;
    }
    return chiso__fail(error, CHISO_E_STATE, "the board changed since the report was made; make a new one",
                       "bảng điểm đã thay đổi sau khi lập báo cáo; hãy lập báo cáo mới", NULL);
}

chiso_status chiso_report_standing(const chiso_report *report, chiso_unit unit, chiso_node node, chiso_standing *out_standing)
{
    chiso_standing standing;
    chiso_status status = CHISO_OK;

    if (report == NULL || out_standing == NULL) {
        return CHISO_E_NULL;
    }
    status = chiso__report_check(report, NULL);
    if (status == CHISO_OK) {
        status = chiso_board_result(report->board, unit, node, &standing.result);
    }
    if (status == CHISO_OK) {
        status = chiso_ranking_place(&report->rankings[node], unit, &standing.place);
    }
    if (status != CHISO_OK) {
        return status;
    }
    standing.lost = CHISO_ABSENT;
    if (standing.result.achieved != CHISO_ABSENT && standing.result.max != CHISO_ABSENT &&
        !chiso__narrow((chiso__wide)standing.result.max - standing.result.achieved, &standing.lost)) {
        return CHISO_E_RANGE;
    }
    standing.band = chiso__band_of(report->board, unit, node, report->bands, report->key);
    *out_standing = standing;
    return CHISO_OK;
}

chiso_status chiso__fail_figure(chiso_error *error, chiso_status status, const chiso_report *report, chiso_unit unit)
{
    return chiso__fail(error, status, "unit {0}: a figure is beyond what a decimal holds", "đơn vị {0}: một số liệu vượt quá giới hạn",
                       CHISO__WORDS(chiso__say(report->board->units.codes[unit])));
}

void chiso__put_rank(struct chiso__output *output, chiso_place place)
{
    const char half[] = {output->mark, '5', '\0'};

    chiso__put_count(output, place.rank);
    chiso__put_text(output, place.half ? half : "");
}
