/* A report as a document. */
#include "report/page.h"

#include <chiso/block.h>
#include <math.h>

#include "text/json.h"
#include "text/word.h"

static void put_tree(struct chiso__output *output, const chiso_tree *tree)
{
    chiso__put_text(output, "  \"nodes\": [");
    for (uint32_t i = 1; i < tree->count; i++) {
        const chiso_node node = tree->order[i];

        chiso__put_text(output, i == 1 ? "\n    { " : ",\n    { ");
        chiso__member_text(output, true, "code", chiso_node_code(tree, node));
        chiso__member_text(output, false, "title", chiso_node_title(tree, node));
        chiso__member_text(output, false, "parent",
                           chiso_node_code(tree, chiso_node_parent(tree, node)));
        chiso__member_decimal(output, "max", chiso_node_max(tree, node), -1);
        chiso__member_flag(output, "leaf", chiso_node_is_leaf(tree, node));
        chiso__member_notes(output, tree->notes, 0, node);
        chiso__put_text(output, " }");
    }
    chiso__put_text(output, "\n  ],\n");
}

static chiso_status put_band_counts(struct chiso__output *output, const chiso_report *report,
                                    uint32_t block, chiso_error *error)
{
    const uint32_t count = chiso_bands_count(report->bands);
    uint32_t *counts = NULL;
    chiso_status status = CHISO_OK;

    if (count == 0) {
        return CHISO_OK;
    }
    counts = chiso__alloc(&report->allocator, count, sizeof(*counts));
    if (counts == NULL) {
        return chiso__fail_memory(error);
    }
    status = chiso_block_count_bands(report->board, CHISO_ROOT, block, report->bands, report->key,
                                     counts, error);
    chiso__put_text(output, ", \"bands\": {");
    for (uint32_t i = 0; i < count && status == CHISO_OK; i++) {
        chiso__put_text(output, i == 0 ? " " : ", ");
        chiso__put_json(output, chiso_bands_name(report->bands, i));
        chiso__put_text(output, ": ");
        chiso__put_count(output, counts[i]);
    }
    chiso__put_text(output, " }");
    chiso__release(&report->allocator, counts);
    return status;
}

/* A block, or all units together, which have no name. */
static chiso_status put_block(struct chiso__output *output, const chiso_report *report,
                              uint32_t block, bool first, chiso_error *error)
{
    const int digits = chiso__report_digits(report);
    chiso_block_summary summary;
    chiso_status status =
        chiso_block_summarise(report->board, CHISO_ROOT, block, -1, &summary, error);

    if (status != CHISO_OK) {
        return status;
    }
    chiso__put_text(output, first ? "\n    { " : ",\n    { ");
    if (block == CHISO_ALL_BLOCKS) {
        chiso__member(output, true, "block");
        chiso__put_text(output, "null");
    } else {
        chiso__member_text(output, true, "block", chiso_board_block(report->board, block));
    }
    chiso__member_count(output, "units", summary.units);
    chiso__member_decimal(output, "mean", summary.mean, digits);
    chiso__member_decimal(output, "median", summary.median, digits);
    chiso__member_decimal(output, "min", summary.min, digits);
    chiso__member_decimal(output, "max", summary.max, digits);
    chiso__member_decimal(output, "stdev", summary.stdev, digits);
    chiso__member_decimal(output, "quartile1", summary.quartile1, digits);
    chiso__member_decimal(output, "quartile3", summary.quartile3, digits);
    status = put_band_counts(output, report, block, error);
    if (status == CHISO_OK && report->comparison != NULL) {
        chiso_block_change change;

        status = chiso_comparison_block(report->comparison, CHISO_ROOT, block, &change, error);
        if (status == CHISO_OK) {
            chiso__member_decimal(output, "change", change.mean, chiso__change_digits(report));
            chiso__member_count(output, "both", change.both);
        }
    }
    chiso__put_text(output, " }");
    return status;
}

/* What the units of each block have in common, and those of all where all are ranked together. */
static chiso_status put_blocks(struct chiso__output *output, const chiso_report *report,
                               chiso_error *error)
{
    const bool overall = report->ranks->rule.scope == CHISO_SCOPE_OVERALL;
    chiso_status status = CHISO_OK;

    chiso__put_text(output, "  \"blocks\": [");
    if (overall) {
        status = put_block(output, report, CHISO_ALL_BLOCKS, true, error);
    }
    for (uint32_t block = 0;
         block < report->board->units.block_count && status == CHISO_OK && !output->refused;
         block++) {
        status = put_block(output, report, block, block == 0 && !overall, error);
    }
    chiso__put_text(output, "\n  ]");
    return status;
}

/* Codes of units or criteria that one of the boards does not have. */
static void put_codes(struct chiso__output *output, const chiso_comparison *comparison,
                      chiso_difference which)
{
    const bool gone = which == CHISO_DIFFERENCE_UNITS_GONE || which == CHISO_DIFFERENCE_NODES_GONE;
    const chiso_board *board = gone ? comparison->before : comparison->now;
    const struct chiso__span *codes =
        which == CHISO_DIFFERENCE_UNITS_NEW || which == CHISO_DIFFERENCE_UNITS_GONE
            ? board->units.codes
            : board->tree->codes;

    chiso__put_text(output, ",\n    \"");
    chiso__put_text(output, chiso_word(CHISO_WORDS_DIFFERENCE, which));
    chiso__put_text(output, "\": [");
    for (uint32_t i = comparison->starts[which]; i < comparison->starts[which + 1]; i++) {
        chiso__put_text(output, i == comparison->starts[which] ? "" : ", ");
        chiso__put_json(output, codes[comparison->ids[i]].text);
    }
    chiso__put_text(output, "]");
}

/* A coefficient to six places; null where there is none. */
static void put_coefficient(struct chiso__output *output, const char *name, double value)
{
    chiso_decimal figure = CHISO_ABSENT;

    if (!isnan(value)) {
        figure = (chiso_decimal)(value * CHISO_DECIMAL_ONE + (value < 0 ? -0.5 : 0.5));
    }
    chiso__member_decimal(output, name, figure, -1);
}

/* Whether the units are in one ranking on each side: ranks within several blocks are not. */
static bool is_one_ranking(const chiso_comparison *comparison)
{
    return comparison->scope == CHISO_SCOPE_OVERALL ||
           (comparison->now->units.block_count == 1 && comparison->before->units.block_count == 1);
}

/* How much the rankings by the root agree: coefficients, and so doubles until they are written. */
static chiso_status put_agreement(struct chiso__output *output, const chiso_comparison *comparison,
                                  chiso_error *error)
{
    chiso_agreement agreement;
    chiso_status status = CHISO_E_EMPTY;

    if (is_one_ranking(comparison)) {
        status =
            chiso_comparison_agreement(comparison, CHISO_ROOT, CHISO_ALL_BLOCKS, &agreement, error);
    }
    chiso__put_text(output, ",\n    \"agreement\": ");
    if (status == CHISO_E_EMPTY || status == CHISO_E_NODE) {
        chiso__put_text(output, "null");
        return CHISO_OK;
    }
    if (status == CHISO_OK) {
        chiso__put_text(output, "{ \"units\": ");
        chiso__put_count(output, agreement.units);
        put_coefficient(output, "spearman", agreement.spearman);
        put_coefficient(output, "kendall", agreement.kendall);
        put_coefficient(output, "rank_change", agreement.rank_change);
        chiso__put_text(output, " }");
    }
    return status;
}

static chiso_status put_comparison(struct chiso__output *output, const chiso_report *report,
                                   chiso_error *error)
{
    const chiso_comparison *comparison = report->comparison;
    const chiso_tree *tree = report->board->tree;
    const uint32_t first = comparison->starts[CHISO_DIFFERENCE_MAX];
    chiso_status status = CHISO_OK;

    chiso__put_text(output, "  \"comparison\": { ");
    chiso__member_text(output, true, "index", chiso_tree_title(comparison->before->tree));
    chiso__member_count(output, "digits", (uint32_t)comparison->before->tree->digits);
    for (int which = 0; which < CHISO_DIFFERENCE_MAX; which++) {
        put_codes(output, comparison, (chiso_difference)which);
    }
    chiso__put_text(output, ",\n    \"max_changed\": [");
    for (uint32_t i = first; i < comparison->starts[CHISO_DIFFERENCE_MAX + 1]; i++) {
        const chiso_node node = comparison->ids[i];
        struct chiso__carried previous = {0, 0};

        if (!chiso__max_before(comparison, node, &previous)) {
            return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_EARLIER_MAX_BEYOND_DECIMAL,
                               CHISO__WORDS(chiso__say(tree->codes[node])));
        }
        chiso__put_text(output, i == first ? "\n      { " : ",\n      { ");
        chiso__member_text(output, true, "code", chiso_node_code(tree, node));
        chiso__member_decimal(output, "max", chiso_node_max(tree, node), -1);
        chiso__member_decimal(output, "previous",
                              chiso__max_decimal(comparison->before->tree, previous), -1);
        chiso__put_text(output, " }");
    }
    chiso__put_text(output, "]");
    status = put_agreement(output, comparison, error);
    chiso__put_text(output, " },\n");
    return status;
}

/* Writes all of a document through the page's output. */
static chiso_status put_document(struct chiso__page *page, chiso_unit first, chiso_unit last,
                                 const chiso_detail *detail, chiso_error *error)
{
    struct chiso__output *const output = &page->output;
    const chiso_report *report = page->report;
    chiso_status status = CHISO_OK;

    if (!chiso__page_open_nodes(page)) {
        return chiso__fail_memory(error);
    }
    status = chiso__page_open_steps(page, error);
    if (status == CHISO_OK && last - first == report->board->units.count) {
        status = chiso__page_order(page, error);
    }
    if (status != CHISO_OK) {
        return status;
    }
    chiso__put_text(output, "{ \"format\": \"chiso.scoreboard/1\"");
    chiso__member_text(output, false, "index", chiso_tree_title(report->board->tree));
    chiso__member_count(output, "digits", (uint64_t)chiso__report_digits(report));
    chiso__member_notes(output, report->board->tree->notes, 0, CHISO_ROOT);
    chiso__put_text(output, ",\n");
    if (report->comparison != NULL) {
        status = put_comparison(output, report, error);
        if (status != CHISO_OK) {
            return status;
        }
    }
    chiso__put_doubts(output, report);
    put_tree(output, report->board->tree);
    chiso__put_text(output, "  \"results\": [");
    for (uint32_t row = first; row < last && !output->refused; row++) {
        const chiso_unit unit = chiso__unit_of_row(page, row);

        status = chiso__put_unit(page, unit, detail, row == first);
        if (status != CHISO_OK) {
            return chiso__fail_figure(error, status, report, unit);
        }
    }
    chiso__put_text(output, "\n  ],\n");
    status = put_blocks(output, report, error);
    if (status == CHISO_OK) {
        status = chiso__put_robust_document(page, first, last, error);
    }
    chiso__put_text(output, " }\n");
    return status == CHISO_OK ? chiso__output_end(output, error) : status;
}

chiso_status chiso__write_document(const chiso_report *report, chiso_unit first, chiso_unit last,
                                   const chiso_detail *detail, const chiso_sink *sink,
                                   chiso_error *error)
{
    struct chiso__page page;
    chiso_status status = chiso__page_begin(&page, report, CHISO__WANT_PERCENT, sink, error);

    if (status == CHISO_OK) {
        status = put_document(&page, first, last, detail, error);
        chiso__page_clear(&page);
    }
    return status;
}

chiso_status chiso_report_write_json(const chiso_report *report, const chiso_sink *sink,
                                     chiso_error *error)
{
    const chiso_detail none = CHISO_DETAIL_INIT;
    chiso_status status = CHISO_OK;

    if (report == NULL || sink == NULL || sink->write == NULL) {
        return chiso__fail_null(error);
    }
    status = chiso__report_check(report, error);
    return status == CHISO_OK
               ? chiso__write_document(report, 0, report->board->units.count, &none, sink, error)
               : status;
}
