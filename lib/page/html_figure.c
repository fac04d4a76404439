/* Figures in pages: as SVG within it, or as images with their data: see html.h. */
#include "page/html.h"

#include <string.h>

enum { WIDE_WIDTH = 720, NARROW_WIDTH = 360 };

/* One of the two drawings of a figure. */
struct sheet {
    chiso_buffer buffer;
    uint32_t width;
    char id[16];
};

static void name_sheet(struct sheet *sheet, uint32_t figure, char suffix)
{
    char digits[CHISO__COUNT_SIZE];
    const struct chiso__span number = chiso__count_text(figure, digits);

    sheet->id[0] = 'f';
    memcpy(sheet->id + 1, number.text, number.size);
    sheet->id[number.size + 1] = suffix;
    sheet->id[number.size + 2] = '\0';
}

static chiso_status draw_one(struct chiso__html *html, const struct chiso__html_drawing *drawing,
                             struct sheet *sheet, chiso_error *error)
{
    const chiso_sink sink = {chiso_buffer_write, &sheet->buffer};
    chiso_chart_options how = html->canvas->options;

    how.title = NULL;
    how.caption = NULL;
    how.source = NULL;
    how.id = sheet->id;
    how.width = sheet->width;
    sheet->buffer = (chiso_buffer){.allocator = &html->canvas->allocator};
    return chiso__into_buffer(drawing->draw(drawing->about, &how, &sink, error), error);
}

/* A drawing without its style, which the page has once for all of them. */
static void put_inline(struct chiso__html *html, const struct sheet *sheet)
{
    static const char end[] = "</style>\n";
    const char *const begin = strstr(sheet->buffer.bytes, "<style>");
    const char *const behind = begin == NULL ? NULL : strstr(begin, end);

    if (behind == NULL) {
        chiso__html_raw(html, sheet->buffer.bytes);
        return;
    }
    chiso__put(&html->canvas->output,
               (struct chiso__span){sheet->buffer.bytes, (size_t)(begin - sheet->buffer.bytes)});
    chiso__html_raw(html, behind + sizeof(end) - 1);
}

static void put_base64(struct chiso__output *output, const char *bytes, size_t size)
{
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    for (size_t i = 0; i < size; i += 3) {
        const size_t count = size - i < 3 ? size - i : 3;
        uint32_t group = 0;
        char text[4];

        for (size_t k = 0; k < 3; k++) {
            group = group << 8 | (k < count ? (unsigned char)bytes[i + k] : 0);
        }
        for (size_t k = 0; k < 4; k++) {
            text[k] = k <= count ? letters[group >> (18 - 6 * k) & 63] : '=';
        }
        chiso__put(output, (struct chiso__span){text, sizeof(text)});
    }
}

static void put_data(struct chiso__html *html, const struct sheet *sheet)
{
    chiso__html_raw(html, "data:image/svg+xml;base64,");
    put_base64(&html->canvas->output, sheet->buffer.bytes, sheet->buffer.size);
}

/* What stands in a drawing between two texts; nothing where they do not. */
static struct chiso__span between(const struct sheet *sheet, const char *begin, const char *end)
{
    const char *from = strstr(sheet->buffer.bytes, begin);
    const char *to = NULL;

    from = from == NULL ? NULL : from + strlen(begin);
    to = from == NULL ? NULL : strstr(from, end);
    return to == NULL ? (struct chiso__span){"", 0}
                      : (struct chiso__span){from, (size_t)(to - from)};
}

/* Titles and descriptions of drawings are safe for markup already. */
static void put_image(struct chiso__html *html, const struct sheet *sheet)
{
    struct chiso__output *const output = &html->canvas->output;

    chiso__html_raw(html, "<img width=\"");
    chiso__put(output, between(sheet, " width=\"", "\""));
    chiso__html_raw(html, "\" height=\"");
    chiso__put(output, between(sheet, " height=\"", "\""));
    chiso__html_raw(html, "\" alt=\"");
    chiso__put(output, between(sheet, "-t\">", "</title>"));
    chiso__html_raw(html, ". ");
    chiso__put(output, between(sheet, "-d\">", "</desc>"));
    chiso__html_raw(html, "\" src=\"");
    put_data(html, sheet);
    chiso__html_raw(html, "\">");
}

static void put_sheets(struct chiso__html *html, const struct sheet *wide,
                       const struct sheet *narrow)
{
    if (html->options.images) {
        chiso__html_raw(html, "<picture><source media=\"screen and (max-width:640px)\" srcset=\"");
        put_data(html, narrow);
        chiso__html_raw(html, "\">");
        put_image(html, wide);
        chiso__html_raw(html, "</picture>\n");
    } else {
        chiso__html_raw(html, "<div class=\"w\">\n");
        put_inline(html, wide);
        chiso__html_raw(html, "</div>\n<div class=\"n\">\n");
        put_inline(html, narrow);
        chiso__html_raw(html, "</div>\n");
    }
}

chiso_status chiso__html_figure(struct chiso__html *html, const struct chiso__html_drawing *drawing,
                                chiso_error *error)
{
    struct sheet wide = {.width = WIDE_WIDTH};
    struct sheet narrow = {.width = NARROW_WIDTH};
    chiso_status status = CHISO_OK;

    name_sheet(&wide, html->figures + 1, 'w');
    name_sheet(&narrow, html->figures + 1, 'n');
    status = draw_one(html, drawing, &wide, error);
    if (status == CHISO_OK) {
        status = draw_one(html, drawing, &narrow, error);
    }
    if (status == CHISO_OK) {
        html->figures++;
        chiso__html_element(html, "h2", NULL, drawing->heading == NULL ? "" : drawing->heading);
        chiso__html_raw(html, drawing->whole_page ? "<figure class=\"page\">\n" : "<figure>\n");
        put_sheets(html, &wide, &narrow);
        chiso__html_element(html, "figcaption", NULL,
                            chiso__phrase(html->canvas, CHISO__SAY_PAGE_FIGURE,
                                          CHISO__WORDS(chiso__say_count(html->figures),
                                                       chiso__say_text(drawing->caption))));
        chiso__html_raw(html, "</figure>\n");
    }
    chiso_buffer_clear(&wide.buffer);
    chiso_buffer_clear(&narrow.buffer);
    if (chiso__tells_nothing(status)) {
        if (error != NULL) {
            *error = CHISO_ERROR_INIT;
        }
        return CHISO_OK;
    }
    return status;
}
