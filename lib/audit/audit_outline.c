/* Whether codes look like the numbers of an outline (I, 1, a) that were taken as they are. */
#include "audit/inside.h"

#include "text/outline.h"
#include "tree/tree.h"

static chiso_finding finding_of(chiso_node node, chiso_severity severity)
{
    chiso_finding finding = chiso__finding_of(CHISO_AUDIT_OUTLINE, severity);

    finding.node = node;
    return finding;
}

/* What is known of the codes as numbers. */
struct open {
    struct chiso__outline outline;
    chiso_node *nodes; /* that others may be below, by how deep */
    chiso_node first;  /* elsewhere in the tree than by its number */
    chiso_node above;  /* what that is below by its number, and how many are */
    uint32_t below;
};

/* Reads the code of the next criterion; false where the codes are no outline. */
static bool take_code(const chiso_tree *tree, struct open *open, const chiso_allocator *allocator,
                      chiso_node node, bool *out_went)
{
    struct chiso__span code = {"", 0};
    struct chiso__span other = {"", 0};
    const enum chiso__outlined outlined =
        chiso__outline_next(&open->outline, allocator, tree->codes[node], &code, &other);
    chiso_node above = CHISO_ROOT;

    *out_went = outlined != CHISO__OUTLINED_MEMORY;
    if (outlined != CHISO__OUTLINED) {
        return false;
    }
    if (open->outline.count > 1) {
        above = open->nodes[open->outline.count - 2];
    }
    open->nodes[open->outline.count - 1] = node;
    if (open->first == CHISO_NO_NODE && above != tree->nodes[node].parent) {
        open->first = node;
        open->above = above;
    }
    open->below += open->first != CHISO_NO_NODE && open->above == above;
    return true;
}

bool chiso__audit_outline(chiso_audit *audit, const chiso_tree *tree)
{
    struct open open = {.first = CHISO_NO_NODE, .above = CHISO_ROOT};
    bool is_outline = true;
    bool went = true;

    open.nodes = chiso__alloc(&audit->allocator, tree->count, sizeof(*open.nodes));
    if (open.nodes == NULL) {
        return false;
    }
    for (uint32_t i = 1; i < tree->count && is_outline; i++) {
        is_outline = take_code(tree, &open, &audit->allocator, tree->order[i], &went);
    }
    /* One alone, as A behind a, may be anything. */
    if (is_outline && open.below > 1) {
        went = chiso__audit_say(
            audit, finding_of(open.first, CHISO_SEVERITY_WARNING), CHISO__SAY_CODE_OF_OUTLINE,
            CHISO__WORDS(chiso__say(tree->codes[open.first]), chiso__say(tree->codes[open.above])));
    }
    chiso__outline_clear(&open.outline, &audit->allocator);
    chiso__release(&audit->allocator, open.nodes);
    return went;
}

/* The last of the siblings behind a leaf whose maxima add up to its own; CHISO_NO_NODE for none. */
static chiso_node last_below(const chiso_tree *tree, chiso_node leaf)
{
    const struct chiso__total max = chiso__total_of(tree->nodes[leaf].max);
    struct chiso__total sum = {0, 0};
    chiso_node node = tree->nodes[leaf].next_sibling;
    uint32_t count = 0;

    for (; node != CHISO_NO_NODE; node = tree->nodes[node].next_sibling) {
        if (tree->nodes[node].kind == CHISO_KIND_BONUS) {
            continue;
        }
        count++;
        if (!chiso__total_add(&sum, tree->nodes[node].max) || chiso__total_compare(sum, max) > 0) {
            return CHISO_NO_NODE;
        }
        if (chiso__total_compare(sum, max) == 0) {
            return count > 1 ? node : CHISO_NO_NODE;
        }
    }
    return CHISO_NO_NODE;
}

bool chiso__audit_sum_below(chiso_audit *audit, const chiso_tree *tree, chiso_node leaf)
{
    const chiso_node last = last_below(tree, leaf);

    if (last == CHISO_NO_NODE) {
        return true;
    }
    return chiso__audit_say(
        audit, finding_of(leaf, CHISO_SEVERITY_NOTE), CHISO__SAY_MAX_OF_ROWS_BELOW,
        CHISO__WORDS(chiso__say(tree->codes[leaf]), chiso__say_carried(tree->nodes[leaf].max),
                     chiso__say(tree->codes[tree->nodes[leaf].next_sibling]),
                     chiso__say(tree->codes[last])));
}
