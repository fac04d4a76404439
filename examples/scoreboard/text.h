/* Reports as text for people: the table of all units, and one unit in detail. */
#ifndef SCOREBOARD_TEXT_H
#define SCOREBOARD_TEXT_H

#include "job.h"
#include "view.h"

/* Writes the ranking: a table a block with its summary, or one table of all units. */
chiso_status text_write_ranking(const chiso_report *report, const struct options *options,
                                const chiso_sink *sink, chiso_error *error);

/*
 * Writes one unit: every node with its change and the leaves by what they cost; or, where it was
 * asked for, what a target takes, what would be, and how a number came about.
 */
chiso_status text_write_unit(const struct job *job, const chiso_sink *sink, chiso_error *error);

#endif
