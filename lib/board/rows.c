/* Rows of cells and figures: the only writer of cells. */
#include "board/rows.h"

#include "base/clones.h"

#include <string.h>

static const struct chiso__measured nothing = {{CHISO_ABSENT, 0}, CHISO_ABSENT, false, false};

static bool grow(const chiso_allocator *allocator, void *block_pointer, uint32_t capacity,
                 size_t size)
{
    void *block = NULL;

    /* The pointers are of several types, and C lets none of them be read as another. */
    memcpy(&block, block_pointer, sizeof(block));
    if (!chiso__resize(allocator, &block, capacity, size)) {
        return false;
    }
    memcpy(block_pointer, &block, sizeof(block));
    return true;
}

bool chiso__rows_new(const chiso_tree *tree, const chiso_allocator *allocator,
                     struct chiso__rows *out_rows)
{
    struct chiso__rows rows = {.tree = tree};

    rows.points = chiso__alloc_zero(allocator, tree->count, sizeof(*rows.points));
    rows.values = chiso__alloc_zero(allocator, tree->count, sizeof(*rows.values));
    rows.rests = chiso__alloc_zero(allocator, tree->count, sizeof(*rows.rests));
    rows.value_rests = chiso__alloc_zero(allocator, tree->count, sizeof(*rows.value_rests));
    rows.denominators = chiso__alloc_zero(allocator, tree->count, sizeof(*rows.denominators));
    rows.counts = chiso__alloc_zero(allocator, tree->count, sizeof(*rows.counts));
    if (rows.points == NULL || rows.values == NULL || rows.rests == NULL ||
        rows.value_rests == NULL || rows.denominators == NULL || rows.counts == NULL ||
        !chiso__further_new(&rows, allocator)) {
        chiso__rows_clear(&rows, allocator);
        return false;
    }
    *out_rows = rows;
    return true;
}

static void release_columns(const chiso_allocator *allocator, int64_t **columns, uint32_t count)
{
    for (uint32_t i = 0; columns != NULL && i < count; i++) {
        chiso__release(allocator, columns[i]);
    }
    chiso__release(allocator, columns);
}

void chiso__rows_clear(struct chiso__rows *rows, const chiso_allocator *allocator)
{
    const uint32_t nodes = rows->tree == NULL ? 0 : rows->tree->count;

    release_columns(allocator, rows->points, nodes);
    release_columns(allocator, rows->values, nodes);
    release_columns(allocator, rows->rests, nodes);
    release_columns(allocator, rows->value_rests, nodes);
    release_columns(allocator, rows->denominators, nodes);
    release_columns(allocator, rows->counts, nodes);
    chiso__further_clear(rows, allocator);
    chiso__release(allocator, rows->blocks);
    chiso__release(allocator, rows->gaps);
    chiso__release(allocator, rows->details);
    chiso__release(allocator, rows->detail_rows);
    chiso__release(allocator, rows->detail_marks);
    chiso__release(allocator, rows->high_maxima);
    chiso__release(allocator, rows->dropped);
    chiso__release(allocator, rows->set);
    chiso__release(allocator, rows->block_weights);
    chiso__ratings_free(rows->ratings, allocator);
    *rows = (struct chiso__rows){0};
}

/* Makes a column of rests longer if there is one. */
static bool grow_rests(const chiso_allocator *allocator, int64_t **rests, uint32_t capacity)
{
    return *rests == NULL || grow(allocator, rests, capacity, sizeof(**rests));
}

/* Begins a column of rests, all 0, if there is none. */
static bool begin_rests(const chiso_allocator *allocator, int64_t **rests, uint32_t capacity)
{
    if (*rests == NULL && capacity > 0) {
        *rests = chiso__alloc_zero(allocator, capacity, sizeof(**rests));
    }
    return *rests != NULL || capacity == 0;
}

static bool grow_leaf(struct chiso__rows *rows, const chiso_allocator *allocator, chiso_node leaf,
                      uint32_t capacity)
{
    const struct chiso__tree_node *node = &rows->tree->nodes[leaf];
    const struct chiso__rule *rule = &node->rule;
    struct chiso__plain_limits limits;

    if (!grow(allocator, &rows->points[leaf], capacity, sizeof(chiso_decimal)) ||
        !grow_rests(allocator, &rows->rests[leaf], capacity) ||
        !grow_rests(allocator, &rows->value_rests[leaf], capacity)) {
        return false;
    }
    if (rule->takes == CHISO__CELL_ANSWERS) {
        return grow(allocator, &rows->counts[leaf], capacity, rule->option_count * sizeof(int64_t));
    }
    /* What is stored as it came is the value itself. */
    if (!chiso__limits_if_plain(node, &limits) &&
        !grow(allocator, &rows->values[leaf], capacity, sizeof(chiso_decimal))) {
        return false;
    }
    return (!chiso__cell_kinds[rule->takes].is_rate && !chiso__takes_rank(node)) ||
           grow(allocator, &rows->denominators[leaf], capacity, sizeof(chiso_decimal));
}

bool chiso__rows_reserve(struct chiso__rows *rows, const chiso_allocator *allocator,
                         uint32_t capacity)
{
    if (capacity <= rows->capacity) {
        return true;
    }
    if (!chiso__further_reserve(rows, allocator, capacity) ||
        !grow(allocator, &rows->blocks, capacity, sizeof(*rows->blocks)) ||
        !grow(allocator, &rows->gaps, capacity, sizeof(*rows->gaps))) {
        return false;
    }
    for (uint32_t i = 0; i < rows->tree->leaf_count; i++) {
        if (!grow_leaf(rows, allocator, rows->tree->leaves[i], capacity)) {
            return false;
        }
    }
    if (rows->ratings != NULL && !chiso__ratings_reserve(rows->ratings, allocator, capacity)) {
        return false;
    }
    rows->capacity = capacity;
    return true;
}

struct chiso__ratings *chiso__rows_ratings(struct chiso__rows *rows,
                                           const chiso_allocator *allocator)
{
    if (rows->ratings == NULL) {
        rows->ratings = chiso__ratings_new(allocator, rows->tree->count, rows->capacity);
    }
    rows->joined = true;
    return rows->ratings;
}

bool chiso__rows_reserve_figures(struct chiso__rows *rows, const chiso_allocator *allocator)
{
    const uint32_t capacity = rows->capacity;

    if (capacity <= rows->figure_capacity) {
        return true;
    }
    if (!grow(allocator, &rows->detail_rows, capacity, sizeof(*rows->detail_rows))) {
        return false;
    }
    for (chiso_node node = 0; node < rows->tree->count; node++) {
        if (!chiso__is_leaf(&rows->tree->nodes[node]) &&
            (!grow(allocator, &rows->points[node], capacity, sizeof(chiso_decimal)) ||
             !grow_rests(allocator, &rows->rests[node], capacity))) {
            return false;
        }
    }
    rows->figure_capacity = capacity;
    return true;
}

static void put_rest(int64_t *rests, uint32_t row, uint64_t rest)
{
    if (rests != NULL) {
        rests[row] = (int64_t)rest;
    }
}

void chiso__rows_add(struct chiso__rows *rows, uint32_t block, chiso_decimal mark)
{
    const uint32_t row = rows->count++;

    rows->blocks[row] = block;
    rows->gaps[row] = rows->tree->leaf_count;
    for (uint32_t i = 0; i < rows->tree->leaf_count; i++) {
        const chiso_node leaf = rows->tree->leaves[i];

        rows->points[leaf][row] = mark;
        put_rest(rows->rests[leaf], row, 0);
        if (rows->counts[leaf] != NULL) {
            *chiso__counts_at(rows, leaf, row) = CHISO_ABSENT;
        }
    }
    chiso__further_add(rows, row);
    rows->scored = false;
}

bool chiso__figures_need_rests(struct chiso__rows *rows, const chiso_allocator *allocator,
                               chiso_node inner)
{
    return begin_rests(allocator, &rows->rests[inner], rows->figure_capacity);
}

/* The weights by block of others, where they have any; false when memory is out. */
static bool copy_block_weights(struct chiso__rows *rows, const chiso_allocator *allocator,
                               const struct chiso__rows *from)
{
    void *weights = rows->block_weights;

    if (from->block_weight_count == 0) {
        return true;
    }
    if (!chiso__resize(allocator, &weights, from->block_weight_count,
                       sizeof(*rows->block_weights))) {
        return false;
    }
    rows->block_weights = weights;
    rows->block_weight_count = from->block_weight_count;
    memcpy(rows->block_weights, from->block_weights,
           from->block_weight_count * sizeof(*rows->block_weights));
    return true;
}

bool chiso__rows_match_rests(struct chiso__rows *rows, const chiso_allocator *allocator,
                             const struct chiso__rows *from)
{
    for (chiso_node node = 0; node < rows->tree->count; node++) {
        const bool is_leaf = chiso__is_leaf(&rows->tree->nodes[node]);
        const uint32_t capacity = is_leaf ? rows->capacity : rows->figure_capacity;

        if ((from->rests[node] != NULL && !begin_rests(allocator, &rows->rests[node], capacity)) ||
            (from->value_rests[node] != NULL &&
             !begin_rests(allocator, &rows->value_rests[node], capacity))) {
            return false;
        }
    }
    return copy_block_weights(rows, allocator, from) &&
           chiso__set_reserve(rows, allocator, rows->set_count + from->set_count);
}

bool chiso__cell_ready(struct chiso__rows *rows, const chiso_allocator *allocator, chiso_node leaf,
                       const struct chiso__value *value)
{
    return (value->points.rest == 0 ||
            begin_rests(allocator, &rows->rests[leaf], rows->capacity)) &&
           (value->measured.value.rest == 0 || rows->values[leaf] == NULL ||
            begin_rests(allocator, &rows->value_rests[leaf], rows->capacity));
}

/* Copies a column, so many numbers a row; there is none, or one on both sides. */
static void copy_column(int64_t *to, const int64_t *from, uint32_t count, uint32_t width)
{
    if (to != NULL && from != NULL && count > 0) {
        memcpy(to, from, (size_t)count * width * sizeof(*to));
    }
}

bool chiso__column_copy(struct chiso__rows *rows, const chiso_allocator *allocator, chiso_node leaf,
                        const struct chiso__rows *from, chiso_node from_leaf)
{
    const uint32_t count = from->count;

    if ((from->rests[from_leaf] != NULL &&
         !begin_rests(allocator, &rows->rests[leaf], rows->capacity)) ||
        (from->value_rests[from_leaf] != NULL &&
         !begin_rests(allocator, &rows->value_rests[leaf], rows->capacity))) {
        return false;
    }
    for (uint32_t row = 0; row < count; row++) {
        rows->gaps[row] += chiso__is_gap(from->points[from_leaf][row]);
        rows->gaps[row] -= chiso__is_gap(rows->points[leaf][row]);
    }
    copy_column(rows->points[leaf], from->points[from_leaf], count, 1);
    copy_column(rows->rests[leaf], from->rests[from_leaf], count, 1);
    copy_column(rows->values[leaf], from->values[from_leaf], count, 1);
    copy_column(rows->value_rests[leaf], from->value_rests[from_leaf], count, 1);
    copy_column(rows->denominators[leaf], from->denominators[from_leaf], count, 1);
    copy_column(rows->counts[leaf], from->counts[from_leaf], count,
                rows->tree->nodes[leaf].rule.option_count);
    rows->joined = rows->joined || from->joined;
    rows->scored = false;
    return true;
}

/* Moves what stands behind a row of a column, so many numbers a row, up by one row. */
static void close_column(int64_t *column, const struct chiso__rows *rows, uint32_t row,
                         uint32_t width)
{
    const size_t behind = (size_t)(rows->count - row - 1) * width;

    if (column != NULL) {
        column += (size_t)row * width;
        memmove(column, column + width, behind * sizeof(*column));
    }
}

void chiso__rows_remove(struct chiso__rows *rows, uint32_t row)
{
    memmove(rows->gaps + row, rows->gaps + row + 1,
            (size_t)(rows->count - row - 1) * sizeof(*rows->gaps));
    for (uint32_t i = 0; i < rows->tree->leaf_count; i++) {
        const chiso_node leaf = rows->tree->leaves[i];

        close_column(rows->points[leaf], rows, row, 1);
        close_column(rows->rests[leaf], rows, row, 1);
        close_column(rows->values[leaf], rows, row, 1);
        close_column(rows->value_rests[leaf], rows, row, 1);
        close_column(rows->denominators[leaf], rows, row, 1);
        close_column(rows->counts[leaf], rows, row, rows->tree->nodes[leaf].rule.option_count);
    }
    chiso__further_remove(rows, row);
    chiso__set_close(rows, row);
    chiso__ratings_close(rows->ratings, row, rows->count);
    rows->count--;
    rows->scored = false;
}

struct chiso__value chiso__cell_at(const struct chiso__rows *rows, chiso_node leaf, uint32_t row)
{
    const chiso_decimal *values = rows->values[leaf];
    const chiso_decimal *denominators = rows->denominators[leaf];
    struct chiso__value value = {chiso__stored_at(rows, leaf, row), nothing, NULL};

    if (rows->counts[leaf] != NULL) {
        const int64_t *counts = chiso__counts_at(rows, leaf, row);

        value.counts = counts[0] == CHISO_ABSENT ? NULL : counts;
        return value;
    }
    if (chiso__carried_is_gap(value.points)) {
        return value;
    }
    value.measured.value =
        values == NULL ? value.points : chiso__in_columns(values, rows->value_rests[leaf], row);
    if (!chiso__is_absent(value.measured.value)) {
        value.measured.denominator = denominators == NULL ? CHISO_DECIMAL_ONE : denominators[row];
    }
    return value;
}

void chiso__cell_put(struct chiso__rows *rows, uint32_t row, chiso_node leaf,
                     struct chiso__value value)
{
    chiso__ratings_drop(rows->ratings, leaf, row, 1);
    chiso__cell_put_joined(rows, row, leaf, value);
}

void chiso__cell_put_joined(struct chiso__rows *rows, uint32_t row, chiso_node leaf,
                            struct chiso__value value)
{
    chiso_decimal *points = &rows->points[leaf][row];

    rows->gaps[row] += chiso__carried_is_gap(value.points);
    rows->gaps[row] -= chiso__is_gap(*points);
    *points = value.points.millionths;
    put_rest(rows->rests[leaf], row, value.points.rest);
    if (rows->values[leaf] != NULL) {
        rows->values[leaf][row] = value.measured.value.millionths;
        put_rest(rows->value_rests[leaf], row, value.measured.value.rest);
    }
    if (rows->denominators[leaf] != NULL) {
        rows->denominators[leaf][row] = value.measured.denominator;
    }
    if (rows->counts[leaf] != NULL) {
        int64_t *counts = chiso__counts_at(rows, leaf, row);

        if (value.counts == NULL) {
            counts[0] = CHISO_ABSENT;
        } else {
            memmove(counts, value.counts,
                    rows->tree->nodes[leaf].rule.option_count * sizeof(*counts));
        }
    }
    rows->scored = false;
}

bool chiso__points_put(struct chiso__rows *rows, const chiso_allocator *allocator, chiso_node leaf,
                       uint32_t row, struct chiso__carried points)
{
    if (points.rest != 0 && !begin_rests(allocator, &rows->rests[leaf], rows->capacity)) {
        return false;
    }
    rows->points[leaf][row] = points.millionths;
    put_rest(rows->rests[leaf], row, points.rest);
    return true;
}

uint32_t chiso__cells_put_plain(struct chiso__rows *rows, const struct chiso__plain *cells,
                                uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        chiso_decimal *points = &rows->points[cells[i].leaf][cells[i].row];

        if (*points != CHISO__UNSET) {
            return i;
        }
        *points = cells[i].points;
        rows->gaps[cells[i].row]--;
    }
    rows->scored = false;
    return count;
}

void chiso__row_put_plain(struct chiso__rows *rows, uint32_t row, const chiso_node *leaves,
                          const chiso_decimal *numbers, size_t count)
{
    uint32_t filled = 0;

    for (size_t i = 0; i < count; i++) {
        if (numbers[i] != CHISO__UNSET) {
            rows->points[leaves[i]][row] = numbers[i];
            filled += !chiso__is_gap(numbers[i]);
        }
    }
    rows->gaps[row] -= filled;
    rows->scored = false;
}

/* Compiled for several instruction sets: whole files and matrices go through it. */
CHISO__CLONES
static void put_piece(const chiso_decimal *restrict points, uint32_t count,
                      chiso_decimal *restrict own, uint32_t *restrict gaps)
{
    for (uint32_t row = 0; row < count; row++) {
        gaps[row] += (uint32_t)chiso__is_gap(points[row]) - (uint32_t)chiso__is_gap(own[row]);
        own[row] = points[row];
    }
}

void chiso__column_put_plain(struct chiso__rows *rows, chiso_node leaf, uint32_t first,
                             uint32_t count, const chiso_decimal *points)
{
    put_piece(points, count, rows->points[leaf] + first, rows->gaps + first);
    if (rows->rests[leaf] != NULL && count > 0) {
        memset(rows->rests[leaf] + first, 0, count * sizeof(*rows->rests[leaf]));
    }
    chiso__ratings_drop(rows->ratings, leaf, first, count);
    rows->scored = false;
}

void chiso__rows_settle(struct chiso__rows *rows)
{
    for (uint32_t leaf = 0; leaf < rows->tree->leaf_count; leaf++) {
        chiso_decimal *points = rows->points[rows->tree->leaves[leaf]];

        for (uint32_t row = 0; row < rows->count; row++) {
            points[row] = points[row] == CHISO__UNSET ? CHISO_MISSING : points[row];
        }
    }
}
