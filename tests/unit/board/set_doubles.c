/* A matrix of doubles into a board: its cells are those that its decimals make one by one, and all
 * or none of them are set. */
#include "support.h"

#include <criterion/criterion.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LEAVES = 6, MOST_UNITS = 700 };

/* Leaves whose values are their points, and others. */
static const char CRITERIA[] = "code,title,max,min,rule\n1,,10,,\n2,,10,-5,\n3,,4,,range 0..9\n"
                               "4,,1,,yesno\n5,,10,,minmax\n6,,33.3333333,,\n";

static chiso_board *make_board(uint32_t units)
{
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *board = NULL;

    cr_assert_eq(chiso_board_new(tree, NULL, &board, NULL), CHISO_OK);
    for (uint32_t unit = 0; unit < units; unit++) {
        char code[16] = "u0000";

        for (uint32_t i = 4, rest = unit; i > 0; i--, rest /= 10) {
            code[i] = (char)('0' + rest % 10);
        }
        cr_assert_eq(chiso_board_add_unit(board, code, NULL, NULL, NULL, NULL), CHISO_OK);
    }
    chiso_tree_free(tree);
    return board;
}

static double make_cell(struct random *random, chiso_node leaf)
{
    static const double most[] = {0, 10, 10, 9, 1, 100, 33};

    if (random_below(random, 15) == 0) {
        return NAN;
    }
    if (leaf == 4) {
        return (double)random_below(random, 2);
    }
    return (double)(int64_t)(most[leaf] * (double)random_below(random, 1001) * 100) / 100000;
}

/* A matrix by units or by leaves, and where its cells are. */
struct matrix {
    double *numbers;
    chiso_node leaves[LEAVES];
    int64_t unit_step;
    int64_t leaf_step;
};

static double *cell_at(const struct matrix *matrix, uint32_t unit, uint32_t column)
{
    return &matrix->numbers[unit * matrix->unit_step + column * matrix->leaf_step];
}

static struct matrix make_matrix(struct random *random, uint32_t units)
{
    const bool by_units = random_below(random, 2) == 0;
    struct matrix matrix = {.unit_step = by_units ? LEAVES : 1,
                            .leaf_step = by_units ? 1 : (int64_t)units};

    matrix.numbers = malloc((units * LEAVES + 1) * sizeof(*matrix.numbers));
    cr_assert(matrix.numbers != NULL);
    for (uint32_t column = 0; column < LEAVES; column++) {
        matrix.leaves[column] = LEAVES - column;
        for (uint32_t unit = 0; unit < units; unit++) {
            *cell_at(&matrix, unit, column) = make_cell(random, matrix.leaves[column]);
        }
    }
    return matrix;
}

static chiso_status set(chiso_board *board, const struct matrix *matrix, chiso_error *error)
{
    return chiso_board_set_doubles(board, matrix->leaves, LEAVES, matrix->numbers,
                                   chiso_board_unit_count(board), matrix->unit_step,
                                   matrix->leaf_step, error);
}

/* The same cell by cell. */
static void set_one_by_one(chiso_board *board, const struct matrix *matrix)
{
    for (uint32_t column = 0; column < LEAVES; column++) {
        for (chiso_unit unit = 0; unit < chiso_board_unit_count(board); unit++) {
            const double number = *cell_at(matrix, unit, column);
            chiso_decimal value = CHISO_MISSING;

            cr_assert(isnan(number) || chiso_decimal_from_double(number, &value, NULL) == CHISO_OK);
            cr_assert_eq(chiso_board_set_value(board, unit, matrix->leaves[column], value, NULL),
                         CHISO_OK);
        }
    }
}

static void expect_same(const chiso_board *board, const chiso_board *other)
{
    char *text = support_board_csv(board);
    char *expected = support_board_csv(other);

    cr_assert_str_eq(text, expected);
    free(text);
    free(expected);
}

Test(set_doubles, sets_the_cells_that_are_set_one_by_one)
{
    static const uint32_t sizes[] = {0, 1, 2, 255, 256, 257, MOST_UNITS};

    for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
        struct random random = {.state = 200000 + i};
        chiso_board *board = make_board(sizes[i]);
        chiso_board *other = make_board(sizes[i]);

        /* Twice: the second time there are cells already. */
        for (int again = 0; again < 2; again++) {
            struct matrix matrix = make_matrix(&random, sizes[i]);

            cr_assert_eq(set(board, &matrix, NULL), CHISO_OK);
            set_one_by_one(other, &matrix);
            expect_same(board, other);
            free(matrix.numbers);
            if (sizes[i] > 0) {
                cr_assert(!chiso_board_is_scored(board));
                cr_assert_eq(chiso_board_score(board, NULL), CHISO_OK);
                cr_assert_eq(chiso_board_score(other, NULL), CHISO_OK);
            }
            for (chiso_unit unit = 0; unit < sizes[i]; unit++) {
                chiso_result result;
                chiso_result expected;

                cr_assert_eq(chiso_board_result(board, unit, CHISO_ROOT, &result), CHISO_OK);
                cr_assert_eq(chiso_board_result(other, unit, CHISO_ROOT, &expected), CHISO_OK);
                cr_assert(result.achieved == expected.achieved && result.state == expected.state &&
                          result.coverage == expected.coverage);
            }
        }
        chiso_board_free(board);
        chiso_board_free(other);
    }
}

/* A cell that is wrong, and what is said of it: CHISO_OK for what is said of the cell alone. */
struct wrong {
    double number;
    chiso_node leaf;
    chiso_status status;
};

Test(set_doubles, sets_nothing_where_one_is_wrong)
{
    static const struct wrong wrongs[] = {
        {10.01, 1, CHISO_OK},
        {-0.000001, 1, CHISO_OK},
        {-5.01, 2, CHISO_OK},
        {0.1234567, 1, CHISO_E_NUMBER},
        {INFINITY, 2, CHISO_E_NUMBER},
        {1.0 / 3, 3, CHISO_E_NUMBER},
        {2, 4, CHISO_OK},
        {1e300, 5, CHISO_E_NUMBER},
    };

    for (size_t i = 0; i < 4 * sizeof(wrongs) / sizeof(wrongs[0]); i++) {
        const struct wrong *wrong = &wrongs[i / 4];
        struct random random = {.state = 210000 + i};
        chiso_board *board = make_board(MOST_UNITS);
        struct matrix matrix = make_matrix(&random, MOST_UNITS);
        const uint32_t unit = (uint32_t)random_below(&random, MOST_UNITS);
        chiso_error error = CHISO_ERROR_INIT;
        char code[16];
        char *before = NULL;
        char *after = NULL;

        cr_assert_eq(set(board, &matrix, NULL), CHISO_OK);
        before = support_board_csv(board);
        free(matrix.numbers);
        matrix = make_matrix(&random, MOST_UNITS);
        *cell_at(&matrix, unit, LEAVES - wrong->leaf) = wrong->number;
        chiso_status expected = wrong->status;

        if (expected == CHISO_OK) {
            expected = chiso_board_set_value(
                board, unit, wrong->leaf,
                (chiso_decimal)(wrong->number * (double)CHISO_DECIMAL_ONE * 1.0000001), NULL);
        }
        cr_assert_neq(expected, CHISO_OK);
        cr_assert(set(board, &matrix, &error) == expected, "%g: %s", wrong->number, error.message);
        snprintf(code, sizeof(code), "u%04u", unit);
        cr_assert(support_names(error.message, code), "%s", error.message);
        cr_assert_str_eq(error.unit, code);
        after = support_board_csv(board);
        cr_assert_str_eq(before, after);
        free(before);
        free(after);
        free(matrix.numbers);
        chiso_board_free(board);
    }
}

/* Of several, the first unit of the first leaf. */
Test(set_doubles, names_the_first_that_is_wrong)
{
    struct random random = {.state = 220000};
    chiso_board *board = make_board(MOST_UNITS);
    struct matrix matrix = make_matrix(&random, MOST_UNITS);
    chiso_error error = CHISO_ERROR_INIT;

    *cell_at(&matrix, 3, 5) = 11;
    *cell_at(&matrix, 600, 4) = 11;
    *cell_at(&matrix, 400, 4) = 0.1234567;
    *cell_at(&matrix, 500, 4) = 0.1234567;
    cr_assert_eq(set(board, &matrix, &error), CHISO_E_NUMBER);
    cr_assert_str_eq(error.unit, "u0400");
    cr_assert_str_eq(error.criterion, "2");
    free(matrix.numbers);
    chiso_board_free(board);
}

Test(set_doubles, refuses_what_is_not_there)
{
    struct random random = {.state = 230000};
    chiso_board *board = make_board(2);
    struct matrix matrix = make_matrix(&random, 2);
    const chiso_node root = CHISO_ROOT;

    cr_expect_eq(set(board, &matrix, NULL), CHISO_OK);
    cr_expect_eq(chiso_board_set_doubles(NULL, matrix.leaves, 1, matrix.numbers, 2, 1, 1, NULL),
                 CHISO_E_NULL);
    cr_expect_eq(chiso_board_set_doubles(board, NULL, 1, matrix.numbers, 2, 1, 1, NULL),
                 CHISO_E_NULL);
    cr_expect_eq(chiso_board_set_doubles(board, matrix.leaves, 1, NULL, 2, 1, 1, NULL),
                 CHISO_E_NULL);
    cr_expect_eq(chiso_board_set_doubles(board, matrix.leaves, 1, matrix.numbers, 3, 1, 1, NULL),
                 CHISO_E_RANGE);
    cr_expect_eq(chiso_board_set_doubles(board, &root, 1, matrix.numbers, 2, 1, 1, NULL),
                 CHISO_E_NODE);
    cr_expect_eq(chiso_board_set_doubles(board, matrix.leaves, 0, matrix.numbers, 2, 1, 1, NULL),
                 CHISO_OK);
    free(matrix.numbers);
    chiso_board_free(board);
}
