/* Words and numbers: see wording.h. */
#include "page/wording.h"

#include <string.h>

/* Text that grows in a sink of its own. */
struct growing {
    chiso_buffer buffer;
};

static void add(struct chiso__canvas *canvas, struct growing *text, struct chiso__span span)
{
    if (span.size > 0 && !chiso_buffer_write(&text->buffer, span.text, span.size)) {
        chiso__canvas_keep(canvas, CHISO_E_MEMORY);
    }
}

static const char *finish(struct chiso__canvas *canvas, struct growing *text)
{
    const char *const copy = chiso__canvas_copy(
        canvas,
        (struct chiso__span){text->buffer.size > 0 ? text->buffer.bytes : "", text->buffer.size});

    chiso_buffer_clear(&text->buffer);
    return copy;
}

static void add_insert(struct chiso__canvas *canvas, struct growing *text,
                       struct chiso__insert word)
{
    char digits[CHISO__COUNT_SIZE];

    switch (word.kind) {
    case CHISO__WORD_TEXT:
        add(canvas, text, word.text);
        break;
    case CHISO__WORD_COUNT:
        add(canvas, text, chiso__count_text((uint64_t)word.number, digits));
        break;
    case CHISO__WORD_MESSAGE:
        add(canvas, text,
            chiso__span_of(
                chiso__text_in(canvas->options.language, (enum chiso__message)word.number)));
        break;
    case CHISO__WORD_DECIMAL:
        add(canvas, text, chiso__span_of(chiso__number_label(canvas, word.number, -1)));
        break;
    }
}

const char *chiso__phrase(struct chiso__canvas *canvas, enum chiso__message message,
                          const struct chiso__insert *words)
{
    struct growing text = {{.allocator = &canvas->allocator}};
    const char *template = chiso__text_in(canvas->options.language, message);

    while (*template != '\0') {
        const size_t plain = strcspn(template, "{");

        add(canvas, &text, (struct chiso__span){template, plain});
        template += plain;
        if (*template == '{') {
            add_insert(canvas, &text, words[template[1] - '0']);
            template += 3;
        }
    }
    return finish(canvas, &text);
}

const char *chiso__joined(struct chiso__canvas *canvas, const char *first, const char *second)
{
    struct growing text = {{.allocator = &canvas->allocator}};

    add(canvas, &text, chiso__span_of(first));
    add(canvas, &text, chiso__span_of(*first != '\0' && *second != '\0' ? " " : ""));
    add(canvas, &text, chiso__span_of(second));
    return finish(canvas, &text);
}

void chiso__describe(struct chiso__canvas *canvas, const char *sentence)
{
    const struct chiso__span span = chiso__span_of(sentence);

    if ((canvas->words.size > 0 && !chiso_buffer_write(&canvas->words, " ", 1)) ||
        (span.size > 0 && !chiso_buffer_write(&canvas->words, span.text, span.size))) {
        chiso__canvas_keep(canvas, CHISO_E_MEMORY);
    }
}

/* A number between what stands before and behind it. */
static const char *put_number(struct chiso__canvas *canvas, const char *before, chiso_decimal value,
                              int digits, const char *behind)
{
    struct growing text = {{.allocator = &canvas->allocator}};
    char number[CHISO__PUT_SIZE];
    size_t size = 0;

    if (value == CHISO_ABSENT) {
        return "\xE2\x80\x93";
    }
    size =
        (size_t)(chiso__decimal_put(number, chiso__size_of(value), digits, canvas->mark) - number);
    add(canvas, &text, chiso__span_of(value < 0 ? "\xE2\x88\x92" : before));
    add(canvas, &text, (struct chiso__span){number, size});
    add(canvas, &text, chiso__span_of(behind));
    return finish(canvas, &text);
}

const char *chiso__number_label(struct chiso__canvas *canvas, chiso_decimal value, int digits)
{
    return put_number(canvas, "", value, digits, "");
}

const char *chiso__signed_label(struct chiso__canvas *canvas, chiso_decimal value, int digits)
{
    return put_number(canvas, value > 0 ? "+" : "", value, digits, "");
}

const char *chiso__percent_label(struct chiso__canvas *canvas, chiso_decimal value, int digits)
{
    return put_number(canvas, "", value, digits, "\xC2\xA0%");
}

const char *chiso__with_minus(struct chiso__canvas *canvas, const char *text)
{
    return text[0] != '-' ? chiso__canvas_copy(canvas, chiso__span_of(text))
                          : chiso__phrase(canvas, CHISO__SAY_CHART_MINUS,
                                          CHISO__WORDS(chiso__say_text(text + 1)));
}

const char *chiso__count_label(struct chiso__canvas *canvas, uint64_t count)
{
    char digits[CHISO__COUNT_SIZE];

    return chiso__canvas_copy(canvas, chiso__count_text(count, digits));
}

const char *chiso__rank_label(struct chiso__canvas *canvas, chiso_place place, bool tells_shared)
{
    if (place.rank == 0) {
        return "\xE2\x80\x93";
    }
    return put_number(canvas, tells_shared && place.tied > 1 ? "=" : "",
                      place.rank * CHISO_DECIMAL_ONE + (place.half ? CHISO_DECIMAL_ONE / 2 : 0), -1,
                      "");
}

const char *chiso__places_label(struct chiso__canvas *canvas, chiso_decimal places)
{
    if (places == CHISO_ABSENT) {
        return "\xE2\x80\x93";
    }
    if (places == 0) {
        return "=";
    }
    return put_number(canvas, places > 0 ? "\xE2\x96\xB2" : "\xE2\x96\xBC", chiso__size_of(places),
                      -1, "");
}
