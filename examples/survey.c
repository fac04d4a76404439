/*
 * survey CRITERIA ANSWERS: counts a file of answers, scores the units by them, and says of each
 * question which units differ.
 *
 * CRITERIA has leaves with the rule survey; ANSWERS has the column unit and one a question, a row a
 * questionnaire, or unit, question, answer.
 */
#include <chiso/chiso.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static chiso_error error;

/* Prints what came from outside, a blank in place of what a terminal would obey. */
static void print_name(const char *name, FILE *file)
{
    const chiso_sink sink = {chiso_file_write, file};

    /* A file that takes no more tells so when it is closed. */
    (void)!chiso_text_safe(name, strlen(name), CHISO_MEDIUM_PLAIN, &sink, NULL);
}

static void must(chiso_status status, const char *file)
{
    if (status == CHISO_OK) {
        return;
    }
    print_name(file, stderr);
    if (error.line > 0) {
        fprintf(stderr, ":%" PRIu32 ":%" PRIu32, error.line, error.column);
    }
    fprintf(stderr, ": %s\n", error.message);
    exit(EXIT_FAILURE);
}

static void print_standings(const chiso_board *board)
{
    chiso_report *report = NULL;

    must(chiso_report_new(board, NULL, &report, &error), "survey");
    for (chiso_unit unit = 0; unit < chiso_board_unit_count(board); unit++) {
        chiso_standing standing;
        char percent[CHISO_DECIMAL_TEXT_SIZE] = "-";

        must(chiso_report_standing(report, unit, CHISO_ROOT, &standing), "survey");
        if (standing.result.percent != CHISO_ABSENT) {
            must(chiso_decimal_format(standing.result.percent,
                                      chiso_tree_digits(chiso_board_tree(board)),
                                      CHISO_ROUND_HALF_UP, '.', percent),
                 "survey");
        }
        print_name(chiso_unit_name(board, unit), stdout);
        printf(": %s %%, rank %u of %u\n", percent, (unsigned)standing.place.rank,
               (unsigned)standing.place.out_of);
    }
    chiso_report_free(report);
}

/* The options that count in full: the best ones stand side by side. */
static void find_best(const chiso_tree *tree, chiso_node leaf, uint32_t *first, uint32_t *last)
{
    const uint32_t options = chiso_node_option_count(tree, leaf);

    *first = 0;
    while (*first + 1 < options &&
           chiso_node_option_weight(tree, leaf, *first) != 100 * CHISO_DECIMAL_ONE) {
        (*first)++;
    }
    *last = *first;
    while (*last + 1 < options &&
           chiso_node_option_weight(tree, leaf, *last + 1) == 100 * CHISO_DECIMAL_ONE) {
        (*last)++;
    }
}

/* The share of the best options in each unit with its 95 % interval, and whether it differs from
 * that of all the others together. */
static void print_question(const chiso_tree *tree, const chiso_tally *tally, uint32_t question)
{
    chiso_node leaf = CHISO_NO_NODE;
    uint32_t first = 0;
    uint32_t last = 0;
    chiso_share all;

    must(chiso_tree_find(tree, chiso_tally_question_code(tally, question), &leaf), "survey");
    find_best(tree, leaf, &first, &last);
    if (chiso_tally_share(tally, CHISO_ALL_UNITS, question, first, last, &all, NULL) != CHISO_OK) {
        return; /* nobody answered */
    }
    printf("\n");
    print_name(chiso_node_code(tree, leaf), stdout);
    printf(" ");
    print_name(chiso_node_title(tree, leaf), stdout);
    printf(": answers %u to %u\n", (unsigned)first + 1, (unsigned)last + 1);
    for (uint32_t unit = 0; unit < chiso_tally_unit_count(tally); unit++) {
        chiso_share own;
        chiso_share others;
        chiso_share_gap gap;
        const char *code = NULL;

        if (chiso_tally_share(tally, unit, question, first, last, &own, NULL) != CHISO_OK) {
            continue;
        }
        code = chiso_tally_unit_code(tally, unit);
        printf("  ");
        print_name(code, stdout);
        printf("%*s %" PRId64 " of %" PRId64 ", %.1f %% (%.1f to %.1f)",
               strlen(code) < 10 ? 10 - (int)strlen(code) : 0, "", own.chosen, own.answers,
               (double)own.percent / CHISO_DECIMAL_ONE, own.low, own.high);
        if (own.left_out > 0) {
            printf(", %" PRId64 " do not know", own.left_out);
        }
        if (chiso_share_of(all.chosen - own.chosen, all.answers - own.answers, &others) ==
                CHISO_OK &&
            chiso_share_difference(&own, &others, &gap) == CHISO_OK) {
            printf(", %s the others", gap.holds_zero   ? "not shown to differ from"
                                      : gap.points > 0 ? "above"
                                                       : "below");
        }
        printf("\n");
    }
}

int main(int argc, char **argv)
{
    chiso_tree *tree = NULL;
    chiso_board *board = NULL;
    chiso_tally *tally = NULL;

    if (argc != 3) {
        fprintf(stderr, "usage: survey CRITERIA ANSWERS\n");
        return 2;
    }
    must(chiso_tree_read_csv_file(argv[1], NULL, &tree, &error), argv[1]);
    must(chiso_board_new(tree, NULL, &board, &error), argv[1]);
    must(chiso_tally_new_for_board(board, NULL, &tally, &error), argv[1]);
    must(chiso_tally_read_csv_file(tally, argv[2], &error), argv[2]);
    must(chiso_tally_feed(tally, board, &error), argv[2]);
    must(chiso_board_score(board, &error), argv[2]);

    print_name(chiso_tree_title(tree), stdout);
    printf("\n\n");
    print_standings(board);
    for (uint32_t question = 0; question < chiso_tally_question_count(tally); question++) {
        print_question(tree, tally, question);
    }
    chiso_tally_free(tally);
    chiso_board_free(board);
    chiso_tree_free(tree);
    return EXIT_SUCCESS;
}
