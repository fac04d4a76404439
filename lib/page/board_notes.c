/* What is to be known about the figures of a page of a board: what was not scored, who has no rank,
 * how two periods differ, and what is doubtful in the files. */
#include "page/board_page.h"
#include "page/certainty.h"
#include "page/page_words.h"
#include "page/rows_of.h"
#include "page/spoken.h"

#include "base/sort.h"
#include "board/board.h"

#include <chiso/note.h>
#include <chiso/step.h>

#include <string.h>

enum { MOST_NAMES = 20, FIRST_RANKS = 3, DOUBTS_OF_A_KIND = 3, DOUBT_KINDS = 64 };

static bool is_doubt(const chiso_intake *intake, uint32_t index, chiso_remark *out_remark)
{
    return chiso_intake_at(intake, index, out_remark) == CHISO_OK &&
           out_remark->kind == CHISO_REMARK_DOUBT;
}

static bool has_doubts(const chiso_intake *intake)
{
    const uint32_t count = intake == NULL ? 0 : chiso_intake_count(intake);
    chiso_remark remark;
    uint32_t i = 0;

    while (i < count && !is_doubt(intake, i, &remark)) {
        i++;
    }
    return i < count;
}

/* Begins the list where it has not been: a page without notes has none. */
static void begin_notes(struct chiso__html *html)
{
    if (!html->noted) {
        chiso__html_element(html, "h2", NULL,
                            chiso__html_say(html, has_doubts(chiso_report_intake(html->report))
                                                      ? CHISO__SAY_PAGE_NOTES_AND_DOUBTS
                                                      : CHISO__SAY_PAGE_NOTES));
        chiso__html_raw(html, "<ul>\n");
        html->noted = true;
    }
}

static void put_note(struct chiso__html *html, const char *text)
{
    begin_notes(html);
    chiso__html_element(html, "li", NULL, text);
}

/* Who has no rank, and who is scored in part. */
static void put_units(struct chiso__board_page *page)
{
    struct chiso__html *const html = page->html;
    struct chiso__canvas *const canvas = html->canvas;
    struct chiso__names unranked = {"", 0};
    struct chiso__names partly = {"", 0};

    for (uint32_t i = 0; i < page->group_count; i++) {
        const struct chiso__group *const group = &page->groups[i];

        for (uint32_t k = 0; k < group->other_count; k++) {
            chiso__names_add(canvas, &unranked, chiso_unit_name(html->board, group->others[k]),
                             MOST_NAMES);
        }
        for (uint32_t k = 0; k < group->ranked_count; k++) {
            chiso_result result = {.lowest = 0, .highest = 0};

            if (chiso__canvas_keep(canvas, chiso_board_result(html->board, group->ranked[k],
                                                              CHISO_ROOT, &result)) &&
                result.lowest != result.highest) {
                chiso__names_add(
                    canvas, &partly,
                    chiso__phrase(
                        canvas, CHISO__SAY_CHART_INTERVAL,
                        CHISO__WORDS(
                            chiso__say_text(chiso_unit_name(html->board, group->ranked[k])),
                            chiso__say_text(
                                chiso__number_label(canvas, result.lowest, html->digits)),
                            chiso__say_text(chiso__page_percent(html, result.highest)))),
                    MOST_NAMES);
            }
        }
    }
    if (unranked.count > 0) {
        put_note(html, chiso__phrase(canvas, CHISO__SAY_CHART_UNRANKED,
                                     CHISO__WORDS(chiso__say_text(
                                         chiso__names_text(canvas, &unranked, MOST_NAMES)))));
    }
    if (partly.count > 0) {
        put_note(html, chiso__phrase(canvas, CHISO__SAY_PAGE_PARTLY,
                                     CHISO__WORDS(chiso__say_text(
                                         chiso__names_text(canvas, &partly, MOST_NAMES)))));
    }
}

/* What is done with what was not scored, where there is any. */
static void put_policy(struct chiso__board_page *page)
{
    struct chiso__html *const html = page->html;
    const chiso_missing_policy policy = chiso_tree_missing(html->tree);
    bool is_missing = false;

    for (chiso_unit unit = 0; unit < chiso_board_unit_count(html->board) && !is_missing; unit++) {
        chiso_result result = {.coverage = CHISO_ABSENT};

        chiso__canvas_keep(html->canvas,
                           chiso_board_result(html->board, unit, CHISO_ROOT, &result));
        is_missing = result.coverage != CHISO_ABSENT && result.coverage < 100 * CHISO_DECIMAL_ONE;
    }
    if (is_missing) {
        put_note(html, chiso__html_say(
                           html, policy == CHISO_MISSING_ZERO   ? CHISO__SAY_PAGE_MISSING_ZERO
                                 : policy == CHISO_MISSING_SKIP ? CHISO__SAY_PAGE_MISSING_SKIP
                                                                : CHISO__SAY_PAGE_MISSING_UNKNOWN));
    }
}

/* A result that was set by hand, beside what is computed, with its reason. */
static void add_set(struct chiso__html *html, struct chiso__names *names, chiso_unit unit,
                    chiso_node node, chiso_decimal set)
{
    struct chiso__canvas *const canvas = html->canvas;
    chiso_steps steps = {.computed = CHISO_ABSENT};

    chiso__canvas_keep(canvas, chiso_board_steps(html->board, unit, node, &steps, NULL));
    chiso__names_add(
        canvas, names,
        chiso__phrase(canvas, CHISO__SAY_PAGE_SET_ONE,
                      CHISO__WORDS(chiso__say_text(chiso_unit_name(html->board, unit)),
                                   chiso__say_text(node == CHISO_ROOT
                                                       ? chiso__html_say(html, CHISO__SAY_TOTAL)
                                                       : chiso__criterion_name(html->tree, node)),
                                   chiso__say_text(chiso__number_label(canvas, set, -1)),
                                   chiso__say_text(chiso__number_label(canvas, steps.computed, -1)),
                                   chiso__say_text(chiso_board_note(html->board, unit, node, "")))),
        UINT64_MAX);
}

/* What was set by hand of a unit, all of it. */
static void put_set(struct chiso__html *html, chiso_unit unit)
{
    struct chiso__names set = {"", 0};

    for (chiso_node node = CHISO_ROOT; node != CHISO_NO_NODE;
         node = chiso_node_next(html->tree, node)) {
        chiso_decimal result = CHISO_ABSENT;

        if (!chiso_node_is_leaf(html->tree, node) &&
            chiso__canvas_keep(html->canvas,
                               chiso_board_result_set(html->board, unit, node, &result)) &&
            result != CHISO_ABSENT) {
            add_set(html, &set, unit, node, result);
        }
    }
    if (set.count > 0) {
        put_note(html, chiso__phrase(html->canvas, CHISO__SAY_PAGE_SET_BY_HAND,
                                     CHISO__WORDS(chiso__say_text(set.text))));
    }
}

/* What was set by hand, and whose band a criterion limits. */
static void put_steps(struct chiso__board_page *page)
{
    struct chiso__html *const html = page->html;
    struct chiso__canvas *const canvas = html->canvas;
    struct chiso__names limited = {"", 0};

    for (uint32_t i = 0; i < page->group_count; i++) {
        const struct chiso__group *const group = &page->groups[i];

        for (uint32_t k = 0; k < group->ranked_count + group->other_count; k++) {
            const chiso_unit unit = chiso__unit_at(group, k);
            chiso_standing standing = {.band = 0, .band_by_percent = 0};

            put_set(html, unit);
            if (html->bands != NULL &&
                chiso__canvas_keep(
                    canvas, chiso_report_standing(html->report, unit, CHISO_ROOT, &standing)) &&
                standing.band != standing.band_by_percent) {
                chiso__names_add(canvas, &limited, chiso_unit_name(html->board, unit), MOST_NAMES);
            }
        }
    }
    if (limited.count > 0) {
        put_note(html, chiso__phrase(canvas, CHISO__SAY_PAGE_BAND_LIMITED,
                                     CHISO__WORDS(chiso__say_text(
                                         chiso__names_text(canvas, &limited, MOST_NAMES)))));
    }
}

static bool is_before(const void *context, uint32_t a, uint32_t b)
{
    const chiso_board *const board = context;

    return strcmp(chiso_unit_code(board, a), chiso_unit_code(board, b)) < 0;
}

/* Units by their codes, so that their order does not hang on that of the file. */
static const uint32_t *by_code(struct chiso__html *html, const chiso_board *board,
                               const uint32_t *units, uint32_t count)
{
    uint32_t *const sorted = chiso__canvas_room(html->canvas, (size_t)count * 2, sizeof(*sorted));

    if (sorted == NULL) {
        return units;
    }
    memcpy(sorted, units, count * sizeof(*sorted));
    chiso__sort_ids(sorted, sorted + count, count, is_before, board);
    return sorted;
}

/* The names of what one of the boards has and the other has not. */
static const char *names_of(struct chiso__html *html, chiso_difference which)
{
    const chiso_board *const board =
        which == CHISO_DIFFERENCE_UNITS_GONE || which == CHISO_DIFFERENCE_NODES_GONE
            ? chiso_comparison_before(html->comparison)
            : html->board;
    const bool of_units =
        which == CHISO_DIFFERENCE_UNITS_GONE || which == CHISO_DIFFERENCE_UNITS_NEW;
    struct chiso__names names = {"", 0};
    const uint32_t *ids = NULL;
    uint32_t count = 0;

    chiso__canvas_keep(html->canvas,
                       chiso_comparison_difference(html->comparison, which, &ids, &count));
    if (of_units && count > 0) {
        ids = by_code(html, board, ids, count);
    }
    for (uint32_t i = 0; i < count; i++) {
        if (of_units || ids[i] != CHISO_ROOT) {
            chiso__names_add(html->canvas, &names,
                             of_units ? chiso_unit_name(board, ids[i])
                                      : chiso__criterion_name(chiso_board_tree(board), ids[i]),
                             MOST_NAMES);
        }
    }
    return names.count <= MOST_NAMES || of_units
               ? chiso__names_text(html->canvas, &names, MOST_NAMES)
               : chiso__phrase(html->canvas, CHISO__SAY_PAGE_MORE_CRITERIA,
                               CHISO__WORDS(chiso__say_text(names.text),
                                            chiso__say_count(names.count - MOST_NAMES)));
}

/* Marks the units of before that ranked ones came from. */
static void mark_still_there(struct chiso__html *html, bool *still_there)
{
    const chiso_ranking *const ranking = chiso_report_ranking(html->report, CHISO_ROOT);

    for (chiso_unit unit = 0; unit < chiso_board_unit_count(html->board); unit++) {
        chiso_place place = {0};
        const chiso_unit *units = NULL;
        uint32_t count = 0;

        chiso__canvas_keep(html->canvas, chiso_ranking_place(ranking, unit, &place));
        chiso__canvas_keep(html->canvas,
                           chiso_comparison_units_before(html->comparison, unit, &units, &count));
        for (uint32_t i = 0; i < count && place.rank > 0; i++) {
            still_there[units[i]] = true;
        }
    }
}

/* Who ranked among the first before and has no rank now. */
static void put_leaders_gone(struct chiso__html *html)
{
    struct chiso__canvas *const canvas = html->canvas;
    const chiso_board *const board = chiso_comparison_before(html->comparison);
    const uint32_t units = chiso_board_unit_count(board);
    bool *const still_there = chiso__canvas_room(canvas, units, sizeof(*still_there));
    chiso_rank_options rules = html->rules;
    chiso_ranking *ranking = NULL;
    const chiso_unit *order = NULL;
    uint32_t count = 0;

    /* What breaks ties now may not be there before. */
    rules.tie_break = NULL;
    rules.tie_break_count = 0;
    if (still_there == NULL ||
        !chiso__canvas_keep(canvas, chiso_ranking_new(board, CHISO_ROOT, &rules, &ranking, NULL))) {
        return;
    }
    mark_still_there(html, still_there);
    chiso__canvas_keep(canvas, chiso_ranking_order(ranking, CHISO_ALL_BLOCKS, &order, &count));
    for (uint32_t i = 0; i < count; i++) {
        chiso_place place = {0};

        if (!still_there[order[i]] &&
            chiso__canvas_keep(canvas, chiso_ranking_place(ranking, order[i], &place)) &&
            place.rank <= FIRST_RANKS) {
            put_note(
                html,
                chiso__phrase(canvas, CHISO__SAY_PAGE_WAS_AHEAD,
                              CHISO__WORDS(chiso__say_text(chiso_unit_name(board, order[i])),
                                           chiso__say_text(chiso__rank_label(canvas, place, false)),
                                           chiso__say_text(chiso__before_of(html)))));
        }
    }
    chiso_ranking_free(ranking);
}

/* Where the periods have other units, means of both are said. */
static void put_other_units(struct chiso__board_page *page)
{
    struct chiso__html *const html = page->html;
    struct chiso__canvas *const canvas = html->canvas;

    for (uint32_t i = 0; i < page->group_count; i++) {
        const struct chiso__group *const group = &page->groups[i];
        const chiso_block_change *const change = &group->change;
        const char *said = NULL;

        if (change->mean == CHISO_ABSENT ||
            (change->units == change->both && change->units_before == change->both)) {
            continue;
        }
        said = chiso__phrase(
            canvas, CHISO__SAY_PAGE_OTHER_UNITS,
            CHISO__WORDS(
                chiso__say_count(change->units), chiso__say_count(change->units_before),
                chiso__say_count(change->both),
                chiso__say_text(chiso__signed_label(canvas, change->mean, html->change_digits)),
                chiso__say_text(chiso__page_percent(html, change->both_before)),
                chiso__say_text(chiso__page_percent(html, change->both_now))));

        put_note(html, *group->name == '\0'
                           ? said
                           : chiso__phrase(canvas, CHISO__SAY_PAGE_IN,
                                           CHISO__WORDS(chiso__say_text(group->name),
                                                        chiso__say_text(said))));
    }
}

static void put_comparison(struct chiso__board_page *page)
{
    struct chiso__html *const html = page->html;
    struct chiso__canvas *const canvas = html->canvas;
    const char *const new = names_of(html, CHISO_DIFFERENCE_UNITS_NEW);
    const char *const gone = names_of(html, CHISO_DIFFERENCE_UNITS_GONE);

    if (*new != '\0') {
        put_note(html, chiso__phrase(canvas, CHISO__SAY_PAGE_UNITS_NEW,
                                     CHISO__WORDS(chiso__say_text(chiso__before_of(html)),
                                                  chiso__say_text(new))));
    }
    if (*gone != '\0') {
        put_note(html, chiso__phrase(canvas, CHISO__SAY_PAGE_UNITS_GONE,
                                     CHISO__WORDS(chiso__say_text(gone))));
    }
    put_leaders_gone(html);
    put_other_units(page);
}

/* How the criteria of the two periods differ. */
static void put_other_criteria(struct chiso__html *html)
{
    struct chiso__canvas *const canvas = html->canvas;
    const char *const maxima = names_of(html, CHISO_DIFFERENCE_MAX);
    const char *const new = names_of(html, CHISO_DIFFERENCE_NODES_NEW);
    const char *const gone = names_of(html, CHISO_DIFFERENCE_NODES_GONE);

    if (*maxima != '\0') {
        put_note(html, chiso__phrase(canvas, CHISO__SAY_PAGE_OTHER_MAXIMA,
                                     CHISO__WORDS(chiso__say_text(maxima))));
    }
    if (*new != '\0') {
        put_note(html, chiso__phrase(canvas, CHISO__SAY_PAGE_NEW_CRITERIA,
                                     CHISO__WORDS(chiso__say_text(new))));
    }
    if (*gone != '\0') {
        put_note(html, chiso__phrase(canvas, CHISO__SAY_PAGE_GONE_CRITERIA,
                                     CHISO__WORDS(chiso__say_text(gone))));
    }
}

static void put_doubt(struct chiso__html *html, const chiso_remark *remark)
{
    struct chiso__canvas *const canvas = html->canvas;
    const char *const message = canvas->options.language == CHISO_LANGUAGE_VIETNAMESE
                                    ? remark->message_vi
                                    : remark->message;

    begin_notes(html);
    chiso__html_raw(html, "<li><strong>");
    chiso__html_text(html, chiso__html_say(html, CHISO__SAY_PAGE_DOUBT));
    chiso__html_raw(html, "</strong> ");
    chiso__html_text(html, remark->line == 0
                               ? message
                               : chiso__phrase(canvas, CHISO__SAY_PAGE_DOUBT_AT,
                                               CHISO__WORDS(chiso__say_text(message),
                                                            chiso__say_text(remark->file),
                                                            chiso__say_count(remark->line))));
    chiso__html_raw(html, "</li>\n");
}

/* A few doubts of each kind, and how many more there are. */
static void put_doubts(struct chiso__html *html)
{
    const chiso_intake *const intake = chiso_report_intake(html->report);
    const uint32_t count = intake == NULL ? 0 : chiso_intake_count(intake);
    uint64_t counts[DOUBT_KINDS] = {0};

    for (uint32_t i = 0; i < count; i++) {
        chiso_remark remark;

        if (is_doubt(intake, i, &remark) && (unsigned)remark.doubt < DOUBT_KINDS &&
            counts[remark.doubt]++ < DOUBTS_OF_A_KIND) {
            put_doubt(html, &remark);
        }
    }
    for (size_t kind = 0; kind < DOUBT_KINDS; kind++) {
        if (counts[kind] > DOUBTS_OF_A_KIND) {
            put_note(html, chiso__phrase(
                               html->canvas, CHISO__SAY_PAGE_MORE_DOUBTS,
                               CHISO__WORDS(chiso__say_count(counts[kind] - DOUBTS_OF_A_KIND))));
        }
    }
}

/* What was drawn, and how many ranks it would not move. */
static void put_robustness(struct chiso__html *html)
{
    struct chiso__canvas *const canvas = html->canvas;
    const chiso_robustness *const robustness = html->options.robustness;
    chiso_robust_summary summary = {0};

    if (!chiso__canvas_keep(canvas, chiso_robustness_summary(robustness, &summary))) {
        return;
    }
    put_note(html,
             chiso__joined(
                 canvas,
                 chiso__phrase(canvas, CHISO__SAY_PAGE_SENTENCE,
                               CHISO__WORDS(chiso__say_text(chiso__steady_text(canvas, &summary)))),
                 chiso__joined(canvas, chiso__drawn_text(canvas, robustness, &summary),
                               chiso__drawn_answers_text(canvas, robustness))));
}

void chiso__board_page_notes(struct chiso__board_page *page)
{
    struct chiso__html *const html = page->html;

    put_policy(page);
    put_units(page);
    put_steps(page);
    if (html->comparison != NULL) {
        put_comparison(page);
        put_other_criteria(html);
    }
    if (html->options.robustness != NULL) {
        put_robustness(html);
    }
    if (page->units > CHISO__MOST_DRAWN) {
        put_note(html, chiso__phrase(html->canvas, CHISO__SAY_PAGE_NOT_DRAWN,
                                     CHISO__WORDS(chiso__say_count(CHISO__MOST_DRAWN))));
    }
    put_doubts(html);
    chiso__html_raw(html, html->noted ? "</ul>\n" : "");
}
