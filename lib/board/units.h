/* Who is scored: units by code, and the names of the blocks that they are in. Which block a unit is
 * in stands with its cells. */
#ifndef CHISO_LIB_BOARD_UNITS_H
#define CHISO_LIB_BOARD_UNITS_H

#include "base/text.h"
#include "text/code_index.h"

/* Begin with {0}. */
struct chiso__units {
    struct chiso__arena arena;
    struct chiso__span *codes;
    const char **names; /* where none was given, the text of the code itself */
    bool *ranked;
    uint32_t count;
    uint32_t capacity;
    struct chiso__index index;
    struct chiso__span *block_names; /* in the order in which units bring them */
    uint32_t block_count;
    uint32_t block_capacity;
    struct chiso__index block_index;
};

/* What is known of a unit beside its cells. */
struct chiso__unit_entry {
    struct chiso__span code;
    struct chiso__span name; /* empty for none */
    struct chiso__span block;
    bool ranked;
};

void chiso__units_clear(struct chiso__units *units, const chiso_allocator *allocator);

/* Room for so many units; false when memory is out. */
bool chiso__units_reserve(struct chiso__units *units, const chiso_allocator *allocator,
                          uint32_t capacity);

/* Adds a unit whose code is new, and its block if that is; there is room for it. False, and nothing
 * added, when memory is out. */
bool chiso__units_add(struct chiso__units *units, const chiso_allocator *allocator,
                      struct chiso__unit_entry entry, uint32_t *out_block);

/* Adds copies of all units and blocks of others to none, with room for them; false when memory is
 * out. */
bool chiso__units_copy(struct chiso__units *units, const chiso_allocator *allocator,
                       const struct chiso__units *from);

/* Gives a unit a code that no other has, and a name, empty for none. False, and nothing changed,
 * when memory is out. */
bool chiso__units_rename(struct chiso__units *units, const chiso_allocator *allocator,
                         uint32_t unit, struct chiso__span code, struct chiso__span name);

/* Puts a unit into a block, which is made if there is none; blocks is where every unit stands.
 * False, and nothing changed, when memory is out. */
bool chiso__units_move(struct chiso__units *units, const chiso_allocator *allocator,
                       uint32_t *blocks, uint32_t unit, struct chiso__span block);

/* Takes a unit out, also of blocks; those behind it move up. False, and nothing changed, when
 * memory is out. */
bool chiso__units_remove(struct chiso__units *units, const chiso_allocator *allocator,
                         uint32_t *blocks, uint32_t unit);

/* The number of a unit, or CHISO__NOT_FOUND. */
int64_t chiso__units_find(const struct chiso__units *units, struct chiso__span code);

/* The name of a unit, empty where none was given. */
struct chiso__span chiso__units_name(const struct chiso__units *units, uint32_t unit);

#endif
