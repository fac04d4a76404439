/* Ranking: competition ranks of very many totals, many of them equal. */
#include "bench.h"

#include <stdlib.h>
#include <string.h>

enum { HUNDREDTHS = 10000 };

static chiso_board *board;
static chiso_decimal *totals;
static chiso_place *places;
static uint32_t count;

static double setup(const char *units, const char *unused)
{
    chiso_tree *tree;
    chiso_error error;

    (void)unused;
    count = bench_number(units);
    totals = bench_memory(count, sizeof(*totals));
    places = bench_memory(count, sizeof(*places));
    /* Bytes other than 0 make sure that the pages are there: the first touch of memory is not what
     * is measured. */
    memset(places, 0xff, count * sizeof(*places));
    for (uint32_t unit = 0; unit < count; unit++) {
        totals[unit] = (chiso_decimal)(bench_mix(unit) % (HUNDREDTHS + 1)) * BENCH_STEP;
    }
    bench_check(chiso_tree_new("benchmark", NULL, &tree, &error), &error);
    bench_check(chiso_tree_add(tree, CHISO_ROOT, "1", NULL, "100", NULL, &error), &error);
    bench_check(chiso_board_new(tree, NULL, &board, &error), &error);
    bench_add_units(board, count);
    bench_check(chiso_board_set_column(board, bench_node(tree, "1"), totals, count, &error),
                &error);
    bench_check(chiso_board_score(board, &error), &error);
    chiso_tree_free(tree);
    return 0;
}

static chiso_ranking *rank_board(void)
{
    chiso_ranking *ranking;
    chiso_error error;

    bench_check(chiso_ranking_new(board, CHISO_ROOT, NULL, &ranking, &error), &error);
    return ranking;
}

static double rank_once(const char *unused, const char *unused_too)
{
    const double start = bench_now();
    chiso_ranking *ranking = rank_board();
    const double seconds = bench_now() - start;

    (void)unused;
    (void)unused_too;
    chiso_ranking_free(ranking);
    return seconds;
}

static double rank_decimals(const char *unused, const char *unused_too)
{
    const double start = bench_now();

    (void)unused;
    (void)unused_too;
    bench_check(chiso_rank_decimals(totals, count, CHISO_TIES_COMPETITION, NULL, places), NULL);
    return bench_now() - start;
}

static double write_ranks(const char *way, const char *path)
{
    uint32_t *ranks = bench_memory(count, sizeof(*ranks));
    chiso_ranking *ranking = rank_board();

    for (uint32_t unit = 0; unit < count; unit++) {
        chiso_place place = places[unit];

        if (strcmp(way, "board") == 0) {
            bench_check(chiso_ranking_place(ranking, unit, &place), NULL);
        }
        ranks[unit] = place.rank;
    }
    bench_write(path, ranks, count * sizeof(*ranks));
    chiso_ranking_free(ranking);
    free(ranks);
    return 0;
}

const bench_command bench_rank[] = {
    {"setup", setup},       {"board", rank_once}, {"decimals", rank_decimals},
    {"ranks", write_ranks}, {NULL, NULL},
};
