/* A board as a points file. */
#include "board/board.h"
#include "text/output.h"

#include <string.h>

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
    const struct chiso__rule *rule = &board->tree->nodes[leaf].rule;
    const struct chiso__measure_row *measure = &chiso__cell_kinds[rule->takes];
    const struct chiso__value value = chiso__cell_at(&board->rows, leaf, unit);
    const chiso_decimal denominator = value.measured.denominator;

    if (value.points.millionths == CHISO_NOT_APPLICABLE) {
        chiso__put_text(output, "-");
    } else if (value.counts != NULL) {
        write_counts(output, value.counts, rule->option_count);
    } else if (value.points.millionths != CHISO_MISSING) {
        chiso__put_carried(output, value.measured.value);
        if (!measure->is_rate || denominator == measure->whole) {
            return;
        }
        if (denominator == 100 * CHISO_DECIMAL_ONE) {
            chiso__put_text(output, "%");
        } else {
            chiso__put_text(output, "/");
            chiso__put_decimal(output, denominator, -1, "");
        }
    }
}

/* A buffer of CHISO_CELL_TEXT_SIZE bytes as a sink. */
struct buffer {
    char *bytes;
    size_t used;
};

static bool fill(void *context, const char *bytes, size_t size)
{
    struct buffer *buffer = context;

    if (size >= CHISO_CELL_TEXT_SIZE - buffer->used) {
        return false;
    }
    memcpy(buffer->bytes + buffer->used, bytes, size);
    buffer->used += size;
    return true;
}

chiso_status chiso_board_text(const chiso_board *board, chiso_unit unit, chiso_node leaf,
                              char *out_text)
{
    struct buffer buffer = {out_text, 0};
    const chiso_sink sink = {fill, &buffer};
    struct chiso__output output;
    chiso_status status = CHISO_OK;

    if (board == NULL || out_text == NULL) {
        return CHISO_E_NULL;
    }
    status = chiso__check_place(board, unit, leaf, NULL);
    if (status == CHISO_OK) {
        chiso__output_begin(&output, &sink);
        chiso__put_cell(&output, board, unit, leaf);
        status = chiso__output_end(&output, NULL);
        out_text[buffer.used] = '\0';
    }
    return status;
}

/* Writes what rules divide by. */
static void put_divisors(struct chiso__output *output, const chiso_board *board, chiso_unit unit)
{
    for (uint32_t i = 0; i < board->tree->column_count; i++) {
        const struct chiso__carried number = chiso__further_at(&board->rows, i, unit);

        chiso__cell_begin(output);
        if (!chiso__is_absent(number)) {
            chiso__put_carried(output, number);
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
    for (uint32_t i = 0; i < board->tree->column_count; i++) {
        chiso__cell_text(&output, board->tree->columns[i].text);
    }
    chiso__row_end(&output);
    for (chiso_unit unit = 0; unit < board->units.count && !output.refused; unit++) {
        chiso__cell_text(&output, chiso_unit_code(board, unit));
        chiso__cell_text(&output, chiso_unit_name(board, unit));
        chiso__cell_text(&output, chiso_board_block(board, board->rows.blocks[unit]));
        chiso__cell_text(&output, board->units.ranked[unit] ? "yes" : "no");
        for (uint32_t i = 0; i < board->tree->count; i++) {
            const chiso_node node = board->tree->order[i];

            if (chiso__is_leaf(&board->tree->nodes[node])) {
                chiso__cell_begin(&output);
                chiso__put_cell(&output, board, unit, node);
            }
        }
        put_divisors(&output, board, unit);
        chiso__row_end(&output);
    }
    return chiso__output_end(&output, error);
}
