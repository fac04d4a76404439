/* What the writers of text share: a report as it is looked at, and figures as text. */
#ifndef SCOREBOARD_VIEW_H
#define SCOREBOARD_VIEW_H

#include "../common/table.h"
#include "options.h"

/* What both tables need to know. */
struct view {
    const chiso_report *report;
    const chiso_board *board;
    const chiso_tree *tree;
    const chiso_comparison *comparison; /* NULL: none */
    const struct options *options;
    chiso_language language;
    int digits;        /* of published percents */
    int point_digits;  /* of points, wherever they stand on a page */
    int before_digits; /* of the percents that were published before */
    int change_digits; /* of changes of percents: those of the side that publishes more */
    chiso_rounding rounding;
    int max_digits; /* of points possible, which are never rounded */
    bool has_blocks;
    char robust_heading[TABLE_CELL_SIZE]; /* of the column of drawn ranks; "": there is none */
};

struct view view_of(const chiso_report *report, const struct options *options);

/* Puts a number into text, "-" where there is none; unit is " %" or "". */
void put_number(const struct view *view, chiso_decimal value, int digits, const char *unit,
                char *text);

/* Puts a rank into text: 13/20, =2/20 where it is shared, 2.5/20, "-" where there is none. */
void put_place(const struct view *view, const chiso_place *place, char *text);

/* Prints a number as put_number() puts it. */
void print_number(const struct view *view, chiso_decimal value, int digits, const char *unit,
                  struct printer *printer);

/* A figure as it is printed. */
chiso_decimal in_print(const struct view *view, chiso_decimal figure, int digits);

/* The least decimals, 0 to 6, that show a number exactly. */
int digits_needed(chiso_decimal value);

/* Whether some of what applies to a unit was not scored. */
bool is_partly_scored(const chiso_result *result);

/* Whether nothing of what applies to a unit was scored. */
bool is_not_scored(const chiso_result *result);

/* Says in a sentence what is done with what was not scored. */
void print_policy(const struct view *view, struct printer *printer);

/* Whether the name of a block begins with that word, in either language: it is not said twice. */
bool says_block(const char *name);

/* A printer whose lines are as wide as was asked for. */
struct printer printer_of(const struct view *view, const chiso_sink *sink);

/* Says below a table which of its columns there was no room for. */
void print_left_out(const struct view *view, const struct table *table, struct printer *printer);

/* Prints a number of things. */
void print_count(uint32_t count, const char *one, const char *many, struct printer *printer);

#endif
