/* What changed of one unit: percent, rank, and what the change is made of. */
#include "change.h"

/* Says what the percent and the rank of a unit were. */
static void print_before(const struct view *view, const chiso_change *change,
                         struct printer *printer)
{
    const chiso_language language = view->language;
    char text[TABLE_CELL_SIZE];

    if (change->before.percent == CHISO_ABSENT) {
        print_text(printer, say(language, "It had no percent before.",
                                "Kỳ trước đơn vị này chưa có tỷ lệ."));
        print_line_end(printer);
        return;
    }
    print_text(printer, say(language, "Before: ", "Kỳ trước: "));
    print_number(view, change->before.percent, view->before_digits, " %", printer);
    if (change->before.place.rank > 0) {
        put_place(view, &change->before.place, text);
        print_text(printer, say(language, ", rank ", ", hạng "));
        print_text(printer, text);
    }
    if (change->before.band != CHISO_NO_BAND) {
        print_text(printer, say(language, ", band ", ", xếp loại "));
        print_name(printer,
                   chiso_bands_name(chiso_report_bands(view->report), change->before.band));
    }
    if (change->percent != CHISO_ABSENT) {
        put_change(view, change->percent, view->change_digits, text);
        print_text(printer,
                   say(language,
                       change->percent == 0 ? ". The percent is the " : ". The percent is ",
                       ". Tỷ lệ "));
        print_text(printer, text);
    }
    if (change->rank != CHISO_ABSENT) {
        put_move(view, change->rank, text);
        print_text(printer,
                   say(language, change->rank == 0 ? ", the rank the " : ", the rank ", ", "));
        print_text(printer, text);
    }
    print_text(printer, ".");
    print_line_end(printer);
}

/* Names the criterion that gained or lost most, and its points, unless none are seen in print. */
static chiso_status print_extreme(const struct view *view, chiso_unit unit, chiso_node node,
                                  const char *label, bool *is_begun, struct printer *printer)
{
    chiso_change change;
    const chiso_status status =
        node == CHISO_NO_NODE ? CHISO_OK
                              : chiso_comparison_change(view->comparison, unit, node, &change);

    if (node == CHISO_NO_NODE || status != CHISO_OK) {
        return status;
    }
    /* It is rounded by itself, and may miss the difference of both sides by the last digit. */
    if (change.achieved != 0) {
        print_text(printer, *is_begun ? " " : "");
        print_text(printer, label);
        print_name(printer, chiso_node_code(view->tree, node));
        print_text(printer, change.achieved > 0 ? " +" : " ");
        print_number(view, change.achieved, view->point_digits, "", printer);
        print_text(printer, ".");
        *is_begun = true;
    }
    return CHISO_OK;
}

/* Names the criteria that gained and lost most, on one line. */
static chiso_status print_extremes(const struct view *view, chiso_unit unit,
                                   const chiso_change_summary *summary, struct printer *printer)
{
    const chiso_language language = view->language;
    bool is_begun = false;
    chiso_status status =
        print_extreme(view, unit, summary->gain,
                      say(language, "Largest gain: ", "Tăng nhiều nhất: "), &is_begun, printer);

    if (status == CHISO_OK) {
        status =
            print_extreme(view, unit, summary->loss,
                          say(language, "Largest loss: ", "Giảm nhiều nhất: "), &is_begun, printer);
    }
    if (is_begun) {
        print_line_end(printer);
    }
    return status;
}

/* Prints how many criteria rose in what: counts of score and rank, or of the score alone where no
 * rank can be compared. */
static void print_counts(const struct view *view, const chiso_change_summary *summary,
                         bool has_ranks, struct printer *printer)
{
    const chiso_language language = view->language;
    const struct {
        bool is_said;
        uint32_t count;
        const char *english;
        const char *vietnamese;
    } counts[] = {
        {has_ranks, summary->both, "rose in score and rank", "tăng cả điểm và hạng"},
        {has_ranks, summary->score_only, "in score only", "chỉ tăng điểm"},
        {has_ranks, summary->rank_only, "in rank only", "chỉ tăng hạng"},
        {has_ranks, summary->neither, "in neither", "không tăng"},
        {!has_ranks, summary->score_only, "rose in score", "tăng điểm"},
        {!has_ranks, summary->neither, "did not; their ranks cannot be compared",
         "không tăng; không so sánh được thứ hạng"},
    };
    bool is_begun = false;

    for (size_t i = 0; i < sizeof(counts) / sizeof(counts[0]); i++) {
        const char *const words = say(language, counts[i].english, counts[i].vietnamese);

        if (counts[i].is_said) {
            print_text(printer, is_begun ? ", " : "");
            print_count(counts[i].count, words, words, printer);
            is_begun = true;
        }
    }
    print_text(printer, ".");
    print_line_end(printer);
}

/* Whether the rank of any main criterion can be compared. */
static chiso_status find_ranks(const struct view *view, chiso_unit unit, bool *out_has_ranks)
{
    chiso_status status = CHISO_OK;

    *out_has_ranks = false;
    for (chiso_node node = chiso_node_first_child(view->tree, CHISO_ROOT);
         node != CHISO_NO_NODE && !*out_has_ranks && status == CHISO_OK;
         node = chiso_node_next_sibling(view->tree, node)) {
        chiso_change change = {.rank = CHISO_ABSENT};

        status = chiso_comparison_change(view->comparison, unit, node, &change);
        *out_has_ranks = change.rank != CHISO_ABSENT;
    }
    return status;
}

/* How many of the criteria below the total rose in what. */
static chiso_status print_four_counts(const struct view *view, chiso_unit unit,
                                      struct printer *printer)
{
    const chiso_language language = view->language;
    chiso_change_summary summary = {.both = 0};
    bool has_ranks = false;
    chiso_status status = chiso_comparison_summarise(view->comparison, unit, CHISO_ROOT, &summary);
    const uint32_t compared =
        summary.both + summary.score_only + summary.rank_only + summary.neither;

    if (status == CHISO_OK) {
        status = find_ranks(view, unit, &has_ranks);
    }
    if (status != CHISO_OK || compared == 0) {
        return status;
    }
    print_text(printer, say(language, "Of ", "Trong "));
    print_count(compared, say(language, "main criterion, ", "tiêu chí chính, "),
                say(language, "main criteria, ", "tiêu chí chính, "), printer);
    print_counts(view, &summary, has_ranks, printer);
    return print_extremes(view, unit, &summary, printer);
}

static void print_part(const struct view *view, const char *label, chiso_decimal part,
                       struct printer *printer)
{
    print_text(printer, label);
    print_text(printer, part > 0 ? "+" : "");
    print_number(view, part, view->change_digits, "", printer);
}

/*
 * What the change of the percent is made of, where the criteria are not what they were. Performance
 * is printed as what the other printed parts leave of the printed change, so that a reader who adds
 * up gets it.
 */
static chiso_status print_bridge(const struct view *view, chiso_unit unit, chiso_decimal change,
                                 struct printer *printer, chiso_error *error)
{
    const chiso_language language = view->language;
    chiso_bridge bridge;
    const chiso_status status =
        chiso_comparison_bridge(view->comparison, unit, CHISO_ROOT, &bridge, error);

    if (status == CHISO_E_UNIT || status == CHISO_E_NODE || status == CHISO_E_EMPTY ||
        status == CHISO_E_RULE) {
        return CHISO_OK;
    }
    if (status != CHISO_OK || (bridge.maxima == 0 && bridge.added == 0 && bridge.dropped == 0 &&
                               bridge.not_applicable == 0 && bridge.set == 0)) {
        return status;
    }
    print_part(view,
               say(language, "Of the change of the percent: performance ",
                   "Trong mức thay đổi tỷ lệ: kết quả thực hiện "),
               change - in_print(view, bridge.maxima, view->change_digits) -
                   in_print(view, bridge.added, view->change_digits) -
                   in_print(view, bridge.dropped, view->change_digits) -
                   in_print(view, bridge.not_applicable, view->change_digits) -
                   in_print(view, bridge.set, view->change_digits),
               printer);
    print_part(
        view, say(language, ", other maxima and weights ", ", điểm tối đa và trọng số khác trước "),
        bridge.maxima, printer);
    print_part(view, say(language, ", new criteria ", ", tiêu chí mới "), bridge.added, printer);
    print_part(view, say(language, ", dropped criteria ", ", tiêu chí đã bỏ "), bridge.dropped,
               printer);
    print_part(view, say(language, ", not applicable ", ", không áp dụng "), bridge.not_applicable,
               printer);
    if (bridge.set != 0) {
        print_part(view, say(language, ", set by hand ", ", ấn định "), bridge.set, printer);
    }
    print_text(printer, ".");
    print_line_end(printer);
    if (bridge.like_change != CHISO_ABSENT) {
        print_text(printer, say(language, "Like for like, on ", "Tính trên "));
        print_count(bridge.like_leaves,
                    say(language, "criterion that stayed the same", "tiêu chí không đổi"),
                    say(language, "criteria that stayed the same", "tiêu chí không đổi"), printer);
        print_part(view, ": ", bridge.like_change, printer);
        print_text(printer, say(language, " percentage points.", " điểm phần trăm."));
        print_line_end(printer);
    }
    return CHISO_OK;
}

/* A part of a change of rank. */
static void print_places(const struct view *view, chiso_decimal places, struct printer *printer)
{
    char text[TABLE_CELL_SIZE];

    put_move(view, places, text);
    print_text(printer, places == 0 ? say(view->language, "none", "0 bậc") : text);
}

/* Whose doing the change of the rank is. */
static chiso_status print_rank_bridge(const struct view *view, chiso_unit unit,
                                      struct printer *printer, chiso_error *error)
{
    const chiso_language language = view->language;
    chiso_rank_bridge bridge;
    const chiso_status status =
        chiso_comparison_rank_bridge(view->comparison, unit, CHISO_ROOT, &bridge, error);

    if (status == CHISO_E_EMPTY) {
        return CHISO_OK;
    }
    if (status != CHISO_OK || (bridge.own == 0 && bridge.others == 0)) {
        return status;
    }
    print_text(printer, say(language, "Of the change of the rank: its own figure ",
                            "Trong thay đổi thứ hạng: do bản thân "));
    print_places(view, bridge.own, printer);
    print_text(printer, say(language, ", those of the others ", ", do các đơn vị khác "));
    print_places(view, bridge.others, printer);
    print_text(printer, ".");
    print_line_end(printer);
    return CHISO_OK;
}

/* Says whose figures those of before are where the unit is made of several. */
static void print_merged(const struct view *view, const chiso_unit *old, uint32_t count,
                         struct printer *printer)
{
    if (count > 1) {
        print_text(printer,
                   say(view->language, "The figures of before are the mean of several units: ",
                       "Số liệu kỳ trước là trung bình của các đơn vị: "));
        print_predecessors(view, old, count, printer);
        print_text(printer, ".");
        print_line_end(printer);
    }
}

/* Says which of the figures that are compared were set by hand. */
static chiso_status print_set(const struct view *view, chiso_unit unit, struct printer *printer)
{
    uint32_t count = 0;
    const chiso_status status = print_set_nodes(
        view, unit, say(view->language, "Set by hand: ", "Ấn định: "), printer, &count);

    if (count > 0) {
        print_text(printer, ".");
        print_line_end(printer);
    }
    return status;
}

chiso_status print_unit_change(const struct view *view, chiso_unit unit, struct printer *printer,
                               chiso_error *error)
{
    const chiso_unit *old = NULL;
    uint32_t count = 0;
    chiso_change change;
    chiso_status status = chiso_comparison_change(view->comparison, unit, CHISO_ROOT, &change);

    if (status == CHISO_OK) {
        status = chiso_comparison_units_before(view->comparison, unit, &old, &count);
    }
    if (status != CHISO_OK) {
        return status;
    }
    if (count == 0) {
        print_text(printer, say(view->language, "It was not there before.",
                                "Kỳ trước không có đơn vị này."));
        print_line_end(printer);
        return CHISO_OK;
    }
    print_before(view, &change, printer);
    print_merged(view, old, count, printer);
    status = print_set(view, unit, printer);
    if (status == CHISO_OK) {
        status = print_four_counts(view, unit, printer);
    }
    if (status == CHISO_OK) {
        status = print_bridge(view, unit, change.percent, printer, error);
    }
    return status == CHISO_OK ? print_rank_bridge(view, unit, printer, error) : status;
}
