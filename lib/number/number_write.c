/* Numbers as texts that read in again as the same. */
#include "number/number_read.h"
#include "number/shown.h"

size_t chiso__carried_text(struct chiso__carried value, char mark, char *out_text)
{
    const struct chiso__shown all = {CHISO__NUMERAL_PLACES, CHISO_ROUND_HALF_UP, false, true, mark};

    if (value.rest == 0) {
        return chiso__decimal_text(value.millionths, -1, CHISO_ROUND_HALF_UP, mark, out_text);
    }
    return chiso__points_text(value, chiso__carried_of(0), &all, out_text);
}

/* The text of a whole number. */
static size_t whole_text(int64_t number, char *out_text)
{
    const struct chiso__digits digits = {number < 0, (uint64_t)(number < 0 ? -number : number), 0,
                                         0};

    return chiso__digits_text(&digits, true, '.', out_text);
}

size_t chiso__numeral_text(const struct chiso__numeral *numeral, char mark, char *out_text)
{
    size_t size = 0;

    if (numeral->denominator == 0) {
        return chiso__carried_text(numeral->value, mark, out_text);
    }
    size = whole_text(numeral->numerator, out_text);
    out_text[size++] = '/';
    return size + whole_text(numeral->denominator, out_text + size);
}
