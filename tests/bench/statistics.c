/* Correlating: each of many columns of doubles with each. */
#include "bench.h"

enum { COLUMNS = 120 };

static double *values;
static double matrix[COLUMNS * COLUMNS];
static uint32_t count;

/* Columns that have something in common, as criteria of one index do: a unit's own number is in all
 * of them. */
static double setup(const char *units, const char *unused)
{
    (void)unused;
    count = bench_number(units);
    values = bench_memory((size_t)COLUMNS * count, sizeof(*values));
    for (uint64_t i = 0; i < (uint64_t)COLUMNS * count; i++) {
        const uint64_t own = bench_mix(i) % 1000;
        const uint64_t shared = bench_mix(UINT64_MAX - i % count) % 1000;

        values[i] = (double)(own + shared) / 8;
    }
    return 0;
}

static double correlate(const char *unused, const char *unused_too)
{
    const double start = bench_now();

    (void)unused;
    (void)unused_too;
    bench_check(chiso_correlation_matrix(values, COLUMNS, count, CHISO_CORRELATION_PEARSON, NULL,
                                         matrix, NULL),
                NULL);
    return bench_now() - start;
}

static double write_matrix(const char *unused, const char *path)
{
    (void)unused;
    bench_write(path, matrix, sizeof(matrix));
    return 0;
}

const bench_command bench_statistics[] = {
    {"setup", setup},
    {"pearson", correlate},
    {"matrix", write_matrix},
    {NULL, NULL},
};
