#include "rank.h"

#include "sort.h"

#include <string.h>

/* Where the numbers that are ranked come from: a node of a board, or plain scores. */
struct source {
    const chiso_board *board;
    chiso_node node;
    chiso_key key;
    const chiso_decimal *column; /* not NULL: every unit has its points here, of the same max */
    chiso_decimal max;
    const chiso_decimal *scores;
};

/* Most nodes are ranked by exact percents that all have one max: their points are then compared where they lie. */
static struct source source_of(const chiso_board *board, chiso_node node, chiso_key key)
{
    struct source source = {.board = board, .node = node, .key = key};

    if (board->without_gaps && key == CHISO_KEY_EXACT && board->tree->nodes[node].max > 0) {
        source.column = board->columns.points[node];
        source.max = board->tree->nodes[node].max;
    }
    return source;
}

/* What a unit is ranked by; false when it has none. */
static inline bool ratio_at(const struct source *source, uint32_t unit, struct chiso__ratio *out_ratio)
{
    const chiso_tree *tree = NULL;

    if (source->column != NULL) {
        *out_ratio = (struct chiso__ratio){source->column[unit], source->max};
        return true;
    }
    if (source->scores != NULL) {
        *out_ratio = (struct chiso__ratio){source->scores[unit], 1};
        return !chiso__is_gap(source->scores[unit]);
    }
    if (!chiso__ratio_of(source->board, unit, source->node, out_ratio)) {
        return false;
    }
    if (source->key == CHISO_KEY_PUBLISHED) {
        tree = source->board->tree;
        /* A percent beyond what a decimal holds cannot be published; its ratio stands for it. */
        if (chiso_decimal_percent(out_ratio->achieved, out_ratio->max, tree->digits, tree->rounding, &out_ratio->achieved) == CHISO_OK) {
            out_ratio->max = 100 * CHISO_DECIMAL_ONE;
        }
    }
    return true;
}

/* Whether a has more than b; of two without a number neither has. */
static bool has_more(const struct source *source, uint32_t a, uint32_t b)
{
    struct chiso__ratio left;
    struct chiso__ratio right;

    if (!ratio_at(source, a, &left)) {
        return false;
    }
    return !ratio_at(source, b, &right) || chiso__compare(left.achieved, left.max, right.achieved, right.max) > 0;
}

static bool before(const void *context, uint32_t a, uint32_t b)
{
    return has_more(context, a, b);
}

/* What one look over a group finds. */
struct survey {
    uint32_t count; /* units that have a number */
    bool same_max;
    chiso_decimal max;
    chiso_decimal least;
    chiso_decimal greatest;
    uint64_t differing; /* the bits in which differences are not 0 */
};

static struct survey look_over(const struct source *source, const chiso_unit *members, uint32_t size)
{
    struct survey survey = {0, true, 0, INT64_MAX, INT64_MIN, 0};
    uint64_t first = 0;

    for (uint32_t i = 0; i < size; i++) {
        struct chiso__ratio ratio;

        if (!ratio_at(source, members[i], &ratio)) {
            continue;
        }
        survey.same_max = survey.same_max && (survey.count == 0 || ratio.max == survey.max);
        survey.max = ratio.max;
        first = survey.count == 0 ? (uint64_t)ratio.achieved : first;
        survey.differing |= (uint64_t)ratio.achieved - first;
        survey.least = ratio.achieved < survey.least ? ratio.achieved : survey.least;
        survey.greatest = ratio.achieved > survey.greatest ? ratio.achieved : survey.greatest;
        survey.count++;
    }
    return survey;
}

static unsigned bits_of(uint64_t number)
{
    return number == 0 ? 0 : 64 - (unsigned)__builtin_clzll(number);
}

/* Gives units the seats of a run of equals that begins at a place, from 0, and returns the number behind the run's for dense ranks. */
static uint32_t seat_run(const chiso_unit *run, uint32_t size, uint32_t place, uint32_t dense, chiso_ties ties, struct chiso__seat *seats)
{
    struct chiso__seat seat = {place + 1, size};

    if (ties == CHISO_TIES_DENSE) {
        seat.rank = dense;
    } else if (ties == CHISO_TIES_MODIFIED) {
        seat.rank = place + size;
    } else if (ties == CHISO_TIES_AVERAGE) {
        /* A half is seen from how many share it. */
        seat.rank = place + 1 + (size - 1) / 2;
    }
    for (uint32_t i = 0; i < size; i++) {
        seats[run[i]] = ties == CHISO_TIES_ORDINAL ? (struct chiso__seat){place + 1 + i, 1} : seat;
    }
    return dense + 1;
}

/* How many bits the distances from the greatest need, the zeros that all of them end in left out. */
static unsigned key_bits(const struct survey *survey, unsigned *out_zeros)
{
    *out_zeros = survey->differing == 0 ? 0 : (unsigned)__builtin_ctzll(survey->differing);
    return bits_of(((uint64_t)survey->greatest - (uint64_t)survey->least) >> *out_zeros);
}

/* Sorts a group whose numbers have one max: a key holds the distance from the greatest, and below it the place in the group. */
static void rank_by_keys(const struct source *source, const chiso_unit *members, uint32_t size, const struct survey *survey,
                         chiso_ties ties, struct chiso__ranker *ranker, chiso_unit *order, struct chiso__seat *seats)
{
    const unsigned low_bits = bits_of(size);
    const uint64_t mask = (UINT64_C(1) << low_bits) - 1;
    unsigned zeros = 0;
    const unsigned high_bits = key_bits(survey, &zeros);
    uint32_t count = 0;
    uint32_t start = 0;
    uint32_t dense = 1;

    for (uint32_t i = 0; i < size; i++) {
        struct chiso__ratio ratio;

        if (ratio_at(source, members[i], &ratio)) {
            ranker->keys[count++] = ((uint64_t)survey->greatest - (uint64_t)ratio.achieved) >> zeros << low_bits | i;
        }
    }
    chiso__sort_keys(ranker->keys, ranker->scratch, count, low_bits, high_bits);
    for (uint32_t i = 0; i < count; i++) {
        order[i] = members[ranker->keys[i] & mask];
        if (i + 1 == count || ranker->keys[i + 1] >> low_bits != ranker->keys[i] >> low_bits) {
            dense = seat_run(order + start, i + 1 - start, start, dense, ties, seats);
            start = i + 1;
        }
    }
}

static void rank_by_ratios(const struct source *source, const chiso_unit *members, uint32_t size, chiso_ties ties,
                           struct chiso__ranker *ranker, chiso_unit *order, struct chiso__seat *seats)
{
    struct chiso__ratio ratio;
    uint32_t count = 0;
    uint32_t start = 0;
    uint32_t dense = 1;

    for (uint32_t i = 0; i < size; i++) {
        if (ratio_at(source, members[i], &ratio)) {
            order[count++] = members[i];
        }
    }
    chiso__sort_ids(order, (uint32_t *)ranker->scratch, count, before, source);
    for (uint32_t i = 0; i < count; i++) {
        if (i + 1 == count || has_more(source, order[i], order[i + 1])) {
            dense = seat_run(order + start, i + 1 - start, start, dense, ties, seats);
            start = i + 1;
        }
    }
}

/* What decides between equals, in turn. */
struct chain {
    const chiso_board *board;
    const struct chiso__rank_rule *rule;
    chiso_node node;
};

static bool before_by_chain(const void *context, uint32_t a, uint32_t b)
{
    const struct chain *chain = context;
    struct source source = source_of(chain->board, chain->node, chain->rule->key);

    for (size_t i = 0; i <= chain->rule->tie_break_count; i++) {
        if (has_more(&source, a, b)) {
            return true;
        }
        if (has_more(&source, b, a)) {
            return false;
        }
        if (i < chain->rule->tie_break_count) {
            source = source_of(chain->board, chain->rule->tie_break[i], chain->rule->key);
        }
    }
    return false;
}

static uint32_t rank_group(const struct source *source, const chiso_unit *members, uint32_t size, chiso_ties ties,
                           struct chiso__ranker *ranker, chiso_unit *order, struct chiso__seat *seats)
{
    const struct survey survey = look_over(source, members, size);
    unsigned zeros = 0;

    if (survey.count == 0) {
        return 0;
    }
    if (survey.same_max && key_bits(&survey, &zeros) + bits_of(size) <= 64) {
        rank_by_keys(source, members, size, &survey, ties, ranker, order, seats);
    } else {
        rank_by_ratios(source, members, size, ties, ranker, order, seats);
    }
    return survey.count;
}

uint32_t chiso__rank_node(const chiso_board *board, chiso_node node, const struct chiso__rank_rule *rule,
                          const struct chiso__groups *groups, struct chiso__ranker *ranker, chiso_unit *order, struct chiso__seat *seats,
                          uint32_t *out_of)
{
    const struct source source = source_of(board, node, rule->key);
    const struct chain chain = {board, rule, node};
    uint32_t total = 0;

    for (uint32_t group = 0; group < groups->count; group++) {
        const chiso_unit *members = groups->members + groups->starts[group];
        const uint32_t size = groups->starts[group + 1] - groups->starts[group];

        out_of[group] = rank_group(&source, members, size, rule->ties, ranker, order + total, seats);
        if (rule->ties == CHISO_TIES_ORDINAL && rule->tie_break_count > 0) {
            chiso__sort_ids(order + total, (uint32_t *)ranker->scratch, out_of[group], before_by_chain, &chain);
            seat_run(order + total, out_of[group], 0, 1, CHISO_TIES_ORDINAL, seats);
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
    return (chiso_place){seat.rank, ties == CHISO_TIES_AVERAGE && seat.tied % 2 == 0, out_of, seat.tied};
}

bool chiso__groups_new(const chiso_board *board, chiso_scope scope, struct chiso__groups *out_groups)
{
    const struct chiso__units *units = &board->units;
    struct chiso__groups groups = {.count = scope == CHISO_SCOPE_OVERALL ? 1 : units->block_count};
    uint32_t start = 0;

    groups.members = chiso__alloc(&board->allocator, units->count, sizeof(*groups.members));
    groups.starts = chiso__alloc_zero(&board->allocator, (size_t)groups.count + 2, sizeof(*groups.starts));
    if (groups.members == NULL || groups.starts == NULL) {
        chiso__groups_free(board, &groups);
        return false;
    }
    /* Counts stand two places further on, so that filling moves each start to where it belongs. */
    for (chiso_unit unit = 0; unit < units->count; unit++) {
        groups.starts[(groups.count == 1 ? 0 : units->blocks[unit]) + 2] += units->ranked[unit];
    }
    for (uint32_t group = 0; group < groups.count; group++) {
        groups.widest = groups.starts[group + 2] > groups.widest ? groups.starts[group + 2] : groups.widest;
        start += groups.starts[group + 2];
        groups.starts[group + 2] = start;
    }
    for (chiso_unit unit = 0; unit < units->count; unit++) {
        if (units->ranked[unit]) {
            groups.members[groups.starts[(groups.count == 1 ? 0 : units->blocks[unit]) + 1]++] = unit;
        }
    }
    *out_groups = groups;
    return true;
}

void chiso__groups_free(const chiso_board *board, struct chiso__groups *groups)
{
    chiso__release(&board->allocator, groups->members);
    chiso__release(&board->allocator, groups->starts);
}

bool chiso__ranker_new(const chiso_allocator *allocator, uint32_t widest, struct chiso__ranker *out_ranker)
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
}

/* All scores are decimals or say that there is none. */
static bool are_scores(const chiso_decimal *scores, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!chiso__is_decimal(scores[i]) && scores[i] != CHISO_MISSING && scores[i] != CHISO_NOT_APPLICABLE) {
            return false;
        }
    }
    return true;
}

chiso_status chiso_rank_decimals(const chiso_decimal *scores, size_t count, chiso_ties ties, const chiso_allocator *allocator,
                                 chiso_place *out_places)
{
    chiso_allocator taken;
    struct source source = {.scores = scores};
    struct chiso__ranker ranker = {NULL, NULL};
    chiso_unit *members = NULL;
    struct chiso__seat *seats = NULL;
    chiso_status status = CHISO_E_MEMORY;

    if (scores == NULL || out_places == NULL || !chiso__allocator_take(allocator, &taken)) {
        return CHISO_E_NULL;
    }
    if (count >= UINT32_MAX || (int)ties < CHISO_TIES_COMPETITION || (int)ties > CHISO_TIES_ORDINAL || !are_scores(scores, count)) {
        return CHISO_E_RANGE;
    }
    if (count == 0) {
        return CHISO_OK;
    }
    /* The units in their order, and behind them room for the order of their ranks. */
    members = chiso__alloc(&taken, count * 2, sizeof(*members));
    seats = chiso__alloc_zero(&taken, count, sizeof(*seats));
    if (members != NULL && seats != NULL && chiso__ranker_new(&taken, (uint32_t)count, &ranker)) {
        uint32_t ranked = 0;

        for (uint32_t i = 0; i < count; i++) {
            members[i] = i;
        }
        ranked = rank_group(&source, members, (uint32_t)count, ties, &ranker, members + count, seats);
        for (size_t i = 0; i < count; i++) {
            out_places[i] = chiso__place_of(seats[i], ties, ranked);
        }
        chiso__ranker_free(&taken, &ranker);
        status = CHISO_OK;
    }
    chiso__release(&taken, members);
    chiso__release(&taken, seats);
    return status;
}
