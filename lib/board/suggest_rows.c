/* Which rows of a sheet seem to be no units, and how its cells are written. */
#include "board/suggest.h"

#include "text/name.h"
#include "text/unsafe.h"

#include <string.h>

/* Rows that get a line each; more are no headings and totals, but something that is not known. */
enum { MOST_LINES = 60 };

/* What is seen on the way through the rows. */
struct seen {
    uint64_t rows;
    uint64_t last; /* the last row of the table, from 1 */
    uint32_t lines;
    struct chiso__span numbers; /* what the first row is called where it numbers the columns */
    bool has_block;
    bool has_empty_block; /* below one that has it */
    bool has_padded_dash;
    bool has_comma; /* a number with a comma as its only mark */
    char thousands; /* the mark, or 0 */
    char decimal;
};

/* How many cells of the row are points. */
static size_t count_points(const struct chiso__suggestion *suggestion)
{
    size_t count = 0;

    for (size_t i = 0; i < suggestion->sheet.width; i++) {
        const struct chiso__span text = chiso__sheet_text(&suggestion->sheet, i);

        count += suggestion->columns[i].is_leaf && text.size > 0;
    }
    return count;
}

/* A text of which anything is seen; none cannot be said in a mapping. */
static struct chiso__span seen_text(const struct chiso__suggestion *suggestion, size_t column)
{
    return chiso__strip(chiso__sheet_text(&suggestion->sheet, column), chiso__shows_blank);
}

/* The cell that a mapping compares rows by. */
static struct chiso__span name_of(const struct chiso__suggestion *suggestion)
{
    struct chiso__span name = seen_text(suggestion, suggestion->unit);

    for (size_t i = 0; i < suggestion->csv.field_count && name.size == 0; i++) {
        name = seen_text(suggestion, i);
    }
    return name;
}

/* Whether what stands behind the word of a row of sums makes it none of a name: nothing, a mark, or
 * a word of what is summed. Else it is a name that begins so, as those of communes do. */
static bool goes_on(struct chiso__span name, size_t size)
{
    const struct chiso__span rest =
        chiso__trim((struct chiso__span){name.text + size, name.size - size});
    size_t end = 0;

    while (end < rest.size && strchr(" :(),;./+-", rest.text[end]) == NULL) {
        end++;
    }
    return end == 0 || chiso__looks_like_number(rest) ||
           chiso__means((struct chiso__span){rest.text, end}, CHISO__SAY_WORDS_FOR_SUMMED);
}

/* Whether a name is a word of a list, or begins with one and goes on with what is summed. */
static bool begins_with_word(struct chiso__span name, enum chiso__message words)
{
    for (size_t size = 1; size <= name.size; size++) {
        if ((size == name.size || strchr(" :(", name.text[size]) != NULL) &&
            chiso__means((struct chiso__span){name.text, size}, words) && goes_on(name, size)) {
            return true;
        }
    }
    return false;
}

/* Whether a name that is a word for a mean, or the like, is written as that of a place is:
 * some communes are called so. None is called as sums are. */
static bool is_written_as_name(struct chiso__span name)
{
    struct chiso__span rest = name;
    struct chiso__span word = {"", 0};
    uint32_t words = 0;

    if (!chiso__is_named(name, chiso__wording_of(CHISO__SAY_WORDS_FOR_SUMMARY).vietnamese) ||
        chiso__means(name, CHISO__SAY_WORDS_FOR_SUM)) {
        return false;
    }
    while (chiso__next_word(&rest, &word)) {
        struct chiso__name_reader reader = chiso__name_open(word);
        const uint32_t first = chiso__name_next(&reader);
        const uint32_t second = chiso__name_next(&reader);

        if (chiso__small_letter(first) == first || chiso__small_letter(second) != second) {
            return false;
        }
        words++;
    }
    return words > 1;
}

/* Whether the row has a running number: digits, and a mark behind them at the most. */
static bool has_number(const struct chiso__suggestion *suggestion)
{
    struct chiso__span text = {"", 0};

    if (suggestion->numbering == SIZE_MAX) {
        return false;
    }
    text = chiso__sheet_text(&suggestion->sheet, suggestion->numbering);
    if (text.size > 1 && (text.text[text.size - 1] == '.' || text.text[text.size - 1] == ')')) {
        text.size--;
    }
    for (size_t i = 0; i < text.size; i++) {
        if (!chiso__is_digit(text.text[i])) {
            return false;
        }
    }
    return text.size > 0;
}

/* Whether the row is that of a unit by its running number, whatever its name and points are. */
static bool is_numbered_unit(const struct chiso__suggestion *suggestion)
{
    return !suggestion->is_down && suggestion->unit != SIZE_MAX && has_number(suggestion) &&
           chiso__sheet_text(&suggestion->sheet, suggestion->unit).size > 0;
}

/* Says that a row is no unit. */
static chiso_status say_row(struct chiso__suggestion *suggestion, struct seen *seen,
                            struct chiso__span name, const char *value, chiso_error *error)
{
    if (seen->lines++ >= MOST_LINES) {
        return CHISO_OK;
    }
    return chiso__suggest(suggestion, "rows:", name, chiso__span_of(value), error);
}

/* Where the table ends: the beginning of the cell, up to a colon, and any rest. */
static chiso_status say_end(struct chiso__suggestion *suggestion, struct chiso__span name,
                            chiso_error *error)
{
    const char *colon = memchr(name.text, ':', name.size);
    const size_t size = colon == NULL ? name.size : (size_t)(colon - name.text);
    char *text = chiso__arena_take(&suggestion->sheet.arena, &suggestion->csv.allocator, size + 1);

    if (text == NULL) {
        return chiso__fail_memory(error);
    }
    memcpy(text, name.text, size);
    text[size] = '*';
    return chiso__suggest(suggestion, "end", (struct chiso__span){"", 0},
                          (struct chiso__span){text, size + 1}, error);
}

/* Looks at the marks of a number. */
static void look_at_marks(struct chiso__span text, struct seen *seen)
{
    size_t points = 0;
    size_t commas = 0;
    char last = 0;

    for (size_t i = 0; i < text.size; i++) {
        points += text.text[i] == '.';
        commas += text.text[i] == ',';
        last = text.text[i] == '.' || text.text[i] == ',' ? text.text[i] : last;
    }
    if (points > 0 && commas > 0) {
        seen->decimal = last;
        seen->thousands = last == ',' ? '.' : ',';
    } else if (points > 1 || commas > 1) {
        seen->thousands = last;
    }
    seen->has_comma = seen->has_comma || (commas == 1 && points == 0);
}

static void look_at_cells(const struct chiso__suggestion *suggestion, struct seen *seen)
{
    const struct chiso__csv *csv = &suggestion->csv;

    for (size_t i = 0; i < suggestion->sheet.width && i < csv->field_count; i++) {
        const struct chiso__span text = chiso__sheet_text(&suggestion->sheet, i);

        if (!suggestion->columns[i].is_leaf) {
            continue;
        }
        if (chiso__looks_like_number(text)) {
            look_at_marks(text, seen);
        }
        seen->has_padded_dash =
            seen->has_padded_dash || chiso__is_padded_dash(csv, &csv->fields[i]);
    }
    if (suggestion->block != SIZE_MAX) {
        const bool is_empty = chiso__sheet_text(&suggestion->sheet, suggestion->block).size == 0;

        seen->has_empty_block = seen->has_empty_block || (seen->has_block && is_empty);
        seen->has_block = seen->has_block || !is_empty;
    }
}

/* Says what a row is that is no criterion, or one that others belong to. */
static chiso_status look_at_criterion(struct chiso__suggestion *suggestion, struct seen *seen,
                                      chiso_error *error)
{
    struct chiso__span name = name_of(suggestion);
    struct chiso__span other = {"", 0};
    int64_t node = CHISO__NOT_FOUND;
    const bool has_points = count_points(suggestion) > 0;

    if (suggestion->is_outline &&
        chiso__outline_next(&suggestion->sheet.outline, &suggestion->csv.allocator,
                            chiso__sheet_text(&suggestion->sheet, suggestion->unit), &name,
                            &other) == CHISO__OUTLINED_MEMORY) {
        return chiso__fail_memory(error);
    }
    node = chiso__find_code(suggestion->tree, name);
    if (node != CHISO__NOT_FOUND && chiso__is_leaf(&suggestion->tree->nodes[node])) {
        look_at_cells(suggestion, seen);
        return CHISO_OK;
    }
    if (node != CHISO__NOT_FOUND && !has_points) {
        return CHISO_OK;
    }
    return say_row(suggestion, seen, name,
                   node != CHISO__NOT_FOUND || begins_with_word(name, CHISO__SAY_WORDS_FOR_SUM)
                       ? "total"
                       : "skip",
                   error);
}

/* Says what the current row is; *out_ended behind the table. */
static chiso_status look_at_row(struct chiso__suggestion *suggestion, struct seen *seen,
                                bool *out_ended, chiso_error *error)
{
    const struct chiso__span name = name_of(suggestion);
    const bool has_unit = chiso__sheet_text(&suggestion->sheet, suggestion->unit).size > 0;
    const size_t points = count_points(suggestion);

    *out_ended = seen->rows > seen->last;
    if (*out_ended) {
        return say_end(suggestion, name, error);
    }
    if (suggestion->is_down) {
        return look_at_criterion(suggestion, seen, error);
    }
    if (seen->rows == 1 && seen->numbers.size > 0) {
        return say_row(suggestion, seen, name, "skip", error);
    }
    if (is_numbered_unit(suggestion)) {
        look_at_cells(suggestion, seen);
        return CHISO_OK;
    }
    /* Where no row has a number, nothing else tells a mean from a place of that name: once it is
     * read, a doubt does. */
    if (begins_with_word(name, CHISO__SAY_WORDS_FOR_SUMMARY) &&
        !(suggestion->numbering == SIZE_MAX && has_unit && is_written_as_name(name))) {
        return say_row(suggestion, seen, name,
                       begins_with_word(name, CHISO__SAY_WORDS_FOR_SUM) ? "total" : "skip", error);
    }
    /* A number says nothing of a row: with points it is refused for having no unit. */
    if (!has_unit && has_number(suggestion)) {
        return points > 0 || suggestion->unit == SIZE_MAX
                   ? CHISO_OK
                   : say_row(suggestion, seen, name, "skip", error);
    }
    /* Who answers nothing is no heading. */
    if (points == 0 && !suggestion->has_answers) {
        return say_row(suggestion, seen, name,
                       begins_with_word(name, CHISO__SAY_WORDS_FOR_NOTE) ? "skip" : "block", error);
    }
    if (!has_unit) {
        return say_row(suggestion, seen, name, "skip", error);
    }
    look_at_cells(suggestion, seen);
    return CHISO_OK;
}

/* Keeps what the first row is called if it numbers the columns and no other row is called so: rows
 * are told by that. */
static chiso_status look_for_numbers(struct chiso__suggestion *suggestion, struct seen *seen,
                                     chiso_error *error)
{
    const struct chiso__span name = name_of(suggestion);

    if (seen->rows == 1 && !suggestion->is_down && !suggestion->has_answers &&
        chiso__csv_numbers_columns(&suggestion->csv)) {
        return chiso__sheet_keep_text(&suggestion->sheet, name, &seen->numbers)
                   ? CHISO_OK
                   : chiso__fail_memory(error);
    }
    if (seen->numbers.size > 0 && chiso__names_equal(name, seen->numbers)) {
        seen->numbers.size = 0;
    }
    return CHISO_OK;
}

/* Finds the last row that has points, or is that of a unit without. */
static chiso_status find_last(struct chiso__suggestion *suggestion, struct seen *seen,
                              chiso_error *error)
{
    chiso_status status = chiso__suggestion_restart(suggestion, error);
    bool more = status == CHISO_OK;

    while (status == CHISO_OK && more) {
        status = chiso__csv_find_row(&suggestion->csv, &more, error);
        if (status != CHISO_OK || !more) {
            break;
        }
        seen->rows++;
        if (count_points(suggestion) > 0 || is_numbered_unit(suggestion)) {
            seen->last = seen->rows;
        }
        status = look_for_numbers(suggestion, seen, error);
    }
    seen->rows = 0;
    return status;
}

static chiso_status say_mark(struct chiso__suggestion *suggestion, const char *what, char mark,
                             chiso_error *error)
{
    return mark == 0 ? CHISO_OK
                     : chiso__suggest(suggestion, what, (struct chiso__span){"", 0},
                                      chiso__span_of(mark == ',' ? "comma" : "point"), error);
}

/* Says how cells are written. */
static chiso_status say_cells(struct chiso__suggestion *suggestion, const struct seen *seen,
                              chiso_error *error)
{
    const struct chiso__span none = {"", 0};
    const char decimal = seen->decimal != 0                          ? seen->decimal
                         : seen->has_comma && seen->thousands != ',' ? ','
                                                                     : (char)0;
    chiso_status status = CHISO_OK;

    if (seen->has_empty_block) {
        status = chiso__suggest(suggestion, "block", none, chiso__span_of("down"), error);
    }
    if (status == CHISO_OK && seen->has_padded_dash) {
        status = chiso__suggest(suggestion, "dash", none, chiso__span_of("0"), error);
    }
    if (status == CHISO_OK) {
        status = say_mark(suggestion, "decimal", decimal, error);
    }
    return status == CHISO_OK ? say_mark(suggestion, "thousands", seen->thousands, error) : status;
}

chiso_status chiso__suggest_rows(struct chiso__suggestion *suggestion, chiso_error *error)
{
    struct seen seen = {0};
    chiso_status status = find_last(suggestion, &seen, error);
    bool more = status == CHISO_OK;
    bool ended = false;

    if (status == CHISO_OK) {
        status = chiso__suggestion_restart(suggestion, error);
    }
    while (status == CHISO_OK && more && !ended) {
        status = chiso__csv_find_row(&suggestion->csv, &more, error);
        if (status == CHISO_OK && more) {
            seen.rows++;
            status = look_at_row(suggestion, &seen, &ended, error);
        }
    }
    return status == CHISO_OK ? say_cells(suggestion, &seen, error) : status;
}
