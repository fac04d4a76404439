/* The files that are read. On a mistake each says on standard error what is wrong, and returns
 * false. */
#ifndef SCOREBOARD_READ_H
#define SCOREBOARD_READ_H

#include "job.h"

/* Reads a tree and sets what the command line sets for all of them. */
bool read_tree(const struct job *job, const char *file, const chiso_mapping *mapping,
               chiso_tree **out_tree);

bool read_bands(struct job *job);

/* Reads a mapping; no file gives none. */
bool read_mapping(const struct job *job, const char *file, chiso_mapping **out_mapping);

/* Reads a board and scores it. */
bool read_board(const struct job *job, chiso_tree *tree, const char *criteria, const char *points,
                const chiso_mapping *mapping, chiso_board **out_board);

#endif
