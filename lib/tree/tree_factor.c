/* What the children of a node are multiplied by where it is linear: points of a tile of units then
 * are sums of columns. */
#include "tree/inside.h"

bool chiso__factor_sum(chiso_tree *tree, struct chiso__tree_node *node,
                       const struct chiso__below *below)
{
    int64_t factor = 1;

    node->divisor = 1;
    if (node->scaled) {
        struct chiso__carried sum = {0, 0};
        int64_t common = 0;

        /* Fractions have no whole factors. */
        if (!chiso__total_settle(below->max, &sum) || sum.rest != 0 || node->max.rest != 0) {
            return false;
        }
        common = (int64_t)chiso__gcd(node->max.millionths, sum.millionths);
        /* Without a max there is nothing to scale to, nor from: check_max() saw to it. */
        factor = common == 0 ? 0 : node->max.millionths / common;
        node->divisor = common == 0 || sum.millionths == 0 ? 1 : sum.millionths / common;
    }
    for (chiso_node child = node->first_child; child != CHISO_NO_NODE;
         child = tree->nodes[child].next_sibling) {
        tree->nodes[child].factor = factor;
    }
    return true;
}

/* The least common multiple of the maxima that take part; false when it needs more than 63 bits,
 * and where any max or weight is a fraction. */
static bool common_max(const chiso_tree *tree, const struct chiso__tree_node *node,
                       chiso__wide *out_common)
{
    chiso__wide common = 1;

    for (chiso_node child = node->first_child; child != CHISO_NO_NODE;
         child = tree->nodes[child].next_sibling) {
        const struct chiso__carried max = tree->nodes[child].max;
        const struct chiso__carried weight = chiso__weight_of(&tree->nodes[child]);

        if ((max.rest | weight.rest) != 0) {
            return false;
        }
        if (weight.millionths > 0) {
            common = common / chiso__gcd(common, max.millionths) * max.millionths;
        }
        if (common > INT64_MAX) {
            return false;
        }
    }
    *out_common = common;
    return true;
}

/* max × Σ w·(a/m) / Σ w as Σ factor × a / divisor; false when the factors do not fit. */
bool chiso__factor_mean(chiso_tree *tree, struct chiso__tree_node *node,
                        const struct chiso__below *below)
{
    chiso__wide common = 0;
    chiso__wide divisor = 0;
    chiso__wide shared = 0;
    chiso__wide factor = 0;
    struct chiso__carried weights = {0, 0};

    if (chiso__total_is_zero(below->weight)) {
        /* A max of 0, which the check lets pass: nothing takes part. */
        for (chiso_node id = node->first_child; id != CHISO_NO_NODE;
             id = tree->nodes[id].next_sibling) {
            tree->nodes[id].factor = 0;
        }
        node->divisor = 1;
        return true;
    }
    if (node->max.rest != 0 || !common_max(tree, node, &common) ||
        !chiso__total_settle(below->weight, &weights) ||
        __builtin_mul_overflow(common, (chiso__wide)weights.millionths, &divisor)) {
        return false;
    }
    shared = divisor;
    for (int pass = 0; pass < 2; pass++) {
        for (chiso_node id = node->first_child; id != CHISO_NO_NODE;
             id = tree->nodes[id].next_sibling) {
            struct chiso__tree_node *child = &tree->nodes[id];
            const int64_t weight = chiso__weight_of(child).millionths;

            if (weight == 0) {
                factor = 0;
            } else if (__builtin_mul_overflow((chiso__wide)node->max.millionths * weight,
                                              common / child->max.millionths, &factor)) {
                return false;
            }
            if (pass == 0) {
                shared = chiso__gcd(factor, shared);
            } else if (factor / shared > INT64_MAX) {
                return false;
            } else {
                child->factor = (int64_t)(factor / shared);
            }
        }
    }
    if (divisor / shared > INT64_MAX) {
        return false;
    }
    node->divisor = (int64_t)(divisor / shared);
    return true;
}
