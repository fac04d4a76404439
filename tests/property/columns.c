/* What is told of all units at once is what is told of them one by one, on boards of all kinds of
 * trees, of units with and without names and gaps, and of figures that are beyond a decimal. */
#include "plan.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const struct plan_taste sums = {.minima = true};
static const struct plan_taste all = PLAN_EVERYTHING;

enum { FIGURES = 6, PERCENT = 2, MARK = 0x5a };

/* Room for the figures of all units, with a place more behind each column that nothing may touch.
 */
struct room {
    uint32_t count;
    chiso_state *state;
    chiso_decimal *figures[FIGURES];
    bool wanted[FIGURES + 1];
};

static struct room room_make(uint32_t count, struct random *random)
{
    struct room room = {.count = count};
    /* Percents alone go a way of their own. */
    const bool percents_alone = random_below(random, 3) == 0;

    room.state = malloc((count + 1) * sizeof(*room.state));
    cr_assert(room.state != NULL);
    memset(room.state, MARK, (count + 1) * sizeof(*room.state));
    room.wanted[FIGURES] = !percents_alone && random_below(random, 4) > 0;
    for (int i = 0; i < FIGURES; i++) {
        room.figures[i] = malloc((count + 1) * sizeof(**room.figures));
        cr_assert(room.figures[i] != NULL);
        memset(room.figures[i], MARK, (count + 1) * sizeof(**room.figures));
        room.wanted[i] = percents_alone ? i == PERCENT : random_below(random, 4) > 0;
    }
    return room;
}

static void room_clear(struct room *room)
{
    free(room->state);
    for (int i = 0; i < FIGURES; i++) {
        free(room->figures[i]);
    }
}

static chiso_status fill(const chiso_board *board, chiso_node node, struct room *room,
                         chiso_error *error)
{
    chiso_result_columns columns = CHISO_RESULT_COLUMNS_INIT;
    chiso_decimal **const members[FIGURES] = {&columns.achieved, &columns.max,    &columns.percent,
                                              &columns.coverage, &columns.lowest, &columns.highest};

    columns.state = room->wanted[FIGURES] ? room->state : NULL;
    for (int i = 0; i < FIGURES; i++) {
        *members[i] = room->wanted[i] ? room->figures[i] : NULL;
    }
    return chiso_board_copy_results(board, node, room->count, &columns, error);
}

/* Whether what was not to be written is as it was, from a unit on. */
static bool is_untouched(const struct room *room, int column, uint32_t from)
{
    const unsigned char *bytes = column == FIGURES ? (const unsigned char *)room->state
                                                   : (const unsigned char *)room->figures[column];
    const size_t size = column == FIGURES ? sizeof(*room->state) : sizeof(**room->figures);

    for (size_t i = from * size; i < (room->count + 1) * size; i++) {
        if (bytes[i] != MARK) {
            return false;
        }
    }
    return true;
}

static void expect_unit(const struct room *room, uint32_t unit, const chiso_result *result)
{
    const chiso_decimal figures[FIGURES] = {result->achieved, result->max,    result->percent,
                                            result->coverage, result->lowest, result->highest};

    cr_assert(!room->wanted[FIGURES] || room->state[unit] == result->state);
    for (int i = 0; i < FIGURES; i++) {
        cr_assert(!room->wanted[i] || room->figures[i][unit] == figures[i],
                  "unit %u, figure %d: %s, expected %s", unit, i,
                  decimal_text(room->figures[i][unit]), decimal_text(figures[i]));
    }
}

/* Expects of a node the figures of each unit, or those of none where one of them has none. Returns
 * whether it had. */
static bool expect_node(const chiso_board *board, chiso_node node, struct random *random)
{
    struct room room = room_make(chiso_board_unit_count(board), random);
    chiso_error error = CHISO_ERROR_INIT;
    const chiso_status status = fill(board, node, &room, &error);
    chiso_status expected = CHISO_OK;
    chiso_unit unit = 0;

    for (; unit < room.count && expected == CHISO_OK; unit++) {
        chiso_result result;

        expected = chiso_board_result(board, unit, node, &result);
        if (expected == CHISO_OK && status == CHISO_OK) {
            expect_unit(&room, unit, &result);
        }
    }
    cr_assert(status == expected, "%s, expected %s", chiso_status_name(status),
              chiso_status_name(expected));
    cr_assert(status == CHISO_OK || support_names(error.message, chiso_unit_code(board, unit - 1)));
    for (int i = 0; i <= FIGURES; i++) {
        const bool written = status == CHISO_OK && room.wanted[i];

        cr_assert(is_untouched(&room, i, written ? room.count : 0));
    }
    room_clear(&room);
    return status == CHISO_OK;
}

/* Where a figure of a node stands in the matrix. */
static chiso_decimal *place_in(chiso_decimal *matrix, size_t node, size_t stride, uint32_t unit)
{
    return matrix + node * stride + unit;
}

/* Some nodes, in any order and some of them twice. */
static size_t some_nodes(const chiso_tree *tree, struct random *random, chiso_node *nodes)
{
    const size_t count = 1 + random_below(random, chiso_tree_node_count(tree));

    for (size_t i = 0; i < count; i++) {
        nodes[i] = (chiso_node)random_below(random, chiso_tree_node_count(tree));
    }
    return count;
}

static void expect_places(const chiso_board *board, const chiso_node *nodes, size_t count)
{
    const uint32_t units = chiso_board_unit_count(board);
    const size_t stride = units + 1;
    chiso_place *places = malloc(count * stride * sizeof(*places));
    chiso_rankings *rankings = NULL;

    cr_assert(places != NULL);
    cr_assert_eq(chiso_rankings_new(board, NULL, &rankings, NULL), CHISO_OK);
    cr_assert_eq(chiso_rankings_places(rankings, nodes, count, units, stride, places), CHISO_OK);
    for (size_t i = 0; i < count; i++) {
        for (chiso_unit unit = 0; unit < units; unit++) {
            const chiso_place *found = &places[i * stride + unit];
            chiso_place place;

            cr_assert_eq(chiso_ranking_place(chiso_rankings_at(rankings, nodes[i]), unit, &place),
                         CHISO_OK);
            cr_assert(found->rank == place.rank && found->half == place.half &&
                      found->out_of == place.out_of && found->tied == place.tied);
        }
    }
    chiso_rankings_free(rankings);
    free(places);
}

/* Expects of some nodes together the figures of each unit on each, and nothing between columns. All
 * of them have figures. */
static void expect_matrix(const chiso_board *board, struct random *random)
{
    const chiso_tree *tree = chiso_board_tree(board);
    const uint32_t units = chiso_board_unit_count(board);
    const size_t stride = units + random_below(random, 3);
    chiso_node *nodes = malloc(chiso_tree_node_count(tree) * sizeof(*nodes));
    const size_t count = some_nodes(tree, random, nodes);
    const bool alone = random_below(random, 2) == 0;
    chiso_decimal *matrices[2] = {malloc(count * stride * sizeof(**matrices)),
                                  malloc(count * stride * sizeof(**matrices))};
    chiso_result_columns columns = CHISO_RESULT_COLUMNS_INIT;

    cr_assert(matrices[0] != NULL && matrices[1] != NULL);
    for (size_t i = 0; i < count * stride; i++) {
        matrices[0][i] = MARK;
    }
    columns.percent = matrices[0];
    columns.achieved = alone ? NULL : matrices[1];
    cr_assert_eq(chiso_board_copy_matrix(board, nodes, count, units, stride, &columns, NULL),
                 CHISO_OK);
    for (size_t i = 0; i < count; i++) {
        for (chiso_unit unit = 0; unit < units; unit++) {
            chiso_result result;

            cr_assert_eq(chiso_board_result(board, unit, nodes[i], &result), CHISO_OK);
            cr_assert_eq(*place_in(matrices[0], i, stride, unit), result.percent);
            cr_assert(alone || *place_in(matrices[1], i, stride, unit) == result.achieved);
        }
        for (size_t between = units; between < stride; between++) {
            cr_assert_eq(matrices[0][i * stride + between], MARK);
        }
    }
    expect_places(board, nodes, count);
    free(nodes);
    free(matrices[0]);
    free(matrices[1]);
}

/* Goes through texts that are each ended by NUL. */
static void expect_texts(const chiso_board *board, const struct buffer *texts,
                         const char *(*text_of)(const chiso_board *board, chiso_unit unit))
{
    size_t at = 0;

    for (chiso_unit unit = 0; unit < chiso_board_unit_count(board); unit++) {
        cr_assert(at < texts->size);
        cr_assert_str_eq(texts->bytes + at, text_of(board, unit));
        at += strlen(texts->bytes + at) + 1;
    }
    cr_assert_eq(at, texts->size);
}

static void expect_units(const chiso_board *board)
{
    const uint32_t count = chiso_board_unit_count(board);
    uint32_t *blocks = malloc((count + 1) * sizeof(*blocks));
    bool *ranked = malloc((count + 1) * sizeof(*ranked));
    struct buffer codes = {0};
    struct buffer names = {0};
    const chiso_sink sinks[] = {buffer_sink(&codes), buffer_sink(&names)};

    cr_assert(blocks != NULL && ranked != NULL);
    cr_assert_eq(chiso_board_write_codes(board, &sinks[0], NULL), CHISO_OK);
    cr_assert_eq(chiso_board_write_names(board, &sinks[1], NULL), CHISO_OK);
    expect_texts(board, &codes, chiso_unit_code);
    expect_texts(board, &names, chiso_unit_name);
    blocks[count] = 7;
    ranked[count] = true;
    cr_assert_eq(chiso_board_copy_units(board, count, blocks, ranked), CHISO_OK);
    for (chiso_unit unit = 0; unit < count; unit++) {
        cr_assert_eq(blocks[unit], chiso_unit_block(board, unit));
        cr_assert_eq(ranked[unit], chiso_unit_is_ranked(board, unit));
    }
    cr_assert(blocks[count] == 7 && ranked[count]);
    buffer_clear(&codes);
    buffer_clear(&names);
    free(blocks);
    free(ranked);
}

/* Gives units names, blocks, and no rank, and removes some, so that they no longer are what they
 * were when they were added. */
static void edit(chiso_board *board, struct random *random)
{
    static const char *const blocks[] = {"", "north", "phía nam"};
    static const char *const names[] = {"", "Sở Y tế", "a name, \"quoted\"", "two\nlines"};

    for (chiso_unit unit = 0; unit < chiso_board_unit_count(board); unit++) {
        cr_assert_eq(
            chiso_board_rename_unit(board, unit, NULL, names[random_below(random, 4)], NULL),
            CHISO_OK);
        cr_assert_eq(chiso_board_move_unit(board, unit, blocks[random_below(random, 3)], NULL),
                     CHISO_OK);
        cr_assert_eq(chiso_board_set_ranked(board, unit, random_below(random, 3) > 0, NULL),
                     CHISO_OK);
    }
    if (chiso_board_unit_count(board) > 1) {
        const uint64_t count = chiso_board_unit_count(board);

        cr_assert_eq(chiso_board_remove_unit(board, (chiso_unit)random_below(random, count), NULL),
                     CHISO_OK);
    }
}

static void expect_boards(const struct plan_taste *taste, uint64_t seed, int trees,
                          uint32_t most_units)
{
    for (int i = 0; i < trees; i += SUPPORT_STRIDE) {
        struct random random = {.state = ~seed};
        struct plan plan;

        plan_make(&plan, seed++, taste);
        const uint32_t units = 1 + (uint32_t)random_below(&random, most_units);
        const struct plan_gaps gaps = {(unsigned)random_below(&random, 40),
                                       (unsigned)random_below(&random, 40),
                                       (unsigned)random_below(&random, 100)};
        chiso_decimal *cells = plan_cells(&plan, &random, units, &gaps);
        chiso_board *board = plan_board(&plan, cells, units);
        bool complete = true;

        if (i % 2 == 1) {
            edit(board, &random);
            cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
        }
        expect_units(board);
        for (chiso_node node = 0; node < chiso_tree_node_count(chiso_board_tree(board)); node++) {
            complete = expect_node(board, node, &random) && complete;
        }
        if (complete) {
            expect_matrix(board, &random);
        }
        chiso_board_free(board);
        free(cells);
    }
}

Test(property_columns, of_sums_are_what_is_told_one_by_one)
{
    expect_boards(&sums, 610000, 400, 40);
    /* Enough for more than one stretch of those that are looked at together. */
    expect_boards(&sums, 615000, 6, 2500);
}

Test(property_columns, of_trees_with_everything_are_what_is_told_one_by_one)
{
    expect_boards(&all, 620000, 800, 30);
    expect_boards(&all, 630000, 20, 400);
}

/* A bonus far above the max of all the rest, which units have or not: then the whole index has no
 * percent that a decimal could hold. */
Test(property_columns, have_all_figures_or_are_left_as_they_were)
{
    int complete = 0;

    for (uint64_t seed = 0; seed < 200; seed += SUPPORT_STRIDE) {
        struct random random = {.state = seed};
        chiso_tree *tree =
            support_tree("code,title,max,kind\n1,,0.000001,\n2,,900000000000,bonus\n");
        struct buffer text = {0};
        chiso_board *board = NULL;

        buffer_print(&text, "unit,1,2\n");
        for (uint64_t unit = 0; unit <= random_below(&random, 6); unit++) {
            buffer_print(&text, "u%" PRIu64 ",%s,%s\n", unit,
                         random_below(&random, 4) == 0 ? "" : "0.000001",
                         random_below(&random, 4) == 0 ? "900000000000" : "0");
        }
        board = support_scored(tree, text.bytes);
        complete += expect_node(board, CHISO_ROOT, &random);
        cr_assert(expect_node(board, 1, &random) && expect_node(board, 2, &random));
        buffer_clear(&text);
        chiso_board_free(board);
        chiso_tree_free(tree);
    }
    cr_assert(complete > 20 / SUPPORT_STRIDE && complete < 180 / SUPPORT_STRIDE);
}
