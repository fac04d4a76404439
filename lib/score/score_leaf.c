/* The figures of a leaf, with what was found for it where it is missing. */
#include "score/peers.h"
#include "score/prepare.h"

/* What a leaf of max 0 holds changes no state but its own. */
static bool leaf_counts(const struct chiso__tree_node *leaf)
{
    return chiso__counts_nothing(leaf) || !chiso__carried_is_zero(leaf->max);
}

bool chiso__has_least(const chiso_tree *tree, const struct chiso__tree_node *leaf)
{
    return chiso__counts_nothing(leaf) || tree->missing == CHISO_MISSING_ZERO ||
           (tree->missing == CHISO_MISSING_UNKNOWN && !leaf_counts(leaf));
}

void chiso__leaf_figures(const chiso_tree *tree, const struct chiso__tree_node *leaf,
                         struct chiso__carried points, struct chiso__node_figures *out_figures)
{
    const struct chiso__carried none = {0, 0};
    const bool scored = !chiso__carried_is_gap(points);
    const bool applies = points.millionths != CHISO_NOT_APPLICABLE;
    const bool nothing = chiso__counts_nothing(leaf);
    const bool counts = leaf_counts(leaf);
    const struct chiso__carried least = scored ? none : chiso__round_points(tree, leaf, leaf->min);
    const struct chiso__carried most = scored ? none : chiso__round_points(tree, leaf, leaf->max);

    *out_figures = (struct chiso__node_figures){
        .achieved = {scored    ? points
                     : nothing ? none
                               : least,
                     scored ? points : least, scored ? points : most},
        .max = {leaf->max, leaf->max, leaf->max},
        .takes_part = {scored || (applies && chiso__has_least(tree, leaf)), applies, applies},
        .alike = scored || !applies,
        .scored = scored ? leaf->max : none,
        .applicable = applies ? leaf->max : none,
        .applies_below = applies && counts,
        .scored_below = scored && counts,
        .missing_below = applies && !scored && counts,
        .state = scored    ? CHISO_STATE_SCORED
                 : applies ? CHISO_STATE_MISSING
                           : CHISO_STATE_NOT_APPLICABLE,
        .cell = {CHISO_ABSENT, 0},
        .any_scored = scored && counts,
        .any_share = scored && !chiso__carried_is_zero(leaf->max),
    };
}

struct chiso__carried chiso__found_for(const struct chiso__rows *rows, chiso_node leaf,
                                       uint32_t row)
{
    const struct chiso__tree_node *node = &rows->tree->nodes[leaf];
    struct chiso__carried found = {CHISO_ABSENT, 0};

    if (rows->tree->imputing_count > 0 && chiso__is_leaf(node) && chiso__is_imputed_leaf(node)) {
        found = chiso__imputed_at(rows, leaf, row);
    }
    return chiso__is_absent(found) || !chiso__is_relative_leaf(node)
               ? found
               : chiso__peers_points(rows->tree, node, chiso__peers_of(rows, leaf, row), found);
}

void chiso__leaf_find(struct chiso__carried found, struct chiso__node_figures *figures)
{
    figures->achieved[CHISO__CASE_ACTUAL] = found;
    figures->takes_part[CHISO__CASE_ACTUAL] = true;
    figures->missing_below = false;
    figures->imputed = true;
}

void chiso__leaf_figures_in(const struct chiso__rows *rows, chiso_node leaf, uint32_t row,
                            struct chiso__carried points, struct chiso__node_figures *out_figures)
{
    const chiso_tree *tree = rows->tree;
    struct chiso__carried found = {0, 0};

    chiso__leaf_figures(tree, &tree->nodes[leaf], points, out_figures);
    if (tree->imputing_count == 0 || points.millionths != CHISO_MISSING) {
        return;
    }
    found = chiso__found_for(rows, leaf, row);
    if (!chiso__is_absent(found)) {
        chiso__leaf_find(found, out_figures);
    }
}
