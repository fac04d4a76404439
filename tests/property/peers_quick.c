/* Points of leaves that look at the other units are by fixed factors what rules make of them one by
 * one, bit for bit. */
#include "score/inside.h"
#include "tile_scene.h"

#include "score/result.h"

#include <criterion/criterion.h>

#include <inttypes.h>

static void expect_points(const struct chiso__rows *rows, const struct chiso__tile_work *work,
                          chiso_node leaf, uint64_t seed)
{
    struct chiso__stretch points;

    cr_assert(rows->count <= CHISO__STRETCH);
    chiso__peers_fill(rows, work->peers, leaf, 0, rows->count, &points);
    for (uint32_t row = 0; row < rows->count; row++) {
        const struct chiso__carried plain = chiso__points_at(rows, leaf, row);
        const struct chiso__carried expected =
            chiso__carried_is_gap(plain) ? chiso__carried_of(0) : plain;

        cr_assert(points.millionths[row] == expected.millionths &&
                      points.rests[row] == expected.rest,
                  "seed %" PRIu64 ", leaf %u (%s), unit %u: %" PRId64 " and %" PRIu64
                  ", one by one %" PRId64 " and %" PRIu64,
                  seed, leaf, rows->tree->nodes[leaf].rule.text, row, points.millionths[row],
                  points.rests[row], expected.millionths, expected.rest);
    }
}

static uint32_t expect_board(chiso_board *board, uint64_t seed)
{
    struct chiso__tile_work work;
    uint32_t leaves = 0;

    cr_assert(chiso__tile_begin(&board->rows, &board->allocator, &board->peers, &work));
    for (uint32_t i = 0; i < board->tree->leaf_count; i++) {
        if (chiso__is_relative_leaf(&board->tree->nodes[board->tree->leaves[i]])) {
            expect_points(&board->rows, &work, board->tree->leaves[i], seed);
            leaves++;
        }
    }
    chiso__tile_end(&work, &board->allocator);
    return leaves;
}

Test(property_peers_quick, points_are_those_worked_out_one_by_one)
{
    uint32_t leaves = 0;

    for (uint64_t seed = 1; seed <= 3000; seed += SUPPORT_STRIDE) {
        struct random random = {.state = seed};
        chiso_board *board = tile_board(&random, 60, seed % 2 == 0 ? 0 : 20);

        if (board != NULL) {
            leaves += expect_board(board, seed);
            chiso_board_free(board);
        }
    }
    cr_assert(leaves > 3000 / SUPPORT_STRIDE, "%u leaves", leaves);
}

Test(property_peers_quick, a_half_of_the_last_bit_is_rounded_up)
{
    /* 2^53 millionths between the ends: a millionth is a half of the last bit of a max of one. */
    chiso_tree *tree = support_tree("code,title,max,rule\n1,,0.000001,minmax\n2,,0.000003,best\n");
    chiso_board *board =
        support_scored(tree, "unit,1,2\na,0,0\nb,9007199254.740992,9007199254.740992\n"
                             "c,0.000001,0.000001\nd,0.000003,5.000001\ne,77.000007,0.000003\n");
    struct chiso__tile_work work;

    cr_assert(chiso__tile_begin(&board->rows, &board->allocator, &board->peers, &work));
    expect_points(&board->rows, &work, 1, 0);
    expect_points(&board->rows, &work, 2, 0);
    chiso__tile_end(&work, &board->allocator);
    chiso_board_free(board);
    chiso_tree_free(tree);
}
