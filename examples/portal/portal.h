/* A portal over a folder of files: a CGI program, which a web server runs once a request. */
#ifndef PORTAL_H
#define PORTAL_H

#include <chiso/chiso.h>
#include <dirent.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What is taken at the most; of a form the file and what stands around it. */
enum {
    QUERY_BYTES = 64 << 10,
    FILE_BYTES = 1 << 20,
    BODY_BYTES = FILE_BYTES + (16 << 10),
    FIELD_COUNT = 1024,
    PERIOD_SIZE = 33,
    ETAG_SIZE = 17,
    TOKEN_SIZE = 33,
    NAME_SIZE = 64,
    COLUMN_COUNT = 8
};

/* A field of the query, or of the form in the body. */
struct field {
    const char *name;
    const char *file; /* The name of the file that it holds; NULL for none. */
    const char *value;
    size_t size;
};

/* What was asked, and the status that it is answered with; why, where it cannot be done. */
struct request {
    const char *method;
    const char *script;
    const char *path;
    chiso_language language;
    bool is_json;
    struct field fields[FIELD_COUNT];
    size_t field_count;
    chiso_buffer query;
    chiso_buffer body;
    int status;
    char reason[CHISO_MESSAGE_SIZE + NAME_SIZE];
};

/* Its files; those of criteria in the order of the languages. */
enum { CRITERIA_EN, CRITERIA_VI, CRITERIA, BANDS, READ, BEFORE, POINTS, TEXT_COUNT };

/* The folder, and one period of it beside the one before. */
struct store {
    int folder;
    struct dirent **files;
    int file_count;
    char period[PERIOD_SIZE];
    bool is_new; /* No file of the period is there yet. */
    char names[TEXT_COUNT][NAME_SIZE];
    chiso_buffer texts[TEXT_COUNT];
    char etag[ETAG_SIZE]; /* A mark of all of the texts. */
    chiso_intake *intake;
    chiso_tree *tree;
    chiso_bands *bands;
    chiso_mapping *mapping;
    chiso_board *board;
    chiso_board *previous;
    chiso_comparison *comparison;
    chiso_report *report;
};

/* A fact, or a column of a table: its name in JSON, and what it is called. */
struct column {
    const char *key;
    const char *english;
    const char *vietnamese;
    bool is_number;
};

/* Where an answer is written: HTML, or JSON where that was asked for. */
struct page {
    struct request *request;
    const struct store *store;
    chiso_buffer text;
    bool is_short;                /* Memory was out. */
    bool has_items;               /* Of the list of JSON that is being written. */
    const struct column *columns; /* Of the table that is being written. */
    size_t column_count;
    const char *caption; /* Of a table of HTML before its first row. */
};

/* A row: room for figures, and the text of each cell. */
struct row {
    char texts[COLUMN_COUNT][CHISO_FIGURE_TEXT_SIZE];
    const char *cells[COLUMN_COUNT];
};

/* request.c: what came, and what goes. */
const char *say(const struct request *request, const char *english, const char *vietnamese);
bool refuse(struct request *request, int status, const char *english, const char *vietnamese);
bool refuse_for(struct request *request, int status, const char *what, const chiso_error *error);
bool read_request(struct request *request);
bool add_field(struct request *request, const struct field *field);
const struct field *find_field(const struct request *request, const char *name);
const char *text_of(const struct request *request, const char *name);
void respond(const struct request *request, const char *headers, const chiso_buffer *body);

/* form.c: a body of multipart/form-data. */
bool read_form(struct request *request);

/* store.c: the folder of files. */
bool open_store(struct store *store, struct request *request, const char *folder, bool is_locked);
bool read_store(struct store *store, struct request *request);
bool score_store(struct store *store, struct request *request);
bool is_file_of_period(const char *name, char *period);
bool read_file(const struct store *store, const char *name, chiso_buffer *text);
bool replace_file(const struct store *store, const char *name, const chiso_buffer *text);
void close_store(struct store *store);

/* page.c: HTML or JSON. */
void put(struct page *page, const char *text);
void put_text(struct page *page, const char *text);
void swap_marks(const struct page *page, char *text, char from, char to);
void put_address(struct page *page, const char *path, const char *name, const char *value);
void put_link(struct page *page, const char *path, const char *unit, const char *text);
void put_form(struct page *page, const char *path, const char *unit);
void put_frame_style(struct page *page);
void begin_nav(struct page *page, const char *english, const char *vietnamese);
void put_frame(struct page *page);
void begin_page(struct page *page, const char *title);
void end_page(struct page *page);
void put_alert(struct page *page);
void put_fact(struct page *page, const struct column *column, const char *text);
void begin_table(struct page *page, const char *key, const char *caption,
                 const struct column *columns, size_t count);
void put_row(struct page *page, const char *const *texts);
void end_table(struct page *page);

void put_label(struct page *page, const char *name, const char *text);
void put_input(struct page *page, const char *name, const char *label, const char *text);
void put_option(struct page *page, const char *value, bool is_chosen, const char *text);
void put_button(struct page *page, const char *english, const char *vietnamese);
const char *figure(const struct page *page, chiso_decimal value, bool is_exact, char *text);
const char *points_of(const struct page *page, chiso_what_if *what_if, chiso_unit unit,
                      chiso_node node, char *text);
const char *rank_of(const struct page *page, const chiso_place *place, char *text);
void name_node(const struct page *page, chiso_node node, struct row *row);
void begin_unit(struct page *page, chiso_unit unit, const char *english, const char *vietnamese);

/* answers.c, trials.c and upload.c: one function a page. */
bool answer_board(struct page *page, struct store *store);
bool answer_unit(struct page *page, struct store *store, chiso_unit unit);
bool answer_explain(struct page *page, struct store *store, chiso_unit unit);
bool failed(struct page *page, const chiso_error *error);
bool answer_what_if(struct page *page, struct store *store, chiso_unit unit);
bool answer_target(struct page *page, struct store *store, chiso_unit unit);
bool answer_upload(struct page *page, struct store *store);
bool answer_check(struct page *page, struct store *store);
bool answer_take(struct page *page, struct store *store);

#endif
