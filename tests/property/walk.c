/* See walk.h. */
#include "walk.h"

#include "score/inside.h"
#include "score/result.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdlib.h>

static void expect_same(uint64_t seed, uint32_t row, chiso_node node, const char *what,
                        struct chiso__carried got, struct chiso__carried expected)
{
    cr_assert(got.millionths == expected.millionths && got.rest == expected.rest,
              "seed %" PRIu64 ", unit %u, node %u: %s is %" PRId64 " and %" PRIu64
              ", by the walk %" PRId64 " and %" PRIu64,
              seed, row, node, what, got.millionths, got.rest, expected.millionths, expected.rest);
}

static void expect_detail(uint64_t seed, uint32_t row, chiso_node id,
                          const struct chiso__gap_detail *got,
                          const struct chiso__gap_detail *plain)
{
    expect_same(seed, row, id, "max", got->max, plain->max);
    expect_same(seed, row, id, "low", got->low, plain->low);
    expect_same(seed, row, id, "high", got->high, plain->high);
    expect_same(seed, row, id, "bound max", got->bound_max, plain->bound_max);
    expect_same(seed, row, id, "scored", got->scored, plain->scored);
    expect_same(seed, row, id, "applicable", got->applicable, plain->applicable);
    cr_assert(got->state == plain->state && got->any_scored == plain->any_scored,
              "seed %" PRIu64 ", unit %u, node %u: state", seed, row, id);
}

/* What is left out says that a node has all that the tree gives it. */
static void expect_full(const chiso_board *board, uint64_t seed, uint32_t row, chiso_node id,
                        const struct chiso__gap_detail *plain)
{
    const struct chiso__tree_node *node = &board->tree->nodes[id];
    const struct chiso__carried points = chiso__stored_at(&board->rows, id, row);

    expect_same(seed, row, id, "max", node->max, plain->max);
    expect_same(seed, row, id, "low", points, plain->low);
    expect_same(seed, row, id, "high", points, plain->high);
    expect_same(seed, row, id, "bound max", node->max, plain->bound_max);
    expect_same(seed, row, id, "scored", plain->scored, plain->applicable);
    cr_assert(plain->state == CHISO_STATE_SCORED && plain->any_scored &&
                  node->covers == !chiso__carried_is_zero(plain->applicable),
              "seed %" PRIu64 ", unit %u, node %u: state", seed, row, id);
}

uint32_t walk_expect(const chiso_board *board, uint64_t seed)
{
    const chiso_tree *tree = board->tree;
    chiso_board *copy = NULL;
    struct chiso__node_figures *figures = calloc(tree->count, sizeof(*figures));
    struct chiso__parts parts = {NULL, NULL, NULL, 0};
    struct chiso__row_work work = {NULL, NULL, figures, &parts};
    chiso_error error = CHISO_ERROR_INIT;
    chiso_node large = CHISO_NO_NODE;
    uint32_t compared = 0;

    cr_assert(chiso_board_copy(board, NULL, &copy, &error) == CHISO_OK, "%s", error.message);
    work.rows = &copy->rows;
    work.store = &copy->rows;
    cr_assert(figures != NULL && chiso__parts_new(tree, &board->allocator, &parts) &&
              chiso__details_unshare(&copy->rows, &board->allocator));
    for (uint32_t row = 0; row < board->units.count; row++) {
        if (board->rows.detail_rows[row] == CHISO__NO_ROW) {
            continue;
        }
        cr_assert(chiso__row_figures(&work, row, tree->order, tree->count, &large));
        for (chiso_node id = 0; id < tree->count; id++) {
            if (!chiso__is_leaf(&tree->nodes[id])) {
                const uint32_t inner = tree->nodes[id].inner;
                const struct chiso__gap_detail *detail = chiso__detail_at(&board->rows, row, inner);
                const struct chiso__gap_detail *plain = chiso__detail_at(&copy->rows, row, inner);

                expect_same(seed, row, id, "points", chiso__stored_at(&board->rows, id, row),
                            chiso__stored_at(&copy->rows, id, row));
                if (detail == NULL) {
                    expect_full(board, seed, row, id, plain);
                } else {
                    expect_detail(seed, row, id, detail, plain);
                }
                compared++;
            }
        }
    }
    chiso__parts_free(&board->allocator, &parts);
    free(figures);
    chiso_board_free(copy);
    return compared;
}
