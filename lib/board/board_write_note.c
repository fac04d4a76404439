/* The columns of notes of a board that is written as a points file. */
#include "board/board_write_note.h"

#include "base/sort.h"
#include "board/note.h"

/* Notes by name and by the place of their node in the tree's order: of all units, or unit by unit.
 */
struct order {
    const struct chiso__notes *notes;
    const uint32_t *places; /* of nodes */
    bool by_unit;
};

static bool stands_before(const void *context, uint32_t a, uint32_t b)
{
    const struct order *order = context;
    const struct chiso__noted *first = &order->notes->list[a];
    const struct chiso__noted *second = &order->notes->list[b];

    if (order->by_unit && first->unit != second->unit) {
        return first->unit < second->unit;
    }
    return first->name == second->name ? order->places[first->node] < order->places[second->node]
                                       : first->name < second->name;
}

/* Finds the columns of notes that are in order. */
static bool find_heads(const chiso_board *board, struct chiso__note_heads *heads)
{
    const struct chiso__notes *notes = heads->notes;

    for (uint32_t i = 0; i < notes->count; i++) {
        const struct chiso__noted *note = &notes->list[heads->ids[i]];
        struct chiso__note_head *head = &heads->list[heads->count];

        if (heads->count > 0 && head[-1].node == note->node && head[-1].name == note->name) {
            continue;
        }
        head->node = note->node;
        head->name = note->name;
        if (!chiso__note_heading(board->tree, note->node, notes->names[note->name], &heads->arena,
                                 &heads->allocator, &head->heading)) {
            return false;
        }
        heads->count++;
    }
    return true;
}

static bool sort_out(const chiso_board *board, uint32_t *places, struct chiso__note_heads *heads)
{
    struct order order = {heads->notes, places, false};
    const uint32_t count = heads->notes->count;

    for (uint32_t i = 0; i < board->tree->count; i++) {
        places[board->tree->order[i]] = i;
    }
    for (uint32_t i = 0; i < count; i++) {
        heads->ids[i] = i;
    }
    chiso__sort_ids(heads->ids, heads->ids + count, count, stands_before, &order);
    if (!find_heads(board, heads)) {
        return false;
    }
    order.by_unit = true;
    chiso__sort_ids(heads->ids, heads->ids + count, count, stands_before, &order);
    return true;
}

bool chiso__note_heads_make(const chiso_board *board, struct chiso__note_heads *out_heads)
{
    const chiso_allocator *allocator = &board->allocator;
    const uint32_t count = chiso__notes_count(board->notes);
    uint32_t *places = NULL;
    bool is_done = false;

    *out_heads = (struct chiso__note_heads){.allocator = *allocator, .notes = board->notes};
    if (count == 0) {
        return true;
    }
    out_heads->list = chiso__alloc(allocator, count, sizeof(*out_heads->list));
    out_heads->ids = chiso__alloc(allocator, count, 2 * sizeof(*out_heads->ids));
    places = chiso__alloc(allocator, board->tree->count, sizeof(*places));
    is_done = out_heads->list != NULL && out_heads->ids != NULL && places != NULL &&
              sort_out(board, places, out_heads);
    chiso__release(allocator, places);
    return is_done;
}

void chiso__note_heads_write(const struct chiso__note_heads *heads, struct chiso__output *output)
{
    for (uint32_t i = 0; i < heads->count; i++) {
        chiso__cell_text(output, heads->list[i].heading);
    }
}

void chiso__notes_write(struct chiso__note_heads *heads, chiso_unit unit,
                        struct chiso__output *output)
{
    for (uint32_t i = 0; i < heads->count; i++) {
        const struct chiso__note_head *head = &heads->list[i];
        const struct chiso__noted *next = heads->written < heads->notes->count
                                              ? &heads->notes->list[heads->ids[heads->written]]
                                              : NULL;

        if (next != NULL && next->unit == unit && next->node == head->node &&
            next->name == head->name) {
            chiso__cell_text(output, next->text);
            heads->written++;
        } else {
            chiso__cell_empty(output);
        }
    }
}

void chiso__note_heads_clear(struct chiso__note_heads *heads)
{
    chiso__release(&heads->allocator, heads->list);
    chiso__release(&heads->allocator, heads->ids);
    chiso__arena_clear(&heads->arena, &heads->allocator);
}
