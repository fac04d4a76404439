/* The rankings of a board by every node, in one piece of memory, or each when it is asked for. */
#include "rank/ranking_all.h"
#include "rank/inside.h"

#include <string.h>

static bool reserve(chiso_rankings *rankings, const struct chiso__groups *groups)
{
    const struct chiso__units *units = &rankings->board->units;
    const chiso_allocator *allocator = &rankings->allocator;
    size_t seats = 0;

    if (__builtin_mul_overflow((size_t)rankings->count, (size_t)units->count, &seats)) {
        return false;
    }
    rankings->nodes = chiso__alloc_zero(allocator, rankings->count, sizeof(*rankings->nodes));
    rankings->orders = chiso__alloc(allocator, seats, sizeof(*rankings->orders));
    rankings->seats = chiso__alloc(allocator, seats, sizeof(*rankings->seats));
    rankings->out_of = chiso__alloc_zero(allocator, (size_t)rankings->count * groups->count,
                                         sizeof(*rankings->out_of));
    if (groups->count > 1) {
        rankings->groups = chiso__alloc(allocator, units->count, sizeof(*rankings->groups));
        if (rankings->groups == NULL) {
            return false;
        }
        memcpy(rankings->groups, rankings->board->rows.blocks,
               units->count * sizeof(*rankings->groups));
    }
    return rankings->nodes != NULL && rankings->orders != NULL && rankings->seats != NULL &&
           rankings->out_of != NULL;
}

static void rank_nodes(chiso_rankings *rankings, const struct chiso__groups *groups,
                       struct chiso__ranker *ranker)
{
    const chiso_board *board = rankings->board;

    for (chiso_node node = 0; node < rankings->count; node++) {
        struct chiso_ranking *ranking = &rankings->nodes[node];
        const size_t first = (size_t)node * board->units.count;

        *ranking = (struct chiso_ranking){
            .allocator = rankings->allocator,
            .board = board,
            .version = board->version,
            .unit_count = board->units.count,
            .group_count = groups->count,
            .block_count = board->units.block_count,
            .ties = rankings->rule.ties,
            .scope = rankings->rule.scope,
            .order = rankings->orders + first,
            .seats = rankings->seats + first,
            .out_of = rankings->out_of + (size_t)node * groups->count,
            .groups = rankings->groups,
        };
        ranking->count = chiso__rank_node(board, node, &rankings->rule, groups, ranker,
                                          ranking->order, ranking->seats, ranking->out_of);
    }
}

static bool fill(chiso_rankings *rankings, const struct chiso__rank_rule *rule)
{
    struct chiso__groups groups = {NULL, NULL, 0, 0};
    struct chiso__ranker ranker = {NULL, NULL};
    bool done = false;

    if (!chiso__rank_rule_keep(&rankings->allocator, rule, &rankings->rule, &rankings->chain) ||
        !chiso__groups_new(rankings->board, rule->scope, &groups)) {
        return false;
    }
    if (reserve(rankings, &groups) &&
        chiso__ranker_new(&rankings->allocator, groups.widest, &ranker)) {
        rank_nodes(rankings, &groups, &ranker);
        chiso__ranker_free(&rankings->allocator, &ranker);
        done = true;
    }
    chiso__groups_free(rankings->board, &groups);
    return done;
}

/* Rankings of nothing yet; NULL when memory is out. */
static chiso_rankings *make(const chiso_board *board, uint32_t count)
{
    chiso_rankings *rankings = chiso__alloc_zero(&board->allocator, 1, sizeof(*rankings));

    if (rankings != NULL) {
        rankings->allocator = board->allocator;
        rankings->board = board;
        rankings->version = board->version;
        rankings->count = count;
        atomic_init(&rankings->references, 1);
        chiso__board_retain(board);
    }
    return rankings;
}

chiso_rankings *chiso__rankings_make(const chiso_board *board, uint32_t count,
                                     const struct chiso__rank_rule *rule)
{
    chiso_rankings *rankings = make(board, count);

    if (rankings != NULL && !fill(rankings, rule)) {
        chiso_rankings_free(rankings);
        return NULL;
    }
    return rankings;
}

chiso_rankings *chiso__rankings_make_late(const chiso_board *board,
                                          const struct chiso__rank_rule *rule)
{
    chiso_rankings *rankings = make(board, board->tree->count);

    if (rankings == NULL) {
        return NULL;
    }
    rankings->late = chiso__alloc(&rankings->allocator, rankings->count, sizeof(*rankings->late));
    for (chiso_node node = 0; node < rankings->count && rankings->late != NULL; node++) {
        atomic_init(&rankings->late[node], NULL);
    }
    if (rankings->late == NULL ||
        !chiso__rank_rule_keep(&rankings->allocator, rule, &rankings->rule, &rankings->chain)) {
        chiso_rankings_free(rankings);
        return NULL;
    }
    return rankings;
}

const chiso_ranking *chiso__rankings_want(const chiso_rankings *rankings, chiso_node node)
{
    struct chiso_ranking *there = NULL;
    chiso_ranking *made = NULL;

    if (rankings->late == NULL) {
        return &rankings->nodes[node];
    }
    there = atomic_load(&rankings->late[node]);
    if (there != NULL) {
        return there;
    }
    made = chiso__ranking_make(rankings->board, node, &rankings->rule);
    /* Who comes second takes what the first one made. */
    if (made != NULL && !atomic_compare_exchange_strong(&rankings->late[node], &there, made)) {
        chiso_ranking_free(made);
        return there;
    }
    return made;
}

chiso_status chiso_rankings_new(const chiso_board *board, const chiso_rank_options *options,
                                chiso_rankings **out_rankings, chiso_error *error)
{
    struct chiso__rank_rule rule = {CHISO_TIES_COMPETITION, CHISO_KEY_EXACT, CHISO_SCOPE_BLOCKS,
                                    NULL, 0};
    chiso_status status = CHISO_OK;

    if (out_rankings == NULL) {
        return chiso__fail_null(error);
    }
    *out_rankings = NULL;
    status = chiso__check_scored(board, error);
    if (status == CHISO_OK) {
        status = chiso__rank_rule_read(board, options, &rule, error);
    }
    if (status != CHISO_OK) {
        return status;
    }
    *out_rankings = chiso__rankings_make(board, board->tree->count, &rule);
    return *out_rankings == NULL ? chiso__fail_memory(error) : CHISO_OK;
}

chiso_rankings *chiso__rankings_retain(chiso_rankings *rankings)
{
    atomic_fetch_add(&rankings->references, 1);
    return rankings;
}

void chiso_rankings_free(chiso_rankings *rankings)
{
    chiso_allocator allocator;

    if (rankings == NULL || atomic_fetch_sub(&rankings->references, 1) > 1) {
        return;
    }
    allocator = rankings->allocator;
    for (chiso_node node = 0; node < rankings->count && rankings->late != NULL; node++) {
        chiso_ranking_free(atomic_load(&rankings->late[node]));
    }
    chiso__release(&allocator, rankings->late);
    chiso__release(&allocator, rankings->chain);
    chiso__release(&allocator, rankings->nodes);
    chiso__release(&allocator, rankings->orders);
    chiso__release(&allocator, rankings->seats);
    chiso__release(&allocator, rankings->out_of);
    chiso__release(&allocator, rankings->groups);
    chiso__board_release(rankings->board);
    chiso__release(&allocator, rankings);
}

const chiso_board *chiso_rankings_board(const chiso_rankings *rankings)
{
    return rankings == NULL ? NULL : rankings->board;
}

const chiso_ranking *chiso_rankings_at(const chiso_rankings *rankings, chiso_node node)
{
    return rankings == NULL || node >= rankings->count ||
                   !chiso__is_current(rankings->board, rankings->version)
               ? NULL
               : &rankings->nodes[node];
}

/* Whether all nodes are ranked, and the units of each have room. */
static chiso_status check_matrix(const chiso_rankings *rankings, const chiso_node *nodes,
                                 size_t node_count, size_t count, size_t stride)
{
    size_t most = 0;

    if (!chiso__is_current(rankings->board, rankings->version)) {
        return CHISO_E_STATE;
    }
    for (size_t i = 0; i < node_count; i++) {
        if (nodes == NULL ? i >= rankings->count : nodes[i] >= rankings->count) {
            return CHISO_E_NODE;
        }
    }
    return count == rankings->board->units.count && stride >= count &&
                   !__builtin_mul_overflow(stride, node_count, &most) &&
                   most <= SIZE_MAX / sizeof(chiso_place)
               ? CHISO_OK
               : CHISO_E_RANGE;
}

chiso_status chiso_rankings_places(const chiso_rankings *rankings, const chiso_node *nodes,
                                   size_t node_count, size_t count, size_t stride,
                                   chiso_place *out_places)
{
    chiso_status status = CHISO_OK;

    if (rankings == NULL || out_places == NULL) {
        return CHISO_E_NULL;
    }
    status = check_matrix(rankings, nodes, node_count, count, stride);
    for (size_t i = 0; i < node_count && status == CHISO_OK; i++) {
        const chiso_node node = nodes == NULL ? (chiso_node)i : nodes[i];

        status = chiso_ranking_places(&rankings->nodes[node], count, out_places + i * stride);
    }
    return status;
}

bool chiso__rank_rules_equal(const struct chiso__rank_rule *a, const struct chiso__rank_rule *b)
{
    if (a->ties != b->ties || a->key != b->key || a->scope != b->scope) {
        return false;
    }
    for (size_t i = 0; i < a->tie_break_count && i < b->tie_break_count; i++) {
        if (a->tie_break[i] != b->tie_break[i]) {
            return false;
        }
    }
    return a->tie_break_count == b->tie_break_count;
}

chiso_status chiso__rankings_check(const chiso_rankings *rankings, const chiso_board *board,
                                   const struct chiso__rank_rule *rule, chiso_error *error)
{
    if (rankings->board != board) {
        return chiso__fail(error, CHISO_E_SHAPE, CHISO__SAY_RANKINGS_OF_OTHER_BOARD, NULL);
    }
    if (!chiso__is_current(board, rankings->version)) {
        return chiso__fail(error, CHISO_E_STATE, CHISO__SAY_RANKINGS_STALE, NULL);
    }
    if (!chiso__rank_rules_equal(&rankings->rule, rule)) {
        return chiso__fail(error, CHISO_E_SHAPE, CHISO__SAY_RANKINGS_OTHER_RULE, NULL);
    }
    return CHISO_OK;
}

chiso_place chiso__rankings_place(const chiso_rankings *rankings, chiso_node node, chiso_unit unit)
{
    const struct chiso_ranking *ranking = &rankings->nodes[node];

    if (node >= rankings->count) {
        return (chiso_place){0, false, 0, 0};
    }
    return chiso__place_of(ranking->seats[unit], ranking->ties,
                           ranking->out_of[ranking->groups == NULL ? 0 : ranking->groups[unit]]);
}
