/* Units and blocks: adding them and finding them. */
#include "board/units.h"

void chiso__units_clear(struct chiso__units *units, const chiso_allocator *allocator)
{
    chiso__release(allocator, units->codes);
    chiso__release(allocator, units->names);
    chiso__release(allocator, units->ranked);
    chiso__release(allocator, units->block_names);
    chiso__index_clear(&units->index, allocator);
    chiso__index_clear(&units->block_index, allocator);
    chiso__arena_clear(&units->arena, allocator);
    *units = (struct chiso__units){0};
}

bool chiso__units_reserve(struct chiso__units *units, const chiso_allocator *allocator,
                          uint32_t capacity)
{
    void *codes = units->codes;
    void *names = units->names;
    void *ranked = units->ranked;
    bool done = false;

    if (capacity <= units->capacity) {
        return true;
    }
    done = chiso__resize(allocator, &codes, capacity, sizeof(*units->codes));
    units->codes = codes;
    done = done && chiso__resize(allocator, &names, capacity, sizeof(*units->names));
    units->names = names;
    done = done && chiso__resize(allocator, &ranked, capacity, sizeof(*units->ranked));
    units->ranked = ranked;
    if (!done || !chiso__index_reserve(&units->index, allocator, capacity)) {
        return false;
    }
    units->capacity = capacity;
    return true;
}

static bool reserve_block(struct chiso__units *units, const chiso_allocator *allocator)
{
    const uint32_t capacity = units->block_capacity == 0 ? 8 : units->block_capacity * 2;
    void *names = units->block_names;

    if (units->block_count == units->block_capacity) {
        if (!chiso__resize(allocator, &names, capacity, sizeof(*units->block_names))) {
            return false;
        }
        units->block_names = names;
        units->block_capacity = capacity;
    }
    return chiso__index_reserve(&units->block_index, allocator, (size_t)units->block_count + 1);
}

/* The block of a name, made if there is none; false when memory is out. */
static bool find_block(struct chiso__units *units, const chiso_allocator *allocator,
                       struct chiso__span name, uint32_t *out_block)
{
    const int64_t found = chiso__index_find(&units->block_index, units->block_names, name);
    const char *copy = NULL;

    if (found != CHISO__NOT_FOUND) {
        *out_block = (uint32_t)found;
        return true;
    }
    copy = chiso__arena_copy(&units->arena, allocator, name);
    if (copy == NULL || !reserve_block(units, allocator)) {
        return false;
    }
    *out_block = units->block_count++;
    units->block_names[*out_block] = (struct chiso__span){copy, name.size};
    chiso__index_add(&units->block_index, units->block_names[*out_block], *out_block);
    return true;
}

bool chiso__units_add(struct chiso__units *units, const chiso_allocator *allocator,
                      struct chiso__unit_entry entry, uint32_t *out_block)
{
    const uint32_t unit = units->count;
    const char *code = chiso__arena_copy(&units->arena, allocator, entry.code);
    const char *name = entry.name.size == 0 || code == NULL
                           ? code
                           : chiso__arena_copy(&units->arena, allocator, entry.name);

    if (name == NULL || !find_block(units, allocator, entry.block, out_block)) {
        return false;
    }
    units->codes[unit] = (struct chiso__span){code, entry.code.size};
    units->names[unit] = name;
    units->ranked[unit] = entry.ranked;
    chiso__index_add(&units->index, units->codes[unit], unit);
    units->count++;
    return true;
}

int64_t chiso__units_find(const struct chiso__units *units, struct chiso__span code)
{
    return chiso__index_find(&units->index, units->codes, code);
}

struct chiso__span chiso__units_name(const struct chiso__units *units, uint32_t unit)
{
    return chiso__span_of(units->names[unit] == units->codes[unit].text ? "" : units->names[unit]);
}
