/* The columns of points files that rules divide by. */
#include "text/name.h"
#include "tree/inside.h"

enum { COLUMN_LIMIT = 256 };

int64_t chiso__find_column(const chiso_tree *tree, struct chiso__span name)
{
    for (uint32_t i = 0; i < tree->column_count; i++) {
        if (chiso__names_equal(tree->columns[i], name)) {
            return i;
        }
    }
    return CHISO__NOT_FOUND;
}

/* The number of a column; COLUMN_LIMIT for one too many. */
static uint32_t number_of(chiso_tree *tree, struct chiso__span name)
{
    const int64_t found = chiso__find_column(tree, name);

    if (found != CHISO__NOT_FOUND) {
        return (uint32_t)found;
    }
    if (tree->column_count == COLUMN_LIMIT) {
        return COLUMN_LIMIT;
    }
    tree->columns[tree->column_count] = name;
    return tree->column_count++;
}

bool chiso__number_columns(chiso_tree *tree)
{
    tree->prepared_count = 0;
    tree->imputing_count = 0;
    tree->column_count = 0;
    for (uint32_t i = 0; i < tree->leaf_count; i++) {
        struct chiso__tree_node *leaf = &tree->nodes[tree->leaves[i]];

        if (!chiso__is_prepared(&leaf->rule)) {
            continue;
        }
        tree->prepared_count++;
        if (chiso__rule_has(&leaf->rule, CHISO__TREATS_IMPUTE)) {
            leaf->imputing = tree->imputing_count++;
        }
        if (!chiso__rule_has(&leaf->rule, CHISO__TREATS_OVER)) {
            continue;
        }
        if (tree->columns == NULL) {
            tree->columns = chiso__alloc(&tree->allocator, COLUMN_LIMIT, sizeof(*tree->columns));
        }
        if (tree->columns == NULL) {
            return false;
        }
        leaf->over = number_of(tree, leaf->rule.treatments[0].column);
    }
    return true;
}

chiso_status chiso__check_treatments(const chiso_tree *tree, const struct chiso__tree_node *leaf,
                                     chiso_error *error)
{
    const struct chiso__span name = leaf->rule.treatments[0].column;
    const struct chiso__insert *words =
        CHISO__WORDS(chiso__say_text(leaf->rule.text), chiso__say(name));

    if (leaf->in_bonus && chiso__rule_has(&leaf->rule, CHISO__TREATS_IMPUTE)) {
        return chiso__fail(error, CHISO_E_RULE, CHISO__SAY_BONUS_TAKES_NO_IMPUTE, words);
    }
    if (!chiso__rule_has(&leaf->rule, CHISO__TREATS_OVER)) {
        return CHISO_OK;
    }
    if (leaf->over == COLUMN_LIMIT) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_COLUMNS_OF_RULES_TOO_MANY,
                           CHISO__WORDS(chiso__say_count(COLUMN_LIMIT)));
    }
    if (chiso__is_reserved(name)) {
        return chiso__fail(error, CHISO_E_RULE, CHISO__SAY_COLUMN_OF_RULE_RESERVED, words);
    }
    return chiso__find_code(tree, name) != CHISO__NOT_FOUND
               ? chiso__fail(error, CHISO_E_RULE, CHISO__SAY_COLUMN_OF_RULE_IS_CRITERION, words)
               : CHISO_OK;
}

uint32_t chiso_tree_column_count(const chiso_tree *tree)
{
    return tree == NULL ? 0 : tree->column_count;
}

const char *chiso_tree_column(const chiso_tree *tree, uint32_t column)
{
    return tree != NULL && column < tree->column_count ? tree->columns[column].text : "";
}
