/* What it would take a unit to reach a target. */
#include "detail.h"
#include "items.h"

enum { STEP_CODE, STEP_TITLE, STEP_FROM, STEP_TO, STEP_GAIN };

static chiso_status fill_step(const struct view *view, const void *items, uint32_t index,
                              struct row *row)
{
    const chiso_target_step *const step = (const chiso_target_step *)items + index;

    /* A plan is followed to the digit: points that were rounded down would miss the target. */
    name_node(view, step->leaf, STEP_CODE, STEP_TITLE, row);
    put_number(view, step->from, -1, "", row->texts[STEP_FROM]);
    put_number(view, step->to, -1, "", row->texts[STEP_TO]);
    put_number(view, step->gain, -1, "", row->texts[STEP_GAIN]);
    return CHISO_OK;
}

static void print_points(const struct view *view, chiso_decimal points, chiso_decimal percent,
                         struct printer *printer)
{
    print_number(view, points, -1, points_word(view, points), printer);
    if (percent != CHISO_ABSENT && percent != points) {
        print_text(printer, " (");
        print_number(view, percent, -1,
                     say(view->language, " percentage points)", " điểm phần trăm)"), printer);
    }
}

/* A figure that is above or below 0, without its sign. */
static chiso_decimal size_of(chiso_decimal value)
{
    return value != CHISO_ABSENT && value < 0 ? -value : value;
}

/* That no plan of points reaches it, and how far they lead. */
static void print_out_of_reach(const struct view *view, const chiso_target_figures *result,
                               bool is_by_cell, struct printer *printer)
{
    const chiso_language language = view->language;

    print_text(
        printer,
        is_by_cell
            ? say(language,
                  "out of reach by more points alone: with every criterion that counts given all "
                  "its points it would have ",
                  "chỉ thêm điểm thì không thể đạt: khi các tiêu chí đều đủ điểm, đơn vị có ")
            : say(language,
                  "out of reach: with every criterion that counts at its max it would have ",
                  "không thể đạt: khi mọi tiêu chí được tính đều đạt tối đa, đơn vị có "));
    print_number(view, result->most, -1, points_word(view, result->most), printer);
    if (result->short_by == 0 && !is_by_cell) {
        print_text(printer, say(language, ", which more points alone do not reach",
                                ", nhưng chỉ thêm điểm thì không đủ"));
    } else if (result->short_by != CHISO_ABSENT && result->short_by != 0) {
        print_text(printer, say(language, ", and fall short by ", ", vẫn thiếu "));
        print_points(view, result->short_by, result->short_by_percent, printer);
    }
}

static void print_outcome(const struct view *view, const chiso_target_figures *result,
                          bool is_by_cell, struct printer *printer)
{
    const chiso_language language = view->language;

    switch (result->outcome) {
    case CHISO_OUTCOME_MET:
        print_text(printer, say(language, "met", "đã đạt"));
        if (result->distance != CHISO_ABSENT) {
            print_text(printer, say(language, ", with ", ", dư "));
            print_points(view, result->distance, result->distance_percent, printer);
            print_text(printer, say(language, " to spare", ""));
        }
        break;
    case CHISO_OUTCOME_MISSED:
        print_text(printer, say(language, "missed by ", "còn thiếu "));
        print_points(view, size_of(result->distance), size_of(result->distance_percent), printer);
        print_text(printer, say(language, "; it takes ", "; cần đạt "));
        print_number(view, result->least, -1, points_word(view, result->least), printer);
        break;
    case CHISO_OUTCOME_OUT_OF_REACH:
        print_out_of_reach(view, result, is_by_cell, printer);
        break;
    }
    print_text(printer, ".");
    print_line_end(printer);
}

static void print_margin(const struct view *view, const char *label, chiso_decimal margin,
                         struct printer *printer)
{
    if (margin == CHISO_ABSENT) {
        return;
    }
    print_text(printer, label);
    print_number(view, margin, -1, points_word(view, margin), printer);
    print_text(printer, ".");
    print_line_end(printer);
}

static chiso_status print_plan(const struct view *view, const chiso_target *target,
                               const chiso_target_figures *result, struct printer *printer,
                               chiso_error *error)
{
    const chiso_language language = view->language;
    const chiso_target_step *steps = NULL;
    struct table table = {
        .width = view->options->columns,
        .columns = {[STEP_CODE] = column_left(say(language, "Code", "Mã")),
                    [STEP_TITLE] = column_wrapping(say(language, "Criterion", "Tiêu chí")),
                    [STEP_FROM] = column_right(say(language, "From", "Từ")),
                    [STEP_TO] = column_right(say(language, "To", "Lên")),
                    [STEP_GAIN] = column_right(say(language, "The total gains", "Tổng tăng"))}};
    uint32_t count = 0;
    chiso_status status = chiso_target_plan(target, &steps, &count, error);

    if (status != CHISO_OK) {
        return status;
    }
    print_line_end(printer);
    print_text(printer, result->exactness == CHISO_EXACTNESS_GREEDY
                            ? say(language, "A few criteria that can give it (there may be fewer)",
                                  "Một số tiêu chí có thể bù (có thể ít hơn)")
                            : say(language, "The fewest criteria that can give it",
                                  "Ít tiêu chí nhất có thể bù"));
    print_text(printer, say(language, ", with the other units as they are:",
                            ", khi các đơn vị khác giữ nguyên:"));
    print_line_end(printer);
    return print_items(view, steps, count, fill_step, &table, printer);
}

static void print_node(const struct view *view, chiso_node node, struct printer *printer)
{
    print_name(printer, node == CHISO_ROOT ? say(view->language, "the total", "tổng")
                                           : chiso_node_code(view->tree, node));
}

/* What keeps the unit from more, whatever its criteria get. */
static void print_in_the_way(const struct view *view, const chiso_obstacle *obstacle,
                             struct printer *printer)
{
    if (obstacle->set == CHISO_NO_NODE && obstacle->limited == CHISO_NO_NODE) {
        return;
    }
    print_text(printer, say(view->language, "In the way: ", "Vướng: "));
    if (obstacle->set != CHISO_NO_NODE) {
        print_text(printer, say(view->language, "the result of ", "kết quả của "));
        print_node(view, obstacle->set, printer);
        print_text(printer, say(view->language, " is set by hand", " được ấn định"));
        print_text(printer, obstacle->limited == CHISO_NO_NODE ? "" : "; ");
    }
    if (obstacle->limited != CHISO_NO_NODE) {
        print_node(view, obstacle->limited, printer);
        print_text(printer, say(view->language, " is limited by ", " bị khống chế do "));
        print_node(view, obstacle->limited_by, printer);
        if (obstacle->by_cell != 0) {
            print_text(printer, say(view->language,
                                    ", which has all its points: the number in its cell would have "
                                    "to be another",
                                    ", dù đã đủ điểm: giá trị trong ô phải khác"));
        }
    }
    print_text(printer, ".");
    print_line_end(printer);
}

chiso_status print_target(const struct view *view, const chiso_target *target,
                          struct printer *printer, chiso_error *error)
{
    const chiso_language language = view->language;
    chiso_obstacle obstacle = CHISO_OBSTACLE_INIT;
    chiso_target_figures result;
    chiso_status status = chiso_target_result(target, &result);

    if (status == CHISO_OK && result.outcome != CHISO_OUTCOME_MET) {
        status = chiso_target_obstacle(target, &obstacle);
    }
    if (status != CHISO_OK) {
        return status;
    }
    print_text(printer, say(language, "Target ", "Mục tiêu "));
    print_name(printer, view->options->target);
    print_text(printer, ": ");
    print_outcome(view, &result, obstacle.by_cell != 0, printer);
    if (result.outcome != CHISO_OUTCOME_MET) {
        print_in_the_way(view, &obstacle, printer);
    }
    if (result.outcome == CHISO_OUTCOME_MISSED) {
        status = print_plan(view, target, &result, printer, error);
        if (result.rank_margin != CHISO_ABSENT || result.band_margin != CHISO_ABSENT) {
            print_line_end(printer);
        }
    }
    print_margin(view,
                 say(language, "It keeps its rank as long as it loses no more than ",
                     "Giữ được thứ hạng nếu mất không quá "),
                 result.rank_margin, printer);
    print_margin(view,
                 say(language, "It keeps its band as long as it loses no more than ",
                     "Giữ được xếp loại nếu mất không quá "),
                 result.band_margin, printer);
    return status;
}
