/* Copies of rows: of one, of all, and behind others. */
#include "board/rows.h"

#include <string.h>

void chiso__rows_add_copy(struct chiso__rows *rows, const struct chiso__rows *from, uint32_t row)
{
    const uint32_t own = rows->count++;

    rows->joined = rows->joined || from->joined;
    rows->blocks[own] = from->blocks[row];
    rows->gaps[own] = from->gaps[row];
    rows->detail_rows[own] = CHISO__NO_ROW;
    chiso__further_copy(rows, own, from, row, 1);
    if (from->set_count > 0) {
        chiso__set_copy(rows, own, from, row);
    }
    for (chiso_node node = 0; node < rows->tree->count; node++) {
        rows->points[node][own] = from->points[node][row];
        if (rows->rests[node] != NULL) {
            rows->rests[node][own] = from->rests[node] == NULL ? 0 : from->rests[node][row];
        }
        if (rows->value_rests[node] != NULL) {
            rows->value_rests[node][own] =
                from->value_rests[node] == NULL ? 0 : from->value_rests[node][row];
        }
        if (from->values[node] != NULL) {
            rows->values[node][own] = from->values[node][row];
        }
        if (from->denominators[node] != NULL) {
            rows->denominators[node][own] = from->denominators[node][row];
        }
        if (from->counts[node] != NULL) {
            memcpy(chiso__counts_at(rows, node, own), chiso__counts_at(from, node, row),
                   rows->tree->nodes[node].rule.option_count * sizeof(int64_t));
        }
    }
}

/* Copies the first numbers of a column, if there is one. */
static void copy_column(int64_t *to, const int64_t *from, size_t count)
{
    if (from != NULL && count > 0) {
        memcpy(to, from, count * sizeof(*to));
    }
}

/* Copies what is beside details where something is dropped; false when memory is out. */
static bool copy_drops(struct chiso__rows *rows, const chiso_allocator *allocator,
                       const struct chiso__rows *from)
{
    const size_t maxima = (size_t)from->tree->inner_count * sizeof(*from->high_maxima);
    const size_t bits = chiso__dropped_words(from->tree) * sizeof(*from->dropped);
    void *block = rows->high_maxima;

    if (!chiso__resize(allocator, &block, from->detail_count, maxima)) {
        return false;
    }
    rows->high_maxima = block;
    block = rows->dropped;
    if (!chiso__resize(allocator, &block, from->detail_count, bits)) {
        return false;
    }
    rows->dropped = block;
    memcpy(rows->high_maxima, from->high_maxima, from->detail_count * maxima);
    memcpy(rows->dropped, from->dropped, from->detail_count * bits);
    return true;
}

/* Copies the details of scored rows; false when memory is out. */
static bool copy_details(struct chiso__rows *rows, const chiso_allocator *allocator,
                         const struct chiso__rows *from)
{
    const size_t marks = chiso__mark_words(from->tree);
    void *details = rows->details;
    void *own_marks = rows->detail_marks;

    if (!from->sparse) {
        if (!chiso__resize(allocator, &details, from->detail_count,
                           (size_t)from->tree->inner_count * sizeof(*from->details))) {
            return false;
        }
        rows->details = details;
        memcpy(rows->details, from->details,
               (size_t)from->detail_count * from->tree->inner_count * sizeof(*from->details));
        rows->detail_capacity = from->detail_count;
        return from->dropped == NULL || copy_drops(rows, allocator, from);
    }
    if (!chiso__resize(allocator, &details, from->sparse_count, sizeof(*from->details))) {
        return false;
    }
    rows->details = details;
    if (!chiso__resize(allocator, &own_marks, from->detail_count, marks * sizeof(uint64_t))) {
        return false;
    }
    rows->detail_marks = own_marks;
    memcpy(rows->details, from->details, from->sparse_count * sizeof(*from->details));
    memcpy(rows->detail_marks, from->detail_marks, from->detail_count * marks * sizeof(uint64_t));
    rows->sparse_capacity = from->sparse_count;
    rows->sparse_count = from->sparse_count;
    rows->mark_capacity = from->detail_count;
    return true;
}

/* Copies the figures of scored rows, inner columns apart; false when memory is out. */
static bool copy_figures(struct chiso__rows *rows, const chiso_allocator *allocator,
                         const struct chiso__rows *from)
{
    memcpy(rows->detail_rows, from->detail_rows, from->count * sizeof(*from->detail_rows));
    if (from->detail_count > 0 && !copy_details(rows, allocator, from)) {
        return false;
    }
    rows->detail_count = from->detail_count;
    rows->sparse = from->sparse;
    rows->without_gaps = from->without_gaps;
    rows->scored = true;
    return true;
}

/* Copies the numbers of a column, so many a row, behind the rows that are there; 0 for all of them
 * where there is no such column to copy, as of rests. */
static void append_column(const struct chiso__rows *rows, int64_t *to, const int64_t *from,
                          uint32_t count, uint32_t width)
{
    const size_t size = (size_t)count * width * sizeof(*to);

    if (to == NULL || size == 0) {
        return;
    }
    to += (size_t)rows->count * width;
    if (from == NULL) {
        memset(to, 0, size);
    } else {
        memcpy(to, from, size);
    }
}

void chiso__rows_append(struct chiso__rows *rows, const struct chiso__rows *from)
{
    const uint32_t count = from->count;

    for (uint32_t i = 0; i < rows->tree->leaf_count; i++) {
        const chiso_node leaf = rows->tree->leaves[i];

        append_column(rows, rows->points[leaf], from->points[leaf], count, 1);
        append_column(rows, rows->rests[leaf], from->rests[leaf], count, 1);
        append_column(rows, rows->values[leaf], from->values[leaf], count, 1);
        append_column(rows, rows->value_rests[leaf], from->value_rests[leaf], count, 1);
        append_column(rows, rows->denominators[leaf], from->denominators[leaf], count, 1);
        append_column(rows, rows->counts[leaf], from->counts[leaf], count,
                      rows->tree->nodes[leaf].rule.option_count);
    }
    chiso__further_copy(rows, rows->count, from, 0, count);
    for (uint32_t row = 0; row < count; row++) {
        rows->gaps[rows->count + row] = from->gaps[row];
    }
    chiso__set_append(rows, from);
    rows->joined = rows->joined || from->joined;
    rows->count += count;
    rows->scored = false;
}

bool chiso__rows_are_rated(const struct chiso__rows *rows)
{
    for (uint32_t i = 0; rows->ratings != NULL && i < rows->tree->leaf_count; i++) {
        const chiso_node leaf = rows->tree->leaves[i];

        for (uint32_t row = 0; rows->ratings->cells[leaf] != NULL && row < rows->count; row++) {
            if (chiso__rated_at(rows->ratings, leaf, row) != NULL) {
                return true;
            }
        }
    }
    return false;
}

static bool append_rated(struct chiso__rows *rows, const chiso_allocator *allocator,
                         const struct chiso__rows *from, chiso_node leaf)
{
    for (uint32_t row = 0; from->ratings->cells[leaf] != NULL && row < from->count; row++) {
        const struct chiso__rated *rated = chiso__rated_at(from->ratings, leaf, row);

        if (rated != NULL && (chiso__rows_ratings(rows, allocator) == NULL ||
                              !chiso__rated_copy(rows->ratings, allocator, leaf, rows->count + row,
                                                 from->ratings, rated))) {
            return false;
        }
    }
    return true;
}

bool chiso__rows_append_ratings(struct chiso__rows *rows, const chiso_allocator *allocator,
                                const struct chiso__rows *from)
{
    for (uint32_t i = 0; from->ratings != NULL && i < from->tree->leaf_count; i++) {
        if (!append_rated(rows, allocator, from, from->tree->leaves[i])) {
            return false;
        }
    }
    return true;
}

bool chiso__rows_copy(struct chiso__rows *rows, const chiso_allocator *allocator,
                      const struct chiso__rows *from)
{
    if ((from->scored && !chiso__rows_reserve_figures(rows, allocator)) ||
        !chiso__rows_match_rests(rows, allocator, from) ||
        !chiso__rows_append_ratings(rows, allocator, from)) {
        return false;
    }
    for (uint32_t row = 0; row < from->count; row++) {
        rows->blocks[row] = from->blocks[row];
    }
    chiso__rows_append(rows, from);
    for (chiso_node node = 0; node < rows->tree->count && from->scored; node++) {
        if (!chiso__is_leaf(&rows->tree->nodes[node])) {
            copy_column(rows->points[node], from->points[node], from->count);
            copy_column(rows->rests[node], from->rests[node], from->count);
        }
    }
    return !from->scored || copy_figures(rows, allocator, from);
}
