/* Where a unit's points went, leaf by leaf. */
#include <chiso/ledger.h>

#include "base/sort.h"
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
    chiso_ledger_entry *entries; /* those that are no bonus, and behind them the bonuses */
    uint32_t count;
    uint32_t bonus_count;
    chiso_ledger_total total;
};

/* What a ledger is made with. */
struct work {
    struct chiso__trial trial;
    chiso_decimal achieved; /* of the node */
    chiso_unit *peers;
    uint32_t peer_count;
    chiso_decimal *points;       /* of the peers on the leaf at hand */
    chiso_ledger_entry *entries; /* in the tree's order */
    uint32_t *ids;
};

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

/* The number at a place, from 0, of numbers in ascending order, found byte by byte from the
 * highest: so it takes the same time for any numbers. */
static chiso_decimal number_at(const chiso_decimal *numbers, uint32_t count, uint32_t place)
{
    enum { BYTE = 8, VALUES = 256 };
    const uint64_t sign = UINT64_C(1) << 63;
    uint64_t found = 0;
    uint64_t known = 0;

    for (int shift = 64 - BYTE; shift >= 0; shift -= BYTE) {
        uint32_t counts[VALUES] = {0};
        uint64_t byte = 0;

        for (uint32_t i = 0; i < count; i++) {
            const uint64_t key = (uint64_t)numbers[i] ^ sign;

            counts[key >> shift & (VALUES - 1)] += (key & known) == found;
        }
        while (place >= counts[byte]) {
            place -= counts[byte++];
        }
        found |= byte << shift;
        known |= (uint64_t)(VALUES - 1) << shift;
    }
    return (chiso_decimal)(found ^ sign);
}

/* What the other units have on a leaf. */
static void compare(const chiso_board *board, struct work *work, chiso_ledger_entry *entry)
{
    const chiso_rounding rounding = board->tree->rounding;
    chiso__wide sum = 0;
    uint32_t count = 0;

    entry->best = entry->mean = entry->median = CHISO_ABSENT;
    entry->best_unit = CHISO_NO_UNIT;
    for (uint32_t i = 0; i < work->peer_count; i++) {
        struct chiso__ratio ratio;

        (void)chiso__ratio_of(&board->rows, work->peers[i], entry->leaf, &ratio);
        if (ratio.achieved == CHISO_ABSENT) {
            continue;
        }
        if (count == 0 || ratio.achieved > entry->best) {
            entry->best = ratio.achieved;
            entry->best_unit = work->peers[i];
            entry->best_shared = 0;
        }
        entry->best_shared += ratio.achieved == entry->best;
        sum += ratio.achieved;
        work->points[count++] = ratio.achieved;
    }
    entry->units = count;
    if (count > 0) {
        const chiso__wide middle = (chiso__wide)number_at(work->points, count, (count - 1) / 2) +
                                   number_at(work->points, count, count / 2);

        entry->mean = (chiso_decimal)chiso__divide(sum, count, rounding);
        entry->median = (chiso_decimal)chiso__divide(middle, 2, rounding);
    }
}

/* What the node gains when a leaf gets other points; CHISO_ABSENT where a number is too large. */
static chiso_decimal gain_of(struct work *work, const chiso_ledger_entry *entry,
                             chiso_decimal points, chiso_decimal cell)
{
    chiso_decimal gain = CHISO_ABSENT;

    if (points == entry->achieved) {
        return 0;
    }
    if (chiso__trial_set(&work->trial, entry->leaf, points) &&
        !chiso__narrow((chiso__wide)chiso__trial_achieved(&work->trial) - work->achieved, &gain)) {
        gain = CHISO_ABSENT;
    }
    (void)chiso__trial_set(&work->trial, entry->leaf, cell);
    return gain;
}

static bool fill_entry(const chiso_board *board, struct work *work, chiso_node leaf,
                       chiso_ledger_entry *entry)
{
    const struct chiso__tree_node *node = &board->tree->nodes[leaf];
    const struct chiso__node_figures figures = work->trial.figures[leaf];
    const bool counts = figures.takes_part[CHISO__CASE_ACTUAL];

    *entry = (chiso_ledger_entry){leaf,
                                  figures.state,
                                  CHISO_ABSENT,
                                  CHISO_ABSENT,
                                  CHISO_ABSENT,
                                  CHISO_ABSENT,
                                  CHISO_ABSENT,
                                  CHISO_ABSENT,
                                  CHISO_ABSENT,
                                  CHISO_ABSENT,
                                  0,
                                  CHISO_NO_UNIT,
                                  0,
                                  0};
    compare(board, work, entry);
    if (figures.state == CHISO_STATE_SCORED || (counts && figures.state == CHISO_STATE_MISSING)) {
        entry->achieved = figures.achieved[CHISO__CASE_ACTUAL];
    }
    if (figures.state == CHISO_STATE_SCORED ||
        (figures.state == CHISO_STATE_MISSING && board->tree->missing != CHISO_MISSING_SKIP)) {
        entry->max = node->max;
    }
    if (entry->achieved == CHISO_ABSENT) {
        return true;
    }
    if (work->achieved != CHISO_ABSENT) {
        const chiso_decimal cell =
            figures.state == CHISO_STATE_SCORED ? entry->achieved : CHISO_MISSING;

        if (entry->best != CHISO_ABSENT) {
            entry->to_best =
                entry->best > entry->achieved ? gain_of(work, entry, entry->best, cell) : 0;
        }
        entry->to_max =
            gain_of(work, entry, chiso__round_points(board->tree, node, node->max), cell);
    }
    return is_bonus(board->tree, leaf, work->trial.node) ||
           chiso__narrow((chiso__wide)node->max - entry->achieved, &entry->lost);
}

/* What it cost the node comes first: under weights a leaf that lost much may have cost little. What
 * is absent is below every decimal. */
static bool cost_more(const void *context, uint32_t a, uint32_t b)
{
    const chiso_ledger_entry *entries = context;

    return entries[a].to_max != entries[b].to_max ? entries[a].to_max > entries[b].to_max
                                                  : entries[a].lost > entries[b].lost;
}

static bool took_more(const void *context, uint32_t a, uint32_t b)
{
    const chiso_ledger_entry *entries = context;

    return entries[a].achieved != CHISO_ABSENT &&
           (entries[b].achieved == CHISO_ABSENT || entries[a].achieved < entries[b].achieved);
}

/* Adds up; false when a sum is no decimal. */
static bool find_total(const struct work *work, chiso_ledger *ledger)
{
    const struct chiso__node_figures *figures = &work->trial.figures[work->trial.node];
    chiso_ledger_total *total = &ledger->total;
    chiso__wide leaves = 0;
    chiso__wide bonuses = 0;

    *total = (chiso_ledger_total){CHISO_ABSENT, CHISO_ABSENT, CHISO_ABSENT, CHISO_ABSENT, 0,
                                  CHISO_ABSENT};
    for (uint32_t i = 0; i < ledger->count + ledger->bonus_count; i++) {
        const chiso_ledger_entry *entry = &ledger->entries[i];

        leaves += i >= ledger->count || entry->to_max == CHISO_ABSENT ? 0 : entry->to_max;
        bonuses += i < ledger->count || entry->achieved == CHISO_ABSENT ? 0 : entry->achieved;
    }
    if (!chiso__narrow(bonuses, &total->bonuses)) {
        return false;
    }
    if (work->achieved == CHISO_ABSENT) {
        return true;
    }
    total->achieved = work->achieved;
    total->max = figures->max[CHISO__CASE_ACTUAL];
    return chiso__narrow(leaves, &total->leaves) &&
           chiso__narrow((chiso__wide)total->max - total->achieved, &total->lost) &&
           chiso__narrow(total->lost - leaves + bonuses, &total->rest);
}

/* Fills the entries in the tree's order, and puts them into theirs; false when a figure is no
 * decimal. */
static bool fill(struct work *work, chiso_ledger *ledger)
{
    const chiso_board *board = ledger->board;
    const chiso_tree *tree = board->tree;
    uint32_t count = 0;

    for (uint32_t i = 0; i < work->trial.count; i++) {
        if (chiso__is_leaf(&tree->nodes[work->trial.order[i]]) &&
            !fill_entry(board, work, work->trial.order[i], &work->entries[count++])) {
            return false;
        }
    }
    ledger->count = ledger->bonus_count = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (!is_bonus(tree, work->entries[i].leaf, work->trial.node)) {
            work->ids[ledger->count++] = i;
        }
    }
    chiso__sort_ids(work->ids, work->ids + count, ledger->count, cost_more, work->entries);
    for (uint32_t i = 0; i < count; i++) {
        if (is_bonus(tree, work->entries[i].leaf, work->trial.node)) {
            work->ids[ledger->count + ledger->bonus_count++] = i;
        }
    }
    chiso__sort_ids(work->ids + ledger->count, work->ids + count, ledger->bonus_count, took_more,
                    work->entries);
    for (uint32_t i = 0; i < count; i++) {
        ledger->entries[i] = work->entries[work->ids[i]];
    }
    return find_total(work, ledger);
}

static void find_peers(const chiso_board *board, chiso_scope scope, struct work *work)
{
    for (chiso_unit unit = 0; unit < board->units.count; unit++) {
        if (chiso__is_ranked_with(board, work->trial.unit, unit, scope)) {
            work->peers[work->peer_count++] = unit;
        }
    }
}

static chiso_status make(struct work *work, chiso_ledger *ledger, chiso_error *error)
{
    const chiso_board *board = ledger->board;
    const chiso_allocator *allocator = &ledger->allocator;

    work->achieved = chiso__trial_achieved(&work->trial);
    work->peers = chiso__alloc(allocator, board->units.count, sizeof(*work->peers));
    work->points = chiso__alloc(allocator, board->units.count, sizeof(*work->points));
    work->entries = chiso__alloc(allocator, work->trial.count, sizeof(*work->entries));
    work->ids = chiso__alloc(allocator, (size_t)work->trial.count * 2, sizeof(*work->ids));
    ledger->entries = chiso__alloc(allocator, work->trial.count, sizeof(*ledger->entries));
    if (work->peers == NULL || work->points == NULL || work->entries == NULL || work->ids == NULL ||
        ledger->entries == NULL) {
        return chiso__fail_memory(error);
    }
    find_peers(board, ledger->scope, work);
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
    struct work work = {.points = NULL};
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
    chiso__release(&ledger->allocator, work.peers);
    chiso__release(&ledger->allocator, work.points);
    chiso__release(&ledger->allocator, work.entries);
    chiso__release(&ledger->allocator, work.ids);
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
