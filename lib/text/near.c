/* How near two words are. */
#include "text/near.h"

#include "text/name.h"

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
