/* Units by main criteria: the percent as a number on a shade. */
#include "page/heat.h"

#include "board/board.h"
#include "page/rows_of.h"
#include "page/spoken.h"

enum {
    LEAST_CELL = 280, /* room for a number */
    LEAST_NARROW_CELL = 235,
    LEAST_HEAD = 450, /* room for words above a column */
    WIDE_ROW = 145,
    NARROW_ROW = 160,
    BLOCK_ROW = 240,
    MOST_WORDED = 64
};

static const struct chiso__face name_face = {11, true};

/* Finds what names and ranks take. */
static chiso__tenth measure_names(struct chiso__heat_figure *figure)
{
    struct chiso__canvas *const canvas = figure->canvas;
    chiso__tenth names = 0;
    chiso__tenth ranks = 0;

    for (size_t i = 0; i < figure->roll.count; i++) {
        const struct chiso__ranked_line *const line = &figure->roll.lines[i];

        if (line->kind == CHISO__LINE_UNIT) {
            const chiso__tenth name = chiso__text_width(
                chiso__span_of(chiso_unit_name(figure->roll.board, line->unit)), name_face);
            const chiso__tenth rank = chiso__text_width(
                chiso__span_of(chiso__rank_label(canvas, line->standing.place, true)), name_face);

            names = name > names ? name : names;
            ranks = rank > ranks ? rank : ranks;
        }
    }
    figure->roll.ranks_end = canvas->left + ranks;
    return names;
}

/* Columns for as many criteria as have room beside names of a width. */
static void fit_columns(struct chiso__heat_figure *figure, chiso__tenth names)
{
    const chiso__tenth least = figure->canvas->wide ? LEAST_CELL : LEAST_NARROW_CELL;

    figure->names_end = figure->roll.ranks_end + 60 + names;
    figure->cells_from = figure->names_end + 100;
    figure->columns = (uint32_t)((figure->canvas->right - figure->cells_from) / least);
    if (figure->columns > figure->all_columns) {
        figure->columns = figure->all_columns;
    }
}

/* What names may take: a third, or more where the criteria are few. */
static chiso__tenth most_for_names(const struct chiso__heat_figure *figure)
{
    const struct chiso__canvas *const canvas = figure->canvas;
    const chiso__tenth third = canvas->width * 34 / 100;
    const chiso__tenth most = canvas->width * 55 / 100;
    const chiso__tenth others = figure->all_columns < MOST_WORDED
                                    ? (chiso__tenth)figure->all_columns * LEAST_HEAD
                                    : canvas->width;
    const chiso__tenth free_room = canvas->right - figure->roll.ranks_end - 160 - others;

    return free_room > most ? most : free_room > third ? free_room : third;
}

/* A child of the root that is no bonus, from this one on: a bonus is no part of any max and has no
 * percent that says how much of it there is. */
static chiso_node next_criterion(const chiso_tree *tree, chiso_node node)
{
    while (node != CHISO_NO_NODE && chiso_node_kind(tree, node) == CHISO_KIND_BONUS) {
        node = chiso_node_next_sibling(tree, node);
    }
    return node;
}

static uint32_t count_criteria(const chiso_tree *tree)
{
    chiso_node node = next_criterion(tree, chiso_node_first_child(tree, CHISO_ROOT));
    uint32_t count = 0;

    for (; node != CHISO_NO_NODE; count++) {
        node = next_criterion(tree, chiso_node_next_sibling(tree, node));
    }
    return count;
}

static bool lay_columns(struct chiso__heat_figure *figure)
{
    struct chiso__canvas *const canvas = figure->canvas;
    const chiso_tree *const tree = figure->roll.board->tree;
    const chiso__tenth least = canvas->width * 26 / 100;
    const chiso__tenth names = measure_names(figure);
    const chiso__tenth most = most_for_names(figure);
    chiso_node node = next_criterion(tree, chiso_node_first_child(tree, CHISO_ROOT));

    fit_columns(figure, names > most ? most : names);
    if (figure->columns < figure->all_columns && names > least) {
        fit_columns(figure, least);
    }
    if (figure->columns == 0) {
        return false;
    }
    figure->cell_width = (canvas->right - figure->cells_from) / figure->columns;
    figure->numbered = figure->cell_width < LEAST_HEAD || !canvas->wide;
    figure->nodes = chiso__canvas_room(canvas, figure->columns, sizeof(*figure->nodes));
    for (uint32_t i = 0; i < figure->columns && figure->nodes != NULL; i++) {
        figure->nodes[i] = node;
        node = next_criterion(tree, chiso_node_next_sibling(tree, node));
    }
    return figure->nodes != NULL;
}

/* The grounds of cells, shade by shade, and then their numbers: what repeats is said once. */
static void draw_shade(struct chiso__heat_figure *figure, int shade)
{
    static const struct chiso__style plain = {CHISO__INK_NONE, CHISO__INK_NONE, 0, NULL};
    struct chiso__canvas *const canvas = figure->canvas;
    const enum chiso__ink ground =
        shade == 0 ? CHISO__INK_TINT : (enum chiso__ink)(CHISO__INK_SHADE_1 + shade - 1);

    chiso__group_filled(canvas, ground);
    for (size_t i = 0; i < figure->roll.count; i++) {
        const struct chiso__ranked_line *const line = &figure->roll.lines[i];

        for (uint32_t k = 0; k < figure->columns && line->kind == CHISO__LINE_UNIT; k++) {
            const struct chiso__heat_cell *const cell = chiso__heat_at(figure, i, k);

            if (cell->shade == shade) {
                chiso__draw_box(canvas, figure->cells_from + k * figure->cell_width, line->row.top,
                                figure->cell_width - 10, line->row.height - 10, &plain, NULL);
            }
        }
    }
    chiso__group_end(canvas);
}

static void draw_numbers(struct chiso__heat_figure *figure, int shade)
{
    struct chiso__canvas *const canvas = figure->canvas;
    const struct chiso__letters letters = {
        shade == 0 ? CHISO__INK_MUTED : (enum chiso__ink)(CHISO__INK_ON_1 + shade - 1),
        CHISO__ANCHOR_MIDDLE,
        {11, false},
        false};
    const struct chiso__letters inherited = {
        CHISO__INK_NONE, CHISO__ANCHOR_MIDDLE, {11, false}, false};

    chiso__group_lettered(canvas, &letters);
    for (size_t i = 0; i < figure->roll.count; i++) {
        const struct chiso__ranked_line *const line = &figure->roll.lines[i];

        for (uint32_t k = 0; k < figure->columns && line->kind == CHISO__LINE_UNIT; k++) {
            const struct chiso__heat_cell *const cell = chiso__heat_at(figure, i, k);
            const char *const text = cell->text == NULL ? "\xE2\x80\x93" : cell->text;
            const struct chiso__facts facts = {
                .unit = chiso_unit_code(figure->roll.board, line->unit),
                .code = chiso_node_code(figure->roll.board->tree, figure->nodes[k]),
                .value = cell->text};

            if (cell->shade == shade) {
                chiso__draw_span(canvas,
                                 figure->cells_from + k * figure->cell_width +
                                     (figure->cell_width - 10) / 2,
                                 line->row.middle - 5, &inherited, chiso__span_of(text),
                                 cell->text == NULL ? NULL : &facts);
            }
        }
    }
    chiso__group_end(canvas);
}

static void draw_names(struct chiso__heat_figure *figure)
{
    static const struct chiso__letters block = {
        CHISO__INK_TEXT, CHISO__ANCHOR_START, {12, true}, false};
    static const struct chiso__style frame = {CHISO__INK_NONE, CHISO__INK_RISE, 20, NULL};
    struct chiso__canvas *const canvas = figure->canvas;
    const chiso__tenth width = figure->names_end - figure->roll.ranks_end - 60;

    for (size_t i = 0; i < figure->roll.count; i++) {
        const struct chiso__ranked_line *const line = &figure->roll.lines[i];
        const enum chiso__ink ink = line->spoken_of ? CHISO__INK_RISE : CHISO__INK_TEXT;
        const struct chiso__letters name = {ink, CHISO__ANCHOR_START, {11, line->spoken_of}, false};
        const struct chiso__letters rank = {line->spoken_of ? CHISO__INK_RISE : CHISO__INK_MUTED,
                                            CHISO__ANCHOR_END,
                                            {11, line->spoken_of},
                                            false};

        if (line->kind == CHISO__LINE_BLOCK) {
            chiso__draw_cut(canvas, canvas->left, line->row.middle + 20, &block,
                            chiso_board_block(figure->roll.board, line->block),
                            canvas->right - canvas->left);
            continue;
        }
        chiso__draw_text(canvas, figure->roll.ranks_end, line->row.middle, &rank,
                         chiso__rank_label(canvas, line->standing.place, true));
        chiso__draw_cut(canvas, figure->roll.ranks_end + 60, line->row.middle, &name,
                        chiso_unit_name(figure->roll.board, line->unit), width);
        if (line->spoken_of) {
            chiso__draw_box(canvas, figure->cells_from - 10, line->row.top - 10,
                            figure->columns * figure->cell_width + 10, line->row.height + 10,
                            &frame, NULL);
        }
    }
}

static void lay_rows(struct chiso__heat_figure *figure)
{
    chiso__tenth top = figure->canvas->bottom;

    for (size_t i = 0; i < figure->roll.count; i++) {
        struct chiso__ranked_line *const line = &figure->roll.lines[i];
        const chiso__tenth height = line->kind == CHISO__LINE_BLOCK ? BLOCK_ROW
                                    : figure->canvas->wide          ? WIDE_ROW
                                                                    : NARROW_ROW;

        line->row = (struct chiso__strip){top, top + height / 2, height};
        top += height;
    }
    figure->canvas->bottom = top;
}

static chiso_status draw(struct chiso__canvas *canvas, const chiso_report *report,
                         chiso_error *error)
{
    struct chiso__heat_figure figure = {
        .roll = {.canvas = canvas, .report = report, .board = chiso_report_board(report)},
        .canvas = canvas,
    };
    chiso_status status = CHISO_OK;

    figure.roll.digits = chiso_tree_digits(figure.roll.board->tree);
    figure.all_columns = count_criteria(figure.roll.board->tree);
    status = chiso__ranking_read(&figure.roll, error);
    if (status != CHISO_OK || canvas->status != CHISO_OK) {
        return status;
    }
    if (!lay_columns(&figure)) {
        return canvas->status != CHISO_OK
                   ? CHISO_OK
                   : chiso__fail(error, CHISO_E_EMPTY, CHISO__SAY_CHART_NO_CRITERIA, NULL);
    }
    chiso__heat_read(&figure);
    if (canvas->status == CHISO_OK) {
        chiso__heat_head(&figure);
        lay_rows(&figure);
        for (int shade = 0; shade <= CHISO__SHADES; shade++) {
            draw_shade(&figure, shade);
        }
        for (int shade = 0; shade <= CHISO__SHADES; shade++) {
            draw_numbers(&figure, shade);
        }
        draw_names(&figure);
        canvas->bottom += 50;
        if (figure.columns < figure.all_columns) {
            chiso__frame_note(canvas,
                              chiso__phrase(canvas, CHISO__SAY_CHART_SOME_CRITERIA,
                                            CHISO__WORDS(chiso__say_count(figure.columns),
                                                         chiso__say_count(figure.all_columns))));
        }
        figure.roll.dots = true;
        canvas->bottom -= 50;
        chiso__ranking_notes(&figure.roll);
        chiso__frame_source(canvas);
    }
    return status;
}

chiso_status chiso_chart_heat(const chiso_report *report, const chiso_chart_options *options,
                              const chiso_sink *sink, chiso_error *error)
{
    struct chiso__canvas canvas;
    const chiso_status status = chiso__report_canvas(&canvas, report, options, sink, error);

    return status == CHISO_OK
               ? chiso__canvas_end(&canvas, draw(&canvas, report, error), sink, error)
               : status;
}
