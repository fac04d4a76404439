/* Boards, maps, targets and changes on trial that do not fit: each is refused by a status and a
 * sentence in either language, and leaves everything as it was. */
#include "support.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* What must be the same after a call that was refused: the cells, the points of every node, that it
 * is scored, and the memory. */
struct snapshot {
    chiso_board *board;
    char *cells;
    chiso_decimal *points;
    struct meter *meter;
    size_t alive;
};

static chiso_decimal *points_of(const chiso_board *board)
{
    const uint32_t units = chiso_board_unit_count(board);
    const uint32_t nodes = chiso_tree_node_count(chiso_board_tree(board));
    chiso_decimal *points = malloc(sizeof(*points) * units * nodes);

    cr_assert(points != NULL && chiso_board_is_scored(board));
    for (chiso_node node = 0; node < nodes; node++) {
        cr_assert(chiso_board_copy_points(board, node, units, points + (size_t)node * units) ==
                  CHISO_OK);
    }
    return points;
}

/* A scored board whose memory is metered. */
static struct snapshot snapshot_of(const char *criteria, const char *points, struct meter *meter)
{
    chiso_allocator allocator = meter_allocator(meter);
    chiso_tree *tree = support_tree(criteria);
    struct snapshot snapshot = {.meter = meter};
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert(chiso_board_new(tree, &allocator, &snapshot.board, &error) == CHISO_OK, "%s",
              error.message);
    cr_assert(chiso_board_read_csv(snapshot.board, points, strlen(points), &error) == CHISO_OK,
              "%s", error.message);
    cr_assert(chiso_board_score(snapshot.board, &error) == CHISO_OK, "%s", error.message);
    chiso_tree_free(tree);
    snapshot.cells = support_board_csv(snapshot.board);
    snapshot.points = points_of(snapshot.board);
    snapshot.alive = meter->alive;
    return snapshot;
}

static void expect_same(const char *name, const struct snapshot *snapshot)
{
    const size_t size = sizeof(chiso_decimal) * chiso_board_unit_count(snapshot->board) *
                        chiso_tree_node_count(chiso_board_tree(snapshot->board));
    char *cells = support_board_csv(snapshot->board);
    chiso_decimal *points = points_of(snapshot->board);

    cr_expect_str_eq(cells, snapshot->cells, "%s", name);
    cr_expect(memcmp(points, snapshot->points, size) == 0, "%s: the points changed", name);
    cr_expect(snapshot->meter->alive == snapshot->alive, "%s: memory is left over", name);
    free(cells);
    free(points);
}

static void snapshot_clear(struct snapshot *snapshot)
{
    chiso_board_free(snapshot->board);
    free(snapshot->cells);
    free(snapshot->points);
    cr_expect(snapshot->meter->alive == 0, "a board leaks");
}

static void expect_said(const char *name, const chiso_error *error, const char *english,
                        const char *vietnamese)
{
    cr_expect_str_eq(error->message, english, "%s: %s", name, error->message);
    cr_expect_str_eq(error->message_vi, vietnamese, "%s: %s", name, error->message_vi);
}

#define TWO "code,title,max\n1,,10\n2,,20\n"
#define OF_A "unit,1,2\na,1,2\n"

/* Two boards and maps that do not fit, and what is said of them. */
struct misfit {
    const char *name;
    const char *criteria, *points, *old_criteria, *old_points, *criteria_map, *unit_map;
    chiso_status status;
    const char *english, *vietnamese;
    const char *unit, *criterion; /* that the error is about; NULL: whichever */
};

static chiso_map *map_of(const char *text)
{
    chiso_map *map = NULL;

    if (text != NULL) {
        cr_assert(chiso_map_read_csv(text, strlen(text), NULL, &map, NULL) == CHISO_OK, "%s", text);
    }
    return map;
}

static void expect_misfit(const struct misfit *misfit)
{
    struct meter meters[2] = {{.refuse_from = SIZE_MAX}, {.refuse_from = SIZE_MAX}};
    struct snapshot now = snapshot_of(misfit->criteria, misfit->points, &meters[0]);
    struct snapshot before = snapshot_of(misfit->old_criteria, misfit->old_points, &meters[1]);
    chiso_comparison_options options = CHISO_COMPARISON_OPTIONS_INIT;
    chiso_map *maps[] = {map_of(misfit->criteria_map), map_of(misfit->unit_map)};
    chiso_comparison *comparison = (chiso_comparison *)&comparison;
    chiso_error error = CHISO_ERROR_INIT;

    options.criteria = maps[0];
    options.units = maps[1];
    cr_expect(chiso_comparison_new(now.board, before.board, &options, &comparison, &error) ==
                      misfit->status &&
                  comparison == NULL,
              "%s: %s", misfit->name, chiso_status_name(error.status));
    cr_expect(error.status == misfit->status, "%s", misfit->name);
    expect_said(misfit->name, &error, misfit->english, misfit->vietnamese);
    cr_expect(misfit->unit == NULL || strcmp(error.unit, misfit->unit) == 0, "%s is about unit %s",
              misfit->name, error.unit);
    cr_expect(misfit->criterion == NULL || strcmp(error.criterion, misfit->criterion) == 0,
              "%s is about criterion %s", misfit->name, error.criterion);
    expect_same(misfit->name, &now);
    expect_same(misfit->name, &before);
    for (int i = 0; i < 2; i++) {
        cr_expect(maps[i] == NULL || chiso_map_count(maps[i]) > 0, "%s: a map was emptied",
                  misfit->name);
        chiso_map_free(maps[i]);
    }
    snapshot_clear(&now);
    snapshot_clear(&before);
}

Test(bad_changes, boards_without_a_common_unit_or_criterion_are_refused)
{
    static const struct misfit misfits[] = {
        {"units", TWO, OF_A, TWO, "unit,1,2\nb,1,2\n", NULL, NULL, CHISO_E_SHAPE,
         "the boards have no unit in common; the later one has a, the earlier one b",
         "hai bảng điểm không có đơn vị nào chung; bảng sau có a, bảng trước có b", NULL, NULL},
        {"criteria", TWO, OF_A, "code,title,max\nx,,10\n", "unit,x\na,1\n", NULL, NULL,
         CHISO_E_SHAPE,
         "the trees have no criterion in common; the later one has 1, the earlier one x",
         "hai bộ tiêu chí không có tiêu chí nào chung; bộ sau có 1, bộ trước có x", NULL, NULL},
    };

    for (size_t i = 0; i < COUNT(misfits); i++) {
        expect_misfit(&misfits[i]);
    }
}

Test(bad_changes, maps_that_name_what_is_not_there_are_refused)
{
    static const struct misfit misfits[] = {
        {"a later criterion", TWO, OF_A, TWO, OF_A, "old,new\n2,2\n1,9\n", NULL, CHISO_E_NODE,
         "the map names 9, which is no criterion of the later tree",
         "bảng ánh xạ nêu 9, không phải tiêu chí của bộ tiêu chí kỳ này", NULL, NULL},
        {"an earlier criterion", TWO, OF_A, TWO, OF_A, "old,new\n8,1\n", NULL, CHISO_E_NODE,
         "the map names 8, which is no criterion of the earlier tree",
         "bảng ánh xạ nêu 8, không phải tiêu chí của bộ tiêu chí kỳ trước", NULL, NULL},
        {"a later unit", TWO, OF_A, TWO, OF_A, NULL, "old,new\na,r\n", CHISO_E_UNIT,
         "the map names r, which is no unit of the later board",
         "bảng ánh xạ nêu r, không phải đơn vị của bảng điểm kỳ này", NULL, NULL},
        {"an earlier unit", TWO, OF_A, TWO, OF_A, NULL, "old,new\na,a\nq,a\n", CHISO_E_UNIT,
         "the map names q, which is no unit of the earlier board",
         "bảng ánh xạ nêu q, không phải đơn vị của bảng điểm kỳ trước", NULL, NULL},
    };

    for (size_t i = 0; i < COUNT(misfits); i++) {
        expect_misfit(&misfits[i]);
    }
}

Test(bad_changes, shares_that_do_not_add_up_to_1_are_refused)
{
    static const char *const parts = "unit,1,2\na,1,2\nb,1,2\n";
    const struct misfit misfits[] = {
        {"a criterion that was split", TWO, OF_A, "code,title,max\nx,,30\n", "unit,x\na,3\n",
         "old,new,share\nx,1,0.5\nx,2,0.4\n", NULL, CHISO_E_WEIGHT,
         "the map's shares of x add up to 0.9; expected 1",
         "các tỷ phần của x trong bảng ánh xạ cộng lại bằng 0,9; phải bằng 1", "", "x"},
        {"a unit that was split", TWO, parts, TWO, OF_A, NULL, "old,new,share\na,a,0.5\na,b,0.4\n",
         CHISO_E_WEIGHT, "the map's shares of a add up to 0.9; expected 1",
         "các tỷ phần của a trong bảng ánh xạ cộng lại bằng 0,9; phải bằng 1", "a", ""},
        {"by a millionth", TWO, parts, TWO, OF_A, NULL, "old,new,share\na,a,0.5\na,b,0.500001\n",
         CHISO_E_WEIGHT, "the map's shares of a add up to 1.000001; expected 1",
         "các tỷ phần của a trong bảng ánh xạ cộng lại bằng 1,000001; phải bằng 1", NULL, NULL},
        {"units that merged", TWO, "unit,1,2\nm,1,2\n", TWO, parts, NULL,
         "old,new,share\na,m,0.5\nb,m,0.6\n", CHISO_E_WEIGHT,
         "the map's shares into m add up to 1.1; expected 1",
         "các tỷ phần nhập vào m trong bảng ánh xạ cộng lại bằng 1,1; phải bằng 1", "m", ""},
    };

    for (size_t i = 0; i < COUNT(misfits); i++) {
        expect_misfit(&misfits[i]);
    }
}

/* 1 and 2 of a have 1 of 10 and 2 of 20; b has everything. */
Test(bad_changes, a_target_that_no_leaf_can_reach_says_by_how_much)
{
    static const struct {
        const char *goal, *short_by, *short_by_percent, *english, *vietnamese;
    } cases[] = {
        {"percent:110", "3", "10",
         "the target percent:110 is out of reach: it takes 33 points, and 30 can be had, 3 too few",
         "mục tiêu percent:110 ngoài tầm với: cần 33 điểm, tối đa có thể đạt 30, thiếu 3"},
        {"above:b", "0.000001", "0.000003",
         "the target above:b is out of reach: it takes 30.000001 points, and 30 can be had, "
         "0.000001 too few",
         "mục tiêu above:b ngoài tầm với: cần 30,000001 điểm, tối đa có thể đạt 30, thiếu "
         "0,000001"},
    };
    struct meter meter = {.refuse_from = SIZE_MAX};
    struct snapshot board = snapshot_of(TWO, "unit,1,2\na,1,2\nb,10,20\n", &meter);

    for (size_t i = 0; i < COUNT(cases); i++) {
        chiso_target *target = NULL;
        chiso_target_figures result;
        const chiso_target_step *steps = (const chiso_target_step *)&target;
        uint32_t count = 7;
        chiso_goal goal;
        chiso_error error = CHISO_ERROR_INIT;

        cr_assert(chiso_goal_parse(board.board, NULL, cases[i].goal, CHISO_ABSENT, &goal, NULL) ==
                  CHISO_OK);
        cr_assert(chiso_target_new(board.board, 0, CHISO_ROOT, &goal, NULL, &target, &error) ==
                      CHISO_OK,
                  "%s", error.message);
        cr_assert(chiso_target_result(target, &result) == CHISO_OK);
        cr_expect(result.outcome == CHISO_OUTCOME_OUT_OF_REACH && result.most == decimal("30"),
                  "%s", cases[i].goal);
        cr_expect(result.short_by == decimal(cases[i].short_by) &&
                      result.short_by_percent == decimal(cases[i].short_by_percent),
                  "%s: %s", cases[i].goal, decimal_text(result.short_by_percent));
        cr_expect(chiso_target_plan(target, &steps, &count, &error) == CHISO_E_RANGE &&
                  count == 7 && steps == (const chiso_target_step *)&target);
        expect_said(cases[i].goal, &error, cases[i].english, cases[i].vietnamese);
        chiso_target_free(target);
        /* How all stand stays with the board, for the second. */
        board.alive = i == 0 ? meter.alive : board.alive;
        expect_same(cases[i].goal, &board);
    }
    snapshot_clear(&board);
}

/* A value out of range among others that were set: these stand, and are undone to the board's own
 * bytes. */
Test(bad_changes, a_change_on_trial_out_of_range_is_refused)
{
    static const struct {
        const char *code, *text, *english, *vietnamese;
    } cases[] = {
        {"1", "10.000001",
         "unit a, criterion 1: 10.000001 is above the max of 10; expected 0 to 10",
         "đơn vị a, tiêu chí 1: 10,000001 vượt quá điểm tối đa 10; phải từ 0 đến 10"},
        {"2", "-0.000001", "unit a, criterion 2: -0.000001 is below the min of 0; expected 0 to 20",
         "đơn vị a, tiêu chí 2: -0,000001 thấp hơn điểm tối thiểu 0; phải từ 0 đến 20"},
    };
    struct meter meter = {.refuse_from = SIZE_MAX};
    struct snapshot board = snapshot_of(TWO, "unit,1,2\na,1,2\nb,3,4\n", &meter);
    chiso_what_if *what_if = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_result result;

    cr_assert(chiso_what_if_new(board.board, NULL, &what_if, &error) == CHISO_OK, "%s",
              error.message);
    cr_assert(chiso_what_if_set(what_if, "a", "2", "20", &error) == CHISO_OK, "%s", error.message);
    for (size_t i = 0; i < COUNT(cases); i++) {
        cr_expect(chiso_what_if_set(what_if, "a", cases[i].code, cases[i].text, &error) ==
                      CHISO_E_POINTS,
                  "%s", cases[i].text);
        expect_said(cases[i].text, &error, cases[i].english, cases[i].vietnamese);
        cr_assert(chiso_what_if_result(what_if, 0, CHISO_ROOT, &result) == CHISO_OK);
        cr_expect(result.achieved == decimal("21") && chiso_what_if_change_count(what_if) == 1,
                  "%s: %s", cases[i].text, decimal_text(result.achieved));
    }
    cr_assert(chiso_what_if_undo(what_if, &error) == CHISO_OK);
    cr_assert(chiso_what_if_result(what_if, 0, CHISO_ROOT, &result) == CHISO_OK);
    cr_expect(result.achieved == decimal("3") && chiso_what_if_change_count(what_if) == 0);
    chiso_what_if_free(what_if);
    expect_same("out of range", &board);
    snapshot_clear(&board);
}
