/* From figures to ranks, draw by draw. */
#include "robustness/seating.h"

#include "base/sort.h"

#include <math.h>

bool chiso__seating_begin(const chiso_board *board, const struct chiso__rank_rule *rule,
                          struct chiso__seating *seating)
{
    const chiso_allocator *allocator = &board->allocator;
    const uint32_t count = board->units.count;

    *seating = (struct chiso__seating){.board = board};
    if (!chiso__rank_rule_keep(allocator, rule, &seating->rule, &seating->chain) ||
        !chiso__groups_new(board, rule->scope, &seating->groups)) {
        return false;
    }
    seating->ordinal = rule->ties == CHISO_TIES_ORDINAL;
    seating->rule.ties = seating->ordinal ? CHISO_TIES_COMPETITION : rule->ties;
    seating->order = chiso__alloc(allocator, count, sizeof(*seating->order));
    seating->seats = chiso__alloc_zero(allocator, count, sizeof(*seating->seats));
    seating->out_of = chiso__alloc(allocator, seating->groups.count, sizeof(*seating->out_of));
    seating->figures = chiso__alloc(allocator, count, sizeof(*seating->figures));
    seating->placed = chiso__alloc_zero(allocator, count, sizeof(*seating->placed));
    seating->ranks = chiso__alloc_zero(allocator, count, sizeof(*seating->ranks));
    seating->standing = chiso__alloc_zero(allocator, count, sizeof(*seating->standing));
    return seating->order != NULL && seating->seats != NULL && seating->out_of != NULL &&
           seating->figures != NULL && seating->placed != NULL && seating->ranks != NULL &&
           seating->standing != NULL &&
           chiso__ranker_new(allocator, seating->groups.widest, &seating->ranker);
}

void chiso__seating_end(struct chiso__seating *seating)
{
    const chiso_allocator *allocator = &seating->board->allocator;

    chiso__ranker_free(allocator, &seating->ranker);
    chiso__groups_free(seating->board, &seating->groups);
    chiso__release(allocator, seating->chain);
    chiso__release(allocator, seating->order);
    chiso__release(allocator, seating->seats);
    chiso__release(allocator, seating->out_of);
    chiso__release(allocator, seating->figures);
    chiso__release(allocator, seating->placed);
    chiso__release(allocator, seating->ranks);
    chiso__release(allocator, seating->standing);
}

/* Puts equals in the order of their codes, a few of them as a rule, and gives each a rank. */
static void part_equals(struct chiso__seating *seating, chiso_unit *run, uint32_t size)
{
    const struct chiso__span *codes = seating->board->units.codes;

    for (uint32_t i = 1; i < size; i++) {
        const chiso_unit unit = run[i];
        uint32_t place = i;

        for (; place > 0 && chiso__compare_bytes(codes[run[place - 1]], codes[unit]) > 0; place--) {
            run[place] = run[place - 1];
        }
        run[place] = unit;
    }
    for (uint32_t i = 0; i < size; i++) {
        seating->ranks[run[i]] = 2 * (seating->seats[run[i]].rank + i);
    }
}

/* Tells ranks in halves, of units that have seats, and stand in order, so many. */
static void tell_ranks(struct chiso__seating *seating, uint32_t count)
{
    uint32_t size = 0;

    for (chiso_unit unit = 0; unit < seating->board->units.count; unit++) {
        const chiso_place place = chiso__place_of(seating->seats[unit], seating->rule.ties, 1);

        seating->ranks[unit] = 2 * place.rank + place.half;
        /* All who are equal have the same, and who is above has less. */
        seating->standing[unit] = seating->ranks[unit];
    }
    for (uint32_t first = 0; first < count && seating->ordinal; first += size) {
        size = seating->seats[seating->order[first]].tied;
        part_equals(seating, seating->order + first, size);
    }
}

void chiso__seating_of_board(struct chiso__seating *seating, const chiso_board *board,
                             chiso_node node)
{
    seating->listed = false;
    tell_ranks(seating,
               chiso__rank_node(board, node, &seating->rule, &seating->groups, &seating->ranker,
                                seating->order, seating->seats, seating->out_of));
}

bool chiso__seating_keep(struct chiso__seating *seating, const uint32_t *ranks)
{
    struct chiso__groups *groups = &seating->groups;
    const uint32_t all = groups->starts[groups->count];
    uint32_t kept = 0;
    uint32_t first = 0;

    if (groups->members == NULL) {
        groups->members = chiso__alloc(&seating->board->allocator, all, sizeof(*groups->members));
        if (groups->members == NULL) {
            return false;
        }
        for (chiso_unit unit = 0; unit < all; unit++) {
            groups->members[unit] = unit;
        }
    }
    for (uint32_t group = 0; group < groups->count; group++) {
        const uint32_t end = groups->starts[group + 1];

        for (uint32_t i = first; i < end; i++) {
            if (ranks[groups->members[i]] > 0) {
                groups->members[kept++] = groups->members[i];
            }
        }
        first = end;
        groups->starts[group + 1] = kept;
    }
    return true;
}

bool chiso__seating_is_quick(const struct chiso__seating *seating)
{
    return seating->rule.tie_break_count == 0 && seating->rule.key == CHISO_KEY_EXACT;
}

/* Orders units by figures, the best first. */
static bool is_ahead(const void *context, uint32_t a, uint32_t b)
{
    const double *figures = context;

    return figures[a] > figures[b];
}

/* Puts a group in order: nearly in it from the draw before, which few swaps then mend. */
static void sort_units(struct chiso__seating *seating, chiso_unit *units, uint32_t count)
{
    const double *figures = seating->figures;
    enum { FEW = 128 };

    if (count > FEW) {
        chiso__sort_ids(units, (uint32_t *)seating->ranker.scratch, count, is_ahead, figures);
        return;
    }
    for (uint32_t i = 1; i < count; i++) {
        const chiso_unit unit = units[i];
        const double own = figures[unit];
        uint32_t place = i;

        for (; place > 0 && figures[units[place - 1]] < own; place--) {
            units[place] = units[place - 1];
        }
        units[place] = unit;
    }
}

/* Gives units in order their seats; false where that cannot be told. */
static bool seat_units(struct chiso__seating *seating, const chiso_unit *units, uint32_t count)
{
    const double *figures = seating->figures;
    uint32_t dense = 0;
    uint32_t end = 0;

    for (uint32_t first = 0; first < count; first = end) {
        const double best = figures[units[first]];

        /* Near is told from the first of those who share a rank. */
        for (end = first + 1; end < count && best - figures[units[end]] < CHISO__LINEAR_NEAR;
             end++) {
        }
        if (end < count && best - figures[units[end]] < CHISO__LINEAR_FAR) {
            return false;
        }
        dense++;
        for (uint32_t i = first; i < end; i++) {
            seating->seats[units[i]] =
                chiso__seat_of(end - first, first, dense, seating->rule.ties);
        }
    }
    return true;
}

/* Those of a group that have a figure, one behind the other; they have it in every draw. */
static void list_group(struct chiso__seating *seating, uint32_t group, uint32_t place)
{
    const struct chiso__groups *groups = &seating->groups;
    uint32_t own = 0;

    for (uint32_t i = groups->starts[group]; i < groups->starts[group + 1]; i++) {
        const chiso_unit unit = groups->members == NULL ? i : groups->members[i];

        if (seating->placed[unit]) {
            seating->order[place + own++] = unit;
        }
    }
    seating->out_of[group] = own;
}

bool chiso__seating_of_figures(struct chiso__seating *seating, const struct chiso__linear *linear)
{
    const double sign = seating->board->tree->lowest_first ? -1.0 : 1.0;
    uint32_t count = 0;
    bool told = true;

    for (uint32_t i = 0; i < linear->unit_count; i++) {
        const chiso_unit unit = linear->units[i];
        const bool placed = !isnan(linear->figures[i]);

        seating->figures[unit] = sign * linear->figures[i];
        seating->listed = seating->listed && placed == seating->placed[unit];
        seating->placed[unit] = placed;
        seating->seats[unit] = (struct chiso__seat){0, 0};
    }
    for (uint32_t group = 0; group < seating->groups.count && told; group++) {
        if (!seating->listed) {
            list_group(seating, group, count);
        }
        sort_units(seating, seating->order + count, seating->out_of[group]);
        told = seat_units(seating, seating->order + count, seating->out_of[group]);
        count += seating->out_of[group];
    }
    seating->listed = told;
    if (told) {
        tell_ranks(seating, count);
    }
    return told;
}
