#include "board.h"

#include <string.h>

static void swap_contents(chiso_board *a, chiso_board *b)
{
    const struct chiso__units units = a->units;
    const struct chiso__columns columns = a->columns;

    a->units = b->units;
    a->columns = b->columns;
    b->units = units;
    b->columns = columns;
}

/* Cells that the file said nothing of are missing. */
static void settle(chiso_board *board)
{
    for (uint32_t leaf = 0; leaf < board->tree->leaf_count; leaf++) {
        chiso_decimal *points = board->columns.points[board->tree->leaves[leaf]];

        for (uint32_t i = 0; i < board->units.count; i++) {
            points[i] = points[i] == CHISO__UNSET ? CHISO_MISSING : points[i];
        }
    }
}

static struct chiso__value value_of(const chiso_board *board, chiso_unit unit, chiso_node leaf)
{
    const chiso_decimal *values = board->columns.values[leaf];
    const chiso_decimal *denominators = board->columns.denominators[leaf];
    const chiso_decimal points = board->columns.points[leaf][unit];

    return (struct chiso__value){
        points,
        {values == NULL ? points : values[unit], denominators == NULL ? CHISO_DECIMAL_ONE : denominators[unit], false, false},
    };
}

/* Copies the cells that are set. */
static void copy_cells(chiso_board *to, chiso_unit to_unit, const chiso_board *from, chiso_unit from_unit)
{
    for (uint32_t i = 0; i < from->tree->leaf_count; i++) {
        const chiso_node leaf = from->tree->leaves[i];

        if (from->columns.points[leaf][from_unit] != CHISO__UNSET) {
            chiso__board_put(to, to_unit, leaf, value_of(from, from_unit, leaf));
        }
    }
}

static bool update_unit(chiso_board *to, chiso_unit unit, const chiso_board *from, chiso_unit source, struct chiso__told told)
{
    const struct chiso__span name = chiso__span_of(from->units.names[source]);
    const struct chiso__span block = from->units.block_names[from->units.blocks[source]];

    /* An empty name has become the code, and an empty block is none: neither says anything new. */
    if (told.name && !chiso__span_equal(name, from->units.codes[source]) &&
        !chiso__span_equal(name, chiso__span_of(to->units.names[unit]))) {
        const char *copy = chiso__arena_copy(&to->units.arena, &to->allocator, name);

        if (copy == NULL) {
            return false;
        }
        to->units.names[unit] = copy;
    }
    if (told.ranked) {
        to->units.ranked[unit] = from->units.ranked[source];
    }
    return !told.block || block.size == 0 || chiso__board_block(to, block, &to->units.blocks[unit]);
}

/* Adds or updates every unit of one board in another. */
static bool apply(chiso_board *to, const chiso_board *from, struct chiso__told told)
{
    for (chiso_unit source = 0; source < from->units.count; source++) {
        const struct chiso__span code = from->units.codes[source];
        const int64_t found = chiso__index_find(&to->units.index, to->units.codes, code);
        const chiso_unit unit = found == CHISO__NOT_FOUND ? to->units.count : (chiso_unit)found;

        if (found != CHISO__NOT_FOUND) {
            if (!update_unit(to, unit, from, source, told)) {
                return false;
            }
        } else if (!chiso__board_add_unit(to, code, chiso__span_of(from->units.names[source]),
                                          from->units.block_names[from->units.blocks[source]], from->units.ranked[source], CHISO_MISSING)) {
            return false;
        }
        copy_cells(to, unit, from, source);
    }
    return true;
}

bool chiso__board_take(chiso_board *board, chiso_board *read, struct chiso__told told)
{
    const struct chiso__told all = {true, true, true};
    chiso_board *merged = NULL;

    if (board->units.count == 0) {
        settle(read);
        swap_contents(board, read);
    } else {
        /* The board stays as it is until a copy of it has taken everything. */
        if (chiso__board_new(board->tree, &board->allocator, &merged, NULL) != CHISO_OK ||
            !chiso__board_reserve(merged, board->units.count) || !apply(merged, board, all) || !apply(merged, read, told)) {
            chiso_board_free(merged);
            return false;
        }
        swap_contents(board, merged);
        chiso_board_free(merged);
    }
    board->rounded_count += read->rounded_count;
    board->scored = false;
    /* The results belong to other columns. */
    board->scored_capacity = 0;
    return true;
}
