/* Writes random work on carried numbers, an operation a line with its operands and its result, for
 * carried.py to judge: carried_lines HOW_MANY SEED. A result that is refused is a dash. */
#include "carry.h"
#include "number/number_read.h"
#include "number/shown.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void put(struct chiso__carried value)
{
    printf(" %" PRId64 ":%" PRIu64, value.millionths, value.rest);
}

static void put_result(bool done, struct chiso__carried value)
{
    if (done) {
        put(value);
        printf("\n");
    } else {
        printf(" -\n");
    }
}

static void write_sum(struct random *random)
{
    const struct chiso__carried a = carry_any(random);
    const struct chiso__carried b = carry_any(random);
    struct chiso__carried value = {0, 0};

    printf("add");
    put(a);
    put(b);
    put_result(chiso__carried_add(a, b, &value), value);
    printf("subtract");
    put(a);
    put(b);
    put_result(chiso__carried_subtract(a, b, &value), value);
}

static void write_products(struct random *random)
{
    const struct chiso__carried a = carry_any(random);
    const struct chiso__carried b = carry_any(random);
    const struct chiso__carried c = carry_any(random);
    const int64_t n = (int64_t)(random_next(random) >> random_below(random, 64));
    const int64_t d = (int64_t)(random_next(random) >> random_below(random, 64));
    struct chiso__carried value = {0, 0};

    printf("times");
    put(a);
    printf(" %" PRId64, n);
    put_result(chiso__carried_times(a, n, &value), value);
    printf("portion");
    put(a);
    printf(" %" PRId64 " %" PRId64, n, d);
    put_result(chiso__carried_portion(a, n, d, &value), value);
    printf("scale");
    put(a);
    put(b);
    put(c);
    put_result(chiso__carried_scale(a, b, c, &value), value);
}

static void write_total(struct random *random)
{
    struct chiso__total part = {0, 0};
    struct chiso__total all = {0, 0};
    const struct chiso__carried whole = carry_any(random);
    struct chiso__carried value = {0, 0};
    bool fits = true;

    printf("total");
    put(whole);
    for (uint64_t i = random_below(random, 6); i > 0; i--) {
        const struct chiso__carried term = carry_any(random);
        const int64_t count = (int64_t)random_below(random, 1000);

        put(term);
        printf(" %" PRId64, count);
        fits = fits && chiso__total_add_times(&part, term, count) && chiso__total_add(&all, term);
    }
    printf(" =");
    if (!fits) {
        printf(" large\n");
        return;
    }
    printf(" fits");
    fits = chiso__total_settle(all, &value);
    if (fits) {
        put(value);
    } else {
        printf(" -");
    }
    put_result(chiso__total_scale(whole, part, all, &value), value);
}

static void write_order(struct random *random)
{
    struct chiso__carried_ratio a;
    struct chiso__carried_ratio b;

    carry_any_pair(random, &a, &b);
    printf("order");
    put(a.achieved);
    put(a.max);
    put(b.achieved);
    put(b.max);
    printf(" %d %d %d\n", chiso__ratio_order(&a, &b), chiso__ratio_compare(&a, &b),
           chiso__carried_order(a.achieved, b.achieved, a.max));
}

static void write_points(struct random *random)
{
    const struct chiso__carried max = carry_any_max(random);
    struct chiso__shown shown = {
        .places = (int)random_below(random, CHISO__SHOWN_PLACES + 1),
        .rounding = (chiso_rounding)random_below(random, 3),
        .trimmed = random_below(random, 2) == 0,
        .mark = '.',
    };
    const struct chiso__carried points = random_below(random, 2) == 0
                                             ? carry_any_edge(random, max, shown.places)
                                             : carry_any_achieved(random, max);
    char text[CHISO__SHOWN_SIZE];

    chiso__points_text(points, max, &shown, text);
    printf("points");
    put(points);
    put(max);
    printf(" %d %d %d %s", shown.places, (int)shown.rounding, (int)shown.trimmed, text);
    if (shown.places <= CHISO_DECIMAL_PLACES) {
        printf(" %" PRId64 "\n", chiso__points_shown(points, max, shown.places, shown.rounding));
    } else {
        printf(" -\n");
    }
}

static void write_percent(struct random *random)
{
    struct chiso__shown shown = {
        .places = (int)random_below(random, CHISO__SHOWN_PLACES + 1),
        .rounding = (chiso_rounding)random_below(random, 3),
        .full_reached = random_below(random, 2) == 0,
        .trimmed = random_below(random, 2) == 0,
        .mark = '.',
    };
    struct chiso__carried_ratio ratio;
    struct chiso__carried_ratio other;
    chiso_decimal percent = 0;
    char text[CHISO__SHOWN_SIZE] = "";

    carry_any_pair(random, &other, &ratio);
    if (random_below(random, 2) == 0) {
        /* Percents at a half. */
        other.achieved =
            carry_any_edge(random, chiso__carried_of(100 * CHISO_DECIMAL_ONE), shown.places);
        other.max = chiso__carried_of(100 * CHISO_DECIMAL_ONE);
        if (chiso__carried_scale(other.achieved, ratio.max, other.max, &other.achieved)) {
            ratio.achieved = other.achieved;
        }
    }
    printf("percent");
    put(ratio.achieved);
    put(ratio.max);
    printf(" %d %d %d %d", shown.places, (int)shown.rounding, (int)shown.full_reached,
           (int)shown.trimmed);
    printf(" %s", chiso__percent_text(&ratio, &shown, text) > 0 ? text : "-");
    if (shown.places <= CHISO_DECIMAL_PLACES &&
        chiso__percent_shown(&ratio, shown.places, shown.rounding, shown.full_reached, &percent)) {
        printf(" %" PRId64 "\n", percent);
    } else {
        printf(" -\n");
    }
}

static void add_digits(struct random *random, char *text, uint64_t most)
{
    for (uint64_t i = random_below(random, most + 1); i > 0; i--) {
        const char digit[] = {(char)('0' + random_below(random, 10)), '\0'};

        strcat(text, random_below(random, 8) == 0 ? "0000" : digit);
    }
}

static void any_text(struct random *random, char *text)
{
    static const char *const signs[] = {"", "", "", "-", "+", "\xE2\x88\x92"};
    static const char *const junk[] = {"x", ".", "e", "/", "-", "5e", "e5", "%"};

    strcpy(text, signs[random_below(random, 6)]);
    add_digits(random, text, random_below(random, 8) == 0 ? 40 : 8);
    if (random_below(random, 4) > 0) {
        strcat(text, random_below(random, 10) == 0 ? "," : ".");
        add_digits(random, text, random_below(random, 4) == 0 ? 40 : 16);
    }
    if (random_below(random, 2) == 0) {
        strcat(text, random_below(random, 2) == 0 ? "e" : "E");
        strcat(text, signs[random_below(random, 6)]);
        add_digits(random, text, random_below(random, 4) == 0 ? 4 : 2);
    } else if (random_below(random, 4) == 0) {
        strcat(text, random_below(random, 4) == 0 ? " / " : "/");
        add_digits(random, text, 16);
    }
    if (random_below(random, 20) == 0) {
        strcat(text, junk[random_below(random, 8)]);
    }
}

static void write_reading(struct random *random)
{
    const unsigned forms = (unsigned)random_below(random, 4);
    struct chiso__number_style style = {random_below(random, 2) == 0, 0};
    const bool comma_allowed = style.comma_allowed;
    struct chiso__numeral numeral = {.decimals = 0};
    enum chiso__number number = CHISO__NUMBER_OK;
    char text[1024];

    any_text(random, text);
    number = chiso__numeral_read((struct chiso__span){text, strlen(text)}, &style, forms, &numeral);
    printf("read|%s|%u %d %d", text, forms, (int)comma_allowed, (int)number);
    if (number != CHISO__NUMBER_OK) {
        printf("\n");
        return;
    }
    put(numeral.value);
    printf(" %zu %" PRId64 " %" PRId64 "\n", numeral.decimals, numeral.numerator,
           numeral.denominator);
}

int main(int argc, char **argv)
{
    static void (*const writers[])(struct random * random) = {
        write_sum,    write_products, write_total,   write_order,
        write_points, write_percent,  write_reading,
    };
    const unsigned long count = argc > 1 ? strtoul(argv[1], NULL, 10) : 0;
    struct random random = {.state = argc > 2 ? strtoul(argv[2], NULL, 10) : 1};

    for (unsigned long i = 0; i < count; i++) {
        writers[i % (sizeof(writers) / sizeof(writers[0]))](&random);
    }
    return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
