/* What was read from a file, put into the board that it was read for. */
#include "board/inside.h"

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
    int64_t *counts = board->columns.counts[leaf];

    return (struct chiso__value){
        points,
        {values == NULL ? points : values[unit],
         denominators == NULL ? CHISO_DECIMAL_ONE : denominators[unit], false, false},
        counts == NULL ? NULL : counts + (size_t)unit * board->tree->nodes[leaf].rule.option_count,
    };
}

/* Copies the cells that are set. */
static void copy_cells(chiso_board *to, chiso_unit to_unit, const chiso_board *from,
                       chiso_unit from_unit)
{
    for (uint32_t i = 0; i < from->tree->leaf_count; i++) {
        const chiso_node leaf = from->tree->leaves[i];

        if (from->columns.points[leaf][from_unit] != CHISO__UNSET) {
            chiso__board_put(to, to_unit, leaf, value_of(from, from_unit, leaf));
        }
    }
}

/* What a unit is called, where it stands and whether it is ranked. */
struct entry {
    struct chiso__span name;
    struct chiso__span block;
    bool ranked;
};

static struct entry entry_of(const chiso_board *board, chiso_unit unit)
{
    return (struct entry){
        chiso__span_of(board->units.names[unit]),
        board->units.block_names[board->units.blocks[unit]],
        board->units.ranked[unit],
    };
}

/* Lets what a file says of a unit take the place of what was known. An empty name has become the
 * code, and an empty block is none: neither says anything new. */
static void update_entry(struct entry *entry, const chiso_board *read, chiso_unit unit,
                         struct chiso__told told)
{
    const struct entry news = entry_of(read, unit);

    if (told.name && !chiso__span_equal(news.name, read->units.codes[unit])) {
        entry->name = news.name;
    }
    if (told.block && news.block.size > 0) {
        entry->block = news.block;
    }
    if (told.ranked) {
        entry->ranked = news.ranked;
    }
}

static int64_t find_unit(const chiso_board *board, struct chiso__span code)
{
    return chiso__index_find(&board->units.index, board->units.codes, code);
}

/* Copies the units of a board into an empty one, each with what a file says of it. */
static bool copy_units(chiso_board *to, const chiso_board *from, const chiso_board *read,
                       struct chiso__told told)
{
    for (chiso_unit unit = 0; unit < from->units.count; unit++) {
        const struct chiso__span code = from->units.codes[unit];
        const int64_t found = find_unit(read, code);
        struct entry entry = entry_of(from, unit);

        if (found != CHISO__NOT_FOUND) {
            update_entry(&entry, read, (chiso_unit)found, told);
        }
        if (!chiso__board_add_unit(to, code, entry.name, entry.block, entry.ranked,
                                   CHISO_MISSING)) {
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
        const struct entry entry = entry_of(read, source);
        const int64_t found = find_unit(to, read->units.codes[source]);
        const chiso_unit unit = found == CHISO__NOT_FOUND ? to->units.count : (chiso_unit)found;

        if (found == CHISO__NOT_FOUND &&
            !chiso__board_add_unit(to, read->units.codes[source], entry.name, entry.block,
                                   entry.ranked, CHISO_MISSING)) {
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
        settle(read);
        swap_contents(board, read);
    } else {
        /* The board stays as it is until a copy of it has taken everything. */
        if (chiso__board_new(board->tree, &board->allocator, &merged, NULL) != CHISO_OK ||
            !chiso__board_reserve(merged, board->units.count) ||
            !copy_units(merged, board, read, told) || !add_cells(merged, read)) {
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
