/* The marks of the figure of ranks. */
#include "page/ranking.h"

static const struct chiso__style grid = {CHISO__INK_NONE, CHISO__INK_GRID, 10, NULL};
static const struct chiso__style tint = {CHISO__INK_TINT, CHISO__INK_NONE, 0, NULL};

enum { BAR = 130, LOW_BAR = 90, LABEL_LINE = 150, BEYOND = 40 };

static const char *from_text(const struct chiso__ranking_figure *figure, uint32_t band)
{
    struct chiso__canvas *const canvas = figure->canvas;

    return chiso__phrase(canvas, CHISO__SAY_CHART_FROM,
                         CHISO__WORDS(chiso__say_text(chiso__percent_label(
                             canvas, chiso_bands_from(figure->bands, band), -1))));
}

/* The lines of one run of units in a band: from begin to before the one that is given back. */
static size_t run_end(const struct chiso__ranking_figure *figure, size_t begin)
{
    size_t end = begin + 1;

    while (end < figure->count && figure->lines[end].kind == CHISO__LINE_UNIT &&
           figure->lines[end].band == figure->lines[begin].band) {
        end++;
    }
    return end;
}

/* Name, bound and count of a run beside its first rows, as many as there are rows for. */
static void draw_run_label(struct chiso__ranking_figure *figure, size_t begin, size_t end)
{
    static const struct chiso__letters name_letters = {
        CHISO__INK_TEXT, CHISO__ANCHOR_END, {12, true}, false};
    struct chiso__canvas *const canvas = figure->canvas;
    const uint32_t band = figure->lines[begin].standing.band;
    const chiso__tenth width = canvas->right - figure->places_end - 120;
    const chiso__tenth top = figure->lines[begin].row.top;
    const chiso__tenth bottom = figure->lines[end - 1].row.top + figure->lines[end - 1].row.height;
    const size_t room = (size_t)((bottom - top) / LABEL_LINE);
    chiso__tenth middle = top + 75;

    chiso__draw_cut(canvas, canvas->right, middle, &name_letters,
                    chiso_bands_name(figure->bands, band), width);
    middle += LABEL_LINE;
    if (room > 1 && chiso_bands_from(figure->bands, band) > 0) {
        chiso__draw_text(canvas, canvas->right, middle, &chiso__muted_letters,
                         from_text(figure, band));
        middle += LABEL_LINE;
    }
    if (room > 2) {
        chiso__draw_text(
            canvas, canvas->right, middle, &chiso__muted_letters,
            chiso__phrase(canvas,
                          end - begin == 1 ? CHISO__SAY_CHART_ONE_UNIT : CHISO__SAY_CHART_UNITS,
                          CHISO__WORDS(chiso__say_count(end - begin))));
    }
}

/* The same as a line above a run, where there is no column. */
static void draw_run_line(struct chiso__ranking_figure *figure, size_t begin)
{
    struct chiso__canvas *const canvas = figure->canvas;
    const uint32_t band = figure->lines[begin].standing.band;

    chiso__draw_cut(
        canvas, canvas->right, figure->lines[begin].row.top - 80, &chiso__muted_letters,
        chiso_bands_from(figure->bands, band) > 0
            ? chiso__phrase(canvas, CHISO__SAY_CHART_WITH_BESIDE,
                            CHISO__WORDS(chiso__say_text(chiso_bands_name(figure->bands, band)),
                                         chiso__say_text(from_text(figure, band))))
            : chiso_bands_name(figure->bands, band),
        canvas->right - canvas->left);
}

/* Grounds behind rows, every second run, beside dots. */
static void draw_runs(struct chiso__ranking_figure *figure)
{
    struct chiso__canvas *const canvas = figure->canvas;

    for (size_t i = 0; i < figure->count;) {
        const size_t end = figure->lines[i].kind == CHISO__LINE_UNIT ? run_end(figure, i) : i + 1;
        const struct chiso__strip *const last = &figure->lines[end - 1].row;
        const chiso__tenth top = figure->lines[i].row.top - (canvas->wide ? 0 : 160);

        if (figure->lines[i].kind == CHISO__LINE_UNIT &&
            figure->lines[i].standing.band != CHISO_NO_BAND) {
            if (figure->lines[i].band % 2 == 1) {
                chiso__draw_box(canvas, canvas->left - BEYOND, top,
                                canvas->right - canvas->left + (chiso__tenth)2 * BEYOND,
                                last->top + last->height - top, &tint, NULL);
            }
            if (canvas->wide) {
                draw_run_label(figure, i, end);
            } else {
                draw_run_line(figure, i);
            }
        }
        i = end;
    }
}

/* Strips behind bars, every second band, with their bounds as lines and, where they fit, their
 * names. */
static void draw_strips(struct chiso__ranking_figure *figure, chiso__tenth top, chiso__tenth bottom)
{
    static const struct chiso__letters letters = {
        CHISO__INK_MUTED, CHISO__ANCHOR_MIDDLE, {11, false}, false};
    struct chiso__canvas *const canvas = figure->canvas;
    chiso__tenth to = figure->axis.to;

    for (uint32_t i = 0; i < chiso_bands_count(figure->bands); i++) {
        const char *const name = chiso_bands_name(figure->bands, i);
        const chiso__tenth from = chiso__axis_at(&figure->axis, chiso_bands_from(figure->bands, i));

        if (to > from && i % 2 == 0) {
            chiso__draw_box(canvas, from, top, to - from, bottom - top, &tint, NULL);
        }
        if (from > figure->axis.from && from < figure->axis.to) {
            chiso__draw_rule(canvas, from, top, from, bottom, &grid);
        }
        if (chiso__text_width(chiso__span_of(name), letters.face) + 40 <= to - from) {
            chiso__draw_text(canvas, (from + to) / 2, top - 90, &letters, name);
        }
        to = from < to ? from : to;
    }
}

/* The first and the last height of rows of units. */
static void find_ends(const struct chiso__ranking_figure *figure, chiso__tenth *out_top,
                      chiso__tenth *out_bottom)
{
    const struct chiso__strip *const last = &figure->lines[figure->count - 1].row;

    *out_top = figure->lines[0].row.top;
    *out_bottom = last->top + last->height;
}

/* Lines of the axis behind runs of rows; above names they stand beside the marks only. */
static void draw_grid(struct chiso__ranking_figure *figure)
{
    struct chiso__canvas *const canvas = figure->canvas;

    chiso__path_begin(canvas, &grid);
    for (size_t i = 0; i < figure->count; i++) {
        size_t end = i;

        if (figure->lines[i].kind != CHISO__LINE_UNIT) {
            continue;
        }
        /* On a narrow sheet the names of bands stand between runs. */
        while (!figure->rows.above && end + 1 < figure->count &&
               figure->lines[end + 1].kind == CHISO__LINE_UNIT &&
               (canvas->wide || figure->lines[end + 1].band == figure->lines[i].band)) {
            end++;
        }
        chiso__axis_lines_between(canvas, &figure->axis,
                                  figure->rows.above ? figure->lines[i].row.middle - BAR / 2 - 20
                                                     : figure->lines[i].row.top,
                                  figure->rows.above
                                      ? figure->lines[i].row.middle + BAR / 2 + 20
                                      : figure->lines[end].row.top + figure->lines[end].row.height);
        i = end;
    }
    chiso__path_end(canvas);
}

void chiso__ranking_grounds(struct chiso__ranking_figure *figure)
{
    struct chiso__canvas *const canvas = figure->canvas;
    static const struct chiso__style zero = {CHISO__INK_NONE, CHISO__INK_REFERENCE, 10, NULL};
    static const struct chiso__letters head = {
        CHISO__INK_MUTED, CHISO__ANCHOR_END, {11, false}, false};
    chiso__tenth top = 0;
    chiso__tenth bottom = 0;

    find_ends(figure, &top, &bottom);
    if (figure->bands != NULL && figure->dots) {
        draw_runs(figure);
    } else if (figure->bands != NULL) {
        draw_strips(figure, top, bottom);
    }
    if (figure->bands == NULL || figure->dots) {
        chiso__axis_labels(canvas, &figure->axis, figure->top - 90);
        draw_grid(figure);
    }
    if (!figure->dots && !figure->rows.above) {
        chiso__draw_rule(canvas, chiso__axis_at(&figure->axis, 0), top,
                         chiso__axis_at(&figure->axis, 0), bottom, &zero);
    }
    if (figure->dots && canvas->options.period != NULL) {
        chiso__draw_text(canvas, figure->values_end, figure->top - 90, &head,
                         canvas->options.period);
    }
    if (figure->places_end > figure->values_end && canvas->options.period != NULL) {
        chiso__draw_text(canvas, figure->places_end, figure->top - 90, &head,
                         chiso__phrase(canvas, CHISO__SAY_CHART_PLACES, NULL));
    }
}

static void draw_block(struct chiso__ranking_figure *figure, const struct chiso__ranked_line *line)
{
    static const struct chiso__letters name_letters = {
        CHISO__INK_TEXT, CHISO__ANCHOR_START, {14, true}, false};
    struct chiso__canvas *const canvas = figure->canvas;
    const char *const name = chiso_board_block(figure->board, line->block);
    const chiso__tenth width = (canvas->right - canvas->left) * 60 / 100;
    chiso__tenth used = chiso__text_width(chiso__span_of(name), name_letters.face);
    chiso_block_summary summary;

    used = used < width ? used : width;
    chiso__draw_cut(canvas, canvas->left, line->row.middle, &name_letters, name, width);
    if (chiso__canvas_keep(canvas, chiso_block_summarise(figure->board, CHISO_ROOT, line->block, -1,
                                                         &summary, NULL))) {
        chiso__draw_text(canvas, canvas->left + used + 120, line->row.middle, &chiso__note_letters,
                         chiso__phrase(canvas, CHISO__SAY_CHART_MEAN,
                                       CHISO__WORDS(chiso__say_text(chiso__percent_label(
                                           canvas, summary.mean, figure->digits)))));
    }
}

static void draw_dots(struct chiso__ranking_figure *figure, const struct chiso__ranked_line *line,
                      const struct chiso__facts *about)
{
    struct chiso__canvas *const canvas = figure->canvas;
    const chiso__tenth y = line->row.middle;
    const chiso__tenth now = chiso__axis_at(&figure->axis, line->standing.result.percent);
    const enum chiso__ink ink = line->spoken_of ? CHISO__INK_RISE : CHISO__INK_MUTED;
    const chiso_decimal before =
        figure->comparison == NULL ? CHISO_ABSENT : line->change.before.percent;

    if (before != CHISO_ABSENT) {
        const chiso__tenth then = chiso__axis_at(&figure->axis, before);
        const struct chiso__style lead = {CHISO__INK_NONE,
                                          line->spoken_of ? CHISO__INK_RISE : CHISO__INK_LINE,
                                          line->spoken_of ? 25 : 10, NULL};
        const struct chiso__style ring = {
            CHISO__INK_GROUND, line->spoken_of ? CHISO__INK_RISE : CHISO__INK_DOT, 18, NULL};
        const struct chiso__facts past = {
            .unit = about->unit,
            .period = canvas->options.period_before,
            .value = chiso__number_label(canvas, before, figure->digits_before)};

        chiso__draw_rule(canvas, then, y, now, y, &lead);
        chiso__draw_disc(canvas, then, y, 26, &ring, &past);
    }
    chiso__draw_disc(canvas, now, y, line->spoken_of ? 50 : 40,
                     &(struct chiso__style){ink, CHISO__INK_NONE, 0, NULL}, about);
}

static void draw_bar(struct chiso__ranking_figure *figure, const struct chiso__ranked_line *line,
                     const struct chiso__facts *about)
{
    static const struct chiso__style whisker = {CHISO__INK_NONE, CHISO__INK_REFERENCE, 12, NULL};
    struct chiso__canvas *const canvas = figure->canvas;
    const chiso_result *const result = &line->standing.result;
    const chiso__tenth zero = chiso__axis_at(&figure->axis, 0);
    const chiso__tenth end = chiso__axis_at(&figure->axis, result->percent);
    const chiso__tenth y = line->row.middle;
    const chiso__tenth size = figure->rows.height < 200 ? LOW_BAR : BAR;
    const enum chiso__ink ink = line->spoken_of ? CHISO__INK_RISE : CHISO__INK_DOT;

    chiso__draw_box(canvas, end < zero ? end : zero, y - size / 2,
                    end < zero ? zero - end : end - zero, size,
                    &(struct chiso__style){ink, CHISO__INK_NONE, 0, NULL}, about);
    if (result->lowest != result->highest && result->highest != CHISO_ABSENT) {
        const chiso__tenth low = chiso__axis_at(&figure->axis, result->lowest);
        const chiso__tenth high = chiso__axis_at(&figure->axis, result->highest);

        chiso__draw_rule(canvas, low, y, high, y, &whisker);
        chiso__draw_rule(canvas, low, y - 50, low, y + 50, &whisker);
        chiso__draw_rule(canvas, high, y - 50, high, y + 50, &whisker);
    }
}

static void draw_unit(struct chiso__ranking_figure *figure, const struct chiso__ranked_line *line)
{
    struct chiso__canvas *const canvas = figure->canvas;
    const enum chiso__ink ink = line->spoken_of ? CHISO__INK_RISE : CHISO__INK_TEXT;
    const struct chiso__letters rank = chiso__rank_letters(line->spoken_of);
    const struct chiso__letters value = chiso__row_letters(line->spoken_of);
    const char *const name = chiso_unit_name(figure->board, line->unit);
    const char *const number =
        chiso__number_label(canvas, line->standing.result.percent, figure->digits);
    const struct chiso__facts about = {.unit = chiso_unit_code(figure->board, line->unit),
                                       .period = canvas->options.period,
                                       .value = number,
                                       .rank =
                                           chiso__rank_label(canvas, line->standing.place, false)};

    chiso__draw_text(canvas, figure->ranks_end,
                     figure->rows.above ? line->row.top + 90 : line->row.middle, &rank,
                     chiso__rank_label(canvas, line->standing.place, true));
    chiso__strip_name(canvas, &figure->rows, &line->row, name, ink, line->spoken_of);
    if (figure->dots) {
        draw_dots(figure, line, &about);
    } else {
        draw_bar(figure, line, &about);
    }
    chiso__draw_text(canvas, figure->values_end, line->row.middle, &value, number);
    if (figure->bands != NULL && chiso__is_gated(line)) {
        chiso__draw_text(
            canvas, figure->values_end + 20, line->row.middle,
            &(struct chiso__letters){ink, CHISO__ANCHOR_START, {12, line->spoken_of}, false}, "*");
    }
    if (figure->comparison != NULL && figure->dots && canvas->wide) {
        chiso__draw_text(canvas, figure->places_end, line->row.middle, &rank,
                         chiso__places_label(canvas, line->change.rank));
    }
}

void chiso__ranking_rows(struct chiso__ranking_figure *figure)
{
    for (size_t i = 0; i < figure->count && figure->canvas->status == CHISO_OK; i++) {
        if (figure->lines[i].kind == CHISO__LINE_BLOCK) {
            draw_block(figure, &figure->lines[i]);
        } else {
            draw_unit(figure, &figure->lines[i]);
        }
    }
}
