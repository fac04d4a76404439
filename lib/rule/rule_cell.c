/* The text of a cell as a number, a rate or counts of answers. */
#include "rule/rule.h"

#include <string.h>

chiso_status chiso__measured_read(struct chiso__span text, struct chiso__number_style *style,
                                  struct chiso__measured *out_measured, bool *out_rounded,
                                  chiso_error *error)
{
    const char *slash = memchr(text.text, '/', text.size);
    struct chiso__measured measured = {0, CHISO_DECIMAL_ONE, false, slash != NULL};
    struct chiso__span number = text;
    enum chiso__number result = CHISO__NUMBER_OK;

    if (slash != NULL) {
        number.size = (size_t)(slash - text.text);
    } else if (text.size > 0 && text.text[text.size - 1] == '%') {
        measured.percent = true;
        measured.denominator = 100 * CHISO_DECIMAL_ONE;
        number.size--;
    }
    number = chiso__trim(number);
    result = chiso__number_read(number, style, &measured.value, out_rounded);
    if (result == CHISO__NUMBER_OK && slash != NULL) {
        number = chiso__trim(
            (struct chiso__span){slash + 1, text.size - (size_t)(slash + 1 - text.text)});
        result = chiso__number_read(number, style, &measured.denominator, out_rounded);
    }
    if (result != CHISO__NUMBER_OK) {
        return chiso__fail_number(error, result, number);
    }
    if (measured.denominator <= 0) {
        return chiso__fail(error, CHISO_E_CELL, CHISO__SAY_CELL_DENOMINATOR,
                           CHISO__WORDS(chiso__say(text)));
    }
    *out_measured = measured;
    return CHISO_OK;
}

/* A count from 0, digits and nothing else. */
static bool read_count(struct chiso__span text, int64_t *out_count)
{
    int64_t count = 0;

    text = chiso__trim(text);
    for (size_t i = 0; i < text.size; i++) {
        const char byte = text.text[i];

        if (byte < '0' || byte > '9' || count > CHISO_ANSWER_LIMIT / 10) {
            return false;
        }
        count = count * 10 + (byte - '0');
    }
    *out_count = count;
    return text.size > 0 && count <= CHISO_ANSWER_LIMIT;
}

chiso_status chiso__counts_read(struct chiso__span text, uint32_t option_count, int64_t *out_counts,
                                chiso_error *error)
{
    struct chiso__span rest = text;
    uint32_t found = 0;
    bool more = true;

    while (more) {
        const char *bar = memchr(rest.text, '|', rest.size);
        const struct chiso__span count = {rest.text,
                                          bar == NULL ? rest.size : (size_t)(bar - rest.text)};

        more = bar != NULL;
        if (found < option_count && !read_count(count, &out_counts[found]) && (found > 0 || more)) {
            return chiso__fail(error, CHISO_E_CELL, CHISO__SAY_CELL_ANSWER_COUNT,
                               CHISO__WORDS(chiso__say(count), chiso__say(text),
                                            chiso__say_count(CHISO_ANSWER_LIMIT)));
        }
        found++;
        if (more) {
            rest.size -= count.size + 1;
            rest.text = bar + 1;
        }
    }
    if (found == option_count) {
        return CHISO_OK;
    }
    return chiso__fail(error, CHISO_E_CELL, CHISO__SAY_CELL_OPTION_COUNT,
                       CHISO__WORDS(chiso__say(text), chiso__say_count(option_count)));
}
