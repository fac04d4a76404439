/* The way of the numbers: from the files to a report, and to what is asked about one unit. */
#ifndef SCOREBOARD_JOB_H
#define SCOREBOARD_JOB_H

#include "options.h"

/* What the program makes on its way. */
struct job {
    const struct options *options;
    chiso_intake *intake; /* reads the files, and keeps what is to be said about them */
    chiso_tree *tree;
    chiso_mapping *mapping; /* how the points file is read; NULL: as it is */
    chiso_board *board;
    chiso_tree *previous_tree;       /* NULL: the same tree */
    chiso_mapping *previous_mapping; /* NULL: the same as that of the points file */
    chiso_board *previous;           /* NULL: no comparison */
    chiso_comparison *comparison;
    chiso_bands *bands;
    chiso_robustness *robustness; /* NULL where no draws are asked for */
    chiso_report *report;
    chiso_node *tie_break;
    size_t tie_break_count;
    chiso_unit unit;      /* CHISO_NO_UNIT: all */
    chiso_unit beside;    /* of a page of two */
    chiso_node criterion; /* of a page of one */
    int point_digits; /* of points, wherever they stand in text: they are rounded once, to these */
    /* About the unit; each is NULL where it was not asked for. */
    chiso_ledger *ledger; /* NULL where criteria take ranks */
    chiso_ledger *costs;  /* the same with all places, so that no cost is taken for none */
    chiso_target *target;
    chiso_what_if *what_if;
    chiso_explanation *explanation;
    chiso_series *series; /* of the periods or stages; NULL where none are asked for */
};

/* Makes all of it. On a mistake it says on standard error what is wrong, and returns false;
 * job_free() ends it either way. */
bool job_prepare(struct job *job);

/* Makes the tree and a mapping to start from for the points file, in the same way. */
bool job_suggest(struct job *job);

void job_free(struct job *job);

/* How units are ranked, as the command line says. */
chiso_rank_options ranking_of(const struct job *job);

/* Holds what a sheet prints against the figures of the board that was read from it. */
bool check_printed(const struct job *job, const chiso_board *board, const char *criteria,
                   const char *points);

#endif
