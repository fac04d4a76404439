/* What is asked about one unit, as text for people. */
#ifndef SCOREBOARD_DETAIL_H
#define SCOREBOARD_DETAIL_H

#include "scoreboard_job.h"
#include "scoreboard_view.h"

/* The leaves that lost points, the most first, beside the others of the block. */
chiso_status print_ledger(const struct view *view, const chiso_ledger *ledger,
                          struct printer *printer);

/* Whether a target is met, and the plan that reaches it. */
chiso_status print_target(const struct view *view, const chiso_target *target,
                          struct printer *printer, chiso_error *error);

/* The figures and ranks as they would be. */
chiso_status print_what_if(const struct view *view, const struct job *job, struct printer *printer);

/* How a number came about. */
chiso_status print_explanation(const struct view *view, const chiso_explanation *explanation,
                               struct printer *printer, chiso_error *error);

#endif
