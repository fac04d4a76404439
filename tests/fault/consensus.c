/* Memory that fails while rankings are made into one: then there is none. */
#include "fault.h"

#include <criterion/criterion.h>
#include <string.h>

static bool combine(struct fault *fault, chiso_consensus_rule rule)
{
    static const char *const files[] = {"unit,block,1\na,x,9\nb,x,8\nc,y,7\n",
                                        "unit,block,1\nc,y,1\nb,x,8\nd,z,9\n"};
    chiso_tree *tree = support_tree("code,title,max\n1,,9\n");
    chiso_board *boards[2];
    chiso_ranking *rankings[2];
    chiso_consensus_options options = CHISO_CONSENSUS_OPTIONS_INIT;
    chiso_consensus *consensus = (chiso_consensus *)fault;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    for (int i = 0; i < 2; i++) {
        cr_assert_eq(chiso_board_new(tree, &fault->allocator, &boards[i], NULL), CHISO_OK);
        cr_assert_eq(chiso_board_read_csv(boards[i], files[i], strlen(files[i]), NULL), CHISO_OK);
        cr_assert_eq(chiso_board_score(boards[i], NULL), CHISO_OK);
        cr_assert_eq(chiso_ranking_new(boards[i], CHISO_ROOT, NULL, &rankings[i], NULL), CHISO_OK);
    }
    options.rule = rule;
    arm(fault);
    status = chiso_ranking_combine((const chiso_ranking *const *)rankings, 2, &options, &consensus,
                                   &error);
    if (status == CHISO_OK) {
        cr_expect_eq(chiso_consensus_count(consensus), 4);
    } else {
        cr_expect_null(consensus);
    }
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    chiso_consensus_free(consensus);
    for (int i = 0; i < 2; i++) {
        chiso_ranking_free(rankings[i]);
        chiso_board_free(boards[i]);
    }
    chiso_tree_free(tree);
    return refused;
}

static bool combine_means(struct fault *fault)
{
    return combine(fault, CHISO_CONSENSUS_MEAN_RANK);
}

static bool combine_pairs(struct fault *fault)
{
    return combine(fault, CHISO_CONSENSUS_COPELAND);
}

Test(consensus, by_mean_ranks)
{
    fail_each("mean ranks", combine_means);
}

Test(consensus, by_pairs)
{
    fail_each("pairs", combine_pairs);
}
