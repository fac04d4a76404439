/* Rows that are the means of their blocks and stand among the units: each before its units, each
 * behind them, or one in each block. One alone may be that by chance: it takes two, and all rows
 * belong to one of them. */
#include "board/board_doubt.h"

enum { LEAST_MEANS = 3, LEAST_OTHERS = 2, LEAST_BLOCKS = 2 };

/* Of two criteria alone two rows may be that by chance too: it takes one more. */
enum { FEW_COLUMNS = 2, MORE_BLOCKS = 3 };

static uint32_t least_means(const struct chiso__doubts *doubts)
{
    return doubts->board->tree->leaf_count == FEW_COLUMNS ? FEW_COLUMNS : LEAST_MEANS;
}

static uint32_t least_blocks(const struct chiso__doubts *doubts)
{
    return doubts->board->tree->leaf_count == FEW_COLUMNS ? MORE_BLOCKS : LEAST_BLOCKS;
}

/* Numbers of the first column, which rules out most rows before the others are looked at. */
struct sum {
    chiso__wide total;
    uint32_t count;
};

/* Rows in an order, of which some may be the means of those that follow. */
struct order {
    const struct chiso__doubts *doubts;
    chiso_unit first; /* the rows that are looked at: all but one of the whole at either end */
    uint32_t count;
    chiso_unit *units;
    struct sum *sums; /* of each place and those behind it */
    uint32_t *ends;   /* of each place, where the block that it is the mean of ends; 0 for none */
    uint32_t *starts; /* where blocks may start that reach to the end, the last first */
    uint32_t start_count;
};

int64_t chiso__last_digit(int64_t value)
{
    int64_t unit = 1;

    while (unit < CHISO_DECIMAL_ONE && value % (unit * 10) == 0) {
        unit *= 10;
    }
    return unit == CHISO_DECIMAL_ONE ? 0 : unit;
}

bool chiso__is_near_mean(int64_t value, chiso__wide sum, uint32_t count, int64_t digit)
{
    const chiso__wide off = (chiso__wide)value * count - sum;

    return 2 * (off < 0 ? -off : off) <= (chiso__wide)digit * count;
}

bool chiso__is_between(const struct chiso__tree_node *node, int64_t value)
{
    return value != node->max.millionths && value != node->min.millionths && value != 0;
}

/* The last decimal that a row is printed with: zeros at the end of a number are not known. */
static int64_t digit_of_row(const struct chiso__doubts *doubts, chiso_unit row)
{
    const chiso_tree *tree = doubts->board->tree;
    int64_t least = 0;

    for (uint32_t i = 0; i < tree->leaf_count; i++) {
        const chiso_decimal value = chiso__doubted_value(doubts, tree->leaves[i], row);
        const int64_t digit = chiso__is_number(value) ? chiso__last_digit(value) : 0;

        least = digit > 0 && (least == 0 || digit < least) ? digit : least;
    }
    return least;
}

/* Whether a row is the mean of some others in a column, which may have gaps; *out_tells where that
 * is no matter of course. */
static bool is_mean_in(const struct chiso__doubts *doubts, chiso_node leaf, chiso_unit row,
                       const chiso_unit *others, uint32_t count, int64_t digit, bool *out_tells)
{
    const chiso_decimal value = chiso__doubted_value(doubts, leaf, row);
    chiso__wide sum = 0;
    uint32_t numbers = 0;

    *out_tells = false;
    for (uint32_t i = 0; i < count; i++) {
        const chiso_decimal other = chiso__doubted_value(doubts, leaf, others[i]);

        if (others[i] != row && chiso__is_number(other)) {
            sum += other;
            numbers++;
            *out_tells = *out_tells || other != value;
        }
    }
    *out_tells = *out_tells && chiso__is_between(&doubts->board->tree->nodes[leaf], value);
    return chiso__is_number(value) && numbers > 0 &&
           chiso__is_near_mean(value, sum, numbers, digit);
}

/* Whether a row is the mean of some others, among which it may stand itself, in all columns. */
static bool is_mean_of(const struct chiso__doubts *doubts, chiso_unit row, const chiso_unit *others,
                       uint32_t count)
{
    const chiso_tree *tree = doubts->board->tree;
    const int64_t digit = digit_of_row(doubts, row);
    uint32_t telling = 0;

    for (uint32_t i = 0; i < tree->leaf_count; i++) {
        bool tells = false;

        if (!is_mean_in(doubts, tree->leaves[i], row, others, count, digit, &tells)) {
            return false;
        }
        telling += tells;
    }
    return telling >= least_means(doubts);
}

static chiso_decimal first_value(const struct chiso__doubts *doubts, chiso_unit row)
{
    return chiso__doubted_value(doubts, doubts->board->tree->leaves[0], row);
}

/* Whether a row may be the mean of what adds up to a sum in the first column. */
static bool may_be_mean(const struct chiso__doubts *doubts, chiso_unit row, struct sum sum)
{
    const chiso_decimal value = first_value(doubts, row);

    return sum.count > 0 && chiso__is_number(value) &&
           chiso__is_near_mean(value, sum.total, sum.count, digit_of_row(doubts, row));
}

static struct sum add_first(const struct chiso__doubts *doubts, struct sum sum, chiso_unit row)
{
    const chiso_decimal value = first_value(doubts, row);

    return chiso__is_number(value) ? (struct sum){sum.total + value, sum.count + 1} : sum;
}

/* Finds where the block ends that a place is the mean of, so that blocks follow up to the end; 0
 * for none. */
static uint32_t find_end(const struct order *order, uint32_t place)
{
    const chiso_unit row = order->units[place];

    for (uint32_t i = 0; i < order->start_count; i++) {
        const uint32_t end = order->starts[i];
        const uint32_t size = end - place - 1;
        const struct sum sum = {order->sums[place + 1].total - order->sums[end].total,
                                order->sums[place + 1].count - order->sums[end].count};

        if (size >= LEAST_OTHERS && may_be_mean(order->doubts, row, sum) &&
            is_mean_of(order->doubts, row, order->units + place + 1, size)) {
            return end;
        }
    }
    return 0;
}

/* Marks the rows that are the means of those that follow them, down the file or up. */
static void mark_chain(struct order *order, bool is_up, bool *is_mean)
{
    const uint32_t count = order->count;
    uint32_t blocks = 0;

    order->sums[count] = (struct sum){0, 0};
    order->starts[0] = count;
    order->start_count = 1;
    for (uint32_t place = count; place-- > 0;) {
        order->units[place] = order->first + (is_up ? count - 1 - place : place);
        order->sums[place] = add_first(order->doubts, order->sums[place + 1], order->units[place]);
        order->ends[place] = find_end(order, place);
        if (order->ends[place] > 0) {
            order->starts[order->start_count++] = place;
        }
    }
    for (uint32_t place = 0; place < count && order->ends[place] > 0; place = order->ends[place]) {
        blocks++;
    }
    if (blocks < least_blocks(order->doubts)) {
        return;
    }
    for (uint32_t place = 0; place < count; place = order->ends[place]) {
        is_mean[order->units[place]] = true;
    }
}

/* Finds the row of a block that is the mean of the others; CHISO_NO_UNIT for none. */
static chiso_unit find_mean(const struct order *order, uint32_t count)
{
    struct sum all = {0, 0};

    for (uint32_t i = 0; i < count; i++) {
        all = add_first(order->doubts, all, order->units[i]);
    }
    for (uint32_t i = 0; i < count; i++) {
        const chiso_unit row = order->units[i];
        const struct sum others = {all.total - first_value(order->doubts, row), all.count - 1};

        if (may_be_mean(order->doubts, row, others) &&
            is_mean_of(order->doubts, row, order->units, count)) {
            return row;
        }
    }
    return CHISO_NO_UNIT;
}

/* Marks one row in each of the blocks that are large enough, where all of them have one. */
static void mark_blocks(const struct order *order, bool *is_mean)
{
    const chiso_board *board = order->doubts->board;
    uint32_t found = 0;

    for (uint32_t block = 0; block < board->units.block_count; block++) {
        uint32_t count = 0;

        for (chiso_unit unit = 0; unit < board->units.count; unit++) {
            if (board->rows.blocks[unit] == block) {
                order->units[count++] = unit;
            }
        }
        if (count > LEAST_OTHERS) {
            const chiso_unit mean = find_mean(order, count);

            if (mean == CHISO_NO_UNIT) {
                found = 0;
                break;
            }
            order->ends[found++] = mean;
        }
    }
    for (uint32_t i = 0; i < found && found >= least_blocks(order->doubts); i++) {
        is_mean[order->ends[i]] = true;
    }
}

/* Whether a row is named as the mean or the like of all. */
static bool is_of_whole(const struct chiso__doubts *doubts, chiso_unit unit)
{
    const struct chiso__units *units = &doubts->board->units;

    return chiso__means(units->codes[unit], CHISO__SAY_WORDS_FOR_SUMMARY) ||
           chiso__means(chiso__units_name(units, unit), CHISO__SAY_WORDS_FOR_SUMMARY);
}

chiso_status chiso__find_block_means(const struct chiso__doubts *doubts, bool *is_mean)
{
    const chiso_allocator *allocator = &doubts->csv->allocator;
    const uint32_t count = doubts->board->units.count;
    const bool has_first = is_of_whole(doubts, 0);
    struct order order = {.doubts = doubts,
                          .first = has_first,
                          .count = count - has_first - is_of_whole(doubts, count - 1)};
    chiso_status status = CHISO_E_MEMORY;

    order.units = chiso__alloc(allocator, count, sizeof(*order.units));
    order.sums = chiso__alloc(allocator, (size_t)count + 1, sizeof(*order.sums));
    order.ends = chiso__alloc(allocator, count, sizeof(*order.ends));
    order.starts = chiso__alloc(allocator, (size_t)count + 1, sizeof(*order.starts));
    if (order.units != NULL && order.sums != NULL && order.ends != NULL && order.starts != NULL) {
        mark_chain(&order, false, is_mean);
        mark_chain(&order, true, is_mean);
        mark_blocks(&order, is_mean);
        status = CHISO_OK;
    }
    chiso__release(allocator, order.units);
    chiso__release(allocator, order.sums);
    chiso__release(allocator, order.ends);
    chiso__release(allocator, order.starts);
    return status;
}
