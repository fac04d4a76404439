/*
 * What the parts of the benchmark program share. The program times chiso for bench.py, which asks
 * it by commands on standard input and times numpy, pandas and scipy itself, in turn. Both sides
 * make their data by the same formula.
 */
#ifndef CHISO_BENCH_H
#define CHISO_BENCH_H

#include <chiso/chiso.h>

enum {
    BENCH_FIELDS = 8,
    BENCH_CRITERIA = 5, /* in each field */
    BENCH_ITEMS = 3,    /* leaves of each criterion */
    BENCH_LEAVES = BENCH_FIELDS * BENCH_CRITERIA * BENCH_ITEMS,
    BENCH_CODE_SIZE = 32,
    BENCH_WORD_SIZE = 400
};

/* A hundredth of a point: the steps that figures come in. */
#define BENCH_STEP (CHISO_DECIMAL_ONE / 100)

/* A command: it gets its two words, "" where one was not given, and returns the seconds that it
 * measured. */
typedef struct bench_command {
    const char *name; /* NULL ends a table. */
    double (*run)(const char *first, const char *second);
} bench_command;

extern const bench_command bench_rollup[];
extern const bench_command bench_rank[];
extern const bench_command bench_csv[];
extern const bench_command bench_small[];
extern const bench_command bench_composite[];
extern const bench_command bench_tally[];
extern const bench_command bench_statistics[];
extern const bench_command bench_what_if[];
extern const bench_command bench_python[];
extern const bench_command bench_compare[];
extern const bench_command bench_ordinary[];
extern const bench_command bench_report[];
extern const bench_command bench_columns[];
extern const bench_command bench_unit[];
extern const bench_command bench_growth[];

/* Seconds since some moment. A command asks for it where each piece of what it measures begins, and
 * where it ends. */
double bench_now(void);

/* Ends the program with the message unless the call succeeded: a time of something that failed must
 * not be printed. */
void bench_check(chiso_status status, const chiso_error *error);

/* Ends the program with a message unless the condition holds. */
void bench_require(bool condition, const char *message);

/* Memory that is not NULL, to be ended by free(). */
void *bench_memory(size_t count, size_t size);

/* The number of a word of a command, at least 1. */
uint32_t bench_number(const char *word);

/* Writes a file for bench.py to compare with. */
void bench_write(const char *path, const void *bytes, size_t size);

/* Random bits of a number, always the same: splitmix64. */
uint64_t bench_mix(uint64_t number);

/* The tree of all rows but the ranks': 8 fields of 5 criteria of 3 leaves, codes "1.1.1" to
 * "8.5.3". */
chiso_tree *bench_tree(void);

/* The leaves of a tree in its order. */
void bench_leaves(const chiso_tree *tree, chiso_node leaves[BENCH_LEAVES]);

/* A scored board over bench_tree() with every cell set. */
chiso_board *bench_board(uint32_t units);

/* The same of the period before: its cells are those of units so much further on. */
enum { BENCH_SHIFT = 1000003 };
chiso_board *bench_earlier_board(uint32_t units);

/* Takes a cell in a hundred out of a board over bench_tree(): it is missing, or not applicable. The
 * board is scored again. */
void bench_add_gaps(chiso_board *board);

/* Adds units u0, u1, … to a board. */
void bench_add_units(chiso_board *board, uint32_t units);

/* The node of a code, "." for the root. */
chiso_node bench_node(const chiso_tree *tree, const char *code);

/* Writes the points of a node, a number a unit, for bench.py to compare with; returns 0. */
double bench_points(const chiso_board *board, const char *code, const char *path);

/* Makes a board count as changed without changing a figure, so that it can be scored again. */
void bench_touch(chiso_board *board, chiso_node leaf);

#endif
