/* What bands are made of, for the parts behind them. */
#ifndef CHISO_LIB_RANK_BAND_H
#define CHISO_LIB_RANK_BAND_H

#include <chiso/band.h>
#include <chiso/rank.h>

#include "score/result.h"
#include "text/code_index.h"

struct chiso__band {
    const char *name;
    struct chiso__numeral from; /* percent */
};

struct chiso_bands {
    chiso_allocator allocator;
    atomic_uint references;
    atomic_bool in_use;
    struct chiso__arena arena;
    struct chiso__band *bands; /* the highest first */
    uint32_t count;
    uint32_t capacity;
    struct chiso__span *names; /* in the order of adding, as many as there is room for */
    struct chiso__index index; /* of these */
};

/* Keeps the bands alive, and closes them to changes. */
void chiso__bands_retain(chiso_bands *bands);

/* The same bands once more, one at least; NULL when memory is out. */
chiso_bands *chiso__bands_copy(const chiso_bands *bands, const chiso_allocator *allocator);

/* Whether bands have the same names and bounds; NULL has none. */
bool chiso__bands_equal(const chiso_bands *a, const chiso_bands *b);

/* The band of a percent, its max above 0. */
uint32_t chiso__band_find(const chiso_bands *bands, const struct chiso__carried_ratio *ratio);

/* The band of a node of a scored row, by its exact or its published percent, and as it is told:
 * gates may limit that of the root. */
uint32_t chiso__band_by_percent(const struct chiso__rows *rows, uint32_t row, chiso_node node,
                                const chiso_bands *bands, chiso_key key);
uint32_t chiso__band_of(const struct chiso__rows *rows, uint32_t row, chiso_node node,
                        const chiso_bands *bands, chiso_key key);

/* The place of a band by its name; CHISO_NO_BAND where there is none. */
uint32_t chiso__band_place(const chiso_bands *bands, const char *name);

/* The best band that gates leave to a row, and the gate that does; 0 and CHISO__NO_BAND_GATE where
 * none limits it. */
struct chiso__band_gate;
uint32_t chiso__band_limit(const struct chiso__rows *rows, uint32_t row, const chiso_bands *bands,
                           struct chiso__band_gate *out_gate);

/* Whether all bands that a tree names are there, also where there are no bands; else says which. */
chiso_status chiso__bands_fit(const chiso_bands *bands, const chiso_tree *tree, chiso_error *error);

/* chiso_bands_read_csv() for a desk, or for none. */
struct chiso__desk;
chiso_status chiso__read_bands(const char *text, size_t size, const struct chiso__desk *desk,
                               const chiso_allocator *allocator, chiso_bands **out_bands,
                               chiso_error *error);

#endif
