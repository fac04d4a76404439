/* What the user asked scoreboard for. */
#ifndef SCOREBOARD_OPTIONS_H
#define SCOREBOARD_OPTIONS_H

#include <chiso/chiso.h>

enum language { ENGLISH, VIETNAMESE };

enum format { FORMAT_TEXT, FORMAT_JSON, FORMAT_CSV };

/* Exit statuses. */
enum { DONE = 0, BAD_INPUT = 1, BAD_USAGE = 2 };

struct options {
    const char *criteria;
    const char *points;
    const char *bands;     /* NULL: no bands */
    const char *unit;      /* NULL: all units */
    const char *tie_break; /* codes with commas between them; NULL: none */
    const char *output;    /* NULL: standard output */
    const char *missing;   /* "zero", "skip" or "unknown"; NULL: as the criteria file says */
    int digits;            /* -1: as the criteria file says */
    chiso_ties ties;
    chiso_key key;
    chiso_scope scope;
    enum format format;
    enum language language;
    bool help;
    bool version;
};

/* Reads the command line. On a mistake it says on standard error which option, what was found and what is known, and returns false. */
bool options_read(struct options *options, int argc, char **argv);

/* Writes how the program is used to standard output. */
void options_print_help(enum language language);

/* The text in the language that was asked for. */
const char *say(enum language language, const char *english, const char *vietnamese);

#endif
