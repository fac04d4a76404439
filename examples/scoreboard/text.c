/* The ranking as text: a table a block, each with its summary. */
#include "text.h"
#include "change.h"
#include "robust.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    RANK,
    NAME,
    POINTS,
    MAX,
    PERCENT,
    BAND,
    ROBUST,
    CHANGE,
    MOVE,
    COVERAGE,
    BOUNDS,
    BLOCK,
    CODE,
    NOTE
};

/* The units in the order they are printed: section after section, those with a rank first. */
struct listing {
    chiso_unit *units;
    size_t *ends; /* of each section */
    size_t sections;
};

static size_t section_of(const struct view *view, chiso_unit unit)
{
    return view->options->scope == CHISO_SCOPE_OVERALL ? 0 : chiso_unit_block(view->board, unit);
}

static void listing_free(struct listing *listing)
{
    free(listing->units);
    free(listing->ends);
}

/* The order of the rows: of ranks, where none is asked for. */
static chiso_status list_rows(const struct view *view, size_t units, chiso_unit *rows)
{
    const struct options *const options = view->options;

    return chiso_report_order(view->report, options->has_order ? options->order : CHISO_ORDER_RANK,
                              units, rows, NULL);
}

static chiso_status listing_make(const struct view *view, struct listing *listing)
{
    const uint32_t units = chiso_board_unit_count(view->board);
    chiso_unit *const rows = calloc((size_t)units + 1, sizeof(*rows));
    chiso_status status = rows == NULL ? CHISO_E_MEMORY : list_rows(view, units, rows);

    listing->sections =
        view->options->scope == CHISO_SCOPE_OVERALL ? 1 : chiso_board_block_count(view->board);
    listing->units = calloc((size_t)units + 1, sizeof(*listing->units));
    listing->ends = calloc(listing->sections + 1, sizeof(*listing->ends));
    if (status == CHISO_OK && (listing->units == NULL || listing->ends == NULL)) {
        status = CHISO_E_MEMORY;
    }
    /* First ends[s] is where section s begins; it moves on with each unit that is put there. */
    for (chiso_unit unit = 0; unit < units && status == CHISO_OK; unit++) {
        listing->ends[section_of(view, unit) + 1]++;
    }
    for (size_t section = 1; section < listing->sections && status == CHISO_OK; section++) {
        listing->ends[section] += listing->ends[section - 1];
    }
    for (uint32_t i = 0; i < units && status == CHISO_OK; i++) {
        listing->units[listing->ends[section_of(view, rows[i])]++] = rows[i];
    }
    free(rows);
    if (status != CHISO_OK) {
        listing_free(listing);
    }
    return status;
}

/* Why a unit has no rank, or what else should be known of it; NULL for nothing. */
static const char *note_of(const struct view *view, chiso_unit unit, const chiso_standing *standing)
{
    const chiso_result *const result = &standing->result;

    if (!chiso_unit_is_ranked(view->board, unit)) {
        return say(view->language, "not ranked", "không xếp hạng");
    }
    if (result->state == CHISO_STATE_NOT_APPLICABLE) {
        return say(view->language, "not applicable", "không áp dụng");
    }
    if (result->state == CHISO_STATE_MISSING) {
        return is_not_scored(result) ? say(view->language, "not scored", "chưa chấm")
                                     : say(view->language, "not fully scored", "chưa chấm đủ");
    }
    return standing->place.rank == 0 ? say(view->language, "no percent", "không có tỷ lệ") : NULL;
}

static chiso_status fill_row(const struct view *view, chiso_unit unit, struct row *row)
{
    chiso_standing standing;
    char lowest[TABLE_CELL_SIZE];
    char highest[TABLE_CELL_SIZE];
    const chiso_result *const result = &standing.result;
    const chiso_status status = chiso_report_standing(view->report, unit, CHISO_ROOT, &standing);

    if (status != CHISO_OK) {
        return status;
    }
    for (size_t i = 0; i < TABLE_COLUMNS; i++) {
        row->cells[i] = row->texts[i];
    }
    put_place(view, &standing.place, row->texts[RANK]);
    put_number(view, result->achieved, view->digits, "", row->texts[POINTS]);
    put_number(view, result->max, view->max_digits, "", row->texts[MAX]);
    put_number(view, result->percent, view->digits, " %", row->texts[PERCENT]);
    put_number(view, result->coverage, view->digits, " %", row->texts[COVERAGE]);
    if (is_partly_scored(result)) {
        put_number(view, result->lowest, view->digits, "", lowest);
        put_number(view, result->highest, view->digits, "", highest);
        snprintf(row->texts[BOUNDS], TABLE_CELL_SIZE, "%.24s – %.24s", lowest, highest);
    }
    row->cells[NAME] = chiso_unit_name(view->board, unit);
    row->cells[BAND] = standing.band == CHISO_NO_BAND
                           ? "-"
                           : chiso_bands_name(chiso_report_bands(view->report), standing.band);
    row->cells[BLOCK] = chiso_board_block(view->board, chiso_unit_block(view->board, unit));
    row->cells[CODE] = chiso_unit_code(view->board, unit);
    row->cells[NOTE] = note_of(view, unit, &standing);
    robust_put(view, unit, row->texts[ROBUST]);
    return view->comparison == NULL
               ? CHISO_OK
               : put_changes(view, unit, CHISO_ROOT, row->texts[CHANGE], row->texts[MOVE]);
}

/* Names the columns that tell something, in the head of the table. */
static chiso_status choose_columns(struct view *view, struct table *table)
{
    const uint32_t units = chiso_board_unit_count(view->board);
    const chiso_language language = view->language;
    /* What is left out where there is no room, the last first. */
    static const int leaving[] = {CHANGE, MOVE, MAX, BLOCK, COVERAGE, CODE, BOUNDS};
    bool coverage = false;
    bool max = false;
    bool name = false;
    bool note = false;

    for (chiso_unit unit = 0; unit < units; unit++) {
        chiso_standing standing;
        const chiso_status status =
            chiso_report_standing(view->report, unit, CHISO_ROOT, &standing);

        if (status != CHISO_OK) {
            return status;
        }
        if (digits_needed(standing.result.max) > view->max_digits) {
            view->max_digits = digits_needed(standing.result.max);
        }
        max = max || (standing.result.max != CHISO_ABSENT &&
                      standing.result.max != chiso_node_max(view->tree, CHISO_ROOT));
        coverage = coverage || is_partly_scored(&standing.result);
        name = name ||
               strcmp(chiso_unit_name(view->board, unit), chiso_unit_code(view->board, unit)) != 0;
        note = note || note_of(view, unit, &standing) != NULL;
    }
    table->columns[RANK] = column_right(say(language, "Rank", "Hạng"));
    table->columns[NAME] = column_wrapping(say(language, "Unit", "Đơn vị"));
    table->columns[POINTS] = column_right(say(language, "Points", "Điểm"));
    table->columns[MAX] = column_right(max ? say(language, "Max", "Tối đa") : NULL);
    table->columns[PERCENT] = column_right(say(language, "Percent", "Tỷ lệ"));
    table->columns[BAND].heading =
        chiso_report_bands(view->report) != NULL ? say(language, "Band", "Xếp loại") : NULL;
    robust_name_column(view);
    table->columns[ROBUST] =
        column_right(view->robust_heading[0] == '\0' ? NULL : view->robust_heading);
    if (view->comparison != NULL) {
        name_change_columns(language, &table->columns[CHANGE], &table->columns[MOVE]);
    }
    table->columns[COVERAGE] = column_right(coverage ? say(language, "Coverage", "Đã chấm") : NULL);
    table->columns[BOUNDS] =
        column_right(coverage ? say(language, "Lowest – highest", "Thấp nhất – cao nhất") : NULL);
    table->columns[BLOCK].heading = view->has_blocks && view->options->scope == CHISO_SCOPE_OVERALL
                                        ? say(language, "Block", "Khối")
                                        : NULL;
    table->columns[CODE].heading = name ? say(language, "Code", "Mã") : NULL;
    table->columns[NOTE].heading = note ? say(language, "Note", "Ghi chú") : NULL;
    for (int i = 0; i < (int)(sizeof(leaving) / sizeof(leaving[0])); i++) {
        table->columns[leaving[i]].leaves = i + 1;
    }
    return CHISO_OK;
}

static chiso_status print_rows(const struct view *view, const chiso_unit *units, size_t count,
                               struct table *table, struct printer *printer)
{
    for (size_t i = 0; i < count; i++) {
        struct row row = {.indent = 0};
        const chiso_status status = fill_row(view, units[i], &row);

        if (status != CHISO_OK) {
            return status;
        }
        if (printer == NULL) {
            table_measure(table, &row);
        } else {
            table_print_row(table, &row, printer);
        }
        if (printer != NULL && printer->refused) {
            return CHISO_E_SINK;
        }
    }
    return CHISO_OK;
}

static void print_band_counts(const struct view *view, const uint32_t *counts, uint32_t units,
                              struct printer *printer)
{
    const chiso_bands *const bands = chiso_report_bands(view->report);
    uint32_t rest = units;
    char number[TABLE_CELL_SIZE];

    print_text(printer, say(view->language, "Bands: ", "Xếp loại: "));
    for (uint32_t band = 0; band < chiso_bands_count(bands); band++) {
        rest -= counts[band];
        snprintf(number, sizeof(number), " %" PRIu32, counts[band]);
        print_text(printer, band > 0 ? "; " : "");
        print_name(printer, chiso_bands_name(bands, band));
        print_text(printer, number);
    }
    if (rest > 0) {
        snprintf(number, sizeof(number), " %" PRIu32, rest);
        print_text(printer, say(view->language, "; in none", "; không xếp loại"));
        print_text(printer, number);
    }
    print_line_end(printer);
}

static chiso_status print_bands(const struct view *view, uint32_t block, uint32_t units,
                                struct printer *printer, chiso_error *error)
{
    const chiso_bands *const bands = chiso_report_bands(view->report);
    uint32_t *counts = NULL;
    chiso_status status = CHISO_OK;

    if (bands == NULL) {
        return CHISO_OK;
    }
    counts = calloc((size_t)chiso_bands_count(bands) + 1, sizeof(*counts));
    if (counts == NULL) {
        return CHISO_E_MEMORY;
    }
    status = chiso_block_count_bands(view->board, CHISO_ROOT, block, bands, view->options->key,
                                     counts, error);
    if (status == CHISO_OK) {
        print_band_counts(view, counts, units, printer);
    }
    free(counts);
    return status;
}

/* The line below a table: what its ranked units have in common. */
static chiso_status print_summary(const struct view *view, uint32_t block, struct printer *printer,
                                  chiso_error *error)
{
    chiso_block_summary summary;
    chiso_status status =
        chiso_block_summarise(view->board, CHISO_ROOT, block, -1, &summary, error);
    const chiso_language language = view->language;

    if (status != CHISO_OK || summary.units == 0) {
        return status;
    }
    print_line_end(printer);
    print_count(summary.units, say(language, "unit", "đơn vị"), say(language, "units", "đơn vị"),
                printer);
    print_text(printer, say(language, ": mean ", ": trung bình "));
    print_number(view, summary.mean, view->digits, "", printer);
    if (view->comparison != NULL) {
        status = print_mean_change(view, block, printer, error);
        if (status != CHISO_OK) {
            return status;
        }
    }
    print_text(printer, say(language, "; median ", "; trung vị "));
    print_number(view, summary.median, view->digits, "", printer);
    print_text(printer, say(language, "; lowest ", "; thấp nhất "));
    print_number(view, summary.min, view->digits, "", printer);
    print_text(printer, say(language, "; highest ", "; cao nhất "));
    print_number(view, summary.max, view->digits, "", printer);
    print_text(printer, say(language, "; standard deviation ", "; độ lệch chuẩn "));
    print_number(view, summary.stdev, view->digits, "", printer);
    print_line_end(printer);
    return print_bands(view, block, summary.units, printer, error);
}

static void print_head(const struct view *view, struct printer *printer)
{
    const char *const title = chiso_tree_title(view->tree);
    const chiso_language language = view->language;

    print_name(printer, title[0] != '\0' ? title : say(language, "Scoreboard", "Bảng điểm"));
    print_line_end(printer);
    print_count(chiso_board_unit_count(view->board), say(language, "unit", "đơn vị"),
                say(language, "units", "đơn vị"), printer);
    print_text(printer, ", ");
    print_count(chiso_tree_leaf_count(view->tree), say(language, "criterion", "tiêu chí"),
                say(language, "criteria", "tiêu chí"), printer);
    print_text(printer, say(language, ", max ", ", tối đa "));
    print_number(view, chiso_node_max(view->tree, CHISO_ROOT), -1,
                 say(language, " points", " điểm"), printer);
    print_line_end(printer);
    print_line_end(printer);
}

static chiso_status print_section(const struct view *view, uint32_t section,
                                  const chiso_unit *units, size_t count, struct table *table,
                                  struct printer *printer, chiso_error *error)
{
    const bool overall = view->options->scope == CHISO_SCOPE_OVERALL;
    const char *const block = overall ? "" : chiso_board_block(view->board, section);
    chiso_status status = CHISO_OK;

    if (view->has_blocks && !overall) {
        if (block[0] == '\0') {
            print_text(printer, say(view->language, "No block", "Không thuộc khối nào"));
        } else if (!says_block(block)) {
            print_text(printer, say(view->language, "Block ", "Khối "));
        }
        print_name(printer, block);
        print_line_end(printer);
    }
    table_print_heading(table, printer);
    status = print_rows(view, units, count, table, printer);
    return status == CHISO_OK
               ? print_summary(view, overall ? CHISO_ALL_BLOCKS : section, printer, error)
               : status;
}

/* Whether two units that print the same percent have different ranks or bands because of what
 * rounding hides. */
static bool differ_behind_print(const struct view *view, const chiso_unit *pair,
                                const chiso_standing *a, const chiso_standing *b)
{
    int order = 0;

    return a->result.state == CHISO_STATE_SCORED && b->result.state == CHISO_STATE_SCORED &&
           a->result.percent != CHISO_ABSENT && a->result.percent == b->result.percent &&
           chiso_board_compare(view->board, CHISO_ROOT, pair[0], pair[1], &order) == CHISO_OK &&
           order != 0 && (a->band != b->band || (a->place.rank > 0 && b->place.rank > 0));
}

/* Looks at neighbours in each section of the listing. */
static chiso_status find_hidden(const struct view *view, const struct listing *listing,
                                bool *out_is_hidden)
{
    size_t at = 0;

    *out_is_hidden = false;
    for (size_t section = 0; section < listing->sections; section++) {
        const size_t first = at;
        chiso_standing before = {.band = CHISO_NO_BAND};

        for (; at < listing->ends[section] && !*out_is_hidden; at++) {
            chiso_standing standing;
            const chiso_status status =
                chiso_report_standing(view->report, listing->units[at], CHISO_ROOT, &standing);

            if (status != CHISO_OK) {
                return status;
            }
            *out_is_hidden = at > first &&
                             differ_behind_print(view, &listing->units[at - 1], &before, &standing);
            before = standing;
        }
    }
    return CHISO_OK;
}

/* What a reader of the tables must know, below them. */
static chiso_status print_remarks(const struct view *view, const struct listing *listing,
                                  bool has_coverage, struct printer *printer)
{
    bool is_hidden = false;

    if (view->options->key == CHISO_KEY_EXACT) {
        const chiso_status status = find_hidden(view, listing, &is_hidden);

        if (status != CHISO_OK) {
            return status;
        }
    }
    if (has_coverage || is_hidden) {
        print_line_end(printer);
    }
    if (has_coverage) {
        print_policy(view, printer);
    }
    if (is_hidden) {
        print_text(printer, say(view->language,
                                "Some units that print the same percent differ behind it: see "
                                "--digits, or rank by what is printed with "
                                "--rank-by published.",
                                "Có đơn vị bằng nhau sau làm tròn nhưng khác hạng hoặc xếp loại: "
                                "dùng --digits hoặc --rank-by published."));
        print_line_end(printer);
    }
    return CHISO_OK;
}

chiso_status text_write_ranking(const chiso_report *report, const struct options *options,
                                const chiso_sink *sink, chiso_error *error)
{
    struct view view = view_of(report, options);
    struct printer printer = printer_of(&view, sink);
    struct table table = {.width = options->columns};
    struct listing listing = {.units = NULL};
    size_t start = 0;
    bool has_coverage = false;
    chiso_status status = listing_make(&view, &listing);

    if (status != CHISO_OK) {
        return status;
    }
    status = choose_columns(&view, &table);
    if (status == CHISO_OK) {
        status = print_rows(&view, listing.units, chiso_board_unit_count(view.board), &table, NULL);
        has_coverage = table.columns[COVERAGE].heading != NULL;
        table_fit(&table);
        print_head(&view, &printer);
    }
    for (uint32_t section = 0; section < listing.sections && status == CHISO_OK; section++) {
        if (section > 0) {
            print_line_end(&printer);
        }
        status = print_section(&view, section, listing.units + start, listing.ends[section] - start,
                               &table, &printer, error);
        start = listing.ends[section];
    }
    if (status == CHISO_OK) {
        if (table.left_out_count > 0) {
            print_line_end(&printer);
            print_left_out(&view, &table, &printer);
        }
        status = print_remarks(&view, &listing, has_coverage, &printer);
    }
    if (status == CHISO_OK && chiso_report_robustness(report) != NULL) {
        status = robust_print(&view, &printer);
    }
    if (status == CHISO_OK && view.comparison != NULL) {
        status = print_comparison(&view, &printer, error);
    }
    listing_free(&listing);
    return status == CHISO_OK && printer.refused ? CHISO_E_SINK : status;
}
