/* Numbers as people and spreadsheets write them, from inside. */
#include "number/number_read.h"
#include "support.h"
#include "text/message.h"

#include <criterion/criterion.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define MAX CHISO_DECIMAL_MAX
#define MINUS "\xE2\x88\x92"

enum { EXPONENT = CHISO__FORM_EXPONENT, FRACTION = CHISO__FORM_FRACTION, ALL = 3 };

static enum chiso__number read(const char *text, unsigned forms, struct chiso__numeral *numeral)
{
    struct chiso__number_style style = {.comma_allowed = true};

    return chiso__numeral_read((struct chiso__span){text, strlen(text)}, &style, forms, numeral);
}

/* Values as millionths and billionths of them. */
Test(number_read, texts_become_the_nearest_carried_numbers)
{
    static const struct {
        const char *text;
        int64_t millionths;
        int64_t billionths;
        size_t decimals;
    } cases[] = {
        {"17.24", 17240000, 0, 2},
        {"17,24", 17240000, 0, 2},
        {"17.2400", 17240000, 0, 2},
        {"1.4e-06", 1, 400000000, 7},
        {"0.0000014", 1, 400000000, 7},
        {"1,5E+01", 15000000, 0, 0},
        {"1.5E1", 15000000, 0, 0},
        {"1.25e1", 12500000, 0, 1},
        {"-2", -2000000, 0, 0},
        {MINUS "2", -2000000, 0, 0},
        {MINUS "0.5e" MINUS "1", -50000, 0, 2},
        {"+.5", 500000, 0, 1},
        {"5.", 5000000, 0, 0},
        {"0", 0, 0, 0},
        {MINUS "0", 0, 0, 0},
        {"0e999", 0, 0, 0},
        {"0.000e-999", 0, 0, 0},
        {"1e-999", 0, 0, 999},
        {"1e12", 1000000000000000000, 0, 0},
        {"92e11", MAX, 0, 0},
        {"9200000000000000e-3", MAX, 0, 0},
        {"9199999999999.999999999999999", MAX - 1, 999999999, 15},
        {"9199999999999.9999999999999995", MAX, 0, 16},
        {"0.333333333333333", 333333, 333333333, 15},
        {"0.3333333333333333333333333333333333333333", 333333, 333333333, 40},
        {"0.6666666666666666666", 666666, 666666667, 19},
        {"0.0000000000000004", 0, 0, 16},
        {"0.0000000000000005", 0, 1, 16},
        {"0.00000000000000049999999999999999", 0, 0, 32},
        {"0.9999999999999995", 1000000, 0, 16},
        {"5000000000000000000e-34", 0, 1, 16},
        {"4999999999999999999e-34", 0, 0, 34},
        {"9999999999999999999e-33", 0, 10, 33},
        {"9e-33", 0, 0, 33},
        {"000000000000000000000000000000000000000000001", 1000000, 0, 0},
        {"1.000000000000000000000000000000000000000000", 1000000, 0, 0},
        {"1e00000000000000000000000000000000000000001", 10000000, 0, 0},
        {"123456789.123456789", 123456789123456, 789000000, 9},
        {"66.666666666666667", 66666666, 666666667, 15},
        {"5.551115123125783e-17", 0, 0, 32},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct chiso__numeral numeral = {.decimals = 77, .denominator = 77};
        struct chiso__carried expected = {0, 0};

        cr_expect(read(cases[i].text, ALL, &numeral) == CHISO__NUMBER_OK, "%s", cases[i].text);
        cr_assert(chiso__carried_portion(chiso__carried_of(1), cases[i].billionths, 1000000000,
                                         &expected));
        expected.millionths += cases[i].millionths;
        cr_expect(chiso__carried_compare(numeral.value, expected) == 0, "%s", cases[i].text);
        cr_expect(numeral.decimals == cases[i].decimals, "%s has %zu decimals", cases[i].text,
                  numeral.decimals);
        cr_expect(numeral.denominator == 0 && numeral.numerator == 0);
    }
}

Test(number_read, fractions_are_both_their_parts)
{
    static const struct {
        const char *text;
        int64_t numerator, denominator;
    } cases[] = {
        {"10/3", 10, 3},
        {" 10 / 3 ", 10, 3},
        {"-1/7", -1, 7},
        {MINUS "1/7", -1, 7},
        {"+0/9200000000000", 0, 9200000000000},
        {"9200000000000/1", 9200000000000, 1},
        {"00000000000000000000000000000000000000000007/1", 7, 1},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct chiso__numeral numeral = {.decimals = 77};
        struct chiso__carried expected = {0, 0};

        cr_expect(read(cases[i].text, ALL, &numeral) == CHISO__NUMBER_OK, "%s", cases[i].text);
        cr_expect(numeral.numerator == cases[i].numerator &&
                      numeral.denominator == cases[i].denominator && numeral.decimals == 0,
                  "%s", cases[i].text);
        cr_assert(chiso__carried_portion(chiso__carried_of(CHISO_DECIMAL_ONE), cases[i].numerator,
                                         cases[i].denominator, &expected));
        cr_expect(chiso__carried_compare(numeral.value, expected) == 0, "%s", cases[i].text);
    }
}

static const struct refused {
    const char *text;
    unsigned forms;
    enum chiso__number number;
} REFUSED[] = {
    {"", ALL, CHISO__NUMBER_FORM},
    {"-", ALL, CHISO__NUMBER_FORM},
    {MINUS, ALL, CHISO__NUMBER_FORM},
    {"\xE2\x88", ALL, CHISO__NUMBER_FORM},
    {"--1", ALL, CHISO__NUMBER_FORM},
    {".", ALL, CHISO__NUMBER_FORM},
    {".e5", ALL, CHISO__NUMBER_FORM},
    {"e5", ALL, CHISO__NUMBER_FORM},
    {"1e", ALL, CHISO__NUMBER_FORM},
    {"1e+", ALL, CHISO__NUMBER_FORM},
    {"1e+-1", ALL, CHISO__NUMBER_FORM},
    {"1e1.5", ALL, CHISO__NUMBER_FORM},
    {"1e5 ", ALL, CHISO__NUMBER_FORM},
    {"1e5", FRACTION, CHISO__NUMBER_FORM},
    {"1e5", 0, CHISO__NUMBER_FORM},
    {"10/3", EXPONENT, CHISO__NUMBER_FORM},
    {"1 000", ALL, CHISO__NUMBER_FORM},
    {"nan", ALL, CHISO__NUMBER_FORM},
    {"99999999999999999999999999999999999999999999x", ALL, CHISO__NUMBER_FORM},
    {"1.2.3", ALL, CHISO__NUMBER_MARKS},
    {"1.234,5e3", ALL, CHISO__NUMBER_MARKS},
    {"9200000000000.000000000000001", ALL, CHISO__NUMBER_LARGE},
    {"9200000000001", ALL, CHISO__NUMBER_LARGE},
    {"-9200000000001", ALL, CHISO__NUMBER_LARGE},
    {"1e13", ALL, CHISO__NUMBER_LARGE},
    {"1e999", ALL, CHISO__NUMBER_LARGE},
    {"0.1e999", ALL, CHISO__NUMBER_LARGE},
    {"1234567890123456789012345678901234567890", ALL, CHISO__NUMBER_LARGE},
    {"1e1000", ALL, CHISO__NUMBER_EXPONENT},
    {"1e-1000", ALL, CHISO__NUMBER_EXPONENT},
    {"0e99999999999999999999999999999999999999", ALL, CHISO__NUMBER_EXPONENT},
    {"10/0", ALL, CHISO__NUMBER_ZERO},
    {"0/000", ALL, CHISO__NUMBER_ZERO},
    {"/", ALL, CHISO__NUMBER_FRACTION},
    {"10/", ALL, CHISO__NUMBER_FRACTION},
    {"/3", ALL, CHISO__NUMBER_FRACTION},
    {"1.5/3", ALL, CHISO__NUMBER_FRACTION},
    {"1e1/3", ALL, CHISO__NUMBER_FRACTION},
    {"1/-3", ALL, CHISO__NUMBER_FRACTION},
    {"1/2/3", ALL, CHISO__NUMBER_FRACTION},
    {"9200000000001/x", ALL, CHISO__NUMBER_FRACTION},
    {"9200000000001/3", ALL, CHISO__NUMBER_LARGE},
    {"1/9200000000001", ALL, CHISO__NUMBER_LARGE},
    {"1/99999999999999999999999999999999999999999", ALL, CHISO__NUMBER_LARGE},
};

Test(number_read, what_is_no_number_is_refused_and_leaves_the_output_alone)
{
    for (size_t i = 0; i < COUNT(REFUSED); i++) {
        struct chiso__numeral numeral = {{-4242, 42}, 77, 78, 79};
        struct chiso__number_style style = {.comma_allowed = true};
        const struct chiso__span span = {REFUSED[i].text, strlen(REFUSED[i].text)};
        const enum chiso__number number =
            chiso__numeral_read(span, &style, REFUSED[i].forms, &numeral);

        cr_expect(number == REFUSED[i].number, "%s: %d", REFUSED[i].text, (int)number);
        cr_expect(numeral.value.millionths == -4242 && numeral.value.rest == 42 &&
                      numeral.decimals == 77 && numeral.numerator == 78 &&
                      numeral.denominator == 79 && style.seen == 0,
                  "%s", REFUSED[i].text);
    }
}

Test(number_read, a_file_keeps_to_its_first_mark)
{
    struct chiso__number_style style = {.comma_allowed = true};
    struct chiso__numeral numeral;

    cr_expect(chiso__numeral_read((struct chiso__span){"1e5", 3}, &style, EXPONENT, &numeral) ==
              CHISO__NUMBER_OK);
    cr_expect(style.seen == 0);
    cr_expect(chiso__numeral_read((struct chiso__span){"1,5e1", 5}, &style, EXPONENT, &numeral) ==
              CHISO__NUMBER_OK);
    cr_expect(style.seen == ',');
    cr_expect(chiso__numeral_read((struct chiso__span){"1.5", 3}, &style, EXPONENT, &numeral) ==
              CHISO__NUMBER_MIXED);
    cr_expect(chiso__numeral_read((struct chiso__span){"10/3", 4}, &style, ALL, &numeral) ==
              CHISO__NUMBER_OK);
    style = (struct chiso__number_style){.comma_allowed = false};
    cr_expect(chiso__numeral_read((struct chiso__span){"1,5", 3}, &style, EXPONENT, &numeral) ==
              CHISO__NUMBER_COMMA);
}

Test(number_read, each_refusal_says_what_was_found_and_expected)
{
    static const struct {
        enum chiso__number number;
        const char *text;
        const char *expected;
        chiso_status status;
    } cases[] = {
        {CHISO__NUMBER_EXPONENT, "1e1000", "999", CHISO_E_RANGE},
        {CHISO__NUMBER_FRACTION, "1.5/3", "10/3", CHISO_E_NUMBER},
        {CHISO__NUMBER_ZERO, "10/0", "0", CHISO_E_NUMBER},
        {CHISO__NUMBER_LARGE, "1e13", "9200000000000", CHISO_E_RANGE},
        {CHISO__NUMBER_FORM, "1e", "17.24", CHISO_E_NUMBER},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_error error = CHISO_ERROR_INIT;

        cr_expect(chiso__fail_number(&error, cases[i].number,
                                     (struct chiso__span){cases[i].text, strlen(cases[i].text)}) ==
                  cases[i].status);
        cr_expect(strstr(error.message, cases[i].text) != NULL &&
                      strstr(error.message, cases[i].expected) != NULL,
                  "%s", error.message);
        cr_expect(strstr(error.message_vi, cases[i].text) != NULL &&
                      strstr(error.message_vi, cases[i].expected) != NULL,
                  "%s", error.message_vi);
    }
}
