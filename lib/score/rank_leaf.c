/* Leaves whose points come from the rank of another criterion: the ranking of a board by one node,
 * with who is equal sharing a place, as rank/ has it for those who ask. */
#include "score/rank_leaf.h"

#include "base/sort.h"
#include "board/set_result.h"
#include "score/result.h"

static const struct chiso__measured nothing = {{CHISO_ABSENT, 0}, CHISO_ABSENT, false, false};

/* Takes the ranks of the last scoring out of their cells. What does not apply stays so. */
static void clear(struct chiso__rows *rows)
{
    const struct chiso__value missing = {{CHISO_MISSING, 0}, nothing, NULL};

    for (uint32_t i = 0; i < rows->tree->leaf_count; i++) {
        const chiso_node leaf = rows->tree->leaves[i];

        for (uint32_t row = 0; row < rows->count && chiso__takes_rank(&rows->tree->nodes[leaf]);
             row++) {
            if (!chiso__carried_is_gap(chiso__stored_at(rows, leaf, row))) {
                chiso__cell_put(rows, row, leaf, missing);
            }
        }
    }
}

bool chiso__ranks_begin(struct chiso__rank_work *work)
{
    const chiso_board *board = work->board;
    struct chiso__rows *rows = &work->board->rows;
    const uint32_t count = rows->count;

    if (board->tree->rank_count == 0) {
        return true;
    }
    work->takes_part = chiso__alloc(&board->allocator, count, sizeof(*work->takes_part));
    work->ratios = chiso__alloc(&board->allocator, count, sizeof(*work->ratios));
    work->ids = chiso__alloc(&board->allocator, count, sizeof(*work->ids));
    work->scratch = chiso__alloc(&board->allocator, count, sizeof(*work->scratch));
    if (work->takes_part == NULL || work->ratios == NULL || work->ids == NULL ||
        work->scratch == NULL) {
        return false;
    }
    clear(rows);
    for (uint32_t row = 0; row < count; row++) {
        work->takes_part[row] =
            board->units.ranked[row] &&
            (rows->gaps[row] < board->tree->leaf_count || chiso__has_set(rows, row));
    }
    return true;
}

void chiso__ranks_end(struct chiso__rank_work *work)
{
    const chiso_allocator *allocator = &work->board->allocator;

    chiso__release(allocator, work->takes_part);
    chiso__release(allocator, work->ratios);
    chiso__release(allocator, work->ids);
    chiso__release(allocator, work->scratch);
}

/* What units are sorted by: their block, where these are ranked by themselves, and then the best
 * first. */
struct ordering {
    const struct chiso__carried_ratio *ratios;
    const uint32_t *blocks; /* NULL where all are one */
    bool lowest_first;
};

static bool is_before(const void *context, uint32_t a, uint32_t b)
{
    const struct ordering *ordering = context;
    int order = 0;

    if (ordering->blocks != NULL && ordering->blocks[a] != ordering->blocks[b]) {
        return ordering->blocks[a] < ordering->blocks[b];
    }
    order = chiso__ratio_compare(&ordering->ratios[a], &ordering->ratios[b]);
    return ordering->lowest_first ? order < 0 : order > 0;
}

static chiso_status put_rank(struct chiso__rank_work *work, chiso_node leaf, chiso_unit unit,
                             struct chiso__measured rank, chiso_error *error)
{
    chiso_board *board = work->board;
    const struct chiso__tree_node *node = &board->tree->nodes[leaf];
    struct chiso__value value = {{0, 0}, rank, NULL};
    chiso_status status = CHISO_OK;

    if (chiso__stored_at(&board->rows, leaf, unit).millionths == CHISO_NOT_APPLICABLE) {
        return CHISO_OK;
    }
    status = chiso__rule_points(&node->rule, chiso__limits_of(node), rank, &value.points, error);
    if (status != CHISO_OK) {
        return chiso__fail_cell(error, status, board, unit, leaf);
    }
    value.points = chiso__round_points(board->tree, node, value.points);
    if (!chiso__cell_ready(&board->rows, &board->allocator, leaf, &value)) {
        return chiso__fail_memory(error);
    }
    chiso__cell_put(&board->rows, unit, leaf, value);
    return CHISO_OK;
}

/* Puts the ranks of units in order that are ranked with each other. Near is told from the first of
 * those who share a rank. */
static chiso_status put_group(struct chiso__rank_work *work, chiso_node leaf, const uint32_t *ids,
                              uint32_t count, chiso_error *error)
{
    chiso_status status = CHISO_OK;
    uint32_t first = 0;

    for (uint32_t i = 0; i < count && status == CHISO_OK; i++) {
        if (chiso__ratio_order(&work->ratios[ids[first]], &work->ratios[ids[i]]) != 0) {
            first = i;
        }
        status = put_rank(work, leaf, ids[i], chiso__measured_rank(first + 1, count), error);
    }
    return status;
}

static chiso_status put_leaf(struct chiso__rank_work *work, chiso_node leaf, chiso_error *error)
{
    const chiso_tree *tree = work->board->tree;
    const struct chiso__rows *rows = &work->board->rows;
    const struct ordering ordering = {
        work->ratios, tree->nodes[leaf].rule.in_block ? rows->blocks : NULL, tree->lowest_first};
    chiso_status status = CHISO_OK;
    uint32_t count = 0;
    uint32_t end = 0;

    for (uint32_t row = 0; row < rows->count; row++) {
        if (work->takes_part[row] &&
            chiso__own_ratio_of(rows, row, tree->nodes[leaf].ranked, &work->ratios[row])) {
            work->ids[count++] = row;
        }
    }
    chiso__sort_ids(work->ids, work->scratch, count, is_before, &ordering);
    for (uint32_t first = 0; first < count && status == CHISO_OK; first = end) {
        end = ordering.blocks == NULL ? count : first + 1;
        while (end < count &&
               ordering.blocks[work->ids[end]] == ordering.blocks[work->ids[first]]) {
            end++;
        }
        status = put_group(work, leaf, work->ids + first, end - first, error);
    }
    return status;
}

chiso_status chiso__ranks_put(struct chiso__rank_work *work, uint32_t stage, chiso_error *error)
{
    const chiso_tree *tree = work->board->tree;
    chiso_status status = CHISO_OK;

    for (uint32_t i = 0; i < tree->leaf_count && status == CHISO_OK; i++) {
        const struct chiso__tree_node *leaf = &tree->nodes[tree->leaves[i]];

        if (chiso__takes_rank(leaf) && leaf->stage == stage) {
            status = put_leaf(work, tree->leaves[i], error);
        }
    }
    return status;
}

chiso_status chiso__check_no_ranks(const chiso_tree *tree, chiso_error *error)
{
    uint32_t i = 0;

    if (tree->rank_count == 0) {
        return CHISO_OK;
    }
    while (!chiso__takes_rank(&tree->nodes[tree->leaves[i]])) {
        i++;
    }
    return chiso__fail(error, CHISO_E_RULE, CHISO__SAY_RANKS_WOULD_MOVE,
                       CHISO__WORDS(chiso__say(tree->codes[tree->leaves[i]]),
                                    chiso__say_text(tree->nodes[tree->leaves[i]].rule.text)));
}
