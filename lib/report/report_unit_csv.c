/* A report of one unit as a table for spreadsheets. */
#include "report/table.h"

#include <chiso/note.h>

/* What was done to a node beside combining, in cells. */
static void write_steps(struct chiso__page *page, chiso_unit unit, chiso_node node)
{
    struct chiso__output *const output = &page->output;
    const chiso_board *board = page->report->board;
    chiso_steps steps;

    if (!chiso__page_steps(page, unit, node, &steps)) {
        return;
    }
    chiso__cell_text(output, steps.is_dropped != 0
                                 ? chiso__text_in(page->report->language, CHISO__SAY_CELL_YES)
                                 : "");
    chiso__cell_decimal(output, steps.computed, -1);
    chiso__cell_text(output, steps.is_set != 0 ? chiso_board_note(board, unit, node, "") : "");
    chiso__cell_text(output, steps.limited_by == CHISO_NO_NODE
                                 ? ""
                                 : chiso_node_code(board->tree, steps.limited_by));
    chiso__cell_decimal(output, steps.unlimited, -1);
    chiso__cell_decimal(output, steps.unlifted, -1);
}

static chiso_status write_node(struct chiso__page *page, chiso_unit unit, chiso_node node)
{
    struct chiso__output *const output = &page->output;
    const chiso_report *report = page->report;
    const chiso_tree *tree = report->board->tree;
    chiso_standing standing;
    chiso_status status = chiso__written_standing(report, unit, node, &standing);

    if (status != CHISO_OK) {
        return status;
    }
    chiso__cell_text(output, node == CHISO_ROOT ? "." : chiso_node_code(tree, node));
    chiso__cell_text(output, chiso_node_title(tree, node));
    chiso__table_figures(output, report, &standing);
    chiso__table_place(output, standing.place);
    chiso__cell_decimal(output, standing.lost, -1);
    if (report->comparison != NULL) {
        chiso_change change;

        status = chiso__change_of(report->comparison, report->bands, unit, node,
                                  CHISO_DECIMAL_PLACES, &change);
        if (status != CHISO_OK) {
            return status;
        }
        chiso__table_change(output, report, &change);
        chiso__cell_decimal(output, change.max, -1);
    }
    write_steps(page, unit, node);
    chiso__row_end(output);
    return CHISO_OK;
}

static void write_header(struct chiso__page *page, chiso_unit unit)
{
    static const enum chiso__message heads[] = {
        CHISO__SAY_HEAD_CODE,     CHISO__SAY_HEAD_TITLE,  CHISO__SAY_HEAD_STATE,
        CHISO__SAY_HEAD_ACHIEVED, CHISO__SAY_HEAD_MAX,    CHISO__SAY_HEAD_PERCENT,
        CHISO__SAY_HEAD_COVERAGE, CHISO__SAY_HEAD_LOWEST, CHISO__SAY_HEAD_HIGHEST,
        CHISO__SAY_HEAD_RANK,     CHISO__SAY_HEAD_OUT_OF, CHISO__SAY_HEAD_TIED,
        CHISO__SAY_HEAD_LOST};
    static const enum chiso__message max_heads[] = {CHISO__SAY_HEAD_MAX_CHANGE};
    static const enum chiso__message step_heads[] = {
        CHISO__SAY_HEAD_DROPPED,    CHISO__SAY_HEAD_SET_INSTEAD_OF, CHISO__SAY_HEAD_SET_NOTE,
        CHISO__SAY_HEAD_LIMITED_BY, CHISO__SAY_HEAD_LIMITED_FROM,   CHISO__SAY_HEAD_LIFTED_FROM};
    struct chiso__output *const output = &page->output;
    const chiso_language language = page->report->language;
    chiso_steps steps;

    chiso__table_heads(output, language, heads, sizeof(heads) / sizeof(heads[0]));
    if (page->report->comparison != NULL) {
        chiso__table_change_heads(output, language);
        chiso__table_heads(output, language, max_heads, 1);
    }
    if (chiso__page_steps(page, unit, CHISO_ROOT, &steps)) {
        chiso__table_heads(output, language, step_heads,
                           sizeof(step_heads) / sizeof(step_heads[0]));
    }
    chiso__row_end(output);
}

chiso_status chiso_report_write_unit_csv(const chiso_report *report, chiso_unit unit,
                                         chiso_csv_style style, const chiso_sink *sink,
                                         chiso_error *error)
{
    struct chiso__page page;
    chiso_status status = chiso__table_check(report, style, sink, error);

    if (status == CHISO_OK && unit >= report->board->units.count) {
        status = chiso__fail_unit(error, unit);
    }
    if (status == CHISO_OK) {
        status = chiso__page_begin(&page, report, CHISO__WANT_POINTS, sink, error);
    }
    if (status != CHISO_OK) {
        return status;
    }
    status = chiso__page_open_steps(&page, error);
    if (status == CHISO_OK) {
        chiso__table_begin(&page.output, style);
        write_header(&page, unit);
        for (uint32_t i = 0;
             i < report->board->tree->count && status == CHISO_OK && !page.output.refused; i++) {
            status = write_node(&page, unit, report->board->tree->order[i]);
        }
        status = status == CHISO_OK ? chiso__output_end(&page.output, error)
                                    : chiso__fail_figure(error, status, report, unit);
    }
    chiso__page_clear(&page);
    return status;
}
