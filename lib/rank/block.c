/* The summary of a block: mean, median, quartiles, deviation, bands. */
#include "rank/block.h"

#include "base/sort.h"
#include "board/roster.h"
#include "rank/band.h"
#include "score/result.h"

enum { QUARTERS = 4 };

bool chiso__belongs(const chiso_board *board, chiso_unit unit, uint32_t block)
{
    return board->units.ranked[unit] &&
           (block == CHISO_ALL_BLOCKS || board->rows.blocks[unit] == block);
}

/* Percents of units, from the least to the greatest. */
struct percents {
    struct chiso__carried *values; /* in the order of the units */
    chiso_unit *units;
    uint32_t count;
};

static const struct chiso__carried whole = {100 * CHISO_DECIMAL_ONE, 0};

bool chiso__percent_of(const struct chiso__carried_ratio *ratio, struct chiso__carried *out_percent)
{
    return chiso__carried_scale(whole, ratio->achieved, ratio->max, out_percent);
}

static bool is_less(const void *context, uint32_t a, uint32_t b)
{
    const struct chiso__carried *values = context;

    return chiso__carried_compare(values[a], values[b]) < 0;
}

/* What sorting takes: the units of a block that have a percent, and the percents by their number.
 */
struct gathered {
    struct chiso__carried *values;
    chiso_unit *units;
    uint32_t *order; /* twice as many: the second half is for the sorting */
};

static chiso_status gather(const chiso_board *board, chiso_node node,
                           const struct chiso__roster *roster, const struct gathered *gathered,
                           uint32_t *out_count)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < roster->count; i++) {
        const chiso_unit unit = chiso__roster_at(roster, i);
        struct chiso__carried_ratio ratio;

        if (!board->units.ranked[unit] || !chiso__ratio_of(&board->rows, unit, node, &ratio)) {
            continue;
        }
        if (!chiso__percent_of(&ratio, &gathered->values[count])) {
            return CHISO_E_RANGE;
        }
        gathered->units[count] = unit;
        gathered->order[count] = count;
        count++;
    }
    *out_count = count;
    return CHISO_OK;
}

/* The percents of units in order; on failure nothing is kept. */
static chiso_status percents_new(const chiso_board *board, chiso_node node,
                                 const struct chiso__roster *roster, struct percents *out_percents,
                                 chiso_error *error)
{
    const chiso_allocator *allocator = &board->allocator;
    const uint32_t size = roster->count > 0 ? roster->count : 1;
    struct gathered gathered = {
        chiso__alloc(allocator, size, sizeof(*gathered.values)),
        chiso__alloc(allocator, size, sizeof(*gathered.units)),
        chiso__alloc(allocator, (size_t)size * 2, sizeof(*gathered.order)),
    };
    struct percents percents = {
        chiso__alloc(allocator, size, sizeof(*percents.values)),
        chiso__alloc(allocator, size, sizeof(*percents.units)),
        0,
    };
    chiso_status status = CHISO_E_MEMORY;

    if (gathered.values != NULL && gathered.units != NULL && gathered.order != NULL &&
        percents.values != NULL && percents.units != NULL) {
        status = gather(board, node, roster, &gathered, &percents.count);
    }
    if (status == CHISO_OK) {
        chiso__sort_ids(gathered.order, gathered.order + size, percents.count, is_less,
                        gathered.values);
        for (uint32_t i = 0; i < percents.count; i++) {
            percents.values[i] = gathered.values[gathered.order[i]];
            percents.units[i] = gathered.units[gathered.order[i]];
        }
        *out_percents = percents;
    } else {
        chiso__release(allocator, percents.values);
        chiso__release(allocator, percents.units);
    }
    chiso__release(allocator, gathered.values);
    chiso__release(allocator, gathered.units);
    chiso__release(allocator, gathered.order);
    return status == CHISO_OK ? status
           : status == CHISO_E_RANGE
               ? chiso__fail(error, status, CHISO__SAY_BLOCK_BEYOND_DECIMAL, NULL)
               : chiso__fail_memory(error);
}

static void percents_free(const chiso_board *board, struct percents *percents)
{
    chiso__release(&board->allocator, percents->values);
    chiso__release(&board->allocator, percents->units);
}

/* A percent as it is shown; false when it is no decimal. */
static bool show(const chiso_tree *tree, struct chiso__carried percent, int digits,
                 chiso_decimal *out_value)
{
    const struct chiso__carried_ratio ratio = {percent, whole};

    return chiso__percent_shown(&ratio, digits, tree->rounding, tree->full_reached, out_value);
}

static bool mean_of(const struct chiso__carried *values, uint32_t count,
                    struct chiso__carried *out_mean)
{
    struct chiso__total sum = {0, 0};
    bool fits = true;

    for (uint32_t i = 0; i < count; i++) {
        fits = chiso__total_add(&sum, values[i]) && fits;
    }
    return fits && chiso__total_over(sum, count, out_mean);
}

/* The quantile at quarters / 4, type 7, from the two percents that it lies between. */
static bool find_quantile(const struct percents *percents, unsigned quarters,
                          struct chiso__carried *out_value)
{
    const uint64_t place = (uint64_t)(percents->count - 1) * quarters;
    const int part = (int)(place % QUARTERS);
    const struct chiso__carried low = percents->values[place / QUARTERS];
    struct chiso__total sum = {0, 0};

    if (part == 0) {
        *out_value = low;
        return true;
    }
    return chiso__total_add_times(&sum, low, QUARTERS - part) &&
           chiso__total_add_times(&sum, percents->values[place / QUARTERS + 1], part) &&
           chiso__total_over(sum, QUARTERS, out_value);
}

static bool show_quantile(const chiso_tree *tree, const struct percents *percents,
                          unsigned quarters, int digits, chiso_decimal *out_value)
{
    struct chiso__carried value = {0, 0};

    return find_quantile(percents, quarters, &value) && show(tree, value, digits, out_value);
}

/* A deviation is right to nine places: what is nearer to a half than that is that half. */
static chiso_decimal show_deviation(const chiso_tree *tree, const struct percents *percents,
                                    int digits)
{
    const struct chiso__carried near = {1000 * CHISO_DECIMAL_ONE, 0};

    return chiso__points_shown(chiso__carried_deviation(percents->values, percents->count), near,
                               digits, tree->rounding);
}

static bool summarise(const chiso_tree *tree, const struct percents *percents, int digits,
                      chiso_block_summary *out_summary)
{
    struct chiso__carried mean = {0, 0};

    out_summary->stdev = show_deviation(tree, percents, digits);
    return mean_of(percents->values, percents->count, &mean) &&
           show(tree, mean, digits, &out_summary->mean) &&
           show_quantile(tree, percents, 1, digits, &out_summary->quartile1) &&
           show_quantile(tree, percents, 2, digits, &out_summary->median) &&
           show_quantile(tree, percents, 3, digits, &out_summary->quartile3) &&
           show_quantile(tree, percents, 0, digits, &out_summary->min) &&
           show_quantile(tree, percents, QUARTERS, digits, &out_summary->max);
}

chiso_status chiso__check_block(const chiso_board *board, uint32_t block, chiso_error *error)
{
    if (block == CHISO_ALL_BLOCKS || block < board->units.block_count) {
        return CHISO_OK;
    }
    return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_NO_BLOCK_NUMBER,
                       CHISO__WORDS(chiso__say_count(block)));
}

/* Checks what is asked for, and finds the units of the block. */
static chiso_status check(const chiso_board *board, chiso_node node, uint32_t block,
                          struct chiso__roster *out_roster, chiso_error *error)
{
    chiso_status status = CHISO_OK;

    if (!board->rows.scored) {
        return chiso__fail_unscored(error);
    }
    if (node >= board->tree->count) {
        return chiso__fail_node(error, node);
    }
    status = chiso__check_block(board, block, error);
    if (status == CHISO_OK && !chiso__roster_of(board, block, out_roster)) {
        status = chiso__fail_memory(error);
    }
    return status;
}

bool chiso__mean_percent(const struct chiso__carried_ratio *ratios, uint32_t count,
                         struct chiso__carried *out_mean)
{
    struct chiso__total sum = {0, 0};

    for (uint32_t i = 0; i < count; i++) {
        struct chiso__carried percent = {0, 0};

        if (!chiso__percent_of(&ratios[i], &percent) || !chiso__total_add(&sum, percent)) {
            return false;
        }
    }
    return chiso__total_over(sum, count, out_mean);
}

chiso_status chiso_block_summarise(const chiso_board *board, chiso_node node, uint32_t block,
                                   int digits, chiso_block_summary *out_summary, chiso_error *error)
{
    chiso_block_summary summary = {0,
                                   CHISO_ABSENT,
                                   CHISO_ABSENT,
                                   CHISO_ABSENT,
                                   CHISO_ABSENT,
                                   CHISO_ABSENT,
                                   CHISO_ABSENT,
                                   CHISO_ABSENT};
    struct percents percents = {NULL, NULL, 0};
    struct chiso__roster roster = {NULL, 0};
    chiso_status status = CHISO_OK;

    if (board == NULL || out_summary == NULL) {
        return chiso__fail_null(error);
    }
    status = check(board, node, block, &roster, error);
    if (status != CHISO_OK) {
        return status;
    }
    digits = digits == -1 ? board->tree->digits : digits;
    if (digits < 0 || digits > CHISO_DECIMAL_PLACES) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_DIGITS_RANGE, NULL);
    }
    status = percents_new(board, node, &roster, &percents, error);
    if (status != CHISO_OK) {
        return status;
    }
    summary.units = percents.count;
    if (percents.count > 0 && !summarise(board->tree, &percents, digits, &summary)) {
        status = chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_BLOCK_BEYOND_DECIMAL, NULL);
    }
    percents_free(board, &percents);
    if (status == CHISO_OK) {
        *out_summary = summary;
    }
    return status;
}

/* The quartiles of a block that has units, the first one first. */
static bool find_quartiles(const struct percents *percents,
                           struct chiso__carried out_quartiles[QUARTERS - 1])
{
    bool fits = true;

    for (unsigned quarters = 1; quarters < QUARTERS; quarters++) {
        fits = find_quantile(percents, quarters, &out_quartiles[quarters - 1]) && fits;
    }
    return fits;
}

/* A unit is in the first quarter if it is at or above the third quartile, and so on. */
static uint8_t quarter_of(const struct chiso__carried quartiles[QUARTERS - 1],
                          struct chiso__carried percent)
{
    uint8_t quarter = QUARTERS;

    for (int quarters = 1; quarters < QUARTERS; quarters++) {
        if (chiso__carried_order(percent, quartiles[quarters - 1], whole) >= 0) {
            quarter = (uint8_t)(QUARTERS - quarters);
        }
    }
    return quarter;
}

chiso_status chiso_block_quarters(const chiso_board *board, chiso_node node, uint32_t block,
                                  size_t count, uint8_t *out_quarters, chiso_error *error)
{
    struct percents percents = {NULL, NULL, 0};
    struct chiso__roster roster = {NULL, 0};
    struct chiso__carried quartiles[QUARTERS - 1] = {{0, 0}};
    chiso_status status = CHISO_OK;

    if (board == NULL || out_quarters == NULL) {
        return chiso__fail_null(error);
    }
    status = check(board, node, block, &roster, error);
    if (status == CHISO_OK && count != board->units.count) {
        status = chiso__fail(
            error, CHISO_E_RANGE, CHISO__SAY_QUARTER_ROOM,
            CHISO__WORDS(chiso__say_count(count), chiso__say_count(board->units.count)));
    }
    if (status == CHISO_OK) {
        status = percents_new(board, node, &roster, &percents, error);
    }
    if (status == CHISO_OK && percents.count > 0 && !find_quartiles(&percents, quartiles)) {
        status = chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_BLOCK_BEYOND_DECIMAL, NULL);
        percents_free(board, &percents);
    }
    if (status != CHISO_OK) {
        return status;
    }
    for (uint32_t i = 0; i < roster.count; i++) {
        out_quarters[chiso__roster_at(&roster, i)] = 0;
    }
    for (uint32_t place = 0; place < percents.count; place++) {
        out_quarters[percents.units[place]] = quarter_of(quartiles, percents.values[place]);
    }
    percents_free(board, &percents);
    return CHISO_OK;
}

chiso_status chiso_block_count_bands(const chiso_board *board, chiso_node node, uint32_t block,
                                     const chiso_bands *bands, chiso_key key, uint32_t *out_counts,
                                     chiso_error *error)
{
    struct chiso__roster roster = {NULL, 0};
    chiso_status status = CHISO_OK;

    if (board == NULL || bands == NULL || out_counts == NULL) {
        return chiso__fail_null(error);
    }
    status = check(board, node, block, &roster, error);
    if (status == CHISO_OK && key != CHISO_KEY_EXACT && key != CHISO_KEY_PUBLISHED) {
        status = chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_KEY_UNKNOWN, NULL);
    }
    if (status == CHISO_OK && node == CHISO_ROOT) {
        status = chiso__bands_fit(bands, board->tree, error);
    }
    if (status != CHISO_OK) {
        return status;
    }
    for (uint32_t i = 0; i < bands->count; i++) {
        out_counts[i] = 0;
    }
    for (uint32_t i = 0; i < roster.count; i++) {
        const chiso_unit unit = chiso__roster_at(&roster, i);
        const uint32_t band = board->units.ranked[unit]
                                  ? chiso__band_of(&board->rows, unit, node, bands, key)
                                  : CHISO_NO_BAND;

        if (band != CHISO_NO_BAND) {
            out_counts[band]++;
        }
    }
    return CHISO_OK;
}
