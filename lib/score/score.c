/* Scoring a board: by tiles of units, and within these unit by unit where cells hold no value. */
#include "board/set_result.h"
#include "score/inside.h"

#include "score/peers.h"
#include "score/prepare.h"
#include "score/rank_leaf.h"

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
    struct chiso__gap_work *gaps; /* NULL where no row has any */
    struct chiso__walk *walk;     /* NULL where no row is worked out by itself */
    struct chiso__parts parts;
};

static bool begin_work(chiso_board *board, struct work *work)
{
    struct chiso__rows *rows = &board->rows;
    const chiso_allocator *allocator = &board->allocator;

    if (!chiso__parts_new(board->tree, allocator, &work->parts) ||
        !chiso__tile_begin(rows, allocator, &board->peers, &work->tile)) {
        return false;
    }
    if (rows->without_gaps) {
        return true;
    }
    work->gaps = chiso__gaps_begin(rows, allocator);
    return work->gaps != NULL &&
           (chiso__gaps_are_taken_out(work->gaps) ||
            chiso__walk_begin(rows, allocator, &work->tile, &work->parts, &work->walk));
}

static void end_work(const chiso_board *board, struct work *work)
{
    chiso__walk_end(work->walk, &board->allocator);
    chiso__gaps_end(work->gaps, &board->allocator);
    chiso__tile_end(&work->tile, &board->allocator);
    chiso__parts_free(&board->allocator, &work->parts);
}

/* The rows of a tile that have gaps. */
static chiso_status score_gaps(chiso_board *board, uint32_t first, uint32_t count,
                               const struct work *work, chiso_error *error)
{
    chiso_node large = CHISO_NO_NODE;

    if (work->walk == NULL) {
        chiso__gaps_store(work->gaps);
        return CHISO_OK;
    }
    for (chiso_unit unit = first; unit < first + count; unit++) {
        if (board->rows.detail_rows[unit] != CHISO__NO_ROW &&
            !chiso__walk_row(work->walk, work->gaps, unit, first + count, &large)) {
            return chiso__fail_large(board, unit, large, error);
        }
    }
    return CHISO_OK;
}

/* A tile is small enough for its columns to stay in the cache from a node to its parent. */
static chiso_status score_tile(chiso_board *board, uint32_t first, struct work *work,
                               chiso_error *error)
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
        if (!tree->nodes[node].stepped && !chiso__score_tile(&board->rows, node, first, count,
                                                             &work->tile, &work->parts, &unit)) {
            return chiso__fail_large(board, unit, node, error);
        }
        if (work->gaps != NULL) {
            chiso__gaps_take_out(work->gaps, node);
        }
    }
    return work->gaps == NULL ? CHISO_OK : score_gaps(board, first, count, work, error);
}

static chiso_status score_all(chiso_board *board, chiso_error *error)
{
    const uint32_t count = board->units.count;
    struct work work = {{NULL, NULL}, NULL, NULL, {NULL, NULL, NULL, 0}};
    chiso_status status = CHISO_OK;

    if (!begin_work(board, &work)) {
        status = chiso__fail_memory(error);
    }
    for (uint32_t first = 0; first < count && status == CHISO_OK;
         first = count - first > CHISO__TILE ? first + CHISO__TILE : count) {
        status = score_tile(board, first, &work, error);
    }
    end_work(board, &work);
    return status;
}

/* Whether the results of a row lie within what applies below them, or else the one that does not.
 */
static chiso_status check_results(const chiso_board *board, const struct chiso__rows *rows,
                                  uint32_t row, chiso_unit unit,
                                  struct chiso__text_place *out_place, chiso_error *error)
{
    const struct chiso__setting setting = chiso__setting_of(rows, row);
    const struct chiso__set_result *const set = setting.set;
    chiso_status status = CHISO_OK;

    for (uint32_t i = 0; i < setting.set_count && status == CHISO_OK; i++) {
        const struct chiso__tree_node *node = &board->tree->nodes[set[i].node];
        const struct chiso__gap_detail *detail = chiso__detail_at(rows, row, node->inner);
        /* A row with a result that was set has details of every node. */
        const struct chiso__carried max = detail == NULL ? node->max : detail->bound_max;

        status = chiso__check_points(set[i].points, chiso__result_limits(node, max), error);
        if (status != CHISO_OK) {
            chiso__fail_within(error, status, CHISO__SAY_IN_SET_RESULT, NULL);
            status = chiso__fail_cell(error, status, board, unit, set[i].node);
            *out_place = set[i].place;
        }
    }
    return status;
}

chiso_status chiso__check_set_results(const chiso_board *board, const struct chiso__rows *rows,
                                      uint32_t row, chiso_unit unit, chiso_error *error)
{
    struct chiso__text_place place = {0, 0};

    return check_results(board, rows, row, unit, &place, error);
}

/* The same of all rows, with the place in the file that a result was read from. */
static chiso_status check_set(const chiso_board *board, chiso_error *error)
{
    const struct chiso__rows *rows = &board->rows;
    struct chiso__text_place place = {0, 0};
    chiso_status status = CHISO_OK;

    for (size_t i = 0; i < rows->set_count && status == CHISO_OK; i++) {
        const uint32_t row = rows->set[i].row;

        if (i == 0 || rows->set[i - 1].row != row) {
            status = check_results(board, rows, row, row, &place, error);
        }
    }
    return status == CHISO_OK ? status : chiso__fail_at(error, status, place);
}

/* Scores the cells as they are. */
static chiso_status score_cells(chiso_board *board, chiso_error *error)
{
    if (!chiso__rows_reserve_figures(&board->rows, &board->allocator) ||
        !chiso__details_share(&board->rows, &board->allocator) ||
        !chiso__rests_share(&board->rows, &board->allocator) ||
        !chiso__peers_reserve(&board->rows, board->units.block_count, &board->allocator,
                              &board->peers)) {
        return chiso__fail_memory(error);
    }
    return score_all(board, error);
}

/* Once for each stage of ranks, which then are cells like others, and for the whole. */
static chiso_status score_stages(chiso_board *board, struct chiso__rank_work *ranks,
                                 chiso_error *error)
{
    chiso_status status = CHISO_OK;

    for (uint32_t stage = 0; stage < board->tree->rank_stages && status == CHISO_OK; stage++) {
        status = score_cells(board, error);
        if (status == CHISO_OK) {
            status = chiso__ranks_put(ranks, stage, error);
        }
    }
    return status == CHISO_OK ? score_cells(board, error) : status;
}

static chiso_status score_board(chiso_board *board, chiso_error *error)
{
    struct chiso__rank_work ranks = {.board = board};
    struct chiso__unprepared why;
    chiso_status status = CHISO_OK;

    if (!chiso__board_find_weights(board) || !chiso__ranks_begin(&ranks)) {
        status = chiso__fail_memory(error);
    }
    if (status == CHISO_OK) {
        status = chiso__board_leave_out(board, error);
    }
    /* What does not apply to a block is not imputed. */
    if (status == CHISO_OK && !chiso__prepare(&board->rows, &board->allocator, &why)) {
        status = chiso__fail_prepare(board, why.row, &why, error);
        if (why.kind != CHISO__UNPREPARED_MEMORY) {
            chiso__fail_at(error, status, chiso__row_place(&board->rows, why.row));
        }
    }
    if (status == CHISO_OK) {
        status = score_stages(board, &ranks, error);
    }
    chiso__ranks_end(&ranks);
    return status == CHISO_OK ? check_set(board, error) : status;
}

chiso_status chiso_board_score(chiso_board *board, chiso_error *error)
{
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
    status = score_board(board, error);
    if (status == CHISO_OK) {
        chiso__kept_clear(board);
        board->rows.scored = true;
        board->version++;
    }
    return status;
}

bool chiso_board_is_scored(const chiso_board *board)
{
    return board != NULL && board->rows.scored;
}
