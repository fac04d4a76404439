/* The numbers of an outline: which styles each part may be of, and what it is worth there. */
#include "base/text.h"
#include "text/name.h"
#include "text/outline_inside.h"

#include <string.h>

/* The place of a small letter in lists, from 1; 0 for none. The d with a stroke is behind d. */
static int32_t letter_value(uint32_t letter)
{
    enum { STROKE = 0x111 };

    if (letter == STROKE) {
        return 'd' - 'a' + 2;
    }
    return letter < 'a' || letter > 'z' ? 0 : (int32_t)(letter - 'a') + 1 + (letter > 'd' ? 1 : 0);
}

/* Whether one letter of a list comes behind another: some lists leave out those that are not
 * letters of the language. */
static bool is_next_letter(int32_t one, int32_t next)
{
    static const char left_out[] = "fjwz";
    const int32_t stroke = letter_value('d') + 1;

    for (int32_t value = one + 1; value < next; value++) {
        bool is_left_out = value == stroke;

        for (size_t i = 0; left_out[i] != '\0'; i++) {
            is_left_out = is_left_out || value == letter_value((uint32_t)left_out[i]);
        }
        if (!is_left_out) {
            return false;
        }
    }
    return next > one;
}

bool chiso__outline_is_next(enum chiso__outline_style style, int32_t one, int32_t next)
{
    return style == CHISO__OUTLINE_LARGE_LETTER || style == CHISO__OUTLINE_SMALL_LETTER
               ? is_next_letter(one, next)
               : next == one + 1;
}

enum { ROMAN_SIZE = 15 }; /* the longest number, 3888 */

/* Writes a number below 4000 in small Roman letters; returns how many. */
static size_t write_roman(int32_t value, char out[ROMAN_SIZE])
{
    static const struct {
        const char *word;
        int32_t value;
    } words[] = {{"m", 1000}, {"cm", 900}, {"d", 500}, {"cd", 400}, {"c", 100},
                 {"xc", 90},  {"l", 50},   {"xl", 40}, {"x", 10},   {"ix", 9},
                 {"v", 5},    {"iv", 4},   {"i", 1}};
    size_t size = 0;

    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        for (; value >= words[i].value; value -= words[i].value) {
            for (const char *letter = words[i].word; *letter != '\0'; letter++) {
                out[size++] = *letter;
            }
        }
    }
    return size;
}

/* What a text is worth as a Roman number of small letters; 0 for none, and for one that is written
 * in another way than numbers are. */
static int32_t roman_value(const char *text, size_t size)
{
    static const char letters[] = "ivxlcdm";
    static const int32_t values[] = {1, 5, 10, 50, 100, 500, 1000};
    char written[ROMAN_SIZE];
    int32_t value = 0;
    int32_t last = 0;

    for (size_t i = size; i > 0; i--) {
        const char *letter = strchr(letters, text[i - 1]);
        const int32_t own = letter == NULL ? 0 : values[letter - letters];

        if (own == 0) {
            return 0;
        }
        value += own < last ? -own : own;
        last = own;
    }
    return value > 0 && value < 4000 && write_roman(value, written) == size &&
                   memcmp(written, text, size) == 0
               ? value
               : 0;
}

static int32_t digits_value(struct chiso__span text)
{
    enum { MOST_DIGITS = 9 };
    int32_t value = 0;

    for (size_t i = 0; i < text.size; i++) {
        if (!chiso__is_digit(text.text[i]) || text.size > MOST_DIGITS) {
            return 0;
        }
        value = value * 10 + (text.text[i] - '0');
    }
    return value;
}

/* Reads a part of a number; false where it is none. */
static bool read_part(struct chiso__span text, struct chiso__outline_part *out_part)
{
    struct chiso__name_reader reader = chiso__name_open(text);
    uint32_t letter = chiso__name_next(&reader);
    const bool is_large = chiso__small_letter(letter) != letter;
    const bool is_one = letter != 0 && chiso__name_next(&reader) == 0;
    char small[ROMAN_SIZE];
    bool is_pure = text.size > 0 && text.size <= ROMAN_SIZE;

    *out_part = (struct chiso__outline_part){{0}};
    out_part->values[CHISO__OUTLINE_DIGITS] = digits_value(text);
    if (is_one) {
        out_part->values[is_large ? CHISO__OUTLINE_LARGE_LETTER : CHISO__OUTLINE_SMALL_LETTER] =
            letter_value(chiso__small_letter(letter));
    }
    for (size_t i = 0; i < text.size && is_pure; i++) {
        const uint32_t byte = (unsigned char)text.text[i];

        is_pure = (chiso__small_letter(byte) != byte) == is_large;
        small[i] = (char)chiso__small_letter(byte);
    }
    if (is_pure) {
        out_part->values[is_large ? CHISO__OUTLINE_LARGE_ROMAN : CHISO__OUTLINE_SMALL_ROMAN] =
            roman_value(small, text.size);
    }
    for (int style = 0; style < CHISO__OUTLINE_STYLES; style++) {
        if (out_part->values[style] > 0) {
            return true;
        }
    }
    return false;
}

int32_t chiso__roman_number(struct chiso__span text)
{
    struct chiso__outline_part part;

    (void)read_part(text, &part);
    return part.values[CHISO__OUTLINE_LARGE_ROMAN] + part.values[CHISO__OUTLINE_SMALL_ROMAN];
}

struct chiso__span chiso__outline_bare(struct chiso__span text)
{
    text = chiso__trim(text);
    while (text.size > 0 && text.text[0] == '(') {
        text = chiso__trim((struct chiso__span){text.text + 1, text.size - 1});
    }
    while (text.size > 0 && strchr(".):/", text.text[text.size - 1]) != NULL) {
        text = chiso__trim((struct chiso__span){text.text, text.size - 1});
    }
    return text;
}

bool chiso__outline_number_read(struct chiso__span text, struct chiso__outline_number *out_number)
{
    struct chiso__span rest = chiso__outline_bare(text);

    *out_number = (struct chiso__outline_number){.text = rest};
    for (;;) {
        const char *point = rest.size == 0 ? NULL : memchr(rest.text, '.', rest.size);
        const size_t size = point == NULL ? rest.size : (size_t)(point - rest.text);

        out_number->tail = chiso__trim((struct chiso__span){rest.text, size});
        if (!read_part(out_number->tail, &out_number->last)) {
            return false;
        }
        if (out_number->parts++ == 0) {
            out_number->first = out_number->last;
        }
        if (point == NULL) {
            return true;
        }
        out_number->head = chiso__trim(
            (struct chiso__span){out_number->text.text, (size_t)(point - out_number->text.text)});
        rest = (struct chiso__span){point + 1, rest.size - size - 1};
    }
}

bool chiso__is_outline_number(struct chiso__span text)
{
    struct chiso__outline_number number;

    return chiso__outline_number_read(text, &number);
}
