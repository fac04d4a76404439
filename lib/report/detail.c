/* What is written of one unit beside the report, once it is known to be of the same board. */
#include "report/inside.h"

#include "report/inside.h"
#include "unit/explain.h"
#include "unit/what_if.h"

/* Says of a part whether it is about the report's board and the unit; CHISO_NO_UNIT is about any.
 */
static chiso_status check_part(const chiso_report *report, chiso_unit unit,
                               struct chiso__about about, enum chiso__message part,
                               chiso_error *error)
{
    if (about.board == report->board && (about.unit == unit || about.unit == CHISO_NO_UNIT)) {
        return CHISO_OK;
    }
    return chiso__fail(
        error, CHISO_E_SHAPE, CHISO__SAY_PART_OF_OTHER_UNIT,
        CHISO__WORDS(chiso__say_message(part), chiso__say(report->board->units.codes[unit])));
}

static chiso_status check_parts(const chiso_report *report, chiso_unit unit,
                                const chiso_detail *detail, chiso_error *error)
{
    chiso_status status = CHISO_OK;

    if (detail->ledger != NULL) {
        status =
            check_part(report, unit, chiso__ledger_about(detail->ledger), CHISO__SAY_LEDGER, error);
    }
    if (status == CHISO_OK && detail->target != NULL) {
        status =
            check_part(report, unit, chiso__target_about(detail->target), CHISO__SAY_TARGET, error);
    }
    if (status == CHISO_OK && detail->what_if != NULL) {
        status = check_part(
            report, unit, (struct chiso__about){detail->what_if->board, CHISO_NO_UNIT, CHISO_ROOT},
            CHISO__SAY_WHAT_IF, error);
    }
    if (status == CHISO_OK && detail->explanation != NULL) {
        status = check_part(report, unit,
                            (struct chiso__about){detail->explanation->board,
                                                  detail->explanation->unit, CHISO_ROOT},
                            CHISO__SAY_EXPLANATION, error);
    }
    if (status == CHISO_OK && detail->comparison != NULL) {
        status = check_part(report, unit,
                            (struct chiso__about){chiso_comparison_now(detail->comparison),
                                                  CHISO_NO_UNIT, CHISO_ROOT},
                            CHISO__SAY_COMPARISON, error);
    }
    return status;
}

chiso_status chiso_report_write_unit_json(const chiso_report *report, chiso_unit unit,
                                          const chiso_detail *detail, const chiso_sink *sink,
                                          chiso_error *error)
{
    chiso_detail given = CHISO_DETAIL_INIT;
    chiso_status status = CHISO_OK;

    if (report == NULL || sink == NULL || sink->write == NULL) {
        return chiso__fail_null(error);
    }
    status = CHISO__TAKE(detail, chiso_detail, comparison, CHISO_DETAIL_INIT, &given, error);
    if (status == CHISO_OK) {
        status = chiso__report_check(report, error);
    }
    if (status == CHISO_OK && unit >= report->board->units.count) {
        status = chiso__fail_unit(error, unit);
    }
    if (status == CHISO_OK) {
        status = check_parts(report, unit, &given, error);
    }
    return status == CHISO_OK ? chiso__write_document(report, unit, unit + 1, &given, sink, error)
                              : status;
}
