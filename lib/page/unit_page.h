/* The page of a unit, while it is made. */
#ifndef CHISO_LIB_PAGE_UNIT_PAGE_H
#define CHISO_LIB_PAGE_UNIT_PAGE_H

#include "page/html.h"

struct chiso__unit_page {
    struct chiso__html *html;
    chiso_unit unit;
    const char *name;
    uint32_t block; /* whose units it is ranked among; CHISO_ALL_BLOCKS for all */
    chiso_standing standing;
    chiso_change change; /* where there is a comparison */
    chiso_block_summary summary;
    bool goes_deep; /* a main criterion has others below it */
};

/* Reads how the unit stands. */
chiso_status chiso__unit_page_read(struct chiso__unit_page *page, chiso_error *error);

/* Title, points, period and the key figures. */
void chiso__unit_page_head(struct chiso__unit_page *page);

/* The main criteria beside those of the others; every criterion; and notes. */
chiso_status chiso__unit_page_main(struct chiso__unit_page *page, chiso_error *error);
void chiso__unit_page_all(struct chiso__unit_page *page);
void chiso__unit_page_notes(struct chiso__unit_page *page);

/* What the total is made of. */
chiso_status chiso__unit_page_explain(struct chiso__unit_page *page, chiso_error *error);

/* What the next rank, or the goal of the options, takes; and what changed. */
chiso_status chiso__unit_page_target(struct chiso__unit_page *page, chiso_error *error);
chiso_status chiso__unit_page_changed(struct chiso__unit_page *page, chiso_error *error);

#endif
