/* What is asked about one unit, as text for people; a file for each question. */
#ifndef SCOREBOARD_DETAIL_H
#define SCOREBOARD_DETAIL_H

#include "job.h"
#include "view.h"

/* The leaves that cost the total points, the most first, beside the others of the block. */
chiso_status print_ledger(const struct view *view, const struct job *job, struct printer *printer);

/* Whether a target is met, and the plan that reaches it. */
chiso_status print_target(const struct view *view, const chiso_target *target,
                          struct printer *printer, chiso_error *error);

/* The figures and ranks as they would be. */
chiso_status print_what_if(const struct view *view, const struct job *job, struct printer *printer);

#endif
