/* What was set by hand in one of two periods: figures that are compared, and that nobody scored. */
#include "change.h"

enum { LIST_COUNT = 12 };

/* The criteria of one side, behind what comes before them. */
static chiso_status print_side(const struct view *view, chiso_unit unit, bool before,
                               const char *label, struct printer *printer, uint32_t *out_count)
{
    const chiso_tree *const tree =
        before ? chiso_board_tree(chiso_comparison_before(view->comparison)) : view->tree;
    chiso_node nodes[LIST_COUNT];
    const chiso_status status =
        chiso_comparison_set_nodes(view->comparison, unit, before, LIST_COUNT, nodes, out_count);

    if (status != CHISO_OK || *out_count == 0) {
        return status;
    }
    print_text(printer, label);
    print_text(printer, before ? say(view->language, "before", "kỳ trước")
                               : say(view->language, "now", "kỳ này"));
    for (uint32_t i = 0; i < *out_count && i < LIST_COUNT; i++) {
        print_text(printer, i == 0 ? " " : ", ");
        print_name(printer, nodes[i] == CHISO_ROOT ? say(view->language, "the total", "tổng")
                                                   : chiso_node_code(tree, nodes[i]));
    }
    if (*out_count > LIST_COUNT) {
        print_text(printer, say(view->language, " and ", " và "));
        print_count(*out_count - LIST_COUNT, say(view->language, "more", "mục khác"),
                    say(view->language, "more", "mục khác"), printer);
    }
    return CHISO_OK;
}

chiso_status print_set_nodes(const struct view *view, chiso_unit unit, const char *label,
                             struct printer *printer, uint32_t *out_count)
{
    uint32_t now = 0;
    uint32_t before = 0;
    chiso_status status = print_side(view, unit, false, label, printer, &now);

    if (status == CHISO_OK) {
        status = print_side(view, unit, true, now > 0 ? "; " : label, printer, &before);
    }
    *out_count = now + before;
    return status;
}

chiso_status print_all_set(const struct view *view, struct printer *printer)
{
    chiso_status status = CHISO_OK;
    uint32_t units = 0;

    for (chiso_unit unit = 0; unit < chiso_board_unit_count(view->board) && status == CHISO_OK;
         unit++) {
        uint32_t now = 0;
        uint32_t before = 0;

        status = chiso_comparison_set_nodes(view->comparison, unit, false, 0, NULL, &now);
        if (status == CHISO_OK) {
            status = chiso_comparison_set_nodes(view->comparison, unit, true, 0, NULL, &before);
        }
        if (status != CHISO_OK || now + before == 0) {
            continue;
        }
        if (units++ < LIST_COUNT) {
            print_text(printer, units > 1 ? ", "
                                          : say(view->language,
                                                "Results set by hand: ", "Kết quả được ấn định: "));
            print_name(printer, chiso_unit_name(view->board, unit));
            status = print_set_nodes(view, unit, " (", printer, &now);
            print_text(printer, ")");
        }
    }
    if (units > LIST_COUNT) {
        print_text(printer, say(view->language, " and ", " và "));
        print_count(units - LIST_COUNT, say(view->language, "more", "mục khác"),
                    say(view->language, "more", "mục khác"), printer);
    }
    if (units > 0) {
        print_line_end(printer);
    }
    return status;
}
