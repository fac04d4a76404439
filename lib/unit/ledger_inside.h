/* Ledgers: the units that one is compared with. */
#ifndef CHISO_LIB_UNIT_LEDGER_INSIDE_H
#define CHISO_LIB_UNIT_LEDGER_INSIDE_H

#include <chiso/ledger.h>

#include "rank/groups.h"

/* Those that are ranked with a unit and have something scored that counts. Begin with {0}. */
struct chiso__ledger_peers {
    chiso_unit *units;
    uint32_t count;
    chiso_unit *holders;           /* those that have points on the leaf at hand */
    struct chiso__carried *points; /* theirs */
    uint64_t *keys;                /* of these, for their median */
};

/* False when memory is out. */
bool chiso__ledger_peers_new(const chiso_board *board, chiso_unit unit, chiso_scope scope,
                             struct chiso__ledger_peers *out_peers);
void chiso__ledger_peers_free(const chiso_allocator *allocator, struct chiso__ledger_peers *peers);

/* Fills in what they have on the entry's leaf: best, who has it, mean, median, and how many they
 * are. *out_best is the most that anybody has, a gap where nobody has any. False when a sum is too
 * large. */
bool chiso__ledger_compare(const chiso_board *board, struct chiso__ledger_peers *peers,
                           chiso_ledger_entry *entry, struct chiso__carried *out_best);

#endif
