/* The figures of rows with gaps under plain sums: those of whole columns, less what the gaps take
 * off. It takes the place of the walk over each such row in score_unit.c, which is what all other
 * trees need.
 *
 * Why that is the same: where all inner nodes are plain sums of decimals, without limits or
 * rounding, each of their figures is a sum over the leaves below, and a leaf without a value adds
 * to it what chiso__leaf_figures() says, wherever it stands. Sums of 64 bits that a mark went into
 * wrap, and the mark can be taken out of them again. States are told by how many leaves below are
 * scored, apply, and are missing. Rests of gaps are 0. */
#include "score/inside.h"

#include "base/clones.h"

#include <string.h>

/* Rows that are looked at together: one in a few such has a gap. */
enum { BLOCK = 32, WORD_BITS = 64 };

/* What leaves without a value make of the figures of a node above them: what is added to points,
 * and what is left out of maxima. */
struct loss {
    int64_t low; /* beside what is in the actual points */
    int64_t high;
    int64_t max;
    int64_t bound_max; /* which is what is applicable too */
    int64_t scored;
    uint32_t scored_leaves; /* that count; bonuses too */
    uint32_t applying;      /* criteria that count and apply, and that are missing */
    uint32_t missing;
};

/* What a leaf does to the nodes above it if it is missing, or does not apply. */
struct gap {
    int64_t actual; /* is added to points */
    struct loss loss;
};

/* An inner node, by its number among them. */
struct inner {
    chiso_node node;
    uint32_t above;         /* the number of its parent; CHISO__NO_ROW: none */
    uint32_t scored_leaves; /* that count, in a row without gaps */
    uint32_t applying;
};

struct chiso__gap_work {
    struct chiso__rows *rows;
    bool take_out;    /* of the sums; else gaps are only found */
    struct gap *gaps; /* two a leaf */
    struct inner *inners;
    struct loss *losses; /* by inner node, of the row that is at work; else 0 */
    uint32_t *numbers;   /* of a leaf's node: its number among the leaves */
    /* The gaps of the tile: number of the leaf × 2, and 1 for what does not apply. Each row's lie
     * together, and end where it says. */
    uint32_t *found;
    uint32_t *ends;
    uint32_t first;
    uint32_t count;
};

static struct gap gap_of(const chiso_tree *tree, chiso_node leaf, chiso_decimal mark)
{
    struct chiso__node_figures figures;
    struct gap gap = {0};
    const int64_t max = tree->nodes[leaf].max.millionths;

    chiso__leaf_figures(tree, &tree->nodes[leaf], chiso__carried_of(mark), &figures);
    gap.loss.scored_leaves = 1;
    if (tree->nodes[leaf].in_bonus) {
        /* It is none. */
        return gap;
    }
    if (figures.takes_part[CHISO__CASE_ACTUAL]) {
        gap.actual = figures.achieved[CHISO__CASE_ACTUAL].millionths;
    }
    if (figures.takes_part[CHISO__CASE_LOW]) {
        gap.loss.low = figures.achieved[CHISO__CASE_LOW].millionths - gap.actual;
        gap.loss.high = figures.achieved[CHISO__CASE_HIGH].millionths - gap.actual;
    }
    gap.loss.max = figures.takes_part[CHISO__CASE_ACTUAL] ? 0 : max;
    gap.loss.bound_max = figures.takes_part[CHISO__CASE_LOW] ? 0 : max;
    gap.loss.scored = max;
    gap.loss.applying = figures.applies_below ? 0 : 1;
    gap.loss.missing = figures.missing_below ? 1 : 0;
    return gap;
}

static void add_loss(struct loss *sum, const struct loss *loss)
{
    sum->low += loss->low;
    sum->high += loss->high;
    sum->max += loss->max;
    sum->bound_max += loss->bound_max;
    sum->scored += loss->scored;
    sum->scored_leaves += loss->scored_leaves;
    sum->applying += loss->applying;
    sum->missing += loss->missing;
}

static uint32_t number_above(const chiso_tree *tree, chiso_node id)
{
    const chiso_node parent = tree->nodes[id].parent;

    return parent == CHISO_NO_NODE ? CHISO__NO_ROW : tree->nodes[parent].inner;
}

static void fill(struct chiso__gap_work *work)
{
    const chiso_tree *tree = work->rows->tree;

    for (chiso_node id = 0; id < tree->count; id++) {
        if (!chiso__is_leaf(&tree->nodes[id])) {
            work->inners[tree->nodes[id].inner] = (struct inner){id, number_above(tree, id), 0, 0};
        }
    }
    for (uint32_t i = 0; i < tree->leaf_count; i++) {
        const chiso_node leaf = tree->leaves[i];

        work->gaps[2 * (size_t)i] = gap_of(tree, leaf, CHISO_MISSING);
        work->gaps[2 * (size_t)i + 1] = gap_of(tree, leaf, CHISO_NOT_APPLICABLE);
        work->inners[number_above(tree, leaf)].scored_leaves++;
        work->inners[number_above(tree, leaf)].applying += tree->nodes[leaf].in_bonus ? 0 : 1;
    }
    for (uint32_t number = 0; number < tree->inner_count; number++) {
        const struct inner *inner = &work->inners[number];

        if (inner->above != CHISO__NO_ROW) {
            work->inners[inner->above].scored_leaves += inner->scored_leaves;
            work->inners[inner->above].applying += inner->applying;
        }
    }
}

/* The most gaps that a tile has. */
static size_t most_found(const struct chiso__rows *rows)
{
    size_t most = 1;
    size_t own = 0;

    for (uint32_t row = 0; row < rows->count; row++) {
        own = row % CHISO__TILE == 0 ? rows->gaps[row] : own + rows->gaps[row];
        most = own > most ? own : most;
    }
    return most;
}

/* What gaps are taken out of sums with. */
static bool begin_taking_out(struct chiso__gap_work *work, const chiso_allocator *allocator)
{
    const chiso_tree *tree = work->rows->tree;

    work->gaps = chiso__alloc(allocator, (size_t)tree->leaf_count * 2, sizeof(*work->gaps));
    work->inners = chiso__alloc(allocator, tree->inner_count, sizeof(*work->inners));
    work->losses = chiso__alloc_zero(allocator, tree->inner_count, sizeof(*work->losses));
    if (work->gaps == NULL || work->inners == NULL || work->losses == NULL) {
        return false;
    }
    fill(work);
    return true;
}

struct chiso__gap_work *chiso__gaps_begin(struct chiso__rows *rows,
                                          const chiso_allocator *allocator)
{
    const chiso_tree *tree = rows->tree;
    struct chiso__gap_work *work = chiso__alloc_zero(allocator, 1, sizeof(*work));

    if (work == NULL) {
        return NULL;
    }
    work->rows = rows;
    work->take_out = rows->sparse && chiso__gaps_are_quick(tree);
    work->numbers = chiso__alloc(allocator, tree->count, sizeof(*work->numbers));
    work->found = chiso__alloc(allocator, most_found(rows), sizeof(*work->found));
    work->ends = chiso__alloc(allocator, CHISO__TILE, sizeof(*work->ends));
    if (work->numbers == NULL || work->found == NULL || work->ends == NULL ||
        (work->take_out && !begin_taking_out(work, allocator))) {
        chiso__gaps_end(work, allocator);
        return NULL;
    }
    for (uint32_t i = 0; i < tree->leaf_count; i++) {
        work->numbers[tree->leaves[i]] = i;
    }
    return work;
}

void chiso__gaps_end(struct chiso__gap_work *work, const chiso_allocator *allocator)
{
    if (work != NULL) {
        chiso__release(allocator, work->gaps);
        chiso__release(allocator, work->inners);
        chiso__release(allocator, work->losses);
        chiso__release(allocator, work->numbers);
        chiso__release(allocator, work->found);
        chiso__release(allocator, work->ends);
        chiso__release(allocator, work);
    }
}

void chiso__gaps_begin_tile(struct chiso__gap_work *work, uint32_t first, uint32_t count)
{
    uint32_t place = 0;

    work->first = first;
    work->count = count;
    /* Where each begins: its gaps then move it to where it ends. */
    for (uint32_t i = 0; i < count; i++) {
        work->ends[i] = place;
        place += work->rows->gaps[first + i];
    }
}

/* Whether any number of each block may be a mark, which is far below 0: then its highest bits
 * differ, as they do in no number nearer to 0 than 2^62. Below 0 where one is. Without a branch,
 * many at a time. */
CHISO__CLONES
static void look_for_marks(const int64_t *restrict column, uint32_t blocks, int64_t *restrict found)
{
    for (uint32_t block = 0; block < blocks; block++) {
        const int64_t *restrict values = column + (size_t)block * BLOCK;
        uint64_t all = 0;

        for (int i = 0; i < BLOCK; i++) {
            all |= (uint64_t)values[i] ^ (uint64_t)values[i] << 1;
        }
        found[block] = (int64_t)all;
    }
}

/* Finds the gaps of a leaf among some rows of the tile, and takes them out of the sums of its
 * parent.
 */
static void take_out_some(struct chiso__gap_work *work, chiso_node leaf, int64_t *sums,
                          uint32_t start, uint32_t end)
{
    const int64_t *column = chiso__column_of(work->rows, leaf) + work->first;
    const bool is_added = !chiso__is_relative_leaf(&work->rows->tree->nodes[leaf]);
    uint32_t hits[BLOCK];
    uint32_t count = 0;

    for (uint32_t i = start; i < end; i++) {
        hits[count] = i;
        count += chiso__is_gap(column[i]);
    }
    for (uint32_t i = 0; i < count; i++) {
        const int64_t mark = column[hits[i]];
        const uint32_t kind = 2 * work->numbers[leaf] + (mark == CHISO_NOT_APPLICABLE);
        const uint64_t added = is_added ? (uint64_t)mark : 0;

        if (work->take_out) {
            sums[hits[i]] =
                (int64_t)((uint64_t)sums[hits[i]] - added + (uint64_t)work->gaps[kind].actual);
        }
        work->found[work->ends[hits[i]]++] = kind;
    }
}

void chiso__gaps_take_out(struct chiso__gap_work *work, chiso_node id)
{
    const struct chiso__tree_node *nodes = work->rows->tree->nodes;
    const uint32_t blocks = work->count / BLOCK;
    int64_t *sums = chiso__figures_of(work->rows, id) + work->first;
    int64_t found[CHISO__TILE / BLOCK];

    for (chiso_node leaf = nodes[id].first_child; leaf != CHISO_NO_NODE;
         leaf = nodes[leaf].next_sibling) {
        if (!chiso__is_leaf(&nodes[leaf])) {
            continue;
        }
        look_for_marks(chiso__column_of(work->rows, leaf) + work->first, blocks, found);
        for (uint32_t block = 0; block < blocks; block++) {
            if (found[block] < 0) {
                take_out_some(work, leaf, sums, block * BLOCK, (block + 1) * BLOCK);
            }
        }
        take_out_some(work, leaf, sums, blocks * BLOCK, work->count);
    }
}

static chiso_state state_of(const chiso_tree *tree, const struct inner *inner,
                            const struct loss *loss)
{
    const bool scored = inner->scored_leaves > loss->scored_leaves;

    if (!scored && inner->applying == loss->applying) {
        return CHISO_STATE_NOT_APPLICABLE;
    }
    return !scored || (loss->missing > 0 && tree->missing == CHISO_MISSING_UNKNOWN)
               ? CHISO_STATE_MISSING
               : CHISO_STATE_SCORED;
}

/* Stores the details of a node of a row, and its mark where it has no points: all sums above it are
 * there, and had nothing to add of it. */
static void store(struct chiso__gap_work *work, uint32_t row, uint32_t number)
{
    const struct inner *inner = &work->inners[number];
    const struct loss *loss = &work->losses[number];
    struct chiso__rows *rows = work->rows;
    const int64_t max = rows->tree->nodes[inner->node].max.millionths;
    const chiso_state state = state_of(rows->tree, inner, loss);
    const struct chiso__carried absent = {CHISO_ABSENT, 0};
    const struct chiso__carried points = chiso__stored_at(rows, inner->node, row);
    const bool has_bounds = state != CHISO_STATE_NOT_APPLICABLE;
    const bool has_points =
        state == CHISO_STATE_SCORED || (has_bounds && rows->tree->missing == CHISO_MISSING_ZERO);
    struct chiso__gap_detail *detail = &rows->details[rows->sparse_count++];

    detail->max = has_points ? chiso__carried_of(max - loss->max) : absent;
    detail->low = absent;
    detail->high = absent;
    detail->bound_max = absent;
    if (has_bounds) {
        detail->low = (struct chiso__carried){points.millionths + loss->low, points.rest};
        detail->high = (struct chiso__carried){points.millionths + loss->high, points.rest};
        detail->bound_max = chiso__carried_of(max - loss->bound_max);
    }
    detail->scored = chiso__carried_of(max - loss->scored);
    detail->applicable = chiso__carried_of(max - loss->bound_max);
    detail->state = state;
    detail->any_scored = inner->scored_leaves > loss->scored_leaves;
    if (!has_points) {
        chiso__figure_put(rows, inner->node, row, absent);
    }
}

static bool is_marked(const uint64_t *marks, uint32_t number)
{
    return (marks[number / WORD_BITS] >> number % WORD_BITS & 1) != 0;
}

/* Adds what the gaps of a row take off to the nodes right above them, and marks all that are above
 * them: no node more than once, however deep the tree is. */
static void add_up(struct chiso__gap_work *work, const uint32_t *found, uint32_t count,
                   uint64_t *marks)
{
    const chiso_tree *tree = work->rows->tree;

    for (uint32_t i = 0; i < count; i++) {
        const struct gap *gap = &work->gaps[found[i]];
        uint32_t at = number_above(tree, tree->leaves[found[i] / 2]);

        add_loss(&work->losses[at], &gap->loss);
        while (at != CHISO__NO_ROW && !is_marked(marks, at)) {
            marks[at / WORD_BITS] |= UINT64_C(1) << at % WORD_BITS;
            at = work->inners[at].above;
        }
    }
}

const uint32_t *chiso__gaps_of(const struct chiso__gap_work *work, uint32_t row)
{
    return work->found + work->ends[row - work->first] - work->rows->gaps[row];
}

bool chiso__gaps_are_taken_out(const struct chiso__gap_work *work)
{
    return work->take_out;
}

/* Stores the details of the marked nodes of a row, and begins their losses anew. */
static void store_marked(struct chiso__gap_work *work, uint32_t row, const uint64_t *marks,
                         size_t words)
{
    for (size_t word = 0; word < words; word++) {
        for (uint64_t left = marks[word]; left != 0; left &= left - 1) {
            const uint32_t number = (uint32_t)(word * WORD_BITS) + (uint32_t)__builtin_ctzll(left);
            const uint32_t above = work->inners[number].above;

            store(work, row, number);
            /* Numbers rise from each node to those above it: that is still to come. */
            if (above != CHISO__NO_ROW) {
                add_loss(&work->losses[above], &work->losses[number]);
            }
            memset(&work->losses[number], 0, sizeof(work->losses[number]));
        }
    }
}

void chiso__gaps_store(struct chiso__gap_work *work)
{
    struct chiso__rows *rows = work->rows;
    const size_t words = chiso__mark_words(rows->tree) - 1;

    for (uint32_t i = 0; i < work->count; i++) {
        const uint32_t row = work->first + i;
        uint64_t *marks = NULL;

        if (rows->gaps[row] == 0) {
            continue;
        }
        chiso__details_mark(rows, row, &marks);
        add_up(work, chiso__gaps_of(work, row), rows->gaps[row], marks);
        store_marked(work, row, marks, words);
    }
}
