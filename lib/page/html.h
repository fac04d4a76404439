/* What all pages have: the sheet that they are written on, their elements, tables and figures. A
 * page has a canvas for its words, numbers and memory; its body is kept until all of it is there.
 */
#ifndef CHISO_LIB_PAGE_HTML_H
#define CHISO_LIB_PAGE_HTML_H

#include <chiso/page.h>

#include "page/wording.h"

/* What stands in the address of a unit's page for its code. */
extern const char chiso__html_unit_mark[];

/* Of more units than these no figure is drawn. */
enum { CHISO__MOST_DRAWN = 200 };

struct chiso__html {
    struct chiso__canvas *canvas;
    chiso_page_options options;
    const chiso_report *report;
    const chiso_board *board;
    const chiso_tree *tree;
    const chiso_bands *bands;
    const chiso_comparison *comparison;
    chiso_rank_options rules;
    int digits;        /* of percents */
    int change_digits; /* of changes of these */
    int point_digits;
    uint32_t tables; /* so many are there */
    uint32_t figures;
    const char *title; /* of the page */
    const char *width; /* a class of the body: "" for wide pages, "unit" for those of one column */
    bool noted;        /* the list of notes has begun */
    bool turned;       /* a table is so wide that paper lies */
};

/* Begins the page of a report. Memory comes from where its board takes its own. */
chiso_status chiso__html_begin(struct chiso__html *html, struct chiso__canvas *canvas,
                               const chiso_report *report, const chiso_page_options *options,
                               const chiso_sink *sink, chiso_error *error);

/* Writes the page, if nothing failed, and ends its canvas. */
chiso_status chiso__html_end(struct chiso__html *html, chiso_status status, const chiso_sink *sink,
                             chiso_error *error);

/* The style sheet of pages. */
void chiso__put_page_style(struct chiso__output *output, const struct chiso__html *html);

/* Whether a status says that there is nothing to tell: of what the page has not checked, no more
 * can be wrong. */
bool chiso__tells_nothing(chiso_status status);

/* Whether a call told something. What failed otherwise is kept. */
bool chiso__html_told(struct chiso__html *html, chiso_status status);

/* What became of writing into a buffer of the page, which refuses bytes where memory is out. */
chiso_status chiso__into_buffer(chiso_status status, chiso_error *error);

/* Markup that the code has written itself; and texts, which are made safe. */
void chiso__html_raw(struct chiso__html *html, const char *markup);
void chiso__html_text(struct chiso__html *html, const char *text);

/* A message without words, in the language of the page. */
const char *chiso__html_say(const struct chiso__html *html, enum chiso__message message);

/* <TAG>text</TAG>, or <TAG class="…">; nothing where the text is "". */
void chiso__html_element(struct chiso__html *html, const char *tag, const char *class,
                         const char *text);

/* A link; nothing where the address is NULL. */
void chiso__html_link(struct chiso__html *html, const char *address, const char *text);

/* A key figure: what it is, the figure, and what stands below it. */
void chiso__html_key(struct chiso__html *html, const char *term, const char *value,
                     const char *note);

/* What kicker, heading, method and period say, from <body> to the beginning of <main>. A link to
 * the board stands around the kicker where there is one. */
void chiso__html_head(struct chiso__html *html, const char *kicker, const char *method,
                      const char *meta);

/* The links to the data, and the foot. */
void chiso__html_links(struct chiso__html *html);
void chiso__html_foot(struct chiso__html *html);

/* How a table looks. */
struct chiso__html_table {
    const char *caption;
    const char *note; /* below the caption; "" for none */
    bool wide;        /* its column of names stays in place while it is moved */
};

/* From <section> to <tr> of the heads, and from </tr> to the first row. */
void chiso__html_table_begin(struct chiso__html *html, const struct chiso__html_table *table);
void chiso__html_heads_end(struct chiso__html *html);
void chiso__html_table_end(struct chiso__html *html);

/* The head of a column: class "r" for numbers, "s" for names, "k" for what may be narrow. */
void chiso__html_column(struct chiso__html *html, const char *class, const char *text,
                        const char *note);

/* The heads of columns of numbers, and of the change where there is a period to compare with. */
void chiso__html_heads(struct chiso__html *html, const enum chiso__message *heads, size_t count);
void chiso__html_change_heads(struct chiso__html *html);

/* A cell; name and value of an attribute, or NULL. */
void chiso__html_cell(struct chiso__html *html, const char *class, const char *name,
                      const char *value, const char *text);

/* The name of a row; that of a unit, which is a link where the options say how its page is
 * addressed. */
void chiso__html_row_name(struct chiso__html *html, const char *text);
void chiso__html_unit_name(struct chiso__html *html, chiso_unit unit);

/* The beginning of the row of a unit, which stands out where it is spoken of; and that of a
 * criterion among all of them, with its code and its name. */
void chiso__html_unit_row(struct chiso__html *html, chiso_unit unit, bool is_ranked);
void chiso__html_node_row(struct chiso__html *html, chiso_node node);

/* The notes of a criterion, or those of a unit there, a line each; first where none stands before
 * them. */
void chiso__html_tree_notes(struct chiso__html *html, chiso_node node, bool first);
void chiso__html_unit_notes(struct chiso__html *html, chiso_unit unit, chiso_node node, bool first);

/* Cells of numbers: a dash for what is absent; "up" and "dn" for what rose and fell. */
void chiso__html_change(struct chiso__html *html, chiso_decimal change, int digits);
void chiso__html_places(struct chiso__html *html, chiso_decimal places);
const char *chiso__html_places_text(struct chiso__html *html, chiso_decimal places);

/* The points of a node of a unit as they are printed: a dash where it does not apply, and three
 * dots where it is not scored. */
const char *chiso__html_points(struct chiso__html *html, chiso_unit unit, chiso_node node,
                               const chiso_result *result);

/* Points that are no unit's own: means and the like. */
const char *chiso__html_number(struct chiso__html *html, chiso_decimal points);

typedef chiso_status chiso__draw(const void *about, const chiso_chart_options *how,
                                 const chiso_sink *sink, chiso_error *error);

/* A figure of a page. */
struct chiso__html_drawing {
    chiso__draw *draw;
    const void *about;
    const char *heading; /* above it; NULL for none */
    const char *caption;
    bool whole_page; /* of paper */
};

/* Puts a figure, for wide and for narrow screens; nothing where there is nothing to draw. */
chiso_status chiso__html_figure(struct chiso__html *html, const struct chiso__html_drawing *drawing,
                                chiso_error *error);

#endif
