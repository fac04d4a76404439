/* A file's bytes as the reader of CSV takes them: UTF-8 whose lines end in LF or CRLF. Nearly all
 * files are so, and are read where they lie; of others a copy is made. */
#include "text/csv_inside.h"

#include <string.h>

enum { SURROGATES = 0xD800, LOW_SURROGATES = 0xDC00, BEHIND_SURROGATES = 0xE000 };

/* A text of UTF-16 while it is read. */
struct wide {
    const unsigned char *bytes;
    size_t size;
    size_t at;
    bool big_endian;
};

static uint32_t take_word(struct wide *wide)
{
    const unsigned char *bytes = wide->bytes + wide->at;

    wide->at += 2;
    return wide->big_endian ? (uint32_t)bytes[0] << 8 | bytes[1]
                            : (uint32_t)bytes[1] << 8 | bytes[0];
}

/* The next character; false for half of one. */
static bool take_wide(struct wide *wide, uint32_t *out_character)
{
    uint32_t low = 0;

    if (wide->size - wide->at < 2) {
        return false;
    }
    *out_character = take_word(wide);
    if (*out_character < SURROGATES || *out_character >= BEHIND_SURROGATES) {
        return true;
    }
    if (*out_character >= LOW_SURROGATES || wide->size - wide->at < 2) {
        return false;
    }
    low = take_word(wide);
    *out_character = 0x10000 + ((*out_character - SURROGATES) << 10) + (low - LOW_SURROGATES);
    return low >= LOW_SURROGATES && low < BEHIND_SURROGATES;
}

/* Makes UTF-8 of UTF-16 behind its mark. Each two bytes become three at most. */
static chiso_status convert(struct chiso__csv *csv, struct wide wide, chiso_error *error)
{
    char *const copy = chiso__alloc(&csv->allocator, wide.size / 2 + 1, 3);
    bool right = true;

    if (copy == NULL) {
        return chiso__fail_memory(error);
    }
    csv->own = copy;
    csv->text = copy;
    csv->size = 0;
    while (right && wide.at < wide.size) {
        uint32_t character = 0;

        right = take_wide(&wide, &character);
        if (right) {
            csv->size += chiso__utf8_put(character, copy + csv->size);
        }
    }
    if (!right) {
        chiso__fail(error, CHISO_E_ENCODING, CHISO__SAY_FILE_NOT_UTF16, NULL);
        return chiso__fail_at(error, CHISO_E_ENCODING, chiso__csv_place(csv, csv->size));
    }
    return CHISO_OK;
}

/* The next CR that ends a line by itself, or the end of the text. */
static size_t lone_return(const struct chiso__csv *csv, size_t at)
{
    const char *found = NULL;

    while (at < csv->size && (found = memchr(csv->text + at, '\r', csv->size - at)) != NULL) {
        at = (size_t)(found - csv->text) + 1;
        if (at == csv->size || csv->text[at] != '\n') {
            return at - 1;
        }
    }
    return csv->size;
}

/* Lets lines that end in CR end in LF; what is quoted stays as it is. */
static bool change_returns(struct chiso__csv *csv)
{
    bool quoted = false;

    /* One at the end of the text ends a line as it is. */
    if (lone_return(csv, 0) + 1 >= csv->size) {
        return true;
    }
    if (csv->own == NULL) {
        csv->own = chiso__alloc(&csv->allocator, csv->size, 1);
        if (csv->own == NULL) {
            return false;
        }
        memcpy(csv->own, csv->text, csv->size);
        csv->text = csv->own;
    }
    for (size_t at = 0; at < csv->size; at++) {
        if (csv->own[at] == '"') {
            quoted = !quoted;
        } else if (csv->own[at] == '\r' && !quoted &&
                   (at + 1 == csv->size || csv->own[at + 1] != '\n')) {
            csv->own[at] = '\n';
        }
    }
    return true;
}

static chiso_status check_bytes(const struct chiso__csv *csv, chiso_error *error)
{
    const struct chiso__span text = {csv->text, csv->size};
    const size_t bad = chiso__utf8_check(text);
    chiso_status status = CHISO_OK;

    if (bad == text.size) {
        return CHISO_OK;
    }
    status = chiso__fail(
        error, CHISO_E_ENCODING,
        text.text[bad] == '\0' ? CHISO__SAY_FILE_HAS_NUL : CHISO__SAY_FILE_NOT_UTF8, NULL);
    return chiso__fail_at(error, status, chiso__csv_place(csv, bad));
}

chiso_status chiso__csv_take_text(struct chiso__csv *csv, chiso_error *error)
{
    const unsigned char *bytes = (const unsigned char *)csv->text;
    chiso_status status = CHISO_OK;

    if (csv->size >= 4 && memcmp(csv->text, "PK\x03\x04", 4) == 0) {
        return chiso__fail(error, CHISO_E_ENCODING, CHISO__SAY_FILE_IS_WORKBOOK, NULL);
    }
    if (csv->size >= 2 &&
        ((bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF))) {
        status = convert(csv, (struct wide){bytes, csv->size, 2, bytes[0] == 0xFE}, error);
    }
    if (status == CHISO_OK) {
        status = check_bytes(csv, error);
    }
    return status == CHISO_OK && !change_returns(csv) ? chiso__fail_memory(error) : status;
}
