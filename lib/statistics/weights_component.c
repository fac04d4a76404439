/* Weights from the first principal component, by Jacobi's rotations. */
#include "statistics/inside.h"

#include <math.h>

/* Jacobi's method takes a handful of sweeps; more than these it never needs. */
enum { MOST_SWEEPS = 64 };

/* Entries below this are 0 already, and to divide by them would overflow. */
#define ENTRY_LEAST 1e-100

/* Two eigenvalues closer than this part of the greater one are the same. */
#define GAP_LEAST 1e-9

/* A symmetric matrix on its way to a diagonal one, and the vectors that take it there, in the
 * columns. */
struct eigen {
    double *matrix;
    double *vectors;
    size_t size;
};

static double off_diagonal(const struct eigen *eigen)
{
    double sum = 0;

    for (size_t p = 0; p < eigen->size; p++) {
        for (size_t q = p + 1; q < eigen->size; q++) {
            sum += eigen->matrix[p * eigen->size + q] * eigen->matrix[p * eigen->size + q];
        }
    }
    return sum;
}

static void turn(double *a, double *b, double cosine, double sine)
{
    const double first = *a;
    const double second = *b;

    *a = cosine * first - sine * second;
    *b = sine * first + cosine * second;
}

/* Makes the entry of row p and column q 0. */
static void rotate(struct eigen *eigen, size_t p, size_t q)
{
    const size_t size = eigen->size;
    double *matrix = eigen->matrix;
    const double entry = matrix[p * size + q];
    const double slope = (matrix[q * size + q] - matrix[p * size + p]) / (2 * entry);
    const double tangent = (slope < 0 ? -1 : 1) / (fabs(slope) + sqrt(slope * slope + 1));
    const double cosine = 1 / sqrt(tangent * tangent + 1);
    const double sine = tangent * cosine;

    for (size_t i = 0; i < size; i++) {
        turn(&matrix[i * size + p], &matrix[i * size + q], cosine, sine);
    }
    for (size_t i = 0; i < size; i++) {
        turn(&matrix[p * size + i], &matrix[q * size + i], cosine, sine);
        turn(&eigen->vectors[i * size + p], &eigen->vectors[i * size + q], cosine, sine);
    }
    matrix[p * size + q] = 0;
    matrix[q * size + p] = 0;
}

static void sweep(struct eigen *eigen)
{
    for (size_t p = 0; p < eigen->size; p++) {
        for (size_t q = p + 1; q < eigen->size; q++) {
            if (fabs(eigen->matrix[p * eigen->size + q]) > ENTRY_LEAST) {
                rotate(eigen, p, q);
            }
        }
    }
}

static void diagonalise(struct eigen *eigen)
{
    /* Entries of a correlation matrix are at most 1, so this is far below what a double tells
     * beside them. */
    const double least = 1e-32 * (double)eigen->size;

    for (size_t i = 0; i < eigen->size; i++) {
        eigen->vectors[i * eigen->size + i] = 1;
    }
    for (int i = 0; i < MOST_SWEEPS && off_diagonal(eigen) > least; i++) {
        sweep(eigen);
    }
}

/* Squared loadings of the component with the greatest eigenvalue; false where it shares it with
 * another. */
static bool take_first(const struct eigen *eigen, double *weights, double *out_share)
{
    const size_t size = eigen->size;
    size_t first = 0;
    double squares = 0;

    for (size_t i = 1; i < size; i++) {
        if (eigen->matrix[i * size + i] > eigen->matrix[first * size + first]) {
            first = i;
        }
    }
    const double greatest = eigen->matrix[first * size + first];

    for (size_t i = 0; i < size; i++) {
        if (i != first && greatest - eigen->matrix[i * size + i] <= GAP_LEAST * greatest) {
            return false;
        }
        weights[i] = eigen->vectors[i * size + first] * eigen->vectors[i * size + first];
        squares += weights[i];
    }
    for (size_t i = 0; i < size; i++) {
        weights[i] /= squares;
    }
    *out_share = greatest / (double)size;
    return true;
}

chiso_status chiso__weigh_component(const struct chiso__complete *complete, double *weights,
                                    double *out_share, chiso_error *error)
{
    const struct chiso__grid *grid = complete->grid;
    const size_t size = grid->columns;
    struct eigen eigen = {NULL, NULL, size};
    chiso_status status = CHISO_OK;

    eigen.matrix = chiso__alloc(&grid->allocator, size, size * sizeof(*eigen.matrix));
    eigen.vectors = chiso__alloc_zero(&grid->allocator, size, size * sizeof(*eigen.vectors));
    if (eigen.matrix == NULL || eigen.vectors == NULL) {
        chiso__release(&grid->allocator, eigen.matrix);
        chiso__release(&grid->allocator, eigen.vectors);
        return chiso__fail_memory(error);
    }
    status = chiso__correlate(grid, CHISO_CORRELATION_PEARSON, eigen.matrix, error);
    if (status == CHISO_OK) {
        diagonalise(&eigen);
        if (!take_first(&eigen, weights, out_share)) {
            status = chiso__fail(error, CHISO_E_SPREAD, CHISO__SAY_NO_FIRST_COMPONENT, NULL);
        }
    }
    chiso__release(&grid->allocator, eigen.matrix);
    chiso__release(&grid->allocator, eigen.vectors);
    return status;
}
