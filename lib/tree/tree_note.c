/* Notes of criteria. */
#include <chiso/note.h>

#include "tree/inside.h"

/* Notes of a tree are of no unit. */
enum { NO_UNIT = 0 };

static struct chiso__span span_or_empty(const char *text)
{
    return chiso__span_of(text == NULL ? "" : text);
}

chiso_status chiso__tree_put_note(chiso_tree *tree, chiso_node node, struct chiso__span name,
                                  struct chiso__span text, chiso_error *error)
{
    return chiso__notes_set(&tree->notes, &tree->allocator, NO_UNIT, node, name, text)
               ? CHISO_OK
               : chiso__fail_memory(error);
}

chiso_status chiso_tree_set_note(chiso_tree *tree, chiso_node node, const char *name,
                                 const char *text, chiso_error *error)
{
    const struct chiso__span own_name = span_or_empty(name);
    const struct chiso__span own_text = span_or_empty(text);
    chiso_status status = CHISO_OK;

    if (tree == NULL) {
        return chiso__fail_null(error);
    }
    if (atomic_load(&tree->in_use)) {
        return chiso__fail(error, CHISO_E_STATE, CHISO__SAY_TREE_HAS_BOARD, NULL);
    }
    if (node >= tree->count) {
        return chiso__fail(error, CHISO_E_NODE, CHISO__SAY_NO_NODE_NUMBER,
                           CHISO__WORDS(chiso__say_count(node)));
    }
    status = chiso__check_text(own_name, error);
    if (status == CHISO_OK) {
        status = chiso__check_text(own_text, error);
    }
    return status == CHISO_OK ? chiso__tree_put_note(tree, node, own_name, own_text, error)
                              : status;
}

const char *chiso_tree_note(const chiso_tree *tree, chiso_node node, const char *name)
{
    return tree == NULL ? "" : chiso__notes_find(tree->notes, NO_UNIT, node, span_or_empty(name));
}

uint32_t chiso_tree_note_count(const chiso_tree *tree, chiso_node node)
{
    return tree == NULL ? 0 : chiso__notes_count_at(tree->notes, NO_UNIT, node);
}

chiso_status chiso_tree_note_at(const chiso_tree *tree, chiso_node node, uint32_t index,
                                chiso_note *out_note)
{
    const struct chiso__noted *note = NULL;

    if (tree == NULL || out_note == NULL) {
        return CHISO_E_NULL;
    }
    note = chiso__notes_at(tree->notes, NO_UNIT, node, index);
    if (note == NULL) {
        return CHISO_E_RANGE;
    }
    *out_note = (chiso_note){chiso__note_name(tree->notes, note), note->text};
    return CHISO_OK;
}
