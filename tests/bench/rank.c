/* Ranking: competition ranks of very many totals: hundredths, many of them equal; of 48 bits; with
 * rests; of units of which one in a hundred has another max; and of criteria of which one cell in a
 * hundred is missing or not applicable. */
#include "bench.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HUNDREDTHS = 10000, GAPPED = 20, HUNDRED = 100 };

static chiso_board *board;
static chiso_decimal *totals;
static chiso_place *places;
static uint32_t count;

/* Totals that are no hundredths of 100: what their board is like. */
static void fill_other(const char *kind)
{
    chiso_error error;

    for (uint32_t unit = 0; unit < count; unit++) {
        const uint64_t bits = bench_mix(unit);
        char text[BENCH_CODE_SIZE];

        if (strcmp(kind, "rests") == 0) {
            snprintf(text, sizeof(text), "%" PRIu64 ".%015" PRIu64, bits % 100,
                     (bits >> 8) % UINT64_C(1000000000000000));
        } else if (strcmp(kind, "wide") == 0) {
            snprintf(text, sizeof(text), "%" PRIu64, (bits >> 16) / CHISO_DECIMAL_ONE);
        } else {
            snprintf(text, sizeof(text), "%" PRIu64, bits % 100);
        }
        bench_check(chiso_board_set_text(board, unit, 1, text, &error), &error);
        if (strcmp(kind, "maxima") == 0) {
            bench_check(chiso_board_set_text(board, unit, 2, bits >> 57 == 0 ? "n/a" : "7", &error),
                        &error);
        }
    }
    bench_check(chiso_board_score(board, &error), &error);
}

/* Criteria of 5 points each: nearly one unit in ten has another max, and as many have points that
 * are missing. */
static void fill_gapped(void)
{
    chiso_error error;

    for (uint32_t leaf = 1; leaf <= GAPPED; leaf++) {
        for (uint32_t unit = 0; unit < count; unit++) {
            const uint64_t bits = bench_mix((uint64_t)unit * GAPPED + leaf);

            totals[unit] = (bits >> 32) % HUNDRED > 0
                               ? (chiso_decimal)(bits % (5 * HUNDRED + 1)) * BENCH_STEP
                           : bits >> 63 == 0 ? CHISO_MISSING
                                             : CHISO_NOT_APPLICABLE;
        }
        bench_check(chiso_board_set_column(board, leaf, totals, count, &error), &error);
    }
    bench_check(chiso_board_score(board, &error), &error);
}

/* The criteria of 5 points. */
static void add_gapped(chiso_tree *tree)
{
    chiso_error error;

    for (uint32_t leaf = 2; leaf <= GAPPED; leaf++) {
        char code[BENCH_CODE_SIZE];

        snprintf(code, sizeof(code), "%" PRIu32, leaf);
        bench_check(chiso_tree_add(tree, CHISO_ROOT, code, NULL, "5", NULL, &error), &error);
    }
}

static double setup(const char *units, const char *kind)
{
    const bool ordinary = strcmp(kind, "") == 0;
    chiso_tree *tree;
    chiso_error error;

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
    bench_check(chiso_tree_add(tree, CHISO_ROOT, "1", NULL,
                               strcmp(kind, "wide") == 0   ? "300000000"
                               : strcmp(kind, "gaps") == 0 ? "5"
                                                           : "100",
                               NULL, &error),
                &error);
    if (strcmp(kind, "gaps") == 0) {
        add_gapped(tree);
    }
    if (strcmp(kind, "maxima") == 0) {
        bench_check(chiso_tree_add(tree, CHISO_ROOT, "2", NULL, "10", NULL, &error), &error);
    }
    bench_check(chiso_board_new(tree, NULL, &board, &error), &error);
    bench_add_units(board, count);
    if (!ordinary) {
        if (strcmp(kind, "gaps") == 0) {
            fill_gapped();
        } else {
            fill_other(kind);
        }
        chiso_tree_free(tree);
        return 0;
    }
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

/* What no ranking is quicker than: keys of 64 bits and whose they are, sorted 16 bits at a time. */
static double radix(const char *unused, const char *unused_too)
{
    enum { DIGIT = 16, DIGITS = 1 << DIGIT, KEY = 64 };
    uint64_t *keys = bench_memory((size_t)count * 4, sizeof(*keys));
    uint64_t *other = keys + (size_t)count * 2;
    static uint32_t next[DIGITS];
    double start;
    double seconds;

    (void)unused;
    (void)unused_too;
    for (uint32_t i = 0; i < count; i++) {
        keys[2 * i] = bench_mix(i);
        keys[2 * i + 1] = i;
        other[2 * i] = 1;
    }
    start = bench_now();
    for (int shift = 0; shift < KEY; shift += DIGIT) {
        uint64_t *swap = keys;
        uint32_t place = 0;

        memset(next, 0, sizeof(next));
        for (uint32_t i = 0; i < count; i++) {
            next[keys[2 * i] >> shift & (DIGITS - 1)]++;
        }
        for (uint32_t i = 0; i < DIGITS; i++) {
            const uint32_t size = next[i];

            next[i] = place;
            place += size;
        }
        for (uint32_t i = 0; i < count; i++) {
            const uint32_t to = next[keys[2 * i] >> shift & (DIGITS - 1)]++;

            other[2 * to] = keys[2 * i];
            other[2 * to + 1] = keys[2 * i + 1];
        }
        keys = other;
        other = swap;
    }
    seconds = bench_now() - start;
    bench_require(keys[0] <= keys[2], "the keys are not in order");
    free(keys);
    return seconds;
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
    {"ranks", write_ranks}, {"radix", radix},     {NULL, NULL},
};
