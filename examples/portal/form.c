/* A body of multipart/form-data (RFC 7578), as browsers send it. What is not exactly so is refused:
 * who reads on over a mistake reads something else than the sender, or a guard in between, meant.
 */
#include "portal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What stands behind the start of a line, capitals and small letters alike; NULL for another. */
static char *behind(char *line, const char *start)
{
    for (; *start != '\0'; start++, line++) {
        if ((*line >= 'A' && *line <= 'Z' ? *line + ('a' - 'A') : *line) != *start) {
            return NULL;
        }
    }
    return line;
}

/* The next place of a text among bytes, NUL among them; NULL where there is none. */
static char *find(char *from, const char *end, const char *text)
{
    const size_t size = strlen(text);

    while ((size_t)(end - from) >= size) {
        char *const first = memchr(from, text[0], (size_t)(end - from) - size + 1);

        if (first == NULL || memcmp(first, text, size) == 0) {
            return first;
        }
        from = first + 1;
    }
    return NULL;
}

/* Content-Disposition: form-data; name="…"; filename="…". Browsers escape quotes and line ends. */
static bool read_disposition(char *rest, struct field *field)
{
    while (rest != NULL && rest[0] != '\0') {
        char *const name = behind(rest, "; name=\"");
        char *const text = name != NULL ? name : behind(rest, "; filename=\"");
        char *const end = text != NULL ? strchr(text, '"') : NULL;
        const char **const to = name != NULL ? &field->name : &field->file;

        if (end == NULL || *to != NULL) {
            return false;
        }
        *end = '\0';
        *to = text;
        rest = end + 1;
    }
    return rest != NULL;
}

/* The lines above what a part holds, up to an empty one. Returns where it begins. */
static char *read_head(char *from, const char *end, struct field *field)
{
    char *line_end = find(from, end, "\r\n");

    while (line_end != NULL && line_end != from) {
        *line_end = '\0';
        if (strlen(from) != (size_t)(line_end - from) ||
            (behind(from, "content-type:") == NULL &&
             !read_disposition(behind(from, "content-disposition: form-data"), field))) {
            return NULL;
        }
        from = line_end + 2;
        line_end = find(from, end, "\r\n");
    }
    return line_end != NULL && field->name != NULL ? line_end + 2 : NULL;
}

/* Parts stand between lines of "--" and the boundary; the last such line ends with "--". */
static bool read_parts(struct request *request, const char *boundary)
{
    char *from = request->body.bytes;
    const char *const end = from != NULL ? from + request->body.size : NULL;
    char line[80];

    snprintf(line, sizeof(line), "\r\n--%s", boundary);
    if (from == NULL || find(from, end, line + 2) != from) {
        return false;
    }
    from += strlen(line + 2);
    while (end - from >= 2 && memcmp(from, "\r\n", 2) == 0) {
        struct field field = {NULL, NULL, NULL, 0};
        char *const value = read_head(from + 2, end, &field);
        char *const value_end = value != NULL ? find(value, end, line) : NULL;

        if (value_end == NULL) {
            return false;
        }
        *value_end = '\0';
        field.value = value;
        field.size = (size_t)(value_end - value);
        if ((field.file == NULL && strlen(value) != field.size) || !add_field(request, &field)) {
            return false;
        }
        from = value_end + strlen(line);
    }
    return (end - from == 2 && memcmp(from, "--", 2) == 0) ||
           (end - from == 4 && memcmp(from, "--\r\n", 4) == 0);
}

static bool read_boundary(const char *type, char *boundary)
{
    static const char letters[] =
        "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'()+_,-./:=?";
    const size_t size = strspn(type, letters);

    if (size == 0 || size > 70 || type[size] != '\0') {
        return false;
    }
    memcpy(boundary, type, size + 1);
    return true;
}

bool read_form(struct request *request)
{
    static const char expected[] = "multipart/form-data; boundary=";
    const char *const type = getenv("CONTENT_TYPE");
    const char *const length = getenv("CONTENT_LENGTH");
    unsigned long size = 0;
    char boundary[71];
    char bytes[4096];

    if (type == NULL || strncmp(type, expected, strlen(expected)) != 0) {
        return refuse(request, 415, "a form of multipart/form-data is expected",
                      "cần biểu mẫu dạng multipart/form-data");
    }
    if (length == NULL || length[0] == '\0') {
        return refuse(request, 411, "the length of the form is not stated",
                      "không cho biết độ dài của biểu mẫu");
    }
    if (strspn(length, "0123456789") != strlen(length)) {
        return refuse(request, 400, "the length of the form is no number",
                      "độ dài của biểu mẫu không phải là số");
    }
    size = strlen(length) < 10 ? strtoul(length, NULL, 10) : BODY_BYTES + 1UL;
    if (size > BODY_BYTES) {
        return refuse(request, 413, "the file is too large: 1 MiB at the most are taken",
                      "tệp quá lớn: chỉ nhận tối đa 1 MiB");
    }
    while (request->body.size < size) {
        const size_t left = size - request->body.size;
        const size_t got = fread(bytes, 1, left < sizeof(bytes) ? left : sizeof(bytes), stdin);

        if (got == 0 || !chiso_buffer_write(&request->body, bytes, got)) {
            return refuse(request, 400, "the form was cut off", "biểu mẫu bị cắt ngang");
        }
    }
    return (read_boundary(type + strlen(expected), boundary) && read_parts(request, boundary)) ||
           refuse(request, 400, "the form is not multipart/form-data as browsers send it",
                  "biểu mẫu không đúng dạng multipart/form-data mà trình duyệt gửi");
}
