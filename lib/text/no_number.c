/* Why a text is no number, and what it may be, so that the message can name it: an error value of a
 * spreadsheet, a date, a time, a number with thousands marks. */
#include "text/message.h"
#include "text/name.h"

#include <string.h>

bool chiso__is_sheet_error(struct chiso__span text)
{
    return chiso__means(text, CHISO__SAY_WORDS_FOR_SHEET_ERROR) ||
           (text.size > 4 && memcmp(text.text, "Err:", 4) == 0) ||
           (text.size > 1 && memcmp(text.text, "##", 2) == 0);
}

/* Takes digits off the front; how many. */
static size_t take_digits(struct chiso__span *text)
{
    size_t count = 0;

    while (count < text->size && chiso__is_digit(text->text[count])) {
        count++;
    }
    *text = (struct chiso__span){text->text + count, text->size - count};
    return count;
}

/* Takes one of these bytes off the front, or returns NUL. */
static char take_one_of(struct chiso__span *text, const char *bytes)
{
    const char first = text->size > 0 ? text->text[0] : '\0';

    if (first == '\0' || strchr(bytes, first) == NULL) {
        return '\0';
    }
    *text = (struct chiso__span){text->text + 1, text->size - 1};
    return first;
}

/* Two or three groups of digits with a mark between them. */
struct groups {
    size_t sizes[3];
    size_t count;
    char mark;
};

static bool take_groups(struct chiso__span *text, const char *marks, struct groups *out_groups)
{
    struct groups groups = {{0}, 0, '\0'};
    char mark[2] = "";

    for (;;) {
        groups.sizes[groups.count] = take_digits(text);
        if (groups.sizes[groups.count++] == 0) {
            return false;
        }
        if (groups.count == 3) {
            break;
        }
        mark[0] = take_one_of(text, groups.mark == '\0' ? marks : mark);
        if (mark[0] == '\0') {
            break;
        }
        groups.mark = mark[0];
    }
    *out_groups = groups;
    return groups.count > 1;
}

/* 12:30, 12:30:00 */
static bool is_time(struct chiso__span text)
{
    struct groups groups;

    return take_groups(&text, ":", &groups) && text.size == 0 && groups.sizes[0] <= 2 &&
           groups.sizes[1] == 2 && (groups.count < 3 || groups.sizes[2] == 2);
}

/* Whether a text is the name of a month as spreadsheets shorten it. */
static bool is_month(struct chiso__span text)
{
    const size_t size = text.size > 3 ? 3 : text.size;

    return size == 3 &&
           chiso__means((struct chiso__span){text.text, size}, CHISO__SAY_WORDS_FOR_MONTH);
}

/* 5-Apr, Apr-24 */
static bool has_month(struct chiso__span text)
{
    const char *mark = memchr(text.text, '-', text.size);
    const size_t size = mark == NULL ? 0 : (size_t)(mark - text.text);
    struct chiso__span first = {text.text, size};
    struct chiso__span last = {mark, 0};

    if (mark == NULL) {
        return false;
    }
    last = (struct chiso__span){mark + 1, text.size - size - 1};
    if (is_month(first)) {
        return take_digits(&last) > 0 && last.size == 0;
    }
    return is_month(last) && take_digits(&first) > 0 && first.size == 0;
}

/* 12/05/2024, 12.5.24, 2024-05-12, the latter two also with a time behind them */
static bool is_date(struct chiso__span text)
{
    struct chiso__span rest = text;
    struct groups groups;

    if (take_groups(&rest, "/-.", &groups) && groups.count == 3 && groups.sizes[1] <= 2 &&
        ((groups.sizes[0] <= 2 && (groups.sizes[2] == 2 || groups.sizes[2] == 4)) ||
         (groups.sizes[0] == 4 && groups.sizes[2] <= 2))) {
        return rest.size == 0 || is_time(chiso__trim(rest)) ||
               (take_one_of(&rest, "T") != '\0' && is_time(rest));
    }
    return has_month(text);
}

/* The blank or mark that a text begins with, as one that stands between thousands; its size. */
static size_t thousands_mark(struct chiso__span text)
{
    struct chiso__span rest = text;
    uint32_t mark = 0;

    if (text.size == 0) {
        return 0;
    }
    mark = chiso__utf8_take(&rest);
    return mark == '.' || mark == ',' || mark == '\'' || mark == 0x2019 || chiso__is_blank(mark)
               ? text.size - rest.size
               : 0;
}

/* 1.234.567, 1 234, 1'234,5: groups of three with one mark between them, then perhaps decimals. */
static bool has_thousands(struct chiso__span text)
{
    size_t size = 0;
    size_t groups = 0;
    struct chiso__span mark;

    take_one_of(&text, "+-");
    size = take_digits(&text);
    if (size == 0 || size > 3) {
        return false;
    }
    mark = (struct chiso__span){text.text, thousands_mark(text)};
    while (mark.size > 0 && text.size > mark.size + 2 &&
           memcmp(text.text, mark.text, mark.size) == 0 && chiso__is_digit(text.text[mark.size]) &&
           chiso__is_digit(text.text[mark.size + 1]) && chiso__is_digit(text.text[mark.size + 2])) {
        text = (struct chiso__span){text.text + mark.size + 3, text.size - mark.size - 3};
        groups++;
    }
    return groups > 0 && (text.size == 0 || (take_one_of(&text, ".,") != '\0' &&
                                             take_digits(&text) > 0 && text.size == 0));
}

static enum chiso__message name_of(struct chiso__span text)
{
    if (text.size == 0) {
        return CHISO__SAY_NOTHING;
    }
    if (chiso__is_sheet_error(text)) {
        return CHISO__SAY_NUMBER_IS_SHEET_ERROR;
    }
    if (is_time(text)) {
        return CHISO__SAY_NUMBER_IS_TIME;
    }
    if (is_date(text)) {
        return CHISO__SAY_NUMBER_IS_DATE;
    }
    return has_thousands(text) ? CHISO__SAY_NUMBER_HAS_THOUSANDS : CHISO__SAY_NOTHING;
}

/* The mark of thousands of a text that has some, as a mapping calls it; NULL for another. */
static const char *thousands_of(struct chiso__span text)
{
    uint32_t mark = 0;

    take_one_of(&text, "+-");
    take_digits(&text);
    mark = chiso__utf8_take(&text);
    return mark == '.' ? "point" : mark == ',' ? "comma" : chiso__is_blank(mark) ? "space" : NULL;
}

chiso_status chiso__fail_no_number(chiso_error *error, struct chiso__span text)
{
    const enum chiso__message name = name_of(chiso__trim(text));
    const char *mark =
        name == CHISO__SAY_NUMBER_HAS_THOUSANDS ? thousands_of(chiso__trim(text)) : NULL;

    if (mark != NULL) {
        return chiso__fail(error, CHISO_E_NUMBER, CHISO__SAY_NUMBER_HAS_KNOWN_THOUSANDS,
                           CHISO__WORDS(chiso__say(text), chiso__say_text(mark)));
    }
    return name == CHISO__SAY_NOTHING
               ? CHISO_OK
               : chiso__fail(error, CHISO_E_NUMBER, name, CHISO__WORDS(chiso__say(text)));
}

/* A mark that may not stand there: with three digits behind it, it may be one of thousands. */
static chiso_status fail_mark(chiso_error *error, enum chiso__number number,
                              struct chiso__span text)
{
    const struct chiso__span trimmed = chiso__trim(text);
    const char *mark = has_thousands(trimmed) ? thousands_of(trimmed) : NULL;
    const bool comma = number == CHISO__NUMBER_COMMA;

    if (mark == NULL) {
        return comma ? chiso__fail(error, CHISO_E_NUMBER, CHISO__SAY_NUMBER_COMMA,
                                   CHISO__WORDS(chiso__say(text)))
                     : chiso__fail(error, CHISO_E_NUMBER, CHISO__SAY_NUMBER_OTHER_MARK,
                                   CHISO__WORDS(chiso__say(text)));
    }
    return comma ? chiso__fail(error, CHISO_E_NUMBER, CHISO__SAY_NUMBER_COMMA_OR_THOUSANDS,
                               CHISO__WORDS(chiso__say(text), chiso__say_text(mark)))
                 : chiso__fail(error, CHISO_E_NUMBER, CHISO__SAY_NUMBER_OTHER_MARK_OR_THOUSANDS,
                               CHISO__WORDS(chiso__say(text), chiso__say_text(mark)));
}

chiso_status chiso__fail_number(chiso_error *error, enum chiso__number number,
                                struct chiso__span text)
{
    const struct chiso__insert *words =
        CHISO__WORDS(chiso__say(text), chiso__say_decimal(CHISO_DECIMAL_MAX));

    const bool may_be_known = number == CHISO__NUMBER_FORM || number == CHISO__NUMBER_MARKS ||
                              number == CHISO__NUMBER_FRACTION;

    if (may_be_known && chiso__fail_no_number(error, text) != CHISO_OK) {
        return CHISO_E_NUMBER;
    }
    switch (number) {
    case CHISO__NUMBER_MARKS:
        return chiso__fail(error, CHISO_E_NUMBER, CHISO__SAY_NUMBER_TWO_MARKS, words);
    case CHISO__NUMBER_COMMA:
    case CHISO__NUMBER_MIXED:
        return fail_mark(error, number, text);
    case CHISO__NUMBER_LARGE:
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_NUMBER_TOO_LARGE, words);
    case CHISO__NUMBER_EXPONENT:
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_NUMBER_EXPONENT, words);
    case CHISO__NUMBER_FRACTION:
        return chiso__fail(error, CHISO_E_NUMBER, CHISO__SAY_NUMBER_FRACTION, words);
    case CHISO__NUMBER_ZERO:
        return chiso__fail(error, CHISO_E_NUMBER, CHISO__SAY_NUMBER_ZERO_BELOW, words);
    case CHISO__NUMBER_OK:
    case CHISO__NUMBER_FORM:
        break;
    }
    return chiso__fail(error, CHISO_E_NUMBER, CHISO__SAY_NOT_A_NUMBER, words);
}
