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
    int point_places; /* that points are told with */
};

/* Keeps a comparison alive until chiso_comparison_free(). */
void chiso__comparison_retain(chiso_comparison *comparison);

/* Whether every node is ranked on both sides. */
bool chiso__comparison_ranks_all(const chiso_comparison *comparison);

/* Whether two comparisons are of the same boards, units and criteria. */
bool chiso__comparisons_match(const chiso_comparison *a, const chiso_comparison *b);

/* chiso_comparison_change() with other bands, and points of other places. */
chiso_status chiso__change_of(const chiso_comparison *comparison, const chiso_bands *bands,
                              chiso_unit unit, chiso_node node, int places,
                              chiso_change *out_change);

/* chiso_comparison_summarise() with points of other places. */
chiso_status chiso__summarise(const chiso_comparison *comparison, chiso_unit unit, chiso_node node,
                              int places, chiso_change_summary *out_summary);

/* The percent that a node of a unit had before, as it is carried; a gap where it had none. */
chiso_status chiso__percent_before(const chiso_comparison *comparison, chiso_unit unit,
                                   chiso_node node, struct chiso__carried *out_percent);

/* The max of a node's predecessors together; false when it is beyond all numbers. */
bool chiso__max_before(const chiso_comparison *comparison, chiso_node node,
                       struct chiso__carried *out_max);

/* CHISO_OK when both boards still hold what was compared. */
chiso_status chiso__comparison_check(const chiso_comparison *comparison, chiso_error *error);

#endif
