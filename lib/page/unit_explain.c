/* What the total of a unit is made of: a table of what each part brings, which add up, and the
 * whole derivation in sentences. */
#include "page/page_words.h"
#include "page/rows_of.h"
#include "page/unit_page.h"

#include "board/board.h"

#include <chiso/explain.h>

static const char *step_name(struct chiso__html *html, const chiso_step *step)
{
    switch (step->kind) {
    case CHISO_STEP_NODE:
        return chiso__criterion_name(html->tree, step->node);
    case CHISO_STEP_COMBINED:
        return chiso__html_say(html, CHISO__SAY_PAGE_STEP_COMBINED);
    case CHISO_STEP_SCALED:
        return chiso__phrase(
            html->canvas, CHISO__SAY_PAGE_STEP_SCALED,
            CHISO__WORDS(chiso__say_text(chiso__number_label(html->canvas, step->from, -1)),
                         chiso__say_text(chiso__number_label(html->canvas, step->to, -1))));
    case CHISO_STEP_RULE:
    case CHISO_STEP_ROUNDED:
        return chiso__html_say(html, CHISO__SAY_PAGE_STEP_ROUNDED);
    case CHISO_STEP_CAPPED:
        return chiso__html_say(html, CHISO__SAY_PAGE_STEP_CAPPED);
    case CHISO_STEP_FLOOR:
        return chiso__html_say(html, CHISO__SAY_PAGE_STEP_FLOOR);
    case CHISO_STEP_LIMITED:
    case CHISO_STEP_BAND:
        return chiso__html_say(html, CHISO__SAY_PAGE_STEP_LIMITED);
    case CHISO_STEP_SET:
        return chiso__html_say(html, CHISO__SAY_PAGE_STEP_SET);
    case CHISO_STEP_PLACES:
    case CHISO_STEP_TREATED:
    case CHISO_STEP_DROPS: /* of ledgers alone */
        break;
    }
    return chiso__html_say(html, CHISO__SAY_PAGE_STEP_PLACES);
}

static void put_step(struct chiso__unit_page *page, const chiso_step *step, int digits)
{
    struct chiso__html *const html = page->html;
    const bool is_node = step->kind == CHISO_STEP_NODE;
    chiso_result result = {.achieved = step->achieved, .state = step->state};

    chiso__html_raw(html, "<tr data-code=\"");
    chiso__html_text(html, is_node ? chiso_node_code(html->tree, step->node) : "");
    chiso__html_raw(html, "\">");
    chiso__html_row_name(html, step_name(html, step));
    if (chiso__weighs(chiso_node_combine(html->tree, CHISO_ROOT))) {
        chiso__html_cell(html, "r", NULL, NULL, chiso__page_weight(html, step->weight));
    }
    chiso__html_cell(html, "r", NULL, NULL,
                     is_node ? chiso__html_points(html, page->unit, step->node, &result) : "");
    chiso__html_cell(html, "r", NULL, NULL,
                     is_node ? chiso__number_label(html->canvas, step->max, -1) : "");
    chiso__html_cell(html, "r", "data-figure", "contribution",
                     chiso__number_label(html->canvas, step->contribution, digits));
    chiso__html_raw(html, "</tr>\n");
}

static void put_table(struct chiso__unit_page *page, const chiso_explanation *explanation,
                      const chiso_step *total)
{
    const enum chiso__message heads[] = {CHISO__SAY_PAGE_HEAD_POINTS, CHISO__SAY_PAGE_HEAD_MAX,
                                         CHISO__SAY_PAGE_HEAD_CONTRIBUTION};
    struct chiso__html *const html = page->html;
    struct chiso__canvas *const canvas = html->canvas;
    int digits = chiso__decimals_of(total->contribution);
    chiso_step step;
    const struct chiso__html_table look = {
        chiso__phrase(
            canvas, CHISO__SAY_PAGE_TABLE_EXPLAINED,
            CHISO__WORDS(chiso__say_text(chiso__number_label(canvas, total->contribution, -1)))),
        chiso__html_say(html, CHISO__SAY_PAGE_ADDS_UP), false};

    chiso__html_table_begin(html, &look);
    chiso__html_column(html, "s k", chiso__html_say(html, CHISO__SAY_PAGE_HEAD_CRITERION), "");
    if (chiso__weighs(chiso_node_combine(html->tree, CHISO_ROOT))) {
        chiso__html_column(html, "r k", chiso__html_say(html, CHISO__SAY_PAGE_HEAD_WEIGHT), "");
    }
    chiso__html_heads(html, heads, sizeof(heads) / sizeof(heads[0]));
    chiso__html_heads_end(html);
    chiso__html_raw(html, "<tbody>\n");
    digits = digits < html->point_digits ? html->point_digits : digits;
    for (uint32_t i = 0; i < total->count; i++) {
        if (chiso__canvas_keep(canvas,
                               chiso_explanation_step(explanation, total->first + i, &step)) &&
            chiso__decimals_of(step.contribution) > digits) {
            digits = chiso__decimals_of(step.contribution);
        }
    }
    for (uint32_t i = 0; i < total->count; i++) {
        if (chiso__canvas_keep(canvas,
                               chiso_explanation_step(explanation, total->first + i, &step))) {
            put_step(page, &step, digits);
        }
    }
    chiso__html_raw(html, "</tbody>\n<tfoot><tr>");
    chiso__html_row_name(html, chiso__html_say(html, CHISO__SAY_TOTAL));
    chiso__html_raw(html, chiso__weighs(chiso_node_combine(html->tree, CHISO_ROOT))
                              ? "<td></td><td></td>"
                              : "<td></td>");
    chiso__html_cell(html, "r", NULL, NULL, chiso__number_label(canvas, total->max, -1));
    chiso__html_cell(html, "r", "data-figure", "contribution",
                     chiso__number_label(canvas, total->contribution, digits));
    chiso__html_raw(html, "</tr></tfoot>\n");
    chiso__html_table_end(html);
}

static chiso_status put_sentences(struct chiso__html *html, const chiso_explanation *explanation,
                                  chiso_error *error)
{
    struct chiso__canvas *const canvas = html->canvas;
    chiso_buffer buffer = {.allocator = &canvas->allocator};
    const chiso_sink sink = {chiso_buffer_write, &buffer};
    chiso_status status = chiso__into_buffer(
        chiso_explanation_write(explanation, canvas->options.language, canvas->mark, &sink, error),
        error);

    if (status == CHISO_OK && buffer.size > 0) {
        const char *line = buffer.bytes;

        chiso__html_raw(html, "<details><summary>");
        chiso__html_text(html, chiso__html_say(html, CHISO__SAY_PAGE_STEP_BY_STEP));
        chiso__html_raw(html, "</summary><pre>");
        while (line < buffer.bytes + buffer.size) {
            const char *end = line;

            while (end < buffer.bytes + buffer.size && *end != '\n') {
                end++;
            }
            chiso__put_markup(&canvas->output, (struct chiso__span){line, (size_t)(end - line)});
            chiso__html_raw(html, "\n");
            line = end + 1;
        }
        chiso__html_raw(html, "</pre></details>\n");
    }
    chiso_buffer_clear(&buffer);
    return status;
}

chiso_status chiso__unit_page_explain(struct chiso__unit_page *page, chiso_error *error)
{
    struct chiso__html *const html = page->html;
    chiso_explanation *explanation = NULL;
    chiso_step total;
    chiso_status status =
        chiso_explanation_new(html->board, page->unit, CHISO_ROOT, UINT32_MAX, &explanation, error);

    if (status == CHISO_OK) {
        status = chiso_explanation_step(explanation, 0, &total);
    }
    if (status == CHISO_OK && total.contribution != CHISO_ABSENT) {
        chiso__html_element(html, "h2", NULL, chiso__html_say(html, CHISO__SAY_PAGE_EXPLAINED));
        if (total.count > 0) {
            put_table(page, explanation, &total);
        }
        status = put_sentences(html, explanation, error);
    }
    chiso_explanation_free(explanation);
    return status;
}
