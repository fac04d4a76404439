/**
 * @file series.h
 * Series: units over any number of boards, each under the label of its period ("2019", "2020
 * self-score").
 *
 * Periods may have different units, criteria and trees; units and criteria are found by their
 * codes. A unit or criterion that a period does not have, or has no figures for, is absent there
 * and nowhere else.
 *
 * @code{.c}
 * const char *years[] = {"2022", "2023"};
 * chiso_board *boards[] = {scored("unit,1,2.1,2.2\nhealth,16,13,9\n"),
 *                          scored("unit,1,2.1,2.2\nhealth,17.24,14,9.56\n")};
 * chiso_series *series = NULL;
 * chiso_series_point points[2];
 *
 * must(chiso_series_new(NULL, &series, &error));
 * for (int i = 0; i < 2; i++) {
 *     must(chiso_series_add(series, years[i], boards[i], NULL, &error));
 *     chiso_board_free(boards[i]);
 * }
 * must(chiso_series_points(series, "health", "2", 2, points, &error));
 * for (uint32_t i = 0; i < chiso_series_count(series); i++) {
 *     show(chiso_series_label(series, i), points[i].percent);
 * }
 * chiso_series_free(series);
 * @endcode
 * @code{.unparsed}
 * 2022 84.62
 * 2023 90.62
 * @endcode
 */
#ifndef CHISO_SERIES_H
#define CHISO_SERIES_H

#include <chiso/board.h>
#include <chiso/common.h>
#include <chiso/decimal.h>
#include <chiso/memory.h>
#include <chiso/rank.h>
#include <chiso/status.h>

/** A series of boards. */
typedef struct chiso_series chiso_series;

/** What a node of a unit has in one period. Each figure is the carried one,
 * rounded once by the tree of its period. */
typedef struct chiso_series_point {
    chiso_decimal achieved; /**< Points; #CHISO_ABSENT for none, as the others. */
    chiso_decimal max;      /**< Points possible for the unit. */
    chiso_decimal percent;  /**< As published. */
    chiso_place place;      /**< Its rank, out of how many; of 0 for none. */
    chiso_state state; /**< Whether it was scored; #CHISO_STATE_NOT_APPLICABLE also where it is not
                          there. Under the policy `zero` what is missing has points. */
    bool has_unit;     /**< Whether the period has the unit. */
    bool has_node;     /**< Whether the period has the criterion. */
    bool is_set;       /**< Whether its result was set by hand there. */
} chiso_series_point;

/** A unit of a series, as the last period has it of those that have it. */
typedef struct chiso_series_unit {
    const char *code;  /**< Its code. */
    const char *name;  /**< Its name. */
    const char *block; /**< Its block; "" for none. */
} chiso_series_unit;

/** What a node of a unit has in one period less what it has in an earlier one. Each figure is the
 * difference of the carried ones, rounded once by the tree of the later period; #CHISO_ABSENT where
 * either is. */
typedef struct chiso_series_difference {
    chiso_decimal achieved; /**< Of points. */
    chiso_decimal max;      /**< Of points possible; not 0 where the max changed. */
    chiso_decimal percent;  /**< Of percents, with the digits of the side that publishes more. */
} chiso_series_difference;

#ifdef __cplusplus
extern "C" {
#endif

/** Makes an empty series. */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_series_new(const chiso_allocator *allocator,
                                                         chiso_series **out_series,
                                                         chiso_error *error);

/** Ends a series. */
CHISO_API void chiso_series_free(chiso_series *series);

/**
 * Adds a period behind those that are there. Its nodes are ranked once, here.
 *
 * @param label what the period is called; unique, not empty
 * @param board a scored board; the series keeps it alive
 * @param ranking how it is ranked; NULL for #CHISO_RANK_OPTIONS_INIT. Ties, key and scope are those
 * of the first period; what breaks ties is of each period's own tree. Looked at during the call
 * only
 * @retval CHISO_E_CODE @p label is empty
 * @retval CHISO_E_DUPLICATE another period has this label
 * @retval CHISO_E_ENCODING @p label is not UTF-8
 * @retval CHISO_E_SHAPE it is ranked by another rule than the first period
 * @return any other status: as chiso_ranking_new()
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_series_add(chiso_series *series, const char *label,
                                                         const chiso_board *board,
                                                         const chiso_rank_options *ranking,
                                                         chiso_error *error);

/**
 * Says how many places points, and differences of points, are told with: for text that shows so
 * many, since what was rounded must not be rounded again. Maxima, and documents of a series, have
 * six.
 *
 * @param places 0 to 6; 6 where nothing is said
 * @retval CHISO_E_RANGE @p places is another number
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_series_set_point_places(chiso_series *series,
                                                                      int places,
                                                                      chiso_error *error);

/** How many periods there are. */
CHISO_API uint32_t chiso_series_count(const chiso_series *series);

/**
 * The label of a period.
 *
 * @param period from 0, in the order of adding, to chiso_series_count() - 1
 */
CHISO_API const char *chiso_series_label(const chiso_series *series, uint32_t period);

/**
 * The board of a period.
 *
 * @param period as for chiso_series_label()
 */
CHISO_API const chiso_board *chiso_series_board(const chiso_series *series, uint32_t period);

/**
 * What a node of a unit has in one period. Time: constant.
 *
 * @param period from 0 to chiso_series_count() - 1
 * @param unit_code the unit
 * @param code the criterion; "" or "." for the whole index
 * @param[out] out_point what it has
 * @retval CHISO_OK also where the period does not have the unit or the criterion: then its figures
 * are absent
 * @retval CHISO_E_STATE the board of the period changed since it was added, or, where that does not
 * have the unit or the criterion, the board of another one
 * @retval CHISO_E_UNIT no period has such a unit
 * @retval CHISO_E_NODE no period has such a criterion
 * @retval CHISO_E_RANGE there is no such period, or a percentage is beyond what a decimal holds
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_series_at(const chiso_series *series, uint32_t period,
                                                        const char *unit_code, const char *code,
                                                        chiso_series_point *out_point);

/**
 * What a node of a unit has in every period. Time: linear in the periods.
 *
 * @param unit_code the unit
 * @param code the criterion; "" or "." for the whole index
 * @param count how many there is room for: chiso_series_count()
 * @param[out] out_points what it has, period by period
 * @retval CHISO_E_STATE the board of a period changed since it was added
 * @retval CHISO_E_UNIT no period has such a unit
 * @retval CHISO_E_NODE no period has such a criterion
 * @retval CHISO_E_RANGE @p count is not the number of periods, or a percentage is beyond what a
 * decimal holds
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_series_points(const chiso_series *series,
                                                            const char *unit_code, const char *code,
                                                            size_t count,
                                                            chiso_series_point *out_points,
                                                            chiso_error *error);

/**
 * How many different units the periods have together. Time: linear in units × periods × periods, as
 * for all that follows.
 */
CHISO_API uint32_t chiso_series_unit_count(const chiso_series *series);

/**
 * The units of all periods: those of the last one in the order of adding, then those that only an
 * earlier one has, the latest first.
 *
 * @param count how many there is room for: chiso_series_unit_count()
 * @param[out] out_units the units; their texts belong to the boards
 * @retval CHISO_E_STATE the board of a period changed since it was added
 * @retval CHISO_E_RANGE @p count is not the number of units
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_series_units(const chiso_series *series, size_t count,
                                                           chiso_series_unit *out_units,
                                                           chiso_error *error);

/**
 * What a node has for all units over all periods.
 *
 * @code{.unparsed}
 * out_points[unit * chiso_series_count(series) + period]
 * @endcode
 *
 * @param code the criterion; "" or "." for the whole index
 * @param count how many there is room for: chiso_series_unit_count() times chiso_series_count()
 * @param[out] out_points unit after unit, in the order of chiso_series_units(), each period by
 * period
 * @retval CHISO_E_STATE the board of a period changed since it was added
 * @retval CHISO_E_NODE no period has such a criterion
 * @retval CHISO_E_RANGE @p count is another number, or a percentage is beyond what a decimal holds
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_series_node(const chiso_series *series,
                                                          const char *code, size_t count,
                                                          chiso_series_point *out_points,
                                                          chiso_error *error);

/**
 * What a node of a unit has in one period less what it has in an earlier one: of two stages of one
 * period, what the later one gave or took.
 *
 * @param before the number of the earlier period
 * @param now the number of the later one; any two will do
 * @param unit_code the unit
 * @param code the criterion; "" or "." for the whole index
 * @param[out] out_difference what it gained
 * @retval CHISO_E_STATE the board of a period changed since it was added
 * @retval CHISO_E_UNIT no period has such a unit
 * @retval CHISO_E_NODE no period has such a criterion
 * @retval CHISO_E_RANGE there is no such period, or a figure is beyond what a decimal holds
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_series_subtract(
    const chiso_series *series, uint32_t before, uint32_t now, const char *unit_code,
    const char *code, chiso_series_difference *out_difference, chiso_error *error);

#ifdef __cplusplus
}
#endif

#endif
