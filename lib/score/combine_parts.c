/* The parts of a node, and their mean. */
#include "score/combine_inside.h"

bool chiso__parts_new(const chiso_tree *tree, const chiso_allocator *allocator,
                      struct chiso__parts *out_parts)
{
    out_parts->parts = chiso__alloc(allocator, tree->widest, sizeof(*out_parts->parts));
    out_parts->order = chiso__alloc(allocator, (size_t)tree->widest * 2, sizeof(*out_parts->order));
    out_parts->owners = chiso__alloc(allocator, tree->widest, sizeof(*out_parts->owners));
    out_parts->count = 0;
    if (out_parts->parts == NULL || out_parts->order == NULL || out_parts->owners == NULL) {
        chiso__parts_free(allocator, out_parts);
        return false;
    }
    return true;
}

void chiso__parts_free(const chiso_allocator *allocator, struct chiso__parts *parts)
{
    chiso__release(allocator, parts->parts);
    chiso__release(allocator, parts->order);
    chiso__release(allocator, parts->owners);
    *parts = (struct chiso__parts){NULL, NULL, NULL, 0};
}

struct chiso__carried chiso__weight_or_max(struct chiso__carried weight, struct chiso__carried max)
{
    const struct chiso__carried one = {CHISO_DECIMAL_ONE, 0};

    if (chiso__carried_is_gap(weight)) {
        return max;
    }
    /* A factor is not above 2, or of few decimals: what it makes of a max is a number. */
    if (weight.millionths < 0) {
        (void)chiso__carried_scale(max, chiso__carried_negate(weight), one, &weight);
    }
    return weight;
}

void chiso__part_add(const struct chiso__tree_node *parent, struct chiso__carried weight,
                     struct chiso__carried achieved, struct chiso__carried max,
                     struct chiso__parts *parts)
{
    if (chiso__weighs(parent->combine) &&
        (chiso__carried_is_zero(max) || chiso__carried_is_zero(weight))) {
        return;
    }
    parts->parts[parts->count++] =
        (struct chiso__child){achieved, max, chiso__weight_or_max(weight, max)};
}

void chiso__bonus_add(struct chiso__carried achieved, struct chiso__parts *parts)
{
    parts->parts[parts->count++] = (struct chiso__child){achieved, {0, 0}, {CHISO_ABSENT, 0}};
}

struct chiso__total chiso__weigh_parts(const struct chiso__parts *parts)
{
    struct chiso__total weight = {0, 0};

    for (uint32_t i = 0; i < parts->count; i++) {
        /* The check of the tree saw that they fit. */
        (void)chiso__total_add(&weight, parts->parts[i].weight);
    }
    return weight;
}

bool chiso__mean_share(struct chiso__carried max, const struct chiso__child *part,
                       struct chiso__total weight, struct chiso__carried *out_share)
{
    struct chiso__carried share = {0, 0};

    if (chiso__carried_compare(part->weight, part->max) == 0) {
        return chiso__total_scale(max, chiso__total_of(part->achieved), weight, out_share);
    }
    /* The ratio first: it is no more than 1 as a rule, and then each step is right to half a last
     * bit. Beyond all numbers it may still come back below them. */
    if (chiso__carried_scale(max, part->achieved, part->max, &share)) {
        return chiso__total_scale(share, chiso__total_of(part->weight), weight, out_share);
    }
    return chiso__total_scale(max, chiso__total_of(part->weight), weight, &share) &&
           chiso__carried_scale(share, part->achieved, part->max, out_share);
}

bool chiso__mean_of_alike(struct chiso__carried max, struct chiso__carried own,
                          struct chiso__total sum, int64_t weight,
                          struct chiso__carried *out_achieved)
{
    struct chiso__total whole = {0, 0};

    if (chiso__carried_compare(max, own) == 0) {
        return chiso__total_over(sum, weight, out_achieved);
    }
    return chiso__total_add_times(&whole, own, weight) &&
           chiso__total_scale(max, sum, whole, out_achieved);
}

/* The mean where all maxima are the same, as they mostly are: max × Σ w·a / (m Σ w), rounded once,
 * as that of a row without gaps is. False where they are not, or numbers need more bits. */
static bool mean_where_alike(struct chiso__carried max, const struct chiso__parts *parts,
                             struct chiso__carried *out_achieved)
{
    const struct chiso__carried own = parts->parts[0].max;
    struct chiso__total sum = {0, 0};
    int64_t weight = 0;

    for (uint32_t i = 0; i < parts->count; i++) {
        const struct chiso__child *part = &parts->parts[i];

        if (!chiso__is_alike(part, own, &weight) ||
            !chiso__total_add_times(&sum, part->achieved, part->weight.millionths)) {
            return false;
        }
    }
    return chiso__mean_of_alike(max, own, sum, weight, out_achieved);
}

static bool mean_of(struct chiso__carried max, const struct chiso__parts *parts,
                    struct chiso__total weight, struct chiso__carried *out_achieved)
{
    struct chiso__total plain = {0, 0}; /* Σ a where w is m, all rounded at once */
    struct chiso__total shares = {0, 0};
    struct chiso__carried share = {0, 0};

    for (uint32_t i = 0; i < parts->count; i++) {
        const struct chiso__child *part = &parts->parts[i];

        if (chiso__carried_compare(part->weight, part->max) == 0
                ? !chiso__total_add(&plain, part->achieved)
                : !(chiso__mean_share(max, part, weight, &share) &&
                    chiso__total_add(&shares, share))) {
            return false;
        }
    }
    return chiso__total_scale(max, plain, weight, &share) && chiso__total_add(&shares, share) &&
           chiso__total_settle(shares, out_achieved);
}

bool chiso__combine_mean(struct chiso__carried max, const struct chiso__parts *parts,
                         struct chiso__total weight, struct chiso__carried *out_achieved)
{
    return mean_where_alike(max, parts, out_achieved) || mean_of(max, parts, weight, out_achieved);
}
