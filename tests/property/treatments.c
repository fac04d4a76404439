/* Laws of what stands before rules, on random boards. */
#include "support.h"

#include <criterion/criterion.h>

#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { LEAVES = 6, MOST_UNITS = 24, ROUNDS = 400 };

static const char *const BEFORE[] = {"",
                                     "over column P | ",
                                     "treat winsor 2 | ",
                                     "treat iqr 1.5 | ",
                                     "impute mean | ",
                                     "impute median block | ",
                                     "over column Q | treat winsor 3 | impute median | ",
                                     "impute mean block | treat iqr 0.5 | treat winsor 1 | "};
static const char *const RULES[] = {"minmax",     "minmax down block", "best",
                                    "percentile", "zscore 5 2",        "range 0..60",
                                    "best down",  "percentile block"};
static const char *const COMBINES[] = {"sum", "mean", "geometric", "min", "median", "sum scaled"};
static const char *const POLICIES[] = {"zero", "skip", "unknown"};

static const char *pick(struct random *random, const char *const *words, size_t count)
{
    return words[random_below(random, count)];
}

/* Five leaves that look at others, of which two are below a criterion, and one of points. */
static void put_criteria(struct random *random, struct buffer *text)
{
    const char *policy = pick(random, POLICIES, COUNT(POLICIES));

    buffer_print(text,
                 "code,parent,title,max,weight,combine,rule,round,options\n.,,,%s,,%s,,,"
                 "missing=%s\nb,.,,%s,2,%s,,,\n",
                 "66", pick(random, COMBINES, 2), policy, "16",
                 pick(random, COMBINES, COUNT(COMBINES)));
    for (int i = 1; i < LEAVES; i++) {
        buffer_print(text, "%d,%s,,%s,%d,,%s%s,%s,\n", i, i < 3 ? "b" : ".", i < 3 ? "8" : "10",
                     (int)random_below(random, 3) + 1, pick(random, BEFORE, COUNT(BEFORE)),
                     pick(random, RULES, COUNT(RULES)), random_below(random, 4) == 0 ? "1" : "");
    }
    /* So that each tree knows both columns. */
    buffer_print(text, "6,.,,10,1,,over column P | best,,\n7,.,,10,1,,over column Q | best,,\n");
}

/* A value that every rule takes. */
static void put_value(struct random *random, struct buffer *text)
{
    switch (random_below(random, 12)) {
    case 0:
    case 1:
        return;
    case 2:
        buffer_print(text, "-");
        return;
    case 3:
        buffer_print(text, "%d", (int)random_below(random, 900) + 100);
        return;
    default:
        buffer_print(text, "%d.%d", (int)random_below(random, 30) + 1,
                     (int)random_below(random, 10));
    }
}

/* The rows of a points file, one a unit. */
static uint32_t put_rows(struct random *random, char *rows[MOST_UNITS])
{
    const uint32_t units = (uint32_t)random_below(random, MOST_UNITS - 3) + 3;

    for (uint32_t i = 0; i < units; i++) {
        struct buffer row = {0};

        buffer_print(&row, "u%u,%s,%d,%d", i, i % 3 == 0 ? "x" : "y",
                     (int)random_below(random, 20) + 1, (int)random_below(random, 3) + 1);
        for (int leaf = 1; leaf < LEAVES; leaf++) {
            buffer_print(&row, ",");
            put_value(random, &row);
        }
        buffer_print(&row, ",1,2");
        rows[i] = row.bytes;
    }
    return units;
}

static chiso_board *made(chiso_tree *tree, char *const rows[MOST_UNITS], uint32_t units,
                         bool turned)
{
    struct buffer text = {0};
    chiso_board *board = NULL;

    buffer_print(&text, "unit,block,P,Q,1,2,3,4,5,6,7\n");
    for (uint32_t i = 0; i < units; i++) {
        buffer_print(&text, "%s\n", rows[turned ? units - 1 - i : i]);
    }
    board = support_board(tree, text.bytes);
    buffer_clear(&text);
    return board;
}

struct scene {
    struct buffer criteria;
    chiso_tree *tree;
    char *rows[MOST_UNITS];
    uint32_t units;
    chiso_board *board;
};

/* A root that is a mean of what a sum may not be: its max is stated. */
static bool set_up(struct random *random, struct scene *scene)
{
    chiso_error error = CHISO_ERROR_INIT;

    *scene = (struct scene){.tree = NULL};
    put_criteria(random, &scene->criteria);
    if (chiso_tree_read_csv(scene->criteria.bytes, scene->criteria.size, NULL, &scene->tree,
                            &error) != CHISO_OK) {
        cr_assert(false, "%s\n%s", error.message, scene->criteria.bytes);
    }
    scene->units = put_rows(random, scene->rows);
    scene->board = made(scene->tree, scene->rows, scene->units, false);
    cr_assert(chiso_board_score(scene->board, &error) == CHISO_OK, "%s\n%s", error.message,
              scene->criteria.bytes);
    return true;
}

static void tear_down(struct scene *scene)
{
    chiso_board_free(scene->board);
    chiso_tree_free(scene->tree);
    for (uint32_t i = 0; i < scene->units; i++) {
        free(scene->rows[i]);
    }
    buffer_clear(&scene->criteria);
}

static bool is_same(const chiso_result *a, const chiso_result *b)
{
    return a->state == b->state && a->achieved == b->achieved && a->max == b->max &&
           a->percent == b->percent && a->coverage == b->coverage && a->lowest == b->lowest &&
           a->highest == b->highest;
}

static void expect_same(const struct scene *scene, const chiso_board *other, const char *law)
{
    for (chiso_unit unit = 0; unit < scene->units; unit++) {
        const char *code = chiso_unit_code(scene->board, unit);
        const chiso_unit there = support_unit(other, code);

        for (chiso_node node = 0; node < chiso_tree_node_count(scene->tree); node++) {
            chiso_result one;
            chiso_result two;

            cr_assert(chiso_board_result(scene->board, unit, node, &one) == CHISO_OK);
            cr_assert(chiso_board_result(other, there, node, &two) == CHISO_OK);
            cr_assert(is_same(&one, &two), "%s: %s of %s: %s, %s\n%s", law,
                      chiso_node_code(scene->tree, node), code, decimal_text(one.achieved),
                      decimal_text(two.achieved), scene->criteria.bytes);
        }
    }
}

Test(treatments_laws, the_order_of_units_changes_nothing)
{
    struct random random = {3};

    for (int round = 0; round < ROUNDS; round += SUPPORT_STRIDE) {
        struct scene scene;
        chiso_board *turned = NULL;

        set_up(&random, &scene);
        turned = made(scene.tree, scene.rows, scene.units, true);
        cr_assert(chiso_board_score(turned, NULL) == CHISO_OK);
        expect_same(&scene, turned, "turned");
        chiso_board_free(turned);
        tear_down(&scene);
    }
}

Test(treatments_laws, what_is_written_reads_in_as_the_same)
{
    struct random random = {5};

    for (int round = 0; round < ROUNDS / 4; round += SUPPORT_STRIDE) {
        struct scene scene;
        char *criteria = NULL;
        char *points = NULL;
        chiso_tree *tree = NULL;
        chiso_board *again = NULL;

        set_up(&random, &scene);
        criteria = support_tree_csv(scene.tree);
        points = support_board_csv(scene.board);
        tree = support_tree(criteria);
        again = support_scored(tree, points);
        expect_same(&scene, again, "written");
        /* Scored, a board is its cells all the same. */
        cr_assert(chiso_board_set_ranked(again, 0, true, NULL) == CHISO_OK);
        cr_assert(chiso_board_score(again, NULL) == CHISO_OK);
        expect_same(&scene, again, "scored twice");
        chiso_board_free(again);
        chiso_tree_free(tree);
        free(points);
        free(criteria);
        tear_down(&scene);
    }
}

static void try_changes(struct random *random, struct scene *scene)
{
    chiso_what_if *what_if = NULL;
    chiso_board *fresh = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert(chiso_what_if_new(scene->board, NULL, &what_if, NULL) == CHISO_OK);
    cr_assert(chiso_board_copy(scene->board, NULL, &fresh, NULL) == CHISO_OK);
    for (int change = 0; change < 4; change++) {
        struct buffer value = {0};
        const char *unit =
            chiso_unit_code(scene->board, (chiso_unit)random_below(random, scene->units));
        char code[2] = {(char)('1' + random_below(random, LEAVES - 1)), '\0'};

        put_value(random, &value);
        buffer_print(&value, "%s", "");
        cr_assert(chiso_what_if_set(what_if, unit, code, value.bytes, &error) == CHISO_OK, "%s",
                  error.message);
        cr_assert(chiso_board_set(fresh, unit, code, value.bytes, NULL) == CHISO_OK);
        cr_assert(chiso_board_score(fresh, NULL) == CHISO_OK);
        for (chiso_unit i = 0; i < scene->units; i++) {
            for (chiso_node node = 0; node < chiso_tree_node_count(scene->tree); node++) {
                chiso_result one;
                chiso_result two;

                cr_assert(chiso_what_if_result(what_if, i, node, &one) == CHISO_OK);
                cr_assert(chiso_board_result(fresh, i, node, &two) == CHISO_OK);
                cr_assert(is_same(&one, &two), "%s of %u, %s = %s for %s: %s, %s\n%s",
                          chiso_node_code(scene->tree, node), i, code, value.bytes, unit,
                          decimal_text(one.achieved), decimal_text(two.achieved),
                          scene->criteria.bytes);
            }
        }
        buffer_clear(&value);
    }
    cr_assert(chiso_what_if_reset(what_if, NULL) == CHISO_OK);
    for (chiso_unit i = 0; i < scene->units; i++) {
        chiso_result one;
        chiso_result two;

        cr_assert(chiso_what_if_result(what_if, i, CHISO_ROOT, &one) == CHISO_OK);
        cr_assert(chiso_board_result(scene->board, i, CHISO_ROOT, &two) == CHISO_OK);
        cr_assert(is_same(&one, &two), "undone");
    }
    chiso_board_free(fresh);
    chiso_what_if_free(what_if);
}

Test(treatments_laws, what_is_tried_is_what_scoring_gives)
{
    struct random random = {9};

    for (int round = 0; round < ROUNDS; round += SUPPORT_STRIDE) {
        struct scene scene;

        set_up(&random, &scene);
        try_changes(&random, &scene);
        tear_down(&scene);
    }
}

/* The library checks that what is listed makes the number; the steps are told here to lead from one
 * to the next. */
Test(treatments_laws, explanations_lead_from_the_cell_to_the_points)
{
    struct random random = {13};

    for (int round = 0; round < ROUNDS / 4; round += SUPPORT_STRIDE) {
        struct scene scene;

        set_up(&random, &scene);
        for (chiso_unit unit = 0; unit < scene.units; unit++) {
            chiso_explanation *explanation = NULL;
            chiso_decimal last = CHISO_ABSENT;
            chiso_node leaf = CHISO_NO_NODE;
            chiso_error error = CHISO_ERROR_INIT;

            cr_assert(chiso_explanation_new(scene.board, unit, CHISO_ROOT, UINT32_MAX, &explanation,
                                            &error) == CHISO_OK,
                      "%s\n%s", error.message, scene.criteria.bytes);
            for (uint32_t i = 0; i < chiso_explanation_count(explanation); i++) {
                chiso_step step;

                cr_assert(chiso_explanation_step(explanation, i, &step) == CHISO_OK);
                if (step.kind == CHISO_STEP_TREATED) {
                    cr_assert(step.node != leaf || step.from == last, "step %u", i);
                    leaf = step.node;
                    last = step.to;
                }
            }
            chiso_explanation_free(explanation);
        }
        tear_down(&scene);
    }
}

/* Ledgers and targets stand on the figures as they are, those of imputed cells too. */
Test(treatments_laws, ledgers_and_targets_take_the_figures)
{
    struct random random = {17};

    for (int round = 0; round < ROUNDS / 4; round += SUPPORT_STRIDE) {
        struct scene scene;

        set_up(&random, &scene);
        for (chiso_unit unit = 0; unit < scene.units; unit++) {
            const chiso_goal goal = {CHISO_GOAL_PERCENT, .percent = decimal("90")};
            const chiso_ledger_entry *entries = NULL;
            const chiso_target_step *steps = NULL;
            chiso_ledger *ledger = NULL;
            chiso_target *target = NULL;
            chiso_target_figures figures;
            chiso_result root;
            uint32_t count = 0;

            cr_assert(chiso_board_result(scene.board, unit, CHISO_ROOT, &root) == CHISO_OK);
            cr_assert(chiso_ledger_new(scene.board, unit, CHISO_ROOT, NULL, &ledger, NULL) ==
                      CHISO_OK);
            cr_assert(chiso_ledger_entries(ledger, &entries, &count) == CHISO_OK);
            for (uint32_t i = 0; i < count; i++) {
                chiso_result leaf;

                cr_assert(chiso_board_result(scene.board, unit, entries[i].leaf, &leaf) ==
                          CHISO_OK);
                cr_assert(leaf.achieved == entries[i].achieved);
            }
            chiso_ledger_free(ledger);
            if (root.percent == CHISO_ABSENT ||
                chiso_target_new(scene.board, unit, CHISO_ROOT, &goal, NULL, &target, NULL) !=
                    CHISO_OK) {
                continue;
            }
            cr_assert(chiso_target_result(target, &figures) == CHISO_OK);
            cr_assert(figures.achieved == root.achieved);
            if (figures.outcome == CHISO_OUTCOME_MISSED) {
                cr_assert(chiso_target_plan(target, &steps, &count, NULL) == CHISO_OK);
                for (uint32_t i = 0; i < count; i++) {
                    chiso_result leaf;

                    cr_assert(chiso_board_result(scene.board, unit, steps[i].leaf, &leaf) ==
                              CHISO_OK);
                    cr_assert(steps[i].from == leaf.achieved);
                }
            }
            chiso_target_free(target);
        }
        tear_down(&scene);
    }
}

/* What cannot bite is as if it were not there. */
Test(treatments_laws, what_changes_nothing_is_plain)
{
    static const char *const nothing[] = {"over column One | ", "treat winsor 4 | ",
                                          "treat iqr 1000 | ", "impute mean block | "};
    struct random random = {19};

    for (int round = 0; round < ROUNDS; round += SUPPORT_STRIDE) {
        struct buffer criteria = {0};
        struct buffer points = {0};
        const char *rule = pick(&random, RULES, COUNT(RULES));
        const char *before = pick(&random, nothing, COUNT(nothing));
        chiso_tree *tree = NULL;
        chiso_board *board = NULL;

        buffer_print(&criteria,
                     "code,title,max,rule\n1,,10,%s\n2,,10,%s%s\n3,,1,over column One | best\n",
                     rule, before, rule);
        buffer_print(&points, "unit,block,1,2,One\n");
        for (int unit = 0; unit < 12; unit++) {
            const int value = (int)random_below(&random, 40) + 20;

            buffer_print(&points, "u%d,%s,%d,%d,1\n", unit, unit % 2 == 0 ? "x" : "y", value,
                         value);
        }
        tree = support_tree(criteria.bytes);
        board = support_scored(tree, points.bytes);
        for (chiso_unit unit = 0; unit < 12; unit++) {
            const char *code = chiso_unit_code(board, unit);

            cr_assert(support_result(board, code, "1").achieved ==
                          support_result(board, code, "2").achieved,
                      "%s%s: %s\n%s", before, rule, code, points.bytes);
        }
        chiso_board_free(board);
        chiso_tree_free(tree);
        buffer_clear(&points);
        buffer_clear(&criteria);
    }
}
