/* What scoring made of rows with gaps against the whole walk over each of them. */
#ifndef CHISO_TESTS_WALK_H
#define CHISO_TESTS_WALK_H

#include "board/board.h"

/* Expects of every inner node of the rows with gaps of a scored board what chiso__row_figures()
 * makes of it, bit for bit; how many nodes there were. */
uint32_t walk_expect(const chiso_board *board, uint64_t seed);

#endif
