/* What is done to the values of leaves before their rules: a denominator, treatments, imputation.
 * Their column then holds what scoring reads, as that of any leaf does: points, or where these
 * depend on the other units the value that they are made of. What was found for missing cells
 * stands beside: a cell stays a gap. */
#ifndef CHISO_LIB_SCORE_PREPARE_H
#define CHISO_LIB_SCORE_PREPARE_H

#include "board/board.h"
#include "score/score.h"

/* Why a leaf cannot be prepared, and the row that it is about. */
enum chiso__unprepared_kind {
    CHISO__UNPREPARED_MEMORY,
    CHISO__UNPREPARED_NO_DENOMINATOR,
    CHISO__UNPREPARED_LOG,     /* of a number that is not above 0 */
    CHISO__UNPREPARED_REFUSED, /* by the rule, which takes numbers above 0 */
    CHISO__UNPREPARED_LARGE,
    CHISO__UNPREPARED_QUOTIENTS_NEAR,
    CHISO__UNPREPARED_LOGARITHMS_NEAR
};

struct chiso__unprepared {
    enum chiso__unprepared_kind kind;
    chiso_node leaf;
    uint32_t row;
    struct chiso__carried value; /* what was found */
};

/* Prepares all leaves of rows; false, and why, where one cannot be. */
bool chiso__prepare(struct chiso__rows *rows, const chiso_allocator *allocator,
                    struct chiso__unprepared *out_why);

/* Says why; the unit is the one of the row. */
chiso_status chiso__fail_prepare(const chiso_board *board, chiso_unit unit,
                                 const struct chiso__unprepared *why, chiso_error *error);

/* What one treatment of a leaf did, and did to one row. */
struct chiso__treated {
    struct chiso__carried was; /* gaps where there is no value */
    struct chiso__carried is;
    uint32_t count;   /* values that it made, or made others of */
    uint32_t changed; /* of them those that are others than before */
};

/* Prepares a leaf of scored rows once more, for a look at a row; treated has a place for each of
 * its treatments. False when memory is out. */
bool chiso__prepare_again(const struct chiso__rows *rows, const chiso_allocator *allocator,
                          chiso_node leaf, uint32_t row, struct chiso__treated *treated);

/* The points that were found for a missing cell; CHISO_ABSENT for none. */
struct chiso__carried chiso__found_for(const struct chiso__rows *rows, chiso_node leaf,
                                       uint32_t row);

/* Lets the figures of a leaf that is missing have points that were found for it. */
void chiso__leaf_find(struct chiso__carried found, struct chiso__node_figures *figures);

/* The figures of a leaf of a row whose cell holds points or a mark, with what was found for it
 * where it is missing: that is scored as if it stood there, but not for coverage, state and bounds.
 */
void chiso__leaf_figures_in(const struct chiso__rows *rows, chiso_node leaf, uint32_t row,
                            struct chiso__carried points, struct chiso__node_figures *out_figures);

#endif
