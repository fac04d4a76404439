/* See trials_scene.h. */
#include "trials_scene.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool chance(struct random *random, unsigned percent)
{
    return random_below(random, 100) < percent;
}

static int below(struct random *random, int bound)
{
    return (int)random_below(random, (uint64_t)bound);
}

static uint64_t number_of(const char *name, uint64_t usual)
{
    const char *text = getenv(name);

    return text == NULL ? usual : strtoull(text, NULL, 10);
}

uint64_t trials_first(void)
{
    return number_of("TRIALS_FIRST", 1);
}

uint64_t trials_end(uint64_t usual)
{
    return trials_first() + number_of("TRIALS_SEEDS", usual);
}

chiso_bands *trials_bands(void)
{
    static const char text[] = "band,from\nA,80\nB,60\nC,40\nD,0\n";
    chiso_bands *bands = NULL;

    cr_assert(chiso_bands_read_csv(text, strlen(text), NULL, &bands, NULL) == CHISO_OK);
    return bands;
}

/* ---- Trees */

static struct trials_node *add(struct trials_scene *scene, int parent, int number, bool leaf)
{
    struct trials_node *node = &scene->nodes[scene->count++];
    const char *above = parent > 0 ? scene->nodes[parent].code : "";

    *node = (struct trials_node){.parent = parent, .leaf = leaf, .round = -1};
    if (parent >= 0) {
        (void)snprintf(node->code, sizeof(node->code), "%.5s%s%d", above, parent > 0 ? "." : "",
                       number % 10);
    }
    return node;
}

static void make_leaf(struct trials_node *leaf, struct random *random,
                      const struct trials_taste *taste)
{
    const int rules = taste->relative ? TRIALS_RULES : TRIALS_PLAIN_RULES;
    const int rule = below(random, rules);
    const bool plain = chance(random, 40);
    const int max = 1 + below(random, 10);
    const bool has_min = chance(random, 15);
    const int min = below(random, 5) - 3;
    const bool rounded = chance(random, 20);
    const int places = below(random, 2);
    const bool third = chance(random, 15);

    leaf->rule = plain ? TRIALS_POINTS : (enum trials_rule)rule;
    leaf->max = leaf->rule == TRIALS_TIERS ? max + 2 : max;
    leaf->min = has_min && leaf->rule == TRIALS_POINTS ? min : 0;
    leaf->round = rounded && leaf->rule <= TRIALS_RATE ? places : -1;
    leaf->third = taste->relative && third && leaf->rule <= TRIALS_RATE;
}

/* What is given or taken beside the max. */
static void make_bonus(struct trials_node *bonus, struct random *random)
{
    const bool counted = chance(random, 50);

    bonus->bonus = true;
    bonus->rule = counted ? TRIALS_PER : TRIALS_POINTS;
    bonus->max = counted ? 0 : 1 + below(random, 4);
    bonus->min = counted ? -1 - below(random, 6) : 0;
}

static void make_combine(struct trials_node *node, struct random *random, int children)
{
    static const char *const combines[] = {"",     "sum scaled", "sum capped", "mean",   "mean",
                                           "mean", "geometric",  "harmonic",   "median", "min"};
    const bool plain = chance(random, 45);
    const int combine = below(random, 10);
    const bool drops = chance(random, 40);
    const bool lowest = chance(random, 60);
    const bool keeps = chance(random, 30);
    const int count = 1 + below(random, children > 2 ? 2 : 1);
    const char *word = plain ? "" : combines[combine];
    const bool may_drop = plain || strncmp(word, "sum", 3) == 0 || strcmp(word, "mean") == 0;

    (void)snprintf(node->combine, sizeof(node->combine), "%s", word);
    if (drops && may_drop && children > 1) {
        (void)snprintf(node->combine, sizeof(node->combine), "%s %s %s %d",
                       word[0] == '\0' ? "sum" : word, keeps ? "keep" : "drop",
                       lowest != keeps ? "lowest" : "highest", count);
    }
}

static void make_gate(struct trials_node *node, struct random *random,
                      const struct trials_taste *taste)
{
    const bool above = chance(random, 30) && taste->above;
    const bool percent = chance(random, 50);
    const int bound = below(random, percent ? 101 : 8);
    const int limit = below(random, 100);
    const bool band = chance(random, 40);
    const bool cells = !node->leaf || node->rule != TRIALS_RATE;
    char to[24];

    if (node->parent < 0 || (percent && (node->bonus || node->max == 0) && node->leaf) ||
        (!percent && !cells)) {
        return;
    }
    (void)snprintf(to, sizeof(to), "%d%%", limit);
    if (band && node->parent == 0) {
        (void)snprintf(to, sizeof(to), "band %c", "BCD"[limit % 3]);
    }
    (void)snprintf(node->gate, sizeof(node->gate), "%s %d%s%s: parent at most %s",
                   above ? "above" : "below", bound, percent || bound == 0 ? "" : ".5",
                   percent ? "%" : "", to);
}

static void make_steps(struct trials_scene *scene, struct random *random,
                       const struct trials_taste *taste)
{
    for (int i = 0; i < scene->count; i++) {
        struct trials_node *node = &scene->nodes[i];
        const bool has_gate = chance(random, 30);
        const bool has_weight = chance(random, 30);
        const int weight = below(random, 4);
        const int other = below(random, 4);
        const bool needs = chance(random, 20);
        const int share = 30 + below(random, 60);
        const bool has_floor = chance(random, 20);
        const int floor = below(random, 3);

        if (has_gate) {
            make_gate(node, random, taste);
        }
        if (has_weight && i > 0 && !node->bonus) {
            node->left_out = other == 3;
            (void)snprintf(node->weights, sizeof(node->weights), "%d,%.1s", weight + 1,
                           &"123-"[other]);
        } else {
            (void)snprintf(node->weights, sizeof(node->weights), ",");
        }
        if (needs && !node->leaf) {
            (void)snprintf(node->needs, sizeof(node->needs), "%d%%", share);
        }
        if (has_floor && !node->leaf) {
            (void)snprintf(node->floor, sizeof(node->floor), "%d", floor);
        }
    }
}

void trials_tree(struct trials_scene *scene, uint64_t seed, const struct trials_taste *taste)
{
    static const char *const policies[] = {"zero", "zero", "skip", "unknown"};
    struct random random = {seed * 2654435761U + 11};
    const int top = 2 + below(&random, 3);

    memset(scene, 0, sizeof(*scene));
    scene->seed = seed;
    scene->policy = policies[below(&random, 4)];
    (void)add(scene, -1, 0, false);
    for (int i = 1; i <= top; i++) {
        const bool leaf = chance(&random, 40);
        const int children = 1 + below(&random, 3);
        const bool deep = chance(&random, 25);
        const int number = scene->count;
        struct trials_node *node = add(scene, 0, i, leaf);

        if (leaf) {
            make_leaf(node, &random, taste);
            continue;
        }
        make_combine(node, &random, children);
        for (int j = 1; j <= children && scene->count < TRIALS_NODES - 3; j++) {
            if (deep && j == 1) {
                const int inner = scene->count;

                make_combine(add(scene, number, j, false), &random, 2);
                make_leaf(add(scene, inner, 1, true), &random, taste);
                make_leaf(add(scene, inner, 2, true), &random, taste);
            } else {
                make_leaf(add(scene, number, j, true), &random, taste);
            }
        }
        if (strncmp(scene->nodes[number].combine, "sum", 3) == 0 ||
            scene->nodes[number].combine[0] == '\0') {
            const bool bonus = chance(&random, 25);

            if (bonus && scene->count < TRIALS_NODES - 1) {
                make_bonus(add(scene, number, 9, true), &random);
            }
        }
    }
    make_combine(&scene->nodes[0], &random, top);
    make_steps(scene, &random, taste);
}

static void add_rule(const struct trials_node *node, struct buffer *out)
{
    static const char *const rules[TRIALS_RULES] = {
        "",
        "rate",
        "per 1",
        "impute mean | points",
        "impute median block | points",
        "range 10..0",
        "atleast 2:1 6:%d",
        "minmax",
        "treat winsor 1 | impute mean | minmax",
        "over column P | impute median | minmax down",
        "over column P | range 0..12",
        "percentile",
    };

    if (!node->leaf) {
        return;
    }
    if (node->bonus && node->rule == TRIALS_PER) {
        buffer_print(out, "per -1");
    } else if (node->rule == TRIALS_TIERS) {
        buffer_print(out, "atleast 2:1 6:%d", node->max);
    } else {
        buffer_print(out, "%s", rules[node->rule]);
    }
}

char *trials_criteria(const struct trials_scene *scene)
{
    struct buffer out = {0};

    buffer_print(&out, "code,title,max,min,weight,weight@x,combine,kind,rule,round,needs,gate,"
                       "options\n");
    for (int i = 0; i < scene->count; i++) {
        const struct trials_node *node = &scene->nodes[i];

        buffer_print(&out, "%s,,", i == 0 ? "." : node->code);
        if (node->leaf && node->third) {
            buffer_print(&out, "%d/3", node->max * 3 + 1);
        } else if (node->leaf) {
            buffer_print(&out, "%d", node->max);
        }
        buffer_print(&out, ",");
        if (node->leaf && node->min != 0) {
            buffer_print(&out, "%d", node->min);
        } else {
            buffer_print(&out, "%s", node->floor);
        }
        buffer_print(&out, ",%s,%s,%s,", node->weights, node->combine, node->bonus ? "bonus" : "");
        add_rule(node, &out);
        buffer_print(&out, ",");
        if (node->round >= 0) {
            buffer_print(&out, "%d", node->round);
        }
        buffer_print(&out, ",%s,%s,", node->needs, node->gate);
        if (i == 0) {
            buffer_print(&out, "digits=6 missing=%s", scene->policy);
        }
        buffer_print(&out, "\n");
    }
    return out.bytes;
}

/* ---- Cells */

static void put_points(const struct trials_node *leaf, struct random *random,
                       char out_cell[TRIALS_CELL])
{
    static const char *const parts[] = {"", ".333333333333333", ".666666666666666"};
    const int span = (leaf->max - leaf->min) * 10;
    const int tenths = leaf->min * 10 + below(random, span + 1);
    const bool thirds = chance(random, 20) && leaf->max > 0 && leaf->min >= 0;
    const int numerator = below(random, leaf->max * 3 + 1);

    if (thirds) {
        (void)snprintf(out_cell, TRIALS_CELL, "%d%s", numerator / 3, parts[numerator % 3]);
    } else {
        (void)snprintf(out_cell, TRIALS_CELL, "%s%d.%d", tenths < 0 ? "-" : "", abs(tenths) / 10,
                       abs(tenths) % 10);
    }
}

void trials_pick(const struct trials_scene *scene, int leaf, struct random *random,
                 char out_cell[TRIALS_CELL])
{
    const struct trials_node *node = &scene->nodes[leaf];
    const int what = below(random, 100);
    const int number = below(random, 12);
    const int parts = 1 + below(random, 7);
    const int of = below(random, parts + 1);
    const bool most = chance(random, 15);

    out_cell[0] = '\0';
    if (what < 20) {
        return;
    }
    if (what < 28) {
        (void)snprintf(out_cell, TRIALS_CELL, "-");
        return;
    }
    switch (node->rule) {
    case TRIALS_POINTS:
    case TRIALS_IMPUTE_MEAN:
    case TRIALS_IMPUTE_MEDIAN:
        put_points(node, random, out_cell);
        if (most) {
            (void)snprintf(out_cell, TRIALS_CELL, "%d", node->max);
        }
        return;
    case TRIALS_RATE:
        (void)snprintf(out_cell, TRIALS_CELL, "%d/%d", of, parts);
        return;
    case TRIALS_PER:
        (void)snprintf(out_cell, TRIALS_CELL, "%d", node->bonus ? number % 4 : number);
        return;
    case TRIALS_RANGE:
    case TRIALS_TIERS:
    case TRIALS_MINMAX:
    case TRIALS_TREATED:
    case TRIALS_OVER:
    case TRIALS_OVER_RANGE:
    case TRIALS_PERCENTILE:
    case TRIALS_RULES:
        break;
    }
    (void)snprintf(out_cell, TRIALS_CELL, "%d", number);
}

/* Whether a unit is of the block that has weights of its own. */
static bool is_in_x(int unit)
{
    return unit < 3;
}

/* Puts a text into the cells of all leaves below a node of a unit. */
static void put_below(struct trials_scene *scene, int unit, int inner, const char *text)
{
    for (int i = inner + 1; i < scene->count; i++) {
        int above = i;

        while (above > inner) {
            above = scene->nodes[above].parent;
        }
        if (above == inner && scene->nodes[i].leaf) {
            (void)snprintf(scene->cells[unit][i], TRIALS_CELL, "%s", text);
        }
    }
}

bool trials_is_left_out(const struct trials_scene *scene, int unit, int node)
{
    bool is = false;

    for (int above = node; above > 0 && is_in_x(unit); above = scene->nodes[above].parent) {
        is = is || scene->nodes[above].left_out;
    }
    return is;
}

void trials_spread_dash(struct trials_scene *scene, int unit, int leaf)
{
    for (int above = leaf; above > 0; above = scene->nodes[above].parent) {
        if (above != leaf && strcmp(scene->cells[unit][above], "-") == 0) {
            scene->cells[unit][above][0] = '\0';
            put_below(scene, unit, above, "-");
        }
    }
}

void trials_fill(struct trials_scene *scene, struct random *random,
                 const struct trials_taste *taste)
{
    for (int unit = 0; unit < TRIALS_UNITS; unit++) {
        const bool whole = chance(random, 35);
        const bool has_dash = chance(random, 20);
        const bool has_set = chance(random, 25);
        const int inner = 1 + below(random, scene->count - 1);
        const int points = below(random, 4);

        for (int i = 0; i < scene->count; i++) {
            const bool fills = scene->nodes[i].leaf && !trials_is_left_out(scene, unit, i);

            scene->cells[unit][i][0] = '\0';
            for (int turn = 0;
                 fills && (turn == 0 || (whole && turn < 30)) &&
                 (scene->cells[unit][i][0] == '\0' || scene->cells[unit][i][0] == '-');
                 turn++) {
                trials_pick(scene, i, random, scene->cells[unit][i]);
            }
        }
        if (scene->nodes[inner].leaf || trials_is_left_out(scene, unit, inner)) {
            continue;
        }
        if (has_dash) {
            put_below(scene, unit, inner, "");
            (void)snprintf(scene->cells[unit][inner], TRIALS_CELL, "-");
        } else if (has_set && taste->set) {
            (void)snprintf(scene->cells[unit][inner], TRIALS_CELL, "%d.5", points);
        }
    }
}

const char *trials_unit(uint32_t unit)
{
    static const char *const codes[TRIALS_UNITS] = {"a", "b", "c", "d", "e"};

    return codes[unit % TRIALS_UNITS];
}

/* Whether a rule divides by the column P, which no file may have else. */
static bool divides(const struct trials_scene *scene)
{
    bool does = false;

    for (int i = 0; i < scene->count; i++) {
        does = does || (scene->nodes[i].leaf && (scene->nodes[i].rule == TRIALS_OVER ||
                                                 scene->nodes[i].rule == TRIALS_OVER_RANGE));
    }
    return does;
}

char *trials_points(const struct trials_scene *scene)
{
    const bool has_column = divides(scene);
    struct buffer out = {0};

    buffer_print(&out, "unit,block%s", has_column ? ",P" : "");
    for (int i = 1; i < scene->count; i++) {
        buffer_print(&out, ",%s", scene->nodes[i].code);
        if (!scene->nodes[i].leaf) {
            buffer_print(&out, ",note:%s", scene->nodes[i].code);
        }
    }
    buffer_print(&out, "\n");
    for (int unit = 0; unit < TRIALS_UNITS; unit++) {
        buffer_print(&out, "%s,%s", trials_unit((uint32_t)unit), is_in_x(unit) ? "x" : "y");
        if (has_column) {
            buffer_print(&out, ",%d", unit + 1);
        }
        for (int i = 1; i < scene->count; i++) {
            const char *cell = scene->cells[unit][i];

            buffer_print(&out, ",%s", cell);
            if (!scene->nodes[i].leaf) {
                buffer_print(&out, ",%s", cell[0] == '\0' || cell[0] == '-' ? "" : "appeal");
            }
        }
        buffer_print(&out, "\n");
    }
    return out.bytes;
}

chiso_board *trials_board(const struct trials_scene *scene, chiso_error *error)
{
    char *criteria = trials_criteria(scene);
    char *points = trials_points(scene);
    chiso_tree *tree = NULL;
    chiso_board *board = NULL;

    *error = CHISO_ERROR_INIT;
    if (chiso_tree_read_csv(criteria, strlen(criteria), NULL, &tree, error) == CHISO_OK) {
        cr_assert(chiso_board_new(tree, NULL, &board, NULL) == CHISO_OK);
        if (chiso_board_read_csv(board, points, strlen(points), error) != CHISO_OK ||
            chiso_board_score(board, error) != CHISO_OK) {
            chiso_board_free(board);
            board = NULL;
        }
    }
    chiso_tree_free(tree);
    free(points);
    free(criteria);
    return board;
}

chiso_board *trials_mended(struct trials_scene *scene)
{
    chiso_error error;
    chiso_board *board = trials_board(scene, &error);

    if (board != NULL) {
        return board;
    }
    for (int unit = 0; unit < TRIALS_UNITS; unit++) {
        for (int i = 0; i < scene->count; i++) {
            if (!scene->nodes[i].leaf) {
                scene->cells[unit][i][0] = '\0';
            }
        }
    }
    return trials_board(scene, &error);
}

void trials_fail(const struct trials_scene *scene, const char *format, ...)
{
    char *criteria = trials_criteria(scene);
    char *points = trials_points(scene);
    char sentence[4096];
    va_list words;

    va_start(words, format);
    (void)vsnprintf(sentence, sizeof(sentence), format, words);
    va_end(words);
    cr_assert(false, "seed %" PRIu64 ": %s\n%s\n%s", scene->seed, sentence, criteria, points);
    free(points);
    free(criteria);
}
