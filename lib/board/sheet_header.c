/* What the columns of a sheet hold, as a mapping says. */
#include "board/sheet.h"

#include "text/name.h"
#include "text/near.h"

static chiso_status fail_role(const struct chiso__sheet *sheet, size_t column,
                              struct chiso__span value, chiso_error *error)
{
    const struct chiso__span heading = sheet->csv->fields[column].span;
    struct chiso__nearest nearest = chiso__nearest_to(value);

    for (int word = 0; word < CHISO__COLUMN_COUNT; word++) {
        chiso__nearest_try(&nearest, chiso__span_of(chiso__column_word(word)));
    }
    for (int word = 0; word <= CHISO__PRINTED_MAX; word++) {
        chiso__nearest_try(&nearest, chiso__span_of(chiso__beside_word(word)));
    }
    chiso__nearest_try_all(&nearest, (const char *const[]){"note", "ignore", NULL});
    if (nearest.meant.size > 0) {
        chiso__fail(
            error, CHISO_E_COLUMN, CHISO__SAY_SHEET_ROLE_MEANT,
            CHISO__WORDS(chiso__say(heading), chiso__say(value), chiso__say(nearest.meant)));
    } else {
        chiso__fail(error, CHISO_E_COLUMN, CHISO__SAY_SHEET_ROLE_UNKNOWN,
                    CHISO__WORDS(chiso__say(heading), chiso__say(value)));
    }
    return chiso__csv_fail_field(sheet->csv, column, CHISO_E_COLUMN, error);
}

/* The figure that a word says is printed, and of which node; false for another word. */
static bool find_printed(const chiso_tree *tree, struct chiso__span value, struct chiso__role *role)
{
    struct chiso__span rest = value;
    struct chiso__span word = {"", 0};
    int64_t node = CHISO_ROOT;
    int kind = 0;

    if (!chiso__next_word(&rest, &word)) {
        return false;
    }
    while (kind <= CHISO__PRINTED_MAX && !chiso__is_word(word, chiso__beside_word(kind))) {
        kind++;
    }
    rest = chiso__trim(rest);
    if (kind == CHISO__PRINTED_TOTAL && rest.size > 0) {
        node = chiso__find_code(tree, rest);
        rest.size = 0;
    }
    if (kind > CHISO__PRINTED_MAX || rest.size > 0 || node == CHISO__NOT_FOUND) {
        return false;
    }
    role->kind = CHISO__ROLE_PRINTED;
    role->printed = kind;
    role->node = (chiso_node)node;
    return true;
}

/* Finds out what a mapping means by the value of a column. */
static chiso_status read_role(struct chiso__sheet *sheet, size_t column, struct chiso__span value,
                              chiso_error *error)
{
    const chiso_tree *tree = sheet->board->tree;
    struct chiso__role *role = &sheet->roles[column];
    const int64_t node = chiso__find_code(tree, value);
    int word = 0;

    while (word < CHISO__COLUMN_COUNT && !chiso__is_word(value, chiso__column_word(word))) {
        word++;
    }
    if (word < CHISO__COLUMN_COUNT) {
        role->kind = CHISO__ROLE_WORD;
        role->word = word;
        return CHISO_OK;
    }
    if (node != CHISO__NOT_FOUND) {
        role->kind = CHISO__ROLE_LEAF;
        role->node = (chiso_node)node;
        return CHISO_OK;
    }
    if (chiso__find_column(tree, value) != CHISO__NOT_FOUND) {
        role->kind = CHISO__ROLE_DIVISOR;
        role->divisor = (uint32_t)chiso__find_column(tree, value);
        return CHISO_OK;
    }
    if (chiso__is_word(value, "ignore")) {
        role->kind = CHISO__ROLE_IGNORED;
        return CHISO_OK;
    }
    if (chiso__is_word(value, "weight") &&
        sheet->mapping->words[CHISO__TOLD_LAYOUT] == CHISO__LAYOUT_ANSWERS) {
        role->kind = CHISO__ROLE_WEIGHT;
        return CHISO_OK;
    }
    if (chiso__is_note_word(value, &role->rest)) {
        role->kind = CHISO__ROLE_NOTE;
        return CHISO_OK;
    }
    return find_printed(tree, value, role) ? CHISO_OK : fail_role(sheet, column, value, error);
}

/* Finds the row of the mapping that is about a column. */
static const struct chiso__mapping_entry *find_row(struct chiso__sheet *sheet, size_t column)
{
    const struct chiso__span heading = chiso__sheet_text(sheet, column);
    const uint32_t place = (uint32_t)column + 1;
    const struct chiso__mapping_entry *held =
        chiso__mapping_find(sheet->mapping, CHISO__TOLD_COLUMN, place, heading);
    const struct chiso__mapping_entry *ignored =
        chiso__mapping_find(sheet->mapping, CHISO__TOLD_IGNORE, place, heading);
    const struct chiso__mapping_entry *row = held;

    /* What is said of a place comes before what is said of a heading. */
    if (ignored != NULL && (held == NULL || held->place == 0)) {
        row = ignored;
    }
    if (held != NULL) {
        sheet->used[held - sheet->mapping->rows] = true;
    }
    if (ignored != NULL) {
        sheet->used[ignored - sheet->mapping->rows] = true;
    }
    return row;
}

static chiso_status read_roles(struct chiso__sheet *sheet, chiso_error *error)
{
    chiso_status status = CHISO_OK;

    for (size_t column = 0; column < sheet->width && status == CHISO_OK; column++) {
        const struct chiso__mapping_entry *row = find_row(sheet, column);

        /* A column that is left out for the sake of a stage is read only where its place is named.
         */
        if (row == NULL && sheet->roles[column].kind == CHISO__ROLE_HEADED) {
            status = chiso__csv_note(sheet->csv, chiso__sheet_outline_column(sheet, column, error),
                                     error);
        }
        if (row == NULL || (row->place == 0 && sheet->roles[column].kind == CHISO__ROLE_IGNORED)) {
            continue;
        }
        if (row->told == CHISO__TOLD_IGNORE) {
            sheet->roles[column].kind = CHISO__ROLE_IGNORED;
            continue;
        }
        status = read_role(sheet, column, chiso__trim(row->value), error);
        if (status != CHISO_OK) {
            /* It is refused already, and not once more for its heading. */
            sheet->roles[column].kind = CHISO__ROLE_IGNORED;
        }
        sheet->has_printed = sheet->has_printed || sheet->roles[column].kind == CHISO__ROLE_PRINTED;
        status = chiso__csv_note(sheet->csv, status, error);
    }
    return status;
}

/* Whether the sheet has a column of blocks itself. */
static bool has_block_column(const struct chiso__sheet *sheet)
{
    for (size_t column = 0; column < sheet->width; column++) {
        const struct chiso__role *role = &sheet->roles[column];
        const struct chiso__span heading = chiso__sheet_text(sheet, column);

        if ((role->kind == CHISO__ROLE_WORD && role->word == CHISO__COLUMN_BLOCK) ||
            (role->kind == CHISO__ROLE_HEADED &&
             (chiso__is_named(heading, chiso__column_word(CHISO__COLUMN_BLOCK)) ||
              (chiso__find_code(sheet->board->tree, heading) == CHISO__NOT_FOUND &&
               chiso__means(heading, CHISO__SAY_WORDS_FOR_BLOCK))))) {
            return true;
        }
    }
    return false;
}

/* Adds a column for blocks that rows of their own name, where the sheet has none. */
static chiso_status add_block_column(struct chiso__sheet *sheet, chiso_error *error)
{
    for (uint32_t i = 0; i < sheet->mapping->count; i++) {
        sheet->has_block_rows =
            sheet->has_block_rows || (sheet->mapping->rows[i].told == CHISO__TOLD_ROWS &&
                                      sheet->mapping->rows[i].word == CHISO__ROWS_BLOCK);
    }
    if (!sheet->has_block_rows || has_block_column(sheet)) {
        return CHISO_OK;
    }
    sheet->roles[sheet->width] =
        (struct chiso__role){.kind = CHISO__ROLE_WORD, .word = CHISO__COLUMN_BLOCK};
    return chiso__csv_add_field(sheet->csv, (struct chiso__field){{"", 0}, sheet->csv->at})
               ? CHISO_OK
               : chiso__fail_memory(error);
}

/* The heading that one of the mapping may mean, or {NULL, 0}. */
static struct chiso__span meant_heading(const struct chiso__sheet *sheet, struct chiso__span name)
{
    struct chiso__nearest nearest = chiso__nearest_to(name);

    for (size_t column = 0; column < sheet->width; column++) {
        chiso__nearest_try(&nearest, chiso__sheet_text(sheet, column));
    }
    return nearest.meant;
}

/* Says which rows of the mapping are about columns that are not there. */
static chiso_status tell_unused(struct chiso__sheet *sheet, chiso_error *error)
{
    const chiso_mapping *mapping = sheet->mapping;

    for (uint32_t i = 0; i < mapping->count; i++) {
        const struct chiso__mapping_entry *row = &mapping->rows[i];
        struct chiso__span meant = {NULL, 0};
        chiso_error doubt = CHISO_ERROR_INIT;

        if (sheet->used[i] || sheet->csv->intake == NULL ||
            (row->told != CHISO__TOLD_COLUMN && row->told != CHISO__TOLD_IGNORE)) {
            continue;
        }
        meant = meant_heading(sheet, row->name);
        if (meant.text == NULL) {
            chiso__fail(&doubt, CHISO_OK, CHISO__SAY_DOUBT_UNUSED,
                        CHISO__WORDS(chiso__say(row->name)));
        } else {
            chiso__fail(&doubt, CHISO_OK, CHISO__SAY_DOUBT_UNUSED_MEANT,
                        CHISO__WORDS(chiso__say(row->name), chiso__say(meant)));
        }
        if (chiso__csv_doubt(sheet->csv, CHISO_DOUBT_UNUSED, SIZE_MAX, &doubt) != CHISO_OK) {
            return chiso__fail_memory(error);
        }
    }
    return CHISO_OK;
}

/* Settles the decimal mark, where the mapping says it, or that of thousands leaves only one. */
static void settle_marks(struct chiso__sheet *sheet)
{
    const int decimal = sheet->mapping->words[CHISO__TOLD_DECIMAL];
    const int thousands = sheet->mapping->words[CHISO__TOLD_THOUSANDS];

    if (decimal == CHISO__MARK_COMMA || (decimal < 0 && thousands == CHISO__MARK_POINT)) {
        sheet->csv->style = (struct chiso__number_style){true, ','};
    } else if (decimal == CHISO__MARK_POINT || (decimal < 0 && thousands == CHISO__MARK_COMMA)) {
        sheet->csv->style = (struct chiso__number_style){false, '.'};
    }
}

/* A leaf without a column is a mistake where the mapping asks for all. */
static chiso_status check_columns(struct chiso__sheet *sheet, chiso_error *error)
{
    const chiso_tree *tree = sheet->board->tree;
    chiso_status status = CHISO_OK;

    if (sheet->mapping->words[CHISO__TOLD_COLUMNS] != CHISO__ASKED_ALL ||
        chiso__header_is_long(sheet->header)) {
        return CHISO_OK;
    }
    for (uint32_t i = 0; i < tree->leaf_count && status == CHISO_OK; i++) {
        size_t column = 0;

        while (column < sheet->header->width && sheet->header->leaves[column] != tree->leaves[i]) {
            column++;
        }
        if (column == sheet->header->width && !chiso__takes_rank(&tree->nodes[tree->leaves[i]])) {
            status = chiso__fail(error, CHISO_E_COLUMN, CHISO__SAY_SHEET_CRITERION_MISSING,
                                 CHISO__WORDS(chiso__say(tree->codes[tree->leaves[i]])));
            chiso__csv_fail_field(sheet->csv, 0, status, error);
            status = chiso__csv_note(sheet->csv, status, error);
        }
    }
    return status;
}

/* Where the mapping names no row of headings, nor any heading of the first, that may be a title. */
static chiso_status check_titles(struct chiso__sheet *sheet, chiso_error *error)
{
    bool is_known = sheet->mapping->header > 0;
    uint32_t below = 0;

    for (uint32_t i = 0; i < sheet->mapping->count && !is_known; i++) {
        is_known = sheet->used[i];
    }
    below = is_known ? 0 : chiso__header_below(sheet->csv, sheet->board->tree);
    return below == 0 ? CHISO_OK : chiso__csv_fail_title(sheet->csv, below, error);
}

chiso_status chiso__sheet_header(struct chiso__sheet *sheet, chiso_error *error)
{
    struct chiso__csv *csv = sheet->csv;
    chiso_status status = chiso__sheet_headings(sheet, error);

    if (status != CHISO_OK) {
        return status;
    }
    settle_marks(sheet);
    sheet->used = chiso__alloc_zero(&csv->allocator, sheet->mapping->count + 1, sizeof(bool));
    if (sheet->used == NULL) {
        return chiso__fail_memory(error);
    }
    status = read_roles(sheet, error);
    if (status == CHISO_OK) {
        status = check_titles(sheet, error);
    }
    if (status == CHISO_OK && sheet->mapping->words[CHISO__TOLD_LAYOUT] == CHISO__LAYOUT_DOWN) {
        status = chiso__sheet_begin_down(sheet, error);
    } else if (status == CHISO_OK) {
        status = add_block_column(sheet, error);
        if (status == CHISO_OK) {
            status = chiso__header_of(csv, sheet->board->tree, sheet->roles, sheet->header, error);
        }
        if (status == CHISO_OK &&
            sheet->mapping->words[CHISO__TOLD_LAYOUT] == CHISO__LAYOUT_ANSWERS) {
            status = chiso__sheet_begin_answers(sheet, error);
        }
    }
    if (status == CHISO_OK && sheet->mapping->words[CHISO__TOLD_UNITS] >= 0 &&
        sheet->known->units.count == 0) {
        status = chiso__fail(error, CHISO_E_UNIT, CHISO__SAY_SHEET_UNITS_UNKNOWN, NULL);
    }
    if (status == CHISO_OK) {
        status = check_columns(sheet, error);
    }
    return status == CHISO_OK ? tell_unused(sheet, error) : status;
}
