/* The audit is silent on what chiso itself printed, under every rounding; and tells most figures
 * that were changed. */
#include "plan.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { UNITS = 8 };

static const struct plan_taste mixed = PLAN_EVERYTHING;

static void put_cell(struct buffer *text, chiso_decimal value, int digits)
{
    char figure[CHISO_DECIMAL_TEXT_SIZE] = "";

    if (value != CHISO_ABSENT) {
        cr_assert(chiso_decimal_format(value, digits, CHISO_ROUND_HALF_UP, '.', figure) ==
                  CHISO_OK);
    }
    buffer_print(text, ",%s", figure);
}

/* A printed table of all nodes of all units, with the unit before it as the period before. Change
 * percent apart, if need be. */
static struct buffer printed_table(const chiso_report *report, bool of_points)
{
    const chiso_board *board = chiso_report_board(report);
    const chiso_tree *tree = chiso_board_tree(board);
    struct buffer text = {0};

    buffer_print(
        &text, "what,achieved,max,percent,previous,change,rank,previous_rank,rank_change,out_of\n");
    for (chiso_node node = 0; node < chiso_tree_node_count(tree); node++) {
        for (chiso_unit unit = 1; unit < UNITS; unit++) {
            chiso_standing now;
            chiso_standing before;
            chiso_decimal own = CHISO_ABSENT;
            chiso_decimal previous = CHISO_ABSENT;

            cr_assert_eq(chiso_report_standing(report, unit, node, &now), CHISO_OK);
            cr_assert_eq(chiso_report_standing(report, unit - 1, node, &before), CHISO_OK);
            own = of_points ? now.result.achieved : now.result.percent;
            previous = of_points ? before.result.achieved : before.result.percent;
            buffer_print(&text, "\"%s %s\"", chiso_unit_code(board, unit),
                         chiso_node_code(tree, node));
            put_cell(&text, now.result.achieved, 6);
            put_cell(&text, now.result.max, -1);
            put_cell(&text, now.result.percent, chiso_tree_digits(tree));
            put_cell(&text, previous, -1);
            put_cell(&text,
                     own == CHISO_ABSENT || previous == CHISO_ABSENT ? CHISO_ABSENT
                                                                     : own - previous,
                     -1);
            if (now.place.rank > 0 && before.place.rank > 0) {
                buffer_print(
                    &text, ",%u,%u,%d,%u\n", (unsigned)now.place.rank, (unsigned)before.place.rank,
                    (int)before.place.rank - (int)now.place.rank, (unsigned)now.place.out_of);
            } else {
                buffer_print(&text, ",,,,\n");
            }
        }
    }
    return text;
}

static void expect_silence(const struct plan *plan, const struct buffer *text,
                           const chiso_audit_options *options)
{
    chiso_audit *audit = NULL;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert(chiso_audit_read_csv(text->bytes, text->size, options, NULL, &audit, &error) ==
                  CHISO_OK,
              "seed %" PRIu64 ": %s", plan->seed, error.message);
    for (uint32_t i = 0; i < chiso_audit_count(audit); i++) {
        const chiso_finding *finding = chiso_audit_finding(audit, i);

        /* Points of six places do not tell what a percent of six digits was made of. */
        cr_assert(finding->severity == CHISO_SEVERITY_NOTE &&
                      finding->cause == CHISO_CAUSE_ROUNDED_PARTS,
                  "seed %" PRIu64 ": line %" PRIu32 ", %s\n%s", plan->seed, finding->line,
                  finding->message, text->bytes);
    }
    chiso_audit_free(audit);
}

Test(property_audit, what_chiso_printed_has_no_findings)
{
    static const struct plan_gaps gaps = {15, 15, 30};

    for (uint64_t seed = 1; seed <= 900; seed += SUPPORT_STRIDE) {
        struct random random = {seed};
        struct plan plan;
        chiso_report *report = NULL;
        chiso_audit_options options = CHISO_AUDIT_OPTIONS_INIT;

        plan_make(&plan, seed, &mixed);
        chiso_decimal *cells = plan_cells(&plan, &random, UNITS, &gaps);
        chiso_board *board = plan_board(&plan, cells, UNITS);
        cr_assert_eq(chiso_report_new(board, NULL, &report, NULL), CHISO_OK);
        struct buffer text = printed_table(report, seed % 2 == 0);

        options.rounding_is_known = true;
        options.rounding = plan.rounding;
        expect_silence(&plan, &text, &options);
        if (plan.rounding == CHISO_ROUND_HALF_UP) {
            expect_silence(&plan, &text, NULL);
        }
        buffer_clear(&text);
        chiso_report_free(report);
        chiso_board_free(board);
        free(cells);
    }
}

/* A percentage that is not the rounded ratio is always told, and one that was cut off as cut off.
 */
Test(property_audit, every_wrong_percentage_is_told)
{
    struct random random = {5};

    for (int i = 0; i < 200000 / SUPPORT_STRIDE; i++) {
        const chiso_printed max = {(chiso_decimal)(1 + random_below(&random, 100000)) * 10000, 2};
        const chiso_printed achieved = {
            (chiso_decimal)random_below(&random, (uint64_t)max.value / 10000 + 1) * 10000, 2};
        const chiso_rounding rounding = (chiso_rounding)random_below(&random, 3);
        chiso_printed percent = {0, 2};
        chiso_decimal down = 0;
        chiso_finding finding;

        cr_assert_eq(chiso_decimal_percent(achieved.value, max.value, 2, rounding, &percent.value),
                     CHISO_OK);
        cr_assert_eq(chiso_decimal_percent(achieved.value, max.value, 2, CHISO_ROUND_DOWN, &down),
                     CHISO_OK);
        cr_assert_eq(chiso_audit_ratio(achieved, max, percent, rounding, &finding), CHISO_OK);
        cr_assert(finding.code == CHISO_AUDIT_NONE, "%s", finding.message);
        if (down != percent.value) {
            const chiso_printed cut = {down, 2};

            cr_assert_eq(chiso_audit_ratio(achieved, max, cut, rounding, &finding), CHISO_OK);
            cr_assert(finding.cause == CHISO_CAUSE_TRUNCATED && finding.expected == percent.value,
                      "%s", finding.message);
        }
        percent.value += 10000 * (chiso_decimal)(1 + random_below(&random, 3000));
        cr_assert_eq(chiso_audit_ratio(achieved, max, percent, rounding, &finding), CHISO_OK);
        cr_assert(finding.code == CHISO_AUDIT_RATIO && finding.found == percent.value, "%s",
                  finding.message);
        if (finding.cause == CHISO_CAUSE_OTHER_MAX) {
            chiso_decimal again = 0;

            cr_assert_eq(chiso_decimal_percent(achieved.value, finding.fits, 2, rounding, &again),
                         CHISO_OK);
            cr_assert(again == percent.value, "%s", finding.message);
        }
    }
}
