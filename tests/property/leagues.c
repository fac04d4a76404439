/* Leagues of tasks done, n of d of each: targets, what-ifs and ledgers, judged by fractions. */
#include "support.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdio.h>

enum { SIXTIETHS = 60, MILLION = 1000000, TASKS = 12, TEAMS = 20, TEXT = 32 };

/* Leaves of 1 to 3 points, of whose tasks n of d are done: sixtieths of a point. */
struct league {
    struct random random;
    chiso_tree *tree;
    chiso_board *board;
    uint32_t teams;
    int64_t worth[TASKS];
    struct {
        int64_t n, d; /* 0 of 0: it does not apply */
    } cells[TEAMS][TASKS];
    int64_t achieved[TEAMS]; /* in sixtieths */
    int64_t max[TEAMS];      /* in points */
};

/* Gives a team another cell, and writes it. */
static void change_cell(struct league *league, uint32_t team, int task, char *text)
{
    const int64_t sixtieths = league->worth[task] * SIXTIETHS;
    const int64_t d = league->cells[team][task].d;

    if (d > 0) {
        league->achieved[team] -= sixtieths / d * league->cells[team][task].n;
        league->max[team] -= league->worth[task];
    }
    league->cells[team][task].n = league->cells[team][task].d = 0;
    (void)snprintf(text, TEXT, "-");
    /* Few teams are without some of the tasks, and none without all. */
    if (task == 0 || random_below(&league->random, 40) > 0) {
        const int64_t of = 1 + (int64_t)random_below(&league->random, 6);
        const int64_t done = (int64_t)random_below(&league->random, (uint64_t)of + 1);

        league->cells[team][task].n = done;
        league->cells[team][task].d = of;
        league->achieved[team] += sixtieths / of * done;
        league->max[team] += league->worth[task];
        (void)snprintf(text, TEXT, "%d/%d", (int)done, (int)of);
    }
}

static void league_make(struct league *league, uint64_t seed)
{
    struct buffer criteria = {0};
    struct buffer points = {0};
    char text[TEXT];

    *league = (struct league){.random = {.state = ~seed}};
    league->teams = 3 + (uint32_t)random_below(&league->random, TEAMS - 2);
    buffer_print(&criteria, "code,title,max,rule\n");
    buffer_print(&points, "unit");
    for (int task = 0; task < TASKS; task++) {
        league->worth[task] = 1 + (int64_t)random_below(&league->random, 3);
        buffer_print(&criteria, "%d,,%d,rate\n", task + 1, (int)league->worth[task]);
        buffer_print(&points, ",%d", task + 1);
    }
    for (uint32_t team = 0; team < league->teams; team++) {
        buffer_print(&points, "\nu%u", (unsigned)team);
        for (int task = 0; task < TASKS; task++) {
            change_cell(league, team, task, text);
            buffer_print(&points, ",%s", text);
        }
    }
    buffer_print(&points, "\n");
    league->tree = support_tree(criteria.bytes);
    league->board = support_scored(league->tree, points.bytes);
    buffer_clear(&criteria);
    buffer_clear(&points);
}

static void league_clear(struct league *league)
{
    chiso_board_free(league->board);
    chiso_tree_free(league->tree);
}

/* The sign of the ratio of one team less that of another. */
static int64_t lead(const struct league *league, uint32_t a, uint32_t b)
{
    return league->achieved[a] * league->max[b] - league->achieved[b] * league->max[a];
}

/* n / d rounded half away from zero, d above 0. */
static int64_t rounded(int64_t n, int64_t d)
{
    return n < 0 ? -((-2 * n + d) / (2 * d)) : (2 * n + d) / (2 * d);
}

static int64_t rounded_up(int64_t n, int64_t d)
{
    return n <= 0 ? -(-n / d) : (n + d - 1) / d;
}

/* A target that takes least millionths: figures of it are exact ones rounded once. */
static void expect_judged(const struct league *league, uint32_t team, const chiso_goal *goal,
                          bool met, chiso_decimal least)
{
    const int64_t distance = league->achieved[team] * MILLION - least * SIXTIETHS;
    chiso_target *target = NULL;
    chiso_target_figures figures;

    cr_assert(chiso_target_new(league->board, team, CHISO_ROOT, goal, NULL, &target, NULL) ==
                  CHISO_OK &&
              chiso_target_result(target, &figures) == CHISO_OK);
    cr_assert((figures.outcome == CHISO_OUTCOME_MET) == met, "%s of u%u is %s",
              chiso_target_text(target), (unsigned)team,
              chiso_word(CHISO_WORDS_OUTCOME, figures.outcome));
    cr_assert(figures.least == least, "%s of u%u takes %s, not %s", chiso_target_text(target),
              (unsigned)team, decimal_text(figures.least), decimal_text(least));
    cr_assert(figures.needed == (met ? 0 : rounded(-distance, SIXTIETHS)), "%s of u%u needs %s",
              chiso_target_text(target), (unsigned)team, decimal_text(figures.needed));
    cr_assert(figures.distance == (met && distance < 0 ? 0 : rounded(distance, SIXTIETHS)),
              "%s of u%u is %s away", chiso_target_text(target), (unsigned)team,
              decimal_text(figures.distance));
    chiso_target_free(target);
}

/* A quarter of a percent, or as near as decimals come to what there is. */
static void expect_percent(struct league *league, uint32_t team)
{
    const chiso_decimal percent =
        random_below(&league->random, 2) == 0
            ? (chiso_decimal)random_below(&league->random, 400) * 250000
            : 100 * league->achieved[team] * MILLION / (SIXTIETHS * league->max[team]) +
                  (chiso_decimal)random_below(&league->random, 3);
    const chiso_goal goal = {.kind = CHISO_GOAL_PERCENT, .percent = percent};
    /* achieved / (60 max) >= percent / (100 million) */
    const bool met =
        league->achieved[team] * 100 * MILLION >= percent * SIXTIETHS * league->max[team];

    if (percent > 0) {
        expect_judged(league, team, &goal, met, rounded_up(percent * league->max[team], 100));
    }
}

/* A rank is as good as so many others stand strictly above. */
static void expect_rank(struct league *league, uint32_t team)
{
    const uint32_t rank = 1 + (uint32_t)random_below(&league->random, league->teams - 1);
    const chiso_goal goal = {.kind = CHISO_GOAL_RANK, .rank = rank};
    uint32_t above = 0;
    uint32_t line = team;

    for (uint32_t other = 0; other < league->teams; other++) {
        uint32_t better = 0;

        if (other == team) {
            continue;
        }
        above += lead(league, other, team) > 0;
        for (uint32_t third = 0; third < league->teams; third++) {
            better += third != team && third != other &&
                      (lead(league, third, other) > 0 ||
                       (lead(league, third, other) == 0 && third < other));
        }
        line = better + 1 == rank ? other : line;
    }
    cr_assert(line != team);
    if (league->achieved[line] > 0) {
        expect_judged(league, team, &goal, above < rank,
                      rounded_up(league->achieved[line] * MILLION * league->max[team],
                                 SIXTIETHS * league->max[line]));
    }
}

Test(property_leagues, a_target_takes_what_fractions_say)
{
    for (uint64_t seed = 1; seed <= 2000; seed += SUPPORT_STRIDE) {
        struct league league;

        league_make(&league, seed);
        for (uint32_t team = 0; team < league.teams; team++) {
            expect_percent(&league, team);
            expect_rank(&league, team);
        }
        league_clear(&league);
    }
}

static void expect_places(const struct league *league, chiso_what_if *what_if)
{
    for (uint32_t team = 0; team < league->teams; team++) {
        chiso_standing standing;
        uint32_t above = 0;
        uint32_t tied = 0;

        cr_assert(chiso_what_if_standing(what_if, team, CHISO_ROOT, NULL, &standing) == CHISO_OK);
        for (uint32_t rival = 0; rival < league->teams; rival++) {
            above += lead(league, rival, team) > 0;
            tied += lead(league, rival, team) == 0;
        }
        cr_assert(standing.place.rank == above + 1 && standing.place.tied == tied,
                  "u%u has rank %u by %u, not %u by %u", (unsigned)team,
                  (unsigned)standing.place.rank, (unsigned)standing.place.tied, (unsigned)above + 1,
                  (unsigned)tied);
        cr_assert(standing.result.achieved ==
                      rounded(league->achieved[team] * MILLION, SIXTIETHS) &&
                  standing.lost ==
                      rounded((league->max[team] * SIXTIETHS - league->achieved[team]) * MILLION,
                              SIXTIETHS));
    }
}

static void expect_losses(const struct league *league)
{
    for (uint32_t team = 0; team < league->teams; team++) {
        chiso_ledger *ledger = NULL;
        chiso_ledger_total total;

        cr_assert(chiso_ledger_new(league->board, team, CHISO_ROOT, NULL, &ledger, NULL) ==
                      CHISO_OK &&
                  chiso_ledger_totals(ledger, &total) == CHISO_OK);
        cr_assert(total.lost ==
                      rounded((league->max[team] * SIXTIETHS - league->achieved[team]) * MILLION,
                              SIXTIETHS) &&
                  total.leaves == total.lost && total.rest == 0);
        chiso_ledger_free(ledger);
    }
}

Test(property_leagues, ranks_and_losses_are_what_fractions_say_whatever_is_tried)
{
    enum { CHANGES = 12 };

    for (uint64_t seed = 3001; seed <= 4000; seed += SUPPORT_STRIDE) {
        struct league league;
        struct league first;
        chiso_what_if *what_if = NULL;

        league_make(&league, seed);
        first = league;
        expect_losses(&league);
        cr_assert(chiso_what_if_new(league.board, NULL, &what_if, NULL) == CHISO_OK);
        for (int i = 0; i < CHANGES; i++) {
            const uint32_t team = (uint32_t)random_below(&league.random, league.teams);
            const int task = (int)random_below(&league.random, TASKS);
            char text[TEXT];

            change_cell(&league, team, task, text);
            cr_assert(chiso_what_if_set_text(what_if, team, (chiso_node)task + 1, text, NULL) ==
                      CHISO_OK);
            expect_places(&league, what_if);
        }
        cr_assert(chiso_what_if_reset(what_if, NULL) == CHISO_OK);
        expect_places(&first, what_if);
        chiso_what_if_free(what_if);
        league_clear(&league);
    }
}
