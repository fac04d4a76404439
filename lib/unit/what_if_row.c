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

static bool reserve_rows(chiso_what_if *what_if, uint32_t capacity)
{
    return capacity <= what_if->rows.figure_capacity ||
           (grow(what_if, &what_if->units, capacity) &&
            grow(what_if, &what_if->gap_rows, capacity) &&
            chiso__rows_reserve(&what_if->rows, &what_if->allocator, capacity) &&
            chiso__rows_reserve_figures(&what_if->rows, &what_if->allocator));
}

bool chiso__what_if_reserve_gaps(chiso_what_if *what_if, uint32_t row)
{
    struct chiso__rows *rows = &what_if->rows;
    const uint32_t capacity = rows->detail_capacity == 0 ? FIRST_ROWS : rows->detail_capacity * 2;
    void *figures = what_if->gap_figures;
    size_t size = 0;

    if (what_if->gap_rows[row] != CHISO__NO_ROW) {
        return true;
    }
    if (rows->detail_count == rows->detail_capacity) {
        if (__builtin_mul_overflow((size_t)rows->tree->inner_count, sizeof(*what_if->gap_figures),
                                   &size) ||
            !chiso__resize(&what_if->allocator, &figures, capacity, size)) {
            return false;
        }
        what_if->gap_figures = figures;
        if (!chiso__details_reserve(rows, &what_if->allocator, capacity)) {
            return false;
        }
    }
    what_if->gap_rows[row] = rows->detail_count++;
    return true;
}

/* All figures of a row that has room for them; false, and the node, when a number is too large. */
static bool score_with_gaps(chiso_what_if *what_if, uint32_t row, chiso_node *out_node)
{
    const chiso_tree *tree = what_if->board->tree;
    const struct chiso__row_work work = {&what_if->rows, &what_if->rows, what_if->figures,
                                         &what_if->parts};
    const size_t start = (size_t)what_if->gap_rows[row] * tree->inner_count;

    what_if->rows.detail_rows[row] = what_if->gap_rows[row];
    if (!chiso__row_figures(&work, row, tree->order, tree->count, out_node)) {
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
    uint32_t large = 0;

    return chiso__score_tile(&what_if->rows, node, row, 1, &what_if->parts, &large);
}

static bool score_without_gaps(chiso_what_if *what_if, uint32_t row, chiso_node *out_node)
{
    const chiso_tree *tree = what_if->board->tree;

    what_if->rows.detail_rows[row] = CHISO__NO_ROW;
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
        const struct chiso__tree_node *node = &tree->nodes[child];

        if (chiso__is_leaf(node)) {
            chiso__leaf_figures(tree, node, chiso__points_at(&what_if->rows, child, row),
                                &what_if->figures[child]);
        } else {
            what_if->figures[child] = what_if->gap_figures[start + node->inner];
        }
    }
    if (!chiso__inner_figures(tree, id, what_if->figures, &what_if->parts)) {
        return false;
    }
    what_if->gap_figures[start + tree->nodes[id].inner] = what_if->figures[id];
    chiso__store_details(&what_if->rows, row, id, &what_if->figures[id]);
    return true;
}

bool chiso__what_if_take(chiso_what_if *what_if, chiso_unit unit)
{
    const chiso_board *board = what_if->board;
    struct chiso__rows *rows = &what_if->rows;
    const uint32_t row = rows->count;
    const uint32_t all = board->units.count;
    chiso_node node = CHISO_NO_NODE;

    if (what_if->row_of[unit] != CHISO__NO_ROW) {
        return true;
    }
    if (row == rows->figure_capacity &&
        !reserve_rows(what_if, row < all / 2 ? row * 2 + FIRST_ROWS : all)) {
        return false;
    }
    what_if->gap_rows[row] = CHISO__NO_ROW;
    if (board->rows.gaps[unit] > 0 && !chiso__what_if_reserve_gaps(what_if, row)) {
        return false;
    }
    chiso__rows_add_copy(rows, &board->rows, unit);
    what_if->units[row] = unit;
    what_if->row_of[unit] = row;
    if (rows->gaps[row] > 0 && rows->scored) {
        /* What the board could work out can be worked out again. */
        (void)score_with_gaps(what_if, row, &node);
    }
    return true;
}

bool chiso__what_if_take_all(chiso_what_if *what_if)
{
    const struct chiso__units *units = &what_if->board->units;

    if (what_if->whole) {
        return true;
    }
    if (!reserve_rows(what_if, units->count)) {
        return false;
    }
    for (chiso_unit unit = 0; unit < units->count; unit++) {
        if (!chiso__what_if_take(what_if, unit)) {
            return false;
        }
    }
    if (!chiso__peers_reserve(&what_if->rows, units->block_count, &what_if->allocator,
                              &what_if->peers)) {
        return false;
    }
    what_if->rows.peers = &what_if->peers;
    what_if->whole = true;
    return true;
}

/* Whether what a node achieves moves with what a child achieves: Σ factor × a, and nothing done to
 * it. */
static bool follows(const struct chiso__tree_node *node)
{
    return node->linear && !node->wide && node->divisor == 1 && node->round < 0 && !node->capped;
}

/* The figures above a leaf of a row without gaps, as far as they change. */
static bool climb_without_gaps(chiso_what_if *what_if, uint32_t row, chiso_node child,
                               uint64_t change, chiso_node *out_node)
{
    const struct chiso__tree_node *nodes = what_if->board->tree->nodes;

    for (chiso_node node = nodes[child].parent; node != CHISO_NO_NODE && change != 0;
         node = nodes[node].parent) {
        chiso_decimal *points = &chiso__figures_of(&what_if->rows, node)[row];
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
    const struct chiso__tree_node *nodes = what_if->board->tree->nodes;

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
    struct chiso__rows *rows = &what_if->rows;
    const chiso_decimal old = chiso__stored_at(rows, leaf, row);
    const bool gaps = rows->gaps[row] > 0 || chiso__is_gap(value.points);
    struct chiso__watch watch;
    bool done = false;

    if (!rows->scored || chiso__is_relative_leaf(&rows->tree->nodes[leaf])) {
        chiso__what_if_make_stale(what_if);
        chiso__cell_put(rows, row, leaf, value);
        return true;
    }
    if (gaps && rows->detail_rows[row] == CHISO__NO_ROW) {
        /* What it is without gaps, in the form that rows with gaps have. */
        (void)score_with_gaps(what_if, row, out_node);
    }
    watch = chiso__what_if_watch(what_if, leaf, row);
    chiso__cell_put(rows, row, leaf, value);
    chiso__what_if_move(what_if, leaf, row, watch);
    done = gaps ? climb_with_gaps(what_if, row, leaf, out_node)
                : climb_without_gaps(what_if, row, leaf,
                                     (uint64_t)chiso__stored_at(rows, leaf, row) - (uint64_t)old,
                                     out_node);
    /* The figures above follow the cell; where they cannot, it gets its old value back. */
    rows->scored = true;
    if (rows->gaps[row] == 0) {
        rows->detail_rows[row] = CHISO__NO_ROW;
    }
    return done;
}

void chiso__what_if_make_stale(chiso_what_if *what_if)
{
    chiso__what_if_forget_standings(what_if);
    what_if->rows.scored = false;
}

chiso_status chiso__what_if_refresh(chiso_what_if *what_if, chiso_error *error)
{
    struct chiso__rows *rows = &what_if->rows;
    chiso_node node = CHISO_NO_NODE;

    if (rows->scored) {
        return CHISO_OK;
    }
    if (what_if->whole && !chiso__peers_find(rows, &what_if->allocator, &what_if->peers)) {
        return chiso__fail_memory(error);
    }
    for (uint32_t row = 0; row < rows->count; row++) {
        const bool done = rows->gaps[row] > 0 ? score_with_gaps(what_if, row, &node)
                                              : score_without_gaps(what_if, row, &node);

        if (!done) {
            return chiso__fail_large(what_if->board, what_if->units[row], node, error);
        }
    }
    rows->scored = true;
    return CHISO_OK;
}
