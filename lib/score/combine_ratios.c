/* Means of another kind than the plain one, and those of the middle and the ends. */
#include "score/combine_inside.h"

#include "base/sort.h"
#include "number/logarithm.h"
#include "number/ratio.h"

int chiso__parts_compare(const struct chiso__child *a, const struct chiso__child *b)
{
    const struct chiso__carried_ratio first = {a->achieved, a->max};
    const struct chiso__carried_ratio second = {b->achieved, b->max};

    return chiso__ratio_compare(&first, &second);
}

static bool is_before(const void *context, uint32_t a, uint32_t b)
{
    const struct chiso__child *parts = context;

    return chiso__parts_compare(&parts[a], &parts[b]) < 0;
}

/* Puts the parts in the order of their ratios: a few by insertion, which is quicker for as many as
 * nodes have children; stable both ways. */
static void sort_parts(const struct chiso__parts *parts)
{
    enum { FEW = 24 };
    uint32_t *order = parts->order;

    for (uint32_t i = 0; i < parts->count; i++) {
        uint32_t place = i;

        for (; parts->count <= FEW && place > 0 &&
               chiso__parts_compare(&parts->parts[i], &parts->parts[order[place - 1]]) < 0;
             place--) {
            order[place] = order[place - 1];
        }
        order[place] = i;
    }
    if (parts->count > FEW) {
        chiso__sort_ids(order, order + parts->count, parts->count, is_before, parts->parts);
    }
}

/* The part with the least ratio, or with the greatest. */
static const struct chiso__child *extreme_of(const struct chiso__parts *parts, int sign)
{
    const struct chiso__child *extreme = &parts->parts[0];

    for (uint32_t i = 1; i < parts->count; i++) {
        if (chiso__parts_compare(&parts->parts[i], extreme) * sign > 0) {
            extreme = &parts->parts[i];
        }
    }
    return extreme;
}

bool chiso__harmonic_term(const struct chiso__child *part, const struct chiso__child *least,
                          struct chiso__carried *out_term)
{
    return chiso__carried_proportion(
        part->weight, (struct chiso__pair){least->achieved, chiso__total_of(part->max)},
        (struct chiso__pair){least->max, chiso__total_of(part->achieved)}, out_term);
}

/* max × r·Σ w / Σ (w·r·(m/a)), r being the least ratio: all terms are weights and what is less, so
 * that none loses its last bits beside a greater one. */
bool chiso__harmonic_of(struct chiso__carried max, const struct chiso__parts *parts,
                        struct chiso__total weight, struct chiso__carried *out_achieved)
{
    const struct chiso__child *least = extreme_of(parts, -1);
    struct chiso__total terms = {0, 0};
    struct chiso__carried term = {0, 0};

    for (uint32_t i = 0; i < parts->count; i++) {
        if (!chiso__harmonic_term(&parts->parts[i], least, &term) ||
            !chiso__total_add(&terms, term)) {
            return false;
        }
    }
    return chiso__carried_proportion(max, (struct chiso__pair){least->achieved, weight},
                                     (struct chiso__pair){least->max, terms}, out_achieved);
}

bool chiso__geometric_term(const struct chiso__child *part, struct chiso__total weight,
                           struct chiso__carried *out_term)
{
    const chiso__wide logarithm =
        chiso__carried_log2(part->achieved) - chiso__carried_log2(part->max);
    struct chiso__carried term = {0, 0};

    /* Weighed in last bits, of which a logarithm has some seventy. */
    return chiso__total_settle(chiso__total_of_wide(logarithm), &term) &&
           chiso__total_scale(term, chiso__total_of(part->weight), weight, out_term);
}

/* max × 2^(Σ w·log2(a/m) / Σ w). */
bool chiso__geometric_of(struct chiso__carried max, const struct chiso__parts *parts,
                         struct chiso__total weight, struct chiso__carried *out_achieved)
{
    struct chiso__total sum = {0, 0};

    for (uint32_t i = 0; i < parts->count; i++) {
        struct chiso__carried term = {0, 0};

        if (!chiso__geometric_term(&parts->parts[i], weight, &term) ||
            !chiso__total_add(&sum, term)) {
            return false;
        }
    }
    return chiso__carried_times_exp2(max, sum, out_achieved);
}

bool chiso__median_between(struct chiso__carried max, const struct chiso__child *lower,
                           const struct chiso__child *upper, struct chiso__carried *out_achieved)
{
    struct chiso__carried points[2] = {{0, 0}};
    struct chiso__total sum = {0, 0};

    return chiso__carried_scale(max, lower->achieved, lower->max, &points[0]) &&
           chiso__carried_scale(max, upper->achieved, upper->max, &points[1]) &&
           chiso__total_add(&sum, points[0]) && chiso__total_add(&sum, points[1]) &&
           chiso__total_over(sum, 2, out_achieved);
}

static bool median_of(struct chiso__carried max, const struct chiso__parts *parts,
                      struct chiso__carried *out_achieved)
{
    const uint32_t *order = parts->order;

    sort_parts(parts);
    return chiso__median_between(max, &parts->parts[order[(parts->count - 1) / 2]],
                                 &parts->parts[order[parts->count / 2]], out_achieved);
}

/* What has no logarithm and no reciprocal makes the whole 0. */
static bool has_nothing(const struct chiso__parts *parts)
{
    for (uint32_t i = 0; i < parts->count; i++) {
        if (chiso__is_nothing(parts->parts[i].achieved)) {
            return true;
        }
    }
    return false;
}

/* Whether all ratios are one: then any mean is that one, and no root or reciprocal is needed. */
static bool are_equal(const struct chiso__parts *parts)
{
    uint32_t i = 1;

    while (i < parts->count && chiso__parts_compare(&parts->parts[0], &parts->parts[i]) == 0) {
        i++;
    }
    return i == parts->count;
}

/* The one of the means that has roots or reciprocals. */
static bool mean_of_kind(const struct chiso__tree_node *node, const struct chiso__parts *parts,
                         struct chiso__total weight, struct chiso__carried *out_achieved)
{
    if (has_nothing(parts)) {
        return true;
    }
    if (are_equal(parts)) {
        return chiso__carried_scale(node->max, parts->parts[0].achieved, parts->parts[0].max,
                                    out_achieved);
    }
    return node->combine == CHISO_COMBINE_GEOMETRIC
               ? chiso__geometric_of_alike(node->max, parts, out_achieved) ||
                     chiso__geometric_of(node->max, parts, weight, out_achieved)
               : chiso__harmonic_of_alike(node->max, parts, weight, out_achieved) ||
                     chiso__harmonic_of(node->max, parts, weight, out_achieved);
}

bool chiso__combine_ratios(const struct chiso__tree_node *node, const struct chiso__parts *parts,
                           struct chiso__combined *combined)
{
    const struct chiso__child *extreme = NULL;
    const struct chiso__total weight = chiso__weigh_parts(parts);

    if (chiso__total_is_zero(weight)) {
        combined->hopeless = !chiso__carried_is_zero(node->max);
        return true;
    }
    switch (node->combine) {
    case CHISO_COMBINE_SUM:
    case CHISO_COMBINE_MEAN:
        return chiso__combine_mean(node->max, parts, weight, &combined->achieved);
    case CHISO_COMBINE_GEOMETRIC:
    case CHISO_COMBINE_HARMONIC:
        return mean_of_kind(node, parts, weight, &combined->achieved);
    case CHISO_COMBINE_MEDIAN:
        return median_of(node->max, parts, &combined->achieved);
    case CHISO_COMBINE_MIN:
    case CHISO_COMBINE_MAX:
        break;
    }
    extreme = extreme_of(parts, node->combine == CHISO_COMBINE_MAX ? 1 : -1);
    return chiso__carried_scale(node->max, extreme->achieved, extreme->max, &combined->achieved);
}
