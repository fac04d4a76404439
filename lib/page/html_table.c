/* Tables of pages, and numbers in their cells: see html.h. */
#include "page/html.h"

#include "board/board.h"

#include <chiso/note.h>

void chiso__html_table_begin(struct chiso__html *html, const struct chiso__html_table *table)
{
    struct chiso__output *const output = &html->canvas->output;

    html->tables++;
    chiso__html_raw(html,
                    table->wide ? "<section class=\"scroll wide\"" : "<section class=\"scroll\"");
    chiso__html_raw(html, " tabindex=\"0\" aria-labelledby=\"table");
    chiso__put_count(output, html->tables);
    chiso__html_raw(html, "\"><table>\n<caption id=\"table");
    chiso__put_count(output, html->tables);
    chiso__html_raw(html, "\"><span class=\"c\">");
    chiso__html_text(html, chiso__phrase(html->canvas, CHISO__SAY_PAGE_TABLE,
                                         CHISO__WORDS(chiso__say_count(html->tables),
                                                      chiso__say_text(table->caption))));
    if (*table->note != '\0') {
        /* The break is for what reads no style sheet. */
        chiso__html_raw(html, "<br><span class=\"note\">");
        chiso__html_text(html, table->note);
        chiso__html_raw(html, "</span>");
    }
    chiso__html_raw(html, "</span></caption>\n<thead><tr>");
}

void chiso__html_heads_end(struct chiso__html *html)
{
    chiso__html_raw(html, "</tr></thead>\n");
}

void chiso__html_table_end(struct chiso__html *html)
{
    chiso__html_raw(html, "</table></section>\n");
}

void chiso__html_column(struct chiso__html *html, const char *class, const char *text,
                        const char *note)
{
    chiso__html_raw(html, "<th scope=\"col\" class=\"");
    chiso__html_raw(html, class);
    chiso__html_raw(html, "\">");
    chiso__html_text(html, text);
    if (*note != '\0') {
        chiso__html_raw(html, "<br><span class=\"note\">");
        chiso__html_text(html, note);
        chiso__html_raw(html, "</span>");
    }
    chiso__html_raw(html, "</th>");
}

void chiso__html_heads(struct chiso__html *html, const enum chiso__message *heads, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        chiso__html_column(html, "r k", chiso__html_say(html, heads[i]), "");
    }
}

void chiso__html_change_heads(struct chiso__html *html)
{
    const enum chiso__message heads[] = {CHISO__SAY_PAGE_HEAD_CHANGE, CHISO__SAY_PAGE_HEAD_PLACES};

    if (html->comparison != NULL) {
        chiso__html_heads(html, heads, sizeof(heads) / sizeof(heads[0]));
    }
}

void chiso__html_cell(struct chiso__html *html, const char *class, const char *name,
                      const char *value, const char *text)
{
    chiso__html_raw(html, *class != '\0' ? "<td class=\"" : "<td");
    chiso__html_raw(html, class);
    chiso__html_raw(html, *class != '\0' ? "\"" : "");
    if (name != NULL) {
        chiso__html_raw(html, " ");
        chiso__html_raw(html, name);
        chiso__html_raw(html, "=\"");
        chiso__html_text(html, value);
        chiso__html_raw(html, "\"");
    }
    chiso__html_raw(html, ">");
    chiso__html_text(html, text);
    chiso__html_raw(html, "</td>");
}

void chiso__html_row_name(struct chiso__html *html, const char *text)
{
    chiso__html_raw(html, "<th scope=\"row\" class=\"s\">");
    chiso__html_text(html, text);
    chiso__html_raw(html, "</th>");
}

void chiso__html_change(struct chiso__html *html, chiso_decimal change, int digits)
{
    chiso__html_cell(html,
                     change == CHISO_ABSENT ? "r na"
                     : change > 0           ? "r up"
                     : change < 0           ? "r dn"
                                            : "r",
                     "data-figure", "change", chiso__signed_label(html->canvas, change, digits));
}

const char *chiso__html_places_text(struct chiso__html *html, chiso_decimal places)
{
    const char *const size = places == CHISO_ABSENT
                                 ? "\xE2\x80\x93"
                                 : chiso__number_label(html->canvas, chiso__size_of(places), -1);

    if (places == CHISO_ABSENT || places == 0) {
        return places == 0 ? "=" : size;
    }
    return chiso__phrase(html->canvas, places > 0 ? CHISO__SAY_PAGE_UP : CHISO__SAY_PAGE_DOWN,
                         CHISO__WORDS(chiso__say_text(size)));
}

void chiso__html_places(struct chiso__html *html, chiso_decimal places)
{
    chiso__html_cell(html,
                     places == CHISO_ABSENT ? "r na"
                     : places > 0           ? "r up"
                     : places < 0           ? "r dn"
                                            : "r",
                     "data-figure", "places", chiso__html_places_text(html, places));
}

const char *chiso__html_points(struct chiso__html *html, chiso_unit unit, chiso_node node,
                               const chiso_result *result)
{
    struct chiso__canvas *const canvas = html->canvas;
    char text[CHISO_FIGURE_TEXT_SIZE];

    if (result->state == CHISO_STATE_MISSING) {
        return "\xE2\x80\xA6";
    }
    if (result->achieved == CHISO_ABSENT ||
        !chiso__canvas_keep(canvas,
                            chiso_board_points_text(html->board, unit, node, html->point_digits,
                                                    canvas->mark, text))) {
        return "\xE2\x80\x93";
    }
    return chiso__with_minus(canvas, text);
}

const char *chiso__html_number(struct chiso__html *html, chiso_decimal points)
{
    return chiso__number_label(html->canvas, points, html->point_digits);
}

static void put_note(struct chiso__html *html, const chiso_note *note, bool first)
{
    chiso__html_raw(html, first ? "" : "<br>");
    chiso__html_text(html, *note->name == '\0'
                               ? note->text
                               : chiso__phrase(html->canvas, CHISO__SAY_PAGE_IN,
                                               CHISO__WORDS(chiso__say_text(note->name),
                                                            chiso__say_text(note->text))));
}

void chiso__html_tree_notes(struct chiso__html *html, chiso_node node, bool first)
{
    chiso_note note;

    for (uint32_t i = 0; i < chiso_tree_note_count(html->tree, node); i++) {
        if (chiso__canvas_keep(html->canvas, chiso_tree_note_at(html->tree, node, i, &note))) {
            put_note(html, &note, first && i == 0);
        }
    }
}

void chiso__html_unit_notes(struct chiso__html *html, chiso_unit unit, chiso_node node, bool first)
{
    chiso_note note;

    for (uint32_t i = 0; i < chiso_board_note_count(html->board, unit, node); i++) {
        if (chiso__canvas_keep(html->canvas,
                               chiso_board_note_at(html->board, unit, node, i, &note))) {
            put_note(html, &note, first && i == 0);
        }
    }
}
