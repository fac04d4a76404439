/* Boards put together: what was read from a file and the board that it was read for, and the parts
 * of one. */
#include "board/inside.h"
#include "board/set_result.h"

static void swap_contents(chiso_board *a, chiso_board *b)
{
    const struct chiso__units units = a->units;
    const struct chiso__rows rows = a->rows;
    struct chiso__notes *const notes = a->notes;

    a->units = b->units;
    a->rows = b->rows;
    a->rows.peers = &a->peers;
    a->notes = b->notes;
    b->units = units;
    b->rows = rows;
    b->rows.peers = &b->peers;
    b->notes = notes;
}

/* Copies the ratings of a cell, if there are any; false when memory is out. */
static bool copy_rated(chiso_board *to, chiso_unit to_unit, const chiso_board *from,
                       chiso_unit from_unit, chiso_node leaf)
{
    const struct chiso__rated *rated = chiso__rated_at(from->rows.ratings, leaf, from_unit);

    return rated == NULL || (chiso__rows_ratings(&to->rows, &to->allocator) != NULL &&
                             chiso__rated_copy(to->rows.ratings, &to->allocator, leaf, to_unit,
                                               from->rows.ratings, rated));
}

/* Copies the cells that are set, with their ratings, the numbers beside them and the results; there
 * is room for these, and for what cells have behind their millionths. False when memory is out. */
static bool copy_cells(chiso_board *to, chiso_unit to_unit, const chiso_board *from,
                       chiso_unit from_unit)
{
    uint32_t set_count = 0;
    const struct chiso__set_result *set = chiso__set_of_row(&from->rows, from_unit, &set_count);

    for (uint32_t i = 0; i < from->tree->column_count; i++) {
        const struct chiso__carried number = chiso__further_at(&from->rows, i, from_unit);

        if (!chiso__is_absent(number)) {
            chiso__further_put(&to->rows, i, to_unit, number);
        }
    }
    if (from->tree->prepared_count > 0 && chiso__row_place(&from->rows, from_unit).line > 0) {
        chiso__row_put_place(&to->rows, to_unit, chiso__row_place(&from->rows, from_unit));
    }
    for (uint32_t i = 0; i < set_count; i++) {
        struct chiso__set_result own = set[i];

        own.row = to_unit;
        /* There is room for it. */
        (void)chiso__set_put(&to->rows, &to->allocator, own);
    }
    for (uint32_t i = 0; i < from->tree->leaf_count; i++) {
        const chiso_node leaf = from->tree->leaves[i];
        const struct chiso__value value = chiso__cell_at(&from->rows, leaf, from_unit);

        if (value.points.millionths != CHISO__UNSET) {
            chiso__cell_put(&to->rows, to_unit, leaf, value);
            if (!copy_rated(to, to_unit, from, from_unit, leaf)) {
                return false;
            }
        }
    }
    return true;
}

struct chiso__unit_entry chiso__board_entry(const chiso_board *board, chiso_unit unit)
{
    return (struct chiso__unit_entry){
        board->units.codes[unit],
        chiso__units_name(&board->units, unit),
        board->units.block_names[board->rows.blocks[unit]],
        board->units.ranked[unit],
    };
}

void chiso__entry_update(struct chiso__unit_entry *entry, const chiso_board *read, chiso_unit unit,
                         struct chiso__told told)
{
    const struct chiso__unit_entry news = chiso__board_entry(read, unit);

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
        struct chiso__unit_entry entry = chiso__board_entry(from, unit);
        const int64_t found = chiso__units_find(&read->units, entry.code);

        if (found != CHISO__NOT_FOUND) {
            chiso__entry_update(&entry, read, (chiso_unit)found, told);
        }
        if (!chiso__board_put_unit(to, entry, CHISO_MISSING) || !copy_cells(to, unit, from, unit)) {
            return false;
        }
    }
    return true;
}

/* Puts the cells of a file into a board, and its units that are new behind the others. */
static bool add_cells(chiso_board *to, const chiso_board *read)
{
    for (chiso_unit source = 0; source < read->units.count; source++) {
        const int64_t found = chiso__units_find(&to->units, read->units.codes[source]);
        const chiso_unit unit = found == CHISO__NOT_FOUND ? to->units.count : (chiso_unit)found;

        if ((found == CHISO__NOT_FOUND &&
             !chiso__board_put_unit(to, chiso__board_entry(read, source), CHISO_MISSING)) ||
            !copy_cells(to, unit, read, source)) {
            return false;
        }
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
            !chiso__set_reserve(&merged->rows, &board->allocator,
                                board->rows.set_count + read->rows.set_count) ||
            !copy_units(merged, board, read, told) || !add_cells(merged, read) ||
            !chiso__notes_add(&merged->notes, &board->allocator, board->notes, 0) ||
            !chiso__board_copy_notes(merged, read)) {
            chiso_board_free(merged);
            return false;
        }
        swap_contents(board, merged);
        chiso_board_free(merged);
    }
    board->rounded_count += read->rounded_count;
    /* As scoring leaves it, so that a board says the same of itself before and after. */
    chiso__board_mark_left_out(board);
    return true;
}

/* Puts the units of a part behind those that are there; there is room for all of them. */
static chiso_status add_part(chiso_board *to, const chiso_board *part, chiso_error *error)
{
    if (!chiso__rows_match_rests(&to->rows, &to->allocator, &part->rows) ||
        !chiso__rows_append_ratings(&to->rows, &to->allocator, &part->rows)) {
        return chiso__fail_memory(error);
    }
    for (chiso_unit unit = 0; unit < part->units.count; unit++) {
        const struct chiso__unit_entry entry = chiso__board_entry(part, unit);

        if (chiso__units_find(&to->units, entry.code) != CHISO__NOT_FOUND) {
            return chiso__fail(error, CHISO_E_DUPLICATE, CHISO__SAY_UNIT_THERE_ALREADY,
                               CHISO__WORDS(chiso__say(entry.code)));
        }
        if (!chiso__units_add(&to->units, &to->allocator, entry,
                              &to->rows.blocks[to->rows.count + unit])) {
            return chiso__fail_memory(error);
        }
    }
    if (!chiso__notes_add(&to->notes, &to->allocator, part->notes, to->rows.count)) {
        return chiso__fail_memory(error);
    }
    chiso__rows_append(&to->rows, &part->rows);
    to->rounded_count += part->rounded_count;
    return CHISO_OK;
}

/* How many units the parts of a board have together. */
static chiso_status count_units(const chiso_board *const *parts, size_t count, uint32_t *out_units,
                                chiso_error *error)
{
    uint64_t units = 0;

    for (size_t i = 0; i < count; i++) {
        if (parts[i] == NULL) {
            return chiso__fail_null(error);
        }
        if (parts[i]->tree != parts[0]->tree) {
            return chiso__fail(error, CHISO_E_SHAPE, CHISO__SAY_PART_OF_OTHER_TREE,
                               CHISO__WORDS(chiso__say_count(i + 1)));
        }
        units += parts[i]->units.count;
        if (units >= CHISO_NO_UNIT) {
            return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_TOO_MANY_UNITS,
                               CHISO__WORDS(chiso__say_count(CHISO_NO_UNIT)));
        }
    }
    *out_units = (uint32_t)units;
    return CHISO_OK;
}

chiso_status chiso_board_join(const chiso_board *const *parts, size_t count,
                              const chiso_allocator *allocator, chiso_board **out_board,
                              chiso_error *error)
{
    chiso_allocator taken;
    chiso_board *made = NULL;
    chiso_status status = CHISO_OK;
    uint32_t units = 0;

    if (out_board == NULL) {
        return chiso__fail_null(error);
    }
    *out_board = NULL;
    if (parts == NULL || !chiso__allocator_take(allocator, &taken)) {
        return chiso__fail_null(error);
    }
    if (count == 0) {
        return chiso__fail(error, CHISO_E_EMPTY, CHISO__SAY_NO_PART, NULL);
    }
    status = count_units(parts, count, &units, error);
    if (status == CHISO_OK) {
        status = chiso__board_make(parts[0]->tree, &taken, &made, error);
    }
    if (status == CHISO_OK && !chiso__board_make_room(made, units)) {
        status = chiso__fail_memory(error);
    }
    for (size_t i = 0; i < count && status == CHISO_OK; i++) {
        status = add_part(made, parts[i], error);
    }
    if (status != CHISO_OK) {
        chiso_board_free(made);
        return status;
    }
    *out_board = made;
    return CHISO_OK;
}
