/* Units over several periods, and the stages of one period side by side. */
#ifndef SCOREBOARD_PERIODS_H
#define SCOREBOARD_PERIODS_H

#include "job.h"

/* Reads the periods that the options name, and makes the series of them and of the board. On a
 * mistake it says on standard error what is wrong, and returns false. */
bool periods_read(struct job *job);

/* Writes the series, or the stages, as the options say: text, JSON or CSV. */
chiso_status periods_write(const struct job *job, const chiso_sink *sink, chiso_error *error);

/* The same as text. */
chiso_status periods_write_text(const struct job *job, const chiso_sink *sink, chiso_error *error);

#endif
