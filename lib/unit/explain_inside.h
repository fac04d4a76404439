/* What only this room needs. */
#ifndef CHISO_LIB_UNIT_EXPLAIN_INSIDE_H
#define CHISO_LIB_UNIT_EXPLAIN_INSIDE_H

#include "score/retry.h"
#include "unit/explain.h"

/* The most steps that a node has beside its children and limits of bands: one from its combine, one
 * for the last places, one rounded, one capped, one lifted, one limited, one set. */
enum { CHISO__EXTRA_STEPS = 7 };

/* What explaining works with beside the explanation. */
struct chiso__explainer {
    chiso_explanation *explanation;
    struct chiso__trial trial; /* the figures that scoring gives the node and what is below */
    struct chiso__parts parts;
    uint32_t *owners;              /* the child of each part */
    struct chiso__carried *shares; /* of each part */
    /* What was done to the points of the node at hand beside adding up its children. */
    chiso_step extras[CHISO__EXTRA_STEPS];
    uint32_t extra_count;
};

/* Steps that have no figures yet. */
chiso_step chiso__step_of(chiso_step_kind kind, chiso_node node);

/* A step of a node with its own figures. */
chiso_status chiso__tell_node(const struct chiso__explainer *explainer, chiso_node node,
                              chiso_step *out_step);

/* Room for so many parts of one more node; false when memory is out. */
bool chiso__steps_reserve(chiso_explanation *explanation, uint32_t parts);

/* Adds a part to a node that has its parts behind all others; there is room for it. */
void chiso__step_add(chiso_explanation *explanation, uint32_t parent, chiso_step part);

/* Adds the parts of a step: of an inner node what is below it, and what else was done; of a leaf
 * only where its points were rounded in the calculation. No extras are noted yet. */
chiso_status chiso__open_inner(struct chiso__explainer *explainer, uint32_t index);
chiso_status chiso__open_leaf(struct chiso__explainer *explainer, uint32_t index);

/* Notes what changed the points of a node from one figure to another, if that is another; near is
 * measured by max, and of a great one what is near may still be seen. False when a number is too
 * large. */
bool chiso__note_change(struct chiso__explainer *explainer, uint32_t index, chiso_step_kind kind,
                        struct chiso__carried from, struct chiso__carried to,
                        struct chiso__carried max);

/* Takes what is dropped of a node out of its parts, whose owners are the children by their ids, and
 * says so in the steps of its children, which are there. */
void chiso__explain_drops(struct chiso__explainer *explainer, uint32_t index);

/* Notes the floor and the gate of a node, on its way to *points. */
chiso_status chiso__explain_limits(struct chiso__explainer *explainer, uint32_t index,
                                   struct chiso__carried max, struct chiso__carried *points);

/* Figures of a node whose result was set as they would be without that; false where there would be
 * none. */
bool chiso__explain_computed(struct chiso__explainer *explainer, chiso_node node,
                             struct chiso__node_figures *out_figures);

/* Notes a result that was set in the place of what is computed; NULL for nothing. */
chiso_status chiso__explain_set(struct chiso__explainer *explainer, uint32_t index,
                                const struct chiso__node_figures *computed);

/* Adds the gates that limit the band of a unit to the parts of the root. */
chiso_status chiso__explain_bands(struct chiso__explainer *explainer, uint32_t index);

/* What takes part in a node. */
struct chiso__told_parts {
    const struct chiso__parts *parts;
    const uint32_t *owners; /* the child of each part */
    chiso_step *children;
    struct chiso__carried *shares; /* of each part in what combining gives */
};

/* How a combine is told. */
struct chiso__told_combine {
    /* Finds the shares in raw, and how children take part; false when a number is too large. */
    bool (*share_out)(const struct chiso__tree_node *node, const struct chiso__told_parts *told,
                      struct chiso__carried raw);
    /* A mean of what this makes of ratios, which has no exact shares; NULL for others. */
    double (*curve)(double ratio);
    enum chiso__message curved; /* what that is called */
    enum chiso__message how;    /* the terms were found; CHISO__SAY_NOTHING where they say it */
};

extern const struct chiso__told_combine chiso__told_combines[];

/* Gives the children of an inner node their contributions to raw, which is what combining the parts
 * gives before the node's own rounding and cap; near is measured by max. *out_rest is what the
 * shares leave of it. False when a number is too large. */
bool chiso__contributions(const chiso_tree *tree, const struct chiso__tree_node *node,
                          const struct chiso__told_parts *told, struct chiso__carried raw,
                          struct chiso__carried max, struct chiso__carried *out_rest);

#endif
