/* A board as a points file. */
#include "board/board_write_note.h"
#include "board/set_result.h"
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

/* The inner criteria that have a result that was set, marked by node, where there is any; false
 * when memory is out. */
static bool find_results(const chiso_board *board, bool **out_results)
{
    *out_results = NULL;
    if (board->rows.set_count == 0) {
        return true;
    }
    *out_results = chiso__alloc_zero(&board->allocator, board->tree->count, sizeof(**out_results));
    for (size_t i = 0; i < board->rows.set_count && *out_results != NULL; i++) {
        (*out_results)[board->rows.set[i].node] = true;
    }
    return *out_results != NULL;
}

static void write_result_headings(struct chiso__output *output, const chiso_tree *tree,
                                  const bool *results)
{
    for (uint32_t i = 0; results != NULL && i < tree->count; i++) {
        const chiso_node node = tree->order[i];

        if (results[node]) {
            chiso__cell_text(output, node == CHISO_ROOT ? "." : tree->codes[node].text);
        }
    }
}

static void write_results(struct chiso__output *output, const chiso_board *board, chiso_unit unit,
                          const bool *results)
{
    for (uint32_t i = 0; results != NULL && i < board->tree->count; i++) {
        const chiso_node node = board->tree->order[i];
        const struct chiso__set_result *set = NULL;

        if (!results[node]) {
            continue;
        }
        chiso__cell_begin(output);
        set = chiso__set_find(&board->rows, unit, node);
        if (set != NULL) {
            chiso__put_carried(output, set->points);
        }
    }
}

static void write_headings(struct chiso__output *output, const chiso_board *board,
                           const bool *results, const struct chiso__note_heads *notes)
{
    chiso__put_text(output, "unit,name,block,ranked");
    output->row_begun = true;
    for (uint32_t i = 0; i < board->tree->leaf_count; i++) {
        chiso__cell_text(output, board->tree->codes[board->tree->leaves[i]].text);
    }
    for (uint32_t i = 0; i < board->tree->column_count; i++) {
        chiso__cell_text(output, board->tree->columns[i].text);
    }
    write_result_headings(output, board->tree, results);
    chiso__note_heads_write(notes, output);
    chiso__row_end(output);
}

static void write_unit(struct chiso__output *output, const chiso_board *board, chiso_unit unit,
                       const bool *results, struct chiso__note_heads *notes)
{
    chiso__cell_text(output, chiso_unit_code(board, unit));
    chiso__cell_text(output, chiso_unit_name(board, unit));
    chiso__cell_text(output, chiso_board_block(board, board->rows.blocks[unit]));
    chiso__cell_text(output, board->units.ranked[unit] ? "yes" : "no");
    for (uint32_t i = 0; i < board->tree->leaf_count; i++) {
        chiso__cell_begin(output);
        chiso__put_cell(output, board, unit, board->tree->leaves[i]);
    }
    put_divisors(output, board, unit);
    write_results(output, board, unit, results);
    chiso__notes_write(notes, unit, output);
    chiso__row_end(output);
}

chiso_status chiso_board_write_csv(const chiso_board *board, const chiso_sink *sink,
                                   chiso_error *error)
{
    struct chiso__output output;
    struct chiso__note_heads notes;
    bool *results = NULL;
    chiso_status status = CHISO_OK;

    if (board == NULL || sink == NULL || sink->write == NULL) {
        return chiso__fail_null(error);
    }
    if (chiso__note_heads_make(board, &notes) && find_results(board, &results)) {
        chiso__output_begin(&output, sink);
        write_headings(&output, board, results, &notes);
        for (chiso_unit unit = 0; unit < board->units.count && !output.refused; unit++) {
            write_unit(&output, board, unit, results, &notes);
        }
        status = chiso__output_end(&output, error);
    } else {
        status = chiso__fail_memory(error);
    }
    chiso__release(&board->allocator, results);
    chiso__note_heads_clear(&notes);
    return status;
}
