/* How near two words are. */
#include "text/near.h"

#include "text/name.h"

#include <string.h>

enum { REACH = 48, LEAST = 3 };

/* The letters of a text as they are compared, small ones, REACH at most. */
static size_t letters_of(struct chiso__span text, uint32_t letters[REACH])
{
    struct chiso__name_reader reader = chiso__name_open(text);
    size_t count = 0;
    uint32_t letter = 0;

    while (count < REACH && (letter = chiso__name_next(&reader)) != 0) {
        letters[count++] = chiso__small_letter(letter);
    }
    return count;
}

size_t chiso__letters_apart(struct chiso__span a, struct chiso__span b)
{
    /* One row of distances is kept: the corner is what stood above and to the left. */
    size_t row[REACH + 1];
    uint32_t one[REACH];
    uint32_t other[REACH];
    const size_t rows = letters_of(a, one);
    const size_t columns = letters_of(b, other);

    for (size_t i = 0; i <= columns; i++) {
        row[i] = i;
    }
    for (size_t at = 0; at < rows; at++) {
        size_t corner = row[0];

        row[0] = at + 1;
        for (size_t i = 1; i <= columns; i++) {
            const size_t above = row[i];
            const size_t changed = corner + (one[at] == other[i - 1] ? 0 : 1);
            const size_t moved = (above < row[i - 1] ? above : row[i - 1]) + 1;

            row[i] = changed < moved ? changed : moved;
            corner = above;
        }
    }
    return row[columns];
}

size_t chiso__reach_of(struct chiso__span text)
{
    const size_t length = chiso__characters(text);

    for (size_t i = 0; i < text.size; i++) {
        if (chiso__is_digit(text.text[i])) {
            return 0;
        }
    }
    return length < LEAST ? 0 : (length + 2) / 3;
}

struct chiso__nearest chiso__nearest_to(struct chiso__span text)
{
    return (struct chiso__nearest){text, {NULL, 0}, chiso__reach_of(text) + 1};
}

void chiso__nearest_try(struct chiso__nearest *nearest, struct chiso__span word)
{
    const size_t apart = nearest->apart <= 1 || word.size == 0
                             ? nearest->apart
                             : chiso__letters_apart(nearest->text, word);

    if (apart < nearest->apart) {
        nearest->apart = apart;
        nearest->meant = word;
    }
}

void chiso__nearest_try_names(struct chiso__nearest *nearest, enum chiso__message names)
{
    static const chiso_language languages[] = {CHISO_LANGUAGE_ENGLISH, CHISO_LANGUAGE_VIETNAMESE};

    for (size_t i = 0; i < sizeof(languages) / sizeof(languages[0]); i++) {
        const char *text = chiso__text_in(languages[i], names);

        while (*text != '\0') {
            const size_t size = strcspn(text, "|");

            chiso__nearest_try(nearest, (struct chiso__span){text, size});
            text += size + (text[size] == '|' ? 1 : 0);
        }
    }
}

void chiso__nearest_try_all(struct chiso__nearest *nearest, const char *const *words)
{
    while (*words != NULL) {
        chiso__nearest_try(nearest, chiso__span_of(*words++));
    }
}

static void put(struct chiso__listed *listed, struct chiso__span text)
{
    memcpy(listed->text + listed->used, text.text, text.size);
    listed->used += text.size;
}

void chiso__list_add(struct chiso__listed *listed, struct chiso__span word)
{
    const struct chiso__span comma = {", ", listed->used == 0 ? 0 : 2};
    const struct chiso__span rest = {"...", 3};
    const struct chiso__span quote = {"\"", listed->is_quoted ? 1 : 0};

    if (listed->is_full) {
        return;
    }
    /* There is always room for the rest. */
    listed->is_full = listed->size - listed->used <
                      comma.size + word.size + 2 * quote.size + comma.size + rest.size;
    put(listed, comma);
    if (listed->is_full) {
        put(listed, rest);
        return;
    }
    put(listed, quote);
    put(listed, word);
    put(listed, quote);
}
