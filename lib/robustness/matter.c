/* What criteria have to do with ranks: beside the effects of their weights how far the percents of
 * both go together. */
#include "robustness/robustness.h"

#include "base/sort.h"
#include "robustness/effects.h"
#include "score/result.h"

/* Percents as whole numbers: 10^-10 of the whole, and units with more than 687 % left aside, so
 * that products of two, added up over 2^27 units and times their number, stay within 128 bits. */
#define UNIT_PERCENTS INT64_C(10000000000)
#define MOST_PERCENTS (INT64_C(1) << 36)

/* Two percents of some units. */
struct pairs {
    int64_t *x;
    int64_t *y;
    uint32_t *order; /* twice as many: to sort in */
    uint32_t count;
};

static bool percent_of(const chiso_board *board, chiso_unit unit, chiso_node node,
                       int64_t *out_percent)
{
    const struct chiso__carried whole = {UNIT_PERCENTS, 0};
    struct chiso__carried_ratio ratio;
    struct chiso__carried percent = {0, 0};

    if (!chiso__ratio_of(&board->rows, unit, node, &ratio) ||
        !chiso__carried_scale(whole, ratio.achieved, ratio.max, &percent) ||
        percent.millionths > MOST_PERCENTS || percent.millionths < -MOST_PERCENTS) {
        return false;
    }
    *out_percent = percent.millionths;
    return true;
}

static bool pairs_new(const chiso_robustness *robustness, chiso_node node, struct pairs *pairs)
{
    const chiso_board *board = robustness->board;
    const uint32_t count = board->units.count;

    pairs->x = chiso__alloc(&robustness->allocator, count, sizeof(*pairs->x));
    pairs->y = chiso__alloc(&robustness->allocator, count, sizeof(*pairs->y));
    pairs->order = chiso__alloc(&robustness->allocator, (size_t)count * 2, sizeof(*pairs->order));
    pairs->count = 0;
    if (pairs->x == NULL || pairs->y == NULL || pairs->order == NULL) {
        return false;
    }
    for (chiso_unit unit = 0; unit < count; unit++) {
        const uint32_t at = pairs->count;

        pairs->order[at] = at;
        pairs->count += robustness->ranks[unit] > 0 &&
                        percent_of(board, unit, node, &pairs->x[at]) &&
                        percent_of(board, unit, robustness->plan.node, &pairs->y[at]);
    }
    return true;
}

static void pairs_free(const chiso_robustness *robustness, struct pairs *pairs)
{
    chiso__release(&robustness->allocator, pairs->x);
    chiso__release(&robustness->allocator, pairs->y);
    chiso__release(&robustness->allocator, pairs->order);
}

/* a / b to six places, half away from zero, b being above 0 and not below a by much more. */
static chiso_decimal share_of(chiso__unsigned_wide a, chiso__unsigned_wide b)
{
    /* Both without bits that six places do not tell of. */
    while (b >> 100 != 0) {
        a >>= 1;
        b >>= 1;
    }
    return (chiso_decimal)((a * 2 * CHISO_DECIMAL_ONE + b) / (b * 2));
}

/* n Σ a b - Σ a Σ b. */
static chiso__wide spread(const int64_t *a, const int64_t *b, uint32_t count)
{
    chiso__wide products = 0;
    chiso__wide sums[2] = {0, 0};

    for (uint32_t i = 0; i < count; i++) {
        products += (chiso__wide)a[i] * b[i];
        sums[0] += a[i];
        sums[1] += b[i];
    }
    return products * count - sums[0] * sums[1];
}

static chiso__unsigned_wide size_of(chiso__wide number)
{
    return number < 0 ? 0 - (chiso__unsigned_wide)number : (chiso__unsigned_wide)number;
}

/* A number as 60 bits, and how many there are behind them. */
static chiso__unsigned_wide cut(chiso__unsigned_wide number, int *out_behind)
{
    enum { BITS = 60 };

    for (*out_behind = 0; number >> BITS != 0; (*out_behind)++) {
        number >>= 1;
    }
    return number;
}

/* The square of the coefficient of correlation, cov² / (var x var y), by 60 bits of each, which are
 * right to 10^-17 together. */
static chiso_decimal square_of_correlation(const struct pairs *pairs)
{
    int behind[3] = {0, 0, 0};
    const chiso__unsigned_wide both =
        cut(size_of(spread(pairs->x, pairs->y, pairs->count)), &behind[0]);
    const chiso__unsigned_wide x =
        cut(size_of(spread(pairs->x, pairs->x, pairs->count)), &behind[1]);
    const chiso__unsigned_wide y =
        cut(size_of(spread(pairs->y, pairs->y, pairs->count)), &behind[2]);
    /* The quotient is at most 1: what one has more bits of the other has not. */
    const int more = 2 * behind[0] - behind[1] - behind[2];
    const chiso__unsigned_wide below = more > 0 ? x * y >> more : x * y;

    if (below == 0 || pairs->count < 4) {
        return CHISO_ABSENT;
    }
    return share_of(more < 0 ? both * both >> -more : both * both, below);
}

static bool is_less(const void *context, uint32_t a, uint32_t b)
{
    const int64_t *values = context;

    return values[a] < values[b];
}

static uint32_t root_of(uint32_t count)
{
    uint32_t root = 0;

    while ((uint64_t)(root + 1) * (root + 1) <= count) {
        root++;
    }
    return root;
}

/* The variance between groups over all of it: (n Σ S² / n_g - (Σ S)²) / (n Σ y² - (Σ y)²), to less
 * than a group's part of a whole number of some twenty digits. */
static chiso_decimal correlation_ratio(const struct pairs *pairs)
{
    const uint32_t groups = root_of(pairs->count);
    const chiso__unsigned_wide whole = size_of(spread(pairs->y, pairs->y, pairs->count));
    chiso__wide between = 0;
    chiso__wide all = 0;
    uint32_t end = 0;

    if (pairs->count < 4 || whole == 0) {
        return CHISO_ABSENT;
    }
    chiso__sort_ids(pairs->order, pairs->order + pairs->count, pairs->count, is_less, pairs->x);
    for (uint32_t first = 0; first < pairs->count; first = end) {
        const uint64_t group = (uint64_t)first * groups / pairs->count;
        chiso__wide sum = 0;
        chiso__wide square = 0;

        for (end = first;
             end < pairs->count && ((uint64_t)end * groups / pairs->count == group ||
                                    pairs->x[pairs->order[end]] == pairs->x[pairs->order[end - 1]]);
             end++) {
            sum += pairs->y[pairs->order[end]];
        }
        square = sum * sum;
        between += square / (end - first) * pairs->count +
                   square % (end - first) * pairs->count / (end - first);
        all += sum;
    }
    between -= all * all;
    return between < 0 ? 0 : share_of((chiso__unsigned_wide)between, whole);
}

/* The criterion of an input, as the list of what is weighed goes. */
static chiso_node weighed_at(const chiso_robustness *robustness, uint32_t index)
{
    const chiso_tree *tree = robustness->board->tree;
    uint32_t count = 0;

    for (chiso_node parent = 0; parent < tree->count; parent++) {
        for (chiso_node id = tree->nodes[parent].first_child; id != CHISO_NO_NODE;
             id = tree->nodes[id].next_sibling) {
            if (chiso__is_weighed(&robustness->plan, tree, id) && count++ == index) {
                return id;
            }
        }
    }
    return CHISO_NO_NODE;
}

static chiso_status find_weight(const chiso_robustness *robustness, chiso_node node,
                                chiso_decimal *out_weight, chiso_error *error)
{
    const chiso_tree *tree = robustness->board->tree;
    chiso_decimal *weights = chiso__alloc(&robustness->allocator, tree->count, sizeof(*weights));
    chiso_status status = CHISO_OK;

    if (weights == NULL) {
        return chiso__fail_memory(error);
    }
    status = chiso_tree_effective_weights(tree, tree->count, weights, error);
    *out_weight = weights[node] * 100;
    chiso__release(&robustness->allocator, weights);
    return status;
}

uint32_t chiso_robustness_matter_count(const chiso_robustness *robustness)
{
    return robustness == NULL ? 0 : robustness->state->inputs;
}

chiso_status chiso_robustness_matter_at(const chiso_robustness *robustness, uint32_t index,
                                        chiso_matter *out_matter, chiso_error *error)
{
    chiso_matter matter = {.node = CHISO_NO_NODE};
    struct pairs pairs = {NULL, NULL, NULL, 0};
    chiso_status status = CHISO_OK;

    if (robustness == NULL || out_matter == NULL) {
        return chiso__fail_null(error);
    }
    if (!chiso__robustness_is_current(robustness)) {
        return chiso__fail(error, CHISO_E_STATE, CHISO__SAY_ROBUSTNESS_STALE, NULL);
    }
    if (index >= robustness->state->inputs) {
        return chiso__fail(
            error, CHISO_E_RANGE, CHISO__SAY_DRAWS_NO_INPUT,
            CHISO__WORDS(chiso__say_count(index), chiso__say_count(robustness->state->inputs)));
    }
    matter.node = weighed_at(robustness, index);
    status = find_weight(robustness, matter.node, &matter.weight, error);
    if (status == CHISO_OK && !pairs_new(robustness, matter.node, &pairs)) {
        status = chiso__fail_memory(error);
    }
    if (status == CHISO_OK) {
        matter.correlation = square_of_correlation(&pairs);
        matter.ratio = correlation_ratio(&pairs);
        if (!chiso__effect_of(&robustness->state->outputs, &robustness->state->effects[index],
                              &matter.effect)) {
            status = chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_NUMBERS_TOO_LARGE, NULL);
        }
    }
    pairs_free(robustness, &pairs);
    if (status == CHISO_OK) {
        *out_matter = matter;
    }
    return status;
}
