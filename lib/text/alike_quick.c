/* Which names may be alike in letters, told by their ASCII letters alone: in place of writing the
 * letters of all names anew. Names that are alike have the same ones, capitals aside, since what
 * else there may be in a name (letters with marks, as one character each, and what is not seen) is
 * left out; so those whose ASCII letters are theirs alone are alike with none. It does not hold
 * where an ASCII letter may be alike with what is none: with marks behind letters, with letters of
 * Greek and Cyrillic and those of full width. Then all may be alike. */
#include "text/alike.h"

#include "base/sort.h"

#include <string.h>

/* What is in names, a bit each: a table of bytes costs less than comparing. */
enum { IS_CAPITAL = 1, IS_SMALL = 2, IS_BEYOND_ASCII = 4, IS_FOREIGN = 8 };

static unsigned class_of(unsigned byte)
{
    /* Lead bytes in UTF-8 of U+0300 to U+052F, and of U+F000 and above; the last of them are of
     * what is not UTF-8. */
    const bool is_foreign = (byte >= 0xCC && byte <= 0xD4) || byte >= 0xEF;

    return (byte >= 'A' && byte <= 'Z' ? IS_CAPITAL : 0U) |
           (byte >= 'a' && byte <= 'z' ? IS_SMALL : 0U) | (byte >= 0x80 ? IS_BEYOND_ASCII : 0U) |
           (is_foreign ? IS_FOREIGN : 0U);
}

static unsigned content_of(const struct chiso__span *names, uint32_t count)
{
    uint8_t classes[256];
    unsigned content = 0;

    for (unsigned byte = 0; byte < sizeof(classes); byte++) {
        classes[byte] = (uint8_t)class_of(byte);
    }
    for (uint32_t i = 0; i < count && (content & IS_FOREIGN) == 0; i++) {
        for (size_t at = 0; at < names[i].size; at++) {
            content |= classes[(unsigned char)names[i].text[at]];
        }
    }
    return content;
}

/* A number that is the same for names with the same ASCII letters, capitals and blanks aside. */
static uint64_t sign_of(struct chiso__span name)
{
    uint64_t sign = UINT64_C(0xCBF29CE484222325);

    for (size_t at = 0; at < name.size; at++) {
        const unsigned char byte = (unsigned char)name.text[at];
        const unsigned char letter =
            (unsigned char)(byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : byte);

        if (byte > ' ' && byte < 0x80) {
            sign = (sign ^ letter) * UINT64_C(0x9E3779B97F4A7C15);
            sign ^= sign >> 29;
        }
    }
    return sign;
}

/* Marks those whose sign, as far as there is room for it above the number, another has too. */
static bool mark_equal_signs(const struct chiso__span *names, uint32_t count,
                             const chiso_allocator *allocator, bool *marks)
{
    uint64_t *keys = chiso__alloc(allocator, count, 2 * sizeof(*keys));
    unsigned bits = 1;

    if (keys == NULL) {
        return false;
    }
    while (count >> bits != 0) {
        bits++;
    }
    for (uint32_t i = 0; i < count; i++) {
        keys[i] = sign_of(names[i]) << bits | i;
    }
    chiso__sort_keys(keys, keys + count, count, bits, 64 - bits);
    for (uint32_t i = 1; i < count; i++) {
        if (keys[i] >> bits == keys[i - 1] >> bits) {
            const uint64_t number = (UINT64_C(1) << bits) - 1;

            marks[keys[i] & number] = marks[keys[i - 1] & number] = true;
        }
    }
    chiso__release(allocator, keys);
    return true;
}

bool chiso__mark_alike(const struct chiso__span *names, uint32_t count,
                       const chiso_allocator *allocator, bool **out_marks)
{
    const unsigned content = content_of(names, count);
    const unsigned both = IS_CAPITAL | IS_SMALL;

    *out_marks = NULL;
    if ((content & IS_BEYOND_ASCII) == 0 && (content & both) != both) {
        return true;
    }
    *out_marks = chiso__alloc_zero(allocator, count, sizeof(**out_marks));
    if (*out_marks == NULL) {
        return false;
    }
    if ((content & IS_FOREIGN) != 0) {
        memset(*out_marks, true, count * sizeof(**out_marks));
        return true;
    }
    if (!mark_equal_signs(names, count, allocator, *out_marks)) {
        chiso__release(allocator, *out_marks);
        *out_marks = NULL;
        return false;
    }
    return true;
}
