/* A points file that is the CSV of a report: what it printed beside the points is no cell, and is
 * told apart by its headings, in either language. */
#include "board/board_csv_file.h"
#include "number/decimal_quick.h"

#include <string.h>

/* How a mapping calls what a report writes. */
enum { PREFIX = 16, NUMBER = 20 };

static const struct {
    const char *role; /* NULL: a column of the points file, by its own heading */
    enum chiso__message heading;
    bool is_always; /* every report has it */
} columns[] = {
    {NULL, CHISO__SAY_HEAD_UNIT, true},
    {"ignore", CHISO__SAY_HEAD_STATE, true},
    {"total", CHISO__SAY_HEAD_ACHIEVED, true},
    {"max", CHISO__SAY_HEAD_MAX, true},
    {"percent", CHISO__SAY_HEAD_PERCENT, true},
    {"coverage", CHISO__SAY_HEAD_COVERAGE, true},
    {"ignore", CHISO__SAY_HEAD_LOWEST, true},
    {"ignore", CHISO__SAY_HEAD_HIGHEST, true},
    {"rank", CHISO__SAY_HEAD_RANK, true},
    {"ignore", CHISO__SAY_HEAD_OUT_OF, true},
    {"ignore", CHISO__SAY_HEAD_TIED, true},
    {"band", CHISO__SAY_HEAD_BAND, true},
    {"ignore", CHISO__SAY_HEAD_BAND_BY_PERCENT, false},
    {"ignore", CHISO__SAY_HEAD_PREVIOUS_ACHIEVED, false},
    {"ignore", CHISO__SAY_HEAD_PREVIOUS_PERCENT, false},
    {"ignore", CHISO__SAY_HEAD_PREVIOUS_RANK, false},
    {"ignore", CHISO__SAY_HEAD_ACHIEVED_CHANGE, false},
    {"ignore", CHISO__SAY_HEAD_PERCENT_CHANGE, false},
    {"ignore", CHISO__SAY_HEAD_RANK_CHANGE, false},
    {"ignore", CHISO__SAY_HEAD_BOTH, false},
    {"ignore", CHISO__SAY_HEAD_SCORE_ONLY, false},
    {"ignore", CHISO__SAY_HEAD_RANK_ONLY, false},
    {"ignore", CHISO__SAY_HEAD_NEITHER, false},
    {"ignore", CHISO__SAY_HEAD_RANK_MEDIAN, false},
    {"ignore", CHISO__SAY_HEAD_RANK_MEAN, false},
    {"ignore", CHISO__SAY_HEAD_RANK_LOW, false},
    {"ignore", CHISO__SAY_HEAD_RANK_HIGH, false},
};

enum { COLUMNS = sizeof(columns) / sizeof(columns[0]) };

/* The first column that is headed so, SIZE_MAX for none: codes that are words as well stand behind
 * the figures. */
static size_t column_of(const struct chiso__csv *csv, enum chiso__message heading)
{
    for (size_t column = 0; column < csv->field_count; column++) {
        if (chiso__means(csv->fields[column].span, heading)) {
            return column;
        }
    }
    return SIZE_MAX;
}

static bool is_report(const struct chiso__csv *csv)
{
    bool is_one = true;

    for (size_t i = 0; i < COLUMNS && is_one; i++) {
        is_one = !columns[i].is_always || column_of(csv, columns[i].heading) != SIZE_MAX;
    }
    return is_one;
}

/* Says in the mapping what a column is: by its place, since a code may be the same word. */
static chiso_status say_role(chiso_mapping *mapping, size_t column, const char *role,
                             struct chiso__span code, chiso_error *error)
{
    const size_t size = strlen(role);
    char what[PREFIX + NUMBER] = "column:#";
    char *value = NULL;
    bool is_value_wrong = false;
    chiso_status status = CHISO_E_MEMORY;
    char *const end = chiso__count_put(what + strlen(what), column + 1);

    value = chiso__alloc_zero(&mapping->allocator, size + 1 + code.size, 1);
    if (value == NULL) {
        return chiso__fail_memory(error);
    }
    memcpy(value, role, size);
    value[size] = ' ';
    memcpy(value + size + 1, code.text, code.size);
    status =
        chiso__mapping_add(mapping, (struct chiso__span){what, (size_t)(end - what)},
                           (struct chiso__span){value, code.size > 0 ? size + 1 + code.size : size},
                           &is_value_wrong, error);
    chiso__release(&mapping->allocator, value);
    return status;
}

/* Points that a rule gave are no cells of it; that ends the reading, since others will be too. */
static chiso_status refuse_rule(struct chiso__csv *csv, size_t column, chiso_node leaf,
                                const chiso_tree *tree, chiso_error *error)
{
    chiso_status status = chiso__fail(
        error, CHISO_E_RULE, CHISO__SAY_REPORT_READ_OF_RULE,
        CHISO__WORDS(chiso__say(tree->codes[leaf]), chiso__say_text(chiso_node_rule(tree, leaf))));

    status = chiso__csv_fail_field(csv, column, status, error);
    return chiso__csv_note(csv, status, error) == CHISO_OK ? chiso__csv_stop(csv, status) : status;
}

/* Says what the column of a criterion holds: the points of a leaf are its cells, those of a
 * criterion that is worked out are printed. */
static chiso_status say_criterion(struct chiso__csv *csv, size_t column, const chiso_tree *tree,
                                  chiso_mapping *mapping, chiso_error *error)
{
    const int64_t found = chiso__find_code(tree, csv->fields[column].span);
    const struct chiso__tree_node *node = found == CHISO__NOT_FOUND ? NULL : &tree->nodes[found];

    if (node == NULL) {
        return CHISO_OK;
    }
    if (!chiso__is_leaf(node) || chiso__takes_rank(node)) {
        return say_role(mapping, column, "total", tree->codes[found], error);
    }
    if (!chiso__is_default_rule(&node->rule)) {
        return refuse_rule(csv, column, (chiso_node)found, tree, error);
    }
    return CHISO_OK;
}

static chiso_status say_columns(struct chiso__csv *csv, const chiso_tree *tree,
                                chiso_mapping *mapping, chiso_error *error)
{
    const struct chiso__span none = {"", 0};
    size_t last = 0;
    chiso_status status = CHISO_OK;

    for (size_t i = 0; i < COLUMNS && status == CHISO_OK; i++) {
        const size_t column = column_of(csv, columns[i].heading);

        if (column == SIZE_MAX ||
            (!columns[i].is_always &&
             chiso__find_code(tree, csv->fields[column].span) != CHISO__NOT_FOUND)) {
            continue;
        }
        last = column > last ? column : last;
        if (columns[i].role != NULL) {
            /* A mapping that says the code of a criterion means that. */
            const bool is_code =
                chiso__find_code(tree, chiso__span_of(columns[i].role)) != CHISO__NOT_FOUND;

            status = say_role(mapping, column, is_code ? "ignore" : columns[i].role, none, error);
        }
    }
    for (size_t column = last + 1; column < csv->field_count && status == CHISO_OK; column++) {
        status = say_criterion(csv, column, tree, mapping, error);
    }
    return status;
}

chiso_status chiso__file_know_report(struct chiso__points_file *file, const chiso_tree *tree,
                                     chiso_error *error)
{
    struct chiso__csv *const csv = &file->csv;
    const size_t start = csv->at;
    const size_t ask_at = csv->ask_at;
    bool more = false;
    chiso_error unread = CHISO_ERROR_INIT;
    chiso_status status = CHISO_OK;

    /* The row is read once more behind this: nobody is asked here whether to go on. */
    csv->ask_at = SIZE_MAX;
    status = chiso__csv_find_row(csv, &more, &unread);
    csv->ask_at = ask_at;
    if (status == CHISO_E_MEMORY) {
        return chiso__fail_memory(error);
    }
    /* What else is wrong with the headings is said where they are read. */
    if (status == CHISO_OK && more && is_report(csv)) {
        status = chiso_mapping_new(&csv->allocator, &file->own_mapping, error);
        if (status == CHISO_OK) {
            file->sheet.is_report = true;
            file->sheet.state = column_of(csv, CHISO__SAY_HEAD_STATE);
            status = say_columns(csv, tree, file->own_mapping, error);
        }
    } else {
        status = CHISO_OK;
    }
    csv->at = start;
    return status;
}
