/* Reading: a points file from memory into a board, with every check, beside what reads the same
 * bytes without any. */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static chiso_tree *tree;
static chiso_board *board;
static char *text;
static size_t text_size;

static double setup(const char *unused, const char *unused_too)
{
    (void)unused;
    (void)unused_too;
    tree = bench_tree();
    return 0;
}

static double load(const char *path, const char *unused)
{
    FILE *file = fopen(path, "rb");
    long size;

    (void)unused;
    bench_require(file != NULL && fseek(file, 0, SEEK_END) == 0, "a file cannot be read");
    size = ftell(file);
    bench_require(size > 0 && fseek(file, 0, SEEK_SET) == 0, "a file cannot be read");
    free(text);
    text_size = (size_t)size;
    text = bench_memory(text_size, 1);
    bench_require(fread(text, 1, text_size, file) == text_size, "a file cannot be read");
    fclose(file);
    return 0;
}

static bool keep(void *context, const char *bytes, size_t size)
{
    (void)context;
    text = realloc(text, text_size + size);
    bench_require(text != NULL, "memory is out");
    memcpy(text + text_size, bytes, size);
    text_size += size;
    return true;
}

/* The wide file of a board of so many units takes the place of what was loaded. */
static double make_wide(const char *units, const char *unused)
{
    chiso_board *written = bench_board(bench_number(units));
    const chiso_sink sink = {keep, NULL};
    chiso_error error;

    (void)unused;
    free(text);
    text = NULL;
    text_size = 0;
    bench_check(chiso_board_write_csv(written, &sink, &error), &error);
    chiso_board_free(written);
    return 0;
}

/* What reads digits, one mark among them and separators, and nothing else: the numbers of all
 * fields behind the first of each row. A file in the long layout has its units and criteria in
 * order. */
static double read_fixed(const char *fields_word, const char *unused)
{
    const uint32_t skipped = bench_number(fields_word);
    int64_t *numbers = bench_memory(text_size / 2, sizeof(*numbers));
    const double start = bench_now();
    const char *at = text;
    const char *end = text + text_size;
    size_t count = 0;
    double seconds;

    (void)unused;
    while (at < end && *at++ != '\n') {
    }
    while (at < end) {
        for (uint32_t field = 0; field < skipped; field++) {
            while (*at++ != ',') {
            }
        }
        for (;;) {
            int64_t number = 0;
            int places = 2;

            for (; *at >= '0'; at++) {
                number = number * 10 + (*at - '0');
            }
            if (*at == '.') {
                for (at++; *at >= '0'; at++) {
                    number = number * 10 + (*at - '0');
                    places--;
                }
            }
            numbers[count++] = number * (places == 2 ? 100 : places == 1 ? 10 : 1);
            if (*at++ == '\n') {
                break;
            }
        }
    }
    seconds = bench_now() - start;
    bench_require(count > 0 && numbers[count - 1] >= 0, "nothing was read");
    free(numbers);
    return seconds;
}

static double read_csv(const char *unused, const char *unused_too)
{
    chiso_error error;
    double start;
    double seconds;

    (void)unused;
    (void)unused_too;
    chiso_board_free(board);
    bench_check(chiso_board_new(tree, NULL, &board, &error), &error);
    start = bench_now();
    bench_check(chiso_board_read_csv(board, text, text_size, &error), &error);
    seconds = bench_now() - start;
    return seconds;
}

/* Writes the cells, leaf by leaf, of units u0, u1, … whatever order the file brought them in. */
static double write_cells(const char *units, const char *path)
{
    const uint32_t count = bench_number(units);
    chiso_decimal *cells = bench_memory((size_t)BENCH_LEAVES * count, sizeof(*cells));
    chiso_node leaves[BENCH_LEAVES];

    bench_require(chiso_board_unit_count(board) == count, "the board has another number of units");
    bench_leaves(tree, leaves);
    for (uint32_t i = 0; i < count; i++) {
        char code[BENCH_CODE_SIZE];
        chiso_unit unit;

        snprintf(code, sizeof(code), "u%u", i);
        bench_check(chiso_board_find_unit(board, code, &unit), NULL);
        for (uint32_t leaf = 0; leaf < BENCH_LEAVES; leaf++) {
            chiso_cell cell;

            bench_check(chiso_board_cell(board, unit, leaves[leaf], &cell), NULL);
            cells[(size_t)leaf * count + i] =
                cell.state == CHISO_STATE_SCORED ? cell.value : CHISO_MISSING;
        }
    }
    bench_write(path, cells, (size_t)BENCH_LEAVES * count * sizeof(*cells));
    free(cells);
    return 0;
}

const bench_command bench_csv[] = {
    {"setup", setup},      {"load", load},         {"wide", make_wide}, {"read", read_csv},
    {"fixed", read_fixed}, {"cells", write_cells}, {NULL, NULL},
};
