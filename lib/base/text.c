/* Spans of text: words, white space, UTF-8. */
#include "base/text.h"

#include <string.h>

/* A byte that is no character stands above them all. */
enum { LONE_BYTE = 0x110000 };

struct chiso__span chiso__span_of(const char *text)
{
    return (struct chiso__span){text, strlen(text)};
}

static char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

int chiso__compare_bytes(struct chiso__span a, struct chiso__span b)
{
    const size_t size = a.size < b.size ? a.size : b.size;
    const int order = size == 0 ? 0 : memcmp(a.text, b.text, size);

    return order != 0 ? order : (a.size > b.size) - (a.size < b.size);
}

bool chiso__is_word(struct chiso__span span, const char *word)
{
    size_t i = 0;

    while (i < span.size && word[i] != '\0' && lower(span.text[i]) == lower(word[i])) {
        i++;
    }
    return i == span.size && word[i] == '\0';
}

static bool is_space(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/* The size of the well-formed sequence at the start (Unicode 15, table 3-7), or 0. */
static size_t sequence(const unsigned char *bytes, size_t size)
{
    const unsigned char lead = bytes[0];
    unsigned char low = 0x80;
    unsigned char high = 0xBF;
    size_t length = 0;

    if (lead >= 0xC2 && lead <= 0xDF) {
        length = 2;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
        length = 3;
        low = lead == 0xE0 ? 0xA0 : 0x80;
        high = lead == 0xED ? 0x9F : 0xBF;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
        length = 4;
        low = lead == 0xF0 ? 0x90 : 0x80;
        high = lead == 0xF4 ? 0x8F : 0xBF;
    }
    if (length == 0 || length > size || bytes[1] < low || bytes[1] > high) {
        return 0;
    }
    for (size_t i = 2; i < length; i++) {
        if (bytes[i] < 0x80 || bytes[i] > 0xBF) {
            return 0;
        }
    }
    return length;
}

bool chiso__is_blank(uint32_t character)
{
    return character == ' ' || (character >= '\t' && character <= '\r') || character == 0xA0 ||
           (character >= 0x2000 && character <= 0x200A) || character == 0x202F ||
           character == 0x205F || character == 0x3000;
}

/* The size of the character that a span begins with if it goes, or 0. */
static size_t size_at_start(struct chiso__span span, bool (*goes)(uint32_t character))
{
    struct chiso__span rest = span;

    return span.size > 0 && goes(chiso__utf8_take(&rest)) ? span.size - rest.size : 0;
}

/* The same of the character that it ends with. */
static size_t size_at_end(struct chiso__span span, bool (*goes)(uint32_t character))
{
    size_t size = 1;
    struct chiso__span last;

    while (size < 4 && size < span.size &&
           ((unsigned char)span.text[span.size - size] & 0xC0) == 0x80) {
        size++;
    }
    if (span.size == 0) {
        return 0;
    }
    last = (struct chiso__span){span.text + span.size - size, size};
    return goes(chiso__utf8_take(&last)) && last.size == 0 ? size : 0;
}

struct chiso__span chiso__strip(struct chiso__span span, bool (*goes)(uint32_t character))
{
    size_t size = 0;

    while ((size = size_at_start(span, goes)) > 0) {
        span = (struct chiso__span){span.text + size, span.size - size};
    }
    while ((size = size_at_end(span, goes)) > 0) {
        span.size -= size;
    }
    return span;
}

/* Most cells end in bytes of ASCII, which need no look at a character. */
struct chiso__span chiso__trim(struct chiso__span span)
{
    while (span.size > 0 && is_space(span.text[0])) {
        span = (struct chiso__span){span.text + 1, span.size - 1};
    }
    while (span.size > 0 && is_space(span.text[span.size - 1])) {
        span.size--;
    }
    return span.size > 0 &&
                   (((unsigned char)span.text[0] | (unsigned char)span.text[span.size - 1]) >= 0x80)
               ? chiso__strip(span, chiso__is_blank)
               : span;
}

bool chiso__next_word(struct chiso__span *rest, struct chiso__span *out_word)
{
    size_t size = 0;

    *rest = chiso__trim(*rest);
    if (rest->size == 0) {
        return false;
    }
    while (size < rest->size && !is_space(rest->text[size])) {
        size++;
    }
    *out_word = (struct chiso__span){rest->text, size};
    *rest = (struct chiso__span){rest->text + size, rest->size - size};
    return true;
}

struct chiso__span chiso__count_text(uint64_t count, char digits[CHISO__COUNT_SIZE])
{
    size_t start = CHISO__COUNT_SIZE;

    do {
        digits[--start] = (char)('0' + count % 10);
        count /= 10;
    } while (count > 0);
    return (struct chiso__span){digits + start, CHISO__COUNT_SIZE - start};
}

size_t chiso__utf8_check(struct chiso__span span)
{
    size_t at = 0;

    while (at < span.size) {
        size_t length = 1;

        at += chiso__ascii_start((struct chiso__span){span.text + at, span.size - at});
        /* Then as many as a block one by one: where one is not ASCII the next are rarely all. */
        for (const size_t end = span.size - at < CHISO__ASCII_BLOCK ? span.size
                                                                    : at + CHISO__ASCII_BLOCK;
             at < end; at += length) {
            const unsigned char *bytes = (const unsigned char *)span.text + at;

            length = bytes[0] < 0x80 ? bytes[0] != 0 : sequence(bytes, span.size - at);
            if (length == 0) {
                return at;
            }
        }
    }
    return at;
}

size_t chiso__characters(struct chiso__span span)
{
    size_t count = 0;

    for (size_t i = 0; i < span.size; i++) {
        count += ((unsigned char)span.text[i] & 0xC0) != 0x80;
    }
    return count;
}

uint32_t chiso__utf8_take(struct chiso__span *span)
{
    const unsigned char *bytes = (const unsigned char *)span->text;
    const size_t size = bytes[0] < 0x80 ? 1 : sequence(bytes, span->size);
    uint32_t character = bytes[0];

    if (size == 0) {
        character += LONE_BYTE;
    }
    if (size > 1) {
        character &= 0x7Fu >> size;
    }
    for (size_t i = 1; i < size; i++) {
        character = character << 6 | (bytes[i] & 0x3F);
    }
    *span = (struct chiso__span){span->text + (size == 0 ? 1 : size),
                                 span->size - (size == 0 ? 1 : size)};
    return character;
}

size_t chiso__utf8_put(uint32_t character, char *out)
{
    static const unsigned char leads[] = {0, 0, 0xC0, 0xE0, 0xF0};
    const size_t size = character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;

    if (character < 0x80 || character >= LONE_BYTE) {
        *out = (char)(character >= LONE_BYTE ? character - LONE_BYTE : character);
        return 1;
    }
    for (size_t i = size - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (character & 0x3F));
        character >>= 6;
    }
    out[0] = (char)(leads[size] | character);
    return size;
}
