/**
 * @file detail.h
 * Details: all that is known of one unit in one JSON document: its report, with the ledger, a
 * target, a what-if, an explanation, and what its change is made of.
 *
 * @code{.c}
 * chiso_board *board = scored("unit,1,2.1,2.2\nhealth,17.24,14,9.56\n");
 * chiso_buffer document = CHISO_BUFFER_INIT;
 * const chiso_sink sink = {chiso_buffer_write, &document};
 * chiso_report *report = NULL;
 * chiso_ledger *ledger = NULL;
 * chiso_detail detail = CHISO_DETAIL_INIT;
 *
 * must(chiso_report_new(board, NULL, &report, &error));
 * must(chiso_ledger_new(board, 0, CHISO_ROOT, NULL, &ledger, &error));
 * detail.ledger = ledger;
 * must(chiso_report_write_unit_json(report, 0, &detail, &sink, &error));
 * printf("%.44s\n", strstr(document.bytes, "\"format\""));
 * printf("%.60s\n", strstr(document.bytes, "\"ledger\""));
 * chiso_buffer_clear(&document);
 * chiso_ledger_free(ledger);
 * chiso_report_free(report);
 * chiso_board_free(board);
 * @endcode
 * @code{.unparsed}
 * "format": "chiso.scoreboard/1", "index": "",
 * "ledger": { "node": "", "achieved": 40.8, "max": 45, "lost":
 * @endcode
 */
#ifndef CHISO_DETAIL_H
#define CHISO_DETAIL_H

#include <chiso/common.h>
#include <chiso/compare.h>
#include <chiso/explain.h>
#include <chiso/ledger.h>
#include <chiso/report.h>
#include <chiso/sink.h>
#include <chiso/status.h>
#include <chiso/target.h>
#include <chiso/what_if.h>

/** What is written of a unit beside its figures. Begin with #CHISO_DETAIL_INIT. Each part is of the
 * report's board, and made by its rules: chiso_report_rules() tells how to rank, a ledger has the
 * same scope, a target the bands of chiso_report_bands() or none, and a comparison is as that of
 * the report. NULL leaves a part out. */
typedef struct chiso_detail {
    size_t size;                /**< sizeof(chiso_detail). */
    const chiso_ledger *ledger; /**< Where the unit's points went. */
    const chiso_target *target; /**< What it would take the unit. */
    chiso_what_if *what_if;     /**< Cells on trial, of this unit or others; it is only read. */
    const chiso_explanation *explanation; /**< How a number of the unit came about. */
    const chiso_comparison
        *comparison; /**< What the changes of its percent and of its rank are made of. */
} chiso_detail;

/** Nothing beside the figures. */
#define CHISO_DETAIL_INIT                                                                          \
    (CHISO_VALUE(chiso_detail){sizeof(chiso_detail), NULL, NULL, NULL, NULL, NULL})

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Writes the document of chiso_report_write_json() with the result of one unit only, whose ranks
 * are among all, and with further members in that result, each only if its part is given:
 *
 * - `ledger`: the node, its totals, `entries` and `bonuses`, with the members of
 * #chiso_ledger_entry; `best_unit` is a code
 * - `target`: the goal as text, the members of #chiso_target_figures, and `plan` with those of
 * #chiso_target_step; `plan` is null where it is out of reach
 * - `what_if`: how many `changes` there are, the unit's figures as they would be, `nodes` with the
 * figures of those that would change, and `moved`: the other units whose rank would be another
 * - `explanation`: `steps` with the members of #chiso_step; a node is a code, a parent the number
 * of a step from 0; and `scored`, false where nothing that counts is scored of the unit: it has no
 * percent, and those of the steps are what it would have
 * - `bridge` and `rank_bridge`: the members of #chiso_bridge and #chiso_rank_bridge of the whole
 * index; null where a unit has none
 *
 * All figures are exact decimals, percents have the digits that the tree publishes; a figure that
 * does not exist is null.
 *
 * @param detail what to write beside its figures; NULL for #CHISO_DETAIL_INIT
 * @retval CHISO_E_SHAPE a part is of another board or another unit, or was ranked, banded or
 * compared by other rules than the report
 * @retval CHISO_E_STATE the board changed since the report, or a part, was made
 * @retval CHISO_E_RANGE the size of @p detail is outside what it may be, or a figure is beyond what
 * a decimal holds
 * @return any other status: as chiso_report_write_json()
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_report_write_unit_json(const chiso_report *report,
                                                                     chiso_unit unit,
                                                                     const chiso_detail *detail,
                                                                     const chiso_sink *sink,
                                                                     chiso_error *error);

#ifdef __cplusplus
}
#endif

#endif
