/*
 * What the parts of the program documents share: a statement with the figures that it prints, and
 * what is found out about it.
 */
#ifndef DOCUMENTS_H
#define DOCUMENTS_H

#include <chiso/chiso.h>
#include <stdbool.h>

/* What a statement may print; their codes are in figures.csv. */
enum figure {
    ACHIEVED,
    MAX,
    PERCENT,
    PREVIOUS,
    CHANGE,
    RANK,
    RANK_CHANGE,
    OUT_OF,
    PART_1,
    PART_2,
    PART_3,
    PART_4,
    TOTAL,
    MEAN,
    BOTH,
    SCORE_ONLY,
    RANK_ONLY,
    FIELDS,
    LARGEST,
    PERIODS,
    GOAL_RANK,
    GOAL_PERCENT,
    GOAL_RISE,
    GOAL_PLACES,
    GOAL_PLACES_TO,
    FIGURE_COUNT
};

enum { PART_COUNT = 4, PATH_SIZE = 4096 };

enum verdict {
    VERDICT_AGREES,
    VERDICT_CONSTRUCTED, /* it agrees on boards that were set up for it */
    VERDICT_DIFFERS,
    VERDICT_UNCHECKED,
    VERDICT_COUNT
};

/* Text that is put together; what is too long is cut off. */
struct text {
    char bytes[CHISO_MESSAGE_SIZE];
    bool vietnamese;
};

struct finding {
    struct text printed;  /* the figures of the statement */
    struct text computed; /* what the library makes of them */
    struct text cause;    /* where they differ: why */
    enum verdict verdict;
};

/* What all checks work on. */
struct job {
    const char *directory;
    bool vietnamese;
    chiso_tree *words;             /* reports, and statements below them */
    chiso_tree *figures;           /* what may be printed */
    chiso_board *printed;          /* figures of each statement */
    chiso_node leaf[FIGURE_COUNT]; /* of the figures */
    char path[PATH_SIZE];          /* the file that is worked on */
    chiso_error error;
};

/* A figure of a row of a board over the figures; CHISO_ABSENT where there is none. */
chiso_decimal figure_of(const struct job *job, const chiso_board *board, chiso_unit row,
                        enum figure which);

/* Reads the trees and the figures. Either way job_end() ends it. */
chiso_status job_begin(struct job *job);

void job_end(struct job *job);

/* Reads rows of figures, NAME with the statement's code and ENDING around it being the file. */
chiso_status read_board(struct job *job, chiso_tree *tree, const char *name,
                        chiso_board **out_board);

/* Refuses the file that is worked on: a sentence, and the code that it ends with. */
chiso_status refused(struct job *job, chiso_status status, const char *english,
                     const char *vietnamese, const char *code);

/* Makes the name of a file in the directory the one that is worked on. */
void set_path(struct job *job, const char *before, const char *code, const char *behind);

/* Holds a statement, a row of the printed figures, against what the library makes of them. */
chiso_status check_statement(struct job *job, chiso_unit row, struct finding *finding);

/* The checks by what a statement prints. */
typedef chiso_status check_function(struct job *job, chiso_unit row, struct finding *finding);

check_function check_ratio, check_difference, check_former, check_total, check_mean, check_largest;
check_function check_periods, check_counts, check_goal, check_rank, check_nothing;

/* Scored boards of few figures. Codes of criteria and units are "1", "2" and so on. */
chiso_status board_of_criteria(struct job *job, const chiso_decimal *values,
                               const chiso_decimal *maxima, size_t count, chiso_board **out_board);
chiso_status board_of_units(struct job *job, const chiso_decimal *values, size_t count,
                            chiso_decimal max, chiso_board **out_board);

/* Puts text together. */
void say(struct text *text, const char *english, const char *vietnamese);
void say_bytes(struct text *text, const char *bytes);
void say_number(struct text *text, chiso_decimal number,
                int digits); /* -1: as many digits as it needs */
void say_change(struct text *text, chiso_decimal change, int digits); /* with its sign */
void say_lead(struct text *text, const struct job *job,
              chiso_unit row); /* the points or percent that a statement is about */
void say_rank(struct text *text, const struct job *job, chiso_unit row);

#endif
