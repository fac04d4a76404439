/* What a row of a mapping says: a table of all that can be said, with the words that each takes. */
#include "board/mapping.h"

#include "text/name.h"
#include "text/near.h"
#include "text/unsafe.h"

#include <string.h>

/* What can be said. */
struct kind {
    const char *word;
    bool has_name;     /* one stands behind a colon */
    bool is_often;     /* it may be said several times */
    const char *words; /* the values, with ", " between them; NULL where any text is one */
};

static const struct kind kinds[CHISO__TOLD_KINDS] = {
    [CHISO__TOLD_HEADER] = {"header", false, false, NULL},
    [CHISO__TOLD_COLUMN] = {"column", true, true, NULL},
    [CHISO__TOLD_STAGE] = {"stage", false, false, NULL},
    [CHISO__TOLD_IGNORE] = {"ignore", false, true, NULL},
    [CHISO__TOLD_ROWS] = {"rows", true, true, "skip, block, total"},
    [CHISO__TOLD_END] = {"end", false, true, NULL},
    [CHISO__TOLD_BLOCK] = {"block", false, false, "down"},
    [CHISO__TOLD_DASH] = {"dash", false, false, "0, not-applicable"},
    [CHISO__TOLD_CELL] = {"cell", true, true, NULL},
    [CHISO__TOLD_DECIMAL] = {"decimal", false, false, "point, comma"},
    [CHISO__TOLD_THOUSANDS] = {"thousands", false, false, "point, comma, space"},
    [CHISO__TOLD_UNITS] = {"units", false, false, "known, all"},
    [CHISO__TOLD_COLUMNS] = {"columns", false, false, "known, all"},
    [CHISO__TOLD_MISSING_ROW] = {"missing-row", false, false, "not-applicable, missing"},
    [CHISO__TOLD_LAYOUT] = {"layout", false, false, "down, answers"},
    [CHISO__TOLD_ANSWER] = {"answer", true, true, NULL},
    [CHISO__TOLD_OUTLINE] = {"outline", false, false, "yes"},
};

bool chiso__is_told_often(enum chiso__told_of told)
{
    return kinds[told].is_often;
}

static chiso_status fail_kind(struct chiso__span what, struct chiso__span word, chiso_error *error)
{
    struct chiso__nearest nearest = chiso__nearest_to(word);

    for (int i = 0; i < CHISO__TOLD_KINDS; i++) {
        chiso__nearest_try(&nearest, chiso__span_of(kinds[i].word));
    }
    if (nearest.meant.size == 0) {
        return chiso__fail(error, CHISO_E_WORD, CHISO__SAY_MAPPING_UNKNOWN,
                           CHISO__WORDS(chiso__say(what)));
    }
    return chiso__fail(error, CHISO_E_WORD, CHISO__SAY_MAPPING_MEANT,
                       CHISO__WORDS(chiso__say(what), chiso__say(nearest.meant)));
}

/* Finds the kind of a row by the word in front of its colon, or all of it. */
static chiso_status read_kind(struct chiso__mapping_entry *entry, chiso_error *error)
{
    const struct chiso__span what = chiso__trim(entry->what);
    const char *colon = what.size == 0 ? NULL : memchr(what.text, ':', what.size);
    const size_t size = colon == NULL ? what.size : (size_t)(colon - what.text);
    const struct chiso__span word = chiso__trim((struct chiso__span){what.text, size});
    int kind = 0;

    while (kind < CHISO__TOLD_KINDS && !chiso__is_word(word, kinds[kind].word)) {
        kind++;
    }
    if (kind == CHISO__TOLD_KINDS || (colon != NULL && !kinds[kind].has_name)) {
        return fail_kind(what, kind == CHISO__TOLD_KINDS ? word : what, error);
    }
    entry->told = (enum chiso__told_of)kind;
    entry->name = (struct chiso__span){"", 0};
    if (colon != NULL) {
        entry->name =
            chiso__strip((struct chiso__span){colon + 1, what.size - size - 1}, chiso__shows_blank);
    }
    if (kinds[kind].has_name && entry->name.size == 0) {
        return chiso__fail(error, CHISO_E_WORD, CHISO__SAY_MAPPING_NO_NAME,
                           CHISO__WORDS(chiso__say_text(kinds[kind].word)));
    }
    return CHISO_OK;
}

/* The place of a word among those of a list, or -1. */
static int find_word(const char *words, struct chiso__span value)
{
    for (int place = 0; *words != '\0'; place++) {
        const size_t size = strcspn(words, ",");
        char word[24];

        memcpy(word, words, size);
        word[size] = '\0';
        if (chiso__is_word(value, word)) {
            return place;
        }
        words += size + (words[size] == ',' ? 2 : 0);
    }
    return -1;
}

/* Takes a whole number off the front; 0 for none, and for one that no row has. */
static uint32_t take_number(struct chiso__span *text)
{
    enum { MOST = 1000000 };
    uint32_t number = 0;

    while (text->size > 0 && chiso__is_digit(text->text[0])) {
        number = number > MOST ? number : number * 10 + (uint32_t)(text->text[0] - '0');
        *text = (struct chiso__span){text->text + 1, text->size - 1};
    }
    return number > MOST ? 0 : number;
}

chiso_status chiso__mapping_header_read(struct chiso__span value, uint32_t *out_first,
                                        uint32_t *out_rows, chiso_error *error)
{
    struct chiso__span rest = chiso__trim(value);
    uint32_t first = take_number(&rest);
    uint32_t last = first;

    rest = chiso__trim(rest);
    if (rest.size > 0 && rest.text[0] == '-') {
        rest = chiso__trim((struct chiso__span){rest.text + 1, rest.size - 1});
        last = take_number(&rest);
    }
    if (first == 0 || rest.size > 0 || (last != first && last != first + 1)) {
        return chiso__fail(error, CHISO_E_WORD, CHISO__SAY_MAPPING_HEADER,
                           CHISO__WORDS(chiso__say(value)));
    }
    *out_first = first;
    *out_rows = last - first + 1;
    return CHISO_OK;
}

/* The place of a column that is named by it, as #11; 0 for a heading. */
static uint32_t place_of(struct chiso__span name)
{
    struct chiso__span rest = {name.text + 1, name.size - 1};
    uint32_t place = 0;

    if (name.text[0] != '#' || name.size == 1) {
        return 0;
    }
    place = take_number(&rest);
    return rest.size == 0 ? place : 0;
}

/* The option that an answer is. */
static chiso_status read_option(struct chiso__mapping_entry *entry, struct chiso__span value,
                                chiso_error *error)
{
    struct chiso__span rest = value;
    const uint32_t option = take_number(&rest);

    if (chiso__is_word(value, "-")) {
        entry->word = 0;
        return CHISO_OK;
    }
    if (option == 0 || option > CHISO_OPTION_LIMIT || rest.size > 0) {
        return chiso__fail(error, CHISO_E_WORD, CHISO__SAY_MAPPING_ANSWER,
                           CHISO__WORDS(chiso__say(chiso__trim(entry->what)), chiso__say(value),
                                        chiso__say_count(CHISO_OPTION_LIMIT)));
    }
    entry->word = (int)option;
    return CHISO_OK;
}

chiso_status chiso__mapping_row_read(struct chiso__mapping_entry *entry, bool *out_value_is_wrong,
                                     chiso_error *error)
{
    const struct chiso__span value = chiso__trim(entry->value);
    const struct kind *kind = NULL;
    const chiso_status status = read_kind(entry, error);

    *out_value_is_wrong = status == CHISO_OK;
    if (status != CHISO_OK) {
        return status;
    }
    kind = &kinds[entry->told];
    entry->place = 0;
    entry->word = -1;
    if (kind->words != NULL) {
        entry->word = find_word(kind->words, value);
        return entry->word >= 0
                   ? CHISO_OK
                   : chiso__fail(error, CHISO_E_WORD, CHISO__SAY_MAPPING_VALUE,
                                 CHISO__WORDS(chiso__say(chiso__trim(entry->what)),
                                              chiso__say(value), chiso__say_text(kind->words)));
    }
    /* A word in a cell may mean an empty one. */
    if (value.size == 0 && entry->told != CHISO__TOLD_CELL) {
        return chiso__fail(error, CHISO_E_WORD, CHISO__SAY_MAPPING_NO_VALUE,
                           CHISO__WORDS(chiso__say(chiso__trim(entry->what))));
    }
    if (entry->told == CHISO__TOLD_IGNORE || entry->told == CHISO__TOLD_END ||
        entry->told == CHISO__TOLD_STAGE) {
        entry->name = value;
    }
    if (entry->told == CHISO__TOLD_COLUMN || entry->told == CHISO__TOLD_IGNORE) {
        entry->place = place_of(entry->name);
    }
    return entry->told == CHISO__TOLD_ANSWER ? read_option(entry, value, error) : CHISO_OK;
}

bool chiso__mapping_fits(struct chiso__span pattern, struct chiso__span cell)
{
    struct chiso__name_reader one = chiso__name_open(pattern);
    struct chiso__name_reader other = chiso__name_open(cell);
    const bool any_rest = pattern.size > 0 && pattern.text[pattern.size - 1] == '*';
    uint32_t letter = chiso__name_next(&one);
    uint32_t found = chiso__name_next(&other);

    for (;;) {
        if (letter == '*' && any_rest && one.rest.size == 0) {
            return true;
        }
        if (letter == ' ' && found == 0 && any_rest) {
            /* `Block *` fits Block, too. */
            letter = chiso__name_next(&one);
            continue;
        }
        if (letter != found || letter == 0) {
            return letter == found;
        }
        letter = chiso__name_next(&one);
        found = chiso__name_next(&other);
    }
}

const struct chiso__mapping_entry *chiso__mapping_find(const chiso_mapping *mapping,
                                                       enum chiso__told_of told, uint32_t place,
                                                       struct chiso__span name)
{
    const struct chiso__mapping_entry *found = NULL;

    for (uint32_t i = 0; i < mapping->count; i++) {
        const struct chiso__mapping_entry *row = &mapping->rows[i];

        if (row->told != told) {
            continue;
        }
        if (row->place > 0 && row->place == place) {
            return row;
        }
        if (found == NULL && row->place == 0 && name.size > 0 &&
            chiso__names_equal(row->name, name)) {
            found = row;
        }
    }
    return found;
}

const struct chiso__mapping_entry *chiso__mapping_fitting(const chiso_mapping *mapping,
                                                          enum chiso__told_of told,
                                                          struct chiso__span cell)
{
    for (uint32_t i = 0; i < mapping->count; i++) {
        if (mapping->rows[i].told == told && chiso__mapping_fits(mapping->rows[i].name, cell)) {
            return &mapping->rows[i];
        }
    }
    return NULL;
}

const struct chiso__mapping_entry *chiso__mapping_row_of(const chiso_mapping *mapping,
                                                         struct chiso__span code,
                                                         struct chiso__span cell)
{
    const struct chiso__mapping_entry *row =
        code.size == 0 ? NULL : chiso__mapping_fitting(mapping, CHISO__TOLD_ROWS, code);

    return row == NULL ? chiso__mapping_fitting(mapping, CHISO__TOLD_ROWS, cell) : row;
}
