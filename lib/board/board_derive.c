/* The units and cells of a board over another tree: what both trees have by its code comes along.
 */
#include <chiso/derive.h>

#include "board/inside.h"
#include "board/set_result.h"

#include <string.h>

struct transfer {
    const chiso_board *from;
    chiso_board *to;
    chiso_node *nodes; /* by node of the board's tree that of the other, of the same kind: a leaf,
                          or none; or CHISO_NO_NODE */
};

static bool find_nodes(struct transfer *transfer)
{
    const chiso_tree *from = transfer->from->tree;
    const chiso_tree *to = transfer->to->tree;

    transfer->nodes = chiso__alloc(&transfer->to->allocator, from->count, sizeof(*transfer->nodes));
    for (chiso_node id = 0; transfer->nodes != NULL && id < from->count; id++) {
        const int64_t found = chiso__index_find(&to->index, to->codes, from->codes[id]);

        transfer->nodes[id] = found != CHISO__NOT_FOUND && chiso__is_leaf(&from->nodes[id]) ==
                                                               chiso__is_leaf(&to->nodes[found])
                                  ? (chiso_node)found
                                  : CHISO_NO_NODE;
    }
    return transfer->nodes != NULL;
}

/* Adds the units, whose cells are all missing. */
static bool copy_units(struct transfer *transfer)
{
    const chiso_board *from = transfer->from;
    chiso_board *to = transfer->to;

    if (!chiso__board_make_room(to, from->units.count) ||
        !chiso__units_copy(&to->units, &to->allocator, &from->units)) {
        return false;
    }
    for (chiso_unit unit = 0; unit < from->units.count; unit++) {
        chiso__rows_add(&to->rows, from->rows.blocks[unit], CHISO_MISSING);
    }
    return true;
}

/* The numbers that rules of both trees divide by. */
static void copy_divisors(struct transfer *transfer)
{
    const struct chiso__rows *from = &transfer->from->rows;

    for (uint32_t i = 0; i < from->tree->column_count; i++) {
        const int64_t column = chiso__find_column(transfer->to->tree, from->tree->columns[i]);

        for (uint32_t row = 0; column != CHISO__NOT_FOUND && row < from->count; row++) {
            chiso__further_put(&transfer->to->rows, (uint32_t)column, row,
                               chiso__further_at(from, i, row));
        }
    }
}

static bool copy_notes(struct transfer *transfer)
{
    const struct chiso__notes *notes = transfer->from->notes;
    chiso_board *to = transfer->to;
    bool is_done = chiso__notes_know_all(&to->notes, &to->allocator, notes);

    for (uint32_t i = 0; i < chiso__notes_count(notes) && is_done; i++) {
        const struct chiso__noted *note = &notes->list[i];
        const chiso_node node = transfer->nodes[note->node];

        is_done = node == CHISO_NO_NODE ||
                  chiso__notes_set(&to->notes, &to->allocator, note->unit, node,
                                   notes->names[note->name], chiso__span_of(note->text));
    }
    return is_done;
}

static chiso_status copy_results(struct transfer *transfer, chiso_error *error)
{
    const struct chiso__rows *from = &transfer->from->rows;
    chiso_board *to = transfer->to;

    for (size_t i = 0; i < from->set_count; i++) {
        struct chiso__set_result result = from->set[i];
        chiso_status status = CHISO_OK;

        result.node = transfer->nodes[result.node];
        if (result.node == CHISO_NO_NODE) {
            continue;
        }
        status = chiso__check_points(
            result.points,
            chiso__result_limits(&to->tree->nodes[result.node], to->tree->nodes[result.node].max),
            error);
        if (status != CHISO_OK) {
            return chiso__fail_cell(error, status, to, result.row, result.node);
        }
        if (!chiso__set_put(&to->rows, &to->allocator, result)) {
            return chiso__fail_memory(error);
        }
    }
    return CHISO_OK;
}

/* Whether cells of two leaves hold the same where they are given the same. */
static bool are_alike(const chiso_tree *from_tree, chiso_node from_leaf, const chiso_tree *to_tree,
                      chiso_node to_leaf)
{
    const struct chiso__tree_node *from = &from_tree->nodes[from_leaf];
    const struct chiso__tree_node *to = &to_tree->nodes[to_leaf];

    return strcmp(from->rule.text, to->rule.text) == 0 &&
           strcmp(from->raters.text, to->raters.text) == 0 &&
           chiso__carried_compare(from->max, to->max) == 0 &&
           chiso__carried_compare(from->min, to->min) == 0 && from->round == to->round &&
           (from->round < 0 || from_tree->rounding == to_tree->rounding) && !chiso__takes_rank(to);
}

/* Copies the cells of a leaf with their ratings. */
static bool copy_leaf(struct transfer *transfer, chiso_node from_leaf, chiso_node to_leaf)
{
    const struct chiso__rows *from = &transfer->from->rows;
    chiso_board *to = transfer->to;

    if (!chiso__column_copy(&to->rows, &to->allocator, to_leaf, from, from_leaf)) {
        return false;
    }
    for (uint32_t row = 0;
         from->ratings != NULL && from->ratings->cells[from_leaf] != NULL && row < from->count;
         row++) {
        const struct chiso__rated *rated = chiso__rated_at(from->ratings, from_leaf, row);

        if (rated != NULL && (chiso__rows_ratings(&to->rows, &to->allocator) == NULL ||
                              !chiso__rated_copy(to->rows.ratings, &to->allocator, to_leaf, row,
                                                 from->ratings, rated))) {
            return false;
        }
    }
    return true;
}

/* Gives a cell what several raters gave for another one. */
static chiso_status read_ratings(struct transfer *transfer, chiso_unit unit, chiso_node from_leaf,
                                 chiso_node to_leaf, uint32_t count, chiso_error *error)
{
    const chiso_allocator *allocator = &transfer->to->allocator;
    char(*texts)[CHISO_CELL_TEXT_SIZE] = chiso__alloc(allocator, count, sizeof(*texts));
    chiso_rating *ratings = chiso__alloc(allocator, count, sizeof(*ratings));
    chiso_status status = CHISO_OK;

    if (texts == NULL || ratings == NULL) {
        chiso__release(allocator, texts);
        chiso__release(allocator, ratings);
        return chiso__fail_memory(error);
    }
    for (uint32_t i = 0; i < count && status == CHISO_OK; i++) {
        ratings[i].value = texts[i];
        status =
            chiso_board_rating(transfer->from, unit, from_leaf, i, &ratings[i].rater, texts[i]);
    }
    if (status == CHISO_OK) {
        status = chiso_board_set_ratings(transfer->to, unit, to_leaf, ratings, count, error);
    }
    chiso__release(allocator, texts);
    chiso__release(allocator, ratings);
    return status;
}

/* Reads a cell anew, by the rule that it has now. */
static chiso_status read_cell(struct transfer *transfer, chiso_unit unit, chiso_node from_leaf,
                              chiso_node to_leaf, chiso_error *error)
{
    chiso_board *to = transfer->to;
    int64_t counts[CHISO_OPTION_LIMIT];
    struct chiso__entry entry = {.counts = counts};
    const struct chiso__rated *rated =
        chiso__rated_at(transfer->from->rows.ratings, from_leaf, unit);
    char text[CHISO_CELL_TEXT_SIZE];
    chiso_status status = CHISO_OK;

    if (rated != NULL) {
        return read_ratings(transfer, unit, from_leaf, to_leaf, rated->count, error);
    }
    status = chiso_board_text(transfer->from, unit, from_leaf, text);
    if (status == CHISO_OK) {
        status = chiso__entry_of_text(to, unit, to_leaf, text, &entry, error);
    }
    if (status != CHISO_OK) {
        return status;
    }
    if (!chiso__cell_ready(&to->rows, &to->allocator, to_leaf, &entry.value)) {
        return chiso__fail_memory(error);
    }
    chiso__cell_put(&to->rows, unit, to_leaf, entry.value);
    to->rounded_count += entry.rounded;
    return CHISO_OK;
}

static chiso_status take_leaf(struct transfer *transfer, chiso_node from_leaf, chiso_node to_leaf,
                              chiso_error *error)
{
    chiso_status status = CHISO_OK;

    if (are_alike(transfer->from->tree, from_leaf, transfer->to->tree, to_leaf)) {
        return copy_leaf(transfer, from_leaf, to_leaf) ? CHISO_OK : chiso__fail_memory(error);
    }
    for (chiso_unit unit = 0; unit < transfer->from->units.count && status == CHISO_OK; unit++) {
        status = read_cell(transfer, unit, from_leaf, to_leaf, error);
    }
    return status;
}

/* What did not apply to the block of its unit is missing where it applies now. */
static void take_in(struct transfer *transfer, chiso_node from_leaf, chiso_node to_leaf)
{
    const struct chiso__value missing = {
        {CHISO_MISSING, 0}, {{CHISO_ABSENT, 0}, CHISO_ABSENT, false, false}, NULL};

    for (chiso_unit unit = 0;
         transfer->from->tree->has_left_out && unit < transfer->from->units.count; unit++) {
        if (chiso__is_cell_left_out(transfer->from, unit, from_leaf) &&
            !chiso__is_cell_left_out(transfer->to, unit, to_leaf)) {
            chiso__cell_put(&transfer->to->rows, unit, to_leaf, missing);
        }
    }
}

static chiso_status fill(struct transfer *transfer, chiso_error *error)
{
    const chiso_tree *tree = transfer->from->tree;
    chiso_status status = CHISO_OK;

    if (!find_nodes(transfer) || !copy_units(transfer) || !copy_notes(transfer)) {
        return chiso__fail_memory(error);
    }
    copy_divisors(transfer);
    for (uint32_t i = 0; i < tree->leaf_count && status == CHISO_OK; i++) {
        const chiso_node leaf = transfer->nodes[tree->leaves[i]];

        if (leaf != CHISO_NO_NODE) {
            status = take_leaf(transfer, tree->leaves[i], leaf, error);
            take_in(transfer, tree->leaves[i], leaf);
        }
    }
    if (status == CHISO_OK) {
        status = copy_results(transfer, error);
    }
    if (status == CHISO_OK && !chiso__board_find_weights(transfer->to)) {
        status = chiso__fail_memory(error);
    }
    return status == CHISO_OK ? chiso__board_leave_out(transfer->to, error) : status;
}

/* Makes the board over a checked tree. */
static chiso_status derive(const chiso_board *board, chiso_tree *tree, chiso_board **out_board,
                           chiso_error *error)
{
    struct transfer transfer = {.from = board};
    chiso_status status = chiso__board_make(tree, &board->allocator, &transfer.to, error);

    if (status != CHISO_OK) {
        return status;
    }
    transfer.to->rounded_count = board->rounded_count;
    status = fill(&transfer, error);
    chiso__release(&board->allocator, transfer.nodes);
    if (status != CHISO_OK) {
        chiso_board_free(transfer.to);
        return status;
    }
    *out_board = transfer.to;
    return CHISO_OK;
}

chiso_status chiso_board_derive(const chiso_board *board, chiso_tree *tree, chiso_board **out_board,
                                chiso_error *error)
{
    chiso_node node = CHISO_NO_NODE;
    const bool checked_before = chiso_tree_is_checked(tree);
    chiso_status status = CHISO_OK;

    if (out_board == NULL) {
        return chiso__fail_null(error);
    }
    *out_board = NULL;
    if (board == NULL || tree == NULL) {
        return chiso__fail_null(error);
    }
    status = chiso__tree_close(tree, &node, error);
    if (status != CHISO_OK) {
        return status;
    }
    status = derive(board, tree, out_board, error);
    if (status == CHISO_OK) {
        atomic_store(&tree->in_use, true);
    } else if (!checked_before) {
        chiso__tree_uncheck(tree);
    }
    return status;
}
