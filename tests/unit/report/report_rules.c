#include "support.h"

#include <criterion/criterion.h>

#include <string.h>

static const char CRITERIA[] = "code,title,max\n1,,100\n2,,100\n";
static const char NOW[] = "unit,block,1,2\na,x,50,50.004\nb,x,50,50\nc,y,90,20\nd,y,20,90\n";
static const char BEFORE[] = "unit,block,1,2\na,x,40,50\nb,x,50,60\nc,y,80,20\nd,y,20,80\n";
static const char EARLIER[] = "unit,block,1,2\na,x,10,10\nb,x,50,60\nc,y,80,20\nd,y,20,80\n";

static const chiso_node CHAINS[][2] = {{1, 2}, {2, 1}};

/* Rules that rank the units above one way or another. */
static const chiso_rank_options RULES[] = {
    {.size = sizeof(chiso_rank_options)},
    {.size = sizeof(chiso_rank_options), .ties = CHISO_TIES_DENSE},
    {.size = sizeof(chiso_rank_options), .key = CHISO_KEY_PUBLISHED},
    {.size = sizeof(chiso_rank_options), .scope = CHISO_SCOPE_OVERALL},
    {.size = sizeof(chiso_rank_options), .ties = CHISO_TIES_ORDINAL},
    {.size = sizeof(chiso_rank_options),
     .ties = CHISO_TIES_ORDINAL,
     .tie_break = CHAINS[0],
     .tie_break_count = 2},
    {.size = sizeof(chiso_rank_options),
     .ties = CHISO_TIES_ORDINAL,
     .tie_break = CHAINS[1],
     .tie_break_count = 2},
};

enum { RULE_COUNT = sizeof(RULES) / sizeof(RULES[0]) };

static chiso_board *board_of(const char *points)
{
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *board = support_scored(tree, points);

    chiso_tree_free(tree);
    return board;
}

static chiso_bands *bands_of(const char *csv)
{
    chiso_bands *bands = NULL;

    cr_assert_eq(chiso_bands_read_csv(csv, strlen(csv), NULL, &bands, NULL), CHISO_OK);
    return bands;
}

static chiso_comparison *comparison_of(const chiso_board *now, const chiso_board *before,
                                       const chiso_rank_options *ranking)
{
    chiso_comparison_options options = CHISO_COMPARISON_OPTIONS_INIT;
    chiso_comparison *comparison = NULL;

    options.ranking = ranking;
    cr_assert_eq(chiso_comparison_new(now, before, &options, &comparison, NULL), CHISO_OK);
    return comparison;
}

static chiso_report *report_of(const chiso_board *board, const chiso_rank_options *ranking,
                               chiso_bands *bands, chiso_comparison *comparison)
{
    chiso_report_options options = CHISO_REPORT_OPTIONS_INIT;
    chiso_report *report = NULL;

    options.ranking = ranking;
    options.bands = bands;
    options.comparison = comparison;
    cr_assert_eq(chiso_report_new(board, &options, &report, NULL), CHISO_OK);
    return report;
}

static chiso_target *target_of(const chiso_board *board, const chiso_rank_options *ranking,
                               chiso_bands *bands)
{
    const chiso_goal goal = {.kind = CHISO_GOAL_RANK, .rank = 1};
    chiso_target_options options = CHISO_TARGET_OPTIONS_INIT;
    chiso_target *target = NULL;

    options.ranking = ranking;
    options.bands = bands;
    cr_assert_eq(chiso_target_new(board, 0, CHISO_ROOT, &goal, &options, &target, NULL), CHISO_OK);
    return target;
}

/* Whether the document of unit a takes the parts; if not, it says which part is at fault, and
 * writes nothing. */
static void expect(const chiso_report *report, const chiso_detail *detail, chiso_status status,
                   const char *part)
{
    struct buffer text = {0};
    const chiso_sink sink = buffer_sink(&text);
    chiso_error error = CHISO_ERROR_INIT;

    cr_expect_eq(chiso_report_write_unit_json(report, 0, detail, &sink, &error), status, "%s: %s",
                 part, error.message);
    cr_expect((text.size == 0) == (status != CHISO_OK), "%s", part);
    cr_expect(status == CHISO_OK || strstr(error.message, part) != NULL, "%s: %s", part,
              error.message);
    buffer_clear(&text);
}

Test(report_rules, of_a_report_are_those_it_was_made_with)
{
    chiso_board *board = board_of(NOW);
    chiso_rank_options rules = CHISO_RANK_OPTIONS_INIT;
    chiso_report *report = NULL;

    for (int i = 0; i < RULE_COUNT; i++) {
        report = report_of(board, &RULES[i], NULL, NULL);
        cr_assert_eq(chiso_report_rules(report, &rules), CHISO_OK);
        cr_expect(rules.size == sizeof(rules) && rules.ties == RULES[i].ties &&
                      rules.key == RULES[i].key && rules.scope == RULES[i].scope &&
                      rules.tie_break_count == RULES[i].tie_break_count,
                  "%d", i);
        for (size_t node = 0; node < rules.tie_break_count; node++) {
            cr_expect_eq(rules.tie_break[node], RULES[i].tie_break[node]);
        }
        chiso_report_free(report);
    }
    report = report_of(board, &RULES[6], NULL, NULL);
    rules.size = 0;
    cr_expect_eq(chiso_report_rules(report, &rules), CHISO_E_RANGE);
    rules.size = sizeof(rules) - 1;
    cr_expect_eq(chiso_report_rules(report, &rules), CHISO_E_RANGE);
    rules.size = sizeof(rules) + 1;
    cr_expect_eq(chiso_report_rules(report, &rules), CHISO_E_RANGE);
    cr_expect(chiso_report_rules(report, NULL) == CHISO_E_NULL &&
              chiso_report_rules(NULL, &rules) == CHISO_E_NULL);
    chiso_report_free(report);
    chiso_board_free(board);
}

static void expect_by_rule(const chiso_report *report, const chiso_board *board,
                           const chiso_board *before, const chiso_rank_options *ranking,
                           chiso_status status)
{
    chiso_target *target = target_of(board, ranking, NULL);
    chiso_comparison *comparison = comparison_of(board, before, ranking);
    chiso_what_if *what_if = NULL;
    chiso_detail detail = CHISO_DETAIL_INIT;

    cr_assert_eq(chiso_what_if_new(board, ranking, &what_if, NULL), CHISO_OK);
    detail.target = target;
    expect(report, &detail, status, "target");
    detail.target = NULL;
    detail.what_if = what_if;
    expect(report, &detail, status, "what-if");
    detail.what_if = NULL;
    detail.comparison = comparison;
    expect(report, &detail, status, "comparison");
    chiso_what_if_free(what_if);
    chiso_comparison_free(comparison);
    chiso_target_free(target);
}

/* "rank 4 of 4" never stands beside "rank 2 of 2". */
Test(report_rules, of_a_part_are_those_of_the_document)
{
    chiso_board *board = board_of(NOW);
    chiso_board *before = board_of(BEFORE);

    for (int i = 0; i < RULE_COUNT; i++) {
        chiso_report *report = report_of(board, &RULES[i], NULL, NULL);
        chiso_rank_options rules = CHISO_RANK_OPTIONS_INIT;

        for (int j = 0; j < RULE_COUNT; j++) {
            expect_by_rule(report, board, before, &RULES[j], i == j ? CHISO_OK : CHISO_E_SHAPE);
        }
        cr_assert_eq(chiso_report_rules(report, &rules), CHISO_OK);
        expect_by_rule(report, board, before, &rules, CHISO_OK);
        chiso_report_free(report);
    }
    chiso_board_free(before);
    chiso_board_free(board);
}

Test(report_rules, of_a_ledger_are_among_whom_it_compares)
{
    chiso_board *board = board_of(NOW);

    for (int i = 0; i < 2; i++) {
        chiso_report *report = report_of(board, &RULES[i * 3], NULL, NULL);

        for (int scope = CHISO_SCOPE_BLOCKS; scope <= CHISO_SCOPE_OVERALL; scope++) {
            chiso_ledger_options options = CHISO_LEDGER_OPTIONS_INIT;
            chiso_ledger *ledger = NULL;
            chiso_detail detail = CHISO_DETAIL_INIT;

            options.scope = (chiso_scope)scope;
            cr_assert_eq(chiso_ledger_new(board, 0, CHISO_ROOT, &options, &ledger, NULL), CHISO_OK);
            detail.ledger = ledger;
            expect(report, &detail, i == scope ? CHISO_OK : CHISO_E_SHAPE, "ledger");
            chiso_ledger_free(ledger);
        }
        chiso_report_free(report);
    }
    chiso_board_free(board);
}

/* A target's bands are the report's, by name and bound, or none are said. */
Test(report_rules, of_bands_are_the_same_throughout)
{
    static const struct {
        const char *report;
        const char *target;
        chiso_status status;
    } cases[] = {
        {"band,from\nA,80\nB,50\n", "band,from\nA,80\nB,50\n", CHISO_OK},
        {"band,from\nA,80\nB,50\n", "band,from\nA,80\nB,50.000001\n", CHISO_E_SHAPE},
        {"band,from\nA,80\nB,50\n", "band,from\nA,80\nC,50\n", CHISO_E_SHAPE},
        {"band,from\nA,80\nB,50\n", "band,from\nA,80\n", CHISO_E_SHAPE},
        {"band,from\nA,80\nB,50\n", NULL, CHISO_OK},
        {NULL, "band,from\nA,80\nB,50\n", CHISO_E_SHAPE},
    };
    chiso_board *board = board_of(NOW);

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        chiso_bands *reported = cases[i].report == NULL ? NULL : bands_of(cases[i].report);
        chiso_bands *aimed = cases[i].target == NULL ? NULL : bands_of(cases[i].target);
        chiso_report *report = report_of(board, NULL, reported, NULL);
        chiso_target *target = target_of(board, NULL, aimed);
        chiso_detail detail = CHISO_DETAIL_INIT;

        /* A target keeps its bands. */
        chiso_bands_free(aimed);
        chiso_bands_free(reported);
        detail.target = target;
        expect(report, &detail, cases[i].status, "target");
        chiso_target_free(target);
        chiso_report_free(report);
    }
    chiso_board_free(board);
}

/* A bridge is of the change that the document tells. */
Test(report_rules, of_a_comparison_are_those_of_the_reports)
{
    chiso_board *board = board_of(NOW);
    chiso_board *boards[] = {board_of(BEFORE), board_of(EARLIER)};
    chiso_comparison *shown = comparison_of(board, boards[0], NULL);
    chiso_report *report = report_of(board, NULL, NULL, shown);
    chiso_comparison *others[] = {comparison_of(board, boards[0], NULL),
                                  comparison_of(board, boards[1], NULL), NULL, NULL};
    chiso_comparison_options options = CHISO_COMPARISON_OPTIONS_INIT;
    chiso_detail detail = CHISO_DETAIL_INIT;
    chiso_map *map = NULL;

    cr_assert_eq(chiso_map_new(NULL, &map, NULL), CHISO_OK);
    cr_assert_eq(chiso_map_add(map, "b", "a", NULL, NULL), CHISO_OK);
    options.units = map;
    cr_assert_eq(chiso_comparison_new(board, boards[0], &options, &others[2], NULL), CHISO_OK);
    options.units = NULL;
    options.predecessor = CHISO_PREDECESSOR_MEAN;
    cr_assert_eq(chiso_comparison_new(board, boards[0], &options, &others[3], NULL), CHISO_OK);
    detail.comparison = shown;
    expect(report, &detail, CHISO_OK, "comparison");
    for (int i = 0; i < 4; i++) {
        detail.comparison = others[i];
        expect(report, &detail, i == 0 ? CHISO_OK : CHISO_E_SHAPE, "comparison");
        chiso_comparison_free(others[i]);
    }
    chiso_map_free(map);
    chiso_report_free(report);
    chiso_comparison_free(shown);
    chiso_board_free(boards[1]);
    chiso_board_free(boards[0]);
    chiso_board_free(board);
}

/* Not a byte is written before a part turns out to be of the board before it changed. */
Test(report_rules, of_a_board_that_changed_are_no_more)
{
    chiso_board *board = board_of(NOW);
    chiso_board *before = board_of(BEFORE);
    chiso_comparison *comparison = comparison_of(board, before, NULL);
    chiso_target *target = target_of(board, NULL, NULL);
    chiso_ledger *ledger = NULL;
    chiso_what_if *what_if = NULL;
    chiso_explanation *explanation = NULL;
    chiso_report *report = NULL;
    const char *const names[] = {"ledger", "target", "what-if", "explanation", "comparison"};

    cr_assert_eq(chiso_ledger_new(board, 0, 0, NULL, &ledger, NULL), CHISO_OK);
    cr_assert_eq(chiso_what_if_new(board, NULL, &what_if, NULL), CHISO_OK);
    cr_assert_eq(chiso_explanation_new(board, 0, 0, 1, &explanation, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_set(board, "a", "1", "51", NULL), CHISO_OK);
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    report = report_of(board, NULL, NULL, NULL);
    for (int i = 0; i < 5; i++) {
        chiso_detail detail = CHISO_DETAIL_INIT;

        detail.ledger = i == 0 ? ledger : NULL;
        detail.target = i == 1 ? target : NULL;
        detail.what_if = i == 2 ? what_if : NULL;
        detail.explanation = i == 3 ? explanation : NULL;
        detail.comparison = i == 4 ? comparison : NULL;
        expect(report, &detail, CHISO_E_STATE, names[i]);
    }
    chiso_report_free(report);
    chiso_explanation_free(explanation);
    chiso_what_if_free(what_if);
    chiso_ledger_free(ledger);
    chiso_target_free(target);
    chiso_comparison_free(comparison);
    chiso_board_free(before);
    chiso_board_free(board);
}
