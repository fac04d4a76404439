/* What the change of a percent is made of: performance, maxima, new and dropped criteria, and what
 * was set by hand. */
#include "compare/bridge_inside.h"

#include "rank/block.h"
#include "score/peers.h"
#include "score/prepare.h"
#include "score/rank_leaf.h"

/* What counts when a percent is worked out again, without what was set by hand. */
enum scene {
    AS_IT_IS,      /* all of it */
    WITHOUT_ALONE, /* what is dropped, or new, is left out */
    ONLY_COMMON,   /* and so is what counts on one side only */
    ONLY_BROUGHT,  /* and what is left has the ratio of the other side */
    SCENES
};

static bool side_new(const chiso_allocator *allocator, const chiso_board *board, chiso_unit unit,
                     chiso_node node, struct chiso__bridge_side *side)
{
    const uint32_t count = board->tree->count;

    side->board = board;
    side->unit = unit;
    side->node = node;
    side->classes = chiso__alloc_zero(allocator, count, sizeof(*side->classes));
    side->brought = chiso__alloc_zero(allocator, count, sizeof(*side->brought));
    side->figures = chiso__alloc(allocator, count, sizeof(*side->figures));
    return side->classes != NULL && side->brought != NULL && side->figures != NULL &&
           chiso__parts_new(board->tree, allocator, &side->parts);
}

static void side_free(const chiso_allocator *allocator, struct chiso__bridge_side *side)
{
    chiso__release(allocator, side->classes);
    chiso__release(allocator, side->brought);
    chiso__release(allocator, side->figures);
    chiso__parts_free(allocator, &side->parts);
}

/* Whether a leaf is matched so that its ratio can go from one side to the other. */
static bool is_matched(const struct chiso__bridge_work *work, chiso_node leaf)
{
    const struct chiso__links *links = &work->comparison->nodes;
    const struct chiso__tree_node *now = &work->sides[CHISO__NOW].board->tree->nodes[leaf];

    for (uint32_t i = links->starts[leaf]; i < links->starts[leaf + 1]; i++) {
        const struct chiso__tree_node *old =
            &work->sides[CHISO__BEFORE].board->tree->nodes[links->olds[i]];
        const bool whole = chiso__link_count(links, leaf) == 1 && links->heirs[links->olds[i]] == 1;

        if (!chiso__is_leaf(old) || old->in_bonus != now->in_bonus || (now->in_bonus && !whole) ||
            (!now->in_bonus &&
             chiso__carried_is_zero(old->max) != chiso__carried_is_zero(now->max))) {
            return false;
        }
    }
    return chiso__link_count(links, leaf) > 0;
}

/* Whether a leaf counts for the unit: a bonus that was not given does, as none. */
static bool counts(const struct chiso__bridge_side *side, chiso_node leaf)
{
    const struct chiso__carried_ratio ratio = chiso__bridge_ratio(side, leaf);

    if (side->board->tree->nodes[leaf].in_bonus) {
        return chiso__bridge_points(side, leaf).millionths != CHISO_NOT_APPLICABLE;
    }
    return !chiso__carried_is_gap(ratio.achieved) && !chiso__carried_is_gap(ratio.max);
}

/* Takes a leaf and its predecessors out of what is common when one of them does not count. Returns
 * whether that is news. */
static bool spread_unused(struct chiso__bridge_work *work, chiso_node leaf)
{
    const struct chiso__links *links = &work->comparison->nodes;
    uint8_t *now = &work->sides[CHISO__NOW].classes[leaf];
    bool unused = *now == CHISO__LEAF_UNUSED;
    bool common = *now == CHISO__LEAF_COMMON;

    for (uint32_t i = links->starts[leaf]; i < links->starts[leaf + 1]; i++) {
        unused = unused || work->sides[CHISO__BEFORE].classes[links->olds[i]] == CHISO__LEAF_UNUSED;
        common = common || work->sides[CHISO__BEFORE].classes[links->olds[i]] == CHISO__LEAF_COMMON;
    }
    if (*now == CHISO__LEAF_ALONE || !unused || !common) {
        return false;
    }
    *now = CHISO__LEAF_UNUSED;
    for (uint32_t i = links->starts[leaf]; i < links->starts[leaf + 1]; i++) {
        work->sides[CHISO__BEFORE].classes[links->olds[i]] = CHISO__LEAF_UNUSED;
    }
    return true;
}

static void classify(struct chiso__bridge_work *work)
{
    const struct chiso__links *links = &work->comparison->nodes;
    const chiso_tree *tree = work->sides[CHISO__NOW].board->tree;
    bool changed = true;

    for (uint32_t k = 0; k < tree->leaf_count; k++) {
        const chiso_node leaf = tree->leaves[k];

        if (is_matched(work, leaf)) {
            work->sides[CHISO__NOW].classes[leaf] =
                counts(&work->sides[CHISO__NOW], leaf) ? CHISO__LEAF_COMMON : CHISO__LEAF_UNUSED;
            for (uint32_t i = links->starts[leaf]; i < links->starts[leaf + 1]; i++) {
                const chiso_node old = links->olds[i];

                work->sides[CHISO__BEFORE].classes[old] = counts(&work->sides[CHISO__BEFORE], old)
                                                              ? CHISO__LEAF_COMMON
                                                              : CHISO__LEAF_UNUSED;
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

/* An inner node by what is below it, whatever was set. Where nothing is computed of a node that was
 * set, it does not apply: what is above it is then known without it, as it was with it. */
static bool compute(struct chiso__bridge_side *side, chiso_node id)
{
    struct chiso__setting setting = chiso__setting_of(&side->board->rows, side->unit);
    struct chiso__node_figures *own = &side->figures[id];
    const struct chiso__set_result *const set = setting.set;
    const uint32_t set_count = setting.set_count;

    setting.set = NULL;
    setting.set_count = 0;
    if (!chiso__inner_figures(&setting, id, side->figures, &side->parts)) {
        return false;
    }
    for (uint32_t i = 0; i < set_count && !own->takes_part[CHISO__CASE_ACTUAL]; i++) {
        if (set[i].node == id) {
            *own = (struct chiso__node_figures){.state = CHISO_STATE_NOT_APPLICABLE};
        }
    }
    return true;
}

/* Works the percent of the node out again. */
static chiso_status play(struct chiso__bridge_side *side, enum scene scene,
                         struct chiso__carried *out_percent)
{
    const chiso_tree *tree = side->board->tree;
    const struct chiso__node_figures *own = &side->figures[side->node];
    struct chiso__carried_ratio ratio;

    for (uint32_t i = tree->count; i-- > 0;) {
        const chiso_node id = tree->order[i];
        const uint8_t class = side->classes[id];
        struct chiso__carried points = {0, 0};

        if (!chiso__is_leaf(&tree->nodes[id])) {
            if (!compute(side, id)) {
                return CHISO_E_RANGE;
            }
            continue;
        }
        points = chiso__bridge_points(side, id);
        if (class == CHISO__LEAF_COMMON && scene == ONLY_BROUGHT) {
            if (!chiso__bridge_brought(side, id, &side->figures[id])) {
                return CHISO_E_RANGE;
            }
            continue;
        }
        if (scene != AS_IT_IS && (class == CHISO__LEAF_ALONE ||
                                  (class == CHISO__LEAF_UNUSED && scene != WITHOUT_ALONE))) {
            points = chiso__carried_of(CHISO_NOT_APPLICABLE);
        }
        chiso__leaf_figures_in(&side->board->rows, id, side->unit, points, &side->figures[id]);
        side->figures[id].cell = chiso__gate_cell(&side->board->rows, side->unit, id);
    }
    ratio = (struct chiso__carried_ratio){own->achieved[CHISO__CASE_ACTUAL],
                                          own->max[CHISO__CASE_ACTUAL]};
    if (!own->takes_part[CHISO__CASE_ACTUAL] || !chiso__has_percent(&ratio)) {
        return CHISO_E_EMPTY;
    }
    return chiso__percent_of(&ratio, out_percent) ? CHISO_OK : CHISO_E_RANGE;
}

/* The percents that the bridge leads over. */
struct percents {
    struct chiso__carried ends[CHISO__SIDES];
    struct chiso__carried scenes[CHISO__SIDES][SCENES];
};

/* Adds b - a to a part that is still exact. */
static bool step(struct chiso__total *part, struct chiso__carried a, struct chiso__carried b)
{
    return chiso__total_add(part, b) && chiso__total_subtract(part, a);
}

/* A part, over a divisor, rounded once; false when it is no decimal. */
static bool show(struct chiso__total part, int64_t divisor, chiso_rounding rounding,
                 chiso_decimal *out_part)
{
    const struct chiso__carried full = chiso__carried_of(100 * CHISO_DECIMAL_ONE);
    struct chiso__carried value = {0, 0};

    if (!chiso__total_over(part, divisor, &value)) {
        return false;
    }
    *out_part = chiso__points_decimal(value, full, rounding);
    return true;
}

/* The parts from the percents of all scenes. The change is shown as everywhere, the parts by the
 * nearest millionth, and performance gets what is left: less than three away from its own value. */
static bool add_up(const struct percents *percents, chiso_rounding rounding, chiso_bridge *bridge)
{
    const struct chiso__carried *const before = percents->scenes[CHISO__BEFORE];
    const struct chiso__carried *const now = percents->scenes[CHISO__NOW];
    struct chiso__total change = {0, 0};
    struct chiso__total dropped = {0, 0};
    struct chiso__total added = {0, 0};
    struct chiso__total unused = {0, 0};
    struct chiso__total maxima = {0, 0}; /* twice: in both orders */
    struct chiso__total set = {0, 0};
    chiso__wide parts = 0;

    if (!step(&change, percents->ends[CHISO__BEFORE], percents->ends[CHISO__NOW]) ||
        !step(&set, percents->ends[CHISO__BEFORE], before[AS_IT_IS]) ||
        !step(&dropped, before[AS_IT_IS], before[WITHOUT_ALONE]) ||
        !step(&unused, before[WITHOUT_ALONE], before[ONLY_COMMON]) ||
        !step(&maxima, before[ONLY_COMMON], now[ONLY_BROUGHT]) ||
        !step(&maxima, before[ONLY_BROUGHT], now[ONLY_COMMON]) ||
        !step(&unused, now[ONLY_COMMON], now[WITHOUT_ALONE]) ||
        !step(&added, now[WITHOUT_ALONE], now[AS_IT_IS]) ||
        !step(&set, now[AS_IT_IS], percents->ends[CHISO__NOW]) ||
        !show(change, 1, rounding, &bridge->change) ||
        !show(dropped, 1, CHISO_ROUND_HALF_UP, &bridge->dropped) ||
        !show(added, 1, CHISO_ROUND_HALF_UP, &bridge->added) ||
        !show(unused, 1, CHISO_ROUND_HALF_UP, &bridge->not_applicable) ||
        !show(maxima, 2, CHISO_ROUND_HALF_UP, &bridge->maxima) ||
        !show(set, 1, CHISO_ROUND_HALF_UP, &bridge->set)) {
        return false;
    }
    parts = (chiso__wide)bridge->dropped + bridge->added + bridge->not_applicable + bridge->maxima +
            bridge->set;
    return chiso__narrow(bridge->change - parts, &bridge->performance);
}

/* The percent in a scene: as the board has it where nothing of it is left out. */
static chiso_status percent_in(struct chiso__bridge_side *side, enum scene scene,
                               struct chiso__carried end, struct chiso__carried *out_percent)
{
    if (scene == AS_IT_IS && !chiso__has_set(&side->board->rows, side->unit)) {
        *out_percent = end;
        return CHISO_OK;
    }
    return play(side, scene, out_percent);
}

static chiso_status build(struct chiso__bridge_work *work, chiso_bridge *bridge)
{
    struct percents percents;
    chiso_status status = CHISO_OK;

    for (int i = CHISO__BEFORE; i < CHISO__SIDES && status == CHISO_OK; i++) {
        const struct chiso__carried_ratio end =
            chiso__bridge_ratio(&work->sides[i], work->sides[i].node);

        if (!chiso__has_percent(&end)) {
            return CHISO_E_EMPTY;
        }
        status = chiso__percent_of(&end, &percents.ends[i]) ? CHISO_OK : CHISO_E_RANGE;
    }
    if (status != CHISO_OK) {
        return status;
    }
    classify(work);
    if (!chiso__bridge_bring(work)) {
        return CHISO_E_RANGE;
    }
    for (int i = 0; i < CHISO__SIDES * SCENES && status == CHISO_OK; i++) {
        status = percent_in(&work->sides[i / SCENES], (enum scene)(i % SCENES),
                            percents.ends[i / SCENES], &percents.scenes[i / SCENES][i % SCENES]);
    }
    return status == CHISO_OK &&
                   (!add_up(&percents, work->sides[CHISO__NOW].board->tree->rounding, bridge) ||
                    !chiso__bridge_like(work, bridge))
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
    struct chiso__bridge_work work = {.comparison = comparison};
    chiso_status status = CHISO_OK;

    if (comparison == NULL || out_bridge == NULL) {
        return chiso__fail_null(error);
    }
    status = check(comparison, unit, node, error);
    if (status == CHISO_OK) {
        status = chiso__check_no_ranks(comparison->before->tree, error);
    }
    if (status == CHISO_OK) {
        status = chiso__check_no_ranks(comparison->now->tree, error);
    }
    if (status != CHISO_OK) {
        return status;
    }
    status =
        side_new(&comparison->allocator, comparison->before, chiso__unit_before(comparison, unit),
                 chiso__node_before(comparison, node), &work.sides[CHISO__BEFORE]) &&
                side_new(&comparison->allocator, comparison->now, unit, node,
                         &work.sides[CHISO__NOW])
            ? build(&work, &bridge)
            : CHISO_E_MEMORY;
    side_free(&comparison->allocator, &work.sides[CHISO__BEFORE]);
    side_free(&comparison->allocator, &work.sides[CHISO__NOW]);
    if (status != CHISO_OK) {
        return fail(comparison, unit, status, error);
    }
    *out_bridge = bridge;
    return CHISO_OK;
}
