/* Weights by block, said and read by call. */
#include "tree/block_weight.h"
#include "tree/inside.h"

chiso_status chiso_tree_set_block_weight(chiso_tree *tree, chiso_node node, const char *block,
                                         const char *weight, chiso_error *error)
{
    struct chiso__number_style style = {false, '.'};
    struct chiso__span texts[2];
    uint32_t column = 0;
    chiso_status status = CHISO_OK;

    if (tree == NULL || block == NULL || weight == NULL) {
        return chiso__fail_null(error);
    }
    texts[0] = chiso__trim(chiso__span_of(block));
    texts[1] = chiso__trim(chiso__span_of(weight));
    if (tree->checked) {
        return chiso__fail(error, CHISO_E_STATE, CHISO__SAY_TREE_CANNOT_CHANGE, NULL);
    }
    if (node == CHISO_ROOT || node >= tree->count) {
        return chiso__fail(error, CHISO_E_NODE, CHISO__SAY_NO_NODE_NUMBER,
                           CHISO__WORDS(chiso__say_count(node)));
    }
    for (int i = 0; i < 2 && status == CHISO_OK; i++) {
        status = chiso__check_text(texts[i], error);
    }
    if (status == CHISO_OK) {
        status = chiso__block_column_make(tree, texts[0], &column, error);
    }
    return status == CHISO_OK ? chiso__block_weight_put(tree, column, node, texts[1], &style, error)
                              : status;
}

uint32_t chiso_tree_weight_block_count(const chiso_tree *tree)
{
    return tree == NULL ? 0 : tree->by_block.column_count;
}

const char *chiso_tree_weight_block(const chiso_tree *tree, uint32_t index)
{
    return tree != NULL && index < tree->by_block.column_count ? tree->by_block.blocks[index].text
                                                               : "";
}

chiso_decimal chiso_node_block_weight(const chiso_tree *tree, chiso_node node, uint32_t index)
{
    const struct chiso__block_weight *said = NULL;

    if (tree == NULL || !tree->checked || node >= tree->count ||
        index >= tree->by_block.column_count) {
        return CHISO_ABSENT;
    }
    if (chiso__is_left_out(tree->by_block.weights + (size_t)index * tree->count, node)) {
        return CHISO__LEFT_OUT;
    }
    said = chiso__block_weight_said(tree, index, node);
    return said == NULL ? CHISO_ABSENT : chiso__max_decimal(tree, said->said.value);
}
