/* Tables of pages, and numbers in their cells: see html.h. */
#include "page/html.h"

#include "board/board.h"
#include "page/rows_of.h"

#include <chiso/note.h>

#include <string.h>

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

/* What stands in the address of a unit's page for its code. */
const char chiso__html_unit_mark[] = "{unit}";

/* A code in an address: all that may mean something there stands as its bytes in percents. */
static void put_encoded(struct chiso__output *output, const char *code)
{
    static const char plain[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    static const char digits[] = "0123456789ABCDEF";

    for (; *code != '\0'; code++) {
        const unsigned char byte = (unsigned char)*code;
        const char encoded[] = {'%', digits[byte >> 4], digits[byte & 15]};
        const bool is_plain = strchr(plain, *code) != NULL;

        chiso__put(output,
                   (struct chiso__span){is_plain ? code : encoded, is_plain ? 1 : sizeof(encoded)});
    }
}

void chiso__html_unit_name(struct chiso__html *html, chiso_unit unit)
{
    struct chiso__output *const output = &html->canvas->output;
    const char *rest = html->options.unit_page;
    const char *mark = rest == NULL ? NULL : strstr(rest, chiso__html_unit_mark);

    if (rest == NULL) {
        chiso__html_row_name(html, chiso_unit_name(html->board, unit));
        return;
    }
    chiso__html_raw(html, "<th scope=\"row\" class=\"s\"><a href=\"");
    for (; mark != NULL; mark = strstr(rest, chiso__html_unit_mark)) {
        chiso__put_markup(output, (struct chiso__span){rest, (size_t)(mark - rest)});
        put_encoded(output, chiso_unit_code(html->board, unit));
        rest = mark + strlen(chiso__html_unit_mark);
    }
    chiso__html_text(html, rest);
    chiso__html_raw(html, "\">");
    chiso__html_text(html, chiso_unit_name(html->board, unit));
    chiso__html_raw(html, "</a></th>");
}

void chiso__html_unit_row(struct chiso__html *html, chiso_unit unit, bool is_ranked)
{
    const char *const code = chiso_unit_code(html->board, unit);

    chiso__html_raw(html, chiso__is_spoken_of(html->canvas, code) ? "<tr class=\"me\""
                          : !is_ranked                            ? "<tr class=\"un\""
                                                                  : "<tr");
    chiso__html_raw(html, " data-unit=\"");
    chiso__html_text(html, code);
    chiso__html_raw(html, "\">");
}

void chiso__html_node_row(struct chiso__html *html, chiso_node node)
{
    static const char *const depths[] = {"s f", "s f", "s f d2", "s f d3", "s f d4"};
    enum { DEEPEST = 4 };
    const uint32_t depth = chiso_node_depth(html->tree, node);

    chiso__html_raw(html, depth == 1 ? "<tr class=\"top\" data-code=\"" : "<tr data-code=\"");
    chiso__html_text(html, chiso_node_code(html->tree, node));
    chiso__html_raw(html, "\"><td>");
    chiso__html_text(html, chiso_node_code(html->tree, node));
    chiso__html_raw(html, "</td><th scope=\"row\" class=\"");
    chiso__html_raw(html, depths[depth > DEEPEST ? DEEPEST : depth]);
    chiso__html_raw(html, "\">");
    chiso__html_text(html, chiso__criterion_name(html->tree, node));
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
