/* Makes ready what quick loops need of the peers of each leaf: what is one for all units. */
#include "score/peers_quick.h"

#include "number/quotient.h"

/* minmax, and best up. */
static void find_line(const struct chiso__tree_node *leaf, const struct chiso__peer_figures *peers,
                      struct chiso__quick_peers *quick)
{
    const bool minmax = leaf->rule.kind == CHISO__RULE_MINMAX;
    const uint64_t span =
        (uint64_t)leaf->max.millionths - (uint64_t)(minmax ? leaf->min.millionths : 0);
    uint64_t whole = 0;

    if (minmax) {
        quick->start = quick->down ? peers->highest : peers->lowest;
    }
    if ((leaf->max.rest | leaf->min.rest) == 0 && span <= (uint64_t)CHISO_DECIMAL_MAX &&
        chiso__part_between(quick, peers->highest, minmax ? peers->lowest : quick->start, &whole) &&
        chiso__line_make(span, whole, chiso__bits_of(whole), &quick->line)) {
        quick->kind = CHISO__QUICK_LINE;
    }
}

/* best down: max × lowest / value. */
static void find_turned(const struct chiso__tree_node *leaf,
                        const struct chiso__peer_figures *peers, struct chiso__quick_peers *quick)
{
    const uint64_t max = (uint64_t)leaf->max.millionths;

    quick->steps = chiso__quotient_steps((uint64_t)peers->highest.millionths);
    if (!quick->fine && leaf->max.rest == 0 && quick->steps > 0 &&
        chiso__quotient_is_near(
            (chiso__unsigned_wide)max * (chiso__unsigned_wide)peers->lowest.millionths, max)) {
        quick->kind = CHISO__QUICK_TURNED;
        quick->is_short = chiso__turned_is_short(max, (uint64_t)peers->lowest.millionths,
                                                 (uint64_t)peers->highest.millionths);
    }
}

/* zscore: points for a distance from the mean, times the count. */
static void find_spread(const struct chiso__tree_node *leaf,
                        const struct chiso__peer_figures *peers, struct chiso__quick_peers *quick)
{
    const struct chiso__carried per = leaf->rule.zscore.per_deviation.value;
    const chiso__wide most = chiso__distance_of(peers, peers->highest) * peers->count;
    /* None is further from the mean than both ends are from each other. */
    const int bits = chiso__bits_of((chiso__unsigned_wide)most);
    struct chiso__carried rise = {0, 0};

    quick->start = peers->lowest;
    if (!quick->fine && per.rest == 0 && peers->root > 0 && peers->root >> 62 == 0 &&
        chiso__bits_of((chiso__unsigned_wide)per.millionths) + peers->places < 126 &&
        chiso__total_scale(per, chiso__total_of_wide(most * ((chiso__wide)1 << peers->places)),
                           chiso__total_of_wide(peers->root), &rise) &&
        chiso__line_make((chiso__unsigned_wide)per.millionths << peers->places,
                         (uint64_t)peers->root, bits, &quick->line)) {
        quick->kind = CHISO__QUICK_SPREAD;
    }
}

/* percentile: points for a share of all. */
static void find_share(const struct chiso__tree_node *leaf, const struct chiso__peer_figures *peers,
                       struct chiso__quick_peers *quick)
{
    if (leaf->max.rest == 0 &&
        chiso__line_make((chiso__unsigned_wide)leaf->max.millionths, peers->count,
                         chiso__bits_of(peers->count), &quick->line)) {
        quick->kind = CHISO__QUICK_SHARE;
    }
}

static void find_one(const struct chiso__tree_node *leaf, const struct chiso__peer_figures *peers,
                     struct chiso__quick_peers *quick)
{
    const enum chiso__rule_kind kind = leaf->rule.kind;

    /* Of values that are deep only the order is quick, and nothing of those that treatments made.
     */
    if (peers->count == 0 || chiso__is_prepared(&leaf->rule) ||
        (peers->deep && kind != CHISO__RULE_PERCENTILE)) {
        return;
    }
    if (kind == CHISO__RULE_BEST && quick->down) {
        find_turned(leaf, peers, quick);
    } else if (kind == CHISO__RULE_BEST || kind == CHISO__RULE_MINMAX) {
        find_line(leaf, peers, quick);
    } else if (kind == CHISO__RULE_ZSCORE) {
        find_spread(leaf, peers, quick);
    } else if (kind == CHISO__RULE_PERCENTILE) {
        find_share(leaf, peers, quick);
    }
}

static void find_leaf(const struct chiso__rows *rows, chiso_node id, const uint32_t *shares,
                      struct chiso__quick_peers *table)
{
    const struct chiso__tree_node *leaf = &rows->tree->nodes[id];
    const size_t line = (size_t)leaf->relative * rows->peers->groups;

    for (uint32_t group = 0; group < (leaf->rule.in_block ? rows->peers->groups : 1); group++) {
        const struct chiso__peer_figures *peers = &rows->peers->peers[line + group];

        table[line + group] = (struct chiso__quick_peers){.fine = chiso__rests_of(rows, id) != NULL,
                                                          .down = leaf->rule.down,
                                                          .peers = peers,
                                                          .shares = shares};
        find_one(leaf, peers, &table[line + group]);
    }
}

struct chiso__quick_peers *chiso__peers_quicken(const struct chiso__rows *rows,
                                                const chiso_allocator *allocator,
                                                const uint32_t *shares)
{
    const chiso_tree *tree = rows->tree;
    struct chiso__quick_peers *table = chiso__alloc_zero(
        allocator, (size_t)tree->relative_count * rows->peers->groups, sizeof(*table));

    for (uint32_t i = 0; i < tree->leaf_count && table != NULL; i++) {
        const struct chiso__tree_node *leaf = &tree->nodes[tree->leaves[i]];

        if (chiso__is_relative_leaf(leaf)) {
            find_leaf(rows, tree->leaves[i], shares, table);
            shares += leaf->rule.regards == CHISO__REGARD_ORDER ? rows->count : 0;
        }
    }
    return table;
}
