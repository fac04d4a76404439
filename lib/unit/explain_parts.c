/* What each child contributed, so that the contributions add up, and how a combine is told. */
#include "unit/explain_inside.h"

#include <math.h>

/* max × w·(a/m) / Σ w, rounded to six places. Where the numbers are beyond all measure it is
 * rounded twice: what is left is told as a part of its own. */
static bool mean_share(chiso_decimal max, struct chiso__child part, chiso__wide weights,
                       chiso_decimal *out_share)
{
    const chiso__wide whole = (chiso__wide)max * part.weight;
    chiso__wide divisor = 0;
    chiso__wide share = 0;

    if (!__builtin_mul_overflow(weights, (chiso__wide)part.max, &divisor)) {
        return chiso__scale(whole, part.achieved, divisor, out_share);
    }
    return chiso__scale_wide(whole, part.achieved, part.max, &share) &&
           chiso__narrow(chiso__divide(share, weights, CHISO_ROUND_HALF_UP), out_share);
}

static bool sum_shares(const struct chiso__tree_node *node, const struct chiso__parts *parts,
                       const uint32_t *owners, chiso_step *children, chiso_decimal raw)
{
    (void)node;
    (void)raw;
    for (uint32_t i = 0; i < parts->count; i++) {
        children[owners[i]].contribution = parts->parts[i].achieved;
    }
    return true;
}

static bool mean_shares(const struct chiso__tree_node *node, const struct chiso__parts *parts,
                        const uint32_t *owners, chiso_step *children, chiso_decimal raw)
{
    chiso__wide weights = 0;

    (void)raw;
    for (uint32_t i = 0; i < parts->count; i++) {
        weights += parts->parts[i].weight;
    }
    for (uint32_t i = 0; i < parts->count; i++) {
        if (!mean_share(node->max, parts->parts[i], weights, &children[owners[i]].contribution)) {
            return false;
        }
    }
    return true;
}

/* Logarithms and reciprocals have no exact share: doubles, for reading. What has nothing makes the
 * whole 0. */
static bool curved_shares(const struct chiso__tree_node *node, const struct chiso__parts *parts,
                          const uint32_t *owners, chiso_step *children, chiso_decimal raw)
{
    double weights = 0.0;
    bool nothing = false;

    (void)raw;
    for (uint32_t i = 0; i < parts->count; i++) {
        weights += (double)parts->parts[i].weight;
        nothing = nothing || parts->parts[i].achieved <= 0;
    }
    for (uint32_t i = 0; i < parts->count; i++) {
        const struct chiso__child part = parts->parts[i];
        const double ratio = (double)part.achieved / (double)part.max;
        chiso_step *child = &children[owners[i]];

        if (nothing) {
            child->part = part.achieved <= 0 ? CHISO_PART_DECIDES : CHISO_PART_ASIDE;
        } else {
            child->share =
                (double)part.weight * chiso__told_combines[node->combine].curve(ratio) / weights;
        }
    }
    return true;
}

/* The first with the least ratio, or with the greatest. */
static uint32_t extreme_of(const struct chiso__parts *parts, int sign)
{
    uint32_t extreme = 0;

    for (uint32_t i = 1; i < parts->count; i++) {
        const struct chiso__child *part = &parts->parts[i];

        if (chiso__compare(part->achieved, part->max, parts->parts[extreme].achieved,
                           parts->parts[extreme].max) *
                sign >
            0) {
            extreme = i;
        }
    }
    return extreme;
}

/* Both in the middle of an even number bring half a ratio each. Combining has put the parts in
 * order. */
static bool decide(const struct chiso__tree_node *node, const struct chiso__parts *parts,
                   const uint32_t *owners, chiso_step *children, chiso_decimal raw)
{
    uint32_t deciding[2];

    for (uint32_t i = 0; i < parts->count; i++) {
        children[owners[i]].part = CHISO_PART_ASIDE;
    }
    if (node->combine == CHISO_COMBINE_MEDIAN) {
        deciding[0] = parts->order[(parts->count - 1) / 2];
        deciding[1] = parts->order[parts->count / 2];
    } else {
        deciding[0] = deciding[1] = extreme_of(parts, node->combine == CHISO_COMBINE_MAX ? 1 : -1);
    }
    for (uint32_t i = 0; i < 2; i++) {
        const struct chiso__child part = parts->parts[deciding[i]];
        chiso_step *child = &children[owners[deciding[i]]];

        child->part = CHISO_PART_DECIDES;
        if (deciding[0] == deciding[1]) {
            child->contribution = raw;
        } else if (!chiso__scale(node->max, part.achieved, 2 * (chiso__wide)part.max,
                                 &child->contribution)) {
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

bool chiso__contributions(const struct chiso__tree_node *node, const struct chiso__parts *parts,
                          const uint32_t *owners, chiso_step *children, chiso_decimal raw,
                          chiso_decimal *out_rest)
{
    chiso__wide sum = 0;

    if (parts->count > 0 &&
        !chiso__told_combines[node->combine].share_out(node, parts, owners, children, raw)) {
        return false;
    }
    for (uint32_t i = 0; i < parts->count; i++) {
        sum += children[owners[i]].contribution;
    }
    return chiso__narrow(raw - sum, out_rest);
}
