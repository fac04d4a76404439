/* The checks of single printed figures that programs call. */
#include "audit/inside.h"

static bool is_rounding(chiso_rounding rounding)
{
    return rounding == CHISO_ROUND_HALF_UP || rounding == CHISO_ROUND_HALF_EVEN ||
           rounding == CHISO_ROUND_DOWN;
}

/* Checks a claim that could be made, and tells a finding only where all went well. */
static chiso_status check(struct chiso__claim *claim, bool made, chiso_rounding rounding,
                          chiso_finding *out_finding)
{
    if (out_finding == NULL) {
        return CHISO_E_NULL;
    }
    if (!made || !is_rounding(rounding)) {
        return CHISO_E_RANGE;
    }
    claim->rounding = rounding;
    return chiso__claim_check(claim, out_finding);
}

chiso_status chiso_audit_ratio(chiso_printed achieved, chiso_printed max, chiso_printed percent,
                               chiso_rounding rounding, chiso_finding *out_finding)
{
    struct chiso__claim claim;
    const bool made = chiso__claim_ratio(achieved, max, percent, &claim);

    return check(&claim, made, rounding, out_finding);
}

chiso_status chiso_audit_difference(chiso_printed now, chiso_printed before, chiso_printed change,
                                    chiso_rounding rounding, chiso_finding *out_finding)
{
    struct chiso__claim claim;
    const bool made = chiso__claim_difference(now, before, change, &claim);

    return check(&claim, made, rounding, out_finding);
}

chiso_status chiso_audit_growth(chiso_printed now, chiso_printed before, chiso_printed percent,
                                chiso_rounding rounding, chiso_finding *out_finding)
{
    struct chiso__claim claim;
    const bool made = chiso__claim_growth(now, before, percent, &claim);

    return check(&claim, made, rounding, out_finding);
}

chiso_status chiso_audit_rank_change(chiso_printed rank, chiso_printed previous,
                                     chiso_printed change, chiso_finding *out_finding)
{
    struct chiso__claim claim;
    const bool made = chiso__claim_difference(previous, rank, change, &claim);

    claim.code = CHISO_AUDIT_RANK_CHANGE;
    claim.first = rank.value;
    claim.second = previous.value;
    claim.slack = 0;
    return check(&claim, made, CHISO_ROUND_HALF_UP, out_finding);
}

/* The sum of values × weights, or of the values for NULL. */
static chiso_status add_up(const chiso_printed *values, const chiso_decimal *weights, size_t count,
                           struct chiso__claim *claim)
{
    if (values == NULL) {
        return CHISO_E_NULL;
    }
    if (count == 0) {
        return CHISO_E_EMPTY;
    }
    for (size_t i = 0; i < count; i++) {
        const chiso_decimal weight = weights == NULL ? 1 : weights[i];

        if (!chiso__is_printed(values[i]) || !chiso__is_decimal(weight) ||
            __builtin_add_overflow(claim->numerator, (chiso__wide)values[i].value * weight,
                                   &claim->numerator)) {
            return CHISO_E_RANGE;
        }
        claim->slack +=
            (chiso__wide)chiso__printed_slack(values[i]) * (weight < 0 ? -weight : weight);
    }
    return CHISO_OK;
}

static chiso_status check_parts(chiso_audit_code code, const chiso_printed *values,
                                const chiso_decimal *weights, size_t count, chiso__wide divisor,
                                chiso_printed printed, chiso_rounding rounding,
                                chiso_finding *out_finding)
{
    struct chiso__claim claim = {.code = code, .denominator = divisor, .printed = printed};
    const chiso_status status = add_up(values, weights, count, &claim);

    return status == CHISO_OK ? check(&claim, chiso__is_printed(printed), rounding, out_finding)
                              : status;
}

chiso_status chiso_audit_sum(const chiso_printed *parts, size_t count, chiso_printed total,
                             chiso_rounding rounding, chiso_finding *out_finding)
{
    return check_parts(CHISO_AUDIT_SUM, parts, NULL, count, 1, total, rounding, out_finding);
}

chiso_status chiso_audit_mean(const chiso_printed *parts, size_t count, chiso_printed mean,
                              chiso_rounding rounding, chiso_finding *out_finding)
{
    return check_parts(CHISO_AUDIT_MEAN, parts, NULL, count, (chiso__wide)count, mean, rounding,
                       out_finding);
}

chiso_status chiso_audit_weighted(const chiso_printed *values, const chiso_decimal *weights,
                                  size_t count, chiso_printed total, chiso_rounding rounding,
                                  chiso_finding *out_finding)
{
    if (weights == NULL) {
        return CHISO_E_NULL;
    }
    return check_parts(CHISO_AUDIT_WEIGHTED, values, weights, count, CHISO_DECIMAL_ONE, total,
                       rounding, out_finding);
}

/* How many digits stand behind the decimal mark. */
int chiso__printed_decimals(struct chiso__span text, char mark)
{
    for (size_t i = 0; i < text.size; i++) {
        if (text.text[i] == mark) {
            return (int)(text.size - i - 1 < 100 ? text.size - i - 1 : 100);
        }
    }
    return 0;
}

chiso_status chiso_printed_parse(const char *text, char mark, chiso_printed *out_printed)
{
    chiso_decimal value = 0;
    chiso_status status = CHISO_OK;
    int decimals = 0;

    if (text == NULL || out_printed == NULL) {
        return CHISO_E_NULL;
    }
    status = chiso_decimal_parse(text, mark, &value, NULL);
    if (status != CHISO_OK) {
        return status;
    }
    decimals = chiso__printed_decimals(chiso__span_of(text), mark);
    if (decimals > CHISO_DECIMAL_PLACES) {
        return CHISO_E_RANGE;
    }
    *out_printed = (chiso_printed){value, decimals};
    return CHISO_OK;
}
