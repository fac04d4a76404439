/* What the files about the command line share. */
#ifndef SCOREBOARD_OPTIONS_INSIDE_H
#define SCOREBOARD_OPTIONS_INSIDE_H

#include "options.h"

/* Says what is wrong with what was given, with words behind it that are put in as they are; returns
 * false. */
bool options_mistake(const struct options *options, const char *what, const char *english,
                     const char *vietnamese, const char *words);

/* Finds out which file is that of the last period, and what that is called; false when memory is
 * out. */
bool options_settle(struct options *options);

/* Whether the options that were given go together; says what does not. */
bool options_check(const struct options *options);

#endif
