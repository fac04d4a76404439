/* A report as a table for spreadsheets. */
#include "report/table.h"

#include "text/json.h"
static const enum chiso__message change_heads[] = {
    CHISO__SAY_HEAD_PREVIOUS_ACHIEVED, CHISO__SAY_HEAD_PREVIOUS_PERCENT,
    CHISO__SAY_HEAD_PREVIOUS_RANK,     CHISO__SAY_HEAD_ACHIEVED_CHANGE,
    CHISO__SAY_HEAD_PERCENT_CHANGE,    CHISO__SAY_HEAD_RANK_CHANGE};
static const enum chiso__message count_heads[] = {CHISO__SAY_HEAD_BOTH, CHISO__SAY_HEAD_SCORE_ONLY,
                                                  CHISO__SAY_HEAD_RANK_ONLY,
                                                  CHISO__SAY_HEAD_NEITHER};
static const enum chiso__message robust_heads[] = {
    CHISO__SAY_HEAD_RANK_MEDIAN, CHISO__SAY_HEAD_RANK_MEAN, CHISO__SAY_HEAD_RANK_LOW,
    CHISO__SAY_HEAD_RANK_HIGH};

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

void chiso__table_heads(struct chiso__output *output, chiso_language language,
                        const enum chiso__message *heads, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        chiso__cell_text(output, chiso__text_in(language, heads[i]));
    }
}

void chiso__table_answer(struct chiso__output *output, chiso_language language, bool is_so)
{
    chiso__cell_text(output,
                     chiso__text_in(language, is_so ? CHISO__SAY_CELL_YES : CHISO__SAY_CELL_NO));
}

void chiso__table_figures(struct chiso__output *output, const chiso_report *report,
                          const chiso_standing *standing)
{
    static const enum chiso__message states[] = {
        [CHISO_STATE_SCORED] = CHISO__SAY_CELL_SCORED,
        [CHISO_STATE_MISSING] = CHISO__SAY_CELL_MISSING,
        [CHISO_STATE_NOT_APPLICABLE] = CHISO__SAY_CELL_DOES_NOT_APPLY,
    };
    const chiso_result *result = &standing->result;
    const int digits = chiso__report_digits(report);

    chiso__cell_text(output, chiso__text_in(report->language, states[result->state]));
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

void chiso__table_change_heads(struct chiso__output *output, chiso_language language)
{
    chiso__table_heads(output, language, change_heads,
                       sizeof(change_heads) / sizeof(change_heads[0]));
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

static chiso_status write_robust(struct chiso__output *output, const chiso_report *report,
                                 chiso_unit unit)
{
    chiso_robust_unit robust;
    chiso_status status = CHISO_OK;

    if (report->robustness == NULL) {
        return CHISO_OK;
    }
    status = chiso_robustness_unit(report->robustness, unit, &robust);
    if (status == CHISO_OK) {
        chiso__cell_decimal(output, robust.median, -1);
        chiso__cell_decimal(output, robust.mean, CHISO_DECIMAL_PLACES);
        chiso__cell_decimal(output, robust.low, -1);
        chiso__cell_decimal(output, robust.high, -1);
    }
    return status;
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
    chiso__table_answer(output, report->language, chiso_unit_is_ranked(board, unit));
    chiso__table_figures(output, report, &standing);
    chiso__table_place(output, standing.place);
    chiso__cell_text(output, chiso_bands_name(report->bands, standing.band));
    if (board->tree->has_band_gates) {
        chiso__cell_text(output, chiso_bands_name(report->bands, standing.band_by_percent));
    }
    status = write_unit_change(output, report, unit);
    if (status == CHISO_OK) {
        status = write_robust(output, report, unit);
    }
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
    static const enum chiso__message heads[] = {
        CHISO__SAY_HEAD_UNIT,   CHISO__SAY_HEAD_NAME,    CHISO__SAY_HEAD_BLOCK,
        CHISO__SAY_HEAD_RANKED, CHISO__SAY_HEAD_STATE,   CHISO__SAY_HEAD_ACHIEVED,
        CHISO__SAY_HEAD_MAX,    CHISO__SAY_HEAD_PERCENT, CHISO__SAY_HEAD_COVERAGE,
        CHISO__SAY_HEAD_LOWEST, CHISO__SAY_HEAD_HIGHEST, CHISO__SAY_HEAD_RANK,
        CHISO__SAY_HEAD_OUT_OF, CHISO__SAY_HEAD_TIED,    CHISO__SAY_HEAD_BAND};
    static const enum chiso__message band_heads[] = {CHISO__SAY_HEAD_BAND_BY_PERCENT};
    const chiso_language language = report->language;
    const chiso_tree *tree = report->board->tree;

    chiso__table_heads(output, language, heads, sizeof(heads) / sizeof(heads[0]));
    chiso__table_heads(output, language, band_heads, tree->has_band_gates ? 1 : 0);
    if (report->comparison != NULL) {
        chiso__table_change_heads(output, language);
        chiso__table_heads(output, language, count_heads,
                           sizeof(count_heads) / sizeof(count_heads[0]));
    }
    if (report->robustness != NULL) {
        chiso__table_heads(output, language, robust_heads,
                           sizeof(robust_heads) / sizeof(robust_heads[0]));
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
        status = chiso__robust_check_index(report, error);
    }
    if (status == CHISO_OK) {
        status = chiso__page_begin(&page, report, CHISO__WANT_POINTS, sink, error);
    }
    if (status != CHISO_OK) {
        return status;
    }
    status = chiso__page_order(&page, error);
    if (status != CHISO_OK) {
        chiso__page_clear(&page);
        return status;
    }
    chiso__table_begin(&page.output, style);
    write_header(&page.output, report);
    for (uint32_t row = 0; row < report->board->units.count && !page.output.refused; row++) {
        const chiso_unit unit = chiso__unit_of_row(&page, row);

        status = write_unit(&page, unit);
        if (status != CHISO_OK) {
            status = chiso__fail_figure(error, status, report, unit);
            break;
        }
    }
    chiso__page_clear(&page);
    return status == CHISO_OK ? chiso__output_end(&page.output, error) : status;
}
