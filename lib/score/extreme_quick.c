/* The least and the greatest ratio of the children for a tile of rows, column by column: in place
 * of combine_each() in score_tile.c, which goes row by row, where all children have the max of the
 * node. The ratios are in the order of the points then, and the one that is taken is the points. */
#include "score/inside.h"

#include "base/clones.h"

#include <string.h>

bool chiso__extremes_are_quick(const struct chiso__rows *rows, const struct chiso__tree_node *node)
{
    const struct chiso__tree_node *nodes = rows->tree->nodes;

    if ((node->combine != CHISO_COMBINE_MIN && node->combine != CHISO_COMBINE_MAX) ||
        chiso__carried_is_zero(node->max)) {
        return false;
    }
    for (chiso_node id = node->first_child; id != CHISO_NO_NODE; id = nodes[id].next_sibling) {
        const struct chiso__tree_node *child = &nodes[id];

        if (child->kind == CHISO_KIND_BONUS || chiso__carried_is_zero(child->weight) ||
            chiso__carried_compare(child->max, node->max) != 0 || chiso__is_relative_leaf(child)) {
            return false;
        }
    }
    return true;
}

/* Takes what is less, or what is greater where all bits are turned, which turns the order. */
CHISO__CLONES
static void take_extremes(int64_t *restrict best, const int64_t *restrict values, int64_t turned,
                          uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        best[i] = (values[i] ^ turned) < (best[i] ^ turned) ? values[i] : best[i];
    }
}

/* The same with rests behind them. */
CHISO__CLONES
static void take_with_rests(int64_t *restrict best, int64_t *restrict best_rests,
                            const int64_t *restrict values, const int64_t *restrict rests,
                            int64_t turned, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        const bool takes = (values[i] ^ turned) < (best[i] ^ turned) ||
                           (values[i] == best[i] && (rests[i] ^ turned) < (best_rests[i] ^ turned));

        best[i] = takes ? values[i] : best[i];
        best_rests[i] = takes ? rests[i] : best_rests[i];
    }
}

void chiso__extremes_combine(struct chiso__rows *rows, chiso_node id, uint32_t first,
                             uint32_t count)
{
    static const int64_t none[CHISO__TILE] = {0};
    const struct chiso__tree_node *node = &rows->tree->nodes[id];
    const int64_t turned = node->combine == CHISO_COMBINE_MAX ? -1 : 0;
    int64_t *best = chiso__figures_of(rows, id) + first;
    int64_t *best_rests = chiso__figure_rests_of(rows, id);

    for (chiso_node child = node->first_child; child != CHISO_NO_NODE;
         child = rows->tree->nodes[child].next_sibling) {
        const int64_t *values = chiso__column_of(rows, child) + first;
        const int64_t *rests = chiso__rests_of(rows, child);

        rests = rests == NULL ? none : rests + first;
        if (child == node->first_child) {
            memcpy(best, values, count * sizeof(*best));
            if (best_rests != NULL) {
                memcpy(best_rests + first, rests, count * sizeof(*best));
            }
        } else if (best_rests == NULL) {
            take_extremes(best, values, turned, count);
        } else {
            take_with_rests(best, best_rests + first, values, rests, turned, count);
        }
    }
}
