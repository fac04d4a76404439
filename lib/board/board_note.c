/* Notes of units and cells. */
#include <chiso/note.h>

#include "board/inside.h"

static struct chiso__span span_or_empty(const char *text)
{
    return chiso__span_of(text == NULL ? "" : text);
}

chiso_status chiso_board_set_note(chiso_board *board, chiso_unit unit, chiso_node node,
                                  const char *name, const char *text, chiso_error *error)
{
    const struct chiso__span own_name = span_or_empty(name);
    const struct chiso__span own_text = span_or_empty(text);
    chiso_status status = CHISO_OK;

    if (board == NULL) {
        return chiso__fail_null(error);
    }
    if (unit >= board->units.count) {
        return chiso__fail_unit(error, unit);
    }
    if (node >= board->tree->count) {
        return chiso__fail_node(error, node);
    }
    status = chiso__check_text(own_name, error);
    if (status == CHISO_OK) {
        status = chiso__check_text(own_text, error);
    }
    if (status != CHISO_OK) {
        return status;
    }
    return chiso__notes_set(&board->notes, &board->allocator, unit, node, own_name, own_text)
               ? CHISO_OK
               : chiso__fail_memory(error);
}

const char *chiso_board_note(const chiso_board *board, chiso_unit unit, chiso_node node,
                             const char *name)
{
    return board == NULL ? "" : chiso__notes_find(board->notes, unit, node, span_or_empty(name));
}

uint32_t chiso_board_note_count(const chiso_board *board, chiso_unit unit, chiso_node node)
{
    return board == NULL ? 0 : chiso__notes_count_at(board->notes, unit, node);
}

chiso_status chiso_board_note_at(const chiso_board *board, chiso_unit unit, chiso_node node,
                                 uint32_t index, chiso_note *out_note)
{
    const struct chiso__noted *note = NULL;

    if (board == NULL || out_note == NULL) {
        return CHISO_E_NULL;
    }
    note = chiso__notes_at(board->notes, unit, node, index);
    if (note == NULL) {
        return CHISO_E_RANGE;
    }
    *out_note = (chiso_note){chiso__note_name(board->notes, note), note->text};
    return CHISO_OK;
}

bool chiso__board_copy_notes(chiso_board *to, const chiso_board *from)
{
    bool is_done = chiso__notes_count(from->notes) == 0 ||
                   chiso__notes_know_all(&to->notes, &to->allocator, from->notes);

    for (uint32_t i = 0; i < chiso__notes_count(from->notes) && is_done; i++) {
        const struct chiso__noted *note = &from->notes->list[i];
        const int64_t unit = chiso__units_find(&to->units, from->units.codes[note->unit]);

        is_done = unit == CHISO__NOT_FOUND ||
                  chiso__notes_set(&to->notes, &to->allocator, (uint32_t)unit, note->node,
                                   from->notes->names[note->name], chiso__span_of(note->text));
    }
    return is_done;
}
