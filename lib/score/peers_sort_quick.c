/* Rows in the order of their values, where no value has a rest: by sorting keys, in place of
 * chiso__peers_order(), which compares rows. A key is the distance from the lowest value of the
 * group, and behind it the row, so that equals stand in the order of rows, as there. */
#include "score/peers_sort.h"

#include "base/sort.h"

/* Bits that rows and distances take in a key. */
static int row_bits_of(const struct chiso__rows *rows)
{
    return chiso__bits_of(rows->count);
}

static int distance_bits_of(const struct chiso__peer_figures *peers)
{
    return peers->count == 0 ? 0
                             : chiso__bits_of((uint64_t)peers->highest.millionths -
                                              (uint64_t)peers->lowest.millionths);
}

bool chiso__peers_keys_fit(const struct chiso__rows *rows, chiso_node leaf,
                           const struct chiso__peer_figures *line, uint32_t groups)
{
    enum { BITS = 64 };
    const int row_bits = row_bits_of(rows);

    for (uint32_t group = 0; group < groups; group++) {
        if (row_bits + distance_bits_of(&line[group]) > BITS) {
            return false;
        }
    }
    return chiso__rests_of(rows, leaf) == NULL && !chiso__is_imputed_leaf(&rows->tree->nodes[leaf]);
}

/* The keys, group behind group; cursors are where each begins. */
static void collect(const struct chiso__rows *rows, chiso_node leaf,
                    const struct chiso__peer_figures *line, uint64_t *keys, uint64_t *cursors)
{
    const int64_t *values = chiso__column_of(rows, leaf);
    const bool in_block = rows->tree->nodes[leaf].rule.in_block;
    const int row_bits = row_bits_of(rows);

    for (uint32_t row = 0; row < rows->count; row++) {
        const uint32_t group = in_block ? rows->blocks[row] : 0;

        if (!chiso__is_gap(values[row])) {
            const uint64_t distance =
                (uint64_t)values[row] - (uint64_t)line[group].lowest.millionths;

            keys[cursors[group]++] = distance << row_bits | row;
        }
    }
}

bool chiso__peers_order_quickly(const struct chiso__rows *rows, chiso_node leaf,
                                const chiso_allocator *allocator,
                                const struct chiso__peer_figures *line, uint32_t groups,
                                uint32_t *ids, struct chiso__carried *sorted)
{
    const size_t count = rows->count;
    const int row_bits = row_bits_of(rows);
    uint64_t *keys = chiso__alloc(allocator, 2 * count + groups, sizeof(*keys));
    uint64_t *cursors = NULL;
    uint32_t before = 0;

    if (keys == NULL) {
        return false;
    }
    cursors = keys + 2 * count;
    for (uint32_t group = 0; group < groups; group++) {
        cursors[group] = before;
        before += line[group].count;
    }
    collect(rows, leaf, line, keys, cursors);
    before = 0;
    for (uint32_t group = 0; group < groups; group++) {
        const uint64_t lowest = (uint64_t)line[group].lowest.millionths;
        const uint32_t end = before + line[group].count;

        chiso__sort_keys(keys + before, keys + count, line[group].count, (unsigned)row_bits,
                         (unsigned)distance_bits_of(&line[group]));
        for (; before < end; before++) {
            ids[before] = (uint32_t)(keys[before] & (((uint64_t)1 << row_bits) - 1));
            sorted[before] = chiso__carried_of((int64_t)(lowest + (keys[before] >> row_bits)));
        }
    }
    chiso__release(allocator, keys);
    return true;
}
