#include "plan.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Maxima that are easy, and maxima that make thirds, sevenths and very small numbers. */
static const chiso_decimal maxima[] = {1000000, 2000000, 3000000,  5000000, 7000000,  10000000,
                                       2500000, 500000,  3333333,  1428571, 14500000, 12345678,
                                       1,       3,       40000000, 999999};

static const chiso_decimal weights[] = {1000000, 2000000, 3000000, 50000,
                                        200000,  333333,  1,       7000000};

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

static bool chance(struct random *random, unsigned percent)
{
    return random_below(random, 100) < percent;
}

static chiso_decimal pick(struct random *random, const chiso_decimal *from, size_t count)
{
    return from[random_below(random, count)];
}

static void make_leaf(struct plan_node *node, struct random *random, const struct plan_taste *taste)
{
    node->leaf = true;
    node->max_stated = true;
    node->max = pick(random, maxima, COUNT_OF(maxima));
    if (taste->zeros && chance(random, 8)) {
        node->max = 0;
    }
    if (node->bonus && chance(random, 50)) {
        node->max = chance(random, 50) ? 0 : node->max;
        node->min = -pick(random, maxima, COUNT_OF(maxima));
    } else if (taste->minima && chance(random, 25)) {
        node->min = chance(random, 50) ? node->max / 3 : -pick(random, maxima, COUNT_OF(maxima));
    }
}

static void make_inner(struct plan_node *node, struct random *random,
                       const struct plan_taste *taste)
{
    const uint64_t kind = random_below(random, 3);

    node->leaf = false;
    if (kind == 1 && taste->scaled) {
        node->combine = PLAN_SCALED;
    } else if (kind == 2 && taste->mean) {
        node->combine = PLAN_MEAN;
    }
    if (taste->ratios && chance(random, 60)) {
        node->combine = (enum plan_combine)(PLAN_GEOMETRIC +
                                            random_below(random, PLAN_MEDIAN - PLAN_GEOMETRIC + 1));
    }
    node->capped = taste->capped && chance(random, 25);
    node->max_stated = chance(random, 50);
}

static void make_node(struct plan *plan, int parent, struct random *random,
                      const struct plan_taste *taste, bool leaf)
{
    const int index = plan->count++;
    struct plan_node *node = &plan->nodes[index];

    *node = (struct plan_node){.parent = parent, .round = -1, .weight = CHISO_ABSENT};
    node->depth = parent < 0 ? 0 : plan->nodes[parent].depth + 1;
    if (parent >= 0 && taste->bonus && plan->nodes[parent].combine < PLAN_MEAN) {
        node->bonus = chance(random, 15);
    }
    if (parent >= 0 && (taste->weighted || chance(random, 30))) {
        node->weight =
            taste->zeros && chance(random, 10) ? 0 : pick(random, weights, COUNT_OF(weights));
    }
    if (taste->rounded && chance(random, 15)) {
        node->round = (int)random_below(random, 7);
    }
    if (leaf) {
        make_leaf(node, random, taste);
    } else {
        make_inner(node, random, taste);
    }
}

/* Breadth first: a tree of any shape, with siblings far apart in the file as well. */
static void make_nodes(struct plan *plan, struct random *random, const struct plan_taste *taste)
{
    make_node(plan, -1, random, taste, false);
    for (int parent = 0; parent < plan->count; parent++) {
        const uint64_t children =
            plan->nodes[parent].leaf ? 0 : 1 + random_below(random, PLAN_CHILDREN);

        for (uint64_t child = 0; child < children; child++) {
            /* Each inner node may still need a full set of children. */
            int waiting = 0;

            for (int other = parent + 1; other < plan->count; other++) {
                waiting += !plan->nodes[other].leaf;
            }
            const int room =
                PLAN_NODES - plan->count - (int)(children - child) - PLAN_CHILDREN * (waiting + 1);

            make_node(plan, parent, random, taste,
                      plan->nodes[parent].depth + 1 >= PLAN_DEPTH || room < 0 ||
                          chance(random, 60));
        }
    }
}

static void name_nodes(struct plan *plan)
{
    int numbers[PLAN_NODES] = {0};

    for (int index = 1; index < plan->count; index++) {
        struct plan_node *node = &plan->nodes[index];

        if (!plan->dotted) {
            (void)snprintf(node->code, sizeof(node->code), "n%d", index);
        } else if (node->parent == 0) {
            (void)snprintf(node->code, sizeof(node->code), "%d", ++numbers[0]);
        } else {
            char parent[sizeof(node->code)];

            (void)memcpy(parent, plan->nodes[node->parent].code, sizeof(parent));
            (void)snprintf(node->code, sizeof(node->code), "%.16s.%d", parent,
                           ++numbers[node->parent]);
        }
    }
}

static chiso_decimal sum_below(const struct plan *plan, int parent)
{
    chiso_decimal sum = 0;

    for (int index = parent + 1; index < plan->count; index++) {
        const struct plan_node *node = &plan->nodes[index];

        sum += node->parent == parent && !node->bonus ? node->max : 0;
    }
    return sum;
}

/* A mean needs a child that weighs something and can take part. */
static bool has_weight(const struct plan *plan, int parent)
{
    for (int index = parent + 1; index < plan->count; index++) {
        const struct plan_node *node = &plan->nodes[index];

        if (node->parent == parent && node->max > 0 && node->weight != 0) {
            return true;
        }
    }
    return false;
}

static void set_maxima(struct plan *plan, struct random *random)
{
    for (int index = plan->count; index-- > 0;) {
        struct plan_node *node = &plan->nodes[index];

        if (node->leaf) {
            continue;
        }
        if (node->combine >= PLAN_MEAN && !has_weight(plan, index)) {
            node->combine = PLAN_SUM;
        }
        node->max = sum_below(plan, index);
        if (node->combine != PLAN_SUM && node->max_stated &&
            (node->max > 0 || node->combine >= PLAN_MEAN)) {
            node->max = pick(random, maxima, COUNT_OF(maxima));
        }
    }
}

void plan_make(struct plan *plan, uint64_t seed, const struct plan_taste *taste)
{
    struct random random = {.state = seed};

    *plan = (struct plan){.seed = seed, .dotted = chance(&random, 50)};
    plan->digits = (int)random_below(&random, 7);
    plan->rounding = (chiso_rounding)random_below(&random, 3);
    plan->missing = (chiso_missing_policy)random_below(&random, 3);
    make_nodes(plan, &random, taste);
    name_nodes(plan);
    set_maxima(plan, &random);
}

bool plan_is_in_bonus(const struct plan *plan, int node)
{
    for (; node > 0; node = plan->nodes[node].parent) {
        if (plan->nodes[node].bonus) {
            return true;
        }
    }
    return false;
}

static chiso_decimal make_value(const struct plan_node *node, struct random *random)
{
    const uint64_t range = (uint64_t)(node->max - node->min);

    switch (random_below(random, 6)) {
    case 0:
        return node->min;
    case 1:
        return node->max;
    case 2:
        return node->min <= 0 && node->max >= 0 ? 0 : node->min;
    case 3:
        return node->min + (chiso_decimal)(range / 12 * random_below(random, 13));
    default:
        return node->min + (chiso_decimal)random_below(random, range + 1);
    }
}

chiso_decimal *plan_cells(const struct plan *plan, struct random *random, uint32_t units,
                          const struct plan_gaps *gaps)
{
    chiso_decimal *cells = calloc((size_t)units * (size_t)plan->count, sizeof(*cells));

    cr_assert(cells != NULL);
    for (uint32_t unit = 0; unit < units; unit++) {
        chiso_decimal *row = cells + (size_t)unit * (size_t)plan->count;
        const bool complete = chance(random, gaps->complete_rows);
        const int empty =
            complete || chance(random, 70) ? -1 : (int)random_below(random, (uint64_t)plan->count);
        const chiso_decimal gap = chance(random, 50) ? CHISO_MISSING : CHISO_NOT_APPLICABLE;

        for (int index = 0; index < plan->count; index++) {
            const struct plan_node *node = &plan->nodes[index];
            const uint64_t share = random_below(random, 100);
            /* Below one node all may be gaps, so that whole branches are missing or do not apply.
             */
            const bool below = node->parent >= 0 && row[node->parent] == 1;

            if (!node->leaf) {
                row[index] = index == empty || below;
            } else if (!complete && (below || index == empty)) {
                row[index] = gap;
            } else if (!complete && share < gaps->missing) {
                row[index] = CHISO_MISSING;
            } else if (!complete && share < gaps->missing + gaps->not_applicable) {
                row[index] = CHISO_NOT_APPLICABLE;
            } else {
                row[index] = make_value(node, random);
            }
        }
    }
    return cells;
}

void plan_shuffle(struct random *random, int count, int *order)
{
    for (int i = 0; i < count; i++) {
        const int j = (int)random_below(random, (uint64_t)i + 1);

        order[i] = order[j];
        order[j] = i;
    }
}

static void print_decimal(struct buffer *buffer, chiso_decimal value)
{
    buffer_print(buffer, "%s%" PRId64 ".%06" PRId64, value < 0 ? "-" : "",
                 value < 0 ? -value / 1000000 : value / 1000000,
                 value < 0 ? -value % 1000000 : value % 1000000);
}

static void print_node(struct buffer *buffer, const struct plan *plan, int index)
{
    static const char *const combines[] = {"sum",      "sum scaled", "mean", "geometric",
                                           "harmonic", "min",        "max",  "median"};
    static const char *const policies[] = {"zero", "skip", "unknown"};
    static const char *const roundings[] = {"half-up", "half-even", "down"};
    const struct plan_node *node = &plan->nodes[index];

    buffer_print(buffer, "%s,%s,", index == 0 ? "." : node->code,
                 node->parent > 0 && !plan->dotted ? plan->nodes[node->parent].code : "");
    if (node->max_stated) {
        print_decimal(buffer, node->max);
    }
    buffer_print(buffer, ",");
    if (node->leaf && node->min != 0) {
        print_decimal(buffer, node->min);
    }
    buffer_print(buffer, ",");
    if (node->weight != CHISO_ABSENT) {
        print_decimal(buffer, node->weight);
    }
    buffer_print(buffer, ",%s%s,%s,", node->leaf ? "" : combines[node->combine],
                 node->capped ? " capped" : "", node->bonus ? "bonus" : "");
    if (node->round >= 0) {
        buffer_print(buffer, "%d", node->round);
    }
    buffer_print(buffer, ",");
    if (index == 0) {
        buffer_print(buffer, "digits=%d missing=%s rounding=%s", plan->digits,
                     policies[plan->missing], roundings[plan->rounding]);
    }
    buffer_print(buffer, ",\"");
    for (const char *at = node->title == NULL ? "" : node->title; *at != '\0'; at++) {
        buffer_print(buffer, "%s%c", *at == '"' ? "\"" : "", *at);
    }
    buffer_print(buffer, "\",%s\n", node->rule == NULL ? "" : node->rule);
}

char *plan_criteria(const struct plan *plan, const int *order)
{
    struct buffer buffer = {0};

    buffer_print(&buffer, "code,parent,max,min,weight,combine,kind,round,options,title,rule\n");
    for (int i = 0; i < plan->count; i++) {
        print_node(&buffer, plan, order == NULL ? i : order[i]);
    }
    return buffer.bytes;
}

static void print_cell(struct buffer *buffer, chiso_decimal cell)
{
    if (cell == CHISO_NOT_APPLICABLE) {
        buffer_print(buffer, "NA");
    } else if (cell != CHISO_MISSING) {
        print_decimal(buffer, cell);
    }
}

const char *plan_unit(uint32_t unit)
{
    static char code[16];

    (void)snprintf(code, sizeof(code), "u%" PRIu32, unit);
    return code;
}

char *plan_points_wide(const struct plan *plan, const chiso_decimal *cells, uint32_t first,
                       uint32_t count, const int *unit_order, const int *node_order)
{
    struct buffer buffer = {0};

    buffer_print(&buffer, "unit");
    for (int i = 0; i < plan->count; i++) {
        const struct plan_node *node = &plan->nodes[node_order == NULL ? i : node_order[i]];

        if (node->leaf) {
            buffer_print(&buffer, ",%s", node->code);
        }
    }
    for (uint32_t u = 0; u < count; u++) {
        const uint32_t unit = first + (unit_order == NULL ? u : (uint32_t)unit_order[u]);

        buffer_print(&buffer, "\n%s", plan_unit(unit));
        for (int i = 0; i < plan->count; i++) {
            const int index = node_order == NULL ? i : node_order[i];

            if (plan->nodes[index].leaf) {
                buffer_print(&buffer, ",");
                print_cell(&buffer, cells[(size_t)unit * (size_t)plan->count + (size_t)index]);
            }
        }
    }
    buffer_print(&buffer, "\n");
    return buffer.bytes;
}

char *plan_points_long(const struct plan *plan, const chiso_decimal *cells, uint32_t units,
                       const int *unit_order, const int *node_order)
{
    struct buffer buffer = {0};

    buffer_print(&buffer, "value,unit,criterion\n");
    for (int i = 0; i < plan->count; i++) {
        const int index = node_order == NULL ? i : node_order[i];

        for (uint32_t u = 0; u < units && plan->nodes[index].leaf; u++) {
            const uint32_t unit = unit_order == NULL ? u : (uint32_t)unit_order[u];

            print_cell(&buffer, cells[(size_t)unit * (size_t)plan->count + (size_t)index]);
            buffer_print(&buffer, ",%s,%s\n", plan_unit(unit), plan->nodes[index].code);
        }
    }
    return buffer.bytes;
}

chiso_board *plan_board(const struct plan *plan, const chiso_decimal *cells, uint32_t units)
{
    char *criteria = plan_criteria(plan, NULL);
    chiso_tree *tree = support_tree(criteria);
    chiso_board *board = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_decimal *column = calloc(units, sizeof(*column));

    cr_assert(column != NULL);
    cr_assert(chiso_board_new(tree, NULL, &board, &error) == CHISO_OK, "%s\n%s", error.message,
              criteria);
    for (uint32_t unit = 0; unit < units; unit++) {
        cr_assert(chiso_board_add_unit(board, plan_unit(unit), NULL, NULL, NULL, &error) ==
                      CHISO_OK,
                  "%s", error.message);
    }
    for (int index = 0; index < plan->count; index++) {
        if (plan->nodes[index].leaf) {
            for (uint32_t unit = 0; unit < units; unit++) {
                column[unit] = cells[(size_t)unit * (size_t)plan->count + (size_t)index];
            }
            cr_assert(chiso_board_set_column(board, support_node(tree, plan->nodes[index].code),
                                             column, units, &error) == CHISO_OK,
                      "%s\n%s", error.message, criteria);
        }
    }
    cr_assert(chiso_board_score(board, &error) == CHISO_OK, "%s\nseed %" PRIu64 "\n%s",
              error.message, plan->seed, criteria);
    chiso_tree_free(tree);
    free(column);
    free(criteria);
    return board;
}

plan_exact plan_exact_of(const char *text)
{
    plan_exact value = 0;

    for (const char *at = text; *at != '\0'; at++) {
        value = *at >= '0' && *at <= '9' ? value * 10 + (*at - '0') : value;
    }
    return text[0] == '-' ? -value : value;
}

plan_exact plan_achieved(const chiso_board *board, chiso_unit unit, chiso_node node)
{
    enum { PLACES = 18 };
    char text[CHISO_FIGURE_TEXT_SIZE];

    cr_assert(chiso_board_points_text(board, unit, node, PLACES, '.', text) == CHISO_OK &&
              text[0] != '\0');
    return plan_exact_of(text);
}

plan_exact plan_millionths(chiso_decimal value)
{
    return (plan_exact)value * 1000000000000;
}

/* Rounded to millionths. */
static plan_exact rounded(chiso_rounding rounding, plan_exact value)
{
    const plan_exact unit = 1000000000000;
    const plan_exact size = value < 0 ? -value : value;
    const plan_exact rest = size % unit;
    plan_exact count = size / unit;

    if (rounding != CHISO_ROUND_DOWN &&
        (2 * rest > unit ||
         (2 * rest == unit && (rounding == CHISO_ROUND_HALF_UP || count % 2 == 1)))) {
        count++;
    }
    return value < 0 ? -count : count;
}

bool plan_is_shown(const struct plan *plan, plan_exact value, chiso_decimal max,
                   chiso_decimal shown)
{
    const plan_exact near = (max < 0 ? 0 : max) + 4;

    return rounded(plan->rounding, value - near) <= shown &&
           shown <= rounded(plan->rounding, value + near);
}

char *plan_replay(const struct plan *plan, const chiso_decimal *cells, uint32_t unit)
{
    struct buffer buffer = {0};
    char *criteria = plan_criteria(plan, NULL);
    char *points = plan_points_wide(plan, cells, unit, 1, NULL, NULL);

    buffer_print(&buffer, "seed %" PRIu64 "\ncriteria:\n%s\npoints of the unit:\n%s", plan->seed,
                 criteria, points);
    free(criteria);
    free(points);
    return buffer.bytes;
}

void plan_fail(const struct plan *plan, const chiso_decimal *cells, uint32_t unit,
               const char *format, ...)
{
    char sentence[512];
    char *replay = plan_replay(plan, cells, unit);
    va_list arguments;

    va_start(arguments, format);
    (void)vsnprintf(sentence, sizeof(sentence), format, arguments);
    va_end(arguments);
    cr_assert(false, "%s\n%s", sentence, replay);
    free(replay);
}
