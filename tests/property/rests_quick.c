/* Weighted means and sums of what has rests are in 64 bits what they are in 128, bit for bit. */
#include "score/inside.h"
#include "tile_scene.h"

#include "score/result.h"

#include <criterion/criterion.h>

#include <inttypes.h>

/* Scores a copy's inner nodes once more, without a tile. */
static void expect_nodes(const chiso_board *board, chiso_board *copy, uint64_t seed)
{
    const chiso_tree *tree = board->tree;
    struct chiso__parts parts = {NULL, NULL, NULL, 0};
    uint32_t large = 0;

    cr_assert(chiso__parts_new(tree, &board->allocator, &parts));
    for (uint32_t i = tree->count; i-- > 0;) {
        const chiso_node id = tree->order[i];

        if (chiso__is_leaf(&tree->nodes[id])) {
            continue;
        }
        cr_assert(chiso__score_tile(&copy->rows, id, 0, copy->units.count, NULL, &parts, &large));
        for (uint32_t row = 0; row < board->units.count; row++) {
            const struct chiso__carried got = chiso__stored_at(&board->rows, id, row);
            const struct chiso__carried plain = chiso__stored_at(&copy->rows, id, row);

            cr_assert(board->rows.detail_rows[row] != CHISO__NO_ROW ||
                          (got.millionths == plain.millionths && got.rest == plain.rest),
                      "seed %" PRIu64 ", node %u, unit %u: %" PRId64 " and %" PRIu64
                      ", without a tile %" PRId64 " and %" PRIu64,
                      seed, id, row, got.millionths, got.rest, plain.millionths, plain.rest);
        }
    }
    chiso__parts_free(&board->allocator, &parts);
}

Test(property_rests_quick, means_are_those_worked_out_one_by_one)
{
    uint32_t boards = 0;

    for (uint64_t seed = 1; seed <= 3000; seed += SUPPORT_STRIDE) {
        struct random random = {.state = seed};
        chiso_board *board = tile_board(&random, 60, seed % 4 == 0 ? 20 : 0);
        chiso_board *copy = NULL;
        chiso_error error = CHISO_ERROR_INIT;

        if (board != NULL) {
            cr_assert(chiso_board_copy(board, NULL, &copy, &error) == CHISO_OK);
            expect_nodes(board, copy, seed);
            chiso_board_free(copy);
            chiso_board_free(board);
            boards++;
        }
    }
    cr_assert(boards > 1000 / SUPPORT_STRIDE, "%u boards", boards);
}
