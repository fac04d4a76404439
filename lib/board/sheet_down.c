/* Sheets whose rows are criteria and whose columns are units: each cell is taken as a row of the
 * long layout. */
#include "board/sheet.h"

#include "number/shown.h"
#include "text/name.h"

/* The fields that stand for a row of the long layout. */
enum { UNIT_FIELD, CRITERION_FIELD, VALUE_FIELD, FIELDS };

/* Whether a heading is one that sheets have beside units; a unit that is called so is mapped. */
static bool is_no_unit(struct chiso__span heading)
{
    return heading.size == 0 || chiso__is_beside(heading) ||
           chiso__means(heading, CHISO__SAY_WORDS_FOR_CRITERION);
}

/* Refuses a column that holds, by the mapping, what such sheets do not have. */
static chiso_status fail_role(const struct chiso__sheet *sheet, size_t column, chiso_error *error)
{
    const struct chiso__span heading = chiso__sheet_text(sheet, column);
    const struct chiso__mapping_entry *row =
        chiso__mapping_find(sheet->mapping, CHISO__TOLD_COLUMN, (uint32_t)column + 1, heading);

    chiso__fail(error, CHISO_E_COLUMN, CHISO__SAY_SHEET_ROLE_DOWN,
                CHISO__WORDS(chiso__say(heading), chiso__say(row->value)));
    return chiso__csv_fail_field(sheet->csv, column, CHISO_E_COLUMN, error);
}

/* Adds a unit by its heading. */
static chiso_status add_unit(struct chiso__sheet *sheet, size_t column, chiso_error *error)
{
    struct chiso__down *down = sheet->down;
    struct chiso__field code = sheet->csv->fields[column];
    const struct chiso__span text = chiso__trim(code.span);

    for (uint32_t i = 0; i < down->units; i++) {
        if (chiso__names_equal(down->codes[i].span, text)) {
            chiso__fail(error, CHISO_E_DUPLICATE, CHISO__SAY_UNIT_TWICE,
                        CHISO__WORDS(chiso__say(text)));
            return chiso__csv_fail_field(sheet->csv, column, CHISO_E_DUPLICATE, error);
        }
    }
    /* The text of the field goes with the row of headings. */
    if (!chiso__sheet_keep_text(sheet, text, &code.span)) {
        return chiso__fail_memory(error);
    }
    down->columns[down->units] = column;
    down->codes[down->units++] = code;
    return chiso__sheet_check_known(sheet, text, column, error);
}

/* Whether the mapping names the column of the criteria. */
static bool names_criterion(const struct chiso__sheet *sheet)
{
    bool is_named = false;

    for (size_t i = 0; i < sheet->width; i++) {
        is_named = is_named || (sheet->roles[i].kind == CHISO__ROLE_WORD &&
                                sheet->roles[i].word == CHISO__COLUMN_CRITERION);
    }
    return is_named;
}

/* Takes a column of which the mapping says nothing. */
static chiso_status take_headed(struct chiso__sheet *sheet, size_t column, bool is_named,
                                chiso_error *error)
{
    const struct chiso__span heading = chiso__sheet_text(sheet, column);

    if (!is_named && chiso__column_named(heading, false) == CHISO__COLUMN_CRITERION) {
        if (sheet->down->criterion != SIZE_MAX) {
            return chiso__csv_fail_twice(sheet->csv, column, error);
        }
        sheet->down->criterion = column;
        return CHISO_OK;
    }
    if (heading.size == 0) {
        chiso__fail(error, CHISO_E_COLUMN, CHISO__SAY_SHEET_COLUMN_NO_HEADING,
                    CHISO__WORDS(chiso__say_count(column + 1)));
        return chiso__csv_fail_field(sheet->csv, column, CHISO_E_COLUMN, error);
    }
    if (!is_no_unit(heading)) {
        return add_unit(sheet, column, error);
    }
    chiso__fail(error, CHISO_E_COLUMN, CHISO__SAY_SHEET_COLUMN_UNKNOWN,
                CHISO__WORDS(chiso__say(heading)));
    return chiso__csv_fail_field(sheet->csv, column, CHISO_E_COLUMN, error);
}

static chiso_status take_column(struct chiso__sheet *sheet, size_t column, bool is_named,
                                chiso_error *error)
{
    const struct chiso__role *role = &sheet->roles[column];
    struct chiso__down *down = sheet->down;
    const bool is_word = role->kind == CHISO__ROLE_WORD;
    const bool is_max = role->kind == CHISO__ROLE_PRINTED && role->printed == CHISO__PRINTED_MAX;
    size_t *place = is_max ? &down->max : &down->criterion;

    if (role->kind == CHISO__ROLE_IGNORED) {
        return CHISO_OK;
    }
    if (role->kind == CHISO__ROLE_NOTE) {
        return chiso__note_columns_add(&sheet->header->notes, sheet->csv, column, role->rest,
                                       error);
    }
    if (role->kind == CHISO__ROLE_HEADED) {
        return take_headed(sheet, column, is_named, error);
    }
    if (is_word && role->word == CHISO__COLUMN_UNIT) {
        return add_unit(sheet, column, error);
    }
    if (!is_max && !(is_word && role->word == CHISO__COLUMN_CRITERION)) {
        return fail_role(sheet, column, error);
    }
    if (*place != SIZE_MAX) {
        return chiso__csv_fail_twice(sheet->csv, column, error);
    }
    *place = column;
    return CHISO_OK;
}

/* Room for what is known of the columns. */
static bool make_down(struct chiso__sheet *sheet)
{
    const chiso_allocator *allocator = &sheet->csv->allocator;
    struct chiso__down *down = chiso__arena_take(&sheet->arena, allocator, sizeof(*down));

    if (down == NULL) {
        return false;
    }
    *down = (struct chiso__down){.criterion = SIZE_MAX, .max = SIZE_MAX};
    down->columns =
        chiso__arena_take(&sheet->arena, allocator, sheet->width * sizeof(*down->columns));
    down->codes = chiso__arena_take(&sheet->arena, allocator, sheet->width * sizeof(*down->codes));
    down->row = chiso__arena_take(&sheet->arena, allocator, sheet->width * sizeof(*down->row));
    down->notes = chiso__arena_take(&sheet->arena, allocator, sheet->width * sizeof(*down->notes));
    sheet->down = down;
    return down->columns != NULL && down->codes != NULL && down->row != NULL && down->notes != NULL;
}

/* The header that the long layout would have. */
static chiso_status make_header(struct chiso__sheet *sheet, chiso_error *error)
{
    struct chiso__header *header = sheet->header;

    header->width = FIELDS;
    header->leaves = chiso__alloc(&sheet->csv->allocator, FIELDS, sizeof(*header->leaves));
    if (header->leaves == NULL) {
        return chiso__fail_memory(error);
    }
    for (int i = 0; i < CHISO__COLUMN_COUNT; i++) {
        header->columns[i] = SIZE_MAX;
    }
    for (int i = 0; i < FIELDS; i++) {
        header->leaves[i] = CHISO_NO_NODE;
    }
    header->columns[CHISO__COLUMN_UNIT] = UNIT_FIELD;
    header->columns[CHISO__COLUMN_CRITERION] = CRITERION_FIELD;
    header->columns[CHISO__COLUMN_VALUE] = VALUE_FIELD;
    return CHISO_OK;
}

/* Lets notes stand behind the value of the only unit; of several, nothing says whose they are. */
static chiso_status take_notes(struct chiso__sheet *sheet, chiso_error *error)
{
    struct chiso__note_columns *notes = &sheet->header->notes;
    chiso_status status = CHISO_OK;

    if (sheet->down->units > 1) {
        notes->count = 0;
    }
    status = chiso__note_columns_check(notes, sheet->csv, sheet->board->tree->codes, error);
    for (size_t i = 0; i < notes->count; i++) {
        sheet->down->notes[i] = notes->list[i].column;
        notes->list[i].column = FIELDS + i;
    }
    return status;
}

chiso_status chiso__sheet_begin_down(struct chiso__sheet *sheet, chiso_error *error)
{
    const bool is_named = names_criterion(sheet);
    chiso_status status = make_down(sheet) ? make_header(sheet, error) : chiso__fail_memory(error);

    for (size_t column = 0; column < sheet->width && status == CHISO_OK; column++) {
        status = take_column(sheet, column, is_named, error);
        status = chiso__csv_note(sheet->csv, status, error);
    }
    if (status == CHISO_OK && (sheet->down->criterion == SIZE_MAX || sheet->down->units == 0)) {
        const int missing = sheet->down->units == 0 ? CHISO__COLUMN_UNIT : CHISO__COLUMN_CRITERION;

        chiso__fail(error, CHISO_E_COLUMN, CHISO__SAY_NO_COLUMN,
                    CHISO__WORDS(chiso__say_text(chiso__column_word(missing))));
        status = chiso__csv_fail_field(sheet->csv, 0, CHISO_E_COLUMN, error);
        /* No row can be read. */
        return chiso__csv_note(sheet->csv, status, error) == CHISO_OK
                   ? chiso__csv_stop(sheet->csv, status)
                   : status;
    }
    if (status == CHISO_OK) {
        sheet->down->at = sheet->down->units;
        status = take_notes(sheet, error);
    }
    return status;
}

/* Whether the row says nothing of any unit. */
static bool is_empty_row(const struct chiso__sheet *sheet)
{
    bool is_empty = true;

    for (uint32_t i = 0; i < sheet->down->units && is_empty; i++) {
        is_empty = chiso__sheet_text(sheet, sheet->down->columns[i]).size == 0;
    }
    return is_empty;
}

/* Whether the row has a note of the only unit. */
static bool has_note(const struct chiso__sheet *sheet)
{
    bool has = false;

    for (size_t i = 0; i < sheet->header->notes.count && !has; i++) {
        has = chiso__sheet_text(sheet, sheet->down->notes[i]).size > 0;
    }
    return has;
}

/* Holds the max that the row prints against that of its criterion. */
static chiso_status check_max(struct chiso__sheet *sheet, chiso_node node, chiso_error *error)
{
    const chiso_tree *tree = sheet->board->tree;
    const struct chiso__carried max = tree->nodes[node].max;
    struct chiso__printed_figure figure = {.text = chiso__sheet_text(sheet, sheet->down->max)};
    struct chiso__shown shown = {0, tree->rounding, false, false, '.'};
    struct chiso__number_style style = {false, 0};
    struct chiso__numeral numeral;
    char text[CHISO__SHOWN_SIZE];

    if (figure.text.size == 0) {
        return CHISO_OK;
    }
    chiso__printed_read(&figure, sheet->csv->style);
    shown.places = figure.digits;
    if (figure.is_number &&
        chiso__numeral_read((struct chiso__span){text, chiso__points_text(max, max, &shown, text)},
                            &style, 0, &numeral) == CHISO__NUMBER_OK &&
        chiso__carried_compare(numeral.value, figure.value) == 0) {
        return CHISO_OK;
    }
    chiso__fail(error, CHISO_E_MAX, CHISO__SAY_SHEET_MAX_DIFFERS,
                CHISO__WORDS(chiso__say(tree->codes[node]), chiso__say(figure.text),
                             chiso__say_carried(max)));
    return chiso__csv_fail_field(sheet->csv, sheet->down->max, CHISO_E_MAX, error);
}

static bool is_outline(const struct chiso__sheet *sheet)
{
    return sheet->mapping->words[CHISO__TOLD_OUTLINE] == CHISO__OUTLINE_YES;
}

chiso_status chiso__sheet_code_down(struct chiso__sheet *sheet, chiso_error *error)
{
    struct chiso__down *down = sheet->down;

    down->outlined = CHISO__OUTLINED;
    down->other = (struct chiso__span){"", 0};
    down->code = chiso__sheet_text(sheet, down->criterion);
    if (is_outline(sheet) && down->code.size > 0) {
        down->outlined = chiso__outline_next(&sheet->outline, &sheet->csv->allocator, down->code,
                                             &down->code, &down->other);
    }
    return down->outlined == CHISO__OUTLINED_MEMORY ? chiso__fail_memory(error) : CHISO_OK;
}

bool chiso__sheet_is_total_down(const struct chiso__sheet *sheet)
{
    const chiso_tree *tree = sheet->board->tree;
    const struct chiso__down *down = sheet->down;
    int64_t node = CHISO__NOT_FOUND;

    if (!is_outline(sheet) || !chiso__is_outline_number(down->code)) {
        return true;
    }
    node = chiso__find_code(tree, down->code);
    return node != CHISO__NOT_FOUND && !chiso__is_leaf(&tree->nodes[node]);
}

/* Keeps a row whose cells are taken one by one, under a code. */
static void take_row(struct chiso__sheet *sheet, struct chiso__span code)
{
    struct chiso__down *down = sheet->down;

    for (size_t i = 0; i < sheet->width; i++) {
        down->row[i] = sheet->csv->fields[i];
    }
    down->row[down->criterion].span = code;
    down->at = 0;
}

chiso_status chiso__sheet_row_down(struct chiso__sheet *sheet, chiso_error *error)
{
    const chiso_tree *tree = sheet->board->tree;
    struct chiso__down *down = sheet->down;
    const struct chiso__span code = down->code;
    const int64_t node = code.size == 0 ? CHISO__NOT_FOUND : chiso__find_code(tree, code);
    const int64_t divisor = chiso__find_column(tree, code);
    chiso_status status = CHISO_OK;

    if (down->outlined != CHISO__OUTLINED) {
        status = chiso__outline_fail(down->outlined, code, down->other, error);
        return chiso__csv_fail_field(sheet->csv, down->criterion, status, error);
    }
    if (code.size == 0 && is_outline(sheet) && is_empty_row(sheet)) {
        return CHISO_OK;
    }
    if (divisor != CHISO__NOT_FOUND) {
        take_row(sheet, tree->columns[divisor]);
        return CHISO_OK;
    }
    if (node == CHISO__NOT_FOUND) {
        status = code.size == 0
                     ? chiso__fail(error, CHISO_E_NODE, CHISO__SAY_SHEET_NO_CRITERION, NULL)
                     : chiso__fail(error, CHISO_E_NODE, CHISO__SAY_NO_CRITERION,
                                   CHISO__WORDS(chiso__say(code)));
        return chiso__csv_fail_field(sheet->csv, down->criterion, status, error);
    }
    if (down->max != SIZE_MAX) {
        status = chiso__csv_note(sheet->csv, check_max(sheet, (chiso_node)node, error), error);
    }
    if (status != CHISO_OK) {
        return status;
    }
    if (chiso__is_leaf(&tree->nodes[node]) || !is_empty_row(sheet) || has_note(sheet)) {
        take_row(sheet, tree->codes[node]);
        return CHISO_OK;
    }
    return CHISO_OK;
}

chiso_status chiso__sheet_take_down(struct chiso__sheet *sheet, bool *out_more, chiso_error *error)
{
    struct chiso__down *down = sheet->down;
    struct chiso__csv *csv = sheet->csv;
    bool is_done = true;

    *out_more = down->at < down->units;
    if (!*out_more) {
        return CHISO_OK;
    }
    csv->field_count = 0;
    is_done = chiso__csv_add_field(csv, down->codes[down->at]) &&
              chiso__csv_add_field(csv, down->row[down->criterion]) &&
              chiso__csv_add_field(csv, down->row[down->columns[down->at]]);
    for (size_t i = 0; i < sheet->header->notes.count && is_done; i++) {
        is_done = chiso__csv_add_field(csv, down->row[down->notes[i]]);
    }
    down->at++;
    return is_done ? CHISO_OK : chiso__fail_memory(error);
}

chiso_status chiso__sheet_totals_down(struct chiso__sheet *sheet, struct chiso__span code,
                                      chiso_error *error)
{
    const chiso_tree *tree = sheet->board->tree;
    const struct chiso__down *down = sheet->down;
    const int64_t node = chiso__find_code(tree, code);
    struct chiso__printed_figure figure = {
        .kind = CHISO__PRINTED_TOTAL,
        .code = tree->codes[node == CHISO__NOT_FOUND ? CHISO_ROOT : (chiso_node)node]};

    for (figure.unit = 0; figure.unit < down->units && sheet->csv->intake != NULL; figure.unit++) {
        const size_t column = down->columns[figure.unit];

        figure.text = chiso__sheet_text(sheet, column);
        if (figure.text.size == 0) {
            continue;
        }
        figure.offset = sheet->csv->fields[column].offset;
        if (!chiso__printed_add(&sheet->printed, &sheet->csv->intake->allocator, figure)) {
            return chiso__fail_memory(error);
        }
    }
    return CHISO_OK;
}
