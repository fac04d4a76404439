/* What is written reads in again as the same, byte for byte and figure for figure. */
#include "plan.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const struct plan_taste all = {.scaled = true,
                                      .mean = true,
                                      .capped = true,
                                      .bonus = true,
                                      .rounded = true,
                                      .minima = true,
                                      .zeros = true};

static const struct plan_gaps some_gaps = {15, 15, 30};

/* Texts that a careless writer would spoil, or that a spreadsheet would run. */
static const char *const texts[] = {
    "",          "Plain", "Sở Tư pháp", "=1+1",       "+84",    "-5",   "@sum",         "'quoted",
    "'=1",       "''",    "a,b;c",      "say \"no\"", "\"",     " x ",  "two\nlines",   "#note",
    "tab\there", "-",     "NA",         "1.5",        "=\"a\"", "\t=1", "two\r\nlines", "'"};

#define TEXT_COUNT (sizeof(texts) / sizeof(texts[0]))

static void expect_same_titles(const chiso_tree *a, const chiso_tree *b, uint64_t seed)
{
    cr_assert(chiso_tree_node_count(a) == chiso_tree_node_count(b), "seed %" PRIu64, seed);
    for (chiso_node node = CHISO_ROOT; node != CHISO_NO_NODE; node = chiso_node_next(a, node)) {
        const chiso_node other = support_node(b, chiso_node_code(a, node));

        cr_assert(strcmp(chiso_node_title(a, node), chiso_node_title(b, other)) == 0,
                  "seed %" PRIu64 ": the title |%s| reads in again as |%s|", seed,
                  chiso_node_title(a, node), chiso_node_title(b, other));
        cr_assert(strcmp(chiso_node_rule(a, node), chiso_node_rule(b, other)) == 0,
                  "seed %" PRIu64 ": %s", seed, chiso_node_rule(a, node));
        cr_assert(chiso_node_max(a, node) == chiso_node_max(b, other) &&
                      chiso_node_min(a, node) == chiso_node_min(b, other) &&
                      chiso_node_weight(a, node) == chiso_node_weight(b, other) &&
                      chiso_node_kind(a, node) == chiso_node_kind(b, other) &&
                      chiso_node_combine(a, node) == chiso_node_combine(b, other) &&
                      chiso_node_is_scaled(a, node) == chiso_node_is_scaled(b, other) &&
                      chiso_node_is_capped(a, node) == chiso_node_is_capped(b, other) &&
                      chiso_node_round(a, node) == chiso_node_round(b, other),
                  "seed %" PRIu64 ": criterion %s", seed, chiso_node_code(a, node));
    }
    cr_assert(chiso_tree_digits(a) == chiso_tree_digits(b) &&
                  chiso_tree_rounding(a) == chiso_tree_rounding(b) &&
                  chiso_tree_missing(a) == chiso_tree_missing(b),
              "seed %" PRIu64, seed);
}

static void title_nodes(struct plan *plan, struct random *random)
{
    for (int node = 0; node < plan->count; node++) {
        plan->nodes[node].title = texts[random_below(random, TEXT_COUNT)];
    }
}

/* The tree holds the titles that the file gave, apart from an apostrophe that only guards a
 * formula. */
static void expect_given_titles(const struct plan *plan, const chiso_tree *tree)
{
    for (int node = 0; node < plan->count; node++) {
        const char *given = plan->nodes[node].title;

        if (given[0] != '\'') {
            cr_assert(strcmp(chiso_node_title(tree, support_node(tree, plan->nodes[node].code)),
                             given) == 0,
                      "seed %" PRIu64 ": the title |%s| was read as |%s|", plan->seed, given,
                      chiso_node_title(tree, support_node(tree, plan->nodes[node].code)));
        }
    }
}

Test(property_files, a_tree_that_is_written_reads_in_again_as_the_same_tree)
{
    for (uint64_t seed = 3000000; seed < 3001500; seed += SUPPORT_STRIDE) {
        struct random random = {.state = ~seed};
        struct plan plan;

        plan_make(&plan, seed, &all);
        title_nodes(&plan, &random);
        char *criteria = plan_criteria(&plan, NULL);
        chiso_tree *tree = support_tree(criteria);
        char *written = support_tree_csv(tree);
        chiso_tree *again = support_tree(written);
        char *written_again = support_tree_csv(again);

        expect_given_titles(&plan, tree);
        expect_same_titles(tree, again, seed);
        cr_assert(strcmp(written, written_again) == 0, "seed %" PRIu64 "\n%s\n%s", seed, written,
                  written_again);
        chiso_tree_free(tree);
        chiso_tree_free(again);
        free(criteria);
        free(written);
        free(written_again);
    }
}

static void expect_same_boards(const struct plan *plan, const chiso_decimal *cells,
                               const chiso_board *a, const chiso_board *b)
{
    cr_assert(chiso_board_unit_count(a) == chiso_board_unit_count(b), "seed %" PRIu64, plan->seed);
    for (chiso_unit unit = 0; unit < chiso_board_unit_count(a); unit++) {
        cr_assert(strcmp(chiso_unit_code(a, unit), chiso_unit_code(b, unit)) == 0, "seed %" PRIu64,
                  plan->seed);
        cr_assert(strcmp(chiso_unit_name(a, unit), chiso_unit_name(b, unit)) == 0,
                  "seed %" PRIu64 ": the name |%s| reads in again as |%s|", plan->seed,
                  chiso_unit_name(a, unit), chiso_unit_name(b, unit));
        cr_assert(strcmp(chiso_board_block(a, chiso_unit_block(a, unit)),
                         chiso_board_block(b, chiso_unit_block(b, unit))) == 0,
                  "seed %" PRIu64 ": the block |%s| reads in again as |%s|", plan->seed,
                  chiso_board_block(a, chiso_unit_block(a, unit)),
                  chiso_board_block(b, chiso_unit_block(b, unit)));
        cr_assert(chiso_unit_is_ranked(a, unit) == chiso_unit_is_ranked(b, unit), "seed %" PRIu64,
                  plan->seed);
        for (int node = 0; node < plan->count; node++) {
            const chiso_result one =
                support_result(a, chiso_unit_code(a, unit), plan->nodes[node].code);
            const chiso_result other =
                support_result(b, chiso_unit_code(a, unit), plan->nodes[node].code);

            if (one.state != other.state || one.achieved != other.achieved ||
                one.max != other.max || one.percent != other.percent ||
                one.coverage != other.coverage || one.lowest != other.lowest ||
                one.highest != other.highest) {
                plan_fail(plan, cells, unit, "writing and reading changed a figure of \"%s\"",
                          plan->nodes[node].code);
            }
        }
    }
}

/* The same cells with units that carry the texts above as name and block. */
static chiso_board *board_with_texts(const struct plan *plan, const chiso_decimal *cells,
                                     uint32_t units, struct random *random)
{
    char *criteria = plan_criteria(plan, NULL);
    char *points = plan_points_wide(plan, cells, 0, units, NULL, NULL);
    chiso_tree *tree = support_tree(criteria);
    chiso_board *board = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert(chiso_board_new(tree, NULL, &board, &error) == CHISO_OK, "%s", error.message);
    for (uint32_t unit = 0; unit < units; unit++) {
        const char *name = texts[random_below(random, TEXT_COUNT)];
        const char *block = texts[random_below(random, TEXT_COUNT)];

        cr_assert(chiso_board_add_unit(board, plan_unit(unit), name[0] == '\0' ? NULL : name, block,
                                       NULL, &error) == CHISO_OK,
                  "%s", error.message);
        cr_assert(chiso_board_set_ranked(board, unit, random_below(random, 4) > 0, NULL) ==
                  CHISO_OK);
    }
    cr_assert(chiso_board_read_csv(board, points, strlen(points), &error) == CHISO_OK, "%s",
              error.message);
    cr_assert(chiso_board_score(board, &error) == CHISO_OK, "%s", error.message);
    chiso_tree_free(tree);
    free(criteria);
    free(points);
    return board;
}

Test(property_files, a_board_that_is_written_reads_in_again_as_the_same_board)
{
    for (uint64_t seed = 3100000; seed < 3100800; seed += SUPPORT_STRIDE) {
        struct random random = {.state = ~seed};
        struct plan plan;

        plan_make(&plan, seed, &all);
        const uint32_t units = 1 + (uint32_t)random_below(&random, 6);
        chiso_decimal *cells = plan_cells(&plan, &random, units, &some_gaps);
        chiso_board *board = board_with_texts(&plan, cells, units, &random);
        char *criteria = support_tree_csv(chiso_board_tree(board));
        char *points = support_board_csv(board);
        chiso_tree *tree = support_tree(criteria);
        chiso_board *again = support_scored(tree, points);
        char *points_again = support_board_csv(again);

        expect_same_boards(&plan, cells, board, again);
        cr_assert(strcmp(points, points_again) == 0, "seed %" PRIu64 "\n%s\n%s", seed, points,
                  points_again);
        chiso_board_free(board);
        chiso_board_free(again);
        chiso_tree_free(tree);
        free(criteria);
        free(points);
        free(points_again);
        free(cells);
    }
}

struct rule_case {
    const char *rule;
    const char *max;
    const char *min;
    const char *cells[6];
};

Test(property_files, cells_of_every_rule_are_written_as_their_rule_reads_them)
{
    static const struct rule_case cases[] = {
        {"points", "3", "-1", {"0", "-1", "2.999999", "", "NA", "3"}},
        {"rate", "1.5", "", {"2/3", "97.8%", "0%", "978/1000", "", "-"}},
        {"rate from 80%", "5", "1", {"80%", "79.999999%", "4/5", "0/7", "", "NA"}},
        {"rate between 50%..90%", "5", "", {"70%", "1/2", "9/10", "2/3", "", "NA"}},
        {"rate target 90%", "5", "", {"45%", "90%", "1/3", "100%", "", "NA"}},
        {"rate percent", "5", "", {"97.8", "0.978", "2/3", "100", "", "-"}},
        {"rate share from 80%", "5", "", {"0.978", "97.8%", "2/3", "1", "", "NA"}},
        {"atleast 90:5 80:3 50.5:1", "5", "0.5", {"90", "89.999999", "50.5", "0", "", "NA"}},
        {"atleast 90%:5 80%:3", "5", "", {"90%", "9/10", "17/21", "0%", "", "NA"}},
        {"atmost 2:5 4:3", "5", "", {"2", "3", "4.000001", "0", "", "NA"}},
        {"yesno", "2", "-1", {"yes", "no", "có", "không", "", "NA"}},
        {"per -0.5", "0", "-2", {"0", "1", "3", "400", "", "NA"}},
        {"range 5..60", "10", "1", {"5", "60", "17.3", "99", "", "NA"}},
        {"range 60..5 unlimited", "10", "", {"5", "60", "17.3", "99", "", "NA"}}};

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct buffer criteria = {0};
        struct buffer points = {0};

        buffer_print(&criteria, "code,title,max,min,rule\n1,Leaf,%s,%s,%s\n2,Other,1,,\n",
                     cases[i].max, cases[i].min, cases[i].rule);
        buffer_print(&points, "unit,1,2\n");
        for (size_t c = 0; c < 6; c++) {
            buffer_print(&points, "u%zu,%s,1\n", c, cases[i].cells[c]);
        }
        chiso_tree *tree = support_tree(criteria.bytes);
        chiso_board *board = support_scored(tree, points.bytes);
        char *tree_text = support_tree_csv(tree);
        char *board_text = support_board_csv(board);
        chiso_tree *tree_again = support_tree(tree_text);
        chiso_board *board_again = support_scored(tree_again, board_text);
        char *board_text_again = support_board_csv(board_again);

        cr_expect(strcmp(chiso_node_rule(tree, 1),
                         chiso_node_rule(tree_again, support_node(tree_again, "1"))) == 0,
                  "%s", cases[i].rule);
        cr_expect(strcmp(board_text, board_text_again) == 0, "%s\n%s\n%s", cases[i].rule,
                  board_text, board_text_again);
        for (chiso_unit unit = 0; unit < 6; unit++) {
            chiso_cell a;
            chiso_cell b;

            cr_assert(chiso_board_cell(board, unit, support_node(tree, "1"), &a) == CHISO_OK);
            cr_assert(chiso_board_cell(board_again, unit, support_node(tree_again, "1"), &b) ==
                      CHISO_OK);
            cr_expect(a.state == b.state && a.value == b.value && a.denominator == b.denominator &&
                          a.points == b.points,
                      "%s: cell |%s|", cases[i].rule, cases[i].cells[unit]);
        }
        chiso_board_free(board);
        chiso_board_free(board_again);
        chiso_tree_free(tree);
        chiso_tree_free(tree_again);
        free(tree_text);
        free(board_text);
        free(board_text_again);
        buffer_clear(&criteria);
        buffer_clear(&points);
    }
}
