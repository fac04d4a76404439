/* What a cell holds, as a number, a rate or counts of answers: one table says what each rule takes.
 */
#include "rule/rule.h"

#include <string.h>

static bool is_yes_or_no(struct chiso__carried value)
{
    return value.rest == 0 && (value.millionths == 0 || value.millionths == CHISO_DECIMAL_ONE);
}

static bool is_whole_count(struct chiso__carried value)
{
    return value.rest == 0 && value.millionths >= 0 && value.millionths % CHISO_DECIMAL_ONE == 0;
}

const struct chiso__measure_row chiso__cell_kinds[] = {
    [CHISO__CELL_NUMBER] =
        {
            .whole = CHISO_DECIMAL_ONE,
            .refusal = CHISO__SAY_CELL_IS_RATE,
        },
    [CHISO__CELL_RATE] =
        {
            .is_rate = true,
            .refusal = CHISO__SAY_CELL_NOT_RATE,
        },
    [CHISO__CELL_PERCENT] =
        {
            .word = "percent",
            .whole = 100 * CHISO_DECIMAL_ONE,
            .is_rate = true,
            .refusal = CHISO__SAY_CELL_NOT_PERCENT,
        },
    [CHISO__CELL_SHARE] =
        {
            .word = "share",
            .whole = CHISO_DECIMAL_ONE,
            .is_rate = true,
            .refusal = CHISO__SAY_CELL_NOT_SHARE,
        },
    [CHISO__CELL_YESNO] =
        {
            .whole = CHISO_DECIMAL_ONE,
            .fits = is_yes_or_no,
            .in_words = true,
            .refusal = CHISO__SAY_CELL_NOT_YES_NO,
        },
    [CHISO__CELL_COUNT] =
        {
            .whole = CHISO_DECIMAL_ONE,
            .fits = is_whole_count,
            .refusal = CHISO__SAY_CELL_NOT_COUNT,
        },
    [CHISO__CELL_ANSWERS] =
        {
            .refusal = CHISO__SAY_CELL_NOT_ANSWERS,
        },
};

_Static_assert(sizeof(chiso__cell_kinds) / sizeof(chiso__cell_kinds[0]) == CHISO__CELL_KINDS,
               "each measure has a row");

chiso_status chiso__fail_measure(const struct chiso__rule *rule, struct chiso__span found,
                                 chiso_error *error)
{
    /* A rule of rates can be told to take bare numbers; thresholds cannot. */
    const bool could =
        rule->takes == CHISO__CELL_RATE && chiso__rule_row_of(rule)->takes == CHISO__CELL_RATE;

    return chiso__fail(error, CHISO_E_CELL,
                       could ? CHISO__SAY_CELL_NOT_RATE_BUT
                             : chiso__cell_kinds[rule->takes].refusal,
                       CHISO__WORDS(chiso__say(found), chiso__say_text(rule->text)));
}

/* Whether what was read is of the measure: a bare number then gets its denominator. Where a rule
 * takes numbers 52.83% is the number 52.83; but as points it might be a share of the max. */
static bool settle(const struct chiso__rule *rule, struct chiso__measured *measured)
{
    const struct chiso__measure_row *row = &chiso__cell_kinds[rule->takes];

    if (rule->takes == CHISO__CELL_NUMBER && !chiso__rule_row_of(rule)->is_points) {
        measured->percent = false;
    }
    if (measured->percent || measured->ratio) {
        return row->is_rate;
    }
    measured->denominator = row->whole;
    return row->whole != 0 && (row->fits == NULL || row->fits(measured->value));
}

static chiso_status fail_large(chiso_error *error)
{
    return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_BEYOND_DECIMAL, NULL);
}

chiso_status chiso__measure_number(const struct chiso__rule *rule, chiso_decimal value,
                                   struct chiso__measured *out_measured, chiso_error *error)
{
    struct chiso__measured measured = {{value, 0}, CHISO_DECIMAL_ONE, false, false};
    char text[CHISO_DECIMAL_TEXT_SIZE];

    if (!chiso__is_decimal(value)) {
        return fail_large(error);
    }
    if (!settle(rule, &measured)) {
        chiso__decimal_text(value, -1, CHISO_ROUND_HALF_UP, '.', text);
        return chiso__fail_measure(rule, chiso__span_of(text), error);
    }
    *out_measured = measured;
    return CHISO_OK;
}

chiso_status chiso__measure_ratio(const struct chiso__rule *rule, chiso_decimal numerator,
                                  chiso_decimal denominator, struct chiso__measured *out_measured,
                                  chiso_error *error)
{
    if (!chiso__cell_kinds[rule->takes].is_rate) {
        return chiso__fail_measure(rule, (struct chiso__span){"a/b", 3}, error);
    }
    if (!chiso__is_decimal(numerator) || denominator > CHISO_DECIMAL_MAX) {
        return fail_large(error);
    }
    if (denominator <= 0) {
        return chiso__fail(error, CHISO_E_CELL, CHISO__SAY_DENOMINATOR_NOT_ABOVE_0, NULL);
    }
    *out_measured = (struct chiso__measured){{numerator, 0}, denominator, false, false};
    return CHISO_OK;
}

/* Reads a number of these forms, and whether it has more decimals than can be kept. */
static chiso_status read_number(struct chiso__span text, struct chiso__number_style *style,
                                unsigned forms, struct chiso__carried *out_value, bool *out_rounded,
                                chiso_error *error)
{
    struct chiso__numeral numeral;
    const enum chiso__number result = chiso__numeral_read(text, style, forms, &numeral);

    if (result != CHISO__NUMBER_OK) {
        return chiso__fail_number(error, result, text);
    }
    *out_value = numeral.value;
    *out_rounded = *out_rounded || numeral.decimals > CHISO__NUMERAL_PLACES;
    return CHISO_OK;
}

/* Reads both parts of a rate a/b, which are whole or have six decimals at most. */
static chiso_status read_ratio(struct chiso__span text, size_t slash,
                               struct chiso__number_style *style,
                               struct chiso__measured *out_measured, bool *out_rounded,
                               chiso_error *error)
{
    const struct chiso__span above = chiso__trim((struct chiso__span){text.text, slash});
    const struct chiso__span below =
        chiso__trim((struct chiso__span){text.text + slash + 1, text.size - slash - 1});
    struct chiso__carried denominator = {0, 0};
    chiso_status status = read_number(above, style, 0, &out_measured->value, out_rounded, error);

    if (status == CHISO_OK) {
        status = read_number(below, style, 0, &denominator, out_rounded, error);
    }
    if (status != CHISO_OK) {
        /* The whole of it may be a date, which has a / as well. */
        return chiso__fail_no_number(error, text) == CHISO_OK ? status : CHISO_E_NUMBER;
    }
    if ((out_measured->value.rest | denominator.rest) != 0) {
        return chiso__fail_number(error, CHISO__NUMBER_FRACTION, text);
    }
    if (denominator.millionths <= 0) {
        return chiso__fail(error, CHISO_E_CELL, CHISO__SAY_CELL_DENOMINATOR,
                           CHISO__WORDS(chiso__say(text)));
    }
    out_measured->denominator = denominator.millionths;
    return CHISO_OK;
}

/* Reads `97.8%`, `978/1000` or a number. */
static chiso_status read_measured(struct chiso__span text, struct chiso__number_style *style,
                                  unsigned forms, struct chiso__measured *out_measured,
                                  bool *out_rounded, chiso_error *error)
{
    const char *slash = text.size == 0 ? NULL : memchr(text.text, '/', text.size);
    struct chiso__measured measured = {{0, 0}, CHISO_DECIMAL_ONE, false, slash != NULL};
    struct chiso__span number = text;
    chiso_status status = CHISO_OK;

    if (slash != NULL) {
        status =
            read_ratio(text, (size_t)(slash - text.text), style, &measured, out_rounded, error);
    } else {
        if (text.size > 0 && text.text[text.size - 1] == '%') {
            measured.percent = true;
            measured.denominator = 100 * CHISO_DECIMAL_ONE;
            number.size--;
        }
        status =
            read_number(chiso__trim(number), style, forms, &measured.value, out_rounded, error);
    }
    if (status == CHISO_OK) {
        *out_measured = measured;
    }
    return status;
}

bool chiso__yes_no_read(struct chiso__span text, bool *out_yes)
{
    *out_yes = chiso__means(text, CHISO__SAY_WORDS_FOR_YES);
    return *out_yes || chiso__means(text, CHISO__SAY_WORDS_FOR_NO);
}

chiso_status chiso__measure_read(const struct chiso__rule *rule, struct chiso__span text,
                                 struct chiso__number_style *style,
                                 struct chiso__measured *out_measured, bool *out_rounded,
                                 chiso_error *error)
{
    chiso_status status = CHISO_OK;
    bool yes = false;

    if (chiso__cell_kinds[rule->takes].in_words) {
        if (!chiso__yes_no_read(text, &yes)) {
            return chiso__fail_measure(rule, text, error);
        }
        *out_measured = (struct chiso__measured){
            {yes ? CHISO_DECIMAL_ONE : 0, 0}, CHISO_DECIMAL_ONE, false, false};
        return CHISO_OK;
    }
    status = read_measured(text, style, rule->takes == CHISO__CELL_COUNT ? 0 : CHISO__FORM_EXPONENT,
                           out_measured, out_rounded, error);
    return status == CHISO_OK && !settle(rule, out_measured)
               ? chiso__fail_measure(rule, text, error)
               : status;
}

/* A count from 0: digits, and a decimal mark between them where answers are weighted. */
static bool read_count(struct chiso__span text, struct chiso__number_style *style,
                       int64_t *out_count)
{
    struct chiso__numeral numeral;

    text = chiso__trim(text);
    if (text.size == 0 || !chiso__is_digit(text.text[0]) ||
        !chiso__is_digit(text.text[text.size - 1]) ||
        chiso__numeral_read(text, style, 0, &numeral) != CHISO__NUMBER_OK ||
        numeral.value.rest != 0) {
        return false;
    }
    *out_count = numeral.value.millionths;
    return *out_count <= CHISO_DECIMAL_MAX;
}

chiso_status chiso__counts_read(struct chiso__span text, struct chiso__number_style *style,
                                uint32_t option_count, int64_t *out_counts, chiso_error *error)
{
    struct chiso__span rest = text;
    uint32_t found = 0;
    bool more = true;

    while (more) {
        const char *bar = memchr(rest.text, '|', rest.size);
        const struct chiso__span count = {rest.text,
                                          bar == NULL ? rest.size : (size_t)(bar - rest.text)};

        more = bar != NULL;
        if (found < option_count && !read_count(count, style, &out_counts[found]) &&
            (found > 0 || more)) {
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
