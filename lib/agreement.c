#include "compare.h"

#include <chiso/block.h>

#include <math.h>

/* Twice the average ranks of the same units on both sides. */
struct pairs {
    uint32_t count;
    uint32_t *now;
    uint32_t *before;
};

/* The statistics themselves, of whole numbers: all that is floating point is one quotient each. They stand apart, to be replaced. */
static double spearman_of(const struct pairs *pairs)
{
    chiso__wide sums[2] = {0, 0};
    chiso__wide squares[2] = {0, 0};
    chiso__wide products = 0;
    const chiso__wide count = pairs->count;

    for (uint32_t i = 0; i < pairs->count; i++) {
        const chiso__wide a = pairs->now[i];
        const chiso__wide b = pairs->before[i];

        sums[0] += a;
        sums[1] += b;
        squares[0] += a * a;
        squares[1] += b * b;
        products += a * b;
    }
    products = count * products - sums[0] * sums[1];
    squares[0] = count * squares[0] - sums[0] * sums[0];
    squares[1] = count * squares[1] - sums[1] * sums[1];
    if (squares[0] == 0 || squares[1] == 0) {
        return (double)NAN;
    }
    return squares[0] == squares[1] ? (double)products / (double)squares[0]
                                    : (double)products / sqrt((double)squares[0]) / sqrt((double)squares[1]);
}

static int sign_of(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

static double kendall_of(const struct pairs *pairs)
{
    int64_t agreeing = 0;
    int64_t unequal[2] = {0, 0};

    for (uint32_t i = 0; i < pairs->count; i++) {
        for (uint32_t j = 0; j < i; j++) {
            const int now = sign_of(pairs->now[i], pairs->now[j]);
            const int before = sign_of(pairs->before[i], pairs->before[j]);

            agreeing += (int64_t)now * before;
            unequal[0] += now != 0;
            unequal[1] += before != 0;
        }
    }
    if (unequal[0] == 0 || unequal[1] == 0) {
        return (double)NAN;
    }
    return unequal[0] == unequal[1] ? (double)agreeing / (double)unequal[0]
                                    : (double)agreeing / sqrt((double)unequal[0]) / sqrt((double)unequal[1]);
}

static double rank_change_of(const chiso_comparison *comparison, chiso_node node, const chiso_unit *units, uint32_t count)
{
    chiso__wide sum = 0;
    int64_t compared = 0;

    for (uint32_t i = 0; i < count; i++) {
        const chiso_decimal change = chiso__rank_change(comparison, units[i], node);

        if (change != CHISO_ABSENT) {
            sum += change < 0 ? -change : change;
            compared++;
        }
    }
    return compared == 0 ? (double)NAN : (double)sum / (double)CHISO_DECIMAL_ONE / (double)compared;
}

static bool has_rank(const chiso_board *board, chiso_unit unit, chiso_node node)
{
    struct chiso__ratio ratio;

    return board->units.ranked[unit] && chiso__ratio_of(board, unit, node, &ratio);
}

/* The units of a block that have a rank on both sides, now and before. */
static uint32_t find_units(const chiso_comparison *comparison, chiso_node node, uint32_t block, chiso_unit *now, chiso_unit *before)
{
    const struct chiso__units *units = &comparison->now->units;
    const chiso_node old_node = chiso__node_before(comparison, node);
    uint32_t count = 0;

    for (chiso_unit unit = 0; unit < units->count; unit++) {
        const chiso_unit old = chiso__unit_before(comparison, unit);

        if ((block == CHISO_ALL_BLOCKS || units->blocks[unit] == block) && old != CHISO_NO_UNIT && has_rank(comparison->now, unit, node) &&
            has_rank(comparison->before, old, old_node)) {
            now[count] = unit;
            before[count++] = old;
        }
    }
    return count;
}

/* Puts twice the average ranks of units among each other in their place; false when memory is out. */
static bool rank_units(const chiso_comparison *comparison, const chiso_board *board, chiso_node node, chiso_unit *units, uint32_t count)
{
    const chiso_allocator *allocator = &comparison->allocator;
    const struct chiso__source source = chiso__source_of(board, node, comparison->key);
    struct chiso__seat *seats = chiso__alloc(allocator, board->units.count, sizeof(*seats));
    chiso_unit *order = chiso__alloc(allocator, count, sizeof(*order));
    struct chiso__ranker ranker = {NULL, NULL};
    const bool done = seats != NULL && order != NULL && chiso__ranker_new(allocator, count, &ranker);

    if (done) {
        chiso__rank_members(&source, units, count, CHISO_TIES_AVERAGE, &ranker, order, seats);
        chiso__ranker_free(allocator, &ranker);
        for (uint32_t i = 0; i < count; i++) {
            const struct chiso__seat seat = seats[units[i]];

            units[i] = seat.rank * 2 + (seat.tied % 2 == 0);
        }
    }
    chiso__release(allocator, seats);
    chiso__release(allocator, order);
    return done;
}

static chiso_status agree(const chiso_comparison *comparison, chiso_node node, uint32_t block, struct pairs *pairs,
                          chiso_agreement *agreement, chiso_error *error)
{
    pairs->count = find_units(comparison, node, block, pairs->now, pairs->before);
    if (pairs->count < 2) {
        return chiso__fail(error, CHISO_E_EMPTY, "{0} units have a rank on both sides; expected at least 2",
                           "chỉ có {0} đơn vị được xếp hạng ở cả hai kỳ; cần ít nhất 2", CHISO__WORDS(chiso__say_count(pairs->count)));
    }
    agreement->units = pairs->count;
    agreement->rank_change = rank_change_of(comparison, node, pairs->now, pairs->count);
    if (!rank_units(comparison, comparison->now, node, pairs->now, pairs->count) ||
        !rank_units(comparison, comparison->before, chiso__node_before(comparison, node), pairs->before, pairs->count)) {
        return chiso__fail_memory(error);
    }
    agreement->spearman = spearman_of(pairs);
    agreement->kendall = kendall_of(pairs);
    return CHISO_OK;
}

chiso_status chiso_comparison_agreement(const chiso_comparison *comparison, chiso_node node, uint32_t block, chiso_agreement *out_agreement,
                                        chiso_error *error)
{
    struct pairs pairs = {0, NULL, NULL};
    chiso_agreement agreement = {0, 0, 0, 0};
    chiso_status status = CHISO_OK;

    if (comparison == NULL || out_agreement == NULL) {
        return chiso__fail_null(error);
    }
    status = chiso__comparison_check_block(comparison, node, block, error);
    if (status == CHISO_OK && chiso__node_before(comparison, node) == CHISO_NO_NODE) {
        status = chiso__fail(error, CHISO_E_NODE, "criterion {0} has not exactly one predecessor",
                             "tiêu chí {0} không có đúng một tiêu chí tương ứng ở kỳ trước",
                             CHISO__WORDS(chiso__say(comparison->now->tree->codes[node])));
    }
    if (status != CHISO_OK) {
        return status;
    }
    pairs.now = chiso__alloc(&comparison->allocator, comparison->now->units.count, sizeof(*pairs.now));
    pairs.before = chiso__alloc(&comparison->allocator, comparison->now->units.count, sizeof(*pairs.before));
    status =
        pairs.now == NULL || pairs.before == NULL ? chiso__fail_memory(error) : agree(comparison, node, block, &pairs, &agreement, error);
    chiso__release(&comparison->allocator, pairs.now);
    chiso__release(&comparison->allocator, pairs.before);
    if (status == CHISO_OK) {
        *out_agreement = agreement;
    }
    return status;
}

size_t chiso_agreement_size(void)
{
    return sizeof(chiso_agreement);
}
