/* Reading: a points file in the long layout, from memory into a board, with every check. */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>

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
    {"setup", setup}, {"load", load}, {"read", read_csv}, {"cells", write_cells}, {NULL, NULL},
};
