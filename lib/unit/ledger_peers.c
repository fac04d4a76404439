/* What the other units have on a leaf. */
#include "unit/ledger_inside.h"

bool chiso__ledger_peers_new(const chiso_board *board, chiso_unit unit, chiso_scope scope,
                             struct chiso__ledger_peers *out_peers)
{
    const chiso_allocator *allocator = &board->allocator;
    const uint32_t units = board->units.count;
    struct chiso__ledger_peers peers = {
        .units = chiso__alloc(allocator, units, sizeof(*peers.units)),
        .holders = chiso__alloc(allocator, units, sizeof(*peers.holders)),
        .points = chiso__alloc(allocator, units, sizeof(*peers.points)),
        .keys = chiso__alloc(allocator, units, sizeof(*peers.keys)),
    };

    if (peers.units == NULL || peers.holders == NULL || peers.points == NULL ||
        peers.keys == NULL) {
        chiso__ledger_peers_free(allocator, &peers);
        return false;
    }
    for (chiso_unit other = 0; other < units; other++) {
        if (chiso__is_ranked_with(board, unit, other, scope) &&
            chiso__is_row_scored(&board->rows, other)) {
            peers.units[peers.count++] = other;
        }
    }
    *out_peers = peers;
    return true;
}

void chiso__ledger_peers_free(const chiso_allocator *allocator, struct chiso__ledger_peers *peers)
{
    chiso__release(allocator, peers->units);
    chiso__release(allocator, peers->holders);
    chiso__release(allocator, peers->points);
    chiso__release(allocator, peers->keys);
    *peers = (struct chiso__ledger_peers){0};
}

/* The key at a place, from 0, of keys in ascending order, found byte by byte from the highest: so
 * it takes the same time for any keys. The place comes to be that among those that are equal. */
static uint64_t key_at(const uint64_t *keys, uint32_t count, uint32_t *place)
{
    enum { BYTE = 8, VALUES = 256 };
    uint64_t found = 0;
    uint64_t known = 0;

    for (int shift = 64 - BYTE; shift >= 0; shift -= BYTE) {
        uint32_t counts[VALUES] = {0};
        uint64_t byte = 0;

        for (uint32_t i = 0; i < count; i++) {
            counts[keys[i] >> shift & (VALUES - 1)] += (keys[i] & known) == found;
        }
        while (*place >= counts[byte]) {
            *place -= counts[byte++];
        }
        found |= byte << shift;
        known |= (uint64_t)(VALUES - 1) << shift;
    }
    return found;
}

/* The number at a place: its millionths, and its rest among those that have the same. */
static struct chiso__carried number_at(const struct chiso__carried *numbers, uint32_t count,
                                       uint32_t place, uint64_t *keys)
{
    const uint64_t sign = UINT64_C(1) << 63;
    struct chiso__carried number = {0, 0};
    uint32_t same = 0;
    uint64_t rests = 0;

    for (uint32_t i = 0; i < count; i++) {
        keys[i] = (uint64_t)numbers[i].millionths ^ sign;
    }
    number.millionths = (int64_t)(key_at(keys, count, &place) ^ sign);
    for (uint32_t i = 0; i < count; i++) {
        if (numbers[i].millionths == number.millionths) {
            keys[same++] = numbers[i].rest;
            rests |= numbers[i].rest;
        }
    }
    number.rest = rests == 0 ? 0 : key_at(keys, same, &place);
    return number;
}

/* The mean and the median of the peers' points; false when a sum is too large. */
static bool average(const struct chiso__ledger_peers *peers, struct chiso__ledger_item *item)
{
    const uint32_t count = item->entry.units;
    struct chiso__total sum = {0, 0};
    struct chiso__total middle = {0, 0};
    bool done = true;

    for (uint32_t i = 0; i < count && done; i++) {
        done = chiso__total_add(&sum, peers->points[i]);
    }
    return done &&
           chiso__total_add(&middle,
                            number_at(peers->points, count, (count - 1) / 2, peers->keys)) &&
           chiso__total_add(&middle, number_at(peers->points, count, count / 2, peers->keys)) &&
           chiso__total_over(sum, count, &item->mean) &&
           chiso__total_over(middle, 2, &item->median);
}

/* Who has the best points: those that are as near to the most as makes them the same. */
static void find_best(const chiso_tree *tree, const struct chiso__ledger_peers *peers,
                      struct chiso__carried best, chiso_ledger_entry *entry)
{
    const struct chiso__carried max = tree->nodes[entry->leaf].max;

    for (uint32_t i = entry->units; i-- > 0;) {
        if (chiso__carried_order(peers->points[i], best, max) == 0) {
            entry->best_unit = peers->holders[i];
            entry->best_shared++;
        }
    }
}

bool chiso__ledger_compare(const chiso_board *board, struct chiso__ledger_peers *peers,
                           struct chiso__ledger_item *item)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < peers->count; i++) {
        const struct chiso__carried points =
            chiso__achieved_of(&board->rows, peers->units[i], item->entry.leaf);

        if (!chiso__carried_is_gap(points)) {
            item->best = chiso__carried_greatest(item->best, points);
            peers->holders[count] = peers->units[i];
            peers->points[count++] = points;
        }
    }
    item->entry.units = count;
    if (count == 0) {
        return true;
    }
    find_best(board->tree, peers, item->best, &item->entry);
    return average(peers, item);
}
