/* The ranks of all units over the periods: a line each, those that are spoken of in colour. */
#include "page/bump.h"

#include "board/board.h"
#include "page/spoken.h"

#include <string.h>

enum {
    ROW = 130,
    HEAD = 310,     /* above the first rank */
    GAP_STEPS = 16, /* tenths of a step that a run of periods without figures takes */
    DISC = 80,
    DISC_LETTERS = 60, /* for each letter of a rank */
    LABEL_GAP = 120,
    NAMES_SHOWN = 4
};

static const struct chiso__face label_face = {11, false};

static chiso__tenth row_at(const struct chiso__bump *bump, chiso_place place)
{
    return bump->top + ((chiso__tenth)place.rank - 1) * ROW + (place.half ? ROW / 2 : 0);
}

/* The names of those that share a rank at one end. */
static void add_labels(struct chiso__bump *bump, uint32_t slot, struct chiso__names *names,
                       bool *spoken_of)
{
    for (size_t i = 0; i < bump->count; i++) {
        const struct chiso__course *const course = &bump->courses[i];

        if (chiso__has_rank(course, slot)) {
            const size_t row =
                (size_t)course->points[slot].place.rank * 2 - 2 + course->points[slot].place.half;

            chiso__names_add(bump->canvas, &names[row], course->name, NAMES_SHOWN);
            spoken_of[row] = spoken_of[row] || course->spoken_of;
        }
    }
}

/* Labels at an end, a rank a row: at the left behind the name, at the right before it. */
static chiso__tenth draw_labels(struct chiso__bump *bump, uint32_t slot, bool at_left,
                                bool only_measures)
{
    struct chiso__canvas *const canvas = bump->canvas;
    const size_t rows = (size_t)bump->rows * 2;
    struct chiso__names *const names = chiso__canvas_room(canvas, rows, sizeof(*names));
    bool *const spoken_of = chiso__canvas_room(canvas, rows, sizeof(*spoken_of));
    const chiso__tenth most = canvas->width * (canvas->wide ? 30 : 28) / 100;
    const chiso__tenth x = bump->time.slots[slot].x + (at_left ? -LABEL_GAP : LABEL_GAP);
    chiso__tenth widest = 0;

    if (names == NULL || spoken_of == NULL) {
        return 0;
    }
    add_labels(bump, slot, names, spoken_of);
    for (size_t i = 0; i < rows; i++) {
        const chiso_place place = {.rank = (uint32_t)(i / 2 + 1), .half = i % 2 == 1};
        const struct chiso__letters letters = {spoken_of[i] ? CHISO__INK_RISE : CHISO__INK_MUTED,
                                               at_left ? CHISO__ANCHOR_END : CHISO__ANCHOR_START,
                                               {label_face.size, spoken_of[i]},
                                               false};
        const char *rank = chiso__rank_label(canvas, place, false);
        const char *name = chiso__names_text(canvas, &names[i], NAMES_SHOWN);
        const char *const text =
            chiso__joined(canvas, at_left ? name : rank, at_left ? rank : name);
        const chiso__tenth width = chiso__text_width(chiso__span_of(text), letters.face);

        if (names[i].count == 0) {
            continue;
        }
        widest = width > widest ? width : widest;
        if (!only_measures && at_left && width > most) {
            /* The rank stays: the name gives way. */
            chiso__draw_cut(canvas, x - chiso__text_width(chiso__span_of(rank), letters.face) - 40,
                            row_at(bump, place), &letters, name,
                            most - chiso__text_width(chiso__span_of(rank), letters.face) - 40);
            chiso__draw_text(canvas, x, row_at(bump, place), &letters, rank);
        } else if (!only_measures) {
            chiso__draw_cut(canvas, x, row_at(bump, place), &letters, text, most);
        }
    }
    return widest > most ? most : widest;
}

/* The last slot of a run without a period that begins here. */
static uint32_t gap_end(const struct chiso__bump *bump, uint32_t slot)
{
    while (slot < bump->time.count && bump->time.slots[slot].period == CHISO__NO_PERIOD) {
        slot++;
    }
    return slot;
}

/* Puts the slots between the labels: a run without a period takes less than its years. */
static void lay_slots(struct chiso__bump *bump)
{
    struct chiso__canvas *const canvas = bump->canvas;
    const uint32_t count = bump->time.count;
    const chiso__tenth from =
        canvas->left + (count > 1 ? draw_labels(bump, 0, true, true) + LABEL_GAP : DISC);
    const chiso__tenth to = canvas->right - draw_labels(bump, count - 1, false, true) - LABEL_GAP;
    int64_t steps = 0;
    int64_t at = 0;

    for (int draws = 0; draws < 2; draws++) {
        at = 0;
        for (uint32_t i = 0; i < count;) {
            const uint32_t end = gap_end(bump, i);

            if (end > i) {
                /* From the period before to the one behind there are so many tenths of a step. */
                at += GAP_STEPS;
                i = end;
                bump->time.slots[i].x = steps == 0 ? 0 : from + (to - from) * at / steps;
            } else {
                at += i > 0 && bump->time.slots[i - 1].period != CHISO__NO_PERIOD ? 10 : 0;
                bump->time.slots[i].x = steps == 0 ? from : from + (to - from) * at / steps;
                i++;
            }
        }
        steps = at;
    }
    for (uint32_t i = 1; i + 1 < count; i++) {
        if (bump->time.slots[i].period == CHISO__NO_PERIOD) {
            bump->time.slots[i].x = bump->time.slots[i - 1].x;
        }
    }
}

/* A field for each run without a period, and what it says. */
static void draw_gap(struct chiso__bump *bump, uint32_t begin, uint32_t end)
{
    static const struct chiso__style tint = {CHISO__INK_TINT, CHISO__INK_NONE, 0, NULL};
    static const struct chiso__letters letters = {
        CHISO__INK_MUTED, CHISO__ANCHOR_MIDDLE, {12, false}, false};
    struct chiso__canvas *const canvas = bump->canvas;
    const chiso__tenth from = bump->time.slots[begin - 1].x;
    const chiso__tenth width = bump->time.slots[end].x - from;
    const chiso__tenth left = from + width / 5;
    const chiso__tenth height = ((chiso__tenth)bump->rows - 1) * ROW + ROW;
    struct chiso__span rest = chiso__span_of(chiso__phrase(canvas, CHISO__SAY_CHART_NO_DATA, NULL));
    struct chiso__span line;
    const size_t lines = chiso__line_count(rest, letters.face, width * 3 / 5 - 40);
    chiso__tenth middle = bump->top - ROW / 2 + height - 90 - ((chiso__tenth)lines - 1) * 150;

    chiso__draw_box(canvas, left, bump->top - ROW / 2, width * 3 / 5, height, &tint, NULL);
    while (lines <= 3 && (chiso__tenth)lines * 150 < height &&
           chiso__take_line(&rest, letters.face, width * 3 / 5 - 40, &line)) {
        chiso__draw_span(canvas, from + width / 2, middle, &letters, line, NULL);
        middle += 150;
    }
}

/* The periods: their labels, those that have room, and a line down each. */
static void draw_periods(struct chiso__bump *bump)
{
    static const struct chiso__letters head = {
        CHISO__INK_TEXT, CHISO__ANCHOR_MIDDLE, {12, true}, false};
    static const struct chiso__style grid = {CHISO__INK_NONE, CHISO__INK_GRID, 10, NULL};
    struct chiso__canvas *const canvas = bump->canvas;
    const chiso__tenth bottom = bump->top + ((chiso__tenth)bump->rows - 1) * ROW + ROW / 2;
    chiso__tenth end = 0;

    chiso__path_begin(canvas, &grid);
    for (uint32_t i = 0; i < bump->time.count; i++) {
        if (bump->time.slots[i].period != CHISO__NO_PERIOD) {
            chiso__path_point(canvas, true, bump->time.slots[i].x, bump->top - ROW / 2);
            chiso__path_point(canvas, false, bump->time.slots[i].x, bottom);
        }
    }
    chiso__path_end(canvas);
    for (uint32_t i = 0; i < bump->time.count; i++) {
        const struct chiso__slot *const slot = &bump->time.slots[i];
        const chiso__tenth half = chiso__text_width(chiso__span_of(slot->label), head.face) / 2;

        if (slot->period == CHISO__NO_PERIOD) {
            const uint32_t behind = gap_end(bump, i);

            draw_gap(bump, i, behind);
            i = behind - 1;
        } else if (slot->x - half >= end + 40 && slot->x + half <= canvas->width) {
            chiso__draw_text(canvas, slot->x, bump->top - 180, &head, slot->label);
            end = slot->x + half;
        }
    }
}

static void draw_line(struct chiso__bump *bump, const struct chiso__course *course)
{
    static const struct chiso__style dotted = {CHISO__INK_NONE, CHISO__INK_RISE, 15, "2 4"};
    struct chiso__canvas *const canvas = bump->canvas;
    const struct chiso__style style = {CHISO__INK_NONE,
                                       course->spoken_of ? CHISO__INK_RISE : CHISO__INK_LINE,
                                       course->spoken_of ? 32 : 10, NULL};
    uint32_t before = course->first;
    bool begins = true;

    chiso__path_begin(canvas, &style);
    for (uint32_t i = course->first; i <= course->last; i++) {
        if (chiso__has_rank(course, i)) {
            chiso__path_point(canvas, begins, bump->time.slots[i].x,
                              row_at(bump, course->points[i].place));
        }
        begins = !chiso__has_rank(course, i);
    }
    chiso__path_end(canvas);
    for (uint32_t i = course->first; i <= course->last && course->spoken_of; i++) {
        if (chiso__has_rank(course, i)) {
            if (i > before + 1) {
                chiso__draw_rule(canvas, bump->time.slots[before].x,
                                 row_at(bump, course->points[before].place), bump->time.slots[i].x,
                                 row_at(bump, course->points[i].place), &dotted);
            }
            before = i;
        }
    }
}

static void draw_marks_of(struct chiso__bump *bump, const struct chiso__course *course)
{
    static const struct chiso__letters inside = {
        CHISO__INK_GROUND, CHISO__ANCHOR_MIDDLE, {11, true}, false};
    struct chiso__canvas *const canvas = bump->canvas;
    const struct chiso__style style = {course->spoken_of ? CHISO__INK_RISE : CHISO__INK_DOT,
                                       CHISO__INK_NONE, 0, NULL};

    for (uint32_t i = course->first; i <= course->last; i++) {
        const char *rank = NULL;
        struct chiso__facts facts;

        if (!chiso__has_rank(course, i)) {
            continue;
        }
        rank = chiso__rank_label(canvas, course->points[i].place, false);
        facts =
            (struct chiso__facts){.unit = course->code,
                                  .period = bump->time.slots[i].label,
                                  .value = chiso__number_label(canvas, course->points[i].percent,
                                                               chiso__slot_digits(&bump->time, i)),
                                  .rank = rank};
        chiso__draw_disc(canvas, bump->time.slots[i].x, row_at(bump, course->points[i].place),
                         !course->spoken_of ? 20
                         : strlen(rank) > 2 ? (chiso__tenth)strlen(rank) * DISC_LETTERS / 2 + 10
                                            : DISC,
                         &style, &facts);
        /* Where periods are near, or units tie, a rank is said once. */
        if (course->spoken_of &&
            chiso__boxes_take(&bump->boxes,
                              chiso__text_box(&inside, rank, bump->time.slots[i].x,
                                              row_at(bump, course->points[i].place)),
                              0)) {
            chiso__draw_text(canvas, bump->time.slots[i].x, row_at(bump, course->points[i].place),
                             &inside, rank);
        }
    }
}

static void draw_all(struct chiso__bump *bump)
{
    struct chiso__canvas *const canvas = bump->canvas;

    bump->top = canvas->bottom + HEAD;
    bump->boxes.room = (canvas->options.unit_count + 1) * bump->time.count;
    bump->boxes.boxes = chiso__canvas_room(canvas, bump->boxes.room, sizeof(*bump->boxes.boxes));
    if (bump->boxes.boxes == NULL) {
        return;
    }
    lay_slots(bump);
    draw_periods(bump);
    for (int spoken_of = 0; spoken_of < 2; spoken_of++) {
        for (size_t i = 0; i < bump->count && canvas->status == CHISO_OK; i++) {
            const struct chiso__course *const course = &bump->courses[i];

            if (course->spoken_of == (spoken_of == 1) && course->first < bump->time.count) {
                draw_line(bump, course);
                draw_marks_of(bump, course);
            }
        }
    }
    if (bump->time.count > 1) {
        draw_labels(bump, 0, true, false);
    }
    draw_labels(bump, bump->time.count - 1, false, false);
    canvas->bottom = bump->top + ((chiso__tenth)bump->rows - 1) * ROW + ROW / 2 + 80;
    chiso__frame_source(canvas);
}

static chiso_status draw(struct chiso__canvas *canvas, const chiso_series *series,
                         chiso_error *error)
{
    struct chiso__bump bump = {.canvas = canvas};
    chiso_status status = CHISO_OK;

    if (!chiso__time_read(canvas, series, &bump.time)) {
        return CHISO_OK;
    }
    status = chiso__bump_read(&bump, error);
    if (status == CHISO_OK && canvas->status == CHISO_OK) {
        chiso__bump_head(&bump);
        draw_all(&bump);
    }
    return status;
}

chiso_status chiso_chart_bump(const chiso_series *series, const chiso_chart_options *options,
                              const chiso_sink *sink, chiso_error *error)
{
    struct chiso__canvas canvas;
    chiso_status status = series == NULL ? chiso__fail_null(error) : CHISO_OK;

    if (status == CHISO_OK && chiso_series_count(series) == 0) {
        status = chiso__fail(error, CHISO_E_EMPTY, CHISO__SAY_CHART_NO_FIGURES, NULL);
    }
    if (status == CHISO_OK) {
        status = chiso__canvas_begin(&canvas, options, &chiso_series_board(series, 0)->allocator,
                                     sink, error);
    }
    return status == CHISO_OK
               ? chiso__canvas_end(&canvas, draw(&canvas, series, error), sink, error)
               : status;
}
