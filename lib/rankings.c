#include "rankings.h"

#include <string.h>

static bool reserve(const chiso_board *board, const struct chiso__groups *groups, struct chiso__rankings *rankings)
{
    const struct chiso__units *units = &board->units;
    size_t seats = 0;

    if (__builtin_mul_overflow((size_t)rankings->count, (size_t)units->count, &seats)) {
        return false;
    }
    rankings->nodes = chiso__alloc_zero(&board->allocator, rankings->count, sizeof(*rankings->nodes));
    rankings->orders = chiso__alloc(&board->allocator, seats, sizeof(*rankings->orders));
    rankings->seats = chiso__alloc(&board->allocator, seats, sizeof(*rankings->seats));
    rankings->out_of = chiso__alloc_zero(&board->allocator, (size_t)rankings->count * groups->count, sizeof(*rankings->out_of));
    if (groups->count > 1) {
        rankings->groups = chiso__alloc(&board->allocator, units->count, sizeof(*rankings->groups));
        if (rankings->groups == NULL) {
            return false;
        }
        memcpy(rankings->groups, units->blocks, units->count * sizeof(*rankings->groups));
    }
    return rankings->nodes != NULL && rankings->orders != NULL && rankings->seats != NULL && rankings->out_of != NULL;
}

static void rank_nodes(const chiso_board *board, const struct chiso__rank_rule *rule, const struct chiso__groups *groups,
                       struct chiso__ranker *ranker, struct chiso__rankings *rankings)
{
    for (chiso_node node = 0; node < rankings->count; node++) {
        struct chiso_ranking *ranking = &rankings->nodes[node];
        const size_t first = (size_t)node * board->units.count;

        *ranking = (struct chiso_ranking){
            .allocator = board->allocator,
            .board = board,
            .version = board->version,
            .unit_count = board->units.count,
            .group_count = groups->count,
            .block_count = board->units.block_count,
            .ties = rule->ties,
            .order = rankings->orders + first,
            .seats = rankings->seats + first,
            .out_of = rankings->out_of + (size_t)node * groups->count,
            .groups = rankings->groups,
        };
        ranking->count = chiso__rank_node(board, node, rule, groups, ranker, ranking->order, ranking->seats, ranking->out_of);
    }
}

bool chiso__rankings_new(const chiso_board *board, uint32_t count, const struct chiso__rank_rule *rule,
                         struct chiso__rankings *out_rankings)
{
    struct chiso__groups groups = {NULL, NULL, 0, 0};
    struct chiso__ranker ranker = {NULL, NULL};
    struct chiso__rankings rankings = {.count = count};
    bool done = false;

    if (!chiso__groups_new(board, rule->scope, &groups)) {
        return false;
    }
    if (reserve(board, &groups, &rankings) && chiso__ranker_new(&board->allocator, groups.widest, &ranker)) {
        rank_nodes(board, rule, &groups, &ranker, &rankings);
        chiso__ranker_free(&board->allocator, &ranker);
        *out_rankings = rankings;
        done = true;
    } else {
        chiso__rankings_free(&board->allocator, &rankings);
    }
    chiso__groups_free(board, &groups);
    return done;
}

chiso_place chiso__rankings_place(const struct chiso__rankings *rankings, chiso_node node, chiso_unit unit)
{
    const struct chiso_ranking *ranking = &rankings->nodes[node];

    if (node >= rankings->count) {
        return (chiso_place){0, false, 0, 0};
    }
    return chiso__place_of(ranking->seats[unit], ranking->ties, ranking->out_of[ranking->groups == NULL ? 0 : ranking->groups[unit]]);
}

void chiso__rankings_free(const chiso_allocator *allocator, struct chiso__rankings *rankings)
{
    chiso__release(allocator, rankings->nodes);
    chiso__release(allocator, rankings->orders);
    chiso__release(allocator, rankings->seats);
    chiso__release(allocator, rankings->out_of);
    chiso__release(allocator, rankings->groups);
    *rankings = (struct chiso__rankings){NULL, 0, NULL, NULL, NULL, NULL};
}
