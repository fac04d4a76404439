/* The page of two units side by side. */
#include "page/page_words.h"
#include "page/rows_of.h"
#include "page/spoken.h"

#include "board/board.h"
#include "score/result.h"

struct units_page {
    struct chiso__html *html;
    chiso_unit units[2];
    const char *names[2];
    chiso_standing standings[2];
    uint32_t ahead[2]; /* on so many main criteria */
    uint32_t compared; /* of so many */
};

/* By how many points the first is ahead on a node: carried, rounded once. */
static chiso_decimal points_apart(const struct units_page *page, chiso_node node)
{
    const struct chiso__html *const html = page->html;
    const struct chiso__rows *const rows = &html->board->rows;
    struct chiso__carried_ratio ratios[2];
    struct chiso__carried apart = {0, 0};

    return chiso__own_ratio_of(rows, page->units[0], node, &ratios[0]) &&
                   chiso__own_ratio_of(rows, page->units[1], node, &ratios[1]) &&
                   chiso__carried_subtract(ratios[0].achieved, ratios[1].achieved, &apart)
               ? chiso__publish_places(html->tree, apart, ratios[0].max, html->point_digits)
               : CHISO_ABSENT;
}

static int order_on(struct units_page *page, chiso_node node)
{
    int order = 0;

    chiso__canvas_keep(
        page->html->canvas,
        chiso_board_compare(page->html->board, node, page->units[0], page->units[1], &order));
    return order;
}

static void read_standings(struct units_page *page)
{
    struct chiso__html *const html = page->html;

    for (int i = 0; i < 2; i++) {
        page->names[i] = chiso_unit_name(html->board, page->units[i]);
        chiso__canvas_keep(html->canvas, chiso_report_standing(html->report, page->units[i],
                                                               CHISO_ROOT, &page->standings[i]));
    }
    for (chiso_node node = chiso_node_first_child(html->tree, CHISO_ROOT); node != CHISO_NO_NODE;
         node = chiso_node_next_sibling(html->tree, node)) {
        const int order = order_on(page, node);

        page->compared += points_apart(page, node) != CHISO_ABSENT;
        page->ahead[0] += order > 0;
        page->ahead[1] += order < 0;
    }
}

/* Who is ahead, and on how many criteria. */
static const char *lead_of(struct units_page *page)
{
    struct chiso__html *const html = page->html;
    struct chiso__canvas *const canvas = html->canvas;
    const int order = order_on(page, CHISO_ROOT);
    const int first = order < 0 ? 1 : 0;
    const char *lead = NULL;
    chiso_decimal apart = CHISO_ABSENT;

    chiso__canvas_keep(canvas, chiso__percent_apart(html, CHISO_ROOT, page->units[first],
                                                    page->units[1 - first], &apart));
    if (apart == CHISO_ABSENT) {
        return "";
    }
    lead =
        order == 0
            ? chiso__phrase(
                  canvas, CHISO__SAY_PAGE_TWO_EQUAL,
                  CHISO__WORDS(chiso__say_text(page->names[0]), chiso__say_text(page->names[1])))
            : chiso__phrase(
                  canvas, CHISO__SAY_PAGE_TWO_LEAD,
                  CHISO__WORDS(chiso__say_text(page->names[first]),
                               chiso__say_text(page->names[1 - first]),
                               chiso__say_text(chiso__number_label(canvas, apart, html->digits))));
    return chiso__joined(canvas, lead,
                         chiso__phrase(canvas, CHISO__SAY_PAGE_TWO_AHEAD_ON,
                                       CHISO__WORDS(chiso__say_text(page->names[first]),
                                                    chiso__say_count(page->ahead[first]),
                                                    chiso__say_count(page->compared),
                                                    chiso__say_text(page->names[1 - first]),
                                                    chiso__say_count(page->ahead[1 - first]))));
}

static void put_keys(struct units_page *page)
{
    struct chiso__html *const html = page->html;

    chiso__html_raw(html, "<dl class=\"key\">\n");
    for (int i = 0; i < 2; i++) {
        const chiso_standing *const standing = &page->standings[i];

        chiso__html_key(
            html, page->names[i], chiso__page_percent(html, standing->result.percent),
            standing->band == CHISO_NO_BAND ? "" : chiso_bands_name(html->bands, standing->band));
        chiso__html_key(
            html,
            chiso__phrase(html->canvas, CHISO__SAY_PAGE_HEAD_RANK_OF,
                          CHISO__WORDS(chiso__say_text(page->names[i]))),
            chiso__page_place(html, standing->place),
            chiso_board_block(html->board, chiso_unit_block(html->board, page->units[i])));
    }
    chiso__html_raw(html, "</dl>\n");
}

static void put_row(struct units_page *page, chiso_node node)
{
    struct chiso__html *const html = page->html;
    const int order = order_on(page, node);
    chiso_standing standings[2] = {{.place = {0}}, {.place = {0}}};

    chiso__html_raw(html, "<tr data-code=\"");
    chiso__html_text(html, chiso_node_code(html->tree, node));
    chiso__html_raw(html, "\">");
    chiso__html_row_name(html, node == CHISO_ROOT ? chiso__html_say(html, CHISO__SAY_TOTAL)
                                                  : chiso__criterion_name(html->tree, node));
    chiso__html_cell(html, "r", "data-figure", "max",
                     chiso__number_label(html->canvas, chiso_node_max(html->tree, node), -1));
    for (int i = 0; i < 2; i++) {
        chiso__canvas_keep(
            html->canvas, chiso_report_standing(html->report, page->units[i], node, &standings[i]));
        chiso__html_cell(html, (i == 0 ? order > 0 : order < 0) ? "r b" : "r", "data-unit",
                         chiso_unit_code(html->board, page->units[i]),
                         chiso__html_points(html, page->units[i], node, &standings[i].result));
    }
    chiso__html_change(html, points_apart(page, node), html->point_digits);
    for (int i = 0; i < 2; i++) {
        chiso__html_cell(html, "r", "data-rank-of", chiso_unit_code(html->board, page->units[i]),
                         chiso__page_place(html, standings[i].place));
    }
    chiso__html_raw(html, "</tr>\n");
}

static void put_heads(struct units_page *page)
{
    struct chiso__html *const html = page->html;

    chiso__html_column(html, "s k", chiso__html_say(html, CHISO__SAY_PAGE_HEAD_CRITERION), "");
    chiso__html_column(html, "r k", chiso__html_say(html, CHISO__SAY_PAGE_HEAD_MAX), "");
    for (int i = 0; i < 2; i++) {
        chiso__html_column(html, "r",
                           chiso__phrase(html->canvas, CHISO__SAY_PAGE_HEAD_POINTS_OF,
                                         CHISO__WORDS(chiso__say_text(page->names[i]))),
                           "");
    }
    chiso__html_column(html, "r k", chiso__html_say(html, CHISO__SAY_PAGE_HEAD_DIFFERENCE), "");
    for (int i = 0; i < 2; i++) {
        chiso__html_column(html, "r",
                           chiso__phrase(html->canvas, CHISO__SAY_PAGE_HEAD_RANK_OF,
                                         CHISO__WORDS(chiso__say_text(page->names[i]))),
                           "");
    }
    chiso__html_heads_end(html);
}

/* A figure of one of the two. */
struct one_of {
    const struct units_page *page;
    chiso_unit unit;
};

static chiso_status draw_profile(const void *about, const chiso_chart_options *how,
                                 const chiso_sink *sink, chiso_error *error)
{
    const struct one_of *const one = about;

    return chiso_chart_profile(one->page->html->report, one->unit, how, sink, error);
}

static chiso_status put_profiles(struct units_page *page, chiso_error *error)
{
    struct chiso__html *const html = page->html;
    chiso_status status = CHISO_OK;

    for (int i = 0; i < 2 && status == CHISO_OK; i++) {
        const struct one_of one = {page, page->units[i]};
        const struct chiso__html_drawing drawing = {
            draw_profile, &one, page->names[i],
            chiso__phrase(html->canvas, CHISO__SAY_PAGE_FIGURE_PROFILE,
                          CHISO__WORDS(chiso__say_text(page->names[i]))),
            false};

        status = chiso__html_figure(html, &drawing, error);
    }
    return status;
}

static chiso_status write(struct units_page *page, chiso_error *error)
{
    struct chiso__html *const html = page->html;
    const struct chiso__html_table look = {chiso__html_say(html, CHISO__SAY_PAGE_TWO_TABLE),
                                           chiso__html_say(html, CHISO__SAY_PAGE_HIGHER_MARKED),
                                           true};
    chiso_status status = chiso__spoken_check(html->canvas, html->board, error);

    if (status == CHISO_OK && chiso_report_ranking(html->report, CHISO_ROOT) == NULL) {
        status = chiso__fail_memory(error);
    }
    if (status != CHISO_OK) {
        return status;
    }
    read_standings(page);
    html->width = " unit";
    html->title = html->options.title != NULL
                      ? html->options.title
                      : chiso__phrase(html->canvas, CHISO__SAY_PAGE_TWO_TITLE,
                                      CHISO__WORDS(chiso__say_text(page->names[0]),
                                                   chiso__say_text(page->names[1])));
    chiso__html_head(html, chiso__page_kicker(html), lead_of(page), chiso__period_of(html));
    put_keys(page);
    chiso__html_element(html, "h2", NULL, chiso__html_say(html, CHISO__SAY_PAGE_CRITERIA));
    chiso__html_table_begin(html, &look);
    put_heads(page);
    chiso__html_raw(html, "<tbody>\n");
    for (chiso_node node = chiso_node_first_child(html->tree, CHISO_ROOT); node != CHISO_NO_NODE;
         node = chiso_node_next_sibling(html->tree, node)) {
        put_row(page, node);
    }
    chiso__html_raw(html, "</tbody>\n<tfoot>\n");
    put_row(page, CHISO_ROOT);
    chiso__html_raw(html, "</tfoot>\n");
    chiso__html_table_end(html);
    status = put_profiles(page, error);
    chiso__html_links(html);
    chiso__html_foot(html);
    return status;
}

chiso_status chiso_page_units(const chiso_report *report, chiso_unit unit, chiso_unit other,
                              const chiso_page_options *options, const chiso_sink *sink,
                              chiso_error *error)
{
    struct chiso__canvas canvas;
    struct chiso__html html;
    struct units_page page = {.html = &html, .units = {unit, other}};
    chiso_status status = CHISO_OK;

    if (report != NULL) {
        const uint32_t units = chiso_board_unit_count(chiso_report_board(report));

        if (unit >= units || other >= units) {
            return chiso__fail_unit(error, unit >= units ? unit : other);
        }
        if (unit == other) {
            return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_PAGE_SAME_UNITS, NULL);
        }
    }
    status = chiso__html_begin(&html, &canvas, report, options, sink, error);
    return status == CHISO_OK ? chiso__html_end(&html, write(&page, error), sink, error) : status;
}
