/* What treatments make of numbers. */
#include "score/prepare_inside.h"

#include "number/logarithm.h"

/* Logarithms are right to some 2^-60, quotients to 2^-52 of a millionth: so far the furthest must
 * be apart that 13 digits of their distances are right, in 2^-52 millionths. */
#define LOGARITHMS_APART ((chiso__wide)1000 << CHISO__REST_BITS) /* 0.001 */
#define QUOTIENTS_APART ((chiso__wide)(CHISO__REST_ONE / 100))   /* 10^-8 */

struct chiso__carried chiso__natural_log(struct chiso__carried number)
{
    /* ln 2 in units of 2^-64. */
    const chiso__unsigned_wide ln2 = UINT64_C(0xB17217F7D1CF79AC);
    /* Numbers are counted in 2^-52 millionths, and so is what their logarithm is above. */
    const chiso__wide above =
        chiso__carried_log2(number) - chiso__carried_log2(chiso__carried_of(CHISO_DECIMAL_ONE));
    const struct chiso__product product = chiso__multiply(chiso__magnitude(above), ln2);
    /* In units of 2^-62, which are 10^6 / 2^10 of a last bit. */
    const chiso__unsigned_wide natural = product.high << 64 | product.low >> 64;
    const chiso__unsigned_wide bits =
        (natural * CHISO_DECIMAL_ONE + ((chiso__unsigned_wide)1 << 9)) >> 10;
    const struct chiso__carried size = {(int64_t)(bits >> CHISO__REST_BITS),
                                        (uint64_t)bits & (CHISO__REST_ONE - 1)};

    return above < 0 ? chiso__carried_negate(size) : size;
}

/* Linear interpolation at so many quarters of the way. */
static bool find_quartile(const struct chiso__carried *sorted, uint32_t count, uint32_t quarter,
                          struct chiso__carried *out_value)
{
    const uint64_t place = (uint64_t)(count - 1) * quarter;
    const uint32_t below = (uint32_t)(place / 4);
    const int64_t part = (int64_t)(place % 4);
    struct chiso__total sum = {0, 0};

    (void)chiso__total_add_times(&sum, sorted[below], 4 - part);
    if (part > 0) {
        (void)chiso__total_add_times(&sum, sorted[below + 1], part);
    }
    return chiso__total_over(sum, 4, out_value);
}

bool chiso__quartile_fences(const struct chiso__carried *sorted, uint32_t count,
                            struct chiso__carried reach, struct chiso__carried *out_low,
                            struct chiso__carried *out_high)
{
    const struct chiso__carried one = {CHISO_DECIMAL_ONE, 0};
    struct chiso__carried first = {0, 0};
    struct chiso__carried third = {0, 0};
    struct chiso__carried off = {0, 0};

    return find_quartile(sorted, count, 1, &first) && find_quartile(sorted, count, 3, &third) &&
           chiso__carried_subtract(third, first, &off) &&
           chiso__carried_scale(off, reach, one, &off) &&
           chiso__carried_subtract(first, off, out_low) && chiso__carried_add(third, off, out_high);
}

static chiso__wide wide_of(struct chiso__carried number)
{
    const struct chiso__total total = chiso__total_of(number);

    return (chiso__wide)((chiso__unsigned_wide)(uint64_t)total.high << 64 | total.low);
}

/* The rows with the least and the greatest value; false where there is none, or all are equal. */
static bool find_ends(const struct chiso__preparing *work, uint32_t *out_low, uint32_t *out_high)
{
    const struct chiso__carried *values = work->values;
    bool any = false;

    for (uint32_t row = 0; row < work->rows->count; row++) {
        if (chiso__carried_is_gap(values[row])) {
            continue;
        }
        if (!any) {
            *out_low = *out_high = row;
            any = true;
        }
        *out_low = chiso__carried_compare(values[row], values[*out_low]) < 0 ? row : *out_low;
        *out_high = chiso__carried_compare(values[row], values[*out_high]) > 0 ? row : *out_high;
    }
    return any && chiso__carried_compare(values[*out_low], values[*out_high]) != 0;
}

bool chiso__prepare_fail(struct chiso__preparing *work, enum chiso__unprepared_kind kind,
                         uint32_t row)
{
    *work->why = (struct chiso__unprepared){kind, work->leaf, row, {0, 0}};
    if (row < work->rows->count) {
        work->why->value = work->values[row];
    }
    return false;
}

bool chiso__told_apart(struct chiso__preparing *work)
{
    const struct chiso__rule *rule = &work->rows->tree->nodes[work->leaf].rule;
    const bool logarithms = chiso__rule_has(rule, CHISO__TREATS_LOG);
    chiso__wide apart = 0;
    uint32_t low = 0;
    uint32_t high = 0;

    /* Shares of who is below ask for the order alone. */
    if (rule->kind == CHISO__RULE_PERCENTILE ||
        (!logarithms && !chiso__rule_has(rule, CHISO__TREATS_OVER)) ||
        !find_ends(work, &low, &high)) {
        return true;
    }
    if (rule->kind == CHISO__RULE_RANGE) {
        apart = wide_of(rule->range.max_at.value) - wide_of(rule->range.min_at.value);
    } else if (rule->kind == CHISO__RULE_BEST && rule->down) {
        apart = wide_of(work->values[low]);
    } else {
        apart = wide_of(work->values[high]) - wide_of(work->values[low]);
    }
    if ((apart < 0 ? -apart : apart) >= (logarithms ? LOGARITHMS_APART : QUOTIENTS_APART)) {
        return true;
    }
    return chiso__prepare_fail(
        work, logarithms ? CHISO__UNPREPARED_LOGARITHMS_NEAR : CHISO__UNPREPARED_QUOTIENTS_NEAR,
        low);
}
