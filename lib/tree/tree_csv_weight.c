/* The columns of a criteria file that hold weights for a block: `weight@BLOCK`. */
#include "text/name.h"
#include "tree/block_weight.h"
#include "tree/tree_csv_inside.h"

#include <string.h>

static const char WORD[] = "weight";
enum { WORD_SIZE = sizeof(WORD) - 1 };

chiso_status chiso__criteria_weight_heading(struct chiso__criteria_file *file, size_t column,
                                            bool *out_taken, chiso_error *error)
{
    const struct chiso__span text = chiso__trim(file->csv.fields[column].span);
    struct chiso__span block = {"", 0};
    struct chiso__weight_columns *own = &file->weight_columns;
    void *list = own->list;

    *out_taken = false;
    if (text.size <= WORD_SIZE ||
        !chiso__is_word((struct chiso__span){text.text, WORD_SIZE}, WORD) ||
        strchr("@:", text.text[WORD_SIZE]) == NULL) {
        return CHISO_OK;
    }
    block = chiso__trim((struct chiso__span){text.text + WORD_SIZE + 1, text.size - WORD_SIZE - 1});
    if (text.text[WORD_SIZE] == ':' || block.size == 0) {
        chiso__fail(error, CHISO_E_COLUMN, CHISO__SAY_WEIGHT_COLUMN_FORM,
                    CHISO__WORDS(chiso__say(text), chiso__say(block)));
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
    own->list[own->count++] = (struct chiso__weight_column){column, block};
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
    uint32_t column = 0;
    chiso_status status = CHISO_OK;

    if (node == CHISO_NO_NODE || file->lines[cell->line].wrong) {
        return CHISO_OK;
    }
    if (node == CHISO_ROOT) {
        status = chiso__fail(error, CHISO_E_NODE, CHISO__SAY_MEMBERS_OF_ROOT, NULL);
    } else {
        status = chiso__block_column_make(tree, file->weight_columns.list[cell->column].block,
                                          &column, error);
        if (status == CHISO_OK) {
            status =
                chiso__block_weight_put(tree, column, node, cell->text, &file->csv.style, error);
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
