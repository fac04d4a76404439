/* Rankings made into one against their plain definitions, pair by pair, and laws of them. */
#include "support.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

__extension__ typedef __int128 int128;

enum { CASES = 150, RANKINGS = 7, MOST_UNITS = 30, LARGE = 1500 };

/* Rankings of units by numbers; 0 for none. */
struct poll {
    uint64_t seed;
    uint32_t units;
    size_t count;
    int numbers[RANKINGS][MOST_UNITS];
    int blocks; /* units of the same remainder are in one; 1 overall */
    chiso_decimal weights[RANKINGS];
    chiso_tree *tree;
    chiso_board *boards[RANKINGS];
    chiso_ranking *rankings[RANKINGS];
};

static void rank_all(struct poll *poll, struct random *random)
{
    poll->tree = support_tree("code,title,max,options\n.,,,missing=unknown\n1,,100,\n");
    for (size_t i = 0; i < poll->count; i++) {
        struct buffer points = {0};
        chiso_rank_options options = CHISO_RANK_OPTIONS_INIT;

        options.scope = poll->blocks == 1 ? CHISO_SCOPE_OVERALL : CHISO_SCOPE_BLOCKS;
        options.ties = (chiso_ties)random_below(random, 4);
        buffer_print(&points, "unit,block,1\n");
        for (uint32_t unit = 0; unit < poll->units; unit++) {
            /* In another order on every second board. */
            const uint32_t id = i % 2 == 0 ? unit : poll->units - 1 - unit;

            buffer_print(&points, "u%u,b%u,", (unsigned)id, (unsigned)id % (unsigned)poll->blocks);
            if (poll->numbers[i][id] > 0) {
                buffer_print(&points, "%d", poll->numbers[i][id]);
            }
            buffer_print(&points, "\n");
        }
        poll->boards[i] = support_scored(poll->tree, points.bytes);
        buffer_clear(&points);
        cr_assert_eq(
            chiso_ranking_new(poll->boards[i], CHISO_ROOT, &options, &poll->rankings[i], NULL),
            CHISO_OK);
    }
}

static void poll_make(struct poll *poll, uint64_t seed)
{
    struct random random = {seed};
    const bool gaps = random_below(&random, 2) == 0;
    const bool equal = random_below(&random, 2) == 0;

    *poll = (struct poll){.seed = seed};
    poll->units = 1 + (uint32_t)random_below(&random, MOST_UNITS);
    poll->count = 1 + (size_t)random_below(&random, RANKINGS);
    poll->blocks = 1 + (int)random_below(&random, 3);
    for (size_t i = 0; i < poll->count; i++) {
        poll->weights[i] =
            equal ? CHISO_DECIMAL_ONE : (i == 0) + (chiso_decimal)random_below(&random, 3000000);
        for (uint32_t unit = 0; unit < poll->units; unit++) {
            poll->numbers[i][unit] =
                gaps && random_below(&random, 4) == 0 ? 0 : 1 + (int)random_below(&random, 12);
        }
    }
    rank_all(poll, &random);
}

static void poll_clear(struct poll *poll)
{
    for (size_t i = 0; i < poll->count; i++) {
        chiso_ranking_free(poll->rankings[i]);
        chiso_board_free(poll->boards[i]);
    }
    chiso_tree_free(poll->tree);
}

/* What a unit has by a rule, as a fraction: below is 0 where it has nothing. */
struct fraction {
    int128 above;
    int128 below;
};

static bool are_paired(const struct poll *poll, size_t ranking, uint32_t a, uint32_t b)
{
    return a != b && (int)a % poll->blocks == (int)b % poll->blocks &&
           poll->numbers[ranking][a] > 0 && poll->numbers[ranking][b] > 0;
}

/* The sign of how far a stands above b by all rankings that rank both. */
static int won(const struct poll *poll, uint32_t a, uint32_t b)
{
    int128 margin = 0;

    for (size_t i = 0; i < poll->count; i++) {
        if (are_paired(poll, i, a, b)) {
            const int order = (poll->numbers[i][a] > poll->numbers[i][b]) -
                              (poll->numbers[i][a] < poll->numbers[i][b]);

            margin += (int128)order * poll->weights[i];
        }
    }
    return (margin > 0) - (margin < 0);
}

static struct fraction plain_score(const struct poll *poll, chiso_consensus_rule rule, uint32_t a)
{
    int128 doubled = 0;
    int128 weights = 0;
    int128 pairs = 0;
    bool any = false;

    for (size_t i = 0; i < poll->count; i++) {
        int128 above = 0;
        int128 below = 0;
        int128 equal = 0;

        if (poll->numbers[i][a] == 0 || poll->weights[i] == 0) {
            continue;
        }
        any = true;
        weights += poll->weights[i];
        for (uint32_t b = 0; b < poll->units; b++) {
            if (are_paired(poll, i, a, b)) {
                above += poll->numbers[i][b] > poll->numbers[i][a];
                below += poll->numbers[i][b] < poll->numbers[i][a];
                equal += poll->numbers[i][b] == poll->numbers[i][a];
            }
        }
        doubled += poll->weights[i] *
                   (rule == CHISO_CONSENSUS_BORDA ? 2 * below + equal : 2 + 2 * above + equal);
    }
    for (uint32_t b = 0; b < poll->units; b++) {
        pairs += won(poll, a, b);
    }
    if (!any) {
        return (struct fraction){0, 0};
    }
    return rule == CHISO_CONSENSUS_MEAN_RANK ? (struct fraction){doubled, 2 * weights}
           : rule == CHISO_CONSENSUS_BORDA   ? (struct fraction){doubled, 2000000}
                                             : (struct fraction){pairs, 1};
}

/* Half away from zero, to six places. */
static chiso_decimal shown(struct fraction score)
{
    const int128 scaled = 2 * score.above * 1000000;
    const int128 half = scaled < 0 ? -score.below : score.below;

    return score.below == 0 ? CHISO_ABSENT : (chiso_decimal)((scaled + half) / (2 * score.below));
}

/* Whether a is better than b: less of a mean rank, more of the others. */
static bool is_better(chiso_consensus_rule rule, struct fraction a, struct fraction b)
{
    const int128 left = a.above * b.below;
    const int128 right = b.above * a.below;

    return rule == CHISO_CONSENSUS_MEAN_RANK ? left < right : left > right;
}

static chiso_consensus *consensus_of(const struct poll *poll, chiso_consensus_rule rule)
{
    chiso_consensus_options options = CHISO_CONSENSUS_OPTIONS_INIT;
    chiso_consensus *consensus = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    options.rule = rule;
    options.weights = poll->weights;
    cr_assert_eq(chiso_ranking_combine((const chiso_ranking *const *)poll->rankings, poll->count,
                                       &options, &consensus, &error),
                 CHISO_OK, "seed %" PRIu64 ": %s", poll->seed, error.message);
    return consensus;
}

static chiso_consensus_unit unit_of(const chiso_consensus *consensus, uint32_t id)
{
    char code[16];
    uint32_t index = 0;
    chiso_consensus_unit unit;

    snprintf(code, sizeof(code), "u%u", (unsigned)id);
    cr_assert_eq(chiso_consensus_find(consensus, code, &index), CHISO_OK);
    cr_assert_eq(chiso_consensus_at(consensus, index, &unit), CHISO_OK);
    return unit;
}

static void check_definition(struct poll *poll)
{
    for (chiso_consensus_rule rule = CHISO_CONSENSUS_MEAN_RANK; rule <= CHISO_CONSENSUS_COPELAND;
         rule++) {
        struct fraction scores[MOST_UNITS];
        chiso_consensus *consensus = consensus_of(poll, rule);

        for (uint32_t a = 0; a < poll->units; a++) {
            scores[a] = plain_score(poll, rule, a);
        }
        for (uint32_t a = 0; a < poll->units; a++) {
            const chiso_consensus_unit unit = unit_of(consensus, a);
            uint32_t better = 0;
            uint32_t equal = 0;
            uint32_t all = 0;

            for (uint32_t b = 0; b < poll->units && scores[a].below != 0; b++) {
                if ((int)b % poll->blocks == (int)a % poll->blocks && scores[b].below != 0) {
                    const bool is_above = is_better(rule, scores[b], scores[a]);

                    all++;
                    better += is_above;
                    equal += !is_above && !is_better(rule, scores[a], scores[b]);
                }
            }
            cr_expect(unit.score == shown(scores[a]), "seed %" PRIu64 ", rule %d, unit %u: %s, %s",
                      poll->seed, rule, (unsigned)a, decimal_text(unit.score),
                      decimal_text(shown(scores[a])));
            cr_expect(unit.place.rank == (all == 0 ? 0 : better + 1) && unit.place.tied == equal &&
                          unit.place.out_of == all,
                      "seed %" PRIu64 ", rule %d, unit %u: %u of %u, not %u of %u", poll->seed,
                      rule, (unsigned)a, (unsigned)unit.place.rank, (unsigned)unit.place.out_of,
                      (unsigned)better + 1, (unsigned)all);
        }
        chiso_consensus_free(consensus);
    }
}

static void for_each_poll(void (*check)(struct poll *poll))
{
    for (uint64_t seed = 1; seed <= CASES; seed += SUPPORT_STRIDE) {
        struct poll poll;

        poll_make(&poll, seed);
        check(&poll);
        poll_clear(&poll);
    }
}

Test(consensus, is_what_its_definition_says)
{
    for_each_poll(check_definition);
}

static void expect_same(const struct poll *poll, const chiso_consensus *a, const chiso_consensus *b,
                        const char *law)
{
    for (uint32_t id = 0; id < poll->units; id++) {
        const chiso_consensus_unit one = unit_of(a, id);
        const chiso_consensus_unit other = unit_of(b, id);

        cr_expect(one.score == other.score && one.place.rank == other.place.rank &&
                      one.place.tied == other.place.tied,
                  "seed %" PRIu64 ": %s, unit %u", poll->seed, law, (unsigned)id);
    }
}

/* The rankings the other way round, and the first two changed for one of twice the weight. */
static void check_laws(struct poll *poll)
{
    for (chiso_consensus_rule rule = CHISO_CONSENSUS_MEAN_RANK; rule <= CHISO_CONSENSUS_COPELAND;
         rule++) {
        chiso_consensus *first = consensus_of(poll, rule);
        struct poll other = *poll;
        chiso_consensus *second = NULL;

        for (size_t i = 0; i < poll->count; i++) {
            other.rankings[i] = poll->rankings[poll->count - 1 - i];
            other.weights[i] = poll->weights[poll->count - 1 - i];
        }
        second = consensus_of(&other, rule);
        expect_same(poll, first, second, "the order of rankings changes nothing");
        chiso_consensus_free(second);
        chiso_consensus_free(first);
        if (poll->count > 1) {
            other = *poll;
            other.rankings[1] = other.rankings[0];
            other.weights[1] = other.weights[0];
            first = consensus_of(&other, rule);
            other.weights[0] *= 2;
            other.weights[1] = 0;
            second = consensus_of(&other, rule);
            expect_same(poll, first, second, "a weight of 2 is the ranking twice");
            chiso_consensus_free(second);
            chiso_consensus_free(first);
        }
    }
}

Test(consensus, obeys_its_laws)
{
    for_each_poll(check_laws);
}

/* More units than are held against one at a time: one ranking alone says who wins each pair. */
Test(consensus, of_one_ranking_is_that_ranking_whatever_the_size)
{
    chiso_tree *tree = support_tree("code,title,max\n1,,100000\n");
    struct random random = {9};
    struct buffer points = {0};
    chiso_board *board = NULL;
    chiso_ranking *ranking = NULL;
    chiso_consensus_options options = CHISO_CONSENSUS_OPTIONS_INIT;
    chiso_consensus *consensus = NULL;

    buffer_print(&points, "unit,1\n");
    for (int unit = 0; unit < LARGE; unit++) {
        buffer_print(&points, "u%d,%d\n", unit, (int)random_below(&random, LARGE));
    }
    board = support_scored(tree, points.bytes);
    cr_assert_eq(chiso_ranking_new(board, CHISO_ROOT, NULL, &ranking, NULL), CHISO_OK);
    options.rule = CHISO_CONSENSUS_COPELAND;
    cr_assert_eq(chiso_ranking_combine((const chiso_ranking *const *)&ranking, 1, &options,
                                       &consensus, NULL),
                 CHISO_OK);
    for (chiso_unit unit = 0; unit < LARGE; unit++) {
        const chiso_consensus_unit found = unit_of(consensus, unit);
        chiso_place place;
        int64_t expected;

        cr_assert_eq(chiso_ranking_place(ranking, unit, &place), CHISO_OK);
        expected = (int64_t)LARGE - place.rank - place.tied + 1 - (place.rank - 1);
        cr_expect(found.score == expected * CHISO_DECIMAL_ONE && found.place.rank == place.rank &&
                      found.place.tied == place.tied,
                  "unit %u: %s", (unsigned)unit, decimal_text(found.score));
    }
    chiso_consensus_free(consensus);
    chiso_ranking_free(ranking);
    chiso_board_free(board);
    chiso_tree_free(tree);
    buffer_clear(&points);
}
