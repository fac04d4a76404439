#include "scene.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

const struct plan_taste scene_sums = {.bonus = true, .minima = true};
const struct plan_taste scene_all = PLAN_EVERYTHING;

static const struct plan_gaps some_gaps = {10, 10, 40};

/* The same tree again; some leaves of sums have another max, and some another code, so that they
 * are dropped and new. */
static void change_plan(struct plan *plan, struct random *random)
{
    for (int i = 1; i < plan->count; i++) {
        struct plan_node *node = &plan->nodes[i];

        if (node->leaf && node->min <= 0 && random_below(random, 4) == 0) {
            node->max += (chiso_decimal)random_below(random, 5) * 500000;
        }
        if (node->leaf && !plan->dotted && random_below(random, 6) == 0) {
            memcpy(node->code + strlen(node->code), "x", 2);
        }
    }
    /* Sums and maxima that are left out follow the leaves; the others stay as they are stated. */
    for (int i = plan->count; i-- > 0;) {
        if (!plan->nodes[i].leaf &&
            (plan->nodes[i].combine == PLAN_SUM || !plan->nodes[i].max_stated)) {
            plan->nodes[i].max = 0;
            for (int child = i + 1; child < plan->count; child++) {
                plan->nodes[i].max += plan->nodes[child].parent == i && !plan->nodes[child].bonus
                                          ? plan->nodes[child].max
                                          : 0;
            }
        }
    }
}

void scene_make(struct scene *scene, uint64_t seed, const struct plan_taste *taste, bool changed)
{
    struct random random = {.state = ~seed};

    plan_make(&scene->plans[0], seed, taste);
    scene->plans[0].missing = (chiso_missing_policy)(seed % 3);
    scene->plans[1] = scene->plans[0];
    if (changed) {
        change_plan(&scene->plans[1], &random);
    }
    for (int i = 0; i < 2; i++) {
        scene->cells[i] = plan_cells(&scene->plans[i], &random, SCENE_UNITS, &some_gaps);
        scene->boards[i] = plan_board(&scene->plans[i], scene->cells[i], SCENE_UNITS);
    }
}

void scene_clear(struct scene *scene)
{
    for (int i = 0; i < 2; i++) {
        free(scene->cells[i]);
        chiso_board_free(scene->boards[i]);
    }
}

chiso_comparison *scene_compare(const chiso_board *now, const chiso_board *before,
                                const chiso_rank_options *ranking)
{
    chiso_comparison_options options = CHISO_COMPARISON_OPTIONS_INIT;
    chiso_comparison *comparison = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;

    options.ranking = ranking;
    status = chiso_comparison_new(now, before, &options, &comparison, &error);

    cr_assert(status == CHISO_OK || status == CHISO_E_SHAPE, "%s", error.message);
    return comparison;
}
