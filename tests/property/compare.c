/* Laws of comparisons, and of bridges in both directions. */
#include "json.h"
#include "scene.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static chiso_comparison *compare(const chiso_board *now, const chiso_board *before)
{
    return scene_compare(now, before, NULL);
}

static bool is_nothing(chiso_decimal difference)
{
    return difference == 0 || difference == CHISO_ABSENT;
}

Test(property_compare, a_board_with_itself_has_not_changed)
{
    for (uint64_t seed = 4000000; seed < 4000600; seed += SUPPORT_STRIDE) {
        struct scene scene;
        chiso_comparison *comparison;

        scene_make(&scene, seed, &scene_all, false);
        comparison = compare(scene.boards[0], scene.boards[0]);
        for (chiso_unit unit = 0; unit < SCENE_UNITS; unit++) {
            for (chiso_node node = 0;
                 node < chiso_tree_node_count(chiso_board_tree(scene.boards[0])); node++) {
                chiso_change change;
                chiso_change_summary summary;
                chiso_bridge bridge = {0};
                chiso_rank_bridge rank = {0};
                chiso_status status;

                cr_assert(chiso_comparison_change(comparison, unit, node, &change) == CHISO_OK);
                cr_assert(chiso_comparison_summarise(comparison, unit, node, &summary) == CHISO_OK);
                status = chiso_comparison_bridge(comparison, unit, node, &bridge, NULL);
                if (!is_nothing(change.achieved) || !is_nothing(change.max) ||
                    !is_nothing(change.percent) || !is_nothing(change.rank) ||
                    summary.both + summary.score_only + summary.rank_only != 0 ||
                    summary.gain != CHISO_NO_NODE ||
                    (change.achieved == CHISO_ABSENT) != (change.now.achieved == CHISO_ABSENT)) {
                    plan_fail(&scene.plans[0], scene.cells[0], unit, "node %u changed",
                              (unsigned)node);
                }
                if ((status == CHISO_OK) != (change.now.percent != CHISO_ABSENT) ||
                    bridge.change != 0 || bridge.performance != 0 || bridge.maxima != 0 ||
                    bridge.added != 0 || bridge.dropped != 0 || bridge.not_applicable != 0 ||
                    bridge.set != 0) {
                    plan_fail(&scene.plans[0], scene.cells[0], unit, "node %u has a bridge: %s",
                              (unsigned)node, chiso_status_name(status));
                }
                if (chiso_comparison_rank_bridge(comparison, unit, node, &rank, NULL) == CHISO_OK &&
                    (rank.own != 0 || rank.others != 0)) {
                    plan_fail(&scene.plans[0], scene.cells[0], unit,
                              "node %u: the rank has a bridge", (unsigned)node);
                }
            }
        }
        chiso_comparison_free(comparison);
        scene_clear(&scene);
    }
}

static bool is_negative(chiso_decimal a, chiso_decimal b)
{
    return a == CHISO_ABSENT || b == CHISO_ABSENT ? a == b : a == -b;
}

static void expect_swapped(const struct scene *scene, const chiso_comparison *there,
                           const chiso_comparison *back, chiso_unit unit, chiso_node node)
{
    const chiso_node *old = NULL;
    uint32_t count = 0;
    chiso_node other = CHISO_NO_NODE;
    chiso_change a;
    chiso_change b;
    chiso_bridge c = {0};
    chiso_bridge d = {0};

    cr_assert(chiso_comparison_nodes_before(there, node, &old, &count) == CHISO_OK);
    if (count == 0) {
        return;
    }
    other = old[0];
    cr_assert(chiso_comparison_change(there, unit, node, &a) == CHISO_OK);
    cr_assert(chiso_comparison_change(back, unit, other, &b) == CHISO_OK);
    if (!is_negative(a.achieved, b.achieved) || !is_negative(a.max, b.max) ||
        !is_negative(a.percent, b.percent) || !is_negative(a.rank, b.rank)) {
        plan_fail(&scene->plans[1], scene->cells[1], unit,
                  "node %u changes otherwise from the other side", (unsigned)node);
    }
    if (chiso_comparison_bridge(there, unit, node, &c, NULL) !=
            chiso_comparison_bridge(back, unit, other, &d, NULL) ||
        c.change != -d.change || c.performance != -d.performance || c.maxima != -d.maxima ||
        c.added != -d.dropped || c.dropped != -d.added || c.not_applicable != -d.not_applicable ||
        c.common != d.common || !is_negative(c.like_change, d.like_change)) {
        plan_fail(&scene->plans[1], scene->cells[1], unit,
                  "node %u has another bridge from the other side", (unsigned)node);
    }
}

static void expect_swaps(const struct plan_taste *taste, uint64_t first, uint64_t count)
{
    for (uint64_t seed = first; seed < first + count; seed += SUPPORT_STRIDE) {
        struct scene scene;
        chiso_comparison *there;
        chiso_comparison *back;

        scene_make(&scene, seed, taste, true);
        there = compare(scene.boards[1], scene.boards[0]);
        back = compare(scene.boards[0], scene.boards[1]);
        cr_assert((there == NULL) == (back == NULL));
        for (chiso_unit unit = 0; unit < SCENE_UNITS && there != NULL; unit++) {
            for (chiso_node node = 0;
                 node < chiso_tree_node_count(chiso_board_tree(scene.boards[1])); node++) {
                expect_swapped(&scene, there, back, unit, node);
            }
        }
        chiso_comparison_free(there);
        chiso_comparison_free(back);
        scene_clear(&scene);
    }
}

Test(property_compare, swapping_the_sides_flips_every_sign)
{
    expect_swaps(&scene_sums, 4100000, 600);
    expect_swaps(&scene_all, 4200000, 600);
}

Test(property_compare, changes_of_all_units_are_those_of_each)
{
    for (uint64_t seed = 4400000; seed < 4400600; seed += SUPPORT_STRIDE) {
        chiso_rank_options ranking = CHISO_RANK_OPTIONS_INIT;
        struct scene scene;
        chiso_comparison *comparison;

        scene_make(&scene, seed, &scene_all, true);
        ranking.ties = (chiso_ties)(seed % (CHISO_TIES_ORDINAL + 1));
        comparison = scene_compare(scene.boards[1], scene.boards[0], &ranking);
        for (chiso_node node = 0;
             comparison != NULL && node < chiso_tree_node_count(chiso_board_tree(scene.boards[1]));
             node++) {
            chiso_decimal points[SCENE_UNITS];
            chiso_decimal ranks[SCENE_UNITS];
            chiso_change_count count;

            cr_assert(chiso_comparison_points(comparison, node, SCENE_UNITS, points, &count) ==
                      CHISO_OK);
            cr_assert(chiso_comparison_ranks(comparison, node, SCENE_UNITS, ranks) == CHISO_OK);
            cr_assert(count.rose + count.fell + count.same + count.absent == SCENE_UNITS);
            for (chiso_unit unit = 0; unit < SCENE_UNITS; unit++) {
                chiso_change change;

                cr_assert(chiso_comparison_change(comparison, unit, node, &change) == CHISO_OK);
                if (points[unit] != change.achieved || ranks[unit] != change.rank) {
                    plan_fail(&scene.plans[1], scene.cells[1], unit, "node %u: another change",
                              (unsigned)node);
                }
            }
        }
        chiso_comparison_free(comparison);
        scene_clear(&scene);
    }
}

/* What a program reads in a document or a table: a number, or none for "null", an empty cell and
 * what is not there at all. */
static chiso_decimal number_of(const char *text)
{
    chiso_decimal number = CHISO_ABSENT;

    return chiso_decimal_parse(text, '.', &number, NULL) == CHISO_OK ? number : CHISO_ABSENT;
}

static chiso_decimal json_number_at(const struct buffer *lines, chiso_unit unit, uint32_t place,
                                    const char *member)
{
    char path[120];

    if (place == 0) {
        snprintf(path, sizeof(path), "results[%u].change.%s", (unsigned)unit, member);
    } else {
        snprintf(path, sizeof(path), "results[%u].nodes[%u].change.%s", (unsigned)unit,
                 (unsigned)place - 1, member);
    }
    return number_of(json_at(lines, path));
}

static chiso_decimal cell_at(const struct table *table, size_t row, const char *heading)
{
    return number_of(table->rows[row][table_column(table, heading)]);
}

/* The change of a node at a place of the tree's order, as the three writers tell it. */
static bool is_written(const struct buffer *lines, const struct table *units,
                       const struct table *nodes, chiso_unit unit, uint32_t place,
                       const chiso_change *change)
{
    const chiso_decimal rank = change->before.place.rank == 0
                                   ? CHISO_ABSENT
                                   : (chiso_decimal)change->before.place.rank * CHISO_DECIMAL_ONE;
    const size_t row = place + 1;
    bool same = json_number_at(lines, unit, place, "achieved") == change->achieved &&
                json_number_at(lines, unit, place, "percent") == change->percent &&
                json_number_at(lines, unit, place, "rank") == change->rank &&
                cell_at(nodes, row, "achieved_change") == change->achieved &&
                cell_at(nodes, row, "percent_change") == change->percent &&
                cell_at(nodes, row, "rank_change") == change->rank &&
                cell_at(nodes, row, "max_change") == change->max &&
                cell_at(nodes, row, "previous_achieved") == change->before.achieved &&
                cell_at(nodes, row, "previous_percent") == change->before.percent &&
                cell_at(nodes, row, "previous_rank") == rank;

    if (place > 0) {
        return same && json_number_at(lines, unit, place, "max") == change->max;
    }
    return same && json_number_at(lines, unit, 0, "previous.max") == change->before.max &&
           json_number_at(lines, unit, 0, "previous.rank") == rank &&
           cell_at(units, unit + 1, "achieved_change") == change->achieved &&
           cell_at(units, unit + 1, "percent_change") == change->percent &&
           cell_at(units, unit + 1, "rank_change") == change->rank &&
           cell_at(units, unit + 1, "previous_percent") == change->before.percent;
}

static bool are_counts_written(const struct buffer *lines, const struct table *units,
                               chiso_unit unit, const chiso_change_summary *summary)
{
    static const char *const words[] = {"both",    "score_only", "rank_only",
                                        "neither", "uncompared", "max_changed"};
    const uint32_t counts[] = {summary->both,    summary->score_only, summary->rank_only,
                               summary->neither, summary->uncompared, summary->max_changed};
    bool same = json_number_at(lines, unit, 0, "gain.achieved") == summary->gained &&
                json_number_at(lines, unit, 0, "loss.achieved") == summary->lost;

    for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
        const chiso_decimal count = (chiso_decimal)counts[i] * CHISO_DECIMAL_ONE;

        same = same && json_number_at(lines, unit, 0, words[i]) == count &&
               (i > 3 || cell_at(units, unit + 1, words[i]) == count);
    }
    return same;
}

static void expect_written(const struct scene *scene, const chiso_report *report, chiso_unit unit,
                           const struct buffer *lines, const struct table *units)
{
    const chiso_tree *tree = chiso_board_tree(scene->boards[0]);
    struct buffer text = {0};
    const chiso_sink sink = buffer_sink(&text);
    chiso_change_summary summary;
    struct table nodes;
    uint32_t place = 0;

    cr_assert_eq(chiso_report_write_unit_csv(report, unit, CHISO_CSV_POINT, &sink, NULL), CHISO_OK);
    nodes = table_split(text.bytes, "a unit");
    for (chiso_node node = CHISO_ROOT; node != CHISO_NO_NODE; node = chiso_node_next(tree, node)) {
        chiso_change change;

        cr_assert_eq(chiso_comparison_change(chiso_report_comparison(report), unit, node, &change),
                     CHISO_OK);
        if (!is_written(lines, units, &nodes, unit, place++, &change)) {
            plan_fail(&scene->plans[0], scene->cells[0], unit, "node %u is written otherwise",
                      (unsigned)node);
        }
    }
    cr_assert_eq(
        chiso_comparison_summarise(chiso_report_comparison(report), unit, CHISO_ROOT, &summary),
        CHISO_OK);
    if (!are_counts_written(lines, units, unit, &summary)) {
        plan_fail(&scene->plans[0], scene->cells[0], unit, "the counts are written otherwise");
    }
    table_clear(&nodes);
}

Test(property_compare, a_report_says_what_the_comparison_says)
{
    for (uint64_t seed = 4500000; seed < 4500150; seed += SUPPORT_STRIDE) {
        chiso_report_options options = CHISO_REPORT_OPTIONS_INIT;
        chiso_report *report = NULL;
        struct scene scene;

        scene_make(&scene, seed, &scene_all, true);
        options.comparison = compare(scene.boards[0], scene.boards[1]);
        if (options.comparison != NULL) {
            struct buffer json = {0};
            struct buffer csv = {0};
            chiso_sink sink = buffer_sink(&json);
            struct buffer lines;
            struct table units;

            cr_assert_eq(chiso_report_new(scene.boards[0], &options, &report, NULL), CHISO_OK);
            cr_assert_eq(chiso_report_write_json(report, &sink, NULL), CHISO_OK);
            sink = buffer_sink(&csv);
            cr_assert_eq(chiso_report_write_csv(report, CHISO_CSV_POINT, &sink, NULL), CHISO_OK);
            lines = json_lines(&json);
            units = table_split(csv.bytes, "a report");
            for (chiso_unit unit = 0; unit < SCENE_UNITS; unit++) {
                expect_written(&scene, report, unit, &lines, &units);
            }
            table_clear(&units);
            buffer_clear(&lines);
            buffer_clear(&json);
        }
        chiso_report_free(report);
        chiso_comparison_free(options.comparison);
        scene_clear(&scene);
    }
}

/* ---- Agreement: worked out here as it is defined, pair by pair, in whole numbers */

enum { MOST_RANKED = 400 };

/* Two boards of one criterion and the same units, and the points of those that have them on both,
 * in thirds of a league's usual size or so. */
struct league {
    chiso_board *boards[2];
    uint32_t count;
    chiso_decimal points[2][MOST_RANKED];
    double columns[2 * MOST_RANKED];
};

static chiso_board *one_criterion(void)
{
    chiso_board *board = NULL;
    chiso_tree *tree = NULL;

    cr_assert(chiso_tree_new("league", NULL, &tree, NULL) == CHISO_OK);
    cr_assert(chiso_tree_add(tree, CHISO_ROOT, "1", NULL, "100", NULL, NULL) == CHISO_OK);
    cr_assert(chiso_tree_check(tree, NULL) == CHISO_OK);
    cr_assert(chiso_tree_set_options(tree, "missing=unknown", NULL) == CHISO_OK);
    cr_assert(chiso_board_new(tree, NULL, &board, NULL) == CHISO_OK);
    chiso_tree_free(tree);
    return board;
}

static void league_make(struct league *league, struct random *random, uint32_t units)
{
    const uint64_t kinds[2] = {1 + random_below(random, 2 * units),
                               1 + random_below(random, 2 * units)};
    const uint64_t gaps = random_below(random, 2);

    league->count = 0;
    league->boards[0] = one_criterion();
    league->boards[1] = one_criterion();
    for (uint32_t unit = 0; unit < units; unit++) {
        const chiso_decimal points[2] = {(chiso_decimal)random_below(random, kinds[0]) * 10000,
                                         (chiso_decimal)random_below(random, kinds[1]) * 10000};
        bool both = true;

        for (int side = 0; side < 2; side++) {
            const bool has = gaps == 0 || random_below(random, 8) > 0;

            cr_assert(chiso_board_add_unit(league->boards[side], plan_unit(unit), NULL, NULL, NULL,
                                           NULL) == CHISO_OK);
            if (has) {
                cr_assert(chiso_board_set_value(league->boards[side], unit, 1, points[side],
                                                NULL) == CHISO_OK);
            }
            league->columns[side * units + unit] = has ? (double)points[side] : (double)NAN;
            both = both && has;
        }
        if (both) {
            league->points[0][league->count] = points[0];
            league->points[1][league->count++] = points[1];
        }
    }
    cr_assert(chiso_board_score(league->boards[0], NULL) == CHISO_OK &&
              chiso_board_score(league->boards[1], NULL) == CHISO_OK);
}

static void league_clear(struct league *league)
{
    chiso_board_free(league->boards[0]);
    chiso_board_free(league->boards[1]);
}

/* Twice the average rank, less its mean. */
static int64_t rank_of(const chiso_decimal *points, uint32_t count, uint32_t unit)
{
    int64_t rank = 0;

    for (uint32_t other = 0; other < count; other++) {
        rank += (points[other] > points[unit]) - (points[other] < points[unit]);
    }
    return rank;
}

static double plain_spearman(const struct league *league)
{
    int64_t sums[3] = {0, 0, 0};

    for (uint32_t i = 0; i < league->count; i++) {
        const int64_t now = rank_of(league->points[0], league->count, i);
        const int64_t before = rank_of(league->points[1], league->count, i);

        sums[0] += now * now;
        sums[1] += before * before;
        sums[2] += now * before;
    }
    return sums[0] == 0 || sums[1] == 0
               ? (double)NAN
               : (double)((long double)sums[2] /
                          sqrtl((long double)sums[0] * (long double)sums[1]));
}

static double plain_kendall(const struct league *league)
{
    int64_t sums[3] = {0, 0, 0};

    for (uint32_t i = 0; i < league->count; i++) {
        for (uint32_t j = 0; j < i; j++) {
            const int now = (league->points[0][i] > league->points[0][j]) -
                            (league->points[0][i] < league->points[0][j]);
            const int before = (league->points[1][i] > league->points[1][j]) -
                               (league->points[1][i] < league->points[1][j]);

            sums[0] += now != 0;
            sums[1] += before != 0;
            sums[2] += (int64_t)now * before;
        }
    }
    return sums[0] == 0 || sums[1] == 0
               ? (double)NAN
               : (double)((long double)sums[2] /
                          sqrtl((long double)sums[0] * (long double)sums[1]));
}

static bool is_near(double ours, double plain)
{
    return isnan(plain) ? isnan(ours) : fabs(ours - plain) <= 4e-16;
}

static void expect_agreement(const struct league *league, uint32_t units, uint64_t seed)
{
    chiso_comparison *comparison = compare(league->boards[0], league->boards[1]);
    chiso_agreement agreement = {0};
    const chiso_status status =
        chiso_comparison_agreement(comparison, CHISO_ROOT, CHISO_ALL_BLOCKS, &agreement, NULL);
    double matrix[4];

    cr_assert(status == (league->count < 2 ? CHISO_E_EMPTY : CHISO_OK), "seed %" PRIu64, seed);
    chiso_comparison_free(comparison);
    if (status != CHISO_OK) {
        return;
    }
    cr_assert(agreement.units == league->count, "seed %" PRIu64, seed);
    cr_assert(is_near(agreement.spearman, plain_spearman(league)),
              "seed %" PRIu64 ": rho %.17g, %.17g", seed, agreement.spearman,
              plain_spearman(league));
    cr_assert(is_near(agreement.kendall, plain_kendall(league)),
              "seed %" PRIu64 ": tau %.17g, %.17g", seed, agreement.kendall, plain_kendall(league));
    if (chiso_correlation_matrix(league->columns, 2, units, CHISO_CORRELATION_SPEARMAN, NULL,
                                 matrix, NULL) == CHISO_OK) {
        cr_assert(agreement.spearman == matrix[1], "seed %" PRIu64, seed);
        cr_assert(chiso_correlation_matrix(league->columns, 2, units, CHISO_CORRELATION_KENDALL,
                                           NULL, matrix, NULL) == CHISO_OK);
        cr_assert(agreement.kendall == matrix[1], "seed %" PRIu64, seed);
    } else {
        cr_assert(isnan(agreement.spearman) && isnan(agreement.kendall), "seed %" PRIu64, seed);
    }
}

Test(property_compare, agreement_is_that_of_every_pair_and_that_of_the_same_columns)
{
    static struct league league;

    for (uint64_t seed = 4600000; seed < 4600600; seed += SUPPORT_STRIDE) {
        struct random random = {.state = seed};
        const uint32_t units =
            seed % 60 == 0 ? MOST_RANKED : 2 + (uint32_t)random_below(&random, 40);

        league_make(&league, &random, units);
        expect_agreement(&league, units, seed);
        league_clear(&league);
    }
}
