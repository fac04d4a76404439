/* Checks of what is said of a year and the one before, and of several in a row. */
#include "documents.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* Points for totals whose max nobody printed. */
static const chiso_decimal ample = 10000 * CHISO_DECIMAL_ONE;

enum { LARGEST_COUNT = 16, PERIOD_COUNT = 32 };

/* Two boards of one unit set against each other. The boards are ended. */
static chiso_status compare(struct job *job, chiso_board *now, chiso_board *before,
                            chiso_comparison **out_comparison)
{
    const chiso_status status =
        chiso_comparison_new(now, before, NULL, out_comparison, &job->error);

    chiso_board_free(now);
    chiso_board_free(before);
    return status;
}

/* The same from the figures of both years. */
static chiso_status compare_figures(struct job *job, const chiso_decimal *now,
                                    const chiso_decimal *before, size_t count,
                                    chiso_comparison **out_comparison)
{
    chiso_decimal maxima[LARGEST_COUNT];
    chiso_board *boards[2] = {NULL, NULL};
    chiso_status status = CHISO_OK;

    for (size_t i = 0; i < count; i++) {
        maxima[i] = ample;
    }
    status = board_of_criteria(job, now, maxima, count, &boards[0]);
    if (status == CHISO_OK) {
        status = board_of_criteria(job, before, maxima, count, &boards[1]);
    }
    if (status == CHISO_OK) {
        return compare(job, boards[0], boards[1], out_comparison);
    }
    chiso_board_free(boards[0]);
    chiso_board_free(boards[1]);
    return status;
}

/* The points or the percent, and how many digits are printed of it. */
static chiso_decimal lead_of(const struct job *job, chiso_unit row, int *digits)
{
    const chiso_decimal achieved = figure_of(job, job->printed, row, ACHIEVED);

    *digits = achieved != CHISO_ABSENT ? -1 : chiso_tree_digits(job->figures);
    return achieved != CHISO_ABSENT ? achieved : figure_of(job, job->printed, row, PERCENT);
}

/* A total, that of the year before, and the change. */
chiso_status check_difference(struct job *job, chiso_unit row, struct finding *finding)
{
    const chiso_decimal previous = figure_of(job, job->printed, row, PREVIOUS);
    const chiso_decimal printed = figure_of(job, job->printed, row, CHANGE);
    int digits = -1;
    const chiso_decimal now = lead_of(job, row, &digits);
    chiso_comparison *comparison = NULL;
    chiso_change change;
    chiso_status status = compare_figures(job, &now, &previous, 1, &comparison);

    if (status == CHISO_OK) {
        status = chiso_comparison_change(comparison, 0, CHISO_ROOT, &change);
    }
    if (status == CHISO_OK) {
        say_lead(&finding->printed, job, row);
        say(&finding->printed, ", before ", ", trước ");
        say_number(&finding->printed, previous, digits);
        say_change(&finding->computed, change.achieved, digits);
        say(&finding->computed, " on the year before", " so với năm trước");
    }
    if (status == CHISO_OK && printed != CHISO_ABSENT) {
        say_bytes(&finding->printed, ", ");
        say_change(&finding->printed, printed, digits);
        finding->verdict = change.achieved == printed ? VERDICT_AGREES : VERDICT_DIFFERS;
    }
    if (status == CHISO_OK && finding->verdict == VERDICT_DIFFERS) {
        say_change(&finding->cause, change.achieved, digits);
        say(&finding->cause, ", not ", ", không phải ");
        say_change(&finding->cause, printed, digits);
    }
    chiso_comparison_free(comparison);
    return status;
}

/* What stood before a change: the figure less the change, the rank and the places that were lost
 * since. */
static chiso_status say_former(const struct job *job, chiso_unit row, chiso_decimal change,
                               chiso_decimal rank_change, struct text *text)
{
    const chiso_decimal rank = figure_of(job, job->printed, row, RANK);
    int digits = -1;
    const chiso_decimal now = lead_of(job, row, &digits);
    chiso_decimal former = CHISO_ABSENT;
    chiso_status status = CHISO_OK;

    if (change != CHISO_ABSENT && now != CHISO_ABSENT) {
        status = chiso_decimal_add(now, -change, &former);
        say_number(text, former, digits);
    }
    if (status == CHISO_OK && rank_change != CHISO_ABSENT && rank != CHISO_ABSENT) {
        status = chiso_decimal_add(rank, rank_change, &former);
        say_bytes(text, text->bytes[0] != '\0' ? ", " : "");
        say(text, "rank ", "hạng ");
        say_number(text, former, -1);
    }
    say(text, " the year before, which is not given", " ở năm trước, nhưng số ấy không được cho");
    return status;
}

/* A change without the figure that it is counted from. */
chiso_status check_former(struct job *job, chiso_unit row, struct finding *finding)
{
    const chiso_decimal change = figure_of(job, job->printed, row, CHANGE);
    const chiso_decimal rank_change = figure_of(job, job->printed, row, RANK_CHANGE);
    int digits = -1;

    (void)lead_of(job, row, &digits);
    say_lead(&finding->printed, job, row);
    if (change != CHISO_ABSENT) {
        say_bytes(&finding->printed, ", ");
        say_change(&finding->printed, change, digits);
    }
    say_rank(&finding->printed, job, row);
    if (rank_change != CHISO_ABSENT) {
        say_bytes(&finding->printed, ", ");
        say_change(&finding->printed, rank_change, -1);
        say(&finding->printed, rank_change == CHISO_DECIMAL_ONE ? " place" : " places", " bậc");
    }
    return say_former(job, row, change, rank_change, &finding->computed);
}

/* Whether two statements are of one report: their codes are the same up to the first dot. */
static bool same_report(const struct job *job, chiso_unit a, chiso_unit b)
{
    const char *first = chiso_unit_code(job->printed, a);
    const char *second = chiso_unit_code(job->printed, b);
    const size_t length = strcspn(first, ".");

    return length == strcspn(second, ".") && strncmp(first, second, length) == 0;
}

/* All criteria of a report that are called the largest rise or fall, as two years of one unit;
 * where the row's stands among them. */
static size_t largest_of(const struct job *job, chiso_unit row, chiso_decimal *now,
                         chiso_decimal *before, chiso_node *out_own)
{
    size_t count = 0;

    for (chiso_unit other = 0;
         other < chiso_board_unit_count(job->printed) && count < LARGEST_COUNT; other++) {
        if (same_report(job, row, other) &&
            figure_of(job, job->printed, other, LARGEST) != CHISO_ABSENT) {
            now[count] = figure_of(job, job->printed, other, ACHIEVED);
            before[count] = figure_of(job, job->printed, other, PREVIOUS);
            count++;
            *out_own = other == row ? (chiso_node)count : *out_own;
        }
    }
    return count;
}

static void judge_largest(struct finding *finding, const chiso_change_summary *summary,
                          chiso_node own, bool is_rise, size_t count)
{
    const chiso_decimal most = is_rise ? summary->gained : summary->lost;
    char text[CHISO_DECIMAL_TEXT_SIZE];

    (void)snprintf(text, sizeof(text), "%zu", count);
    if ((is_rise ? summary->gain : summary->loss) == own) {
        say_change(&finding->computed, most, -1);
        say(&finding->computed,
            is_rise ? ", the largest rise of the " : ", the largest fall of the ",
            is_rise ? ", tăng nhiều nhất trong " : ", giảm nhiều nhất trong ");
        say_bytes(&finding->computed, text);
        say(&finding->computed, " criteria that are given", " tiêu chí đã cho");
        finding->verdict = VERDICT_AGREES;
        return;
    }
    say(&finding->computed,
        is_rise ? "another rose more, or none did" : "another fell more, or none did",
        is_rise ? "tiêu chí khác tăng nhiều hơn, hoặc không có"
                : "tiêu chí khác giảm nhiều hơn, hoặc không có");
    say_bytes(&finding->cause, finding->computed.bytes);
    finding->verdict = VERDICT_DIFFERS;
}

/* The largest rise or fall among the criteria whose figures are given. */
chiso_status check_largest(struct job *job, chiso_unit row, struct finding *finding)
{
    const bool is_rise = figure_of(job, job->printed, row, LARGEST) > 0;
    chiso_decimal now[LARGEST_COUNT];
    chiso_decimal before[LARGEST_COUNT];
    chiso_node own = CHISO_NO_NODE;
    const size_t count = largest_of(job, row, now, before, &own);
    chiso_comparison *comparison = NULL;
    chiso_change_summary summary;
    chiso_status status = compare_figures(job, now, before, count, &comparison);

    if (status == CHISO_OK) {
        status = chiso_comparison_summarise(comparison, 0, CHISO_ROOT, &summary);
    }
    if (status == CHISO_OK && own != CHISO_NO_NODE) {
        say_number(&finding->printed, before[own - 1], -1);
        say_bytes(&finding->printed, " → ");
        say_number(&finding->printed, now[own - 1], -1);
        judge_largest(finding, &summary, own, is_rise, count);
    }
    chiso_comparison_free(comparison);
    return status;
}

/* A board of so many units of which the first has the rank, the others the places around it. */
static chiso_status board_of_rank(struct job *job, chiso_decimal rank, chiso_decimal out_of,
                                  const char *period, chiso_board **out_board)
{
    enum { MOST_UNITS = 1000 };
    const int64_t units = out_of / CHISO_DECIMAL_ONE;
    chiso_decimal values[MOST_UNITS];
    size_t count = 1;

    if (out_of == CHISO_ABSENT || rank < CHISO_DECIMAL_ONE || rank > out_of ||
        rank % CHISO_DECIMAL_ONE != 0 || units > MOST_UNITS) {
        return refused(
            job, CHISO_E_RANGE,
            "there is no rank from 1 to the number of units, which is at most 1000, in period ",
            "không có thứ hạng từ 1 đến số đơn vị, nhiều nhất là 1000, ở kỳ ", period);
    }
    values[0] = out_of - rank;
    for (int64_t place = 1; place <= units; place++) {
        if (place * CHISO_DECIMAL_ONE != rank) {
            values[count++] = out_of - place * CHISO_DECIMAL_ONE;
        }
    }
    return board_of_units(job, values, count, out_of, out_board);
}

/* Adds each period of a file to a series. */
static chiso_status add_periods(struct job *job, const chiso_board *ranks, chiso_series *series)
{
    chiso_status status = CHISO_OK;

    for (chiso_unit period = 0; period < chiso_board_unit_count(ranks) && status == CHISO_OK;
         period++) {
        chiso_board *board = NULL;

        status = board_of_rank(job, figure_of(job, ranks, period, RANK),
                               figure_of(job, ranks, period, OUT_OF),
                               chiso_unit_code(ranks, period), &board);
        if (status == CHISO_OK) {
            status =
                chiso_series_add(series, chiso_unit_code(ranks, period), board, NULL, &job->error);
        }
        chiso_board_free(board);
    }
    return status;
}

static void say_place(struct text *text, uint32_t rank, uint32_t out_of)
{
    char place[CHISO_DECIMAL_TEXT_SIZE];

    (void)snprintf(place, sizeof(place), "%s%" PRIu32 "/%" PRIu32,
                   text->bytes[0] != '\0' ? " " : "", rank, out_of);
    say_bytes(text, place);
}

/* Says how the ranks of a series go on, and whether they are the printed ones. */
static void judge_series(struct job *job, const chiso_board *ranks,
                         const chiso_series_point *points, struct finding *finding)
{
    struct text steps = {.vietnamese = job->vietnamese};
    bool same = true;

    for (chiso_unit period = 0; period < chiso_board_unit_count(ranks); period++) {
        const chiso_place place = points[period].place;
        const chiso_decimal rank = figure_of(job, ranks, period, RANK);
        const chiso_decimal out_of = figure_of(job, ranks, period, OUT_OF);

        say_place(&finding->printed, (uint32_t)(rank / CHISO_DECIMAL_ONE),
                  (uint32_t)(out_of / CHISO_DECIMAL_ONE));
        say_place(&finding->computed, place.rank, place.out_of);
        same = same && place.rank * CHISO_DECIMAL_ONE == rank &&
               place.out_of * CHISO_DECIMAL_ONE == out_of;
        if (period > 0) {
            say_bytes(&steps, period > 1 ? ", " : "");
            say_change(&steps,
                       ((chiso_decimal)points[period - 1].place.rank - place.rank) *
                           CHISO_DECIMAL_ONE,
                       -1);
            say(&steps,
                place.out_of != points[period - 1].place.out_of ? " (other number of units)" : "",
                place.out_of != points[period - 1].place.out_of ? " (số đơn vị khác)" : "");
        }
    }
    say(&finding->computed, ": places ", ": bậc ");
    say_bytes(&finding->computed, steps.bytes);
    finding->verdict = same ? VERDICT_CONSTRUCTED : VERDICT_DIFFERS;
    say_bytes(&finding->cause, finding->computed.bytes);
}

/* Ranks of several periods, each on a board that is set up so. */
chiso_status check_periods(struct job *job, chiso_unit row, struct finding *finding)
{
    const char *code = chiso_unit_code(job->printed, row);
    char name[PATH_SIZE];
    chiso_board *ranks = NULL;
    chiso_series *series = NULL;
    chiso_series_point points[PERIOD_COUNT] = {{.has_unit = false}};
    chiso_status status = CHISO_OK;

    (void)snprintf(name, sizeof(name), "ranks-%s.csv", code);
    status = read_board(job, job->figures, name, &ranks);
    if (status == CHISO_OK) {
        status = chiso_series_new(NULL, &series, &job->error);
    }
    if (status == CHISO_OK) {
        status = add_periods(job, ranks, series);
    }
    if (status == CHISO_OK) {
        status = chiso_series_count(series) <= PERIOD_COUNT
                     ? chiso_series_points(series, "1", "", chiso_series_count(series), points,
                                           &job->error)
                     : refused(job, CHISO_E_RANGE, "there are too many periods for statement ",
                               "có quá nhiều kỳ cho nội dung ", code);
    }
    if (status == CHISO_OK) {
        judge_series(job, ranks, points, finding);
    }
    chiso_series_free(series);
    chiso_board_free(ranks);
    return status;
}

/* One of the four counts, where it is printed. */
static void say_count(const struct job *job, chiso_unit row, enum figure which, uint32_t count,
                      const char *const *words, struct finding *finding)
{
    const chiso_decimal printed = figure_of(job, job->printed, row, which);
    const chiso_decimal counted = count * CHISO_DECIMAL_ONE;

    if (printed != CHISO_ABSENT) {
        say_bytes(&finding->printed, finding->printed.bytes[0] != '\0' ? ", " : "");
        say_number(&finding->printed, printed, -1);
        say(&finding->printed, words[0], words[1]);
        finding->verdict = printed != counted ? VERDICT_DIFFERS : finding->verdict;
    }
    say_bytes(&finding->computed, finding->computed.bytes[0] != '\0' ? ", " : "");
    say_number(&finding->computed, counted, -1);
    say(&finding->computed, words[0], words[1]);
}

static void judge_counts(const struct job *job, chiso_unit row, const chiso_change_summary *summary,
                         struct finding *finding)
{
    static const char *const both[] = {" in both", " cả hai"};
    static const char *const score_only[] = {" score only", " chỉ điểm"};
    static const char *const rank_only[] = {" rank only", " chỉ hạng"};
    const chiso_decimal fields = figure_of(job, job->printed, row, FIELDS);
    const uint32_t all =
        summary->both + summary->score_only + summary->rank_only + summary->neither;

    finding->verdict = VERDICT_CONSTRUCTED;
    say_count(job, row, BOTH, summary->both, both, finding);
    say_count(job, row, SCORE_ONLY, summary->score_only, score_only, finding);
    say_count(job, row, RANK_ONLY, summary->rank_only, rank_only, finding);
    say_bytes(&finding->computed, ", ");
    say_number(&finding->computed, summary->neither * CHISO_DECIMAL_ONE, -1);
    say(&finding->computed, " neither, counted from constructed boards",
        " không; đếm trên bảng điểm dựng thử");
    if (fields != CHISO_ABSENT) {
        say(&finding->printed, " of ", " trên ");
        say_number(&finding->printed, fields, -1);
        finding->verdict = fields != all * CHISO_DECIMAL_ONE ? VERDICT_DIFFERS : finding->verdict;
    }
    if (finding->verdict == VERDICT_DIFFERS) {
        say_bytes(&finding->cause, finding->computed.bytes);
    }
}

/* Both constructed periods of a statement over its criteria. */
static chiso_status read_periods(struct job *job, const char *code, chiso_board **boards)
{
    static const char *const endings[2] = {"-now", "-before"};
    chiso_tree *tree = NULL;
    char name[PATH_SIZE];
    chiso_status status = CHISO_OK;

    set_path(job, "counted-", code, ".csv");
    status = chiso_tree_read_csv_file(job->path, NULL, &tree, &job->error);
    for (int i = 0; i < 2 && status == CHISO_OK; i++) {
        (void)snprintf(name, sizeof(name), "counted-%s%s.csv", code, endings[i]);
        status = read_board(job, tree, name, &boards[i]);
    }
    chiso_tree_free(tree);
    return status;
}

/* How many criteria rose in score, in rank, in both. */
chiso_status check_counts(struct job *job, chiso_unit row, struct finding *finding)
{
    chiso_board *boards[2] = {NULL, NULL};
    chiso_comparison *comparison = NULL;
    chiso_change_summary summary;
    chiso_status status = read_periods(job, chiso_unit_code(job->printed, row), boards);

    if (status != CHISO_OK) {
        chiso_board_free(boards[0]);
        chiso_board_free(boards[1]);
        return status;
    }
    status = compare(job, boards[0], boards[1], &comparison);
    if (status == CHISO_OK) {
        status = chiso_comparison_summarise(comparison, 0, CHISO_ROOT, &summary);
    }
    if (status == CHISO_OK) {
        judge_counts(job, row, &summary, finding);
    }
    chiso_comparison_free(comparison);
    return status;
}
