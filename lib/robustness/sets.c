/* What sets of weights must be. */
#include "robustness/sets.h"

/* Whether a criterion of the children of a node has a weight above 0 in a set, by node. */
static bool weighs_anything(const chiso_robustness *robustness, const chiso_decimal *set,
                            chiso_node parent)
{
    const chiso_tree *tree = robustness->board->tree;
    bool weighs = !robustness->plan.varied[parent];

    for (chiso_node id = tree->nodes[parent].first_child; id != CHISO_NO_NODE;
         id = tree->nodes[id].next_sibling) {
        weighs = weighs || (chiso__is_weighed(&robustness->plan, tree, id) && set[id] > 0);
    }
    return weighs;
}

static chiso_status check_set(const chiso_robustness *robustness, const chiso_decimal *set,
                              size_t number, chiso_error *error)
{
    const chiso_tree *tree = robustness->board->tree;

    for (chiso_node id = 0; id < tree->count; id++) {
        const struct chiso__insert *words =
            CHISO__WORDS(chiso__say_count(number), chiso__say(chiso__plan_code(tree, id)));

        if (set[id] < 0 || set[id] > CHISO_DECIMAL_MAX) {
            return chiso__fail(error, CHISO_E_WEIGHT, CHISO__SAY_DRAWS_SET_BELOW_ZERO, words);
        }
        if (!weighs_anything(robustness, set, id)) {
            return chiso__fail(error, CHISO_E_WEIGHT, CHISO__SAY_DRAWS_SET_OF_NOTHING, words);
        }
    }
    return CHISO_OK;
}

chiso_status chiso__check_sets(const chiso_robustness *robustness,
                               const chiso_robustness_options *options, chiso_error *error)
{
    const struct chiso__plan *plan = &robustness->plan;
    const uint32_t nodes = robustness->board->tree->count;
    chiso_status status = CHISO_OK;

    if (options->weights == NULL) {
        return CHISO_OK;
    }
    if (plan->from + plan->draws > options->weight_sets) {
        return chiso__fail(error, CHISO_E_SHAPE, CHISO__SAY_DRAWS_SETS_FEW,
                           CHISO__WORDS(chiso__say_count(options->weight_sets),
                                        chiso__say_count(plan->from + plan->draws)));
    }
    for (size_t set = 0; set < options->weight_sets && status == CHISO_OK; set++) {
        status = check_set(robustness, options->weights + set * nodes, set, error);
    }
    return status;
}
