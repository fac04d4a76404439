/* Laws of tallies: whatever the parts in which answers are counted, and the order in which parts
 * are merged, the bytes are the same. */
#include "support.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CASES = 60, MOST_ANSWERS = 3000, PARTS = 5 };

/* A survey: its shape, and an array of answers. */
struct survey {
    uint64_t seed;
    uint32_t units;
    uint32_t questions;
    uint32_t options[16];
    uint32_t left_out[16]; /* an option of each; what none has for none */
    size_t count;
    uint32_t *unit_of;
    uint16_t *question_of;
    uint8_t *option_of;
};

static void *demand(void *memory)
{
    cr_assert(memory != NULL);
    return memory;
}

static void survey_make(struct survey *survey, uint64_t seed)
{
    struct random random = {seed};
    const bool alike = random_below(&random, 2) == 0;

    survey->seed = seed;
    survey->units = 1 + (uint32_t)random_below(&random, 9);
    survey->questions = 1 + (uint32_t)random_below(&random, 16);
    for (uint32_t i = 0; i < survey->questions; i++) {
        survey->options[i] = alike && i > 0
                                 ? survey->options[0]
                                 : 2 + (uint32_t)random_below(&random, CHISO_OPTION_LIMIT - 1);
        survey->left_out[i] = (uint32_t)random_below(&random, 2 * CHISO_OPTION_LIMIT);
    }
    survey->count = 1 + (size_t)random_below(&random, MOST_ANSWERS);
    survey->unit_of = demand(malloc(survey->count * sizeof(*survey->unit_of)));
    survey->question_of = demand(malloc(survey->count * sizeof(*survey->question_of)));
    survey->option_of = demand(malloc(survey->count * sizeof(*survey->option_of)));
    for (size_t i = 0; i < survey->count; i++) {
        survey->unit_of[i] = (uint32_t)random_below(&random, survey->units);
        survey->question_of[i] = (uint16_t)random_below(&random, survey->questions);
        survey->option_of[i] =
            random_below(&random, 10) == 0
                ? CHISO_NO_ANSWER
                : (uint8_t)random_below(&random, survey->options[survey->question_of[i]]);
    }
}

static void survey_clear(struct survey *survey)
{
    free(survey->unit_of);
    free(survey->question_of);
    free(survey->option_of);
}

static chiso_tally *new_tally(const struct survey *survey)
{
    chiso_tally *tally = NULL;
    char code[16];

    cr_assert_eq(chiso_tally_new(NULL, &tally, NULL), CHISO_OK);
    for (uint32_t i = 0; i < survey->units || i < survey->questions; i++) {
        snprintf(code, sizeof(code), "%u", (unsigned)i);
        cr_assert(i >= survey->units || chiso_tally_add_unit(tally, code, NULL, NULL) == CHISO_OK);
        cr_assert(i >= survey->questions ||
                  chiso_tally_add_question(tally, code, survey->options[i], NULL, NULL) ==
                      CHISO_OK);
        cr_assert(i >= survey->questions || survey->left_out[i] >= survey->options[i] ||
                  chiso_tally_leave_out(tally, i, survey->left_out[i], NULL) == CHISO_OK);
    }
    return tally;
}

static void count_part(const struct survey *survey, chiso_tally *tally, size_t from, size_t to)
{
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(chiso_tally_add_answers(tally, survey->unit_of + from, survey->question_of + from,
                                         survey->option_of + from, to - from, &error),
                 CHISO_OK, "seed %" PRIu64 ": %s", survey->seed, error.message);
}

static void expect_equal(const struct survey *survey, const chiso_tally *a, const chiso_tally *b,
                         const char *law)
{
    struct buffer first = support_tally_bytes(a);
    struct buffer second = support_tally_bytes(b);

    cr_expect(first.size == second.size && memcmp(first.bytes, second.bytes, first.size) == 0,
              "seed %" PRIu64 ": %s", survey->seed, law);
    cr_expect(chiso_tally_total(a) == chiso_tally_total(b), "seed %" PRIu64 ": %s, the totals",
              survey->seed, law);
    buffer_clear(&first);
    buffer_clear(&second);
}

static void merge(const struct survey *survey, chiso_tally *tally, const chiso_tally *from)
{
    cr_assert_eq(chiso_tally_merge(tally, from, NULL), CHISO_OK, "seed %" PRIu64, survey->seed);
}

/* The parts of an array that is cut at random; some may be empty. */
static void cut(struct random *random, size_t count, size_t ends[PARTS])
{
    for (int i = 0; i < PARTS; i++) {
        ends[i] = i == PARTS - 1 ? count : (size_t)random_below(random, count + 1);
    }
    for (int i = 0; i < PARTS; i++) {
        for (int j = 0; j + 1 < PARTS - i; j++) {
            if (ends[j] > ends[j + 1]) {
                const size_t end = ends[j];

                ends[j] = ends[j + 1];
                ends[j + 1] = end;
            }
        }
    }
}

/* Counts in parts, merges them in two orders and two groupings, and the whole at once. */
static void check_merging(const struct survey *survey)
{
    struct random random = {survey->seed ^ 0x5eed};
    size_t ends[PARTS];
    chiso_tally *parts[PARTS];
    chiso_tally *whole = new_tally(survey);
    chiso_tally *forth = new_tally(survey);
    chiso_tally *back = new_tally(survey);
    chiso_tally *left = new_tally(survey);
    chiso_tally *right = new_tally(survey);

    cut(&random, survey->count, ends);
    count_part(survey, whole, 0, survey->count);
    for (int i = 0; i < PARTS; i++) {
        parts[i] = new_tally(survey);
        count_part(survey, parts[i], i == 0 ? 0 : ends[i - 1], ends[i]);
    }
    for (int i = 0; i < PARTS; i++) {
        merge(survey, forth, parts[i]);
        merge(survey, back, parts[PARTS - 1 - i]);
        merge(survey, i < 2 ? left : right, parts[i]);
    }
    merge(survey, left, right);
    expect_equal(survey, forth, whole, "parts merged are the whole");
    expect_equal(survey, back, whole, "the order does not matter");
    expect_equal(survey, left, whole, "the grouping does not matter");
    for (int i = 0; i < PARTS; i++) {
        chiso_tally_free(parts[i]);
    }
    chiso_tally_free(whole);
    chiso_tally_free(forth);
    chiso_tally_free(back);
    chiso_tally_free(left);
    chiso_tally_free(right);
}

static void for_each_survey(void (*check)(const struct survey *survey))
{
    for (uint64_t seed = 1; seed <= CASES; seed += SUPPORT_STRIDE) {
        struct survey survey = {0};

        survey_make(&survey, seed);
        check(&survey);
        survey_clear(&survey);
    }
}

Test(tally, parts_in_any_order_and_grouping_are_the_whole)
{
    for_each_survey(check_merging);
}

/* Away from the library: plain counters. */
static void check_counts(const struct survey *survey)
{
    chiso_tally *tally = new_tally(survey);
    int64_t sum = 0;

    count_part(survey, tally, 0, survey->count);
    for (size_t i = 0; i < survey->count; i++) {
        sum += survey->option_of[i] != CHISO_NO_ANSWER;
    }
    cr_expect(chiso_tally_total(tally) == sum, "seed %" PRIu64, survey->seed);
    for (uint32_t unit = 0; unit < survey->units; unit++) {
        for (uint32_t question = 0; question < survey->questions; question++) {
            int64_t expected[CHISO_OPTION_LIMIT] = {0};
            const int64_t *counts = chiso_tally_counts(tally, unit, question);

            for (size_t i = 0; i < survey->count; i++) {
                if (survey->unit_of[i] == unit && survey->question_of[i] == question &&
                    survey->option_of[i] != CHISO_NO_ANSWER) {
                    expected[survey->option_of[i]]++;
                }
            }
            cr_expect(memcmp(counts, expected, survey->options[question] * sizeof(*counts)) == 0,
                      "seed %" PRIu64 ", unit %u, question %u", survey->seed, (unsigned)unit,
                      (unsigned)question);
        }
    }
    chiso_tally_free(tally);
}

Test(tally, counts_are_those_of_plain_counters)
{
    for_each_survey(check_counts);
}

/* Shares of two options are those of plain counts without what is left out. */
static void check_shares(const struct survey *survey)
{
    chiso_tally *tally = new_tally(survey);

    count_part(survey, tally, 0, survey->count);
    for (uint32_t question = 0; question < survey->questions; question++) {
        const int64_t *counts = chiso_tally_counts(tally, 0, question);
        int64_t chosen = 0;
        int64_t answers = 0;
        int64_t left_out = 0;
        chiso_share expected;
        chiso_share share;
        chiso_status status;

        for (uint32_t i = 0; i < survey->options[question]; i++) {
            const bool is_left_out = i == survey->left_out[question];

            left_out += is_left_out ? counts[i] : 0;
            answers += is_left_out ? 0 : counts[i];
            chosen += is_left_out || i > 1 ? 0 : counts[i];
        }
        status = chiso_share_of(chosen, answers, &expected);
        expected.left_out = left_out;
        cr_assert_eq(chiso_tally_share(tally, 0, question, 0, 1, &share, NULL), status,
                     "seed %" PRIu64, survey->seed);
        cr_expect(status != CHISO_OK ||
                      (share.chosen == chosen && share.answers == answers &&
                       share.left_out == left_out && share.percent == expected.percent &&
                       share.low == expected.low && share.high == expected.high),
                  "seed %" PRIu64 ", question %u", survey->seed, (unsigned)question);
    }
    chiso_tally_free(tally);
}

Test(tally, shares_are_of_the_options_that_are_not_left_out)
{
    for_each_survey(check_shares);
}

static void check_reading(const struct survey *survey)
{
    chiso_tally *tally = new_tally(survey);
    chiso_tally *read = NULL;
    struct buffer bytes;
    chiso_error error = CHISO_ERROR_INIT;

    count_part(survey, tally, 0, survey->count);
    bytes = support_tally_bytes(tally);
    cr_assert_eq(chiso_tally_read(bytes.bytes, bytes.size, NULL, &read, &error), CHISO_OK,
                 "seed %" PRIu64 ": %s", survey->seed, error.message);
    expect_equal(survey, tally, read, "what is read is what was written");
    /* It goes on counting and merging as the one that was written. */
    count_part(survey, read, 0, survey->count);
    merge(survey, tally, tally);
    expect_equal(survey, tally, read, "twice the answers are twice the counts");
    buffer_clear(&bytes);
    chiso_tally_free(read);
    chiso_tally_free(tally);
}

Test(tally, bytes_read_in_again_as_the_same)
{
    for_each_survey(check_reading);
}

/* One answer at a random place is made wrong. */
static void check_refusal(const struct survey *survey)
{
    struct random random = {survey->seed ^ 0xbad};
    const size_t at = (size_t)random_below(&random, survey->count);
    const uint32_t unit = survey->unit_of[at];
    const uint16_t question = survey->question_of[at];
    const uint8_t option = survey->option_of[at];
    chiso_tally *tally = new_tally(survey);
    chiso_tally *same = new_tally(survey);
    chiso_error error = CHISO_ERROR_INIT;
    char named[32];

    count_part(survey, tally, 0, survey->count / 2);
    count_part(survey, same, 0, survey->count / 2);
    for (int what = 0; what < 3; what++) {
        survey->unit_of[at] =
            what == 0 ? survey->units + (uint32_t)random_below(&random, UINT32_MAX - survey->units)
                      : unit;
        survey->question_of[at] =
            (uint16_t)(what == 1
                           ? survey->questions + random_below(&random, 65536 - survey->questions)
                           : question);
        survey->option_of[at] =
            (uint8_t)(what == 2 ? survey->options[question] +
                                      random_below(&random, 255 - survey->options[question])
                                : option);
        cr_expect(chiso_tally_add_answers(tally, survey->unit_of, survey->question_of,
                                          survey->option_of, survey->count,
                                          &error) == (what == 0   ? CHISO_E_UNIT
                                                      : what == 1 ? CHISO_E_NODE
                                                                  : CHISO_E_RANGE),
                  "seed %" PRIu64 ", %d", survey->seed, what);
        snprintf(named, sizeof(named), "answer %zu ", at);
        cr_expect(strstr(error.message, named) == error.message, "seed %" PRIu64 ": %s",
                  survey->seed, error.message);
        expect_equal(survey, tally, same, "a refused array changes nothing");
    }
    survey->unit_of[at] = unit;
    survey->question_of[at] = question;
    survey->option_of[at] = option;
    count_part(survey, tally, 0, survey->count);
    count_part(survey, same, 0, survey->count);
    expect_equal(survey, tally, same, "a refused array leaves nothing behind");
    chiso_tally_free(tally);
    chiso_tally_free(same);
}

Test(tally, an_array_that_is_refused_changes_nothing)
{
    for_each_survey(check_refusal);
}

/* Bytes with a random change, and every shorter piece. */
Test(tally, damaged_bytes_are_refused)
{
    for (uint64_t seed = 1; seed <= 10; seed += SUPPORT_STRIDE) {
        struct survey survey = {0};
        struct random random = {seed ^ 0xf11b};
        chiso_tally *tally = NULL;
        chiso_tally *read = NULL;
        struct buffer bytes;

        survey_make(&survey, seed);
        tally = new_tally(&survey);
        count_part(&survey, tally, 0, survey.count);
        bytes = support_tally_bytes(tally);
        for (size_t size = 0; size < bytes.size; size++) {
            cr_expect(chiso_tally_read(bytes.bytes, size, NULL, &read, NULL) == CHISO_E_BYTES &&
                          read == NULL,
                      "seed %" PRIu64 ", %zu bytes", seed, size);
        }
        for (int i = 0; i < 300; i++) {
            const size_t at = (size_t)random_below(&random, bytes.size);
            const char change = (char)(1 + random_below(&random, 255));

            bytes.bytes[at] = (char)(bytes.bytes[at] ^ change);
            cr_expect(chiso_tally_read(bytes.bytes, bytes.size, NULL, &read, NULL) ==
                              CHISO_E_BYTES &&
                          read == NULL,
                      "seed %" PRIu64 ", byte %zu", seed, at);
            bytes.bytes[at] = (char)(bytes.bytes[at] ^ change);
        }
        buffer_clear(&bytes);
        chiso_tally_free(tally);
        survey_clear(&survey);
    }
}

/* The answers as a long file and as a wide one: a row an answer. */
static void check_files(const struct survey *survey)
{
    chiso_tally *tally = new_tally(survey);
    struct buffer text = {0};

    count_part(survey, tally, 0, survey->count);
    for (int wide = 0; wide < 2; wide++) {
        chiso_tally *read = new_tally(survey);
        chiso_error error = CHISO_ERROR_INIT;

        buffer_print(&text, wide ? "unit" : "unit,question,answer");
        for (uint32_t question = 0; wide && question < survey->questions; question++) {
            buffer_print(&text, ",%u", (unsigned)question);
        }
        for (size_t i = 0; i < survey->count; i++) {
            const bool none = survey->option_of[i] == CHISO_NO_ANSWER;

            buffer_print(&text, "\n%u", (unsigned)survey->unit_of[i]);
            for (uint32_t question = 0; question < (wide ? survey->questions : 1); question++) {
                buffer_print(&text, wide ? "," : ",%u,", (unsigned)survey->question_of[i]);
                if (!none && (!wide || question == survey->question_of[i])) {
                    buffer_print(&text, "%u", survey->option_of[i] + 1U);
                }
            }
        }
        cr_assert_eq(chiso_tally_read_csv(read, text.bytes, text.size, &error), CHISO_OK,
                     "seed %" PRIu64 ": %s", survey->seed, error.message);
        expect_equal(survey, tally, read, wide ? "a wide file" : "a long file");
        chiso_tally_free(read);
        buffer_clear(&text);
    }
    chiso_tally_free(tally);
}

Test(tally, files_count_as_arrays_do)
{
    for_each_survey(check_files);
}

/* Weighted answers in parts, against plain sums in 128 bits. */
static void check_weights(const struct survey *survey)
{
    __extension__ typedef __int128 int128;
    struct random random = {survey->seed ^ 0x3e1};
    chiso_tally *parts[2] = {new_tally(survey), new_tally(survey)};
    chiso_tally *whole = new_tally(survey);
    int64_t weights[CHISO_OPTION_LIMIT] = {0};
    int128 squares = 0;
    int128 sum = 0;
    chiso_share share;

    for (size_t i = 0; i < survey->count; i++) {
        const chiso_decimal weight = (chiso_decimal)random_below(&random, 4000000);
        chiso_tally *const to[2] = {parts[random_below(&random, 2)], whole};

        for (int k = 0; k < 2; k++) {
            cr_assert_eq(chiso_tally_add_weighted(to[k], survey->unit_of[i], survey->question_of[i],
                                                  survey->option_of[i], weight, NULL),
                         CHISO_OK);
        }
        if (survey->unit_of[i] == 0 && survey->question_of[i] == 0 &&
            survey->option_of[i] != CHISO_NO_ANSWER) {
            weights[survey->option_of[i]] += weight;
            if (survey->option_of[i] != survey->left_out[0]) {
                squares += (int128)weight * weight;
                sum += weight;
            }
        }
    }
    merge(survey, parts[0], parts[1]);
    expect_equal(survey, parts[0], whole, "parts of weighted answers are the whole");
    for (uint32_t option = 0; option < survey->options[0]; option++) {
        cr_expect(chiso_tally_weight(whole, 0, 0, option) == weights[option], "seed %" PRIu64,
                  survey->seed);
    }
    if (sum > 0) {
        const double effective = (double)sum * ((double)sum / (double)squares);

        cr_assert_eq(chiso_tally_share(whole, 0, 0, 0, survey->options[0] - 1, &share, NULL),
                     CHISO_OK);
        cr_expect(share.weight == (chiso_decimal)sum && share.percent == 100000000 &&
                      share.effective <= effective * (1 + 1e-12) &&
                      share.effective >= effective * (1 - 1e-12) &&
                      share.effective <= (double)share.answers * (1 + 1e-12),
                  "seed %" PRIu64 ": %f, not %f", survey->seed, share.effective, effective);
    }
    chiso_tally_free(parts[0]);
    chiso_tally_free(parts[1]);
    chiso_tally_free(whole);
}

Test(tally, weights_are_added_up_exactly)
{
    for_each_survey(check_weights);
}
