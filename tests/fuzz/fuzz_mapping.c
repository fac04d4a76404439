/* Any bytes as a mapping and, behind the first line "---", as a sheet: the mapping is refused with
 * an error, or has rows that make it again; the sheet is refused, the same with a list and without,
 * or becomes a board that reads in again as the same, and what it prints is compared. A mapping
 * that is suggested can be read. The sheet as a criteria file is refused, the same with a list and
 * without, or becomes a tree that reads in again as the same. */
#include "law.h"

#include <stdlib.h>
#include <string.h>

static const char criteria[] = "code,title,max,rule\n1,Plan,20,\n2,Check,20,rate\n3,a,9,yesno\n"
                               "4,b,,\n4.1,c,50,range 0..1000000\n4.2,d,5,survey 100 50 0\n";
static const char known[] = "unit,block,1\na,x,1\nb,y,2\n";

/* The rows added one by one make the same rows, and so does what is written. */
static void make_again(const chiso_mapping *mapping)
{
    chiso_mapping *again = NULL;
    chiso_mapping_row row;
    chiso_mapping_row copy;
    struct bytes bytes = {0};
    chiso_sink sink = bytes_sink(&bytes);
    chiso_error error;

    law(chiso_mapping_new(NULL, &again, &error) == CHISO_OK, "there is memory");
    for (uint32_t i = 0; i < chiso_mapping_count(mapping); i++) {
        law(chiso_mapping_row_at(mapping, i, &row) == CHISO_OK, "a row can be read");
        law(chiso_mapping_set(again, row.what, row.value, &error) == CHISO_OK,
            "a row that was read can be set");
        law(chiso_mapping_row_at(again, i, &copy) == CHISO_OK && strcmp(row.what, copy.what) == 0 &&
                strcmp(row.value, copy.value) == 0,
            "and is the same row");
    }
    law(chiso_mapping_write_csv(again, &sink, &error) == CHISO_OK, "a mapping can be written");
    chiso_mapping_free(again);
    law(chiso_mapping_read_csv(bytes.bytes, bytes.size, NULL, &again, &error) == CHISO_OK,
        "what was written can be read");
    law(chiso_mapping_count(again) == chiso_mapping_count(mapping), "and has as many rows");
    chiso_mapping_free(again);
    free(bytes.bytes);
}

static chiso_board *make_board(chiso_tree *tree, bool is_empty)
{
    chiso_board *board = NULL;
    chiso_error error;

    law(chiso_board_new(tree, NULL, &board, &error) == CHISO_OK, "a board can be made");
    law(is_empty || chiso_board_read_csv(board, known, strlen(known), &error) == CHISO_OK,
        "the board can be read");
    return board;
}

static void write_again(const chiso_board *board, chiso_tree *tree)
{
    chiso_board *again = make_board(tree, true);
    struct bytes first = {0};
    struct bytes second = {0};
    chiso_sink sink = bytes_sink(&first);
    chiso_error error;

    law(chiso_board_write_csv(board, &sink, &error) == CHISO_OK, "the board can be written");
    law(chiso_board_read_csv(again, first.bytes, first.size, &error) == CHISO_OK,
        "what was written can be read");
    sink = bytes_sink(&second);
    law(chiso_board_write_csv(again, &sink, &error) == CHISO_OK, "and written again");
    law(bytes_equal(&first, &second), "as the same");
    chiso_board_free(again);
    free(first.bytes);
    free(second.bytes);
}

static void check_printed(chiso_board *board, chiso_intake *intake)
{
    chiso_report *report = NULL;
    chiso_error error;
    chiso_remark remark;

    if (chiso_board_score(board, &error) != CHISO_OK ||
        chiso_report_new(board, NULL, &report, &error) != CHISO_OK) {
        return;
    }
    law(chiso_report_check_printed(report, intake, NULL, &error) == CHISO_OK,
        "what is printed can be compared");
    for (uint32_t i = 0; i < chiso_intake_count(intake); i++) {
        law(chiso_intake_at(intake, i, &remark) == CHISO_OK && remark.message[0] != '\0' &&
                remark.message_vi[0] != '\0',
            "a doubt says something");
    }
    chiso_report_free(report);
}

static void read_sheet(chiso_tree *tree, const chiso_mapping *mapping, const char *text,
                       size_t size, bool is_empty)
{
    chiso_board *board = make_board(tree, is_empty);
    chiso_board *listed = make_board(tree, is_empty);
    chiso_intake *intake = NULL;
    chiso_error error;
    chiso_error first;
    const chiso_status status = chiso_board_read_sheet(board, text, size, mapping, &error);

    law(chiso_intake_new(0, NULL, &intake, NULL) == CHISO_OK, "there is memory");
    law((chiso_intake_sheet(intake, NULL, text, size, mapping, listed, &first) == CHISO_OK) ==
            (status == CHISO_OK),
        "a list refuses what is refused");
    if (status == CHISO_OK) {
        write_again(board, tree);
        check_printed(listed, intake);
    } else {
        law_error(status, &error);
        law(chiso_intake_mistake_count(intake) > 0, "a list has the mistake");
        law(chiso_board_unit_count(board) == (is_empty ? 0 : 2), "nothing changed");
    }
    chiso_intake_free(intake);
    chiso_board_free(board);
    chiso_board_free(listed);
}

static void write_tree_again(const chiso_tree *tree)
{
    chiso_tree *again = NULL;
    struct bytes first = {0};
    struct bytes second = {0};
    chiso_sink sink = bytes_sink(&first);
    chiso_error error;

    law(chiso_tree_write_csv(tree, &sink, &error) == CHISO_OK, "a tree can be written");
    law(chiso_tree_read_csv(first.bytes, first.size, NULL, &again, &error) == CHISO_OK,
        "a tree that was written can be read");
    sink = bytes_sink(&second);
    law(chiso_tree_write_csv(again, &sink, &error) == CHISO_OK, "and written again");
    law(bytes_equal(&first, &second), "as the same");
    chiso_tree_free(again);
    free(first.bytes);
    free(second.bytes);
}

static void read_criteria(const chiso_mapping *mapping, const char *text, size_t size)
{
    chiso_tree *tree = NULL;
    chiso_tree *listed = NULL;
    chiso_intake *intake = NULL;
    chiso_error error;
    chiso_error first;
    const chiso_status status = chiso_tree_read_sheet(text, size, mapping, NULL, &tree, &error);

    law(chiso_intake_new(0, NULL, &intake, NULL) == CHISO_OK, "there is memory");
    law((chiso_intake_tree_sheet(intake, NULL, text, size, mapping, NULL, &listed, &first) ==
         CHISO_OK) == (status == CHISO_OK),
        "a list refuses what is refused");
    if (status == CHISO_OK) {
        write_tree_again(tree);
    } else {
        law(tree == NULL && listed == NULL, "no tree on failure");
        law_error(status, &error);
    }
    chiso_intake_free(intake);
    chiso_tree_free(tree);
    chiso_tree_free(listed);
}

static void suggest(const chiso_tree *tree, const char *text, size_t size)
{
    chiso_mapping *mapping = NULL;
    chiso_error error;
    const chiso_status status = chiso_mapping_suggest(tree, text, size, NULL, &mapping, &error);

    if (status != CHISO_OK) {
        law(mapping == NULL, "no mapping on failure");
        law_error(status, &error);
        return;
    }
    make_again(mapping);
    chiso_mapping_free(mapping);
}

/* Where the sheet begins, or the size. */
static size_t find_sheet(const char *text, size_t size)
{
    for (size_t i = 0; i + 4 <= size; i++) {
        if (memcmp(text + i, "---\n", 4) == 0 && (i == 0 || text[i - 1] == '\n')) {
            return i;
        }
    }
    return size;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;
    const size_t end = find_sheet(text, size);
    const size_t begin = end < size ? end + 4 : size;
    chiso_mapping *mapping = NULL;
    chiso_tree *tree = NULL;
    chiso_error error;
    const chiso_status status =
        chiso_mapping_read_csv(data == NULL ? "" : text, end, NULL, &mapping, &error);

    law(chiso_tree_read_csv(criteria, strlen(criteria), NULL, &tree, NULL) == CHISO_OK,
        "the tree can be read");
    if (status != CHISO_OK) {
        law(mapping == NULL, "no mapping on failure");
        law_error(status, &error);
    } else {
        make_again(mapping);
        read_sheet(tree, mapping, data == NULL ? "" : text + begin, size - begin, size % 2 == 0);
        read_criteria(mapping, data == NULL ? "" : text + begin, size - begin);
    }
    suggest(tree, data == NULL ? "" : text + begin, size - begin);
    chiso_mapping_free(mapping);
    chiso_tree_free(tree);
    return 0;
}
