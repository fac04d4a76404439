/* Doubts about rows that are no units: sums, means and the like of the others, the max of each
 * criterion, the headings once more, the numbers of the columns. */
#include "base/sort.h"
#include "board/board_doubt.h"
#include "text/name.h"

#include <string.h>

/* Fewer values than this say nothing by being the sum, the least or the like of the others; and
 * fewer by being their mean, if all columns are. */
enum {
    LEAST_UNITS = 5,
    LEAST_COLUMNS = 4,
    LEAST_OF_MEAN = 4,
    LEAST_MEANS = 3,
    LEAST_OF_BLOCKS = 2,
    LEAST_DISTINCT = 3,
    MOST_UNITS = 2000
};

/* What a row may be of the others: a bit each. */
enum { IS_SUM = 1, IS_MEAN = 2, IS_MEDIAN = 4, IS_LEAST = 8, IS_GREATEST = 16, IS_ANY = 31 };

#define NO_MEAN UINT32_MAX

/* Room to look for rows that sum up the others. */
struct summary {
    uint8_t *kinds;    /* of each unit: what its row may still be */
    uint32_t *columns; /* of each unit: in how many columns it is that */
    uint32_t *means;   /* of each unit: in how many it is the mean; NO_MEAN once it was not */
    bool *is_of_block; /* of each unit: its row is the mean of its block */
    int64_t *values;   /* of a column; behind them, those of the last that was held */
    uint32_t *ids;     /* of the units that have one, by it */
    uint32_t count;
};

static bool is_less(const void *context, uint32_t a, uint32_t b)
{
    const int64_t *values = context;

    return values[a] < values[b];
}

/* What the value at a place of the order is of the others. */
static unsigned kinds_of(const struct summary *summary, uint32_t place, chiso__wide sum)
{
    const uint32_t others = summary->count - 1;
    const int64_t value = summary->values[summary->ids[place]];
    const uint32_t middle = others / 2 + (others / 2 >= place ? 1 : 0);
    const uint32_t lower = (others - 1) / 2 + ((others - 1) / 2 >= place ? 1 : 0);
    const chiso__wide twice =
        (chiso__wide)summary->values[summary->ids[middle]] + summary->values[summary->ids[lower]];

    return (value == sum - value ? IS_SUM : 0) |
           (chiso__is_near_mean(value, sum - value, others, chiso__last_digit(value)) ? IS_MEAN
                                                                                      : 0) |
           (2 * (chiso__wide)value == twice ? IS_MEDIAN : 0) |
           (value == summary->values[summary->ids[place == 0 ? 1 : 0]] ? IS_LEAST : 0) |
           (value == summary->values[summary->ids[place == others ? others - 1 : others]]
                ? IS_GREATEST
                : 0);
}

static void hold_mean(struct summary *summary, const struct chiso__tree_node *node, chiso_unit unit,
                      bool is_mean, uint32_t distinct)
{
    if (!is_mean) {
        summary->means[unit] = NO_MEAN;
    } else if (summary->means[unit] != NO_MEAN && distinct >= LEAST_DISTINCT &&
               summary->count >= LEAST_OF_MEAN) {
        summary->means[unit] += chiso__is_between(node, summary->values[unit]);
    }
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
        summary->values[unit] = chiso__doubted_value(doubts, leaf, unit);
        if (chiso__is_number(summary->values[unit])) {
            summary->ids[summary->count++] = unit;
            sum += summary->values[unit];
        } else {
            summary->means[unit] = NO_MEAN;
        }
    }
    chiso__sort_ids(summary->ids, summary->ids + units, summary->count, is_less, summary->values);
    for (uint32_t i = 1; i < summary->count; i++) {
        distinct += summary->values[summary->ids[i]] != summary->values[summary->ids[i - 1]];
    }
    /* The same column again, under another rule, would say the same. */
    if (distinct < 2 ||
        memcmp(summary->values, summary->values + units, units * sizeof(*summary->values)) == 0) {
        return;
    }
    memcpy(summary->values + units, summary->values, units * sizeof(*summary->values));
    for (uint32_t place = 0; place < summary->count; place++) {
        const chiso_unit unit = summary->ids[place];
        const unsigned kinds = kinds_of(summary, place, sum);

        hold_mean(summary, node, unit, (kinds & IS_MEAN) != 0, distinct);
        if (distinct >= LEAST_UNITS - 1) {
            summary->kinds[unit] &= (uint8_t)kinds;
            summary->columns[unit] += chiso__is_between(node, summary->values[unit]);
        }
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

    chiso__fail(
        &doubt, CHISO_OK, CHISO__SAY_DOUBT_SUMMARY,
        CHISO__WORDS(chiso__doubted_unit(doubts, unit), what, chiso__doubted_place(doubts)));
    return chiso__doubted_row(doubts, CHISO_DOUBT_SUMMARY_ROW, unit, &doubt);
}

/* What rows that are no units are called, and what is said of them. */
static const struct {
    enum chiso__message names;
    enum chiso__message doubt;
} namings[] = {
    {CHISO__SAY_WORDS_FOR_SUMMARY, CHISO__SAY_DOUBT_SUMMARY_NAME},
    {CHISO__SAY_WORDS_FOR_PRINTED_MAX, CHISO__SAY_DOUBT_MAX_ROW},
    {CHISO__SAY_WORDS_FOR_UNIT, CHISO__SAY_DOUBT_HEADING_ROW},
    {CHISO__SAY_WORDS_FOR_UNIT_CODE, CHISO__SAY_DOUBT_HEADING_ROW},
    {CHISO__SAY_WORDS_FOR_NAME, CHISO__SAY_DOUBT_HEADING_ROW},
};
enum { NAMINGS = sizeof(namings) / sizeof(namings[0]) };

/* What is said of a unit that is named as none is. */
static enum chiso__message doubt_of_name(const struct chiso__units *units,
                                         const struct chiso__name_list *names, chiso_unit unit)
{
    for (size_t i = 0; i < NAMINGS; i++) {
        if (chiso__is_in_list(units->codes[unit], &names[i]) ||
            chiso__is_in_list(chiso__units_name(units, unit), &names[i])) {
            return namings[i].doubt;
        }
    }
    return CHISO__SAY_NOTHING;
}

static bool numbers_columns(const struct chiso__doubts *doubts, chiso_unit unit)
{
    return unit == 0 && doubts->numbers_columns;
}

/* Says of a unit that its row is none: by what it is of a block, or by itself. */
static chiso_status look_at_row(struct chiso__doubts *doubts, const struct summary *summary,
                                const struct chiso__name_list *names, chiso_unit unit)
{
    const bool is_of_block = summary->is_of_block != NULL && summary->is_of_block[unit];
    const enum chiso__message said = numbers_columns(doubts, unit) ? CHISO__SAY_DOUBT_NUMBERS_ROW
                                     : is_of_block
                                         ? CHISO__SAY_DOUBT_BLOCK_MEAN
                                         : doubt_of_name(&doubts->board->units, names, unit);
    chiso_error doubt = CHISO_ERROR_INIT;

    if (said == CHISO__SAY_NOTHING) {
        return CHISO_OK;
    }
    chiso__fail(&doubt, CHISO_OK, said,
                CHISO__WORDS(chiso__doubted_unit(doubts, unit), chiso__doubted_place(doubts)));
    return chiso__doubted_row(doubts, CHISO_DOUBT_SUMMARY_ROW, unit, &doubt);
}

/* What the row of a unit is of the others, as far as that is no chance; 0 for nothing. */
static unsigned kinds_that_are(const struct summary *summary, chiso_unit unit, chiso_unit units)
{
    const bool is_mean = summary->means[unit] != NO_MEAN && summary->means[unit] >= LEAST_MEANS;

    return is_mean                                                           ? IS_MEAN
           : units >= LEAST_UNITS && summary->columns[unit] >= LEAST_COLUMNS ? summary->kinds[unit]
                                                                             : 0;
}

/* Rows named as summaries are, or equal to what one would be. */
static chiso_status tell_summaries(struct chiso__doubts *doubts, const struct summary *summary)
{
    struct chiso__name_list names[NAMINGS];
    const chiso_unit units = doubts->board->units.count;
    chiso_status status = CHISO_OK;

    for (size_t i = 0; i < NAMINGS; i++) {
        const struct chiso__wording words = chiso__wording_of(namings[i].names);

        names[i].count = 0;
        names[i].marks = 0;
        chiso__list_names(&names[i], words.english);
        chiso__list_names(&names[i], words.vietnamese);
    }
    for (chiso_unit unit = 0; unit < units && status == CHISO_OK; unit++) {
        const unsigned kinds = summary->kinds == NULL || numbers_columns(doubts, unit)
                                   ? 0
                                   : kinds_that_are(summary, unit, units);

        status = kinds != 0 ? say_summary(doubts, unit, kinds)
                            : look_at_row(doubts, summary, names, unit);
    }
    return status;
}

chiso_status chiso__doubt_summaries(struct chiso__doubts *doubts)
{
    const chiso_allocator *allocator = &doubts->csv->allocator;
    const chiso_tree *tree = doubts->board->tree;
    const chiso_unit units = doubts->board->units.count;
    struct summary summary = {.count = 0};
    chiso_status status = CHISO_E_MEMORY;

    if (units < LEAST_OF_MEAN || units > MOST_UNITS || tree->leaf_count < LEAST_OF_BLOCKS) {
        return tell_summaries(doubts, &summary);
    }
    summary.kinds = chiso__alloc(allocator, units, sizeof(*summary.kinds));
    summary.columns = chiso__alloc_zero(allocator, units, sizeof(*summary.columns));
    summary.means = chiso__alloc_zero(allocator, units, sizeof(*summary.means));
    summary.is_of_block = chiso__alloc_zero(allocator, units, sizeof(*summary.is_of_block));
    summary.values = chiso__alloc_zero(allocator, units, 2 * sizeof(*summary.values));
    summary.ids = chiso__alloc(allocator, units, 2 * sizeof(*summary.ids));
    if (summary.kinds != NULL && summary.columns != NULL && summary.means != NULL &&
        summary.is_of_block != NULL && summary.values != NULL && summary.ids != NULL) {
        memset(summary.kinds, IS_ANY, units);
        for (uint32_t i = 0; i < tree->leaf_count; i++) {
            hold_column(doubts, &summary, tree->leaves[i]);
        }
        status = chiso__find_block_means(doubts, summary.is_of_block);
    }
    if (status == CHISO_OK) {
        status = tell_summaries(doubts, &summary);
    }
    chiso__release(allocator, summary.kinds);
    chiso__release(allocator, summary.columns);
    chiso__release(allocator, summary.means);
    chiso__release(allocator, summary.is_of_block);
    chiso__release(allocator, summary.values);
    chiso__release(allocator, summary.ids);
    return status;
}
