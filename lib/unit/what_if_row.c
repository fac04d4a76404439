/* The figures of units whose cells are tried: a row each, worked out from the changed leaf up. */
#include "unit/what_if_inside.h"

#include "score/peers.h"

enum { FIRST_ROWS = 4 };

static bool grow(const chiso_what_if *what_if, uint32_t **column, uint32_t capacity)
{
    void *block = *column;

    if (!chiso__resize(&what_if->allocator, &block, capacity, sizeof(**column))) {
        return false;
    }
    *column = block;
    return true;
}

/* Who the rows are: what a row is not read for, its name and what its cells hold beside points, it
 * has no room for. */
static bool grow_units(const chiso_what_if *what_if, struct chiso__units *units, uint32_t capacity)
{
    void *codes = units->codes;
    void *ranked = units->ranked;
    bool done = chiso__resize(&what_if->allocator, &codes, capacity, sizeof(*units->codes));

    units->codes = codes;
    done = done && chiso__resize(&what_if->allocator, &ranked, capacity, sizeof(*units->ranked));
    units->ranked = ranked;
    return done && grow(what_if, &units->blocks, capacity) && grow(what_if, &units->gaps, capacity);
}

static bool grow_points(const chiso_what_if *what_if, struct chiso__columns *columns,
                        uint32_t capacity)
{
    for (chiso_node node = 0; node < what_if->board->tree->count; node++) {
        void *column = columns->points[node];

        if (!chiso__resize(&what_if->allocator, &column, capacity, sizeof(**columns->points))) {
            return false;
        }
        columns->points[node] = column;
    }
    return true;
}

static bool reserve_rows(chiso_what_if *what_if, uint32_t capacity)
{
    chiso_board *own = what_if->own;

    if (capacity <= own->units.capacity) {
        return true;
    }
    if (!grow_units(what_if, &own->units, capacity) ||
        !grow_points(what_if, &own->columns, capacity) ||
        !grow(what_if, &own->detail_rows, capacity) ||
        !grow(what_if, &what_if->gap_rows, capacity)) {
        return false;
    }
    own->units.capacity = capacity;
    return true;
}

bool chiso__what_if_reserve_gaps(chiso_what_if *what_if, uint32_t row)
{
    const uint32_t inner = what_if->board->tree->inner_count;
    const uint32_t capacity = what_if->gap_capacity == 0 ? FIRST_ROWS : what_if->gap_capacity * 2;
    void *figures = what_if->gap_figures;
    void *details = what_if->own->details;
    size_t sizes[2];

    if (what_if->gap_rows[row] != CHISO_NO_UNIT) {
        return true;
    }
    if (what_if->gap_count == what_if->gap_capacity) {
        if (__builtin_mul_overflow((size_t)inner, sizeof(*what_if->gap_figures), &sizes[0]) ||
            __builtin_mul_overflow((size_t)inner, sizeof(*what_if->own->details), &sizes[1]) ||
            !chiso__resize(&what_if->allocator, &figures, capacity, sizes[0])) {
            return false;
        }
        what_if->gap_figures = figures;
        if (!chiso__resize(&what_if->allocator, &details, capacity, sizes[1])) {
            return false;
        }
        what_if->own->details = details;
        what_if->gap_capacity = capacity;
    }
    what_if->gap_rows[row] = what_if->gap_count++;
    return true;
}

/* All figures of a row that has room for them; false, and the node, when a number is too large. */
static bool score_with_gaps(chiso_what_if *what_if, uint32_t row, chiso_node *out_node)
{
    const chiso_tree *tree = what_if->board->tree;
    const struct chiso__unit_work work = {what_if->own, what_if->own, what_if->figures,
                                          &what_if->parts};
    const size_t start = (size_t)what_if->gap_rows[row] * tree->inner_count;

    what_if->own->detail_rows[row] = what_if->gap_rows[row];
    if (!chiso__unit_figures(&work, row, tree->order, tree->count, out_node)) {
        return false;
    }
    for (chiso_node node = 0; node < tree->count; node++) {
        if (!chiso__is_leaf(&tree->nodes[node])) {
            what_if->gap_figures[start + tree->nodes[node].inner] = what_if->figures[node];
        }
    }
    return true;
}

static bool combine_without_gaps(chiso_what_if *what_if, uint32_t row, chiso_node node)
{
    chiso_unit unit = 0;

    return chiso__score_tile(what_if->own, node, row, 1, &what_if->parts, &unit);
}

static bool score_without_gaps(chiso_what_if *what_if, uint32_t row, chiso_node *out_node)
{
    const chiso_tree *tree = what_if->board->tree;

    what_if->own->detail_rows[row] = CHISO_NO_UNIT;
    for (uint32_t i = tree->count; i-- > 0;) {
        const chiso_node node = tree->order[i];

        if (!chiso__is_leaf(&tree->nodes[node]) && !combine_without_gaps(what_if, row, node)) {
            *out_node = node;
            return false;
        }
    }
    return true;
}

/* A node again, from what its children are like. */
static bool combine_with_gaps(chiso_what_if *what_if, uint32_t row, chiso_node id)
{
    const chiso_tree *tree = what_if->board->tree;
    const size_t start = (size_t)what_if->gap_rows[row] * tree->inner_count;

    for (chiso_node child = tree->nodes[id].first_child; child != CHISO_NO_NODE;
         child = tree->nodes[child].next_sibling) {
        const struct chiso__node *node = &tree->nodes[child];

        if (chiso__is_leaf(node)) {
            chiso__leaf_figures(tree, node, chiso__points_at(what_if->own, child, row),
                                &what_if->figures[child]);
        } else {
            what_if->figures[child] = what_if->gap_figures[start + node->inner];
        }
    }
    if (!chiso__inner_figures(tree, id, what_if->figures, &what_if->parts)) {
        return false;
    }
    what_if->gap_figures[start + tree->nodes[id].inner] = what_if->figures[id];
    chiso__store_details(what_if->own, row, id, &what_if->figures[id]);
    return true;
}

static void copy_unit(chiso_what_if *what_if, chiso_unit unit, uint32_t row)
{
    const chiso_board *board = what_if->board;
    struct chiso__units *units = &what_if->own->units;

    units->codes[row] = board->units.codes[unit];
    units->blocks[row] = board->units.blocks[unit];
    units->ranked[row] = board->units.ranked[unit];
    units->gaps[row] = board->units.gaps[unit];
    for (chiso_node node = 0; node < board->tree->count; node++) {
        what_if->own->columns.points[node][row] = board->columns.points[node][unit];
    }
}

bool chiso__what_if_take(chiso_what_if *what_if, chiso_unit unit)
{
    chiso_board *own = what_if->own;
    const uint32_t row = own->units.count;
    const uint32_t all = what_if->board->units.count;
    chiso_node node = CHISO_NO_NODE;

    if (what_if->rows[unit] != CHISO_NO_UNIT) {
        return true;
    }
    if (row == own->units.capacity &&
        !reserve_rows(what_if, row < all / 2 ? row * 2 + FIRST_ROWS : all)) {
        return false;
    }
    what_if->gap_rows[row] = CHISO_NO_UNIT;
    own->detail_rows[row] = CHISO_NO_UNIT;
    if (what_if->board->units.gaps[unit] > 0 && !chiso__what_if_reserve_gaps(what_if, row)) {
        return false;
    }
    copy_unit(what_if, unit, row);
    own->units.count++;
    what_if->rows[unit] = row;
    if (own->units.gaps[row] > 0 && !what_if->stale) {
        /* What the board could work out can be worked out again. */
        (void)score_with_gaps(what_if, row, &node);
    }
    return true;
}

bool chiso__what_if_take_all(chiso_what_if *what_if)
{
    const chiso_board *board = what_if->board;
    chiso_board *own = what_if->own;

    if (what_if->whole) {
        return true;
    }
    if (!reserve_rows(what_if, board->units.count)) {
        return false;
    }
    for (chiso_unit unit = 0; unit < board->units.count; unit++) {
        if (!chiso__what_if_take(what_if, unit)) {
            return false;
        }
    }
    own->peers = NULL;
    if (!chiso__peers_reserve(own)) {
        chiso__release(&what_if->allocator, own->peers);
        own->peers = board->peers;
        own->peer_groups = board->peer_groups;
        return false;
    }
    what_if->whole = true;
    return true;
}

/* Whether what a node achieves moves with what a child achieves: Σ factor × a, and nothing done to
 * it. */
static bool follows(const struct chiso__node *node)
{
    return node->linear && !node->wide && node->divisor == 1 && node->round < 0 && !node->capped;
}

/* The figures above a leaf of a row without gaps, as far as they change. */
static bool climb_without_gaps(chiso_what_if *what_if, uint32_t row, chiso_node child,
                               uint64_t change, chiso_node *out_node)
{
    const struct chiso__node *nodes = what_if->board->tree->nodes;

    for (chiso_node node = nodes[child].parent; node != CHISO_NO_NODE && change != 0;
         node = nodes[node].parent) {
        chiso_decimal *points = &what_if->own->columns.points[node][row];
        const uint64_t old = (uint64_t)*points;
        const struct chiso__watch watch = chiso__what_if_watch(what_if, node, row);

        if (follows(&nodes[node])) {
            *points = (chiso_decimal)(old + change * (uint64_t)nodes[child].factor);
        } else if (!combine_without_gaps(what_if, row, node)) {
            *out_node = node;
            return false;
        }
        chiso__what_if_move(what_if, node, row, watch);
        change = (uint64_t)*points - old;
        child = node;
    }
    return true;
}

static bool climb_with_gaps(chiso_what_if *what_if, uint32_t row, chiso_node leaf,
                            chiso_node *out_node)
{
    const struct chiso__node *nodes = what_if->board->tree->nodes;

    for (chiso_node node = nodes[leaf].parent; node != CHISO_NO_NODE; node = nodes[node].parent) {
        const struct chiso__watch watch = chiso__what_if_watch(what_if, node, row);

        if (!combine_with_gaps(what_if, row, node)) {
            *out_node = node;
            return false;
        }
        chiso__what_if_move(what_if, node, row, watch);
    }
    return true;
}

bool chiso__what_if_change(chiso_what_if *what_if, uint32_t row, chiso_node leaf,
                           struct chiso__value value, chiso_node *out_node)
{
    chiso_board *own = what_if->own;
    const chiso_decimal old = own->columns.points[leaf][row];
    const bool gaps = own->units.gaps[row] > 0 || chiso__is_gap(value.points);
    struct chiso__watch watch;
    bool done = false;

    if (what_if->stale || chiso__is_relative_leaf(&own->tree->nodes[leaf])) {
        chiso__what_if_make_stale(what_if);
        chiso__board_put(own, row, leaf, value);
        return true;
    }
    if (gaps && own->detail_rows[row] == CHISO_NO_UNIT) {
        /* What it is without gaps, in the form that rows with gaps have. */
        (void)score_with_gaps(what_if, row, out_node);
    }
    watch = chiso__what_if_watch(what_if, leaf, row);
    chiso__board_put(own, row, leaf, value);
    chiso__what_if_move(what_if, leaf, row, watch);
    done = gaps ? climb_with_gaps(what_if, row, leaf, out_node)
                : climb_without_gaps(what_if, row, leaf,
                                     (uint64_t)own->columns.points[leaf][row] - (uint64_t)old,
                                     out_node);
    if (own->units.gaps[row] == 0) {
        own->detail_rows[row] = CHISO_NO_UNIT;
    }
    return done;
}

void chiso__what_if_make_stale(chiso_what_if *what_if)
{
    chiso__what_if_forget_standings(what_if);
    what_if->stale = true;
}

static bool find_peers(chiso_what_if *what_if)
{
    const chiso_tree *tree = what_if->board->tree;

    for (uint32_t i = 0; i < tree->leaf_count && what_if->whole; i++) {
        if (chiso__is_relative_leaf(&tree->nodes[tree->leaves[i]]) &&
            !chiso__peers_find(what_if->own, tree->leaves[i])) {
            return false;
        }
    }
    return true;
}

chiso_status chiso__what_if_refresh(chiso_what_if *what_if, chiso_error *error)
{
    const struct chiso__units *units = &what_if->own->units;
    chiso_node node = CHISO_NO_NODE;

    if (!what_if->stale) {
        return CHISO_OK;
    }
    if (!find_peers(what_if)) {
        return chiso__fail_memory(error);
    }
    for (uint32_t row = 0; row < units->count; row++) {
        const bool done = units->gaps[row] > 0 ? score_with_gaps(what_if, row, &node)
                                               : score_without_gaps(what_if, row, &node);

        if (!done) {
            return chiso__fail_large(what_if->own, row, node, error);
        }
    }
    what_if->stale = false;
    return CHISO_OK;
}
