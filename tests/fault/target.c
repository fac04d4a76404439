/* Ledgers and targets while memory fails: nothing is made, nothing leaks, and the board goes on
 * telling the same. */
#include "fault.h"

#include <criterion/criterion.h>

#include <stdlib.h>
#include <string.h>

static const char CRITERIA[] = "code,title,max,combine,kind,rule,weight\n.,,100,mean,,,\n1,,10,,,,"
                               "3\n2,,10,geometric,,,1\n2.1,,5,,,,\n2.2,,5,,,,\n3,,,,,,2\n"
                               "3.1,,5,,,,\n3.2,,2,,bonus,,\n3.3,,5,,,minmax,\n";
static const char POINTS[] = "unit,block,1,2.1,2.2,3.1,3.2,3.3\na,x,4,1,2,3,,7\nb,x,10,5,5,5,2,"
                             "9\nc,x,7,,3,1,1,3\nd,y,7,2,2,NA,0,8\ne,x,7,4,3,1,1,3\n";

static chiso_board *board_of(struct fault *fault, const char *points)
{
    chiso_tree *tree = NULL;
    chiso_board *board = NULL;

    cr_assert(chiso_tree_read_csv(CRITERIA, strlen(CRITERIA), &fault->allocator, &tree, NULL) ==
              CHISO_OK);
    cr_assert(chiso_board_new(tree, &fault->allocator, &board, NULL) == CHISO_OK);
    cr_assert(chiso_board_read_csv(board, points, strlen(points), NULL) == CHISO_OK &&
              chiso_board_score(board, NULL) == CHISO_OK);
    chiso_tree_free(tree);
    return board;
}

static chiso_board *new_board(struct fault *fault)
{
    return board_of(fault, POINTS);
}

/* So many that what is found of them is kept for others. */
static chiso_board *board_of_many(struct fault *fault)
{
    struct buffer points = {0};
    chiso_board *board = NULL;

    buffer_print(&points, "unit,block,1,2.1,2.2,3.1,3.2,3.3\n");
    for (int i = 0; i < 24; i++) {
        buffer_print(&points, "u%d,x,%d,%d,2,%d,,%d\n", i, i % 10, 1 + i % 5, i % 6, i);
    }
    board = board_of(fault, points.bytes);
    buffer_clear(&points);
    return board;
}

static bool ledger_made_with(struct fault *fault, chiso_board *board, int places)
{
    chiso_ledger_options options = CHISO_LEDGER_OPTIONS_INIT;
    chiso_ledger *ledger = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    options.point_places = places;
    arm(fault);
    status = chiso_ledger_new(board, 0, CHISO_ROOT, &options, &ledger, &error);
    expect_memory(fault, status, &error);
    cr_expect((ledger == NULL) == (status != CHISO_OK), "request %zu", fault->nth);
    refused = was_refused(fault);
    disarm(fault);
    cr_expect(chiso_board_is_scored(board), "request %zu", fault->nth);
    chiso_ledger_free(ledger);
    chiso_board_free(board);
    return refused;
}

static bool ledger_made(struct fault *fault)
{
    return ledger_made_with(fault, new_board(fault), CHISO_DECIMAL_PLACES);
}

/* What is written of it has other places than what is told. */
static bool ledger_of_two_places_made(struct fault *fault)
{
    return ledger_made_with(fault, new_board(fault), 2);
}

static bool ledger_among_many_made(struct fault *fault)
{
    return ledger_made_with(fault, board_of_many(fault), CHISO_DECIMAL_PLACES);
}

Test(target_memory, ledgers)
{
    fail_each("a ledger", ledger_made);
    fail_each("a ledger of two places", ledger_of_two_places_made);
    fail_each("a ledger among many", ledger_among_many_made);
}

/* The target of a text, with all that it says as one text; NULL when memory failed. */
static chiso_target *make(struct fault *fault, const chiso_board *board, const char *text,
                          const chiso_target_options *options)
{
    chiso_target *target = NULL;
    chiso_goal goal;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status =
        chiso_goal_parse(board, options->bands, text, decimal("50"), &goal, &error);

    cr_assert(status == CHISO_OK, "%s", error.message);
    status = chiso_target_new(board, 0, CHISO_ROOT, &goal, options, &target, &error);
    expect_memory(fault, status, &error);
    cr_expect((target == NULL) == (status != CHISO_OK), "request %zu", fault->nth);
    return target;
}

static bool targets_made(struct fault *fault)
{
    static const char *const texts[] = {"rank:1",      "rank:3", "band:A", "percent:99",
                                        "percent:200", "rise:1", "above:b"};
    static const char bands_text[] = "band,from\nA,90\nB,80\n";
    static const chiso_decimal efforts[] = {0, 1000000, 0,      500000, 2000000,
                                            0, 1000000, 250000, 3000000};
    static const chiso_node chain[] = {1};
    const chiso_rank_options ranking = {.size = sizeof(ranking),
                                        .ties = CHISO_TIES_ORDINAL,
                                        .tie_break = chain,
                                        .tie_break_count = 1};
    bool refused = false;

    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]) * 2; i++) {
        chiso_board *board = new_board(fault);
        chiso_target_options options = CHISO_TARGET_OPTIONS_INIT;
        chiso_bands *bands = NULL;
        chiso_target *target;

        cr_assert(chiso_bands_read_csv(bands_text, strlen(bands_text), &fault->allocator, &bands,
                                       NULL) == CHISO_OK);
        options.bands = bands;
        if (i % 2 == 1) {
            options.ranking = &ranking;
            options.efforts = efforts;
            options.effort_count = sizeof(efforts) / sizeof(efforts[0]);
        }
        arm(fault);
        target = make(fault, board, texts[i / 2], &options);
        refused = refused || was_refused(fault);
        disarm(fault);
        chiso_target_free(target);
        target = make(fault, board, texts[i / 2], &options);
        cr_expect(target != NULL && chiso_board_is_scored(board), "request %zu", fault->nth);
        chiso_board_free(board);
        chiso_target_free(target);
        chiso_bands_free(bands);
    }
    return refused;
}

Test(target_memory, targets)
{
    fail_each("targets", targets_made);
}
