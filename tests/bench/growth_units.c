/* What is done with one unit, and with two boards, at any size. */
#include "growth.h"

#include <stdlib.h>
#include <string.h>

/* So many units are looked at, each taking the same. */
enum { LOOKED_AT = 16 };

static volatile int64_t seen;

static chiso_unit unit_at(const growth_scene *scene, uint32_t i)
{
    return (chiso_unit)(bench_mix(i) % chiso_board_unit_count(scene->board));
}

/* Seconds for a few ledgers, and for what the first of them finds for all. */
static double make_ledgers(const growth_scene *scene, uint32_t size)
{
    const double start = bench_now();

    (void)size;
    for (uint32_t i = 0; i < LOOKED_AT; i++) {
        chiso_ledger *ledger;
        chiso_ledger_total total;

        bench_check(
            chiso_ledger_new(scene->board, unit_at(scene, i), CHISO_ROOT, NULL, &ledger, NULL),
            NULL);
        bench_check(chiso_ledger_totals(ledger, &total), NULL);
        seen += total.lost;
        chiso_ledger_free(ledger);
    }
    return bench_now() - start;
}

static double make_targets(const growth_scene *scene, const chiso_goal *goal,
                           const chiso_target_options *options, uint32_t count)
{
    const double start = bench_now();

    for (uint32_t i = 0; i < count; i++) {
        chiso_target *target;
        chiso_target_figures figures;

        bench_check(chiso_target_new(scene->board, unit_at(scene, i), CHISO_ROOT, goal, options,
                                     &target, NULL),
                    NULL);
        bench_check(chiso_target_result(target, &figures), NULL);
        seen += figures.steps;
        chiso_target_free(target);
    }
    return bench_now() - start;
}

/* A rank in the upper tenth. */
static double reach_rank(const growth_scene *scene, uint32_t size)
{
    const uint32_t units = chiso_board_unit_count(scene->board);
    const chiso_goal goal = {.kind = CHISO_GOAL_RANK, .rank = units / 10 + 1};

    (void)size;
    return make_targets(scene, &goal, NULL, LOOKED_AT);
}

/* Ties broken by two leaves. */
static double reach_rank_by_chain(const growth_scene *scene, uint32_t size)
{
    const chiso_node first = chiso_node_next_leaf(scene->tree, CHISO_ROOT);
    const chiso_node chain[] = {first, chiso_node_next_leaf(scene->tree, first)};
    const uint32_t units = chiso_board_unit_count(scene->board);
    const chiso_goal goal = {.kind = CHISO_GOAL_RANK, .rank = units / 10 + 1};
    chiso_rank_options ranking = CHISO_RANK_OPTIONS_INIT;
    chiso_target_options options = CHISO_TARGET_OPTIONS_INIT;

    (void)size;
    ranking.tie_break = chain;
    ranking.tie_break_count = 2;
    options.ranking = &ranking;
    return make_targets(scene, &goal, &options, LOOKED_AT);
}

/* All leaves must be raised. */
static double reach_all(const growth_scene *scene, uint32_t size)
{
    const chiso_goal goal = {.kind = CHISO_GOAL_PERCENT, .percent = 99 * CHISO_DECIMAL_ONE};

    (void)size;
    return make_targets(scene, &goal, NULL, 1);
}

static double explain(const growth_scene *scene, uint32_t size)
{
    const double start = bench_now();

    (void)size;
    for (uint32_t i = 0; i < LOOKED_AT; i++) {
        chiso_explanation *explanation;

        bench_check(chiso_explanation_new(scene->board, unit_at(scene, i), CHISO_ROOT, UINT32_MAX,
                                          &explanation, NULL),
                    NULL);
        seen += chiso_explanation_count(explanation);
        chiso_explanation_free(explanation);
    }
    return bench_now() - start;
}

/* The board and another of the same units and criteria, and what comparing them took. */
typedef struct periods {
    chiso_board *before;
    chiso_comparison *comparison;
    double seconds;
} periods;

static periods compare_periods(const growth_scene *scene, const chiso_comparison_options *options)
{
    periods two = {.before = growth_board(scene->tree, scene->wide)};
    const double start = bench_now();

    bench_check(chiso_comparison_new(scene->board, two.before, options, &two.comparison, NULL),
                NULL);
    two.seconds = bench_now() - start;
    return two;
}

static void periods_free(periods *two)
{
    chiso_comparison_free(two->comparison);
    chiso_board_free(two->before);
}

/* Comparing alone, with what a map says that units became or without. */
static double compare_with(const growth_scene *scene, const chiso_comparison_options *options)
{
    periods two = compare_periods(scene, options);

    periods_free(&two);
    return two.seconds;
}

static double compare(const growth_scene *scene, uint32_t size)
{
    (void)size;
    return compare_with(scene, NULL);
}

/* All units but one became the other, the time to make the map among it. */
static double compare_merged(const growth_scene *scene, uint32_t size)
{
    const uint32_t units = chiso_board_unit_count(scene->board);
    chiso_comparison_options options = CHISO_COMPARISON_OPTIONS_INIT;
    growth_text text = {NULL, 0, 0};
    chiso_map *map;
    double start;
    double seconds;

    (void)size;
    growth_print(&text, "old,new\n");
    for (uint32_t unit = 0; unit < units; unit++) {
        growth_print(&text, "u%u,u0\n", unit);
    }
    start = bench_now();
    bench_check(chiso_map_read_csv(text.bytes, text.size, NULL, &map, NULL), NULL);
    seconds = bench_now() - start;
    options.units = map;
    options.ranked = CHISO_RANKED_ROOT;
    seconds += compare_with(scene, &options);
    chiso_map_free(map);
    free(text.bytes);
    return seconds;
}

static double compare_blocks(const growth_scene *scene, uint32_t size)
{
    const uint32_t blocks = chiso_board_block_count(scene->board);
    periods two = compare_periods(scene, NULL);
    const double start = bench_now();
    double seconds;

    (void)size;
    for (uint32_t block = 0; block < blocks; block++) {
        chiso_block_change change;

        bench_check(chiso_comparison_block(two.comparison, CHISO_ROOT, block, &change, NULL), NULL);
        seen += change.both;
    }
    seconds = bench_now() - start;
    periods_free(&two);
    return seconds;
}

static double bridge(const growth_scene *scene, uint32_t size)
{
    periods two = compare_periods(scene, NULL);
    const double start = bench_now();
    double seconds;

    (void)size;
    for (uint32_t i = 0; i < LOOKED_AT; i++) {
        chiso_bridge parts;

        bench_check(
            chiso_comparison_bridge(two.comparison, unit_at(scene, i), CHISO_ROOT, &parts, NULL),
            NULL);
        seen += parts.change;
    }
    seconds = bench_now() - start;
    periods_free(&two);
    return seconds;
}

/* Changes of cells, one after the other, and a rank after each. */
static double try_changes(const growth_scene *scene, uint32_t size)
{
    const chiso_node leaf = chiso_node_next_leaf(scene->tree, CHISO_ROOT);
    chiso_what_if *what_if;
    double start;
    double seconds;

    (void)size;
    bench_check(chiso_what_if_new(scene->board, NULL, &what_if, NULL), NULL);
    start = bench_now();
    for (uint32_t i = 0; i < 64 * LOOKED_AT; i++) {
        chiso_place place;

        bench_check(chiso_what_if_set_value(what_if, unit_at(scene, i), leaf,
                                            (chiso_decimal)(i % 100) * CHISO_DECIMAL_ONE, NULL),
                    NULL);
        bench_check(chiso_what_if_place(what_if, unit_at(scene, i), CHISO_ROOT, &place), NULL);
        seen += place.rank;
    }
    seconds = bench_now() - start;
    chiso_what_if_free(what_if);
    return seconds;
}

#define FLAT GROWTH_FLAT
#define DEEP GROWTH_DEEP
#define GROUPS GROWTH_GROUPS

const growth_work growth_of_units[] = {
    {"ledger_units", GROWTH_UNITS, {FLAT, 12, 0, 1, 0, 0, "sum", ""}, make_ledgers},
    {"ledger_blocks", GROWTH_BLOCKS, {FLAT, 12, 0, 0, 0, 0, "sum", ""}, make_ledgers},
    {"ledger_flat", GROWTH_LEAVES, {FLAT, 0, 20, 1, 0, 0, "sum", ""}, make_ledgers},
    {"ledger_deep", GROWTH_LEAVES, {DEEP, 0, 20, 1, 0, 0, "sum", ""}, make_ledgers},
    {"ledger_gaps_flat", GROWTH_LEAVES, {FLAT, 0, 20, 1, 3, 0, "sum", ""}, make_ledgers},
    {"ledger_mean_flat", GROWTH_LEAVES, {FLAT, 0, 20, 1, 0, 0, "mean", ""}, make_ledgers},
    {"ledger_mean_deep", GROWTH_LEAVES, {DEEP, 0, 20, 1, 0, 0, "mean", ""}, make_ledgers},
    {"ledger_geometric_flat", GROWTH_LEAVES, {FLAT, 0, 20, 1, 0, 0, "geometric", ""}, make_ledgers},
    {"ledger_harmonic_flat", GROWTH_LEAVES, {FLAT, 0, 20, 1, 0, 0, "harmonic", ""}, make_ledgers},
    {"ledger_median_flat", GROWTH_LEAVES, {FLAT, 0, 20, 1, 0, 0, "median", ""}, make_ledgers},
    {"target_units", GROWTH_UNITS, {FLAT, 12, 0, 1, 0, 0, "sum", ""}, reach_rank},
    {"target_ties_units", GROWTH_UNITS, {FLAT, 3, 0, 1, 0, 2, "sum", ""}, reach_rank},
    {"target_chain_units", GROWTH_UNITS, {FLAT, 3, 0, 1, 0, 2, "sum", ""}, reach_rank_by_chain},
    {"target_blocks", GROWTH_BLOCKS, {FLAT, 12, 0, 0, 0, 0, "sum", ""}, reach_rank},
    {"target_flat", GROWTH_LEAVES, {FLAT, 0, 20, 1, 0, 0, "sum", ""}, reach_all},
    {"target_deep", GROWTH_LEAVES, {DEEP, 0, 20, 1, 0, 0, "sum", ""}, reach_all},
    {"target_mean_flat", GROWTH_LEAVES, {FLAT, 0, 20, 1, 0, 0, "mean", ""}, reach_all},
    {"target_mean_deep", GROWTH_LEAVES, {DEEP, 0, 20, 1, 0, 0, "mean", ""}, reach_all},
    {"target_geometric_flat", GROWTH_LEAVES, {FLAT, 0, 20, 1, 0, 0, "geometric", ""}, reach_all},
    {"target_geometric_groups",
     GROWTH_LEAVES,
     {GROUPS, 0, 20, 1, 0, 0, "geometric", ""},
     reach_all},
    {"target_harmonic_flat", GROWTH_LEAVES, {FLAT, 0, 20, 1, 0, 0, "harmonic", ""}, reach_all},
    {"target_min_flat", GROWTH_LEAVES, {FLAT, 0, 20, 1, 0, 0, "min", ""}, reach_all},
    {"target_max_flat", GROWTH_LEAVES, {FLAT, 0, 20, 1, 0, 0, "max", ""}, reach_all},
    {"target_median_flat", GROWTH_LEAVES, {FLAT, 0, 20, 1, 0, 0, "median", ""}, reach_all},
    {"explain_flat", GROWTH_LEAVES, {FLAT, 0, 20, 1, 0, 0, "sum", ""}, explain},
    {"explain_deep", GROWTH_LEAVES, {DEEP, 0, 20, 1, 0, 0, "sum", ""}, explain},
    {"explain_mean_flat", GROWTH_LEAVES, {FLAT, 0, 20, 1, 0, 0, "mean", ""}, explain},
    {"compare_units", GROWTH_UNITS, {FLAT, 12, 0, 1, 0, 0, "sum", ""}, compare},
    {"compare_leaves", GROWTH_LEAVES, {FLAT, 0, 20, 1, 0, 0, "sum", ""}, compare},
    {"compare_merged_units", GROWTH_UNITS, {FLAT, 2, 0, 1, 0, 0, "sum", ""}, compare_merged},
    {"compare_blocks", GROWTH_BLOCKS, {FLAT, 2, 0, 0, 0, 0, "sum", ""}, compare_blocks},
    {"bridge_flat", GROWTH_LEAVES, {FLAT, 0, 20, 1, 0, 0, "sum", ""}, bridge},
    {"bridge_deep", GROWTH_LEAVES, {DEEP, 0, 20, 1, 0, 0, "sum", ""}, bridge},
    {"what_if_units", GROWTH_UNITS, {FLAT, 12, 0, 1, 0, 0, "sum", ""}, try_changes},
    {"what_if_flat", GROWTH_LEAVES, {FLAT, 0, 20, 1, 0, 0, "sum", ""}, try_changes},
    {"what_if_deep", GROWTH_LEAVES, {DEEP, 0, 20, 1, 0, 0, "sum", ""}, try_changes},
    {NULL, GROWTH_SIZE, {FLAT, 0, 0, 0, 0, 0, NULL, NULL}, NULL},
};
