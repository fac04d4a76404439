/* What the children of a node are multiplied by where it is linear: points of a tile of units then
 * are sums of columns. */
#include "tree/inside.h"

bool chiso__factor_sum(chiso_tree *tree, struct chiso__tree_node *node,
                       const struct chiso__below *below)
{
    int64_t factor = 1;

    node->divisor = 1;
    if (node->scaled) {
        const chiso__wide common = chiso__gcd(node->max, below->max);

        /* Without a max there is nothing to scale to, nor from: check_max() saw to it. */
        factor = common == 0 ? 0 : (int64_t)(node->max / common);
        node->divisor = common == 0 || below->max == 0 ? 1 : (int64_t)(below->max / common);
    }
    for (chiso_node child = node->first_child; child != CHISO_NO_NODE;
         child = tree->nodes[child].next_sibling) {
        tree->nodes[child].factor = factor;
    }
    return true;
}

/* The least common multiple of the maxima that take part; false when it needs more than 63 bits. */
static bool common_max(const chiso_tree *tree, const struct chiso__tree_node *node,
                       chiso__wide *out_common)
{
    chiso__wide common = 1;

    for (chiso_node child = node->first_child; child != CHISO_NO_NODE;
         child = tree->nodes[child].next_sibling) {
        const chiso_decimal max = tree->nodes[child].max;

        if (chiso__weight_of(&tree->nodes[child]) > 0) {
            common = common / chiso__gcd(common, max) * max;
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

    if (below->weight == 0) {
        /* A max of 0, which the check lets pass: nothing takes part. */
        for (chiso_node id = node->first_child; id != CHISO_NO_NODE;
             id = tree->nodes[id].next_sibling) {
            tree->nodes[id].factor = 0;
        }
        node->divisor = 1;
        return true;
    }
    if (!common_max(tree, node, &common) ||
        __builtin_mul_overflow(common, below->weight, &divisor)) {
        return false;
    }
    shared = divisor;
    for (int pass = 0; pass < 2; pass++) {
        for (chiso_node id = node->first_child; id != CHISO_NO_NODE;
             id = tree->nodes[id].next_sibling) {
            struct chiso__tree_node *child = &tree->nodes[id];
            const chiso_decimal weight = chiso__weight_of(child);

            if (weight == 0) {
                factor = 0;
            } else if (__builtin_mul_overflow((chiso__wide)node->max * weight, common / child->max,
                                              &factor)) {
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
