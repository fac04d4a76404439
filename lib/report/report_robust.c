/* How sure the ranks of a report are, as members of its document. */
#include "report/page.h"

#include "robustness/robustness.h"
#include "text/json.h"
#include "text/word.h"

chiso_status chiso__robust_check(const chiso_robustness *robustness, const chiso_board *board,
                                 const struct chiso__rank_rule *rule, const chiso_bands *bands,
                                 chiso_error *error)
{
    if (robustness->board != board) {
        return chiso__fail(error, CHISO_E_SHAPE, CHISO__SAY_ROBUSTNESS_OF_OTHER_BOARD, NULL);
    }
    if (!chiso__robustness_is_current(robustness)) {
        return chiso__fail(error, CHISO_E_STATE, CHISO__SAY_ROBUSTNESS_STALE, NULL);
    }
    if (!chiso__rank_rules_equal(&robustness->rule, rule)) {
        return chiso__fail(error, CHISO_E_SHAPE, CHISO__SAY_PART_RANKS_OTHERWISE,
                           CHISO__WORDS(chiso__say_message(CHISO__SAY_ROBUSTNESS_NAME)));
    }
    /* Bands without any name are none. */
    if (chiso_bands_count(bands) != chiso_bands_count(robustness->bands) ||
        (robustness->bands != NULL && !chiso__bands_equal(bands, robustness->bands))) {
        return chiso__fail(error, CHISO_E_SHAPE, CHISO__SAY_PART_HAS_OTHER_BANDS,
                           CHISO__WORDS(chiso__say_message(CHISO__SAY_ROBUSTNESS_NAME)));
    }
    return CHISO_OK;
}

chiso_status chiso__robust_check_index(const chiso_report *report, chiso_error *error)
{
    const chiso_robustness *robustness = report->robustness;

    if (robustness == NULL || robustness->plan.node == CHISO_ROOT) {
        return CHISO_OK;
    }
    return chiso__fail(error, CHISO_E_SHAPE, CHISO__SAY_ROBUSTNESS_OF_CRITERION,
                       CHISO__WORDS(chiso__say(report->board->tree->codes[robustness->plan.node])));
}

/* A percent of a share of 1, which has four decimals at most. */
static chiso_decimal percent_of(int64_t share)
{
    return share * 100;
}

static void put_comma(struct chiso__output *output, bool first)
{
    chiso__put_text(output, first ? " { " : ", { ");
}

static chiso_status put_quantiles(struct chiso__output *output, const chiso_robustness *robustness,
                                  chiso_unit unit)
{
    const struct chiso__plan *plan = &robustness->plan;
    chiso_status status = CHISO_OK;

    chiso__put_text(output, ",\n        \"quantiles\": [");
    for (uint32_t i = 0; i < plan->place_count && status == CHISO_OK; i++) {
        chiso_decimal rank = CHISO_ABSENT;

        status = chiso_robustness_quantile(robustness, unit, plan->places[i], &rank);
        put_comma(output, i == 0);
        chiso__member(output, true, "at");
        chiso__put_decimal(output, percent_of(plan->places[i]), -1, "null");
        chiso__member_decimal(output, "rank", rank, -1);
        chiso__put_text(output, " }");
    }
    chiso__put_text(output, " ]");
    return status;
}

static chiso_status put_shares(struct chiso__output *output, const chiso_robustness *robustness,
                               chiso_unit unit)
{
    const uint32_t count = chiso_robustness_share_count(robustness, unit);
    chiso_status status = CHISO_OK;

    chiso__put_text(output, ",\n        \"shares\": [");
    for (uint32_t i = 0; i < count && status == CHISO_OK; i++) {
        chiso_rank_share share = {CHISO_ABSENT, 0};

        status = chiso_robustness_share_at(robustness, unit, i, &share);
        put_comma(output, i == 0);
        chiso__member(output, true, "rank");
        chiso__put_decimal(output, share.rank, -1, "null");
        chiso__member_count(output, "draws", share.draws);
        chiso__put_text(output, " }");
    }
    chiso__put_text(output, " ]");
    return status;
}

static chiso_status put_bands(struct chiso__output *output, const chiso_robustness *robustness,
                              chiso_unit unit)
{
    const uint32_t count = chiso_bands_count(robustness->bands);
    chiso_status status = CHISO_OK;

    if (count == 0) {
        return CHISO_OK;
    }
    chiso__put_text(output, ", \"bands\": [");
    for (uint32_t band = 0; band < count && status == CHISO_OK; band++) {
        uint64_t draws = 0;

        status = chiso_robustness_band(robustness, unit, band, &draws);
        put_comma(output, band == 0);
        chiso__member_text(output, true, "band", chiso_bands_name(robustness->bands, band));
        chiso__member_count(output, "draws", draws);
        chiso__put_text(output, " }");
    }
    chiso__put_text(output, " ]");
    return status;
}

chiso_status chiso__put_robust_unit(struct chiso__output *output, const chiso_report *report,
                                    chiso_unit unit)
{
    const chiso_robustness *robustness = report->robustness;
    chiso_robust_unit own;
    chiso_status status = CHISO_OK;

    if (robustness == NULL) {
        return CHISO_OK;
    }
    status = chiso_robustness_unit(robustness, unit, &own);
    if (status != CHISO_OK) {
        return status;
    }
    chiso__put_text(output, ",\n      \"robustness\": ");
    if (own.rank == CHISO_ABSENT) {
        chiso__put_text(output, "null");
        return CHISO_OK;
    }
    chiso__put_text(output, "{ ");
    chiso__member(output, true, "median");
    chiso__put_decimal(output, own.median, -1, "null");
    chiso__member_decimal(output, "mean", own.mean, CHISO_DECIMAL_PLACES);
    chiso__member_decimal(output, "least", own.least, -1);
    chiso__member_decimal(output, "greatest", own.greatest, -1);
    chiso__member_decimal(output, "low", own.low, -1);
    chiso__member_decimal(output, "high", own.high, -1);
    chiso__member_decimal(output, "shift", own.shift, CHISO_DECIMAL_PLACES);
    chiso__member_flag(output, "steady", own.steady);
    status = put_quantiles(output, robustness, unit);
    if (status == CHISO_OK) {
        status = put_shares(output, robustness, unit);
    }
    chiso__member_count(output, "unranked", own.unranked);
    if (robustness->plan.first > 0) {
        chiso__member_count(output, "first", own.first);
    }
    if (status == CHISO_OK) {
        status = put_bands(output, robustness, unit);
    }
    chiso__put_text(output, " }");
    return status;
}
