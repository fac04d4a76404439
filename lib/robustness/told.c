/* What is told of a robustness: of all units, of one, of two. */
#include "robustness/robustness.h"

#include "rank/band.h"
#include "rank/groups.h"
#include "text/word.h"

static const char *const source_words[CHISO__SOURCE_END] = {
    [CHISO__SOURCE_WEIGHTS] = "weights",   [CHISO__SOURCE_DIRICHLET] = "dirichlet",
    [CHISO__SOURCE_COMBINE] = "combine",   [CHISO__SOURCE_RULE] = "rule",
    [CHISO__SOURCE_WITHOUT] = "without",   [CHISO__SOURCE_ANSWERS] = "answers",
    [CHISO__SOURCE_ROUNDING] = "rounding",
};

const char *chiso__source_word(int source)
{
    return source_words[source];
}

/* A rank in halves as a decimal; 0 for none. */
static chiso_decimal decimal_of(uint32_t halves)
{
    return halves == 0 ? CHISO_ABSENT : (chiso_decimal)halves * (CHISO_DECIMAL_ONE / 2);
}

static chiso_status check_unit(const chiso_robustness *robustness, chiso_unit unit)
{
    if (robustness == NULL) {
        return CHISO_E_NULL;
    }
    if (!chiso__robustness_is_current(robustness)) {
        return CHISO_E_STATE;
    }
    return unit < robustness->board->units.count ? CHISO_OK : CHISO_E_UNIT;
}

/* The shares of a unit that has a rank on the board; NULL for another. */
static const struct chiso__shares *shares_of(const chiso_robustness *robustness, chiso_unit unit)
{
    return robustness->ranks[unit] == 0 ? NULL : &robustness->state->seen->shares[unit];
}

/* What is told of a unit that is there. */
static chiso_robust_unit tell_unit(const chiso_robustness *robustness, chiso_unit unit)
{
    chiso_robust_unit own = {.rank = CHISO_ABSENT,
                             .median = CHISO_ABSENT,
                             .mean = CHISO_ABSENT,
                             .least = CHISO_ABSENT,
                             .greatest = CHISO_ABSENT,
                             .low = CHISO_ABSENT,
                             .high = CHISO_ABSENT,
                             .shift = CHISO_ABSENT};
    const struct chiso__plan *plan = &robustness->plan;
    const struct chiso__shares *shares = shares_of(robustness, unit);
    const uint32_t rank = robustness->ranks[unit];

    if (shares != NULL) {
        own.rank = decimal_of(rank);
        own.draws = chiso__shares_draws(shares);
        own.unranked = robustness->state->seen->draws - own.draws;
        own.median = decimal_of(chiso__shares_quantile(shares, CHISO_DECIMAL_ONE / 2));
        own.mean = chiso__shares_mean(shares);
        own.least = decimal_of(chiso__shares_least(shares));
        own.greatest = decimal_of(chiso__shares_greatest(shares));
        own.low = decimal_of(chiso__shares_quantile(shares, (uint32_t)plan->places[0]));
        own.high = decimal_of(
            chiso__shares_quantile(shares, (uint32_t)plan->places[plan->place_count - 1]));
        own.shift = chiso__mean_distance(chiso__shares_distance(shares, rank), own.draws);
        own.steady = own.draws > 0 && chiso__shares_steady(shares, rank);
        own.first = chiso__shares_within(shares, plan->first > UINT32_MAX / 2 ? UINT32_MAX
                                                                              : plan->first * 2);
    }
    return own;
}

chiso_status chiso_robustness_unit(const chiso_robustness *robustness, chiso_unit unit,
                                   chiso_robust_unit *out_unit)
{
    const chiso_status status = check_unit(robustness, unit);

    if (status != CHISO_OK || out_unit == NULL) {
        return status == CHISO_OK ? CHISO_E_NULL : status;
    }
    *out_unit = tell_unit(robustness, unit);
    return CHISO_OK;
}

chiso_status chiso_robustness_summary(const chiso_robustness *robustness,
                                      chiso_robust_summary *out_summary)
{
    const struct chiso__plan *plan = NULL;
    chiso_robust_summary summary = {0};
    /* The mean of means is a mean of sums over equal counts only; each is rounded to six places. */
    chiso__wide shifts = 0;
    uint32_t moved = 0;

    if (robustness == NULL || out_summary == NULL) {
        return CHISO_E_NULL;
    }
    if (!chiso__robustness_is_current(robustness)) {
        return CHISO_E_STATE;
    }
    plan = &robustness->plan;
    summary.draws = robustness->state->seen->draws;
    summary.from = robustness->state->range_count == 0 ? 0 : robustness->state->ranges[0].from;
    summary.seed = plan->seed;
    summary.node = plan->node;
    summary.first = plan->first;
    summary.quantile_count = plan->place_count;
    for (chiso_unit unit = 0; unit < robustness->board->units.count; unit++) {
        const chiso_robust_unit own = tell_unit(robustness, unit);

        summary.unit_count += own.rank != CHISO_ABSENT;
        summary.steady += own.steady;
        if (own.shift != CHISO_ABSENT) {
            shifts += own.shift;
            moved++;
        }
    }
    summary.shift = moved == 0 ? CHISO_ABSENT
                               : (chiso_decimal)((shifts * 2 + moved) / (2 * (chiso__wide)moved));
    *out_summary = summary;
    return CHISO_OK;
}

chiso_status chiso_robustness_quantile(const chiso_robustness *robustness, chiso_unit unit,
                                       chiso_decimal share, chiso_decimal *out_rank)
{
    const chiso_status status = check_unit(robustness, unit);
    const struct chiso__shares *shares = NULL;

    if (status != CHISO_OK || out_rank == NULL) {
        return status == CHISO_OK ? CHISO_E_NULL : status;
    }
    if (share < 0 || share > CHISO_DECIMAL_ONE) {
        return CHISO_E_RANGE;
    }
    shares = shares_of(robustness, unit);
    *out_rank =
        shares == NULL ? CHISO_ABSENT : decimal_of(chiso__shares_quantile(shares, (uint32_t)share));
    return CHISO_OK;
}

chiso_decimal chiso_robustness_quantile_at(const chiso_robustness *robustness, uint32_t index)
{
    return robustness == NULL || index >= robustness->plan.place_count
               ? CHISO_ABSENT
               : robustness->plan.places[index];
}

uint32_t chiso_robustness_share_count(const chiso_robustness *robustness, chiso_unit unit)
{
    const struct chiso__shares *shares =
        check_unit(robustness, unit) == CHISO_OK ? shares_of(robustness, unit) : NULL;

    return shares == NULL ? 0 : shares->count;
}

chiso_status chiso_robustness_share_at(const chiso_robustness *robustness, chiso_unit unit,
                                       uint32_t index, chiso_rank_share *out_share)
{
    const chiso_status status = check_unit(robustness, unit);

    if (status != CHISO_OK || out_share == NULL) {
        return status == CHISO_OK ? CHISO_E_NULL : status;
    }
    if (index >= chiso_robustness_share_count(robustness, unit)) {
        return CHISO_E_RANGE;
    }
    *out_share =
        (chiso_rank_share){decimal_of(robustness->state->seen->shares[unit].entries[index].rank),
                           robustness->state->seen->shares[unit].entries[index].draws};
    return CHISO_OK;
}

chiso_status chiso_robustness_band(const chiso_robustness *robustness, chiso_unit unit,
                                   uint32_t band, uint64_t *out_draws)
{
    const chiso_status status = check_unit(robustness, unit);

    if (status != CHISO_OK || out_draws == NULL) {
        return status == CHISO_OK ? CHISO_E_NULL : status;
    }
    if (band >= chiso_bands_count(robustness->bands)) {
        return CHISO_E_RANGE;
    }
    *out_draws = robustness->ranks[unit] == 0
                     ? 0
                     : robustness->state->seen
                           ->band_draws[(size_t)unit * robustness->state->seen->bands + band];
    return CHISO_OK;
}

chiso_status chiso_robustness_pair(const chiso_robustness *robustness, chiso_unit above,
                                   chiso_unit below, uint64_t *out_above, uint64_t *out_equal)
{
    chiso_status status = check_unit(robustness, above);
    struct chiso__versus versus;

    status = status == CHISO_OK ? check_unit(robustness, below) : status;
    if (status != CHISO_OK || out_above == NULL || out_equal == NULL) {
        return status == CHISO_OK ? CHISO_E_NULL : status;
    }
    if (robustness->state->seen->versus == NULL) {
        return CHISO_E_STATE;
    }
    if (above == below || robustness->ranks[above] == 0 || robustness->ranks[below] == 0 ||
        !chiso__is_ranked_with(robustness->board, above, below, robustness->rule.scope)) {
        return CHISO_E_RANGE;
    }
    versus = chiso__seen_versus(robustness->state->seen, above, below);
    *out_above = versus.above;
    *out_equal = versus.equal;
    return CHISO_OK;
}

uint32_t chiso_robustness_input_count(const chiso_robustness *robustness, const char *source)
{
    for (int i = CHISO__SOURCE_WEIGHTS;
         robustness != NULL && source != NULL && i < CHISO__SOURCE_END; i++) {
        if (chiso__is_word(chiso__span_of(source), source_words[i])) {
            return robustness->inputs[i];
        }
    }
    return 0;
}
