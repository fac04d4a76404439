/* Units of a sheet that should be known. */
#include "board/sheet.h"

#include "text/near.h"

/* Says that a unit is not known, and which one may be meant. */
static chiso_status fail_unknown(const struct chiso__sheet *sheet, struct chiso__span code,
                                 chiso_error *error)
{
    const struct chiso__units *units = &sheet->known->units;
    size_t nearest = chiso__reach_of(code) + 1;
    struct chiso__span meant = {NULL, 0};

    for (chiso_unit unit = 0; unit < units->count && nearest > 1; unit++) {
        const size_t apart = chiso__letters_apart(code, units->codes[unit]);

        if (apart < nearest) {
            nearest = apart;
            meant = units->codes[unit];
        }
    }
    return meant.text == NULL ? chiso__fail(error, CHISO_E_UNIT, CHISO__SAY_SHEET_UNIT_UNKNOWN,
                                            CHISO__WORDS(chiso__say(code)))
                              : chiso__fail(error, CHISO_E_UNIT, CHISO__SAY_SHEET_UNIT_MEANT,
                                            CHISO__WORDS(chiso__say(code), chiso__say(meant)));
}

chiso_status chiso__sheet_check_known(const struct chiso__sheet *sheet, struct chiso__span code,
                                      size_t column, chiso_error *error)
{
    if (sheet->mapping->words[CHISO__TOLD_UNITS] != CHISO__ASKED_KNOWN ||
        chiso__units_find(&sheet->known->units, code) != CHISO__NOT_FOUND) {
        return CHISO_OK;
    }
    return chiso__csv_fail_field(sheet->csv, column, fail_unknown(sheet, code, error), error);
}
