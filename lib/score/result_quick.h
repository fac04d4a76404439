/* The figures of a node of many rows: what does not change from row to row is looked up once. It
 * takes the place of chiso__result_of() where whole columns are read, or rows one behind the other.
 *
 * Why that is the same: of a row with no gap below the node all figures but the points are those of
 * the tree, and both bounds are the percent. That is the one quotient left. Its whole number is
 * found by a product with 2^64 / max, which is at most 1 too small, and so its rest is exact; what
 * is near to a half or to a whole digit, does not fit into 64 bits or is 100 % in doubt goes the
 * plain way. A leaf without a value has the same figures in every row. Of an inner node with a gap
 * below it the maxima are its own, and only the percents that are wanted are worked out: of the
 * others it is enough that a decimal holds them. Where percents are all that is wanted, its max is
 * looked up for some rows ahead, and the quotient is the same. */
#ifndef CHISO_LIB_SCORE_RESULT_QUICK_H
#define CHISO_LIB_SCORE_RESULT_QUICK_H

#include "score/peers.h"
#include "score/result.h"

/* What a percent is worked out with: a max above 0 that is whole millionths. */
struct chiso__percent_quick {
    uint64_t whole;   /* the max; 0: nothing is quick */
    uint64_t inverse; /* 2^64 / whole, rounded down */
    uint64_t limit;   /* points from here on do not fit */
    uint64_t most;    /* what limit is at most, whatever the max */
    uint64_t doubt;   /* what is not farther from a half is looked at again */
    uint64_t factor;  /* 100 % in units of the last digit, which is less than 2^32 */
    int64_t unit;     /* the last digit, in millionths */
    bool full_reached;
    bool down;
};

/* Which percents are wanted; all others may be anything. */
enum {
    CHISO__WANT_POINTS = 0,
    CHISO__WANT_PERCENT = 1,
    CHISO__WANT_COVERAGE = 2,
    CHISO__WANT_BOUNDS = 4
};

/* What a leaf without a value has. */
struct chiso__view_mark {
    bool known;
    chiso_status status;
    chiso_result result;
};

struct chiso__view {
    const struct chiso__rows *rows;
    const struct chiso__tree_node *own;
    chiso_node node;
    unsigned wanted;
    bool is_leaf;
    bool relative;
    bool has_percent;
    struct chiso__percent_quick percent;
    chiso_result full; /* of a row without gaps, but for its points and percents */
    struct chiso__view_mark missing;
    struct chiso__view_mark not_applicable;
};

/* Begins to look at a node of scored rows; to be done again when these have changed. */
void chiso__view_begin(struct chiso__view *view, const struct chiso__rows *rows, chiso_node node,
                       unsigned wanted);

/* The figures of a row with gaps, or where only the plain way can tell. */
chiso_status chiso__view_again(struct chiso__view *view, uint32_t row, chiso_result *out_result);

/* The percent of points; false where only the plain way can tell. */
static inline bool chiso__percent_glance(const struct chiso__percent_quick *way,
                                         struct chiso__carried points, int64_t *out_percent)
{
    const bool negative = points.millionths < 0;
    const struct chiso__carried size = negative ? chiso__carried_negate(points) : points;
    const uint64_t millionths = (uint64_t)size.millionths;
    uint64_t product = 0;
    uint64_t count = 0;
    uint64_t rest = 0;
    uint64_t doubled = 0;
    uint64_t distance = 0;
    uint64_t up = 0;

    if (millionths >= way->limit) {
        return false;
    }
    product = millionths * way->factor;
    if (size.rest != 0) {
        product += (uint64_t)((chiso__unsigned_wide)size.rest * way->factor >> CHISO__REST_BITS);
    }
    count = (uint64_t)((chiso__unsigned_wide)product * way->inverse >> 64);
    rest = product - count * way->whole;
    if (rest >= way->whole) {
        count++;
        rest -= way->whole;
    }
    doubled = 2 * rest;
    up = doubled > way->whole;
    /* Without a branch, which no processor could foresee: the size of the difference. */
    distance = way->down ? 2 * (way->whole - rest) : ((way->whole - doubled) ^ (0 - up)) + up;
    count += way->down ? 0 : up;
    if (distance <= way->doubt ||
        (count == way->factor && way->full_reached && millionths < way->whole)) {
        return false;
    }
    *out_percent = negative ? -((int64_t)count * way->unit) : (int64_t)count * way->unit;
    return true;
}

/* The points of a row on the node where they are no mark, and nothing below the node is missing or
 * left out; else false. */
static inline bool chiso__view_points(const struct chiso__view *view, uint32_t row,
                                      struct chiso__carried *out_points)
{
    const struct chiso__carried points = view->relative
                                             ? chiso__points_at(view->rows, view->node, row)
                                             : chiso__stored_at(view->rows, view->node, row);

    *out_points = points;
    return !chiso__carried_is_gap(points) &&
           (view->is_leaf || chiso__detail_at(view->rows, row, view->own->inner) == NULL);
}

/* Whether it is plain that points have a percent that a decimal holds. */
static inline bool chiso__percent_fits(const struct chiso__percent_quick *way,
                                       struct chiso__carried points)
{
    return (uint64_t)(points.millionths < 0 ? -points.millionths : points.millionths) < way->limit;
}

/* The figures of a row: what chiso__result_of() tells, less what is not wanted. */
static inline chiso_status chiso__view_at(struct chiso__view *view, uint32_t row,
                                          chiso_result *out_result)
{
    struct chiso__carried points = {0, 0};
    int64_t percent = CHISO_ABSENT;

    if (!chiso__view_points(view, row, &points) ||
        (view->has_percent && !(view->wanted == CHISO__WANT_POINTS
                                    ? chiso__percent_fits(&view->percent, points)
                                    : chiso__percent_glance(&view->percent, points, &percent)))) {
        return chiso__view_again(view, row, out_result);
    }
    *out_result = view->full;
    out_result->achieved = points.rest == 0
                               ? points.millionths
                               : chiso__publish_points(view->rows->tree, points, view->own->max);
    out_result->percent = percent;
    out_result->lowest = percent;
    out_result->highest = percent;
    return CHISO_OK;
}

/* What a row lost on the node: what chiso__lost_of() tells with all places. */
static inline chiso_status chiso__view_lost(const struct chiso__view *view, uint32_t row,
                                            chiso_decimal *out_lost)
{
    struct chiso__carried points = {0, 0};
    struct chiso__carried lost = {0, 0};

    if (view->own->in_bonus ||
        (view->rows->dropped != NULL && chiso__is_dropped(view->rows, row, view->node))) {
        *out_lost = CHISO_ABSENT;
        return CHISO_OK;
    }
    if (!chiso__view_points(view, row, &points) ||
        !chiso__carried_subtract(view->own->max, points, &lost)) {
        return chiso__lost_of(view->rows, row, view->node, CHISO_DECIMAL_PLACES, out_lost);
    }
    *out_lost = lost.rest == 0 ? lost.millionths
                               : chiso__publish_points(view->rows->tree, lost, view->own->max);
    return CHISO_OK;
}

/* Begins to fetch what is kept of a row with gaps that comes a little later: where rows are looked
 * at in turn. */
void chiso__view_ahead(const struct chiso__view *view, uint32_t row);

/* How far from their maxima the points of rows with gaps may lie, whatever the node. */
struct chiso__view_reach {
    bool small;     /* by no more than percents may */
    uint64_t least; /* where gaps are taken out of sums, the least max of them; else 0 */
};

struct chiso__view_reach chiso__view_reach_of(const struct chiso__rows *rows);

/* Whether all rows have figures that a decimal holds; else the status, and the first row that has
 * not. */
chiso_status chiso__view_check(struct chiso__view *view, const struct chiso__view_reach *reach,
                               uint32_t *out_row);

/* The percents of some rows, which have been checked; each to the place of its number. */
void chiso__view_percents(struct chiso__view *view, uint32_t first, uint32_t end,
                          chiso_decimal *out_percents);

#endif
