/* Scoring a board: by tiles of units, and unit by unit where cells hold no value. */
#include "score/inside.h"

#include "score/peers.h"

chiso_status chiso__fail_large(const chiso_board *board, chiso_unit unit, chiso_node node,
                               chiso_error *error)
{
    chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_POINTS_BEYOND,
                CHISO__WORDS(chiso__say_decimal(CHISO_DECIMAL_MAX)));
    return chiso__fail_cell(error, CHISO_E_RANGE, board, unit, node);
}

/* What tiles are scored with. */
struct work {
    struct chiso__tile_work tile;
    struct chiso__gap_work *gaps; /* NULL where rows are not sparse */
};

static chiso_status score_units_with_gaps(chiso_board *board, const struct work *work,
                                          struct chiso__parts *parts, chiso_error *error)
{
    chiso_status status = CHISO_OK;
    chiso_node large = CHISO_NO_NODE;
    struct chiso__walk *walk = NULL;

    if (!chiso__walk_begin(&board->rows, &board->allocator, &work->tile, parts, &walk)) {
        return chiso__fail_memory(error);
    }
    for (chiso_unit unit = 0; unit < board->units.count && status == CHISO_OK; unit++) {
        if (board->rows.detail_rows[unit] != CHISO__NO_ROW &&
            !chiso__walk_row(walk, unit, &large)) {
            status = chiso__fail_large(board, unit, large, error);
        }
    }
    chiso__walk_end(walk, &board->allocator);
    return status;
}

/* A tile is small enough for its columns to stay in the cache from a node to its parent. */
static chiso_status score_tile(chiso_board *board, uint32_t first, const struct work *work,
                               struct chiso__parts *parts, chiso_error *error)
{
    const chiso_tree *tree = board->tree;
    const uint32_t rest = board->units.count - first;
    const uint32_t count = rest < CHISO__TILE ? rest : CHISO__TILE;
    chiso_unit unit = 0;

    if (work->gaps != NULL) {
        chiso__gaps_begin_tile(work->gaps, first, count);
    }
    for (uint32_t i = tree->count; i-- > 0;) {
        const chiso_node node = tree->order[i];

        if (chiso__is_leaf(&tree->nodes[node])) {
            continue;
        }
        if (!chiso__score_tile(&board->rows, node, first, count, &work->tile, parts, &unit)) {
            return chiso__fail_large(board, unit, node, error);
        }
        if (work->gaps != NULL) {
            chiso__gaps_take_out(work->gaps, node);
        }
    }
    if (work->gaps != NULL) {
        chiso__gaps_store(work->gaps);
    }
    return CHISO_OK;
}

static chiso_status score_tiles(chiso_board *board, const struct work *work,
                                struct chiso__parts *parts, chiso_error *error)
{
    const uint32_t count = board->units.count;
    chiso_status status = CHISO_OK;

    for (uint32_t first = 0; first < count && status == CHISO_OK;
         first = count - first > CHISO__TILE ? first + CHISO__TILE : count) {
        status = score_tile(board, first, work, parts, error);
    }
    return status;
}

static bool begin_work(chiso_board *board, struct work *work)
{
    const chiso_allocator *allocator = &board->allocator;

    if (!chiso__tile_begin(&board->rows, allocator, &work->tile)) {
        return false;
    }
    work->gaps = board->rows.sparse ? chiso__gaps_begin(&board->rows, allocator) : NULL;
    if (board->rows.sparse && work->gaps == NULL) {
        chiso__tile_end(&work->tile, allocator);
        return false;
    }
    return true;
}

static chiso_status score_all(chiso_board *board, struct chiso__parts *parts, chiso_error *error)
{
    struct work work;
    chiso_status status = CHISO_OK;

    if (!chiso__peers_find(&board->rows, &board->allocator, &board->peers) ||
        !begin_work(board, &work)) {
        return chiso__fail_memory(error);
    }
    status = score_tiles(board, &work, parts, error);
    if (status == CHISO_OK && !board->rows.without_gaps && !board->rows.sparse) {
        status = score_units_with_gaps(board, &work, parts, error);
    }
    chiso__gaps_end(work.gaps, &board->allocator);
    chiso__tile_end(&work.tile, &board->allocator);
    return status;
}

chiso_status chiso_board_score(chiso_board *board, chiso_error *error)
{
    struct chiso__parts parts = {NULL, NULL, 0};
    chiso_status status = CHISO_OK;

    if (board == NULL) {
        return chiso__fail_null(error);
    }
    if (board->units.count == 0) {
        return chiso__fail(error, CHISO_E_EMPTY, CHISO__SAY_BOARD_EMPTY, NULL);
    }
    if (board->rows.scored) {
        return CHISO_OK;
    }
    if (!chiso__rows_reserve_figures(&board->rows, &board->allocator) ||
        !chiso__details_share(&board->rows, &board->allocator) ||
        !chiso__rests_share(&board->rows, &board->allocator) ||
        !chiso__peers_reserve(&board->rows, board->units.block_count, &board->allocator,
                              &board->peers) ||
        !chiso__parts_new(board->tree, &board->allocator, &parts)) {
        return chiso__fail_memory(error);
    }
    status = score_all(board, &parts, error);
    chiso__parts_free(&board->allocator, &parts);
    if (status == CHISO_OK) {
        board->rows.scored = true;
        board->version++;
    }
    return status;
}

bool chiso_board_is_scored(const chiso_board *board)
{
    return board != NULL && board->rows.scored;
}
