/* Widths of texts: see letters.h. The table bounds DejaVu Sans, the widest font that the figures
 * name; bold letters are a ninth wider. */
#include "page/letters.h"

enum { WIDEST = 1000, PICTURE = 1400, HORN = 0x31B };

/* Thousandths of the size that the characters of ASCII take, from the blank on. */
static const uint16_t plain[] = {
    325,  350, 530, 1000, 1000, 1000, 790, 325,  420, 420, 1000, 840,  325,  420,  325,
    420, /*   */
    640,  640, 640, 640,  640,  640,  640, 640,  640, 640, 350,  350,  840,  840,  840,
    1000, /* 0 */
    1000, 790, 700, 700,  790,  640,  600, 790,  790, 350, 600,  700,  600,  1000, 790,
    790, /* @ */
    640,  790, 700, 640,  640,  790,  700, 1000, 700, 700, 700,  1000, 1000, 1000, 1000,
    1000, /* P */
    1000, 640, 640, 600,  640,  640,  420, 640,  640, 325, 325,  600,  325,  1000, 640,
    640,                                                                                 /* ` */
    640,  640, 420, 530,  420,  640,  600, 820,  600, 600, 530,  1000, 350,  1000, 1000, /* p */
};

/* The same of others that are often there. A letter with a tone is as wide as its base letter. */
static const struct {
    uint32_t letter;
    int width;
} others[] = {
    {0xA0, 325},  {0xB7, 325},  {0xD7, 840},  {0x110, 790},  {0x111, 640},  {0x1A0, 920},
    {0x1A1, 690}, {0x1AF, 920}, {0x1B0, 690}, {0x2013, 700}, {0x2212, 840},
};

/* The base letters of letters with tones, each run up to before the next; 0 for other letters.
 * Where capitals and small letters alternate, the base is the capital and odd numbers are small. */
static const struct {
    uint32_t first;
    uint32_t base;
    bool alternate;
} bases[] = {
    {0xC0, 'A', false},    {0xC6, 0, false},    {0xC8, 'E', false},    {0xCC, 'I', false},
    {0xD0, 0, false},      {0xD2, 'O', false},  {0xD7, 0, false},      {0xD9, 'U', false},
    {0xDD, 'Y', false},    {0xDE, 0, false},    {0xE0, 'a', false},    {0xE6, 0, false},
    {0xE8, 'e', false},    {0xEC, 'i', false},  {0xF0, 0, false},      {0xF2, 'o', false},
    {0xF7, 0, false},      {0xF9, 'u', false},  {0xFD, 'y', false},    {0xFE, 0, false},
    {0x102, 'A', true},    {0x104, 0, false},   {0x128, 'I', true},    {0x12A, 0, false},
    {0x168, 'U', true},    {0x16A, 0, false},   {0x1EA0, 'A', true},   {0x1EB8, 'E', true},
    {0x1EC8, 'I', true},   {0x1ECC, 'O', true}, {0x1EDA, 0x1A0, true}, {0x1EE4, 'U', true},
    {0x1EEA, 0x1AF, true}, {0x1EF2, 'Y', true}, {0x1EFA, 0, false},
};

static uint32_t base_of(uint32_t letter)
{
    size_t i = sizeof(bases) / sizeof(bases[0]);

    while (i > 0 && bases[i - 1].first > letter) {
        i--;
    }
    if (i == 0 || bases[i - 1].base == 0) {
        return letter;
    }
    /* The small letters with a horn follow their capitals; all others stand 32 behind. */
    if (bases[i - 1].alternate && letter % 2 == 1) {
        return bases[i - 1].base + (bases[i - 1].base < 0x80 ? 'a' - 'A' : 1);
    }
    return bases[i - 1].base;
}

static int letter_width(uint32_t letter)
{
    if (letter >= 0x300 && letter <= 0x36F) {
        return letter == HORN ? 50 : 0;
    }
    letter = base_of(letter);
    if (letter >= ' ' && letter - ' ' < sizeof(plain) / sizeof(plain[0])) {
        return plain[letter - ' '];
    }
    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
        if (others[i].letter == letter) {
            return others[i].width;
        }
    }
    return letter >= 0x1F000 ? PICTURE : WIDEST;
}

/* Thousandths of a size to tenths of a pixel, upwards. */
static chiso__tenth in_tenths(int64_t thousandths, struct chiso__face face)
{
    const int64_t scaled = thousandths * face.size * (face.bold ? 111 : 100);

    return (scaled + 9999) / 10000;
}

chiso__tenth chiso__text_width(struct chiso__span text, struct chiso__face face)
{
    int64_t thousandths = 0;

    while (text.size > 0) {
        thousandths += letter_width(chiso__utf8_take(&text));
    }
    return in_tenths(thousandths, face);
}

/* How many bytes of a text fit, whole letters; all of it where all do. */
static size_t fitting_bytes(struct chiso__span text, struct chiso__face face, chiso__tenth width)
{
    struct chiso__span rest = text;
    int64_t thousandths = 0;
    size_t size = 0;

    while (rest.size > 0) {
        thousandths += letter_width(chiso__utf8_take(&rest));
        if (in_tenths(thousandths, face) > width) {
            return size;
        }
        size = text.size - rest.size;
    }
    return size;
}

/* The bytes of the first letter, with the marks upon it. */
static size_t letter_size(struct chiso__span text)
{
    struct chiso__span rest = text;
    struct chiso__span mark = {NULL, 0};

    chiso__utf8_take(&rest);
    mark = rest;
    while (mark.size > 0 && letter_width(chiso__utf8_take(&mark)) == 0) {
        rest = mark;
    }
    return text.size - rest.size;
}

bool chiso__take_line(struct chiso__span *rest, struct chiso__face face, chiso__tenth width,
                      struct chiso__span *out_line)
{
    const struct chiso__span text = chiso__trim(*rest);
    size_t size = 0;
    size_t end = 0;

    if (text.size == 0) {
        return false;
    }
    size = fitting_bytes(text, face, width);
    end = size;
    if (size < text.size) {
        while (end > 0 && text.text[end] != ' ') {
            end--;
        }
        if (end == 0) {
            end = size > 0 ? size : letter_size(text);
        }
    }
    *out_line = chiso__trim((struct chiso__span){text.text, end});
    *rest = (struct chiso__span){text.text + end, text.size - end};
    return true;
}

size_t chiso__line_count(struct chiso__span text, struct chiso__face face, chiso__tenth width)
{
    struct chiso__span line;
    size_t count = 0;

    while (chiso__take_line(&text, face, width, &line)) {
        count++;
    }
    return count;
}

chiso__tenth chiso__balanced_width(struct chiso__span text, struct chiso__face face,
                                   chiso__tenth width)
{
    const size_t count = chiso__line_count(text, face, width);
    chiso__tenth least = 0;
    chiso__tenth most = width / 10;

    /* most always takes no more lines than there were, least + 1 may. */
    while (count > 1 && most - least > 1) {
        const chiso__tenth middle = (least + most) / 2;

        if (chiso__line_count(text, face, middle * 10) <= count) {
            most = middle;
        } else {
            least = middle;
        }
    }
    return count > 1 ? most * 10 : width;
}

size_t chiso__fitting(struct chiso__span text, struct chiso__face face, chiso__tenth width)
{
    static const struct chiso__span dots = {"\xE2\x80\xA6", 3};

    if (chiso__text_width(text, face) <= width) {
        return text.size;
    }
    return chiso__trim((struct chiso__span){
                           text.text,
                           fitting_bytes(text, face, width - chiso__text_width(dots, face)),
                       })
        .size;
}
