/* Where the report goes: to standard output, or to a file that is replaced once all is written.
 *
 * POSIX gives realpath(), stat() and chmod(): C alone cannot tell a file from a device, and a
 * device must not be replaced. */
/* NOLINTNEXTLINE(readability-identifier-naming): the name is POSIX's. */
#define _XOPEN_SOURCE 700

#include "output.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

static bool write_file(void *context, const char *bytes, size_t size)
{
    struct output *const output = context;
    const bool is_written = fwrite(bytes, 1, size, output->file) == size;

    output->reason = is_written ? output->reason : errno;
    return is_written;
}

size_t output_columns(void)
{
    enum { LEAST = 20, MOST = 10000 };
    const char *const told = getenv("COLUMNS");
    struct winsize size = {.ws_col = 0};
    unsigned long columns = 0;

    if (isatty(STDOUT_FILENO) == 0) {
        return 0;
    }
    columns = told == NULL ? 0 : strtoul(told, NULL, 10);
    if (columns == 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) {
        columns = size.ws_col;
    }
    return columns < LEAST || columns > MOST ? 0 : (size_t)columns;
}

bool is_same_file(const char *a, const char *b)
{
    struct stat of_a;
    struct stat of_b;

    return a != NULL && b != NULL && stat(a, &of_a) == 0 && stat(b, &of_b) == 0 &&
           S_ISREG(of_a.st_mode) && of_a.st_dev == of_b.st_dev && of_a.st_ino == of_b.st_ino;
}

/* Follows links, so that the file they lead to is replaced and not the link. */
static bool find_target(struct output *output, const char *path)
{
    char *const real = realpath(path, NULL);
    const int length =
        snprintf(output->target, sizeof(output->target), "%s", real != NULL ? real : path);

    free(real);
    if (length < 0 || (size_t)length >= sizeof(output->target)) {
        errno = ENAMETOOLONG;
        return false;
    }
    return true;
}

/* Makes a file of a new name beside the target: on the same file system, so that renaming it is one
 * step. */
static bool open_temporary(struct output *output)
{
    for (int i = 0; i < 1000; i++) {
        snprintf(output->temporary, sizeof(output->temporary), "%s.%03d.tmp", output->target, i);
        output->file = fopen(output->temporary, "wbx");
        if (output->file != NULL) {
            output->is_temporary = true;
            return true;
        }
        if (errno != EEXIST) {
            return false;
        }
    }
    return false;
}

bool output_open(struct output *output, const char *path)
{
    struct stat status;
    bool is_open = false;

    *output = (struct output){.file = stdout};
    if (path == NULL) {
        is_open = true;
    } else if (stat(path, &status) != 0) {
        is_open = find_target(output, path) && open_temporary(output);
    } else if (S_ISDIR(status.st_mode)) {
        errno = EISDIR;
    } else if (S_ISREG(status.st_mode)) {
        is_open = find_target(output, path) && open_temporary(output);
        if (is_open) {
            (void)chmod(output->temporary, status.st_mode & 0777);
        }
    } else {
        output->file = fopen(path, "wb");
        is_open = output->file != NULL;
    }
    output->sink = (chiso_sink){write_file, output};
    return is_open;
}

bool output_close(struct output *output, bool is_complete)
{
    if (output->reason == 0 && fflush(output->file) != 0) {
        output->reason = errno;
    }
    if (output->file != stdout && fclose(output->file) != 0 && output->reason == 0) {
        output->reason = errno;
    }
    if (output->is_temporary && is_complete && output->reason == 0 &&
        rename(output->temporary, output->target) != 0) {
        output->reason = errno;
    }
    if (output->is_temporary && !(is_complete && output->reason == 0)) {
        (void)remove(output->temporary);
    }
    errno = output->reason;
    return output->reason == 0;
}
