/* Weights of criteria for the units of a block, and criteria that do not apply to these. */
#ifndef CHISO_LIB_TREE_BLOCK_WEIGHT_H
#define CHISO_LIB_TREE_BLOCK_WEIGHT_H

#include "tree/tree.h"

/* The column of a block, in the order in which they came; made if there is none. */
chiso_status chiso__block_column_make(chiso_tree *tree, struct chiso__span block,
                                      uint32_t *out_column, chiso_error *error);

/* The column of a block, or CHISO__NO_COLUMN. */
#define CHISO__NO_COLUMN UINT32_MAX
uint32_t chiso__block_column_find(const chiso_tree *tree, struct chiso__span block);

/* Reads a weight, or `-`; an empty text is none. */
chiso_status chiso__block_weight_put(chiso_tree *tree, uint32_t column, chiso_node node,
                                     struct chiso__span text, struct chiso__number_style *style,
                                     chiso_error *error);

/* What was said of a node in a column, or NULL. */
const struct chiso__block_weight *chiso__block_weight_said(const chiso_tree *tree, uint32_t column,
                                                           chiso_node node);

/* Spreads what was said over all nodes of a tree whose order is known; false when memory is out. */
bool chiso__block_weights_spread(chiso_tree *tree);
void chiso__block_weights_forget(chiso_tree *tree);
void chiso__block_weights_clear(chiso_tree *tree);

/* Whether a node does not apply to the units of a block, by the weights of its column. */
static inline bool chiso__is_left_out(const struct chiso__carried *weights, chiso_node node)
{
    return weights != NULL && weights[node].millionths == CHISO__LEFT_OUT;
}

#endif
