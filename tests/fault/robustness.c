/* Memory that fails while a board is drawn, read from bytes, merged or robbed of its criteria: then
 * nothing came about, and what was there is what it was. */
#include "fault.h"

#include <criterion/criterion.h>
#include <string.h>

static const char criteria[] = "code,title,max,combine,rule\n.,,,mean,\n1,,,sum,\n1.1,,10,,\n"
                               "1.2,,20,,\n2,,10,,minmax\n3,,10,,survey 100 50 0\n";
static const char points[] = "unit,block,1.1,1.2,2,3\na,x,5,12,7,3|4|5\nb,x,7,9,6,9|0|2\n"
                             "c,y,4,18,3,1|1|1\nd,y,9,11,,0|7|3\n";

/* One of each way to draw. */
static const char *const draws[] = {
    "7,pairs:yes,first:1",
    "7,dirichlet:40",
    "7,weights:30%,matters:yes",
    "7,combine:.=mean+geometric,rule:minmax+percentile",
    "7,without:yes,answers:yes,rounding:0",
};

enum { WAYS = sizeof(draws) / sizeof(draws[0]), RANKS = 6 * 4 };

static chiso_board *board_of(struct fault *fault)
{
    chiso_tree *tree = support_tree(criteria);
    chiso_board *board = NULL;

    cr_assert_eq(chiso_board_new(tree, &fault->allocator, &board, NULL), CHISO_OK);
    cr_assert_eq(chiso_board_read_csv(board, points, strlen(points), NULL), CHISO_OK);
    cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
    chiso_tree_free(tree);
    return board;
}

static struct buffer bytes_of(const chiso_robustness *robustness)
{
    struct buffer bytes = {0};
    const chiso_sink sink = buffer_sink(&bytes);

    cr_assert_eq(chiso_robustness_write(robustness, &sink, NULL), CHISO_OK);
    return bytes;
}

static int way;

static bool draw(struct fault *fault)
{
    chiso_board *board = board_of(fault);
    chiso_robustness *robustness = (chiso_robustness *)fault;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    arm(fault);
    status = chiso_robustness_new(board, draws[way], NULL, &robustness, &error);
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    cr_expect((status == CHISO_OK) == (robustness != NULL));
    chiso_robustness_free(robustness);
    chiso_board_free(board);
    return refused;
}

static bool read_back(struct fault *fault)
{
    chiso_board *board = board_of(fault);
    chiso_robustness *robustness = NULL;
    chiso_robustness *read = (chiso_robustness *)fault;
    chiso_error error = CHISO_ERROR_INIT;
    struct buffer bytes;
    chiso_status status;
    bool refused;

    cr_assert_eq(chiso_robustness_new(board, draws[way], NULL, &robustness, NULL), CHISO_OK);
    bytes = bytes_of(robustness);
    arm(fault);
    status = chiso_robustness_read(board, draws[way], NULL, bytes.bytes, bytes.size, &read, &error);
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    cr_expect((status == CHISO_OK) == (read != NULL));
    buffer_clear(&bytes);
    chiso_robustness_free(read);
    chiso_robustness_free(robustness);
    chiso_board_free(board);
    return refused;
}

static bool merge(struct fault *fault)
{
    chiso_board *board = board_of(fault);
    chiso_robustness *one = NULL;
    chiso_robustness *other = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    struct buffer before;
    struct buffer after;
    chiso_status status;
    bool refused;

    cr_assert_eq(chiso_robustness_new(board, "3,weights:40%", NULL, &one, NULL), CHISO_OK);
    cr_assert_eq(chiso_robustness_new(board, "40,from:9,weights:40%", NULL, &other, NULL),
                 CHISO_OK);
    before = bytes_of(one);
    arm(fault);
    status = chiso_robustness_merge(one, other, &error);
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    after = bytes_of(one);
    cr_expect((status != CHISO_OK) ==
              (before.size == after.size && memcmp(before.bytes, after.bytes, after.size) == 0));
    buffer_clear(&before);
    buffer_clear(&after);
    chiso_robustness_free(one);
    chiso_robustness_free(other);
    chiso_board_free(board);
    return refused;
}

static bool leave_out(struct fault *fault)
{
    chiso_board *board = board_of(fault);
    chiso_robustness *robustness = NULL;
    chiso_decimal ranks[RANKS];
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    cr_assert_eq(chiso_robustness_new(board, "1", NULL, &robustness, NULL), CHISO_OK);
    memset(ranks, 0xEE, sizeof(ranks));
    arm(fault);
    status = chiso_robustness_leave_out(robustness, RANKS, ranks, NULL, &error);
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    if (status != CHISO_OK) {
        chiso_decimal untouched[RANKS];

        memset(untouched, 0xEE, sizeof(untouched));
        cr_expect_eq(memcmp(ranks, untouched, sizeof(ranks)), 0);
    }
    chiso_robustness_free(robustness);
    chiso_board_free(board);
    return refused;
}

Test(robustness, drawn)
{
    for (way = 0; way < WAYS; way++) {
        fail_each(draws[way], draw);
    }
}

Test(robustness, read)
{
    for (way = 0; way < WAYS; way++) {
        fail_each(draws[way], read_back);
    }
}

Test(robustness, merged)
{
    fail_each("merge", merge);
}

Test(robustness, without_criteria)
{
    fail_each("leave out", leave_out);
}
