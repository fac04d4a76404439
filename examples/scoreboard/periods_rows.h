/* What the rows of a text about several periods are of. */
#ifndef SCOREBOARD_PERIODS_ROWS_H
#define SCOREBOARD_PERIODS_ROWS_H

#include "periods.h"

/* A row: a unit and a criterion. */
struct subject {
    const char *unit;
    const char *code;
    const char *title; /* of the unit, or of the criterion */
    const char *block;
    size_t indent;
    bool is_leaf;
    uint32_t section; /* and rank of the unit in the last period, for the order */
    uint32_t rank;
    uint32_t at;
    uint32_t differing; /* criteria of it whose points are not the same in all stages */
};

/* The units in the order that is asked for, or the criteria of one: free it with free(). */
chiso_status periods_rows(const struct job *job, struct subject **out_rows, size_t *out_count,
                          chiso_error *error);

#endif
