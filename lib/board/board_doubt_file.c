/* Doubts about a points file as a whole, looked for at its end: one row of a table each. */
#include "base/sort.h"
#include "board/board_doubt.h"
#include "text/name.h"

#include <string.h>

/* Fewer values than this say nothing by being equal, or by being the mean of the others. */
enum { LEAST_UNITS = 5, LEAST_COLUMNS = 4, MOST_UNITS = 2000 };

static chiso_status doubt_unit(struct chiso__doubts *doubts, chiso_doubt kind, chiso_unit unit,
                               chiso_error *doubt)
{
    return chiso__csv_doubt(doubts->csv, kind, doubts->units[unit], doubt);
}

static bool is_value(chiso_decimal stored)
{
    return stored != CHISO_MISSING && stored != CHISO_NOT_APPLICABLE && stored != CHISO__UNSET;
}

static chiso_decimal stored_at(const struct chiso__doubts *doubts, chiso_node leaf, chiso_unit unit)
{
    return chiso__stored_at(&doubts->board->rows, leaf, unit).millionths;
}

/* Whether two units have the same points and the same value of a leaf, all places counted. */
static bool have_the_same(const struct chiso__doubts *doubts, chiso_node leaf, chiso_unit a,
                          chiso_unit b)
{
    const struct chiso__value one = chiso__cell_at(&doubts->board->rows, leaf, a);
    const struct chiso__value other = chiso__cell_at(&doubts->board->rows, leaf, b);

    return chiso__carried_compare(one.points, other.points) == 0 &&
           chiso__carried_compare(one.measured.value, other.measured.value) == 0;
}

static bool is_empty_unit(const struct chiso__doubts *doubts, chiso_unit unit)
{
    const chiso_tree *tree = doubts->board->tree;
    bool is_empty = true;

    for (uint32_t i = 0; i < tree->leaf_count && is_empty; i++) {
        const chiso_decimal stored = stored_at(doubts, tree->leaves[i], unit);

        is_empty = stored == CHISO_MISSING || stored == CHISO__UNSET;
    }
    return is_empty;
}

/* Rows without a cell look like headings. */
static chiso_status look_for_empty_units(struct chiso__doubts *doubts)
{
    chiso_status status = CHISO_OK;

    for (chiso_unit unit = 0; unit < doubts->board->units.count && status == CHISO_OK; unit++) {
        if (is_empty_unit(doubts, unit)) {
            chiso_error doubt = CHISO_ERROR_INIT;

            chiso__fail(&doubt, CHISO_OK, CHISO__SAY_DOUBT_NO_CELLS,
                        CHISO__WORDS(chiso__doubted_unit(doubts, unit)));
            status = doubt_unit(doubts, CHISO_DOUBT_NO_CELLS, unit, &doubt);
        }
    }
    return status;
}

/* Units without a block behind units that have one, as merged cells are saved. */
static chiso_status look_for_empty_blocks(struct chiso__doubts *doubts)
{
    const struct chiso__units *units = &doubts->board->units;
    const uint32_t *blocks = doubts->board->rows.blocks;
    chiso_status status = CHISO_OK;

    for (chiso_unit unit = 1; unit < units->count && status == CHISO_OK; unit++) {
        const struct chiso__span above = units->block_names[blocks[unit - 1]];

        if (above.size > 0 && units->block_names[blocks[unit]].size == 0 &&
            !is_empty_unit(doubts, unit)) {
            chiso_error doubt = CHISO_ERROR_INIT;

            chiso__fail(&doubt, CHISO_OK, CHISO__SAY_DOUBT_EMPTY_BLOCK,
                        CHISO__WORDS(chiso__doubted_unit(doubts, unit), chiso__say(above)));
            status = doubt_unit(doubts, CHISO_DOUBT_EMPTY_BLOCK, unit, &doubt);
        }
    }
    return status;
}

/* Criteria that the file says nothing of: no column, or in the long layout no row. */
static chiso_status look_for_columns(struct chiso__doubts *doubts)
{
    const chiso_tree *tree = doubts->board->tree;
    const bool any = chiso__header_is_long(doubts->header) || doubts->header->leaf_columns > 0;
    chiso_status status = CHISO_OK;

    for (uint32_t i = 0; i < tree->leaf_count && any && status == CHISO_OK; i++) {
        const chiso_node leaf = tree->leaves[i];
        chiso_error doubt = CHISO_ERROR_INIT;
        /* What has no max counts for nothing. */
        bool is_there = chiso__carried_is_zero(tree->nodes[leaf].max);

        for (chiso_unit unit = 0; unit < doubts->board->units.count && !is_there; unit++) {
            is_there = stored_at(doubts, leaf, unit) != CHISO__UNSET;
        }
        if (!is_there) {
            chiso__fail(&doubt, CHISO_OK, CHISO__SAY_DOUBT_NO_COLUMN,
                        CHISO__WORDS(chiso__doubted_leaf(doubts, leaf)));
            status = chiso__csv_doubt(doubts->csv, CHISO_DOUBT_NO_COLUMN, SIZE_MAX, &doubt);
        }
    }
    return status;
}

/* Whether all units have one value of a leaf, which is neither all nor nothing. */
static bool is_equal_column(const struct chiso__doubts *doubts, chiso_node leaf)
{
    const struct chiso__tree_node *node = &doubts->board->tree->nodes[leaf];
    const chiso_unit count = doubts->board->units.count;
    const chiso_decimal first = stored_at(doubts, leaf, 0);

    if (count < LEAST_UNITS || !is_value(first) || first == 0 || chiso__is_relative(&node->rule) ||
        first == node->max.millionths || first == node->min.millionths) {
        return false;
    }
    for (chiso_unit unit = 1; unit < count; unit++) {
        if (!have_the_same(doubts, leaf, unit, 0)) {
            return false;
        }
    }
    return true;
}

static chiso_status look_for_equal_columns(struct chiso__doubts *doubts)
{
    const chiso_tree *tree = doubts->board->tree;
    chiso_status status = CHISO_OK;

    for (uint32_t i = 0; i < tree->leaf_count && status == CHISO_OK; i++) {
        chiso_error doubt = CHISO_ERROR_INIT;

        if (is_equal_column(doubts, tree->leaves[i])) {
            chiso__fail(&doubt, CHISO_OK, CHISO__SAY_DOUBT_EQUAL_COLUMN,
                        CHISO__WORDS(chiso__doubted_leaf(doubts, tree->leaves[i])));
            status = chiso__csv_doubt(doubts->csv, CHISO_DOUBT_EQUAL_COLUMN, SIZE_MAX, &doubt);
        }
    }
    return status;
}

/* What a row may be of the others: a bit each. */
enum { IS_SUM = 1, IS_MEAN = 2, IS_MEDIAN = 4, IS_LEAST = 8, IS_GREATEST = 16, IS_ANY = 31 };

/* Room to look for rows that sum up the others. */
struct summary {
    uint8_t *kinds;    /* of each unit: what its row may still be */
    uint32_t *columns; /* of each unit: in how many columns it is that */
    int64_t *values;   /* of a column; behind them, those of the last that was held */
    uint32_t *ids;     /* of the units that have one, by it */
    uint32_t count;
};

static bool is_less(const void *context, uint32_t a, uint32_t b)
{
    const int64_t *values = context;

    return values[a] < values[b];
}

/* How far a mean may be from what is printed with so many decimals: half of the last, twice. */
static int64_t last_digit(int64_t value)
{
    int64_t unit = 1;

    while (unit < CHISO_DECIMAL_ONE && value % (unit * 10) == 0) {
        unit *= 10;
    }
    return unit == CHISO_DECIMAL_ONE ? 0 : unit;
}

/* What the value at a place of the order is of the others. */
static unsigned kinds_of(const struct summary *summary, uint32_t place, chiso__wide sum)
{
    const uint32_t others = summary->count - 1;
    const int64_t value = summary->values[summary->ids[place]];
    const chiso__wide off = (chiso__wide)value * others - (sum - value);
    const chiso__wide near = (chiso__wide)last_digit(value) * others;
    const uint32_t middle = others / 2 + (others / 2 >= place ? 1 : 0);
    const uint32_t lower = (others - 1) / 2 + ((others - 1) / 2 >= place ? 1 : 0);
    const chiso__wide twice =
        (chiso__wide)summary->values[summary->ids[middle]] + summary->values[summary->ids[lower]];

    return (value == sum - value ? IS_SUM : 0) |
           (2 * (off < 0 ? -off : off) <= near || off == 0 ? IS_MEAN : 0) |
           (2 * (chiso__wide)value == twice ? IS_MEDIAN : 0) |
           (value == summary->values[summary->ids[place == 0 ? 1 : 0]] ? IS_LEAST : 0) |
           (value == summary->values[summary->ids[place == others ? others - 1 : others]]
                ? IS_GREATEST
                : 0);
}

/* Holds a column against all rows, if its values differ enough to tell. */
static void hold_column(const struct chiso__doubts *doubts, struct summary *summary,
                        chiso_node leaf)
{
    const struct chiso__tree_node *node = &doubts->board->tree->nodes[leaf];
    const chiso_unit units = doubts->board->units.count;
    uint32_t distinct = 1;
    chiso__wide sum = 0;

    summary->count = 0;
    for (chiso_unit unit = 0; unit < units; unit++) {
        summary->values[unit] = stored_at(doubts, leaf, unit);
        if (is_value(summary->values[unit])) {
            summary->ids[summary->count++] = unit;
            sum += summary->values[unit];
        }
    }
    chiso__sort_ids(summary->ids, summary->ids + units, summary->count, is_less, summary->values);
    for (uint32_t i = 1; i < summary->count; i++) {
        distinct += summary->values[summary->ids[i]] != summary->values[summary->ids[i - 1]];
    }
    /* The same column again, under another rule, would say the same. */
    if (distinct < LEAST_UNITS - 1 ||
        memcmp(summary->values, summary->values + units, units * sizeof(*summary->values)) == 0) {
        return;
    }
    memcpy(summary->values + units, summary->values, units * sizeof(*summary->values));
    for (uint32_t place = 0; place < summary->count; place++) {
        const chiso_unit unit = summary->ids[place];
        const int64_t value = summary->values[unit];

        summary->kinds[unit] &= (uint8_t)kinds_of(summary, place, sum);
        /* All or nothing of a criterion is what many have. */
        summary->columns[unit] +=
            value != node->max.millionths && value != node->min.millionths && value != 0;
    }
}

static chiso_status say_summary(struct chiso__doubts *doubts, chiso_unit unit, unsigned kinds)
{
    chiso_error doubt = CHISO_ERROR_INIT;
    const struct chiso__insert what =
        chiso__say_message((kinds & IS_MEAN) != 0     ? CHISO__SAY_THE_MEAN
                           : (kinds & IS_SUM) != 0    ? CHISO__SAY_THE_SUM
                           : (kinds & IS_MEDIAN) != 0 ? CHISO__SAY_THE_MEDIAN
                           : (kinds & IS_LEAST) != 0  ? CHISO__SAY_THE_LEAST
                                                      : CHISO__SAY_THE_GREATEST);

    chiso__fail(&doubt, CHISO_OK, CHISO__SAY_DOUBT_SUMMARY,
                CHISO__WORDS(chiso__doubted_unit(doubts, unit), what));
    return doubt_unit(doubts, CHISO_DOUBT_SUMMARY_ROW, unit, &doubt);
}

static bool is_named_so(const struct chiso__doubts *doubts, const struct chiso__name_list *names,
                        chiso_unit unit)
{
    const struct chiso__units *units = &doubts->board->units;

    return chiso__is_in_list(units->codes[unit], names) ||
           chiso__is_in_list(chiso__units_name(units, unit), names);
}

/* Rows named as summaries are, or equal to what one would be. */
static chiso_status tell_summaries(struct chiso__doubts *doubts, const struct summary *summary)
{
    const struct chiso__wording words = chiso__wording_of(CHISO__SAY_WORDS_FOR_SUMMARY);
    struct chiso__name_list names = {.count = 0, .marks = 0};
    chiso_status status = CHISO_OK;

    chiso__list_names(&names, words.english);
    chiso__list_names(&names, words.vietnamese);
    for (chiso_unit unit = 0; unit < doubts->board->units.count && status == CHISO_OK; unit++) {
        if (summary->kinds != NULL && summary->kinds[unit] != 0 &&
            summary->columns[unit] >= LEAST_COLUMNS) {
            status = say_summary(doubts, unit, summary->kinds[unit]);
        } else if (is_named_so(doubts, &names, unit)) {
            chiso_error doubt = CHISO_ERROR_INIT;

            chiso__fail(&doubt, CHISO_OK, CHISO__SAY_DOUBT_SUMMARY_NAME,
                        CHISO__WORDS(chiso__doubted_unit(doubts, unit)));
            status = doubt_unit(doubts, CHISO_DOUBT_SUMMARY_ROW, unit, &doubt);
        }
    }
    return status;
}

static chiso_status look_for_summaries(struct chiso__doubts *doubts)
{
    const chiso_allocator *allocator = &doubts->csv->allocator;
    const chiso_tree *tree = doubts->board->tree;
    const chiso_unit units = doubts->board->units.count;
    struct summary summary = {NULL, NULL, NULL, NULL, 0};
    chiso_status status = CHISO_E_MEMORY;

    if (units < LEAST_UNITS || units > MOST_UNITS || tree->leaf_count < LEAST_COLUMNS) {
        return tell_summaries(doubts, &summary);
    }
    summary.kinds = chiso__alloc(allocator, units, sizeof(*summary.kinds));
    summary.columns = chiso__alloc_zero(allocator, units, sizeof(*summary.columns));
    summary.values = chiso__alloc_zero(allocator, units, 2 * sizeof(*summary.values));
    summary.ids = chiso__alloc(allocator, units, 2 * sizeof(*summary.ids));
    if (summary.kinds != NULL && summary.columns != NULL && summary.values != NULL &&
        summary.ids != NULL) {
        memset(summary.kinds, IS_ANY, units);
        for (uint32_t i = 0; i < tree->leaf_count; i++) {
            hold_column(doubts, &summary, tree->leaves[i]);
        }
        status = tell_summaries(doubts, &summary);
    }
    chiso__release(allocator, summary.kinds);
    chiso__release(allocator, summary.columns);
    chiso__release(allocator, summary.values);
    chiso__release(allocator, summary.ids);
    return status;
}

static void say_alike(chiso_error *doubt, struct chiso__span code, struct chiso__span first)
{
    chiso__fail(doubt, CHISO_OK, CHISO__SAY_DOUBT_ALIKE_UNITS,
                CHISO__WORDS(chiso__say(code), chiso__say(first)));
}

static size_t offset_of_unit(const void *context, uint32_t unit)
{
    const struct chiso__doubts *doubts = context;

    return doubts->units[unit];
}

static chiso_status look_for_alike_codes(struct chiso__doubts *doubts)
{
    const struct chiso__coded coded = {doubts->board->units.codes, doubts->board->units.count,
                                       offset_of_unit, doubts, say_alike};

    return chiso__csv_doubt_codes(doubts->csv, &coded);
}

static void say_alike_blocks(chiso_error *doubt, struct chiso__span name, struct chiso__span first)
{
    chiso__fail(doubt, CHISO_OK, CHISO__SAY_DOUBT_ALIKE_BLOCKS,
                CHISO__WORDS(chiso__say(name), chiso__say(first)));
}

/* The blocks of a file, and the first unit of each. */
struct blocks {
    const struct chiso__doubts *doubts;
    chiso_unit *firsts;
};

static size_t offset_of_block(const void *context, uint32_t block)
{
    const struct blocks *blocks = context;

    return blocks->doubts->units[blocks->firsts[block]];
}

static chiso_status look_for_alike_blocks(struct chiso__doubts *doubts)
{
    const struct chiso__units *units = &doubts->board->units;
    struct blocks blocks = {doubts, NULL};
    const struct chiso__coded coded = {units->block_names, units->block_count, offset_of_block,
                                       &blocks, say_alike_blocks};
    chiso_status status = CHISO_OK;

    if (units->block_count < 2) {
        return CHISO_OK;
    }
    blocks.firsts = chiso__alloc(&doubts->csv->allocator, units->block_count, sizeof(chiso_unit));
    if (blocks.firsts == NULL) {
        return CHISO_E_MEMORY;
    }
    /* From the last to the first, which stays. Blocks come with their units: each has one. */
    for (chiso_unit unit = units->count; unit-- > 0;) {
        blocks.firsts[doubts->board->rows.blocks[unit]] = unit;
    }
    status = chiso__csv_doubt_codes(doubts->csv, &coded);
    chiso__release(&doubts->csv->allocator, blocks.firsts);
    return status;
}

chiso_status chiso__doubt_file(struct chiso__doubts *doubts, chiso_error *error)
{
    static chiso_status (*const looks[])(struct chiso__doubts * doubts) = {
        chiso__doubt_thousands, chiso__doubt_rounded, look_for_empty_units,   look_for_summaries,
        look_for_empty_blocks,  look_for_columns,     look_for_equal_columns, chiso__doubt_dashes,
        chiso__doubt_mentions,  look_for_alike_codes, look_for_alike_blocks,
    };
    chiso_status status = CHISO_OK;

    for (size_t i = 0; i < sizeof(looks) / sizeof(looks[0]) && status == CHISO_OK; i++) {
        status = looks[i](doubts);
    }
    return status == CHISO_OK ? status : chiso__fail_memory(error);
}
