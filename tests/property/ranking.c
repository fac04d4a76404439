/* Ranks against their plain definition: count who is better, and who is equal. */
#include "support.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LEAVES 4

static const chiso_ties all_ties[] = {CHISO_TIES_COMPETITION, CHISO_TIES_DENSE, CHISO_TIES_MODIFIED,
                                      CHISO_TIES_AVERAGE, CHISO_TIES_ORDINAL};

/* Many ties: few different points, and maxima that let different points be the same percent. */
struct league {
    uint64_t seed;
    uint32_t units;
    char *criteria;
    char *points;
    chiso_tree *tree;
    chiso_board *board;
};

static void league_make(struct league *league, uint64_t seed, uint32_t units, bool gaps)
{
    static const char *const policies[] = {"zero", "skip", "unknown"};
    static const char *const roundings[] = {"half-up", "half-even", "down"};
    struct random random = {.state = seed};
    struct buffer criteria = {0};
    struct buffer points = {0};
    const uint64_t blocks = 1 + random_below(&random, 3);

    buffer_print(&criteria, "code,title,max,options\n.,League,,digits=%d missing=%s rounding=%s\n",
                 (int)random_below(&random, 4), policies[random_below(&random, 3)],
                 roundings[random_below(&random, 3)]);
    buffer_print(&points, "unit,block,ranked");
    for (int leaf = 1; leaf <= LEAVES; leaf++) {
        buffer_print(&criteria, "%d,Criterion,%d,\n", leaf, 3 * leaf);
        buffer_print(&points, ",%d", leaf);
    }
    for (uint32_t unit = 0; unit < units; unit++) {
        buffer_print(&points, "\nu%" PRIu32 ",b%" PRIu64 ",%s", unit, random_below(&random, blocks),
                     gaps && random_below(&random, 10) == 0 ? "no" : "yes");
        for (int leaf = 1; leaf <= LEAVES; leaf++) {
            const uint64_t gap = gaps ? random_below(&random, 10) : 9;

            if (gap < 3) {
                buffer_print(&points, gap == 0 ? "," : ",-");
            } else {
                buffer_print(&points, ",%d", (int)random_below(&random, 4) * leaf);
            }
        }
    }
    buffer_print(&points, "\n");
    *league = (struct league){seed, units, criteria.bytes, points.bytes, NULL, NULL};
    league->tree = support_tree(league->criteria);
    league->board = support_scored(league->tree, league->points);
}

static void league_clear(struct league *league)
{
    chiso_board_free(league->board);
    chiso_tree_free(league->tree);
    free(league->criteria);
    free(league->points);
}

static void league_fail(const struct league *league, chiso_unit unit, const char *what)
{
    cr_assert(false, "seed %" PRIu64 ", unit u%" PRIu32 ": %s\n%s\n%s", league->seed, unit, what,
              league->criteria, league->units <= 40 ? league->points : "");
}

/* Units with a rank among which a unit stands, by the figures of a node. */
struct contender {
    bool ranked;
    uint32_t block;
    chiso_result result;
};

/* Whether anything is scored of a unit. */
static bool has_score(const struct league *league, chiso_unit unit)
{
    for (chiso_node leaf = 1; leaf <= LEAVES; leaf++) {
        chiso_cell cell;

        cr_assert(chiso_board_cell(league->board, unit, leaf, &cell) == CHISO_OK);
        if (cell.state == CHISO_STATE_SCORED) {
            return true;
        }
    }
    return false;
}

static struct contender *contenders_of(const struct league *league, chiso_node node,
                                       chiso_scope scope)
{
    struct contender *contenders = calloc(league->units, sizeof(*contenders));

    cr_assert(contenders != NULL);
    for (chiso_unit unit = 0; unit < league->units; unit++) {
        struct contender *contender = &contenders[unit];

        cr_assert(chiso_board_result(league->board, unit, node, &contender->result) == CHISO_OK);
        contender->ranked = chiso_unit_is_ranked(league->board, unit) && has_score(league, unit) &&
                            contender->result.percent != CHISO_ABSENT;
        contender->block = scope == CHISO_SCOPE_BLOCKS ? chiso_unit_block(league->board, unit) : 0;
    }
    return contenders;
}

/* -1, 0, 1: a is worse than, equal to or better than b; one without a percent is worse than one
 * with. */
static int compare(const chiso_result *a, const chiso_result *b, chiso_key key)
{
    int order = 0;

    if (a->percent == CHISO_ABSENT || b->percent == CHISO_ABSENT) {
        return (a->percent != CHISO_ABSENT) - (b->percent != CHISO_ABSENT);
    }
    if (key == CHISO_KEY_PUBLISHED) {
        return (a->percent > b->percent) - (a->percent < b->percent);
    }
    cr_assert(chiso_decimal_compare_ratios(a->achieved, a->max, b->achieved, b->max, &order) ==
              CHISO_OK);
    return order;
}

/* What the definition counts for one unit. */
struct count {
    uint32_t better;
    uint32_t better_kinds;
    uint32_t equal;
    uint32_t equal_before;
    uint32_t all;
};

/* Breaks a tie by other nodes, then by the order of adding. */
static bool stands_before(const struct league *league, chiso_unit a, chiso_unit b,
                          const chiso_rank_options *options)
{
    for (size_t i = 0; i < options->tie_break_count; i++) {
        chiso_result one;
        chiso_result other;

        cr_assert(chiso_board_result(league->board, a, options->tie_break[i], &one) == CHISO_OK);
        cr_assert(chiso_board_result(league->board, b, options->tie_break[i], &other) == CHISO_OK);
        const int order = compare(&one, &other, options->key);
        if (order != 0) {
            return order > 0;
        }
    }
    return a < b;
}

static struct count count_for(const struct league *league, const struct contender *contenders,
                              chiso_unit unit, const chiso_rank_options *options)
{
    const struct contender *own = &contenders[unit];
    struct count count = {0};

    for (chiso_unit other = 0; other < league->units; other++) {
        const struct contender *rival = &contenders[other];

        if (!rival->ranked || rival->block != own->block) {
            continue;
        }
        const int order = compare(&rival->result, &own->result, options->key);
        count.all++;
        count.equal += order == 0;
        count.equal_before +=
            order == 0 && other != unit && stands_before(league, other, unit, options);
        if (order > 0) {
            bool seen = false;

            count.better++;
            for (chiso_unit earlier = 0; earlier < other && !seen; earlier++) {
                seen = contenders[earlier].ranked && contenders[earlier].block == own->block &&
                       compare(&contenders[earlier].result, &rival->result, options->key) == 0;
            }
            count.better_kinds += !seen;
        }
    }
    return count;
}

static chiso_place place_from(const struct count *count, chiso_ties ties)
{
    chiso_place place = {.out_of = count->all, .tied = count->equal};
    const uint32_t sum_of_ends = 2 * count->better + count->equal + 1;

    switch (ties) {
    case CHISO_TIES_COMPETITION:
        place.rank = count->better + 1;
        break;
    case CHISO_TIES_DENSE:
        place.rank = count->better_kinds + 1;
        break;
    case CHISO_TIES_MODIFIED:
        place.rank = count->better + count->equal;
        break;
    case CHISO_TIES_AVERAGE:
        place.rank = sum_of_ends / 2;
        place.half = sum_of_ends % 2 == 1;
        break;
    case CHISO_TIES_ORDINAL:
        place.rank = count->better + 1 + count->equal_before;
        place.tied = 1;
        break;
    }
    return place;
}

static void expect_order(const struct league *league, const chiso_ranking *ranking,
                         const struct contender *contenders, const chiso_rank_options *options)
{
    const chiso_unit *order = NULL;
    uint32_t count = 0;
    uint32_t ranked = 0;

    for (chiso_unit unit = 0; unit < league->units; unit++) {
        ranked += contenders[unit].ranked;
    }
    if (chiso_ranking_order(ranking, CHISO_ALL_BLOCKS, &order, &count) != CHISO_OK ||
        count != ranked) {
        league_fail(league, 0, "the number of ranked units is another");
    }
    for (uint32_t i = 1; i < ranked; i++) {
        const struct contender *before = &contenders[order[i - 1]];
        const struct contender *after = &contenders[order[i]];
        const int way = compare(&before->result, &after->result, options->key);

        if (before->block != after->block ? before->block > after->block : way < 0) {
            league_fail(league, order[i],
                        "stands before one that is better, or in the midst of another block");
        }
        if (before->block == after->block && way == 0 &&
            !stands_before(league, order[i - 1], order[i], options)) {
            league_fail(league, order[i], "stands in the wrong order among its equals");
        }
    }
}

static void expect_ranking(const struct league *league, chiso_node node,
                           const chiso_rank_options *options)
{
    struct contender *contenders = contenders_of(league, node, options->scope);
    chiso_ranking *ranking = NULL;

    cr_assert(chiso_ranking_new(league->board, node, options, &ranking, NULL) == CHISO_OK);
    for (chiso_unit unit = 0; unit < league->units; unit++) {
        chiso_place got;
        chiso_place expected = {0};

        cr_assert(chiso_ranking_place(ranking, unit, &got) == CHISO_OK);
        if (contenders[unit].ranked) {
            const struct count count = count_for(league, contenders, unit, options);

            expected = place_from(&count, options->ties);
        }
        if (got.rank != expected.rank || got.half != expected.half ||
            got.out_of != expected.out_of || got.tied != expected.tied) {
            char what[160];

            (void)snprintf(what, sizeof(what),
                           "ties %d, key %d, scope %d, node %u: %u%s of %u shared by %u, expected "
                           "%u%s of %u shared by %u",
                           (int)options->ties, (int)options->key, (int)options->scope,
                           (unsigned)node, (unsigned)got.rank, got.half ? ".5" : "",
                           (unsigned)got.out_of, (unsigned)got.tied, (unsigned)expected.rank,
                           expected.half ? ".5" : "", (unsigned)expected.out_of,
                           (unsigned)expected.tied);
            league_fail(league, unit, what);
        }
    }
    expect_order(league, ranking, contenders, options);
    chiso_ranking_free(ranking);
    free(contenders);
}

static void expect_all_rankings(const struct league *league, chiso_node node)
{
    for (int key = CHISO_KEY_EXACT; key <= CHISO_KEY_PUBLISHED; key++) {
        for (int scope = CHISO_SCOPE_BLOCKS; scope <= CHISO_SCOPE_OVERALL; scope++) {
            for (size_t t = 0; t < sizeof(all_ties) / sizeof(all_ties[0]); t++) {
                chiso_rank_options options = CHISO_RANK_OPTIONS_INIT;

                options.ties = all_ties[t];
                options.key = (chiso_key)key;
                options.scope = (chiso_scope)scope;
                expect_ranking(league, node, &options);
            }
        }
    }
}

Test(property_ranking, every_place_is_what_counting_the_better_and_the_equal_gives)
{
    for (uint64_t seed = 2000000; seed < 2000200; seed += SUPPORT_STRIDE) {
        struct random random = {.state = ~seed};
        struct league league;

        league_make(&league, seed, 1 + (uint32_t)random_below(&random, 24),
                    random_below(&random, 3) > 0);
        for (chiso_node node = CHISO_ROOT; node < chiso_tree_node_count(league.tree); node++) {
            expect_all_rankings(&league, node);
        }
        league_clear(&league);
    }
}

Test(property_ranking, the_places_of_a_large_league_are_what_counting_gives)
{
    for (uint64_t seed = 2100000; seed < 2100004; seed += SUPPORT_STRIDE) {
        struct league league;

        league_make(&league, seed, 400, seed % 2 == 0);
        expect_all_rankings(&league, CHISO_ROOT);
        league_clear(&league);
    }
}

Test(property_ranking, ties_are_broken_by_the_named_criteria_in_their_order)
{
    for (uint64_t seed = 2200000; seed < 2200300; seed += SUPPORT_STRIDE) {
        struct random random = {.state = ~seed};
        struct league league;
        chiso_rank_options options = CHISO_RANK_OPTIONS_INIT;
        const chiso_node tie_break[] = {1 + (chiso_node)random_below(&random, LEAVES),
                                        1 + (chiso_node)random_below(&random, LEAVES)};

        league_make(&league, seed, 1 + (uint32_t)random_below(&random, 24), true);
        options.ties = CHISO_TIES_ORDINAL;
        options.key = (chiso_key)random_below(&random, 2);
        options.scope = (chiso_scope)random_below(&random, 2);
        options.tie_break = tie_break;
        options.tie_break_count = random_below(&random, 3);
        expect_ranking(&league, CHISO_ROOT, &options);
        league_clear(&league);
    }
}

/* Competition <= average <= modified, in the same order; dense numbers without gaps; ordinal a
 * permutation. */
static void expect_agreement(uint64_t seed, chiso_place places[][5], const chiso_decimal *scores,
                             size_t count)
{
    bool taken[64] = {false};
    bool dense[64] = {false};
    uint32_t highest_dense = 0;

    for (size_t i = 0; i < count; i++) {
        const chiso_place *p = places[i];

        if (scores[i] == CHISO_MISSING || scores[i] == CHISO_NOT_APPLICABLE) {
            for (size_t t = 0; t < 5; t++) {
                cr_assert(p[t].rank == 0 && p[t].out_of == 0 && p[t].tied == 0 && !p[t].half,
                          "seed %" PRIu64 ", number %zu", seed, i);
            }
            continue;
        }
        const uint32_t twice_average = 2 * p[3].rank + p[3].half;
        cr_assert(p[2].rank - p[0].rank + 1 == p[0].tied, "seed %" PRIu64 ", number %zu", seed, i);
        cr_assert(p[0].rank + p[2].rank == twice_average, "seed %" PRIu64 ", number %zu", seed, i);
        cr_assert(p[0].rank <= p[4].rank && p[4].rank <= p[2].rank, "seed %" PRIu64 ", number %zu",
                  seed, i);
        cr_assert(p[1].rank <= p[0].rank && p[4].rank <= p[4].out_of && !taken[p[4].rank],
                  "seed %" PRIu64 ", number %zu", seed, i);
        taken[p[4].rank] = true;
        dense[p[1].rank] = true;
        highest_dense = p[1].rank > highest_dense ? p[1].rank : highest_dense;
        for (size_t j = 0; j < count; j++) {
            for (size_t t = 0; t < 5 && scores[j] > scores[i]; t++) {
                cr_assert(2 * places[j][t].rank + places[j][t].half < 2 * p[t].rank + p[t].half,
                          "seed %" PRIu64 ", number %zu", seed, i);
            }
        }
    }
    for (uint32_t rank = 1; rank <= highest_dense; rank++) {
        cr_assert(dense[rank], "seed %" PRIu64 ": nobody has dense rank %" PRIu32, seed, rank);
    }
}

Test(property_ranking, the_five_ways_with_ties_agree_with_each_other)
{
    for (uint64_t seed = 2300000; seed < 2304000; seed += SUPPORT_STRIDE) {
        struct random random = {.state = seed};
        const size_t count = 1 + random_below(&random, 30);
        const uint64_t kinds = 1 + random_below(&random, 12);
        const chiso_decimal unit = random_below(&random, 2) == 0 ? 1 : CHISO_DECIMAL_MAX / 16;
        chiso_decimal scores[32];
        chiso_place one[32];
        chiso_place places[32][5];

        for (size_t i = 0; i < count; i++) {
            const uint64_t gap = random_below(&random, 20);

            scores[i] = ((chiso_decimal)random_below(&random, kinds) - 4) * unit;
            scores[i] = gap == 0 ? CHISO_MISSING : gap == 1 ? CHISO_NOT_APPLICABLE : scores[i];
        }
        for (size_t t = 0; t < 5; t++) {
            cr_assert(chiso_rank_decimals(scores, count, all_ties[t], NULL, one) == CHISO_OK);
            for (size_t i = 0; i < count; i++) {
                places[i][t] = one[i];
            }
        }
        expect_agreement(seed, places, scores, count);
    }
}
