/* The sheet of pages, what stands around their parts, and their elements: see html.h. */
#include "page/html.h"

#include "board/board.h"
#include "page/rows_of.h"
#include "robustness/robustness.h"

#include <string.h>

/* A path, or an address of the web: anything else before a colon may run something. */
static bool is_link(const char *text)
{
    const size_t size = strcspn(text, ":/?#");

    return text[0] != '\0' &&
           (text[size] != ':' || strncmp(text, "http:", 5) == 0 || strncmp(text, "https:", 6) == 0);
}

static chiso_status check_links(const chiso_page_options *options, chiso_error *error)
{
    const char *const links[] = {options->csv, options->json, options->board, options->unit_page};
    chiso_status status = CHISO_OK;

    for (size_t i = 0; i < sizeof(links) / sizeof(links[0]) && status == CHISO_OK; i++) {
        status = links[i] == NULL ? CHISO_OK : chiso__check_text(chiso__span_of(links[i]), error);
        if (status == CHISO_OK && links[i] != NULL && !is_link(links[i])) {
            status = chiso__fail(error, CHISO_E_WORD, CHISO__SAY_PAGE_NO_LINK,
                                 CHISO__WORDS(chiso__say_text(links[i])));
        }
    }
    if (status == CHISO_OK && options->unit_page != NULL &&
        strstr(options->unit_page, chiso__html_unit_mark) == NULL) {
        status = chiso__fail(error, CHISO_E_WORD, CHISO__SAY_PAGE_NO_UNIT_LINK,
                             CHISO__WORDS(chiso__say_text(options->unit_page),
                                          chiso__say_text(chiso__html_unit_mark)));
    }
    return status;
}

/* What is shown beside a report is of its board. */
static chiso_status check_stages(const chiso_series *stages, const chiso_report *report,
                                 chiso_error *error)
{
    const uint32_t count = stages == NULL ? 0 : chiso_series_count(stages);

    return stages == NULL || (count > 0 &&
                              chiso_series_board(stages, count - 1) == chiso_report_board(report))
               ? CHISO_OK
               : chiso__fail(error, CHISO_E_SHAPE, CHISO__SAY_PAGE_OTHER_STAGES, NULL);
}

/* Whether two chains of criteria that break ties are the same. */
static bool is_same_chain(const struct chiso__rank_rule *drawn, const chiso_rank_options *rules)
{
    bool is_same = drawn->tie_break_count == rules->tie_break_count;

    for (size_t i = 0; i < drawn->tie_break_count && is_same; i++) {
        is_same = drawn->tie_break[i] == rules->tie_break[i];
    }
    return is_same;
}

/* Ranks over draws stand beside ranks, so that they are made by the same rules. */
static chiso_status check_robustness(const chiso_robustness *robustness, const chiso_report *report,
                                     const chiso_rank_options *rules, chiso_error *error)
{
    if (robustness == NULL) {
        return CHISO_OK;
    }
    if (robustness->board != chiso_report_board(report) || robustness->plan.node != CHISO_ROOT ||
        robustness->rule.scope != rules->scope || robustness->rule.ties != rules->ties ||
        robustness->rule.key != rules->key || !is_same_chain(&robustness->rule, rules)) {
        return chiso__fail(error, CHISO_E_SHAPE, CHISO__SAY_PAGE_OTHER_ROBUSTNESS, NULL);
    }
    return chiso__robustness_is_current(robustness)
               ? CHISO_OK
               : chiso__fail(error, CHISO_E_STATE, CHISO__SAY_ROBUSTNESS_STALE, NULL);
}

/* What figures and words of a page are made with. */
static chiso_chart_options looks_of(const chiso_page_options *options)
{
    chiso_chart_options looks = CHISO_CHART_OPTIONS_INIT;

    looks.language = options->language;
    looks.mark = options->mark;
    looks.title = options->title;
    looks.caption = options->method;
    looks.source = options->source;
    looks.period = options->period;
    looks.period_before = options->period_before;
    looks.units = options->units;
    looks.unit_count = options->unit_count;
    looks.rise = options->rise;
    looks.rise_dark = options->rise_dark;
    looks.fall = options->fall;
    looks.fall_dark = options->fall_dark;
    return looks;
}

static void look_at(struct chiso__html *html, const chiso_report *report)
{
    html->report = report;
    html->board = chiso_report_board(report);
    html->tree = chiso_board_tree(html->board);
    html->bands = chiso_report_bands(report);
    html->comparison = chiso_report_comparison(report);
    html->digits = chiso_tree_digits(html->tree);
    html->point_digits = html->digits;
    html->change_digits = html->digits;
    if (html->comparison != NULL) {
        const int before =
            chiso_tree_digits(chiso_board_tree(chiso_comparison_before(html->comparison)));

        html->change_digits = before > html->digits ? before : html->digits;
    }
    html->title = "";
    html->width = "";
}

chiso_status chiso__html_begin(struct chiso__html *html, struct chiso__canvas *canvas,
                               const chiso_report *report, const chiso_page_options *options,
                               const chiso_sink *sink, chiso_error *error)
{
    const chiso_page_options defaults = CHISO_PAGE_OPTIONS_INIT;
    chiso_chart_options looks;
    chiso_status status = CHISO_OK;

    if (report == NULL) {
        return chiso__fail_null(error);
    }
    *html = (struct chiso__html){.canvas = canvas, .options = defaults};
    status = CHISO__TAKE(options, chiso_page_options, robustness, CHISO_PAGE_OPTIONS_INIT,
                         &html->options, error);
    if (status == CHISO_OK) {
        status = check_links(&html->options, error);
    }
    if (status == CHISO_OK) {
        status = check_stages(html->options.stages, report, error);
    }
    if (status == CHISO_OK) {
        html->rules = CHISO_RANK_OPTIONS_INIT;
        status = chiso_report_rules(report, &html->rules);
    }
    if (status == CHISO_OK) {
        status = check_robustness(html->options.robustness, report, &html->rules, error);
    }
    if (status == CHISO_OK) {
        looks = looks_of(&html->options);
        look_at(html, report);
        status = chiso__report_canvas(canvas, report, &looks, sink, error);
    }
    return status;
}

chiso_status chiso__html_end(struct chiso__html *html, chiso_status status, const chiso_sink *sink,
                             chiso_error *error)
{
    struct chiso__canvas *const canvas = html->canvas;
    struct chiso__output *const output = &canvas->output;

    status = chiso__canvas_settle(canvas, status, error);
    if (status == CHISO_OK) {
        chiso__output_begin(output, sink);
        chiso__html_raw(html, "<!DOCTYPE html>\n<html lang=\"");
        chiso__html_raw(html, canvas->options.language == CHISO_LANGUAGE_VIETNAMESE ? "vi" : "en");
        chiso__html_raw(html, "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
                              "content=\"width=device-width, initial-scale=1\">\n");
        chiso__html_element(html, "title", NULL, html->title);
        chiso__put_style(output, &canvas->options, NULL);
        chiso__put_page_style(output, html);
        chiso__html_raw(html, "</head>\n<body class=\"chiso");
        chiso__html_raw(html, html->width);
        chiso__html_raw(html, "\">\n");
        chiso__put(output, (struct chiso__span){canvas->body.bytes, canvas->body.size});
        chiso__html_raw(html, "</body>\n</html>\n");
        status = chiso__output_end(output, error);
    }
    chiso__canvas_clear(canvas);
    return status;
}

bool chiso__tells_nothing(chiso_status status)
{
    return status == CHISO_E_EMPTY || status == CHISO_E_RULE || status == CHISO_E_UNIT ||
           status == CHISO_E_NODE;
}

bool chiso__html_told(struct chiso__html *html, chiso_status status)
{
    return !chiso__tells_nothing(status) && chiso__canvas_keep(html->canvas, status);
}

chiso_status chiso__into_buffer(chiso_status status, chiso_error *error)
{
    return status == CHISO_E_SINK ? chiso__fail_memory(error) : status;
}

void chiso__html_raw(struct chiso__html *html, const char *markup)
{
    chiso__put_text(&html->canvas->output, markup);
}

void chiso__html_text(struct chiso__html *html, const char *text)
{
    chiso__put_markup(&html->canvas->output, chiso__span_of(text));
}

const char *chiso__html_say(const struct chiso__html *html, enum chiso__message message)
{
    return chiso__text_in(html->canvas->options.language, message);
}

void chiso__html_element(struct chiso__html *html, const char *tag, const char *class,
                         const char *text)
{
    if (*text == '\0') {
        return;
    }
    chiso__html_raw(html, "<");
    chiso__html_raw(html, tag);
    if (class != NULL) {
        chiso__html_raw(html, " class=\"");
        chiso__html_raw(html, class);
        chiso__html_raw(html, "\"");
    }
    chiso__html_raw(html, ">");
    chiso__html_text(html, text);
    chiso__html_raw(html, "</");
    chiso__html_raw(html, tag);
    chiso__html_raw(html, ">\n");
}

void chiso__html_link(struct chiso__html *html, const char *address, const char *text)
{
    chiso__html_raw(html, "<a href=\"");
    chiso__html_text(html, address);
    chiso__html_raw(html, "\">");
    chiso__html_text(html, text);
    chiso__html_raw(html, "</a>");
}

void chiso__html_key(struct chiso__html *html, const char *term, const char *value,
                     const char *note)
{
    chiso__html_raw(html, "<div>");
    chiso__html_element(html, "dt", NULL, term);
    chiso__html_element(html, "dd", "big", value);
    chiso__html_element(html, "dd", "sub", note);
    chiso__html_raw(html, "</div>\n");
}

void chiso__html_head(struct chiso__html *html, const char *kicker, const char *method,
                      const char *meta)
{
    chiso__html_raw(html, "<header>\n");
    if (*kicker != '\0' && html->options.board != NULL) {
        chiso__html_raw(html, "<p class=\"kicker\">");
        chiso__html_link(html, html->options.board, kicker);
        chiso__html_raw(html, "</p>\n");
    } else {
        chiso__html_element(html, "p", "kicker", kicker);
    }
    chiso__html_element(html, "h1", NULL, html->title);
    chiso__html_element(html, "p", "lead",
                        html->options.method != NULL ? html->options.method : method);
    chiso__html_element(html, "p", "meta", meta);
    chiso__html_raw(html, "</header>\n<main>\n");
}

void chiso__html_links(struct chiso__html *html)
{
    const chiso_page_options *const options = &html->options;

    if (options->csv == NULL && options->json == NULL) {
        return;
    }
    chiso__html_raw(html, "<p class=\"meta noprint\">");
    chiso__html_text(html, chiso__html_say(html, CHISO__SAY_PAGE_DATA));
    chiso__html_raw(html, ": ");
    if (options->csv != NULL) {
        chiso__html_link(html, options->csv, "CSV");
    }
    chiso__html_raw(html, options->csv != NULL && options->json != NULL ? ", " : "");
    if (options->json != NULL) {
        chiso__html_link(html, options->json, "JSON");
    }
    chiso__html_raw(html, "</p>\n");
}

void chiso__html_foot(struct chiso__html *html)
{
    const char *const made = chiso__html_say(html, CHISO__SAY_PAGE_MADE);
    const char *const source = html->options.source;

    chiso__html_raw(html, "</main>\n<footer>\n");
    chiso__html_element(html, "p", "meta",
                        source == NULL || *source == '\0'
                            ? made
                            : chiso__joined(html->canvas,
                                            chiso__phrase(html->canvas, CHISO__SAY_PAGE_SOURCE,
                                                          CHISO__WORDS(chiso__say_text(source))),
                                            made));
    chiso__html_raw(html, "</footer>\n");
}
