/* Takes rows whose criteria are plain numbers, nearly all of most files, in one pass over the text:
 * in place of finding the fields first (text/csv.c) and then reading each (read_cell() in
 * board_csv.c). Fields and numbers come out as they do there; a row with anything else in it,
 * quotes, blanks, signs, long numbers or ones beyond their limits, is left to those, and so is one
 * of a long file that is not of the unit before or the next criterion. */
#include "board/board_csv_inside.h"

#include <string.h>

enum { WORD = 8 };

static struct chiso__number_column column_of(const chiso_tree *tree, chiso_node leaf)
{
    struct chiso__number_column column = {false, {0, 0}};

    column.is_number = leaf != CHISO_NO_NODE && chiso__is_leaf(&tree->nodes[leaf]) &&
                       chiso__limits_if_plain(&tree->nodes[leaf], &column.limits);
    return column;
}

static bool make_room(struct chiso__number_row *row, size_t width, const chiso_allocator *allocator)
{
    row->columns = chiso__alloc(allocator, width, sizeof(*row->columns));
    row->numbers = chiso__alloc(allocator, width, sizeof(*row->numbers));
    row->width = width;
    if (row->columns == NULL || row->numbers == NULL) {
        chiso__number_row_clear(row, allocator);
        return false;
    }
    return true;
}

bool chiso__number_row_make(const struct chiso__header *header, const chiso_tree *tree,
                            const chiso_allocator *allocator, struct chiso__number_row *out_row)
{
    if (!make_room(out_row, header->width, allocator)) {
        return false;
    }
    for (size_t i = 0; i < header->width; i++) {
        out_row->columns[i] = column_of(tree, header->leaves[i]);
        out_row->numbers[i] = CHISO__UNSET;
    }
    return true;
}

bool chiso__number_leaves_make(const struct chiso__csv *csv, const chiso_tree *tree,
                               const chiso_allocator *allocator, struct chiso__number_row *out_row)
{
    if (!make_room(out_row, tree->leaf_count, allocator)) {
        return false;
    }
    for (uint32_t i = 0; i < tree->leaf_count; i++) {
        out_row->columns[i] = column_of(tree, tree->leaves[i]);
        out_row->columns[i].is_number = out_row->columns[i].is_number &&
                                        chiso__csv_is_itself(csv, tree->codes[tree->leaves[i]]);
    }
    return true;
}

void chiso__number_row_clear(struct chiso__number_row *row, const chiso_allocator *allocator)
{
    chiso__release(allocator, row->columns);
    chiso__release(allocator, row->numbers);
    *row = (struct chiso__number_row){NULL, NULL, 0};
}

/* Up to eight digits as a number, the lowest byte first and the highest of them last: pairs, then
 * fours, then all are put together. */
static inline uint64_t number_of_digits(uint64_t digits)
{
    digits = digits * 10 + (digits >> 8);
    return (((digits & UINT64_C(0x000000FF000000FF)) * UINT64_C(0x000F424000000064) +
             ((digits >> 16) & UINT64_C(0x000000FF000000FF)) * UINT64_C(0x0000271000000001)) >>
            32);
}

/* The number of digits, with the mark or without it, at the beginning of a word of text; returns
 * how many bytes it takes, or 0 where it is not all in the word with the byte behind it. */
static inline size_t take_short(uint64_t word, int mark, chiso_decimal *out_number)
{
    static const int32_t units[WORD - 2] = {1000000, 100000, 10000, 1000, 100, 10};
    const uint64_t highs = UINT64_C(0x8080808080808080);
    const uint64_t digits = word ^ UINT64_C(0x3030303030303030);
    /* A byte above 9 is no digit. */
    uint64_t others = ((digits + UINT64_C(0x7676767676767676)) | digits) & highs;
    const size_t whole = others == 0 ? WORD : (size_t)__builtin_ctzll(others) / 8;
    size_t end = whole;
    uint64_t kept = digits;

    if (whole == 0 || whole == WORD) {
        return 0;
    }
    if ((int)(word >> (8 * whole) & 255) == mark) {
        const uint64_t below = (UINT64_C(1) << (8 * whole)) - 1;

        others &= others - 1;
        if (others == 0) {
            return 0;
        }
        end = (size_t)__builtin_ctzll(others) / 8;
        kept = (digits & below) | (digits >> 8 & ~below);
        kept <<= 8 * (WORD - (end - 1));
        *out_number = (chiso_decimal)number_of_digits(kept) * units[end - whole - 1];
        return end;
    }
    kept <<= 8 * (WORD - end);
    *out_number = (chiso_decimal)number_of_digits(kept) * CHISO_DECIMAL_ONE;
    return end;
}

/* The same of any text of such digits: a longer one, or one at the end of the file. */
static size_t take_long(struct chiso__span text, size_t at, char separator, int mark,
                        chiso_decimal *out_number)
{
    struct chiso__number_style style = {.comma_allowed = false};
    size_t end = at;

    while (end < text.size && text.text[end] != separator && text.text[end] != '\n' &&
           text.text[end] != '\r') {
        end++;
    }
    /* It knows the point alone. */
    return chiso__number_read_short((struct chiso__span){text.text + at, end - at}, &style,
                                    out_number) &&
                   (style.seen == 0 || style.seen == mark)
               ? end - at
               : 0;
}

/* A field of a number, or an empty one; false for any other. */
static inline bool take_number(struct chiso__span text, size_t at, char separator, int mark,
                               const struct chiso__plain_limits *limits, size_t *out_size,
                               chiso_decimal *out_number)
{
    uint64_t word = 0;
    size_t size = 0;

    if (at < text.size &&
        (text.text[at] == separator || text.text[at] == '\n' || text.text[at] == '\r')) {
        *out_size = 0;
        *out_number = CHISO_MISSING;
        return true;
    }
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    if (text.size - at >= WORD) {
        memcpy(&word, text.text + at, WORD);
        size = take_short(word, mark, out_number);
    }
#endif
    if (size == 0) {
        size = take_long(text, at, separator, mark, out_number);
    }
    *out_size = size;
    return size > 0 && *out_number >= limits->min && *out_number <= limits->max;
}

/* Where the row ends behind a place; SIZE_MAX where it does not end there. */
static size_t line_end(struct chiso__span text, size_t at)
{
    if (at < text.size && text.text[at] == '\r') {
        at++;
        return at < text.size && text.text[at] == '\n' ? at + 1 : SIZE_MAX;
    }
    if (at == text.size) {
        return at;
    }
    return text.text[at] == '\n' ? at + 1 : SIZE_MAX;
}

/* The fields and numbers of a row, and where it ends; SIZE_MAX where something is not plain. */
static size_t take_fields(const struct chiso__csv *csv, const struct chiso__number_row *row,
                          int mark)
{
    const struct chiso__span text = {csv->text, csv->size};
    size_t at = csv->at;
    bool filled = false;

    for (size_t i = 0; i < row->width; i++) {
        const struct chiso__number_column *column = &row->columns[i];
        size_t size = 0;

        if (column->is_number) {
            if (!take_number(text, at, csv->separator, mark, &column->limits, &size,
                             &row->numbers[i])) {
                return SIZE_MAX;
            }
        } else if (!chiso__csv_ordinary_size(csv, at, &size)) {
            return SIZE_MAX;
        }
        csv->fields[i] = (struct chiso__field){{text.text + at, size}, at};
        at += size;
        filled = filled || size > 0;
        if (i + 1 < row->width) {
            if (at == text.size || text.text[at] != csv->separator) {
                return SIZE_MAX;
            }
            at++;
        }
    }
    return filled ? line_end(text, at) : SIZE_MAX;
}

/* Until a mark was seen none is known. */
static int mark_of(const struct chiso__csv *csv)
{
    return csv->style.seen == 0 ? -1 : csv->style.seen;
}

bool chiso__number_row_take(struct chiso__csv *csv, const struct chiso__number_row *row)
{
    const size_t end = csv->at == csv->size || csv->field_capacity < row->width
                           ? SIZE_MAX
                           : take_fields(csv, row, mark_of(csv));

    if (end == SIZE_MAX) {
        return false;
    }
    csv->field_count = row->width;
    csv->scratch_used = 0;
    csv->quoted = false;
    csv->filled = true;
    csv->at = end;
    return true;
}

/* The place behind a field of this text; SIZE_MAX where another stands there. */
static size_t behind(const struct chiso__csv *csv, size_t at, struct chiso__span field)
{
    if (csv->size - at <= field.size || memcmp(csv->text + at, field.text, field.size) != 0 ||
        csv->text[at + field.size] != csv->separator) {
        return SIZE_MAX;
    }
    return at + field.size + 1;
}

bool chiso__number_cell_take(struct chiso__csv *csv, const struct chiso__number_column *column,
                             struct chiso__span unit, struct chiso__span code,
                             chiso_decimal *out_number)
{
    const struct chiso__span text = {csv->text, csv->size};
    size_t size = 0;
    size_t at = behind(csv, csv->at, unit);

    at = at == SIZE_MAX ? at : behind(csv, at, code);
    if (at == SIZE_MAX ||
        !take_number(text, at, csv->separator, mark_of(csv), &column->limits, &size, out_number)) {
        return false;
    }
    at = size == 0 ? SIZE_MAX : line_end(text, at + size);
    if (at == SIZE_MAX) {
        return false;
    }
    csv->at = at;
    return true;
}
