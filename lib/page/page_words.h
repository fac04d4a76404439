/* Sentences that pages have in common. */
#ifndef CHISO_LIB_PAGE_PAGE_WORDS_H
#define CHISO_LIB_PAGE_PAGE_WORDS_H

#include "page/html.h"

/* "The sum of 8 criteria, 80 points at most", without an end. */
const char *chiso__how_combined(struct chiso__html *html, chiso_node node);

/* The same, and how it is ranked, as a sentence. */
const char *chiso__method_of(struct chiso__html *html, chiso_node node);

/* "Period: 2023, compared with 2022."; "" where there is nothing to say. */
const char *chiso__period_of(struct chiso__html *html);

/* What the period before is called. */
const char *chiso__before_of(struct chiso__html *html);

/* What the index is called, with its period where that is said. */
const char *chiso__index_name(struct chiso__html *html);

/* The same above the title of a page that is not of the whole board; "" where there is neither a
 * name nor a link to that. */
const char *chiso__page_kicker(struct chiso__html *html);

/* "1 unit", "16 units" */
const char *chiso__units_text(struct chiso__html *html, uint32_t count);

/* "52.91 %" with the digits of the page. */
const char *chiso__page_percent(struct chiso__html *html, chiso_decimal percent);

/* "2/21", "=2/21"; a dash for no rank. */
const char *chiso__page_place(struct chiso__html *html, chiso_place place);

/* The decimals that a number has. */
int chiso__decimals_of(chiso_decimal value);

/* The weight of a main criterion, with the decimals that the weights have; "" for none. */
const char *chiso__page_weight(struct chiso__html *html, chiso_decimal weight);

/* By how much the percent of a unit is above that of another one: carried, rounded once. */
chiso_status chiso__percent_apart(struct chiso__html *html, chiso_node node, chiso_unit unit,
                                  chiso_unit other, chiso_decimal *out_apart);

#endif
