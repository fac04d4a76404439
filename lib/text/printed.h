/* Figures that a sheet prints beside its points, kept by a list until they can be compared with the
 * computed ones. */
#ifndef CHISO_LIB_TEXT_PRINTED_H
#define CHISO_LIB_TEXT_PRINTED_H

#include "number/number_read.h"
#include "text/remark.h"

enum chiso__printed_kind {
    CHISO__PRINTED_TOTAL,
    CHISO__PRINTED_PERCENT,
    CHISO__PRINTED_RANK,
    CHISO__PRINTED_BAND,
    CHISO__PRINTED_COVERAGE,
    CHISO__PRINTED_MAX
};

struct chiso__printed_figure {
    enum chiso__printed_kind kind;
    bool is_sum;              /* it stands in a row of totals */
    uint32_t unit;            /* in the order of the file; of a sum, those before it are summed */
    uint32_t first;           /* of a sum, the first unit of the last block before it */
    struct chiso__span label; /* of a sum, what its row is called */
    struct chiso__span code;  /* of the node */
    struct chiso__span text;  /* as it is printed */
    size_t offset;            /* while the file is read */
    bool is_number;
    struct chiso__carried value;
    int digits; /* behind the mark, as it is printed */
    struct chiso__text_place place;
};

/* What one sheet prints. */
struct chiso__prints {
    struct chiso__prints *next;
    struct chiso__arena arena;
    const char *file;
    struct chiso__span *units; /* the codes in the order of the file */
    uint32_t unit_count;
    uint32_t unit_capacity;
    struct chiso__printed_figure *figures;
    uint32_t count;
    uint32_t capacity;
};

/* Adds a unit, and a figure whose texts are copied; false when memory is out. */
bool chiso__printed_add_unit(struct chiso__prints *printed, const chiso_allocator *allocator,
                             struct chiso__span code);
bool chiso__printed_add(struct chiso__prints *printed, const chiso_allocator *allocator,
                        struct chiso__printed_figure figure);

/* Reads the number of a figure, in a style where it can be. */
void chiso__printed_read(struct chiso__printed_figure *figure, struct chiso__number_style style);

/* Reads the number of a rank, which may also be printed as =13, 13=, 13/20, 13., XIII, or as the
 * word for it; of places that are shared, 2-3, the first, and how many they are. */
void chiso__printed_read_rank(struct chiso__printed_figure *figure, uint32_t *out_places);

/* Reads a percentage as what a spreadsheet holds where it shows one: 0.7 is 70 %. False where it is
 * none. */
bool chiso__printed_read_share(struct chiso__printed_figure *figure);

/* Gives what was collected to a list, in place of what it has of a file of that name; the
 * collection is empty then. False when memory is out. */
bool chiso__printed_keep(chiso_intake *intake, struct chiso__prints *printed, const char *file);

/* Takes what a list keeps of a file out of it; NULL for nothing. */
struct chiso__prints *chiso__printed_take(chiso_intake *intake, const char *file);

/* Ends what a collection holds. */
void chiso__printed_clear(struct chiso__prints *printed, const chiso_allocator *allocator);

#endif
