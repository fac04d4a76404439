/* Trees and boards that are derived, against the long way: the criteria file is written, its rows
 * are changed or taken out here, and it is read again, with the points less the columns of what is
 * gone. Over random trees of every make. */
#include "stepped.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CASES = 1500, UNITS = 5, MOST_CHANGES = 4 };

/* Columns of a written criteria file. */
enum { CODE, PARENT, TITLE, MAX, MIN, WEIGHT, COMBINE, KIND, RULE };

static const struct plan_taste everything = PLAN_EVERYTHING;

struct scene {
    struct random random;
    struct stepped stepped;
    struct buffer points;
    chiso_tree *tree;
    chiso_board *board;
    chiso_tree_change changes[MOST_CHANGES];
    size_t count;
    size_t first_without; /* those that leave out stand last */
    struct table file;    /* the criteria file, in the order of the tree, with a row of headings */
    bool *is_gone;        /* by row of it */
};

static bool chance(struct random *random, unsigned percent)
{
    return random_below(random, 100) < percent;
}

/* Some leaves of a plan take rates, answers, or look at others. */
static void give_rules(struct scene *scene)
{
    static const char *const rules[] = {"rate", "survey 100 50 -", "minmax", "percentile block",
                                        "range 0..9"};

    for (int i = 1; i < scene->stepped.plan.count; i++) {
        struct plan_node *node = &scene->stepped.plan.nodes[i];

        /* A gate on cells is not for each of them. */
        if (node->leaf && scene->stepped.gates[i][0] == '\0' && chance(&scene->random, 40)) {
            node->rule = rules[random_below(&scene->random, 5)];
        }
    }
}

static void put_cell(struct scene *scene, const struct plan_node *node, chiso_decimal cell)
{
    struct random *random = &scene->random;
    const int count = 1 + (int)random_below(random, 9);

    buffer_print(&scene->points, ",");
    if (cell == CHISO_NOT_APPLICABLE) {
        buffer_print(&scene->points, "-");
    } else if (cell == CHISO_MISSING) {
        return;
    } else if (node->rule != NULL && node->rule[0] == 'r' && node->rule[2] == 't') {
        buffer_print(&scene->points, "%d/%d", (int)random_below(random, 12), count);
    } else if (node->rule != NULL && node->rule[0] == 's') {
        buffer_print(&scene->points, "%d|%d|%d", count, (int)random_below(random, 9), count % 3);
    } else {
        buffer_print(&scene->points, "%s%s", decimal_text(cell),
                     node->rule != NULL && cell % 1000000 != 0 ? "000001" : "");
    }
}

static void put_points(struct scene *scene)
{
    static const struct plan_gaps gaps = {12, 12, 40};
    static const char *const blocks[] = {"north", "south", ""};
    const struct plan *plan = &scene->stepped.plan;
    chiso_decimal *cells = plan_cells(plan, &scene->random, UNITS, &gaps);

    buffer_print(&scene->points, "unit,name,block,ranked");
    for (int i = 0; i < plan->count; i++) {
        if (plan->nodes[i].leaf) {
            buffer_print(&scene->points, ",%s", plan->nodes[i].code);
        }
    }
    for (uint32_t unit = 0; unit < UNITS; unit++) {
        buffer_print(&scene->points, "\nu%u,Unit %u,%s,%s", unit, unit,
                     blocks[random_below(&scene->random, 3)],
                     chance(&scene->random, 80) ? "yes" : "no");
        for (int i = 0; i < plan->count; i++) {
            if (plan->nodes[i].leaf) {
                put_cell(scene, &plan->nodes[i], cells[(size_t)unit * (size_t)plan->count + i]);
            }
        }
    }
    buffer_print(&scene->points, "\n");
    free(cells);
}

/* Results by hand, some of which a change will make too much. */
static void set_results(struct scene *scene)
{
    for (uint32_t unit = 0; unit < UNITS; unit++) {
        const chiso_node node =
            (chiso_node)random_below(&scene->random, chiso_tree_node_count(scene->tree));

        if (!chiso_node_is_leaf(scene->tree, node) && chance(&scene->random, 30)) {
            const char *points = decimal_text(chiso_node_max(scene->tree, node) /
                                              (1 + (chiso_decimal)random_below(&scene->random, 3)));

            /* One that the node does not take is not set. */
            (void)!chiso_board_set_result(scene->board, unit, node, points, "appeal", NULL);
        }
    }
}

static void scene_open(struct scene *scene, uint64_t seed)
{
    char *criteria = NULL;

    *scene = (struct scene){.random = {.state = seed * 31 + 7}};
    stepped_make(&scene->stepped, seed, &everything);
    give_rules(scene);
    criteria = stepped_criteria(&scene->stepped);
    scene->tree = support_tree(criteria);
    put_points(scene);
    scene->board = support_board(scene->tree, scene->points.bytes);
    set_results(scene);
    free(criteria);
    scene->file = table_split(support_tree_csv(scene->tree), "the criteria");
    scene->is_gone = calloc(scene->file.row_count, sizeof(bool));
    cr_assert(scene->is_gone != NULL);
}

static void scene_close(struct scene *scene)
{
    free(scene->is_gone);
    table_clear(&scene->file);
    buffer_clear(&scene->points);
    chiso_board_free(scene->board);
    chiso_tree_free(scene->tree);
}

static char *cell(const struct scene *scene, size_t row, size_t column)
{
    return scene->file.rows[row][column];
}

static bool is_below(const struct scene *scene, size_t row, size_t parent)
{
    return strcmp(cell(scene, row, PARENT), cell(scene, parent, CODE)) == 0;
}

/* What is below a row that goes, and above it left with nothing, goes too. */
static void spread_gone(struct scene *scene)
{
    for (size_t parent = 1; parent < scene->file.row_count; parent++) {
        for (size_t row = parent + 1; row < scene->file.row_count; row++) {
            scene->is_gone[row] =
                scene->is_gone[row] || (scene->is_gone[parent] && is_below(scene, row, parent));
        }
    }
    for (size_t parent = scene->file.row_count; parent-- > 1;) {
        size_t children = 0;
        size_t left = 0;

        for (size_t row = parent + 1; row < scene->file.row_count; row++) {
            children += is_below(scene, row, parent);
            left += is_below(scene, row, parent) && !scene->is_gone[row];
        }
        scene->is_gone[parent] = scene->is_gone[parent] || (children > 0 && left == 0);
    }
}

static const char *any_text(struct scene *scene, chiso_tree_change_kind kind)
{
    static const char *const texts[][6] = {
        [CHISO_TREE_CHANGE_WEIGHT] = {"", "10/3", "25%", "0", "1.000000000000001", "7"},
        [CHISO_TREE_CHANGE_COMBINE] = {"", "mean", "geometric capped", "sum scaled", "median",
                                       "sum drop lowest 1"},
        [CHISO_TREE_CHANGE_RULE] = {"", "rate percent", "range 5..0 unlimited", "best",
                                    "impute median | minmax down", "survey 50 - 10"},
    };

    return texts[kind][random_below(&scene->random, 6)];
}

/* Whether a node is changed already, or left out by itself. */
static bool is_changed(const struct scene *scene, chiso_node node)
{
    for (size_t i = 0; i < scene->count; i++) {
        if (scene->changes[i].node == node) {
            return true;
        }
    }
    return false;
}

/* Adds a change of something that no other changes, and puts it into the file. */
static void add_change(struct scene *scene, chiso_tree_change_kind kind)
{
    static const size_t columns[] = {WEIGHT, COMBINE, RULE};
    const size_t row = 2 + random_below(&scene->random, scene->file.row_count - 2);
    const chiso_node node = support_node(scene->tree, cell(scene, row, CODE));
    const bool fits = kind == CHISO_TREE_CHANGE_COMBINE ? !chiso_node_is_leaf(scene->tree, node)
                      : kind == CHISO_TREE_CHANGE_RULE  ? chiso_node_is_leaf(scene->tree, node)
                                                        : true;

    if (!is_changed(scene, node) && (fits || chance(&scene->random, 5))) {
        const char *text = any_text(scene, kind);

        scene->changes[scene->count++] = (chiso_tree_change){kind, node, text};
        scene->file.rows[row][columns[kind]] = (char *)(uintptr_t)text;
    }
}

/* Whether a row is below another, however far. */
static bool is_under(const struct scene *scene, size_t row, size_t above)
{
    for (size_t at = row; at-- > above;) {
        if (is_below(scene, row, at)) {
            row = at;
        }
    }
    return row == above;
}

/* Leaves a row out, unless something that is changed would go with it. */
static void leave_row_out(struct scene *scene, size_t row)
{
    bool *before = malloc(scene->file.row_count * sizeof(bool));
    bool fits = !scene->is_gone[row];

    cr_assert(before != NULL);
    memcpy(before, scene->is_gone, scene->file.row_count * sizeof(bool));
    scene->is_gone[row] = true;
    spread_gone(scene);
    for (size_t i = 1; i < scene->file.row_count; i++) {
        const bool goes = scene->is_gone[i] && (!before[i] || is_under(scene, i, row));

        fits =
            fits && !(goes && is_changed(scene, support_node(scene->tree, cell(scene, i, CODE))));
    }
    if (fits) {
        scene->changes[scene->count++] = (chiso_tree_change){
            CHISO_TREE_CHANGE_WITHOUT, support_node(scene->tree, cell(scene, row, CODE)), NULL};
    } else {
        memcpy(scene->is_gone, before, scene->file.row_count * sizeof(bool));
    }
    free(before);
}

static void change_file(struct scene *scene)
{
    const size_t others = random_below(&scene->random, MOST_CHANGES - 1);

    for (size_t i = 0; i < others; i++) {
        add_change(scene, (chiso_tree_change_kind)random_below(&scene->random, 3));
    }
    scene->first_without = scene->count;
    for (size_t i = 0; i < 2 && chance(&scene->random, 70); i++) {
        leave_row_out(scene, 2 + random_below(&scene->random, scene->file.row_count - 2));
    }
}

static bool is_plain_sum(const char *combine)
{
    return (combine[0] == '\0' || strncmp(combine, "sum", 3) == 0) &&
           strstr(combine, "scaled") == NULL;
}

/* The sum of the maxima below a row, of all of them or of those that are left. */
static chiso_decimal sum_below(const struct scene *scene, const chiso_decimal *maxima,
                               size_t parent, bool of_all)
{
    chiso_decimal sum = 0;

    for (size_t row = parent + 1; row < scene->file.row_count; row++) {
        if (is_below(scene, row, parent) && cell(scene, row, KIND)[0] == '\0' &&
            (of_all || !scene->is_gone[row])) {
            sum += maxima[row];
        }
    }
    return sum;
}

/* Stated maxima of plain sums that were those sums follow what is left. */
static void correct_maxima(struct scene *scene)
{
    chiso_decimal *before = calloc(scene->file.row_count, sizeof(*before));
    chiso_decimal *after = calloc(scene->file.row_count, sizeof(*after));

    cr_assert(before != NULL && after != NULL);
    for (size_t row = scene->file.row_count; row-- > 1;) {
        const bool is_stated = cell(scene, row, MAX)[0] != '\0';
        const chiso_decimal was = sum_below(scene, before, row, true);
        const chiso_decimal is = sum_below(scene, after, row, false);

        before[row] = is_stated ? decimal(cell(scene, row, MAX)) : was;
        after[row] = is_stated ? before[row] : is;
        if (is_stated && is_plain_sum(cell(scene, row, COMBINE)) && was != is &&
            before[row] == was) {
            after[row] = is;
            scene->file.rows[row][MAX][0] = '\0';
        }
    }
    free(before);
    free(after);
}

/* The file with all changes. */
static char *changed_criteria(const struct scene *scene)
{
    struct buffer text = {0};

    for (size_t row = 0; row < scene->file.row_count; row++) {
        for (size_t i = 0; i < scene->file.column_count && !scene->is_gone[row]; i++) {
            buffer_print(&text, "%s%s", i == 0 ? "" : ",", cell(scene, row, i));
        }
        buffer_print(&text, scene->is_gone[row] ? "" : "\n");
    }
    return text.bytes;
}

/* Whether a column of points is about a criterion that is gone. */
static bool is_gone_column(const struct scene *scene, const char *heading)
{
    heading += strncmp(heading, "note:", 5) == 0 ? 5 : 0;
    for (size_t row = 1; row < scene->file.row_count; row++) {
        if (strcmp(heading, cell(scene, row, CODE)) == 0) {
            return scene->is_gone[row];
        }
    }
    return false;
}

static char *changed_points(const struct scene *scene)
{
    struct table points = table_split(support_board_csv(scene->board), "the points");
    struct buffer text = {0};

    for (size_t row = 0; row < points.row_count; row++) {
        for (size_t i = 0; i < points.column_count; i++) {
            if (!is_gone_column(scene, points.rows[0][i])) {
                buffer_print(&text, "%s%s", i == 0 ? "" : ",", points.rows[row][i]);
            }
        }
        buffer_print(&text, "\n");
    }
    table_clear(&points);
    return text.bytes;
}

static void expect_same_trees(const chiso_tree *a, const chiso_tree *b, uint64_t seed)
{
    char *one = support_tree_csv(a);
    char *other = support_tree_csv(b);

    cr_assert(strcmp(one, other) == 0, "seed %" PRIu64 "\n%s\nis not\n%s", seed, one, other);
    free(one);
    free(other);
}

static void expect_same_boards(chiso_board *a, chiso_board *b, uint64_t seed)
{
    chiso_error error = CHISO_ERROR_INIT;
    char *one = support_board_csv(a);
    char *other = support_board_csv(b);

    cr_assert(strcmp(one, other) == 0, "seed %" PRIu64 "\n%s\nis not\n%s", seed, one, other);
    cr_assert(chiso_board_score(a, &error) == chiso_board_score(b, NULL), "seed %" PRIu64 ": %s",
              seed, error.message);
    for (chiso_unit unit = 0; unit < UNITS && chiso_board_is_scored(a); unit++) {
        for (chiso_node node = 0; node < chiso_tree_node_count(chiso_board_tree(a)); node++) {
            const char *code = chiso_node_code(chiso_board_tree(a), node);
            const chiso_result x = support_result(a, chiso_unit_code(a, unit), code);
            const chiso_result y = support_result(b, chiso_unit_code(b, unit), code);

            cr_assert(x.state == y.state && x.achieved == y.achieved && x.max == y.max &&
                          x.percent == y.percent && x.coverage == y.coverage &&
                          x.lowest == y.lowest && x.highest == y.highest,
                      "seed %" PRIu64 ": unit %u, criterion %s: %s and %s", seed, unit, code,
                      decimal_text(x.achieved), decimal_text(y.achieved));
        }
    }
    free(one);
    free(other);
}

static void compare_boards(const struct scene *scene, chiso_tree *derived, chiso_tree *read,
                           uint64_t seed, int *out_boards)
{
    char *points = changed_points(scene);
    chiso_board *board = NULL;
    chiso_board *expected = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    chiso_status other;

    cr_assert(chiso_board_new(read, NULL, &expected, NULL) == CHISO_OK);
    other = chiso_board_read_csv(expected, points, strlen(points), &error);
    status = chiso_board_derive(scene->board, derived, &board, &error);
    cr_assert((status == CHISO_OK) == (other == CHISO_OK), "seed %" PRIu64 ": %s and %s: %s\n%s",
              seed, chiso_status_name(status), chiso_status_name(other), error.message, points);
    if (status == CHISO_OK) {
        ++*out_boards;
        expect_same_boards(board, expected, seed);
    }
    chiso_board_free(board);
    chiso_board_free(expected);
    free(points);
}

Test(property_derive, it_is_what_the_changed_files_would_give)
{
    int trees = 0;
    int boards = 0;

    for (uint64_t seed = 9100000; seed < 9100000 + CASES; seed += SUPPORT_STRIDE) {
        struct scene scene;
        char *criteria = NULL;
        chiso_tree *derived = NULL;
        chiso_tree *read = NULL;
        chiso_error error = CHISO_ERROR_INIT;
        chiso_error read_error = CHISO_ERROR_INIT;
        chiso_status status;
        chiso_status other;

        scene_open(&scene, seed);
        change_file(&scene);
        correct_maxima(&scene);
        criteria = changed_criteria(&scene);
        other = chiso_tree_read_csv(criteria, strlen(criteria), NULL, &read, &read_error);
        status = chiso_tree_derive(scene.tree, scene.changes, scene.count, NULL, &derived, &error);
        cr_assert(status == other, "seed %" PRIu64 ": %s, %s and %s, %s\n%s", seed,
                  chiso_status_name(status), error.message, chiso_status_name(other),
                  read_error.message, criteria);
        if (status == CHISO_OK) {
            trees++;
            expect_same_trees(derived, read, seed);
            compare_boards(&scene, derived, read, seed, &boards);
        }
        chiso_tree_free(derived);
        chiso_tree_free(read);
        free(criteria);
        scene_close(&scene);
    }
    cr_expect(trees > CASES / SUPPORT_STRIDE / 3, "%d trees", trees);
    cr_expect(boards > CASES / SUPPORT_STRIDE / 4, "%d boards", boards);
}

Test(property_derive, without_changes_it_is_the_same_tree_and_the_same_board)
{
    for (uint64_t seed = 9200000; seed < 9200000 + CASES / 2; seed += SUPPORT_STRIDE) {
        struct scene scene;
        chiso_tree *derived = NULL;
        chiso_board *board = NULL;

        scene_open(&scene, seed);
        cr_assert(chiso_tree_derive(scene.tree, NULL, 0, NULL, &derived, NULL) == CHISO_OK);
        cr_assert(chiso_board_derive(scene.board, derived, &board, NULL) == CHISO_OK);
        expect_same_trees(derived, scene.tree, seed);
        expect_same_boards(board, scene.board, seed);
        chiso_board_free(board);
        chiso_tree_free(derived);
        scene_close(&scene);
    }
}

/* The changes that leave out, of a tree that was derived by the others. */
static chiso_status leave_out(const struct scene *scene, const chiso_tree *tree,
                              chiso_tree **out_tree)
{
    chiso_tree_change changes[MOST_CHANGES];
    const size_t count = scene->count - scene->first_without;

    for (size_t i = 0; i < count; i++) {
        changes[i] = scene->changes[scene->first_without + i];
        changes[i].node = support_node(tree, chiso_node_code(scene->tree, changes[i].node));
    }
    return chiso_tree_derive(tree, changes, count, NULL, out_tree, NULL);
}

Test(property_derive, one_after_the_other_is_all_at_once)
{
    int compared = 0;

    for (uint64_t seed = 9300000; seed < 9300000 + CASES; seed += SUPPORT_STRIDE) {
        struct scene scene;
        chiso_tree *first = NULL;
        chiso_tree *second = NULL;
        chiso_tree *both = NULL;
        chiso_board *between = NULL;
        chiso_board *one = NULL;
        chiso_board *other = NULL;

        scene_open(&scene, seed);
        change_file(&scene);
        if (chiso_tree_derive(scene.tree, scene.changes, scene.first_without, NULL, &first, NULL) ==
                CHISO_OK &&
            leave_out(&scene, first, &second) == CHISO_OK) {
            compared++;
            cr_assert(chiso_tree_derive(scene.tree, scene.changes, scene.count, NULL, &both,
                                        NULL) == CHISO_OK,
                      "seed %" PRIu64, seed);
            expect_same_trees(second, both, seed);
            if (chiso_board_derive(scene.board, first, &between, NULL) == CHISO_OK &&
                chiso_board_derive(between, second, &one, NULL) == CHISO_OK) {
                cr_assert(chiso_board_derive(scene.board, both, &other, NULL) == CHISO_OK);
                expect_same_boards(one, other, seed);
            }
        }
        chiso_board_free(between);
        chiso_board_free(one);
        chiso_board_free(other);
        chiso_tree_free(first);
        chiso_tree_free(second);
        chiso_tree_free(both);
        scene_close(&scene);
    }
    cr_expect(compared > CASES / SUPPORT_STRIDE / 3, "%d compared", compared);
}
