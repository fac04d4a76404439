/* A points file in two steps: it is read and all that is wrong, doubtful or other in it is shown;
 * then it is taken. In between it waits in the folder under a name that nobody can guess, with a
 * first line that says what it was checked against. */
/* NOLINTNEXTLINE(readability-identifier-naming): the name is POSIX's. */
#define _XOPEN_SOURCE 700

#include "portal.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { EDITS_SHOWN = 200, MISTAKES_KEPT = 100, WAITING_COUNT = 64, WAITING_SECONDS = 3600 };

static const struct column remark_columns[] = {{"kind", "What", "Loại", false},
                                               {"line", "Line", "Dòng", true},
                                               {"column", "Column", "Cột", true},
                                               {"unit", "Unit", "Đơn vị", false},
                                               {"criterion", "Criterion", "Tiêu chí", false},
                                               {"message", "Why", "Vì sao", false}};
static const struct column edit_columns[] = {{"kind", "What", "Loại", false},
                                             {"unit", "Unit", "Đơn vị", false},
                                             {"criterion", "Criterion", "Tiêu chí", false},
                                             {"was", "Was", "Đang là", false},
                                             {"becomes", "Becomes", "Sẽ là", false}};

/* What a file was checked against: the board, for which period and whose units, and by whom. */
static void write_first_line(const struct store *store, const struct request *request, char *line)
{
    const char *const user = getenv("REMOTE_USER");

    snprintf(line, 256, "%s %s %d %.160s\n", store->etag, store->period,
             text_of(request, "new")[0] != '\0', user != NULL ? user : "");
}

/* 128 random bits. */
static bool make_token(char *token)
{
    unsigned char bytes[TOKEN_SIZE / 2];
    FILE *const file = fopen("/dev/urandom", "rb");
    const bool is_done = file != NULL && fread(bytes, sizeof(bytes), 1, file) == 1;

    if (file != NULL) {
        fclose(file);
    }
    for (size_t i = 0; i < sizeof(bytes) && is_done; i++) {
        snprintf(token + 2 * i, 3, "%02x", bytes[i]);
    }
    return is_done;
}

/* Files that nobody took go after an hour; whether there is room for one more. */
static bool has_room(const struct store *store)
{
    DIR *const folder = fdopendir(dup(store->folder));
    const struct dirent *entry;
    struct stat facts;
    int count = 0;

    if (folder == NULL) {
        return false;
    }
    rewinddir(folder);
    while ((entry = readdir(folder)) != NULL) {
        if (strncmp(entry->d_name, "upload-", 7) == 0 &&
            fstatat(store->folder, entry->d_name, &facts, AT_SYMLINK_NOFOLLOW) == 0) {
            count++;
            if (time(NULL) - facts.st_mtime > WAITING_SECONDS) {
                count -= unlinkat(store->folder, entry->d_name, 0) == 0;
            }
        }
    }
    closedir(folder);
    return count < WAITING_COUNT;
}

/* Reads a points file beside the board; all that is remarkable is with the intake. */
static chiso_status read_points(struct store *store, const struct request *request,
                                const char *name, const char *text, size_t size, chiso_error *error)
{
    chiso_intake_options limits = CHISO_INTAKE_OPTIONS_INIT;
    chiso_status status;

    /* What was remarked in the files that are there already is not about this one. */
    chiso_intake_free(store->intake);
    store->intake = NULL;
    status = chiso_intake_new(MISTAKES_KEPT, NULL, &store->intake, error);
    if (status != CHISO_OK) {
        return status;
    }
    limits.bytes = FILE_BYTES;
    limits.units = 10000;
    limits.blocks = 1000;
    limits.cells = 1000000;
    limits.known_units = !store->is_new && text_of(request, "new")[0] == '\0';
    status = chiso_intake_set_options(store->intake, &limits, error);
    return status != CHISO_OK ? status
                              : chiso_intake_read_sheet(store->intake, name, text, size,
                                                        store->mapping, store->board, error);
}

static void put_remarks(struct page *page, const struct store *store)
{
    const struct request *const request = page->request;
    chiso_remark remark;
    struct row row;

    if (chiso_intake_count(store->intake) == 0 && !request->is_json) {
        put(page, say(request, "<p>No mistakes, nothing doubtful.</p>\n",
                      "<p>Không có lỗi, không có nghi vấn.</p>\n"));
        return;
    }
    begin_table(page, "remarks", say(request, "Mistakes and doubts", "Lỗi và nghi vấn"),
                remark_columns, 6);
    for (uint32_t i = 0; chiso_intake_at(store->intake, i, &remark) == CHISO_OK; i++) {
        row.cells[0] = request->is_json ? chiso_word(CHISO_WORDS_REMARK_KIND, remark.kind)
                       : remark.kind == CHISO_REMARK_MISTAKE ? say(request, "mistake", "lỗi")
                                                             : say(request, "doubt", "nghi vấn");
        snprintf(row.texts[1], sizeof(row.texts[1]), "%u", (unsigned)remark.line);
        snprintf(row.texts[2], sizeof(row.texts[2]), "%u", (unsigned)remark.column);
        row.cells[1] = remark.line > 0 ? row.texts[1] : "";
        row.cells[2] = remark.line > 0 ? row.texts[2] : "";
        row.cells[3] = remark.unit;
        row.cells[4] = remark.criterion;
        row.cells[5] = say(request, remark.message, remark.message_vi);
        put_row(page, row.cells);
    }
    end_table(page);
}

/* A cell as a Vietnamese reader writes it; other texts as they are. */
static const char *marked(const struct page *page, const chiso_edit *edit, const char *text,
                          char *room)
{
    if (edit->kind != CHISO_EDIT_CELL || page->request->is_json) {
        return text;
    }
    snprintf(room, CHISO_CELL_TEXT_SIZE, "%s", text);
    swap_marks(page, room, '.', ',');
    return room;
}

static void put_edits(struct page *page, const struct store *store)
{
    static const char *const kinds[] = {"đơn vị mới", "tên",     "khối",   "xếp hạng",
                                        "điểm",       "ghi chú", "kết quả"};
    static const struct column all = {"changes", "Changes", "Số thay đổi", true};
    const struct request *const request = page->request;
    const uint32_t count = chiso_intake_edit_count(store->intake);
    char was[CHISO_CELL_TEXT_SIZE];
    char becomes[CHISO_CELL_TEXT_SIZE];
    chiso_edit edit;
    struct row row;

    snprintf(row.texts[0], sizeof(row.texts[0]), "%u", (unsigned)count);
    put_fact(page, &all, row.texts[0]);
    begin_table(page, "edits",
                count > EDITS_SHOWN ? say(request, "What would change: the first 200",
                                          "Những gì sẽ thay đổi: 200 mục đầu")
                                    : say(request, "What would change", "Những gì sẽ thay đổi"),
                edit_columns, 5);
    for (uint32_t i = 0; i < EDITS_SHOWN || request->is_json; i++) {
        const char *word;

        if (chiso_intake_edit_at(store->intake, i, &edit) != CHISO_OK) {
            break;
        }
        word = chiso_word(CHISO_WORDS_EDIT_KIND, edit.kind);
        row.cells[0] = request->is_json || edit.kind > CHISO_EDIT_RESULT
                           ? word
                           : say(request, word, kinds[edit.kind]);
        row.cells[1] = edit.unit;
        row.cells[2] = edit.criterion;
        row.cells[3] = marked(page, &edit, edit.was, was);
        row.cells[4] = marked(page, &edit, edit.becomes, becomes);
        put_row(page, row.cells);
    }
    end_table(page);
}

/* A form of one field or two that is posted. */
static void put_post(struct page *page, const char *path)
{
    put(page, "<form method=\"post\" enctype=\"multipart/form-data\" action=\"");
    put_address(page, path, "new", text_of(page->request, "new"));
    put(page, "\">\n");
}

bool answer_upload(struct page *page, struct store *store)
{
    const struct request *const request = page->request;

    (void)store;
    begin_page(page, say(request, "Upload points", "Nộp tệp điểm"));
    put_alert(page);
    if (!request->is_json) {
        put(page, "<form method=\"post\" enctype=\"multipart/form-data\" action=\"");
        put_text(page, request->script);
        put(page, "/check?lang=");
        put(page, say(request, "en", "vi"));
        put(page, "\">\n");
        put_input(page, "period",
                  say(request,
                      "Period: a new one, or one that is to be corrected, such as 2024 or 2024-q1",
                      "Kỳ: kỳ mới, hoặc kỳ cần sửa, như 2024 hay 2024-q1"),
                  store->period);
        put_label(page, "file",
                  say(request, "Points file (CSV, up to 1 MiB)", "Tệp điểm (CSV, tối đa 1 MiB)"));
        put(page, "<input id=\"file\" name=\"file\" type=\"file\" accept=\".csv,.txt,text/csv\" "
                  "required=\"required\" /></p>\n");
        put(page, "<p><label for=\"new\"><input id=\"new\" name=\"new\" type=\"checkbox\" "
                  "value=\"1\" /> ");
        put(page, say(request, "The file may bring units that the period does not have yet",
                      "Tệp có thể có đơn vị chưa có trong kỳ"));
        put(page, "</label></p>\n");
        put_button(page, "Check", "Kiểm tra");
    }
    end_page(page);
    return true;
}

static bool keep(struct page *page, const struct store *store, const struct field *file)
{
    static const struct column fact = {"token", "", "", false};
    chiso_buffer text = CHISO_BUFFER_INIT;
    char line[256];
    char token[TOKEN_SIZE];
    char name[NAME_SIZE];
    bool is_kept = false;

    write_first_line(store, page->request, line);
    if (!has_room(store)) {
        return refuse(page->request, 503, "too many files wait to be taken; try again in an hour",
                      "quá nhiều tệp đang chờ; hãy thử lại sau một giờ");
    }
    if (make_token(token) && chiso_buffer_write(&text, line, strlen(line)) &&
        chiso_buffer_write(&text, file->value, file->size)) {
        snprintf(name, sizeof(name), "upload-%s", token);
        is_kept = replace_file(store, name, &text);
    }
    chiso_buffer_clear(&text);
    if (!is_kept) {
        return refuse(page->request, 500, "the folder of the portal cannot be written",
                      "không ghi được vào thư mục của cổng");
    }
    if (page->request->is_json) {
        put_fact(page, &fact, token);
    } else {
        put_post(page, "/take");
        put(page, "<input type=\"hidden\" name=\"token\" value=\"");
        put(page, token);
        put(page, "\" />\n");
        put_button(page, "Take it", "Nhận tệp");
    }
    return true;
}

/* Takes what was read on a copy, which shows what can be seen only then: what cannot be scored, and
 * printed figures that are not the computed ones. */
static bool try_on_copy(const struct store *store, const char *name, chiso_error *error)
{
    chiso_report_options how = CHISO_REPORT_OPTIONS_INIT;
    chiso_board *copy = NULL;
    chiso_report *report = NULL;
    bool is_done = false;

    how.bands = store->bands;
    is_done = chiso_board_copy(store->board, NULL, &copy, error) == CHISO_OK &&
              chiso_intake_take(store->intake, copy, error) == CHISO_OK &&
              chiso_board_score(copy, error) == CHISO_OK &&
              chiso_report_new(copy, &how, &report, error) == CHISO_OK &&
              chiso_report_check_printed(report, store->intake, name, error) == CHISO_OK;
    chiso_report_free(report);
    chiso_board_free(copy);
    return is_done;
}

/* What stands behind the last of a letter: some browsers send the folders of a file as well. */
static const char *last_of(const char *text, char letter)
{
    const char *const last = strrchr(text, letter);

    return last != NULL ? last + 1 : text;
}

bool answer_check(struct page *page, struct store *store)
{
    struct request *const request = page->request;
    static const struct column period = {"period", "Period", "Kỳ", false};
    static const struct column new_period = {"new_period", "New period", "Kỳ mới", false};
    const struct field *const file = find_field(request, "file");
    const char *name = "";
    chiso_error error = CHISO_ERROR_INIT;
    uint32_t changes = 0;
    bool is_fine = false;

    if (file == NULL || file->file == NULL || file->file[0] == '\0' || store->period[0] == '\0') {
        return refuse(request, 400, "no file was chosen, or no period was given",
                      "chưa chọn tệp, hoặc chưa cho biết kỳ");
    }
    name = last_of(last_of(file->file, '/'), '\\');
    is_fine = read_points(store, request, name, file->value, file->size, &error) == CHISO_OK;
    changes = chiso_intake_edit_count(store->intake);
    begin_page(page, name);
    put_fact(page, store->is_new ? &new_period : &period, store->period);
    if (is_fine && changes > 0) {
        put_edits(page, store);
        is_fine = try_on_copy(store, name, &error);
    }
    if (!is_fine) {
        (void)refuse_for(request, 422, name, &error);
    }
    put_alert(page);
    put_remarks(page, store);
    if (is_fine && changes > 0) {
        if (!keep(page, store, file)) {
            return false;
        }
    } else if (is_fine && !request->is_json) {
        put(page, say(request, "<p>The file changes nothing.</p>\n",
                      "<p>Tệp không làm thay đổi gì.</p>\n"));
    }
    end_page(page);
    return true;
}

bool answer_take(struct page *page, struct store *store)
{
    struct request *const request = page->request;
    const char *const token = text_of(request, "token");
    chiso_buffer text = CHISO_BUFFER_INIT;
    chiso_buffer points = CHISO_BUFFER_INIT;
    const chiso_sink sink = {chiso_buffer_write, &points};
    chiso_error error = CHISO_ERROR_INIT;
    char line[256];
    char name[NAME_SIZE];
    size_t size = 0;
    bool is_done = false;

    write_first_line(store, request, line);
    size = strlen(line);
    snprintf(name, sizeof(name), "upload-%.40s", token);
    if (strlen(token) != TOKEN_SIZE - 1 || strspn(token, "0123456789abcdef") != TOKEN_SIZE - 1 ||
        !read_file(store, name, &text)) {
        refuse(request, 403, "there is no such file to be taken, or it was taken already",
               "không có tệp này để nhận, hoặc tệp đã được nhận");
    } else if (text.size < size || memcmp(text.bytes, line, size) != 0) {
        refuse(request, 409, "the period was changed since the file was checked; check it again",
               "kỳ này đã thay đổi từ khi kiểm tra tệp; hãy kiểm tra lại");
    } else if (read_points(store, request, "", text.bytes + size, text.size - size, &error) !=
                   CHISO_OK ||
               chiso_intake_take(store->intake, store->board, &error) != CHISO_OK ||
               chiso_board_score(store->board, &error) != CHISO_OK ||
               chiso_board_write_csv(store->board, &sink, &error) != CHISO_OK) {
        refuse_for(request, 422, say(request, "The file is not taken", "Không nhận tệp"), &error);
    } else if (!replace_file(store, store->names[POINTS], &points)) {
        refuse(request, 500, "the folder of the portal cannot be written",
               "không ghi được vào thư mục của cổng");
    } else {
        (void)unlinkat(store->folder, name, 0);
        request->status = 303;
        is_done = true;
    }
    chiso_buffer_clear(&text);
    chiso_buffer_clear(&points);
    return is_done;
}
