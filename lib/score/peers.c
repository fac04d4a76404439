/* Rules that look at the other units: what these are like, and what points that gives. */
#include "score/peers.h"

#include "base/extent.h"
#include "number/logarithm.h"
#include "score/peers_sort.h"

/* The places of a leaf in its line. */
static uint32_t places_of(const chiso_tree *tree, chiso_node leaf,
                          const struct chiso__peer_table *table)
{
    return tree->nodes[leaf].rule.in_block ? table->groups : 1;
}

/* The places that a line needs: one a block where some rule looks at blocks, else one for all. */
static uint32_t most_places(const chiso_tree *tree, uint32_t block_count)
{
    for (uint32_t i = 0; i < tree->leaf_count; i++) {
        if (tree->nodes[tree->leaves[i]].rule.in_block) {
            return block_count;
        }
    }
    return 1;
}

/* Room for the values in order of each leaf that needs them. */
static bool reserve_sorted(const struct chiso__rows *rows, const chiso_allocator *allocator,
                           struct chiso__peer_table *table)
{
    const chiso_tree *tree = rows->tree;

    if (table->sorted == NULL) {
        table->sorted = chiso__alloc_zero(allocator, tree->relative_count, sizeof(*table->sorted));
    }
    if (table->sorted == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < tree->leaf_count; i++) {
        const struct chiso__tree_node *leaf = &tree->nodes[tree->leaves[i]];
        void *sorted = NULL;

        if (leaf->rule.regards != CHISO__REGARD_ORDER) {
            continue;
        }
        sorted = table->sorted[leaf->relative];
        if (!chiso__resize(allocator, &sorted, rows->capacity, sizeof(struct chiso__carried))) {
            return false;
        }
        table->sorted[leaf->relative] = sorted;
    }
    return true;
}

bool chiso__peers_reserve(const struct chiso__rows *rows, uint32_t block_count,
                          const chiso_allocator *allocator, struct chiso__peer_table *table)
{
    const uint32_t groups = most_places(rows->tree, block_count);
    void *peers = table->peers;
    size_t size = 0;

    if (rows->tree->relative_count == 0) {
        return true;
    }
    if (__builtin_mul_overflow((size_t)rows->tree->relative_count, sizeof(*table->peers), &size) ||
        !chiso__resize(allocator, &peers, groups, size)) {
        return false;
    }
    table->peers = peers;
    table->groups = groups;
    return reserve_sorted(rows, allocator, table);
}

static void look_over_each(const struct chiso__rows *rows, chiso_node leaf,
                           struct chiso__peer_figures *line)
{
    const bool in_block = rows->tree->nodes[leaf].rule.in_block;

    for (uint32_t row = 0; row < rows->count; row++) {
        struct chiso__peer_figures *peers = &line[in_block ? rows->blocks[row] : 0];
        const struct chiso__carried value = chiso__peer_value(rows, leaf, row);

        if (!chiso__carried_is_gap(value)) {
            peers->lowest = chiso__carried_least(peers->lowest, value);
            peers->highest = chiso__carried_greatest(peers->highest, value);
            peers->deep = peers->deep || (rows->joined && chiso__is_deep(value));
            peers->count++;
        }
    }
}

/* Takes off as many bits of the distances from the lowest as it needs for n Σ d² to stay below
 * 2^124; none, unless values are huge. */
static int drop_of(const struct chiso__peer_figures *peers)
{
    enum { MOST = 62 };
    const int bits =
        chiso__bits_of((chiso__unsigned_wide)chiso__distance_of(peers, peers->highest)) +
        chiso__bits_of(peers->count);

    return bits > MOST ? bits - MOST : 0;
}

/* n times the standard deviation, with as many bits behind the point as fit: the root of n Σ d² -
 * (Σ d)², and of n / (n - 1) times it for a sample. */
static void find_root(struct chiso__peer_figures *peers, chiso__wide squares, bool population)
{
    enum { MOST = 122 };
    chiso__wide spread = squares * peers->count - peers->sum * peers->sum;

    peers->places = 0;
    peers->root = 0;
    if (peers->count < 2 || spread <= 0) {
        return;
    }
    while (spread >> MOST == 0) {
        spread <<= 2;
        peers->places++;
    }
    if (!population) {
        /* At most twice as much: there is room for it. */
        chiso__scale_wide(spread, peers->count, (chiso__wide)peers->count - 1, &spread);
    }
    peers->root = (chiso__wide)chiso__square_root((chiso__unsigned_wide)spread);
}

/* The sums of distances and of their squares, group by group; false when memory is out. */
static bool find_spreads(const struct chiso__rows *rows, chiso_node leaf,
                         const chiso_allocator *allocator, struct chiso__peer_figures *line,
                         uint32_t groups)
{
    const bool in_block = rows->tree->nodes[leaf].rule.in_block;
    const bool population = rows->tree->nodes[leaf].rule.population;
    chiso__wide *squares = chiso__alloc_zero(allocator, groups, sizeof(*squares));

    if (squares == NULL) {
        return false;
    }
    for (uint32_t group = 0; group < groups; group++) {
        line[group].fine =
            chiso__rests_of(rows, leaf) != NULL || chiso__is_imputed_leaf(&rows->tree->nodes[leaf]);
        line[group].drop = line[group].count == 0 ? 0 : drop_of(&line[group]);
        line[group].sum = 0;
    }
    for (uint32_t row = 0; row < rows->count; row++) {
        const uint32_t group = in_block ? rows->blocks[row] : 0;
        const struct chiso__carried value = chiso__peer_value(rows, leaf, row);

        if (!chiso__carried_is_gap(value)) {
            const chiso__wide distance = chiso__distance_of(&line[group], value);

            line[group].sum += distance;
            squares[group] += distance * distance;
        }
    }
    for (uint32_t group = 0; group < groups; group++) {
        find_root(&line[group], squares[group], population);
    }
    chiso__release(allocator, squares);
    return true;
}

static bool find(const struct chiso__rows *rows, chiso_node leaf, const chiso_allocator *allocator,
                 const struct chiso__peer_table *table, uint32_t *shares)
{
    const struct chiso__tree_node *node = &rows->tree->nodes[leaf];
    const struct chiso__rule *rule = &node->rule;
    const chiso_decimal *values = chiso__column_of(rows, leaf);
    struct chiso__peer_figures *line = table->peers + (size_t)node->relative * table->groups;
    const uint32_t groups = places_of(rows->tree, leaf, table);
    struct chiso__extent extent;

    for (uint32_t group = 0; group < groups; group++) {
        line[group] = (struct chiso__peer_figures){
            .lowest = {INT64_MAX, 0}, .highest = {INT64_MIN, 0}, .deep = chiso__is_prepared(rule)};
    }
    chiso__extent_of(values, rows->count, &extent);
    if (rule->in_block || chiso__rests_of(rows, leaf) != NULL || chiso__is_gap(extent.least)) {
        look_over_each(rows, leaf, line);
    } else {
        *line = (struct chiso__peer_figures){
            .count = rows->count, .lowest = {extent.least, 0}, .highest = {extent.greatest, 0}};
    }
    if (rule->regards == CHISO__REGARD_SPREAD) {
        return find_spreads(rows, leaf, allocator, line, groups);
    }
    if (rule->regards != CHISO__REGARD_ORDER) {
        return true;
    }
    return chiso__peers_sort(rows, leaf, allocator, table->sorted[node->relative], line, groups,
                             shares);
}

bool chiso__peers_find(const struct chiso__rows *rows, const chiso_allocator *allocator,
                       struct chiso__peer_table *table, uint32_t *shares)
{
    const chiso_tree *tree = rows->tree;

    for (uint32_t i = 0; i < tree->leaf_count && tree->relative_count > 0; i++) {
        const struct chiso__tree_node *leaf = &tree->nodes[tree->leaves[i]];

        if (!chiso__is_relative_leaf(leaf)) {
            continue;
        }
        if (!find(rows, tree->leaves[i], allocator, table, shares)) {
            return false;
        }
        if (shares != NULL && leaf->rule.regards == CHISO__REGARD_ORDER) {
            shares += rows->count;
        }
    }
    return true;
}

struct chiso__carried chiso__peers_points(const chiso_tree *tree,
                                          const struct chiso__tree_node *leaf,
                                          const struct chiso__peer_figures *peers,
                                          struct chiso__carried value)
{
    const struct chiso__carried points =
        chiso__rule_row_of(&leaf->rule)
            ->points_among(&leaf->rule, chiso__limits_of(leaf), peers, value);

    return chiso__round_points(tree, leaf, points);
}
