/* Names are the same that look the same, also to the index of codes. */
#include "text/name.h"

#include "support.h"
#include "text/code_index.h"

#include <criterion/criterion.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* The same name several times over, ended by NULL. */
static const char *const same[][6] = {
    {"a", " a", "a\t", "\xC2\xA0 a\xE2\x80\xAF", NULL},
    {"a b", "a  b", "a\xC2\xA0 b", " a\xE2\x80\x87\tb\n", NULL},
    {"Huế", "Hu\xC3\xAA\xCC\x81", "Hue\xCC\x82\xCC\x81", "Hue\xCC\x82\xCD\x81", NULL},
    /* The dot below stands before or behind what is above, and on a letter that has one. */
    {"Nhật Lệ", "Nha\xCC\xA3\xCC\x82t Le\xCC\xA3\xCC\x82", "Nha\xCC\x82\xCC\xA3t L\xC3\xAA\xCC\xA3",
     "Nhạ\xCC\x82t L\xE1\xBA\xB9\xCC\x82", NULL},
    {"Đường Nước",
     "Đu\xCC\x9Bo\xCC\x9B\xCC\x80ng N\u01B0\u01A1\xCC\x81"
     "c",
     "Đưo\xCC\x80\xCC\x9Bng Nưo\xCC\x81\xCC\x9B"
     "c",
     NULL},
    {"no letter of Latin: \xD0\x98\xCC\x86", " no letter of Latin: \xD0\x98\xCC\x86", NULL},
    {"not UTF-8: \xFF\xCC", "not UTF-8:  \xFF\xCC ", NULL},
    {"", " ", "\xC2\xA0", NULL},
    /* A blank is shown for what does more than show. */
    {"h z", "\033h\001\002 z\x7F",
     "h\xE2\x80\xAE"
     "z\xEF\xBF\xBF",
     NULL},
    {"\001", "\002 \003", NULL},
};

static const char *const different[] = {
    "a",
    "A",
    "á",
    "a\xCC\xA3",
    "a b",
    "ab",
    "a\xCC\x81\xCC\x82",
    "ấ",
    "\xCC\x81",
    "a-b",
    "aé",
    "ae",
    "ấb",
    "\xC3",
    "Ã",
    "x:\xFF",
    "x:ÿ",
    "\001\002x\003y",
};

static struct chiso__span span(const char *text)
{
    return chiso__span_of(text);
}

Test(name, is_the_same_that_looks_the_same)
{
    for (size_t i = 0; i < COUNT(same); i++) {
        for (size_t k = 0; same[i][k] != NULL; k++) {
            cr_expect(chiso__names_equal(span(same[i][0]), span(same[i][k])), "%s, %zu", same[i][0],
                      k);
        }
    }
    for (size_t i = 0; i < COUNT(different); i++) {
        for (size_t k = 0; k < COUNT(different); k++) {
            cr_expect(chiso__names_equal(span(different[i]), span(different[k])) == (i == k),
                      "%s, %s", different[i], different[k]);
        }
    }
    cr_expect(!chiso__names_equal(span(""), span("\001")));
}

Test(name, is_found_however_it_is_spelled)
{
    struct chiso__index index = {0};
    struct chiso__span codes[COUNT(same)];
    chiso_allocator allocator;

    cr_assert(chiso__allocator_take(NULL, &allocator));
    cr_assert(chiso__index_reserve(&index, &allocator, COUNT(same)));
    for (size_t i = 0; i < COUNT(same); i++) {
        codes[i] = span(same[i][1]);
        chiso__index_add(&index, codes[i], (uint32_t)i);
    }
    for (size_t i = 0; i < COUNT(same); i++) {
        for (size_t k = 0; same[i][k] != NULL; k++) {
            cr_expect(chiso__index_find(&index, codes, span(same[i][k])) == (int64_t)i, "%s, %zu",
                      same[i][0], k);
        }
    }
    for (size_t i = 1; i < COUNT(different); i++) {
        cr_expect(chiso__index_find(&index, codes, span(different[i])) == CHISO__NOT_FOUND ||
                      i == 4,
                  "%s", different[i]);
    }
    chiso__index_clear(&index, &allocator);
}

Test(name, is_one_of_several_in_capitals_or_small_letters)
{
    static const char names[] = "đơn vị|x|ŕ";

    cr_expect(chiso__is_named(span("Đơn vị"), names));
    cr_expect(chiso__is_named(span(" ĐƠN\xC2\xA0VỊ "), names));
    cr_expect(chiso__is_named(span("\xC4\x90O\xCC\x9BN VI\xCC\xA3"), names));
    cr_expect(chiso__is_named(span("X"), names) && chiso__is_named(span("Ŕ"), names));
    cr_expect(!chiso__is_named(span("đơn v"), names) && !chiso__is_named(span(""), names));
    cr_expect(!chiso__is_named(span("don vi"), names) && !chiso__is_named(span("xx"), names));
}

Test(name, is_in_a_list_when_it_is_one_of_the_names)
{
    static const char names[] = "đơn vị|x|ŕ|total";
    static const char *const texts[] = {"Đơn vị", "ĐƠN  VỊ", "X", "Ŕ",     "đơn v", "",
                                        "don vi", "xx",      "4", "TOTAL", "tota",  "\xC2\xA0x"};
    struct chiso__name_list list = {.count = 0, .marks = 0};

    chiso__list_names(&list, names);
    cr_expect_eq(list.count, 4);
    for (size_t i = 0; i < COUNT(texts); i++) {
        cr_expect_eq(chiso__is_in_list(span(texts[i]), &list),
                     chiso__is_named(span(texts[i]), names), "%s", texts[i]);
    }
    /* What there is no room for is left out. */
    for (int i = 0; i < CHISO__NAMES_MOST; i++) {
        chiso__list_names(&list, "a");
    }
    cr_expect_eq(list.count, CHISO__NAMES_MOST);
    cr_expect(chiso__is_in_list(span("A"), &list));
}

Test(name, may_bear_more_marks_than_anyone_puts_on_a_letter)
{
    struct buffer many = {0};
    struct buffer more = {0};

    buffer_print(&many, "a");
    for (int i = 0; i < 1000; i++) {
        buffer_print(&many, i % 2 == 0 ? "\xCC\x81" : "\xCC\xA3");
    }
    buffer_print(&more, "%s\xCC\x81", many.bytes);
    cr_expect(chiso__names_equal(span(many.bytes), span(many.bytes)));
    cr_expect(!chiso__names_equal(span(many.bytes), span(more.bytes)));
    buffer_clear(&many);
    buffer_clear(&more);
}
