/* Doubts about the files that a board was read from, among the findings of its audit. */
#include "audit/inside.h"
#include "board/board.h"
#include "text/remark.h"

#include <string.h>

/* What the findings of an audit say already, of each node. */
struct known {
    const chiso_tree *tree;
    bool *is_equal;
    bool *is_unscored;
    bool *is_fine;
};

static void mark(struct known *known, const chiso_audit *audit)
{
    for (uint32_t i = 0; i < audit->count; i++) {
        const chiso_finding *finding = &audit->findings[i];

        if (finding->node < known->tree->count) {
            known->is_equal[finding->node] |= finding->code == CHISO_AUDIT_ALL_EQUAL;
            known->is_unscored[finding->node] |= finding->code == CHISO_AUDIT_UNSCORED;
            known->is_fine[finding->node] |= finding->code == CHISO_AUDIT_LIMIT_DIGITS;
        }
    }
}

/* Whether an audit of the board says the same of the cells as a doubt does of the file. */
static bool is_known(const struct known *known, chiso_doubt doubt, chiso_node node, bool has_board)
{
    if (node == CHISO_NO_NODE) {
        return false;
    }
    return (doubt == CHISO_DOUBT_RATE && has_board &&
            chiso__rule_row_of(&known->tree->nodes[node].rule)->limits_rates) ||
           (doubt == CHISO_DOUBT_RATERS_APART && has_board) ||
           (doubt == CHISO_DOUBT_LIMIT_DIGITS && known->is_fine[node]) ||
           (doubt == CHISO_DOUBT_EQUAL_COLUMN && known->is_equal[node]) ||
           (doubt == CHISO_DOUBT_NO_COLUMN && known->is_unscored[node]);
}

static chiso_finding finding_of(const chiso_remark *remark, const chiso_tree *tree,
                                const chiso_board *board)
{
    chiso_finding finding = chiso__finding_of(CHISO_AUDIT_DOUBT, CHISO_SEVERITY_WARNING);
    chiso_node node = CHISO_NO_NODE;
    chiso_unit unit = CHISO_NO_UNIT;

    if (remark->criterion[0] != '\0' &&
        chiso_tree_find(tree, remark->criterion, &node) == CHISO_OK) {
        finding.node = node;
    }
    if (board != NULL && chiso_board_find_unit(board, remark->unit, &unit) == CHISO_OK) {
        finding.unit = unit;
    }
    finding.doubt = remark->doubt;
    finding.line = remark->line;
    finding.column = remark->column;
    strncpy(finding.message, remark->message, sizeof(finding.message) - 1);
    strncpy(finding.message_vi, remark->message_vi, sizeof(finding.message_vi) - 1);
    return finding;
}

/* Adds the doubts, or takes those that were added out again when memory is out. */
static chiso_status add_all(chiso_audit *audit, const chiso_intake *intake,
                            const struct known *known, const chiso_board *board, chiso_error *error)
{
    const uint32_t before = audit->count;

    for (uint32_t i = 0; i < intake->count; i++) {
        const chiso_remark *remark = &intake->remarks[i];
        chiso_finding finding;

        if (remark->kind != CHISO_REMARK_DOUBT) {
            continue;
        }
        finding = finding_of(remark, known->tree, board);
        if (!is_known(known, remark->doubt, finding.node, board != NULL) &&
            !chiso__audit_add(audit, &finding)) {
            audit->count = before;
            return chiso__fail_memory(error);
        }
    }
    return CHISO_OK;
}

chiso_status chiso_audit_add_doubts(chiso_audit *audit, const chiso_intake *intake,
                                    const chiso_tree *tree, const chiso_board *board,
                                    chiso_error *error)
{
    struct known known = {tree, NULL, NULL, NULL};
    chiso_status status = CHISO_OK;

    if (audit == NULL || intake == NULL || tree == NULL) {
        return chiso__fail_null(error);
    }
    if (board != NULL && board->tree != tree) {
        return chiso__fail(error, CHISO_E_SHAPE, CHISO__SAY_BOARD_OF_OTHER_TREE, NULL);
    }
    known.is_equal = chiso__alloc_zero(&audit->allocator, tree->count, 3);
    if (known.is_equal == NULL) {
        return chiso__fail_memory(error);
    }
    known.is_unscored = known.is_equal + tree->count;
    known.is_fine = known.is_unscored + tree->count;
    mark(&known, audit);
    status = add_all(audit, intake, &known, board, error);
    chiso__release(&audit->allocator, known.is_equal);
    return status;
}
