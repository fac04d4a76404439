/* Points of leaves that look at the other units, for a tile. */
#include "score/inside.h"

bool chiso__tile_begin(const struct chiso__rows *rows, const chiso_allocator *allocator,
                       struct chiso__tile_work *work)
{
    enum { COLUMNS = 2 };
    struct chiso__tile_points *both[] = {&work->points, &work->sums};
    const uint32_t size = rows->count < CHISO__TILE ? rows->count : CHISO__TILE;

    *work = (struct chiso__tile_work){0};
    for (int i = 0; i < COLUMNS; i++) {
        both[i]->millionths = chiso__alloc(allocator, size, sizeof(int64_t));
        both[i]->rests = chiso__alloc(allocator, size, sizeof(uint64_t));
        if (both[i]->millionths == NULL || both[i]->rests == NULL) {
            chiso__tile_end(work, allocator);
            return false;
        }
    }
    if (rows->tree->relative_count > 0) {
        work->peers = chiso__peers_quicken(rows, allocator);
        if (work->peers == NULL) {
            chiso__tile_end(work, allocator);
            return false;
        }
    }
    return true;
}

void chiso__tile_end(struct chiso__tile_work *work, const chiso_allocator *allocator)
{
    chiso__release(allocator, work->peers);
    chiso__release(allocator, work->points.millionths);
    chiso__release(allocator, work->points.rests);
    chiso__release(allocator, work->sums.millionths);
    chiso__release(allocator, work->sums.rests);
    *work = (struct chiso__tile_work){0};
}

/* One by one, where there is no room for a tile. */
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

static void add_tile(const struct chiso__tile_points *points, uint32_t count, uint64_t *sums,
                     uint64_t *rests)
{
    for (uint32_t i = 0; i < count; i++) {
        rests[i] += points->rests[i];
        sums[i] += (uint64_t)points->millionths[i] + (rests[i] >> CHISO__REST_BITS);
        rests[i] &= CHISO__REST_ONE - 1;
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
            chiso__peers_fill(rows, work->peers, leaf, first, count, &work->points);
            add_tile(&work->points, count, sums, rests);
        }
    }
}
