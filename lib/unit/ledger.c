/* Where a unit's points went, leaf by leaf. */
#include <chiso/ledger.h>

#include "base/sort.h"
#include "score/retry.h"
#include "unit/about.h"
#include "unit/ledger_inside.h"
#include "unit/runs.h"

struct chiso_ledger {
    chiso_allocator allocator;
    const chiso_board *board;
    uint64_t version;
    chiso_unit unit;
    chiso_node node;
    chiso_scope scope;
    chiso_ledger_entry *entries; /* those that are no bonus, and behind them the bonuses */
    uint32_t count;
    uint32_t bonus_count;
    chiso_ledger_total total;
};

/* A leaf's entry with its figures as they are carried. */
struct entry {
    chiso_ledger_entry shown;
    bool is_bonus;
    struct chiso__carried achieved;
    struct chiso__carried counted; /* the same; 0 for a bonus that is missing, and so is none */
    struct chiso__carried to_max;
    struct chiso__carried by[2]; /* what it stands by, the greatest first, and among equals */
};

/* What a ledger is made with. */
struct work {
    struct chiso__trial trial;
    struct chiso__carried achieved; /* of the node */
    struct chiso__carried max;
    struct chiso__ledger_peers peers;
    struct entry *entries;          /* in the tree's order */
    struct chiso__carried *figures; /* of those that are put in order */
    uint32_t *runs[2];              /* of equals, that these are in by each of what they stand by */
    uint32_t *ids;                  /* three times as many */
};

static const struct chiso__carried absent = {CHISO_ABSENT, 0};

/* Whether a leaf is a bonus to the node, or below one that is. */
static bool is_bonus(const chiso_tree *tree, chiso_node leaf, chiso_node node)
{
    for (; leaf != node; leaf = tree->nodes[leaf].parent) {
        if (tree->nodes[leaf].kind == CHISO_KIND_BONUS) {
            return true;
        }
    }
    return false;
}

/* What the node gains when a leaf gets other points; absent where a number is too large. */
static struct chiso__carried gain_of(struct work *work, const struct entry *entry,
                                     struct chiso__carried points)
{
    const struct chiso__carried cell = entry->shown.state == CHISO_STATE_SCORED
                                           ? entry->counted
                                           : chiso__carried_of(CHISO_MISSING);
    struct chiso__carried gain = absent;

    if (chiso__carried_compare(points, entry->counted) == 0) {
        return chiso__carried_of(0);
    }
    if (chiso__trial_set(&work->trial, entry->shown.leaf, points)) {
        const struct chiso__carried now = chiso__trial_achieved(&work->trial);

        if (chiso__carried_is_gap(now) || !chiso__carried_subtract(now, work->achieved, &gain)) {
            gain = absent;
        }
    }
    (void)chiso__trial_set(&work->trial, entry->shown.leaf, cell);
    return gain;
}

/* What the node would gain by the leaf. */
static void find_gains(const chiso_tree *tree, struct work *work, struct chiso__carried best,
                       struct entry *entry)
{
    const struct chiso__tree_node *leaf = &tree->nodes[entry->shown.leaf];
    struct chiso__carried to_best = absent;

    if (chiso__carried_is_gap(entry->counted) || chiso__carried_is_gap(work->achieved)) {
        return;
    }
    if (!chiso__carried_is_gap(best)) {
        to_best = chiso__carried_order(best, entry->counted, leaf->max) > 0
                      ? gain_of(work, entry, best)
                      : chiso__carried_of(0);
    }
    entry->to_max = gain_of(work, entry, chiso__round_points(tree, leaf, leaf->max));
    entry->shown.to_best = chiso__publish_points(tree, to_best, work->max);
    entry->shown.to_max = chiso__publish_points(tree, entry->to_max, work->max);
}

/* What cost the node most comes first: under weights a leaf that lost much may have cost little.
 * Of bonuses it is what was taken off most. */
static void rate(struct entry *entry, struct chiso__carried lost)
{
    if (!entry->is_bonus) {
        entry->by[0] = entry->to_max;
        entry->by[1] = lost;
    } else {
        entry->by[0] = chiso__carried_is_gap(entry->achieved)
                           ? absent
                           : chiso__carried_negate(entry->achieved);
    }
}

static bool fill_entry(const chiso_board *board, struct work *work, chiso_node leaf,
                       struct entry *entry)
{
    const chiso_tree *tree = board->tree;
    const struct chiso__tree_node *node = &tree->nodes[leaf];
    const struct chiso__node_figures figures = work->trial.figures[leaf];
    struct chiso__carried best = absent;
    struct chiso__carried lost = absent;
    chiso_ledger_entry *shown = &entry->shown;

    *entry = (struct entry){.shown = {leaf, figures.state, CHISO_ABSENT, CHISO_ABSENT, CHISO_ABSENT,
                                      CHISO_ABSENT, CHISO_ABSENT, CHISO_ABSENT, CHISO_ABSENT,
                                      CHISO_ABSENT, 0, CHISO_NO_UNIT, 0, 0},
                            .is_bonus = is_bonus(tree, leaf, work->trial.node),
                            .achieved = chiso__achieved_of(&board->rows, work->trial.unit, leaf),
                            .counted = absent,
                            .to_max = absent};
    if (!chiso__ledger_compare(board, &work->peers, shown, &best)) {
        return false;
    }
    if (figures.takes_part[CHISO__CASE_ACTUAL]) {
        entry->counted = figures.achieved[CHISO__CASE_ACTUAL];
        shown->max = chiso__max_decimal(tree, node->max);
    }
    find_gains(tree, work, best, entry);
    if (!chiso__carried_is_gap(entry->achieved) && !entry->is_bonus &&
        !chiso__carried_subtract(node->max, entry->achieved, &lost)) {
        return false;
    }
    shown->achieved = chiso__publish_points(tree, entry->achieved, node->max);
    shown->lost = chiso__publish_points(tree, lost, node->max);
    rate(entry, lost);
    return true;
}

static bool is_before(const void *context, uint32_t a, uint32_t b)
{
    const struct work *work = context;

    return work->runs[0][a] != work->runs[0][b] ? work->runs[0][a] < work->runs[0][b]
                                                : work->runs[1][a] < work->runs[1][b];
}

/* Adds the entries that are bonuses, or those that are none, to the ledger's in their order.
 * Returns how many. */
static uint32_t add_in_order(struct work *work, uint32_t count, bool bonuses,
                             chiso_ledger_entry *out_entries)
{
    struct entry *entries = work->entries;
    uint32_t *members = work->ids + 2 * (size_t)count;
    uint32_t size = 0;

    for (uint32_t i = 0; i < count; i++) {
        if (entries[i].is_bonus == bonuses) {
            members[size++] = i;
        }
    }
    for (int by = 0; by < 2; by++) {
        for (uint32_t i = 0; i < size; i++) {
            work->figures[i] = entries[members[i]].by[by];
        }
        chiso__number_runs(work->figures, size, work->max, work->ids, work->runs[by]);
    }
    for (uint32_t i = 0; i < size; i++) {
        work->ids[i] = i;
    }
    chiso__sort_ids(work->ids, work->ids + size, size, is_before, work);
    for (uint32_t i = 0; i < size; i++) {
        out_entries[i] = entries[members[work->ids[i]]].shown;
    }
    return size;
}

/* Adds up; false when a sum is no decimal. What the totals, each rounded by itself, miss by their
 * last digit is in the rest. */
static bool find_total(const chiso_tree *tree, const struct work *work, uint32_t count,
                       chiso_ledger_total *total)
{
    struct chiso__total leaves = {0, 0};
    struct chiso__total bonuses = {0, 0};
    struct chiso__carried sum = {0, 0};
    bool done = true;

    *total = (chiso_ledger_total){CHISO_ABSENT, CHISO_ABSENT, CHISO_ABSENT, CHISO_ABSENT, 0,
                                  CHISO_ABSENT};
    for (uint32_t i = 0; i < count && done; i++) {
        const struct entry *entry = &work->entries[i];
        const struct chiso__carried figure = entry->is_bonus ? entry->achieved : entry->to_max;

        done = chiso__carried_is_gap(figure) ||
               chiso__total_add(entry->is_bonus ? &bonuses : &leaves, figure);
    }
    if (!done || !chiso__total_settle(bonuses, &sum)) {
        return false;
    }
    total->bonuses = chiso__publish_points(tree, sum, work->max);
    if (chiso__carried_is_gap(work->achieved)) {
        return true;
    }
    total->achieved = chiso__publish_points(tree, work->achieved, work->max);
    total->max = chiso__publish_points(tree, work->max, work->max);
    if (!chiso__total_settle(leaves, &sum)) {
        return false;
    }
    total->leaves = chiso__publish_points(tree, sum, work->max);
    if (!chiso__carried_subtract(work->max, work->achieved, &sum)) {
        return false;
    }
    total->lost = chiso__publish_points(tree, sum, work->max);
    return chiso__narrow((chiso__wide)total->lost - total->leaves + total->bonuses, &total->rest);
}

/* Whether a leaf counts anything on its way up to a node: one of max 0 without points, or below
 * what has no weight beside its siblings, has nothing to lose. */
static bool counts(const struct chiso__trial *trial, chiso_node node)
{
    const chiso_tree *tree = trial->board->tree;
    const struct chiso__tree_node *leaf = &tree->nodes[node];
    const struct chiso__node_figures *figures = &trial->figures[node];

    if (!chiso__is_leaf(leaf) || (!leaf->in_bonus && !leaf->counts &&
                                  chiso__carried_is_zero(figures->achieved[CHISO__CASE_ACTUAL]))) {
        return false;
    }
    for (; node != trial->node; node = tree->nodes[node].parent) {
        const struct chiso__tree_node *own = &tree->nodes[node];

        if (chiso__weighs(tree->nodes[own->parent].combine) &&
            (chiso__carried_is_zero(own->weight) || chiso__carried_is_zero(own->max))) {
            return false;
        }
    }
    return true;
}

/* Fills the entries in the tree's order, and puts them into theirs; false when a figure is no
 * decimal. */
static bool fill(struct work *work, chiso_ledger *ledger)
{
    const chiso_board *board = ledger->board;
    const chiso_tree *tree = board->tree;
    uint32_t count = 0;

    for (uint32_t i = 0; i < work->trial.count; i++) {
        if (counts(&work->trial, work->trial.order[i]) &&
            !fill_entry(board, work, work->trial.order[i], &work->entries[count++])) {
            return false;
        }
    }
    ledger->count = add_in_order(work, count, false, ledger->entries);
    ledger->bonus_count = add_in_order(work, count, true, ledger->entries + ledger->count);
    return find_total(tree, work, count, &ledger->total);
}

/* Room to work in; false when memory is out. */
static bool reserve(const chiso_ledger *ledger, struct work *work)
{
    const chiso_allocator *allocator = &ledger->allocator;
    const size_t leaves = work->trial.count;

    work->entries = chiso__alloc(allocator, leaves, sizeof(*work->entries));
    work->figures = chiso__alloc(allocator, leaves, sizeof(*work->figures));
    work->runs[0] = chiso__alloc(allocator, leaves, sizeof(*work->runs[0]));
    work->runs[1] = chiso__alloc(allocator, leaves, sizeof(*work->runs[1]));
    work->ids = chiso__alloc(allocator, leaves * 3, sizeof(*work->ids));
    return work->entries != NULL && work->figures != NULL && work->runs[0] != NULL &&
           work->runs[1] != NULL && work->ids != NULL;
}

static void release(const chiso_allocator *allocator, struct work *work)
{
    chiso__ledger_peers_free(allocator, &work->peers);
    chiso__release(allocator, work->entries);
    chiso__release(allocator, work->figures);
    chiso__release(allocator, work->runs[0]);
    chiso__release(allocator, work->runs[1]);
    chiso__release(allocator, work->ids);
}

static chiso_status make(struct work *work, chiso_ledger *ledger, chiso_error *error)
{
    const chiso_board *board = ledger->board;
    const struct chiso__node_figures *figures = &work->trial.figures[work->trial.node];

    work->achieved = chiso__achieved_of(&board->rows, work->trial.unit, work->trial.node);
    if (!chiso__carried_is_gap(work->achieved)) {
        /* As it is worked out for gains, so that where nothing is gained it is nothing. */
        work->achieved = chiso__trial_achieved(&work->trial);
    }
    work->max = chiso__carried_is_gap(work->achieved) ? board->tree->nodes[work->trial.node].max
                                                      : figures->max[CHISO__CASE_ACTUAL];
    ledger->entries = chiso__alloc(&ledger->allocator, work->trial.count, sizeof(*ledger->entries));
    if (ledger->entries == NULL || !reserve(ledger, work) ||
        !chiso__ledger_peers_new(board, work->trial.unit, ledger->scope, &work->peers)) {
        return chiso__fail_memory(error);
    }
    if (!fill(work, ledger)) {
        chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_LOSSES_BEYOND_DECIMAL, NULL);
        return chiso__fail_cell(error, CHISO_E_RANGE, board, work->trial.unit, work->trial.node);
    }
    return CHISO_OK;
}

static chiso_status read_options(const chiso_ledger_options *options,
                                 chiso_ledger_options *out_given, chiso_error *error)
{
    chiso_status status = CHISO_OK;

    *out_given = CHISO_LEDGER_OPTIONS_INIT;
    status = CHISO__TAKE(options, chiso_ledger_options, scope, CHISO_LEDGER_OPTIONS_INIT, out_given,
                         error);
    if (status == CHISO_OK && (int)out_given->scope != CHISO_SCOPE_BLOCKS &&
        (int)out_given->scope != CHISO_SCOPE_OVERALL) {
        status = chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_SCOPE_UNKNOWN, NULL);
    }
    return status;
}

chiso_status chiso_ledger_new(const chiso_board *board, chiso_unit unit, chiso_node node,
                              const chiso_ledger_options *options, chiso_ledger **out_ledger,
                              chiso_error *error)
{
    struct work work = {.entries = NULL};
    chiso_ledger_options given;
    chiso_ledger *ledger = NULL;
    chiso_status status = CHISO_OK;

    if (out_ledger == NULL) {
        return chiso__fail_null(error);
    }
    *out_ledger = NULL;
    status = chiso__fail_result(board, unit, node, error);
    if (status == CHISO_OK) {
        status = read_options(options, &given, error);
    }
    if (status != CHISO_OK) {
        return status;
    }
    ledger = chiso__alloc_zero(&board->allocator, 1, sizeof(*ledger));
    if (ledger == NULL || !chiso__trial_new(board, unit, node, &work.trial)) {
        chiso__release(&board->allocator, ledger);
        return chiso__fail_memory(error);
    }
    ledger->allocator = board->allocator;
    ledger->board = board;
    ledger->unit = unit;
    ledger->node = node;
    ledger->scope = given.scope;
    ledger->version = board->version;
    chiso__board_retain(board);
    status = make(&work, ledger, error);
    chiso__trial_free(&work.trial);
    release(&ledger->allocator, &work);
    if (status != CHISO_OK) {
        chiso_ledger_free(ledger);
        return status;
    }
    *out_ledger = ledger;
    return CHISO_OK;
}

void chiso_ledger_free(chiso_ledger *ledger)
{
    chiso_allocator allocator;

    if (ledger == NULL) {
        return;
    }
    allocator = ledger->allocator;
    chiso__release(&allocator, ledger->entries);
    chiso__board_release(ledger->board);
    chiso__release(&allocator, ledger);
}

static chiso_status read_entries(const chiso_ledger *ledger, uint32_t first, uint32_t count,
                                 const chiso_ledger_entry **out_entries, uint32_t *out_count)
{
    if (!chiso__is_current(ledger->board, ledger->version)) {
        return CHISO_E_STATE;
    }
    *out_entries = ledger->entries + first;
    *out_count = count;
    return CHISO_OK;
}

chiso_status chiso_ledger_entries(const chiso_ledger *ledger,
                                  const chiso_ledger_entry **out_entries, uint32_t *out_count)
{
    if (ledger == NULL || out_entries == NULL || out_count == NULL) {
        return CHISO_E_NULL;
    }
    return read_entries(ledger, 0, ledger->count, out_entries, out_count);
}

chiso_status chiso_ledger_bonuses(const chiso_ledger *ledger,
                                  const chiso_ledger_entry **out_entries, uint32_t *out_count)
{
    if (ledger == NULL || out_entries == NULL || out_count == NULL) {
        return CHISO_E_NULL;
    }
    return read_entries(ledger, ledger->count, ledger->bonus_count, out_entries, out_count);
}

chiso_status chiso_ledger_totals(const chiso_ledger *ledger, chiso_ledger_total *out_total)
{
    if (ledger == NULL || out_total == NULL) {
        return CHISO_E_NULL;
    }
    if (!chiso__is_current(ledger->board, ledger->version)) {
        return CHISO_E_STATE;
    }
    *out_total = ledger->total;
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
