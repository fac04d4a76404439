/* Sets of weights that the caller gives in place of drawn ones. */
#ifndef CHISO_LIB_ROBUSTNESS_SETS_H
#define CHISO_LIB_ROBUSTNESS_SETS_H

#include "robustness/robustness.h"

/* Whether they are enough for the draws, none is below 0, and something weighs below each node
 * whose children are weighed. */
chiso_status chiso__check_sets(const chiso_robustness *robustness,
                               const chiso_robustness_options *options, chiso_error *error);

#endif
