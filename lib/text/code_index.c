/* A hash table of codes, at most half full: a search goes from the slot that the hash names to the
 * first that is free. */
#include "text/code_index.h"

#include "number/decimal.h"
#include "text/name.h"

#include <string.h>

/* What tells nearly every other code apart stands in the slot: a look at the code itself would go
 * to another place in memory. */
struct chiso__slot {
    uint64_t head; /* the first bytes of the code: the whole of it when it has less than eight */
    uint32_t hash;
    uint32_t id_plus_one; /* 0: free */
};

/* Up to eight bytes as a number; codes have no byte of 0, so that shorter ones differ from all
 * others. */
static inline uint64_t head_of(const char *text, size_t size)
{
    uint64_t head = 0;

    if (size >= sizeof(head)) {
        memcpy(&head, text, sizeof(head));
        return head;
    }
    for (size_t i = 0; i < size; i++) {
        head |= (uint64_t)(unsigned char)text[i] << (8 * i);
    }
    return head;
}

/* All bits of both numbers go into each bit of the product's middle, and both halves are used. */
static inline uint64_t fold(uint64_t a, uint64_t b)
{
    const chiso__unsigned_wide product = (chiso__unsigned_wide)a * b;

    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

/* Nobody who writes a file knows the seed, so nobody can make codes that collide. */
#define FIRST UINT64_C(0x9E3779B97F4A7C15)
#define SECOND UINT64_C(0xD6E8FEB86659FD93)

static inline uint32_t half_of(uint64_t state)
{
    return (uint32_t)(state ^ (state >> 32));
}

/* What a code is looked up by. */
struct key {
    uint64_t head;
    uint32_t hash;
};

/* Of a code as it is compared: each eight bytes multiplied and folded. */
static struct key key_of_name(struct chiso__span code, uint64_t seed)
{
    struct chiso__name_bytes bytes = {.reader = chiso__name_open(code)};
    char eight[8];
    const uint64_t head = head_of(eight, chiso__name_take(&bytes, eight));
    uint64_t state = fold(head ^ seed, FIRST + (seed ^ SECOND));
    size_t size = 0;

    while ((size = chiso__name_take(&bytes, eight)) > 0) {
        state = fold(state ^ FIRST, head_of(eight, size) ^ seed);
    }
    return (struct key){head, half_of(state)};
}

/* The same; nearly all codes are compared as they are. */
static inline struct key key_of(struct chiso__span code, uint64_t seed)
{
    const uint64_t head = head_of(code.text, code.size);
    uint64_t state = fold(head ^ seed, FIRST + (seed ^ SECOND));

    if (!chiso__name_is_plain(code)) {
        return key_of_name(code, seed);
    }
    for (size_t at = sizeof(head); at < code.size; at += sizeof(head)) {
        state = fold(state ^ FIRST, head_of(code.text + at, code.size - at) ^ seed);
    }
    return (struct key){head, half_of(state)};
}

/* Whether a head is the whole of its code: codes have no byte of 0. */
static inline bool is_whole(uint64_t head)
{
    return head >> 56 == 0;
}

static void put(struct chiso__slot *slots, size_t slot_count, struct chiso__slot slot)
{
    size_t at = slot.hash & (slot_count - 1);

    while (slots[at].id_plus_one != 0) {
        at = (at + 1) & (slot_count - 1);
    }
    slots[at] = slot;
}

bool chiso__index_reserve(struct chiso__index *index, const chiso_allocator *allocator,
                          size_t count)
{
    size_t slot_count = index->slot_count == 0 ? 16 : index->slot_count;
    struct chiso__slot *slots = NULL;

    while (slot_count < SIZE_MAX / 4 && slot_count < count * 2) {
        slot_count *= 2;
    }
    if (slot_count == index->slot_count) {
        return true;
    }
    slots = chiso__alloc_zero(allocator, slot_count, sizeof(*slots));
    if (slots == NULL) {
        return false;
    }
    for (size_t i = 0; i < index->slot_count; i++) {
        if (index->slots[i].id_plus_one != 0) {
            put(slots, slot_count, index->slots[i]);
        }
    }
    if (index->slots == NULL) {
        /* Where the memory lies is not the same in two runs; the order of slots shows nowhere. */
        index->seed = fold((uint64_t)(uintptr_t)slots ^ UINT64_C(0xA0761D6478BD642F),
                           UINT64_C(0xE7037ED1A0B428DB));
    }
    chiso__release(allocator, index->slots);
    index->slots = slots;
    index->slot_count = slot_count;
    return true;
}

void chiso__index_add(struct chiso__index *index, struct chiso__span code, uint32_t id)
{
    const struct key key = key_of(code, index->seed);

    put(index->slots, index->slot_count, (struct chiso__slot){key.head, key.hash, id + 1});
}

void chiso__index_remove(struct chiso__index *index, struct chiso__span code, uint32_t id)
{
    const size_t mask = index->slot_count - 1;
    size_t hole = key_of(code, index->seed).hash & mask;

    while (index->slots[hole].id_plus_one != id + 1) {
        hole = (hole + 1) & mask;
    }
    /* A search ends at a free slot: what stands behind the hole, and would not be met any more from
     * the slot that its hash names, moves into it. */
    for (size_t at = (hole + 1) & mask; index->slots[at].id_plus_one != 0; at = (at + 1) & mask) {
        const size_t home = index->slots[at].hash & mask;

        if (((at - home) & mask) >= ((at - hole) & mask)) {
            index->slots[hole] = index->slots[at];
            hole = at;
        }
    }
    index->slots[hole] = (struct chiso__slot){0, 0, 0};
}

void chiso__index_close(struct chiso__index *index, uint32_t id)
{
    for (size_t at = 0; at < index->slot_count; at++) {
        index->slots[at].id_plus_one -= index->slots[at].id_plus_one > id + 1;
    }
}

void chiso__index_empty(struct chiso__index *index)
{
    if (index->slots != NULL) {
        memset(index->slots, 0, index->slot_count * sizeof(*index->slots));
    }
}

int64_t chiso__index_find(const struct chiso__index *index, const struct chiso__span *codes,
                          struct chiso__span code)
{
    const struct key key = key_of(code, index->seed);

    if (index->slot_count == 0) {
        return CHISO__NOT_FOUND;
    }
    for (size_t at = key.hash & (index->slot_count - 1); index->slots[at].id_plus_one != 0;
         at = (at + 1) & (index->slot_count - 1)) {
        const struct chiso__slot slot = index->slots[at];

        if (slot.hash == key.hash && slot.head == key.head &&
            (is_whole(key.head) || chiso__names_equal(codes[slot.id_plus_one - 1], code))) {
            return (int64_t)slot.id_plus_one - 1;
        }
    }
    return CHISO__NOT_FOUND;
}

void chiso__index_clear(struct chiso__index *index, const chiso_allocator *allocator)
{
    chiso__release(allocator, index->slots);
    *index = (struct chiso__index){0};
}
