/* What figures have around their marks: see frame.h. */
#include "page/frame.h"

const struct chiso__letters chiso__name_letters = {
    CHISO__INK_TEXT, CHISO__ANCHOR_START, {13, false}, false};
const struct chiso__letters chiso__value_letters = {
    CHISO__INK_TEXT, CHISO__ANCHOR_END, {13, false}, false};
const struct chiso__letters chiso__muted_letters = {
    CHISO__INK_MUTED, CHISO__ANCHOR_END, {12, false}, false};
const struct chiso__letters chiso__note_letters = {
    CHISO__INK_MUTED, CHISO__ANCHOR_START, {12, false}, false};

/* Lines of a text, balanced, the first with its middle so far below what is there; the last leaves
 * so much below its middle. */
static void draw_lines(struct chiso__canvas *canvas, const struct chiso__letters *letters,
                       const char *text, chiso__tenth line, chiso__tenth above)
{
    struct chiso__span rest = chiso__span_of(text);
    struct chiso__span part;
    const chiso__tenth width =
        chiso__balanced_width(rest, letters->face, canvas->right - canvas->left);
    chiso__tenth middle = canvas->bottom + above;

    while (chiso__take_line(&rest, letters->face, width, &part)) {
        chiso__draw_span(canvas, canvas->left, middle, letters, part, NULL);
        canvas->bottom = middle + line - above;
        middle = canvas->bottom + above;
    }
}

void chiso__frame_head(struct chiso__canvas *canvas, const char *title, const char *caption)
{
    static const struct chiso__letters title_letters = {
        CHISO__INK_TEXT, CHISO__ANCHOR_START, {17, true}, false};
    static const struct chiso__letters caption_letters = {
        CHISO__INK_MUTED, CHISO__ANCHOR_START, {13, false}, false};
    enum { TITLE_LINE = 230, TITLE_MIDDLE = 160, CAPTION_LINE = 180, CAPTION_MIDDLE = 150 };

    canvas->title = canvas->options.title != NULL ? canvas->options.title : title;
    draw_lines(canvas, &title_letters, canvas->title, TITLE_LINE, TITLE_MIDDLE);
    draw_lines(canvas, &caption_letters,
               canvas->options.caption != NULL ? canvas->options.caption : caption, CAPTION_LINE,
               CAPTION_MIDDLE);
    canvas->bottom += 40;
}

void chiso__frame_note(struct chiso__canvas *canvas, const char *note)
{
    enum { LINE = 160, MIDDLE = 120 };

    draw_lines(canvas, &chiso__note_letters, note, LINE, MIDDLE);
}

void chiso__frame_source(struct chiso__canvas *canvas)
{
    chiso__frame_note(canvas, canvas->options.source != NULL ? canvas->options.source : "");
    canvas->bottom += 100;
}

const char *chiso__axis_caption(struct chiso__canvas *canvas, const char *caption,
                                const struct chiso__axis *axis, bool is_percent)
{
    const char *const low = is_percent ? chiso__percent_label(canvas, axis->low, -1)
                                       : chiso__number_label(canvas, axis->low, -1);

    return axis->low == 0 ? caption
                          : chiso__joined(canvas, caption,
                                          chiso__phrase(canvas, CHISO__SAY_CHART_AXIS_FROM,
                                                        CHISO__WORDS(chiso__say_text(low))));
}

enum { NAME_LINES = 2, NAME_ABOVE = 90 };

/* What a line of a name takes. */
static chiso__tenth name_line(struct chiso__face face)
{
    return face.size * 10 + 20;
}

static size_t lines_of(const struct chiso__shelf *rows, const char *name, bool bold)
{
    const struct chiso__face face = {rows->face.size, bold};
    const size_t lines = chiso__line_count(chiso__span_of(name), face, rows->name_width);

    return lines < 1 ? 1 : lines > NAME_LINES ? NAME_LINES : lines;
}

struct chiso__strip chiso__strip_at(const struct chiso__shelf *rows, const char *name, bool bold,
                                    chiso__tenth top)
{
    const chiso__tenth more =
        (chiso__tenth)(lines_of(rows, name, bold) - 1) * name_line(rows->face);
    chiso__tenth height = rows->height;

    if (rows->above) {
        return (struct chiso__strip){top, top + NAME_ABOVE + rows->height * 45 / 100 + more,
                                     height + more};
    }
    if (more > 0 && height < more * 2 + 60) {
        height = more * 2 + 60;
    }
    return (struct chiso__strip){top, top + height / 2, height};
}

void chiso__strip_name(struct chiso__canvas *canvas, const struct chiso__shelf *rows,
                       const struct chiso__strip *row, const char *name, enum chiso__ink ink,
                       bool bold)
{
    const struct chiso__letters letters = {
        ink, CHISO__ANCHOR_START, {rows->face.size, bold}, false};
    const size_t count = lines_of(rows, name, bold);
    const chiso__tenth line = name_line(rows->face);
    chiso__tenth middle =
        rows->above ? row->top + NAME_ABOVE : row->middle - (chiso__tenth)(count - 1) * line / 2;
    struct chiso__span rest = chiso__span_of(name);
    struct chiso__span part;

    for (size_t i = 0; i < count; i++, middle += line) {
        const char *const behind = chiso__trim(rest).text;

        if (i + 1 == count) {
            chiso__draw_cut(canvas, rows->name_x, middle, &letters, behind, rows->name_width);
        } else if (chiso__take_line(&rest, letters.face, rows->name_width, &part)) {
            chiso__draw_span(canvas, rows->name_x, middle, &letters, part, NULL);
        }
    }
}
