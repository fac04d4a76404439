/* The numbers of an outline, told from their order. What a row may go on from, or be below, is a
 * list of open rows: each is below the one before it. A number of several parts (1.2) is below the
 * row that its first parts name; one of a single part goes on from the open row of its style, or,
 * where there is none, is the first below the last row. */
#include "base/text.h"
#include "text/outline_inside.h"

#include <string.h>

struct chiso__outline_row {
    struct chiso__span text;
    struct chiso__span code;
    size_t parts;
    struct chiso__outline_part last;
    enum chiso__outline_style style; /* of a number of one part */
    bool is_headed;                  /* it is below the row that its first parts name */
};

static bool share_style(const struct chiso__outline_part *a, const struct chiso__outline_part *b)
{
    for (int style = 0; style < CHISO__OUTLINE_STYLES; style++) {
        if (a->values[style] > 0 && b->values[style] > 0) {
            return true;
        }
    }
    return false;
}

/* Where the next row hangs: below the first so many open rows, with a code that goes on from that
 * of the last of them by a part of its number. */
struct place {
    size_t open;
    struct chiso__span part;
    enum chiso__outline_style style;
    bool is_headed;
};

/* The open row that a text names, by its number or its code written out, or the count. */
static size_t find_open(const struct chiso__outline *outline, struct chiso__span text)
{
    for (size_t i = outline->count; i > 0; i--) {
        if (chiso__span_equal(outline->open[i - 1].text, text)) {
            return i - 1;
        }
    }
    for (size_t i = outline->count; i > 0; i--) {
        if (chiso__span_equal(outline->open[i - 1].code, text)) {
            return i - 1;
        }
    }
    return outline->count;
}

/* Whether the row that a number of several parts would be below is missing: of 2.1 where 1 is above
 * its place, among the first so many. */
static bool is_alone(const struct chiso__outline *outline,
                     const struct chiso__outline_number *number, size_t at)
{
    struct chiso__outline_number head;
    bool is_there = at < outline->count && outline->open[at].is_headed;

    if (!chiso__outline_number_read(number->head, &head)) {
        return false;
    }
    for (size_t i = 0; i < at && !is_there; i++) {
        const struct chiso__outline_row *row = &outline->open[i];

        is_there =
            row->parts == head.parts && (row->parts == 1 ? head.last.values[row->style] > 0
                                                         : share_style(&row->last, &head.last));
    }
    return is_there;
}

/* Whether the row that is open goes on with the number of the one above it, as 1.1 below I, and
 * this number does not. */
static bool leaves_above(const struct chiso__outline *outline,
                         const struct chiso__outline_number *number, size_t at)
{
    const struct chiso__outline_row *above = at == 0 ? NULL : &outline->open[at - 1];
    struct chiso__outline_number other;

    return above != NULL && above->parts == 1 && number->first.values[CHISO__OUTLINE_DIGITS] > 0 &&
           chiso__outline_number_read(outline->open[at].text, &other) &&
           other.first.values[CHISO__OUTLINE_DIGITS] == above->last.values[above->style] &&
           number->first.values[CHISO__OUTLINE_DIGITS] != other.first.values[CHISO__OUTLINE_DIGITS];
}

/* Finds the place of a number of several parts. */
static enum chiso__outlined place_long(const struct chiso__outline *outline,
                                       const struct chiso__outline_number *number,
                                       struct place *out_place, struct chiso__span *out_other)
{
    const size_t headed = find_open(outline, number->head);
    size_t at = outline->count;

    if (headed < outline->count) {
        *out_place = (struct place){headed + 1, number->tail, CHISO__OUTLINE_DIGITS, true};
        return CHISO__OUTLINED;
    }
    for (size_t i = outline->count; i > 0 && at == outline->count; i--) {
        const struct chiso__outline_row *row = &outline->open[i - 1];

        at = row->parts == number->parts && share_style(&row->last, &number->last) ? i - 1 : at;
    }
    /* 1.1 may be the first below I, where letters and Roman numbers go on from what is there. */
    if ((at == outline->count && at > 0 && number->first.values[CHISO__OUTLINE_DIGITS] == 0) ||
        is_alone(outline, number, at) ||
        (at < outline->count && leaves_above(outline, number, at))) {
        *out_other = number->head;
        return CHISO__OUTLINED_ALONE;
    }
    *out_place = (struct place){at, number->text, CHISO__OUTLINE_DIGITS, false};
    return CHISO__OUTLINED;
}

/* The open row whose number is of one part and a style, or the count. */
static size_t find_style(const struct chiso__outline *outline, enum chiso__outline_style style)
{
    size_t at = 0;

    while (at < outline->count &&
           !(outline->open[at].parts == 1 && outline->open[at].style == style)) {
        at++;
    }
    return at;
}

/* Whether a number goes on from an open one of its style; those that leave some out do not go far,
 * if they are Roman: D behind I is a letter. */
static bool goes_on(enum chiso__outline_style style, int32_t open, int32_t value, bool is_any)
{
    enum { FAR = 9 };
    const bool is_roman =
        style == CHISO__OUTLINE_LARGE_ROMAN || style == CHISO__OUTLINE_SMALL_ROMAN;

    return is_any ? value > open && (!is_roman || value - open <= FAR)
                  : chiso__outline_is_next(style, open, value);
}

/* In how many styles a number goes on from an open row, and the first of them with its row: from
 * the one before it, or from any below it. */
static int count_behind(const struct chiso__outline *outline,
                        const struct chiso__outline_part *part, bool is_any,
                        struct place *out_place)
{
    int count = 0;

    for (int style = 0; style < CHISO__OUTLINE_STYLES; style++) {
        const size_t at = find_style(outline, (enum chiso__outline_style)style);

        if (part->values[style] > 0 && at < outline->count &&
            goes_on((enum chiso__outline_style)style, outline->open[at].last.values[style],
                    part->values[style], is_any) &&
            count++ == 0) {
            out_place->style = (enum chiso__outline_style)style;
            out_place->open = at;
        }
    }
    return count;
}

/* The style in which a number begins below the last row: that of a first one; else one that goes on
 * from where it ended below another row, or digits. */
static enum chiso__outline_style style_below(const struct chiso__outline *outline,
                                             const struct chiso__outline_part *part, bool is_first)
{
    for (int style = 0; style < CHISO__OUTLINE_STYLES; style++) {
        const int32_t value = part->values[style];

        if (value == 0 || find_style(outline, (enum chiso__outline_style)style) < outline->count) {
            continue;
        }
        if (is_first ? value == 1
                     : style == CHISO__OUTLINE_DIGITS ||
                           chiso__outline_is_next((enum chiso__outline_style)style,
                                                  outline->last[style], value)) {
            return (enum chiso__outline_style)style;
        }
    }
    return CHISO__OUTLINE_NO_STYLE;
}

/* The open number that one does not come behind: of its style, or the last. */
static struct chiso__span other_of(const struct chiso__outline *outline,
                                   const struct chiso__outline_part *part)
{
    size_t at = outline->count - 1;

    if (outline->count == 0) {
        return (struct chiso__span){"", 0};
    }
    for (int style = 0; style < CHISO__OUTLINE_STYLES; style++) {
        const size_t found = find_style(outline, (enum chiso__outline_style)style);

        at = part->values[style] > 0 && found < outline->count ? found : at;
    }
    return outline->open[at].text;
}

/* Finds the place of a number of one part. */
static enum chiso__outlined place_short(const struct chiso__outline *outline,
                                        const struct chiso__outline_number *number,
                                        struct place *out_place, struct chiso__span *out_other)
{
    const struct chiso__outline_part *part = &number->last;
    const enum chiso__outline_style first = style_below(outline, part, true);
    struct place place = {outline->count, number->text, first, false};
    int count = count_behind(outline, part, false, &place);

    /* (i) behind (h) is the ninth letter, or the first number below it. */
    if (count == 1 && first != CHISO__OUTLINE_NO_STYLE && outline->last[first] > 0 &&
        place.open + 1 == outline->count) {
        count++;
    }
    if (count == 0 && first == CHISO__OUTLINE_NO_STYLE) {
        count = count_behind(outline, part, true, &place);
    }
    if (count == 0 && place.style == CHISO__OUTLINE_NO_STYLE) {
        place.style = style_below(outline, part, false);
    }
    if (count > 1 || place.style == CHISO__OUTLINE_NO_STYLE) {
        *out_other = other_of(outline, part);
        return count > 1 ? CHISO__OUTLINED_EITHER : CHISO__OUTLINED_BEHIND;
    }
    *out_place = place;
    return CHISO__OUTLINED;
}

/* Writes the code of a row out. */
static struct chiso__span write_code(struct chiso__outline *outline,
                                     const chiso_allocator *allocator, const struct place *place)
{
    const struct chiso__span above =
        place->open == 0 ? (struct chiso__span){"", 0} : outline->open[place->open - 1].code;
    const size_t head = above.size > 0 ? above.size + 1 : 0;
    char *code = chiso__arena_take(&outline->arena, allocator, head + place->part.size + 1);

    if (code == NULL) {
        return (struct chiso__span){NULL, 0};
    }
    memcpy(code, above.text, above.size);
    if (head > 0) {
        code[above.size] = '.';
    }
    memcpy(code + head, place->part.text, place->part.size);
    code[head + place->part.size] = '\0';
    return (struct chiso__span){code, head + place->part.size};
}

/* Opens a row at its place, which ends those that are below it. */
static bool open_row(struct chiso__outline *outline, const chiso_allocator *allocator,
                     const struct chiso__outline_number *number, const struct place *place)
{
    struct chiso__outline_row row = {.parts = number->parts,
                                     .last = number->last,
                                     .style = place->style,
                                     .is_headed = place->is_headed};
    void *open = outline->open;

    if (place->open == outline->capacity) {
        const size_t capacity = outline->capacity == 0 ? 8 : outline->capacity * 2;

        if (!chiso__resize(allocator, &open, capacity, sizeof(*outline->open))) {
            return false;
        }
        outline->open = open;
        outline->capacity = capacity;
    }
    row.text = (struct chiso__span){chiso__arena_copy(&outline->arena, allocator, number->text),
                                    number->text.size};
    row.code = write_code(outline, allocator, place);
    if (row.text.text == NULL || row.code.text == NULL) {
        return false;
    }
    if (number->parts == 1) {
        outline->last[place->style] = number->last.values[place->style];
    }
    outline->open[place->open] = row;
    outline->count = place->open + 1;
    return true;
}

enum chiso__outlined chiso__outline_next(struct chiso__outline *outline,
                                         const chiso_allocator *allocator, struct chiso__span text,
                                         struct chiso__span *out_code,
                                         struct chiso__span *out_other)
{
    struct chiso__outline_number number;
    struct place place = {0, {"", 0}, CHISO__OUTLINE_DIGITS, false};
    enum chiso__outlined outlined = CHISO__OUTLINED_NOT;

    if (!chiso__outline_number_read(text, &number)) {
        return outlined;
    }
    outlined = number.parts > 1 ? place_long(outline, &number, &place, out_other)
                                : place_short(outline, &number, &place, out_other);
    if (outlined != CHISO__OUTLINED) {
        return outlined;
    }
    if (!open_row(outline, allocator, &number, &place)) {
        return CHISO__OUTLINED_MEMORY;
    }
    *out_code = outline->open[place.open].code;
    return CHISO__OUTLINED;
}

void chiso__outline_clear(struct chiso__outline *outline, const chiso_allocator *allocator)
{
    chiso__release(allocator, outline->open);
    chiso__arena_clear(&outline->arena, allocator);
}

chiso_status chiso__outline_fail(enum chiso__outlined outlined, struct chiso__span text,
                                 struct chiso__span other, chiso_error *error)
{
    const struct chiso__insert *words = CHISO__WORDS(chiso__say(text), chiso__say(other));

    switch (outlined) {
    case CHISO__OUTLINED:
        break;
    case CHISO__OUTLINED_NOT:
        return chiso__fail(error, CHISO_E_CODE, CHISO__SAY_OUTLINE_NO_NUMBER, words);
    case CHISO__OUTLINED_BEHIND:
        return other.size == 0
                   ? chiso__fail(error, CHISO_E_CODE, CHISO__SAY_OUTLINE_NOT_FIRST, words)
                   : chiso__fail(error, CHISO_E_CODE, CHISO__SAY_OUTLINE_NOT_BEHIND, words);
    case CHISO__OUTLINED_ALONE:
        return chiso__fail(error, CHISO_E_PARENT, CHISO__SAY_OUTLINE_ALONE, words);
    case CHISO__OUTLINED_EITHER:
        return chiso__fail(error, CHISO_E_CODE, CHISO__SAY_OUTLINE_EITHER, words);
    case CHISO__OUTLINED_MEMORY:
        return chiso__fail_memory(error);
    }
    return CHISO_OK;
}
