/* From random numbers to weights, shares, answers and digits, in whole numbers. */
#include "robustness/vary.h"

#include "base/sort.h"

int64_t chiso__rounding_off(uint64_t number, unsigned decimals)
{
    uint32_t half = (uint32_t)(CHISO_DECIMAL_ONE / 2);

    for (unsigned i = 0; i < decimals; i++) {
        half /= 10;
    }
    return chiso__choose_within(number, half);
}

/* Parts of a sum by weights. */
struct apportionment {
    const struct chiso__carried *weights;
    uint32_t *parameters;
    chiso__unsigned_wide *remainders; /* of those in ids */
    uint32_t *ids;                    /* those that have no parameter for good */
    uint32_t *scratch;
    uint32_t count; /* of ids */
    uint32_t sum;   /* what they share */
};

static chiso__unsigned_wide wide_of(struct chiso__carried weight)
{
    return (chiso__unsigned_wide)(uint64_t)weight.millionths << CHISO__REST_BITS | weight.rest;
}

static bool has_more_left(const void *context, uint32_t a, uint32_t b)
{
    const chiso__unsigned_wide *remainders = context;

    return remainders[a] > remainders[b];
}

/* Shares the sum out among those in ids by the largest remainders. */
static void share_out(struct apportionment *all)
{
    chiso__unsigned_wide whole = 0;
    uint32_t left = all->sum;

    for (uint32_t i = 0; i < all->count; i++) {
        whole += wide_of(all->weights[all->ids[i]]);
    }
    for (uint32_t i = 0; i < all->count; i++) {
        const uint32_t id = all->ids[i];
        const struct chiso__product product = chiso__multiply(all->sum, wide_of(all->weights[id]));

        all->parameters[id] = (uint32_t)chiso__divide_product(product, whole, &all->remainders[id]);
        left -= all->parameters[id];
    }
    /* What is left is less than one each; the sort is stable, and ids go up. */
    for (uint32_t i = 0; i < all->count; i++) {
        all->scratch[i] = all->ids[i];
    }
    chiso__sort_ids(all->scratch, all->scratch + all->count, all->count, has_more_left,
                    all->remainders);
    for (uint32_t i = 0; i < left; i++) {
        all->parameters[all->scratch[i]]++;
    }
}

/* Gives 1 for good to those that got none. Whether there are any. */
static bool lift(struct apportionment *all)
{
    uint32_t kept = 0;

    for (uint32_t i = 0; i < all->count; i++) {
        const uint32_t id = all->ids[i];

        if (all->parameters[id] == 0) {
            all->parameters[id] = 1;
        } else {
            all->ids[kept++] = id;
        }
    }
    all->sum -= all->count - kept;
    if (kept == all->count) {
        return false;
    }
    all->count = kept;
    return true;
}

static bool are_weights(const struct chiso__carried *weights, uint32_t count, uint32_t sum)
{
    struct chiso__total total = {0, 0};
    bool good = count > 0 && sum >= count && sum <= CHISO__PARAMETERS_MOST;

    for (uint32_t i = 0; i < count && good; i++) {
        good = chiso__is_carried(weights[i]) && weights[i].millionths >= 0 &&
               !chiso__carried_is_zero(weights[i]) && chiso__total_add(&total, weights[i]);
    }
    return good;
}

bool chiso__dirichlet_parameters(const struct chiso__carried *weights, uint32_t count, uint32_t sum,
                                 const chiso_allocator *allocator, uint32_t *out_parameters)
{
    struct apportionment all = {
        .weights = weights, .parameters = out_parameters, .count = count, .sum = sum};

    if (!are_weights(weights, count, sum)) {
        return false;
    }
    all.remainders = chiso__alloc(allocator, count, sizeof(*all.remainders));
    all.ids = chiso__alloc(allocator, count, 3 * sizeof(*all.ids));
    if (all.remainders != NULL && all.ids != NULL) {
        all.scratch = all.ids + count;
        for (uint32_t i = 0; i < count; i++) {
            all.ids[i] = i;
        }
        do {
            share_out(&all);
        } while (lift(&all));
    }
    chiso__release(allocator, all.remainders);
    chiso__release(allocator, all.ids);
    return all.scratch != NULL;
}

void chiso__dirichlet_shares(struct chiso__stream *stream, const uint32_t *parameters,
                             uint32_t count, uint64_t *scratch, uint64_t *out_shares)
{
    uint64_t before = 0;
    size_t sum = 0;
    size_t end = 0;

    for (uint32_t i = 0; i < count; i++) {
        sum += parameters[i];
    }
    for (size_t i = 0; i + 1 < sum; i++) {
        scratch[i] = chiso__stream_next(stream) >> (64 - CHISO__SHARE_BITS);
    }
    if (sum > 1) {
        (void)chiso__sort_counting(scratch, scratch + sum, sum - 1);
    }
    /* The gaps of a share lie side by side, so only where they begin and end is looked at. */
    for (uint32_t i = 0; i < count; i++) {
        uint64_t at = 0;

        end += parameters[i];
        at = end < sum ? scratch[end - 1] : UINT64_C(1) << CHISO__SHARE_BITS;
        out_shares[i] = at - before;
        before = at;
    }
}

/* How many of so many fresh bits are set. */
static int64_t draw_bits(struct chiso__stream *stream, int64_t count)
{
    int64_t set = 0;

    for (; count >= 64; count -= 64) {
        set += __builtin_popcountll(chiso__stream_next(stream));
    }
    if (count > 0) {
        set += __builtin_popcountll(chiso__stream_next(stream) & ((UINT64_C(1) << count) - 1));
    }
    return set;
}

int64_t chiso__binomial(struct chiso__stream *stream, int64_t trials, uint64_t chance)
{
    int64_t undecided = trials;
    int64_t successes = 0;

    for (int bit = 63; bit >= 0 && undecided > 0; bit--) {
        const int64_t set = draw_bits(stream, undecided);

        /* A trial whose bit is that of the chance goes on; of the others those are below it whose
         * bit is 0. One that is equal to the chance in all bits is not below it. */
        if ((chance >> bit & 1) != 0) {
            successes += undecided - set;
            undecided = set;
        } else {
            undecided -= set;
        }
    }
    return successes;
}

bool chiso__draw_answers(struct chiso__stream *stream, const int64_t *counts, uint32_t count,
                         int64_t *out_counts)
{
    int64_t left = 0;
    int64_t rest = 0;

    for (uint32_t i = 0; i < count; i++) {
        if (counts[i] < 0 || __builtin_add_overflow(rest, counts[i], &rest)) {
            return false;
        }
    }
    left = rest;
    for (uint32_t i = 0; i < count; i++) {
        const int64_t had = counts[i];
        int64_t got = left;

        if (had < rest) {
            const chiso__unsigned_wide shifted = (chiso__unsigned_wide)(uint64_t)had << 64;

            got = chiso__binomial(stream, left, (uint64_t)(shifted / (uint64_t)rest));
        }
        out_counts[i] = got;
        left -= got;
        rest -= had;
    }
    return true;
}
