/* Names that look alike: which are, which are not, and that a quick look at the ASCII letters of
 * names passes over none of them. */
#include "text/alike.h"

#include "base/text.h"

#include "support.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Alike in letters, and in sound only. */
static const char *const in_letters[][2] = {
    {"a", "A"},
    {"Sở Nội vụ", "SỞ NỘI VỤ"},
    {"Hue\xCC\x82\xCC\x81", "HUẾ"},
    {"a b", " A\xC2\xA0 b"},
    {"Đống Đa", "\xC3\x90ống \xC6\x89"
                "a"},
    {"HANOI", "\xD0\x9D\xD0\x90NOI"},
    {"sXo", "\xD1\x95\xCE\xA7\xCE\xBF"},
    {"B1", "\xEF\xBC\xA2\xEF\xBC\x91"},
    {"I", "\xD0\x86"},
    /* Without a width, a soft hyphen, a variation, a mark of a direction, alone or several. */
    {"ab", "a\xE2\x80\x8B"
           "b"},
    {"ab", "ab\xE2\x80\x8D"},
    {"ab", "\xEF\xBB\xBF"
           "AB"},
    {"an b", "an \xE2\x81\xA0 b"},
    {"ab", "a\xC2\xAD"
           "b"},
    {"ab", "ab\xEF\xB8\x8F"},
    {"ab", "a\xF3\xA0\x84\x80"
           "b\xE2\x80\x8E"},
    {"Hu\xE1\xBA\xBF", "Hue\xCC\x82\xE2\x80\x8C\xCC\x81"},
    /* A letter of Cyrillic below a mark. */
    {"h\xC3\xB2"
     "a",
     "h\xD0\xBE\xCC\x80"
     "a"},
};
static const char *const in_sound[][2] = {
    {"Huế", "hue"},
    {"Đà Nẵng", "da-nang"},
    {"dept_north", "Dept. North"},
    {"vinh", "Vĩnh"},
};
static const char *const in_neither[][2] = {
    {"a", "b"},   {"1-1", "11"}, {"1.10", "1.1"}, {"l", "1"},       {"O", "0"},
    {"ab", "ba"}, {"", "a"},     {"", ""},        {"\xC2\xAD", ""},
};

static chiso_allocator libc_allocator(void)
{
    chiso_allocator allocator;

    cr_assert(chiso__allocator_take(NULL, &allocator));
    return allocator;
}

static bool are_alike(enum chiso__likeness likeness, const char *a, const char *b)
{
    const chiso_allocator libc = libc_allocator();
    const chiso_allocator *allocator = &libc;
    struct chiso__alikes alikes = {.likeness = likeness};
    int64_t first = 7;
    int64_t second = 7;
    int64_t third = 7;

    cr_assert(chiso__alikes_reserve(&alikes, allocator, 2));
    cr_assert(chiso__alikes_put(&alikes, allocator, chiso__span_of(a), &first));
    cr_assert(chiso__alikes_find(&alikes, allocator, chiso__span_of(b), &third));
    cr_assert(chiso__alikes_put(&alikes, allocator, chiso__span_of(b), &second));
    cr_expect(first == CHISO__NOT_FOUND && second == third && alikes.count == 2);
    chiso__alikes_clear(&alikes, allocator);
    return second == 0;
}

Test(alike, is_what_looks_alike)
{
    for (size_t i = 0; i < COUNT(in_letters); i++) {
        cr_expect(are_alike(CHISO__ALIKE_IN_LETTERS, in_letters[i][0], in_letters[i][1]), "%s",
                  in_letters[i][0]);
        cr_expect(are_alike(CHISO__ALIKE_IN_SOUND, in_letters[i][1], in_letters[i][0]), "%s",
                  in_letters[i][0]);
    }
    for (size_t i = 0; i < COUNT(in_sound); i++) {
        cr_expect(!are_alike(CHISO__ALIKE_IN_LETTERS, in_sound[i][0], in_sound[i][1]), "%s",
                  in_sound[i][0]);
        cr_expect(are_alike(CHISO__ALIKE_IN_SOUND, in_sound[i][0], in_sound[i][1]), "%s",
                  in_sound[i][0]);
    }
    for (size_t i = 0; i < COUNT(in_neither); i++) {
        cr_expect(!are_alike(CHISO__ALIKE_IN_LETTERS, in_neither[i][0], in_neither[i][1]) &&
                      !are_alike(CHISO__ALIKE_IN_SOUND, in_neither[i][0], in_neither[i][1]),
                  "%s", in_neither[i][0]);
    }
}

/* Whether each that is alike with one before it was marked, and that one too. */
static void expect_marked(const struct chiso__span *names, uint32_t count)
{
    const chiso_allocator libc = libc_allocator();
    const chiso_allocator *allocator = &libc;
    struct chiso__alikes alikes = {.likeness = CHISO__ALIKE_IN_LETTERS};
    bool *marks = NULL;

    cr_assert(chiso__mark_alike(names, count, allocator, &marks));
    cr_assert(chiso__alikes_reserve(&alikes, allocator, count));
    for (uint32_t i = 0; i < count; i++) {
        int64_t first = CHISO__NOT_FOUND;

        cr_assert(chiso__alikes_put(&alikes, allocator, names[i], &first));
        cr_expect(first == CHISO__NOT_FOUND || (marks != NULL && marks[i] && marks[first]), "%.*s",
                  (int)names[i].size, names[i].text);
    }
    chiso__alikes_clear(&alikes, allocator);
    free(marks);
}

Test(alike, passes_over_none_by_its_ascii_letters)
{
    static const char *const syllables[] = {
        "a",        "A",        "b", "B", "\xE1\xBA\xBF", "\xE1\xBA\xBE", " ", "1",
        "\xC3\x90", "\xC4\x90", "c", "C", "\xC2\xAD",     "\xE2\x80\x8B"};
    static const char *const foreign[] = {"\xD0\x90", "e\xCC\x81", "\xEF\xBC\xA1", "\xFF",
                                          "\xEF\xB8\x8F"};
    enum { NAMES = 300, SIZE = 24 };
    char texts[NAMES][SIZE];
    struct chiso__span names[NAMES];

    srand(11);
    for (int round = 0; round < 60; round++) {
        for (int i = 0; i < NAMES; i++) {
            const int length = 1 + rand() % (round % 4 + 2);

            texts[i][0] = '\0';
            for (int k = 0; k < length; k++) {
                strcat(texts[i], round % 3 == 0 && rand() % 40 == 0
                                     ? foreign[rand() % (int)COUNT(foreign)]
                                     : syllables[rand() % (int)COUNT(syllables)]);
            }
            names[i] = chiso__span_of(texts[i]);
        }
        expect_marked(names, NAMES);
        expect_marked(names, 5);
    }
}

Test(alike, marks_none_that_cannot_be)
{
    static const char *const plain[] = {"u1", "u2", "u-3"};
    static const char *const mixed[] = {"An", "Ba", "an", "Co"};
    const chiso_allocator libc = libc_allocator();
    struct chiso__span names[4];
    bool *marks = NULL;

    for (size_t i = 0; i < COUNT(plain); i++) {
        names[i] = chiso__span_of(plain[i]);
    }
    cr_assert(chiso__mark_alike(names, COUNT(plain), &libc, &marks));
    cr_expect_null(marks);
    for (size_t i = 0; i < COUNT(mixed); i++) {
        names[i] = chiso__span_of(mixed[i]);
    }
    cr_assert(chiso__mark_alike(names, COUNT(mixed), &libc, &marks));
    cr_expect(marks != NULL && marks[0] && !marks[1] && marks[2] && !marks[3]);
    free(marks);
}
