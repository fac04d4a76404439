/* A node worked out again from sums of its children. It takes the place of combining all of them
 * (combine.c, combine_ratios.c, and combine_quick.c in place of that) where one has other points.
 *
 * Why that is the same: sums are exact, so that what one child adds can be taken out and added
 * again, in any order; what each adds is rounded by itself, from the same numbers, and the whole is
 * rounded once, in the same way. The least, the greatest and the one in the middle are found in the
 * order of the exact ratios, of equals the first in the tree's order, as there. */
#include "score/combine_sums_quick.h"

#include "base/sort.h"
#include "number/logarithm.h"

/* Logarithms, of 70 bits, times weights that add up to less have room in 128. */
#define MOST_WEIGHT (INT64_C(1) << 54)

/* Where a child that gets other points stands in the order of the ratios, and will stand. */
struct move {
    chiso_node child;
    struct chiso__child part; /* as it will be */
    uint32_t from;
    uint32_t to;
};

/* Whether a child stands before another: the lesser ratio first, where the greatest is asked for
 * that. */
static bool stands_before(const struct chiso__children *children, chiso_node node, chiso_node a,
                          chiso_node b, const struct chiso__child *b_part)
{
    const int order = chiso__parts_compare(&children->parts[a], b_part);

    if (order != 0) {
        return (order < 0) == (children->tree->nodes[node].combine != CHISO_COMBINE_MAX);
    }
    return children->places[a] < children->places[b];
}

struct ranking {
    const struct chiso__children *children;
    chiso_node node;
};

static bool is_before(const void *context, uint32_t a, uint32_t b)
{
    const struct ranking *ranking = context;

    return stands_before(ranking->children, ranking->node, a, b, &ranking->children->parts[b]);
}

/* How many children, as they stand now, stand before a child with these points: itself too, where
 * its own are less. */
static uint32_t count_before(const struct chiso__children *children, chiso_node node,
                             const struct chiso__sums *sums, chiso_node child,
                             const struct chiso__child *part)
{
    uint32_t low = 0;
    uint32_t high = sums->count;

    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;

        if (stands_before(children, node, sums->ranked[middle], child, part)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static struct move move_of(const struct chiso__children *children, chiso_node node,
                           const struct chiso__sums *sums, chiso_node child,
                           struct chiso__carried points)
{
    struct move move = {child, children->parts[child], 0, 0};

    if (sums->ranked != NULL) {
        move.from = count_before(children, node, sums, child, &move.part);
        move.part.achieved = points;
        move.to = count_before(children, node, sums, child, &move.part);
        move.to -= move.to > move.from;
    }
    move.part.achieved = points;
    return move;
}

/* The part at a place in the order that there will be. */
static const struct chiso__child *part_at(const struct chiso__children *children,
                                          const struct chiso__sums *sums, const struct move *move,
                                          uint32_t place)
{
    uint32_t other = place - (place > move->to);

    if (place == move->to) {
        return &move->part;
    }
    other += other >= move->from;
    return &children->parts[sums->ranked[other]];
}

/* Takes a part into the sum of weights, or of maxima; whether all are alike is seen as well. */
static bool take_whole(const struct chiso__tree_node *node, const struct chiso__child *part,
                       struct chiso__sums *sums)
{
    if (node->combine == CHISO_COMBINE_SUM) {
        return chiso__total_add(&sums->whole, part->max);
    }
    sums->own = sums->count == 0 ? part->max : sums->own;
    sums->alike = sums->alike && chiso__is_alike(part, sums->own, &sums->weight);
    return chiso__total_add(&sums->whole, part->weight);
}

/* Adds what a part adds, so many times: 1, or -1 to take it out. */
static bool add_times(const struct chiso__tree_node *node, const struct chiso__child *part,
                      int times, struct chiso__sums *sums)
{
    struct chiso__carried term = {0, 0};

    switch (node->combine) {
    case CHISO_COMBINE_SUM:
        return chiso__total_add_times(&sums->sum, part->achieved, times);
    case CHISO_COMBINE_MEAN:
        if (sums->alike) {
            return chiso__total_add_times(&sums->sum, part->achieved,
                                          times * part->weight.millionths);
        }
        if (chiso__carried_compare(part->weight, part->max) == 0) {
            return chiso__total_add_times(&sums->sum, part->achieved, times);
        }
        return chiso__mean_share(node->max, part, sums->whole, &term) &&
               chiso__total_add_times(&sums->shares, term, times);
    case CHISO_COMBINE_GEOMETRIC:
        if (chiso__is_nothing(part->achieved)) {
            sums->nothing += (uint32_t)times;
            return true;
        }
        if (sums->alike) {
            sums->logarithms += chiso__carried_log2(part->achieved) *
                                ((chiso__wide)times * part->weight.millionths);
            return true;
        }
        return chiso__geometric_term(part, sums->whole, &term) &&
               chiso__total_add_times(&sums->sum, term, times);
    case CHISO_COMBINE_HARMONIC:
        sums->nothing += chiso__is_nothing(part->achieved) ? (uint32_t)times : 0;
        return true;
    case CHISO_COMBINE_MIN:
    case CHISO_COMBINE_MAX:
    case CHISO_COMBINE_MEDIAN:
        break;
    }
    return true;
}

static bool harmonic_term(const struct chiso__child *part, const struct chiso__child *least,
                          struct chiso__carried *out_term)
{
    return chiso__harmonic_term_of_alike(part, least, out_term) ||
           chiso__harmonic_term(part, least, out_term);
}

/* Σ of the harmonic terms of all parts in the order that there will be. */
static bool sum_terms(const struct chiso__children *children, const struct chiso__sums *sums,
                      const struct move *move, struct chiso__total *out_sum)
{
    const struct chiso__child *least = part_at(children, sums, move, 0);
    struct chiso__total sum = {0, 0};

    for (uint32_t i = 0; i < sums->count; i++) {
        struct chiso__carried term = {0, 0};

        if (!harmonic_term(part_at(children, sums, move, i), least, &term) ||
            !chiso__total_add(&sum, term)) {
            return false;
        }
    }
    *out_sum = sum;
    return true;
}

/* The same from what is kept, where the least stays: all terms are measured by it. */
static bool find_terms(const struct chiso__children *children, const struct chiso__sums *sums,
                       const struct move *move, bool was_nothing, struct chiso__total *out_sum)
{
    const struct chiso__child *least = part_at(children, sums, move, 0);
    struct chiso__carried before = {0, 0};
    struct chiso__carried now = {0, 0};

    if (was_nothing || move->from == 0 || move->to == 0) {
        return sum_terms(children, sums, move, out_sum);
    }
    *out_sum = sums->sum;
    return harmonic_term(&children->parts[move->child], least, &before) &&
           harmonic_term(&move->part, least, &now) && chiso__total_subtract(out_sum, before) &&
           chiso__total_add(out_sum, now);
}

/* Sums with what a child will have. */
static bool change(const struct chiso__children *children, chiso_node node,
                   const struct chiso__sums *sums, const struct move *move,
                   struct chiso__sums *out_sums)
{
    const struct chiso__tree_node *own = &children->tree->nodes[node];

    *out_sums = *sums;
    if (!add_times(own, &children->parts[move->child], -1, out_sums) ||
        !add_times(own, &move->part, 1, out_sums)) {
        return false;
    }
    return own->combine != CHISO_COMBINE_HARMONIC || out_sums->nothing > 0 ||
           find_terms(children, sums, move, sums->nothing > 0, &out_sums->sum);
}

static bool mean_of(struct chiso__carried max, const struct chiso__sums *sums,
                    struct chiso__carried *out_achieved)
{
    struct chiso__total shares = sums->shares;
    struct chiso__carried share = {0, 0};

    if (sums->alike) {
        return chiso__mean_of_alike(max, sums->own, sums->sum, sums->weight, out_achieved);
    }
    return chiso__total_scale(max, sums->sum, sums->whole, &share) &&
           chiso__total_add(&shares, share) && chiso__total_settle(shares, out_achieved);
}

/* The mean of ratios above 0 that has roots or reciprocals, where all are not one. */
static bool mean_of_kind(const struct chiso__tree_node *own, const struct chiso__sums *sums,
                         const struct chiso__child *least, struct chiso__carried *out_achieved)
{
    if (own->combine == CHISO_COMBINE_HARMONIC) {
        return chiso__carried_proportion(own->max,
                                         (struct chiso__pair){least->achieved, sums->whole},
                                         (struct chiso__pair){least->max, sums->sum}, out_achieved);
    }
    return sums->alike ? chiso__geometric_of_logarithms(own->max, sums->own, sums->logarithms,
                                                        sums->weight, out_achieved)
                       : chiso__carried_times_exp2(own->max, sums->sum, out_achieved);
}

/* What the sums make, with a child where it will be. */
static bool result_of(const struct chiso__children *children, chiso_node node,
                      const struct chiso__sums *sums, const struct move *move,
                      struct chiso__carried *out_achieved)
{
    const struct chiso__tree_node *own = &children->tree->nodes[node];
    const struct chiso__child *first = NULL;

    *out_achieved = chiso__carried_of(0);
    switch (own->combine) {
    case CHISO_COMBINE_SUM:
        if (!own->scaled) {
            return chiso__total_settle(sums->sum, out_achieved);
        }
        return chiso__total_is_zero(sums->whole) ||
               chiso__total_scale(own->max, sums->sum, sums->whole, out_achieved);
    case CHISO_COMBINE_MEAN:
        return mean_of(own->max, sums, out_achieved);
    case CHISO_COMBINE_GEOMETRIC:
    case CHISO_COMBINE_HARMONIC:
        first = part_at(children, sums, move, 0);
        if (sums->nothing > 0) {
            return true;
        }
        if (chiso__parts_compare(first, part_at(children, sums, move, sums->count - 1)) == 0) {
            return chiso__carried_scale(own->max, first->achieved, first->max, out_achieved);
        }
        return mean_of_kind(own, sums, first, out_achieved);
    case CHISO_COMBINE_MEDIAN:
        return chiso__median_between(own->max, part_at(children, sums, move, (sums->count - 1) / 2),
                                     part_at(children, sums, move, sums->count / 2), out_achieved);
    case CHISO_COMBINE_MIN:
    case CHISO_COMBINE_MAX:
        break;
    }
    first = part_at(children, sums, move, 0);
    return chiso__carried_scale(own->max, first->achieved, first->max, out_achieved);
}

bool chiso__sums_make(const struct chiso__children *children, chiso_node node, uint32_t *scratch,
                      struct chiso__sums *sums)
{
    const struct chiso__tree_node *nodes = children->tree->nodes;
    const struct ranking ranking = {children, node};
    const struct chiso__tree_node *own = &nodes[node];

    *sums = (struct chiso__sums){.alike = own->combine == CHISO_COMBINE_MEAN ||
                                          own->combine == CHISO_COMBINE_GEOMETRIC,
                                 .ranked = sums->ranked};
    for (chiso_node id = own->first_child; id != CHISO_NO_NODE; id = nodes[id].next_sibling) {
        if (!children->is_part[id]) {
            continue;
        }
        if (!take_whole(own, &children->parts[id], sums)) {
            return false;
        }
        if (sums->ranked != NULL) {
            sums->ranked[sums->count] = id;
        }
        sums->count++;
    }
    if (own->combine == CHISO_COMBINE_GEOMETRIC && sums->alike && sums->weight >= MOST_WEIGHT) {
        return false;
    }
    for (chiso_node id = own->first_child; id != CHISO_NO_NODE; id = nodes[id].next_sibling) {
        if (children->is_part[id] && !add_times(own, &children->parts[id], 1, sums)) {
            return false;
        }
    }
    if (sums->ranked != NULL) {
        chiso__sort_ids(sums->ranked, scratch, sums->count, is_before, &ranking);
    }
    if (own->combine == CHISO_COMBINE_HARMONIC && sums->ranked != NULL && sums->nothing == 0 &&
        sums->count > 0) {
        const struct move none = {sums->ranked[0], children->parts[sums->ranked[0]], 0, 0};

        return sum_terms(children, sums, &none, &sums->sum);
    }
    return true;
}

bool chiso__sums_with(const struct chiso__children *children, chiso_node node,
                      const struct chiso__sums *sums, chiso_node child,
                      struct chiso__carried points, struct chiso__carried *out_achieved)
{
    const struct move move = move_of(children, node, sums, child, points);
    struct chiso__sums changed;

    return change(children, node, sums, &move, &changed) &&
           result_of(children, node, &changed, &move, out_achieved);
}

/* Moves a child to where it will stand. */
static void keep_order(struct chiso__sums *sums, const struct move *move)
{
    for (uint32_t i = move->from; i < move->to; i++) {
        sums->ranked[i] = sums->ranked[i + 1];
    }
    for (uint32_t i = move->from; i > move->to; i--) {
        sums->ranked[i] = sums->ranked[i - 1];
    }
    sums->ranked[move->to] = move->child;
}

bool chiso__sums_put(const struct chiso__children *children, chiso_node node,
                     struct chiso__sums *sums, chiso_node child, struct chiso__carried points,
                     struct chiso__carried *out_achieved)
{
    const struct move move = move_of(children, node, sums, child, points);
    struct chiso__sums changed;

    if (!change(children, node, sums, &move, &changed) ||
        !result_of(children, node, &changed, &move, out_achieved)) {
        return false;
    }
    *sums = changed;
    children->parts[child].achieved = points;
    if (sums->ranked != NULL) {
        keep_order(sums, &move);
    }
    return true;
}
