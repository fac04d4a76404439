/* Walking through a tree and asking for what its nodes are. */
#include "tree/inside.h"

#include <string.h>

chiso_status chiso_tree_find(const chiso_tree *tree, const char *code, chiso_node *out_node)
{
    struct chiso__span span;
    int64_t found = CHISO__NOT_FOUND;

    if (tree == NULL || code == NULL || out_node == NULL) {
        return CHISO_E_NULL;
    }
    span = chiso__span_of(code);
    if (chiso__is_word(span, ".")) {
        span.size = 0;
    }
    found = chiso__index_find(&tree->index, tree->codes, span);
    if (found == CHISO__NOT_FOUND) {
        return CHISO_E_NODE;
    }
    *out_node = (chiso_node)found;
    return CHISO_OK;
}

int64_t chiso__find_code(const chiso_tree *tree, struct chiso__span code)
{
    int64_t found = chiso__index_find(&tree->index, tree->codes, code);
    char pointed[CHISO__CODE_SIZE];

    if (found != CHISO__NOT_FOUND || code.size > sizeof(pointed) || code.size == 0 ||
        memchr(code.text, ',', code.size) == NULL) {
        return found;
    }
    for (size_t i = 0; i < code.size; i++) {
        pointed[i] = code.text[i] == ',' ? '.' : code.text[i];
    }
    return chiso__index_find(&tree->index, tree->codes, (struct chiso__span){pointed, code.size});
}

const char *chiso_tree_title(const chiso_tree *tree)
{
    return chiso_node_title(tree, CHISO_ROOT);
}

uint32_t chiso_tree_node_count(const chiso_tree *tree)
{
    return tree == NULL ? 0 : tree->count;
}

uint32_t chiso_tree_leaf_count(const chiso_tree *tree)
{
    return tree == NULL ? 0 : tree->leaf_count;
}

int chiso_tree_digits(const chiso_tree *tree)
{
    return tree == NULL ? 0 : tree->digits;
}

chiso_rounding chiso_tree_rounding(const chiso_tree *tree)
{
    return tree == NULL ? CHISO_ROUND_HALF_UP : tree->rounding;
}

chiso_missing_policy chiso_tree_missing(const chiso_tree *tree)
{
    return tree == NULL ? CHISO_MISSING_ZERO : tree->missing;
}

bool chiso_tree_is_full_reached(const chiso_tree *tree)
{
    return tree != NULL && tree->full_reached;
}

bool chiso_tree_is_lowest_first(const chiso_tree *tree)
{
    return tree != NULL && tree->lowest_first;
}

uint64_t chiso_tree_rounded_count(const chiso_tree *tree)
{
    return tree == NULL ? 0 : tree->rounded_count;
}

const char *chiso_node_code(const chiso_tree *tree, chiso_node node)
{
    return chiso__node_of(tree, node) == NULL ? "" : tree->codes[node].text;
}

const char *chiso_node_title(const chiso_tree *tree, chiso_node node)
{
    const struct chiso__tree_node *found = chiso__node_of(tree, node);

    return found == NULL ? "" : found->title;
}

chiso_node chiso_node_parent(const chiso_tree *tree, chiso_node node)
{
    const struct chiso__tree_node *found = chiso__node_of(tree, node);

    return found == NULL ? CHISO_NO_NODE : found->parent;
}

chiso_node chiso_node_first_child(const chiso_tree *tree, chiso_node node)
{
    const struct chiso__tree_node *found = chiso__node_of(tree, node);

    return found == NULL ? CHISO_NO_NODE : found->first_child;
}

chiso_node chiso_node_next_sibling(const chiso_tree *tree, chiso_node node)
{
    const struct chiso__tree_node *found = chiso__node_of(tree, node);

    return found == NULL ? CHISO_NO_NODE : found->next_sibling;
}

chiso_node chiso_node_next(const chiso_tree *tree, chiso_node node)
{
    const struct chiso__tree_node *found = chiso__node_of(tree, node);

    if (found == NULL || found->first_child != CHISO_NO_NODE) {
        return found == NULL ? CHISO_NO_NODE : found->first_child;
    }
    while (found->next_sibling == CHISO_NO_NODE && found->parent != CHISO_NO_NODE) {
        found = &tree->nodes[found->parent];
    }
    return found->next_sibling;
}

chiso_node chiso_node_next_leaf(const chiso_tree *tree, chiso_node node)
{
    do {
        node = chiso_node_next(tree, node);
    } while (node != CHISO_NO_NODE && tree->nodes[node].child_count > 0);
    return node;
}

uint32_t chiso_node_depth(const chiso_tree *tree, chiso_node node)
{
    const struct chiso__tree_node *found = chiso__node_of(tree, node);

    return found == NULL ? 0 : found->depth;
}

uint32_t chiso_node_child_count(const chiso_tree *tree, chiso_node node)
{
    const struct chiso__tree_node *found = chiso__node_of(tree, node);

    return found == NULL ? 0 : found->child_count;
}

bool chiso_node_is_leaf(const chiso_tree *tree, chiso_node node)
{
    const struct chiso__tree_node *found = chiso__node_of(tree, node);

    return found != NULL && chiso__is_leaf(found);
}

chiso_decimal chiso_node_max(const chiso_tree *tree, chiso_node node)
{
    const struct chiso__tree_node *found = chiso__node_of(tree, node);

    return found == NULL ? CHISO_ABSENT : chiso__max_decimal(tree, found->max);
}

chiso_decimal chiso_node_min(const chiso_tree *tree, chiso_node node)
{
    const struct chiso__tree_node *found = chiso__node_of(tree, node);

    return found == NULL ? 0 : chiso__max_decimal(tree, found->min);
}

chiso_decimal chiso_node_weight(const chiso_tree *tree, chiso_node node)
{
    const struct chiso__tree_node *found = chiso__node_of(tree, node);

    return found == NULL ? CHISO_ABSENT : chiso__max_decimal(tree, found->weight);
}

chiso_kind chiso_node_kind(const chiso_tree *tree, chiso_node node)
{
    const struct chiso__tree_node *found = chiso__node_of(tree, node);

    return found == NULL ? CHISO_KIND_CRITERION : found->kind;
}

chiso_combine chiso_node_combine(const chiso_tree *tree, chiso_node node)
{
    const struct chiso__tree_node *found = chiso__node_of(tree, node);

    return found == NULL ? CHISO_COMBINE_SUM : found->combine;
}

bool chiso_node_is_scaled(const chiso_tree *tree, chiso_node node)
{
    const struct chiso__tree_node *found = chiso__node_of(tree, node);

    return found != NULL && found->scaled;
}

bool chiso_node_is_capped(const chiso_tree *tree, chiso_node node)
{
    const struct chiso__tree_node *found = chiso__node_of(tree, node);

    return found != NULL && found->capped;
}

int chiso_node_round(const chiso_tree *tree, chiso_node node)
{
    const struct chiso__tree_node *found = chiso__node_of(tree, node);

    return found == NULL ? -1 : found->round;
}

chiso_decimal chiso_node_floor(const chiso_tree *tree, chiso_node node)
{
    const struct chiso__tree_node *found = chiso__node_of(tree, node);

    return found == NULL || !chiso__has_floor(found) ? CHISO_ABSENT
                                                     : chiso__max_decimal(tree, found->min);
}

chiso_decimal chiso_node_needs(const chiso_tree *tree, chiso_node node)
{
    const struct chiso__tree_node *found = chiso__node_of(tree, node);

    return found == NULL ? CHISO_ABSENT : chiso__max_decimal(tree, found->steps.needs);
}

const char *chiso_node_gate(const chiso_tree *tree, chiso_node node)
{
    const struct chiso__tree_node *found = chiso__node_of(tree, node);

    return found == NULL || found->steps.gates.count == 0 ? "" : found->steps.gates.text;
}

uint32_t chiso_node_drop_count(const chiso_tree *tree, chiso_node node)
{
    const struct chiso__tree_node *found = chiso__node_of(tree, node);

    return found == NULL ? 0 : found->steps.drop_count;
}

chiso_status chiso_node_drop_at(const chiso_tree *tree, chiso_node node, uint32_t index,
                                chiso_drop_rule *out_drop)
{
    const struct chiso__tree_node *found = chiso__node_of(tree, node);
    const struct chiso__drop *drop = NULL;

    if (tree == NULL || out_drop == NULL) {
        return CHISO_E_NULL;
    }
    if (found == NULL) {
        return CHISO_E_NODE;
    }
    if (index >= found->steps.drop_count) {
        return CHISO_E_RANGE;
    }
    drop = &found->steps.drops[index];
    *out_drop = (chiso_drop_rule){drop->count, drop->keep, drop->lowest};
    return CHISO_OK;
}

const char *chiso_node_rule(const chiso_tree *tree, chiso_node node)
{
    const struct chiso__tree_node *found = chiso__node_of(tree, node);

    return found == NULL || !chiso__is_leaf(found) ? "" : found->rule.text;
}

const char *chiso_node_raters(const chiso_tree *tree, chiso_node node)
{
    const struct chiso__tree_node *found = chiso__node_of(tree, node);

    return found == NULL || !chiso__is_leaf(found) ? "" : found->raters.text;
}

bool chiso_node_is_relative(const chiso_tree *tree, chiso_node node)
{
    const struct chiso__tree_node *found = chiso__node_of(tree, node);

    return found != NULL && chiso__is_leaf(found) && chiso__is_relative(&found->rule);
}

uint32_t chiso_node_option_count(const chiso_tree *tree, chiso_node node)
{
    const struct chiso__tree_node *found = chiso__node_of(tree, node);

    return found == NULL || !chiso__is_leaf(found) ? 0 : found->rule.option_count;
}

chiso_decimal chiso_node_option_weight(const chiso_tree *tree, chiso_node node, uint32_t option)
{
    return option < chiso_node_option_count(tree, node) &&
                   !chiso__leaves_out(&tree->nodes[node].rule, option)
               ? chiso__max_decimal(tree, tree->nodes[node].rule.weights[option].value)
               : CHISO_ABSENT;
}

/* The order goes down before it goes on: what is below a node follows it. */
const chiso_node *chiso__order_below(const chiso_tree *tree, chiso_node node, uint32_t *out_count)
{
    const uint32_t depth = tree->nodes[node].depth;
    uint32_t first = 0;
    uint32_t end = 0;

    while (tree->order[first] != node) {
        first++;
    }
    end = first + 1;
    while (end < tree->count && tree->nodes[tree->order[end]].depth > depth) {
        end++;
    }
    *out_count = end - first;
    return tree->order + first;
}
