/* Kendall's tau-b in n log n (Knight 1966). */
#include "statistics/inside.h"

#include <math.h>

/* In place of an order: the unit has no value. */
#define NO_ORDER UINT32_MAX

/* Orders of the units on each column, equals having one, and room for the pairs of two columns: the
 * first's order above the second's. */
struct orders {
    uint32_t *orders; /* columns × units */
    uint64_t *pairs;
    uint64_t *scratch;
};

/* n (n - 1) / 2: so many pairs do n units make. */
static uint64_t pairs_of(uint64_t count)
{
    return count < 2 ? 0 : (count % 2 == 0 ? count / 2 * (count - 1) : (count - 1) / 2 * count);
}

static void order_column(const double *values, size_t units, struct chiso__sorted *entries,
                         uint32_t *orders)
{
    size_t count = 0;
    uint32_t order = 0;

    for (size_t u = 0; u < units; u++) {
        orders[u] = NO_ORDER;
        if (!isnan(values[u])) {
            entries[count++] = (struct chiso__sorted){values[u], (uint32_t)u};
        }
    }
    chiso__sort_entries(entries, entries + units, count);
    for (size_t i = 0; i < count; i++) {
        order += i > 0 && entries[i - 1].value < entries[i].value;
        orders[entries[i].unit] = order;
    }
}

/* How many pairs of sorted keys are equal once their lower bits are dropped. */
static uint64_t count_ties(const uint64_t *keys, size_t count, unsigned dropped)
{
    uint64_t ties = 0;
    size_t end = 0;

    for (size_t start = 0; start < count; start = end) {
        end = start + 1;
        while (end < count && keys[end] >> dropped == keys[start] >> dropped) {
            end++;
        }
        ties += pairs_of(end - start);
    }
    return ties;
}

bool chiso__tau(uint64_t *pairs, uint64_t *scratch, size_t count, double *out_tau)
{
    /* Knight's way: the exchanges that put the pairs, in the first order, into the second are the
     * pairs of units in different orders. */
    (void)chiso__sort_counting(pairs, scratch, count);
    const uint64_t all = pairs_of(count);
    const uint64_t first_ties = count_ties(pairs, count, 32);
    const uint64_t both_ties = count_ties(pairs, count, 0);

    for (size_t i = 0; i < count; i++) {
        pairs[i] &= UINT32_MAX;
    }
    const uint64_t discordant = chiso__sort_counting(pairs, scratch, count);
    const uint64_t second_ties = count_ties(pairs, count, 0);

    if (all == first_ties || all == second_ties) {
        return false;
    }
    /* Pairs that differ on both columns, less twice those in the other order. */
    const int64_t balance =
        (int64_t)(all - first_ties - (second_ties - both_ties)) - 2 * (int64_t)discordant;

    *out_tau = chiso__coefficient((double)(all - first_ties), (double)(all - second_ties),
                                  (double)balance);
    return true;
}

/* Tau-b of the units that have an order on both columns, and how many those are; false where it
 * does not exist. */
static bool find_tau(struct orders *orders, const uint32_t *first, const uint32_t *second,
                     size_t units, size_t *out_count, double *out_tau)
{
    size_t count = 0;

    for (size_t u = 0; u < units; u++) {
        if (first[u] != NO_ORDER && second[u] != NO_ORDER) {
            orders->pairs[count++] = (uint64_t)first[u] << 32 | second[u];
        }
    }
    *out_count = count;
    return chiso__tau(orders->pairs, orders->scratch, count, out_tau);
}

static chiso_status fill(const struct chiso__grid *grid, struct orders *orders, double *matrix,
                         chiso_error *error)
{
    for (size_t i = 0; i < grid->columns; i++) {
        for (size_t j = i + 1; j < grid->columns; j++) {
            size_t count = 0;

            if (!find_tau(orders, orders->orders + i * grid->units,
                          orders->orders + j * grid->units, grid->units, &count,
                          &matrix[i * grid->columns + j])) {
                return chiso__fail_together(error, grid, i, j, count);
            }
        }
    }
    return CHISO_OK;
}

chiso_status chiso__kendall(const struct chiso__grid *grid, double *matrix, chiso_error *error)
{
    const chiso_allocator *allocator = &grid->allocator;
    struct orders orders = {NULL, NULL, NULL};
    struct chiso__sorted *entries = chiso__alloc(allocator, grid->units * 2, sizeof(*entries));
    chiso_status status = CHISO_E_MEMORY;

    orders.orders = chiso__alloc(allocator, grid->columns * grid->units, sizeof(*orders.orders));
    orders.pairs = chiso__alloc(allocator, grid->units, sizeof(*orders.pairs));
    orders.scratch = chiso__alloc(allocator, grid->units, sizeof(*orders.scratch));
    if (entries == NULL || orders.orders == NULL || orders.pairs == NULL ||
        orders.scratch == NULL) {
        status = chiso__fail_memory(error);
    } else {
        for (size_t c = 0; c < grid->columns; c++) {
            order_column(chiso__grid_column(grid, c), grid->units, entries,
                         orders.orders + c * grid->units);
        }
        status = fill(grid, &orders, matrix, error);
    }
    chiso__release(allocator, entries);
    chiso__release(allocator, orders.orders);
    chiso__release(allocator, orders.pairs);
    chiso__release(allocator, orders.scratch);
    return status;
}
