/* Bridges: on random trees the parts add up to the change of the carried percents, rounded once;
 * on boards of rates n/d each part is what fractions make of it. */
#include "carry.h"
#include "scene.h"
#include "score/result.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <string.h>

/* ---- Parts add up */

/* Whether a change of percents is shown as it should be: within half a millionth, or within one
 * below where digits are cut off, of what the carried figures make; nearness is a ten-thousandth of
 * a millionth. */
static bool is_rounded_once(chiso_decimal shown, const struct chiso__carried_ratio *now,
                            const struct chiso__carried_ratio *before, chiso_rounding rounding)
{
    const int128 tops[] = {carry_whole(now->achieved), carry_whole(before->achieved)};
    const int128 maxima[] = {carry_whole(now->max), carry_whole(before->max)};
    const struct wide bottom = carry_product((uint128)maxima[0], (uint128)maxima[1]);
    struct wide sides[2] = {{{0}}, {{0}}}; /* what is above 0, and what is below */
    struct wide size;
    struct wide rounded;
    bool negative = false;

    for (int i = 0; i < 2; i++) {
        const struct wide term = carry_product(carry_magnitude(tops[i]), (uint128)maxima[1 - i]);
        struct wide *side = &sides[(tops[i] < 0) != (i == 1)];

        *side = wide_plus(*side, wide_times(wide_times(term, 100000000), 10000));
    }
    negative = wide_compare(sides[0], sides[1]) < 0;
    size = negative ? wide_minus(sides[1], sides[0]) : wide_minus(sides[0], sides[1]);
    rounded = wide_times(wide_times(bottom, carry_magnitude(shown)), 10000);
    if (shown != 0 && (shown < 0) != negative) {
        return false;
    }
    if (wide_compare(size, rounded) >= 0) {
        return wide_compare(wide_minus(size, rounded),
                            wide_times(bottom, rounding == CHISO_ROUND_DOWN ? 10001 : 5001)) <= 0;
    }
    return wide_compare(wide_minus(rounded, size),
                        wide_times(bottom, rounding == CHISO_ROUND_DOWN ? 1 : 5001)) <= 0;
}

static chiso_decimal sum_of(const chiso_bridge *bridge)
{
    return bridge->performance + bridge->maxima + bridge->added + bridge->dropped +
           bridge->not_applicable + bridge->set;
}

static void expect_bridge(const struct scene *scene, const chiso_comparison *comparison,
                          chiso_unit unit, uint64_t *out_bridges)
{
    struct chiso__carried_ratio now;
    struct chiso__carried_ratio before;
    chiso_change change;
    chiso_bridge bridge;
    chiso_rank_bridge rank;

    (void)chiso__ratio_of(&scene->boards[1]->rows, unit, CHISO_ROOT, &now);
    (void)chiso__ratio_of(&scene->boards[0]->rows, unit, CHISO_ROOT, &before);
    cr_assert(chiso_comparison_change(comparison, unit, CHISO_ROOT, &change) == CHISO_OK);
    if (chiso_comparison_bridge(comparison, unit, CHISO_ROOT, &bridge, NULL) == CHISO_OK) {
        *out_bridges += 1;
        if (sum_of(&bridge) != bridge.change ||
            !is_rounded_once(bridge.change, &now, &before, scene->plans[1].rounding) ||
            (scene->plans[1].digits == 6 && bridge.change != change.percent)) {
            plan_fail(&scene->plans[1], scene->cells[1], unit,
                      "the parts add up to something else than %" PRId64, bridge.change);
        }
    }
    if (chiso_comparison_rank_bridge(comparison, unit, CHISO_ROOT, &rank, NULL) == CHISO_OK &&
        (rank.own + rank.others != rank.change || rank.change != change.rank ||
         (chiso__ratio_order(&now, &before) > 0 && rank.own < 0))) {
        plan_fail(&scene->plans[1], scene->cells[1], unit, "the parts of the rank do not add up");
    }
}

Test(property_bridges, the_parts_of_a_bridge_add_up_to_the_change)
{
    uint64_t bridges = 0;

    for (uint64_t seed = 4300000; seed < 4301200; seed += SUPPORT_STRIDE) {
        struct scene scene;
        chiso_comparison *comparison;

        scene_make(&scene, seed, seed % 2 == 0 ? &scene_sums : &scene_all, true);
        comparison = scene_compare(scene.boards[1], scene.boards[0], NULL);
        for (chiso_unit unit = 0; unit < SCENE_UNITS && comparison != NULL; unit++) {
            expect_bridge(&scene, comparison, unit, &bridges);
        }
        chiso_comparison_free(comparison);
        scene_clear(&scene);
    }
    cr_expect(bridges > 3000 / SUPPORT_STRIDE, "only %" PRIu64 " bridges", bridges);
}

/* ---- Fractions judge every part */

struct fraction {
    int128 top;
    int128 bottom; /* above 0 */
};

static struct fraction reduced(int128 top, int128 bottom)
{
    uint128 a = carry_magnitude(top);
    uint128 b = (uint128)bottom;

    while (b != 0) {
        const uint128 rest = a % b;

        a = b;
        b = rest;
    }
    return (struct fraction){top / (int128)a, bottom / (int128)a};
}

static struct fraction less(struct fraction a, struct fraction b)
{
    return reduced(a.top * b.bottom - b.top * a.bottom, a.bottom * b.bottom);
}

static struct fraction plus(struct fraction a, struct fraction b)
{
    return less(a, (struct fraction){-b.top, b.bottom});
}

/* In millionths of a percent, a half, and what is nearer to it than a ten-thousandth, away from
 * zero. */
static chiso_decimal shown(struct fraction part)
{
    const int128 size = (int128)carry_magnitude(part.top) * 100000000;
    const int128 above_half = 2 * (size % part.bottom) - part.bottom; /* twice */
    const bool up = above_half >= 0 || -above_half * 10000 < 2 * part.bottom;
    const int128 rounded = size / part.bottom + (up ? 1 : 0);

    return (chiso_decimal)(part.top < 0 ? -rounded : rounded);
}

enum { LEAVES = 6, PARTS = 12, COMMON_MULTIPLE = 27720 }; /* of 1 to 12 */

/* A leaf of a side: rate n/d of a whole max, or one that does not apply, or is not there. */
struct leaf {
    bool there;
    bool applies;
    int max;
    int n;
    int d;
};

/* The same leaves before and now. */
struct league {
    struct leaf leaves[2][LEAVES];
};

enum keep { ALL, SHARED, COMMON, BROUGHT };

static bool is_common(const struct league *league, int k)
{
    return league->leaves[0][k].there && league->leaves[1][k].there &&
           league->leaves[0][k].applies && league->leaves[1][k].applies;
}

/* The share of a side that is reached by what is kept of it; a bottom of 0 for nothing. */
static struct fraction share_of(const struct league *league, int side, enum keep keep)
{
    int128 top = 0;
    int128 max = 0;

    for (int k = 0; k < LEAVES; k++) {
        const struct leaf *leaf = &league->leaves[side][k];
        const struct leaf *rate = keep == BROUGHT ? &league->leaves[1 - side][k] : leaf;

        if (leaf->there && leaf->applies &&
            (keep == ALL || (keep == SHARED && league->leaves[1 - side][k].there) ||
             is_common(league, k))) {
            top += (int128)leaf->max * rate->n * (COMMON_MULTIPLE / rate->d);
            max += leaf->max;
        }
    }
    return max == 0 ? (struct fraction){0, 0} : reduced(top, max * COMMON_MULTIPLE);
}

static void league_make(struct league *league, struct random *random)
{
    for (int k = 0; k < LEAVES; k++) {
        const bool same_max = random_below(random, 2) == 0;

        for (int side = 0; side < 2; side++) {
            struct leaf *leaf = &league->leaves[side][k];

            leaf->there = random_below(random, 6) > 0;
            leaf->applies = random_below(random, 6) > 0;
            leaf->max = 1 + (int)random_below(random, 20);
            leaf->d = 1 + (int)random_below(random, PARTS);
            leaf->n = (int)random_below(random, (uint64_t)leaf->d + 1);
        }
        league->leaves[1][k].max = same_max ? league->leaves[0][k].max : league->leaves[1][k].max;
    }
}

static chiso_board *board_of(const struct leaf *leaves)
{
    struct buffer criteria = {0};
    struct buffer points = {0};
    chiso_tree *tree;
    chiso_board *board;

    buffer_print(&criteria, "code,title,max,rule,options\n.,,,,digits=6\n");
    for (int k = 0; k < LEAVES; k++) {
        if (leaves[k].there) {
            buffer_print(&criteria, "%d,,%d,rate,\n", k + 1, leaves[k].max);
        }
    }
    /* No tree is empty. */
    buffer_print(&criteria, "9,,1,,\n");
    buffer_print(&points, "unit");
    for (int k = 0; k < LEAVES; k++) {
        if (leaves[k].there) {
            buffer_print(&points, ",%d", k + 1);
        }
    }
    buffer_print(&points, ",9\nu");
    for (int k = 0; k < LEAVES; k++) {
        if (leaves[k].there && leaves[k].applies) {
            buffer_print(&points, ",%d/%d", leaves[k].n, leaves[k].d);
        } else if (leaves[k].there) {
            buffer_print(&points, ",-");
        }
    }
    buffer_print(&points, ",-\n");
    tree = support_tree(criteria.bytes);
    board = support_scored(tree, points.bytes);
    chiso_tree_free(tree);
    buffer_clear(&criteria);
    buffer_clear(&points);
    return board;
}

/* Compares the parts with those of the fractions; there must be something in common. */
static void expect_parts(const struct league *league, const chiso_bridge *bridge, uint64_t seed)
{
    struct fraction shares[2][BROUGHT + 1];
    struct fraction parts[5];
    struct fraction performance;

    for (int side = 0; side < 2; side++) {
        for (int keep = ALL; keep <= BROUGHT; keep++) {
            shares[side][keep] = share_of(league, side, (enum keep)keep);
        }
    }
    parts[0] = less(shares[1][ALL], shares[0][ALL]);
    parts[1] = less(shares[0][SHARED], shares[0][ALL]);
    parts[2] = less(shares[1][ALL], shares[1][SHARED]);
    parts[3] = plus(less(shares[0][COMMON], shares[0][SHARED]),
                    less(shares[1][SHARED], shares[1][COMMON]));
    parts[4] = plus(less(shares[1][BROUGHT], shares[0][COMMON]),
                    less(shares[1][COMMON], shares[0][BROUGHT]));
    parts[4] = reduced(parts[4].top, 2 * parts[4].bottom);
    performance = plus(less(shares[1][COMMON], shares[1][BROUGHT]),
                       less(shares[0][BROUGHT], shares[0][COMMON]));
    performance = reduced(performance.top, 2 * performance.bottom);
    cr_assert(bridge->change == shown(parts[0]), "seed %" PRIu64 ": change %s", seed,
              decimal_text(bridge->change));
    cr_assert(bridge->dropped == shown(parts[1]), "seed %" PRIu64 ": dropped", seed);
    cr_assert(bridge->added == shown(parts[2]), "seed %" PRIu64 ": added", seed);
    cr_assert(bridge->not_applicable == shown(parts[3]), "seed %" PRIu64 ": not applicable", seed);
    cr_assert(bridge->maxima == shown(parts[4]), "seed %" PRIu64 ": maxima %s", seed,
              decimal_text(bridge->maxima));
    cr_assert(sum_of(bridge) == bridge->change, "seed %" PRIu64, seed);
    cr_assert(bridge->performance - shown(performance) <= 3 &&
                  shown(performance) - bridge->performance <= 3,
              "seed %" PRIu64 ": performance %s", seed, decimal_text(bridge->performance));
}

static void expect_mirror(const chiso_bridge *a, const chiso_bridge *b, uint64_t seed)
{
    cr_assert(a->change == -b->change && a->performance == -b->performance &&
                  a->maxima == -b->maxima && a->added == -b->dropped && a->dropped == -b->added &&
                  a->not_applicable == -b->not_applicable && a->common == b->common &&
                  a->like_leaves == b->like_leaves && a->like_max == b->like_max &&
                  a->like_now == b->like_before && a->like_before == b->like_now,
              "seed %" PRIu64 ": another bridge from the other side", seed);
}

Test(property_bridges, parts_of_rates_are_those_of_fractions_and_mirror)
{
    uint64_t bridges = 0;

    for (uint64_t seed = 4700000; seed < 4706000; seed += SUPPORT_STRIDE) {
        struct random random = {.state = seed};
        struct league league;
        chiso_board *boards[2];
        chiso_comparison *there;
        chiso_comparison *back;
        chiso_change change;
        chiso_bridge bridge;
        chiso_bridge other;

        league_make(&league, &random);
        boards[0] = board_of(league.leaves[0]);
        boards[1] = board_of(league.leaves[1]);
        there = scene_compare(boards[1], boards[0], NULL);
        back = scene_compare(boards[0], boards[1], NULL);
        if (share_of(&league, 0, COMMON).bottom > 0) {
            cr_assert(chiso_comparison_bridge(there, 0, CHISO_ROOT, &bridge, NULL) == CHISO_OK);
            cr_assert(chiso_comparison_bridge(back, 0, CHISO_ROOT, &other, NULL) == CHISO_OK);
            cr_assert(chiso_comparison_change(there, 0, CHISO_ROOT, &change) == CHISO_OK);
            cr_assert(change.percent == bridge.change, "seed %" PRIu64, seed);
            expect_parts(&league, &bridge, seed);
            expect_mirror(&bridge, &other, seed);
            bridges++;
        }
        chiso_comparison_free(there);
        chiso_comparison_free(back);
        chiso_board_free(boards[0]);
        chiso_board_free(boards[1]);
    }
    cr_expect(bridges > 4000 / SUPPORT_STRIDE, "only %" PRIu64 " bridges", bridges);
}
