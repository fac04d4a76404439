/* The figure of all units by rank, while it is made. */
#ifndef CHISO_LIB_PAGE_RANKING_H
#define CHISO_LIB_PAGE_RANKING_H

#include "page/frame.h"

/* What the mark of a limited band takes behind a value. */
enum { CHISO__GATED_WIDTH = 140 };

enum chiso__line_kind { CHISO__LINE_BLOCK, CHISO__LINE_BAND, CHISO__LINE_UNIT };

/* What stands in the figure one below the other. */
struct chiso__ranked_line {
    enum chiso__line_kind kind;
    uint32_t block; /* of a block */
    uint32_t band;  /* the number of its run of units in one band, where there are bands */
    chiso_unit unit;
    bool spoken_of;
    chiso_standing standing;
    chiso_change change; /* where there is a comparison */
    struct chiso__strip row;
};

struct chiso__ranking_figure {
    struct chiso__canvas *canvas;
    const chiso_report *report;
    const chiso_board *board;
    const chiso_bands *bands;
    const chiso_comparison *comparison;
    int digits;
    int digits_before;
    struct chiso__ranked_line *lines;
    size_t count;
    size_t units;  /* how many of the lines are units */
    size_t blocks; /* how many are blocks: none where there is but one */
    bool is_gated; /* a gate limits the band of a unit, which has a mark behind its value */
    bool dots;
    struct chiso__shelf rows;
    chiso__tenth ranks_end; /* columns end here, those that are there */
    chiso__tenth values_end;
    chiso__tenth places_end;
    struct chiso__axis axis;
    chiso__tenth top; /* of all lines */
};

/* Whether a gate limits the band of a unit. */
static inline bool chiso__is_gated(const struct chiso__ranked_line *line)
{
    return line->kind == CHISO__LINE_UNIT && line->standing.band != line->standing.band_by_percent;
}

/* Reads what the figure shows. */
chiso_status chiso__ranking_read(struct chiso__ranking_figure *figure, chiso_error *error);

/* Finds where all of it stands. */
void chiso__ranking_lay_out(struct chiso__ranking_figure *figure);

/* The grounds and names of bands, and the lines of the axis. */
void chiso__ranking_grounds(struct chiso__ranking_figure *figure);

void chiso__ranking_rows(struct chiso__ranking_figure *figure);

/* Title, caption, the figures in words, and notes. */
void chiso__ranking_head(struct chiso__ranking_figure *figure);
/* The figures in words. */
void chiso__ranking_tell(struct chiso__ranking_figure *figure);

void chiso__ranking_notes(struct chiso__ranking_figure *figure);

#endif
