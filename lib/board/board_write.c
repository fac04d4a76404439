/* A board as a points file. */
#include "board/board.h"
#include "text/output.h"

static void write_counts(struct chiso__output *output, const int64_t *counts, uint32_t option_count)
{
    for (uint32_t i = 0; i < option_count; i++) {
        chiso__put_text(output, i == 0 ? "" : "|");
        chiso__put_count(output, (uint64_t)counts[i]);
    }
}

void chiso__put_cell(struct chiso__output *output, const chiso_board *board, chiso_unit unit,
                     chiso_node leaf)
{
    const chiso_decimal points = board->columns.points[leaf][unit];
    const chiso_decimal *values = board->columns.values[leaf];
    const chiso_decimal *denominators = board->columns.denominators[leaf];
    const chiso_decimal bare = chiso__measures[board->tree->nodes[leaf].rule.takes].whole;

    if (points == CHISO_NOT_APPLICABLE) {
        chiso__put_text(output, "-");
    } else if (points != CHISO_MISSING && board->columns.counts[leaf] != NULL) {
        const uint32_t option_count = board->tree->nodes[leaf].rule.option_count;

        write_counts(output, board->columns.counts[leaf] + (size_t)unit * option_count,
                     option_count);
    } else if (points != CHISO_MISSING) {
        chiso__put_decimal(output, values == NULL ? points : values[unit], -1, "");
        if (denominators == NULL || denominators[unit] == bare) {
            return;
        }
        if (denominators[unit] == 100 * CHISO_DECIMAL_ONE) {
            chiso__put_text(output, "%");
        } else {
            chiso__put_text(output, "/");
            chiso__put_decimal(output, denominators[unit], -1, "");
        }
    }
}

chiso_status chiso_board_write_csv(const chiso_board *board, const chiso_sink *sink,
                                   chiso_error *error)
{
    struct chiso__output output;

    if (board == NULL || sink == NULL || sink->write == NULL) {
        return chiso__fail_null(error);
    }
    chiso__output_begin(&output, sink);
    chiso__put_text(&output, "unit,name,block,ranked");
    output.row_begun = true;
    for (uint32_t i = 0; i < board->tree->count; i++) {
        const chiso_node node = board->tree->order[i];

        if (chiso__is_leaf(&board->tree->nodes[node])) {
            chiso__cell_text(&output, board->tree->codes[node].text);
        }
    }
    chiso__row_end(&output);
    for (chiso_unit unit = 0; unit < board->units.count && !output.refused; unit++) {
        chiso__cell_text(&output, chiso_unit_code(board, unit));
        chiso__cell_text(&output, chiso_unit_name(board, unit));
        chiso__cell_text(&output, chiso_board_block(board, board->units.blocks[unit]));
        chiso__cell_text(&output, board->units.ranked[unit] ? "yes" : "no");
        for (uint32_t i = 0; i < board->tree->count; i++) {
            const chiso_node node = board->tree->order[i];

            if (chiso__is_leaf(&board->tree->nodes[node])) {
                chiso__cell_begin(&output);
                chiso__put_cell(&output, board, unit, node);
            }
        }
        chiso__row_end(&output);
    }
    return chiso__output_end(&output, error);
}
