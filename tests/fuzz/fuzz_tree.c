/* Any bytes as a criteria file: refused with an error, or a tree that is written and read in again
 * as the same tree. */
#include "law.h"

#include <stdlib.h>

static void walk(const chiso_tree *tree)
{
    uint32_t nodes = 0;
    uint32_t leaves = 0;

    for (chiso_node node = CHISO_ROOT; node != CHISO_NO_NODE; node = chiso_node_next(tree, node)) {
        chiso_node found = CHISO_NO_NODE;

        law(chiso_tree_find(tree, chiso_node_code(tree, node), &found) == CHISO_OK && found == node,
            "a node is found by its code");
        law(chiso_node_max(tree, node) >= 0, "a checked node has a max");
        law(node == CHISO_ROOT || chiso_node_depth(tree, node) ==
                                      chiso_node_depth(tree, chiso_node_parent(tree, node)) + 1,
            "a child is one deeper than its parent");
        nodes++;
        leaves += chiso_node_is_leaf(tree, node) ? 1 : 0;
    }
    law(nodes == chiso_tree_node_count(tree), "a walk meets every node once");
    law(leaves == chiso_tree_leaf_count(tree), "a walk meets every leaf once");
}

/* With a list the same files are read and refused. */
static void read_with_list(const uint8_t *data, size_t size, bool is_right)
{
    chiso_tree *tree = NULL;
    chiso_intake *intake = NULL;
    chiso_error error;
    chiso_status status = CHISO_OK;

    law(chiso_intake_new(20, NULL, &intake, NULL) == CHISO_OK, "an intake can be made");
    status = chiso_intake_tree(intake, "criteria", (const char *)data, size, NULL, &tree, &error);
    law((status == CHISO_OK) == is_right && (tree != NULL) == is_right,
        "a list changes nothing in what is read");
    law((chiso_intake_mistake_count(intake) == 0) == is_right, "mistakes are in the list");
    if (!is_right) {
        law_error(status, &error);
    }
    chiso_intake_free(intake);
    chiso_tree_free(tree);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    chiso_error error;
    chiso_tree *tree = NULL;
    chiso_tree *again = NULL;
    struct bytes first = {0};
    struct bytes second = {0};
    const chiso_sink first_sink = bytes_sink(&first);
    const chiso_sink second_sink = bytes_sink(&second);
    chiso_status status = chiso_tree_read_csv((const char *)data, size, NULL, &tree, &error);

    read_with_list(data, size, status == CHISO_OK);
    if (status != CHISO_OK) {
        law(tree == NULL, "no tree on failure");
        law_error(status, &error);
        return 0;
    }
    law(chiso_tree_is_checked(tree), "a tree that was read is checked");
    walk(tree);
    status = chiso_tree_write_csv(tree, &first_sink, &error);
    law(status == CHISO_OK, "a tree can be written");
    status = chiso_tree_read_csv(first.bytes, first.size, NULL, &again, &error);
    law(status == CHISO_OK, status == CHISO_OK ? "" : error.message);
    law(chiso_tree_node_count(again) == chiso_tree_node_count(tree), "as many nodes");
    status = chiso_tree_write_csv(again, &second_sink, &error);
    law(status == CHISO_OK && bytes_equal(&first, &second),
        "a tree that was written reads in as the same tree");

    chiso_tree_free(tree);
    chiso_tree_free(again);
    free(first.bytes);
    free(second.bytes);
    return 0;
}
