/* What stands between the combine of a node and its figures: what is dropped, the floor, the gates
 * of its children, what it needs, and a result that was set. The steps are taken in this order, and
 * `round` and `capped` before the floor. */
#ifndef CHISO_LIB_SCORE_STEP_H
#define CHISO_LIB_SCORE_STEP_H

#include "score/score.h"

/* Leaves out of the parts what a node drops in one case, and says so in the figures of its
 * children. */
void chiso__drop_parts(const chiso_tree *tree, chiso_node id, struct chiso__parts *parts,
                       struct chiso__node_figures *figures, int which);

/* Points that do not fall below the floor of a node, which is at most its max. */
struct chiso__carried chiso__lift_points(const struct chiso__tree_node *node,
                                         struct chiso__carried points, struct chiso__carried max);

/* The gate that limits a node in a case, of several the lowest, and the child that it stands at;
 * NULL where none holds, or none names a percent. */
const struct chiso__gate *chiso__gate_of(const chiso_tree *tree, chiso_node id,
                                         const struct chiso__node_figures *figures, int which,
                                         chiso_node *out_child);

/* Points that a gate limits to a percent of the max; false when a number is too large. */
bool chiso__limit_points(const struct chiso__gate *gate, struct chiso__carried points,
                         struct chiso__carried max, struct chiso__carried *out_points);

/* Whether less of a node is scored than it needs, by its coverage. */
bool chiso__fails_need(const struct chiso__tree_node *node,
                       const struct chiso__node_figures *figures);

#endif
