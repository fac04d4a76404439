/* What only this room needs. */
#ifndef CHISO_LIB_AUDIT_INSIDE_H
#define CHISO_LIB_AUDIT_INSIDE_H

#include "audit/audit.h"

/* An empty audit. */
chiso_status chiso__audit_new(const chiso_allocator *allocator, chiso_audit **out_audit,
                              chiso_error *error);

/* A finding without figures or place. */
chiso_finding chiso__finding_of(chiso_audit_code code, chiso_severity severity);

/* Adds a finding; false when memory is out. */
bool chiso__audit_add(chiso_audit *audit, const chiso_finding *finding);

/* Adds a finding with its sentences, as chiso__fail() writes them. */
bool chiso__audit_say(chiso_audit *audit, chiso_finding finding, enum chiso__message message,
                      const struct chiso__insert *words);

/* Says which steps of a node never do anything, and which limits are too fine; false when memory is
 * out. */
bool chiso__audit_steps(chiso_audit *audit, const chiso_tree *tree, chiso_node node);

/* Says where the codes of a tree look like the numbers of an outline and were not read as one. */
bool chiso__audit_outline(chiso_audit *audit, const chiso_tree *tree);

/* Says where a leaf that nobody is scored on has the max of the rows behind it: it may stand above
 * them. */
bool chiso__audit_sum_below(chiso_audit *audit, const chiso_tree *tree, chiso_node leaf);

/* What a printed figure should be: numerator / denominator millionths, give or take what its
 * operands lost when they were rounded. */
struct chiso__claim {
    chiso_audit_code code;
    chiso__wide numerator;
    chiso__wide denominator; /* above 0 */
    chiso__wide slack;       /* over the denominator */
    chiso_printed printed;
    chiso_rounding rounding;
    bool rounds; /* other figures beside it are rounded: cutting digits off is no cause of a half
                    that went down */
    chiso_decimal first; /* operands, for the sentence */
    chiso_decimal second;
};

/* Whether a figure is a decimal with no more decimals than it says. */
bool chiso__is_printed(chiso_printed printed);

/* The half of the last place that an operand that chiso__is_printed() may have lost; a whole number
 * is a count and has lost nothing. */
chiso_decimal chiso__printed_slack(chiso_printed printed);

/* The figure rounded to the decimals of the printed one. */
chiso__wide chiso__claim_round(const struct chiso__claim *claim, chiso_rounding rounding);

/* The printed figure in units of its last place. */
chiso__wide chiso__claim_printed(const struct chiso__claim *claim);

/* Finds out what is wrong with a printed figure. */
chiso_status chiso__claim_check(const struct chiso__claim *claim, chiso_finding *out_finding);

/* How many digits stand behind the decimal mark. */
int chiso__printed_decimals(struct chiso__span text, char mark);

/* The claims of a percentage, a difference and a growth; false when the numbers cannot make one. */
bool chiso__claim_ratio(chiso_printed achieved, chiso_printed max, chiso_printed percent,
                        struct chiso__claim *out_claim);
bool chiso__claim_difference(chiso_printed now, chiso_printed before, chiso_printed change,
                             struct chiso__claim *out_claim);
bool chiso__claim_growth(chiso_printed now, chiso_printed before, chiso_printed percent,
                         struct chiso__claim *out_claim);

#endif
