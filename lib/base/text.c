/* Spans of text: words, white space, UTF-8. */
#include "base/text.h"

#include <string.h>

struct chiso__span chiso__span_of(const char *text)
{
    return (struct chiso__span){text, strlen(text)};
}

static char lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

/* Whether the span is what the words, with | between them, begin with. */
static bool is_first(struct chiso__span span, const char *words)
{
    size_t i = 0;

    while (i < span.size && words[i] != '\0' && words[i] != '|' &&
           lower(span.text[i]) == lower(words[i])) {
        i++;
    }
    return i == span.size && (words[i] == '\0' || words[i] == '|');
}

bool chiso__is_word(struct chiso__span span, const char *word)
{
    return is_first(span, word) && word[span.size] == '\0';
}

bool chiso__is_one_of(struct chiso__span span, const char *words)
{
    bool found = is_first(span, words);

    for (words += strcspn(words, "|"); !found && *words == '|'; words += strcspn(words, "|")) {
        words++;
        found = is_first(span, words);
    }
    return found;
}

static bool is_space(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

struct chiso__span chiso__trim(struct chiso__span span)
{
    static const char no_break_space[] = "\xC2\xA0";

    for (;;) {
        if (span.size > 0 && is_space(span.text[0])) {
            span = (struct chiso__span){span.text + 1, span.size - 1};
        } else if (span.size > 1 && memcmp(span.text, no_break_space, 2) == 0) {
            span = (struct chiso__span){span.text + 2, span.size - 2};
        } else if (span.size > 0 && is_space(span.text[span.size - 1])) {
            span.size--;
        } else if (span.size > 1 && memcmp(span.text + span.size - 2, no_break_space, 2) == 0) {
            span.size -= 2;
        } else {
            return span;
        }
    }
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
