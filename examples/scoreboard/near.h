/* Help for a code that was mistyped. */
#ifndef SCOREBOARD_NEAR_H
#define SCOREBOARD_NEAR_H

#include <chiso/chiso.h>

enum { NEAR_COUNT = 5 };

/* Finds the units whose code or name is like a text, the likest first; returns how many they are,
 * at most NEAR_COUNT. */
size_t near_units(const chiso_board *board, const char *text, chiso_unit units[NEAR_COUNT]);

#endif
