/* Any notes of any names come back as they were from the points file and the criteria file that are
 * written of them, and these are then written as the same bytes. */
#include "support.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CASES = 400, NOTES = 30, UNITS = 4, TEXT_SIZE = 80 };

static const char CRITERIA[] = "code,title,max,parent\n1,,,.\n1.1,,10,1\n1.10,,5,1\n1:a,,5,.\n"
                               "1::a,,5,.\nnote,,5,.\nnote:1,,3,.\nnote:.,,1,.\nb,,2,.\n";

static const char POINTS[] = "unit,1.1\nu1,1\nu2,2\nu3,3\n#u4,4\n";

/* What may be taken for something else, in any order. */
static const char *const PART[] = {"1",  ":",   "1.1", "1,10", "a",  "b", ".", " ",    ": ",
                                   ",",  "\"",  ";",   "\n",   "\t", "=", "'", "note", "#",
                                   "\r", "Ghi", "é",   "-",    "@",  "|", "",  "sep=", "1:a"};

static void any_text(struct random *random, char *text)
{
    const uint64_t parts = random_below(random, 6);

    text[0] = '\0';
    for (uint64_t i = 0; i < parts; i++) {
        strcat(text, PART[random_below(random, sizeof(PART) / sizeof(PART[0]))]);
    }
}

static bool note_at(const chiso_tree *tree, const chiso_board *board, chiso_unit unit,
                    chiso_node node, uint32_t index, chiso_note *note)
{
    return (board == NULL ? chiso_tree_note_at(tree, node, index, note)
                          : chiso_board_note_at(board, unit, node, index, note)) == CHISO_OK;
}

/* All notes of a board, or of a tree. */
static struct buffer notes_of(const chiso_tree *tree, const chiso_board *board)
{
    const uint32_t units = board == NULL ? 1 : chiso_board_unit_count(board);
    struct buffer told = {0};
    chiso_note note;

    for (uint32_t unit = 0; unit < units; unit++) {
        for (chiso_node node = 0; node < chiso_tree_node_count(tree); node++) {
            for (uint32_t i = 0; note_at(tree, board, unit, node, i, &note); i++) {
                buffer_print(&told, "%u\x01%u\x01%s\x01%s\x01\n", (unsigned)unit, (unsigned)node,
                             note.name, note.text);
            }
        }
    }
    return told;
}

static void expect_same(struct buffer *a, struct buffer *b, const char *file)
{
    cr_expect_str_eq(a->bytes == NULL ? "" : a->bytes, b->bytes == NULL ? "" : b->bytes, "%s",
                     file);
    buffer_clear(a);
    buffer_clear(b);
}

static void check_board(struct random *random)
{
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_board *board = support_scored(tree, POINTS);
    chiso_board *again = NULL;
    char *file = NULL;
    char *file_again = NULL;
    struct buffer told;
    struct buffer told_again;
    char name[TEXT_SIZE];
    char text[TEXT_SIZE];

    for (uint64_t i = random_below(random, NOTES); i > 0; i--) {
        any_text(random, name);
        any_text(random, text);
        cr_assert(
            chiso_board_set_note(board, (chiso_unit)random_below(random, UNITS),
                                 (chiso_node)random_below(random, chiso_tree_node_count(tree)),
                                 name, text, NULL) == CHISO_OK);
    }
    file = support_board_csv(board);
    again = support_scored(tree, file);
    file_again = support_board_csv(again);
    cr_expect_str_eq(file_again, file);
    told = notes_of(tree, board);
    told_again = notes_of(tree, again);
    expect_same(&told_again, &told, file);
    free(file);
    free(file_again);
    chiso_board_free(board);
    chiso_board_free(again);
    chiso_tree_free(tree);
}

static void check_tree(struct random *random)
{
    chiso_tree *tree = support_tree(CRITERIA);
    chiso_tree *again = NULL;
    char *file = NULL;
    char *file_again = NULL;
    struct buffer told;
    struct buffer told_again;
    char name[TEXT_SIZE];
    char text[TEXT_SIZE];

    for (uint64_t i = random_below(random, NOTES); i > 0; i--) {
        any_text(random, name);
        any_text(random, text);
        cr_assert(chiso_tree_set_note(tree,
                                      (chiso_node)random_below(random, chiso_tree_node_count(tree)),
                                      name, text, NULL) == CHISO_OK);
    }
    file = support_tree_csv(tree);
    again = support_tree(file);
    file_again = support_tree_csv(again);
    cr_expect_str_eq(file_again, file);
    told = notes_of(tree, NULL);
    told_again = notes_of(again, NULL);
    expect_same(&told_again, &told, file);
    free(file);
    free(file_again);
    chiso_tree_free(tree);
    chiso_tree_free(again);
}

Test(notes, come_back_from_the_files_that_are_written_of_them)
{
    for (uint64_t i = 0; i < CASES; i += SUPPORT_STRIDE) {
        struct random random = {i};

        check_board(&random);
        check_tree(&random);
    }
}
