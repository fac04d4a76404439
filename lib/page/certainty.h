/* How sure ranks are, in words and numbers, for the figure and for pages. */
#ifndef CHISO_LIB_PAGE_CERTAINTY_H
#define CHISO_LIB_PAGE_CERTAINTY_H

#include <chiso/robustness.h>

#include "page/wording.h"

/* The quantiles that an interval of ranks is told by, as shares of 1: the first and the last of
 * those that were asked for. One alone bounds nothing: then those of 5 and 95 %. */
struct chiso__span_of_ranks {
    chiso_decimal from;
    chiso_decimal to;
};

struct chiso__span_of_ranks chiso__ranks_span(const chiso_robustness *robustness);

/* "5–95 %" */
const char *chiso__ranks_span_label(struct chiso__canvas *canvas, struct chiso__span_of_ranks span);

/* What share of the draws lies within: "90 %". */
const char *chiso__ranks_within_label(struct chiso__canvas *canvas,
                                      struct chiso__span_of_ranks span);

/* The interval of a unit; both CHISO_ABSENT where it has a rank in no draw. */
chiso_status chiso__ranks_interval(const chiso_robustness *robustness, chiso_unit unit,
                                   struct chiso__span_of_ranks span, chiso_decimal *out_low,
                                   chiso_decimal *out_high);

/* "2–3", "2"; a dash for none. */
const char *chiso__ranks_label(struct chiso__canvas *canvas, chiso_decimal low, chiso_decimal high);

/* "21 of 63 ranks would not move by more than one place in 90 % of the draws" */
const char *chiso__steady_text(struct chiso__canvas *canvas, const chiso_robust_summary *summary);

/* How many draws there are, and of what. */
const char *chiso__drawn_text(struct chiso__canvas *canvas, const chiso_robustness *robustness,
                              const chiso_robust_summary *summary);

/* What answers that were drawn again leave out of sight; "" where none were. */
const char *chiso__drawn_answers_text(struct chiso__canvas *canvas,
                                      const chiso_robustness *robustness);

#endif
