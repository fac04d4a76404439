/* Where the report goes. A file gets its new content all at once or not at all. */
#ifndef SCOREBOARD_OUTPUT_H
#define SCOREBOARD_OUTPUT_H

#include <chiso/sink.h>
#include <stdio.h>

enum { OUTPUT_PATH_SIZE = 4096 };

struct output {
    FILE *file;
    /* give this to the writers; it points to this struct, which must stay where it is */
    chiso_sink sink;
    int reason; /* errno of the first failure */
    bool is_temporary;
    char target[OUTPUT_PATH_SIZE];
    char temporary[OUTPUT_PATH_SIZE + 16];
};

/* Opens the output; path NULL is standard output. Where it returns false, errno says why. */
bool output_open(struct output *output, const char *path);

/* Ends the output: puts the file in its place if all is well, else leaves what was there. Where it
 * returns false, errno says why. */
bool output_close(struct output *output, bool is_complete);

/* The columns of the terminal that standard output is; 0 where it is none. */
size_t output_columns(void);

/* Whether two paths name the same file. */
bool is_same_file(const char *a, const char *b);

#endif
