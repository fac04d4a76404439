/* Units over several periods, and stages side by side, as text: a row a unit, or of one unit a row
 * a criterion, and a column a period. */
#include "change.h"
#include "periods_rows.h"
#include "view.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The first two columns tell what a row is of; periods stand behind them, as many as there is room
 * for. */
enum { FIRST, NAME, PERIOD, PERIODS_MOST = 10, DIFFERS = PERIOD + PERIODS_MOST };
enum { DIFFERENCE = DIFFERS + 1, BLOCK, CODE };

/* What is asked about. */
struct page {
    struct view view;
    const struct job *job;
    const chiso_series *series;
    uint32_t count;  /* periods */
    uint32_t hidden; /* the oldest ones, for which there is no column */
    int digits;      /* of points */
    bool is_of_one;
    bool has_another_max;
    bool has_gap;
    bool has_set;
    uint32_t differing; /* criteria whose points differ, and all */
    uint32_t leaves;
    chiso_series_point *points; /* of the row at hand */
};

static bool is_max_changed(const struct page *page, uint32_t period)
{
    for (uint32_t i = period; i-- > 0;) {
        if (page->points[i].max != CHISO_ABSENT) {
            return page->points[period].max != CHISO_ABSENT &&
                   page->points[period].max != page->points[i].max;
        }
    }
    return false;
}

/* The marks behind figures: a star where the points possible are others than before, and that the
 * result was set by hand. */
static const char *marks_of(struct page *page, uint32_t period)
{
    static const char *const marks[] = {"", "*", "#", "*#"};
    const bool is_other = is_max_changed(page, period);
    const bool is_set = page->points[period].is_set;

    page->has_another_max = page->has_another_max || is_other;
    page->has_set = page->has_set || is_set;
    return marks[(is_other ? 1 : 0) + (is_set ? 2 : 0)];
}

/* "68.75 % (10/21)", and marks. */
static void put_percent(struct page *page, uint32_t period, char *text)
{
    const chiso_series_point *const point = &page->points[period];
    const chiso_tree *const tree = chiso_board_tree(chiso_series_board(page->series, period));
    const char *const marks = marks_of(page, period);
    char percent[TABLE_CELL_SIZE];
    char place[TABLE_CELL_SIZE];

    put_number(&page->view, point->percent, chiso_tree_digits(tree), "", percent);
    put_place(&page->view, &point->place, place);
    page->has_gap = page->has_gap || point->percent == CHISO_ABSENT;
    if (point->place.rank == 0) {
        snprintf(text, TABLE_CELL_SIZE, "%.40s%s", percent, marks);
    } else {
        snprintf(text, TABLE_CELL_SIZE, "%.30s (%.28s)%s", percent, place, marks);
    }
}

/* A difference with its sign; "-" for none. */
static void put_signed(const struct page *page, chiso_decimal value, char *text)
{
    char number[TABLE_CELL_SIZE];

    put_number(&page->view, value, page->digits, "", number);
    snprintf(text, TABLE_CELL_SIZE, "%s%.40s", value != CHISO_ABSENT && value > 0 ? "+" : "",
             number);
}

/* The points of a stage, and behind those that are not the ones before by how much. */
static chiso_status put_points(struct page *page, const struct subject *subject, uint32_t stage,
                               char *text, chiso_error *error)
{
    chiso_series_difference difference = {CHISO_ABSENT, CHISO_ABSENT, CHISO_ABSENT};
    const char *const marks = marks_of(page, stage);
    char points[TABLE_CELL_SIZE];
    char change[TABLE_CELL_SIZE];
    chiso_status status = CHISO_OK;

    if (stage > 0) {
        status = chiso_series_subtract(page->series, stage - 1, stage, subject->unit, subject->code,
                                       &difference, error);
    }
    if (page->points[stage].state == CHISO_STATE_MISSING) {
        /* Its points are what counts in its place. */
        snprintf(points, sizeof(points), "%s", say(page->view.language, "not scored", "chưa chấm"));
    } else {
        put_number(&page->view, page->points[stage].achieved, page->digits, "", points);
    }
    put_signed(page, difference.achieved, change);
    page->has_gap = page->has_gap || page->points[stage].achieved == CHISO_ABSENT;
    if (difference.achieved == CHISO_ABSENT || difference.achieved == 0) {
        snprintf(text, TABLE_CELL_SIZE, "%.40s%s", points, marks);
    } else {
        snprintf(text, TABLE_CELL_SIZE, "%.28s (%.28s)%s", points, change, marks);
    }
    return status;
}

/* Whether the points of some stage differ. */
static bool differs(const struct page *page)
{
    bool is_so = false;

    for (uint32_t i = 1; i < page->count; i++) {
        is_so = is_so || page->points[i].achieved != page->points[i - 1].achieved;
    }
    return is_so;
}

static chiso_status fill_stages(struct page *page, const struct subject *subject, struct row *row,
                                chiso_error *error)
{
    const uint32_t last = page->count - 1;
    chiso_series_difference difference;
    chiso_status status = CHISO_OK;

    for (uint32_t i = page->hidden; i <= last && status == CHISO_OK; i++) {
        status = put_points(page, subject, i, row->texts[PERIOD + i - page->hidden], error);
    }
    if (status == CHISO_OK) {
        status = chiso_series_subtract(page->series, 0, last, subject->unit, subject->code,
                                       &difference, error);
    }
    if (status != CHISO_OK) {
        return status;
    }
    put_signed(page, difference.achieved, row->texts[DIFFERENCE]);
    if (!page->is_of_one) {
        snprintf(row->texts[DIFFERS], TABLE_CELL_SIZE, "%" PRIu32, subject->differing);
    }
    return CHISO_OK;
}

static chiso_status fill(struct page *page, const struct subject *subject, struct row *row,
                         chiso_error *error)
{
    const chiso_language language = page->view.language;
    chiso_status status = chiso_series_points(page->series, subject->unit, subject->code,
                                              page->count, page->points, error);

    if (status != CHISO_OK) {
        return status;
    }
    for (size_t i = 0; i < TABLE_COLUMNS; i++) {
        row->cells[i] = row->texts[i];
    }
    row->indent = subject->indent;
    row->cells[NAME] = subject->title;
    if (page->is_of_one) {
        row->cells[FIRST] =
            subject->code[0] == '\0' ? say(language, "Total", "Tổng") : subject->code;
    } else {
        put_place(&page->view, &page->points[page->count - 1].place, row->texts[FIRST]);
        row->cells[CODE] = subject->unit;
        row->cells[BLOCK] = subject->block;
    }
    if (page->job->options->are_stages) {
        return fill_stages(page, subject, row, error);
    }
    for (uint32_t i = page->hidden; i < page->count; i++) {
        put_percent(page, i, row->texts[PERIOD + i - page->hidden]);
    }
    return CHISO_OK;
}

/* Counts the leaves of a unit, or the one that a row is of, that have other points in some stage:
 * before points are told with the digits that are printed. */
static chiso_status count_differing(struct page *page, struct subject *subject, chiso_error *error)
{
    const chiso_tree *const tree = page->view.tree;
    chiso_status status = CHISO_OK;

    for (chiso_node node = CHISO_ROOT; node != CHISO_NO_NODE && status == CHISO_OK;
         node = chiso_node_next(tree, node)) {
        const char *const code = chiso_node_code(tree, node);

        if (!chiso_node_is_leaf(tree, node) ||
            (page->is_of_one && strcmp(code, subject->code) != 0)) {
            continue;
        }
        status = chiso_series_points(page->series, subject->unit, code, page->count, page->points,
                                     error);
        subject->differing += status == CHISO_OK && differs(page);
    }
    page->differing += subject->differing;
    page->leaves += subject->is_leaf ? 1 : 0;
    return status;
}

static void name_columns(const struct page *page, struct table *table)
{
    enum { LEAVES_CODE = 100, LEAVES_BLOCK = 99, LEAVES_PERIOD = 90 };
    const chiso_language language = page->view.language;
    const bool are_stages = page->job->options->are_stages;

    table->columns[FIRST] = page->is_of_one ? column_left(say(language, "Code", "Mã"))
                                            : column_right(say(language, "Rank", "Hạng"));
    table->columns[NAME] = column_wrapping(page->is_of_one ? say(language, "Criterion", "Tiêu chí")
                                                           : say(language, "Unit", "Đơn vị"));
    for (uint32_t i = page->hidden; i < page->count; i++) {
        struct column *const column = &table->columns[PERIOD + i - page->hidden];

        *column = column_right(chiso_series_label(page->series, i));
        column->leaves = i + 1 < page->count ? LEAVES_PERIOD - (int)(i - page->hidden) : 0;
    }
    if (are_stages) {
        table->columns[DIFFERENCE] = column_right(say(language, "Difference", "Chênh lệch"));
    }
    if (are_stages && !page->is_of_one) {
        table->columns[DIFFERS] = column_right(say(language, "Differing", "Tiêu chí khác"));
    }
    if (!page->is_of_one) {
        table->columns[CODE] = column_left(say(language, "Code", "Mã"));
        table->columns[CODE].leaves = LEAVES_CODE;
        if (page->view.has_blocks) {
            table->columns[BLOCK] = column_left(say(language, "Block", "Khối"));
            table->columns[BLOCK].leaves = LEAVES_BLOCK;
        }
    }
}

static void print_list(const struct page *page, uint32_t first, uint32_t last,
                       struct printer *printer)
{
    for (uint32_t i = first; i < last; i++) {
        print_text(printer, i == first ? "" : ", ");
        print_name(printer, chiso_series_label(page->series, i));
    }
}

/* The unit, as the last period calls it that has it. */
static void print_unit(const struct page *page, struct printer *printer)
{
    const char *const code = page->job->options->unit;
    const char *name = code;
    chiso_unit unit = CHISO_NO_UNIT;

    for (uint32_t i = 0; i < page->count; i++) {
        const chiso_board *const board = chiso_series_board(page->series, i);

        if (chiso_board_find_unit(board, code, &unit) == CHISO_OK) {
            name = chiso_unit_name(board, unit);
        }
    }
    print_name(printer, name);
    if (strcmp(name, code) != 0) {
        print_text(printer, " (");
        print_name(printer, code);
        print_text(printer, ")");
    }
}

/* What the table shows, above it. */
static void print_head(const struct page *page, struct printer *printer)
{
    const chiso_language language = page->view.language;
    const struct options *const options = page->job->options;
    const char *const title = chiso_tree_title(page->view.tree);
    chiso_node node = CHISO_ROOT;

    print_name(printer, title[0] != '\0' ? title : say(language, "Scoreboard", "Bảng điểm"));
    if (options->unit != NULL) {
        print_text(printer, ": ");
        print_unit(page, printer);
    }
    print_line_end(printer);
    if (options->criterion != NULL &&
        chiso_tree_find(page->view.tree, options->criterion, &node) == CHISO_OK) {
        print_text(printer, say(language, "Criterion ", "Tiêu chí "));
        print_name(printer, options->criterion);
        print_text(printer, " ");
        print_name(printer, node == CHISO_ROOT ? "" : chiso_node_title(page->view.tree, node));
        print_line_end(printer);
    }
    print_text(printer, options->are_stages ? say(language, "Stages: ", "Các vòng chấm: ")
                                            : say(language, "Periods: ", "Các kỳ: "));
    print_list(page, 0, page->count, printer);
    print_line_end(printer);
    print_text(printer,
               options->are_stages
                   ? say(language,
                         "Points; in parentheses what a stage gave or took beside the one before; "
                         "Difference: the last beside the first",
                         "Điểm; trong ngoặc là phần tăng giảm so với vòng ngay trước; Chênh lệch: "
                         "vòng cuối so với vòng đầu")
                   : say(language, "Percent, and the rank in parentheses",
                         "Tỷ lệ (%), trong ngoặc là thứ hạng"));
    print_line_end(printer);
    print_line_end(printer);
}

/* What a reader must know of it, below. */
static void print_foot(const struct page *page, const struct table *table, struct printer *printer)
{
    const chiso_language language = page->view.language;
    const bool are_stages = page->job->options->are_stages;

    if (page->has_another_max || page->has_set || page->has_gap || page->hidden > 0 ||
        table->left_out_count > 0 || are_stages) {
        print_line_end(printer);
    }
    if (are_stages && page->is_of_one && page->leaves > 0) {
        char text[TABLE_CELL_SIZE];

        snprintf(text, sizeof(text), "%" PRIu32 "%s%" PRIu32, page->differing,
                 say(language, " of ", "/"), page->leaves);
        print_text(printer, say(language, "Criteria whose points differ: ",
                                "Số tiêu chí có điểm khác nhau: "));
        print_text(printer, text);
        print_line_end(printer);
    } else if (are_stages && !page->is_of_one) {
        print_text(
            printer,
            say(language,
                "Criteria: how many have other points in some stage; --unit CODE shows "
                "which",
                "Tiêu chí khác: số tiêu chí có điểm khác nhau giữa các vòng; --unit CODE cho biết "
                "là tiêu chí nào"));
        print_line_end(printer);
    }
    if (page->has_another_max) {
        print_text(printer, say(language, "* the points possible are others than before",
                                "* điểm tối đa khác với kỳ trước"));
        print_line_end(printer);
    }
    if (page->has_set) {
        print_text(printer, say(language, "# set by hand", "# ấn định"));
        print_line_end(printer);
    }
    if (page->has_gap) {
        print_text(printer, say(language, "- not there, or without figures",
                                "- không có trong kỳ đó, hoặc không có số liệu"));
        print_line_end(printer);
    }
    if (page->hidden > 0) {
        print_text(printer, say(language, "There is no room for the columns of ",
                                "Không đủ chỗ cho các cột "));
        print_list(page, 0, page->hidden, printer);
        print_text(printer, say(language, "; --format csv has them.", "; xem --format csv."));
        print_line_end(printer);
    }
    print_left_out(&page->view, table, printer);
}

static chiso_status print_table(struct page *page, const struct subject *list, size_t count,
                                struct printer *printer, chiso_error *error)
{
    struct table table = {.width = page->job->options->columns};
    chiso_status status = CHISO_OK;

    name_columns(page, &table);
    for (int round = 0; round < 2 && status == CHISO_OK; round++) {
        for (size_t i = 0; i < count && status == CHISO_OK; i++) {
            struct row row = {.indent = 0};

            status = fill(page, &list[i], &row, error);
            if (status == CHISO_OK && round == 0) {
                table_measure(&table, &row);
            } else if (status == CHISO_OK) {
                table_print_row(&table, &row, printer);
            }
        }
        if (round == 0) {
            table_fit(&table);
            table_print_heading(&table, printer);
        }
    }
    if (status == CHISO_OK) {
        print_foot(page, &table, printer);
    }
    return status;
}

chiso_status periods_write_text(const struct job *job, const chiso_sink *sink, chiso_error *error)
{
    struct page page = {.view = view_of(job->report, job->options),
                        .job = job,
                        .series = job->series,
                        .count = chiso_series_count(job->series),
                        .is_of_one = job->options->unit != NULL};
    struct printer printer = printer_of(&page.view, sink);
    struct subject *list = NULL;
    size_t count = 0;
    chiso_status status = CHISO_OK;

    page.hidden = page.count > PERIODS_MOST ? page.count - PERIODS_MOST : 0;
    page.points = calloc((size_t)page.count + 1, sizeof(*page.points));
    if (page.points == NULL) {
        return CHISO_E_MEMORY;
    }
    status = periods_rows(job, &list, &count, error);
    if (status == CHISO_OK) {
        for (size_t i = 0; i < count && job->options->are_stages && status == CHISO_OK; i++) {
            status = count_differing(&page, &list[i], error);
        }
    }
    if (status == CHISO_OK) {
        page.digits = job->point_digits;
        status = chiso_series_set_point_places(job->series, page.digits, error);
    }
    if (status == CHISO_OK) {
        print_head(&page, &printer);
        status = print_table(&page, list, count, &printer, error);
    }
    free(list);
    free(page.points);
    return status == CHISO_OK && printer.refused ? CHISO_E_SINK : status;
}
