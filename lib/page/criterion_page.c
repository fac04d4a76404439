/* The page of a criterion: all units by block with points, percent, rank and notes, and the mean
 * and the spread of each block. */
#include "page/page_words.h"
#include "page/rows_of.h"
#include "page/spoken.h"

#include "board/board.h"
#include "page/board_page.h"

#include <chiso/note.h>

#include <string.h>

struct criterion_page {
    struct chiso__html *html;
    chiso_node node;
    const char *name;
    struct chiso__board_page groups; /* by the ranks on the criterion */
    bool has_notes;
};

static const char *how_scored(struct criterion_page *page)
{
    struct chiso__html *const html = page->html;
    const char *const rule = chiso_node_rule(html->tree, page->node);
    const char *const max =
        chiso__number_label(html->canvas, chiso_node_max(html->tree, page->node), -1);

    if (!chiso_node_is_leaf(html->tree, page->node)) {
        return chiso__phrase(html->canvas, CHISO__SAY_PAGE_SENTENCE,
                             CHISO__WORDS(chiso__say_text(chiso__how_combined(html, page->node))));
    }
    return *rule == '\0' || strcmp(rule, "points") == 0
               ? chiso__phrase(html->canvas, CHISO__SAY_PAGE_CRITERION_LEAF,
                               CHISO__WORDS(chiso__say_text(max)))
               : chiso__phrase(html->canvas, CHISO__SAY_PAGE_CRITERION_RULE,
                               CHISO__WORDS(chiso__say_text(rule), chiso__say_text(max)));
}

static bool find_notes(const struct criterion_page *page)
{
    const chiso_board *const board = page->html->board;

    for (chiso_unit unit = 0; unit < chiso_board_unit_count(board); unit++) {
        if (chiso_board_note_count(board, unit, page->node) > 0) {
            return true;
        }
    }
    return false;
}

static void put_row(struct criterion_page *page, chiso_unit unit)
{
    struct chiso__html *const html = page->html;
    chiso_standing standing = {.result = {.percent = CHISO_ABSENT}};
    chiso_change change = {.percent = CHISO_ABSENT, .rank = CHISO_ABSENT};

    chiso__canvas_keep(html->canvas,
                       chiso_report_standing(html->report, unit, page->node, &standing));
    chiso__html_unit_row(html, unit, standing.place.rank > 0);
    chiso__html_cell(html, "r", "data-figure", "rank",
                     chiso__rank_label(html->canvas, standing.place, true));
    chiso__html_unit_name(html, unit);
    chiso__html_cell(html, "r tot", "data-figure", "points",
                     chiso__html_points(html, unit, page->node, &standing.result));
    chiso__html_cell(html, "r", "data-figure", "percent",
                     chiso__number_label(html->canvas, standing.result.percent, html->digits));
    if (html->comparison != NULL) {
        chiso__canvas_keep(html->canvas,
                           chiso_comparison_change(html->comparison, unit, page->node, &change));
        chiso__html_change(html, change.percent, html->change_digits);
        chiso__html_places(html, change.rank);
    }
    if (page->has_notes) {
        chiso__html_raw(html, "<td class=\"t\">");
        chiso__html_unit_notes(html, unit, page->node, true);
        chiso__html_raw(html, "</td>");
    }
    chiso__html_raw(html, "</tr>\n");
}

static void put_heads(struct criterion_page *page)
{
    const enum chiso__message heads[] = {CHISO__SAY_PAGE_HEAD_POINTS, CHISO__SAY_PAGE_HEAD_PERCENT};
    struct chiso__html *const html = page->html;

    chiso__html_column(html, "r k", chiso__html_say(html, CHISO__SAY_PAGE_HEAD_RANK), "");
    chiso__html_column(html, "s k", chiso__html_say(html, CHISO__SAY_PAGE_HEAD_UNIT), "");
    chiso__html_heads(html, heads, sizeof(heads) / sizeof(heads[0]));
    chiso__html_change_heads(html);
    if (page->has_notes) {
        chiso__html_column(html, "k", chiso__html_say(html, CHISO__SAY_PAGE_HEAD_NOTE), "");
    }
    chiso__html_heads_end(html);
}

/* "Mean 68.41 %, median …" of a block. */
static const char *spread_of(struct criterion_page *page, const struct chiso__group *group)
{
    struct chiso__html *const html = page->html;
    struct chiso__canvas *const canvas = html->canvas;
    const chiso_block_summary *const summary = &group->summary;

    return chiso__phrase(
        canvas, CHISO__SAY_PAGE_MEAN_SPREAD,
        CHISO__WORDS(chiso__say_text(chiso__units_text(html, summary->units)),
                     chiso__say_text(chiso__page_percent(html, summary->mean)),
                     chiso__say_text(chiso__page_percent(html, summary->median)),
                     chiso__say_text(chiso__number_label(canvas, summary->stdev, html->digits)),
                     chiso__say_text(chiso__number_label(canvas, summary->min, html->digits)),
                     chiso__say_text(chiso__page_percent(html, summary->max))));
}

static void put_table(struct criterion_page *page, const struct chiso__group *group)
{
    struct chiso__html *const html = page->html;
    const char *const caption = chiso__html_say(html, CHISO__SAY_PAGE_TABLE_CRITERION);
    const struct chiso__html_table look = {
        *group->name == '\0'
            ? caption
            : chiso__phrase(html->canvas, CHISO__SAY_PAGE_IN,
                            CHISO__WORDS(chiso__say_text(group->name), chiso__say_text(caption))),
        group->summary.units == 0 ? "" : spread_of(page, group), false};

    chiso__html_element(html, "h2", NULL,
                        *group->name != '\0' ? group->name
                                             : chiso__html_say(html, CHISO__SAY_PAGE_RANKING));
    chiso__html_table_begin(html, &look);
    put_heads(page);
    chiso__html_raw(html, "<tbody>\n");
    for (uint32_t i = 0; i < group->ranked_count; i++) {
        put_row(page, group->ranked[i]);
    }
    for (uint32_t i = 0; i < group->other_count; i++) {
        put_row(page, group->others[i]);
    }
    chiso__html_raw(html, "</tbody>\n<tfoot><tr><td></td>");
    chiso__html_row_name(html, chiso__html_say(html, CHISO__SAY_PAGE_MEAN));
    chiso__html_cell(html, "r", "data-figure", "points",
                     chiso__html_number(html, chiso__mean_points(html, page->node, group)));
    chiso__html_cell(html, "r", "data-figure", "percent",
                     chiso__number_label(html->canvas, group->summary.mean, html->digits));
    if (html->comparison != NULL) {
        chiso__html_change(html, group->change.mean, html->change_digits);
        chiso__html_raw(html, "<td></td>");
    }
    chiso__html_raw(html, page->has_notes ? "<td></td></tr></tfoot>\n" : "</tr></tfoot>\n");
    chiso__html_table_end(html);
}

/* What is noted of the criterion itself. */
static void put_notes(struct criterion_page *page)
{
    struct chiso__html *const html = page->html;

    if (chiso_tree_note_count(html->tree, page->node) > 0) {
        chiso__html_raw(html, "<p>");
        chiso__html_tree_notes(html, page->node, true);
        chiso__html_raw(html, "</p>\n");
    }
}

static chiso_status write(struct criterion_page *page, chiso_error *error)
{
    struct chiso__html *const html = page->html;
    chiso_status status = chiso__board_page_read(&page->groups, error);

    if (status != CHISO_OK || html->canvas->status != CHISO_OK) {
        return status;
    }
    page->name = page->node == CHISO_ROOT ? chiso__index_name(html)
                                          : chiso__criterion_name(html->tree, page->node);
    page->has_notes = find_notes(page);
    html->width = " unit";
    html->title = html->options.title != NULL
                      ? html->options.title
                      : chiso__phrase(html->canvas, CHISO__SAY_PAGE_CRITERION_TITLE,
                                      CHISO__WORDS(chiso__say_text(page->name),
                                                   chiso__say_count(page->groups.units)));
    chiso__html_head(html, chiso__page_kicker(html), how_scored(page), chiso__period_of(html));
    put_notes(page);
    for (uint32_t i = 0; i < page->groups.group_count; i++) {
        put_table(page, &page->groups.groups[i]);
    }
    chiso__html_links(html);
    chiso__html_foot(html);
    return CHISO_OK;
}

chiso_status chiso_page_criterion(const chiso_report *report, chiso_node node,
                                  const chiso_page_options *options, const chiso_sink *sink,
                                  chiso_error *error)
{
    struct chiso__canvas canvas;
    struct chiso__html html;
    struct criterion_page page = {
        .html = &html, .node = node, .groups = {.html = &html, .node = node}};
    chiso_status status = CHISO_OK;

    if (report != NULL &&
        node >= chiso_tree_node_count(chiso_board_tree(chiso_report_board(report)))) {
        return chiso__fail_node(error, node);
    }
    status = chiso__html_begin(&html, &canvas, report, options, sink, error);
    return status == CHISO_OK ? chiso__html_end(&html, write(&page, error), sink, error) : status;
}
