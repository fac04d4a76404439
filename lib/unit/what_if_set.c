/* Setting cells on trial: as text, numbers, counts of answers or points. */
#include "unit/what_if_inside.h"

chiso_status chiso_what_if_set(chiso_what_if *what_if, const char *unit_code, const char *code,
                               const char *text, chiso_error *error)
{
    int64_t own[CHISO_OPTION_LIMIT];
    struct chiso__entry entry = {.counts = own};
    chiso_status status = chiso__what_if_check(what_if, error);

    if (status == CHISO_OK) {
        status = chiso__entry_of_codes(what_if->board, unit_code, code, text, &entry, error);
    }
    return status == CHISO_OK ? chiso__what_if_enter(what_if, &entry, error) : status;
}

chiso_status chiso_what_if_set_text(chiso_what_if *what_if, chiso_unit unit, chiso_node leaf,
                                    const char *text, chiso_error *error)
{
    int64_t own[CHISO_OPTION_LIMIT];
    struct chiso__entry entry = {.counts = own};
    chiso_status status = chiso__what_if_check(what_if, error);

    if (status == CHISO_OK) {
        status = chiso__entry_of_text(what_if->board, unit, leaf, text, &entry, error);
    }
    return status == CHISO_OK ? chiso__what_if_enter(what_if, &entry, error) : status;
}

static chiso_status set_number(chiso_what_if *what_if, chiso_unit unit, chiso_node leaf,
                               chiso_decimal number, chiso_decimal denominator, chiso_error *error)
{
    struct chiso__entry entry = {.counts = NULL};
    chiso_status status = chiso__what_if_check(what_if, error);

    if (status == CHISO_OK) {
        status =
            chiso__entry_of_number(what_if->board, unit, leaf, number, denominator, &entry, error);
    }
    return status == CHISO_OK ? chiso__what_if_enter(what_if, &entry, error) : status;
}

chiso_status chiso_what_if_set_value(chiso_what_if *what_if, chiso_unit unit, chiso_node leaf,
                                     chiso_decimal value, chiso_error *error)
{
    return set_number(what_if, unit, leaf, value, CHISO_ABSENT, error);
}

chiso_status chiso_what_if_set_ratio(chiso_what_if *what_if, chiso_unit unit, chiso_node leaf,
                                     chiso_decimal numerator, chiso_decimal denominator,
                                     chiso_error *error)
{
    /* CHISO_ABSENT would mean that there is none. */
    return set_number(what_if, unit, leaf, numerator, denominator == CHISO_ABSENT ? 0 : denominator,
                      error);
}

chiso_status chiso_what_if_set_counts(chiso_what_if *what_if, chiso_unit unit, chiso_node leaf,
                                      const int64_t *counts, uint32_t option_count,
                                      chiso_error *error)
{
    int64_t own[CHISO_OPTION_LIMIT];
    struct chiso__entry entry = {.counts = own};
    chiso_status status = chiso__what_if_check(what_if, error);

    if (status == CHISO_OK) {
        status =
            chiso__entry_of_counts(what_if->board, unit, leaf, counts, option_count, &entry, error);
    }
    return status == CHISO_OK ? chiso__what_if_enter(what_if, &entry, error) : status;
}

static chiso_status check_points(const struct chiso__tree_node *leaf, chiso_decimal points,
                                 chiso_error *error)
{
    if (chiso__looks_at_others(leaf)) {
        return chiso__fail(error, CHISO_E_CELL, CHISO__SAY_RULE_TAKES_VALUES,
                           CHISO__WORDS(chiso__say_text(leaf->rule.text)));
    }
    if (points == CHISO_MISSING || points == CHISO_NOT_APPLICABLE) {
        return CHISO_OK;
    }
    if (!chiso__is_decimal(points)) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_BEYOND_DECIMAL, NULL);
    }
    return leaf->rule.unlimited
               ? CHISO_OK
               : chiso__check_points(chiso__carried_of(points), chiso__limits_of(leaf), error);
}

/* A cell of such points: only of a rule that takes points are they what was measured. */
static struct chiso__value value_of_points(const chiso_tree *tree, chiso_node leaf,
                                           chiso_decimal points)
{
    const struct chiso__tree_node *node = &tree->nodes[leaf];
    const struct chiso__carried given = chiso__carried_of(points);
    struct chiso__value value = {given, {{CHISO_ABSENT, 0}, CHISO_ABSENT, false, false}, NULL};

    if (chiso__is_gap(points)) {
        return value;
    }
    value.points = chiso__round_points(tree, node, given);
    if (chiso__rule_row_of(&node->rule)->is_points) {
        value.measured = (struct chiso__measured){given, CHISO_DECIMAL_ONE, false, false};
    }
    return value;
}

chiso_status chiso_what_if_set_points(chiso_what_if *what_if, chiso_unit unit, chiso_node leaf,
                                      chiso_decimal points, chiso_error *error)
{
    struct chiso__entry entry = {.unit = unit, .leaf = leaf};
    const chiso_tree *tree = NULL;
    chiso_status status = chiso__what_if_check(what_if, error);

    if (status == CHISO_OK) {
        status = chiso__check_place(what_if->board, unit, leaf, error);
    }
    if (status != CHISO_OK) {
        return status;
    }
    tree = what_if->board->tree;
    status = check_points(&tree->nodes[leaf], points, error);
    if (status != CHISO_OK) {
        return chiso__fail_cell(error, status, what_if->board, unit, leaf);
    }
    entry.value = value_of_points(tree, leaf, points);
    status = chiso__entry_settle(what_if->board, &entry, error);
    return status == CHISO_OK ? chiso__what_if_enter(what_if, &entry, error) : status;
}
