/* Criteria files that are numbered as an outline: I, 1, a. */
#ifndef SCOREBOARD_OUTLINE_H
#define SCOREBOARD_OUTLINE_H

#include <chiso/chiso.h>

/* Reads a criteria file as an outline where it looks like one and cannot be read, or not so well,
 * as it is; NULL for any other. */
chiso_tree *outline_read(const char *file);

/* Lets a mapping say so, where it does not. */
bool outline_say(chiso_mapping *mapping, chiso_error *error);

/* Adds to a suggestion what the mapping of the criteria, or NULL, says of rows: it is to read both
 * files. */
bool outline_add_rows(chiso_mapping *suggested, const chiso_mapping *read, chiso_error *error);

#endif
