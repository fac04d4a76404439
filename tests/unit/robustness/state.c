/* Bytes of what draws gave: the same in any split and order, and nothing else is taken for them. */
#include "robustness/state.h"
#include "fault.h"

#include <criterion/criterion.h>

#include <stdlib.h>
#include <string.h>

enum { UNITS = 6, BANDS = 2, DRAWS = 60, INPUTS = 2 };

static const uint8_t digest[CHISO__DIGEST_SIZE] = {1, 2, 3, 255};

static const struct chiso__span codes[UNITS] = {{"b", 1},  {"a", 1},        {"ab", 2},
                                                {"aa", 2}, {"\xC3\xA9", 2}, {"B", 1}};

static chiso_allocator libc(void)
{
    static struct meter meter = {.refuse_from = SIZE_MAX};

    return meter_allocator(&meter);
}

static struct chiso__drawn *make(bool pairs, const uint32_t *order)
{
    const chiso_allocator allocator = libc();
    const struct chiso__beside beside = {BANDS, pairs, pairs ? INPUTS : 0};
    struct chiso__span own[UNITS];
    struct chiso__drawn *state = NULL;

    for (uint32_t i = 0; i < UNITS; i++) {
        own[i] = codes[order == NULL ? i : order[i]];
    }
    cr_assert_eq(chiso__drawn_new(&allocator, digest, own, UNITS, beside, &state, NULL), CHISO_OK);
    return state;
}

/* Outputs of a draw, of any sign and size. */
static void add_outputs(struct chiso__drawn *state, uint64_t k)
{
    struct random random = {.state = k};
    chiso_decimal outputs[2 + INPUTS];

    if (state->inputs == 0) {
        return;
    }
    for (int i = 0; i < 2 + INPUTS; i++) {
        outputs[i] = (chiso_decimal)random_below(&random, CHISO_DECIMAL_MAX);
        outputs[i] = k % 2 == 0 ? outputs[i] % 100 - 50 : -outputs[i];
    }
    chiso__output_sums_add(&state->outputs, outputs[0], outputs[1]);
    for (int i = 0; i < INPUTS; i++) {
        chiso__effect_sums_add(&state->effects[i], outputs[0], outputs[1], outputs[2 + i]);
    }
}

/* Draws of units in an order; what a unit has does not depend on it. */
static void add(struct chiso__drawn *state, const uint32_t *order, uint64_t from, uint64_t to)
{
    uint32_t ranks[UNITS];
    uint32_t bands[UNITS];
    uint32_t orders[UNITS];
    uint32_t groups[UNITS] = {0};

    if (from == to) {
        return;
    }
    for (uint64_t k = from; k < to; k++) {
        for (uint32_t i = 0; i < UNITS; i++) {
            const uint32_t unit = order == NULL ? i : order[i];
            struct random random = {.state = k * UNITS + unit};

            ranks[i] = (uint32_t)random_below(&random, 2 * UNITS + 1);
            ranks[i] = ranks[i] == 1 ? 0 : ranks[i];
            bands[i] = (uint32_t)random_below(&random, BANDS + 1);
            orders[i] = (uint32_t)random_below(&random, 3);
        }
        cr_assert(
            chiso__seen_add(state->seen, &(struct chiso__seen_draw){ranks, bands, orders, groups}));
        add_outputs(state, k);
    }
    cr_assert(chiso__seen_settle(state->seen));
    cr_assert_eq(chiso__drawn_add_range(state, (struct chiso__range){from, to}, NULL), CHISO_OK);
}

static struct chiso__drawn *part(bool pairs, const uint32_t *order, uint64_t from, uint64_t to)
{
    struct chiso__drawn *state = make(pairs, order);

    add(state, order, from, to);
    return state;
}

static struct buffer bytes_of(const struct chiso__drawn *state)
{
    struct buffer buffer = {0};
    const chiso_sink sink = buffer_sink(&buffer);

    cr_assert_eq(chiso__drawn_write(state, &sink, NULL), CHISO_OK);
    return buffer;
}

static void expect_bytes(const struct chiso__drawn *state, const struct buffer *expected,
                         const char *name)
{
    struct buffer bytes = bytes_of(state);

    cr_assert(bytes.size == expected->size && memcmp(bytes.bytes, expected->bytes, bytes.size) == 0,
              "%s", name);
    buffer_clear(&bytes);
}

Test(state, the_bytes_are_those_of_the_form)
{
    static const unsigned char front[] = {
        'c', 'h', 'i', 's',  'r', 'a', 'n', 'k', 1, 0, 0, 0,             /* what, and its version */
        1,   2,   3,   255,  0,   0,   0,   0,   0, 0, 0, 0, 0, 0, 0, 0, /* digest */
        2,   10,  1,   0xB1, 2,   1,   2,   1,   1, /* draws 10, and 316; 2 units, a band, pairs */
        1,   'a', 1,   1,    2,   1,   2,           /* a: once without a rank, once first; a band */
        1,   'b', 0,   2,    2,   1,   1,   1,   0, /* b: first, and 1.5th; no band */
        0,   1,   0,                                /* b was above once */
        0,                                          /* no inputs */
    };
    const struct chiso__beside a_band_and_pairs = {1, true, 0};
    static const struct chiso__span both[] = {{"b", 1}, {"a", 1}};
    const chiso_allocator allocator = libc();
    struct chiso__drawn *state = NULL;
    struct buffer bytes;
    uint64_t sum = UINT64_C(0xcbf29ce484222325);

    cr_assert_eq(chiso__drawn_new(&allocator, digest, both, 2, a_band_and_pairs, &state, NULL),
                 CHISO_OK);
    cr_assert(chiso__seen_add(state->seen,
                              &(struct chiso__seen_draw){(uint32_t[]){3, 2}, (uint32_t[]){1, 0},
                                                         (uint32_t[]){1, 2}, (uint32_t[]){0, 0}}));
    cr_assert(chiso__seen_add(state->seen,
                              &(struct chiso__seen_draw){(uint32_t[]){2, 0}, (uint32_t[]){1, 0},
                                                         (uint32_t[]){1, 2}, (uint32_t[]){0, 0}}));
    cr_assert(chiso__seen_settle(state->seen));
    cr_assert_eq(chiso__drawn_add_range(state, (struct chiso__range){316, 317}, NULL), CHISO_OK);
    cr_assert_eq(chiso__drawn_add_range(state, (struct chiso__range){10, 11}, NULL), CHISO_OK);
    bytes = bytes_of(state);
    cr_assert(bytes.size == sizeof(front) + 8, "%zu", bytes.size);
    for (size_t i = 0; i < sizeof(front); i++) {
        cr_expect((unsigned char)bytes.bytes[i] == front[i], "byte %zu is %d", i, bytes.bytes[i]);
        sum = (sum ^ front[i]) * UINT64_C(0x100000001b3);
    }
    for (size_t i = 0; i < 8; i++) {
        cr_expect((unsigned char)bytes.bytes[sizeof(front) + i] == (unsigned char)(sum >> 8 * i));
    }
    buffer_clear(&bytes);
    chiso__drawn_free(state);
}

Test(state, parts_come_to_the_same_bytes_in_any_split_and_order)
{
    static const uint32_t other_order[UNITS] = {3, 5, 0, 1, 4, 2};
    static const uint64_t cuts[][2] = {{0, 0}, {1, 59}, {20, 40}, {30, 30}, {5, 60}};

    for (int pairs = 0; pairs < 2; pairs++) {
        struct chiso__drawn *whole = part(pairs != 0, NULL, 0, DRAWS);
        struct buffer expected = bytes_of(whole);

        for (size_t i = 0; i < sizeof(cuts) / sizeof(*cuts); i++) {
            for (int turn = 0; turn < 3; turn++) {
                struct chiso__drawn *parts[3] = {
                    part(pairs != 0, NULL, 0, cuts[i][0]),
                    part(pairs != 0, other_order, cuts[i][0], cuts[i][1]),
                    part(pairs != 0, NULL, cuts[i][1], DRAWS)};
                struct chiso__drawn *first = parts[turn];

                for (int k = 1; k < 3; k++) {
                    cr_assert_eq(chiso__drawn_merge(first, parts[(turn + k) % 3], NULL), CHISO_OK);
                }
                expect_bytes(first, &expected, "merged");
                for (int k = 0; k < 3; k++) {
                    chiso__drawn_free(parts[k]);
                }
            }
        }
        buffer_clear(&expected);
        chiso__drawn_free(whole);
    }
}

Test(state, what_was_written_is_read_and_goes_on)
{
    const chiso_allocator allocator = libc();

    for (uint64_t cut = 0; cut <= DRAWS; cut += 15) {
        struct chiso__drawn *whole = part(true, NULL, 0, DRAWS);
        struct chiso__drawn *begun = part(true, NULL, 0, cut);
        struct chiso__drawn *rest = part(true, NULL, cut, DRAWS);
        struct chiso__drawn *again = NULL;
        struct buffer expected = bytes_of(whole);
        struct buffer bytes = bytes_of(begun);

        cr_assert_eq(chiso__drawn_read(bytes.bytes, bytes.size, &allocator, &again, NULL),
                     CHISO_OK);
        expect_bytes(again, &bytes, "read");
        cr_assert_eq(chiso__drawn_merge(again, rest, NULL), CHISO_OK);
        expect_bytes(again, &expected, "merged");
        cr_expect(chiso__drawn_unit(again, codes[1]) == 1, "\"B\" stands before \"a\"");
        cr_expect(chiso__drawn_unit(whole, codes[1]) == 1);
        cr_expect(chiso__drawn_unit(again, codes[5]) == 0);
        cr_expect(chiso__drawn_unit(again, (struct chiso__span){"c", 1}) == CHISO_NO_UNIT);
        buffer_clear(&bytes);
        buffer_clear(&expected);
        chiso__drawn_free(whole);
        chiso__drawn_free(begun);
        chiso__drawn_free(rest);
        chiso__drawn_free(again);
    }
}

Test(state, draws_in_both_and_other_draws_are_refused)
{
    struct chiso__drawn *first = part(false, NULL, 0, 30);
    struct chiso__drawn *same = part(false, NULL, 29, 40);
    struct chiso__drawn *paired = part(true, NULL, 30, 40);
    struct chiso__drawn *other = part(false, NULL, 30, 40);
    struct buffer before = bytes_of(first);
    chiso_error error = CHISO_ERROR_INIT;

    cr_expect_eq(chiso__drawn_merge(first, same, &error), CHISO_E_DUPLICATE);
    cr_expect(strstr(error.message, "from 29 to 29") != NULL, "%s", error.message);
    cr_expect_eq(chiso__drawn_merge(first, paired, &error), CHISO_E_SHAPE);
    other->digest[15] = 1;
    cr_expect_eq(chiso__drawn_merge(first, other, &error), CHISO_E_SHAPE);
    cr_expect(strstr(error.message, "seed") != NULL, "%s", error.message);
    other->digest[15] = 0;
    other->codes[other->order[3]] = (struct chiso__span){"aaa", 3};
    cr_expect_eq(chiso__drawn_merge(first, other, &error), CHISO_E_SHAPE);
    cr_expect(strcmp(error.unit, "ab") == 0 || strcmp(error.unit, "aa") == 0, "%s", error.unit);
    expect_bytes(first, &before, "unchanged");
    buffer_clear(&before);
    chiso__drawn_free(first);
    chiso__drawn_free(same);
    chiso__drawn_free(paired);
    chiso__drawn_free(other);
}

Test(state, ranges_join_where_they_meet)
{
    struct chiso__drawn *state = make(false, NULL);
    const uint64_t limit = (uint64_t)CHISO_DRAW_LIMIT;
    chiso_error error = CHISO_ERROR_INIT;

    cr_expect_eq(chiso__drawn_add_range(state, (struct chiso__range){5, 7}, NULL), CHISO_OK);
    cr_expect_eq(chiso__drawn_add_range(state, (struct chiso__range){0, 2}, NULL), CHISO_OK);
    cr_expect_eq(chiso__drawn_add_range(state, (struct chiso__range){limit - 1, limit}, NULL),
                 CHISO_OK);
    cr_expect(state->range_count == 3 && state->ranges[0].to == 2 && state->ranges[1].from == 5);
    cr_expect_eq(chiso__drawn_add_range(state, (struct chiso__range){2, 5}, NULL), CHISO_OK);
    cr_expect(state->range_count == 2 && state->ranges[0].from == 0 && state->ranges[0].to == 7);
    cr_expect_eq(chiso__drawn_add_range(state, (struct chiso__range){3, 9}, &error),
                 CHISO_E_DUPLICATE);
    cr_expect(strstr(error.message, "from 3 to 6") != NULL, "%s", error.message);
    cr_expect_eq(chiso__drawn_add_range(state, (struct chiso__range){9, 9}, NULL), CHISO_E_RANGE);
    cr_expect_eq(chiso__drawn_add_range(state, (struct chiso__range){9, limit + 1}, NULL),
                 CHISO_E_RANGE);
    cr_expect(state->range_count == 2);
    chiso__drawn_free(state);
}

Test(state, what_cannot_be_is_refused)
{
    const struct chiso__beside nothing = {0, false, 0};
    static const struct chiso__span twice[] = {{"a", 1}, {"b", 1}, {"a", 1}};
    const chiso_allocator allocator = libc();
    struct chiso__drawn *state = NULL;
    struct buffer buffer = {0};
    const chiso_sink sink = buffer_sink(&buffer);
    chiso_error error = CHISO_ERROR_INIT;

    cr_expect_eq(chiso__drawn_new(&allocator, digest, twice, 3, nothing, &state, &error),
                 CHISO_E_DUPLICATE);
    cr_expect(state == NULL && strcmp(error.unit, "a") == 0);
    cr_expect_eq(
        chiso__drawn_new(&allocator, digest, twice, CHISO__SEEN_MOST + 1, nothing, &state, NULL),
        CHISO_E_RANGE);
    state = part(false, NULL, 0, 3);
    cr_assert_eq(chiso__drawn_add_range(state, (struct chiso__range){9, 10}, NULL), CHISO_OK);
    cr_expect_eq(chiso__drawn_write(state, &sink, NULL), CHISO_E_STATE);
    cr_expect(buffer.size == 0);
    buffer_clear(&buffer);
    chiso__drawn_free(state);
    chiso__drawn_free(NULL);
}

/* ---- Bytes that are damaged */

static void seal(unsigned char *bytes, size_t size)
{
    uint64_t sum = UINT64_C(0xcbf29ce484222325);

    for (size_t i = 0; i + 8 < size; i++) {
        sum = (sum ^ bytes[i]) * UINT64_C(0x100000001b3);
    }
    for (size_t i = 0; i < 8; i++) {
        bytes[size - 8 + i] = (unsigned char)(sum >> 8 * i);
    }
}

/* Reads bytes; what is read of them, if anything, is written as the same bytes. */
static chiso_status read_back(const unsigned char *bytes, size_t size)
{
    struct meter meter = {.refuse_from = SIZE_MAX};
    const chiso_allocator allocator = meter_allocator(&meter);
    unsigned char *exact = malloc(size + 1);
    struct chiso__drawn *state = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status = CHISO_OK;

    memcpy(exact, bytes, size);
    status = chiso__drawn_read(exact, size, &allocator, &state, &error);
    if (status == CHISO_OK) {
        const struct buffer expected = {(char *)exact, size, size};

        expect_bytes(state, &expected, "what is read is what is written");
    } else {
        cr_assert(status == CHISO_E_BYTES && state == NULL && error.message[0] != '\0' &&
                  error.message_vi[0] != '\0');
    }
    chiso__drawn_free(state);
    cr_assert(meter.alive == 0);
    free(exact);
    return status;
}

Test(state, every_damaged_byte_is_seen)
{
    struct chiso__drawn *state = part(true, NULL, 3, 40);
    struct buffer bytes = bytes_of(state);
    unsigned char *copy = malloc(bytes.size + 1);

    for (size_t i = 0; i < bytes.size; i++) {
        memcpy(copy, bytes.bytes, bytes.size);
        copy[i] ^= 1 << i % 8;
        cr_assert_eq(read_back(copy, bytes.size), CHISO_E_BYTES, "byte %zu", i);
        cr_assert_eq(read_back((unsigned char *)bytes.bytes, i), CHISO_E_BYTES, "cut at %zu", i);
    }
    memcpy(copy, bytes.bytes, bytes.size);
    copy[bytes.size] = 0;
    cr_expect_eq(read_back(copy, bytes.size + 1), CHISO_E_BYTES);
    free(copy);
    buffer_clear(&bytes);
    chiso__drawn_free(state);
}

Test(state, bytes_that_are_sealed_are_what_they_say_or_refused)
{
    struct random random = {.state = 9};
    struct chiso__drawn *state = part(true, NULL, 3, 40);
    struct buffer bytes = bytes_of(state);
    unsigned char *copy = malloc(bytes.size + 8);
    int refused = 0;

    for (int i = 0; i < 30000; i += SUPPORT_STRIDE) {
        const size_t size = i % 3 == 0 ? bytes.size : 40 + random_below(&random, bytes.size - 32);
        const int changes = 1 + (int)random_below(&random, 3);

        memset(copy, 0, bytes.size + 8);
        memcpy(copy, bytes.bytes, size < bytes.size ? size : bytes.size);
        for (int k = 0; k < changes; k++) {
            copy[28 + random_below(&random, size - 28)] = (unsigned char)random_next(&random);
        }
        if (size > 36) {
            seal(copy, size);
        }
        refused += read_back(copy, size) != CHISO_OK;
    }
    cr_expect(refused > 20000 / SUPPORT_STRIDE, "%d", refused);
    free(copy);
    buffer_clear(&bytes);
    chiso__drawn_free(state);
}

Test(state, each_rule_of_the_form_is_checked)
{
    /* Each ends with no inputs, which a byte says that is added. */
    enum { FRONT = 28, MOST = 30 };
    static const struct {
        const char *name;
        unsigned char bytes[MOST];
        size_t size;
        bool good;
    } cases[] = {
        {"a unit of one draw", {1, 0, 1, 1, 0, 0, 1, 'a', 0, 1, 2, 1}, 12, true},
        {"nothing at all", {0, 0, 0, 0}, 4, true},
        {"a number that is longer than it must be", {0x80, 0, 0, 0, 0}, 5, false},
        {"an empty range", {1, 0, 0, 0, 0, 0}, 6, false},
        {"ranges that meet", {2, 0, 1, 0, 1, 0, 0, 0}, 8, false},
        {"ranges apart", {2, 0, 1, 1, 1, 0, 0, 0}, 8, true},
        {"a draw beyond the limit", {1, 0x80, 0x80, 0x80, 0x80, 0x80, 0x20, 1, 0, 0, 0}, 11, false},
        {"the last draw", {1, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x1F, 1, 0, 0, 0}, 11, true},
        {"a unit without a code", {1, 0, 1, 1, 0, 0, 0, 0, 1, 2, 1}, 11, false},
        {"codes out of order", {0, 2, 0, 0, 1, 'b', 0, 0, 1, 'a', 0, 0}, 12, false},
        {"the same code twice", {0, 2, 0, 0, 1, 'a', 0, 0, 1, 'a', 0, 0}, 12, false},
        {"codes in order", {0, 2, 0, 0, 1, 'a', 0, 0, 1, 'b', 0, 0}, 12, true},
        {"a rank of a half", {1, 0, 1, 1, 0, 0, 1, 'a', 0, 1, 1, 1}, 12, false},
        {"a rank beyond the units", {1, 0, 1, 1, 0, 0, 1, 'a', 0, 1, 3, 1}, 12, false},
        {"a rank of no draws", {1, 0, 1, 1, 0, 0, 1, 'a', 1, 1, 2, 0}, 12, false},
        {"draws that do not add up", {1, 0, 2, 1, 0, 0, 1, 'a', 0, 1, 2, 1}, 12, false},
        {"more draws than there are", {1, 0, 1, 1, 0, 0, 1, 'a', 1, 1, 2, 1}, 12, false},
        {"more draws in bands", {1, 0, 1, 1, 2, 0, 1, 'a', 0, 1, 2, 1, 1, 1}, 14, false},
        {"draws in a band", {1, 0, 1, 1, 2, 0, 1, 'a', 0, 1, 2, 1, 0, 1}, 14, true},
        {"pairs that are neither yes nor no", {0, 0, 0, 2}, 4, false},
        {"pairs that are missing", {0, 2, 0, 1, 1, 'a', 0, 0, 1, 'b', 0, 0}, 12, false},
        {"a pair of more draws than there are",
         {1, 0, 1, 2, 0, 1, 1, 'a', 1, 0, 1, 'b', 1, 0, 1, 1, 0},
         17,
         false},
        {"a pair", {1, 0, 1, 2, 0, 1, 1, 'a', 1, 0, 1, 'b', 1, 0, 0, 1, 0}, 17, true},
        {"more units than bytes", {0, 0xFF, 0xFF, 0xFF, 0xFF, 3, 0, 0}, 8, false},
        {"more bands than bytes", {0, 1, 0xFF, 0xFF, 0xFF, 0xFF, 3, 0, 1, 'a', 0, 0}, 12, false},
        {"a byte behind the end", {0, 0, 0, 0, 0}, 5, false},
        {"a number of more than 64 bits",
         {0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 2, 0, 0, 0},
         13,
         false},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        unsigned char bytes[FRONT + MOST + 1 + 8] = "chisrank\1";
        const size_t size = FRONT + cases[i].size + 1 + 8;

        memcpy(bytes + FRONT, cases[i].bytes, cases[i].size);
        seal(bytes, size);
        cr_expect_eq(read_back(bytes, size) == CHISO_OK, cases[i].good, "%s", cases[i].name);
    }
}

Test(state, sums_that_no_draws_bring_are_refused)
{
    enum { SUMS = 8, SIZE = 48, FRONT = 28 + 12 + 1, WHOLE = FRONT + SUMS * SIZE + 8 };
    static const unsigned char one_unit[] = {1, 0, 1, 1, 0, 0, 1, 'a', 0, 1, 2, 1, 1};
    /* The bits that a term has, and whether it may be below 0. */
    static const struct {
        int bits;
        bool any_sign;
    } sums[SUMS] = {{64, true},   {127, false}, {64, true},  {128, false},
                    {256, false}, {127, true},  {191, true}, {254, false}};

    for (int sum = 0; sum < SUMS; sum++) {
        for (int bit = 0; bit < 8 * SIZE; bit++) {
            unsigned char bytes[WHOLE] = "chisrank\1";

            memcpy(bytes + 28, one_unit, sizeof(one_unit));
            bytes[FRONT + sum * SIZE + bit / 8] = (unsigned char)(1 << bit % 8);
            seal(bytes, WHOLE);
            /* One draw of so many bits. */
            cr_assert_eq(read_back(bytes, WHOLE) == CHISO_OK, bit <= sums[sum].bits, "%d of %d",
                         bit, sum);
            memset(bytes + FRONT + sum * SIZE, 0xFF, SIZE);
            seal(bytes, WHOLE);
            cr_assert_eq(read_back(bytes, WHOLE) == CHISO_OK, sums[sum].any_sign, "-1 of %d", sum);
        }
    }
}

Test(state, another_version_is_named)
{
    unsigned char bytes[41] = "chisrank\2";
    const chiso_allocator allocator = libc();
    struct chiso__drawn *state = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    seal(bytes, sizeof(bytes));
    cr_expect_eq(chiso__drawn_read(bytes, sizeof(bytes), &allocator, &state, &error),
                 CHISO_E_BYTES);
    cr_expect(strstr(error.message, "version 2") != NULL, "%s", error.message);
}

/* ---- Memory */

static bool working(struct fault *fault)
{
    struct chiso__drawn *first = NULL;
    struct chiso__drawn *other = part(true, NULL, 20, 40);
    struct buffer bytes = bytes_of(other);
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status = CHISO_OK;
    bool refused = false;

    arm(fault);
    status = chiso__drawn_read(bytes.bytes, bytes.size, &fault->allocator, &first, &error);
    expect_memory(fault, status, &error);
    cr_assert((status == CHISO_OK) == (first != NULL));
    if (first != NULL) {
        struct chiso__drawn *more = part(true, NULL, 0, 10);

        status = chiso__drawn_merge(first, more, &error);
        expect_memory(fault, status, &error);
        if (status != CHISO_OK) {
            disarm(fault);
            expect_bytes(first, &bytes, "as it was");
            arm(fault);
            refused = true;
        }
        chiso__drawn_free(more);
    }
    refused = refused || was_refused(fault);
    disarm(fault);
    chiso__drawn_free(first);
    chiso__drawn_free(other);
    buffer_clear(&bytes);
    return refused;
}

Test(state, without_memory_all_is_as_it_was)
{
    fail_each("working", working);
}
