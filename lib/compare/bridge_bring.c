/* What the leaves of one side have of the other's, for a bridge. */
#include "compare/bridge_inside.h"

#include "rank/block.h"
#include "score/peers.h"
#include "score/prepare.h"

/* What a leaf of now had: the shares of all that it came from. */
static bool bring_forward(const struct chiso__bridge_side *from, const struct chiso__links *links,
                          chiso_node leaf, struct chiso__brought *brought)
{
    for (uint32_t i = links->starts[leaf]; i < links->starts[leaf + 1]; i++) {
        const struct chiso__carried_ratio ratio = chiso__bridge_ratio(from, links->olds[i]);
        const int64_t share = links->shares[i];

        if (!chiso__add_part(&brought->points, ratio.achieved, share, CHISO_DECIMAL_ONE) ||
            !chiso__add_part(&brought->max, ratio.max, share, CHISO_DECIMAL_ONE)) {
            return false;
        }
    }
    return true;
}

/* What a leaf of now has of one that it came from: all of it, or the part that this one had of the
 * max of all that it came from. */
static bool bring_back(struct chiso__brought *brought, struct chiso__carried_ratio now,
                       struct chiso__carried part, struct chiso__carried whole)
{
    if (chiso__carried_compare(part, whole) != 0 &&
        (!chiso__carried_scale(now.achieved, part, whole, &now.achieved) ||
         !chiso__carried_scale(now.max, part, whole, &now.max))) {
        return false;
    }
    return chiso__total_add(&brought->points, now.achieved) &&
           chiso__total_add(&brought->max, now.max);
}

static bool bring_back_each(struct chiso__bridge_side *to, const struct chiso__links *links,
                            chiso_node leaf, struct chiso__carried_ratio now,
                            struct chiso__carried whole)
{
    for (uint32_t i = links->starts[leaf]; i < links->starts[leaf + 1]; i++) {
        const chiso_node old = links->olds[i];
        struct chiso__total part = {0, 0};
        struct chiso__carried max = {0, 0};

        if (!chiso__add_part(&part, to->board->tree->nodes[old].max, links->shares[i],
                             CHISO_DECIMAL_ONE) ||
            !chiso__total_settle(part, &max) || !bring_back(&to->brought[old], now, max, whole)) {
            return false;
        }
    }
    return true;
}

/* Notes what a leaf is like that another has the ratio of: of several of which only some are
 * missing these count with what they are taken for. */
static void note_source(struct chiso__brought *brought, const struct chiso__bridge_side *from,
                        chiso_node leaf)
{
    const struct chiso__rows *rows = &from->board->rows;

    if (!chiso__carried_is_gap(chiso__bridge_points(from, leaf))) {
        brought->scored = true;
    } else if (!chiso__is_absent(chiso__found_for(rows, leaf, from->unit))) {
        brought->found = true;
    }
}

/* The number in the cell of a leaf as that of another would hold it: points grow with the max, as
 * the ratio is kept, and what a rule takes stays. A gap where it is not known. */
static struct chiso__carried cell_for(const struct chiso__bridge_side *from, chiso_node leaf,
                                      const struct chiso__tree_node *to)
{
    const struct chiso__tree_node *own = &from->board->tree->nodes[leaf];
    const struct chiso__carried none = {CHISO_ABSENT, 0};
    struct chiso__carried cell =
        chiso__cell_at(&from->board->rows, leaf, from->unit).measured.value;

    if (own->rule.kind != to->rule.kind || chiso__carried_is_gap(cell)) {
        return none;
    }
    if (to->rule.kind == CHISO__RULE_POINTS && !to->in_bonus &&
        chiso__carried_compare(own->max, to->max) != 0 &&
        !chiso__carried_scale(cell, to->max, own->max, &cell)) {
        return none;
    }
    return cell;
}

/* What is brought beside ratios from leaves to a leaf. */
static void bring_beside(struct chiso__bridge_work *work, chiso_node leaf)
{
    const struct chiso__links *links = &work->comparison->nodes;
    struct chiso__bridge_side *const before = &work->sides[CHISO__BEFORE];
    struct chiso__bridge_side *const now = &work->sides[CHISO__NOW];
    const bool is_only = chiso__link_count(links, leaf) == 1;

    now->brought[leaf].cell = chiso__carried_of(CHISO_ABSENT);
    for (uint32_t i = links->starts[leaf]; i < links->starts[leaf + 1]; i++) {
        const chiso_node old = links->olds[i];

        note_source(&now->brought[leaf], before, old);
        note_source(&before->brought[old], now, leaf);
        before->brought[old].cell = chiso__carried_of(CHISO_ABSENT);
        if (is_only && links->heirs[old] == 1) {
            now->brought[leaf].cell = cell_for(before, old, &now->board->tree->nodes[leaf]);
            before->brought[old].cell = cell_for(now, leaf, &before->board->tree->nodes[old]);
        }
    }
}

/* Brings what was given of a bonus, or not, which is nothing. */
static void bring_bonus(const struct chiso__bridge_side *from, chiso_node leaf,
                        struct chiso__brought *brought)
{
    const struct chiso__carried points = chiso__bridge_points(from, leaf);

    if (!chiso__carried_is_gap(points)) {
        brought->points = chiso__total_of(points);
    }
}

bool chiso__bridge_bring(struct chiso__bridge_work *work)
{
    const struct chiso__links *links = &work->comparison->nodes;
    struct chiso__bridge_side *const before = &work->sides[CHISO__BEFORE];
    struct chiso__bridge_side *const now = &work->sides[CHISO__NOW];

    for (uint32_t k = 0; k < now->board->tree->leaf_count; k++) {
        const chiso_node leaf = now->board->tree->leaves[k];
        struct chiso__carried whole = {0, 0};

        if (now->classes[leaf] != CHISO__LEAF_COMMON) {
            continue;
        }
        bring_beside(work, leaf);
        if (now->board->tree->nodes[leaf].in_bonus) {
            const chiso_node old = chiso__only_link(links, leaf);

            bring_bonus(before, old, &now->brought[leaf]);
            bring_bonus(now, leaf, &before->brought[old]);
        } else if (!bring_forward(before, links, leaf, &now->brought[leaf]) ||
                   !chiso__total_settle(now->brought[leaf].max, &whole) ||
                   !bring_back_each(before, links, leaf, chiso__bridge_ratio(now, leaf), whole)) {
            return false;
        }
    }
    return true;
}

/* Points with the ratio of the other side; false when they are beyond all numbers. */
static bool brought_points(const struct chiso__tree_node *leaf, struct chiso__brought brought,
                           struct chiso__carried *out_points)
{
    if (leaf->in_bonus || chiso__total_compare(brought.max, chiso__total_of(leaf->max)) == 0) {
        return chiso__total_settle(brought.points, out_points);
    }
    return chiso__total_scale(leaf->max, brought.points, brought.max, out_points);
}

/* The number that a gate of the leaf compares. */
static struct chiso__carried brought_cell(const struct chiso__bridge_side *side, chiso_node leaf,
                                          struct chiso__carried points)
{
    const struct chiso__tree_node *node = &side->board->tree->nodes[leaf];

    if (!chiso__carried_is_gap(side->brought[leaf].cell)) {
        return side->brought[leaf].cell;
    }
    return node->rule.kind == CHISO__RULE_POINTS
               ? points
               : chiso__gate_cell(&side->board->rows, side->unit, leaf);
}

bool chiso__bridge_brought(const struct chiso__bridge_side *side, chiso_node leaf,
                           struct chiso__node_figures *out_figures)
{
    const chiso_tree *tree = side->board->tree;
    const struct chiso__tree_node *node = &tree->nodes[leaf];
    const struct chiso__brought brought = side->brought[leaf];
    struct chiso__carried points = {0, 0};

    if (!brought_points(node, brought, &points)) {
        return false;
    }
    if (!brought.scored && (brought.found || chiso__has_least(tree, node))) {
        chiso__leaf_figures(tree, node, chiso__carried_of(CHISO_MISSING), out_figures);
        if (brought.found) {
            chiso__leaf_find(points, out_figures);
        }
        return true;
    }
    chiso__leaf_figures(tree, node, points, out_figures);
    if (node->steps.gates.count > 0 && brought.scored) {
        out_figures->cell = brought_cell(side, leaf, points);
    }
    return true;
}
