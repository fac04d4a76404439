/* What stands between the combine of a node and its figures: what is dropped, the floor, the gates
 * of its children, what it needs, and a result that was set. The steps are taken in this order, and
 * `round` and `capped` before the floor. */
#ifndef CHISO_LIB_SCORE_STEP_H
#define CHISO_LIB_SCORE_STEP_H

#include <chiso/step.h>

#include "score/score.h"

/* Leaves out of the parts what a node drops in one case, and says so in the figures of its
 * children. */
void chiso__drop_parts(const chiso_tree *tree, chiso_node id, struct chiso__parts *parts,
                       struct chiso__node_figures *figures, int which);

/* The same in the actual case of those that the setting says are dropped. */
void chiso__hold_parts(const struct chiso__setting *setting, chiso_node id,
                       struct chiso__parts *parts, struct chiso__node_figures *figures);

/* Says in the figures of the children what the first so many drops of a node take out in one case;
 * returns how many stay of those that may be dropped. */
uint32_t chiso__mark_dropped(const chiso_tree *tree, chiso_node id,
                             const struct chiso__parts *parts, struct chiso__node_figures *figures,
                             int which, uint32_t drops);

/* Points that do not fall below the floor of a node, which is at most its max. */
struct chiso__carried chiso__lift_points(const struct chiso__tree_node *node,
                                         struct chiso__carried points, struct chiso__carried max);

/* Whether a gate of a child holds in a case. What does not apply, and a bonus that is missing,
 * limits nothing; of what is missing there is a percent where it takes part, but nothing else. A
 * bonus is looked at with the points that it has, in every case. */
bool chiso__gate_limits(const struct chiso__tree_node *child, const struct chiso__gate *gate,
                        const struct chiso__node_figures *figures, int which);

/* The gate that limits a node in a case, of several the lowest, and the child that it stands at;
 * NULL where none holds, or none names a percent. */
const struct chiso__gate *chiso__gate_of(const chiso_tree *tree, chiso_node id,
                                         const struct chiso__node_figures *figures, int which,
                                         chiso_node *out_child);

/* A gate to a band, by the child of the root that it stands at. */
struct chiso__band_gate {
    chiso_node child;
    uint32_t index; /* among its gates */
};
#define CHISO__NO_BAND_GATE ((struct chiso__band_gate){CHISO_NO_NODE, 0})

/* Goes on to the next gate that limits the band of a row, which is scored, from none on; false
 * where there is no other. */
bool chiso__next_band_gate(const struct chiso__rows *rows, uint32_t row,
                           struct chiso__band_gate *at);

/* Points that a gate limits to a percent of the max; false when a number is too large. */
bool chiso__limit_points(const struct chiso__gate *gate, struct chiso__carried points,
                         struct chiso__carried max, struct chiso__carried *out_points);

/* Whether less of a node is scored than it needs, by its coverage. */
bool chiso__fails_need(const struct chiso__tree_node *node,
                       const struct chiso__node_figures *figures);

/* The points of a node on the way through its steps, in one case. */
struct chiso__stages {
    struct chiso__carried combined; /* as its children, `round` and `capped` make them */
    struct chiso__carried lifted;   /* to its floor */
    struct chiso__carried limited;  /* by a gate */
    struct chiso__carried max;
    chiso_node gate; /* the child whose gate limits it, or CHISO_NO_NODE */
    bool hopeless;   /* nothing has a weight, or a max, that its max could be spread over */
};

/* Finds them, and says in the figures of the children what is dropped; false when a number is too
 * large. */
bool chiso__stages_find(const struct chiso__setting *setting, chiso_node id,
                        struct chiso__node_figures *figures, struct chiso__parts *parts, int which,
                        struct chiso__stages *out_stages);

/* What tells the steps of the nodes of a row, one row at a time. */
struct chiso__step_teller {
    const struct chiso__rows *rows;
    uint32_t row;
    struct chiso__node_figures *figures; /* by node */
    struct chiso__parts parts;
};

/* False when memory is out, and then nothing is kept. */
bool chiso__teller_begin(const struct chiso__rows *rows, const chiso_allocator *allocator,
                         struct chiso__step_teller *out_teller);
void chiso__teller_end(struct chiso__step_teller *teller, const chiso_allocator *allocator);

/* Works out the figures of a row of scored rows. */
void chiso__teller_look(struct chiso__step_teller *teller, uint32_t row);

/* The steps of a node of that row. */
void chiso__teller_tell(struct chiso__step_teller *teller, chiso_node node, chiso_steps *out_steps);

/* What is in the way of a leaf of that row; and of one of any scored row, CHISO_E_MEMORY when
 * memory is out. */
void chiso__teller_obstacle(struct chiso__step_teller *teller, chiso_node leaf,
                            chiso_obstacle *out_obstacle);
chiso_status chiso__obstacle_of(const struct chiso__rows *rows, uint32_t row, chiso_node leaf,
                                const chiso_allocator *allocator, chiso_obstacle *out_obstacle);

/* Whether a row may have any step that is told. */
static inline bool chiso__has_steps(const struct chiso__rows *rows, uint32_t row)
{
    return rows->tree->has_steps || chiso__has_set(rows, row);
}

#endif
