/* The audit of a tree: what reads and scores well, and yet is probably not what was meant. */
#include "audit/inside.h"

#include "audit/rating.h"
#include "base/sort.h"
#include "tree/tree.h"

#include <string.h>

struct look {
    chiso_audit *audit;
    const chiso_tree *tree;
    uint32_t *ids; /* twice the children of the widest node */
};

static struct chiso__insert code_of(const chiso_tree *tree, chiso_node node)
{
    return chiso__say_text(node == CHISO_ROOT ? "." : chiso_node_code(tree, node));
}

static chiso_finding finding_at(chiso_audit_code code, chiso_severity severity, chiso_node node,
                                chiso_decimal found, chiso_decimal expected)
{
    chiso_finding finding = chiso__finding_of(code, severity);

    finding.node = node;
    finding.found = found;
    finding.expected = expected;
    return finding;
}

/* The same of a max, a sum of weights and the like. */
static chiso_finding finding_of_maxima(const struct look *look, chiso_audit_code code,
                                       chiso_severity severity, chiso_node node,
                                       struct chiso__carried found, struct chiso__carried expected)
{
    return finding_at(code, severity, node, chiso__max_decimal(look->tree, found),
                      chiso__max_decimal(look->tree, expected));
}

static bool look_at_leaf(const struct look *look, chiso_node id)
{
    const struct chiso__tree_node *leaf = &look->tree->nodes[id];
    const struct chiso__limits limits = chiso__limits_of(leaf);
    const struct chiso__carried most = chiso__rule_row_of(&leaf->rule)->most(&leaf->rule, limits);
    const struct chiso__carried least = chiso__rule_row_of(&leaf->rule)->least(&leaf->rule, limits);

    if (chiso__carried_order(most, leaf->max, leaf->max) < 0 &&
        !chiso__audit_say(look->audit,
                          finding_of_maxima(look, CHISO_AUDIT_RULE_MAX, CHISO_SEVERITY_WARNING, id,
                                            most, leaf->max),
                          CHISO__SAY_RULE_NEVER_GIVES_MAX,
                          CHISO__WORDS(code_of(look->tree, id), chiso__say_text(leaf->rule.text),
                                       chiso__say_carried(most), chiso__say_carried(leaf->max)))) {
        return false;
    }
    return !leaf->min_stated || chiso__carried_order(least, leaf->min, leaf->max) == 0 ||
           chiso__audit_say(look->audit,
                            finding_of_maxima(look, CHISO_AUDIT_RULE_MIN, CHISO_SEVERITY_NOTE, id,
                                              least, leaf->min),
                            CHISO__SAY_RULE_NEVER_GIVES_MIN,
                            CHISO__WORDS(code_of(look->tree, id), chiso__say_text(leaf->rule.text),
                                         chiso__say_carried(least), chiso__say_carried(leaf->min)));
}

static bool look_at_worth(const struct look *look, chiso_node id)
{
    const struct chiso__tree_node *node = &look->tree->nodes[id];
    const struct chiso__insert *words =
        CHISO__WORDS(code_of(look->tree, id), chiso__say_carried(node->leaf_max));

    if (!node->in_bonus && chiso__carried_is_zero(node->leaf_max)) {
        return chiso__audit_say(
            look->audit,
            finding_at(CHISO_AUDIT_EMPTY_BRANCH, CHISO_SEVERITY_WARNING, id, 0, CHISO_ABSENT),
            CHISO__SAY_BRANCH_WITHOUT_POINTS, words);
    }
    return !chiso__carried_is_zero(node->max) || node->in_bonus ||
           chiso__audit_say(look->audit,
                            finding_of_maxima(look, CHISO_AUDIT_WORTHLESS, CHISO_SEVERITY_WARNING,
                                              id, chiso__carried_of(0), node->leaf_max),
                            CHISO__SAY_MAX_0_ABOVE_POINTS, words);
}

/* Whether a sum is near 1 or 100 without being it: then it is told which. */
static bool is_nearly_whole(struct chiso__carried sum, chiso_decimal *out_whole)
{
    static const chiso_decimal wholes[] = {CHISO_DECIMAL_ONE, 100 * CHISO_DECIMAL_ONE};

    for (int i = 0; i < 2; i++) {
        const struct chiso__carried whole = chiso__carried_of(wholes[i]);
        const struct chiso__carried near = chiso__carried_of(wholes[i] / 20);
        struct chiso__carried gap = {0, 0};

        if (chiso__carried_order(sum, whole, whole) != 0 &&
            chiso__carried_subtract(sum, whole, &gap) && chiso__carried_compare(gap, near) <= 0 &&
            chiso__carried_compare(chiso__carried_negate(gap), near) <= 0) {
            *out_whole = wholes[i];
            return true;
        }
    }
    return false;
}

/* What the weights of the children are like. */
struct weights {
    struct chiso__total total;
    struct chiso__carried sum;
    uint32_t stated;
    uint32_t silent;
    struct chiso__carried least_max;
    struct chiso__carried most_max;
    bool by_block; /* some are said for a block */
};

static struct weights weights_of(const chiso_tree *tree, const struct chiso__tree_node *node)
{
    struct weights weights = {{0, 0}, {0, 0}, 0, 0, {CHISO_DECIMAL_MAX, 0}, {0, 0}, false};

    for (chiso_node id = node->first_child; id != CHISO_NO_NODE;
         id = tree->nodes[id].next_sibling) {
        const struct chiso__tree_node *child = &tree->nodes[id];

        if (chiso__carried_is_zero(child->max)) {
            continue;
        }
        weights.by_block = weights.by_block || child->has_block_weight;
        if (chiso__carried_is_gap(child->weight)) {
            weights.silent++;
        } else {
            weights.stated++;
            /* The check of the tree saw that weights add up. */
            (void)chiso__total_add(&weights.total, child->weight);
        }
        weights.least_max = chiso__carried_least(weights.least_max, child->max);
        weights.most_max = chiso__carried_greatest(weights.most_max, child->max);
    }
    (void)chiso__total_settle(weights.total, &weights.sum);
    return weights;
}

static bool look_at_weights(const struct look *look, chiso_node id)
{
    const struct chiso__tree_node *node = &look->tree->nodes[id];
    const struct weights weights = weights_of(look->tree, node);
    const struct chiso__insert *words =
        CHISO__WORDS(code_of(look->tree, id), chiso__say_count(weights.silent));
    chiso_decimal whole = 0;

    if (chiso__combines[node->combine].weighing != CHISO__WEIGHING_WEIGHT) {
        return true;
    }
    if (weights.stated > 0 && weights.silent > 0) {
        return chiso__audit_say(look->audit,
                                finding_at(CHISO_AUDIT_WEIGHT_MIXED, CHISO_SEVERITY_WARNING, id,
                                           CHISO_ABSENT, CHISO_ABSENT),
                                CHISO__SAY_WEIGHTS_PARTLY_STATED, words);
    }
    if (weights.stated > 1 && is_nearly_whole(weights.sum, &whole)) {
        return chiso__audit_say(
            look->audit,
            finding_of_maxima(look, CHISO_AUDIT_WEIGHT_SUM, CHISO_SEVERITY_WARNING, id, weights.sum,
                              chiso__carried_of(whole)),
            CHISO__SAY_WEIGHTS_SUM,
            CHISO__WORDS(code_of(look->tree, id), chiso__say_carried(weights.sum),
                         chiso__say_decimal(whole)));
    }
    return weights.stated > 0 || weights.by_block || node->combine != CHISO_COMBINE_MEAN ||
           chiso__carried_order(weights.least_max, weights.most_max, weights.most_max) == 0 ||
           chiso__carried_compare(weights.least_max, weights.most_max) > 0 ||
           chiso__audit_say(look->audit,
                            finding_of_maxima(look, CHISO_AUDIT_MEAN_UNEQUAL, CHISO_SEVERITY_NOTE,
                                              id, weights.least_max, weights.most_max),
                            CHISO__SAY_MEAN_BY_MAX,
                            CHISO__WORDS(code_of(look->tree, id),
                                         chiso__say_carried(weights.least_max),
                                         chiso__say_carried(weights.most_max)));
}

/* The maxima of an index that add up to nearly 100. */
static bool look_at_total(const struct look *look)
{
    const struct chiso__tree_node *root = &look->tree->nodes[CHISO_ROOT];
    chiso_decimal whole = 0;

    return root->combine != CHISO_COMBINE_SUM || root->child_count < 3 ||
           !is_nearly_whole(root->max, &whole) ||
           chiso__audit_say(look->audit,
                            finding_of_maxima(look, CHISO_AUDIT_WEIGHT_SUM, CHISO_SEVERITY_NOTE,
                                              CHISO_ROOT, root->max, chiso__carried_of(whole)),
                            CHISO__SAY_MAXIMA_SUM,
                            CHISO__WORDS(chiso__say_carried(root->max), chiso__say_decimal(whole)));
}

static bool is_before(const void *context, uint32_t a, uint32_t b)
{
    const chiso_tree *tree = context;

    return strcmp(tree->nodes[a].title, tree->nodes[b].title) < 0;
}

static bool look_at_titles(const struct look *look, chiso_node id)
{
    const chiso_tree *tree = look->tree;
    uint32_t count = 0;

    for (chiso_node child = tree->nodes[id].first_child; child != CHISO_NO_NODE;
         child = tree->nodes[child].next_sibling) {
        if (tree->nodes[child].title != NULL && tree->nodes[child].title[0] != '\0') {
            look->ids[count++] = child;
        }
    }
    chiso__sort_ids(look->ids, look->ids + tree->widest, count, is_before, tree);
    for (uint32_t i = 1; i < count; i++) {
        const chiso_node first = look->ids[i - 1];
        const chiso_node second = look->ids[i];

        if (strcmp(tree->nodes[first].title, tree->nodes[second].title) == 0 &&
            !chiso__audit_say(look->audit,
                              finding_at(CHISO_AUDIT_TITLE_TWICE, CHISO_SEVERITY_NOTE, second,
                                         CHISO_ABSENT, CHISO_ABSENT),
                              CHISO__SAY_TITLE_TWICE,
                              CHISO__WORDS(code_of(tree, first), code_of(tree, second),
                                           chiso__say_text(tree->nodes[first].title)))) {
            return false;
        }
    }
    return true;
}

/* The number at the end of a code, and what stands before it; false for another code. */
static bool split_code(struct chiso__span code, struct chiso__span *out_head, int64_t *out_number)
{
    enum { MOST = 9 };
    size_t start = code.size;

    *out_number = 0;
    while (start > 0 && chiso__is_digit(code.text[start - 1])) {
        start--;
    }
    if (start == code.size || code.size - start > MOST) {
        return false;
    }
    for (size_t i = start; i < code.size; i++) {
        *out_number = *out_number * 10 + (code.text[i] - '0');
    }
    *out_head = (struct chiso__span){code.text, start};
    return true;
}

/* Numbers of siblings go up one by one. Codes of other forms, or with other heads, say nothing. */
static bool look_at_numbers(const struct look *look, chiso_node id)
{
    const chiso_tree *tree = look->tree;

    for (chiso_node child = tree->nodes[id].first_child; child != CHISO_NO_NODE;
         child = tree->nodes[child].next_sibling) {
        const chiso_node next = tree->nodes[child].next_sibling;
        struct chiso__span heads[2];
        int64_t numbers[2];
        bool went = true;

        if (next == CHISO_NO_NODE || !split_code(tree->codes[child], &heads[0], &numbers[0]) ||
            !split_code(tree->codes[next], &heads[1], &numbers[1]) ||
            !chiso__span_equal(heads[0], heads[1])) {
            continue;
        }
        if (numbers[1] < numbers[0]) {
            went = chiso__audit_say(look->audit,
                                    finding_at(CHISO_AUDIT_CODE_ORDER, CHISO_SEVERITY_NOTE, next,
                                               CHISO_ABSENT, CHISO_ABSENT),
                                    CHISO__SAY_CODE_OUT_OF_ORDER,
                                    CHISO__WORDS(code_of(tree, child), code_of(tree, next)));
        } else if (numbers[1] > numbers[0] + 1 && numbers[1] - numbers[0] <= 3) {
            went = chiso__audit_say(look->audit,
                                    finding_at(CHISO_AUDIT_CODE_GAP, CHISO_SEVERITY_NOTE, next,
                                               CHISO_ABSENT, CHISO_ABSENT),
                                    CHISO__SAY_CODE_LEFT_OUT,
                                    CHISO__WORDS(code_of(tree, child), code_of(tree, next)));
        }
        if (!went) {
            return false;
        }
    }
    return true;
}

/* A code goes on from that of the nearest node whose code it begins with: that should be its
 * parent. */
static bool look_at_place(const struct look *look, chiso_node id)
{
    const chiso_tree *tree = look->tree;
    struct chiso__span prefix = tree->codes[id];

    while (prefix.size > 0) {
        int64_t found = CHISO__NOT_FOUND;

        prefix.size--;
        if (prefix.text[prefix.size] != '.') {
            continue;
        }
        found = chiso__index_find(&tree->index, tree->codes, prefix);
        if (found != CHISO__NOT_FOUND) {
            return (chiso_node)found == tree->nodes[id].parent ||
                   chiso__audit_say(look->audit,
                                    finding_at(CHISO_AUDIT_CODE_PLACE, CHISO_SEVERITY_NOTE, id,
                                               CHISO_ABSENT, CHISO_ABSENT),
                                    CHISO__SAY_CODE_BELOW_OTHER,
                                    CHISO__WORDS(code_of(tree, id),
                                                 code_of(tree, tree->nodes[id].parent),
                                                 code_of(tree, (chiso_node)found)));
        }
    }
    return true;
}

static bool look_at_nodes(const struct look *look)
{
    const chiso_tree *tree = look->tree;
    bool went = look_at_total(look);

    for (uint32_t i = 0; i < tree->count && went; i++) {
        const chiso_node id = tree->order[i];

        went = id == CHISO_ROOT || look_at_place(look, id);
        if (chiso__is_leaf(&tree->nodes[id])) {
            went = went && look_at_leaf(look, id) && chiso__audit_raters_of(look->audit, tree, id);
        } else {
            went = went && look_at_worth(look, id) && look_at_weights(look, id) &&
                   look_at_titles(look, id) && look_at_numbers(look, id);
        }
        went = went && chiso__audit_steps(look->audit, tree, id);
    }
    return went;
}

chiso_status chiso_audit_new_for_tree(const chiso_tree *tree, const chiso_allocator *allocator,
                                      chiso_audit **out_audit, chiso_error *error)
{
    struct look look = {NULL, tree, NULL};
    chiso_status status = CHISO_OK;
    bool went = false;

    if (out_audit == NULL) {
        return chiso__fail_null(error);
    }
    *out_audit = NULL;
    if (tree == NULL) {
        return chiso__fail_null(error);
    }
    if (!tree->checked) {
        return chiso__fail(error, CHISO_E_STATE, CHISO__SAY_TREE_NOT_CHECKED_YET, NULL);
    }
    status = chiso__audit_new(allocator, &look.audit, error);
    if (status != CHISO_OK) {
        return status;
    }
    look.ids = chiso__alloc(&look.audit->allocator, (size_t)tree->widest * 2, sizeof(*look.ids));
    went = look.ids != NULL && look_at_nodes(&look) && chiso__audit_outline(look.audit, tree) &&
           chiso__audit_treatments(look.audit, tree);
    chiso__release(&look.audit->allocator, look.ids);
    if (!went) {
        chiso_audit_free(look.audit);
        return chiso__fail_memory(error);
    }
    *out_audit = look.audit;
    return CHISO_OK;
}
