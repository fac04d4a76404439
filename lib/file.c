/* The readers of files by name: the only place that opens one. */
#include "base/memory.h"
#include "text/message.h"

#include <chiso/audit.h>
#include <chiso/band.h>
#include <chiso/board.h>
#include <chiso/intake.h>
#include <chiso/map.h>
#include <chiso/mapping.h>
#include <chiso/tree.h>

#include "board/board.h"
#include "board/mapping.h"
#include "compare/map.h"
#include "rank/band.h"
#include "survey/tally.h"
#include "text/csv.h"

#include <errno.h>
#include <stdio.h>

enum { FIRST_SIZE = 65536 };

/* The bytes of a file; begin with {.text = NULL}. */
struct bytes {
    chiso_allocator allocator;
    char *text;
    size_t size;
};

/* The reason in words of its own: those of libc follow the locale. */
static chiso_status fail_file(chiso_error *error, const char *path, int reason)
{
    const struct chiso__insert *words = CHISO__WORDS(chiso__say_text(path));

    if (reason == ENOENT) {
        return chiso__fail(error, CHISO_E_FILE, CHISO__SAY_NO_FILE, words);
    }
    if (reason == EACCES) {
        return chiso__fail(error, CHISO_E_FILE, CHISO__SAY_FILE_FORBIDDEN, words);
    }
    if (reason == EISDIR) {
        return chiso__fail(error, CHISO_E_FILE, CHISO__SAY_FILE_IS_FOLDER, words);
    }
    return chiso__fail(error, CHISO_E_FILE, CHISO__SAY_FILE_UNREADABLE, words);
}

/* Reads some bytes; false at the end, and where they cannot be read. A signal that came meanwhile
 * is no reason to give up. */
static bool read_some(FILE *file, struct bytes *bytes, size_t room)
{
    size_t got = 0;

    errno = 0;
    got = fread(bytes->text + bytes->size, 1, room, file);
    bytes->size += got;
    if (ferror(file) != 0 && errno == EINTR) {
        clearerr(file);
        return true;
    }
    return got > 0 && ferror(file) == 0;
}

/* What an intake says of the bytes so far; without one there is nothing to say. */
static chiso_status ask(const chiso_intake *intake, size_t size, chiso_error *error)
{
    chiso_status status = CHISO_OK;

    if (intake != NULL) {
        status = chiso__intake_check_bytes(intake, size, error);
    }
    return status == CHISO_OK && intake != NULL ? chiso__intake_ask(intake, size, 0, error)
                                                : status;
}

/* Reads a file to its end, or till an intake has enough of it. */
static chiso_status read_all(FILE *file, const char *path, const chiso_intake *intake,
                             struct bytes *bytes, chiso_error *error)
{
    size_t capacity = 0;
    bool more = true;

    while (more) {
        chiso_status status = ask(intake, bytes->size, error);

        if (status != CHISO_OK) {
            return status;
        }
        if (bytes->size == capacity) {
            void *block = bytes->text;

            capacity = capacity == 0 ? FIRST_SIZE : capacity * 2;
            if (!chiso__resize(&bytes->allocator, &block, capacity, 1)) {
                return chiso__fail_memory(error);
            }
            bytes->text = block;
        }
        more = read_some(file, bytes, capacity - bytes->size);
    }
    return ferror(file) == 0 ? CHISO_OK : fail_file(error, path, errno);
}

static FILE *open_file(const char *path)
{
    FILE *file = NULL;

    do {
        errno = 0;
        file = fopen(path, "rb");
    } while (file == NULL && errno == EINTR);
    return file;
}

/* Reads a file whole for an intake, or for NULL, by an allocator that may be NULL for libc's. */
static chiso_status take_file(const char *path, const chiso_intake *intake,
                              const chiso_allocator *allocator, struct bytes *bytes,
                              chiso_error *error)
{
    FILE *file = NULL;
    chiso_status status = CHISO_OK;

    if (path == NULL || !chiso__allocator_take(allocator, &bytes->allocator)) {
        return chiso__fail_null(error);
    }
    file = open_file(path);
    if (file == NULL) {
        return fail_file(error, path, errno);
    }
    status = read_all(file, path, intake, bytes, error);
    if (fclose(file) != 0 && status == CHISO_OK) {
        status = fail_file(error, path, errno);
    }
    return status;
}

static void release_file(struct bytes *bytes)
{
    chiso__release(&bytes->allocator, bytes->text);
}

chiso_status chiso_tree_read_sheet_file(const char *path, const chiso_mapping *mapping,
                                        const chiso_allocator *allocator, chiso_tree **out_tree,
                                        chiso_error *error)
{
    struct bytes bytes = {.text = NULL};
    chiso_status status = CHISO_OK;

    if (out_tree == NULL) {
        return chiso__fail_null(error);
    }
    *out_tree = NULL;
    status = take_file(path, NULL, allocator, &bytes, error);
    if (status == CHISO_OK) {
        status = chiso_tree_read_sheet(bytes.text, bytes.size, mapping, &bytes.allocator, out_tree,
                                       error);
    }
    release_file(&bytes);
    return status;
}

chiso_status chiso_tree_read_csv_file(const char *path, const chiso_allocator *allocator,
                                      chiso_tree **out_tree, chiso_error *error)
{
    return chiso_tree_read_sheet_file(path, NULL, allocator, out_tree, error);
}

chiso_status chiso_bands_read_csv_file(const char *path, const chiso_allocator *allocator,
                                       chiso_bands **out_bands, chiso_error *error)
{
    struct bytes bytes = {.text = NULL};
    chiso_status status = CHISO_OK;

    if (out_bands == NULL) {
        return chiso__fail_null(error);
    }
    *out_bands = NULL;
    status = take_file(path, NULL, allocator, &bytes, error);
    if (status == CHISO_OK) {
        status = chiso_bands_read_csv(bytes.text, bytes.size, &bytes.allocator, out_bands, error);
    }
    release_file(&bytes);
    return status;
}

chiso_status chiso_map_read_csv_file(const char *path, const chiso_allocator *allocator,
                                     chiso_map **out_map, chiso_error *error)
{
    struct bytes bytes = {.text = NULL};
    chiso_status status = CHISO_OK;

    if (out_map == NULL) {
        return chiso__fail_null(error);
    }
    *out_map = NULL;
    status = take_file(path, NULL, allocator, &bytes, error);
    if (status == CHISO_OK) {
        status = chiso_map_read_csv(bytes.text, bytes.size, &bytes.allocator, out_map, error);
    }
    release_file(&bytes);
    return status;
}

chiso_status chiso_mapping_read_csv_file(const char *path, const chiso_allocator *allocator,
                                         chiso_mapping **out_mapping, chiso_error *error)
{
    struct bytes bytes = {.text = NULL};
    chiso_status status = CHISO_OK;

    if (out_mapping == NULL) {
        return chiso__fail_null(error);
    }
    *out_mapping = NULL;
    status = take_file(path, NULL, allocator, &bytes, error);
    if (status == CHISO_OK) {
        status =
            chiso_mapping_read_csv(bytes.text, bytes.size, &bytes.allocator, out_mapping, error);
    }
    release_file(&bytes);
    return status;
}

chiso_status chiso_mapping_suggest_file(const chiso_tree *tree, const char *path,
                                        const chiso_allocator *allocator,
                                        chiso_mapping **out_mapping, chiso_error *error)
{
    struct bytes bytes = {.text = NULL};
    chiso_status status = CHISO_OK;

    if (out_mapping == NULL) {
        return chiso__fail_null(error);
    }
    *out_mapping = NULL;
    status = take_file(path, NULL, allocator, &bytes, error);
    if (status == CHISO_OK) {
        status = chiso_mapping_suggest(tree, bytes.text, bytes.size, &bytes.allocator, out_mapping,
                                       error);
    }
    release_file(&bytes);
    return status;
}

chiso_status chiso_board_read_sheet_file(chiso_board *board, const char *path,
                                         const chiso_mapping *mapping, chiso_error *error)
{
    struct bytes bytes = {.text = NULL};
    chiso_status status = CHISO_OK;

    if (board == NULL) {
        return chiso__fail_null(error);
    }
    status = take_file(path, NULL, &board->allocator, &bytes, error);
    if (status == CHISO_OK) {
        status = chiso_board_read_sheet(board, bytes.text, bytes.size, mapping, error);
    }
    release_file(&bytes);
    return status;
}

chiso_status chiso_board_read_csv_file(chiso_board *board, const char *path, chiso_error *error)
{
    return chiso_board_read_sheet_file(board, path, NULL, error);
}

chiso_status chiso_tally_read_csv_file(chiso_tally *tally, const char *path, chiso_error *error)
{
    struct bytes bytes = {.text = NULL};
    chiso_status status = CHISO_OK;

    if (tally == NULL) {
        return chiso__fail_null(error);
    }
    status = take_file(path, NULL, &tally->allocator, &bytes, error);
    if (status == CHISO_OK) {
        status = chiso_tally_read_csv(tally, bytes.text, bytes.size, error);
    }
    release_file(&bytes);
    return status;
}

chiso_status chiso_audit_read_csv_file(const char *path, const chiso_audit_options *options,
                                       const chiso_allocator *allocator, chiso_audit **out_audit,
                                       chiso_error *error)
{
    struct bytes bytes = {.text = NULL};
    chiso_status status = CHISO_OK;

    if (out_audit == NULL) {
        return chiso__fail_null(error);
    }
    *out_audit = NULL;
    status = take_file(path, NULL, allocator, &bytes, error);
    if (status == CHISO_OK) {
        status = chiso_audit_read_csv(bytes.text, bytes.size, options, &bytes.allocator, out_audit,
                                      error);
    }
    release_file(&bytes);
    return status;
}

/* What an intake reads: bytes that are given, or those of the file. */
struct given {
    struct bytes bytes; /* of the file; its text is NULL where others are given */
    const char *text;
    size_t size;
    struct chiso__desk desk;
    chiso_error first; /* readers with a list need an error to fill */
};

/* Begins a reading, which close_given() ends whatever came of it; a file that cannot be read is a
 * mistake of its own. */
static chiso_status open_given(struct given *given, chiso_intake *intake, const char *path,
                               const char *text, size_t size, const chiso_allocator *allocator)
{
    chiso_status status = CHISO_OK;

    *given = (struct given){.text = text, .size = size, .desk = {intake, path}};
    if (intake == NULL || (path == NULL && text == NULL) ||
        !chiso__allocator_take(allocator, &given->bytes.allocator)) {
        return chiso__fail_null(&given->first);
    }
    if (text == NULL) {
        status = take_file(path, intake, allocator, &given->bytes, &given->first);
        given->text = given->bytes.text == NULL ? "" : given->bytes.text;
        given->size = given->bytes.size;
    } else {
        status = chiso__intake_check_bytes(intake, size, &given->first);
    }
    return chiso__intake_refuse(intake, path, status, &given->first);
}

/* Ends a reading that came to a status. */
static chiso_status close_given(struct given *given, chiso_status status, chiso_error *error)
{
    release_file(&given->bytes);
    if (status != CHISO_OK && error != NULL) {
        *error = given->first;
    }
    return status;
}

chiso_status chiso_intake_tree_sheet(chiso_intake *intake, const char *path, const char *text,
                                     size_t size, const chiso_mapping *mapping,
                                     const chiso_allocator *allocator, chiso_tree **out_tree,
                                     chiso_error *error)
{
    struct given given;
    chiso_status status = CHISO_OK;

    if (out_tree == NULL) {
        return chiso__fail_null(error);
    }
    *out_tree = NULL;
    status = open_given(&given, intake, path, text, size, allocator);
    if (status == CHISO_OK) {
        status = chiso__read_tree_sheet(given.text, given.size, mapping, &given.desk, allocator,
                                        out_tree, &given.first);
    }
    return close_given(&given, status, error);
}

chiso_status chiso_intake_tree(chiso_intake *intake, const char *path, const char *text,
                               size_t size, const chiso_allocator *allocator, chiso_tree **out_tree,
                               chiso_error *error)
{
    return chiso_intake_tree_sheet(intake, path, text, size, NULL, allocator, out_tree, error);
}

chiso_status chiso_intake_bands(chiso_intake *intake, const char *path, const char *text,
                                size_t size, const chiso_allocator *allocator,
                                chiso_bands **out_bands, chiso_error *error)
{
    struct given given;
    chiso_status status = CHISO_OK;

    if (out_bands == NULL) {
        return chiso__fail_null(error);
    }
    *out_bands = NULL;
    status = open_given(&given, intake, path, text, size, allocator);
    if (status == CHISO_OK) {
        status = chiso__read_bands(given.text, given.size, &given.desk, allocator, out_bands,
                                   &given.first);
    }
    return close_given(&given, status, error);
}

chiso_status chiso_intake_map(chiso_intake *intake, const char *path, const char *text, size_t size,
                              const chiso_allocator *allocator, chiso_map **out_map,
                              chiso_error *error)
{
    struct given given;
    chiso_status status = CHISO_OK;

    if (out_map == NULL) {
        return chiso__fail_null(error);
    }
    *out_map = NULL;
    status = open_given(&given, intake, path, text, size, allocator);
    if (status == CHISO_OK) {
        status =
            chiso__read_map(given.text, given.size, &given.desk, allocator, out_map, &given.first);
    }
    return close_given(&given, status, error);
}

chiso_status chiso_intake_mapping(chiso_intake *intake, const char *path, const char *text,
                                  size_t size, const chiso_allocator *allocator,
                                  chiso_mapping **out_mapping, chiso_error *error)
{
    struct given given;
    chiso_status status = CHISO_OK;

    if (out_mapping == NULL) {
        return chiso__fail_null(error);
    }
    *out_mapping = NULL;
    status = open_given(&given, intake, path, text, size, allocator);
    if (status == CHISO_OK) {
        status = chiso__read_mapping(given.text, given.size, &given.desk, allocator, out_mapping,
                                     &given.first);
    }
    return close_given(&given, status, error);
}

chiso_status chiso_intake_sheet(chiso_intake *intake, const char *path, const char *text,
                                size_t size, const chiso_mapping *mapping, chiso_board *board,
                                chiso_error *error)
{
    struct given given;
    chiso_status status = CHISO_OK;

    if (board == NULL) {
        return chiso__fail_null(error);
    }
    status = open_given(&given, intake, path, text, size, &board->allocator);
    if (status == CHISO_OK) {
        status =
            chiso__read_board(board, given.text, given.size, mapping, &given.desk, &given.first);
    }
    return close_given(&given, status, error);
}

chiso_status chiso_intake_board(chiso_intake *intake, const char *path, const char *text,
                                size_t size, chiso_board *board, chiso_error *error)
{
    return chiso_intake_sheet(intake, path, text, size, NULL, board, error);
}

chiso_status chiso_intake_read_sheet(chiso_intake *intake, const char *path, const char *text,
                                     size_t size, const chiso_mapping *mapping,
                                     const chiso_board *board, chiso_error *error)
{
    struct given given;
    chiso_status status = CHISO_OK;

    if (board == NULL) {
        return chiso__fail_null(error);
    }
    if (intake != NULL) {
        chiso__intake_drop(intake);
    }
    status = open_given(&given, intake, path, text, size, &board->allocator);
    if (status == CHISO_OK) {
        status = chiso__intake_hold(intake, board, given.text, given.size, mapping, &given.desk,
                                    &given.first);
    }
    return close_given(&given, status, error);
}

chiso_status chiso_intake_read_board(chiso_intake *intake, const char *path, const char *text,
                                     size_t size, const chiso_board *board, chiso_error *error)
{
    return chiso_intake_read_sheet(intake, path, text, size, NULL, board, error);
}
