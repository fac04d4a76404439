/* Explanations of random boards: every part adds up to the millionth, and every figure in them is
 * the board's. */
#include "stepped.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

enum { UNITS = 5 };

static const struct plan_taste mixed = PLAN_EVERYTHING;

static chiso_step step_at(const chiso_explanation *explanation, uint32_t index)
{
    chiso_step step;

    cr_assert_eq(chiso_explanation_step(explanation, index, &step), CHISO_OK);
    return step;
}

/* What doubles make of the listed ratios and weights of a geometric or harmonic mean. */
static void expect_curve(const struct plan *plan, const chiso_explanation *explanation,
                         const chiso_step *owner, double max, bool logarithms)
{
    double sum = 0.0;
    double raw = 0.0;
    bool decided = false;

    for (uint32_t i = 0; i < owner->count; i++) {
        const chiso_step part = step_at(explanation, owner->first + i);

        sum += part.kind == CHISO_STEP_NODE ? part.share : 0.0;
        decided = decided || (part.kind == CHISO_STEP_NODE && part.part == CHISO_PART_DECIDES);
        raw += part.kind == CHISO_STEP_COMBINED ? (double)part.contribution : 0.0;
    }
    if (decided || owner->count == 0) {
        cr_assert(raw == 0.0, "seed %" PRIu64 ": %f where a child has nothing", plan->seed, raw);
    } else if (sum != 0.0) {
        const double expected = max * (logarithms ? exp(sum) : 1.0 / sum);

        cr_assert(fabs(raw - expected) <= 1.0 + expected * 1e-9, "seed %" PRIu64 ": %f is not %f",
                  plan->seed, raw, expected);
    }
}

static void expect_parts(const struct plan *plan, const chiso_board *board,
                         const chiso_explanation *explanation, uint32_t index)
{
    const chiso_step step = step_at(explanation, index);
    const chiso_tree *tree = chiso_board_tree(board);
    const chiso_combine combine = chiso_node_combine(tree, step.node);
    chiso_decimal sum = 0;
    uint32_t children = 0;

    for (uint32_t i = 0; i < step.count; i++) {
        const chiso_step part = step_at(explanation, step.first + i);

        cr_assert(part.parent == index && part.depth == step.depth + 1, "seed %" PRIu64,
                  plan->seed);
        sum += part.contribution;
        children += part.kind == CHISO_STEP_NODE;
    }
    cr_assert(children == 0 || children == chiso_node_child_count(tree, step.node), "seed %" PRIu64,
              plan->seed);
    if (step.achieved == CHISO_ABSENT) {
        return;
    }
    cr_assert(step.count == 0 || sum == step.achieved,
              "seed %" PRIu64 ": parts of \"%s\" add up to %s, not %s", plan->seed,
              chiso_node_code(tree, step.node), decimal_text(sum), decimal_text(step.achieved));
    if (combine == CHISO_COMBINE_GEOMETRIC || combine == CHISO_COMBINE_HARMONIC) {
        expect_curve(plan, explanation, &step, (double)chiso_node_max(tree, step.node),
                     combine == CHISO_COMBINE_GEOMETRIC);
    }
}

static void expect_explained(const struct plan *plan, const chiso_board *board, chiso_unit unit)
{
    const chiso_tree *tree = chiso_board_tree(board);
    chiso_explanation *explanation = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    uint32_t nodes = 0;

    cr_assert_eq(chiso_explanation_new(board, unit, CHISO_ROOT, UINT32_MAX, &explanation, &error),
                 CHISO_OK, "seed %" PRIu64 ": %s", plan->seed, error.message);
    for (uint32_t i = 0; i < chiso_explanation_count(explanation); i++) {
        const chiso_step step = step_at(explanation, i);
        chiso_result result;

        if (step.kind != CHISO_STEP_NODE) {
            continue;
        }
        nodes++;
        cr_assert_eq(chiso_board_result(board, unit, step.node, &result), CHISO_OK);
        cr_assert(result.achieved == step.achieved && result.max == step.max &&
                      result.percent == step.percent && result.state == step.state,
                  "seed %" PRIu64 ": figures of \"%s\" are not the board's", plan->seed,
                  chiso_node_code(tree, step.node));
        expect_parts(plan, board, explanation, i);
    }
    cr_assert(nodes == chiso_tree_node_count(tree), "seed %" PRIu64 ": %u nodes are explained",
              plan->seed, (unsigned)nodes);
    chiso_explanation_free(explanation);
}

static bool is_below_set(const chiso_board *board, chiso_unit unit, chiso_node node)
{
    chiso_decimal points = CHISO_ABSENT;

    if (node != CHISO_ROOT) {
        cr_assert_eq(chiso_board_result_set(
                         board, unit, chiso_node_parent(chiso_board_tree(board), node), &points),
                     CHISO_OK);
    }
    return points != CHISO_ABSENT;
}

/* A line a node, in both languages, whatever there is. */
static void expect_lines(const struct plan *plan, const chiso_board *board, chiso_language language)
{
    chiso_explanation *explanation = NULL;
    struct buffer text = {0};
    const chiso_sink sink = buffer_sink(&text);
    uint32_t lines = 0;

    cr_assert_eq(chiso_explanation_new(board, 0, CHISO_ROOT, UINT32_MAX, &explanation, NULL),
                 CHISO_OK);
    cr_assert_eq(chiso_explanation_write(explanation, language, ',', &sink, NULL), CHISO_OK);
    for (size_t i = 0; i < text.size; i++) {
        lines += text.bytes[i] == '\n';
    }
    cr_assert(lines == chiso_tree_node_count(chiso_board_tree(board)),
              "seed %" PRIu64 ": %u lines:\n%s", plan->seed, (unsigned)lines, text.bytes);
    buffer_clear(&text);
    chiso_explanation_free(explanation);
}

/* A step is there where the board says that it was taken. */
static void count_steps(const chiso_board *board, chiso_unit unit, uint32_t *counts,
                        uint32_t *dropped)
{
    chiso_explanation *explanation = NULL;

    cr_assert_eq(chiso_explanation_new(board, unit, CHISO_ROOT, UINT32_MAX, &explanation, NULL),
                 CHISO_OK);
    for (uint32_t i = 0; i < chiso_explanation_count(explanation); i++) {
        const chiso_step step = step_at(explanation, i);
        bool there[CHISO_STEP_BAND + 1] = {false};
        chiso_steps taken;

        counts[step.kind]++;
        if (step.kind != CHISO_STEP_NODE) {
            continue;
        }
        for (uint32_t part = 0; part < step.count; part++) {
            there[step_at(explanation, step.first + part).kind] = true;
        }
        cr_assert_eq(chiso_board_steps(board, unit, step.node, &taken, NULL), CHISO_OK);
        /* Of a result that was set it is told what is dropped of the computed one. */
        cr_assert((taken.is_dropped != 0) == (step.part == CHISO_PART_DROPPED) ||
                  is_below_set(board, unit, step.node));
        cr_assert((taken.fails_need != 0) == (step.needed != CHISO_ABSENT));
        *dropped += taken.is_dropped;
        if (step.achieved == CHISO_ABSENT) {
            continue;
        }
        cr_assert((taken.is_set != 0) == there[CHISO_STEP_SET]);
        if (taken.is_set == 0) {
            /* What is lifted or limited by less than is shown is no step. */
            cr_assert(there[CHISO_STEP_FLOOR]
                          ? taken.is_lifted != 0
                          : taken.is_lifted == 0 || taken.unlifted == step.achieved);
            cr_assert(there[CHISO_STEP_LIMITED]
                          ? taken.limited_by != CHISO_NO_NODE
                          : taken.limited_by == CHISO_NO_NODE || taken.unlimited == step.achieved);
        }
    }
    chiso_explanation_free(explanation);
}

Test(property_explain, contributions_add_up_to_every_number)
{
    static const struct plan_gaps none = {0, 0, 100};
    static const struct plan_gaps some = {25, 20, 20};

    for (uint64_t seed = 1; seed <= 3000; seed += SUPPORT_STRIDE) {
        struct random random = {seed};
        struct plan plan;

        plan_make(&plan, seed, &mixed);
        chiso_decimal *cells = plan_cells(&plan, &random, UNITS, seed % 2 == 0 ? &none : &some);
        chiso_board *board = plan_board(&plan, cells, UNITS);

        for (chiso_unit unit = 0; unit < UNITS; unit++) {
            expect_explained(&plan, board, unit);
        }
        expect_lines(&plan, board,
                     seed % 3 == 0 ? CHISO_LANGUAGE_VIETNAMESE : CHISO_LANGUAGE_ENGLISH);
        chiso_board_free(board);
        free(cells);
    }
}

/* Whatever is dropped, lifted, limited or set. */
Test(property_explain, contributions_add_up_through_steps)
{
    static const struct plan_gaps some = {20, 10, 40};
    uint32_t counts[CHISO_STEP_BAND + 1] = {0};
    uint32_t dropped = 0;

    for (uint64_t seed = 1; seed <= 3000; seed += SUPPORT_STRIDE) {
        struct random random = {seed};
        struct stepped stepped;

        stepped_make(&stepped, seed, &mixed);
        chiso_decimal *cells = plan_cells(&stepped.plan, &random, UNITS, &some);
        chiso_board *board = stepped_board(&stepped, cells, UNITS);

        if (!stepped_set(&stepped, board, &random, seed % 2 == 0 ? 0 : 15)) {
            chiso_board_free(board);
            free(cells);
            continue;
        }
        for (chiso_unit unit = 0; unit < UNITS; unit++) {
            expect_explained(&stepped.plan, board, unit);
            count_steps(board, unit, counts, &dropped);
        }
        expect_lines(&stepped.plan, board,
                     seed % 3 == 0 ? CHISO_LANGUAGE_VIETNAMESE : CHISO_LANGUAGE_ENGLISH);
        chiso_board_free(board);
        free(cells);
    }
    cr_expect(counts[CHISO_STEP_FLOOR] > 0 && counts[CHISO_STEP_LIMITED] > 0 &&
              counts[CHISO_STEP_SET] > 0 && dropped > 0);
}
