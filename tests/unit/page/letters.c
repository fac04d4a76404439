/* Widths of texts without a font, lines, and what is cut. */
#include "page/letters.h"

#include <criterion/criterion.h>
#include <string.h>

static const struct chiso__face plain = {10, false};
static const struct chiso__face bold = {10, true};

static chiso__tenth width(const char *text)
{
    return chiso__text_width(chiso__span_of(text), plain);
}

Test(letters, are_as_wide_as_the_table_says)
{
    static const struct {
        const char *text;
        chiso__tenth width;
    } rows[] = {
        {"", 0},
        {"i", 33},
        {"W", 100},
        {"10", 128},
        {"Tốt", 170},
        {"đ", 64},
        {"Đ", 79},
        {"ơ", 69},
        {"ợ", 69},
        {"Ợ", 92},
        {"ự", 69},
        {"ữ", 69},
        {"Ư", 92},
        {"ỳ", 60},
        {"Ỹ", 70},
        {"ậ", 64},
        {"Ậ", 79},
        {"ĩ", 33},
        {"Ĩ", 35},
        {"Ị", 35},
        {"ị", 33},
        {"ọ", 64},
        {"Ọ", 79},
        {"ũ", 64},
        {"é", 64},
        {"ÿ", 100},
        {"ø", 100},
        {"?", 100},
        {"\xC2\xA0%", 133},
        {"−", 84},
        {"–", 70},
        {"▲", 100},
        {"…", 100},
        {"\xF0\x9F\x98\x80", 140},
        {"e\xCC\x81", 64},
        {"o\xCC\x9B", 69},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        cr_expect(width(rows[i].text) == rows[i].width, "%s: %d", rows[i].text,
                  (int)width(rows[i].text));
    }
    cr_expect_eq(chiso__text_width(chiso__span_of("10"), bold), 143);
}

/* What the widest font of the figures takes, in thousandths of the size, as a browser measured it:
 * never more than the table says. */
Test(letters, are_never_wider_than_told)
{
    static const struct {
        const char *text;
        int real;
    } rows[] = {
        {"Hải Phòng", 5518},
        {"Thừa Thiên Huế", 8563},
        {"0123456789", 6362},
        {"Tốt", 1615},
    };

    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        cr_expect(width(rows[i].text) * 100 >= rows[i].real, "%s: %d", rows[i].text,
                  (int)width(rows[i].text));
    }
}

Test(letters, lines_break_at_blanks_and_are_balanced)
{
    struct chiso__span rest = chiso__span_of("one two three four five six");
    struct chiso__span line;
    const chiso__tenth room = width("one two three four");
    const chiso__tenth least = chiso__balanced_width(rest, plain, room);
    size_t count = 0;

    cr_expect_eq(chiso__line_count(rest, plain, room), 2);
    cr_expect(least <= room && chiso__line_count(rest, plain, least) == 2);
    while (chiso__take_line(&rest, plain, least, &line)) {
        cr_expect(chiso__text_width(line, plain) <= least);
        count++;
    }
    cr_expect_eq(count, 2);
    rest = chiso__span_of("   ");
    cr_expect(!chiso__take_line(&rest, plain, room, &line));
}

Test(letters, a_word_that_is_wider_than_a_line_is_broken_between_letters)
{
    struct chiso__span rest = chiso__span_of("ưươươươươươươươươ");
    struct chiso__span line;
    size_t bytes = 0;

    while (chiso__take_line(&rest, plain, 200, &line)) {
        cr_expect(line.size > 0 && line.size % 2 == 0 && chiso__text_width(line, plain) <= 200);
        bytes += line.size;
    }
    cr_expect_eq(bytes, 34);
    rest = chiso__span_of("e\xCC\x81"
                          "e\xCC\x81");
    cr_expect(chiso__take_line(&rest, plain, 1, &line) && line.size == 3);
}

Test(letters, what_does_not_fit_leaves_room_for_the_dots)
{
    const struct chiso__span text = chiso__span_of("Sở Kế hoạch và Đầu tư");

    cr_expect_eq(chiso__fitting(text, plain, 10000), text.size);
    for (chiso__tenth room = 100; room < width("Sở Kế hoạch và Đầu tư"); room += 7) {
        const size_t size = chiso__fitting(text, plain, room);

        cr_expect(chiso__text_width((struct chiso__span){text.text, size}, plain) + width("…") <=
                      room,
                  "%d", (int)room);
        cr_expect(chiso__utf8_check((struct chiso__span){text.text, size}) == size);
    }
}
