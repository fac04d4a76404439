/* Characters that do more than show: see unsafe.h. */
#include "text/unsafe.h"

#include <string.h>

enum { BEHIND_UNICODE = 0x110000 };

/* Runs of characters, in order. */
struct run {
    uint32_t first;
    uint32_t last;
};

/* Those that do more than show. Beside these, the last two of each plane. */
static const struct run unsafe[] = {
    {0x00, 0x1F},       /* controls: ESC, line ends, tabs */
    {0x7F, 0x9F},       /* DEL, and the controls that terminals take for ESC and a letter */
    {0x061C, 0x061C},   /* Arabic letter mark */
    {0x200E, 0x200F},   /* marks of a direction */
    {0x2028, 0x202E},   /* ends of lines and paragraphs, embeddings and overrides */
    {0x2066, 0x206F},   /* isolates, and what was meant to switch shapes */
    {0xFDD0, 0xFDEF},   /* no characters */
    {0xFFF9, 0xFFFB},   /* what hides a text below another */
    {0xE0000, 0xE007F}, /* tags: letters that show nothing */
};

/* Those of which nothing is seen: Unicode's Default_Ignorable_Code_Point. */
static const struct run unseen[] = {
    {0xAD, 0xAD},       /* soft hyphen */
    {0x034F, 0x034F},   /* grapheme joiner */
    {0x061C, 0x061C},   /* Arabic letter mark */
    {0x115F, 0x1160},   /* fillers of Hangul */
    {0x17B4, 0x17B5},   /* vowels of Khmer that are not written */
    {0x180B, 0x180F},   /* variations of Mongolian */
    {0x200B, 0x200F},   /* blanks and joiners without a width, marks of a direction */
    {0x202A, 0x202E},   /* embeddings and overrides */
    {0x2060, 0x206F},   /* word joiner, signs of formulas, isolates */
    {0x3164, 0x3164},   /* filler of Hangul */
    {0xFE00, 0xFE0F},   /* variations */
    {0xFEFF, 0xFEFF},   /* byte order mark */
    {0xFFA0, 0xFFA0},   /* filler of half width */
    {0xFFF0, 0xFFF8},   /* kept free for such */
    {0x1BCA0, 0x1BCA3}, /* of shorthand */
    {0x1D173, 0x1D17A}, /* of notes of music */
    {0xE0000, 0xE0FFF}, /* tags, more variations */
};

static bool is_in_runs(uint32_t character, const struct run *runs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (character <= runs[i].last) {
            return character >= runs[i].first;
        }
    }
    return false;
}

bool chiso__is_unsafe(uint32_t character)
{
    return character >= BEHIND_UNICODE || (character & 0xFFFE) == 0xFFFE ||
           is_in_runs(character, unsafe, sizeof(unsafe) / sizeof(unsafe[0]));
}

bool chiso__is_unseen(uint32_t character)
{
    return is_in_runs(character, unseen, sizeof(unseen) / sizeof(unseen[0]));
}

char chiso__instead_of(uint32_t character)
{
    return character >= BEHIND_UNICODE ? '?' : ' ';
}

bool chiso__shows_blank(uint32_t character)
{
    return chiso__is_blank(character) ||
           (chiso__is_unsafe(character) && chiso__instead_of(character) == ' ');
}

size_t chiso__safe_start(struct chiso__span text, const char *but)
{
    struct chiso__span rest = text;

    while (rest.size > 0) {
        struct chiso__span behind = rest;

        if ((unsigned char)*rest.text >= ' ' && (unsigned char)*rest.text < 0x7F) {
            if (strchr(but, *rest.text) != NULL) {
                break;
            }
            rest = (struct chiso__span){rest.text + 1, rest.size - 1};
        } else if (chiso__is_unsafe(chiso__utf8_take(&behind))) {
            break;
        } else {
            rest = behind;
        }
    }
    return text.size - rest.size;
}

bool chiso__is_cell_start(char before)
{
    return before == ',' || before == ';' || before == '\t' || before == '\n' || before == '\r';
}

/* What a spreadsheet, or who types its text in again, passes over before a sign. */
static bool is_passed(uint32_t character)
{
    return character == '\'' || character == '"' || chiso__is_blank(character) ||
           chiso__is_unsafe(character) || chiso__is_unseen(character);
}

/* The signs that a formula begins with, of full and of small width too. */
static bool is_sign(uint32_t character)
{
    static const uint32_t signs[] = {'=',    '+',    '-',    '@',    0xFF1D, 0xFF0B,
                                     0xFF0D, 0xFF20, 0xFE66, 0xFE62, 0xFE63, 0xFE6B};

    for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
        if (character == signs[i]) {
            return true;
        }
    }
    return false;
}

bool chiso__is_formula(struct chiso__span text, bool first)
{
    while (text.size > 0) {
        const char byte = *text.text;
        const uint32_t character = chiso__utf8_take(&text);

        if (is_sign(character)) {
            return true;
        }
        if (chiso__is_cell_start(byte)) {
            return first && (byte == '\t' || byte == '\r');
        }
        if (!is_passed(character)) {
            return false;
        }
    }
    return false;
}

bool chiso__is_guard(struct chiso__span text, bool first)
{
    return text.size > 1 && *text.text == '\'' &&
           chiso__is_formula((struct chiso__span){text.text + 1, text.size - 1}, first);
}

bool chiso__has_inner(struct chiso__span text,
                      bool (*is_there)(struct chiso__span text, bool first))
{
    for (size_t i = 1; i < text.size; i++) {
        if (chiso__is_cell_start(text.text[i - 1]) &&
            is_there((struct chiso__span){text.text + i, text.size - i}, false)) {
            return true;
        }
    }
    return false;
}

size_t chiso__unguard(char *text, size_t size)
{
    size_t used = 0;

    /* What is looked at lies behind what is written: nothing of it has changed yet. */
    for (size_t i = 0; i < size; i++) {
        const struct chiso__span rest = {text + i, size - i};
        const bool starts = i == 0 || chiso__is_cell_start(used > 0 ? text[used - 1] : '\0');

        if (!(starts && chiso__is_guard(rest, i == 0))) {
            text[used++] = text[i];
        } else if (i + 1 < size) {
            text[used++] = text[++i];
        }
    }
    return used;
}
