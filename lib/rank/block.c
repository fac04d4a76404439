/* The summary of a block: mean, median, quartiles, deviation, bands. */
#include "rank/block.h"

#include "base/sort.h"
#include "number/logarithm.h"
#include "rank/band.h"
#include "score/result.h"

/* Percents: numerators over one denominator, so that what has one max stays exact. */
struct percents {
    const struct chiso__ratio *ratios; /* in their smallest numbers */
    chiso__wide *numerators;           /* in the same order */
    chiso__wide denominator;
    uint32_t count;
};

enum { PLACES = 15, MORE_PLACES = 9, QUARTERS = 4 };

static chiso__wide power10(int exponent)
{
    chiso__wide power = 1;

    while (exponent-- > 0) {
        power *= 10;
    }
    return power;
}

bool chiso__belongs(const chiso_board *board, chiso_unit unit, uint32_t block)
{
    return board->units.ranked[unit] &&
           (block == CHISO_ALL_BLOCKS || board->rows.blocks[unit] == block);
}

struct context {
    const chiso_board *board;
    chiso_node node;
};

static bool has_less(const void *context, uint32_t a, uint32_t b)
{
    const struct context *where = context;
    struct chiso__ratio left;
    struct chiso__ratio right;

    return chiso__ratio_of(&where->board->rows, a, where->node, &left) &&
           chiso__ratio_of(&where->board->rows, b, where->node, &right) &&
           chiso__compare(left.achieved, left.max, right.achieved, right.max) < 0;
}

/* The units of a block that have a percent, from the least to the greatest. False when memory is
 * out. */
static bool sort_units(const chiso_board *board, chiso_node node, uint32_t block,
                       chiso_unit **out_units, uint32_t *out_count)
{
    const struct context context = {board, node};
    uint32_t count = 0;
    /* The second half is for the sorting. */
    chiso_unit *units =
        chiso__alloc(&board->allocator, (size_t)board->units.count * 2, sizeof(*units));

    if (units == NULL) {
        return false;
    }
    for (chiso_unit unit = 0; unit < board->units.count; unit++) {
        struct chiso__ratio ratio;

        if (chiso__belongs(board, unit, block) &&
            chiso__ratio_of(&board->rows, unit, node, &ratio)) {
            units[count++] = unit;
        }
    }
    chiso__sort_ids(units, units + board->units.count, count, has_less, &context);
    *out_units = units;
    *out_count = count;
    return true;
}

static struct chiso__ratio reduced(struct chiso__ratio ratio)
{
    const chiso_decimal shared = (chiso_decimal)chiso__gcd(
        ratio.achieved < 0 ? -(chiso__wide)ratio.achieved : ratio.achieved, ratio.max);

    return (struct chiso__ratio){ratio.achieved / shared, ratio.max / shared};
}

/* A denominator that all ratios share; false where it would be so large that the sums below might
 * not fit. */
static bool find_denominator(const struct percents *percents, chiso__wide *out_denominator)
{
    chiso__wide denominator = 1;

    for (uint32_t i = 0; i < percents->count; i++) {
        const chiso_decimal max = percents->ratios[i].max;

        denominator = denominator / chiso__gcd(denominator, max) * max;
        if (denominator > power10(PLACES)) {
            return false;
        }
    }
    *out_denominator = denominator;
    return true;
}

/* Takes out what the numbers have in common, for the squares to fit. */
static void reduce(struct percents *percents)
{
    chiso__wide shared = percents->denominator;

    for (uint32_t i = 0; i < percents->count && shared > 1; i++) {
        const chiso__wide numerator = percents->numerators[i];

        shared = chiso__gcd(numerator < 0 ? -numerator : numerator, shared);
    }
    for (uint32_t i = 0; i < percents->count; i++) {
        percents->numerators[i] /= shared;
    }
    percents->denominator /= shared;
}

/* Makes the numerators; false when memory is out. */
static bool fill(const chiso_allocator *allocator, struct percents *percents)
{
    const bool exact = find_denominator(percents, &percents->denominator);

    percents->numerators = chiso__alloc(allocator, percents->count, sizeof(*percents->numerators));
    if (percents->numerators == NULL) {
        return false;
    }
    if (!exact) {
        percents->denominator = power10(PLACES);
    }
    for (uint32_t i = 0; i < percents->count; i++) {
        const struct chiso__ratio ratio = percents->ratios[i];

        percents->numerators[i] = (chiso__wide)ratio.achieved * 100;
        if (exact) {
            percents->numerators[i] *= percents->denominator / ratio.max;
        } else {
            percents->numerators[i] = chiso__divide(percents->numerators[i] * power10(PLACES),
                                                    ratio.max, CHISO_ROUND_HALF_UP);
        }
    }
    reduce(percents);
    return true;
}

/* numerator / denominator rounded to digits; false when it is no decimal. */
static bool round_fraction(chiso__wide numerator, chiso__wide denominator, int digits,
                           chiso_rounding rounding, chiso_decimal *out_value)
{
    chiso__wide scaled = 0;

    return !__builtin_mul_overflow(numerator, chiso__power10(digits), &scaled) &&
           chiso__narrow(chiso__divide(scaled, denominator, rounding) *
                             chiso__power10(CHISO_DECIMAL_PLACES - digits),
                         out_value);
}

static bool find_mean(const struct percents *percents, int digits, chiso_rounding rounding,
                      chiso_decimal *out_mean)
{
    chiso__wide sum = 0;

    for (uint32_t i = 0; i < percents->count; i++) {
        if (__builtin_add_overflow(sum, percents->numerators[i], &sum)) {
            return false;
        }
    }
    return round_fraction(sum, percents->denominator * percents->count, digits, rounding, out_mean);
}

/* The quantile at quarters / 4, type 7, from the two ratios that it lies between; false when it is
 * no decimal. */
static bool find_quantile(const struct percents *percents, int quarters, int digits,
                          chiso_rounding rounding, chiso_decimal *out_value)
{
    const uint64_t place = (uint64_t)(percents->count - 1) * (unsigned)quarters;
    const int part = (int)(place % QUARTERS);
    const struct chiso__ratio low = percents->ratios[place / QUARTERS];
    const struct chiso__ratio high = part == 0 ? low : percents->ratios[place / QUARTERS + 1];
    const chiso__wide shared = chiso__gcd(low.max, high.max);
    const chiso__wide low_part = high.max / shared * (QUARTERS - part);
    const chiso__wide high_part = low.max / shared * part;
    chiso__wide left = 0;
    chiso__wide right = 0;
    chiso__wide value = 0;
    chiso__wide denominator = 0;

    if (!__builtin_mul_overflow((chiso__wide)low.achieved * 100, low_part, &left) &&
        !__builtin_mul_overflow((chiso__wide)high.achieved * 100, high_part, &right) &&
        !__builtin_add_overflow(left, right, &value) &&
        !__builtin_mul_overflow((chiso__wide)low.max * QUARTERS, high.max / shared, &denominator) &&
        round_fraction(value, denominator, digits, rounding, out_value)) {
        return true;
    }
    /* Numbers that do not fit are taken to the places that do. */
    value = percents->numerators[place / QUARTERS] * (QUARTERS - part);
    if (part > 0) {
        value += percents->numerators[place / QUARTERS + 1] * part;
    }
    return round_fraction(value, percents->denominator * QUARTERS, digits, rounding, out_value);
}

/* Twice the square root, a half of it being rounded to the odd number: so it is rounded as the root
 * would be. */
static chiso__wide twice_root(chiso__wide square)
{
    const chiso__unsigned_wide root = chiso__square_root((chiso__unsigned_wide)square);

    return (chiso__wide)(2 * root) + (root * root != (chiso__unsigned_wide)square);
}

/* n Σ x² - (Σ x)² for the distances x from the least numerator, times scale and over divisor; false
 * when it does not fit. */
static bool find_spread(const struct percents *percents, chiso__wide scale, chiso__wide divisor,
                        chiso__wide *out_spread)
{
    chiso__wide sum = 0;
    chiso__wide squares = 0;

    for (uint32_t i = 0; i < percents->count; i++) {
        chiso__wide distance = percents->numerators[i] - percents->numerators[0];
        chiso__wide square = 0;

        if (__builtin_mul_overflow(distance, scale, &distance)) {
            return false;
        }
        distance = chiso__divide(distance, divisor, CHISO_ROUND_HALF_UP);
        if (__builtin_mul_overflow(distance, distance, &square) ||
            __builtin_add_overflow(squares, square, &squares)) {
            return false;
        }
        sum += distance;
    }
    return !__builtin_mul_overflow(squares, (chiso__wide)percents->count, &squares) &&
           !__builtin_mul_overflow(sum, sum, &sum) &&
           !__builtin_sub_overflow(squares, sum, out_spread);
}

/* The root is taken of a whole number, so that it is the same everywhere and in every order of the
 * units: of the numerators themselves, with as many places more as fit, or else of percents with
 * fewer places. */
static bool find_stdev(const struct percents *percents, int digits, chiso_rounding rounding,
                       chiso_decimal *out_stdev)
{
    chiso__wide spread = 0;

    for (int places = MORE_PLACES; places >= 0; places--) {
        const chiso__wide scale = power10(digits + places);

        if (find_spread(percents, scale, 1, &spread)) {
            const chiso__wide divisor =
                2 * percents->denominator * percents->count * power10(places);

            return chiso__narrow(chiso__divide(twice_root(spread), divisor, rounding) *
                                     chiso__power10(CHISO_DECIMAL_PLACES - digits),
                                 out_stdev);
        }
    }
    for (int places = MORE_PLACES; places >= 0; places--) {
        if (find_spread(percents, power10(places), percents->denominator, &spread)) {
            return round_fraction(twice_root(spread), 2 * power10(places) * percents->count, digits,
                                  rounding, out_stdev);
        }
    }
    return false;
}

static bool summarise(const struct percents *percents, int digits, chiso_rounding rounding,
                      chiso_block_summary *out_summary)
{
    return find_mean(percents, digits, rounding, &out_summary->mean) &&
           find_quantile(percents, 1, digits, rounding, &out_summary->quartile1) &&
           find_quantile(percents, 2, digits, rounding, &out_summary->median) &&
           find_quantile(percents, 3, digits, rounding, &out_summary->quartile3) &&
           find_quantile(percents, 0, digits, rounding, &out_summary->min) &&
           find_quantile(percents, QUARTERS, digits, rounding, &out_summary->max) &&
           find_stdev(percents, digits, rounding, &out_summary->stdev);
}

chiso_status chiso__check_block(const chiso_board *board, uint32_t block, chiso_error *error)
{
    if (block == CHISO_ALL_BLOCKS || block < board->units.block_count) {
        return CHISO_OK;
    }
    return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_NO_BLOCK_NUMBER,
                       CHISO__WORDS(chiso__say_count(block)));
}

static chiso_status check(const chiso_board *board, chiso_node node, uint32_t block,
                          chiso_error *error)
{
    if (!board->rows.scored) {
        return chiso__fail_unscored(error);
    }
    if (node >= board->tree->count) {
        return chiso__fail_node(error, node);
    }
    return chiso__check_block(board, block, error);
}

chiso_status chiso__mean_percent(const chiso_allocator *allocator, struct chiso__ratio *ratios,
                                 uint32_t count, int digits, chiso_rounding rounding,
                                 chiso_decimal *out_mean)
{
    struct percents percents = {ratios, NULL, 1, count};
    chiso_status status = CHISO_OK;

    *out_mean = CHISO_ABSENT;
    if (count == 0) {
        return CHISO_OK;
    }
    for (uint32_t i = 0; i < count; i++) {
        ratios[i] = reduced(ratios[i]);
    }
    if (!fill(allocator, &percents)) {
        return CHISO_E_MEMORY;
    }
    status = find_mean(&percents, digits, rounding, out_mean) ? CHISO_OK : CHISO_E_RANGE;
    chiso__release(allocator, percents.numerators);
    return status;
}

/* The figures of units that have a percent, from the least to the greatest, one at least. */
static chiso_status summarise_units(const chiso_board *board, chiso_node node,
                                    const chiso_unit *units, uint32_t count, int digits,
                                    chiso_block_summary *out_summary, chiso_error *error)
{
    struct chiso__ratio *ratios = chiso__alloc(&board->allocator, count, sizeof(*ratios));
    struct percents percents = {ratios, NULL, 1, count};
    chiso_status status = CHISO_OK;

    if (ratios == NULL) {
        return chiso__fail_memory(error);
    }
    for (uint32_t i = 0; i < count; i++) {
        (void)chiso__ratio_of(&board->rows, units[i], node, &ratios[i]);
        ratios[i] = reduced(ratios[i]);
    }
    if (!fill(&board->allocator, &percents)) {
        status = chiso__fail_memory(error);
    } else if (!summarise(&percents, digits, board->tree->rounding, out_summary)) {
        status = chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_BLOCK_BEYOND_DECIMAL, NULL);
    }
    chiso__release(&board->allocator, percents.numerators);
    chiso__release(&board->allocator, ratios);
    return status;
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
    chiso_unit *units = NULL;
    chiso_status status = CHISO_OK;

    if (board == NULL || out_summary == NULL) {
        return chiso__fail_null(error);
    }
    status = check(board, node, block, error);
    if (status != CHISO_OK) {
        return status;
    }
    digits = digits == -1 ? board->tree->digits : digits;
    if (digits < 0 || digits > CHISO_DECIMAL_PLACES) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_DIGITS_RANGE, NULL);
    }
    if (!sort_units(board, node, block, &units, &summary.units)) {
        return chiso__fail_memory(error);
    }
    if (summary.units > 0) {
        status = summarise_units(board, node, units, summary.units, digits, &summary, error);
    }
    chiso__release(&board->allocator, units);
    if (status == CHISO_OK) {
        *out_summary = summary;
    }
    return status;
}

/* The quarter of the unit at a place, from the least: a unit is in the first quarter if it is at or
 * above the third quartile, and so on. The quartile lies between the units at whole places on both
 * sides of it, so a unit is at or above it when it is at or above the upper one. */
static uint8_t quarter_of(const chiso_board *board, chiso_node node, const chiso_unit *units,
                          uint32_t count, uint32_t place)
{
    const struct context context = {board, node};
    uint8_t quarter = QUARTERS;

    for (int quarters = 1; quarters < QUARTERS; quarters++) {
        const uint64_t upper =
            ((uint64_t)(count - 1) * (unsigned)quarters + QUARTERS - 1) / QUARTERS;

        if (place >= upper || !has_less(&context, units[place], units[upper])) {
            quarter = (uint8_t)(QUARTERS - quarters);
        }
    }
    return quarter;
}

chiso_status chiso_block_quarters(const chiso_board *board, chiso_node node, uint32_t block,
                                  size_t count, uint8_t *out_quarters, chiso_error *error)
{
    chiso_unit *units = NULL;
    uint32_t with_percent = 0;
    chiso_status status = CHISO_OK;

    if (board == NULL || out_quarters == NULL) {
        return chiso__fail_null(error);
    }
    status = check(board, node, block, error);
    if (status == CHISO_OK && count != board->units.count) {
        status = chiso__fail(
            error, CHISO_E_RANGE, CHISO__SAY_QUARTER_ROOM,
            CHISO__WORDS(chiso__say_count(count), chiso__say_count(board->units.count)));
    }
    if (status != CHISO_OK) {
        return status;
    }
    if (!sort_units(board, node, block, &units, &with_percent)) {
        return chiso__fail_memory(error);
    }
    for (chiso_unit unit = 0; unit < board->units.count; unit++) {
        if (block == CHISO_ALL_BLOCKS || board->rows.blocks[unit] == block) {
            out_quarters[unit] = 0;
        }
    }
    for (uint32_t place = 0; place < with_percent; place++) {
        out_quarters[units[place]] = quarter_of(board, node, units, with_percent, place);
    }
    chiso__release(&board->allocator, units);
    return CHISO_OK;
}

chiso_status chiso_block_count_bands(const chiso_board *board, chiso_node node, uint32_t block,
                                     const chiso_bands *bands, chiso_key key, uint32_t *out_counts,
                                     chiso_error *error)
{
    chiso_status status = CHISO_OK;

    if (board == NULL || bands == NULL || out_counts == NULL) {
        return chiso__fail_null(error);
    }
    status = check(board, node, block, error);
    if (status == CHISO_OK && key != CHISO_KEY_EXACT && key != CHISO_KEY_PUBLISHED) {
        status = chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_KEY_UNKNOWN, NULL);
    }
    if (status != CHISO_OK) {
        return status;
    }
    for (uint32_t i = 0; i < bands->count; i++) {
        out_counts[i] = 0;
    }
    for (chiso_unit unit = 0; unit < board->units.count; unit++) {
        const uint32_t band = chiso__belongs(board, unit, block)
                                  ? chiso__band_of(&board->rows, unit, node, bands, key)
                                  : CHISO_NO_BAND;

        if (band != CHISO_NO_BAND) {
            out_counts[band]++;
        }
    }
    return CHISO_OK;
}
