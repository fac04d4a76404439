/* A page looked at without mercy: see html.h. */
#include "html.h"
#include "hostile.h"

#include <stdlib.h>
#include <string.h>

enum { DEEPEST = 64, NAME_SIZE = 32, MOST_IDS = 4096 };

struct reading {
    const char *at;
    char open[DEEPEST][NAME_SIZE];
    size_t depth;
    const char *ids[MOST_IDS]; /* where they stand in the page */
    size_t id_sizes[MOST_IDS];
    size_t id_count;
    int heading; /* the last level */
    struct buffer faults;
};

static bool is_name(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '-' || byte == ':';
}

static void take_name(struct reading *reading, char name[NAME_SIZE])
{
    size_t size = 0;

    while (is_name(*reading->at)) {
        if (size + 1 < NAME_SIZE) {
            name[size++] = *reading->at;
        }
        reading->at++;
    }
    name[size] = '\0';
}

static bool is_one_of(const char *name, const char *names)
{
    const size_t size = strlen(name);

    for (const char *at = names; *at != '\0'; at += strcspn(at, " "), at += *at == ' ') {
        if (strcspn(at, " ") == size && strncmp(at, name, size) == 0) {
            return true;
        }
    }
    return false;
}

static void keep_id(struct reading *reading, const char *value, size_t size)
{
    for (size_t i = 0; i < reading->id_count; i++) {
        if (reading->id_sizes[i] == size && memcmp(reading->ids[i], value, size) == 0) {
            buffer_print(&reading->faults, "id %.*s is there twice\n", (int)size, value);
        }
    }
    if (reading->id_count < MOST_IDS) {
        reading->ids[reading->id_count] = value;
        reading->id_sizes[reading->id_count++] = size;
    }
}

static void take_attribute(struct reading *reading)
{
    char name[NAME_SIZE];
    const char *value = NULL;
    char quote = '\0';

    take_name(reading, name);
    if (name[0] == '\0') {
        buffer_print(&reading->faults, "no attribute: %.40s\n", reading->at);
        reading->at += *reading->at != '\0';
        return;
    }
    if (strncmp(name, "on", 2) == 0) {
        buffer_print(&reading->faults, "attribute %s runs something\n", name);
    }
    if (*reading->at != '=') {
        return;
    }
    quote = reading->at[1];
    if (quote != '"' && quote != '\'') {
        buffer_print(&reading->faults, "attribute %s has no quotes\n", name);
        reading->at++;
        return;
    }
    value = reading->at + 2;
    reading->at = strchr(value, quote);
    if (reading->at == NULL) {
        buffer_print(&reading->faults, "attribute %s does not end\n", name);
        reading->at = "";
        return;
    }
    if (strcmp(name, "id") == 0) {
        keep_id(reading, value, (size_t)(reading->at - value));
    }
    reading->at++;
}

static void open_element(struct reading *reading, const char *name)
{
    static const char known[] =
        "html head title style body header main footer section h1 h2 h3 p a dl div dt dd table "
        "caption thead tbody tfoot tr th td span strong ul li details summary pre figure "
        "figcaption picture svg desc rect circle path line text g";

    if (name[0] == 'h' && name[1] >= '1' && name[1] <= '6') {
        if (name[1] - '0' > reading->heading + 1) {
            buffer_print(&reading->faults, "%s stands below h%d\n", name, reading->heading);
        }
        reading->heading = name[1] - '0';
    }
    if (is_one_of(name, "meta br img source")) {
        return;
    }
    if (!is_one_of(name, known)) {
        buffer_print(&reading->faults, "element %s\n", name);
    }
    if (reading->depth < DEEPEST) {
        strcpy(reading->open[reading->depth++], name);
    }
}

static void take_tag(struct reading *reading)
{
    char name[NAME_SIZE];
    const bool closes = reading->at[1] == '/';
    bool empty = false;

    reading->at += closes ? 2 : 1;
    take_name(reading, name);
    if (closes) {
        if (reading->depth == 0 || strcmp(reading->open[reading->depth - 1], name) != 0) {
            buffer_print(&reading->faults, "</%s> closes %s\n", name,
                         reading->depth == 0 ? "nothing" : reading->open[reading->depth - 1]);
        }
        reading->depth -= reading->depth > 0;
    } else {
        while (*reading->at != '\0' && *reading->at != '>' && *reading->at != '/') {
            reading->at += strspn(reading->at, " \n");
            take_attribute(reading);
        }
        empty = *reading->at == '/';
        reading->at += empty;
        if (!empty) {
            open_element(reading, name);
        }
    }
    if (*reading->at != '>') {
        buffer_print(&reading->faults, "<%s does not end: %.40s\n", name, reading->at);
    } else {
        reading->at++;
    }
}

static void look_at_characters(struct reading *reading, const char *page)
{
    while (*page != '\0') {
        const char *const at = page;

        if (hostile_is_harmful(hostile_take(&page)) && *at != '\n') {
            buffer_print(&reading->faults, "does more than show: %.40s\n", at);
        }
    }
}

struct buffer html_faults(const char *page)
{
    static const char doctype[] = "<!DOCTYPE html>";
    struct reading *const reading = calloc(1, sizeof(*reading));
    struct buffer faults;

    look_at_characters(reading, page);
    reading->at = page;
    if (strncmp(page, doctype, sizeof(doctype) - 1) == 0) {
        reading->at += sizeof(doctype) - 1;
    } else {
        buffer_print(&reading->faults, "begins with %.20s\n", page);
    }
    while (*(reading->at += strcspn(reading->at, "<")) != '\0') {
        take_tag(reading);
    }
    if (reading->depth > 0) {
        buffer_print(&reading->faults, "%s is not closed\n", reading->open[reading->depth - 1]);
    }
    faults = reading->faults;
    free(reading);
    return faults;
}
