/* The figure of ranks over draws, while it is made. */
#ifndef CHISO_LIB_PAGE_CERTAINTY_FIGURE_H
#define CHISO_LIB_PAGE_CERTAINTY_FIGURE_H

#include "page/certainty.h"
#include "page/frame.h"

enum { CHISO__MOST_RANK_TICKS = 16 };

/* What stands in the figure one below the other: the head of a block, or a unit. */
struct chiso__sure_line {
    chiso_unit unit; /* CHISO_NO_UNIT for a head */
    uint32_t block;
    bool spoken_of;
    bool is_shared; /* another one of its group has the same rank */
    chiso_robust_unit own;
    chiso_decimal low; /* of the interval */
    chiso_decimal high;
    chiso_decimal low_half; /* of the middle half */
    chiso_decimal high_half;
    struct chiso__strip row;
};

struct chiso__certainty {
    struct chiso__canvas *canvas;
    const chiso_robustness *robustness;
    const chiso_board *board;
    chiso_robust_summary summary;
    struct chiso__span_of_ranks span;
    bool has_half; /* the interval reaches beyond the middle half */
    struct chiso__sure_line *lines;
    size_t count;
    uint32_t units; /* how many of the lines are units */
    uint32_t *order;
    struct chiso__shelf rows;
    chiso__tenth ranks_end;
    struct chiso__axis axis;
    chiso_decimal ticks[CHISO__MOST_RANK_TICKS];
    size_t tick_count;
};

const char *chiso__sure_name(const struct chiso__certainty *figure,
                             const struct chiso__sure_line *line);
const char *chiso__sure_number(const struct chiso__certainty *figure, chiso_decimal rank);

/* "2–3" */
const char *chiso__sure_interval(const struct chiso__certainty *figure,
                                 const struct chiso__sure_line *line);

/* "2", or "=2" where it is shared. */
const char *chiso__sure_rank(const struct chiso__certainty *figure,
                             const struct chiso__sure_line *line);

/* The label of a tick of the axis. */
const char *chiso__sure_tick(const struct chiso__certainty *figure, size_t tick);

/* Title, caption, and the figures in words. */
void chiso__certainty_head(struct chiso__certainty *figure);

/* The axis, the rows and their marks, which have their places. */
void chiso__certainty_rows(struct chiso__certainty *figure);

/* Who has no rank, or loses it in some draws, and what answers leave out of sight. */
void chiso__certainty_notes(struct chiso__certainty *figure);

#endif
