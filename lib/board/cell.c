/* Text or numbers on their way into a cell: read, checked, made into points. */
#include "board/inside.h"

static const struct chiso__measured nothing = {{CHISO_ABSENT, 0}, CHISO_ABSENT, false, false};

/* The points that a rule made, rounded in the calculation where the leaf says so. A value that
 * points are yet to be made of is none of them. */
static struct chiso__carried rounded(const chiso_tree *tree, chiso_node leaf,
                                     struct chiso__carried points)
{
    const struct chiso__tree_node *node = &tree->nodes[leaf];

    return chiso__looks_at_others(node) || chiso__carried_is_gap(points)
               ? points
               : chiso__round_points(tree, node, points);
}

/* The value of a measure that is right. */
static chiso_status measured_value(const chiso_tree *tree, chiso_node leaf,
                                   struct chiso__measured measured, struct chiso__value *out_value,
                                   chiso_error *error)
{
    const struct chiso__tree_node *node = &tree->nodes[leaf];
    struct chiso__carried points = {0, 0};
    const chiso_status status =
        chiso__is_prepared(&node->rule)
            ? chiso__rule_takes(&node->rule, chiso__limits_of(node), measured, &points, error)
            : chiso__rule_points(&node->rule, chiso__limits_of(node), measured, &points, error);

    if (status == CHISO_OK) {
        *out_value = (struct chiso__value){rounded(tree, leaf, points), measured, NULL};
    }
    return status;
}

chiso_status chiso__rated_value(const chiso_tree *tree, chiso_node leaf,
                                const struct chiso__rated *rated, struct chiso__value *out_value,
                                chiso_error *error)
{
    const struct chiso__tree_node *node = &tree->nodes[leaf];
    const struct chiso__measured *given[CHISO_RATING_LIMIT];
    struct chiso__measured joined = nothing;
    const uint32_t count = chiso__rated_given(rated, given);
    bool applies = rated->count == 0;

    for (uint32_t i = 0; i < rated->count; i++) {
        applies = applies || rated->list[i].given.value.millionths != CHISO_NOT_APPLICABLE;
    }
    if (count == 0) {
        *out_value = (struct chiso__value){
            {applies ? CHISO_MISSING : CHISO_NOT_APPLICABLE, 0}, nothing, NULL};
        return CHISO_OK;
    }
    return chiso__raters_join(&node->raters, &node->rule, given, count, &joined)
               ? measured_value(tree, leaf, joined, out_value, error)
               : chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_BEYOND_DECIMAL, NULL);
}

struct chiso__one_rating chiso__rating_of(const struct chiso__value *value, uint32_t rater,
                                          size_t place)
{
    struct chiso__one_rating rating = {value->measured, rater, place};

    if (chiso__carried_is_gap(value->points)) {
        rating.given.value = value->points;
    }
    return rating;
}

static bool is_not_applicable(struct chiso__span text)
{
    return chiso__means(text, CHISO__SAY_WORDS_FOR_NOT_APPLICABLE);
}

chiso_status chiso__counts_value(const chiso_tree *tree, chiso_node leaf, const int64_t *counts,
                                 uint32_t option_count, struct chiso__value *out_value,
                                 chiso_error *error)
{
    const struct chiso__tree_node *node = &tree->nodes[leaf];
    const struct chiso__rule *rule = &node->rule;
    struct chiso__carried points = {0, 0};
    chiso_status status = CHISO_OK;

    if (rule->takes != CHISO__CELL_ANSWERS) {
        return chiso__fail_measure(rule, (struct chiso__span){"a|b", 3}, error);
    }
    if (option_count != rule->option_count) {
        return chiso__fail(error, CHISO_E_SHAPE, CHISO__SAY_OPTION_COUNT,
                           CHISO__WORDS(chiso__say_count(option_count), chiso__say_text(rule->text),
                                        chiso__say_count(rule->option_count)));
    }
    for (uint32_t i = 0; i < option_count; i++) {
        if (counts[i] < 0 || counts[i] > CHISO_DECIMAL_MAX) {
            return chiso__fail(
                error, CHISO_E_RANGE, CHISO__SAY_ANSWER_COUNT_RANGE,
                CHISO__WORDS(chiso__say_count(i + 1), chiso__say_count(CHISO_ANSWER_LIMIT)));
        }
    }
    status = chiso__survey_points(rule, chiso__limits_of(node), counts, &points, error);
    if (status == CHISO_OK) {
        *out_value = (struct chiso__value){rounded(tree, leaf, points), nothing, counts};
    }
    return status;
}

chiso_status chiso__fail_cell_text(struct chiso__span text, chiso_status status, chiso_error *error)
{
    return chiso__means(chiso__trim(text), CHISO__SAY_WORDS_LIKE_NOT_APPLICABLE)
               ? chiso__fail(error, status, CHISO__SAY_CELL_MEANS_NOT_APPLICABLE,
                             CHISO__WORDS(chiso__say(text)))
               : status;
}

chiso_status chiso__cell_read(const chiso_tree *tree, chiso_node leaf, struct chiso__span text,
                              struct chiso__number_style *style, int64_t *counts,
                              struct chiso__value *out_value, bool *out_rounded, chiso_error *error)
{
    const struct chiso__tree_node *node = &tree->nodes[leaf];
    const uint32_t options = node->rule.option_count;
    struct chiso__measured measured = {{0, 0}, CHISO_DECIMAL_ONE, false, false};
    chiso_status status = CHISO_OK;

    text = chiso__trim(text);
    /* Digits begin nearly all cells, and none of those words. */
    if (text.size == 0 || (!chiso__is_digit(text.text[0]) && is_not_applicable(text))) {
        *out_value = (struct chiso__value){
            {text.size == 0 ? CHISO_MISSING : CHISO_NOT_APPLICABLE, 0}, nothing, NULL};
        return CHISO_OK;
    }
    if ((text.text[0] == '#' || text.text[0] == 'E') && chiso__is_sheet_error(text)) {
        return chiso__fail_number(error, CHISO__NUMBER_FORM, text);
    }
    if (node->rule.takes == CHISO__CELL_ANSWERS) {
        status = chiso__counts_read(text, style, options, counts, error);
        return status == CHISO_OK
                   ? chiso__counts_value(tree, leaf, counts, options, out_value, error)
                   : chiso__fail_cell_text(text, status, error);
    }
    status = chiso__measure_read(&node->rule, text, style, &measured, out_rounded, error);
    return status == CHISO_OK ? measured_value(tree, leaf, measured, out_value, error)
                              : chiso__fail_cell_text(text, status, error);
}

chiso_status chiso__number_value(const chiso_tree *tree, chiso_node leaf, chiso_decimal number,
                                 chiso_decimal denominator, struct chiso__value *out_value,
                                 chiso_error *error)
{
    const struct chiso__tree_node *node = &tree->nodes[leaf];
    struct chiso__measured measured = nothing;
    chiso_status status = CHISO_OK;

    if (number == CHISO_MISSING || number == CHISO_NOT_APPLICABLE) {
        *out_value = (struct chiso__value){{number, 0}, nothing, NULL};
        return CHISO_OK;
    }
    status = denominator == CHISO_ABSENT
                 ? chiso__measure_number(&node->rule, number, &measured, error)
                 : chiso__measure_ratio(&node->rule, number, denominator, &measured, error);
    return status == CHISO_OK ? measured_value(tree, leaf, measured, out_value, error) : status;
}
