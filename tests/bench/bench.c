#define _POSIX_C_SOURCE 200809L /* clock_gettime */

#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* What a command measures: it looks at the clock where that begins and where it ends, in turn, and
 * so both clocks measure the same. */
static struct {
    bool running;
    double wall;
    double processor;
} measured;

static double read_clock(clockid_t clock)
{
    struct timespec now;

    bench_require(clock_gettime(clock, &now) == 0, "there is no such clock");
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* Asking for the processor's time takes some itself: it is asked before the wall's clock is
 * started, and after that was stopped. */
double bench_now(void)
{
    const double before = measured.running ? 0 : read_clock(CLOCK_PROCESS_CPUTIME_ID);
    const double wall = read_clock(CLOCK_MONOTONIC);

    if (measured.running) {
        measured.wall += wall;
        measured.processor += read_clock(CLOCK_PROCESS_CPUTIME_ID);
    } else {
        measured.wall -= wall;
        measured.processor -= before;
    }
    measured.running = !measured.running;
    return wall;
}

void bench_check(chiso_status status, const chiso_error *error)
{
    if (status != CHISO_OK) {
        fprintf(stderr, "chiso_bench: %s: %s\n", chiso_status_name(status),
                error == NULL ? "" : error->message);
        exit(EXIT_FAILURE);
    }
}

void bench_require(bool condition, const char *message)
{
    if (!condition) {
        fprintf(stderr, "chiso_bench: %s\n", message);
        exit(EXIT_FAILURE);
    }
}

void *bench_memory(size_t count, size_t size)
{
    void *memory = calloc(count, size);

    bench_require(memory != NULL, "out of memory");
    return memory;
}

uint32_t bench_number(const char *word)
{
    const unsigned long number = strtoul(word, NULL, 10);

    bench_require(number > 0 && number < UINT32_MAX, "a number was expected");
    return (uint32_t)number;
}

void bench_write(const char *path, const void *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");

    bench_require(file != NULL && fwrite(bytes, 1, size, file) == size, "a file cannot be written");
    bench_require(fclose(file) == 0, "a file cannot be written");
}

uint64_t bench_mix(uint64_t number)
{
    number += UINT64_C(0x9e3779b97f4a7c15);
    number = (number ^ (number >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    number = (number ^ (number >> 27)) * UINT64_C(0x94d049bb133111eb);
    return number ^ (number >> 31);
}

/* The max of a leaf in hundredths: 0.25 to 1.25 points. */
static uint32_t leaf_max(uint32_t leaf)
{
    return 25 * (1 + leaf % 5);
}

static void add_leaves(chiso_tree *tree, chiso_node parent, uint32_t field, uint32_t criterion)
{
    for (uint32_t item = 0; item < BENCH_ITEMS; item++) {
        const uint32_t leaf = (field * BENCH_CRITERIA + criterion) * BENCH_ITEMS + item;
        char code[BENCH_CODE_SIZE];
        char max[BENCH_CODE_SIZE];
        chiso_error error;

        snprintf(code, sizeof(code), "%u.%u.%u", field + 1, criterion + 1, item + 1);
        snprintf(max, sizeof(max), "%u.%02u", leaf_max(leaf) / 100, leaf_max(leaf) % 100);
        bench_check(chiso_tree_add(tree, parent, code, NULL, max, NULL, &error), &error);
    }
}

static void add_criteria(chiso_tree *tree, uint32_t field)
{
    for (uint32_t criterion = 0; criterion < BENCH_CRITERIA; criterion++) {
        char code[BENCH_CODE_SIZE];
        chiso_criterion row = CHISO_CRITERION_INIT;
        chiso_node node;
        chiso_error error;

        snprintf(code, sizeof(code), "%u.%u", field + 1, criterion + 1);
        row.code = code;
        bench_check(chiso_tree_add_criterion(tree, &row, &node, &error), &error);
        add_leaves(tree, node, field, criterion);
    }
}

chiso_tree *bench_tree(void)
{
    chiso_tree *tree;
    chiso_error error;

    bench_check(chiso_tree_new("benchmark", NULL, &tree, &error), &error);
    for (uint32_t field = 0; field < BENCH_FIELDS; field++) {
        char code[BENCH_CODE_SIZE];
        chiso_criterion row = CHISO_CRITERION_INIT;

        snprintf(code, sizeof(code), "%u", field + 1);
        row.code = code;
        bench_check(chiso_tree_add_criterion(tree, &row, NULL, &error), &error);
        add_criteria(tree, field);
    }
    bench_check(chiso_tree_check(tree, &error), &error);
    return tree;
}

void bench_leaves(const chiso_tree *tree, chiso_node leaves[BENCH_LEAVES])
{
    uint32_t count = 0;

    for (chiso_node leaf = chiso_node_next_leaf(tree, CHISO_ROOT); leaf != CHISO_NO_NODE;
         leaf = chiso_node_next_leaf(tree, leaf)) {
        bench_require(count < BENCH_LEAVES, "the tree has too many leaves");
        leaves[count++] = leaf;
    }
    bench_require(count == BENCH_LEAVES, "the tree has too few leaves");
}

void bench_add_units(chiso_board *board, uint32_t units)
{
    chiso_error error;

    bench_check(chiso_board_reserve(board, units, &error), &error);
    for (uint32_t unit = 0; unit < units; unit++) {
        char code[BENCH_CODE_SIZE];

        snprintf(code, sizeof(code), "u%u", unit);
        bench_check(chiso_board_add_unit(board, code, NULL, NULL, NULL, &error), &error);
    }
}

/* A board whose cells are those of units from a number on. */
static chiso_board *board_from(uint32_t units, uint64_t first)
{
    chiso_tree *tree = bench_tree();
    chiso_decimal *column = bench_memory(units, sizeof(*column));
    chiso_node leaves[BENCH_LEAVES];
    chiso_board *board;
    chiso_error error;

    bench_leaves(tree, leaves);
    bench_check(chiso_board_new(tree, NULL, &board, &error), &error);
    bench_add_units(board, units);
    for (uint32_t leaf = 0; leaf < BENCH_LEAVES; leaf++) {
        for (uint32_t unit = 0; unit < units; unit++) {
            const uint64_t cell = (unit + first) * BENCH_LEAVES + leaf;

            column[unit] = (chiso_decimal)(bench_mix(cell) % (leaf_max(leaf) + 1)) * BENCH_STEP;
        }
        bench_check(chiso_board_set_column(board, leaves[leaf], column, units, &error), &error);
    }
    bench_check(chiso_board_score(board, &error), &error);
    free(column);
    chiso_tree_free(tree);
    return board;
}

chiso_board *bench_board(uint32_t units)
{
    return board_from(units, 0);
}

chiso_board *bench_earlier_board(uint32_t units)
{
    return board_from(units, BENCH_SHIFT);
}

void bench_add_gaps(chiso_board *board)
{
    enum { HUNDRED = 100 };
    const uint32_t units = chiso_board_unit_count(board);
    chiso_decimal *const all = bench_memory((size_t)units * BENCH_LEAVES, sizeof(*all));
    chiso_node leaves[BENCH_LEAVES];
    chiso_error error;

    bench_leaves(chiso_board_tree(board), leaves);
    for (uint32_t leaf = 0; leaf < BENCH_LEAVES; leaf++) {
        bench_check(chiso_board_copy_points(board, leaves[leaf], units, all + (size_t)leaf * units),
                    NULL);
    }
    for (uint32_t leaf = 0; leaf < BENCH_LEAVES; leaf++) {
        chiso_decimal *const column = all + (size_t)leaf * units;

        for (uint32_t unit = 0; unit < units; unit++) {
            const uint64_t bits = bench_mix(~((uint64_t)unit * BENCH_LEAVES + leaf));

            if (bits % HUNDRED == 0) {
                column[unit] = bits >> 63 == 0 ? CHISO_MISSING : CHISO_NOT_APPLICABLE;
            }
        }
        bench_check(chiso_board_set_column(board, leaves[leaf], column, units, &error), &error);
    }
    bench_check(chiso_board_score(board, &error), &error);
    free(all);
}

chiso_node bench_node(const chiso_tree *tree, const char *code)
{
    chiso_node node;

    bench_check(chiso_tree_find(tree, code, &node), NULL);
    return node;
}

void bench_touch(chiso_board *board, chiso_node leaf)
{
    chiso_cell cell;
    chiso_error error;

    bench_check(chiso_board_cell(board, 0, leaf, &cell), NULL);
    bench_check(chiso_board_set_value(board, 0, leaf, cell.value, &error), &error);
    bench_require(!chiso_board_is_scored(board), "setting a cell left the board scored");
}

double bench_points(const chiso_board *board, const char *code, const char *path)
{
    const uint32_t units = chiso_board_unit_count(board);
    chiso_decimal *points = bench_memory(units, sizeof(*points));

    bench_check(
        chiso_board_copy_points(board, bench_node(chiso_board_tree(board), code), units, points),
        NULL);
    bench_write(path, points, units * sizeof(*points));
    free(points);
    return 0;
}

static const bench_command *find_row(const char *name)
{
    static const struct {
        const char *name;
        const bench_command *commands;
    } rows[] = {
        {"rollup", bench_rollup},
        {"rank", bench_rank},
        {"csv", bench_csv},
        {"small", bench_small},
        {"composite", bench_composite},
        {"tally", bench_tally},
        {"statistics", bench_statistics},
        {"what_if", bench_what_if},
        {"python", bench_python},
        {"compare", bench_compare},
        {"ordinary", bench_ordinary},
        {"report", bench_report},
        {"columns", bench_columns},
        {"compare", bench_compare},
        {"ordinary", bench_ordinary},
        {"unit", bench_unit},
        {"growth", bench_growth},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
        if (strcmp(rows[i].name, name) == 0) {
            return rows[i].commands;
        }
    }
    return NULL;
}

/* What made the library: the same compiler as this program's. */
static void answer_about(void)
{
#ifdef __clang__
    printf("chiso %s, %s\n", chiso_version(), __VERSION__);
#else
    printf("chiso %s, gcc %s\n", chiso_version(), __VERSION__);
#endif
}

/* Runs one line, "command [word [word]]", and answers with the seconds, which may be those of a
 * piece, and the share of the time in which the processor worked for it. */
static void answer(const bench_command *commands, const char *line)
{
    char name[BENCH_WORD_SIZE] = "";
    char first[BENCH_WORD_SIZE] = "";
    char second[BENCH_WORD_SIZE] = "";
    const bench_command *command = commands;
    double seconds;

    bench_require(strlen(line) < BENCH_WORD_SIZE, "a line is too long");
    sscanf(line, "%s %s %s", name, first, second);
    if (strcmp(name, "about") == 0) {
        answer_about();
        return;
    }
    while (command->name != NULL && strcmp(command->name, name) != 0) {
        command++;
    }
    bench_require(command->name != NULL, "there is no such command");
    measured.running = false;
    measured.wall = 0;
    measured.processor = 0;
    seconds = command->run(first, second);
    bench_require(!measured.running, "a clock was not stopped");
    printf("%.9f %.6f\n", seconds, measured.wall > 0 ? measured.processor / measured.wall : 1.0);
}

int main(int argc, char **argv)
{
    const bench_command *commands = argc == 2 ? find_row(argv[1]) : NULL;
    char line[3 * BENCH_WORD_SIZE];

    bench_require(commands != NULL, "usage: chiso_bench ROW, one that bench.py names, then "
                                    "commands on standard input; see there");
    while (fgets(line, sizeof(line), stdin) != NULL) {
        answer(commands, line);
        fflush(stdout);
    }
    return EXIT_SUCCESS;
}
