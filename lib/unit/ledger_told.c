/* What a ledger tells. */
#include "unit/ledger_inside.h"

const struct chiso__ledger_figures *chiso__ledger_written(const chiso_ledger *ledger)
{
    return &ledger->figures[0];
}

/* With the places that were asked for; NULL where the board changed since. */
static const struct chiso__ledger_figures *told_by(const chiso_ledger *ledger)
{
    return chiso__is_current(ledger->board, ledger->version)
               ? &ledger->figures[ledger->figure_count - 1]
               : NULL;
}

chiso_status chiso_ledger_entries(const chiso_ledger *ledger,
                                  const chiso_ledger_entry **out_entries, uint32_t *out_count)
{
    const struct chiso__ledger_figures *figures = NULL;

    if (ledger == NULL || out_entries == NULL || out_count == NULL) {
        return CHISO_E_NULL;
    }
    figures = told_by(ledger);
    if (figures == NULL) {
        return CHISO_E_STATE;
    }
    *out_entries = figures->entries;
    *out_count = figures->count;
    return CHISO_OK;
}

chiso_status chiso_ledger_bonuses(const chiso_ledger *ledger,
                                  const chiso_ledger_entry **out_entries, uint32_t *out_count)
{
    const struct chiso__ledger_figures *figures = NULL;

    if (ledger == NULL || out_entries == NULL || out_count == NULL) {
        return CHISO_E_NULL;
    }
    figures = told_by(ledger);
    if (figures == NULL) {
        return CHISO_E_STATE;
    }
    *out_entries = figures->entries + figures->count;
    *out_count = figures->bonus_count;
    return CHISO_OK;
}

chiso_status chiso_ledger_steps(const chiso_ledger *ledger, const chiso_ledger_step **out_steps,
                                uint32_t *out_count)
{
    const struct chiso__ledger_figures *figures = NULL;

    if (ledger == NULL || out_steps == NULL || out_count == NULL) {
        return CHISO_E_NULL;
    }
    figures = told_by(ledger);
    if (figures == NULL) {
        return CHISO_E_STATE;
    }
    *out_steps = figures->steps;
    *out_count = figures->step_count;
    return CHISO_OK;
}

chiso_status chiso_ledger_totals(const chiso_ledger *ledger, chiso_ledger_total *out_total)
{
    const struct chiso__ledger_figures *figures = NULL;

    if (ledger == NULL || out_total == NULL) {
        return CHISO_E_NULL;
    }
    figures = told_by(ledger);
    if (figures == NULL) {
        return CHISO_E_STATE;
    }
    *out_total = figures->total;
    return CHISO_OK;
}

struct chiso__about chiso__ledger_about(const chiso_ledger *ledger)
{
    return (struct chiso__about){ledger->board, ledger->version, ledger->unit, ledger->node, NULL,
                                 NULL};
}

chiso_scope chiso__ledger_scope(const chiso_ledger *ledger)
{
    return ledger->scope;
}
