/* What a criterion says of its raters: the text of it, and how far they are apart. */
#include "rule/raters.h"

#include "number/ratio.h"
#include "rule/inside.h"
#include "text/near.h"

static const char *const words[] = {
    [CHISO__JOINING_MEAN] = "mean",
    [CHISO__JOINING_MEDIAN] = "median",
    [CHISO__JOINING_TRIMMED] = "trimmed",
};

_Static_assert(sizeof(words) / sizeof(words[0]) == CHISO__JOINING_KINDS, "each has a word");

const char *chiso__joining_word(enum chiso__joining joining)
{
    return words[joining];
}

bool chiso__rule_joins(const struct chiso__rule *rule)
{
    return rule->takes == CHISO__CELL_NUMBER || chiso__cell_kinds[rule->takes].is_rate;
}

/* The N of trimmed. */
static bool read_off(struct chiso__span word, uint32_t *out_off)
{
    uint32_t off = 0;

    for (size_t i = 0; i < word.size; i++) {
        if (!chiso__is_digit(word.text[i]) || off > CHISO__TRIMMED_MOST) {
            return false;
        }
        off = off * 10 + (uint32_t)(word.text[i] - '0');
    }
    *out_off = off;
    return off >= 1 && off <= CHISO__TRIMMED_MOST;
}

/* What stands behind within: all of the rest, a number and a percent sign. */
static chiso_status read_within(struct chiso__span text, struct chiso__span rest,
                                struct chiso__number_style *style, struct chiso__panel *raters,
                                chiso_error *error)
{
    enum chiso__number result = CHISO__NUMBER_OK;

    rest = chiso__trim(rest);
    if (rest.size == 0 || rest.text[rest.size - 1] != '%') {
        return chiso__fail(error, CHISO_E_WORD, CHISO__SAY_RATERS_WITHIN,
                           CHISO__WORDS(chiso__say(text)));
    }
    rest.size--;
    rest = chiso__trim(rest);
    result = chiso__numeral_read(rest, style, CHISO__FORM_EXPONENT, &raters->within);
    if (result != CHISO__NUMBER_OK) {
        return chiso__fail_number(error, result, rest);
    }
    raters->has_within = true;
    return raters->within.value.millionths < 0
               ? chiso__fail(error, CHISO_E_WORD, CHISO__SAY_RATERS_WITHIN,
                             CHISO__WORDS(chiso__say(text)))
               : CHISO_OK;
}

/* Says which word is none of those that join, or within. */
static chiso_status fail_word(struct chiso__span text, struct chiso__span word, chiso_error *error)
{
    struct chiso__nearest nearest = chiso__nearest_to(word);

    for (int i = 0; i < CHISO__JOINING_KINDS; i++) {
        chiso__nearest_try(&nearest, chiso__span_of(words[i]));
    }
    chiso__nearest_try(&nearest, chiso__span_of("within"));
    if (nearest.meant.size == 0 || nearest.apart == 0) {
        return chiso__fail(error, CHISO_E_WORD, CHISO__SAY_RATERS_UNKNOWN,
                           CHISO__WORDS(chiso__say(text)));
    }
    return chiso__fail(error, CHISO_E_WORD, CHISO__SAY_RATERS_MEANT,
                       CHISO__WORDS(chiso__say(text), chiso__say(word), chiso__say(nearest.meant)));
}

static chiso_status read_words(struct chiso__span text, struct chiso__number_style *style,
                               struct chiso__panel *raters, chiso_error *error)
{
    struct chiso__span rest = text;
    struct chiso__span word;
    int joining = 0;
    bool more = chiso__next_word(&rest, &word);

    while (joining < CHISO__JOINING_KINDS && more && !chiso__is_word(word, words[joining])) {
        joining++;
    }
    if (more && joining < CHISO__JOINING_KINDS) {
        raters->joining = (enum chiso__joining)joining;
        if (joining == CHISO__JOINING_TRIMMED &&
            (!chiso__next_word(&rest, &word) || !read_off(word, &raters->off))) {
            return chiso__fail(
                error, CHISO_E_WORD, CHISO__SAY_RATERS_TRIMMED,
                CHISO__WORDS(chiso__say(text), chiso__say_count(CHISO__TRIMMED_MOST)));
        }
        more = chiso__next_word(&rest, &word);
    }
    if (!more) {
        return CHISO_OK;
    }
    return chiso__is_word(word, "within") ? read_within(text, rest, style, raters, error)
                                          : fail_word(text, word, error);
}

/* Whether a rating alone has no points that could be compared with the max: the other units decide
 * about them, or what is done to the value before its rule. */
static bool has_no_points(const struct chiso__rule *rule)
{
    return chiso__is_relative(rule) ||
           chiso__rule_has(rule, CHISO__TREATS_OVER | CHISO__TREATS_LOG | CHISO__TREATS_FENCES);
}

/* Writes them as they are read: all words, and two numbers. */
static bool write(struct chiso__panel *raters, struct chiso__arena *arena,
                  const chiso_allocator *allocator)
{
    enum { WORDS = 40, SIZE = WORDS + CHISO__COUNT_SIZE + CHISO__NUMERAL_SIZE };
    char *end = chiso__arena_take(arena, allocator, SIZE);

    raters->text = end;
    if (end == NULL) {
        return false;
    }
    chiso__rule_put(&end, words[raters->joining]);
    if (raters->joining == CHISO__JOINING_TRIMMED) {
        chiso__rule_put(&end, " ");
        chiso__rule_put_carried(
            &end, chiso__carried_of((chiso_decimal)raters->off * CHISO_DECIMAL_ONE), "");
    }
    if (raters->has_within) {
        chiso__rule_put(&end, " within ");
        chiso__rule_put_number(&end, &raters->within, "%");
    }
    return true;
}

chiso_status chiso__raters_read(struct chiso__span text, const struct chiso__rule *rule,
                                struct chiso__number_style *style, struct chiso__arena *arena,
                                const chiso_allocator *allocator, struct chiso__panel *out_raters,
                                bool *out_rounded, chiso_error *error)
{
    struct chiso__panel raters = chiso__raters_default();
    chiso_status status = CHISO_OK;

    text = chiso__trim(text);
    if (text.size == 0) {
        *out_raters = raters;
        return CHISO_OK;
    }
    status = read_words(text, style, &raters, error);
    if (status != CHISO_OK) {
        return status;
    }
    if (!chiso__rule_joins(rule)) {
        return chiso__fail(error, CHISO_E_RULE, CHISO__SAY_RATERS_OF_RULE,
                           CHISO__WORDS(chiso__say(text), chiso__say_text(rule->text)));
    }
    if (raters.has_within && has_no_points(rule)) {
        return chiso__fail(error, CHISO_E_RULE, CHISO__SAY_RATERS_WITHIN_OF_RULE,
                           CHISO__WORDS(chiso__say(text), chiso__say_text(rule->text)));
    }
    if (!write(&raters, arena, allocator)) {
        return chiso__fail_memory(error);
    }
    *out_rounded = raters.has_within && raters.within.decimals > CHISO__NUMERAL_PLACES;
    *out_raters = raters;
    return CHISO_OK;
}

void chiso__raters_ends(const struct chiso__measured *const *given, uint32_t count,
                        const struct chiso__measured **out_least,
                        const struct chiso__measured **out_greatest)
{
    *out_least = *out_greatest = given[0];
    for (uint32_t i = 1; i < count; i++) {
        *out_least = chiso__measured_compare(given[i], *out_least) < 0 ? given[i] : *out_least;
        *out_greatest =
            chiso__measured_compare(given[i], *out_greatest) > 0 ? given[i] : *out_greatest;
    }
}

bool chiso__raters_spread(const struct chiso__rule *rule, struct chiso__limits limits,
                          const struct chiso__measured *const *given, uint32_t count,
                          struct chiso__carried *out_spread)
{
    struct chiso__carried least = {0, 0};
    struct chiso__carried greatest = {0, 0};

    for (uint32_t i = 0; i < count; i++) {
        struct chiso__carried points = {0, 0};

        if (has_no_points(rule) ||
            chiso__rule_points(rule, limits, *given[i], &points, NULL) != CHISO_OK) {
            return false;
        }
        least = i == 0 ? points : chiso__carried_least(least, points);
        greatest = i == 0 ? points : chiso__carried_greatest(greatest, points);
    }
    return count > 0 && chiso__carried_subtract(greatest, least, out_spread);
}

bool chiso__raters_are_apart(const struct chiso__panel *raters, struct chiso__carried max,
                             struct chiso__carried spread)
{
    struct chiso__carried bound = {0, 0};

    return raters->has_within &&
           chiso__carried_scale(max, raters->within.value, chiso__carried_of(CHISO__RULE_WHOLE),
                                &bound) &&
           chiso__carried_order(spread, bound, max) > 0;
}
