/* What the figure of ranks over the periods shows, and says in words. */
#include "board/board.h"
#include "page/bump.h"
#include "page/spoken.h"

#include <string.h>

/* Whether a later period has a unit. */
static bool is_in_later(const struct chiso__bump *bump, uint32_t period, const char *code)
{
    const uint32_t periods = chiso_series_count(bump->time.series);

    for (uint32_t i = period + 1; i < periods; i++) {
        chiso_unit unit = CHISO_NO_UNIT;

        if (chiso_board_find_unit(chiso_series_board(bump->time.series, i), code, &unit) ==
            CHISO_OK) {
            return true;
        }
    }
    return false;
}

static bool is_of_block(const struct chiso__bump *bump, const chiso_board *board, chiso_unit unit)
{
    return bump->block == NULL ||
           strcmp(chiso_board_block(board, chiso_unit_block(board, unit)), bump->block) == 0;
}

/* Whether the units of a period are ranked within several blocks: then the out of is not that of
 * all of them. */
static bool is_ranked_in_blocks(const struct chiso__time *time, uint32_t period)
{
    const chiso_board *const board = chiso_series_board(time->series, period);
    uint32_t ranked = 0;
    uint32_t out_of = 0;

    for (chiso_unit unit = 0; unit < chiso_board_unit_count(board); unit++) {
        chiso_series_point point;

        if (chiso_series_at(time->series, period, chiso_unit_code(board, unit), "", &point) ==
                CHISO_OK &&
            point.place.rank > 0) {
            ranked++;
            out_of = point.place.out_of;
        }
    }
    return out_of != ranked;
}

/* Ranks of several blocks are several rankings: those of the block of the first unit that is spoken
 * of are shown, or of the first block. */
static void find_block(struct chiso__bump *bump)
{
    const uint32_t periods = chiso_series_count(bump->time.series);
    const chiso_board *const last = chiso_series_board(bump->time.series, periods - 1);
    bool in_blocks = false;

    for (uint32_t i = 0; i < periods; i++) {
        in_blocks = in_blocks || is_ranked_in_blocks(&bump->time, i);
    }
    for (uint32_t i = periods; i > 0 && in_blocks && bump->block == NULL; i--) {
        const chiso_board *const board = chiso_series_board(bump->time.series, i - 1);
        chiso_unit unit = CHISO_NO_UNIT;

        if (bump->canvas->options.unit_count > 0 &&
            chiso_board_find_unit(board, bump->canvas->options.units[0], &unit) == CHISO_OK) {
            bump->block = chiso_board_block(board, chiso_unit_block(board, unit));
        }
    }
    if (in_blocks && bump->block == NULL) {
        bump->block = chiso_board_block(last, 0);
    }
}

static chiso_status add_period(struct chiso__bump *bump, uint32_t period, chiso_error *error)
{
    const chiso_board *const board = chiso_series_board(bump->time.series, period);
    chiso_status status = CHISO_OK;

    for (chiso_unit unit = 0; unit < chiso_board_unit_count(board) && status == CHISO_OK; unit++) {
        const char *const code = chiso_unit_code(board, unit);
        struct chiso__course *const course = &bump->courses[bump->count];

        if (!is_in_later(bump, period, code) && is_of_block(bump, board, unit)) {
            status = chiso__course_read(bump->canvas, &bump->time, code, "", course, error);
            bump->count += status == CHISO_OK && course->points != NULL;
        }
    }
    return status;
}

/* What is no rank of the ranking that is shown is none here; the ends are those of ranks. */
static void keep_ranks(struct chiso__bump *bump, struct chiso__course *course)
{
    course->first = bump->time.count;
    course->last = bump->time.count;
    for (uint32_t i = 0; i < bump->time.count; i++) {
        if (chiso__has_rank(course, i)) {
            const uint32_t rank = course->points[i].place.rank + course->points[i].place.half;

            course->first = course->first == bump->time.count ? i : course->first;
            course->last = i;
            bump->rows = rank > bump->rows ? rank : bump->rows;
        }
    }
}

chiso_status chiso__bump_read(struct chiso__bump *bump, chiso_error *error)
{
    const uint32_t periods = chiso_series_count(bump->time.series);
    size_t most = 0;
    chiso_status status = CHISO_OK;

    for (uint32_t i = 0; i < periods; i++) {
        most += chiso_board_unit_count(chiso_series_board(bump->time.series, i));
    }
    for (size_t i = 0; i < bump->canvas->options.unit_count; i++) {
        struct chiso__course course;

        status = chiso__course_read(bump->canvas, &bump->time, bump->canvas->options.units[i], "",
                                    &course, error);
        if (status != CHISO_OK) {
            return status;
        }
    }
    bump->courses = chiso__canvas_room(bump->canvas, most + 1, sizeof(*bump->courses));
    if (bump->courses == NULL) {
        return CHISO_OK;
    }
    find_block(bump);
    for (uint32_t i = periods; i > 0 && status == CHISO_OK; i--) {
        status = add_period(bump, i - 1, error);
    }
    for (size_t i = 0; i < bump->count; i++) {
        keep_ranks(bump, &bump->courses[i]);
    }
    return status == CHISO_OK && bump->rows == 0 && bump->canvas->status == CHISO_OK
               ? chiso__fail(error, CHISO_E_EMPTY, CHISO__SAY_CHART_NO_RANKS, NULL)
               : status;
}

static const char *title_of(struct chiso__bump *bump)
{
    struct chiso__canvas *const canvas = bump->canvas;
    const struct chiso__time *const time = &bump->time;

    for (size_t i = 0; i < bump->count; i++) {
        const struct chiso__course *const course = &bump->courses[i];

        if (canvas->options.unit_count > 0 && course->first < course->last &&
            strcmp(course->code, canvas->options.units[0]) == 0) {
            return chiso__phrase(
                canvas, CHISO__SAY_CHART_RANKS_FROM_TO,
                CHISO__WORDS(chiso__say_text(course->name),
                             chiso__say_text(chiso__rank_label(
                                 canvas, course->points[course->first].place, false)),
                             chiso__say_text(time->slots[course->first].label),
                             chiso__say_text(chiso__rank_label(
                                 canvas, course->points[course->last].place, false)),
                             chiso__say_text(time->slots[course->last].label)));
        }
    }
    return chiso__phrase(canvas, CHISO__SAY_CHART_RANKS_OVER,
                         CHISO__WORDS(chiso__say_text(chiso__series_title(time, "")),
                                      chiso__say_text(time->slots[0].label),
                                      chiso__say_text(time->slots[time->count - 1].label)));
}

static void tell(struct chiso__bump *bump)
{
    struct chiso__canvas *const canvas = bump->canvas;

    chiso__describe(canvas, chiso__phrase(canvas, CHISO__SAY_CHART_RANKS_TOLD,
                                          CHISO__WORDS(chiso__say_count(bump->count),
                                                       chiso__say_count(bump->rows))));

    for (size_t i = 0; i < bump->count; i++) {
        const struct chiso__course *const course = &bump->courses[i];

        for (uint32_t k = course->first; k <= course->last && course->spoken_of; k++) {
            if (k < bump->time.count && chiso__has_rank(course, k)) {
                chiso__describe(
                    canvas,
                    chiso__phrase(canvas, CHISO__SAY_CHART_RANK_POINT,
                                  CHISO__WORDS(chiso__say_text(course->name),
                                               chiso__say_text(bump->time.slots[k].label),
                                               chiso__say_text(chiso__rank_label(
                                                   canvas, course->points[k].place, true)))));
            }
        }
    }
}

void chiso__bump_head(struct chiso__bump *bump)
{
    struct chiso__canvas *const canvas = bump->canvas;
    const char *caption = chiso__phrase(canvas, CHISO__SAY_CHART_RANKS_CAPTION, NULL);

    if (bump->block != NULL && *bump->block != '\0') {
        caption = chiso__joined(canvas, caption,
                                chiso__phrase(canvas, CHISO__SAY_CHART_BLOCK,
                                              CHISO__WORDS(chiso__say_text(bump->block))));
    }
    tell(bump);
    chiso__frame_head(canvas, title_of(bump), caption);
}
