/* A small composite index by calls alone: four provinces, indicators of different kinds on one
 * scale, and a geometric mean of two dimensions, so that a weak one is not made up for by a strong
 * one. */
#include <chiso/chiso.h>
#include <stdio.h>
#include <stdlib.h>

enum { PROVINCES = 4, INDICATORS = 4 };

static const char *const provinces[PROVINCES] = {"North", "Coast", "Highland", "Delta"};

/* Each indicator is normalised by a rule of its own, from 1 to 10. */
static const struct {
    const char *code;
    const char *title;
    const char *weight;
    const char *rule;
    const char *cells[PROVINCES];
} indicators[INDICATORS] = {
    {"1.1", "Growth, percent", "2", "minmax", {"6.2", "8.1", "5.4", "7.3"}},
    {"1.2", "Income, million a month", "1", "range 2..12 log", {"4.1", "7.9", "2.8", "5.2"}},
    {"2.1", "Poor households, percent", "1", "minmax down", {"5.1", "2.2", "11.7", "3.9"}},
    {"2.2",
     "Doctors for 10 000 people",
     "1",
     "best",
     {"8.4", "11.2", "6.9", ""}}, /* Delta has not reported yet */
};

static chiso_error error;

static void must(chiso_status status)
{
    if (status != CHISO_OK) {
        fprintf(stderr, "%s: %s\n", chiso_status_text(status, CHISO_LANGUAGE_ENGLISH),
                error.message);
        exit(EXIT_FAILURE);
    }
}

static void add_dimension(chiso_tree *tree, const char *code, const char *title)
{
    chiso_criterion row = CHISO_CRITERION_INIT;

    row.code = code;
    row.title = title;
    row.max = "10";
    row.combine = "mean";
    must(chiso_tree_add_criterion(tree, &row, NULL, &error));
}

static chiso_tree *make_tree(void)
{
    chiso_tree *tree = NULL;

    must(chiso_tree_new("Development", NULL, &tree, &error));
    must(chiso_tree_set_root(tree, "100", "geometric", NULL, &error));
    must(chiso_tree_set_options(tree, "digits=2 missing=skip", &error));
    add_dimension(tree, "1", "Economy");
    add_dimension(tree, "2", "Society");
    for (int i = 0; i < INDICATORS; i++) {
        chiso_criterion row = CHISO_CRITERION_INIT;

        row.code = indicators[i].code;
        row.title = indicators[i].title;
        row.max = "10";
        row.min = "1";
        row.weight = indicators[i].weight;
        row.rule = indicators[i].rule;
        must(chiso_tree_add_criterion(tree, &row, NULL, &error));
    }
    return tree;
}

static const char *text_of(chiso_decimal value, char *text)
{
    if (value == CHISO_ABSENT) {
        return "-";
    }
    must(chiso_decimal_format(value, 2, CHISO_ROUND_HALF_UP, '.', text));
    return text;
}

/* What every node counts in the whole; the weights of the leaves add up to 1 exactly. */
static void print_weights(const chiso_tree *tree)
{
    chiso_decimal weights[INDICATORS + 3];
    char text[CHISO_DECIMAL_TEXT_SIZE];

    must(chiso_tree_effective_weights(tree, chiso_tree_node_count(tree), weights, &error));
    printf("Weights in the whole:");
    for (chiso_node node = chiso_node_next(tree, CHISO_ROOT); node != CHISO_NO_NODE;
         node = chiso_node_next(tree, node)) {
        must(chiso_decimal_format(weights[node], -1, CHISO_ROUND_HALF_UP, '.', text));
        printf(" %s %s", chiso_node_code(tree, node), text);
    }
    printf("\n\n");
}

static void print_unit(const chiso_report *report, const chiso_board *board, chiso_unit unit)
{
    const chiso_tree *tree = chiso_board_tree(board);
    chiso_standing standing;
    char text[CHISO_DECIMAL_TEXT_SIZE];

    must(chiso_report_standing(report, unit, CHISO_ROOT, &standing));
    printf("%-10s %u/%u  %6s", chiso_unit_name(board, unit), (unsigned)standing.place.rank,
           (unsigned)standing.place.out_of, text_of(standing.result.percent, text));
    for (chiso_node node = chiso_node_next(tree, CHISO_ROOT); node != CHISO_NO_NODE;
         node = chiso_node_next(tree, node)) {
        chiso_result result;

        must(chiso_board_result(board, unit, node, &result));
        printf("%8s", text_of(result.achieved, text));
    }
    printf("\n");
}

int main(void)
{
    chiso_tree *tree = make_tree();
    chiso_board *board = NULL;
    chiso_report *report = NULL;

    must(chiso_board_new(tree, NULL, &board, &error));
    for (int province = 0; province < PROVINCES; province++) {
        must(chiso_board_add_unit(board, provinces[province], NULL, NULL, NULL, &error));
        for (int i = 0; i < INDICATORS; i++) {
            must(chiso_board_set(board, provinces[province], indicators[i].code,
                                 indicators[i].cells[province], &error));
        }
    }
    must(chiso_board_score(board, &error));
    must(chiso_report_new(board, NULL, &report, &error));

    print_weights(tree);
    printf("%-10s rank percent       1     1.1     1.2       2     2.1     2.2\n",
           chiso_tree_title(tree));
    for (chiso_unit unit = 0; unit < chiso_board_unit_count(board); unit++) {
        print_unit(report, board, unit);
    }
    chiso_report_free(report);
    chiso_board_free(board);
    chiso_tree_free(tree);
    return EXIT_SUCCESS;
}
