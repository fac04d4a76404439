/* The figures of means above a gap: see mean_gaps_quick.h. */
#include "score/mean_gaps_quick.h"

#include "score/combine_inside.h"

bool chiso__is_mean_of_alike(const chiso_tree *tree, const struct chiso__tree_node *node)
{
    const chiso__wide most = (chiso__wide)1 << 72;
    chiso__wide weights = 0;
    int64_t max = 0;
    int64_t reach = 0;

    for (chiso_node id = node->first_child; id != CHISO_NO_NODE;
         id = tree->nodes[id].next_sibling) {
        const struct chiso__tree_node *child = &tree->nodes[id];
        const struct chiso__carried weight =
            chiso__carried_is_gap(child->weight) ? child->max : child->weight;

        if (child->max.millionths == 0 || chiso__carried_is_zero(weight)) {
            continue;
        }
        if (max != 0 && child->max.millionths != max) {
            return false;
        }
        max = child->max.millionths;
        weights += weight.millionths;
        reach = child->reach > reach ? child->reach : reach;
    }
    return max > 0 && weights < INT64_MAX && weights * (reach > max ? reach : max) < most;
}

static int64_t weight_of(const struct chiso__tree_node *child)
{
    return chiso__carried_is_gap(child->weight) ? child->max.millionths : child->weight.millionths;
}

bool chiso__means_are_quick(const struct chiso__rows *rows, const struct chiso__tree_node *node)
{
    const chiso_tree *tree = rows->tree;
    bool quick = !tree->has_steps && rows->set_count == 0 && rows->block_weight_count == 0 &&
                 node->combine == CHISO_COMBINE_MEAN && node->linear && !node->capped &&
                 node->round < 0 && !node->in_bonus && !tree->has_fractions &&
                 node->max.millionths > 0 && chiso__is_mean_of_alike(tree, node);

    for (chiso_node id = node->first_child; id != CHISO_NO_NODE && quick;
         id = tree->nodes[id].next_sibling) {
        const struct chiso__tree_node *child = &tree->nodes[id];

        /* All of them weigh, and have their max where they have points: that of a sum is what
         * applies. */
        quick = child->kind != CHISO_KIND_BONUS && child->max.millionths > 0 &&
                weight_of(child) > 0 && (chiso__is_leaf(child) || chiso__weighs(child->combine));
    }
    return quick;
}

bool chiso__means_find(const struct chiso__rows *rows, const chiso_allocator *allocator,
                       struct chiso__means *means)
{
    const chiso_tree *tree = rows->tree;
    uint32_t count = 0;

    means->children = chiso__alloc(allocator, tree->count, sizeof(*means->children));
    means->first = chiso__alloc(allocator, tree->count, sizeof(*means->first));
    means->quick = chiso__alloc_zero(allocator, tree->count, sizeof(*means->quick));
    if (means->children == NULL || means->first == NULL || means->quick == NULL) {
        return false;
    }
    for (chiso_node node = 0; node < tree->count; node++) {
        means->first[node] = count;
        if (chiso__is_leaf(&tree->nodes[node]) ||
            !chiso__means_are_quick(rows, &tree->nodes[node])) {
            continue;
        }
        means->quick[node] = true;
        for (chiso_node id = tree->nodes[node].first_child; id != CHISO_NO_NODE;
             id = tree->nodes[id].next_sibling) {
            const struct chiso__tree_node *child = &tree->nodes[id];

            means->children[count++] = (struct chiso__mean_child){chiso__column_of(rows, id),
                                                                  chiso__rests_of(rows, id),
                                                                  weight_of(child),
                                                                  child->reach,
                                                                  id,
                                                                  chiso__is_leaf(child),
                                                                  chiso__is_relative_leaf(child)};
        }
    }
    return true;
}

void chiso__means_clear(const chiso_allocator *allocator, struct chiso__means *means)
{
    chiso__release(allocator, means->children);
    chiso__release(allocator, means->first);
    chiso__release(allocator, means->quick);
    *means = (struct chiso__means){NULL, NULL, NULL};
}

bool chiso__mean_add(const chiso_tree *tree, const struct chiso__mean_child *child,
                     const struct chiso__node_figures *figures, struct chiso__mean_sums *sums,
                     struct chiso__node_figures *own)
{
    const bool left_out = tree->missing == CHISO_MISSING_SKIP;
    const struct chiso__carried weight = chiso__carried_of(child->weight);

    own->alike = own->alike && figures->alike;
    if (figures->takes_part[CHISO__CASE_LOW]) {
        own->applies_below = own->applies_below || figures->applies_below;
        own->scored_below = own->scored_below ||
                            (figures->scored_below &&
                             figures->takes_part[left_out ? CHISO__CASE_ACTUAL : CHISO__CASE_LOW]);
        own->missing_below = own->missing_below || figures->missing_below;
        own->imputed = own->imputed || (figures->imputed && figures->applies_below);
        chiso__coverage_add(figures, weight, &sums->coverage);
    }
    for (int which = 0; which < CHISO__CASE_COUNT; which++) {
        const int64_t points = figures->achieved[which].millionths;

        if (!figures->takes_part[which]) {
            continue;
        }
        if (points < -child->reach || points > child->reach) {
            return false;
        }
        chiso__mean_sum_add(&sums->cases[which], child->weight, figures->achieved[which]);
    }
    return true;
}

/* The points in one case; false where only the plain way can tell. */
static bool finish_case(const struct chiso__tree_node *node, struct chiso__carried own_max,
                        const struct chiso__mean_sums *sums, int which,
                        struct chiso__node_figures *own)
{
    const chiso__wide points = sums->full.points + sums->cases[which].points;
    const int64_t weight = sums->full.weight + sums->cases[which].weight;

    own->max[which] = node->max;
    if (weight == 0) {
        own->achieved[which] = chiso__carried_of(0);
        own->takes_part[which] = false;
        return true;
    }
    return chiso__mean_of_alike(node->max, own_max, chiso__total_of_wide(points), weight,
                                &own->achieved[which]) &&
           chiso__is_decimal(own->achieved[which].millionths);
}

/* Whether two cases have the same sums. */
static bool are_same(const struct chiso__mean_sums *sums, int a, int b)
{
    return sums->cases[a].points == sums->cases[b].points &&
           sums->cases[a].weight == sums->cases[b].weight;
}

bool chiso__mean_finish(const chiso_tree *tree, chiso_node id, struct chiso__mean_sums *sums,
                        struct chiso__node_figures *own)
{
    const struct chiso__tree_node *node = &tree->nodes[id];
    const struct chiso__carried own_max = tree->nodes[node->first_child].max;
    const bool full = sums->full.weight > 0;

    own->applies_below = own->applies_below || full;
    own->scored_below = own->scored_below || full;
    own->any_scored = own->scored_below;
    own->any_share = own->any_scored && !chiso__carried_is_zero(node->max);
    own->whole = node->max;
    own->fails = false;
    (void)chiso__total_add(&sums->coverage.scored, chiso__carried_of(sums->full.weight));
    (void)chiso__total_add(&sums->coverage.applicable, chiso__carried_of(sums->full.weight));
    chiso__coverage_keep(&sums->coverage, own);
    chiso__cases_begin(tree, id, own);
    for (int which = 0; which < CHISO__CASE_COUNT; which++) {
        /* The sums of a case are those of an earlier one, as under `zero`, or of all where nothing
         * tells them apart. */
        const int like =
            own->alike || are_same(sums, which, CHISO__CASE_ACTUAL) ? CHISO__CASE_ACTUAL : which;

        if (like < which && own->takes_part[which] && own->takes_part[like]) {
            own->achieved[which] = own->achieved[like];
            own->max[which] = own->max[like];
        } else if (own->takes_part[which] && !finish_case(node, own_max, sums, which, own)) {
            return false;
        }
    }
    chiso__cases_end(own);
    return true;
}
