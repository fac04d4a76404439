/* Philox4x32-10 against its authors' known answers, where the parts of a counter stand, and names.
 */
#include "robustness/philox.h"
#include "base/text.h"

#include <criterion/criterion.h>

#include <string.h>

Test(philox, known_answers)
{
    static const struct {
        uint32_t counter[4];
        uint32_t key[2];
        uint32_t words[4];
    } cases[] = {
        {{0}, {0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
        {{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
         {0xffffffff, 0xffffffff},
         {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
        {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
         {0xa4093822, 0x299f31d0},
         {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
    };

    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        uint32_t words[4];

        chiso__philox(cases[i].counter, cases[i].key, words);
        cr_expect(memcmp(words, cases[i].words, sizeof(words)) == 0, "case %zu: %08x %08x", i,
                  words[0], words[1]);
    }
}

/* Number i of a stream, by the block that it must be in. */
static uint64_t number_at(struct chiso__draw draw, uint64_t name, uint64_t i)
{
    const uint64_t block = i / 2;
    const uint64_t named = name + (block >> 16);
    const uint32_t counter[4] = {(uint32_t)draw.draw,
                                 (uint32_t)(draw.draw >> 32) | (uint32_t)draw.source << 8 |
                                     (uint32_t)block << 16,
                                 (uint32_t)named, (uint32_t)(named >> 32)};
    const uint32_t key[2] = {(uint32_t)draw.seed, (uint32_t)(draw.seed >> 32)};
    uint32_t words[4];

    chiso__philox(counter, key, words);
    return (uint64_t)words[2 * (i % 2) + 1] << 32 | words[2 * (i % 2)];
}

Test(philox, a_stream_gives_the_numbers_of_its_blocks)
{
    const struct chiso__draw draw = {UINT64_C(0x123456789abcdef0), UINT64_C(0xfedcba9876), 0x86};
    const uint64_t name = UINT64_C(0x0fffffffffffffff);
    struct chiso__stream stream = chiso__stream_of(draw, name);

    for (uint64_t i = 0; i < 9; i++) {
        cr_expect(chiso__stream_next(&stream) == number_at(draw, name, i), "number %d", (int)i);
    }
}

Test(philox, behind_its_last_block_a_stream_counts_on_into_the_name)
{
    const struct chiso__draw draw = {1, 2, 6};
    const uint64_t name = UINT64_C(0x00000001ffffffff);
    const uint64_t end = UINT64_C(1) << 17;
    struct chiso__stream stream = chiso__stream_of(draw, name);

    for (uint64_t i = 0; i < end - 2; i++) {
        (void)chiso__stream_next(&stream);
    }
    for (uint64_t i = end - 2; i < end + 4; i++) {
        cr_expect(chiso__stream_next(&stream) == number_at(draw, name, i), "number %d", (int)i);
    }
}

Test(philox, names_are_fnv)
{
    static const struct {
        const char *text;
        uint64_t name;
    } cases[] = {{"", UINT64_C(0xcbf29ce484222325)},
                 {"a", UINT64_C(0xaf63dc4c8601ec8c)},
                 {"foobar", UINT64_C(0x85944171f73967e8)}};

    for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
        cr_expect(chiso__draw_name(chiso__span_of(cases[i].text)) == cases[i].name, "\"%s\"",
                  cases[i].text);
    }
    cr_expect(chiso__draw_name_of_cell(chiso__span_of("skhcn"), chiso__span_of("1.2")) ==
              chiso__draw_name(chiso__span_of("skhcn\x1F"
                                              "1.2")));
}
