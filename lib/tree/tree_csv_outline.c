/* The rows of a criteria file that are numbered as an outline. */
#include "tree/tree_csv_inside.h"

/* The text of a column, without blanks around it; "" where the row has none. */
static struct chiso__span text_at(const struct chiso__criteria_file *file, size_t column)
{
    return column < file->csv.field_count ? chiso__trim(file->csv.fields[column].span)
                                          : (struct chiso__span){"", 0};
}

/* What the row is called: its number or, where it has none, the first cell that is filled. */
static struct chiso__span name_of(const struct chiso__criteria_file *file)
{
    struct chiso__span name = text_at(file, file->columns[CHISO__MEMBER_CODE]);

    for (size_t column = 0; column < file->csv.field_count && name.size == 0; column++) {
        name = text_at(file, column);
    }
    return name;
}

/* Whether the row says nothing but a title: what is told between criteria. */
static bool is_text(const struct chiso__criteria_file *file)
{
    bool is_empty = true;

    for (int column = 0; column < CHISO__CRITERIA_COUNT && is_empty; column++) {
        is_empty = column == CHISO__MEMBER_TITLE || text_at(file, file->columns[column]).size == 0;
    }
    return is_empty;
}

chiso_status chiso__criteria_outline(struct chiso__criteria_file *file,
                                     struct chiso__span *out_code, enum chiso__row_use *out_use,
                                     chiso_error *error)
{
    const size_t column = file->columns[CHISO__MEMBER_CODE];
    const struct chiso__span number = text_at(file, column);
    const bool is_root = chiso__is_word(number, ".");
    struct chiso__span other = {"", 0};
    enum chiso__outlined outlined = CHISO__OUTLINED;
    chiso_status status = CHISO_OK;

    *out_code = number;
    if (number.size > 0 && !is_root) {
        outlined =
            chiso__outline_next(&file->outline, &file->csv.allocator, number, out_code, &other);
    }
    *out_use =
        is_root ? CHISO__ROW_READ : file->rows.use_of(file->rows.context, *out_code, name_of(file));
    if (*out_use == CHISO__ROW_READ && number.size == 0 && is_text(file)) {
        *out_use = CHISO__ROW_LEFT_OUT;
    }
    if (outlined != CHISO__OUTLINED_MEMORY && *out_use != CHISO__ROW_READ) {
        return CHISO_OK;
    }
    status = number.size == 0 ? chiso__fail(error, CHISO_E_CODE, CHISO__SAY_OUTLINE_NO_CODE, NULL)
                              : chiso__outline_fail(outlined, number, other, error);
    return status == CHISO_OK || status == CHISO_E_MEMORY
               ? status
               : chiso__csv_fail_field(&file->csv, column < file->csv.field_count ? column : 0,
                                       status, error);
}
