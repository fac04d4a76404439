/* What a board has by block: the weights of its units, and what does not apply to them. */
#include "board/inside.h"
#include "tree/block_weight.h"

/* The weights of a block by its name, or NULL. */
static const struct chiso__carried *weights_of(const chiso_tree *tree, struct chiso__span block)
{
    const uint32_t column = chiso__block_column_find(tree, block);

    return column == CHISO__NO_COLUMN ? NULL
                                      : tree->by_block.weights + (size_t)column * tree->count;
}

bool chiso__board_find_weights(chiso_board *board)
{
    const uint32_t count = board->units.block_count;
    void *weights = board->rows.block_weights;

    if (board->tree->by_block.column_count == 0) {
        return true;
    }
    if (!chiso__resize(&board->allocator, &weights, count, sizeof(*board->rows.block_weights))) {
        return false;
    }
    board->rows.block_weights = weights;
    board->rows.block_weight_count = count;
    for (uint32_t block = 0; block < count; block++) {
        board->rows.block_weights[block] = weights_of(board->tree, board->units.block_names[block]);
    }
    return true;
}

bool chiso__is_out_of_block(const chiso_tree *tree, struct chiso__span block, chiso_node leaf)
{
    return tree->has_left_out && chiso__is_left_out(weights_of(tree, block), leaf);
}

bool chiso__is_cell_left_out(const chiso_board *board, chiso_unit unit, chiso_node leaf)
{
    return chiso__is_out_of_block(board->tree, board->units.block_names[board->rows.blocks[unit]],
                                  leaf);
}

chiso_status chiso__fail_left_out(const chiso_board *board, chiso_unit unit, chiso_node leaf,
                                  chiso_error *error)
{
    const struct chiso__span block = board->units.block_names[board->rows.blocks[unit]];

    return chiso__fail(error, CHISO_E_CELL, CHISO__SAY_LEFT_OUT_OF_BLOCK,
                       CHISO__WORDS(chiso__say(board->units.codes[unit]),
                                    chiso__say(board->tree->codes[leaf]), chiso__say(block)));
}

static const struct chiso__value none = {
    {CHISO_NOT_APPLICABLE, 0}, {{CHISO_ABSENT, 0}, CHISO_ABSENT, false, false}, NULL};

/* The cells of a unit that do not apply to its block: they hold no value. */
static chiso_status leave_out(chiso_board *board, chiso_unit unit,
                              const struct chiso__carried *weights, chiso_error *error)
{
    for (uint32_t i = 0; i < board->tree->leaf_count; i++) {
        const chiso_node leaf = board->tree->leaves[i];
        const struct chiso__carried points = chiso__stored_at(&board->rows, leaf, unit);

        if (!chiso__is_left_out(weights, leaf) || points.millionths == CHISO_NOT_APPLICABLE) {
            continue;
        }
        if (!chiso__carried_is_gap(points)) {
            return chiso__fail_left_out(board, unit, leaf, error);
        }
        chiso__cell_put(&board->rows, unit, leaf, none);
    }
    return CHISO_OK;
}

chiso_status chiso__board_leave_out(chiso_board *board, chiso_error *error)
{
    chiso_status status = CHISO_OK;

    for (chiso_unit unit = 0;
         unit < board->units.count && status == CHISO_OK && board->tree->has_left_out; unit++) {
        const struct chiso__carried *weights = chiso__weights_of_row(&board->rows, unit);

        if (weights != NULL) {
            status = leave_out(board, unit, weights, error);
        }
    }
    return status;
}

void chiso__board_mark_left_out(chiso_board *board)
{
    const chiso_tree *tree = board->tree;

    for (chiso_unit unit = 0; unit < board->units.count && tree->has_left_out; unit++) {
        const struct chiso__carried *weights =
            weights_of(tree, board->units.block_names[board->rows.blocks[unit]]);

        for (uint32_t i = 0; i < tree->leaf_count; i++) {
            const chiso_node leaf = tree->leaves[i];

            if (chiso__is_left_out(weights, leaf) &&
                chiso__stored_at(&board->rows, leaf, unit).millionths == CHISO_MISSING) {
                chiso__cell_put(&board->rows, unit, leaf, none);
            }
        }
    }
}

void chiso__board_take_in(chiso_board *board, chiso_unit unit, struct chiso__span before)
{
    const chiso_tree *tree = board->tree;
    const struct chiso__carried *old = weights_of(tree, before);
    const struct chiso__value missing = {
        {CHISO_MISSING, 0}, {{CHISO_ABSENT, 0}, CHISO_ABSENT, false, false}, NULL};

    for (uint32_t i = 0; i < tree->leaf_count && tree->has_left_out; i++) {
        if (chiso__is_left_out(old, tree->leaves[i]) &&
            !chiso__is_cell_left_out(board, unit, tree->leaves[i])) {
            chiso__cell_put(&board->rows, unit, tree->leaves[i], missing);
        }
    }
}

chiso_decimal chiso_unit_weight(const chiso_board *board, chiso_unit unit, chiso_node node)
{
    const struct chiso__carried *weights = NULL;
    struct chiso__carried weight = {CHISO_ABSENT, 0};

    if (board == NULL || unit >= board->units.count || node >= board->tree->count) {
        return CHISO_ABSENT;
    }
    weights = weights_of(board->tree, board->units.block_names[board->rows.blocks[unit]]);
    weight = weights == NULL ? board->tree->nodes[node].weight : weights[node];
    return chiso__max_decimal(board->tree, weight);
}
