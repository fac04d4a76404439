/**
 * @file report.h
 * Reports: a scored board with the ranks of every node and the bands, ready to be read and written.
 * Any number of threads may answer from one, if its allocator may be called by all of them.
 *
 * A report answers for the board as it was when the report was made: once the board has changed, or
 * the earlier board of its comparison, all its calls return #CHISO_E_STATE, or no ranking, also
 * when the board has been scored again. A program that changes a board while others read holds a
 * write lock over the change, chiso_board_score() and chiso_report_new(), and a read lock over each
 * answer.
 *
 * @code{.c}
 * chiso_board *board = scored("unit,1,2.1,2.2\nhealth,17.24,14,9.56\nfinance,15.5,12,\n");
 * const chiso_sink out = {chiso_file_write, stdout};
 * chiso_report *report = NULL;
 * chiso_standing standing;
 *
 * must(chiso_report_new(board, NULL, &report, &error));
 * must(chiso_report_standing(report, 0, CHISO_ROOT, &standing));
 * printf("rank %u of %u\n", standing.place.rank, standing.place.out_of);
 * must(chiso_report_write_unit_csv(report, 1, CHISO_CSV_POINT, &out, &error));
 * chiso_report_free(report);
 * chiso_board_free(board);
 * @endcode
 * @code{.unparsed}
 * rank 1 of 2
 * code,title,state,achieved,max,percent,coverage,lowest,highest,rank,out_of,tied,lost
 * .,,scored,27.5,45,61.11,73.33,61.11,87.78,2,2,1,17.5
 * 1,Steering,scored,15.5,19,81.58,100.00,81.58,81.58,2,2,1,3.5
 * 2,Procedures,scored,12,26,46.15,53.85,46.15,92.31,2,2,1,14
 * 2.1,One-stop shops,scored,12,14,85.71,100.00,85.71,85.71,2,2,1,2
 * 2.2,Online services,missing,0,12,0.00,0.00,0.00,100.00,2,2,1,12
 * @endcode
 */
#ifndef CHISO_REPORT_H
#define CHISO_REPORT_H

#include <chiso/band.h>
#include <chiso/board.h>
#include <chiso/common.h>
#include <chiso/compare.h>
#include <chiso/intake.h>
#include <chiso/language.h>
#include <chiso/rank.h>
#include <chiso/robustness.h>
#include <chiso/sink.h>
#include <chiso/status.h>

/** A report. */
typedef struct chiso_report chiso_report;

/** The order of the rows of a report. */
typedef enum chiso_row_order {
    CHISO_ORDER_FILE = 0, /**< As the units were added. "file" */
    CHISO_ORDER_RANK =
        1 /**< By the rank of the whole index, block after block where units are
             ranked within blocks, these as they first came; equals in the order of
             the file, and units without a rank behind those of their block. "rank" */
} chiso_row_order;

/** What a report shows. Begin with #CHISO_REPORT_OPTIONS_INIT. */
typedef struct chiso_report_options {
    size_t size; /**< sizeof(chiso_report_options). */
    /** How each node is ranked, and by which percent the band is found; NULL for the way of the
       comparison, or #CHISO_RANK_OPTIONS_INIT without one. Looked at during the call only. */
    const chiso_rank_options *ranking;
    chiso_bands *bands; /**< The bands, which the report keeps alive; NULL for none. They are those
                           of both sides of a comparison. */
    /** The comparison of the board with an earlier one, of every node (#CHISO_RANKED_ALL), which
       the report keeps alive and whose ranks it shares; NULL for none. */
    chiso_comparison *comparison;
    /** How many places achieved and lost of a standing have, 0 to 6: for text that shows so many,
       since what was rounded must not be rounded again. Maxima, and all that is written as JSON or
       CSV, have six. */
    int point_places;
    /** What read the files: its doubts stand in the JSON. It must live as long as the report; NULL
       for none. */
    const chiso_intake *intake;
    /** The language of the headings and words of a CSV; its style is another thing. JSON is the
       same in every language. */
    chiso_language language;
    chiso_row_order order; /**< The order of the rows of a CSV, and of the results in the JSON. */
    /** How sure the ranks are, drawn of the same board with the same ranking and bands: it stands
       in the JSON and, where it is of the whole index, in a CSV. It must live as long as the
       report; NULL for none. */
    const chiso_robustness *robustness;
} chiso_report_options;

/** Ranks within blocks by the exact percent, no bands, no comparison, points of six places,
 * English, in the order of the file, without robustness. */
#define CHISO_REPORT_OPTIONS_INIT                                                                  \
    (CHISO_VALUE(chiso_report_options){sizeof(chiso_report_options), NULL, NULL, NULL,             \
                                       CHISO_DECIMAL_PLACES, NULL, CHISO_LANGUAGE_ENGLISH,         \
                                       CHISO_ORDER_FILE, NULL})

/** Where one node of one unit stands. */
typedef struct chiso_standing {
    chiso_result result; /**< Its figures; achieved has the places that the report was asked for. */
    chiso_decimal lost;  /**< max - achieved, with the same places; #CHISO_ABSENT where either is,
                            of what is dropped, and of a bonus and what is below one, which are part
                            of no max. */
    chiso_place place;   /**< Its rank. */
    uint32_t band;       /**< Its band, from 0, the highest; #CHISO_NO_BAND for none. */
    uint32_t band_by_percent; /**< The band that its percent has: a better one where a gate limits
                                 the band of the root. */
} chiso_standing;

/** How a CSV is written. */
typedef enum chiso_csv_style {
    CHISO_CSV_POINT = 0, /**< Commas between cells, decimal point. */
    CHISO_CSV_COMMA = 1  /**< Semicolons between cells, decimal comma, a byte order mark: as a
                            Vietnamese spreadsheet program opens it. */
} chiso_csv_style;

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Makes a report of a scored board. It ranks a node when it is first asked for it, and keeps that:
 * 12 bytes a unit and node, where the board takes its memory. With a comparison it takes the ranks
 * of that, and neither time nor memory for them.
 *
 * @param board a scored board; the report keeps it alive
 * @param options what to show; NULL for #CHISO_REPORT_OPTIONS_INIT
 * @retval CHISO_E_STATE the board is not scored, or a board of the comparison changed since that
 * was made, or the robustness was drawn before the board changed
 * @retval CHISO_E_SHAPE the comparison is of another board, or ranks the root only, or by another
 * rule than @c ranking: a table does not show two kinds of rank; or the robustness is of another
 * board, ranking or bands; or a gate of a criterion names a band that is not among the bands
 * @retval CHISO_E_RANGE an option is outside what it may be
 * @return any other status: as chiso_ranking_new()
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_report_new(const chiso_board *board,
                                                         const chiso_report_options *options,
                                                         chiso_report **out_report,
                                                         chiso_error *error);

/** Ends a report. */
CHISO_API void chiso_report_free(chiso_report *report);

/** The board of a report. */
CHISO_API const chiso_board *chiso_report_board(const chiso_report *report);

/**
 * How a report ranks: what a target, a what-if or a comparison is to be made with that is shown
 * beside it, and the scope of a ledger.
 *
 *     chiso_rank_options rules = CHISO_RANK_OPTIONS_INIT;
 *     status = chiso_report_rules(report, &rules);
 *     status = chiso_what_if_new(chiso_report_board(report), &rules, &what_if, &error);
 *
 * @param[in,out] out_rules begin with #CHISO_RANK_OPTIONS_INIT; the nodes that break ties live as
 * long as the report
 * @retval CHISO_E_STATE never: it tells that also once a board changed
 * @retval CHISO_E_RANGE the size of @p out_rules is outside what it may be
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_report_rules(const chiso_report *report,
                                                           chiso_rank_options *out_rules);

/** The bands of a report; NULL for none. */
CHISO_API const chiso_bands *chiso_report_bands(const chiso_report *report);

/** The comparison that a report shows; NULL for none. */
CHISO_API const chiso_comparison *chiso_report_comparison(const chiso_report *report);

/** The robustness that a report shows; NULL for none. */
CHISO_API const chiso_robustness *chiso_report_robustness(const chiso_report *report);

/** What read the files of a report, whose doubts it shows; NULL for none. */
CHISO_API const chiso_intake *chiso_report_intake(const chiso_report *report);

/** The ranking of a node; NULL also once the board changed, and where it is asked for the first
 * time and memory is out. */
CHISO_API const chiso_ranking *chiso_report_ranking(const chiso_report *report, chiso_node node);

/**
 * Where one node of one unit stands: figures, rank and band. Who asks for a node first has it
 * ranked, which takes memory.
 *
 * @retval CHISO_E_RANGE a figure is beyond what a decimal holds
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_report_standing(const chiso_report *report,
                                                              chiso_unit unit, chiso_node node,
                                                              chiso_standing *out_standing);

/**
 * The units in an order of rows, whatever order the report is written in.
 *
 * @param order which
 * @param count how many there is room for: chiso_board_unit_count()
 * @param[out] out_units the units, row by row
 * @retval CHISO_E_RANGE there is no such order, or @p count is not the number of units
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_report_order(const chiso_report *report,
                                                           chiso_row_order order, size_t count,
                                                           chiso_unit *out_units,
                                                           chiso_error *error);

/**
 * Writes the whole report as JSON, format "chiso.scoreboard/1": the nodes of the tree, a result for
 * each unit with all its nodes, and the summary of each block. Numbers are
 * exact decimals; percents have the digits that the tree publishes; a figure that does not exist is
 * null.
 *
 * Where units are ranked overall, the first entry of "blocks" is over all of them, and its "block"
 * is null.
 *
 * Where something was done to a figure beside combining (step.h), its node says so, that of the
 * whole index in the result: "dropped": true; "set": { "computed": 14, "percent": 70.00, "note":
 * "…" }, both null where nothing is computed; "floor": -3 and "limited": { "by": "2", "was": 4 }
 * with the points before. Where a gate limits the band, there are "band_by_percent" and
 * "band_limited_by".
 *
 * With a comparison there is more: "comparison" at the top, the result of each unit ends with
 * "change", so does each node in it, and each block, which also has how many units that is over.
 *
 *     "comparison": { "index": "…", "digits": 2,
 *         "units_new": ["a"], "units_gone": [], "nodes_new": [], "nodes_gone": ["1.3"],
 *         "max_changed": [ { "code": "2", "max": 20, "previous": 15 } ],
 *         "agreement": { "units": 17, "spearman": 0.343137, "kendall": 0.220588,
 *                        "rank_change": 5.764706 } }
 *     of a result: "change": { "achieved": 1.2, "percent": 1.20, "rank": 3,
 *         "both": 5, "score_only": 0, "rank_only": 1, "neither": 2, "uncompared": 0,
 *         "max_changed": 1, "gain": { "code": "1", "achieved": 2.5 }, "loss": null,
 *         "previous": { "achieved": 86.6, "max": 100, "percent": 86.60, "rank": 5, "out_of": 17,
 *                       "band": "B" } }
 *     of a node: "change": { "achieved": 1.2, "percent": 6.32, "rank": -0.5, "max": 0 }
 *     of a block: "change": 0.53, "both": 17
 *
 * "index" and "digits" are those of the earlier tree, the lists hold codes in the order of adding
 * ("max_changed" has "" for the root). The figures are those of #chiso_change,
 * #chiso_change_summary and #chiso_block_change, the counts of a result being over the root's
 * children; "previous" is what the unit had. A change of percents has the digits of the side that
 * publishes more. "agreement" is #chiso_agreement of the whole index over all units, to six places;
 * null where fewer than two units have ranks in both, and where the units of a side are ranked
 * within several blocks, which are as many rankings. A "change" is null where there is nothing to
 * compare with: a unit or criterion without a predecessor, a block that has no unit of both sides.
 * Inside it, a figure that does not exist is null.
 *
 * With a robustness, "robustness" stands behind "change" in each result, null for a unit without a
 * rank, and behind "blocks" at the end:
 *
 *     of a result: "robustness": { "median": 2, "mean": 2.503250, "least": 2, "greatest": 3,
 *         "low": 2, "high": 3, "shift": 0.496750, "steady": true,
 *         "quantiles": [ { "at": 5, "rank": 2 }, … ], "shares": [ { "rank": 2, "draws": 1987 }, …
 * ], "unranked": 0, "first": 0, "bands": [ { "band": "A", "draws": 0 }, … ] } at the end:
 * "robustness": { "generator": "philox4x32-10", "seed": 1, "from": 0, "draws": 4000, "node": "",
 * "scope": "blocks", "first": 3, "varied": [ { "source": "weights", "share": 25, "levels": "all",
 * "inputs": 8 }, … ], "quantiles": [ 5, 50, 95 ], "steady": 21, "out_of": 63, "shift": 1.234567,
 *         "without": [ { "code": "1", "shift": 0.956522, "ranks": [ 1, 2, null ] }, … ],
 *         "pairs": [ { "above": "y", "below": "z", "draws": 2013, "equal": 1 }, … ] }
 *
 * The figures are those of #chiso_robust_unit and #chiso_robust_summary. "first" is there where
 * `first:K` was asked for, "bands" with bands, "pairs" where they were asked for, of all units that
 * are ranked with each other both ways; in the document of one unit those with it. "ranks" are in
 * the order of the results. Beside its word and its number of inputs a source has what it was
 * given: "dirichlet" "parameter" and "levels", "combine" "node" and "ways", "rule" "ways",
 * "rounding" "decimals"; "share" is null for weights that the caller gave.
 *
 * It takes memory for a while, in proportion to the nodes, where the board does.
 *
 * @retval CHISO_E_RANGE a figure is beyond what a decimal holds
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_report_write_json(const chiso_report *report,
                                                                const chiso_sink *sink,
                                                                chiso_error *error);

/**
 * Writes a row a unit as CSV: unit, name, block, ranked, state, achieved,
 * max, percent, coverage, lowest, highest, rank, out_of, tied, band, then what it achieved on each
 * node, headed by the node's code. A figure that does not exist is empty.
 *
 * Where a gate names a band, band_by_percent stands behind band. With a comparison there stand,
 * between these and the nodes: previous_achieved, previous_percent,
 * previous_rank, achieved_change, percent_change, rank_change, both, score_only, rank_only,
 * neither; as in #chiso_change and #chiso_change_summary. With a robustness, rank_median,
 * rank_mean, rank_low and rank_high follow. What went down has a minus, what went up no sign; in
 * ranks up is better. All of them are empty for a unit without a predecessor.
 *
 * In Vietnamese the headings are "Mã đơn vị", "Tên đơn vị", "Khối", "Được xếp hạng", "Trạng thái",
 * "Điểm đạt", "Điểm tối đa", "Tỷ lệ (%)" and so on, and so are the words in the cells. No number
 * has exactly three decimals, which a spreadsheet of the other decimal mark takes for thousands:
 * there is a 0 behind them.
 *
 * Such a file is read in again as a points file by its headings, in either language: the points of
 * leaves are its cells, and all other figures are held against those that are computed
 * (chiso_report_check_printed()). A leaf that a rule gives points is refused, since the file does
 * not have its cell.
 *
 * @param style separators and decimal mark
 * @retval CHISO_E_SHAPE the robustness is of a criterion, and not of the whole index, as this is
 * @return any other status: as chiso_report_write_json()
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_report_write_csv(const chiso_report *report,
                                                               chiso_csv_style style,
                                                               const chiso_sink *sink,
                                                               chiso_error *error);

/**
 * Writes a row a node of one unit as CSV, in the tree's order and the root first: code, title,
 * state, achieved, max, percent, coverage, lowest, highest, rank, out_of, tied, lost. With a
 * comparison there follow previous_achieved, previous_percent, previous_rank, achieved_change,
 * percent_change, rank_change, max_change, which are empty for a node without a predecessor. Where
 * something may have been done beside combining (step.h), the last are dropped ("yes"),
 * set_instead_of, set_note, limited_by, limited_from, lifted_from.
 *
 * @param style separators and decimal mark
 * @return any other status: as chiso_report_write_json()
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_report_write_unit_csv(const chiso_report *report,
                                                                    chiso_unit unit,
                                                                    chiso_csv_style style,
                                                                    const chiso_sink *sink,
                                                                    chiso_error *error);

/**
 * Compares the figures that a sheet prints with those of a report of its board, rounded to the
 * digits that are printed: a rank with the rank of the whole index, a band only where the report
 * has bands, a row of totals with the sum over the units above it, of the table or of its block.
 * Each that does not agree is a doubt (#CHISO_DOUBT_PRINTED), which stands behind the remarks that
 * there are. What has been compared is kept no longer.
 *
 * @param intake read the sheet by chiso_intake_sheet()
 * @param path how the sheet was named then; NULL for ""
 * @retval CHISO_E_STATE a board of the report changed since the report was made
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_report_check_printed(const chiso_report *report,
                                                                   chiso_intake *intake,
                                                                   const char *path,
                                                                   chiso_error *error);

#ifdef __cplusplus
}
#endif

#endif
