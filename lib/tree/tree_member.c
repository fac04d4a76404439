/* What is written of a criterion (max, weight, combine, rule), read and checked. */
#include "text/unsafe.h"
#include "text/word.h"
#include "tree/inside.h"

#include <string.h>

static const char *const reserved_codes[] = {".",      "unit",      "name",  "block",
                                             "ranked", "criterion", "value", "rater"};

bool chiso__is_reserved(struct chiso__span word)
{
    for (size_t i = 0; i < sizeof(reserved_codes) / sizeof(reserved_codes[0]); i++) {
        if (chiso__is_word(word, reserved_codes[i])) {
            return true;
        }
    }
    return false;
}

chiso_status chiso__check_code(struct chiso__span code, chiso_error *error)
{
    struct chiso__span rest = code;
    const struct chiso__insert *words =
        CHISO__WORDS(chiso__say(code), chiso__say_count(CHISO__CODE_SIZE));

    if (code.size == 0) {
        return chiso__fail(error, CHISO_E_CODE, CHISO__SAY_CODE_EMPTY, NULL);
    }
    if (code.size > CHISO__CODE_SIZE) {
        return chiso__fail(error, CHISO_E_CODE, CHISO__SAY_CODE_TOO_LONG, words);
    }
    while (rest.size > 0) {
        if (chiso__is_blank(chiso__utf8_take(&rest))) {
            return chiso__fail(error, CHISO_E_CODE, CHISO__SAY_CODE_HAS_SPACE, words);
        }
    }
    /* Written as text that is safe it would be another code. */
    if (chiso__safe_start(code, "") < code.size) {
        return chiso__fail(error, CHISO_E_CODE, CHISO__SAY_CODE_HAS_UNSHOWN, words);
    }
    return chiso__is_reserved(code)
               ? chiso__fail(error, CHISO_E_CODE, CHISO__SAY_CODE_RESERVED, words)
               : CHISO_OK;
}

/* Reads a number that may be left out. */
static chiso_status read_number(chiso_tree *tree, struct chiso__span text, unsigned forms,
                                bool negative_allowed, struct chiso__number_style *style,
                                struct chiso__numeral *out_numeral,
                                struct chiso__carried *out_value, chiso_error *error)
{
    struct chiso__numeral numeral;
    enum chiso__number number = CHISO__NUMBER_OK;

    if (text.size == 0) {
        return CHISO_OK;
    }
    number = chiso__numeral_read(text, style, forms | CHISO__FORM_EXPONENT | CHISO__FORM_FRACTION,
                                 &numeral);
    if (number != CHISO__NUMBER_OK) {
        return chiso__fail_number(error, number, text);
    }
    if (numeral.value.millionths < 0 && !negative_allowed) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_NUMBER_BELOW_0,
                           CHISO__WORDS(chiso__say_carried(numeral.value)));
    }
    tree->rounded_count += numeral.decimals > CHISO__NUMERAL_PLACES;
    *out_numeral = numeral;
    *out_value = numeral.value;
    return CHISO_OK;
}

static chiso_status read_kind(struct chiso__span text, struct chiso__tree_node *node,
                              chiso_error *error)
{
    const int kind =
        text.size == 0 ? CHISO_KIND_CRITERION : chiso__word_value(CHISO_WORDS_KIND, text);

    if (kind < 0) {
        return chiso__fail(error, CHISO_E_WORD, CHISO__SAY_UNKNOWN_KIND,
                           CHISO__WORDS(chiso__say(text)));
    }
    node->kind = (chiso_kind)kind;
    return CHISO_OK;
}

static chiso_status read_round(struct chiso__span text, struct chiso__tree_node *node,
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
                                struct chiso__number_style *style, struct chiso__tree_node *node,
                                enum chiso__member *out_member, chiso_error *error)
{
    chiso_status status = CHISO_OK;

    *out_member = CHISO__MEMBER_MAX;
    node->max_stated = row->members[CHISO__MEMBER_MAX].size > 0;
    status = read_number(tree, row->members[CHISO__MEMBER_MAX], 0, false, style, &node->max_said,
                         &node->max, error);
    if (status == CHISO_OK) {
        *out_member = CHISO__MEMBER_MIN;
        node->min_stated = row->members[CHISO__MEMBER_MIN].size > 0;
        status = read_number(tree, row->members[CHISO__MEMBER_MIN], 0, true, style, &node->min_said,
                             &node->min, error);
    }
    if (status == CHISO_OK && node->max_stated &&
        chiso__carried_compare(node->min, node->max) > 0) {
        status =
            chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_MIN_ABOVE_MAX,
                        CHISO__WORDS(chiso__say_carried(node->min), chiso__say_carried(node->max)));
    }
    if (status == CHISO_OK) {
        *out_member = CHISO__MEMBER_WEIGHT;
        status = read_number(tree, row->members[CHISO__MEMBER_WEIGHT], CHISO__FORM_PERCENT, false,
                             style, &node->weight_said, &node->weight, error);
    }
    return status;
}

static chiso_status read_rule(chiso_tree *tree, struct chiso__span text,
                              struct chiso__number_style *style, struct chiso__tree_node *node,
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
        limits.max = chiso__carried_of(CHISO_DECIMAL_MAX);
    }
    status = chiso__rule_read(text, limits, style, &tree->arena, &tree->allocator, &node->rule,
                              &rounded, error);
    tree->rounded_count += status == CHISO_OK && rounded;
    return status;
}

static chiso_status read_raters(chiso_tree *tree, struct chiso__span text,
                                struct chiso__number_style *style, struct chiso__tree_node *node,
                                chiso_error *error)
{
    bool rounded = false;
    const chiso_status status = chiso__raters_read(
        text, &node->rule, style, &tree->arena, &tree->allocator, &node->raters, &rounded, error);

    tree->rounded_count += status == CHISO_OK && rounded;
    return status;
}

/* Everything of a criterion but its code and place. */
chiso_status chiso__members_read(chiso_tree *tree, const struct chiso__row *row,
                                 struct chiso__number_style *style, struct chiso__tree_node *node,
                                 enum chiso__member *out_member, chiso_error *error)
{
    chiso_status status = read_limits(tree, row, style, node, out_member, error);

    if (status == CHISO_OK) {
        *out_member = CHISO__MEMBER_COMBINE;
        status = chiso__combine_read(tree, row->members[CHISO__MEMBER_COMBINE], node, error);
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
    if (status == CHISO_OK) {
        *out_member = CHISO__MEMBER_NEEDS;
        status = chiso__needs_read(tree, row->members[CHISO__MEMBER_NEEDS], style, node, error);
    }
    if (status == CHISO_OK) {
        *out_member = CHISO__MEMBER_GATE;
        status = chiso__node_gates_read(tree, row->members[CHISO__MEMBER_GATE], style, node, error);
    }
    if (status == CHISO_OK) {
        *out_member = CHISO__MEMBER_RATERS;
        status = read_raters(tree, row->members[CHISO__MEMBER_RATERS], style, node, error);
    }
    return status;
}
