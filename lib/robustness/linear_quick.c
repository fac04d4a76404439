/* The figures of many units in a draw of weights, in place of scoring each of them: coefficients of
 * leaves once for all units that have the same criteria, and then sums of columns. Why that is the
 * same: a mean and a sum that is spread over its max are Σ w·(a/m) / Σ w, so that the percent of
 * the node is Σ of a product of such shares times a/m; doubles are near enough to it by what
 * linear.c checks, and who is too near to another for them to tell is scored. */
#include "robustness/linear.h"

#include "base/clones.h"

#include <math.h>
#include <string.h>

/* Four units: a vector of 32 bytes, which compilers make two of where there are none. */
typedef double four __attribute__((vector_size(32), aligned(8)));

enum { FOUR = 4, LANES = 16 };

/* figures = Σ coefficient × ratio, of all units of a pattern, sixteen at a time: sums that stay in
 * registers, and do not wait for each other. The stride is a multiple of eight. */
CHISO__CLONES
static void add_up(const struct chiso__pattern *pattern, const double *coefficients,
                   double *restrict figures)
{
    const size_t stride = pattern->stride;
    size_t done = 0;

    for (; stride - done >= LANES; done += LANES) {
        const double *ratios = pattern->ratios + done;
        four a = {0.0};
        four b = {0.0};
        four c = {0.0};
        four d = {0.0};

        for (uint32_t leaf = 0; leaf < pattern->leaf_count; leaf++, ratios += stride) {
            const four *own = (const four *)(const void *)ratios;

            a += coefficients[leaf] * own[0];
            b += coefficients[leaf] * own[1];
            c += coefficients[leaf] * own[2];
            d += coefficients[leaf] * own[3];
        }
        memcpy(figures + done, &a, sizeof(a));
        memcpy(figures + done + FOUR, &b, sizeof(b));
        memcpy(figures + done + FOUR + FOUR, &c, sizeof(c));
        memcpy(figures + done + LANES - FOUR, &d, sizeof(d));
    }
    for (; done < stride; done += FOUR) {
        const double *ratios = pattern->ratios + done;
        four sum = {0.0};

        for (uint32_t leaf = 0; leaf < pattern->leaf_count; leaf++, ratios += stride) {
            sum += coefficients[leaf] * *(const four *)(const void *)ratios;
        }
        memcpy(figures + done, &sum, sizeof(sum));
    }
}

/* The figures of the units of a pattern by its coefficients, among those of all. */
static void figure(struct chiso__linear *linear, const struct chiso__pattern *pattern)
{
    add_up(pattern, linear->coefficients, linear->lanes);
    memcpy(linear->figures + pattern->first, linear->lanes,
           pattern->unit_count * sizeof(*linear->figures));
}

/* From weights and what they add up to, to coefficients, parents before children: a child has its
 * part of its parent's by its part of the weights. */
static void find_coefficients(struct chiso__linear *linear, const struct chiso__pattern *pattern)
{
    const struct chiso__edge *edges = pattern->edges;
    double *weights = linear->weights;
    double *sums = linear->sums;

    /* In the place of each sum: what a weight of 1 below the node comes to. */
    sums[0] = sums[0] > 0.0 ? 1.0 / sums[0] : 0.0;
    for (uint32_t i = 0; i < pattern->edge_count; i++) {
        const double whole = edges[i].parent == 0 ? 1.0 : weights[edges[i].parent - 1];

        weights[i] *= edges[i].bonus ? whole : sums[edges[i].parent];
        if (edges[i].place == UINT32_MAX) {
            sums[i + 1] = sums[i + 1] > 0.0 ? weights[i] / sums[i + 1] : 0.0;
        } else {
            linear->coefficients[edges[i].place] = weights[i];
        }
    }
}

static void weigh(struct chiso__linear *linear, const struct chiso__pattern *pattern,
                  const double *factors)
{
    const struct chiso__edge *edges = pattern->edges;

    for (uint32_t i = 0; i <= pattern->edge_count; i++) {
        linear->sums[i] = 0.0;
    }
    for (uint32_t i = 0; i < pattern->edge_count; i++) {
        linear->weights[i] =
            edges[i].bonus ? edges[i].weight : edges[i].weight * factors[edges[i].node];
        linear->sums[edges[i].parent] += edges[i].bonus ? 0.0 : linear->weights[i];
    }
}

void chiso__linear_figure(struct chiso__linear *linear, const double *factors)
{
    for (uint32_t p = 0; p < linear->pattern_count; p++) {
        const struct chiso__pattern *pattern = &linear->patterns[p];

        weigh(linear, pattern, factors);
        find_coefficients(linear, pattern);
        figure(linear, pattern);
    }
}

/* The weights without a node, children before parents: a parent that is left with nothing weighs
 * nothing. */
static void weigh_without(struct chiso__linear *linear, const struct chiso__pattern *pattern,
                          chiso_node node)
{
    const struct chiso__edge *edges = pattern->edges;
    double *weights = linear->weights;
    double *sums = linear->sums;

    for (uint32_t i = 0; i <= pattern->edge_count; i++) {
        sums[i] = 0.0;
    }
    for (uint32_t i = pattern->edge_count; i-- > 0;) {
        const bool is_inner = edges[i].place == UINT32_MAX;
        const bool is_gone = edges[i].node == node || (is_inner && !(sums[i + 1] > 0.0));

        weights[i] = is_gone ? 0.0 : edges[i].summed ? sums[i + 1] : edges[i].weight;
        sums[edges[i].parent] += edges[i].bonus ? 0.0 : weights[i];
    }
    /* A bonus is a part of what its parent is out of. */
    for (uint32_t i = 0; i < pattern->edge_count; i++) {
        const uint32_t parent = edges[i].parent;

        if (edges[i].bonus && weights[i] > 0.0 &&
            (parent == 0 ? linear->plain : edges[parent - 1].plain)) {
            weights[i] = sums[parent] > 0.0 ? 1.0 / sums[parent] : 0.0;
        }
    }
}

void chiso__linear_leave_out(struct chiso__linear *linear, chiso_node node)
{
    for (uint32_t p = 0; p < linear->pattern_count; p++) {
        const struct chiso__pattern *pattern = &linear->patterns[p];
        double *figures = linear->figures + pattern->first;
        bool is_left = false;

        weigh_without(linear, pattern, node);
        is_left = linear->sums[0] > 0.0;
        find_coefficients(linear, pattern);
        figure(linear, pattern);
        for (uint32_t u = 0; u < pattern->unit_count && !is_left; u++) {
            figures[u] = (double)NAN;
        }
    }
}
