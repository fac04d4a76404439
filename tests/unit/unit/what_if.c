#include "figures.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char CRITERIA[] =
    "code,title,max,rule\n1,Steering,19,\n2,Procedures,26,\n3,On-time files,5,rate from 80%\n";
static const char POINTS[] = "unit,block,1,2,3\na,so,17.24,23.56,978/"
                             "1000\nb,so,19,20,90%\nc,so,10,26,100%\nd,huyen,1,2,100%\n";

/* Every rule that does not look at the other units, and two that do; a mean whose children have
 * gaps. */
static const char ALL_RULES[] =
    "code,title,max,min,weight,combine,kind,rule,round\n"
    ".,,,,,,,,\n"
    "1,,12,,,mean,,,\n1.1,,5,,1,,,rate between 50%..90%,\n1.2,,5,,2,,,atleast 90%:5 80%:3,\n"
    "1.3,,4,,1,,,atmost 2:4 4:1,1\n"
    "2,,20,,,,,,\n2.1,,10,,,,,survey 100 60 20 0,\n2.2,,6,,,,,yesno,\n2.3,,4,-2,,,,per -0.5,\n"
    "2.4,,3,-3,,,bonus,,0\n"
    "3,,10,,,geometric,,,\n3.1,,5,,,,,range 5..60,2\n3.2,,5,1,,,,rate target 90%,\n"
    "4,,10,,,,,,\n4.1,,4,,,,,minmax,\n4.2,,6,,,,,percentile block,\n";
static const char ALL_POINTS[] = "unit,block,ranked,1.1,1.2,1.3,2.1,2.2,2.3,2.4,3.1,3.2,4.1,4.2\n"
                                 "u,a,yes,70%,85%,3,1|2|3|4,yes,2,1.5,30,45%,1,7\n"
                                 "v,a,yes,9/10,1/2,1,,no,0,,6,9/10,4,7\n"
                                 "w,b,yes,NA,NA,NA,5|0|0|0,co,1,-2,60,100%,2,9\n"
                                 "x,b,no,60%,95%,9,5|5|5|5,no,7,3,5.5,60%,-,8\n";

static chiso_board *board_of(const char *criteria, const char *points)
{
    chiso_tree *tree = support_tree(criteria);
    chiso_board *board = support_scored(tree, points);

    chiso_tree_free(tree);
    return board;
}

static chiso_what_if *what_if_of(const chiso_board *board)
{
    chiso_what_if *what_if = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(chiso_what_if_new(board, NULL, &what_if, &error), CHISO_OK, "%s", error.message);
    return what_if;
}

static void set(chiso_what_if *what_if, const char *unit, const char *code, const char *text)
{
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(chiso_what_if_set(what_if, unit, code, text, &error), CHISO_OK, "%s",
                 error.message);
}

static void expect_total(chiso_what_if *what_if, chiso_unit unit, const char *achieved,
                         const char *max, const char *percent, uint32_t rank, uint32_t out_of)
{
    chiso_standing standing;

    cr_assert_eq(chiso_what_if_standing(what_if, unit, CHISO_ROOT, NULL, &standing), CHISO_OK);
    cr_expect(standing.result.achieved == decimal(achieved), "unit %u has %s", (unsigned)unit,
              decimal_text(standing.result.achieved));
    cr_expect(standing.result.max == decimal(max), "unit %u has %s at most", (unsigned)unit,
              decimal_text(standing.result.max));
    cr_expect(standing.result.percent == decimal(percent), "unit %u has %s %%", (unsigned)unit,
              decimal_text(standing.result.percent));
    cr_expect(standing.lost == decimal(max) - decimal(achieved), "unit %u lost %s", (unsigned)unit,
              decimal_text(standing.lost));
    cr_expect(standing.place.rank == rank && standing.place.out_of == out_of,
              "unit %u has rank %u of %u", (unsigned)unit, (unsigned)standing.place.rank,
              (unsigned)standing.place.out_of);
    cr_expect(standing.band == CHISO_NO_BAND);
}

static bool same(const chiso_standing *a, const chiso_standing *b)
{
    return a->result.state == b->result.state && a->result.achieved == b->result.achieved &&
           a->result.max == b->result.max && a->result.percent == b->result.percent &&
           a->result.coverage == b->result.coverage && a->result.lowest == b->result.lowest &&
           a->result.highest == b->result.highest && a->lost == b->lost &&
           a->place.rank == b->place.rank && a->place.half == b->place.half &&
           a->place.out_of == b->place.out_of && a->place.tied == b->place.tied &&
           a->band == b->band;
}

/* A leaf's cell is what a board holds. */
static void expect_cell(const char *name, chiso_what_if *what_if, const chiso_board *board,
                        chiso_unit unit, chiso_node node)
{
    chiso_cell expected = {.value = 7};
    chiso_cell got = expected;

    cr_assert_eq(chiso_board_cell(board, unit, node, &expected),
                 chiso_what_if_cell(what_if, unit, node, &got));
    cr_expect(
        same_cell(&expected, &got),
        "%s: unit %s, criterion \"%s\": %s / %s gives %s; a board holds %s / %s, which gives %s",
        name, chiso_unit_code(board, unit), chiso_node_code(chiso_board_tree(board), node),
        decimal_text(got.value), decimal_text(got.denominator), decimal_text(got.points),
        decimal_text(expected.value), decimal_text(expected.denominator),
        decimal_text(expected.points));
}

/* All that is read is what a report of a board says, and what its cells hold. */
static void expect_like(const char *name, chiso_what_if *what_if, const chiso_board *board)
{
    const chiso_tree *tree = chiso_board_tree(board);
    chiso_bands *bands = NULL;
    chiso_report *report = NULL;
    chiso_report_options options = CHISO_REPORT_OPTIONS_INIT;

    cr_assert_eq(chiso_bands_read_csv("band,from\nA,90\nB,60\nC,30\n", 24, NULL, &bands, NULL),
                 CHISO_OK);
    options.bands = bands;
    cr_assert_eq(chiso_report_new(board, &options, &report, NULL), CHISO_OK);
    for (chiso_unit unit = 0; unit < chiso_board_unit_count(board); unit++) {
        for (chiso_node node = 0; node < chiso_tree_node_count(tree); node++) {
            chiso_standing expected;
            chiso_standing got;

            expect_cell(name, what_if, board, unit, node);
            cr_assert_eq(chiso_report_standing(report, unit, node, &expected), CHISO_OK);
            cr_assert_eq(chiso_what_if_standing(what_if, unit, node, bands, &got), CHISO_OK);
            cr_expect(
                same(&expected, &got),
                "%s: unit %s, criterion \"%s\": %s of %s, rank %u; a board has %s of %s, rank %u",
                name, chiso_unit_code(board, unit), chiso_node_code(tree, node),
                decimal_text(got.result.achieved), decimal_text(got.result.max),
                (unsigned)got.place.rank, decimal_text(expected.result.achieved),
                decimal_text(expected.result.max), (unsigned)expected.place.rank);
        }
    }
    chiso_report_free(report);
    chiso_bands_free(bands);
}

Test(what_if, a_change_moves_the_figures_of_its_unit_and_the_ranks_of_all)
{
    chiso_board *board = board_of(CRITERIA, POINTS);
    chiso_what_if *what_if = what_if_of(board);

    /* 17.24 + 23.56 + 4.89; 19 + 20 + 4.5; 10 + 26 + 5 */
    expect_total(what_if, 0, "45.69", "50", "91.38", 1, 3);
    expect_total(what_if, 1, "43.5", "50", "87", 2, 3);
    expect_total(what_if, 2, "41", "50", "82", 3, 3);
    set(what_if, "c", "1", "15");
    expect_total(what_if, 2, "46", "50", "92", 1, 3);
    expect_total(what_if, 0, "45.69", "50", "91.38", 2, 3);
    expect_total(what_if, 1, "43.5", "50", "87", 3, 3);
    expect_total(what_if, 3, "8", "50", "16", 1, 1);
    set(what_if, "a", "2", "");
    expect_total(what_if, 0, "22.13", "50", "44.26", 3, 3);
    set(what_if, "a", "2", "NA");
    expect_total(what_if, 0, "22.13", "24", "92.21", 1, 3);
    set(what_if, "a", "2", "24.5");
    expect_total(what_if, 0, "46.63", "50", "93.26", 1, 3);
    cr_expect_eq(chiso_what_if_change_count(what_if), 4);
    cr_expect_eq(chiso_what_if_unit_change_count(what_if, 0), 3);
    cr_expect_eq(chiso_what_if_unit_change_count(what_if, 1), 0);
    cr_expect_eq(chiso_what_if_unit_change_count(what_if, 9), 0);
    cr_expect(chiso_board_is_scored(board) &&
              support_result(board, "c", "").achieved == decimal("41"));
    chiso_what_if_free(what_if);
    chiso_board_free(board);
}

/* What is missing is told with its bounds. */
Test(what_if, coverage_and_bounds_follow_a_cell_that_is_taken_away)
{
    chiso_board *board = board_of(CRITERIA, POINTS);
    chiso_what_if *what_if = what_if_of(board);
    chiso_result result;

    set(what_if, "a", "2", "");
    cr_assert_eq(chiso_what_if_result(what_if, 0, CHISO_ROOT, &result), CHISO_OK);
    cr_expect(result.coverage == decimal("48") && result.lowest == decimal("44.26") &&
                  result.highest == decimal("96.26"),
              "%s, %s to %s", decimal_text(result.coverage), decimal_text(result.lowest),
              decimal_text(result.highest));
    chiso_what_if_free(what_if);
    chiso_board_free(board);
}

Test(what_if, every_kind_of_cell_is_set_as_on_a_board)
{
    static const struct {
        const char *unit, *code, *text;
    } changes[] = {
        {"u", "1.1", "88%"}, {"u", "1.1", ""},        {"u", "1.1", "2/3"},  {"w", "1.2", "91%"},
        {"w", "1.3", "2"},   {"v", "2.1", "1|1|0|0"}, {"u", "2.1", "NA"},   {"u", "2.1", "9|9|0|1"},
        {"v", "2.2", "có"},  {"u", "2.3", "3"},       {"v", "2.4", "-2.6"}, {"v", "2.4", ""},
        {"x", "3.1", "61"},  {"x", "3.2", "1%"},      {"u", "4.1", "11"},   {"x", "4.1", "3"},
        {"v", "4.2", ""},    {"w", "4.2", "7"},       {"u", "2.3", "0"},    {"u", "4.2", "NA"},
        {"w", "1.1", "1"},
    };
    chiso_board *board = board_of(ALL_RULES, ALL_POINTS);
    chiso_board *copy = board_of(ALL_RULES, ALL_POINTS);
    chiso_what_if *what_if = what_if_of(board);

    expect_like("no change", what_if, copy);
    for (size_t i = 0; i < COUNT(changes); i++) {
        char name[64];
        const chiso_status status =
            chiso_board_set(copy, changes[i].unit, changes[i].code, changes[i].text, NULL);

        snprintf(name, sizeof(name), "%s %s = %s", changes[i].unit, changes[i].code,
                 changes[i].text);
        cr_expect_eq(
            chiso_what_if_set(what_if, changes[i].unit, changes[i].code, changes[i].text, NULL),
            status, "%s", name);
        cr_assert_eq(chiso_board_score(copy, NULL), CHISO_OK);
        expect_like(name, what_if, copy);
    }
    cr_assert_eq(chiso_what_if_reset(what_if, NULL), CHISO_OK);
    expect_like("all taken back", what_if, board);
    chiso_what_if_free(what_if);
    chiso_board_free(board);
    chiso_board_free(copy);
}

Test(what_if, numbers_rates_and_counts_are_set_without_text)
{
    const int64_t counts[] = {3, 0, 0, 1};
    chiso_board *board = board_of(ALL_RULES, ALL_POINTS);
    chiso_board *copy = board_of(ALL_RULES, ALL_POINTS);
    const chiso_tree *tree = chiso_board_tree(board);
    chiso_what_if *what_if = what_if_of(board);

    cr_assert_eq(chiso_what_if_set_value(what_if, 0, support_node(tree, "2.3"), decimal("5"), NULL),
                 CHISO_OK);
    cr_assert_eq(
        chiso_what_if_set_value(what_if, 1, support_node(tree, "3.1"), CHISO_NOT_APPLICABLE, NULL),
        CHISO_OK);
    cr_assert_eq(chiso_what_if_set_ratio(what_if, 1, support_node(tree, "1.1"), decimal("55"),
                                         decimal("90"), NULL),
                 CHISO_OK);
    cr_assert_eq(chiso_what_if_set_counts(what_if, 2, support_node(tree, "2.1"), counts, 4, NULL),
                 CHISO_OK);
    cr_assert_eq(chiso_board_set_value(copy, 0, support_node(tree, "2.3"), decimal("5"), NULL),
                 CHISO_OK);
    cr_assert_eq(
        chiso_board_set_value(copy, 1, support_node(tree, "3.1"), CHISO_NOT_APPLICABLE, NULL),
        CHISO_OK);
    cr_assert_eq(chiso_board_set_ratio(copy, 1, support_node(tree, "1.1"), decimal("55"),
                                       decimal("90"), NULL),
                 CHISO_OK);
    cr_assert_eq(chiso_board_set_counts(copy, 2, support_node(tree, "2.1"), counts, 4, NULL),
                 CHISO_OK);
    cr_assert_eq(chiso_board_score(copy, NULL), CHISO_OK);
    expect_like("typed", what_if, copy);
    cr_assert_eq(chiso_what_if_undo_to(what_if, 0, NULL), CHISO_OK);
    expect_like("taken back", what_if, board);
    chiso_what_if_free(what_if);
    chiso_board_free(board);
    chiso_board_free(copy);
}

Test(what_if, a_cell_holds_what_it_was_given_last)
{
    chiso_board *board = board_of(ALL_RULES, ALL_POINTS);
    const chiso_tree *tree = chiso_board_tree(board);
    const chiso_node rate = support_node(tree, "1.1");
    chiso_what_if *what_if = what_if_of(board);
    chiso_cell cell;

    set(what_if, "u", "1.1", "2/3");
    set(what_if, "u", "1.1", "88%");
    cr_assert_eq(chiso_what_if_cell(what_if, 0, rate, &cell), CHISO_OK);
    cr_expect(cell.state == CHISO_STATE_SCORED && cell.value == decimal("88") &&
              cell.denominator == decimal("100"));
    set(what_if, "u", "1.1", "NA");
    cr_assert_eq(chiso_what_if_cell(what_if, 0, rate, &cell), CHISO_OK);
    cr_expect(cell.state == CHISO_STATE_NOT_APPLICABLE && cell.value == CHISO_ABSENT &&
              cell.points == CHISO_ABSENT);
    cr_assert_eq(chiso_what_if_undo_to(what_if, 1, NULL), CHISO_OK);
    cr_assert_eq(chiso_what_if_cell(what_if, 0, rate, &cell), CHISO_OK);
    cr_expect(cell.value == decimal("2") && cell.denominator == decimal("3"));
    /* Points are no rate. */
    cr_assert_eq(chiso_what_if_set_points(what_if, 0, rate, decimal("1.5"), NULL), CHISO_OK);
    cr_assert_eq(chiso_what_if_cell(what_if, 0, rate, &cell), CHISO_OK);
    cr_expect(cell.state == CHISO_STATE_SCORED && cell.value == CHISO_ABSENT &&
              cell.denominator == CHISO_ABSENT);
    cr_expect(cell.points == decimal("1.5"));
    /* 90 | 0 | 0 | 10 of weights 100 to 0, and 9, 0, 0 and 1 by number. */
    set(what_if, "v", "2.1", "9|0|0|1");
    cr_assert_eq(chiso_what_if_cell(what_if, 1, support_node(tree, "2.1"), &cell), CHISO_OK);
    cr_expect(cell.value == decimal("90") && cell.denominator == decimal("100"), "%s",
              decimal_text(cell.value));
    chiso_what_if_free(what_if);
    chiso_board_free(board);
}

/* 3 is a rate from 80 %: 95 % of 5 is 4.75. */
Test(what_if, points_can_be_given_whatever_the_rule)
{
    chiso_board *board = board_of(CRITERIA, POINTS);
    chiso_board *rules = board_of(ALL_RULES, ALL_POINTS);
    chiso_what_if *what_if = what_if_of(board);
    chiso_what_if *other = what_if_of(rules);
    const chiso_tree *tree = chiso_board_tree(rules);
    chiso_result result;

    cr_assert_eq(chiso_what_if_set_points(what_if, 1, support_node(chiso_board_tree(board), "3"),
                                          decimal("4.75"), NULL),
                 CHISO_OK);
    expect_total(what_if, 1, "43.75", "50", "87.5", 2, 3);
    cr_assert_eq(chiso_what_if_set_points(what_if, 1, support_node(chiso_board_tree(board), "3"),
                                          CHISO_NOT_APPLICABLE, NULL),
                 CHISO_OK);
    expect_total(what_if, 1, "39", "45", "86.67", 2, 3);
    cr_assert_eq(chiso_what_if_set_points(other, 0, support_node(tree, "2.1"), decimal("7"), NULL),
                 CHISO_OK);
    cr_assert_eq(
        chiso_what_if_set_points(other, 0, support_node(tree, "1.3"), decimal("2.25"), NULL),
        CHISO_OK);
    cr_assert_eq(chiso_what_if_result(other, 0, support_node(tree, "2.1"), &result), CHISO_OK);
    cr_expect(result.achieved == decimal("7"));
    cr_assert_eq(chiso_what_if_result(other, 0, support_node(tree, "1.3"), &result), CHISO_OK);
    cr_expect(result.achieved == decimal("2.3"), "%s: it is rounded to a place",
              decimal_text(result.achieved));
    cr_assert_eq(chiso_what_if_reset(other, NULL), CHISO_OK);
    expect_like("taken back", other, rules);
    chiso_what_if_free(what_if);
    chiso_what_if_free(other);
    chiso_board_free(board);
    chiso_board_free(rules);
}

Test(what_if, what_a_board_refuses_is_refused_in_the_same_words_and_changes_nothing)
{
    static const struct {
        const char *unit, *code, *text;
        chiso_status status;
    } cases[] = {
        {"a", "1", "19.5", CHISO_E_POINTS},
        {"a", "1", "-1", CHISO_E_POINTS},
        {"nobody", "1", "1", CHISO_E_UNIT},
        {"a", "9", "1", CHISO_E_NODE},
        {"a", "", "1", CHISO_E_NODE},
        {"a", "1", "x", CHISO_E_NUMBER},
        {"a", "3", "0.9", CHISO_E_CELL},
        {"a", "1", "50%", CHISO_E_CELL},
        {"a", "1", "9300000000000", CHISO_E_RANGE},
        {"a", "1", "\xFF", CHISO_E_ENCODING},
        {"a", "3", "1/0", CHISO_E_CELL},
    };
    chiso_board *board = board_of(CRITERIA, POINTS);
    chiso_board *copy = board_of(CRITERIA, POINTS);
    chiso_what_if *what_if = what_if_of(board);

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_error error = CHISO_ERROR_INIT;
        chiso_error expected = CHISO_ERROR_INIT;

        cr_expect_eq(
            chiso_what_if_set(what_if, cases[i].unit, cases[i].code, cases[i].text, &error),
            cases[i].status, "%s %s = %s: %s", cases[i].unit, cases[i].code, cases[i].text,
            error.message);
        cr_expect_eq(chiso_board_set(copy, cases[i].unit, cases[i].code, cases[i].text, &expected),
                     cases[i].status);
        cr_expect_str_eq(error.message, expected.message);
        cr_expect_str_eq(error.message_vi, expected.message_vi);
    }
    cr_expect_eq(chiso_what_if_change_count(what_if), 0);
    expect_like("nothing set", what_if, board);
    chiso_what_if_free(what_if);
    chiso_board_free(board);
    chiso_board_free(copy);
}

Test(what_if, typed_values_that_do_not_fit_are_refused_by_name)
{
    const int64_t counts[] = {1, 0, 0, 0};
    chiso_board *board = board_of(ALL_RULES, ALL_POINTS);
    const chiso_tree *tree = chiso_board_tree(board);
    chiso_what_if *what_if = what_if_of(board);
    const chiso_node bonus = support_node(tree, "2.4");
    chiso_error error = CHISO_ERROR_INIT;

    cr_expect_eq(chiso_what_if_set_value(what_if, 0, bonus, decimal("3.5"), &error),
                 CHISO_E_POINTS);
    cr_expect(support_names(error.message, "2.4") && support_names(error.message, "u"), "%s",
              error.message);
    cr_expect_eq(chiso_what_if_set_value(what_if, 4, bonus, 0, &error), CHISO_E_UNIT);
    cr_expect_eq(chiso_what_if_set_value(what_if, 0, 0, 0, &error), CHISO_E_NODE);
    cr_expect_eq(chiso_what_if_set_value(what_if, 0, 99, 0, &error), CHISO_E_NODE);
    cr_expect_eq(chiso_what_if_set_value(what_if, 0, bonus, INT64_MAX, &error), CHISO_E_RANGE);
    cr_expect_eq(chiso_what_if_set_ratio(what_if, 0, bonus, 1, 2, &error), CHISO_E_CELL);
    cr_expect_eq(
        chiso_what_if_set_ratio(what_if, 0, support_node(tree, "1.1"), 1, CHISO_ABSENT, &error),
        CHISO_E_CELL);
    cr_expect_eq(chiso_what_if_set_counts(what_if, 0, bonus, counts, 4, &error), CHISO_E_CELL);
    cr_expect_eq(chiso_what_if_set_counts(what_if, 0, support_node(tree, "2.1"), counts, 3, &error),
                 CHISO_E_SHAPE);
    cr_expect_eq(chiso_what_if_set_points(what_if, 0, bonus, decimal("-3.5"), &error),
                 CHISO_E_POINTS);
    cr_expect(support_names(error.message, "-3.5") && support_names(error.message, "2.4"), "%s",
              error.message);
    cr_expect_eq(chiso_what_if_set_points(what_if, 4, bonus, 0, &error), CHISO_E_UNIT);
    cr_expect_eq(chiso_what_if_set_points(what_if, 0, support_node(tree, "2"), 0, &error),
                 CHISO_E_NODE);
    cr_expect_eq(chiso_what_if_set_points(what_if, 0, bonus, INT64_MAX, &error), CHISO_E_RANGE);
    cr_expect_eq(chiso_what_if_set_points(what_if, 0, support_node(tree, "4.1"), 0, &error),
                 CHISO_E_CELL);
    cr_expect(support_names(error.message, "4.1") && support_names(error.message, "minmax"), "%s",
              error.message);
    cr_expect_eq(chiso_what_if_change_count(what_if), 0);
    cr_expect(chiso_what_if_is_light(what_if));
    expect_like("nothing set", what_if, board);
    chiso_what_if_free(what_if);
    chiso_board_free(board);
}

static const char UNLIMITED[] =
    "code,title,max,combine,rule\n.,,,,\n1,,2000000,,\n1.1,,1000000,,range 0..1 unlimited\n"
    "1.2,,1000000,,range 0..1 unlimited\n2,,5,,\n3,,5,,minmax\n";

Test(what_if, figures_that_are_too_large_are_refused_and_change_nothing)
{
    chiso_board *board =
        board_of(UNLIMITED, "unit,1.1,1.2,2,3\na,1,2,3,4\nb,9000000,0,2,8\nc,,1,NA,9\n");
    chiso_what_if *what_if = what_if_of(board);
    chiso_standing standing = {.band = 7};
    chiso_error error = CHISO_ERROR_INIT;

    cr_expect_eq(chiso_what_if_set(what_if, "b", "1.2", "9000000", &error), CHISO_E_RANGE);
    cr_expect(support_names(error.message, "b") && support_names(error.message, "1"), "%s",
              error.message);
    expect_like("too large", what_if, board);
    set(what_if, "b", "1.2", "");
    set(what_if, "b", "1.1", "");
    set(what_if, "b", "1.2", "9000000");
    cr_expect_eq(chiso_what_if_set(what_if, "b", "1.1", "9000000", &error), CHISO_E_RANGE);
    set(what_if, "c", "1.1", "9000000");
    cr_expect_eq(chiso_what_if_set(what_if, "c", "1.2", "9000000", &error), CHISO_E_RANGE);
    cr_expect_eq(chiso_what_if_change_count(what_if), 4);
    /* What is lost may be too large where what is achieved is not. */
    set(what_if, "a", "1.1", "-9200000");
    cr_expect_eq(chiso_what_if_standing(what_if, 0, support_node(chiso_board_tree(board), "1.1"),
                                        NULL, &standing),
                 CHISO_E_RANGE);
    cr_expect_eq(standing.band, 7);
    cr_assert_eq(chiso_what_if_reset(what_if, NULL), CHISO_OK);
    expect_like("taken back", what_if, board);
    chiso_what_if_free(what_if);
    chiso_board_free(board);
}

/* Where figures are worked out only when something is read, what is too large is told then, and
 * undoing goes past it. */
Test(what_if, figures_that_are_too_large_are_told_when_they_are_worked_out)
{
    chiso_board *board = board_of(UNLIMITED, "unit,1.1,1.2,2,3\na,1,2,3,4\nb,9000000,0,2,8\n");
    chiso_board *copy = board_of(UNLIMITED, "unit,1.1,1.2,2,3\na,1,2,3,4\nb,1,9000000,2,6\n");
    chiso_what_if *what_if = what_if_of(board);
    chiso_error error = CHISO_ERROR_INIT;
    chiso_result result = {.achieved = 7};
    chiso_place place = {.rank = 7};
    chiso_standing standing = {.band = 7};

    set(what_if, "b", "3", "6");
    cr_expect(!chiso_what_if_is_light(what_if));
    set(what_if, "b", "1.2", "9000000");
    cr_expect_eq(chiso_what_if_score(what_if, &error), CHISO_E_RANGE);
    cr_expect(support_names(error.message, "b") && error.message_vi[0] != '\0', "%s",
              error.message);
    cr_expect_eq(chiso_what_if_result(what_if, 0, 0, &result), CHISO_E_RANGE);
    cr_expect_eq(chiso_what_if_place(what_if, 0, 0, &place), CHISO_E_RANGE);
    cr_expect_eq(chiso_what_if_standing(what_if, 0, 0, NULL, &standing), CHISO_E_RANGE);
    cr_expect(result.achieved == 7 && place.rank == 7 && standing.band == 7);
    set(what_if, "b", "1.1", "1");
    expect_like("small enough", what_if, copy);
    cr_expect(chiso_what_if_is_light(what_if));
    /* The state behind this is too large again. */
    cr_assert_eq(chiso_what_if_undo(what_if, NULL), CHISO_OK);
    cr_expect_eq(chiso_what_if_score(what_if, &error), CHISO_E_RANGE);
    cr_assert_eq(chiso_what_if_undo(what_if, NULL), CHISO_OK);
    cr_assert_eq(chiso_what_if_undo(what_if, NULL), CHISO_OK);
    expect_like("taken back", what_if, board);
    chiso_what_if_free(what_if);
    chiso_board_free(board);
    chiso_board_free(copy);
}

/* minmax of 4, 8, 6 of 10: 0, 10, 5; with 12 in place of 4: 10, 3.333333, 0. */
Test(what_if, a_value_that_others_are_measured_by_changes_all_of_them)
{
    static const char *const before[] = {"0", "10", "5"};
    static const char *const after[] = {"10", "3.333333", "0"};
    chiso_board *board =
        board_of("code,title,max,rule\n1,,10,minmax\n2,,10,\n", "unit,1,2\na,4,1\nb,8,1\nc,6,1\n");
    chiso_what_if *what_if = what_if_of(board);
    chiso_result result;

    set(what_if, "a", "2", "3");
    cr_expect(chiso_what_if_is_light(what_if));
    set(what_if, "a", "1", "12");
    cr_expect(!chiso_what_if_is_light(what_if));
    for (chiso_unit unit = 0; unit < 3; unit++) {
        cr_assert_eq(chiso_what_if_result(what_if, unit, 1, &result), CHISO_OK);
        cr_expect(result.achieved == decimal(after[unit]), "%u: %s", (unsigned)unit,
                  decimal_text(result.achieved));
    }
    cr_expect(chiso_what_if_is_light(what_if));
    cr_assert_eq(chiso_what_if_undo(what_if, NULL), CHISO_OK);
    cr_expect(!chiso_what_if_is_light(what_if));
    cr_assert_eq(chiso_what_if_score(what_if, NULL), CHISO_OK);
    cr_expect(chiso_what_if_is_light(what_if));
    for (chiso_unit unit = 0; unit < 3; unit++) {
        cr_assert_eq(chiso_what_if_result(what_if, unit, 1, &result), CHISO_OK);
        cr_expect(result.achieved == decimal(before[unit]), "%u: %s", (unsigned)unit,
                  decimal_text(result.achieved));
    }
    expect_total(what_if, 0, "3", "20", "15", 3, 3);
    chiso_what_if_free(what_if);
    chiso_board_free(board);
}

Test(what_if, changes_are_taken_back_one_by_one_to_a_count_and_by_trials)
{
    chiso_board *board = board_of(CRITERIA, POINTS);
    chiso_what_if *what_if = what_if_of(board);
    chiso_error error = CHISO_ERROR_INIT;

    cr_expect_eq(chiso_what_if_undo(what_if, &error), CHISO_E_EMPTY);
    cr_expect_eq(chiso_what_if_commit(what_if, &error), CHISO_E_STATE);
    cr_expect_eq(chiso_what_if_rollback(what_if, &error), CHISO_E_STATE);
    set(what_if, "a", "1", "1");
    cr_assert_eq(chiso_what_if_begin(what_if, &error), CHISO_OK);
    cr_expect_eq(chiso_what_if_undo(what_if, &error), CHISO_E_EMPTY);
    set(what_if, "a", "1", "2");
    cr_assert_eq(chiso_what_if_begin(what_if, &error), CHISO_OK);
    set(what_if, "a", "1", "3");
    set(what_if, "b", "2", "26");
    cr_expect_eq(chiso_what_if_depth(what_if), 2);
    cr_expect_eq(chiso_what_if_undo_to(what_if, 1, &error), CHISO_E_RANGE);
    cr_expect(support_names(error.message, "1") && support_names(error.message, "2") &&
                  support_names(error.message, "4"),
              "%s", error.message);
    cr_expect_eq(chiso_what_if_undo_to(what_if, 5, &error), CHISO_E_RANGE);
    expect_total(what_if, 0, "31.45", "50", "62.9", 3, 3);
    expect_total(what_if, 1, "49.5", "50", "99", 1, 3);
    cr_assert_eq(chiso_what_if_commit(what_if, &error), CHISO_OK);
    cr_assert_eq(chiso_what_if_undo_to(what_if, 3, &error), CHISO_OK);
    expect_total(what_if, 1, "43.5", "50", "87", 1, 3);
    expect_total(what_if, 0, "31.45", "50", "62.9", 3, 3);
    cr_assert_eq(chiso_what_if_rollback(what_if, &error), CHISO_OK);
    expect_total(what_if, 0, "29.45", "50", "58.9", 3, 3);
    cr_expect_eq(chiso_what_if_depth(what_if), 0);
    cr_expect_eq(chiso_what_if_change_count(what_if), 1);
    cr_assert_eq(chiso_what_if_begin(what_if, &error), CHISO_OK);
    set(what_if, "c", "1", "");
    cr_assert_eq(chiso_what_if_reset(what_if, &error), CHISO_OK);
    cr_expect_eq(chiso_what_if_depth(what_if), 0);
    cr_expect_eq(chiso_what_if_change_count(what_if), 0);
    expect_like("taken back", what_if, board);
    chiso_what_if_free(what_if);
    chiso_board_free(board);
}

/* a and b have 5 of 10, c has 8; among equals 2 decides, and then the order of adding. */
Test(what_if, equals_stand_as_the_options_say)
{
    static const struct {
        chiso_ties ties;
        bool tie_break;
        chiso_place places[4];
    } cases[] = {
        {CHISO_TIES_COMPETITION,
         false,
         {{2, false, 4, 3}, {2, false, 4, 3}, {1, false, 4, 1}, {2, false, 4, 3}}},
        {CHISO_TIES_DENSE,
         false,
         {{2, false, 4, 3}, {2, false, 4, 3}, {1, false, 4, 1}, {2, false, 4, 3}}},
        {CHISO_TIES_MODIFIED,
         false,
         {{4, false, 4, 3}, {4, false, 4, 3}, {1, false, 4, 1}, {4, false, 4, 3}}},
        {CHISO_TIES_AVERAGE,
         false,
         {{3, false, 4, 3}, {3, false, 4, 3}, {1, false, 4, 1}, {3, false, 4, 3}}},
        {CHISO_TIES_ORDINAL,
         false,
         {{2, false, 4, 1}, {3, false, 4, 1}, {1, false, 4, 1}, {4, false, 4, 1}}},
        {CHISO_TIES_ORDINAL,
         true,
         {{4, false, 4, 1}, {2, false, 4, 1}, {1, false, 4, 1}, {3, false, 4, 1}}},
    };
    chiso_board *board =
        board_of("code,title,max\n1,,5\n2,,5\n", "unit,1,2\na,4,1\nb,2,2\nc,4,4\nd,3,2\n");

    for (size_t i = 0; i < COUNT(cases); i++) {
        const chiso_node second = 2;
        chiso_rank_options options = CHISO_RANK_OPTIONS_INIT;
        chiso_what_if *what_if = NULL;

        options.ties = cases[i].ties;
        options.tie_break = &second;
        options.tie_break_count = cases[i].tie_break ? 1 : 0;
        cr_assert_eq(chiso_what_if_new(board, &options, &what_if, NULL), CHISO_OK);
        set(what_if, "b", "2", "3");
        for (chiso_unit unit = 0; unit < 4; unit++) {
            const chiso_place expected = cases[i].places[unit];
            chiso_place place;

            cr_assert_eq(chiso_what_if_place(what_if, unit, CHISO_ROOT, &place), CHISO_OK);
            cr_expect(place.rank == expected.rank && place.half == expected.half &&
                          place.out_of == 4 && place.tied == expected.tied,
                      "case %zu, unit %u: %u, shared by %u", i, (unsigned)unit,
                      (unsigned)place.rank, (unsigned)place.tied);
        }
        chiso_what_if_free(what_if);
    }
    chiso_board_free(board);
}

Test(what_if, a_board_that_changed_ends_it_and_one_that_is_freed_does_not)
{
    chiso_board *board = board_of(CRITERIA, POINTS);
    chiso_what_if *what_if = what_if_of(board);
    chiso_what_if *kept = what_if_of(board);
    chiso_error error = CHISO_ERROR_INIT;
    chiso_result result;
    chiso_place place;
    chiso_standing standing;
    chiso_cell cell;
    const int64_t counts[] = {1};

    set(what_if, "a", "1", "1");
    cr_assert_eq(chiso_board_add_unit(board, "new", NULL, NULL, NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_set(board, "a", "1", "1", NULL), CHISO_OK);
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    cr_expect_eq(chiso_what_if_set(what_if, "a", "1", "2", &error), CHISO_E_STATE);
    cr_expect(error.message[0] != '\0' && error.message_vi[0] != '\0');
    cr_expect_eq(chiso_what_if_set_value(what_if, 0, 1, 0, &error), CHISO_E_STATE);
    cr_expect_eq(chiso_what_if_set_ratio(what_if, 0, 3, 0, 1, &error), CHISO_E_STATE);
    cr_expect_eq(chiso_what_if_set_counts(what_if, 0, 3, counts, 1, &error), CHISO_E_STATE);
    cr_expect_eq(chiso_what_if_set_points(what_if, 0, 3, 0, &error), CHISO_E_STATE);
    cr_expect_eq(chiso_what_if_undo(what_if, &error), CHISO_E_STATE);
    cr_expect_eq(chiso_what_if_undo_to(what_if, 0, &error), CHISO_E_STATE);
    cr_expect_eq(chiso_what_if_reset(what_if, &error), CHISO_E_STATE);
    cr_expect_eq(chiso_what_if_begin(what_if, &error), CHISO_E_STATE);
    cr_expect_eq(chiso_what_if_commit(what_if, &error), CHISO_E_STATE);
    cr_expect_eq(chiso_what_if_rollback(what_if, &error), CHISO_E_STATE);
    cr_expect_eq(chiso_what_if_score(what_if, &error), CHISO_E_STATE);
    cr_expect_eq(chiso_what_if_cell(what_if, 0, 1, &cell), CHISO_E_STATE);
    cr_expect_eq(chiso_what_if_result(what_if, 0, 0, &result), CHISO_E_STATE);
    cr_expect_eq(chiso_what_if_place(what_if, 0, 0, &place), CHISO_E_STATE);
    cr_expect_eq(chiso_what_if_standing(what_if, 0, 0, NULL, &standing), CHISO_E_STATE);
    cr_expect_eq(chiso_what_if_unit_change_count(what_if, 0), 0);
    cr_expect_eq(chiso_what_if_unit_change_count(what_if, chiso_board_unit_count(board) - 1), 0);
    chiso_what_if_free(what_if);
    chiso_what_if_free(kept);
    kept = what_if_of(board);
    chiso_board_free(board);
    set(kept, "a", "1", "18.24");
    expect_total(kept, 0, "46.69", "50", "93.38", 1, 3);
    chiso_what_if_free(kept);
}

Test(what_if, it_begins_over_a_scored_board_with_options_that_are_right)
{
    chiso_board *board = board_of(CRITERIA, POINTS);
    const chiso_node node = 99;
    chiso_rank_options options = CHISO_RANK_OPTIONS_INIT;
    chiso_what_if *what_if = (chiso_what_if *)board;
    chiso_error error = CHISO_ERROR_INIT;

    cr_expect_eq(chiso_what_if_new(board, NULL, NULL, &error), CHISO_E_NULL);
    cr_expect_eq(chiso_what_if_new(NULL, NULL, &what_if, &error), CHISO_E_NULL);
    cr_expect(what_if == NULL);
    options.ties = (chiso_ties)9;
    cr_expect_eq(chiso_what_if_new(board, &options, &what_if, &error), CHISO_E_RANGE);
    options.ties = CHISO_TIES_ORDINAL;
    options.tie_break = &node;
    options.tie_break_count = 1;
    cr_expect_eq(chiso_what_if_new(board, &options, &what_if, &error), CHISO_E_NODE);
    cr_assert_eq(chiso_board_set(board, "a", "1", "1", NULL), CHISO_OK);
    cr_expect_eq(chiso_what_if_new(board, NULL, &what_if, &error), CHISO_E_STATE);
    cr_expect(what_if == NULL);
    chiso_board_free(board);
}

Test(what_if, null_and_places_that_are_not_there_are_told)
{
    chiso_board *board = board_of(CRITERIA, POINTS);
    chiso_what_if *what_if = what_if_of(board);
    chiso_error error = CHISO_ERROR_INIT;
    chiso_result result;
    chiso_place place;
    chiso_standing standing;
    chiso_cell cell = {.value = 7};

    cr_expect_eq(chiso_what_if_set(NULL, "a", "1", "2", &error), CHISO_E_NULL);
    cr_expect_eq(chiso_what_if_set(what_if, NULL, "1", "2", &error), CHISO_E_NULL);
    cr_expect_eq(chiso_what_if_set(what_if, "a", NULL, "2", &error), CHISO_E_NULL);
    cr_expect_eq(chiso_what_if_set(what_if, "a", "1", NULL, &error), CHISO_E_NULL);
    cr_expect_eq(chiso_what_if_set_value(NULL, 0, 1, 0, &error), CHISO_E_NULL);
    cr_expect_eq(chiso_what_if_set_ratio(NULL, 0, 1, 0, 1, &error), CHISO_E_NULL);
    cr_expect_eq(chiso_what_if_set_counts(NULL, 0, 1, NULL, 0, &error), CHISO_E_NULL);
    cr_expect_eq(chiso_what_if_set_counts(what_if, 0, 1, NULL, 0, &error), CHISO_E_NULL);
    cr_expect_eq(chiso_what_if_set_points(NULL, 0, 1, 0, &error), CHISO_E_NULL);
    cr_expect_eq(chiso_what_if_undo(NULL, &error), CHISO_E_NULL);
    cr_expect_eq(chiso_what_if_undo_to(NULL, 0, &error), CHISO_E_NULL);
    cr_expect_eq(chiso_what_if_reset(NULL, &error), CHISO_E_NULL);
    cr_expect_eq(chiso_what_if_begin(NULL, &error), CHISO_E_NULL);
    cr_expect_eq(chiso_what_if_commit(NULL, &error), CHISO_E_NULL);
    cr_expect_eq(chiso_what_if_rollback(NULL, &error), CHISO_E_NULL);
    cr_expect_eq(chiso_what_if_score(NULL, &error), CHISO_E_NULL);
    cr_expect_eq(chiso_what_if_cell(NULL, 0, 1, &cell), CHISO_E_NULL);
    cr_expect_eq(chiso_what_if_cell(what_if, 0, 1, NULL), CHISO_E_NULL);
    cr_expect_eq(chiso_what_if_cell(what_if, 4, 1, &cell), CHISO_E_UNIT);
    cr_expect_eq(chiso_what_if_cell(what_if, 0, 0, &cell), CHISO_E_NODE);
    cr_expect_eq(chiso_what_if_cell(what_if, 0, 4, &cell), CHISO_E_NODE);
    cr_expect(cell.value == 7);
    cr_expect_eq(chiso_what_if_result(NULL, 0, 0, &result), CHISO_E_NULL);
    cr_expect_eq(chiso_what_if_result(what_if, 0, 0, NULL), CHISO_E_NULL);
    cr_expect_eq(chiso_what_if_result(what_if, 4, 0, &result), CHISO_E_UNIT);
    cr_expect_eq(chiso_what_if_result(what_if, 0, 4, &result), CHISO_E_NODE);
    cr_expect_eq(chiso_what_if_place(NULL, 0, 0, &place), CHISO_E_NULL);
    cr_expect_eq(chiso_what_if_place(what_if, 0, 0, NULL), CHISO_E_NULL);
    cr_expect_eq(chiso_what_if_place(what_if, 4, 0, &place), CHISO_E_UNIT);
    cr_expect_eq(chiso_what_if_place(what_if, 0, 4, &place), CHISO_E_NODE);
    cr_expect_eq(chiso_what_if_standing(NULL, 0, 0, NULL, &standing), CHISO_E_NULL);
    cr_expect_eq(chiso_what_if_standing(what_if, 0, 0, NULL, NULL), CHISO_E_NULL);
    cr_expect_eq(chiso_what_if_change_count(NULL), 0);
    cr_expect_eq(chiso_what_if_unit_change_count(NULL, 0), 0);
    cr_expect_eq(chiso_what_if_depth(NULL), 0);
    cr_expect(!chiso_what_if_is_light(NULL));
    chiso_what_if_free(NULL);
    chiso_what_if_free(what_if);
    chiso_board_free(board);
}

Test(what_if, it_says_what_is_in_the_way)
{
    chiso_tree *tree = support_tree(
        "code,title,max,combine,gate\n1,,,,\n1.1,,10,,\n1.2,,10,,\n2,,,sum drop lowest "
        "1,\n2.1,,10,,\n2.2,,10,,\n3,,,,\n3.1,,10,,below 50%: parent at most "
        "30%\n3.2,,10,,\n");
    chiso_board *board =
        support_board(tree, "unit,1.1,1.2,2.1,2.2,3.1,3.2\nu,1,1,9,1,4,10\nv,1,1,1,1,1,1\n");
    const chiso_node set = support_node(tree, "1");
    chiso_what_if *what_if = NULL;
    chiso_obstacle obstacle;
    chiso_result before;
    chiso_result after;

    cr_assert_eq(chiso_board_set_result(board, 0, set, "9", "appeal", NULL), CHISO_OK);
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    cr_assert_eq(chiso_what_if_new(board, NULL, &what_if, NULL), CHISO_OK);
    cr_assert_eq(chiso_what_if_result(what_if, 0, CHISO_ROOT, &before), CHISO_OK);
    cr_assert_eq(chiso_what_if_set(what_if, "u", "1.1", "10", NULL), CHISO_OK);
    cr_assert_eq(chiso_what_if_set(what_if, "u", "2.2", "8", NULL), CHISO_OK);
    cr_assert_eq(chiso_what_if_set(what_if, "u", "3.2", "9", NULL), CHISO_OK);
    cr_assert_eq(chiso_what_if_result(what_if, 0, CHISO_ROOT, &after), CHISO_OK);
    cr_expect_eq(before.achieved, after.achieved);
    cr_assert_eq(chiso_what_if_obstacle(what_if, 0, support_node(tree, "1.1"), &obstacle),
                 CHISO_OK);
    cr_expect(obstacle.set == set && obstacle.limited == CHISO_NO_NODE &&
              obstacle.dropped == CHISO_NO_NODE);
    cr_assert_eq(chiso_what_if_obstacle(what_if, 0, support_node(tree, "2.2"), &obstacle),
                 CHISO_OK);
    cr_expect(obstacle.set == CHISO_NO_NODE && obstacle.dropped == support_node(tree, "2.2"));
    cr_assert_eq(chiso_board_obstacle(board, 0, support_node(tree, "3.2"), &obstacle, NULL),
                 CHISO_OK);
    cr_expect(obstacle.limited == support_node(tree, "3") &&
              obstacle.limited_by == support_node(tree, "3.1"));
    cr_assert_eq(chiso_board_obstacle(board, 0, support_node(tree, "3.1"), &obstacle, NULL),
                 CHISO_OK);
    cr_expect(obstacle.limited == CHISO_NO_NODE);
    cr_expect_eq(chiso_what_if_obstacle(NULL, 0, 0, &obstacle), CHISO_E_NULL);
    cr_expect_eq(chiso_board_obstacle(board, 7, 0, &obstacle, NULL), CHISO_E_UNIT);
    chiso_what_if_free(what_if);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* The cells as they were have no places that six do not show; those that are tried do. */
Test(what_if, values_that_are_divided_anew_keep_all_their_places)
{
    chiso_tree *tree = support_tree(
        "code,title,max,rule\n1,,,\n1.1,,12,over column P | range 0..12\n1.2,,10,\n2,,10,\n");
    chiso_board *board = support_scored(tree, "unit,P,1.1,1.2,2\nu,3,9,1,0\nv,1,4,1,0\n");
    chiso_what_if *what_if = NULL;
    char points[CHISO_FIGURE_TEXT_SIZE];

    cr_assert_eq(chiso_what_if_new(board, NULL, &what_if, NULL), CHISO_OK);
    cr_assert_eq(chiso_what_if_set(what_if, "u", "1.1", "4", NULL), CHISO_OK);
    cr_assert_eq(chiso_what_if_points_text(what_if, 0, support_node(tree, "1"), 12, '.', points),
                 CHISO_OK);
    cr_expect_str_eq(points, "2.333333333333");
    cr_assert_eq(chiso_what_if_points_text(what_if, 0, CHISO_ROOT, 12, '.', points), CHISO_OK);
    cr_expect_str_eq(points, "2.333333333333");
    chiso_what_if_free(what_if);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* What does not apply to a block is neither missing nor scored on trial. */
Test(what_if, what_does_not_apply_to_a_block_stays_so)
{
    chiso_tree *tree =
        support_tree("code,title,max,weight@x,options\n.,,,,missing=skip\n1,,10,,\n2,,10,-,\n");
    chiso_board *board = support_scored(tree, "unit,block,1,2\nu,x,9,\nv,y,9,8\n");
    const chiso_node left_out = support_node(tree, "2");
    chiso_what_if *what_if = NULL;
    chiso_result result;

    cr_assert_eq(chiso_what_if_new(board, NULL, &what_if, NULL), CHISO_OK);
    cr_assert_eq(chiso_what_if_set(what_if, "u", "2", "", NULL), CHISO_OK);
    cr_assert_eq(chiso_what_if_result(what_if, 0, left_out, &result), CHISO_OK);
    cr_expect_eq(result.state, CHISO_STATE_NOT_APPLICABLE);
    cr_assert_eq(chiso_what_if_set_points(what_if, 0, left_out, CHISO_MISSING, NULL), CHISO_OK);
    cr_assert_eq(chiso_what_if_result(what_if, 0, CHISO_ROOT, &result), CHISO_OK);
    cr_expect(result.percent == decimal("90") && result.coverage == decimal("100"));
    cr_expect_eq(chiso_what_if_set(what_if, "u", "2", "8", NULL), CHISO_E_CELL);
    cr_expect_eq(chiso_what_if_set_points(what_if, 0, left_out, decimal("8"), NULL), CHISO_E_CELL);
    chiso_what_if_free(what_if);
    chiso_board_free(board);
    chiso_tree_free(tree);
}
