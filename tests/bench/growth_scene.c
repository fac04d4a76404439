/* The boards that growth is seen on, and the command that measures a work at a size. */
#include "growth.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void growth_print(growth_text *text, const char *format, ...)
{
    char line[BENCH_WORD_SIZE];
    va_list arguments;
    int size;

    va_start(arguments, format);
    size = vsnprintf(line, sizeof(line), format, arguments);
    va_end(arguments);
    bench_require(size >= 0 && (size_t)size < sizeof(line), "a text is too long");
    if (text->size + (size_t)size + 1 > text->capacity) {
        text->capacity = 2 * (text->size + sizeof(line));
        text->bytes = realloc(text->bytes, text->capacity);
        bench_require(text->bytes != NULL, "out of memory");
    }
    memcpy(text->bytes + text->size, line, (size_t)size + 1);
    text->size += (size_t)size;
}

/* A criterion below another; the max of one that is added up is what its children have. */
static void print_inner(growth_text *text, const growth_shape *shape, const char *code,
                        const char *parent)
{
    growth_print(text, "%s,,%s,%s,%s,\n", code, parent,
                 strcmp(shape->combine, "sum") == 0 ? "" : "100", shape->combine);
}

static void print_leaf(growth_text *text, const growth_shape *shape, uint32_t leaf,
                       const char *parent)
{
    growth_print(text, "c%u,,%s,100,,%s\n", leaf, parent, shape->rule);
}

static void print_groups(growth_text *text, const growth_shape *shape)
{
    char field[BENCH_CODE_SIZE];
    char group[BENCH_CODE_SIZE];

    for (uint32_t leaf = 0; leaf < shape->leaves; leaf++) {
        snprintf(field, sizeof(field), "f%u", leaf / 30);
        snprintf(group, sizeof(group), "g%u", leaf / 3);
        if (leaf % 30 == 0) {
            print_inner(text, shape, field, "");
        }
        if (leaf % 3 == 0) {
            print_inner(text, shape, group, field);
        }
        print_leaf(text, shape, leaf, group);
    }
}

static void print_deep(growth_text *text, const growth_shape *shape)
{
    char own[BENCH_CODE_SIZE] = "";
    char parent[BENCH_CODE_SIZE] = "";

    for (uint32_t leaf = 0; leaf + 1 < shape->leaves; leaf++) {
        if (leaf > 0) {
            snprintf(own, sizeof(own), "n%u", leaf);
            print_inner(text, shape, own, parent);
        }
        print_leaf(text, shape, leaf, own);
        memcpy(parent, own, sizeof(parent));
    }
    print_leaf(text, shape, shape->leaves - 1, own);
}

static char *criteria_of(const growth_shape *shape)
{
    growth_text text = {NULL, 0, 0};

    growth_print(&text, "code,title,parent,max,combine,rule\n");
    print_inner(&text, shape, ".", "");
    switch (shape->tree) {
    case GROWTH_FLAT:
        for (uint32_t leaf = 0; leaf < shape->leaves; leaf++) {
            print_leaf(&text, shape, leaf, "");
        }
        break;
    case GROWTH_GROUPS:
        print_groups(&text, shape);
        break;
    case GROWTH_DEEP:
        print_deep(&text, shape);
        break;
    }
    return text.bytes;
}

/* The text of a cell: hundredths from 1 to 100. */
static void print_cell(growth_text *text, const growth_shape *shape, uint32_t unit, uint32_t leaf)
{
    const uint64_t bits = bench_mix((uint64_t)unit * shape->leaves + leaf);
    const uint64_t steps = shape->steps > 0 ? shape->steps : 9900;
    const uint64_t cell = 100 + bits % steps * (9900 / steps);

    if (unit == 0 || (bits >> 32) % 100 >= shape->gaps) {
        growth_print(text, "%u.%02u", (unsigned)(cell / 100), (unsigned)(cell % 100));
    }
}

static char *wide_of(const growth_shape *shape)
{
    growth_text text = {NULL, 0, 0};

    growth_print(&text, "unit,block");
    for (uint32_t leaf = 0; leaf < shape->leaves; leaf++) {
        growth_print(&text, ",c%u", leaf);
    }
    for (uint32_t unit = 0; unit < shape->units; unit++) {
        growth_print(&text, "\nu%u,b%u", unit, unit % shape->blocks);
        for (uint32_t leaf = 0; leaf < shape->leaves; leaf++) {
            growth_print(&text, ",");
            print_cell(&text, shape, unit, leaf);
        }
    }
    growth_print(&text, "\n");
    return text.bytes;
}

static char *lengthy_of(const growth_shape *shape)
{
    growth_text text = {NULL, 0, 0};

    growth_print(&text, "unit,block,criterion,value\n");
    for (uint32_t unit = 0; unit < shape->units; unit++) {
        for (uint32_t leaf = 0; leaf < shape->leaves; leaf++) {
            growth_print(&text, "u%u,b%u,c%u,", unit, unit % shape->blocks, leaf);
            print_cell(&text, shape, unit, leaf);
            growth_print(&text, "\n");
        }
    }
    return text.bytes;
}

growth_scene growth_texts(const growth_shape *shape)
{
    growth_scene scene = {.shape = *shape};

    scene.criteria = criteria_of(shape);
    scene.wide = wide_of(shape);
    scene.lengthy = lengthy_of(shape);
    return scene;
}

chiso_board *growth_board(chiso_tree *tree, const char *points)
{
    chiso_board *board;
    chiso_error error;

    bench_check(chiso_board_new(tree, NULL, &board, &error), &error);
    bench_check(chiso_board_read_csv(board, points, strlen(points), &error), &error);
    bench_check(chiso_board_score(board, &error), &error);
    return board;
}

growth_scene growth_make(const growth_shape *shape)
{
    growth_scene scene = growth_texts(shape);
    chiso_error error;

    bench_check(
        chiso_tree_read_csv(scene.criteria, strlen(scene.criteria), NULL, &scene.tree, &error),
        &error);
    scene.board = growth_board(scene.tree, scene.wide);
    return scene;
}

void growth_free(growth_scene *scene)
{
    free(scene->criteria);
    free(scene->wide);
    free(scene->lengthy);
    chiso_board_free(scene->board);
    chiso_tree_free(scene->tree);
}

static const growth_work *find_work(const char *name)
{
    static const growth_work *const tables[] = {growth_of_boards, growth_of_units};

    for (size_t i = 0; i < sizeof(tables) / sizeof(*tables); i++) {
        for (const growth_work *work = tables[i]; work->name != NULL; work++) {
            if (strcmp(work->name, name) == 0) {
                return work;
            }
        }
    }
    return NULL;
}

/* Seconds of a work at a size. */
static double measure(const char *name, const char *word)
{
    const growth_work *work = find_work(name);
    const uint32_t size = bench_number(word);
    growth_shape shape;
    growth_scene scene;
    double seconds;

    bench_require(work != NULL, "there is no such work");
    shape = work->shape;
    if (work->grows == GROWTH_LEAVES) {
        shape.leaves = size;
    } else if (work->grows == GROWTH_UNITS) {
        shape.units = size;
    } else if (work->grows == GROWTH_BLOCKS) {
        shape.blocks = size;
        shape.units = 10 * size;
    }
    scene = growth_make(&shape);
    seconds = work->run(&scene, size);
    growth_free(&scene);
    return seconds;
}

const bench_command bench_growth[] = {{"measure", measure}, {NULL, NULL}};
