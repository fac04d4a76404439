/* What only this room needs. */
#ifndef CHISO_LIB_TREE_INSIDE_H
#define CHISO_LIB_TREE_INSIDE_H

#include "tree/tree.h"

/* A code that is longer than this is no code, and prefixes of codes are looked up one by one. */
enum { CHISO__CODE_SIZE = 1000 };

/* The texts of a criterion by member; an empty one means the default. */
struct chiso__row {
    struct chiso__span members[CHISO__MEMBER_COUNT];
};

/* Reads everything of a criterion but its code and place into a node. On failure *out_member is the
 * member that was wrong. */
chiso_status chiso__members_read(chiso_tree *tree, const struct chiso__row *row,
                                 struct chiso__number_style *style, struct chiso__node *node,
                                 enum chiso__member *out_member, chiso_error *error);

chiso_status chiso__check_code(struct chiso__span code, chiso_error *error);

/* Adds a criterion. On failure *out_member is the member that was wrong; the error's column counts
 * characters within a rule, else 0. */
chiso_status chiso__tree_add(chiso_tree *tree, chiso_node parent, const struct chiso__row *row,
                             struct chiso__number_style *style, chiso_node *out_node,
                             enum chiso__member *out_member, chiso_error *error);

/* Sets max, combine and round of the root from a row. */
chiso_status chiso__tree_set_root(chiso_tree *tree, const struct chiso__row *row,
                                  struct chiso__number_style *style, enum chiso__member *out_member,
                                  chiso_error *error);

chiso_status chiso__tree_set_title(chiso_tree *tree, struct chiso__span title, chiso_error *error);

chiso_status chiso__tree_set_options(chiso_tree *tree, struct chiso__span options,
                                     chiso_error *error);

static inline const struct chiso__node *chiso__node_of(const chiso_tree *tree, chiso_node node)
{
    return tree != NULL && node < tree->count ? &tree->nodes[node] : NULL;
}

/* The options as words of the tree. */
const char *chiso__missing_word(chiso_missing_policy missing);
const char *chiso__rounding_word(chiso_rounding rounding);

#endif
