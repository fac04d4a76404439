/* What draws say of one unit: the ranks that it had, and those next to it. */
#include "robust.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { AT, DRAWS, SHARE };
enum { BESIDE, BESIDE_RANK, ABOVE, EQUAL };
enum { NEXT = 2 }; /* so many above and below */

/* Another unit that is ranked with it. */
struct next {
    chiso_unit unit;
    chiso_decimal rank;
};

/* A part of the draws in percent. */
static void put_share(const struct view *view, uint64_t part, uint64_t draws, char *text)
{
    const chiso_decimal percent =
        draws == 0 ? CHISO_ABSENT
                   : (chiso_decimal)(part / draws * 100 * (uint64_t)CHISO_DECIMAL_ONE +
                                     part % draws * 100 * (uint64_t)CHISO_DECIMAL_ONE / draws);

    put_number(view, percent, 2, " %", text);
}

static chiso_status fill_share(const struct view *view, chiso_unit unit, uint32_t index,
                               uint64_t draws, struct row *row)
{
    chiso_rank_share share;
    const chiso_status status =
        chiso_robustness_share_at(chiso_report_robustness(view->report), unit, index, &share);

    for (size_t i = 0; i < TABLE_COLUMNS; i++) {
        row->cells[i] = row->texts[i];
    }
    if (status == CHISO_OK) {
        put_number(view, share.rank, digits_needed(share.rank), "", row->texts[AT]);
        snprintf(row->texts[DRAWS], TABLE_CELL_SIZE, "%" PRIu64, share.draws);
        put_share(view, share.draws, draws, row->texts[SHARE]);
    }
    return status;
}

/* Each rank that the unit had; measured first, and then printed. */
static chiso_status print_shares(const struct view *view, chiso_unit unit, uint64_t draws,
                                 struct printer *printer)
{
    const uint32_t count =
        chiso_robustness_share_count(chiso_report_robustness(view->report), unit);
    struct table table = {.width = view->options->columns};
    chiso_status status = CHISO_OK;

    table.columns[AT] = column_right(say(view->language, "Rank", "Hạng"));
    table.columns[DRAWS] = column_right(say(view->language, "Draws", "Số lần rút"));
    table.columns[SHARE] = column_right(say(view->language, "Share", "Tỷ lệ"));
    for (uint32_t i = 0; i < 2 * count && status == CHISO_OK; i++) {
        struct row row = {.indent = 0};

        status = fill_share(view, unit, i < count ? i : i - count, draws, &row);
        if (status == CHISO_OK && i < count) {
            table_measure(&table, &row);
        }
        if (i == count) {
            table_fit(&table);
            table_print_heading(&table, printer);
        }
        if (status == CHISO_OK && i >= count) {
            table_print_row(&table, &row, printer);
        }
    }
    return status;
}

/* Puts the units that are ranked with one into the order of their ranks; *out_own is its place
 * among them. */
static chiso_status list_next(const struct view *view, chiso_unit unit, struct next *nexts,
                              size_t *out_count, size_t *out_own)
{
    const chiso_robustness *const robustness = chiso_report_robustness(view->report);
    size_t count = 0;

    for (chiso_unit other = 0; other < chiso_board_unit_count(view->board); other++) {
        uint64_t draws = 0;
        chiso_robust_unit robust;
        size_t at = count;
        const chiso_status status = chiso_robustness_unit(robustness, other, &robust);

        if (status != CHISO_OK) {
            return status;
        }
        if (other != unit &&
            chiso_robustness_pair(robustness, unit, other, &draws, &draws) != CHISO_OK) {
            continue;
        }
        for (; at > 0 && nexts[at - 1].rank > robust.rank; at--) {
            nexts[at] = nexts[at - 1];
        }
        nexts[at] = (struct next){other, robust.rank};
        count++;
    }
    *out_count = count;
    for (*out_own = 0; *out_own < count && nexts[*out_own].unit != unit;) {
        *out_own += 1;
    }
    return CHISO_OK;
}

static chiso_status fill_next(const struct view *view, chiso_unit unit, const struct next *next,
                              uint64_t draws, struct row *row)
{
    uint64_t above = 0;
    uint64_t equal = 0;
    const chiso_status status = chiso_robustness_pair(chiso_report_robustness(view->report), unit,
                                                      next->unit, &above, &equal);

    for (size_t i = 0; i < TABLE_COLUMNS; i++) {
        row->cells[i] = row->texts[i];
    }
    row->cells[BESIDE] = chiso_unit_name(view->board, next->unit);
    put_number(view, next->rank, digits_needed(next->rank), "", row->texts[BESIDE_RANK]);
    put_share(view, above, draws, row->texts[ABOVE]);
    put_share(view, equal, draws, row->texts[EQUAL]);
    return status;
}

/* The rows of the two above and the two below. */
static chiso_status do_nexts(const struct view *view, const struct next *nexts, size_t count,
                             size_t own, uint64_t draws, struct table *table,
                             struct printer *printer)
{
    const size_t first = own < NEXT ? 0 : own - NEXT;
    chiso_status status = CHISO_OK;

    for (size_t i = first; i < count && i <= own + NEXT && status == CHISO_OK; i++) {
        struct row row = {.indent = 0};

        if (i == own) {
            continue;
        }
        status = fill_next(view, nexts[own].unit, &nexts[i], draws, &row);
        if (status == CHISO_OK && printer == NULL) {
            table_measure(table, &row);
        } else if (status == CHISO_OK) {
            table_print_row(table, &row, printer);
        }
    }
    return status;
}

static chiso_status print_nexts(const struct view *view, chiso_unit unit, uint64_t draws,
                                struct printer *printer)
{
    struct table table = {.width = view->options->columns};
    struct next *const nexts =
        calloc((size_t)chiso_board_unit_count(view->board) + 1, sizeof(*nexts));
    size_t count = 0;
    size_t own = 0;
    chiso_status status = CHISO_E_MEMORY;

    table.columns[BESIDE] = column_wrapping(say(view->language, "Beside", "So với"));
    table.columns[BESIDE_RANK] = column_right(say(view->language, "Its rank", "Hạng"));
    table.columns[ABOVE] = column_right(say(view->language, "Above it", "Đứng trên"));
    table.columns[EQUAL] = column_right(say(view->language, "Equal", "Bằng"));
    if (nexts != NULL) {
        status = list_next(view, unit, nexts, &count, &own);
    }
    if (status == CHISO_OK && count > 1) {
        status = do_nexts(view, nexts, count, own, draws, &table, NULL);
        table_fit(&table);
        print_line_end(printer);
        table_print_heading(&table, printer);
    }
    if (status == CHISO_OK && count > 1) {
        status = do_nexts(view, nexts, count, own, draws, &table, printer);
    }
    free(nexts);
    return status;
}

/* The ranks in a line. */
static void print_ranks(const struct view *view, const chiso_robust_unit *robust,
                        const chiso_robust_summary *summary, struct printer *printer)
{
    const chiso_language language = view->language;
    char text[TABLE_CELL_SIZE];

    if (summary->node != CHISO_ROOT) {
        print_text(printer, say(language, "By criterion ", "Theo tiêu chí "));
        print_name(printer, chiso_node_code(view->tree, summary->node));
        print_text(printer, ": ");
    }
    print_text(printer, summary->node == CHISO_ROOT ? say(language, "Rank over ", "Hạng qua ")
                                                    : say(language, "rank over ", "hạng qua "));
    snprintf(text, sizeof(text), "%" PRIu64 "%s", summary->draws,
             say(language, summary->draws == 1 ? " draw: " : " draws: ", " lần rút: "));
    print_text(printer, text);
    robust_put_ranks(view, robust->low, robust->high, text);
    print_text(printer, text);
    print_text(printer, " (");
    robust_put_reach(view, text);
    print_text(printer, text);
    print_text(printer, say(language, "), median ", "), trung vị "));
    print_number(view, robust->median, digits_needed(robust->median), "", printer);
    print_text(printer, say(language, ", mean ", ", trung bình "));
    print_number(view, robust->mean, 2, "", printer);
    if (summary->first > 0) {
        snprintf(text, sizeof(text), "%s%" PRIu32 ": ",
                 say(language, ", among the first ", ", trong nhóm đầu "), summary->first);
        print_text(printer, text);
        put_share(view, robust->first, summary->draws, text);
        print_text(printer, text);
    }
    print_line_end(printer);
}

chiso_status robust_print_unit(const struct view *view, chiso_unit unit, struct printer *printer)
{
    const chiso_robustness *const robustness = chiso_report_robustness(view->report);
    chiso_robust_summary summary;
    chiso_robust_unit robust;
    uint64_t draws = 0;
    chiso_status status = chiso_robustness_summary(robustness, &summary);

    if (status == CHISO_OK) {
        status = chiso_robustness_unit(robustness, unit, &robust);
    }
    if (status != CHISO_OK || robust.rank == CHISO_ABSENT) {
        return status;
    }
    print_line_end(printer);
    print_ranks(view, &robust, &summary, printer);
    status = print_shares(view, unit, summary.draws, printer);
    /* A unit and itself are no pair, which is told after whether pairs were counted at all. */
    return status == CHISO_OK &&
                   chiso_robustness_pair(robustness, unit, unit, &draws, &draws) != CHISO_E_STATE
               ? print_nexts(view, unit, summary.draws, printer)
               : status;
}
