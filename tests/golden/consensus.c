/* Rankings made into one, against an example that others work through by hand: 21 indicators rank
 * four countries, 3 of them a b c d, 5 a c b d, 7 b d c a and 6 c b d a. It is by H. Moulin (Axioms
 * of Cooperative Decision Making, 1988), and the OECD and JRC's Handbook on Constructing Composite
 * Indicators (2008) takes it for what Borda and Condorcet make of a set of indicators: b has the
 * most of Borda's points, 24, 44, 38 and 20, and c beats each of the others. */
#include "golden.h"

#include <criterion/criterion.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char CRITERIA[] = "code,title,max\n1,,4\n2,,4\n3,,4\n4,,4\n";
static const char POINTS[] = "unit,1,2,3,4\na,4,4,1,1\nb,3,2,4,3\nc,2,3,2,4\nd,1,1,3,2\n";
static const chiso_decimal TIMES[] = {3 * CHISO_DECIMAL_ONE, 5 * CHISO_DECIMAL_ONE,
                                      7 * CHISO_DECIMAL_ONE, 6 * CHISO_DECIMAL_ONE};

static void expect_consensus(chiso_consensus_rule rule, const char *const expected[4])
{
    static const char *const units[] = {"a", "b", "c", "d"};
    chiso_board *board = golden_single(CRITERIA, POINTS);
    chiso_ranking *rankings[4];
    chiso_consensus_options options = CHISO_CONSENSUS_OPTIONS_INIT;
    chiso_consensus *consensus = NULL;

    for (chiso_node node = 1; node <= 4; node++) {
        cr_assert_eq(chiso_ranking_new(board, node, NULL, &rankings[node - 1], NULL), CHISO_OK);
    }
    options.rule = rule;
    options.weights = TIMES;
    cr_assert_eq(chiso_ranking_combine((const chiso_ranking *const *)rankings, 4, &options,
                                       &consensus, NULL),
                 CHISO_OK);
    for (size_t i = 0; i < COUNT(units); i++) {
        chiso_consensus_unit unit;
        uint32_t index = 0;

        cr_assert_eq(chiso_consensus_find(consensus, units[i], &index), CHISO_OK);
        cr_assert_eq(chiso_consensus_at(consensus, index, &unit), CHISO_OK);
        cr_expect(unit.score == decimal(expected[i]), "%s has %s, not %s", units[i],
                  decimal_text(unit.score), expected[i]);
        cr_expect_eq(unit.place.rank, index + 1);
    }
    chiso_consensus_free(consensus);
    for (size_t i = 0; i < COUNT(rankings); i++) {
        chiso_ranking_free(rankings[i]);
    }
    chiso_board_free(board);
}

Test(consensus, bordas_points_of_moulins_example)
{
    expect_consensus(CHISO_CONSENSUS_BORDA, (const char *const[]){"24", "44", "38", "20"});
}

/* The mean rank is the number of units less Borda's points by indicator. */
Test(consensus, mean_ranks_of_moulins_example)
{
    expect_consensus(CHISO_CONSENSUS_MEAN_RANK,
                     (const char *const[]){"2.857143", "1.904762", "2.190476", "3.047619"});
}

/* c beats b by 11 to 10, and a and d; b beats a and d; d beats a. */
Test(consensus, copelands_pairs_of_moulins_example)
{
    expect_consensus(CHISO_CONSENSUS_COPELAND, (const char *const[]){"-3", "1", "3", "-1"});
}
