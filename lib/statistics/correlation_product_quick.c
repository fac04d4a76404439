/* Products of all pairs of columns in blocks that stay in the cache, in place of pair by pair.
 * Every sum belongs to one pair and takes the units in their order, CHISO__DEPTH by CHISO__DEPTH,
 * so each addition is the one that correlation_product.c makes and the sums are the same to the
 * last bit. */
#include "statistics/correlation_product_inside.h"

#include "base/clones.h"

#include <string.h>

/* Columns are handled in panels: of each unit, the values of a panel stand side by side. A block of
 * units of all panels stays in the cache while each panel is multiplied with each. */
enum { PANEL = 8, ROWS = 4, DEPTH = CHISO__DEPTH };

/* Multiplies four columns of one panel with the eight of another, over the units of a block, and
 * adds that to the sums. Both ways below make the same additions. */
typedef void (*multiplier)(const double *restrict left, const double *restrict right,
                           double *restrict sums, size_t stride);

static void multiply_narrow(const double *restrict left, const double *restrict right,
                            double *restrict sums, size_t stride)
{
    double block[ROWS][PANEL] = {{0}};

    for (size_t unit = 0; unit < DEPTH; unit++) {
        const double *own = left + unit * PANEL;
        const double *other = right + unit * PANEL;

        for (int lane = 0; lane < PANEL; lane++) {
            block[0][lane] += own[0] * other[lane];
            block[1][lane] += own[1] * other[lane];
            block[2][lane] += own[2] * other[lane];
            block[3][lane] += own[3] * other[lane];
        }
    }
    for (size_t cell = 0; cell < (size_t)ROWS * PANEL; cell++) {
        sums[cell / PANEL * stride + cell % PANEL] += block[cell / PANEL][cell % PANEL];
    }
}

#ifdef CHISO_HAVE_CLONES
enum { LANES = PANEL / 2 };

/* Not for processors without such registers: compilers make very slow code of it there. */
typedef double lanes __attribute__((vector_size(LANES * sizeof(double))));

#define WIDE __attribute__((target("avx2")))

WIDE static inline void add_to(double *sums, const lanes *more)
{
    lanes own;

    memcpy(&own, sums, sizeof(own));
    own += *more;
    memcpy(sums, &own, sizeof(own));
}

/* Each sum has a name, so that it stays in a register. */
WIDE static void multiply_wide(const double *restrict left, const double *restrict right,
                               double *restrict sums, size_t stride)
{
    lanes a_low = {0};
    lanes a_high = {0};
    lanes b_low = {0};
    lanes b_high = {0};
    lanes c_low = {0};
    lanes c_high = {0};
    lanes d_low = {0};
    lanes d_high = {0};

    for (size_t unit = 0; unit < DEPTH; unit++) {
        const double *own = left + unit * PANEL;
        lanes low;
        lanes high;

        memcpy(&low, right + unit * PANEL, sizeof(low));
        memcpy(&high, right + unit * PANEL + LANES, sizeof(high));
        a_low += own[0] * low;
        a_high += own[0] * high;
        b_low += own[1] * low;
        b_high += own[1] * high;
        c_low += own[2] * low;
        c_high += own[2] * high;
        d_low += own[3] * low;
        d_high += own[3] * high;
    }
    add_to(sums, &a_low);
    add_to(sums + LANES, &a_high);
    add_to(sums + stride, &b_low);
    add_to(sums + stride + LANES, &b_high);
    add_to(sums + 2 * stride, &c_low);
    add_to(sums + 2 * stride + LANES, &c_high);
    add_to(sums + 3 * stride, &d_low);
    add_to(sums + 3 * stride + LANES, &d_high);
}

static multiplier choose_multiplier(void)
{
    return __builtin_cpu_supports("avx2") ? multiply_wide : multiply_narrow;
}
#else
static multiplier choose_multiplier(void)
{
    return multiply_narrow;
}
#endif

/* The distances from the mean of a panel's columns in a block of units; 0 where there is no such
 * unit. Behind the last column stand copies of it, whose sums no one reads. Row by row is the way:
 * eight columns are read from memory at once. */
static void pack(const struct chiso__products *products, size_t panel, size_t start,
                 double *restrict packed)
{
    const size_t depth = products->units - start < DEPTH ? products->units - start : DEPTH;
    const double *columns[PANEL];
    double means[PANEL];

    for (size_t lane = 0; lane < PANEL; lane++) {
        const size_t column =
            panel * PANEL + lane < products->count ? panel * PANEL + lane : products->count - 1;

        columns[lane] = products->columns[column] + start;
        means[lane] = products->means[column];
    }
    for (size_t unit = 0; unit < depth; unit++) {
        for (size_t lane = 0; lane < PANEL; lane++) {
            packed[unit * PANEL + lane] = columns[lane][unit] - means[lane];
        }
    }
    memset(packed + depth * PANEL, 0, (DEPTH - depth) * PANEL * sizeof(*packed));
}

/* Σ of the distances: what a rounded mean left. */
CHISO__CLONES
static void add_drift(const double *restrict packed, double *restrict drifts)
{
    double sums[PANEL] = {0};

    for (size_t unit = 0; unit < DEPTH; unit++) {
        for (int lane = 0; lane < PANEL; lane++) {
            sums[lane] += packed[unit * PANEL + (size_t)lane];
        }
    }
    for (int lane = 0; lane < PANEL; lane++) {
        drifts[lane] += sums[lane];
    }
}

static void multiply_block(multiplier multiply, size_t panels, const double *packed, double *sums,
                           size_t stride)
{
    for (size_t p = 0; p < panels; p++) {
        for (size_t q = p; q < panels; q++) {
            const double *left = packed + p * DEPTH * PANEL;
            const double *right = packed + q * DEPTH * PANEL;

            for (size_t row = 0; row < PANEL; row += ROWS) {
                multiply(left + row, right, sums + (p * PANEL + row) * stride + q * PANEL, stride);
            }
        }
    }
}

/* The next place that begins a line of the cache: lanes that cross lines take twice as long to
 * read. */
static double *align(double *place)
{
    const size_t size = PANEL * sizeof(*place);
    const size_t over = (uintptr_t)place % size;

    return over == 0 ? place : place + (size - over) / sizeof(*place);
}

bool chiso__multiply_by_panels(struct chiso__products *products, const chiso_allocator *allocator)
{
    const size_t panels = (products->count + PANEL - 1) / PANEL;
    const size_t stride = panels * PANEL;
    /* Packed columns, what their means left, and the sums, which are what is kept: they come first.
     */
    const size_t size = stride * stride;
    const multiplier multiply = choose_multiplier();
    double *sums = chiso__alloc_zero(allocator, size, sizeof(*sums));
    double *scratch = chiso__alloc_zero(allocator, stride * (DEPTH + 1) + PANEL, sizeof(*scratch));

    if (sums == NULL || scratch == NULL) {
        chiso__release(allocator, sums);
        chiso__release(allocator, scratch);
        return false;
    }
    double *packed = align(scratch);
    double *drifts = packed + stride * DEPTH;

    for (size_t start = 0; start < products->units; start += DEPTH) {
        for (size_t p = 0; p < panels; p++) {
            pack(products, p, start, packed + p * DEPTH * PANEL);
            add_drift(packed + p * DEPTH * PANEL, drifts + p * PANEL);
        }
        multiply_block(multiply, panels, packed, sums, stride);
    }
    for (size_t i = 0; i < products->count; i++) {
        for (size_t j = i; j < products->count; j++) {
            sums[i * stride + j] -= drifts[i] * drifts[j] / (double)products->units;
        }
    }
    chiso__release(allocator, scratch);
    products->sums = sums;
    products->stride = stride;
    return true;
}
