/* A board that was edited in any order is the board that would have been made of what is there in
 * the end: units, blocks, cells and figures. */
#include "support.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { UNITS = 14, LEAVES = 8, CODES = 20, STEPS = 60, SIZE = 24 };

static const char CRITERIA[] = "code,title,max,min,weight,combine,kind,rule,round,options\n"
                               ".,,,,,,,,,missing=%s\n"
                               "1,,20,,,mean,,,,\n"
                               "1.1,,10,,1,,,,,\n"
                               "1.2,,10,,2,,,survey 100 50 0,,\n"
                               "1.3,,5,1,1,,,rate,1,\n"
                               "2,,30,,,,,,,\n"
                               "2.1,,10,,,,,percentile block,,\n"
                               "2.2,,10,,,,,zscore 5 2,,\n"
                               "2.3,,10,,,,,yesno,,\n"
                               "3,,,,,sum capped,,,,\n"
                               "3.1,,5,,,,,,1,\n"
                               "3.2,,0,-2,,,bonus,per -0.5,,\n";

/* What cells hold, as it is written. */
static const struct {
    const char *code;
    const char *texts[6];
} leaves[LEAVES] = {
    {"1.1", {"0", "7.25", "10", "3", "", "-"}},
    {"1.2", {"1|2|3", "0|0|9", "5|0|0", "1|1|1", "", "-"}},
    {"1.3", {"50%", "1/3", "97.8%", "0%", "", "-"}},
    {"2.1", {"20", "-3", "20.5", "7", "", "-"}},
    {"2.2", {"1", "2", "30", "4.000001", "", "-"}},
    {"2.3", {"1", "0", "1", "0", "", "-"}},
    {"3.1", {"2.25", "4.96", "0.05", "5", "", "-"}},
    {"3.2", {"1", "0", "9", "2", "", "-"}},
};

/* A unit as it should be. */
struct unit {
    char code[SIZE];
    char name[SIZE]; /* "" where none was given */
    char block[SIZE];
    bool ranked;
    const char *cells[LEAVES];
};

struct trial {
    uint64_t seed;
    struct random random;
    chiso_tree *tree;
    chiso_board *board;
    struct unit units[UNITS];
    uint32_t count;
};

static uint64_t below(struct trial *trial, uint64_t bound)
{
    return random_below(&trial->random, bound);
}

/* Short codes and some that differ behind the eighth byte only. */
static void write_code(char *out_text, uint64_t number)
{
    (void)snprintf(out_text, SIZE, number % 2 == 0 ? "u%" PRIu64 : "department%" PRIu64, number);
}

static void pick_block(struct trial *trial, char *out_text)
{
    static const char *const blocks[] = {"", "north", "south", "islands of the south"};

    (void)snprintf(out_text, SIZE, "%s", blocks[below(trial, 4)]);
}

static int64_t find(const struct trial *trial, const char *code)
{
    for (uint32_t i = 0; i < trial->count; i++) {
        if (strcmp(trial->units[i].code, code) == 0) {
            return i;
        }
    }
    return -1;
}

static struct unit *append(struct trial *trial, const char *code)
{
    struct unit *unit = &trial->units[trial->count++];

    *unit = (struct unit){.ranked = true};
    (void)snprintf(unit->code, SIZE, "%s", code);
    for (int leaf = 0; leaf < LEAVES; leaf++) {
        unit->cells[leaf] = "";
    }
    return unit;
}

static void add(struct trial *trial)
{
    char code[SIZE];
    chiso_unit number = 99;
    struct unit *unit = NULL;

    write_code(code, below(trial, CODES));
    if (find(trial, code) >= 0) {
        cr_assert(chiso_board_add_unit(trial->board, code, NULL, NULL, &number, NULL) ==
                  CHISO_E_DUPLICATE);
        cr_assert(number == 99);
        return;
    }
    if (trial->count == UNITS) {
        return;
    }
    unit = append(trial, code);
    if (below(trial, 2) == 0) {
        (void)snprintf(unit->name, SIZE, "Name %d", (int)below(trial, 9));
    }
    pick_block(trial, unit->block);
    cr_assert(chiso_board_add_unit(trial->board, code, unit->name, unit->block, &number, NULL) ==
              CHISO_OK);
    cr_assert(number == trial->count - 1);
}

static void rename_unit(struct trial *trial, chiso_unit number)
{
    struct unit *unit = &trial->units[number];
    const uint64_t which = 1 + below(trial, 3);
    char code[SIZE];
    char name[SIZE] = "";

    write_code(code, below(trial, CODES));
    if (below(trial, 3) > 0) {
        (void)snprintf(name, SIZE, "Name %d", (int)below(trial, 9));
    }
    if (which != 2 && find(trial, code) >= 0 && find(trial, code) != number) {
        cr_assert(chiso_board_rename_unit(trial->board, number, code, name, NULL) ==
                  CHISO_E_DUPLICATE);
        return;
    }
    cr_assert(chiso_board_rename_unit(trial->board, number, which != 2 ? code : NULL,
                                      which != 1 ? name : NULL, NULL) == CHISO_OK);
    if (which != 2) {
        memcpy(unit->code, code, SIZE);
    }
    if (which != 1) {
        memcpy(unit->name, name, SIZE);
    }
}

static void remove_unit(struct trial *trial, chiso_unit number)
{
    cr_assert(chiso_board_remove_unit(trial->board, number, NULL) == CHISO_OK);
    trial->count--;
    memmove(&trial->units[number], &trial->units[number + 1],
            (trial->count - number) * sizeof(*trial->units));
}

static void set_cell(struct trial *trial, chiso_unit number)
{
    const uint64_t leaf = below(trial, LEAVES);
    const char *text = leaves[leaf].texts[below(trial, 6)];
    const chiso_node node = support_node(trial->tree, leaves[leaf].code);

    if (below(trial, 2) == 0) {
        cr_assert(chiso_board_set_text(trial->board, number, node, text, NULL) == CHISO_OK);
    } else {
        cr_assert(chiso_board_set(trial->board, trial->units[number].code, leaves[leaf].code, text,
                                  NULL) == CHISO_OK);
    }
    trial->units[number].cells[leaf] = text;
}

/* A file with two units, known or new, and a column of cells. */
static void read_file(struct trial *trial)
{
    const uint64_t leaf = below(trial, LEAVES);
    const uint64_t first = below(trial, CODES);
    struct buffer text = {0};
    chiso_error error = CHISO_ERROR_INIT;

    buffer_print(&text, "unit,block,%s\n", leaves[leaf].code);
    for (uint64_t i = 0; i < 2; i++) {
        char code[SIZE];
        char block[SIZE];
        const char *cell = leaves[leaf].texts[below(trial, 6)];
        int64_t found;
        struct unit *unit = NULL;

        write_code(code, (first + 7 * i) % CODES);
        pick_block(trial, block);
        found = find(trial, code);
        if (found < 0 && trial->count == UNITS) {
            continue;
        }
        unit = found < 0 ? append(trial, code) : &trial->units[found];
        if (block[0] != '\0') {
            memcpy(unit->block, block, SIZE);
        }
        unit->cells[leaf] = cell;
        buffer_print(&text, "%s,%s,%s\n", code, block, cell);
    }
    if (strchr(text.bytes, '\n')[1] != '\0') {
        cr_assert(chiso_board_read_csv(trial->board, text.bytes, text.size, &error) == CHISO_OK,
                  "%s", error.message);
    }
    buffer_clear(&text);
}

/* From now on it is the copy that is edited, and the board that it was made of is gone. */
static void go_on_with_a_copy(struct trial *trial)
{
    chiso_board *copy = NULL;

    cr_assert(chiso_board_copy(trial->board, NULL, &copy, NULL) == CHISO_OK);
    cr_assert(chiso_board_is_scored(copy) == chiso_board_is_scored(trial->board));
    chiso_board_free(trial->board);
    trial->board = copy;
}

static void edit(struct trial *trial)
{
    const uint64_t kind = below(trial, 16);
    const chiso_unit number = trial->count == 0 ? 0 : (chiso_unit)below(trial, trial->count);

    if (kind < 3 || trial->count == 0) {
        add(trial);
    } else if (kind == 3) {
        rename_unit(trial, number);
    } else if (kind == 4) {
        pick_block(trial, trial->units[number].block);
        cr_assert(chiso_board_move_unit(trial->board, number, trial->units[number].block, NULL) ==
                  CHISO_OK);
    } else if (kind == 5) {
        remove_unit(trial, number);
    } else if (kind == 6) {
        trial->units[number].ranked = below(trial, 2) == 0;
        cr_assert(chiso_board_set_ranked(trial->board, number, trial->units[number].ranked, NULL) ==
                  CHISO_OK);
    } else if (kind == 7) {
        go_on_with_a_copy(trial);
    } else if (kind == 8) {
        read_file(trial);
    } else if (kind == 9) {
        cr_assert(chiso_board_score(trial->board, NULL) == CHISO_OK);
    } else {
        set_cell(trial, number);
    }
}

/* A board made of what should be there. */
static chiso_board *fresh(const struct trial *trial)
{
    chiso_board *board = NULL;

    cr_assert(chiso_board_new(trial->tree, NULL, &board, NULL) == CHISO_OK);
    for (uint32_t i = 0; i < trial->count; i++) {
        const struct unit *unit = &trial->units[i];

        cr_assert(chiso_board_add_unit(board, unit->code, unit->name, unit->block, NULL, NULL) ==
                  CHISO_OK);
        cr_assert(chiso_board_set_ranked(board, i, unit->ranked, NULL) == CHISO_OK);
        for (int leaf = 0; leaf < LEAVES; leaf++) {
            cr_assert(chiso_board_set(board, unit->code, leaves[leaf].code, unit->cells[leaf],
                                      NULL) == CHISO_OK);
        }
    }
    return board;
}

static void expect_units(const struct trial *trial, const chiso_board *expected)
{
    const chiso_board *board = trial->board;

    cr_assert(chiso_board_unit_count(board) == trial->count, "seed %" PRIu64, trial->seed);
    cr_assert(chiso_board_block_count(board) == chiso_board_block_count(expected),
              "seed %" PRIu64 ": %u blocks", trial->seed, (unsigned)chiso_board_block_count(board));
    for (uint32_t block = 0; block < chiso_board_block_count(expected); block++) {
        uint32_t found = 99;

        cr_assert_str_eq(chiso_board_block(board, block), chiso_board_block(expected, block),
                         "seed %" PRIu64, trial->seed);
        cr_assert(chiso_board_find_block(board, chiso_board_block(expected, block), &found) ==
                          CHISO_OK &&
                      found == block,
                  "seed %" PRIu64, trial->seed);
    }
    for (uint64_t i = 0; i < CODES; i++) {
        char code[SIZE];
        chiso_unit unit = 0;

        write_code(code, i);
        cr_assert(chiso_board_find_unit(board, code, &unit) ==
                      (find(trial, code) < 0 ? CHISO_E_UNIT : CHISO_OK),
                  "seed %" PRIu64 ": %s", trial->seed, code);
        cr_assert(find(trial, code) < 0 || unit == find(trial, code), "seed %" PRIu64 ": %s",
                  trial->seed, code);
    }
    for (chiso_unit unit = 0; unit < trial->count; unit++) {
        for (int leaf = 0; leaf < LEAVES; leaf++) {
            char text[CHISO_CELL_TEXT_SIZE];

            cr_assert(chiso_board_text(board, unit, support_node(trial->tree, leaves[leaf].code),
                                       text) == CHISO_OK);
            cr_assert_str_eq(text, trial->units[unit].cells[leaf],
                             "seed %" PRIu64 ": %s of %s holds |%s| in place of |%s|", trial->seed,
                             leaves[leaf].code, trial->units[unit].code, text,
                             trial->units[unit].cells[leaf]);
        }
    }
}

static void expect_figures(const struct trial *trial, chiso_board *expected)
{
    cr_assert(chiso_board_score(expected, NULL) == chiso_board_score(trial->board, NULL));
    for (chiso_node node = 0; node < chiso_tree_node_count(trial->tree) && trial->count > 0;
         node++) {
        chiso_ranking *rankings[2] = {NULL, NULL};

        cr_assert(chiso_ranking_new(expected, node, NULL, &rankings[0], NULL) == CHISO_OK);
        cr_assert(chiso_ranking_new(trial->board, node, NULL, &rankings[1], NULL) == CHISO_OK);
        for (chiso_unit unit = 0; unit < trial->count; unit++) {
            chiso_result a;
            chiso_result b;
            chiso_place c;
            chiso_place d;

            cr_assert(chiso_board_result(expected, unit, node, &a) == CHISO_OK);
            cr_assert(chiso_board_result(trial->board, unit, node, &b) == CHISO_OK);
            cr_assert(a.state == b.state && a.achieved == b.achieved && a.max == b.max &&
                          a.percent == b.percent && a.coverage == b.coverage &&
                          a.lowest == b.lowest && a.highest == b.highest,
                      "seed %" PRIu64 ": node %u of %s: %s of %s in place of %s of %s", trial->seed,
                      (unsigned)node, trial->units[unit].code, decimal_text(b.achieved),
                      decimal_text(b.max), decimal_text(a.achieved), decimal_text(a.max));
            cr_assert(chiso_ranking_place(rankings[0], unit, &c) == CHISO_OK);
            cr_assert(chiso_ranking_place(rankings[1], unit, &d) == CHISO_OK);
            cr_assert(c.rank == d.rank && c.out_of == d.out_of && c.tied == d.tied, "seed %" PRIu64,
                      trial->seed);
        }
        chiso_ranking_free(rankings[0]);
        chiso_ranking_free(rankings[1]);
    }
}

static void expect_all(const struct trial *trial)
{
    chiso_board *expected = fresh(trial);
    char *a = support_board_csv(expected);
    char *b = support_board_csv(trial->board);

    expect_units(trial, expected);
    cr_assert_str_eq(a, b, "seed %" PRIu64 ":\n%s\nin place of\n%s", trial->seed, b, a);
    expect_figures(trial, expected);
    chiso_board_free(expected);
    free(a);
    free(b);
}

Test(property_edits, a_board_is_what_would_be_made_of_what_is_there_in_the_end)
{
    static const char *const policies[] = {"zero", "skip", "unknown"};

    for (uint64_t seed = 0; seed < 2000; seed += SUPPORT_STRIDE) {
        struct trial trial = {.seed = seed, .random = {.state = ~seed}};
        struct buffer criteria = {0};

        buffer_print(&criteria, CRITERIA, policies[seed % 3]);
        trial.tree = support_tree(criteria.bytes);
        cr_assert(chiso_board_new(trial.tree, NULL, &trial.board, NULL) == CHISO_OK);
        for (int step = 0; step < STEPS; step++) {
            edit(&trial);
            if (below(&trial, 12) == 0) {
                expect_all(&trial);
            }
        }
        expect_all(&trial);
        chiso_board_free(trial.board);
        chiso_tree_free(trial.tree);
        buffer_clear(&criteria);
    }
}
