/* What putting units in order is made of. */
#ifndef CHISO_LIB_RANK_ORDER_INSIDE_H
#define CHISO_LIB_RANK_ORDER_INSIDE_H

#include "rank/order.h"

/* The units that are to be put in order, where their places go, and memory to work in. */
struct chiso__ordering {
    const struct chiso__source *source;
    const chiso_unit *members; /* in the order of the board; NULL: the units from 0 */
    uint32_t size;
    chiso_ties ties;
    struct chiso__ranker *ranker;
    chiso_unit *order;
    struct chiso__seat *seats;
    /* all units from 0, each with a number in a column: then loops need no questions */
    bool simple;
};

static inline chiso_unit chiso__member_at(const struct chiso__ordering *job, uint32_t i)
{
    return job->members == NULL ? i : job->members[i];
}

/* What a unit is ranked by in a source that is a column; false when it has none. */
static inline bool chiso__column_figure_at(const struct chiso__source *source, uint32_t unit,
                                           struct chiso__carried_ratio *out_ratio)
{
    *out_ratio = (struct chiso__carried_ratio){
        chiso__in_columns(source->column, source->rests, unit), source->max};
    return !chiso__is_gap(source->column[unit]);
}

/* A ratio as a double, right to 2^-50 of itself. */
static inline double chiso__quotient_of(const struct chiso__carried_ratio *ratio)
{
    return chiso__carried_double(ratio->achieved) / chiso__carried_double(ratio->max);
}

/* The same in any source. */
static inline bool chiso__number_at(const struct chiso__source *source, uint32_t unit,
                                    struct chiso__carried_ratio *out_ratio)
{
    return source->column == NULL ? chiso__figure_at(source, unit, out_ratio)
                                  : chiso__column_figure_at(source, unit, out_ratio);
}

/* The seat of a run of equals that begins at a place, from 0; dense counts the runs, from 1. */
static inline struct chiso__seat chiso__seat_of_run(uint32_t size, uint32_t place, uint32_t dense,
                                                    chiso_ties ties)
{
    switch (ties) {
    case CHISO_TIES_DENSE:
        return (struct chiso__seat){dense, size};
    case CHISO_TIES_MODIFIED:
        return (struct chiso__seat){place + size, size};
    case CHISO_TIES_AVERAGE:
        /* A half is seen from how many share it. */
        return (struct chiso__seat){place + 1 + (size - 1) / 2, size};
    case CHISO_TIES_ORDINAL:
        return (struct chiso__seat){place + 1, 1};
    case CHISO_TIES_COMPETITION:
        break;
    }
    return (struct chiso__seat){place + 1, size};
}

/* What one look over the units finds. */
struct chiso__order_survey {
    uint32_t count; /* units that have a number */
    bool same_max;
    bool whole; /* no number has a rest, and a millionth is not near to nothing */
    struct chiso__carried max;
    chiso_decimal least; /* millionths */
    chiso_decimal greatest;
    unsigned zeros; /* binary zeros that all distances from an end end in */
};

/* Puts the units in order where their numbers have one max, and are few, or count steps, or fit
 * into keys; false where none is so. Those of the same millionths stand as they come, and have
 * seats only where numbers are whole. */
bool chiso__order_quickly(const struct chiso__ordering *job,
                          const struct chiso__order_survey *survey);

/* Puts the units in order as far as nearly right quotients tell, and tells in the ranker's keys by
 * 1 and 0 where a cluster begins: units of different ones stand as they must, and none is near to
 * one of another. Within one, those of the same key stand as they come. Where maxima differ, the
 * quotients are in the ranker's scratch already, and in its keys whether there is one, by the place
 * among the members. */
void chiso__order_by_quotients(const struct chiso__ordering *job,
                               const struct chiso__order_survey *survey);

#endif
