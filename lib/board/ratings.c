/* Ratings of cells: keeping, copying and comparing them. */
#include "board/ratings.h"

#include <string.h>

enum { FIRST_NAMES = 8 };

struct chiso__ratings *chiso__ratings_new(const chiso_allocator *allocator, uint32_t node_count,
                                          uint32_t capacity)
{
    struct chiso__ratings *ratings = chiso__alloc_zero(allocator, 1, sizeof(*ratings));

    if (ratings == NULL) {
        return NULL;
    }
    ratings->cells = chiso__alloc_zero(allocator, node_count, sizeof(*ratings->cells));
    ratings->node_count = node_count;
    ratings->capacity = capacity;
    if (ratings->cells == NULL) {
        chiso__release(allocator, ratings);
        return NULL;
    }
    return ratings;
}

void chiso__ratings_free(struct chiso__ratings *ratings, const chiso_allocator *allocator)
{
    if (ratings == NULL) {
        return;
    }
    for (uint32_t node = 0; node < ratings->node_count; node++) {
        struct chiso__rated **column = ratings->cells[node];

        for (uint32_t row = 0; column != NULL && row < ratings->capacity; row++) {
            chiso__release(allocator, column[row]);
        }
        chiso__release(allocator, column);
    }
    chiso__release(allocator, ratings->cells);
    chiso__release(allocator, ratings->names);
    chiso__index_clear(&ratings->index, allocator);
    chiso__arena_clear(&ratings->arena, allocator);
    chiso__release(allocator, ratings);
}

bool chiso__ratings_reserve(struct chiso__ratings *ratings, const chiso_allocator *allocator,
                            uint32_t capacity)
{
    for (uint32_t node = 0; node < ratings->node_count; node++) {
        void *column = ratings->cells[node];

        if (column == NULL) {
            continue;
        }
        if (!chiso__resize(allocator, &column, capacity, sizeof(*ratings->cells[node]))) {
            return false;
        }
        ratings->cells[node] = column;
        for (uint32_t row = ratings->capacity; row < capacity; row++) {
            ratings->cells[node][row] = NULL;
        }
    }
    ratings->capacity = capacity;
    return true;
}

static bool reserve_name(struct chiso__ratings *ratings, const chiso_allocator *allocator)
{
    const uint32_t capacity =
        ratings->name_capacity == 0 ? FIRST_NAMES : ratings->name_capacity * 2;
    void *names = ratings->names;

    if (ratings->name_count == ratings->name_capacity) {
        if (capacity > INT32_MAX ||
            !chiso__resize(allocator, &names, capacity, sizeof(*ratings->names))) {
            return false;
        }
        ratings->names = names;
        ratings->name_capacity = capacity;
    }
    return chiso__index_reserve(&ratings->index, allocator, (size_t)ratings->name_count + 1);
}

bool chiso__rater_find(struct chiso__ratings *ratings, const chiso_allocator *allocator,
                       struct chiso__span name, uint32_t *out_rater)
{
    const int64_t found = chiso__index_find(&ratings->index, ratings->names, name);
    const char *copy = NULL;

    if (found != CHISO__NOT_FOUND) {
        *out_rater = (uint32_t)found;
        return true;
    }
    copy = reserve_name(ratings, allocator) ? chiso__arena_copy(&ratings->arena, allocator, name)
                                            : NULL;
    if (copy == NULL) {
        return false;
    }
    *out_rater = ratings->name_count++;
    ratings->names[*out_rater] = (struct chiso__span){copy, name.size};
    chiso__index_add(&ratings->index, ratings->names[*out_rater], *out_rater);
    return true;
}

/* Room for so many ratings of a cell. */
static struct chiso__rated *reserve(struct chiso__ratings *ratings,
                                    const chiso_allocator *allocator, uint32_t leaf, uint32_t row,
                                    uint32_t count)
{
    struct chiso__rated **column = ratings->cells[leaf];
    void *rated = NULL;
    uint32_t capacity = count;

    if (column == NULL) {
        column = chiso__alloc_zero(allocator, ratings->capacity, sizeof(*column));
        ratings->cells[leaf] = column;
    }
    if (column == NULL || (column[row] != NULL && column[row]->capacity >= count)) {
        return column == NULL ? NULL : column[row];
    }
    rated = column[row];
    if (column[row] != NULL && capacity < column[row]->capacity * 2) {
        capacity = column[row]->capacity * 2;
    }
    if (!chiso__resize(allocator, &rated, 1,
                       sizeof(struct chiso__rated) + capacity * sizeof(struct chiso__one_rating))) {
        return NULL;
    }
    if (column[row] == NULL) {
        ((struct chiso__rated *)rated)->count = 0;
    }
    column[row] = rated;
    column[row]->capacity = capacity;
    return column[row];
}

bool chiso__rating_add(struct chiso__ratings *ratings, const chiso_allocator *allocator,
                       uint32_t leaf, uint32_t row, struct chiso__one_rating rating)
{
    const struct chiso__rated *there = chiso__rated_at(ratings, leaf, row);
    struct chiso__rated *rated =
        reserve(ratings, allocator, leaf, row, there == NULL ? 1 : there->count + 1);

    if (rated == NULL) {
        return false;
    }
    rated->list[rated->count++] = rating;
    return true;
}

void chiso__ratings_drop(struct chiso__ratings *ratings, uint32_t leaf, uint32_t first,
                         uint32_t count)
{
    struct chiso__rated **column = ratings == NULL ? NULL : ratings->cells[leaf];

    for (uint32_t row = first; column != NULL && row < first + count; row++) {
        if (column[row] != NULL) {
            column[row]->count = 0;
        }
    }
}

void chiso__rated_free(struct chiso__ratings *ratings, const chiso_allocator *allocator,
                       uint32_t leaf, uint32_t row)
{
    chiso__release(allocator, ratings->cells[leaf][row]);
    ratings->cells[leaf][row] = NULL;
}

void chiso__ratings_close(struct chiso__ratings *ratings, uint32_t row, uint32_t count)
{
    for (uint32_t node = 0; ratings != NULL && node < ratings->node_count; node++) {
        struct chiso__rated **column = ratings->cells[node];
        struct chiso__rated *gone = NULL;

        if (column == NULL) {
            continue;
        }
        /* Its room is kept behind the others. */
        gone = column[row];
        memmove(column + row, column + row + 1, (size_t)(count - row - 1) * sizeof(*column));
        column[count - 1] = gone;
        if (gone != NULL) {
            gone->count = 0;
        }
    }
}

bool chiso__rated_copy(struct chiso__ratings *ratings, const chiso_allocator *allocator,
                       uint32_t leaf, uint32_t row, const struct chiso__ratings *from,
                       const struct chiso__rated *rated)
{
    struct chiso__rated *own = reserve(ratings, allocator, leaf, row, rated->count);

    if (own == NULL) {
        return false;
    }
    own->count = 0;
    for (uint32_t i = 0; i < rated->count; i++) {
        struct chiso__one_rating rating = rated->list[i];

        if (!chiso__rater_find(ratings, allocator, from->names[rating.rater], &rating.rater)) {
            own->count = 0;
            return false;
        }
        own->list[own->count++] = rating;
    }
    return true;
}

static bool gave_the_same(const struct chiso__one_rating *a, const struct chiso__one_rating *b)
{
    return chiso__carried_compare(a->given.value, b->given.value) == 0 &&
           a->given.denominator == b->given.denominator;
}

bool chiso__rated_equal(const struct chiso__ratings *a_ratings, const struct chiso__rated *a,
                        const struct chiso__ratings *b_ratings, const struct chiso__rated *b)
{
    if (a == NULL || b == NULL) {
        return a == b;
    }
    if (a->count != b->count) {
        return false;
    }
    /* No cell has a rater twice. */
    for (uint32_t i = 0; i < a->count; i++) {
        const int64_t rater = chiso__index_find(&b_ratings->index, b_ratings->names,
                                                a_ratings->names[a->list[i].rater]);
        uint32_t at = 0;

        while (at < b->count && b->list[at].rater != rater) {
            at++;
        }
        if (at == b->count || !gave_the_same(&a->list[i], &b->list[at])) {
            return false;
        }
    }
    return true;
}

uint32_t chiso__rated_given(const struct chiso__rated *rated,
                            const struct chiso__measured *out_given[CHISO_RATING_LIMIT])
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < rated->count; i++) {
        if (!chiso__carried_is_gap(rated->list[i].given.value)) {
            out_given[count++] = &rated->list[i].given;
        }
    }
    return count;
}
