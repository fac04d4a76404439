/* The leaves of a unit by the points that they cost the total, beside the others of its block. */
#include "detail.h"
#include "items.h"

#include <inttypes.h>
#include <stdio.h>

enum {
    LOST_CODE,
    LOST_TITLE,
    LOST_POINTS,
    LOST_MAX,
    LOST_LOST,
    LOST_BEST,
    LOST_WHO,
    LOST_MEAN,
    LOST_MEDIAN,
    LOST_GAIN
};

/* What a leaf cost the total: that, and not its own points, is what adds up. Where the total has no
 * figures it is what the leaf lost itself. */
static chiso_decimal cost_of(const chiso_ledger_entry *entry)
{
    return entry->to_max != CHISO_ABSENT ? entry->to_max : entry->lost;
}

static chiso_status fill_lost(const struct view *view, const void *items, uint32_t index,
                              struct row *row)
{
    const chiso_ledger_entry *const entry = (const chiso_ledger_entry *)items + index;

    name_node(view, entry->leaf, LOST_CODE, LOST_TITLE, row);
    put_number(view, entry->achieved, view->point_digits, "", row->texts[LOST_POINTS]);
    put_number(view, entry->max, -1, "", row->texts[LOST_MAX]);
    put_number(view, cost_of(entry), view->point_digits, "", row->texts[LOST_LOST]);
    put_number(view, entry->best, view->point_digits, "", row->texts[LOST_BEST]);
    put_number(view, entry->mean, view->point_digits, "", row->texts[LOST_MEAN]);
    put_number(view, entry->median, view->point_digits, "", row->texts[LOST_MEDIAN]);
    put_number(view, entry->to_best, view->point_digits, "", row->texts[LOST_GAIN]);
    if (entry->best_shared > 1) {
        snprintf(row->texts[LOST_WHO], TABLE_CELL_SIZE, "%" PRIu32 " %s", entry->best_shared,
                 say(view->language, "units", "đơn vị"));
    } else if (entry->best_unit != CHISO_NO_UNIT) {
        row->cells[LOST_WHO] = chiso_unit_name(view->board, entry->best_unit);
    }
    return CHISO_OK;
}

/* How a step that is no gate makes points. */
static const char *step_words(chiso_step_kind kind, chiso_language language)
{
    return kind == CHISO_STEP_SET     ? say(language, " set by hand", " được ấn định")
           : kind == CHISO_STEP_DROPS ? say(language, " dropping criteria", " do bỏ bớt tiêu chí")
                                      : say(language, " lifted to its floor", " nâng lên mức sàn");
}

/* What results that were set, gates, floors and drops cost: "1 set by hand 4.00". */
static void print_steps(const struct view *view, const chiso_ledger *ledger,
                        struct printer *printer)
{
    const chiso_language language = view->language;
    const chiso_ledger_step *steps = NULL;
    uint32_t count = 0;

    if (chiso_ledger_steps(ledger, &steps, &count) != CHISO_OK) {
        return;
    }
    for (uint32_t i = 0; i < count; i++) {
        const chiso_ledger_step *step = &steps[i];

        print_text(printer, ", ");
        print_name(printer, step->node == CHISO_ROOT ? say(language, "the total", "tổng")
                                                     : chiso_node_code(view->tree, step->node));
        if (step->kind == CHISO_STEP_LIMITED) {
            print_text(printer, say(language, " limited by ", " bị khống chế do "));
            print_name(printer, chiso_node_code(view->tree, step->by));
        } else {
            print_text(printer, step_words(step->kind, language));
        }
        print_text(printer, " ");
        print_number(view, step->cost, view->point_digits, "", printer);
    }
}

/* What the losses add up to, and why not to what the total lost. */
static void print_lost(const struct view *view, const chiso_ledger *ledger,
                       const chiso_ledger_total *total, bool is_own, struct printer *printer)
{
    const chiso_language language = view->language;
    const int digits = view->point_digits;

    if (total->lost == CHISO_ABSENT) {
        return;
    }
    print_line_end(printer);
    print_text(printer, say(language, "The total lost ", "Tổng còn thiếu "));
    print_number(view, total->lost, digits, points_word(view, total->lost), printer);
    print_text(printer, is_own ? say(language, ": its criteria lost ", ": các tiêu chí mất ")
                               : say(language, ": its criteria cost it ", ": mất ở các tiêu chí "));
    print_number(view, total->leaves, digits, "", printer);
    if (total->bonuses != 0) {
        print_text(printer, say(language, ", bonuses and penalties gave ",
                                ", điểm thưởng, điểm trừ cộng lại "));
        print_number(view, total->bonuses, digits, "", printer);
    }
    print_steps(view, ledger, printer);
    if (total->rest != 0) {
        print_text(printer,
                   say(language, ", and weights, limits and roundings make a difference of ",
                       ", còn trọng số, giới hạn và làm tròn chênh "));
        print_number(view, total->rest, digits, "", printer);
    }
    print_text(printer, ".");
    print_line_end(printer);
}

/* Whether leaves cost the total what they lost themselves: not so under weights. */
static bool are_own(const chiso_ledger_entry *entries, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (cost_of(&entries[i]) != entries[i].lost) {
            return false;
        }
    }
    return true;
}

static void print_heading(const struct view *view, bool is_own, struct printer *printer)
{
    const chiso_language language = view->language;

    print_text(printer, say(language, "Where the points went; ", "Điểm mất ở đâu; "));
    if (!is_own) {
        print_text(printer, say(language, "Cost: what the total lost by it; ",
                                "Tổng mất: tổng mất bao nhiêu ở đó; "));
    }
    print_text(printer,
               say(language, "If best: what the total would gain with the points of the best unit",
                   "Nếu bằng: tổng sẽ tăng bao nhiêu nếu bằng đơn vị cao nhất"));
    print_line_end(printer);
}

/* How many leaves cost anything, also where that is not seen in print, and whether they cost what
 * they lost themselves. */
static chiso_status find_losing(const chiso_ledger *costs, uint32_t *out_losing, bool *out_is_own)
{
    const chiso_ledger_entry *entries = NULL;
    uint32_t count = 0;
    uint32_t losing = 0;
    const chiso_status status = chiso_ledger_entries(costs, &entries, &count);

    if (status != CHISO_OK) {
        return status;
    }
    /* Those that cost nothing stand behind the others. */
    while (losing < count && cost_of(&entries[losing]) > 0) {
        losing++;
    }
    *out_losing = losing;
    *out_is_own = are_own(entries, losing);
    return CHISO_OK;
}

chiso_status print_ledger(const struct view *view, const struct job *job, struct printer *printer)
{
    const chiso_language language = view->language;
    const chiso_ledger_entry *entries = NULL;
    chiso_ledger_total total;
    struct table table = {
        .width = view->options->columns,
        .columns = {[LOST_CODE] = column_left(say(language, "Code", "Mã")),
                    [LOST_TITLE] = column_wrapping(say(language, "Criterion", "Tiêu chí")),
                    [LOST_POINTS] = column_right(say(language, "Points", "Điểm")),
                    [LOST_MAX] = column_right(say(language, "Max", "Tối đa")),
                    [LOST_LOST] = column_right(say(language, "Lost", "Chưa đạt")),
                    [LOST_BEST] = column_right(say(language, "Best", "Cao nhất")),
                    [LOST_WHO] = column_wrapping(say(language, "of", "của")),
                    [LOST_MEAN] = column_right(say(language, "Mean", "TB")),
                    [LOST_MEDIAN] = column_right(say(language, "Median", "Trung vị")),
                    [LOST_GAIN] = column_right(say(language, "If best", "Nếu bằng"))}};
    /* What is left out where there is no room, the last first. */
    static const int leaving[] = {LOST_MAX, LOST_GAIN, LOST_WHO, LOST_BEST, LOST_MEAN, LOST_MEDIAN};
    uint32_t count = 0;
    uint32_t losing = 0;
    const chiso_ledger_step *steps = NULL;
    uint32_t step_count = 0;
    bool is_own = true;
    chiso_status status = chiso_ledger_entries(job->ledger, &entries, &count);

    if (status == CHISO_OK) {
        status = chiso_ledger_totals(job->ledger, &total);
    }
    if (status == CHISO_OK) {
        status = chiso_ledger_steps(job->ledger, &steps, &step_count);
    }
    if (status == CHISO_OK) {
        status = find_losing(job->costs, &losing, &is_own);
    }
    if (status != CHISO_OK || (losing == 0 && step_count == 0)) {
        return status;
    }
    if (losing == 0) {
        print_lost(view, job->ledger, &total, is_own, printer);
        return CHISO_OK;
    }
    for (int i = 0; i < (int)(sizeof(leaving) / sizeof(leaving[0])); i++) {
        table.columns[leaving[i]].leaves = i + 1;
    }
    if (!is_own) {
        table.columns[LOST_LOST].heading = say(language, "Cost", "Tổng mất");
    }
    print_line_end(printer);
    print_heading(view, is_own, printer);
    status = print_items(view, entries, losing, fill_lost, &table, printer);
    if (status == CHISO_OK) {
        print_lost(view, job->ledger, &total, is_own, printer);
    }
    return status;
}
