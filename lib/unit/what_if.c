/* What-if: changes of cells that are tried, undone or kept, beside the board. */
#include "unit/what_if_inside.h"

#include "rank/band.h"
#include "score/result.h"

#include <string.h>

/* A board for the rows, which knows of peers and blocks what the board knows. */
static bool make_own(chiso_what_if *what_if)
{
    const chiso_board *board = what_if->board;

    if (chiso__board_new(board->tree, &what_if->allocator, &what_if->own, NULL) != CHISO_OK) {
        return false;
    }
    what_if->own->peers = board->peers;
    what_if->own->peer_groups = board->peer_groups;
    what_if->own->units.block_count = board->units.block_count;
    what_if->own->scored = true;
    return true;
}

static bool reserve(chiso_what_if *what_if, const struct chiso__rank_rule *rule)
{
    const chiso_allocator *allocator = &what_if->allocator;
    const chiso_board *board = what_if->board;

    what_if->rows = chiso__alloc(allocator, board->units.count, sizeof(*what_if->rows));
    what_if->standings =
        chiso__alloc_zero(allocator, board->tree->count, sizeof(*what_if->standings));
    what_if->figures = chiso__alloc(allocator, board->tree->count, sizeof(*what_if->figures));
    if (what_if->rows == NULL || what_if->standings == NULL || what_if->figures == NULL ||
        !chiso__rank_rule_keep(allocator, rule, &what_if->rule, &what_if->tie_break) ||
        !chiso__parts_new(board->tree, allocator, &what_if->parts) ||
        !chiso__groups_new(board, rule->scope, &what_if->groups)) {
        return false;
    }
    for (chiso_unit unit = 0; unit < board->units.count; unit++) {
        what_if->rows[unit] = CHISO_NO_UNIT;
    }
    return make_own(what_if);
}

chiso_status chiso_what_if_new(const chiso_board *board, const chiso_rank_options *options,
                               chiso_what_if **out_what_if, chiso_error *error)
{
    struct chiso__rank_rule rule = {CHISO_TIES_COMPETITION, CHISO_KEY_EXACT, CHISO_SCOPE_BLOCKS,
                                    NULL, 0};
    chiso_what_if *what_if = NULL;
    chiso_status status = CHISO_OK;

    if (out_what_if == NULL) {
        return chiso__fail_null(error);
    }
    *out_what_if = NULL;
    status = chiso__check_scored(board, error);
    if (status == CHISO_OK) {
        status = chiso__rank_rule_read(board, options, &rule, error);
    }
    if (status != CHISO_OK) {
        return status;
    }
    what_if = chiso__alloc_zero(&board->allocator, 1, sizeof(*what_if));
    if (what_if == NULL) {
        return chiso__fail_memory(error);
    }
    what_if->allocator = board->allocator;
    what_if->board = board;
    what_if->version = board->version;
    chiso__board_retain(board);
    if (!reserve(what_if, &rule)) {
        chiso_what_if_free(what_if);
        return chiso__fail_memory(error);
    }
    *out_what_if = what_if;
    return CHISO_OK;
}

void chiso_what_if_free(chiso_what_if *what_if)
{
    chiso_allocator allocator;

    if (what_if == NULL) {
        return;
    }
    allocator = what_if->allocator;
    if (what_if->own != NULL && !what_if->whole) {
        what_if->own->peers = NULL;
    }
    chiso_board_free(what_if->own);
    if (what_if->standings != NULL) {
        chiso__what_if_forget_standings(what_if);
    }
    chiso__release(&allocator, what_if->standings);
    chiso__release(&allocator, what_if->rows);
    chiso__release(&allocator, what_if->gap_rows);
    chiso__release(&allocator, what_if->gap_figures);
    chiso__release(&allocator, what_if->figures);
    chiso__parts_free(&allocator, &what_if->parts);
    chiso__groups_free(what_if->board, &what_if->groups);
    chiso__release(&allocator, what_if->tie_break);
    chiso__release(&allocator, what_if->changes);
    chiso__release(&allocator, what_if->marks);
    chiso__board_release(what_if->board);
    chiso__release(&allocator, what_if);
}

static chiso_status check(const chiso_what_if *what_if, chiso_error *error)
{
    if (what_if == NULL) {
        return chiso__fail_null(error);
    }
    return chiso__is_current(what_if->board, what_if->version) ? CHISO_OK
                                                               : chiso__fail_unscored(error);
}

/* Room for more of something: at least twice as much as before. */
static bool grow(const chiso_what_if *what_if, void **block, size_t *capacity, size_t needed,
                 size_t size)
{
    enum { FIRST = 16 };
    const size_t wanted = needed > *capacity * 2 ? needed + FIRST : *capacity * 2;

    if (needed <= *capacity) {
        return true;
    }
    if (!chiso__resize(&what_if->allocator, block, wanted, size)) {
        return false;
    }
    *capacity = wanted;
    return true;
}

/* Takes the last change back. What went through numbers that were too large before figures were
 * read may go through them again: then they are left to be worked out anew. */
static void undo(chiso_what_if *what_if)
{
    const struct chiso__change change = what_if->changes[--what_if->change_count];
    const struct chiso__value value = {.points = change.points};
    chiso_node node = CHISO_NO_NODE;

    if (!chiso__what_if_change(what_if, change.row, change.leaf, value, &node)) {
        chiso__what_if_make_stale(what_if);
    }
}

/* What undoes an entry, and what can be read of it. */
static struct chiso__change change_of(const chiso_what_if *what_if,
                                      const struct chiso__entry *entry, uint32_t row)
{
    const struct chiso__rule *rule = &what_if->board->tree->nodes[entry->leaf].rule;
    struct chiso__change change = {row, entry->leaf, what_if->own->columns.points[entry->leaf][row],
                                   entry->value.measured.value, entry->value.measured.denominator};

    if (rule->takes == CHISO__MEASURE_ANSWERS && entry->value.counts != NULL &&
        !chiso__is_gap(entry->value.points)) {
        change.value = chiso__weighted_percent(rule, entry->value.counts);
        change.denominator = 100 * CHISO_DECIMAL_ONE;
    }
    return change;
}

/* Makes the change of an entry that was checked. */
static chiso_status enter(chiso_what_if *what_if, const struct chiso__entry *entry,
                          chiso_error *error)
{
    const bool relative = chiso__is_relative_leaf(&what_if->board->tree->nodes[entry->leaf]);
    chiso_node node = CHISO_NO_NODE;
    void *changes = what_if->changes;
    bool done = grow(what_if, &changes, &what_if->change_capacity, what_if->change_count + 1,
                     sizeof(*what_if->changes));
    uint32_t row = 0;

    what_if->changes = changes;
    done = done && (relative ? chiso__what_if_take_all(what_if)
                             : chiso__what_if_take(what_if, entry->unit));
    if (!done) {
        return chiso__fail_memory(error);
    }
    row = what_if->rows[entry->unit];
    if (chiso__is_gap(entry->value.points) && !chiso__what_if_reserve_gaps(what_if, row)) {
        return chiso__fail_memory(error);
    }
    what_if->changes[what_if->change_count++] = change_of(what_if, entry, row);
    if (!chiso__what_if_change(what_if, row, entry->leaf, entry->value, &node)) {
        undo(what_if);
        return chiso__fail_large(what_if->own, row, node, error);
    }
    return CHISO_OK;
}

chiso_status chiso_what_if_set(chiso_what_if *what_if, const char *unit_code, const char *code,
                               const char *text, chiso_error *error)
{
    int64_t own[CHISO_OPTION_LIMIT];
    struct chiso__entry entry = {.counts = own};
    chiso_status status = check(what_if, error);

    if (status == CHISO_OK) {
        status = chiso__entry_of_text(what_if->board, unit_code, code, text, &entry, error);
    }
    return status == CHISO_OK ? enter(what_if, &entry, error) : status;
}

static chiso_status set_number(chiso_what_if *what_if, chiso_unit unit, chiso_node leaf,
                               chiso_decimal number, chiso_decimal denominator, chiso_error *error)
{
    struct chiso__entry entry = {.counts = NULL};
    chiso_status status = check(what_if, error);

    if (status == CHISO_OK) {
        status =
            chiso__entry_of_number(what_if->board, unit, leaf, number, denominator, &entry, error);
    }
    return status == CHISO_OK ? enter(what_if, &entry, error) : status;
}

chiso_status chiso_what_if_set_value(chiso_what_if *what_if, chiso_unit unit, chiso_node leaf,
                                     chiso_decimal value, chiso_error *error)
{
    return set_number(what_if, unit, leaf, value, CHISO_ABSENT, error);
}

chiso_status chiso_what_if_set_ratio(chiso_what_if *what_if, chiso_unit unit, chiso_node leaf,
                                     chiso_decimal numerator, chiso_decimal denominator,
                                     chiso_error *error)
{
    /* CHISO_ABSENT would mean that there is none. */
    return set_number(what_if, unit, leaf, numerator, denominator == CHISO_ABSENT ? 0 : denominator,
                      error);
}

chiso_status chiso_what_if_set_counts(chiso_what_if *what_if, chiso_unit unit, chiso_node leaf,
                                      const int64_t *counts, uint32_t option_count,
                                      chiso_error *error)
{
    int64_t own[CHISO_OPTION_LIMIT];
    struct chiso__entry entry = {.counts = own};
    chiso_status status = check(what_if, error);

    if (status == CHISO_OK) {
        status =
            chiso__entry_of_counts(what_if->board, unit, leaf, counts, option_count, &entry, error);
    }
    return status == CHISO_OK ? enter(what_if, &entry, error) : status;
}

static chiso_status check_points(const struct chiso__node *leaf, chiso_decimal points,
                                 chiso_error *error)
{
    if (chiso__is_relative_leaf(leaf)) {
        return chiso__fail(error, CHISO_E_CELL, CHISO__SAY_RULE_TAKES_VALUES,
                           CHISO__WORDS(chiso__say_text(leaf->rule.text)));
    }
    if (points == CHISO_MISSING || points == CHISO_NOT_APPLICABLE) {
        return CHISO_OK;
    }
    if (!chiso__is_decimal(points)) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_BEYOND_DECIMAL, NULL);
    }
    return leaf->rule.unlimited ? CHISO_OK
                                : chiso__check_points(points, chiso__limits_of(leaf), error);
}

chiso_status chiso_what_if_set_points(chiso_what_if *what_if, chiso_unit unit, chiso_node leaf,
                                      chiso_decimal points, chiso_error *error)
{
    const struct chiso__entry entry = {
        .unit = unit,
        .leaf = leaf,
        .value = {.points = points, .measured = {CHISO_ABSENT, CHISO_ABSENT, false, false}}};
    chiso_status status = check(what_if, error);

    if (status == CHISO_OK) {
        status = chiso__check_place(what_if->board, unit, leaf, error);
    }
    if (status != CHISO_OK) {
        return status;
    }
    status = check_points(&what_if->board->tree->nodes[leaf], points, error);
    if (status != CHISO_OK) {
        return chiso__fail_cell(error, status, what_if->board->units.codes[unit],
                                what_if->board->tree->codes[leaf]);
    }
    return enter(what_if, &entry, error);
}

/* How many changes there were when the innermost trial began. */
static size_t innermost(const chiso_what_if *what_if)
{
    return what_if->mark_count == 0 ? 0 : what_if->marks[what_if->mark_count - 1];
}

static void undo_down_to(chiso_what_if *what_if, size_t count)
{
    while (what_if->change_count > count) {
        undo(what_if);
    }
}

chiso_status chiso_what_if_undo(chiso_what_if *what_if, chiso_error *error)
{
    const chiso_status status = check(what_if, error);

    if (status != CHISO_OK) {
        return status;
    }
    if (what_if->change_count == innermost(what_if)) {
        return chiso__fail(error, CHISO_E_EMPTY, CHISO__SAY_NOTHING_TO_UNDO, NULL);
    }
    undo(what_if);
    return CHISO_OK;
}

chiso_status chiso_what_if_undo_to(chiso_what_if *what_if, size_t count, chiso_error *error)
{
    const chiso_status status = check(what_if, error);

    if (status != CHISO_OK) {
        return status;
    }
    if (count > what_if->change_count || count < innermost(what_if)) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_UNDO_RANGE,
                           CHISO__WORDS(chiso__say_count(count),
                                        chiso__say_count(innermost(what_if)),
                                        chiso__say_count(what_if->change_count)));
    }
    undo_down_to(what_if, count);
    return CHISO_OK;
}

chiso_status chiso_what_if_reset(chiso_what_if *what_if, chiso_error *error)
{
    const chiso_status status = check(what_if, error);

    if (status == CHISO_OK) {
        what_if->mark_count = 0;
        undo_down_to(what_if, 0);
    }
    return status;
}

chiso_status chiso_what_if_begin(chiso_what_if *what_if, chiso_error *error)
{
    const chiso_status status = check(what_if, error);
    void *marks = NULL;
    bool done = false;

    if (status != CHISO_OK) {
        return status;
    }
    marks = what_if->marks;
    done = grow(what_if, &marks, &what_if->mark_capacity, what_if->mark_count + 1,
                sizeof(*what_if->marks));
    what_if->marks = marks;
    if (!done) {
        return chiso__fail_memory(error);
    }
    what_if->marks[what_if->mark_count++] = what_if->change_count;
    return CHISO_OK;
}

static chiso_status check_begun(const chiso_what_if *what_if, chiso_error *error)
{
    const chiso_status status = check(what_if, error);

    if (status == CHISO_OK && what_if->mark_count == 0) {
        return chiso__fail(error, CHISO_E_STATE, CHISO__SAY_NO_TRIAL, NULL);
    }
    return status;
}

chiso_status chiso_what_if_commit(chiso_what_if *what_if, chiso_error *error)
{
    const chiso_status status = check_begun(what_if, error);

    if (status == CHISO_OK) {
        what_if->mark_count--;
    }
    return status;
}

chiso_status chiso_what_if_rollback(chiso_what_if *what_if, chiso_error *error)
{
    const chiso_status status = check_begun(what_if, error);

    if (status == CHISO_OK) {
        undo_down_to(what_if, innermost(what_if));
        what_if->mark_count--;
    }
    return status;
}

size_t chiso_what_if_change_count(const chiso_what_if *what_if)
{
    return what_if == NULL ? 0 : what_if->change_count;
}

size_t chiso_what_if_unit_change_count(const chiso_what_if *what_if, chiso_unit unit)
{
    size_t count = 0;

    /* Of a board that changed the units may be others than the rows are of. */
    if (check(what_if, NULL) != CHISO_OK || unit >= what_if->board->units.count) {
        return 0;
    }
    for (size_t i = 0; i < what_if->change_count; i++) {
        count += what_if->changes[i].row == what_if->rows[unit];
    }
    return count;
}

size_t chiso_what_if_depth(const chiso_what_if *what_if)
{
    return what_if == NULL ? 0 : what_if->mark_count;
}
