/* Doubts about cells of a points file, found while it is read. */
#include "board/board_doubt.h"

chiso_status chiso__doubt_text(struct chiso__doubts *doubts, size_t column, chiso_unit unit,
                               chiso_node leaf, chiso_error *error)
{
    struct chiso__csv *csv = doubts->csv;
    const struct chiso__field *field = &csv->fields[column];

    if (field->span.size == 0) {
        return CHISO_OK;
    }
    if (chiso__is_padded_dash(csv, field)) {
        chiso_error doubt = CHISO_ERROR_INIT;

        chiso__fail(&doubt, CHISO_OK, CHISO__SAY_DOUBT_PADDED_DASH,
                    CHISO__WORDS(chiso__say(doubts->board->units.codes[unit]),
                                 chiso__say(doubts->board->tree->codes[leaf])));
        return chiso__csv_doubt(csv, CHISO_DOUBT_PADDED_DASH, field->offset, &doubt) == CHISO_OK
                   ? CHISO_OK
                   : chiso__fail_memory(error);
    }
    if (chiso__is_dash(field->span)) {
        doubts->first_dash = doubts->dashes == 0 ? field->offset : doubts->first_dash;
        doubts->dashes +=
            doubts->board->tree->nodes[leaf].in_bonus || chiso__doubts_are_rated(doubts) ? 0 : 1;
        return CHISO_OK;
    }
    return doubts->mark_is_known ? CHISO_OK : chiso__doubt_mark(doubts, column, unit, leaf, error);
}

/* Whether a number that was rounded at its 15th decimal lost more than a thousandth. */
static bool is_small(struct chiso__carried value)
{
    const struct chiso__carried size = value.millionths < 0 ? chiso__carried_negate(value) : value;

    /* Half of 10^-15 is a thousandth of 5 × 10^-13; in last bits, 10^-12 is 2^52 / 10^6. */
    return size.millionths == 0 &&
           size.rest < (UINT64_C(1) << CHISO__REST_BITS) / (uint64_t)CHISO_DECIMAL_ONE / 2;
}

/* What is doubtful in a value by itself. */
static chiso_doubt doubt_of(const struct chiso__rule *rule, const struct chiso__value *value,
                            bool rounded)
{
    const struct chiso__measured *measured = &value->measured;

    if (value->counts != NULL && chiso__carried_is_gap(value->points)) {
        return CHISO_DOUBT_NOBODY_KNOWS;
    }
    if (chiso__cell_kinds[rule->takes].is_rate && !chiso__carried_is_gap(measured->value) &&
        (measured->value.millionths < 0 ||
         chiso__carried_compare(measured->value, chiso__carried_of(measured->denominator)) > 0)) {
        return CHISO_DOUBT_RATE;
    }
    return rounded && is_small(measured->value) ? CHISO_DOUBT_ROUNDED : CHISO_DOUBT_NONE;
}

static enum chiso__message saying_of(chiso_doubt kind, const struct chiso__rule *rule)
{
    return kind == CHISO_DOUBT_RATE           ? rule->takes == CHISO__CELL_SHARE
                                                    ? CHISO__SAY_DOUBT_SHARE_ABOVE
                                                    : CHISO__SAY_DOUBT_RATE
           : kind == CHISO_DOUBT_NOBODY_KNOWS ? CHISO__SAY_DOUBT_NOBODY_KNOWS
                                              : CHISO__SAY_DOUBT_ROUNDED;
}

chiso_status chiso__doubt_value(struct chiso__doubts *doubts, size_t column, chiso_unit unit,
                                chiso_node leaf, const struct chiso__value *value, bool rounded,
                                chiso_error *error)
{
    struct chiso__csv *csv = doubts->csv;
    const struct chiso__field *field = &csv->fields[column];
    const chiso_doubt kind = doubt_of(&doubts->board->tree->nodes[leaf].rule, value, rounded);
    chiso_error doubt;

    if (chiso__doubt_share(doubts, column, leaf, value) != CHISO_OK) {
        return chiso__fail_memory(error);
    }
    if (kind == CHISO_DOUBT_NONE) {
        return !rounded || chiso__doubts_are_rated(doubts) ||
                       chiso__doubted_append(doubts, &doubts->rounded,
                                             chiso__doubted_cell(doubts, column, unit, leaf))
                   ? CHISO_OK
                   : chiso__fail_memory(error);
    }
    chiso__fail(&doubt, CHISO_OK, saying_of(kind, &doubts->board->tree->nodes[leaf].rule),
                CHISO__WORDS(chiso__say(doubts->board->units.codes[unit]),
                             chiso__say(doubts->board->tree->codes[leaf]),
                             chiso__say(chiso__trim(field->span))));
    return chiso__csv_doubt(csv, kind, field->offset, &doubt) == CHISO_OK
               ? CHISO_OK
               : chiso__fail_memory(error);
}

chiso_status chiso__doubt_unit(struct chiso__doubts *doubts, chiso_error *error)
{
    const chiso_unit unit = doubts->board->units.count - 1;

    if (unit >= doubts->unit_capacity) {
        const uint32_t capacity = unit < 32 ? 64 : unit * 2;
        void *block = doubts->units;

        if (!chiso__resize(&doubts->csv->allocator, &block, capacity, sizeof(*doubts->units))) {
            return chiso__fail_memory(error);
        }
        doubts->units = block;
        doubts->unit_capacity = capacity;
    }
    doubts->numbers_columns = unit == 0 ? !chiso__header_is_long(doubts->header) &&
                                              chiso__csv_numbers_columns(doubts->csv)
                                        : doubts->numbers_columns;
    doubts->units[unit] = doubts->csv->fields[doubts->header->columns[CHISO__COLUMN_UNIT]].offset;
    return CHISO_OK;
}

void chiso__doubts_clear(struct chiso__doubts *doubts)
{
    if (doubts->csv != NULL) {
        chiso__release(&doubts->csv->allocator, doubts->units);
        chiso__release(&doubts->csv->allocator, doubts->thousands.items);
        chiso__release(&doubts->csv->allocator, doubts->rounded.items);
        chiso__release(&doubts->csv->allocator, doubts->largest);
        chiso__release(&doubts->csv->allocator, doubts->shares);
    }
}
