/* What the shares of a unit say of its rank: quantiles that occurred, and means rounded once. */
#include "robustness/seen.h"

uint64_t chiso__shares_draws(const struct chiso__shares *shares)
{
    return chiso__shares_within(shares, UINT32_MAX);
}

uint64_t chiso__shares_within(const struct chiso__shares *shares, uint32_t rank)
{
    uint64_t draws = 0;

    for (uint32_t i = 0; i < shares->count && shares->entries[i].rank <= rank; i++) {
        draws += shares->entries[i].draws;
    }
    return draws;
}

uint32_t chiso__shares_least(const struct chiso__shares *shares)
{
    return shares->count == 0 ? 0 : shares->entries[0].rank;
}

uint32_t chiso__shares_greatest(const struct chiso__shares *shares)
{
    return shares->count == 0 ? 0 : shares->entries[shares->count - 1].rank;
}

uint32_t chiso__shares_quantile(const struct chiso__shares *shares, uint32_t q)
{
    const chiso__unsigned_wide bound = (chiso__unsigned_wide)chiso__shares_draws(shares) * q;
    uint64_t draws = 0;

    for (uint32_t i = 0; i < shares->count; i++) {
        draws += shares->entries[i].draws;
        if ((chiso__unsigned_wide)draws * (uint64_t)CHISO_DECIMAL_ONE >= bound) {
            return shares->entries[i].rank;
        }
    }
    return chiso__shares_greatest(shares);
}

chiso_decimal chiso__shares_mean(const struct chiso__shares *shares)
{
    return chiso__mean_distance(chiso__shares_distance(shares, 0), chiso__shares_draws(shares));
}

/* 2^31 halves in each of 2^40 draws are far below 128 bits. */
chiso__unsigned_wide chiso__shares_distance(const struct chiso__shares *shares, uint32_t rank)
{
    chiso__unsigned_wide distance = 0;

    for (uint32_t i = 0; i < shares->count; i++) {
        const struct chiso__shares_at *entry = &shares->entries[i];
        const uint32_t off = entry->rank < rank ? rank - entry->rank : entry->rank - rank;

        distance += (chiso__unsigned_wide)off * entry->draws;
    }
    return distance;
}

chiso_decimal chiso__mean_distance(chiso__unsigned_wide distance, uint64_t count)
{
    if (count == 0) {
        return CHISO_ABSENT;
    }
    /* A half is 500 000 millionths; a half of a millionth goes up. */
    return (chiso_decimal)((distance * (uint64_t)CHISO_DECIMAL_ONE + count) / 2 / count);
}

bool chiso__shares_steady(const struct chiso__shares *shares, uint32_t rank)
{
    enum { PLACE = 2, LOW = 50000, HIGH = 950000 };
    const uint32_t low = chiso__shares_quantile(shares, LOW);
    const uint32_t high = chiso__shares_quantile(shares, HIGH);

    return shares->count > 0 && low + PLACE >= rank && high <= rank + PLACE;
}
