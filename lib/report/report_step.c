/* What was done to figures beside combining, in documents: only where anything was. */
#include "report/page.h"

#include <chiso/note.h>

#include "text/json.h"

chiso_status chiso__page_open_steps(struct chiso__page *page, chiso_error *error)
{
    const chiso_report *report = page->report;
    const struct chiso__rows *rows = &report->board->rows;

    if (!rows->tree->has_steps && rows->set_count == 0) {
        return CHISO_OK;
    }
    page->tells = chiso__teller_begin(rows, &report->allocator, &page->teller);
    return page->tells ? CHISO_OK : chiso__fail_memory(error);
}

bool chiso__page_steps(struct chiso__page *page, chiso_unit unit, chiso_node node,
                       chiso_steps *out_steps)
{
    if (!page->tells || !chiso__has_steps(page->teller.rows, unit)) {
        return false;
    }
    chiso__teller_look(&page->teller, unit);
    chiso__teller_tell(&page->teller, node, out_steps);
    return true;
}

void chiso__member_steps(struct chiso__page *page, chiso_unit unit, chiso_node node)
{
    struct chiso__output *const output = &page->output;
    const chiso_board *board = page->report->board;
    chiso_steps steps;

    if (!chiso__page_steps(page, unit, node, &steps)) {
        return;
    }
    if (steps.is_dropped != 0) {
        chiso__member_flag(output, "dropped", true);
    }
    if (steps.is_set != 0) {
        chiso__put_text(output, ", \"set\": { ");
        chiso__member(output, true, "computed");
        chiso__put_decimal(output, steps.computed, -1, "null");
        chiso__member_decimal(output, "percent", steps.computed_percent,
                              chiso__report_digits(page->report));
        chiso__member_text(output, false, "note", chiso_board_note(board, unit, node, ""));
        chiso__put_text(output, " }");
    }
    if (steps.is_lifted != 0) {
        chiso__member_decimal(output, "floor", steps.unlifted, -1);
    }
    if (steps.limited_by != CHISO_NO_NODE) {
        chiso__put_text(output, ", \"limited\": { ");
        chiso__member_text(output, true, "by", chiso_node_code(board->tree, steps.limited_by));
        chiso__member_decimal(output, "was", steps.unlimited, -1);
        chiso__put_text(output, " }");
    }
}

void chiso__member_band_limit(struct chiso__output *output, const chiso_report *report,
                              chiso_unit unit, const chiso_standing *standing)
{
    struct chiso__band_gate gate;

    if (standing->band == standing->band_by_percent) {
        return;
    }
    (void)chiso__band_limit(&report->board->rows, unit, report->bands, &gate);
    chiso__member_text(output, false, "band_by_percent",
                       chiso_bands_name(report->bands, standing->band_by_percent));
    chiso__member_text(output, false, "band_limited_by",
                       chiso_node_code(report->board->tree, gate.child));
}
