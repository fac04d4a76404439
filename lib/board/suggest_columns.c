/* What the columns of a sheet seem to hold. */
#include "board/suggest.h"

#include "text/name.h"

int chiso__heading_score(const chiso_tree *tree, struct chiso__span heading)
{
    if (heading.size == 0) {
        return 0;
    }
    if (chiso__find_code(tree, heading) != CHISO__NOT_FOUND ||
        chiso__find_column(tree, heading) != CHISO__NOT_FOUND ||
        chiso__column_named(heading, false) < CHISO__COLUMN_COUNT) {
        return 2;
    }
    if (chiso__means(heading, CHISO__SAY_WORDS_FOR_OFFICE)) {
        return 2;
    }
    if (chiso__is_beside(heading)) {
        return 1;
    }
    return chiso__meant(tree, heading).node != CHISO_NO_NODE ? 2 : 0;
}

/* Takes a column that its heading alone says enough of; a second one of its kind is left out. */
static chiso_status take_known(struct chiso__suggestion *suggestion, size_t column, int word,
                               chiso_error *error)
{
    size_t *place = word == CHISO__COLUMN_UNIT    ? &suggestion->unit
                    : word == CHISO__COLUMN_BLOCK ? &suggestion->block
                                                  : NULL;

    suggestion->columns[column].is_leaf = word == CHISO__COLUMN_VALUE;
    if (place != NULL && *place != SIZE_MAX) {
        return chiso__suggest_ignored(suggestion, column, error);
    }
    if (place != NULL) {
        *place = column;
    }
    return CHISO_OK;
}

/* Takes the column of a node, where no other says it better; that of a node with others below it is
 * its printed total. */
static chiso_status take_node(struct chiso__suggestion *suggestion, size_t column, chiso_node node,
                              bool is_code, chiso_error *error)
{
    const struct chiso__span code = suggestion->tree->codes[node];
    const bool is_leaf = chiso__is_leaf(&suggestion->tree->nodes[node]);
    char *total = NULL;

    if (suggestion->columns[column].meaning.rank > suggestion->claims[node].rank) {
        return chiso__suggest_ignored(suggestion, column, error);
    }
    suggestion->columns[column].is_leaf = true;
    /* Which of several is meant, as of the own score and the appraisal, is not for a guess: without
     * a row of the mapping the sheet is not read. */
    if (suggestion->claims[node].count > 1) {
        return CHISO_OK;
    }
    suggestion->has_answers =
        suggestion->has_answers ||
        (suggestion->tree->nodes[node].rule.option_count > 0 &&
         suggestion->columns[column].texts > suggestion->columns[column].numbers);
    if (is_leaf) {
        return is_code ? CHISO_OK
                       : chiso__suggest_column(suggestion, column, "column:", code, error);
    }
    total = chiso__arena_take(&suggestion->sheet.arena, &suggestion->csv.allocator, code.size + 6);
    if (total == NULL) {
        return chiso__fail_memory(error);
    }
    for (size_t i = 0; i < code.size + 6; i++) {
        total[i] = i < 6 ? "total "[i] : code.text[i - 6];
    }
    return chiso__suggest_column(suggestion, column,
                                 "column:", (struct chiso__span){total, code.size + 6}, error);
}

/* The node that the heading of a column says; none where it is a word for something else. */
static struct chiso__meaning meaning_of(const struct chiso__suggestion *suggestion, size_t column,
                                        bool has_codes)
{
    const struct chiso__span heading = chiso__sheet_text(&suggestion->sheet, column);
    const int64_t found = chiso__find_code(suggestion->tree, heading);

    if (heading.size > 0 && found != CHISO__NOT_FOUND) {
        return (struct chiso__meaning){(chiso_node)found, CHISO__SAID};
    }
    if (heading.size == 0 || chiso__column_named(heading, has_codes) < CHISO__COLUMN_COUNT ||
        chiso__find_column(suggestion->tree, heading) != CHISO__NOT_FOUND ||
        chiso__means(heading, CHISO__SAY_WORDS_FOR_OFFICE) || chiso__is_beside(heading)) {
        return (struct chiso__meaning){CHISO_NO_NODE, CHISO__SAID};
    }
    return chiso__meant(suggestion->tree, heading);
}

/* Lets all columns say what they mean before any is taken: the best need not stand first. */
static void hear_columns(struct chiso__suggestion *suggestion, bool has_codes)
{
    for (size_t i = 0; i < suggestion->sheet.width; i++) {
        struct chiso__meaning *meaning = &suggestion->columns[i].meaning;
        struct chiso__claim *claim = NULL;

        *meaning = (struct chiso__meaning){CHISO_NO_NODE, CHISO__SAID};
        if (suggestion->sheet.roles[i].kind != CHISO__ROLE_IGNORED) {
            *meaning = meaning_of(suggestion, i, has_codes);
        }
        if (meaning->node == CHISO_NO_NODE) {
            continue;
        }
        claim = &suggestion->claims[meaning->node];
        if (claim->count == 0 || meaning->rank < claim->rank) {
            *claim = (struct chiso__claim){.rank = meaning->rank, .first = i};
        }
        if (meaning->rank == claim->rank) {
            claim->count++;
            claim->last = i;
        }
    }
}

/* The only leaf without a column whose code a spreadsheet turns into a heading; CHISO_NO_NODE for
 * none, or several. */
static chiso_node turned_leaf(const struct chiso__suggestion *suggestion,
                              struct chiso__span heading)
{
    chiso_node found = CHISO_NO_NODE;

    for (chiso_node leaf = chiso__turned_leaf(suggestion->tree, heading, CHISO_ROOT);
         leaf != CHISO_NO_NODE; leaf = chiso__turned_leaf(suggestion->tree, heading, leaf)) {
        if (suggestion->claims[leaf].count == 0) {
            if (found != CHISO_NO_NODE) {
                return CHISO_NO_NODE;
            }
            found = leaf;
        }
    }
    return found;
}

/* Gives the second of two columns with one code to the leaf whose code a spreadsheet turned into
 * it, as 1.10 into 1.1. */
static void turn_back(struct chiso__suggestion *suggestion)
{
    for (size_t i = 0; i < suggestion->sheet.width; i++) {
        struct chiso__meaning *meaning = &suggestion->columns[i].meaning;
        const struct chiso__span heading = chiso__sheet_text(&suggestion->sheet, i);
        struct chiso__claim *claim =
            meaning->node == CHISO_NO_NODE ? NULL : &suggestion->claims[meaning->node];
        chiso_node leaf = CHISO_NO_NODE;

        if (claim == NULL || claim->count != 2 || claim->last != i ||
            chiso__find_code(suggestion->tree, heading) != (int64_t)meaning->node ||
            chiso__find_code(suggestion->tree,
                             chiso__sheet_text(&suggestion->sheet, claim->first)) !=
                (int64_t)meaning->node) {
            continue;
        }
        leaf = turned_leaf(suggestion, heading);
        if (leaf != CHISO_NO_NODE) {
            claim->count = 1;
            meaning->node = leaf;
            suggestion->claims[leaf] =
                (struct chiso__claim){.rank = CHISO__SAID, .count = 1, .first = i, .last = i};
        }
    }
}

/* Whether a heading is of the names of units, and no other column tells them. */
static bool is_only_name(const struct chiso__suggestion *suggestion, struct chiso__span heading,
                         int word)
{
    return word == CHISO__COLUMN_NAME && !suggestion->has_units && suggestion->unit == SIZE_MAX &&
           chiso__means(heading, CHISO__SAY_WORDS_FOR_OFFICE);
}

/* Whether a column has criteria, whose points another one may hold. */
static bool has_criteria(const struct chiso__suggestion *suggestion)
{
    bool has = false;

    for (size_t i = 0; i < suggestion->sheet.width && !has; i++) {
        has = chiso__column_named(chiso__sheet_text(&suggestion->sheet, i), false) ==
              CHISO__COLUMN_CRITERION;
    }
    return has;
}

/* Takes a column by its heading; *out_is_open where that says nothing. */
static chiso_status take_column(struct chiso__suggestion *suggestion, size_t column, bool has_codes,
                                bool *out_is_open, chiso_error *error)
{
    const chiso_tree *tree = suggestion->tree;
    const struct chiso__span heading = chiso__sheet_text(&suggestion->sheet, column);
    const int64_t found = chiso__find_code(tree, heading);
    const int word = chiso__column_named(heading, has_codes);
    const int beside = chiso__beside_of(heading);
    const chiso_node node = suggestion->columns[column].meaning.node;

    *out_is_open = heading.size == 0;
    if (heading.size == 0) {
        return CHISO_OK;
    }
    if (found != CHISO__NOT_FOUND && heading.size > 0) {
        return take_node(suggestion, column, node, found == (int64_t)node, error);
    }
    if (chiso__find_column(tree, heading) != CHISO__NOT_FOUND) {
        /* Its heading says what it holds. */
        return CHISO_OK;
    }
    /* Points of no criterion beside the columns of criteria are those of all. */
    if (word == CHISO__COLUMN_VALUE && !has_criteria(suggestion)) {
        suggestion->columns[column].is_leaf = true;
        return chiso__suggest_column(
            suggestion, column, "column:", chiso__span_of(chiso__beside_word(CHISO__PRINTED_TOTAL)),
            error);
    }
    if (word < CHISO__COLUMN_COUNT && !is_only_name(suggestion, heading, word)) {
        return take_known(suggestion, column, word, error);
    }
    if (chiso__means(heading, CHISO__SAY_WORDS_FOR_OFFICE) && suggestion->unit == SIZE_MAX) {
        suggestion->unit = column;
        return chiso__suggest_column(suggestion, column, "column:", chiso__span_of("unit"), error);
    }
    if (beside < CHISO__BESIDE_NUMBERING) {
        suggestion->columns[column].is_leaf =
            beside != CHISO__BESIDE_NOTE && beside != CHISO__PRINTED_BAND;
        return chiso__suggest_column(suggestion, column,
                                     "column:", chiso__span_of(chiso__beside_word(beside)), error);
    }
    *out_is_open = node == CHISO_NO_NODE;
    return *out_is_open ? CHISO_OK : take_node(suggestion, column, node, false, error);
}

/* Counts a cell as a code, and as the number of an outline; false when memory is out. */
static bool count_code(const struct chiso__suggestion *suggestion, struct chiso__span text,
                       struct chiso__column_look *look)
{
    const chiso_tree *tree = suggestion->tree;
    const bool is_code = chiso__find_code(tree, text) != CHISO__NOT_FOUND;
    struct chiso__span code = {"", 0};
    struct chiso__span other = {"", 0};
    enum chiso__outlined outlined = CHISO__OUTLINED;

    look->codes += is_code;
    outlined = chiso__outline_next(&look->outline, &suggestion->csv.allocator, text, &code, &other);
    if (outlined == CHISO__OUTLINED && chiso__find_code(tree, code) != CHISO__NOT_FOUND) {
        look->outlined++;
        look->written += !is_code || !chiso__span_equal(code, text);
    }
    return outlined != CHISO__OUTLINED_MEMORY;
}

/* Counts what the cells of each column are. */
static chiso_status count_cells(struct chiso__suggestion *suggestion, chiso_error *error)
{
    struct chiso__csv *csv = &suggestion->csv;
    chiso_status status = chiso__suggestion_restart(suggestion, error);
    bool more = status == CHISO_OK;
    size_t width = 0;

    if (status != CHISO_OK) {
        return status;
    }
    width = suggestion->sheet.width;
    suggestion->columns = chiso__alloc_zero(&csv->allocator, width, sizeof(*suggestion->columns));
    if (suggestion->columns == NULL) {
        return chiso__fail_memory(error);
    }
    suggestion->column_count = width;
    while (status == CHISO_OK && more) {
        status = chiso__csv_find_row(csv, &more, error);
        for (size_t i = 0; status == CHISO_OK && more && i < width; i++) {
            const struct chiso__span text = chiso__sheet_text(&suggestion->sheet, i);

            if (text.size > 0 && !count_code(suggestion, text, &suggestion->columns[i])) {
                status = chiso__fail_memory(error);
            }
            suggestion->columns[i].numbers += chiso__looks_like_number(text);
            suggestion->columns[i].texts += text.size > 1 && !chiso__looks_like_number(text);
        }
    }
    return status;
}

/* The columns that say nothing: the first of names is that of the units where there is none. */
static chiso_status take_open(struct chiso__suggestion *suggestion, size_t column,
                              chiso_error *error)
{
    const struct chiso__column_look *look = &suggestion->columns[column];

    if (suggestion->unit == SIZE_MAX && look->texts > look->numbers &&
        chiso__sheet_text(&suggestion->sheet, column).size > 0) {
        suggestion->unit = column;
        return chiso__suggest_column(suggestion, column, "column:", chiso__span_of("unit"), error);
    }
    return chiso__suggest_ignored(suggestion, column, error);
}

chiso_status chiso__suggest_columns(struct chiso__suggestion *suggestion, chiso_error *error)
{
    chiso_status status = count_cells(suggestion, error);
    bool has_codes = false;
    bool *open = NULL;
    size_t criterion = SIZE_MAX;

    if (status == CHISO_OK) {
        status = chiso__suggestion_restart(suggestion, error);
    }
    if (status != CHISO_OK) {
        return status;
    }
    status = chiso__suggest_criteria(suggestion, &criterion, error);
    if (status != CHISO_OK || criterion != SIZE_MAX) {
        return status == CHISO_OK ? chiso__suggest_down(suggestion, criterion, error) : status;
    }
    open = chiso__alloc_zero(&suggestion->csv.allocator, suggestion->sheet.width, sizeof(*open));
    if (open == NULL) {
        return chiso__fail_memory(error);
    }
    for (size_t i = 0; i < suggestion->sheet.width; i++) {
        const struct chiso__span heading = chiso__sheet_text(&suggestion->sheet, i);

        has_codes = has_codes || chiso__means(heading, CHISO__SAY_WORDS_FOR_UNIT_CODE);
        suggestion->has_units =
            suggestion->has_units || chiso__column_named(heading, false) == CHISO__COLUMN_UNIT;
        if (suggestion->numbering == SIZE_MAX &&
            chiso__means(heading, CHISO__SAY_WORDS_FOR_NUMBERING)) {
            suggestion->numbering = i;
        }
    }
    hear_columns(suggestion, has_codes);
    turn_back(suggestion);
    for (size_t i = 0; i < suggestion->sheet.width && status == CHISO_OK; i++) {
        if (suggestion->sheet.roles[i].kind != CHISO__ROLE_IGNORED) {
            status = take_column(suggestion, i, has_codes, &open[i], error);
        }
    }
    for (size_t i = 0; i < suggestion->sheet.width && status == CHISO_OK; i++) {
        if (open[i]) {
            status = take_open(suggestion, i, error);
        }
    }
    chiso__release(&suggestion->csv.allocator, open);
    return status == CHISO_OK && suggestion->has_answers
               ? chiso__suggest(suggestion, "layout", (struct chiso__span){"", 0},
                                chiso__span_of("answers"), error)
               : status;
}
