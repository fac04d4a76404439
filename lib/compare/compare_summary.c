/* Changes of a unit as a whole, how many criteria rose; and who moved most. */
#include "compare/inside.h"

#include "base/sort.h"
#include "rank/block.h"

static bool has_percent(chiso_decimal achieved, chiso_decimal max)
{
    return achieved != CHISO_ABSENT && max != CHISO_ABSENT && max > 0;
}

/* Whether a child rose in score, and whether there is any to compare. */
static chiso_status score_rose(const chiso_comparison *comparison, chiso_unit unit,
                               chiso_node child, const chiso_change *change, bool *out_compared,
                               bool *out_rose)
{
    const chiso_figures *now = &change->now;
    const chiso_figures *before = &change->before;
    const bool has_now = has_percent(now->achieved, now->max);
    int rise = 0;

    if (chiso__link_count(&comparison->units, unit) > 1 && has_now) {
        const chiso_status status = chiso__mean_rise(comparison, unit, child, out_compared, &rise);

        *out_rose = rise > 0;
        return status;
    }
    if (has_now && has_percent(before->achieved, before->max)) {
        *out_compared = true;
        *out_rose = chiso__compare(now->achieved, now->max, before->achieved, before->max) > 0;
        return CHISO_OK;
    }
    *out_compared =
        !has_now && !has_percent(before->achieved, before->max) && change->achieved != CHISO_ABSENT;
    *out_rose = change->achieved > 0;
    return CHISO_OK;
}

static void add_child(const chiso_change *change, chiso_node child, bool rose,
                      chiso_change_summary *summary)
{
    const bool rank_rose = change->rank != CHISO_ABSENT && change->rank > 0;

    summary->both += rose && rank_rose;
    summary->score_only += rose && !rank_rose;
    summary->rank_only += !rose && rank_rose;
    summary->neither += !rose && !rank_rose;
    if (change->max != 0) {
        summary->max_changed++;
        return;
    }
    if (change->achieved > 0 &&
        (summary->gained == CHISO_ABSENT || change->achieved > summary->gained)) {
        summary->gain = child;
        summary->gained = change->achieved;
    }
    if (change->achieved < 0 &&
        (summary->lost == CHISO_ABSENT || change->achieved < summary->lost)) {
        summary->loss = child;
        summary->lost = change->achieved;
    }
}

chiso_status chiso_comparison_summarise(const chiso_comparison *comparison, chiso_unit unit,
                                        chiso_node node, chiso_change_summary *out_summary)
{
    chiso_change_summary summary = {
        .gain = CHISO_NO_NODE, .loss = CHISO_NO_NODE, .gained = CHISO_ABSENT, .lost = CHISO_ABSENT};
    chiso_change change;
    chiso_status status = CHISO_OK;

    if (out_summary == NULL) {
        return CHISO_E_NULL;
    }
    status = chiso_comparison_change(comparison, unit, node, &change);
    if (status == CHISO_OK && !chiso__comparison_ranks_all(comparison)) {
        status = CHISO_E_STATE;
    }
    if (status != CHISO_OK) {
        return status;
    }
    summary.achieved = change.achieved;
    summary.percent = change.percent;
    summary.rank = change.rank;
    for (chiso_node child = comparison->now->tree->nodes[node].first_child; child != CHISO_NO_NODE;
         child = comparison->now->tree->nodes[child].next_sibling) {
        bool compared = false;
        bool rose = false;

        status = chiso_comparison_change(comparison, unit, child, &change);
        if (status == CHISO_OK) {
            status = score_rose(comparison, unit, child, &change, &compared, &rose);
        }
        if (status != CHISO_OK) {
            return status;
        }
        if (compared) {
            add_child(&change, child, rose, &summary);
        } else {
            summary.uncompared++;
        }
    }
    *out_summary = summary;
    return CHISO_OK;
}

chiso_status chiso__comparison_check_block(const chiso_comparison *comparison, chiso_node node,
                                           uint32_t block, chiso_error *error)
{
    const chiso_status status = chiso__comparison_check_node(comparison, node, error);

    return status == CHISO_OK ? chiso__check_block(comparison->now, block, error) : status;
}

static chiso_status read_moves(const chiso_comparison *comparison, chiso_node node, chiso_move by,
                               chiso_decimal *moves)
{
    const uint32_t count = comparison->now->units.count;
    chiso_status status = CHISO_OK;

    if (by == CHISO_MOVE_RANK) {
        return chiso_comparison_ranks(comparison, node, count, moves);
    }
    if (by == CHISO_MOVE_POINTS) {
        return chiso_comparison_points(comparison, node, count, moves, NULL);
    }
    for (chiso_unit unit = 0; unit < count && status == CHISO_OK; unit++) {
        chiso_change change = {.percent = CHISO_ABSENT};

        status = chiso_comparison_change(comparison, unit, node, &change);
        moves[unit] = change.percent;
    }
    return status;
}

static bool moved_up(const void *context, uint32_t a, uint32_t b)
{
    const chiso_decimal *moves = context;

    return moves[a] > moves[b];
}

static bool moved_down(const void *context, uint32_t a, uint32_t b)
{
    return moved_up(context, b, a);
}

/* The units of a block that have a change, in their order; the second half of the ids is for the
 * sorting. */
static uint32_t sort_moves(const chiso_comparison *comparison, uint32_t block, bool fallers,
                           const chiso_decimal *moves, chiso_unit *ids)
{
    const struct chiso__units *units = &comparison->now->units;
    uint32_t count = 0;

    for (chiso_unit unit = 0; unit < units->count; unit++) {
        if (moves[unit] != CHISO_ABSENT &&
            (block == CHISO_ALL_BLOCKS || comparison->now->rows.blocks[unit] == block)) {
            ids[count++] = unit;
        }
    }
    chiso__sort_ids(ids, ids + units->count, count, fallers ? moved_down : moved_up, moves);
    return count;
}

chiso_status chiso_comparison_movers(const chiso_comparison *comparison, chiso_node node,
                                     uint32_t block, chiso_move by, bool fallers, uint32_t limit,
                                     chiso_unit *out_units, uint32_t *out_count, chiso_error *error)
{
    chiso_decimal *moves = NULL;
    chiso_unit *ids = NULL;
    chiso_status status = CHISO_OK;

    if (comparison == NULL || out_units == NULL || out_count == NULL) {
        return chiso__fail_null(error);
    }
    status = chiso__comparison_check_block(comparison, node, block, error);
    if (status == CHISO_OK && ((int)by < CHISO_MOVE_RANK || (int)by > CHISO_MOVE_PERCENT)) {
        status = chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_MOVERS_BY, NULL);
    }
    if (status != CHISO_OK) {
        return status;
    }
    moves = chiso__alloc(&comparison->allocator, comparison->now->units.count, sizeof(*moves));
    ids = chiso__alloc(&comparison->allocator, (size_t)comparison->now->units.count * 2,
                       sizeof(*ids));
    status =
        moves == NULL || ids == NULL ? CHISO_E_MEMORY : read_moves(comparison, node, by, moves);
    if (status == CHISO_OK) {
        const uint32_t count = sort_moves(comparison, block, fallers, moves, ids);

        *out_count = count < limit ? count : limit;
        for (uint32_t i = 0; i < *out_count; i++) {
            out_units[i] = ids[i];
        }
    } else if (status == CHISO_E_MEMORY) {
        chiso__fail_memory(error);
    } else {
        chiso__fail(error, status, CHISO__SAY_CHANGE_BEYOND_DECIMAL, NULL);
    }
    chiso__release(&comparison->allocator, moves);
    chiso__release(&comparison->allocator, ids);
    return status;
}
