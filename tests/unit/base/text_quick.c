/* Texts passed by blocks are those that pass character by character, and spans are equal where
 * memcmp() says so. */
#include "base/text.h"
#include "support.h"

#include <criterion/criterion.h>

#include <string.h>

enum { CASES = 20000, MOST = 3 * CHISO__ASCII_BLOCK + 8 };

/* The check in windows that are shorter than a block, so that none is passed as one. */
static size_t check_by_characters(struct chiso__span span)
{
    enum { WINDOW = 4 };
    size_t at = 0;

    while (at < span.size) {
        const size_t size = span.size - at < WINDOW ? span.size - at : WINDOW;
        const size_t passed = chiso__utf8_check((struct chiso__span){span.text + at, size});

        if (passed == 0) {
            return at;
        }
        at += passed;
    }
    return at;
}

/* A text of ASCII with some characters of two, three and four bytes, or pieces of them, mostly near
 * the ends of blocks. */
static size_t make_text(struct random *random, char *text)
{
    static const char *const pieces[] = {
        "\xC3\xA9", "\xE1\xBB\x81", "\xF0\x9F\x8E\x93", "\xC3", "\xE1\xBB", "\x80", "\xFF",
    };
    const size_t size = (size_t)random_below(random, MOST + 1);

    for (size_t i = 0; i < size; i++) {
        text[i] = (char)(1 + random_below(random, 127));
    }
    for (uint64_t i = random_below(random, 3); i > 0 && size > 0; i--) {
        const uint64_t piece = random_below(random, random_below(random, 2) == 0 ? 3 : 7);
        const size_t length = strlen(pieces[piece]);
        const size_t near =
            CHISO__ASCII_BLOCK * (size_t)random_below(random, 4) + (size_t)random_below(random, 8);
        const size_t end = near <= size ? near : (size_t)random_below(random, size);
        const size_t start = end < 4 ? 0 : end - 4;

        if (start + length <= size) {
            memcpy(text + start, pieces[piece], length);
        }
    }
    if (random_below(random, 8) == 0 && size > 0) {
        text[random_below(random, size)] = '\0';
    }
    return size;
}

Test(text_quick, a_text_passes_by_blocks_as_by_characters)
{
    struct random random = {.state = 1};
    char text[MOST];
    int passed = 0;

    for (int i = 0; i < CASES; i++) {
        const struct chiso__span span = {text, make_text(&random, text)};
        const size_t expected = check_by_characters(span);

        cr_assert(chiso__utf8_check(span) == expected, "%d: %zu of %zu, not %zu", i,
                  chiso__utf8_check(span), span.size, expected);
        passed += expected == span.size;
    }
    /* Both ways of ending were tried. */
    cr_expect(passed > CASES / 10 && passed < CASES - CASES / 10, "%d", passed);
}

Test(text_quick, one_byte_anywhere_ends_the_blocks_before_it)
{
    char text[MOST];

    for (size_t at = 0; at < MOST; at++) {
        memset(text, 'a', sizeof(text));
        cr_expect(chiso__ascii_start((struct chiso__span){text, at}) ==
                  at - at % CHISO__ASCII_BLOCK);
        text[at] = at % 2 == 0 ? '\0' : '\x80';
        cr_expect(chiso__ascii_start((struct chiso__span){text, MOST}) ==
                      at - at % CHISO__ASCII_BLOCK ||
                  at >= MOST - MOST % CHISO__ASCII_BLOCK);
        cr_expect(chiso__utf8_check((struct chiso__span){text, MOST}) == at);
    }
}

Test(text_quick, spans_are_equal_where_memcmp_says_so)
{
    enum { LONGEST = 24 };
    const char text[] = "abcdefghijklmnopqrstuvwxyz";
    char other[sizeof(text)];

    for (size_t size = 0; size <= LONGEST; size++) {
        const struct chiso__span span = {text, size};

        memcpy(other, text, sizeof(text));
        cr_expect(chiso__span_equal(span, (struct chiso__span){other, size}), "%zu", size);
        cr_expect(!chiso__span_equal(span, (struct chiso__span){other, size + 1}), "%zu", size);
        for (size_t at = 0; at < sizeof(text); at++) {
            const char byte = other[at];

            other[at] = '!';
            cr_expect(chiso__span_equal(span, (struct chiso__span){other, size}) ==
                          (memcmp(text, other, size) == 0),
                      "%zu at %zu", size, at);
            other[at] = byte;
        }
    }
}
