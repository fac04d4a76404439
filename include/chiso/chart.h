/**
 * @file chart.h
 * Figures: what a board, a comparison, a series or a survey says, as a picture in SVG.
 *
 * A picture is bytes that are the same on every platform: texts are texts, nothing is fetched, and
 * no script is in it. Marks have their labels beside them, the units that are spoken of have a
 * colour and the others are grey, what rose and what fell differ also without colour. A picture has
 * a title and says its figures in words (`<title>`, `<desc>`); marks carry what they stand for:
 * `data-unit`, `data-code`, `data-period`, `data-rank`, and `data-value` as it is published. A
 * style sheet may set the colours (`--chiso-hi` and the like on `.chiso`); by itself a picture
 * follows a dark screen and stays light on paper.
 *
 * **Width.** A picture that was drawn for 720 pixels cannot be read at 360: below 560 the layout is
 * another one. A page for both carries both.
 *
 * **What is absent** is no mark at 0: a unit without a figure stands in a note below, a period
 * without one is a gap.
 *
 * @code{.c}
 * chiso_board *board = scored("unit,name,1,2.1,2.2\n"
 *                             "h,Health,17.24,14,9.56\nf,Finance,15.5,12,10\n");
 * chiso_chart_options options = CHISO_CHART_OPTIONS_INIT;
 * chiso_report *report = NULL;
 * chiso_buffer buffer = CHISO_BUFFER_INIT;
 * const chiso_sink sink = {chiso_buffer_write, &buffer};
 *
 * must(chiso_report_new(board, NULL, &report, &error));
 * options.width = 360;
 * must(chiso_chart_ranking(report, &options, &sink, &error));
 * printf("%.4s\n", buffer.bytes);
 * chiso_buffer_clear(&buffer);
 * chiso_report_free(report);
 * chiso_board_free(board);
 * @endcode
 * @code{.unparsed}
 * <svg
 * @endcode
 */
#ifndef CHISO_CHART_H
#define CHISO_CHART_H

#include <chiso/common.h>
#include <chiso/language.h>
#include <chiso/report.h>
#include <chiso/robustness.h>
#include <chiso/series.h>
#include <chiso/sink.h>
#include <chiso/status.h>
#include <chiso/tally.h>

/** How a figure looks. Begin with #CHISO_CHART_OPTIONS_INIT. What is pointed to is looked at during
 * the call only. */
typedef struct chiso_chart_options {
    size_t size;             /**< sizeof(chiso_chart_options). */
    chiso_language language; /**< The language of what a figure says by itself. */
    char mark;               /**< The decimal mark, '.' or ','; '\0' for that of the language. */
    uint32_t width;          /**< Pixels, 320 to 2000. */
    const char *id; /**< The id of the picture, which begins those in it: they are unique in a page
                       where this is, and colours of its own are for it alone. A letter, then
                       letters, digits, "-" and "_". NULL for "figure". */
    const char *title;   /**< The title; NULL for a sentence that says what is to be seen. */
    const char *caption; /**< What stands below it: what is shown, in which unit, how to read
                            it; NULL for a text that says so, "" for none. */
    const char *source;  /**< The line at the foot; NULL for none. */
    const char *period;  /**< What the board is about, as "2023"; NULL where it is not said. */
    const char *period_before; /**< What it is compared with. */
    const char *const *units;  /**< The codes of the units that are spoken of. */
    size_t unit_count;         /**< How many. */
    const char *rise;      /**< The colour of what is spoken of and of what rose, as "#0a5aa8"; NULL
                              for that. */
    const char *rise_dark; /**< The same on a dark ground. */
    const char *fall;      /**< The colour of what fell. */
    const char *fall_dark; /**< The same on a dark ground. */
    const char *const *labels; /**< What the options of a question are called, in their order. */
    size_t label_count;        /**< How many. */
} chiso_chart_options;

/** English, 720 pixels wide, no unit spoken of. */
#define CHISO_CHART_OPTIONS_INIT                                                                   \
    (CHISO_VALUE(chiso_chart_options){sizeof(chiso_chart_options), CHISO_LANGUAGE_ENGLISH, '\0',   \
                                      720, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL,      \
                                      NULL, NULL, NULL, NULL, 0})

#ifdef __cplusplus
extern "C" {
#endif

/**
 * All units by rank, block by block where they are ranked so: bars from 0; or, where all percents
 * lie within a quarter of the greatest, dots on an axis that says where it begins, with a ring for
 * the period before where the report has a comparison. Bands are grounds with their names and
 * bounds. What is missing is a thin line from the lowest to the highest possible percent.
 *
 * @param report a report
 * @param options how it looks; NULL for #CHISO_CHART_OPTIONS_INIT
 * @param sink where it goes
 * @param error tells what is wrong; NULL if nobody wants to know
 * @retval CHISO_E_RANGE an option is outside what it may be, or a figure beyond what a decimal
 * holds
 * @retval CHISO_E_WORD a colour or an id is none
 * @retval CHISO_E_EMPTY there is nothing to show: no unit has a rank
 * @return any other status: CHISO_E_STATE, CHISO_E_ENCODING, CHISO_E_MEMORY, CHISO_E_SINK
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_chart_ranking(const chiso_report *report,
                                                            const chiso_chart_options *options,
                                                            const chiso_sink *sink,
                                                            chiso_error *error);

/**
 * Units by rank and the main criteria: the percent of each as a number, on a shade of five that
 * tells its fifth within the criterion. The units that are spoken of have a frame. On a narrow
 * sheet, or where the criteria are many, they are numbers above the columns, told in a list, and
 * percents are whole; where there is no room for all of them, the figure says so.
 *
 * @param report a report
 * @param options how it looks; NULL for #CHISO_CHART_OPTIONS_INIT
 * @param sink where it goes
 * @param error tells what is wrong; NULL if nobody wants to know
 * @return as chiso_chart_ranking(); CHISO_E_EMPTY also where there is no criterion
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_chart_heat(const chiso_report *report,
                                                         const chiso_chart_options *options,
                                                         const chiso_sink *sink,
                                                         chiso_error *error);

/**
 * An index, or a criterion, of some units over the periods: a line each, the first unit that is
 * spoken of in colour with percent and rank at its points, the others grey, each with its last
 * percent at its end. Where the labels of the periods are years, one after the other, time is true
 * to scale. What is absent is a gap.
 *
 * @param series a series with a period at least
 * @param code the criterion; "" or "." for the whole index
 * @param options how it looks; without units, those that stand first in the last period are shown
 * @param sink where it goes
 * @param error tells what is wrong; NULL if nobody wants to know
 * @retval CHISO_E_NODE no period has such a criterion
 * @retval CHISO_E_UNIT no period has such a unit
 * @retval CHISO_E_EMPTY none of the units has a percent in any period, or there is no period
 * @return any other status: as chiso_chart_ranking()
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_chart_years(const chiso_series *series,
                                                          const char *code,
                                                          const chiso_chart_options *options,
                                                          const chiso_sink *sink,
                                                          chiso_error *error);

/**
 * The ranks of all units over the periods, a line each, with names at both ends: the units that are
 * spoken of in colour, with their rank at each period. Years without a period are a field that says
 * so, over which only they are led, dotted. Where units are ranked within several blocks, those of
 * the block of the first unit that is spoken of are shown, or of the first block.
 *
 * @param series a series with a period at least
 * @param options how it looks; NULL for #CHISO_CHART_OPTIONS_INIT
 * @param sink where it goes
 * @param error tells what is wrong; NULL if nobody wants to know
 * @retval CHISO_E_UNIT no period has such a unit
 * @retval CHISO_E_EMPTY no unit has a rank in any period, or there is no period
 * @return any other status: as chiso_chart_ranking()
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_chart_bump(const chiso_series *series,
                                                         const chiso_chart_options *options,
                                                         const chiso_sink *sink,
                                                         chiso_error *error);

/**
 * The main criteria of a unit then and now, as percents of their max: a ring for then, a disc for
 * now, sorted by the change; what rose and what fell most is named in the title. A criterion whose
 * max changed is grey, with a diamond, and says so: its percents are of different things.
 *
 * @param comparison a comparison
 * @param unit the unit, of the board of now
 * @param options how it looks; NULL for #CHISO_CHART_OPTIONS_INIT
 * @param sink where it goes
 * @param error tells what is wrong; NULL if nobody wants to know
 * @retval CHISO_E_EMPTY no criterion has a percent on both sides
 * @return any other status: as chiso_chart_ranking()
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_chart_periods(const chiso_comparison *comparison,
                                                            chiso_unit unit,
                                                            const chiso_chart_options *options,
                                                            const chiso_sink *sink,
                                                            chiso_error *error);

/**
 * The main criteria of a unit beside those it is ranked among: the range from lowest to highest, a
 * box from the first to the third quartile, a tick at the median, and the unit upon them, sorted by
 * its percent; percent and rank stand at the right.
 *
 * @param report a report
 * @param options how it looks; NULL for #CHISO_CHART_OPTIONS_INIT
 * @param sink where it goes
 * @param error tells what is wrong; NULL if nobody wants to know
 * @retval CHISO_E_EMPTY the unit has no percent on any criterion
 * @return any other status: as chiso_chart_ranking()
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_chart_profile(const chiso_report *report,
                                                            chiso_unit unit,
                                                            const chiso_chart_options *options,
                                                            const chiso_sink *sink,
                                                            chiso_error *error);

/**
 * Where the points of a unit went: what each leaf cost the total (`to_max` of a ledger), the most
 * first, 15 of them at most; what the best unit has got of it is dark, what no unit has is light.
 *
 * @param report a report
 * @param options how it looks; NULL for #CHISO_CHART_OPTIONS_INIT
 * @param sink where it goes
 * @param error tells what is wrong; NULL if nobody wants to know
 * @retval CHISO_E_EMPTY no leaf cost the unit a point, or it has no figures
 * @return any other status: as chiso_chart_ranking()
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_chart_lost(const chiso_report *report,
                                                         chiso_unit unit,
                                                         const chiso_chart_options *options,
                                                         const chiso_sink *sink,
                                                         chiso_error *error);

/**
 * What the change of a unit's percent is made of (bridge.h): a bar for each part, which begins
 * where the one before it ends. The axis is the change; the percents then and now are points with
 * their numbers, since bars that long would lie if they were cut off. Printed parts add up to the
 * printed change.
 *
 * @param comparison a comparison
 * @param unit the unit, of the board of now
 * @param options how it looks; NULL for #CHISO_CHART_OPTIONS_INIT
 * @param sink where it goes
 * @param error tells what is wrong; NULL if nobody wants to know
 * @return as chiso_comparison_bridge(), and as chiso_chart_ranking()
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_chart_bridge(const chiso_comparison *comparison,
                                                           chiso_unit unit,
                                                           const chiso_chart_options *options,
                                                           const chiso_sink *sink,
                                                           chiso_error *error);

/**
 * The answers to a question of a survey by unit: a bar of shares each, the best option at the left,
 * and below it the share of the best ones with its 95 % interval (share.h), which lies on the same
 * scale. Units are sorted by that share. The worst option is hatched.
 *
 * @param tally a tally
 * @param question the question, from 0; of 7 options at most
 * @param first the first of the best options, from 0
 * @param last the last of them; they are the first or the last of the question
 * @param board names the units and, by its tree, the question; NULL for their codes
 * @param options how it looks, and in @c labels what the options are called
 * @param sink where it goes
 * @param error tells what is wrong; NULL if nobody wants to know
 * @retval CHISO_E_RANGE there is no such question, or it has no such options at an end
 * @retval CHISO_E_SHAPE the question has too many options
 * @retval CHISO_E_EMPTY nobody answered it
 * @return any other status: as chiso_chart_ranking()
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_chart_shares(const chiso_tally *tally,
                                                           uint32_t question, uint32_t first,
                                                           uint32_t last, const chiso_board *board,
                                                           const chiso_chart_options *options,
                                                           const chiso_sink *sink,
                                                           chiso_error *error);

/**
 * The rank of each unit and what becomes of it over draws, block by block where units are ranked
 * so: a dot at the rank as it stands, a thin line from the first to the last of the quantiles that
 * were asked for (5 and 95 % where that is one), a thick one over the middle half of the draws
 * where these quantiles reach beyond it, and a tick at the median. The interval stands at the
 * right, as "2–3". What was drawn, and how many ranks would not move by more than one place, is
 * said. Marks also carry `data-low`, `data-median` and `data-high`.
 *
 * @param robustness a robustness
 * @param options how it looks; NULL for #CHISO_CHART_OPTIONS_INIT
 * @param sink where it goes
 * @param error tells what is wrong; NULL if nobody wants to know
 * @return as chiso_chart_ranking(); CHISO_E_STATE where the board was changed since
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_chart_certainty(const chiso_robustness *robustness,
                                                              const chiso_chart_options *options,
                                                              const chiso_sink *sink,
                                                              chiso_error *error);

#ifdef __cplusplus
}
#endif

#endif
