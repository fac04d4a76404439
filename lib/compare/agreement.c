/* How far the ranks of two periods agree. */
#include "compare/inside.h"
#include "statistics/correlation.h"

#include <chiso/block.h>

#include <math.h>

/* The same units on both sides, and what they are compared by. */
struct pairs {
    uint32_t count;
    chiso_unit *units[2]; /* now and before */
    double *ranks[2];     /* average ranks among each other */
    uint64_t *orders;     /* both ranks in one number, and as much room to sort them in */
};

static double rank_change_of(const chiso_comparison *comparison, chiso_node node,
                             const chiso_unit *units, uint32_t count)
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
    struct chiso__carried_ratio ratio;

    return board->units.ranked[unit] && chiso__ratio_of(&board->rows, unit, node, &ratio);
}

/* The units of a block that have a rank on both sides, now and before. */
static uint32_t find_units(const chiso_comparison *comparison, chiso_node node, uint32_t block,
                           chiso_unit *now, chiso_unit *before)
{
    const struct chiso__units *units = &comparison->now->units;
    const chiso_node old_node = chiso__node_before(comparison, node);
    uint32_t count = 0;

    for (chiso_unit unit = 0; unit < units->count; unit++) {
        const chiso_unit old = chiso__unit_before(comparison, unit);

        if ((block == CHISO_ALL_BLOCKS || comparison->now->rows.blocks[unit] == block) &&
            old != CHISO_NO_UNIT && has_rank(comparison->now, unit, node) &&
            has_rank(comparison->before, old, old_node)) {
            now[count] = unit;
            before[count++] = old;
        }
    }
    return count;
}

/* The average ranks of a side's units among each other; false when memory is out. */
static bool rank_units(const chiso_comparison *comparison, int side, chiso_node node,
                       struct pairs *pairs)
{
    const chiso_allocator *allocator = &comparison->allocator;
    const chiso_board *board = side == 0 ? comparison->now : comparison->before;
    const struct chiso__source source = chiso__source_of(&board->rows, node, comparison->key);
    struct chiso__seat *seats = chiso__alloc(allocator, board->units.count, sizeof(*seats));
    chiso_unit *order = chiso__alloc(allocator, pairs->count, sizeof(*order));
    struct chiso__ranker ranker = {NULL, NULL};
    const bool done =
        seats != NULL && order != NULL && chiso__ranker_new(allocator, pairs->count, &ranker);

    if (done) {
        chiso__rank_members(&source, pairs->units[side], pairs->count, CHISO_TIES_AVERAGE, &ranker,
                            order, seats);
        chiso__ranker_free(allocator, &ranker);
        for (uint32_t i = 0; i < pairs->count; i++) {
            const struct chiso__seat seat = seats[pairs->units[side][i]];

            pairs->ranks[side][i] = (double)seat.rank + (seat.tied % 2 == 0 ? 0.5 : 0);
            /* Units of different ranks have whole parts in the same order: those of two groups of
             * equals lie at least 1 apart. */
            pairs->orders[i] = pairs->orders[i] << 32 | seat.rank;
        }
    }
    chiso__release(allocator, seats);
    chiso__release(allocator, order);
    return done;
}

static chiso_status agree(const chiso_comparison *comparison, chiso_node node, uint32_t block,
                          struct pairs *pairs, chiso_agreement *agreement, chiso_error *error)
{
    pairs->count = find_units(comparison, node, block, pairs->units[0], pairs->units[1]);
    if (pairs->count < 2) {
        return chiso__fail(error, CHISO_E_EMPTY, CHISO__SAY_TOO_FEW_RANKED_TWICE,
                           CHISO__WORDS(chiso__say_count(pairs->count)));
    }
    if (!rank_units(comparison, 0, node, pairs) ||
        !rank_units(comparison, 1, chiso__node_before(comparison, node), pairs)) {
        return chiso__fail_memory(error);
    }
    *agreement = (chiso_agreement){pairs->count, (double)NAN, (double)NAN,
                                   rank_change_of(comparison, node, pairs->units[0], pairs->count)};
    (void)chiso__rho(pairs->ranks[0], pairs->ranks[1], pairs->count, &agreement->spearman);
    (void)chiso__tau(pairs->orders, pairs->orders + pairs->count, pairs->count,
                     &agreement->kendall);
    return CHISO_OK;
}

/* Room for as many units as there can be; false when memory is out. */
static bool reserve(const chiso_comparison *comparison, struct pairs *pairs)
{
    const chiso_allocator *allocator = &comparison->allocator;
    const size_t count = comparison->now->units.count;

    for (int side = 0; side < 2; side++) {
        pairs->units[side] = chiso__alloc(allocator, count, sizeof(*pairs->units[side]));
        pairs->ranks[side] = chiso__alloc(allocator, count, sizeof(*pairs->ranks[side]));
        if (pairs->units[side] == NULL || pairs->ranks[side] == NULL) {
            return false;
        }
    }
    pairs->orders = chiso__alloc_zero(allocator, count * 2, sizeof(*pairs->orders));
    return pairs->orders != NULL;
}

static void release(const chiso_comparison *comparison, struct pairs *pairs)
{
    for (int side = 0; side < 2; side++) {
        chiso__release(&comparison->allocator, pairs->units[side]);
        chiso__release(&comparison->allocator, pairs->ranks[side]);
    }
    chiso__release(&comparison->allocator, pairs->orders);
}

chiso_status chiso_comparison_agreement(const chiso_comparison *comparison, chiso_node node,
                                        uint32_t block, chiso_agreement *out_agreement,
                                        chiso_error *error)
{
    struct pairs pairs = {.count = 0};
    chiso_agreement agreement = {0, 0, 0, 0};
    chiso_status status = CHISO_OK;

    if (comparison == NULL || out_agreement == NULL) {
        return chiso__fail_null(error);
    }
    status = chiso__comparison_check_block(comparison, node, block, error);
    if (status == CHISO_OK && chiso__node_before(comparison, node) == CHISO_NO_NODE) {
        status = chiso__fail(error, CHISO_E_NODE, CHISO__SAY_CRITERION_PREDECESSOR,
                             CHISO__WORDS(chiso__say(comparison->now->tree->codes[node])));
    }
    if (status != CHISO_OK) {
        return status;
    }
    status = reserve(comparison, &pairs) ? agree(comparison, node, block, &pairs, &agreement, error)
                                         : chiso__fail_memory(error);
    release(comparison, &pairs);
    if (status == CHISO_OK) {
        *out_agreement = agreement;
    }
    return status;
}
