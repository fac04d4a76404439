/* Lines of units over the periods and their labels: see years.h. */
#include "page/years.h"

enum { END_GAP = 160, LABEL_ROW = 165 };

const char *chiso__years_value(const struct chiso__years *years, const struct chiso__course *course,
                               uint32_t slot)
{
    return chiso__number_label(years->canvas, course->points[slot].percent,
                               chiso__slot_digits(&years->time, slot));
}

static void draw_course(struct chiso__years *years, const struct chiso__course *course,
                        bool is_main)
{
    struct chiso__canvas *const canvas = years->canvas;
    const struct chiso__style line = {CHISO__INK_NONE, is_main ? CHISO__INK_RISE : CHISO__INK_LINE,
                                      is_main ? 30 : 20, NULL};
    const struct chiso__style disc = {is_main ? CHISO__INK_RISE : CHISO__INK_DOT, CHISO__INK_NONE,
                                      0, NULL};
    bool begins = true;

    chiso__path_begin(canvas, &line);
    for (uint32_t i = course->first; i <= course->last; i++) {
        if (chiso__has_percent(course, i)) {
            chiso__path_point(canvas, begins, years->time.slots[i].x,
                              chiso__axis_at(&years->axis, course->points[i].percent));
        }
        begins = !chiso__has_percent(course, i);
    }
    chiso__path_end(canvas);
    for (uint32_t i = course->first; i <= course->last; i++) {
        const struct chiso__facts facts = {
            .unit = course->code,
            .code = *years->node != '\0' ? years->node : NULL,
            .period = years->time.slots[i].label,
            .value = chiso__years_value(years, course, i),
            .rank = course->points[i].place.rank > 0
                        ? chiso__rank_label(canvas, course->points[i].place, false)
                        : NULL};

        if (chiso__has_percent(course, i)) {
            chiso__draw_disc(canvas, years->time.slots[i].x,
                             chiso__axis_at(&years->axis, course->points[i].percent),
                             is_main ? 45 : 26, &disc, &facts);
        }
    }
}

/* Where the middle of a label of a point stands: at the last point further left, where labels of
 * ends begin behind it. */
static chiso__tenth label_place(const struct chiso__years *years, chiso__tenth x,
                                struct chiso__box box)
{
    const chiso__tenth most = years->to + 60 - box.right;

    return x < most ? x : most;
}

/* Whether the line comes from below and goes there: a label below its point would lie on it. */
static bool is_peak(const struct chiso__course *course, uint32_t slot)
{
    const chiso_decimal here = course->points[slot].percent;
    bool has_lower = false;
    bool has_higher = false;

    for (uint32_t i = slot > 0 ? slot - 1 : 0; i <= slot + 1 && i <= course->last; i++) {
        has_lower =
            has_lower || (chiso__has_percent(course, i) && course->points[i].percent < here);
        has_higher =
            has_higher || (chiso__has_percent(course, i) && course->points[i].percent > here);
    }
    return has_lower && !has_higher;
}

/* Value and rank of a point, below it, or above where the line or want of room says so. */
static void label_point(struct chiso__years *years, const struct chiso__course *course,
                        uint32_t slot)
{
    static const struct chiso__letters value_letters = {
        CHISO__INK_RISE, CHISO__ANCHOR_MIDDLE, {13, true}, true};
    static const struct chiso__letters rank_letters = {
        CHISO__INK_RISE, CHISO__ANCHOR_MIDDLE, {12, false}, true};
    struct chiso__canvas *const canvas = years->canvas;
    const chiso__tenth y = chiso__axis_at(&years->axis, course->points[slot].percent);
    const char *const value = chiso__years_value(years, course, slot);
    const char *const rank = course->points[slot].place.rank == 0
                                 ? ""
                                 : chiso__phrase(canvas, CHISO__SAY_CHART_RANK,
                                                 CHISO__WORDS(chiso__say_text(chiso__rank_label(
                                                     canvas, course->points[slot].place, true))));
    const int rows = *rank == '\0' ? 1 : 2;
    const chiso__tenth x =
        label_place(years, years->time.slots[slot].x,
                    chiso__box_around(chiso__text_box(&value_letters, value, 0, 0),
                                      chiso__text_box(&rank_letters, rank, 0, 0)));

    for (int turn = 0; turn < 2; turn++) {
        const chiso__tenth first = (turn == 0) != is_peak(course, slot)
                                       ? y + LABEL_ROW
                                       : y - 20 - (chiso__tenth)rows * LABEL_ROW;
        struct chiso__box box = chiso__text_box(&value_letters, value, x, first);

        if (rows > 1) {
            box =
                chiso__box_around(box, chiso__text_box(&rank_letters, rank, x, first + LABEL_ROW));
        }
        if (box.left >= canvas->left / 2 && box.right <= years->to + 60 &&
            box.bottom <= years->bottom && box.top >= years->top - 100 &&
            chiso__boxes_take(&years->boxes, box, 30)) {
            chiso__draw_text(canvas, x, first, &value_letters, value);
            chiso__draw_text(canvas, x, first + LABEL_ROW, &rank_letters, rank);
            return;
        }
    }
}

/* The labels of points by how much they matter: the last, unless it is told at its end, the last
 * but one, the first, the others. */
static void label_points(struct chiso__years *years)
{
    const struct chiso__course *const course = &years->courses[0];
    uint32_t before_last = course->first;

    for (uint32_t i = course->first; i < course->last; i++) {
        before_last = chiso__has_percent(course, i) ? i : before_last;
    }
    if (!years->in_full) {
        label_point(years, course, course->last);
    }
    if (before_last < course->last) {
        label_point(years, course, before_last);
    }
    for (uint32_t i = course->first; i < before_last; i++) {
        if (chiso__has_percent(course, i)) {
            label_point(years, course, i);
        }
    }
}

static const char *end_text(struct chiso__years *years, const struct chiso__course *course,
                            bool is_main)
{
    struct chiso__canvas *const canvas = years->canvas;
    const char *const value = chiso__years_value(years, course, course->last);
    const chiso_place place = course->points[course->last].place;

    if (!is_main || place.rank == 0) {
        return chiso__phrase(canvas, CHISO__SAY_CHART_BESIDE,
                             CHISO__WORDS(chiso__say_text(course->name), chiso__say_text(value)));
    }
    return chiso__phrase(canvas, CHISO__SAY_CHART_END,
                         CHISO__WORDS(chiso__say_text(course->name), chiso__say_text(value),
                                      chiso__say_text(chiso__rank_label(canvas, place, true))));
}

/* Whether all labels at the ends have room; where one has none, all of them are names alone. */
static bool ends_fit(struct chiso__years *years)
{
    for (uint32_t i = 0; i < years->count; i++) {
        const char *const text = end_text(years, &years->courses[i], i == 0);

        if (chiso__text_width(chiso__span_of(text), (struct chiso__face){12, i == 0}) >
            years->canvas->right - years->to - END_GAP) {
            return false;
        }
    }
    return true;
}

static void draw_end(struct chiso__years *years, const struct chiso__end *end)
{
    static const struct chiso__style leader = {CHISO__INK_NONE, CHISO__INK_LINE, 10, NULL};
    struct chiso__canvas *const canvas = years->canvas;
    const struct chiso__course *const course = &years->courses[end->id];
    const bool is_main = end->id == 0;
    const struct chiso__letters letters = {
        is_main ? CHISO__INK_RISE : CHISO__INK_MUTED, CHISO__ANCHOR_START, {12, is_main}, false};
    const chiso__tenth x = years->to + END_GAP;
    const chiso__tenth point = years->time.slots[course->last].x;

    if (end->middle - end->wanted > 20 || end->wanted - end->middle > 20 ||
        course->last + 1 < years->time.count) {
        chiso__draw_rule(canvas, point + (is_main ? 60 : 40), end->wanted, x - 40, end->middle,
                         &leader);
    }
    chiso__draw_cut(canvas, x, end->middle, &letters,
                    years->in_full ? end_text(years, course, is_main) : course->name,
                    canvas->right - x);
}

static void draw_ends(struct chiso__years *years)
{
    struct chiso__canvas *const canvas = years->canvas;
    struct chiso__end *const ends = chiso__canvas_room(canvas, years->count, sizeof(*ends));

    for (uint32_t i = 0; i < years->count && ends != NULL; i++) {
        const struct chiso__course *const course = &years->courses[i];

        ends[i] = (struct chiso__end){
            chiso__axis_at(&years->axis, course->points[course->last].percent), 0, i};
    }
    if (ends != NULL) {
        chiso__push_apart(ends, years->count, CHISO__END_APART, years->top, years->bottom);
        for (uint32_t i = 0; i < years->count; i++) {
            draw_end(years, &ends[i]);
        }
    }
}

void chiso__years_marks(struct chiso__years *years)
{
    for (uint32_t i = years->count; i > 0; i--) {
        draw_course(years, &years->courses[i - 1], i == 1);
    }
    years->in_full = ends_fit(years);
    label_points(years);
    draw_ends(years);
}
