/* The figures of a scored board, one by one and as columns. */
#include "score/result.h"

#include "score/peers.h"
#include "score/prepare.h"

static const struct chiso__carried absent = {CHISO_ABSENT, 0};

/* The detail of a leaf from its figures. */
static struct chiso__gap_detail leaf_detail(const chiso_tree *tree,
                                            const struct chiso__tree_node *leaf,
                                            const struct chiso__node_figures *figures)
{
    if (figures->state == CHISO_STATE_NOT_APPLICABLE ||
        (figures->state == CHISO_STATE_MISSING && chiso__counts_nothing(leaf))) {
        return (struct chiso__gap_detail){absent, absent, absent,         absent,
                                          {0, 0}, {0, 0}, figures->state, false};
    }
    return (struct chiso__gap_detail){
        .max = figures->state == CHISO_STATE_MISSING && tree->missing != CHISO_MISSING_ZERO &&
                       !figures->imputed
                   ? absent
                   : leaf->max,
        .low = figures->achieved[CHISO__CASE_LOW],
        .high = figures->achieved[CHISO__CASE_HIGH],
        .bound_max = leaf->max,
        .scored = figures->scored,
        .applicable = figures->applicable,
        .state = figures->state,
        .any_scored = figures->any_scored,
    };
}

/* The detail of any node: of a leaf it is made from its cell, of a row without gaps from the tree.
 */
static struct chiso__gap_detail detail_of(const struct chiso__rows *rows, uint32_t row,
                                          chiso_node id)
{
    const chiso_tree *tree = rows->tree;
    const struct chiso__tree_node *node = &tree->nodes[id];
    const struct chiso__carried covered = chiso__carried_of(node->covers ? CHISO_DECIMAL_ONE : 0);
    const struct chiso__gap_detail *detail =
        chiso__is_leaf(node) ? NULL : chiso__detail_at(rows, row, node->inner);
    struct chiso__node_figures figures;
    struct chiso__carried points = {0, 0};

    if (detail != NULL) {
        return *detail;
    }
    points = chiso__points_at(rows, id, row);
    if (chiso__is_leaf(node)) {
        chiso__leaf_figures_in(rows, id, row, points, &figures);
        return leaf_detail(tree, node, &figures);
    }
    return (struct chiso__gap_detail){
        node->max, points, points, node->max, covered, covered, CHISO_STATE_SCORED, true};
}

/* The points that a node counts with whose column holds these. */
static struct chiso__carried achieved_from(const chiso_tree *tree,
                                           const struct chiso__tree_node *node,
                                           struct chiso__carried points)
{
    if (!chiso__carried_is_gap(points)) {
        return points;
    }
    if (!chiso__is_leaf(node) || points.millionths != CHISO_MISSING ||
        tree->missing != CHISO_MISSING_ZERO || chiso__counts_nothing(node)) {
        return absent;
    }
    return chiso__round_points(tree, node, node->min);
}

struct chiso__carried chiso__achieved_of(const struct chiso__rows *rows, uint32_t row,
                                         chiso_node node)
{
    const struct chiso__carried points = chiso__points_at(rows, node, row);
    const struct chiso__carried found =
        points.millionths == CHISO_MISSING ? chiso__found_for(rows, node, row) : absent;

    return chiso__is_absent(found) ? achieved_from(rows->tree, &rows->tree->nodes[node], points)
                                   : found;
}

bool chiso__is_row_scored(const struct chiso__rows *rows, uint32_t row)
{
    const struct chiso__gap_detail *root =
        chiso__detail_at(rows, row, rows->tree->nodes[CHISO_ROOT].inner);

    return root == NULL || root->any_scored;
}

bool chiso__own_ratio_of(const struct chiso__rows *rows, uint32_t row, chiso_node node,
                         struct chiso__carried_ratio *out_ratio)
{
    const struct chiso__carried zero = {0, 0};
    const struct chiso__tree_node *own = &rows->tree->nodes[node];

    if (chiso__is_leaf(own)) {
        *out_ratio = (struct chiso__carried_ratio){chiso__achieved_of(rows, row, node),
                                                   detail_of(rows, row, node).max};
    } else {
        const struct chiso__gap_detail *detail = chiso__detail_at(rows, row, own->inner);

        *out_ratio = (struct chiso__carried_ratio){chiso__stored_at(rows, node, row),
                                                   detail == NULL ? own->max : detail->max};
        out_ratio->achieved =
            chiso__carried_is_gap(out_ratio->achieved) ? absent : out_ratio->achieved;
    }
    return !chiso__carried_is_gap(out_ratio->achieved) && !chiso__carried_is_gap(out_ratio->max) &&
           chiso__carried_compare(out_ratio->max, zero) > 0;
}

bool chiso__ratio_of(const struct chiso__rows *rows, uint32_t row, chiso_node node,
                     struct chiso__carried_ratio *out_ratio)
{
    return chiso__own_ratio_of(rows, row, node, out_ratio) && chiso__is_row_scored(rows, row);
}

void chiso__detail_ahead(const struct chiso__rows *rows, uint32_t row)
{
    const uint32_t at = rows->detail_rows[row];

    if (at != CHISO__NO_ROW && rows->sparse) {
        __builtin_prefetch(rows->detail_marks + (size_t)at * chiso__mark_words(rows->tree));
    }
}

void chiso__ratio_ahead(const struct chiso__rows *rows, uint32_t row, chiso_node node)
{
    const struct chiso__tree_node *nodes = rows->tree->nodes;

    __builtin_prefetch(chiso__column_of(rows, node) + row);
    if (chiso__rests_of(rows, node) != NULL) {
        __builtin_prefetch(chiso__rests_of(rows, node) + row);
    }
    if (rows->without_gaps) {
        return;
    }
    __builtin_prefetch(chiso__detail_at(rows, row, nodes[CHISO_ROOT].inner));
    if (!chiso__is_leaf(&nodes[node])) {
        __builtin_prefetch(chiso__detail_at(rows, row, nodes[node].inner));
    }
}

struct chiso__carried chiso__applicable_max(const struct chiso__rows *rows, uint32_t row,
                                            chiso_node node)
{
    const struct chiso__carried max = detail_of(rows, row, node).bound_max;

    return chiso__carried_is_gap(max) ? chiso__carried_of(0) : max;
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

chiso_decimal chiso__publish_points(const chiso_tree *tree, struct chiso__carried points,
                                    struct chiso__carried max)
{
    return chiso__carried_is_gap(points) ? points.millionths
                                         : chiso__points_decimal(points, max, tree->rounding);
}

chiso_decimal chiso__publish_places(const chiso_tree *tree, struct chiso__carried points,
                                    struct chiso__carried max, int places)
{
    return places == CHISO_DECIMAL_PLACES || chiso__carried_is_gap(points)
               ? chiso__publish_points(tree, points, max)
               : chiso__points_shown(points, max, places, tree->rounding);
}

chiso_status chiso__check_places(int places, chiso_error *error)
{
    return places >= 0 && places <= CHISO_DECIMAL_PLACES
               ? CHISO_OK
               : chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_POINT_PLACES, NULL);
}

chiso_status chiso__publish(const chiso_tree *tree, struct chiso__carried part,
                            struct chiso__carried whole, chiso_decimal *out_percent)
{
    const struct chiso__carried_ratio ratio = {part, whole};

    *out_percent = CHISO_ABSENT;
    if (chiso__carried_is_gap(part) || chiso__carried_compare(whole, chiso__carried_of(0)) <= 0) {
        return CHISO_OK;
    }
    return chiso__percent_shown(&ratio, tree->digits, tree->rounding, tree->full_reached,
                                out_percent)
               ? CHISO_OK
               : CHISO_E_RANGE;
}

/* The percents of both bounds: where nothing is missing they are the percent itself. Where more
 * points are limited lower they come out crosswise. */
static chiso_status publish_bounds(const chiso_tree *tree, const struct chiso__gap_detail *detail,
                                   struct chiso__carried high_max, chiso_result *result)
{
    chiso_status status = chiso__publish(tree, detail->low, detail->bound_max, &result->lowest);

    if (status == CHISO_OK) {
        status = chiso__publish(tree, detail->high, high_max, &result->highest);
    }
    if (status == CHISO_OK && result->highest < result->lowest && result->highest != CHISO_ABSENT) {
        const chiso_decimal lesser = result->highest;

        result->highest = result->lowest;
        result->lowest = lesser;
    }
    return status;
}

/* All figures that go out, from those that are carried. */
static chiso_status publish_all(const chiso_tree *tree, const struct chiso__gap_detail *detail,
                                struct chiso__carried achieved, struct chiso__carried high_max,
                                chiso_result *out_result)
{
    chiso_result result = {.state = detail->state,
                           .achieved = chiso__publish_points(tree, achieved, detail->max),
                           .max = chiso__publish_points(tree, detail->max, detail->max)};
    chiso_status status = chiso__publish(tree, achieved, detail->max, &result.percent);

    if (status == CHISO_OK) {
        status = chiso__publish(tree, detail->scored, detail->applicable, &result.coverage);
    }
    if (status == CHISO_OK) {
        status = publish_bounds(tree, detail, high_max, &result);
    }
    if (status == CHISO_OK) {
        *out_result = result;
    }
    return status;
}

/* The max if all that is missing were at its max: another than at its min where something else is
 * dropped then. */
static struct chiso__carried high_max_of(const struct chiso__rows *rows, uint32_t row,
                                         chiso_node node, const struct chiso__gap_detail *detail)
{
    const struct chiso__tree_node *own = &rows->tree->nodes[node];
    const uint32_t at = rows->detail_rows[row];

    return rows->high_maxima == NULL || at == CHISO__NO_ROW || chiso__is_leaf(own)
               ? detail->bound_max
               : rows->high_maxima[(size_t)at * rows->tree->inner_count + own->inner];
}

chiso_status chiso__result_of(const struct chiso__rows *rows, uint32_t row, chiso_node node,
                              chiso_result *out_result)
{
    const struct chiso__gap_detail detail = detail_of(rows, row, node);

    return publish_all(rows->tree, &detail, chiso__achieved_of(rows, row, node),
                       high_max_of(rows, row, node, &detail), out_result);
}

chiso_status chiso__gap_result(const chiso_tree *tree, chiso_node leaf, chiso_decimal mark,
                               chiso_result *out_result)
{
    const struct chiso__tree_node *node = &tree->nodes[leaf];
    const struct chiso__carried points = chiso__carried_of(mark);
    struct chiso__gap_detail detail;
    struct chiso__node_figures figures;

    chiso__leaf_figures(tree, node, points, &figures);
    detail = leaf_detail(tree, node, &figures);
    return publish_all(tree, &detail, achieved_from(tree, node, points), detail.bound_max,
                       out_result);
}

chiso_status chiso__lost_of(const struct chiso__rows *rows, uint32_t row, chiso_node node,
                            int places, chiso_decimal *out_lost)
{
    const struct chiso__carried max = detail_of(rows, row, node).max;
    const struct chiso__carried achieved = chiso__achieved_of(rows, row, node);
    struct chiso__carried lost = absent;

    if (!rows->tree->nodes[node].in_bonus && !chiso__is_dropped(rows, row, node) &&
        !chiso__carried_is_gap(achieved) && !chiso__carried_is_gap(max) &&
        !chiso__carried_subtract(max, achieved, &lost)) {
        return CHISO_E_RANGE;
    }
    *out_lost = chiso__publish_places(rows->tree, lost, max, places);
    return CHISO_OK;
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
    if (status == CHISO_OK && (chiso__is_relative_leaf(&board->tree->nodes[node]) ||
                               chiso__rests_of(&board->rows, node) != NULL)) {
        status = CHISO_E_NODE;
    }
    if (status == CHISO_OK) {
        *out_points = chiso__column_of(&board->rows, node);
    }
    return status;
}

/* The max that points are near to anything by. */
static struct chiso__carried max_at(const chiso_board *board, chiso_unit unit, chiso_node node)
{
    return chiso__rests_of(&board->rows, node) == NULL &&
                   !chiso__is_relative_leaf(&board->tree->nodes[node])
               ? chiso__carried_of(0)
               : detail_of(&board->rows, unit, node).max;
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
        const struct chiso__carried points = chiso__points_at(&board->rows, node, unit);

        out_points[unit] = chiso__publish_points(board->tree, points, max_at(board, unit, node));
    }
    return status;
}

/* What counts of answers are worth in percent. */
static struct chiso__carried weighted_percent(const struct chiso__rule *rule, const int64_t *counts)
{
    /* A max of 100 makes points a percentage, of which the weights are shares of 0 to 100. */
    const struct chiso__limits whole = {{0, 0}, {100 * CHISO_DECIMAL_ONE, 0}};
    struct chiso__carried percent = absent;

    (void)chiso__survey_points(rule, whole, counts, &percent, NULL);
    return percent;
}

chiso_cell chiso__cell_of(const struct chiso__rows *rows, uint32_t row, chiso_node leaf)
{
    const struct chiso__tree_node *node = &rows->tree->nodes[leaf];
    const struct chiso__value value = chiso__cell_at(rows, leaf, row);
    const struct chiso__carried zero = {0, 0};
    chiso_cell cell = {CHISO_STATE_SCORED,
                       chiso__publish_points(rows->tree, value.measured.value, zero),
                       value.measured.denominator, CHISO_ABSENT};

    if (chiso__takes_rank(node) && !rows->scored && !chiso__carried_is_gap(value.points)) {
        /* What is left of the last scoring. */
        return (chiso_cell){CHISO_STATE_MISSING, CHISO_ABSENT, CHISO_ABSENT, CHISO_ABSENT};
    }
    if (chiso__carried_is_gap(value.points)) {
        return (chiso_cell){value.points.millionths == CHISO_NOT_APPLICABLE
                                ? CHISO_STATE_NOT_APPLICABLE
                                : CHISO_STATE_MISSING,
                            CHISO_ABSENT, CHISO_ABSENT, CHISO_ABSENT};
    }
    if (value.counts != NULL) {
        cell.value =
            chiso__publish_points(rows->tree, weighted_percent(&node->rule, value.counts), zero);
        cell.denominator = 100 * CHISO_DECIMAL_ONE;
    }
    if (!chiso__looks_at_others(node)) {
        cell.points = chiso__publish_points(rows->tree, value.points, node->max);
    } else if (rows->scored) {
        cell.points =
            chiso__publish_points(rows->tree, chiso__points_at(rows, leaf, row), node->max);
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
                                const chiso_decimal **out_counts, uint32_t *out_option_count)
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
        out_peers->lowest = chiso__publish_points(board->tree, peers->lowest, chiso__carried_of(0));
        out_peers->highest =
            chiso__publish_points(board->tree, peers->highest, chiso__carried_of(0));
    }
    return CHISO_OK;
}
