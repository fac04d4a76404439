/* Boards of any size and shape, to see how what is done with them grows. */
#ifndef CHISO_BENCH_GROWTH_H
#define CHISO_BENCH_GROWTH_H

#include "bench.h"

/* How criteria hang together: all below the root; three below each, and ten of these below each of
 * theirs; or each below the one before it, with a leaf beside it. */
typedef enum growth_tree { GROWTH_FLAT, GROWTH_GROUPS, GROWTH_DEEP } growth_tree;

typedef struct growth_shape {
    growth_tree tree;
    uint32_t leaves;
    uint32_t units;
    uint32_t blocks;
    uint32_t gaps;  /* so many cells of a hundred hold nothing */
    uint32_t steps; /* so many different points are there on a leaf: few make equals */
    const char *combine;
    const char *rule; /* of every leaf; "" for none */
} growth_shape;

typedef struct growth_scene {
    growth_shape shape;
    char *criteria; /* CSV */
    char *wide;
    char *lengthy; /* the same in the long layout */
    chiso_tree *tree;
    chiso_board *board; /* scored */
} growth_scene;

/* A text that grows. */
typedef struct growth_text {
    char *bytes;
    size_t size;
    size_t capacity;
} growth_text;

void growth_print(growth_text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The texts alone, and what they make. */
growth_scene growth_texts(const growth_shape *shape);
growth_scene growth_make(const growth_shape *shape);
void growth_free(growth_scene *scene);

/* A scored board of a text over a tree. */
chiso_board *growth_board(chiso_tree *tree, const char *points);

/* What grows with the size of a work; of GROWTH_SIZE only what the work itself makes. */
typedef enum growth_kind {
    GROWTH_UNITS,
    GROWTH_LEAVES,
    GROWTH_BLOCKS, /* ten units in each */
    GROWTH_SIZE
} growth_kind;

/* What a row of the table times. */
typedef struct growth_work {
    const char *name; /* NULL ends a table. */
    growth_kind grows;
    growth_shape shape;
    double (*run)(const growth_scene *scene, uint32_t size); /* seconds */
} growth_work;

extern const growth_work growth_of_boards[];
extern const growth_work growth_of_units[];

#endif
