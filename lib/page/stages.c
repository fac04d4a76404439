/* The stages of the period side by side: see stages.h. Points of a stage and what it gave or took
 * are rounded once, each of its own carried figure. */
#include "page/stages.h"
#include "page/spoken.h"

#include "board/board.h"
#include "compare/series.h"

enum { MOST_NAMES = 20 };

struct stages {
    struct chiso__html *html;
    const chiso_series *series;
    uint32_t count;
    uint32_t leaves;            /* of the tree */
    chiso_series_point *points; /* of the row at hand, and exactly */
    bool has_dash;
    bool has_dots;
    bool has_star;
};

static bool begin(struct stages *stages, struct chiso__html *html)
{
    *stages = (struct stages){.html = html, .series = html->options.stages};
    stages->count = stages->series == NULL ? 0 : chiso_series_count(stages->series);
    if (stages->count < 2) {
        return false;
    }
    stages->points = chiso__canvas_room(html->canvas, stages->count, sizeof(*stages->points));
    for (chiso_node node = CHISO_ROOT; node != CHISO_NO_NODE;
         node = chiso_node_next(html->tree, node)) {
        stages->leaves += chiso_node_is_leaf(html->tree, node) ? 1 : 0;
    }
    return stages->points != NULL;
}

/* Reads what a criterion of a unit has in every stage, with so many places. */
static void read_points(struct stages *stages, const char *unit, const char *code, int places)
{
    for (uint32_t i = 0; i < stages->count; i++) {
        chiso__canvas_keep(
            stages->html->canvas,
            chiso__series_read(stages->series, i, unit, code, places, &stages->points[i], NULL));
    }
}

/* How many leaves of a unit have other points in some stage. */
static uint32_t count_differing(struct stages *stages, const char *unit)
{
    const chiso_tree *const tree = stages->html->tree;
    uint32_t differing = 0;

    for (chiso_node node = CHISO_ROOT; node != CHISO_NO_NODE; node = chiso_node_next(tree, node)) {
        bool differs = false;

        if (!chiso_node_is_leaf(tree, node)) {
            continue;
        }
        read_points(stages, unit, chiso_node_code(tree, node), CHISO_DECIMAL_PLACES);
        for (uint32_t i = 1; i < stages->count; i++) {
            differs = differs || stages->points[i].achieved != stages->points[i - 1].achieved;
        }
        differing += differs ? 1 : 0;
    }
    return differing;
}

static chiso_decimal gain_of(struct stages *stages, uint32_t before, uint32_t now, const char *unit,
                             const char *code)
{
    struct chiso__html *const html = stages->html;
    chiso_series_difference difference = {.achieved = CHISO_ABSENT};

    chiso__canvas_keep(html->canvas, chiso__series_gained(stages->series, before, now, unit, code,
                                                          html->point_digits, &difference));
    return difference.achieved;
}

/* The points of a stage: a dash where there are none, three dots where they were not scored. */
static const char *points_text(struct stages *stages, uint32_t stage)
{
    const chiso_series_point *const point = &stages->points[stage];

    if (point->state == CHISO_STATE_MISSING) {
        stages->has_dots = true;
        return "\xE2\x80\xA6";
    }
    stages->has_dash = stages->has_dash || point->achieved == CHISO_ABSENT;
    return chiso__html_number(stages->html, point->achieved);
}

/* The points of a stage, with a star where the max is another one. */
static void put_points(struct stages *stages, uint32_t stage)
{
    struct chiso__html *const html = stages->html;
    const chiso_series_point *const point = &stages->points[stage];
    const bool has_points = point->achieved != CHISO_ABSENT && point->state != CHISO_STATE_MISSING;
    const bool is_other = chiso__series_is_max_changed(stages->points, stage);

    chiso__html_raw(html, has_points ? "<td class=\"r\"" : "<td class=\"r na\"");
    chiso__html_raw(html, " data-stage=\"");
    chiso__html_text(html, chiso_series_label(stages->series, stage));
    chiso__html_raw(html, "\">");
    chiso__html_text(html, points_text(stages, stage));
    chiso__html_raw(html, is_other ? "*</td>" : "</td>");
    stages->has_star = stages->has_star || is_other;
}

/* Whether what each stage gave or took stands beside it: of two, the difference is that. */
static bool tells_gains(const struct stages *stages)
{
    return stages->count > 2;
}

/* What a stage gave or took; nothing where it left the points as they were. */
static void put_gain(struct stages *stages, uint32_t stage, const char *unit, const char *code)
{
    struct chiso__html *const html = stages->html;
    const chiso_decimal gain = gain_of(stages, stage - 1, stage, unit, code);

    chiso__html_cell(html,
                     gain == CHISO_ABSENT ? "r"
                     : gain > 0           ? "r up"
                                          : "r dn",
                     "data-gain", chiso_series_label(stages->series, stage),
                     gain == CHISO_ABSENT || gain == 0
                         ? ""
                         : chiso__signed_label(html->canvas, gain, html->point_digits));
}

/* The stages of a row, and what the last gave or took beside the first. */
static void put_stages(struct stages *stages, const char *unit, const char *code)
{
    struct chiso__html *const html = stages->html;
    const chiso_decimal gain = gain_of(stages, 0, stages->count - 1, unit, code);

    read_points(stages, unit, code, html->point_digits);
    for (uint32_t i = 0; i < stages->count; i++) {
        put_points(stages, i);
        if (i > 0 && tells_gains(stages)) {
            put_gain(stages, i, unit, code);
        }
    }
    chiso__html_cell(html,
                     gain == CHISO_ABSENT || gain == 0 ? "r na"
                     : gain > 0                        ? "r up"
                                                       : "r dn",
                     "data-figure", "difference",
                     chiso__signed_label(html->canvas, gain, html->point_digits));
}

static void put_heads(struct stages *stages)
{
    struct chiso__html *const html = stages->html;

    for (uint32_t i = 0; i < stages->count; i++) {
        chiso__html_column(html, "r", chiso_series_label(stages->series, i), "");
        if (i > 0 && tells_gains(stages)) {
            chiso__html_column(html, "r k", "\xC2\xB1", "");
        }
    }
    chiso__html_column(html, "r", chiso__html_say(html, CHISO__SAY_PAGE_HEAD_DIFFERENCE), "");
}

static const char *note_of(const struct stages *stages)
{
    return chiso__html_say(stages->html, tells_gains(stages) ? CHISO__SAY_PAGE_STAGES_GAINS
                                                             : CHISO__SAY_PAGE_STAGES_TWO);
}

/* Marks are told below the table, since its caption stands before they are known. */
static void put_marks(struct stages *stages)
{
    struct chiso__html *const html = stages->html;
    struct chiso__canvas *const canvas = html->canvas;
    const char *marks = "";

    if (stages->has_star) {
        marks = chiso__html_say(html, CHISO__SAY_PAGE_STAGES_MAX);
    }
    if (stages->has_dash) {
        marks = chiso__joined(canvas, marks, chiso__html_say(html, CHISO__SAY_PAGE_DASH_TOLD));
    }
    if (stages->has_dots) {
        marks = chiso__joined(canvas, marks, chiso__html_say(html, CHISO__SAY_PAGE_DOTS_TOLD));
    }
    chiso__html_element(html, "p", "note", marks);
}

static void put_unit(struct stages *stages, chiso_unit unit)
{
    struct chiso__html *const html = stages->html;
    const char *const code = chiso_unit_code(html->board, unit);
    chiso_standing standing = {.place = {0}};
    const uint32_t differing = count_differing(stages, code);

    chiso__canvas_keep(html->canvas,
                       chiso_report_standing(html->report, unit, CHISO_ROOT, &standing));
    chiso__html_unit_row(html, unit, standing.place.rank > 0);
    chiso__html_cell(html, "r", "data-figure", "rank",
                     chiso__rank_label(html->canvas, standing.place, true));
    chiso__html_unit_name(html, unit);
    put_stages(stages, code, "");
    chiso__html_cell(html, "r", "data-figure", "differing",
                     chiso__count_label(html->canvas, differing));
    chiso__html_raw(html, "</tr>\n");
}

/* The units of a group, below the name of its block. */
static void put_group(struct stages *stages, const struct chiso__group *group)
{
    struct chiso__html *const html = stages->html;

    chiso__html_raw(html, "<tbody>\n");
    if (*group->name != '\0') {
        chiso__html_raw(html, "<tr class=\"band\"><th colspan=\"");
        chiso__put_count(&html->canvas->output,
                         4 + stages->count + (tells_gains(stages) ? stages->count - 1 : 0));
        chiso__html_raw(html, "\" scope=\"rowgroup\">");
        chiso__html_text(html, group->name);
        chiso__html_raw(html, "</th></tr>\n");
    }
    for (uint32_t i = 0; i < group->ranked_count + group->other_count; i++) {
        put_unit(stages, chiso__unit_at(group, i));
    }
    chiso__html_raw(html, "</tbody>\n");
}

/* Units that the last stage does not have. */
static void put_gone(struct stages *stages)
{
    struct chiso__html *const html = stages->html;
    struct chiso__canvas *const canvas = html->canvas;
    const uint32_t all = chiso_series_unit_count(stages->series);
    const uint32_t here = chiso_board_unit_count(html->board);
    chiso_series_unit *const units = chiso__canvas_room(canvas, all, sizeof(*units));
    struct chiso__names names = {"", 0};

    if (units == NULL ||
        !chiso__canvas_keep(canvas, chiso_series_units(stages->series, all, units, NULL))) {
        return;
    }
    for (uint32_t i = here; i < all; i++) {
        chiso__names_add(canvas, &names, units[i].name, MOST_NAMES);
    }
    if (names.count > 0) {
        chiso__html_element(html, "p", "note",
                            chiso__phrase(canvas, CHISO__SAY_PAGE_STAGES_GONE,
                                          CHISO__WORDS(chiso__say_text(
                                              chiso__names_text(canvas, &names, MOST_NAMES)))));
    }
}

void chiso__board_page_stages(struct chiso__board_page *page)
{
    struct chiso__html *const html = page->html;
    struct chiso__html_table look = {chiso__html_say(html, CHISO__SAY_PAGE_TABLE_STAGES), "", true};
    struct stages stages;

    if (!begin(&stages, html)) {
        return;
    }
    look.note = note_of(&stages);
    chiso__html_element(html, "h2", NULL, chiso__html_say(html, CHISO__SAY_PAGE_STAGES));
    chiso__html_table_begin(html, &look);
    chiso__html_column(html, "r k", chiso__html_say(html, CHISO__SAY_PAGE_HEAD_RANK), "");
    chiso__html_column(html, "s k", chiso__html_say(html, CHISO__SAY_PAGE_HEAD_UNIT), "");
    put_heads(&stages);
    chiso__html_column(html, "r", chiso__html_say(html, CHISO__SAY_PAGE_HEAD_DIFFERING),
                       chiso__phrase(html->canvas, CHISO__SAY_PAGE_OF_ALL,
                                     CHISO__WORDS(chiso__say_count(stages.leaves))));
    chiso__html_heads_end(html);
    for (uint32_t i = 0; i < page->group_count; i++) {
        put_group(&stages, &page->groups[i]);
    }
    chiso__html_table_end(html);
    put_marks(&stages);
    put_gone(&stages);
}

void chiso__unit_page_stages(struct chiso__unit_page *page)
{
    struct chiso__html *const html = page->html;
    const char *const unit = chiso_unit_code(html->board, page->unit);
    struct chiso__html_table look = {chiso__html_say(html, CHISO__SAY_PAGE_TABLE_STAGES), "",
                                     false};
    struct stages stages;

    if (!begin(&stages, html)) {
        return;
    }
    look.note =
        chiso__joined(html->canvas, note_of(&stages),
                      chiso__phrase(html->canvas, CHISO__SAY_PAGE_STAGES_DIFFER,
                                    CHISO__WORDS(chiso__say_count(count_differing(&stages, unit)),
                                                 chiso__say_count(stages.leaves))));
    chiso__html_element(html, "h2", NULL, chiso__html_say(html, CHISO__SAY_PAGE_STAGES));
    chiso__html_table_begin(html, &look);
    chiso__html_column(html, "k", chiso__html_say(html, CHISO__SAY_PAGE_HEAD_CODE), "");
    chiso__html_column(html, "s k", chiso__html_say(html, CHISO__SAY_PAGE_HEAD_CRITERION), "");
    put_heads(&stages);
    chiso__html_heads_end(html);
    chiso__html_raw(html, "<tbody>\n");
    for (chiso_node node = chiso_node_first_child(html->tree, CHISO_ROOT); node != CHISO_NO_NODE;
         node = chiso_node_next(html->tree, node)) {
        chiso__html_node_row(html, node);
        put_stages(&stages, unit, chiso_node_code(html->tree, node));
        chiso__html_raw(html, "</tr>\n");
    }
    chiso__html_raw(html, "</tbody>\n<tfoot><tr data-code=\"\"><td></td>");
    chiso__html_row_name(html, chiso__html_say(html, CHISO__SAY_TOTAL));
    put_stages(&stages, unit, "");
    chiso__html_raw(html, "</tr></tfoot>\n");
    chiso__html_table_end(html);
    put_marks(&stages);
}
