/* Numbers beside the cells of rows: most boards have none. */
#include "board/rows.h"

#include <string.h>

static size_t columns_of(const struct chiso__rows *rows)
{
    return rows->tree == NULL ? 0 : (size_t)2 * chiso__further_count(rows->tree);
}

bool chiso__further_new(struct chiso__rows *rows, const chiso_allocator *allocator)
{
    const size_t count = columns_of(rows);

    rows->further = count == 0 ? NULL : chiso__alloc_zero(allocator, count, sizeof(*rows->further));
    return count == 0 || rows->further != NULL;
}

bool chiso__further_reserve(struct chiso__rows *rows, const chiso_allocator *allocator,
                            uint32_t capacity)
{
    for (size_t i = 0; i < columns_of(rows); i++) {
        void *column = rows->further[i];

        if (!chiso__resize(allocator, &column, capacity, sizeof(**rows->further))) {
            return false;
        }
        rows->further[i] = column;
    }
    return true;
}

void chiso__further_add(struct chiso__rows *rows, uint32_t row)
{
    for (size_t i = 0; i < columns_of(rows); i++) {
        rows->further[i][row] = i % 2 == 0 ? CHISO_ABSENT : 0;
    }
}

void chiso__further_copy(struct chiso__rows *rows, uint32_t row, const struct chiso__rows *from,
                         uint32_t from_row, uint32_t count)
{
    for (size_t i = 0; i < columns_of(rows) && count > 0; i++) {
        memcpy(rows->further[i] + row, from->further[i] + from_row,
               count * sizeof(**rows->further));
    }
}

void chiso__further_remove(struct chiso__rows *rows, uint32_t row)
{
    for (size_t i = 0; i < columns_of(rows); i++) {
        memmove(rows->further[i] + row, rows->further[i] + row + 1,
                (size_t)(rows->count - row - 1) * sizeof(**rows->further));
    }
}

void chiso__further_clear(struct chiso__rows *rows, const chiso_allocator *allocator)
{
    for (size_t i = 0; rows->further != NULL && i < columns_of(rows); i++) {
        chiso__release(allocator, rows->further[i]);
    }
    chiso__release(allocator, rows->further);
}
