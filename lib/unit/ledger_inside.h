/* Ledgers: the figures as they are carried and shown, and the units that one is compared with. */
#ifndef CHISO_LIB_UNIT_LEDGER_INSIDE_H
#define CHISO_LIB_UNIT_LEDGER_INSIDE_H

#include <chiso/ledger.h>

#include "rank/groups.h"
#include "score/retry.h"
#include "unit/about.h"

struct chiso_ledger {
    chiso_allocator allocator;
    const chiso_board *board;
    uint64_t version;
    chiso_unit unit;
    chiso_node node;
    chiso_scope scope;
    /* With all places as they are written, and behind them with those that were asked for where
     * these are fewer. */
    struct chiso__ledger_figures figures[2];
    int figure_count;
};

/* A leaf with its points as they are carried; gaps where there are none. */
struct chiso__ledger_item {
    chiso_ledger_entry entry; /* what has always the same places */
    bool is_bonus;
    bool is_idle; /* dropped, or below a result that was set */
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
    struct chiso__carried steps;
};

/* What a node below the ledger's, or one above it there, is: a bonus to that; of no weight beside
 * its siblings; dropped; below a result that was set. */
enum {
    CHISO__LEDGER_BONUS = 1,
    CHISO__LEDGER_WEIGHTLESS = 2,
    CHISO__LEDGER_DROPPED = 4,
    CHISO__LEDGER_BELOW_SET = 8,
    CHISO__LEDGER_IDLE = CHISO__LEDGER_DROPPED | CHISO__LEDGER_BELOW_SET
};

/* Marks each node with it. */
void chiso__ledger_mark(const struct chiso__trial *trial, unsigned char *marks);

/* A step, and what it took from the ledger's node. */
struct chiso__ledger_taken {
    chiso_step_kind kind;
    chiso_node node;
    chiso_node by;
    struct chiso__carried cost;
};

/* The unit without its steps. Begin with {0}. */
struct chiso__ledger_bare {
    struct chiso__trial trial;
    struct chiso__carried achieved; /* of the ledger's node */
    struct chiso__ledger_taken *steps;
    uint32_t count;
    uint32_t most; /* so many at most, with what drops cost */
    bool is_other; /* something is away, if only a gate that limits nothing yet */
    unsigned char *freed;
    struct chiso__set_result *set;
};

/* Finds the steps that make anything; nothing where there can be none. CHISO_E_MEMORY, or
 * CHISO_E_RANGE where a number is too large; chiso__ledger_bare_end() ends what there is. */
chiso_status chiso__ledger_bare_begin(const struct chiso__trial *trial, const unsigned char *idle,
                                      struct chiso__ledger_bare *bare);
void chiso__ledger_bare_end(struct chiso__ledger_bare *bare);

/* The most points of the leaf of an item, rounded where it says so. */
struct chiso__carried chiso__ledger_most(const chiso_tree *tree,
                                         const struct chiso__ledger_item *item);

/* What the node gains when the leaf of an item gets other points, as figures of it are tried from
 * what it achieves; absent where a number is too large. */
struct chiso__carried chiso__ledger_gain(struct chiso__trial *trial, struct chiso__carried achieved,
                                         const struct chiso__ledger_item *item,
                                         struct chiso__carried points);

/* Adds what drops cost to the steps, of which the leaves have what they cost: items in the tree's
 * order. False when a number is too large. */
bool chiso__ledger_find_drops(const struct chiso__trial *trial, const unsigned char *marks,
                              const struct chiso__ledger_item *items, uint32_t count,
                              struct chiso__carried max, struct chiso__ledger_bare *bare);

/* The same with points of 0 to 6 places, rounded once; max is that of the node, and what its points
 * are near by. Of the totals false when the rest is no decimal. */
void chiso__ledger_show(const chiso_tree *tree, const struct chiso__ledger_item *item,
                        struct chiso__carried max, int places, chiso_ledger_entry *out_entry);
void chiso__ledger_show_step(const chiso_tree *tree, const struct chiso__ledger_taken *step,
                             struct chiso__carried max, int places, chiso_ledger_step *out_step);
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
