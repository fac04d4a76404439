/* What changed since the earlier period: figures, ranks, and what only one of the two has. */
#include "change.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How many names a sentence lists, and how many movers there are to be named. */
enum { LIST_COUNT = 12, MOVER_COUNT = 3 };

void put_change(const struct view *view, chiso_decimal change, int digits, char *text)
{
    char number[TABLE_CELL_SIZE];

    if (change == CHISO_ABSENT || change == 0) {
        snprintf(text, TABLE_CELL_SIZE, "%s",
                 change == 0 ? say(view->language, "same", "không đổi") : "-");
        return;
    }
    put_number(view, change < 0 ? -change : change, digits, "", number);
    snprintf(text, TABLE_CELL_SIZE, "%s%.40s",
             change < 0 ? say(view->language, "down ", "giảm ")
                        : say(view->language, "up ", "tăng "),
             number);
}

void put_move(const struct view *view, chiso_decimal places, char *text)
{
    if (places == 0) {
        snprintf(text, TABLE_CELL_SIZE, "%s", say(view->language, "same", "giữ hạng"));
        return;
    }
    put_change(view, places, digits_needed(places), text);
    if (places != CHISO_ABSENT && view->language == CHISO_LANGUAGE_VIETNAMESE) {
        snprintf(text + strlen(text), TABLE_CELL_SIZE - strlen(text), " bậc");
    }
}

chiso_status put_changes(const struct view *view, chiso_unit unit, chiso_node node, char *change,
                         char *move)
{
    const chiso_unit *old_units = NULL;
    const chiso_node *old_nodes = NULL;
    uint32_t unit_count = 0;
    uint32_t node_count = 0;
    chiso_change figures;
    chiso_status status = chiso_comparison_change(view->comparison, unit, node, &figures);

    if (status == CHISO_OK) {
        status = chiso_comparison_units_before(view->comparison, unit, &old_units, &unit_count);
    }
    if (status == CHISO_OK) {
        status = chiso_comparison_nodes_before(view->comparison, node, &old_nodes, &node_count);
    }
    if (status != CHISO_OK) {
        return status;
    }
    if (unit_count == 0 || node_count == 0) {
        snprintf(change, TABLE_CELL_SIZE, "%s", say(view->language, "new", "mới"));
        return CHISO_OK;
    }
    put_change(view, figures.percent, view->change_digits, change);
    put_move(view, figures.rank, move);
    return CHISO_OK;
}

void name_change_columns(chiso_language language, struct column *change, struct column *move)
{
    *change = column_right(say(language, "Change", "So với kỳ trước"));
    *move = column_right(say(language, "Rank change", "Thay đổi hạng"));
}

chiso_status print_mean_change(const struct view *view, uint32_t block, struct printer *printer,
                               chiso_error *error)
{
    chiso_block_change change;
    char text[TABLE_CELL_SIZE];
    const chiso_status status =
        chiso_comparison_block(view->comparison, CHISO_ROOT, block, &change, error);

    if (status != CHISO_OK || change.mean == CHISO_ABSENT) {
        return status;
    }
    put_change(view, change.mean, view->change_digits, text);
    print_text(printer, " (");
    print_text(printer, text);
    if (change.both != change.units || change.both != change.units_before) {
        print_text(printer, say(view->language, " over the ", ", tính trên "));
        print_count(change.both, say(view->language, "unit of both", "đơn vị có ở cả hai kỳ"),
                    say(view->language, "units of both", "đơn vị có ở cả hai kỳ"), printer);
    }
    print_text(printer, ")");
    return CHISO_OK;
}

/* The name of what a difference lists: units and criteria, of now or of before. */
static const char *name_in(const struct view *view, chiso_difference which, uint32_t id)
{
    const chiso_board *const before = chiso_comparison_before(view->comparison);

    switch (which) {
    case CHISO_DIFFERENCE_UNITS_NEW:
        return chiso_unit_name(view->board, id);
    case CHISO_DIFFERENCE_UNITS_GONE:
        return chiso_unit_name(before, id);
    case CHISO_DIFFERENCE_NODES_GONE:
        return chiso_node_code(chiso_board_tree(before), id);
    case CHISO_DIFFERENCE_NODES_NEW:
    case CHISO_DIFFERENCE_MAX:
        break;
    }
    return id == CHISO_ROOT ? say(view->language, "the total", "tổng")
                            : chiso_node_code(view->tree, id);
}

static chiso_status print_difference(const struct view *view, chiso_difference which,
                                     const char *label, struct printer *printer)
{
    const uint32_t *ids = NULL;
    uint32_t count = 0;
    const chiso_status status = chiso_comparison_difference(view->comparison, which, &ids, &count);

    if (status != CHISO_OK || count == 0) {
        return status;
    }
    print_text(printer, label);
    for (uint32_t i = 0; i < count && i < LIST_COUNT; i++) {
        print_text(printer, i == 0 ? " " : ", ");
        print_name(printer, name_in(view, which, ids[i]));
    }
    if (count > LIST_COUNT) {
        print_text(printer, say(view->language, " and ", " và "));
        print_count(count - LIST_COUNT, say(view->language, "more", "mục khác"),
                    say(view->language, "more", "mục khác"), printer);
    }
    print_line_end(printer);
    return CHISO_OK;
}

static chiso_status print_differences(const struct view *view, struct printer *printer)
{
    static const struct {
        chiso_difference which;
        const char *english;
        const char *vietnamese;
    } lines[] = {
        {CHISO_DIFFERENCE_UNITS_NEW, "Units that were not there:", "Đơn vị kỳ trước không có:"},
        {CHISO_DIFFERENCE_UNITS_GONE,
         "Units that are no longer there:", "Đơn vị kỳ này không còn:"},
        {CHISO_DIFFERENCE_NODES_NEW, "Criteria that are new:", "Tiêu chí mới:"},
        {CHISO_DIFFERENCE_NODES_GONE, "Criteria that were dropped:", "Tiêu chí đã bỏ:"},
        {CHISO_DIFFERENCE_MAX,
         "Criteria with another max than before:", "Tiêu chí có điểm tối đa khác trước:"},
    };
    chiso_status status = CHISO_OK;

    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]) && status == CHISO_OK; i++) {
        status =
            print_difference(view, lines[i].which,
                             say(view->language, lines[i].english, lines[i].vietnamese), printer);
    }
    return status;
}

/* Names those that climbed most, or fell most. */
static chiso_status print_movers(const struct view *view, bool fallers, struct printer *printer,
                                 chiso_error *error)
{
    chiso_unit units[MOVER_COUNT];
    uint32_t count = 0;
    bool is_begun = false;
    chiso_status status =
        chiso_comparison_movers(view->comparison, CHISO_ROOT, CHISO_ALL_BLOCKS, CHISO_MOVE_RANK,
                                fallers, MOVER_COUNT, units, &count, error);

    for (uint32_t i = 0; i < count && status == CHISO_OK; i++) {
        chiso_change change;
        char text[TABLE_CELL_SIZE];

        status = chiso_comparison_change(view->comparison, units[i], CHISO_ROOT, &change);
        if (status != CHISO_OK || (fallers ? change.rank >= 0 : change.rank <= 0)) {
            break;
        }
        put_move(view, change.rank, text);
        print_text(printer, is_begun ? "; "
                            : fallers
                                ? say(view->language, "Fell most: ", "Giảm hạng nhiều nhất: ")
                                : say(view->language, "Climbed most: ", "Tăng hạng nhiều nhất: "));
        print_name(printer, chiso_unit_name(view->board, units[i]));
        print_text(printer, " ");
        print_text(printer, text);
        is_begun = true;
    }
    if (is_begun) {
        print_line_end(printer);
    }
    return status;
}

/* A coefficient is no figure to be published: two places tell enough. */
static void print_coefficient(const struct view *view, const char *label, double value,
                              struct printer *printer)
{
    const long hundredths = (long)(value * 100 + (value < 0 ? -0.5 : 0.5));
    char text[TABLE_CELL_SIZE];

    snprintf(text, sizeof(text), "%s%s%ld%c%02ld", label, hundredths < 0 ? "-" : "",
             labs(hundredths) / 100, view->language == CHISO_LANGUAGE_VIETNAMESE ? ',' : '.',
             labs(hundredths) % 100);
    print_text(printer, text);
}

/* How much the rankings agree. Ranks in several blocks are not one ranking. */
static chiso_status print_agreement(const struct view *view, struct printer *printer,
                                    chiso_error *error)
{
    chiso_agreement agreement;
    chiso_status status = CHISO_OK;

    if (view->options->scope != CHISO_SCOPE_OVERALL &&
        (chiso_board_block_count(view->board) > 1 ||
         chiso_board_block_count(chiso_comparison_before(view->comparison)) > 1)) {
        return CHISO_OK;
    }
    status = chiso_comparison_agreement(view->comparison, CHISO_ROOT, CHISO_ALL_BLOCKS, &agreement,
                                        error);
    if (status == CHISO_E_EMPTY || status == CHISO_E_NODE) {
        return CHISO_OK;
    }
    if (status != CHISO_OK) {
        return status;
    }
    print_count(agreement.units,
                say(view->language, "unit has a rank in both", "đơn vị có hạng ở cả hai kỳ"),
                say(view->language, "units have a rank in both", "đơn vị có hạng ở cả hai kỳ"),
                printer);
    if (!isnan(agreement.rank_change)) {
        print_coefficient(
            view, say(view->language, "; ranks moved by ", "; thứ hạng thay đổi trung bình "),
            agreement.rank_change, printer);
        print_text(printer, say(view->language, " places on average", " bậc"));
    }
    if (!isnan(agreement.spearman)) {
        print_coefficient(view,
                          say(view->language, "; agreement of the rankings: Spearman ",
                              "; mức tương đồng: Spearman "),
                          agreement.spearman, printer);
        print_coefficient(view, ", Kendall ", agreement.kendall, printer);
    }
    print_line_end(printer);
    return CHISO_OK;
}

void print_predecessors(const struct view *view, const chiso_unit *units, uint32_t count,
                        struct printer *printer)
{
    const chiso_board *const before = chiso_comparison_before(view->comparison);

    for (uint32_t i = 0; i < count; i++) {
        print_text(printer, i == 0 ? "" : ", ");
        print_name(printer, chiso_unit_name(before, units[i]));
    }
}

/* Names the units that are made of several. */
static chiso_status print_all_merged(const struct view *view, struct printer *printer)
{
    bool is_begun = false;

    for (chiso_unit unit = 0; unit < chiso_board_unit_count(view->board); unit++) {
        const chiso_unit *old = NULL;
        uint32_t count = 0;
        const chiso_status status =
            chiso_comparison_units_before(view->comparison, unit, &old, &count);

        if (status != CHISO_OK) {
            return status;
        }
        if (count > 1) {
            print_text(printer, is_begun
                                    ? "; "
                                    : say(view->language,
                                          "Units that were several, compared with their mean: ",
                                          "Đơn vị sáp nhập, so với trung bình các đơn vị cũ: "));
            print_name(printer, chiso_unit_name(view->board, unit));
            print_text(printer, " (");
            print_predecessors(view, old, count, printer);
            print_text(printer, ")");
            is_begun = true;
        }
    }
    if (is_begun) {
        print_line_end(printer);
    }
    return CHISO_OK;
}

/* Ranks and means of other units are compared with what they are: said where the units are not the
 * same. */
static chiso_status print_caution(const struct view *view, struct printer *printer)
{
    const uint32_t *ids = NULL;
    uint32_t added = 0;
    uint32_t gone = 0;
    chiso_status status =
        chiso_comparison_difference(view->comparison, CHISO_DIFFERENCE_UNITS_NEW, &ids, &added);

    if (status == CHISO_OK) {
        status =
            chiso_comparison_difference(view->comparison, CHISO_DIFFERENCE_UNITS_GONE, &ids, &gone);
    }
    if (status == CHISO_OK && added + gone > 0) {
        print_text(printer,
                   say(view->language, "Ranks and means are those among the units of each period.",
                       "Thứ hạng và trung bình là giữa các đơn vị của từng kỳ."));
        print_line_end(printer);
    }
    return status;
}

chiso_status print_comparison(const struct view *view, struct printer *printer, chiso_error *error)
{
    chiso_status status = CHISO_OK;

    print_line_end(printer);
    print_text(printer, say(view->language, "Compared with ", "So với "));
    print_name(printer, view->options->previous);
    print_text(printer, ": ");
    print_count(chiso_board_unit_count(chiso_comparison_before(view->comparison)),
                say(view->language, "unit", "đơn vị"), say(view->language, "units", "đơn vị"),
                printer);
    print_line_end(printer);
    status = print_all_merged(view, printer);
    if (status == CHISO_OK) {
        status = print_differences(view, printer);
    }
    if (status == CHISO_OK) {
        status = print_all_set(view, printer);
    }
    if (status == CHISO_OK) {
        status = print_caution(view, printer);
    }
    if (status == CHISO_OK) {
        status = print_movers(view, false, printer, error);
    }
    if (status == CHISO_OK) {
        status = print_movers(view, true, printer, error);
    }
    return status == CHISO_OK ? print_agreement(view, printer, error) : status;
}
