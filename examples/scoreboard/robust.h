/* How sure ranks are: draws of what may vary, and what text says of them. */
#ifndef SCOREBOARD_ROBUST_H
#define SCOREBOARD_ROBUST_H

#include "job.h"
#include "view.h"

/* Draws what was asked for, if anything was. On a mistake it says what is wrong and returns false.
 */
bool robust_draw(struct job *job);

/* Names the column of drawn ranks, by the quantiles; "" where there is none: also where the draws
 * rank by a criterion, and the table by the whole index. */
void robust_name_column(struct view *view);

/* Puts the ranks between which a unit is into text. */
void robust_put(const struct view *view, chiso_unit unit, char *text);

/* Puts the percents of the first and last quantile into text, as 5–95 %. */
void robust_put_reach(const struct view *view, char *text);

/* Puts a range of ranks into text: 2–3, 2 where both are the same, "-" for none. */
void robust_put_ranks(const struct view *view, chiso_decimal low, chiso_decimal high, char *text);

/* Says in a sentence how far ranks move. */
chiso_status robust_print(const struct view *view, struct printer *printer);

/* Says of a unit how often it has which rank, and where they were counted how often it is above
 * those next to it. */
chiso_status robust_print_unit(const struct view *view, chiso_unit unit, struct printer *printer);

#endif
