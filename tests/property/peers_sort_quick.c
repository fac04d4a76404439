/* Rows are put in the order of their values by keys as they are by comparing them. */
#include "score/peers_sort.h"
#include "tile_scene.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdlib.h>

static bool is_same_order(const chiso_board *board, chiso_node leaf, uint64_t seed)
{
    const struct chiso__rows *rows = &board->rows;
    const struct chiso__tree_node *node = &board->tree->nodes[leaf];
    const uint32_t groups = node->rule.in_block ? rows->peers->groups : 1;
    const struct chiso__peer_figures *line =
        rows->peers->peers + (size_t)node->relative * rows->peers->groups;
    uint32_t *ids = calloc((size_t)rows->count * 2, sizeof(*ids));
    struct chiso__carried *sorted = calloc((size_t)rows->count * 2, sizeof(*sorted));
    const bool known = chiso__peers_keys_fit(rows, leaf, line, groups);

    cr_assert(ids != NULL && sorted != NULL);
    if (known) {
        cr_assert(chiso__peers_order(rows, leaf, &board->allocator, ids, sorted));
        cr_assert(chiso__peers_order_quickly(rows, leaf, &board->allocator, line, groups,
                                             ids + rows->count, sorted + rows->count));
        for (uint32_t i = 0; i < rows->count; i++) {
            cr_assert(ids[i] == ids[rows->count + i] &&
                          chiso__carried_compare(sorted[i], sorted[rows->count + i]) == 0,
                      "seed %" PRIu64 ", leaf %u, place %u", seed, leaf, i);
        }
    }
    free(ids);
    free(sorted);
    return known;
}

Test(property_peers_sort_quick, keys_put_rows_in_the_order_of_their_values)
{
    uint32_t known = 0;

    for (uint64_t seed = 1; seed <= 1500; seed += SUPPORT_STRIDE) {
        struct random random = {.state = seed * 7};
        /* Few are sorted in another way than many. */
        chiso_board *board = tile_board(&random, seed % 5 == 0 ? 400 : 60, seed % 2 * 20);

        for (uint32_t i = 0; board != NULL && i < board->tree->leaf_count; i++) {
            const chiso_node leaf = board->tree->leaves[i];

            known += chiso__is_relative_leaf(&board->tree->nodes[leaf]) &&
                     is_same_order(board, leaf, seed);
        }
        chiso_board_free(board);
    }
    cr_assert(known > 400 / SUPPORT_STRIDE, "%u leaves", known);
}
