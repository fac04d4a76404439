/* An index, or a criterion, of units over the periods: a line each, with its last label. */
#include "page/years.h"

#include "board/board.h"

enum {
    PLOT_HEIGHT = 3000,
    WIDE_ENDS = 2060,
    NARROW_ENDS = 1180,
    LEADERS = 3,
    /* Boxes of point labels, of the words in gaps, and of both labels of each point. */
    BOXES = 512
};

static chiso_status add_course(struct chiso__years *years, const char *code, chiso_error *error)
{
    struct chiso__course course;
    const chiso_status status =
        chiso__course_read(years->canvas, &years->time, code, years->node, &course, error);

    if (status == CHISO_OK && course.first < years->time.count) {
        years->courses[years->count++] = course;
    }
    return status;
}

/* Those that are spoken of; where none are, those that stand first in the last period. */
static chiso_status read_courses(struct chiso__years *years, chiso_error *error)
{
    const chiso_chart_options *const options = &years->canvas->options;
    const uint32_t last = chiso_series_count(years->time.series) - 1;
    const chiso_board *const board = chiso_series_board(years->time.series, last);
    chiso_status status = CHISO_OK;

    for (size_t i = 0; i < options->unit_count && status == CHISO_OK; i++) {
        status = add_course(years, options->units[i], error);
    }
    for (chiso_unit unit = 0; unit < chiso_board_unit_count(board) && options->unit_count == 0 &&
                              years->count < LEADERS && status == CHISO_OK;
         unit++) {
        chiso_series_point point;

        status = chiso_series_at(years->time.series, last, chiso_unit_code(board, unit),
                                 years->node, &point);
        if (status == CHISO_OK && point.place.rank > 0 && point.place.rank <= LEADERS) {
            status = add_course(years, chiso_unit_code(board, unit), error);
        } else if (status != CHISO_OK) {
            status = chiso__series_fail(error, status, chiso_unit_code(board, unit), years->node);
        }
    }
    return status == CHISO_OK && years->count == 0 && years->canvas->status == CHISO_OK
               ? chiso__fail(error, CHISO_E_EMPTY, CHISO__SAY_CHART_NO_FIGURES, NULL)
               : status;
}

static const char *title_of(struct chiso__years *years)
{
    struct chiso__canvas *const canvas = years->canvas;
    const struct chiso__course *const course = &years->courses[0];
    const chiso_place first = course->points[course->first].place;
    const chiso_place last = course->points[course->last].place;
    const char *title = NULL;

    if (course->first == course->last) {
        return chiso__phrase(
            canvas, CHISO__SAY_CHART_ONE_PERIOD,
            CHISO__WORDS(chiso__say_text(course->name),
                         chiso__say_text(years->time.slots[course->last].label),
                         chiso__say_text(chiso__years_value(years, course, course->last))));
    }
    title = chiso__phrase(
        canvas, CHISO__SAY_CHART_FROM_TO,
        CHISO__WORDS(chiso__say_text(course->name),
                     chiso__say_text(chiso__years_value(years, course, course->first)),
                     chiso__say_text(years->time.slots[course->first].label),
                     chiso__say_text(chiso__years_value(years, course, course->last)),
                     chiso__say_text(years->time.slots[course->last].label)));
    return first.rank == 0 || last.rank == 0
               ? title
               : chiso__phrase(
                     canvas, CHISO__SAY_CHART_RANK_TO,
                     CHISO__WORDS(chiso__say_text(title),
                                  chiso__say_text(chiso__rank_label(canvas, first, false)),
                                  chiso__say_text(chiso__rank_label(canvas, last, false))));
}

static const char *point_text(struct chiso__years *years, const struct chiso__course *course,
                              uint32_t slot)
{
    const chiso_place place = course->points[slot].place;
    const char *const value = chiso__years_value(years, course, slot);
    const char *const period = years->time.slots[slot].label;

    if (place.rank == 0) {
        return chiso__phrase(years->canvas, CHISO__SAY_CHART_POINT_PLAIN,
                             CHISO__WORDS(chiso__say_text(course->name), chiso__say_text(period),
                                          chiso__say_text(value)));
    }
    return chiso__phrase(
        years->canvas, CHISO__SAY_CHART_POINT,
        CHISO__WORDS(chiso__say_text(course->name), chiso__say_text(period), chiso__say_text(value),
                     chiso__say_text(chiso__rank_label(years->canvas, place, true))));
}

static void tell(struct chiso__years *years)
{
    struct chiso__canvas *const canvas = years->canvas;

    for (uint32_t i = 0; i < years->count; i++) {
        const struct chiso__course *const course = &years->courses[i];

        for (uint32_t k = course->first; k <= course->last; k++) {
            if (chiso__has_percent(course, k)) {
                chiso__describe(canvas, point_text(years, course, k));
            }
        }
    }
}

/* Finds the axis and the plot, and draws what stands above. */
static void lay_out(struct chiso__years *years)
{
    struct chiso__canvas *const canvas = years->canvas;
    chiso_decimal low = CHISO_DECIMAL_MAX;
    chiso_decimal high = -CHISO_DECIMAL_MAX;
    chiso__tenth height = (chiso__tenth)years->count * CHISO__END_APART + 200;
    const char *title = chiso__series_title(&years->time, years->node);
    const char *caption = NULL;

    for (uint32_t i = 0; i < years->count; i++) {
        for (uint32_t k = 0; k < years->time.count; k++) {
            const chiso_decimal percent = years->courses[i].points[k].percent;

            if (percent != CHISO_ABSENT) {
                low = percent < low ? percent : low;
                high = percent > high ? percent : high;
            }
        }
    }
    height = height < PLOT_HEIGHT ? PLOT_HEIGHT : height;
    years->axis = chiso__axis_of(low, high, 6, height, 0);
    caption = *title == '\0' ? chiso__phrase(canvas, CHISO__SAY_CHART_PERCENT, NULL)
                             : chiso__phrase(canvas, CHISO__SAY_CHART_PERCENT_OF,
                                             CHISO__WORDS(chiso__say_text(title)));
    caption =
        chiso__joined(canvas, caption, chiso__phrase(canvas, CHISO__SAY_CHART_BESIDE_POINTS, NULL));
    tell(years);
    chiso__frame_head(canvas, title_of(years),
                      chiso__axis_caption(canvas, caption, &years->axis, true));
    years->top = canvas->bottom + 150;
    years->bottom = years->top + height;
    years->axis.from += years->top;
    years->axis.to += years->top;
}

static void draw_grid(struct chiso__years *years)
{
    static const struct chiso__letters letters = {
        CHISO__INK_MUTED, CHISO__ANCHOR_START, {12, false}, false};
    static const struct chiso__style grid = {CHISO__INK_NONE, CHISO__INK_GRID, 10, NULL};
    struct chiso__canvas *const canvas = years->canvas;
    chiso__tenth widest = 0;

    for (chiso_decimal at = years->axis.low; at <= years->axis.high; at += years->axis.step) {
        const chiso__tenth width =
            chiso__text_width(chiso__span_of(chiso__number_label(canvas, at, -1)), letters.face);

        widest = width > widest ? width : widest;
    }
    years->from = canvas->left + widest + 80;
    years->to = canvas->right - (canvas->wide ? WIDE_ENDS : NARROW_ENDS);
    chiso__path_begin(canvas, &grid);
    for (chiso_decimal at = years->axis.low; at <= years->axis.high; at += years->axis.step) {
        chiso__path_point(canvas, true, years->from, chiso__axis_at(&years->axis, at));
        chiso__path_point(canvas, false, years->to + 20, chiso__axis_at(&years->axis, at));
    }
    chiso__path_end(canvas);
    for (chiso_decimal at = years->axis.low; at <= years->axis.high; at += years->axis.step) {
        const char *const label = chiso__number_label(canvas, at, -1);
        const chiso__tenth middle = chiso__axis_at(&years->axis, at);

        chiso__draw_text(canvas, canvas->left, middle, &letters, label);
        chiso__boxes_take(&years->boxes, chiso__text_box(&letters, label, canvas->left, middle), 0);
    }
}

/* Puts the slots along the plot and their labels below it, those that have room. */
static void draw_slots(struct chiso__years *years)
{
    static const struct chiso__letters letters = {
        CHISO__INK_MUTED, CHISO__ANCHOR_MIDDLE, {12, false}, false};
    struct chiso__canvas *const canvas = years->canvas;
    const uint32_t count = years->time.count;
    const chiso__tenth first = years->from + (canvas->wide ? 220 : 120);
    const chiso__tenth width = years->to - 20 - first;
    chiso__tenth end = 0;

    for (uint32_t i = 0; i < count; i++) {
        struct chiso__slot *const slot = &years->time.slots[i];
        const struct chiso__span label = chiso__span_of(slot->label);
        const chiso__tenth half = chiso__text_width(label, letters.face) / 2;

        slot->x = count == 1 ? first + width / 2 : first + width * i / (count - 1);
        if (slot->x - half >= end + 40 && slot->x - half >= 0 && slot->x + half <= canvas->width) {
            chiso__draw_span(canvas, slot->x, years->bottom + 140, &letters, label, NULL);
            end = slot->x + half;
        }
    }
    canvas->bottom = years->bottom + 230;
}

/* Whether any unit has a figure there. */
static bool has_any(const struct chiso__years *years, uint32_t slot)
{
    for (uint32_t i = 0; i < years->count; i++) {
        if (chiso__has_percent(&years->courses[i], slot)) {
            return true;
        }
    }
    return false;
}

/* A field over slots without figures, that says so where it has room. */
static void draw_gap(struct chiso__years *years, uint32_t begin, uint32_t end)
{
    static const struct chiso__style tint = {CHISO__INK_TINT, CHISO__INK_NONE, 0, NULL};
    static const struct chiso__letters letters = {
        CHISO__INK_MUTED, CHISO__ANCHOR_MIDDLE, {12, false}, false};
    struct chiso__canvas *const canvas = years->canvas;
    const struct chiso__slot *const slots = years->time.slots;
    const chiso__tenth half = slots[1].x > slots[0].x ? (slots[1].x - slots[0].x) / 2 : 0;
    /* Labels of the axis stand at the left of the plot, and those of ends at its right. */
    const chiso__tenth from =
        slots[begin].x - half > years->from ? slots[begin].x - half : years->from;
    const chiso__tenth to =
        slots[end - 1].x + half < years->to + 20 ? slots[end - 1].x + half : years->to + 20;
    struct chiso__span rest = chiso__span_of(chiso__phrase(canvas, CHISO__SAY_CHART_NO_DATA, NULL));
    struct chiso__span line;
    const size_t lines = chiso__line_count(rest, letters.face, to - from - 80);
    chiso__tenth middle = years->bottom - 80 - ((chiso__tenth)lines - 1) * 140;

    chiso__draw_box(canvas, from, years->top, to - from, years->bottom - years->top, &tint, NULL);
    while (lines <= 3 && chiso__take_line(&rest, letters.face, to - from - 80, &line)) {
        const char *const text = chiso__canvas_copy(canvas, line);

        chiso__draw_text(canvas, (from + to) / 2, middle, &letters, text);
        chiso__boxes_take(&years->boxes, chiso__text_box(&letters, text, (from + to) / 2, middle),
                          0);
        middle += 140;
    }
}

static void draw_gaps(struct chiso__years *years)
{
    for (uint32_t i = 0; i < years->time.count;) {
        uint32_t end = i;

        while (end < years->time.count && !has_any(years, end)) {
            end++;
        }
        if (end > i && years->time.count > 1) {
            draw_gap(years, i, end);
        }
        i = end > i ? end : i + 1;
    }
}

static void draw_marks(struct chiso__years *years)
{
    draw_grid(years);
    draw_slots(years);
    draw_gaps(years);
    chiso__years_marks(years);
    chiso__frame_source(years->canvas);
}

static chiso_status draw(struct chiso__canvas *canvas, const chiso_series *series, const char *code,
                         chiso_error *error)
{
    struct chiso__years years = {.canvas = canvas, .node = code};
    chiso_status status = CHISO_OK;

    years.courses =
        chiso__canvas_room(canvas, canvas->options.unit_count + LEADERS, sizeof(*years.courses));
    years.boxes.boxes = chiso__canvas_room(canvas, BOXES, sizeof(*years.boxes.boxes));
    years.boxes.room = BOXES;
    if (years.courses == NULL || years.boxes.boxes == NULL ||
        !chiso__time_read(canvas, series, &years.time)) {
        return CHISO_OK;
    }
    status = read_courses(&years, error);
    if (status == CHISO_OK && canvas->status == CHISO_OK) {
        lay_out(&years);
        draw_marks(&years);
    }
    return status;
}

chiso_status chiso_chart_years(const chiso_series *series, const char *code,
                               const chiso_chart_options *options, const chiso_sink *sink,
                               chiso_error *error)
{
    struct chiso__canvas canvas;
    chiso_status status = series == NULL || code == NULL ? chiso__fail_null(error) : CHISO_OK;

    if (status == CHISO_OK && chiso_series_count(series) == 0) {
        status = chiso__fail(error, CHISO_E_EMPTY, CHISO__SAY_CHART_NO_FIGURES, NULL);
    }
    if (status == CHISO_OK) {
        status = chiso__canvas_begin(&canvas, options, &chiso_series_board(series, 0)->allocator,
                                     sink, error);
    }
    return status == CHISO_OK
               ? chiso__canvas_end(&canvas, draw(&canvas, series, code, error), sink, error)
               : status;
}
