/**
 * @file audit.h
 * Audits: whether a tree, a board or a printed table is right, and where not, the likely cause.
 *
 * A finding says what is worth a look, where, what was found and what was expected, in English and
 * Vietnamese. An audit is silent on what chiso itself prints. Single printed figures are checked
 * from their operands by chiso_audit_ratio() and its like, whole tables by chiso_audit_read_csv().
 *
 * @code{.c}
 * const char *table = "what,achieved,max,percent\n"
 *                     "Steering,17.24,19,90.74\n"
 *                     "Procedures,23.56,26,90.26\n"
 *                     "Total,40.8,45,90.67\n";
 * chiso_audit *audit = NULL;
 *
 * must(chiso_audit_read_csv(table, strlen(table), NULL, NULL, &audit, &error));
 * for (uint32_t i = 0; i < chiso_audit_count(audit); i++) {
 *     printf("%s\n", chiso_audit_finding(audit, i)->message);
 * }
 * chiso_audit_free(audit);
 * @endcode
 * @code{.unparsed}
 * Procedures: 23.56 of 26 is 90.62 %, not 90.26 %: two digits are swapped
 * @endcode
 */
#ifndef CHISO_AUDIT_H
#define CHISO_AUDIT_H

#include <chiso/board.h>
#include <chiso/common.h>
#include <chiso/decimal.h>
#include <chiso/intake.h>
#include <chiso/memory.h>
#include <chiso/status.h>
#include <chiso/tree.h>

/** The findings of an audit. */
typedef struct chiso_audit chiso_audit;

/** What a finding is about. */
typedef enum chiso_audit_code {
    CHISO_AUDIT_NONE = 0,      /**< Nothing was found. "none" */
    CHISO_AUDIT_WORTHLESS = 1, /**< Tree: a node whose declared max is 0 although what is below it
                                  is worth something. "worthless" */
    CHISO_AUDIT_EMPTY_BRANCH =
        2, /**< Tree: a branch in which no leaf is worth anything. "empty_branch" */
    CHISO_AUDIT_RULE_MAX = 3, /**< Tree: a rule that never gives the leaf's max. "rule_max" */
    CHISO_AUDIT_RULE_MIN =
        4, /**< Tree: a rule that never gives the leaf's stated min. "rule_min" */
    CHISO_AUDIT_WEIGHT_SUM = 5,   /**< Tree: weights, or the maxima of the index, that nearly add up
                                     to 1 or 100. "weight_sum" */
    CHISO_AUDIT_WEIGHT_MIXED = 6, /**< Tree: weights stated for some children only; the others weigh
                                     as much as their max. "weight_mixed" */
    CHISO_AUDIT_TITLE_TWICE = 7,  /**< Tree: two children of a node with one title. "title_twice" */
    CHISO_AUDIT_CODE_ORDER = 8,   /**< Tree: codes of siblings out of order. "code_order" */
    CHISO_AUDIT_CODE_GAP =
        9, /**< Tree: a number is left out among the codes of siblings: 1.1, 1.3. "code_gap" */
    CHISO_AUDIT_CODE_PLACE =
        10, /**< Tree: a code that begins as another node's, but stands elsewhere. "code_place" */
    CHISO_AUDIT_MEAN_UNEQUAL = 11, /**< Tree: a mean without weights over unequal maxima, which then
                                      are the weights. "mean_unequal" */
    CHISO_AUDIT_OUTLINE =
        12, /**< Tree: codes look like the numbers of an outline (I, 1, a) and were not read as
               one; board: a leaf that is scored for no unit has the max of the criteria behind it,
               which may be below it. "outline" */
    CHISO_AUDIT_STEP_IDLE = 13,    /**< Tree: a drop, a need, a gate or a floor that can never do
                                      anything, or a limit below a floor. "step_idle" */
    CHISO_AUDIT_LIMIT_DIGITS = 14, /**< Tree: a gate limits to more digits than are published, where
                                      it may let through what it is to stop. "limit_digits" */
    CHISO_AUDIT_TREATMENT =
        15, /**< Tree: what is done to values before a rule and can change no points; board: cells
               that were to be imputed and that no value was found for, and values too few to be
               winsorised. "treatment" */
    CHISO_AUDIT_DROP_UNEQUAL = 16, /**< Tree: what is dropped of criteria of unequal maxima or
                                      weights, of which more points may cost some. "drop_unequal" */
    CHISO_AUDIT_ALL_EQUAL = 20, /**< Board: all units have the same points on a leaf. "all_equal" */
    CHISO_AUDIT_UNSCORED = 21,  /**< Board: a leaf that is scored for no unit. "unscored" */
    CHISO_AUDIT_RATE_LIMITED =
        22, /**< Board: a rate beyond 0..100 % that was limited. "rate_limited" */
    CHISO_AUDIT_COVERAGE = 23, /**< Board: not all of a unit is scored. "coverage" */
    CHISO_AUDIT_SUSPICIOUS =
        24, /**< Board: a value about ten times the others', or a tenth. "suspicious" */
    CHISO_AUDIT_OUTLIER = 25, /**< Board: a value far from the others': more than 3 quartile ranges
                                 outside the quartiles. "outlier" */
    CHISO_AUDIT_RATERS_IDLE =
        26, /**< What a criterion says of its raters never matters; tree: they cannot be farther
               apart than it says; board: no unit has two ratings, or so many that as many as
               `trimmed` says go. "raters_idle" */
    CHISO_AUDIT_RATERS_APART = 27, /**< Board: raters of a cell are farther apart than its criterion
                                      says. "raters_apart" */
    CHISO_AUDIT_RATIO = 40,        /**< Printed: a percentage that is not achieved / max. "ratio" */
    CHISO_AUDIT_SUM = 41,          /**< Printed: a total that is not the sum of its parts. "sum" */
    CHISO_AUDIT_DIFFERENCE = 42, /**< Printed: a change that is not the difference. "difference" */
    CHISO_AUDIT_GROWTH = 43, /**< Printed: a growth in percent that is not the growth. "growth" */
    CHISO_AUDIT_MEAN = 44,   /**< Printed: a mean that is not the mean. "mean" */
    CHISO_AUDIT_WEIGHTED =
        45,                /**< Printed: a weighted sum that is not the weighted sum. "weighted" */
    CHISO_AUDIT_RANK = 46, /**< Printed: a rank below 1 or above how many it is out of. "rank" */
    CHISO_AUDIT_RANK_CHANGE = 47, /**< Printed: a change of rank that is not the previous rank less
                                     the rank. "rank_change" */
    CHISO_AUDIT_DOUBT = 60        /**< File: a doubt of an intake, chiso_finding::doubt. "doubt" */
} chiso_audit_code;

/** How bad a finding is. */
typedef enum chiso_severity {
    CHISO_SEVERITY_NOTE = 0,    /**< Worth a look, and may well be meant so. "note" */
    CHISO_SEVERITY_WARNING = 1, /**< Probably not meant so. "warning" */
    CHISO_SEVERITY_ERROR = 2    /**< Wrong. "error" */
} chiso_severity;

/** The likely cause. */
typedef enum chiso_cause {
    CHISO_CAUSE_UNKNOWN = 0,   /**< None that is known here. "unknown" */
    CHISO_CAUSE_OTHER_MAX = 1, /**< Another max fits: chiso_finding::fits. "other_max" */
    CHISO_CAUSE_TRUNCATED = 2, /**< Digits were cut off instead of rounded. "truncated" */
    CHISO_CAUSE_HALF_DOWN = 3, /**< A half was rounded down, as binary floating point may do, where
                                  the table rounds else. "half_down" */
    CHISO_CAUSE_DIGITS_SWAPPED =
        4, /**< Two digits that stand side by side were swapped. "digits_swapped" */
    CHISO_CAUSE_ROUNDED_PARTS = 5, /**< The figure was worked out before, or after, its operands
                                      were rounded for print. "rounded_parts" */
    CHISO_CAUSE_SIGN = 6,          /**< The sign is the other way round. "sign" */
    CHISO_CAUSE_DIGIT = 7,         /**< One digit is wrong. "digit" */
    CHISO_CAUSE_DECIMAL_MARK =
        8 /**< The decimal mark slipped by one place, or of a rate was lost. "decimal_mark" */
} chiso_cause;

/** A figure as it is printed. */
typedef struct chiso_printed {
    chiso_decimal value; /**< The number. */
    int32_t decimals;    /**< How many decimal places are printed, 0 to 6: 2 for 87.80. */
} chiso_printed;

/** One finding. Figures that it does not have are #CHISO_ABSENT. */
typedef struct chiso_finding {
    chiso_audit_code code;   /**< What it is about. */
    chiso_severity severity; /**< How bad. */
    chiso_cause cause;       /**< The likely cause. */
    chiso_doubt doubt;       /**< With #CHISO_AUDIT_DOUBT, what it is about. */
    chiso_node node;         /**< Of a tree or board: the node, or #CHISO_NO_NODE. */
    chiso_unit unit;         /**< Of a board: the unit, or #CHISO_NO_UNIT. */
    uint32_t line;           /**< Of a printed table: the line of the row, from 1; of a doubt, that
                                of the file; else 0. */
    uint32_t column;         /**< Of a doubt: the column, from 1; else 0. */
    chiso_decimal found;     /**< The figure that was found. */
    chiso_decimal expected;  /**< The figure that was expected. */
    chiso_decimal fits;      /**< With #CHISO_CAUSE_OTHER_MAX, the max that fits. */
    char message[CHISO_MESSAGE_SIZE];    /**< A sentence in English. */
    char message_vi[CHISO_MESSAGE_SIZE]; /**< The same in Vietnamese. */
} chiso_finding;

/** How a printed table is audited. Begin with #CHISO_AUDIT_OPTIONS_INIT. */
typedef struct chiso_audit_options {
    size_t size;             /**< sizeof(chiso_audit_options). */
    bool rounding_is_known;  /**< Whether the member below says how the table rounds; else it is
                                inferred. */
    chiso_rounding rounding; /**< How the percentages of the table are rounded. */
} chiso_audit_options;

/** The rounding is inferred. */
#define CHISO_AUDIT_OPTIONS_INIT                                                                   \
    (CHISO_VALUE(chiso_audit_options){sizeof(chiso_audit_options), false, CHISO_ROUND_HALF_UP})

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Audits a tree. The findings stand node after node in the tree's order. Time: linear in nodes, n
 * log n in the children of a node.
 *
 * @param tree a checked tree; it may be freed before the audit
 * @retval CHISO_OK whether anything was found or not
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_audit_new_for_tree(const chiso_tree *tree,
                                                                 const chiso_allocator *allocator,
                                                                 chiso_audit **out_audit,
                                                                 chiso_error *error);

/**
 * Audits the cells and figures of a scored board. Values are judged on leaves that five units or
 * more have values on; outliers where it is eight. The findings stand leaf after leaf in the tree's
 * order, and then units by coverage. Time: n log n in the units for each leaf.
 *
 * @param board a scored board; it may be freed before the audit
 * @retval CHISO_OK whether anything was found or not
 * @retval CHISO_E_RANGE a figure is beyond what a decimal holds
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_audit_new_for_board(const chiso_board *board,
                                                                  const chiso_allocator *allocator,
                                                                  chiso_audit **out_audit,
                                                                  chiso_error *error);

/**
 * Adds the doubts of an intake to the findings, behind these and in their order, as warnings
 * (#CHISO_AUDIT_DOUBT). What the audit of the board found of the cells itself is not said twice.
 *
 * @param audit the findings of a tree or of a board; on failure they are as they were
 * @param intake what read the files; its mistakes are passed over
 * @param tree the tree that codes of criteria are looked up in
 * @param board a board over it that codes of units are looked up on; NULL for none
 * @retval CHISO_E_SHAPE the board is over another tree
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_audit_add_doubts(chiso_audit *audit,
                                                               const chiso_intake *intake,
                                                               const chiso_tree *tree,
                                                               const chiso_board *board,
                                                               chiso_error *error);

/**
 * Audits a printed table from CSV: columns `what` and optionally `achieved`, `max`, `percent`,
 * `previous`, `change`, `rank`, `previous_rank`, `rank_change`, `out_of`, any of them empty in a
 * row; separators, decimal marks and notes as in the other files. A percent sign behind a number is
 * fine.
 *
 * - `percent` is achieved / max. It is rounded as the options say; else half-up, unless three
 * figures or more tell truncation, or half-even, and none tells otherwise.
 * - `change` is percent - previous or achieved - previous, whichever fits, or the growth in
 * percent. Where achieved and max are there it may have been worked out before the percent was
 * rounded.
 * - `rank_change` is previous_rank - rank: up is positive. A rank is from 1 to `out_of`.
 * - A row that is named "total" or "sum" ("tổng", "tổng cộng", "tổng số", "cộng") adds up
 * `achieved` and `max` of the rows above it, up to the last such row; one named "mean" or "average"
 * ("trung bình", "bình quân") is their mean, of `percent` or else of `achieved`. Rows whose code
 * goes on from that of a row counted before (1.1 behind 1) are parts of it and are not counted
 * again.
 *
 * @param[out] out_audit the findings, row after row; to be ended by chiso_audit_free(); NULL on
 * failure
 * @retval CHISO_OK whether anything was found or not
 * @retval CHISO_E_EMPTY there is no header row, or no row below it
 * @retval CHISO_E_RANGE an option is outside what it may be, or a number too large
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_audit_read_csv(const char *text, size_t size,
                                                             const chiso_audit_options *options,
                                                             const chiso_allocator *allocator,
                                                             chiso_audit **out_audit,
                                                             chiso_error *error);

/** Audits a file with a printed table: chiso_audit_read_csv() of its bytes. */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_audit_read_csv_file(
    const char *path, const chiso_audit_options *options, const chiso_allocator *allocator,
    chiso_audit **out_audit, chiso_error *error);

/** Ends an audit. */
CHISO_API void chiso_audit_free(chiso_audit *audit);

/** How many findings there are. */
CHISO_API uint32_t chiso_audit_count(const chiso_audit *audit);

/**
 * How many findings of a severity there are.
 *
 * @param severity the severity
 */
CHISO_API uint32_t chiso_audit_count_of(const chiso_audit *audit, chiso_severity severity);

/**
 * One finding.
 *
 * @param index from 0 to chiso_audit_count() - 1
 */
CHISO_API const chiso_finding *chiso_audit_finding(const chiso_audit *audit, uint32_t index);

/**
 * A printed figure from its text: "87.80" has two decimals.
 *
 * @param text as chiso_decimal_parse() takes it, with at most six decimals
 * @param[out] out_printed the figure
 * @retval CHISO_E_NUMBER @p text has another form
 * @retval CHISO_E_RANGE it has more decimals, or is too large, or @p mark is another character
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_printed_parse(const char *text, char mark,
                                                            chiso_printed *out_printed);

/**
 * Checks a printed percentage: achieved / max × 100.
 *
 * @param achieved points got
 * @param max points possible, above 0
 * @param percent what is printed
 * @param rounding how it should be rounded
 * @param[out] out_finding what is wrong; its code is #CHISO_AUDIT_NONE where nothing is
 * @retval CHISO_E_RANGE a figure is no decimal or has more decimals than it says, @p max is not
 * above 0, the rounding is none, or numbers are too large
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_audit_ratio(chiso_printed achieved, chiso_printed max,
                                                          chiso_printed percent,
                                                          chiso_rounding rounding,
                                                          chiso_finding *out_finding);

/**
 * Checks a printed change: now - before.
 *
 * @param now,before the figures
 * @param change what is printed
 * @param rounding how it should be rounded where it has fewer decimals
 * @param[out] out_finding as of chiso_audit_ratio()
 * @return any other status: as chiso_audit_ratio()
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_audit_difference(chiso_printed now,
                                                               chiso_printed before,
                                                               chiso_printed change,
                                                               chiso_rounding rounding,
                                                               chiso_finding *out_finding);

/**
 * Checks a printed growth: (now - before) / before × 100.
 *
 * @param now the figure
 * @param before the figure before, above 0
 * @param percent what is printed
 * @param rounding how it should be rounded
 * @param[out] out_finding as of chiso_audit_ratio()
 * @return any other status: as chiso_audit_ratio()
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_audit_growth(chiso_printed now, chiso_printed before,
                                                           chiso_printed percent,
                                                           chiso_rounding rounding,
                                                           chiso_finding *out_finding);

/**
 * Checks a printed total.
 *
 * @param parts what is added up
 * @param count how many, from 1
 * @param total what is printed
 * @param rounding how it should be rounded where it has fewer decimals
 * @param[out] out_finding as of chiso_audit_ratio()
 * @retval CHISO_E_EMPTY there is no part
 * @return any other status: as chiso_audit_ratio()
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_audit_sum(const chiso_printed *parts, size_t count,
                                                        chiso_printed total,
                                                        chiso_rounding rounding,
                                                        chiso_finding *out_finding);

/**
 * Checks a printed mean.
 *
 * @param parts what the mean is of
 * @param count how many, from 1
 * @param mean what is printed
 * @param rounding how it should be rounded
 * @param[out] out_finding as of chiso_audit_ratio()
 * @retval CHISO_E_EMPTY there is no part
 * @return any other status: as chiso_audit_ratio()
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_audit_mean(const chiso_printed *parts, size_t count,
                                                         chiso_printed mean,
                                                         chiso_rounding rounding,
                                                         chiso_finding *out_finding);

/**
 * Checks a printed sum of values × weights.
 *
 * @param values the values
 * @param weights a weight each, taken as exact
 * @param count how many, from 1
 * @param total what is printed
 * @param rounding how it should be rounded
 * @param[out] out_finding as of chiso_audit_ratio()
 * @retval CHISO_E_EMPTY there is no value
 * @return any other status: as chiso_audit_ratio()
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_audit_weighted(const chiso_printed *values,
                                                             const chiso_decimal *weights,
                                                             size_t count, chiso_printed total,
                                                             chiso_rounding rounding,
                                                             chiso_finding *out_finding);

/**
 * Checks a printed change of rank: previous - rank, so that up is positive.
 *
 * @param rank,previous the rank, and the rank before
 * @param change what is printed
 * @param[out] out_finding as of chiso_audit_ratio()
 * @return any other status: as chiso_audit_ratio()
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_audit_rank_change(chiso_printed rank,
                                                                chiso_printed previous,
                                                                chiso_printed change,
                                                                chiso_finding *out_finding);

#ifdef __cplusplus
}
#endif

#endif
