/* The headings of a CSV file, and what is wrong with them. */
#include "text/csv.h"

#include "text/name.h"
#include "text/near.h"

#include <string.h>

chiso_status chiso__csv_fail_field(const struct chiso__csv *csv, size_t column, chiso_status status,
                                   chiso_error *error)
{
    return chiso__fail_at(error, status, chiso__csv_place(csv, csv->fields[column].offset));
}

chiso_status chiso__csv_fail_twice(const struct chiso__csv *csv, size_t column, chiso_error *error)
{
    chiso__fail(error, CHISO_E_COLUMN, CHISO__SAY_COLUMN_TWICE,
                CHISO__WORDS(chiso__say(csv->fields[column].span)));
    return chiso__csv_fail_field(csv, column, CHISO_E_COLUMN, error);
}

chiso_status chiso__csv_check_heading(struct chiso__csv *csv, size_t column, chiso_error *error)
{
    const struct chiso__field field = csv->fields[column];
    chiso_status status = CHISO_OK;

    if (field.span.size == 0) {
        status = chiso__fail(error, CHISO_E_COLUMN, CHISO__SAY_COLUMN_NO_HEADING,
                             CHISO__WORDS(chiso__say_count(column + 1)));
    }
    return status == CHISO_OK ? status : chiso__csv_fail_field(csv, column, status, error);
}

/* Whether a text is a heading, by its word or one of its names. */
static bool is_heading(struct chiso__span text, const struct chiso__heading *heading)
{
    return chiso__is_named(text, heading->word) ||
           (heading->names != CHISO__SAY_NOTHING && chiso__means(text, heading->names));
}

size_t chiso__csv_count_headings(const struct chiso__csv *csv,
                                 const struct chiso__heading *headings, size_t count)
{
    size_t known = 0;

    for (size_t i = 0; i < count; i++) {
        bool is_there = false;

        for (size_t column = 0; column < csv->field_count && !is_there; column++) {
            is_there = is_heading(csv->fields[column].span, &headings[i]);
        }
        known += is_there ? 1 : 0;
    }
    return known;
}

bool chiso__csv_split_heading(struct chiso__span text, struct chiso__span *out_word, char *out_mark,
                              struct chiso__span *out_name)
{
    size_t at = 0;

    while (at < text.size && text.text[at] != '@' && text.text[at] != ':') {
        at++;
    }
    if (at == text.size) {
        return false;
    }
    *out_mark = text.text[at];
    *out_word = chiso__trim((struct chiso__span){text.text, at});
    *out_name = chiso__trim((struct chiso__span){text.text + at + 1, text.size - at - 1});
    return true;
}

struct chiso__span chiso__csv_marked_meant(struct chiso__span text,
                                           const struct chiso__marked_heading *marked, size_t count,
                                           char *room, size_t size)
{
    struct chiso__span word = text;
    struct chiso__span name = {"", 0};
    char mark = '\0';
    const bool has_mark = chiso__csv_split_heading(text, &word, &mark, &name);
    const struct chiso__marked_heading *meant = NULL;
    struct chiso__nearest nearest = chiso__nearest_to(word);
    size_t used = 0;

    for (size_t i = 0; i < count && has_mark; i++) {
        const size_t apart = nearest.apart;

        chiso__nearest_try(&nearest, chiso__span_of(marked[i].word));
        chiso__nearest_try_names(&nearest, marked[i].names);
        meant = nearest.apart < apart ? &marked[i] : meant;
    }
    used = meant == NULL ? 0 : strlen(meant->word);
    if (meant == NULL || used + 1 + name.size > size) {
        return (struct chiso__span){NULL, 0};
    }
    memcpy(room, meant->word, used);
    room[used++] = meant->mark;
    memcpy(room + used, name.text, name.size);
    return (struct chiso__span){room, used + name.size};
}

void chiso__csv_try_marked(struct chiso__nearest *nearest,
                           const struct chiso__marked_heading *marked)
{
    const size_t apart = nearest->apart;

    if (marked->mark == ':') {
        chiso__nearest_try(nearest, chiso__span_of(marked->word));
        chiso__nearest_try_names(nearest, marked->names);
    }
    if (nearest->apart < apart) {
        nearest->meant = chiso__span_of(marked->word);
    }
}

/* Says what a heading may mean that is not known, or else which are. */
static chiso_status fail_unknown(const struct chiso__csv *csv, size_t column,
                                 const struct chiso__heading *headings, size_t count,
                                 const struct chiso__other_headings *others, chiso_error *error)
{
    enum { ROOM = 120 };
    const struct chiso__span text = csv->fields[column].span;
    struct chiso__nearest nearest = chiso__nearest_to(text);
    char room[ROOM];
    char words[ROOM];
    struct chiso__listed listed = {words, sizeof(words), 0, false, false};
    struct chiso__span meant = {NULL, 0};

    for (size_t i = 0; others != NULL && i < others->count; i++) {
        chiso__csv_try_marked(&nearest, &others->marked[i]);
    }
    for (size_t i = 0; i < count; i++) {
        chiso__nearest_try(&nearest, chiso__span_of(headings[i].word));
        chiso__nearest_try_names(&nearest, headings[i].names);
        chiso__list_add(&listed, chiso__span_of(headings[i].word));
    }
    if (others != NULL) {
        meant = chiso__csv_marked_meant(text, others->marked, others->count, room, sizeof(room));
    }
    meant = meant.size > 0 ? meant : nearest.meant;
    if (meant.size > 0) {
        chiso__fail(error, CHISO_E_COLUMN, CHISO__SAY_COLUMN_MEANT,
                    CHISO__WORDS(chiso__say(text), chiso__say(meant)));
    } else if (others == NULL) {
        chiso__fail(error, CHISO_E_COLUMN, CHISO__SAY_UNKNOWN_COLUMN,
                    CHISO__WORDS(chiso__say(text), chiso__say(chiso__listed_text(&listed))));
    } else {
        chiso__fail(error, CHISO_E_COLUMN, CHISO__SAY_UNKNOWN_COLUMN_BESIDE,
                    CHISO__WORDS(chiso__say(text), chiso__say(chiso__listed_text(&listed)),
                                 chiso__say_text(others->listed)));
    }
    return chiso__csv_fail_field(csv, column, CHISO_E_COLUMN, error);
}

/* Finds what a heading is, one of others first. */
static chiso_status read_heading(struct chiso__csv *csv, size_t column,
                                 const struct chiso__heading *headings, size_t count,
                                 const struct chiso__other_headings *others, size_t *out_columns,
                                 chiso_error *error)
{
    bool is_taken = false;
    chiso_status status = chiso__csv_check_heading(csv, column, error);

    if (status == CHISO_OK && others != NULL) {
        status = others->take(others->context, csv, column, &is_taken, error);
    }
    if (status != CHISO_OK || is_taken) {
        return status;
    }
    for (size_t i = 0; i < count; i++) {
        if (!is_heading(csv->fields[column].span, &headings[i])) {
            continue;
        }
        if (out_columns[i] != SIZE_MAX) {
            return chiso__csv_fail_twice(csv, column, error);
        }
        out_columns[i] = column;
        return CHISO_OK;
    }
    return fail_unknown(csv, column, headings, count, others, error);
}

chiso_status chiso__csv_headings(struct chiso__csv *csv, const struct chiso__heading *headings,
                                 size_t count, size_t *out_columns, chiso_error *error)
{
    return chiso__csv_headings_and(csv, headings, count, NULL, out_columns, error);
}

chiso_status chiso__csv_headings_and(struct chiso__csv *csv, const struct chiso__heading *headings,
                                     size_t count, const struct chiso__other_headings *others,
                                     size_t *out_columns, chiso_error *error)
{
    chiso_status status = CHISO_OK;
    chiso_status missing = CHISO_OK;

    for (size_t i = 0; i < count; i++) {
        out_columns[i] = SIZE_MAX;
    }
    for (size_t column = 0; column < csv->field_count && status == CHISO_OK; column++) {
        status = read_heading(csv, column, headings, count, others, out_columns, error);
        status = chiso__csv_note(csv, status, error);
    }
    for (size_t i = 0; i < count && status == CHISO_OK; i++) {
        if (headings[i].required && out_columns[i] == SIZE_MAX) {
            missing = chiso__fail(error, CHISO_E_COLUMN, CHISO__SAY_NO_COLUMN,
                                  CHISO__WORDS(chiso__say_text(headings[i].word)));
            chiso__csv_fail_field(csv, 0, missing, error);
            status = chiso__csv_note(csv, missing, error);
        }
    }
    /* Without a column that must be there no row can be read. */
    return status == CHISO_OK && missing != CHISO_OK ? chiso__csv_stop(csv, missing) : status;
}

/* What a cell that numbers its column says. */
struct column_number {
    uint32_t number;  /* 0 for none */
    uint32_t letter;  /* from 1 for A; 0 for none */
    bool is_enclosed; /* in parentheses, as no figure and no unit is written */
};

/* The place of a letter, capital or small, from 1 for A; 0 for what is none. */
static uint32_t letter_at(char byte)
{
    const uint32_t place = (uint32_t)((unsigned char)byte | 0x20U) - 'a' + 1;

    return place <= 'z' - 'a' + 1 ? place : 0;
}

/* The number of a column, in parentheses or not, with what is worked out behind it; or its letter.
 */
static struct column_number number_of_column(struct chiso__span text)
{
    enum { MOST = 1000 };
    struct column_number own = {0, 0, text.size > 2 && text.text[0] == '('};
    size_t at = own.is_enclosed ? 1 : 0;

    own.letter = at < text.size ? letter_at(text.text[at]) : 0;
    at += own.letter > 0 ? 1 : 0;
    while (own.letter == 0 && at < text.size && chiso__is_digit(text.text[at]) &&
           own.number < MOST) {
        own.number = own.number * 10 + (uint32_t)(text.text[at++] - '0');
    }
    while (at < text.size && text.text[at] == ' ') {
        at++;
    }
    own.is_enclosed = own.is_enclosed && at < text.size && text.text[at] == ')';
    if (own.is_enclosed ? own.letter > 0 && at + 1 < text.size
                        : at < text.size && (text.text[at] != '=' || own.letter > 0)) {
        return (struct column_number){0, 0, false};
    }
    return own;
}

/* Whether so many cells count the columns by no chance. A letter alone is also what units are
 * called, and then 1, 2, 3 may be their points. */
static bool are_enough(uint32_t letters, uint32_t numbers, uint32_t enclosed)
{
    enum { LEAST = 4, LEAST_NUMBERS = 2, LEAST_BEHIND_ONE_LETTER = 6 };

    return numbers >= LEAST_NUMBERS && (enclosed == numbers ? letters + numbers >= LEAST - 1
                                        : letters == 1      ? numbers >= LEAST_BEHIND_ONE_LETTER
                                                            : letters + numbers >= LEAST);
}

bool chiso__csv_numbers_columns(const struct chiso__csv *csv)
{
    uint32_t letters = 0;
    uint32_t numbers = 0;
    uint32_t enclosed = 0;
    bool ended = false;

    for (size_t column = 0; column < csv->field_count; column++) {
        const struct chiso__span text = chiso__trim(csv->fields[column].span);
        const struct column_number own = number_of_column(text);

        /* Cells that say nothing stand before and behind all that are counted. */
        if (text.size == 0) {
            ended = letters + numbers > 0;
        } else if (ended || (own.letter > 0 ? numbers > 0 || own.letter != ++letters
                                            : own.number != ++numbers)) {
            return false;
        }
        enclosed += own.number > 0 && own.is_enclosed ? 1 : 0;
    }
    return are_enough(letters, numbers, enclosed);
}
