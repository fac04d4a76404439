/* Something to draw, and every figure of it by a number. */
#ifndef CHISO_TESTS_CHARTS_H
#define CHISO_TESTS_CHARTS_H

#include "support.h"

/* The figures: ranking, heat, profile, lost, periods, bridge, years, bump, certainty, shares.
 */
enum { CHARTS = 10 };

extern const char *const chart_names[CHARTS];

struct charts {
    chiso_board *now;
    chiso_board *before;
    chiso_bands *bands;
    chiso_comparison *comparison;
    chiso_report *report;
    chiso_series *series;
    chiso_tally *tally;
    chiso_robustness *robustness;
};

/* All of it takes memory from the allocator; NULL for malloc. */
struct charts charts_make(const chiso_allocator *allocator);
void charts_clear(struct charts *charts);

chiso_status chart_draw(const struct charts *charts, int chart, const chiso_chart_options *options,
                        const chiso_sink *sink, chiso_error *error);

/* The pages of it: board, criterion, unit, two units. */
enum { PAGES = 4 };

extern const char *const page_names[PAGES];

chiso_status page_write(const struct charts *charts, int page, const chiso_page_options *options,
                        const chiso_sink *sink, chiso_error *error);

#endif
