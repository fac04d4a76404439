/* Text of figures, with the decimal mark of the language. */
#include "documents.h"

#include <stdio.h>
#include <string.h>

void say_bytes(struct text *text, const char *bytes)
{
    const size_t used = strlen(text->bytes);

    (void)snprintf(text->bytes + used, sizeof(text->bytes) - used, "%s", bytes);
}

void say(struct text *text, const char *english, const char *vietnamese)
{
    say_bytes(text, text->vietnamese ? vietnamese : english);
}

void say_number(struct text *text, chiso_decimal number, int digits)
{
    char bytes[CHISO_DECIMAL_TEXT_SIZE] = "?";

    if (chiso_decimal_format(number, digits, CHISO_ROUND_HALF_UP, text->vietnamese ? ',' : '.',
                             bytes) == CHISO_OK) {
        say_bytes(text, bytes);
    }
}

void say_change(struct text *text, chiso_decimal change, int digits)
{
    say_bytes(text, change > 0 ? "+" : "");
    say_number(text, change, digits);
}

void say_lead(struct text *text, const struct job *job, chiso_unit row)
{
    const chiso_decimal achieved = figure_of(job, job->printed, row, ACHIEVED);
    const chiso_decimal percent = figure_of(job, job->printed, row, PERCENT);

    if (achieved != CHISO_ABSENT) {
        say_number(text, achieved, -1);
    } else if (percent != CHISO_ABSENT) {
        say_number(text, percent, chiso_tree_digits(job->figures));
        say_bytes(text, " %");
    }
}

void say_rank(struct text *text, const struct job *job, chiso_unit row)
{
    const chiso_decimal rank = figure_of(job, job->printed, row, RANK);
    const chiso_decimal out_of = figure_of(job, job->printed, row, OUT_OF);

    if (rank == CHISO_ABSENT) {
        return;
    }
    say_bytes(text, text->bytes[0] != '\0' ? ", " : "");
    say(text, "rank ", "hạng ");
    say_number(text, rank, -1);
    if (out_of != CHISO_ABSENT) {
        say(text, " of ", "/");
        say_number(text, out_of, -1);
    }
}
