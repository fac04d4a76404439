/* The least and the greatest ratio of the children, and what is in the middle of them, for a tile
 * of rows, column by column: in place of combine_each() in score_tile.c, which goes row by row,
 * where all children have the max of the node. The ratios are in the order of the points then, and
 * the one that is taken is the points; half of two of them is rounded as chiso__median_between()
 * does. */
#include "score/inside.h"

#include "base/clones.h"

#include <string.h>

/* So many children are put in order at a time, for so many rows. */
enum { MOST = 24, ROWS = 64 };

bool chiso__extremes_are_quick(const struct chiso__rows *rows, const struct chiso__tree_node *node)
{
    const struct chiso__tree_node *nodes = rows->tree->nodes;

    if ((node->combine != CHISO_COMBINE_MIN && node->combine != CHISO_COMBINE_MAX &&
         (node->combine != CHISO_COMBINE_MEDIAN || node->child_count > MOST)) ||
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

static const int64_t no_rests[CHISO__TILE] = {0};

/* The points of children, column by column. */
struct columns {
    int64_t values[MOST][ROWS];
    int64_t rests[MOST][ROWS];
};

/* Puts the greater of two into the second. */
CHISO__CLONES
static void exchange(int64_t *restrict a, int64_t *restrict a_rests, int64_t *restrict b,
                     int64_t *restrict b_rests)
{
    for (int i = 0; i < ROWS; i++) {
        const bool turns = a[i] > b[i] || (a[i] == b[i] && a_rests[i] > b_rests[i]);
        const int64_t value = a[i];
        const int64_t rest = a_rests[i];

        a[i] = turns ? b[i] : value;
        a_rests[i] = turns ? b_rests[i] : rest;
        b[i] = turns ? value : b[i];
        b_rests[i] = turns ? rest : b_rests[i];
    }
}

/* Half of the sum: what one is of itself. */
static struct chiso__carried half_way(struct chiso__carried a, struct chiso__carried b)
{
    struct chiso__total sum = chiso__total_of(a);

    if (chiso__carried_compare(a, b) != 0) {
        (void)chiso__total_add(&sum, b);
        (void)chiso__total_over(sum, 2, &a);
    }
    return a;
}

/* Moves the greatest behind all others, and so on, until those in the middle are in their places;
 * of rows with gaps, anything. */
static void find_middle(struct columns *columns, uint32_t count)
{
    for (uint32_t end = count; end > (count - 1) / 2 && end > 1; end--) {
        for (uint32_t i = 0; i + 1 < end; i++) {
            exchange(columns->values[i], columns->rests[i], columns->values[i + 1],
                     columns->rests[i + 1]);
        }
    }
}

/* The medians of some rows, ROWS at most. */
static void combine_medians(struct chiso__rows *rows, chiso_node id, uint32_t first, uint32_t count)
{
    const struct chiso__tree_node *nodes = rows->tree->nodes;
    const size_t size = count * sizeof(int64_t);
    struct columns columns;
    uint32_t children = 0;

    for (chiso_node child = nodes[id].first_child; child != CHISO_NO_NODE;
         child = nodes[child].next_sibling) {
        const int64_t *rests = chiso__rests_of(rows, child);

        memset(columns.values[children], 0, sizeof(columns.values[children]));
        memset(columns.rests[children], 0, sizeof(columns.rests[children]));
        memcpy(columns.values[children], chiso__column_of(rows, child) + first, size);
        memcpy(columns.rests[children], rests == NULL ? no_rests : rests + first, size);
        children++;
    }
    find_middle(&columns, children);
    for (uint32_t i = 0; i < count; i++) {
        const uint32_t low = (children - 1) / 2;
        const uint32_t high = children / 2;

        if (rows->gaps[first + i] == 0) {
            chiso__figure_put(
                rows, id, first + i,
                half_way(chiso__in_columns(columns.values[low], columns.rests[low], i),
                         chiso__in_columns(columns.values[high], columns.rests[high], i)));
        }
    }
}

/* The least or the greatest of a tile of rows. */
static void combine_ends(struct chiso__rows *rows, chiso_node id, uint32_t first, uint32_t count)
{
    const struct chiso__tree_node *node = &rows->tree->nodes[id];
    const int64_t turned = node->combine == CHISO_COMBINE_MAX ? -1 : 0;
    int64_t *best = chiso__figures_of(rows, id) + first;
    int64_t *best_rests = chiso__figure_rests_of(rows, id);

    for (chiso_node child = node->first_child; child != CHISO_NO_NODE;
         child = rows->tree->nodes[child].next_sibling) {
        const int64_t *values = chiso__column_of(rows, child) + first;
        const int64_t *rests = chiso__rests_of(rows, child);

        rests = rests == NULL ? no_rests : rests + first;
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

void chiso__extremes_combine(struct chiso__rows *rows, chiso_node id, uint32_t first,
                             uint32_t count)
{
    if (rows->tree->nodes[id].combine != CHISO_COMBINE_MEDIAN) {
        combine_ends(rows, id, first, count);
        return;
    }
    for (uint32_t start = 0; start < count; start += ROWS) {
        combine_medians(rows, id, first + start, count - start < ROWS ? count - start : ROWS);
    }
}
