/* The life of a board. */
#include "board/inside.h"

enum { FIRST_CAPACITY = 64, FEWEST_UNITS = 4, FIRST_CELLS = 65536 };

void chiso_board_free(chiso_board *board)
{
    chiso_allocator allocator;

    if (board == NULL || atomic_fetch_sub(&board->references, 1) > 1) {
        return;
    }
    allocator = board->allocator;
    chiso__kept_clear(board);
    chiso__units_clear(&board->units, &allocator);
    chiso__rows_clear(&board->rows, &allocator);
    chiso__notes_clear(&board->notes, &allocator);
    chiso__peer_table_clear(board->tree, &allocator, &board->peers);
    chiso_tree_free(board->tree);
    chiso__release(&allocator, board);
}

/* Readers keep a board alive, and only the count changes for it, which no reader sees. */
static chiso_board *counted(const chiso_board *board)
{
    return (chiso_board *)(uintptr_t)board;
}

void chiso__board_retain(const chiso_board *board)
{
    atomic_fetch_add(&counted(board)->references, 1);
}

void chiso__board_release(const chiso_board *board)
{
    chiso_board_free(counted(board));
}

chiso_status chiso__board_make(chiso_tree *tree, const chiso_allocator *allocator,
                               chiso_board **out_board, chiso_error *error)
{
    chiso_board *board = chiso__alloc_zero(allocator, 1, sizeof(*board));

    if (board == NULL) {
        return chiso__fail_memory(error);
    }
    board->allocator = *allocator;
    atomic_init(&board->references, 1);
    atomic_init(&board->kept, NULL);
    board->tree = tree;
    chiso__tree_retain(tree);
    if (!chiso__rows_new(tree, allocator, &board->rows)) {
        chiso_board_free(board);
        return chiso__fail_memory(error);
    }
    board->rows.peers = &board->peers;
    *out_board = board;
    return CHISO_OK;
}

chiso_status chiso_board_new(chiso_tree *tree, const chiso_allocator *allocator,
                             chiso_board **out_board, chiso_error *error)
{
    chiso_allocator taken;
    chiso_node node = CHISO_NO_NODE;
    const bool checked_before = chiso_tree_is_checked(tree);
    chiso_status status = CHISO_OK;

    if (out_board == NULL) {
        return chiso__fail_null(error);
    }
    *out_board = NULL;
    if (tree == NULL || !chiso__allocator_take(allocator, &taken)) {
        return chiso__fail_null(error);
    }
    status = chiso__tree_close(tree, &node, error);
    if (status != CHISO_OK) {
        return status;
    }
    status = chiso__board_make(tree, &taken, out_board, error);
    if (status == CHISO_OK) {
        atomic_store(&tree->in_use, true);
    } else if (!checked_before) {
        chiso__tree_uncheck(tree);
    }
    return status;
}

static bool copy(chiso_board *to, const chiso_board *from)
{
    if (!chiso__board_make_room(to, from->units.count) ||
        !chiso__units_copy(&to->units, &to->allocator, &from->units) ||
        !chiso__rows_copy(&to->rows, &to->allocator, &from->rows) ||
        !chiso__notes_add(&to->notes, &to->allocator, from->notes, 0) ||
        (from->rows.scored && !chiso__peer_table_copy(&from->rows, &to->allocator, &to->peers))) {
        return false;
    }
    to->rounded_count = from->rounded_count;
    to->version = from->version;
    return true;
}

chiso_status chiso_board_copy(const chiso_board *board, const chiso_allocator *allocator,
                              chiso_board **out_board, chiso_error *error)
{
    chiso_allocator taken;
    chiso_board *made = NULL;
    chiso_status status = CHISO_OK;

    if (out_board == NULL) {
        return chiso__fail_null(error);
    }
    *out_board = NULL;
    if (board == NULL || !chiso__allocator_take(allocator, &taken)) {
        return chiso__fail_null(error);
    }
    status = chiso__board_make(board->tree, &taken, &made, error);
    if (made == NULL) {
        return status;
    }
    if (!copy(made, board)) {
        chiso_board_free(made);
        return chiso__fail_memory(error);
    }
    *out_board = made;
    return CHISO_OK;
}

const chiso_tree *chiso_board_tree(const chiso_board *board)
{
    return board == NULL ? NULL : board->tree;
}

bool chiso__board_make_room(chiso_board *board, uint32_t capacity)
{
    const uint32_t leaves = board->tree->leaf_count;

    if (capacity <= board->units.capacity) {
        return true;
    }
    /* Many leaves make even a few units much memory. */
    if (capacity < FEWEST_UNITS ||
        (capacity < FIRST_CAPACITY && leaves < FIRST_CELLS / FIRST_CAPACITY)) {
        capacity = leaves < FIRST_CELLS / FIRST_CAPACITY ? FIRST_CAPACITY : FEWEST_UNITS;
    }
    return chiso__rows_reserve(&board->rows, &board->allocator, capacity) &&
           chiso__units_reserve(&board->units, &board->allocator, capacity);
}

chiso_status chiso_board_reserve(chiso_board *board, uint32_t units, chiso_error *error)
{
    if (board == NULL) {
        return chiso__fail_null(error);
    }
    if (units == CHISO_NO_UNIT) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_TOO_MANY_UNITS,
                           CHISO__WORDS(chiso__say_count(units)));
    }
    return chiso__board_make_room(board, units) ? CHISO_OK : chiso__fail_memory(error);
}

bool chiso__board_put_unit(chiso_board *board, struct chiso__unit_entry entry, chiso_decimal mark)
{
    const uint32_t capacity = board->units.capacity;
    uint32_t block = 0;

    if (board->units.count == capacity) {
        const uint32_t doubled =
            capacity < CHISO_NO_UNIT / 2 ? capacity * 2 + FEWEST_UNITS : CHISO_NO_UNIT - 1;

        if (!chiso__board_make_room(board, doubled)) {
            return false;
        }
    }
    if (!chiso__units_add(&board->units, &board->allocator, entry, &block)) {
        return false;
    }
    chiso__rows_add(&board->rows, block, mark);
    return true;
}

chiso_status chiso__fail_unscored(chiso_error *error)
{
    return chiso__fail(error, CHISO_E_STATE, CHISO__SAY_BOARD_NOT_SCORED, NULL);
}

chiso_status chiso__check_scored(const chiso_board *board, chiso_error *error)
{
    if (board == NULL) {
        return chiso__fail_null(error);
    }
    return board->rows.scored ? CHISO_OK : chiso__fail_unscored(error);
}

uint64_t chiso_board_rounded_count(const chiso_board *board)
{
    return board == NULL ? 0 : board->rounded_count;
}
