/* The result of a unit, as a member of a document. */
#include "report/page.h"

#include "text/json.h"
#include "text/word.h"

#include <string.h>

/* What the change of a unit and that of a node have in common. */
static void put_differences(struct chiso__output *output, const chiso_report *report,
                            const chiso_change *change)
{
    chiso__put_text(output, "{ ");
    chiso__member(output, true, "achieved");
    chiso__put_decimal(output, change->achieved, -1, "null");
    chiso__member_decimal(output, "percent", change->percent, chiso__change_digits(report));
    chiso__member_decimal(output, "rank", change->rank, -1);
}

static chiso_status put_node_change(struct chiso__output *output, const chiso_report *report,
                                    chiso_unit unit, chiso_node node)
{
    const chiso_comparison *comparison = report->comparison;
    chiso_change change;
    chiso_status status = CHISO_OK;

    if (comparison == NULL) {
        return CHISO_OK;
    }
    chiso__member(output, false, "change");
    if (chiso__link_count(&comparison->units, unit) == 0 ||
        chiso__link_count(&comparison->nodes, node) == 0) {
        chiso__put_text(output, "null");
        return CHISO_OK;
    }
    status = chiso__change_of(comparison, report->bands, unit, node, CHISO_DECIMAL_PLACES, &change);
    if (status != CHISO_OK) {
        return status;
    }
    put_differences(output, report, &change);
    chiso__member_decimal(output, "max", change.max, -1);
    chiso__put_text(output, " }");
    return CHISO_OK;
}

/* A text of the page, in whole pieces. */
static char *put_opening(char *at, const struct chiso__page *page,
                         const struct chiso__page_node *node)
{
    const char *const open = page->texts.bytes + node->open;

    for (size_t i = 0; i < node->open_size; i += CHISO__PAGE_PIECE) {
        memcpy(at + i, open + i, CHISO__PAGE_PIECE);
    }
    return at + node->open_size;
}

static char *put_figure(char *at, chiso_decimal figure, int digits)
{
    if (figure == CHISO_ABSENT) {
        CHISO__PUT_LITERAL(at, "null");
        return at;
    }
    return chiso__decimal_put(at, figure, digits, '.');
}

static char *put_place(char *at, chiso_place place)
{
    if (place.rank == 0) {
        CHISO__PUT_LITERAL(at, ", \"rank\": null, \"out_of\": null, \"tied\": null");
        return at;
    }
    CHISO__PUT_LITERAL(at, ", \"rank\": ");
    at = chiso__count_put(at, place.rank);
    if (place.half) {
        CHISO__PUT_LITERAL(at, ".5");
    }
    CHISO__PUT_LITERAL(at, ", \"out_of\": ");
    at = chiso__count_put(at, place.out_of);
    CHISO__PUT_LITERAL(at, ", \"tied\": ");
    return chiso__count_put(at, place.tied);
}

/* The line of a node but for its opening: nearly all of a document are such lines. */
static char *put_line(char *at, const struct chiso__node_line *line, int digits)
{
    const char *const state = chiso_word(CHISO_WORDS_STATE, line->result.state);
    const size_t size = strlen(state);

    *at++ = '"';
    memcpy(at, state, size);
    at += size;
    CHISO__PUT_LITERAL(at, "\", \"achieved\": ");
    at = put_figure(at, line->result.achieved, -1);
    CHISO__PUT_LITERAL(at, ", \"max\": ");
    at = put_figure(at, line->result.max, -1);
    CHISO__PUT_LITERAL(at, ", \"percent\": ");
    at = put_figure(at, line->result.percent, digits);
    at = put_place(at, line->place);
    CHISO__PUT_LITERAL(at, ", \"lost\": ");
    return put_figure(at, line->lost, -1);
}

/* What ratings a cell was joined of, if it was. */
static void put_raters(struct chiso__output *output, const chiso_board *board, chiso_unit unit,
                       chiso_node node)
{
    chiso_raters raters;

    if (chiso__rated_at(board->rows.ratings, node, unit) != NULL) {
        chiso__raters_of(board, unit, node, &raters);
        chiso__member_raters(output, &raters);
    }
}

static chiso_status put_node(struct chiso__page *page, chiso_unit unit, uint32_t i)
{
    /* Four figures, three counts, and what is between them. The opening fits too: a code has 1000
     * bytes at most, of which JSON makes six each. */
    enum { LINE_SIZE = 512 };
    struct chiso__output *const output = &page->output;
    const chiso_report *report = page->report;
    const struct chiso__page_node *node = &page->nodes[i];
    struct chiso__node_line line;
    char *at = NULL;
    chiso_status status = chiso__page_line(page, unit, i, &line);

    if (status != CHISO_OK) {
        return status;
    }
    at = chiso__output_room(output, node->open_size + CHISO__PAGE_PIECE + LINE_SIZE);
    at = put_opening(at, page, node);
    chiso__output_took(output, put_line(at, &line, chiso__report_digits(report)));
    put_raters(output, report->board, unit, node->node);
    chiso__member_steps(page, unit, node->node);
    status = put_node_change(output, report, unit, node->node);
    if (chiso_board_is_imputed(report->board, unit, node->node)) {
        chiso__member_flag(output, "imputed", true);
    }
    chiso__member_notes(output, report->board->notes, unit, node->node);
    at = chiso__output_room(output, 2);
    CHISO__PUT_LITERAL(at, " }");
    chiso__output_took(output, at);
    return status;
}

static void put_head(struct chiso__page *page, chiso_unit unit, const chiso_standing *standing)
{
    struct chiso__output *const output = &page->output;
    const chiso_report *report = page->report;
    const chiso_board *board = report->board;
    const int digits = chiso__report_digits(report);

    chiso__member_text(output, true, "unit", chiso_unit_code(board, unit));
    chiso__member_text(output, false, "name", chiso_unit_name(board, unit));
    chiso__member_text(output, false, "block",
                       chiso_board_block(board, chiso_unit_block(board, unit)));
    chiso__member_flag(output, "ranked", chiso_unit_is_ranked(board, unit));
    chiso__member_text(output, false, "state",
                       chiso_word(CHISO_WORDS_STATE, standing->result.state));
    chiso__put_text(output, ",\n      ");
    chiso__member(output, true, "achieved");
    chiso__put_decimal(output, standing->result.achieved, -1, "null");
    chiso__member_decimal(output, "max", standing->result.max, -1);
    chiso__member_decimal(output, "percent", standing->result.percent, digits);
    chiso__member_decimal(output, "coverage", standing->result.coverage, digits);
    chiso__member_decimal(output, "lowest", standing->result.lowest, digits);
    chiso__member_decimal(output, "highest", standing->result.highest, digits);
    if (board->tree->imputing_count > 0) {
        chiso__member_count(output, "imputed", chiso_board_imputed_count(board, unit));
    }
    chiso__member_place(output, standing->place);
    chiso__member_band(output, report, standing->band);
    chiso__member_band_limit(output, report, unit, standing);
    chiso__member_steps(page, unit, CHISO_ROOT);
}

/* The child that gained or lost the most. */
static void put_most(struct chiso__output *output, const char *name, const chiso_tree *tree,
                     chiso_node child, chiso_decimal achieved)
{
    chiso__member(output, false, name);
    if (child == CHISO_NO_NODE) {
        chiso__put_text(output, "null");
        return;
    }
    chiso__put_text(output, "{ ");
    chiso__member_text(output, true, "code", chiso_node_code(tree, child));
    chiso__member_decimal(output, "achieved", achieved, -1);
    chiso__put_text(output, " }");
}

static void put_previous(struct chiso__output *output, const chiso_report *report,
                         const chiso_figures *before)
{
    chiso__put_text(output, ",\n        \"previous\": { ");
    chiso__member(output, true, "achieved");
    chiso__put_decimal(output, before->achieved, -1, "null");
    chiso__member_decimal(output, "max", before->max, -1);
    chiso__member_decimal(output, "percent", before->percent,
                          report->comparison->before->tree->digits);
    chiso__member(output, false, "rank");
    if (before->place.rank == 0) {
        chiso__put_text(output, "null, \"out_of\": null");
    } else {
        chiso__put_rank(output, before->place);
        chiso__member_count(output, "out_of", before->place.out_of);
    }
    chiso__member_band(output, report, before->band);
    chiso__put_text(output, " }");
}

/* The criteria of a side whose result was set by hand. */
static chiso_status put_set_side(struct chiso__output *output, const chiso_report *report,
                                 chiso_unit unit, bool before, uint32_t count)
{
    const chiso_comparison *comparison = report->comparison;
    const chiso_tree *tree = before ? comparison->before->tree : comparison->now->tree;
    chiso_node *const nodes = chiso__alloc(&report->allocator, (size_t)count + 1, sizeof(*nodes));
    chiso_status status = CHISO_E_MEMORY;

    if (nodes != NULL) {
        status = chiso_comparison_set_nodes(comparison, unit, before, count, nodes, &count);
    }
    chiso__member(output, !before, before ? "before" : "now");
    chiso__put_text(output, "[");
    for (uint32_t i = 0; i < count && status == CHISO_OK; i++) {
        chiso__put_text(output, i == 0 ? "" : ", ");
        chiso__put_json(output, chiso_node_code(tree, nodes[i]));
    }
    chiso__put_text(output, "]");
    chiso__release(&report->allocator, nodes);
    return status;
}

/* What was set by hand on either side, where anything was. */
static chiso_status put_set(struct chiso__output *output, const chiso_report *report,
                            chiso_unit unit)
{
    uint32_t counts[2] = {0, 0};
    chiso_status status = CHISO_OK;

    for (int before = 0; before < 2 && status == CHISO_OK; before++) {
        status = chiso_comparison_set_nodes(report->comparison, unit, before == 1, 0, NULL,
                                            &counts[before]);
    }
    if (status != CHISO_OK || counts[0] + counts[1] == 0) {
        return status;
    }
    chiso__put_text(output, ",\n        \"set\": { ");
    for (int before = 0; before < 2 && status == CHISO_OK; before++) {
        status = put_set_side(output, report, unit, before == 1, counts[before]);
    }
    chiso__put_text(output, " }");
    return status;
}

static chiso_status put_unit_change(struct chiso__output *output, const chiso_report *report,
                                    chiso_unit unit)
{
    const chiso_tree *tree = report->board->tree;
    chiso_change change;
    chiso_change_summary summary;
    chiso_status status = CHISO_OK;

    if (report->comparison == NULL) {
        return CHISO_OK;
    }
    chiso__put_text(output, ",\n      \"change\": ");
    if (chiso__link_count(&report->comparison->units, unit) == 0) {
        chiso__put_text(output, "null");
        return CHISO_OK;
    }
    status = chiso__unit_change(report, unit, &change, &summary);
    if (status != CHISO_OK) {
        return status;
    }
    put_differences(output, report, &change);
    chiso__member_count(output, "both", summary.both);
    chiso__member_count(output, "score_only", summary.score_only);
    chiso__member_count(output, "rank_only", summary.rank_only);
    chiso__member_count(output, "neither", summary.neither);
    chiso__member_count(output, "uncompared", summary.uncompared);
    chiso__member_count(output, "max_changed", summary.max_changed);
    put_most(output, "gain", tree, summary.gain, summary.gained);
    put_most(output, "loss", tree, summary.loss, summary.lost);
    put_previous(output, report, &change.before);
    status = put_set(output, report, unit);
    chiso__put_text(output, " }");
    return status;
}

chiso_status chiso__put_unit(struct chiso__page *page, chiso_unit unit, const chiso_detail *detail,
                             bool first)
{
    struct chiso__output *const output = &page->output;
    const chiso_report *report = page->report;
    const uint32_t count = report->board->tree->count;
    chiso_standing standing;
    chiso_status status = chiso__written_standing(report, unit, CHISO_ROOT, &standing);

    if (status != CHISO_OK) {
        return status;
    }
    chiso__put_text(output, first ? "\n    { " : ",\n    { ");
    put_head(page, unit, &standing);
    chiso__member_notes(output, report->board->notes, unit, CHISO_ROOT);
    chiso__put_text(output, ",\n      \"nodes\": [");
    for (uint32_t i = 1; i < count && status == CHISO_OK; i++) {
        status = put_node(page, unit, i);
    }
    chiso__put_text(output, "\n      ]");
    if (status == CHISO_OK) {
        status = put_unit_change(output, report, unit);
    }
    if (status == CHISO_OK) {
        status = chiso__put_robust_unit(output, report, unit);
    }
    if (status == CHISO_OK) {
        status = chiso__put_detail(output, report, unit, detail);
    }
    chiso__put_text(output, " }");
    return status;
}
