/* The decimals that many doubles stand for. It takes the place of chiso_decimal_from_double() a
 * double.
 *
 * Why that is the same: below 2^30 the doubles lie closer than decimals of six places do, so that a
 * decimal which gives the double is the only one, and that with the fewest places. The whole number
 * of millionths that is nearest to the product is tried; whatever it does not give goes the plain
 * way. */
#include "number/decimal.h"

#include "base/clones.h"

#include <chiso/tree.h>

#include <string.h>

enum { TILE = 256 };

static inline int64_t bits_of(double number)
{
    int64_t bits = 0;

    memcpy(&bits, &number, sizeof(bits));
    return bits;
}

/* Gives each double its millionths, or the mark that it is no number; of others the flag is set.
 * Returns whether one is. Doubles are compared by their bits, in which no case is another: so all
 * instruction sets do the same at once to many. */
CHISO__CLONES
static uint64_t find_decimals(const double *restrict numbers, size_t count,
                              int64_t *restrict out_values, uint64_t *restrict out_left)
{
    /* Added to a number of a size below 2^51, it leaves the nearest whole one in the last bits. */
    const double shift = 0x1.8p52;
    const double one = (double)CHISO_DECIMAL_ONE;
    const int64_t shift_bits = bits_of(shift);
    const int64_t most_bits = bits_of(0x1p30);
    const int64_t infinite_bits = INT64_C(0x7ff0000000000000);
    uint64_t left = 0;

    for (size_t i = 0; i < count; i++) {
        const double shifted = numbers[i] * one + shift;
        const int64_t bits = bits_of(numbers[i]);
        const int64_t size = bits & INT64_MAX;
        const int64_t other = bits_of((shifted - shift) / one) ^ bits;
        /* Of numbers that are too large it is anything, and may wrap. */
        const int64_t value = (int64_t)((uint64_t)bits_of(shifted) - (uint64_t)shift_bits);
        const bool absent = size > infinite_bits;

        out_values[i] = absent ? CHISO_ABSENT : value;
        out_left[i] = (other != 0 || size >= most_bits) && !absent ? 1 : 0;
        left |= out_left[i];
    }
    return left;
}

/* Those of a tile whose flag is set, the plain way. Returns how many have no decimal. */
static size_t look_again(const double *numbers, size_t count, const uint64_t *left,
                         chiso_decimal *out_values)
{
    size_t untold = 0;

    for (size_t i = 0; i < count; i++) {
        bool rounded = false;

        if (left[i] != 0 &&
            (chiso_decimal_from_double(numbers[i], &out_values[i], &rounded) != CHISO_OK ||
             rounded)) {
            out_values[i] = INT64_MAX;
            untold++;
        }
    }
    return untold;
}

/* The same of a tile, all of it. */
static size_t tell(const double *numbers, size_t count, int64_t step, chiso_decimal *out_values)
{
    double own[TILE];
    uint64_t left[TILE];

    if (step != 1) {
        for (size_t i = 0; i < count; i++) {
            own[i] = numbers[(ptrdiff_t)((int64_t)i * step)];
        }
        numbers = own;
    }
    return find_decimals(numbers, count, out_values, left) == 0
               ? 0
               : look_again(numbers, count, left, out_values);
}

size_t chiso__doubles_tell(const double *numbers, size_t count, int64_t step,
                           chiso_decimal *out_values)
{
    size_t untold = 0;

    for (size_t i = 0; i < count; i += TILE) {
        untold += tell(numbers + (ptrdiff_t)((int64_t)i * step),
                       count - i < TILE ? count - i : TILE, step, out_values + i);
    }
    return untold;
}

chiso_status chiso_decimal_from_doubles(const double *numbers, size_t rows, size_t columns,
                                        int64_t row_step, int64_t column_step,
                                        chiso_decimal *out_values, size_t *out_untold)
{
    size_t untold = 0;

    if (numbers == NULL || out_values == NULL || out_untold == NULL) {
        return CHISO_E_NULL;
    }
    /* Tile by tile over all columns: where a row lies in one piece, its lines are in the cache. */
    for (size_t row = 0; row < rows; row += TILE) {
        const size_t count = rows - row < TILE ? rows - row : TILE;

        for (size_t column = 0; column < columns; column++) {
            const int64_t first = (int64_t)row * row_step + (int64_t)column * column_step;

            untold +=
                tell(numbers + (ptrdiff_t)first, count, row_step, out_values + column * rows + row);
        }
    }
    *out_untold = untold;
    return CHISO_OK;
}
