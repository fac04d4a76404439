/* What the page of a unit says about a goal, and about what changed. */
#include "page/page_words.h"
#include "page/rows_of.h"
#include "page/unit_page.h"

#include "board/board.h"

#include <chiso/bridge.h>

static const char *points(struct chiso__html *html, chiso_decimal value)
{
    return chiso__number_label(html->canvas, value, -1);
}

/* A goal in words. */
static const char *goal_text(struct chiso__html *html, const chiso_target *target)
{
    struct chiso__canvas *const canvas = html->canvas;
    chiso_goal goal = {.kind = CHISO_GOAL_RANK};

    if (!chiso__canvas_keep(canvas, chiso_goal_parse(html->board, html->bands,
                                                     chiso_target_text(target), 0, &goal, NULL))) {
        return "";
    }
    switch (goal.kind) {
    case CHISO_GOAL_BAND:
        return chiso__phrase(
            canvas, CHISO__SAY_PAGE_GOAL_BAND,
            CHISO__WORDS(chiso__say_text(chiso_bands_name(html->bands, goal.band))));
    case CHISO_GOAL_PERCENT:
        return chiso__phrase(
            canvas, CHISO__SAY_PAGE_GOAL_PERCENT,
            CHISO__WORDS(chiso__say_text(chiso__percent_label(canvas, goal.percent, -1))));
    case CHISO_GOAL_RISE:
        return chiso__phrase(canvas, CHISO__SAY_PAGE_GOAL_RISE,
                             CHISO__WORDS(chiso__say_text(points(html, goal.percent))));
    case CHISO_GOAL_ABOVE:
        return chiso__phrase(
            canvas, CHISO__SAY_PAGE_GOAL_ABOVE,
            CHISO__WORDS(chiso__say_text(chiso_unit_name(html->board, goal.unit))));
    case CHISO_GOAL_RANK:
        break;
    }
    return chiso__phrase(canvas, CHISO__SAY_CHART_RANK, CHISO__WORDS(chiso__say_count(goal.rank)));
}

static const char *outcome_text(struct chiso__html *html, const chiso_target *target,
                                const chiso_target_figures *figures, const chiso_obstacle *obstacle)
{
    struct chiso__canvas *const canvas = html->canvas;
    const char *const goal = goal_text(html, target);

    switch (figures->outcome) {
    case CHISO_OUTCOME_MET:
        return chiso__phrase(canvas, CHISO__SAY_PAGE_TARGET_MET,
                             CHISO__WORDS(chiso__say_text(goal)));
    case CHISO_OUTCOME_MISSED:
        return chiso__phrase(canvas, CHISO__SAY_PAGE_TARGET_NEEDS,
                             CHISO__WORDS(chiso__say_text(goal),
                                          chiso__say_text(points(html, figures->least)),
                                          chiso__say_text(points(html, figures->needed))));
    case CHISO_OUTCOME_OUT_OF_REACH:
        break;
    }
    if (obstacle->by_cell != 0) {
        return chiso__phrase(canvas, CHISO__SAY_PAGE_TARGET_AWAY_BY_POINTS,
                             CHISO__WORDS(chiso__say_text(goal)));
    }
    return chiso__phrase(canvas, CHISO__SAY_PAGE_TARGET_AWAY, CHISO__WORDS(chiso__say_text(goal)));
}

static struct chiso__insert name_of(struct chiso__html *html, chiso_node node)
{
    return chiso__say_text(node == CHISO_ROOT ? chiso__html_say(html, CHISO__SAY_THE_TOTAL)
                                              : chiso__criterion_name(html->tree, node));
}

/* What keeps the unit from more, whatever its criteria get. */
static void put_in_the_way(struct chiso__html *html, const chiso_obstacle *obstacle)
{
    if (obstacle->set != CHISO_NO_NODE) {
        chiso__html_element(html, "p", NULL,
                            chiso__phrase(html->canvas, CHISO__SAY_PAGE_TARGET_SET,
                                          CHISO__WORDS(name_of(html, obstacle->set))));
    }
    if (obstacle->limited != CHISO_NO_NODE) {
        const struct chiso__insert names[] = {name_of(html, obstacle->limited),
                                              name_of(html, obstacle->limited_by)};

        chiso__html_element(html, "p", NULL,
                            obstacle->by_cell != 0
                                ? chiso__phrase(html->canvas, CHISO__SAY_PAGE_TARGET_BY_CELL,
                                                CHISO__WORDS(names[0], names[1]))
                                : chiso__phrase(html->canvas, CHISO__SAY_PAGE_TARGET_LIMITED,
                                                CHISO__WORDS(names[0], names[1])));
    }
}

static void put_plan(struct chiso__html *html, const chiso_target_step *steps, uint32_t count,
                     bool exact)
{
    const struct chiso__html_table look = {
        chiso__html_say(html,
                        exact ? CHISO__SAY_PAGE_TARGET_PLAN : CHISO__SAY_PAGE_TARGET_PLAN_SOME),
        "", false};

    chiso__html_table_begin(html, &look);
    chiso__html_column(html, "s k", chiso__html_say(html, CHISO__SAY_PAGE_HEAD_CRITERION), "");
    chiso__html_column(html, "r k", chiso__html_say(html, CHISO__SAY_PAGE_HEAD_FROM), "");
    chiso__html_column(html, "r k", chiso__html_say(html, CHISO__SAY_PAGE_HEAD_TO), "");
    chiso__html_column(html, "r k", chiso__html_say(html, CHISO__SAY_PAGE_HEAD_GAIN), "");
    chiso__html_heads_end(html);
    chiso__html_raw(html, "<tbody>\n");
    for (uint32_t i = 0; i < count; i++) {
        chiso__html_raw(html, "<tr data-code=\"");
        chiso__html_text(html, chiso_node_code(html->tree, steps[i].leaf));
        chiso__html_raw(html, "\">");
        chiso__html_row_name(html, chiso__criterion_name(html->tree, steps[i].leaf));
        chiso__html_cell(html, "r", "data-figure", "from", points(html, steps[i].from));
        chiso__html_cell(html, "r tot", "data-figure", "to", points(html, steps[i].to));
        chiso__html_cell(html, "r", "data-figure", "gain", points(html, steps[i].gain));
        chiso__html_raw(html, "</tr>\n");
    }
    chiso__html_raw(html, "</tbody>\n");
    chiso__html_table_end(html);
}

static chiso_status put_target(struct chiso__html *html, const chiso_target *target,
                               bool tells_goal, chiso_error *error)
{
    struct chiso__canvas *const canvas = html->canvas;
    const chiso_target_step *steps = NULL;
    chiso_obstacle obstacle = CHISO_OBSTACLE_INIT;
    chiso_target_figures figures;
    uint32_t count = 0;
    chiso_status status = chiso_target_result(target, &figures);

    if (status == CHISO_OK && figures.outcome != CHISO_OUTCOME_MET) {
        status = chiso_target_obstacle(target, &obstacle);
    }
    if (status != CHISO_OK) {
        return chiso__fail(error, status, chiso__status_meaning(status), NULL);
    }
    chiso__html_element(html, "h2", NULL, chiso__html_say(html, CHISO__SAY_PAGE_TARGET));
    if (tells_goal) {
        chiso__html_element(html, "p", NULL, outcome_text(html, target, &figures, &obstacle));
        put_in_the_way(html, &obstacle);
    }
    if (tells_goal && figures.outcome == CHISO_OUTCOME_MISSED) {
        status = chiso_target_plan(target, &steps, &count, error);
        if (status == CHISO_OK && count > 0) {
            put_plan(html, steps, count, figures.exactness == CHISO_EXACTNESS_EXACT);
        }
    }
    if (figures.rank_margin != CHISO_ABSENT) {
        chiso__html_element(
            html, "p", NULL,
            chiso__phrase(canvas, CHISO__SAY_PAGE_RANK_KEPT,
                          CHISO__WORDS(chiso__say_text(points(html, figures.rank_margin)))));
    }
    if (figures.band_margin != CHISO_ABSENT) {
        chiso__html_element(
            html, "p", NULL,
            chiso__phrase(canvas, CHISO__SAY_PAGE_BAND_KEPT,
                          CHISO__WORDS(chiso__say_text(points(html, figures.band_margin)))));
    }
    return status;
}

/* Of a unit that is first only its margin is told. */
chiso_status chiso__unit_page_target(struct chiso__unit_page *page, chiso_error *error)
{
    struct chiso__html *const html = page->html;
    const uint32_t rank = page->standing.place.rank;
    const chiso_goal goal = {.kind = CHISO_GOAL_RANK, .rank = rank > 1 ? rank - 1 : 1};
    chiso_target_options how = CHISO_TARGET_OPTIONS_INIT;
    chiso_target *target = NULL;
    chiso_status status = CHISO_OK;

    if (html->options.target != NULL) {
        return put_target(html, html->options.target, true, error);
    }
    if (rank == 0) {
        return CHISO_OK;
    }
    how.ranking = &html->rules;
    how.bands = html->bands;
    status = chiso_target_new(html->board, page->unit, CHISO_ROOT, &goal, &how, &target, error);
    /* Where criteria take ranks there are no targets. */
    if (chiso__tells_nothing(status)) {
        if (error != NULL) {
            *error = CHISO_ERROR_INIT;
        }
        return CHISO_OK;
    }
    if (status == CHISO_OK) {
        status = put_target(html, target, rank > 1, error);
    }
    chiso_target_free(target);
    return status;
}

static chiso_status draw_bridge(const void *about, const chiso_chart_options *how,
                                const chiso_sink *sink, chiso_error *error)
{
    const struct chiso__unit_page *const page = about;

    return chiso_chart_bridge(page->html->comparison, page->unit, how, sink, error);
}

/* The criteria that gained and that lost the most points. */
static void put_extremes(struct chiso__html *html, const chiso_change_summary *summary)
{
    struct chiso__canvas *const canvas = html->canvas;

    if (summary->gain != CHISO_NO_NODE) {
        chiso__html_element(
            html, "li", NULL,
            chiso__phrase(
                canvas, CHISO__SAY_PAGE_GAINED_MOST,
                CHISO__WORDS(chiso__say_text(chiso__criterion_name(html->tree, summary->gain)),
                             chiso__say_text(chiso__signed_label(canvas, summary->gained, -1)))));
    }
    if (summary->loss != CHISO_NO_NODE) {
        chiso__html_element(
            html, "li", NULL,
            chiso__phrase(
                canvas, CHISO__SAY_PAGE_LOST_MOST,
                CHISO__WORDS(chiso__say_text(chiso__criterion_name(html->tree, summary->loss)),
                             chiso__say_text(chiso__signed_label(canvas, summary->lost, -1)))));
    }
}

static void put_counts(struct chiso__unit_page *page, const chiso_change_summary *summary)
{
    struct chiso__html *const html = page->html;
    struct chiso__canvas *const canvas = html->canvas;
    chiso_rank_bridge bridge;

    chiso__html_raw(html, "<ul>\n");
    if (chiso__html_told(html, chiso_comparison_rank_bridge(html->comparison, page->unit,
                                                            CHISO_ROOT, &bridge, NULL))) {
        chiso__html_element(
            html, "li", NULL,
            chiso__phrase(
                canvas, CHISO__SAY_PAGE_RANK_PARTS,
                CHISO__WORDS(chiso__say_text(chiso__html_places_text(html, bridge.change)),
                             chiso__say_text(chiso__html_places_text(html, bridge.own)),
                             chiso__say_text(chiso__html_places_text(html, bridge.others)))));
    }
    chiso__html_element(html, "li", NULL,
                        chiso__phrase(canvas, CHISO__SAY_PAGE_COUNTS,
                                      CHISO__WORDS(chiso__say_count(summary->both),
                                                   chiso__say_count(summary->score_only),
                                                   chiso__say_count(summary->rank_only),
                                                   chiso__say_count(summary->neither))));
    put_extremes(html, summary);
    chiso__html_raw(html, "</ul>\n");
}

chiso_status chiso__unit_page_changed(struct chiso__unit_page *page, chiso_error *error)
{
    struct chiso__html *const html = page->html;
    const struct chiso__html_drawing drawing = {
        draw_bridge, page, NULL, chiso__html_say(html, CHISO__SAY_PAGE_FIGURE_BRIDGE), false};
    chiso_change_summary summary;

    if (page->change.percent == CHISO_ABSENT ||
        !chiso__html_told(
            html, chiso_comparison_summarise(html->comparison, page->unit, CHISO_ROOT, &summary))) {
        return CHISO_OK;
    }
    chiso__html_element(html, "h2", NULL, chiso__html_say(html, CHISO__SAY_PAGE_CHANGED));
    put_counts(page, &summary);
    return chiso__html_figure(html, &drawing, error);
}
