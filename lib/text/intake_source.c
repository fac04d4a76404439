/* What an intake takes: limits, who is asked whether to go on, and bytes that come from a source.
 */
#include "text/remark.h"

enum { FIRST_SIZE = 65536 };

chiso_status chiso_intake_set_options(chiso_intake *intake, const chiso_intake_options *options,
                                      chiso_error *error)
{
    chiso_intake_options given = CHISO_INTAKE_OPTIONS_INIT;
    chiso_status status = CHISO_OK;

    if (intake == NULL) {
        return chiso__fail_null(error);
    }
    status = CHISO__TAKE(options, chiso_intake_options, context, CHISO_INTAKE_OPTIONS_INIT, &given,
                         error);
    if (status == CHISO_OK) {
        intake->options = given;
    }
    return status;
}

chiso_status chiso__intake_ask(const chiso_intake *intake, size_t read, size_t size,
                               chiso_error *error)
{
    const chiso_intake_options *options = &intake->options;

    return options->go_on == NULL || options->go_on(options->context, read, size)
               ? CHISO_OK
               : chiso__fail(error, CHISO_E_STOPPED, CHISO__SAY_READING_STOPPED, NULL);
}

chiso_status chiso__intake_check_bytes(const chiso_intake *intake, size_t size, chiso_error *error)
{
    const size_t most = intake->options.bytes;

    return most == 0 || size <= most ? CHISO_OK
                                     : chiso__fail(error, CHISO_E_LIMIT, CHISO__SAY_FILE_TOO_LARGE,
                                                   CHISO__WORDS(chiso__say_count(most)));
}

chiso_status chiso__intake_refuse(chiso_intake *intake, const char *path, chiso_status status,
                                  chiso_error *error)
{
    return !chiso__is_of_file(status) || chiso__intake_is_full(intake) ||
                   chiso__intake_add(intake, CHISO_REMARK_MISTAKE, CHISO_DOUBT_NONE, path, error)
               ? status
               : chiso__fail_memory(error);
}

/* Room for more bytes: twice as much, or one more than is taken, by which too many are known. */
static bool grow(chiso_intake *intake, size_t *capacity)
{
    const size_t most = intake->options.bytes;
    size_t larger = *capacity == 0 ? FIRST_SIZE : *capacity * 2;
    void *block = intake->fetched;

    larger = most > 0 && larger > most ? most + 1 : larger;
    if (larger <= *capacity || !chiso__resize(&intake->allocator, &block, larger, 1)) {
        return false;
    }
    intake->fetched = block;
    *capacity = larger;
    return true;
}

static chiso_status fetch(chiso_intake *intake, const chiso_intake_source *source, size_t *out_size,
                          chiso_error *error)
{
    size_t capacity = 0;
    size_t size = 0;
    size_t got = 0;

    do {
        chiso_status status = chiso__intake_ask(intake, size, 0, error);

        if (status == CHISO_OK && size == capacity && !grow(intake, &capacity)) {
            status = chiso__fail_memory(error);
        }
        if (status != CHISO_OK) {
            return status;
        }
        got = 0;
        if (!source->read(source->context, intake->fetched + size, capacity - size, &got) ||
            got > capacity - size) {
            return chiso__fail(error, CHISO_E_FILE, CHISO__SAY_SOURCE_UNREADABLE, NULL);
        }
        size += got;
        status = chiso__intake_check_bytes(intake, size, error);
        if (status != CHISO_OK) {
            return status;
        }
    } while (got > 0);
    *out_size = size;
    return CHISO_OK;
}

chiso_status chiso_intake_fetch(chiso_intake *intake, const char *path,
                                const chiso_intake_source *source, const char **out_text,
                                size_t *out_size, chiso_error *error)
{
    chiso_error first = CHISO_ERROR_INIT;
    chiso_status status = CHISO_OK;
    size_t size = 0;

    if (intake == NULL || source == NULL || source->read == NULL || out_text == NULL ||
        out_size == NULL) {
        return chiso__fail_null(error);
    }
    chiso__release(&intake->allocator, intake->fetched);
    intake->fetched = NULL;
    status = chiso__intake_refuse(intake, path, fetch(intake, source, &size, &first), &first);
    if (status != CHISO_OK) {
        if (error != NULL) {
            *error = first;
        }
        return status;
    }
    *out_text = intake->fetched;
    *out_size = size;
    return CHISO_OK;
}
