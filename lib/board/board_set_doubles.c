/* Setting cells of several leaves from doubles, in pieces that stay in the cache. */
#include "board/inside.h"

#include "base/clones.h"

#include <stdlib.h>

enum { PIECE = 256 };

/* A matrix of doubles, and the leaves that its columns are of. */
struct matrix {
    chiso_board *board;
    const chiso_node *leaves;
    size_t leaf_count;
    const double *numbers;
    size_t count; /* of units */
    int64_t unit_step;
    int64_t leaf_step;
    /* Room for a column, where a leaf makes other points of a value; else NULL. */
    chiso_decimal *values;
    struct chiso__value *made;
};

static const double *number_at(const struct matrix *matrix, size_t unit, size_t column)
{
    return matrix->numbers +
           (ptrdiff_t)((int64_t)unit * matrix->unit_step + (int64_t)column * matrix->leaf_step);
}

static bool is_plain(const struct matrix *matrix, size_t column,
                     struct chiso__plain_limits *out_limits)
{
    return chiso__limits_if_plain(&matrix->board->tree->nodes[matrix->leaves[column]], out_limits);
}

/* How many values are no mark and outside the limits; INT64_MAX, which stands for no decimal, is.
 */
CHISO__CLONES
static size_t count_outside(const chiso_decimal *values, size_t count, chiso_decimal min,
                            chiso_decimal max)
{
    size_t outside = 0;

    for (size_t i = 0; i < count; i++) {
        outside += (values[i] < min || values[i] > max) & (values[i] > CHISO_NOT_APPLICABLE);
    }
    return outside;
}

/* Looks whether a piece of a column may be stored as it comes, or stores it. */
static bool do_piece(const struct matrix *matrix, size_t column, size_t first, bool store)
{
    const size_t count = matrix->count - first < PIECE ? matrix->count - first : PIECE;
    chiso_decimal values[PIECE];
    struct chiso__plain_limits limits;

    if (!is_plain(matrix, column, &limits)) {
        return true;
    }
    chiso__doubles_tell(number_at(matrix, first, column), count, matrix->unit_step, values);
    if (store) {
        chiso__column_put_plain(&matrix->board->rows, matrix->leaves[column], (uint32_t)first,
                                (uint32_t)count, values);
        return true;
    }
    return count_outside(values, count, limits.min, limits.max) == 0;
}

/* The same of all columns whose values are their points: column after column where these lie in
 * one piece, else piece after piece, so that a line of memory is used up while it is at hand. */
static bool do_plain(const struct matrix *matrix, bool store)
{
    const bool by_column = llabs(matrix->unit_step) <= llabs(matrix->leaf_step);
    const size_t pieces = (matrix->count + PIECE - 1) / PIECE;
    const size_t outer = by_column ? matrix->leaf_count : pieces;
    const size_t inner = by_column ? pieces : matrix->leaf_count;

    for (size_t i = 0; i < outer; i++) {
        for (size_t j = 0; j < inner; j++) {
            if (!do_piece(matrix, by_column ? i : j, PIECE * (by_column ? j : i), store)) {
                return false;
            }
        }
    }
    return true;
}

/* Works the cells of a column out; names the first that is wrong. */
static chiso_status work_out(const struct matrix *matrix, size_t column, chiso_error *error)
{
    const chiso_node leaf = matrix->leaves[column];

    if (chiso__doubles_tell(number_at(matrix, 0, column), matrix->count, matrix->unit_step,
                            matrix->values) > 0) {
        size_t unit = 0;

        while (matrix->values[unit] != INT64_MAX) {
            unit++;
        }
        chiso__fail(error, CHISO_E_NUMBER, CHISO__SAY_DOUBLE_NO_DECIMAL, NULL);
        return chiso__fail_cell(error, CHISO_E_NUMBER, matrix->board, (chiso_unit)unit, leaf);
    }
    return chiso__work_column_out(matrix->board, leaf, matrix->values, NULL, matrix->count,
                                  matrix->made, error);
}

/* Room for a column, if there is none yet. */
static bool make_room(struct matrix *matrix)
{
    const chiso_allocator *allocator = &matrix->board->allocator;

    if (matrix->made == NULL) {
        matrix->values = chiso__alloc(allocator, matrix->count, sizeof(*matrix->values));
        matrix->made = chiso__alloc(allocator, matrix->count, sizeof(*matrix->made));
    }
    return matrix->values != NULL && matrix->made != NULL;
}

/* Works out the columns of leaves that make other points of a value, or all of them, and stores
 * them or not. */
static chiso_status do_others(struct matrix *matrix, bool all, bool store, chiso_error *error)
{
    chiso_status status = CHISO_OK;

    for (size_t column = 0; column < matrix->leaf_count && status == CHISO_OK; column++) {
        struct chiso__plain_limits limits;

        if (!all && is_plain(matrix, column, &limits)) {
            continue;
        }
        status = make_room(matrix) ? work_out(matrix, column, error) : chiso__fail_memory(error);
        for (size_t i = 0; i < matrix->count && status == CHISO_OK && store; i++) {
            chiso__cell_put(&matrix->board->rows, (chiso_unit)i, matrix->leaves[column],
                            matrix->made[i]);
        }
    }
    return status;
}

static chiso_status set_all(struct matrix *matrix, chiso_error *error)
{
    /* Where one of the plain ones is not as it should be, all are worked out in their order. */
    const bool plain = do_plain(matrix, false);
    chiso_status status = do_others(matrix, !plain, false, error);

    if (status == CHISO_OK) {
        status = do_others(matrix, !plain, true, error);
    }
    if (status == CHISO_OK && plain) {
        (void)do_plain(matrix, true);
    }
    return status;
}

chiso_status chiso_board_set_doubles(chiso_board *board, const chiso_node *leaves,
                                     size_t leaf_count, const double *numbers, size_t count,
                                     int64_t unit_step, int64_t leaf_step, chiso_error *error)
{
    struct matrix matrix = {board,     leaves,    leaf_count, numbers, count,
                            unit_step, leaf_step, NULL,       NULL};
    chiso_status status = CHISO_OK;

    if (board == NULL || leaves == NULL || numbers == NULL) {
        return chiso__fail_null(error);
    }
    if (count != board->units.count) {
        return chiso__fail(
            error, CHISO_E_RANGE, CHISO__SAY_COLUMN_SIZE,
            CHISO__WORDS(chiso__say_count(count), chiso__say_count(board->units.count)));
    }
    for (size_t i = 0; i < leaf_count && status == CHISO_OK; i++) {
        status = chiso__check_leaf(board->tree, leaves[i], error);
    }
    if (status == CHISO_OK && count > 0) {
        status = set_all(&matrix, error);
        chiso__release(&board->allocator, matrix.values);
        chiso__release(&board->allocator, matrix.made);
    }
    return status;
}
