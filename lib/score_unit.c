#include "score.h"

chiso_decimal chiso__round_points(const chiso_tree *tree, const struct chiso__node *leaf, chiso_decimal points)
{
    chiso_decimal rounded = 0;

    if (leaf->round < 0) {
        return points;
    }
    rounded = chiso__round(points, leaf->round, tree->rounding);
    if (!leaf->rule.unlimited && rounded > leaf->max) {
        return leaf->max;
    }
    return !leaf->rule.unlimited && rounded < leaf->min ? leaf->min : rounded;
}

void chiso__leaf_figures(const chiso_tree *tree, const struct chiso__node *leaf, chiso_decimal points, struct chiso__figures *out_figures)
{
    const bool scored = !chiso__is_gap(points);
    const bool applies = points != CHISO_NOT_APPLICABLE;
    const chiso_decimal least = chiso__round_points(tree, leaf, leaf->min);
    const chiso_decimal most = chiso__round_points(tree, leaf, leaf->max);

    *out_figures = (struct chiso__figures){
        .achieved = {scored           ? points
                     : leaf->in_bonus ? 0
                                      : least,
                     scored ? points : least, scored ? points : most},
        .max = {leaf->max, leaf->max, leaf->max},
        .takes_part = {scored || (applies && tree->missing == CHISO_MISSING_ZERO), applies, applies},
        .scored = scored ? leaf->max : 0,
        .applicable = applies ? leaf->max : 0,
        .scored_below = scored,
        .missing_below = applies && !scored,
        .any_missing = applies && !scored,
        .state = scored    ? CHISO_STATE_SCORED
                 : applies ? CHISO_STATE_MISSING
                           : CHISO_STATE_NOT_APPLICABLE,
    };
}

/* Adds up what the children say of the leaves below. A missing bonus touches no state but that of a node that has nothing else. */
static void look_below(const chiso_tree *tree, chiso_node node, struct chiso__figures *figures)
{
    struct chiso__figures *own = &figures[node];

    for (chiso_node id = tree->nodes[node].first_child; id != CHISO_NO_NODE; id = tree->nodes[id].next_sibling) {
        const struct chiso__figures *child = &figures[id];

        own->scored_below = own->scored_below || child->scored_below;
        own->any_missing = own->any_missing || child->any_missing;
        if (tree->nodes[id].kind == CHISO_KIND_CRITERION) {
            own->missing_below = own->missing_below || child->missing_below;
            own->scored += child->scored;
            own->applicable += child->applicable;
        }
    }
}

static chiso_state state_of(const chiso_tree *tree, chiso_node node, const struct chiso__figures *own)
{
    const bool only_bonuses_missing = !tree->nodes[node].has_criteria && own->any_missing;

    if (own->missing_below && (!own->scored_below || tree->missing == CHISO_MISSING_UNKNOWN)) {
        return CHISO_STATE_MISSING;
    }
    if (own->scored_below) {
        return CHISO_STATE_SCORED;
    }
    return only_bonuses_missing ? CHISO_STATE_MISSING : CHISO_STATE_NOT_APPLICABLE;
}

/* A bonus counts with the points that it has, in every case; one that is missing is none. */
static chiso_decimal bonus_points(const struct chiso__figures *bonus)
{
    return bonus->state == CHISO_STATE_SCORED ? bonus->achieved[CHISO__CASE_ACTUAL] : 0;
}

/* The sum in one case; false when a number is too large. A node that cannot be scaled, since nothing of it applies, takes no part. */
static bool sum_case(const chiso_tree *tree, chiso_node id, struct chiso__figures *figures, int which)
{
    const struct chiso__node *node = &tree->nodes[id];
    struct chiso__figures *own = &figures[id];
    chiso__wide achieved = 0;
    chiso__wide max = 0;

    for (chiso_node child = node->first_child; child != CHISO_NO_NODE; child = tree->nodes[child].next_sibling) {
        if (tree->nodes[child].kind == CHISO_KIND_BONUS) {
            achieved += bonus_points(&figures[child]);
        } else if (figures[child].takes_part[which]) {
            achieved += figures[child].achieved[which];
            max += figures[child].max[which];
        }
    }
    if (!node->scaled) {
        return chiso__narrow(achieved, &own->achieved[which]) && chiso__narrow(max, &own->max[which]);
    }
    own->max[which] = node->max;
    if (max == 0) {
        own->takes_part[which] = own->takes_part[which] && node->max == 0;
        own->achieved[which] = 0;
        return true;
    }
    return chiso__scale(achieved, node->max, max, &own->achieved[which]);
}

/* What takes part in a mean: achieved of max by weight. */
struct part {
    chiso_decimal achieved;
    chiso_decimal max;
    chiso_decimal weight;
};

static bool part_of(const chiso_tree *tree, chiso_node child, const struct chiso__figures *figures, int which, struct part *out_part)
{
    const struct chiso__figures *own = &figures[child];
    const chiso_decimal weight = tree->nodes[child].weight;

    if (!own->takes_part[which] || own->max[which] == 0 || weight == 0) {
        return false;
    }
    *out_part = (struct part){own->achieved[which], own->max[which], weight == CHISO_ABSENT ? own->max[which] : weight};
    return true;
}

/* Adds w·a/m to numerator / denominator over a common denominator; false when the numbers do not fit. */
static bool add_exactly(chiso__wide *numerator, chiso__wide *denominator, struct part part)
{
    chiso__wide top = (chiso__wide)part.weight * part.achieved;
    const chiso__wide shared = chiso__gcd(top < 0 ? -top : top, part.max);
    const chiso__wide bottom = part.max / shared;
    const chiso__wide common = chiso__gcd(*denominator, bottom);
    chiso__wide left = 0;

    top /= shared;
    return !__builtin_mul_overflow(*numerator, bottom / common, &left) && !__builtin_mul_overflow(top, *denominator / common, &top) &&
           !__builtin_add_overflow(left, top, numerator) && !__builtin_mul_overflow(*denominator, bottom / common, denominator);
}

/* max × numerator / (denominator × weight); false when the numbers do not fit. */
static bool finish_exactly(chiso_decimal max, chiso__wide numerator, chiso__wide denominator, chiso__wide weight,
                           chiso_decimal *out_achieved)
{
    chiso__wide shared = chiso__gcd(numerator < 0 ? -numerator : numerator, weight);

    numerator /= shared;
    weight /= shared;
    shared = chiso__gcd(max, weight);
    if (__builtin_mul_overflow(denominator, weight / shared, &denominator)) {
        return false;
    }
    shared = max / shared;
    return chiso__scale(numerator, shared, denominator, out_achieved);
}

/* The mean of ratios that are carried to 18 places each, for the rare numbers that have no common denominator of 128 bits. */
static bool mean_of_places(const chiso_tree *tree, chiso_node id, struct chiso__figures *figures, int which, chiso__wide weight)
{
    const chiso__wide places = (chiso__wide)CHISO_DECIMAL_ONE * CHISO_DECIMAL_ONE * CHISO_DECIMAL_ONE;
    chiso__wide sum = 0;

    for (chiso_node child = tree->nodes[id].first_child; child != CHISO_NO_NODE; child = tree->nodes[child].next_sibling) {
        struct part part;
        chiso__wide term = 0;

        if (!part_of(tree, child, figures, which, &part)) {
            continue;
        }
        term = chiso__divide(part.achieved * places, part.max, CHISO_ROUND_HALF_UP);
        if (__builtin_mul_overflow(term, (chiso__wide)part.weight, &term) || __builtin_add_overflow(sum, term, &sum)) {
            return false;
        }
    }
    return chiso__scale(chiso__divide(sum, weight, CHISO_ROUND_HALF_UP), tree->nodes[id].max, places, &figures[id].achieved[which]);
}

static bool mean_case(const chiso_tree *tree, chiso_node id, struct chiso__figures *figures, int which)
{
    const struct chiso__node *node = &tree->nodes[id];
    struct chiso__figures *own = &figures[id];
    chiso__wide numerator = 0;
    chiso__wide denominator = 1;
    chiso__wide weight = 0;
    bool exact = true;

    own->max[which] = node->max;
    for (chiso_node child = node->first_child; child != CHISO_NO_NODE; child = tree->nodes[child].next_sibling) {
        struct part part;

        if (part_of(tree, child, figures, which, &part)) {
            weight += part.weight;
            exact = exact && add_exactly(&numerator, &denominator, part);
        }
    }
    if (weight == 0) {
        own->takes_part[which] = own->takes_part[which] && node->max == 0;
        own->achieved[which] = 0;
        return true;
    }
    return (exact && finish_exactly(node->max, numerator, denominator, weight, &own->achieved[which])) ||
           mean_of_places(tree, id, figures, which, weight);
}

static bool combine_case(const chiso_tree *tree, chiso_node id, struct chiso__figures *figures, int which)
{
    const struct chiso__node *node = &tree->nodes[id];
    struct chiso__figures *own = &figures[id];

    if (node->combine == CHISO_COMBINE_MEAN ? !mean_case(tree, id, figures, which) : !sum_case(tree, id, figures, which)) {
        return false;
    }
    if (node->round >= 0) {
        own->achieved[which] = chiso__round(own->achieved[which], node->round, tree->rounding);
    }
    if (node->capped && own->achieved[which] > own->max[which]) {
        own->achieved[which] = own->max[which];
    }
    return chiso__is_decimal(own->achieved[which]);
}

bool chiso__inner_figures(const chiso_tree *tree, chiso_node node, struct chiso__figures *figures)
{
    struct chiso__figures *own = &figures[node];

    *own = (struct chiso__figures){.state = CHISO_STATE_NOT_APPLICABLE};
    look_below(tree, node, figures);
    own->state = state_of(tree, node, own);
    own->takes_part[CHISO__CASE_LOW] = own->state != CHISO_STATE_NOT_APPLICABLE;
    own->takes_part[CHISO__CASE_HIGH] = own->takes_part[CHISO__CASE_LOW];
    own->takes_part[CHISO__CASE_ACTUAL] =
        own->state == CHISO_STATE_SCORED || (own->state == CHISO_STATE_MISSING && tree->missing == CHISO_MISSING_ZERO);
    for (int which = 0; which < CHISO__CASE_COUNT; which++) {
        if (own->takes_part[which] && !combine_case(tree, node, figures, which)) {
            return false;
        }
    }
    if (own->state != CHISO_STATE_NOT_APPLICABLE && !own->takes_part[CHISO__CASE_LOW]) {
        /* What applies below has no weight, and no max, that its points could be spread over. */
        *own = (struct chiso__figures){.state = CHISO_STATE_NOT_APPLICABLE};
    } else if (own->state == CHISO_STATE_SCORED && !own->takes_part[CHISO__CASE_ACTUAL]) {
        /* The same of what is scored; what has weight is missing. */
        own->state = CHISO_STATE_MISSING;
        own->scored_below = false;
    }
    return true;
}
