/* The periods of a series along a figure, and what units have in them. */
#ifndef CHISO_LIB_PAGE_TIME_H
#define CHISO_LIB_PAGE_TIME_H

#include <chiso/series.h>

#include "page/frame.h"

/* No period stands there. */
#define CHISO__NO_PERIOD UINT32_MAX

/* A place of a period, or of a year that no period is about. */
struct chiso__slot {
    uint32_t period;
    const char *label;
    chiso__tenth x;
};

struct chiso__time {
    const chiso_series *series;
    struct chiso__slot *slots;
    uint32_t count;
};

/* A unit over the slots. */
struct chiso__course {
    const char *code;
    const char *name;
    bool spoken_of;
    chiso_series_point *points; /* a slot each; without a figure where there is none */
    uint32_t first;             /* slots with a figure; count where there is none */
    uint32_t last;
};

/* Finds the slots: where all labels are years, one for each year that lies between as well. */
bool chiso__time_read(struct chiso__canvas *canvas, const chiso_series *series,
                      struct chiso__time *out_time);

/* Says why a series has no figures of a unit on a node. */
chiso_status chiso__series_fail(chiso_error *error, chiso_status status, const char *unit,
                                const char *node);

/* What a unit has on a node, "" for the whole index. */
chiso_status chiso__course_read(struct chiso__canvas *canvas, const struct chiso__time *time,
                                const char *unit, const char *node,
                                struct chiso__course *out_course, chiso_error *error);

/* The digits that a period publishes. */
int chiso__slot_digits(const struct chiso__time *time, uint32_t slot);

static inline bool chiso__has_percent(const struct chiso__course *course, uint32_t slot)
{
    return course->points[slot].percent != CHISO_ABSENT;
}

/* The node's title in the last period that has it. */
const char *chiso__series_title(const struct chiso__time *time, const char *node);

#endif
