/* What is written of one unit beside the report, once it is known to be of the same board. */
#include "report/inside.h"

#include "unit/explain.h"
#include "unit/what_if.h"

/* Whether a part is about the report's board as it is, and about the unit; CHISO_NO_UNIT is about
 * any. And whether it was made by the report's rules: one document has one rank of a unit. */
static chiso_status check_part(const chiso_report *report, chiso_unit unit,
                               struct chiso__about about, enum chiso__message part,
                               chiso_error *error)
{
    const struct chiso__insert *words =
        CHISO__WORDS(chiso__say_message(part), chiso__say(report->board->units.codes[unit]));

    if (about.board != report->board || (about.unit != unit && about.unit != CHISO_NO_UNIT)) {
        return chiso__fail(error, CHISO_E_SHAPE, CHISO__SAY_PART_OF_OTHER_UNIT, words);
    }
    if (!chiso__is_current(about.board, about.version)) {
        return chiso__fail(error, CHISO_E_STATE, CHISO__SAY_PART_STALE, words);
    }
    if (about.rule != NULL && !chiso__rank_rules_equal(about.rule, &report->ranks->rule)) {
        return chiso__fail(error, CHISO_E_SHAPE, CHISO__SAY_PART_RANKS_OTHERWISE, words);
    }
    if (about.bands != NULL && !chiso__bands_equal(about.bands, report->bands)) {
        return chiso__fail(error, CHISO_E_SHAPE, CHISO__SAY_PART_HAS_OTHER_BANDS, words);
    }
    return CHISO_OK;
}

static chiso_status check_ledger(const chiso_report *report, chiso_unit unit,
                                 const chiso_ledger *ledger, chiso_error *error)
{
    const chiso_status status =
        check_part(report, unit, chiso__ledger_about(ledger), CHISO__SAY_LEDGER, error);

    return status == CHISO_OK && chiso__ledger_scope(ledger) != report->ranks->rule.scope
               ? chiso__fail(error, CHISO_E_SHAPE, CHISO__SAY_LEDGER_OF_OTHER_SCOPE, NULL)
               : status;
}

static chiso_status check_comparison(const chiso_report *report, chiso_unit unit,
                                     const chiso_comparison *comparison, chiso_error *error)
{
    const struct chiso__about about = {comparison->now, comparison->now_version,      CHISO_NO_UNIT,
                                       CHISO_ROOT,      &comparison->now_ranks->rule, NULL};
    chiso_status status = check_part(report, unit, about, CHISO__SAY_COMPARISON, error);

    if (status == CHISO_OK) {
        status = chiso__comparison_check(comparison, error);
    }
    return status == CHISO_OK && report->comparison != NULL &&
                   !chiso__comparisons_match(comparison, report->comparison)
               ? chiso__fail(error, CHISO_E_SHAPE, CHISO__SAY_COMPARISON_OTHERWISE, NULL)
               : status;
}

static chiso_status check_parts(const chiso_report *report, chiso_unit unit,
                                const chiso_detail *detail, chiso_error *error)
{
    chiso_status status = CHISO_OK;

    if (detail->ledger != NULL) {
        status = check_ledger(report, unit, detail->ledger, error);
    }
    if (status == CHISO_OK && detail->target != NULL) {
        status =
            check_part(report, unit, chiso__target_about(detail->target), CHISO__SAY_TARGET, error);
    }
    if (status == CHISO_OK && detail->what_if != NULL) {
        const chiso_what_if *const what_if = detail->what_if;

        status = check_part(report, unit,
                            (struct chiso__about){what_if->board, what_if->version, CHISO_NO_UNIT,
                                                  CHISO_ROOT, &what_if->rule, NULL},
                            CHISO__SAY_WHAT_IF, error);
    }
    if (status == CHISO_OK && detail->explanation != NULL) {
        const chiso_explanation *const explanation = detail->explanation;

        status = check_part(report, unit,
                            (struct chiso__about){explanation->board, explanation->version,
                                                  explanation->unit, CHISO_ROOT, NULL, NULL},
                            CHISO__SAY_EXPLANATION, error);
    }
    return status == CHISO_OK && detail->comparison != NULL
               ? check_comparison(report, unit, detail->comparison, error)
               : status;
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
