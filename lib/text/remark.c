/* The list of remarks: making it, adding to it, and asking for what it holds. */
#include "text/remark.h"

#include "base/sort.h"
#include "text/printed.h"

#include <string.h>

chiso_status chiso_intake_new(uint32_t limit, const chiso_allocator *allocator,
                              chiso_intake **out_intake, chiso_error *error)
{
    chiso_allocator taken;
    chiso_intake *intake = NULL;

    if (out_intake == NULL) {
        return chiso__fail_null(error);
    }
    *out_intake = NULL;
    if (!chiso__allocator_take(allocator, &taken)) {
        return chiso__fail_null(error);
    }
    intake = chiso__alloc_zero(&taken, 1, sizeof(*intake));
    if (intake == NULL) {
        return chiso__fail_memory(error);
    }
    intake->allocator = taken;
    intake->limit = limit == 0 ? UINT32_MAX : limit;
    intake->options = CHISO_INTAKE_OPTIONS_INIT;
    *out_intake = intake;
    return CHISO_OK;
}

void chiso_intake_free(chiso_intake *intake)
{
    chiso_allocator allocator;

    if (intake == NULL) {
        return;
    }
    allocator = intake->allocator;
    while (intake->printed != NULL) {
        struct chiso__prints *printed = intake->printed;

        intake->printed = printed->next;
        chiso__printed_clear(printed, &allocator);
        chiso__release(&allocator, printed);
    }
    chiso__intake_drop(intake);
    chiso__release(&allocator, intake->fetched);
    chiso__release(&allocator, intake->remarks);
    chiso__arena_clear(&intake->arena, &allocator);
    chiso__release(&allocator, intake);
}

void chiso__intake_drop(chiso_intake *intake)
{
    if (intake->held != NULL) {
        intake->free_held(intake->held);
        intake->held = NULL;
    }
}

static bool reserve(chiso_intake *intake)
{
    const uint32_t capacity = intake->capacity == 0 ? 16 : intake->capacity * 2;
    void *block = intake->remarks;

    if (intake->count < intake->capacity) {
        return true;
    }
    if (intake->capacity > UINT32_MAX / 2 ||
        !chiso__resize(&intake->allocator, &block, capacity, sizeof(*intake->remarks))) {
        return false;
    }
    intake->remarks = block;
    intake->capacity = capacity;
    return true;
}

/* A text of the list's own; "" needs no memory. */
static const char *keep(chiso_intake *intake, const char *text)
{
    return text[0] == '\0'
               ? ""
               : chiso__arena_copy(&intake->arena, &intake->allocator, chiso__span_of(text));
}

/* The name of a file, which is mostly that of the last remark. */
static const char *keep_file(chiso_intake *intake, const char *file)
{
    const char *last = intake->count == 0 ? "" : intake->remarks[intake->count - 1].file;

    file = file == NULL ? "" : file;
    return strcmp(last, file) == 0 ? last : keep(intake, file);
}

bool chiso__intake_add(chiso_intake *intake, chiso_remark_kind kind, chiso_doubt doubt,
                       const char *file, const chiso_error *error)
{
    const chiso_remark remark = {
        .kind = kind,
        .status = kind == CHISO_REMARK_MISTAKE ? error->status : CHISO_OK,
        .doubt = doubt,
        .line = error->line,
        .column = error->column,
        .file = keep_file(intake, file),
        .unit = keep(intake, error->unit),
        .criterion = keep(intake, error->criterion),
        .message = keep(intake, error->message),
        .message_vi = keep(intake, error->message_vi),
    };

    if (remark.file == NULL || remark.unit == NULL || remark.criterion == NULL ||
        remark.message == NULL || remark.message_vi == NULL || !reserve(intake)) {
        return false;
    }
    intake->remarks[intake->count++] = remark;
    intake->mistakes += kind == CHISO_REMARK_MISTAKE;
    return true;
}

static uint64_t place_of(const chiso_remark *remark)
{
    return remark->line == 0 ? UINT64_MAX : (uint64_t)remark->line << 32 | remark->column;
}

static bool is_before(const void *context, uint32_t a, uint32_t b)
{
    const chiso_remark *remarks = context;

    return place_of(&remarks[a]) < place_of(&remarks[b]);
}

bool chiso__intake_sort(chiso_intake *intake, uint32_t first)
{
    const uint32_t count = intake->count - first;
    chiso_remark *remarks = NULL;
    chiso_remark *sorted = NULL;
    uint32_t *ids = NULL;
    uint32_t at = 1;

    if (count < 2) {
        return true;
    }
    remarks = intake->remarks + first;
    while (at < count && !is_before(remarks, at, at - 1)) {
        at++;
    }
    if (at >= count) {
        return true;
    }
    sorted = chiso__alloc(&intake->allocator, count, sizeof(*sorted));
    ids = chiso__alloc(&intake->allocator, count, 2 * sizeof(*ids));
    if (sorted != NULL && ids != NULL) {
        for (uint32_t i = 0; i < count; i++) {
            ids[i] = i;
        }
        chiso__sort_ids(ids, ids + count, count, is_before, remarks);
        for (uint32_t i = 0; i < count; i++) {
            sorted[i] = remarks[ids[i]];
        }
        memcpy(remarks, sorted, count * sizeof(*sorted));
    }
    chiso__release(&intake->allocator, ids);
    chiso__release(&intake->allocator, sorted);
    return sorted != NULL && ids != NULL;
}

static void copy_text(char *out, size_t size, const char *text)
{
    const size_t length = strlen(text) < size ? strlen(text) : size - 1;

    memcpy(out, text, length);
    out[length] = '\0';
}

void chiso__error_of_remark(const chiso_remark *remark, chiso_error *error)
{
    if (error == NULL) {
        return;
    }
    error->status = remark->status;
    error->line = remark->line;
    error->column = remark->column;
    copy_text(error->unit, sizeof(error->unit), remark->unit);
    copy_text(error->criterion, sizeof(error->criterion), remark->criterion);
    copy_text(error->message, sizeof(error->message), remark->message);
    copy_text(error->message_vi, sizeof(error->message_vi), remark->message_vi);
}

uint32_t chiso_intake_count(const chiso_intake *intake)
{
    return intake == NULL ? 0 : intake->count;
}

uint32_t chiso_intake_mistake_count(const chiso_intake *intake)
{
    return intake == NULL ? 0 : intake->mistakes;
}

chiso_status chiso_intake_at(const chiso_intake *intake, uint32_t index, chiso_remark *out_remark)
{
    if (intake == NULL || out_remark == NULL) {
        return CHISO_E_NULL;
    }
    if (index >= intake->count) {
        return CHISO_E_RANGE;
    }
    *out_remark = intake->remarks[index];
    return CHISO_OK;
}
