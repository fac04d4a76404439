/* Ranking the groups of a board by a node, with the criteria that break ties. */
#include "rank/inside.h"

#include "board/roster.h"

#include <string.h>

void chiso__break_ties(const struct chiso__source *source, const struct chiso__rank_rule *rule,
                       chiso_unit *units, uint32_t count, uint32_t *scratch, uint64_t *begins)
{
    for (size_t i = 0; i < rule->tie_break_count; i++) {
        const struct chiso__source next = chiso__source_beside(source, rule->tie_break[i]);
        uint32_t start = 0;

        for (uint32_t end = 1; end <= count; end++) {
            if (end == count || begins[end] != 0) {
                chiso__sort_run(&next, units + start, end - start, scratch, begins + start);
                start = end;
            }
        }
    }
}

/* Gives all units of a group, which are in order, seats by the chain too. */
static void seat_by_chain(const struct chiso__source *source, const struct chiso__rank_rule *rule,
                          struct chiso__ranker *ranker, chiso_unit *order, uint32_t count,
                          struct chiso__seat *seats)
{
    uint64_t *begins = ranker->keys;
    uint32_t *scratch = (uint32_t *)ranker->scratch;

    chiso__sort_run(source, order, count, scratch, begins);
    chiso__break_ties(source, rule, order, count, scratch, begins);
    chiso__seat_runs(order, count, begins, rule->ties, seats);
}

uint32_t chiso__rank_node(const chiso_board *board, chiso_node node,
                          const struct chiso__rank_rule *rule, const struct chiso__groups *groups,
                          struct chiso__ranker *ranker, chiso_unit *order,
                          struct chiso__seat *seats, uint32_t *out_of)
{
    const struct chiso__source source = chiso__source_of(&board->rows, node, rule->key);
    uint32_t total = 0;

    if (groups->members != NULL) {
        /* Units that are not ranked are in no group. */
        memset(seats, 0, board->units.count * sizeof(*seats));
    }
    for (uint32_t group = 0; group < groups->count; group++) {
        const chiso_unit *members =
            groups->members == NULL ? NULL : groups->members + groups->starts[group];
        const uint32_t size = groups->starts[group + 1] - groups->starts[group];

        out_of[group] =
            chiso__rank_members(&source, members, size, rule->ties, ranker, order + total, seats);
        if (rule->tie_break_count > 0) {
            seat_by_chain(&source, rule, ranker, order + total, out_of[group], seats);
        }
        total += out_of[group];
    }
    return total;
}

chiso_place chiso__place_of(struct chiso__seat seat, chiso_ties ties, uint32_t out_of)
{
    if (seat.rank == 0) {
        return (chiso_place){0, false, 0, 0};
    }
    return (chiso_place){seat.rank, ties == CHISO_TIES_AVERAGE && seat.tied % 2 == 0, out_of,
                         seat.tied};
}

static bool are_all_ranked(const struct chiso__units *units)
{
    uint32_t ranked = 0;

    for (chiso_unit unit = 0; unit < units->count; unit++) {
        ranked += units->ranked[unit];
    }
    return ranked == units->count;
}

static bool is_ranked(const chiso_board *board, chiso_unit unit)
{
    return board->units.ranked[unit];
}

bool chiso__groups_new(const chiso_board *board, chiso_scope scope,
                       struct chiso__groups *out_groups)
{
    const struct chiso__units *units = &board->units;
    struct chiso__groups groups = {.count = scope == CHISO_SCOPE_OVERALL ? 1 : units->block_count};
    const bool all = groups.count == 1 && are_all_ranked(units);

    groups.members =
        all ? NULL : chiso__alloc(&board->allocator, units->count, sizeof(*groups.members));
    groups.starts =
        chiso__alloc_zero(&board->allocator, (size_t)groups.count + 2, sizeof(*groups.starts));
    if ((groups.members == NULL && !all) || groups.starts == NULL) {
        chiso__groups_free(board, &groups);
        return false;
    }
    if (all) {
        groups.starts[1] = units->count;
        groups.widest = units->count;
        *out_groups = groups;
        return true;
    }
    chiso__fill_groups(board, scope, is_ranked, groups.count, groups.starts, groups.members);
    for (uint32_t group = 0; group < groups.count; group++) {
        const uint32_t size = groups.starts[group + 1] - groups.starts[group];

        groups.widest = size > groups.widest ? size : groups.widest;
    }
    *out_groups = groups;
    return true;
}

void chiso__groups_free(const chiso_board *board, struct chiso__groups *groups)
{
    chiso__release(&board->allocator, groups->members);
    chiso__release(&board->allocator, groups->starts);
}

bool chiso__ranker_new(const chiso_allocator *allocator, uint32_t widest,
                       struct chiso__ranker *out_ranker)
{
    const size_t size = widest == 0 ? 1 : widest;

    out_ranker->keys = chiso__alloc(allocator, size, sizeof(*out_ranker->keys));
    out_ranker->scratch = chiso__alloc(allocator, size, sizeof(*out_ranker->scratch));
    if (out_ranker->keys == NULL || out_ranker->scratch == NULL) {
        chiso__ranker_free(allocator, out_ranker);
        return false;
    }
    return true;
}

void chiso__ranker_free(const chiso_allocator *allocator, struct chiso__ranker *ranker)
{
    chiso__release(allocator, ranker->keys);
    chiso__release(allocator, ranker->scratch);
    /* One whose making failed may be freed once more, with what it is a part of. */
    *ranker = (struct chiso__ranker){NULL, NULL};
}

/* All scores are decimals or say that there is none. */
static bool are_scores(const chiso_decimal *scores, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!chiso__is_decimal(scores[i]) && scores[i] != CHISO_MISSING &&
            scores[i] != CHISO_NOT_APPLICABLE) {
            return false;
        }
    }
    return true;
}

chiso_status chiso_rank_decimals(const chiso_decimal *scores, size_t count, chiso_ties ties,
                                 const chiso_allocator *allocator, chiso_place *out_places)
{
    chiso_allocator taken;
    const struct chiso__source source = {.column = scores, .max = {1, 0}};
    struct chiso__ranker ranker = {NULL, NULL};
    chiso_unit *order = NULL;
    struct chiso__seat *seats = NULL;
    chiso_status status = CHISO_E_MEMORY;

    if (scores == NULL || out_places == NULL || !chiso__allocator_take(allocator, &taken)) {
        return CHISO_E_NULL;
    }
    if (count >= UINT32_MAX || (int)ties < CHISO_TIES_COMPETITION ||
        (int)ties > CHISO_TIES_ORDINAL || !are_scores(scores, count)) {
        return CHISO_E_RANGE;
    }
    if (count == 0) {
        return CHISO_OK;
    }
    order = chiso__alloc(&taken, count, sizeof(*order));
    seats = chiso__alloc(&taken, count, sizeof(*seats));
    if (order != NULL && seats != NULL && chiso__ranker_new(&taken, (uint32_t)count, &ranker)) {
        const uint32_t ranked =
            chiso__rank_members(&source, NULL, (uint32_t)count, ties, &ranker, order, seats);

        for (size_t i = 0; i < count; i++) {
            out_places[i] = chiso__place_of(seats[i], ties, ranked);
        }
        chiso__ranker_free(&taken, &ranker);
        status = CHISO_OK;
    }
    chiso__release(&taken, order);
    chiso__release(&taken, seats);
    return status;
}
