/* The life of a board, its units and its blocks. */
#include "board/inside.h"

#include <string.h>

enum { FIRST_CAPACITY = 64, FEWEST_UNITS = 4, FIRST_CELLS = 65536 };

static void release_columns(const chiso_allocator *allocator, int64_t **columns, uint32_t count)
{
    for (uint32_t i = 0; columns != NULL && i < count; i++) {
        chiso__release(allocator, columns[i]);
    }
    chiso__release(allocator, columns);
}

void chiso_board_free(chiso_board *board)
{
    chiso_allocator allocator;
    uint32_t nodes = 0;

    if (board == NULL || atomic_fetch_sub(&board->references, 1) > 1) {
        return;
    }
    allocator = board->allocator;
    nodes = board->tree->count;
    release_columns(&allocator, board->columns.points, nodes);
    release_columns(&allocator, board->columns.values, nodes);
    release_columns(&allocator, board->columns.denominators, nodes);
    release_columns(&allocator, board->columns.counts, nodes);
    release_columns(&allocator, board->columns.sorted, nodes);
    chiso__release(&allocator, board->peers);
    chiso__release(&allocator, board->units.codes);
    chiso__release(&allocator, board->units.names);
    chiso__release(&allocator, board->units.blocks);
    chiso__release(&allocator, board->units.ranked);
    chiso__release(&allocator, board->units.gaps);
    chiso__release(&allocator, board->units.block_names);
    chiso__index_clear(&board->units.index, &allocator);
    chiso__index_clear(&board->units.block_index, &allocator);
    chiso__arena_clear(&board->units.arena, &allocator);
    chiso__release(&allocator, board->details);
    chiso__release(&allocator, board->detail_rows);
    chiso_tree_free(board->tree);
    chiso__release(&allocator, board);
}

/* Readers keep a board alive, and only the count changes for it, which no reader sees. */
static chiso_board *counted(const chiso_board *board)
{
    return (chiso_board *)(uintptr_t)board;
}

void chiso__board_retain(const chiso_board *board)
{
    atomic_fetch_add(&counted(board)->references, 1);
}

void chiso__board_release(const chiso_board *board)
{
    chiso_board_free(counted(board));
}

chiso_status chiso__board_new(chiso_tree *tree, const chiso_allocator *allocator,
                              chiso_board **out_board, chiso_error *error)
{
    chiso_board *board = chiso__alloc_zero(allocator, 1, sizeof(*board));

    if (board == NULL) {
        return chiso__fail_memory(error);
    }
    board->allocator = *allocator;
    atomic_init(&board->references, 1);
    board->tree = tree;
    chiso__tree_retain(tree);
    board->columns.points =
        chiso__alloc_zero(allocator, tree->count, sizeof(*board->columns.points));
    board->columns.values =
        chiso__alloc_zero(allocator, tree->count, sizeof(*board->columns.values));
    board->columns.denominators =
        chiso__alloc_zero(allocator, tree->count, sizeof(*board->columns.denominators));
    board->columns.counts =
        chiso__alloc_zero(allocator, tree->count, sizeof(*board->columns.counts));
    board->columns.sorted =
        chiso__alloc_zero(allocator, tree->count, sizeof(*board->columns.sorted));
    if (board->columns.points == NULL || board->columns.values == NULL ||
        board->columns.denominators == NULL || board->columns.counts == NULL ||
        board->columns.sorted == NULL) {
        chiso_board_free(board);
        return chiso__fail_memory(error);
    }
    *out_board = board;
    return CHISO_OK;
}

chiso_status chiso_board_new(chiso_tree *tree, const chiso_allocator *allocator,
                             chiso_board **out_board, chiso_error *error)
{
    chiso_allocator taken;
    chiso_node node = CHISO_NO_NODE;
    const bool checked_before = chiso_tree_is_checked(tree);
    chiso_status status = CHISO_OK;

    if (out_board == NULL) {
        return chiso__fail_null(error);
    }
    *out_board = NULL;
    if (tree == NULL || !chiso__allocator_take(allocator, &taken)) {
        return chiso__fail_null(error);
    }
    status = chiso__tree_check(tree, &node, error);
    if (status != CHISO_OK) {
        return status;
    }
    status = chiso__board_new(tree, &taken, out_board, error);
    if (status == CHISO_OK) {
        atomic_store(&tree->in_use, true);
    } else if (!checked_before) {
        chiso__tree_uncheck(tree);
    }
    return status;
}

const chiso_tree *chiso_board_tree(const chiso_board *board)
{
    return board == NULL ? NULL : board->tree;
}

static bool grow(const chiso_board *board, void *block_pointer, uint32_t capacity, size_t size)
{
    void *block = NULL;

    /* The pointers are of several types, and C lets none of them be read as another. */
    memcpy(&block, block_pointer, sizeof(block));
    if (!chiso__resize(&board->allocator, &block, capacity, size)) {
        return false;
    }
    memcpy(block_pointer, &block, sizeof(block));
    return true;
}

static bool grow_leaf(chiso_board *board, chiso_node leaf, uint32_t capacity)
{
    const struct chiso__node *node = &board->tree->nodes[leaf];
    const struct chiso__rule *rule = &node->rule;
    struct chiso__columns *columns = &board->columns;
    struct chiso__limits limits;

    if (!grow(board, &columns->points[leaf], capacity, sizeof(chiso_decimal))) {
        return false;
    }
    if (rule->takes == CHISO__MEASURE_ANSWERS) {
        return grow(board, &columns->counts[leaf], capacity, rule->option_count * sizeof(int64_t));
    }
    /* What is stored as it came is the value itself. */
    if (!chiso__plain_limits(node, &limits) &&
        !grow(board, &columns->values[leaf], capacity, sizeof(chiso_decimal))) {
        return false;
    }
    return !chiso__measures[rule->takes].is_rate ||
           grow(board, &columns->denominators[leaf], capacity, sizeof(chiso_decimal));
}

bool chiso__board_reserve(chiso_board *board, uint32_t capacity)
{
    struct chiso__units *units = &board->units;
    const chiso_tree *tree = board->tree;

    if (capacity <= units->capacity) {
        return true;
    }
    /* Many leaves make even a few units much memory. */
    if (capacity < FEWEST_UNITS ||
        (capacity < FIRST_CAPACITY && tree->leaf_count < FIRST_CELLS / FIRST_CAPACITY)) {
        capacity = tree->leaf_count < FIRST_CELLS / FIRST_CAPACITY ? FIRST_CAPACITY : FEWEST_UNITS;
    }
    if (!grow(board, &units->codes, capacity, sizeof(*units->codes)) ||
        !grow(board, &units->names, capacity, sizeof(*units->names)) ||
        !grow(board, &units->blocks, capacity, sizeof(*units->blocks)) ||
        !grow(board, &units->ranked, capacity, sizeof(*units->ranked)) ||
        !grow(board, &units->gaps, capacity, sizeof(*units->gaps)) ||
        !chiso__index_reserve(&units->index, &board->allocator, capacity)) {
        return false;
    }
    for (uint32_t i = 0; i < tree->leaf_count; i++) {
        if (!grow_leaf(board, tree->leaves[i], capacity)) {
            return false;
        }
    }
    units->capacity = capacity;
    return true;
}

chiso_status chiso_board_reserve(chiso_board *board, uint32_t units, chiso_error *error)
{
    if (board == NULL) {
        return chiso__fail_null(error);
    }
    if (units == CHISO_NO_UNIT) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_TOO_MANY_UNITS,
                           CHISO__WORDS(chiso__say_count(units)));
    }
    return chiso__board_reserve(board, units) ? CHISO_OK : chiso__fail_memory(error);
}

bool chiso__board_block(chiso_board *board, struct chiso__span name, uint32_t *out_block)
{
    struct chiso__units *units = &board->units;
    const int64_t found = chiso__index_find(&units->block_index, units->block_names, name);
    const char *copy = NULL;

    if (found != CHISO__NOT_FOUND) {
        *out_block = (uint32_t)found;
        return true;
    }
    if (units->block_count == units->block_capacity) {
        const uint32_t capacity = units->block_capacity == 0 ? 8 : units->block_capacity * 2;

        if (!grow(board, &units->block_names, capacity, sizeof(*units->block_names))) {
            return false;
        }
        units->block_capacity = capacity;
    }
    copy = chiso__arena_copy(&units->arena, &board->allocator, name);
    if (copy == NULL || !chiso__index_reserve(&units->block_index, &board->allocator,
                                              (size_t)units->block_count + 1)) {
        return false;
    }
    *out_block = units->block_count++;
    units->block_names[*out_block] = (struct chiso__span){copy, name.size};
    chiso__index_add(&units->block_index, units->block_names[*out_block], *out_block);
    return true;
}

bool chiso__board_add_unit(chiso_board *board, struct chiso__span code, struct chiso__span name,
                           struct chiso__span block, bool ranked, chiso_decimal mark)
{
    struct chiso__units *units = &board->units;
    const char *own_code = NULL;
    const char *own_name = NULL;
    uint32_t own_block = 0;

    if (units->count == units->capacity) {
        const uint32_t doubled = units->capacity < CHISO_NO_UNIT / 2
                                     ? units->capacity * 2 + FEWEST_UNITS
                                     : CHISO_NO_UNIT - 1;

        if (!chiso__board_reserve(board, doubled)) {
            return false;
        }
    }
    own_code = chiso__arena_copy(&units->arena, &board->allocator, code);
    own_name = name.size == 0 || own_code == NULL
                   ? own_code
                   : chiso__arena_copy(&units->arena, &board->allocator, name);
    if (own_name == NULL || !chiso__board_block(board, block, &own_block)) {
        return false;
    }
    units->codes[units->count] = (struct chiso__span){own_code, code.size};
    units->names[units->count] = own_name;
    units->blocks[units->count] = own_block;
    units->ranked[units->count] = ranked;
    units->gaps[units->count] = board->tree->leaf_count;
    for (uint32_t i = 0; i < board->tree->leaf_count; i++) {
        board->columns.points[board->tree->leaves[i]][units->count] = mark;
    }
    chiso__index_add(&units->index, units->codes[units->count], units->count);
    units->count++;
    board->scored = false;
    return true;
}

chiso_status chiso_board_add_unit(chiso_board *board, const char *code, const char *name,
                                  const char *block, chiso_error *error)
{
    struct chiso__span texts[3];
    chiso_status status = CHISO_OK;

    if (board == NULL || code == NULL) {
        return chiso__fail_null(error);
    }
    texts[0] = chiso__span_of(code);
    texts[1] = chiso__span_of(name == NULL ? "" : name);
    texts[2] = chiso__span_of(block == NULL ? "" : block);
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]) && status == CHISO_OK; i++) {
        status = chiso__check_text(texts[i], error);
    }
    if (status != CHISO_OK) {
        return status;
    }
    if (texts[0].size == 0) {
        return chiso__fail(error, CHISO_E_CODE, CHISO__SAY_UNIT_CODE_EMPTY, NULL);
    }
    if (chiso__index_find(&board->units.index, board->units.codes, texts[0]) != CHISO__NOT_FOUND) {
        return chiso__fail(error, CHISO_E_DUPLICATE, CHISO__SAY_UNIT_THERE_ALREADY,
                           CHISO__WORDS(chiso__say(texts[0])));
    }
    if (board->units.count == CHISO_NO_UNIT - 1) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_TOO_MANY_UNITS,
                           CHISO__WORDS(chiso__say_count(CHISO_NO_UNIT)));
    }
    return chiso__board_add_unit(board, texts[0], texts[1], texts[2], true, CHISO_MISSING)
               ? CHISO_OK
               : chiso__fail_memory(error);
}

chiso_status chiso__fail_unit(chiso_error *error, uint32_t unit)
{
    return chiso__fail(error, CHISO_E_UNIT, CHISO__SAY_NO_UNIT_NUMBER,
                       CHISO__WORDS(chiso__say_count(unit)));
}

chiso_status chiso__fail_node(chiso_error *error, chiso_node node)
{
    return chiso__fail(error, CHISO_E_NODE, CHISO__SAY_NO_NODE_NUMBER,
                       CHISO__WORDS(chiso__say_count(node)));
}

chiso_status chiso__fail_unscored(chiso_error *error)
{
    return chiso__fail(error, CHISO_E_STATE, CHISO__SAY_BOARD_NOT_SCORED, NULL);
}

chiso_status chiso__check_scored(const chiso_board *board, chiso_error *error)
{
    if (board == NULL) {
        return chiso__fail_null(error);
    }
    return board->scored ? CHISO_OK : chiso__fail_unscored(error);
}

chiso_status chiso_board_set_ranked(chiso_board *board, chiso_unit unit, bool ranked,
                                    chiso_error *error)
{
    if (board == NULL) {
        return chiso__fail_null(error);
    }
    if (unit >= board->units.count) {
        return chiso__fail_unit(error, unit);
    }
    board->units.ranked[unit] = ranked;
    board->scored = false;
    return CHISO_OK;
}

uint32_t chiso_board_unit_count(const chiso_board *board)
{
    return board == NULL ? 0 : board->units.count;
}

chiso_status chiso_board_find_unit(const chiso_board *board, const char *code, chiso_unit *out_unit)
{
    int64_t found = CHISO__NOT_FOUND;

    if (board == NULL || code == NULL || out_unit == NULL) {
        return CHISO_E_NULL;
    }
    found = chiso__index_find(&board->units.index, board->units.codes, chiso__span_of(code));
    if (found == CHISO__NOT_FOUND) {
        return CHISO_E_UNIT;
    }
    *out_unit = (chiso_unit)found;
    return CHISO_OK;
}

static bool has_unit(const chiso_board *board, chiso_unit unit)
{
    return board != NULL && unit < board->units.count;
}

const char *chiso_unit_code(const chiso_board *board, chiso_unit unit)
{
    return has_unit(board, unit) ? board->units.codes[unit].text : "";
}

const char *chiso_unit_name(const chiso_board *board, chiso_unit unit)
{
    return has_unit(board, unit) ? board->units.names[unit] : "";
}

uint32_t chiso_unit_block(const chiso_board *board, chiso_unit unit)
{
    return has_unit(board, unit) ? board->units.blocks[unit] : UINT32_MAX;
}

bool chiso_unit_is_ranked(const chiso_board *board, chiso_unit unit)
{
    return has_unit(board, unit) && board->units.ranked[unit];
}

uint32_t chiso_board_block_count(const chiso_board *board)
{
    return board == NULL ? 0 : board->units.block_count;
}

const char *chiso_board_block(const chiso_board *board, uint32_t block)
{
    return board != NULL && block < board->units.block_count ? board->units.block_names[block].text
                                                             : "";
}

chiso_status chiso_board_find_block(const chiso_board *board, const char *name, uint32_t *out_block)
{
    int64_t found = CHISO__NOT_FOUND;

    if (board == NULL || name == NULL || out_block == NULL) {
        return CHISO_E_NULL;
    }
    found = chiso__index_find(&board->units.block_index, board->units.block_names,
                              chiso__span_of(name));
    if (found == CHISO__NOT_FOUND) {
        return CHISO_E_UNIT;
    }
    *out_block = (uint32_t)found;
    return CHISO_OK;
}

uint64_t chiso_board_rounded_count(const chiso_board *board)
{
    return board == NULL ? 0 : board->rounded_count;
}
