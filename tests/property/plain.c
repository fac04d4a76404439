#include "plain.h"
#include "wide.h"

#include <criterion/criterion.h>

#include <math.h>

/* What stands for a criterion that is missing: what the policy says, or the worst and the best that
 * it can become. */
enum view { VIEW_POLICY, VIEW_LOWEST, VIEW_HIGHEST };

/* What a node gives to its parent. */
struct part {
    bool applies;
    bool known;    /* achieved stands for something */
    bool hopeless; /* what applies below has no weight or max to be spread over */
    chiso_decimal achieved;
    chiso_decimal max;
};

static const struct part nothing = {.known = true};

static struct part part_of(const struct plan *plan, const chiso_decimal *row, int node,
                           enum view view);

static chiso_decimal ratio(int128 numerator, int128 denominator, chiso_rounding rounding)
{
    const bool negative = numerator < 0;
    const int128 amount = negative ? -numerator : numerator;
    int128 quotient = amount / denominator;
    const int128 twice = 2 * (amount % denominator);

    if (rounding == CHISO_ROUND_HALF_UP) {
        quotient += twice >= denominator;
    } else if (rounding == CHISO_ROUND_HALF_EVEN) {
        quotient += twice > denominator || (twice == denominator && quotient % 2 == 1);
    }
    return (chiso_decimal)(negative ? -quotient : quotient);
}

static chiso_decimal places(int digits)
{
    chiso_decimal step = 1;

    for (int i = digits; i < CHISO_DECIMAL_PLACES; i++) {
        step *= 10;
    }
    return step;
}

static chiso_decimal plain_round(chiso_decimal value, int digits, chiso_rounding rounding)
{
    return ratio(value, places(digits), rounding) * places(digits);
}

/* In place of a percentage that is no decimal. */
static const chiso_decimal beyond = INT64_MAX;

static chiso_decimal plain_percent(chiso_decimal achieved, chiso_decimal max, int digits,
                                   chiso_rounding rounding)
{
    const int128 whole = (int128)achieved * 100 * CHISO_DECIMAL_ONE / max;

    if (whole > CHISO_DECIMAL_MAX || whole < -CHISO_DECIMAL_MAX) {
        return beyond;
    }
    return ratio((int128)achieved * 100 * CHISO_DECIMAL_ONE, (int128)max * places(digits),
                 rounding) *
           places(digits);
}

/* Leaves below a node that count in it, itself included: those below a bonus on the way do not. */
struct tally {
    int scored;
    int missing;
    chiso_decimal scored_max;
    chiso_decimal applicable_max;
};

static void tally_below(const struct plan *plan, const chiso_decimal *row, int node,
                        struct tally *tally)
{
    if (plan->nodes[node].leaf && row[node] != CHISO_NOT_APPLICABLE) {
        const bool missing = row[node] == CHISO_MISSING;

        tally->missing += missing;
        tally->scored += !missing;
        tally->applicable_max += plan->nodes[node].max;
        tally->scored_max += missing ? 0 : plan->nodes[node].max;
    }
    for (int child = node + 1; child < plan->count; child++) {
        if (plan->nodes[child].parent == node && !plan->nodes[child].bonus) {
            tally_below(plan, row, child, tally);
        }
    }
}

/* How many leaves below a node are scored, missing or there at all, whether they are a bonus or
 * not. */
struct leaves {
    int scored;
    int missing;
    int criteria;
};

static chiso_state state_of(const struct plan *plan, const chiso_decimal *row, int node);

/* A bonus that is missing as a whole has nothing that is scored. */
static void leaves_below(const struct plan *plan, const chiso_decimal *row, int node, bool bonus,
                         struct leaves *leaves)
{
    if (plan->nodes[node].leaf) {
        leaves->scored += row[node] != CHISO_MISSING && row[node] != CHISO_NOT_APPLICABLE;
        leaves->missing += row[node] == CHISO_MISSING;
        leaves->criteria += !bonus;
    }
    for (int child = node + 1; child < plan->count; child++) {
        if (plan->nodes[child].parent == node) {
            const int scored = leaves->scored;

            leaves_below(plan, row, child, bonus || plan->nodes[child].bonus, leaves);
            if (plan->nodes[child].bonus && state_of(plan, row, child) != CHISO_STATE_SCORED) {
                leaves->scored = scored;
            }
        }
    }
}

/* A bonus that was given or taken is something scored; one that is missing touches no state but
 * that of a node which has nothing else. */
static chiso_state state_of(const struct plan *plan, const chiso_decimal *row, int node)
{
    struct tally tally = {0};
    struct leaves leaves = {0};

    tally_below(plan, row, node, &tally);
    leaves_below(plan, row, node, false, &leaves);
    if (tally.missing > 0 && (leaves.scored == 0 || plan->missing == CHISO_MISSING_UNKNOWN)) {
        return CHISO_STATE_MISSING;
    }
    if (leaves.scored > 0) {
        return CHISO_STATE_SCORED;
    }
    return leaves.criteria == 0 && leaves.missing > 0 ? CHISO_STATE_MISSING
                                                      : CHISO_STATE_NOT_APPLICABLE;
}

static struct part leaf_part(const struct plan *plan, const chiso_decimal *row, int index,
                             enum view view)
{
    const struct plan_node *node = &plan->nodes[index];
    struct part part = {true, true, false, row[index], node->max};

    if (row[index] == CHISO_NOT_APPLICABLE) {
        return nothing;
    }
    if (row[index] == CHISO_MISSING) {
        if (view == VIEW_HIGHEST) {
            part.achieved = node->max;
        } else if (view == VIEW_LOWEST || plan->missing == CHISO_MISSING_ZERO) {
            /* A bonus that is missing is none, and so is what stands below it. */
            part.achieved = view != VIEW_LOWEST && plan_is_in_bonus(plan, index) ? 0 : node->min;
        } else if (plan->missing == CHISO_MISSING_SKIP) {
            return nothing;
        } else {
            part.known = false;
            part.achieved = 0;
        }
    }
    return part;
}

/* The sum of what applies; a bonus adds what it has now whatever the others may become, and is none
 * when it is missing. */
static struct part sum_part(const struct plan *plan, const chiso_decimal *row, int index,
                            enum view view)
{
    struct part sum = nothing;
    struct tally tally = {0};

    for (int child = index + 1; child < plan->count; child++) {
        if (plan->nodes[child].parent != index) {
            continue;
        }
        if (plan->nodes[child].bonus) {
            const struct part bonus = part_of(plan, row, child, VIEW_POLICY);

            if (state_of(plan, row, child) == CHISO_STATE_SCORED) {
                sum.achieved += bonus.achieved;
                sum.applies = true;
            }
            sum.hopeless = sum.hopeless || bonus.hopeless;
        } else {
            const struct part part = part_of(plan, row, child, view);

            sum.applies = sum.applies || part.applies;
            sum.known = sum.known && part.known;
            sum.hopeless = sum.hopeless || part.hopeless;
            sum.achieved += part.achieved;
            sum.max += part.max;
        }
    }
    /* A node with nothing but bonuses has points of 0, if 0 is all that they are. */
    tally_below(plan, row, index, &tally);
    sum.applies = sum.applies || state_of(plan, row, index) == CHISO_STATE_SCORED ||
                  (tally.missing == 0 && state_of(plan, row, index) == CHISO_STATE_MISSING);
    return sum;
}

/* What takes part in a node that combines ratios: children that apply, of a max and a weight above
 * 0. */
struct ratios {
    int count;
    uint64_t weight; /* of all */
    chiso_decimal achieved[PLAN_CHILDREN];
    chiso_decimal maxima[PLAN_CHILDREN];
    chiso_decimal weights[PLAN_CHILDREN];
};

static uint64_t magnitude(chiso_decimal value)
{
    return value < 0 ? -(uint64_t)value : (uint64_t)value;
}

/* max × Σ w·(a/m) / Σ w as one quotient of whole numbers: Σ w·a·Π other m × max over Σ w × Π m. */
static chiso_decimal mean_of(const struct ratios *ratios, chiso_decimal max)
{
    struct wide plus = wide_of(0);
    struct wide minus = wide_of(0);
    struct wide divisor = wide_of(ratios->weight);

    for (int i = 0; i < ratios->count; i++) {
        const bool negative = ratios->achieved[i] < 0;
        struct wide term =
            wide_times(wide_of((uint64_t)ratios->weights[i]), magnitude(ratios->achieved[i]));

        for (int other = 0; other < ratios->count; other++) {
            term = other == i ? term : wide_times(term, (uint64_t)ratios->maxima[other]);
        }
        term = wide_times(term, (uint64_t)max);
        plus = negative ? plus : wide_plus(plus, term);
        minus = negative ? wide_plus(minus, term) : minus;
        divisor = wide_times(divisor, (uint64_t)ratios->maxima[i]);
    }
    return wide_ratio(plus, minus, divisor, CHISO_ROUND_HALF_UP);
}

/* Logarithms and reciprocals are of numbers above 0. */
static bool has_nothing(const struct ratios *ratios)
{
    for (int i = 0; i < ratios->count; i++) {
        if (ratios->achieved[i] <= 0) {
            return true;
        }
    }
    return false;
}

/* max × Σ w / Σ (w·m/a): max × Σ w × Π a over Σ w·m·Π other a. */
static chiso_decimal harmonic_of(const struct ratios *ratios, chiso_decimal max)
{
    struct wide dividend = wide_times(wide_of(ratios->weight), (uint64_t)max);
    struct wide divisor = wide_of(0);

    for (int i = 0; i < ratios->count; i++) {
        struct wide term =
            wide_times(wide_of((uint64_t)ratios->weights[i]), (uint64_t)ratios->maxima[i]);

        for (int other = 0; other < ratios->count; other++) {
            term = other == i ? term : wide_times(term, (uint64_t)ratios->achieved[other]);
        }
        divisor = wide_plus(divisor, term);
        dividend = wide_times(dividend, (uint64_t)ratios->achieved[i]);
    }
    return has_nothing(ratios) ? 0 : wide_ratio(dividend, wide_of(0), divisor, CHISO_ROUND_HALF_UP);
}

/* With more digits than a result of 15 needs; what cannot be told from a half at that precision
 * counts as a half. */
static chiso_decimal geometric_of(const struct ratios *ratios, chiso_decimal max)
{
    long double sum = 0.0L;

    if (has_nothing(ratios)) {
        return 0;
    }
    for (int i = 0; i < ratios->count; i++) {
        sum += (long double)ratios->weights[i] *
               (logl((long double)ratios->achieved[i]) - logl((long double)ratios->maxima[i]));
    }
    const long double exact = (long double)max * expl(sum / (long double)ratios->weight);

    return (chiso_decimal)floorl(exact + 0.5L + 1e-9L);
}

/* By the ratios; there are few of them. */
static void sort_ratios(struct ratios *ratios)
{
    for (int end = ratios->count; end > 1; end--) {
        for (int i = 0; i + 1 < end; i++) {
            const struct ratios old = *ratios;

            if ((int128)old.achieved[i] * old.maxima[i + 1] >
                (int128)old.achieved[i + 1] * old.maxima[i]) {
                ratios->achieved[i] = old.achieved[i + 1];
                ratios->maxima[i] = old.maxima[i + 1];
                ratios->achieved[i + 1] = old.achieved[i];
                ratios->maxima[i + 1] = old.maxima[i];
            }
        }
    }
}

/* The mean of two of the sorted ratios, which may be the same one. */
static chiso_decimal middle_of(const struct ratios *ratios, int a, int b, chiso_decimal max)
{
    const struct ratios pair = {
        2,
        2,
        {ratios->achieved[a], ratios->achieved[b]},
        {ratios->maxima[a], ratios->maxima[b]},
        {1, 1},
    };

    return mean_of(&pair, max);
}

static chiso_decimal combine_ratios(enum plan_combine combine, struct ratios *ratios,
                                    chiso_decimal max)
{
    const int last = ratios->count - 1;

    switch (combine) {
    case PLAN_GEOMETRIC:
        return geometric_of(ratios, max);
    case PLAN_HARMONIC:
        return harmonic_of(ratios, max);
    case PLAN_MIN:
        sort_ratios(ratios);
        return middle_of(ratios, 0, 0, max);
    case PLAN_MAX:
        sort_ratios(ratios);
        return middle_of(ratios, last, last, max);
    case PLAN_MEDIAN:
        sort_ratios(ratios);
        return middle_of(ratios, last / 2, (last + 1) / 2, max);
    default:
        return mean_of(ratios, max);
    }
}

static struct part ratio_part(const struct plan *plan, const chiso_decimal *row, int index,
                              enum view view)
{
    struct ratios ratios = {0, 0, {0}, {0}, {0}};
    struct part whole = nothing;

    for (int child = index + 1; child < plan->count; child++) {
        if (plan->nodes[child].parent == index) {
            const struct part part = part_of(plan, row, child, view);
            const chiso_decimal weight =
                plan->nodes[child].weight == CHISO_ABSENT ? part.max : plan->nodes[child].weight;

            whole.applies = whole.applies || part.applies;
            whole.known = whole.known && part.known;
            whole.hopeless = whole.hopeless || part.hopeless;
            if (part.applies && part.max > 0 && weight > 0) {
                ratios.weights[ratios.count] = weight;
                ratios.achieved[ratios.count] = part.achieved;
                ratios.maxima[ratios.count++] = part.max;
                ratios.weight += (uint64_t)weight;
            }
        }
    }
    whole.max = plan->nodes[index].max;
    if (!whole.known || ratios.weight == 0) {
        whole.hopeless = whole.hopeless || (ratios.weight == 0 && whole.applies && whole.max > 0);
        return whole;
    }
    whole.achieved = combine_ratios(plan->nodes[index].combine, &ratios, whole.max);
    return whole;
}

static struct part part_of(const struct plan *plan, const chiso_decimal *row, int index,
                           enum view view)
{
    const struct plan_node *node = &plan->nodes[index];
    struct part part;

    if (node->leaf) {
        part = leaf_part(plan, row, index, view);
    } else if (node->combine >= PLAN_MEAN) {
        part = ratio_part(plan, row, index, view);
    } else {
        part = sum_part(plan, row, index, view);
        if (node->combine == PLAN_SCALED && part.applies) {
            part.hopeless = part.hopeless || (part.max == 0 && node->max > 0);
            part.achieved = part.max > 0 ? ratio((int128)part.achieved * node->max, part.max,
                                                 CHISO_ROUND_HALF_UP)
                                         : 0;
            part.max = node->max;
        }
    }
    if (!part.applies) {
        return (struct part){.known = true, .hopeless = part.hopeless};
    }
    if (node->round >= 0 && !(node->leaf && row[index] == CHISO_MISSING && view == VIEW_POLICY &&
                              plan_is_in_bonus(plan, index))) {
        part.achieved = plain_round(part.achieved, node->round, plan->rounding);
        /* Rounding takes no leaf out of its range. */
        part.achieved = node->leaf && part.achieved > node->max ? node->max : part.achieved;
        part.achieved = node->leaf && part.achieved < node->min ? node->min : part.achieved;
    }
    if (node->capped && part.achieved > part.max) {
        part.achieved = part.max;
    }
    return part;
}

static chiso_decimal percent_of(const struct plan *plan, struct part part)
{
    return part.applies && part.known && part.max > 0
               ? plain_percent(part.achieved, part.max, plan->digits, plan->rounding)
               : CHISO_ABSENT;
}

enum plain_answer plain_result(const struct plan *plan, const chiso_decimal *row, int node,
                               chiso_result *out_result)
{
    const struct part part = part_of(plan, row, node, VIEW_POLICY);
    const struct part lowest = part_of(plan, row, node, VIEW_LOWEST);
    const struct part highest = part_of(plan, row, node, VIEW_HIGHEST);
    struct tally tally = {0};
    chiso_result result = {state_of(plan, row, node),
                           CHISO_ABSENT,
                           CHISO_ABSENT,
                           CHISO_ABSENT,
                           CHISO_ABSENT,
                           CHISO_ABSENT,
                           CHISO_ABSENT};

    tally_below(plan, row, node, &tally);
    if (result.state != CHISO_STATE_NOT_APPLICABLE) {
        if (part.applies &&
            (result.state == CHISO_STATE_SCORED || plan->missing != CHISO_MISSING_SKIP)) {
            result.achieved =
                result.state == CHISO_STATE_SCORED || plan->missing == CHISO_MISSING_ZERO
                    ? part.achieved
                    : CHISO_ABSENT;
            result.max = part.max;
            result.percent =
                result.achieved == CHISO_ABSENT ? CHISO_ABSENT : percent_of(plan, part);
        }
        if (tally.applicable_max > 0) {
            result.coverage =
                plain_percent(tally.scored_max, tally.applicable_max, plan->digits, plan->rounding);
        }
        result.lowest = percent_of(plan, lowest);
        result.highest = percent_of(plan, highest);
    }
    *out_result = result;
    if (part.hopeless || lowest.hopeless || highest.hopeless) {
        return PLAIN_OPEN;
    }
    return result.percent == beyond || result.lowest == beyond || result.highest == beyond
               ? PLAIN_BEYOND
               : PLAIN_FIGURES;
}
