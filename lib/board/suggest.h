/* A sheet that is looked at for a mapping to start from. */
#ifndef CHISO_LIB_BOARD_SUGGEST_H
#define CHISO_LIB_BOARD_SUGGEST_H

#include "board/sheet.h"

/* How surely a heading says a node, the surest first. */
enum chiso__said { CHISO__SAID, CHISO__SAID_AND_MORE, CHISO__SAID_NEARLY, CHISO__SAID_SHORTENED };

/* The node that a heading says; CHISO_NO_NODE for none. */
struct chiso__meaning {
    chiso_node node;
    enum chiso__said rank;
};

/* The columns that say a node: how surely the best of them do, and how many do so. */
struct chiso__claim {
    enum chiso__said rank;
    uint32_t count;
    size_t first; /* the columns of the first and the last of these */
    size_t last;
};

/* What the cells of a column are, below the headings. */
struct chiso__column_look {
    bool is_leaf;     /* the points of a criterion, or printed figures */
    uint32_t numbers; /* how many cells are numbers, and how many other texts */
    uint32_t texts;
    uint32_t codes; /* and how many are codes of criteria */
    /* How many are codes when they are read as the numbers of an outline, and of these others. */
    uint32_t outlined;
    uint32_t written;
    struct chiso__outline outline;
    struct chiso__meaning meaning; /* of its heading */
};

struct chiso__suggestion {
    const chiso_tree *tree;
    struct chiso__csv csv;
    struct chiso__sheet sheet; /* its headings are the fields while they are looked at */
    chiso_mapping *mapping;    /* what is suggested */
    uint32_t header;           /* the row of the headings, from 1, and how many there are */
    uint32_t header_rows;
    struct chiso__span stage;
    struct chiso__column_look *columns;
    size_t column_count;
    struct chiso__claim *claims; /* by node */
    size_t unit;                 /* the columns of these; SIZE_MAX for none */
    size_t block;
    size_t numbering; /* of running numbers */
    bool has_units;   /* a heading is that of units by itself */
    bool is_down;     /* a row is a criterion, whose column stands for that of the units then */
    bool is_outline;  /* whose codes are the numbers of an outline */
    bool has_answers; /* a row is a respondent */
};

/* Adds a row to the mapping; what is said there already is passed over. */
chiso_status chiso__suggest(struct chiso__suggestion *suggestion, const char *what,
                            struct chiso__span name, struct chiso__span value, chiso_error *error);

/* Whether a text begins as a number does. */
bool chiso__looks_like_number(struct chiso__span text);

/* The node whose title or code a heading says: wholly, with something behind it, nearly, or only
 * the beginning of one title. */
struct chiso__meaning chiso__meant(const chiso_tree *tree, struct chiso__span heading);

/* How much of a heading is known: 0 for nothing. */
int chiso__heading_score(const chiso_tree *tree, struct chiso__span heading);

/* Finds the rows of the headings. */
chiso_status chiso__suggest_header(struct chiso__suggestion *suggestion, chiso_error *error);

/* Ends what the headings at hand take. */
void chiso__suggestion_clear(struct chiso__suggestion *suggestion);

/* Goes behind the headings, which are the fields then. */
chiso_status chiso__suggestion_restart(struct chiso__suggestion *suggestion, chiso_error *error);

/* Says something of a column, by its heading where that is of one column only, or by its place; and
 * that it is left out. */
chiso_status chiso__suggest_column(struct chiso__suggestion *suggestion, size_t column,
                                   const char *what, struct chiso__span value, chiso_error *error);
chiso_status chiso__suggest_ignored(struct chiso__suggestion *suggestion, size_t column,
                                    chiso_error *error);

/* Finds the column of the criteria where a row is one; SIZE_MAX for none. The headings are the
 * fields before and after. */
chiso_status chiso__suggest_criteria(struct chiso__suggestion *suggestion, size_t *out_column,
                                     chiso_error *error);

/* Says what the columns hold where a row is a criterion. */
chiso_status chiso__suggest_down(struct chiso__suggestion *suggestion, size_t criterion,
                                 chiso_error *error);

/* Says what the columns hold. */
chiso_status chiso__suggest_columns(struct chiso__suggestion *suggestion, chiso_error *error);

/* Says which rows are no units, and how cells are written. */
chiso_status chiso__suggest_rows(struct chiso__suggestion *suggestion, chiso_error *error);

#endif
