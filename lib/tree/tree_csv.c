/* A criteria file, read into a tree. */
#include "text/name.h"
#include "tree/inside.h"
#include "tree/tree.h"
#include "tree/tree_csv_inside.h"

#include <string.h>

static const struct chiso__heading headings[CHISO__CRITERIA_COUNT] = {
    [CHISO__MEMBER_CODE] = {"code", true, CHISO__SAY_WORDS_FOR_CODE},
    [CHISO__MEMBER_TITLE] = {"title", true, CHISO__SAY_WORDS_FOR_TITLE},
    [CHISO__MEMBER_MAX] = {"max", true, CHISO__SAY_WORDS_FOR_MAX},
    [CHISO__MEMBER_MIN] = {"min", false, CHISO__SAY_NOTHING},
    [CHISO__MEMBER_WEIGHT] = {"weight", false, CHISO__SAY_WORDS_FOR_WEIGHT},
    [CHISO__MEMBER_COMBINE] = {"combine", false, CHISO__SAY_NOTHING},
    [CHISO__MEMBER_KIND] = {"kind", false, CHISO__SAY_NOTHING},
    [CHISO__MEMBER_RULE] = {"rule", false, CHISO__SAY_WORDS_FOR_RULE},
    [CHISO__MEMBER_ROUND] = {"round", false, CHISO__SAY_NOTHING},
    [CHISO__MEMBER_NEEDS] = {"needs", false, CHISO__SAY_NOTHING},
    [CHISO__MEMBER_GATE] = {"gate", false, CHISO__SAY_NOTHING},
    [CHISO__MEMBER_RATERS] = {"raters", false, CHISO__SAY_NOTHING},
    [CHISO__CRITERIA_PARENT] = {"parent", false, CHISO__SAY_NOTHING},
    [CHISO__CRITERIA_OPTIONS] = {"options", false, CHISO__SAY_NOTHING},
};

static bool reserve_line(struct chiso__criteria_file *file)
{
    const chiso_allocator *allocator = &file->csv.allocator;
    const uint32_t capacity = file->capacity == 0 ? 64 : file->capacity * 2;
    void *lines = file->lines;
    void *codes = file->codes;

    if (!chiso__index_reserve(&file->index, allocator, (size_t)file->count + 1)) {
        return false;
    }
    if (file->count < file->capacity) {
        return true;
    }
    if (capacity > INT32_MAX || !chiso__resize(allocator, &lines, capacity, sizeof(*file->lines))) {
        return false;
    }
    file->lines = lines;
    if (!chiso__resize(allocator, &codes, capacity, sizeof(*file->codes))) {
        return false;
    }
    file->codes = codes;
    file->capacity = capacity;
    return true;
}

/* A line without texts, and with nothing below it. */
static struct chiso__criteria_line empty_line(size_t offset)
{
    struct chiso__criteria_line line = {.parent = CHISO__ROOT_LINE,
                                        .first_child = CHISO__NO_LINE,
                                        .last_child = CHISO__NO_LINE,
                                        .next_sibling = CHISO__NO_LINE,
                                        .node = CHISO_NO_NODE};

    for (int column = 0; column < CHISO__CRITERIA_COUNT; column++) {
        line.cells[column] = (struct chiso__span){"", 0};
        line.offsets[column] = offset;
    }
    return line;
}

/* Copies the cells of the current row. */
static bool copy_cells(struct chiso__criteria_file *file, struct chiso__criteria_line *out_line)
{
    *out_line = empty_line(file->csv.fields[0].offset);
    for (int column = 0; column < CHISO__CRITERIA_COUNT; column++) {
        const struct chiso__field *field = NULL;
        struct chiso__span text;

        if (file->columns[column] == SIZE_MAX) {
            continue;
        }
        field = &file->csv.fields[file->columns[column]];
        out_line->offsets[column] = field->offset;
        text = column == CHISO__MEMBER_TITLE ? field->span : chiso__trim(field->span);
        if (text.size > 0) {
            out_line->cells[column] = (struct chiso__span){
                chiso__arena_copy(&file->arena, &file->csv.allocator, text), text.size};
        }
        if (out_line->cells[column].text == NULL) {
            return false;
        }
    }
    return true;
}

static chiso_status fail_repeated(struct chiso__criteria_file *file, uint32_t first,
                                  struct chiso__span code, chiso_error *error)
{
    const struct chiso__text_place place =
        chiso__csv_place(&file->csv, file->lines[first].offsets[CHISO__MEMBER_CODE]);

    return chiso__fail(error, CHISO_E_DUPLICATE,
                       file->rows.use_of == NULL && chiso__is_outline_number(code)
                           ? CHISO__SAY_CODE_THERE_OUTLINE
                           : CHISO__SAY_CODE_THERE_IN_LINE,
                       CHISO__WORDS(chiso__say(code), chiso__say_count(place.line)));
}

/* Puts the current row among the lines, with its code written out where that is not NULL. */
static chiso_status add_line(struct chiso__criteria_file *file, const struct chiso__span *written,
                             chiso_error *error)
{
    struct chiso__criteria_line line;
    struct chiso__span code = {"", 0};
    uint32_t place = file->count;
    chiso_status status = CHISO_OK;

    if (!reserve_line(file) || !copy_cells(file, &line)) {
        return chiso__fail_memory(error);
    }
    if (written != NULL && !chiso__is_word(*written, ".")) {
        line.cells[CHISO__MEMBER_CODE] = *written;
    }
    code = line.cells[CHISO__MEMBER_CODE];
    if (chiso__is_word(code, ".")) {
        place = CHISO__ROOT_LINE;
        if (file->root_read) {
            status = fail_repeated(file, CHISO__ROOT_LINE, code, error);
        }
        file->root_read = true;
    } else {
        const int64_t first = chiso__index_find(&file->index, file->codes, code);

        if (line.cells[CHISO__CRITERIA_OPTIONS].size > 0) {
            chiso__fail(error, CHISO_E_WORD, CHISO__SAY_OPTIONS_BESIDE_ROOT,
                        CHISO__WORDS(chiso__say(code)));
            return chiso__fail_at(
                error, CHISO_E_WORD,
                chiso__csv_place(&file->csv, line.offsets[CHISO__CRITERIA_OPTIONS]));
        }
        if (first != CHISO__NOT_FOUND && code.size > 0) {
            status = fail_repeated(file, (uint32_t)first, code, error);
        }
    }
    if (status != CHISO_OK) {
        return chiso__fail_at(error, status,
                              chiso__csv_place(&file->csv, line.offsets[CHISO__MEMBER_CODE]));
    }
    if (!chiso__criteria_keep_notes(file, place) || !chiso__criteria_keep_weights(file, place)) {
        return chiso__fail_memory(error);
    }
    file->lines[place] = line;
    if (place != CHISO__ROOT_LINE) {
        file->codes[place] = code;
        chiso__index_add(&file->index, code, place);
        file->count++;
    }
    return CHISO_OK;
}

/* Reads the next row. */
static chiso_status read_line(struct chiso__criteria_file *file, size_t width, bool *out_more,
                              chiso_error *error)
{
    const chiso_status status = chiso__csv_next_of(&file->csv, width, out_more, error);

    return status == CHISO_OK && *out_more
               ? chiso__csv_note(&file->csv, add_line(file, NULL, error), error)
               : status;
}

/* Takes a row that is numbered as an outline. */
static chiso_status take_outlined(struct chiso__criteria_file *file, size_t width,
                                  enum chiso__row_use *out_use, chiso_error *error)
{
    struct chiso__span code = {"", 0};
    chiso_status status = chiso__criteria_outline(file, &code, out_use, error);

    if (status == CHISO_OK && *out_use == CHISO__ROW_READ) {
        status = chiso__csv_check_width(&file->csv, width, error);
        if (status == CHISO_OK) {
            status = add_line(file, &code, error);
        }
    }
    return chiso__csv_note(&file->csv, status, error);
}

/* Reads the next row where rows are numbered as an outline. */
static chiso_status read_outlined(struct chiso__criteria_file *file, size_t width, bool *out_more,
                                  chiso_error *error)
{
    enum chiso__row_use use = CHISO__ROW_READ;
    chiso_status status = chiso__csv_next(&file->csv, out_more, error);

    if (status == CHISO_OK && *out_more) {
        status = take_outlined(file, width, &use, error);
        *out_more = use != CHISO__ROW_ENDS;
    }
    return status;
}

/* Finds the columns. A file that begins with a unit is another one: that is all its mistakes. */
static chiso_status read_headings(struct chiso__criteria_file *file, chiso_error *error)
{
    chiso_intake *const intake = file->csv.intake;
    const bool is_points = chiso__is_named(file->csv.fields[0].span, "unit");
    chiso_status status = chiso__csv_check_titles(&file->csv, headings, CHISO__CRITERIA_COUNT,
                                                  file->rows.header, error);

    if (status != CHISO_OK) {
        return status;
    }
    file->csv.intake = is_points ? NULL : intake;
    status = chiso__criteria_headings(file, headings, error);
    file->csv.intake = intake;
    return status == CHISO_E_COLUMN && is_points
               ? chiso__fail_within(error, status, CHISO__SAY_IN_POINTS_FILE, NULL)
               : status;
}

static chiso_status read_lines(struct chiso__criteria_file *file, chiso_error *error)
{
    bool more = false;
    size_t width = 0;
    chiso_status status = chiso__csv_header(&file->csv, &more, error);

    if (status == CHISO_OK && !more) {
        return chiso__fail(error, CHISO_E_EMPTY, CHISO__SAY_CRITERIA_FILE_EMPTY, NULL);
    }
    if (status == CHISO_OK) {
        status = read_headings(file, error);
        width = file->csv.field_count;
    }
    if (status == CHISO_OK && !reserve_line(file)) {
        status = chiso__fail_memory(error);
    }
    if (status == CHISO_OK) {
        file->lines[CHISO__ROOT_LINE] = empty_line(file->csv.fields[0].offset);
        file->codes[CHISO__ROOT_LINE] = (struct chiso__span){"", 0};
        file->count = 1;
    }
    while (status == CHISO_OK && more) {
        status = file->rows.use_of == NULL ? read_line(file, width, &more, error)
                                           : read_outlined(file, width, &more, error);
    }
    return status;
}

static chiso_status find_parent(struct chiso__criteria_file *file, uint32_t line,
                                chiso_error *error)
{
    const struct chiso__span stated = file->lines[line].cells[CHISO__CRITERIA_PARENT];
    int64_t found = CHISO__ROOT_LINE;

    if (stated.size == 0) {
        /* A code that is too long is refused when it is added; its prefixes are not worth the time.
         */
        found = file->codes[line].size > CHISO__CODE_SIZE
                    ? CHISO__NOT_FOUND
                    : chiso__prefix_find(&file->index, file->codes, file->codes[line]);
        found = found == CHISO__NOT_FOUND ? CHISO__ROOT_LINE : found;
    } else if (!chiso__is_word(stated, ".")) {
        found = chiso__index_find(&file->index, file->codes, stated);
    }
    if (found == CHISO__NOT_FOUND) {
        const chiso_status status =
            chiso__fail(error, CHISO_E_PARENT, CHISO__SAY_NO_SUCH_PARENT,
                        CHISO__WORDS(chiso__say(file->codes[line]), chiso__say(stated)));

        return chiso__criteria_fail(file, line, CHISO__CRITERIA_PARENT, status, error);
    }
    file->lines[line].parent = (uint32_t)found;
    return CHISO_OK;
}

/* Hangs every line below its parent, in the order of the file. */
static chiso_status link_lines(struct chiso__criteria_file *file, chiso_error *error)
{
    for (uint32_t line = 1; line < file->count; line++) {
        const chiso_status status =
            chiso__csv_note(&file->csv, find_parent(file, line, error), error);
        struct chiso__criteria_line *parent = &file->lines[file->lines[line].parent];

        if (status != CHISO_OK) {
            return status;
        }
        if (parent->last_child == CHISO__NO_LINE) {
            parent->first_child = line;
        } else {
            file->lines[parent->last_child].next_sibling = line;
        }
        parent->last_child = line;
    }
    return CHISO_OK;
}

/* Leaves out what is wrong of a line that is read on with; false where nothing of it is left. A
 * rule is not held against a min that is not known. */
static bool leave_out(struct chiso__row *row, enum chiso__member member)
{
    row->members[member].size = 0;
    if (member == CHISO__MEMBER_MIN) {
        row->members[CHISO__MEMBER_RULE].size = 0;
    }
    return member != CHISO__MEMBER_CODE;
}

/* Keeps where gates name bands: whether these are there is told later, without the file. */
static void keep_band_places(struct chiso__criteria_file *file, const chiso_tree *tree,
                             uint32_t line)
{
    const struct chiso__tree_node *node = &tree->nodes[file->lines[line].node];

    for (uint32_t i = 0; i < node->steps.gates.count && node->parent == CHISO_ROOT; i++) {
        struct chiso__gate *gate = &node->steps.gates.gates[i];

        if (gate->band != NULL) {
            gate->band_place = chiso__csv_place_from(
                &file->csv,
                chiso__criteria_offset(file, line, CHISO__MEMBER_GATE, true, gate->band_at));
        }
    }
}

/* Adds a line as its criterion. What is below one that cannot be added goes to its parent. */
static chiso_status add_to_tree(struct chiso__criteria_file *file, chiso_tree *tree, uint32_t line,
                                chiso_error *error)
{
    struct chiso__criteria_line *own = &file->lines[line];
    const chiso_node parent = line == CHISO__ROOT_LINE ? CHISO_ROOT : file->lines[own->parent].node;
    struct chiso__row row;
    chiso_status status = CHISO_OK;

    memcpy(row.members, own->cells, sizeof(row.members));
    for (;;) {
        enum chiso__member member = CHISO__MEMBER_CODE;

        own->node = parent;
        status =
            line == CHISO__ROOT_LINE
                ? chiso__tree_read_root(tree, &row, &file->csv.style, &member, error)
                : chiso__tree_put(tree, parent, &row, &file->csv.style, &own->node, &member, error);
        if (status == CHISO_OK) {
            keep_band_places(file, tree, line);
            return status;
        }
        status = chiso__csv_note(
            &file->csv, chiso__criteria_fail(file, line, (int)member, status, error), error);
        own->wrong = true;
        if (status != CHISO_OK || !leave_out(&row, member)) {
            return status;
        }
    }
}

/* A line that no way from the root leads to is in a circle, or hangs below one. */
static chiso_status fail_circle(struct chiso__criteria_file *file, uint32_t line,
                                chiso_error *error)
{
    chiso_status status = CHISO_OK;

    for (uint32_t step = 0; step < file->count; step++) {
        line = file->lines[line].parent;
    }
    status = chiso__fail(error, CHISO_E_PARENT, CHISO__SAY_OWN_ANCESTOR,
                         CHISO__WORDS(chiso__say(file->codes[line]),
                                      chiso__say(file->codes[file->lines[line].parent])));
    return chiso__criteria_fail(file, line, CHISO__CRITERIA_PARENT, status, error);
}

/* Adds the lines in the tree's order, so that each finds its parent there. */
static chiso_status build_tree(struct chiso__criteria_file *file, chiso_tree *tree,
                               chiso_error *error)
{
    uint32_t line = CHISO__ROOT_LINE;

    while (line != CHISO__NO_LINE) {
        const chiso_status status = add_to_tree(file, tree, line, error);

        if (status != CHISO_OK) {
            return status;
        }
        if (file->lines[line].first_child != CHISO__NO_LINE) {
            line = file->lines[line].first_child;
            continue;
        }
        while (line != CHISO__ROOT_LINE && file->lines[line].next_sibling == CHISO__NO_LINE) {
            line = file->lines[line].parent;
        }
        line = line == CHISO__ROOT_LINE ? CHISO__NO_LINE : file->lines[line].next_sibling;
    }
    for (line = 0; line < file->count; line++) {
        if (file->lines[line].node == CHISO_NO_NODE) {
            return chiso__csv_note(&file->csv, fail_circle(file, line, error), error);
        }
    }
    return CHISO_OK;
}

static chiso_status read_tree(struct chiso__criteria_file *file, chiso_tree *tree,
                              chiso_error *error)
{
    chiso_status status = read_lines(file, error);

    if (status == CHISO_OK) {
        status = link_lines(file, error);
    }
    if (status == CHISO_OK) {
        const struct chiso__criteria_line *root = &file->lines[CHISO__ROOT_LINE];

        status = chiso__tree_read_options(tree, root->cells[CHISO__CRITERIA_OPTIONS], error);
        if (status != CHISO_OK) {
            status = chiso__criteria_fail(file, CHISO__ROOT_LINE, CHISO__CRITERIA_OPTIONS, status,
                                          error);
            status = chiso__csv_note(&file->csv, status, error);
        }
    }
    if (status == CHISO_OK) {
        const struct chiso__criteria_line *root = &file->lines[CHISO__ROOT_LINE];

        status = chiso__tree_set_title(tree, root->cells[CHISO__MEMBER_TITLE], error);
    }
    if (status == CHISO_OK) {
        status = build_tree(file, tree, error);
    }
    if (status == CHISO_OK) {
        status = chiso__criteria_give_weights(file, tree, error);
    }
    if (status == CHISO_OK && !chiso__criteria_give_notes(file, tree)) {
        status = chiso__fail_memory(error);
    }
    return status == CHISO_OK ? chiso__criteria_check(file, tree, error) : status;
}

chiso_status chiso_tree_read_csv(const char *text, size_t size, const chiso_allocator *allocator,
                                 chiso_tree **out_tree, chiso_error *error)
{
    return chiso__read_tree(text, size, NULL, NULL, allocator, out_tree, error);
}

chiso_status chiso__read_tree(const char *text, size_t size, const struct chiso__desk *desk,
                              const struct chiso__criteria_rows *rows,
                              const chiso_allocator *allocator, chiso_tree **out_tree,
                              chiso_error *error)
{
    struct chiso__criteria_file file = {
        .rows = rows == NULL ? (struct chiso__criteria_rows){0, NULL, NULL} : *rows};
    chiso_tree *tree = NULL;
    chiso_status status = CHISO_OK;

    if (out_tree == NULL) {
        return chiso__fail_null(error);
    }
    *out_tree = NULL;
    if (text == NULL) {
        return chiso__fail_null(error);
    }
    status = chiso_tree_new(NULL, allocator, &tree, error);
    if (status != CHISO_OK) {
        return status;
    }
    status =
        chiso__csv_open(&file.csv, (struct chiso__span){text, size}, desk, &tree->allocator, error);
    if (status == CHISO_OK) {
        status = read_tree(&file, tree, error);
    }
    status = chiso__csv_end(&file.csv, status, error);
    chiso__index_clear(&file.index, &tree->allocator);
    chiso__outline_clear(&file.outline, &tree->allocator);
    chiso__criteria_clear_notes(&file, &tree->allocator);
    chiso__criteria_clear_weights(&file, &tree->allocator);
    chiso__arena_clear(&file.arena, &tree->allocator);
    chiso__release(&tree->allocator, file.lines);
    chiso__release(&tree->allocator, file.codes);
    chiso__csv_close(&file.csv);
    if (status != CHISO_OK) {
        chiso_tree_free(tree);
        return status;
    }
    *out_tree = tree;
    return CHISO_OK;
}
