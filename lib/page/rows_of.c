/* Rows of criteria: see rows_of.h. */
#include "page/rows_of.h"

#include "board/board.h"
#include "report/report.h"

struct chiso__columns chiso__columns_for(const struct chiso__canvas *canvas,
                                         chiso__tenth wide_height, chiso__tenth narrow_height,
                                         chiso__tenth names, chiso__tenth at_right,
                                         chiso__tenth labels)
{
    const chiso__tenth most = canvas->width * 32 / 100;
    const chiso__tenth width = names > most ? most : names;
    const bool wide = canvas->wide;

    return (struct chiso__columns){
        .shelf = {.face = {13, false},
                  .above = !wide,
                  .height = wide ? wide_height : narrow_height,
                  .name_x = canvas->left,
                  .name_width = wide ? width : canvas->right - canvas->left - at_right - 60},
        .from = wide ? canvas->left + width + labels + 180 : canvas->left + 80,
        .to = canvas->right - at_right - (wide ? labels : 0) - 120,
    };
}

chiso__tenth chiso__widest_name(chiso__tenth widest, const char *name)
{
    const chiso__tenth width =
        chiso__text_width(chiso__span_of(name), (struct chiso__face){13, true});

    return width > widest ? width : widest;
}

const char *chiso__criterion_name(const chiso_tree *tree, chiso_node node)
{
    const char *const title = chiso_node_title(tree, node);

    return *title != '\0' ? title : chiso_node_code(tree, node);
}

void chiso__rows_grid(struct chiso__canvas *canvas, const struct chiso__columns *columns,
                      const struct chiso__axis *axis, const struct chiso__strip *rows, size_t count,
                      chiso__tenth half)
{
    static const struct chiso__style grid = {CHISO__INK_NONE, CHISO__INK_GRID, 10, NULL};

    if (count == 0) {
        return;
    }
    chiso__path_begin(canvas, &grid);
    if (!columns->shelf.above) {
        chiso__axis_lines_between(canvas, axis, rows[0].top,
                                  rows[count - 1].top + rows[count - 1].height);
    }
    for (size_t i = 0; i < count && columns->shelf.above; i++) {
        chiso__axis_lines_between(canvas, axis, rows[i].middle - half, rows[i].middle + half);
    }
    chiso__path_end(canvas);
}

chiso_status chiso__report_canvas(struct chiso__canvas *canvas, const chiso_report *report,
                                  const chiso_chart_options *options, const chiso_sink *sink,
                                  chiso_error *error)
{
    const chiso_status status =
        report == NULL ? chiso__fail_null(error) : chiso__report_check(report, error);

    return status == CHISO_OK
               ? chiso__canvas_begin(canvas, options, &chiso_report_board(report)->allocator, sink,
                                     error)
               : status;
}

chiso_status chiso__unit_canvas(struct chiso__canvas *canvas, const chiso_report *report,
                                chiso_unit unit, const chiso_chart_options *options,
                                const chiso_sink *sink, chiso_error *error)
{
    if (report != NULL && unit >= chiso_board_unit_count(chiso_report_board(report))) {
        return chiso__fail_unit(error, unit);
    }
    return chiso__report_canvas(canvas, report, options, sink, error);
}
