/* What is drawn from, as 128 bits: draws of the same digest may be added up. */
#ifndef CHISO_LIB_ROBUSTNESS_DIGEST_H
#define CHISO_LIB_ROBUSTNESS_DIGEST_H

#include "rank/groups.h"
#include "robustness/robustness.h"

/* Of the tree and the cells of the board, whatever the order of its units, and of all that is asked
 * for but which draws; weights are the sets of the caller, so many numbers, or none. */
chiso_status chiso__digest_of(const chiso_robustness *robustness,
                              const struct chiso__rank_rule *rule, const chiso_decimal *weights,
                              size_t weight_count, uint8_t out_digest[CHISO__DIGEST_SIZE],
                              chiso_error *error);

#endif
