/* The header row of a points file: what each column holds. */
#include "board/board_csv_inside.h"
#include "text/name.h"

/* The longest heading that one may be told to mean. */
enum { LISTED = 120 };

/* A header while it is read. */
struct reader {
    struct chiso__csv *csv;
    const chiso_tree *tree;
    struct chiso__header *header;
    const struct chiso__role *roles; /* by column; NULL without a mapping */
    bool *seen;                      /* by node: it has a column */
    bool *divides;                   /* by column of the tree: so has it */
    bool has_codes;                  /* of units, in a column of their own */
};

/* That which a heading is nearest to, put together in the room that is given where it has a name
 * behind a mark; {NULL, 0} for none. */
static struct chiso__span meant_heading(const chiso_tree *tree, struct chiso__span text, char *room,
                                        size_t size)
{
    const struct chiso__span marked =
        chiso__csv_marked_meant(text, &chiso__note_heading_words, 1, room, size);
    struct chiso__nearest nearest = chiso__nearest_to(text);

    chiso__try_columns(&nearest);
    chiso__csv_try_marked(&nearest, &chiso__note_heading_words);
    for (uint32_t i = 0; i < tree->leaf_count; i++) {
        chiso__nearest_try(&nearest, tree->codes[tree->leaves[i]]);
    }
    for (uint32_t i = 0; i < tree->column_count; i++) {
        chiso__nearest_try(&nearest, tree->columns[i]);
    }
    return marked.size > 0 ? marked : nearest.meant;
}

/* Whether another column has the same heading. */
static bool is_repeated(const struct reader *reader, size_t column)
{
    size_t count = 0;

    for (size_t i = 0; i < reader->csv->field_count; i++) {
        count += chiso__names_equal(chiso__trim(reader->csv->fields[i].span),
                                    chiso__trim(reader->csv->fields[column].span));
    }
    return count > 1;
}

/* Says what a heading that is no leaf may be. */
static chiso_status fail_heading(const struct reader *reader, size_t column, chiso_error *error)
{
    const chiso_tree *tree = reader->tree;
    const chiso_node first = chiso_node_next_leaf(tree, CHISO_ROOT);
    const chiso_node last = tree->order[tree->count - 1];
    const struct chiso__span heading = reader->csv->fields[column].span;
    char room[LISTED];
    const struct chiso__span meant = meant_heading(tree, heading, room, sizeof(room));
    const struct chiso__insert *words = CHISO__WORDS(
        chiso__say(heading), chiso__say(tree->codes[first]), chiso__say(tree->codes[last]));

    if (meant.size > 0) {
        chiso__fail(error, CHISO_E_COLUMN, CHISO__SAY_COLUMN_MEANT,
                    CHISO__WORDS(chiso__say(heading), chiso__say(meant)));
    } else if (reader->roles != NULL && is_repeated(reader, column)) {
        chiso__fail(error, CHISO_E_COLUMN, CHISO__SAY_SHEET_COLUMN_REPEATED,
                    CHISO__WORDS(chiso__say(heading), chiso__say_count(column + 1)));
    } else if (reader->roles != NULL) {
        chiso__fail(error, CHISO_E_COLUMN, CHISO__SAY_SHEET_COLUMN_UNKNOWN, words);
    } else {
        chiso__fail(error, CHISO_E_COLUMN, CHISO__SAY_UNKNOWN_BOARD_COLUMN, words);
        if (chiso__is_named(reader->csv->fields[0].span, "code")) {
            chiso__fail_within(error, CHISO_E_COLUMN, CHISO__SAY_IN_CRITERIA_FILE, NULL);
        }
    }
    return chiso__csv_fail_field(reader->csv, column, CHISO_E_COLUMN, error);
}

/* Says that a criterion has two columns, and whose the second may be. */
static chiso_status fail_twice(const struct reader *reader, size_t column, chiso_error *error)
{
    const chiso_node leaf = chiso__header_turned(reader->csv, column, reader->tree);
    chiso_status status = CHISO_OK;

    if (leaf == CHISO_NO_NODE) {
        return chiso__csv_fail_twice(reader->csv, column, error);
    }
    status = chiso__fail(error, CHISO_E_COLUMN, CHISO__SAY_COLUMN_TWICE_FOR,
                         CHISO__WORDS(chiso__say(reader->csv->fields[column].span),
                                      chiso__say(reader->tree->codes[leaf])));
    return chiso__csv_fail_field(reader->csv, column, status, error);
}

static chiso_status take_divisor(struct reader *reader, size_t column, uint32_t divisor,
                                 chiso_error *error)
{
    if (reader->divides[divisor]) {
        return chiso__csv_fail_twice(reader->csv, column, error);
    }
    reader->divides[divisor] = true;
    reader->header->divisors[column] = divisor;
    return CHISO_OK;
}

/* Finds what a column holds: a code of the tree goes before the words of sheets. */
static chiso_status read_heading(struct reader *reader, size_t column, chiso_error *error)
{
    struct chiso__span rest;
    const chiso_tree *tree = reader->tree;
    const struct chiso__span heading = reader->csv->fields[column].span;
    int64_t found = chiso__find_code(tree, heading);
    const int64_t divisor = chiso__find_column(tree, heading);
    int word = chiso__column_of_word(heading);

    if (divisor != CHISO__NOT_FOUND) {
        return take_divisor(reader, column, (uint32_t)divisor, error);
    }
    if (word == CHISO__COLUMN_COUNT && found == CHISO__NOT_FOUND) {
        word = chiso__column_of_sheet(heading, reader->has_codes);
    }
    if (word < CHISO__COLUMN_COUNT) {
        if (chiso__header_has(reader->header, word)) {
            return chiso__csv_fail_twice(reader->csv, column, error);
        }
        reader->header->columns[word] = column;
        return CHISO_OK;
    }
    if (found == CHISO__NOT_FOUND && chiso__is_note_word(heading, &rest)) {
        return chiso__note_columns_add(&reader->header->notes, reader->csv, column, rest, error);
    }
    if (found == CHISO__NOT_FOUND && chiso__is_word(heading, ".")) {
        found = CHISO_ROOT;
    }
    if (found == CHISO__NOT_FOUND) {
        return fail_heading(reader, column, error);
    }
    if (reader->seen[found]) {
        return fail_twice(reader, column, error);
    }
    reader->seen[found] = true;
    reader->header->leaf_columns += chiso__is_leaf(&tree->nodes[found]);
    reader->header->leaves[column] = (chiso_node)found;
    return CHISO_OK;
}

static bool is_headed(const struct reader *reader, size_t column)
{
    return reader->roles == NULL || reader->roles[column].kind == CHISO__ROLE_HEADED;
}

/* Whether the headings are those of a sheet whose rows are criteria. */
static bool looks_down(const struct reader *reader)
{
    const size_t criterion = reader->header->columns[CHISO__COLUMN_CRITERION];

    return criterion != SIZE_MAX && is_headed(reader, criterion) &&
           !chiso__header_has(reader->header, CHISO__COLUMN_VALUE);
}

/* The long layout has a criterion and a value and no leaf of its own. */
static chiso_status check_layout(const struct reader *reader, chiso_error *error)
{
    chiso_status status = CHISO_OK;
    int missing = CHISO__COLUMN_COUNT;

    if (!chiso__header_has(reader->header, CHISO__COLUMN_UNIT)) {
        missing = CHISO__COLUMN_UNIT;
    } else if (chiso__header_is_long(reader->header) &&
               !chiso__header_has(reader->header, CHISO__COLUMN_CRITERION)) {
        missing = CHISO__COLUMN_CRITERION;
    } else if (chiso__header_is_long(reader->header) &&
               !chiso__header_has(reader->header, CHISO__COLUMN_VALUE)) {
        missing = CHISO__COLUMN_VALUE;
    }
    if (missing < CHISO__COLUMN_COUNT) {
        status = chiso__fail(error, CHISO_E_COLUMN,
                             looks_down(reader) ? CHISO__SAY_NO_COLUMN_BUT_CRITERION
                                                : CHISO__SAY_NO_COLUMN,
                             CHISO__WORDS(chiso__say_text(chiso__column_word(missing))));
        return chiso__csv_fail_field(reader->csv, 0, status, error);
    }
    for (size_t column = 0; column < reader->header->width && chiso__header_is_long(reader->header);
         column++) {
        if (reader->header->leaves[column] != CHISO_NO_NODE ||
            chiso__header_divisor(reader->header, column) != CHISO__NO_DIVISOR) {
            status = chiso__fail(error, CHISO_E_COLUMN, CHISO__SAY_COLUMN_OF_OTHER_LAYOUT,
                                 CHISO__WORDS(chiso__say(reader->csv->fields[column].span)));
            return chiso__csv_fail_field(reader->csv, column, status, error);
        }
    }
    return CHISO_OK;
}

/* Takes what a mapping says of a column. */
static chiso_status take_role(struct reader *reader, size_t column, chiso_error *error)
{
    const struct chiso__role *role = &reader->roles[column];
    struct chiso__header *header = reader->header;
    const bool is_word = role->kind == CHISO__ROLE_WORD;

    if ((is_word && chiso__header_has(header, role->word)) ||
        (role->kind == CHISO__ROLE_LEAF && reader->seen[role->node])) {
        chiso__fail(error, CHISO_E_COLUMN, CHISO__SAY_SHEET_ROLE_TWICE,
                    CHISO__WORDS(chiso__say(reader->csv->fields[column].span),
                                 is_word ? chiso__say_text(chiso__column_word(role->word))
                                         : chiso__say(reader->tree->codes[role->node])));
        return chiso__csv_fail_field(reader->csv, column, CHISO_E_COLUMN, error);
    }
    if (role->kind == CHISO__ROLE_DIVISOR) {
        return take_divisor(reader, column, role->divisor, error);
    }
    if (is_word) {
        header->columns[role->word] = column;
    } else if (role->kind == CHISO__ROLE_LEAF) {
        reader->seen[role->node] = true;
        header->leaf_columns += chiso__is_leaf(&reader->tree->nodes[role->node]);
        header->leaves[column] = role->node;
    } else if (role->kind == CHISO__ROLE_NOTE) {
        return chiso__note_columns_add(&header->notes, reader->csv, column, role->rest, error);
    }
    return CHISO_OK;
}

/* Finds out whose notes the columns hold. */
static chiso_status place_notes(struct reader *reader, chiso_error *error)
{
    struct chiso__header *header = reader->header;
    const chiso_status status =
        chiso__header_is_long(header)
            ? CHISO_OK
            : chiso__note_columns_place(&header->notes, reader->csv, reader->tree, error);

    return status == CHISO_OK
               ? chiso__note_columns_check(&header->notes, reader->csv, reader->tree->codes, error)
               : status;
}

/* Whether a column holds the codes of units, so that another one may hold their names. */
static bool holds_codes(const struct reader *reader, size_t column)
{
    const struct chiso__span heading = reader->csv->fields[column].span;

    if (!is_headed(reader, column)) {
        return reader->roles[column].kind == CHISO__ROLE_WORD &&
               reader->roles[column].word == CHISO__COLUMN_UNIT;
    }
    return chiso__is_named(heading, chiso__column_word(CHISO__COLUMN_UNIT)) ||
           chiso__means(heading, CHISO__SAY_WORDS_FOR_UNIT_CODE);
}

static chiso_status check_heading(const struct reader *reader, size_t column, chiso_error *error)
{
    if (reader->roles == NULL || reader->csv->fields[column].span.size > 0) {
        return chiso__csv_check_heading(reader->csv, column, error);
    }
    chiso__fail(error, CHISO_E_COLUMN, CHISO__SAY_SHEET_COLUMN_NO_HEADING,
                CHISO__WORDS(chiso__say_count(column + 1)));
    return chiso__csv_fail_field(reader->csv, column, CHISO_E_COLUMN, error);
}

static chiso_status read_headings(struct reader *reader, chiso_error *error)
{
    const uint32_t below =
        reader->roles == NULL ? chiso__header_below(reader->csv, reader->tree) : 0;
    chiso_status status = CHISO_OK;

    if (below > 0) {
        return chiso__csv_fail_title(reader->csv, below, error);
    }
    for (size_t column = 0; column < reader->header->width; column++) {
        reader->has_codes = reader->has_codes || holds_codes(reader, column);
    }
    for (size_t column = 0; column < reader->header->width && status == CHISO_OK; column++) {
        reader->header->leaves[column] = CHISO_NO_NODE;
        if (reader->header->divisors != NULL) {
            reader->header->divisors[column] = CHISO__NO_DIVISOR;
        }
        if (!is_headed(reader, column)) {
            status = take_role(reader, column, error);
        } else {
            status = check_heading(reader, column, error);
            if (status == CHISO_OK) {
                status = read_heading(reader, column, error);
            }
        }
        status = chiso__csv_note(reader->csv, status, error);
    }
    if (status == CHISO_OK) {
        status = check_layout(reader, error);
        /* In a layout that is none no row can be read. */
        if (status != CHISO_OK && chiso__csv_note(reader->csv, status, error) == CHISO_OK) {
            chiso__csv_stop(reader->csv, status);
        }
    }
    return status == CHISO_OK ? place_notes(reader, error) : status;
}

/* Room for the columns that rules divide by, if any do. */
static bool begin_divisors(struct reader *reader)
{
    const chiso_allocator *allocator = &reader->csv->allocator;
    const uint32_t count = reader->tree->column_count;

    if (count == 0) {
        return true;
    }
    reader->header->divisors =
        chiso__alloc(allocator, reader->header->width, sizeof(*reader->header->divisors));
    reader->divides = chiso__alloc_zero(allocator, count, sizeof(*reader->divides));
    return reader->header->divisors != NULL && reader->divides != NULL;
}

chiso_status chiso__header_of(struct chiso__csv *csv, const chiso_tree *tree,
                              const struct chiso__role *roles, struct chiso__header *header,
                              chiso_error *error)
{
    struct reader reader = {csv, tree, header, roles, NULL, NULL, false};
    chiso_status status = CHISO_OK;

    for (int i = 0; i < CHISO__COLUMN_COUNT; i++) {
        header->columns[i] = SIZE_MAX;
    }
    header->width = csv->field_count;
    header->leaves = chiso__alloc(&csv->allocator, header->width, sizeof(*header->leaves));
    reader.seen = chiso__alloc_zero(&csv->allocator, tree->count, sizeof(*reader.seen));
    status = header->leaves == NULL || reader.seen == NULL || !begin_divisors(&reader)
                 ? chiso__fail_memory(error)
                 : read_headings(&reader, error);
    chiso__release(&csv->allocator, reader.seen);
    chiso__release(&csv->allocator, reader.divides);
    return status;
}

chiso_status chiso__header_read(struct chiso__csv *csv, const chiso_tree *tree,
                                struct chiso__header *header, chiso_error *error)
{
    bool more = false;
    const chiso_status status = chiso__csv_header(csv, &more, error);

    if (status == CHISO_OK && !more) {
        return chiso__fail(error, CHISO_E_EMPTY, CHISO__SAY_BOARD_FILE_EMPTY, NULL);
    }
    return status == CHISO_OK ? chiso__header_of(csv, tree, NULL, header, error) : status;
}

void chiso__header_clear(struct chiso__header *header, const chiso_allocator *allocator)
{
    chiso__release(allocator, header->leaves);
    chiso__release(allocator, header->divisors);
    header->leaves = NULL;
    header->divisors = NULL;
    chiso__note_columns_clear(&header->notes, allocator);
}
