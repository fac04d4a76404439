/*
 * Any bytes as a tally, and as a file of answers. Refused with an error, or: what is read as a
 * tally writes the very same bytes, and what a file counts adds up, survives being written and
 * read, and is undone by nothing but another file. The first byte chooses: a file into a tally of
 * some questions, bytes as they are, or bytes whose check sum is made to fit, so that damage is
 * seen behind it.
 */
#include "law.h"

#include <stdlib.h>
#include <string.h>

enum { CRC_SIZE = 4 };

static uint32_t crc_of(const uint8_t *bytes, size_t size)
{
    uint32_t crc = UINT32_MAX;

    for (size_t i = 0; i < size; i++) {
        crc ^= bytes[i];
        for (int bit = 0; bit < 8; bit++) {
            crc = (crc & 1) != 0 ? crc >> 1 ^ UINT32_C(0xEDB88320) : crc >> 1;
        }
    }
    return ~crc;
}

static void check_question(const chiso_tally *tally, uint32_t unit, uint32_t question,
                           int64_t *total)
{
    const int64_t *counts = chiso_tally_counts(tally, unit, question);
    const uint32_t options = chiso_tally_options(tally, question);
    chiso_share share;
    chiso_decimal mean = 0;
    int64_t answers = 0;

    law(options >= 2 && options <= CHISO_OPTION_LIMIT, "a question has options");
    for (uint32_t option = 0; option < options; option++) {
        law(counts[option] >= 0, "no count is negative");
        *total += counts[option];
    }
    law(chiso_tally_answers(tally, unit, question, &answers) == CHISO_OK,
        "a question has a number of answers");
    law(chiso_tally_share(tally, unit, question, 0, 1, &share, NULL) ==
            (answers > 0 ? CHISO_OK : CHISO_E_EMPTY),
        "answers have a share");
    if (answers > 0) {
        law(share.percent >= 0 && share.percent <= 100 * CHISO_DECIMAL_ONE,
            "a share lies in 0 to 100");
        law(share.low >= 0 && share.low < share.high && share.high <= 100,
            "an interval lies in 0 to 100");
        law(chiso_tally_mean(tally, unit, question, &mean, NULL) == CHISO_OK,
            "answers have a mean");
        law(mean >= CHISO_DECIMAL_ONE && mean <= options * CHISO_DECIMAL_ONE,
            "a mean lies on the scale");
    }
}

static void check_tally(const chiso_tally *tally)
{
    int64_t total = 0;

    for (uint32_t unit = 0; unit < chiso_tally_unit_count(tally); unit++) {
        uint32_t found = 0;

        law(chiso_tally_find_unit(tally, chiso_tally_unit_code(tally, unit), &found) == CHISO_OK &&
                found == unit,
            "a unit is found");
        for (uint32_t question = 0; question < chiso_tally_question_count(tally); question++) {
            check_question(tally, unit, question, &total);
        }
    }
    law(total == chiso_tally_total(tally) && total <= CHISO_ANSWER_LIMIT,
        "the counts are the total");
}

static struct bytes written(const chiso_tally *tally)
{
    struct bytes bytes = {0};
    const chiso_sink sink = bytes_sink(&bytes);

    law(chiso_tally_write(tally, &sink, NULL) == CHISO_OK, "a tally is written");
    return bytes;
}

static void read_bytes(const uint8_t *data, size_t size)
{
    chiso_error error;
    chiso_tally *tally = NULL;
    struct bytes again;
    const chiso_status status = chiso_tally_read(data, size, NULL, &tally, &error);

    if (status != CHISO_OK) {
        law(tally == NULL && status == CHISO_E_BYTES, "bytes that are no tally are refused");
        law_error(status, &error);
        return;
    }
    check_tally(tally);
    again = written(tally);
    law(again.size == size && memcmp(again.bytes, data, size) == 0, "a tally has one form");
    free(again.bytes);
    chiso_tally_free(tally);
}

static void read_sealed(const uint8_t *data, size_t size)
{
    uint8_t *copy = malloc(size);
    uint32_t crc = 0;

    law(copy != NULL, "there is memory");
    memcpy(copy, data, size);
    crc = crc_of(copy, size - CRC_SIZE);
    for (int i = 0; i < CRC_SIZE; i++) {
        copy[size - CRC_SIZE + (size_t)i] = (uint8_t)(crc >> (8 * i));
    }
    read_bytes(copy, size);
    free(copy);
}

static void read_file(const uint8_t *data, size_t size)
{
    chiso_error error;
    chiso_tally *tally = NULL;
    struct bytes before;
    struct bytes after;
    chiso_status status = chiso_tally_new(NULL, &tally, &error);

    law(status == CHISO_OK && chiso_tally_add_question(tally, "q1", 5, NULL, NULL) == CHISO_OK &&
            chiso_tally_add_unit(tally, "a", NULL, NULL) == CHISO_OK &&
            chiso_tally_add_question(tally, "q2", 2, NULL, NULL) == CHISO_OK &&
            chiso_tally_add(tally, 0, 1, 1, 1, NULL) == CHISO_OK,
        "a tally is made");
    before = written(tally);
    status = chiso_tally_read_csv(tally, (const char *)data, size, &error);
    after = written(tally);
    check_tally(tally);
    if (status == CHISO_OK) {
        law(chiso_tally_total(tally) >= 1 && chiso_tally_unit_count(tally) >= 1,
            "a file takes nothing away");
        read_bytes((const uint8_t *)after.bytes, after.size);
    } else {
        law(bytes_equal(&before, &after), "a refused file changes nothing");
        law_error(status, &error);
    }
    free(before.bytes);
    free(after.bytes);
    chiso_tally_free(tally);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0) {
        return 0;
    }
    if (data[0] == 'b') {
        read_bytes(data + 1, size - 1);
    } else if (data[0] == 's' && size > CRC_SIZE) {
        read_sealed(data + 1, size - 1);
    } else {
        read_file(data + 1, size - 1);
    }
    return 0;
}
