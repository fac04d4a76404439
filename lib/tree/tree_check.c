/* Checking a tree as a whole: maxima, weights, empty branches; it is then ready to score. */
#include "text/word.h"
#include "tree/block_weight.h"
#include "tree/inside.h"

/* Whether a child that counts by itself counts beside its siblings. */
static bool counts_in(const chiso_tree *tree, const struct chiso__tree_node *node, chiso_node child)
{
    if (chiso__weighs(node->combine)) {
        return !chiso__carried_is_zero(chiso__weight_of(&tree->nodes[child]));
    }
    return !node->scaled || !chiso__carried_is_zero(tree->nodes[child].max);
}

/* Whether the coverage of a child is part of its parent's. */
static bool covers_in(const struct chiso__tree_node *node, const struct chiso__tree_node *child)
{
    return child->covers &&
           !chiso__carried_is_zero(chiso__weighs(node->combine) ? chiso__weight_of(child)
                                                                : child->max);
}

static struct chiso__below add_up(const chiso_tree *tree, const struct chiso__tree_node *node)
{
    struct chiso__below below = {{0, 0}, {0, 0}, {0, 0}, CHISO_NO_NODE, false, false, false, true};

    for (chiso_node child = node->first_child; child != CHISO_NO_NODE;
         child = tree->nodes[child].next_sibling) {
        if (tree->nodes[child].kind == CHISO_KIND_BONUS) {
            below.bonus = child;
            below.counts = below.counts || !node->scaled;
        } else {
            below.counts =
                below.counts || (tree->nodes[child].counts && counts_in(tree, node, child));
            below.covers = below.covers || covers_in(node, &tree->nodes[child]);
            below.has_criteria = below.has_criteria || tree->nodes[child].has_criteria;
            /* 4096 of the greatest numbers fit, and check_max() refuses what is beyond one. */
            below.fits = chiso__total_add(&below.max, tree->nodes[child].max) &&
                         chiso__total_add(&below.leaf_max, tree->nodes[child].leaf_max) &&
                         chiso__total_add(&below.weight, chiso__weight_of(&tree->nodes[child])) &&
                         below.fits;
        }
    }
    return below;
}

/* The whole number that neither end of the limits is beyond. */
static int64_t furthest_of(const struct chiso__tree_node *leaf)
{
    const int64_t high = leaf->max.millionths + (leaf->max.rest > 0 ? 1 : 0);

    return high > -leaf->min.millionths ? high : -leaf->min.millionths;
}

static chiso_status check_leaf(chiso_tree *tree, chiso_node id, chiso_error *error)
{
    struct chiso__tree_node *node = &tree->nodes[id];

    if (!chiso__combine_is_default(node)) {
        return chiso__blame(
            tree, CHISO__MEMBER_COMBINE,
            chiso__fail(error, CHISO_E_NODE, CHISO__SAY_LEAF_TAKES_NO_COMBINE, NULL));
    }
    if (!node->max_stated) {
        return chiso__fail(error, CHISO_E_MAX, CHISO__SAY_NO_MAX, NULL);
    }
    node->leaf_max = node->max;
    tree->has_fractions = tree->has_fractions || (node->max.rest | node->min.rest) != 0;
    node->has_criteria = true;
    node->counts = node->in_bonus || !chiso__carried_is_zero(node->max);
    node->covers = !chiso__carried_is_zero(node->max);
    node->reach = furthest_of(node);
    node->bounded = !node->rule.unlimited;
    if (chiso__is_relative(&node->rule)) {
        node->relative = tree->relative_count++;
    }
    if (chiso__is_prepared(&node->rule)) {
        const chiso_status status = chiso__check_treatments(tree, node, error);

        if (status != CHISO_OK) {
            return status;
        }
    }
    return chiso__steps_check(tree, id, error);
}

/* An inner node has none of what belongs to a leaf. */
static chiso_status check_inner(chiso_tree *tree, const struct chiso__tree_node *node,
                                chiso_error *error)
{
    if (!chiso__is_default_rule(&node->rule)) {
        return chiso__blame(tree, CHISO__MEMBER_RULE,
                            chiso__fail(error, CHISO_E_NODE, CHISO__SAY_BRANCH_TAKES_NO_RULE,
                                        CHISO__WORDS(chiso__say_text(node->rule.text))));
    }
    if (chiso__has_raters(&node->raters)) {
        return chiso__blame(tree, CHISO__MEMBER_RATERS,
                            chiso__fail(error, CHISO_E_NODE, CHISO__SAY_BRANCH_TAKES_NO_RATERS,
                                        CHISO__WORDS(chiso__say_text(node->raters.text))));
    }
    return CHISO_OK;
}

static chiso_status check_max(struct chiso__tree_node *node, const struct chiso__below *below,
                              chiso_error *error)
{
    struct chiso__carried sum = {0, 0};
    struct chiso__carried leaf_max = {0, 0};
    const bool adds_up = node->combine == CHISO_COMBINE_SUM && !node->scaled;

    if (!below->fits || !chiso__total_settle(below->max, &sum) ||
        !chiso__total_settle(below->leaf_max, &leaf_max)) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_MAXIMA_TOO_LARGE,
                           CHISO__WORDS(chiso__say_decimal(CHISO_DECIMAL_MAX)));
    }
    if (!node->max_stated) {
        node->max = sum;
    } else if (adds_up && chiso__carried_order(node->max, sum, sum) != 0) {
        return chiso__fail(error, CHISO_E_MAX, CHISO__SAY_MAX_IS_NOT_SUM,
                           CHISO__WORDS(chiso__say_carried(node->max), chiso__say_carried(sum)));
    } else if (node->scaled && !chiso__carried_is_zero(node->max) && chiso__carried_is_zero(sum)) {
        return chiso__fail(error, CHISO_E_MAX, CHISO__SAY_CANNOT_SCALE,
                           CHISO__WORDS(chiso__say_carried(node->max)));
    }
    node->leaf_max = leaf_max;
    return CHISO_OK;
}

/* No bonus where none is taken, and what weighs its children against each other has one that
 * weighs.
 */
static chiso_status check_children(const chiso_tree *tree, const struct chiso__tree_node *node,
                                   const struct chiso__below *below, chiso_error *error)
{
    if (!chiso__combines[node->combine].takes_bonus && below->bonus != CHISO_NO_NODE) {
        return chiso__fail(
            error, CHISO_E_NODE, CHISO__SAY_COMBINE_TAKES_NO_BONUS,
            CHISO__WORDS(chiso__say(tree->codes[below->bonus]),
                         chiso__say_text(chiso_word(CHISO_WORDS_COMBINE, node->combine))));
    }
    if (chiso__weighs(node->combine) && !chiso__carried_is_zero(node->max) &&
        chiso__total_is_zero(below->weight)) {
        return chiso__fail(error, CHISO_E_NODE, CHISO__SAY_NOTHING_BELOW_COUNTS, NULL);
    }
    return CHISO_OK;
}

/* How far the points of a linear node may lie from 0, and how wide its sums get; false when a sum
 * could overflow. */
static bool reach_of_sum(const chiso_tree *tree, struct chiso__tree_node *node)
{
    chiso__wide sum = 0;

    node->plain_factors = true;
    for (chiso_node child = node->first_child; child != CHISO_NO_NODE;
         child = tree->nodes[child].next_sibling) {
        const struct chiso__tree_node *below = &tree->nodes[child];
        chiso__wide most = 0;

        if (!below->bounded ||
            __builtin_mul_overflow((chiso__wide)below->factor, below->reach, &most) ||
            __builtin_add_overflow(sum, most, &sum)) {
            return false;
        }
        node->plain_factors = node->plain_factors && below->factor == 1;
    }
    /* Wide sums are counted in last bits, in 128. */
    if (sum > (chiso__wide)INT64_MAX << (63 - CHISO__REST_BITS)) {
        return false;
    }
    /* Half of the range is kept free for the rounding. */
    node->wide = sum > INT64_MAX / 2 || node->divisor > INT64_MAX / 4;
    sum = sum / node->divisor + CHISO_DECIMAL_ONE;
    return chiso__narrow(sum, &node->reach);
}

/* The same for a node that is some mean of ratios, and so none of them is further from 0 than the
 * furthest. */
static bool reach_of_ratios(const chiso_tree *tree, struct chiso__tree_node *node)
{
    chiso__wide furthest = 0;

    for (chiso_node child = node->first_child; child != CHISO_NO_NODE;
         child = tree->nodes[child].next_sibling) {
        const struct chiso__tree_node *below = &tree->nodes[child];

        if (!below->bounded || (below->max.millionths == 0 && below->max.rest > 0)) {
            return false;
        }
        if (below->max.millionths > 0) {
            const chiso__wide reach =
                (chiso__wide)below->reach * (node->max.millionths + 1) / below->max.millionths +
                CHISO_DECIMAL_ONE;

            furthest = reach > furthest ? reach : furthest;
        }
    }
    return chiso__narrow(furthest, &node->reach);
}

/* Whether a node is linear, and how far its points may lie from 0: what is worked out unit by unit
 * is neither, and asks for no such figures. */
static void find_reach(chiso_tree *tree, struct chiso__tree_node *node,
                       const struct chiso__below *below)
{
    const struct chiso__combine_row *row = &chiso__combines[node->combine];

    node->divisor = 1;
    if (node->stepped) {
        node->linear = node->bounded = false;
        return;
    }
    node->linear = row->find_factors != NULL && row->find_factors(tree, node, below) &&
                   reach_of_sum(tree, node);
    node->bounded = node->linear || (chiso__weighs(node->combine) && reach_of_ratios(tree, node));
}

static chiso_status check_node(chiso_tree *tree, chiso_node id, chiso_error *error)
{
    struct chiso__tree_node *node = &tree->nodes[id];
    const struct chiso__below below = add_up(tree, node);
    chiso_status status = check_inner(tree, node, error);

    if (status == CHISO_OK) {
        status = check_max(node, &below, error);
    }
    if (status == CHISO_OK) {
        status = check_children(tree, node, &below, error);
    }
    if (status == CHISO_OK) {
        status = chiso__steps_check(tree, id, error);
    }
    if (status != CHISO_OK) {
        return status;
    }
    node->has_criteria = below.has_criteria;
    node->counts = below.counts;
    node->covers = below.covers;
    tree->has_worthless = tree->has_worthless || !node->counts;
    tree->has_fractions = tree->has_fractions || node->max.rest != 0;
    find_reach(tree, node, &below);
    tree->widest = node->child_count > tree->widest ? node->child_count : tree->widest;
    node->inner = tree->inner_count++;
    return CHISO_OK;
}

/* A failed check leaves the maxima that were left out as they were. */
static void forget_sums(chiso_tree *tree)
{
    for (chiso_node node = 0; node < tree->count; node++) {
        if (!tree->nodes[node].max_stated) {
            tree->nodes[node].max = (struct chiso__carried){CHISO_ABSENT, 0};
        }
    }
}

void chiso__tree_uncheck(chiso_tree *tree)
{
    forget_sums(tree);
    chiso__release(&tree->allocator, tree->order);
    chiso__release(&tree->allocator, tree->leaves);
    chiso__release(&tree->allocator, tree->columns);
    tree->columns = NULL;
    tree->order = NULL;
    tree->leaves = NULL;
    chiso__block_weights_forget(tree);
    tree->checked = false;
    chiso__tree_let_go(tree);
}

/* Checks a node; an error says which one it is about. */
static chiso_status check_one(chiso_tree *tree, chiso_node id, chiso_error *error)
{
    const struct chiso__tree_node *node = &tree->nodes[id];
    chiso_status status = CHISO_OK;

    tree->at_fault = CHISO__MEMBER_COUNT;
    status = chiso__is_leaf(node) ? check_leaf(tree, id, error) : check_node(tree, id, error);
    if (status == CHISO_OK) {
        return status;
    }
    if (id == CHISO_ROOT) {
        return chiso__fail_within(error, status, CHISO__SAY_IN_WHOLE_INDEX, NULL);
    }
    return chiso__fail_within(error, status, CHISO__SAY_IN_CRITERION,
                              CHISO__WORDS(chiso__say(tree->codes[id])));
}

/* The same under a watch, which is told; what is above the node is wrong then, too. */
static chiso_status check_watched(chiso_tree *tree, const struct chiso__watch *watch, chiso_node id,
                                  chiso_status *first, chiso_error *error)
{
    chiso_status status = CHISO_OK;

    if (!watch->wrong[id]) {
        status = check_one(tree, id, error);
        watch->wrong[id] = status != CHISO_OK;
        *first = *first == CHISO_OK ? status : *first;
        status = status == CHISO_OK ? status : watch->tell(watch->context, id, status, error);
    }
    if (watch->wrong[id] && id != CHISO_ROOT) {
        watch->wrong[tree->nodes[id].parent] = true;
    }
    return status;
}

static chiso_status check_nodes(chiso_tree *tree, const struct chiso__watch *watch,
                                chiso_node *out_node, chiso_error *error)
{
    chiso_status first = CHISO_OK;

    tree->inner_count = 0;
    tree->widest = 0;
    tree->relative_count = 0;
    tree->has_fractions = false;
    tree->has_worthless = false;
    tree->has_steps = false;
    tree->has_drops = false;
    tree->has_band_gates = false;
    for (uint32_t i = tree->count; i-- > 0;) {
        const chiso_node id = tree->order[i];
        const chiso_status status = watch == NULL ? check_one(tree, id, error)
                                                  : check_watched(tree, watch, id, &first, error);

        if (status != CHISO_OK) {
            *out_node = id;
            return status;
        }
    }
    return first;
}

/* Room for what the check keeps. */
static bool reserve(chiso_tree *tree)
{
    tree->order = chiso__alloc(&tree->allocator, tree->count, sizeof(*tree->order));
    tree->leaves = chiso__alloc(&tree->allocator, tree->leaf_count, sizeof(*tree->leaves));
    return tree->order != NULL && tree->leaves != NULL;
}

static void put_in_order(chiso_tree *tree)
{
    uint32_t count = 0;
    uint32_t leaves = 0;

    for (chiso_node node = CHISO_ROOT; node != CHISO_NO_NODE; node = chiso_node_next(tree, node)) {
        if (chiso__is_leaf(&tree->nodes[node])) {
            tree->leaves[leaves++] = node;
        }
        tree->order[count++] = node;
    }
}

chiso_status chiso__tree_close(chiso_tree *tree, chiso_node *out_node, chiso_error *error)
{
    return chiso__tree_close_watched(tree, NULL, out_node, error);
}

chiso_status chiso__tree_close_watched(chiso_tree *tree, const struct chiso__watch *watch,
                                       chiso_node *out_node, chiso_error *error)
{
    chiso_status status = CHISO_OK;

    if (tree->checked) {
        return CHISO_OK;
    }
    if (tree->count == 1) {
        return chiso__fail(error, CHISO_E_EMPTY, CHISO__SAY_TREE_EMPTY, NULL);
    }
    status = chiso__tree_find_parents(tree, error);
    if (status != CHISO_OK) {
        return status;
    }
    if (!reserve(tree)) {
        chiso__tree_uncheck(tree);
        return chiso__fail_memory(error);
    }
    put_in_order(tree);
    if (!chiso__number_columns(tree) || !chiso__block_weights_spread(tree)) {
        chiso__tree_uncheck(tree);
        return chiso__fail_memory(error);
    }
    status = check_nodes(tree, watch, out_node, error);
    if (status == CHISO_OK) {
        status = chiso__tree_find_ranks(tree, watch, out_node, error);
    }
    if (status != CHISO_OK) {
        chiso__tree_uncheck(tree);
        return status;
    }
    tree->checked = true;
    return CHISO_OK;
}
