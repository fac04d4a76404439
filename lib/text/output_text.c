/* Texts from outside on their way to a sink, each with what its place needs: JSON, markup, or a
 * line that people read. */
#include "text/output.h"
#include "text/unsafe.h"

#include <string.h>

/* Takes what is safe off the front of a text, up to one of the bytes that are told. */
static struct chiso__span take_plain(struct chiso__span *text, const char *but)
{
    const struct chiso__span plain = {text->text, chiso__safe_start(*text, but)};

    *text = (struct chiso__span){text->text + plain.size, text->size - plain.size};
    return plain;
}

void chiso__put_plain(struct chiso__output *output, struct chiso__span text)
{
    while (text.size > 0) {
        const struct chiso__span plain = take_plain(&text, "");

        chiso__put(output, plain);
        if (text.size > 0) {
            const char instead = chiso__instead_of(chiso__utf8_take(&text));

            chiso__put(output, (struct chiso__span){&instead, 1});
        }
    }
}

static void put_unit(struct chiso__output *output, uint32_t unit)
{
    static const char digits[] = "0123456789abcdef";
    const char escape[] = {'\\',
                           'u',
                           digits[unit >> 12 & 15],
                           digits[unit >> 8 & 15],
                           digits[unit >> 4 & 15],
                           digits[unit & 15]};

    chiso__put(output, (struct chiso__span){escape, sizeof(escape)});
}

/* A character by its number, or its two where it stands behind the first 65 536. */
static void put_escape(struct chiso__output *output, uint32_t character)
{
    if (character >= 0x10000) {
        put_unit(output, 0xD800 + ((character - 0x10000) >> 10));
        character = 0xDC00 + (character & 0x3FF);
    }
    put_unit(output, character);
}

/* Whether "<" opens markup here, for a browser that meets the text within a script. */
static bool opens_markup(struct chiso__span behind)
{
    const char byte = behind.size > 0 ? (char)(*behind.text | 0x20) : '\0';

    return (byte >= 'a' && byte <= 'z') ||
           (behind.size > 0 && memchr("/!?", *behind.text, 3) != NULL);
}

void chiso__put_json_text(struct chiso__output *output, struct chiso__span text)
{
    chiso__put_text(output, "\"");
    while (text.size > 0) {
        const struct chiso__span plain = take_plain(&text, "\"\\<");
        uint32_t character = 0;

        chiso__put(output, plain);
        if (text.size == 0) {
            break;
        }
        character = chiso__utf8_take(&text);
        if (character == '"' || character == '\\') {
            const char escape[] = {'\\', (char)character};

            chiso__put(output, (struct chiso__span){escape, sizeof(escape)});
        } else if (chiso__instead_of(character) == '?') {
            chiso__put_text(output, "?");
        } else if (character != '<' || opens_markup(text)) {
            put_escape(output, character);
        } else {
            chiso__put_text(output, "<");
        }
    }
    chiso__put_text(output, "\"");
}

void chiso__put_json(struct chiso__output *output, const char *text)
{
    chiso__put_json_text(output, chiso__span_of(text));
}

static const char *entity_of(char byte)
{
    switch (byte) {
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '&':
        return "&amp;";
    case '"':
        return "&quot;";
    default:
        return "&#39;";
    }
}

void chiso__put_markup(struct chiso__output *output, struct chiso__span text)
{
    static const char marks[] = "<>&\"'";

    while (text.size > 0) {
        const struct chiso__span plain = take_plain(&text, marks);

        chiso__put(output, plain);
        if (text.size > 0 && strchr(marks, *text.text) != NULL && *text.text != '\0') {
            chiso__put_text(output, entity_of(*text.text));
            text = (struct chiso__span){text.text + 1, text.size - 1};
        } else if (text.size > 0) {
            const char instead = chiso__instead_of(chiso__utf8_take(&text));

            chiso__put(output, (struct chiso__span){&instead, 1});
        }
    }
}
