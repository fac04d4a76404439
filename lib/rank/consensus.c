/* Several rankings made into one: what is asked, and what is told. */
#include "rank/consensus_inside.h"

static chiso_status check_weights(const struct chiso__poll *poll, chiso_error *error)
{
    chiso__wide sum = 0;

    for (size_t i = 0; i < poll->count; i++) {
        const int64_t weight = chiso__poll_weight(poll, i);

        if (weight < 0 || weight > CHISO_DECIMAL_MAX) {
            return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_CONSENSUS_WEIGHT,
                               CHISO__WORDS(chiso__say_count(i)));
        }
        sum += weight;
    }
    return sum > 0 && sum <= CHISO_DECIMAL_MAX
               ? CHISO_OK
               : chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_CONSENSUS_WEIGHTS, NULL);
}

static chiso_status check_options(const struct chiso__poll *poll, chiso_error *error)
{
    const chiso_consensus_options *options = &poll->options;

    if ((int)options->rule < CHISO_CONSENSUS_MEAN_RANK ||
        (int)options->rule > CHISO_CONSENSUS_COPELAND ||
        (int)options->ties < CHISO_TIES_COMPETITION || (int)options->ties > CHISO_TIES_ORDINAL) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_CONSENSUS_OPTIONS, NULL);
    }
    return check_weights(poll, error);
}

/* Counts the room that all units take, too. */
static chiso_status check_rankings(struct chiso__poll *poll, chiso_error *error)
{
    uint64_t room = 0;

    for (size_t i = 0; i < poll->count; i++) {
        const chiso_ranking *ranking = poll->rankings[i];

        if (ranking == NULL) {
            return chiso__fail_null(error);
        }
        if (!chiso__is_current(ranking->board, ranking->version)) {
            return chiso__fail(error, CHISO_E_STATE, CHISO__SAY_RANKINGS_STALE, NULL);
        }
        if (ranking->scope != poll->rankings[0]->scope) {
            return chiso__fail(error, CHISO_E_SHAPE, CHISO__SAY_CONSENSUS_SCOPES,
                               CHISO__WORDS(chiso__say_count(i)));
        }
        if (i == 0 || ranking->board != poll->rankings[i - 1]->board) {
            room += ranking->unit_count;
        }
        if (room >= INT32_MAX) {
            return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_CONSENSUS_UNITS,
                               CHISO__WORDS(chiso__say_count(INT32_MAX)));
        }
    }
    poll->room = (uint32_t)room;
    return CHISO_OK;
}

static bool reserve(struct chiso__poll *poll)
{
    chiso_consensus *consensus = poll->consensus;
    const chiso_allocator *allocator = &consensus->allocator;
    const size_t room = (size_t)poll->room + 1;

    consensus->codes = chiso__alloc(allocator, room, sizeof(*consensus->codes));
    consensus->units = chiso__alloc(allocator, room, sizeof(*consensus->units));
    consensus->order = chiso__alloc(allocator, room, sizeof(*consensus->order));
    consensus->seats = chiso__alloc(allocator, room, sizeof(*consensus->seats));
    poll->block_names = chiso__alloc(allocator, room, sizeof(*poll->block_names));
    poll->ids = chiso__alloc(allocator, room, sizeof(*poll->ids));
    poll->candidates = chiso__alloc_zero(allocator, room, sizeof(*poll->candidates));
    poll->scratch = chiso__alloc(allocator, room, sizeof(*poll->scratch));
    return consensus->codes != NULL && consensus->units != NULL && consensus->order != NULL &&
           consensus->seats != NULL && poll->block_names != NULL && poll->ids != NULL &&
           poll->candidates != NULL && poll->scratch != NULL &&
           chiso__index_reserve(&consensus->index, allocator, room) &&
           chiso__index_reserve(&poll->blocks, allocator, room);
}

/* Ends what is not told. */
static void clear(struct chiso__poll *poll)
{
    const chiso_allocator *allocator = &poll->consensus->allocator;

    chiso__index_clear(&poll->blocks, allocator);
    chiso__release(allocator, poll->block_names);
    chiso__release(allocator, poll->ids);
    chiso__release(allocator, poll->candidates);
    chiso__release(allocator, poll->scratch);
}

/* Makes the consensus of rankings and options that are right. */
static chiso_status make(struct chiso__poll *poll, chiso_error *error)
{
    const chiso_allocator *allocator = &poll->rankings[0]->allocator;
    chiso_status status = CHISO_OK;

    poll->consensus = chiso__alloc_zero(allocator, 1, sizeof(*poll->consensus));
    if (poll->consensus == NULL) {
        return chiso__fail_memory(error);
    }
    poll->consensus->allocator = *allocator;
    status = reserve(poll) ? chiso__poll_gather(poll, error) : chiso__fail_memory(error);
    if (status == CHISO_OK) {
        status = chiso__poll_settle(poll, error);
    }
    clear(poll);
    if (status != CHISO_OK) {
        chiso_consensus_free(poll->consensus);
    }
    return status;
}

chiso_status chiso_ranking_combine(const chiso_ranking *const *rankings, size_t count,
                                   const chiso_consensus_options *options,
                                   chiso_consensus **out_consensus, chiso_error *error)
{
    struct chiso__poll poll = {.rankings = rankings, .count = count};
    chiso_status status = CHISO_OK;

    if (out_consensus == NULL) {
        return chiso__fail_null(error);
    }
    *out_consensus = NULL;
    if (rankings == NULL && count > 0) {
        return chiso__fail_null(error);
    }
    status = CHISO__TAKE(options, chiso_consensus_options, weights, CHISO_CONSENSUS_OPTIONS_INIT,
                         &poll.options, error);
    if (status == CHISO_OK && count == 0) {
        status = chiso__fail(error, CHISO_E_EMPTY, CHISO__SAY_CONSENSUS_EMPTY, NULL);
    }
    if (status == CHISO_OK) {
        status = check_rankings(&poll, error);
    }
    if (status == CHISO_OK) {
        status = check_options(&poll, error);
    }
    if (status == CHISO_OK) {
        status = make(&poll, error);
    }
    if (status == CHISO_OK) {
        *out_consensus = poll.consensus;
    }
    return status;
}

void chiso_consensus_free(chiso_consensus *consensus)
{
    chiso_allocator allocator;

    if (consensus == NULL) {
        return;
    }
    allocator = consensus->allocator;
    chiso__index_clear(&consensus->index, &allocator);
    chiso__release(&allocator, consensus->codes);
    chiso__release(&allocator, consensus->units);
    chiso__release(&allocator, consensus->order);
    chiso__release(&allocator, consensus->seats);
    chiso__arena_clear(&consensus->arena, &allocator);
    chiso__release(&allocator, consensus);
}

uint32_t chiso_consensus_count(const chiso_consensus *consensus)
{
    return consensus == NULL ? 0 : consensus->count;
}

chiso_status chiso_consensus_at(const chiso_consensus *consensus, uint32_t index,
                                chiso_consensus_unit *out_unit)
{
    if (consensus == NULL || out_unit == NULL) {
        return CHISO_E_NULL;
    }
    if (index >= consensus->count) {
        return CHISO_E_RANGE;
    }
    *out_unit = consensus->units[consensus->order[index]];
    return CHISO_OK;
}

chiso_status chiso_consensus_find(const chiso_consensus *consensus, const char *code,
                                  uint32_t *out_index)
{
    int64_t found = CHISO__NOT_FOUND;

    if (consensus == NULL || code == NULL || out_index == NULL) {
        return CHISO_E_NULL;
    }
    found = chiso__index_find(&consensus->index, consensus->codes, chiso__span_of(code));
    if (found == CHISO__NOT_FOUND) {
        return CHISO_E_UNIT;
    }
    *out_index = consensus->seats[found];
    return CHISO_OK;
}
