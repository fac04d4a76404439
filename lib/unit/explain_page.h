/* What the sentences of an explanation are written with. */
#ifndef CHISO_LIB_UNIT_EXPLAIN_PAGE_H
#define CHISO_LIB_UNIT_EXPLAIN_PAGE_H

#include "text/output.h"
#include "unit/explain.h"

struct chiso__told_page {
    const chiso_explanation *explanation;
    const chiso_tree *tree;
    chiso_language language;
    bool has_score; /* of the unit: anything that counts is scored */
    struct chiso__output output;
};

void chiso__tell_message(struct chiso__told_page *page, enum chiso__message message);
void chiso__tell_points(struct chiso__told_page *page, chiso_decimal value);
void chiso__tell_percent(struct chiso__told_page *page, chiso_decimal percent);

/* As it was stated, with the mark of the page. */
void chiso__tell_numeral(struct chiso__told_page *page, const struct chiso__numeral *numeral);

/* A cell or a rule as a file with this decimal mark would hold it; the dots of a range stay. */
void chiso__tell_written(struct chiso__told_page *page, const char *text);

/* Texts of a spreadsheet may hold line ends, and worse; a node has one line, and does not speak to
 * the terminal. */
void chiso__tell_title(struct chiso__told_page *page, const char *title);

/* "lifted to its floor of 0", "limited to 79.99 % as 2 is below 50 %", "set by hand in place of 14
 * of 20 points (70.00 %): appeal". */
void chiso__tell_limit(struct chiso__told_page *page, const chiso_step *part);

/* ": 40.00 %, dropped as the lowest of 3" */
void chiso__tell_dropped(struct chiso__told_page *page, const chiso_step *part);

/* ": 33.33 % of it is scored, 50 % is needed", of a node that has no figures for that. */
void chiso__tell_need(struct chiso__told_page *page, const chiso_step *step);

/* "the band is at most B as 2 is above 0" */
void chiso__tell_band(struct chiso__told_page *page, const chiso_step *part);

/* What made the points of a leaf: ": 97.8% by rate from 80%", or why it has none. */
void chiso__tell_leaf(struct chiso__told_page *page, const chiso_step *leaf);

/* " = 14 (2.1) + 9.56 (2.2)" */
void chiso__tell_terms(struct chiso__told_page *page, const chiso_step *owner, bool curved);

/* " of 64.00 % (1, weight 2; ln share -0.2231), ...": what a geometric or harmonic mean is made of.
 */
void chiso__tell_ratios(struct chiso__told_page *page, const chiso_step *owner);

/* "; 2.3 does not apply": what is below the node and brings nothing. */
void chiso__tell_others(struct chiso__told_page *page, const chiso_step *owner, bool curved);

#endif
