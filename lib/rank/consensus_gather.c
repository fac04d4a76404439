/* Several rankings added up: their units are matched by code, and each adds what it says of them.
 */
#include "rank/consensus_inside.h"

#include "base/sort.h"

static bool is_within_blocks(const struct chiso__poll *poll)
{
    return poll->rankings[0]->scope == CHISO_SCOPE_BLOCKS;
}

/* The number of a block by its name; overall all units are in one. */
static uint32_t group_of(struct chiso__poll *poll, const chiso_board *board, chiso_unit unit)
{
    const struct chiso__span name = board->units.block_names[board->rows.blocks[unit]];
    int64_t found = 0;

    if (!is_within_blocks(poll)) {
        return 0;
    }
    found = chiso__index_find(&poll->blocks, poll->block_names, name);
    if (found == CHISO__NOT_FOUND) {
        found = poll->block_count++;
        poll->block_names[found] = name;
        chiso__index_add(&poll->blocks, name, (uint32_t)found);
    }
    return (uint32_t)found;
}

/* Keeps a text beyond the life of its board; NULL when memory is out. */
static const char *keep(struct chiso__poll *poll, struct chiso__span text)
{
    return chiso__arena_copy(&poll->consensus->arena, &poll->consensus->allocator, text);
}

static chiso_status add_unit(struct chiso__poll *poll, const chiso_board *board, chiso_unit unit,
                             chiso_error *error)
{
    chiso_consensus *consensus = poll->consensus;
    const struct chiso__span code = board->units.codes[unit];
    struct chiso__candidate *candidate = &poll->candidates[consensus->count];
    chiso_consensus_unit *known = &consensus->units[consensus->count];
    const char *copy = keep(poll, code);

    candidate->group = group_of(poll, board, unit);
    *known = (chiso_consensus_unit){
        .code = copy,
        .name = keep(poll, chiso__span_of(chiso_unit_name(board, unit))),
        .block = is_within_blocks(poll) ? keep(poll, poll->block_names[candidate->group]) : "",
        .score = CHISO_ABSENT,
    };
    if (copy == NULL || known->name == NULL || known->block == NULL) {
        return chiso__fail_memory(error);
    }
    consensus->codes[consensus->count] = (struct chiso__span){copy, code.size};
    chiso__index_add(&consensus->index, consensus->codes[consensus->count], consensus->count);
    poll->ids[unit] = consensus->count++;
    return CHISO_OK;
}

/* Finds or adds the units of a board. */
static chiso_status match_units(struct chiso__poll *poll, const chiso_board *board,
                                chiso_error *error)
{
    chiso_consensus *consensus = poll->consensus;
    chiso_status status = CHISO_OK;

    for (chiso_unit unit = 0; unit < board->units.count && status == CHISO_OK; unit++) {
        const struct chiso__span code = board->units.codes[unit];
        const int64_t found = chiso__index_find(&consensus->index, consensus->codes, code);

        if (found == CHISO__NOT_FOUND) {
            status = add_unit(poll, board, unit, error);
            continue;
        }
        poll->ids[unit] = (uint32_t)found;
        if (poll->candidates[found].group != group_of(poll, board, unit)) {
            return chiso__fail(
                error, CHISO_E_SHAPE, CHISO__SAY_CONSENSUS_BLOCKS,
                CHISO__WORDS(chiso__say(code), chiso__say_text(consensus->units[found].block),
                             chiso__say(board->units.block_names[board->rows.blocks[unit]])));
        }
    }
    poll->ids_of = board;
    return status;
}

/* How many units a ranking puts into the group of one. */
static uint32_t out_of(const chiso_ranking *ranking, chiso_unit unit)
{
    return ranking->out_of[ranking->groups == NULL ? 0 : ranking->groups[unit]];
}

/* Adds what a ranking says: twice the mean place of each unit in its group, or twice its points. */
static void add_ranking(struct chiso__poll *poll, const chiso_ranking *ranking, int64_t weight,
                        uint32_t *doubled)
{
    const bool is_borda = poll->options.rule == CHISO_CONSENSUS_BORDA;
    uint32_t first = 0; /* of a group, which stand one behind the other, and behind its last */
    uint32_t end = 0;
    uint32_t run = 0;

    for (uint32_t at = 0; at < ranking->count; at += run) {
        const uint32_t size = out_of(ranking, ranking->order[at]);
        uint32_t mean = 0;

        first = at == end ? at : first;
        end = first + size;
        run = ranking->seats[ranking->order[at]].tied;
        mean = 2 * (at - first) + run + 1;
        for (uint32_t i = at; i < at + run; i++) {
            const uint32_t id = poll->ids[ranking->order[i]];
            struct chiso__candidate *candidate = &poll->candidates[id];

            candidate->rankings++;
            candidate->weight += weight;
            candidate->sum += (chiso__wide)weight *
                              (is_borda ? 2 * (int64_t)size - (int64_t)mean : (int64_t)mean);
            if (doubled != NULL) {
                doubled[id] = mean;
            }
        }
    }
}

/* Matches units and adds up the rankings, and keeps what pairs are made of where it is wanted. */
static chiso_status add_all(struct chiso__poll *poll, struct chiso__ballots *ballots,
                            chiso_error *error)
{
    chiso_status status = CHISO_OK;

    for (size_t i = 0; i < poll->count && status == CHISO_OK; i++) {
        const chiso_ranking *ranking = poll->rankings[i];
        const int64_t weight = chiso__poll_weight(poll, i);
        uint32_t *row = NULL;

        if (ranking->board != poll->ids_of) {
            status = match_units(poll, ranking->board, error);
        }
        if (status == CHISO_OK && weight > 0) {
            if (ballots->doubled != NULL) {
                row = ballots->doubled + ballots->rows * ballots->units;
                ballots->weights[ballots->rows++] = weight;
            }
            add_ranking(poll, ranking, weight, row);
        }
    }
    return status;
}

static bool by_group(const void *context, uint32_t a, uint32_t b)
{
    const struct chiso__poll *poll = context;

    return poll->candidates[a].group < poll->candidates[b].group;
}

/* The ballots with the units of each group side by side: the columns are the order of the poll. */
static void arrange(const struct chiso__poll *poll, struct chiso__ballots *ballots,
                    uint32_t *column)
{
    for (size_t row = 0; row < ballots->rows; row++) {
        uint32_t *places = ballots->doubled + row * ballots->units;

        for (uint32_t i = 0; i < poll->consensus->count; i++) {
            column[i] = places[poll->consensus->order[i]];
        }
        for (uint32_t i = 0; i < poll->consensus->count; i++) {
            places[i] = column[i];
        }
    }
}

/* The scores of all pairs of units of a group. */
static chiso_status count_pairs(struct chiso__poll *poll, struct chiso__ballots *ballots,
                                chiso_error *error)
{
    const chiso_allocator *allocator = &poll->consensus->allocator;
    const uint32_t count = poll->consensus->count;
    int64_t *margins = chiso__alloc(allocator, count, sizeof(*margins));
    chiso__wide *scores = chiso__alloc_zero(allocator, count, sizeof(*scores));
    uint32_t start = 0;

    if (margins == NULL || scores == NULL) {
        chiso__release(allocator, margins);
        chiso__release(allocator, scores);
        return chiso__fail_memory(error);
    }
    chiso__sort_ids(poll->consensus->order, poll->scratch, count, by_group, poll);
    arrange(poll, ballots, poll->scratch);
    for (uint32_t i = 1; i <= count; i++) {
        if (i == count ||
            by_group(poll, poll->consensus->order[i - 1], poll->consensus->order[i])) {
            chiso__count_pairs(ballots, start, i, margins, scores);
            start = i;
        }
    }
    for (uint32_t i = 0; i < count; i++) {
        poll->candidates[poll->consensus->order[i]].sum = scores[i];
    }
    chiso__release(allocator, margins);
    chiso__release(allocator, scores);
    return CHISO_OK;
}

chiso_status chiso__poll_gather(struct chiso__poll *poll, chiso_error *error)
{
    const chiso_allocator *allocator = &poll->consensus->allocator;
    const bool by_pairs = poll->options.rule == CHISO_CONSENSUS_COPELAND;
    struct chiso__ballots ballots = {NULL, NULL, 0, poll->room};
    chiso_status status = CHISO_OK;

    if (by_pairs) {
        ballots.weights = chiso__alloc(allocator, poll->count, sizeof(*ballots.weights));
        if (poll->room > 0 && poll->count <= SIZE_MAX / poll->room) {
            ballots.doubled =
                chiso__alloc_zero(allocator, poll->count * poll->room, sizeof(*ballots.doubled));
        }
        if (ballots.weights == NULL || (ballots.doubled == NULL && poll->room > 0)) {
            status = chiso__fail_memory(error);
        }
    }
    if (status == CHISO_OK) {
        status = add_all(poll, &ballots, error);
    }
    for (uint32_t i = 0; i < poll->consensus->count; i++) {
        poll->consensus->order[i] = i;
    }
    if (status == CHISO_OK && by_pairs) {
        status = count_pairs(poll, &ballots, error);
    }
    chiso__release(allocator, ballots.weights);
    chiso__release(allocator, ballots.doubled);
    return status;
}
