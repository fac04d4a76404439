/* Points of leaves that look at the other units, for a tile. */
#include "score/inside.h"

/* Room for a column for each leaf that looks at who is below. */
static bool reserve_shares(const struct chiso__rows *rows, const chiso_allocator *allocator,
                           struct chiso__tile_work *work)
{
    const chiso_tree *tree = rows->tree;
    size_t room = 0;

    for (uint32_t i = 0; i < tree->leaf_count; i++) {
        room += tree->nodes[tree->leaves[i]].rule.regards == CHISO__REGARD_ORDER ? rows->count : 0;
    }
    work->shares = room == 0 ? NULL : chiso__alloc(allocator, room, sizeof(*work->shares));
    return room == 0 || work->shares != NULL;
}

bool chiso__tile_begin(const struct chiso__rows *rows, const chiso_allocator *allocator,
                       struct chiso__peer_table *table, struct chiso__tile_work *work)
{
    *work = (struct chiso__tile_work){NULL, NULL};
    if (rows->tree->relative_count == 0) {
        return true;
    }
    if (!reserve_shares(rows, allocator, work) ||
        !chiso__peers_find(rows, allocator, table, work->shares)) {
        return false;
    }
    work->peers = chiso__peers_quicken(rows, allocator, work->shares);
    return work->peers != NULL;
}

void chiso__tile_end(struct chiso__tile_work *work, const chiso_allocator *allocator)
{
    chiso__release(allocator, work->peers);
    chiso__release(allocator, work->shares);
    *work = (struct chiso__tile_work){NULL, NULL};
}

/* One by one, where nothing was made ready for a tile. */
static void add_leaf(const struct chiso__rows *rows, chiso_node leaf, uint32_t first,
                     uint32_t count, uint64_t *sums, uint64_t *rests)
{
    for (uint32_t i = 0; i < count; i++) {
        const struct chiso__carried points = chiso__points_at(rows, leaf, first + i);

        if (!chiso__carried_is_gap(points)) {
            rests[i] += points.rest;
            sums[i] += (uint64_t)points.millionths + (rests[i] >> CHISO__REST_BITS);
            rests[i] &= CHISO__REST_ONE - 1;
        }
    }
}

static void add_quickly(const struct chiso__rows *rows, chiso_node leaf, uint32_t first,
                        uint32_t count, const struct chiso__tile_work *work, uint64_t *sums,
                        uint64_t *rests)
{
    struct chiso__stretch points;

    for (uint32_t start = 0; start < count; start += CHISO__STRETCH) {
        const uint32_t size = count - start < CHISO__STRETCH ? count - start : CHISO__STRETCH;

        chiso__peers_fill(rows, work->peers, leaf, first + start, size, &points);
        for (uint32_t i = 0; i < size; i++) {
            const uint64_t rest = rests[start + i] + points.rests[i];

            sums[start + i] += (uint64_t)points.millionths[i] + (rest >> CHISO__REST_BITS);
            rests[start + i] = rest & (CHISO__REST_ONE - 1);
        }
    }
}

void chiso__peers_add(const struct chiso__rows *rows, const struct chiso__tree_node *node,
                      uint32_t first, uint32_t count, const struct chiso__tile_work *work,
                      uint64_t *sums, uint64_t *rests)
{
    const struct chiso__tree_node *nodes = rows->tree->nodes;

    for (chiso_node leaf = node->first_child; leaf != CHISO_NO_NODE;
         leaf = nodes[leaf].next_sibling) {
        if (!chiso__is_relative_leaf(&nodes[leaf])) {
            continue;
        }
        if (work == NULL) {
            add_leaf(rows, leaf, first, count, sums, rests);
        } else {
            add_quickly(rows, leaf, first, count, work, sums, rests);
        }
    }
}
