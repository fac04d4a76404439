/* Reading with a list, each request for memory failing in turn: a file is refused for its mistakes
 * or for want of memory, its object is as it was, and the list holds whole remarks. */
#include "fault.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static const char CRITERIA[] = "code,title,max,rule\n1,A,10,\n2,B,10,rate\n3,C,10,minmax\n4,D,9,\n";
static const char BAD_CRITERIA[] =
    "code,title,max,rule,whim\n1,A,ten,rates,\n1,B,5,,\nx y,C,5,,\n2,D,9,,\n2.1,E,4,,\n";
static const char BAD_POINTS[] =
    "unit;1;2;9\ra;x;1;\rb;11;150%;\ra;1;;\r\"c\"d;1;;\re;1;2%;3;4\rf;\"1;2%;\r";

/* In UTF-16, with something of each doubt. */
static size_t doubtful_points(char *out, size_t size)
{
    static const char text[] = "unit;block;1;2;3\n"
                               "a;x;1,234;150%;0,0000000000000001\n"
                               "b;x;2,345; - ;7,0000000000000001\n"
                               "c;;3,456;50%;7,0000000000000002\n"
                               "sum;x;;;\n"
                               "e;x;4,567;20%;3\n"
                               "f;x;1,111;20%;3\n"
                               "A;X;5,678;20%;3\n";
    size_t used = 2;

    memcpy(out, "\xFF\xFE", 2);
    for (const char *at = text; *at != '\0' && used + 2 < size; at++) {
        out[used++] = *at;
        out[used++] = '\0';
    }
    return used;
}

static void expect_whole(const struct fault *fault, const chiso_intake *intake)
{
    for (uint32_t i = 0; i < chiso_intake_count(intake); i++) {
        chiso_remark remark;

        cr_assert_eq(chiso_intake_at(intake, i, &remark), CHISO_OK);
        cr_expect(remark.message[0] != '\0' && remark.message_vi[0] != '\0' &&
                      remark.file[0] != '\0',
                  "request %zu: remark %u", fault->nth, i);
    }
}

static bool mistakes_of_a_tree(struct fault *fault)
{
    chiso_intake *intake = (chiso_intake *)fault;
    chiso_tree *tree = (chiso_tree *)fault;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    arm(fault);
    status = chiso_intake_new(0, &fault->allocator, &intake, &error);
    cr_expect((intake == NULL) == (status != CHISO_OK));
    if (status == CHISO_OK) {
        status = chiso_intake_tree(intake, "c.csv", BAD_CRITERIA, strlen(BAD_CRITERIA),
                                   &fault->allocator, &tree, &error);
        cr_expect(tree == NULL && (status == CHISO_E_MEMORY || status == CHISO_E_COLUMN),
                  "request %zu: %s", fault->nth, chiso_status_name(status));
        cr_expect(status == CHISO_E_COLUMN || was_refused(fault));
        cr_expect(status == CHISO_E_MEMORY || chiso_intake_mistake_count(intake) == 6,
                  "request %zu: %u", fault->nth, chiso_intake_mistake_count(intake));
        expect_whole(fault, intake);
    }
    refused = was_refused(fault);
    disarm(fault);
    chiso_intake_free(intake);
    return refused;
}

Test(intake, mistakes_of_a_criteria_file)
{
    fail_each("mistakes of a criteria file", mistakes_of_a_tree);
}

/* A board of two units, and an intake. */
static void begin(struct fault *fault, chiso_tree *tree, chiso_board **out_board,
                  chiso_intake **out_intake)
{
    cr_assert_eq(chiso_board_new(tree, &fault->allocator, out_board, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_read_csv(*out_board, "unit,1\nold,3\nolder,4\n", 21, NULL), CHISO_OK);
    cr_assert_eq(chiso_intake_new(0, &fault->allocator, out_intake, NULL), CHISO_OK);
}

/* Reads into a board of two units; how many remarks there are when all is well. */
static bool read_points(struct fault *fault, const char *text, size_t size, chiso_status expected,
                        uint32_t count)
{
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *board = NULL;
    chiso_intake *intake = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    begin(fault, tree, &board, &intake);
    arm(fault);
    status = chiso_intake_board(intake, "p.csv", text, size, board, &error);
    refused = was_refused(fault);
    cr_expect(status == expected || (status == CHISO_E_MEMORY && refused), "request %zu: %s: %s",
              fault->nth, chiso_status_name(status), error.message);
    cr_expect(status == CHISO_E_MEMORY || chiso_intake_count(intake) == count,
              "request %zu: %u remarks", fault->nth, chiso_intake_count(intake));
    cr_expect(status == CHISO_OK || chiso_board_unit_count(board) == 2, "request %zu", fault->nth);
    expect_whole(fault, intake);
    disarm(fault);
    chiso_intake_free(intake);
    chiso_board_free(board);
    chiso_tree_free(tree);
    return refused;
}

static bool mistakes_of_points(struct fault *fault)
{
    return read_points(fault, BAD_POINTS, strlen(BAD_POINTS), CHISO_E_COLUMN, 9);
}

Test(intake, mistakes_of_a_points_file)
{
    fail_each("mistakes of a points file", mistakes_of_points);
}

static bool doubts_of_points(struct fault *fault)
{
    char text[1024];

    return read_points(fault, text, doubtful_points(text, sizeof(text)), CHISO_OK, 10);
}

Test(intake, doubts_of_a_points_file)
{
    fail_each("doubts of a points file", doubts_of_points);
}

/* Reads criteria and points of which there are three doubts. */
static bool read_both(struct fault *fault, const char *criteria, const char *points)
{
    chiso_intake *intake = NULL;
    chiso_tree *tree = NULL;
    chiso_board *board = NULL;
    chiso_status status;
    bool refused;

    cr_assert_eq(chiso_intake_new(0, &fault->allocator, &intake, NULL), CHISO_OK);
    arm(fault);
    status = chiso_intake_tree(intake, "c.csv", criteria, strlen(criteria), &fault->allocator,
                               &tree, NULL);
    if (status == CHISO_OK) {
        status = chiso_board_new(tree, &fault->allocator, &board, NULL);
    }
    if (status == CHISO_OK) {
        status = chiso_intake_board(intake, "p.csv", points, strlen(points), board, NULL);
    }
    refused = was_refused(fault);
    cr_expect(status == (refused ? CHISO_E_MEMORY : CHISO_OK), "request %zu: %s", fault->nth,
              chiso_status_name(status));
    cr_expect(refused || chiso_intake_count(intake) == 3, "%u", chiso_intake_count(intake));
    expect_whole(fault, intake);
    disarm(fault);
    chiso_board_free(board);
    chiso_tree_free(tree);
    chiso_intake_free(intake);
    return refused;
}

/* Criteria whose codes are alike, and a long file that leaves cells out and has many dashes. */
static bool doubts_of_gaps(struct fault *fault)
{
    static const char criteria[] = "code,title,max\n1,A,10\n2.a,B,10\n2.A,C,10\n";
    static const char points[] = "unit,criterion,value\na,1,-\na,2.a,-\na,2.A,-\nb,1,-\nb,2.a,-\n";

    return read_both(fault, criteria, points);
}

/* Two rows that are the means of blocks, and codes that are alike. */
static bool doubts_of_blocks(struct fault *fault)
{
    static const char criteria[] = "code,title,max\n1,A,10\n2,B,10\n3,C,10\n";
    static const char points[] = "unit,1,2,3\nS,5,5,5\na,4,4,4\nA,6,6,6\nT,3,3,3\nb,2,2,2\n"
                                 "c,4,4,4\n";

    return read_both(fault, criteria, points);
}

Test(intake, doubts_of_what_is_not_there)
{
    fail_each("doubts of what is not there", doubts_of_gaps);
}

Test(intake, doubts_of_means_of_blocks)
{
    fail_each("doubts of means of blocks", doubts_of_blocks);
}

static bool doubts_of_a_comparison(struct fault *fault)
{
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *before = support_scored(tree, "unit,1\nx,3\nHue,4\nquangninh,4\n");
    chiso_board *now = support_scored(tree, "unit,1\nx,3\nHuế,4\nquangnimh,4\n");
    chiso_comparison *comparison = NULL;
    chiso_intake *intake = NULL;
    chiso_map *map = NULL;
    chiso_status status;
    bool refused;

    cr_assert_eq(chiso_comparison_new(now, before, NULL, &comparison, NULL), CHISO_OK);
    cr_assert_eq(chiso_map_new(NULL, &map, NULL), CHISO_OK);
    cr_assert_eq(chiso_map_add(map, "x", "x", NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_intake_new(0, &fault->allocator, &intake, NULL), CHISO_OK);
    arm(fault);
    status = chiso_intake_comparison(intake, "p.csv", comparison, map, NULL);
    refused = was_refused(fault);
    cr_expect(status == (refused ? CHISO_E_MEMORY : CHISO_OK), "request %zu", fault->nth);
    cr_expect(refused || chiso_intake_count(intake) == 2);
    expect_whole(fault, intake);
    disarm(fault);
    chiso_intake_free(intake);
    chiso_map_free(map);
    chiso_comparison_free(comparison);
    chiso_board_free(now);
    chiso_board_free(before);
    chiso_tree_free(tree);
    return refused;
}

Test(intake, doubts_of_a_comparison)
{
    fail_each("doubts of a comparison", doubts_of_a_comparison);
}

static bool give_once(void *context, char *bytes, size_t room, size_t *out_size)
{
    static const char news[] = "unit,name,1,2\nold,Old,4,5%\nnew,,5,\nolder,,4,6%\n";
    bool *is_given = context;

    *out_size = *is_given ? 0 : strlen(news);
    cr_assert(strlen(news) <= room);
    memcpy(bytes, news, *out_size);
    *is_given = true;
    return true;
}

/* A source is read, held beside a board, and taken into it. */
static bool fetched_and_taken(struct fault *fault)
{
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *board = NULL;
    chiso_intake *intake = NULL;
    bool is_given = false;
    const chiso_intake_source source = {give_once, &is_given};
    chiso_error error = CHISO_ERROR_INIT;
    const char *text = NULL;
    size_t size = 0;
    uint32_t edits = 0;
    chiso_status status;
    bool refused;

    begin(fault, tree, &board, &intake);
    arm(fault);
    status = chiso_intake_fetch(intake, "p.csv", &source, &text, &size, &error);
    if (status == CHISO_OK) {
        status = chiso_intake_read_board(intake, "p.csv", text, size, board, &error);
        edits = chiso_intake_edit_count(intake);
        cr_expect_eq(edits, status == CHISO_OK ? 5 : 0, "request %zu: %u", fault->nth, edits);
    }
    if (status == CHISO_OK) {
        status = chiso_intake_take(intake, board, &error);
        /* What could not be taken is still held. */
        cr_expect_eq(chiso_intake_edit_count(intake), status == CHISO_OK ? 0 : edits);
    }
    expect_memory(fault, status, &error);
    cr_expect_eq(chiso_board_unit_count(board), status == CHISO_OK ? 3 : 2);
    refused = was_refused(fault);
    disarm(fault);
    if (edits > 0 && status != CHISO_OK) {
        cr_expect_eq(chiso_intake_take(intake, board, NULL), CHISO_OK);
        cr_expect_eq(chiso_board_unit_count(board), 3);
    }
    chiso_intake_free(intake);
    chiso_board_free(board);
    chiso_tree_free(tree);
    return refused;
}

Test(intake, what_is_held_is_taken)
{
    fail_each("what is held", fetched_and_taken);
}
