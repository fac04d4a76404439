/* The notes of a criteria file. */
#include "tree/tree_csv_inside.h"

/* Notes of lines are of no unit. */
enum { NO_UNIT = 0 };

/* Takes a heading that is one of notes, or of weights for a block. */
static chiso_status take_heading(void *context, const struct chiso__csv *csv, size_t column,
                                 bool *out_taken, chiso_error *error)
{
    struct chiso__criteria_file *file = context;
    struct chiso__span rest;

    *out_taken = chiso__is_note_word(csv->fields[column].span, &rest);
    if (!*out_taken) {
        return chiso__criteria_weight_heading(file, column, out_taken, error);
    }
    return chiso__note_columns_add(&file->note_columns, &csv->allocator, column, rest)
               ? CHISO_OK
               : chiso__fail_memory(error);
}

chiso_status chiso__criteria_headings(struct chiso__criteria_file *file,
                                      const struct chiso__heading *headings, chiso_error *error)
{
    const struct chiso__other_headings others = {take_heading, file};
    size_t twice = SIZE_MAX;
    chiso_status status = chiso__csv_headings_and(&file->csv, headings, CHISO__CRITERIA_COUNT,
                                                  &others, file->columns, error);

    if (status != CHISO_OK) {
        return status;
    }
    for (size_t i = 0; i < file->note_columns.count; i++) {
        if (!chiso__notes_know(&file->notes, &file->csv.allocator,
                               file->note_columns.list[i].name)) {
            return chiso__fail_memory(error);
        }
    }
    if (!chiso__note_columns_twice(&file->note_columns, &file->csv.allocator, NULL, &twice)) {
        return chiso__fail_memory(error);
    }
    return twice == SIZE_MAX
               ? CHISO_OK
               : chiso__csv_note(&file->csv, chiso__csv_fail_twice(&file->csv, twice, error),
                                 error);
}

bool chiso__criteria_keep_notes(struct chiso__criteria_file *file, uint32_t line)
{
    bool is_done = true;

    for (size_t i = 0; i < file->note_columns.count && is_done; i++) {
        const struct chiso__note_column *own = &file->note_columns.list[i];

        is_done = chiso__notes_set(&file->notes, &file->csv.allocator, NO_UNIT, line, own->name,
                                   file->csv.fields[own->column].span);
    }
    return is_done;
}

bool chiso__criteria_give_notes(const struct chiso__criteria_file *file, chiso_tree *tree)
{
    const struct chiso__notes *notes = file->notes;
    bool is_done = chiso__notes_count(notes) == 0 ||
                   chiso__notes_know_all(&tree->notes, &tree->allocator, notes);

    for (uint32_t i = 0; i < chiso__notes_count(notes) && is_done; i++) {
        const struct chiso__noted *note = &notes->list[i];

        is_done = chiso__tree_put_note(tree, file->lines[note->node].node, notes->names[note->name],
                                       chiso__span_of(note->text), NULL) == CHISO_OK;
    }
    return is_done;
}

void chiso__criteria_clear_notes(struct chiso__criteria_file *file,
                                 const chiso_allocator *allocator)
{
    chiso__notes_clear(&file->notes, allocator);
    chiso__note_columns_clear(&file->note_columns, allocator);
}
