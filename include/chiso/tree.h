/**
 * @file tree.h
 * Criteria trees: what an index measures, and how many points each part is worth.
 *
 * A tree has a root, #CHISO_ROOT, which stands for the whole index, and criteria below it to any
 * depth, even or uneven. A criterion without sub-criteria is a leaf and is scored directly; the
 * others combine what is below them. A criterion is named by a code ("1.2.3"), which is unique, and
 * inside a program by a #chiso_node.
 *
 * A tree is built by calls or read from CSV, then checked, by chiso_tree_check() or by the first
 * board made over it. From then on it cannot be changed.
 *
 * **Combine** says how a node gets its points from its children; a is what a child achieved, m its
 * max for the unit, w its weight (m unless stated). A child that does not apply takes no part.
 *
 * | combine | achieved | max |
 * |---|---|---|
 * | `sum` | Σ a, bonus children included | Σ m over children that are no bonus |
 * | `sum scaled` | Σ a × declared max / Σ m, bonus children too | the declared max |
 * | `mean` | declared max × Σ w·(a/m) / Σ w | the declared max |
 * | `geometric` | declared max × (Π (a/m)^w)^(1/Σ w) | the declared max |
 * | `harmonic` | declared max × Σ w / Σ (w·m/a) | the declared max |
 * | `min`, `max` | declared max × the least, or the greatest, a/m | the declared max |
 * | `median` | declared max × the a/m in the middle, or the mean of both | the declared max |
 *
 * `scaled` spreads what does not apply over the rest; where nothing of it applies, the node does
 * not apply. `geometric` and `harmonic` are 0 where any a is 0 or less (what is
 * below 10^-18 is 0: it may be left of thirds that cancel out). With `min` all must be
 * there or nothing is.
 *
 * **Figures are carried as they are and rounded once, where they are shown.** Inside, a figure is a
 * count of millionths and a rest of 2^-52 of a millionth: sums of it are exact, products and
 * quotients right to the last of these bits, so that 1/3 + 1/3 + 1/3 is 1. Figures nearer than
 * 10^-12 of their max are one and the same: they tie, meet the same bound and round alike.
 * `geometric` is worked out in whole numbers, with logarithms of 60 bits behind the point, the same
 * on every platform and right to 10^-13 of the max.
 *
 * **What counts**: under all but `sum`, a child of weight 0, or of max 0 for the unit, counts for
 * nothing; under sums a leaf of max 0 counts for nothing but its points. A node is *not applicable*
 * when nothing that counts applies below it, *missing* when nothing that counts is scored (under
 * `unknown`: when anything that counts is not), else *scored*. Under a plain `sum` a bonus that was
 * given counts too; under `sum scaled` it makes nothing scored.
 *
 * `capped` behind any combine (`mean capped`, `sum scaled capped`) limits achieved to the max.
 * Under `sum` without `scaled`, a declared max must equal the sum of the children's. A max left out
 * is that sum, whatever the combine. With something dropped, too, a declared max is the sum of all
 * children's, and the unit's that of those kept.
 *
 * **Steps** between the children of a criterion and its figures, such as dropping the lowest, are
 * told in step.h.
 *
 * **Kinds**: a `criterion` counts in its parent's max; a `bonus` adds to its parent's achieved
 * points, or takes from them when negative, and leaves the max alone. A bonus that is missing, or a
 * leaf below one, is none: it counts 0 and touches neither coverage, bounds nor state of the nodes
 * above the bonus. A bonus with children is scored when any leaf below it is, and what is missing
 * below it counts 0 under every policy. A bonus loses nothing. Only `sum` takes bonus children.
 * Those of a scaled sum are scaled with it: to leave them as they are, put what is scaled and the
 * bonus side by side below a plain sum.
 *
 * **Round**: a node may state that its points are rounded in the calculation, by the rounding of
 * the tree, from the figure as it is carried; what is missing is rounded likewise where it counts
 * as min or max. Rounding takes no leaf out of its min and max, but those that are
 * `unlimited`, and no capped node above its max. Elsewhere rounding happens only where figures are
 * published.
 *
 * **Rules** say how the cell of a leaf becomes points, which are carried as they are:
 *
 * | rule | takes | gives |
 * |---|---|---|
 * | `points` | a number | the number, which must lie in min to max |
 * | `rate` | a rate: `97.8%` or `978/1000` | max × rate, the rate limited to 0..1 |
 * | `rate from 80%` | a rate | the same from 80 % on, min below |
 * | `rate between 50%..90%` | a rate | min up to 50 %, max from 90 %, on a line between |
 * | `rate target 90%` | a rate | max from 90 % on, below it max × rate / 90 % |
 * | `rate percent` | a rate in percent, as a bare number: 97.8 | as `rate` |
 * | `rate share` | a rate as a bare share: 0.978 | as `rate` |
 * | `atleast 90:5 80:3` | a number | the points behind the greatest threshold reached, else min |
 * | `atmost 2:5 4:3` | a number | those behind the smallest threshold not exceeded, else min |
 * | `yesno` | yes/no, có/không (also without accents), 1/0 | max or min |
 * | `per -0.5` | a count: a whole number from 0 | count × -0.5, limited to min..max |
 * | `range 5..60` | a number | on a line from min at 5 to max at 60, limited to min..max |
 * | `range 5..60 unlimited` | a number | the same without the limit |
 * | `range 5..60 log` | a number above 0 | the same on the line of the logarithms |
 * | `minmax` | a number | `range` from the least to the greatest number among the units |
 * | `best` | a number from 0 | max × the number / the greatest among the units |
 * | `best down` | a number above 0 | max × the least among the units / the number |
 * | `percentile` | a number | max × the share of the units that have this number or a lower one |
 * | `zscore 50 10` | a number | 50 at the mean, 10 more a standard deviation, limited |
 * | `survey 100 60 20 0` | counts: `12\|30\|5\|1` | max × Σ weight × count / Σ count |
 * | `survey 0 50 100 -` | counts: `2\|3\|5\|10` | the same without the options that are `-` |
 * | `rank 2.1` | nothing | max × (n − rank + 1) / n, the unit being so high of n by criterion 2.1 |
 *
 * `percent` or `share` stands first behind `rate`, whatever follows: `rate percent from 80%`, `rate
 * share target 90%`. The thresholds keep their percent sign, and a cell that holds `97.8%` or
 * `978/1000` is the rate that it says.
 *
 * **Raters**: a cell may be given by several people, as by a panel of judges (rating.h). What is
 * joined are their cells, exactly and before all that is done to a value: the `mean`, the `median`,
 * or with `trimmed 1` the mean without the lowest and the highest (`trimmed N`: without so many at
 * each end; where that would leave none, fewer go). `within 20%` behind it makes it a doubt where
 * the greatest and the least are farther apart than 20 % of the max, in the points that the rule
 * gives for each. Raters are joined for `points`, rates, tiers, `range` and the rules that look at
 * the other units; not for `yesno`, `per` and `survey`. Those that look at the other units, and
 * those before which values are divided or treated, are without `within`.
 *
 * Thresholds of `atleast` and `atmost` that are written as rates, `90%:5` or `9/10:5`, make them
 * take rates. `range 60..5` is for less is better, and `log unlimited` may stand together. The
 * weights of `survey` are percentages, one an option; an option that means "don't know" is `-`: it
 * is counted and shown, and its answers are not among those that the share is of. A cell of such
 * answers alone is missing. Where all units are equal `minmax` gives max, `best` too where all are
 * 0, and `zscore` the points at the mean; its standard deviation is that of a sample, divided by n
 * - 1, as in the OECD handbook (2008); with `population` behind it, by n.
 *
 * A rate never gives less than min, nor do `best`, `percentile` and `survey`. `978/1000` stays two
 * numbers: 2/3 of a max of 1.5 is exactly 1. Numbers have up to 15 decimals; a fraction (`10/3`)
 * may stand for each of them, for a max, a min and a weight, but not before `%`, and a threshold
 * that is written a/b makes its rule take rates. Thresholds are compared exactly.
 *
 * `minmax`, `best`, `percentile` and `zscore` look at the other units of the board, ranked or not:
 * at those that have a value there, since what is missing or does not apply takes no part. With
 * `down` behind them less is better (`percentile down`: the share of the units that have this
 * number or a higher one). With `block` behind them (`minmax down block`) they look at the units of
 * the same block only. What they saw is told by chiso_board_peers(). Points of `range log` and
 * `zscore` are worked out in whole numbers, the same on every platform, and right to 10^-13 of the
 * max, or of the points where these are more; one end of a `range log` is at least a thousandth
 * greater than the other. The words of rules and combines may be written with capitals.
 *
 * **Ranks**: `rank CODE` makes points of the rank that a unit has by another criterion of the tree,
 * as chiso_ranking_new() gives it, equals sharing a place: of several indices, whatever they are
 * counted in, one is made by a `mean` of such leaves, with the indices as criteria of weight 0
 * beside them. n are the units that have a rank there: those that are ranked, hold a value anywhere
 * and have a percent by the criterion. With `block` behind it units are ranked, and counted, within
 * their block. Who has no rank is missing on the leaf. Points are never less than min. Such a leaf
 * takes no cell: a value for it is refused, and only "" and `-` (does not apply) may stand there. A
 * file needs no column for it, and what chiso writes leaves its cells empty; chiso_board_cell()
 * tells the rank as the value and n as the denominator, once the board is scored. The criterion
 * that is ranked is none that the leaf is below, and no bonus, and ranks may need other ranks as
 * long as that is no circle: a board is scored once more for each step of that. Ranks move with
 * every unit, so that there is no ledger, target, what-if or bridge over such a tree
 * (#CHISO_E_RULE): cells are changed on a copy of the board, which is scored and compared. Bounds
 * of what is missing take the ranks as they are.
 *
 * **Before a rule** may stand what composite indices do to values first, each step with a bar
 * behind it: `over column Population | treat winsor 2 | impute median block | minmax down`. Steps
 * act as written, from left to right, on the values of all units of the board:
 *
 * - `over column NAME` divides it by the unit's number in that column of the points file, which
 *   must be above 0. It stands first: before `range`, `minmax`, `best`, `percentile`, `zscore`.
 * - `treat log` takes its natural logarithm; whichever base, the points are the same. Values are
 *   above 0. Before `minmax`, `percentile` and `zscore`: `range` has its own word `log`.
 * - `treat winsor K`: while the values reach out too far, those at that end become the next ones, K
 *   at most in all, equal ones together or not at all. Before the rules of `over`, as is the next.
 * - `treat iqr 1.5` limits it to the quartiles (type 7) and 1.5 interquartile ranges beyond them.
 * - `impute mean`, `impute median`: a missing one becomes the mean, or the median, of the others,
 *   with `block` behind it of those of its block; what does not apply stays so. Also before
 *   `points`.
 *
 * Values reach out too far where their skewness is above 2 or below -2 and their kurtosis above
 * 3.5, to the high end where the skewness is above 0. Both are those of spreadsheets, SKEW() and
 * KURT() (G1 and G2, kurtosis 0 for a normal distribution), as the JRC's tools take them; fewer
 * than four values do not. They are compared exactly, as fractions of whole numbers: no binary
 * floating point decides what is moved. The Box-Cox transformation is not offered: a lambda of
 * greatest likelihood has no digits that every machine agrees on.
 *
 * A cell that is imputed is scored as if it stood there. It is missing all the same for its own
 * state, for coverage and for the bounds; a criterion of which nothing is scored is missing too,
 * but has the figures of what was imputed, under every policy; under `unknown` an imputed cell
 * leaves nothing without figures. What is missing without a value to take stays missing. Bonuses
 * are not imputed. Rules that look at the other units see the values as treated and imputed.
 *
 * Quotients are carried to 22 places. Points of them are right to 10^-13 of the max where they are
 * at least 10^-8 apart, and of logarithms where these are 0.001 apart; scoring refuses less. Of
 * other rules (rates, yes or no, counts, answers, tiers) these steps are refused. A unit that has a
 * value and no number to divide by is refused by chiso_board_score(), naming both. At most eight
 * steps stand before a rule, `over`, `treat log` and `impute` once each.
 *
 * @code{.c}
 * chiso_tree *tree = NULL;
 * chiso_node procedures;
 *
 * must(chiso_tree_new("PAR index", NULL, &tree, &error));
 * must(chiso_tree_add(tree, CHISO_ROOT, "1", "Steering", "19", NULL, &error));
 * must(chiso_tree_add(tree, CHISO_ROOT, "2", "Procedures", NULL, &procedures, &error));
 * must(chiso_tree_add_ruled(tree, procedures, "2.1", "On time", "14", "rate", NULL, &error));
 * must(chiso_tree_add_ruled(tree, procedures, "2.2", "Online", "12", "yesno", NULL, &error));
 * must(chiso_tree_check(tree, &error));
 * for (chiso_node node = CHISO_ROOT; node != CHISO_NO_NODE; node = chiso_node_next(tree, node)) {
 *     show(chiso_node_title(tree, node), chiso_node_max(tree, node));
 * }
 * chiso_tree_free(tree);
 * @endcode
 * @code{.unparsed}
 * PAR index 45
 * Steering 19
 * Procedures 26
 * On time 14
 * Online 12
 * @endcode
 */
#ifndef CHISO_TREE_H
#define CHISO_TREE_H

#include <chiso/common.h>
#include <chiso/decimal.h>
#include <chiso/memory.h>
#include <chiso/sink.h>
#include <chiso/status.h>

/** A criteria tree. */
typedef struct chiso_tree chiso_tree;

/** A node of a tree: #CHISO_ROOT, or a criterion counted from 1 in the order of adding. Ids run up
 * to chiso_tree_node_count() - 1. */
typedef uint32_t chiso_node;

/** The root of every tree: the whole index. */
#define CHISO_ROOT ((chiso_node)0)

/** No node. */
#define CHISO_NO_NODE UINT32_MAX

/** The most options that a question of a survey may have. */
#define CHISO_OPTION_LIMIT 64

/** The most ratings that a cell may have. */
#define CHISO_RATING_LIMIT 1000

/**
 * The most answers that are counted, for an option in a cell or in a whole tally. Every count and
 * every sum of counts is then also a decimal
 * (#CHISO_DECIMAL_MAX is 9 200 000 000 000), is exact in a double, and a sum of weights × counts
 * fits in 128 bits.
 */
#define CHISO_ANSWER_LIMIT INT64_C(9200000000000)

/** A figure that does not exist: a max that is not known, the percent of a max of 0, what a missing
 * criterion achieved. No decimal. */
#define CHISO_ABSENT INT64_MIN

/** What a criterion is to its parent. */
typedef enum chiso_kind {
    CHISO_KIND_CRITERION = 0, /**< Counts in the parent's max. "criterion" */
    CHISO_KIND_BONUS = 1 /**< Adds to or takes from the parent's achieved points only. "bonus" */
} chiso_kind;

/** How a node combines its children. */
typedef enum chiso_combine {
    CHISO_COMBINE_SUM = 0,       /**< The points added up. "sum" */
    CHISO_COMBINE_MEAN = 1,      /**< The weighted mean of the ratios, times the max. "mean" */
    CHISO_COMBINE_GEOMETRIC = 2, /**< Their weighted geometric mean, times the max. "geometric" */
    CHISO_COMBINE_HARMONIC = 3,  /**< Their weighted harmonic mean, times the max. "harmonic" */
    CHISO_COMBINE_MIN = 4,       /**< The least of them, times the max. "min" */
    CHISO_COMBINE_MAX = 5,       /**< The greatest of them, times the max. "max" */
    CHISO_COMBINE_MEDIAN = 6     /**< The one in the middle, times the max. "median" */
} chiso_combine;

/** What a criterion that was not scored counts as. */
typedef enum chiso_missing_policy {
    CHISO_MISSING_ZERO =
        0, /**< As its min, which is 0 unless stated: every node has figures. "zero" */
    CHISO_MISSING_SKIP = 1, /**< As not applicable: its max leaves the unit's. "skip" */
    CHISO_MISSING_UNKNOWN =
        2 /**< Every node above it has no figures, and the unit no rank there. "unknown" */
} chiso_missing_policy;

/**
 * A criterion as a row of a spreadsheet gives it. All members but size are texts, read as in a
 * criteria file; NULL or "" means the default. Begin with #CHISO_CRITERION_INIT.
 */
typedef struct chiso_criterion {
    /**< sizeof(chiso_criterion). */
    size_t size;
    const char *code;   /**< Unique, at most 1000 bytes, no white space. Not "." (the root), nor a
                           heading of a points file. */
    const char *parent; /**< The code of the criterion that it belongs to, which may be added later;
                           "." is the root. Default: the longest dotted prefix of its own code that
                           is a code, else the root. */
    const char *title;  /**< Any text. Default: none. */
    const char *max;    /**< Points possible, a decimal from 0. A leaf needs one; an inner node
                           defaults to the sum below it. */
    const char *min;    /**< Least points of a leaf, default 0; of an inner criterion a floor below
                           which its points do not fall, default none. */
    const char *weight; /**< Weight in a parent that weighs (all but sum), a decimal from 0.
                           Default: its max. */
    const char *combine; /**< Of an inner node: "sum", "mean", "geometric" and so on, and behind it
                            "capped"; "sum scaled"; "drop lowest 1", "keep highest 3" and the like
                            behind sum and mean (step.h). Default "sum". */
    const char *kind;    /**< "criterion" or "bonus". Default "criterion". */
    const char *rule;    /**< A rule of a leaf, as the table at the head of this file shows. Default
                            "points". */
    const char *round;   /**< Decimal places, 0 to 6, that its points are rounded to in the
                            calculation. Default: not rounded. */
    const char *needs;   /**< The share of it that must be scored for it to have figures: "50%".
                            Default: none. */
    const char *gate; /**< What limits its parent: "below 50%: parent at most 79.99%", several with
                         ";" between them. Default: none. */
    const char *note; /**< The plain note of it, as chiso_tree_set_note() sets it. Default:
                         none. */
    const char *raters; /**< How what several raters gave for a cell of a leaf is joined: "mean",
                           "median" or "trimmed 1", and behind it "within 20%". Default "mean". */
} chiso_criterion;

/** What a node drops of its children, by achieved / max: of so many, or of all but so many. */
typedef struct chiso_drop_rule {
    uint32_t count;   /**< How many are dropped, or kept; from 1. */
    uint32_t is_keep; /**< 1: so many are kept, and the others dropped. "keep", else "drop" */
    uint32_t
        is_lowest; /**< 1: those with the lowest; 0: with the highest. "lowest" and "highest" */
} chiso_drop_rule;

/** A criterion with every default. */
#define CHISO_CRITERION_INIT                                                                       \
    (CHISO_VALUE(chiso_criterion){sizeof(chiso_criterion), NULL, NULL, NULL, NULL, NULL, NULL,     \
                                  NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL})

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Makes a tree that is only a root: combine `sum`, 2 published digits, half-up, missing counts as
 * zero.
 *
 * @param title the name of the index; NULL for none
 * @retval CHISO_E_ENCODING @p title is not UTF-8
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_tree_new(const char *title,
                                                       const chiso_allocator *allocator,
                                                       chiso_tree **out_tree, chiso_error *error);

/** Ends a tree. Boards over it keep what they need: the order of freeing does not matter. */
CHISO_API void chiso_tree_free(chiso_tree *tree);

/**
 * Reads a tree from the text of a criteria file.
 *
 * The header row names the columns, in any order: `code`, `title`, `max`, and optionally `parent`,
 * `min`, `weight`, `combine`, `kind`, `rule`, `round`, `needs`, `gate`, `raters`, `options`,
 * `weight@BLOCK` (chiso_tree_set_block_weight()), `note` and `note:NAME` (note.h). The separator is
 * a comma, a semicolon or a tab; the decimal mark is a point, or with the latter two a comma. The
 * parent of a criterion is the longest dotted prefix of its code that is a code itself, else the
 * root, unless `parent` says otherwise; the order of rows does not matter for it. A row with the
 * code `.` describes the root; only there may `options` hold words such as `digits=2 missing=zero
 * rounding=half-up`. Lines before the header that start with `#` are notes.
 *
 * The tree is checked, as by chiso_tree_check().
 *
 * @retval CHISO_E_EMPTY there is no header row, or no criterion below it
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_tree_read_csv(const char *text, size_t size,
                                                            const chiso_allocator *allocator,
                                                            chiso_tree **out_tree,
                                                            chiso_error *error);

/** Reads a tree from a criteria file: chiso_tree_read_csv() of its bytes. */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_tree_read_csv_file(const char *path,
                                                                 const chiso_allocator *allocator,
                                                                 chiso_tree **out_tree,
                                                                 chiso_error *error);

/**
 * Writes a checked tree as a criteria file, which reads in again as the same tree. Columns: code,
 * parent, title, max, min, weight, combine, kind, rule, round, options, and raters and notes where
 * there are any. Texts that a spreadsheet would run as a formula get an apostrophe in front, which
 * the reader takes off again.
 *
 * @param tree a checked tree
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_tree_write_csv(const chiso_tree *tree,
                                                             const chiso_sink *sink,
                                                             chiso_error *error);

/**
 * Adds a criterion that is scored in points, or that later gets sub-criteria. Its place is the
 * parent that is given, whatever its code looks like: `1.1` added below #CHISO_ROOT stays there.
 *
 * @param tree a tree that is not checked yet
 * @param parent the criterion it belongs to, or #CHISO_ROOT
 * @param code,title,max as in #chiso_criterion: the max is decimal text, "19" or "14.5"
 * @param[out] out_node the new node; may be NULL
 * @retval CHISO_E_PARENT there is no node @p parent
 * @return any other status: as chiso_tree_add_criterion()
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_tree_add(chiso_tree *tree, chiso_node parent,
                                                       const char *code, const char *title,
                                                       const char *max, chiso_node *out_node,
                                                       chiso_error *error);

/**
 * Adds a leaf with a rule: as chiso_tree_add(), and its statuses too.
 *
 * @param tree a tree that is not checked yet
 * @param parent the criterion it belongs to, or #CHISO_ROOT
 * @param code,title,max,rule as in #chiso_criterion
 * @param[out] out_node the new node; may be NULL
 * @return any other status: as chiso_tree_add()
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_tree_add_ruled(chiso_tree *tree, chiso_node parent,
                                                             const char *code, const char *title,
                                                             const char *max, const char *rule,
                                                             chiso_node *out_node,
                                                             chiso_error *error);

/**
 * Adds a criterion with everything that can be said of one, as a row of a criteria file does: its
 * parent may be added later. Until the tree is checked it hangs below the one that is there, or
 * below the root; children stand in the order of adding.
 *
 * @param tree a tree that is not checked yet
 * @param criterion what a row of a criteria file would say
 * @param[out] out_node the new node; may be NULL
 * @retval CHISO_E_NULL @p tree, @p criterion or its code is NULL
 * @retval CHISO_E_CODE the code is empty, holds white space, is longer than 1000 bytes or is
 * reserved
 * @retval CHISO_E_DUPLICATE the code stands for another criterion
 * @retval CHISO_E_NUMBER a number cannot be read
 * @retval CHISO_E_RANGE a number is outside what it may be
 * @retval CHISO_E_WORD combine, kind or raters is an unknown word
 * @retval CHISO_E_RULE the rule cannot be read, or cannot work with this max and min: it gives
 * points outside of them, or `per` could never give anything else than 0; or it takes no raters
 * @retval CHISO_E_ENCODING a text is not UTF-8
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_tree_add_criterion(chiso_tree *tree,
                                                                 const chiso_criterion *criterion,
                                                                 chiso_node *out_node,
                                                                 chiso_error *error);

/**
 * Says how the root combines, what its max is, and whether its points are rounded.
 *
 * @param tree a tree that is not checked yet
 * @param max the declared max of the whole index, decimal text; NULL or "" for the sum of what is
 * below
 * @param combine as in #chiso_criterion; NULL or "" for "sum"
 * @param round as in #chiso_criterion; NULL or "" for not rounded
 * @return any other status: as chiso_tree_add_criterion()
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_tree_set_root(chiso_tree *tree, const char *max,
                                                            const char *combine, const char *round,
                                                            chiso_error *error);

/**
 * Describes the root with everything that can be said of it, as its row in a criteria file
 * does: the name of the index, its max, its floor, how it combines, whether it is rounded, what it
 * needs, and its note. What is not said is the default, but for the name and the note, which stay
 * as they are.
 *
 * @param tree a tree that is not checked yet
 * @param criterion what that row would say; its code is NULL, "" or "."
 * @retval CHISO_E_CODE the code is another one
 * @retval CHISO_E_NODE it says a parent, a weight, a kind, a rule or a gate, which a root does not
 * take
 * @return any other status: as chiso_tree_add_criterion()
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_tree_describe_root(chiso_tree *tree,
                                                                 const chiso_criterion *criterion,
                                                                 chiso_error *error);

/**
 * Sets options by words, as the column `options` of a criteria file does: `digits=0..6`,
 * `missing=zero|skip|unknown`, `rounding=half-up|half-even|down`, `full=rounded|reached`,
 * `order=highest|lowest`, with spaces between them. An option that is not named keeps its value.
 *
 * With `full=reached` no percent below 100 % is shown as 100: the greatest figure below is. With
 * `order=lowest` less is better: ranks, and criteria that break ties, begin with the lowest
 * percent; bands stay as they are.
 *
 * @param tree a tree that no board uses yet, checked or not
 * @param options the words
 * @retval CHISO_E_STATE a board uses the tree
 * @retval CHISO_E_WORD an option or its value is unknown
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_tree_set_options(chiso_tree *tree,
                                                               const char *options,
                                                               chiso_error *error);

/**
 * Checks that the tree is whole and fits together, and closes it: from now on it cannot be changed.
 * A tree that is checked already is fine. Time: linear in the number of nodes.
 *
 * @retval CHISO_E_EMPTY there is no criterion
 * @retval CHISO_E_PARENT the parent that a criterion names is not there, or a criterion is its own
 * ancestor
 * @retval CHISO_E_MAX a leaf has no max, or a declared max is not the sum of the maxima below it
 * @retval CHISO_E_NODE an inner node has a rule, raters or a min, a leaf a combine, or what is no
 * sum a bonus child or no weight at all
 * @retval CHISO_E_RANGE the maxima add up to more than a decimal holds
 * @retval CHISO_E_RULE a leaf takes the rank of a criterion that is not there, that cannot be
 * ranked, or whose points depend on the leaf
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_tree_check(chiso_tree *tree, chiso_error *error);

/**
 * What every node counts in the whole index, as a share of 1: under `sum` by its max among its
 * siblings, under `mean`, `geometric` and `harmonic` by its weight (under the latter two,
 * nominally), and in equal shares under `min`, `max` and `median`, which know no weights. The
 * leaves that are no bonus add up to 1 exactly, and every other node to what is below it: shares
 * are carried to 18 places and rounded to six by the largest remainder (Hamilton's method). Bonuses
 * count 0. Time: n log n in the number of leaves.
 *
 * @param tree a checked tree
 * @param count how many there is room for: chiso_tree_node_count()
 * @param[out] out_weights the share of each node, by its number: 0 to 1, that of #CHISO_ROOT being
 * 1
 * @retval CHISO_E_WEIGHT the max of the whole index is 0
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_tree_effective_weights(const chiso_tree *tree,
                                                                     size_t count,
                                                                     chiso_decimal *out_weights,
                                                                     chiso_error *error);

/** Whether the tree was checked, by chiso_tree_check() or for a board, and is closed. */
CHISO_API bool chiso_tree_is_checked(const chiso_tree *tree);

/**
 * The node of a code. Time: constant.
 *
 * @param code the code; "" and "." are the root
 * @retval CHISO_E_NODE no criterion has this code
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_tree_find(const chiso_tree *tree, const char *code,
                                                        chiso_node *out_node);

/** The name of the index; "" where none was given. */
CHISO_API const char *chiso_tree_title(const chiso_tree *tree);

/** How many nodes there are, the root included. */
CHISO_API uint32_t chiso_tree_node_count(const chiso_tree *tree);

/** How many leaves there are. */
CHISO_API uint32_t chiso_tree_leaf_count(const chiso_tree *tree);

/** How many decimal places are published: 0 to 6. */
CHISO_API int chiso_tree_digits(const chiso_tree *tree);

/** How published figures, and points that are rounded in the calculation, are rounded. */
CHISO_API chiso_rounding chiso_tree_rounding(const chiso_tree *tree);

/** What a criterion that was not scored counts as. */
CHISO_API chiso_missing_policy chiso_tree_missing(const chiso_tree *tree);

/**
 * Whether 100 % is shown only of what reaches it: `full=reached`.
 *
 * @param tree the tree; NULL gives false
 * @return whether it is so
 */
CHISO_API bool chiso_tree_is_full_reached(const chiso_tree *tree);

/**
 * Whether less is better, so that ranks begin with the lowest percent: `order=lowest`.
 *
 * @param tree the tree; NULL gives false
 * @return whether it is so
 */
CHISO_API bool chiso_tree_is_lowest_first(const chiso_tree *tree);

/**
 * How many numbers of the criteria file had more than 15 decimals and were rounded.
 *
 * @param tree the tree; NULL gives 0
 * @return 0 for a tree that was built by calls with short numbers
 */
CHISO_API uint64_t chiso_tree_rounded_count(const chiso_tree *tree);

/**
 * How many columns of points files the rules divide by: `over column POPULATION`.
 *
 * @param tree a checked tree; NULL gives 0
 * @return how many different ones
 */
CHISO_API uint32_t chiso_tree_column_count(const chiso_tree *tree);

/**
 * The name of such a column, as the first rule in the tree's order writes it.
 *
 * @param tree a checked tree
 * @param column from 0 to chiso_tree_column_count() - 1
 * @return the name, which belongs to the tree; "" where there is no such column
 */
CHISO_API const char *chiso_tree_column(const chiso_tree *tree, uint32_t column);

/** The code of a node; "" of the root. */
CHISO_API const char *chiso_node_code(const chiso_tree *tree, chiso_node node);

/** The title of a node, "" where none was given; the root's is the name of the index. */
CHISO_API const char *chiso_node_title(const chiso_tree *tree, chiso_node node);

/** The parent of a node; #CHISO_NO_NODE of the root. */
CHISO_API chiso_node chiso_node_parent(const chiso_tree *tree, chiso_node node);

/** The first child of a node, in the order of adding; #CHISO_NO_NODE of a leaf. */
CHISO_API chiso_node chiso_node_first_child(const chiso_tree *tree, chiso_node node);

/** The next child of the same parent; #CHISO_NO_NODE behind the last, and of the root. */
CHISO_API chiso_node chiso_node_next_sibling(const chiso_tree *tree, chiso_node node);

/**
 * The node after this one in the tree's order: each node before its children, children in the order
 * of adding. A walk from #CHISO_ROOT to #CHISO_NO_NODE meets every node once. Time: constant on
 * average over a walk.
 */
CHISO_API chiso_node chiso_node_next(const chiso_tree *tree, chiso_node node);

/**
 * The next leaf after this node in the tree's order: from #CHISO_ROOT it is the first leaf.
 * #CHISO_NO_NODE behind the last.
 */
CHISO_API chiso_node chiso_node_next_leaf(const chiso_tree *tree, chiso_node node);

/** How far a node is from the root. */
CHISO_API uint32_t chiso_node_depth(const chiso_tree *tree, chiso_node node);

/** How many children a node has. */
CHISO_API uint32_t chiso_node_child_count(const chiso_tree *tree, chiso_node node);

/** Whether a node is scored directly: it has no children and is not the root. */
CHISO_API bool chiso_node_is_leaf(const chiso_tree *tree, chiso_node node);

/**
 * The max of a node as the tree has it, before anything is taken out for a unit; #CHISO_ABSENT of
 * an inner node whose max is left out, until the tree is checked.
 */
CHISO_API chiso_decimal chiso_node_max(const chiso_tree *tree, chiso_node node);

/**
 * The least points of a leaf, or the floor of an inner node.
 *
 * @return 0 unless stated, and where there is no such node
 */
CHISO_API chiso_decimal chiso_node_min(const chiso_tree *tree, chiso_node node);

/**
 * Sets the weight of a criterion for the units of a block, or says that it does not apply to them.
 * A criterion of which nothing is said has its own weight there, and without one its max. Weights
 * below a sum are ignored, as ever; what does not apply does not under every combine, and takes all
 * that is below it along.
 *
 * @param tree a tree that is not checked yet
 * @param node a criterion
 * @param block the block, by its name as people see it
 * @param weight a decimal from 0, a percentage or a fraction; "-" where the criterion does not
 * apply to the block; "" says nothing
 * @retval CHISO_E_NODE there is no such criterion, or it is the root
 * @retval CHISO_E_NUMBER @p weight is not a number
 * @retval CHISO_E_RANGE @p weight is below 0
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_tree_set_block_weight(
    chiso_tree *tree, chiso_node node, const char *block, const char *weight, chiso_error *error);

/** How many blocks have weights of their own. */
CHISO_API uint32_t chiso_tree_weight_block_count(const chiso_tree *tree);

/**
 * The name of such a block; "" for none.
 *
 * @param index from 0, in the order in which they were said
 */
CHISO_API const char *chiso_tree_weight_block(const chiso_tree *tree, uint32_t index);

/**
 * The weight that was said of a criterion for the units of a block, in millionths, of a checked
 * tree.
 *
 * @param index the block, as for chiso_tree_weight_block()
 * @return #CHISO_ABSENT where none was said, #CHISO_NOT_APPLICABLE where the criterion does not
 * apply to them
 */
CHISO_API chiso_decimal chiso_node_block_weight(const chiso_tree *tree, chiso_node node,
                                                uint32_t index);

/**
 * The stated weight of a node in a parent that weighs its children (all but `sum`); #CHISO_ABSENT
 * where none is stated: its max for the unit is its weight.
 */
CHISO_API chiso_decimal chiso_node_weight(const chiso_tree *tree, chiso_node node);

/** What a node is to its parent; the root is a #CHISO_KIND_CRITERION. */
CHISO_API chiso_kind chiso_node_kind(const chiso_tree *tree, chiso_node node);

/** How a node combines its children; #CHISO_COMBINE_SUM also of a leaf. What it drops of them
 * is told by chiso_node_drop_at(). */
CHISO_API chiso_combine chiso_node_combine(const chiso_tree *tree, chiso_node node);

/** Whether a node spreads what does not apply over the rest (`sum scaled`). */
CHISO_API bool chiso_node_is_scaled(const chiso_tree *tree, chiso_node node);

/** Whether a node's achieved points are limited to its max (`capped`). */
CHISO_API bool chiso_node_is_capped(const chiso_tree *tree, chiso_node node);

/**
 * The decimal places, 0 to 6, that a node's points are rounded to in the calculation.
 *
 * @return -1 where they are not, and where there is no such node
 */
CHISO_API int chiso_node_round(const chiso_tree *tree, chiso_node node);

/**
 * The floor of an inner node, which its points do not fall below.
 *
 * @return #CHISO_ABSENT where it has none, of a leaf, and where there is no such node
 */
CHISO_API chiso_decimal chiso_node_floor(const chiso_tree *tree, chiso_node node);

/**
 * The percent of a node that must be scored for it to have figures.
 *
 * @return #CHISO_ABSENT where it needs none, and where there is no such node
 */
CHISO_API chiso_decimal chiso_node_needs(const chiso_tree *tree, chiso_node node);

/** The gates of a node, by which it limits its parent, as text that reads in again as the same; ""
 * where it has none. */
CHISO_API const char *chiso_node_gate(const chiso_tree *tree, chiso_node node);

/** How many times a node says what is dropped of its children. */
CHISO_API uint32_t chiso_node_drop_count(const chiso_tree *tree, chiso_node node);

/**
 * What is dropped of the children of a node. Several act one after the other, each on what the one
 * before left.
 *
 * @param index from 0 to chiso_node_drop_count() - 1
 * @param[out] out_drop which end, how many, and whether they are dropped or kept
 * @retval CHISO_E_RANGE there is no such drop
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_node_drop_at(const chiso_tree *tree, chiso_node node,
                                                           uint32_t index,
                                                           chiso_drop_rule *out_drop);

/**
 * The rule of a leaf, as text that reads in again as the same rule: "points" unless stated, "" of
 * an inner node.
 */
CHISO_API const char *chiso_node_rule(const chiso_tree *tree, chiso_node node);

/**
 * How a leaf joins what several raters gave for a cell, as text that reads in again as the same:
 * "mean", "median", "trimmed 1 within 20%"; "" where nothing is stated, which is the mean.
 */
CHISO_API const char *chiso_node_raters(const chiso_tree *tree, chiso_node node);

/**
 * Whether the points of a leaf depend on what the cells of the other units of a board hold there
 * (`minmax`, `best`, `percentile`, `zscore`). A rank is worked out before, and is like a cell.
 */
CHISO_API bool chiso_node_is_relative(const chiso_tree *tree, chiso_node node);

/**
 * How many options the question of a leaf has that takes counts of answers (`survey`), 2 to
 * #CHISO_OPTION_LIMIT; 0 of any other node.
 */
CHISO_API uint32_t chiso_node_option_count(const chiso_tree *tree, chiso_node node);

/**
 * The weight of an option of such a question, in percent: 0 to 100; #CHISO_ABSENT of one that is
 * left out, `-`.
 *
 * @param option the option, from 0
 */
CHISO_API chiso_decimal chiso_node_option_weight(const chiso_tree *tree, chiso_node node,
                                                 uint32_t option);

#ifdef __cplusplus
}
#endif

#endif
