/* The rule of all leaves that look at the other units becomes another: what is done to values
 * before it, the direction and the block stay. */
#include "robustness/way.h"

#include <chiso/derive.h>

#include <string.h>

static void put(char *text, size_t *size, struct chiso__span span)
{
    memcpy(text + *size, span.text, span.size);
    *size += span.size;
    text[*size] = '\0';
}

/* The text of a rule: the treatments, the way, and the words behind it. */
static char *text_of(const chiso_board *board, const struct chiso__rule *rule,
                     struct chiso__span way)
{
    const char *bar = strrchr(rule->text, '|');
    const struct chiso__span before = {rule->text,
                                       bar == NULL ? 0 : (size_t)(bar - rule->text) + 2};
    size_t size = 0;
    char *text = chiso__alloc(&board->allocator, before.size + way.size + sizeof(" down block"), 1);

    if (text == NULL) {
        return NULL;
    }
    put(text, &size, before);
    put(text, &size, way);
    put(text, &size, chiso__span_of(rule->down ? " down" : ""));
    put(text, &size, chiso__span_of(rule->in_block ? " block" : ""));
    return text;
}

/* The changes, one a leaf; false when memory is out. */
static bool list_changes(const chiso_board *board, struct chiso__span way,
                         chiso_tree_change *changes, char **texts, size_t *out_count)
{
    const chiso_tree *tree = board->tree;
    size_t count = 0;

    for (uint32_t i = 0; i < tree->leaf_count; i++) {
        const chiso_node leaf = tree->leaves[i];

        if (!chiso__is_relative_leaf(&tree->nodes[leaf])) {
            continue;
        }
        texts[count] = text_of(board, &tree->nodes[leaf].rule, way);
        if (texts[count] == NULL) {
            *out_count = count;
            return false;
        }
        changes[count] = (chiso_tree_change){CHISO_TREE_CHANGE_RULE, leaf, texts[count]};
        count++;
    }
    *out_count = count;
    return true;
}

static chiso_status derive(const chiso_board *board, const chiso_tree_change *changes, size_t count,
                           struct chiso__way *way, chiso_error *error)
{
    chiso_status status =
        chiso_tree_derive(board->tree, changes, count, &board->allocator, &way->tree, error);

    if (status == CHISO_OK) {
        status = chiso_board_derive(board, way->tree, &way->own, error);
    }
    if (status == CHISO_OK) {
        status = chiso_board_score(way->own, error);
    }
    way->board = way->own;
    if (status != CHISO_OK) {
        chiso__way_end(way);
    }
    return status;
}

chiso_status chiso__way_begin(const chiso_board *board, const struct chiso__plan *plan,
                              uint32_t way, struct chiso__way *out_way, chiso_error *error)
{
    const chiso_allocator *allocator = &board->allocator;
    const uint32_t leaves = board->tree->leaf_count;
    chiso_tree_change *changes = NULL;
    char **texts = NULL;
    size_t count = 0;
    chiso_status status = CHISO_OK;

    *out_way = (struct chiso__way){board, NULL, NULL};
    if (plan->rule_count == 0) {
        return CHISO_OK;
    }
    changes = chiso__alloc(allocator, leaves, sizeof(*changes));
    texts = chiso__alloc(allocator, leaves, sizeof(*texts));
    status = changes != NULL && texts != NULL &&
                     list_changes(board, plan->rules[way], changes, texts, &count)
                 ? derive(board, changes, count, out_way, error)
                 : chiso__fail_memory(error);
    for (size_t i = 0; i < count; i++) {
        chiso__release(allocator, texts[i]);
    }
    chiso__release(allocator, changes);
    chiso__release(allocator, texts);
    return status;
}

void chiso__way_end(struct chiso__way *way)
{
    chiso_board_free(way->own);
    chiso_tree_free(way->tree);
    *way = (struct chiso__way){NULL, NULL, NULL};
}
