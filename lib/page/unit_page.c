/* The page of a unit: how it stands, and the order of its parts. */
#include "page/unit_page.h"
#include "page/spoken.h"
#include "page/stages.h"

#include "board/board.h"
#include "unit/about.h"

/* Beside the unit so many of the first ones are shown over the periods. */
enum { BESIDE = 3 };

chiso_status chiso__unit_page_read(struct chiso__unit_page *page, chiso_error *error)
{
    struct chiso__html *const html = page->html;
    chiso_status status = chiso__spoken_check(html->canvas, html->board, error);

    if (status == CHISO_OK && chiso_report_ranking(html->report, CHISO_ROOT) == NULL) {
        status = chiso__fail_memory(error);
    }
    if (status == CHISO_OK) {
        page->name = chiso_unit_name(html->board, page->unit);
        page->block = html->rules.scope == CHISO_SCOPE_BLOCKS
                          ? chiso_unit_block(html->board, page->unit)
                          : CHISO_ALL_BLOCKS;
        chiso__canvas_keep(html->canvas, chiso_report_standing(html->report, page->unit, CHISO_ROOT,
                                                               &page->standing));
        status =
            chiso_block_summarise(html->board, CHISO_ROOT, page->block, -1, &page->summary, error);
    }
    if (status == CHISO_OK && html->comparison != NULL) {
        chiso__canvas_keep(html->canvas, chiso_comparison_change(html->comparison, page->unit,
                                                                 CHISO_ROOT, &page->change));
    }
    for (chiso_node node = chiso_node_first_child(html->tree, CHISO_ROOT); node != CHISO_NO_NODE;
         node = chiso_node_next_sibling(html->tree, node)) {
        page->goes_deep = page->goes_deep || !chiso_node_is_leaf(html->tree, node);
    }
    return status;
}

static chiso_status draw_years(const void *about, const chiso_chart_options *how,
                               const chiso_sink *sink, chiso_error *error)
{
    const struct chiso__unit_page *const page = about;
    const char *codes[BESIDE + 1] = {chiso_unit_code(page->html->board, page->unit)};
    chiso_chart_options some = *how;
    const chiso_unit *order = NULL;
    uint32_t count = 0;

    some.units = codes;
    some.unit_count = 1;
    if (chiso_ranking_order(chiso_report_ranking(page->html->report, CHISO_ROOT), page->block,
                            &order, &count) != CHISO_OK) {
        count = 0;
    }
    for (uint32_t i = 0; i < count && some.unit_count <= BESIDE; i++) {
        if (order[i] != page->unit) {
            codes[some.unit_count++] = chiso_unit_code(page->html->board, order[i]);
        }
    }
    return chiso_chart_years(page->html->options.series, "", &some, sink, error);
}

static chiso_status draw_periods(const void *about, const chiso_chart_options *how,
                                 const chiso_sink *sink, chiso_error *error)
{
    const struct chiso__unit_page *const page = about;

    return chiso_chart_periods(page->html->comparison, page->unit, how, sink, error);
}

static chiso_status draw_lost(const void *about, const chiso_chart_options *how,
                              const chiso_sink *sink, chiso_error *error)
{
    const struct chiso__unit_page *const page = about;

    return chiso_chart_lost(page->html->report, page->unit, how, sink, error);
}

static chiso_status draw_profile(const void *about, const chiso_chart_options *how,
                                 const chiso_sink *sink, chiso_error *error)
{
    const struct chiso__unit_page *const page = about;

    return chiso_chart_profile(page->html->report, page->unit, how, sink, error);
}

static chiso_status put_figure(struct chiso__unit_page *page, chiso__draw *draw,
                               enum chiso__message heading, const char *caption, chiso_error *error)
{
    const struct chiso__html_drawing drawing = {draw, page, chiso__html_say(page->html, heading),
                                                caption, false};

    return chiso__html_figure(page->html, &drawing, error);
}

/* What was: over the periods, and since the one before. */
static chiso_status put_past(struct chiso__unit_page *page, chiso_error *error)
{
    struct chiso__html *const html = page->html;
    const chiso_series *const series = html->options.series;
    const uint32_t periods = series == NULL ? 0 : chiso_series_count(series);
    chiso_status status = CHISO_OK;

    if (periods > 1) {
        status = put_figure(page, draw_years, CHISO__SAY_PAGE_YEARS,
                            chiso__phrase(html->canvas, CHISO__SAY_PAGE_FIGURE_YEARS,
                                          CHISO__WORDS(chiso__say_count(periods))),
                            error);
    }
    if (status == CHISO_OK && html->comparison != NULL) {
        status = put_figure(page, draw_periods, CHISO__SAY_PAGE_TWO_PERIODS,
                            chiso__html_say(html, CHISO__SAY_PAGE_FIGURE_PERIODS), error);
    }
    return status;
}

/* Whether a target is what the options may tell of on the page. */
static chiso_status check_target(const struct chiso__unit_page *page, chiso_error *error)
{
    const struct chiso__html *const html = page->html;
    struct chiso__about about;

    if (html->options.target == NULL) {
        return CHISO_OK;
    }
    about = chiso__target_about(html->options.target);
    return about.board == html->board && about.unit == page->unit && about.node == CHISO_ROOT
               ? CHISO_OK
               : chiso__fail(error, CHISO_E_SHAPE, CHISO__SAY_PAGE_OTHER_TARGET, NULL);
}

static chiso_status write(struct chiso__unit_page *page, chiso_error *error)
{
    struct chiso__html *const html = page->html;
    chiso_status status = check_target(page, error);

    if (status == CHISO_OK) {
        status = chiso__unit_page_read(page, error);
    }
    if (status != CHISO_OK || html->canvas->status != CHISO_OK) {
        return status;
    }
    html->width = " unit";
    chiso__unit_page_head(page);
    status = put_past(page, error);
    if (status == CHISO_OK) {
        status = chiso__unit_page_main(page, error);
    }
    if (status == CHISO_OK) {
        status = put_figure(page, draw_lost, CHISO__SAY_PAGE_WHERE_LOST,
                            chiso__html_say(html, CHISO__SAY_PAGE_FIGURE_LOST), error);
    }
    if (status == CHISO_OK) {
        status = put_figure(page, draw_profile, CHISO__SAY_PAGE_BESIDE,
                            chiso__phrase(html->canvas, CHISO__SAY_PAGE_FIGURE_PROFILE,
                                          CHISO__WORDS(chiso__say_text(page->name))),
                            error);
    }
    if (status == CHISO_OK) {
        status = chiso__unit_page_target(page, error);
    }
    if (status == CHISO_OK && html->comparison != NULL) {
        status = chiso__unit_page_changed(page, error);
    }
    if (status == CHISO_OK) {
        status = chiso__unit_page_explain(page, error);
    }
    if (status == CHISO_OK) {
        chiso__unit_page_stages(page);
        chiso__unit_page_all(page);
        chiso__unit_page_notes(page);
        chiso__html_links(html);
        chiso__html_foot(html);
    }
    return status;
}

chiso_status chiso_page_unit(const chiso_report *report, chiso_unit unit,
                             const chiso_page_options *options, const chiso_sink *sink,
                             chiso_error *error)
{
    struct chiso__canvas canvas;
    struct chiso__html html;
    struct chiso__unit_page page = {.html = &html, .unit = unit};
    chiso_status status = CHISO_OK;

    if (report != NULL && unit >= chiso_board_unit_count(chiso_report_board(report))) {
        return chiso__fail_unit(error, unit);
    }
    status = chiso__html_begin(&html, &canvas, report, options, sink, error);
    return status == CHISO_OK ? chiso__html_end(&html, write(&page, error), sink, error) : status;
}
