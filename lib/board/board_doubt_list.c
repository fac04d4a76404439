/* Cells that wait for the end of the file. */
#include "board/board_doubt.h"

bool chiso__doubted_append(struct chiso__doubts *doubts, struct chiso__doubted_list *list,
                           struct chiso__doubted item)
{
    if (list->count == list->capacity) {
        const uint32_t capacity = list->capacity == 0 ? 16 : list->capacity * 2;
        void *block = list->items;

        if (!chiso__resize(&doubts->csv->allocator, &block, capacity, sizeof(item))) {
            return false;
        }
        list->items = block;
        list->capacity = capacity;
    }
    list->items[list->count++] = item;
    return true;
}

struct chiso__doubted chiso__doubted_cell(const struct chiso__doubts *doubts, size_t column,
                                          chiso_unit unit, chiso_node leaf)
{
    const struct chiso__field field = doubts->csv->fields[column];

    return (struct chiso__doubted){field.offset, field.span.size, unit, leaf};
}
