/* The percents of units on criteria, their fifths, and what stands above them. */
#include "page/heat.h"

#include "base/sort.h"
#include "board/board.h"
#include "page/spoken.h"

enum { KEY_BOX = 220, KEY_HEIGHT = 120, HEAD_LINES = 6, HEAD_LINE = 130 };

static void read_texts(struct chiso__heat_figure *figure)
{
    struct chiso__canvas *const canvas = figure->canvas;

    for (size_t i = 0; i < figure->roll.count; i++) {
        for (uint32_t k = 0; k < figure->columns && figure->roll.lines[i].kind == CHISO__LINE_UNIT;
             k++) {
            struct chiso__heat_cell *const cell = chiso__heat_at(figure, i, k);
            char text[CHISO_FIGURE_TEXT_SIZE];

            if (cell->value != CHISO_ABSENT &&
                chiso__canvas_keep(
                    canvas, chiso_board_percent_text(figure->roll.board, figure->roll.lines[i].unit,
                                                     figure->nodes[k], figure->digits, canvas->mark,
                                                     text))) {
                cell->text = chiso__with_minus(canvas, text);
            }
        }
    }
}

/* The widest of the numbers. */
static chiso__tenth widest_text(const struct chiso__heat_figure *figure)
{
    static const struct chiso__face face = {11, false};
    chiso__tenth widest = 0;

    for (size_t i = 0; i < figure->roll.count * figure->columns; i++) {
        if (figure->cells[i].text != NULL) {
            const chiso__tenth width =
                chiso__text_width(chiso__span_of(figure->cells[i].text), face);

            widest = width > widest ? width : widest;
        }
    }
    return widest;
}

/* The cells of a column that are compared. */
struct column {
    const struct chiso__heat_figure *figure;
    uint32_t place;
};

static bool is_below(const void *context, uint32_t a, uint32_t b)
{
    const struct column *const column = context;

    return chiso__heat_at(column->figure, a, column->place)->value <
           chiso__heat_at(column->figure, b, column->place)->value;
}

/* Equals share a shade: that of the middle of their places. */
static void shade_column(struct chiso__heat_figure *figure, uint32_t place, uint32_t *ids,
                         uint32_t *scratch)
{
    const struct column column = {figure, place};
    uint32_t count = 0;

    for (size_t i = 0; i < figure->roll.count; i++) {
        if (figure->roll.lines[i].kind == CHISO__LINE_UNIT &&
            chiso__heat_at(figure, i, place)->value != CHISO_ABSENT) {
            ids[count++] = (uint32_t)i;
        }
    }
    chiso__sort_ids(ids, scratch, count, is_below, &column);
    for (uint32_t begin = 0, end = 0; begin < count; begin = end) {
        while (end < count && !is_below(&column, ids[begin], ids[end])) {
            end++;
        }
        for (uint32_t i = begin; i < end; i++) {
            struct chiso__heat_cell *const cell = chiso__heat_at(figure, ids[i], place);

            cell->below = begin + end;
            cell->shade =
                (uint8_t)((uint64_t)cell->below * CHISO__SHADES / ((uint64_t)count * 2) + 1);
            cell->shade = cell->shade > CHISO__SHADES ? CHISO__SHADES : cell->shade;
        }
    }
}

void chiso__heat_read(struct chiso__heat_figure *figure)
{
    struct chiso__canvas *const canvas = figure->canvas;
    const size_t count = figure->roll.count;
    uint32_t *const ids = chiso__canvas_room(canvas, count * 2, sizeof(*ids));

    figure->cells =
        count > SIZE_MAX / figure->columns
            ? NULL
            : chiso__canvas_room(canvas, count * figure->columns, sizeof(*figure->cells));
    if (ids == NULL || figure->cells == NULL) {
        chiso__canvas_keep(canvas, CHISO_E_MEMORY);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        for (uint32_t k = 0; k < figure->columns; k++) {
            chiso_result result = {.percent = CHISO_ABSENT};

            if (figure->roll.lines[i].kind == CHISO__LINE_UNIT) {
                chiso__canvas_keep(canvas, chiso_board_result(figure->roll.board,
                                                              figure->roll.lines[i].unit,
                                                              figure->nodes[k], &result));
            }
            chiso__heat_at(figure, i, k)->value = result.percent;
        }
    }
    for (uint32_t k = 0; k < figure->columns; k++) {
        shade_column(figure, k, ids, ids + count);
    }
    figure->digits = canvas->wide && figure->roll.digits > 0 ? 1 : 0;
    read_texts(figure);
    if (figure->digits > 0 && widest_text(figure) > figure->cell_width - 40) {
        figure->digits = 0;
        read_texts(figure);
    }
}

static void draw_key(struct chiso__heat_figure *figure)
{
    static const struct chiso__letters letters = {
        CHISO__INK_MUTED, CHISO__ANCHOR_START, {11, false}, false};
    struct chiso__canvas *const canvas = figure->canvas;

    chiso__draw_text(canvas, canvas->left, canvas->bottom + 120, &letters,
                     chiso__phrase(canvas, CHISO__SAY_CHART_FIFTHS, NULL));
    for (int i = 0; i < CHISO__SHADES; i++) {
        const struct chiso__style style = {(enum chiso__ink)(CHISO__INK_SHADE_1 + i),
                                           CHISO__INK_NONE, 0, NULL};

        chiso__draw_box(canvas, canvas->left + (chiso__tenth)i * KEY_BOX, canvas->bottom + 200,
                        KEY_BOX, KEY_HEIGHT, &style, NULL);
    }
}

static chiso__tenth key_width(const struct chiso__heat_figure *figure)
{
    const chiso__tenth boxes = (chiso__tenth)CHISO__SHADES * KEY_BOX;
    static const struct chiso__face face = {11, false};
    const chiso__tenth text = chiso__text_width(
        chiso__span_of(chiso__phrase(figure->canvas, CHISO__SAY_CHART_FIFTHS, NULL)), face);

    return (text > boxes ? text : boxes) + 60;
}

static const char *title_of_node(const struct chiso__heat_figure *figure, uint32_t column)
{
    const char *const title = chiso_node_title(figure->roll.board->tree, figure->nodes[column]);

    return *title != '\0' ? title
                          : chiso_node_code(figure->roll.board->tree, figure->nodes[column]);
}

/* Names above columns, their last lines on one height. */
static void draw_heads(struct chiso__heat_figure *figure, chiso__tenth bottom)
{
    static const struct chiso__letters letters = {
        CHISO__INK_TEXT, CHISO__ANCHOR_MIDDLE, {11, false}, false};
    struct chiso__canvas *const canvas = figure->canvas;
    const chiso__tenth width = figure->cell_width - 40;

    for (uint32_t k = 0; k < figure->columns; k++) {
        const chiso__tenth x =
            figure->cells_from + k * figure->cell_width + (figure->cell_width - 10) / 2;
        struct chiso__span rest = chiso__span_of(title_of_node(figure, k));
        struct chiso__span part;
        size_t lines = chiso__line_count(rest, letters.face, width);
        chiso__tenth middle = 0;

        lines = lines > HEAD_LINES ? HEAD_LINES : lines;
        middle = bottom - 80 - (chiso__tenth)(lines - 1) * HEAD_LINE;
        for (size_t i = 0; i < lines; i++, middle += HEAD_LINE) {
            const char *const behind = chiso__trim(rest).text;

            if (i + 1 == lines) {
                chiso__draw_cut(canvas, x, middle, &letters, behind, width);
            } else if (chiso__take_line(&rest, letters.face, width, &part)) {
                chiso__draw_span(canvas, x, middle, &letters, part, NULL);
            }
        }
    }
}

static chiso__tenth heads_height(const struct chiso__heat_figure *figure)
{
    static const struct chiso__face face = {11, false};
    size_t most = 1;

    for (uint32_t k = 0; k < figure->columns; k++) {
        const size_t lines = chiso__line_count(chiso__span_of(title_of_node(figure, k)), face,
                                               figure->cell_width - 40);

        most = lines > most ? lines : most;
    }
    most = most > HEAD_LINES ? HEAD_LINES : most;
    return (chiso__tenth)most * HEAD_LINE + 80;
}

/* Numbers above columns, and a list of what they stand for. */
static void draw_list(struct chiso__heat_figure *figure)
{
    enum { LINE = 150 };
    static const struct chiso__letters list = {
        CHISO__INK_MUTED, CHISO__ANCHOR_START, {11, false}, false};
    static const struct chiso__letters head = {
        CHISO__INK_TEXT, CHISO__ANCHOR_MIDDLE, {11, false}, false};
    struct chiso__canvas *const canvas = figure->canvas;

    draw_key(figure);
    canvas->bottom += 380;
    for (uint32_t k = 0; k < figure->columns; k++) {
        chiso__draw_cut(canvas, canvas->left, canvas->bottom + 80, &list,
                        chiso__phrase(canvas, CHISO__SAY_CHART_NUMBERED,
                                      CHISO__WORDS(chiso__say_count(k + 1),
                                                   chiso__say_text(title_of_node(figure, k)))),
                        canvas->right - canvas->left);
        canvas->bottom += LINE;
    }
    for (uint32_t k = 0; k < figure->columns; k++) {
        chiso__draw_text(
            canvas, figure->cells_from + k * figure->cell_width + (figure->cell_width - 10) / 2,
            canvas->bottom + 130, &head, chiso__count_label(canvas, k + 1));
    }
    canvas->bottom += 220;
}

/* What the unit that is spoken of stands highest and lowest on. */
static const char *title_of(struct chiso__heat_figure *figure)
{
    struct chiso__canvas *const canvas = figure->canvas;
    const chiso_unit unit = chiso__first_spoken(canvas, figure->roll.board);
    size_t line = 0;
    uint32_t best = UINT32_MAX;
    uint32_t worst = UINT32_MAX;

    while (line < figure->roll.count && (figure->roll.lines[line].kind != CHISO__LINE_UNIT ||
                                         figure->roll.lines[line].unit != unit)) {
        line++;
    }
    for (uint32_t k = 0; k < figure->columns && line < figure->roll.count; k++) {
        const struct chiso__heat_cell *const cell = chiso__heat_at(figure, line, k);

        if (cell->shade > 0) {
            best = best == UINT32_MAX || cell->below > chiso__heat_at(figure, line, best)->below
                       ? k
                       : best;
            worst = worst == UINT32_MAX || cell->below < chiso__heat_at(figure, line, worst)->below
                        ? k
                        : worst;
        }
    }
    if (best == worst) {
        return chiso__phrase(
            canvas, CHISO__SAY_CHART_BY_CRITERIA,
            CHISO__WORDS(chiso__say_text(chiso_tree_title(figure->roll.board->tree)),
                         chiso__say_count(figure->columns)));
    }
    return chiso__phrase(canvas, CHISO__SAY_CHART_STRONG_WEAK,
                         CHISO__WORDS(chiso__say_text(chiso_unit_name(figure->roll.board, unit)),
                                      chiso__say_text(title_of_node(figure, best)),
                                      chiso__say_text(title_of_node(figure, worst))));
}

void chiso__heat_head(struct chiso__heat_figure *figure)
{
    struct chiso__canvas *const canvas = figure->canvas;
    const char *caption = chiso__phrase(canvas, CHISO__SAY_CHART_HEAT, NULL);

    if (canvas->options.period != NULL) {
        caption = chiso__phrase(
            canvas, CHISO__SAY_CHART_IN_PERIOD,
            CHISO__WORDS(chiso__say_text(caption), chiso__say_text(canvas->options.period)));
    }
    chiso__ranking_tell(&figure->roll);
    chiso__frame_head(canvas, title_of(figure), caption);
    if (figure->numbered) {
        draw_list(figure);
    } else {
        const chiso__tenth height = heads_height(figure);

        draw_key(figure);
        /* The key stands beside the heads where it has room. */
        canvas->bottom += key_width(figure) > figure->cells_from - canvas->left ? 340 + height
                          : height > 340                                        ? height + 20
                                                                                : 360;
        draw_heads(figure, canvas->bottom);
    }
}
