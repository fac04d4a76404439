/* The shortest useful program: a tree of three criteria, two units, and the percent and rank of
 * each. */
#include <chiso/chiso.h>
#include <stdio.h>
#include <stdlib.h>

static chiso_error error;

static void must(chiso_status status)
{
    if (status != CHISO_OK) {
        fprintf(stderr, "%s: %s\n", chiso_status_text(status, CHISO_LANGUAGE_ENGLISH),
                error.message);
        exit(EXIT_FAILURE);
    }
}

int main(void)
{
    chiso_tree *tree = NULL;
    chiso_board *board = NULL;
    chiso_report *report = NULL;

    must(chiso_tree_new("PAR index", NULL, &tree, &error));
    must(chiso_tree_add(tree, CHISO_ROOT, "1", "Steering", "19", NULL,
                        &error)); /* the max is text: exact by construction */
    must(chiso_tree_add(tree, CHISO_ROOT, "2", "Procedures", "26", NULL, &error));
    must(chiso_tree_add_ruled(tree, CHISO_ROOT, "3", "Files on time", "5", "rate from 80%", NULL,
                              &error));

    must(chiso_board_new(tree, NULL, &board, &error));
    must(chiso_board_add_unit(board, "science", "Department of Science", NULL, NULL, &error));
    must(chiso_board_set(board, "science", "1", "17.24",
                         &error)); /* a cell, as a spreadsheet holds it */
    must(chiso_board_set(board, "science", "2", "23.56", &error));
    must(chiso_board_set(board, "science", "3", "978/1000", &error));
    must(chiso_board_add_unit(board, "finance", "Department of Finance", NULL, NULL, &error));
    must(chiso_board_set(board, "finance", "1", "18", &error));
    must(chiso_board_set(board, "finance", "2", "21.5", &error));
    must(chiso_board_set(board, "finance", "3", "75%", &error)); /* below 80 %: no points */

    must(chiso_board_score(board, &error));
    must(chiso_report_new(board, NULL, &report, &error));
    for (chiso_unit unit = 0; unit < chiso_board_unit_count(board); unit++) {
        chiso_standing standing;
        char percent[CHISO_DECIMAL_TEXT_SIZE];

        must(chiso_report_standing(report, unit, CHISO_ROOT, &standing));
        must(chiso_decimal_format(standing.result.percent, 2, CHISO_ROUND_HALF_UP, '.', percent));
        printf("%s: %s %%, rank %u of %u\n", chiso_unit_name(board, unit), percent,
               (unsigned)standing.place.rank, (unsigned)standing.place.out_of);
    }
    chiso_report_free(report);
    chiso_board_free(board);
    chiso_tree_free(tree);
    return EXIT_SUCCESS;
}
