/* Takes the fields that begin and end with an ordinary character, nearly all of every file, in one
 * loop. read_row() in csv.c would take each of them by read_plain(), which finds nothing to trim or
 * to take off there, and go on at the same place. */
#include "text/csv_inside.h"

#include <string.h>

/* The next separator or line feed from here on, or the end of the text. */
static inline size_t find_end(struct chiso__span text, size_t at, char separator)
{
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    const uint64_t ones = UINT64_C(0x0101010101010101);
    const uint64_t highs = UINT64_C(0x8080808080808080);
    const uint64_t separators = (unsigned char)separator * ones;
    const uint64_t feeds = '\n' * ones;

    /* Eight bytes at a time: a byte that is what is looked for becomes 0 by the exclusive or.
     * Taking 1 from each byte borrows at the lowest 0 first, so its highest bit is the lowest of
     * the hits; those above it may be wrong. */
    while (text.size - at >= sizeof(uint64_t)) {
        uint64_t word = 0;
        uint64_t hits = 0;

        memcpy(&word, text.text + at, sizeof(word));
        hits = ((((word ^ separators) - ones) & ~(word ^ separators)) |
                (((word ^ feeds) - ones) & ~(word ^ feeds))) &
               highs;
        if (hits != 0) {
            return at + (size_t)__builtin_ctzll(hits) / 8;
        }
        at += sizeof(word);
    }
#endif
    /* Plainly, byte by byte: the last few, or all where the first byte is not the lowest. */
    while (at < text.size && text.text[at] != separator && text.text[at] != '\n') {
        at++;
    }
    return at;
}

/* Whether a byte at an end of a field may be white space, also of more than one byte, a quote or an
 * apostrophe. */
static inline bool is_special(char byte)
{
    return (unsigned char)byte <= '\'' || (unsigned char)byte >= 0x80;
}

size_t chiso__csv_field_end(const struct chiso__csv *csv, size_t at)
{
    return find_end((struct chiso__span){csv->text, csv->size}, at, csv->separator);
}

bool chiso__csv_ordinary_size(const struct chiso__csv *csv, size_t at, size_t *out_size)
{
    const size_t size = chiso__csv_field_end(csv, at) - at;

    if (size > 0 && (is_special(csv->text[at]) || is_special(csv->text[at + size - 1]))) {
        return false;
    }
    *out_size = size;
    return true;
}

bool chiso__csv_is_itself(const struct chiso__csv *csv, struct chiso__span text)
{
    return find_end(text, 0, csv->separator) == text.size && !is_special(text.text[0]) &&
           !is_special(text.text[text.size - 1]);
}

bool chiso__csv_take_ordinary(struct chiso__csv *csv)
{
    /* Copies stay in registers: what is written through csv might otherwise have changed them. */
    const struct chiso__span text = {csv->text, csv->size};
    const char separator = csv->separator;
    const size_t capacity = csv->field_capacity;
    size_t count = csv->field_count;
    size_t at = csv->at;
    bool ended = false;

    while (!ended && count < capacity && at < text.size && !is_special(text.text[at])) {
        const size_t end = find_end(text, at, separator);

        if (end == at || is_special(text.text[end - 1])) {
            break;
        }
        csv->fields[count++] = (struct chiso__field){{text.text + at, end - at}, at};
        ended = end == text.size || text.text[end] == '\n';
        at = ended ? end : end + 1;
    }
    csv->filled = csv->filled || count > csv->field_count;
    csv->field_count = count;
    csv->at = at;
    return ended;
}
