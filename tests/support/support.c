#include "support.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifndef CHISO_SOURCE_ROOT
#define CHISO_SOURCE_ROOT "."
#endif

/* Ends the program: Criterion reports the test as crashed and shows what was printed, a program
 * with its own main just ends. */
static _Noreturn void give_up(const char *format, ...) __attribute__((format(printf, 1, 2)));

static _Noreturn void give_up(const char *format, ...)
{
    va_list arguments;

    fputs("support: ", stderr);
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    fflush(stderr);
    abort();
}

static void *demand(void *memory)
{
    if (memory == NULL) {
        give_up("out of memory");
    }
    return memory;
}

/* Buffers */

static void buffer_reserve(struct buffer *buffer, size_t more)
{
    const size_t need = buffer->size + more + 1;

    if (need > buffer->capacity) {
        const size_t capacity = need > 2 * buffer->capacity ? need : 2 * buffer->capacity;

        buffer->bytes = demand(realloc(buffer->bytes, capacity));
        buffer->capacity = capacity;
    }
}

void buffer_add(struct buffer *buffer, const char *bytes, size_t size)
{
    buffer_reserve(buffer, size);
    if (size > 0) {
        memcpy(buffer->bytes + buffer->size, bytes, size);
    }
    buffer->size += size;
    buffer->bytes[buffer->size] = '\0';
}

void buffer_print(struct buffer *buffer, const char *format, ...)
{
    va_list arguments;
    int length;

    va_start(arguments, format);
    length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0) {
        give_up("cannot print \"%s\"", format);
    }
    buffer_reserve(buffer, (size_t)length);
    va_start(arguments, format);
    vsnprintf(buffer->bytes + buffer->size, (size_t)length + 1, format, arguments);
    va_end(arguments);
    buffer->size += (size_t)length;
}

void buffer_clear(struct buffer *buffer)
{
    free(buffer->bytes);
    *buffer = (struct buffer){0};
}

static bool take_bytes(void *context, const char *bytes, size_t size)
{
    if (size == 0) {
        give_up("a sink was given nothing");
    }
    buffer_add(context, bytes, size);
    return true;
}

chiso_sink buffer_sink(struct buffer *buffer)
{
    buffer_reserve(buffer, 0);
    buffer->bytes[buffer->size] = '\0';
    return (chiso_sink){.write = take_bytes, .context = buffer};
}

/* Files */

static char *join(const char *folder, const char *name)
{
    struct buffer path = {0};

    buffer_print(&path, "%s/%s", folder, name);
    return path.bytes;
}

char *support_read(const char *path, size_t *out_size)
{
    char *whole = path[0] == '/' ? join("", path + 1) : join(CHISO_SOURCE_ROOT, path);
    FILE *file = fopen(whole, "rb");
    struct buffer text = {0};
    char chunk[8192];
    size_t got;

    if (file == NULL) {
        give_up("cannot open %s", whole);
    }
    while ((got = fread(chunk, 1, sizeof(chunk), file)) > 0) {
        buffer_add(&text, chunk, got);
    }
    if (ferror(file)) {
        give_up("cannot read %s", whole);
    }
    fclose(file);
    free(whole);
    buffer_add(&text, "", 0);
    if (out_size != NULL) {
        *out_size = text.size;
    }
    return text.bytes;
}

char *support_table(const char *name)
{
    const char *const folders[] = {getenv("CHISO_TABLES"), CHISO_SOURCE_ROOT "/../shared/data"};

    for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
        if (folders[i] != NULL && folders[i][0] != '\0') {
            char *path = join(folders[i], name);
            FILE *file = fopen(path, "rb");

            if (file != NULL) {
                fclose(file);
                return path;
            }
            free(path);
        }
    }
    return NULL;
}

/* Objects */

static _Noreturn void give_up_on(const char *what, chiso_status status, const chiso_error *error)
{
    give_up("%s: %s, line %u, column %u: %s", what, chiso_status_name(status),
            (unsigned)error->line, (unsigned)error->column, error->message);
}

chiso_decimal decimal(const char *text)
{
    chiso_decimal value;
    const chiso_status status = chiso_decimal_parse(text, '.', &value, NULL);

    if (status != CHISO_OK) {
        give_up("decimal \"%s\": %s", text, chiso_status_name(status));
    }
    return value;
}

chiso_tree *support_tree(const char *criteria_csv)
{
    chiso_tree *tree = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    const chiso_status status =
        chiso_tree_read_csv(criteria_csv, strlen(criteria_csv), NULL, &tree, &error);

    if (status != CHISO_OK) {
        give_up_on("criteria", status, &error);
    }
    return tree;
}

chiso_mapping *support_mapping(const char *mapping_csv)
{
    chiso_mapping *mapping = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    const chiso_status status =
        chiso_mapping_read_csv(mapping_csv, strlen(mapping_csv), NULL, &mapping, &error);

    if (status != CHISO_OK) {
        give_up_on("a mapping", status, &error);
    }
    return mapping;
}

chiso_board *support_board(chiso_tree *tree, const char *points_csv)
{
    chiso_board *board = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status = chiso_board_new(tree, NULL, &board, &error);

    if (status == CHISO_OK) {
        status = chiso_board_read_csv(board, points_csv, strlen(points_csv), &error);
    }
    if (status != CHISO_OK) {
        give_up_on("points", status, &error);
    }
    return board;
}

chiso_board *support_scored(chiso_tree *tree, const char *points_csv)
{
    chiso_board *board = support_board(tree, points_csv);
    chiso_error error = CHISO_ERROR_INIT;
    const chiso_status status = chiso_board_score(board, &error);

    if (status != CHISO_OK) {
        give_up_on("scoring", status, &error);
    }
    return board;
}

void support_say(struct buffer *out, const chiso_intake *intake)
{
    for (uint32_t i = 0; i < chiso_intake_count(intake); i++) {
        chiso_remark remark;

        if (chiso_intake_at(intake, i, &remark) != CHISO_OK || remark.message_vi[0] == '\0') {
            give_up("remark %u says nothing", (unsigned)i);
        }
        if (remark.doubt == CHISO_DOUBT_NONE || remark.doubt == CHISO_DOUBT_PRINTED) {
            buffer_print(out, "%u:%u %s\n", remark.line, remark.column, remark.message);
        }
    }
}

struct buffer support_tally_bytes(const chiso_tally *tally)
{
    struct buffer bytes = {0};
    const chiso_sink sink = buffer_sink(&bytes);
    chiso_error error = CHISO_ERROR_INIT;
    const chiso_status status = chiso_tally_write(tally, &sink, &error);

    if (status != CHISO_OK) {
        give_up_on("tally", status, &error);
    }
    return bytes;
}

chiso_node support_node(const chiso_tree *tree, const char *code)
{
    chiso_node node;

    if (chiso_tree_find(tree, code, &node) != CHISO_OK) {
        give_up("no criterion \"%s\"", code);
    }
    return node;
}

chiso_unit support_unit(const chiso_board *board, const char *unit_code)
{
    chiso_unit unit;

    if (chiso_board_find_unit(board, unit_code, &unit) != CHISO_OK) {
        give_up("no unit \"%s\"", unit_code);
    }
    return unit;
}

chiso_result support_result(const chiso_board *board, const char *unit_code, const char *code)
{
    const chiso_unit unit = support_unit(board, unit_code);
    const chiso_node node = support_node(chiso_board_tree(board), code);
    chiso_result result;
    const chiso_status status = chiso_board_result(board, unit, node, &result);

    if (status != CHISO_OK) {
        give_up("result of \"%s\" for \"%s\": %s", code, unit_code, chiso_status_name(status));
    }
    return result;
}

char *support_tree_csv(const chiso_tree *tree)
{
    struct buffer text = {0};
    const chiso_sink sink = buffer_sink(&text);
    chiso_error error = CHISO_ERROR_INIT;
    const chiso_status status = chiso_tree_write_csv(tree, &sink, &error);

    if (status != CHISO_OK) {
        give_up_on("writing a tree", status, &error);
    }
    return text.bytes;
}

char *support_board_csv(const chiso_board *board)
{
    struct buffer text = {0};
    const chiso_sink sink = buffer_sink(&text);
    chiso_error error = CHISO_ERROR_INIT;
    const chiso_status status = chiso_board_write_csv(board, &sink, &error);

    if (status != CHISO_OK) {
        give_up_on("writing a board", status, &error);
    }
    return text.bytes;
}

const char *decimal_text(chiso_decimal value)
{
    enum { TEXTS = 16, SIZE = 48 };
    static _Thread_local char texts[TEXTS][SIZE];
    static _Thread_local size_t next;
    char *text = texts[next++ % TEXTS];

    if (value == CHISO_ABSENT) {
        return "absent";
    }
    if (value == CHISO_NOT_APPLICABLE) {
        return "not applicable";
    }
    if (chiso_decimal_format(value, -1, CHISO_ROUND_HALF_UP, '.', text) != CHISO_OK) {
        snprintf(text, SIZE, "no decimal: %lld", (long long)value);
    }
    return text;
}

bool support_names(const char *message, const char *what)
{
    char *other = demand(malloc(strlen(what) + 1));
    bool found = strstr(message, what) != NULL;

    strcpy(other, what);
    for (char *c = other; *c != '\0'; c++) {
        *c = *c == '.' ? ',' : *c;
    }
    found = found || strstr(message, other) != NULL;
    free(other);
    return found;
}

/* Tables */

/* What is being taken apart: cells are moved to the front of the text that they stand in, so that
 * no copy is needed. */
struct table_reader {
    char *in;
    char *out;
    struct table *table;
    size_t cells;
};

static void table_add_row(struct table_reader *reader)
{
    struct table *table = reader->table;

    table->rows = demand(realloc(table->rows, (table->row_count + 1) * sizeof(*table->rows)));
    table->rows[table->row_count] = NULL;
    table->row_count++;
    reader->cells = 0;
}

static void table_add_cell(struct table_reader *reader, char *cell)
{
    char ***row = &reader->table->rows[reader->table->row_count - 1];

    *row = demand(realloc(*row, (reader->cells + 1) * sizeof(**row)));
    (*row)[reader->cells] = cell;
    reader->cells++;
}

/* Takes one cell; returns the character that ended it. */
static char table_take_cell(struct table_reader *reader)
{
    char *cell = reader->out;
    bool quoted = false;
    char end;

    while (*reader->in != '\0' && (quoted || (*reader->in != ',' && *reader->in != '\n'))) {
        const char c = *reader->in++;

        if (c == '"' && quoted && *reader->in == '"') {
            *reader->out++ = *reader->in++;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (c != '\r' || quoted) {
            *reader->out++ = c;
        }
    }
    end = *reader->in;
    if (end != '\0') {
        reader->in++;
    }
    *reader->out++ = '\0';
    table_add_cell(reader, cell);
    return end;
}

static void table_end_row(struct table_reader *reader, const char *path)
{
    static char nothing[] = "";
    struct table *table = reader->table;

    if (table->row_count == 1) {
        table->column_count = reader->cells;
    }
    if (reader->cells > table->column_count) {
        give_up("%s: row %zu has %zu cells, expected %zu", path, table->row_count, reader->cells,
                table->column_count);
    }
    while (reader->cells < table->column_count) {
        table_add_cell(reader, nothing);
    }
}

struct table table_split(char *text, const char *name)
{
    struct table table = {.text = text};
    struct table_reader reader = {.in = table.text, .table = &table};

    if (strncmp(reader.in, "\xEF\xBB\xBF", 3) == 0) {
        reader.in += 3;
    }
    reader.out = table.text;
    while (*reader.in != '\0') {
        if (*reader.in == '#' || *reader.in == '\n' || *reader.in == '\r') {
            const size_t length = strcspn(reader.in, "\n");

            reader.in += length + (reader.in[length] == '\n');
            continue;
        }
        table_add_row(&reader);
        while (table_take_cell(&reader) == ',') {
        }
        table_end_row(&reader, name);
    }
    if (table.row_count == 0) {
        give_up("%s: no row", name);
    }
    return table;
}

struct table table_read(const char *path)
{
    return table_split(support_read(path, NULL), path);
}

void table_clear(struct table *table)
{
    for (size_t i = 0; i < table->row_count; i++) {
        free(table->rows[i]);
    }
    free(table->rows);
    free(table->text);
    *table = (struct table){0};
}

size_t table_column(const struct table *table, const char *heading)
{
    for (size_t i = 0; i < table->column_count; i++) {
        if (strcmp(table->rows[0][i], heading) == 0) {
            return i;
        }
    }
    give_up("no column \"%s\"", heading);
}

/* Memory */

static bool meter_refuses(struct meter *meter)
{
    return meter->requests++ >= meter->refuse_from;
}

static void *meter_alloc(void *context, size_t size)
{
    struct meter *meter = context;
    void *block;

    if (size == 0) {
        give_up("0 bytes were asked for");
    }
    if (meter_refuses(meter)) {
        return NULL;
    }
    block = demand(malloc(size));
    meter->alive++;
    return block;
}

static void *meter_resize(void *context, void *block, size_t size)
{
    if (block == NULL || size == 0) {
        give_up("a block at %p was to be resized to %zu bytes", block, size);
    }
    return meter_refuses(context) ? NULL : demand(realloc(block, size));
}

static void meter_release(void *context, void *block)
{
    struct meter *meter = context;

    if (block == NULL) {
        give_up("NULL was given back");
    }
    if (meter->alive == 0) {
        give_up("more was given back than taken");
    }
    meter->alive--;
    free(block);
}

chiso_allocator meter_allocator(struct meter *meter)
{
    return (chiso_allocator){
        .alloc = meter_alloc, .resize = meter_resize, .release = meter_release, .context = meter};
}

/* Numbers: splitmix64, Steele, Lea and Flood 2014. */

uint64_t random_next(struct random *random)
{
    uint64_t z = (random->state += UINT64_C(0x9E3779B97F4A7C15));

    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

uint64_t random_below(struct random *random, uint64_t bound)
{
    if (bound == 0) {
        give_up("no number is below 0");
    }
    return random_next(random) % bound;
}
