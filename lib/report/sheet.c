/* What is written of many units: see sheet.h. */
#include "report/sheet.h"

#include "text/json.h"

#include <string.h>

chiso_status chiso__sheet_begin(struct chiso__sheet *sheet, const chiso_report *report,
                                unsigned wanted, const chiso_sink *sink, chiso_error *error)
{
    const chiso_tree *tree = report->board->tree;

    sheet->report = report;
    sheet->texts = (chiso_buffer){.allocator = &report->allocator};
    sheet->nodes = chiso__alloc(&report->allocator, tree->count, sizeof(*sheet->nodes));
    if (sheet->nodes == NULL) {
        return chiso__fail_memory(error);
    }
    for (uint32_t i = 0; i < tree->count; i++) {
        sheet->nodes[i].node = tree->order[i];
        chiso__view_begin(&sheet->nodes[i].view, &report->board->rows, tree->order[i], wanted);
    }
    chiso__output_begin(&sheet->output, sink);
    return CHISO_OK;
}

void chiso__sheet_clear(struct chiso__sheet *sheet)
{
    chiso__release(&sheet->report->allocator, sheet->nodes);
    chiso_buffer_clear(&sheet->texts);
}

bool chiso__sheet_open_nodes(struct chiso__sheet *sheet)
{
    static const char piece[CHISO__SHEET_PIECE];
    const chiso_tree *tree = sheet->report->board->tree;
    const chiso_sink sink = {chiso_buffer_write, &sheet->texts};
    bool done = true;

    for (uint32_t i = 1; i < tree->count && done; i++) {
        struct chiso__sheet_node *const node = &sheet->nodes[i];
        /* The sheet's own has not been written to yet. */
        struct chiso__output *const output = &sheet->output;
        const chiso_sink *const kept = output->sink;

        node->open = sheet->texts.size;
        output->sink = &sink;
        chiso__put_text(output, i == 1 ? "\n        { " : ",\n        { ");
        chiso__member_text(output, true, "code", chiso_node_code(tree, node->node));
        chiso__member(output, false, "state");
        done = chiso__output_end(output, NULL) == CHISO_OK;
        node->open_size = sheet->texts.size - node->open;
        output->sink = kept;
    }
    /* So that the last may be copied in whole pieces. */
    return done && chiso_buffer_write(&sheet->texts, piece, sizeof(piece));
}

chiso_status chiso__sheet_figures(struct chiso__sheet *sheet, chiso_unit unit, uint32_t at,
                                  chiso_result *out_result)
{
    const chiso_report *report = sheet->report;
    const chiso_status status = chiso__report_check(report, NULL);

    return status == CHISO_OK ? chiso__view_at(&sheet->nodes[at].view, unit, out_result) : status;
}

chiso_status chiso__sheet_line(struct chiso__sheet *sheet, chiso_unit unit, uint32_t at,
                               struct chiso__line *out_line)
{
    struct chiso__sheet_node *const node = &sheet->nodes[at];
    chiso_status status = chiso__sheet_figures(sheet, unit, at, &out_line->result);
    const chiso_ranking *ranking = NULL;

    if (status == CHISO_OK) {
        ranking = chiso__rankings_want(sheet->report->ranks, node->node);
        status =
            ranking == NULL ? CHISO_E_MEMORY : chiso_ranking_place(ranking, unit, &out_line->place);
    }
    return status == CHISO_OK ? chiso__view_lost(&node->view, unit, &out_line->lost) : status;
}
