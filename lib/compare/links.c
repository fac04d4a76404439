/* A map as links between two lists of codes, checked against both. */
#include "compare/inside.h"

#include <string.h>

/* What a map says of one id of a side. */
struct mention {
    uint32_t rows; /* that go somewhere, or come from somewhere */
    bool named;    /* it is in a row, so its code alone does not match it */
    bool alone; /* of an old id: it is in one row only; of a new one: so are all that it comes from
                 */
    bool all_one;   /* of a new id: each share is 1 */
    int64_t shares; /* their sum; it cannot overflow, since there are less than 2^32 of them */
};

/* Matching at work. */
struct match {
    enum chiso__subject subject;
    const struct chiso__side *sides[2]; /* before, now */
    const chiso_map *map;
    struct mention *mentions[2];
    uint32_t (*ends)[2]; /* of each row: the old id and the new one, or UINT32_MAX */
};

enum { BEFORE, NOW };

static chiso_status fail_code(const struct match *match, struct chiso__span code, int side,
                              chiso_error *error)
{
    const struct chiso__insert *words = CHISO__WORDS(chiso__say(code));

    if (match->subject == CHISO__OF_UNITS) {
        return side == BEFORE
                   ? chiso__fail(error, CHISO_E_UNIT, CHISO__SAY_MAP_NO_EARLIER_UNIT, words)
                   : chiso__fail(error, CHISO_E_UNIT, CHISO__SAY_MAP_NO_LATER_UNIT, words);
    }
    return side == BEFORE
               ? chiso__fail(error, CHISO_E_NODE, CHISO__SAY_MAP_NO_EARLIER_CRITERION, words)
               : chiso__fail(error, CHISO_E_NODE, CHISO__SAY_MAP_NO_LATER_CRITERION, words);
}

/* Names whom a map is wrong about, so that a form can mark it. */
static chiso_status fail_about(const struct match *match, struct chiso__span code,
                               chiso_status status, chiso_error *error)
{
    return match->subject == CHISO__OF_UNITS ? chiso__fail_about_unit(error, status, code)
                                             : chiso__fail_about_criterion(error, status, code);
}

static chiso_status find_end(struct match *match, uint32_t row, int side, struct chiso__span code,
                             chiso_error *error)
{
    int64_t found = CHISO__NOT_FOUND;

    match->ends[row][side] = UINT32_MAX;
    if (code.size == 0) {
        return CHISO_OK;
    }
    found = chiso__index_find(match->sides[side]->index, match->sides[side]->codes, code);
    if (found == CHISO__NOT_FOUND) {
        return fail_code(match, code, side, error);
    }
    match->ends[row][side] = (uint32_t)found;
    match->mentions[side][found].named = true;
    return CHISO_OK;
}

/* Finds the ids of every row, and adds up shares by old id. */
static chiso_status find_rows(struct match *match, chiso_error *error)
{
    const chiso_map *map = match->map;
    chiso_status status = CHISO_OK;

    for (uint32_t row = 0; row < map->count && status == CHISO_OK; row++) {
        status = find_end(match, row, BEFORE, map->rows[row].old_code, error);
        if (status == CHISO_OK) {
            status = find_end(match, row, NOW, map->rows[row].new_code, error);
        }
        if (status == CHISO_OK && match->ends[row][BEFORE] != UINT32_MAX) {
            struct mention *old = &match->mentions[BEFORE][match->ends[row][BEFORE]];

            old->shares += map->rows[row].share;
            old->alone = old->rows++ == 0;
        }
    }
    return status;
}

/* Adds up shares by new id. */
static chiso_status add_shares(struct match *match, chiso_error *error)
{
    const chiso_map *map = match->map;

    for (uint32_t row = 0; row < map->count; row++) {
        const uint32_t id = match->ends[row][NOW];
        const uint32_t from = match->ends[row][BEFORE];
        struct mention *new = id == UINT32_MAX ? NULL : &match->mentions[NOW][id];

        if (new == NULL) {
            continue;
        }
        if (new->rows > 0 && (from == UINT32_MAX || new->shares == 0)) {
            const chiso_status status =
                chiso__fail(error, CHISO_E_DUPLICATE, CHISO__SAY_MAP_CONTRADICTS_ITSELF,
                            CHISO__WORDS(chiso__say(map->rows[row].new_code)));

            return fail_about(match, map->rows[row].new_code, status, error);
        }
        new->alone = (new->rows == 0 || new->alone) && from != UINT32_MAX &&
                     match->mentions[BEFORE][from].alone;
        new->all_one =
            (new->rows == 0 || new->all_one) && map->rows[row].share == CHISO_DECIMAL_ONE;
        new->shares += from == UINT32_MAX ? 0 : map->rows[row].share;
        new->rows++;
    }
    return CHISO_OK;
}

static chiso_status fail_shares(const struct match *match, struct chiso__span code, int64_t shares,
                                bool into, chiso_error *error)
{
    const struct chiso__insert *words =
        CHISO__WORDS(chiso__say(code),
                     chiso__say_decimal(shares > CHISO_DECIMAL_MAX ? CHISO_DECIMAL_MAX : shares));

    return fail_about(match, code,
                      into ? chiso__fail(error, CHISO_E_WEIGHT, CHISO__SAY_MAP_SHARES_INTO, words)
                           : chiso__fail(error, CHISO_E_WEIGHT, CHISO__SAY_MAP_SHARES_OF, words),
                      error);
}

/* The shares of an old id add up to 1, or it is merged into one whose shares do. */
static chiso_status check_shares(const struct match *match, chiso_error *error)
{
    for (uint32_t row = 0; row < match->map->count; row++) {
        const struct mention *old = match->ends[row][BEFORE] == UINT32_MAX
                                        ? NULL
                                        : &match->mentions[BEFORE][match->ends[row][BEFORE]];
        const struct mention *new = match->ends[row][NOW] == UINT32_MAX
                                        ? NULL
                                        : &match->mentions[NOW][match->ends[row][NOW]];

        if (new != NULL &&new->alone &&new->rows > 1) {
            if (!new->all_one &&new->shares != CHISO_DECIMAL_ONE) {
                return fail_shares(match, match->map->rows[row].new_code, new->shares, true, error);
            }
        } else if (old != NULL && old->shares != CHISO_DECIMAL_ONE) {
            return fail_shares(match, match->map->rows[row].old_code, old->shares, false, error);
        }
    }
    return CHISO_OK;
}

/* The old id with the code of a new one, where no row speaks of either; UINT32_MAX for none. */
static uint32_t find_same(const struct match *match, uint32_t id)
{
    const struct chiso__side *before = match->sides[BEFORE];
    const struct chiso__span code = match->sides[NOW]->codes[id];
    int64_t found = id;

    if (match->map != NULL && match->mentions[NOW][id].named) {
        return UINT32_MAX;
    }
    /* Two boards of the same units mostly have them in the same order. */
    if (id >= before->count || !chiso__span_equal(before->codes[id], code)) {
        found = chiso__index_find(before->index, before->codes, code);
    }
    return found == CHISO__NOT_FOUND || (match->map != NULL && match->mentions[BEFORE][found].named)
               ? UINT32_MAX
               : (uint32_t)found;
}

/* Whether a row goes from an old id to a new one. */
static bool is_link(const struct match *match, uint32_t row)
{
    return match->ends[row][BEFORE] != UINT32_MAX && match->ends[row][NOW] != UINT32_MAX;
}

/* Whether a row is there before. */
static bool is_there_before(const struct match *match, uint32_t row)
{
    bool found = false;

    for (uint32_t other = 0; other < row && is_link(match, row) && !found; other++) {
        found = match->ends[other][BEFORE] == match->ends[row][BEFORE] &&
                match->ends[other][NOW] == match->ends[row][NOW];
    }
    return found;
}

/* Says which row is the first that is there before; one is. */
static chiso_status fail_twice(const struct match *match, chiso_error *error)
{
    const struct chiso__map_entry *twice = NULL;
    uint32_t row = 0;
    chiso_status status = CHISO_OK;

    while (!is_there_before(match, row)) {
        row++;
    }
    twice = &match->map->rows[row];
    status = chiso__fail(error, CHISO_E_DUPLICATE, CHISO__SAY_MAP_ROW_TWICE,
                         CHISO__WORDS(chiso__say(twice->old_code), chiso__say(twice->new_code)));
    return fail_about(match, twice->new_code, status, error);
}

/* Puts the links of the rows behind those that come before in starts, which they move to their end.
 */
static void place_rows(const struct match *match, struct chiso__links *links, uint32_t *next)
{
    for (uint32_t row = 0; row < match->map->count; row++) {
        if (is_link(match, row)) {
            const uint32_t old = match->ends[row][BEFORE];
            const uint32_t id = match->ends[row][NOW];

            links->olds[next[id]] = old;
            links->shares[next[id]++] = match->map->rows[row].share;
            links->heirs[old]++;
        }
    }
}

/* Whether no new id comes from an old one twice. The last is, by old id, 1 + the last new one that
 * came from it; 0 for none yet. */
static bool are_once(const struct chiso__links *links, uint32_t count, uint32_t *last)
{
    for (uint32_t id = 0; id < count; id++) {
        for (uint32_t i = links->starts[id]; i < links->starts[id + 1]; i++) {
            if (last[links->olds[i]] == id + 1) {
                return false;
            }
            last[links->olds[i]] = id + 1;
        }
    }
    return true;
}

/* Fills links; next is as long as the new side, and last, all 0, as the old one. */
static chiso_status fill(const struct match *match, struct chiso__links *links, uint32_t *next,
                         uint32_t *last, chiso_error *error)
{
    const uint32_t count = match->sides[NOW]->count;
    uint32_t total = 0;

    links->aligned = match->map == NULL;
    for (uint32_t id = 0; id < count; id++) {
        const uint32_t same = find_same(match, id);

        links->starts[id] = total;
        next[id] = total;
        links->aligned = links->aligned && same == id;
        if (same != UINT32_MAX) {
            links->olds[total] = same;
            links->shares[total++] = CHISO_DECIMAL_ONE;
            links->heirs[same]++;
        } else if (match->map != NULL) {
            total += match->mentions[NOW][id].shares > 0 ? match->mentions[NOW][id].rows : 0;
        }
    }
    links->starts[count] = total;
    if (match->map != NULL) {
        place_rows(match, links, next);
        return are_once(links, count, last) ? CHISO_OK : fail_twice(match, error);
    }
    return CHISO_OK;
}

static chiso_status read_map(struct match *match, const chiso_allocator *allocator,
                             chiso_error *error)
{
    chiso_status status = CHISO_OK;

    for (int side = BEFORE; side <= NOW; side++) {
        match->mentions[side] =
            chiso__alloc_zero(allocator, match->sides[side]->count, sizeof(*match->mentions[side]));
    }
    match->ends = chiso__alloc(allocator, match->map->count == 0 ? 1 : match->map->count,
                               sizeof(*match->ends));
    if (match->mentions[BEFORE] == NULL || match->mentions[NOW] == NULL || match->ends == NULL) {
        return chiso__fail_memory(error);
    }
    status = find_rows(match, error);
    if (status == CHISO_OK) {
        status = add_shares(match, error);
    }
    return status == CHISO_OK ? check_shares(match, error) : status;
}

chiso_status chiso__links_new(enum chiso__subject subject, const struct chiso__side *before,
                              const struct chiso__side *now, const chiso_map *map,
                              const chiso_allocator *allocator, struct chiso__links *out_links,
                              chiso_error *error)
{
    struct match match = {subject, {before, now}, map, {NULL, NULL}, NULL};
    struct chiso__links links = {NULL, NULL, NULL, NULL, false};
    uint32_t *next = chiso__alloc(allocator, now->count, sizeof(*next));
    uint32_t *last = chiso__alloc_zero(allocator, before->count, sizeof(*last));
    chiso_status status = map == NULL ? CHISO_OK : read_map(&match, allocator, error);

    if (status == CHISO_OK) {
        const size_t most = (size_t)now->count + chiso_map_count(map);

        links.olds = chiso__alloc(allocator, most, sizeof(*links.olds));
        links.shares = chiso__alloc(allocator, most, sizeof(*links.shares));
        links.starts = chiso__alloc(allocator, (size_t)now->count + 1, sizeof(*links.starts));
        links.heirs = chiso__alloc_zero(allocator, before->count, sizeof(*links.heirs));
        status = next == NULL || last == NULL || links.olds == NULL || links.shares == NULL ||
                         links.starts == NULL || links.heirs == NULL
                     ? chiso__fail_memory(error)
                     : fill(&match, &links, next, last, error);
    }
    chiso__release(allocator, match.mentions[BEFORE]);
    chiso__release(allocator, match.mentions[NOW]);
    chiso__release(allocator, match.ends);
    chiso__release(allocator, next);
    chiso__release(allocator, last);
    if (status != CHISO_OK) {
        chiso__links_free(allocator, &links);
        return status;
    }
    *out_links = links;
    return CHISO_OK;
}

bool chiso__links_equal(const struct chiso__links *a, const struct chiso__links *b, uint32_t count)
{
    if (a->starts[count] != b->starts[count] ||
        memcmp(a->starts, b->starts, (count + (size_t)1) * sizeof(*a->starts)) != 0) {
        return false;
    }
    for (uint32_t i = 0; i < a->starts[count]; i++) {
        if (a->olds[i] != b->olds[i] || a->shares[i] != b->shares[i]) {
            return false;
        }
    }
    return true;
}

void chiso__links_free(const chiso_allocator *allocator, struct chiso__links *links)
{
    chiso__release(allocator, links->olds);
    chiso__release(allocator, links->shares);
    chiso__release(allocator, links->starts);
    chiso__release(allocator, links->heirs);
    *links = (struct chiso__links){NULL, NULL, NULL, NULL, false};
}
