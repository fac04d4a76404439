/* Tallies: very many answers counted by unit, question and option. */
#include "bench.h"

#include <stdio.h>
#include <stdlib.h>

enum { UNITS = 63, QUESTIONS = 40, OPTIONS = 5, COUNTERS = UNITS * QUESTIONS * OPTIONS };

static chiso_tally *tally;
static uint32_t *units;
static uint16_t *questions;
static uint8_t *options;
static uint32_t count;

static void make_tally(void)
{
    char code[BENCH_CODE_SIZE];
    chiso_error error;

    bench_check(chiso_tally_new(NULL, &tally, &error), &error);
    for (uint32_t unit = 0; unit < UNITS; unit++) {
        snprintf(code, sizeof(code), "u%u", unit);
        bench_check(chiso_tally_add_unit(tally, code, NULL, &error), &error);
    }
    for (uint32_t question = 0; question < QUESTIONS; question++) {
        snprintf(code, sizeof(code), "q%u", question);
        bench_check(chiso_tally_add_question(tally, code, OPTIONS, NULL, &error), &error);
    }
}

static double setup(const char *answers, const char *unused)
{
    (void)unused;
    count = bench_number(answers);
    units = bench_memory(count, sizeof(*units));
    questions = bench_memory(count, sizeof(*questions));
    options = bench_memory(count, sizeof(*options));
    for (uint32_t i = 0; i < count; i++) {
        const uint64_t bits = bench_mix(i);

        units[i] = (uint32_t)(bits % UNITS);
        questions[i] = (uint16_t)((bits >> 20) % QUESTIONS);
        options[i] = (uint8_t)((bits >> 40) % OPTIONS);
    }
    make_tally();
    return 0;
}

static double count_answers(const char *unused, const char *unused_too)
{
    chiso_error error;
    double start;
    double seconds;

    (void)unused;
    (void)unused_too;
    /* The tally begins empty each time, as the other side's does. */
    chiso_tally_free(tally);
    make_tally();
    start = bench_now();
    bench_check(chiso_tally_add_answers(tally, units, questions, options, count, &error), &error);
    seconds = bench_now() - start;
    return seconds;
}

static double write_counts(const char *path, const char *unused)
{
    int64_t *counts = bench_memory(COUNTERS, sizeof(*counts));

    (void)unused;
    for (uint32_t i = 0; i < COUNTERS; i++) {
        counts[i] = chiso_tally_counts(tally, i / (QUESTIONS * OPTIONS),
                                       i / OPTIONS % QUESTIONS)[i % OPTIONS];
    }
    bench_write(path, counts, COUNTERS * sizeof(*counts));
    free(counts);
    return 0;
}

const bench_command bench_tally[] = {
    {"setup", setup},
    {"count", count_answers},
    {"counts", write_counts},
    {NULL, NULL},
};
