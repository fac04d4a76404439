/* What only this room needs. */
#ifndef CHISO_LIB_TREE_INSIDE_H
#define CHISO_LIB_TREE_INSIDE_H

#include "text/output.h"
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
                                 struct chiso__number_style *style, struct chiso__tree_node *node,
                                 enum chiso__member *out_member, chiso_error *error);

chiso_status chiso__check_code(struct chiso__span code, chiso_error *error);

/* Whether points files use a word themselves. */
bool chiso__is_reserved(struct chiso__span word);

/* Gives the columns that rules divide by their numbers, in the order of the leaves, and leaves that
 * are imputed theirs; false when memory is out. Then whether what is done to the values of a leaf
 * before its rule can be done. */
bool chiso__number_columns(chiso_tree *tree);
chiso_status chiso__check_treatments(const chiso_tree *tree, const struct chiso__tree_node *leaf,
                                     chiso_error *error);

/* Adds a criterion. On failure *out_member is the member that was wrong; the error's column counts
 * characters within a rule, else 0. */
chiso_status chiso__tree_put(chiso_tree *tree, chiso_node parent, const struct chiso__row *row,
                             struct chiso__number_style *style, chiso_node *out_node,
                             enum chiso__member *out_member, chiso_error *error);

/* The same below the criterion that is named by a code, which may be added later: until the tree is
 * checked it may hang elsewhere. Empty: below the longest dotted prefix of its own code. */
chiso_status chiso__tree_put_by_code(chiso_tree *tree, struct chiso__span stated,
                                     const struct chiso__row *row,
                                     struct chiso__number_style *style, chiso_node *out_node,
                                     enum chiso__member *out_member, chiso_error *error);

/* Puts those criteria where they belong now that all are there, and back. */
chiso_status chiso__tree_find_parents(chiso_tree *tree, chiso_error *error);
void chiso__tree_let_go(chiso_tree *tree);

/* Puts a node behind the other children of its parent. */
void chiso__link_child(chiso_tree *tree, chiso_node node);

/* The longest dotted prefix of a code that is a code itself, by its number among them, or
 * CHISO__NOT_FOUND. */
int64_t chiso__prefix_find(const struct chiso__index *index, const struct chiso__span *codes,
                           struct chiso__span code);

/* Sets max, combine and round of the root from a row. */
chiso_status chiso__tree_read_root(chiso_tree *tree, const struct chiso__row *row,
                                   struct chiso__number_style *style,
                                   enum chiso__member *out_member, chiso_error *error);

chiso_status chiso__tree_set_title(chiso_tree *tree, struct chiso__span title, chiso_error *error);

/* Sets a note, whose texts are UTF-8, of a node that is there. */
chiso_status chiso__tree_put_note(chiso_tree *tree, chiso_node node, struct chiso__span name,
                                  struct chiso__span text, chiso_error *error);

chiso_status chiso__tree_read_options(chiso_tree *tree, struct chiso__span options,
                                      chiso_error *error);

static inline const struct chiso__tree_node *chiso__node_of(const chiso_tree *tree, chiso_node node)
{
    return tree != NULL && node < tree->count ? &tree->nodes[node] : NULL;
}

/* Reads `sum capped` into a node: a combine and what stands behind it. */
chiso_status chiso__combine_read(chiso_tree *tree, struct chiso__span text,
                                 struct chiso__tree_node *node, chiso_error *error);

/* Takes what stands behind `drop` or `keep`; false, and nothing said, for another word. */
bool chiso__drop_read(struct chiso__span word, struct chiso__span *rest, struct chiso__drop *drops,
                      uint32_t *count, bool *out_known);
void chiso__drops_put(struct chiso__output *output, const struct chiso__terms *steps);

/* Says which member of the node that is checked failed, where one did; returns the status. */
static inline chiso_status chiso__blame(chiso_tree *tree, enum chiso__member member,
                                        chiso_status status)
{
    tree->at_fault = status == CHISO_OK ? tree->at_fault : member;
    return status;
}

/* Reads what a node needs, and its gates. */
chiso_status chiso__needs_read(chiso_tree *tree, struct chiso__span text,
                               struct chiso__number_style *style, struct chiso__tree_node *node,
                               chiso_error *error);
chiso_status chiso__node_gates_read(chiso_tree *tree, struct chiso__span text,
                                    struct chiso__number_style *style,
                                    struct chiso__tree_node *node, chiso_error *error);

/* Checks the steps of a node whose children, and max, are known. */
chiso_status chiso__steps_check(chiso_tree *tree, chiso_node id, chiso_error *error);

/* Whether that is what a node has that states none. */
bool chiso__combine_is_default(const struct chiso__tree_node *node);

/* Write it, and the options of the tree. */
void chiso__combine_put(struct chiso__output *output, const struct chiso__tree_node *node);
void chiso__put_options(struct chiso__output *output, const chiso_tree *tree);

/* What the children of a node add up to. */
struct chiso__below {
    struct chiso__total max;      /* Σ max of those that are no bonus */
    struct chiso__total leaf_max; /* Σ max of the leaves below those */
    struct chiso__total weight;   /* Σ weight of those whose max is above 0 */
    chiso_node bonus;             /* a bonus child, or CHISO_NO_NODE */
    bool has_criteria;
    bool counts;
    bool covers;
    bool fits; /* none of the sums is beyond all numbers */
};

/* The weight of a child of a combine that weighs. */
static inline struct chiso__carried chiso__weight_of(const struct chiso__tree_node *node)
{
    if (chiso__carried_is_zero(node->max)) {
        return chiso__carried_of(0);
    }
    return chiso__carried_is_gap(node->weight) ? node->max : node->weight;
}

/* The factors of a sum, scaled or not, and of a mean. */
bool chiso__factor_sum(chiso_tree *tree, struct chiso__tree_node *node,
                       const struct chiso__below *below);
bool chiso__factor_mean(chiso_tree *tree, struct chiso__tree_node *node,
                        const struct chiso__below *below);

/* Who is told what the check finds, and whether it goes on: over a node below which something is
 * wrong it does not, since its sums may be wrong for that. */
struct chiso__watch {
    bool *wrong; /* by node: it has a mistake already */
    /* What is to be done with a mistake: CHISO_OK to go on. */
    chiso_status (*tell)(void *context, chiso_node node, chiso_status status, chiso_error *error);
    void *context;
};

/* chiso__tree_close() under a watch, or NULL. When mistakes were told it fails with the first
 * that was found, and the tree is not checked. */
chiso_status chiso__tree_close_watched(chiso_tree *tree, const struct chiso__watch *watch,
                                       chiso_node *out_node, chiso_error *error);

/* Finds whose ranks leaves take, and in which order these can be told, once nodes are in order. The
 * watch is as there. */
chiso_status chiso__tree_find_ranks(chiso_tree *tree, const struct chiso__watch *watch,
                                    chiso_node *out_node, chiso_error *error);

#endif
