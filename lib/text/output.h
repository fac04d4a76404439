/* The one writer: bytes gathered and sent to a sink, with the escapes of JSON and CSV. */
#ifndef CHISO_LIB_TEXT_OUTPUT_H
#define CHISO_LIB_TEXT_OUTPUT_H

#include <chiso/sink.h>

#include "number/decimal_quick.h"
#include "text/message.h"

enum { CHISO__OUTPUT_SIZE = 16384 };

struct chiso__output {
    const chiso_sink *sink;
    bool refused;
    char separator; /* between the cells of a CSV */
    char mark;      /* the decimal mark */
    bool row_begun;
    size_t used;
    char bytes[CHISO__OUTPUT_SIZE];
};

void chiso__output_begin(struct chiso__output *output, const chiso_sink *sink);

/* Sends what is left. CHISO_E_SINK when the sink refused anything. */
chiso_status chiso__output_end(struct chiso__output *output, chiso_error *error);

/* Sends what has been gathered. */
void chiso__output_flush(struct chiso__output *output);

/* Room for so many bytes, CHISO__OUTPUT_SIZE at most, for who writes them at once: where what was
 * written ends is told to chiso__output_took(). */
static inline char *chiso__output_room(struct chiso__output *output, size_t size)
{
    if (CHISO__OUTPUT_SIZE - output->used < size) {
        chiso__output_flush(output);
    }
    return output->bytes + output->used;
}

static inline void chiso__output_took(struct chiso__output *output, const char *end)
{
    output->used = (size_t)(end - output->bytes);
}

/* Writes a literal where there is room for it, and moves on. */
#define CHISO__PUT_LITERAL(at, literal)                                                            \
    (memcpy((at), (literal), sizeof(literal) - 1), (at) += sizeof(literal) - 1)

void chiso__put(struct chiso__output *output, struct chiso__span bytes);
void chiso__put_text(struct chiso__output *output, const char *text);
void chiso__put_count(struct chiso__output *output, uint64_t count);

/* digits -1: as many as needed. CHISO_ABSENT is written as what stands for nothing there. */
void chiso__put_decimal(struct chiso__output *output, chiso_decimal value, int digits,
                        const char *absent);

/* All that there is of a number. */
void chiso__put_carried(struct chiso__output *output, struct chiso__carried value);

/* A text for a line that people read, on a terminal or in a message: what is unsafe (unsafe.h)
 * becomes a blank. */
void chiso__put_plain(struct chiso__output *output, struct chiso__span text);

/* A JSON string with its quotes. What is unsafe is there by its number. */
void chiso__put_json(struct chiso__output *output, const char *text);
void chiso__put_json_text(struct chiso__output *output, struct chiso__span text);

/* A text between the tags of HTML or SVG, or within the quotes of an attribute. */
void chiso__put_markup(struct chiso__output *output, struct chiso__span text);

/* The cells of a row of CSV, and its end. A text that a spreadsheet of either separator would run
 * as a formula, wholly or from the middle on, gets an apostrophe there, which the reader takes off
 * again. Tabs and line ends stay, in quotes; all else that is unsafe becomes a blank. */
void chiso__cell_span(struct chiso__output *output, struct chiso__span text);
void chiso__cell_text(struct chiso__output *output, const char *text);
/* The same of two texts as one; no spreadsheet runs the first. */
void chiso__cell_texts(struct chiso__output *output, const char *first, const char *second);
void chiso__cell_count(struct chiso__output *output, uint64_t count);
void chiso__cell_decimal(struct chiso__output *output, chiso_decimal value, int digits);
void chiso__cell_numeral(struct chiso__output *output, const struct chiso__numeral *numeral);
void chiso__cell_empty(struct chiso__output *output);
void chiso__row_end(struct chiso__output *output);

/* Begins a cell whose bytes follow by chiso__put and the like, which must need no quotes. */
void chiso__cell_begin(struct chiso__output *output);

#endif
