/* The page of a board, while it is made. */
#ifndef CHISO_LIB_PAGE_BOARD_PAGE_H
#define CHISO_LIB_PAGE_BOARD_PAGE_H

#include "page/html.h"

/* The units that one table shows: all, or those of a block. */
struct chiso__group {
    uint32_t block;           /* CHISO_ALL_BLOCKS for all */
    const char *name;         /* of the block; "" for all */
    const chiso_unit *ranked; /* in the order of their ranks */
    uint32_t ranked_count;
    const chiso_unit *others; /* without a rank, by their codes */
    uint32_t other_count;
    chiso_block_summary summary;
    chiso_block_change change; /* where there is a comparison */
};

/* A unit of a group: those with a rank first. */
static inline chiso_unit chiso__unit_at(const struct chiso__group *group, uint32_t row)
{
    return row < group->ranked_count ? group->ranked[row]
                                     : group->others[row - group->ranked_count];
}

struct chiso__board_page {
    struct chiso__html *html;
    chiso_node node; /* by whose ranks units stand */
    struct chiso__group *groups;
    uint32_t group_count;
    bool in_blocks;    /* units are ranked within several blocks, a table each */
    chiso_node *nodes; /* the main criteria */
    uint32_t node_count;
    uint32_t units;     /* how many are ranked */
    chiso_unit *others; /* of all groups */
    uint32_t other_count;
    uint32_t others_taken; /* by the groups that are there */
};

/* Reads the groups of units. */
chiso_status chiso__board_page_read(struct chiso__board_page *page, chiso_error *error);

/* The mean points of the units of a group that are ranked, on a node, as they are published; absent
 * where nobody has any. */
chiso_decimal chiso__mean_points(struct chiso__html *html, chiso_node node,
                                 const struct chiso__group *group);

/* Title, method, period and the key figures. */
void chiso__board_page_head(struct chiso__board_page *page);

/* A table of a group. */
void chiso__board_page_table(struct chiso__board_page *page, const struct chiso__group *group);

/* Notes and doubts. */
void chiso__board_page_notes(struct chiso__board_page *page);

#endif
