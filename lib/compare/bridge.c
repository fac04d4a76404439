/* What the change of a percent is made of: performance, maxima, new and dropped criteria. */
#include <chiso/bridge.h>

#include "compare/inside.h"
#include "score/peers.h"
#include "score/score.h"

/* What a leaf is to the change. */
enum class {
    ALONE, /* dropped, or new */
    COMMON,
    UNUSED /* it counts on one side only, or on none */
};

/* What a leaf of one side would have with the ratio of the other: points / max. */
struct carried {
    chiso__wide points;
    chiso__wide max;
};

/* One board at work, the unit on it, and its leaves by node. */
struct side {
    const chiso_board *board;
    chiso_unit unit;
    chiso_node node;
    uint8_t *classes;
    struct carried *carried;
    struct chiso__node_figures *figures;
    struct chiso__parts parts;
};

enum { BEFORE, NOW, SIDES };

struct work {
    const chiso_comparison *comparison;
    struct side sides[SIDES];
};

/* What counts when a percent is worked out again. */
enum scene {
    WITHOUT_ALONE, /* what is dropped, or new, is left out */
    ONLY_COMMON,   /* and so is what counts on one side only */
    ONLY_CARRIED,  /* and what is left has the ratio of the other side */
    SCENES
};

static bool side_new(const chiso_allocator *allocator, const chiso_board *board, chiso_unit unit,
                     chiso_node node, struct side *side)
{
    const uint32_t count = board->tree->count;

    side->board = board;
    side->unit = unit;
    side->node = node;
    side->classes = chiso__alloc_zero(allocator, count, sizeof(*side->classes));
    side->carried = chiso__alloc_zero(allocator, count, sizeof(*side->carried));
    side->figures = chiso__alloc(allocator, count, sizeof(*side->figures));
    return side->classes != NULL && side->carried != NULL && side->figures != NULL &&
           chiso__parts_new(board->tree, allocator, &side->parts);
}

static void side_free(const chiso_allocator *allocator, struct side *side)
{
    chiso__release(allocator, side->classes);
    chiso__release(allocator, side->carried);
    chiso__release(allocator, side->figures);
    chiso__parts_free(allocator, &side->parts);
}

/* Whether a leaf is matched so that its ratio can go from one side to the other. */
static bool is_matched(const struct work *work, chiso_node leaf)
{
    const struct chiso__links *links = &work->comparison->nodes;
    const struct chiso__tree_node *now = &work->sides[NOW].board->tree->nodes[leaf];

    for (uint32_t i = links->starts[leaf]; i < links->starts[leaf + 1]; i++) {
        const struct chiso__tree_node *old =
            &work->sides[BEFORE].board->tree->nodes[links->links[i].old];
        const bool whole =
            chiso__link_count(links, leaf) == 1 && links->heirs[links->links[i].old] == 1;

        if (!chiso__is_leaf(old) || old->in_bonus != now->in_bonus || (now->in_bonus && !whole) ||
            (!now->in_bonus && old->max != now->max && (old->max == 0 || now->max == 0))) {
            return false;
        }
    }
    return chiso__link_count(links, leaf) > 0;
}

static bool counts(const struct side *side, chiso_node leaf)
{
    struct chiso__ratio ratio;

    chiso__ratio_of(&side->board->rows, side->unit, leaf, &ratio);
    return ratio.achieved != CHISO_ABSENT && ratio.max != CHISO_ABSENT;
}

/* Takes a leaf and its predecessors out of what is common when one of them does not count. Returns
 * whether that is news. */
static bool spread_unused(struct work *work, chiso_node leaf)
{
    const struct chiso__links *links = &work->comparison->nodes;
    uint8_t *now = &work->sides[NOW].classes[leaf];
    bool unused = *now == UNUSED;
    bool common = *now == COMMON;

    for (uint32_t i = links->starts[leaf]; i < links->starts[leaf + 1]; i++) {
        unused = unused || work->sides[BEFORE].classes[links->links[i].old] == UNUSED;
        common = common || work->sides[BEFORE].classes[links->links[i].old] == COMMON;
    }
    if (*now == ALONE || !unused || !common) {
        return false;
    }
    *now = UNUSED;
    for (uint32_t i = links->starts[leaf]; i < links->starts[leaf + 1]; i++) {
        work->sides[BEFORE].classes[links->links[i].old] = UNUSED;
    }
    return true;
}

static void classify(struct work *work)
{
    const struct chiso__links *links = &work->comparison->nodes;
    const chiso_tree *tree = work->sides[NOW].board->tree;
    bool changed = true;

    for (uint32_t k = 0; k < tree->leaf_count; k++) {
        const chiso_node leaf = tree->leaves[k];

        if (is_matched(work, leaf)) {
            work->sides[NOW].classes[leaf] = counts(&work->sides[NOW], leaf) ? COMMON : UNUSED;
            for (uint32_t i = links->starts[leaf]; i < links->starts[leaf + 1]; i++) {
                const chiso_node old = links->links[i].old;

                work->sides[BEFORE].classes[old] =
                    counts(&work->sides[BEFORE], old) ? COMMON : UNUSED;
            }
        }
    }
    /* Where leaves were merged and split across each other, what does not count reaches the next
     * leaf in the next round. */
    while (changed) {
        changed = false;
        for (uint32_t k = 0; k < tree->leaf_count; k++) {
            changed = spread_unused(work, tree->leaves[k]) || changed;
        }
    }
}

/* What a leaf of now has of one that it came from: all of it, or the part that this one had of the
 * max of all that it came from. */
static bool add_back(struct carried *back, struct chiso__ratio now, chiso__wide part,
                     chiso__wide whole)
{
    chiso__wide points = (chiso__wide)now.achieved * CHISO_DECIMAL_ONE;
    chiso__wide max = (chiso__wide)now.max * CHISO_DECIMAL_ONE;

    if (part != whole && (!chiso__scale_wide(points, part, whole, &points) ||
                          !chiso__scale_wide(max, part, whole, &max))) {
        return false;
    }
    back->points += points;
    back->max += max;
    return true;
}

/* Brings the ratios of each side to the other; false when a number is too large. */
static bool carry(struct work *work)
{
    const struct chiso__links *links = &work->comparison->nodes;
    const chiso_tree *tree = work->sides[NOW].board->tree;
    const chiso_tree *old_tree = work->sides[BEFORE].board->tree;

    for (uint32_t k = 0; k < tree->leaf_count; k++) {
        const chiso_node leaf = tree->leaves[k];
        struct carried *carried = &work->sides[NOW].carried[leaf];
        struct chiso__ratio ratio;

        if (work->sides[NOW].classes[leaf] != COMMON) {
            continue;
        }
        for (uint32_t i = links->starts[leaf]; i < links->starts[leaf + 1]; i++) {
            chiso__ratio_of(&work->sides[BEFORE].board->rows, work->sides[BEFORE].unit,
                            links->links[i].old, &ratio);
            carried->points += (chiso__wide)ratio.achieved * links->links[i].share;
            carried->max += (chiso__wide)ratio.max * links->links[i].share;
        }
        chiso__ratio_of(&work->sides[NOW].board->rows, work->sides[NOW].unit, leaf, &ratio);
        for (uint32_t i = links->starts[leaf]; i < links->starts[leaf + 1]; i++) {
            const chiso_node old = links->links[i].old;

            if (!add_back(&work->sides[BEFORE].carried[old], ratio,
                          (chiso__wide)old_tree->nodes[old].max * links->links[i].share,
                          carried->max)) {
                return false;
            }
        }
    }
    return true;
}

/* Points with the ratio of the other side; false when they are no decimal. */
static bool carried_points(const struct side *side, chiso_node leaf, chiso_decimal *out_points)
{
    const struct chiso__tree_node *node = &side->board->tree->nodes[leaf];
    const struct carried carried = side->carried[leaf];

    if (node->in_bonus || carried.max == (chiso__wide)node->max * CHISO_DECIMAL_ONE) {
        return chiso__narrow(chiso__divide(carried.points, CHISO_DECIMAL_ONE, CHISO_ROUND_HALF_UP),
                             out_points);
    }
    return chiso__scale(carried.points, node->max, carried.max, out_points);
}

/* Works the ratio of the node out again; a max of 0 where it has none. */
static chiso_status play(struct side *side, enum scene scene, struct chiso__ratio *out_ratio)
{
    const chiso_tree *tree = side->board->tree;
    const struct chiso__node_figures *own = &side->figures[side->node];

    for (uint32_t i = tree->count; i-- > 0;) {
        const chiso_node id = tree->order[i];
        const uint8_t class = side->classes[id];
        chiso_decimal points = 0;

        if (!chiso__is_leaf(&tree->nodes[id])) {
            if (!chiso__inner_figures(tree, id, side->figures, &side->parts)) {
                return CHISO_E_RANGE;
            }
            continue;
        }
        points = chiso__points_at(&side->board->rows, id, side->unit);
        if (class == ALONE || (class == UNUSED && scene != WITHOUT_ALONE)) {
            points = CHISO_NOT_APPLICABLE;
        } else if (class == COMMON && scene == ONLY_CARRIED && !carried_points(side, id, &points)) {
            return CHISO_E_RANGE;
        }
        chiso__leaf_figures(tree, &tree->nodes[id], points, &side->figures[id]);
    }
    *out_ratio = (struct chiso__ratio){
        own->achieved[CHISO__CASE_ACTUAL],
        own->takes_part[CHISO__CASE_ACTUAL] ? own->max[CHISO__CASE_ACTUAL] : 0};
    return out_ratio->max > 0 ? CHISO_OK : CHISO_E_EMPTY;
}

/* b - a in percent, rounded once; false when it is no decimal. The products of decimals and their
 * difference always fit. */
static bool step(struct chiso__ratio a, struct chiso__ratio b, chiso_decimal *out_step)
{
    const chiso__wide top = (chiso__wide)b.achieved * a.max - (chiso__wide)a.achieved * b.max;

    return chiso__scale(top, (chiso__wide)100 * CHISO_DECIMAL_ONE, (chiso__wide)a.max * b.max,
                        out_step);
}

/* The parts from the ratios of all scenes. */
static bool add_up(const struct chiso__ratio ends[SIDES], struct chiso__ratio scenes[SIDES][SCENES],
                   chiso_bridge *bridge)
{
    chiso_decimal unused[SIDES];
    chiso_decimal maxima[SIDES];
    chiso__wide parts = 0;

    if (!step(ends[BEFORE], ends[NOW], &bridge->change) ||
        !step(ends[BEFORE], scenes[BEFORE][WITHOUT_ALONE], &bridge->dropped) ||
        !step(scenes[NOW][WITHOUT_ALONE], ends[NOW], &bridge->added) ||
        !step(scenes[BEFORE][WITHOUT_ALONE], scenes[BEFORE][ONLY_COMMON], &unused[BEFORE]) ||
        !step(scenes[NOW][ONLY_COMMON], scenes[NOW][WITHOUT_ALONE], &unused[NOW]) ||
        !step(scenes[BEFORE][ONLY_COMMON], scenes[NOW][ONLY_CARRIED], &maxima[BEFORE]) ||
        !step(scenes[BEFORE][ONLY_CARRIED], scenes[NOW][ONLY_COMMON], &maxima[NOW]) ||
        !chiso__narrow((chiso__wide)unused[BEFORE] + unused[NOW], &bridge->not_applicable) ||
        !chiso__narrow(
            chiso__divide((chiso__wide)maxima[BEFORE] + maxima[NOW], 2, CHISO_ROUND_HALF_UP),
            &bridge->maxima)) {
        return false;
    }
    parts = (chiso__wide)bridge->dropped + bridge->added + bridge->not_applicable + bridge->maxima;
    return chiso__narrow(bridge->change - parts, &bridge->performance);
}

static bool is_below(const chiso_tree *tree, chiso_node leaf, chiso_node node)
{
    while (leaf != node && leaf != CHISO_NO_NODE) {
        leaf = tree->nodes[leaf].parent;
    }
    return leaf == node;
}

/* What can be compared as it stands; false when a number is too large. */
static bool compare_like(const struct work *work, chiso_bridge *bridge)
{
    const struct chiso__links *links = &work->comparison->nodes;
    const chiso_tree *tree = work->sides[NOW].board->tree;
    chiso__wide sums[SIDES] = {0, 0};
    chiso__wide max = 0;

    for (uint32_t k = 0; k < tree->leaf_count; k++) {
        const chiso_node leaf = tree->leaves[k];
        const chiso_node old = chiso__only_link(links, leaf);
        struct chiso__ratio now;
        struct chiso__ratio before;

        if (work->sides[NOW].classes[leaf] != COMMON ||
            !is_below(tree, leaf, work->sides[NOW].node)) {
            continue;
        }
        bridge->common++;
        if (old == CHISO_NO_NODE || links->heirs[old] != 1 || tree->nodes[leaf].in_bonus ||
            tree->nodes[leaf].max != work->sides[BEFORE].board->tree->nodes[old].max) {
            continue;
        }
        chiso__ratio_of(&work->sides[NOW].board->rows, work->sides[NOW].unit, leaf, &now);
        chiso__ratio_of(&work->sides[BEFORE].board->rows, work->sides[BEFORE].unit, old, &before);
        bridge->like_leaves++;
        sums[NOW] += now.achieved;
        sums[BEFORE] += before.achieved;
        max += now.max;
    }
    bridge->like_change = CHISO_ABSENT;
    return chiso__narrow(max, &bridge->like_max) && chiso__narrow(sums[NOW], &bridge->like_now) &&
           chiso__narrow(sums[BEFORE], &bridge->like_before) &&
           (max == 0 || chiso__scale(sums[NOW] - sums[BEFORE], (chiso__wide)100 * CHISO_DECIMAL_ONE,
                                     max, &bridge->like_change));
}

static chiso_status build(struct work *work, chiso_bridge *bridge)
{
    struct chiso__ratio ends[SIDES];
    struct chiso__ratio scenes[SIDES][SCENES];
    chiso_status status = CHISO_OK;

    for (int i = BEFORE; i < SIDES; i++) {
        if (!chiso__ratio_of(&work->sides[i].board->rows, work->sides[i].unit, work->sides[i].node,
                             &ends[i])) {
            return CHISO_E_EMPTY;
        }
    }
    classify(work);
    if (!carry(work)) {
        return CHISO_E_RANGE;
    }
    for (int i = 0; i < SIDES * SCENES && status == CHISO_OK; i++) {
        status = play(&work->sides[i / SCENES], (enum scene)(i % SCENES),
                      &scenes[i / SCENES][i % SCENES]);
    }
    return status == CHISO_OK && (!add_up(ends, scenes, bridge) || !compare_like(work, bridge))
               ? CHISO_E_RANGE
               : status;
}

static chiso_status check(const chiso_comparison *comparison, chiso_unit unit, chiso_node node,
                          chiso_error *error)
{
    const chiso_status status = chiso__comparison_check_node(comparison, node, error);

    if (status != CHISO_OK) {
        return status;
    }
    if (unit >= comparison->now->units.count) {
        return chiso__fail_unit(error, unit);
    }
    if (chiso__unit_before(comparison, unit) == CHISO_NO_UNIT) {
        return chiso__fail(error, CHISO_E_UNIT, CHISO__SAY_UNIT_PREDECESSOR,
                           CHISO__WORDS(chiso__say(comparison->now->units.codes[unit])));
    }
    if (chiso__node_before(comparison, node) == CHISO_NO_NODE) {
        return chiso__fail(error, CHISO_E_NODE, CHISO__SAY_CRITERION_PREDECESSOR,
                           CHISO__WORDS(chiso__say(comparison->now->tree->codes[node])));
    }
    return CHISO_OK;
}

static chiso_status fail(const chiso_comparison *comparison, chiso_unit unit, chiso_status status,
                         chiso_error *error)
{
    const struct chiso__insert *words =
        CHISO__WORDS(chiso__say(comparison->now->units.codes[unit]));

    if (status == CHISO_E_MEMORY) {
        return chiso__fail_memory(error);
    }
    return status == CHISO_E_EMPTY
               ? chiso__fail(error, status, CHISO__SAY_UNIT_NO_PERCENT_OR_CRITERION, words)
               : chiso__fail(error, status, CHISO__SAY_UNIT_BEYOND_DECIMAL, words);
}

chiso_status chiso_comparison_bridge(const chiso_comparison *comparison, chiso_unit unit,
                                     chiso_node node, chiso_bridge *out_bridge, chiso_error *error)
{
    chiso_bridge bridge = {0};
    struct work work = {.comparison = comparison};
    chiso_status status = CHISO_OK;

    if (comparison == NULL || out_bridge == NULL) {
        return chiso__fail_null(error);
    }
    status = check(comparison, unit, node, error);
    if (status != CHISO_OK) {
        return status;
    }
    status =
        side_new(&comparison->allocator, comparison->before, chiso__unit_before(comparison, unit),
                 chiso__node_before(comparison, node), &work.sides[BEFORE]) &&
                side_new(&comparison->allocator, comparison->now, unit, node, &work.sides[NOW])
            ? build(&work, &bridge)
            : CHISO_E_MEMORY;
    side_free(&comparison->allocator, &work.sides[BEFORE]);
    side_free(&comparison->allocator, &work.sides[NOW]);
    if (status != CHISO_OK) {
        return fail(comparison, unit, status, error);
    }
    *out_bridge = bridge;
    return CHISO_OK;
}
