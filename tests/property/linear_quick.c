/* Ranks that are told from figures in doubles are those of a board that is scored in each draw: on
 * random trees of sums, scaled sums and means, with bonuses, minima, weights of 0 and gaps of all
 * policies, of units some of which are equal, under all ties. A chain of ties that asks for the
 * same node once more decides nothing, but lets each draw be scored. */
#include "robustness/robustness.h"

#include "plan.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static const struct plan_taste sums = {.bonus = true, .minima = true};
static const struct plan_taste scaled = {.scaled = true, .bonus = true, .minima = true};
static const struct plan_taste means = {.mean = true, .scaled = true, .minima = true};
static const struct plan_taste zeros = {.mean = true, .scaled = true, .bonus = true, .zeros = true};
static const struct plan_taste all = PLAN_EVERYTHING;
static const struct plan_taste *const tastes[] = {&sums, &scaled, &means, &zeros, &all};

enum { TASTES = sizeof(tastes) / sizeof(tastes[0]) };

struct count {
    uint64_t quick;
    uint64_t scored;
};

static chiso_robustness *draw(const chiso_board *board, const char *draws, chiso_ties ties,
                              bool plainly)
{
    static const chiso_node root = CHISO_ROOT;
    chiso_rank_options ranks = CHISO_RANK_OPTIONS_INIT;
    chiso_robustness_options options = CHISO_ROBUSTNESS_OPTIONS_INIT;
    chiso_robustness *robustness = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    ranks.ties = ties;
    ranks.scope = CHISO_SCOPE_OVERALL;
    ranks.tie_break = plainly ? &root : NULL;
    ranks.tie_break_count = plainly;
    options.ranks = &ranks;
    if (chiso_robustness_new(board, draws, &options, &robustness, &error) != CHISO_OK) {
        /* A tree that has nothing to weigh. */
        cr_assert(error.status == CHISO_E_NODE, "%s", error.message);
    }
    return robustness;
}

static void check_unit(const struct plan *plan, const chiso_decimal *cells, chiso_unit unit,
                       const chiso_robustness *quick, const chiso_robustness *plain)
{
    const uint32_t count = chiso_robustness_share_count(quick, unit);

    if (count != chiso_robustness_share_count(plain, unit)) {
        plan_fail(plan, cells, unit, "%u ranks, and %u", count,
                  chiso_robustness_share_count(plain, unit));
    }
    for (uint32_t i = 0; i < count; i++) {
        chiso_rank_share a;
        chiso_rank_share b;

        cr_assert(chiso_robustness_share_at(quick, unit, i, &a) == CHISO_OK);
        cr_assert(chiso_robustness_share_at(plain, unit, i, &b) == CHISO_OK);
        if (a.rank != b.rank || a.draws != b.draws) {
            plan_fail(plan, cells, unit,
                      "rank %" PRId64 " in %" PRIu64 " draws, and %" PRId64 " in %" PRIu64, a.rank,
                      a.draws, b.rank, b.draws);
        }
    }
}

/* Some units have the cells of others, so that there are equals in every draw. */
static void repeat_units(const struct plan *plan, struct random *random, chiso_decimal *cells,
                         uint32_t units)
{
    for (uint32_t unit = 1; unit < units; unit++) {
        if (random_below(random, 4) == 0) {
            const size_t from = (size_t)random_below(random, unit) * (size_t)plan->count;

            for (size_t i = 0; i < (size_t)plan->count; i++) {
                cells[unit * (size_t)plan->count + i] = cells[from + i];
            }
        }
    }
}

static void check_seed(uint64_t seed, struct count *count)
{
    static const char *const draws[] = {"20", "20,weights:0%,seed:9", "20,weights:99.9999%,from:7",
                                        "20,levels:1", "20,weights:1%"};
    struct random random = {.state = ~seed};
    struct plan plan;
    const struct plan_gaps gaps = {(unsigned)random_below(&random, 12),
                                   (unsigned)random_below(&random, 12), 60};
    const uint32_t units = 2 + (uint32_t)random_below(&random, 12);
    const char *said = draws[random_below(&random, 5)];
    const chiso_ties ties = (chiso_ties)random_below(&random, 5);
    chiso_decimal *cells = NULL;
    chiso_board *board = NULL;
    chiso_robustness *quick = NULL;
    chiso_robustness *plain = NULL;

    plan_make(&plan, seed, tastes[random_below(&random, TASTES)]);
    cells = plan_cells(&plan, &random, units, &gaps);
    repeat_units(&plan, &random, cells, units);
    board = plan_board(&plan, cells, units);
    quick = draw(board, said, ties, false);
    plain = draw(board, said, ties, true);
    cr_assert((quick == NULL) == (plain == NULL));
    if (quick != NULL) {
        cr_assert(plain->scored == 20);
        count->quick += 20 - quick->scored;
        count->scored += quick->scored;
    }
    for (chiso_unit unit = 0; unit < units && quick != NULL; unit++) {
        check_unit(&plan, cells, unit, quick, plain);
    }
    chiso_robustness_free(quick);
    chiso_robustness_free(plain);
    chiso_board_free(board);
    free(cells);
}

Test(linear_quick, figures_rank_as_scores_do)
{
    struct count count = {0, 0};

    for (uint64_t seed = 0; seed < 2000; seed += SUPPORT_STRIDE) {
        check_seed(seed, &count);
    }
    cr_assert(count.quick > 4000 / SUPPORT_STRIDE, "%" PRIu64 " draws told from figures",
              count.quick);
}
