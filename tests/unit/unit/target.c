/* Targets by hand. */
#include "support.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char BANDS[] = "band,from\nA,90\nB,80\nC,50\n";

static chiso_bands *make_bands(void)
{
    chiso_bands *bands = NULL;

    cr_assert(chiso_bands_read_csv(BANDS, strlen(BANDS), NULL, &bands, NULL) == CHISO_OK);
    return bands;
}

static chiso_target *target_of(const chiso_board *board, const char *unit, const char *text,
                               const chiso_target_options *options)
{
    chiso_target_options given = options == NULL ? CHISO_TARGET_OPTIONS_INIT : *options;
    chiso_bands *bands = make_bands();
    chiso_target *target = NULL;
    chiso_goal goal;
    chiso_error error = CHISO_ERROR_INIT;

    given.bands = bands;
    cr_assert(chiso_goal_parse(board, bands, text, decimal("70"), &goal, &error) == CHISO_OK,
              "%s: %s", text, error.message);
    cr_assert(chiso_target_new(board, support_unit(board, unit), CHISO_ROOT, &goal, &given, &target,
                               &error) == CHISO_OK,
              "%s: %s", text, error.message);
    cr_expect(strcmp(chiso_target_text(target), text) == 0, "%s reads as %s", text,
              chiso_target_text(target));
    chiso_bands_free(bands);
    return target;
}

static chiso_target_figures result_of(const chiso_target *target)
{
    chiso_target_figures result;

    cr_assert(chiso_target_result(target, &result) == CHISO_OK);
    return result;
}

static void expect_figure(const char *name, const char *figure, chiso_decimal got,
                          const char *expected)
{
    cr_expect(got == (expected == NULL ? CHISO_ABSENT : decimal(expected)),
              "%s: %s is %s, expected %s", name, figure, decimal_text(got),
              expected == NULL ? "absent" : expected);
}

/* The steps as "leaf from-to +gain", one after the other. */
static void expect_steps(const char *name, const chiso_board *board, const chiso_target *target,
                         const char *expected)
{
    const chiso_target_step *steps = NULL;
    uint32_t count = 0;
    struct buffer text = {0};

    cr_assert(chiso_target_plan(target, &steps, &count, NULL) == CHISO_OK, "%s", name);
    buffer_print(&text, "%s", "");
    for (uint32_t i = 0; i < count; i++) {
        buffer_print(&text, "%s%s %s-%s +%s", i == 0 ? "" : ", ",
                     chiso_node_code(chiso_board_tree(board), steps[i].leaf),
                     decimal_text(steps[i].from), decimal_text(steps[i].to),
                     decimal_text(steps[i].gain));
    }
    cr_expect(strcmp(text.bytes, expected) == 0, "%s: %s, expected %s", name, text.bytes, expected);
    buffer_clear(&text);
}

/* Of 100 points: u has 61 = 10 + 21 + 30, and the others 95, 80, 80, 70 and 40. */
static chiso_board *simple_board(chiso_tree **out_tree)
{
    *out_tree = support_tree("code,title,max\n1,,20\n2,,30\n3,,50\n");
    return support_scored(
        *out_tree,
        "unit,1,2,3\nu,10,21,30\nv,20,25,50\nw,10,20,50\nx,15,30,35\ny,20,20,30\nz,0,10,30\n");
}

Test(target, figures_of_each_kind_of_goal)
{
    static const struct {
        const char *text;
        chiso_outcome outcome;
        const char *least, *distance, *distance_percent, *needed, *planned;
        const char *steps;
    } cases[] = {
        {"rank:1", CHISO_OUTCOME_MISSED, "95", "-34", "-34", "34", "95",
         "3 30-50 +20, 1 10-20 +10, 2 21-25 +4"},
        /* Two have 80: to be second, nobody but the first may be above. */
        {"rank:2", CHISO_OUTCOME_MISSED, "80", "-19", "-19", "19", "80", "3 30-49 +19"},
        {"rank:3", CHISO_OUTCOME_MISSED, "80", "-19", "-19", "19", "80", "3 30-49 +19"},
        {"rank:4", CHISO_OUTCOME_MISSED, "70", "-9", "-9", "9", "70", "3 30-39 +9"},
        {"rank:5", CHISO_OUTCOME_MET, "40", "21", "21", "0", "61", ""},
        {"rank:6", CHISO_OUTCOME_MET, NULL, NULL, NULL, "0", "61", ""},
        {"band:A", CHISO_OUTCOME_MISSED, "90", "-29", "-29", "29", "90", "3 30-50 +20, 1 10-19 +9"},
        {"band:C", CHISO_OUTCOME_MET, "50", "11", "11", "0", "61", ""},
        {"percent:61", CHISO_OUTCOME_MET, "61", "0", "0", "0", "61", ""},
        {"percent:61.000001", CHISO_OUTCOME_MISSED, "61.000001", "-0.000001", "-0.000001",
         "0.000001", "61.000001", "3 30-30.000001 +0.000001"},
        {"rise:2.5", CHISO_OUTCOME_MISSED, "72.5", "-11.5", "-11.5", "11.5", "72.5",
         "3 30-41.5 +11.5"},
        {"above:y", CHISO_OUTCOME_MISSED, "70.000001", "-9.000001", "-9.000001", "9.000001",
         "70.000001", "3 30-39.000001 +9.000001"},
        {"above:z", CHISO_OUTCOME_MET, "40.000001", "20.999999", "20.999999", "0", "61", ""},
    };
    chiso_tree *tree = NULL;
    chiso_board *board = simple_board(&tree);

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_target *target = target_of(board, "u", cases[i].text, NULL);
        const chiso_target_figures result = result_of(target);

        cr_expect(result.outcome == cases[i].outcome, "%s: %s", cases[i].text,
                  chiso_word(CHISO_WORDS_OUTCOME, result.outcome));
        cr_expect(result.exactness == CHISO_EXACTNESS_EXACT, "%s", cases[i].text);
        expect_figure(cases[i].text, "achieved", result.achieved, "61");
        expect_figure(cases[i].text, "max", result.max, "100");
        expect_figure(cases[i].text, "least", result.least, cases[i].least);
        expect_figure(cases[i].text, "distance", result.distance, cases[i].distance);
        expect_figure(cases[i].text, "distance_percent", result.distance_percent,
                      cases[i].distance_percent);
        expect_figure(cases[i].text, "needed", result.needed, cases[i].needed);
        expect_figure(cases[i].text, "most", result.most, "100");
        expect_figure(cases[i].text, "short_by", result.short_by, "0");
        expect_figure(cases[i].text, "planned", result.planned, cases[i].planned);
        expect_figure(cases[i].text, "effort", result.effort, NULL);
        /* Fifth of six, 21 points above the last; 11 above the bound of C. */
        expect_figure(cases[i].text, "rank_margin", result.rank_margin, "21");
        expect_figure(cases[i].text, "band_margin", result.band_margin, "11");
        cr_expect(result.place.rank == 5 && result.place.out_of == 6 && result.place.tied == 1 &&
                  result.band == 2);
        expect_steps(cases[i].text, board, target, cases[i].steps);
        chiso_target_free(target);
    }
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* Four of 100 points; u has 50, and the others 70, 70 and 60. What u needs to be second by each way
 * to treat equals. */
Test(target, equals_are_treated_as_the_ranking_treats_them)
{
    static const struct {
        chiso_ties ties;
        uint32_t rank;
        const char *least, *margin;
    } cases[] = {
        {CHISO_TIES_COMPETITION, 1, "70", NULL},     {CHISO_TIES_COMPETITION, 2, "70", NULL},
        {CHISO_TIES_COMPETITION, 3, "60", NULL},     {CHISO_TIES_DENSE, 2, "60", NULL},
        {CHISO_TIES_DENSE, 1, "70", NULL},           {CHISO_TIES_MODIFIED, 1, "70.000001", NULL},
        {CHISO_TIES_MODIFIED, 3, "60.000001", NULL}, {CHISO_TIES_AVERAGE, 2, "70", NULL},
        {CHISO_TIES_AVERAGE, 1, "70.000001", NULL},  {CHISO_TIES_AVERAGE, 3, "60.000001", NULL},
        {CHISO_TIES_ORDINAL, 2, "70", NULL},         {CHISO_TIES_ORDINAL, 1, "70.000001", NULL},
    };
    chiso_tree *tree = support_tree("code,title,max\n1,,100\n");
    /* v was added before u, w and x behind it. */
    chiso_board *board = support_scored(tree, "unit,1\nv,70\nu,50\nw,70\nx,60\n");

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_rank_options rank = CHISO_RANK_OPTIONS_INIT;
        chiso_target_options options = CHISO_TARGET_OPTIONS_INIT;
        char text[16];
        chiso_target *target;

        rank.ties = cases[i].ties;
        options.ranking = &rank;
        (void)snprintf(text, sizeof(text), "rank:%u", (unsigned)cases[i].rank);
        target = target_of(board, "u", text, &options);
        cr_expect(result_of(target).least == decimal(cases[i].least), "case %zu: %s", i,
                  decimal_text(result_of(target).least));
        expect_figure(text, "rank_margin", result_of(target).rank_margin, cases[i].margin);
        chiso_target_free(target);
    }
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* u and v both have 60 by criteria 1 and 2; whoever has more of 2 stands before. */
Test(target, ordinal_ranks_go_by_the_tie_breaking_criteria)
{
    chiso_tree *tree = support_tree("code,title,max\n1,,50\n2,,50\n");
    chiso_board *board = support_scored(tree, "unit,1,2\nu,30,30\nv,20,40\nw,40,20\n");
    const chiso_node chain[] = {support_node(tree, "2")};
    chiso_rank_options rank = CHISO_RANK_OPTIONS_INIT;
    chiso_target_options options = CHISO_TARGET_OPTIONS_INIT;
    chiso_target *target;

    rank.ties = CHISO_TIES_ORDINAL;
    rank.tie_break = chain;
    rank.tie_break_count = 1;
    options.ranking = &rank;
    target = target_of(board, "u", "rank:1", &options);
    cr_expect(result_of(target).place.rank == 2 && result_of(target).needed == 1);
    expect_figure("u", "rank_margin", result_of(target).rank_margin, "0");
    chiso_target_free(target);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* 89.995 is published as 90.00: that is enough where published percents count. */
Test(target, published_percents_need_less)
{
    chiso_tree *tree = support_tree("code,title,max\n1,,100\n");
    chiso_board *board = support_scored(tree, "unit,1\nu,80\nv,85.004\n");
    chiso_rank_options rank = CHISO_RANK_OPTIONS_INIT;
    chiso_target_options options = CHISO_TARGET_OPTIONS_INIT;
    static const struct {
        const char *text, *exact, *published;
    } cases[] = {{"percent:90", "90", "89.995"},
                 {"band:A", "90", "89.995"},
                 {"above:v", "85.004001", "85.005"},
                 {"rank:1", "85.004", "84.995"}};

    options.ranking = &rank;
    for (size_t i = 0; i < COUNT(cases); i++) {
        for (int key = 0; key < 2; key++) {
            chiso_target *target;

            rank.key = (chiso_key)key;
            target = target_of(board, "u", cases[i].text, &options);
            expect_figure(cases[i].text, "least", result_of(target).least,
                          key == 0 ? cases[i].exact : cases[i].published);
            chiso_target_free(target);
        }
    }
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* A point on 1, 2 and 3 takes 1, 0.5 and 2; criterion 3 cannot be changed in the second case. */
Test(target, with_efforts_the_cheapest_points_are_taken_first)
{
    chiso_tree *tree = NULL;
    chiso_board *board = simple_board(&tree);
    chiso_decimal efforts[] = {0, decimal("1"), decimal("0.5"), decimal("2")};
    chiso_target_options options = CHISO_TARGET_OPTIONS_INIT;
    chiso_target *target;

    options.efforts = efforts;
    options.effort_count = COUNT(efforts);
    target = target_of(board, "u", "band:B", &options);
    expect_steps("2 first", board, target, "2 21-30 +9, 1 10-20 +10");
    expect_figure("2 first", "effort", result_of(target).effort, "14.5");
    cr_expect(result_of(target).exactness == CHISO_EXACTNESS_EXACT);
    chiso_target_free(target);
    target = target_of(board, "u", "percent:82.5", &options);
    expect_steps("3 last", board, target, "2 21-30 +9, 1 10-20 +10, 3 30-32.5 +2.5");
    expect_figure("3 last", "effort", result_of(target).effort, "19.5");
    chiso_target_free(target);
    efforts[3] = CHISO_ABSENT;
    target = target_of(board, "u", "percent:82.5", &options);
    cr_expect(result_of(target).outcome == CHISO_OUTCOME_OUT_OF_REACH);
    expect_figure("without 3", "most", result_of(target).most, "80");
    expect_figure("without 3", "short_by", result_of(target).short_by, "2.5");
    chiso_target_free(target);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* 5.5 of 20 points: 1 is given in whole points, so that by 6 of them it is reached for 6, while 5
 * and half a point of 2 take 5.75. */
Test(target, a_plan_that_gives_points_in_vain_is_not_said_to_take_the_least)
{
    chiso_tree *tree = support_tree("code,title,max,round\n1,,10,0\n2,,10,\n");
    chiso_board *board = support_scored(tree, "unit,1,2\nu,0,0\n");
    const chiso_decimal efforts[] = {0, decimal("1"), decimal("1.5")};
    chiso_target_options options = CHISO_TARGET_OPTIONS_INIT;
    chiso_target *target;

    options.efforts = efforts;
    options.effort_count = COUNT(efforts);
    target = target_of(board, "u", "percent:27.5", &options);
    expect_steps("whole points", board, target, "1 0-6 +6");
    cr_expect(result_of(target).exactness == CHISO_EXACTNESS_ROUNDED);
    chiso_target_free(target);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* 1 weighs three times as much as 2: of 10 points each, a point on it is 7.5 of 100, and a point on
 * 2 is 2.5. */
Test(target, weights_caps_and_gates_say_how_far_a_leaf_helps)
{
    static const struct {
        const char *root;
        const char *steps;
        chiso_exactness exactness;
    } cases[] = {
        {".,,100,mean,", "1 4-8 +30",
         CHISO_EXACTNESS_EXACT}, /* from 3 × 4 + 1 × 6 = 18 of 40, 45 %, to 75 % */
        {".,,100,min,", "1 4-7.5 +20, 2 6-7.5 +15",
         CHISO_EXACTNESS_EXACT}, /* both must be at 75 % */
        {".,,100,max,", "2 6-7.5 +15",
         CHISO_EXACTNESS_EXACT}, /* one is enough, and 2 has less far to go */
        {".,,100,median,", "1 4-9 +25", CHISO_EXACTNESS_EXACT}, /* the mean of both */
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct buffer criteria = {0};
        chiso_tree *tree;
        chiso_board *board;
        chiso_target *target;

        buffer_print(&criteria, "code,title,max,combine,weight\n%s\n1,,10,,3\n2,,10,,1\n",
                     cases[i].root);
        tree = support_tree(criteria.bytes);
        board = support_scored(tree, "unit,1,2\nu,4,6\n");
        target = target_of(board, "u", "percent:75", NULL);
        expect_steps(cases[i].root, board, target, cases[i].steps);
        cr_expect(result_of(target).exactness == cases[i].exactness, "%s: %s", cases[i].root,
                  chiso_word(CHISO_WORDS_EXACTNESS, result_of(target).exactness));
        expect_figure(cases[i].root, "planned", result_of(target).planned, "75");
        chiso_target_free(target);
        chiso_board_free(board);
        chiso_tree_free(tree);
        buffer_clear(&criteria);
    }
}

/* What does not apply and what is not scored is left alone, but for what counts as 0; a leaf that
 * is rounded gets what rounds up to enough. */
Test(target, gaps_and_rounded_leaves)
{
    chiso_tree *tree = support_tree("code,title,max,round\n1,,10,\n2,,20,1\n3,,30,\n");
    chiso_board *board = support_scored(tree, "unit,1,2,3\nu,5,,NA\n");
    chiso_target *target = target_of(board, "u", "percent:60.1", NULL);

    /* 18.03 of 30: 2 must give 13.03, which rounds up to what is had from 13.05 on. */
    expect_figure("rounded", "least", result_of(target).least, "18.03");
    expect_steps("rounded", board, target, "2 0-13.1 +13.1");
    expect_figure("rounded", "planned", result_of(target).planned, "18.1");
    chiso_target_free(target);
    chiso_board_free(board);
    chiso_tree_free(tree);
    tree = support_tree("code,title,max,options\n.,,,missing=skip\n1,,10,\n2,,20,\n");
    board = support_scored(tree, "unit,1,2\nu,5,\n");
    target = target_of(board, "u", "percent:60", NULL);
    expect_steps("skipped", board, target, "1 5-6 +1");
    chiso_target_free(target);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(target, what_no_leaf_can_reach_says_by_how_much)
{
    chiso_tree *tree = support_tree("code,title,max,kind\n1,,10,\n2,,2,bonus\n");
    chiso_board *board = support_scored(tree, "unit,1,2\nu,5,1\nv,10,2\n");
    chiso_target *target = target_of(board, "u", "above:v", NULL);
    const chiso_target_step *steps = NULL;
    uint32_t count = 9;
    chiso_error error = CHISO_ERROR_INIT;

    cr_expect(result_of(target).outcome == CHISO_OUTCOME_OUT_OF_REACH);
    expect_figure("above", "needed", result_of(target).needed, "6.000001");
    expect_figure("above", "most", result_of(target).most, "12");
    expect_figure("above", "short_by", result_of(target).short_by, "0.000001");
    expect_figure("above", "short_by_percent", result_of(target).short_by_percent, "0.00001");
    expect_figure("above", "planned", result_of(target).planned, NULL);
    cr_expect(chiso_target_plan(target, &steps, &count, &error) == CHISO_E_RANGE && steps == NULL &&
              count == 9);
    cr_expect(support_names(error.message, "above:v") && support_names(error.message, "0.000001") &&
                  support_names(error.message, "12"),
              "%s", error.message);
    cr_expect(support_names(error.message_vi, "0.000001"), "%s", error.message_vi);
    chiso_target_free(target);
    target = target_of(board, "u", "percent:120", NULL);
    expect_steps("with the bonus", board, target, "1 5-10 +5, 2 1-2 +1");
    chiso_target_free(target);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(target, figures_at_both_ends_of_what_there_is)
{
    chiso_tree *tree = support_tree("code,title,max,min\n1,,9200000000000,-9200000000000\n");
    chiso_board *board = support_scored(tree, "unit,1\nu,-9200000000000\nv,9200000000000\n");
    const chiso_goal goal = {.kind = CHISO_GOAL_PERCENT, .percent = decimal("50")};
    chiso_target *target = target_of(board, "v", "rank:1", NULL);
    chiso_error error = CHISO_ERROR_INIT;

    /* Even the least points that there are would share the first rank. */
    expect_figure("v", "least", result_of(target).least, NULL);
    cr_expect(result_of(target).outcome == CHISO_OUTCOME_MET);
    chiso_target_free(target);
    target = target_of(board, "v", "percent:101", NULL);
    cr_expect(result_of(target).outcome == CHISO_OUTCOME_OUT_OF_REACH);
    expect_figure("v", "least", result_of(target).least, NULL);
    expect_figure("v", "short_by", result_of(target).short_by, NULL);
    cr_expect(chiso_target_plan(target, &(const chiso_target_step *){NULL}, &(uint32_t){0},
                                &error) == CHISO_E_RANGE);
    cr_expect(support_names(error.message, "any points"), "%s", error.message);
    chiso_target_free(target);
    target = NULL;
    cr_expect(chiso_target_new(board, 0, CHISO_ROOT, &goal, NULL, &target, &error) ==
                  CHISO_E_RANGE &&
              target == NULL);
    cr_expect(support_names(error.message, "unit u"), "%s", error.message);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

Test(target, texts_are_read_or_refused_by_name)
{
    static const struct {
        const char *text;
        chiso_status status;
        const char *named;
    } cases[] = {
        {" Rank : 5 ", CHISO_OK, NULL},
        {"percent:90%", CHISO_OK, NULL},
        {"above:u", CHISO_OK, NULL},
        {"rise:+2.5", CHISO_OK, NULL},
        {"", CHISO_E_WORD, "rank:5"},
        {"rank", CHISO_E_WORD, "\"rank\""},
        {"rank:", CHISO_E_WORD, "\"rank:\""},
        {"place:3", CHISO_E_WORD, "place:3"},
        {"5", CHISO_E_WORD, "\"5\""},
        {"rank:0", CHISO_E_RANGE, "0"},
        {"rank:-1", CHISO_E_RANGE, "-1"},
        {"rank:2.5", CHISO_E_RANGE, "2.5"},
        {"rank:first", CHISO_E_NUMBER, "first"},
        {"rank:5000000000", CHISO_E_RANGE, "5000000000"},
        {"percent:9,5", CHISO_E_NUMBER, "9,5"},
        {"percent:66.6666667", CHISO_E_NUMBER, "66.6666667"},
        {"rise:0.0000001%", CHISO_E_NUMBER, "0.0000001"},
        {"percent:99999999999999", CHISO_E_RANGE, "percent"},
        {"band:Z", CHISO_E_WORD, "Z"},
        {"band:a", CHISO_E_WORD, "highest is A"},
        {"above:nobody", CHISO_E_UNIT, "nobody"},
        {"rise:-1", CHISO_E_RANGE, "-1"},
        {"rise:x", CHISO_E_NUMBER, "x"},
        {"rank:\xFF", CHISO_E_ENCODING, "UTF-8"},
    };
    chiso_tree *tree = support_tree("code,title,max\n1,,10\n");
    chiso_board *board = support_scored(tree, "unit,1\nu,5\n");
    chiso_bands *bands = make_bands();
    chiso_goal goal = {.rank = 4711};
    chiso_error error = CHISO_ERROR_INIT;

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_goal read = {.rank = 4711, .unit = 7};
        const chiso_status status =
            chiso_goal_parse(board, bands, cases[i].text, decimal("80"), &read, &error);

        cr_expect(status == cases[i].status, "%s: %s", cases[i].text, chiso_status_name(status));
        if (status != CHISO_OK) {
            cr_expect(read.rank == 4711 && read.unit == 7, "%s", cases[i].text);
            cr_expect(error.status == status && support_names(error.message, cases[i].named),
                      "%s: %s", cases[i].text, error.message);
            cr_expect(error.message_vi[0] != '\0' && strcmp(error.message, error.message_vi) != 0,
                      "%s", cases[i].text);
        }
    }
    cr_expect(chiso_goal_parse(board, NULL, "band:A", CHISO_ABSENT, &goal, &error) ==
                  CHISO_E_EMPTY &&
              support_names(error.message, "A"));
    cr_expect(chiso_goal_parse(board, bands, "rise:1", CHISO_ABSENT, &goal, &error) ==
                  CHISO_E_EMPTY &&
              goal.rank == 4711);
    cr_expect(chiso_goal_parse(NULL, bands, "rank:1", 0, &goal, &error) == CHISO_E_NULL);
    cr_expect(chiso_goal_parse(board, bands, NULL, 0, &goal, &error) == CHISO_E_NULL);
    cr_expect(chiso_goal_parse(board, bands, "rank:1", 0, NULL, &error) == CHISO_E_NULL);
    chiso_bands_free(bands);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* Whether a goal is refused with a status and a message that names something. */
static void expect_refusal(const chiso_board *board, const char *unit, chiso_goal goal,
                           const chiso_target_options *options, chiso_status status,
                           const char *named)
{
    chiso_target *target = (chiso_target *)&goal;
    chiso_error error = CHISO_ERROR_INIT;
    const chiso_status got = chiso_target_new(board, support_unit(board, unit), CHISO_ROOT, &goal,
                                              options, &target, &error);

    cr_expect(got == status && target == NULL, "%s instead of %s", chiso_status_name(got),
              chiso_status_name(status));
    cr_expect(support_names(error.message, named) && error.message_vi[0] != '\0',
              "%s does not name %s", error.message, named);
}

Test(target, bad_input_is_named_and_makes_nothing)
{
    chiso_tree *tree = support_tree("code,title,max\n1,,10\n2,,0\n");
    chiso_board *board = support_scored(tree, "unit,ranked,1,2\nu,yes,5,0\nv,no,6,0\nw,yes,NA,0\n");
    chiso_board *unscored = support_board(tree, "unit,1\nu,5\n");
    const chiso_goal percent = {.kind = CHISO_GOAL_PERCENT, .percent = decimal("60")};
    const chiso_goal rank = {.kind = CHISO_GOAL_RANK, .rank = 1};
    chiso_decimal efforts[] = {0, decimal("-1"), 0};
    chiso_rank_options ranks = CHISO_RANK_OPTIONS_INIT;
    chiso_target_options options = CHISO_TARGET_OPTIONS_INIT;
    chiso_target *target = NULL;
    chiso_target_figures result;
    const chiso_target_step *steps = NULL;
    uint32_t count = 0;

    expect_refusal(board, "w", percent, NULL, CHISO_E_EMPTY, "w");
    expect_refusal(board, "v", rank, NULL, CHISO_E_UNIT, "v");
    expect_refusal(board, "u", (chiso_goal){.kind = CHISO_GOAL_RANK}, NULL, CHISO_E_RANGE, "rank");
    expect_refusal(board, "u", (chiso_goal){.kind = (chiso_goal_kind)5}, NULL, CHISO_E_RANGE,
                   "kind");
    expect_refusal(board, "u", (chiso_goal){.kind = CHISO_GOAL_BAND}, NULL, CHISO_E_EMPTY, "bands");
    expect_refusal(board, "u", (chiso_goal){.kind = CHISO_GOAL_ABOVE, .unit = 0}, NULL,
                   CHISO_E_UNIT, "u");
    expect_refusal(board, "u", (chiso_goal){.kind = CHISO_GOAL_ABOVE, .unit = 2}, NULL,
                   CHISO_E_EMPTY, "w");
    expect_refusal(board, "u", (chiso_goal){.kind = CHISO_GOAL_ABOVE, .unit = 3}, NULL,
                   CHISO_E_UNIT, "3");
    expect_refusal(board, "u",
                   (chiso_goal){.kind = CHISO_GOAL_RISE, .percent = 1, .former = CHISO_ABSENT},
                   NULL, CHISO_E_RANGE, "former");
    expect_refusal(board, "u",
                   (chiso_goal){.kind = CHISO_GOAL_RISE, .percent = CHISO_DECIMAL_MAX, .former = 1},
                   NULL, CHISO_E_RANGE, "9200000000000");
    options.bands = make_bands();
    expect_refusal(board, "u", (chiso_goal){.kind = CHISO_GOAL_BAND, .band = 3}, &options,
                   CHISO_E_RANGE, "3");
    chiso_bands_free((chiso_bands *)options.bands);
    options.bands = NULL;
    options.efforts = efforts;
    options.effort_count = 2;
    expect_refusal(board, "u", percent, &options, CHISO_E_RANGE, "2 efforts");
    options.effort_count = 3;
    expect_refusal(board, "u", percent, &options, CHISO_E_RANGE, "criterion 1");
    options.efforts = NULL;
    ranks.ties = (chiso_ties)9;
    options.ranking = &ranks;
    expect_refusal(board, "u", percent, &options, CHISO_E_RANGE, "CHISO_RANK_OPTIONS_INIT");
    expect_refusal(unscored, "u", percent, NULL, CHISO_E_STATE, "not scored");
    cr_expect(chiso_target_new(board, 9, CHISO_ROOT, &percent, NULL, &target, NULL) ==
              CHISO_E_UNIT);
    cr_expect(chiso_target_new(board, 0, 9, &percent, NULL, &target, NULL) == CHISO_E_NODE);
    cr_expect(chiso_target_new(board, 0, support_node(tree, "2"), &percent, NULL, &target, NULL) ==
              CHISO_E_EMPTY);
    cr_expect(chiso_target_new(NULL, 0, CHISO_ROOT, &percent, NULL, &target, NULL) == CHISO_E_NULL);
    cr_expect(chiso_target_new(board, 0, CHISO_ROOT, NULL, NULL, &target, NULL) == CHISO_E_NULL);
    cr_expect(chiso_target_new(board, 0, CHISO_ROOT, &percent, NULL, NULL, NULL) == CHISO_E_NULL);
    cr_assert(chiso_target_new(board, 0, CHISO_ROOT, &percent, NULL, &target, NULL) == CHISO_OK);
    cr_expect(chiso_target_result(NULL, &result) == CHISO_E_NULL &&
              chiso_target_result(target, NULL) == CHISO_E_NULL);
    cr_expect(chiso_target_plan(NULL, &steps, &count, NULL) == CHISO_E_NULL &&
              chiso_target_plan(target, NULL, &count, NULL) == CHISO_E_NULL &&
              chiso_target_plan(target, &steps, NULL, NULL) == CHISO_E_NULL);
    cr_assert(chiso_board_set(board, "u", "1", "6", NULL) == CHISO_OK);
    cr_expect(chiso_target_result(target, &result) == CHISO_E_STATE &&
              chiso_target_plan(target, &steps, &count, NULL) == CHISO_E_STATE);
    chiso_board_free(board);
    cr_expect(strcmp(chiso_target_text(target), "percent:60") == 0 &&
              strcmp(chiso_target_text(NULL), "") == 0);
    chiso_target_free(target);
    chiso_target_free(NULL);
    chiso_board_free(unscored);
    chiso_tree_free(tree);
}

/* A bonus that nobody scored counts 0, and is worth at least its min once somebody does. */
Test(target, raises_a_missing_bonus_to_no_less_than_its_min)
{
    chiso_tree *tree =
        support_tree("code,title,max,min,kind\n1,,10,,\n2,,5,0.25,bonus\n3,,6,-2,bonus\n");
    chiso_board *board = support_scored(tree, "unit,1,2,3\nu,10,,\nv,9,,5\n");
    chiso_target *target = target_of(board, "u", "percent:101", NULL);

    expect_steps("a hundredth", board, target, "3 0-0.1 +0.1");
    chiso_target_free(target);
    chiso_board_free(board);
    chiso_tree_free(tree);

    tree = support_tree("code,title,max,min,kind\n1,,10,,\n2,,5,0.25,bonus\n");
    board = support_scored(tree, "unit,1,2\nu,10,\n");
    target = target_of(board, "u", "percent:101", NULL);
    expect_steps("less than its min", board, target, "2 0-0.25 +0.25");
    chiso_target_free(target);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* 2.8 of 3.3 is published as 84.85: a rise is counted from what it is. */
Test(target, a_rise_is_counted_from_the_carried_percent)
{
    static const struct {
        const char *now, *goal;
        chiso_outcome exact, published;
    } cases[] = {
        {"2.8", "rise:0", CHISO_OUTCOME_MET, CHISO_OUTCOME_MISSED},
        {"2.833", "rise:1", CHISO_OUTCOME_MET, CHISO_OUTCOME_MISSED},
        {"2.832999", "rise:1", CHISO_OUTCOME_MISSED, CHISO_OUTCOME_MISSED},
    };
    chiso_tree *tree = support_tree("code,title,max\n1,,3.3\n");
    chiso_board *before = support_scored(tree, "unit,1\na,2.8\nb,1\n");

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct buffer points = {0};
        chiso_target_options options = CHISO_TARGET_OPTIONS_INIT;
        chiso_comparison *comparison = NULL;
        chiso_target *target = NULL;
        chiso_board *board = NULL;
        chiso_goal goal;

        buffer_print(&points, "unit,1\na,%s\nb,1\n", cases[i].now);
        board = support_scored(tree, points.bytes);
        cr_assert(chiso_comparison_new(board, before, NULL, &comparison, NULL) == CHISO_OK);
        cr_assert(chiso_goal_parse(board, NULL, cases[i].goal, decimal("84.85"), &goal, NULL) ==
                  CHISO_OK);
        for (int exact = 0; exact < 2; exact++) {
            options.comparison = exact ? comparison : NULL;
            cr_assert(chiso_target_new(board, 0, CHISO_ROOT, &goal, &options, &target, NULL) ==
                      CHISO_OK);
            cr_expect(result_of(target).outcome == (exact ? cases[i].exact : cases[i].published),
                      "%s, %s, %d", cases[i].now, cases[i].goal, exact);
            chiso_target_free(target);
        }
        options.comparison = comparison;
        target = (chiso_target *)&target;
        cr_expect(chiso_target_new(before, 0, CHISO_ROOT, &goal, &options, &target, NULL) ==
                      CHISO_E_SHAPE &&
                  target == NULL);
        chiso_comparison_free(comparison);
        chiso_board_free(board);
        buffer_clear(&points);
    }
    chiso_board_free(before);
    chiso_tree_free(tree);
}

/* What still keeps a unit from its target is named, and nothing below it is raised. */
Test(target, what_is_in_the_way_is_named)
{
    chiso_tree *tree = support_tree("code,title,max,min,kind,gate,rule\n1,,,,,,\n1.1,,10,,,,\n"
                                    "1.2,,10,,,,\n2,,20,,,,\n2.1,,20,,,below 50%: parent at most "
                                    "40%,\n3,,0,-9,bonus,above 0: parent at most band B,per -1\n");
    chiso_board *board = support_board(tree, "unit,1.1,1.2,2.1,3\nu,2,2,5,0\nv,9,9,20,2\n");
    chiso_bands *bands = NULL;
    chiso_decimal efforts[7] = {0};
    chiso_target_options options = CHISO_TARGET_OPTIONS_INIT;
    chiso_goal goal = {.kind = CHISO_GOAL_PERCENT, .percent = decimal("80")};
    const chiso_target_step *steps = NULL;
    chiso_target *target = NULL;
    chiso_target_figures figures;
    chiso_obstacle obstacle;
    uint32_t count = 0;

    cr_assert_eq(chiso_board_set_result(board, 0, support_node(tree, "1"), "8", "appeal", NULL),
                 CHISO_OK);
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    /* 8 and at most 20 of 40. */
    cr_assert_eq(chiso_target_new(board, 0, CHISO_ROOT, &goal, NULL, &target, NULL), CHISO_OK);
    cr_assert_eq(chiso_target_result(target, &figures), CHISO_OK);
    cr_assert_eq(chiso_target_obstacle(target, &obstacle), CHISO_OK);
    cr_expect(figures.outcome == CHISO_OUTCOME_OUT_OF_REACH && figures.most == decimal("28"));
    cr_expect(obstacle.set == support_node(tree, "1") && obstacle.limited == CHISO_NO_NODE);
    chiso_target_free(target);
    /* 5 of 20 is limited to no less than it is: from 10 on it counts whole. */
    goal.percent = decimal("50");
    cr_assert_eq(chiso_target_new(board, 0, CHISO_ROOT, &goal, NULL, &target, NULL), CHISO_OK);
    cr_assert_eq(chiso_target_plan(target, &steps, &count, NULL), CHISO_OK);
    cr_expect(count == 1 && steps[0].leaf == support_node(tree, "2.1") &&
              steps[0].to == decimal("12"));
    chiso_target_free(target);
    /* 38 - 2 of 40 is 90 %, and its band B for two cases, where these cannot be taken back. */
    cr_assert_eq(chiso_bands_new(NULL, &bands, NULL), CHISO_OK);
    cr_assert_eq(chiso_bands_add(bands, "A", "85", NULL), CHISO_OK);
    cr_assert_eq(chiso_bands_add(bands, "B", "50", NULL), CHISO_OK);
    options.bands = bands;
    efforts[support_node(tree, "3")] = CHISO_ABSENT;
    options.efforts = efforts;
    options.effort_count = COUNT(efforts);
    goal = (chiso_goal){.kind = CHISO_GOAL_BAND, .band = 0};
    cr_assert_eq(chiso_target_new(board, 1, CHISO_ROOT, &goal, &options, &target, NULL), CHISO_OK);
    cr_assert_eq(chiso_target_result(target, &figures), CHISO_OK);
    cr_assert_eq(chiso_target_obstacle(target, &obstacle), CHISO_OK);
    cr_expect(figures.outcome == CHISO_OUTCOME_OUT_OF_REACH && figures.band == 1 &&
              figures.short_by == 0);
    cr_expect(obstacle.limited == CHISO_ROOT && obstacle.limited_by == support_node(tree, "3") &&
              obstacle.by_cell == 0);
    cr_expect_eq(chiso_target_obstacle(NULL, &obstacle), CHISO_E_NULL);
    chiso_target_free(target);
    /* Where they can, none may be left. */
    options.efforts = NULL;
    cr_assert_eq(chiso_target_new(board, 1, CHISO_ROOT, &goal, &options, &target, NULL), CHISO_OK);
    cr_assert_eq(chiso_target_plan(target, &steps, &count, NULL), CHISO_OK);
    cr_expect(count == 1 && steps[0].leaf == support_node(tree, "3") && steps[0].to == 0);
    chiso_target_free(target);
    goal.band = 1;
    cr_assert_eq(chiso_target_new(board, 1, CHISO_ROOT, &goal, &options, &target, NULL), CHISO_OK);
    cr_assert_eq(chiso_target_result(target, &figures), CHISO_OK);
    cr_expect(figures.outcome == CHISO_OUTCOME_MET);
    chiso_target_free(target);
    chiso_bands_free(bands);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* A gate looks at what the cell holds, and goes on doing so where the points are rounded. */
Test(target, gates_see_the_cell_behind_rounded_points)
{
    chiso_tree *tree = support_tree("code,parent,title,max,min,combine,kind,round,gate\n"
                                    ".,,,,,mean,,,\n1,.,,10,,sum scaled,,,\n1.1,1,,10,,,,,\n"
                                    "1.2,1,,0,-0.4,,bonus,0,below 0: parent at most 49%\n");
    chiso_board *board = support_scored(tree, "unit,1.1,1.2\nu,9,-0.4\nv,9,0\n");
    const chiso_goal goal = {.kind = CHISO_GOAL_PERCENT, .percent = decimal("80")};
    chiso_target *target = NULL;
    chiso_target_figures figures;
    chiso_obstacle obstacle;

    cr_assert_eq(chiso_target_new(board, 0, CHISO_ROOT, &goal, NULL, &target, NULL), CHISO_OK);
    cr_assert_eq(chiso_target_result(target, &figures), CHISO_OK);
    cr_assert_eq(chiso_target_obstacle(target, &obstacle), CHISO_OK);
    cr_expect(figures.outcome == CHISO_OUTCOME_OUT_OF_REACH && figures.most == decimal("4.9"));
    cr_expect(obstacle.limited_by == support_node(tree, "1.2") && obstacle.by_cell == 1);
    chiso_target_free(target);
    cr_assert_eq(chiso_target_new(board, 1, CHISO_ROOT, &goal, NULL, &target, NULL), CHISO_OK);
    cr_assert_eq(chiso_target_result(target, &figures), CHISO_OK);
    cr_expect(figures.outcome == CHISO_OUTCOME_MET);
    chiso_target_free(target);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* Whether a target of 90 % is out of reach by the number in a cell, and not by points. */
Test(target, says_whether_points_or_the_number_behind_them_are_in_the_way)
{
    static const struct {
        const char *rule, *round, *gate, *cell;
        uint32_t by_cell;
    } cases[] = {
        {"points", "0", "below 9.8: parent at most 40%", "9.6", 1},
        {"points", "0", "above 9.5: parent at most 40%", "9.6", 1},
        {"points", "0", "below 10.5: parent at most 40%", "9.6", 0}, /* no cell holds as much */
        {"points", "", "above 5: parent at most 40%", "10", 0},
        {"points", "0", "below 100%: parent at most 40%", "9.6", 2},
        {"atleast 2:5 6:10", "", "below 8: parent at most 40%", "7", 1},
        {"atleast 2:5 6:10", "", "below 8: parent at most 40%", "3", 1},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        const chiso_goal goal = {.kind = CHISO_GOAL_PERCENT, .percent = decimal("90")};
        char criteria[200];
        char points[40];
        chiso_tree *tree = NULL;
        chiso_board *board = NULL;
        chiso_target *target = NULL;
        chiso_target_figures figures;
        chiso_obstacle obstacle;

        (void)snprintf(criteria, sizeof(criteria),
                       "code,title,max,rule,round,gate\n1,,10,%s,%s,%s\n2,,10,,,\n", cases[i].rule,
                       cases[i].round, cases[i].gate);
        (void)snprintf(points, sizeof(points), "unit,1,2\nu,%s,9\n", cases[i].cell);
        tree = support_tree(criteria);
        board = support_scored(tree, points);
        cr_assert_eq(chiso_target_new(board, 0, CHISO_ROOT, &goal, NULL, &target, NULL), CHISO_OK);
        cr_assert_eq(chiso_target_result(target, &figures), CHISO_OK);
        cr_assert_eq(chiso_target_obstacle(target, &obstacle), CHISO_OK);
        if (cases[i].by_cell == 2) {
            cr_expect(figures.outcome == CHISO_OUTCOME_MET, "case %zu", i);
        } else {
            cr_expect(figures.outcome == CHISO_OUTCOME_OUT_OF_REACH &&
                          obstacle.limited_by == support_node(tree, "1") &&
                          obstacle.by_cell == cases[i].by_cell,
                      "case %zu: %u", i, (unsigned)obstacle.by_cell);
        }
        chiso_target_free(target);
        chiso_board_free(board);
        chiso_tree_free(tree);
    }
}

/* What a plan for the first unit is: its only step, or that there is none. */
static void expect_step(const char *criteria, const char *points, const char *percent,
                        const char *code, const char *to, const char *planned)
{
    chiso_tree *tree = support_tree(criteria);
    chiso_board *board = support_scored(tree, points);
    const chiso_goal goal = {.kind = CHISO_GOAL_PERCENT, .percent = decimal(percent)};
    const chiso_target_step *steps = NULL;
    chiso_target *target = NULL;
    chiso_target_figures figures;
    uint32_t count = 0;

    cr_assert_eq(chiso_target_new(board, 0, CHISO_ROOT, &goal, NULL, &target, NULL), CHISO_OK);
    cr_assert_eq(chiso_target_result(target, &figures), CHISO_OK);
    cr_expect_eq(figures.outcome, CHISO_OUTCOME_MISSED, "%s", criteria);
    if (figures.outcome == CHISO_OUTCOME_MISSED) {
        cr_assert_eq(chiso_target_plan(target, &steps, &count, NULL), CHISO_OK);
        cr_expect_eq(count, 1);
        cr_expect_eq(steps[0].leaf, support_node(tree, code));
        cr_expect_eq(steps[0].to, decimal(to), "%s", decimal_text(steps[0].to));
        cr_expect_eq(figures.planned, decimal(planned), "%s", decimal_text(figures.planned));
    }
    chiso_target_free(target);
    chiso_board_free(board);
    chiso_tree_free(tree);
}

/* A gate that finds nothing while its criterion is missing may limit once that is scored. */
Test(target, what_is_missing_is_left_alone_where_a_gate_would_begin)
{
    expect_step("code,title,max,kind,gate\n1,,8,,\n2,,2,bonus,below 7.5: parent at most 8%\n",
                "unit,1,2\nu,4,\n", "80", "1", "6.4", "6.4");
}

/* Nothing helps alone, so that all are raised; one of them costs what the others give. */
Test(target, a_leaf_that_costs_is_taken_out_again)
{
    expect_step("code,title,max,kind,gate\n1,,,,below 70%: parent at most 10%\n1.1,,10,,\n"
                "1.2,,3,bonus,below 4.5: parent at most 50%\n2,,10,,\n",
                "unit,1.1,1.2,2\nu,,,10\n", "80", "1.1", "7", "17");
}

/* Fewer cases are more points: the gate sees how many are left. */
Test(target, a_gate_sees_the_cell_that_gives_the_points)
{
    expect_step("code,title,max,min,kind,rule,gate\n1,,10,,,,\n"
                "2,,0,-6,bonus,per -2,above 0: parent at most 50%\n",
                "unit,1,2\nu,9,1\n", "80", "2", "0", "9");
    expect_step("code,title,max,min,kind,rule,gate\n1,,10,,,,\n"
                "2,,5,,,atleast 3:2 6:5,below 6: parent at most 50%\n",
                "unit,1,2\nu,10,3\n", "90", "2", "5", "15");
}
