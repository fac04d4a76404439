/* All units by rank: what the figure shows, and where. */
#include "page/ranking.h"

#include "board/board.h"
#include "page/rows_of.h"
#include "page/spoken.h"

/* From so many units on rows are as low as they may be. */
enum { MANY = 40, LEAST_DOTS = 3 };

static void add_line(struct chiso__ranking_figure *figure, struct chiso__ranked_line line)
{
    figure->lines[figure->count++] = line;
}

static chiso_status add_unit(struct chiso__ranking_figure *figure, chiso_unit unit)
{
    struct chiso__ranked_line line = {.kind = CHISO__LINE_UNIT, .unit = unit};
    chiso_status status = chiso_report_standing(figure->report, unit, CHISO_ROOT, &line.standing);

    if (status == CHISO_OK && figure->comparison != NULL) {
        status = chiso_comparison_change(figure->comparison, unit, CHISO_ROOT, &line.change);
    }
    line.spoken_of = chiso__is_spoken_of(figure->canvas, chiso_unit_code(figure->board, unit));
    figure->units++;
    figure->is_gated = figure->is_gated || (figure->bands != NULL && chiso__is_gated(&line));
    add_line(figure, line);
    return status;
}

static chiso_status add_block(struct chiso__ranking_figure *figure, const chiso_ranking *ranking,
                              uint32_t block)
{
    const chiso_unit *units = NULL;
    uint32_t count = 0;
    chiso_status status = chiso_ranking_order(ranking, block, &units, &count);

    if (count > 0 && block != CHISO_ALL_BLOCKS && chiso_board_block_count(figure->board) > 1) {
        add_line(figure, (struct chiso__ranked_line){.kind = CHISO__LINE_BLOCK, .block = block});
        figure->blocks++;
    }
    for (uint32_t i = 0; i < count && status == CHISO_OK; i++) {
        status = add_unit(figure, units[i]);
    }
    return status;
}

/* Numbers the runs of units in one band, and on a narrow sheet puts a line before each. */
static void find_runs(struct chiso__ranking_figure *figure)
{
    uint32_t run = 0;

    for (size_t i = 0; i < figure->count && figure->bands != NULL; i++) {
        struct chiso__ranked_line *const line = &figure->lines[i];
        const bool begins = i == 0 || line[-1].kind != CHISO__LINE_UNIT ||
                            line[-1].standing.band != line->standing.band;

        run += line->kind == CHISO__LINE_UNIT && begins;
        line->band = run;
    }
}

/* Whether dots on an axis that does not begin at 0 show more than bars. */
static bool is_close(const struct chiso__ranking_figure *figure)
{
    chiso_decimal least = CHISO_DECIMAL_MAX;
    chiso_decimal most = -CHISO_DECIMAL_MAX;

    for (size_t i = 0; i < figure->count; i++) {
        const chiso_decimal percent = figure->lines[i].standing.result.percent;

        if (figure->lines[i].kind == CHISO__LINE_UNIT) {
            least = percent < least ? percent : least;
            most = percent > most ? percent : most;
        }
    }
    return figure->units >= LEAST_DOTS && least > 0 && most - least < most / 4;
}

chiso_status chiso__ranking_read(struct chiso__ranking_figure *figure, chiso_error *error)
{
    const chiso_ranking *const ranking = chiso_report_ranking(figure->report, CHISO_ROOT);
    chiso_rank_options rules = CHISO_RANK_OPTIONS_INIT;
    const uint32_t blocks = chiso_board_block_count(figure->board);
    chiso_status status = chiso__spoken_check(figure->canvas, figure->board, error);

    if (status == CHISO_OK) {
        status = ranking == NULL ? chiso__fail_memory(error)
                                 : chiso_report_rules(figure->report, &rules);
    }
    if (status != CHISO_OK) {
        return status;
    }
    figure->lines = chiso__canvas_room(figure->canvas,
                                       (size_t)chiso_board_unit_count(figure->board) + blocks + 1,
                                       sizeof(*figure->lines));
    if (figure->lines == NULL) {
        return CHISO_OK;
    }
    if (rules.scope == CHISO_SCOPE_OVERALL || blocks == 0) {
        chiso__canvas_keep(figure->canvas, add_block(figure, ranking, CHISO_ALL_BLOCKS));
    } else {
        for (uint32_t block = 0; block < blocks; block++) {
            chiso__canvas_keep(figure->canvas, add_block(figure, ranking, block));
        }
    }
    if (figure->units == 0) {
        return chiso__fail(error, CHISO_E_EMPTY, CHISO__SAY_CHART_NO_RANKS, NULL);
    }
    find_runs(figure);
    figure->dots = is_close(figure);
    return CHISO_OK;
}

static chiso__tenth wider(chiso__tenth width, const char *text, struct chiso__face face)
{
    const chiso__tenth own = chiso__text_width(chiso__span_of(text), face);

    return own > width ? own : width;
}

/* What the column of bands takes beside dots. */
static chiso__tenth bands_width(const struct chiso__ranking_figure *figure)
{
    enum { LEAST = 900, MOST = 1400 };
    chiso__tenth width = LEAST;

    if (figure->bands == NULL || !figure->dots || !figure->canvas->wide) {
        return 0;
    }
    for (uint32_t i = 0; i < chiso_bands_count(figure->bands); i++) {
        width = wider(width, chiso_bands_name(figure->bands, i), (struct chiso__face){12, true});
    }
    return (width > MOST ? MOST : width) + 160;
}

/* Finds the columns from the right: bands, places, values; and from the left: ranks, names. */
static void lay_columns(struct chiso__ranking_figure *figure)
{
    static const struct chiso__face bold = {12, true};
    struct chiso__canvas *const canvas = figure->canvas;
    const bool tells_places = figure->comparison != NULL && figure->dots && canvas->wide;
    chiso__tenth ranks = 0;
    chiso__tenth names = 0;
    chiso__tenth values = 0;
    chiso__tenth places = 0;

    for (size_t i = 0; i < figure->count; i++) {
        const struct chiso__ranked_line *const line = &figure->lines[i];

        if (line->kind == CHISO__LINE_UNIT) {
            ranks = wider(ranks, chiso__rank_label(canvas, line->standing.place, true), bold);
            names = wider(names, chiso_unit_name(figure->board, line->unit), bold);
            values = wider(
                values, chiso__number_label(canvas, line->standing.result.percent, figure->digits),
                bold);
            places = wider(places, chiso__places_label(canvas, line->change.rank), bold);
        }
    }
    figure->places_end = canvas->right - bands_width(figure);
    figure->values_end = figure->places_end - (tells_places ? places + 80 : 0) -
                         (figure->is_gated ? CHISO__GATED_WIDTH : 0);
    figure->ranks_end = canvas->left + ranks;
    figure->rows = (struct chiso__shelf){
        .face = {12, false},
        .above = !canvas->wide && !figure->dots,
        .name_x = figure->ranks_end + 60,
        .name_width = names,
    };
    figure->axis.to = figure->values_end - values - 120;
    if (figure->rows.above) {
        figure->rows.name_width = canvas->right - figure->rows.name_x;
        figure->axis.from = figure->rows.name_x;
    } else {
        const chiso__tenth most = canvas->width * 32 / 100;

        figure->rows.name_width = names > most ? most : names;
        figure->axis.from = figure->rows.name_x + figure->rows.name_width + 180;
    }
}

static void lay_axis(struct chiso__ranking_figure *figure)
{
    chiso_decimal low = figure->dots ? CHISO_DECIMAL_MAX : 0;
    chiso_decimal high = figure->dots ? -CHISO_DECIMAL_MAX : 100 * CHISO_DECIMAL_ONE;

    for (size_t i = 0; i < figure->count; i++) {
        const struct chiso__ranked_line *const line = &figure->lines[i];
        const chiso_decimal now = line->standing.result.percent;
        const chiso_decimal before = figure->dots && figure->comparison != NULL &&
                                             line->change.before.percent != CHISO_ABSENT
                                         ? line->change.before.percent
                                         : now;

        if (line->kind == CHISO__LINE_UNIT) {
            low = now < low ? now : low;
            low = before < low ? before : low;
            high = now > high ? now : high;
            high = before > high ? before : high;
        }
    }
    figure->axis = chiso__axis_over(figure->canvas, low, high, figure->axis.from, figure->axis.to);
    figure->axis.is_percent = true;
}

static chiso__tenth row_height(const struct chiso__ranking_figure *figure)
{
    if (figure->rows.above) {
        return 380;
    }
    return figure->units > MANY ? 150 : figure->dots ? 200 : 240;
}

void chiso__ranking_lay_out(struct chiso__ranking_figure *figure)
{
    enum { BLOCK_HEIGHT = 340, BAND_HEIGHT = 160 };
    struct chiso__canvas *const canvas = figure->canvas;
    chiso__tenth top = 0;

    lay_columns(figure);
    lay_axis(figure);
    chiso__ranking_head(figure);
    figure->rows.height = row_height(figure);
    top = canvas->bottom + 260;
    figure->top = top;
    for (size_t i = 0; i < figure->count; i++) {
        struct chiso__ranked_line *const line = &figure->lines[i];
        const bool begins_band = figure->bands != NULL && figure->dots && !canvas->wide &&
                                 line->kind == CHISO__LINE_UNIT &&
                                 (i == 0 || line[-1].band != line->band);

        if (line->kind == CHISO__LINE_BLOCK) {
            line->row = (struct chiso__strip){top, top + BLOCK_HEIGHT / 2, BLOCK_HEIGHT};
        } else {
            /* The name of a band stands above its first unit where it has no column. */
            top += begins_band ? BAND_HEIGHT : 0;
            line->row = chiso__strip_at(&figure->rows, chiso_unit_name(figure->board, line->unit),
                                        line->spoken_of, top);
        }
        top += line->row.height;
    }
    canvas->bottom = top;
}

static chiso_status draw(struct chiso__canvas *canvas, const chiso_report *report,
                         chiso_error *error)
{
    struct chiso__ranking_figure figure = {
        .canvas = canvas,
        .report = report,
        .board = chiso_report_board(report),
        .bands = chiso_report_bands(report),
        .comparison = chiso_report_comparison(report),
    };
    chiso_status status = CHISO_OK;

    figure.digits = chiso_tree_digits(figure.board->tree);
    figure.digits_before =
        figure.comparison == NULL
            ? figure.digits
            : chiso_tree_digits(chiso_comparison_before(figure.comparison)->tree);
    status = chiso__ranking_read(&figure, error);
    if (status == CHISO_OK && canvas->status == CHISO_OK) {
        chiso__ranking_lay_out(&figure);
        chiso__ranking_grounds(&figure);
        chiso__ranking_rows(&figure);
        chiso__ranking_notes(&figure);
        chiso__frame_source(canvas);
    }
    return status;
}

chiso_status chiso_chart_ranking(const chiso_report *report, const chiso_chart_options *options,
                                 const chiso_sink *sink, chiso_error *error)
{
    struct chiso__canvas canvas;
    const chiso_status status = chiso__report_canvas(&canvas, report, options, sink, error);

    return status == CHISO_OK
               ? chiso__canvas_end(&canvas, draw(&canvas, report, error), sink, error)
               : status;
}
