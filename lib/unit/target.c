/* Targets: what a unit needs to reach, and what it takes. */
#include "unit/target_inside.h"

#include "rank/band.h"
#include "score/rank_leaf.h"
#include "text/word.h"
#include "unit/about.h"

struct chiso_target {
    chiso_allocator allocator;
    const chiso_board *board;
    uint64_t version;
    chiso_unit unit;
    chiso_node node;
    struct chiso__rank_rule rule;
    chiso_node *chain; /* what the rule breaks ties by; NULL for nothing */
    chiso_bands *bands;
    chiso_target_figures result;
    chiso_target_step *steps;
    chiso_obstacle obstacle;
    char *text;
};

/* What a target is made with. */
struct work {
    const chiso_goal *goal;
    chiso_target_options options;
    struct chiso__rank_rule rule;
    struct chiso__test test;
    struct chiso__line line;
    struct chiso__plan plan;
};

static const struct chiso__carried whole = {100 * CHISO_DECIMAL_ONE, 0};
static const struct chiso__carried absent = {CHISO_ABSENT, 0};

static chiso_status check_efforts(const chiso_board *board, const chiso_target_options *options,
                                  chiso_error *error)
{
    const chiso_tree *tree = board->tree;

    if (options->efforts == NULL) {
        return CHISO_OK;
    }
    if (options->effort_count != tree->count) {
        return chiso__fail(
            error, CHISO_E_RANGE, CHISO__SAY_EFFORT_COUNT,
            CHISO__WORDS(chiso__say_count(options->effort_count), chiso__say_count(tree->count)));
    }
    for (uint32_t i = 0; i < tree->leaf_count; i++) {
        const chiso_decimal effort = options->efforts[tree->leaves[i]];

        if (effort != CHISO_ABSENT && (effort < 0 || !chiso__is_decimal(effort))) {
            return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_EFFORT_RANGE,
                               CHISO__WORDS(chiso__say(tree->codes[tree->leaves[i]]),
                                            chiso__say_decimal(CHISO_DECIMAL_MAX)));
        }
    }
    return CHISO_OK;
}

static chiso_status read_options(const chiso_board *board, const chiso_target_options *options,
                                 struct work *work, chiso_error *error)
{
    chiso_status status = CHISO_OK;

    work->options = CHISO_TARGET_OPTIONS_INIT;
    status = CHISO__TAKE(options, chiso_target_options, comparison, CHISO_TARGET_OPTIONS_INIT,
                         &work->options, error);
    if (status == CHISO_OK) {
        status = chiso__rank_rule_read(board, work->options.ranking, &work->rule, error);
    }
    if (status == CHISO_OK && work->options.bands != NULL) {
        status = chiso__bands_fit(work->options.bands, board->tree, error);
    }
    return status == CHISO_OK ? check_efforts(board, &work->options, error) : status;
}

/* Points of the node as they are shown, or that they are absent. */
static chiso_decimal shown(const struct chiso__line *line, struct chiso__carried points)
{
    return chiso__publish_points(line->board->tree, points, line->max);
}

/* The same as percent points; CHISO_ABSENT also where they are no decimal. */
static chiso_decimal percent_of(const struct chiso__line *line, struct chiso__carried points)
{
    const struct chiso__carried_ratio ratio = {points, line->max};
    chiso_decimal percent = CHISO_ABSENT;

    if (!chiso__carried_is_gap(points) &&
        !chiso__percent_shown(&ratio, CHISO_DECIMAL_PLACES, line->board->tree->rounding, false,
                              &percent)) {
        percent = CHISO_ABSENT;
    }
    return percent;
}

static struct chiso__carried difference(struct chiso__carried a, struct chiso__carried b)
{
    struct chiso__carried points = absent;

    if (!chiso__carried_is_gap(a) && !chiso__carried_is_gap(b) &&
        !chiso__carried_subtract(a, b, &points)) {
        points = absent;
    }
    return points;
}

/* How far points that pass are above the least decimal that does, which may be between them and the
 * least of all: nothing then. */
static struct chiso__carried lead_of(struct chiso__carried achieved, struct chiso__carried least)
{
    const struct chiso__carried lead = difference(achieved, least);

    return chiso__carried_is_gap(lead) ? lead : chiso__carried_greatest(lead, chiso__carried_of(0));
}

static struct chiso__carried least_decimal(struct chiso__carried least)
{
    return chiso__carried_is_gap(least) ? least : chiso__line_decimal(least);
}

/* How far the points can fall with the test passed. */
static chiso_decimal margin_of(const struct chiso__line *line, const struct chiso__test *test,
                               struct chiso__carried achieved, struct chiso__carried floor)
{
    if (!chiso__carried_is_gap(floor) && chiso__line_passes(line, test, floor)) {
        return CHISO_ABSENT;
    }
    return shown(line, lead_of(achieved, least_decimal(chiso__line_least(line, test))));
}

static void find_standing(struct work *work, struct chiso__carried achieved,
                          chiso_target_figures *result)
{
    const struct chiso__line *line = &work->line;
    const chiso_board *board = line->board;
    const chiso_bands *bands = work->options.bands;
    const struct chiso__carried floor = chiso__plan_floor(&work->plan);

    result->band = chiso__band_of(&board->rows, line->unit, line->node, bands, work->rule.key);
    if (result->band != CHISO_NO_BAND) {
        const struct chiso__test test = {0, {bands->bands[result->band].from.value, whole}, false};

        result->band_margin = margin_of(line, &test, achieved, floor);
    }
    if (board->units.ranked[line->unit]) {
        const struct chiso__test test = {
            chiso__line_twice_rank(line, achieved), {{0, 0}, whole}, false};

        result->place = chiso__line_place(line, achieved);
        result->rank_margin = margin_of(line, &test, achieved, floor);
    }
}

/* A gate may keep a unit from a band that it has the points for. */
static struct chiso__carried not_negative(struct chiso__carried points)
{
    return chiso__carried_is_gap(points) ? points
                                         : chiso__carried_greatest(points, chiso__carried_of(0));
}

static bool find_distance(struct work *work, struct chiso__carried achieved,
                          chiso_target_figures *result)
{
    const struct chiso__line *line = &work->line;
    const struct chiso__carried most = chiso__plan_most(&work->plan);
    const struct chiso__carried least = least_decimal(work->plan.least);
    struct chiso__carried distance = difference(achieved, least);
    struct chiso__carried needed = difference(least, achieved);
    struct chiso__carried short_by = chiso__carried_of(0);

    if (chiso__carried_is_gap(most)) {
        return false;
    }
    if (chiso__plan_reaches(&work->plan)) {
        result->outcome = CHISO_OUTCOME_MET;
        distance = lead_of(achieved, least);
        needed = chiso__carried_of(0);
    } else if (chiso__plan_most_reaches(&work->plan) || chiso__plan_tries(&work->plan)) {
        result->outcome = CHISO_OUTCOME_MISSED;
        needed = not_negative(needed);
    } else {
        result->outcome = CHISO_OUTCOME_OUT_OF_REACH;
        short_by = not_negative(difference(least, most));
        needed = not_negative(needed);
    }
    result->most = shown(line, most);
    result->least = least.millionths;
    result->distance = shown(line, distance);
    result->distance_percent = percent_of(line, distance);
    result->needed = shown(line, needed);
    result->short_by = shown(line, short_by);
    result->short_by_percent = percent_of(line, short_by);
    return true;
}

/* Makes the plan where one is needed; false in *out_fits when a number is too large. */
static bool make_plan(struct work *work, chiso_target *target, bool *out_fits)
{
    chiso_target_figures *result = &target->result;
    chiso_decimal effort = 0;

    *out_fits = true;
    if (result->outcome == CHISO_OUTCOME_OUT_OF_REACH) {
        return true;
    }
    if (result->outcome == CHISO_OUTCOME_MISSED) {
        chiso__plan_take_decimals(&work->plan);
        chiso__plan_make(&work->plan);
        if (work->plan.picked == 0 || !chiso__plan_reaches(&work->plan)) {
            /* A gate that no points open, or a cell that would have to be another. */
            result->outcome = CHISO_OUTCOME_OUT_OF_REACH;
            result->exactness = CHISO_EXACTNESS_GREEDY;
            result->short_by = 0;
            result->short_by_percent = 0;
            return true;
        }
        target->steps = chiso__alloc(&target->allocator, work->plan.picked, sizeof(*target->steps));
        if (target->steps == NULL) {
            return false;
        }
        *out_fits = chiso__plan_steps(&work->plan, target->steps, &effort);
        result->steps = work->plan.picked;
        result->exactness = work->plan.exactness;
    }
    result->planned = shown(&work->line, chiso__trial_achieved(&work->plan.trial));
    result->effort = work->plan.efforts ? effort : CHISO_ABSENT;
    return true;
}

/* Writes the goal as the text that it reads in from. */
static bool make_text(const struct work *work, chiso_target *target)
{
    const chiso_goal *goal = work->goal;
    const char *word = chiso_word(CHISO_WORDS_GOAL_KIND, goal->kind);
    char number[CHISO_DECIMAL_TEXT_SIZE];
    struct chiso__span value = {number, 0};
    const size_t size = strlen(word);

    if (goal->kind == CHISO_GOAL_BAND) {
        value = chiso__span_of(chiso_bands_name(work->options.bands, goal->band));
    } else if (goal->kind == CHISO_GOAL_ABOVE) {
        value = target->board->units.codes[goal->unit];
    } else {
        value.size = chiso__decimal_text(
            goal->kind == CHISO_GOAL_RANK ? goal->rank * CHISO_DECIMAL_ONE : goal->percent, -1,
            CHISO_ROUND_HALF_UP, '.', number);
    }
    target->text = chiso__alloc(&target->allocator, size + value.size + 2, 1);
    if (target->text == NULL) {
        return false;
    }
    memcpy(target->text, word, size);
    target->text[size] = ':';
    memcpy(target->text + size + 1, value.text, value.size);
    target->text[size + 1 + value.size] = '\0';
    return true;
}

/* What a target was held against, so that a document can tell whether it shows the same. */
static bool keep_rules(const struct work *work, chiso_target *target)
{
    const bool has_bands = chiso_bands_count(work->options.bands) > 0;

    if (has_bands) {
        target->bands = chiso__bands_copy(work->options.bands, &target->allocator);
    }
    return (!has_bands || target->bands != NULL) &&
           chiso__rank_rule_keep(&target->allocator, &work->rule, &target->rule, &target->chain);
}

static chiso_status make(struct work *work, chiso_unit unit, chiso_node node, chiso_target *target,
                         chiso_error *error)
{
    const chiso_board *board = target->board;
    chiso_target_figures *result = &target->result;
    struct chiso__carried_ratio ratio;
    bool fits = true;

    (void)chiso__ratio_of(&board->rows, unit, node, &ratio);
    *result = (chiso_target_figures){CHISO_OUTCOME_MET,
                                     CHISO_EXACTNESS_EXACT,
                                     chiso__publish_points(board->tree, ratio.achieved, ratio.max),
                                     chiso__publish_points(board->tree, ratio.max, ratio.max),
                                     CHISO_ABSENT,
                                     CHISO_ABSENT,
                                     CHISO_ABSENT,
                                     CHISO_ABSENT,
                                     CHISO_ABSENT,
                                     CHISO_ABSENT,
                                     CHISO_ABSENT,
                                     CHISO_ABSENT,
                                     CHISO_ABSENT,
                                     CHISO_ABSENT,
                                     CHISO_ABSENT,
                                     {0},
                                     0,
                                     CHISO_NO_BAND};
    if (!chiso__line_new(board, unit, node, &work->rule, &work->line) ||
        !chiso__plan_new(&work->line, &work->test, work->options.efforts, &work->plan) ||
        !keep_rules(work, target) || !make_text(work, target)) {
        return chiso__fail_memory(error);
    }
    if (work->goal->kind == CHISO_GOAL_BAND && board->tree->has_band_gates) {
        work->plan.bands = work->options.bands;
        work->plan.band = work->goal->band;
    }
    find_standing(work, ratio.achieved, result);
    fits = find_distance(work, ratio.achieved, result);
    target->obstacle = work->plan.obstacle;
    if (fits && !make_plan(work, target, &fits)) {
        return chiso__fail_memory(error);
    }
    if (!fits) {
        chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_REACH_BEYOND,
                    CHISO__WORDS(chiso__say_decimal(CHISO_DECIMAL_MAX)));
        return chiso__fail_cell(error, CHISO_E_RANGE, board, unit, node);
    }
    return CHISO_OK;
}

chiso_status chiso_target_new(const chiso_board *board, chiso_unit unit, chiso_node node,
                              const chiso_goal *goal, const chiso_target_options *options,
                              chiso_target **out_target, chiso_error *error)
{
    struct work work = {.goal = goal};
    chiso_target *target = NULL;
    chiso_status status = CHISO_OK;

    if (out_target == NULL) {
        return chiso__fail_null(error);
    }
    *out_target = NULL;
    if (goal == NULL) {
        return chiso__fail_null(error);
    }
    status = chiso__target_check_unit(board, unit, node, error);
    if (status == CHISO_OK) {
        status = chiso__check_no_ranks(board->tree, error);
    }
    if (status == CHISO_OK) {
        status = read_options(board, options, &work, error);
    }
    if (status == CHISO_OK) {
        const struct chiso__aim aim = {
            board, unit, node, goal, work.options.bands, work.rule.key, work.options.comparison};

        status = chiso__target_test(&aim, &work.test, error);
    }
    if (status != CHISO_OK) {
        return status;
    }
    target = chiso__alloc_zero(&board->allocator, 1, sizeof(*target));
    if (target == NULL) {
        return chiso__fail_memory(error);
    }
    target->allocator = board->allocator;
    target->board = board;
    target->unit = unit;
    target->node = node;
    target->version = board->version;
    chiso__board_retain(board);
    status = make(&work, unit, node, target, error);
    chiso__plan_free(&work.plan);
    chiso__line_free(&work.line);
    if (status != CHISO_OK) {
        chiso_target_free(target);
        return status;
    }
    *out_target = target;
    return CHISO_OK;
}

void chiso_target_free(chiso_target *target)
{
    chiso_allocator allocator;

    if (target == NULL) {
        return;
    }
    allocator = target->allocator;
    chiso__release(&allocator, target->steps);
    chiso__release(&allocator, target->text);
    chiso__release(&allocator, target->chain);
    chiso_bands_free(target->bands);
    chiso__board_release(target->board);
    chiso__release(&allocator, target);
}

const char *chiso_target_text(const chiso_target *target)
{
    return target == NULL ? "" : target->text;
}

chiso_status chiso_target_result(const chiso_target *target, chiso_target_figures *out_result)
{
    if (target == NULL || out_result == NULL) {
        return CHISO_E_NULL;
    }
    if (!chiso__is_current(target->board, target->version)) {
        return CHISO_E_STATE;
    }
    *out_result = target->result;
    return CHISO_OK;
}

chiso_status chiso_target_obstacle(const chiso_target *target, chiso_obstacle *out_obstacle)
{
    if (target == NULL || out_obstacle == NULL) {
        return CHISO_E_NULL;
    }
    if (!chiso__is_current(target->board, target->version)) {
        return CHISO_E_STATE;
    }
    *out_obstacle = target->obstacle;
    return CHISO_OK;
}

static chiso_status fail_short(const chiso_target *target, chiso_error *error)
{
    const chiso_target_figures *result = &target->result;

    if (result->short_by == CHISO_ABSENT) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_TARGET_OUT_OF_REACH,
                           CHISO__WORDS(chiso__say_text(target->text)));
    }
    return chiso__fail(
        error, CHISO_E_RANGE, CHISO__SAY_TARGET_OUT_OF_REACH_BY,
        CHISO__WORDS(chiso__say_text(target->text), chiso__say_decimal(result->least),
                     chiso__say_decimal(result->most), chiso__say_decimal(result->short_by)));
}

chiso_status chiso_target_plan(const chiso_target *target, const chiso_target_step **out_steps,
                               uint32_t *out_count, chiso_error *error)
{
    if (target == NULL || out_steps == NULL || out_count == NULL) {
        return chiso__fail_null(error);
    }
    if (!chiso__is_current(target->board, target->version)) {
        return chiso__fail_unscored(error);
    }
    if (target->result.outcome == CHISO_OUTCOME_OUT_OF_REACH) {
        return fail_short(target, error);
    }
    *out_steps = target->steps;
    *out_count = target->result.steps;
    return CHISO_OK;
}

struct chiso__about chiso__target_about(const chiso_target *target)
{
    return (struct chiso__about){target->board, target->version, target->unit,
                                 target->node,  &target->rule,   target->bands};
}
