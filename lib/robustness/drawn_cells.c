/* What a draw makes of cells and combines: answers drawn again, points within what rounding hides,
 * a leaf left out. */
#include "robustness/drawing.h"

#include "board/set_result.h"
#include "robustness/vary.h"

static const struct chiso__value nothing = {
    {CHISO_NOT_APPLICABLE, 0}, {{CHISO_ABSENT, 0}, CHISO_ABSENT, false, false}, NULL};

/* Takes the weight of a criterion away, in all blocks that it applies to: it counts by its max for
 * the unit. */
static void weigh_by_max(chiso_tree *tree, chiso_node id)
{
    tree->nodes[id].weight = chiso__carried_of(CHISO_ABSENT);
    for (uint32_t column = 0; column < tree->by_block.column_count; column++) {
        struct chiso__carried *own = &tree->by_block.weights[(size_t)column * tree->count + id];

        *own = own->millionths == CHISO__LEFT_OUT ? *own : chiso__carried_of(CHISO_ABSENT);
    }
}

void chiso__draw_combine(struct chiso__drawing *drawing, uint64_t draw)
{
    const struct chiso__plan *plan = drawing->plan;
    const chiso_tree *from = drawing->board->tree;
    struct chiso__tree_node *node = &drawing->tree->nodes[plan->combined];
    struct chiso__stream stream =
        chiso__stream_of(chiso__plan_draw(plan, draw, CHISO__SOURCE_COMBINE),
                         chiso__draw_name(from->codes[plan->combined]));
    const uint64_t way = chiso__choose(chiso__stream_next(&stream), plan->combine_count);
    const bool was_sum = from->nodes[plan->combined].combine == CHISO_COMBINE_SUM;

    node->combine = plan->combines[way];
    /* A sum has no weights: as a mean it goes by maxima. */
    for (chiso_node id = node->first_child; id != CHISO_NO_NODE && was_sum && !node->drawn;
         id = drawing->tree->nodes[id].next_sibling) {
        weigh_by_max(drawing->tree, id);
    }
}

bool chiso__draws_cells(const struct chiso__plan *plan)
{
    return plan->sources[CHISO__SOURCE_ANSWERS] || plan->sources[CHISO__SOURCE_ROUNDING] ||
           plan->sources[CHISO__SOURCE_WITHOUT];
}

/* The leaves of a kind of rule. */
static bool list_leaves(const struct chiso__drawing *drawing, enum chiso__rule_kind kind,
                        chiso_node **out_leaves, uint32_t *out_count)
{
    const chiso_tree *tree = drawing->board->tree;
    chiso_node *leaves = chiso__alloc(&drawing->allocator, tree->leaf_count, sizeof(*leaves));

    *out_leaves = leaves;
    for (uint32_t i = 0; i < tree->leaf_count && leaves != NULL; i++) {
        const struct chiso__rule *rule = &tree->nodes[tree->leaves[i]].rule;

        if (rule->kind == kind && rule->treatment_count == 0) {
            leaves[(*out_count)++] = tree->leaves[i];
        }
    }
    return leaves != NULL;
}

static uint32_t most_options(const chiso_tree *tree)
{
    uint32_t most = 1;

    for (uint32_t i = 0; i < tree->leaf_count; i++) {
        const uint32_t own = tree->nodes[tree->leaves[i]].rule.option_count;

        most = own > most ? own : most;
    }
    return most;
}

bool chiso__cells_begin(struct chiso__drawing *drawing)
{
    struct chiso__drawn_cells *cells = &drawing->cells;
    const uint32_t options = most_options(drawing->board->tree);

    cells->left_out = CHISO_NO_NODE;
    cells->counts = chiso__alloc(&drawing->allocator, options, sizeof(*cells->counts));
    cells->drawn = chiso__alloc(&drawing->allocator, options, sizeof(*cells->drawn));
    return cells->counts != NULL && cells->drawn != NULL &&
           list_leaves(drawing, CHISO__RULE_SURVEY, &cells->answered, &cells->answered_count) &&
           list_leaves(drawing, CHISO__RULE_POINTS, &cells->rounded, &cells->rounded_count);
}

void chiso__cells_end(struct chiso__drawing *drawing)
{
    const struct chiso__drawn_cells *cells = &drawing->cells;

    chiso__release(&drawing->allocator, cells->answered);
    chiso__release(&drawing->allocator, cells->rounded);
    chiso__release(&drawing->allocator, cells->counts);
    chiso__release(&drawing->allocator, cells->drawn);
}

static chiso_status put(struct chiso__drawing *drawing, chiso_unit unit, chiso_node leaf,
                        struct chiso__value *value, chiso_error *error)
{
    struct chiso__rows *rows = &drawing->scratch->rows;

    if (!chiso__cell_ready(rows, &drawing->allocator, leaf, value)) {
        return chiso__fail_memory(error);
    }
    chiso__cell_put(rows, unit, leaf, *value);
    return CHISO_OK;
}

/* Answers drawn again from those of the board. Who answered cannot be told of weighted ones. */
static chiso_status draw_answers(struct chiso__drawing *drawing, struct chiso__draw draw,
                                 chiso_unit unit, chiso_node leaf, chiso_error *error)
{
    const chiso_board *board = drawing->board;
    const chiso_tree *tree = board->tree;
    struct chiso__drawn_cells *cells = &drawing->cells;
    const uint32_t options = tree->nodes[leaf].rule.option_count;
    const int64_t *counts = chiso__counts_at(&board->rows, leaf, unit);
    struct chiso__stream stream = chiso__stream_of(
        draw, chiso__draw_name_of_cell(board->units.codes[unit], tree->codes[leaf]));
    struct chiso__value value;
    chiso_status status = CHISO_OK;

    if (chiso__carried_is_gap(chiso__stored_at(&board->rows, leaf, unit))) {
        return CHISO_OK;
    }
    for (uint32_t i = 0; i < options; i++) {
        if (counts[i] % CHISO_DECIMAL_ONE != 0) {
            return chiso__fail_cell(
                error, chiso__fail(error, CHISO_E_CELL, CHISO__SAY_DRAWS_WEIGHTED_ANSWERS, NULL),
                board, unit, leaf);
        }
        cells->counts[i] = counts[i] / CHISO_DECIMAL_ONE;
    }
    (void)chiso__draw_answers(&stream, cells->counts, options, cells->drawn);
    for (uint32_t i = 0; i < options; i++) {
        cells->drawn[i] *= CHISO_DECIMAL_ONE;
    }
    status = chiso__counts_value(tree, leaf, cells->drawn, options, &value, error);
    return status == CHISO_OK ? put(drawing, unit, leaf, &value, error)
                              : chiso__fail_cell(error, status, board, unit, leaf);
}

/* Points that were printed rounded, somewhere in what they stand for. */
static chiso_status draw_rounding(struct chiso__drawing *drawing, struct chiso__draw draw,
                                  chiso_unit unit, chiso_node leaf, chiso_error *error)
{
    const chiso_board *board = drawing->board;
    const struct chiso__tree_node *node = &board->tree->nodes[leaf];
    struct chiso__value value = chiso__cell_at(&board->rows, leaf, unit);
    struct chiso__stream stream = chiso__stream_of(
        draw, chiso__draw_name_of_cell(board->units.codes[unit], board->tree->codes[leaf]));
    const int64_t off = chiso__rounding_off(chiso__stream_next(&stream), drawing->plan->decimals);
    struct chiso__carried moved = value.points;

    if (chiso__carried_is_gap(value.points) ||
        !chiso__carried_add(value.points, chiso__carried_of(off), &moved)) {
        return CHISO_OK;
    }
    value.points = chiso__carried_limit(moved, node->min, node->max);
    value.measured.value = value.points;
    return put(drawing, unit, leaf, &value, error);
}

/* Calls one of these for every unit and leaf. */
static chiso_status draw_each(struct chiso__drawing *drawing, struct chiso__draw draw,
                              const chiso_node *leaves, uint32_t count,
                              chiso_status (*each)(struct chiso__drawing *, struct chiso__draw,
                                                   chiso_unit, chiso_node, chiso_error *),
                              chiso_error *error)
{
    chiso_status status = CHISO_OK;

    for (uint32_t i = 0; i < count; i++) {
        for (chiso_unit unit = 0; unit < drawing->board->units.count && status == CHISO_OK;
             unit++) {
            status = each(drawing, draw, unit, leaves[i], error);
        }
    }
    return status;
}

void chiso__drawing_leave_out(struct chiso__drawing *drawing, chiso_node node)
{
    chiso_board *scratch = drawing->scratch;
    uint32_t count = 0;
    const chiso_node *below = chiso__order_below(drawing->board->tree, node, &count);

    for (uint32_t i = 0; i < count; i++) {
        const bool is_leaf = chiso__is_leaf(&drawing->tree->nodes[below[i]]);

        for (chiso_unit unit = 0; unit < scratch->units.count; unit++) {
            if (is_leaf) {
                chiso__cell_put(&scratch->rows, unit, below[i], nothing);
            } else if (scratch->rows.set_count > 0) {
                chiso__set_remove(&scratch->rows, unit, below[i]);
            }
        }
    }
}

/* A result that was set, back from the board. */
static bool put_result_back(struct chiso__drawing *drawing, chiso_unit unit, chiso_node node)
{
    const struct chiso__set_result *set = chiso__set_find(&drawing->board->rows, unit, node);

    return set == NULL || chiso__set_put(&drawing->scratch->rows, &drawing->allocator, *set);
}

chiso_status chiso__drawing_put_back(struct chiso__drawing *drawing, chiso_node node,
                                     chiso_error *error)
{
    const struct chiso__rows *rows = &drawing->board->rows;
    uint32_t count = 0;
    const chiso_node *below = chiso__order_below(drawing->board->tree, node, &count);
    chiso_status status = CHISO_OK;

    for (uint32_t i = 0; i < count; i++) {
        const bool is_leaf = chiso__is_leaf(&drawing->tree->nodes[below[i]]);

        for (chiso_unit unit = 0; unit < rows->count && status == CHISO_OK; unit++) {
            if (is_leaf) {
                struct chiso__value value = chiso__cell_at(rows, below[i], unit);

                status = put(drawing, unit, below[i], &value, error);
            } else if (rows->set_count > 0 && !put_result_back(drawing, unit, below[i])) {
                status = chiso__fail_memory(error);
            }
        }
    }
    return status;
}

/* One of the leaves is left out, or none, each as likely. */
static chiso_status draw_without(struct chiso__drawing *drawing, struct chiso__draw draw,
                                 chiso_error *error)
{
    const chiso_tree *tree = drawing->board->tree;
    struct chiso__drawn_cells *cells = &drawing->cells;
    struct chiso__stream stream =
        chiso__stream_of(draw, chiso__draw_name((struct chiso__span){"", 0}));
    const uint64_t way = chiso__choose(chiso__stream_next(&stream), tree->leaf_count + 1);
    chiso_status status = CHISO_OK;

    if (cells->left_out != CHISO_NO_NODE) {
        status = chiso__drawing_put_back(drawing, cells->left_out, error);
    }
    cells->left_out = way < tree->leaf_count ? tree->leaves[way] : CHISO_NO_NODE;
    return status;
}

chiso_status chiso__draw_cells(struct chiso__drawing *drawing, uint64_t draw, chiso_error *error)
{
    const struct chiso__plan *plan = drawing->plan;
    const struct chiso__drawn_cells *cells = &drawing->cells;
    chiso_status status = CHISO_OK;

    if (plan->sources[CHISO__SOURCE_WITHOUT]) {
        status = draw_without(drawing, chiso__plan_draw(plan, draw, CHISO__SOURCE_WITHOUT), error);
    }
    if (status == CHISO_OK && plan->sources[CHISO__SOURCE_ANSWERS]) {
        status = draw_each(drawing, chiso__plan_draw(plan, draw, CHISO__SOURCE_ANSWERS),
                           cells->answered, cells->answered_count, draw_answers, error);
    }
    if (status == CHISO_OK && plan->sources[CHISO__SOURCE_ROUNDING]) {
        status = draw_each(drawing, chiso__plan_draw(plan, draw, CHISO__SOURCE_ROUNDING),
                           cells->rounded, cells->rounded_count, draw_rounding, error);
    }
    /* Last: what is left out has no answers either. */
    if (status == CHISO_OK && cells->left_out != CHISO_NO_NODE) {
        chiso__drawing_leave_out(drawing, cells->left_out);
    }
    return status;
}
