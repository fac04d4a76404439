/* Weights from pairwise judgements: the analytic hierarchy process (Saaty 1980). */
#include "statistics/inside.h"

#include <math.h>
#include <string.h>

enum { MOST = CHISO_AHP_MAX, MOST_SQUARINGS = 64 };

/* How far the product of a pair may be from 1. */
#define TOLERANCE 0.05

/* What entries may be: the ratios of a scale that no one uses to its end. */
#define ENTRY_LEAST 1e-6
#define ENTRY_MOST 1e6

/* Saaty 1980, for 1 to 15 criteria. */
static const double random_indices[MOST] = {0,    0,    0.58, 0.90, 1.12, 1.24, 1.32, 1.41,
                                            1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59};

/* ---- What is wrong with a matrix */

/* An entry as far as a message can show it. */
static struct chiso__insert say_entry(double entry)
{
    if (isnan(entry)) {
        return chiso__say_text("NaN");
    }
    if (fabs(entry) > ENTRY_MOST) {
        return chiso__say_text(entry > 0 ? ">1000000" : "<-1000000");
    }
    return chiso__say_decimal((chiso_decimal)round(entry * CHISO_DECIMAL_ONE));
}

static chiso_status fail_entry(chiso_error *error, size_t row, size_t column, double entry)
{
    return chiso__fail(
        error, CHISO_E_MATRIX, CHISO__SAY_ENTRY_RANGE,
        CHISO__WORDS(chiso__say_count(row + 1), chiso__say_count(column + 1), say_entry(entry)));
}

static chiso_status fail_diagonal(chiso_error *error, size_t row, double entry)
{
    return chiso__fail(error, CHISO_E_MATRIX, CHISO__SAY_ENTRY_OF_DIAGONAL,
                       CHISO__WORDS(chiso__say_count(row + 1), say_entry(entry)));
}

/* The message is about the lower of the two, which people work out from the other. */
static chiso_status fail_pair(chiso_error *error, size_t row, size_t column, double entry,
                              double opposite)
{
    return chiso__fail(error, CHISO_E_MATRIX, CHISO__SAY_ENTRY_NOT_RECIPROCAL,
                       CHISO__WORDS(chiso__say_count(row + 1), chiso__say_count(column + 1),
                                    say_entry(entry), say_entry(1 / opposite),
                                    say_entry(opposite)));
}

static bool is_entry(double entry)
{
    return entry >= ENTRY_LEAST && entry <= ENTRY_MOST;
}

/* Checks a pair of entries and stores it with the lower one made exact; i < j. */
static chiso_status take_pair(const double *matrix, size_t count, size_t i, size_t j,
                              double exact[MOST][MOST], chiso_error *error)
{
    const double upper = matrix[i * count + j];
    const double lower = matrix[j * count + i];

    if (!is_entry(upper)) {
        return fail_entry(error, i, j, upper);
    }
    if (!is_entry(lower)) {
        return fail_entry(error, j, i, lower);
    }
    if (!(fabs(upper * lower - 1) <= TOLERANCE)) {
        return fail_pair(error, j, i, lower, upper);
    }
    exact[i][j] = upper >= lower ? upper : 1 / lower;
    exact[j][i] = upper >= lower ? 1 / upper : lower;
    return CHISO_OK;
}

static chiso_status take_matrix(const double *matrix, size_t count, double exact[MOST][MOST],
                                chiso_error *error)
{
    for (size_t i = 0; i < count; i++) {
        const double own = matrix[i * count + i];

        if (!(own >= 1 && own <= 1)) {
            return fail_diagonal(error, i, own);
        }
        exact[i][i] = 1;
        for (size_t j = i + 1; j < count; j++) {
            const chiso_status status = take_pair(matrix, count, i, j, exact, error);

            if (status != CHISO_OK) {
                return status;
            }
        }
    }
    return CHISO_OK;
}

/* ---- The eigenvector */

/* Scales weights to add up to 1; returns how far they are from others, the largest of the
 * differences. */
static double settle(size_t count, double *weights, const double *others)
{
    double sum = 0;
    double most = 0;

    for (size_t i = 0; i < count; i++) {
        sum += weights[i];
    }
    for (size_t i = 0; i < count; i++) {
        weights[i] /= sum;
        most = fabs(weights[i] - others[i]) > most ? fabs(weights[i] - others[i]) : most;
    }
    return most;
}

static void multiply(size_t count, double matrix[MOST][MOST], const double *weights,
                     double *out_product)
{
    for (size_t i = 0; i < count; i++) {
        out_product[i] = 0;
        for (size_t j = 0; j < count; j++) {
            out_product[i] += matrix[i][j] * weights[j];
        }
    }
}

/* Squares a matrix and scales it so that its entries add up to 1: only their proportions matter. */
static void square(size_t count, double matrix[MOST][MOST])
{
    double product[MOST][MOST];
    double sum = 0;

    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < count; j++) {
            product[i][j] = 0;
            for (size_t k = 0; k < count; k++) {
                product[i][j] += matrix[i][k] * matrix[k][j];
            }
            sum += product[i][j];
        }
    }
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < count; j++) {
            matrix[i][j] = product[i][j] / sum;
        }
    }
}

/* High powers of the matrix come close to the eigenvector however inconsistent it is, which plain
 * iteration does not. All numbers are positive, so no digits are lost on the way. */
static void find_eigenvector(size_t count, double exact[MOST][MOST], double *weights)
{
    double power[MOST][MOST];
    double next[MOST];

    memcpy(power, exact, sizeof(power));
    chiso__weigh_equally(count, weights);
    for (int i = 0; i < MOST_SQUARINGS; i++) {
        double ones[MOST];

        square(count, power);
        for (size_t k = 0; k < count; k++) {
            ones[k] = 1;
        }
        multiply(count, power, ones, next);
        const double change = settle(count, next, weights);

        memcpy(weights, next, count * sizeof(*weights));
        if (change < 1e-15) {
            break;
        }
    }
}

static chiso_consistency find_consistency(size_t count, double exact[MOST][MOST],
                                          const double *weights)
{
    chiso_consistency consistency = {(double)count, 0, 0};
    double product[MOST];
    double sum = 0;

    multiply(count, exact, weights, product);
    for (size_t i = 0; i < count; i++) {
        sum += product[i];
    }
    /* It cannot be less: what is less, rounding took. */
    if (sum > (double)count) {
        consistency.lambda_max = sum;
    }
    if (count > 1) {
        consistency.index = (consistency.lambda_max - (double)count) / (double)(count - 1);
    }
    if (count > 2) {
        consistency.ratio = consistency.index / random_indices[count - 1];
    }
    return consistency;
}

chiso_status chiso_weights_ahp(const double *matrix, size_t count, double *out_weights,
                               chiso_consistency *out_consistency, chiso_error *error)
{
    double exact[MOST][MOST] = {{0}};
    double weights[MOST] = {0};
    chiso_status status = CHISO_OK;

    if (matrix == NULL || out_weights == NULL) {
        return chiso__fail_null(error);
    }
    if (count < 1 || count > MOST) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_TOO_MANY_TO_PAIR,
                           CHISO__WORDS(chiso__say_count(count), chiso__say_count(MOST)));
    }
    status = take_matrix(matrix, count, exact, error);
    if (status != CHISO_OK) {
        return status;
    }
    find_eigenvector(count, exact, weights);
    memcpy(out_weights, weights, count * sizeof(*weights));
    if (out_consistency != NULL) {
        *out_consistency = find_consistency(count, exact, weights);
    }
    return CHISO_OK;
}
