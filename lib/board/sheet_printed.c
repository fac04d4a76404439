/* Figures that a sheet prints: kept until the board is scored. */
#include "board/sheet.h"

/* Figures that are looked through for one that is there already: rows of a long file repeat it. */
enum { LOOKED_AT = 16 };

static bool is_kept(const struct chiso__prints *printed, const struct chiso__printed_figure *figure)
{
    for (uint32_t i = 1; i <= LOOKED_AT && i <= printed->count; i++) {
        const struct chiso__printed_figure *other = &printed->figures[printed->count - i];

        if (other->kind == figure->kind && other->is_sum == figure->is_sum &&
            other->unit == figure->unit && chiso__span_equal(other->code, figure->code) &&
            chiso__span_equal(other->text, figure->text)) {
            return true;
        }
    }
    return false;
}

/* Keeps the figure of a column; a cell that is empty prints none. */
static chiso_status keep(struct chiso__sheet *sheet, size_t column,
                         struct chiso__printed_figure figure, chiso_error *error)
{
    figure.text = chiso__sheet_text(sheet, column);
    if (figure.text.size == 0 || is_kept(&sheet->printed, &figure)) {
        return CHISO_OK;
    }
    figure.offset = sheet->csv->fields[column].offset;
    return chiso__printed_add(&sheet->printed, &sheet->csv->intake->allocator, figure)
               ? CHISO_OK
               : chiso__fail_memory(error);
}

chiso_status chiso__sheet_keep_printed(struct chiso__sheet *sheet, chiso_error *error)
{
    const struct chiso__units *units = &sheet->board->units;
    struct chiso__printed_figure figure = {.is_sum = false};
    int64_t unit = CHISO__NOT_FOUND;
    chiso_status status = CHISO_OK;

    if (sheet->csv->intake == NULL || !sheet->has_printed) {
        return CHISO_OK;
    }
    unit = chiso__units_find(units, chiso__sheet_unit(sheet));
    figure.unit = unit == CHISO__NOT_FOUND ? units->count : (uint32_t)unit;
    for (size_t column = 0; column < sheet->width && status == CHISO_OK; column++) {
        const struct chiso__role *role = &sheet->roles[column];

        if (role->kind != CHISO__ROLE_PRINTED) {
            continue;
        }
        figure.kind = (enum chiso__printed_kind)role->printed;
        figure.code = sheet->board->tree->codes[role->node];
        if (figure.kind == CHISO__PRINTED_MAX && chiso__header_is_long(sheet->header)) {
            figure.code = chiso__sheet_text(sheet, sheet->header->columns[CHISO__COLUMN_CRITERION]);
        }
        status = keep(sheet, column, figure, error);
    }
    return status;
}

/* The node whose points a row of totals adds up in a column; none for another column. */
static bool is_summed(const struct chiso__sheet *sheet, size_t column, struct chiso__span *out_code)
{
    const struct chiso_tree *tree = sheet->board->tree;
    const struct chiso__role *role = &sheet->roles[column];

    if (role->kind == CHISO__ROLE_PRINTED) {
        *out_code = tree->codes[role->node];
        return role->printed == CHISO__PRINTED_TOTAL;
    }
    if (chiso__header_is_long(sheet->header)) {
        *out_code = chiso__sheet_text(sheet, sheet->header->columns[CHISO__COLUMN_CRITERION]);
        return column == sheet->header->columns[CHISO__COLUMN_VALUE];
    }
    if (sheet->header->leaves[column] == CHISO_NO_NODE) {
        return false;
    }
    *out_code = tree->codes[sheet->header->leaves[column]];
    return true;
}

chiso_status chiso__sheet_keep_totals(struct chiso__sheet *sheet, struct chiso__span label,
                                      chiso_error *error)
{
    struct chiso__printed_figure figure = {.kind = CHISO__PRINTED_TOTAL,
                                           .is_sum = true,
                                           .unit = sheet->board->units.count,
                                           .first = sheet->block_first,
                                           .label = label};
    chiso_status status = CHISO_OK;

    for (size_t column = 0; column < sheet->width && status == CHISO_OK; column++) {
        if (sheet->csv->intake != NULL && is_summed(sheet, column, &figure.code)) {
            status = keep(sheet, column, figure, error);
        }
    }
    return status;
}

/* Takes the marks of thousands off and reads the number. */
static void read_figure(const struct chiso__sheet *sheet, struct chiso__printed_figure *figure)
{
    const struct chiso__span text = figure->text;
    char digits[CHISO__SHEET_NUMBER];
    const int thousands = sheet->mapping->words[CHISO__TOLD_THOUSANDS];

    if (thousands >= 0 && chiso__sheet_drop_marks(text, thousands, digits, &figure->text.size)) {
        figure->text.text = digits;
    }
    chiso__printed_read(figure, sheet->csv->style);
    figure->text = text;
}

chiso_status chiso__sheet_give_printed(struct chiso__sheet *sheet, chiso_error *error)
{
    struct chiso__prints *printed = &sheet->printed;
    const struct chiso__units *units = &sheet->board->units;
    chiso_intake *intake = sheet->csv->intake;

    for (uint32_t i = 0; i < printed->count; i++) {
        printed->figures[i].place = chiso__csv_place_from(sheet->csv, printed->figures[i].offset);
        read_figure(sheet, &printed->figures[i]);
    }
    for (uint32_t unit = 0; unit < units->count && printed->count > 0; unit++) {
        if (!chiso__printed_add_unit(printed, &intake->allocator, units->codes[unit])) {
            return chiso__fail_memory(error);
        }
    }
    return printed->count == 0 ||
                   chiso__printed_keep(intake, printed,
                                       sheet->csv->file == NULL ? "" : sheet->csv->file)
               ? CHISO_OK
               : chiso__fail_memory(error);
}
