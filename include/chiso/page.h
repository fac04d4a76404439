/**
 * @file page.h
 * Pages: what a board says as HTML that can be published, one file with all that it needs.
 *
 * A page has its style and its figures (chart.h) in it, no script, and fetches nothing, so that a
 * portal with a strict policy may serve it. Its bytes are the same on every platform. Tables have
 * captions and heads of rows and columns, headings are in order, the language is told; names and
 * notes are escaped. It can be read on a phone and on a dark screen, and is printed on A4, light,
 * with heads that repeat. Rows carry `data-unit` and `data-rank`, numbers `data-figure` or
 * `data-code`, so that a program finds them.
 *
 * **Figures** stand in the page as SVG, which a portal's style sheet can restyle, or as images with
 * their data, which a word processor takes as pictures. There are two of each: one for wide screens
 * and paper, and one for screens below 640 pixels. Of more than 200 units figures are left out,
 * since nobody could read them; the page says so.
 *
 * **Two periods.** Where the report has a comparison, changes stand beside the figures. Where the
 * periods have different units, the page says so, with the change of the mean over the units of
 * both, and who of the first three is gone.
 *
 * **Stages** of one period stand side by side: the points of each, what it gave or took beside the
 * one before, and how many criteria differ.
 *
 * @code{.c}
 * chiso_board *board = scored("unit,name,1,2.1,2.2\n"
 *                             "h,Health,17.24,14,9.56\nf,Finance,15.5,12,10\n");
 * chiso_page_options options = CHISO_PAGE_OPTIONS_INIT;
 * chiso_report *report = NULL;
 * chiso_buffer buffer = CHISO_BUFFER_INIT;
 * const chiso_sink sink = {chiso_buffer_write, &buffer};
 *
 * must(chiso_report_new(board, NULL, &report, &error));
 * options.period = "2023";
 * must(chiso_page_board(report, &options, &sink, &error));
 * printf("%.15s\n", buffer.bytes);
 * chiso_buffer_clear(&buffer);
 * chiso_report_free(report);
 * chiso_board_free(board);
 * @endcode
 * @code{.unparsed}
 * <!DOCTYPE html>
 * @endcode
 */
#ifndef CHISO_PAGE_H
#define CHISO_PAGE_H

#include <chiso/common.h>
#include <chiso/language.h>
#include <chiso/report.h>
#include <chiso/robustness.h>
#include <chiso/series.h>
#include <chiso/sink.h>
#include <chiso/status.h>
#include <chiso/target.h>

/** How a page looks, and what stands in it beside the report. Begin with #CHISO_PAGE_OPTIONS_INIT.
 * What is pointed to is looked at during the call only. */
typedef struct chiso_page_options {
    size_t size;             /**< sizeof(chiso_page_options). */
    chiso_language language; /**< The language of what a page says by itself. */
    char mark;               /**< The decimal mark, '.' or ','; '\0' for that of the language. */
    bool images;             /**< Figures are images with their data, for files that are opened in a
                                word processor, and no SVG within the page. */
    const char *title;       /**< The first heading; NULL for one that says what the page is. */
    const char *method; /**< The sentence below it: how the figures are made; NULL for one that says
                           so. */
    const char *source; /**< Where the data come from, at the foot; NULL for none. */
    const char *period; /**< What the board is about, as "2023"; NULL where it is not said. */
    const char *period_before; /**< What it is compared with. */
    const char *const *units;  /**< The codes of the units that are spoken of: their rows and marks
                                  stand out. */
    size_t unit_count;         /**< How many. */
    const char *csv;   /**< A link to the data as CSV; NULL for none, as for the others. A link is a
                          path, or begins with http: or https:. */
    const char *json;  /**< A link to the data as JSON. */
    const char *board; /**< A link to the page of the board, from pages of a unit or a criterion. */
    const chiso_series *series; /**< Periods, of which the page of a board shows the ranks and that
                                   of a unit the percents; NULL for none. */
    const chiso_target *target; /**< What the page of a unit tells of a goal, of its board and of
                                   the whole index; NULL for the next rank. */
    const char *rise;           /**< The colour of what is spoken of and of what rose, as "#0a5aa8";
                                   NULL for that. */
    const char *rise_dark;      /**< The same on a dark ground. */
    const char *fall;           /**< The colour of what fell. */
    const char *fall_dark;      /**< The same on a dark ground. */
    const char *unit_page;      /**< A link to the page of a unit, in which `{unit}` stands for its
                                   code, as "unit?code={unit}": names in tables of units are links
                                   then. What of a code may mean something in an address is put
                                   into percents. */
    const chiso_series *stages; /**< Stages of the period, as self-score and appraisal, the board of
                                   the report being the last: the page of a board shows the total
                                   of each unit in all of them, that of a unit every criterion, and
                                   what each stage gave or took; NULL for none. */
    const chiso_robustness *robustness; /**< Of the board of the report, ranked by the same rules
                                           and by the whole index: the page of a board shows
                                           between which ranks each unit lies; NULL for none. */
} chiso_page_options;

/** English, figures within the page, no unit spoken of, no links. */
#define CHISO_PAGE_OPTIONS_INIT                                                                    \
    (CHISO_VALUE(chiso_page_options){sizeof(chiso_page_options),                                   \
                                     CHISO_LANGUAGE_ENGLISH,                                       \
                                     '\0',                                                         \
                                     false,                                                        \
                                     NULL,                                                         \
                                     NULL,                                                         \
                                     NULL,                                                         \
                                     NULL,                                                         \
                                     NULL,                                                         \
                                     NULL,                                                         \
                                     0,                                                            \
                                     NULL,                                                         \
                                     NULL,                                                         \
                                     NULL,                                                         \
                                     NULL,                                                         \
                                     NULL,                                                         \
                                     NULL,                                                         \
                                     NULL,                                                         \
                                     NULL,                                                         \
                                     NULL,                                                         \
                                     NULL,                                                         \
                                     NULL,                                                         \
                                     NULL})

#ifdef __cplusplus
extern "C" {
#endif

/**
 * The board: what it is and how it was made, who leads, the mean, who rose and fell, a table of all
 * units by rank, block by block where they are ranked so, with percent, band, change and the points
 * on each main criterion, and the means below; notes and doubts about the files; the figures of
 * ranks, of units by criteria and, with a series, of ranks over the periods. With a robustness the
 * table has the interval of each rank, the notes say what was drawn and how many ranks would not
 * move by more than one place, and a figure shows them (chiso_chart_certainty()).
 *
 * @param report a report
 * @param options how it looks; NULL for #CHISO_PAGE_OPTIONS_INIT
 * @param sink where it goes
 * @param error tells what is wrong; NULL if nobody wants to know
 * @retval CHISO_E_RANGE an option is outside what it may be, or a figure beyond what a decimal
 * holds
 * @retval CHISO_E_WORD a colour or a link is none, or that of a unit's page lacks `{unit}`
 * @retval CHISO_E_SHAPE the last of the stages is another board than that of the report, or the
 * robustness is of another board, other rules or a criterion
 * @retval CHISO_E_UNIT there is no unit that is spoken of
 * @return any other status: CHISO_E_STATE, CHISO_E_ENCODING, CHISO_E_MEMORY, CHISO_E_SINK
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_page_board(const chiso_report *report,
                                                         const chiso_page_options *options,
                                                         const chiso_sink *sink,
                                                         chiso_error *error);

/**
 * One criterion: how it is scored, what is noted of it, and all units by their rank on it, block by
 * block where they are ranked so, with points, percent, change, and the notes and the evidence of
 * each; mean, median and spread of each block.
 *
 * @param report a report
 * @param node the criterion, or #CHISO_ROOT
 * @param options how it looks; NULL for #CHISO_PAGE_OPTIONS_INIT
 * @param sink where it goes
 * @param error tells what is wrong; NULL if nobody wants to know
 * @retval CHISO_E_NODE there is no such criterion
 * @return any other status: as chiso_page_board()
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_page_criterion(const chiso_report *report,
                                                             chiso_node node,
                                                             const chiso_page_options *options,
                                                             const chiso_sink *sink,
                                                             chiso_error *error);

/**
 * One unit: how it stands, over the periods and since the one before; its main criteria beside the
 * others; where its points went; its profile; what a goal takes, or the next rank, and what it may
 * lose; what changed and why; what the total is made of; every criterion, and its notes.
 *
 * @param report a report
 * @param options how it looks; NULL for #CHISO_PAGE_OPTIONS_INIT
 * @param sink where it goes
 * @param error tells what is wrong; NULL if nobody wants to know
 * @retval CHISO_E_UNIT there is no such unit, or none that is spoken of
 * @retval CHISO_E_SHAPE the target is of another unit, criterion or board, or as for
 * chiso_page_board()
 * @return any other status: as chiso_page_board()
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_page_unit(const chiso_report *report, chiso_unit unit,
                                                        const chiso_page_options *options,
                                                        const chiso_sink *sink, chiso_error *error);

/**
 * Two units side by side: percents, ranks, points on each main criterion and their difference, and
 * the profile of each.
 *
 * @param report a report
 * @param unit a unit
 * @param other another one
 * @param options how it looks; NULL for #CHISO_PAGE_OPTIONS_INIT
 * @param sink where it goes
 * @param error tells what is wrong; NULL if nobody wants to know
 * @retval CHISO_E_UNIT there is no such unit, or none that is spoken of
 * @retval CHISO_E_RANGE they are the same, or as chiso_page_board()
 * @return any other status: as chiso_page_board()
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_page_units(const chiso_report *report,
                                                         chiso_unit unit, chiso_unit other,
                                                         const chiso_page_options *options,
                                                         const chiso_sink *sink,
                                                         chiso_error *error);

#ifdef __cplusplus
}
#endif

#endif
