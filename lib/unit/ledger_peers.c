/* What the other units have on a leaf: found once for all that are compared with the same, and left
 * on the board. */
#include "unit/ledger_inside.h"

#include "board/kept.h"
#include "board/roster.h"

/* Of fewer it is found each time: that takes no longer, and what is kept takes no more than half
 * the memory of their cells. */
enum { FEWEST_KEPT = 16, FEW_SORTED = 64 };

/* What is found on a leaf. */
struct found {
    struct chiso__carried best;
    struct chiso__carried mean;
    struct chiso__carried median;
    chiso_unit best_unit;
    uint32_t best_shared;
    uint32_t units;
    bool fits;         /* no sum is too large */
    atomic_uchar step; /* OPEN, or who is at it, or it is there */
};

enum { OPEN, CLAIMED, THERE };

/* Those of one block, or of all: one for each leaf, in the tree's order. */
struct chiso__ledger_group {
    struct found *leaves;
};

/* The units of a board that are compared, group after group. */
struct table {
    struct chiso__kept kept;
    chiso_scope scope;
    uint32_t group_count;
    uint32_t *starts; /* of groups among the units; one more for the end, and one to fill with */
    chiso_unit *units;
    _Atomic(struct chiso__ledger_group *) *groups; /* NULL until one is asked for */
};

static void release_group(const chiso_allocator *allocator, struct chiso__ledger_group *group)
{
    if (group != NULL) {
        chiso__release(allocator, group->leaves);
        chiso__release(allocator, group);
    }
}

static void end_table(const chiso_allocator *allocator, struct chiso__kept *kept)
{
    struct table *table = (struct table *)kept;

    for (uint32_t group = 0; group < table->group_count && table->groups != NULL; group++) {
        release_group(allocator, atomic_load(&table->groups[group]));
    }
    chiso__release(allocator, table->starts);
    chiso__release(allocator, table->units);
    chiso__release(allocator, table->groups);
    chiso__release(allocator, table);
}

static bool is_of_scope(const struct chiso__kept *kept, const void *key)
{
    return ((const struct table *)kept)->scope == *(const chiso_scope *)key;
}

static bool is_compared(const chiso_board *board, chiso_unit unit)
{
    return board->units.ranked[unit] && chiso__is_row_scored(&board->rows, unit);
}

static struct table *make_table(const chiso_board *board, chiso_scope scope)
{
    const chiso_allocator *allocator = &board->allocator;
    struct table *table = chiso__alloc_zero(allocator, 1, sizeof(*table));

    if (table == NULL) {
        return NULL;
    }
    table->kept.end = end_table;
    table->scope = scope;
    table->group_count = scope == CHISO_SCOPE_OVERALL ? 1 : board->units.block_count;
    table->starts =
        chiso__alloc_zero(allocator, (size_t)table->group_count + 2, sizeof(*table->starts));
    table->units = chiso__alloc(allocator, board->units.count, sizeof(*table->units));
    table->groups = chiso__alloc(allocator, table->group_count, sizeof(*table->groups));
    for (uint32_t group = 0; group < table->group_count && table->groups != NULL; group++) {
        atomic_init(&table->groups[group], NULL);
    }
    if (table->starts == NULL || table->units == NULL || table->groups == NULL) {
        end_table(allocator, &table->kept);
        return NULL;
    }
    chiso__fill_groups(board, scope, is_compared, table->group_count, table->starts, table->units);
    return table;
}

static struct table *table_of(const chiso_board *board, chiso_scope scope)
{
    struct chiso__kept *kept = chiso__kept_find(board, end_table, is_of_scope, &scope);

    if (kept == NULL) {
        struct table *const made = make_table(board, scope);

        kept = made == NULL ? NULL : chiso__kept_leave(board, &made->kept, is_of_scope, &scope);
    }
    return (struct table *)kept;
}

static struct chiso__ledger_group *make_group(const chiso_board *board)
{
    const chiso_allocator *allocator = &board->allocator;
    struct chiso__ledger_group *made = chiso__alloc_zero(allocator, 1, sizeof(*made));

    if (made != NULL) {
        made->leaves = chiso__alloc(allocator, board->tree->leaf_count, sizeof(*made->leaves));
    }
    if (made == NULL || made->leaves == NULL) {
        release_group(allocator, made);
        return NULL;
    }
    for (uint32_t i = 0; i < board->tree->leaf_count; i++) {
        atomic_init(&made->leaves[i].step, OPEN);
    }
    return made;
}

/* What is kept of a group; NULL when memory is out. */
static struct chiso__ledger_group *kept_of(const chiso_board *board,
                                           _Atomic(struct chiso__ledger_group *) *place)
{
    struct chiso__ledger_group *there = atomic_load(place);
    struct chiso__ledger_group *made = NULL;

    if (there != NULL) {
        return there;
    }
    made = make_group(board);
    /* Who comes second takes what the first one made. */
    if (made != NULL && !atomic_compare_exchange_strong(place, &there, made)) {
        release_group(&board->allocator, made);
        return there;
    }
    return made;
}

bool chiso__ledger_peers_new(const chiso_board *board, chiso_unit unit, chiso_scope scope,
                             struct chiso__ledger_peers *out_peers)
{
    struct table *table = table_of(board, scope);
    const uint32_t group = chiso__group_of(board, unit, scope);
    struct chiso__ledger_peers peers = {.board = board};

    if (table == NULL) {
        return false;
    }
    peers.units = table->units + table->starts[group];
    peers.count = table->starts[group + 1] - table->starts[group];
    if (peers.count >= FEWEST_KEPT) {
        peers.kept = kept_of(board, &table->groups[group]);
        if (peers.kept == NULL) {
            return false;
        }
    }
    *out_peers = peers;
    return true;
}

void chiso__ledger_peers_free(struct chiso__ledger_peers *peers)
{
    if (peers->board != NULL) {
        chiso__release(&peers->board->allocator, peers->holders);
        chiso__release(&peers->board->allocator, peers->points);
        chiso__release(&peers->board->allocator, peers->keys);
    }
    *peers = (struct chiso__ledger_peers){0};
}

/* Room to look at a leaf in, from the first that is looked at. */
static bool reserve(struct chiso__ledger_peers *peers)
{
    const chiso_allocator *allocator = &peers->board->allocator;

    if (peers->keys != NULL || peers->count == 0) {
        return true;
    }
    peers->holders = chiso__alloc(allocator, peers->count, sizeof(*peers->holders));
    peers->points = chiso__alloc(allocator, peers->count, sizeof(*peers->points));
    peers->keys = chiso__alloc(allocator, peers->count, sizeof(*peers->keys));
    peers->out_of_memory = peers->holders == NULL || peers->points == NULL || peers->keys == NULL;
    return !peers->out_of_memory;
}

/* The key at a place, from 0, of keys in ascending order, found byte by byte from the highest: so
 * it takes the same time for any keys. The place comes to be that among those that are equal. */
static uint64_t key_at(const uint64_t *keys, uint32_t count, uint32_t *place)
{
    enum { BYTE = 8, VALUES = 256 };
    uint64_t found = 0;
    uint64_t known = 0;

    for (int shift = 64 - BYTE; shift >= 0; shift -= BYTE) {
        uint32_t counts[VALUES] = {0};
        uint64_t byte = 0;

        for (uint32_t i = 0; i < count; i++) {
            counts[keys[i] >> shift & (VALUES - 1)] += (keys[i] & known) == found;
        }
        while (*place >= counts[byte]) {
            *place -= counts[byte++];
        }
        found |= byte << shift;
        known |= (uint64_t)(VALUES - 1) << shift;
    }
    return found;
}

/* The number at a place: its millionths, and its rest among those that have the same. */
static struct chiso__carried number_at(const struct chiso__carried *numbers, uint32_t count,
                                       uint32_t place, uint64_t *keys)
{
    const uint64_t sign = UINT64_C(1) << 63;
    struct chiso__carried number = {0, 0};
    uint32_t same = 0;
    uint64_t rests = 0;

    for (uint32_t i = 0; i < count; i++) {
        keys[i] = (uint64_t)numbers[i].millionths ^ sign;
    }
    number.millionths = (int64_t)(key_at(keys, count, &place) ^ sign);
    for (uint32_t i = 0; i < count; i++) {
        if (numbers[i].millionths == number.millionths) {
            keys[same++] = numbers[i].rest;
            rests |= numbers[i].rest;
        }
    }
    number.rest = rests == 0 ? 0 : key_at(keys, same, &place);
    return number;
}

/* Puts a few numbers in order. */
static void sort_few(struct chiso__carried *numbers, uint32_t count)
{
    for (uint32_t i = 1; i < count; i++) {
        const struct chiso__carried number = numbers[i];
        uint32_t at = i;

        for (; at > 0 && chiso__carried_compare(number, numbers[at - 1]) < 0; at--) {
            numbers[at] = numbers[at - 1];
        }
        numbers[at] = number;
    }
}

/* The mean and the median of points, whose order may be lost; false when a sum is too large. */
static bool average(struct chiso__carried *points, uint32_t count, uint64_t *keys,
                    struct found *found)
{
    struct chiso__total sum = {0, 0};
    struct chiso__total middle = {0, 0};
    bool done = true;

    for (uint32_t i = 0; i < count && done; i++) {
        done = chiso__total_add(&sum, points[i]);
    }
    if (count <= FEW_SORTED) {
        sort_few(points, count);
    }
    for (uint32_t i = 0; i < 2 && done; i++) {
        const uint32_t place = (count - 1 + i) / 2;

        done = chiso__total_add(
            &middle, count <= FEW_SORTED ? points[place] : number_at(points, count, place, keys));
    }
    return done && chiso__total_over(sum, count, &found->mean) &&
           chiso__total_over(middle, 2, &found->median);
}

/* Who has the best points: those that are as near to the most as makes them the same. */
static void find_best(const struct chiso__ledger_peers *peers, struct chiso__carried max,
                      struct found *found)
{
    for (uint32_t i = found->units; i-- > 0;) {
        if (chiso__carried_order(peers->points[i], found->best, max) == 0) {
            found->best_unit = peers->holders[i];
            found->best_shared++;
        }
    }
}

/* Looks at what they have on a leaf. */
static void look_at(const struct chiso__ledger_peers *peers, chiso_node leaf, struct found *found)
{
    const struct chiso__rows *rows = &peers->board->rows;

    found->best = found->mean = found->median = chiso__carried_of(CHISO_ABSENT);
    found->best_unit = CHISO_NO_UNIT;
    found->best_shared = 0;
    found->units = 0;
    found->fits = true;
    for (uint32_t i = 0; i < peers->count; i++) {
        const struct chiso__carried points = chiso__achieved_of(rows, peers->units[i], leaf);

        if (!chiso__carried_is_gap(points)) {
            found->best = chiso__carried_greatest(found->best, points);
            peers->holders[found->units] = peers->units[i];
            peers->points[found->units++] = points;
        }
    }
    if (found->units > 0) {
        find_best(peers, rows->tree->nodes[leaf].max, found);
        found->fits = average(peers->points, found->units, peers->keys, found);
    }
}

/* Fills an item in from what was found. */
static bool tell(const struct found *found, struct chiso__ledger_item *item)
{
    item->best = found->best;
    item->mean = found->mean;
    item->median = found->median;
    item->entry.units = found->units;
    item->entry.best_unit = found->best_unit;
    item->entry.best_shared = found->best_shared;
    return found->fits;
}

bool chiso__ledger_compare(struct chiso__ledger_peers *peers, uint32_t leaf_number,
                           struct chiso__ledger_item *item)
{
    struct found *place = peers->kept == NULL ? NULL : &peers->kept->leaves[leaf_number];
    struct found own;
    unsigned char step = OPEN;

    if (place != NULL && atomic_load_explicit(&place->step, memory_order_acquire) == THERE) {
        return tell(place, item);
    }
    if (!reserve(peers)) {
        return false;
    }
    /* Who is not the first to come does it for itself, rather than wait. */
    if (place == NULL || !atomic_compare_exchange_strong(&place->step, &step, CLAIMED)) {
        look_at(peers, item->entry.leaf, &own);
        return tell(&own, item);
    }
    look_at(peers, item->entry.leaf, place);
    atomic_store_explicit(&place->step, THERE, memory_order_release);
    return tell(place, item);
}
