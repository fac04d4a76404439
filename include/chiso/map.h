/**
 * @file map.h
 * Maps: which codes of an earlier board became which of a later one, for criteria or for units.
 * What was old is now new.
 *
 * A row says that an old code went into a new one. Codes that are in no row are matched by being
 * the same; those that are in one are matched by their rows only. A new code that is left out says
 * that the old one was dropped; an old code that is left out, that the new one has no predecessor.
 *
 * - `3,4`: 3 is now called 4
 * - `a,m` and `b,m`: a and b were merged into m
 * - `a,x,0.4` and `a,y,0.6`: a was split: 0.4 of it is now x, and the rest y
 * - `a,m,0.7` and `b,m,0.3`: a and b were merged, and a weighs 0.7 in what stood in the place of m
 * - `a,`: a was dropped
 * - `,m`: m is new, whatever the old board calls m
 *
 * A share that is left out is 1. The shares of an old code add up to 1; where several old codes
 * each go into one new code only, the shares of the new one may add up to 1 instead. A map knows no
 * board: whether its codes exist and its shares add up is checked where it is used.
 *
 * @code{.c}
 * chiso_map *map = NULL;
 * chiso_map_row row;
 *
 * must(chiso_map_new(NULL, &map, &error));
 * must(chiso_map_add(map, "2.3", "2.1", NULL, &error));
 * must(chiso_map_add(map, "2.4", NULL, NULL, &error));
 * for (uint32_t i = 0; i < chiso_map_count(map); i++) {
 *     must(chiso_map_row_at(map, i, &row));
 *     printf("%s became '%s'\n", row.old_code, row.new_code);
 * }
 * chiso_map_free(map);
 * @endcode
 * @code{.unparsed}
 * 2.3 became '2.1'
 * 2.4 became ''
 * @endcode
 */
#ifndef CHISO_MAP_H
#define CHISO_MAP_H

#include <chiso/common.h>
#include <chiso/decimal.h>
#include <chiso/memory.h>
#include <chiso/status.h>

/** A map between the codes of two boards. */
typedef struct chiso_map chiso_map;

/** A row of a map. */
typedef struct chiso_map_row {
    const char *old_code; /**< "" for none; belongs to the map. */
    const char *new_code; /**< "" for none; belongs to the map. */
    chiso_decimal share;  /**< Above 0, at most 1. */
} chiso_map_row;

#ifdef __cplusplus
extern "C" {
#endif

/** Makes an empty map. */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_map_new(const chiso_allocator *allocator,
                                                      chiso_map **out_map, chiso_error *error);

/** Ends a map. What was made with it does not need it any more. */
CHISO_API void chiso_map_free(chiso_map *map);

/**
 * Adds a row.
 *
 * @param old_code,new_code the code on the earlier and on the later board; NULL or "" for none
 * @param share a decimal text such as "0.4", above 0 and at most 1; NULL or "" for 1
 * @retval CHISO_E_CODE there is neither an old code nor a new one
 * @retval CHISO_E_NUMBER @p share is not a number
 * @retval CHISO_E_RANGE @p share is outside what it may be, or there are UINT32_MAX - 1 rows
 * @retval CHISO_E_ENCODING a text is not UTF-8
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_map_add(chiso_map *map, const char *old_code,
                                                      const char *new_code, const char *share,
                                                      chiso_error *error);

/**
 * Reads a map from CSV with the columns `old`, `new` and optionally `share`, in any order;
 * separators and marks as in the other files.
 *
 * @retval CHISO_E_EMPTY there is no header row, or no row below it
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_map_read_csv(const char *text, size_t size,
                                                           const chiso_allocator *allocator,
                                                           chiso_map **out_map, chiso_error *error);

/** Reads a file that holds a map: chiso_map_read_csv() of its bytes. */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_map_read_csv_file(const char *path,
                                                                const chiso_allocator *allocator,
                                                                chiso_map **out_map,
                                                                chiso_error *error);

/** How many rows a map has. */
CHISO_API uint32_t chiso_map_count(const chiso_map *map);

/**
 * A row of a map.
 *
 * @param row from 0 to chiso_map_count() - 1
 * @param[out] out_row the row
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_map_row_at(const chiso_map *map, uint32_t row,
                                                         chiso_map_row *out_row);

#ifdef __cplusplus
}
#endif

#endif
