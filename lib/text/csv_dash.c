/* Dashes in the cells of a CSV file. */
#include "text/csv.h"

#include "text/name.h"

bool chiso__is_dash(struct chiso__span text)
{
    return text.size > 0 && (text.text[0] == '-' || text.text[0] == '\xE2') && text.size <= 3 &&
           chiso__means(text, CHISO__SAY_WORDS_FOR_NOT_APPLICABLE);
}

/* Whether a text begins with a blank that ends no cell and no line. */
static bool begins_blank(struct chiso__span text)
{
    return text.size > 0 && (text.text[0] == ' ' || (unsigned char)text.text[0] >= 0x80) &&
           chiso__is_blank(chiso__utf8_take(&text));
}

static bool is_blank_behind(const struct chiso__csv *csv, const struct chiso__field *field)
{
    const size_t behind = field->offset + field->span.size;

    return begins_blank((struct chiso__span){csv->text + behind, csv->size - behind});
}

static bool is_blank_before(const struct chiso__csv *csv, const struct chiso__field *field)
{
    size_t start = field->offset;

    /* Back to where the last character before the field begins. */
    do {
        start -= start > 0 ? 1 : 0;
    } while (start > 0 && ((unsigned char)csv->text[start] & 0xC0) == 0x80);
    return begins_blank((struct chiso__span){csv->text + start, field->offset - start});
}

/* Whether a field stands in the file as it is, without quotes. */
static bool stands_bare(const struct chiso__csv *csv, const struct chiso__field *field)
{
    return field->span.size > 0 && csv->text[field->offset] == field->span.text[0];
}

/* Whether the row has blanks before its cells and none behind, as people write lists. */
static bool is_spaced_row(const struct chiso__csv *csv)
{
    for (size_t i = 0; i < csv->field_count; i++) {
        const struct chiso__field *field = &csv->fields[i];

        if (stands_bare(csv, field) && !chiso__is_dash(field->span) &&
            is_blank_before(csv, field) && !is_blank_behind(csv, field)) {
            return true;
        }
    }
    return false;
}

bool chiso__is_padded_dash(const struct chiso__csv *csv, const struct chiso__field *field)
{
    const struct chiso__span text = chiso__trim(field->span);

    if (!chiso__is_dash(text)) {
        return false;
    }
    return field->span.size > text.size ||
           (stands_bare(csv, field) &&
            (is_blank_behind(csv, field) || (is_blank_before(csv, field) && !is_spaced_row(csv))));
}
