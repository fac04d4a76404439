/* A comparison: two boards, what became of which unit and criterion, and what differs. */
#include "compare/inside.h"

static chiso_status read_options(const chiso_comparison_options *options,
                                 chiso_comparison_options *out_given, chiso_error *error)
{
    chiso_comparison_options given = CHISO_COMPARISON_OPTIONS_INIT;
    chiso_status status = CHISO__TAKE(options, chiso_comparison_options, point_places,
                                      CHISO_COMPARISON_OPTIONS_INIT, &given, error);

    if (status == CHISO_OK) {
        status = chiso__check_places(given.point_places, error);
    }
    if (status != CHISO_OK) {
        return status;
    }
    if ((int)given.predecessor < CHISO_PREDECESSOR_SHARES ||
        (int)given.predecessor > CHISO_PREDECESSOR_MEAN || (int)given.ranked < CHISO_RANKED_ALL ||
        (int)given.ranked > CHISO_RANKED_ROOT) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_COMPARISON_OPTIONS, NULL);
    }
    *out_given = given;
    return CHISO_OK;
}

static chiso_status match(chiso_comparison *comparison, const chiso_comparison_options *given,
                          chiso_error *error)
{
    const chiso_board *now = comparison->now;
    const chiso_board *before = comparison->before;
    const struct chiso__side units[] = {
        {&before->units.index, before->units.codes, before->units.count},
        {&now->units.index, now->units.codes, now->units.count}};
    const struct chiso__side nodes[] = {
        {&before->tree->index, before->tree->codes, before->tree->count},
        {&now->tree->index, now->tree->codes, now->tree->count}};
    chiso_status status = chiso__links_new(CHISO__OF_UNITS, &units[0], &units[1], given->units,
                                           &comparison->allocator, &comparison->units, error);

    if (status == CHISO_OK) {
        status = chiso__links_new(CHISO__OF_NODES, &nodes[0], &nodes[1], given->criteria,
                                  &comparison->allocator, &comparison->nodes, error);
    }
    if (status == CHISO_OK && comparison->units.starts[now->units.count] == 0) {
        return chiso__fail(
            error, CHISO_E_SHAPE, CHISO__SAY_NO_COMMON_UNIT,
            CHISO__WORDS(chiso__say(now->units.codes[0]), chiso__say(before->units.codes[0])));
    }
    /* The root is always matched. */
    if (status == CHISO_OK && comparison->nodes.starts[now->tree->count] == 1) {
        return chiso__fail(
            error, CHISO_E_SHAPE, CHISO__SAY_NO_COMMON_CRITERION,
            CHISO__WORDS(chiso__say(now->tree->codes[1]), chiso__say(before->tree->codes[1])));
    }
    return status;
}

/* Ranks a board, or takes the rankings that are there already. */
static chiso_status rank(const chiso_board *board, const struct chiso__rank_rule *rule,
                         chiso_ranked_nodes ranked, chiso_rankings *given,
                         chiso_rankings **out_rankings, chiso_error *error)
{
    if (given != NULL) {
        const chiso_status status = chiso__rankings_check(given, board, rule, error);

        *out_rankings = status == CHISO_OK ? chiso__rankings_retain(given) : NULL;
        return status;
    }
    *out_rankings =
        chiso__rankings_make(board, ranked == CHISO_RANKED_ALL ? board->tree->count : 1, rule);
    return *out_rankings == NULL ? chiso__fail_memory(error) : CHISO_OK;
}

/* Ranks the board of before, ties being broken by the predecessors of the nodes that break them
 * now. */
static chiso_status rank_before(chiso_comparison *comparison, const chiso_comparison_options *given,
                                struct chiso__rank_rule rule, chiso_error *error)
{
    chiso_node *chain =
        chiso__alloc(&comparison->allocator, rule.tie_break_count + 1, sizeof(*chain));
    chiso_status status = CHISO_OK;

    if (chain == NULL) {
        return chiso__fail_memory(error);
    }
    for (size_t i = 0; i < rule.tie_break_count && status == CHISO_OK; i++) {
        chain[i] = chiso__node_before(comparison, rule.tie_break[i]);
        if (chain[i] == CHISO_NO_NODE) {
            status = chiso__fail(
                error, CHISO_E_NODE, CHISO__SAY_TIE_BREAK_PREDECESSOR,
                CHISO__WORDS(chiso__say(comparison->now->tree->codes[rule.tie_break[i]])));
        }
    }
    rule.tie_break = chain;
    if (status == CHISO_OK) {
        status = rank(comparison->before, &rule, given->ranked, given->rankings_before,
                      &comparison->before_ranks, error);
    }
    chiso__release(&comparison->allocator, chain);
    return status;
}

bool chiso__max_before(const chiso_comparison *comparison, chiso_node node,
                       struct chiso__carried *out_max)
{
    const struct chiso__links *nodes = &comparison->nodes;
    struct chiso__total max = {0, 0};

    for (uint32_t i = nodes->starts[node]; i < nodes->starts[node + 1]; i++) {
        if (!chiso__add_part(&max, comparison->before->tree->nodes[nodes->olds[i]].max,
                             nodes->shares[i], CHISO_DECIMAL_ONE)) {
            return false;
        }
    }
    return chiso__total_settle(max, out_max);
}

static bool is_max_changed(const chiso_comparison *comparison, chiso_node node)
{
    const struct chiso__carried now = comparison->now->tree->nodes[node].max;
    struct chiso__carried before = {0, 0};

    return !chiso__max_before(comparison, node, &before) ||
           chiso__carried_order(now, before, chiso__carried_greatest(now, before)) != 0;
}

/* Whether an id belongs to a difference; those that are gone are ids of before. */
static bool differs(const chiso_comparison *comparison, chiso_difference which, uint32_t id)
{
    switch (which) {
    case CHISO_DIFFERENCE_UNITS_NEW:
        return chiso__link_count(&comparison->units, id) == 0;
    case CHISO_DIFFERENCE_UNITS_GONE:
        return comparison->units.heirs[id] == 0;
    case CHISO_DIFFERENCE_NODES_NEW:
        return chiso__link_count(&comparison->nodes, id) == 0;
    case CHISO_DIFFERENCE_NODES_GONE:
        return comparison->nodes.heirs[id] == 0;
    case CHISO_DIFFERENCE_MAX:
        return chiso__link_count(&comparison->nodes, id) > 0 && is_max_changed(comparison, id);
    }
    return false;
}

static bool list_differences(chiso_comparison *comparison)
{
    const uint32_t counts[CHISO__DIFFERENCES] = {
        comparison->now->units.count, comparison->before->units.count, comparison->now->tree->count,
        comparison->before->tree->count, comparison->now->tree->count};
    size_t room = 0;
    uint32_t count = 0;

    for (int which = 0; which < CHISO__DIFFERENCES; which++) {
        room += counts[which];
    }
    comparison->ids = room > UINT32_MAX
                          ? NULL
                          : chiso__alloc(&comparison->allocator, room, sizeof(*comparison->ids));
    if (comparison->ids == NULL) {
        return false;
    }
    for (int which = 0; which < CHISO__DIFFERENCES; which++) {
        const bool none = which < CHISO_DIFFERENCE_NODES_NEW && comparison->units.aligned &&
                          counts[0] == counts[1];

        comparison->starts[which] = count;
        for (uint32_t id = 0; id < counts[which] && !none; id++) {
            if (differs(comparison, (chiso_difference)which, id)) {
                comparison->ids[count++] = id;
            }
        }
    }
    comparison->starts[CHISO__DIFFERENCES] = count;
    return true;
}

static bool match_blocks(chiso_comparison *comparison)
{
    const struct chiso__units *now = &comparison->now->units;
    const struct chiso__units *before = &comparison->before->units;

    comparison->blocks =
        chiso__alloc(&comparison->allocator, now->block_count, sizeof(*comparison->blocks));
    if (comparison->blocks == NULL) {
        return false;
    }
    for (uint32_t block = 0; block < now->block_count; block++) {
        const int64_t found =
            chiso__index_find(&before->block_index, before->block_names, now->block_names[block]);

        comparison->blocks[block] = found == CHISO__NOT_FOUND ? UINT32_MAX : (uint32_t)found;
    }
    return true;
}

/* Whether a unit is ranked among the block that one of before was ranked among. */
bool chiso__is_ranked_alike(const chiso_comparison *comparison, chiso_unit unit, chiso_unit old)
{
    return comparison->scope == CHISO_SCOPE_OVERALL ||
           comparison->blocks[comparison->now->rows.blocks[unit]] ==
               comparison->before->rows.blocks[old];
}

static bool are_in_place(const chiso_comparison *comparison)
{
    bool same = comparison->units.aligned;

    for (chiso_unit unit = 0; unit < comparison->now->units.count && same; unit++) {
        same = chiso__is_ranked_alike(comparison, unit, unit);
    }
    return same;
}

static chiso_status build(chiso_comparison *comparison, const chiso_comparison_options *given,
                          chiso_error *error)
{
    struct chiso__rank_rule rule = {CHISO_TIES_COMPETITION, CHISO_KEY_EXACT, CHISO_SCOPE_BLOCKS,
                                    NULL, 0};
    chiso_status status = chiso__rank_rule_read(comparison->now, given->ranking, &rule, error);

    if (given->ranking == NULL && given->rankings != NULL) {
        rule = given->rankings->rule;
    }
    comparison->key = rule.key;
    comparison->scope = rule.scope;
    comparison->ties = rule.ties;
    comparison->predecessor = given->predecessor;
    comparison->point_places = given->point_places;
    if (status == CHISO_OK) {
        status = match(comparison, given, error);
    }
    if (status == CHISO_OK && (!match_blocks(comparison) || !list_differences(comparison))) {
        status = chiso__fail_memory(error);
    }
    if (status == CHISO_OK) {
        comparison->in_place = are_in_place(comparison);
        status = rank(comparison->now, &rule, given->ranked, given->rankings,
                      &comparison->now_ranks, error);
    }
    return status == CHISO_OK ? rank_before(comparison, given, rule, error) : status;
}

chiso_status chiso_comparison_new(const chiso_board *now, const chiso_board *before,
                                  const chiso_comparison_options *options,
                                  chiso_comparison **out_comparison, chiso_error *error)
{
    chiso_comparison_options given = CHISO_COMPARISON_OPTIONS_INIT;
    chiso_comparison *comparison = NULL;
    chiso_status status = CHISO_OK;

    if (out_comparison == NULL) {
        return chiso__fail_null(error);
    }
    *out_comparison = NULL;
    if (before == NULL) {
        return chiso__fail_null(error);
    }
    status = chiso__check_scored(now, error);
    if (status == CHISO_OK) {
        status = chiso__check_scored(before, error);
    }
    if (status == CHISO_OK) {
        status = read_options(options, &given, error);
    }
    if (status != CHISO_OK) {
        return status;
    }
    comparison = chiso__alloc_zero(&now->allocator, 1, sizeof(*comparison));
    if (comparison == NULL) {
        return chiso__fail_memory(error);
    }
    comparison->allocator = now->allocator;
    comparison->now = now;
    comparison->before = before;
    atomic_init(&comparison->references, 1);
    comparison->now_version = now->version;
    comparison->before_version = before->version;
    chiso__board_retain(now);
    chiso__board_retain(before);
    status = build(comparison, &given, error);
    if (status != CHISO_OK) {
        chiso_comparison_free(comparison);
        return status;
    }
    if (given.bands != NULL) {
        comparison->bands = given.bands;
        chiso__bands_retain(given.bands);
    }
    *out_comparison = comparison;
    return CHISO_OK;
}

void chiso__comparison_retain(chiso_comparison *comparison)
{
    atomic_fetch_add(&comparison->references, 1);
}

void chiso_comparison_free(chiso_comparison *comparison)
{
    chiso_allocator allocator;

    if (comparison == NULL || atomic_fetch_sub(&comparison->references, 1) > 1) {
        return;
    }
    allocator = comparison->allocator;
    chiso__links_free(&allocator, &comparison->units);
    chiso__links_free(&allocator, &comparison->nodes);
    chiso_rankings_free(comparison->now_ranks);
    chiso_rankings_free(comparison->before_ranks);
    chiso__release(&allocator, comparison->blocks);
    chiso__release(&allocator, comparison->ids);
    chiso_bands_free(comparison->bands);
    chiso__board_release(comparison->now);
    chiso__board_release(comparison->before);
    chiso__release(&allocator, comparison);
}

bool chiso__comparison_ranks_all(const chiso_comparison *comparison)
{
    return comparison->now_ranks->count == comparison->now->tree->count &&
           comparison->before_ranks->count == comparison->before->tree->count;
}

chiso_status chiso__comparison_check(const chiso_comparison *comparison, chiso_error *error)
{
    if (chiso__is_current(comparison->now, comparison->now_version) &&
        chiso__is_current(comparison->before, comparison->before_version)) {
        return CHISO_OK;
    }
    return chiso__fail(error, CHISO_E_STATE, CHISO__SAY_COMPARISON_STALE, NULL);
}

chiso_status chiso__comparison_check_node(const chiso_comparison *comparison, chiso_node node,
                                          chiso_error *error)
{
    const chiso_status status = chiso__comparison_check(comparison, error);

    return status == CHISO_OK && node >= comparison->now->tree->count
               ? chiso__fail_node(error, node)
               : status;
}

bool chiso__comparisons_match(const chiso_comparison *a, const chiso_comparison *b)
{
    return a == b ||
           (a->now == b->now && a->now_version == b->now_version && a->before == b->before &&
            a->before_version == b->before_version && a->predecessor == b->predecessor &&
            chiso__links_equal(&a->units, &b->units, a->now->units.count) &&
            chiso__links_equal(&a->nodes, &b->nodes, a->now->tree->count));
}

const chiso_board *chiso_comparison_now(const chiso_comparison *comparison)
{
    return comparison == NULL ? NULL : comparison->now;
}

const chiso_board *chiso_comparison_before(const chiso_comparison *comparison)
{
    return comparison == NULL ? NULL : comparison->before;
}

/* Hands out what an id came from, as it lies there. */
static void put_before(const struct chiso__links *links, uint32_t id, const uint32_t **out_before,
                       uint32_t *out_count)
{
    *out_before = links->olds + links->starts[id];
    *out_count = chiso__link_count(links, id);
}

chiso_status chiso_comparison_units_before(const chiso_comparison *comparison, chiso_unit unit,
                                           const chiso_unit **out_before, uint32_t *out_count)
{
    chiso_status status = CHISO_OK;

    if (comparison == NULL || out_before == NULL || out_count == NULL) {
        return CHISO_E_NULL;
    }
    status = chiso__comparison_check(comparison, NULL);
    if (status == CHISO_OK && unit >= comparison->now->units.count) {
        status = CHISO_E_UNIT;
    }
    if (status == CHISO_OK) {
        put_before(&comparison->units, unit, out_before, out_count);
    }
    return status;
}

chiso_status chiso_comparison_nodes_before(const chiso_comparison *comparison, chiso_node node,
                                           const chiso_node **out_before, uint32_t *out_count)
{
    chiso_status status = CHISO_OK;

    if (comparison == NULL || out_before == NULL || out_count == NULL) {
        return CHISO_E_NULL;
    }
    status = chiso__comparison_check_node(comparison, node, NULL);
    if (status == CHISO_OK) {
        put_before(&comparison->nodes, node, out_before, out_count);
    }
    return status;
}

chiso_status chiso_comparison_difference(const chiso_comparison *comparison, chiso_difference which,
                                         const uint32_t **out_ids, uint32_t *out_count)
{
    if (comparison == NULL || out_ids == NULL || out_count == NULL) {
        return CHISO_E_NULL;
    }
    if (chiso__comparison_check(comparison, NULL) != CHISO_OK) {
        return CHISO_E_STATE;
    }
    if ((int)which < 0 || (int)which >= CHISO__DIFFERENCES) {
        return CHISO_E_RANGE;
    }
    *out_ids = comparison->ids + comparison->starts[which];
    *out_count = comparison->starts[which + 1] - comparison->starts[which];
    return CHISO_OK;
}
