#include "index.h"

#include "decimal.h"
#include "text.h"

#include <string.h>

struct chiso__slot {
    uint32_t hash;
    uint32_t id_plus_one; /* 0: free */
};

/* Multiplies and folds eight bytes at a time. */
static uint32_t hash_of(struct chiso__span span)
{
    uint64_t state = span.size * UINT64_C(0x9E3779B97F4A7C15);

    for (size_t at = 0; at < span.size; at += sizeof(uint64_t)) {
        uint64_t word = 0;
        chiso__unsigned_wide product = 0;
        const size_t rest = span.size - at;

        if (rest >= sizeof(word)) {
            memcpy(&word, span.text + at, sizeof(word));
        } else {
            for (size_t i = 0; i < rest; i++) {
                word |= (uint64_t)(unsigned char)span.text[at + i] << (8 * i);
            }
        }
        product = (chiso__unsigned_wide)(state ^ word) * UINT64_C(0xD6E8FEB86659FD93);
        state = (uint64_t)product ^ (uint64_t)(product >> 64);
    }
    return (uint32_t)(state ^ (state >> 32));
}

static void put(struct chiso__slot *slots, size_t slot_count, struct chiso__slot slot)
{
    size_t at = slot.hash & (slot_count - 1);

    while (slots[at].id_plus_one != 0) {
        at = (at + 1) & (slot_count - 1);
    }
    slots[at] = slot;
}

bool chiso__index_reserve(struct chiso__index *index, const chiso_allocator *allocator, size_t count)
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
    chiso__release(allocator, index->slots);
    index->slots = slots;
    index->slot_count = slot_count;
    return true;
}

void chiso__index_add(struct chiso__index *index, struct chiso__span code, uint32_t id)
{
    put(index->slots, index->slot_count, (struct chiso__slot){hash_of(code), id + 1});
    index->used++;
}

int64_t chiso__index_find(const struct chiso__index *index, const struct chiso__span *codes, struct chiso__span code)
{
    uint32_t hash = 0;

    if (index->slot_count == 0) {
        return CHISO__NOT_FOUND;
    }
    hash = hash_of(code);
    for (size_t at = hash & (index->slot_count - 1); index->slots[at].id_plus_one != 0; at = (at + 1) & (index->slot_count - 1)) {
        const struct chiso__slot slot = index->slots[at];

        if (slot.hash == hash && chiso__span_equal(codes[slot.id_plus_one - 1], code)) {
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
