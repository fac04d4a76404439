/* Boards of small ratios under every rule and combine: a what-if equals a scoring of the changed
 * board, explanations and ledgers add up, a target is met exactly when it is reached, and its plan
 * reaches it. */
#include "plan.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { GROUPS = 4, LEAVES = 4, NODES = 1 + GROUPS * (1 + LEAVES), UNITS = 9, TEXT = 32 };

/* A random index of groups of leaves, as texts. */
struct scene {
    uint64_t seed;
    struct random random;
    struct plan plan; /* only how it is rounded */
    struct buffer criteria;
    uint32_t groups;
    uint32_t leaves; /* of each group */
    const char *kinds[GROUPS * LEAVES];
    uint32_t units;
    char cells[UNITS][GROUPS * LEAVES][TEXT];
    chiso_board *board;
    chiso_bands *bands;
    chiso_node nodes[NODES];
    uint32_t node_count;
    chiso_rank_options rank;
    chiso_node tie_break[2];
};

static const char *const maxima[] = {"1", "3", "10/3", "0.7", "20/7", "10"};
static const char *const weights[] = {"1", "2", "10/3", "0.05", "1/3"};

/* Rules by what a cell holds: a rate, a number, a count, answers. */
static const char *const rules[] = {
    "rate",
    "rate",
    "rate",
    "rate from 33.3%",
    "rate between 10%..90%",
    "rate target 90%",
    "atleast 1/3:0.2 2/3:0.5",
    "range 0..7",
    "range 7..0",
    "minmax",
    "minmax down block",
    "best",
    "best down",
    "percentile",
    "zscore 0.3 0.1",
    "per 1/9",
    "survey 100 50 0",
};
static const char *const combines[] = {"sum",      "sum",       "sum scaled", "mean",
                                       "harmonic", "min",       "max",        "median",
                                       "mean",     "geometric", "sum",        "mean capped"};

#define PICK(scene, array) (array)[random_below(&(scene)->random, sizeof(array) / sizeof(*(array)))]

static uint32_t below(struct scene *scene, uint64_t bound)
{
    return (uint32_t)random_below(&scene->random, bound);
}

static void make_cell(struct scene *scene, const char *rule, char *text)
{
    const uint32_t d = 1 + below(scene, 6);
    const uint32_t n = below(scene, d + 1);

    if (below(scene, 12) == 0) {
        (void)snprintf(text, TEXT, "%s", below(scene, 2) == 0 ? "" : "-");
    } else if (strncmp(rule, "survey", 6) == 0) {
        (void)snprintf(text, TEXT, "%u|%u|%u", n, (unsigned)below(scene, 3), d);
    } else if (strncmp(rule, "per", 3) == 0) {
        (void)snprintf(text, TEXT, "%u", n);
    } else if (strncmp(rule, "rate", 4) == 0 || strncmp(rule, "atleast", 7) == 0) {
        /* The same written otherwise now and then. */
        const uint32_t times = 1 + below(scene, 3);

        (void)snprintf(text, TEXT, "%u/%u", n * times, d * times);
    } else {
        (void)snprintf(text, TEXT, "%u.%09u", 1 + n, 111111111 * d);
    }
}

/* A sum has the max of its children, anything else the one that is given. */
static const char *max_of(const char *combine, const char *max)
{
    return strcmp(combine, "sum") == 0 ? "" : max;
}

static void make_criteria(struct scene *scene)
{
    static const char *const policies[] = {"zero", "skip", "unknown"};
    static const char *const roundings[] = {"half-up", "half-even", "down"};
    const uint32_t rounding = below(scene, 3);
    const char *combine = PICK(scene, combines);

    scene->plan.rounding = (chiso_rounding)rounding;
    buffer_print(&scene->criteria,
                 "code,title,max,weight,combine,rule,round,options\n"
                 ".,,%s,,%s,,,missing=%s rounding=%s%s%s\n",
                 max_of(combine, "10"), combine, PICK(scene, policies), roundings[rounding],
                 below(scene, 6) == 0 ? " order=lowest" : "",
                 below(scene, 4) == 0 ? " full=reached" : "");
    for (uint32_t group = 0; group < scene->groups; group++) {
        combine = PICK(scene, combines);
        buffer_print(&scene->criteria, "g%u,,%s,%s,%s,,%s,\n", group, max_of(combine, "5"),
                     PICK(scene, weights), combine, below(scene, 8) == 0 ? "2" : "");
        for (uint32_t leaf = 0; leaf < scene->leaves; leaf++) {
            const char *rule = PICK(scene, rules);

            scene->kinds[group * scene->leaves + leaf] = rule;
            buffer_print(&scene->criteria, "g%u.%u,,%s,%s,,%s,%s,\n", group, leaf,
                         PICK(scene, maxima), PICK(scene, weights), rule,
                         below(scene, 10) == 0 ? "3" : "");
        }
    }
}

/* The cells as they are now, scored. */
static chiso_board *board_of(const struct scene *scene, chiso_tree *tree)
{
    struct buffer points = {0};
    chiso_board *board = NULL;

    buffer_print(&points, "unit,block,ranked");
    for (uint32_t i = 0; i < scene->groups * scene->leaves; i++) {
        buffer_print(&points, ",g%u.%u", i / scene->leaves, i % scene->leaves);
    }
    for (uint32_t unit = 0; unit < scene->units; unit++) {
        buffer_print(&points, "\nu%u,b%u,%s", unit, unit % 3 / 2, unit % 7 == 6 ? "no" : "yes");
        for (uint32_t i = 0; i < scene->groups * scene->leaves; i++) {
            buffer_print(&points, ",%s", scene->cells[unit][i]);
        }
    }
    buffer_print(&points, "\n");
    board = support_scored(tree, points.bytes);
    buffer_clear(&points);
    return board;
}

static void choose_options(struct scene *scene)
{
    scene->rank = CHISO_RANK_OPTIONS_INIT;
    scene->rank.ties = (chiso_ties)below(scene, 5);
    scene->rank.key = (chiso_key)(below(scene, 4) == 0);
    scene->rank.scope = (chiso_scope)below(scene, 2);
    scene->rank.tie_break = scene->tie_break;
    scene->rank.tie_break_count = below(scene, 3);
    for (size_t i = 0; i < 2; i++) {
        scene->tie_break[i] = scene->nodes[below(scene, scene->node_count)];
    }
}

static void scene_make(struct scene *scene, uint64_t seed)
{
    static const char bands[] = "band,from\nA,90\nB,80\nC,200/3\nD,100/3\nE,20\n";
    chiso_tree *tree = NULL;

    *scene = (struct scene){.seed = seed, .random = {.state = ~seed}};
    scene->groups = 1 + below(scene, GROUPS);
    scene->leaves = 1 + below(scene, LEAVES);
    scene->units = 2 + below(scene, UNITS - 1);
    make_criteria(scene);
    tree = support_tree(scene->criteria.bytes);
    for (uint32_t unit = 0; unit < scene->units; unit++) {
        const bool again = unit > 0 && below(scene, 4) == 0;

        for (uint32_t i = 0; i < scene->groups * scene->leaves; i++) {
            if (again) {
                memcpy(scene->cells[unit][i], scene->cells[unit - 1][i], TEXT);
            } else {
                make_cell(scene, scene->kinds[i], scene->cells[unit][i]);
            }
        }
    }
    scene->board = board_of(scene, tree);
    scene->node_count = (uint32_t)chiso_tree_node_count(tree);
    for (uint32_t i = 0; i < scene->node_count; i++) {
        scene->nodes[i] = (chiso_node)i;
    }
    cr_assert(chiso_bands_read_csv(bands, strlen(bands), NULL, &scene->bands, NULL) == CHISO_OK);
    choose_options(scene);
    chiso_tree_free(tree);
}

static void scene_clear(struct scene *scene)
{
    chiso_board_free(scene->board);
    chiso_bands_free(scene->bands);
    buffer_clear(&scene->criteria);
}

/* --- What-ifs --- */

static void expect_same(const struct scene *scene, chiso_what_if *what_if,
                        const chiso_board *expected, const chiso_ranking *ranking, chiso_unit unit,
                        chiso_node node)
{
    const char *code = chiso_node_code(chiso_board_tree(expected), node);
    chiso_standing is;
    chiso_result should;
    chiso_place place;
    uint32_t band = 0;

    cr_assert(chiso_board_result(expected, unit, node, &should) == CHISO_OK &&
              chiso_ranking_place(ranking, unit, &place) == CHISO_OK &&
              chiso_bands_find_unit(scene->bands, expected, unit, node, scene->rank.key, &band) ==
                  CHISO_OK &&
              chiso_what_if_standing(what_if, unit, node, scene->bands, &is) == CHISO_OK);
    cr_assert(is.result.state == should.state && is.result.achieved == should.achieved &&
                  is.result.max == should.max && is.result.percent == should.percent &&
                  is.result.coverage == should.coverage && is.result.lowest == should.lowest &&
                  is.result.highest == should.highest,
              "seed %" PRIu64 ": \"%s\" of unit %u has %s of %s, a board has %s of %s\n%s",
              scene->seed, code, (unsigned)unit, decimal_text(is.result.achieved),
              decimal_text(is.result.max), decimal_text(should.achieved), decimal_text(should.max),
              scene->criteria.bytes);
    cr_assert(is.place.rank == place.rank && is.place.half == place.half &&
                  is.place.out_of == place.out_of && is.place.tied == place.tied,
              "seed %" PRIu64 ": \"%s\" of unit %u has rank %u of %u by %u, a board has %u of %u "
              "by %u\n%s",
              scene->seed, code, (unsigned)unit, (unsigned)is.place.rank, (unsigned)is.place.out_of,
              (unsigned)is.place.tied, (unsigned)place.rank, (unsigned)place.out_of,
              (unsigned)place.tied, scene->criteria.bytes);
    cr_assert(is.band == band, "seed %" PRIu64 ": \"%s\" of unit %u is in another band",
              scene->seed, code, (unsigned)unit);
}

static void expect_all(const struct scene *scene, chiso_what_if *what_if)
{
    chiso_board *expected = board_of(scene, (chiso_tree *)chiso_board_tree(scene->board));

    for (uint32_t node = 0; node < scene->node_count; node++) {
        chiso_ranking *ranking = NULL;

        cr_assert(chiso_ranking_new(expected, node, &scene->rank, &ranking, NULL) == CHISO_OK);
        for (chiso_unit unit = 0; unit < scene->units; unit++) {
            expect_same(scene, what_if, expected, ranking, unit, node);
        }
        chiso_ranking_free(ranking);
    }
    chiso_board_free(expected);
}

static void try_cells(struct scene *scene)
{
    enum { STEPS = 8 };
    char first[UNITS][GROUPS * LEAVES][TEXT];
    chiso_what_if *what_if = NULL;
    char *before = support_board_csv(scene->board);
    char *after = NULL;

    memcpy(first, scene->cells, sizeof(first));
    cr_assert(chiso_what_if_new(scene->board, &scene->rank, &what_if, NULL) == CHISO_OK);
    for (int step = 0; step < STEPS; step++) {
        const uint32_t unit = below(scene, scene->units);
        const uint32_t i = below(scene, scene->groups * scene->leaves);
        char unit_code[16];
        char code[16];
        chiso_error error = CHISO_ERROR_INIT;

        make_cell(scene, scene->kinds[i], scene->cells[unit][i]);
        (void)snprintf(unit_code, sizeof(unit_code), "u%u", unit);
        (void)snprintf(code, sizeof(code), "g%u.%u", i / scene->leaves, i % scene->leaves);
        cr_assert(chiso_what_if_set(what_if, unit_code, code, scene->cells[unit][i], &error) ==
                      CHISO_OK,
                  "%s", error.message);
        if (step % 3 == 0) {
            expect_all(scene, what_if);
        }
    }
    expect_all(scene, what_if);
    cr_assert(chiso_what_if_reset(what_if, NULL) == CHISO_OK);
    memcpy(scene->cells, first, sizeof(first));
    expect_all(scene, what_if);
    after = support_board_csv(scene->board);
    cr_assert_str_eq(before, after);
    chiso_what_if_free(what_if);
    free(before);
    free(after);
}

Test(property_rates, a_what_if_equals_a_scoring_of_the_changed_board)
{
    for (uint64_t seed = 1; seed <= 1500; seed += SUPPORT_STRIDE) {
        struct scene scene;

        scene_make(&scene, seed);
        try_cells(&scene);
        scene_clear(&scene);
    }
}

/* --- Explanations and ledgers --- */

static void expect_explained(const struct scene *scene, chiso_unit unit)
{
    chiso_explanation *explanation = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert(chiso_explanation_new(scene->board, unit, CHISO_ROOT, UINT32_MAX, &explanation,
                                    &error) == CHISO_OK,
              "seed %" PRIu64 ": %s\n%s", scene->seed, error.message, scene->criteria.bytes);
    for (uint32_t i = 0; i < chiso_explanation_count(explanation); i++) {
        chiso_step step;
        chiso_decimal sum = 0;
        chiso_decimal places = 0;

        cr_assert(chiso_explanation_step(explanation, i, &step) == CHISO_OK);
        for (uint32_t j = 0; j < step.count; j++) {
            chiso_step part;

            cr_assert(chiso_explanation_step(explanation, step.first + j, &part) == CHISO_OK);
            sum += part.contribution;
            places = part.kind == CHISO_STEP_PLACES ? part.contribution : places;
        }
        cr_assert(step.count == 0 || step.achieved == CHISO_ABSENT || sum == step.achieved,
                  "seed %" PRIu64 ": the parts of a step are %s, not %s\n%s", scene->seed,
                  decimal_text(sum), decimal_text(step.achieved), scene->criteria.bytes);
        /* Each part is wrong by half of the last digit, or by one where it is cut off. */
        cr_assert(places <= (chiso_decimal)step.count && -places <= (chiso_decimal)step.count,
                  "seed %" PRIu64 ": roundings leave %s", scene->seed, decimal_text(places));
    }
    chiso_explanation_free(explanation);
}

static void expect_ledger(const struct scene *scene, chiso_unit unit)
{
    chiso_ledger *ledger = NULL;
    const chiso_ledger_entry *entries = NULL;
    uint32_t count = 0;
    chiso_ledger_total total;
    chiso_result result;

    cr_assert(chiso_board_result(scene->board, unit, CHISO_ROOT, &result) == CHISO_OK &&
              chiso_ledger_new(scene->board, unit, CHISO_ROOT, NULL, &ledger, NULL) == CHISO_OK &&
              chiso_ledger_entries(ledger, &entries, &count) == CHISO_OK &&
              chiso_ledger_totals(ledger, &total) == CHISO_OK);
    for (uint32_t i = 1; i < count; i++) {
        cr_assert(entries[i].to_max <= entries[i - 1].to_max,
                  "seed %" PRIu64 ": leaf %u cost more than the one before", scene->seed,
                  (unsigned)i);
    }
    if (result.achieved != CHISO_ABSENT) {
        char text[CHISO_FIGURE_TEXT_SIZE];

        cr_assert(chiso_board_points_text(scene->board, unit, CHISO_ROOT, 18, '.', text) ==
                  CHISO_OK);
        /* The max may have thirds, too; by sums of decimals it has none. */
        cr_assert(total.lost == total.leaves - total.bonuses + total.rest && total.bonuses == 0,
                  "seed %" PRIu64 ": the totals do not add up", scene->seed);
        cr_assert(total.lost - (result.max - result.achieved) <= 1 &&
                      (result.max - result.achieved) - total.lost <= 1,
                  "seed %" PRIu64 ": %s lost, of %s and %s", scene->seed, decimal_text(total.lost),
                  decimal_text(result.max), text);
    }
    chiso_ledger_free(ledger);
}

/* What a node of a unit has with so many places, as its text tells it. */
static chiso_decimal points_with(const struct scene *scene, chiso_unit unit, chiso_node node,
                                 int places)
{
    char text[CHISO_FIGURE_TEXT_SIZE];

    cr_assert_eq(chiso_board_points_text(scene->board, unit, node, places, '.', text), CHISO_OK);
    return text[0] == '\0' ? CHISO_ABSENT : decimal(text);
}

/* A ledger and a report tell points with other places as the board does. */
static void expect_places(const struct scene *scene, chiso_unit unit, int places)
{
    chiso_ledger_options booking = CHISO_LEDGER_OPTIONS_INIT;
    chiso_report_options reporting = CHISO_REPORT_OPTIONS_INIT;
    chiso_ledger *ledger = NULL;
    chiso_report *report = NULL;
    const chiso_ledger_entry *entries = NULL;
    chiso_ledger_total total;
    chiso_standing standing;
    uint32_t count = 0;

    booking.point_places = places;
    reporting.point_places = places;
    cr_assert(chiso_ledger_new(scene->board, unit, CHISO_ROOT, &booking, &ledger, NULL) ==
                  CHISO_OK &&
              chiso_ledger_entries(ledger, &entries, &count) == CHISO_OK &&
              chiso_ledger_totals(ledger, &total) == CHISO_OK &&
              chiso_report_new(scene->board, &reporting, &report, NULL) == CHISO_OK);
    for (uint32_t i = 0; i < count; i++) {
        cr_assert(entries[i].achieved == points_with(scene, unit, entries[i].leaf, places),
                  "seed %" PRIu64 ": a leaf with %d places", scene->seed, places);
    }
    for (uint32_t i = 0; i < scene->node_count; i++) {
        cr_assert_eq(chiso_report_standing(report, unit, scene->nodes[i], &standing), CHISO_OK);
        cr_assert(standing.result.achieved == points_with(scene, unit, scene->nodes[i], places),
                  "seed %" PRIu64 ": a node with %d places", scene->seed, places);
    }
    if (total.achieved != CHISO_ABSENT) {
        cr_assert(total.achieved == points_with(scene, unit, CHISO_ROOT, places) &&
                      total.lost == total.leaves - total.bonuses + total.rest,
                  "seed %" PRIu64 ": the totals with %d places", scene->seed, places);
    }
    chiso_report_free(report);
    chiso_ledger_free(ledger);
}

Test(property_rates, explanations_and_ledgers_add_up)
{
    for (uint64_t seed = 10001; seed <= 13000; seed += SUPPORT_STRIDE) {
        struct scene scene;

        scene_make(&scene, seed);
        for (chiso_unit unit = 0; unit < scene.units; unit++) {
            expect_explained(&scene, unit);
            expect_ledger(&scene, unit);
            expect_places(&scene, unit, (int)(seed / 3 % (CHISO_DECIMAL_PLACES + 1)));
        }
        scene_clear(&scene);
    }
}

/* --- Targets --- */

/* Whether a unit has the goal reached as it stands in a what-if. */
static bool reached(const struct scene *scene, chiso_what_if *what_if, chiso_unit unit,
                    chiso_node node, const chiso_goal *goal)
{
    chiso_standing own;
    chiso_standing other;

    cr_assert(chiso_what_if_standing(what_if, unit, node, scene->bands, &own) == CHISO_OK);
    switch (goal->kind) {
    case CHISO_GOAL_RANK:
        return own.place.rank * 2 + own.place.half <= goal->rank * 2;
    case CHISO_GOAL_BAND:
        return own.band <= goal->band;
    case CHISO_GOAL_ABOVE:
        cr_assert(chiso_what_if_standing(what_if, goal->unit, node, NULL, &other) == CHISO_OK);
        return own.result.percent > other.result.percent;
    case CHISO_GOAL_PERCENT:
    case CHISO_GOAL_RISE:
        break;
    }
    return own.result.percent >= goal->percent;
}

/* Whether a leaf can be given its points: not where they are made of what others have, nor where
 * they are the very max of a leaf that is between two decimals. */
static bool can_be_set(const struct scene *scene, const chiso_target_step *step)
{
    const chiso_tree *tree = chiso_board_tree(scene->board);
    const chiso_decimal max = chiso_node_max(tree, step->leaf);
    const bool between =
        max == decimal("3.333333") || max == decimal("2.857143") || max == decimal("2.857142");

    return !chiso_node_is_relative(tree, step->leaf) && (!between || step->to < max);
}

/* Does what the plan says, and sees it reach the goal; false where a leaf cannot be set so. */
static bool follow(const struct scene *scene, const chiso_target *target, chiso_unit unit,
                   chiso_node node, const chiso_goal *goal)
{
    const chiso_target_step *steps = NULL;
    chiso_what_if *what_if = NULL;
    chiso_target_figures figures;
    chiso_decimal gains = 0;
    uint32_t count = 0;
    bool all = true;

    cr_assert(chiso_target_plan(target, &steps, &count, NULL) == CHISO_OK && count > 0 &&
              chiso_target_result(target, &figures) == CHISO_OK &&
              chiso_what_if_new(scene->board, &scene->rank, &what_if, NULL) == CHISO_OK);
    for (uint32_t i = 0; i < count; i++) {
        gains += steps[i].gain;
        all = all && can_be_set(scene, &steps[i]);
        if (all) {
            cr_assert(chiso_what_if_set_points(what_if, unit, steps[i].leaf, steps[i].to, NULL) ==
                      CHISO_OK);
        }
    }
    cr_assert(gains == figures.planned - figures.achieved,
              "seed %" PRIu64 ": the gains do not add up", scene->seed);
    cr_assert(!all || reached(scene, what_if, unit, node, goal),
              "seed %" PRIu64 ": the plan for %s of unit %u at %s does not reach it\n%s",
              scene->seed, chiso_target_text(target), (unsigned)unit,
              chiso_node_code(chiso_board_tree(scene->board), node), scene->criteria.bytes);
    chiso_what_if_free(what_if);
    return all;
}

static chiso_goal goal_of(struct scene *scene, chiso_unit unit)
{
    chiso_goal goal = {.kind = (chiso_goal_kind)below(scene, 3),
                       .rank = 1 + below(scene, scene->units),
                       .band = below(scene, 5),
                       .unit = CHISO_NO_UNIT,
                       .former = CHISO_ABSENT};

    (void)unit;
    goal.percent = (chiso_decimal)(1 + below(scene, 20)) * 5000000;
    return goal;
}

/* By published percents where the goal is one, so that what is published says whether it is met. */
static void expect_target(struct scene *scene, chiso_unit unit, chiso_node node, uint32_t *missed,
                          uint32_t *followed)
{
    chiso_target_options options = CHISO_TARGET_OPTIONS_INIT;
    chiso_what_if *what_if = NULL;
    chiso_target *target = NULL;
    chiso_target_figures figures;
    const chiso_goal goal = goal_of(scene, unit);
    chiso_place place;

    scene->rank.key = goal.kind == CHISO_GOAL_PERCENT ? CHISO_KEY_PUBLISHED : scene->rank.key;
    options.ranking = &scene->rank;
    options.bands = scene->bands;
    cr_assert(chiso_what_if_new(scene->board, &scene->rank, &what_if, NULL) == CHISO_OK &&
              chiso_what_if_place(what_if, unit, node, &place) == CHISO_OK);
    if (place.rank > 0) {
        cr_assert(chiso_target_new(scene->board, unit, node, &goal, &options, &target, NULL) ==
                      CHISO_OK &&
                  chiso_target_result(target, &figures) == CHISO_OK);
        cr_assert((figures.outcome == CHISO_OUTCOME_MET) ==
                      reached(scene, what_if, unit, node, &goal),
                  "seed %" PRIu64 ": unit %u at %s: %s is %s, with %s of %s\n%s", scene->seed,
                  (unsigned)unit, chiso_node_code(chiso_board_tree(scene->board), node),
                  chiso_target_text(target), chiso_word(CHISO_WORDS_OUTCOME, figures.outcome),
                  decimal_text(figures.achieved), decimal_text(figures.max), scene->criteria.bytes);
        cr_assert(place.rank == figures.place.rank && place.half == figures.place.half &&
                      place.tied == figures.place.tied && place.out_of == figures.place.out_of,
                  "seed %" PRIu64 ": unit %u has another rank", scene->seed, (unsigned)unit);
        cr_assert(figures.outcome != CHISO_OUTCOME_MET || figures.distance == CHISO_ABSENT ||
                  (figures.distance >= 0 && figures.needed == 0));
        if (figures.outcome == CHISO_OUTCOME_MISSED) {
            (*missed)++;
            *followed += follow(scene, target, unit, node, &goal);
        }
        chiso_target_free(target);
    }
    chiso_what_if_free(what_if);
}

Test(property_rates, a_target_is_met_exactly_when_it_is_reached)
{
    uint32_t missed = 0;
    uint32_t followed = 0;

    for (uint64_t seed = 20001; seed <= 23000; seed += SUPPORT_STRIDE) {
        struct scene scene;

        scene_make(&scene, seed);
        for (int i = 0; i < 6; i++) {
            expect_target(&scene, below(&scene, scene.units),
                          below(&scene, 2) == 0 ? CHISO_ROOT
                                                : scene.nodes[below(&scene, scene.node_count)],
                          &missed, &followed);
        }
        scene_clear(&scene);
    }
    cr_expect(missed > 1000 / SUPPORT_STRIDE && followed * 10 > missed * 5,
              "%u of %u plans were done", (unsigned)followed, (unsigned)missed);
}
