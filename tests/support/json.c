#include "json.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* JSON, strictly by RFC 8259: what a document says, as lines "path<TAB>value". A path is
 * "results[0].nodes[1].percent"; a value is the number as it is written, true, false, null, or a
 * text in quotes with its escapes taken out. */

struct json {
    const char *at;
    const char *end;
    struct buffer path;
    struct buffer *lines;
    const char *wrong; /* what is wrong, or NULL */
};

static bool json_fail(struct json *json, const char *wrong)
{
    if (json->wrong == NULL) {
        json->wrong = wrong;
    }
    return false;
}

static void json_space(struct json *json)
{
    while (json->at < json->end && strchr(" \t\n\r", *json->at) != NULL) {
        json->at++;
    }
}

static bool json_take(struct json *json, char c)
{
    if (json->at < json->end && *json->at == c) {
        json->at++;
        return true;
    }
    return false;
}

static void add_character(struct buffer *out, unsigned code)
{
    if (code < 0x80) {
        buffer_print(out, "%c", (int)code);
    } else if (code < 0x800) {
        buffer_print(out, "%c%c", (int)(0xC0 | code >> 6), (int)(0x80 | (code & 0x3F)));
    } else {
        buffer_print(out, "%c%c%c", (int)(0xE0 | code >> 12), (int)(0x80 | (code >> 6 & 0x3F)),
                     (int)(0x80 | (code & 0x3F)));
    }
}

static bool json_escape(struct json *json, struct buffer *out)
{
    static const char names[] = "\"\\/bfnrt";
    static const char meanings[] = "\"\\/\b\f\n\r\t";
    const char c = json->at < json->end ? *json->at++ : '\0';
    const char *name = c == '\0' ? NULL : strchr(names, c);
    unsigned code = 0;

    if (name != NULL) {
        buffer_add(out, &meanings[name - names], 1);
        return true;
    }
    if (c != 'u' || json->end - json->at < 4) {
        return json_fail(json, "an unknown escape");
    }
    for (int i = 0; i < 4; i++) {
        static const char digits[] = "0123456789abcdef0123456789ABCDEF";
        const char *digit = *json->at == '\0' ? NULL : strchr(digits, *json->at);

        json->at++;
        if (digit == NULL) {
            return json_fail(json, "a bad \\u");
        }
        code = code * 16 + (unsigned)((digit - digits) % 16);
    }
    if (code == 0 || (code >= 0xD800 && code < 0xE000)) {
        return json_fail(json, "a \\u that these texts have no need of");
    }
    add_character(out, code);
    return true;
}

static bool json_text(struct json *json, struct buffer *out)
{
    if (!json_take(json, '"')) {
        return json_fail(json, "a text was expected");
    }
    while (json->at < json->end && *json->at != '"') {
        if ((unsigned char)*json->at < 0x20) {
            return json_fail(json, "a control character in a text");
        }
        if (*json->at != '\\') {
            buffer_add(out, json->at++, 1);
        } else {
            json->at++;
            if (!json_escape(json, out)) {
                return false;
            }
        }
    }
    return json_take(json, '"') || json_fail(json, "a text never ends");
}

static size_t json_digits(struct json *json)
{
    const char *start = json->at;

    while (json->at < json->end && *json->at >= '0' && *json->at <= '9') {
        json->at++;
    }
    return (size_t)(json->at - start);
}

/* Numbers without exponent: chiso writes none. */
static bool json_number(struct json *json)
{
    const char *start;

    json_take(json, '-');
    start = json->at;
    if (json_digits(json) == 0 || (*start == '0' && json->at - start > 1)) {
        return json_fail(json, "a bad number");
    }
    if (json_take(json, '.') && json_digits(json) == 0) {
        return json_fail(json, "a number that ends in a point");
    }
    return true;
}

static bool json_scalar(struct json *json)
{
    static const char *const words[] = {"true", "false", "null"};
    const char *start = json->at;
    struct buffer text = {0};
    bool good = true;

    if (*json->at == '"') {
        good = json_text(json, &text);
        buffer_print(json->lines, "%s\t\"%s\"\n", json->path.bytes,
                     text.size == 0 ? "" : text.bytes);
        buffer_clear(&text);
        return good;
    }
    for (size_t i = 0; i < COUNT(words); i++) {
        const size_t length = strlen(words[i]);

        if ((size_t)(json->end - json->at) >= length && memcmp(json->at, words[i], length) == 0) {
            json->at += length;
            buffer_print(json->lines, "%s\t%s\n", json->path.bytes, words[i]);
            return true;
        }
    }
    good = json_number(json);
    buffer_print(json->lines, "%s\t%.*s\n", json->path.bytes, (int)(json->at - start), start);
    return good;
}

static bool json_value(struct json *json);

static void json_return_to(struct json *json, size_t size)
{
    json->path.size = size;
    json->path.bytes[size] = '\0';
}

static bool json_members(struct json *json, bool object)
{
    const size_t size = json->path.size;
    const char close = object ? '}' : ']';

    json_space(json);
    if (json_take(json, close)) {
        return true;
    }
    for (size_t i = 0;; i++) {
        json_space(json);
        if (object) {
            buffer_add(&json->path, ".", size == 0 ? 0 : 1);
            if (!json_text(json, &json->path)) {
                return false;
            }
            json_space(json);
            if (!json_take(json, ':')) {
                return json_fail(json, "a colon was expected");
            }
        } else {
            buffer_print(&json->path, "[%zu]", i);
        }
        if (!json_value(json)) {
            return false;
        }
        json_return_to(json, size);
        json_space(json);
        if (json_take(json, close)) {
            return true;
        }
        if (!json_take(json, ',')) {
            return json_fail(json, "a comma was expected");
        }
    }
}

static bool json_value(struct json *json)
{
    json_space(json);
    if (json->at == json->end) {
        return json_fail(json, "a value was expected");
    }
    if (json_take(json, '{')) {
        return json_members(json, true);
    }
    if (json_take(json, '[')) {
        return json_members(json, false);
    }
    return json_scalar(json);
}

/* The lines of a document; the test ends where it is no JSON. */
struct buffer json_lines(const struct buffer *text)
{
    struct buffer lines = {0};
    struct json json = {.at = text->bytes, .end = text->bytes + text->size, .lines = &lines};

    buffer_add(&json.path, "", 0);
    buffer_print(&lines, "\n");
    json_value(&json);
    json_space(&json);
    if (json.wrong == NULL && json.at != json.end) {
        json.wrong = "more behind the document";
    }
    cr_assert(json.wrong == NULL, "%s at byte %zu:\n%s", json.wrong,
              (size_t)(json.at - text->bytes), text->bytes);
    buffer_clear(&json.path);
    return lines;
}

/* The value at a path, or "(none)". Lives until the next sixteen calls. */
const char *json_at(const struct buffer *lines, const char *path)
{
    enum { VALUES = 16, SIZE = 512 };
    static char values[VALUES][SIZE];
    static size_t next;
    char *value = values[next++ % VALUES];
    struct buffer key = {0};
    const char *found;

    buffer_print(&key, "\n%s\t", path);
    found = strstr(lines->bytes, key.bytes);
    if (found == NULL) {
        snprintf(value, SIZE, "(none)");
    } else {
        /* A text may hold line ends: it ends where its quote is followed by one. */
        const char *start = found + key.size;
        const char *end = *start == '"' ? strstr(start + 1, "\"\n") + 1 : strchr(start, '\n');

        snprintf(value, SIZE, "%.*s", (int)(end - start), start);
    }
    buffer_clear(&key);
    return value;
}

void expect_json(const struct buffer *lines, const char *path, const char *value)
{
    cr_expect(strcmp(json_at(lines, path), value) == 0, "%s is %s, expected %s", path,
              json_at(lines, path), value);
}

/* The same number, however many zeros it has behind. */
void expect_json_all(const struct buffer *lines, const char *const expected[][2], size_t count)
{
    for (size_t i = 0; i < count; i++) {
        expect_json(lines, expected[i][0], expected[i][1]);
    }
}

void expect_json_number(const struct buffer *lines, const char *path, const char *value)
{
    const char *text = json_at(lines, path);
    chiso_decimal number = CHISO_ABSENT;

    cr_expect(chiso_decimal_parse(text, '.', &number, NULL) == CHISO_OK && number == decimal(value),
              "%s is %s, expected %s", path, text, value);
}

/* The entry of an array whose member has a value: its path, such as "results[1]". */
const char *json_entry(const struct buffer *lines, const char *array, const char *member,
                       const char *value)
{
    static char paths[4][256];
    static size_t next;
    char *path = paths[next++ % 4];

    for (size_t i = 0;; i++) {
        char whole[300];

        snprintf(path, sizeof(paths[0]), "%s[%zu]", array, i);
        snprintf(whole, sizeof(whole), "%s.%s", path, member);
        if (strcmp(json_at(lines, whole), "(none)") == 0) {
            cr_assert_fail("no %s with %s %s in\n%s", array, member, value, lines->bytes);
        }
        if (strcmp(json_at(lines, whole), value) == 0) {
            return path;
        }
    }
}

void expect_member(const struct buffer *lines, const char *entry, const char *member,
                   const char *value)
{
    char path[300];

    snprintf(path, sizeof(path), "%s.%s", entry, member);
    expect_json(lines, path, value);
}

void expect_number(const struct buffer *lines, const char *entry, const char *member,
                   const char *value)
{
    char path[300];

    snprintf(path, sizeof(path), "%s.%s", entry, member);
    expect_json_number(lines, path, value);
}
