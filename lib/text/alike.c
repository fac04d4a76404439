/* Names as they are compared when what looks alike is the same: the letters of each that are seen
 * are written anew, and found by the index of codes. */
#include "text/alike.h"

#include "text/name.h"
#include "text/name_inside.h"
#include "text/unsafe.h"

#include <string.h>

/* Letters that are drawn as a Latin one, and that one: those of Greek and Cyrillic, and for Đ,
 * which old fonts have elsewhere. tests/package/look_alikes.py makes it of Unicode's data. */
static const char look_alikes[] =
    "ÐĐƉĐͿJΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXαaγyιiνvοoρpσoυuϒYϜFϱpϲcϳjϹ"
    "C"
    "Ϻ"
    "MЅSІIЈJАAВBЕEКKМMНHОOРPСCТTУYХ"
    "XЬbаaгrеeоoрpсcуyхxѕsіiјjѡwѴVѵvҮYүyһhҽeӀIӏiԁdԌGԛqԜWԝw";

/* Where they stand, those for Đ apart, and the letters of full width. */
enum {
    FIRST = 0x370,
    LAST = 0x52F,
    FIRST_OF_FULL_WIDTH = 0xFF01,
    LAST_OF_FULL_WIDTH = 0xFF5E,
    FULL_WIDTH = 0xFEE0,
    ETH = 0xD0,
    AFRICAN_D = 0x189,
    D_WITH_STROKE = 0x111
};

static uint32_t latin_letter(uint32_t letter)
{
    struct chiso__span pairs = {look_alikes, sizeof(look_alikes) - 1};

    if (letter >= FIRST_OF_FULL_WIDTH && letter <= LAST_OF_FULL_WIDTH) {
        return letter - FULL_WIDTH;
    }
    if ((letter < FIRST || letter > LAST) && letter != ETH && letter != AFRICAN_D) {
        return letter;
    }
    while (pairs.size > 0) {
        const uint32_t own = chiso__utf8_take(&pairs);
        const uint32_t latin = chiso__utf8_take(&pairs);

        if (own == letter) {
            return latin;
        }
    }
    return letter;
}

/* The letter below all marks. */
static uint32_t bare_letter(uint32_t letter)
{
    uint32_t mark = 0;
    uint32_t below = 0;

    while (letter >= 0x80 && (below = chiso__decompose(letter, &mark)) != 0) {
        letter = below;
    }
    return letter == D_WITH_STROKE ? 'd' : letter;
}

static bool is_digit(uint32_t letter)
{
    return letter >= '0' && letter <= '9';
}

/* Whether a sound does not have it: marks, and what parts words. */
static bool is_silent(uint32_t letter, uint32_t last)
{
    return chiso__mark_order(letter) > 0 || (letter == '.' && !is_digit(last)) ||
           ((letter == ' ' || letter == '-' || letter == '_') && !is_digit(last));
}

/* Writes a name without what is not seen, and in Latin letters, which compose with the marks behind
 * them; none of them is longer than the letter that it stands for. */
static struct chiso__span write_seen(struct chiso__span name, char *out)
{
    size_t size = 0;

    while (name.size > 0) {
        const uint32_t letter = chiso__utf8_take(&name);

        if (!chiso__is_unseen(letter)) {
            size += chiso__utf8_put(latin_letter(letter), out + size);
        }
    }
    return (struct chiso__span){out, size};
}

/* How many bytes at most a byte of a name becomes where it is written as it is compared. */
enum { GROWTH = 4 };

/* Writes the letters of a name as they are compared. */
static size_t write_letters(enum chiso__likeness likeness, struct chiso__span name, char *out)
{
    struct chiso__name_reader reader = chiso__name_open(name);
    uint32_t letter = 0;
    uint32_t last = 0;
    size_t size = 0;

    while ((letter = chiso__name_next(&reader)) != 0) {
        letter = chiso__small_letter(letter);
        if (likeness == CHISO__ALIKE_IN_SOUND) {
            letter = bare_letter(letter);
            if (is_silent(letter, last)) {
                continue;
            }
        }
        last = letter;
        size += chiso__utf8_put(letter, out + size);
    }
    return size;
}

/* Whether ASCII alone, without capitals and blanks, says that a name is compared as it is. */
static bool is_as_compared(enum chiso__likeness likeness, struct chiso__span name)
{
    bool is_plain = likeness == CHISO__ALIKE_IN_LETTERS;

    for (size_t i = 0; i < name.size && is_plain; i++) {
        const unsigned char byte = (unsigned char)name.text[i];

        is_plain = byte > ' ' && byte < 0x80 && (byte < 'A' || byte > 'Z');
    }
    return is_plain;
}

/* A name as it is compared, in the room for letters or as it lies; false when memory is out. */
static bool compared(struct chiso__alikes *alikes, const chiso_allocator *allocator,
                     struct chiso__span name, struct chiso__span *out_name)
{
    *out_name = name;
    if (is_as_compared(alikes->likeness, name)) {
        return true;
    }
    if (name.size > alikes->letter_capacity) {
        void *block = alikes->letters;
        const size_t capacity = name.size < 128 ? 256 : name.size * 2;

        if (!chiso__resize(allocator, &block, capacity, 1 + GROWTH)) {
            return false;
        }
        alikes->letters = block;
        alikes->letter_capacity = capacity;
    }
    name = write_seen(name, alikes->letters + GROWTH * alikes->letter_capacity);
    *out_name = (struct chiso__span){alikes->letters,
                                     write_letters(alikes->likeness, name, alikes->letters)};
    return true;
}

bool chiso__alikes_reserve(struct chiso__alikes *alikes, const chiso_allocator *allocator,
                           uint32_t capacity)
{
    void *block = alikes->names;

    if (capacity == 0) {
        return true;
    }
    if (!chiso__resize(allocator, &block, capacity, sizeof(*alikes->names))) {
        return false;
    }
    alikes->names = block;
    alikes->capacity = capacity;
    return chiso__index_reserve(&alikes->index, allocator, capacity);
}

bool chiso__alikes_find(struct chiso__alikes *alikes, const chiso_allocator *allocator,
                        struct chiso__span name, int64_t *out_first)
{
    if (!compared(alikes, allocator, name, &name)) {
        return false;
    }
    *out_first =
        name.size == 0 ? CHISO__NOT_FOUND : chiso__index_find(&alikes->index, alikes->names, name);
    return true;
}

bool chiso__alikes_put(struct chiso__alikes *alikes, const chiso_allocator *allocator,
                       struct chiso__span name, int64_t *out_first)
{
    struct chiso__span own = {NULL, 0};

    if (!compared(alikes, allocator, name, &own)) {
        return false;
    }
    *out_first =
        own.size == 0 ? CHISO__NOT_FOUND : chiso__index_find(&alikes->index, alikes->names, own);
    if (own.size > 0 && *out_first == CHISO__NOT_FOUND) {
        if (own.text == alikes->letters) {
            own.text = chiso__arena_copy(&alikes->arena, allocator, own);
        }
        if (own.text == NULL) {
            return false;
        }
        alikes->names[alikes->count] = own;
        chiso__index_add(&alikes->index, own, alikes->count);
    }
    alikes->count++;
    return true;
}

void chiso__alikes_clear(struct chiso__alikes *alikes, const chiso_allocator *allocator)
{
    chiso__release(allocator, alikes->names);
    chiso__release(allocator, alikes->letters);
    chiso__arena_clear(&alikes->arena, allocator);
    chiso__index_clear(&alikes->index, allocator);
}
