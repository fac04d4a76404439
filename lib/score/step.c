/* Drops, floors, gates and needs. */
#include "score/step.h"

#include "base/sort.h"
#include "number/ratio.h"

static struct chiso__carried_ratio ratio_of(const struct chiso__child *part)
{
    return (struct chiso__carried_ratio){part->achieved, part->max};
}

/* The sign of the a/m of one part less that of another; near, those that are one and the same are
 * equal. */
static int compare(const struct chiso__child *a, const struct chiso__child *b, bool near)
{
    const struct chiso__carried_ratio first = ratio_of(a);
    const struct chiso__carried_ratio second = ratio_of(b);

    return near ? chiso__ratio_order(&first, &second) : chiso__ratio_compare(&first, &second);
}

static bool is_lower(const void *context, uint32_t a, uint32_t b)
{
    const struct chiso__child *parts = context;

    return compare(&parts[a], &parts[b], false) < 0;
}

static bool is_higher(const void *context, uint32_t a, uint32_t b)
{
    const struct chiso__child *parts = context;

    return compare(&parts[a], &parts[b], false) > 0;
}

/* Turns the order of some parts around. */
static void turn(uint32_t *order, uint32_t count)
{
    for (uint32_t i = 0; i < count / 2; i++) {
        const uint32_t other = order[count - 1 - i];

        order[count - 1 - i] = order[i];
        order[i] = other;
    }
}

static bool is_behind(const void *context, uint32_t a, uint32_t b)
{
    (void)context;
    return a > b;
}

/* Puts the parts in the order in which they are dropped: those at the end first, and of equals,
 * which are as near as this to the first of them, the later. */
static void put_in_order(const struct chiso__parts *parts, uint32_t *order, uint32_t count,
                         uint32_t *room, bool lowest)
{
    uint32_t first = 0;

    chiso__sort_ids(order, room, count, lowest ? is_lower : is_higher, parts->parts);
    while (first < count) {
        uint32_t end = first + 1;

        while (end < count &&
               compare(&parts->parts[order[first]], &parts->parts[order[end]], true) == 0) {
            end++;
        }
        if (end - first > 2) {
            chiso__sort_ids(order + first, room, end - first, is_behind, NULL);
        } else if (end - first == 2 && order[first] < order[first + 1]) {
            turn(order + first, 2);
        }
        first = end;
    }
}

/* How many of so many go: one always stays. */
static uint32_t count_gone(const struct chiso__drop *drop, uint32_t count)
{
    uint32_t gone = drop->count;

    if (drop->keep) {
        gone = drop->count < count ? count - drop->count : 0;
    }
    return gone < count ? gone : count - 1;
}

uint32_t chiso__mark_dropped(const chiso_tree *tree, chiso_node id,
                             const struct chiso__parts *parts, struct chiso__node_figures *figures,
                             int which, uint32_t drops)
{
    const struct chiso__terms *steps = &tree->nodes[id].steps;
    uint32_t *order = parts->order;
    uint32_t *const room = order + tree->widest;
    uint32_t count = 0;

    for (chiso_node child = tree->nodes[id].first_child; child != CHISO_NO_NODE;
         child = tree->nodes[child].next_sibling) {
        figures[child].dropped[which] = false;
    }
    for (uint32_t i = 0; i < parts->count; i++) {
        if (tree->nodes[parts->owners[i]].kind != CHISO_KIND_BONUS &&
            !chiso__carried_is_zero(parts->parts[i].max)) {
            order[count++] = i;
        }
    }
    for (uint32_t i = 0; i < drops && count > 0; i++) {
        const struct chiso__drop *drop = &steps->drops[i];
        const uint32_t gone = count_gone(drop, count);

        put_in_order(parts, order, count, room, drop->lowest != drop->keep);
        for (uint32_t j = 0; j < gone; j++) {
            figures[parts->owners[order[j]]].dropped[which] = true;
        }
        order += gone;
        count -= gone;
    }
    return count;
}

/* Leaves out of the parts what is dropped. */
static void leave_out(struct chiso__parts *parts, const struct chiso__node_figures *figures,
                      int which)
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < parts->count; i++) {
        if (!figures[parts->owners[i]].dropped[which]) {
            parts->parts[kept] = parts->parts[i];
            parts->owners[kept] = parts->owners[i];
            kept++;
        }
    }
    parts->count = kept;
}

void chiso__drop_parts(const chiso_tree *tree, chiso_node id, struct chiso__parts *parts,
                       struct chiso__node_figures *figures, int which)
{
    (void)chiso__mark_dropped(tree, id, parts, figures, which, tree->nodes[id].steps.drop_count);
    leave_out(parts, figures, which);
}

void chiso__hold_parts(const struct chiso__setting *setting, chiso_node id,
                       struct chiso__parts *parts, struct chiso__node_figures *figures)
{
    const struct chiso__tree_node *nodes = setting->tree->nodes;

    for (chiso_node child = nodes[id].first_child; child != CHISO_NO_NODE;
         child = nodes[child].next_sibling) {
        figures[child].dropped[CHISO__CASE_ACTUAL] =
            (setting->freed[child] & CHISO__HELD_DROPPED) != 0;
    }
    leave_out(parts, figures, CHISO__CASE_ACTUAL);
}

struct chiso__carried chiso__lift_points(const struct chiso__tree_node *node,
                                         struct chiso__carried points, struct chiso__carried max)
{
    const struct chiso__carried floor =
        node->kind == CHISO_KIND_BONUS ? node->min : chiso__carried_least(node->min, max);

    return chiso__has_floor(node) ? chiso__carried_greatest(points, floor) : points;
}

bool chiso__gate_limits(const struct chiso__tree_node *child, const struct chiso__gate *gate,
                        const struct chiso__node_figures *figures, int which)
{
    const bool bonus = child->kind == CHISO_KIND_BONUS;
    const int seen = bonus ? CHISO__CASE_ACTUAL : which;
    const struct chiso__carried_ratio ratio = {figures->achieved[seen], figures->max[seen]};

    if (!figures->takes_part[seen] || (bonus && figures->state != CHISO_STATE_SCORED)) {
        return false;
    }
    if (gate->of_percent) {
        return chiso__carried_compare(ratio.max, chiso__carried_of(0)) > 0 &&
               chiso__gate_holds_percent(gate, &ratio);
    }
    if (figures->state != CHISO_STATE_SCORED) {
        return false;
    }
    if (figures->unknown_cell) {
        return true;
    }
    return chiso__is_leaf(child)
               ? !chiso__carried_is_gap(figures->cell) && chiso__gate_holds(gate, figures->cell)
               : chiso__gate_holds_points(gate, ratio.achieved, ratio.max);
}

const struct chiso__gate *chiso__gate_of(const chiso_tree *tree, chiso_node id,
                                         const struct chiso__node_figures *figures, int which,
                                         chiso_node *out_child)
{
    const struct chiso__gate *lowest = NULL;

    for (chiso_node child = tree->nodes[id].first_child; child != CHISO_NO_NODE;
         child = tree->nodes[child].next_sibling) {
        const struct chiso__gates *gates = &tree->nodes[child].steps.gates;

        for (uint32_t i = 0; i < gates->count; i++) {
            const struct chiso__gate *gate = &gates->gates[i];

            if (gate->band == NULL &&
                (lowest == NULL ||
                 chiso__carried_compare(gate->limit.value, lowest->limit.value) < 0) &&
                chiso__gate_limits(&tree->nodes[child], gate, &figures[child], which)) {
                lowest = gate;
                *out_child = child;
            }
        }
    }
    return lowest;
}

bool chiso__limit_points(const struct chiso__gate *gate, struct chiso__carried points,
                         struct chiso__carried max, struct chiso__carried *out_points)
{
    const struct chiso__carried whole = chiso__carried_of(100 * CHISO_DECIMAL_ONE);
    const struct chiso__carried_ratio ratio = {points, max};
    const struct chiso__carried_ratio limit = {gate->limit.value, whole};

    if (chiso__carried_compare(max, chiso__carried_of(0)) <= 0 ||
        chiso__ratio_order(&ratio, &limit) <= 0) {
        *out_points = points;
        return true;
    }
    return chiso__carried_scale(max, limit.achieved, whole, out_points);
}

bool chiso__fails_need(const struct chiso__tree_node *node,
                       const struct chiso__node_figures *figures)
{
    const struct chiso__carried_ratio scored = {figures->scored, figures->applicable};
    const struct chiso__carried_ratio needed = {node->steps.needs,
                                                chiso__carried_of(100 * CHISO_DECIMAL_ONE)};

    return !chiso__carried_is_gap(node->steps.needs) &&
           chiso__carried_compare(scored.max, chiso__carried_of(0)) > 0 &&
           chiso__ratio_order(&scored, &needed) < 0;
}
