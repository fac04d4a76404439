/* Shares and means of answers, with their intervals and the sample that these take. */
#include <chiso/share.h>

#include "number/decimal.h"
#include "survey/inside.h"
#include "survey/tally.h"

#include <math.h>

/* The 97.5 % point of the normal distribution. */
static const double Z = 1.959963984540054;

/* Which counters are pooled: a rectangle of units and questions. */
struct pool {
    uint32_t unit;
    uint32_t unit_end;
    uint32_t question;
    uint32_t question_end;
    uint32_t options;  /* of each question */
    uint64_t left_out; /* which of them are */
};

/* What is pooled. */
struct pooled {
    int64_t counts[CHISO_OPTION_LIMIT]; /* 0 of the options that are left out */
    int64_t answers;                    /* their sum */
    int64_t left_out;                   /* the others */
    /* The same of weights, in millionths. Without weights that of each is 1. */
    int64_t weights[CHISO_OPTION_LIMIT];
    int64_t weight;
    chiso__wide squares; /* of the weights, added up */
};

/* Questions with different numbers of options have no answers in common. */
static chiso_status check_pool(const chiso_tally *tally, const struct pool *pool,
                               chiso_error *error)
{
    for (uint32_t i = pool->question; i < pool->question_end; i++) {
        if (chiso__tally_option_count(tally, i) != pool->options) {
            return chiso__fail(error, CHISO_E_SHAPE, CHISO__SAY_POOLED_OPTIONS_DIFFER,
                               CHISO__WORDS(chiso__say(tally->questions.codes[pool->question]),
                                            chiso__say_count(pool->options),
                                            chiso__say(tally->questions.codes[i]),
                                            chiso__say_count(chiso__tally_option_count(tally, i))));
        }
        if (tally->left_out[i] != pool->left_out) {
            return chiso__fail(error, CHISO_E_SHAPE, CHISO__SAY_POOLED_LEFT_OUT_DIFFERS,
                               CHISO__WORDS(chiso__say(tally->questions.codes[pool->question]),
                                            chiso__say(tally->questions.codes[i])));
        }
    }
    return CHISO_OK;
}

static chiso_status fail_empty(chiso_error *error)
{
    return chiso__fail(error, CHISO_E_EMPTY, CHISO__SAY_NO_ANSWERS, NULL);
}

/* The same of a unit and a question that exist; what is pooled is all there is, and has no name. */
static chiso_status fail_unanswered(const chiso_tally *tally, uint32_t unit, uint32_t question,
                                    int64_t left_out, chiso_error *error)
{
    const chiso_status status =
        left_out == 0 ? fail_empty(error)
                      : chiso__fail(error, CHISO_E_EMPTY, CHISO__SAY_ONLY_LEFT_OUT,
                                    CHISO__WORDS(chiso__say_count((uint64_t)left_out)));

    if (unit != CHISO_ALL_UNITS && question != CHISO_ALL_QUESTIONS) {
        return chiso__fail_within(error, status, CHISO__SAY_IN_UNIT_QUESTION,
                                  CHISO__WORDS(chiso__say(tally->units.codes[unit]),
                                               chiso__say(tally->questions.codes[question])));
    }
    if (question != CHISO_ALL_QUESTIONS) {
        return chiso__fail_within(error, status, CHISO__SAY_IN_QUESTION,
                                  CHISO__WORDS(chiso__say(tally->questions.codes[question])));
    }
    if (unit != CHISO_ALL_UNITS) {
        return chiso__fail_within(error, status, CHISO__SAY_IN_UNIT,
                                  CHISO__WORDS(chiso__say(tally->units.codes[unit])));
    }
    return status;
}

static chiso_status pool_of(const chiso_tally *tally, uint32_t unit, uint32_t question,
                            struct pool *out_pool, chiso_error *error)
{
    const bool all_units = unit == CHISO_ALL_UNITS;
    const bool all_questions = question == CHISO_ALL_QUESTIONS;
    chiso_status status = CHISO_OK;

    if ((all_units && tally->units.count == 0) || (all_questions && tally->questions.count == 0)) {
        return fail_empty(error);
    }
    status =
        chiso__tally_check(tally, all_units ? 0 : unit, all_questions ? 0 : question, 0, error);
    if (status != CHISO_OK) {
        return status;
    }
    out_pool->unit = all_units ? 0 : unit;
    out_pool->unit_end = all_units ? tally->units.count : unit + 1;
    out_pool->question = all_questions ? 0 : question;
    out_pool->question_end = all_questions ? tally->questions.count : question + 1;
    out_pool->options = chiso__tally_option_count(tally, out_pool->question);
    out_pool->left_out = tally->left_out[out_pool->question];
    return check_pool(tally, out_pool, error);
}

/* Adds the pooled count of each option. No sum is greater than that of the whole tally. */
static void add_counts(const chiso_tally *tally, const struct pool *pool, int64_t *counts)
{
    for (uint32_t unit = pool->unit; unit < pool->unit_end; unit++) {
        /* The questions of a pool have the same number of options, so their counters are one row.
         */
        const int64_t *row = tally->counters + chiso__tally_bin(tally, unit, pool->question);
        const uint32_t length = (pool->question_end - pool->question) * pool->options;

        for (uint32_t i = 0; i < length; i++) {
            counts[i % pool->options] += row[i];
        }
    }
}

static bool is_left_out(const struct pool *pool, uint32_t option)
{
    return (pool->left_out >> option & 1) != 0;
}

/* Adds the weights of what is pooled. */
static void pool_weights(const chiso_tally *tally, const struct pool *pool,
                         struct pooled *out_pooled)
{
    const uint32_t length = (pool->question_end - pool->question) * pool->options;

    for (uint32_t i = 0; i < pool->options && tally->excess == NULL; i++) {
        out_pooled->weights[i] = out_pooled->counts[i] * CHISO_DECIMAL_ONE;
    }
    for (uint32_t unit = pool->unit; unit < pool->unit_end && tally->excess != NULL; unit++) {
        const size_t bin = chiso__tally_bin(tally, unit, pool->question);

        for (uint32_t i = 0; i < length; i++) {
            if (!is_left_out(pool, i % pool->options)) {
                out_pooled->weights[i % pool->options] += chiso__weight_of_bin(tally, bin + i);
                out_pooled->squares += chiso__squares_of_bin(tally, bin + i);
            }
        }
    }
    for (uint32_t i = 0; i < pool->options; i++) {
        out_pooled->weight += out_pooled->weights[i];
    }
}

static void pool_counts(const chiso_tally *tally, const struct pool *pool,
                        struct pooled *out_pooled)
{
    *out_pooled = (struct pooled){.answers = 0};
    add_counts(tally, pool, out_pooled->counts);
    for (uint32_t i = 0; i < pool->options; i++) {
        int64_t *count = &out_pooled->counts[i];

        if (is_left_out(pool, i)) {
            out_pooled->left_out += *count;
            *count = 0;
        }
        out_pooled->answers += *count;
    }
    pool_weights(tally, pool, out_pooled);
}

/* Refuses options that the questions do not have, and those that are all left out. */
static chiso_status check_range(const chiso_tally *tally, const struct pool *pool, uint32_t first,
                                uint32_t last, chiso_error *error)
{
    const struct chiso__insert code = chiso__say(tally->questions.codes[pool->question]);
    bool any = false;

    if (first > last || last >= pool->options) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_OPTION_RANGE_OF_QUESTION,
                           CHISO__WORDS(code, chiso__say_count(first), chiso__say_count(last),
                                        chiso__say_count(pool->options - 1)));
    }
    for (uint32_t i = first; i <= last; i++) {
        any = any || !is_left_out(pool, i);
    }
    return any ? CHISO_OK
               : chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_SHARE_LEFT_OUT,
                             CHISO__WORDS(code, chiso__say_count(first), chiso__say_count(last)));
}

/* The lower end of Wilson's interval for so many chosen and so many others, as a fraction. Written
 * so that nothing is lost by subtraction, and that it is 0 for 0. */
static double lower_end(double chosen, double others, double answers)
{
    const double square = Z * Z;
    const double root = Z * sqrt(square + 4 * chosen * (others / answers));

    return 2 * chosen * chosen / (answers * (2 * chosen + square + root));
}

/* A share as statistics see it: how many answers it would be of if all weighed the same. */
struct sample {
    double share;
    double low;
    double high;
    double effective;
};

static struct sample sample_of(double chosen, double others, double answers)
{
    /* The upper end: what the others leave at least. */
    return (struct sample){chosen / answers, lower_end(chosen, others, answers),
                           1 - lower_end(others, chosen, answers), answers};
}

static struct sample sample_of_share(const chiso_share *share)
{
    const double part = (double)share->chosen_weight / (double)share->weight;
    const double rest = (double)(share->weight - share->chosen_weight) / (double)share->weight;

    return share->effective > 0
               ? sample_of(part * share->effective, rest * share->effective, share->effective)
               : sample_of((double)share->chosen, (double)(share->answers - share->chosen),
                           (double)share->answers);
}

/* Tells of a share by its weights, and the answers that they are as good as. */
static void tell_share(chiso_share *share)
{
    const struct sample sample = sample_of_share(share);
    chiso__wide percent = 0;

    (void)chiso__scale_wide(share->chosen_weight, (chiso__wide)100 * CHISO_DECIMAL_ONE,
                            share->weight, &percent);
    share->percent = (chiso_decimal)percent;
    share->standard_error =
        100 * (sqrt(sample.share * sample.effective * (1 - sample.share)) / sample.effective);
    share->low = 100 * sample.low;
    share->high = 100 * sample.high;
}

static chiso_status check_counts(int64_t chosen, int64_t answers)
{
    if (chosen < 0 || answers < chosen || answers > CHISO_ANSWER_LIMIT) {
        return CHISO_E_RANGE;
    }
    return answers == 0 ? CHISO_E_EMPTY : CHISO_OK;
}

chiso_status chiso_share_of(int64_t chosen, int64_t answers, chiso_share *out_share)
{
    const chiso_status status = out_share == NULL ? CHISO_E_NULL : check_counts(chosen, answers);

    if (status != CHISO_OK) {
        return status;
    }
    *out_share = (chiso_share){
        .answers = answers,
        .chosen = chosen,
        .weight = answers * CHISO_DECIMAL_ONE,
        .chosen_weight = chosen * CHISO_DECIMAL_ONE,
    };
    tell_share(out_share);
    out_share->standard_error =
        100 *
        (sqrt((double)chosen * ((double)(answers - chosen) / (double)answers)) / (double)answers);
    out_share->effective = (double)answers;
    return CHISO_OK;
}

chiso_status chiso_tally_share(const chiso_tally *tally, uint32_t unit, uint32_t question,
                               uint32_t first, uint32_t last, chiso_share *out_share,
                               chiso_error *error)
{
    struct pooled pooled;
    struct pool pool = {0};
    chiso_share share = {.answers = 0};
    chiso_status status = CHISO_OK;

    if (tally == NULL || out_share == NULL) {
        return chiso__fail_null(error);
    }
    status = pool_of(tally, unit, question, &pool, error);
    if (status == CHISO_OK) {
        status = check_range(tally, &pool, first, last, error);
    }
    if (status != CHISO_OK) {
        return status;
    }
    pool_counts(tally, &pool, &pooled);
    for (uint32_t i = first; i <= last; i++) {
        share.chosen += pooled.counts[i];
        share.chosen_weight += pooled.weights[i];
    }
    if (pooled.weight == 0) {
        return fail_unanswered(tally, unit, question, pooled.left_out, error);
    }
    if (tally->excess == NULL) {
        status = chiso_share_of(share.chosen, pooled.answers, &share);
    } else {
        share.answers = pooled.answers;
        share.weight = pooled.weight;
        share.effective = (double)pooled.weight * (double)pooled.weight / (double)pooled.squares;
        tell_share(&share);
    }
    share.left_out = pooled.left_out;
    *out_share = share;
    return status;
}

chiso_status chiso_tally_mean(const chiso_tally *tally, uint32_t unit, uint32_t question,
                              chiso_decimal *out_mean, chiso_error *error)
{
    struct pooled pooled;
    struct pool pool = {0};
    chiso__wide sum = 0;
    chiso_status status = CHISO_OK;

    if (tally == NULL || out_mean == NULL) {
        return chiso__fail_null(error);
    }
    status = pool_of(tally, unit, question, &pool, error);
    if (status != CHISO_OK) {
        return status;
    }
    pool_counts(tally, &pool, &pooled);
    if (pooled.weight == 0) {
        return fail_unanswered(tally, unit, question, pooled.left_out, error);
    }
    for (uint32_t option = 0; option < pool.options; option++) {
        sum += (chiso__wide)pooled.weights[option] * (option + 1);
    }
    *out_mean =
        (chiso_decimal)chiso__divide(sum * CHISO_DECIMAL_ONE, pooled.weight, CHISO_ROUND_HALF_UP);
    return CHISO_OK;
}

/* The length of what two errors at right angles make. They are at most 1: nothing overflows. */
static double length_of(double a, double b)
{
    return sqrt(a * a + b * b);
}

/* A share by its weights; who made one of counts alone has none. */
static chiso_status weigh(const chiso_share *share, chiso_share *out_share)
{
    chiso_status status = check_counts(share->chosen, share->answers);

    *out_share = *share;
    if (!(share->effective > 0) && status == CHISO_OK) {
        out_share->effective = 0;
        out_share->weight = share->answers * CHISO_DECIMAL_ONE;
        out_share->chosen_weight = share->chosen * CHISO_DECIMAL_ONE;
    }
    if (status == CHISO_OK &&
        (out_share->weight <= 0 || out_share->weight > CHISO_DECIMAL_MAX ||
         out_share->chosen_weight < 0 || out_share->chosen_weight > out_share->weight ||
         out_share->effective > (double)share->answers * (1 + 1e-9))) {
        status = CHISO_E_RANGE;
    }
    return status;
}

chiso_status chiso_share_difference(const chiso_share *a, const chiso_share *b,
                                    chiso_share_gap *out_gap)
{
    chiso_status status = CHISO_OK;
    chiso_share one;
    chiso_share other;
    struct sample first;
    struct sample second;
    chiso__wide points = 0;
    double difference = 0;

    if (a == NULL || b == NULL || out_gap == NULL) {
        return CHISO_E_NULL;
    }
    status = weigh(a, &one);
    if (status == CHISO_OK) {
        status = weigh(b, &other);
    }
    if (status != CHISO_OK) {
        return status;
    }
    first = sample_of_share(&one);
    second = sample_of_share(&other);
    difference = first.share - second.share;
    /* The products have 126 bits at most. */
    (void)chiso__scale_wide((chiso__wide)one.chosen_weight * other.weight -
                                (chiso__wide)other.chosen_weight * one.weight,
                            (chiso__wide)100 * CHISO_DECIMAL_ONE,
                            (chiso__wide)one.weight * other.weight, &points);
    out_gap->points = (chiso_decimal)points;
    out_gap->low =
        100 * (difference - length_of(first.share - first.low, second.high - second.share));
    out_gap->high =
        100 * (difference + length_of(first.high - first.share, second.share - second.low));
    out_gap->holds_zero = out_gap->low <= 0 && out_gap->high >= 0;
    return CHISO_OK;
}

chiso_status chiso_sample_size(int64_t population, chiso_decimal margin, int64_t *out_size)
{
    const chiso__wide one = (chiso__wide)CHISO_DECIMAL_ONE * CHISO_DECIMAL_ONE;
    chiso__wide numerator = 0;
    chiso__wide denominator = 0;

    if (out_size == NULL) {
        return CHISO_E_NULL;
    }
    if (population < 1 || population > CHISO_ANSWER_LIMIT || margin <= 0 ||
        margin >= CHISO_DECIMAL_ONE) {
        return CHISO_E_RANGE;
    }
    numerator = population * one;
    denominator = one + (chiso__wide)population * margin * margin;
    *out_size = (int64_t)((numerator + denominator - 1) / denominator);
    return CHISO_OK;
}
