/* What drops cost beside what leaves do. Where the highest are dropped, a leaf that is raised may
 * become one of these, and then the node gains less by it than the leaf lacks: what all leaves
 * would gain, each by itself, does not come to what was lost. With the same children dropped
 * whatever they have it does; the difference is what the drop costs. */
#include "unit/ledger_inside.h"

static const struct chiso__carried absent = {CHISO_ABSENT, 0};

struct chiso__carried chiso__ledger_most(const chiso_tree *tree,
                                         const struct chiso__ledger_item *item)
{
    const struct chiso__tree_node *leaf = &tree->nodes[item->entry.leaf];

    return chiso__round_points(tree, leaf, leaf->max);
}

struct chiso__carried chiso__ledger_gain(struct chiso__trial *trial, struct chiso__carried achieved,
                                         const struct chiso__ledger_item *item,
                                         struct chiso__carried points)
{
    struct chiso__carried now = {0, 0};
    struct chiso__carried gain = absent;

    if (chiso__carried_compare(points, item->counted) == 0) {
        return chiso__carried_of(0);
    }
    now = chiso__trial_peek(trial, item->entry.leaf, points);
    if (chiso__carried_is_gap(now) || !chiso__carried_subtract(now, achieved, &gain)) {
        gain = absent;
    }
    return gain;
}

/* The items of the leaves below a node, which stand behind one another. */
struct below {
    const struct chiso__ledger_item *items;
    uint32_t count;
};

/* Goes on to the items from a place of the order on, and to the end of what is below a node. */
static struct below find_below(const struct chiso__trial *trial, chiso_node id, uint32_t place,
                               const struct chiso__ledger_item *items, uint32_t count)
{
    const struct chiso__tree_node *nodes = trial->board->tree->nodes;
    struct below below = {items, 0};

    for (uint32_t i = place + 1;
         i < trial->count && below.count < count && nodes[trial->order[i]].depth > nodes[id].depth;
         i++) {
        below.count += items[below.count].entry.leaf == trial->order[i] ? 1 : 0;
    }
    return below;
}

/* Adds up what the leaves gain; false when a sum is too large. */
static bool add_gains(struct chiso__ledger_bare *bare, struct below below,
                      struct chiso__total *total)
{
    bool done = true;

    for (uint32_t i = 0; i < below.count && done; i++) {
        const struct chiso__ledger_item *item = &below.items[i];
        struct chiso__carried gain = absent;

        if (!item->is_bonus && !item->is_idle && !chiso__carried_is_gap(item->counted) &&
            !chiso__carried_is_gap(item->to_max)) {
            gain = chiso__ledger_gain(&bare->trial, bare->achieved, item,
                                      chiso__ledger_most(bare->trial.board->tree, item));
        }
        done = chiso__carried_is_gap(gain) || chiso__total_add(total, gain);
    }
    return done;
}

/* Lets the children that a node drops be these, whatever they have. */
static bool hold(const struct chiso__trial *trial, chiso_node id, struct chiso__ledger_bare *bare)
{
    const struct chiso__tree_node *nodes = trial->board->tree->nodes;

    bare->freed[id] |= CHISO__WITH_DROPS_HELD;
    for (chiso_node child = nodes[id].first_child; child != CHISO_NO_NODE;
         child = nodes[child].next_sibling) {
        if (trial->figures[child].dropped[CHISO__CASE_ACTUAL]) {
            bare->freed[child] |= CHISO__HELD_DROPPED;
        }
    }
    return chiso__trial_settle(&bare->trial);
}

/* What a drop costs: what the node has then, and what the leaves gain, less both of before. */
static bool find_cost(const struct chiso__trial *trial, chiso_node id, struct below below,
                      struct chiso__ledger_bare *bare, struct chiso__carried *out_cost)
{
    struct chiso__total before = {0, 0};
    struct chiso__total after = {0, 0};
    struct chiso__carried old = {0, 0};

    if (!add_gains(bare, below, &before) || !chiso__total_add(&before, bare->achieved) ||
        !hold(trial, id, bare)) {
        return false;
    }
    bare->achieved = chiso__trial_achieved(&bare->trial);
    return !chiso__carried_is_gap(bare->achieved) && add_gains(bare, below, &after) &&
           chiso__total_add(&after, bare->achieved) && chiso__total_settle(before, &old) &&
           chiso__total_settle(after, out_cost) &&
           chiso__carried_subtract(*out_cost, old, out_cost);
}

bool chiso__ledger_find_drops(const struct chiso__trial *trial, const unsigned char *marks,
                              const struct chiso__ledger_item *items, uint32_t count,
                              struct chiso__carried max, struct chiso__ledger_bare *bare)
{
    const struct chiso__tree_node *nodes = trial->board->tree->nodes;
    uint32_t at = 0; /* of the items before this place of the order */

    for (uint32_t i = 0; i < trial->count && bare->trial.board != NULL; i++) {
        const chiso_node id = trial->order[i];
        struct chiso__carried cost = {0, 0};

        if (at < count && items[at].entry.leaf == id) {
            at++;
        }
        if (nodes[id].steps.drop_count == 0 || (marks[id] & CHISO__LEDGER_IDLE) != 0 ||
            !trial->figures[id].takes_part[CHISO__CASE_ACTUAL] || trial->figures[id].fails ||
            chiso__trial_has_set(trial, id)) {
            continue;
        }
        if (!find_cost(trial, id, find_below(trial, id, i, items + at, count - at), bare, &cost)) {
            return false;
        }
        if (chiso__carried_order(cost, chiso__carried_of(0), max) != 0) {
            bare->steps[bare->count++] =
                (struct chiso__ledger_taken){CHISO_STEP_DROPS, id, CHISO_NO_NODE, cost};
        }
    }
    return true;
}
