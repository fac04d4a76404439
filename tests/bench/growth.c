/* What is done with whole boards, at any size. */
#include "growth.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Where results go, so that none is left out. */
static volatile uint64_t seen;

static bool take(void *context, const char *bytes, size_t size)
{
    (void)context;
    seen += (unsigned char)bytes[0] + size;
    return true;
}

static const chiso_sink sink = {take, NULL};

static double read_criteria(const growth_scene *scene, uint32_t size)
{
    const double start = bench_now();
    chiso_tree *tree;
    double seconds;

    (void)size;
    bench_check(chiso_tree_read_csv(scene->criteria, strlen(scene->criteria), NULL, &tree, NULL),
                NULL);
    bench_check(chiso_tree_check(tree, NULL), NULL);
    seconds = bench_now() - start;
    chiso_tree_free(tree);
    return seconds;
}

static double read_points(const growth_scene *scene, const char *points)
{
    chiso_board *board;
    chiso_error error;
    double start;
    double seconds;

    bench_check(chiso_board_new(scene->tree, NULL, &board, NULL), NULL);
    start = bench_now();
    bench_check(chiso_board_read_csv(board, points, strlen(points), &error), &error);
    seconds = bench_now() - start;
    chiso_board_free(board);
    return seconds;
}

static double read_wide(const growth_scene *scene, uint32_t size)
{
    (void)size;
    return read_points(scene, scene->wide);
}

static double read_long(const growth_scene *scene, uint32_t size)
{
    (void)size;
    return read_points(scene, scene->lengthy);
}

static double score(const growth_scene *scene, uint32_t size)
{
    double start;

    (void)size;
    bench_touch(scene->board, chiso_node_next_leaf(scene->tree, CHISO_ROOT));
    start = bench_now();
    bench_check(chiso_board_score(scene->board, NULL), NULL);
    return bench_now() - start;
}

static double rank_by(const growth_scene *scene, const chiso_rank_options *options)
{
    const double start = bench_now();
    chiso_ranking *ranking;
    double seconds;

    bench_check(chiso_ranking_new(scene->board, CHISO_ROOT, options, &ranking, NULL), NULL);
    seconds = bench_now() - start;
    chiso_ranking_free(ranking);
    return seconds;
}

static double rank(const growth_scene *scene, uint32_t size)
{
    (void)size;
    return rank_by(scene, NULL);
}

/* All leaves; free with free(). */
static chiso_node *leaves_of(const growth_scene *scene)
{
    chiso_node *leaves = bench_memory(scene->shape.leaves, sizeof(*leaves));
    uint32_t count = 0;

    for (chiso_node leaf = chiso_node_next_leaf(scene->tree, CHISO_ROOT); leaf != CHISO_NO_NODE;
         leaf = chiso_node_next_leaf(scene->tree, leaf)) {
        leaves[count++] = leaf;
    }
    return leaves;
}

/* Ties broken by all leaves, one after the other. */
static double rank_by_chain(const growth_scene *scene, uint32_t size)
{
    chiso_node *chain = leaves_of(scene);
    chiso_rank_options options = CHISO_RANK_OPTIONS_INIT;
    double seconds;

    (void)size;
    options.tie_break = chain;
    options.tie_break_count = scene->shape.leaves;
    seconds = rank_by(scene, &options);
    free(chain);
    return seconds;
}

static double rank_all(const growth_scene *scene, uint32_t size)
{
    const double start = bench_now();
    chiso_rankings *rankings;
    double seconds;

    (void)size;
    bench_check(chiso_rankings_new(scene->board, NULL, &rankings, NULL), NULL);
    seconds = bench_now() - start;
    chiso_rankings_free(rankings);
    return seconds;
}

/* So many bands, the lowest last; the time to read them. */
static chiso_bands *make_bands(uint32_t count, double *out_seconds)
{
    growth_text text = {NULL, 0, 0};
    chiso_bands *bands;
    double start;

    growth_print(&text, "band,from\n");
    for (uint32_t i = 0; i < count; i++) {
        growth_print(&text, "B%u,%.9f\n", i, 100.0 - 100.0 * (i + 1) / count);
    }
    start = bench_now();
    bench_check(chiso_bands_read_csv(text.bytes, text.size, NULL, &bands, NULL), NULL);
    *out_seconds = bench_now() - start;
    free(text.bytes);
    return bands;
}

static double read_bands(const growth_scene *scene, uint32_t size)
{
    double seconds;

    (void)scene;
    chiso_bands_free(make_bands(size, &seconds));
    return seconds;
}

/* All units in their bands. */
static double count_bands(const growth_scene *scene, uint32_t size)
{
    uint32_t *counts = bench_memory(size, sizeof(*counts));
    double seconds;
    chiso_bands *bands = make_bands(size, &seconds);
    const double start = bench_now();

    bench_check(chiso_block_count_bands(scene->board, CHISO_ROOT, CHISO_ALL_BLOCKS, bands,
                                        CHISO_KEY_EXACT, counts, NULL),
                NULL);
    seen += counts[0];
    seconds = bench_now() - start;
    chiso_bands_free(bands);
    free(counts);
    return seconds;
}

static double summarise_blocks(const growth_scene *scene, uint32_t size)
{
    const uint32_t blocks = chiso_board_block_count(scene->board);
    const double start = bench_now();

    (void)size;
    for (uint32_t block = 0; block < blocks; block++) {
        chiso_block_summary summary;

        bench_check(chiso_block_summarise(scene->board, CHISO_ROOT, block, -1, &summary, NULL),
                    NULL);
        seen += summary.units;
    }
    return bench_now() - start;
}

static double find_quarters(const growth_scene *scene, uint32_t size)
{
    const uint32_t units = chiso_board_unit_count(scene->board);
    const uint32_t blocks = chiso_board_block_count(scene->board);
    uint8_t *quarters = bench_memory(units, sizeof(*quarters));
    double seconds;
    const double start = bench_now();

    (void)size;
    for (uint32_t block = 0; block < blocks; block++) {
        bench_check(chiso_block_quarters(scene->board, CHISO_ROOT, block, units, quarters, NULL),
                    NULL);
    }
    seconds = bench_now() - start;
    seen += quarters[0];
    free(quarters);
    return seconds;
}

static double order_blocks(const growth_scene *scene, uint32_t size)
{
    const uint32_t blocks = chiso_board_block_count(scene->board);
    chiso_ranking *ranking;
    double start;
    double seconds;

    (void)size;
    bench_check(chiso_ranking_new(scene->board, CHISO_ROOT, NULL, &ranking, NULL), NULL);
    start = bench_now();
    for (uint32_t block = 0; block < blocks; block++) {
        const chiso_unit *units;
        uint32_t count;

        bench_check(chiso_ranking_order(ranking, block, &units, &count), NULL);
        seen += count;
    }
    seconds = bench_now() - start;
    chiso_ranking_free(ranking);
    return seconds;
}

static double audit(const growth_scene *scene, uint32_t size)
{
    const double start = bench_now();
    chiso_audit *audit;
    double seconds;

    (void)size;
    bench_check(chiso_audit_new_for_board(scene->board, NULL, &audit, NULL), NULL);
    seconds = bench_now() - start;
    chiso_audit_free(audit);
    return seconds;
}

static double report_with(const growth_scene *scene, bool json)
{
    chiso_report *report;
    double start;
    double seconds;

    bench_check(chiso_report_new(scene->board, NULL, &report, NULL), NULL);
    start = bench_now();
    bench_check(json ? chiso_report_write_json(report, &sink, NULL)
                     : chiso_report_write_csv(report, CHISO_CSV_POINT, &sink, NULL),
                NULL);
    seconds = bench_now() - start;
    chiso_report_free(report);
    return seconds;
}

static double report_json(const growth_scene *scene, uint32_t size)
{
    (void)size;
    return report_with(scene, true);
}

static double report_csv(const growth_scene *scene, uint32_t size)
{
    (void)size;
    return report_with(scene, false);
}

static double weigh(const growth_scene *scene, uint32_t size)
{
    const uint32_t nodes = chiso_tree_node_count(scene->tree);
    chiso_decimal *weights = bench_memory(nodes, sizeof(*weights));
    const double start = bench_now();
    double seconds;

    (void)size;
    bench_check(chiso_tree_effective_weights(scene->tree, nodes, weights, NULL), NULL);
    seconds = bench_now() - start;
    seen += (uint64_t)weights[nodes - 1];
    free(weights);
    return seconds;
}

static double correlate(const growth_scene *scene, uint32_t size)
{
    const uint32_t leaves = scene->shape.leaves;
    chiso_node *nodes = leaves_of(scene);
    double *matrix = bench_memory((size_t)leaves * leaves, sizeof(*matrix));
    const double start = bench_now();
    double seconds;

    (void)size;
    bench_check(chiso_board_correlation(scene->board, nodes, leaves, CHISO_MEASURE_ACHIEVED,
                                        CHISO_ALL_BLOCKS, CHISO_CORRELATION_PEARSON, matrix, NULL),
                NULL);
    seconds = bench_now() - start;
    free(nodes);
    free(matrix);
    return seconds;
}

#define FLAT GROWTH_FLAT
#define DEEP GROWTH_DEEP
#define GROUPS GROWTH_GROUPS

const growth_work growth_of_boards[] = {
    {"read_criteria_flat", GROWTH_LEAVES, {FLAT, 0, 1, 1, 0, 0, "sum", ""}, read_criteria},
    {"read_criteria_deep", GROWTH_LEAVES, {DEEP, 0, 1, 1, 0, 0, "sum", ""}, read_criteria},
    {"read_wide_units", GROWTH_UNITS, {FLAT, 12, 0, 1, 0, 0, "sum", ""}, read_wide},
    {"read_wide_leaves", GROWTH_LEAVES, {FLAT, 0, 10, 1, 0, 0, "sum", ""}, read_wide},
    {"read_wide_blocks", GROWTH_BLOCKS, {FLAT, 2, 0, 0, 0, 0, "sum", ""}, read_wide},
    {"read_long_units", GROWTH_UNITS, {FLAT, 12, 0, 1, 0, 0, "sum", ""}, read_long},
    {"read_long_leaves", GROWTH_LEAVES, {FLAT, 0, 10, 1, 0, 0, "sum", ""}, read_long},
    {"score_units", GROWTH_UNITS, {FLAT, 12, 0, 1, 0, 0, "sum", ""}, score},
    {"score_gaps_units", GROWTH_UNITS, {FLAT, 12, 0, 1, 3, 0, "sum", ""}, score},
    {"score_minmax_units", GROWTH_UNITS, {FLAT, 12, 0, 1, 0, 0, "mean", "minmax"}, score},
    {"score_minmax_blocks", GROWTH_BLOCKS, {FLAT, 2, 0, 0, 0, 0, "mean", "minmax block"}, score},
    {"score_percentile_units", GROWTH_UNITS, {FLAT, 3, 0, 1, 0, 0, "mean", "percentile"}, score},
    {"score_mean_units", GROWTH_UNITS, {GROUPS, 30, 0, 1, 0, 0, "mean", ""}, score},
    {"score_flat", GROWTH_LEAVES, {FLAT, 0, 200, 1, 0, 0, "sum", ""}, score},
    {"score_deep", GROWTH_LEAVES, {DEEP, 0, 200, 1, 0, 0, "sum", ""}, score},
    {"score_gaps_flat", GROWTH_LEAVES, {FLAT, 0, 10, 1, 3, 0, "sum", ""}, score},
    {"score_gaps_deep", GROWTH_LEAVES, {DEEP, 0, 10, 1, 3, 0, "sum", ""}, score},
    {"score_gaps_mean_deep", GROWTH_LEAVES, {DEEP, 0, 10, 1, 3, 0, "mean", ""}, score},
    {"score_harmonic_flat", GROWTH_LEAVES, {FLAT, 0, 10, 1, 0, 0, "harmonic", ""}, score},
    {"score_median_flat", GROWTH_LEAVES, {FLAT, 0, 10, 1, 0, 0, "median", ""}, score},
    {"rank_units", GROWTH_UNITS, {FLAT, 12, 0, 1, 0, 0, "sum", ""}, rank},
    {"rank_gaps_units", GROWTH_UNITS, {FLAT, 12, 0, 1, 3, 0, "sum", ""}, rank},
    {"rank_ties_units", GROWTH_UNITS, {FLAT, 3, 0, 1, 0, 2, "sum", ""}, rank},
    {"rank_blocks", GROWTH_BLOCKS, {FLAT, 2, 0, 0, 0, 0, "sum", ""}, rank},
    {"rank_chain_units", GROWTH_UNITS, {FLAT, 3, 0, 1, 0, 2, "sum", ""}, rank_by_chain},
    {"rank_chain_length", GROWTH_LEAVES, {FLAT, 0, 1000, 1, 0, 1, "sum", ""}, rank_by_chain},
    {"rank_all_flat", GROWTH_LEAVES, {FLAT, 0, 30, 1, 0, 0, "sum", ""}, rank_all},
    {"order_blocks", GROWTH_BLOCKS, {FLAT, 2, 0, 0, 0, 0, "sum", ""}, order_blocks},
    {"read_bands", GROWTH_SIZE, {FLAT, 2, 10, 1, 0, 0, "sum", ""}, read_bands},
    {"count_bands", GROWTH_SIZE, {FLAT, 2, 20000, 1, 0, 0, "sum", ""}, count_bands},
    {"block_of_all", GROWTH_UNITS, {FLAT, 2, 0, 1, 0, 0, "sum", ""}, summarise_blocks},
    {"blocks_of_ten", GROWTH_BLOCKS, {FLAT, 2, 0, 0, 0, 0, "sum", ""}, summarise_blocks},
    {"quarters_of_ten", GROWTH_BLOCKS, {FLAT, 2, 0, 0, 0, 0, "sum", ""}, find_quarters},
    {"audit_units", GROWTH_UNITS, {FLAT, 12, 0, 1, 0, 0, "sum", ""}, audit},
    {"audit_leaves", GROWTH_LEAVES, {FLAT, 0, 20, 1, 0, 0, "sum", ""}, audit},
    {"json_units", GROWTH_UNITS, {FLAT, 12, 0, 1, 0, 0, "sum", ""}, report_json},
    {"json_flat", GROWTH_LEAVES, {FLAT, 0, 5, 1, 0, 0, "sum", ""}, report_json},
    {"json_deep", GROWTH_LEAVES, {DEEP, 0, 2, 1, 0, 0, "sum", ""}, report_json},
    {"json_blocks", GROWTH_BLOCKS, {FLAT, 2, 0, 0, 0, 0, "sum", ""}, report_json},
    {"csv_units", GROWTH_UNITS, {FLAT, 12, 0, 1, 0, 0, "sum", ""}, report_csv},
    {"csv_flat", GROWTH_LEAVES, {FLAT, 0, 5, 1, 0, 0, "sum", ""}, report_csv},
    {"weights_flat", GROWTH_LEAVES, {FLAT, 0, 1, 1, 0, 0, "sum", ""}, weigh},
    {"weights_deep", GROWTH_LEAVES, {DEEP, 0, 1, 1, 0, 0, "sum", ""}, weigh},
    {"correlation_units", GROWTH_UNITS, {FLAT, 12, 0, 1, 0, 0, "sum", ""}, correlate},
    {"correlation_leaves", GROWTH_LEAVES, {FLAT, 0, 50, 1, 0, 0, "sum", ""}, correlate},
    {NULL, GROWTH_SIZE, {FLAT, 0, 0, 0, 0, 0, NULL, NULL}, NULL},
};
