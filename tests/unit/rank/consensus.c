/* Several rankings made into one: what is refused, who is left out, and how equals stand. */
#include "support.h"

#include <criterion/criterion.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { MOST = 8 };

/* Rankings of boards, and what is made of them. */
struct poll {
    chiso_tree *tree;
    chiso_board *boards[MOST];
    chiso_ranking *rankings[MOST];
    size_t count;
    chiso_rank_options how;
    chiso_consensus *consensus;
};

static struct poll poll_begin(void)
{
    return (struct poll){.tree =
                             support_tree("code,title,max,options\n.,,,missing=unknown\n1,,9,\n"),
                         .how = CHISO_RANK_OPTIONS_INIT};
}

static void poll_add(struct poll *poll, const char *points)
{
    chiso_board *board = support_scored(poll->tree, points);

    cr_assert_eq(
        chiso_ranking_new(board, CHISO_ROOT, &poll->how, &poll->rankings[poll->count], NULL),
        CHISO_OK);
    poll->boards[poll->count++] = board;
}

static chiso_status poll_try(struct poll *poll, const chiso_consensus_options *options,
                             chiso_error *error)
{
    chiso_consensus_free(poll->consensus);
    poll->consensus = NULL;
    return chiso_ranking_combine((const chiso_ranking *const *)poll->rankings, poll->count, options,
                                 &poll->consensus, error);
}

static void poll_end(struct poll *poll)
{
    chiso_consensus_free(poll->consensus);
    for (size_t i = 0; i < poll->count; i++) {
        chiso_ranking_free(poll->rankings[i]);
        chiso_board_free(poll->boards[i]);
    }
    chiso_tree_free(poll->tree);
}

/* The units of a consensus in order: "a 1/2 1.5, ". */
static void expect_order(struct poll *poll, const chiso_consensus_options *options,
                         const char *expected)
{
    struct buffer text = {0};
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(poll_try(poll, options, &error), CHISO_OK, "%s", error.message);
    for (uint32_t i = 0; i < chiso_consensus_count(poll->consensus); i++) {
        chiso_consensus_unit unit;
        uint32_t index = 77;

        cr_assert_eq(chiso_consensus_at(poll->consensus, i, &unit), CHISO_OK);
        cr_expect(chiso_consensus_find(poll->consensus, unit.code, &index) == CHISO_OK &&
                  index == i);
        buffer_print(&text, "%s%s %u%s/%u%s %s of %u", i == 0 ? "" : ", ", unit.code,
                     (unsigned)unit.place.rank, unit.place.half ? ".5" : "",
                     (unsigned)unit.place.out_of, unit.place.tied > 1 ? "=" : "",
                     decimal_text(unit.score), (unsigned)unit.rankings);
    }
    cr_expect(strcmp(text.bytes, expected) == 0, "%s, not %s", text.bytes, expected);
    buffer_clear(&text);
}

static chiso_consensus_options by(chiso_consensus_rule rule)
{
    chiso_consensus_options options = CHISO_CONSENSUS_OPTIONS_INIT;

    options.rule = rule;
    return options;
}

Test(consensus, equals_in_a_ranking_have_the_mean_of_their_places_under_every_rule_of_ties)
{
    for (chiso_ties ties = CHISO_TIES_COMPETITION; ties <= CHISO_TIES_AVERAGE; ties++) {
        struct poll poll = poll_begin();
        const chiso_consensus_options mean = by(CHISO_CONSENSUS_MEAN_RANK);
        const chiso_consensus_options borda = by(CHISO_CONSENSUS_BORDA);
        const chiso_consensus_options copeland = by(CHISO_CONSENSUS_COPELAND);

        poll.how.ties = ties;
        /* a = b > c > d, and d > a > b = c: halves are 1.5 and 3.5. */
        poll_add(&poll, "unit,1\na,9\nb,9\nc,5\nd,1\n");
        poll_add(&poll, "unit,1\nc,2\nd,9\nb,2\na,3\n");
        expect_order(&poll, &mean,
                     "a 1/4 1.75 of 2, b 2/4= 2.5 of 2, d 2/4= 2.5 of 2, c 4/4 3.25 of 2");
        expect_order(&poll, &borda, "a 1/4 4.5 of 2, b 2/4= 3 of 2, d 2/4= 3 of 2, c 4/4 1.5 of 2");
        /* a beats b and c, b beats c, and who is above once and below once draws. */
        expect_order(&poll, &copeland, "a 1/4 2 of 2, b 2/4= 0 of 2, d 2/4= 0 of 2, c 4/4 -2 of 2");
        poll_end(&poll);
    }
    /* Where the order of the board decides nobody is equal. */
    struct poll poll = poll_begin();

    poll.how.ties = CHISO_TIES_ORDINAL;
    poll_add(&poll, "unit,1\na,9\nb,9\nc,5\n");
    expect_order(&poll, NULL, "a 1/3 1 of 1, b 2/3 2 of 1, c 3/3 3 of 1");
    poll_end(&poll);
}

Test(consensus, who_has_no_place_is_left_out_of_that_ranking_alone)
{
    struct poll poll = poll_begin();
    const chiso_consensus_options borda = by(CHISO_CONSENSUS_BORDA);
    const chiso_consensus_options copeland = by(CHISO_CONSENSUS_COPELAND);

    poll_add(&poll, "unit,1\na,9\nb,8\nc,7\nz,\n");
    poll_add(&poll, "unit,ranked,1\na,yes,\nb,yes,5\nc,yes,6\ny,no,9\n");
    poll_add(&poll, "unit,1\nc,9\nx,1\n");
    expect_order(&poll, NULL,
                 "a 1/4 1 of 1, c 2/4 1.666667 of 3, b 3/4= 2 of 2, x 3/4= 2 of 1, z 0/0 absent of "
                 "0, y 0/0 absent of 0");
    expect_order(&poll, &borda,
                 "a 1/4= 2 of 1, c 1/4= 2 of 3, b 3/4 1 of 2, x 4/4 0 of 1, z 0/0 absent of 0, y "
                 "0/0 absent of 0");
    /* a beats b and c, b and c draw, c beats x. */
    expect_order(&poll, &copeland,
                 "a 1/4 2 of 1, c 2/4 0 of 3, b 3/4= -1 of 2, x 3/4= -1 of 1, z 0/0 absent of 0, y "
                 "0/0 absent of 0");
    poll_end(&poll);
}

Test(consensus, weights_count_as_so_many_rankings)
{
    struct poll poll = poll_begin();
    chiso_decimal weights[] = {2 * CHISO_DECIMAL_ONE, 500000, 0};
    chiso_consensus_options options = by(CHISO_CONSENSUS_MEAN_RANK);

    poll_add(&poll, "unit,1\na,9\nb,8\n");
    poll_add(&poll, "unit,1\na,1\nb,8\n");
    poll_add(&poll, "unit,1\nb,8\nq,9\n");
    options.weights = weights;
    expect_order(&poll, &options, "a 1/2 1.2 of 2, b 2/2 1.8 of 2, q 0/0 absent of 0");
    options.rule = CHISO_CONSENSUS_BORDA;
    expect_order(&poll, &options, "a 1/2 2 of 2, b 2/2 0.5 of 2, q 0/0 absent of 0");
    options.rule = CHISO_CONSENSUS_COPELAND;
    expect_order(&poll, &options, "a 1/2 1 of 2, b 2/2 -1 of 2, q 0/0 absent of 0");
    weights[1] = 2 * CHISO_DECIMAL_ONE;
    expect_order(&poll, &options, "a 1/2= 0 of 2, b 1/2= 0 of 2, q 0/0 absent of 0");
    poll_end(&poll);
}

Test(consensus, scores_are_compared_exactly)
{
    struct poll poll = poll_begin();
    /* Mean ranks of 1 + 1/W and 1 + 1/(W + 1), which six places do not tell apart. */
    const chiso_decimal weights[] = {INT64_C(3000000000000000000), INT64_C(3000000000000000000), 1,
                                     1, 1};
    chiso_consensus_options options = by(CHISO_CONSENSUS_MEAN_RANK);

    poll_add(&poll, "unit,1\na,9\n");
    poll_add(&poll, "unit,1\nb,9\n");
    poll_add(&poll, "unit,1\nb,9\n");
    poll_add(&poll, "unit,1\nx,9\na,1\n");
    poll_add(&poll, "unit,1\nx,9\nb,1\n");
    options.weights = weights;
    expect_order(&poll, &options, "x 1/3 1 of 2, b 2/3 1 of 3, a 3/3 1 of 2");
    poll_end(&poll);
}

Test(consensus, equals_get_what_is_asked_for)
{
    static const struct {
        chiso_ties ties;
        const char *expected;
    } cases[] = {
        {CHISO_TIES_COMPETITION, "a 1/4 1 of 1, b 2/4= 2.5 of 1, c 2/4= 2.5 of 1, d 4/4 4 of 1"},
        {CHISO_TIES_DENSE, "a 1/4 1 of 1, b 2/4= 2.5 of 1, c 2/4= 2.5 of 1, d 3/4 4 of 1"},
        {CHISO_TIES_MODIFIED, "a 1/4 1 of 1, b 3/4= 2.5 of 1, c 3/4= 2.5 of 1, d 4/4 4 of 1"},
        {CHISO_TIES_AVERAGE, "a 1/4 1 of 1, b 2.5/4= 2.5 of 1, c 2.5/4= 2.5 of 1, d 4/4 4 of 1"},
        {CHISO_TIES_ORDINAL, "a 1/4 1 of 1, b 2/4 2.5 of 1, c 3/4 2.5 of 1, d 4/4 4 of 1"},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        struct poll poll = poll_begin();
        chiso_consensus_options options = CHISO_CONSENSUS_OPTIONS_INIT;

        options.ties = cases[i].ties;
        poll_add(&poll, "unit,1\nb,5\na,9\nc,5\nd,1\n");
        expect_order(&poll, &options, cases[i].expected);
        poll_end(&poll);
    }
}

Test(consensus, blocks_are_each_by_themselves)
{
    for (chiso_consensus_rule rule = CHISO_CONSENSUS_MEAN_RANK; rule <= CHISO_CONSENSUS_COPELAND;
         rule++) {
        static const char *const expected[] = {
            "a 1/2 1 of 2, d 2/2 2 of 2, c 1/2= 1.5 of 2, b 1/2= 1.5 of 2",
            "a 1/2 2 of 2, d 2/2 0 of 2, c 1/2= 1 of 2, b 1/2= 1 of 2",
            "a 1/2 1 of 2, d 2/2 -1 of 2, c 1/2= 0 of 2, b 1/2= 0 of 2",
        };
        struct poll poll = poll_begin();
        const chiso_consensus_options options = by(rule);
        chiso_consensus_unit unit;
        chiso_error error = CHISO_ERROR_INIT;

        poll_add(&poll, "unit,name,block,1\na,An,so,9\nc,,huyen,2\nb,,huyen,1\nd,,so,8\n");
        poll_add(&poll, "unit,block,1\nb,huyen,9\nd,so,1\nc,huyen,8\na,so,2\n");
        expect_order(&poll, &options, expected[rule]);
        cr_assert_eq(chiso_consensus_at(poll.consensus, 0, &unit), CHISO_OK);
        cr_expect_str_eq(unit.block, "so");
        cr_expect_str_eq(unit.name, "An");
        poll_add(&poll, "unit,block,1\na,so,1\nd,huyen,2\n");
        cr_expect_eq(poll_try(&poll, &options, &error), CHISO_E_SHAPE);
        cr_expect_str_eq(error.message, "unit d is in block \"so\" in one ranking and in block "
                                        "\"huyen\" in another; rank overall, or give it one block");
        cr_expect_str_eq(error.unit, "d");
        cr_expect_null(poll.consensus);
        poll_end(&poll);
    }
}

Test(consensus, what_cannot_be_is_refused)
{
    struct poll poll = poll_begin();
    chiso_decimal weights[] = {0, 0};
    chiso_consensus_options options = CHISO_CONSENSUS_OPTIONS_INIT;
    chiso_consensus *consensus = (chiso_consensus *)&poll;
    chiso_consensus_unit unit;
    uint32_t index = 77;
    chiso_error error = CHISO_ERROR_INIT;

    cr_expect_eq(chiso_ranking_combine(NULL, 0, NULL, &consensus, &error), CHISO_E_EMPTY);
    cr_expect_null(consensus);
    cr_expect_eq(chiso_ranking_combine(NULL, 1, NULL, &consensus, &error), CHISO_E_NULL);
    cr_expect_eq(chiso_ranking_combine(NULL, 0, NULL, NULL, &error), CHISO_E_NULL);
    poll_add(&poll, "unit,1\na,9\nb,8\n");
    poll_add(&poll, "unit,1\na,9\nb,8\n");
    options.rule = (chiso_consensus_rule)3;
    cr_expect_eq(poll_try(&poll, &options, &error), CHISO_E_RANGE);
    options.rule = CHISO_CONSENSUS_BORDA;
    options.ties = (chiso_ties)5;
    cr_expect_eq(poll_try(&poll, &options, &error), CHISO_E_RANGE);
    options.ties = CHISO_TIES_DENSE;
    options.weights = weights;
    cr_expect_eq(poll_try(&poll, &options, &error), CHISO_E_RANGE);
    weights[1] = -1;
    cr_expect_eq(poll_try(&poll, &options, &error), CHISO_E_RANGE);
    cr_expect_str_eq(error.message,
                     "the weight of ranking 1 is negative or no decimal; expected 0 or more");
    weights[1] = CHISO_DECIMAL_MAX;
    cr_expect_eq(poll_try(&poll, &options, &error), CHISO_OK);
    weights[0] = 1;
    cr_expect_eq(poll_try(&poll, &options, &error), CHISO_E_RANGE);
    poll_add(&poll, "unit,1\na,9\nb,8\nc,7\n");
    options.weights = (const chiso_decimal[]){0, 0, CHISO_DECIMAL_MAX};
    cr_expect_eq(poll_try(&poll, &options, &error), CHISO_E_RANGE);
    cr_expect_str_eq(error.message, "unit a: its score is beyond what a decimal holds; give the "
                                    "rankings lesser weights");
    poll.how.scope = CHISO_SCOPE_OVERALL;
    poll_add(&poll, "unit,1\na,9\n");
    cr_expect_eq(poll_try(&poll, NULL, &error), CHISO_E_SHAPE);
    cr_expect_not_null(strstr(error.message, "ranking 3 is overall"));
    poll.count--;
    chiso_ranking_free(poll.rankings[poll.count]);
    chiso_board_free(poll.boards[poll.count]);
    expect_order(&poll, NULL, "a 1/3 1 of 3, b 2/3 2 of 3, c 3/3 3 of 1");
    cr_expect_eq(chiso_consensus_at(poll.consensus, 3, &unit), CHISO_E_RANGE);
    cr_expect_eq(chiso_consensus_at(poll.consensus, 0, NULL), CHISO_E_NULL);
    cr_expect_eq(chiso_consensus_find(poll.consensus, "q", &index), CHISO_E_UNIT);
    cr_expect(index == 77);
    /* It stays what it is; new ones are not made of what changed. */
    cr_assert_eq(chiso_board_set(poll.boards[1], "a", "1", "1", NULL), CHISO_OK);
    cr_expect_eq(chiso_ranking_combine((const chiso_ranking *const *)poll.rankings, poll.count,
                                       NULL, &consensus, &error),
                 CHISO_E_STATE);
    cr_expect_eq(chiso_consensus_at(poll.consensus, 2, &unit), CHISO_OK);
    cr_expect_str_eq(unit.code, "c");
    poll_end(&poll);
}

Test(consensus, rankings_of_all_nodes_can_be_combined)
{
    chiso_tree *tree = support_tree("code,title,max\n1,,9\n2,,9\n3,,9\n");
    chiso_board *board = support_scored(tree, "unit,1,2,3\na,9,1,1\nb,8,8,2\nc,7,9,3\n");
    chiso_rankings *all = NULL;
    const chiso_ranking *rankings[3];
    chiso_consensus *consensus = NULL;
    chiso_consensus_unit unit;

    cr_assert_eq(chiso_rankings_new(board, NULL, &all, NULL), CHISO_OK);
    for (chiso_node node = 1; node <= 3; node++) {
        rankings[node - 1] = chiso_rankings_at(all, node);
    }
    cr_assert_eq(chiso_ranking_combine(rankings, 3, NULL, &consensus, NULL), CHISO_OK);
    chiso_rankings_free(all);
    chiso_board_free(board);
    chiso_tree_free(tree);
    cr_assert_eq(chiso_consensus_at(consensus, 0, &unit), CHISO_OK);
    cr_expect(strcmp(unit.code, "c") == 0 && unit.score == decimal("1.666667"), "%s %s", unit.code,
              decimal_text(unit.score));
    chiso_consensus_free(consensus);
}
