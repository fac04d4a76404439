/* The figures of units whose cells are tried: a row each, worked out from the changed leaf up. */
#include "unit/what_if_inside.h"

#include "score/peers.h"
#include "score/prepare.h"

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

    return chiso__score_tile(&what_if->rows, node, row, 1, NULL, &what_if->parts, &large);
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
    const struct chiso__setting setting = chiso__setting_of(&what_if->rows, row);
    const chiso_tree *tree = setting.tree;
    const size_t start = (size_t)what_if->gap_rows[row] * tree->inner_count;

    for (chiso_node child = tree->nodes[id].first_child; child != CHISO_NO_NODE;
         child = tree->nodes[child].next_sibling) {
        const struct chiso__tree_node *node = &tree->nodes[child];

        if (chiso__is_leaf(node)) {
            chiso__leaf_figures_in(&what_if->rows, child, row,
                                   chiso__points_at(&what_if->rows, child, row),
                                   &what_if->figures[child]);
            what_if->figures[child].cell = chiso__gate_cell(&what_if->rows, row, child);
        } else {
            what_if->figures[child] = what_if->gap_figures[start + node->inner];
        }
    }
    if (!chiso__inner_figures(&setting, id, what_if->figures, &what_if->parts)) {
        return false;
    }
    what_if->gap_figures[start + tree->nodes[id].inner] = what_if->figures[id];
    chiso__store_details(&what_if->rows, row, id, &what_if->figures[id]);
    return true;
}

/* Room for the rests that the board has, and for those that its figures may have once cells are
 * missing. */
static bool begin_rests(chiso_what_if *what_if)
{
    what_if->rests_shared =
        chiso__rows_match_rests(&what_if->rows, &what_if->allocator, &what_if->board->rows) &&
        chiso__rests_share(&what_if->rows, &what_if->allocator);
    return what_if->rests_shared;
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
    if (row == 0 && !begin_rests(what_if)) {
        return false;
    }
    what_if->gap_rows[row] = CHISO__NO_ROW;
    if (chiso__has_details(&board->rows, unit) && !chiso__what_if_reserve_gaps(what_if, row)) {
        return false;
    }
    chiso__rows_add_copy(rows, &board->rows, unit);
    what_if->units[row] = unit;
    what_if->row_of[unit] = row;
    if (chiso__has_details(rows, row) && rows->scored) {
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

/* A sum in which a term, times its factor, becomes another: what scoring would make of it, since
 * nothing of a sum is rounded. */
static struct chiso__carried moved(struct chiso__carried sum, struct chiso__carried from,
                                   struct chiso__carried to, int64_t factor)
{
    struct chiso__total total = chiso__total_of(sum);

    if ((sum.rest | from.rest | to.rest) == 0) {
        const uint64_t change = (uint64_t)to.millionths - (uint64_t)from.millionths;

        return chiso__carried_of((int64_t)((uint64_t)sum.millionths + change * (uint64_t)factor));
    }
    /* The check of the tree saw that none of it is too large. */
    (void)chiso__total_add_times(&total, to, factor);
    (void)chiso__total_add_times(&total, from, -factor);
    (void)chiso__total_settle(total, &sum);
    return sum;
}

/* The figures above a leaf of a row without gaps, as far as they change; before is what the leaf
 * had. */
static bool climb_without_gaps(chiso_what_if *what_if, uint32_t row, chiso_node child,
                               struct chiso__carried before, chiso_node *out_node)
{
    struct chiso__rows *rows = &what_if->rows;
    const struct chiso__tree_node *nodes = what_if->board->tree->nodes;
    struct chiso__carried now = chiso__stored_at(rows, child, row);

    for (chiso_node node = nodes[child].parent;
         node != CHISO_NO_NODE && chiso__carried_compare(now, before) != 0;
         node = nodes[node].parent) {
        const struct chiso__carried old = chiso__stored_at(rows, node, row);
        const struct chiso__watch watch = chiso__what_if_watch(what_if, node, row);

        if (follows(&nodes[node])) {
            chiso__figure_put(rows, node, row, moved(old, before, now, nodes[child].factor));
        } else if (!combine_without_gaps(what_if, row, node)) {
            *out_node = node;
            return false;
        }
        chiso__what_if_move(what_if, node, row, watch);
        before = old;
        now = chiso__stored_at(rows, node, row);
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

bool chiso__what_if_make_ready(chiso_what_if *what_if, chiso_node leaf,
                               const struct chiso__value *value)
{
    struct chiso__rows *rows = &what_if->rows;
    const bool had = chiso__rests_of(rows, leaf) != NULL;
    const bool done = chiso__cell_ready(rows, &what_if->allocator, leaf, value);

    if (!had && chiso__rests_of(rows, leaf) != NULL) {
        what_if->rests_shared = false;
    }
    if (done && !what_if->rests_shared) {
        what_if->rests_shared = chiso__rests_share(rows, &what_if->allocator);
    }
    return done && what_if->rests_shared;
}

static bool score_row(chiso_what_if *what_if, uint32_t row, chiso_node *out_node)
{
    return chiso__has_details(&what_if->rows, row) ? score_with_gaps(what_if, row, out_node)
                                                   : score_without_gaps(what_if, row, out_node);
}

/* Gives a row its first cell without a value, or takes its last such. Units with and without them
 * are scored in ways of their own, which may differ by the last bits of figures that are the same:
 * all of them are worked out, and leave and enter the standings as they are. Where they are too
 * large the figures are those of the old value; of answers its counts are not known here, and are
 * the new ones until the caller mends that. */
static bool change_form(chiso_what_if *what_if, uint32_t row, chiso_node leaf,
                        struct chiso__value value, chiso_node *out_node)
{
    struct chiso__rows *rows = &what_if->rows;
    const struct chiso__value old = chiso__cell_at(rows, leaf, row);
    chiso_node node = CHISO_NO_NODE;
    bool done = false;

    chiso__what_if_step_out(what_if, row);
    chiso__cell_put(rows, row, leaf, value);
    done = score_row(what_if, row, out_node);
    if (!done) {
        chiso__cell_put(rows, row, leaf, old);
        (void)score_row(what_if, row, &node);
    }
    rows->scored = true;
    chiso__what_if_step_in(what_if, row);
    return done;
}

bool chiso__what_if_change(chiso_what_if *what_if, uint32_t row, chiso_node leaf,
                           struct chiso__value value, chiso_node *out_node)
{
    struct chiso__rows *rows = &what_if->rows;
    const struct chiso__carried old = chiso__stored_at(rows, leaf, row);
    const uint32_t gaps =
        rows->gaps[row] + chiso__carried_is_gap(value.points) - chiso__carried_is_gap(old);
    const bool was_scored = !rows->scored || chiso__is_row_scored(rows, row);
    struct chiso__watch watch;
    bool done = false;

    if (!rows->scored || chiso__looks_at_others(&rows->tree->nodes[leaf])) {
        chiso__what_if_make_stale(what_if);
        chiso__cell_put(rows, row, leaf, value);
        return true;
    }
    if (!chiso__all_have_details(rows->tree) && !chiso__has_set(rows, row) &&
        (gaps == 0) != (rows->gaps[row] == 0)) {
        done = change_form(what_if, row, leaf, value, out_node);
    } else {
        watch = chiso__what_if_watch(what_if, leaf, row);
        chiso__cell_put(rows, row, leaf, value);
        chiso__what_if_move(what_if, leaf, row, watch);
        done = chiso__has_details(rows, row)
                   ? climb_with_gaps(what_if, row, leaf, out_node)
                   : climb_without_gaps(what_if, row, leaf, old, out_node);
        /* The figures above follow the cell; where they cannot, it gets its old value back. */
        rows->scored = true;
    }
    if (chiso__is_row_scored(rows, row) != was_scored) {
        /* Who has nothing scored is ranked by no node, and else by those too that did not change.
         */
        chiso__what_if_forget_standings(what_if);
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
    struct chiso__unprepared why;
    chiso_node node = CHISO_NO_NODE;
    chiso_status status = CHISO_OK;

    if (rows->scored) {
        return CHISO_OK;
    }
    if (what_if->whole && !chiso__prepare(rows, &what_if->allocator, &why)) {
        return chiso__fail_prepare(
            what_if->board, why.row < rows->count ? what_if->units[why.row] : 0, &why, error);
    }
    if (what_if->whole && (!chiso__rests_share(rows, &what_if->allocator) ||
                           !chiso__peers_find(rows, &what_if->allocator, &what_if->peers, NULL))) {
        return chiso__fail_memory(error);
    }
    for (uint32_t row = 0; row < rows->count; row++) {
        if (!score_row(what_if, row, &node)) {
            return chiso__fail_large(what_if->board, what_if->units[row], node, error);
        }
        status = chiso__check_set_results(what_if->board, rows, row, what_if->units[row], error);
        if (status != CHISO_OK) {
            return status;
        }
    }
    rows->scored = true;
    return CHISO_OK;
}
