/* Tables of the page of a unit: the main criteria beside those of the others, every criterion, and
 * what is noted beside them. */
#include "page/page_words.h"
#include "page/rows_of.h"
#include "page/unit_page.h"

#include "board/board.h"
#include "score/result.h"

#include <chiso/note.h>

static void put_main_heads(struct chiso__html *html)
{
    const enum chiso__message heads[] = {CHISO__SAY_PAGE_HEAD_MAX, CHISO__SAY_PAGE_HEAD_POINTS,
                                         CHISO__SAY_PAGE_HEAD_PERCENT, CHISO__SAY_PAGE_HEAD_RANK};

    chiso__html_column(html, "s k", chiso__html_say(html, CHISO__SAY_PAGE_HEAD_CRITERION), "");
    if (chiso__weighs(chiso_node_combine(html->tree, CHISO_ROOT))) {
        chiso__html_column(html, "r k", chiso__html_say(html, CHISO__SAY_PAGE_HEAD_WEIGHT), "");
    }
    chiso__html_heads(html, heads, sizeof(heads) / sizeof(heads[0]));
    chiso__html_change_heads(html);
    chiso__html_column(html, "r k", chiso__html_say(html, CHISO__SAY_PAGE_HEAD_MEDIAN), "");
    chiso__html_column(html, "r k", chiso__html_say(html, CHISO__SAY_PAGE_HEAD_HIGHEST), "");
    chiso__html_heads_end(html);
}

/* Points, percent and rank of the unit on a node, and how they changed. */
static void put_figures(struct chiso__unit_page *page, chiso_node node,
                        const chiso_standing *standing)
{
    struct chiso__html *const html = page->html;

    chiso__html_cell(html, "r", "data-figure", "max",
                     chiso__number_label(html->canvas, standing->result.max, -1));
    chiso__html_cell(html, "r tot", "data-figure", "points",
                     chiso__html_points(html, page->unit, node, &standing->result));
    chiso__html_cell(html, "r", "data-figure", "percent",
                     chiso__number_label(html->canvas, standing->result.percent, html->digits));
    chiso__html_cell(html, "r", "data-figure", "rank", chiso__page_place(html, standing->place));
}

/* The row of a main criterion, or of the total. */
static chiso_status put_main(struct chiso__unit_page *page, chiso_node node, chiso_error *error)
{
    struct chiso__html *const html = page->html;
    chiso_standing standing = {.result = {.percent = CHISO_ABSENT}};
    chiso_change change = {.percent = CHISO_ABSENT, .rank = CHISO_ABSENT};
    chiso_block_summary summary;
    const chiso_status status =
        chiso_block_summarise(html->board, node, page->block, -1, &summary, error);

    if (status != CHISO_OK) {
        return status;
    }
    chiso__canvas_keep(html->canvas,
                       chiso_report_standing(html->report, page->unit, node, &standing));
    chiso__html_raw(html, "<tr data-code=\"");
    chiso__html_text(html, chiso_node_code(html->tree, node));
    chiso__html_raw(html, "\">");
    chiso__html_row_name(html, node == CHISO_ROOT ? chiso__html_say(html, CHISO__SAY_TOTAL)
                                                  : chiso__criterion_name(html->tree, node));
    if (chiso__weighs(chiso_node_combine(html->tree, CHISO_ROOT))) {
        chiso__html_cell(html, "r", NULL, NULL,
                         chiso__page_weight(html, node == CHISO_ROOT
                                                      ? CHISO_ABSENT
                                                      : chiso_node_weight(html->tree, node)));
    }
    put_figures(page, node, &standing);
    if (html->comparison != NULL) {
        chiso__canvas_keep(html->canvas,
                           chiso_comparison_change(html->comparison, page->unit, node, &change));
        chiso__html_change(html, change.percent, html->change_digits);
        chiso__html_places(html, change.rank);
    }
    chiso__html_cell(html, "r", "data-figure", "median",
                     chiso__number_label(html->canvas, summary.median, html->digits));
    chiso__html_cell(html, "r", "data-figure", "highest",
                     chiso__number_label(html->canvas, summary.max, html->digits));
    chiso__html_raw(html, "</tr>\n");
    return CHISO_OK;
}

chiso_status chiso__unit_page_main(struct chiso__unit_page *page, chiso_error *error)
{
    struct chiso__html *const html = page->html;
    const struct chiso__html_table look = {
        chiso__phrase(html->canvas, CHISO__SAY_PAGE_TABLE_MAIN,
                      CHISO__WORDS(chiso__say_count(page->summary.units))),
        html->comparison == NULL
            ? ""
            : chiso__phrase(html->canvas, CHISO__SAY_PAGE_PLACES_TOLD,
                            CHISO__WORDS(chiso__say_text(chiso__before_of(html)))),
        true};
    chiso_status status = CHISO_OK;

    if (chiso_node_is_leaf(html->tree, CHISO_ROOT)) {
        return CHISO_OK;
    }
    chiso__html_element(html, "h2", NULL, chiso__html_say(html, CHISO__SAY_PAGE_CRITERIA));
    chiso__html_table_begin(html, &look);
    put_main_heads(html);
    chiso__html_raw(html, "<tbody>\n");
    for (chiso_node node = chiso_node_first_child(html->tree, CHISO_ROOT);
         node != CHISO_NO_NODE && status == CHISO_OK;
         node = chiso_node_next_sibling(html->tree, node)) {
        status = put_main(page, node, error);
    }
    chiso__html_raw(html, "</tbody>\n<tfoot>\n");
    if (status == CHISO_OK) {
        status = put_main(page, CHISO_ROOT, error);
    }
    chiso__html_raw(html, "</tfoot>\n");
    chiso__html_table_end(html);
    return status;
}

/* A criterion among all of them, by its depth. */
static void put_one(struct chiso__unit_page *page, chiso_node node)
{
    struct chiso__html *const html = page->html;
    chiso_standing standing = {.result = {.percent = CHISO_ABSENT}};
    chiso_decimal lost = CHISO_ABSENT;

    chiso__canvas_keep(html->canvas,
                       chiso_report_standing(html->report, page->unit, node, &standing));
    chiso__canvas_keep(html->canvas, chiso__lost_of(&html->board->rows, page->unit, node,
                                                    html->point_digits, &lost));
    chiso__html_node_row(html, node);
    put_figures(page, node, &standing);
    chiso__html_cell(html, "r", "data-figure", "lost", chiso__html_number(html, lost));
    chiso__html_raw(html, "</tr>\n");
}

void chiso__unit_page_all(struct chiso__unit_page *page)
{
    const enum chiso__message heads[] = {CHISO__SAY_PAGE_HEAD_MAX, CHISO__SAY_PAGE_HEAD_POINTS,
                                         CHISO__SAY_PAGE_HEAD_PERCENT, CHISO__SAY_PAGE_HEAD_RANK,
                                         CHISO__SAY_PAGE_HEAD_LOST};
    struct chiso__html *const html = page->html;
    const struct chiso__html_table look = {chiso__html_say(html, CHISO__SAY_PAGE_TABLE_ALL), "",
                                           false};

    if (!page->goes_deep) {
        return;
    }
    chiso__html_element(html, "h2", NULL, chiso__html_say(html, CHISO__SAY_PAGE_ALL_CRITERIA));
    chiso__html_table_begin(html, &look);
    chiso__html_column(html, "k", chiso__html_say(html, CHISO__SAY_PAGE_HEAD_CODE), "");
    chiso__html_column(html, "s k", chiso__html_say(html, CHISO__SAY_PAGE_HEAD_CRITERION), "");
    chiso__html_heads(html, heads, sizeof(heads) / sizeof(heads[0]));
    chiso__html_heads_end(html);
    chiso__html_raw(html, "<tbody>\n");
    for (chiso_node node = chiso_node_first_child(html->tree, CHISO_ROOT); node != CHISO_NO_NODE;
         node = chiso_node_next(html->tree, node)) {
        put_one(page, node);
    }
    chiso__html_raw(html, "</tbody>\n");
    chiso__html_table_end(html);
}

static bool has_notes(const struct chiso__unit_page *page)
{
    const struct chiso__html *const html = page->html;

    for (chiso_node node = CHISO_ROOT; node != CHISO_NO_NODE;
         node = chiso_node_next(html->tree, node)) {
        if (chiso_tree_note_count(html->tree, node) > 0 ||
            chiso_board_note_count(html->board, page->unit, node) > 0) {
            return true;
        }
    }
    return false;
}

/* What is noted beside a criterion, and beside what the unit has there. */
static void put_notes(struct chiso__unit_page *page, chiso_node node)
{
    struct chiso__html *const html = page->html;
    const bool of_tree = chiso_tree_note_count(html->tree, node) > 0;

    if (!of_tree && chiso_board_note_count(html->board, page->unit, node) == 0) {
        return;
    }
    chiso__html_raw(html, "<tr>");
    chiso__html_row_name(html, node == CHISO_ROOT ? chiso__html_say(html, CHISO__SAY_TOTAL)
                                                  : chiso__criterion_name(html->tree, node));
    chiso__html_raw(html, "<td class=\"t\">");
    chiso__html_tree_notes(html, node, true);
    chiso__html_unit_notes(html, page->unit, node, !of_tree);
    chiso__html_raw(html, "</td></tr>\n");
}

void chiso__unit_page_notes(struct chiso__unit_page *page)
{
    struct chiso__html *const html = page->html;
    const struct chiso__html_table look = {chiso__html_say(html, CHISO__SAY_PAGE_TABLE_NOTES), "",
                                           false};

    if (!has_notes(page)) {
        return;
    }
    chiso__html_element(html, "h2", NULL, chiso__html_say(html, CHISO__SAY_PAGE_NOTES));
    chiso__html_table_begin(html, &look);
    chiso__html_column(html, "s k", chiso__html_say(html, CHISO__SAY_PAGE_HEAD_CRITERION), "");
    chiso__html_column(html, "k", chiso__html_say(html, CHISO__SAY_PAGE_HEAD_NOTE), "");
    chiso__html_heads_end(html);
    chiso__html_raw(html, "<tbody>\n");
    for (chiso_node node = CHISO_ROOT; node != CHISO_NO_NODE;
         node = chiso_node_next(html->tree, node)) {
        put_notes(page, node);
    }
    chiso__html_raw(html, "</tbody>\n");
    chiso__html_table_end(html);
}
