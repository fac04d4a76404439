/* First-order effects by Saltelli et al. 2010 (Variance based sensitivity analysis of model output,
 * Computer Physics Communications 181, table 2 b), their outputs centred by the mean, and total
 * effects by Jansen 1999 (Analysis of variance designs for model output, Computer Physics
 * Communications 117).
 *
 * With n draws, S = Σ (a + b), Q = Σ (a² + b²), W = 2 n Q - S² (the variance over both samples is
 * W / 4n²), G = 2 n Σ b d - S Σ d and u = (2 n b - S) d, of which G is the sum:
 *
 *     first = 2 G / W                      error² = 4 (n Σ u² - G²) / (W² (n - 1))
 *     total = 2 n Σ d² / W                 error² = 4 n² (n Σ d⁴ - (Σ d²)²) / (W² (n - 1))
 *
 * All of these are whole numbers, so each quotient is rounded once. The largest, W² (n - 1) times
 * the square of a figure, has 584 bits. */
#include "robustness/effects.h"

#include "number/big.h"
#include "text/message.h"

#include <chiso/tree.h>

/* ---- Sums */

void chiso__sum_add(struct chiso__sum *sum, const struct chiso__sum *other)
{
    bool carry = false;

    for (int i = 0; i < CHISO__SUM_LIMBS; i++) {
        const bool over = __builtin_add_overflow(sum->limbs[i], other->limbs[i], &sum->limbs[i]);

        carry = __builtin_add_overflow(sum->limbs[i], carry ? 1 : 0, &sum->limbs[i]) | over;
    }
}

static struct chiso__sum negated(const struct chiso__sum *sum)
{
    struct chiso__sum negative = {{1}};
    struct chiso__sum flipped;

    for (int i = 0; i < CHISO__SUM_LIMBS; i++) {
        flipped.limbs[i] = ~sum->limbs[i];
    }
    chiso__sum_add(&negative, &flipped);
    return negative;
}

/* a × b, with the sign that is told. */
static void add_product(struct chiso__sum *sum, chiso__unsigned_wide a, chiso__unsigned_wide b,
                        bool negative)
{
    const struct chiso__product product = chiso__multiply(a, b);
    struct chiso__sum term = {{(uint64_t)product.low, (uint64_t)(product.low >> 64),
                               (uint64_t)product.high, (uint64_t)(product.high >> 64)}};

    if (negative) {
        term = negated(&term);
    }
    chiso__sum_add(sum, &term);
}

void chiso__output_sums_add(struct chiso__output_sums *sums, chiso_decimal a, chiso_decimal b)
{
    const chiso__unsigned_wide a_size = chiso__magnitude(a);
    const chiso__unsigned_wide b_size = chiso__magnitude(b);

    sums->draws++;
    add_product(&sums->values, a_size, 1, a < 0);
    add_product(&sums->values, b_size, 1, b < 0);
    add_product(&sums->squares, a_size, a_size, false);
    add_product(&sums->squares, b_size, b_size, false);
}

void chiso__effect_sums_add(struct chiso__effect_sums *sums, chiso_decimal a, chiso_decimal b,
                            chiso_decimal mixed)
{
    const chiso__wide difference = (chiso__wide)mixed - a;
    const chiso__unsigned_wide size = chiso__magnitude(difference);
    const chiso__unsigned_wide square = size * size; /* below 2^128 */
    const chiso__unsigned_wide b_size = chiso__magnitude(b);
    const chiso__unsigned_wide product = b_size * size; /* below 2^127 */

    if (size == 0) {
        return;
    }
    add_product(&sums->differences, size, 1, difference < 0);
    add_product(&sums->squares, square, 1, false);
    add_product(&sums->fourths, square, square, false);
    add_product(&sums->products, product, 1, (b < 0) != (difference < 0));
    add_product(&sums->square_products, square, b_size, b < 0);
    add_product(&sums->product_squares, product, product, false);
}

void chiso__output_sums_merge(struct chiso__output_sums *sums,
                              const struct chiso__output_sums *other)
{
    sums->draws += other->draws;
    chiso__sum_add(&sums->values, &other->values);
    chiso__sum_add(&sums->squares, &other->squares);
}

void chiso__effect_sums_merge(struct chiso__effect_sums *sums,
                              const struct chiso__effect_sums *other)
{
    chiso__sum_add(&sums->differences, &other->differences);
    chiso__sum_add(&sums->squares, &other->squares);
    chiso__sum_add(&sums->fourths, &other->fourths);
    chiso__sum_add(&sums->products, &other->products);
    chiso__sum_add(&sums->square_products, &other->square_products);
    chiso__sum_add(&sums->product_squares, &other->product_squares);
}

/* Whether a sum of so many draws has no more bits than terms of so many can bring. */
static bool is_within(const struct chiso__sum *sum, int bits, uint64_t draws, bool any_sign)
{
    const bool negative = sum->limbs[CHISO__SUM_LIMBS - 1] >> 63 != 0;
    const struct chiso__sum size = negative ? negated(sum) : *sum;
    const int most = draws == 0 ? 0 : bits + chiso__bits_of(draws);
    bool within = any_sign || !negative;

    for (int i = 0; i < CHISO__SUM_LIMBS; i++) {
        const int left = most - 64 * i;

        within = within && (left >= 64 || size.limbs[i] >> (left > 0 ? left : 0) == 0);
    }
    return within;
}

bool chiso__are_output_sums(const struct chiso__output_sums *sums)
{
    return is_within(&sums->values, 64, sums->draws, true) &&
           is_within(&sums->squares, 127, sums->draws, false);
}

bool chiso__are_effect_sums(const struct chiso__effect_sums *sums, uint64_t draws)
{
    return is_within(&sums->differences, 64, draws, true) &&
           is_within(&sums->squares, 128, draws, false) &&
           is_within(&sums->fourths, 256, draws, false) &&
           is_within(&sums->products, 127, draws, true) &&
           is_within(&sums->square_products, 191, draws, true) &&
           is_within(&sums->product_squares, 254, draws, false);
}

/* ---- What they come to */

/* A whole number of any sign. */
struct whole {
    struct chiso__big size;
    bool negative;
};

static struct whole whole_of(const struct chiso__sum *sum)
{
    const bool negative = sum->limbs[CHISO__SUM_LIMBS - 1] >> 63 != 0;
    const struct chiso__sum size = negative ? negated(sum) : *sum;
    struct whole whole = {{.size = 0}, negative};

    for (uint32_t i = 0; i < CHISO__SUM_LIMBS; i++) {
        whole.size.limbs[i] = size.limbs[i];
        whole.size.size = size.limbs[i] != 0 ? i + 1 : whole.size.size;
    }
    return whole;
}

static struct whole whole_of_count(uint64_t count)
{
    return (struct whole){chiso__big_of_wide(count), false};
}

static struct whole times(const struct whole *a, const struct whole *b)
{
    return (struct whole){chiso__big_times(&a->size, &b->size), a->negative != b->negative};
}

static struct whole less(const struct whole *a, const struct whole *b)
{
    struct whole difference = *a;

    if (a->negative != b->negative) {
        chiso__big_add(&difference.size, &b->size);
    } else if (chiso__big_compare(&a->size, &b->size) >= 0) {
        difference.size = chiso__big_less(&a->size, &b->size);
    } else {
        difference.size = chiso__big_less(&b->size, &a->size);
        difference.negative = !a->negative;
    }
    return difference;
}

/* a × b - c × d. */
static struct whole cross(const struct whole *a, const struct whole *b, const struct whole *c,
                          const struct whole *d)
{
    const struct whole first = times(a, b);
    const struct whole second = times(c, d);

    return less(&first, &second);
}

/* Whether a figure in millionths, less half a one, is at most above / below; or its square is. */
static bool is_reached(uint64_t figure, bool squared, const struct chiso__big *above,
                       const struct chiso__big *below)
{
    const struct chiso__big odd = chiso__big_of_wide(2 * (chiso__unsigned_wide)figure - 1);
    const struct chiso__big two = chiso__big_of_wide(2 * (chiso__unsigned_wide)CHISO_DECIMAL_ONE);
    struct chiso__big left = chiso__big_times(&odd, below);
    struct chiso__big right = chiso__big_times(&two, above);

    if (squared) {
        left = chiso__big_times(&odd, &left);
        right = chiso__big_times(&two, &right);
    }
    return chiso__big_compare(&left, &right) <= 0;
}

/* above / below, or its root, rounded once; below is above 0. */
static bool round_quotient(const struct whole *above, const struct chiso__big *below, bool squared,
                           chiso_decimal *out_figure)
{
    uint64_t least = 0;
    uint64_t beyond = (uint64_t)CHISO_DECIMAL_MAX + 1;

    if (is_reached(beyond, squared, &above->size, below)) {
        return false;
    }
    while (beyond - least > 1) {
        const uint64_t middle = least + (beyond - least) / 2;

        if (is_reached(middle, squared, &above->size, below)) {
            least = middle;
        } else {
            beyond = middle;
        }
    }
    *out_figure = above->negative ? -(chiso_decimal)least : (chiso_decimal)least;
    return true;
}

/* The sums as whole numbers, and what both effects take of them. */
struct terms {
    struct whole draws;      /* n */
    struct whole twice;      /* 2 n */
    struct whole values;     /* S */
    struct whole variance;   /* W */
    struct whole squares;    /* Σ d² */
    struct whole covariance; /* G */
};

static struct terms terms_of(const struct chiso__output_sums *outputs,
                             const struct chiso__effect_sums *sums)
{
    const struct whole squares = whole_of(&outputs->squares);
    const struct whole products = whole_of(&sums->products);
    const struct whole differences = whole_of(&sums->differences);
    struct terms terms;

    terms.draws = whole_of_count(outputs->draws);
    terms.twice = whole_of_count(2 * outputs->draws);
    terms.values = whole_of(&outputs->values);
    terms.variance = cross(&terms.twice, &squares, &terms.values, &terms.values);
    terms.squares = whole_of(&sums->squares);
    terms.covariance = cross(&terms.twice, &products, &terms.values, &differences);
    return terms;
}

/* 4 (n Σ u² - G²): Σ u² is 4 n² Σ b² d² - 4 n S Σ b d² + S² Σ d². */
static struct whole first_spread(const struct terms *terms, const struct chiso__effect_sums *sums)
{
    const struct whole product_squares = whole_of(&sums->product_squares);
    const struct whole square_products = whole_of(&sums->square_products);
    const struct whole four = whole_of_count(4);
    /* 2 n (2 n Σ b² d² - S Σ b d²) - S (2 n Σ b d² - S Σ d²) */
    const struct whole left =
        cross(&terms->twice, &product_squares, &terms->values, &square_products);
    const struct whole right =
        cross(&terms->twice, &square_products, &terms->values, &terms->squares);
    const struct whole sum = cross(&terms->twice, &left, &terms->values, &right);
    const struct whole spread = cross(&terms->draws, &sum, &terms->covariance, &terms->covariance);

    return times(&four, &spread);
}

/* 4 n² (n Σ d⁴ - (Σ d²)²) */
static struct whole total_spread(const struct terms *terms, const struct chiso__effect_sums *sums)
{
    const struct whole fourths = whole_of(&sums->fourths);
    const struct whole spread = cross(&terms->draws, &fourths, &terms->squares, &terms->squares);
    const struct whole once = times(&terms->twice, &spread);

    return times(&terms->twice, &once);
}

static bool find_errors(const struct terms *terms, const struct chiso__effect_sums *sums,
                        uint64_t draws, chiso_effect *effect)
{
    const struct whole first = first_spread(terms, sums);
    const struct whole total = total_spread(terms, sums);
    const struct whole fewer = whole_of_count(draws - 1);
    const struct whole square = times(&terms->variance, &terms->variance);
    const struct whole below = times(&square, &fewer);

    return round_quotient(&first, &below.size, true, &effect->first_error) &&
           round_quotient(&total, &below.size, true, &effect->total_error);
}

bool chiso__effect_of(const struct chiso__output_sums *outputs,
                      const struct chiso__effect_sums *sums, chiso_effect *out_effect)
{
    const struct terms terms = terms_of(outputs, sums);
    const struct whole two = whole_of_count(2);
    const struct whole first = times(&two, &terms.covariance);
    const struct whole total = times(&terms.twice, &terms.squares);
    chiso_effect effect = {CHISO_ABSENT, CHISO_ABSENT, CHISO_ABSENT, CHISO_ABSENT};

    if (terms.variance.size.size > 0 &&
        (!round_quotient(&first, &terms.variance.size, false, &effect.first) ||
         !round_quotient(&total, &terms.variance.size, false, &effect.total) ||
         (outputs->draws > 1 && !find_errors(&terms, sums, outputs->draws, &effect)))) {
        return false;
    }
    *out_effect = effect;
    return true;
}
