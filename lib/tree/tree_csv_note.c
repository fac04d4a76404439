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
    return *out_taken ? chiso__note_columns_add(&file->note_columns, csv, column, rest, error)
                      : chiso__criteria_weight_heading(file, column, out_taken, error);
}

chiso_status chiso__criteria_headings(struct chiso__criteria_file *file,
                                      const struct chiso__heading *headings, chiso_error *error)
{
    const struct chiso__marked_heading marked[] = {chiso__note_heading_words,
                                                   chiso__weight_heading_words};
    const struct chiso__other_headings others = {marked, sizeof(marked) / sizeof(marked[0]),
                                                 "note, note:NAME, weight@BLOCK", take_heading,
                                                 file};
    const chiso_status status = chiso__csv_headings_and(&file->csv, headings, CHISO__CRITERIA_COUNT,
                                                        &others, file->columns, error);

    if (status != CHISO_OK) {
        return status;
    }
    return chiso__note_columns_know(&file->note_columns, &file->csv.allocator, &file->notes)
               ? chiso__note_columns_check(&file->note_columns, &file->csv, NULL, error)
               : chiso__fail_memory(error);
}

bool chiso__criteria_keep_notes(struct chiso__criteria_file *file, uint32_t line)
{
    bool is_done = true;

    for (size_t i = 0; i < file->note_columns.count && is_done; i++) {
        const struct chiso__note_column *own = &file->note_columns.list[i];

        is_done = chiso__notes_set(&file->notes, &file->csv.allocator, NO_UNIT, line, own->name,
                                   chiso__note_text(own, &file->csv));
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
