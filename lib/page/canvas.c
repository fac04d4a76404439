/* The sheet that a figure is drawn on: see canvas.h. */
#include "page/canvas.h"

#include "base/memory.h"

#include <string.h>

enum { LEAST_WIDTH = 320, MOST_WIDTH = 2000, WIDE_MARGIN = 160, NARROW_MARGIN = 100 };

static bool is_id(const char *text)
{
    size_t size = 0;

    while ((text[size] >= 'a' && text[size] <= 'z') || (text[size] >= 'A' && text[size] <= 'Z') ||
           (size > 0 && (chiso__is_digit(text[size]) || text[size] == '-' || text[size] == '_'))) {
        size++;
    }
    return size > 0 && text[size] == '\0';
}

static chiso_status check_texts(const chiso_chart_options *options, chiso_error *error)
{
    const char *const texts[] = {options->title, options->caption, options->source, options->period,
                                 options->period_before};
    chiso_status status = CHISO_OK;

    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]) && status == CHISO_OK; i++) {
        status = texts[i] == NULL ? CHISO_OK : chiso__check_text(chiso__span_of(texts[i]), error);
    }
    for (size_t i = 0; i < options->label_count && status == CHISO_OK; i++) {
        status = options->labels == NULL || options->labels[i] == NULL
                     ? chiso__fail_null(error)
                     : chiso__check_text(chiso__span_of(options->labels[i]), error);
    }
    for (size_t i = 0; i < options->unit_count && status == CHISO_OK; i++) {
        status = options->units == NULL || options->units[i] == NULL ? chiso__fail_null(error)
                                                                     : CHISO_OK;
    }
    return status;
}

static chiso_status check_options(const chiso_chart_options *options, chiso_error *error)
{
    if (options->width < LEAST_WIDTH || options->width > MOST_WIDTH) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_CHART_WIDTH,
                           CHISO__WORDS(chiso__say_count(options->width),
                                        chiso__say_count(LEAST_WIDTH),
                                        chiso__say_count(MOST_WIDTH)));
    }
    if ((options->mark != '\0' && options->mark != '.' && options->mark != ',') ||
        (options->language != CHISO_LANGUAGE_ENGLISH &&
         options->language != CHISO_LANGUAGE_VIETNAMESE)) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_CHART_LANGUAGE, NULL);
    }
    if (options->id != NULL && !is_id(options->id)) {
        return chiso__fail(error, CHISO_E_WORD, CHISO__SAY_NO_ID,
                           CHISO__WORDS(chiso__say_text(options->id)));
    }
    return check_texts(options, error);
}

chiso_status chiso__canvas_begin(struct chiso__canvas *canvas, const chiso_chart_options *options,
                                 const chiso_allocator *allocator, const chiso_sink *sink,
                                 chiso_error *error)
{
    const chiso_chart_options defaults = CHISO_CHART_OPTIONS_INIT;
    chiso_status status = CHISO_OK;
    chiso__tenth margin = 0;

    if (sink == NULL || sink->write == NULL) {
        return chiso__fail_null(error);
    }
    canvas->options = defaults;
    status = CHISO__TAKE(options, chiso_chart_options, label_count, CHISO_CHART_OPTIONS_INIT,
                         &canvas->options, error);
    if (status == CHISO_OK) {
        status = check_options(&canvas->options, error);
    }
    if (status == CHISO_OK) {
        status = chiso__check_inks(&canvas->options, error);
    }
    if (status != CHISO_OK) {
        return status;
    }
    canvas->allocator = *allocator;
    canvas->status = CHISO_OK;
    canvas->texts = (struct chiso__arena){0};
    canvas->body = (chiso_buffer){.allocator = &canvas->allocator};
    canvas->into_body = (chiso_sink){chiso_buffer_write, &canvas->body};
    chiso__output_begin(&canvas->output, &canvas->into_body);
    canvas->id = canvas->options.id != NULL ? canvas->options.id : "figure";
    canvas->mark = canvas->options.mark != '\0'                         ? canvas->options.mark
                   : canvas->options.language == CHISO_LANGUAGE_ENGLISH ? '.'
                                                                        : ',';
    canvas->wide = canvas->options.width >= CHISO__WIDE;
    margin = canvas->wide ? WIDE_MARGIN : NARROW_MARGIN;
    canvas->width = (chiso__tenth)canvas->options.width * 10;
    canvas->left = margin;
    canvas->right = canvas->width - canvas->left;
    canvas->bottom = canvas->left;
    canvas->title = "";
    canvas->words = (chiso_buffer){.allocator = &canvas->allocator};
    return CHISO_OK;
}

static void put_size(struct chiso__output *output, const char *name, chiso__tenth size)
{
    chiso__put_text(output, name);
    chiso__put_count(output, (uint64_t)(size / 10));
    chiso__put_text(output, "\"");
}

static void put_named(struct chiso__output *output, const struct chiso__canvas *canvas,
                      const char *name, const char *suffix, const char *text)
{
    chiso__put_text(output, "<");
    chiso__put_text(output, name);
    chiso__put_text(output, " id=\"");
    chiso__put_text(output, canvas->id);
    chiso__put_text(output, suffix);
    chiso__put_text(output, "\">");
    chiso__put_markup(output, chiso__span_of(text));
    chiso__put_text(output, "</");
    chiso__put_text(output, name);
    chiso__put_text(output, ">\n");
}

static void put_head(struct chiso__output *output, const struct chiso__canvas *canvas)
{
    const chiso__tenth height = canvas->bottom + 9;

    chiso__put_text(output, "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"");
    chiso__put_text(output, canvas->id);
    chiso__put_text(output, "\" class=\"chiso\" viewBox=\"0 0 ");
    chiso__put_count(output, (uint64_t)(canvas->width / 10));
    put_size(output, " ", height);
    put_size(output, " width=\"", canvas->width);
    put_size(output, " height=\"", height);
    chiso__put_text(output, " role=\"img\" aria-labelledby=\"");
    chiso__put_text(output, canvas->id);
    chiso__put_text(output, "-t ");
    chiso__put_text(output, canvas->id);
    /* Arial comes late: where it stands for another font, that may lack letters of Vietnamese. */
    chiso__put_text(output, "-d\" font-family='\"Segoe UI\",Roboto,\"Noto Sans\","
                            "\"Helvetica Neue\",\"DejaVu Sans\",Arial,sans-serif'>\n");
    put_named(output, canvas, "title", "-t", canvas->title);
    put_named(output, canvas, "desc", "-d", canvas->words.size > 0 ? canvas->words.bytes : "");
    chiso__put_style(output, &canvas->options, canvas->id);
    chiso__put_text(output, "<rect");
    put_size(output, " width=\"", canvas->width);
    put_size(output, " height=\"", height);
    chiso__put_inks(output, &canvas->options, CHISO__INK_GROUND, CHISO__INK_NONE);
    chiso__put_text(output, "/>\n");
}

chiso_status chiso__canvas_settle(struct chiso__canvas *canvas, chiso_status status,
                                  chiso_error *error)
{
    chiso__output_flush(&canvas->output);
    if (status == CHISO_OK && canvas->status == CHISO_OK && canvas->output.refused) {
        canvas->status = CHISO_E_MEMORY;
    }
    if (status == CHISO_OK && canvas->status == CHISO_E_MEMORY) {
        status = chiso__fail_memory(error);
    } else if (status == CHISO_OK && canvas->status != CHISO_OK) {
        status = chiso__fail(error, canvas->status, chiso__status_meaning(canvas->status), NULL);
    }
    return status;
}

void chiso__canvas_clear(struct chiso__canvas *canvas)
{
    chiso_buffer_clear(&canvas->body);
    chiso_buffer_clear(&canvas->words);
    chiso__arena_clear(&canvas->texts, &canvas->allocator);
}

chiso_status chiso__canvas_end(struct chiso__canvas *canvas, chiso_status status,
                               const chiso_sink *sink, chiso_error *error)
{
    status = chiso__canvas_settle(canvas, status, error);
    if (status == CHISO_OK) {
        struct chiso__output *const output = &canvas->output;

        chiso__output_begin(output, sink);
        put_head(output, canvas);
        chiso__put(output, (struct chiso__span){canvas->body.bytes, canvas->body.size});
        chiso__put_text(output, "</svg>\n");
        status = chiso__output_end(output, error);
    }
    chiso__canvas_clear(canvas);
    return status;
}

bool chiso__canvas_keep(struct chiso__canvas *canvas, chiso_status status)
{
    if (canvas->status == CHISO_OK) {
        canvas->status = status;
    }
    return status == CHISO_OK;
}

const char *chiso__canvas_copy(struct chiso__canvas *canvas, struct chiso__span text)
{
    const char *const copy = chiso__arena_copy(&canvas->texts, &canvas->allocator, text);

    if (copy == NULL) {
        chiso__canvas_keep(canvas, CHISO_E_MEMORY);
        return "";
    }
    return copy;
}

void *chiso__canvas_room(struct chiso__canvas *canvas, size_t count, size_t size)
{
    void *room = NULL;

    if (count > 0 && count <= SIZE_MAX / size) {
        room = chiso__arena_take(&canvas->texts, &canvas->allocator, count * size);
    }
    if (room == NULL) {
        chiso__canvas_keep(canvas, CHISO_E_MEMORY);
    } else {
        memset(room, 0, count * size);
    }
    return room;
}

bool chiso__is_spoken_of(const struct chiso__canvas *canvas, const char *code)
{
    for (size_t i = 0; i < canvas->options.unit_count; i++) {
        if (strcmp(canvas->options.units[i], code) == 0) {
            return true;
        }
    }
    return false;
}
