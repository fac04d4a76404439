/* Units of a points file that are not taken: too many of them, or not known. */
#include "board/board_csv_inside.h"
#include "text/near.h"

/* So many codes and names of a board are held against unknown ones, in all of a file. */
enum { LOOKS_MOST = 50000 };

static chiso_status fail_limit(const struct chiso__csv *csv, const chiso_board *read,
                               chiso_error *error)
{
    const chiso_intake_options *most = &csv->intake->options;
    const struct chiso__insert unit = chiso__say(read->units.codes[read->units.count - 1]);
    const uint32_t leaves = read->tree->leaf_count;

    if (most->units > 0 && read->units.count > most->units) {
        return chiso__fail(error, CHISO_E_LIMIT, CHISO__SAY_UNITS_BEYOND_LIMIT,
                           CHISO__WORDS(unit, chiso__say_count(most->units)));
    }
    if (most->cells > 0 && (uint64_t)read->units.count * leaves > most->cells) {
        return chiso__fail(
            error, CHISO_E_LIMIT, CHISO__SAY_CELLS_BEYOND_LIMIT,
            CHISO__WORDS(unit, chiso__say_count(most->cells), chiso__say_count(leaves)));
    }
    if (most->blocks > 0 && read->units.block_count > most->blocks) {
        return chiso__fail(error, CHISO_E_LIMIT, CHISO__SAY_BLOCKS_BEYOND_LIMIT,
                           CHISO__WORDS(unit, chiso__say_count(most->blocks)));
    }
    return CHISO_OK;
}

chiso_status chiso__check_limits(struct chiso__csv *csv, const chiso_board *read, size_t column,
                                 chiso_error *error)
{
    chiso_status status = fail_limit(csv, read, error);

    if (status == CHISO_OK) {
        return CHISO_OK;
    }
    status = chiso__csv_fail_field(csv, column, status, error);
    return chiso__csv_note(csv, status, error) == CHISO_OK ? chiso__csv_stop(csv, status) : status;
}

uint32_t chiso__most_units(const struct chiso__csv *csv, const chiso_tree *tree, uint32_t units)
{
    const chiso_intake_options *most = csv->intake == NULL ? NULL : &csv->intake->options;

    if (most != NULL && most->units > 0 && units > most->units) {
        units = most->units;
    }
    if (most != NULL && most->cells > 0 && units > most->cells / tree->leaf_count) {
        units = (uint32_t)(most->cells / tree->leaf_count);
    }
    return units;
}

/* The unit of a board whose code or name is nearest to a code; CHISO_NO_UNIT for none. */
static chiso_unit nearest_unit(const struct chiso__units *units, struct chiso__span code)
{
    chiso_unit found = CHISO_NO_UNIT;
    size_t nearest = chiso__reach_of(code) + 1;

    for (chiso_unit unit = 0; unit < units->count && nearest > 0; unit++) {
        const struct chiso__span name = chiso__units_name(units, unit);
        const size_t apart = chiso__letters_apart(code, units->codes[unit]);
        const size_t by_name = name.size == 0 ? apart : chiso__letters_apart(code, name);
        const size_t least = apart < by_name ? apart : by_name;

        if (least < nearest) {
            nearest = least;
            found = unit;
        }
    }
    return found;
}

chiso_status chiso__check_known(struct chiso__csv *csv, const chiso_board *there,
                                struct chiso__span code, size_t column, uint32_t *looks,
                                chiso_error *error)
{
    chiso_unit nearest = CHISO_NO_UNIT;
    chiso_status status = CHISO_E_UNIT;

    if (chiso__units_find(&there->units, code) != CHISO__NOT_FOUND) {
        return CHISO_OK;
    }
    if (there->units.count <= LOOKS_MOST - *looks) {
        *looks += there->units.count;
        nearest = nearest_unit(&there->units, code);
    }
    if (nearest == CHISO_NO_UNIT) {
        chiso__fail(error, status, CHISO__SAY_UNIT_NOT_KNOWN, CHISO__WORDS(chiso__say(code)));
    } else {
        chiso__fail(error, status, CHISO__SAY_UNIT_NOT_KNOWN_MEANT,
                    CHISO__WORDS(chiso__say(code), chiso__say(there->units.codes[nearest])));
    }
    status = chiso__csv_fail_field(csv, column, status, error);
    return chiso__csv_note(csv, status, error);
}
