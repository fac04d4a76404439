/* Figures of one unit, a criterion a row: what they have in common. */
#ifndef CHISO_LIB_PAGE_ROWS_OF_H
#define CHISO_LIB_PAGE_ROWS_OF_H

#include "page/frame.h"

/* The columns of such a figure: names, marks, and what stands at the right. */
struct chiso__columns {
    struct chiso__shelf shelf;
    chiso__tenth from; /* the marks, from left to right */
    chiso__tenth to;
};

/* Lays out rows of a height on wide and on narrow sheets: names beside or above the marks, so much
 * at the right for other columns, and so much within for labels beside marks. */
struct chiso__columns chiso__columns_for(const struct chiso__canvas *canvas,
                                         chiso__tenth wide_height, chiso__tenth narrow_height,
                                         chiso__tenth names, chiso__tenth at_right,
                                         chiso__tenth labels);

/* The width of the widest of some names, bold. */
chiso__tenth chiso__widest_name(chiso__tenth widest, const char *name);

/* What a criterion is called: its title, or else its code. */
const char *chiso__criterion_name(const chiso_tree *tree, chiso_node node);

/* The vertical lines of an axis behind rows: down all of them, or beside the marks of each where
 * names stand above. */
void chiso__rows_grid(struct chiso__canvas *canvas, const struct chiso__columns *columns,
                      const struct chiso__axis *axis, const struct chiso__strip *rows, size_t count,
                      chiso__tenth half);

/* Begins the figure of a report. */
chiso_status chiso__report_canvas(struct chiso__canvas *canvas, const chiso_report *report,
                                  const chiso_chart_options *options, const chiso_sink *sink,
                                  chiso_error *error);

/* Begins the figure of a unit of a report. */
chiso_status chiso__unit_canvas(struct chiso__canvas *canvas, const chiso_report *report,
                                chiso_unit unit, const chiso_chart_options *options,
                                const chiso_sink *sink, chiso_error *error);

#endif
