/* All shapes of a bridge, with figures that were worked out by hand. */
#include "support.h"

#include <criterion/criterion.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static chiso_comparison *compare_of(const char *criteria, const char *points,
                                    const char *old_criteria, const char *old_points,
                                    const char *map_text, const chiso_rank_options *ranking)
{
    chiso_tree *trees[] = {support_tree(criteria), support_tree(old_criteria)};
    chiso_board *boards[] = {support_scored(trees[0], points),
                             support_scored(trees[1], old_points)};
    chiso_comparison_options options = CHISO_COMPARISON_OPTIONS_INIT;
    chiso_comparison *comparison = NULL;
    chiso_map *map = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    if (map_text != NULL) {
        cr_assert(chiso_map_read_csv(map_text, strlen(map_text), NULL, &map, &error) == CHISO_OK,
                  "%s", error.message);
    }
    options.criteria = map;
    options.ranking = ranking;
    cr_assert(chiso_comparison_new(boards[0], boards[1], &options, &comparison, &error) == CHISO_OK,
              "%s", error.message);
    chiso_map_free(map);
    for (int i = 0; i < 2; i++) {
        chiso_tree_free(trees[i]);
        chiso_board_free(boards[i]);
    }
    return comparison;
}

#define HEAD "code,title,max\n"
#define SET_HEAD HEAD "1,,\n1.1,,10\n1.2,,10\n2,,10\n"
#define SET_HEAD_UNKNOWN                                                                           \
    "code,title,max,options\n.,,,missing=unknown\n1,,,\n1.1,,10,\n1.2,,10,\n2,,10,\n"

/* A unit "u" on two boards, and the parts in the order change, performance, maxima, added, dropped,
 * not applicable, set by hand. */
struct shape {
    const char *name;
    const char *criteria, *points, *old_criteria, *old_points, *map;
    const char *parts[7]; /* the last one NULL for 0 */
    uint32_t common, like_leaves;
    const char *like_change;
};

static const struct shape shapes[] = {
    {"performance",
     HEAD "1,,10\n2,,10\n",
     "unit,1,2\nu,8,5\n",
     HEAD "1,,10\n2,,10\n",
     "unit,1,2\nu,6,5\n",
     NULL,
     {"10", "10", "0", "0", "0", "0"},
     2,
     2,
     "10"},
    {"another max, the same ratio", /* 11 of 20, then 17 of 30 */
     HEAD "1,,20\n2,,10\n",
     "unit,1,2\nu,12,5\n",
     HEAD "1,,10\n2,,10\n",
     "unit,1,2\nu,6,5\n",
     NULL,
     {"1.666667", "0", "1.666667", "0", "0", "0"},
     2,
     1,
     "0"},
    {"another max and performance", /* 55 %; 17 of 30 or 12 of 20 on the way; 20 of 30 */
     HEAD "1,,20\n2,,10\n",
     "unit,1,2\nu,16,4\n",
     HEAD "1,,10\n2,,10\n",
     "unit,1,2\nu,6,5\n",
     NULL,
     {"11.666667", "7.5", "4.166667", "0", "0", "0"},
     2,
     1,
     "-10"},
    {"a gate that looks at the cell", /* 14 of 20 limited to 40 %, then 15 of 20 */
     "code,title,max,round,gate\n1,,10,0,below 5.5: parent at most 40%\n2,,10,,\n",
     "unit,1,2\nu,5.6,9\n",
     "code,title,max,round,gate\n1,,10,0,below 5.5: parent at most 40%\n2,,10,,\n",
     "unit,1,2\nu,5.4,9\n",
     NULL,
     {"35", "35", "0", "0", "0", "0"},
     2,
     2,
     "5"},
    {"what is missing fails a need", /* 9 of 20, then 10 of 20 */
     "code,title,max,needs\n1,,,60%\n1.1,,5,\n1.2,,5,\n2,,10,\n",
     "unit,1.1,1.2,2\nu,0,1,9\n",
     "code,title,max,needs\n1,,,60%\n1.1,,5,\n1.2,,5,\n2,,10,\n",
     "unit,1.1,1.2,2\nu,5,,9\n",
     NULL,
     {"5", "5", "0", "0", "0", "0"},
     3,
     3,
     "-20"},
    {"a new criterion",
     HEAD "1,,10\n2,,10\n",
     "unit,1,2\nu,6,10\n",
     HEAD "1,,10\n",
     "unit,1\nu,6\n",
     NULL,
     {"20", "0", "0", "20", "0", "0"},
     1,
     1,
     "0"},
    {"a dropped criterion",
     HEAD "1,,10\n",
     "unit,1\nu,6\n",
     HEAD "1,,10\n2,,10\n",
     "unit,1,2\nu,6,10\n",
     NULL,
     {"-20", "0", "0", "0", "-20", "0"},
     1,
     1,
     "0"},
    {"not applicable now",
     HEAD "1,,10\n2,,10\n",
     "unit,1,2\nu,6,-\n",
     HEAD "1,,10\n2,,10\n",
     "unit,1,2\nu,6,10\n",
     NULL,
     {"-20", "0", "0", "0", "0", "-20"},
     1,
     1,
     "0"},
    {"not applicable before",
     HEAD "1,,10\n2,,10\n",
     "unit,1,2\nu,6,10\n",
     HEAD "1,,10\n2,,10\n",
     "unit,1,2\nu,6,-\n",
     NULL,
     {"20", "0", "0", "0", "0", "20"},
     1,
     1,
     "0"},
    {"merged", /* 11 of 22, then 13 of 22 */
     HEAD "m,,12\n3,,10\n",
     "unit,m,3\nu,8,5\n",
     HEAD "1,,4\n2,,8\n3,,10\n",
     "unit,1,2,3\nu,3,3,5\n",
     "old,new\n1,m\n2,m\n",
     {"9.090909", "9.090909", "0", "0", "0", "0"},
     2,
     1,
     "0"},
    {"merged by shares", /* 18 of 30; 11.5 of 20 or 21 of 30; 13 of 20 */
     HEAD "m,,10\n3,,10\n",
     "unit,m,3\nu,8,5\n",
     HEAD "1,,8\n2,,12\n3,,10\n",
     "unit,1,2,3\nu,4,9,5\n",
     "old,new,share\n1,m,0.5\n2,m,0.5\n",
     {"5", "8.75", "-3.75", "0", "0", "0"},
     2,
     1,
     "0"},
    {"split", /* 13 of 20, then 12 of 20 */
     HEAD "x,,4\ny,,6\n3,,10\n",
     "unit,x,y,3\nu,4,3,5\n",
     HEAD "1,,10\n3,,10\n",
     "unit,1,3\nu,8,5\n",
     "old,new,share\n1,x,0.4\n1,y,0.6\n",
     {"-5", "-5", "0", "0", "0", "0"},
     3,
     1,
     "0"},
    {"merged, and one part did not apply", /* 5 of 10 and 3 of 4; then 13 of 22: m is not common */
     HEAD "m,,12\n3,,10\n",
     "unit,m,3\nu,8,5\n",
     HEAD "1,,4\n2,,8\n3,,10\n",
     "unit,1,2,3\nu,3,-,5\n",
     "old,new\n1,m\n2,m\n",
     {"1.948052", "0", "0", "0", "0", "1.948052"},
     1,
     1,
     "0"},
    {"renamed",
     HEAD "a,,10\n2,,10\n",
     "unit,a,2\nu,8,5\n",
     HEAD "1,,10\n2,,10\n",
     "unit,1,2\nu,6,5\n",
     "old,new\n1,a\n",
     {"10", "10", "0", "0", "0", "0"},
     2,
     2,
     "10"},
    {"a bonus",
     "code,title,max,kind\n1,,10,\nb,,2,bonus\n",
     "unit,1,b\nu,6,2\n",
     "code,title,max,kind\n1,,10,\nb,,2,bonus\n",
     "unit,1,b\nu,6,1\n",
     NULL,
     {"10", "10", "0", "0", "0", "0"},
     2,
     1,
     "0"},
    {"a bonus that was not given before",
     "code,title,max,kind\n1,,10,\nb,,2,bonus\n",
     "unit,1,b\nu,6,2\n",
     "code,title,max,kind\n1,,10,\nb,,2,bonus\n",
     "unit,1,b\nu,6,\n",
     NULL,
     {"20", "20", "0", "0", "0", "0"},
     2,
     1,
     "0"},
    {"a bonus that did not apply before",
     "code,title,max,kind\n1,,10,\nb,,2,bonus\n",
     "unit,1,b\nu,6,2\n",
     "code,title,max,kind\n1,,10,\nb,,2,bonus\n",
     "unit,1,b\nu,6,-\n",
     NULL,
     {"20", "0", "0", "0", "0", "20"},
     1,
     1,
     "0"},
    {"a max of two millionths", /* 2 of 3 is 1.333… millionths of it; all weigh the same */
     "code,title,max,weight,combine\n.,,100,,mean\n1,,0.000002,1,\n2,,10,1,\n",
     "unit,1,2\nu,0.000001,5\n",
     "code,title,max,weight,combine\n.,,100,,mean\n1,,3,1,\n2,,10,1,\n",
     "unit,1,2\nu,2,5\n",
     NULL,
     {"-8.333333", "-8.333333", "0", "0", "0", "0"},
     2,
     1,
     "0"},
    {"thirds of maxima of thirds", /* 25 %; 25/9 of 40/3 or 10/3 of 20/3 on the way; 70/9 of 40/3 */
     "code,title,max,rule\n1,,10,rate\n2,,10/3,rate\n",
     "unit,1,2\nu,2/3,1/3\n",
     "code,title,max,rule\n1,,10/3,rate\n2,,10/3,rate\n",
     "unit,1,2\nu,1/6,1/3\n",
     NULL,
     {"33.333333", "31.25", "2.083333", "0", "0", "0"},
     2,
     1,
     "0"},
    {"a leaf that got sub-criteria", /* 6 and 4 of 20; without 2 it is 60 %; then 6 and 2 of 20 */
     HEAD "1,,10\n2,,10\n2.1,,5\n2.2,,5\n",
     "unit,1,2.1,2.2\nu,6,1,1\n",
     HEAD "1,,10\n2,,10\n",
     "unit,1,2\nu,6,4\n",
     NULL,
     {"-10", "0", "0", "-20", "10", "0"},
     1,
     1,
     "0"},
    {"set by hand now", /* 15 of 30; 17 of 30 is computed, 23 of 30 with 18 in place of 12 */
     SET_HEAD,
     "unit,1,1.1,1.2,2,note\nu,18,6,6,5,why\n",
     SET_HEAD,
     "unit,1.1,1.2,2\nu,5,5,5\n",
     NULL,
     {"26.666667", "6.666667", "0", "0", "0", "0", "20"},
     3,
     3,
     "6.666667"},
    {"set by hand before",
     SET_HEAD,
     "unit,1.1,1.2,2\nu,5,5,5\n",
     SET_HEAD,
     "unit,1,1.1,1.2,2,note\nu,18,6,6,5,why\n",
     NULL,
     {"-26.666667", "-6.666667", "0", "0", "0", "0", "-20"},
     3,
     3,
     "-6.666667"},
    {"set by hand on both sides", /* 20 of 30 for 15 of 30; 17 of 30 for 21 of 30 */
     SET_HEAD,
     "unit,1,1.1,1.2,2,note\nu,12,8,8,5,why\n",
     SET_HEAD,
     "unit,1,1.1,1.2,2,note\nu,15,5,5,5,why\n",
     NULL,
     {"-10", "20", "0", "0", "0", "0", "-30"},
     3,
     3,
     "20"},
    {"set by hand now, with other maxima", /* 15 of 30; 25 of 50, 29 of 50 is computed, 35 set */
     "code,title,max\n1,,\n1.1,,20\n1.2,,20\n2,,10\n",
     "unit,1,1.1,1.2,2,note\nu,30,12,12,5,why\n",
     SET_HEAD,
     "unit,1.1,1.2,2\nu,5,5,5\n",
     NULL,
     {"20", "7.333333", "0.666667", "0", "0", "0", "12"},
     3,
     1,
     "0"},
    {"set by hand where nothing is computed", /* 5 of 10, then 23 of 30 */
     SET_HEAD_UNKNOWN,
     "unit,1,1.1,1.2,2,note\nu,18,,,5,why\n",
     SET_HEAD_UNKNOWN,
     "unit,1.1,1.2,2\nu,-,-,5\n",
     NULL,
     {"26.666667", "0", "0", "0", "0", "0", "26.666667"},
     1,
     1,
     "0"},
    {"all at once", /* 29 of 40; without 3: 21 of 30; without 4: 11 of 20; 16 of 30 or 13 of 20; 19
                       of 30; with 5: 28 of 40 */
     HEAD "1,,10\n2,,20\n4,,10\n5,,10\n",
     "unit,1,2,4,5\nu,7,12,-,9\n",
     HEAD "1,,10\n2,,10\n3,,10\n4,,10\n",
     "unit,1,2,3,4\nu,6,5,8,10\n",
     NULL,
     {"-2.5", "10", "-1.666667", "6.666667", "-2.5", "-15"},
     2,
     1,
     "10"},
};

static void expect_part(const struct shape *shape, const char *part, chiso_decimal got,
                        const char *expected)
{
    cr_expect(got == decimal(expected), "%s: %s is %s, expected %s", shape->name, part,
              decimal_text(got), expected);
}

Test(bridge, every_shape_is_split_into_its_parts)
{
    for (size_t i = 0; i < COUNT(shapes); i++) {
        const struct shape *s = &shapes[i];
        chiso_comparison *comparison =
            compare_of(s->criteria, s->points, s->old_criteria, s->old_points, s->map, NULL);
        chiso_bridge bridge;
        chiso_error error = CHISO_ERROR_INIT;

        cr_assert(chiso_comparison_bridge(comparison, 0, CHISO_ROOT, &bridge, &error) == CHISO_OK,
                  "%s: %s", s->name, error.message);
        expect_part(s, "change", bridge.change, s->parts[0]);
        expect_part(s, "performance", bridge.performance, s->parts[1]);
        expect_part(s, "maxima", bridge.maxima, s->parts[2]);
        expect_part(s, "added", bridge.added, s->parts[3]);
        expect_part(s, "dropped", bridge.dropped, s->parts[4]);
        expect_part(s, "not applicable", bridge.not_applicable, s->parts[5]);
        expect_part(s, "set by hand", bridge.set, s->parts[6] == NULL ? "0" : s->parts[6]);
        expect_part(s, "like for like", bridge.like_change, s->like_change);
        cr_expect(bridge.common == s->common && bridge.like_leaves == s->like_leaves,
                  "%s: %u common, %u alike", s->name, (unsigned)bridge.common,
                  (unsigned)bridge.like_leaves);
        cr_expect(bridge.change == bridge.performance + bridge.maxima + bridge.added +
                                       bridge.dropped + bridge.not_applicable + bridge.set,
                  "%s", s->name);
        chiso_comparison_free(comparison);
    }
}

Test(bridge, what_was_set_by_hand_is_named_on_both_sides)
{
    chiso_comparison *comparison =
        compare_of(HEAD "1,,\n1.1,,10\n1.2,,10\n3,,\n3.1,,10\n",
                   "unit,1,1.1,1.2,3,3.1,note\nu,18,6,6,9,5,why\nw,,6,6,,5,\nx,,1,1,,1,\n",
                   HEAD "1,,\n1.1,,10\n1.2,,10\n4,,\n4.1,,10\n",
                   "unit,1,1.1,1.2,4,4.1,note\nu,,6,6,2,5,why\nw,,6,6,,5,\n", NULL, NULL);
    static const struct {
        chiso_unit unit;
        bool before;
        uint32_t count;
        const char *first;
    } cases[] = {{0, false, 2, "1"}, {0, true, 1, "4"}, {1, false, 0, ""},
                 {1, true, 0, ""},   {2, false, 0, ""}, {2, true, 0, ""}};
    chiso_node nodes[3] = {7, 7, 7};
    uint32_t count = 7;

    for (size_t i = 0; i < COUNT(cases); i++) {
        const chiso_board *board = cases[i].before ? chiso_comparison_before(comparison)
                                                   : chiso_comparison_now(comparison);

        cr_assert(chiso_comparison_set_nodes(comparison, cases[i].unit, cases[i].before, 3, nodes,
                                             &count) == CHISO_OK);
        cr_expect(count == cases[i].count, "case %zu: %u", i, (unsigned)count);
        if (count > 0) {
            cr_expect_str_eq(chiso_node_code(chiso_board_tree(board), nodes[0]), cases[i].first);
        }
    }
    nodes[1] = 7;
    cr_assert(chiso_comparison_set_nodes(comparison, 0, false, 1, nodes, &count) == CHISO_OK);
    cr_expect(count == 2 && nodes[1] == 7, "no more is written than there is room for");
    cr_expect(chiso_comparison_set_nodes(comparison, 3, false, 3, nodes, &count) == CHISO_E_UNIT &&
              chiso_comparison_set_nodes(NULL, 0, false, 3, nodes, &count) == CHISO_E_NULL &&
              chiso_comparison_set_nodes(comparison, 0, false, 3, NULL, &count) == CHISO_E_NULL &&
              chiso_comparison_set_nodes(comparison, 0, false, 3, nodes, NULL) == CHISO_E_NULL &&
              count == 2);
    chiso_comparison_free(comparison);
}

Test(bridge, a_node_has_its_own_bridge)
{
    chiso_comparison *comparison =
        compare_of("code,title,max\n1,,\n1.1,,10\n1.2,,10\n2,,10\n", "unit,1.1,1.2,2\nu,8,9,1\n",
                   "code,title,max\n1,,\n1.1,,10\n2,,10\n", "unit,1.1,2\nu,6,9\n", NULL, NULL);
    chiso_bridge bridge;

    cr_assert(chiso_comparison_bridge(comparison, 0, 1, &bridge, NULL) == CHISO_OK);
    /* 60 %, then 85 % of which 5 are the new one's. */
    cr_expect(bridge.change == decimal("25") && bridge.performance == decimal("20") &&
              bridge.added == decimal("5"));
    cr_expect(bridge.common == 1 && bridge.like_max == decimal("10") &&
              bridge.like_now == decimal("8") && bridge.like_before == decimal("6"));
    chiso_comparison_free(comparison);
}

Test(bridge, weights_are_part_of_the_changed_maxima)
{
    /* A mean of 80 % and 40 % with the weights 1 and 1, then 3 and 1. */
    chiso_comparison *comparison = compare_of(
        "code,title,max,weight,combine\n.,,100,,mean\n1,,10,3,\n2,,10,1,\n", "unit,1,2\nu,8,4\n",
        "code,title,max,weight,combine\n.,,100,,mean\n1,,10,1,\n2,,10,1,\n", "unit,1,2\nu,8,4\n",
        NULL, NULL);
    chiso_bridge bridge;

    cr_assert(chiso_comparison_bridge(comparison, 0, CHISO_ROOT, &bridge, NULL) == CHISO_OK);
    cr_expect(bridge.change == decimal("10") && bridge.maxima == decimal("10") &&
              bridge.performance == 0);
    chiso_comparison_free(comparison);
}

Test(bridge, what_cannot_be_bridged_is_refused_by_name)
{
    static const char criteria[] = "code,title,max\n1,,10\n2,,10\n";
    chiso_comparison *comparison =
        compare_of(criteria, "unit,1,2\nu,-,5\nnew,1,1\nw,-,-\nx,1,1\n", criteria,
                   "unit,1,2\nu,6,-\nw,1,1\nx,1,1\n", NULL, NULL);
    static const struct {
        chiso_unit unit;
        chiso_node node;
        chiso_status status;
        const char *named;
    } cases[] = {{0, 0, CHISO_E_EMPTY, "u"}, {1, 0, CHISO_E_UNIT, "new"},
                 {2, 0, CHISO_E_EMPTY, "w"}, {4, 0, CHISO_E_UNIT, "4"},
                 {3, 3, CHISO_E_NODE, "3"},  {0, 1, CHISO_E_EMPTY, "u"}};
    chiso_bridge bridge = {.change = 7};
    chiso_rank_bridge rank = {.change = 7};

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_error error = CHISO_ERROR_INIT;

        cr_expect(chiso_comparison_bridge(comparison, cases[i].unit, cases[i].node, &bridge,
                                          &error) == cases[i].status,
                  "case %zu: %s", i, error.message);
        cr_expect(bridge.change == 7 && strstr(error.message, cases[i].named) != NULL &&
                      error.message_vi[0] != '\0',
                  "case %zu", i);
    }
    cr_expect(chiso_comparison_rank_bridge(comparison, 1, 0, &rank, NULL) == CHISO_E_EMPTY &&
              rank.change == 7);
    cr_expect(chiso_comparison_rank_bridge(comparison, 4, 0, &rank, NULL) == CHISO_E_UNIT);
    cr_expect(chiso_comparison_rank_bridge(comparison, 3, 3, &rank, NULL) == CHISO_E_NODE);
    cr_expect(chiso_comparison_rank_bridge(NULL, 0, 0, &rank, NULL) == CHISO_E_NULL);
    cr_expect(chiso_comparison_bridge(comparison, 0, 0, NULL, NULL) == CHISO_E_NULL);
    chiso_comparison_free(comparison);
}

Test(bridge, a_change_of_rank_is_split_under_every_treatment_of_ties)
{
    /* u had 5 and was behind 9, 8 and 8 (or with them); it has 8 now, among the old 9, 8, 8 and 2;
     * the others rose to 10, 10, 8 and 2. */
    static const struct {
        chiso_ties ties;
        const char *change, *own, *others, *place;
    } cases[] = {
        {CHISO_TIES_COMPETITION, "1", "2", "-1", "2"},
        {CHISO_TIES_DENSE, "1", "1", "0", "2"},
        {CHISO_TIES_MODIFIED, "0", "0", "0", "4"},
        {CHISO_TIES_AVERAGE, "0.5", "1", "-0.5", "3"},
        {CHISO_TIES_ORDINAL, "0", "0", "0", "4"},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_rank_options ranking = CHISO_RANK_OPTIONS_INIT;
        chiso_comparison *comparison;
        chiso_rank_bridge rank;
        chiso_error error = CHISO_ERROR_INIT;

        ranking.ties = cases[i].ties;
        comparison = compare_of("code,title,max\n1,,10\n", "unit,1\na,10\nb,10\nc,8\nu,8\nd,2\n",
                                "code,title,max\n1,,10\n", "unit,1\na,9\nb,8\nc,8\nu,5\nd,2\n",
                                NULL, &ranking);
        cr_assert(chiso_comparison_rank_bridge(comparison, 3, CHISO_ROOT, &rank, &error) ==
                      CHISO_OK,
                  "%s", error.message);
        cr_expect(rank.change == decimal(cases[i].change) && rank.own == decimal(cases[i].own) &&
                      rank.others == decimal(cases[i].others) &&
                      rank.place == decimal(cases[i].place),
                  "case %zu: %s = %s + %s, place %s", i, decimal_text(rank.change),
                  decimal_text(rank.own), decimal_text(rank.others), decimal_text(rank.place));
        chiso_comparison_free(comparison);
    }
}

Test(bridge, a_rank_of_what_is_better_when_it_is_less_is_split_the_same_way)
{
    /* u had 5 and was behind 1 and 2; among them 1.5 is second; then 2 became 1.2. */
    chiso_comparison *comparison = compare_of("code,title,max,options\n.,,,order=lowest\n1,,10,\n",
                                              "unit,1\na,1\nb,1.2\nu,1.5\n",
                                              "code,title,max,options\n.,,,order=lowest\n1,,10,\n",
                                              "unit,1\na,1\nb,2\nu,5\n", NULL, NULL);
    chiso_rank_bridge rank;

    cr_assert(chiso_comparison_rank_bridge(comparison, 2, CHISO_ROOT, &rank, NULL) == CHISO_OK);
    cr_expect(rank.change == 0 && rank.own == decimal("1") && rank.others == decimal("-1") &&
                  rank.place == decimal("2"),
              "%s %s %s", decimal_text(rank.change), decimal_text(rank.own),
              decimal_text(rank.place));
    chiso_comparison_free(comparison);
}

Test(bridge, equals_that_a_chain_parted_are_as_many_places_ahead)
{
    /* b and a have 10, and criterion 2 puts b first: who has 8 among them is third by dense ranks
     * too. */
    chiso_rank_options ranking = CHISO_RANK_OPTIONS_INIT;
    const chiso_node chain = 2;
    chiso_comparison *comparison;
    chiso_rank_bridge rank;

    ranking.ties = CHISO_TIES_DENSE;
    ranking.tie_break = &chain;
    ranking.tie_break_count = 1;
    comparison =
        compare_of(HEAD "1,,10\n2,,10\n", "unit,1,2\na,6,4\nb,5,5\nu,4,4\n", HEAD "1,,10\n2,,10\n",
                   "unit,1,2\na,6,4\nb,5,5\nu,2,2\n", NULL, &ranking);
    cr_assert(chiso_comparison_rank_bridge(comparison, 2, CHISO_ROOT, &rank, NULL) == CHISO_OK);
    cr_expect(rank.change == 0 && rank.own == 0 && rank.others == 0 && rank.place == decimal("3"),
              "%s %s %s", decimal_text(rank.change), decimal_text(rank.own),
              decimal_text(rank.place));
    chiso_comparison_free(comparison);
}

Test(bridge, a_figure_that_is_the_same_by_another_way_has_the_same_rank)
{
    /* 1/3 + 1/3 + 1/3 is 1; v, which is as good, was and is broken from it by nothing. */
    static const char rates[] = "code,title,max,rule\n1,,1,rate\n2,,1,rate\n3,,1,rate\n";
    chiso_comparison *comparison =
        compare_of(rates, "unit,1,2,3\nu,100%,0%,0%\nv,1/2,1/2,0%\n", rates,
                   "unit,1,2,3\nu,1/3,1/3,1/3\nv,1/4,1/4,1/2\n", NULL, NULL);
    chiso_rank_bridge rank;

    cr_assert(chiso_comparison_rank_bridge(comparison, 0, CHISO_ROOT, &rank, NULL) == CHISO_OK);
    cr_expect(rank.change == 0 && rank.own == 0 && rank.others == 0 && rank.place == decimal("1"));
    chiso_comparison_free(comparison);
}
