/* A tally as bytes with a checksum, so that parts counted elsewhere can be merged. */
#include "survey/inside.h"

#include "text/output.h"

#include <string.h>

/* Where things stand in front of the codes: what it is, the version of the form, how many units,
 * how many questions. */
enum {
    MAGIC_SIZE = 8,
    VERSION_AT = 8,
    UNITS_AT = 12,
    QUESTIONS_AT = 16,
    FLAGS_AT = 20,
    NUMBER_SIZE = 4,
    COUNT_SIZE = 8
};

/* What is written where it can say all, so that it stays what it was, and what can say more: which
 * options are left out, and how much answers weigh. */
enum { FIRST_VERSION = 1, VERSION = 2 };

/* A bit of what version 2 tells in front: sums of weights, and of their squares, stand behind the
 * counts. */
enum { WEIGHTED = 1 };

static const char magic[MAGIC_SIZE + 1] = "chitally";

/* CRC-32 of IEEE 802.3, four bits at a time. Begins as 0; may be continued. */
static uint32_t add_to_crc(uint32_t crc, const unsigned char *bytes, size_t size)
{
    static const uint32_t table[16] = {0x00000000, 0x1DB71064, 0x3B6E20C8, 0x26D930AC,
                                       0x76DC4190, 0x6B6B51F4, 0x4DB26158, 0x5005713C,
                                       0xEDB88320, 0xF00F9344, 0xD6D6A3E8, 0xCB61B38C,
                                       0x9B64C2B0, 0x86D3D2D4, 0xA00AE278, 0xBDBDF21C};

    crc = ~crc;
    for (size_t i = 0; i < size; i++) {
        crc ^= bytes[i];
        crc = crc >> 4 ^ table[crc & 15];
        crc = crc >> 4 ^ table[crc & 15];
    }
    return ~crc;
}

/* Bytes on their way out, and their CRC. */
struct writer {
    struct chiso__output output;
    uint32_t crc;
};

static void put(struct writer *writer, struct chiso__span bytes)
{
    writer->crc = add_to_crc(writer->crc, (const unsigned char *)bytes.text, bytes.size);
    chiso__put(&writer->output, bytes);
}

/* The low bytes of a number, the lowest first. */
static void put_number(struct writer *writer, uint64_t number, size_t size)
{
    char bytes[sizeof(number)];

    for (size_t i = 0; i < size; i++) {
        bytes[i] = (char)(unsigned char)(number >> (8 * i));
    }
    put(writer, (struct chiso__span){bytes, size});
}

static void put_code(struct writer *writer, struct chiso__span code)
{
    put_number(writer, code.size, NUMBER_SIZE);
    put(writer, code);
}

static bool leaves_any_out(const chiso_tally *tally)
{
    bool any = false;

    for (uint32_t i = 0; i < tally->questions.count; i++) {
        any = any || tally->left_out[i] != 0;
    }
    return any;
}

/* Whether any weight is not 1. */
static bool weighs_any(const chiso_tally *tally)
{
    const size_t room = tally->excess == NULL ? 0 : chiso__tally_room(tally);
    bool any = false;

    for (size_t bin = 0; bin < room && !any; bin++) {
        any = tally->excess[bin].weights != 0 || tally->excess[bin].squares != 0;
    }
    return any;
}

static void put_weights(struct writer *writer, const chiso_tally *tally)
{
    for (uint32_t i = 0; i < tally->units.count; i++) {
        for (uint32_t bin = 0; bin < tally->row; bin++) {
            const size_t at = CHISO__SPARES + (size_t)i * tally->row_room + bin;
            const chiso__unsigned_wide squares =
                (chiso__unsigned_wide)chiso__squares_of_bin(tally, at);

            put_number(writer, (uint64_t)chiso__weight_of_bin(tally, at), COUNT_SIZE);
            put_number(writer, (uint64_t)squares, COUNT_SIZE);
            put_number(writer, (uint64_t)(squares >> 64), COUNT_SIZE);
        }
    }
}

static void put_tally(struct writer *writer, const chiso_tally *tally)
{
    const bool weighted = weighs_any(tally);
    const uint32_t version = weighted || leaves_any_out(tally) ? VERSION : FIRST_VERSION;

    put(writer, (struct chiso__span){magic, MAGIC_SIZE});
    put_number(writer, version, NUMBER_SIZE);
    put_number(writer, tally->units.count, NUMBER_SIZE);
    put_number(writer, tally->questions.count, NUMBER_SIZE);
    if (version == VERSION) {
        put_number(writer, weighted ? WEIGHTED : 0, NUMBER_SIZE);
    }
    for (uint32_t i = 0; i < tally->units.count; i++) {
        put_code(writer, tally->units.codes[i]);
    }
    for (uint32_t i = 0; i < tally->questions.count; i++) {
        put_number(writer, chiso__tally_option_count(tally, i), NUMBER_SIZE);
        if (version == VERSION) {
            put_number(writer, tally->left_out[i], COUNT_SIZE);
        }
        put_code(writer, tally->questions.codes[i]);
    }
    for (uint32_t i = 0; i < tally->units.count; i++) {
        const int64_t *row = tally->counters + CHISO__SPARES + (size_t)i * tally->row_room;

        for (uint32_t bin = 0; bin < tally->row; bin++) {
            put_number(writer, (uint64_t)row[bin], COUNT_SIZE);
        }
    }
    if (weighted) {
        put_weights(writer, tally);
    }
    put_number(writer, writer->crc, NUMBER_SIZE);
}

chiso_status chiso_tally_write(const chiso_tally *tally, const chiso_sink *sink, chiso_error *error)
{
    struct writer writer;

    if (tally == NULL || sink == NULL || sink->write == NULL) {
        return chiso__fail_null(error);
    }
    chiso__output_begin(&writer.output, sink);
    writer.crc = 0;
    put_tally(&writer, tally);
    return chiso__output_end(&writer.output, error);
}

/* Bytes that are read from the front; at never passes the size. */
struct reader {
    const unsigned char *bytes;
    size_t size;
    size_t at;
    bool is_first; /* of the first version */
    bool weighted;
};

/* How many bytes are told of a counter. */
static size_t counter_size(const struct reader *reader)
{
    return reader->weighted ? 4 * COUNT_SIZE : COUNT_SIZE;
}

static size_t codes_at(const struct reader *reader)
{
    return reader->is_first ? FLAGS_AT : FLAGS_AT + NUMBER_SIZE;
}

static uint64_t number_at(const struct reader *reader, size_t at, size_t size)
{
    uint64_t number = 0;

    for (size_t i = 0; i < size; i++) {
        number |= (uint64_t)reader->bytes[at + i] << (8 * i);
    }
    return number;
}

static uint32_t take_number(struct reader *reader)
{
    reader->at += NUMBER_SIZE;
    return (uint32_t)number_at(reader, reader->at - NUMBER_SIZE, NUMBER_SIZE);
}

static struct chiso__span take_code(struct reader *reader)
{
    const uint32_t size = take_number(reader);
    const struct chiso__span code = {(const char *)reader->bytes + reader->at, size};

    reader->at += size;
    return code;
}

static chiso_status fail_short(const struct reader *reader, size_t at, uint64_t needed,
                               chiso_error *error)
{
    return chiso__fail(error, CHISO_E_BYTES, CHISO__SAY_BYTES_CUT,
                       CHISO__WORDS(chiso__say_count(reader->size), chiso__say_count(at + 1),
                                    chiso__say_count(needed)));
}

/* Passes one part of a size, or says that it is not all there. */
static chiso_status pass(struct reader *reader, uint64_t size, chiso_error *error)
{
    if (size > reader->size - reader->at) {
        return fail_short(reader, reader->at, size, error);
    }
    reader->at += (size_t)size;
    return CHISO_OK;
}

/* Passes codes, with a number of options in front of each or none, and adds the options up. */
static chiso_status pass_codes(struct reader *reader, uint32_t count, bool with_options,
                               uint64_t *out_options, chiso_error *error)
{
    const size_t bits = reader->is_first ? 0 : COUNT_SIZE;
    const size_t front = with_options ? (size_t)2 * NUMBER_SIZE + bits : NUMBER_SIZE;
    chiso_status status = CHISO_OK;

    *out_options = 0;
    for (uint32_t i = 0; i < count && status == CHISO_OK; i++) {
        const size_t start = reader->at;

        status = pass(reader, front, error);
        if (status == CHISO_OK && with_options) {
            *out_options += number_at(reader, start, NUMBER_SIZE);
        }
        if (status == CHISO_OK) {
            status =
                pass(reader, number_at(reader, start + front - NUMBER_SIZE, NUMBER_SIZE), error);
        }
    }
    return status;
}

/* What the bytes begin with: anything else is no tally, or one of another release. */
static chiso_status check_front(struct reader *reader, chiso_error *error)
{
    uint32_t version = 0;
    size_t same = 0;

    while (same < reader->size && same < MAGIC_SIZE &&
           reader->bytes[same] == (unsigned char)magic[same]) {
        same++;
    }
    if (same < MAGIC_SIZE) {
        return chiso__fail(error, CHISO_E_BYTES, CHISO__SAY_BYTES_NOT_TALLY,
                           CHISO__WORDS(chiso__say_count(same + 1), chiso__say_text(magic)));
    }
    if (reader->size < FLAGS_AT) {
        return fail_short(reader, reader->size, FLAGS_AT - reader->size, error);
    }
    version = (uint32_t)number_at(reader, VERSION_AT, NUMBER_SIZE);
    reader->is_first = version == FIRST_VERSION;
    if (version != FIRST_VERSION && version != VERSION) {
        return chiso__fail(error, CHISO_E_BYTES, CHISO__SAY_BYTES_VERSION,
                           CHISO__WORDS(chiso__say_count(version), chiso__say_count(VERSION_AT + 1),
                                        chiso__say_count(FIRST_VERSION),
                                        chiso__say_count(VERSION)));
    }
    reader->at = FLAGS_AT;
    if (!reader->is_first) {
        const chiso_status status = pass(reader, NUMBER_SIZE, error);

        if (status != CHISO_OK) {
            return status;
        }
        reader->weighted = number_at(reader, FLAGS_AT, NUMBER_SIZE) == WEIGHTED;
        if (number_at(reader, FLAGS_AT, NUMBER_SIZE) > WEIGHTED) {
            return chiso__fail(error, CHISO_E_BYTES, CHISO__SAY_BYTES_FLAGS,
                               CHISO__WORDS(chiso__say_count(FLAGS_AT + 1)));
        }
    }
    return CHISO_OK;
}

static chiso_status check_crc(const struct reader *reader, chiso_error *error)
{
    const size_t at = reader->size - NUMBER_SIZE;

    if (add_to_crc(0, reader->bytes, at) == number_at(reader, at, NUMBER_SIZE)) {
        return CHISO_OK;
    }
    return chiso__fail(error, CHISO_E_BYTES, CHISO__SAY_BYTES_CHECK_SUM,
                       CHISO__WORDS(chiso__say_count(at + 1)));
}

/* Walks the bytes without taking memory: every size must lie within them, no byte may be left over,
 * and the check sum must fit. */
static chiso_status check_frame(struct reader *reader, chiso_error *error)
{
    uint64_t options = 0;
    uint32_t units = 0;
    chiso_status status = check_front(reader, error);

    if (status == CHISO_OK) {
        units = (uint32_t)number_at(reader, UNITS_AT, NUMBER_SIZE);
        status = pass_codes(reader, units, false, &options, error);
    }
    if (status == CHISO_OK) {
        status = pass_codes(reader, (uint32_t)number_at(reader, QUESTIONS_AT, NUMBER_SIZE), true,
                            &options, error);
    }
    if (status == CHISO_OK && units > 0 &&
        options > (reader->size - reader->at) / counter_size(reader) / units) {
        return chiso__fail(error, CHISO_E_BYTES, CHISO__SAY_BYTES_UNIT_COUNT,
                           CHISO__WORDS(chiso__say_count(reader->at + 1),
                                        chiso__say_count(reader->size - reader->at),
                                        chiso__say_count(units), chiso__say_count(options),
                                        chiso__say_count(counter_size(reader))));
    }
    if (status == CHISO_OK) {
        reader->at += (size_t)(units * options * counter_size(reader));
        status = pass(reader, NUMBER_SIZE, error);
    }
    if (status == CHISO_OK && reader->at < reader->size) {
        return chiso__fail(
            error, CHISO_E_BYTES, CHISO__SAY_BYTES_TOO_MANY,
            CHISO__WORDS(chiso__say_count(reader->at), chiso__say_count(reader->size)));
    }
    return status == CHISO_OK ? check_crc(reader, error) : status;
}

/* What is wrong with a code or a count is said of the byte where it begins. Memory is no fault of
 * the bytes. */
static chiso_status fail_at_byte(size_t at, chiso_status status, chiso_error *error)
{
    if (status == CHISO_OK || status == CHISO_E_MEMORY) {
        return status;
    }
    if (error != NULL) {
        error->status = CHISO_E_BYTES;
    }
    return chiso__fail_within(error, CHISO_E_BYTES, CHISO__SAY_IN_BYTE,
                              CHISO__WORDS(chiso__say_count(at + 1)));
}

static chiso_status read_question(struct reader *reader, chiso_tally *tally, chiso_error *error)
{
    const size_t at = reader->at;
    const uint32_t options = take_number(reader);
    const size_t bits_at = reader->at;
    const uint64_t left_out = reader->is_first ? 0 : number_at(reader, bits_at, COUNT_SIZE);
    chiso_status status = CHISO_OK;

    reader->at += reader->is_first ? 0 : COUNT_SIZE;
    status = fail_at_byte(at, chiso__tally_put_question(tally, take_code(reader), options, error),
                          error);
    if (status != CHISO_OK) {
        return status;
    }
    if (!chiso__is_left_out_set(left_out, options)) {
        return chiso__fail(error, CHISO_E_BYTES, CHISO__SAY_BYTES_LEFT_OUT,
                           CHISO__WORDS(chiso__say_count(bits_at + 1), chiso__say_count(options)));
    }
    tally->left_out[tally->questions.count - 1] = left_out;
    return CHISO_OK;
}

static chiso_status read_codes(struct reader *reader, chiso_tally *tally, chiso_error *error)
{
    const uint32_t units = (uint32_t)number_at(reader, UNITS_AT, NUMBER_SIZE);
    const uint32_t questions = (uint32_t)number_at(reader, QUESTIONS_AT, NUMBER_SIZE);
    struct reader unit = *reader;
    chiso_status status = CHISO_OK;

    unit.at = codes_at(reader);
    /* Questions first: a unit then gets a row of the length it keeps. */
    reader->at = codes_at(reader);
    for (uint32_t i = 0; i < units; i++) {
        (void)take_code(reader);
    }
    for (uint32_t i = 0; i < questions && status == CHISO_OK; i++) {
        status = read_question(reader, tally, error);
    }
    if (status == CHISO_OK) {
        status = fail_at_byte(UNITS_AT, chiso__tally_reserve(tally, units, error), error);
    }
    for (uint32_t i = 0; i < units && status == CHISO_OK; i++) {
        const size_t at = unit.at;

        status = fail_at_byte(at, chiso__tally_put_unit(tally, take_code(&unit), error), error);
    }
    return status;
}

static chiso_status read_counts(struct reader *reader, chiso_tally *tally, chiso_error *error)
{
    const uint64_t bins = (uint64_t)tally->units.count * tally->row;

    for (uint64_t i = 0; i < bins; i++) {
        const uint64_t count = number_at(reader, reader->at, COUNT_SIZE);

        if (count > (uint64_t)(CHISO_ANSWER_LIMIT - tally->total)) {
            return chiso__fail(error, CHISO_E_BYTES, CHISO__SAY_BYTES_COUNT_RANGE,
                               CHISO__WORDS(chiso__say_count(reader->at + 1),
                                            chiso__say_count(CHISO_ANSWER_LIMIT)));
        }
        /* Read into a new tally, whose rows lie close together. */
        tally->counters[CHISO__SPARES + i] = (int64_t)count;
        tally->total += (int64_t)count;
        reader->at += COUNT_SIZE;
    }
    return CHISO_OK;
}

/* Whether so many weights of 0 or more can add up to this, and their squares to that: neither may
 * be less than if all were the same, or more than if one were all. */
static bool can_be(int64_t count, uint64_t weights, chiso__unsigned_wide squares)
{
    const chiso__unsigned_wide square = (chiso__unsigned_wide)weights * weights;

    return weights <= (uint64_t)CHISO_DECIMAL_MAX &&
           (count == 0 ? squares == 0 && weights == 0
                       : squares <= square && squares >= square / (uint64_t)count);
}

static chiso_status read_weights(struct reader *reader, chiso_tally *tally, chiso_error *error)
{
    const uint64_t bins = (uint64_t)tally->units.count * tally->row;

    if (!reader->weighted) {
        return CHISO_OK;
    }
    if (!chiso__tally_need_weights(tally)) {
        return chiso__fail_memory(error);
    }
    for (uint64_t i = 0; i < bins; i++) {
        const int64_t count = tally->counters[CHISO__SPARES + i];
        const uint64_t weights = number_at(reader, reader->at, COUNT_SIZE);
        const chiso__unsigned_wide squares =
            number_at(reader, reader->at + COUNT_SIZE, COUNT_SIZE) |
            (chiso__unsigned_wide)number_at(reader, reader->at + (size_t)2 * COUNT_SIZE, COUNT_SIZE)
                << 64;

        if (!can_be(count, weights, squares) ||
            chiso__tally_check_weight(tally, 0,
                                      (int64_t)weights - (chiso__wide)count * CHISO_DECIMAL_ONE,
                                      NULL) != CHISO_OK) {
            return chiso__fail(error, CHISO_E_BYTES, CHISO__SAY_BYTES_WEIGHTS,
                               CHISO__WORDS(chiso__say_count(reader->at + 1)));
        }
        tally->excess[CHISO__SPARES + i] = (struct chiso__excess){
            (chiso__wide)squares - (chiso__wide)count * CHISO_DECIMAL_ONE * CHISO_DECIMAL_ONE,
            (int64_t)weights - count * CHISO_DECIMAL_ONE};
        tally->total_excess += tally->excess[CHISO__SPARES + i].weights;
        reader->at += (size_t)3 * COUNT_SIZE;
    }
    return CHISO_OK;
}

chiso_status chiso_tally_read(const void *bytes, size_t size, const chiso_allocator *allocator,
                              chiso_tally **out_tally, chiso_error *error)
{
    struct reader reader = {bytes, size, 0, true, false};
    chiso_tally *tally = NULL;
    chiso_status status = CHISO_OK;

    if (out_tally == NULL) {
        return chiso__fail_null(error);
    }
    *out_tally = NULL;
    if (bytes == NULL) {
        return chiso__fail_null(error);
    }
    status = chiso_tally_new(allocator, &tally, error);
    if (status == CHISO_OK) {
        status = check_frame(&reader, error);
    }
    if (status == CHISO_OK) {
        status = read_codes(&reader, tally, error);
    }
    if (status == CHISO_OK) {
        status = read_counts(&reader, tally, error);
    }
    if (status == CHISO_OK) {
        status = read_weights(&reader, tally, error);
    }
    if (status != CHISO_OK) {
        chiso_tally_free(tally);
        return status;
    }
    *out_tally = tally;
    return CHISO_OK;
}
