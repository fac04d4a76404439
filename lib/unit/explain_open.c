/* What a figure is made of: the parts of a node or a leaf, worked out again. */
#include "unit/explain_inside.h"

#include "board/set_result.h"
#include "score/peers.h"

/* Adds to the parts of a step what was noted, and behind what the combine or the rule gave, so many
 * of it, what the last places of parts that are each rounded by themselves leave. These are few:
 * else the parts are not what the points are made of. */
static chiso_status add_extras(struct chiso__explainer *explainer, uint32_t index, uint32_t given)
{
    chiso_explanation *explanation = explainer->explanation;
    const chiso_step *step = &explanation->steps[index];
    chiso_step places = chiso__step_of(CHISO_STEP_PLACES, step->node);
    const chiso__wide most = (chiso__wide)step->count + explainer->extra_count + 1;
    chiso__wide left = step->achieved;

    for (uint32_t i = 0; i < step->count; i++) {
        left -= explanation->steps[step->first + i].contribution;
    }
    for (uint32_t i = 0; i < explainer->extra_count; i++) {
        left -= explainer->extras[i].contribution;
    }
    if (left < -most || left > most) {
        return CHISO_E_SHAPE;
    }
    places.contribution = (chiso_decimal)left;
    places.digits = CHISO_DECIMAL_PLACES;
    for (uint32_t i = 0; i <= explainer->extra_count; i++) {
        if (i == given && left != 0) {
            chiso__step_add(explanation, index, places);
        }
        if (i < explainer->extra_count) {
            chiso__step_add(explanation, index, explainer->extras[i]);
        }
    }
    return CHISO_OK;
}

/* Whether a child that has no points of its own is one that is missing or does not apply. */
static chiso_part absent_part(const chiso_step *child)
{
    return child->state == CHISO_STATE_NOT_APPLICABLE ? CHISO_PART_NOT_APPLICABLE
                                                      : CHISO_PART_MISSING;
}

/* How a child takes part, as scoring takes it. */
static void take_part(struct chiso__explainer *explainer, const struct chiso__tree_node *parent,
                      uint32_t place, chiso_step *child)
{
    const chiso_tree *tree = explainer->explanation->board->tree;
    const struct chiso__node_figures *figures = &explainer->trial.figures[child->node];
    struct chiso__parts *parts = &explainer->parts;
    const uint32_t before = parts->count;

    if (child->is_bonus != 0 && child->state == CHISO_STATE_SCORED) {
        chiso__bonus_add(figures->achieved[CHISO__CASE_ACTUAL], parts);
    } else if (child->is_bonus == 0 && figures->takes_part[CHISO__CASE_ACTUAL]) {
        chiso__part_add(parent, chiso__weight_for(&explainer->trial.setting, child->node),
                        figures->achieved[CHISO__CASE_ACTUAL], figures->max[CHISO__CASE_ACTUAL],
                        parts);
        child->part = CHISO_PART_WEIGHTLESS;
    } else {
        child->part = absent_part(child);
    }
    if (parts->count > before) {
        child->part = CHISO_PART_COUNTS;
        child->weight = chiso__weighs(parent->combine)
                            ? chiso__max_decimal(tree, parts->parts[before].weight)
                            : CHISO_ABSENT;
        explainer->owners[before] = place;
        parts->owners[before] = child->node;
    }
}

/* Notes what combining leaves that is no child's: scaling, or a mean that has no exact shares.
 * False when a number is too large. */
static bool note_rest(struct chiso__explainer *explainer, uint32_t index,
                      const struct chiso__combined *raw, struct chiso__carried rest)
{
    const chiso_tree *tree = explainer->explanation->board->tree;
    const chiso_node id = explainer->explanation->steps[index].node;
    const struct chiso__tree_node *node = &tree->nodes[id];
    struct chiso__total sum = {0, 0};
    struct chiso__carried max = {0, 0};
    chiso_step step;

    if (chiso__told_combines[node->combine].curve != NULL) {
        step = chiso__step_of(CHISO_STEP_COMBINED, id);
        step.digits = CHISO_DECIMAL_PLACES;
        step.to = chiso__publish_points(tree, raw->achieved, raw->max);
        step.contribution = step.to;
        explainer->extras[explainer->extra_count++] = step;
        return true;
    }
    if (!node->scaled) {
        return true;
    }
    for (uint32_t i = 0; i < explainer->parts.count; i++) {
        if (!chiso__total_add(&sum, explainer->parts.parts[i].max)) {
            return false;
        }
    }
    if (chiso__total_compare(sum, chiso__total_of(node->max)) != 0 ||
        chiso__carried_order(rest, chiso__carried_of(0), raw->max) != 0) {
        step = chiso__step_of(CHISO_STEP_SCALED, id);
        step.to = chiso__max_decimal(tree, node->max);
        step.from = chiso__total_settle(sum, &max) ? chiso__max_decimal(tree, max) : CHISO_ABSENT;
        step.contribution = chiso__publish_points(tree, rest, raw->max);
        explainer->extras[explainer->extra_count++] = step;
    }
    return true;
}

/* Whether points are what a node holds. Bonuses may be of points where there is no max that near
 * could be measured by. */
static bool is_held(struct chiso__carried points, struct chiso__carried held,
                    struct chiso__carried max)
{
    const struct chiso__carried size = held.millionths < 0 ? chiso__carried_negate(held) : held;

    return chiso__carried_order(points, held, chiso__carried_greatest(size, max)) == 0;
}

/* Combines the listed parts anew, as far as the node's own limits, and gives the children their
 * contributions. What comes of it must be what is held. *out_given becomes how many extras come
 * from the combine. */
static chiso_status combine_anew(struct chiso__explainer *explainer, uint32_t index,
                                 struct chiso__carried held, uint32_t *out_given)
{
    chiso_explanation *explanation = explainer->explanation;
    const chiso_tree *tree = explanation->board->tree;
    const struct chiso__tree_node *own = &tree->nodes[explanation->steps[index].node];
    const struct chiso__told_parts told = {&explainer->parts, explainer->owners,
                                           &explanation->steps[explanation->steps[index].first],
                                           explainer->shares};
    struct chiso__tree_node node = *own;
    struct chiso__combined raw;
    struct chiso__carried rest = {0, 0};
    struct chiso__carried rounded = {0, 0};
    struct chiso__carried points = {0, 0};
    chiso_status status = CHISO_OK;

    node.round = -1;
    node.capped = false;
    if (!chiso__combine_children(tree, &node, &explainer->parts, &raw) ||
        !chiso__contributions(tree, &node, &told, raw.achieved, raw.max, &rest) ||
        !note_rest(explainer, index, &raw, rest)) {
        return CHISO_E_RANGE;
    }
    *out_given = explainer->extra_count;
    node.round = own->round;
    rounded = chiso__finish_points(tree, &node, raw.achieved, raw.max);
    points = chiso__finish_points(tree, own, raw.achieved, raw.max);
    if (!chiso__note_change(explainer, index, CHISO_STEP_ROUNDED, raw.achieved, rounded, raw.max) ||
        !chiso__note_change(explainer, index, CHISO_STEP_CAPPED, rounded, points, raw.max)) {
        return CHISO_E_RANGE;
    }
    status = chiso__explain_limits(explainer, index, raw.max, &points);
    if (status != CHISO_OK) {
        return status;
    }
    return is_held(points, held, raw.max) ? CHISO_OK : CHISO_E_SHAPE;
}

/* The children bring nothing to a result that was set where none is computed. */
static void set_aside(chiso_explanation *explanation, uint32_t index)
{
    for (uint32_t i = 0; i < explanation->steps[index].count; i++) {
        chiso_step *child = &explanation->steps[explanation->steps[index].first + i];

        if (child->part == CHISO_PART_COUNTS) {
            child->part = CHISO_PART_ASIDE;
        }
    }
}

/* The points of a node out of what is below it, and of what else was done. */
static chiso_status tell_points(struct chiso__explainer *explainer, uint32_t index)
{
    chiso_explanation *explanation = explainer->explanation;
    const struct chiso__rows *rows = &explanation->board->rows;
    const chiso_node id = explanation->steps[index].node;
    struct chiso__node_figures computed;
    chiso_status status = CHISO_OK;
    uint32_t given = 0;

    if (chiso__set_find(rows, explanation->unit, id) == NULL) {
        status =
            combine_anew(explainer, index, chiso__achieved_of(rows, explanation->unit, id), &given);
    } else if (chiso__explain_computed(explainer, id, &computed)) {
        status = combine_anew(explainer, index, computed.achieved[CHISO__CASE_ACTUAL], &given);
        if (status == CHISO_OK) {
            status = chiso__explain_set(explainer, index, &computed);
        }
    } else {
        set_aside(explanation, index);
        status = chiso__explain_set(explainer, index, NULL);
    }
    if (status == CHISO_OK) {
        status = add_extras(explainer, index, given);
    }
    return status == CHISO_OK && id == CHISO_ROOT ? chiso__explain_bands(explainer, index) : status;
}

chiso_status chiso__open_inner(struct chiso__explainer *explainer, uint32_t index)
{
    chiso_explanation *explanation = explainer->explanation;
    const chiso_tree *tree = explanation->board->tree;
    const struct chiso__tree_node *node = &tree->nodes[explanation->steps[index].node];
    uint32_t place = 0;

    if (!chiso__steps_reserve(explanation, node->child_count + CHISO__EXTRA_STEPS)) {
        return CHISO_E_MEMORY;
    }
    explainer->parts.count = 0;
    for (chiso_node child = node->first_child; child != CHISO_NO_NODE;
         child = tree->nodes[child].next_sibling) {
        chiso_step step;
        const chiso_status status = chiso__tell_node(explainer, child, &step);

        if (status != CHISO_OK) {
            return status;
        }
        take_part(explainer, node, place++, &step);
        chiso__step_add(explanation, index, step);
    }
    chiso__explain_drops(explainer, index);
    return explanation->steps[index].achieved == CHISO_ABSENT ? CHISO_OK
                                                              : tell_points(explainer, index);
}

/* The points that a leaf's rule gave before they were rounded in the calculation. */
static bool raw_points(const chiso_explanation *explanation, chiso_node id,
                       struct chiso__carried *out_points)
{
    const chiso_board *board = explanation->board;
    struct chiso__tree_node leaf = board->tree->nodes[id];
    const struct chiso__limits limits = chiso__limits_of(&leaf);
    const struct chiso__value value = chiso__cell_at(&board->rows, id, explanation->unit);

    leaf.round = -1;
    if (chiso__is_relative_leaf(&leaf)) {
        *out_points = chiso__peers_points(
            board->tree, &leaf, chiso__peers_of(&board->rows, id, explanation->unit), value.points);
        return true;
    }
    if (leaf.rule.takes == CHISO__CELL_ANSWERS) {
        return chiso__survey_points(&leaf.rule, limits, value.counts, out_points, NULL) == CHISO_OK;
    }
    return chiso__rule_points(&leaf.rule, limits, value.measured, out_points, NULL) == CHISO_OK;
}

chiso_status chiso__open_leaf(struct chiso__explainer *explainer, uint32_t index)
{
    chiso_explanation *explanation = explainer->explanation;
    const chiso_board *board = explanation->board;
    const chiso_step leaf = explanation->steps[index];
    const struct chiso__tree_node *node = &board->tree->nodes[leaf.node];
    const struct chiso__carried points =
        chiso__points_at(&board->rows, leaf.node, explanation->unit);
    chiso_step step = chiso__step_of(CHISO_STEP_RULE, leaf.node);
    struct chiso__carried raw = {0, 0};

    if (node->round < 0 || leaf.state != CHISO_STATE_SCORED ||
        !raw_points(explanation, leaf.node, &raw) ||
        chiso__carried_order(raw, points, node->max) == 0) {
        return CHISO_OK;
    }
    if (!chiso__steps_reserve(explanation, CHISO__EXTRA_STEPS)) {
        return CHISO_E_MEMORY;
    }
    step.contribution = chiso__publish_points(board->tree, raw, node->max);
    explainer->extras[explainer->extra_count++] = step;
    return chiso__note_change(explainer, index, CHISO_STEP_ROUNDED, raw, points, node->max)
               ? add_extras(explainer, index, 1)
               : CHISO_E_RANGE;
}
