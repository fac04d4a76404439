/* Memory that fails under a what-if: what was refused changed nothing, and what was not is all
 * there. */
#include "fault.h"

#include <criterion/criterion.h>

#include <stdlib.h>
#include <string.h>

enum { UNITS = 9 };

static const char CRITERIA[] =
    "code,title,max,weight,combine,rule\n"
    "1,,20,,mean,\n1.1,,10,1,,\n1.2,,10,2,,survey 100 50 0\n1.3,,5,1,,rate\n"
    "2,,30,,,\n2.1,,10,,,percentile block\n2.2,,10,,,zscore 5 2\n2.3,,10,,,\n";

/* What is set in turn: values, gaps, counts, and values that others are measured by. */
static const struct {
    const char *unit, *code, *text;
} changes[] = {
    {"u0", "1.1", "7"},  {"u1", "1.2", "1|2|3"}, {"u0", "1.1", ""},    {"u2", "1.3", "NA"},
    {"u3", "2.3", "1"},  {"u4", "2.3", ""},      {"u5", "1.1", "3"},   {"u6", "2.1", "20"},
    {"u6", "1.2", "NA"}, {"u7", "2.2", "30"},    {"u8", "2.1", "-"},   {"u1", "1.2", "9|0|0"},
    {"u8", "1.3", ""},   {"u3", "1.3", "1/3"},   {"u2", "1.3", "55%"}, {"u2", "2.2", "1"},
    {"u8", "2.1", "1"},  {"u7", "1.1", "10"},
};

enum { CHANGES = (int)(sizeof(changes) / sizeof(changes[0])) };

static chiso_board *board_of(const chiso_allocator *allocator)
{
    struct buffer points = {0};
    chiso_tree *tree = NULL;
    chiso_board *board = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    buffer_print(&points, "unit,block,1.1,1.2,1.3,2.1,2.2,2.3\n");
    for (int unit = 0; unit < UNITS; unit++) {
        buffer_print(&points, "u%d,b%d,%d,%d|1|2,%s,%d,%d,%d\n", unit, unit % 2, unit, unit,
                     unit == 2 || unit > 6 ? "" : "50%", unit * 5 % 7, unit * 3 % 8, unit % 4);
    }
    cr_assert(chiso_tree_read_csv(CRITERIA, strlen(CRITERIA), allocator, &tree, &error) == CHISO_OK,
              "%s", error.message);
    cr_assert(chiso_board_new(tree, allocator, &board, &error) == CHISO_OK, "%s", error.message);
    cr_assert(chiso_board_read_csv(board, points.bytes, points.size, &error) == CHISO_OK, "%s",
              error.message);
    cr_assert(chiso_board_score(board, &error) == CHISO_OK, "%s", error.message);
    chiso_tree_free(tree);
    buffer_clear(&points);
    return board;
}

/* How the what-ifs at hand rank. */
static chiso_rank_options ranking_options;
static const chiso_node chain[] = {1, 4};

static void rank_by(chiso_ties ties, size_t chain_count)
{
    ranking_options = CHISO_RANK_OPTIONS_INIT;
    ranking_options.ties = ties;
    ranking_options.tie_break = chain;
    ranking_options.tie_break_count = chain_count;
}

/* Everything that is read is what the board has. */
static void expect_like(const struct fault *fault, chiso_what_if *what_if, const chiso_board *board,
                        const char *when)
{
    for (chiso_node node = 0; node < chiso_tree_node_count(chiso_board_tree(board)); node++) {
        chiso_ranking *ranking = NULL;

        cr_assert_eq(chiso_ranking_new(board, node, &ranking_options, &ranking, NULL), CHISO_OK);
        for (chiso_unit unit = 0; unit < UNITS; unit++) {
            chiso_result expected;
            chiso_place place;
            chiso_standing standing;

            cr_assert_eq(chiso_board_result(board, unit, node, &expected), CHISO_OK);
            cr_assert_eq(chiso_ranking_place(ranking, unit, &place), CHISO_OK);
            cr_assert_eq(chiso_what_if_standing(what_if, unit, node, NULL, &standing), CHISO_OK);
            cr_expect(
                standing.result.achieved == expected.achieved &&
                    standing.result.max == expected.max &&
                    standing.result.coverage == expected.coverage &&
                    standing.result.state == expected.state && standing.place.rank == place.rank &&
                    standing.place.out_of == place.out_of,
                "request %zu, %s: u%u, node %u: %s of %s, rank %u; a board has %s of %s, rank %u",
                fault->nth, when, (unsigned)unit, (unsigned)node,
                decimal_text(standing.result.achieved), decimal_text(standing.result.max),
                (unsigned)standing.place.rank, decimal_text(expected.achieved),
                decimal_text(expected.max), (unsigned)place.rank);
        }
        chiso_ranking_free(ranking);
    }
}

static bool begin(struct fault *fault)
{
    const chiso_node second = 2;
    chiso_rank_options options = CHISO_RANK_OPTIONS_INIT;
    chiso_board *board = board_of(&fault->allocator);
    const size_t alive = fault->meter.alive;
    chiso_what_if *what_if = (chiso_what_if *)board;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    options.ties = CHISO_TIES_ORDINAL;
    options.tie_break = &second;
    options.tie_break_count = 1;
    arm(fault);
    status = chiso_what_if_new(board, &options, &what_if, &error);
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    cr_expect((what_if == NULL) == (status != CHISO_OK), "request %zu", fault->nth);
    cr_expect(status == CHISO_OK || fault->meter.alive == alive,
              "request %zu: a failed beginning left blocks", fault->nth);
    chiso_what_if_free(what_if);
    chiso_board_free(board);
    return refused;
}

Test(what_if_memory, beginning)
{
    fail_each("a what-if", begin);
}

/* A rank or a figure that cannot be had is told, and can be had later. */
static void read_some(struct fault *fault, const chiso_board *board, chiso_what_if *what_if, int i)
{
    chiso_place place = {.rank = 99};
    chiso_result result = {.achieved = 99};
    const chiso_status first =
        chiso_what_if_place(what_if, (chiso_unit)(i % UNITS), (chiso_node)(i % 3), &place);
    const chiso_status second = chiso_what_if_result(what_if, (chiso_unit)(i % UNITS), 0, &result);

    chiso_cell cell = {.value = 99};
    const chiso_node leaf = chiso_node_next_leaf(chiso_board_tree(board), CHISO_ROOT);
    const chiso_status third = chiso_what_if_cell(what_if, (chiso_unit)(i % UNITS), leaf, &cell);

    char text[CHISO_FIGURE_TEXT_SIZE] = "as it was";
    const chiso_status fourth =
        chiso_what_if_points_text(what_if, (chiso_unit)(i % UNITS), 0, 2, '.', text);

    cr_expect(fourth == CHISO_OK || (fourth == CHISO_E_MEMORY && strcmp(text, "as it was") == 0 &&
                                     was_refused(fault)),
              "request %zu: %s", fault->nth, chiso_status_name(fourth));
    cr_expect(third == CHISO_OK ||
                  (third == CHISO_E_MEMORY && cell.value == 99 && was_refused(fault)),
              "request %zu: %s", fault->nth, chiso_status_name(third));
    cr_expect(first == CHISO_OK ||
                  (first == CHISO_E_MEMORY && place.rank == 99 && was_refused(fault)),
              "request %zu: %s", fault->nth, chiso_status_name(first));
    cr_expect(second == CHISO_OK ||
                  (second == CHISO_E_MEMORY && result.achieved == 99 && was_refused(fault)),
              "request %zu: %s", fault->nth, chiso_status_name(second));
}

/* Changes while memory fails from some request on; every third is behind a begin. */
static bool change(struct fault *fault)
{
    chiso_board *board = board_of(&fault->allocator);
    chiso_board *copy = board_of(NULL);
    chiso_what_if *what_if = NULL;
    size_t done = 0;
    bool refused;

    cr_assert_eq(chiso_what_if_new(board, &ranking_options, &what_if, NULL), CHISO_OK);
    arm(fault);
    for (int i = 0; i < CHANGES; i++) {
        chiso_error error = CHISO_ERROR_INIT;
        const size_t depth = chiso_what_if_depth(what_if);
        chiso_status status = i % 3 == 0 ? chiso_what_if_begin(what_if, &error) : CHISO_OK;

        expect_memory(fault, status, &error);
        cr_expect_eq(chiso_what_if_depth(what_if), depth + (i % 3 == 0 && status == CHISO_OK));
        status =
            chiso_what_if_set(what_if, changes[i].unit, changes[i].code, changes[i].text, &error);
        expect_memory(fault, status, &error);
        if (status == CHISO_OK) {
            done++;
            cr_assert_eq(
                chiso_board_set(copy, changes[i].unit, changes[i].code, changes[i].text, NULL),
                CHISO_OK);
        }
        cr_expect_eq(chiso_what_if_change_count(what_if), done);
        if (i % 4 == 1) {
            read_some(fault, board, what_if, i);
        }
    }
    refused = was_refused(fault);
    disarm(fault);
    cr_assert_eq(chiso_board_score(copy, NULL), CHISO_OK);
    expect_like(fault, what_if, copy, "what was not refused");
    cr_assert_eq(chiso_what_if_reset(what_if, NULL), CHISO_OK);
    expect_like(fault, what_if, board, "all taken back");
    chiso_what_if_free(what_if);
    chiso_board_free(board);
    chiso_board_free(copy);
    return refused;
}

Test(what_if_memory, changes_and_readings)
{
    rank_by(CHISO_TIES_COMPETITION, 0);
    fail_each("changes", change);
    /* These ask for memory for each rank: of equals, and of all that are better. */
    rank_by(CHISO_TIES_ORDINAL, 0);
    fail_each("changes, ordinal", change);
    rank_by(CHISO_TIES_DENSE, 2);
    fail_each("changes, dense, with a chain", change);
}

/* The first change that others are measured by takes a value away: its unit then is the fifth with
 * a gap, and what that needs is asked for while all units come to be copied. */
static bool take_away_first(struct fault *fault)
{
    chiso_board *board = board_of(&fault->allocator);
    chiso_board *copy = board_of(NULL);
    chiso_what_if *what_if = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    cr_assert_eq(chiso_what_if_new(board, &ranking_options, &what_if, NULL), CHISO_OK);
    cr_assert_eq(chiso_what_if_set(what_if, "u4", "1.1", "", NULL), CHISO_OK);
    cr_assert_eq(chiso_board_set(copy, "u4", "1.1", "", NULL), CHISO_OK);
    arm(fault);
    status = chiso_what_if_set(what_if, "u0", "2.1", "", &error);
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    if (status == CHISO_OK) {
        cr_assert_eq(chiso_board_set(copy, "u0", "2.1", "", NULL), CHISO_OK);
    }
    cr_assert_eq(chiso_board_score(copy, NULL), CHISO_OK);
    expect_like(fault, what_if, copy, status == CHISO_OK ? "a value taken away" : "refused");
    chiso_what_if_free(what_if);
    chiso_board_free(board);
    chiso_board_free(copy);
    return refused;
}

Test(what_if_memory, a_value_that_others_are_measured_by_is_taken_away_first)
{
    rank_by(CHISO_TIES_COMPETITION, 0);
    fail_each("taking away", take_away_first);
}

/* Taking back needs no memory. */
static bool take_back(struct fault *fault)
{
    chiso_board *board = board_of(&fault->allocator);
    chiso_what_if *what_if = NULL;
    bool refused;

    cr_assert_eq(chiso_what_if_new(board, &ranking_options, &what_if, NULL), CHISO_OK);
    for (int i = 0; i < CHANGES; i++) {
        cr_assert_eq(
            chiso_what_if_set(what_if, changes[i].unit, changes[i].code, changes[i].text, NULL),
            CHISO_OK);
    }
    cr_assert_eq(chiso_what_if_score(what_if, NULL), CHISO_OK);
    arm(fault);
    cr_assert_eq(chiso_what_if_undo(what_if, NULL), CHISO_OK);
    cr_assert_eq(chiso_what_if_reset(what_if, NULL), CHISO_OK);
    cr_assert(!was_refused(fault));
    read_some(fault, board, what_if, 1);
    refused = was_refused(fault);
    disarm(fault);
    expect_like(fault, what_if, board, "taken back");
    chiso_what_if_free(what_if);
    chiso_board_free(board);
    return refused;
}

Test(what_if_memory, taking_back_needs_none)
{
    rank_by(CHISO_TIES_COMPETITION, 0);
    fail_each("taking back", take_back);
}
