/* What the test programs share: texts in, objects out, and a meter on memory. A helper that fails
 * ends the test with a message. */
#ifndef CHISO_TESTS_SUPPORT_H
#define CHISO_TESTS_SUPPORT_H

#include <chiso/chiso.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bytes that grow; always ended by NUL. Begin with {0}, end with buffer_clear(). */
struct buffer {
    char *bytes;
    size_t size;
    size_t capacity;
};

void buffer_add(struct buffer *buffer, const char *bytes, size_t size);
void buffer_print(struct buffer *buffer, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void buffer_clear(struct buffer *buffer);

/* A sink that fills a buffer. */
chiso_sink buffer_sink(struct buffer *buffer);

/* The whole of a file below the source folder ("tests/golden/x.csv"), or of an absolute path. Free
 * with free(). */
char *support_read(const char *path, size_t *out_size);

/* The path of a large published table by its file name, or NULL where there is none: looked for in
 * the folder that CHISO_TABLES names, then in
 * ../shared/data beside the source folder. Free with free(). */
char *support_table(const char *name);

/* Objects from texts; "scored" reads the points and scores the board. */
chiso_decimal decimal(const char *text);
chiso_tree *support_tree(const char *criteria_csv);
chiso_board *support_board(chiso_tree *tree, const char *points_csv);
chiso_board *support_scored(chiso_tree *tree, const char *points_csv);
chiso_mapping *support_mapping(const char *mapping_csv);

/* The figures of a node of a unit, by their codes. */
chiso_result support_result(const chiso_board *board, const char *unit_code, const char *code);

/* A node and a unit by their codes. */
chiso_node support_node(const chiso_tree *tree, const char *code);
chiso_unit support_unit(const chiso_board *board, const char *unit_code);

/* What chiso_tree_write_csv() and chiso_board_write_csv() write. Free with free(). */
char *support_tree_csv(const chiso_tree *tree);
char *support_board_csv(const chiso_board *board);

/* The bytes that chiso_tally_write() writes. End with buffer_clear(). */
struct buffer support_tally_bytes(const chiso_tally *tally);

/* What an intake says, a line each, but for doubts other than those about printed figures. */
void support_say(struct buffer *out, const chiso_intake *intake);

/* The text of a decimal for messages; "absent" and "not applicable" for those. Sixteen of them live
 * at the same time in a thread. */
const char *decimal_text(chiso_decimal value);

/* Whether a message names something; a figure may have a comma as its decimal mark there. */
bool support_names(const char *message, const char *what);

/* A small table read from text, without what chiso itself reads CSV with: cells by row and column.
 * Lines that start with '#' are left out. */
struct table {
    char *text;
    char ***rows;
    size_t row_count;
    size_t column_count;
};

struct table table_read(const char *path);

/* The same from a text of malloc(), which the table takes over; the name is for messages. */
struct table table_split(char *text, const char *name);

void table_clear(struct table *table);
size_t table_column(const struct table *table, const char *heading);

/* Memory that counts what is alive and refuses from the nth request on (0: the first; SIZE_MAX:
 * never). */
struct meter {
    size_t refuse_from;
    size_t requests;
    size_t alive;
};

chiso_allocator meter_allocator(struct meter *meter);

/* Random cases are tried one in so many: all of them, but where a build says otherwise; a prime, so
 * that what goes by twos and threes is met. */
#ifndef SUPPORT_STRIDE
#define SUPPORT_STRIDE 1
#endif

/* A sequence of numbers that is the same everywhere. */
struct random {
    uint64_t state;
};

uint64_t random_next(struct random *random);
uint64_t random_below(struct random *random, uint64_t bound);

#endif
