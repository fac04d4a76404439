/* A table with a row an item: leaves that lost points, steps of a plan, nodes of a trial. */
#include "items.h"

chiso_status print_items(const struct view *view, const void *items, uint32_t count, fill_row *fill,
                         struct table *table, struct printer *printer)
{
    for (int round = 0; round < 2; round++) {
        for (uint32_t i = 0; i < count; i++) {
            struct row row = {.indent = 0};
            chiso_status status = CHISO_OK;

            for (size_t column = 0; column < TABLE_COLUMNS; column++) {
                row.cells[column] = row.texts[column];
            }
            status = fill(view, items, i, &row);
            if (status != CHISO_OK) {
                return status;
            }
            if (round == 0) {
                table_measure(table, &row);
            } else {
                table_print_row(table, &row, printer);
            }
        }
        if (round == 0) {
            table_fit(table);
            table_print_heading(table, printer);
        }
    }
    print_left_out(view, table, printer);
    return printer->refused ? CHISO_E_SINK : CHISO_OK;
}

void name_node(const struct view *view, chiso_node node, size_t code, size_t title, struct row *row)
{
    row->cells[code] = node == CHISO_ROOT ? say(view->language, "Total", "Tổng")
                                          : chiso_node_code(view->tree, node);
    row->cells[title] = node == CHISO_ROOT ? "" : chiso_node_title(view->tree, node);
}

const char *points_word(const struct view *view, chiso_decimal points)
{
    return say(view->language, points == CHISO_DECIMAL_ONE ? " point" : " points", " điểm");
}
