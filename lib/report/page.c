/* What is written of many units: see page.h. */
#include "report/page.h"

#include "text/json.h"

#include <string.h>

chiso_status chiso__page_begin(struct chiso__page *page, const chiso_report *report,
                               unsigned wanted, const chiso_sink *sink, chiso_error *error)
{
    const chiso_tree *tree = report->board->tree;

    page->report = report;
    page->units = NULL;
    page->tells = false;
    page->texts = (chiso_buffer){.allocator = &report->allocator};
    page->nodes = chiso__alloc(&report->allocator, tree->count, sizeof(*page->nodes));
    if (page->nodes == NULL) {
        return chiso__fail_memory(error);
    }
    for (uint32_t i = 0; i < tree->count; i++) {
        page->nodes[i].node = tree->order[i];
        chiso__view_begin(&page->nodes[i].view, &report->board->rows, tree->order[i], wanted);
    }
    chiso__output_begin(&page->output, sink);
    return CHISO_OK;
}

void chiso__page_clear(struct chiso__page *page)
{
    if (page->tells) {
        chiso__teller_end(&page->teller, &page->report->allocator);
    }
    chiso__release(&page->report->allocator, page->units);
    chiso__release(&page->report->allocator, page->nodes);
    chiso_buffer_clear(&page->texts);
}

chiso_status chiso__page_order(struct chiso__page *page, chiso_error *error)
{
    const chiso_report *report = page->report;

    if (report->order == CHISO_ORDER_FILE) {
        return CHISO_OK;
    }
    page->units =
        chiso__alloc(&report->allocator, report->board->units.count, sizeof(*page->units));
    return page->units != NULL &&
                   chiso__report_units(report, report->order, page->units) == CHISO_OK
               ? CHISO_OK
               : chiso__fail_memory(error);
}

bool chiso__page_open_nodes(struct chiso__page *page)
{
    static const char piece[CHISO__PAGE_PIECE];
    const chiso_tree *tree = page->report->board->tree;
    const chiso_sink sink = {chiso_buffer_write, &page->texts};
    struct chiso__output output;
    bool done = true;

    chiso__output_begin(&output, &sink);
    for (uint32_t i = 1; i < tree->count && done; i++) {
        struct chiso__page_node *const node = &page->nodes[i];

        node->open = page->texts.size;
        chiso__put_text(&output, i == 1 ? "\n        { " : ",\n        { ");
        chiso__member_text(&output, true, "code", chiso_node_code(tree, node->node));
        chiso__member(&output, false, "state");
        done = chiso__output_end(&output, NULL) == CHISO_OK;
        node->open_size = page->texts.size - node->open;
    }
    /* So that the last may be copied in whole pieces. */
    return done && chiso_buffer_write(&page->texts, piece, sizeof(piece));
}

chiso_status chiso__page_figures(struct chiso__page *page, chiso_unit unit, uint32_t at,
                                 chiso_result *out_result)
{
    const chiso_report *report = page->report;
    const chiso_status status = chiso__report_check(report, NULL);

    return status == CHISO_OK ? chiso__view_at(&page->nodes[at].view, unit, out_result) : status;
}

chiso_status chiso__page_line(struct chiso__page *page, chiso_unit unit, uint32_t at,
                              struct chiso__node_line *out_line)
{
    struct chiso__page_node *const node = &page->nodes[at];
    chiso_status status = chiso__page_figures(page, unit, at, &out_line->result);
    const chiso_ranking *ranking = NULL;

    if (status == CHISO_OK) {
        ranking = chiso__rankings_want(page->report->ranks, node->node);
        status =
            ranking == NULL ? CHISO_E_MEMORY : chiso_ranking_place(ranking, unit, &out_line->place);
    }
    return status == CHISO_OK ? chiso__view_lost(&node->view, unit, &out_line->lost) : status;
}
