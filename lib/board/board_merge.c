/* What was read from a file, put into the board that it was read for. */
#include "board/inside.h"

static void swap_contents(chiso_board *a, chiso_board *b)
{
    const struct chiso__units units = a->units;
    const struct chiso__rows rows = a->rows;

    a->units = b->units;
    a->rows = b->rows;
    a->rows.peers = &a->peers;
    b->units = units;
    b->rows = rows;
    b->rows.peers = &b->peers;
}

/* Copies the cells that are set; there is room for what they have behind their millionths. */
static void copy_cells(chiso_board *to, chiso_unit to_unit, const chiso_board *from,
                       chiso_unit from_unit)
{
    for (uint32_t i = 0; i < from->tree->leaf_count; i++) {
        const chiso_node leaf = from->tree->leaves[i];
        const struct chiso__value value = chiso__cell_at(&from->rows, leaf, from_unit);

        if (value.points.millionths != CHISO__UNSET) {
            chiso__cell_put(&to->rows, to_unit, leaf, value);
        }
    }
}

static struct chiso__unit_entry entry_of(const chiso_board *board, chiso_unit unit)
{
    return (struct chiso__unit_entry){
        board->units.codes[unit],
        chiso__units_name(&board->units, unit),
        board->units.block_names[board->rows.blocks[unit]],
        board->units.ranked[unit],
    };
}

/* Lets what a file says of a unit take the place of what was known. An empty name, the code as a
 * name and an empty block say nothing new. */
static void update_entry(struct chiso__unit_entry *entry, const chiso_board *read, chiso_unit unit,
                         struct chiso__told told)
{
    const struct chiso__unit_entry news = entry_of(read, unit);

    if (told.name && news.name.size > 0 && !chiso__span_equal(news.name, news.code)) {
        entry->name = news.name;
    }
    if (told.block && news.block.size > 0) {
        entry->block = news.block;
    }
    if (told.ranked) {
        entry->ranked = news.ranked;
    }
}

/* Copies the units of a board into an empty one, each with what a file says of it. */
static bool copy_units(chiso_board *to, const chiso_board *from, const chiso_board *read,
                       struct chiso__told told)
{
    for (chiso_unit unit = 0; unit < from->units.count; unit++) {
        struct chiso__unit_entry entry = entry_of(from, unit);
        const int64_t found = chiso__units_find(&read->units, entry.code);

        if (found != CHISO__NOT_FOUND) {
            update_entry(&entry, read, (chiso_unit)found, told);
        }
        if (!chiso__board_put_unit(to, entry, CHISO_MISSING)) {
            return false;
        }
        copy_cells(to, unit, from, unit);
    }
    return true;
}

/* Puts the cells of a file into a board, and its units that are new behind the others. */
static bool add_cells(chiso_board *to, const chiso_board *read)
{
    for (chiso_unit source = 0; source < read->units.count; source++) {
        const int64_t found = chiso__units_find(&to->units, read->units.codes[source]);
        const chiso_unit unit = found == CHISO__NOT_FOUND ? to->units.count : (chiso_unit)found;

        if (found == CHISO__NOT_FOUND &&
            !chiso__board_put_unit(to, entry_of(read, source), CHISO_MISSING)) {
            return false;
        }
        copy_cells(to, unit, read, source);
    }
    return true;
}

bool chiso__board_take(chiso_board *board, chiso_board *read, struct chiso__told told)
{
    chiso_board *merged = NULL;

    if (board->units.count == 0) {
        chiso__rows_settle(&read->rows);
        swap_contents(board, read);
    } else {
        /* The board stays as it is until a copy of it has taken everything. */
        if (chiso__board_make(board->tree, &board->allocator, &merged, NULL) != CHISO_OK ||
            !chiso__board_make_room(merged, board->units.count) ||
            !chiso__rows_match_rests(&merged->rows, &board->allocator, &board->rows) ||
            !chiso__rows_match_rests(&merged->rows, &board->allocator, &read->rows) ||
            !copy_units(merged, board, read, told) || !add_cells(merged, read)) {
            chiso_board_free(merged);
            return false;
        }
        swap_contents(board, merged);
        chiso_board_free(merged);
    }
    board->rounded_count += read->rounded_count;
    return true;
}
