/* Parents that are named by codes, which may be added later: looked up again when the tree is
 * checked. */
#include "tree/inside.h"

#include <string.h>

int64_t chiso__prefix_find(const struct chiso__index *index, const struct chiso__span *codes,
                           struct chiso__span code)
{
    while (code.size > 0) {
        code.size--;
        if (code.text[code.size] == '.') {
            const int64_t found = chiso__index_find(index, codes, code);

            if (found != CHISO__NOT_FOUND) {
                return found;
            }
        }
    }
    return CHISO__NOT_FOUND;
}

/* Where a criterion belongs by what is there now; CHISO__NOT_FOUND where its parent is not. */
static int64_t find_parent(const chiso_tree *tree, struct chiso__span code,
                           struct chiso__span stated)
{
    int64_t found = CHISO_ROOT;

    if (stated.size > 0 && !chiso__is_word(stated, ".")) {
        return chiso__index_find(&tree->index, tree->codes, stated);
    }
    if (stated.size == 0) {
        found = chiso__prefix_find(&tree->index, tree->codes, code);
    }
    return found == CHISO__NOT_FOUND ? CHISO_ROOT : found;
}

static bool reserve_late(chiso_tree *tree)
{
    void *late = tree->late;
    const uint32_t capacity = tree->late_capacity == 0 ? 16 : tree->late_capacity * 2;

    if (tree->late_count < tree->late_capacity) {
        return true;
    }
    if (!chiso__resize(&tree->allocator, &late, capacity, sizeof(*tree->late))) {
        return false;
    }
    tree->late = late;
    tree->late_capacity = capacity;
    return true;
}

chiso_status chiso__tree_put_by_code(chiso_tree *tree, struct chiso__span stated,
                                     const struct chiso__row *row,
                                     struct chiso__number_style *style, chiso_node *out_node,
                                     enum chiso__member *out_member, chiso_error *error)
{
    const struct chiso__span code = row->members[CHISO__MEMBER_CODE];
    /* A code that is too long is refused; its prefixes are not worth the time. */
    const int64_t found =
        code.size > CHISO__CODE_SIZE ? CHISO_ROOT : find_parent(tree, code, stated);
    const chiso_node parent = found == CHISO__NOT_FOUND ? CHISO_ROOT : (chiso_node)found;
    const bool is_late = found == CHISO__NOT_FOUND || (stated.size == 0 && code.size > 0 &&
                                                       memchr(code.text, '.', code.size) != NULL);
    struct chiso__late late = {.parent = parent, .stated = {"", 0}};
    chiso_status status = CHISO_OK;

    if (is_late && stated.size > 0) {
        late.stated.text = chiso__arena_copy(&tree->arena, &tree->allocator, stated);
        late.stated.size = stated.size;
    }
    if (late.stated.text == NULL || (is_late && !reserve_late(tree))) {
        return chiso__fail_memory(error);
    }
    status = chiso__tree_put(tree, parent, row, style, &late.node, out_member, error);
    if (status != CHISO_OK) {
        return status;
    }
    if (is_late) {
        tree->late[tree->late_count++] = late;
    }
    if (out_node != NULL) {
        *out_node = late.node;
    }
    return CHISO_OK;
}

static void unlink_all(chiso_tree *tree)
{
    for (chiso_node id = 0; id < tree->count; id++) {
        struct chiso__tree_node *node = &tree->nodes[id];

        node->first_child = CHISO_NO_NODE;
        node->last_child = CHISO_NO_NODE;
        node->next_sibling = CHISO_NO_NODE;
        node->child_count = 0;
        node->depth = UINT32_MAX;
    }
    tree->leaf_count = 0;
}

/* What a node has from where it hangs, of all that hang below the root. */
static void pass_down(chiso_tree *tree)
{
    tree->nodes[CHISO_ROOT].depth = 0;
    for (chiso_node id = chiso_node_next(tree, CHISO_ROOT); id != CHISO_NO_NODE;
         id = chiso_node_next(tree, id)) {
        struct chiso__tree_node *node = &tree->nodes[id];
        const struct chiso__tree_node *above = &tree->nodes[node->parent];

        node->depth = above->depth + 1;
        node->in_bonus = node->kind == CHISO_KIND_BONUS || above->in_bonus;
        tree->leaf_count += node->child_count == 0;
    }
}

/* Hangs every node below its parent, in the order of adding. */
static void link_again(chiso_tree *tree)
{
    unlink_all(tree);
    for (chiso_node id = 1; id < tree->count; id++) {
        chiso__link_child(tree, id);
    }
    pass_down(tree);
}

/* A node that no way from the root leads to is in a circle, or hangs below one. */
static chiso_status check_circles(const chiso_tree *tree, chiso_error *error)
{
    for (chiso_node id = 1; id < tree->count; id++) {
        chiso_node in_circle = id;

        if (tree->nodes[id].depth != UINT32_MAX) {
            continue;
        }
        for (uint32_t step = 0; step < tree->count; step++) {
            in_circle = tree->nodes[in_circle].parent;
        }
        return chiso__fail(error, CHISO_E_PARENT, CHISO__SAY_OWN_ANCESTOR,
                           CHISO__WORDS(chiso__say(tree->codes[in_circle]),
                                        chiso__say(tree->codes[tree->nodes[in_circle].parent])));
    }
    return CHISO_OK;
}

void chiso__tree_let_go(chiso_tree *tree)
{
    bool moved = false;

    for (uint32_t i = 0; i < tree->late_count; i++) {
        struct chiso__tree_node *node = &tree->nodes[tree->late[i].node];

        moved = moved || node->parent != tree->late[i].parent;
        node->parent = tree->late[i].parent;
    }
    if (moved) {
        link_again(tree);
    }
}

chiso_status chiso__tree_find_parents(chiso_tree *tree, chiso_error *error)
{
    bool moved = false;
    chiso_status status = CHISO_OK;

    for (uint32_t i = 0; i < tree->late_count; i++) {
        const struct chiso__late *late = &tree->late[i];
        const int64_t found = find_parent(tree, tree->codes[late->node], late->stated);

        if (found == CHISO__NOT_FOUND) {
            status = chiso__fail(
                error, CHISO_E_PARENT, CHISO__SAY_NO_PARENT_IN_TREE,
                CHISO__WORDS(chiso__say(tree->codes[late->node]), chiso__say(late->stated)));
            break;
        }
        moved = moved || (chiso_node)found != late->parent;
        tree->nodes[late->node].parent = (chiso_node)found;
    }
    if (status == CHISO_OK && moved) {
        link_again(tree);
        status = check_circles(tree, error);
    }
    if (status != CHISO_OK) {
        chiso__tree_let_go(tree);
    }
    return status;
}
