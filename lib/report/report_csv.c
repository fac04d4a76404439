/* A report as a table for spreadsheets. */
#include "report/table.h"

#include "text/json.h"
#include "text/word.h"

static const char *const change_heads[] = {"previous_achieved", "previous_percent", "previous_rank",
                                           "achieved_change",   "percent_change",   "rank_change"};
static const char *const count_heads[] = {"both", "score_only", "rank_only", "neither"};

chiso_status chiso__table_check(const chiso_report *report, chiso_csv_style style,
                                const chiso_sink *sink, chiso_error *error)
{
    if (report == NULL || sink == NULL || sink->write == NULL) {
        return chiso__fail_null(error);
    }
    if (style != CHISO_CSV_POINT && style != CHISO_CSV_COMMA) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_UNKNOWN_CSV_STYLE, NULL);
    }
    return chiso__report_check(report, error);
}

void chiso__table_begin(struct chiso__output *output, chiso_csv_style style)
{
    if (style == CHISO_CSV_COMMA) {
        output->separator = ';';
        output->mark = ',';
        chiso__put_text(output, "\xEF\xBB\xBF");
    }
}

void chiso__table_heads(struct chiso__output *output, const char *const *heads, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        chiso__cell_text(output, heads[i]);
    }
}

void chiso__table_figures(struct chiso__output *output, const chiso_standing *standing, int digits)
{
    const chiso_result *result = &standing->result;

    chiso__cell_text(output, chiso_word(CHISO_WORDS_STATE, result->state));
    chiso__cell_decimal(output, result->achieved, -1);
    chiso__cell_decimal(output, result->max, -1);
    chiso__cell_decimal(output, result->percent, digits);
    chiso__cell_decimal(output, result->coverage, digits);
    chiso__cell_decimal(output, result->lowest, digits);
    chiso__cell_decimal(output, result->highest, digits);
}

void chiso__table_place(struct chiso__output *output, chiso_place place)
{
    chiso__cell_begin(output);
    if (place.rank == 0) {
        chiso__cell_empty(output);
        chiso__cell_empty(output);
        return;
    }
    chiso__put_rank(output, place);
    chiso__cell_count(output, place.out_of);
    chiso__cell_count(output, place.tied);
}

void chiso__table_change_heads(struct chiso__output *output)
{
    chiso__table_heads(output, change_heads, sizeof(change_heads) / sizeof(change_heads[0]));
}

void chiso__table_change(struct chiso__output *output, const chiso_report *report,
                         const chiso_change *change)
{
    chiso__cell_decimal(output, change->before.achieved, -1);
    chiso__cell_decimal(output, change->before.percent, report->comparison->before->tree->digits);
    chiso__cell_begin(output);
    if (change->before.place.rank > 0) {
        chiso__put_rank(output, change->before.place);
    }
    chiso__cell_decimal(output, change->achieved, -1);
    chiso__cell_decimal(output, change->percent, chiso__change_digits(report));
    chiso__cell_decimal(output, change->rank, -1);
}

static chiso_status write_unit_change(struct chiso__output *output, const chiso_report *report,
                                      chiso_unit unit)
{
    chiso_change change;
    chiso_change_summary summary;
    chiso_status status = CHISO_OK;

    if (report->comparison == NULL) {
        return CHISO_OK;
    }
    status = chiso__unit_change(report, unit, &change, &summary);
    if (status != CHISO_OK) {
        return status;
    }
    chiso__table_change(output, report, &change);
    if (chiso__link_count(&report->comparison->units, unit) == 0) {
        for (int i = 0; i < 4; i++) {
            chiso__cell_empty(output);
        }
        return CHISO_OK;
    }
    chiso__cell_count(output, summary.both);
    chiso__cell_count(output, summary.score_only);
    chiso__cell_count(output, summary.rank_only);
    chiso__cell_count(output, summary.neither);
    return CHISO_OK;
}

static chiso_status write_unit(struct chiso__page *page, chiso_unit unit)
{
    struct chiso__output *const output = &page->output;
    const chiso_report *report = page->report;
    const chiso_board *board = report->board;
    chiso_standing standing;
    chiso_status status = chiso__written_standing(report, unit, CHISO_ROOT, &standing);

    if (status != CHISO_OK) {
        return status;
    }
    chiso__cell_text(output, chiso_unit_code(board, unit));
    chiso__cell_text(output, chiso_unit_name(board, unit));
    chiso__cell_text(output, chiso_board_block(board, chiso_unit_block(board, unit)));
    chiso__cell_text(output, chiso_unit_is_ranked(board, unit) ? "yes" : "no");
    chiso__table_figures(output, &standing, chiso__report_digits(report));
    chiso__table_place(output, standing.place);
    chiso__cell_text(output, chiso_bands_name(report->bands, standing.band));
    if (board->tree->has_band_gates) {
        chiso__cell_text(output, chiso_bands_name(report->bands, standing.band_by_percent));
    }
    status = write_unit_change(output, report, unit);
    for (uint32_t i = 1; i < board->tree->count && status == CHISO_OK; i++) {
        chiso_result result;

        status = chiso__page_figures(page, unit, i, &result);
        chiso__cell_decimal(output, status == CHISO_OK ? result.achieved : CHISO_ABSENT, -1);
    }
    chiso__row_end(output);
    return status;
}

static void write_header(struct chiso__output *output, const chiso_report *report)
{
    static const char *const heads[] = {"unit",     "name", "block",   "ranked",   "state",
                                        "achieved", "max",  "percent", "coverage", "lowest",
                                        "highest",  "rank", "out_of",  "tied",     "band"};
    const chiso_tree *tree = report->board->tree;

    chiso__table_heads(output, heads, sizeof(heads) / sizeof(heads[0]));
    if (tree->has_band_gates) {
        chiso__cell_text(output, "band_by_percent");
    }
    if (report->comparison != NULL) {
        chiso__table_change_heads(output);
        chiso__table_heads(output, count_heads, sizeof(count_heads) / sizeof(count_heads[0]));
    }
    for (uint32_t i = 1; i < tree->count; i++) {
        chiso__cell_text(output, chiso_node_code(tree, tree->order[i]));
    }
    chiso__row_end(output);
}

chiso_status chiso_report_write_csv(const chiso_report *report, chiso_csv_style style,
                                    const chiso_sink *sink, chiso_error *error)
{
    struct chiso__page page;
    chiso_status status = chiso__table_check(report, style, sink, error);

    if (status == CHISO_OK) {
        status = chiso__page_begin(&page, report, CHISO__WANT_POINTS, sink, error);
    }
    if (status != CHISO_OK) {
        return status;
    }
    chiso__table_begin(&page.output, style);
    write_header(&page.output, report);
    for (chiso_unit unit = 0; unit < report->board->units.count && !page.output.refused; unit++) {
        status = write_unit(&page, unit);
        if (status != CHISO_OK) {
            status = chiso__fail_figure(error, status, report, unit);
            break;
        }
    }
    chiso__page_clear(&page);
    return status == CHISO_OK ? chiso__output_end(&page.output, error) : status;
}
