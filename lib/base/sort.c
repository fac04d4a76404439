/* Stable sorts without recursion, by merging. */
#include "base/sort.h"

#include <string.h>

/* Whether the item at a must stand before the one at b. */
typedef bool (*item_before)(const void *context, const void *a, const void *b);

/* Merges runs that grow; stable. Written once for items of every size: with the size and the order
 * known where it is called, each becomes a loop of its own. Returns how many times an item passed
 * one that stood before it: so many neighbours had to change places. */
__attribute__((always_inline)) static inline uint64_t merge_sort(void *items, void *scratch,
                                                                 size_t size, size_t count,
                                                                 item_before before,
                                                                 const void *context)
{
    char *from = items;
    char *to = scratch;
    uint64_t passed = 0;

    for (size_t run = 1; run < count; run *= 2) {
        char *const swap = from;

        for (size_t start = 0; start < count; start += 2 * run) {
            const size_t middle = start + run < count ? start + run : count;
            const size_t end = start + 2 * run < count ? start + 2 * run : count;
            size_t left = start;
            size_t right = middle;

            for (size_t i = start; i < end; i++) {
                const bool take_right =
                    right < end &&
                    (left == middle || before(context, from + right * size, from + left * size));

                passed += take_right ? middle - left : 0;
                memcpy(to + i * size, from + (take_right ? right++ : left++) * size, size);
            }
        }
        from = to;
        to = swap;
    }
    if (from != items) {
        memcpy(items, from, count * size);
    }
    return passed;
}

/* An order of ids as one of items. */
struct id_order {
    chiso__before before;
    const void *context;
};

static bool is_id_before(const void *context, const void *a, const void *b)
{
    const struct id_order *order = context;

    return order->before(order->context, *(const uint32_t *)a, *(const uint32_t *)b);
}

void chiso__sort_ids(uint32_t *ids, uint32_t *scratch, size_t count, chiso__before before,
                     const void *context)
{
    const struct id_order order = {before, context};

    (void)merge_sort(ids, scratch, sizeof(*ids), count, is_id_before, &order);
}

static bool is_value_before(const void *context, const void *a, const void *b)
{
    (void)context;
    return ((const struct chiso__sorted *)a)->value < ((const struct chiso__sorted *)b)->value;
}

void chiso__sort_entries(struct chiso__sorted *entries, struct chiso__sorted *scratch, size_t count)
{
    (void)merge_sort(entries, scratch, sizeof(*entries), count, is_value_before, NULL);
}

static bool is_key_before(const void *context, const void *a, const void *b)
{
    (void)context;
    return *(const uint64_t *)a < *(const uint64_t *)b;
}

uint64_t chiso__sort_counting(uint64_t *keys, uint64_t *scratch, size_t count)
{
    return merge_sort(keys, scratch, sizeof(*keys), count, is_key_before, NULL);
}
