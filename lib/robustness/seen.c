/* Counts over draws. Draws are kept row by row until there are many, so that adding one is a copy;
 * then each unit's are counted by rank and merged into its shares. Memory is that of the kept rows,
 * and of the ranks that occurred: never of units × units, unless pairs are asked for. */
#include "robustness/seen.h"

#include <string.h>

/* How many draws are kept: so many, or fewer where units are so many that they fill this number of
 * ranks, but some. */
enum { KEPT_MOST = 256, KEPT_LEAST = 16, KEPT_RANKS = 1 << 22 };

static size_t pair_count(const struct chiso__seen *seen)
{
    return (size_t)seen->units * (seen->units - (size_t)(seen->units > 0)) / 2;
}

static bool take_memory(struct chiso__seen *seen, bool pairs)
{
    const chiso_allocator *allocator = &seen->allocator;

    if (seen->units > 0) {
        seen->shares = chiso__alloc_zero(allocator, seen->units, sizeof(*seen->shares));
    }
    if (seen->units > 0 && seen->bands > 0) {
        seen->band_draws = chiso__alloc_zero(allocator, seen->units,
                                             (size_t)seen->bands * sizeof(*seen->band_draws));
    }
    if (pairs) {
        seen->versus = chiso__alloc_zero(allocator, pair_count(seen) + 1, sizeof(*seen->versus));
    }
    return (seen->units == 0 || seen->shares != NULL) &&
           (seen->units == 0 || seen->bands == 0 || seen->band_draws != NULL) &&
           (!pairs || seen->versus != NULL);
}

struct chiso__seen *chiso__seen_new(const chiso_allocator *allocator, uint32_t units,
                                    uint32_t bands, bool pairs)
{
    struct chiso__seen *seen = NULL;

    if (units > CHISO__SEEN_MOST) {
        return NULL;
    }
    seen = chiso__alloc_zero(allocator, 1, sizeof(*seen));
    if (seen == NULL) {
        return NULL;
    }
    seen->allocator = *allocator;
    seen->units = units;
    seen->bands = bands;
    if (!take_memory(seen, pairs)) {
        chiso__seen_free(seen);
        return NULL;
    }
    return seen;
}

void chiso__seen_free(struct chiso__seen *seen)
{
    chiso_allocator allocator;

    if (seen == NULL) {
        return;
    }
    allocator = seen->allocator;
    for (uint32_t i = 0; i < seen->units && seen->shares != NULL; i++) {
        chiso__release(&allocator, seen->shares[i].entries);
    }
    chiso__release(&allocator, seen->shares);
    chiso__release(&allocator, seen->band_draws);
    chiso__release(&allocator, seen->versus);
    chiso__release(&allocator, seen->kept);
    chiso__release(&allocator, seen->marks);
    chiso__release(&allocator, seen->counts);
    chiso__release(&allocator, seen);
}

/* ---- From kept draws to shares */

/* The kept ranks of a unit, counted. */
struct counted {
    size_t first; /* the words of marks that hold any */
    size_t end;
    uint32_t ranks; /* how many different ones */
};

/* Without a rank is counted as rank 0 and taken off again, so that the loop has no branch. */
static struct counted count_kept(struct chiso__seen *seen, uint32_t unit)
{
    const uint32_t *rank = seen->kept + unit;
    struct counted counted = {SIZE_MAX, 0, 0};

    for (uint32_t draw = 0; draw < seen->kept_draws; draw++, rank += seen->units) {
        const size_t word = *rank / 64;

        seen->counts[*rank]++;
        seen->marks[word] |= UINT64_C(1) << *rank % 64;
        counted.first = word < counted.first ? word : counted.first;
        counted.end = word + 1 > counted.end ? word + 1 : counted.end;
    }
    seen->counts[0] = 0;
    seen->marks[0] &= ~UINT64_C(1);
    for (size_t word = counted.first; word < counted.end; word++) {
        counted.ranks += (uint32_t)__builtin_popcountll(seen->marks[word]);
    }
    return counted;
}

/* Adds what is counted of ranks that the shares have, and takes those marks off. */
static void add_known(struct chiso__seen *seen, struct chiso__shares *shares,
                      struct counted *counted)
{
    for (uint32_t i = 0; i < shares->count; i++) {
        struct chiso__shares_at *entry = &shares->entries[i];

        if (seen->counts[entry->rank] > 0) {
            entry->draws += seen->counts[entry->rank];
            seen->counts[entry->rank] = 0;
            seen->marks[entry->rank / 64] &= ~(UINT64_C(1) << entry->rank % 64);
            counted->ranks--;
        }
    }
}

/* Puts the marked ranks, which the shares do not have and have room for, where they belong: from
 * the last one on, so that no entry is written over before it is moved. */
static void add_new(struct chiso__seen *seen, struct chiso__shares *shares,
                    const struct counted *counted)
{
    uint32_t old = shares->count;
    uint32_t at = shares->count + counted->ranks;

    shares->count = at;
    for (size_t word = counted->end; word-- > counted->first;) {
        while (seen->marks[word] != 0) {
            const unsigned bit = 63 - (unsigned)__builtin_clzll(seen->marks[word]);
            const uint32_t rank = (uint32_t)word * 64 + bit;

            for (; old > 0 && shares->entries[old - 1].rank > rank; old--) {
                shares->entries[--at] = shares->entries[old - 1];
            }
            shares->entries[--at] = (struct chiso__shares_at){rank, seen->counts[rank]};
            seen->counts[rank] = 0;
            seen->marks[word] &= ~(UINT64_C(1) << bit);
        }
    }
}

/* How many of the counted ranks a unit does not have yet. */
static uint32_t count_new(const struct chiso__seen *seen, const struct chiso__shares *shares,
                          const struct counted *counted)
{
    uint32_t ranks = counted->ranks;

    for (uint32_t i = 0; i < shares->count; i++) {
        ranks -= seen->counts[shares->entries[i].rank] > 0;
    }
    return ranks;
}

/* What was counted is taken back: memory is out. */
static void forget(struct chiso__seen *seen, uint32_t unit)
{
    for (uint32_t draw = 0; draw < seen->kept_draws; draw++) {
        const uint32_t rank = seen->kept[(size_t)draw * seen->units + unit];

        seen->counts[rank] = 0;
        seen->marks[rank / 64] = 0;
    }
}

static bool settle_unit(struct chiso__seen *seen, uint32_t unit)
{
    struct chiso__shares *shares = &seen->shares[unit];
    struct counted counted = count_kept(seen, unit);
    const uint32_t more = count_new(seen, shares, &counted);
    void *entries = shares->entries;

    if (more > 0 && !chiso__resize(&seen->allocator, &entries, (size_t)shares->count + more,
                                   sizeof(*shares->entries))) {
        forget(seen, unit);
        return false;
    }
    shares->entries = entries;
    add_known(seen, shares, &counted);
    add_new(seen, shares, &counted);
    return true;
}

bool chiso__seen_settle(struct chiso__seen *seen)
{
    for (; seen->kept_draws > 0 && seen->settled < seen->units; seen->settled++) {
        if (!settle_unit(seen, seen->settled)) {
            return false;
        }
    }
    seen->kept_draws = 0;
    seen->settled = 0;
    return true;
}

/* ---- A draw */

/* What is needed to keep draws is taken with the first one: who only reads counts needs none. */
static bool take_room(struct chiso__seen *seen)
{
    const chiso_allocator *allocator = &seen->allocator;
    const size_t ranks = 2 * (size_t)seen->units + 1;
    const uint32_t fit = KEPT_RANKS / seen->units;
    const uint32_t room = fit > KEPT_MOST ? KEPT_MOST : fit < KEPT_LEAST ? KEPT_LEAST : fit;

    if (seen->marks == NULL) {
        seen->marks = chiso__alloc_zero(allocator, ranks / 64 + 1, sizeof(*seen->marks));
    }
    if (seen->counts == NULL) {
        seen->counts = chiso__alloc_zero(allocator, ranks, sizeof(*seen->counts));
    }
    if (seen->kept == NULL) {
        seen->kept = chiso__alloc(allocator, room, seen->units * sizeof(*seen->kept));
        seen->kept_room = room;
    }
    return seen->marks != NULL && seen->counts != NULL && seen->kept != NULL;
}

static bool are_ranks(const struct chiso__seen *seen, const uint32_t *ranks)
{
    const uint32_t most = 2 * seen->units;
    uint32_t wrong = 0;

    for (uint32_t i = 0; i < seen->units; i++) {
        wrong |= (uint32_t)(ranks[i] > most) | (uint32_t)(ranks[i] == 1);
    }
    return wrong == 0;
}

static void add_bands(struct chiso__seen *seen, const uint32_t *bands)
{
    for (uint32_t i = 0; i < seen->units; i++) {
        if (bands[i] < seen->bands) {
            seen->band_draws[(size_t)i * seen->bands + bands[i]]++;
        }
    }
}

static void add_pairs(struct chiso__seen *seen, const struct chiso__seen_draw *draw)
{
    struct chiso__versus *versus = seen->versus;

    for (uint32_t i = 0; i < seen->units; i++) {
        for (uint32_t j = i + 1; j < seen->units; j++, versus++) {
            const bool both =
                draw->groups[i] == draw->groups[j] && draw->ranks[i] > 0 && draw->ranks[j] > 0;

            versus->above += both && draw->orders[i] < draw->orders[j];
            versus->below += both && draw->orders[i] > draw->orders[j];
            versus->equal += both && draw->orders[i] == draw->orders[j];
        }
    }
}

bool chiso__seen_add(struct chiso__seen *seen, const struct chiso__seen_draw *draw)
{
    if (seen->units == 0) {
        seen->draws++;
        return true;
    }
    if (!are_ranks(seen, draw->ranks) || !take_room(seen) ||
        ((seen->kept_draws == seen->kept_room || seen->settled > 0) && !chiso__seen_settle(seen))) {
        return false;
    }
    memcpy(seen->kept + (size_t)seen->kept_draws * seen->units, draw->ranks,
           seen->units * sizeof(*seen->kept));
    seen->kept_draws++;
    seen->draws++;
    if (seen->bands > 0 && draw->bands != NULL) {
        add_bands(seen, draw->bands);
    }
    if (seen->versus != NULL) {
        add_pairs(seen, draw);
    }
    return true;
}

/* ---- Parts */

/* Both lists as one, where they were. False when memory is out. */
static bool join(const chiso_allocator *allocator, const struct chiso__shares *a,
                 const struct chiso__shares *b, struct chiso__shares *out_shares)
{
    const size_t most = (size_t)a->count + b->count;
    uint32_t i = 0;
    uint32_t j = 0;

    *out_shares = (struct chiso__shares){NULL, 0};
    if (most == 0) {
        return true;
    }
    out_shares->entries = chiso__alloc(allocator, most, sizeof(*out_shares->entries));
    if (out_shares->entries == NULL) {
        return false;
    }
    while (i < a->count || j < b->count) {
        struct chiso__shares_at *entry = &out_shares->entries[out_shares->count++];
        const bool from_a =
            j == b->count || (i < a->count && a->entries[i].rank <= b->entries[j].rank);
        const bool from_b =
            i == a->count || (j < b->count && b->entries[j].rank <= a->entries[i].rank);

        entry->rank = from_a ? a->entries[i].rank : b->entries[j].rank;
        entry->draws = (from_a ? a->entries[i].draws : 0) + (from_b ? b->entries[j].draws : 0);
        i += from_a;
        j += from_b;
    }
    return true;
}

static void add_counts(struct chiso__seen *seen, const struct chiso__seen *other,
                       const uint32_t *places)
{
    for (uint32_t i = 0; i < seen->units; i++) {
        for (uint32_t band = 0; band < seen->bands; band++) {
            seen->band_draws[(size_t)i * seen->bands + band] +=
                other->band_draws[(size_t)places[i] * seen->bands + band];
        }
        for (uint32_t j = i + 1; j < seen->units && seen->versus != NULL; j++) {
            const struct chiso__versus more = chiso__seen_versus(other, places[i], places[j]);
            struct chiso__versus *versus = &seen->versus[chiso__seen_pair(seen, i, j)];

            versus->above += more.above;
            versus->below += more.below;
            versus->equal += more.equal;
        }
    }
    seen->draws += other->draws;
}

bool chiso__seen_merge(struct chiso__seen *seen, const struct chiso__seen *other,
                       const uint32_t *places)
{
    const chiso_allocator *allocator = &seen->allocator;
    struct chiso__shares *joined = NULL;
    uint32_t done = 0;

    if (seen->units > 0) {
        joined = chiso__alloc(allocator, seen->units, sizeof(*joined));
        while (joined != NULL && done < seen->units &&
               join(allocator, &seen->shares[done], &other->shares[places[done]], &joined[done])) {
            done++;
        }
    }
    if (done < seen->units) {
        for (uint32_t i = 0; i < done; i++) {
            chiso__release(allocator, joined[i].entries);
        }
        chiso__release(allocator, joined);
        return false;
    }
    for (uint32_t i = 0; i < seen->units; i++) {
        chiso__release(allocator, seen->shares[i].entries);
        seen->shares[i] = joined[i];
    }
    chiso__release(allocator, joined);
    add_counts(seen, other, places);
    return true;
}

size_t chiso__seen_pair(const struct chiso__seen *seen, uint32_t i, uint32_t j)
{
    /* Row k has units - 1 - k pairs. */
    return (size_t)i * (2 * (size_t)seen->units - i - 1) / 2 + (j - i - 1);
}

struct chiso__versus chiso__seen_versus(const struct chiso__seen *seen, uint32_t a, uint32_t b)
{
    struct chiso__versus versus = {0, 0, 0};

    if (a < b) {
        return seen->versus[chiso__seen_pair(seen, a, b)];
    }
    versus = seen->versus[chiso__seen_pair(seen, b, a)];
    return (struct chiso__versus){versus.below, versus.above, versus.equal};
}
