/* Correlations of columns: Pearson and Spearman, with and without gaps. */
#include "statistics/inside.h"

#include <math.h>
#include <string.h>

/* What the work on one correlation matrix needs. */
struct work {
    const struct chiso__grid *grid;
    struct chiso__look *looks;
    bool by_rank;
    double *ranks; /* columns × units, where ranks are correlated; only columns without gaps have
                      theirs */
    const double **full; /* columns without gaps, or their ranks, with which columns they are and
                            their means */
    double *means;
    size_t *places;
    double *first; /* what two columns have together */
    double *second;
    struct chiso__sorted *entries; /* 2 × units */
};

/* Puts ranks in place of values: from 1, equals have the mean of their places. */
static void rank(double *values, size_t count, struct chiso__sorted *entries)
{
    size_t end = 0;

    for (size_t i = 0; i < count; i++) {
        entries[i] = (struct chiso__sorted){values[i], (uint32_t)i};
    }
    chiso__sort_entries(entries, entries + count, count);
    for (size_t start = 0; start < count; start = end) {
        end = start + 1;
        while (end < count && entries[end].value <= entries[start].value) {
            end++;
        }
        for (size_t i = start; i < end; i++) {
            values[entries[i].unit] = (double)(start + 1 + end) / 2;
        }
    }
}

static void release_work(struct work *work)
{
    const chiso_allocator *allocator = &work->grid->allocator;

    chiso__release(allocator, work->ranks);
    chiso__release(allocator, work->full);
    chiso__release(allocator, work->means);
    chiso__release(allocator, work->places);
    chiso__release(allocator, work->first);
    chiso__release(allocator, work->second);
    chiso__release(allocator, work->entries);
}

static bool reserve_work(struct work *work)
{
    const chiso_allocator *allocator = &work->grid->allocator;
    const size_t columns = work->grid->columns;
    const size_t units = work->grid->units;

    work->full = chiso__alloc(allocator, columns, sizeof(*work->full));
    work->means = chiso__alloc(allocator, columns, sizeof(*work->means));
    work->places = chiso__alloc(allocator, columns, sizeof(*work->places));
    work->first = chiso__alloc(allocator, units, sizeof(*work->first));
    work->second = chiso__alloc(allocator, units, sizeof(*work->second));
    if (work->by_rank) {
        work->ranks = chiso__alloc(allocator, columns * units, sizeof(*work->ranks));
        work->entries = chiso__alloc(allocator, units * 2, sizeof(*work->entries));
    }
    return work->full != NULL && work->means != NULL && work->places != NULL &&
           work->first != NULL && work->second != NULL &&
           (!work->by_rank || (work->ranks != NULL && work->entries != NULL));
}

/* The columns without gaps with each other. */
static chiso_status correlate_full(struct work *work, double *matrix, chiso_error *error)
{
    const struct chiso__grid *grid = work->grid;
    struct chiso__products products = {work->full, work->means, 0, grid->units, NULL, 0};

    for (size_t c = 0; c < grid->columns; c++) {
        if (work->looks[c].count < grid->units) {
            continue;
        }
        work->full[products.count] = chiso__grid_column(grid, c);
        work->means[products.count] = work->looks[c].mean;
        if (work->by_rank) {
            double *ranks = work->ranks + c * grid->units;

            memcpy(ranks, chiso__grid_column(grid, c), grid->units * sizeof(*ranks));
            rank(ranks, grid->units, work->entries);
            work->full[products.count] = ranks;
            work->means[products.count] = (double)(grid->units + 1) / 2;
        }
        work->places[products.count++] = c;
    }
    if (products.count == 0) {
        return CHISO_OK;
    }
    if (!chiso__multiply_columns(&products, &grid->allocator)) {
        return chiso__fail_memory(error);
    }
    for (size_t i = 0; i < products.count; i++) {
        for (size_t j = i + 1; j < products.count; j++) {
            const double *sums = products.sums;
            const size_t stride = products.stride;

            matrix[work->places[i] * grid->columns + work->places[j]] = chiso__coefficient(
                sums[i * stride + i], sums[j * stride + j], sums[i * stride + j]);
        }
    }
    chiso__release(&grid->allocator, products.sums);
    return CHISO_OK;
}

/* What two columns have together; returns how many units. */
static size_t gather(struct work *work, size_t i, size_t j)
{
    const double *first = chiso__grid_column(work->grid, i);
    const double *second = chiso__grid_column(work->grid, j);
    size_t count = 0;

    for (size_t u = 0; u < work->grid->units; u++) {
        if (!isnan(first[u]) && !isnan(second[u])) {
            work->first[count] = first[u];
            work->second[count++] = second[u];
        }
    }
    return count;
}

/* Σ (x - x̄)(y - ȳ) of what two columns have together, less what means that are not exact add. */
static double product_sum(const struct work *work, size_t count, double first_mean,
                          double second_mean)
{
    double first_drift = 0;
    double second_drift = 0;
    double sum = 0;

    for (size_t i = 0; i < count; i++) {
        const double first = work->first[i] - first_mean;
        const double second = work->second[i] - second_mean;

        first_drift += first;
        second_drift += second;
        sum += first * second;
    }
    return sum - first_drift * second_drift / (double)count;
}

/* Ranks are whole once doubled, and so is the mean of all of them: the sums are exact. Columns
 * without gaps are multiplied many at once instead, whose sums of ranks are exact too as long as
 * there are few enough units for a double. */
bool chiso__rho(const double *first, const double *second, size_t count, double *out_rho)
{
    const double mean = (double)count + 1;
    chiso__wide squares[2] = {0, 0};
    chiso__wide product = 0;

    for (size_t i = 0; i < count; i++) {
        const chiso__wide a = (int64_t)(2 * first[i] - mean);
        const chiso__wide b = (int64_t)(2 * second[i] - mean);

        squares[0] += a * a;
        squares[1] += b * b;
        product += a * b;
    }
    if (squares[0] == 0 || squares[1] == 0) {
        return false;
    }
    *out_rho = chiso__coefficient((double)squares[0], (double)squares[1], (double)product);
    return true;
}

/* Pearson's coefficient of what two columns have together; false where one has all equal. */
static bool find_product(const struct work *work, size_t count, double *out_value)
{
    struct chiso__look first;
    struct chiso__look second;

    chiso__look_at(work->first, count, &first);
    chiso__look_at(work->second, count, &second);
    if (!chiso__has_spread(&first) || !chiso__has_spread(&second)) {
        return false;
    }
    *out_value = chiso__coefficient(chiso__square_sum(work->first, count, first.mean),
                                    chiso__square_sum(work->second, count, second.mean),
                                    product_sum(work, count, first.mean, second.mean));
    return true;
}

/* Two columns of which one has gaps. */
static chiso_status correlate_pair(struct work *work, size_t i, size_t j, double *out_value,
                                   chiso_error *error)
{
    const size_t count = gather(work, i, j);
    bool done = false;

    if (count < 2) {
        return chiso__fail_together(error, work->grid, i, j, count);
    }
    if (work->by_rank) {
        rank(work->first, count, work->entries);
        rank(work->second, count, work->entries);
        done = chiso__rho(work->first, work->second, count, out_value);
    } else {
        done = find_product(work, count, out_value);
    }
    return done ? CHISO_OK : chiso__fail_together(error, work->grid, i, j, count);
}

static chiso_status correlate_with_gaps(struct work *work, double *matrix, chiso_error *error)
{
    const size_t columns = work->grid->columns;

    for (size_t i = 0; i < columns; i++) {
        for (size_t j = i + 1; j < columns; j++) {
            chiso_status status = CHISO_OK;

            if (work->looks[i].count < work->grid->units ||
                work->looks[j].count < work->grid->units) {
                status = correlate_pair(work, i, j, &matrix[i * columns + j], error);
            }
            if (status != CHISO_OK) {
                return status;
            }
        }
    }
    return CHISO_OK;
}

static chiso_status correlate_products(const struct chiso__grid *grid, struct chiso__look *looks,
                                       bool by_rank, double *matrix, chiso_error *error)
{
    struct work work = {.grid = grid, .looks = looks, .by_rank = by_rank};
    chiso_status status = reserve_work(&work) ? CHISO_OK : chiso__fail_memory(error);

    if (status == CHISO_OK) {
        status = correlate_full(&work, matrix, error);
    }
    if (status == CHISO_OK) {
        status = correlate_with_gaps(&work, matrix, error);
    }
    release_work(&work);
    return status;
}

/* Columns that cannot be correlated; *out_gaps says whether a unit lacks a value. */
static chiso_status check_columns(const struct chiso__grid *grid, struct chiso__look *looks,
                                  bool *out_gaps, chiso_error *error)
{
    const chiso_status status = chiso__grid_look(grid, looks, error);

    if (status != CHISO_OK) {
        return status;
    }
    *out_gaps = false;
    for (size_t c = 0; c < grid->columns; c++) {
        if (looks[c].count < 2) {
            return chiso__fail_column(error, chiso__fail_few(error), grid, c);
        }
        if (!chiso__has_spread(&looks[c])) {
            return chiso__fail_spread(error, grid, c);
        }
        *out_gaps = *out_gaps || looks[c].count < grid->units;
    }
    return CHISO_OK;
}

static void mirror(double *matrix, size_t columns)
{
    for (size_t i = 0; i < columns; i++) {
        matrix[i * columns + i] = 1;
        for (size_t j = 0; j < i; j++) {
            matrix[i * columns + j] = matrix[j * columns + i];
        }
    }
}

chiso_status chiso__correlate(const struct chiso__grid *grid, chiso_correlation kind,
                              double *matrix, chiso_error *error)
{
    /* A copy: the units without any value are left out of it. */
    struct chiso__grid kept = *grid;
    struct chiso__look *looks = NULL;
    chiso_status status = CHISO_OK;
    bool gaps = false;

    if ((int)kind < CHISO_CORRELATION_PEARSON || (int)kind > CHISO_CORRELATION_KENDALL) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_UNKNOWN_COEFFICIENT, NULL);
    }
    kept.owned = NULL;
    looks = chiso__alloc(&grid->allocator, grid->columns, sizeof(*looks));
    if (looks == NULL) {
        return chiso__fail_memory(error);
    }
    status = check_columns(&kept, looks, &gaps, error);
    if (status == CHISO_OK && gaps) {
        status = chiso__grid_keep(&kept, 1, error);
    }
    if (status == CHISO_OK) {
        status = kind == CHISO_CORRELATION_KENDALL
                     ? chiso__kendall(&kept, matrix, error)
                     : correlate_products(&kept, looks, kind == CHISO_CORRELATION_SPEARMAN, matrix,
                                          error);
    }
    if (status == CHISO_OK) {
        mirror(matrix, grid->columns);
    }
    chiso__grid_clear(&kept);
    chiso__release(&grid->allocator, looks);
    return status;
}

/* Correlates into memory of its own, so that the caller's is not touched by what fails. */
static chiso_status correlate_aside(const struct chiso__grid *grid, chiso_correlation kind,
                                    double *out_matrix, chiso_error *error)
{
    const size_t size = grid->columns <= SIZE_MAX / sizeof(double) / grid->columns
                            ? grid->columns * grid->columns
                            : 0;
    double *matrix = size == 0 ? NULL : chiso__alloc(&grid->allocator, size, sizeof(*matrix));
    chiso_status status = CHISO_OK;

    if (matrix == NULL) {
        return chiso__fail_memory(error);
    }
    status = chiso__correlate(grid, kind, matrix, error);
    if (status == CHISO_OK) {
        memcpy(out_matrix, matrix, size * sizeof(*matrix));
    }
    chiso__release(&grid->allocator, matrix);
    return status;
}

chiso_status chiso_correlation_matrix(const double *values, size_t columns, size_t units,
                                      chiso_correlation kind, const chiso_allocator *allocator,
                                      double *out_matrix, chiso_error *error)
{
    struct chiso__grid grid;
    chiso_status status = CHISO_OK;

    if (out_matrix == NULL) {
        return chiso__fail_null(error);
    }
    status = chiso__grid_take(values, columns, units, allocator, &grid, error);
    return status == CHISO_OK ? correlate_aside(&grid, kind, out_matrix, error) : status;
}

chiso_status chiso_board_correlation(const chiso_board *board, const chiso_node *nodes,
                                     size_t count, chiso_measure measure, uint32_t block,
                                     chiso_correlation kind, double *out_matrix, chiso_error *error)
{
    struct chiso__grid grid;
    chiso_status status = CHISO_OK;

    if (out_matrix == NULL) {
        return chiso__fail_null(error);
    }
    status = chiso__grid_of_board(board, nodes, count, measure, block, &grid, error);
    if (status == CHISO_OK) {
        status = correlate_aside(&grid, kind, out_matrix, error);
        chiso__grid_clear(&grid);
    }
    return status;
}
