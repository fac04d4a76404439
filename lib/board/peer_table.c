/* What the units are like on the leaves that look at them: the table that rows point to. */
#include "board/rows.h"

#include <string.h>

void chiso__peer_table_clear(const chiso_tree *tree, const chiso_allocator *allocator,
                             struct chiso__peer_table *table)
{
    for (uint32_t i = 0; table->sorted != NULL && i < tree->relative_count; i++) {
        chiso__release(allocator, table->sorted[i]);
    }
    chiso__release(allocator, table->sorted);
    chiso__release(allocator, table->peers);
    *table = (struct chiso__peer_table){NULL, 0, NULL};
}

/* Copies what a leaf has in order, and lets its places point into the copy. */
static bool copy_sorted(const struct chiso__rows *rows, const struct chiso__tree_node *leaf,
                        const chiso_allocator *allocator, struct chiso__peer_table *table)
{
    const struct chiso__carried *from = rows->peers->sorted[leaf->relative];
    struct chiso__carried *sorted = chiso__alloc(allocator, rows->count, sizeof(*sorted));
    struct chiso__peer_figures *line = table->peers + (size_t)leaf->relative * table->groups;

    table->sorted[leaf->relative] = sorted;
    if (sorted == NULL) {
        return false;
    }
    memcpy(sorted, from, rows->count * sizeof(*sorted));
    for (uint32_t i = 0; i < (leaf->rule.in_block ? table->groups : 1); i++) {
        line[i].sorted = sorted + (line[i].sorted - from);
    }
    return true;
}

bool chiso__peer_table_copy(const struct chiso__rows *rows, const chiso_allocator *allocator,
                            struct chiso__peer_table *out_table)
{
    const chiso_tree *tree = rows->tree;
    const size_t places = (size_t)tree->relative_count * rows->peers->groups;
    struct chiso__peer_table table = {NULL, rows->peers->groups, NULL};
    bool done = true;

    *out_table = table;
    if (places == 0) {
        return true;
    }
    table.peers = chiso__alloc(allocator, places, sizeof(*table.peers));
    table.sorted = chiso__alloc_zero(allocator, tree->relative_count, sizeof(*table.sorted));
    done = table.peers != NULL && table.sorted != NULL;
    if (done) {
        memcpy(table.peers, rows->peers->peers, places * sizeof(*table.peers));
    }
    for (uint32_t i = 0; i < tree->leaf_count && done; i++) {
        const struct chiso__tree_node *leaf = &tree->nodes[tree->leaves[i]];

        done =
            leaf->rule.regards != CHISO__REGARD_ORDER || copy_sorted(rows, leaf, allocator, &table);
    }
    if (!done) {
        chiso__peer_table_clear(tree, allocator, &table);
        return false;
    }
    *out_table = table;
    return true;
}
