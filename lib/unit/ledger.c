/* Where a unit's points went, leaf by leaf. */
#include <chiso/ledger.h>

#include "base/sort.h"
#include "score/rank_leaf.h"
#include "score/retry.h"
#include "unit/about.h"
#include "unit/ledger_inside.h"
#include "unit/runs.h"

/* What a ledger is made with. */
struct work {
    struct chiso__trial trial;
    struct chiso__carried achieved; /* of the node */
    struct chiso__carried max;
    struct chiso__ledger_peers peers;
    struct chiso__ledger_item *items; /* in the tree's order */
    unsigned char *marks;             /* by node: what it, or a node above it, is */
    struct chiso__ledger_bare bare;   /* where steps are told */
    struct chiso__carried *figures;   /* of those that are put in order */
    uint32_t *runs[2]; /* of equals, that these are in by each of what they stand by */
    uint32_t *ids;     /* three times as many */
};

static const struct chiso__carried absent = {CHISO_ABSENT, 0};

/* What the node would gain by the leaf. */
static void find_gains(const chiso_tree *tree, struct work *work, struct chiso__ledger_item *item)
{
    const struct chiso__tree_node *leaf = &tree->nodes[item->entry.leaf];

    if (chiso__carried_is_gap(item->counted) || chiso__carried_is_gap(work->achieved)) {
        return;
    }
    if (!chiso__carried_is_gap(item->best)) {
        item->to_best = chiso__carried_order(item->best, item->counted, leaf->max) > 0
                            ? chiso__ledger_gain(&work->trial, work->achieved, item, item->best)
                            : chiso__carried_of(0);
    }
    if (item->is_idle) {
        item->to_max = chiso__carried_of(0);
    } else if (work->bare.is_other) {
        item->to_max = chiso__ledger_gain(&work->bare.trial, work->bare.achieved, item,
                                          chiso__ledger_most(tree, item));
    } else {
        item->to_max =
            chiso__ledger_gain(&work->trial, work->achieved, item, chiso__ledger_most(tree, item));
    }
}

/* What an item stands by: what cost the node most comes first, and of equals what lost most, for
 * under weights a leaf that lost much may have cost little. Of bonuses it is what was taken off
 * most. */
static struct chiso__carried standing_of(const struct chiso__ledger_item *item, int by)
{
    if (!item->is_bonus) {
        return by == 0 ? item->to_max : item->lost;
    }
    if (by > 0) {
        return chiso__carried_of(0);
    }
    return chiso__carried_is_gap(item->achieved) ? absent : chiso__carried_negate(item->achieved);
}

static bool fill_item(const chiso_board *board, struct work *work, chiso_node leaf, uint32_t number,
                      struct chiso__ledger_item *item)
{
    const chiso_tree *tree = board->tree;
    const struct chiso__tree_node *node = &tree->nodes[leaf];
    const struct chiso__node_figures figures = work->trial.figures[leaf];

    *item = (struct chiso__ledger_item){
        .entry = {.leaf = leaf,
                  .state = figures.state,
                  .max = CHISO_ABSENT,
                  .best_unit = CHISO_NO_UNIT},
        .is_bonus = (work->marks[leaf] & CHISO__LEDGER_BONUS) != 0,
        .is_idle = (work->marks[leaf] & CHISO__LEDGER_IDLE) != 0,
        .achieved = chiso__achieved_of(&board->rows, work->trial.unit, leaf),
        .counted = absent,
        .lost = absent,
        .best = absent,
        .mean = absent,
        .median = absent,
        .to_best = absent,
        .to_max = absent};
    if (!chiso__ledger_compare(&work->peers, number, item)) {
        return false;
    }
    if (figures.takes_part[CHISO__CASE_ACTUAL]) {
        item->counted = figures.achieved[CHISO__CASE_ACTUAL];
        item->entry.max = chiso__max_decimal(tree, node->max);
    }
    find_gains(tree, work, item);
    if ((work->marks[leaf] & CHISO__LEDGER_DROPPED) != 0 && !item->is_bonus &&
        !chiso__carried_is_gap(item->achieved)) {
        item->lost = chiso__carried_of(0);
        return true;
    }
    return chiso__carried_is_gap(item->achieved) || item->is_bonus ||
           chiso__carried_subtract(node->max, item->achieved, &item->lost);
}

static bool is_before(const void *context, uint32_t a, uint32_t b)
{
    const struct work *work = context;

    return work->runs[0][a] != work->runs[0][b] ? work->runs[0][a] < work->runs[0][b]
                                                : work->runs[1][a] < work->runs[1][b];
}

/* Adds the items that are bonuses, or those that are none, to the ledger's entries in their order,
 * behind those that it has. Returns how many. */
static uint32_t add_in_order(struct work *work, uint32_t count, bool bonuses, uint32_t first,
                             chiso_ledger *ledger)
{
    const struct chiso__ledger_item *items = work->items;
    uint32_t *members = work->ids + 2 * (size_t)count;
    uint32_t size = 0;

    for (uint32_t i = 0; i < count; i++) {
        if (items[i].is_bonus == bonuses) {
            members[size++] = i;
        }
    }
    for (int by = 0; by < 2; by++) {
        for (uint32_t i = 0; i < size; i++) {
            work->figures[i] = standing_of(&items[members[i]], by);
        }
        chiso__number_runs(work->figures, size, work->max, work->ids, work->runs[by]);
    }
    for (uint32_t i = 0; i < size; i++) {
        work->ids[i] = i;
    }
    chiso__sort_ids(work->ids, work->ids + size, size, is_before, work);
    for (int set = 0; set < ledger->figure_count; set++) {
        struct chiso__ledger_figures *const figures = &ledger->figures[set];

        for (uint32_t i = 0; i < size; i++) {
            chiso__ledger_show(ledger->board->tree, &items[members[work->ids[i]]], work->max,
                               figures->places, &figures->entries[first + i]);
        }
    }
    return size;
}

/* Adds up; false when a sum is too large. */
static bool find_sums(const struct work *work, uint32_t count, struct chiso__ledger_sums *sums)
{
    struct chiso__total leaves = {0, 0};
    struct chiso__total bonuses = {0, 0};
    struct chiso__total steps = {0, 0};
    bool done = true;

    *sums = (struct chiso__ledger_sums){absent, absent, absent, absent, absent, absent};
    for (uint32_t i = 0; i < work->bare.count && done; i++) {
        done = chiso__total_add(&steps, work->bare.steps[i].cost);
    }
    for (uint32_t i = 0; i < count && done; i++) {
        const struct chiso__ledger_item *item = &work->items[i];
        const struct chiso__carried figure = item->is_bonus ? item->achieved : item->to_max;

        /* A bonus that is dropped, or below a result that was set, is none. */
        done = chiso__carried_is_gap(figure) || (item->is_bonus && item->is_idle) ||
               chiso__total_add(item->is_bonus ? &bonuses : &leaves, figure);
    }
    if (!done || !chiso__total_settle(bonuses, &sums->bonuses)) {
        return false;
    }
    if (chiso__carried_is_gap(work->achieved)) {
        return true;
    }
    sums->achieved = work->achieved;
    sums->max = work->max;
    return chiso__total_settle(leaves, &sums->leaves) && chiso__total_settle(steps, &sums->steps) &&
           chiso__carried_subtract(work->max, work->achieved, &sums->lost);
}

/* Whether a leaf counts anything on its way up to the node: one of max 0 without points, or below
 * what has no weight beside its siblings, has nothing to lose. */
static bool counts(const struct work *work, chiso_node id)
{
    const struct chiso__tree_node *leaf = &work->trial.board->tree->nodes[id];
    const struct chiso__node_figures *figures = &work->trial.figures[id];

    return (leaf->in_bonus || leaf->counts ||
            !chiso__carried_is_zero(figures->achieved[CHISO__CASE_ACTUAL])) &&
           (work->marks[id] & CHISO__LEDGER_WEIGHTLESS) == 0;
}

/* Fills the items in the tree's order; false when a figure is no decimal. */
static bool fill_items(struct work *work, uint32_t *out_count)
{
    const chiso_board *board = work->trial.board;
    const chiso_tree *tree = board->tree;
    const uint32_t first = (uint32_t)(work->trial.order - tree->order);
    uint32_t number = 0; /* of leaves before it in the tree */
    uint32_t count = 0;

    for (uint32_t i = 0; i < first + work->trial.count; i++) {
        const chiso_node id = tree->order[i];

        if (!chiso__is_leaf(&tree->nodes[id])) {
            continue;
        }
        if (i >= first && counts(work, id) &&
            !fill_item(board, work, id, number, &work->items[count++])) {
            return false;
        }
        number++;
    }
    *out_count = count;
    return true;
}

/* Fills the items, and puts them into their order; false when a figure is no decimal. */
static bool fill(struct work *work, chiso_ledger *ledger)
{
    const chiso_board *board = ledger->board;
    struct chiso__ledger_sums sums;
    uint32_t count = 0;
    uint32_t others = 0;
    uint32_t bonuses = 0;
    bool done = true;

    if (!fill_items(work, &count) ||
        !chiso__ledger_find_drops(&work->trial, work->marks, work->items, count, work->max,
                                  &work->bare)) {
        return false;
    }
    others = add_in_order(work, count, false, 0, ledger);
    bonuses = add_in_order(work, count, true, others, ledger);
    done = find_sums(work, count, &sums);
    for (int set = 0; set < ledger->figure_count && done; set++) {
        struct chiso__ledger_figures *const figures = &ledger->figures[set];

        figures->count = others;
        figures->bonus_count = bonuses;
        figures->step_count = work->bare.count;
        for (uint32_t i = 0; i < work->bare.count; i++) {
            chiso__ledger_show_step(board->tree, &work->bare.steps[i], work->max, figures->places,
                                    &figures->steps[i]);
        }
        done = chiso__ledger_show_total(board->tree, &sums, work->max, figures->places,
                                        &figures->total);
    }
    return done;
}

/* Room for the figures and to work in; false when memory is out. */
static bool reserve(chiso_ledger *ledger, struct work *work)
{
    const chiso_allocator *allocator = &ledger->allocator;
    const size_t leaves = work->trial.count;

    for (int set = 0; set < ledger->figure_count; set++) {
        struct chiso__ledger_figures *const figures = &ledger->figures[set];

        figures->entries = chiso__alloc(allocator, leaves, sizeof(*figures->entries));
        figures->steps =
            chiso__alloc(allocator, (size_t)work->bare.most + 1, sizeof(*figures->steps));
        if (figures->entries == NULL || figures->steps == NULL) {
            return false;
        }
    }
    work->items = chiso__alloc(allocator, leaves, sizeof(*work->items));
    work->figures = chiso__alloc(allocator, leaves, sizeof(*work->figures));
    work->runs[0] = chiso__alloc(allocator, leaves, sizeof(*work->runs[0]));
    work->runs[1] = chiso__alloc(allocator, leaves, sizeof(*work->runs[1]));
    work->ids = chiso__alloc(allocator, leaves * 3, sizeof(*work->ids));
    return work->items != NULL && work->figures != NULL && work->runs[0] != NULL &&
           work->runs[1] != NULL && work->ids != NULL;
}

static void release(const chiso_allocator *allocator, struct work *work)
{
    chiso__ledger_peers_free(&work->peers);
    chiso__ledger_bare_end(&work->bare);
    chiso__release(allocator, work->items);
    chiso__release(allocator, work->marks);
    chiso__release(allocator, work->figures);
    chiso__release(allocator, work->runs[0]);
    chiso__release(allocator, work->runs[1]);
    chiso__release(allocator, work->ids);
}

/* Finds what is told beside leaves, and what leaves are idle for. */
static chiso_status begin_steps(struct work *work)
{
    const chiso_board *board = work->trial.board;

    work->marks = chiso__alloc(&board->allocator, board->tree->count, sizeof(*work->marks));
    if (work->marks == NULL) {
        return CHISO_E_MEMORY;
    }
    chiso__ledger_mark(&work->trial, work->marks);
    return chiso__carried_is_gap(work->achieved)
               ? CHISO_OK
               : chiso__ledger_bare_begin(&work->trial, work->marks, &work->bare);
}

static chiso_status fail_large(const struct work *work, chiso_error *error)
{
    chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_LOSSES_BEYOND_DECIMAL, NULL);
    return chiso__fail_cell(error, CHISO_E_RANGE, work->trial.board, work->trial.unit,
                            work->trial.node);
}

static chiso_status make(struct work *work, chiso_ledger *ledger, chiso_error *error)
{
    const chiso_board *board = ledger->board;
    const struct chiso__node_figures *figures = &work->trial.figures[work->trial.node];
    chiso_status status = CHISO_OK;

    work->achieved = chiso__achieved_of(&board->rows, work->trial.unit, work->trial.node);
    if (!chiso__carried_is_gap(work->achieved)) {
        /* As it is worked out for gains, so that where nothing is gained it is nothing. */
        work->achieved = chiso__trial_achieved(&work->trial);
    }
    work->max = chiso__carried_is_gap(work->achieved) ? board->tree->nodes[work->trial.node].max
                                                      : figures->max[CHISO__CASE_ACTUAL];
    status = begin_steps(work);
    if (status == CHISO_E_RANGE) {
        return fail_large(work, error);
    }
    if (status != CHISO_OK || !reserve(ledger, work) || !chiso__trial_quicken(&work->trial) ||
        !chiso__ledger_peers_new(board, work->trial.unit, ledger->scope, &work->peers)) {
        return chiso__fail_memory(error);
    }
    if (!fill(work, ledger)) {
        return work->peers.out_of_memory ? chiso__fail_memory(error) : fail_large(work, error);
    }
    return CHISO_OK;
}

static chiso_status read_options(const chiso_ledger_options *options,
                                 chiso_ledger_options *out_given, chiso_error *error)
{
    chiso_status status = CHISO_OK;

    *out_given = CHISO_LEDGER_OPTIONS_INIT;
    status = CHISO__TAKE(options, chiso_ledger_options, point_places, CHISO_LEDGER_OPTIONS_INIT,
                         out_given, error);
    if (status == CHISO_OK && (int)out_given->scope != CHISO_SCOPE_BLOCKS &&
        (int)out_given->scope != CHISO_SCOPE_OVERALL) {
        status = chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_SCOPE_UNKNOWN, NULL);
    }
    return status == CHISO_OK ? chiso__check_places(out_given->point_places, error) : status;
}

chiso_status chiso_ledger_new(const chiso_board *board, chiso_unit unit, chiso_node node,
                              const chiso_ledger_options *options, chiso_ledger **out_ledger,
                              chiso_error *error)
{
    struct work work = {.items = NULL, .peers = {0}};
    chiso_ledger_options given;
    chiso_ledger *ledger = NULL;
    chiso_status status = CHISO_OK;

    if (out_ledger == NULL) {
        return chiso__fail_null(error);
    }
    *out_ledger = NULL;
    status = chiso__fail_result(board, unit, node, error);
    if (status == CHISO_OK) {
        status = chiso__check_no_ranks(board->tree, error);
    }
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
    ledger->figures[0].places = CHISO_DECIMAL_PLACES;
    ledger->figures[1].places = given.point_places;
    ledger->figure_count = given.point_places < CHISO_DECIMAL_PLACES ? 2 : 1;
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
    for (int set = 0; set < 2; set++) {
        chiso__release(&allocator, ledger->figures[set].entries);
        chiso__release(&allocator, ledger->figures[set].steps);
    }
    chiso__board_release(ledger->board);
    chiso__release(&allocator, ledger);
}
