#include "target.h"

/* What a child gives to a parent; false where it takes no part. */
static bool part_of(struct chiso__trial *trial, const struct chiso__node *parent, chiso_node child,
                    struct chiso__part *out_part)
{
    const struct chiso__node *node = &trial->board->tree->nodes[child];
    const struct chiso__figures *figures = &trial->figures[child];

    trial->parts.count = 0;
    if (node->kind == CHISO_KIND_BONUS) {
        chiso__bonus_add(0, &trial->parts);
    } else if (figures->takes_part[CHISO__CASE_ACTUAL]) {
        chiso__part_add(parent, node, 0, figures->max[CHISO__CASE_ACTUAL], &trial->parts);
    }
    *out_part = trial->parts.parts[0];
    return trial->parts.count > 0;
}

/* Slacks are no more than this, which is more than any points, and can still be added up. */
static chiso__wide limited(chiso__wide slack)
{
    const chiso__wide huge = (chiso__wide)1 << 90;

    return slack < huge ? slack : huge;
}

/* a × slack / c or a little more. */
static chiso__wide scaled(chiso__wide a, chiso__wide slack, chiso__wide c)
{
    chiso__wide value = 0;

    if (slack == 0) {
        return 0;
    }
    return limited(chiso__scale_wide(a, slack, c, &value) ? limited(value) + 1
                                                          : INT64_MAX * (chiso__wide)INT64_MAX);
}

/* How many millionths a node may be away from what it would be if nothing were rounded: what its
 * children are away, times what they count, and its own rounding. */
static chiso__wide slack_of(struct chiso__trial *trial, chiso_node id, const chiso__wide *slacks)
{
    const chiso_tree *tree = trial->board->tree;
    const struct chiso__node *node = &tree->nodes[id];
    struct chiso__part part;
    chiso__wide weight = 0;
    chiso__wide max = 0;
    chiso__wide slack = 0;

    for (chiso_node child = node->first_child; child != CHISO_NO_NODE;
         child = tree->nodes[child].next_sibling) {
        if (part_of(trial, node, child, &part)) {
            weight += part.weight;
            max += part.max;
        }
    }
    for (chiso_node child = node->first_child; child != CHISO_NO_NODE;
         child = tree->nodes[child].next_sibling) {
        if (!part_of(trial, node, child, &part)) {
            continue;
        }
        if (node->combine == CHISO_COMBINE_MEAN) {
            slack = limited(
                slack + scaled(part.weight, scaled(node->max, slacks[child], part.max), weight));
        } else {
            slack = limited(slack + (node->scaled && max > 0 ? scaled(node->max, slacks[child], max)
                                                             : slacks[child]));
        }
    }
    return slack + (node->combine == CHISO_COMBINE_MEAN || node->scaled);
}

bool chiso__plan_find_slack(struct chiso__plan *plan)
{
    struct chiso__trial *trial = &plan->trial;
    const chiso_board *board = plan->line->board;
    chiso__wide *slacks = NULL;

    if (plan->shape != CHISO__SHAPE_LINEAR) {
        return true;
    }
    slacks = chiso__alloc_zero(&board->allocator, board->tree->count, sizeof(*slacks));
    if (slacks == NULL) {
        return false;
    }
    for (uint32_t i = trial->count; i-- > 0;) {
        if (!chiso__is_leaf(&board->tree->nodes[trial->order[i]])) {
            slacks[trial->order[i]] = slack_of(trial, trial->order[i], slacks);
        }
    }
    plan->slack = slacks[trial->node];
    chiso__release(&board->allocator, slacks);
    return true;
}

/* So many leaves together gain no more than each alone, but for twice the slack on each gain and on
 * theirs together. */
void chiso__plan_find_bound(struct chiso__plan *plan)
{
    const chiso__wide needed = (chiso__wide)plan->least - chiso__trial_achieved(&plan->trial);
    chiso__wide gains = 0;

    plan->leaves_bound = 1;
    while (plan->leaves_bound < plan->count) {
        gains += plan->raises[plan->order[plan->leaves_bound - 1]].gain;
        if (gains + 2 * plan->slack * ((chiso__wide)plan->leaves_bound + 1) >= needed) {
            return;
        }
        plan->leaves_bound++;
    }
}

/* So many sets of leaves are looked at, and no more. */
enum { MOST_SETS = 20000 };

/* How many sets of so many leaves there are, or MOST_SETS + 1 if there are more than that. */
static uint64_t count_sets(uint32_t count, uint32_t size)
{
    uint64_t sets = 1;

    size = size > count - size ? count - size : size;
    for (uint32_t i = 1; i <= size; i++) {
        sets = sets * (count - size + i) / i;
        if (sets > MOST_SETS) {
            return MOST_SETS + 1;
        }
    }
    return sets;
}

/* Leaves by their place in the plan's order, all of a set raised to their most. */
static void raise_at(struct chiso__plan *plan, uint32_t place)
{
    const uint32_t id = plan->order[place];

    chiso__plan_put(plan, id, plan->raises[id].most);
}

static void lower_at(struct chiso__plan *plan, uint32_t place)
{
    const uint32_t id = plan->order[place];

    chiso__plan_put(plan, id, plan->raises[id].from);
}

/* The next set in the order of dictionaries; false when it was the last. */
static bool next_set(struct chiso__plan *plan, uint32_t *set, uint32_t size)
{
    uint32_t i = size;

    while (i > 0 && set[i - 1] == plan->count - size + i - 1) {
        i--;
    }
    if (i == 0) {
        return false;
    }
    for (uint32_t j = i - 1; j < size; j++) {
        lower_at(plan, set[j]);
    }
    set[i - 1]++;
    raise_at(plan, set[i - 1]);
    for (uint32_t j = i; j < size; j++) {
        set[j] = set[j - 1] + 1;
        raise_at(plan, set[j]);
    }
    return true;
}

/* Puts a set of places, in ascending order, to the front of the order: no place before one of the
 * set is touched again. */
static void bring_forward(struct chiso__plan *plan, const uint32_t *set, uint32_t size)
{
    for (uint32_t i = 0; i < size; i++) {
        const uint32_t id = plan->order[set[i]];

        plan->order[set[i]] = plan->order[i];
        plan->order[i] = id;
    }
    plan->picked = size;
}

/* Looks for so many leaves that reach the target; the set is in the second half of the order. */
static bool find_set(struct chiso__plan *plan, uint32_t size)
{
    uint32_t *set = plan->order + plan->count;
    bool found = false;
    bool more = true;

    for (uint32_t i = 0; i < plan->count; i++) {
        lower_at(plan, i);
    }
    for (uint32_t i = 0; i < size; i++) {
        set[i] = i;
        raise_at(plan, i);
    }
    while (more && !found) {
        found = chiso__plan_reaches(plan);
        more = !found && next_set(plan, set, size);
    }
    if (found) {
        bring_forward(plan, set, size);
    }
    return found;
}

bool chiso__plan_prove(struct chiso__plan *plan)
{
    while (plan->picked > plan->leaves_bound) {
        if (count_sets(plan->count, plan->picked - 1) > MOST_SETS) {
            return false;
        }
        if (!find_set(plan, plan->picked - 1)) {
            /* No fewer can do what so many cannot. Back to the plan that there was. */
            for (uint32_t i = 0; i < plan->count; i++) {
                lower_at(plan, i);
            }
            for (uint32_t i = 0; i < plan->picked; i++) {
                raise_at(plan, i);
            }
            return true;
        }
    }
    return true;
}
