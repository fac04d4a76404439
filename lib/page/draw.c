/* Marks: see draw.h. */
#include "page/draw.h"

#include <string.h>

/* A place or a length, with one decimal where it has one. */
static void put_tenth(struct chiso__output *output, chiso__tenth value)
{
    const uint64_t size = (uint64_t)(value < 0 ? -value : value);

    chiso__put_text(output, value < 0 ? "-" : "");
    chiso__put_count(output, size / 10);
    if (size % 10 != 0) {
        const char rest[] = {'.', (char)('0' + size % 10)};

        chiso__put(output, (struct chiso__span){rest, sizeof(rest)});
    }
}

static void put_attribute(struct chiso__output *output, const char *name, chiso__tenth value)
{
    chiso__put_text(output, " ");
    chiso__put_text(output, name);
    chiso__put_text(output, "=\"");
    put_tenth(output, value);
    chiso__put_text(output, "\"");
}

static void put_told(struct chiso__output *output, const char *name, const char *text)
{
    if (text != NULL) {
        chiso__put_text(output, " data-");
        chiso__put_text(output, name);
        chiso__put_text(output, "=\"");
        chiso__put_markup(output, chiso__span_of(text));
        chiso__put_text(output, "\"");
    }
}

static void put_about(struct chiso__output *output, const struct chiso__facts *about)
{
    if (about != NULL) {
        put_told(output, "unit", about->unit);
        put_told(output, "code", about->code);
        put_told(output, "period", about->period);
        put_told(output, "rank", about->rank);
        put_told(output, "value", about->value);
        put_told(output, "low", about->low);
        put_told(output, "median", about->median);
        put_told(output, "high", about->high);
    }
}

static void put_style(struct chiso__canvas *canvas, const struct chiso__style *style)
{
    if (style->fill != CHISO__INK_NONE || style->stroke != CHISO__INK_NONE) {
        chiso__put_inks(&canvas->output, &canvas->options, style->fill, style->stroke);
    }
    if (style->thick > 0) {
        put_attribute(&canvas->output, "stroke-width", style->thick);
    }
    if (style->dashes != NULL) {
        chiso__put_text(&canvas->output, " stroke-dasharray=\"");
        chiso__put_text(&canvas->output, style->dashes);
        chiso__put_text(&canvas->output, "\"");
    }
}

void chiso__draw_box(struct chiso__canvas *canvas, chiso__tenth x, chiso__tenth y,
                     chiso__tenth width, chiso__tenth height, const struct chiso__style *style,
                     const struct chiso__facts *about)
{
    struct chiso__output *const output = &canvas->output;

    chiso__put_text(output, "<rect");
    put_attribute(output, "x", x);
    put_attribute(output, "y", y);
    put_attribute(output, "width", width > 0 ? width : 0);
    put_attribute(output, "height", height > 0 ? height : 0);
    put_style(canvas, style);
    if (style->fill == CHISO__INK_NONE && style->stroke != CHISO__INK_NONE) {
        chiso__put_text(output, " fill=\"none\"");
    }
    put_about(output, about);
    chiso__put_text(output, "/>\n");
}

void chiso__draw_rule(struct chiso__canvas *canvas, chiso__tenth x1, chiso__tenth y1,
                      chiso__tenth x2, chiso__tenth y2, const struct chiso__style *style)
{
    struct chiso__output *const output = &canvas->output;

    chiso__put_text(output, "<line");
    put_attribute(output, "x1", x1);
    put_attribute(output, "y1", y1);
    put_attribute(output, "x2", x2);
    put_attribute(output, "y2", y2);
    put_style(canvas, style);
    chiso__put_text(output, "/>\n");
}

void chiso__draw_disc(struct chiso__canvas *canvas, chiso__tenth x, chiso__tenth y,
                      chiso__tenth radius, const struct chiso__style *style,
                      const struct chiso__facts *about)
{
    struct chiso__output *const output = &canvas->output;

    chiso__put_text(output, "<circle");
    put_attribute(output, "cx", x);
    put_attribute(output, "cy", y);
    put_attribute(output, "r", radius);
    put_style(canvas, style);
    put_about(output, about);
    chiso__put_text(output, "/>\n");
}

static void put_point(struct chiso__output *output, const char *command, chiso__tenth x,
                      chiso__tenth y)
{
    chiso__put_text(output, command);
    put_tenth(output, x);
    chiso__put_text(output, " ");
    put_tenth(output, y);
}

void chiso__draw_diamond(struct chiso__canvas *canvas, chiso__tenth x, chiso__tenth y,
                         chiso__tenth radius, const struct chiso__style *style,
                         const struct chiso__facts *about)
{
    struct chiso__output *const output = &canvas->output;

    chiso__put_text(output, "<path d=\"");
    put_point(output, "M", x, y - radius);
    put_point(output, "L", x + radius, y);
    put_point(output, "L", x, y + radius);
    put_point(output, "L", x - radius, y);
    chiso__put_text(output, "Z\"");
    put_style(canvas, style);
    put_about(output, about);
    chiso__put_text(output, "/>\n");
}

void chiso__path_begin(struct chiso__canvas *canvas, const struct chiso__style *style)
{
    chiso__put_text(&canvas->output, "<path fill=\"none\" stroke-linejoin=\"round\"");
    put_style(canvas, style);
    chiso__put_text(&canvas->output, " d=\"");
}

void chiso__path_point(struct chiso__canvas *canvas, bool begins, chiso__tenth x, chiso__tenth y)
{
    put_point(&canvas->output, begins ? "M" : "L", x, y);
}

void chiso__path_end(struct chiso__canvas *canvas)
{
    chiso__put_text(&canvas->output, "\"/>\n");
}

static void put_letters(struct chiso__canvas *canvas, const struct chiso__letters *letters)
{
    struct chiso__output *const output = &canvas->output;

    if (letters->ink != CHISO__INK_NONE) {
        chiso__put_inks(output, &canvas->options, letters->ink,
                        letters->halo ? CHISO__INK_GROUND : CHISO__INK_NONE);
    }
    put_attribute(output, "font-size", (chiso__tenth)letters->face.size * 10);
    if (letters->anchor != CHISO__ANCHOR_START) {
        chiso__put_text(output, letters->anchor == CHISO__ANCHOR_MIDDLE ? " text-anchor=\"middle\""
                                                                        : " text-anchor=\"end\"");
    }
    if (letters->face.bold) {
        chiso__put_text(output, " font-weight=\"700\"");
    }
    if (letters->halo) {
        chiso__put_text(output, " stroke-width=\"3\" paint-order=\"stroke\""
                                " stroke-linejoin=\"round\"");
    }
}

void chiso__draw_span(struct chiso__canvas *canvas, chiso__tenth x, chiso__tenth middle,
                      const struct chiso__letters *letters, struct chiso__span text,
                      const struct chiso__facts *about)
{
    struct chiso__output *const output = &canvas->output;

    if (text.size == 0) {
        return;
    }
    chiso__put_text(output, "<text");
    put_attribute(output, "x", x);
    /* The base line; a name for the middle of letters is not known everywhere. */
    put_attribute(output, "y", middle + letters->face.size * 35 / 10);
    if (letters->ink != CHISO__INK_NONE) {
        put_letters(canvas, letters);
    }
    put_about(output, about);
    chiso__put_text(output, ">");
    chiso__put_markup(output, text);
    chiso__put_text(output, "</text>\n");
}

void chiso__draw_text(struct chiso__canvas *canvas, chiso__tenth x, chiso__tenth middle,
                      const struct chiso__letters *letters, const char *text)
{
    chiso__draw_span(canvas, x, middle, letters, chiso__span_of(text), NULL);
}

void chiso__draw_cut(struct chiso__canvas *canvas, chiso__tenth x, chiso__tenth middle,
                     const struct chiso__letters *letters, const char *text, chiso__tenth width)
{
    const struct chiso__span span = chiso__span_of(text);
    const size_t size = chiso__fitting(span, letters->face, width);

    if (size == span.size) {
        chiso__draw_span(canvas, x, middle, letters, span, NULL);
    } else {
        char *const cut = chiso__canvas_room(canvas, size + 4, 1);

        if (cut != NULL) {
            memcpy(cut, text, size);
            memcpy(cut + size, "\xE2\x80\xA6", 3);
            chiso__draw_span(canvas, x, middle, letters, (struct chiso__span){cut, size + 3}, NULL);
        }
    }
}

void chiso__group_lettered(struct chiso__canvas *canvas, const struct chiso__letters *letters)
{
    chiso__put_text(&canvas->output, "<g");
    put_letters(canvas, letters);
    chiso__put_text(&canvas->output, ">\n");
}

void chiso__group_filled(struct chiso__canvas *canvas, enum chiso__ink fill)
{
    chiso__put_text(&canvas->output, "<g");
    chiso__put_inks(&canvas->output, &canvas->options, fill, CHISO__INK_NONE);
    chiso__put_text(&canvas->output, ">\n");
}

void chiso__group_end(struct chiso__canvas *canvas)
{
    chiso__put_text(&canvas->output, "</g>\n");
}
