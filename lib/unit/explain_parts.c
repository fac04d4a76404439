/* What each child contributed, so that the contributions add up, and how a combine is told. */
#include "unit/explain_inside.h"

#include <math.h>

static bool sum_shares(const struct chiso__tree_node *node, const struct chiso__told_parts *told,
                       struct chiso__carried raw)
{
    (void)node;
    (void)raw;
    for (uint32_t i = 0; i < told->parts->count; i++) {
        told->shares[i] = told->parts->parts[i].achieved;
    }
    return true;
}

static bool mean_shares(const struct chiso__tree_node *node, const struct chiso__told_parts *told,
                        struct chiso__carried raw)
{
    const struct chiso__total weight = chiso__weigh_parts(told->parts);

    (void)raw;
    for (uint32_t i = 0; i < told->parts->count; i++) {
        if (!chiso__mean_share(node->max, &told->parts->parts[i], weight, &told->shares[i])) {
            return false;
        }
    }
    return true;
}

/* Logarithms and reciprocals have no exact share: doubles, for reading. What has nothing makes the
 * whole 0. */
static bool curved_shares(const struct chiso__tree_node *node, const struct chiso__told_parts *told,
                          struct chiso__carried raw)
{
    const struct chiso__parts *parts = told->parts;
    double weights = 0.0;
    bool nothing = false;

    (void)raw;
    for (uint32_t i = 0; i < parts->count; i++) {
        weights += chiso__carried_double(parts->parts[i].weight);
        nothing = nothing || chiso__is_nothing(parts->parts[i].achieved);
        told->shares[i] = chiso__carried_of(0);
    }
    for (uint32_t i = 0; i < parts->count; i++) {
        const struct chiso__child *part = &parts->parts[i];
        const double ratio =
            chiso__carried_double(part->achieved) / chiso__carried_double(part->max);
        chiso_step *child = &told->children[told->owners[i]];

        if (nothing) {
            child->part = chiso__is_nothing(part->achieved) ? CHISO_PART_DECIDES : CHISO_PART_ASIDE;
        } else {
            child->share = chiso__carried_double(part->weight) *
                           chiso__told_combines[node->combine].curve(ratio) / weights;
        }
    }
    return true;
}

/* The first with the least ratio, or with the greatest. */
static uint32_t extreme_of(const struct chiso__parts *parts, int sign)
{
    uint32_t extreme = 0;

    for (uint32_t i = 1; i < parts->count; i++) {
        if (chiso__parts_compare(&parts->parts[i], &parts->parts[extreme]) * sign > 0) {
            extreme = i;
        }
    }
    return extreme;
}

/* Both in the middle of an even number bring half a ratio each. Combining has put the parts in
 * order. */
static bool decide(const struct chiso__tree_node *node, const struct chiso__told_parts *told,
                   struct chiso__carried raw)
{
    const struct chiso__parts *parts = told->parts;
    uint32_t deciding[2];

    for (uint32_t i = 0; i < parts->count; i++) {
        told->children[told->owners[i]].part = CHISO_PART_ASIDE;
        told->shares[i] = chiso__carried_of(0);
    }
    if (node->combine == CHISO_COMBINE_MEDIAN) {
        deciding[0] = parts->order[(parts->count - 1) / 2];
        deciding[1] = parts->order[parts->count / 2];
    } else {
        deciding[0] = deciding[1] = extreme_of(parts, node->combine == CHISO_COMBINE_MAX ? 1 : -1);
    }
    for (uint32_t i = 0; i < 2; i++) {
        const struct chiso__child *part = &parts->parts[deciding[i]];
        struct chiso__carried *share = &told->shares[deciding[i]];

        told->children[told->owners[deciding[i]]].part = CHISO_PART_DECIDES;
        if (deciding[0] == deciding[1]) {
            *share = raw;
        } else if (!chiso__carried_scale(node->max, part->achieved, part->max, share) ||
                   !chiso__total_over(chiso__total_of(*share), 2, share)) {
            return false;
        }
    }
    return true;
}

static double reciprocal(double ratio)
{
    return 1.0 / ratio;
}

const struct chiso__told_combine chiso__told_combines[] = {
    [CHISO_COMBINE_SUM] = {.share_out = sum_shares},
    [CHISO_COMBINE_MEAN] = {.share_out = mean_shares, .how = CHISO__SAY_BY_MEAN},
    [CHISO_COMBINE_GEOMETRIC] =
        {
            .share_out = curved_shares,
            .curve = log,
            .curved = CHISO__SAY_BESIDE_LOGARITHM,
            .how = CHISO__SAY_BY_GEOMETRIC_MEAN,
        },
    [CHISO_COMBINE_HARMONIC] =
        {
            .share_out = curved_shares,
            .curve = reciprocal,
            .curved = CHISO__SAY_BESIDE_RECIPROCAL,
            .how = CHISO__SAY_BY_HARMONIC_MEAN,
        },
    [CHISO_COMBINE_MIN] = {.share_out = decide, .how = CHISO__SAY_BY_LOWEST_RATE},
    [CHISO_COMBINE_MAX] = {.share_out = decide, .how = CHISO__SAY_BY_HIGHEST_RATE},
    [CHISO_COMBINE_MEDIAN] = {.share_out = decide, .how = CHISO__SAY_BY_MIDDLE_RATE},
};

_Static_assert(sizeof(chiso__told_combines) / sizeof(chiso__told_combines[0]) ==
                   CHISO__COMBINE_KINDS,
               "each combine is told");

bool chiso__contributions(const chiso_tree *tree, const struct chiso__tree_node *node,
                          const struct chiso__told_parts *told, struct chiso__carried raw,
                          struct chiso__carried max, struct chiso__carried *out_rest)
{
    struct chiso__total rest = chiso__total_of(raw);
    const uint32_t count = told->parts->count;

    if (count > 0 && !chiso__told_combines[node->combine].share_out(node, told, raw)) {
        return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        chiso_step *child = &told->children[told->owners[i]];

        if (!chiso__total_subtract(&rest, told->shares[i])) {
            return false;
        }
        /* What a child brings to a sum is its points, as they are shown beside its max. */
        child->contribution = node->combine == CHISO_COMBINE_SUM && child->achieved != CHISO_ABSENT
                                  ? child->achieved
                                  : chiso__publish_points(tree, told->shares[i], max);
    }
    return chiso__total_settle(rest, out_rest);
}
