/* What the program tells on standard error. */
#ifndef SCOREBOARD_TELL_H
#define SCOREBOARD_TELL_H

#include "job.h"

/* So many mistakes are told of. */
enum { MISTAKES_SHOWN = 20 };

/* Says what went wrong as FILE:LINE:COLUMN: message, as far as known; returns false. */
bool complain(const struct job *job, const char *file, const chiso_error *error);

/* The same of making a report from two files: what has a place there stands in the criteria. */
bool complain_of_report(const struct job *job, const char *criteria, const char *points,
                        const chiso_error *error);

/* The same of all mistakes that were found while a file was read; of the error where there are none
 * in the list. */
bool complain_of_all(const struct job *job, const char *file, const chiso_error *error);

bool out_of_memory(const struct job *job);

/* Says that the board has no unit with the code of an option, and which one may be meant; returns
 * false. */
bool unknown_unit(const struct job *job, const char *option, const char *code);

/* Says that the tree has no criterion with the code of an option, and which one may be meant;
 * returns false. */
bool unknown_criterion(const struct job *job, const char *option, const char *code);

/* Whether doubts about the files are mistakes and there are any, which it tells of. */
bool doubts_are_mistakes(const struct job *job);

/* Says what a reader of the report should know about the files: cells that were rounded, criteria
 * that nobody has or that set nobody apart. */
void tell_remarks(const struct job *job);

/* Says whose results were set by hand, and whom a gate limits. */
void tell_steps(const struct job *job);

#endif
