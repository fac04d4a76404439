/* The marks of the figure of ranks over draws. */
#include "page/certainty_figure.h"
#include "page/spoken.h"
#include "robustness/robustness.h"

enum { NAMES_SHOWN = 5, BEYOND = 40, LOW_ROW = 200 };

/* The lines of the axis behind the rows of each group, and their labels above all. */
static void draw_axis(struct chiso__certainty *figure)
{
    static const struct chiso__style grid = {CHISO__INK_NONE, CHISO__INK_GRID, 10, NULL};
    static const struct chiso__letters letters = {
        CHISO__INK_MUTED, CHISO__ANCHOR_MIDDLE, {12, false}, false};
    struct chiso__canvas *const canvas = figure->canvas;
    const chiso__tenth middle = figure->lines[0].row.top - 90;

    for (size_t i = 0; i < figure->tick_count; i++) {
        chiso__draw_text(canvas, chiso__axis_at(&figure->axis, figure->ticks[i]), middle, &letters,
                         chiso__sure_tick(figure, i));
    }
    chiso__draw_text(canvas, canvas->right, middle, &chiso__muted_letters,
                     chiso__ranks_span_label(canvas, figure->span));
    chiso__path_begin(canvas, &grid);
    for (size_t i = 0, end = 0; i < figure->count; i = end) {
        const bool is_head = figure->lines[i].unit == CHISO_NO_UNIT;

        end = i + 1;
        while (!is_head && end < figure->count && figure->lines[end].unit != CHISO_NO_UNIT) {
            end++;
        }
        for (size_t k = 0; k < figure->tick_count && !is_head; k++) {
            const struct chiso__strip *const last = &figure->lines[end - 1].row;
            const chiso__tenth x = chiso__axis_at(&figure->axis, figure->ticks[k]);

            chiso__path_point(canvas, true, x, figure->lines[i].row.top);
            chiso__path_point(canvas, false, x, last->top + last->height);
        }
    }
    chiso__path_end(canvas);
}

/* Interval, middle half and median, and the rank as it stands upon them. */
static void draw_marks(struct chiso__certainty *figure, const struct chiso__sure_line *line)
{
    struct chiso__canvas *const canvas = figure->canvas;
    const bool low_rows = figure->rows.height < LOW_ROW;
    const bool is_small = low_rows || !canvas->wide;
    const chiso__tenth y = line->row.middle;
    const chiso__tenth half = low_rows ? 60 : 80;
    const chiso__tenth tick = low_rows ? 65 : 90;
    const enum chiso__ink ink = line->spoken_of ? CHISO__INK_RISE : CHISO__INK_DOT;
    const struct chiso__style thin = {CHISO__INK_NONE, ink, 20, NULL};
    const struct chiso__style thick = {CHISO__INK_NONE, ink, half, NULL};
    const struct chiso__style median = {CHISO__INK_NONE, CHISO__INK_REFERENCE, 20, NULL};
    const struct chiso__style disc = {line->spoken_of ? CHISO__INK_RISE : CHISO__INK_REFERENCE,
                                      CHISO__INK_GROUND, is_small ? 10 : 15, NULL};
    const struct chiso__facts facts = {
        .unit = chiso_unit_code(figure->board, line->unit),
        .period = canvas->options.period,
        .rank = chiso__sure_number(figure, line->own.rank),
        .low = line->own.draws > 0 ? chiso__sure_number(figure, line->low) : NULL,
        .median = line->own.draws > 0 ? chiso__sure_number(figure, line->own.median) : NULL,
        .high = line->own.draws > 0 ? chiso__sure_number(figure, line->high) : NULL};

    if (line->own.draws > 0) {
        const chiso__tenth x = chiso__axis_at(&figure->axis, line->own.median);

        chiso__draw_rule(canvas, chiso__axis_at(&figure->axis, line->low), y,
                         chiso__axis_at(&figure->axis, line->high), y, &thin);
        if (figure->has_half) {
            chiso__draw_rule(canvas, chiso__axis_at(&figure->axis, line->low_half), y,
                             chiso__axis_at(&figure->axis, line->high_half), y, &thick);
        }
        /* Where it is the rank that stands, the dot says it. */
        if (line->own.median != line->own.rank) {
            chiso__draw_rule(canvas, x, y - tick, x, y + tick, &median);
        }
    }
    chiso__draw_disc(canvas, chiso__axis_at(&figure->axis, line->own.rank), y, is_small ? 42 : 55,
                     &disc, &facts);
}

static void draw_line(struct chiso__certainty *figure, const struct chiso__sure_line *line)
{
    static const struct chiso__letters head = {
        CHISO__INK_TEXT, CHISO__ANCHOR_START, {14, true}, false};
    struct chiso__canvas *const canvas = figure->canvas;
    const enum chiso__ink ink = line->spoken_of ? CHISO__INK_RISE : CHISO__INK_TEXT;
    const struct chiso__letters rank = chiso__rank_letters(line->spoken_of);
    const struct chiso__letters value = chiso__row_letters(line->spoken_of);

    if (line->unit == CHISO_NO_UNIT) {
        chiso__draw_cut(canvas, canvas->left, line->row.middle, &head,
                        chiso_board_block(figure->board, line->block),
                        canvas->right - canvas->left);
        return;
    }
    chiso__draw_text(canvas, figure->ranks_end, line->row.middle, &rank,
                     chiso__sure_rank(figure, line));
    chiso__strip_name(canvas, &figure->rows, &line->row, chiso__sure_name(figure, line), ink,
                      line->spoken_of);
    draw_marks(figure, line);
    chiso__draw_text(canvas, canvas->right, line->row.middle, &value,
                     chiso__sure_interval(figure, line));
}

/* Grounds of what is spoken of, below the lines of the axis. */
static void draw_grounds(struct chiso__certainty *figure)
{
    static const struct chiso__style tint = {CHISO__INK_TINT, CHISO__INK_NONE, 0, NULL};
    struct chiso__canvas *const canvas = figure->canvas;

    for (size_t i = 0; i < figure->count; i++) {
        const struct chiso__sure_line *const line = &figure->lines[i];

        if (line->spoken_of) {
            chiso__draw_box(canvas, canvas->left - BEYOND, line->row.top,
                            canvas->right - canvas->left + (chiso__tenth)2 * BEYOND,
                            line->row.height, &tint, NULL);
        }
    }
}

void chiso__certainty_notes(struct chiso__certainty *figure)
{
    struct chiso__canvas *const canvas = figure->canvas;
    struct chiso__names unranked = {"", 0};
    struct chiso__names sometimes = {"", 0};
    const uint32_t units = chiso_board_unit_count(figure->board);

    for (chiso_unit unit = 0; unit < units && figure->units < units; unit++) {
        if (figure->robustness->ranks[unit] == 0) {
            chiso__names_add(canvas, &unranked, chiso_unit_name(figure->board, unit), NAMES_SHOWN);
        }
    }
    for (size_t i = 0; i < figure->count; i++) {
        if (figure->lines[i].unit != CHISO_NO_UNIT && figure->lines[i].own.unranked > 0) {
            chiso__names_add(canvas, &sometimes, chiso__sure_name(figure, &figure->lines[i]),
                             NAMES_SHOWN);
        }
    }
    if (sometimes.count > 0) {
        chiso__frame_note(canvas, chiso__phrase(canvas, CHISO__SAY_CHART_UNRANKED_DRAWS,
                                                CHISO__WORDS(chiso__say_text(chiso__names_text(
                                                    canvas, &sometimes, NAMES_SHOWN)))));
    }
    if (unranked.count > 0) {
        chiso__frame_note(canvas, chiso__phrase(canvas, CHISO__SAY_CHART_UNRANKED,
                                                CHISO__WORDS(chiso__say_text(chiso__names_text(
                                                    canvas, &unranked, NAMES_SHOWN)))));
    }
    chiso__frame_note(canvas, chiso__drawn_answers_text(canvas, figure->robustness));
}

void chiso__certainty_rows(struct chiso__certainty *figure)
{
    draw_grounds(figure);
    draw_axis(figure);
    for (size_t i = 0; i < figure->count && figure->canvas->status == CHISO_OK; i++) {
        draw_line(figure, &figure->lines[i]);
    }
}
