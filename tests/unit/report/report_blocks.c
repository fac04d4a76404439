#include "json.h"

#include <criterion/criterion.h>

#include <string.h>

static const char CRITERIA[] = "code,title,max\n1,,60\n2,,40\n";
static const char TWO[] = "unit,block,1,2\na,x,50,30\nb,x,40,30\nc,y,30,30\nd,y,20,20\n";
static const char TWO_BEFORE[] = "unit,block,1,2\na,x,40,30\nb,x,50,20\nc,y,20,30\ne,y,0,0\n";
static const char ONE[] = "unit,block,1,2\na,x,50,30\nb,x,40,30\nc,x,30,30\nd,x,20,20\n";
static const char ONE_BEFORE[] = "unit,block,1,2\na,x,40,30\nb,x,50,20\nc,x,20,30\ne,x,0,0\n";

static chiso_board *board_of(const char *points)
{
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *board = support_scored(tree, points);

    chiso_tree_free(tree);
    return board;
}

/* What a report says, as lines; with an earlier board it is compared. */
static struct buffer lines_of(const char *now, const char *before, chiso_scope scope)
{
    const chiso_rank_options ranking = {.size = sizeof(ranking), .scope = scope};
    chiso_comparison_options comparing = CHISO_COMPARISON_OPTIONS_INIT;
    chiso_report_options options = CHISO_REPORT_OPTIONS_INIT;
    chiso_board *board = board_of(now);
    chiso_board *earlier = before == NULL ? NULL : board_of(before);
    chiso_report *report = NULL;
    struct buffer text = {0};
    const chiso_sink sink = buffer_sink(&text);
    struct buffer lines;

    comparing.ranking = &ranking;
    options.ranking = &ranking;
    if (earlier != NULL) {
        cr_assert_eq(chiso_comparison_new(board, earlier, &comparing, &options.comparison, NULL),
                     CHISO_OK);
    }
    cr_assert_eq(chiso_report_new(board, &options, &report, NULL), CHISO_OK);
    cr_assert_eq(chiso_report_write_json(report, &sink, NULL), CHISO_OK);
    lines = json_lines(&text);
    buffer_clear(&text);
    chiso_report_free(report);
    chiso_comparison_free(options.comparison);
    chiso_board_free(earlier);
    chiso_board_free(board);
    return lines;
}

#define EXPECT(lines, expected)                                                                    \
    expect_json_all(lines, expected, sizeof(expected) / sizeof((expected)[0]))

Test(report_blocks, where_all_are_ranked_together_the_first_entry_is_over_all)
{
    static const char *const expected[][2] = {
        {"blocks[0].block", "null"},   {"blocks[0].units", "4"},      {"blocks[0].mean", "62.50"},
        {"blocks[0].min", "40.00"},    {"blocks[0].max", "80.00"},    {"blocks[0].change", "6.67"},
        {"blocks[0].both", "3"},       {"blocks[1].block", "\"x\""},  {"blocks[1].mean", "75.00"},
        {"blocks[1].change", "5.00"},  {"blocks[1].both", "2"},       {"blocks[2].block", "\"y\""},
        {"blocks[2].mean", "50.00"},   {"blocks[2].change", "10.00"}, {"blocks[2].both", "1"},
        {"blocks[3].block", "(none)"},
    };
    static const char *const alone[][2] = {
        {"blocks[0].block", "null"},  {"blocks[0].mean", "62.50"},  {"blocks[0].change", "(none)"},
        {"blocks[0].both", "(none)"}, {"blocks[1].block", "\"x\""}, {"blocks[2].block", "(none)"},
    };
    struct buffer lines = lines_of(TWO, TWO_BEFORE, CHISO_SCOPE_OVERALL);

    EXPECT(&lines, expected);
    buffer_clear(&lines);
    lines = lines_of(ONE, NULL, CHISO_SCOPE_OVERALL);
    EXPECT(&lines, alone);
    buffer_clear(&lines);
}

Test(report_blocks, within_blocks_there_is_no_entry_over_all)
{
    static const char *const expected[][2] = {
        {"blocks[0].block", "\"x\""},
        {"blocks[1].block", "\"y\""},
        {"blocks[2].block", "(none)"},
    };
    struct buffer lines = lines_of(TWO, TWO_BEFORE, CHISO_SCOPE_BLOCKS);

    EXPECT(&lines, expected);
    buffer_clear(&lines);
}

/* Ranks within several blocks are several rankings: how they agree cannot be said in one number. */
Test(report_blocks, rankings_agree_where_each_side_is_one)
{
    static const struct {
        const char *now;
        const char *before;
        chiso_scope scope;
        bool is_said;
    } cases[] = {
        {TWO, TWO_BEFORE, CHISO_SCOPE_BLOCKS, false}, {TWO, TWO_BEFORE, CHISO_SCOPE_OVERALL, true},
        {ONE, ONE_BEFORE, CHISO_SCOPE_BLOCKS, true},  {ONE, ONE_BEFORE, CHISO_SCOPE_OVERALL, true},
        {ONE, TWO_BEFORE, CHISO_SCOPE_BLOCKS, false}, {TWO, ONE_BEFORE, CHISO_SCOPE_BLOCKS, false},
        {ONE, TWO_BEFORE, CHISO_SCOPE_OVERALL, true},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct buffer lines = lines_of(cases[i].now, cases[i].before, cases[i].scope);

        expect_json(&lines, "comparison.agreement", cases[i].is_said ? "(none)" : "null");
        expect_json(&lines, "comparison.agreement.units", cases[i].is_said ? "3" : "(none)");
        buffer_clear(&lines);
    }
}
