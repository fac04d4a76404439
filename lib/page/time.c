/* Periods along a figure: see time.h. */
#include "page/time.h"

#include "board/board.h"

#include <string.h>

enum { YEAR_DIGITS = 4, MOST_YEARS = 60 };

/* The year that a label is; 0 for none. */
static uint32_t year_of(const char *label)
{
    uint32_t year = 0;

    for (int i = 0; i < YEAR_DIGITS; i++) {
        if (!chiso__is_digit(label[i])) {
            return 0;
        }
        year = year * 10 + (uint32_t)(label[i] - '0');
    }
    return label[YEAR_DIGITS] == '\0' ? year : 0;
}

/* How many years the series spans, where its labels are years one after the other; else 0. */
static uint32_t years_spanned(const chiso_series *series)
{
    const uint32_t periods = chiso_series_count(series);
    const uint32_t first = year_of(chiso_series_label(series, 0));
    uint32_t before = first;

    for (uint32_t i = 1; i < periods; i++) {
        const uint32_t year = year_of(chiso_series_label(series, i));

        if (year <= before) {
            return 0;
        }
        before = year;
    }
    return first == 0 || before - first >= MOST_YEARS ? 0 : before - first + 1;
}

bool chiso__time_read(struct chiso__canvas *canvas, const chiso_series *series,
                      struct chiso__time *out_time)
{
    const uint32_t periods = chiso_series_count(series);
    const uint32_t years = years_spanned(series);
    const uint32_t first = years > 0 ? year_of(chiso_series_label(series, 0)) : 0;
    uint32_t period = 0;

    out_time->series = series;
    out_time->count = years > 0 ? years : periods;
    out_time->slots = chiso__canvas_room(canvas, out_time->count, sizeof(*out_time->slots));
    for (uint32_t i = 0; i < out_time->count && out_time->slots != NULL; i++) {
        const char *const label = chiso_series_label(series, period);

        if (years == 0 || year_of(label) == first + i) {
            out_time->slots[i] = (struct chiso__slot){period++, label, 0};
        } else {
            out_time->slots[i] =
                (struct chiso__slot){CHISO__NO_PERIOD, chiso__count_label(canvas, first + i), 0};
        }
    }
    return out_time->slots != NULL;
}

/* The name of a unit in the last period that has it. */
static const char *name_in(const struct chiso__time *time, const char *code)
{
    for (uint32_t i = chiso_series_count(time->series); i > 0; i--) {
        const chiso_board *const board = chiso_series_board(time->series, i - 1);
        chiso_unit unit = CHISO_NO_UNIT;

        if (chiso_board_find_unit(board, code, &unit) == CHISO_OK) {
            return chiso_unit_name(board, unit);
        }
    }
    return code;
}

chiso_status chiso__series_fail(chiso_error *error, chiso_status status, const char *unit,
                                const char *node)
{
    switch ((int)status) {
    case CHISO_E_UNIT:
        return chiso__fail(error, status, CHISO__SAY_NO_PERIOD_HAS_UNIT,
                           CHISO__WORDS(chiso__say_text(unit)));
    case CHISO_E_NODE:
        return chiso__fail(error, status, CHISO__SAY_NO_PERIOD_HAS_CRITERION,
                           CHISO__WORDS(chiso__say_text(node)));
    default:
        return chiso__fail(error, status, chiso__status_meaning(status), NULL);
    }
}

chiso_status chiso__course_read(struct chiso__canvas *canvas, const struct chiso__time *time,
                                const char *unit, const char *node,
                                struct chiso__course *out_course, chiso_error *error)
{
    static const chiso_series_point none = {
        .achieved = CHISO_ABSENT, .max = CHISO_ABSENT, .percent = CHISO_ABSENT};

    *out_course = (struct chiso__course){
        .code = unit,
        .name = name_in(time, unit),
        .spoken_of = chiso__is_spoken_of(canvas, unit),
        .points = chiso__canvas_room(canvas, time->count, sizeof(chiso_series_point)),
        .first = time->count,
        .last = time->count,
    };
    for (uint32_t i = 0; i < time->count && out_course->points != NULL; i++) {
        const uint32_t period = time->slots[i].period;

        out_course->points[i] = none;
        if (period != CHISO__NO_PERIOD) {
            const chiso_status status =
                chiso_series_at(time->series, period, unit, node, &out_course->points[i]);

            if (status != CHISO_OK) {
                return chiso__series_fail(error, status, unit, node);
            }
        }
        if (chiso__has_percent(out_course, i)) {
            out_course->first = out_course->first == time->count ? i : out_course->first;
            out_course->last = i;
        }
    }
    return CHISO_OK;
}

int chiso__slot_digits(const struct chiso__time *time, uint32_t slot)
{
    return chiso_tree_digits(
        chiso_board_tree(chiso_series_board(time->series, time->slots[slot].period)));
}

const char *chiso__series_title(const struct chiso__time *time, const char *node)
{
    for (uint32_t i = chiso_series_count(time->series); i > 0; i--) {
        const chiso_tree *const tree = chiso_board_tree(chiso_series_board(time->series, i - 1));
        chiso_node found = CHISO_ROOT;

        if (*node == '\0' || strcmp(node, ".") == 0 ||
            chiso_tree_find(tree, node, &found) == CHISO_OK) {
            const char *const title = chiso_node_title(tree, found);

            return *title != '\0' ? title : chiso_node_code(tree, found);
        }
    }
    return node;
}
