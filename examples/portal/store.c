/* The folder that is the store: criteria.csv or criteria-LANGUAGE.csv, bands.csv and read.csv (how
 * uploads are read) where there are such, and points-PERIOD.csv, a file a period. A file is always
 * replaced whole, so whoever reads it has the old one or the new one, and needs no lock. */
/* NOLINTNEXTLINE(readability-identifier-naming): the name is POSIX's. */
#define _XOPEN_SOURCE 700

#include "portal.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { STORED_BYTES = 64 << 20 };

/* The name of a period goes into the name of a file: letters, digits, - and _ only. */
bool is_file_of_period(const char *name, char *period)
{
    static const char letters[] =
        "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-";
    const size_t size = strncmp(name, "points-", 7) == 0 ? strspn(name + 7, letters) : 0;

    if (size == 0 || size >= PERIOD_SIZE || strcmp(name + 7 + size, ".csv") != 0) {
        return false;
    }
    if (period != NULL) {
        snprintf(period, PERIOD_SIZE, "%.*s", (int)size, name + 7);
    }
    return true;
}

static int is_listed(const struct dirent *entry)
{
    return is_file_of_period(entry->d_name, NULL);
}

bool read_file(const struct store *store, const char *name, chiso_buffer *text)
{
    const int file = openat(store->folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    char bytes[16384];
    ssize_t got = file >= 0 ? 1 : -1;

    while (got > 0 && text->size <= STORED_BYTES) {
        got = read(file, bytes, sizeof(bytes));
        if (got >= 0 && !chiso_buffer_write(text, bytes, (size_t)got)) {
            got = -1;
        }
    }
    if (file >= 0) {
        close(file);
    }
    return got == 0;
}

/* Writes a file beside the old one and puts it in its place when all of it is on the disk. */
bool replace_file(const struct store *store, const char *name, const chiso_buffer *text)
{
    char beside[NAME_SIZE + 8];
    size_t done = 0;
    bool is_done = false;
    int file;

    snprintf(beside, sizeof(beside), "%s.new", name);
    file = openat(store->folder, beside, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC,
                  S_IRUSR | S_IWUSR);
    if (file < 0) {
        return false;
    }
    while (done < text->size) {
        const ssize_t put = write(file, text->bytes + done, text->size - done);

        if (put <= 0) {
            break;
        }
        done += (size_t)put;
    }
    is_done = done == text->size && fsync(file) == 0;
    is_done = close(file) == 0 && is_done &&
              renameat(store->folder, beside, store->folder, name) == 0 &&
              fsync(store->folder) == 0;
    if (!is_done) {
        unlinkat(store->folder, beside, 0);
    }
    return is_done;
}

/* Finds the period that is asked for, or the newest, and the one before. */
static bool find_period(struct store *store, struct request *request)
{
    const char *const asked = text_of(request, "period");
    char *const points = store->names[POINTS];
    int i = 0;

    if (asked[0] != '\0') {
        snprintf(points, NAME_SIZE, "points-%.40s.csv", asked);
    } else if (store->file_count > 0) {
        snprintf(points, NAME_SIZE, "%.40s", store->files[store->file_count - 1]->d_name);
    }
    if (points[0] != '\0' &&
        (strlen(asked) >= PERIOD_SIZE || !is_file_of_period(points, store->period))) {
        return refuse(request, 400, "period: up to 32 letters, digits, - and _ are expected",
                      "kỳ: cần tối đa 32 chữ cái không dấu, chữ số, - và _");
    }
    while (i < store->file_count && strcmp(store->files[i]->d_name, points) < 0) {
        snprintf(store->names[BEFORE], NAME_SIZE, "%.40s", store->files[i]->d_name);
        i++;
    }
    store->is_new = i == store->file_count || strcmp(store->files[i]->d_name, points) != 0;
    return true;
}

/* FNV-1a, with a byte behind each text that stands in none: where one ends matters. */
static void mix(uint64_t *hash, const char *text, size_t size)
{
    for (size_t i = 0; i <= size; i++) {
        *hash = (*hash ^ (i < size ? (unsigned char)text[i] : 0xFF)) * 0x100000001b3;
    }
}

/* Marks all that a page of this period is made of. */
static void mark(struct store *store)
{
    uint64_t hash = 0xcbf29ce484222325;

    mix(&hash, chiso_version(), strlen(chiso_version()));
    for (int i = 0; i < store->file_count; i++) {
        mix(&hash, store->files[i]->d_name, strlen(store->files[i]->d_name));
    }
    for (int text = 0; text < TEXT_COUNT; text++) {
        mix(&hash, store->texts[text].bytes, store->texts[text].size);
    }
    snprintf(store->etag, sizeof(store->etag), "%016" PRIx64, hash);
}

/* Waits until nobody else replaces a file; the lock ends with the program. */
static bool lock(const struct store *store)
{
    const int file =
        openat(store->folder, "lock", O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR);

    return file >= 0 && lockf(file, F_LOCK, 0) == 0;
}

bool open_store(struct store *store, struct request *request, const char *folder, bool is_locked)
{
    static const char *const names[] = {"criteria-en.csv", "criteria-vi.csv", "criteria.csv",
                                        "bands.csv", "read.csv"};

    store->folder = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (is_locked && !lock(store)) {
        return refuse(request, 500, "the folder of the portal cannot be written",
                      "không ghi được vào thư mục của cổng");
    }
    store->file_count = scandir(folder, &store->files, is_listed, alphasort);
    if (store->folder < 0 || store->file_count < 0) {
        return refuse(request, 500, "the folder PORTAL_FOLDER cannot be read",
                      "không đọc được thư mục PORTAL_FOLDER");
    }
    if (!find_period(store, request)) {
        return false;
    }
    for (int text = 0; text < TEXT_COUNT; text++) {
        const char *const name = store->names[text];

        if (text < BEFORE) {
            snprintf(store->names[text], NAME_SIZE, "%s", names[text]);
        }
        if (name[0] != '\0' && faccessat(store->folder, name, F_OK, 0) == 0 &&
            !read_file(store, name, &store->texts[text])) {
            return refuse(request, 500, "a file of the portal cannot be read",
                          "không đọc được một tệp của cổng");
        }
    }
    mark(store);
    return true;
}

static bool is_read(struct store *store, struct request *request, int text, chiso_status status,
                    const chiso_error *error)
{
    return status == CHISO_OK || refuse_for(request, 500, store->names[text], error);
}

static bool read_board(struct store *store, struct request *request, int text, chiso_board **board)
{
    const chiso_buffer *const points = &store->texts[text];
    chiso_error error = CHISO_ERROR_INIT;

    return is_read(store, request, text, chiso_board_new(store->tree, NULL, board, &error),
                   &error) &&
           (points->bytes == NULL ||
            is_read(store, request, text,
                    chiso_intake_board(store->intake, store->names[text], points->bytes,
                                       points->size, *board, &error),
                    &error));
}

/* Makes a tree and boards of the texts. A text that is not there is the one of an empty file. */
bool read_store(struct store *store, struct request *request)
{
    const chiso_buffer *const texts = store->texts;
    const int own = request->language == CHISO_LANGUAGE_VIETNAMESE ? CRITERIA_VI : CRITERIA_EN;
    const int criteria = texts[own].bytes != NULL ? own : CRITERIA;
    chiso_error error = CHISO_ERROR_INIT;

    return is_read(store, request, CRITERIA, chiso_intake_new(100, NULL, &store->intake, &error),
                   &error) &&
           is_read(store, request, criteria,
                   chiso_intake_tree(store->intake, store->names[criteria],
                                     texts[criteria].bytes != NULL ? texts[criteria].bytes : "",
                                     texts[criteria].size, NULL, &store->tree, &error),
                   &error) &&
           (texts[BANDS].bytes == NULL ||
            is_read(store, request, BANDS,
                    chiso_intake_bands(store->intake, store->names[BANDS], texts[BANDS].bytes,
                                       texts[BANDS].size, NULL, &store->bands, &error),
                    &error)) &&
           (texts[READ].bytes == NULL ||
            is_read(store, request, READ,
                    chiso_intake_mapping(store->intake, store->names[READ], texts[READ].bytes,
                                         texts[READ].size, NULL, &store->mapping, &error),
                    &error)) &&
           read_board(store, request, POINTS, &store->board) &&
           (texts[BEFORE].bytes == NULL || read_board(store, request, BEFORE, &store->previous));
}

/* Scores the boards and makes the report that all pages answer from. */
bool score_store(struct store *store, struct request *request)
{
    chiso_comparison_options beside = CHISO_COMPARISON_OPTIONS_INIT;
    chiso_report_options how = CHISO_REPORT_OPTIONS_INIT;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status = chiso_board_score(store->board, &error);

    beside.bands = store->bands;
    beside.point_places = chiso_tree_digits(store->tree);
    if (status == CHISO_OK && store->previous != NULL) {
        status = chiso_board_score(store->previous, &error);
        if (status == CHISO_OK) {
            status = chiso_comparison_new(store->board, store->previous, &beside,
                                          &store->comparison, &error);
        }
    }
    how.bands = store->bands;
    how.comparison = store->comparison;
    how.point_places = beside.point_places;
    how.intake = store->intake;
    if (status == CHISO_OK) {
        status = chiso_report_new(store->board, &how, &store->report, &error);
    }
    return is_read(store, request, POINTS, status, &error);
}

void close_store(struct store *store)
{
    chiso_report_free(store->report);
    chiso_comparison_free(store->comparison);
    chiso_board_free(store->previous);
    chiso_board_free(store->board);
    chiso_mapping_free(store->mapping);
    chiso_bands_free(store->bands);
    chiso_tree_free(store->tree);
    chiso_intake_free(store->intake);
    for (int text = 0; text < TEXT_COUNT; text++) {
        chiso_buffer_clear(&store->texts[text]);
    }
    for (int i = 0; i < store->file_count; i++) {
        free(store->files[i]);
    }
    free(store->files);
    if (store->folder >= 0) {
        close(store->folder);
    }
}
