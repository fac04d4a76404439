/* A board as a points file. */
#include "board/board_write_note.h"
#include "board/set_result.h"
#include "text/output.h"

#include <string.h>

static void write_counts(struct chiso__output *output, const int64_t *counts, uint32_t option_count)
{
    for (uint32_t i = 0; i < option_count; i++) {
        chiso__put_text(output, i == 0 ? "" : "|");
        chiso__put_decimal(output, counts[i], -1, "");
    }
}

void chiso__put_measured(struct chiso__output *output, const struct chiso__rule *rule,
                         const struct chiso__measured *measured)
{
    const struct chiso__measure_row *row = &chiso__cell_kinds[rule->takes];
    const chiso_decimal denominator = measured->denominator;

    if (measured->value.millionths == CHISO_NOT_APPLICABLE) {
        chiso__put_text(output, "-");
    } else if (measured->value.millionths != CHISO_MISSING) {
        chiso__put_carried(output, measured->value);
        if (!row->is_rate || denominator == row->whole) {
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

void chiso__put_cell(struct chiso__output *output, const chiso_board *board, chiso_unit unit,
                     chiso_node leaf)
{
    const struct chiso__rule *rule = &board->tree->nodes[leaf].rule;
    const struct chiso__value value = chiso__cell_at(&board->rows, leaf, unit);

    if (value.points.millionths == CHISO_NOT_APPLICABLE) {
        chiso__put_text(output, "-");
    } else if (chiso__takes_rank(&board->tree->nodes[leaf])) {
        return; /* it is found anew */
    } else if (value.counts != NULL) {
        write_counts(output, value.counts, rule->option_count);
    } else if (value.points.millionths != CHISO_MISSING) {
        chiso__put_measured(output, rule, &value.measured);
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

/* The first cells of a row: who it is about. */
static void write_about(struct chiso__output *output, const chiso_board *board, chiso_unit unit)
{
    chiso__cell_text(output, chiso_unit_code(board, unit));
    chiso__cell_text(output, chiso_unit_name(board, unit));
    chiso__cell_text(output, chiso_board_block(board, board->rows.blocks[unit]));
    chiso__cell_text(output, board->units.ranked[unit] ? "yes" : "no");
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
    write_about(output, board, unit);
    for (uint32_t i = 0; i < board->tree->leaf_count; i++) {
        chiso__cell_begin(output);
        chiso__put_cell(output, board, unit, board->tree->leaves[i]);
    }
    put_divisors(output, board, unit);
    write_results(output, board, unit, results);
    chiso__notes_write(notes, unit, output);
    chiso__row_end(output);
}

/* The names of notes that are in use, marked by number; NULL where there are no notes, and when
 * memory is out. */
static bool *names_in_use(const chiso_board *board)
{
    const struct chiso__notes *notes = board->notes;
    const uint32_t count = chiso__notes_count(notes);
    bool *used =
        count == 0 ? NULL : chiso__alloc_zero(&board->allocator, notes->name_count, sizeof(*used));

    for (uint32_t i = 0; i < count && used != NULL; i++) {
        used[notes->list[i].name] = true;
    }
    return used;
}

/* A row of the long layout, up to its value. */
static void begin_row(struct chiso__output *output, const chiso_board *board, chiso_unit unit,
                      const char *what, const char *rater)
{
    write_about(output, board, unit);
    chiso__cell_text(output, what);
    chiso__cell_text(output, rater);
    chiso__cell_begin(output);
}

/* Ends it with notes, from this one on, by their names. */
static void end_row(struct chiso__output *output, const chiso_board *board, const bool *used,
                    const struct chiso__noted *note)
{
    for (uint32_t name = 0; used != NULL && name < board->notes->name_count; name++) {
        if (!used[name]) {
            continue;
        }
        if (note == NULL || note->name != name) {
            chiso__cell_empty(output);
            continue;
        }
        chiso__cell_text(output, note->text);
        note = chiso__notes_next(board->notes, note);
    }
    chiso__row_end(output);
}

/* A row for each rating of a cell, or one for the cell itself; the first has its notes. */
static void write_rated(struct chiso__output *output, const chiso_board *board, chiso_unit unit,
                        chiso_node leaf, const bool *used)
{
    const struct chiso__ratings *ratings = board->rows.ratings;
    const struct chiso__rated *rated = chiso__rated_at(ratings, leaf, unit);
    const uint32_t count = rated == NULL ? 1 : rated->count;
    const struct chiso__noted *note =
        used == NULL ? NULL : chiso__notes_first(board->notes, unit, leaf);

    for (uint32_t i = 0; i < count; i++) {
        begin_row(output, board, unit, board->tree->codes[leaf].text,
                  rated == NULL ? "" : ratings->names[rated->list[i].rater].text);
        if (rated == NULL) {
            chiso__put_cell(output, board, unit, leaf);
        } else {
            chiso__put_measured(output, &board->tree->nodes[leaf].rule, &rated->list[i].given);
        }
        end_row(output, board, used, i == 0 ? note : NULL);
    }
}

/* A row of an inner criterion that has a result that was set, or notes. */
static void write_inner(struct chiso__output *output, const chiso_board *board, chiso_unit unit,
                        chiso_node node, const bool *used)
{
    const struct chiso__set_result *set =
        board->rows.set_count == 0 ? NULL : chiso__set_find(&board->rows, unit, node);
    const struct chiso__noted *note =
        used == NULL ? NULL : chiso__notes_first(board->notes, unit, node);

    if (set == NULL && note == NULL) {
        return;
    }
    begin_row(output, board, unit, node == CHISO_ROOT ? "." : board->tree->codes[node].text, "");
    if (set != NULL) {
        chiso__put_carried(output, set->points);
    }
    end_row(output, board, used, note);
}

/* A row for each number that rules divide by. */
static void write_divisors(struct chiso__output *output, const chiso_board *board, chiso_unit unit,
                           const bool *used)
{
    for (uint32_t i = 0; i < board->tree->column_count; i++) {
        const struct chiso__carried number = chiso__further_at(&board->rows, i, unit);

        if (!chiso__is_absent(number)) {
            begin_row(output, board, unit, board->tree->columns[i].text, "");
            chiso__put_carried(output, number);
            end_row(output, board, used, NULL);
        }
    }
}

static void write_long(struct chiso__output *output, const chiso_board *board, const bool *used)
{
    const chiso_tree *tree = board->tree;

    chiso__put_text(output, "unit,name,block,ranked,criterion,rater,value");
    output->row_begun = true;
    for (uint32_t name = 0; used != NULL && name < board->notes->name_count; name++) {
        const struct chiso__span text = board->notes->names[name];

        if (used[name]) {
            chiso__cell_texts(output, text.size == 0 ? "note" : "note:", text.text);
        }
    }
    chiso__row_end(output);
    for (chiso_unit unit = 0; unit < board->units.count && !output->refused; unit++) {
        for (uint32_t i = 0; i < tree->count && !output->refused; i++) {
            const chiso_node node = tree->order[i];

            if (chiso__is_leaf(&tree->nodes[node])) {
                write_rated(output, board, unit, node, used);
            } else {
                write_inner(output, board, unit, node, used);
            }
        }
        write_divisors(output, board, unit, used);
    }
}

/* The long layout, for a board with ratings. */
static chiso_status write_ratings(const chiso_board *board, const chiso_sink *sink,
                                  chiso_error *error)
{
    struct chiso__output output;
    bool *used = names_in_use(board);
    chiso_status status = CHISO_OK;

    if (used == NULL && chiso__notes_count(board->notes) > 0) {
        return chiso__fail_memory(error);
    }
    chiso__output_begin(&output, sink);
    write_long(&output, board, used);
    status = chiso__output_end(&output, error);
    chiso__release(&board->allocator, used);
    return status;
}

static void write_wide(struct chiso__output *output, const chiso_board *board, const bool *results,
                       struct chiso__note_heads *notes)
{
    write_headings(output, board, results, notes);
    for (chiso_unit unit = 0; unit < board->units.count && !output->refused; unit++) {
        write_unit(output, board, unit, results, notes);
    }
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
    if (chiso__rows_are_rated(&board->rows)) {
        return write_ratings(board, sink, error);
    }
    if (chiso__note_heads_make(board, &notes) && find_results(board, &results)) {
        chiso__output_begin(&output, sink);
        write_wide(&output, board, results, &notes);
        status = chiso__output_end(&output, error);
    } else {
        status = chiso__fail_memory(error);
    }
    chiso__release(&board->allocator, results);
    chiso__note_heads_clear(&notes);
    return status;
}
