/* Numbers as texts: what is read is what pencil and paper make of the digits, and comes back from
 * its own text. The first byte says which forms may stand, the rest is the text. */
#include "law.h"

#include "number/number_read.h"
#include "number/shown.h"

#include <stdlib.h>
#include <string.h>

enum { LONGEST = 120, ROOM = 1 + LONGEST + 1 + 999 + 16 };

/* Digits with the mark after so many of them; a zero in front for a carry. */
struct paper {
    char digits[ROOM];
    int count;
    int mark;
    bool negative;
};

static void write_digit(struct paper *paper, char digit)
{
    paper->digits[paper->count++] = digit;
}

static const char *skip_sign(const char *text, bool *out_negative)
{
    *out_negative = *text == '-' || *text == '\xE2';
    return *text == '\xE2' ? text + 3 : *text == '-' || *text == '+' ? text + 1 : text;
}

/* A number that is one. */
static struct paper copy(const char *text)
{
    struct paper paper = {.count = 0, .mark = -1};
    bool lower = false;
    int exponent = 0;

    text = skip_sign(text, &paper.negative);
    write_digit(&paper, '0');
    for (; *text != '\0' && *text != 'e' && *text != 'E'; text++) {
        if (*text == '.' || *text == ',') {
            paper.mark = paper.count;
        } else {
            write_digit(&paper, *text);
        }
    }
    paper.mark = paper.mark < 0 ? paper.count : paper.mark;
    if (*text != '\0') {
        exponent = atoi(skip_sign(text + 1, &lower));
        paper.mark += lower ? -exponent : exponent;
    }
    return paper;
}

/* The digit of a place, 1 for the first behind the mark. */
static int digit_at(const struct paper *paper, int place)
{
    const int at = paper->mark + place - 1;

    return at < 0 || at >= paper->count ? 0 : paper->digits[at] - '0';
}

/* The text with at most so many places, half away from zero. */
static void round_by_hand(const struct paper *paper, int places, char mark, char *out_text)
{
    int digits[ROOM + LONGEST];
    const int whole = paper->mark > 0 ? paper->mark : 1;
    int count = whole + places;
    int carry = digit_at(paper, places + 1) >= 5;
    int first = 0;
    bool zero = true;

    for (int i = count; i-- > 0;) {
        const int digit = digit_at(paper, i + 1 - whole) + carry;

        digits[i] = digit % 10;
        carry = digit / 10;
        zero = zero && digits[i] == 0;
    }
    law(carry == 0, "the zero in front takes the carry");
    while (first + 1 < whole && digits[first] == 0) {
        first++;
    }
    while (count > whole && digits[count - 1] == 0) {
        count--;
    }
    if (paper->negative && !zero) {
        *out_text++ = '-';
    }
    for (int i = first; i < count; i++) {
        if (i == whole) {
            *out_text++ = mark;
        }
        *out_text++ = (char)('0' + digits[i]);
    }
    *out_text = '\0';
}

static void check_value(const char *text, struct chiso__carried value)
{
    const struct chiso__shown shown = {
        .places = CHISO__NUMERAL_PLACES, .trimmed = true, .mark = '.'};
    const struct paper paper = copy(text);
    struct chiso__number_style style = {.comma_allowed = false};
    struct chiso__numeral again;
    char expected[2 * ROOM];
    char found[CHISO__SHOWN_SIZE];

    law(chiso__is_carried(value), "what is read is in bounds");
    round_by_hand(&paper, CHISO__NUMERAL_PLACES, '.', expected);
    law(chiso__points_text(value, chiso__carried_of(0), &shown, found) < sizeof(found),
        "the text fits");
    law(strcmp(expected, found) == 0, "a number is what its digits say");
    law(chiso__numeral_read((struct chiso__span){found, strlen(found)}, &style, 0, &again) ==
                CHISO__NUMBER_OK &&
            chiso__carried_compare(again.value, value) == 0,
        "what is written is read as the same number");
}

static void check_fraction(const char *text, const struct chiso__numeral *numeral)
{
    struct chiso__carried value = {0, 0};

    law(strchr(text, '/') != NULL && numeral->denominator > 0, "a fraction has two parts");
    law(chiso__carried_portion(chiso__carried_of(CHISO_DECIMAL_ONE), numeral->numerator,
                               numeral->denominator, &value) &&
            chiso__carried_compare(value, numeral->value) == 0,
        "a fraction is its quotient");
}

/* The reader of decimals says the same, with six places. */
static void check_decimal(const char *text, struct chiso__number_style style,
                          enum chiso__number number)
{
    const struct chiso__span span = {text, strlen(text)};
    chiso_decimal value = 7;
    bool rounded = false;
    char expected[2 * ROOM];
    char found[CHISO_DECIMAL_TEXT_SIZE];

    if (chiso__number_read_short(span, &style, &value)) {
        const chiso_decimal quick = value;

        law(chiso__number_read(span, &style, &value, &rounded) == CHISO__NUMBER_OK &&
                value == quick && !rounded,
            "the short way reads the same");
    }
    if (chiso__number_read(span, &style, &value, &rounded) == CHISO__NUMBER_OK) {
        const struct paper paper = copy(text);

        law(number == CHISO__NUMBER_OK || number == CHISO__NUMBER_LARGE,
            "a decimal is a number, unless it is too large by its rest");
        round_by_hand(&paper, CHISO_DECIMAL_PLACES, '.', expected);
        chiso__decimal_text(value, -1, CHISO_ROUND_HALF_UP, '.', found);
        law(strcmp(expected, found) == 0, "a decimal is what its digits say");
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const unsigned forms = size > 0 ? data[0] % 4 : 0;
    struct chiso__number_style style = {size > 0 && data[0] % 8 < 4, 0};
    const struct chiso__number_style before = style;
    struct chiso__numeral numeral = {{7, 7}, 7, 7, 7};
    enum chiso__number number = CHISO__NUMBER_OK;
    char text[LONGEST + 1] = "";

    if (size > 1) {
        memcpy(text, data + 1, size - 1 < LONGEST ? size - 1 : LONGEST);
    }
    number = chiso__numeral_read((struct chiso__span){text, strlen(text)}, &style, forms, &numeral);
    if (number != CHISO__NUMBER_OK) {
        law(numeral.value.millionths == 7 && numeral.value.rest == 7 && numeral.decimals == 7 &&
                numeral.numerator == 7 && numeral.denominator == 7 && style.seen == 0,
            "a text that is no number changes nothing");
    } else if (numeral.denominator != 0) {
        check_fraction(text, &numeral);
    } else {
        check_value(text, numeral.value);
    }
    check_decimal(text, before, number);
    return 0;
}
