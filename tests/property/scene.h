/* Two boards for comparisons: over random trees of which the second is the first with other maxima,
 * less some leaves and with new ones. */
#ifndef CHISO_TESTS_SCENE_H
#define CHISO_TESTS_SCENE_H

#include "plan.h"

enum { SCENE_UNITS = 6 };

struct scene {
    struct plan plans[2];
    chiso_decimal *cells[2];
    chiso_board *boards[2];
};

/* Sums of leaves with minima and bonuses; and all that there is. */
extern const struct plan_taste scene_sums;
extern const struct plan_taste scene_all;

/* The same tree twice, or changed, with other points. */
void scene_make(struct scene *scene, uint64_t seed, const struct plan_taste *taste, bool changed);
void scene_clear(struct scene *scene);

/* NULL where the two have no criterion in common. */
chiso_comparison *scene_compare(const chiso_board *now, const chiso_board *before,
                                const chiso_rank_options *ranking);

#endif
