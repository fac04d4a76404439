/* The leaves of a unit by points lost, beside the others of its block. */
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

static chiso_status fill_lost(const struct view *view, const void *items, uint32_t index,
                              struct row *row)
{
    const chiso_ledger_entry *const entry = (const chiso_ledger_entry *)items + index;

    name_node(view, entry->leaf, LOST_CODE, LOST_TITLE, row);
    put_number(view, entry->achieved, view->digits, "", row->texts[LOST_POINTS]);
    put_number(view, entry->max, -1, "", row->texts[LOST_MAX]);
    put_number(view, entry->lost, view->digits, "", row->texts[LOST_LOST]);
    put_number(view, entry->best, view->digits, "", row->texts[LOST_BEST]);
    put_number(view, entry->mean, view->digits, "", row->texts[LOST_MEAN]);
    put_number(view, entry->median, view->digits, "", row->texts[LOST_MEDIAN]);
    put_number(view, entry->to_best, view->digits, "", row->texts[LOST_GAIN]);
    if (entry->best_shared > 1) {
        snprintf(row->texts[LOST_WHO], TABLE_CELL_SIZE, "%" PRIu32 " %s", entry->best_shared,
                 say(view->language, "units", "đơn vị"));
    } else if (entry->best_unit != CHISO_NO_UNIT) {
        row->cells[LOST_WHO] = chiso_unit_name(view->board, entry->best_unit);
    }
    return CHISO_OK;
}

/* What the losses add up to, and why not to what the total lost. */
static void print_lost(const struct view *view, const chiso_ledger_total *total,
                       struct printer *printer)
{
    const enum language language = view->language;

    if (total->lost == CHISO_ABSENT) {
        return;
    }
    print_line_end(printer);
    print_text(printer, say(language, "The total lost ", "Tổng còn thiếu "));
    print_number(view, total->lost, -1, points_word(view, total->lost), printer);
    print_text(printer, say(language, ": its criteria lost ", ": các tiêu chí mất "));
    print_number(view, total->leaves, -1, "", printer);
    if (total->bonuses != 0) {
        print_text(printer, say(language, ", bonuses and penalties gave ",
                                ", điểm thưởng, điểm trừ cộng lại "));
        print_number(view, total->bonuses, -1, "", printer);
    }
    if (total->rest != 0) {
        print_text(printer,
                   say(language, ", and weights, limits and roundings make a difference of ",
                       ", còn trọng số, giới hạn và làm tròn chênh "));
        print_number(view, total->rest, -1, "", printer);
    }
    print_text(printer, ".");
    print_line_end(printer);
}

chiso_status print_ledger(const struct view *view, const chiso_ledger *ledger,
                          struct printer *printer)
{
    const enum language language = view->language;
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
    chiso_status status = chiso_ledger_entries(ledger, &entries, &count);

    if (status == CHISO_OK) {
        status = chiso_ledger_totals(ledger, &total);
    }
    if (status != CHISO_OK) {
        return status;
    }
    /* Those without a loss stand behind the others. */
    while (losing < count && entries[losing].lost != CHISO_ABSENT && entries[losing].lost > 0) {
        losing++;
    }
    if (losing == 0) {
        return CHISO_OK;
    }
    print_line_end(printer);
    print_text(printer,
               say(language,
                   "Where the points went; If best: what the total would gain with the points of "
                   "the best unit",
                   "Điểm mất ở đâu; Nếu bằng: tổng sẽ tăng bao nhiêu nếu bằng đơn vị cao nhất"));
    print_line_end(printer);
    status = print_items(view, entries, losing, fill_lost, &table, printer);
    if (status == CHISO_OK) {
        print_lost(view, &total, printer);
    }
    return status;
}
