/* The units of a points file. */
#include "board/board_csv_file.h"
#include "text/name.h"

chiso_status chiso__file_read_ranked(const struct chiso__points_file *file, bool *out_ranked,
                                     chiso_error *error)
{
    const struct chiso__span text = chiso__file_field(file, CHISO__COLUMN_RANKED);

    *out_ranked = true;
    if (text.size == 0 || chiso__yes_no_read(text, out_ranked)) {
        return CHISO_OK;
    }
    chiso__fail(
        error, CHISO_E_WORD, CHISO__SAY_RANKED_NOT_YES_NO,
        CHISO__WORDS(chiso__say(chiso__file_field(file, CHISO__COLUMN_UNIT)), chiso__say(text)));
    return chiso__file_fail(file, CHISO__COLUMN_RANKED, CHISO_E_WORD, error);
}

/* Looks at a unit that was added, for who asked for the file. */
static chiso_status look_at_unit(struct chiso__points_file *file, struct chiso__span code,
                                 chiso_error *error)
{
    const size_t column = file->header.columns[CHISO__COLUMN_UNIT];
    chiso_status status = chiso__doubt_unit(&file->doubts, error);

    if (status == CHISO_OK) {
        status = chiso__check_limits(&file->csv, file->board, column, error);
    }
    return status == CHISO_OK && file->csv.intake->options.known_units
               ? chiso__check_known(&file->csv, file->doubts.there, code, column, &file->looks,
                                    error)
               : status;
}

chiso_status chiso__file_add_unit(struct chiso__points_file *file, chiso_error *error)
{
    struct chiso__unit_entry entry = {chiso__file_field(file, CHISO__COLUMN_UNIT),
                                      chiso__file_raw_field(file, CHISO__COLUMN_NAME),
                                      chiso__file_field(file, CHISO__COLUMN_BLOCK), true};
    const chiso_status status =
        chiso__csv_note(&file->csv, chiso__file_read_ranked(file, &entry.ranked, error), error);

    if (status != CHISO_OK) {
        return status;
    }
    if (file->board->units.count == CHISO_NO_UNIT - 1 ||
        !chiso__board_put_unit(file->board, entry, CHISO__UNSET)) {
        return chiso__fail_memory(error);
    }
    return file->csv.intake == NULL ? CHISO_OK : look_at_unit(file, entry.code, error);
}

chiso_status chiso__file_check_unit(const struct chiso__points_file *file, chiso_error *error)
{
    if (chiso__file_field(file, CHISO__COLUMN_UNIT).size > 0) {
        return CHISO_OK;
    }
    chiso__fail(error, CHISO_E_CODE, CHISO__SAY_ROW_NAMES_NO_UNIT, NULL);
    return chiso__file_fail(file, CHISO__COLUMN_UNIT, CHISO_E_CODE, error);
}

chiso_status chiso__file_check_same(const struct chiso__points_file *file, chiso_unit unit,
                                    chiso_error *error)
{
    const struct chiso__units *units = &file->board->units;
    const struct chiso__span name = chiso__file_field(file, CHISO__COLUMN_NAME);
    const struct chiso__span block = chiso__file_field(file, CHISO__COLUMN_BLOCK);
    const struct chiso__span known_name = chiso__span_of(units->names[unit]);
    const struct chiso__span known_block = units->block_names[file->board->rows.blocks[unit]];
    int column = CHISO__COLUMN_COUNT;
    struct chiso__span was = known_name;
    bool ranked = true;
    chiso_status status = CHISO_OK;

    if (name.size > 0 && !chiso__names_equal(name, known_name)) {
        column = CHISO__COLUMN_NAME;
    } else if (block.size > 0 && !chiso__names_equal(block, known_block)) {
        column = CHISO__COLUMN_BLOCK;
        was = known_block;
    } else if (chiso__file_field(file, CHISO__COLUMN_RANKED).size > 0) {
        status = chiso__file_read_ranked(file, &ranked, error);
        column = status == CHISO_OK && ranked != units->ranked[unit] ? CHISO__COLUMN_RANKED
                                                                     : CHISO__COLUMN_COUNT;
        was = chiso__span_of(units->ranked[unit] ? "yes" : "no");
    }
    if (column == CHISO__COLUMN_COUNT) {
        return status;
    }
    status = chiso__fail(
        error, CHISO_E_DUPLICATE, CHISO__SAY_UNIT_FIELD_DIFFERS,
        CHISO__WORDS(chiso__say(units->codes[unit]), chiso__say_text(chiso__column_word(column)),
                     chiso__say(chiso__file_field(file, column)), chiso__say(was)));
    return chiso__file_fail(file, column, status, error);
}
