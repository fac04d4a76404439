/* The order of rows: that of the file, or of the ranks. */
#include "report/inside.h"

/* Ranked units, and where each of their sections goes on: a block each, or all in one. */
struct sections {
    const chiso_board *board;
    chiso_scope scope;
    size_t *ends;
    chiso_unit *units;
};

static size_t section_of(const struct sections *sections, chiso_unit unit)
{
    return sections->scope == CHISO_SCOPE_OVERALL ? 0 : chiso_unit_block(sections->board, unit);
}

static void put(struct sections *sections, chiso_unit unit)
{
    sections->units[sections->ends[section_of(sections, unit)]++] = unit;
}

static chiso_status put_by_rank(struct sections *sections, const chiso_ranking *ranking)
{
    const uint32_t units = sections->board->units.count;
    const chiso_unit *order = NULL;
    uint32_t ranked = 0;
    chiso_status status = chiso_ranking_order(ranking, CHISO_ALL_BLOCKS, &order, &ranked);

    for (uint32_t i = 0; i < ranked && status == CHISO_OK; i++) {
        put(sections, order[i]);
    }
    for (chiso_unit unit = 0; unit < units && status == CHISO_OK; unit++) {
        chiso_place place;

        status = chiso_ranking_place(ranking, unit, &place);
        if (status == CHISO_OK && place.rank == 0) {
            put(sections, unit);
        }
    }
    return status;
}

chiso_status chiso__units_by_rank(const chiso_rankings *rankings, chiso_node node,
                                  const chiso_allocator *allocator, chiso_unit *out_units)
{
    const chiso_board *board = rankings->board;
    const chiso_ranking *const ranking = chiso__rankings_want(rankings, node);
    struct sections sections = {board, rankings->rule.scope, NULL, out_units};
    const size_t count =
        sections.scope == CHISO_SCOPE_OVERALL ? 1 : (size_t)board->units.block_count;
    chiso_status status = CHISO_E_MEMORY;

    sections.ends = chiso__alloc_zero(allocator, count + 1, sizeof(*sections.ends));
    if (ranking != NULL && sections.ends != NULL) {
        /* First ends[s] is where section s begins; it moves on with each unit that is put there. */
        for (chiso_unit unit = 0; unit < board->units.count; unit++) {
            sections.ends[section_of(&sections, unit) + 1]++;
        }
        for (size_t section = 1; section < count; section++) {
            sections.ends[section] += sections.ends[section - 1];
        }
        status = put_by_rank(&sections, ranking);
    }
    chiso__release(allocator, sections.ends);
    return status;
}

chiso_status chiso__report_units(const chiso_report *report, chiso_row_order order,
                                 chiso_unit *out_units)
{
    for (chiso_unit unit = 0; unit < report->board->units.count && order == CHISO_ORDER_FILE;
         unit++) {
        out_units[unit] = unit;
    }
    return order == CHISO_ORDER_FILE
               ? CHISO_OK
               : chiso__units_by_rank(report->ranks, CHISO_ROOT, &report->allocator, out_units);
}

chiso_status chiso_report_order(const chiso_report *report, chiso_row_order order, size_t count,
                                chiso_unit *out_units, chiso_error *error)
{
    chiso_status status = CHISO_OK;

    if (report == NULL || out_units == NULL) {
        return chiso__fail_null(error);
    }
    status = chiso__report_check(report, error);
    if (status != CHISO_OK) {
        return status;
    }
    if (order != CHISO_ORDER_FILE && order != CHISO_ORDER_RANK) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_REPORT_OPTIONS, NULL);
    }
    if (count != report->board->units.count) {
        return chiso__fail(
            error, CHISO_E_RANGE, CHISO__SAY_REPORT_ORDER_ROOM,
            CHISO__WORDS(chiso__say_count(count), chiso__say_count(report->board->units.count)));
    }
    status = chiso__report_units(report, order, out_units);
    return status == CHISO_OK ? status : chiso__fail_memory(error);
}
