/* The ranks of the units of a board in a draw: as rank/ has them of a scored board, or straight
 * from figures that are known to 10^-13. */
#ifndef CHISO_LIB_ROBUSTNESS_SEATING_H
#define CHISO_LIB_ROBUSTNESS_SEATING_H

#include "rank/groups.h"
#include "robustness/linear.h"

struct chiso__seating {
    const chiso_board *board;
    struct chiso__rank_rule rule; /* of ordinal ranks with ties: who is equal stands by code */
    bool ordinal;
    chiso_node *chain; /* of the rule */
    struct chiso__groups groups;
    struct chiso__ranker ranker;
    chiso_unit *order;
    struct chiso__seat *seats;
    uint32_t *out_of;
    double *figures; /* by unit */
    bool *placed;    /* by unit: it has a figure */
    bool listed;     /* the order holds who has one, group by group, from the draw before */

    /* What comes of a draw, by unit. */
    uint32_t *ranks;    /* in halves; 0 for none */
    uint32_t *standing; /* the best place of those who are equal, 0 for none: who is above whom */
};

bool chiso__seating_begin(const chiso_board *board, const struct chiso__rank_rule *rule,
                          struct chiso__seating *seating);
void chiso__seating_end(struct chiso__seating *seating);

/* The ranks of a scored board, which has the units of the one that was given, by a node. */
void chiso__seating_of_board(struct chiso__seating *seating, const chiso_board *board,
                             chiso_node node);

/* Lets only the units that have a rank, by unit, be ranked from now on; false when memory is out.
 */
bool chiso__seating_keep(struct chiso__seating *seating, const uint32_t *ranks);

/* Whether figures may be told from doubles by the rule: nothing but them decides. */
bool chiso__seating_is_quick(const struct chiso__seating *seating);

/* The ranks by figures; false where two are so near to 10^-12 apart that doubles cannot tell
 * whether they are equals. */
bool chiso__seating_of_figures(struct chiso__seating *seating, const struct chiso__linear *linear);

#endif
