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

/* What is left over in print, where the last digits are shared out so that all adds up. */
static chiso_decimal rest_in_print(const chiso_ledger_total *total, chiso_decimal lost,
                                   chiso_decimal leaves, chiso_decimal bonuses)
{
    chiso_decimal rest = 0;

    return chiso_decimal_add(lost, -leaves, &rest) == CHISO_OK &&
                   chiso_decimal_add(rest, bonuses, &rest) == CHISO_OK
               ? rest
               : total->rest;
}

/* What the losses add up to, and why not to what the total lost. */
static void print_lost(const struct view *view, const chiso_ledger_total *total, bool is_own,
                       struct printer *printer)
{
    const chiso_language language = view->language;
    const int digits = view->point_digits;
    const chiso_decimal lost = in_print(view, total->lost, digits);
    const chiso_decimal leaves = in_print(view, total->leaves, digits);
    const chiso_decimal bonuses = in_print(view, total->bonuses, digits);
    chiso_decimal rest = 0;

    if (total->lost == CHISO_ABSENT) {
        return;
    }
    rest = rest_in_print(total, lost, leaves, bonuses);
    print_line_end(printer);
    print_text(printer, say(language, "The total lost ", "Tổng còn thiếu "));
    print_number(view, lost, digits, points_word(view, lost), printer);
    print_text(printer, is_own ? say(language, ": its criteria lost ", ": các tiêu chí mất ")
                               : say(language, ": its criteria cost it ", ": mất ở các tiêu chí "));
    print_number(view, leaves, digits, "", printer);
    if (total->bonuses != 0) {
        print_text(printer, say(language, ", bonuses and penalties gave ",
                                ", điểm thưởng, điểm trừ cộng lại "));
        print_number(view, bonuses, digits, "", printer);
    }
    if (rest != 0) {
        print_text(printer,
                   say(language, ", and weights, limits and roundings make a difference of ",
                       ", còn trọng số, giới hạn và làm tròn chênh "));
        print_number(view, rest, digits, "", printer);
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

chiso_status print_ledger(const struct view *view, const chiso_ledger *ledger,
                          struct printer *printer)
{
    const chiso_language language = view->language;
    const chiso_ledger_entry *entries = NULL;
    chiso_ledger_total total;
    struct table table = {
        .columns = {[LOST_CODE] = column_left(say(language, "Code", "Mã")),
                    [LOST_TITLE] = column_wrapping(say(language, "Criterion", "Tiêu chí")),
                    [LOST_POINTS] = column_right(say(language, "Points", "Điểm")),
                    [LOST_MAX] = column_right(say(language, "Max", "Tối đa")),
                    [LOST_LOST] = column_right(say(language, "Lost", "Chưa đạt")),
                    [LOST_BEST] = column_right(say(language, "Best", "Cao nhất")),
                    [LOST_WHO] = column_left(say(language, "of", "của")),
                    [LOST_MEAN] = column_right(say(language, "Mean", "TB")),
                    [LOST_MEDIAN] = column_right(say(language, "Median", "Trung vị")),
                    [LOST_GAIN] = column_right(say(language, "If best", "Nếu bằng"))}};
    uint32_t count = 0;
    uint32_t losing = 0;
    bool is_own = true;
    chiso_status status = chiso_ledger_entries(ledger, &entries, &count);

    if (status == CHISO_OK) {
        status = chiso_ledger_totals(ledger, &total);
    }
    if (status != CHISO_OK) {
        return status;
    }
    /* Those that cost nothing stand behind the others. */
    while (losing < count && cost_of(&entries[losing]) > 0) {
        losing++;
    }
    if (losing == 0) {
        return CHISO_OK;
    }
    is_own = are_own(entries, losing);
    if (!is_own) {
        table.columns[LOST_LOST].heading = say(language, "Cost", "Tổng mất");
    }
    print_line_end(printer);
    print_heading(view, is_own, printer);
    status = print_items(view, entries, losing, fill_lost, &table, printer);
    if (status == CHISO_OK) {
        print_lost(view, &total, is_own, printer);
    }
    return status;
}
