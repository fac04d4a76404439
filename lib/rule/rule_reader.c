/* Walking through the text of a rule, and saying where it is wrong. */
#include "rule/inside.h"

#include "text/near.h"

#include <string.h>

static struct chiso__span rest_of(const struct chiso__rule_reader *reader)
{
    return (struct chiso__span){reader->text.text + reader->at, reader->text.size - reader->at};
}

void chiso__rule_pass_space(struct chiso__rule_reader *reader)
{
    reader->at = reader->text.size - chiso__trim(rest_of(reader)).size;
}

/* The first word of a text: the bar behind what stands before a rule, and the colon of a gate, need
 * no blank. */
static struct chiso__span word_at(struct chiso__span text)
{
    struct chiso__span word = {"", 0};
    size_t size = 0;

    (void)chiso__next_word(&text, &word);
    while (size < word.size && strchr("|:", word.text[size]) == NULL) {
        size++;
    }
    return (struct chiso__span){word.text, size};
}

/* Says what was expected, and what a mistyped word may mean there. */
static void say_expected(const struct chiso__rule_reader *reader, enum chiso__message expected,
                         struct chiso__span meant)
{
    const struct chiso__insert *words =
        CHISO__WORDS(chiso__say(reader->text), chiso__say(rest_of(reader)),
                     chiso__say_message(expected), chiso__say_message(reader->subject));

    if (reader->at >= reader->text.size) {
        chiso__fail(reader->error, CHISO_E_RULE, CHISO__SAY_RULE_EXPECTED_BEHIND, words);
    } else if (meant.size == 0) {
        chiso__fail(reader->error, CHISO_E_RULE, CHISO__SAY_RULE_EXPECTED_AT, words);
    } else {
        chiso__fail(reader->error, CHISO_E_RULE, CHISO__SAY_RULE_MEANT_AT,
                    CHISO__WORDS(words[0], words[1], words[2], words[3], chiso__say(meant)));
    }
}

chiso_status chiso__rule_fail_word(struct chiso__rule_reader *reader, enum chiso__message expected,
                                   const char *const *words)
{
    const struct chiso__span none = {"", 0};
    struct chiso__nearest nearest = chiso__nearest_to(word_at(rest_of(reader)));
    const size_t before = chiso__characters((struct chiso__span){reader->text.text, reader->at});

    chiso__nearest_try_all(&nearest, words);
    /* One that is there already is not mistyped. */
    say_expected(reader, expected, nearest.apart == 0 ? none : nearest.meant);
    return chiso__fail_at(reader->error, CHISO_E_RULE,
                          (struct chiso__text_place){0, (uint32_t)before + 1});
}

chiso_status chiso__rule_fail_here(struct chiso__rule_reader *reader, enum chiso__message expected)
{
    return chiso__rule_fail_word(reader, expected, (const char *const[]){NULL});
}

chiso_status chiso__rule_fail_value(struct chiso__rule_reader *reader, enum chiso__message expected)
{
    const size_t before = chiso__characters((struct chiso__span){reader->text.text, reader->at});

    chiso__fail(reader->error, CHISO_E_RULE, CHISO__SAY_RULE_EXPECTED,
                CHISO__WORDS(chiso__say(reader->text), chiso__say_message(expected),
                             chiso__say_message(reader->subject)));
    return chiso__fail_at(reader->error, CHISO_E_RULE,
                          (struct chiso__text_place){0, (uint32_t)before});
}

bool chiso__rule_take_word(struct chiso__rule_reader *reader, const char *word)
{
    struct chiso__span found;

    chiso__rule_pass_space(reader);
    found = word_at(rest_of(reader));
    if (!chiso__is_word(found, word)) {
        return false;
    }
    reader->at += found.size;
    return true;
}

bool chiso__rule_take_any_word(struct chiso__rule_reader *reader, struct chiso__span *out_word)
{
    struct chiso__span rest;

    chiso__rule_pass_space(reader);
    rest = rest_of(reader);
    if (!chiso__next_word(&rest, out_word)) {
        return false;
    }
    reader->at += out_word->size;
    return true;
}

bool chiso__rule_is_at(struct chiso__rule_reader *reader, const char *literal)
{
    const size_t size = strlen(literal);

    chiso__rule_pass_space(reader);
    return reader->text.size - reader->at >= size &&
           memcmp(reader->text.text + reader->at, literal, size) == 0;
}

bool chiso__rule_take_literal(struct chiso__rule_reader *reader, const char *literal)
{
    if (!chiso__rule_is_at(reader, literal)) {
        return false;
    }
    reader->at += strlen(literal);
    return true;
}

static bool is_digit_at(struct chiso__span text, size_t at)
{
    return at < text.size && text.text[at] >= '0' && text.text[at] <= '9';
}

/* The sign at a place, if there is one, is passed. */
static size_t pass_sign(struct chiso__span text, size_t at)
{
    static const char minus[] = "\xE2\x88\x92";
    const size_t size = sizeof(minus) - 1;

    if (text.size - at >= size && memcmp(text.text + at, minus, size) == 0) {
        return at + size;
    }
    return at < text.size && (text.text[at] == '-' || text.text[at] == '+') ? at + 1 : at;
}

/* How far a number goes: ".." ends it, so that 1..10 are two. */
static size_t number_size(struct chiso__span text, unsigned forms)
{
    size_t size = pass_sign(text, 0);
    size_t behind = 0;

    while (is_digit_at(text, size) ||
           (size < text.size && (text.text[size] == '.' || text.text[size] == ','))) {
        if (text.text[size] == '.' && size + 1 < text.size && text.text[size + 1] == '.') {
            return size;
        }
        size++;
    }
    if (size < text.size && (text.text[size] == 'e' || text.text[size] == 'E')) {
        behind = pass_sign(text, size + 1);
    } else if ((forms & CHISO__FORM_FRACTION) != 0 && size > 0 && size < text.size &&
               text.text[size] == '/') {
        behind = size + 1;
    }
    if (behind > 0 && is_digit_at(text, behind)) {
        for (size = behind; is_digit_at(text, size);) {
            size++;
        }
    }
    return size;
}

bool chiso__rule_is_at_number(struct chiso__rule_reader *reader)
{
    chiso__rule_pass_space(reader);
    return number_size(rest_of(reader), 0) > 0;
}

chiso_status chiso__rule_take_form(struct chiso__rule_reader *reader, unsigned forms,
                                   struct chiso__numeral *out_numeral)
{
    struct chiso__span number;
    enum chiso__number result = CHISO__NUMBER_OK;

    chiso__rule_pass_space(reader);
    number = rest_of(reader);
    number.size = number_size(number, forms);
    if (number.size == 0) {
        return chiso__rule_fail_here(reader, CHISO__SAY_A_NUMBER);
    }
    result = chiso__numeral_read(number, reader->style, forms, out_numeral);
    *reader->rounded = *reader->rounded || (result == CHISO__NUMBER_OK &&
                                            out_numeral->decimals > CHISO__NUMERAL_PLACES);
    if (result != CHISO__NUMBER_OK) {
        const chiso_status status = chiso__fail_number(reader->error, result, number);
        const size_t before =
            chiso__characters((struct chiso__span){reader->text.text, reader->at});

        chiso__fail_within(
            reader->error, status, CHISO__SAY_IN_RULE,
            CHISO__WORDS(chiso__say(reader->text), chiso__say_message(reader->subject)));
        return chiso__fail_at(reader->error, status,
                              (struct chiso__text_place){0, (uint32_t)before + 1});
    }
    reader->at += number.size;
    reader->numbers++;
    return CHISO_OK;
}

chiso_status chiso__rule_take_measured(struct chiso__rule_reader *reader,
                                       struct chiso__measured *out_measured)
{
    struct chiso__numeral numeral = chiso__numeral_of(0);
    chiso_status status = chiso__rule_take_form(reader, CHISO__FORM_EXPONENT, &numeral);

    if (status != CHISO_OK) {
        return status;
    }
    *out_measured = (struct chiso__measured){numeral.value, CHISO_DECIMAL_ONE, false, false};
    if (chiso__rule_take_literal(reader, "%")) {
        out_measured->percent = true;
        out_measured->denominator = CHISO__RULE_WHOLE;
    } else if (chiso__rule_take_literal(reader, "/")) {
        out_measured->ratio = true;
        status = chiso__rule_take_form(reader, 0, &numeral);
        if (status == CHISO_OK && (numeral.value.rest != 0 || numeral.value.millionths <= 0)) {
            return chiso__rule_fail_value(reader, CHISO__SAY_A_DENOMINATOR);
        }
        out_measured->denominator = numeral.value.millionths;
    }
    return status;
}
