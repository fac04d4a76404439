/* What only this room needs. */
#ifndef CHISO_LIB_COMPARE_INSIDE_H
#define CHISO_LIB_COMPARE_INSIDE_H

#include "compare/compare.h"

/* CHISO_OK for a comparison that still holds, and a node of it. */
chiso_status chiso__comparison_check_node(const chiso_comparison *comparison, chiso_node node,
                                          chiso_error *error);

/* CHISO_OK for a comparison that still holds, and a block of it, or that all are meant. */
chiso_status chiso__comparison_check_block(const chiso_comparison *comparison, chiso_node node,
                                           uint32_t block, chiso_error *error);

/* What a node of a unit of now had before: points and max. */
chiso_status chiso__before_ratio(const chiso_comparison *comparison, chiso_unit unit,
                                 chiso_node node, struct chiso__ratio *out_ratio);

/* The ratio that the earlier percent of a unit comes from: that of its one predecessor, or the mean
 * of several. It takes memory for several. */
chiso_status chiso__exact_before(const chiso_comparison *comparison, chiso_unit unit,
                                 chiso_node node, struct chiso__ratio *out_ratio);

/* Whether the ratio of a unit with several predecessors is above (1), below (-1) or at (0) the mean
 * of theirs, where there are both. */
chiso_status chiso__mean_rise(const chiso_comparison *comparison, chiso_unit unit, chiso_node node,
                              bool *out_compared, int *out_rise);

/* b - a, and CHISO_ABSENT where either is; false when it is no decimal. */
bool chiso__subtract(chiso_decimal a, chiso_decimal b, chiso_decimal *out_difference);

/* Whether a unit is ranked among the block that one of before was ranked among. */
bool chiso__is_ranked_alike(const chiso_comparison *comparison, chiso_unit unit, chiso_unit old);

/* The change of rank of a unit on a node, up being positive; CHISO_ABSENT for none. */
chiso_decimal chiso__rank_change(const chiso_comparison *comparison, chiso_unit unit,
                                 chiso_node node);

/* Twice the rank that a seat means, which may have a half; 0 for none. */
static inline int64_t chiso__twice_rank(struct chiso__seat seat, bool average)
{
    return (int64_t)seat.rank * 2 + (average && seat.rank > 0 && seat.tied % 2 == 0);
}

/* The one unit, or node, of before that one of now came from; CHISO_NO_UNIT, or CHISO_NO_NODE, for
 * none or several. */
static inline chiso_unit chiso__unit_before(const chiso_comparison *comparison, chiso_unit unit)
{
    return chiso__only_link(&comparison->units, unit);
}

static inline chiso_node chiso__node_before(const chiso_comparison *comparison, chiso_node node)
{
    return chiso__only_link(&comparison->nodes, node);
}

#endif
