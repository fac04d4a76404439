/* The life of a tree: nodes and how they hang together. */
#include "tree/block_weight.h"
#include "tree/inside.h"

#include <string.h>

static struct chiso__tree_node empty_node(chiso_node parent)
{
    return (struct chiso__tree_node){
        .title = "",
        .parent = parent,
        .first_child = CHISO_NO_NODE,
        .last_child = CHISO_NO_NODE,
        .next_sibling = CHISO_NO_NODE,
        .max = {CHISO_ABSENT, 0},
        .weight = {CHISO_ABSENT, 0},
        .rule = chiso__rule_default(),
        .raters = chiso__raters_default(),
        .round = -1,
        .steps = {.gates = {NULL, 0, ""}, .needs = {CHISO_ABSENT, 0}},
    };
}

/* Room for one more node: afterwards adding it cannot fail. */
static bool reserve_node(chiso_tree *tree)
{
    void *nodes = tree->nodes;
    void *codes = tree->codes;
    const uint32_t capacity = tree->capacity == 0 ? 16 : tree->capacity * 2;

    if (!chiso__index_reserve(&tree->index, &tree->allocator, (size_t)tree->count + 1)) {
        return false;
    }
    if (tree->count < tree->capacity) {
        return true;
    }
    if (capacity <= tree->capacity ||
        !chiso__resize(&tree->allocator, &nodes, capacity, sizeof(*tree->nodes))) {
        return false;
    }
    tree->nodes = nodes;
    if (!chiso__resize(&tree->allocator, &codes, capacity, sizeof(*tree->codes))) {
        return false;
    }
    tree->codes = codes;
    tree->capacity = capacity;
    return true;
}

chiso_status chiso_tree_new(const char *title, const chiso_allocator *allocator,
                            chiso_tree **out_tree, chiso_error *error)
{
    chiso_allocator taken;
    chiso_tree *tree = NULL;
    chiso_status status = CHISO_OK;

    if (out_tree == NULL) {
        return chiso__fail_null(error);
    }
    *out_tree = NULL;
    if (!chiso__allocator_take(allocator, &taken)) {
        return chiso__fail_null(error);
    }
    tree = chiso__alloc_zero(&taken, 1, sizeof(*tree));
    if (tree == NULL) {
        return chiso__fail_memory(error);
    }
    tree->allocator = taken;
    tree->digits = 2;
    atomic_init(&tree->references, 1);
    atomic_init(&tree->in_use, false);
    if (!reserve_node(tree)) {
        status = chiso__fail_memory(error);
    } else {
        tree->nodes[CHISO_ROOT] = empty_node(CHISO_NO_NODE);
        tree->codes[CHISO_ROOT] = (struct chiso__span){"", 0};
        tree->count = 1;
        chiso__index_add(&tree->index, tree->codes[CHISO_ROOT], CHISO_ROOT);
        status = chiso__tree_set_title(tree, chiso__span_of(title == NULL ? "" : title), error);
    }
    if (status != CHISO_OK) {
        chiso_tree_free(tree);
        return status;
    }
    *out_tree = tree;
    return CHISO_OK;
}

void chiso__tree_retain(chiso_tree *tree)
{
    atomic_fetch_add(&tree->references, 1);
}

void chiso_tree_free(chiso_tree *tree)
{
    chiso_allocator allocator;

    if (tree == NULL || atomic_fetch_sub(&tree->references, 1) > 1) {
        return;
    }
    allocator = tree->allocator;
    chiso__release(&allocator, tree->nodes);
    chiso__release(&allocator, tree->codes);
    chiso__release(&allocator, tree->late);
    chiso__release(&allocator, tree->order);
    chiso__release(&allocator, tree->leaves);
    chiso__release(&allocator, tree->columns);
    chiso__block_weights_clear(tree);
    chiso__notes_clear(&tree->notes, &allocator);
    chiso__index_clear(&tree->index, &allocator);
    chiso__arena_clear(&tree->arena, &allocator);
    chiso__release(&allocator, tree);
}

chiso_status chiso__tree_set_title(chiso_tree *tree, struct chiso__span title, chiso_error *error)
{
    const char *copy = NULL;
    const chiso_status status = chiso__check_text(title, error);

    if (status != CHISO_OK) {
        return status;
    }
    copy = chiso__arena_copy(&tree->arena, &tree->allocator, title);
    if (copy == NULL) {
        return chiso__fail_memory(error);
    }
    tree->nodes[CHISO_ROOT].title = copy;
    return CHISO_OK;
}

chiso_status chiso_tree_set_options(chiso_tree *tree, const char *options, chiso_error *error)
{
    if (tree == NULL || options == NULL) {
        return chiso__fail_null(error);
    }
    if (atomic_load(&tree->in_use)) {
        return chiso__fail(error, CHISO_E_STATE, CHISO__SAY_TREE_HAS_BOARD, NULL);
    }
    return chiso__tree_read_options(tree, chiso__span_of(options), error);
}

void chiso__link_child(chiso_tree *tree, chiso_node node)
{
    struct chiso__tree_node *above = &tree->nodes[tree->nodes[node].parent];

    if (above->last_child == CHISO_NO_NODE) {
        above->first_child = node;
    } else {
        tree->nodes[above->last_child].next_sibling = node;
    }
    above->last_child = node;
    above->child_count++;
}

static void add_node(chiso_tree *tree, struct chiso__tree_node node, struct chiso__span code)
{
    const chiso_node id = tree->count++;
    const struct chiso__tree_node *above = &tree->nodes[node.parent];

    node.depth = above->depth + 1;
    node.in_bonus = node.kind == CHISO_KIND_BONUS || above->in_bonus;
    /* The first child makes an inner node of a leaf: the number of leaves stays. The root was none.
     */
    if (above->child_count > 0 || node.parent == CHISO_ROOT) {
        tree->leaf_count++;
    }
    tree->nodes[id] = node;
    tree->codes[id] = code;
    chiso__index_add(&tree->index, code, id);
    chiso__link_child(tree, id);
}

static chiso_status check_place(const chiso_tree *tree, chiso_node parent, struct chiso__span code,
                                chiso_error *error)
{
    chiso_status status = CHISO_OK;

    if (tree->checked) {
        return chiso__fail(error, CHISO_E_STATE, CHISO__SAY_TREE_CANNOT_CHANGE, NULL);
    }
    if (parent >= tree->count) {
        return chiso__fail(error, CHISO_E_PARENT, CHISO__SAY_NO_NODE_TO_ADD_TO,
                           CHISO__WORDS(chiso__say_count(parent)));
    }
    status = chiso__check_code(code, error);
    if (status == CHISO_OK &&
        chiso__index_find(&tree->index, tree->codes, code) != CHISO__NOT_FOUND) {
        status = chiso__fail(error, CHISO_E_DUPLICATE, CHISO__SAY_CODE_THERE_ALREADY,
                             CHISO__WORDS(chiso__say(code)));
    }
    return status;
}

static const char *const member_words[] = {
    [CHISO__MEMBER_CODE] = "code",     [CHISO__MEMBER_TITLE] = "title",
    [CHISO__MEMBER_MAX] = "max",       [CHISO__MEMBER_MIN] = "min",
    [CHISO__MEMBER_WEIGHT] = "weight", [CHISO__MEMBER_COMBINE] = "combine",
    [CHISO__MEMBER_KIND] = "kind",     [CHISO__MEMBER_RULE] = "rule",
    [CHISO__MEMBER_ROUND] = "round",   [CHISO__MEMBER_NEEDS] = "needs",
    [CHISO__MEMBER_GATE] = "gate",     [CHISO__MEMBER_RATERS] = "raters",
};

chiso_status chiso__tree_put(chiso_tree *tree, chiso_node parent, const struct chiso__row *row,
                             struct chiso__number_style *style, chiso_node *out_node,
                             enum chiso__member *out_member, chiso_error *error)
{
    const struct chiso__span code = row->members[CHISO__MEMBER_CODE];
    const uint64_t rounded_count = tree->rounded_count;
    struct chiso__tree_node node = empty_node(parent);
    const char *own_code = NULL;
    chiso_status status = CHISO_OK;

    *out_member = CHISO__MEMBER_CODE;
    status = check_place(tree, parent, code, error);
    if (status != CHISO_OK) {
        return status;
    }
    status = chiso__members_read(tree, row, style, &node, out_member, error);
    if (status != CHISO_OK) {
        tree->rounded_count = rounded_count;
        return chiso__fail_within(
            error, status, CHISO__SAY_IN_CRITERION_MEMBER,
            CHISO__WORDS(chiso__say(code), chiso__say_text(member_words[*out_member])));
    }
    own_code = chiso__arena_copy(&tree->arena, &tree->allocator, code);
    node.title =
        chiso__arena_copy(&tree->arena, &tree->allocator, row->members[CHISO__MEMBER_TITLE]);
    if (own_code == NULL || node.title == NULL || tree->count == CHISO_NO_NODE - 1 ||
        !reserve_node(tree)) {
        tree->rounded_count = rounded_count;
        return chiso__fail_memory(error);
    }
    if (out_node != NULL) {
        *out_node = tree->count;
    }
    add_node(tree, node, (struct chiso__span){own_code, code.size});
    return CHISO_OK;
}

/* Whether a row of the root says what only other criteria have, and which of that. */
static bool has_other_member(const struct chiso__row *row, const struct chiso__tree_node *node,
                             enum chiso__member *out_member)
{
    static const enum chiso__member others[] = {CHISO__MEMBER_WEIGHT, CHISO__MEMBER_KIND,
                                                CHISO__MEMBER_RULE, CHISO__MEMBER_GATE,
                                                CHISO__MEMBER_RATERS};

    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
        *out_member = others[i];
        if (row->members[others[i]].size > 0 &&
            (others[i] != CHISO__MEMBER_KIND || node->kind != CHISO_KIND_CRITERION)) {
            return true;
        }
    }
    return false;
}

chiso_status chiso__tree_read_root(chiso_tree *tree, const struct chiso__row *row,
                                   struct chiso__number_style *style,
                                   enum chiso__member *out_member, chiso_error *error)
{
    struct chiso__tree_node *root = &tree->nodes[CHISO_ROOT];
    struct chiso__tree_node node = empty_node(CHISO_NO_NODE);
    const uint64_t rounded_count = tree->rounded_count;
    chiso_status status = CHISO_OK;

    if (tree->checked) {
        return chiso__fail(error, CHISO_E_STATE, CHISO__SAY_TREE_CANNOT_CHANGE, NULL);
    }
    status = chiso__members_read(tree, row, style, &node, out_member, error);
    if (status == CHISO_OK && has_other_member(row, &node, out_member)) {
        status = chiso__fail(error, CHISO_E_NODE, CHISO__SAY_MEMBERS_OF_ROOT,
                             CHISO__WORDS(chiso__say_text(member_words[*out_member])));
    }
    if (status != CHISO_OK) {
        tree->rounded_count = rounded_count;
        return status;
    }
    root->max = node.max;
    root->max_said = node.max_said;
    root->max_stated = node.max_stated;
    root->combine = node.combine;
    root->scaled = node.scaled;
    root->capped = node.capped;
    root->round = node.round;
    root->min = node.min;
    root->min_said = node.min_said;
    root->min_stated = node.min_stated;
    root->steps = node.steps;
    return CHISO_OK;
}
