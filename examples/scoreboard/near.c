/* The units that a mistyped code may mean. */
#include "near.h"

#include <string.h>

enum { REACH = 48 };

static int small_letter(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? letter - 'A' + 'a' : letter;
}

/* How many bytes must change to make one text of the other, looking at the first REACH of each:
 * Levenshtein's distance. */
static size_t bytes_apart(const char *a, const char *b)
{
    /* One row of distances is kept: the corner is what stood above and to the left. */
    size_t row[REACH + 1];
    const size_t whole = strlen(b);
    const size_t length = whole < REACH ? whole : REACH;

    for (size_t i = 0; i <= length; i++) {
        row[i] = i;
    }
    for (size_t at = 0; at < REACH && a[at] != '\0'; at++) {
        size_t corner = row[0];

        row[0] = at + 1;
        for (size_t i = 1; i <= length; i++) {
            const size_t above = row[i];
            const size_t changed = corner + (small_letter(a[at]) == small_letter(b[i - 1]) ? 0 : 1);
            const size_t moved = (above < row[i - 1] ? above : row[i - 1]) + 1;

            row[i] = changed < moved ? changed : moved;
            corner = above;
        }
    }
    return row[length];
}

/* 0 for a text that is part of the name or code, more for less like, REACH for not at all. */
static size_t unlikeness(const chiso_board *board, chiso_unit unit, const char *text)
{
    const char *const code = chiso_unit_code(board, unit);
    const char *const name = chiso_unit_name(board, unit);
    const size_t length = strlen(text);
    size_t apart = 0;

    if (length > 1 && (strstr(code, text) != NULL || strstr(name, text) != NULL)) {
        return 0;
    }
    apart = bytes_apart(text, code);
    if (bytes_apart(text, name) < apart) {
        apart = bytes_apart(text, name);
    }
    return apart <= 1 + length / 4 ? apart : REACH;
}

size_t near_units(const chiso_board *board, const char *text, chiso_unit units[NEAR_COUNT])
{
    size_t distances[NEAR_COUNT];
    size_t count = 0;

    for (chiso_unit unit = 0; unit < chiso_board_unit_count(board); unit++) {
        const size_t distance = unlikeness(board, unit, text);
        size_t place = count;

        while (place > 0 && distances[place - 1] > distance) {
            place--;
        }
        if (distance == REACH || place == NEAR_COUNT) {
            continue;
        }
        count += count < NEAR_COUNT ? 1 : 0;
        for (size_t i = count - 1; i > place; i--) {
            distances[i] = distances[i - 1];
            units[i] = units[i - 1];
        }
        distances[place] = distance;
        units[place] = unit;
    }
    return count;
}
