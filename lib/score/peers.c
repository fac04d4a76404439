/* Rules that look at the other units: what these are like, and what points that gives. */
#include "score/peers.h"

#include "base/extent.h"
#include "base/sort.h"
#include "number/logarithm.h"

static uint32_t groups_of(const chiso_board *board, chiso_node leaf)
{
    return board->tree->nodes[leaf].rule.in_block ? board->units.block_count : 1;
}

static struct chiso__peers *row_of(const chiso_board *board, chiso_node leaf)
{
    return board->peers + (size_t)board->tree->nodes[leaf].relative * board->peer_groups;
}

/* The places that a row needs: one a block where some rule looks at blocks, else one for all units.
 */
static uint32_t places_of(const chiso_board *board)
{
    uint32_t places = 1;

    for (uint32_t i = 0; i < board->tree->leaf_count && places == 1; i++) {
        places = groups_of(board, board->tree->leaves[i]);
    }
    return places;
}

bool chiso__peers_reserve(chiso_board *board)
{
    const uint32_t groups = places_of(board);
    void *peers = board->peers;
    size_t size = 0;

    if (board->tree->relative_count == 0) {
        return true;
    }
    if (__builtin_mul_overflow((size_t)board->tree->relative_count, sizeof(*board->peers), &size) ||
        !chiso__resize(&board->allocator, &peers, groups, size)) {
        return false;
    }
    board->peers = peers;
    board->peer_groups = groups;
    for (uint32_t i = 0; i < board->tree->leaf_count; i++) {
        const chiso_node leaf = board->tree->leaves[i];
        void *sorted = board->columns.sorted[leaf];

        if (board->tree->nodes[leaf].rule.regards != CHISO__REGARD_ORDER) {
            continue;
        }
        if (!chiso__resize(&board->allocator, &sorted, board->units.capacity,
                           sizeof(chiso_decimal))) {
            return false;
        }
        board->columns.sorted[leaf] = sorted;
    }
    return true;
}

static void look_over_each(const chiso_board *board, const chiso_decimal *values, bool in_block,
                           struct chiso__peers *row)
{
    for (chiso_unit unit = 0; unit < board->units.count; unit++) {
        struct chiso__peers *peers = &row[in_block ? board->units.blocks[unit] : 0];

        if (!chiso__is_gap(values[unit])) {
            peers->lowest = values[unit] < peers->lowest ? values[unit] : peers->lowest;
            peers->highest = values[unit] > peers->highest ? values[unit] : peers->highest;
            peers->count++;
        }
    }
}

/* Takes off as many bits of the distances from the lowest as it needs for n Σ d² to stay below
 * 2^124; none, unless values are huge. */
static int drop_of(const struct chiso__peers *peers)
{
    enum { MOST = 62 };
    const int bits = chiso__bits_of((uint64_t)peers->highest - (uint64_t)peers->lowest) +
                     chiso__bits_of(peers->count);

    return bits > MOST ? bits - MOST : 0;
}

/* n times the standard deviation, with as many bits behind the point as fit: the root of n Σ d² -
 * (Σ d)², and of n / (n - 1) times it for a sample. */
static void find_root(struct chiso__peers *peers, chiso__wide squares, bool population)
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
static bool find_spreads(const chiso_board *board, chiso_node leaf, struct chiso__peers *row,
                         uint32_t groups)
{
    const chiso_decimal *values = board->columns.points[leaf];
    const bool in_block = board->tree->nodes[leaf].rule.in_block;
    const bool population = board->tree->nodes[leaf].rule.population;
    chiso__wide *squares = chiso__alloc_zero(&board->allocator, groups, sizeof(*squares));

    if (squares == NULL) {
        return false;
    }
    for (uint32_t group = 0; group < groups; group++) {
        row[group].drop = drop_of(&row[group]);
        row[group].sum = 0;
    }
    for (chiso_unit unit = 0; unit < board->units.count; unit++) {
        const uint32_t group = in_block ? board->units.blocks[unit] : 0;

        if (!chiso__is_gap(values[unit])) {
            const chiso__wide distance = chiso__distance_of(&row[group], values[unit]);

            row[group].sum += distance;
            squares[group] += distance * distance;
        }
    }
    for (uint32_t group = 0; group < groups; group++) {
        find_root(&row[group], squares[group], population);
    }
    chiso__release(&board->allocator, squares);
    return true;
}

/* What units are sorted by: their group, and their value within it. */
struct ordering {
    const chiso_decimal *values;
    const uint32_t *groups; /* NULL where all are one */
};

static bool is_before(const void *context, uint32_t a, uint32_t b)
{
    const struct ordering *ordering = context;

    if (ordering->groups != NULL && ordering->groups[a] != ordering->groups[b]) {
        return ordering->groups[a] < ordering->groups[b];
    }
    return ordering->values[a] < ordering->values[b];
}

/* Puts the values of each group in order; false when memory is out. */
static bool sort_values(chiso_board *board, chiso_node leaf, struct chiso__peers *row,
                        uint32_t groups)
{
    const struct ordering ordering = {board->columns.points[leaf],
                                      board->tree->nodes[leaf].rule.in_block ? board->units.blocks
                                                                             : NULL};
    chiso_decimal *sorted = board->columns.sorted[leaf];
    uint32_t *ids = chiso__alloc(&board->allocator, (size_t)board->units.count * 2, sizeof(*ids));
    uint32_t count = 0;

    if (ids == NULL) {
        return false;
    }
    for (chiso_unit unit = 0; unit < board->units.count; unit++) {
        if (!chiso__is_gap(ordering.values[unit])) {
            ids[count++] = unit;
        }
    }
    chiso__sort_ids(ids, ids + board->units.count, count, is_before, &ordering);
    for (uint32_t i = 0; i < count; i++) {
        sorted[i] = ordering.values[ids[i]];
    }
    chiso__release(&board->allocator, ids);
    for (uint32_t group = 0; group < groups; group++) {
        row[group].sorted = sorted;
        sorted += row[group].count;
    }
    return true;
}

bool chiso__peers_find(chiso_board *board, chiso_node leaf)
{
    const struct chiso__rule *rule = &board->tree->nodes[leaf].rule;
    const chiso_decimal *values = board->columns.points[leaf];
    struct chiso__peers *row = row_of(board, leaf);
    const uint32_t groups = groups_of(board, leaf);
    struct chiso__extent extent;

    for (uint32_t group = 0; group < groups; group++) {
        row[group] = (struct chiso__peers){.lowest = INT64_MAX, .highest = INT64_MIN};
    }
    chiso__extent_of(values, board->units.count, &extent);
    if (rule->in_block || chiso__is_gap(extent.least)) {
        look_over_each(board, values, rule->in_block, row);
    } else {
        *row = (struct chiso__peers){
            .count = board->units.count, .lowest = extent.least, .highest = extent.greatest};
    }
    if (rule->regards == CHISO__REGARD_SPREAD) {
        return find_spreads(board, leaf, row, groups);
    }
    return rule->regards != CHISO__REGARD_ORDER || sort_values(board, leaf, row, groups);
}

const struct chiso__peers *chiso__peers_of(const chiso_board *board, chiso_node leaf,
                                           chiso_unit unit)
{
    return row_of(board, leaf) +
           (board->tree->nodes[leaf].rule.in_block ? board->units.blocks[unit] : 0);
}

chiso_decimal chiso__peers_points(const chiso_tree *tree, const struct chiso__node *leaf,
                                  const struct chiso__peers *peers, chiso_decimal value)
{
    const chiso_decimal points =
        chiso__rule_row_of(&leaf->rule)
            ->points_among(&leaf->rule, chiso__limits_of(leaf), peers, value);

    return chiso__round_points(tree, leaf, points);
}
