/* Raters in an audit: what a criterion says of them that can never matter, and cells whose raters
 * are far apart. */
#include "audit/rating.h"

#include "number/ratio.h"

static struct chiso__insert code_of(const chiso_tree *tree, chiso_node leaf)
{
    return chiso__say_text(chiso_node_code(tree, leaf));
}

static chiso_finding finding_at(chiso_audit_code code, chiso_severity severity, chiso_node leaf)
{
    chiso_finding finding = chiso__finding_of(code, severity);

    finding.node = leaf;
    return finding;
}

bool chiso__audit_raters_of(chiso_audit *audit, const chiso_tree *tree, chiso_node leaf)
{
    const struct chiso__tree_node *node = &tree->nodes[leaf];
    const struct chiso__rule_row *row = chiso__rule_row_of(&node->rule);
    const struct chiso__limits limits = chiso__limits_of(node);
    struct chiso__carried most = {0, 0};

    if (!node->raters.has_within || node->rule.unlimited ||
        !chiso__carried_subtract(row->most(&node->rule, limits), row->least(&node->rule, limits),
                                 &most) ||
        chiso__raters_are_apart(&node->raters, node->max, most)) {
        return true;
    }
    return chiso__audit_say(audit, finding_at(CHISO_AUDIT_RATERS_IDLE, CHISO_SEVERITY_NOTE, leaf),
                            CHISO__SAY_RATERS_NEVER_APART,
                            CHISO__WORDS(code_of(tree, leaf), chiso__say_text(node->raters.text)));
}

/* Looks for the raters of a cell that are far apart. */
static bool look_at_cell(chiso_audit *audit, const chiso_board *board, chiso_node leaf,
                         chiso_unit unit, const chiso_raters *raters)
{
    const struct chiso__panel *own = &board->tree->nodes[leaf].raters;
    chiso_finding finding = finding_at(CHISO_AUDIT_RATERS_APART, CHISO_SEVERITY_WARNING, leaf);

    if (raters->is_apart == 0) {
        return true;
    }
    finding.unit = unit;
    finding.found = raters->spread;
    finding.expected = chiso__max_decimal(board->tree, own->within.value);
    return chiso__audit_say(
        audit, finding, CHISO__SAY_RATERS_FAR_APART,
        CHISO__WORDS(chiso__say_text(chiso_unit_code(board, unit)), code_of(board->tree, leaf),
                     chiso__say_decimal(raters->lowest), chiso__say_decimal(raters->highest),
                     chiso__say_carried(own->within.value)));
}

/* Whether anything is different for what a criterion says of its raters. */
static bool look_at_most(chiso_audit *audit, const chiso_tree *tree, chiso_node leaf, uint32_t most)
{
    const struct chiso__panel *raters = &tree->nodes[leaf].raters;
    const chiso_finding finding = finding_at(CHISO_AUDIT_RATERS_IDLE, CHISO_SEVERITY_NOTE, leaf);

    if (most < 2) {
        return chiso__audit_say(audit, finding, CHISO__SAY_RATERS_NEVER_TWO,
                                CHISO__WORDS(code_of(tree, leaf), chiso__say_text(raters->text)));
    }
    return raters->joining != CHISO__JOINING_TRIMMED ||
           chiso__raters_off(raters, most) == raters->off ||
           chiso__audit_say(audit, finding, CHISO__SAY_RATERS_NEVER_TRIMMED,
                            CHISO__WORDS(code_of(tree, leaf), chiso__say_text(raters->text),
                                         chiso__say_count(most)));
}

bool chiso__audit_ratings(chiso_audit *audit, const chiso_board *board, chiso_node leaf)
{
    uint32_t most = 0;

    for (chiso_unit unit = 0; board->rows.ratings != NULL && unit < board->units.count; unit++) {
        chiso_raters raters;

        if (chiso__rated_at(board->rows.ratings, leaf, unit) == NULL) {
            continue;
        }
        chiso__raters_of(board, unit, leaf, &raters);
        most = raters.given > most ? raters.given : most;
        if (!look_at_cell(audit, board, leaf, unit, &raters)) {
            return false;
        }
    }
    return !chiso__has_raters(&board->tree->nodes[leaf].raters) ||
           look_at_most(audit, board->tree, leaf, most);
}
