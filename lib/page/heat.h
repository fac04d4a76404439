/* The figure of units by main criteria, while it is made. */
#ifndef CHISO_LIB_PAGE_HEAT_H
#define CHISO_LIB_PAGE_HEAT_H

#include "page/ranking.h"

enum { CHISO__SHADES = 5 };

/* A unit on a criterion. */
struct chiso__heat_cell {
    const char *text;    /* its percent as it is shown; NULL for none */
    chiso_decimal value; /* as it is published */
    uint32_t below;      /* twice the units below it, and one for each that is its equal */
    uint8_t shade;       /* from 1, the lowest fifth; 0 for none */
};

struct chiso__heat_figure {
    struct chiso__ranking_figure roll; /* the units in their order */
    struct chiso__canvas *canvas;
    chiso_node *nodes; /* the main criteria that are shown */
    uint32_t columns;
    uint32_t all_columns;
    struct chiso__heat_cell *cells; /* row by row of the lines */
    int digits;
    bool numbered; /* heads are numbers, told in a list above */
    chiso__tenth names_end;
    chiso__tenth cell_width;
    chiso__tenth cells_from;
};

static inline struct chiso__heat_cell *chiso__heat_at(const struct chiso__heat_figure *figure,
                                                      size_t line, uint32_t column)
{
    return &figure->cells[line * figure->columns + column];
}

/* Reads the percents and finds the fifths. */
void chiso__heat_read(struct chiso__heat_figure *figure);

/* Title, caption, the key and the heads of columns. */
void chiso__heat_head(struct chiso__heat_figure *figure);

#endif
