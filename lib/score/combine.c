/* What the figures of children make of their parent. */
#include "score/combine.h"

#include "base/sort.h"
#include "number/logarithm.h"

bool chiso__parts_new(const chiso_tree *tree, const chiso_allocator *allocator,
                      struct chiso__parts *out_parts)
{
    out_parts->parts = chiso__alloc(allocator, tree->widest, sizeof(*out_parts->parts));
    out_parts->order = chiso__alloc(allocator, (size_t)tree->widest * 2, sizeof(*out_parts->order));
    out_parts->count = 0;
    if (out_parts->parts == NULL || out_parts->order == NULL) {
        chiso__parts_free(allocator, out_parts);
        return false;
    }
    return true;
}

void chiso__parts_free(const chiso_allocator *allocator, struct chiso__parts *parts)
{
    chiso__release(allocator, parts->parts);
    chiso__release(allocator, parts->order);
    *parts = (struct chiso__parts){NULL, NULL, 0};
}

void chiso__part_add(const struct chiso__tree_node *parent, const struct chiso__tree_node *child,
                     chiso_decimal achieved, chiso_decimal max, struct chiso__parts *parts)
{
    if (chiso__weighs(parent->combine) && (max == 0 || child->weight == 0)) {
        return;
    }
    parts->parts[parts->count++] =
        (struct chiso__child){achieved, max, child->weight == CHISO_ABSENT ? max : child->weight};
}

void chiso__bonus_add(chiso_decimal achieved, struct chiso__parts *parts)
{
    parts->parts[parts->count++] = (struct chiso__child){achieved, 0, 0};
}

static bool combine_sum(const struct chiso__tree_node *node, const struct chiso__parts *parts,
                        struct chiso__combined *combined)
{
    chiso__wide achieved = 0;
    chiso__wide max = 0;

    for (uint32_t i = 0; i < parts->count; i++) {
        achieved += parts->parts[i].achieved;
        max += parts->parts[i].max;
    }
    if (!node->scaled) {
        return chiso__narrow(achieved, &combined->achieved) && chiso__narrow(max, &combined->max);
    }
    if (max == 0) {
        combined->hopeless = node->max != 0;
        return true;
    }
    return chiso__scale(achieved, node->max, max, &combined->achieved);
}

/* Adds w·a/m to numerator / denominator over a common denominator; false when the numbers do not
 * fit. */
static bool add_exactly(chiso__wide *numerator, chiso__wide *denominator, struct chiso__child part)
{
    chiso__wide top = (chiso__wide)part.weight * part.achieved;
    const chiso__wide shared = chiso__gcd(top < 0 ? -top : top, part.max);
    const chiso__wide bottom = part.max / shared;
    const chiso__wide common = chiso__gcd(*denominator, bottom);
    chiso__wide left = 0;

    top /= shared;
    return !__builtin_mul_overflow(*numerator, bottom / common, &left) &&
           !__builtin_mul_overflow(top, *denominator / common, &top) &&
           !__builtin_add_overflow(left, top, numerator) &&
           !__builtin_mul_overflow(*denominator, bottom / common, denominator);
}

/* a × b / (c × d), all but b above 0; false when the numbers do not fit. */
static bool scale_reduced(chiso__wide a, chiso__wide b, chiso__wide c, chiso__wide d,
                          chiso_decimal *out_value)
{
    chiso__wide shared = chiso__gcd(b < 0 ? -b : b, d);

    b /= shared;
    d /= shared;
    shared = chiso__gcd(a, d);
    return !__builtin_mul_overflow(c, d / shared, &c) && chiso__scale(b, a / shared, c, out_value);
}

/* The weighted mean of ratios that are carried to 18 places each, for the rare numbers that have no
 * common denominator of 128 bits. */
static bool mean_of_places(chiso_decimal max, const struct chiso__parts *parts, chiso__wide weight,
                           chiso_decimal *out_achieved)
{
    const chiso__wide places =
        (chiso__wide)CHISO_DECIMAL_ONE * CHISO_DECIMAL_ONE * CHISO_DECIMAL_ONE;
    chiso__wide sum = 0;

    for (uint32_t i = 0; i < parts->count; i++) {
        const struct chiso__child part = parts->parts[i];
        chiso__wide term = chiso__divide(part.achieved * places, part.max, CHISO_ROUND_HALF_UP);

        if (__builtin_mul_overflow(term, (chiso__wide)part.weight, &term) ||
            __builtin_add_overflow(sum, term, &sum)) {
            return false;
        }
    }
    return chiso__scale(chiso__divide(sum, weight, CHISO_ROUND_HALF_UP), max, places, out_achieved);
}

static bool mean_of(chiso_decimal max, const struct chiso__parts *parts, chiso__wide weight,
                    chiso_decimal *out_achieved)
{
    chiso__wide numerator = 0;
    chiso__wide denominator = 1;
    bool exact = true;

    for (uint32_t i = 0; i < parts->count && exact; i++) {
        exact = add_exactly(&numerator, &denominator, parts->parts[i]);
    }
    return (exact && scale_reduced(max, numerator, denominator, weight, out_achieved)) ||
           mean_of_places(max, parts, weight, out_achieved);
}

/* So many bits behind the point that all terms w·m/a fit: the greatest of them, which weighs most,
 * then has all the bits there are. */
static int harmonic_bits(const struct chiso__parts *parts)
{
    enum { MOST = 124 };
    chiso__wide greatest = 0;
    int bits = 0;

    for (uint32_t i = 0; i < parts->count; i++) {
        const struct chiso__child part = parts->parts[i];
        const chiso__wide term = (chiso__wide)part.weight * part.max / part.achieved;

        greatest = term > greatest ? term : greatest;
    }
    bits = MOST - chiso__bits_of((chiso__unsigned_wide)greatest) - chiso__bits_of(parts->count);
    return bits > 0 ? bits : 0;
}

/* whole × Σ w / Σ (w·m/a) where the terms have no common denominator of 128 bits: each gets bits
 * behind the point. */
static bool harmonic_of_places(chiso__wide whole, const struct chiso__parts *parts,
                               chiso_decimal *out_achieved)
{
    const chiso__wide places = (chiso__wide)1 << harmonic_bits(parts);
    chiso__wide sum = 0;

    for (uint32_t i = 0; i < parts->count; i++) {
        const struct chiso__child part = parts->parts[i];
        chiso__wide term = 0;

        if (!chiso__scale_wide((chiso__wide)part.weight * part.max, places, part.achieved, &term) ||
            __builtin_add_overflow(sum, term, &sum)) {
            return false;
        }
    }
    return chiso__scale(whole, places, sum, out_achieved);
}

static bool harmonic_of(chiso_decimal max, const struct chiso__parts *parts, chiso__wide weight,
                        chiso_decimal *out_achieved)
{
    chiso__wide numerator = 0;
    chiso__wide denominator = 1;
    chiso__wide whole = 0;
    bool exact = true;

    if (__builtin_mul_overflow(weight, (chiso__wide)max, &whole)) {
        return false;
    }
    for (uint32_t i = 0; i < parts->count && exact; i++) {
        const struct chiso__child part = parts->parts[i];

        exact = add_exactly(&numerator, &denominator,
                            (struct chiso__child){part.max, part.achieved, part.weight});
    }
    return exact ? chiso__scale(whole, denominator, numerator, out_achieved)
                 : harmonic_of_places(whole, parts, out_achieved);
}

/* The bits that weights lose so that their products with logarithms can be added up: none, unless
 * they are beyond all measure. */
static int spare_bits(chiso__wide weight)
{
    enum { MOST = 57 };
    const int bits = chiso__bits_of((chiso__unsigned_wide)weight);

    return bits > MOST ? bits - MOST : 0;
}

static chiso__wide shared_weight(const struct chiso__parts *parts)
{
    chiso__wide shared = 0;

    for (uint32_t i = 0; i < parts->count; i++) {
        shared = chiso__gcd(parts->parts[i].weight, shared);
    }
    return shared;
}

/* max × 2^(Σ w·log2(a/m) / Σ w). */
static bool geometric_of(chiso_decimal max, const struct chiso__parts *parts, chiso__wide weight,
                         chiso_decimal *out_achieved)
{
    enum { CERTAIN = 56 }; /* so many bits of the result are right */
    const chiso__wide shared = shared_weight(parts);
    const int spare = spare_bits(weight / shared);
    chiso__wide sum = 0;
    chiso__wide weights = 0;
    chiso__wide value = 0;
    int shift = 0;

    for (uint32_t i = 0; i < parts->count; i++) {
        const struct chiso__child part = parts->parts[i];
        const chiso__wide own = (part.weight / shared) >> spare;

        sum += own * (chiso__log2((uint64_t)part.achieved) - chiso__log2((uint64_t)part.max));
        weights += own;
    }
    sum = chiso__divide(sum, weights, CHISO_ROUND_HALF_UP);
    value = (chiso__wide)max * chiso__exp2((uint64_t)sum & ((UINT64_C(1) << CHISO__ROOT_BITS) - 1));
    shift = CHISO__ROOT_BITS - (int)(sum >> CHISO__ROOT_BITS);
    if (shift < 1) {
        /* Ratios beyond 2^60: the whole number has no bits behind the point, and may be a decimal
         * where the max is tiny. */
        return shift > -CHISO__ROOT_BITS &&
               !__builtin_mul_overflow(value, (chiso__wide)1 << -shift, &value) &&
               chiso__narrow(value, out_achieved);
    }
    value = shift > 126 ? 0 : chiso__settle(value, shift, value >> CERTAIN);
    return chiso__narrow(value, out_achieved);
}

static int compare_parts(const struct chiso__child *a, const struct chiso__child *b)
{
    return chiso__compare(a->achieved, a->max, b->achieved, b->max);
}

static bool is_before(const void *context, uint32_t a, uint32_t b)
{
    const struct chiso__child *parts = context;

    return compare_parts(&parts[a], &parts[b]) < 0;
}

/* The part with the least ratio, or with the greatest. */
static struct chiso__child extreme_of(const struct chiso__parts *parts, int sign)
{
    struct chiso__child extreme = parts->parts[0];

    for (uint32_t i = 1; i < parts->count; i++) {
        if (compare_parts(&parts->parts[i], &extreme) * sign > 0) {
            extreme = parts->parts[i];
        }
    }
    return extreme;
}

/* The ratio in the middle, or the mean of both that are. */
static bool median_of(chiso_decimal max, const struct chiso__parts *parts,
                      chiso_decimal *out_achieved)
{
    const uint32_t count = parts->count;
    struct chiso__child middle[2];
    struct chiso__parts pair = {middle, NULL, 2};

    for (uint32_t i = 0; i < count; i++) {
        parts->order[i] = i;
    }
    chiso__sort_ids(parts->order, parts->order + count, count, is_before, parts->parts);
    middle[0] = parts->parts[parts->order[(count - 1) / 2]];
    middle[1] = parts->parts[parts->order[count / 2]];
    middle[0].weight = middle[1].weight = 1;
    return mean_of(max, &pair, 2, out_achieved);
}

/* What has no logarithm and no reciprocal makes the whole 0. */
static bool has_nothing(const struct chiso__parts *parts)
{
    for (uint32_t i = 0; i < parts->count; i++) {
        if (parts->parts[i].achieved <= 0) {
            return true;
        }
    }
    return false;
}

static bool combine_ratios(const struct chiso__tree_node *node, const struct chiso__parts *parts,
                           struct chiso__combined *combined)
{
    struct chiso__child extreme = {0, 1, 0};
    chiso__wide weight = 0;

    for (uint32_t i = 0; i < parts->count; i++) {
        weight += parts->parts[i].weight;
    }
    if (weight == 0) {
        combined->hopeless = node->max != 0;
        return true;
    }
    switch (node->combine) {
    case CHISO_COMBINE_SUM:
    case CHISO_COMBINE_MEAN:
        return mean_of(node->max, parts, weight, &combined->achieved);
    case CHISO_COMBINE_GEOMETRIC:
        return has_nothing(parts) || geometric_of(node->max, parts, weight, &combined->achieved);
    case CHISO_COMBINE_HARMONIC:
        return has_nothing(parts) || harmonic_of(node->max, parts, weight, &combined->achieved);
    case CHISO_COMBINE_MIN:
    case CHISO_COMBINE_MAX:
        extreme = extreme_of(parts, node->combine == CHISO_COMBINE_MAX ? 1 : -1);
        break;
    case CHISO_COMBINE_MEDIAN:
        return median_of(node->max, parts, &combined->achieved);
    }
    return chiso__scale(node->max, extreme.achieved, extreme.max, &combined->achieved);
}

bool chiso__combine_children(const chiso_tree *tree, const struct chiso__tree_node *node,
                             const struct chiso__parts *parts, struct chiso__combined *out_combined)
{
    struct chiso__combined combined = {0, node->max, false};

    if (node->combine == CHISO_COMBINE_SUM ? !combine_sum(node, parts, &combined)
                                           : !combine_ratios(node, parts, &combined)) {
        return false;
    }
    if (node->round >= 0) {
        combined.achieved = chiso__round(combined.achieved, node->round, tree->rounding);
    }
    if (node->capped && combined.achieved > combined.max) {
        combined.achieved = combined.max;
    }
    *out_combined = combined;
    return chiso__is_decimal(combined.achieved);
}
