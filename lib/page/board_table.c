/* The table of a group of units: rank, percent, band, change, points of the main criteria, and the
 * means below. */
#include "page/board_page.h"
#include "page/certainty.h"
#include "page/page_words.h"
#include "page/rows_of.h"
#include "page/spoken.h"

#include "board/board.h"
#include "number/shown.h"
#include "rank/block.h"
#include "score/result.h"

#include <string.h>

/* The points of a unit on a criterion. */
struct cell {
    const char *text;
    chiso_decimal value; /* absent where the unit takes no part in what is best */
    bool best;
};

struct table {
    struct chiso__board_page *page;
    struct chiso__html *html;
    const struct chiso__group *group;
    struct cell *cells; /* a row a unit, those with a rank first */
    bool tells_block;
    bool tells_band; /* in a column; else as rows */
    bool one_max;
    bool has_dash;
    bool has_dots;
    uint32_t columns;
};

chiso_decimal chiso__mean_points(struct chiso__html *html, chiso_node node,
                                 const struct chiso__group *group)
{
    const chiso_board *const board = html->board;
    struct chiso__carried mean = {0, 0};
    struct chiso__total sum = {0, 0};
    uint32_t count = 0;
    bool fits = true;

    /* A bonus is for some: its mean would be one of those that have it. */
    if (chiso_node_kind(board->tree, node) == CHISO_KIND_BONUS) {
        return CHISO_ABSENT;
    }
    for (uint32_t i = 0; i < group->ranked_count + group->other_count; i++) {
        const chiso_unit unit = chiso__unit_at(group, i);
        struct chiso__carried_ratio ratio;

        if (chiso__belongs(board, unit, CHISO_ALL_BLOCKS) &&
            chiso__ratio_of(&board->rows, unit, node, &ratio)) {
            fits = chiso__total_add(&sum, ratio.achieved) && fits;
            count++;
        }
    }
    if (count == 0 || !fits || !chiso__total_over(sum, count, &mean)) {
        return CHISO_ABSENT;
    }
    return chiso__publish_places(board->tree, mean,
                                 chiso__carried_of(chiso_node_max(board->tree, node)),
                                 html->point_digits);
}

static void read_cell(struct table *table, uint32_t row, uint32_t column)
{
    struct chiso__html *const html = table->html;
    struct cell *const cell = &table->cells[(size_t)row * table->page->node_count + column];
    const chiso_unit unit = chiso__unit_at(table->group, row);
    const chiso_node node = table->page->nodes[column];
    chiso_result result = {.achieved = CHISO_ABSENT, .state = CHISO_STATE_NOT_APPLICABLE};

    chiso__canvas_keep(html->canvas, chiso_board_result(html->board, unit, node, &result));
    cell->text = chiso__html_points(html, unit, node, &result);
    cell->value = result.state == CHISO_STATE_SCORED && row < table->group->ranked_count
                      ? result.achieved
                      : CHISO_ABSENT;
    table->has_dots = table->has_dots || result.state == CHISO_STATE_MISSING;
    table->has_dash =
        table->has_dash || (result.state != CHISO_STATE_MISSING && result.achieved == CHISO_ABSENT);
}

/* Marks what prints the best points of a column, unless all print the same. */
static void find_best(struct table *table, uint32_t column)
{
    const uint32_t step = table->page->node_count;
    const bool lowest = chiso_tree_is_lowest_first(table->html->tree);
    const struct cell *best = NULL;
    bool differs = false;

    for (uint32_t row = 0; row < table->group->ranked_count; row++) {
        const struct cell *const cell = &table->cells[(size_t)row * step + column];

        if (cell->value == CHISO_ABSENT) {
            continue;
        }
        differs = differs || (best != NULL && strcmp(best->text, cell->text) != 0);
        if (best == NULL || (lowest ? cell->value < best->value : cell->value > best->value)) {
            best = cell;
        }
    }
    for (uint32_t row = 0; row < table->group->ranked_count && differs; row++) {
        struct cell *const cell = &table->cells[(size_t)row * step + column];

        cell->best = cell->value != CHISO_ABSENT && strcmp(cell->text, best->text) == 0;
    }
}

static bool read_cells(struct table *table)
{
    const struct chiso__group *const group = table->group;
    const uint32_t rows = group->ranked_count + group->other_count;
    const uint32_t columns = table->page->node_count;

    table->cells = (size_t)rows > SIZE_MAX / (columns + 1)
                       ? NULL
                       : chiso__canvas_room(table->html->canvas, (size_t)rows * columns + 1,
                                            sizeof(*table->cells));
    for (uint32_t row = 0; row < rows && table->cells != NULL; row++) {
        for (uint32_t column = 0; column < columns; column++) {
            read_cell(table, row, column);
        }
    }
    for (uint32_t column = 0; column < columns && table->cells != NULL; column++) {
        find_best(table, column);
    }
    return table->cells != NULL;
}

/* Whether all criteria that have a max have the same. */
static bool have_one_max(const struct chiso__board_page *page)
{
    for (uint32_t i = 1; i < page->node_count; i++) {
        if (chiso_node_max(page->html->tree, page->nodes[i]) !=
            chiso_node_max(page->html->tree, page->nodes[0])) {
            return false;
        }
    }
    return page->node_count > 0;
}

static const char *note_of(struct table *table)
{
    struct chiso__html *const html = table->html;
    struct chiso__canvas *const canvas = html->canvas;
    const char *note = "";

    if (table->one_max) {
        note = chiso__phrase(canvas, CHISO__SAY_PAGE_EACH_MAX,
                             CHISO__WORDS(chiso__say_text(chiso__number_label(
                                 canvas, chiso_node_max(html->tree, table->page->nodes[0]), -1))));
    }
    if (table->page->node_count > 0) {
        note = chiso__joined(canvas, note,
                             chiso__html_say(html, chiso_tree_is_lowest_first(html->tree)
                                                       ? CHISO__SAY_PAGE_LEAST_MARKED
                                                       : CHISO__SAY_PAGE_BEST_MARKED));
    }
    if (html->comparison != NULL) {
        note = chiso__joined(canvas, note,
                             chiso__phrase(canvas, CHISO__SAY_PAGE_PLACES_TOLD,
                                           CHISO__WORDS(chiso__say_text(chiso__before_of(html)))));
    }
    if (html->options.robustness != NULL) {
        const struct chiso__span_of_ranks span = chiso__ranks_span(html->options.robustness);

        note = chiso__joined(
            canvas, note,
            chiso__phrase(canvas, CHISO__SAY_PAGE_RANKS_TOLD,
                          CHISO__WORDS(chiso__say_text(chiso__ranks_span_label(canvas, span)),
                                       chiso__say_text(chiso__ranks_within_label(canvas, span)))));
    }
    if (table->has_dash) {
        note = chiso__joined(canvas, note, chiso__html_say(html, CHISO__SAY_PAGE_DASH_TOLD));
    }
    return table->has_dots
               ? chiso__joined(canvas, note, chiso__html_say(html, CHISO__SAY_PAGE_DOTS_TOLD))
               : note;
}

static void put_heads(struct table *table)
{
    struct chiso__html *const html = table->html;

    chiso__html_column(html, "r k", chiso__html_say(html, CHISO__SAY_PAGE_HEAD_RANK), "");
    chiso__html_column(html, "s k", chiso__html_say(html, CHISO__SAY_PAGE_HEAD_UNIT), "");
    if (table->tells_block) {
        chiso__html_column(html, "k", chiso__html_say(html, CHISO__SAY_PAGE_HEAD_BLOCK), "");
    }
    chiso__html_column(html, "r k", chiso__html_say(html, CHISO__SAY_PAGE_HEAD_PERCENT), "");
    if (html->options.robustness != NULL) {
        chiso__html_column(
            html, "r k iv",
            chiso__phrase(html->canvas, CHISO__SAY_PAGE_HEAD_RANKS,
                          CHISO__WORDS(chiso__say_text(chiso__ranks_span_label(
                              html->canvas, chiso__ranks_span(html->options.robustness))))),
            "");
    }
    if (table->tells_band) {
        chiso__html_column(html, "k", chiso__html_say(html, CHISO__SAY_PAGE_HEAD_BAND), "");
    }
    chiso__html_change_heads(html);
    for (uint32_t i = 0; i < table->page->node_count; i++) {
        const chiso_node node = table->page->nodes[i];

        chiso__html_column(
            html, "r", chiso__criterion_name(html->tree, node),
            table->one_max || chiso_node_kind(html->tree, node) == CHISO_KIND_BONUS
                ? ""
                : chiso__phrase(html->canvas, CHISO__SAY_PAGE_MAX,
                                CHISO__WORDS(chiso__say_text(chiso__number_label(
                                    html->canvas, chiso_node_max(html->tree, node), -1)))));
    }
    chiso__html_heads_end(html);
}

static void put_points(struct table *table, uint32_t row)
{
    const uint32_t columns = table->page->node_count;

    for (uint32_t i = 0; i < columns; i++) {
        const struct cell *const cell = &table->cells[(size_t)row * columns + i];

        chiso__html_cell(table->html,
                         cell->best ? "r b"
                         : cell->value == CHISO_ABSENT && (unsigned char)cell->text[0] == 0xE2 &&
                                 (unsigned char)cell->text[1] == 0x80
                             ? "r na"
                             : "r",
                         "data-code", chiso_node_code(table->html->tree, table->page->nodes[i]),
                         cell->text);
    }
}

/* Between which ranks a unit lies over draws, where there are any. */
static void put_interval(struct chiso__html *html, chiso_unit unit)
{
    const chiso_robustness *const robustness = html->options.robustness;
    chiso_decimal low = CHISO_ABSENT;
    chiso_decimal high = CHISO_ABSENT;

    if (robustness == NULL) {
        return;
    }
    chiso__canvas_keep(
        html->canvas,
        chiso__ranks_interval(robustness, unit, chiso__ranks_span(robustness), &low, &high));
    chiso__html_cell(html, low == CHISO_ABSENT ? "r na" : "r", "data-figure", "ranks",
                     chiso__ranks_label(html->canvas, low, high));
}

static void put_row(struct table *table, uint32_t row, const chiso_standing *standing)
{
    struct chiso__html *const html = table->html;
    const chiso_unit unit = chiso__unit_at(table->group, row);
    const char *const rank = chiso__rank_label(html->canvas, standing->place, true);
    chiso_change change = {.percent = CHISO_ABSENT, .rank = CHISO_ABSENT};

    chiso__html_unit_row(html, unit, standing->place.rank > 0);
    chiso__html_cell(html, "r", "data-figure", "rank", rank);
    chiso__html_unit_name(html, unit);
    if (table->tells_block) {
        chiso__html_cell(html, "", NULL, NULL,
                         chiso_board_block(html->board, chiso_unit_block(html->board, unit)));
    }
    chiso__html_cell(html, standing->result.percent == CHISO_ABSENT ? "r na" : "r tot",
                     "data-figure", "percent",
                     chiso__number_label(html->canvas, standing->result.percent, html->digits));
    put_interval(html, unit);
    if (table->tells_band) {
        chiso__html_cell(html, "bd", "data-figure", "band",
                         standing->band == CHISO_NO_BAND
                             ? "\xE2\x80\x93"
                             : chiso_bands_name(html->bands, standing->band));
    }
    if (html->comparison != NULL) {
        chiso__canvas_keep(html->canvas,
                           chiso_comparison_change(html->comparison, unit, CHISO_ROOT, &change));
        chiso__html_change(html, change.percent, html->change_digits);
        chiso__html_places(html, change.rank);
    }
    put_points(table, row);
    chiso__html_raw(html, "</tr>\n");
}

/* The row that names a band, or those without a rank, and says how many they are. */
static void put_band(struct table *table, const char *name, const char *bound, uint32_t count)
{
    struct chiso__html *const html = table->html;
    const char *const units = chiso__units_text(html, count);

    chiso__html_raw(html, "<tr class=\"band\"><th colspan=\"");
    chiso__put_count(&html->canvas->output, table->columns);
    chiso__html_raw(html, "\" scope=\"rowgroup\">");
    chiso__html_text(html, name);
    chiso__html_raw(html, " <span>");
    chiso__html_text(html, *bound == '\0' ? units
                                          : chiso__phrase(html->canvas, CHISO__SAY_CHART_AND_NAME,
                                                          CHISO__WORDS(chiso__say_text(bound),
                                                                       chiso__say_text(units))));
    chiso__html_raw(html, "</span></th></tr>\n");
}

static void put_band_of(struct table *table, uint32_t band, uint32_t count)
{
    struct chiso__html *const html = table->html;
    const chiso_bands *const bands = html->bands;

    if (band == CHISO_NO_BAND) {
        put_band(table, chiso__html_say(html, CHISO__SAY_PAGE_NO_BAND), "", count);
    } else {
        put_band(table, chiso_bands_name(bands, band),
                 chiso__phrase(html->canvas, CHISO__SAY_CHART_FROM,
                               CHISO__WORDS(chiso__say_text(chiso__percent_label(
                                   html->canvas, chiso_bands_from(bands, band), -1)))),
                 count);
    }
}

static chiso_standing standing_of(struct table *table, uint32_t row)
{
    chiso_standing standing = {.band = CHISO_NO_BAND};

    chiso__canvas_keep(table->html->canvas,
                       chiso_report_standing(table->html->report, chiso__unit_at(table->group, row),
                                             CHISO_ROOT, &standing));
    return standing;
}

/* How many units from a row on are in its band. */
static uint32_t run_from(struct table *table, uint32_t row, uint32_t band)
{
    uint32_t end = row + 1;

    while (end < table->group->ranked_count && standing_of(table, end).band == band) {
        end++;
    }
    return end - row;
}

static void put_body(struct table *table)
{
    const struct chiso__group *const group = table->group;
    const uint32_t rows = group->ranked_count + group->other_count;
    const bool by_band = table->html->bands != NULL && !table->tells_band;
    uint32_t run = 0;

    for (uint32_t row = 0; row < rows; row++) {
        const chiso_standing standing = standing_of(table, row);

        if (row == group->ranked_count) {
            chiso__html_raw(table->html, row > 0 ? "</tbody>\n<tbody>\n" : "<tbody>\n");
            put_band(table, chiso__html_say(table->html, CHISO__SAY_PAGE_UNRANKED), "",
                     group->other_count);
        } else if (row == 0 || (by_band && run == 0 && row < group->ranked_count)) {
            chiso__html_raw(table->html, row > 0 ? "</tbody>\n<tbody>\n" : "<tbody>\n");
            if (by_band) {
                run = run_from(table, row, standing.band);
                put_band_of(table, standing.band, run);
            }
        }
        run -= run > 0;
        put_row(table, row, &standing);
    }
    chiso__html_raw(table->html, "</tbody>\n");
}

/* The means. */
static void put_foot(struct table *table)
{
    struct chiso__html *const html = table->html;
    const struct chiso__group *const group = table->group;

    if (group->summary.units == 0) {
        return;
    }
    chiso__html_raw(html, "<tfoot><tr><td></td>");
    chiso__html_row_name(html, chiso__html_say(html, CHISO__SAY_PAGE_MEAN));
    chiso__html_raw(html, table->tells_block ? "<td></td>" : "");
    chiso__html_cell(html, "r", "data-figure", "percent",
                     chiso__number_label(html->canvas, group->summary.mean, html->digits));
    chiso__html_raw(html, html->options.robustness != NULL ? "<td></td>" : "");
    chiso__html_raw(html, table->tells_band ? "<td></td>" : "");
    if (html->comparison != NULL) {
        chiso__html_change(html, group->change.mean, html->change_digits);
        chiso__html_raw(html, "<td></td>");
    }
    for (uint32_t i = 0; i < table->page->node_count; i++) {
        const chiso_node node = table->page->nodes[i];

        chiso__html_cell(html, "r", "data-code", chiso_node_code(html->tree, node),
                         chiso__html_number(html, chiso__mean_points(html, node, group)));
    }
    chiso__html_raw(html, "</tr></tfoot>\n");
}

void chiso__board_page_table(struct chiso__board_page *page, const struct chiso__group *group)
{
    struct chiso__html *const html = page->html;
    struct table table = {
        .page = page,
        .html = html,
        .group = group,
        .tells_block = !page->in_blocks && chiso_board_block_count(html->board) > 1,
        .tells_band = html->bands != NULL && page->in_blocks,
        .one_max = have_one_max(page),
    };
    struct chiso__html_table look = {.wide = true};
    const char *const caption = chiso__html_say(html, CHISO__SAY_PAGE_TABLE_BOARD);

    table.columns = 3 + page->node_count + (table.tells_block ? 1 : 0) +
                    (table.tells_band ? 1 : 0) + (html->options.robustness != NULL ? 1 : 0) +
                    (html->comparison != NULL ? 2 : 0);
    if (!read_cells(&table)) {
        return;
    }
    look.note = note_of(&table);
    look.caption =
        *group->name == '\0'
            ? caption
            : chiso__phrase(html->canvas, CHISO__SAY_PAGE_IN,
                            CHISO__WORDS(chiso__say_text(group->name), chiso__say_text(caption)));
    chiso__html_table_begin(html, &look);
    put_heads(&table);
    put_body(&table);
    put_foot(&table);
    chiso__html_table_end(html);
}
