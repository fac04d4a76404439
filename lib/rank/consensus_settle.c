/* The places of units in a consensus: by exact scores, with equals. */
#include "rank/consensus_inside.h"

#include "base/sort.h"
#include "number/decimal.h"

/* The score as it is shown, and what it is compared by: a whole number and what is left of the
 * division, so that no product is too large. */
static chiso_status settle(struct chiso__poll *poll, uint32_t id, chiso_error *error)
{
    struct chiso__candidate *candidate = &poll->candidates[id];
    const bool is_mean = poll->options.rule == CHISO_CONSENSUS_MEAN_RANK;
    const bool is_borda = poll->options.rule == CHISO_CONSENSUS_BORDA;
    chiso__wide shown = candidate->sum * CHISO_DECIMAL_ONE; /* far from 128 bits */

    candidate->divisor = is_mean && candidate->weight > 0 ? candidate->weight : 1;
    candidate->whole = candidate->sum / candidate->divisor;
    candidate->rest = candidate->sum % candidate->divisor;
    if (candidate->rankings == 0) {
        return CHISO_OK;
    }
    if (is_mean) {
        shown = chiso__divide(shown, 2 * (chiso__wide)candidate->weight, CHISO_ROUND_HALF_UP);
    } else if (is_borda) {
        shown = chiso__divide(candidate->sum, 2, CHISO_ROUND_HALF_UP);
    }
    if (shown > CHISO_DECIMAL_MAX) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_CONSENSUS_SCORE,
                           CHISO__WORDS(chiso__say(poll->consensus->codes[id])));
    }
    poll->consensus->units[id].score = (chiso_decimal)shown;
    poll->consensus->units[id].rankings = candidate->rankings;
    return CHISO_OK;
}

/* The sign of how much more a has than b. */
static int compare(const struct chiso__candidate *a, const struct chiso__candidate *b)
{
    const chiso__wide left = a->rest * b->divisor;
    const chiso__wide right = b->rest * a->divisor;

    if (a->whole != b->whole) {
        return a->whole > b->whole ? 1 : -1;
    }
    return (left > right) - (left < right);
}

/* By group, those with a place first, the best before the others. */
static bool stands_before(const void *context, uint32_t a, uint32_t b)
{
    const struct chiso__poll *poll = context;
    const struct chiso__candidate *one = &poll->candidates[a];
    const struct chiso__candidate *other = &poll->candidates[b];
    int order = 0;

    if ((one->rankings == 0) != (other->rankings == 0)) {
        return other->rankings == 0;
    }
    if (one->group != other->group) {
        return one->group < other->group;
    }
    order = compare(one, other);
    return poll->options.rule == CHISO_CONSENSUS_MEAN_RANK ? order < 0 : order > 0;
}

/* Whether two units in order, both with a place, are of the same group. */
static bool are_together(const struct chiso__poll *poll, uint32_t a, uint32_t b)
{
    return poll->candidates[a].rankings > 0 && poll->candidates[b].rankings > 0 &&
           poll->candidates[a].group == poll->candidates[b].group;
}

/* Gives the units of a group, which stand from one of the order to another, their places. */
static void seat_group(struct chiso__poll *poll, uint32_t from, uint32_t to)
{
    const chiso_ties ties = poll->options.ties;
    const uint32_t *order = poll->consensus->order;
    uint32_t start = from;
    uint32_t dense = 1;

    for (uint32_t i = from + 1; i <= to; i++) {
        struct chiso__seat seat = {0, 0};

        if (i < to && !stands_before(poll, order[i - 1], order[i])) {
            continue;
        }
        seat = chiso__seat_of(i - start, start - from, dense++, ties);
        for (; start < i; start++) {
            poll->consensus->units[order[start]].place = chiso__place_of(seat, ties, to - from);
            seat.rank += ties == CHISO_TIES_ORDINAL;
        }
    }
}

chiso_status chiso__poll_settle(struct chiso__poll *poll, chiso_error *error)
{
    chiso_consensus *consensus = poll->consensus;
    uint32_t start = 0;

    for (uint32_t id = 0; id < consensus->count; id++) {
        const chiso_status status = settle(poll, id, error);

        if (status != CHISO_OK) {
            return status;
        }
        consensus->order[id] = id;
    }
    chiso__sort_ids(consensus->order, poll->scratch, consensus->count, stands_before, poll);
    for (uint32_t i = 0; i < consensus->count; i++) {
        consensus->seats[consensus->order[i]] = i;
    }
    for (uint32_t i = 1; i <= consensus->count; i++) {
        if (i < consensus->count &&
            are_together(poll, consensus->order[i - 1], consensus->order[i])) {
            continue;
        }
        if (poll->candidates[consensus->order[start]].rankings > 0) {
            seat_group(poll, start, i);
        }
        start = i;
    }
    return CHISO_OK;
}
