/* What becomes of the nodes of a tree that another is derived from. */
#ifndef CHISO_LIB_TREE_TREE_DERIVE_H
#define CHISO_LIB_TREE_TREE_DERIVE_H

#include <chiso/derive.h>

#include "tree/inside.h"

struct chiso__fate {
    chiso_node node; /* in the tree that is made; CHISO_NO_NODE where it is gone */
    bool is_marked;  /* it is left out by itself */
    bool is_gone;
    bool loses;           /* the maxima below it are less than they were */
    uint32_t child_count; /* that stay */
    /* What it is to have, by kind of change; NULL where nothing is said. */
    const char *texts[CHISO_TREE_CHANGE_WITHOUT];
};

/* Finds what becomes of each node, by its number, numbers in the tree that is made apart; fates are
 * all zero. */
chiso_status chiso__fates_find(const chiso_tree *tree, const chiso_tree_change *changes,
                               size_t count, struct chiso__fate *fates, chiso_error *error);

/* Says in front of an error which node it is about; returns the status. */
chiso_status chiso__fail_in_node(chiso_error *error, chiso_status status, const chiso_tree *tree,
                                 chiso_node node);

#endif
