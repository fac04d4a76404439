/* Checks of single printed figures from their operands. */
#include "audit/inside.h"

#include <string.h>

bool chiso__is_printed(chiso_printed printed)
{
    return chiso__is_decimal(printed.value) && printed.decimals >= 0 &&
           printed.decimals <= CHISO_DECIMAL_PLACES &&
           printed.value % chiso__power10(CHISO_DECIMAL_PLACES - printed.decimals) == 0;
}

chiso_decimal chiso__printed_slack(chiso_printed printed)
{
    if (printed.decimals == CHISO_DECIMAL_PLACES) {
        /* Half a millionth, in whole ones. */
        return 1;
    }
    return printed.decimals == 0 ? 0
                                 : 5 * chiso__power10(CHISO_DECIMAL_PLACES - 1 - printed.decimals);
}

static chiso__wide unit_of(const struct chiso__claim *claim)
{
    return chiso__power10(CHISO_DECIMAL_PLACES - claim->printed.decimals);
}

chiso__wide chiso__claim_round(const struct chiso__claim *claim, chiso_rounding rounding)
{
    return chiso__divide(claim->numerator, claim->denominator * unit_of(claim), rounding);
}

chiso__wide chiso__claim_printed(const struct chiso__claim *claim)
{
    return claim->printed.value / unit_of(claim);
}

static bool is_half(const struct chiso__claim *claim)
{
    const chiso__wide whole = claim->denominator * unit_of(claim);
    const chiso__wide rest = claim->numerator % whole;

    return 2 * (rest < 0 ? -rest : rest) == whole;
}

/* Whether the figure is right for some operands that are printed as these. */
static bool is_within_slack(const struct chiso__claim *claim)
{
    struct chiso__claim end = *claim;
    const chiso__wide printed = chiso__claim_printed(claim);

    end.numerator = claim->numerator - claim->slack;
    if (claim->slack == 0 || chiso__claim_round(&end, claim->rounding) > printed) {
        return false;
    }
    end.numerator = claim->numerator + claim->slack;
    return chiso__claim_round(&end, claim->rounding) >= printed;
}

/* How many digits of two numbers differ: 1, or 2 for two that are swapped side by side, or 0 for
 * anything else. */
static int differing_digits(chiso__wide a, chiso__wide b)
{
    enum { MOST = 40 };
    int first = -1;
    int count = 0;
    int digits_a[MOST];
    int digits_b[MOST];

    if ((a < 0) != (b < 0)) {
        return 0;
    }
    a = a < 0 ? -a : a;
    b = b < 0 ? -b : b;
    for (int i = 0; i < MOST && (a > 0 || b > 0); i++) {
        digits_a[i] = (int)(a % 10);
        digits_b[i] = (int)(b % 10);
        a /= 10;
        b /= 10;
        if (digits_a[i] != digits_b[i]) {
            first = count == 0 ? i : first;
            count = count == 1 && i != first + 1 ? MOST : count + 1;
        }
    }
    if (count == 2) {
        return digits_a[first] == digits_b[first + 1] && digits_a[first + 1] == digits_b[first] ? 2
                                                                                                : 0;
    }
    return count == 1 ? 1 : 0;
}

/* A max not far from the printed one that makes the percentage right: a whole one, or where that
 * one is not whole, one with a half or tenths. Of finer ones, or with fewer digits, nearly any
 * would do. */
static bool other_max(const struct chiso__claim *claim, chiso_decimal *out_max)
{
    static const int64_t steps[] = {CHISO_DECIMAL_ONE, CHISO_DECIMAL_ONE / 2,
                                    CHISO_DECIMAL_ONE / 10};
    const chiso__wide printed = chiso__claim_printed(claim);
    const int count = claim->second % CHISO_DECIMAL_ONE == 0 ? 1 : 3;

    if (claim->code != CHISO_AUDIT_RATIO || claim->first <= 0 || printed <= 0 ||
        claim->printed.decimals == 0) {
        return false;
    }
    for (int i = 0; i < count; i++) {
        struct chiso__claim other = *claim;
        const chiso__wide whole = (chiso__wide)claim->printed.value * steps[i];

        other.denominator = chiso__divide(claim->numerator, whole, CHISO_ROUND_HALF_UP) * steps[i];
        if (other.denominator * 2 >= claim->denominator &&
            other.denominator <= claim->denominator * 2 && other.denominator > 0 &&
            other.denominator <= CHISO_DECIMAL_MAX &&
            chiso__claim_round(&other, claim->rounding) == printed) {
            *out_max = (chiso_decimal)other.denominator;
            return true;
        }
    }
    return false;
}

/* Ten times the figure, or a tenth. */
static bool mark_slipped(const struct chiso__claim *claim)
{
    struct chiso__claim slipped = *claim;
    const chiso__wide printed = chiso__claim_printed(claim);

    if (printed == 0 ||
        __builtin_mul_overflow(claim->numerator, (chiso__wide)10, &slipped.numerator)) {
        return false;
    }
    if (chiso__claim_round(&slipped, claim->rounding) == printed) {
        return true;
    }
    slipped.numerator = claim->numerator;
    slipped.denominator = claim->denominator * 10;
    return chiso__claim_round(&slipped, claim->rounding) == printed;
}

static bool has_sign(chiso_audit_code code)
{
    return code == CHISO_AUDIT_DIFFERENCE || code == CHISO_AUDIT_GROWTH ||
           code == CHISO_AUDIT_RANK_CHANGE;
}

/* Whether a percent is of points with all six places: then it may well be that of the figure which
 * these were rounded from. */
static bool has_all_places(const struct chiso__claim *claim)
{
    return claim->code == CHISO_AUDIT_RATIO && claim->slack == (chiso__wide)100 * CHISO_DECIMAL_ONE;
}

static chiso_cause cause_of(const struct chiso__claim *claim, chiso__wide expected,
                            chiso_decimal *out_max)
{
    const chiso__wide printed = chiso__claim_printed(claim);
    const chiso__wide gap = printed > expected ? printed - expected : expected - printed;
    const int digits = differing_digits(printed, expected);

    if (has_sign(claim->code) && printed == -expected) {
        return CHISO_CAUSE_SIGN;
    }
    if (has_all_places(claim) && is_within_slack(claim)) {
        return CHISO_CAUSE_ROUNDED_PARTS;
    }
    if (printed == chiso__claim_round(claim, CHISO_ROUND_DOWN)) {
        return claim->rounds && is_half(claim) ? CHISO_CAUSE_HALF_DOWN : CHISO_CAUSE_TRUNCATED;
    }
    if (gap <= 2 && is_within_slack(claim)) {
        return CHISO_CAUSE_ROUNDED_PARTS;
    }
    if (digits == 2) {
        return CHISO_CAUSE_DIGITS_SWAPPED;
    }
    if (other_max(claim, out_max)) {
        return CHISO_CAUSE_OTHER_MAX;
    }
    if (mark_slipped(claim)) {
        return CHISO_CAUSE_DECIMAL_MARK;
    }
    if (digits == 1) {
        return CHISO_CAUSE_DIGIT;
    }
    return is_within_slack(claim) ? CHISO_CAUSE_ROUNDED_PARTS : CHISO_CAUSE_UNKNOWN;
}

static chiso_severity severity_of(chiso_cause cause)
{
    if (cause == CHISO_CAUSE_ROUNDED_PARTS) {
        return CHISO_SEVERITY_NOTE;
    }
    return cause == CHISO_CAUSE_TRUNCATED || cause == CHISO_CAUSE_HALF_DOWN ? CHISO_SEVERITY_WARNING
                                                                            : CHISO_SEVERITY_ERROR;
}

/* What went wrong, {0} being the max that fits. */
static void say_cause(const struct chiso__claim *claim, chiso_finding *finding, chiso_error *error)
{
    static const enum chiso__message messages[] = {
        [CHISO_CAUSE_UNKNOWN] = CHISO__SAY_NOTHING,
        [CHISO_CAUSE_OTHER_MAX] = CHISO__SAY_CAUSE_OTHER_MAX,
        [CHISO_CAUSE_TRUNCATED] = CHISO__SAY_CAUSE_TRUNCATED,
        [CHISO_CAUSE_HALF_DOWN] = CHISO__SAY_CAUSE_HALF_DOWN,
        [CHISO_CAUSE_DIGITS_SWAPPED] = CHISO__SAY_CAUSE_DIGITS_SWAPPED,
        [CHISO_CAUSE_ROUNDED_PARTS] = CHISO__SAY_CAUSE_ROUNDED_PARTS,
        [CHISO_CAUSE_SIGN] = CHISO__SAY_CAUSE_SIGN,
        [CHISO_CAUSE_DIGIT] = CHISO__SAY_CAUSE_DIGIT,
        [CHISO_CAUSE_DECIMAL_MARK] = CHISO__SAY_CAUSE_DECIMAL_MARK,
    };
    const struct chiso__insert *words =
        CHISO__WORDS(chiso__say_decimal(finding->fits == CHISO_ABSENT ? 0 : finding->fits));

    if (finding->cause == CHISO_CAUSE_TRUNCATED && is_half(claim)) {
        chiso__fail(error, CHISO_OK, CHISO__SAY_CAUSE_TRUNCATED_OR_HALF_DOWN, NULL);
    } else if (finding->cause == CHISO_CAUSE_SIGN && claim->code == CHISO_AUDIT_RANK_CHANGE) {
        chiso__fail(error, CHISO_OK, CHISO__SAY_CAUSE_SIGN_OF_RANKS, NULL);
    } else {
        chiso__fail(error, CHISO_OK, messages[finding->cause], words);
    }
}

/* The whole sentence: {0} and {1} the operands, {2} what it should be, {3} what it is. */
static void say_claim(const struct chiso__claim *claim, chiso_finding *finding)
{
    static const enum chiso__message messages[] = {
        CHISO__SAY_FIGURE_RATIO,  CHISO__SAY_FIGURE_SUM,         CHISO__SAY_FIGURE_DIFFERENCE,
        CHISO__SAY_FIGURE_GROWTH, CHISO__SAY_FIGURE_MEAN,        CHISO__SAY_FIGURE_WEIGHTED,
        CHISO__SAY_NOTHING,       CHISO__SAY_FIGURE_RANK_CHANGE,
    };
    chiso_error error;

    say_cause(claim, finding, &error);
    chiso__fail_within(
        &error, CHISO_OK, messages[claim->code - CHISO_AUDIT_RATIO],
        CHISO__WORDS(chiso__say_decimal(claim->first), chiso__say_decimal(claim->second),
                     chiso__say_decimal(finding->expected), chiso__say_decimal(finding->found)));
    memcpy(finding->message, error.message, sizeof(finding->message));
    memcpy(finding->message_vi, error.message_vi, sizeof(finding->message_vi));
}

chiso_status chiso__claim_check(const struct chiso__claim *claim, chiso_finding *out_finding)
{
    const chiso__wide expected = chiso__claim_round(claim, claim->rounding);
    chiso_finding finding = chiso__finding_of(claim->code, CHISO_SEVERITY_ERROR);

    if (expected == chiso__claim_printed(claim)) {
        *out_finding = chiso__finding_of(CHISO_AUDIT_NONE, CHISO_SEVERITY_NOTE);
        return CHISO_OK;
    }
    if (!chiso__narrow(expected * unit_of(claim), &finding.expected)) {
        return CHISO_E_RANGE;
    }
    finding.found = claim->printed.value;
    finding.cause = cause_of(claim, expected, &finding.fits);
    finding.severity = severity_of(finding.cause);
    say_claim(claim, &finding);
    *out_finding = finding;
    return CHISO_OK;
}

/* Percents of two decimals: a × 100 / b. */
static bool claim_percent(chiso__wide part, chiso_printed whole, chiso_decimal slack,
                          struct chiso__claim *claim)
{
    if (whole.value <= 0) {
        return false;
    }
    claim->numerator = part * 100 * CHISO_DECIMAL_ONE;
    claim->denominator = whole.value;
    claim->slack = (chiso__wide)slack * 100 * CHISO_DECIMAL_ONE;
    return true;
}

static bool begin_claim(chiso_audit_code code, chiso_printed first, chiso_printed second,
                        chiso_printed printed, struct chiso__claim *claim)
{
    *claim = (struct chiso__claim){.code = code,
                                   .denominator = 1,
                                   .printed = printed,
                                   .first = first.value,
                                   .second = second.value,
                                   .rounding = CHISO_ROUND_HALF_UP};
    return chiso__is_printed(first) && chiso__is_printed(second) && chiso__is_printed(printed);
}

bool chiso__claim_ratio(chiso_printed achieved, chiso_printed max, chiso_printed percent,
                        struct chiso__claim *out_claim)
{
    return begin_claim(CHISO_AUDIT_RATIO, achieved, max, percent, out_claim) &&
           claim_percent(achieved.value, max, chiso__printed_slack(achieved), out_claim);
}

bool chiso__claim_difference(chiso_printed now, chiso_printed before, chiso_printed change,
                             struct chiso__claim *out_claim)
{
    if (!begin_claim(CHISO_AUDIT_DIFFERENCE, now, before, change, out_claim)) {
        return false;
    }
    out_claim->numerator = (chiso__wide)now.value - before.value;
    out_claim->slack = (chiso__wide)chiso__printed_slack(now) + chiso__printed_slack(before);
    return true;
}

bool chiso__claim_growth(chiso_printed now, chiso_printed before, chiso_printed percent,
                         struct chiso__claim *out_claim)
{
    return begin_claim(CHISO_AUDIT_GROWTH, now, before, percent, out_claim) &&
           claim_percent((chiso__wide)now.value - before.value, before,
                         chiso__printed_slack(now) + chiso__printed_slack(before), out_claim);
}
