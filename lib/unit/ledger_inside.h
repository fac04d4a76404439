/* Ledgers: the figures as they are carried and shown, and the units that one is compared with. */
#ifndef CHISO_LIB_UNIT_LEDGER_INSIDE_H
#define CHISO_LIB_UNIT_LEDGER_INSIDE_H

#include <chiso/ledger.h>

#include "rank/groups.h"
#include "unit/about.h"

/* A leaf with its points as they are carried; gaps where there are none. */
struct chiso__ledger_item {
    chiso_ledger_entry entry; /* what has always the same places */
    bool is_bonus;
    struct chiso__carried achieved;
    struct chiso__carried counted; /* the same; 0 for a bonus that is missing, and so is none */
    struct chiso__carried lost;
    struct chiso__carried best;
    struct chiso__carried mean;
    struct chiso__carried median;
    struct chiso__carried to_best;
    struct chiso__carried to_max;
};

/* The totals as they are carried; all but the bonuses are gaps where the node has no figures. */
struct chiso__ledger_sums {
    struct chiso__carried achieved;
    struct chiso__carried max;
    struct chiso__carried lost;
    struct chiso__carried leaves;
    struct chiso__carried bonuses;
};

/* The same with points of 0 to 6 places, rounded once; max is that of the node, and what its points
 * are near by. Of the totals false when the rest is no decimal. */
void chiso__ledger_show(const chiso_tree *tree, const struct chiso__ledger_item *item,
                        struct chiso__carried max, int places, chiso_ledger_entry *out_entry);
bool chiso__ledger_show_total(const chiso_tree *tree, const struct chiso__ledger_sums *sums,
                              struct chiso__carried max, int places, chiso_ledger_total *out_total);

struct chiso__ledger_group;

/* Those that are ranked with a unit and have something scored that counts. Begin with {0}. */
struct chiso__ledger_peers {
    const chiso_board *board;
    const chiso_unit *units;
    uint32_t count;
    struct chiso__ledger_group *kept; /* what is found of them for others; NULL for a few */
    chiso_unit *holders;              /* those that have points on the leaf at hand */
    struct chiso__carried *points;    /* theirs */
    uint64_t *keys;                   /* of these, for their median */
    bool out_of_memory;
};

/* False when memory is out. */
bool chiso__ledger_peers_new(const chiso_board *board, chiso_unit unit, chiso_scope scope,
                             struct chiso__ledger_peers *out_peers);
void chiso__ledger_peers_free(struct chiso__ledger_peers *peers);

/* Fills in what they have on the item's leaf, which has a number among all leaves: best, who has
 * it, mean, median, and how many they are. False when a sum is too large, or memory is out: then
 * they say so. */
bool chiso__ledger_compare(struct chiso__ledger_peers *peers, uint32_t leaf_number,
                           struct chiso__ledger_item *item);

#endif
