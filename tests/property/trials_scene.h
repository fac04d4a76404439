/* Random small trees with all that frameworks of other houses bring, as criteria files, and boards
 * over them, as points files: what is changed in one is changed in the text, and read again. */
#ifndef CHISO_TESTS_TRIALS_SCENE_H
#define CHISO_TESTS_TRIALS_SCENE_H

#include "support.h"

enum { TRIALS_NODES = 16, TRIALS_UNITS = 5, TRIALS_CELL = 32 };

/* How a leaf becomes points. */
enum trials_rule {
    TRIALS_POINTS,
    TRIALS_RATE,
    TRIALS_PER,
    TRIALS_IMPUTE_MEAN, /* points */
    TRIALS_IMPUTE_MEDIAN,
    TRIALS_RANGE,
    TRIALS_TIERS,
    TRIALS_PLAIN_RULES, /* those before it do not look at other units */
    TRIALS_MINMAX = TRIALS_PLAIN_RULES,
    TRIALS_TREATED,
    TRIALS_OVER,
    TRIALS_OVER_RANGE,
    TRIALS_PERCENTILE,
    TRIALS_RULES
};

struct trials_node {
    char code[8];
    int parent; /* -1 for the root, which is node 0 */
    bool leaf;
    bool bonus;
    enum trials_rule rule;
    int max; /* of a leaf; of a bonus what it gives at most */
    int min;
    bool third; /* a third more than the max */
    int round;  /* -1: not rounded */
    char weights[32];
    bool left_out; /* it does not apply to the units of the first block */
    char combine[64];
    char floor[16];
    char needs[16];
    char gate[96];
};

struct trials_scene {
    uint64_t seed;
    const char *policy;
    int count;
    struct trials_node nodes[TRIALS_NODES];
    char cells[TRIALS_UNITS][TRIALS_NODES][TRIALS_CELL]; /* what the points file holds */
};

/* What a scene may have in it. */
struct trials_taste {
    bool relative; /* rules that look at other units, and maxima of thirds */
    bool set;      /* results that are set */
    bool above;    /* gates that more points shut */
};

/* The first seed, and the one behind the last of so many: others where the variables TRIALS_FIRST
 * and TRIALS_SEEDS say so, for more of them than a test runs. */
uint64_t trials_first(void);
uint64_t trials_end(uint64_t usual);

/* A, B, C and D: what gates name. */
chiso_bands *trials_bands(void);

/* The tree of a seed. */
void trials_tree(struct trials_scene *scene, uint64_t seed, const struct trials_taste *taste);

/* Cells of all units. */
void trials_fill(struct trials_scene *scene, struct random *random,
                 const struct trials_taste *taste);

/* Whether a node does not apply to the block of a unit. */
bool trials_is_left_out(const struct trials_scene *scene, int unit, int node);

/* Another text for the cell of a leaf. */
void trials_pick(const struct trials_scene *scene, int leaf, struct random *random,
                 char out_cell[TRIALS_CELL]);

/* Says of each leaf by itself that it does not apply where that is said of a branch above a leaf.
 */
void trials_spread_dash(struct trials_scene *scene, int unit, int leaf);

/* The criteria and the points. Free with free(). */
char *trials_criteria(const struct trials_scene *scene);
char *trials_points(const struct trials_scene *scene);

/* The board that is read from the texts and scored; NULL where one of them is refused, and why. */
chiso_board *trials_board(const struct trials_scene *scene, chiso_error *error);

/* The same once what keeps it from being scored, results that were set and branches that do not
 * apply, is taken out of the cells. */
chiso_board *trials_mended(struct trials_scene *scene);

const char *trials_unit(uint32_t unit);

/* Ends the test with the sentence, the seed, the criteria and the points. */
void trials_fail(const struct trials_scene *scene, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
