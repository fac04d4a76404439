/* What is written of many units: the nodes of the tree, each looked up once. */
#ifndef CHISO_LIB_REPORT_PAGE_H
#define CHISO_LIB_REPORT_PAGE_H

#include "report/inside.h"
#include "score/result_quick.h"
#include "score/step.h"

/* Texts of a page may be copied in pieces of so many bytes, to where there is room for as many
 * more. */
enum { CHISO__PAGE_PIECE = 32 };

struct chiso__page_node {
    chiso_node node;
    struct chiso__view view;
    size_t open; /* where its text begins in those of the page */
    size_t open_size;
};

struct chiso__page {
    const chiso_report *report;
    struct chiso__page_node *nodes; /* in the tree's order */
    chiso_unit *units;              /* by row; NULL: as they are on the board */
    chiso_buffer texts;
    struct chiso__step_teller teller; /* where something may be told of steps */
    bool tells;
    struct chiso__output output;
};

/* What a line about a node needs, beside its code: the figures that are wanted, place, and lost. */
struct chiso__node_line {
    chiso_result result;
    chiso_place place;
    chiso_decimal lost;
};

/* Begins to write to a sink, with these percents of each node. CHISO_E_MEMORY when memory is out,
 * and then nothing is kept. */
chiso_status chiso__page_begin(struct chiso__page *page, const chiso_report *report,
                               unsigned wanted, const chiso_sink *sink, chiso_error *error);
void chiso__page_clear(struct chiso__page *page);

/* Puts the rows into the order of the report. CHISO_E_MEMORY when memory is out. */
chiso_status chiso__page_order(struct chiso__page *page, chiso_error *error);

/* The unit of a row. */
static inline chiso_unit chiso__unit_of_row(const struct chiso__page *page, uint32_t row)
{
    return page->units == NULL ? row : page->units[row];
}

/* Gives the nodes but the root the texts that lines about them open with, in a document; false when
 * memory is out. */
bool chiso__page_open_nodes(struct chiso__page *page);

/* The figures of a node of a unit, by its place in the tree's order. */
chiso_status chiso__page_figures(struct chiso__page *page, chiso_unit unit, uint32_t at,
                                 chiso_result *out_result);

/* Figures, place and lost. */
chiso_status chiso__page_line(struct chiso__page *page, chiso_unit unit, uint32_t at,
                              struct chiso__node_line *out_line);

/* Makes ready to tell what was done to figures beside combining. */
chiso_status chiso__page_open_steps(struct chiso__page *page, chiso_error *error);

/* What was done to a node of a unit; false where nothing may have been. */
bool chiso__page_steps(struct chiso__page *page, chiso_unit unit, chiso_node node,
                       chiso_steps *out_steps);

/* Writes the members of it, where anything was; and of a band that is limited. */
void chiso__member_steps(struct chiso__page *page, chiso_unit unit, chiso_node node);
void chiso__member_band_limit(struct chiso__output *output, const chiso_report *report,
                              chiso_unit unit, const chiso_standing *standing);

/* Writes the member robustness of a document with the results from first to before last. */
chiso_status chiso__put_robust_document(struct chiso__page *page, chiso_unit first, chiso_unit last,
                                        chiso_error *error);

/* Writes the result of a unit, with what a detail adds to it. */
chiso_status chiso__put_unit(struct chiso__page *page, chiso_unit unit, const chiso_detail *detail,
                             bool first);

#endif
