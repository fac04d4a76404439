/* The ranks while cells are tried: figures in order, of which one moves. */
#include "unit/what_if_inside.h"

#include "base/sort.h"

#include <string.h>

static const struct chiso__rows *rows_of(const void *context, uint32_t unit, uint32_t *out_row)
{
    return chiso__what_if_rows(context, unit, out_row);
}

/* What units are ranked by as they stand. */
static struct chiso__source source_of(const chiso_what_if *what_if, chiso_node node)
{
    return (struct chiso__source){.rows = &what_if->board->rows,
                                  .node = node,
                                  .key = what_if->rule.key,
                                  .lowest_first = what_if->board->tree->lowest_first,
                                  .rows_of = rows_of,
                                  .context = what_if};
}

/* The figure of a unit; false when it has none. */
static bool figure_of(const chiso_what_if *what_if, chiso_node node, chiso_unit unit,
                      struct chiso__carried_ratio *out_figure)
{
    const struct chiso__source source = source_of(what_if, node);

    return chiso__figure_at(&source, unit, out_figure);
}

/* How far a figure stands before another: exactly, or with near ones as equals. */
static int lead_of(const chiso_what_if *what_if, const struct chiso__carried_ratio *a,
                   const struct chiso__carried_ratio *b)
{
    const int order = chiso__ratio_compare(a, b);

    return what_if->board->tree->lowest_first ? -order : order;
}

/* How many of the figures, which are in order, stand before one, or with equals not behind it. */
static uint32_t count_before(const chiso_what_if *what_if,
                             const struct chiso__carried_ratio *figures, uint32_t count,
                             const struct chiso__carried_ratio *figure, bool equals)
{
    uint32_t low = 0;
    uint32_t high = count;

    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;

        if (lead_of(what_if, &figures[middle], figure) >= (equals ? 0 : 1)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static inline uint32_t group_of(const chiso_what_if *what_if, uint32_t block)
{
    return what_if->groups.count == 1 ? 0 : block;
}

struct chiso__watch chiso__what_if_watch(const chiso_what_if *what_if, chiso_node node,
                                         uint32_t row)
{
    struct chiso__watch watch = {.watched = what_if->standings[node].figures != NULL &&
                                            what_if->board->units.ranked[what_if->units[row]]};

    watch.had = watch.watched && figure_of(what_if, node, what_if->units[row], &watch.figure);
    return watch;
}

static void move(struct chiso__carried_ratio *figures, uint32_t to, uint32_t from, uint32_t count)
{
    memmove(figures + to, figures + from, count * sizeof(*figures));
}

/* One figure becomes another: what lies between them moves by a place. */
static void replace(const chiso_what_if *what_if, struct chiso__carried_ratio *figures,
                    uint32_t count, const struct chiso__carried_ratio *old,
                    const struct chiso__carried_ratio *figure)
{
    const uint32_t from = count_before(what_if, figures, count, old, false);
    uint32_t to = count_before(what_if, figures, count, figure, false);

    if (to > from) {
        to--;
        move(figures, from, from + 1, to - from);
    } else {
        move(figures, to + 1, to, from - to);
    }
    figures[to] = *figure;
}

/* Takes a figure out of the standings of a node in which it is, or puts it in. */
static void take_out(const chiso_what_if *what_if, chiso_node node, uint32_t group,
                     const struct chiso__carried_ratio *figure)
{
    struct chiso__carried_ratio *figures =
        what_if->standings[node].figures + what_if->groups.starts[group];
    uint32_t *count = &what_if->standings[node].counts[group];
    const uint32_t at = count_before(what_if, figures, *count, figure, false);

    --*count;
    move(figures, at, at + 1, *count - at);
}

static void put_in(const chiso_what_if *what_if, chiso_node node, uint32_t group,
                   const struct chiso__carried_ratio *figure)
{
    struct chiso__carried_ratio *figures =
        what_if->standings[node].figures + what_if->groups.starts[group];
    uint32_t *count = &what_if->standings[node].counts[group];
    const uint32_t at = count_before(what_if, figures, *count, figure, false);

    move(figures, at + 1, at, *count - at);
    figures[at] = *figure;
    ++*count;
}

void chiso__what_if_move(chiso_what_if *what_if, chiso_node node, uint32_t row,
                         struct chiso__watch before)
{
    const uint32_t group = group_of(what_if, what_if->rows.blocks[row]);
    struct chiso__carried_ratio figure = {{0, 0}, {0, 0}};
    bool has = false;

    if (!before.watched) {
        return;
    }
    has = figure_of(what_if, node, what_if->units[row], &figure);
    if (before.had && has) {
        replace(what_if, what_if->standings[node].figures + what_if->groups.starts[group],
                what_if->standings[node].counts[group], &before.figure, &figure);
    } else if (before.had) {
        take_out(what_if, node, group, &before.figure);
    } else if (has) {
        put_in(what_if, node, group, &figure);
    }
}

/* Takes all figures of a row out of the standings, or puts them in. */
static void step(const chiso_what_if *what_if, uint32_t row, bool in)
{
    const uint32_t group = group_of(what_if, what_if->rows.blocks[row]);

    for (chiso_node node = 0; node < what_if->board->tree->count; node++) {
        const struct chiso__watch watch = chiso__what_if_watch(what_if, node, row);

        if (watch.had && in) {
            put_in(what_if, node, group, &watch.figure);
        } else if (watch.had) {
            take_out(what_if, node, group, &watch.figure);
        }
    }
}

void chiso__what_if_step_out(chiso_what_if *what_if, uint32_t row)
{
    step(what_if, row, false);
}

void chiso__what_if_step_in(chiso_what_if *what_if, uint32_t row)
{
    step(what_if, row, true);
}

static chiso_unit member_at(const struct chiso__groups *groups, uint32_t at)
{
    return groups->members == NULL ? at : groups->members[at];
}

/* Figures that are to be put in order. */
struct found {
    const chiso_what_if *what_if;
    const struct chiso__carried_ratio *figures;
};

static bool is_before(const void *context, uint32_t a, uint32_t b)
{
    const struct found *found = context;

    return lead_of(found->what_if, &found->figures[a], &found->figures[b]) > 0;
}

/* Fills the standings of a node group by group; found and ids have room for the widest, ids twice.
 */
static void fill(const chiso_what_if *what_if, chiso_node node, struct chiso__standings standings,
                 struct chiso__carried_ratio *found, uint32_t *ids)
{
    const struct chiso__groups *groups = &what_if->groups;
    const struct found context = {what_if, found};

    for (uint32_t group = 0; group < groups->count; group++) {
        uint32_t count = 0;

        for (uint32_t at = groups->starts[group]; at < groups->starts[group + 1]; at++) {
            if (figure_of(what_if, node, member_at(groups, at), &found[count])) {
                ids[count] = count;
                count++;
            }
        }
        chiso__sort_ids(ids, ids + groups->widest, count, is_before, &context);
        for (uint32_t i = 0; i < count; i++) {
            standings.figures[groups->starts[group] + i] = found[ids[i]];
        }
        standings.counts[group] = count;
    }
}

static void release(const chiso_what_if *what_if, struct chiso__standings *standings)
{
    chiso__release(&what_if->allocator, standings->figures);
    chiso__release(&what_if->allocator, standings->counts);
    *standings = (struct chiso__standings){NULL, NULL};
}

/* Puts the units in order by a node, once; false when memory is out. */
static bool reserve(chiso_what_if *what_if, chiso_node node)
{
    const chiso_allocator *allocator = &what_if->allocator;
    const struct chiso__groups *groups = &what_if->groups;
    const size_t widest = (size_t)groups->widest + 1;
    struct chiso__standings standings = what_if->standings[node];
    struct chiso__carried_ratio *found = NULL;
    uint32_t *ids = NULL;
    bool done = standings.figures != NULL;

    if (done) {
        return true;
    }
    standings.figures = chiso__alloc(allocator, (size_t)groups->starts[groups->count] + 1,
                                     sizeof(*standings.figures));
    standings.counts = chiso__alloc_zero(allocator, groups->count, sizeof(*standings.counts));
    found = chiso__alloc(allocator, widest, sizeof(*found));
    ids = chiso__alloc(allocator, widest * 2, sizeof(*ids));
    done = standings.figures != NULL && standings.counts != NULL && found != NULL && ids != NULL;
    if (done) {
        fill(what_if, node, standings, found, ids);
        what_if->standings[node] = standings;
    } else {
        release(what_if, &standings);
    }
    chiso__release(allocator, found);
    chiso__release(allocator, ids);
    return done;
}

void chiso__what_if_forget_standings(chiso_what_if *what_if)
{
    for (chiso_node node = 0; node < what_if->board->tree->count; node++) {
        release(what_if, &what_if->standings[node]);
    }
}

/* Some of the figures of a group. */
struct slice {
    uint32_t first;
    uint32_t end;
};

static bool is_near(const struct chiso__carried_ratio *a, const struct chiso__carried_ratio *b)
{
    return chiso__ratio_order(a, b) == 0;
}

/* The end of the run of equals that begins with a figure. Those that are the same exactly are
 * passed at once. */
static uint32_t end_of_run(const chiso_what_if *what_if, const struct chiso__carried_ratio *figures,
                           uint32_t count, uint32_t first)
{
    uint32_t end = first;

    do {
        end = count_before(what_if, figures, count, &figures[end], true);
    } while (end < count && is_near(&figures[first], &figures[end]));
    return end;
}

/* The run that a figure is in. One begins wherever neighbours are not near; from there on runs are
 * told from their first, which need not be the figure. */
static struct slice run_of(const chiso_what_if *what_if, const struct chiso__carried_ratio *figures,
                           uint32_t count, const struct chiso__carried_ratio *figure)
{
    const uint32_t own = count_before(what_if, figures, count, figure, false);
    struct slice run = {own, own};

    while (run.first > 0 && is_near(&figures[run.first - 1], &figures[run.first])) {
        run.first = count_before(what_if, figures, count, &figures[run.first - 1], false);
    }
    run.end = end_of_run(what_if, figures, count, run.first);
    while (run.end <= own) {
        run.first = run.end;
        run.end = end_of_run(what_if, figures, count, run.first);
    }
    return run;
}

/* How many runs there are before one that begins at a place. */
static uint32_t count_runs(const chiso_what_if *what_if, const struct chiso__carried_ratio *figures,
                           uint32_t place)
{
    uint32_t runs = 0;

    for (uint32_t first = 0; first < place; runs++) {
        first = end_of_run(what_if, figures, place, first);
    }
    return runs;
}

/* Units that the chain has to look at. */
struct contest {
    chiso_unit *units; /* in order */
    uint64_t *begins;  /* of runs of equals */
    uint32_t *scratch;
    uint32_t count;
};

/* Finds the members of a group whose figures are in a slice, and lets the chain decide between
 * them. */
static void hold_contest(const chiso_what_if *what_if, chiso_node node, uint32_t group,
                         struct slice slice, struct contest *contest)
{
    const struct chiso__groups *groups = &what_if->groups;
    const struct chiso__carried_ratio *figures =
        what_if->standings[node].figures + groups->starts[group];
    const struct chiso__source source = source_of(what_if, node);
    struct chiso__carried_ratio figure;

    for (uint32_t at = groups->starts[group]; at < groups->starts[group + 1]; at++) {
        const chiso_unit unit = member_at(groups, at);

        if (chiso__figure_at(&source, unit, &figure) &&
            lead_of(what_if, &figures[slice.first], &figure) >= 0 &&
            lead_of(what_if, &figures[slice.end - 1], &figure) <= 0) {
            contest->units[contest->count++] = unit;
        }
    }
    chiso__sort_run(&source, contest->units, contest->count, contest->scratch, contest->begins);
    chiso__break_ties(&source, &what_if->rule, contest->units, contest->count, contest->scratch,
                      contest->begins);
}

/* The seat of a unit whose equals the chain, or their order on the board, puts in order; false when
 * memory is out. Dense ranks depend on all that are better, too. */
static bool seat_by_contest(const chiso_what_if *what_if, chiso_node node, uint32_t group,
                            struct slice slice, chiso_unit unit, struct chiso__seat *out_seat)
{
    const chiso_allocator *allocator = &what_if->allocator;
    const chiso_ties ties = what_if->rule.ties;
    const size_t room = (size_t)what_if->groups.widest + 1;
    struct contest contest = {
        .units = chiso__alloc(allocator, room, sizeof(*contest.units)),
        .begins = chiso__alloc(allocator, room, sizeof(*contest.begins)),
        .scratch = chiso__alloc(allocator, room, sizeof(*contest.scratch)),
    };
    const bool done = contest.units != NULL && contest.begins != NULL && contest.scratch != NULL;

    if (done) {
        uint32_t first = 0;
        uint32_t dense = 0;
        uint32_t at = 0;
        uint32_t end = 0;

        slice.first = ties == CHISO_TIES_DENSE ? 0 : slice.first;
        hold_contest(what_if, node, group, slice, &contest);
        for (at = 0; at == 0 || contest.units[at - 1] != unit; at++) {
            first = contest.begins[at] != 0 ? at : first;
            dense += contest.begins[at] != 0;
        }
        for (end = at; end < contest.count && contest.begins[end] == 0;) {
            end++;
        }
        *out_seat = chiso__seat_of(end - first, slice.first + first, dense, ties);
        out_seat->rank += ties == CHISO_TIES_ORDINAL ? at - 1 - first : 0;
    }
    chiso__release(allocator, contest.units);
    chiso__release(allocator, contest.begins);
    chiso__release(allocator, contest.scratch);
    return done;
}

chiso_status chiso__what_if_find_place(chiso_what_if *what_if, chiso_unit unit, chiso_node node,
                                       chiso_place *out_place)
{
    const struct chiso__units *units = &what_if->board->units;
    const struct chiso__rank_rule *rule = &what_if->rule;
    const uint32_t group = group_of(what_if, what_if->board->rows.blocks[unit]);
    const bool dense = rule->ties == CHISO_TIES_DENSE;
    const struct chiso__carried_ratio *figures = NULL;
    struct chiso__carried_ratio figure = {{0, 0}, {0, 0}};
    struct chiso__seat seat = {0, 0};
    struct slice run = {0, 0};
    uint32_t count = 0;

    if (!units->ranked[unit] || !figure_of(what_if, node, unit, &figure)) {
        *out_place = chiso__place_of(seat, rule->ties, 0);
        return CHISO_OK;
    }
    if (!reserve(what_if, node)) {
        return CHISO_E_MEMORY;
    }
    figures = what_if->standings[node].figures + what_if->groups.starts[group];
    count = what_if->standings[node].counts[group];
    run = run_of(what_if, figures, count, &figure);
    if ((rule->tie_break_count > 0 && (dense || run.end - run.first > 1)) ||
        (rule->ties == CHISO_TIES_ORDINAL && run.end - run.first > 1)) {
        if (!seat_by_contest(what_if, node, group, run, unit, &seat)) {
            return CHISO_E_MEMORY;
        }
    } else {
        seat = chiso__seat_of(run.end - run.first, run.first,
                              dense ? count_runs(what_if, figures, run.first) + 1 : 0, rule->ties);
    }
    *out_place = chiso__place_of(seat, rule->ties, count);
    return CHISO_OK;
}
