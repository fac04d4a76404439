/* The walk over rows with gaps that leaves out what no gap is below gives, bit for bit, what the
 * whole walk of score_unit.c does, on trees of all combines and on those of leaves that look at
 * others. */
#include "plan.h"
#include "tile_scene.h"
#include "walk.h"

#include <criterion/criterion.h>

#include <stdlib.h>

Test(property_score_unit_quick, figures_under_any_combine_are_those_of_the_whole_walk)
{
    static const struct plan_taste tastes[] = {
        {.mean = true, .weighted = true, .minima = true},
        /* What does not take part, though its leaves have points. */
        {.bonus = true, .minima = true, .zeros = true},
        {.scaled = true, .mean = true, .minima = true, .zeros = true},
        {.scaled = true, .mean = true, .capped = true, .rounded = true, .minima = true},
        PLAN_EVERYTHING,
    };
    uint32_t compared = 0;

    for (uint64_t seed = 1; seed <= 3000; seed += SUPPORT_STRIDE) {
        struct random random = {.state = ~seed};
        struct plan plan;

        plan_make(&plan, seed, &tastes[seed % (sizeof(tastes) / sizeof(*tastes))]);
        const uint32_t units = 1 + (uint32_t)random_below(&random, 20);
        const struct plan_gaps gaps = {(unsigned)random_below(&random, 20),
                                       (unsigned)random_below(&random, 20), 90};
        chiso_decimal *cells = plan_cells(&plan, &random, units, &gaps);
        chiso_board *board = plan_board(&plan, cells, units);

        compared += walk_expect(board, seed);
        chiso_board_free(board);
        free(cells);
    }
    cr_assert(compared > 3000 / SUPPORT_STRIDE, "%u nodes", compared);
}

Test(property_score_unit_quick, figures_of_what_tiles_made_are_those_of_the_whole_walk)
{
    uint32_t compared = 0;

    for (uint64_t seed = 1; seed <= 3000; seed += SUPPORT_STRIDE) {
        struct random random = {.state = seed};
        chiso_board *board = tile_board(&random, 40, 20);

        if (board != NULL) {
            compared += walk_expect(board, seed);
            chiso_board_free(board);
        }
    }
    cr_assert(compared > 3000 / SUPPORT_STRIDE, "%u nodes", compared);
}
