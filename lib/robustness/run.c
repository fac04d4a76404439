/* A run of draws: each ranked, and counted. */
#include "robustness/run.h"

#include "rank/band.h"
#include "robustness/drawing.h"
#include "robustness/seating.h"
#include "robustness/sets.h"
#include "robustness/vary.h"
#include "robustness/way.h"

/* What a run of draws works with. */
struct run {
    chiso_robustness *robustness;
    const chiso_decimal *weights; /* sets of the caller, or NULL */
    struct chiso__rank_rule rule;
    struct chiso__seating seating;
    struct chiso__linear *linear;                     /* NULL where draws are scored */
    struct chiso__drawing drawings[CHISO__WAYS_MOST]; /* one for each way of the rules */
    struct chiso__way ways[CHISO__WAYS_MOST];
    uint32_t way_count;
    /* By what is weighed: names, numbers and factors of a draw, and of the second sample; and by
     * node factors as doubles. */
    uint64_t *names;
    uint64_t *numbers;
    int64_t *factors;
    int64_t *second;
    double *shares;
    uint32_t *bands;  /* by unit */
    uint32_t *groups; /* by unit: who is ranked with whom */
    chiso_unit unit;  /* whose rank effects are on; CHISO_NO_UNIT for all */
};

static bool begin_weights(struct run *run)
{
    const chiso_allocator *allocator = &run->robustness->allocator;
    const uint32_t nodes = run->robustness->board->tree->count;
    const struct chiso__drawing *drawing = &run->drawings[0];

    run->names = chiso__alloc(allocator, nodes, sizeof(*run->names));
    run->numbers = chiso__alloc(allocator, nodes, sizeof(*run->numbers));
    run->factors = chiso__alloc(allocator, nodes, sizeof(*run->factors));
    run->second = chiso__alloc(allocator, nodes, sizeof(*run->second));
    run->shares = chiso__alloc(allocator, nodes, sizeof(*run->shares));
    if (run->names == NULL || run->numbers == NULL || run->factors == NULL || run->shares == NULL) {
        return false;
    }
    for (uint32_t i = 0; i < drawing->weighed_count; i++) {
        run->names[i] = drawing->weighed[i].name;
    }
    for (uint32_t i = 0; i < nodes; i++) {
        run->shares[i] = 1.0;
    }
    return true;
}

/* The units that have a rank on the board, whose figures are told. */
static bool begin_linear(struct run *run)
{
    const chiso_robustness *robustness = run->robustness;

    if (!chiso__seating_is_quick(&run->seating) || robustness->bands != NULL ||
        run->weights != NULL) {
        return true;
    }
    return chiso__linear_new(robustness->board, &robustness->plan, robustness->ranks, &run->linear);
}

static void end_run(struct run *run)
{
    const chiso_allocator *allocator = &run->robustness->allocator;

    chiso__linear_free(run->linear);
    for (uint32_t way = 0; way < run->way_count; way++) {
        chiso__drawing_end(&run->drawings[way]);
        chiso__way_end(&run->ways[way]);
    }
    if (run->seating.board != NULL) {
        chiso__seating_end(&run->seating);
    }
    chiso__release(allocator, run->names);
    chiso__release(allocator, run->numbers);
    chiso__release(allocator, run->factors);
    chiso__release(allocator, run->second);
    chiso__release(allocator, run->shares);
    chiso__release(allocator, run->bands);
    chiso__release(allocator, run->groups);
}

/* Counts a draw whose ranks are told. */
static bool count_draw(struct run *run, const chiso_board *board)
{
    chiso_robustness *robustness = run->robustness;
    const chiso_node node = robustness->plan.node;
    const struct chiso__seen_draw seen = {run->seating.ranks,
                                          robustness->bands == NULL ? NULL : run->bands,
                                          run->seating.standing, run->groups};

    for (chiso_unit unit = 0; robustness->bands != NULL && unit < board->units.count; unit++) {
        run->bands[unit] =
            chiso__band_of(&board->rows, unit, node, robustness->bands, run->seating.rule.key);
    }
    return chiso__seen_add(robustness->state->seen, &seen);
}

/* The factors of what is weighed in a draw of a sample. */
static void find_factors(struct run *run, uint64_t draw, uint8_t sample, int64_t *out_factors)
{
    const struct chiso__plan *plan = &run->robustness->plan;
    const uint32_t count = run->drawings[0].weighed_count;
    struct chiso__draw numbers = chiso__plan_draw(plan, draw, CHISO__SOURCE_WEIGHTS);

    numbers.source = (uint8_t)(numbers.source | sample);
    chiso__stream_firsts(numbers, run->names, count, run->numbers);
    chiso__weight_factors(run->numbers, count, plan->share, out_factors);
}

/* Ranks by the factors of weights and figures; false where these cannot tell. */
static bool draw_quickly(struct run *run, const int64_t *factors)
{
    const struct chiso__drawing *drawing = &run->drawings[0];

    for (uint32_t i = 0; i < drawing->weighed_count; i++) {
        run->shares[drawing->weighed[i].node] = (double)factors[i] * 1e-6;
    }
    chiso__linear_figure(run->linear, run->shares);
    return chiso__seating_of_figures(&run->seating, run->linear);
}

/* The way of the rules in a draw. */
static struct chiso__drawing *drawing_of(struct run *run, uint64_t draw)
{
    struct chiso__stream stream =
        chiso__stream_of(chiso__plan_draw(&run->robustness->plan, draw, CHISO__SOURCE_RULE),
                         chiso__draw_name((struct chiso__span){"", 0}));

    return &run->drawings[run->way_count > 1
                              ? chiso__choose(chiso__stream_next(&stream), run->way_count)
                              : 0];
}

static chiso_status draw_plainly(struct run *run, uint64_t draw, const int64_t *factors,
                                 const struct chiso__drawing **out_drawing, chiso_error *error)
{
    struct chiso__drawing *drawing = drawing_of(run, draw);
    chiso_status status = CHISO_OK;

    if (run->weights != NULL) {
        chiso__drawing_weigh_by(drawing, run->weights + draw * run->robustness->board->tree->count);
    } else if (run->robustness->plan.sources[CHISO__SOURCE_WEIGHTS]) {
        chiso__drawing_factor(drawing, factors);
    }
    status = chiso__drawing_score(drawing, draw, error);
    if (status == CHISO_OK) {
        chiso__seating_of_board(&run->seating, drawing->scratch, run->robustness->plan.node);
        run->robustness->scored++;
    }
    *out_drawing = drawing;
    return status;
}

/* The ranks of a draw whose weights have these factors. */
static chiso_status rank_draw(struct run *run, uint64_t draw, const int64_t *factors,
                              const struct chiso__drawing **out_drawing, chiso_error *error)
{
    if (run->linear != NULL && draw_quickly(run, factors)) {
        return CHISO_OK;
    }
    return draw_plainly(run, draw, factors, out_drawing, error);
}

/* The output of a draw that effects are on: how far all ranks are from those of the board, added
 * up, or the rank of one unit; in halves, as a decimal's millionths. */
static chiso_decimal output_of(const struct run *run)
{
    const chiso_robustness *robustness = run->robustness;
    const uint32_t *ranks = run->seating.ranks;
    chiso_decimal output = 0;

    if (run->unit != CHISO_NO_UNIT) {
        return ranks[run->unit];
    }
    for (chiso_unit unit = 0; unit < robustness->board->units.count; unit++) {
        const uint32_t was = robustness->ranks[unit];

        if (was > 0 && ranks[unit] > 0) {
            output += was > ranks[unit] ? was - ranks[unit] : ranks[unit] - was;
        }
    }
    return output;
}

/* Adds the draw, whose ranks are told, to the sums of effects: the second sample, and the first
 * with one input of that in turn. */
static chiso_status add_effects(struct run *run, uint64_t draw, chiso_error *error)
{
    struct chiso__drawn *state = run->robustness->state;
    const struct chiso__drawing *drawing = &run->drawings[0];
    const chiso_decimal a = output_of(run);
    chiso_decimal b = 0;
    chiso_status status = CHISO_OK;

    find_factors(run, draw, CHISO__SECOND_SAMPLE, run->second);
    status = rank_draw(run, draw, run->second, &drawing, error);
    b = output_of(run);
    chiso__output_sums_add(&state->outputs, a, b);
    for (uint32_t i = 0; i < state->inputs && status == CHISO_OK; i++) {
        const int64_t own = run->factors[i];

        run->factors[i] = run->second[i];
        status = rank_draw(run, draw, run->factors, &drawing, error);
        run->factors[i] = own;
        chiso__effect_sums_add(&state->effects[i], a, b, output_of(run));
    }
    return status;
}

static chiso_status draw_all(struct run *run, chiso_error *error)
{
    const struct chiso__plan *plan = &run->robustness->plan;
    const struct chiso__drawing *drawing = &run->drawings[0];
    chiso_status status = CHISO_OK;

    for (uint64_t k = 0; k < plan->draws && status == CHISO_OK; k++) {
        const uint64_t draw = plan->from + k;

        if (plan->sources[CHISO__SOURCE_WEIGHTS]) {
            find_factors(run, draw, 0, run->factors);
        }
        status = rank_draw(run, draw, run->factors, &drawing, error);
        if (status == CHISO_OK && !count_draw(run, drawing->scratch)) {
            status = chiso__fail_memory(error);
        }
        if (status == CHISO_OK && plan->matters) {
            status = add_effects(run, draw, error);
        }
    }
    return status;
}

/* How many inputs each source has: criteria that are weighed, nodes with several weighed below
 * them, cells with answers or points. */
static void count_inputs(chiso_robustness *robustness, const struct chiso__drawing *drawing)
{
    const struct chiso__plan *plan = &robustness->plan;
    const struct chiso__rows *rows = &robustness->board->rows;
    const chiso_tree *tree = robustness->board->tree;

    for (chiso_node id = 0; id < tree->count; id++) {
        robustness->inputs[CHISO__SOURCE_DIRICHLET] += plan->varied[id];
    }
    robustness->inputs[CHISO__SOURCE_WEIGHTS] = drawing->weighed_count;
    robustness->inputs[CHISO__SOURCE_COMBINE] = 1;
    robustness->inputs[CHISO__SOURCE_RULE] = 1;
    robustness->inputs[CHISO__SOURCE_WITHOUT] = 1;
    for (chiso_unit unit = 0; unit < rows->count; unit++) {
        for (uint32_t i = 0; i < drawing->cells.answered_count; i++) {
            robustness->inputs[CHISO__SOURCE_ANSWERS] +=
                !chiso__carried_is_gap(chiso__stored_at(rows, drawing->cells.answered[i], unit));
        }
        for (uint32_t i = 0; i < drawing->cells.rounded_count; i++) {
            robustness->inputs[CHISO__SOURCE_ROUNDING] +=
                !chiso__carried_is_gap(chiso__stored_at(rows, drawing->cells.rounded[i], unit));
        }
    }
    for (int source = 0; source < CHISO__SOURCE_END; source++) {
        robustness->inputs[source] = plan->sources[source] ? robustness->inputs[source] : 0;
    }
}

/* The board under each way of the rules that are drawn, or as it is. */
static chiso_status begin_ways(struct run *run, chiso_error *error)
{
    const chiso_board *board = run->robustness->board;
    const struct chiso__plan *plan = &run->robustness->plan;
    const uint32_t count = plan->rule_count > 0 ? plan->rule_count : 1;
    chiso_status status = CHISO_OK;

    for (uint32_t way = 0; way < count && status == CHISO_OK; way++) {
        status = chiso__way_begin(board, plan, way, &run->ways[way], error);
        run->way_count += status == CHISO_OK;
        if (status == CHISO_OK) {
            status = chiso__drawing_begin(run->ways[way].board, plan, &run->drawings[way], error);
        }
    }
    return status;
}

/* Makes all that a run needs. */
static chiso_status begin_run(struct run *run, chiso_error *error)
{
    chiso_robustness *robustness = run->robustness;
    const chiso_board *board = robustness->board;
    const chiso_allocator *allocator = &robustness->allocator;
    const uint32_t count = board->units.count;
    bool done = chiso__seating_begin(board, &run->rule, &run->seating);
    chiso_status status = CHISO_OK;

    robustness->ranks = chiso__alloc(allocator, count, sizeof(*robustness->ranks));
    run->bands = chiso__alloc(allocator, count, sizeof(*run->bands));
    run->groups = chiso__alloc_zero(allocator, count, sizeof(*run->groups));
    if (!done || robustness->ranks == NULL || run->bands == NULL || run->groups == NULL) {
        return chiso__fail_memory(error);
    }
    chiso__seating_of_board(&run->seating, board, robustness->plan.node);
    for (chiso_unit unit = 0; unit < count; unit++) {
        robustness->ranks[unit] = run->seating.ranks[unit];
        run->groups[unit] = run->rule.scope == CHISO_SCOPE_BLOCKS ? board->rows.blocks[unit] : 0;
    }
    if (!chiso__seating_keep(&run->seating, robustness->ranks)) {
        return chiso__fail_memory(error);
    }
    status = begin_ways(run, error);
    if (status == CHISO_OK && !(begin_linear(run) && begin_weights(run))) {
        status = chiso__fail_memory(error);
    }
    if (status != CHISO_OK) {
        return status;
    }
    count_inputs(robustness, &run->drawings[0]);
    return CHISO_OK;
}

chiso_status chiso__draw_robustness(chiso_robustness *robustness,
                                    const chiso_robustness_options *options,
                                    const struct chiso__rank_rule *rule, bool draws,
                                    chiso_error *error)
{
    const struct chiso__plan *plan = &robustness->plan;
    const struct chiso__range range = {plan->from, plan->from + plan->draws};
    struct run run = {.robustness = robustness,
                      .weights = options->weights,
                      .rule = *rule,
                      .unit = options->unit};
    chiso_status status = chiso__check_sets(robustness, options, error);

    if (status != CHISO_OK) {
        return status;
    }
    status = begin_run(&run, error);
    if (status == CHISO_OK && draws) {
        status = draw_all(&run, error);
        if (status == CHISO_OK && !chiso__seen_settle(robustness->state->seen)) {
            status = chiso__fail_memory(error);
        }
        if (status == CHISO_OK) {
            status = chiso__drawn_add_range(robustness->state, range, error);
        }
    }
    end_run(&run);
    return status;
}
