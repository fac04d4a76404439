#include "support.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Where the parts of the small tally's bytes begin. */
enum {
    VERSION = 8,
    UNITS = 12,
    QUESTIONS = 16,
    UNIT_A = 20,
    UNIT_B = 25,
    QUESTION = 31,
    COUNTS = 40,
    CRC = 72,
    SIZE = 76
};

/* Units "a" and "é" (two bytes), question "q" of two options with the counts 1 2 and 3 and the
 * greatest. */
static const unsigned char golden[SIZE] = {
    'c', 'h', 'i', 't', 'a', 'l', 'l', 'y', 1,    0,    0,    0,    2,    0,    0, 0, 1,
    0,   0,   0,                                                                      /* front */
    1,   0,   0,   0,   'a', 2,   0,   0,   0,    0xC3, 0xA9,                         /* units */
    2,   0,   0,   0,   1,   0,   0,   0,   'q',                                      /* question */
    1,   0,   0,   0,   0,   0,   0,   0,   2,    0,    0,    0,    0,    0,    0, 0, /* counts of
                                                                                         the first
                                                                                         unit */
    3,   0,   0,   0,   0,   0,   0,   0,   0xFA, 0x5F, 0xBB, 0x0A, 0x5E, 0x08, 0, 0, /* counts of
                                                                                         the second
                                                                                       */
    0,   0,   0,   0,
};

/* CRC-32 bit by bit, away from what the library does. */
static uint32_t crc_of(const unsigned char *bytes, size_t size)
{
    uint32_t crc = UINT32_MAX;

    for (size_t i = 0; i < size; i++) {
        crc ^= bytes[i];
        for (int bit = 0; bit < 8; bit++) {
            crc = crc & 1 ? crc >> 1 ^ UINT32_C(0xEDB88320) : crc >> 1;
        }
    }
    return ~crc;
}

/* Makes the check sum at the end fit: what is wrong then is not that. */
static void seal(unsigned char *bytes, size_t size)
{
    const uint32_t crc = crc_of(bytes, size - 4);

    for (int i = 0; i < 4; i++) {
        bytes[size - 4 + (size_t)i] = (unsigned char)(crc >> (8 * i));
    }
}

static chiso_tally *small_tally(void)
{
    chiso_tally *tally = NULL;

    cr_assert_eq(chiso_tally_new(NULL, &tally, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_add_unit(tally, "a", NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_add_unit(tally, "\xC3\xA9", NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_add_question(tally, "q", 2, NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_add(tally, 0, 0, 0, 1, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_add(tally, 0, 0, 1, 2, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_add(tally, 1, 0, 0, 3, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_add(tally, 1, 0, 1, CHISO_ANSWER_LIMIT - 6, NULL), CHISO_OK);
    return tally;
}

Test(tally_bytes, the_check_is_the_crc_that_others_use)
{
    /* The check value that every catalogue of CRCs gives for CRC-32. */
    cr_expect(crc_of((const unsigned char *)"123456789", 9) == UINT32_C(0xCBF43926));
}

Test(tally_bytes, the_form_is_what_the_header_says)
{
    unsigned char expected[SIZE];
    chiso_tally *tally = small_tally();
    struct buffer bytes = support_tally_bytes(tally);

    memcpy(expected, golden, SIZE);
    seal(expected, SIZE);
    cr_assert(bytes.size == SIZE, "%zu bytes", bytes.size);
    for (size_t i = 0; i < SIZE; i++) {
        cr_expect((unsigned char)bytes.bytes[i] == expected[i], "byte %zu is %u", i,
                  (unsigned)(unsigned char)bytes.bytes[i]);
    }
    buffer_clear(&bytes);
    chiso_tally_free(tally);
}

Test(tally_bytes, what_is_read_is_what_was_written)
{
    chiso_tally *tally = small_tally();
    struct buffer bytes = support_tally_bytes(tally);
    chiso_tally *read = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    uint32_t unit = 77;

    chiso_tally_free(tally);
    cr_assert_eq(chiso_tally_read(bytes.bytes, bytes.size, NULL, &read, &error), CHISO_OK, "%s",
                 error.message);
    cr_expect(chiso_tally_find_unit(read, "\xC3\xA9", &unit) == CHISO_OK && unit == 1);
    cr_expect_str_eq(chiso_tally_unit_code(read, 0), "a");
    cr_expect_str_eq(chiso_tally_question_code(read, 0), "q");
    cr_expect(chiso_tally_options(read, 0) == 2 && chiso_tally_total(read) == CHISO_ANSWER_LIMIT);
    cr_expect(chiso_tally_counts(read, 1, 0)[0] == 3 &&
              chiso_tally_counts(read, 1, 0)[1] == CHISO_ANSWER_LIMIT - 6);
    /* It is a tally like any other. */
    cr_expect(chiso_tally_add_question(read, "q2", 3, NULL, NULL) == CHISO_OK &&
              chiso_tally_add_unit(read, "c", NULL, NULL) == CHISO_OK);
    cr_expect(chiso_tally_counts(read, 1, 0)[0] == 3 && chiso_tally_counts(read, 2, 1)[2] == 0);
    buffer_clear(&bytes);
    chiso_tally_free(read);
}

Test(tally_bytes, tallies_without_units_or_questions_have_bytes_too)
{
    for (int which = 0; which < 3; which++) {
        chiso_tally *tally = NULL;
        chiso_tally *read = NULL;
        struct buffer bytes;

        cr_assert_eq(chiso_tally_new(NULL, &tally, NULL), CHISO_OK);
        cr_assert(which != 1 || chiso_tally_add_unit(tally, "a", NULL, NULL) == CHISO_OK);
        cr_assert(which != 2 || chiso_tally_add_question(tally, "q", 64, NULL, NULL) == CHISO_OK);
        bytes = support_tally_bytes(tally);
        cr_assert_eq(chiso_tally_read(bytes.bytes, bytes.size, NULL, &read, NULL), CHISO_OK,
                     "case %d", which);
        cr_expect(chiso_tally_unit_count(read) == (which == 1) &&
                      chiso_tally_question_count(read) == (which == 2),
                  "case %d", which);
        buffer_clear(&bytes);
        chiso_tally_free(read);
        chiso_tally_free(tally);
    }
}

/* Every change comes with a check sum that fits: it must be seen for what it is. */
Test(tally_bytes, bytes_that_no_tally_writes_are_refused)
{
    static const struct {
        const char *name;
        size_t at;
        unsigned char byte;
        const char *named;
    } cases[] = {
        {"not a tally", 2, 'o', "byte 3 "},
        {"a later version", VERSION, 3, "version 3"},
        {"no version", VERSION, 0, "version 0"},
        {"another version", VERSION, 2, "cut"},
        {"far more units", UNITS + 3, 255, "76"},
        {"one unit more", UNITS, 3, ""},
        {"one unit less", UNITS, 1, ""},
        {"far more questions", QUESTIONS + 3, 128, "76"},
        {"no question", QUESTIONS, 0, "35"},
        {"a unit without a code", UNIT_A, 0, ""},
        {"a code beyond the end", UNIT_A + 3, 1, "cut"},
        {"a code of NUL", UNIT_A + 4, 0, "byte 21: "},
        {"a code that is not UTF-8", UNIT_B + 5, 'x', "byte 26: "},
        {"an option more", QUESTION, 3, ""},
        {"an option less", QUESTION, 1, ""},
        {"very many options", QUESTION + 3, 255, ""},
        {"a negative count", COUNTS + 7, 128, "byte 41: "},
        {"one answer too many", COUNTS, 2, "byte 65: "},
        {"a count beyond all", COUNTS + 7, 127, "byte 41: "},
    };

    for (size_t i = 0; i < COUNT(cases); i++) {
        unsigned char bytes[SIZE];
        chiso_tally *tally = (chiso_tally *)bytes;
        chiso_error error = CHISO_ERROR_INIT;

        memcpy(bytes, golden, SIZE);
        bytes[cases[i].at] = cases[i].byte;
        seal(bytes, SIZE);
        cr_expect(chiso_tally_read(bytes, SIZE, NULL, &tally, &error) == CHISO_E_BYTES, "%s",
                  cases[i].name);
        cr_expect(tally == NULL && error.status == CHISO_E_BYTES && error.message_vi[0] != '\0',
                  "%s", cases[i].name);
        cr_expect(strstr(error.message, cases[i].named) != NULL, "%s: %s", cases[i].name,
                  error.message);
        cr_expect(strstr(error.message, "byte") != NULL, "%s: %s", cases[i].name, error.message);
    }
}

/* What version 2 tells beside: which options are left out, and how much answers weigh. */
Test(tally_bytes, what_no_answers_weigh_and_no_question_leaves_out_is_refused)
{
    enum { FLAGS = 20, LEFT_OUT = 39, WEIGHTS = 84, SQUARES = 92, LARGE = 188 };
    static const struct {
        size_t at;
        unsigned char byte;
        const char *named;
    } cases[] = {
        {FLAGS, 2, "the bytes from 21 on"},
        {FLAGS, 0, "bytes"},
        {LEFT_OUT, 3, "byte 40: the options that are left out are not some of the 2"},
        {LEFT_OUT, 4, "byte 40: "},
        {LEFT_OUT + 7, 128, "byte 40: "},
        {WEIGHTS + 7, 128, "byte 85: these weights"},
        {WEIGHTS + 7, 127, "byte 85: "},
        {WEIGHTS, 0, "byte 85: "},
        {SQUARES, 0, "byte 85: "},
        {SQUARES + 15, 128, "byte 85: "},
    };
    chiso_tally *tally = NULL;
    struct buffer bytes;

    cr_assert_eq(chiso_tally_new(NULL, &tally, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_add_unit(tally, "a", NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_add_unit(tally, "\xC3\xA9", NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_add_question(tally, "q", 2, NULL, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_leave_out(tally, 0, 1, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_add_weighted(tally, 0, 0, 0, 3, NULL), CHISO_OK);
    cr_assert_eq(chiso_tally_add_weighted(tally, 1, 0, 1, 5, NULL), CHISO_OK);
    bytes = support_tally_bytes(tally);
    cr_assert(bytes.size < LARGE && bytes.bytes[FLAGS] == 1 && bytes.bytes[LEFT_OUT] == 2 &&
              bytes.bytes[WEIGHTS] == 3 && bytes.bytes[SQUARES] == 9);
    for (size_t i = 0; i < COUNT(cases); i++) {
        unsigned char changed[LARGE];
        chiso_tally *read = tally;
        chiso_error error = CHISO_ERROR_INIT;

        memcpy(changed, bytes.bytes, bytes.size);
        changed[cases[i].at] = cases[i].byte;
        seal(changed, bytes.size);
        cr_expect(chiso_tally_read(changed, bytes.size, NULL, &read, &error) == CHISO_E_BYTES &&
                      read == NULL,
                  "case %zu", i);
        cr_expect(strstr(error.message, cases[i].named) != NULL, "case %zu: %s", i, error.message);
    }
    buffer_clear(&bytes);
    chiso_tally_free(tally);
}

Test(tally_bytes, two_codes_that_are_the_same_are_refused)
{
    unsigned char bytes[SIZE - 1];
    chiso_tally *tally = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    memcpy(bytes, golden, UNIT_B);
    memcpy(bytes + UNIT_B, golden + UNIT_A, 5);
    memcpy(bytes + UNIT_B + 5, golden + QUESTION, SIZE - QUESTION);
    seal(bytes, sizeof(bytes));
    cr_expect(chiso_tally_read(bytes, sizeof(bytes), NULL, &tally, &error) == CHISO_E_BYTES &&
              tally == NULL);
    cr_expect(strstr(error.message, "byte 26: ") != NULL &&
                  strstr(error.message, "a is there already") != NULL,
              "%s", error.message);
}

Test(tally_bytes, bytes_cut_lengthened_or_damaged_are_refused)
{
    chiso_tally *tally = small_tally();
    struct buffer bytes = support_tally_bytes(tally);
    chiso_tally *read = tally;
    chiso_error error = CHISO_ERROR_INIT;

    for (size_t size = 0; size < SIZE; size++) {
        cr_expect(chiso_tally_read(bytes.bytes, size, NULL, &read, &error) == CHISO_E_BYTES &&
                      read == NULL,
                  "%zu bytes", size);
        cr_expect(size < CRC || size >= SIZE || strstr(error.message, "cut") != NULL,
                  "%zu bytes: %s", size, error.message);
    }
    for (size_t at = 0; at < SIZE; at++) {
        for (int bit = 0; bit < 8; bit++) {
            bytes.bytes[at] = (char)(bytes.bytes[at] ^ 1 << bit);
            cr_expect(chiso_tally_read(bytes.bytes, SIZE, NULL, &read, &error) == CHISO_E_BYTES &&
                          read == NULL,
                      "byte %zu, bit %d", at, bit);
            bytes.bytes[at] = (char)(bytes.bytes[at] ^ 1 << bit);
        }
    }
    buffer_add(&bytes, "", 1);
    cr_expect(chiso_tally_read(bytes.bytes, SIZE + 1, NULL, &read, &error) == CHISO_E_BYTES &&
              read == NULL);
    cr_expect(strstr(error.message, "77 bytes") != NULL, "%s", error.message);
    cr_expect(chiso_tally_read(bytes.bytes, SIZE, NULL, &read, &error) == CHISO_OK, "%s",
              error.message);
    chiso_tally_free(read);
    buffer_clear(&bytes);
    chiso_tally_free(tally);
}

static bool refuse(void *context, const char *bytes, size_t size)
{
    (void)context;
    (void)bytes;
    (void)size;
    return false;
}

Test(tally_bytes, what_is_missing_or_refused_is_said)
{
    const chiso_sink refusing = {.write = refuse};
    const chiso_sink none = {0};
    const chiso_allocator empty = {0};
    chiso_tally *tally = small_tally();
    chiso_tally *read = tally;
    chiso_error error = CHISO_ERROR_INIT;

    cr_expect(chiso_tally_write(tally, &refusing, &error) == CHISO_E_SINK &&
              error.status == CHISO_E_SINK);
    cr_expect(chiso_tally_write(tally, &none, NULL) == CHISO_E_NULL &&
              chiso_tally_write(tally, NULL, NULL) == CHISO_E_NULL);
    cr_expect(chiso_tally_write(NULL, &refusing, NULL) == CHISO_E_NULL);
    cr_expect(chiso_tally_read(NULL, 0, NULL, &read, NULL) == CHISO_E_NULL && read == NULL);
    cr_expect(chiso_tally_read(golden, SIZE, NULL, NULL, NULL) == CHISO_E_NULL);
    read = tally;
    cr_expect(chiso_tally_read(golden, SIZE, &empty, &read, NULL) == CHISO_E_NULL && read == NULL);
    chiso_tally_free(tally);
}

/* Memory that counts how much is asked for. */
struct purse {
    size_t taken;
};

static void *take(void *context, size_t size)
{
    struct purse *purse = context;

    purse->taken += size;
    return malloc(size);
}

static void *take_again(void *context, void *block, size_t size)
{
    struct purse *purse = context;

    purse->taken += size;
    return realloc(block, size);
}

static void give_back(void *context, void *block)
{
    (void)context;
    free(block);
}

/* The front says four thousand million of everything. */
Test(tally_bytes, sizes_that_lie_take_no_memory)
{
    static const size_t places[] = {UNITS, QUESTIONS, UNIT_A, QUESTION, QUESTION + 4};

    for (size_t i = 0; i < COUNT(places); i++) {
        unsigned char bytes[SIZE];
        struct purse purse = {0};
        const chiso_allocator allocator = {take, take_again, give_back, &purse};
        chiso_tally *tally = NULL;

        memcpy(bytes, golden, SIZE);
        memset(bytes + places[i], 255, 4);
        seal(bytes, SIZE);
        cr_expect(chiso_tally_read(bytes, SIZE, &allocator, &tally, NULL) == CHISO_E_BYTES &&
                      tally == NULL,
                  "place %zu", i);
        cr_expect(purse.taken < 65536, "place %zu: %zu bytes", i, purse.taken);
    }
}
