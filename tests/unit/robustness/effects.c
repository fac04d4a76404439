/* Effects of inputs: of functions whose effects are known, of few draws, and what is refused. */
#include "fault.h"

#include <criterion/criterion.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DRAWS = 20000, INPUTS_MOST = 8 };

/* A function of inputs from 0 to 1, and what its effects are. */
struct model {
    size_t inputs;
    double (*value)(const double *x, size_t inputs);
    double first[INPUTS_MOST];
    double total[INPUTS_MOST];
};

/* T. Ishigami and T. Homma, 1990, with a = 7 and b = 0.1. */
static double ishigami(const double *x, size_t inputs)
{
    const double pi = acos(-1.0);
    const double one = pi * (2 * x[0] - 1);
    const double two = pi * (2 * x[1] - 1);
    const double three = pi * (2 * x[2] - 1);

    (void)inputs;
    return sin(one) + 7 * sin(two) * sin(two) + 0.1 * pow(three, 4) * sin(one);
}

static const double g_weights[INPUTS_MOST] = {0, 1, 4.5, 9, 99, 99, 99, 99};

/* I. M. Sobol's g-function. */
static double g_function(const double *x, size_t inputs)
{
    double product = 1;

    for (size_t i = 0; i < inputs; i++) {
        product *= (fabs(4 * x[i] - 2) + g_weights[i]) / (1 + g_weights[i]);
    }
    return product;
}

static struct model ishigami_model(void)
{
    const double pi = acos(-1.0);
    const double one = 0.5 * pow(1 + 0.1 * pow(pi, 4) / 5, 2);
    const double two = 49.0 / 8;
    const double both = 0.01 * pow(pi, 8) * (1.0 / 18 - 1.0 / 50);
    const double all = one + two + both;

    return (struct model){
        3, ishigami, {one / all, two / all, 0}, {(one + both) / all, two / all, both / all}};
}

static struct model g_model(void)
{
    struct model model = {.inputs = INPUTS_MOST, .value = g_function};
    double all = 1;

    for (size_t i = 0; i < INPUTS_MOST; i++) {
        all *= 1 + 1 / (3 * pow(1 + g_weights[i], 2));
    }
    for (size_t i = 0; i < INPUTS_MOST; i++) {
        const double part = 1 / (3 * pow(1 + g_weights[i], 2));

        model.first[i] = part / (all - 1);
        model.total[i] = part * all / (1 + part) / (all - 1);
    }
    return model;
}

static chiso_decimal output_of(const struct model *model, const double *x)
{
    return (chiso_decimal)llround(model->value(x, model->inputs) * 1e6);
}

static double uniform(struct random *random)
{
    return (double)(random_next(random) >> 11) * 0x1p-53;
}

static void expect_effects(const struct model *model, const char *name)
{
    struct random random = {.state = 11};
    chiso_decimal *a = malloc(DRAWS * sizeof(*a));
    chiso_decimal *b = malloc(DRAWS * sizeof(*b));
    chiso_decimal *mixed = malloc(model->inputs * DRAWS * sizeof(*mixed));
    chiso_effect effects[INPUTS_MOST];

    for (size_t k = 0; k < DRAWS; k++) {
        double x[2][INPUTS_MOST];

        for (size_t i = 0; i < 2 * model->inputs; i++) {
            x[i % 2][i / 2] = uniform(&random);
        }
        a[k] = output_of(model, x[0]);
        b[k] = output_of(model, x[1]);
        for (size_t i = 0; i < model->inputs; i++) {
            const double own = x[0][i];

            x[0][i] = x[1][i];
            mixed[i * DRAWS + k] = output_of(model, x[0]);
            x[0][i] = own;
        }
    }
    cr_assert_eq(chiso_effects(a, b, mixed, DRAWS, model->inputs, NULL, effects, NULL), CHISO_OK);
    for (size_t i = 0; i < model->inputs; i++) {
        const double first = (double)effects[i].first / 1e6;
        const double total = (double)effects[i].total / 1e6;

        /* Within four of the standard errors that are told, and these are small. V is known to
         * about a hundredth only, which they leave out. */
        cr_expect(fabs(first - model->first[i]) <=
                      4 * (double)effects[i].first_error / 1e6 + 0.01 * model->first[i] + 1e-6,
                  "%s: first effect of %zu is %g for %g", name, i, first, model->first[i]);
        cr_expect(fabs(total - model->total[i]) <=
                      4 * (double)effects[i].total_error / 1e6 + 0.02 * model->total[i] + 1e-6,
                  "%s: total effect of %zu is %g for %g", name, i, total, model->total[i]);
        cr_expect(effects[i].first_error < 20000 && effects[i].total_error < 20000, "%s", name);
    }
    free(a);
    free(b);
    free(mixed);
}

Test(effects, of_ishigami_are_its_known_ones)
{
    const struct model model = ishigami_model();

    cr_assert(fabs(model.first[0] - 0.3139) < 1e-4 && fabs(model.total[2] - 0.2437) < 1e-4);
    expect_effects(&model, "ishigami");
}

Test(effects, of_the_g_function_are_its_known_ones)
{
    const struct model model = g_model();

    cr_assert(fabs(model.first[0] - 0.7162) < 1e-4 && fabs(model.total[0] - 0.7871) < 1e-4);
    expect_effects(&model, "g");
}

Test(effects, by_hand)
{
    /* Mean 2.5, variance 1.25; of the second input nothing comes. */
    static const chiso_decimal a[] = {1000000, 2000000};
    static const chiso_decimal b[] = {3000000, 4000000};
    static const chiso_decimal mixed[] = {3000000, 4000000, 1000000, 2000000};
    chiso_effect effects[2];

    cr_assert_eq(chiso_effects(a, b, mixed, 2, 2, NULL, effects, NULL), CHISO_OK);
    /* (0.5 × 2 + 1.5 × 2) / 2 / 1.25, whose terms are 0.8 and 2.4 */
    cr_expect(effects[0].first == 1600000 && effects[0].first_error == 800000);
    cr_expect(effects[0].total == 1600000 && effects[0].total_error == 0);
    cr_expect(effects[1].first == 0 && effects[1].first_error == 0 && effects[1].total == 0 &&
              effects[1].total_error == 0);
}

Test(effects, of_one_draw_have_no_errors_and_of_none_nothing)
{
    static const chiso_decimal a[] = {0};
    static const chiso_decimal b[] = {1};
    chiso_effect effect;

    cr_assert_eq(chiso_effects(a, b, b, 1, 1, NULL, &effect, NULL), CHISO_OK);
    cr_expect(effect.first == 2000000 && effect.total == 2000000);
    cr_expect(effect.first_error == CHISO_ABSENT && effect.total_error == CHISO_ABSENT);
    cr_assert_eq(chiso_effects(a, b, b, 0, 1, NULL, &effect, NULL), CHISO_OK);
    cr_expect(effect.first == CHISO_ABSENT && effect.total == CHISO_ABSENT);
    cr_assert_eq(chiso_effects(a, a, b, 1, 1, NULL, &effect, NULL), CHISO_OK);
    cr_expect(effect.first == CHISO_ABSENT && effect.total == CHISO_ABSENT, "without variance");
}

Test(effects, what_is_refused_leaves_effects_alone)
{
    static const chiso_decimal far[] = {CHISO_DECIMAL_MAX, CHISO_DECIMAL_MAX};
    static const chiso_decimal zero[] = {0, 0};
    static const chiso_decimal near[] = {0, 1};
    static const chiso_decimal gap[] = {0, CHISO_ABSENT};
    chiso_decimal mixed[] = {0, 1, CHISO_DECIMAL_MAX, CHISO_DECIMAL_MAX};
    chiso_effect effects[2] = {{7, 7, 7, 7}, {7, 7, 7, 7}};
    chiso_error error = CHISO_ERROR_INIT;

    cr_expect_eq(chiso_effects(NULL, zero, zero, 2, 1, NULL, effects, NULL), CHISO_E_NULL);
    cr_expect_eq(chiso_effects(zero, zero, zero, 2, 1, NULL, NULL, NULL), CHISO_E_NULL);
    cr_expect_eq(chiso_effects(zero, near, mixed, 2, 2, NULL, effects, &error), CHISO_E_RANGE);
    cr_expect(strstr(error.message, "input 2") != NULL && strstr(error.message_vi, "2") != NULL,
              "%s", error.message);
    cr_expect_eq(chiso_effects(gap, near, mixed, 2, 2, NULL, effects, &error), CHISO_E_RANGE);
    cr_expect(strstr(error.message, "draw 2") != NULL, "%s", error.message);
    cr_expect_eq(chiso_effects(zero, gap, mixed, 2, 2, NULL, effects, &error), CHISO_E_RANGE);
    cr_expect_eq(chiso_effects(zero, near, gap, 2, 1, NULL, effects, &error), CHISO_E_RANGE);
    cr_expect_eq(
        chiso_effects(far, far, far, (size_t)CHISO_DRAW_LIMIT + 1, 1, NULL, effects, &error),
        CHISO_E_RANGE);
    cr_expect_eq(
        chiso_effects(far, far, far, (size_t)CHISO_DRAW_LIMIT, SIZE_MAX / 4, NULL, effects, &error),
        CHISO_E_RANGE);
    cr_expect(effects[0].first == 7 && effects[1].total_error == 7);
    cr_expect_eq(chiso_effects(zero, near, mixed, 2, 0, NULL, effects, NULL), CHISO_OK);
}

static bool finding(struct fault *fault)
{
    static const chiso_decimal zero[] = {0, 0};
    static const chiso_decimal near[] = {0, 1};
    chiso_effect effect = {7, 7, 7, 7};
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status = CHISO_OK;
    bool refused = false;

    arm(fault);
    status = chiso_effects(zero, near, near, 2, 1, &fault->allocator, &effect, &error);
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    cr_expect((status == CHISO_OK) == (effect.first != 7));
    return refused;
}

Test(effects, without_memory_there_are_none)
{
    fail_each("finding", finding);
}
