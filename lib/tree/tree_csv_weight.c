/* The columns of a criteria file that hold weights for a block: `weight@BLOCK`. */
#include "text/name.h"
#include "tree/block_weight.h"
#include "tree/tree_csv_inside.h"

static const char WORD[] = "weight";

const struct chiso__marked_heading chiso__weight_heading_words = {WORD, '@',
                                                                  CHISO__SAY_WORDS_FOR_WEIGHT};

chiso_status chiso__criteria_weight_heading(struct chiso__criteria_file *file, size_t column,
                                            bool *out_taken, chiso_error *error)
{
    const struct chiso__span text = chiso__trim(file->csv.fields[column].span);
    struct chiso__span word = {"", 0};
    struct chiso__span block = {"", 0};
    struct chiso__weight_columns *own = &file->weight_columns;
    void *list = own->list;
    char mark = '\0';

    *out_taken = false;
    if (!chiso__csv_split_heading(text, &word, &mark, &block) ||
        !(chiso__is_word(word, WORD) || chiso__means(word, CHISO__SAY_WORDS_FOR_WEIGHT))) {
        return CHISO_OK;
    }
    if (mark == ':' || block.size == 0) {
        if (block.size == 0) {
            chiso__fail(error, CHISO_E_COLUMN, CHISO__SAY_WEIGHT_COLUMN_NO_BLOCK,
                        CHISO__WORDS(chiso__say(text)));
        } else {
            chiso__fail(error, CHISO_E_COLUMN, CHISO__SAY_WEIGHT_COLUMN_FORM,
                        CHISO__WORDS(chiso__say(text), chiso__say(block)));
        }
        return chiso__csv_fail_field(&file->csv, column, CHISO_E_COLUMN, error);
    }
    for (size_t i = 0; i < own->count; i++) {
        if (chiso__names_equal(own->list[i].block, block)) {
            return chiso__csv_fail_twice(&file->csv, column, error);
        }
    }
    block.text = chiso__arena_copy(&file->arena, &file->csv.allocator, block);
    if (block.text == NULL ||
        !chiso__resize(&file->csv.allocator, &list, own->count + 1, sizeof(*own->list))) {
        return chiso__fail_memory(error);
    }
    own->list = list;
    own->list[own->count++] = (struct chiso__weight_column){
        column, block, chiso__csv_place(&file->csv, file->csv.fields[column].offset)};
    *out_taken = true;
    return CHISO_OK;
}

/* Room for the cells of one more line; false when memory is out. */
static bool reserve(struct chiso__weight_columns *own, const chiso_allocator *allocator)
{
    enum { FIRST = 64 };
    void *cells = own->cells;
    size_t capacity = own->cell_capacity == 0 ? FIRST : own->cell_capacity * 2;

    if (own->cell_count + own->count <= own->cell_capacity) {
        return true;
    }
    capacity = capacity < own->count ? own->count : capacity;
    if (!chiso__resize(allocator, &cells, capacity, sizeof(*own->cells))) {
        return false;
    }
    own->cells = cells;
    own->cell_capacity = capacity;
    return true;
}

bool chiso__criteria_keep_weights(struct chiso__criteria_file *file, uint32_t line)
{
    struct chiso__weight_columns *own = &file->weight_columns;

    if (!reserve(own, &file->csv.allocator)) {
        return false;
    }
    for (size_t i = 0; i < own->count; i++) {
        const struct chiso__field *field = &file->csv.fields[own->list[i].column];
        const struct chiso__span text = chiso__trim(field->span);
        struct chiso__weight_cell cell = {line, (uint32_t)i, {"", text.size}, field->offset};

        if (text.size == 0) {
            continue;
        }
        cell.text.text = chiso__arena_copy(&file->arena, &file->csv.allocator, text);
        if (cell.text.text == NULL) {
            return false;
        }
        own->cells[own->cell_count++] = cell;
    }
    return true;
}

/* Gives a weight to the criterion of its line. */
static chiso_status give(struct chiso__criteria_file *file, chiso_tree *tree,
                         const struct chiso__weight_cell *cell, chiso_error *error)
{
    const chiso_node node = file->lines[cell->line].node;
    const struct chiso__span block = file->weight_columns.list[cell->column].block;
    uint32_t column = 0;
    chiso_status status = CHISO_OK;

    if (node == CHISO_NO_NODE || file->lines[cell->line].wrong) {
        return CHISO_OK;
    }
    if (node == CHISO_ROOT) {
        status = chiso__fail(error, CHISO_E_NODE, CHISO__SAY_MEMBERS_OF_ROOT,
                             CHISO__WORDS(chiso__say_text(WORD)));
    } else {
        status = chiso__block_column_make(tree, block, &column, error);
        if (status == CHISO_OK) {
            status =
                chiso__block_weight_put(tree, column, node, cell->text, &file->csv.style, error);
        }
        if (status != CHISO_OK && status != CHISO_E_MEMORY) {
            chiso__fail_within(error, status, CHISO__SAY_IN_CRITERION_WEIGHT,
                               CHISO__WORDS(chiso__say(tree->codes[node]), chiso__say(block)));
        }
    }
    return status == CHISO_OK
               ? status
               : chiso__fail_at(error, status, chiso__csv_place(&file->csv, cell->offset));
}

chiso_status chiso__criteria_give_weights(struct chiso__criteria_file *file, chiso_tree *tree,
                                          chiso_error *error)
{
    const struct chiso__weight_columns *own = &file->weight_columns;
    chiso_status status = CHISO_OK;
    uint32_t column = 0;

    /* In the order of the columns, also of those that hold nothing. */
    for (size_t i = 0; i < own->count && status == CHISO_OK; i++) {
        status = chiso__block_column_make(tree, own->list[i].block, &column, error);
        if (status == CHISO_OK) {
            tree->by_block.headings[column] = own->list[i].place;
        }
    }
    for (size_t i = 0; i < own->cell_count && status == CHISO_OK; i++) {
        status = chiso__csv_note(&file->csv, give(file, tree, &own->cells[i], error), error);
    }
    return status;
}

void chiso__criteria_clear_weights(struct chiso__criteria_file *file,
                                   const chiso_allocator *allocator)
{
    chiso__release(allocator, file->weight_columns.list);
    chiso__release(allocator, file->weight_columns.cells);
}
