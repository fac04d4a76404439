/* What-if: its life, and trials that are begun, taken back or kept. */
#include "unit/what_if_inside.h"

#include "rank/band.h"
#include "score/rank_leaf.h"
#include "score/result.h"

#include <string.h>

static bool reserve(chiso_what_if *what_if, const struct chiso__rank_rule *rule)
{
    const chiso_allocator *allocator = &what_if->allocator;
    const chiso_board *board = what_if->board;

    what_if->row_of = chiso__alloc(allocator, board->units.count, sizeof(*what_if->row_of));
    what_if->standings =
        chiso__alloc_zero(allocator, board->tree->count, sizeof(*what_if->standings));
    what_if->figures = chiso__alloc(allocator, board->tree->count, sizeof(*what_if->figures));
    if (what_if->row_of == NULL || what_if->standings == NULL || what_if->figures == NULL ||
        !chiso__rank_rule_keep(allocator, rule, &what_if->rule, &what_if->tie_break) ||
        !chiso__parts_new(board->tree, allocator, &what_if->parts) ||
        !chiso__groups_new(board, rule->scope, &what_if->groups) ||
        !chiso__rows_new(board->tree, allocator, &what_if->rows)) {
        return false;
    }
    for (chiso_unit unit = 0; unit < board->units.count; unit++) {
        what_if->row_of[unit] = CHISO__NO_ROW;
    }
    what_if->rows.peers = &board->peers;
    what_if->rows.scored = true;
    return true;
}

chiso_status chiso_what_if_new(const chiso_board *board, const chiso_rank_options *options,
                               chiso_what_if **out_what_if, chiso_error *error)
{
    struct chiso__rank_rule rule = {CHISO_TIES_COMPETITION, CHISO_KEY_EXACT, CHISO_SCOPE_BLOCKS,
                                    NULL, 0};
    chiso_what_if *what_if = NULL;
    chiso_status status = CHISO_OK;

    if (out_what_if == NULL) {
        return chiso__fail_null(error);
    }
    *out_what_if = NULL;
    status = chiso__check_scored(board, error);
    if (status == CHISO_OK) {
        status = chiso__check_no_ranks(board->tree, error);
    }
    if (status == CHISO_OK) {
        status = chiso__rank_rule_read(board, options, &rule, error);
    }
    if (status != CHISO_OK) {
        return status;
    }
    what_if = chiso__alloc_zero(&board->allocator, 1, sizeof(*what_if));
    if (what_if == NULL) {
        return chiso__fail_memory(error);
    }
    what_if->allocator = board->allocator;
    what_if->board = board;
    what_if->version = board->version;
    chiso__board_retain(board);
    if (!reserve(what_if, &rule)) {
        chiso_what_if_free(what_if);
        return chiso__fail_memory(error);
    }
    *out_what_if = what_if;
    return CHISO_OK;
}

void chiso_what_if_free(chiso_what_if *what_if)
{
    chiso_allocator allocator;

    if (what_if == NULL) {
        return;
    }
    allocator = what_if->allocator;
    chiso__rows_clear(&what_if->rows, &allocator);
    chiso__peer_table_clear(what_if->board->tree, &allocator, &what_if->peers);
    if (what_if->standings != NULL) {
        chiso__what_if_forget_standings(what_if);
    }
    chiso__release(&allocator, what_if->standings);
    chiso__release(&allocator, what_if->row_of);
    chiso__release(&allocator, what_if->units);
    chiso__release(&allocator, what_if->gap_rows);
    chiso__release(&allocator, what_if->gap_figures);
    chiso__release(&allocator, what_if->figures);
    chiso__parts_free(&allocator, &what_if->parts);
    chiso__groups_free(what_if->board, &what_if->groups);
    chiso__release(&allocator, what_if->tie_break);
    chiso__release(&allocator, what_if->changes);
    chiso__release(&allocator, what_if->old_counts);
    chiso__release(&allocator, what_if->marks);
    chiso__board_release(what_if->board);
    chiso__release(&allocator, what_if);
}

/* How many changes there were when the innermost trial began. */
static size_t innermost(const chiso_what_if *what_if)
{
    return what_if->mark_count == 0 ? 0 : what_if->marks[what_if->mark_count - 1];
}

static void undo_down_to(chiso_what_if *what_if, size_t count)
{
    while (what_if->change_count > count) {
        chiso__what_if_take_back(what_if);
    }
}

chiso_status chiso_what_if_undo(chiso_what_if *what_if, chiso_error *error)
{
    const chiso_status status = chiso__what_if_check(what_if, error);

    if (status != CHISO_OK) {
        return status;
    }
    if (what_if->change_count == innermost(what_if)) {
        return chiso__fail(error, CHISO_E_EMPTY, CHISO__SAY_NOTHING_TO_UNDO, NULL);
    }
    chiso__what_if_take_back(what_if);
    return CHISO_OK;
}

chiso_status chiso_what_if_undo_to(chiso_what_if *what_if, size_t count, chiso_error *error)
{
    const chiso_status status = chiso__what_if_check(what_if, error);

    if (status != CHISO_OK) {
        return status;
    }
    if (count > what_if->change_count || count < innermost(what_if)) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_UNDO_RANGE,
                           CHISO__WORDS(chiso__say_count(count),
                                        chiso__say_count(innermost(what_if)),
                                        chiso__say_count(what_if->change_count)));
    }
    undo_down_to(what_if, count);
    return CHISO_OK;
}

chiso_status chiso_what_if_reset(chiso_what_if *what_if, chiso_error *error)
{
    const chiso_status status = chiso__what_if_check(what_if, error);

    if (status == CHISO_OK) {
        what_if->mark_count = 0;
        undo_down_to(what_if, 0);
    }
    return status;
}

chiso_status chiso_what_if_begin(chiso_what_if *what_if, chiso_error *error)
{
    const chiso_status status = chiso__what_if_check(what_if, error);
    void *marks = NULL;
    bool done = false;

    if (status != CHISO_OK) {
        return status;
    }
    marks = what_if->marks;
    done = chiso__what_if_grow(what_if, &marks, &what_if->mark_capacity, what_if->mark_count + 1,
                               sizeof(*what_if->marks));
    what_if->marks = marks;
    if (!done) {
        return chiso__fail_memory(error);
    }
    what_if->marks[what_if->mark_count++] = what_if->change_count;
    return CHISO_OK;
}

static chiso_status check_begun(const chiso_what_if *what_if, chiso_error *error)
{
    const chiso_status status = chiso__what_if_check(what_if, error);

    if (status == CHISO_OK && what_if->mark_count == 0) {
        return chiso__fail(error, CHISO_E_STATE, CHISO__SAY_NO_TRIAL, NULL);
    }
    return status;
}

chiso_status chiso_what_if_commit(chiso_what_if *what_if, chiso_error *error)
{
    const chiso_status status = check_begun(what_if, error);

    if (status == CHISO_OK) {
        what_if->mark_count--;
    }
    return status;
}

chiso_status chiso_what_if_rollback(chiso_what_if *what_if, chiso_error *error)
{
    const chiso_status status = check_begun(what_if, error);

    if (status == CHISO_OK) {
        undo_down_to(what_if, innermost(what_if));
        what_if->mark_count--;
    }
    return status;
}

size_t chiso_what_if_change_count(const chiso_what_if *what_if)
{
    return what_if == NULL ? 0 : what_if->change_count;
}

size_t chiso_what_if_unit_change_count(const chiso_what_if *what_if, chiso_unit unit)
{
    size_t count = 0;

    /* Of a board that changed the units may be others than the rows are of. */
    if (chiso__what_if_check(what_if, NULL) != CHISO_OK || unit >= what_if->board->units.count) {
        return 0;
    }
    for (size_t i = 0; i < what_if->change_count; i++) {
        count += what_if->changes[i].row == what_if->row_of[unit];
    }
    return count;
}

size_t chiso_what_if_depth(const chiso_what_if *what_if)
{
    return what_if == NULL ? 0 : what_if->mark_count;
}
