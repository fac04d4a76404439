/* The figures of one unit, node by node, with what is missing and what does not apply. */
#include "score/score.h"

#include "score/peers.h"
#include "score/prepare.h"
#include "score/step.h"

struct chiso__carried chiso__gate_cell(const struct chiso__rows *rows, uint32_t row,
                                       chiso_node leaf)
{
    return rows->tree->nodes[leaf].steps.gates.count == 0
               ? chiso__carried_of(CHISO_ABSENT)
               : chiso__cell_at(rows, leaf, row).measured.value;
}

struct chiso__carried chiso__weight_in(const struct chiso__tree_node *parent,
                                       struct chiso__carried weight, struct chiso__carried max)
{
    const enum chiso__weighing weighing = chiso__combines[parent->combine].weighing;

    if (parent->drawn) {
        const struct chiso__carried one = {CHISO_DECIMAL_ONE, 0};

        return chiso__carried_scale(max, weight, one, &weight) ? weight : max;
    }
    if (weighing == CHISO__WEIGHING_MAX || chiso__carried_is_zero(max)) {
        return max;
    }
    if (weighing == CHISO__WEIGHING_WEIGHT) {
        return chiso__weight_or_max(weight, max);
    }
    return chiso__carried_is_zero(weight) ? weight : chiso__carried_of(CHISO_DECIMAL_ONE);
}

/* The check of the tree saw that weights add up. */
void chiso__coverage_add(const struct chiso__node_figures *child, struct chiso__carried weight,
                         struct chiso__coverage *coverage)
{
    struct chiso__carried scored = child->scored;

    if (chiso__carried_is_zero(child->applicable) || chiso__carried_is_zero(weight)) {
        return;
    }
    if (chiso__carried_compare(child->scored, child->applicable) == 0) {
        scored = weight;
    } else if (chiso__carried_compare(child->applicable, weight) != 0) {
        (void)chiso__carried_scale(weight, child->scored, child->applicable, &scored);
    }
    (void)chiso__total_add(&coverage->scored, scored);
    (void)chiso__total_add(&coverage->applicable, weight);
}

void chiso__coverage_keep(const struct chiso__coverage *coverage, struct chiso__node_figures *own)
{
    const struct chiso__carried one = {CHISO_DECIMAL_ONE, 0};

    if (!chiso__total_settle(coverage->scored, &own->scored) ||
        !chiso__total_settle(coverage->applicable, &own->applicable)) {
        (void)chiso__total_scale(one, coverage->scored, coverage->applicable, &own->scored);
        own->applicable = one;
    }
}

/* Whether what is scored of a child has a max, where ratios or shares are made of it. */
static bool has_share(const chiso_tree *tree, chiso_node id,
                      const struct chiso__node_figures *child)
{
    const bool left_out = tree->missing == CHISO_MISSING_SKIP && !tree->nodes[id].in_bonus;
    const int which = left_out ? CHISO__CASE_ACTUAL : CHISO__CASE_LOW;

    return child->takes_part[which] && !chiso__carried_is_zero(child->max[which]);
}

/* The same, whatever fails its need. */
static bool has_any_share(const chiso_tree *tree, chiso_node id,
                          const struct chiso__node_figures *child)
{
    return has_share(tree, id, child) ||
           (tree->missing == CHISO_MISSING_SKIP && !tree->nodes[id].in_bonus && child->any_share);
}

/* The max of all that applies of a child, before drops. */
static struct chiso__carried whole_of(const chiso_tree *tree, chiso_node id,
                                      const struct chiso__node_figures *figures)
{
    return tree->has_steps && !chiso__is_leaf(&tree->nodes[id]) ? figures->whole
                                                                : figures->max[CHISO__CASE_LOW];
}

/* Adds up what the children say of the leaves below. Under a plain sum a bonus that was given
 * counts; one that is missing is none. */
static void look_below(const struct chiso__setting *setting, chiso_node node,
                       struct chiso__node_figures *figures)
{
    const chiso_tree *tree = setting->tree;
    const struct chiso__tree_node *parent = &tree->nodes[node];
    const bool weighs = chiso__weighs(parent->combine);
    const bool plain = !weighs && !parent->scaled;
    struct chiso__node_figures *own = &figures[node];
    struct chiso__coverage coverage = {{0, 0}, {0, 0}};
    struct chiso__total whole = {0, 0};

    own->alike = true;
    for (chiso_node id = parent->first_child; id != CHISO_NO_NODE;
         id = tree->nodes[id].next_sibling) {
        const struct chiso__node_figures *child = &figures[id];
        struct chiso__carried weight = {0, 0};

        if (tree->nodes[id].kind == CHISO_KIND_BONUS) {
            own->scored_below =
                own->scored_below || (child->state == CHISO_STATE_SCORED && !parent->scaled);
            own->any_scored = own->any_scored || own->scored_below;
            own->applies_below = own->applies_below || own->scored_below;
            continue;
        }
        own->alike = own->alike && child->alike;
        if (child->takes_part[CHISO__CASE_LOW]) {
            const struct chiso__carried all = whole_of(tree, id, child);

            weight = chiso__weight_in(parent, chiso__weight_for(setting, id), all);
            /* The check of the tree saw that maxima add up. */
            (void)chiso__total_add(&whole, all);
        }
        if (!weighs || !chiso__carried_is_zero(weight)) {
            own->applies_below =
                own->applies_below ||
                (child->applies_below && !(parent->scaled && chiso__carried_is_zero(weight)));
            own->scored_below =
                own->scored_below || (child->scored_below && (plain || has_share(tree, id, child)));
            own->missing_below = own->missing_below || child->missing_below;
            own->imputed = own->imputed || (child->imputed && child->applies_below);
            own->any_scored =
                own->any_scored || (child->any_scored && (plain || has_any_share(tree, id, child)));
            own->any_share = own->any_share || child->any_share;
        }
        chiso__coverage_add(child, weight, &coverage);
    }
    chiso__coverage_keep(&coverage, own);
    own->whole = parent->max;
    own->any_share =
        plain ? own->any_share : own->any_scored && !chiso__carried_is_zero(parent->max);
    if (plain) {
        (void)chiso__total_settle(whole, &own->whole);
    }
}

static chiso_state state_of(const chiso_tree *tree, chiso_node node,
                            const struct chiso__node_figures *own)
{
    const bool unknown = tree->missing == CHISO_MISSING_UNKNOWN && !tree->nodes[node].in_bonus;

    if (!own->applies_below) {
        return CHISO_STATE_NOT_APPLICABLE;
    }
    return !own->scored_below || (own->missing_below && unknown) ? CHISO_STATE_MISSING
                                                                 : CHISO_STATE_SCORED;
}

/* A bonus counts with the points that it has, in every case; one that is missing is none. */
static struct chiso__carried bonus_points(const struct chiso__node_figures *bonus)
{
    return bonus->state == CHISO_STATE_SCORED ? bonus->achieved[CHISO__CASE_ACTUAL]
                                              : chiso__carried_of(0);
}

/* The parts of a node in one case. */
static void gather(const struct chiso__setting *setting, chiso_node id,
                   struct chiso__node_figures *figures, struct chiso__parts *parts, int which)
{
    const chiso_tree *tree = setting->tree;
    const struct chiso__tree_node *node = &tree->nodes[id];
    const bool drops = node->steps.drop_count > 0;

    parts->count = 0;
    for (chiso_node child = node->first_child; child != CHISO_NO_NODE;
         child = tree->nodes[child].next_sibling) {
        const uint32_t before = parts->count;

        if (tree->nodes[child].kind == CHISO_KIND_BONUS) {
            chiso__bonus_add(bonus_points(&figures[child]), parts);
        } else if (figures[child].takes_part[which]) {
            chiso__part_add(node, chiso__weight_for(setting, child), figures[child].achieved[which],
                            figures[child].max[which], parts);
        }
        if (drops && parts->count > before) {
            parts->owners[before] = child;
        }
    }
    if (drops && which == CHISO__CASE_ACTUAL && setting->freed != NULL &&
        (setting->freed[id] & CHISO__WITH_DROPS_HELD) != 0) {
        chiso__hold_parts(setting, id, parts, figures);
    } else if (drops) {
        chiso__drop_parts(tree, id, parts, figures, which);
    }
}

bool chiso__stages_find(const struct chiso__setting *setting, chiso_node id,
                        struct chiso__node_figures *figures, struct chiso__parts *parts, int which,
                        struct chiso__stages *out_stages)
{
    const chiso_tree *tree = setting->tree;
    const struct chiso__tree_node *node = &tree->nodes[id];
    const unsigned char freed = setting->freed == NULL ? 0 : setting->freed[id];
    const struct chiso__gate *gate = NULL;
    struct chiso__stages stages = {.gate = CHISO_NO_NODE};
    struct chiso__combined combined;
    chiso_node child = CHISO_NO_NODE;

    gather(setting, id, figures, parts, which);
    if (!chiso__combine_children(tree, node, parts, &combined)) {
        return false;
    }
    stages.hopeless = combined.hopeless;
    stages.max = combined.max;
    stages.combined = combined.achieved;
    /* What is missing below a bonus is none, whatever its floor. */
    stages.lifted =
        (freed & CHISO__WITHOUT_FLOOR) != 0 || (which == CHISO__CASE_ACTUAL && node->in_bonus &&
                                                figures[id].state == CHISO_STATE_MISSING)
            ? combined.achieved
            : chiso__lift_points(node, combined.achieved, combined.max);
    stages.limited = stages.lifted;
    if (node->limited && (freed & CHISO__WITHOUT_GATES) == 0) {
        gate = chiso__gate_of(tree, id, figures, which, &child);
    }
    if (gate != NULL) {
        if (!chiso__limit_points(gate, stages.lifted, stages.max, &stages.limited)) {
            return false;
        }
        stages.gate =
            chiso__carried_compare(stages.limited, stages.lifted) < 0 ? child : CHISO_NO_NODE;
    }
    *out_stages = stages;
    return true;
}

/* The points in one case; false when a number is too large. A node with nothing that its max could
 * be spread over takes no part. */
static bool combine_case(const struct chiso__setting *setting, chiso_node id,
                         struct chiso__node_figures *figures, struct chiso__parts *parts, int which)
{
    struct chiso__node_figures *own = &figures[id];
    struct chiso__stages stages;

    if (!chiso__stages_find(setting, id, figures, parts, which, &stages)) {
        return false;
    }
    own->achieved[which] = stages.limited;
    own->max[which] = stages.max;
    own->takes_part[which] = !stages.hopeless;
    return true;
}

/* What is the same in all cases is dropped in all of them. */
static void copy_drops(const chiso_tree *tree, chiso_node id, struct chiso__node_figures *figures,
                       int which)
{
    if (tree->nodes[id].steps.drop_count == 0) {
        return;
    }
    for (chiso_node child = tree->nodes[id].first_child; child != CHISO_NO_NODE;
         child = tree->nodes[child].next_sibling) {
        figures[child].dropped[which] = figures[child].dropped[CHISO__CASE_ACTUAL];
    }
}

/* The points in all cases: worked out once where nothing tells them apart. */
static bool combine_cases(const struct chiso__setting *setting, chiso_node id,
                          struct chiso__node_figures *figures, struct chiso__parts *parts)
{
    struct chiso__node_figures *own = &figures[id];

    for (int which = 0; which < CHISO__CASE_COUNT; which++) {
        if (which > CHISO__CASE_ACTUAL && own->alike) {
            own->achieved[which] = own->achieved[CHISO__CASE_ACTUAL];
            own->max[which] = own->max[CHISO__CASE_ACTUAL];
            own->takes_part[which] = own->takes_part[CHISO__CASE_ACTUAL];
            copy_drops(setting->tree, id, figures, which);
        } else if (own->takes_part[which] && !combine_case(setting, id, figures, parts, which)) {
            return false;
        }
    }
    return true;
}

/* Whether a node that is missing has figures all the same: of what was found for cells below it,
 * and under unknown of nothing else. */
static bool is_found(const chiso_tree *tree, const struct chiso__node_figures *own)
{
    return own->imputed && !(own->missing_below && tree->missing == CHISO_MISSING_UNKNOWN);
}

void chiso__cases_begin(const chiso_tree *tree, chiso_node node, struct chiso__node_figures *own)
{
    const bool in_bonus = tree->nodes[node].in_bonus;

    own->state = state_of(tree, node, own);
    own->takes_part[CHISO__CASE_LOW] = own->state != CHISO_STATE_NOT_APPLICABLE;
    own->takes_part[CHISO__CASE_HIGH] = own->takes_part[CHISO__CASE_LOW];
    own->takes_part[CHISO__CASE_ACTUAL] =
        own->state == CHISO_STATE_SCORED ||
        (own->state == CHISO_STATE_MISSING &&
         (in_bonus || tree->missing == CHISO_MISSING_ZERO || is_found(tree, own)));
    own->alike =
        own->alike && own->takes_part[CHISO__CASE_ACTUAL] == own->takes_part[CHISO__CASE_LOW];
}

void chiso__cases_end(struct chiso__node_figures *own)
{
    if (own->state != CHISO_STATE_NOT_APPLICABLE && !own->takes_part[CHISO__CASE_LOW]) {
        /* What applies below has no weight, and no max, that its points could be spread over. */
        *own = (struct chiso__node_figures){.state = CHISO_STATE_NOT_APPLICABLE};
    } else if (own->state == CHISO_STATE_SCORED && !own->takes_part[CHISO__CASE_ACTUAL]) {
        /* The same of what is scored; what has weight is missing. */
        own->state = CHISO_STATE_MISSING;
        own->scored_below = own->any_scored = own->any_share = false;
    }
    if (own->state == CHISO_STATE_NOT_APPLICABLE) {
        /* Nothing that is below it counts further up. */
        own->scored_below = own->missing_below = own->any_scored = own->any_share = false;
    }
}

/* A node of which less is scored than it needs has no figures of its own; above it it is as a leaf
 * that is missing. In the bounds all is scored. */
static void fail(const chiso_tree *tree, chiso_node id, struct chiso__node_figures *own)
{
    const struct chiso__tree_node *node = &tree->nodes[id];

    own->fails = true;
    own->imputed = false;
    own->alike = false;
    own->state = CHISO_STATE_MISSING;
    own->scored_below = false;
    own->missing_below = true;
    if (!own->takes_part[CHISO__CASE_ACTUAL]) {
        own->max[CHISO__CASE_ACTUAL] = own->max[CHISO__CASE_LOW];
    }
    own->takes_part[CHISO__CASE_ACTUAL] = tree->missing == CHISO_MISSING_ZERO;
    own->achieved[CHISO__CASE_ACTUAL] =
        chiso__has_floor(node) ? chiso__carried_least(node->min, own->max[CHISO__CASE_ACTUAL])
                               : chiso__carried_of(0);
}

/* A result that was set is what the node has, in every case, of all that applies below it. */
static void set(struct chiso__node_figures *own, struct chiso__carried points)
{
    const bool applies = own->takes_part[CHISO__CASE_LOW];
    const struct chiso__carried max = applies ? own->max[CHISO__CASE_LOW] : chiso__carried_of(0);

    for (int which = 0; which < CHISO__CASE_COUNT; which++) {
        own->achieved[which] = points;
        own->max[which] = max;
        own->takes_part[which] = true;
    }
    own->whole = applies ? own->whole : chiso__carried_of(0);
    own->alike = true;
    own->imputed = false;
    own->fails = false;
    own->scored = own->applicable;
    own->applies_below = own->scored_below = own->any_scored = true;
    own->any_share = !chiso__carried_is_zero(max);
    own->missing_below = false;
    own->state = CHISO_STATE_SCORED;
}

/* Nothing is dropped of a node in a case in which its points are not worked out. */
static void forget_drops(const chiso_tree *tree, chiso_node id, struct chiso__node_figures *figures)
{
    if (tree->nodes[id].steps.drop_count == 0) {
        return;
    }
    for (chiso_node child = tree->nodes[id].first_child; child != CHISO_NO_NODE;
         child = tree->nodes[child].next_sibling) {
        for (int which = 0; which < CHISO__CASE_COUNT; which++) {
            figures[child].dropped[which] = false;
        }
    }
}

/* The figures by the children alone, as far as the need. */
static bool find_figures(const struct chiso__setting *setting, chiso_node node,
                         struct chiso__node_figures *figures, struct chiso__parts *parts)
{
    const chiso_tree *tree = setting->tree;
    struct chiso__node_figures *own = &figures[node];

    *own = (struct chiso__node_figures){.state = CHISO_STATE_NOT_APPLICABLE};
    forget_drops(tree, node, figures);
    look_below(setting, node, figures);
    chiso__cases_begin(tree, node, own);
    if (!combine_cases(setting, node, figures, parts)) {
        return false;
    }
    chiso__cases_end(own);
    if (own->state != CHISO_STATE_NOT_APPLICABLE && chiso__fails_need(&tree->nodes[node], own)) {
        fail(tree, node, own);
    }
    return true;
}

bool chiso__inner_figures(const struct chiso__setting *setting, chiso_node node,
                          struct chiso__node_figures *figures, struct chiso__parts *parts)
{
    bool is_set = false;

    if (!find_figures(setting, node, figures, parts)) {
        return false;
    }
    for (uint32_t i = 0; i < setting->set_count; i++) {
        if (setting->set[i].node == node) {
            set(&figures[node], setting->set[i].points);
            is_set = true;
        }
    }
    if (is_set || figures[node].fails) {
        forget_drops(setting->tree, node, figures);
    }
    return true;
}

bool chiso__row_figures(const struct chiso__row_work *work, uint32_t row, const chiso_node *order,
                        uint32_t count, chiso_node *out_node)
{
    const chiso_tree *tree = work->rows->tree;
    const struct chiso__setting setting = chiso__setting_of(work->rows, row);

    for (uint32_t i = count; i-- > 0;) {
        const chiso_node node = order[i];

        if (chiso__is_leaf(&tree->nodes[node])) {
            chiso__leaf_figures_in(work->rows, node, row, chiso__points_at(work->rows, node, row),
                                   &work->figures[node]);
            work->figures[node].cell = chiso__gate_cell(work->rows, row, node);
            continue;
        }
        if (!chiso__inner_figures(&setting, node, work->figures, work->parts)) {
            *out_node = node;
            return false;
        }
        /* At once: columns lie far apart, and their memory is written to while the next node is
         * worked out. */
        if (work->store != NULL) {
            chiso__store_details(work->store, row, node, &work->figures[node]);
        }
    }
    return true;
}
