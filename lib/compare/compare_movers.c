/* Who moved most: units in the order of their changes. */
#include "compare/inside.h"

#include "rank/block.h"

/* The changes of all units, as columns of carried numbers; marks stand for none. */
struct moves {
    chiso_decimal *changes;
    int64_t *rests;
    struct chiso__carried max; /* by which they are near */
};

/* The change of points, or of percent, of each unit. */
static chiso_status read_each(const chiso_comparison *comparison, chiso_node node, bool percent,
                              const struct moves *moves)
{
    for (chiso_unit unit = 0; unit < comparison->now->units.count; unit++) {
        struct chiso__carried change = chiso__carried_of(CHISO_ABSENT);
        struct chiso__sides sides;
        const chiso_status status = chiso__sides_of(comparison, unit, node, percent, &sides);

        if (status != CHISO_OK) {
            return status;
        }
        if (chiso__is_scored_twice(comparison, unit) &&
            !(percent ? chiso__percent_change(&sides, &change)
                      : chiso__subtract(sides.before.achieved, sides.now.achieved, &change))) {
            return CHISO_E_RANGE;
        }
        moves->changes[unit] = change.millionths;
        moves->rests[unit] = (int64_t)change.rest;
    }
    return CHISO_OK;
}

/* Points of a node are near by the greater max of both sides. */
static struct chiso__carried max_of(const chiso_comparison *comparison, chiso_node node)
{
    const struct chiso__carried now = comparison->now->tree->nodes[node].max;
    struct chiso__carried before = now;

    return chiso__max_before(comparison, node, &before) ? chiso__carried_greatest(now, before)
                                                        : now;
}

static chiso_status read_moves(const chiso_comparison *comparison, chiso_node node, chiso_move by,
                               struct moves *moves)
{
    const uint32_t count = comparison->now->units.count;
    chiso_change_count counted;
    bool whole = false;

    for (uint32_t i = 0; i < count; i++) {
        moves->rests[i] = 0;
    }
    if (by == CHISO_MOVE_RANK) {
        return chiso_comparison_ranks(comparison, node, count, moves->changes);
    }
    moves->max = by == CHISO_MOVE_POINTS ? max_of(comparison, node)
                                         : chiso__carried_of(100 * CHISO_DECIMAL_ONE);
    if (by == CHISO_MOVE_POINTS &&
        chiso__subtract_columns(comparison, node, moves->changes, &counted, &whole) && whole) {
        return CHISO_OK;
    }
    return read_each(comparison, node, by == CHISO_MOVE_PERCENT, moves);
}

/* The units of a block, in the order of adding. */
static uint32_t find_members(const chiso_board *board, uint32_t block, chiso_unit *members)
{
    uint32_t count = 0;

    for (chiso_unit unit = 0; unit < board->units.count; unit++) {
        if (block == CHISO_ALL_BLOCKS || board->rows.blocks[unit] == block) {
            members[count++] = unit;
        }
    }
    return count;
}

/* Puts those that have a change in order, the first ones going out. */
static chiso_status sort_moves(const chiso_comparison *comparison, uint32_t block, bool fallers,
                               const struct moves *moves, uint32_t limit, chiso_unit *out_units,
                               uint32_t *out_count)
{
    const chiso_allocator *const allocator = &comparison->allocator;
    const uint32_t size = comparison->now->units.count;
    const struct chiso__source source = {.column = moves->changes,
                                         .rests = moves->rests,
                                         .max = moves->max,
                                         .lowest_first = fallers};
    chiso_unit *const members = chiso__alloc(allocator, size, sizeof(*members));
    chiso_unit *const order = chiso__alloc(allocator, size, sizeof(*order));
    struct chiso__seat *const seats = chiso__alloc(allocator, size, sizeof(*seats));
    struct chiso__ranker ranker = {NULL, NULL};
    const bool done = members != NULL && order != NULL && seats != NULL &&
                      chiso__ranker_new(allocator, size, &ranker);

    if (done) {
        const uint32_t count = find_members(comparison->now, block, members);
        const uint32_t ranked = chiso__rank_members(&source, count == size ? NULL : members, count,
                                                    CHISO_TIES_ORDINAL, &ranker, order, seats);

        *out_count = ranked < limit ? ranked : limit;
        for (uint32_t i = 0; i < *out_count; i++) {
            out_units[i] = order[i];
        }
        chiso__ranker_free(allocator, &ranker);
    }
    chiso__release(allocator, members);
    chiso__release(allocator, order);
    chiso__release(allocator, seats);
    return done ? CHISO_OK : CHISO_E_MEMORY;
}

static chiso_status check(const chiso_comparison *comparison, chiso_node node, uint32_t block,
                          chiso_move by, chiso_error *error)
{
    const chiso_status status = chiso__comparison_check_block(comparison, node, block, error);

    if (status == CHISO_OK && ((int)by < CHISO_MOVE_RANK || (int)by > CHISO_MOVE_PERCENT)) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_MOVERS_BY, NULL);
    }
    return status;
}

chiso_status chiso_comparison_movers(const chiso_comparison *comparison, chiso_node node,
                                     uint32_t block, chiso_move by, bool fallers, uint32_t limit,
                                     chiso_unit *out_units, uint32_t *out_count, chiso_error *error)
{
    struct moves moves = {NULL, NULL, {0, 0}};
    uint32_t units = 0;
    chiso_status status = CHISO_OK;

    if (comparison == NULL || out_units == NULL || out_count == NULL) {
        return chiso__fail_null(error);
    }
    status = check(comparison, node, block, by, error);
    if (status != CHISO_OK) {
        return status;
    }
    units = comparison->now->units.count;
    moves.changes = chiso__alloc(&comparison->allocator, units, sizeof(*moves.changes));
    moves.rests = chiso__alloc(&comparison->allocator, units, sizeof(*moves.rests));
    status = moves.changes == NULL || moves.rests == NULL
                 ? CHISO_E_MEMORY
                 : read_moves(comparison, node, by, &moves);
    if (status == CHISO_OK) {
        status = sort_moves(comparison, block, fallers, &moves, limit, out_units, out_count);
    }
    chiso__release(&comparison->allocator, moves.changes);
    chiso__release(&comparison->allocator, moves.rests);
    if (status == CHISO_E_MEMORY) {
        return chiso__fail_memory(error);
    }
    return status == CHISO_OK ? status
                              : chiso__fail(error, status, CHISO__SAY_CHANGE_BEYOND_DECIMAL, NULL);
}
