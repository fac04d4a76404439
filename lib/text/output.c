/* Bytes on their way to a sink, in pieces. */
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
