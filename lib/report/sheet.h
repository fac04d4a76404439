/* What is written of many units: the nodes of the tree, each looked up once. */
#ifndef CHISO_LIB_REPORT_SHEET_H
#define CHISO_LIB_REPORT_SHEET_H

#include "report/inside.h"
#include "score/result_quick.h"

/* Texts of a sheet may be copied in pieces of so many bytes, to where there is room for as many
 * more. */
enum { CHISO__SHEET_PIECE = 32 };

struct chiso__sheet_node {
    chiso_node node;
    struct chiso__view view;
    size_t open; /* where its text begins in those of the sheet */
    size_t open_size;
};

struct chiso__sheet {
    const chiso_report *report;
    struct chiso__sheet_node *nodes; /* in the tree's order */
    chiso_buffer texts;
    struct chiso__output output;
};

/* What a line about a node needs, beside its code: the figures that are wanted, place, and lost. */
struct chiso__line {
    chiso_result result;
    chiso_place place;
    chiso_decimal lost;
};

/* Begins to write to a sink, with these percents of each node. CHISO_E_MEMORY when memory is out,
 * and then nothing is kept. */
chiso_status chiso__sheet_begin(struct chiso__sheet *sheet, const chiso_report *report,
                                unsigned wanted, const chiso_sink *sink, chiso_error *error);
void chiso__sheet_clear(struct chiso__sheet *sheet);

/* Gives the nodes but the root the texts that lines about them open with, in a document; false when
 * memory is out. */
bool chiso__sheet_open_nodes(struct chiso__sheet *sheet);

/* The figures of a node of a unit, by its place in the tree's order. */
chiso_status chiso__sheet_figures(struct chiso__sheet *sheet, chiso_unit unit, uint32_t at,
                                  chiso_result *out_result);

/* Figures, place and lost. */
chiso_status chiso__sheet_line(struct chiso__sheet *sheet, chiso_unit unit, uint32_t at,
                               struct chiso__line *out_line);

/* Writes the result of a unit, with what a detail adds to it. */
chiso_status chiso__put_unit(struct chiso__sheet *sheet, chiso_unit unit,
                             const chiso_detail *detail, bool first);

#endif
