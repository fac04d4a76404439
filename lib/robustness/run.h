/* Running the draws of a robustness whose plan is settled. */
#ifndef CHISO_LIB_ROBUSTNESS_RUN_H
#define CHISO_LIB_ROBUSTNESS_RUN_H

#include "rank/groups.h"
#include "robustness/robustness.h"

/* Finds the ranks as the board stands, and counts what is varied; then draws, into a state that
 * holds nothing yet, unless which draws there are is not to be found out here. */
chiso_status chiso__draw_robustness(chiso_robustness *robustness,
                                    const chiso_robustness_options *options,
                                    const struct chiso__rank_rule *rule, bool draws,
                                    chiso_error *error);

#endif
