/* Walking through the text of a rule, and saying where it is wrong. */
#include "rule/inside.h"

#include <string.h>

static struct chiso__span rest_of(const struct chiso__rule_reader *reader)
{
    return (struct chiso__span){reader->text.text + reader->at, reader->text.size - reader->at};
}

void chiso__rule_pass_space(struct chiso__rule_reader *reader)
{
    reader->at = reader->text.size - chiso__trim(rest_of(reader)).size;
}

chiso_status chiso__rule_fail_here(struct chiso__rule_reader *reader, enum chiso__message expected)
{
    const struct chiso__insert *words = CHISO__WORDS(
        chiso__say(reader->text), chiso__say(rest_of(reader)), chiso__say_message(expected));
    const size_t before = chiso__characters((struct chiso__span){reader->text.text, reader->at});

    if (reader->at < reader->text.size) {
        chiso__fail(reader->error, CHISO_E_RULE, CHISO__SAY_RULE_EXPECTED_AT, words);
    } else {
        chiso__fail(reader->error, CHISO_E_RULE, CHISO__SAY_RULE_EXPECTED_BEHIND, words);
    }
    return chiso__fail_at(reader->error, CHISO_E_RULE,
                          (struct chiso__text_place){0, (uint32_t)before + 1});
}

chiso_status chiso__rule_fail_value(struct chiso__rule_reader *reader, enum chiso__message expected)
{
    const size_t before = chiso__characters((struct chiso__span){reader->text.text, reader->at});

    chiso__fail(reader->error, CHISO_E_RULE, CHISO__SAY_RULE_EXPECTED,
                CHISO__WORDS(chiso__say(reader->text), chiso__say_message(expected)));
    return chiso__fail_at(reader->error, CHISO_E_RULE,
                          (struct chiso__text_place){0, (uint32_t)before});
}

bool chiso__rule_take_word(struct chiso__rule_reader *reader, const char *word)
{
    struct chiso__span rest;
    struct chiso__span found;

    chiso__rule_pass_space(reader);
    rest = rest_of(reader);
    if (!chiso__next_word(&rest, &found) || !chiso__is_word(found, word)) {
        return false;
    }
    reader->at += found.size;
    return true;
}

bool chiso__rule_take_literal(struct chiso__rule_reader *reader, const char *literal)
{
    const size_t size = strlen(literal);

    chiso__rule_pass_space(reader);
    if (reader->text.size - reader->at < size ||
        memcmp(reader->text.text + reader->at, literal, size) != 0) {
        return false;
    }
    reader->at += size;
    return true;
}

/* How far a number goes: ".." ends it, so that 1..10 are two. */
static size_t number_size(struct chiso__span text)
{
    size_t size = 0;

    while (size < text.size) {
        const char byte = text.text[size];
        const bool mark = byte == '.' || byte == ',';

        if (!(byte >= '0' && byte <= '9') && !mark &&
            !(size == 0 && (byte == '-' || byte == '+'))) {
            break;
        }
        if (byte == '.' && size + 1 < text.size && text.text[size + 1] == '.') {
            break;
        }
        size++;
    }
    return size;
}

chiso_status chiso__rule_take_number(struct chiso__rule_reader *reader, chiso_decimal *out_value)
{
    struct chiso__span number;
    enum chiso__number result = CHISO__NUMBER_OK;

    chiso__rule_pass_space(reader);
    number = rest_of(reader);
    number.size = number_size(number);
    if (number.size == 0) {
        return chiso__rule_fail_here(reader, CHISO__SAY_A_NUMBER);
    }
    result = chiso__number_read(number, reader->style, out_value, reader->rounded);
    if (result != CHISO__NUMBER_OK) {
        const chiso_status status = chiso__fail_number(reader->error, result, number);
        const size_t before =
            chiso__characters((struct chiso__span){reader->text.text, reader->at});

        chiso__fail_within(reader->error, status, CHISO__SAY_IN_RULE,
                           CHISO__WORDS(chiso__say(reader->text)));
        return chiso__fail_at(reader->error, status,
                              (struct chiso__text_place){0, (uint32_t)before + 1});
    }
    reader->at += number.size;
    reader->numbers++;
    return CHISO_OK;
}

chiso_status chiso__rule_take_percent(struct chiso__rule_reader *reader, chiso_decimal *out_percent)
{
    const chiso_status status = chiso__rule_take_number(reader, out_percent);

    if (status != CHISO_OK) {
        return status;
    }
    return chiso__rule_take_literal(reader, "%")
               ? CHISO_OK
               : chiso__rule_fail_here(reader, CHISO__SAY_A_PERCENT_SIGN);
}
