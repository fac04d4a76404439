/* The report as a page that can be published. */
#ifndef SCOREBOARD_PAGE_H
#define SCOREBOARD_PAGE_H

#include "job.h"

/* Finds the other unit and the criterion that were asked for. Where one is not there it says so on
 * standard error, and returns false. */
bool page_find(struct job *job);

/* Writes the page of all units, of one or two, or of a criterion, as was asked for. */
chiso_status page_write(const struct job *job, const chiso_sink *sink, chiso_error *error);

#endif
