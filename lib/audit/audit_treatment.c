/* What stands before rules and does nothing. */
#include "audit/inside.h"
#include "score/prepare.h"

static chiso_finding finding_at(chiso_node leaf, chiso_severity severity)
{
    chiso_finding finding = chiso__finding_of(CHISO_AUDIT_TREATMENT, severity);

    finding.node = leaf;
    return finding;
}

bool chiso__audit_treatments(chiso_audit *audit, const chiso_tree *tree)
{
    for (uint32_t i = 0; i < tree->leaf_count; i++) {
        const chiso_node leaf = tree->leaves[i];
        const struct chiso__rule *rule = &tree->nodes[leaf].rule;

        /* An imputed mean is another of logarithms. */
        if (rule->kind == CHISO__RULE_PERCENTILE && chiso__rule_has(rule, CHISO__TREATS_LOG) &&
            !chiso__rule_has(rule, CHISO__TREATS_IMPUTE | CHISO__TREATS_FENCES) &&
            !chiso__audit_say(
                audit, finding_at(leaf, CHISO_SEVERITY_NOTE), CHISO__SAY_LOG_KEEPS_THE_ORDER,
                CHISO__WORDS(chiso__say(tree->codes[leaf]), chiso__say_text(rule->text)))) {
            return false;
        }
    }
    return true;
}

/* How many cells of a leaf are missing and stay so. */
static uint32_t count_left(const struct chiso__rows *rows, chiso_node leaf)
{
    uint32_t left = 0;

    for (uint32_t row = 0; row < rows->count; row++) {
        left += chiso__stored_at(rows, leaf, row).millionths == CHISO_MISSING &&
                chiso__is_absent(chiso__imputed_at(rows, leaf, row));
    }
    return left;
}

/* How many cells of a leaf hold a value. */
static uint32_t count_values(const struct chiso__rows *rows, chiso_node leaf)
{
    uint32_t values = 0;

    for (uint32_t row = 0; row < rows->count; row++) {
        values += !chiso__carried_is_gap(chiso__stored_at(rows, leaf, row));
    }
    return values;
}

static bool has_winsor(const struct chiso__rule *rule)
{
    for (uint32_t i = 0; i < rule->treatment_count; i++) {
        if (rule->treatments[i].kind == CHISO__TREAT_WINSOR) {
            return true;
        }
    }
    return false;
}

static bool look_at_leaf(chiso_audit *audit, const struct chiso__rows *rows, chiso_node leaf)
{
    enum { FEWEST = 4 };
    const chiso_tree *tree = rows->tree;
    const struct chiso__rule *rule = &tree->nodes[leaf].rule;
    const uint32_t left = chiso__is_imputed_leaf(&tree->nodes[leaf]) ? count_left(rows, leaf) : 0;
    const uint32_t values = count_values(rows, leaf);

    if (left > 0 &&
        !chiso__audit_say(audit, finding_at(leaf, CHISO_SEVERITY_WARNING), CHISO__SAY_NOT_IMPUTED,
                          CHISO__WORDS(chiso__say(tree->codes[leaf]), chiso__say_text(rule->text),
                                       chiso__say_count(left)))) {
        return false;
    }
    return values >= FEWEST || values == 0 || !has_winsor(rule) ||
           chiso__audit_say(audit, finding_at(leaf, CHISO_SEVERITY_NOTE),
                            CHISO__SAY_TOO_FEW_TO_WINSORISE,
                            CHISO__WORDS(chiso__say(tree->codes[leaf]), chiso__say_text(rule->text),
                                         chiso__say_count(values)));
}

bool chiso__audit_treated(chiso_audit *audit, const chiso_board *board)
{
    const chiso_tree *tree = board->tree;

    for (uint32_t i = 0; i < tree->leaf_count && tree->prepared_count > 0; i++) {
        if (chiso__is_prepared(&tree->nodes[tree->leaves[i]].rule) &&
            !look_at_leaf(audit, &board->rows, tree->leaves[i])) {
            return false;
        }
    }
    return true;
}
