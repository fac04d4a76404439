/* Cells of CSV: numbers as they are, texts so that they stay one cell and no formula. */
#include "text/output.h"
#include "text/unsafe.h"

#include <chiso/tree.h>

#include <string.h>

void chiso__cell_begin(struct chiso__output *output)
{
    if (output->row_begun) {
        chiso__put(output, (struct chiso__span){&output->separator, 1});
    }
    output->row_begun = true;
}

/* A space in place of what is not safe would be trimmed as most cells are read, and what was read
 * would be written as another text: at an end nothing is written instead, nor the blanks beside,
 * and of a text that has nothing else the character that stands for one that cannot be shown. */
static struct chiso__span between_ends(struct chiso__span text)
{
    const struct chiso__span bare = chiso__strip(text, chiso__shows_blank);
    const struct chiso__span trimmed = chiso__trim(text);
    const char *const end = bare.text + bare.size;

    if (bare.size == 0) {
        return trimmed.size == 0 ? text : chiso__span_of("\xEF\xBF\xBD");
    }
    if (end != trimmed.text + trimmed.size) {
        text.size = (size_t)(end - text.text);
    }
    if (bare.text != trimmed.text) {
        text = (struct chiso__span){bare.text, text.size - (size_t)(bare.text - text.text)};
    }
    return text;
}

static bool needs_quotes(const struct chiso__output *output, struct chiso__span text)
{
    const char special[] = {output->separator, '"', '\n', '\r', '\t'};

    for (size_t i = 0; i < text.size; i++) {
        if (memchr(special, text.text[i], sizeof(special)) != NULL) {
            return true;
        }
    }
    /* Behind the other separator the reader looks for guards in quoted cells only. */
    return (text.size > 0 && *text.text == '#') || chiso__trim(text).size != text.size ||
           chiso__has_inner(text, chiso__is_formula);
}

/* A text, which may start a cell, a guard before each formula in it. */
static void put_cell_text(struct chiso__output *output, struct chiso__span text, bool starts)
{
    bool first = starts;

    while (text.size > 0) {
        const char byte = *text.text;

        if (starts && chiso__is_formula(text, first)) {
            chiso__put_text(output, "'");
        }
        first = false;
        starts = chiso__is_cell_start(byte);
        if (byte == '"') {
            chiso__put_text(output, "\"\"");
            text = (struct chiso__span){text.text + 1, text.size - 1};
        } else if (starts) {
            chiso__put(output, (struct chiso__span){text.text, 1});
            text = (struct chiso__span){text.text + 1, text.size - 1};
        } else {
            const size_t safe = chiso__safe_start(text, "\",;");

            chiso__put(output, (struct chiso__span){text.text, safe});
            text = (struct chiso__span){text.text + safe, text.size - safe};
            if (text.size > 0 && *text.text != '"' && !chiso__is_cell_start(*text.text)) {
                const char instead = chiso__instead_of(chiso__utf8_take(&text));

                chiso__put(output, (struct chiso__span){&instead, 1});
            }
        }
    }
}

void chiso__cell_span(struct chiso__output *output, struct chiso__span text)
{
    const struct chiso__span kept = between_ends(text);
    const bool quoted = needs_quotes(output, kept);

    chiso__cell_begin(output);
    chiso__put_text(output, quoted ? "\"" : "");
    put_cell_text(output, kept, true);
    chiso__put_text(output, quoted ? "\"" : "");
}

void chiso__cell_texts(struct chiso__output *output, const char *first, const char *second)
{
    const struct chiso__span texts[] = {chiso__span_of(first),
                                        between_ends(chiso__span_of(second))};
    const bool quoted = needs_quotes(output, texts[0]) || needs_quotes(output, texts[1]);

    chiso__cell_begin(output);
    chiso__put_text(output, quoted ? "\"" : "");
    put_cell_text(output, texts[0], true);
    put_cell_text(output, texts[1], false);
    chiso__put_text(output, quoted ? "\"" : "");
}

void chiso__cell_text(struct chiso__output *output, const char *text)
{
    chiso__cell_span(output, chiso__span_of(text));
}

/* Room for a cell of numbers, its separator written. */
static char *cell_room(struct chiso__output *output)
{
    char *at = chiso__output_room(output, 1 + CHISO__PUT_SIZE);

    if (output->row_begun) {
        *at++ = output->separator;
    }
    output->row_begun = true;
    return at;
}

void chiso__cell_count(struct chiso__output *output, uint64_t count)
{
    chiso__output_took(output, chiso__count_put(cell_room(output), count));
}

/* A spreadsheet that writes the other decimal mark takes the one before three digits for that of
 * thousands: behind three there is a fourth. */
static char *behind_three(char *begin, char *end, char mark)
{
    enum { THREE = 3 };

    if (end - begin > THREE && end[-1 - THREE] == mark) {
        *end++ = '0';
    }
    return end;
}

void chiso__cell_decimal(struct chiso__output *output, chiso_decimal value, int digits)
{
    char *const at = cell_room(output);

    chiso__output_took(
        output,
        value == CHISO_ABSENT
            ? at
            : behind_three(at, chiso__decimal_put(at, value, digits, output->mark), output->mark));
}

void chiso__cell_numeral(struct chiso__output *output, const struct chiso__numeral *numeral)
{
    char text[CHISO__NUMERAL_SIZE];

    chiso__cell_begin(output);
    chiso__put(output,
               (struct chiso__span){text, chiso__numeral_text(numeral, output->mark, text)});
}

void chiso__cell_empty(struct chiso__output *output)
{
    chiso__cell_begin(output);
}

void chiso__row_end(struct chiso__output *output)
{
    chiso__put_text(output, "\n");
    output->row_begun = false;
}
