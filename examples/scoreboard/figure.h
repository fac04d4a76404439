/* The report as a picture. */
#ifndef SCOREBOARD_FIGURE_H
#define SCOREBOARD_FIGURE_H

#include "job.h"

/* Whether there is such a figure; what it needs of the options is asked later. */
bool figure_is_known(const char *name);

/* What a figure needs and the options do not have, as an option's name; NULL for nothing. */
const char *figure_lacks(const struct options *options);

/* Writes the figure that the options name. */
chiso_status figure_write(const struct job *job, const chiso_sink *sink, chiso_error *error);

#endif
