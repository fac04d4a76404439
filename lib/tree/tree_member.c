/* What is written of a criterion (max, weight, combine, rule), read and checked. */
#include "tree/inside.h"

#include <string.h>

static const char *const combine_words[] = {
    [CHISO_COMBINE_SUM] = "sum",
    [CHISO_COMBINE_MEAN] = "mean",
    [CHISO_COMBINE_GEOMETRIC] = "geometric",
    [CHISO_COMBINE_HARMONIC] = "harmonic",
    [CHISO_COMBINE_MIN] = "min",
    [CHISO_COMBINE_MAX] = "max",
    [CHISO_COMBINE_MEDIAN] = "median",
};

static const char *const missing_words[] = {[CHISO_MISSING_ZERO] = "zero",
                                            [CHISO_MISSING_SKIP] = "skip",
                                            [CHISO_MISSING_UNKNOWN] = "unknown"};

static const char *const rounding_words[] = {[CHISO_ROUND_HALF_UP] = "half-up",
                                             [CHISO_ROUND_HALF_EVEN] = "half-even",
                                             [CHISO_ROUND_DOWN] = "down"};

enum { COMBINE_COUNT = sizeof(combine_words) / sizeof(combine_words[0]), THREE = 3 };

const char *chiso_combine_word(chiso_combine combine)
{
    const int code = (int)combine;

    return code >= 0 && code < COMBINE_COUNT ? combine_words[code] : "unknown";
}

const char *chiso__missing_word(chiso_missing_policy missing)
{
    return missing_words[missing];
}

const char *chiso__rounding_word(chiso_rounding rounding)
{
    return rounding_words[rounding];
}

/* The value behind "name=" if the word is that option. */
static bool option_value(struct chiso__span word, const char *name, struct chiso__span *out_value)
{
    const size_t size = strlen(name);

    if (word.size <= size || !chiso__is_word((struct chiso__span){word.text, size}, name) ||
        word.text[size] != '=') {
        return false;
    }
    *out_value = (struct chiso__span){word.text + size + 1, word.size - size - 1};
    return true;
}

chiso_status chiso__tree_set_options(chiso_tree *tree, struct chiso__span options,
                                     chiso_error *error)
{
    int digits = tree->digits;
    int missing = (int)tree->missing;
    int rounding = (int)tree->rounding;
    struct chiso__span word;

    while (chiso__next_word(&options, &word)) {
        struct chiso__span value = {"", 0};

        if (option_value(word, "digits", &value)) {
            digits = value.size == 1 && value.text[0] >= '0' && value.text[0] <= '6'
                         ? value.text[0] - '0'
                         : -1;
        } else if (option_value(word, "missing", &value)) {
            missing = chiso__find_word(value, missing_words, THREE);
        } else if (option_value(word, "rounding", &value)) {
            rounding = chiso__find_word(value, rounding_words, THREE);
        }
        if (value.size == 0 || digits < 0 || missing < 0 || rounding < 0) {
            return chiso__fail(error, CHISO_E_WORD, CHISO__SAY_UNKNOWN_OPTION,
                               CHISO__WORDS(chiso__say(word)));
        }
    }
    tree->digits = digits;
    tree->missing = (chiso_missing_policy)missing;
    tree->rounding = (chiso_rounding)rounding;
    return CHISO_OK;
}

static const char *const reserved_codes[] = {".",      "unit",      "name", "block",
                                             "ranked", "criterion", "value"};

chiso_status chiso__check_code(struct chiso__span code, chiso_error *error)
{
    struct chiso__span rest = code;
    struct chiso__span word = {"", 0};
    const struct chiso__word *words =
        CHISO__WORDS(chiso__say(code), chiso__say_count(CHISO__CODE_SIZE));

    if (code.size == 0) {
        return chiso__fail(error, CHISO_E_CODE, CHISO__SAY_CODE_EMPTY, NULL);
    }
    if (code.size > CHISO__CODE_SIZE) {
        return chiso__fail(error, CHISO_E_CODE, CHISO__SAY_CODE_TOO_LONG, words);
    }
    if (!chiso__next_word(&rest, &word) || !chiso__span_equal(word, code)) {
        return chiso__fail(error, CHISO_E_CODE, CHISO__SAY_CODE_HAS_SPACE, words);
    }
    for (size_t i = 0; i < sizeof(reserved_codes) / sizeof(reserved_codes[0]); i++) {
        if (chiso__is_word(code, reserved_codes[i])) {
            return chiso__fail(error, CHISO_E_CODE, CHISO__SAY_CODE_RESERVED, words);
        }
    }
    return CHISO_OK;
}

/* Reads a number that may be left out. */
static chiso_status read_number(chiso_tree *tree, struct chiso__span text, bool negative_allowed,
                                struct chiso__number_style *style, chiso_decimal *out_value,
                                chiso_error *error)
{
    chiso_decimal value = 0;
    bool rounded = false;
    enum chiso__number number = CHISO__NUMBER_OK;

    if (text.size == 0) {
        return CHISO_OK;
    }
    number = chiso__number_read(text, style, &value, &rounded);
    if (number != CHISO__NUMBER_OK) {
        return chiso__fail_number(error, number, text);
    }
    if (value < 0 && !negative_allowed) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_NUMBER_BELOW_0,
                           CHISO__WORDS(chiso__say_decimal(value)));
    }
    tree->rounded_count += rounded;
    *out_value = value;
    return CHISO_OK;
}

static chiso_status read_combine(struct chiso__span text, struct chiso__node *node,
                                 chiso_error *error)
{
    struct chiso__span rest = text;
    struct chiso__span word;
    int combine = CHISO_COMBINE_SUM;
    bool known = true;

    if (!chiso__next_word(&rest, &word)) {
        return CHISO_OK;
    }
    combine = chiso__find_word(word, combine_words, COMBINE_COUNT);
    known = combine >= 0;
    while (known && chiso__next_word(&rest, &word)) {
        if (chiso__is_word(word, "scaled")) {
            known = combine == CHISO_COMBINE_SUM && !node->scaled;
            node->scaled = true;
        } else {
            known = chiso__is_word(word, "capped") && !node->capped;
            node->capped = true;
        }
    }
    if (known) {
        node->combine = (chiso_combine)combine;
        return CHISO_OK;
    }
    return chiso__fail(error, CHISO_E_WORD, CHISO__SAY_UNKNOWN_COMBINE,
                       CHISO__WORDS(chiso__say(text)));
}

static chiso_status read_kind(struct chiso__span text, struct chiso__node *node, chiso_error *error)
{
    if (chiso__is_word(text, "bonus")) {
        node->kind = CHISO_KIND_BONUS;
    } else if (text.size > 0 && !chiso__is_word(text, "criterion")) {
        return chiso__fail(error, CHISO_E_WORD, CHISO__SAY_UNKNOWN_KIND,
                           CHISO__WORDS(chiso__say(text)));
    }
    return CHISO_OK;
}

static chiso_status read_round(struct chiso__span text, struct chiso__node *node,
                               chiso_error *error)
{
    struct chiso__number_style style = {false, '.'};
    chiso_decimal digits = 0;
    bool rounded = false;
    enum chiso__number number = CHISO__NUMBER_OK;

    if (text.size == 0) {
        return CHISO_OK;
    }
    number = chiso__number_read(text, &style, &digits, &rounded);
    if (number != CHISO__NUMBER_OK) {
        return chiso__fail_number(error, number, text);
    }
    if (digits < 0 || digits > CHISO_DECIMAL_PLACES * CHISO_DECIMAL_ONE ||
        digits % CHISO_DECIMAL_ONE != 0 || rounded) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_ROUND_DIGITS,
                           CHISO__WORDS(chiso__say(text)));
    }
    node->round = (int)(digits / CHISO_DECIMAL_ONE);
    return CHISO_OK;
}

static chiso_status read_limits(chiso_tree *tree, const struct chiso__row *row,
                                struct chiso__number_style *style, struct chiso__node *node,
                                enum chiso__member *out_member, chiso_error *error)
{
    chiso_status status = CHISO_OK;

    *out_member = CHISO__MEMBER_MAX;
    node->max_stated = row->members[CHISO__MEMBER_MAX].size > 0;
    status = read_number(tree, row->members[CHISO__MEMBER_MAX], false, style, &node->max, error);
    if (status == CHISO_OK) {
        *out_member = CHISO__MEMBER_MIN;
        node->min_stated = row->members[CHISO__MEMBER_MIN].size > 0;
        status = read_number(tree, row->members[CHISO__MEMBER_MIN], true, style, &node->min, error);
    }
    if (status == CHISO_OK && node->max_stated && node->min > node->max) {
        status =
            chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_MIN_ABOVE_MAX,
                        CHISO__WORDS(chiso__say_decimal(node->min), chiso__say_decimal(node->max)));
    }
    if (status == CHISO_OK) {
        *out_member = CHISO__MEMBER_WEIGHT;
        status = read_number(tree, row->members[CHISO__MEMBER_WEIGHT], false, style, &node->weight,
                             error);
    }
    return status;
}

static chiso_status read_rule(chiso_tree *tree, struct chiso__span text,
                              struct chiso__number_style *style, struct chiso__node *node,
                              chiso_error *error)
{
    struct chiso__limits limits = chiso__limits_of(node);
    bool rounded = false;
    chiso_status status = CHISO_OK;

    if (text.size == 0) {
        return CHISO_OK;
    }
    if (!node->max_stated) {
        /* The check will say that the max is missing, or that a node with sub-criteria takes no
         * rule. */
        limits.max = CHISO_DECIMAL_MAX;
    }
    status = chiso__rule_read(text, limits, style, &tree->arena, &tree->allocator, &node->rule,
                              &rounded, error);
    tree->rounded_count += status == CHISO_OK && rounded;
    return status;
}

/* Everything of a criterion but its code and place. */
chiso_status chiso__members_read(chiso_tree *tree, const struct chiso__row *row,
                                 struct chiso__number_style *style, struct chiso__node *node,
                                 enum chiso__member *out_member, chiso_error *error)
{
    chiso_status status = read_limits(tree, row, style, node, out_member, error);

    if (status == CHISO_OK) {
        *out_member = CHISO__MEMBER_COMBINE;
        status = read_combine(row->members[CHISO__MEMBER_COMBINE], node, error);
    }
    if (status == CHISO_OK) {
        *out_member = CHISO__MEMBER_KIND;
        status = read_kind(row->members[CHISO__MEMBER_KIND], node, error);
    }
    if (status == CHISO_OK) {
        *out_member = CHISO__MEMBER_ROUND;
        status = read_round(row->members[CHISO__MEMBER_ROUND], node, error);
    }
    if (status == CHISO_OK) {
        *out_member = CHISO__MEMBER_RULE;
        status = read_rule(tree, row->members[CHISO__MEMBER_RULE], style, node, error);
    }
    return status;
}
