/* What several raters gave for cells: beside the rows of a board that has any, a cell that has some
 * at a time. What is joined of them is the value of the cell. */
#ifndef CHISO_LIB_BOARD_RATINGS_H
#define CHISO_LIB_BOARD_RATINGS_H

#include "rule/raters.h"
#include "text/code_index.h"

struct chiso__one_rating {
    struct chiso__measured given; /* its value is a mark where nothing was given */
    uint32_t rater;               /* a number among the names */
    size_t place;                 /* where it stands in a file, while that is read */
};

/* The ratings of a cell, in the order of coming. */
struct chiso__rated {
    uint32_t count; /* 0: there are none, and the cell is as any other */
    uint32_t capacity;
    struct chiso__one_rating list[];
};

struct chiso__ratings {
    struct chiso__arena arena;
    struct chiso__span *names; /* of raters; "" is one that has none */
    uint32_t name_count;
    uint32_t name_capacity;
    struct chiso__index index;
    /* By node a column by row; NULL for a leaf that no cell has ratings of, and for a row. */
    struct chiso__rated ***cells;
    uint32_t node_count;
    uint32_t capacity; /* rows of a column */
};

/* Makes a place for ratings, without any; NULL when memory is out. */
struct chiso__ratings *chiso__ratings_new(const chiso_allocator *allocator, uint32_t node_count,
                                          uint32_t capacity);
void chiso__ratings_free(struct chiso__ratings *ratings, const chiso_allocator *allocator);

/* Room for so many rows; false when memory is out. */
bool chiso__ratings_reserve(struct chiso__ratings *ratings, const chiso_allocator *allocator,
                            uint32_t capacity);

/* The number of a rater, who is added if the name is new; false when memory is out. */
bool chiso__rater_find(struct chiso__ratings *ratings, const chiso_allocator *allocator,
                       struct chiso__span name, uint32_t *out_rater);

/* The ratings of a cell, or NULL. */
static inline struct chiso__rated *chiso__rated_at(const struct chiso__ratings *ratings,
                                                   uint32_t leaf, uint32_t row)
{
    struct chiso__rated *const *column = ratings == NULL ? NULL : ratings->cells[leaf];

    return column == NULL || column[row] == NULL || column[row]->count == 0 ? NULL : column[row];
}

/* Adds a rating to a cell; false when memory is out. */
bool chiso__rating_add(struct chiso__ratings *ratings, const chiso_allocator *allocator,
                       uint32_t leaf, uint32_t row, struct chiso__one_rating rating);

/* Takes all ratings of cells of a leaf off, of so many rows from one on. */
void chiso__ratings_drop(struct chiso__ratings *ratings, uint32_t leaf, uint32_t first,
                         uint32_t count);

/* Ends the ratings of a cell that has some, and their room. */
void chiso__rated_free(struct chiso__ratings *ratings, const chiso_allocator *allocator,
                       uint32_t leaf, uint32_t row);

/* The ratings of the rows behind one that goes move up; its own are gone. */
void chiso__ratings_close(struct chiso__ratings *ratings, uint32_t row, uint32_t count);

/* Adds copies of all ratings of a cell of others to one that has none; false when memory is out. */
bool chiso__rated_copy(struct chiso__ratings *ratings, const chiso_allocator *allocator,
                       uint32_t leaf, uint32_t row, const struct chiso__ratings *from,
                       const struct chiso__rated *rated);

/* Whether two cells have the same ratings, in any order. */
bool chiso__rated_equal(const struct chiso__ratings *a_ratings, const struct chiso__rated *a,
                        const struct chiso__ratings *b_ratings, const struct chiso__rated *b);

/* What was given of the ratings of a cell; returns how many. */
uint32_t chiso__rated_given(const struct chiso__rated *rated,
                            const struct chiso__measured *out_given[CHISO_RATING_LIMIT]);

#endif
