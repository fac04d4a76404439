/**
 * @file periods.h
 * Series as documents: units over the periods, and the stages of one period side by side.
 *
 * A series is of periods, or of the stages of one period (self-score, appraisal, final), each under
 * its label. What a period does not have is a gap, and never 0; where the points possible changed,
 * the period says so.
 *
 * @code{.c}
 * const char *stages[] = {"self", "final"};
 * chiso_board *boards[] = {scored("unit,1,2.1,2.2\nhealth,18,14,9.56\n"),
 *                          scored("unit,1,2.1,2.2\nhealth,17.24,14,9.56\n")};
 * const chiso_sink out = {chiso_file_write, stdout};
 * chiso_periods_options options = CHISO_PERIODS_OPTIONS_INIT;
 * chiso_series *series = NULL;
 *
 * must(chiso_series_new(NULL, &series, &error));
 * for (int i = 0; i < 2; i++) {
 *     must(chiso_series_add(series, stages[i], boards[i], NULL, &error));
 *     chiso_board_free(boards[i]);
 * }
 * options.code = "1";
 * must(chiso_stages_write_csv(series, &options, &out, &error));
 * chiso_series_free(series);
 * @endcode
 * @code{.unparsed}
 * unit,name,block,code,title,max,self,final,difference final
 * health,health,,1,Steering,19,18,17.24,-0.76
 * @endcode
 */
#ifndef CHISO_PERIODS_H
#define CHISO_PERIODS_H

#include <chiso/common.h>
#include <chiso/language.h>
#include <chiso/report.h>
#include <chiso/series.h>
#include <chiso/sink.h>
#include <chiso/status.h>

/** What a document of a series shows. Begin with #CHISO_PERIODS_OPTIONS_INIT. Texts are looked at
 * during the call only. */
typedef struct chiso_periods_options {
    size_t size;             /**< sizeof(chiso_periods_options). */
    const char *unit;        /**< The code of one unit; NULL for all. */
    const char *code;        /**< One criterion, "" or "." for the whole index; NULL for the whole
                                index of all units, or all criteria of one unit, and of stages. */
    chiso_csv_style style;   /**< Separators and decimal mark of a CSV. */
    chiso_language language; /**< Of the headings of a CSV. */
    chiso_row_order order;   /**< Of the units: of the last period. */
} chiso_periods_options;

/** All units, as CSV with commas in English, in the order of the file. */
#define CHISO_PERIODS_OPTIONS_INIT                                                                 \
    (CHISO_VALUE(chiso_periods_options){sizeof(chiso_periods_options), NULL, NULL,                 \
                                        CHISO_CSV_POINT, CHISO_LANGUAGE_ENGLISH,                   \
                                        CHISO_ORDER_FILE})

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Writes a series as JSON, format "chiso.series/1": what all units have on one criterion over the
 * periods, or what one unit has on all.
 *
 *     { "format": "chiso.series/1",
 *       "periods": [ { "period": "2019", "index": "PCI", "digits": 2 } ],
 *       "units": [ { "unit": "haiphong", "name": "Hải Phòng", "block": "",
 *           "nodes": [ { "code": "", "title": "PCI", "points": [
 *               { "state": "scored", "achieved": 68.745, "max": 100, "percent": 68.75, "rank": 10,
 * "out_of": 21, "tied": 1, "max_changed": false } ] } ] } ] }
 *
 * "points" has an entry a period, in their order: null where the period does not have the unit or
 * the criterion. A figure that does not exist is null. "max_changed" says whether the points
 * possible are others than in the last period before that has any.
 *
 * @param series a series with a period at least
 * @param options what to show; NULL for #CHISO_PERIODS_OPTIONS_INIT
 * @param sink where it goes
 * @param error tells what is wrong; NULL if nobody wants to know
 * @retval CHISO_E_EMPTY there is no period
 * @retval CHISO_E_UNIT no period has such a unit
 * @retval CHISO_E_NODE no period has such a criterion
 * @retval CHISO_E_RANGE an option is outside what it may be, or a figure beyond what a decimal
 * holds
 * @return any other status: CHISO_E_STATE, CHISO_E_MEMORY, CHISO_E_SINK
 */
CHISO_API CHISO_MUST_CHECK chiso_status
chiso_periods_write_json(const chiso_series *series, const chiso_periods_options *options,
                         const chiso_sink *sink, chiso_error *error);

/**
 * Writes the same as CSV: a row a unit (unit, name, block), or of one unit a row a criterion (code,
 * title), and behind these of each period achieved, max, percent, rank and out_of, each with the
 * label of the period behind it. The last column, max_changed, names the periods whose max is
 * another than in the last period before. What does not exist is empty.
 *
 * @param series a series with a period at least
 * @param options what to show; NULL for #CHISO_PERIODS_OPTIONS_INIT
 * @param sink where it goes
 * @param error tells what is wrong; NULL if nobody wants to know
 * @return as chiso_periods_write_json()
 */
CHISO_API CHISO_MUST_CHECK chiso_status
chiso_periods_write_csv(const chiso_series *series, const chiso_periods_options *options,
                        const chiso_sink *sink, chiso_error *error);

/**
 * Writes the stages of one period side by side as JSON, format "chiso.stages/1": of each unit and
 * criterion the points of every stage, and what each stage gave or took beside the one before.
 *
 *     { "format": "chiso.stages/1", "stages": [ "self", "appraisal", "final" ],
 *       "units": [ { "unit": "snv", "name": "Sở Nội vụ", "block": "",
 *           "nodes": [ { "code": "1.1", "title": "…", "max": 2, "leaf": true,
 *               "achieved": [2, 1.5, 1.5], "states": ["scored", "scored", "scored"],
 *               "differences": [-0.5, 0], "difference": -0.5,
 *               "max_changed": false } ] } ] }
 *
 * "differences" are those of stages that follow each other, "difference" is that of the last and
 * the first; each is the difference of the carried figures, rounded once. A state is "" where the
 * stage does not have the unit or the criterion. The code of the whole
 * index is
 * "". "max" is that of the unit in the last stage that has one.
 *
 * @param series a series with a stage at least; each under its label
 * @param options what to show; NULL for #CHISO_PERIODS_OPTIONS_INIT
 * @param sink where it goes
 * @param error tells what is wrong; NULL if nobody wants to know
 * @return as chiso_periods_write_json()
 */
CHISO_API CHISO_MUST_CHECK chiso_status
chiso_stages_write_json(const chiso_series *series, const chiso_periods_options *options,
                        const chiso_sink *sink, chiso_error *error);

/**
 * Writes the same as CSV, a row a unit and criterion: unit, name, block, code ("." for the whole
 * index), title, max, then the points of each stage under its label, "difference LABEL" of each
 * stage beside the one before, and with three stages or more "difference", of the last and the
 * first.
 *
 * @param series a series with a stage at least
 * @param options what to show; NULL for #CHISO_PERIODS_OPTIONS_INIT
 * @param sink where it goes
 * @param error tells what is wrong; NULL if nobody wants to know
 * @return as chiso_periods_write_json()
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_stages_write_csv(const chiso_series *series,
                                                               const chiso_periods_options *options,
                                                               const chiso_sink *sink,
                                                               chiso_error *error);

#ifdef __cplusplus
}
#endif

#endif
