/* The units that a figure speaks of: see spoken.h. */
#include "page/spoken.h"

#include "board/board.h"

chiso_status chiso__spoken_check(const struct chiso__canvas *canvas, const chiso_board *board,
                                 chiso_error *error)
{
    for (size_t i = 0; i < canvas->options.unit_count; i++) {
        const char *const code = canvas->options.units[i];
        chiso_unit unit = CHISO_NO_UNIT;

        if (chiso_board_find_unit(board, code, &unit) != CHISO_OK) {
            return chiso__fail(error, CHISO_E_UNIT, CHISO__SAY_NO_UNIT,
                               CHISO__WORDS(chiso__say_text(code)));
        }
    }
    return CHISO_OK;
}

chiso_unit chiso__first_spoken(const struct chiso__canvas *canvas, const chiso_board *board)
{
    chiso_unit unit = CHISO_NO_UNIT;

    return canvas->options.unit_count > 0 &&
                   chiso_board_find_unit(board, canvas->options.units[0], &unit) == CHISO_OK
               ? unit
               : CHISO_NO_UNIT;
}

void chiso__names_add(struct chiso__canvas *canvas, struct chiso__names *names, const char *name,
                      uint64_t most)
{
    if (names->count == 0) {
        names->text = name;
    } else if (names->count < most) {
        names->text =
            chiso__phrase(canvas, CHISO__SAY_CHART_AND_NAME,
                          CHISO__WORDS(chiso__say_text(names->text), chiso__say_text(name)));
    }
    names->count++;
}

const char *chiso__names_text(struct chiso__canvas *canvas, const struct chiso__names *names,
                              uint64_t most)
{
    if (names->count <= most) {
        return names->count == 0 ? "" : names->text;
    }
    return chiso__phrase(
        canvas, CHISO__SAY_CHART_AND_MORE,
        CHISO__WORDS(chiso__say_text(names->text), chiso__say_count(names->count - most)));
}
