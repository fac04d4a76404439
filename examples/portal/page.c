/* One way to say facts and tables, written as HTML for people or as JSON for programs. */
#include "portal.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const char style[] =
    ":root{color-scheme:light dark;--ink:#1b1b1b;--paper:#fff;--line:#c8c8c8;--link:#0a4a8f;"
    "--warn:#9c1c1c}"
    "@media(prefers-color-scheme:dark){:root{--ink:#ececec;--paper:#161616;--line:#4c4c4c;"
    "--link:#8fc1ff;--warn:#ffa8a0}}"
    "body{margin:0;font:1rem/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);"
    "overflow-wrap:anywhere}main{max-width:72.5rem;margin:0 auto;padding:0 1rem 3rem}"
    "a{color:var(--link)}h1{font-size:1.5rem;line-height:1.25}p.fact{margin:.25rem 0}"
    "p.alert{border-left:.3rem solid;padding:.25rem .75rem;color:var(--warn);font-weight:600}"
    ".wide{overflow-x:auto}table{border-collapse:collapse;margin:1rem 0}"
    "caption{text-align:left;font-weight:600}th,td{padding:.25rem .6rem;text-align:left;"
    "vertical-align:top;border-bottom:1px solid var(--line);overflow-wrap:normal}"
    ".n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}"
    "form p{margin:.5rem 0}main label{display:block}pre{white-space:pre-wrap}"
    "@media(max-width:30rem){th,td{padding:.2rem .3rem;font-size:.875rem}}";

/* What the portal puts around every page, those of the library too. */
static const char frame[] =
    "*{box-sizing:border-box}nav{display:flex;flex-wrap:wrap;gap:.5rem 1.25rem;"
    "align-items:center;max-width:72.5rem;margin:0 auto;padding:.75rem 1rem}"
    "nav form,nav p,nav label{display:inline;margin:0}main nav{padding:.25rem 0}"
    "input,select,button{font:inherit;color:CanvasText;background:Canvas;border:1px solid;"
    "border-radius:.25rem;padding:.3rem .5rem;max-width:100%}button{cursor:pointer}"
    "@media print{nav{display:none}}";

void put(struct page *page, const char *text)
{
    if (text[0] != '\0' && !chiso_buffer_write(&page->text, text, strlen(text))) {
        page->is_short = true;
    }
}

/* A text from anywhere; in JSON with its quotes. */
void put_text(struct page *page, const char *text)
{
    const chiso_sink sink = {chiso_buffer_write, &page->text};

    if (chiso_text_safe(text, strlen(text),
                        page->request->is_json ? CHISO_MEDIUM_JSON : CHISO_MEDIUM_MARKUP, &sink,
                        NULL) != CHISO_OK) {
        page->is_short = true;
    }
}

/* People write numbers with the mark of their language, the library's calls with a point. */
void swap_marks(const struct page *page, char *text, char from, char to)
{
    if (page->request->language == CHISO_LANGUAGE_VIETNAMESE) {
        for (; *text != '\0'; text++) {
            *text = *text == from ? to : *text;
        }
    }
}

static void put_escaped(struct page *page, const char *text)
{
    char escape[4];

    for (; *text != '\0'; text++) {
        const bool is_plain = (*text >= '0' && *text <= '9') || (*text >= 'a' && *text <= 'z') ||
                              (*text >= 'A' && *text <= 'Z') || *text == '-' || *text == '_';

        snprintf(escape, sizeof(escape), is_plain ? "%c" : "%%%02X", (unsigned char)*text);
        put(page, escape);
    }
}

static void put_parameter(struct page *page, const char *name, const char *value)
{
    put(page, "&amp;");
    put_escaped(page, name);
    put(page, "=");
    put_escaped(page, value);
}

/* The address of a page of this period in this language, and one thing more that it is asked. */
void put_address(struct page *page, const char *path, const char *name, const char *value)
{
    put_text(page, page->request->script);
    put(page, path);
    put(page, "?lang=");
    put(page, say(page->request, "en", "vi"));
    if (page->store->period[0] != '\0') {
        put_parameter(page, "period", page->store->period);
    }
    if (value[0] != '\0') {
        put_parameter(page, name, value);
    }
}

void put_link(struct page *page, const char *path, const char *unit, const char *text)
{
    put(page, "<a href=\"");
    put_address(page, path, "unit", unit);
    put(page, "\">");
    put_text(page, text);
    put(page, "</a>\n");
}

static void put_hidden(struct page *page, const char *name, const char *value)
{
    put(page, "<input type=\"hidden\" name=\"");
    put(page, name);
    put(page, "\" value=\"");
    put_text(page, value);
    put(page, "\" />\n");
}

/* Begins a form that asks a page for more about a unit. */
void put_form(struct page *page, const char *path, const char *unit)
{
    put(page, "<form method=\"get\" action=\"");
    put_text(page, page->request->script);
    put(page, path);
    put(page, "\">\n");
    put_hidden(page, "lang", say(page->request, "en", "vi"));
    put_hidden(page, "period", page->store->period);
    if (unit[0] != '\0') {
        put_hidden(page, "unit", unit);
    }
}

/* The address of the same page with one field another. What was posted has none: its place is
 * taken by the page of uploads. */
static void put_same(struct page *page, const char *name, const char *value)
{
    const struct request *const request = page->request;
    const bool is_posted = strcmp(request->method, "POST") == 0;

    put(page, "href=\"");
    put_text(page, request->script);
    put_text(page, is_posted ? "/upload" : request->path);
    put(page, "?");
    put(page, name);
    put(page, "=");
    put(page, value);
    for (size_t i = 0; i < request->field_count && !is_posted; i++) {
        if (strcmp(request->fields[i].name, name) != 0) {
            put_parameter(page, request->fields[i].name, request->fields[i].value);
        }
    }
    put(page, "\">");
}

/* What the head of a page has for the frame: its style, and no picture to be asked for. */
void put_frame_style(struct page *page)
{
    put(page, "<link rel=\"icon\" href=\"data:,\" />\n<style>");
    put(page, frame);
    put(page, "</style>\n");
}

/* A list of links with a name, which tells it from others of the page. */
void begin_nav(struct page *page, const char *english, const char *vietnamese)
{
    put(page, "<nav aria-label=\"");
    put(page, say(page->request, english, vietnamese));
    put(page, "\">\n");
}

/* The way to the other pages. */
void put_frame(struct page *page)
{
    const struct request *const request = page->request;
    const struct store *const store = page->store;
    char period[PERIOD_SIZE];

    begin_nav(page, "Portal", "Cổng");
    put(page, "<b>");
    put_text(page, chiso_tree_title(store->tree));
    put(page, "</b>\n");
    for (int i = store->file_count - 1; i >= 0; i--) {
        if (is_file_of_period(store->files[i]->d_name, period)) {
            put(page, "<a href=\"");
            put_text(page, request->script);
            put(page, "/?lang=");
            put(page, say(request, "en", "vi"));
            put_parameter(page, "period", period);
            put(page, "\">");
            put(page, period);
            put(page, "</a>\n");
        }
    }
    put_link(page, "/upload", "", say(request, "Upload", "Nộp tệp"));
    put(page, "<a ");
    put_same(page, "format", "json");
    put(page, "JSON</a>\n<a lang=\"");
    put(page, say(request, "vi", "en"));
    put(page, "\" ");
    put_same(page, "lang", say(request, "vi", "en"));
    put(page, say(request, "Tiếng Việt", "English"));
    put(page, "</a>\n</nav>\n");
}

void begin_page(struct page *page, const char *title)
{
    if (page->request->is_json) {
        put(page, "{");
        return;
    }
    put(page, "<!DOCTYPE html>\n<html lang=\"");
    put(page, say(page->request, "en", "vi"));
    put(page, "\">\n<head>\n<meta charset=\"utf-8\" />\n<meta name=\"viewport\" "
              "content=\"width=device-width, initial-scale=1\" />\n<title>");
    put_text(page, title);
    put(page, "</title>\n<style>");
    put(page, style);
    put(page, "</style>\n");
    put_frame_style(page);
    put(page, "</head>\n<body>\n");
    put_frame(page);
    put(page, "<main>\n<h1>");
    put_text(page, title);
    put(page, "</h1>\n");
}

void end_page(struct page *page)
{
    put(page, page->request->is_json ? "}\n" : "</main>\n</body>\n</html>\n");
}

/* Why what was asked is not there, if so. */
void put_alert(struct page *page)
{
    static const struct column why = {"error", "", "", false};

    if (page->request->status == 200) {
        return;
    }
    if (page->request->is_json) {
        put_fact(page, &why, page->request->reason);
    } else {
        put(page, "<p class=\"alert\" role=\"alert\">");
        put_text(page, page->request->reason);
        put(page, "</p>\n");
    }
}

/* In JSON, a comma before all but the first of a list, and the name of what comes. */
static void put_key(struct page *page, const char *key)
{
    put(page, page->has_items ? ", " : "");
    page->has_items = true;
    if (key != NULL) {
        put_text(page, key);
        put(page, ": ");
    }
}

static void put_value(struct page *page, const struct column *column, const char *text)
{
    if (!page->request->is_json) {
        put_text(page, text[0] != '\0' ? text : "–");
    } else if (column->is_number) {
        put(page, text[0] != '\0' ? text : "null");
    } else {
        put_text(page, text);
    }
}

void put_fact(struct page *page, const struct column *column, const char *text)
{
    if (page->request->is_json) {
        put_key(page, column->key);
        put_value(page, column, text);
        return;
    }
    put(page, "<p class=\"fact\">");
    put(page, say(page->request, column->english, column->vietnamese));
    put(page, ": <b>");
    put_value(page, column, text);
    put(page, "</b></p>\n");
}

void begin_table(struct page *page, const char *key, const char *caption,
                 const struct column *columns, size_t count)
{
    page->columns = columns;
    page->column_count = count;
    page->caption = caption;
    if (page->request->is_json) {
        put_key(page, key);
        put(page, "[");
        page->has_items = false;
    }
}

/* People see no table that is empty. */
static void put_heads(struct page *page)
{
    put(page, "<div class=\"wide\" tabindex=\"0\">\n<table>\n<caption>");
    put_text(page, page->caption);
    put(page, "</caption>\n<tr>");
    for (size_t i = 0; i < page->column_count; i++) {
        const struct column *const column = &page->columns[i];

        put(page, column->is_number ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">");
        put(page, say(page->request, column->english, column->vietnamese));
        put(page, "</th>");
    }
    put(page, "</tr>\n");
    page->caption = NULL;
}

void put_row(struct page *page, const char *const *texts)
{
    const bool is_json = page->request->is_json;

    if (is_json) {
        put_key(page, NULL);
        page->has_items = false;
    } else if (page->caption != NULL) {
        put_heads(page);
    }
    put(page, is_json ? "{" : "<tr>");
    for (size_t i = 0; i < page->column_count; i++) {
        if (is_json) {
            put_key(page, page->columns[i].key);
        } else {
            put(page, page->columns[i].is_number ? "<td class=\"n\">" : "<td>");
        }
        put_value(page, &page->columns[i], texts[i]);
        put(page, is_json ? "" : "</td>");
    }
    put(page, is_json ? "}" : "</tr>\n");
    page->has_items = true;
}

void end_table(struct page *page)
{
    if (page->request->is_json) {
        put(page, "]");
    } else if (page->caption == NULL) {
        put(page, "</table>\n</div>\n");
    }
    page->has_items = true;
}
