/* The ranks while cells are tried: figures in order, of which one moves. */
#include "unit/what_if_inside.h"

#include "base/sort.h"

#include <string.h>

static inline int compare(struct chiso__ratio a, struct chiso__ratio b)
{
    if (a.max == b.max) {
        return (a.achieved > b.achieved) - (a.achieved < b.achieved);
    }
    return chiso__compare(a.achieved, a.max, b.achieved, b.max);
}

/* What a unit is ranked by as it stands; false when it has nothing. */
static bool figure_of(const chiso_what_if *what_if, chiso_node node, chiso_unit unit,
                      struct chiso__ratio *out_figure)
{
    uint32_t row = 0;
    const struct chiso__rows *rows = chiso__what_if_rows(what_if, unit, &row);
    const struct chiso__source source = chiso__source_of(rows, node, what_if->rule.key);

    return chiso__figure_at(&source, row, out_figure);
}

static bool figure_of_row(const chiso_what_if *what_if, chiso_node node, uint32_t row,
                          struct chiso__ratio *out_figure)
{
    const struct chiso__source source = chiso__source_of(&what_if->rows, node, what_if->rule.key);

    return chiso__figure_at(&source, row, out_figure);
}

/* How many of the figures, which fall, are greater, or with equals not less. */
static uint32_t count_above(const struct chiso__ratio *figures, uint32_t count,
                            struct chiso__ratio figure, bool equals)
{
    uint32_t low = 0;
    uint32_t high = count;

    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;

        if (compare(figures[middle], figure) >= (equals ? 0 : 1)) {
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

    watch.had = watch.watched && figure_of_row(what_if, node, row, &watch.figure);
    return watch;
}

static void move(struct chiso__ratio *figures, uint32_t to, uint32_t from, uint32_t count)
{
    memmove(figures + to, figures + from, count * sizeof(*figures));
}

/* One figure becomes another: what lies between them moves by a place. */
static void replace(struct chiso__ratio *figures, uint32_t count, struct chiso__ratio old,
                    struct chiso__ratio figure)
{
    const uint32_t from = count_above(figures, count, old, false);
    uint32_t to = count_above(figures, count, figure, false);

    if (to > from) {
        to--;
        move(figures, from, from + 1, to - from);
    } else {
        move(figures, to + 1, to, from - to);
    }
    figures[to] = figure;
}

void chiso__what_if_move(chiso_what_if *what_if, chiso_node node, uint32_t row,
                         struct chiso__watch before)
{
    const uint32_t group = group_of(what_if, what_if->rows.blocks[row]);
    struct chiso__ratio *figures = NULL;
    uint32_t *count = NULL;
    struct chiso__ratio figure = {0, 0};
    uint32_t at = 0;
    bool has = false;

    if (!before.watched) {
        return;
    }
    figures = what_if->standings[node].figures + what_if->groups.starts[group];
    count = &what_if->standings[node].counts[group];
    has = figure_of_row(what_if, node, row, &figure);
    if (before.had && has) {
        replace(figures, *count, before.figure, figure);
    } else if (before.had) {
        at = count_above(figures, *count, before.figure, false);
        --*count;
        move(figures, at, at + 1, *count - at);
    } else if (has) {
        at = count_above(figures, *count, figure, false);
        move(figures, at + 1, at, *count - at);
        figures[at] = figure;
        ++*count;
    }
}

static chiso_unit member_at(const struct chiso__groups *groups, uint32_t at)
{
    return groups->members == NULL ? at : groups->members[at];
}

static bool is_before(const void *context, uint32_t a, uint32_t b)
{
    const struct chiso__ratio *figures = context;

    return compare(figures[a], figures[b]) > 0;
}

/* Fills the standings of a node group by group; found and ids have room for the widest, ids twice.
 */
static void fill(const chiso_what_if *what_if, chiso_node node, struct chiso__standings standings,
                 struct chiso__ratio *found, uint32_t *ids)
{
    const struct chiso__groups *groups = &what_if->groups;

    for (uint32_t group = 0; group < groups->count; group++) {
        uint32_t count = 0;

        for (uint32_t at = groups->starts[group]; at < groups->starts[group + 1]; at++) {
            if (figure_of(what_if, node, member_at(groups, at), &found[count])) {
                ids[count] = count;
                count++;
            }
        }
        chiso__sort_ids(ids, ids + groups->widest, count, is_before, found);
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
    struct chiso__ratio *found = NULL;
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

/* Whether the other of two equals stands before the unit: by what breaks ties, then by the order of
 * adding. */
static bool stands_before(const chiso_what_if *what_if, chiso_unit other, chiso_unit unit)
{
    for (size_t i = 0; i < what_if->rule.tie_break_count; i++) {
        const chiso_node node = what_if->rule.tie_break[i];
        struct chiso__ratio left = {0, 1};
        struct chiso__ratio right = {0, 1};
        const bool has_left = figure_of(what_if, node, other, &left);
        const bool has_right = figure_of(what_if, node, unit, &right);
        const int order = has_left && has_right ? compare(left, right) : has_left - has_right;

        if (order != 0) {
            return order > 0;
        }
    }
    return other < unit;
}

/* How many of the units with the same figure stand before the unit. */
static uint32_t equals_before(const chiso_what_if *what_if, chiso_node node, uint32_t group,
                              chiso_unit unit, struct chiso__ratio figure)
{
    const struct chiso__groups *groups = &what_if->groups;
    struct chiso__ratio theirs = {0, 0};
    uint32_t count = 0;

    for (uint32_t at = groups->starts[group]; at < groups->starts[group + 1]; at++) {
        const chiso_unit other = member_at(groups, at);

        count += other != unit && figure_of(what_if, node, other, &theirs) &&
                 compare(theirs, figure) == 0 && stands_before(what_if, other, unit);
    }
    return count;
}

static uint32_t count_runs(const struct chiso__ratio *figures, uint32_t count)
{
    uint32_t runs = 0;

    for (uint32_t i = 0; i < count; i++) {
        runs += i == 0 || compare(figures[i - 1], figures[i]) != 0;
    }
    return runs;
}

chiso_status chiso__what_if_find_place(chiso_what_if *what_if, chiso_unit unit, chiso_node node,
                                       chiso_place *out_place)
{
    const struct chiso__units *units = &what_if->board->units;
    const uint32_t group = group_of(what_if, what_if->board->rows.blocks[unit]);
    const chiso_ties ties = what_if->rule.ties;
    const struct chiso__ratio *figures = NULL;
    struct chiso__ratio figure = {0, 0};
    struct chiso__seat seat = {0, 0};
    uint32_t count = 0;
    uint32_t above = 0;
    uint32_t equals = 0;

    if (!units->ranked[unit] || !figure_of(what_if, node, unit, &figure)) {
        *out_place = chiso__place_of(seat, ties, 0);
        return CHISO_OK;
    }
    if (!reserve(what_if, node)) {
        return CHISO_E_MEMORY;
    }
    figures = what_if->standings[node].figures + what_if->groups.starts[group];
    count = what_if->standings[node].counts[group];
    above = count_above(figures, count, figure, false);
    equals = count_above(figures, count, figure, true) - above;
    seat = chiso__seat_of(equals, above,
                          ties == CHISO_TIES_DENSE ? count_runs(figures, above) + 1 : 0, ties);
    if (ties == CHISO_TIES_ORDINAL && equals > 1) {
        seat.rank += equals_before(what_if, node, group, unit, figure);
    }
    *out_place = chiso__place_of(seat, ties, count);
    return CHISO_OK;
}
