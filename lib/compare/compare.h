/* What a comparison is made of, for the parts behind it. */
#ifndef CHISO_LIB_COMPARE_COMPARE_H
#define CHISO_LIB_COMPARE_COMPARE_H

#include <chiso/compare.h>

#include "compare/map.h"
#include "rank/band.h"
#include "rank/ranking_all.h"

enum { CHISO__DIFFERENCES = CHISO_DIFFERENCE_MAX + 1 };

struct chiso_comparison {
    chiso_allocator allocator;
    atomic_uint references;
    const chiso_board *now;
    const chiso_board *before;
    uint64_t now_version; /* of the figures that it is about */
    uint64_t before_version;
    struct chiso__links units;
    struct chiso__links nodes;
    chiso_rankings *now_ranks;
    chiso_rankings *before_ranks;
    bool in_place; /* each unit came from the one with the same number, and is ranked among the same
                      block */
    uint32_t *blocks; /* of each block of now, the block of before with its name, or UINT32_MAX */
    uint32_t *ids;    /* what the boards do not have in common, one difference after the other */
    uint32_t starts[CHISO__DIFFERENCES + 1];
    chiso_bands *bands;
    chiso_key key;
    chiso_scope scope;
    chiso_ties ties;
    chiso_predecessor predecessor;
};

/* Keeps a comparison alive until chiso_comparison_free(). */
void chiso__comparison_retain(chiso_comparison *comparison);

/* Whether every node is ranked on both sides. */
bool chiso__comparison_ranks_all(const chiso_comparison *comparison);

/* chiso_comparison_change() with other bands. */
chiso_status chiso__change(const chiso_comparison *comparison, const chiso_bands *bands,
                           chiso_unit unit, chiso_node node, chiso_change *out_change);

/* The max of a node's predecessors together, times CHISO_DECIMAL_ONE. */
chiso__wide chiso__max_before(const chiso_comparison *comparison, chiso_node node);

/* CHISO_OK when both boards still hold what was compared. */
chiso_status chiso__comparison_check(const chiso_comparison *comparison, chiso_error *error);

/* The same, and that there is such a node. */
chiso_status chiso__comparison_check_node(const chiso_comparison *comparison, chiso_node node,
                                          chiso_error *error);

/* The same, and that there is such a block or that all are meant. */
chiso_status chiso__comparison_check_block(const chiso_comparison *comparison, chiso_node node,
                                           uint32_t block, chiso_error *error);

/* What a node of a unit of now had before: points and max. */
chiso_status chiso__before_ratio(const chiso_comparison *comparison, chiso_unit unit,
                                 chiso_node node, struct chiso__ratio *out_ratio);

/* Whether the ratio of a unit with several predecessors is above (1), below (-1) or at (0) the mean
 * of theirs, where there are both. */
chiso_status chiso__mean_rise(const chiso_comparison *comparison, chiso_unit unit, chiso_node node,
                              bool *out_compared, int *out_rise);

/* b - a, and CHISO_ABSENT where either is; false when it is no decimal. */
bool chiso__difference(chiso_decimal a, chiso_decimal b, chiso_decimal *out_difference);

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
