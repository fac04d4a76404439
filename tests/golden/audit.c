/* Figures printed on public pages: what differs is found with its cause, what agrees is passed in
 * silence. */
#include "golden.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 16 };

static chiso_printed printed(const char *text)
{
    chiso_printed figure = {0, 0};

    cr_assert(chiso_printed_parse(text, '.', &figure) == CHISO_OK, "%s", text);
    return figure;
}

/* The figures in a text, whatever stands between them; a minus stands between too. */
static size_t figures_of(const char *text, chiso_printed *figures)
{
    size_t count = 0;

    while (*text != '\0') {
        const size_t length = strspn(text, "0123456789.");
        char figure[32];

        if (length > 0) {
            cr_assert(count < MOST && length < sizeof(figure));
            (void)snprintf(figure, sizeof(figure), "%.*s", (int)length, text);
            figures[count++] = printed(figure);
        }
        text += length > 0 ? length : 1;
    }
    return count;
}

static chiso_finding audit_row(const char *kind, const char *input, chiso_printed figure)
{
    chiso_printed operands[MOST];
    chiso_decimal weights[MOST];
    size_t count = figures_of(input, operands);
    chiso_finding finding;
    chiso_status status = CHISO_E_SHAPE;

    if (strcmp(kind, "ratio_pct") == 0) {
        status = chiso_audit_ratio(operands[0], operands[1], figure, CHISO_ROUND_HALF_UP, &finding);
    } else if (strcmp(kind, "growth_pct") == 0) {
        status =
            chiso_audit_growth(operands[0], operands[1], figure, CHISO_ROUND_HALF_UP, &finding);
    } else if (strcmp(kind, "diff") == 0) {
        status =
            chiso_audit_difference(operands[0], operands[1], figure, CHISO_ROUND_HALF_UP, &finding);
    } else if (strcmp(kind, "sum") == 0) {
        status = chiso_audit_sum(operands, count, figure, CHISO_ROUND_HALF_UP, &finding);
    } else if (strcmp(kind, "mean") == 0) {
        status = chiso_audit_mean(operands, count, figure, CHISO_ROUND_HALF_UP, &finding);
    } else if (strcmp(kind, "wsum") == 0) {
        for (size_t i = 0; i + 1 < count; i += 2) {
            operands[i / 2] = operands[i];
            weights[i / 2] = operands[i + 1].value;
        }
        status = chiso_audit_weighted(operands, weights, count / 2, figure, CHISO_ROUND_HALF_UP,
                                      &finding);
    }
    cr_assert(status == CHISO_OK, "%s %s: %s", kind, input, chiso_status_name(status));
    return finding;
}

/* The rows whose printed figure is not what its operands give, and why. */
static const struct {
    const char *id;
    chiso_cause cause;
    const char *fits;
} differing[] = {
    {"R02", CHISO_CAUSE_OTHER_MAX, "26"},
    {"R08", CHISO_CAUSE_TRUNCATED, NULL},
    {"W02", CHISO_CAUSE_TRUNCATED, NULL},
    {"D29", CHISO_CAUSE_DIGIT, NULL},
};

Test(golden_audit, every_figure_that_differs_is_found_with_its_cause_and_no_other)
{
    struct table table = table_read("tests/golden/cases/published.csv");
    size_t found = 0;

    for (size_t row = 1; row < table.row_count; row++) {
        const char *id = table_cell(&table, row, "id");
        const chiso_decimal half_up = decimal(table_cell(&table, row, "half_up"));
        const int decimals = atoi(table_cell(&table, row, "decimals"));
        const chiso_printed figure = {decimal(table_cell(&table, row, "printed")), decimals};
        const chiso_finding finding =
            audit_row(table_cell(&table, row, "kind"), table_cell(&table, row, "input"), figure);

        cr_expect((finding.code != CHISO_AUDIT_NONE) == (half_up != figure.value), "%s: %s", id,
                  finding.message);
        if (finding.code == CHISO_AUDIT_NONE) {
            continue;
        }
        cr_expect(finding.found == figure.value && finding.expected == half_up, "%s: %s", id,
                  finding.message);
        cr_assert(found < 4 && strcmp(id, differing[found].id) == 0, "%s: %s", id, finding.message);
        cr_expect(finding.cause == differing[found].cause, "%s: %s, %s", id,
                  chiso_word(CHISO_WORDS_CAUSE, finding.cause), finding.message);
        cr_expect(finding.fits == (differing[found].fits == NULL ? CHISO_ABSENT
                                                                 : decimal(differing[found].fits)),
                  "%s", id);
        found++;
    }
    cr_expect(found == 4, "%zu of 4 were found", found);
    table_clear(&table);
}
