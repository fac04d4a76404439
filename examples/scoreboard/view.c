/* Figures as text, for all that is printed. */
#include "view.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

struct view view_of(const chiso_report *report, const struct options *options)
{
    const chiso_board *const board = chiso_report_board(report);
    const chiso_tree *const tree = chiso_board_tree(board);
    const chiso_comparison *const comparison = chiso_report_comparison(report);
    const int digits = chiso_tree_digits(tree);
    const int before =
        comparison == NULL
            ? digits
            : chiso_tree_digits(chiso_board_tree(chiso_comparison_before(comparison)));

    return (struct view){
        .report = report,
        .board = board,
        .tree = tree,
        .options = options,
        .language = options->language,
        .digits = digits,
        .point_digits = digits,
        .before_digits = before,
        .change_digits = before > digits ? before : digits,
        .rounding = chiso_tree_rounding(tree),
        .comparison = comparison,
        .has_blocks = chiso_board_block_count(board) > 1 || chiso_board_block(board, 0)[0] != '\0',
    };
}

void put_number(const struct view *view, chiso_decimal value, int digits, const char *unit,
                char *text)
{
    char number[CHISO_DECIMAL_TEXT_SIZE];
    const char mark = view->language == CHISO_LANGUAGE_VIETNAMESE ? ',' : '.';

    /* A figure that does not exist is no decimal, and is refused. */
    if (chiso_decimal_format(value, digits, view->rounding, mark, number) != CHISO_OK) {
        snprintf(text, TABLE_CELL_SIZE, "-");
    } else {
        snprintf(text, TABLE_CELL_SIZE, "%s%s", number, unit);
    }
}

void print_number(const struct view *view, chiso_decimal value, int digits, const char *unit,
                  struct printer *printer)
{
    char text[TABLE_CELL_SIZE];

    put_number(view, value, digits, unit, text);
    print_text(printer, text);
}

void put_place(const struct view *view, const chiso_place *place, char *text)
{
    if (place->rank == 0) {
        snprintf(text, TABLE_CELL_SIZE, "-");
    } else {
        snprintf(text, TABLE_CELL_SIZE, "%s%" PRIu32 "%s/%" PRIu32, place->tied > 1 ? "=" : "",
                 place->rank, place->half ? say(view->language, ".5", ",5") : "", place->out_of);
    }
}

chiso_decimal in_print(const struct view *view, chiso_decimal figure, int digits)
{
    chiso_decimal printed = figure;

    return chiso_decimal_round(figure, digits, view->rounding, &printed) == CHISO_OK ? printed
                                                                                     : figure;
}

int digits_needed(chiso_decimal value)
{
    int digits = CHISO_DECIMAL_PLACES;

    if (value == CHISO_ABSENT) {
        return 0;
    }
    while (digits > 0 && value % 10 == 0) {
        value /= 10;
        digits--;
    }
    return digits;
}

bool is_partly_scored(const chiso_result *result)
{
    return result->coverage != CHISO_ABSENT && result->coverage < 100 * CHISO_DECIMAL_ONE;
}

bool is_not_scored(const chiso_result *result)
{
    return result->state == CHISO_STATE_MISSING && result->coverage == 0;
}

/* How many cells were imputed. */
static void print_imputed(const struct view *view, struct printer *printer)
{
    const uint64_t count = chiso_board_imputed_count(view->board, CHISO_NO_UNIT);
    char text[80];

    if (count > 0) {
        snprintf(
            text, sizeof(text), "%s%llu",
            say(view->language, "Missing cells that were imputed: ", "Số ô thiếu được ước lượng: "),
            (unsigned long long)count);
        print_text(printer, text);
        print_line_end(printer);
    }
}

void print_policy(const struct view *view, struct printer *printer)
{
    switch (chiso_tree_missing(view->tree)) {
    case CHISO_MISSING_ZERO:
        print_text(printer, say(view->language, "What was not scored counts as its min.",
                                "Tiêu chí chưa chấm được tính điểm tối thiểu."));
        break;
    case CHISO_MISSING_SKIP:
        print_text(printer, say(view->language, "What was not scored is left out, of the max too.",
                                "Tiêu chí chưa chấm không được tính, kể cả vào điểm tối đa."));
        break;
    case CHISO_MISSING_UNKNOWN:
        print_text(printer, say(view->language,
                                "A unit that is not fully scored has no percent and no rank.",
                                "Đơn vị chưa chấm đủ thì không có tỷ lệ và thứ hạng."));
        break;
    }
    print_line_end(printer);
    print_imputed(view, printer);
}

void print_count(uint32_t count, const char *one, const char *many, struct printer *printer)
{
    char text[TABLE_CELL_SIZE];

    snprintf(text, sizeof(text), "%" PRIu32 " ", count);
    print_text(printer, text);
    print_text(printer, count == 1 ? one : many);
}

bool says_block(const char *name)
{
    static const char *const words[] = {"Block", "block", "Khối", "khối", "KHỐI"};
    bool says = false;

    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        says = says || strncmp(name, words[i], strlen(words[i])) == 0;
    }
    return says;
}

struct printer printer_of(const struct view *view, const chiso_sink *sink)
{
    return (struct printer){
        .sink = sink, .width = view->options->columns == COLUMNS_ALL ? 0 : view->options->columns};
}

void print_left_out(const struct view *view, const struct table *table, struct printer *printer)
{
    const chiso_language language = view->language;
    char number[TABLE_CELL_SIZE];

    if (table->left_out_count == 0) {
        return;
    }
    print_text(printer, say(language, "Left out for want of width: ", "Bỏ bớt cột vì thiếu chỗ: "));
    for (size_t i = table->left_out_count; i-- > 0;) {
        print_name(printer, table->left_out[i]);
        print_text(printer, i > 0 ? ", " : "");
    }
    snprintf(number, sizeof(number), "%zu", table->whole);
    print_text(printer, say(language, "; all columns: --width ", "; đủ cột: --width "));
    print_text(printer, number);
    print_text(printer, say(language, " or --width 0", " hoặc --width 0"));
    print_line_end(printer);
}
