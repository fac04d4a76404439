/* Doubts about numbers with more decimals than are kept: those that became equal to another. */
#include "base/sort.h"
#include "board/board_doubt.h"
#include "number/ratio.h"

#include <string.h>

/* A leaf on which a number was rounded. */
struct column {
    const struct chiso__doubts *doubts;
    chiso_node leaf;
    uint32_t *items;   /* of each unit: 1 + the number of its rounded cell, or 0 */
    chiso_unit *units; /* those that have a value, by it; behind them as much room */
    uint32_t count;
};

/* The sign of what a unit has there less what another one has. */
static int order_of(const struct column *column, chiso_unit a, chiso_unit b)
{
    const struct chiso__rows *rows = &column->doubts->board->rows;
    const struct chiso__measured one = chiso__cell_at(rows, column->leaf, a).measured;
    const struct chiso__measured other = chiso__cell_at(rows, column->leaf, b).measured;
    const struct chiso__carried_ratio first = {one.value, chiso__carried_of(one.denominator)};
    const struct chiso__carried_ratio second = {other.value, chiso__carried_of(other.denominator)};

    return chiso__ratio_compare(&first, &second);
}

static bool is_before(const void *context, uint32_t a, uint32_t b)
{
    return order_of(context, a, b) < 0;
}

/* A number without what may be written or not: a plus, zeros at both ends, a mark with nothing
 * behind it. */
static struct chiso__span significant(struct chiso__span text)
{
    text = chiso__trim(text);
    if (text.size > 0 && *text.text == '+') {
        text = (struct chiso__span){text.text + 1, text.size - 1};
    }
    while (text.size > 1 && *text.text == '0') {
        text = (struct chiso__span){text.text + 1, text.size - 1};
    }
    if (memchr(text.text, 'e', text.size) == NULL && memchr(text.text, 'E', text.size) == NULL) {
        while (text.size > 0 && text.text[text.size - 1] == '0') {
            text.size--;
        }
    }
    return text;
}

/* Whether a unit's number and that of the one before it in the order were two and are one now. */
static bool became_equal(const struct column *column, chiso_unit before, chiso_unit unit)
{
    const struct chiso__doubts *doubts = column->doubts;
    const uint32_t first = column->items[before];
    const uint32_t second = column->items[unit];

    if ((first == 0 && second == 0) || order_of(column, before, unit) != 0) {
        return false;
    }
    /* What was not rounded has no decimals to lose, and so another value than what was. */
    return first == 0 || second == 0 ||
           !chiso__span_equal(
               significant(chiso__doubted_text(doubts, &doubts->rounded.items[first - 1])),
               significant(chiso__doubted_text(doubts, &doubts->rounded.items[second - 1])));
}

static chiso_status say_equal(struct chiso__doubts *doubts, const struct column *column,
                              chiso_unit before, chiso_unit unit)
{
    const chiso_unit rounded = column->items[unit] != 0 ? unit : before;
    const chiso_unit other = rounded == unit ? before : unit;
    chiso_error doubt = CHISO_ERROR_INIT;

    chiso__fail(&doubt, CHISO_OK, CHISO__SAY_DOUBT_ROUNDED_EQUAL,
                CHISO__WORDS(chiso__doubted_unit(doubts, rounded),
                             chiso__doubted_leaf(doubts, column->leaf),
                             chiso__doubted_unit(doubts, other)));
    return chiso__csv_doubt(doubts->csv, CHISO_DOUBT_ROUNDED,
                            doubts->rounded.items[column->items[rounded] - 1].offset, &doubt);
}

static bool is_leaf_before(const void *context, uint32_t a, uint32_t b)
{
    const struct chiso__doubted *items = context;

    return items[a].leaf < items[b].leaf;
}

/* Finds the units that have a value on a leaf, in order. */
static void put_in_order(struct column *column)
{
    const chiso_board *board = column->doubts->board;

    column->count = 0;
    for (chiso_unit unit = 0; unit < board->units.count; unit++) {
        const struct chiso__value value = chiso__cell_at(&board->rows, column->leaf, unit);

        if (!chiso__carried_is_gap(value.points) && !chiso__carried_is_gap(value.measured.value)) {
            column->units[column->count++] = unit;
        }
    }
    chiso__sort_ids(column->units, column->units + board->units.count, column->count, is_before,
                    column);
}

static chiso_status look_at_column(struct chiso__doubts *doubts, struct column *column)
{
    chiso_status status = CHISO_OK;

    put_in_order(column);
    for (uint32_t i = 1; i < column->count && status == CHISO_OK; i++) {
        if (became_equal(column, column->units[i - 1], column->units[i])) {
            status = say_equal(doubts, column, column->units[i - 1], column->units[i]);
        }
    }
    return status;
}

/* Leaf after leaf, the rounded cells of each together. */
static chiso_status look_at_columns(struct chiso__doubts *doubts, struct column *column,
                                    uint32_t *ids)
{
    const struct chiso__doubted_list *rounded = &doubts->rounded;
    chiso_status status = CHISO_OK;

    for (uint32_t i = 0; i < rounded->count; i++) {
        ids[i] = i;
    }
    chiso__sort_ids(ids, ids + rounded->count, rounded->count, is_leaf_before, rounded->items);
    for (uint32_t i = 0; i < rounded->count && status == CHISO_OK;) {
        memset(column->items, 0, doubts->board->units.count * sizeof(*column->items));
        column->leaf = rounded->items[ids[i]].leaf;
        for (; i < rounded->count && rounded->items[ids[i]].leaf == column->leaf; i++) {
            column->items[rounded->items[ids[i]].unit] = ids[i] + 1;
        }
        status = look_at_column(doubts, column);
    }
    return status;
}

chiso_status chiso__doubt_rounded(struct chiso__doubts *doubts)
{
    const chiso_allocator *allocator = &doubts->csv->allocator;
    const chiso_unit units = doubts->board->units.count;
    struct column column = {.doubts = doubts};
    chiso_status status = CHISO_E_MEMORY;
    uint32_t *ids = NULL;

    if (doubts->rounded.count == 0) {
        return CHISO_OK;
    }
    ids = chiso__alloc(allocator, doubts->rounded.count, 2 * sizeof(*ids));
    column.items = chiso__alloc(allocator, units, sizeof(*column.items));
    column.units = chiso__alloc(allocator, units, 2 * sizeof(*column.units));
    if (ids != NULL && column.items != NULL && column.units != NULL) {
        status = look_at_columns(doubts, &column, ids);
    }
    chiso__release(allocator, ids);
    chiso__release(allocator, column.items);
    chiso__release(allocator, column.units);
    return status;
}
