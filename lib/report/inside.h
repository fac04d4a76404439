/* What only this room needs. */
#ifndef CHISO_LIB_REPORT_INSIDE_H
#define CHISO_LIB_REPORT_INSIDE_H

#include <chiso/detail.h>
#include <chiso/report.h>

#include "compare/compare.h"
#include "rank/band.h"
#include "rank/ranking_all.h"
#include "report/report.h"
#include "text/output.h"
#include "text/remark.h"
#include "unit/about.h"

/* Writes the whole document with the results of the units from first to before last. */
chiso_status chiso__write_document(const chiso_report *report, chiso_unit first, chiso_unit last,
                                   const chiso_detail *detail, const chiso_sink *sink,
                                   chiso_error *error);

/* Whether a robustness is of the same board, ranks and bands as a report. */
chiso_status chiso__robust_check(const chiso_robustness *robustness, const chiso_board *board,
                                 const struct chiso__rank_rule *rule, const chiso_bands *bands,
                                 chiso_error *error);

/* Whether the robustness of a report, where there is one, ranks by the whole index. */
chiso_status chiso__robust_check_index(const chiso_report *report, chiso_error *error);

/* Writes the members robustness of a unit and of the document, where there is one. */
chiso_status chiso__put_robust_unit(struct chiso__output *output, const chiso_report *report,
                                    chiso_unit unit);

/* Writes the doubts about the files, where there are any. */
void chiso__put_doubts(struct chiso__output *output, const chiso_report *report);

/* Writes the members that a detail adds to the result of its unit. */
chiso_status chiso__put_detail(struct chiso__output *output, const chiso_report *report,
                               chiso_unit unit, const chiso_detail *detail);

struct chiso_report {
    chiso_allocator allocator;
    const chiso_board *board;
    uint64_t version; /* of the board's figures that the report is about */
    chiso_bands *bands;
    chiso_key key;
    chiso_rankings *ranks; /* keep the board alive; those of the comparison where there is one */
    chiso_comparison *comparison; /* NULL for none */
    int point_places;             /* that points are told with; what is written has all places */
    const chiso_intake *intake;   /* whose doubts stand in documents; NULL for none */
    chiso_language language;      /* of tables */
    chiso_row_order order;
    const chiso_robustness *robustness; /* NULL for none */
};

/* The units of rankings in the order of their ranks by a node, block after block where they are
 * ranked so, those without a rank last. CHISO_E_MEMORY when memory is out. */
chiso_status chiso__units_by_rank(const chiso_rankings *rankings, chiso_node node,
                                  const chiso_allocator *allocator, chiso_unit *out_units);

/* The units in an order of rows; CHISO_E_MEMORY when memory is out. */
chiso_status chiso__report_units(const chiso_report *report, chiso_row_order order,
                                 chiso_unit *out_units);

/* chiso_report_standing() with points of other places. */
chiso_status chiso__standing_of(const chiso_report *report, chiso_unit unit, chiso_node node,
                                int places, chiso_standing *out_standing);

/* The same as it is written. */
static inline chiso_status chiso__written_standing(const chiso_report *report, chiso_unit unit,
                                                   chiso_node node, chiso_standing *out_standing)
{
    return chiso__standing_of(report, unit, node, CHISO_DECIMAL_PLACES, out_standing);
}

/* The digits that are published. */
static inline int chiso__report_digits(const chiso_report *report)
{
    return report->board->tree->digits;
}

/* The digits that a change of percents has: those of the side that publishes more. */
int chiso__change_digits(const chiso_report *report);

/* How a unit of a report with a comparison changed as a whole, with the counts over the root's
 * children. */
chiso_status chiso__unit_change(const chiso_report *report, chiso_unit unit,
                                chiso_change *out_change, chiso_change_summary *out_summary);

/* Says that a figure of a unit cannot be written. */
chiso_status chiso__fail_figure(chiso_error *error, chiso_status status, const chiso_report *report,
                                chiso_unit unit);

/* Writes the member obstacles of a what-if: why cells of a unit that are tried change nothing,
 * where there are any. */
chiso_status chiso__put_obstacles(struct chiso__output *output, const chiso_board *board,
                                  chiso_what_if *what_if, chiso_unit unit);

/* Writes the member obstacle of a target, where there is any. */
void chiso__put_target_obstacle(struct chiso__output *output, const chiso_tree *tree,
                                const chiso_target *target);

/* Writes the member raters of a cell that has ratings. */
void chiso__member_raters(struct chiso__output *output, const chiso_raters *raters);

/* Writes the member band, null for CHISO_NO_BAND. */
void chiso__member_band(struct chiso__output *output, const chiso_report *report, uint32_t band);

#endif
