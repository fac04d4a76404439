/* What a report is made of, for its writers. */
#ifndef CHISO_LIB_REPORT_H
#define CHISO_LIB_REPORT_H

#include <chiso/report.h>

#include "band.h"
#include "output.h"
#include "rank.h"

struct chiso_report {
    chiso_allocator allocator;
    const chiso_board *board;
    uint64_t version; /* of the board's figures that the report is about */
    chiso_bands *bands;
    chiso_key key;
    struct chiso_ranking *rankings; /* by node; their arrays are slices of those below */
    chiso_unit *orders;
    struct chiso__seat *seats;
    uint32_t *out_of;
    uint32_t *groups;
};

/* CHISO_OK when the report still is about what the board holds. */
chiso_status chiso__report_check(const chiso_report *report, chiso_error *error);

/* The digits that are published. */
static inline int chiso__report_digits(const chiso_report *report)
{
    return report->board->tree->digits;
}

/* Says that a figure of a unit cannot be written. */
chiso_status chiso__fail_figure(chiso_error *error, chiso_status status, const chiso_report *report, chiso_unit unit);

/* Writes a rank, which may end in a half. */
void chiso__put_rank(struct chiso__output *output, chiso_place place);

#endif
