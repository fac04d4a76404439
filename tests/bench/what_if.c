/* Cells changed on trial: one leaf of one unit, and the new rank of that unit. */
#include "bench.h"

#include <stdlib.h>

enum { FEW = 1024 };

struct change {
    chiso_unit unit;
    chiso_node leaf;
    chiso_decimal value;
};

static chiso_board *board;
static chiso_what_if *what_if;
static struct change *changes;
static uint32_t change_count;
static volatile uint64_t seen;

/* The i-th change, the same on the other side: any leaf of any unit, as many hundredths as the leaf
 * may have. */
static struct change change_at(uint32_t i, const chiso_node leaves[BENCH_LEAVES])
{
    const uint32_t leaf = (uint32_t)(bench_mix(3 * (uint64_t)i + 1) % BENCH_LEAVES);
    const uint64_t steps =
        (uint64_t)(chiso_node_max(chiso_board_tree(board), leaves[leaf]) / BENCH_STEP) + 1;

    return (struct change){
        .unit = (chiso_unit)(bench_mix(3 * (uint64_t)i) % chiso_board_unit_count(board)),
        .leaf = leaves[leaf],
        .value = (chiso_decimal)(bench_mix(3 * (uint64_t)i + 2) % steps) * BENCH_STEP,
    };
}

static double setup(const char *units, const char *count)
{
    chiso_node leaves[BENCH_LEAVES];
    chiso_error error;

    board = bench_board(bench_number(units));
    bench_leaves(chiso_board_tree(board), leaves);
    bench_check(chiso_what_if_new(board, NULL, &what_if, &error), &error);
    change_count = bench_number(count);
    changes = bench_memory(change_count, sizeof(*changes));
    for (uint32_t i = 0; i < change_count; i++) {
        changes[i] = change_at(i, leaves);
    }
    return 0;
}

static uint64_t make(const struct change *change)
{
    chiso_place place;

    bench_check(chiso_what_if_set_value(what_if, change->unit, change->leaf, change->value, NULL),
                NULL);
    bench_check(chiso_what_if_place(what_if, change->unit, CHISO_ROOT, &place), NULL);
    return place.rank;
}

/* Seconds a change, the rank of its unit read after each. All are taken back behind the clock. */
static double change(const char *unused, const char *unused_too)
{
    const double start = bench_now();
    double seconds;

    (void)unused;
    (void)unused_too;
    for (uint32_t i = 0; i < change_count; i++) {
        seen += make(&changes[i]);
    }
    seconds = bench_now() - start;
    bench_check(chiso_what_if_reset(what_if, NULL), NULL);
    return seconds / change_count;
}

/* The same for a change that is taken back at once. */
static double try_and_undo(const char *unused, const char *unused_too)
{
    const double start = bench_now();

    (void)unused;
    (void)unused_too;
    for (uint32_t i = 0; i < change_count; i++) {
        seen += make(&changes[i]);
        bench_check(chiso_what_if_undo(what_if, NULL), NULL);
    }
    return (bench_now() - start) / change_count;
}

/* Seconds a change on the board itself: it is scored and ranked again. */
static double rescore(const char *times, const char *unused)
{
    const uint32_t count = bench_number(times);
    chiso_board *copy = bench_board(chiso_board_unit_count(board));
    double start;
    double seconds;

    (void)unused;
    start = bench_now();
    for (uint32_t i = 0; i < count; i++) {
        const struct change *own = &changes[i % change_count];
        chiso_ranking *ranking;
        chiso_place place;

        bench_check(chiso_board_set_value(copy, own->unit, own->leaf, own->value, NULL), NULL);
        bench_check(chiso_board_score(copy, NULL), NULL);
        bench_check(chiso_ranking_new(copy, CHISO_ROOT, NULL, &ranking, NULL), NULL);
        bench_check(chiso_ranking_place(ranking, own->unit, &place), NULL);
        seen += place.rank;
        chiso_ranking_free(ranking);
    }
    seconds = bench_now() - start;
    chiso_board_free(copy);
    return seconds / count;
}

/* The rank of its unit after each of the first changes. */
static double write_ranks(const char *path, const char *unused)
{
    uint32_t ranks[FEW];
    uint32_t count = 0;

    (void)unused;
    for (; count < FEW && count < change_count; count++) {
        ranks[count] = (uint32_t)make(&changes[count]);
    }
    bench_write(path, ranks, count * sizeof(*ranks));
    bench_check(chiso_what_if_reset(what_if, NULL), NULL);
    return 0;
}

const bench_command bench_what_if[] = {
    {"setup", setup},     {"change", change},     {"undo", try_and_undo},
    {"rescore", rescore}, {"ranks", write_ranks}, {NULL, NULL},
};
