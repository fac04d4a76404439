/* Boards for what is worked out for tiles of rows: leaves that look at the other units, points and
 * rates, with values and limits of all sizes, places and signs, in blocks, under weighted means and
 * sums. */
#ifndef CHISO_TESTS_TILE_SCENE_H
#define CHISO_TESTS_TILE_SCENE_H

#include "support.h"

/* A scored board of up to so many units, so many of a hundred cells without a value; NULL where the
 * tree that came up is refused. */
chiso_board *tile_board(struct random *random, uint32_t most_units, uint64_t gaps);

#endif
