/* The cells of a sheet: what is read in their place. */
#include "board/sheet.h"

#include <string.h>

/* What a dash is to be read as. */
static struct chiso__span meaning_of_dash(const struct chiso__sheet *sheet, chiso_node leaf)
{
    const struct chiso__rule *rule = &sheet->board->tree->nodes[leaf].rule;
    const struct chiso__measure_row *measure = &chiso__cell_kinds[rule->takes];

    if (sheet->mapping->words[CHISO__TOLD_DASH] == CHISO__DASH_NOT_APPLICABLE) {
        return (struct chiso__span){"-", 1};
    }
    return measure->is_rate && measure->whole == 0 ? (struct chiso__span){"0%", 2}
                                                   : (struct chiso__span){"0", 1};
}

/* How many bytes a mark of thousands has that stands in front of three digits and no more; 0 for
 * none. */
static size_t mark_size(int mark, struct chiso__span rest)
{
    struct chiso__span behind = rest;
    const uint32_t found = rest.size == 0 ? 0 : chiso__utf8_take(&behind);
    const bool is_mark = mark == CHISO__MARK_POINT   ? found == '.'
                         : mark == CHISO__MARK_COMMA ? found == ','
                                                     : chiso__is_blank(found);

    return is_mark && behind.size >= 3 && chiso__is_digit(behind.text[0]) &&
                   chiso__is_digit(behind.text[1]) && chiso__is_digit(behind.text[2]) &&
                   (behind.size == 3 || !chiso__is_digit(behind.text[3]))
               ? rest.size - behind.size
               : 0;
}

bool chiso__sheet_drop_marks(struct chiso__span text, int mark, char *out_text, size_t *out_size)
{
    size_t digits = 0; /* of the number at hand, up to its decimal mark */
    bool dropped = false;
    size_t used = 0;

    if (text.size == 0 || text.size > CHISO__SHEET_NUMBER) {
        return false;
    }
    for (size_t at = 0; at < text.size;) {
        const struct chiso__span rest = {text.text + at, text.size - at};
        /* One to three digits stand before the first mark. */
        const size_t size = digits > 0 && digits <= 3 ? mark_size(mark, rest) : 0;

        if (size > 0) {
            memcpy(out_text + used, rest.text + size, 3);
            used += 3;
            at += size + 3;
            dropped = true;
            continue;
        }
        digits = chiso__is_digit(*rest.text) ? digits + (digits <= 3 ? 1 : 0) : 0;
        /* What stands behind a decimal mark has no thousands. */
        if (*rest.text == '.' || *rest.text == ',') {
            digits = 4;
        }
        out_text[used++] = *rest.text;
        at++;
    }
    *out_size = used;
    return dropped;
}

enum chiso__cell_source chiso__sheet_cell(struct chiso__sheet *sheet, size_t column,
                                          chiso_node leaf)
{
    const chiso_mapping *mapping = sheet->mapping;
    struct chiso__span *span = &sheet->csv->fields[column].span;
    const struct chiso__span text = chiso__trim(*span);
    const int thousands = mapping->words[CHISO__TOLD_THOUSANDS];
    size_t size = 0;

    if (text.size == 0) {
        return CHISO__CELL_AS_IT_IS;
    }
    /* What was answered is counted by now. */
    if (sheet->answers != NULL) {
        return CHISO__CELL_AS_SAID;
    }
    if (mapping->cells > 0) {
        const struct chiso__mapping_entry *row =
            chiso__mapping_find(mapping, CHISO__TOLD_CELL, 0, text);

        if (row != NULL) {
            *span = chiso__trim(row->value);
            return CHISO__CELL_AS_SAID;
        }
    }
    if (!chiso__is_digit(*text.text) && mapping->words[CHISO__TOLD_DASH] >= 0 &&
        chiso__is_dash(text)) {
        *span = meaning_of_dash(sheet, leaf);
        return CHISO__CELL_AS_SAID;
    }
    if (thousands >= 0 && chiso__sheet_drop_marks(text, thousands, sheet->number, &size)) {
        *span = (struct chiso__span){sheet->number, size};
        return CHISO__CELL_WITHOUT_MARKS;
    }
    return CHISO__CELL_AS_IT_IS;
}

bool chiso__sheet_keep_text(struct chiso__sheet *sheet, struct chiso__span text,
                            struct chiso__span *out_text)
{
    char *copy = chiso__arena_copy(&sheet->arena, &sheet->csv->allocator, text);

    for (size_t i = 0; i < text.size && copy != NULL; i++) {
        copy[i] = copy[i] == '\n' || copy[i] == '\r' ? ' ' : copy[i];
    }
    *out_text = (struct chiso__span){copy, text.size};
    return copy != NULL;
}

chiso_status chiso__sheet_check_known(struct chiso__sheet *sheet, struct chiso__span code,
                                      size_t column, chiso_error *error)
{
    const bool is_asked = sheet->mapping->words[CHISO__TOLD_UNITS] == CHISO__ASKED_KNOWN;

    /* Who asks for the file may ask for the same. */
    return is_asked && (sheet->csv->intake == NULL || !sheet->csv->intake->options.known_units)
               ? chiso__check_known(sheet->csv, sheet->known, code, column, &sheet->looks, error)
               : CHISO_OK;
}
