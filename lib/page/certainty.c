/* The rank of each unit and where it lies over draws. */
#include "page/certainty_figure.h"

#include "base/sort.h"
#include "board/board.h"
#include "page/rows_of.h"
#include "page/spoken.h"
#include "robustness/robustness.h"

#include <string.h>

enum {
    MANY = 40, /* from so many units on rows are as low as they may be */
    BLOCK_ROW = 340
};

/* Where the middle half of the draws begins and ends. */
static const chiso_decimal quarter = CHISO_DECIMAL_ONE / 4;
static const chiso_decimal three_quarters = CHISO_DECIMAL_ONE / 4 * 3;

/* By rank, and equals by their codes: no order of the file. */
static bool stands_before(const void *context, uint32_t a, uint32_t b)
{
    const chiso_robustness *const robustness = context;
    const chiso_board *const board = robustness->board;

    return robustness->ranks[a] != robustness->ranks[b]
               ? robustness->ranks[a] < robustness->ranks[b]
               : strcmp(chiso_unit_code(board, a), chiso_unit_code(board, b)) < 0;
}

static chiso_status add_unit(struct chiso__certainty *figure, chiso_unit unit, uint32_t block)
{
    struct chiso__sure_line *const line = &figure->lines[figure->count];
    chiso_status status = chiso_robustness_unit(figure->robustness, unit, &line->own);

    line->unit = unit;
    line->block = block;
    line->spoken_of = chiso__is_spoken_of(figure->canvas, chiso_unit_code(figure->board, unit));
    if (status == CHISO_OK) {
        status =
            chiso__ranks_interval(figure->robustness, unit, figure->span, &line->low, &line->high);
    }
    if (status == CHISO_OK) {
        status = chiso__ranks_interval(figure->robustness, unit,
                                       (struct chiso__span_of_ranks){quarter, three_quarters},
                                       &line->low_half, &line->high_half);
    }
    if (figure->count > 0 && line[-1].unit != CHISO_NO_UNIT && line[-1].block == block &&
        line[-1].own.rank == line->own.rank) {
        line[-1].is_shared = true;
        line->is_shared = true;
    }
    figure->count++;
    figure->units++;
    return status;
}

/* The units of a block that have a rank, or of all, below a head where there are several. */
static chiso_status add_group(struct chiso__certainty *figure, uint32_t block)
{
    const chiso_board *const board = figure->board;
    const uint32_t units = chiso_board_unit_count(board);
    uint32_t count = 0;
    chiso_status status = CHISO_OK;

    for (chiso_unit unit = 0; unit < units; unit++) {
        if (figure->robustness->ranks[unit] != 0 &&
            (block == CHISO_ALL_BLOCKS || chiso_unit_block(board, unit) == block)) {
            figure->order[count++] = unit;
        }
    }
    chiso__sort_ids(figure->order, figure->order + units, count, stands_before, figure->robustness);
    if (count > 0 && block != CHISO_ALL_BLOCKS) {
        figure->lines[figure->count++] =
            (struct chiso__sure_line){.unit = CHISO_NO_UNIT, .block = block};
    }
    for (uint32_t i = 0; i < count && status == CHISO_OK; i++) {
        status = add_unit(figure, figure->order[i], block);
    }
    return status;
}

static chiso_status read_lines(struct chiso__certainty *figure, chiso_error *error)
{
    struct chiso__canvas *const canvas = figure->canvas;
    const uint32_t blocks = chiso_board_block_count(figure->board);
    const size_t units = chiso_board_unit_count(figure->board);
    const bool in_blocks = figure->robustness->rule.scope == CHISO_SCOPE_BLOCKS && blocks > 1;
    chiso_status status = chiso__spoken_check(canvas, figure->board, error);

    if (status != CHISO_OK) {
        return status;
    }
    figure->lines = chiso__canvas_room(canvas, units + blocks + 1, sizeof(*figure->lines));
    figure->order = chiso__canvas_room(canvas, units * 2 + 1, sizeof(*figure->order));
    if (figure->lines == NULL || figure->order == NULL) {
        return CHISO_OK;
    }
    if (!in_blocks) {
        chiso__canvas_keep(canvas, add_group(figure, CHISO_ALL_BLOCKS));
    }
    for (uint32_t block = 0; block < blocks && in_blocks; block++) {
        chiso__canvas_keep(canvas, add_group(figure, block));
    }
    return figure->units > 0 ? CHISO_OK
                             : chiso__fail(error, CHISO_E_EMPTY, CHISO__SAY_CHART_NO_RANKS, NULL);
}

static chiso__tenth wider(chiso__tenth width, const char *text)
{
    const chiso__tenth own =
        chiso__text_width(chiso__span_of(text), (struct chiso__face){12, true});

    return own > width ? own : width;
}

/* Whether the label of a tick has room beside the one before it. */
static bool has_room(const struct chiso__certainty *figure, size_t tick)
{
    enum { APART = 80 };
    const chiso__tenth both = chiso__text_width(chiso__span_of(chiso__sure_tick(figure, tick - 1)),
                                                chiso__muted_letters.face) +
                              chiso__text_width(chiso__span_of(chiso__sure_tick(figure, tick)),
                                                chiso__muted_letters.face);

    return chiso__axis_at(&figure->axis, figure->ticks[tick]) -
               chiso__axis_at(&figure->axis, figure->ticks[tick - 1]) >=
           both / 2 + APART;
}

/* Rank 1, and the multiples of a step that have room for their labels. */
static void find_ticks(struct chiso__certainty *figure, chiso_decimal worst)
{
    enum { APART = 600 };
    static const chiso_decimal digits[] = {1, 2, 5};
    const chiso__tenth width = figure->axis.to - figure->axis.from;
    chiso_decimal step = CHISO_DECIMAL_ONE;
    chiso_decimal power = CHISO_DECIMAL_ONE;

    for (size_t i = 1; worst / step * APART > width || worst / step >= CHISO__MOST_RANK_TICKS - 1;
         i++) {
        power *= i % 3 == 0 ? 10 : 1;
        step = digits[i % 3] * power;
    }
    figure->ticks[figure->tick_count++] = CHISO_DECIMAL_ONE;
    for (chiso_decimal at = step; at <= worst; at += step) {
        figure->ticks[figure->tick_count] = at;
        if (at > CHISO_DECIMAL_ONE && has_room(figure, figure->tick_count)) {
            figure->tick_count++;
        }
    }
}

static void lay_columns(struct chiso__certainty *figure)
{
    struct chiso__canvas *const canvas = figure->canvas;
    const chiso__tenth most = canvas->width * 32 / 100;
    chiso__tenth ranks = 0;
    chiso__tenth names = 0;
    chiso__tenth values = wider(0, chiso__ranks_span_label(canvas, figure->span));
    chiso_decimal worst = CHISO_DECIMAL_ONE;

    for (size_t i = 0; i < figure->count; i++) {
        const struct chiso__sure_line *const line = &figure->lines[i];

        if (line->unit != CHISO_NO_UNIT) {
            ranks = wider(ranks, chiso__sure_rank(figure, line));
            names = wider(names, chiso__sure_name(figure, line));
            values = wider(values, chiso__sure_interval(figure, line));
            worst = line->own.rank > worst ? line->own.rank : worst;
            worst = line->high != CHISO_ABSENT && line->high > worst ? line->high : worst;
        }
    }
    figure->ranks_end = canvas->left + ranks;
    figure->rows = (struct chiso__shelf){.face = {12, false},
                                         .height = figure->units > MANY ? 150 : 220,
                                         .name_x = figure->ranks_end + 60,
                                         .name_width = names > most ? most : names};
    figure->axis = (struct chiso__axis){
        .low = CHISO_DECIMAL_ONE,
        .high = worst > CHISO_DECIMAL_ONE ? worst : 2 * CHISO_DECIMAL_ONE,
        .from = figure->rows.name_x + figure->rows.name_width + 180,
        .to = canvas->right - values - 180,
    };
    find_ticks(figure, worst);
}

static void lay_rows(struct chiso__certainty *figure)
{
    struct chiso__canvas *const canvas = figure->canvas;
    chiso__tenth top = canvas->bottom + 260;

    for (size_t i = 0; i < figure->count; i++) {
        struct chiso__sure_line *const line = &figure->lines[i];

        line->row = line->unit == CHISO_NO_UNIT
                        ? (struct chiso__strip){top, top + BLOCK_ROW / 2, BLOCK_ROW}
                        : chiso__strip_at(&figure->rows, chiso__sure_name(figure, line),
                                          line->spoken_of, top);
        top += line->row.height;
    }
}

static chiso_status draw(struct chiso__certainty *figure, chiso_error *error)
{
    struct chiso__canvas *const canvas = figure->canvas;
    const chiso_status status = read_lines(figure, error);

    if (status != CHISO_OK || canvas->status != CHISO_OK) {
        return status;
    }
    lay_columns(figure);
    chiso__certainty_head(figure);
    lay_rows(figure);
    chiso__certainty_rows(figure);
    canvas->bottom =
        figure->lines[figure->count - 1].row.top + figure->lines[figure->count - 1].row.height + 50;
    chiso__certainty_notes(figure);
    chiso__frame_source(canvas);
    return CHISO_OK;
}

chiso_status chiso_chart_certainty(const chiso_robustness *robustness,
                                   const chiso_chart_options *options, const chiso_sink *sink,
                                   chiso_error *error)
{
    struct chiso__canvas canvas;
    struct chiso__certainty figure = {.canvas = &canvas, .robustness = robustness};
    chiso_status status = CHISO_OK;

    if (robustness == NULL) {
        return chiso__fail_null(error);
    }
    if (chiso_robustness_summary(robustness, &figure.summary) != CHISO_OK) {
        return chiso__fail(error, CHISO_E_STATE, CHISO__SAY_ROBUSTNESS_STALE, NULL);
    }
    figure.board = robustness->board;
    figure.span = chiso__ranks_span(robustness);
    figure.has_half = figure.span.from < quarter && figure.span.to > three_quarters;
    status = chiso__canvas_begin(&canvas, options, &robustness->allocator, sink, error);
    return status == CHISO_OK ? chiso__canvas_end(&canvas, draw(&figure, error), sink, error)
                              : status;
}
