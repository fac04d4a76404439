/* The page of a board: its groups of units, and the order of its parts. */
#include "page/board_page.h"
#include "page/spoken.h"
#include "page/stages.h"

#include "base/sort.h"
#include "board/board.h"

#include <string.h>

/* From so many criteria on a page of paper lies. */
enum { TURNED_FROM = 12 };

/* What sorting looks at. */
struct sorting {
    const chiso_board *board;
    bool in_blocks;
};

/* Block by block where units are ranked so, then by code: no order of the file. */
static bool is_before(const void *context, uint32_t a, uint32_t b)
{
    const struct sorting *const sorting = context;
    const uint32_t block_a = sorting->in_blocks ? chiso_unit_block(sorting->board, a) : 0;
    const uint32_t block_b = sorting->in_blocks ? chiso_unit_block(sorting->board, b) : 0;

    return block_a != block_b
               ? block_a < block_b
               : strcmp(chiso_unit_code(sorting->board, a), chiso_unit_code(sorting->board, b)) < 0;
}

/* The units without a rank, of all groups one behind the other. */
static void find_others(struct chiso__board_page *page)
{
    struct chiso__html *const html = page->html;
    const chiso_ranking *const ranking = chiso_report_ranking(html->report, page->node);
    const struct sorting sorting = {html->board, page->in_blocks};
    const uint32_t units = chiso_board_unit_count(html->board);

    page->others = chiso__canvas_room(html->canvas, (size_t)units * 2, sizeof(*page->others));
    for (chiso_unit unit = 0; unit < units && page->others != NULL; unit++) {
        chiso_place place = {0};

        if (chiso__canvas_keep(html->canvas, chiso_ranking_place(ranking, unit, &place)) &&
            place.rank == 0) {
            page->others[page->other_count++] = unit;
        }
    }
    if (page->others != NULL) {
        chiso__sort_ids(page->others, page->others + units, page->other_count, is_before, &sorting);
    }
}

/* The first of these that no group before has. */
static void take_others(struct chiso__board_page *page, struct chiso__group *group)
{
    group->others = page->others + page->others_taken;
    while (
        page->others_taken < page->other_count &&
        (group->block == CHISO_ALL_BLOCKS ||
         chiso_unit_block(page->html->board, page->others[page->others_taken]) == group->block)) {
        page->others_taken++;
        group->other_count++;
    }
}

/* How the mean of a group changed; of a criterion without one predecessor there is nothing. */
static chiso_status read_change(struct chiso__board_page *page, struct chiso__group *group,
                                chiso_error *error)
{
    const chiso_comparison *const comparison = page->html->comparison;
    const chiso_node *before = NULL;
    uint32_t count = 0;
    const chiso_status status =
        chiso_comparison_nodes_before(comparison, page->node, &before, &count);

    group->change.mean = CHISO_ABSENT;
    if (status != CHISO_OK || count != 1) {
        return status == CHISO_OK ? CHISO_OK
                                  : chiso__fail(error, status, chiso__status_meaning(status), NULL);
    }
    return chiso_comparison_block(comparison, page->node, group->block, &group->change, error);
}

static chiso_status read_group(struct chiso__board_page *page, uint32_t block, chiso_error *error)
{
    struct chiso__html *const html = page->html;
    struct chiso__group *const group = &page->groups[page->group_count];
    chiso_status status = CHISO_OK;

    group->block = block;
    group->name = block == CHISO_ALL_BLOCKS ? "" : chiso_board_block(html->board, block);
    status = chiso_ranking_order(chiso_report_ranking(html->report, page->node), block,
                                 &group->ranked, &group->ranked_count);
    if (status == CHISO_OK) {
        status = chiso_block_summarise(html->board, page->node, block, -1, &group->summary, error);
    }
    if (status == CHISO_OK && html->comparison != NULL) {
        status = read_change(page, group, error);
    }
    if (status == CHISO_OK) {
        take_others(page, group);
        page->units += group->ranked_count;
        page->group_count += group->ranked_count + group->other_count > 0;
    }
    return status;
}

static void read_nodes(struct chiso__board_page *page)
{
    const chiso_tree *const tree = page->html->tree;
    const uint32_t count = chiso_node_child_count(tree, CHISO_ROOT);

    page->nodes = chiso__canvas_room(page->html->canvas, (size_t)count + 1, sizeof(*page->nodes));
    for (chiso_node node = chiso_node_first_child(tree, CHISO_ROOT);
         node != CHISO_NO_NODE && page->nodes != NULL; node = chiso_node_next_sibling(tree, node)) {
        page->nodes[page->node_count++] = node;
    }
    page->html->turned = page->node_count >= TURNED_FROM;
}

chiso_status chiso__board_page_read(struct chiso__board_page *page, chiso_error *error)
{
    struct chiso__html *const html = page->html;
    const uint32_t blocks = chiso_board_block_count(html->board);
    chiso_status status = chiso__spoken_check(html->canvas, html->board, error);

    if (status == CHISO_OK && chiso_report_ranking(html->report, page->node) == NULL) {
        status = chiso__fail_memory(error);
    }
    if (status != CHISO_OK) {
        return status;
    }
    page->in_blocks = html->rules.scope == CHISO_SCOPE_BLOCKS && blocks > 1;
    page->groups = chiso__canvas_room(html->canvas, (size_t)blocks + 1, sizeof(*page->groups));
    read_nodes(page);
    find_others(page);
    if (html->canvas->status != CHISO_OK) {
        return CHISO_OK;
    }
    for (uint32_t block = 0; block < blocks && page->in_blocks && status == CHISO_OK; block++) {
        status = read_group(page, block, error);
    }
    if (status == CHISO_OK && !page->in_blocks) {
        status = read_group(page, CHISO_ALL_BLOCKS, error);
    }
    return status;
}

static chiso_status draw_ranking(const void *about, const chiso_chart_options *how,
                                 const chiso_sink *sink, chiso_error *error)
{
    return chiso_chart_ranking(about, how, sink, error);
}

static chiso_status draw_heat(const void *about, const chiso_chart_options *how,
                              const chiso_sink *sink, chiso_error *error)
{
    return chiso_chart_heat(about, how, sink, error);
}

static chiso_status draw_certainty(const void *about, const chiso_chart_options *how,
                                   const chiso_sink *sink, chiso_error *error)
{
    return chiso_chart_certainty(about, how, sink, error);
}

static chiso_status draw_bump(const void *about, const chiso_chart_options *how,
                              const chiso_sink *sink, chiso_error *error)
{
    return chiso_chart_bump(about, how, sink, error);
}

/* What stands below the figure of ranks over draws; "" where there are none. */
static const char *certainty_caption(const struct chiso__html *html)
{
    chiso_robust_summary drawn = {0};

    return html->options.robustness != NULL &&
                   chiso__canvas_keep(html->canvas,
                                      chiso_robustness_summary(html->options.robustness, &drawn))
               ? chiso__phrase(html->canvas, CHISO__SAY_PAGE_FIGURE_CERTAINTY,
                               CHISO__WORDS(chiso__say_count(drawn.draws)))
               : "";
}

static chiso_status put_figures(struct chiso__board_page *page, chiso_error *error)
{
    enum { LARGE = 40 };
    struct chiso__html *const html = page->html;
    struct chiso__canvas *const canvas = html->canvas;
    const chiso_series *const series = html->options.series;
    const uint32_t periods = series == NULL ? 0 : chiso_series_count(series);
    const bool large = page->units > LARGE;
    const struct chiso__html_drawing drawings[] = {
        {draw_ranking, html->report, NULL,
         chiso__phrase(canvas, CHISO__SAY_PAGE_FIGURE_RANKING,
                       CHISO__WORDS(chiso__say_count(page->units))),
         large},
        {draw_heat, html->report, NULL, chiso__html_say(html, CHISO__SAY_PAGE_FIGURE_HEAT), large},
        {draw_certainty, html->options.robustness, NULL, certainty_caption(html), large},
        {draw_bump, periods > 1 ? series : NULL, NULL,
         chiso__phrase(canvas, CHISO__SAY_PAGE_FIGURE_BUMP,
                       CHISO__WORDS(chiso__say_count(periods))),
         large},
    };
    const size_t count = sizeof(drawings) / sizeof(drawings[0]);
    chiso_status status = CHISO_OK;

    if (page->units == 0 || page->units > CHISO__MOST_DRAWN) {
        return CHISO_OK;
    }
    chiso__html_element(html, "h2", "fh", chiso__html_say(html, CHISO__SAY_PAGE_FIGURES));
    for (size_t i = 0; i < count && status == CHISO_OK; i++) {
        status =
            drawings[i].about == NULL ? CHISO_OK : chiso__html_figure(html, &drawings[i], error);
    }
    return status;
}

static chiso_status write(struct chiso__board_page *page, chiso_error *error)
{
    struct chiso__html *const html = page->html;
    chiso_status status = chiso__board_page_read(page, error);

    if (status != CHISO_OK || html->canvas->status != CHISO_OK) {
        return status;
    }
    chiso__board_page_head(page);
    for (uint32_t i = 0; i < page->group_count; i++) {
        chiso__html_element(html, "h2", NULL,
                            *page->groups[i].name != '\0'
                                ? page->groups[i].name
                                : chiso__html_say(html, CHISO__SAY_PAGE_RANKING));
        chiso__board_page_table(page, &page->groups[i]);
    }
    chiso__html_links(html);
    chiso__board_page_notes(page);
    chiso__board_page_stages(page);
    status = put_figures(page, error);
    chiso__html_foot(html);
    return status;
}

chiso_status chiso_page_board(const chiso_report *report, const chiso_page_options *options,
                              const chiso_sink *sink, chiso_error *error)
{
    struct chiso__canvas canvas;
    struct chiso__html html;
    struct chiso__board_page page = {.html = &html};
    const chiso_status status = chiso__html_begin(&html, &canvas, report, options, sink, error);

    return status == CHISO_OK ? chiso__html_end(&html, write(&page, error), sink, error) : status;
}
