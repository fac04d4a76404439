/* What the web server hands over (RFC 3875), and the answer that goes back. */
#include "portal.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* No script at all, and nothing from anywhere else. Style stands in the page and, in the figures,
 * in attributes, which no hash in a policy covers: so inline style, and it alone, is let in. */
static const char safety[] =
    "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: same-origin\r\n"
    "Vary: Accept-Language\r\n";

const char *say(const struct request *request, const char *english, const char *vietnamese)
{
    return request->language == CHISO_LANGUAGE_VIETNAMESE ? vietnamese : english;
}

/* Remembers why a request is refused; of several reasons the first. */
bool refuse(struct request *request, int status, const char *english, const char *vietnamese)
{
    if (request->status == 200) {
        request->status = status;
        snprintf(request->reason, sizeof(request->reason), "%s", say(request, english, vietnamese));
    }
    return false;
}

bool refuse_for(struct request *request, int status, const char *what, const chiso_error *error)
{
    const char *message = say(request, error->message, error->message_vi);
    char reason[sizeof(request->reason)];
    char place[32] = "";

    if (error->line > 0) {
        snprintf(place, sizeof(place), ":%" PRIu32 ":%" PRIu32, error->line, error->column);
    }
    message = message[0] != '\0' ? message : chiso_status_text(error->status, request->language);
    snprintf(reason, sizeof(reason), "%s%s: %.470s", what, place, message);
    return refuse(request, error->status == CHISO_E_MEMORY ? 500 : status, reason, reason);
}

bool add_field(struct request *request, const struct field *field)
{
    if (request->field_count == FIELD_COUNT || find_field(request, field->name) != NULL) {
        return refuse(request, 400, "a field is there twice, or there are too many",
                      "một trường xuất hiện hai lần, hoặc có quá nhiều trường");
    }
    request->fields[request->field_count++] = *field;
    return true;
}

const struct field *find_field(const struct request *request, const char *name)
{
    for (size_t i = 0; i < request->field_count; i++) {
        if (strcmp(request->fields[i].name, name) == 0) {
            return &request->fields[i];
        }
    }
    return NULL;
}

/* What a field says; "" where it is not there. */
const char *text_of(const struct request *request, const char *name)
{
    const struct field *const field = find_field(request, name);

    return field != NULL && field->file == NULL ? field->value : "";
}

/* Undoes the escapes of a part of the query, in its place. A NUL would end it before its time. */
static bool decode(char *text)
{
    static const char digits[] = "0123456789ABCDEFabcdef";
    char *to = text;

    for (const char *from = text; *from != '\0'; from++) {
        char byte = (char)(*from == '+' ? ' ' : *from);

        if (*from == '%') {
            const char pair[3] = {from[1], (char)(from[1] != '\0' ? from[2] : '\0'), '\0'};

            byte = (char)(strspn(pair, digits) == 2 ? strtol(pair, NULL, 16) : 0);
            from += 2;
        }
        if (byte == '\0') {
            return false;
        }
        *to++ = byte;
    }
    *to = '\0';
    return true;
}

static bool read_query(struct request *request, const char *query)
{
    char *next = NULL;

    if (strlen(query) > QUERY_BYTES) {
        return refuse(request, 414, "the address is too long", "địa chỉ quá dài");
    }
    if (!chiso_buffer_write(&request->query, query, strlen(query) + 1)) {
        return refuse(request, 500, "out of memory", "hết bộ nhớ");
    }
    for (char *text = request->query.bytes; text != NULL; text = next) {
        struct field field = {.name = text, .value = ""};
        char *value;

        next = strchr(text, '&');
        if (next != NULL) {
            *next++ = '\0';
        }
        value = strchr(text, '=');
        if (value != NULL) {
            *value++ = '\0';
            field.value = value;
        }
        if (!decode(text) || (value != NULL && !decode(value))) {
            return refuse(request, 400, "the address holds an escape that is none",
                          "địa chỉ có mã % không hợp lệ");
        }
        if (text[0] != '\0' && !add_field(request, &field)) {
            return false;
        }
    }
    return true;
}

static const char *variable(const char *name)
{
    const char *const value = getenv(name);

    return value != NULL ? value : "";
}

bool read_request(struct request *request)
{
    const char *const likes = variable("HTTP_ACCEPT_LANGUAGE");
    const char *const english = strstr(likes, "en");
    const char *const vietnamese = strstr(likes, "vi");
    const char *word;

    request->method = variable("REQUEST_METHOD");
    request->script = variable("SCRIPT_NAME");
    request->path = variable("PATH_INFO");
    request->status = 200;
    /* Browsers name the language first that is liked best. */
    request->language = english != NULL && (vietnamese == NULL || english < vietnamese)
                            ? CHISO_LANGUAGE_ENGLISH
                            : CHISO_LANGUAGE_VIETNAMESE;
    if (!read_query(request, variable("QUERY_STRING"))) {
        return false;
    }
    request->is_json = strcmp(text_of(request, "format"), "json") == 0;
    word = text_of(request, "lang");
    if (strcmp(word, "en") == 0 || strcmp(word, "vi") == 0) {
        request->language = word[0] == 'e' ? CHISO_LANGUAGE_ENGLISH : CHISO_LANGUAGE_VIETNAMESE;
    } else if (word[0] != '\0') {
        return refuse(request, 400, "lang: en or vi is expected", "lang: cần en hoặc vi");
    }
    word = text_of(request, "format");
    if (word[0] != '\0' && !request->is_json && strcmp(word, "html") != 0) {
        return refuse(request, 400, "format: html or json is expected",
                      "format: cần html hoặc json");
    }
    if (strcmp(request->method, "POST") == 0) {
        return read_form(request);
    }
    return strcmp(request->method, "GET") == 0 || strcmp(request->method, "HEAD") == 0 ||
           refuse(request, 405, "the method is none of GET, HEAD and POST",
                  "phương thức không phải GET, HEAD hay POST");
}

void respond(const struct request *request, const char *headers, const chiso_buffer *body)
{
    const bool is_empty = request->status == 303 || request->status == 304;

    /* The server knows the words for a status. */
    printf("Status: %d \r\n%s%s", request->status, headers, safety);
    if (!is_empty) {
        printf("Content-Type: %s; charset=utf-8\r\nContent-Length: %zu\r\n",
               request->is_json ? "application/json" : "text/html", body->size);
    }
    fputs("\r\n", stdout);
    if (!is_empty && body->size > 0 && strcmp(request->method, "HEAD") != 0) {
        fwrite(body->bytes, 1, body->size, stdout);
    }
}
