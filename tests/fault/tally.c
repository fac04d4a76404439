/* Tallies: a call for which memory failed says so, its tally is as it was and works when there is
 * memory again; nothing stays alive in the end. */
#include "fault.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { UNITS = 40, QUESTIONS = 30 };

/* Adds what is not there yet. */
static chiso_status build(chiso_tally *tally, chiso_error *error)
{
    chiso_status status = CHISO_OK;
    char code[64];

    while (status == CHISO_OK && (chiso_tally_unit_count(tally) < UNITS ||
                                  chiso_tally_question_count(tally) < QUESTIONS)) {
        const uint32_t units = chiso_tally_unit_count(tally);
        const uint32_t questions = chiso_tally_question_count(tally);
        uint32_t number = UINT32_MAX;

        /* Rows get longer while there are some, and more when they are long. */
        if (units < UNITS && (units <= questions + 5 || questions == QUESTIONS)) {
            snprintf(code, sizeof(code), "unit %u", (unsigned)units);
            status = chiso_tally_add_unit(tally, code, &number, error);
        } else {
            snprintf(code, sizeof(code), "question %u", (unsigned)questions);
            status = chiso_tally_add_question(tally, code, 2 + questions % 7, &number, error);
        }
        cr_expect((number == UINT32_MAX) == (status != CHISO_OK), "%s: number %u", code,
                  (unsigned)number);
        if (status == CHISO_OK && chiso_tally_total(tally) == 0 &&
            chiso_tally_unit_count(tally) > 1 && questions > 0) {
            status = chiso_tally_add(tally, 1, 0, 1, 41, error);
        }
    }
    return status;
}

static void expect_whole(const struct fault *fault, const chiso_tally *tally)
{
    uint32_t found = 0;

    cr_expect(chiso_tally_unit_count(tally) == UNITS &&
                  chiso_tally_question_count(tally) == QUESTIONS,
              "request %zu", fault->nth);
    cr_expect(chiso_tally_find_unit(tally, "unit 39", &found) == CHISO_OK && found == 39,
              "request %zu", fault->nth);
    cr_expect(chiso_tally_find_question(tally, "question 29", &found) == CHISO_OK && found == 29,
              "request %zu", fault->nth);
    cr_expect(chiso_tally_counts(tally, 1, 0)[1] == 41, "request %zu", fault->nth);
    cr_expect(chiso_tally_total(tally) == 41, "request %zu", fault->nth);
}

static bool tally_by_calls(struct fault *fault)
{
    chiso_tally *tally = (chiso_tally *)fault;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    arm(fault);
    status = chiso_tally_new(&fault->allocator, &tally, &error);
    cr_expect((tally == NULL) == (status != CHISO_OK), "request %zu", fault->nth);
    if (status == CHISO_OK) {
        status = build(tally, &error);
    }
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    if (tally != NULL) {
        cr_expect(build(tally, &error) == CHISO_OK, "request %zu: %s", fault->nth, error.message);
        expect_whole(fault, tally);
    }
    chiso_tally_free(tally);
    return refused;
}

Test(tally, tallies_by_calls)
{
    fail_each("a tally by calls", tally_by_calls);
}

/* A tally with all its units and questions. */
static chiso_tally *new_tally(struct fault *fault)
{
    chiso_tally *tally = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert_eq(chiso_tally_new(&fault->allocator, &tally, &error), CHISO_OK, "%s", error.message);
    cr_assert_eq(build(tally, &error), CHISO_OK, "%s", error.message);
    return tally;
}

static bool tally_from_bytes(struct fault *fault)
{
    chiso_tally *tally = new_tally(fault);
    struct buffer bytes = support_tally_bytes(tally);
    chiso_tally *read = tally;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    arm(fault);
    status = chiso_tally_read(bytes.bytes, bytes.size, &fault->allocator, &read, &error);
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    cr_expect((read == NULL) == (status != CHISO_OK), "request %zu", fault->nth);
    if (status == CHISO_OK) {
        expect_whole(fault, read);
    }
    buffer_clear(&bytes);
    chiso_tally_free(read);
    chiso_tally_free(tally);
    return refused;
}

Test(tally, tallies_from_bytes)
{
    fail_each("a tally from bytes", tally_from_bytes);
}

/* A wrong answer in the last row is seen only when most memory is taken. */
static bool tally_from_bad_csv(struct fault *fault)
{
    static const char text[] = "unit,question 3\nnew,1\nunit 1,2\nunit 2,99\n";
    chiso_tally *tally = new_tally(fault);
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    arm(fault);
    status = chiso_tally_read_csv(tally, text, strlen(text), &error);
    refused = was_refused(fault);
    disarm(fault);
    cr_expect(status == CHISO_E_RANGE || (refused && status == CHISO_E_MEMORY), "request %zu: %s",
              fault->nth, chiso_status_name(status));
    expect_whole(fault, tally);
    chiso_tally_free(tally);
    return refused;
}

Test(tally, bad_files)
{
    fail_each("a bad file", tally_from_bad_csv);
}

/* Reads a file with many new units into a tally; where memory fails, the tally keeps its bytes. */
static bool read_into(struct fault *fault, const char *text)
{
    chiso_tally *tally = new_tally(fault);
    struct buffer before = support_tally_bytes(tally);
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status;
    bool refused;

    arm(fault);
    status = chiso_tally_read_csv(tally, text, strlen(text), &error);
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    if (status != CHISO_OK) {
        struct buffer after = support_tally_bytes(tally);
        uint32_t found = 77;

        cr_expect(before.size == after.size && memcmp(before.bytes, after.bytes, after.size) == 0,
                  "request %zu", fault->nth);
        cr_expect(chiso_tally_find_unit(tally, "new 0", &found) == CHISO_E_UNIT && found == 77,
                  "request %zu", fault->nth);
        buffer_clear(&after);
        cr_expect(chiso_tally_read_csv(tally, text, strlen(text), &error) == CHISO_OK,
                  "request %zu: %s", fault->nth, error.message);
    }
    cr_expect(chiso_tally_unit_count(tally) == 2 * UNITS && chiso_tally_total(tally) == 41 + UNITS,
              "request %zu", fault->nth);
    buffer_clear(&before);
    chiso_tally_free(tally);
    return refused;
}

static bool tally_from_wide(struct fault *fault)
{
    struct buffer text = {0};
    bool refused;

    buffer_print(&text, "unit,\"question 3\",question 4\n");
    for (int i = 0; i < UNITS; i++) {
        buffer_print(&text, "\"new %d\",%d,\n", i, 1 + i % 2);
    }
    refused = read_into(fault, text.bytes);
    buffer_clear(&text);
    return refused;
}

static bool tally_from_long(struct fault *fault)
{
    struct buffer text = {0};
    bool refused;

    buffer_print(&text, "unit;question;answer;count\n");
    for (int i = 0; i < UNITS; i++) {
        buffer_print(&text, "new %d;question %d;2;1\n", i, i % QUESTIONS);
    }
    refused = read_into(fault, text.bytes);
    buffer_clear(&text);
    return refused;
}

Test(tally, tallies_from_files)
{
    fail_each("a tally from a wide file", tally_from_wide);
    fail_each("a tally from a long file", tally_from_long);
}

/* Counting, merging, writing and asking take no memory at all. */
static bool tally_used(struct fault *fault)
{
    static const uint32_t units[] = {1, 2};
    static const uint16_t questions[] = {0, 3};
    static const uint8_t options[] = {1, CHISO_NO_ANSWER};
    chiso_tally *tally = new_tally(fault);
    chiso_share share;
    chiso_decimal mean;
    struct buffer bytes;
    bool refused;

    arm(fault);
    cr_expect(chiso_tally_add_answers(tally, units, questions, options, 2, NULL) == CHISO_OK);
    cr_expect(chiso_tally_add(tally, 0, 0, 0, 1, NULL) == CHISO_OK);
    cr_expect(chiso_tally_merge(tally, tally, NULL) == CHISO_OK);
    cr_expect(chiso_tally_share(tally, CHISO_ALL_UNITS, 0, 1, 1, &share, NULL) == CHISO_OK &&
              share.chosen == 84 && share.answers == 86);
    cr_expect(chiso_tally_mean(tally, 1, 0, &mean, NULL) == CHISO_OK && mean == decimal("2"));
    bytes = support_tally_bytes(tally);
    refused = was_refused(fault);
    buffer_clear(&bytes);
    chiso_tally_free(tally);
    cr_expect(!refused, "memory was asked for");
    return refused;
}

Test(tally, use_takes_no_memory)
{
    fail_each("use", tally_used);
}

/* Weights, in a tally that has none yet, and in parts that are merged and grow. */
static bool tally_of_weights(struct fault *fault)
{
    chiso_tally *tally = new_tally(fault);
    chiso_tally *other = new_tally(fault);
    chiso_error error = CHISO_ERROR_INIT;
    static const char file[] = "unit,weight,question 0\nunit 1,0.25,2\nnew,2,1\n";
    chiso_status status;
    bool refused;

    arm(fault);
    status = chiso_tally_add_weighted(other, 0, 0, 0, 2500000, &error);
    if (status == CHISO_OK) {
        status = chiso_tally_merge(tally, other, &error);
    }
    if (status == CHISO_OK) {
        status = chiso_tally_read_csv(tally, file, sizeof(file) - 1, &error);
        cr_expect(status == CHISO_OK || chiso_tally_unit_count(tally) == UNITS);
    }
    if (status == CHISO_OK) {
        status = chiso_tally_add_question(tally, "another", 64, NULL, &error);
    }
    cr_expect(status != CHISO_OK || (chiso_tally_weight(tally, 0, 0, 0) == 2500000 &&
                                     chiso_tally_weight(tally, 1, 0, 1) == 82250000 &&
                                     chiso_tally_weight(tally, UNITS, 0, 0) == 2000000));
    expect_memory(fault, status, &error);
    refused = was_refused(fault);
    disarm(fault);
    chiso_tally_free(tally);
    chiso_tally_free(other);
    return refused;
}

Test(tally, tallies_of_weights)
{
    fail_each("a tally of weights", tally_of_weights);
}
