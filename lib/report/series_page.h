/* What documents of a series have in common: which units and criteria they tell of. */
#ifndef CHISO_LIB_REPORT_SERIES_PAGE_H
#define CHISO_LIB_REPORT_SERIES_PAGE_H

#include <chiso/periods.h>

#include "compare/series.h"
#include "report/inside.h"

/* A criterion as the last period has it that has it at all. */
struct chiso__told_node {
    const char *code; /* "" for the whole index */
    const char *title;
    bool is_leaf;
};

struct chiso__series_page {
    const chiso_series *series;
    chiso_periods_options options;
    chiso_series_unit *units; /* in the order of the rows */
    uint32_t unit_count;
    struct chiso__told_node *nodes;
    uint32_t node_count;
    chiso_series_point *points; /* of one unit and criterion, a period each */
    struct chiso__output output;
};

/* Begins a document; all_nodes says that without a criterion all of them are told of also for many
 * units. Nothing is kept where it fails. */
chiso_status chiso__series_page_begin(struct chiso__series_page *page, const chiso_series *series,
                                      const chiso_periods_options *options, bool all_nodes,
                                      const chiso_sink *sink, chiso_error *error);
void chiso__series_page_clear(struct chiso__series_page *page);

/* Reads the points of a unit and a criterion. */
chiso_status chiso__series_page_points(struct chiso__series_page *page,
                                       const chiso_series_unit *unit,
                                       const struct chiso__told_node *node, chiso_error *error);

/* What they are in one period less what they are in another. */
chiso_status chiso__series_page_difference(const struct chiso__series_page *page, uint32_t before,
                                           uint32_t now, const chiso_series_unit *unit,
                                           const struct chiso__told_node *node,
                                           chiso_series_difference *out_difference,
                                           chiso_error *error);

/* The digits that a period publishes. */
static inline int chiso__series_digits(const struct chiso__series_page *page, uint32_t period)
{
    return page->series->periods[period].board->tree->digits;
}

/* The max of the last period that has one. */
chiso_decimal chiso__series_last_max(const struct chiso__series_page *page);

/* Whether any period has another max than the one before. */
bool chiso__series_page_max_changed(const struct chiso__series_page *page);

#endif
