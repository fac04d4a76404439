/* Raters in an audit. */
#ifndef CHISO_LIB_AUDIT_RATING_H
#define CHISO_LIB_AUDIT_RATING_H

#include "audit/inside.h"
#include "board/board.h"

/* Says what a leaf says of its raters that can never matter, whoever they are. False when memory is
 * out. */
bool chiso__audit_raters_of(chiso_audit *audit, const chiso_tree *tree, chiso_node leaf);

/* Says which cells of a leaf have raters that are far apart, and where what it says of them never
 * mattered. False when memory is out. */
bool chiso__audit_ratings(chiso_audit *audit, const chiso_board *board, chiso_node leaf);

#endif
