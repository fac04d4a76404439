/* Random trees whose criteria have drops, needs, gates and floors, and boards over them of which
 * some results are set. */
#ifndef CHISO_TESTS_STEPPED_H
#define CHISO_TESTS_STEPPED_H

#include "plan.h"

struct stepped {
    struct plan plan;
    char drops[PLAN_NODES][40]; /* behind the combine */
    char needs[PLAN_NODES][16];
    char gates[PLAN_NODES][96];
    char floors[PLAN_NODES][32];
};

/* A plan with steps of a seed. */
void stepped_make(struct stepped *stepped, uint64_t seed, const struct plan_taste *taste);

/* Its criteria file. Free with free(). */
char *stepped_criteria(const struct stepped *stepped);

/* A board over it with these cells of plan_cells(); not scored. */
chiso_board *stepped_board(const struct stepped *stepped, const chiso_decimal *cells,
                           uint32_t units);

/* Sets results of some inner criteria of its units, never of one below another, and scores it.
 * False where it is refused by name: tiny maxima below great ones, and points far below 0, make
 * numbers beyond the greatest. */
bool stepped_set(const struct stepped *stepped, chiso_board *board, struct random *random,
                 unsigned percent);

#endif
