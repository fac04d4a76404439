#include "figures.h"

#include <criterion/criterion.h>

static void expect_figure(const char *name, const struct figures *expected, const char *figure,
                          chiso_decimal got, const char *text)
{
    cr_expect(got == (text == NULL ? CHISO_ABSENT : decimal(text)),
              "%s: %s of \"%s\" is %s, expected %s", name, figure, expected->code,
              decimal_text(got), text == NULL ? "absent" : text);
}

void expect_result(const char *name, const chiso_board *board, const char *unit,
                   const struct figures *expected)
{
    const chiso_result result = support_result(board, unit, expected->code);

    cr_expect(result.state == expected->state, "%s: \"%s\" is %s, expected %s", name,
              expected->code, chiso_word(CHISO_WORDS_STATE, result.state),
              chiso_word(CHISO_WORDS_STATE, expected->state));
    expect_figure(name, expected, "achieved", result.achieved, expected->achieved);
    expect_figure(name, expected, "max", result.max, expected->max);
    expect_figure(name, expected, "percent", result.percent, expected->percent);
    expect_figure(name, expected, "coverage", result.coverage, expected->coverage);
    expect_figure(name, expected, "lowest", result.lowest, expected->lowest);
    expect_figure(name, expected, "highest", result.highest, expected->highest);
}

void expect_scorings(const struct scoring *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        chiso_tree *tree = support_tree(cases[i].criteria);
        chiso_board *board = support_scored(tree, cases[i].points);

        for (size_t k = 0; k < SCORING_FIGURES && cases[i].figures[k].code != NULL; k++) {
            expect_result(cases[i].name, board, "u", &cases[i].figures[k]);
        }
        chiso_board_free(board);
        chiso_tree_free(tree);
    }
}

bool same_cell(const chiso_cell *a, const chiso_cell *b)
{
    return a->state == b->state && a->value == b->value && a->denominator == b->denominator &&
           a->points == b->points;
}
