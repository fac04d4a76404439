/* Ranking by keys of any kind gives what comparing all with each other gives: seats and order, for
 * columns of numbers of all widths, with rests, near to each other and the same, and for ratios
 * with different maxima; upwards and downwards, whatever shares a rank. */
#include "carry.h"
#include "rank/order.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { MOST_UNITS = 700, ROUNDS = 6000 };

struct room {
    uint32_t count;
    chiso_decimal *column;
    int64_t *rests;
    chiso_unit *members;
    chiso_unit *order;
    chiso_unit *plain_order;
    struct chiso__seat *seats;
    struct chiso__seat *plain_seats;
    struct chiso__ranker ranker;
    uint32_t *scratch;
    uint64_t *begins;
};

static void *memory(size_t size)
{
    void *block = calloc(MOST_UNITS + 1, size);

    cr_assert(block != NULL);
    return block;
}

static struct room room_make(void)
{
    return (struct room){.column = memory(sizeof(chiso_decimal)),
                         .rests = memory(sizeof(int64_t)),
                         .members = memory(sizeof(chiso_unit)),
                         .order = memory(sizeof(chiso_unit)),
                         .plain_order = memory(sizeof(chiso_unit)),
                         .seats = memory(sizeof(struct chiso__seat)),
                         .plain_seats = memory(sizeof(struct chiso__seat)),
                         .ranker = {memory(sizeof(uint64_t)), memory(sizeof(uint64_t))},
                         .scratch = memory(sizeof(uint32_t)),
                         .begins = memory(sizeof(uint64_t))};
}

static void room_clear(struct room *room)
{
    free(room->column);
    free(room->rests);
    free(room->members);
    free(room->order);
    free(room->plain_order);
    free(room->seats);
    free(room->plain_seats);
    free(room->ranker.keys);
    free(room->ranker.scratch);
    free(room->scratch);
    free(room->begins);
}

/* Numbers of some width from some start: a few that come again and again, some last bits away from
 * each other or about as far as is near, or anything. */
static void any_column(struct room *room, struct random *random, struct chiso__carried max)
{
    const unsigned width = (unsigned)random_below(random, 63);
    const int64_t start =
        random_below(random, 2) == 0 ? 0 : (int64_t)(random_next(random) >> 3) - (1LL << 60);
    const uint64_t kinds = random_below(random, 3) == 0 ? 1 + random_below(random, 9) : 0;
    const uint64_t how = random_below(random, 4);
    const uint64_t near = carry_magnitude(carry_whole(max)) / 1000000000000 > UINT64_MAX / 8
                              ? UINT64_MAX / 8
                              : (uint64_t)(carry_magnitude(carry_whole(max)) / 1000000000000);

    for (uint32_t i = 0; i < room->count; i++) {
        const uint64_t bits = random_next(random) >> (63 - width) >> 1;
        uint64_t rest = how == 0 ? 0 : random_next(random) & (CHISO__REST_ONE - 1);

        room->column[i] = start + (int64_t)((kinds == 0 ? bits : bits % kinds) >> 2);
        if (how == 2) {
            /* By thirds, give or take some bits. */
            rest = CHISO__REST_ONE / 3 * random_below(random, 3) + random_below(random, 3);
        } else if (how == 3) {
            rest = (near / 2 * random_below(random, 6) + random_below(random, 2000)) &
                   (CHISO__REST_ONE - 1);
        }
        room->rests[i] = (int64_t)rest;
        if (random_below(random, 40) == 0) {
            room->column[i] = CHISO_ABSENT;
            room->rests[i] = 0;
        }
    }
}

static void expect_same(struct room *room, const struct chiso__source *source,
                        const chiso_unit *members, uint64_t round, chiso_ties ties)
{
    uint32_t plain = 0;
    uint32_t count = 0;

    for (uint32_t i = 0; i < room->count; i++) {
        const chiso_unit unit = members == NULL ? i : members[i];
        struct chiso__carried_ratio ratio;

        if (chiso__figure_at(source, unit, &ratio)) {
            room->plain_order[plain++] = unit;
        } else {
            room->plain_seats[unit] = (struct chiso__seat){0, 0};
        }
    }
    chiso__sort_run(source, room->plain_order, plain, room->scratch, room->begins);
    chiso__seat_runs(room->plain_order, plain, room->begins, ties, room->plain_seats);
    count = chiso__rank_members(source, members, room->count, ties, &room->ranker, room->order,
                                room->seats);
    cr_assert(count == plain, "round %" PRIu64 ": %u of %u have a number", round, count, plain);
    for (uint32_t i = 0; i < room->count; i++) {
        const chiso_unit unit = members == NULL ? i : members[i];

        cr_assert(i >= count || room->order[i] == room->plain_order[i],
                  "round %" PRIu64 ": place %u of %u is %u's, and %u's by comparing", round, i,
                  count, room->order[i], room->plain_order[i]);
        cr_assert(room->seats[unit].rank == room->plain_seats[unit].rank &&
                      room->seats[unit].tied == room->plain_seats[unit].tied,
                  "round %" PRIu64 ": unit %u has rank %u among %u, by comparing %u among %u",
                  round, unit, room->seats[unit].rank, room->seats[unit].tied,
                  room->plain_seats[unit].rank, room->plain_seats[unit].tied);
    }
}

Test(property_order_quotients_quick, columns_are_ranked_as_by_comparing)
{
    struct room room = room_make();

    for (uint64_t round = 0; round < ROUNDS; round += SUPPORT_STRIDE) {
        struct random random = {.state = round};
        struct chiso__carried max = carry_any_max(&random);
        const chiso_ties ties = (chiso_ties)random_below(&random, CHISO_TIES_ORDINAL + 1);
        struct chiso__source source = {.column = room.column, .max = max};

        if (max.millionths == 0 || random_below(&random, 3) == 0) {
            max = chiso__carried_of(100 * CHISO_DECIMAL_ONE);
            source.max = max;
        }
        room.count =
            1 + (uint32_t)random_below(&random, random_below(&random, 3) == 0 ? MOST_UNITS : 150);
        any_column(&room, &random, max);
        source.rests = random_below(&random, 3) == 0 ? NULL : room.rests;
        source.lowest_first = random_below(&random, 2) == 0;
        expect_same(&room, &source, NULL, round, ties);
        if (room.count < MOST_UNITS / 2) {
            /* Some of them: the others keep what they have. */
            const uint32_t all = room.count;

            room.count = all / 2;
            for (uint32_t i = 0; i < room.count; i++) {
                room.members[i] = 2 * i + (uint32_t)random_below(&random, 2);
            }
            expect_same(&room, &source, room.members, round, ties);
            room.count = all;
        }
    }
    room_clear(&room);
}

/* Numbers of units with different maxima: a board of two leaves, one of which does not apply to
 * some.
 */
static chiso_board *any_board(struct random *random, uint32_t units)
{
    static const char *const maxima[] = {"10", "100", "0.5", "30000", "9000000000"};
    chiso_tree *tree = NULL;
    chiso_board *board = NULL;
    const char *rule = random_below(random, 2) == 0 ? "rate" : "points";
    const uint64_t few = 1 + random_below(random, 12);
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert(chiso_tree_new("order", NULL, &tree, &error) == CHISO_OK);
    for (int i = 0; i < 4; i++) {
        const char code[] = {(char)('1' + i), '\0'};

        cr_assert(chiso_tree_add_ruled(tree, CHISO_ROOT, code, NULL,
                                       maxima[random_below(random, 5)], rule, NULL,
                                       &error) == CHISO_OK);
    }
    cr_assert(chiso_board_new(tree, NULL, &board, &error) == CHISO_OK);
    for (uint32_t unit = 0; unit < units; unit++) {
        char text[64];

        (void)snprintf(text, sizeof(text), "u%u", unit);
        cr_assert(chiso_board_add_unit(board, text, NULL, NULL, NULL, &error) == CHISO_OK);
        for (chiso_node leaf = 1; leaf <= 4; leaf++) {
            const unsigned d = 1 + (unsigned)random_below(random, few);

            if (rule[0] == 'r') {
                (void)snprintf(text, sizeof(text), "%u/%u", (unsigned)random_below(random, d + 1),
                               d);
            } else {
                (void)snprintf(text, sizeof(text), "0.%02u",
                               (unsigned)random_below(random, few * 5 / 2 + 1) % 50);
            }
            cr_assert(chiso_board_set_text(board, unit, leaf,
                                           random_below(random, 5) == 0 ? "n/a" : text,
                                           &error) == CHISO_OK,
                      "%s", error.message);
        }
    }
    cr_assert(chiso_board_score(board, &error) == CHISO_OK);
    chiso_tree_free(tree);
    return board;
}

Test(property_order_quotients_quick, ratios_are_ranked_as_by_comparing)
{
    struct room room = room_make();

    for (uint64_t round = 0; round < ROUNDS / 4; round += SUPPORT_STRIDE) {
        struct random random = {.state = ~round};
        const chiso_ties ties = (chiso_ties)random_below(&random, CHISO_TIES_ORDINAL + 1);
        chiso_board *board = NULL;
        struct chiso__source source;

        room.count =
            1 + (uint32_t)random_below(&random, random_below(&random, 6) == 0 ? MOST_UNITS : 130);
        board = any_board(&random, room.count);
        source =
            chiso__source_of(&board->rows, CHISO_ROOT,
                             random_below(&random, 3) == 0 ? CHISO_KEY_PUBLISHED : CHISO_KEY_EXACT);
        source.lowest_first = random_below(&random, 2) == 0;
        expect_same(&room, &source, NULL, round, ties);
        chiso_board_free(board);
    }
    room_clear(&room);
}
