/* Text on its way to a sink, in pieces, with what CSV and JSON need escaped. */
#include "text/output.h"

#include "text/message.h"

#include <chiso/tree.h>

#include <string.h>

void chiso__output_begin(struct chiso__output *output, const chiso_sink *sink)
{
    output->sink = sink;
    output->refused = false;
    output->separator = ',';
    output->mark = '.';
    output->row_begun = false;
    output->used = 0;
}

void chiso__output_flush(struct chiso__output *output)
{
    if (output->used > 0 && !output->refused) {
        output->refused = !output->sink->write(output->sink->context, output->bytes, output->used);
    }
    output->used = 0;
}

chiso_status chiso__output_end(struct chiso__output *output, chiso_error *error)
{
    chiso__output_flush(output);
    if (output->refused) {
        return chiso__fail(error, CHISO_E_SINK, CHISO__SAY_SINK_REFUSED, NULL);
    }
    return CHISO_OK;
}

void chiso__put(struct chiso__output *output, struct chiso__span bytes)
{
    while (bytes.size > 0) {
        const size_t room = CHISO__OUTPUT_SIZE - output->used;
        const size_t size = bytes.size < room ? bytes.size : room;

        memcpy(output->bytes + output->used, bytes.text, size);
        output->used += size;
        bytes = (struct chiso__span){bytes.text + size, bytes.size - size};
        if (output->used == CHISO__OUTPUT_SIZE) {
            chiso__output_flush(output);
        }
    }
}

void chiso__put_text(struct chiso__output *output, const char *text)
{
    chiso__put(output, chiso__span_of(text));
}

void chiso__put_count(struct chiso__output *output, uint64_t count)
{
    chiso__output_took(output,
                       chiso__count_put(chiso__output_room(output, CHISO__PUT_SIZE), count));
}

void chiso__put_decimal(struct chiso__output *output, chiso_decimal value, int digits,
                        const char *absent)
{
    if (value == CHISO_ABSENT) {
        chiso__put_text(output, absent);
        return;
    }
    chiso__output_took(output, chiso__decimal_put(chiso__output_room(output, CHISO__PUT_SIZE),
                                                  value, digits, output->mark));
}

void chiso__put_carried(struct chiso__output *output, struct chiso__carried value)
{
    char text[CHISO__NUMERAL_SIZE];

    chiso__put(output, (struct chiso__span){text, chiso__carried_text(value, output->mark, text)});
}

void chiso__put_json(struct chiso__output *output, const char *text)
{
    static const char digits[] = "0123456789abcdef";

    chiso__put_text(output, "\"");
    while (*text != '\0') {
        size_t plain = 0;

        while ((unsigned char)text[plain] >= ' ' && text[plain] != '"' && text[plain] != '\\') {
            plain++;
        }
        chiso__put(output, (struct chiso__span){text, plain});
        text += plain;
        if (*text == '"' || *text == '\\') {
            const char escape[] = {'\\', *text++};

            chiso__put(output, (struct chiso__span){escape, sizeof(escape)});
        } else if (*text != '\0') {
            const unsigned char byte = (unsigned char)*text++;
            const char escape[] = {'\\', 'u', '0', '0', digits[byte >> 4], digits[byte & 15]};

            chiso__put(output, (struct chiso__span){escape, sizeof(escape)});
        }
    }
    chiso__put_text(output, "\"");
}

void chiso__cell_begin(struct chiso__output *output)
{
    if (output->row_begun) {
        chiso__put(output, (struct chiso__span){&output->separator, 1});
    }
    output->row_begun = true;
}

/* Whether a spreadsheet would run the text, or the reader would take an apostrophe off it. */
static bool needs_guard(const char *text)
{
    const size_t quotes = strspn(text, "'");

    return text[quotes] != '\0' && strchr("=+-@\t\r", text[quotes]) != NULL;
}

static bool needs_quotes(const struct chiso__output *output, const char *text)
{
    const char special[] = {output->separator, '"', '\n', '\r', '\t', '\0'};
    const struct chiso__span span = chiso__span_of(text);

    return text[strcspn(text, special)] != '\0' || chiso__trim(span).size != span.size ||
           text[0] == '#';
}

/* Writes a text whose quotes are doubled. */
static void put_doubled(struct chiso__output *output, const char *text)
{
    while (*text != '\0') {
        const size_t plain = strcspn(text, "\"");

        chiso__put(output, (struct chiso__span){text, plain});
        text += plain;
        if (*text == '"') {
            chiso__put_text(output, "\"\"");
            text++;
        }
    }
}

void chiso__cell_text(struct chiso__output *output, const char *text)
{
    const bool quoted = needs_quotes(output, text);

    chiso__cell_begin(output);
    if (quoted) {
        chiso__put_text(output, "\"");
    }
    if (needs_guard(text)) {
        chiso__put_text(output, "'");
    }
    put_doubled(output, text);
    if (quoted) {
        chiso__put_text(output, "\"");
    }
}

void chiso__cell_texts(struct chiso__output *output, const char *first, const char *second)
{
    const char *quote = needs_quotes(output, first) || needs_quotes(output, second) ? "\"" : "";

    chiso__cell_begin(output);
    chiso__put_text(output, quote);
    put_doubled(output, first);
    put_doubled(output, second);
    chiso__put_text(output, quote);
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

void chiso__cell_decimal(struct chiso__output *output, chiso_decimal value, int digits)
{
    char *const at = cell_room(output);

    chiso__output_took(
        output, value == CHISO_ABSENT ? at : chiso__decimal_put(at, value, digits, output->mark));
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
