/* Which board, unit and node an object is about, and by which rules it was made. */
#ifndef CHISO_LIB_UNIT_ABOUT_H
#define CHISO_LIB_UNIT_ABOUT_H

#include <chiso/ledger.h>
#include <chiso/target.h>

#include "rank/groups.h"

struct chiso__about {
    const chiso_board *board;
    uint64_t version; /* of the board's figures */
    chiso_unit unit;
    chiso_node node;
    const struct chiso__rank_rule *rule; /* how it ranks; NULL where it does not */
    const chiso_bands *bands;            /* NULL where it has none */
};

struct chiso__about chiso__ledger_about(const chiso_ledger *ledger);
struct chiso__about chiso__target_about(const chiso_target *target);

/* What a ledger says: those of its entries that are no bonus, and behind them the bonuses. */
struct chiso__ledger_figures {
    int places; /* of points, but for maxima */
    chiso_ledger_entry *entries;
    uint32_t count;
    uint32_t bonus_count;
    chiso_ledger_step *steps;
    uint32_t step_count;
    chiso_ledger_total total;
};

/* The same with all places, as it is written. */
const struct chiso__ledger_figures *chiso__ledger_written(const chiso_ledger *ledger);

/* With whom a ledger compares its unit. */
chiso_scope chiso__ledger_scope(const chiso_ledger *ledger);

#endif
