/* The ratings of a points file: cells that are given by several raters, a row each. */
#include "board/board_csv_file.h"

#include "number/ratio.h"

#include <string.h>

/* The rating that a rater has given of a cell before; NULL for none. */
static const struct chiso__one_rating *find_rating(const struct chiso__rated *rated, uint32_t rater)
{
    for (uint32_t i = 0; rated != NULL && i < rated->count; i++) {
        if (rated->list[i].rater == rater) {
            return &rated->list[i];
        }
    }
    return NULL;
}

static chiso_status fail_twice(const struct chiso__points_file *file,
                               const struct chiso__one_rating *before, struct chiso__span rater,
                               chiso_error *error)
{
    const uint32_t line = chiso__csv_place(&file->csv, before->place).line;

    return rater.size == 0 ? chiso__fail(error, CHISO_E_DUPLICATE, CHISO__SAY_UNNAMED_RATER_TWICE,
                                         CHISO__WORDS(chiso__say_count(line)))
                           : chiso__fail(error, CHISO_E_DUPLICATE, CHISO__SAY_RATER_TWICE,
                                         CHISO__WORDS(chiso__say_count(line), chiso__say(rater)));
}

/* Refuses the rating of a rater who gave one before, and more than there may be. */
static chiso_status check_rating(const struct chiso__points_file *file, chiso_unit unit,
                                 chiso_node leaf, uint32_t rater, struct chiso__span name,
                                 chiso_error *error)
{
    const struct chiso__rated *rated = chiso__rated_at(file->board->rows.ratings, leaf, unit);
    const struct chiso__one_rating *before = find_rating(rated, rater);
    chiso_status status = CHISO_OK;

    if (before != NULL) {
        status = fail_twice(file, before, name, error);
    } else if (rated != NULL && rated->count == CHISO_RATING_LIMIT) {
        status = chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_TOO_MANY_RATINGS,
                             CHISO__WORDS(chiso__say_count(CHISO_RATING_LIMIT)));
    }
    return status == CHISO_OK ? status : chiso__fail_cell(error, status, file->board, unit, leaf);
}

static chiso_status take_rating(struct chiso__points_file *file, size_t column, chiso_unit unit,
                                chiso_node leaf, struct chiso__number_style *style,
                                chiso_error *error)
{
    chiso_board *board = file->board;
    const struct chiso__field *field = &file->csv.fields[column];
    const struct chiso__span name = chiso__file_field(file, CHISO__COLUMN_RATER);
    struct chiso__ratings *ratings = chiso__rows_ratings(&board->rows, &board->allocator);
    struct chiso__value value;
    uint32_t rater = 0;
    bool rounded = false;
    chiso_status status = CHISO_OK;

    if (ratings == NULL || !chiso__rater_find(ratings, &board->allocator, name, &rater)) {
        return chiso__fail_memory(error);
    }
    status = check_rating(file, unit, leaf, rater, name, error);
    if (status != CHISO_OK) {
        return chiso__file_fail(file, CHISO__COLUMN_RATER, status, error);
    }
    status = chiso__cell_read(board->tree, leaf, field->span, style, NULL, &value, &rounded, error);
    if (status != CHISO_OK) {
        chiso__fail_cell(error, status, board, unit, leaf);
        return chiso__csv_fail_field(&file->csv, column, status, error);
    }
    if (!chiso__rating_add(ratings, &board->allocator, leaf, unit,
                           chiso__rating_of(&value, rater, field->offset))) {
        return chiso__fail_memory(error);
    }
    board->rounded_count += rounded;
    return file->csv.intake == NULL
               ? CHISO_OK
               : chiso__doubt_value(&file->doubts, column, unit, leaf, &value, rounded, error);
}

chiso_status chiso__file_read_rating(struct chiso__points_file *file, size_t column,
                                     chiso_unit unit, chiso_node leaf,
                                     struct chiso__number_style *style, bool *out_taken,
                                     chiso_error *error)
{
    const struct chiso__rule *rule = &file->board->tree->nodes[leaf].rule;
    const struct chiso__span name = chiso__file_field(file, CHISO__COLUMN_RATER);

    *out_taken = true;
    if (chiso__rule_joins(rule)) {
        return take_rating(file, column, unit, leaf, style, error);
    }
    *out_taken = name.size > 0;
    if (name.size == 0 || chiso__trim(file->csv.fields[column].span).size == 0) {
        return CHISO_OK;
    }
    chiso__fail(error, CHISO_E_CELL, CHISO__SAY_RULE_TAKES_NO_RATER,
                CHISO__WORDS(chiso__say(name), chiso__say_text(rule->text)));
    chiso__fail_cell(error, CHISO_E_CELL, file->board, unit, leaf);
    return chiso__file_fail(file, CHISO__COLUMN_RATER, CHISO_E_CELL, error);
}

/* Puts parts one behind the other, in the memory of the file; false when that is out. */
static bool join_parts(struct chiso__points_file *file, const struct chiso__span *parts,
                       size_t count, struct chiso__span *out_text)
{
    size_t size = 0;
    char *text = NULL;

    for (size_t i = 0; i < count; i++) {
        size += parts[i].size;
    }
    text = chiso__arena_take(&file->header.notes.arena, &file->csv.allocator, size + 1);
    *out_text = (struct chiso__span){text, size};
    for (size_t i = 0; i < count && text != NULL; i++) {
        memcpy(text, parts[i].text, parts[i].size);
        text += parts[i].size;
    }
    return out_text->text != NULL;
}

chiso_status chiso__file_join_note(struct chiso__points_file *file, chiso_unit unit,
                                   chiso_node leaf, struct chiso__span name,
                                   struct chiso__span *text, chiso_error *error)
{
    const chiso_allocator *allocator = &file->csv.allocator;
    const struct chiso__span rater = chiso__file_field(file, CHISO__COLUMN_RATER);
    const struct chiso__span before =
        chiso__span_of(chiso__notes_find(file->board->notes, unit, leaf, name));
    const struct chiso__span first =
        chiso__span_of(chiso__notes_find(file->raters, unit, leaf, name));
    const struct chiso__span parts[] = {first, {": ", first.size == 0 ? 0 : 2}, before, {"; ", 2},
                                        rater, {": ", rater.size == 0 ? 0 : 2}, *text};
    const struct chiso__span none = {"", 0};

    if (before.size == 0) {
        return chiso__notes_set(&file->raters, allocator, unit, leaf, name, rater)
                   ? CHISO_OK
                   : chiso__fail_memory(error);
    }
    if (chiso__span_equal(before, *text)) {
        return CHISO_OK;
    }
    return join_parts(file, parts, sizeof(parts) / sizeof(parts[0]), text) &&
                   chiso__notes_set(&file->raters, allocator, unit, leaf, name, none)
               ? CHISO_OK
               : chiso__fail_memory(error);
}

/* Whether a cell has one rating, by nobody in particular: it is as any other cell. */
static bool is_plain(const struct chiso__ratings *ratings, const struct chiso__rated *rated)
{
    return rated->count == 1 && ratings->names[rated->list[0].rater].size == 0;
}

static chiso_status join_cell(struct chiso__points_file *file, chiso_unit unit, chiso_node leaf,
                              chiso_error *error)
{
    chiso_board *board = file->board;
    const struct chiso__rated *rated = chiso__rated_at(board->rows.ratings, leaf, unit);
    struct chiso__value value;
    chiso_status status = CHISO_OK;

    if (rated == NULL) {
        return CHISO_OK;
    }
    status = chiso__rated_value(board->tree, leaf, rated, &value, error);
    if (status != CHISO_OK) {
        chiso__fail_cell(error, status, board, unit, leaf);
        chiso__fail_at(error, status, chiso__csv_place(&file->csv, rated->list[0].place));
        return chiso__csv_note(&file->csv, status, error);
    }
    if (!chiso__cell_ready(&board->rows, &board->allocator, leaf, &value)) {
        return chiso__fail_memory(error);
    }
    if (is_plain(board->rows.ratings, rated)) {
        /* Most cells of a file may be so. */
        chiso__rated_free(board->rows.ratings, &board->allocator, leaf, unit);
        chiso__cell_put(&board->rows, unit, leaf, value);
    } else {
        chiso__cell_put_joined(&board->rows, unit, leaf, value);
    }
    return CHISO_OK;
}

chiso_status chiso__file_join_ratings(struct chiso__points_file *file, chiso_error *error)
{
    const chiso_tree *tree = file->board->tree;
    chiso_status status = CHISO_OK;

    for (uint32_t i = 0; file->board->rows.ratings != NULL && i < tree->leaf_count; i++) {
        for (chiso_unit unit = 0; unit < file->board->units.count && status == CHISO_OK; unit++) {
            status = join_cell(file, unit, tree->leaves[i], error);
        }
    }
    return status;
}
