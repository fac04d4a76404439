/* Numbers of outlines, which stand below what is told from their order. */
#include "support.h"

#include "text/outline.h"

#include <criterion/criterion.h>
#include <stdlib.h>
#include <string.h>

/* Reads numbers with | between them: their codes, or what is wrong with one of them, at which the
 * reading goes on. */
static void expect_codes(const char *numbers, const char *expected)
{
    chiso_allocator allocator;
    struct chiso__outline outline = {0};
    struct buffer said = {0};

    cr_assert(chiso__allocator_take(NULL, &allocator));
    for (const char *at = numbers; *at != '\0';) {
        const struct chiso__span text = {at, strcspn(at, "|")};
        struct chiso__span code = {"", 0};
        struct chiso__span other = {"", 0};
        const enum chiso__outlined outlined =
            chiso__outline_next(&outline, &allocator, text, &code, &other);
        chiso_error error = CHISO_ERROR_INIT;

        buffer_print(&said, "%s", said.size == 0 ? "" : "|");
        if (chiso__outline_fail(outlined, text, other, &error) == CHISO_OK) {
            buffer_print(&said, "%.*s", (int)code.size, code.text);
        } else {
            buffer_print(&said, "(%s)", error.message);
            cr_expect(strstr(error.message_vi, "\"") != NULL);
        }
        at += text.size + (at[text.size] == '|');
    }
    cr_expect_str_eq(said.bytes, expected);
    chiso__outline_clear(&outline, &allocator);
    buffer_clear(&said);
}

Test(outline, is_told_from_the_order_of_numbers)
{
    expect_codes("I|1|a|b|2|a|II|1|2|III", "I|I.1|I.1.a|I.1.b|I.2|I.2.a|II|II.1|II.2|III");
    expect_codes("1|1.1|1.1.1|1.1.2|1.2|2|2.1|10", "1|1.1|1.1.1|1.1.2|1.2|2|2.1|10");
    expect_codes("A|I|1|a|i|ii|b|i|2|II|B|I|1", "A|A.I|A.I.1|A.I.1.a|A.I.1.a.i|A.I.1.a.ii|A.I.1.b|"
                                                "A.I.1.b.i|A.I.2|A.II|B|B.I|B.I.1");
    expect_codes("I|1.1|1.2|II|2.1|a|2.2", "I|I.1.1|I.1.2|II|II.2.1|II.2.1.a|II.2.2");
    expect_codes("I|1.1|1.2|II|1.1|1.2", "I|I.1.1|I.1.2|II|II.1.1|II.1.2");
    expect_codes("I|1|1.1|1.2|2|2.1|II|1|1.1", "I|I.1|I.1.1|I.1.2|I.2|I.2.1|II|II.1|II.1.1");
}

Test(outline, goes_on_through_what_is_above)
{
    expect_codes("I|1|2|II|3|4", "I|I.1|I.2|II|II.3|II.4");
    expect_codes("A|I|II|B|III|IV", "A|A.I|A.II|B|B.III|B.IV");
    expect_codes("1|a|b|2|c", "1|1.a|1.b|2|2.c");
    expect_codes("3|3.1|4", "3|3.1|4");
    expect_codes("I|III|V", "I|III|V");
    /* A list of the language leaves letters out, or has one more. */
    expect_codes("a|b|c|d|đ|e|g|h|i|k|l|m|n|o|p|q|r|s|t|u|v|x|y",
                 "a|b|c|d|đ|e|g|h|i|k|l|m|n|o|p|q|r|s|t|u|v|x|y");
    expect_codes("A|B|C|D|Đ|E", "A|B|C|D|Đ|E");
    expect_codes("1|a|b|c|d|e|f|2", "1|1.a|1.b|1.c|1.d|1.e|1.f|2");
    expect_codes("I|A|B|C|D|II", "I|I.A|I.B|I.C|I.D|II");
}

Test(outline, takes_marks_off)
{
    expect_codes("I.|1.|a)|b )|(2)| II. | 1 / | 1.1. ", "I|I.1|I.1.a|I.1.b|I.2|II|II.1|II.1.1");
    expect_codes("I.|I.1.|I.1.1.|I.2.|II.", "I|I.1|I.1.1|I.2|II");
    expect_codes("I|1|I.1.a|I.1.b|2|II", "I|I.1|I.1.a|I.1.b|I.2|II");
    expect_codes("1|2 . a|2", "1|(\"2 . a\" goes on from \"2\", which does not stand above it)|2");
}

Test(outline, refuses_what_is_no_number)
{
    expect_codes("SC1",
                 "(\"SC1\" is no number of an outline, such as I, 1, 1.1 or a); where this row "
                 "is no criterion, say rows:..., skip in the mapping)");
    for (const char *const *text =
             (const char *const[]){"", ".", "()", "1..2", "IIII", "VX", "aa", "0", "1234567890",
                                   "Ii", "1.Tổng", "-", "+", "ă", "1-2", "MMMM", NULL};
         *text != NULL; text++) {
        cr_expect(!chiso__is_outline_number(chiso__span_of(*text)), "%s", *text);
    }
    for (const char *const *text = (const char *const[]){"1", "I", "xiv", "MCMXCIX", "(b)", "Đ)",
                                                         "2.b", "I.1.a.", "999999999", NULL};
         *text != NULL; text++) {
        cr_expect(chiso__is_outline_number(chiso__span_of(*text)), "%s", *text);
    }
}

Test(outline, refuses_what_is_out_of_order)
{
    expect_codes("I|1|2|1",
                 "I|I.1|I.2|(\"1\" does not come behind \"2\"; expected numbers in their "
                 "order)");
    expect_codes("I|1|a|1|II", "I|I.1|I.1.a|(\"1\" does not come behind \"1\"; expected numbers in "
                               "their order)|II");
    expect_codes("e|f",
                 "(\"e\" is no number that an outline begins with)|(\"f\" is no number that an "
                 "outline begins with)");
    expect_codes("1|c", "1|(\"c\" does not come behind \"1\"; expected numbers in their order)");
    expect_codes("1|1.1|2.1", "1|1.1|(\"2.1\" goes on from \"2\", which does not stand above it)");
    expect_codes("I|1.1|2.1",
                 "I|I.1.1|(\"2.1\" goes on from \"2\", which does not stand above it)");
    expect_codes("1|2.1", "1|(\"2.1\" goes on from \"2\", which does not stand above it)");
}

Test(outline, refuses_what_can_be_two_numbers)
{
    expect_codes(
        "a|i|ii|b|c|d|e|g|h|i",
        "a|a.i|a.ii|b|c|d|e|g|h|(\"i\" can be two numbers here, behind \"h\": a letter and a "
        "Roman one; write the codes out, as I.1.a, and read the file without outline)");
    expect_codes(
        "IV|A|B|C|D|E|G|H|I|K|L|M|N|O|P|Q|R|S|T|U|V",
        "(\"IV\" is no number that an outline begins with)|A|B|C|D|E|G|H|I|K|L|M|N|O|P|Q|R|S|"
        "T|U|V");
    expect_codes(
        "I|II|III|IV|A|B|C|D|E|G|H|K|L|M|N|O|P|Q|R|S|T|U|V",
        "I|II|III|IV|IV.A|IV.B|IV.C|IV.D|IV.E|IV.G|IV.H|IV.K|IV.L|IV.M|IV.N|IV.O|IV.P|IV.Q|"
        "IV.R|IV.S|IV.T|IV.U|(\"V\" can be two numbers here, behind \"U\": a letter and a "
        "Roman one; write the codes out, as I.1.a, and read the file without outline)");
}
