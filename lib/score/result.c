/* The figures of a scored board, one by one and as columns. */
#include "score/result.h"

#include "score/peers.h"

/* The detail of any node: of a leaf it is made from its cell, of a row without gaps from the tree.
 */
static struct chiso__gap_detail detail_of(const struct chiso__rows *rows, uint32_t row,
                                          chiso_node id)
{
    const chiso_tree *tree = rows->tree;
    const struct chiso__tree_node *node = &tree->nodes[id];
    const chiso_decimal points = chiso__points_at(rows, id, row);
    const bool is_leaf = chiso__is_leaf(node);
    struct chiso__node_figures figures;

    if (!is_leaf && rows->detail_rows[row] != CHISO__NO_ROW) {
        return rows->details[(size_t)rows->detail_rows[row] * tree->inner_count + node->inner];
    }
    if (!is_leaf || !chiso__is_gap(points)) {
        return (struct chiso__gap_detail){node->max,         points,         points,
                                          node->max,         node->leaf_max, node->leaf_max,
                                          CHISO_STATE_SCORED};
    }
    chiso__leaf_figures(tree, node, points, &figures);
    if (figures.state == CHISO_STATE_NOT_APPLICABLE) {
        return (struct chiso__gap_detail){
            CHISO_ABSENT, CHISO_ABSENT, CHISO_ABSENT, CHISO_ABSENT, 0, 0, figures.state};
    }
    return (struct chiso__gap_detail){
        .max = tree->missing == CHISO_MISSING_SKIP ? CHISO_ABSENT : node->max,
        .low = figures.achieved[CHISO__CASE_LOW],
        .high = figures.achieved[CHISO__CASE_HIGH],
        .bound_max = node->max,
        .applicable = node->max,
        .state = figures.state,
    };
}

static chiso_decimal achieved_of(const struct chiso__rows *rows, uint32_t row, chiso_node node)
{
    const chiso_decimal points = chiso__points_at(rows, node, row);
    const struct chiso__tree_node *leaf = &rows->tree->nodes[node];
    struct chiso__node_figures figures;

    if (!chiso__is_gap(points)) {
        return points;
    }
    if (!chiso__is_leaf(leaf) || points != CHISO_MISSING ||
        rows->tree->missing != CHISO_MISSING_ZERO) {
        return CHISO_ABSENT;
    }
    chiso__leaf_figures(rows->tree, leaf, points, &figures);
    return figures.achieved[CHISO__CASE_ACTUAL];
}

bool chiso__ratio_of(const struct chiso__rows *rows, uint32_t row, chiso_node node,
                     struct chiso__ratio *out_ratio)
{
    *out_ratio =
        (struct chiso__ratio){achieved_of(rows, row, node), detail_of(rows, row, node).max};
    return out_ratio->achieved != CHISO_ABSENT && out_ratio->max != CHISO_ABSENT &&
           out_ratio->max > 0;
}

chiso_status chiso__check_result(const chiso_board *board, chiso_unit unit, chiso_node node)
{
    if (!board->rows.scored) {
        return CHISO_E_STATE;
    }
    if (unit >= board->units.count) {
        return CHISO_E_UNIT;
    }
    return node < board->tree->count ? CHISO_OK : CHISO_E_NODE;
}

chiso_status chiso__fail_result(const chiso_board *board, chiso_unit unit, chiso_node node,
                                chiso_error *error)
{
    const chiso_status status = chiso__check_scored(board, error);

    if (status != CHISO_OK) {
        return status;
    }
    if (unit >= board->units.count) {
        return chiso__fail_unit(error, unit);
    }
    return node < board->tree->count ? CHISO_OK : chiso__fail_node(error, node);
}

chiso_status chiso__publish(const chiso_tree *tree, chiso_decimal part, chiso_decimal whole,
                            chiso_decimal *out_percent)
{
    *out_percent = CHISO_ABSENT;
    if (part == CHISO_ABSENT || whole == CHISO_ABSENT || whole <= 0) {
        return CHISO_OK;
    }
    if (part == whole) {
        *out_percent = 100 * CHISO_DECIMAL_ONE;
        return CHISO_OK;
    }
    return chiso_decimal_percent(part, whole, tree->digits, tree->rounding, out_percent);
}

/* The percents of both bounds: where nothing is missing they are the percent itself. */
static chiso_status publish_bounds(const chiso_tree *tree, const struct chiso__gap_detail *detail,
                                   chiso_result *result)
{
    chiso_status status = CHISO_OK;

    if (detail->low == result->achieved && detail->high == result->achieved &&
        detail->bound_max == result->max) {
        result->lowest = result->percent;
        result->highest = result->percent;
        return CHISO_OK;
    }
    status = chiso__publish(tree, detail->low, detail->bound_max, &result->lowest);
    return status == CHISO_OK
               ? chiso__publish(tree, detail->high, detail->bound_max, &result->highest)
               : status;
}

chiso_status chiso__result_of(const struct chiso__rows *rows, uint32_t row, chiso_node node,
                              chiso_result *out_result)
{
    const struct chiso__gap_detail detail = detail_of(rows, row, node);
    chiso_result result = {
        .state = detail.state, .achieved = achieved_of(rows, row, node), .max = detail.max};
    chiso_status status = chiso__publish(rows->tree, result.achieved, result.max, &result.percent);

    if (status == CHISO_OK) {
        status = chiso__publish(rows->tree, detail.scored, detail.applicable, &result.coverage);
    }
    if (status == CHISO_OK) {
        status = publish_bounds(rows->tree, &detail, &result);
    }
    if (status == CHISO_OK) {
        *out_result = result;
    }
    return status;
}

chiso_status chiso_board_result(const chiso_board *board, chiso_unit unit, chiso_node node,
                                chiso_result *out_result)
{
    chiso_status status = CHISO_OK;

    if (board == NULL || out_result == NULL) {
        return CHISO_E_NULL;
    }
    status = chiso__check_result(board, unit, node);
    return status == CHISO_OK ? chiso__result_of(&board->rows, unit, node, out_result) : status;
}

static chiso_status check_column(const chiso_board *board, chiso_node node)
{
    if (!board->rows.scored) {
        return CHISO_E_STATE;
    }
    return node < board->tree->count ? CHISO_OK : CHISO_E_NODE;
}

chiso_status chiso_board_points(const chiso_board *board, chiso_node node,
                                const chiso_decimal **out_points)
{
    chiso_status status = CHISO_OK;

    if (board == NULL || out_points == NULL) {
        return CHISO_E_NULL;
    }
    status = check_column(board, node);
    if (status == CHISO_OK && chiso__is_relative_leaf(&board->tree->nodes[node])) {
        status = CHISO_E_NODE;
    }
    if (status == CHISO_OK) {
        *out_points = chiso__column_of(&board->rows, node);
    }
    return status;
}

chiso_status chiso_board_copy_points(const chiso_board *board, chiso_node node, size_t count,
                                     chiso_decimal *out_points)
{
    chiso_status status = CHISO_OK;

    if (board == NULL || out_points == NULL) {
        return CHISO_E_NULL;
    }
    status = check_column(board, node);
    if (status == CHISO_OK && count != board->units.count) {
        status = CHISO_E_RANGE;
    }
    for (chiso_unit unit = 0; unit < board->units.count && status == CHISO_OK; unit++) {
        out_points[unit] = chiso__points_at(&board->rows, node, unit);
    }
    return status;
}

/* What counts of answers are worth in percent. */
static chiso_decimal weighted_percent(const struct chiso__rule *rule, const int64_t *counts)
{
    /* A max of 100 makes points a percentage, of which the weights are shares of 0 to 100. */
    const struct chiso__limits whole = {0, 100 * CHISO_DECIMAL_ONE};
    chiso_decimal percent = CHISO_ABSENT;

    (void)chiso__survey_points(rule, whole, counts, &percent, NULL);
    return percent;
}

chiso_cell chiso__cell_of(const struct chiso__rows *rows, uint32_t row, chiso_node leaf)
{
    const struct chiso__rule *rule = &rows->tree->nodes[leaf].rule;
    const struct chiso__value value = chiso__cell_at(rows, leaf, row);
    chiso_cell cell = {CHISO_STATE_SCORED, value.measured.value, value.measured.denominator,
                       value.points};

    if (chiso__is_gap(value.points)) {
        return (chiso_cell){value.points == CHISO_NOT_APPLICABLE ? CHISO_STATE_NOT_APPLICABLE
                                                                 : CHISO_STATE_MISSING,
                            CHISO_ABSENT, CHISO_ABSENT, CHISO_ABSENT};
    }
    if (chiso__is_relative(rule)) {
        cell.points = rows->scored ? chiso__points_at(rows, leaf, row) : CHISO_ABSENT;
    } else if (value.counts != NULL) {
        cell.value = weighted_percent(rule, value.counts);
        cell.denominator = 100 * CHISO_DECIMAL_ONE;
    }
    return cell;
}

chiso_status chiso_board_cell(const chiso_board *board, chiso_unit unit, chiso_node leaf,
                              chiso_cell *out_cell)
{
    if (board == NULL || out_cell == NULL) {
        return CHISO_E_NULL;
    }
    if (unit >= board->units.count) {
        return CHISO_E_UNIT;
    }
    if (!chiso_node_is_leaf(board->tree, leaf)) {
        return CHISO_E_NODE;
    }
    *out_cell = chiso__cell_of(&board->rows, unit, leaf);
    return CHISO_OK;
}

chiso_status chiso_board_counts(const chiso_board *board, chiso_unit unit, chiso_node leaf,
                                const int64_t **out_counts, uint32_t *out_option_count)
{
    const struct chiso__rule *rule = NULL;
    struct chiso__value value;

    if (board == NULL || out_counts == NULL || out_option_count == NULL) {
        return CHISO_E_NULL;
    }
    if (unit >= board->units.count) {
        return CHISO_E_UNIT;
    }
    rule = chiso_node_is_leaf(board->tree, leaf) ? &board->tree->nodes[leaf].rule : NULL;
    if (rule == NULL || rule->takes != CHISO__CELL_ANSWERS) {
        return CHISO_E_NODE;
    }
    value = chiso__cell_at(&board->rows, leaf, unit);
    if (value.counts == NULL) {
        return CHISO_E_EMPTY;
    }
    *out_counts = value.counts;
    *out_option_count = rule->option_count;
    return CHISO_OK;
}

chiso_status chiso_board_peers(const chiso_board *board, chiso_unit unit, chiso_node leaf,
                               chiso_peers *out_peers)
{
    const struct chiso__peer_figures *peers = NULL;

    if (board == NULL || out_peers == NULL) {
        return CHISO_E_NULL;
    }
    if (!board->rows.scored) {
        return CHISO_E_STATE;
    }
    if (unit >= board->units.count) {
        return CHISO_E_UNIT;
    }
    if (leaf >= board->tree->count || !chiso__is_relative_leaf(&board->tree->nodes[leaf])) {
        return CHISO_E_NODE;
    }
    peers = chiso__peers_of(&board->rows, leaf, unit);
    *out_peers = (chiso_peers){peers->count, CHISO_ABSENT, CHISO_ABSENT};
    if (peers->count > 0) {
        out_peers->lowest = peers->lowest;
        out_peers->highest = peers->highest;
    }
    return CHISO_OK;
}
