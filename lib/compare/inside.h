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

/* What a node of a unit has on both sides, as it is carried; gaps where there is nothing. */
struct chiso__sides {
    struct chiso__carried_ratio now;
    struct chiso__carried_ratio before; /* points and max, as they count for what came of them */
    struct chiso__carried_ratio exact;  /* what the earlier percent comes from */
};

/* Reads both sides. The percents of several predecessors have a mean only where it is asked for:
 * it may be beyond all numbers where the points are not. */
chiso_status chiso__sides_of(const chiso_comparison *comparison, chiso_unit unit, chiso_node node,
                             bool percent, struct chiso__sides *out_sides);

/* Whether a unit and all that it came from have a score: else its figures are what it would have,
 * and take part in nothing. */
bool chiso__is_scored_twice(const chiso_comparison *comparison, chiso_unit unit);

static inline bool chiso__has_percent(const struct chiso__carried_ratio *ratio)
{
    return !chiso__carried_is_gap(ratio->achieved) &&
           chiso__carried_compare(ratio->max, chiso__carried_of(0)) > 0;
}

/* What points of both sides are near by: the greater max. */
static inline struct chiso__carried chiso__max_of_both(const struct chiso__sides *sides)
{
    return chiso__carried_greatest(sides->now.max, sides->before.max);
}

/* The exact percent now less the one before; a gap where either is missing. False when it is beyond
 * all numbers. */
bool chiso__percent_change(const struct chiso__sides *sides, struct chiso__carried *out_change);

/* now - before; a gap where either is one. False when it is beyond all numbers. */
static inline bool chiso__subtract(struct chiso__carried before, struct chiso__carried now,
                                   struct chiso__carried *out_change)
{
    if (chiso__carried_is_gap(before) || chiso__carried_is_gap(now)) {
        *out_change = chiso__carried_of(CHISO_ABSENT);
        return true;
    }
    return chiso__carried_subtract(now, before, out_change);
}

/* A change as it is shown: rounded once, by the tree of now; of percents with the digits of the
 * side that shows more. */
chiso_decimal chiso__show_change(const chiso_comparison *comparison, struct chiso__carried change,
                                 struct chiso__carried max, int places);
chiso_decimal chiso__show_percent_change(const chiso_comparison *comparison,
                                         struct chiso__carried change);

/* Counts the change of points of a unit and returns it as it is shown. */
chiso_decimal chiso__take_change(const chiso_comparison *comparison,
                                 const struct chiso__sides *sides, struct chiso__carried change,
                                 bool scored, chiso_change_count *count);

/* The changes of points of a node from the columns of both sides, and whether they are whole
 * millionths; false where there are no such columns, and then nothing was written. */
bool chiso__subtract_columns(const chiso_comparison *comparison, chiso_node node,
                             chiso_decimal *out_points, chiso_change_count *out_count,
                             bool *out_whole);

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
