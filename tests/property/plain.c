#include "plain.h"
#include "plain_number.h"

#include <criterion/criterion.h>

#include <math.h>

/* What stands for a criterion that is missing: what the policy says (below a bonus nothing), its
 * min, or its max. */
enum view { VIEW_POLICY, VIEW_LOWEST, VIEW_HIGHEST, VIEWS };

/* What a node gives to its parent. */
struct part {
    bool takes_part;
    int128 achieved; /* carried */
    chiso_decimal max;
};

/* What is known of a node of the unit. */
struct facts {
    bool applies;      /* anything that counts does */
    bool scored;       /* anything that counts is */
    bool has_gaps;     /* anything that counts is missing */
    bool is_in_bonus;  /* or is a bonus */
    bool has_coverage; /* anything in it has a weight */
    chiso_decimal max; /* with what is missing in it */
    int128 coverage;   /* carried, of 1 */
    struct part parts[VIEWS];
};

struct unit {
    const struct plan *plan;
    const chiso_decimal *row;
    struct plain_judge judge;
    struct facts facts[PLAN_NODES];
};

/* ---- What counts */

static bool is_child(const struct plan *plan, int node, int parent)
{
    return plan->nodes[node].parent == parent;
}

static bool is_given(const struct unit *unit, int child)
{
    return unit->plan->nodes[child].bonus && unit->facts[child].applies &&
           unit->facts[child].scored;
}

/* Whether state, coverage and bounds of its parent look at a child. */
static bool counts(const struct unit *unit, int child)
{
    const struct plan_node *node = &unit->plan->nodes[child];
    const struct facts *facts = &unit->facts[child];

    if (node->bonus || !facts->applies) {
        return false;
    }
    if (unit->plan->nodes[node->parent].combine >= PLAN_MEAN) {
        return node->weight != 0 && facts->max > 0;
    }
    return !node->leaf || node->max > 0 || facts->is_in_bonus;
}

/* What a child weighs in the coverage of its parent. */
static chiso_decimal weight_in(const struct unit *unit, int child)
{
    const struct plan_node *node = &unit->plan->nodes[child];
    const enum plan_combine combine = unit->plan->nodes[node->parent].combine;

    if (combine == PLAN_MIN || combine == PLAN_MAX || combine == PLAN_MEDIAN) {
        return 1;
    }
    return combine < PLAN_MEAN || node->weight == CHISO_ABSENT ? unit->facts[child].max
                                                               : node->weight;
}

static void set_coverage(struct unit *unit, int index)
{
    struct facts *facts = &unit->facts[index];
    chiso_decimal total = 0;
    int128 covered = 0;

    for (int child = index + 1; child < unit->plan->count; child++) {
        if (is_child(unit->plan, child, index) && counts(unit, child)) {
            total += weight_in(unit, child);
        }
    }
    for (int child = index + 1; child < unit->plan->count && total > 0; child++) {
        if (is_child(unit->plan, child, index) && counts(unit, child)) {
            covered +=
                plain_portion(unit->facts[child].coverage, weight_in(unit, child), 1, total, 1);
        }
    }
    facts->has_coverage = total > 0;
    facts->coverage = covered;
}

/* Whether a child that counts is scored, and has a share where ratios or shares are made. */
static bool counts_as_scored(const struct unit *unit, int child)
{
    const struct facts *facts = &unit->facts[child];
    const bool is_left_out =
        unit->plan->missing == CHISO_MISSING_SKIP && !unit->facts[child].is_in_bonus;
    const chiso_decimal max = is_left_out ? facts->parts[VIEW_POLICY].max : facts->max;

    return facts->scored &&
           (unit->plan->nodes[unit->plan->nodes[child].parent].combine == PLAN_SUM || max > 0);
}

static void set_inner(struct unit *unit, int index)
{
    const struct plan_node *node = &unit->plan->nodes[index];
    struct facts *facts = &unit->facts[index];
    chiso_decimal max = 0;

    for (int child = index + 1; child < unit->plan->count; child++) {
        if (!is_child(unit->plan, child, index)) {
            continue;
        }
        if (node->combine == PLAN_SUM && is_given(unit, child)) {
            facts->applies = facts->scored = true;
        }
        if (counts(unit, child)) {
            facts->applies =
                facts->applies || node->combine != PLAN_SCALED || unit->facts[child].max > 0;
            facts->scored = facts->scored || counts_as_scored(unit, child);
            facts->has_gaps = facts->has_gaps || unit->facts[child].has_gaps;
        }
        max += unit->plan->nodes[child].bonus ? 0 : unit->facts[child].max;
    }
    if (facts->applies) {
        facts->max = node->combine == PLAN_SUM ? max : node->max;
    }
    set_coverage(unit, index);
}

static void set_leaf(struct unit *unit, int index)
{
    struct facts *facts = &unit->facts[index];
    const chiso_decimal cell = unit->row[index];

    facts->applies = cell != CHISO_NOT_APPLICABLE;
    facts->has_gaps = cell == CHISO_MISSING;
    facts->scored = facts->applies && !facts->has_gaps;
    facts->max = facts->applies ? unit->plan->nodes[index].max : 0;
    facts->has_coverage = facts->max > 0;
    facts->coverage = facts->scored ? PLAIN_MILLIONTH : 0;
}

/* ---- Points */

static struct part leaf_part(const struct unit *unit, int index, enum view view)
{
    const struct plan_node *node = &unit->plan->nodes[index];
    chiso_decimal points = unit->row[index];

    if (points == CHISO_MISSING) {
        const bool is_none = view == VIEW_POLICY && unit->facts[index].is_in_bonus;

        points = is_none ? 0 : view == VIEW_HIGHEST ? node->max : node->min;
    }
    return (struct part){true, points * PLAIN_MILLIONTH, node->max};
}

/* Points added up, those of the bonuses that were given as they are in every view. */
static struct part sum_part(const struct unit *unit, int index, enum view view)
{
    const struct plan_node *node = &unit->plan->nodes[index];
    struct part sum = {.takes_part = true};

    for (int child = index + 1; child < unit->plan->count; child++) {
        if (is_child(unit->plan, child, index)) {
            const struct facts *facts = &unit->facts[child];

            if (!unit->plan->nodes[child].bonus) {
                sum.achieved += facts->parts[view].achieved;
                sum.max += facts->parts[view].max;
            } else if (is_given(unit, child)) {
                sum.achieved += facts->parts[VIEW_POLICY].achieved;
            }
        }
    }
    if (node->combine == PLAN_SCALED) {
        sum.achieved = plain_portion(sum.achieved, node->max, 1, sum.max, 1);
        sum.max = node->max;
    }
    return sum;
}

/* The children that take part in a node of ratios. */
struct ratios {
    int count;
    chiso_decimal weight; /* of all */
    int128 achieved[PLAN_CHILDREN];
    chiso_decimal maxima[PLAN_CHILDREN];
    chiso_decimal weights[PLAN_CHILDREN];
};

static struct ratios ratios_of(const struct unit *unit, int index, enum view view)
{
    struct ratios ratios = {0};

    for (int child = index + 1; child < unit->plan->count; child++) {
        if (is_child(unit->plan, child, index) && counts(unit, child)) {
            const struct part part = unit->facts[child].parts[view];
            const chiso_decimal weight = unit->plan->nodes[child].weight;

            if (part.takes_part && part.max > 0) {
                ratios.achieved[ratios.count] = part.achieved;
                ratios.maxima[ratios.count] = part.max;
                ratios.weights[ratios.count] = weight == CHISO_ABSENT ? part.max : weight;
                ratios.weight += ratios.weights[ratios.count++];
            }
        }
    }
    return ratios;
}

/* max × Σ w·(a/m) / Σ w. */
static int128 mean_of(const struct ratios *ratios, chiso_decimal max)
{
    int128 mean = 0;

    for (int i = 0; i < ratios->count; i++) {
        mean += plain_portion(ratios->achieved[i], ratios->weights[i], max, ratios->maxima[i],
                              ratios->weight);
    }
    return mean;
}

/* Logarithms and reciprocals are of what is above 0, by nearness. */
static bool has_nothing(const struct ratios *ratios)
{
    for (int i = 0; i < ratios->count; i++) {
        /* 2^-40 of a millionth may be left of thirds. */
        if (ratios->achieved[i] < PLAIN_MILLIONTH >> 40) {
            return true;
        }
    }
    return false;
}

/* max × Σ w / Σ (w·m/a), the terms of which have 200 bits more. */
static int128 harmonic_of(const struct ratios *ratios, chiso_decimal max)
{
    struct wide dividend =
        wide_times(wide_times(wide_of((uint64_t)ratios->weight), (uint64_t)max), 1);
    struct wide divisor = wide_of(0);

    for (int bits = 0; bits < 200 + PLAIN_REST_BITS; bits += 20) {
        dividend = wide_times(dividend, UINT64_C(1) << 20);
    }
    for (int i = 0; i < ratios->count; i++) {
        struct wide term =
            wide_times(wide_of((uint64_t)ratios->weights[i]), (uint64_t)ratios->maxima[i]);

        for (int bits = 0; bits < 200 + PLAIN_REST_BITS; bits += 20) {
            term = wide_times(term, UINT64_C(1) << 20);
        }
        divisor =
            wide_plus(divisor, wide_quotient(term, wide_of_128((uint128)ratios->achieved[i])));
    }
    return (int128)wide_to_128(wide_quotient(dividend, divisor));
}

static int compare_ratios(const struct ratios *ratios, int a, int b)
{
    const bool is_below[] = {ratios->achieved[a] < 0, ratios->achieved[b] < 0};

    if (is_below[0] != is_below[1]) {
        return is_below[0] ? -1 : 1;
    }
    const int order = wide_compare(
        wide_times(wide_of_128(plain_size(ratios->achieved[a])), (uint64_t)ratios->maxima[b]),
        wide_times(wide_of_128(plain_size(ratios->achieved[b])), (uint64_t)ratios->maxima[a]));
    return is_below[0] ? -order : order;
}

/* max × the mean of the ratios at two places of their order, which may be one. */
static int128 middle_of(const struct ratios *ratios, int low, int high, chiso_decimal max)
{
    struct ratios pair = {.count = 2, .weight = 2, .weights = {1, 1}};

    for (int i = 0; i < ratios->count; i++) {
        int place = 0;

        for (int other = 0; other < ratios->count; other++) {
            const int order = compare_ratios(ratios, other, i);

            place += order < 0 || (order == 0 && other < i);
        }
        for (int side = 0; side < 2; side++) {
            if (place == (side == 0 ? low : high)) {
                pair.achieved[side] = ratios->achieved[i];
                pair.maxima[side] = ratios->maxima[i];
            }
        }
    }
    return mean_of(&pair, max);
}

static int128 geometric_of(const struct ratios *ratios, chiso_decimal max)
{
    long double sum = 0.0L;
    int equal = 1;

    while (equal < ratios->count && compare_ratios(ratios, 0, equal) == 0) {
        equal++;
    }
    if (equal == ratios->count) {
        return middle_of(ratios, 0, 0, max); /* without a root */
    }
    for (int i = 0; i < ratios->count; i++) {
        sum += (long double)ratios->weights[i] *
               (logl((long double)ratios->achieved[i] / (long double)PLAIN_MILLIONTH) -
                logl((long double)ratios->maxima[i]));
    }
    return (int128)((long double)max * expl(sum / (long double)ratios->weight) *
                    (long double)PLAIN_MILLIONTH);
}

static struct part ratio_part(const struct unit *unit, int index, enum view view)
{
    const struct plan_node *node = &unit->plan->nodes[index];
    const struct ratios ratios = ratios_of(unit, index, view);
    const int last = ratios.count - 1;
    struct part part = {true, 0, node->max};

    switch (node->combine) {
    case PLAN_GEOMETRIC:
        part.achieved = has_nothing(&ratios) ? 0 : geometric_of(&ratios, node->max);
        break;
    case PLAN_HARMONIC:
        part.achieved = has_nothing(&ratios) ? 0 : harmonic_of(&ratios, node->max);
        break;
    case PLAN_MIN:
        part.achieved = middle_of(&ratios, 0, 0, node->max);
        break;
    case PLAN_MAX:
        part.achieved = middle_of(&ratios, last, last, node->max);
        break;
    case PLAN_MEDIAN:
        part.achieved = middle_of(&ratios, last / 2, (last + 1) / 2, node->max);
        break;
    default:
        part.achieved = mean_of(&ratios, node->max);
    }
    return part;
}

/* Combine, then round, then the cap; a leaf is limited again after it is rounded. */
static struct part part_of(struct unit *unit, int index, enum view view)
{
    const struct plan_node *node = &unit->plan->nodes[index];
    const struct facts *facts = &unit->facts[index];
    const bool is_none = node->leaf && facts->is_in_bonus && view == VIEW_POLICY && !facts->scored;
    const bool is_left_out = view == VIEW_POLICY && unit->plan->missing == CHISO_MISSING_SKIP &&
                             !facts->is_in_bonus && !facts->scored;
    struct part part;

    if (!facts->applies || is_left_out) {
        return (struct part){0};
    }
    part = node->leaf                   ? leaf_part(unit, index, view)
           : node->combine >= PLAN_MEAN ? ratio_part(unit, index, view)
                                        : sum_part(unit, index, view);
    if (node->round >= 0 && !is_none) {
        chiso_decimal points = plain_shown(&unit->judge, part.achieved, part.max, node->round);

        points = node->leaf && points > node->max ? node->max : points;
        points = node->leaf && points < node->min ? node->min : points;
        part.achieved = points * PLAIN_MILLIONTH;
    }
    if (node->capped && part.achieved > part.max * PLAIN_MILLIONTH) {
        part.achieved = part.max * PLAIN_MILLIONTH;
    }
    return part;
}

/* ---- Results */

static chiso_state state_of(const struct unit *unit, int index)
{
    const struct facts *facts = &unit->facts[index];
    const bool is_unknown =
        unit->plan->missing == CHISO_MISSING_UNKNOWN && facts->has_gaps && !facts->is_in_bonus;

    if (!facts->applies) {
        return CHISO_STATE_NOT_APPLICABLE;
    }
    return facts->scored && !is_unknown ? CHISO_STATE_SCORED : CHISO_STATE_MISSING;
}

static chiso_decimal percent_of(struct unit *unit, struct part part)
{
    return part.takes_part && part.max > 0
               ? plain_percent(&unit->judge, part.achieved, part.max, unit->plan->digits)
               : CHISO_ABSENT;
}

static chiso_result result_of(struct unit *unit, int index)
{
    const struct facts *facts = &unit->facts[index];
    const struct part part = facts->parts[VIEW_POLICY];
    chiso_result result = {state_of(unit, index), CHISO_ABSENT, CHISO_ABSENT, CHISO_ABSENT,
                           CHISO_ABSENT,          CHISO_ABSENT, CHISO_ABSENT};

    if (result.state == CHISO_STATE_NOT_APPLICABLE ||
        (facts->is_in_bonus && result.state == CHISO_STATE_MISSING)) {
        return result;
    }
    if (result.state == CHISO_STATE_SCORED || unit->plan->missing == CHISO_MISSING_ZERO) {
        result.achieved = plain_shown(&unit->judge, part.achieved, part.max, CHISO_DECIMAL_PLACES);
        result.max = part.max;
        result.percent = percent_of(unit, part);
    }
    if (facts->has_coverage) {
        result.coverage = percent_of(unit, (struct part){true, facts->coverage, 1});
    }
    result.lowest = percent_of(unit, facts->parts[VIEW_LOWEST]);
    result.highest = percent_of(unit, facts->parts[VIEW_HIGHEST]);
    return result;
}

void plain_score(const struct plan *plan, const chiso_decimal *row, struct plain_row *out_rows)
{
    struct unit unit = {.plan = plan, .row = row, .judge = {plan->rounding, false, false}};

    for (int index = 0; index < plan->count; index++) {
        unit.judge.has_roots = unit.judge.has_roots || plan->nodes[index].combine == PLAN_GEOMETRIC;
    }

    for (int index = plan->count; index-- > 0;) {
        unit.facts[index].is_in_bonus = plan_is_in_bonus(plan, index);
        if (plan->nodes[index].leaf) {
            set_leaf(&unit, index);
        } else {
            set_inner(&unit, index);
        }
        for (int view = 0; view < VIEWS; view++) {
            unit.facts[index].parts[view] = part_of(&unit, index, (enum view)view);
        }
    }
    for (int index = 0; index < plan->count; index++) {
        chiso_result *result = &out_rows[index].result;

        *result = result_of(&unit, index);
        out_rows[index].answer = result->percent == PLAIN_NO_DECIMAL ||
                                         result->lowest == PLAIN_NO_DECIMAL ||
                                         result->highest == PLAIN_NO_DECIMAL
                                     ? PLAIN_BEYOND
                                     : PLAIN_FIGURES;
    }
    for (int index = 0; index < plan->count && unit.judge.is_open; index++) {
        out_rows[index].answer = PLAIN_OPEN;
    }
}
