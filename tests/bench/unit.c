/* All ledgers, and all targets, of a board. */
#include "bench.h"

#include <string.h>

static chiso_board *board;
static volatile int64_t seen;

/* With gaps for the kind "gaps". */
static double setup(const char *units, const char *kind)
{
    chiso_board_free(board);
    board = bench_board(bench_number(units));
    if (strcmp(kind, "gaps") == 0) {
        bench_add_gaps(board);
    }
    return 0;
}

/* Makes a board count as changed: what readers left on it is gone. */
static void begin_anew(void)
{
    chiso_node leaves[BENCH_LEAVES];

    bench_leaves(chiso_board_tree(board), leaves);
    bench_touch(board, leaves[0]);
    bench_check(chiso_board_score(board, NULL), NULL);
}

/* Seconds a ledger of so many units, or all. */
static double ledgers(const char *count, const char *unused)
{
    const uint32_t units = bench_number(count);
    double start;

    (void)unused;
    begin_anew();
    start = bench_now();
    for (chiso_unit unit = 0; unit < units; unit++) {
        const chiso_ledger_entry *entries;
        uint32_t entry_count;
        chiso_ledger *ledger;

        bench_check(chiso_ledger_new(board, unit, CHISO_ROOT, NULL, &ledger, NULL), NULL);
        bench_check(chiso_ledger_entries(ledger, &entries, &entry_count), NULL);
        seen += entries[0].to_max;
        chiso_ledger_free(ledger);
    }
    return bench_now() - start;
}

/* The same of targets: a rank a tenth of all better than the unit has. */
static double targets(const char *count, const char *unused)
{
    const uint32_t units = bench_number(count);
    chiso_ranking *ranking;
    double start;

    (void)unused;
    begin_anew();
    bench_check(chiso_ranking_new(board, CHISO_ROOT, NULL, &ranking, NULL), NULL);
    start = bench_now();
    for (chiso_unit unit = 0; unit < units; unit++) {
        chiso_goal goal = {.kind = CHISO_GOAL_RANK};
        chiso_target_figures figures;
        chiso_target *target;
        chiso_place place;

        bench_check(chiso_ranking_place(ranking, unit, &place), NULL);
        goal.rank = place.rank - place.rank / 10;
        goal.rank = goal.rank > 1 ? goal.rank : 1;
        bench_check(chiso_target_new(board, unit, CHISO_ROOT, &goal, NULL, &target, NULL), NULL);
        bench_check(chiso_target_result(target, &figures), NULL);
        seen += figures.steps;
        chiso_target_free(target);
    }
    chiso_ranking_free(ranking);
    return bench_now() - start;
}

/* The gains, best points and medians of the leaves of a unit in the ledger's order, and the leaf of
 * each, for bench.py to compare with. */
static double write_ledger(const char *unit, const char *path)
{
    const chiso_ledger_entry *entries;
    chiso_decimal figures[BENCH_LEAVES][4];
    chiso_node leaves[BENCH_LEAVES];
    chiso_ledger *ledger;
    uint32_t count;

    bench_leaves(chiso_board_tree(board), leaves);
    bench_check(chiso_ledger_new(board, bench_number(unit), CHISO_ROOT, NULL, &ledger, NULL), NULL);
    bench_check(chiso_ledger_entries(ledger, &entries, &count), NULL);
    bench_require(count == BENCH_LEAVES, "the ledger lacks leaves");
    for (uint32_t i = 0; i < count; i++) {
        figures[i][1] = entries[i].to_max;
        figures[i][2] = entries[i].best;
        figures[i][3] = entries[i].median;
        for (uint32_t leaf = 0; leaf < BENCH_LEAVES; leaf++) {
            figures[i][0] = leaves[leaf] == entries[i].leaf ? (chiso_decimal)leaf : figures[i][0];
        }
    }
    bench_write(path, figures, sizeof(figures));
    chiso_ledger_free(ledger);
    return 0;
}

const bench_command bench_unit[] = {
    {"setup", setup},        {"ledgers", ledgers}, {"targets", targets},
    {"write", write_ledger}, {NULL, NULL},
};
