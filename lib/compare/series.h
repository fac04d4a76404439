/* What a series is made of, for the parts behind it. */
#ifndef CHISO_LIB_COMPARE_SERIES_H
#define CHISO_LIB_COMPARE_SERIES_H

#include <chiso/series.h>

#include "rank/ranking_all.h"

struct chiso__period {
    const char *label;
    const chiso_board *board;
    chiso_rankings *ranks; /* keep the board alive */
};

struct chiso_series {
    chiso_allocator allocator;
    struct chiso__arena arena;
    struct chiso__period *periods;
    uint32_t count;
    uint32_t capacity;
    int point_places; /* that points are told with; what is written has all places */
};

/* CHISO_OK when the boards of all periods still hold what was added. */
chiso_status chiso__series_check(const chiso_series *series, chiso_error *error);

/* CHISO_OK when, beside that, some period has the unit, and some the criterion. */
chiso_status chiso__series_check_codes(const chiso_series *series, const char *unit_code,
                                       const char *code, chiso_error *error);

/* What a node of a unit has in a period that is as it was added, points with so many places. */
chiso_status chiso__series_read(const chiso_series *series, uint32_t period, const char *unit_code,
                                const char *code, int places, chiso_series_point *out_point,
                                chiso_error *error);

/* How many units the periods have together, and their codes, names and blocks where there is room
 * for them: those of the last period in its order, then those that only an earlier one has, the
 * latest first. */
uint32_t chiso__list_units_of(const chiso_series *series, chiso_series_unit *out_units);

/* What a node of a unit has in one period less what it has in an earlier one, the same. */
chiso_status chiso__series_gained(const chiso_series *series, uint32_t before, uint32_t now,
                                  const char *unit_code, const char *code, int places,
                                  chiso_series_difference *out_difference);

/* Whether the max of a unit differs from that of the last period before, among so many, that has
 * one. */
bool chiso__series_is_max_changed(const chiso_series_point *points, uint32_t period);

#endif
