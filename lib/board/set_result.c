/* Results that were set by hand, in the order of rows and nodes. */
#include "board/set_result.h"

#include <string.h>

/* Whether a result stands before a place. */
static bool is_before(const struct chiso__set_result *result, uint32_t row, chiso_node node)
{
    return result->row != row ? result->row < row : result->node < node;
}

/* How many stand before a place. */
static size_t place_of(const struct chiso__rows *rows, uint32_t row, chiso_node node)
{
    size_t first = 0;
    size_t end = rows->set_count;

    while (first < end) {
        const size_t middle = first + (end - first) / 2;

        if (is_before(&rows->set[middle], row, node)) {
            first = middle + 1;
        } else {
            end = middle;
        }
    }
    return first;
}

const struct chiso__set_result *chiso__set_of_row(const struct chiso__rows *rows, uint32_t row,
                                                  uint32_t *out_count)
{
    const size_t first = place_of(rows, row, 0);
    size_t end = first;

    if (rows->set_count == 0) {
        *out_count = 0;
        return NULL;
    }
    while (end < rows->set_count && rows->set[end].row == row) {
        end++;
    }
    *out_count = (uint32_t)(end - first);
    return rows->set + first;
}

const struct chiso__set_result *chiso__set_find(const struct chiso__rows *rows, uint32_t row,
                                                chiso_node node)
{
    const size_t place = place_of(rows, row, node);

    return place < rows->set_count && rows->set[place].row == row && rows->set[place].node == node
               ? &rows->set[place]
               : NULL;
}

bool chiso__set_reserve(struct chiso__rows *rows, const chiso_allocator *allocator, size_t count)
{
    enum { FIRST = 16 };
    void *set = rows->set;
    size_t capacity = rows->set_capacity == 0 ? FIRST : rows->set_capacity * 2;

    if (count <= rows->set_capacity) {
        return true;
    }
    capacity = capacity < count ? count : capacity;
    if (!chiso__resize(allocator, &set, capacity, sizeof(*rows->set))) {
        return false;
    }
    rows->set = set;
    rows->set_capacity = capacity;
    return true;
}

/* Puts a result where there is room for it. */
static void put(struct chiso__rows *rows, size_t place, struct chiso__set_result result)
{
    memmove(rows->set + place + 1, rows->set + place,
            (rows->set_count - place) * sizeof(*rows->set));
    rows->set[place] = result;
    rows->set_count++;
}

bool chiso__set_put(struct chiso__rows *rows, const chiso_allocator *allocator,
                    struct chiso__set_result result)
{
    const size_t place = place_of(rows, result.row, result.node);
    const bool is_there = place < rows->set_count && rows->set[place].row == result.row &&
                          rows->set[place].node == result.node;

    if (!is_there && !chiso__set_reserve(rows, allocator, rows->set_count + 1)) {
        return false;
    }
    if (is_there) {
        rows->set[place] = result;
    } else {
        put(rows, place, result);
    }
    rows->scored = false;
    return true;
}

void chiso__set_remove(struct chiso__rows *rows, uint32_t row, chiso_node node)
{
    const size_t place = place_of(rows, row, node);

    if (place < rows->set_count && rows->set[place].row == row && rows->set[place].node == node) {
        rows->set_count--;
        memmove(rows->set + place, rows->set + place + 1,
                (rows->set_count - place) * sizeof(*rows->set));
        rows->scored = false;
    }
}

void chiso__set_append(struct chiso__rows *rows, const struct chiso__rows *from)
{
    for (size_t i = 0; i < from->set_count; i++) {
        struct chiso__set_result *own = &rows->set[rows->set_count++];

        *own = from->set[i];
        own->row += rows->count;
    }
}

void chiso__set_copy(struct chiso__rows *rows, uint32_t row, const struct chiso__rows *from,
                     uint32_t from_row)
{
    uint32_t count = 0;
    const struct chiso__set_result *set = chiso__set_of_row(from, from_row, &count);

    for (uint32_t i = 0; i < count; i++) {
        struct chiso__set_result own = set[i];

        own.row = row;
        put(rows, place_of(rows, row, own.node), own);
    }
}

void chiso__set_close(struct chiso__rows *rows, uint32_t row)
{
    size_t kept = 0;

    for (size_t i = 0; i < rows->set_count; i++) {
        struct chiso__set_result result = rows->set[i];

        if (result.row != row) {
            result.row -= result.row > row;
            rows->set[kept++] = result;
        }
    }
    rows->set_count = kept;
}
