/* A points file that was read for a board and waits to be taken: what would change, and the taking.
 */
#include "board/inside.h"
#include "board/mapping.h"
#include "board/set_result.h"
#include "text/csv.h"
#include "text/name.h"
#include "text/remark.h"

#include <string.h>

/* What would change, of a unit of what was read. */
struct edit {
    chiso_edit_kind kind;
    chiso_unit unit;
    chiso_node leaf;
    uint32_t name; /* of a note, by its number in what was read */
};

struct chiso__held {
    chiso_allocator allocator;
    chiso_board *read;
    const chiso_board *board; /* that it was read for */
    struct chiso__told told;
    struct edit *edits;
    uint32_t count;
    uint32_t capacity;
    char was[CHISO_CELL_TEXT_SIZE]; /* of the cell that was asked for last */
    char becomes[CHISO_CELL_TEXT_SIZE];
};

static void free_held(struct chiso__held *held)
{
    const chiso_allocator allocator = held->allocator;

    chiso_board_free(held->read);
    chiso__board_release(held->board);
    chiso__release(&allocator, held->edits);
    chiso__release(&allocator, held);
}

static bool add_edit(struct chiso__held *held, chiso_edit_kind kind, chiso_unit unit,
                     chiso_node leaf, uint32_t name)
{
    if (held->count == held->capacity) {
        void *block = held->edits;
        const uint32_t capacity = held->capacity == 0 ? 16 : held->capacity * 2;

        if (held->capacity > UINT32_MAX / 2 ||
            !chiso__resize(&held->allocator, &block, capacity, sizeof(*held->edits))) {
            return false;
        }
        held->edits = block;
        held->capacity = capacity;
    }
    held->edits[held->count++] = (struct edit){kind, unit, leaf, name};
    return true;
}

/* Whether two cells hold the same, as it was written: 50% and 1/2 do not. */
static bool is_same_value(const struct chiso__value *a, const struct chiso__value *b,
                          const struct chiso__rule *rule)
{
    /* A rank is not what the cell was given. */
    if (rule->takes == CHISO__CELL_NONE) {
        return (a->points.millionths == CHISO_NOT_APPLICABLE) ==
               (b->points.millionths == CHISO_NOT_APPLICABLE);
    }
    if ((a->counts == NULL) != (b->counts == NULL)) {
        return false;
    }
    if (a->counts == NULL &&
        (chiso__is_gap(a->points.millionths) || chiso__is_gap(b->points.millionths))) {
        return a->points.millionths == b->points.millionths;
    }
    /* Of values that something is done to first, points are those of the board as it was scored. */
    return (chiso__is_prepared(rule) || chiso__carried_compare(a->points, b->points) == 0) &&
           chiso__carried_compare(a->measured.value, b->measured.value) == 0 &&
           a->measured.denominator == b->measured.denominator &&
           (a->counts == NULL ||
            memcmp(a->counts, b->counts, rule->option_count * sizeof(*a->counts)) == 0);
}

/* Whether what cells hold was joined of the same ratings, or of none. */
static bool have_same_ratings(const struct chiso__held *held, chiso_node leaf, chiso_unit unit,
                              chiso_unit there)
{
    const struct chiso__ratings *news = held->read->rows.ratings;
    const struct chiso__ratings *old = held->board->rows.ratings;

    return chiso__rated_equal(news, chiso__rated_at(news, leaf, unit), old,
                              chiso__rated_at(old, leaf, there));
}

/* What does not apply to the block that the unit has then is none, whatever empty cell it has. */
static bool list_cells(struct chiso__held *held, chiso_unit unit, chiso_unit there,
                       struct chiso__span block)
{
    const chiso_tree *tree = held->read->tree;
    bool is_done = true;

    for (uint32_t i = 0; i < tree->leaf_count && is_done; i++) {
        const chiso_node leaf = tree->leaves[i];
        const struct chiso__value news = chiso__cell_at(&held->read->rows, leaf, unit);
        const struct chiso__value was = chiso__cell_at(&held->board->rows, leaf, there);

        const bool is_none = chiso__is_gap(news.points.millionths) &&
                             chiso__is_gap(was.points.millionths) &&
                             chiso__is_out_of_block(tree, block, leaf);

        if (news.points.millionths != CHISO__UNSET && !is_none &&
            (!is_same_value(&was, &news, &tree->nodes[leaf].rule) ||
             !have_same_ratings(held, leaf, unit, there))) {
            is_done = add_edit(held, CHISO_EDIT_CELL, unit, leaf, 0);
        }
    }
    return is_done;
}

/* Results that the file sets, where they are others than the board has. */
static bool list_results(struct chiso__held *held, chiso_unit unit, chiso_unit there)
{
    uint32_t count = 0;
    const struct chiso__set_result *set = chiso__set_of_row(&held->read->rows, unit, &count);
    bool is_done = true;

    for (uint32_t i = 0; i < count && is_done; i++) {
        const struct chiso__set_result *was =
            chiso__set_find(&held->board->rows, there, set[i].node);

        if (was == NULL || chiso__carried_compare(was->points, set[i].points) != 0) {
            is_done = add_edit(held, CHISO_EDIT_RESULT, unit, set[i].node, 0);
        }
    }
    return is_done;
}

static bool list_notes(struct chiso__held *held, chiso_unit unit, chiso_unit there)
{
    const struct chiso__notes *notes = held->read->notes;
    const chiso_tree *tree = held->read->tree;
    const uint32_t count = chiso__notes_count(notes) == 0 ? 0 : tree->count;
    bool is_done = true;

    for (uint32_t i = 0; i < count && is_done; i++) {
        const chiso_node node = tree->order[i];

        for (const struct chiso__noted *note = chiso__notes_first(notes, unit, node);
             note != NULL && is_done; note = chiso__notes_next(notes, note)) {
            const char *was =
                chiso__notes_find(held->board->notes, there, node, notes->names[note->name]);

            if (strcmp(was, note->text) != 0) {
                is_done = add_edit(held, CHISO_EDIT_NOTE, unit, node, note->name);
            }
        }
    }
    return is_done;
}

/* Lists what would change of a unit that the board has. */
static bool list_unit(struct chiso__held *held, chiso_unit unit, chiso_unit there)
{
    const struct chiso__unit_entry was = chiso__board_entry(held->board, there);
    struct chiso__unit_entry becomes = was;

    chiso__entry_update(&becomes, held->read, unit, held->told);
    return (chiso__span_equal(was.name, becomes.name) ||
            add_edit(held, CHISO_EDIT_NAME, unit, CHISO_NO_NODE, 0)) &&
           (chiso__names_equal(was.block, becomes.block) ||
            add_edit(held, CHISO_EDIT_BLOCK, unit, CHISO_NO_NODE, 0)) &&
           (was.ranked == becomes.ranked ||
            add_edit(held, CHISO_EDIT_RANKED, unit, CHISO_NO_NODE, 0)) &&
           list_cells(held, unit, there, becomes.block) && list_results(held, unit, there) &&
           list_notes(held, unit, there);
}

static bool list_edits(struct chiso__held *held)
{
    const struct chiso__units *units = &held->read->units;
    bool is_done = true;

    for (chiso_unit unit = 0; unit < units->count && is_done; unit++) {
        const int64_t there = chiso__units_find(&held->board->units, units->codes[unit]);

        is_done = there == CHISO__NOT_FOUND
                      ? add_edit(held, CHISO_EDIT_UNIT, unit, CHISO_NO_NODE, 0)
                      : list_unit(held, unit, (chiso_unit)there);
    }
    return is_done;
}

chiso_status chiso__intake_hold(chiso_intake *intake, const chiso_board *board, const char *text,
                                size_t size, const chiso_mapping *mapping,
                                const struct chiso__desk *desk, chiso_error *error)
{
    struct chiso__held *held = NULL;
    chiso_board *read = NULL;
    struct chiso__told told = {false, false, false};
    chiso_status status = chiso__read_for(board, text, size, mapping, desk, &read, &told, error);

    if (status != CHISO_OK) {
        return status;
    }
    held = chiso__alloc_zero(&intake->allocator, 1, sizeof(*held));
    if (held == NULL) {
        chiso_board_free(read);
        return chiso__fail_memory(error);
    }
    held->allocator = intake->allocator;
    held->read = read;
    held->board = board;
    held->told = told;
    chiso__board_retain(board);
    if (!list_edits(held)) {
        free_held(held);
        return chiso__fail_memory(error);
    }
    intake->held = held;
    intake->free_held = free_held;
    return CHISO_OK;
}

uint32_t chiso_intake_edit_count(const chiso_intake *intake)
{
    return intake == NULL || intake->held == NULL ? 0 : intake->held->count;
}

/* The texts of a cell, which the board may have changed since, or lost with its unit. */
static void tell_cell(struct chiso__held *held, const struct edit *edit, int64_t there)
{
    held->was[0] = '\0';
    if (there != CHISO__NOT_FOUND &&
        chiso_board_text(held->board, (chiso_unit)there, edit->leaf, held->was) != CHISO_OK) {
        held->was[0] = '\0';
    }
    if (chiso_board_text(held->read, edit->unit, edit->leaf, held->becomes) != CHISO_OK) {
        held->becomes[0] = '\0';
    }
}

static void tell_note(const struct chiso__held *held, const struct edit *edit, int64_t there,
                      chiso_edit *out_edit)
{
    const struct chiso__notes *notes = held->read->notes;
    const struct chiso__span name = notes->names[edit->name];

    out_edit->criterion = chiso_node_code(held->read->tree, edit->leaf);
    out_edit->was = there == CHISO__NOT_FOUND
                        ? ""
                        : chiso__notes_find(held->board->notes, (uint32_t)there, edit->leaf, name);
    out_edit->becomes = chiso__notes_find(notes, edit->unit, edit->leaf, name);
    out_edit->note = name.text;
}

/* The text of a result that was set, "" for none. */
static void put_result(const chiso_board *board, int64_t unit, chiso_node node, char *out_text)
{
    const struct chiso__set_result *set =
        unit == CHISO__NOT_FOUND ? NULL : chiso__set_find(&board->rows, (uint32_t)unit, node);

    out_text[0] = '\0';
    if (set != NULL) {
        (void)chiso__carried_text(set->points, '.', out_text);
    }
}

static const char *yes_or_no(bool is_so)
{
    return is_so ? "yes" : "no";
}

static void tell_edit(struct chiso__held *held, const struct edit *edit, chiso_edit *out_edit)
{
    const chiso_board *read = held->read;
    const int64_t there = chiso__units_find(&held->board->units, read->units.codes[edit->unit]);
    const bool is_there = there != CHISO__NOT_FOUND;

    *out_edit = (chiso_edit){edit->kind, edit->leaf, chiso_unit_code(read, edit->unit),
                             "",         "",         chiso_unit_name(read, edit->unit),
                             ""};
    switch (edit->kind) {
    case CHISO_EDIT_UNIT:
        break;
    case CHISO_EDIT_NAME:
        out_edit->was = is_there ? chiso_unit_name(held->board, (chiso_unit)there) : "";
        break;
    case CHISO_EDIT_BLOCK:
        out_edit->was =
            is_there
                ? chiso_board_block(held->board, chiso_unit_block(held->board, (chiso_unit)there))
                : "";
        out_edit->becomes = chiso_board_block(read, chiso_unit_block(read, edit->unit));
        break;
    case CHISO_EDIT_RANKED:
        out_edit->was =
            is_there ? yes_or_no(chiso_unit_is_ranked(held->board, (chiso_unit)there)) : "";
        out_edit->becomes = yes_or_no(chiso_unit_is_ranked(read, edit->unit));
        break;
    case CHISO_EDIT_CELL:
        tell_cell(held, edit, there);
        out_edit->criterion = chiso_node_code(read->tree, edit->leaf);
        out_edit->was = held->was;
        out_edit->becomes = held->becomes;
        break;
    case CHISO_EDIT_RESULT:
        put_result(held->board, there, edit->leaf, held->was);
        put_result(read, edit->unit, edit->leaf, held->becomes);
        out_edit->criterion = chiso_node_code(read->tree, edit->leaf);
        out_edit->was = held->was;
        out_edit->becomes = held->becomes;
        break;
    case CHISO_EDIT_NOTE:
        tell_note(held, edit, there, out_edit);
        break;
    }
}

chiso_status chiso_intake_edit_at(chiso_intake *intake, uint32_t index, chiso_edit *out_edit)
{
    if (intake == NULL || out_edit == NULL) {
        return CHISO_E_NULL;
    }
    if (index >= chiso_intake_edit_count(intake)) {
        return CHISO_E_RANGE;
    }
    tell_edit(intake->held, &intake->held->edits[index], out_edit);
    return CHISO_OK;
}

chiso_status chiso_intake_take(chiso_intake *intake, chiso_board *board, chiso_error *error)
{
    struct chiso__held *held = NULL;

    if (intake == NULL || board == NULL) {
        return chiso__fail_null(error);
    }
    held = intake->held;
    if (held == NULL) {
        return chiso__fail(error, CHISO_E_STATE, CHISO__SAY_NOTHING_HELD, NULL);
    }
    if (board->tree != held->read->tree) {
        return chiso__fail(error, CHISO_E_SHAPE, CHISO__SAY_HELD_OF_OTHER_TREE, NULL);
    }
    if (!chiso__board_take(board, held->read, held->told)) {
        return chiso__fail_memory(error);
    }
    chiso__intake_drop(intake);
    return CHISO_OK;
}
