/* A ranking of a board by one node. */
#include "rank/inside.h"

#include <string.h>

chiso_status chiso__rank_rule_read(const chiso_board *board, const chiso_rank_options *options,
                                   struct chiso__rank_rule *out_rule, chiso_error *error)
{
    chiso_rank_options given = CHISO_RANK_OPTIONS_INIT;
    const chiso_status status = CHISO__TAKE(options, chiso_rank_options, tie_break_count,
                                            CHISO_RANK_OPTIONS_INIT, &given, error);

    if (status != CHISO_OK) {
        return status;
    }
    if ((int)given.ties < CHISO_TIES_COMPETITION || (int)given.ties > CHISO_TIES_ORDINAL ||
        (int)given.key < CHISO_KEY_EXACT || (int)given.key > CHISO_KEY_PUBLISHED ||
        (int)given.scope < CHISO_SCOPE_BLOCKS || (int)given.scope > CHISO_SCOPE_OVERALL) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_RANK_OPTIONS, NULL);
    }
    if (given.tie_break_count > 0 && given.tie_break == NULL) {
        return chiso__fail_null(error);
    }
    for (size_t i = 0; i < given.tie_break_count; i++) {
        if (given.tie_break[i] >= board->tree->count) {
            return chiso__fail_node(error, given.tie_break[i]);
        }
        if (board->tree->nodes[given.tie_break[i]].in_bonus) {
            return chiso__fail(error, CHISO_E_NODE, CHISO__SAY_TIE_BREAK_IS_BONUS,
                               CHISO__WORDS(chiso__say(board->tree->codes[given.tie_break[i]])));
        }
    }
    *out_rule = (struct chiso__rank_rule){given.ties, given.key, given.scope, given.tie_break,
                                          given.tie_break_count};
    return CHISO_OK;
}

bool chiso__rank_rule_keep(const chiso_allocator *allocator, const struct chiso__rank_rule *rule,
                           struct chiso__rank_rule *out_rule, chiso_node **out_chain)
{
    *out_rule = *rule;
    out_rule->tie_break = NULL;
    *out_chain = NULL;
    if (rule->tie_break_count == 0) {
        return true;
    }
    *out_chain = chiso__alloc(allocator, rule->tie_break_count, sizeof(**out_chain));
    if (*out_chain == NULL) {
        return false;
    }
    memcpy(*out_chain, rule->tie_break, rule->tie_break_count * sizeof(**out_chain));
    out_rule->tie_break = *out_chain;
    return true;
}

/* Room for the results of a ranking by groups. */
static bool reserve(chiso_ranking *ranking, uint32_t group_count)
{
    const struct chiso__units *units = &ranking->board->units;

    ranking->order = chiso__alloc(&ranking->allocator, units->count, sizeof(*ranking->order));
    ranking->seats = chiso__alloc(&ranking->allocator, units->count, sizeof(*ranking->seats));
    ranking->group_count = group_count;
    ranking->block_count = units->block_count;
    ranking->out_of = chiso__alloc_zero(&ranking->allocator, group_count, sizeof(*ranking->out_of));
    if (group_count > 1) {
        ranking->groups = chiso__alloc(&ranking->allocator, units->count, sizeof(*ranking->groups));
        if (ranking->groups == NULL) {
            return false;
        }
        memcpy(ranking->groups, ranking->board->rows.blocks,
               units->count * sizeof(*ranking->groups));
    }
    return ranking->order != NULL && ranking->seats != NULL && ranking->out_of != NULL;
}

static bool rank(chiso_ranking *ranking, chiso_node node, const struct chiso__rank_rule *rule)
{
    struct chiso__groups groups = {NULL, NULL, 0, 0};
    struct chiso__ranker ranker = {NULL, NULL};
    bool done = false;

    if (!chiso__groups_new(ranking->board, rule->scope, &groups)) {
        return false;
    }
    if (reserve(ranking, groups.count) &&
        chiso__ranker_new(&ranking->allocator, groups.widest, &ranker)) {
        ranking->count = chiso__rank_node(ranking->board, node, rule, &groups, &ranker,
                                          ranking->order, ranking->seats, ranking->out_of);
        chiso__ranker_free(&ranking->allocator, &ranker);
        done = true;
    }
    chiso__groups_free(ranking->board, &groups);
    return done;
}

chiso_ranking *chiso__ranking_make(const chiso_board *board, chiso_node node,
                                   const struct chiso__rank_rule *rule)
{
    chiso_ranking *ranking = chiso__alloc_zero(&board->allocator, 1, sizeof(*ranking));

    if (ranking == NULL) {
        return NULL;
    }
    ranking->allocator = board->allocator;
    ranking->board = board;
    ranking->version = board->version;
    ranking->unit_count = board->units.count;
    ranking->ties = rule->ties;
    ranking->scope = rule->scope;
    chiso__board_retain(board);
    if (!rank(ranking, node, rule)) {
        chiso_ranking_free(ranking);
        return NULL;
    }
    return ranking;
}

chiso_status chiso_ranking_new(const chiso_board *board, chiso_node node,
                               const chiso_rank_options *options, chiso_ranking **out_ranking,
                               chiso_error *error)
{
    struct chiso__rank_rule rule = {CHISO_TIES_COMPETITION, CHISO_KEY_EXACT, CHISO_SCOPE_BLOCKS,
                                    NULL, 0};
    chiso_status status = CHISO_OK;

    if (out_ranking == NULL) {
        return chiso__fail_null(error);
    }
    *out_ranking = NULL;
    status = chiso__check_scored(board, error);
    if (status == CHISO_OK && node >= board->tree->count) {
        status = chiso__fail_node(error, node);
    }
    if (status == CHISO_OK) {
        status = chiso__rank_rule_read(board, options, &rule, error);
    }
    if (status != CHISO_OK) {
        return status;
    }
    *out_ranking = chiso__ranking_make(board, node, &rule);
    return *out_ranking == NULL ? chiso__fail_memory(error) : CHISO_OK;
}

void chiso_ranking_free(chiso_ranking *ranking)
{
    chiso_allocator allocator;

    if (ranking == NULL) {
        return;
    }
    allocator = ranking->allocator;
    chiso__release(&allocator, ranking->order);
    chiso__release(&allocator, ranking->seats);
    chiso__release(&allocator, ranking->out_of);
    chiso__release(&allocator, ranking->groups);
    chiso__board_release(ranking->board);
    chiso__release(&allocator, ranking);
}

static bool is_current(const chiso_ranking *ranking)
{
    return ranking != NULL && chiso__is_current(ranking->board, ranking->version);
}

static chiso_place place_at(const chiso_ranking *ranking, chiso_unit unit)
{
    const uint32_t group = ranking->groups == NULL ? 0 : ranking->groups[unit];

    return chiso__place_of(ranking->seats[unit], ranking->ties, ranking->out_of[group]);
}

chiso_status chiso_ranking_place(const chiso_ranking *ranking, chiso_unit unit,
                                 chiso_place *out_place)
{
    if (ranking == NULL || out_place == NULL) {
        return CHISO_E_NULL;
    }
    if (!is_current(ranking)) {
        return CHISO_E_STATE;
    }
    if (unit >= ranking->unit_count) {
        return CHISO_E_UNIT;
    }
    *out_place = place_at(ranking, unit);
    return CHISO_OK;
}

chiso_status chiso_ranking_places(const chiso_ranking *ranking, size_t count,
                                  chiso_place *out_places)
{
    if (ranking == NULL || out_places == NULL) {
        return CHISO_E_NULL;
    }
    if (!is_current(ranking)) {
        return CHISO_E_STATE;
    }
    if (count != ranking->unit_count) {
        return CHISO_E_RANGE;
    }
    for (chiso_unit unit = 0; unit < ranking->unit_count; unit++) {
        out_places[unit] = place_at(ranking, unit);
    }
    return CHISO_OK;
}

/* Where the units of a group begin in the order: they stand group after group. */
static uint32_t find_group(const chiso_ranking *ranking, uint32_t group)
{
    uint32_t low = 0;
    uint32_t high = ranking->groups == NULL ? 0 : ranking->count;

    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;

        if (ranking->groups[ranking->order[middle]] < group) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

chiso_status chiso_ranking_order(const chiso_ranking *ranking, uint32_t block,
                                 const chiso_unit **out_units, uint32_t *out_count)
{
    uint32_t first = 0;
    uint32_t count = 0;

    if (ranking == NULL || out_units == NULL || out_count == NULL) {
        return CHISO_E_NULL;
    }
    if (!is_current(ranking)) {
        return CHISO_E_STATE;
    }
    if (block == CHISO_ALL_BLOCKS) {
        count = ranking->count;
    } else if (block < ranking->group_count && ranking->group_count == ranking->block_count) {
        first = find_group(ranking, block);
        count = ranking->out_of[block];
    } else {
        return CHISO_E_RANGE;
    }
    *out_units = ranking->order + first;
    *out_count = count;
    return CHISO_OK;
}
