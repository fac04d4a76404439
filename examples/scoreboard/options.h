/* What the user asked scoreboard for. */
#ifndef SCOREBOARD_OPTIONS_H
#define SCOREBOARD_OPTIONS_H

#include <chiso/chiso.h>

/* The widest text or picture. */
enum { WIDTH_MOST = 2000 };

/* Of text that is as wide as it comes. */
#define COLUMNS_ALL (SIZE_MAX / 2)

enum format { FORMAT_TEXT, FORMAT_JSON, FORMAT_CSV, FORMAT_SVG, FORMAT_HTML };

/* Exit statuses. */
enum { DONE = 0, BAD_INPUT = 1, BAD_USAGE = 2 };

/* LABEL=FILE, as an option says. */
struct labelled {
    const char *option;
    char *label;
    const char *file;
};

struct options {
    const char *criteria;
    const char *points;
    const char *previous;          /* points of an earlier period; NULL: no comparison */
    const char *previous_criteria; /* NULL: criteria */
    const char *criteria_map;      /* NULL: criteria are matched by code */
    const char *unit_map;          /* NULL: units are matched by code */
    const char *bands;             /* NULL: no bands */
    const char *read;              /* how the points file is to be read; NULL: as it is */
    const char *previous_read;     /* the same of the earlier one; NULL: read */
    const char *suggest;           /* where a mapping to start from goes; NULL: nowhere */
    const char *robustness;        /* what is drawn to see how sure ranks are; NULL: nothing */
    const char *unit;              /* NULL: all units */
    const char *beside;            /* another unit, for a page of two; NULL: none */
    const char *target;            /* what the unit should reach, as rank:5; NULL: nothing */
    const char *explain; /* the node whose number is to be derived, "." for the total; NULL: none */
    const char **what_ifs; /* cells of the unit on trial, as 1.2=3.5 */
    size_t what_if_count;
    struct labelled *periods; /* earlier ones, oldest first, or stages; POINTS is the last */
    size_t period_count;
    bool are_stages;
    bool are_mixed;              /* periods and stages */
    struct labelled *of_periods; /* criteria and mappings of some of them */
    size_t of_period_count;
    const char *title;        /* of a page or picture; NULL: the one that it has by itself */
    const char *caption;      /* the same of the text that says how to read it */
    const char *source;       /* of the data, at the foot */
    const char *unit_page;    /* a link to the page of a unit, with {unit} in it */
    const char *label_before; /* of --previous, in a page or picture */
    const char *label;        /* of POINTS */
    char *own_label;          /* the same where none was given */
    const char *criterion;    /* of a series or a page; NULL: the whole index */
    const char *tie_break;    /* codes with commas between them; NULL: none */
    const char *output;       /* NULL: standard output */
    const char *missing;      /* "zero", "skip" or "unknown"; NULL: as the criteria file says */
    int digits;               /* -1: as the criteria file says */
    chiso_ties ties;
    chiso_key key;
    chiso_scope scope;
    enum format format;
    const char *figure; /* of FORMAT_SVG: its name */
    bool has_width;     /* whether a width was asked for */
    uint32_t width;     /* of the figure, in pixels, or of text, in columns; 0: not limited */
    size_t columns;     /* of text, as they were found out; COLUMNS_ALL: not limited */
    bool has_order;     /* whether an order was asked for */
    chiso_row_order order;
    bool images; /* of FORMAT_HTML: figures are images, for word processors */
    chiso_language language;
    bool is_strict; /* doubts about the files are mistakes */
    bool help;
    bool version;
};

/*
 * Reads the command line. On a mistake it says on standard error which option, what was found and
 * what is known, and returns false. options_free() ends it either way.
 */
bool options_read(struct options *options, int argc, char **argv);

void options_free(struct options *options);

/* The file that an option gives the period of a label; NULL for none. */
const char *options_file_of(const struct options *options, const char *option, const char *label);

/* Writes how the program is used to standard output. */
void options_print_help(chiso_language language);

/* The text in the language that was asked for. */
const char *say(chiso_language language, const char *english, const char *vietnamese);

#endif
