/* The steps by which a figure came about. */
#include "unit/explain_inside.h"

#include "score/peers.h"
#include "text/output.h"

#include <string.h>

/* The most steps that a node has beside its children: one from its combine, one rounded, one
 * capped. */
enum { EXTRA = 3 };

/* What explaining works with beside the explanation. */
struct builder {
    chiso_explanation *explanation;
    struct chiso__parts parts;
    uint32_t *owners; /* the child of each part */
};

chiso_step chiso__step_of(chiso_step_kind kind, chiso_node node)
{
    return (chiso_step){
        .kind = kind,
        .node = node,
        .parent = CHISO_NO_STEP,
        .first = CHISO_NO_STEP,
        .achieved = CHISO_ABSENT,
        .max = CHISO_ABSENT,
        .min = CHISO_ABSENT,
        .percent = CHISO_ABSENT,
        .weight = CHISO_ABSENT,
        .from = CHISO_ABSENT,
        .to = CHISO_ABSENT,
        .rule = "",
        .value = "",
        .peers = {0, CHISO_ABSENT, CHISO_ABSENT},
    };
}

/* The rule of a leaf, the value that it was given and what it saw of the other units. */
static chiso_status tell_leaf(chiso_explanation *explanation, chiso_step *step)
{
    const chiso_board *board = explanation->board;
    const struct chiso__tree_node *leaf = &board->tree->nodes[step->node];
    struct chiso__output output;

    step->min = leaf->min;
    step->rule = leaf->rule.text;
    if (chiso__is_relative_leaf(leaf)) {
        const chiso_status status =
            chiso_board_peers(board, explanation->unit, step->node, &step->peers);

        if (status != CHISO_OK) {
            return status;
        }
    }
    if (step->state == CHISO_STATE_SCORED) {
        /* The longest cell has 64 counts: it stays in the output, which needs no sink. */
        chiso__output_begin(&output, NULL);
        chiso__put_cell(&output, board, explanation->unit, step->node);
        step->value = chiso__arena_copy(&explanation->arena, &explanation->allocator,
                                        (struct chiso__span){output.bytes, output.used});
    }
    return step->value == NULL ? CHISO_E_MEMORY : CHISO_OK;
}

/* A step of a node with its own figures. */
static chiso_status tell_node(chiso_explanation *explanation, chiso_node node, chiso_step *out_step)
{
    const chiso_tree *tree = explanation->board->tree;
    chiso_result result;
    const chiso_status status =
        chiso_board_result(explanation->board, explanation->unit, node, &result);

    if (status != CHISO_OK) {
        return status;
    }
    *out_step = chiso__step_of(CHISO_STEP_NODE, node);
    out_step->state = result.state;
    out_step->achieved = result.achieved;
    out_step->max = result.max;
    out_step->percent = result.percent;
    out_step->is_bonus = tree->nodes[node].kind == CHISO_KIND_BONUS;
    return chiso__is_leaf(&tree->nodes[node]) ? tell_leaf(explanation, out_step) : CHISO_OK;
}

/* Room for the parts of one more node. */
static bool reserve(chiso_explanation *explanation, uint32_t parts)
{
    void *steps = explanation->steps;
    uint32_t capacity = explanation->capacity;

    if (explanation->capacity - explanation->count >= parts) {
        return true;
    }
    capacity = capacity < 16 ? 16 : capacity + capacity / 2;
    capacity = capacity - explanation->count < parts ? explanation->count + parts : capacity;
    if (!chiso__resize(&explanation->allocator, &steps, capacity, sizeof(*explanation->steps))) {
        return false;
    }
    explanation->steps = steps;
    explanation->capacity = capacity;
    return true;
}

/* Adds a part to a node that has its parts behind all others; there is room for it. */
static void add_part(chiso_explanation *explanation, uint32_t parent, chiso_step part)
{
    chiso_step *owner = &explanation->steps[parent];

    if (owner->count++ == 0) {
        owner->first = explanation->count;
    }
    part.parent = parent;
    part.depth = owner->depth + 1;
    explanation->steps[explanation->count++] = part;
}

/* Adds what changed the points from one figure to another. */
static void add_change(chiso_explanation *explanation, uint32_t parent, chiso_step_kind kind,
                       chiso_decimal from, chiso_decimal to, int digits)
{
    chiso_step step = chiso__step_of(kind, explanation->steps[parent].node);

    step.contribution = to - from;
    step.from = from;
    step.to = to;
    step.digits = (uint32_t)digits;
    add_part(explanation, parent, step);
}

/* Whether a child that has no points of its own is one that is missing or does not apply. */
static chiso_part absent_part(const chiso_step *child)
{
    return child->state == CHISO_STATE_NOT_APPLICABLE ? CHISO_PART_NOT_APPLICABLE
                                                      : CHISO_PART_MISSING;
}

/* How a child takes part, as scoring takes it. */
static void take_part(const struct chiso__tree_node *parent, const struct chiso__tree_node *node,
                      uint32_t place, chiso_step *child, struct builder *builder)
{
    struct chiso__parts *parts = &builder->parts;
    const uint32_t before = parts->count;

    if (child->is_bonus != 0 && child->state == CHISO_STATE_SCORED) {
        chiso__bonus_add(child->achieved, parts);
    } else if (child->is_bonus == 0 && child->achieved != CHISO_ABSENT) {
        chiso__part_add(parent, node, child->achieved, child->max, parts);
        child->part = CHISO_PART_WEIGHTLESS;
    } else {
        child->part = absent_part(child);
    }
    if (parts->count > before) {
        child->part = CHISO_PART_COUNTS;
        child->weight = chiso__weighs(parent->combine) ? parts->parts[before].weight : CHISO_ABSENT;
        builder->owners[before] = place;
    }
}

/* What combining leaves that is no child's: scaling, a mean that has no exact shares, or roundings.
 */
static void add_rest(struct builder *builder, uint32_t index, chiso_decimal raw, chiso_decimal rest)
{
    chiso_explanation *explanation = builder->explanation;
    const struct chiso__tree_node *node =
        &explanation->board->tree->nodes[explanation->steps[index].node];
    chiso__wide max = 0;
    chiso_step step;

    for (uint32_t i = 0; i < builder->parts.count; i++) {
        max += builder->parts.parts[i].max;
    }
    if (chiso__told_combines[node->combine].curve != NULL) {
        step = chiso__step_of(CHISO_STEP_COMBINED, explanation->steps[index].node);
        step.digits = CHISO_DECIMAL_PLACES;
        step.to = raw;
    } else if (node->scaled && (max != node->max || rest != 0)) {
        step = chiso__step_of(CHISO_STEP_SCALED, explanation->steps[index].node);
        step.to = node->max;
        step.from = chiso__is_decimal((chiso_decimal)max) && max <= CHISO_DECIMAL_MAX
                        ? (chiso_decimal)max
                        : CHISO_ABSENT;
    } else if (rest != 0) {
        step = chiso__step_of(CHISO_STEP_PLACES, explanation->steps[index].node);
        step.digits = CHISO_DECIMAL_PLACES;
    } else {
        return;
    }
    step.contribution = rest;
    add_part(explanation, index, step);
}

/* Combines the listed parts anew, as far as the node's own rounding and cap, and gives the children
 * their contributions. */
static chiso_status combine_anew(struct builder *builder, uint32_t index, chiso_decimal *out_points)
{
    chiso_explanation *explanation = builder->explanation;
    const chiso_tree *tree = explanation->board->tree;
    struct chiso__tree_node node = tree->nodes[explanation->steps[index].node];
    struct chiso__combined combined;
    const int round = node.round;
    const bool capped = node.capped;
    chiso_decimal points = 0;
    chiso_decimal rest = 0;

    node.round = -1;
    node.capped = false;
    if (!chiso__combine_children(tree, &node, &builder->parts, &combined) ||
        !chiso__contributions(&node, &builder->parts, builder->owners,
                              &explanation->steps[explanation->steps[index].first],
                              combined.achieved, &rest)) {
        return CHISO_E_RANGE;
    }
    add_rest(builder, index, combined.achieved, rest);
    points = round < 0 ? combined.achieved : chiso__round(combined.achieved, round, tree->rounding);
    if (points != combined.achieved) {
        add_change(explanation, index, CHISO_STEP_ROUNDED, combined.achieved, points, round);
    }
    if (capped && points > combined.max) {
        add_change(explanation, index, CHISO_STEP_CAPPED, points, combined.max, 0);
        points = combined.max;
    }
    *out_points = points;
    return CHISO_OK;
}

/* Whether the parts of a step add up to its points. */
static bool adds_up(const chiso_explanation *explanation, uint32_t index)
{
    const chiso_step *step = &explanation->steps[index];
    chiso__wide sum = 0;

    for (uint32_t i = 0; i < step->count; i++) {
        sum += explanation->steps[step->first + i].contribution;
    }
    return sum == step->achieved;
}

static chiso_status open_inner(struct builder *builder, uint32_t index)
{
    chiso_explanation *explanation = builder->explanation;
    const chiso_tree *tree = explanation->board->tree;
    const chiso_node id = explanation->steps[index].node;
    const struct chiso__tree_node *node = &tree->nodes[id];
    chiso_decimal points = 0;
    chiso_status status = CHISO_OK;
    uint32_t place = 0;

    if (!reserve(explanation, node->child_count + EXTRA)) {
        return CHISO_E_MEMORY;
    }
    builder->parts.count = 0;
    for (chiso_node child = node->first_child; child != CHISO_NO_NODE;
         child = tree->nodes[child].next_sibling) {
        chiso_step step;

        status = tell_node(explanation, child, &step);
        if (status != CHISO_OK) {
            return status;
        }
        take_part(node, &tree->nodes[child], place++, &step, builder);
        add_part(explanation, index, step);
    }
    if (explanation->steps[index].achieved == CHISO_ABSENT) {
        return CHISO_OK;
    }
    status = combine_anew(builder, index, &points);
    if (status != CHISO_OK) {
        return status;
    }
    return points == explanation->steps[index].achieved && adds_up(explanation, index)
               ? CHISO_OK
               : CHISO_E_SHAPE;
}

/* The points that a leaf's rule gave before they were rounded in the calculation. */
static bool raw_points(const chiso_explanation *explanation, chiso_node id,
                       chiso_decimal *out_points)
{
    const chiso_board *board = explanation->board;
    struct chiso__tree_node leaf = board->tree->nodes[id];
    const struct chiso__limits limits = chiso__limits_of(&leaf);
    chiso_cell cell;

    leaf.round = -1;
    if (chiso_board_cell(board, explanation->unit, id, &cell) != CHISO_OK) {
        return false;
    }
    if (chiso__is_relative_leaf(&leaf)) {
        *out_points = chiso__peers_points(
            board->tree, &leaf, chiso__peers_of(&board->rows, id, explanation->unit), cell.value);
        return true;
    }
    if (leaf.rule.takes == CHISO__CELL_ANSWERS) {
        const struct chiso__value value = chiso__cell_at(&board->rows, id, explanation->unit);

        return chiso__survey_points(&leaf.rule, limits, value.counts, out_points, NULL) == CHISO_OK;
    }
    return chiso__rule_points(&leaf.rule, limits,
                              (struct chiso__measured){cell.value, cell.denominator, false, false},
                              out_points, NULL) == CHISO_OK;
}

/* A leaf has parts only where its points were rounded in the calculation. */
static chiso_status open_leaf(chiso_explanation *explanation, uint32_t index)
{
    const chiso_step leaf = explanation->steps[index];
    const int round = explanation->board->tree->nodes[leaf.node].round;
    chiso_step step = chiso__step_of(CHISO_STEP_RULE, leaf.node);

    if (round < 0 || leaf.state != CHISO_STATE_SCORED ||
        !raw_points(explanation, leaf.node, &step.contribution) ||
        step.contribution == leaf.achieved) {
        return CHISO_OK;
    }
    if (!reserve(explanation, 2)) {
        return CHISO_E_MEMORY;
    }
    add_part(explanation, index, step);
    add_change(explanation, index, CHISO_STEP_ROUNDED, step.contribution, leaf.achieved, round);
    return adds_up(explanation, index) ? CHISO_OK : CHISO_E_SHAPE;
}

/* Opens step after step: the parts of each come to stand behind all that are there. */
static chiso_status build(struct builder *builder, chiso_node node, uint32_t depth)
{
    chiso_explanation *explanation = builder->explanation;
    const chiso_tree *tree = explanation->board->tree;
    chiso_status status = CHISO_OK;

    if (!reserve(explanation, 1)) {
        return CHISO_E_MEMORY;
    }
    status = tell_node(explanation, node, &explanation->steps[0]);
    explanation->count = 1;
    explanation->steps[0].contribution = explanation->steps[0].achieved;
    for (uint32_t i = 0; i < explanation->count && status == CHISO_OK; i++) {
        const chiso_step *step = &explanation->steps[i];

        if (step->kind != CHISO_STEP_NODE || step->depth >= depth) {
            continue;
        }
        status = chiso__is_leaf(&tree->nodes[step->node]) ? open_leaf(explanation, i)
                                                          : open_inner(builder, i);
    }
    return status;
}

static chiso_status fail(chiso_error *error, chiso_status status,
                         const chiso_explanation *explanation, chiso_node node)
{
    const struct chiso__insert *words =
        CHISO__WORDS(chiso__say_text(chiso_unit_code(explanation->board, explanation->unit)),
                     chiso__say_text(chiso_node_code(explanation->board->tree, node)));

    switch ((int)status) {
    case CHISO_OK:
        return status;
    case CHISO_E_MEMORY:
        return chiso__fail_memory(error);
    case CHISO_E_RANGE:
        return chiso__fail(error, status, CHISO__SAY_DERIVATION_TOO_LARGE, words);
    default:
        return chiso__fail(error, status, CHISO__SAY_PARTS_DO_NOT_ADD_UP, words);
    }
}

static chiso_status explain(chiso_explanation *explanation, chiso_node node, uint32_t depth,
                            chiso_error *error)
{
    const chiso_tree *tree = explanation->board->tree;
    struct builder builder = {explanation, {NULL, NULL, 0}, NULL};
    chiso_status status = CHISO_E_MEMORY;

    builder.owners = chiso__alloc(&explanation->allocator, tree->widest, sizeof(*builder.owners));
    if (builder.owners != NULL && chiso__parts_new(tree, &explanation->allocator, &builder.parts)) {
        status = build(&builder, node, depth);
        chiso__parts_free(&explanation->allocator, &builder.parts);
    }
    chiso__release(&explanation->allocator, builder.owners);
    return fail(error, status, explanation, node);
}

chiso_status chiso_explanation_new(const chiso_board *board, chiso_unit unit, chiso_node node,
                                   uint32_t depth, chiso_explanation **out_explanation,
                                   chiso_error *error)
{
    chiso_explanation *explanation = NULL;
    chiso_status status = CHISO_OK;

    if (out_explanation == NULL) {
        return chiso__fail_null(error);
    }
    *out_explanation = NULL;
    status = chiso__fail_result(board, unit, node, error);
    if (status != CHISO_OK) {
        return status;
    }
    explanation = chiso__alloc_zero(&board->allocator, 1, sizeof(*explanation));
    if (explanation == NULL) {
        return chiso__fail_memory(error);
    }
    explanation->allocator = board->allocator;
    explanation->board = board;
    explanation->version = board->version;
    explanation->unit = unit;
    chiso__board_retain(board);
    status = explain(explanation, node, depth, error);
    if (status != CHISO_OK) {
        chiso_explanation_free(explanation);
        return status;
    }
    *out_explanation = explanation;
    return CHISO_OK;
}

void chiso_explanation_free(chiso_explanation *explanation)
{
    chiso_allocator allocator;

    if (explanation == NULL) {
        return;
    }
    allocator = explanation->allocator;
    chiso__release(&allocator, explanation->steps);
    chiso__arena_clear(&explanation->arena, &allocator);
    chiso__board_release(explanation->board);
    chiso__release(&allocator, explanation);
}

uint32_t chiso_explanation_count(const chiso_explanation *explanation)
{
    return explanation == NULL ? 0 : explanation->count;
}

chiso_status chiso_explanation_step(const chiso_explanation *explanation, uint32_t index,
                                    chiso_step *out_step)
{
    if (explanation == NULL || out_step == NULL) {
        return CHISO_E_NULL;
    }
    if (!chiso__is_current(explanation->board, explanation->version)) {
        return CHISO_E_STATE;
    }
    if (index >= explanation->count) {
        return CHISO_E_RANGE;
    }
    *out_step = explanation->steps[index];
    return CHISO_OK;
}
