/* Maps, and what comes of them between two boards: from where each new code came. */
#ifndef CHISO_LIB_COMPARE_MAP_H
#define CHISO_LIB_COMPARE_MAP_H

#include <chiso/map.h>

#include "number/carried.h"
#include "text/code_index.h"
#include "text/message.h"

struct chiso__map_entry {
    struct chiso__span old_code;
    struct chiso__span new_code;
    chiso_decimal share;
};

struct chiso_map {
    chiso_allocator allocator;
    struct chiso__arena arena;
    struct chiso__map_entry *rows;
    uint32_t count;
    uint32_t capacity;
};

/* The codes of one board: its units, or the nodes of its tree. */
struct chiso__side {
    const struct chiso__index *index;
    const struct chiso__span *codes;
    uint32_t count;
};

/* What the codes are of. */
enum chiso__subject { CHISO__OF_UNITS, CHISO__OF_NODES };

/* Adds a part of a figure, by a share or a weight, to a sum; false when that is beyond all numbers.
 */
static inline bool chiso__add_part(struct chiso__total *total, struct chiso__carried figure,
                                   int64_t part, int64_t whole)
{
    return (part == whole || chiso__carried_portion(figure, part, whole, &figure)) &&
           chiso__total_add(total, figure);
}

/* From where each new code came. What it came from stands in an array of its own, which is handed
 * out as it is. */
struct chiso__links {
    uint32_t *olds;        /* what each came from, new code after new code */
    chiso_decimal *shares; /* and how much of it */
    uint32_t *starts;      /* where those of each begin; one more for the end */
    uint32_t *heirs;       /* of each old code, how many came from it */
    bool aligned;          /* each new code is the old one with the same number */
};

/* Matches two sides by their codes and a map, or by codes alone for NULL. A root, with the code "",
 * is always matched. */
chiso_status chiso__links_new(enum chiso__subject subject, const struct chiso__side *before,
                              const struct chiso__side *now, const chiso_map *map,
                              const chiso_allocator *allocator, struct chiso__links *out_links,
                              chiso_error *error);
void chiso__links_free(const chiso_allocator *allocator, struct chiso__links *links);

/* Whether as many new codes came from the same old ones. */
bool chiso__links_equal(const struct chiso__links *a, const struct chiso__links *b, uint32_t count);

/* How many old codes a new one came from. */
static inline uint32_t chiso__link_count(const struct chiso__links *links, uint32_t id)
{
    return links->starts[id + 1] - links->starts[id];
}

/* The one old code that a new one came from; UINT32_MAX for none, or several. */
static inline uint32_t chiso__only_link(const struct chiso__links *links, uint32_t id)
{
    return chiso__link_count(links, id) == 1 ? links->olds[links->starts[id]] : UINT32_MAX;
}

/* chiso_map_read_csv() for a desk, or for none. */
struct chiso__desk;
chiso_status chiso__read_map(const char *text, size_t size, const struct chiso__desk *desk,
                             const chiso_allocator *allocator, chiso_map **out_map,
                             chiso_error *error);

#endif
