/* Blocks of answers are counted as the same answers one by one, and taken back without a trace. */
#include "support.h"
#include "survey/inside.h"

#include <criterion/criterion.h>

#include <string.h>

enum { CASES = 300, MOST = 2000, QUESTIONS = 12 };

struct survey {
    uint32_t unit_of[MOST];
    uint16_t question_of[MOST];
    uint8_t option_of[MOST];
    size_t count;
    uint32_t units;
    uint32_t questions;
    uint32_t options[QUESTIONS];
};

static void make_survey(struct random *random, struct survey *survey)
{
    const bool alike = random_below(random, 2) == 0;

    survey->units = 1 + (uint32_t)random_below(random, 9);
    survey->questions = 1 + (uint32_t)random_below(random, QUESTIONS);
    for (uint32_t i = 0; i < survey->questions; i++) {
        survey->options[i] = alike && i > 0
                                 ? survey->options[0]
                                 : 2 + (uint32_t)random_below(random, CHISO_OPTION_LIMIT - 1);
    }
    survey->count = (size_t)random_below(random, MOST + 1);
    for (size_t i = 0; i < survey->count; i++) {
        survey->unit_of[i] = (uint32_t)random_below(random, survey->units);
        survey->question_of[i] = (uint16_t)random_below(random, survey->questions);
        survey->option_of[i] =
            random_below(random, 8) == 0
                ? CHISO_NO_ANSWER
                : (uint8_t)random_below(random, survey->options[survey->question_of[i]]);
    }
}

/* Makes one answer wrong, barely or by far; returns where. */
static size_t spoil(struct random *random, struct survey *survey)
{
    const size_t at = (size_t)random_below(random, survey->count);
    const uint64_t far = random_below(random, 2);

    switch (random_below(random, 3)) {
    case 0:
        survey->unit_of[at] = far ? UINT32_MAX : survey->units;
        break;
    case 1:
        survey->question_of[at] = (uint16_t)(far ? UINT16_MAX : survey->questions);
        break;
    default:
        survey->option_of[at] =
            (uint8_t)(far ? CHISO_NO_ANSWER - 1 : survey->options[survey->question_of[at]]);
    }
    return at;
}

static chiso_tally *new_tally(const struct survey *survey)
{
    chiso_tally *tally = NULL;
    char code[2] = "A";

    cr_assert(chiso_tally_new(NULL, &tally, NULL) == CHISO_OK);
    for (uint32_t i = 0; i < survey->questions; i++) {
        code[0] = (char)('A' + i);
        cr_assert(chiso_tally_add_question(tally, code, survey->options[i], NULL, NULL) ==
                  CHISO_OK);
    }
    for (uint32_t i = 0; i < survey->units; i++) {
        code[0] = (char)('A' + i);
        cr_assert(chiso_tally_add_unit(tally, code, NULL, NULL) == CHISO_OK);
    }
    return tally;
}

/* Adds the first answers one by one: that takes no block. Returns how many of them are none. */
static int64_t count_each(const struct survey *survey, size_t count, chiso_tally *tally)
{
    for (size_t i = 0; i < count; i++) {
        cr_assert(chiso_tally_add_answers(tally, &survey->unit_of[i], &survey->question_of[i],
                                          &survey->option_of[i], 1, NULL) == CHISO_OK);
    }
    return (int64_t)count - chiso_tally_total(tally);
}

static int64_t spares_of(const chiso_tally *tally)
{
    int64_t sum = 0;

    for (int i = 0; i < CHISO__SPARES; i++) {
        sum += tally->counters[i];
    }
    return sum;
}

static void expect_same_counts(const chiso_tally *a, const chiso_tally *b, int number)
{
    for (uint32_t unit = 0; unit < a->units.count; unit++) {
        cr_assert(memcmp(a->counters + chiso__tally_bin(a, unit, 0),
                         b->counters + chiso__tally_bin(b, unit, 0),
                         a->row * sizeof(*a->counters)) == 0,
                  "%d: unit %u", number, (unsigned)unit);
    }
}

Test(tally_count_quick, blocks_are_counted_as_the_same_answers_one_by_one)
{
    static struct survey survey;
    struct random random = {.state = 1};
    size_t all = 0;

    for (int i = 0; i < CASES; i++) {
        make_survey(&random, &survey);
        const bool wrong = survey.count > 0 && random_below(&random, 2) == 0;
        const size_t right = wrong ? spoil(&random, &survey) : survey.count;
        const struct chiso__answers answers = {survey.unit_of, survey.question_of,
                                               survey.option_of};
        chiso_tally *quick = new_tally(&survey);
        chiso_tally *plain = new_tally(&survey);
        chiso_tally *empty = new_tally(&survey);
        const size_t counted = chiso__tally_count_blocks(quick, &answers, survey.count);

        /* Whole blocks, and none that could still be counted is left. */
        cr_assert(counted <= right && right - counted < 256, "%d: %zu of %zu", i, counted, right);
        cr_assert(count_each(&survey, counted, plain) == spares_of(quick), "%d", i);
        expect_same_counts(quick, plain, i);
        chiso__tally_uncount_blocks(quick, &answers, counted);
        cr_assert(spares_of(quick) == 0, "%d", i);
        expect_same_counts(quick, empty, i);
        all += counted;
        chiso_tally_free(quick);
        chiso_tally_free(plain);
        chiso_tally_free(empty);
    }
    cr_expect(all > CASES * MOST / 4, "%zu", all);
}
