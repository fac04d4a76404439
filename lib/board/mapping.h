/* Mappings, and what comes of their rows for who reads a sheet. */
#ifndef CHISO_LIB_BOARD_MAPPING_H
#define CHISO_LIB_BOARD_MAPPING_H

#include <chiso/mapping.h>

#include "text/message.h"

/* What a row of a mapping is about: each has a row in mapping_row.c. */
enum chiso__told_of {
    CHISO__TOLD_HEADER,
    CHISO__TOLD_COLUMN,
    CHISO__TOLD_STAGE,
    CHISO__TOLD_IGNORE,
    CHISO__TOLD_ROWS,
    CHISO__TOLD_END,
    CHISO__TOLD_BLOCK,
    CHISO__TOLD_DASH,
    CHISO__TOLD_CELL,
    CHISO__TOLD_DECIMAL,
    CHISO__TOLD_THOUSANDS,
    CHISO__TOLD_UNITS,
    CHISO__TOLD_COLUMNS,
    CHISO__TOLD_MISSING_ROW,
    CHISO__TOLD_LAYOUT,
    CHISO__TOLD_ANSWER,
    CHISO__TOLD_OUTLINE,
    CHISO__TOLD_KINDS
};

/* The values that are words, by their places among those of their row. */
enum { CHISO__ROWS_SKIP, CHISO__ROWS_BLOCK, CHISO__ROWS_TOTAL };
enum { CHISO__DASH_ZERO, CHISO__DASH_NOT_APPLICABLE };
enum { CHISO__MARK_POINT, CHISO__MARK_COMMA, CHISO__MARK_SPACE };
enum { CHISO__ASKED_KNOWN, CHISO__ASKED_ALL };
enum { CHISO__MISSING_ROW_NOT_APPLICABLE, CHISO__MISSING_ROW_MISSING };
enum { CHISO__LAYOUT_DOWN, CHISO__LAYOUT_ANSWERS };
enum { CHISO__OUTLINE_YES };

struct chiso__mapping_entry {
    struct chiso__span what;
    struct chiso__span value;
    enum chiso__told_of told;
    struct chiso__span name; /* what stands behind the colon; else of a heading or cell the value */
    uint32_t place;          /* of a column that is named by its place, from 1; else 0 */
    int word;                /* of a value that is a word, and of an answer its option, from 1, or 0
                                for none of them; else -1 */
};

struct chiso_mapping {
    chiso_allocator allocator;
    struct chiso__arena arena;
    struct chiso__mapping_entry *rows;
    uint32_t count;
    uint32_t capacity;
    uint32_t header;      /* the first row of the headings, from 1; 0 where it is not said */
    uint32_t header_rows; /* 1 or 2 */
    int words[CHISO__TOLD_KINDS]; /* of what is said once, the word; -1 where it is not said */
    uint32_t cells;               /* how many rows are about words in cells */
};

/* Finds out what a row says; its texts stay where they are. *out_value_is_wrong says which of the
 * two an error is about. */
chiso_status chiso__mapping_row_read(struct chiso__mapping_entry *entry, bool *out_value_is_wrong,
                                     chiso_error *error);

/* The rows of the headings. */
chiso_status chiso__mapping_header_read(struct chiso__span value, uint32_t *out_first,
                                        uint32_t *out_rows, chiso_error *error);

/* Whether it may be said several times, about different things. */
bool chiso__is_told_often(enum chiso__told_of told);

/* chiso_mapping_set() of spans that are UTF-8. */
chiso_status chiso__mapping_add(chiso_mapping *mapping, struct chiso__span what,
                                struct chiso__span value, bool *out_value_is_wrong,
                                chiso_error *error);

/* Whether a cell is what a row of a mapping names, `*` being any rest. */
bool chiso__mapping_fits(struct chiso__span pattern, struct chiso__span cell);

/* The row that is about a name, or NULL; for columns one that is about a place, where it is not 0,
 * goes first. */
const struct chiso__mapping_entry *chiso__mapping_find(const chiso_mapping *mapping,
                                                       enum chiso__told_of told, uint32_t place,
                                                       struct chiso__span name);

/* The first row of those with `*` that fits a cell, or NULL. */
const struct chiso__mapping_entry *chiso__mapping_fitting(const chiso_mapping *mapping,
                                                          enum chiso__told_of told,
                                                          struct chiso__span cell);

/* The first row of those about rows that fits the code of a row or, else, its cell; or NULL. */
const struct chiso__mapping_entry *chiso__mapping_row_of(const chiso_mapping *mapping,
                                                         struct chiso__span code,
                                                         struct chiso__span cell);

/* chiso_tree_read_sheet() for a desk, or for none. */
struct chiso__desk;
chiso_status chiso__read_tree_sheet(const char *text, size_t size, const chiso_mapping *mapping,
                                    const struct chiso__desk *desk,
                                    const chiso_allocator *allocator, chiso_tree **out_tree,
                                    chiso_error *error);

/* chiso_mapping_read_csv() for a desk, or for none. */
chiso_status chiso__read_mapping(const char *text, size_t size, const struct chiso__desk *desk,
                                 const chiso_allocator *allocator, chiso_mapping **out_mapping,
                                 chiso_error *error);

#endif
