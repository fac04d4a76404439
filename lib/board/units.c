/* Units and blocks: adding, finding, renaming, moving and removing them. */
#include "board/units.h"

#include <string.h>

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

/* Copies the texts of a unit; one without a name is named by its code. False when memory is out. */
static bool copy_texts(struct chiso__units *units, const chiso_allocator *allocator,
                       struct chiso__span code, struct chiso__span name,
                       struct chiso__span *out_code, const char **out_name)
{
    const char *own = chiso__arena_copy(&units->arena, allocator, code);

    *out_code = (struct chiso__span){own, code.size};
    *out_name =
        name.size == 0 || own == NULL ? own : chiso__arena_copy(&units->arena, allocator, name);
    return *out_name != NULL;
}

bool chiso__units_add(struct chiso__units *units, const chiso_allocator *allocator,
                      struct chiso__unit_entry entry, uint32_t *out_block)
{
    const uint32_t unit = units->count;
    struct chiso__span code;
    const char *name = NULL;

    if (!copy_texts(units, allocator, entry.code, entry.name, &code, &name) ||
        !find_block(units, allocator, entry.block, out_block)) {
        return false;
    }
    units->codes[unit] = code;
    units->names[unit] = name;
    units->ranked[unit] = entry.ranked;
    chiso__index_add(&units->index, code, unit);
    units->count++;
    return true;
}

bool chiso__units_copy(struct chiso__units *units, const chiso_allocator *allocator,
                       const struct chiso__units *from)
{
    uint32_t block = 0;

    for (uint32_t i = 0; i < from->block_count; i++) {
        if (!find_block(units, allocator, from->block_names[i], &block)) {
            return false;
        }
    }
    for (uint32_t unit = 0; unit < from->count; unit++) {
        const struct chiso__unit_entry entry = {from->codes[unit], chiso__units_name(from, unit),
                                                from->block_names[0], from->ranked[unit]};

        if (!chiso__units_add(units, allocator, entry, &block)) {
            return false;
        }
    }
    return true;
}

bool chiso__units_rename(struct chiso__units *units, const chiso_allocator *allocator,
                         uint32_t unit, struct chiso__span code, struct chiso__span name)
{
    struct chiso__span own_code;
    const char *own_name = NULL;

    if (!copy_texts(units, allocator, code, name, &own_code, &own_name)) {
        return false;
    }
    chiso__index_remove(&units->index, units->codes[unit], unit);
    chiso__index_add(&units->index, own_code, unit);
    units->codes[unit] = own_code;
    units->names[unit] = own_name;
    return true;
}

/* Room to work in for putting blocks in order. */
struct order {
    uint32_t *numbers; /* of each block, the one that it gets */
    struct chiso__span *names;
};

static bool order_new(const struct chiso__units *units, const chiso_allocator *allocator,
                      struct order *out_order)
{
    /* One more than there are: a block may be made. */
    const size_t most = (size_t)units->block_count + 1;

    out_order->numbers = chiso__alloc(allocator, most, sizeof(*out_order->numbers));
    out_order->names = chiso__alloc(allocator, most, sizeof(*out_order->names));
    return out_order->numbers != NULL && out_order->names != NULL;
}

static void order_free(const chiso_allocator *allocator, struct order *order)
{
    chiso__release(allocator, order->numbers);
    chiso__release(allocator, order->names);
}

/* Numbers blocks in the order in which units bring them, as a board that is read anew would, and
 * forgets those that no unit is in. */
static void order_blocks(struct chiso__units *units, uint32_t *blocks, struct order *order)
{
    enum { NONE = -1 };
    uint32_t count = 0;

    memset(order->numbers, NONE, units->block_count * sizeof(*order->numbers));
    for (uint32_t unit = 0; unit < units->count; unit++) {
        uint32_t *number = &order->numbers[blocks[unit]];

        if (*number == (uint32_t)NONE) {
            order->names[count] = units->block_names[blocks[unit]];
            *number = count++;
        }
        blocks[unit] = *number;
    }
    chiso__index_empty(&units->block_index);
    for (uint32_t block = 0; block < count; block++) {
        units->block_names[block] = order->names[block];
        chiso__index_add(&units->block_index, order->names[block], block);
    }
    units->block_count = count;
}

bool chiso__units_move(struct chiso__units *units, const chiso_allocator *allocator,
                       uint32_t *blocks, uint32_t unit, struct chiso__span block)
{
    struct order order = {NULL, NULL};
    uint32_t number = 0;
    const bool done =
        order_new(units, allocator, &order) && find_block(units, allocator, block, &number);

    if (done) {
        blocks[unit] = number;
        order_blocks(units, blocks, &order);
    }
    order_free(allocator, &order);
    return done;
}

bool chiso__units_remove(struct chiso__units *units, const chiso_allocator *allocator,
                         uint32_t *blocks, uint32_t unit)
{
    struct order order = {NULL, NULL};
    const bool done = order_new(units, allocator, &order);
    const size_t behind = units->count - unit - 1;

    if (done) {
        chiso__index_remove(&units->index, units->codes[unit], unit);
        chiso__index_close(&units->index, unit);
        memmove(units->codes + unit, units->codes + unit + 1, behind * sizeof(*units->codes));
        memmove(units->names + unit, units->names + unit + 1, behind * sizeof(*units->names));
        memmove(units->ranked + unit, units->ranked + unit + 1, behind * sizeof(*units->ranked));
        memmove(blocks + unit, blocks + unit + 1, behind * sizeof(*blocks));
        units->count--;
        order_blocks(units, blocks, &order);
    }
    order_free(allocator, &order);
    return done;
}

int64_t chiso__units_find(const struct chiso__units *units, struct chiso__span code)
{
    return chiso__index_find(&units->index, units->codes, code);
}

struct chiso__span chiso__units_name(const struct chiso__units *units, uint32_t unit)
{
    return chiso__span_of(units->names[unit] == units->codes[unit].text ? "" : units->names[unit]);
}
