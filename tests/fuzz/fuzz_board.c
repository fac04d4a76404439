/* Any bytes as a points file of a tree with every rule: refused with an error, or a board that is
 * scored, reported, and written and read in again as the same board. So is a copy of it that was
 * edited, of which the board knows nothing. */
#include "law.h"

#include <stdlib.h>
#include <string.h>

static const char criteria[] = "code,title,max,min,weight,combine,kind,rule,round,options,needs,"
                               "gate,weight@north\n"
                               ".,Every rule,,,,sum,,,,digits=2,,,\n"
                               "1,Points,10,,,,,,,,,,\n"
                               "1.1,Plain,6,,,,,,,,,,\n"
                               "1.2,With a min,4,-2,,,,,1,,,,\n"
                               "2,Rates,12,,,sum scaled,,,,,,,\n"
                               "2.1,Rate,3,,,,,rate,,,,,\n"
                               "2.2,From,3,0.5,,,,rate from 80%,,,,,\n"
                               "2.3,Between,3,,,,,rate between 50%..90%,,,,,\n"
                               "2.4,Target,3,,,,,rate target 90%,,,,,\n"
                               "2.5,Percent,3,,,,,rate percent,,,,,\n"
                               "2.6,Share,3,,,,,rate share from 80%,,,,,\n"
                               "3,Steps,10,,,mean capped,,,2,,,,\n"
                               "3.1,At least,5,,2,,,atleast 90:5 80:3 50:1,,,,,\n"
                               "3.2,At most,5,,1,,,atmost 2:5 4:3,,,,,\n"
                               "3.3,At least a rate,5,,3,,,atleast 90%:5 80%:3,,,,,\n"
                               "4,Others,20,,,sum capped,,,,,,,\n"
                               "4.1,Yes or no,5,1,,,,yesno,,,,,\n"
                               "4.2,Count,5,,,,,per 0.5,,,,,\n"
                               "4.3,Range,5,,,,,range 60..5,,,,,\n"
                               "4.4,Without limit,5,,,,,range 5..60 unlimited,,,,,\n"
                               "4.5,Bonus,2,,,,bonus,,,,,,\n"
                               "4.6,Penalty,0,-3,,,bonus,per -0.5,,,,,\n"
                               "5,Among others,30,,,geometric capped,,,,,,,\n"
                               "5.1,Line,5,,1,,,minmax,,,,,\n"
                               "5.2,Line within blocks,5,-1,2,,,minmax down block,1,,,,\n"
                               "5.3,Share of the best,5,,,,,best,,,,,\n"
                               "5.4,Share of the least,5,1,,,,best down block,,,,,\n"
                               "5.5,Percentile,5,,0,,,percentile down,,,,,\n"
                               "5.6,Standard score,5,,,,,zscore 2.5 1 block,,,,,\n"
                               "6,Answers,12,,,,,,,,,,\n"
                               "6.1,In the middle,4,,,median,,,,,,,\n"
                               "6.1.1,Question,2,,,,,survey 100 60 0,,,,,\n"
                               "6.1.2,Question,2,0.5,,,,survey 0 100,2,,,,\n"
                               "6.1.3,Logarithm,3,-3,,,,range 1..1000 log,,,,,\n"
                               "6.2,All or nothing,4,,,min,,,,,,,\n"
                               "6.2.1,a,1,,,,,zscore 0 0.3 down,,,,,\n"
                               "6.2.2,b,1,,,,,percentile block,,,,,\n"
                               "6.3,Any,4,,,harmonic,,,,,,,\n"
                               "6.3.1,a,0,,,,,best,,,,,\n"
                               "6.3.2,b,2,,,max,,,,,,,\n"
                               "6.3.2.1,c,1,,,,,minmax block,,,,,\n"
                               "7,Steps,,1,,sum drop lowest 1,,,,,40%,"
                               "below 30%: parent at most 79.99%,\n"
                               "7.1,a,5,,,,,,,,,below 1/3: parent at most 90%,\n"
                               "7.2,b,5,,,,,rate,,,,,-\n"
                               "7.3,c,5,,,mean keep highest 1,,,,,,below 4: parent at most 95%,\n"
                               "7.3.1,d,5,,1,,,,,,,,2\n"
                               "7.3.2,e,5,,1,,,,,,,,\n";

/* What a leaf says of its points, in each way that there is to ask. */
static void check_leaf(const chiso_board *board, chiso_unit unit, chiso_node leaf)
{
    const chiso_tree *tree = chiso_board_tree(board);
    chiso_result result;
    chiso_cell cell;
    chiso_peers peers;

    law(chiso_board_cell(board, unit, leaf, &cell) == CHISO_OK, "a leaf has a cell");
    law((cell.points == CHISO_ABSENT) == (cell.state != CHISO_STATE_SCORED),
        "what is scored has points");
    if (cell.state != CHISO_STATE_SCORED ||
        chiso_board_result(board, unit, leaf, &result) != CHISO_OK) {
        return;
    }
    law(result.achieved == cell.points, "a cell has the points of its leaf");
    if (chiso_node_is_relative(tree, leaf)) {
        law(cell.points >= chiso_node_min(tree, leaf) && cell.points <= chiso_node_max(tree, leaf),
            "relative points lie in min to max");
        law(chiso_board_peers(board, unit, leaf, &peers) == CHISO_OK, "a relative leaf has peers");
        law(peers.count > 0 && peers.lowest <= cell.value && cell.value <= peers.highest,
            "a unit is one of its peers");
    }
}

static void check_result(const chiso_board *board, chiso_unit unit, chiso_node node)
{
    chiso_result result;
    const chiso_status status = chiso_board_result(board, unit, node, &result);

    law(status == CHISO_OK || status == CHISO_E_RANGE, "a scored board has results");
    if (status != CHISO_OK) {
        return;
    }
    law((result.state == CHISO_STATE_NOT_APPLICABLE) == (result.max == CHISO_ABSENT) ||
            result.state == CHISO_STATE_MISSING,
        "what applies has a max");
    if (result.coverage != CHISO_ABSENT) {
        law(result.coverage >= 0 && result.coverage <= 100 * CHISO_DECIMAL_ONE,
            "coverage lies in 0 to 100");
    }
    if (result.percent != CHISO_ABSENT && result.lowest != CHISO_ABSENT &&
        result.highest != CHISO_ABSENT) {
        law(result.lowest <= result.highest, "the bounds are in order");
        /* What fails a need counts as nothing, and in the bounds as what it would be. */
        law(result.percent == result.lowest ||
                (node == CHISO_ROOT && result.percent < result.lowest) ||
                chiso_tree_missing(chiso_board_tree(board)) != CHISO_MISSING_ZERO,
            "what counts as its min is at its lowest");
    }
}

static void report(const chiso_board *board, size_t choice)
{
    const chiso_sink sink = null_sink();
    chiso_rank_options ranking = CHISO_RANK_OPTIONS_INIT;
    chiso_report_options options = CHISO_REPORT_OPTIONS_INIT;
    chiso_report *made = NULL;
    chiso_error error;
    chiso_status status = CHISO_OK;

    ranking.ties = (chiso_ties)(choice % 5);
    ranking.key = choice % 2 == 0 ? CHISO_KEY_EXACT : CHISO_KEY_PUBLISHED;
    ranking.scope = choice % 7 < 3 ? CHISO_SCOPE_BLOCKS : CHISO_SCOPE_OVERALL;
    options.ranking = &ranking;
    status = chiso_report_new(board, &options, &made, &error);
    if (status != CHISO_OK) {
        law(status == CHISO_E_RANGE && made == NULL,
            "only figures beyond a decimal cannot be reported");
        law_error(status, &error);
        return;
    }
    status = chiso_report_write_json(made, &sink, &error);
    law(status == CHISO_OK || status == CHISO_E_RANGE, "a report is written as JSON");
    status = chiso_report_write_csv(made, choice % 2 == 0 ? CHISO_CSV_POINT : CHISO_CSV_COMMA,
                                    &sink, &error);
    law(status == CHISO_OK || status == CHISO_E_RANGE, "a report is written as CSV");
    chiso_report_free(made);
}

static void read_again(chiso_tree *tree, const chiso_board *board)
{
    struct bytes first = {0};
    struct bytes second = {0};
    const chiso_sink first_sink = bytes_sink(&first);
    const chiso_sink second_sink = bytes_sink(&second);
    chiso_board *again = NULL;
    chiso_error error;

    law(chiso_board_write_csv(board, &first_sink, &error) == CHISO_OK, "a board can be written");
    law(chiso_board_new(tree, NULL, &again, &error) == CHISO_OK, "there is memory");
    if (chiso_board_read_csv(again, first.bytes, first.size, &error) != CHISO_OK) {
        law(false, error.message);
    }
    law(chiso_board_unit_count(again) == chiso_board_unit_count(board), "as many units");
    law(chiso_board_write_csv(again, &second_sink, &error) == CHISO_OK &&
            bytes_equal(&first, &second),
        "a board that was written reads in as the same board");
    chiso_board_free(again);
    free(first.bytes);
    free(second.bytes);
}

static void score(chiso_board *board, size_t choice)
{
    const chiso_tree *tree = chiso_board_tree(board);
    chiso_error error;
    const chiso_status status = chiso_board_score(board, &error);

    if (status != CHISO_OK) {
        law(status == CHISO_E_RANGE || status == CHISO_E_POINTS,
            "only figures beyond a decimal, or beyond what applies, cannot be scored");
        law_error(status, &error);
        return;
    }
    for (chiso_unit unit = 0; unit < chiso_board_unit_count(board); unit++) {
        for (chiso_node node = CHISO_ROOT; node != CHISO_NO_NODE;
             node = chiso_node_next(tree, node)) {
            check_result(board, unit, node);
            if (chiso_node_is_leaf(tree, node)) {
                check_leaf(board, unit, node);
            }
        }
    }
    report(board, choice);
}

enum { STEP = 4, STEPS = 24, WORD_SIZE = 16 };

/* A word of the input, which may be no UTF-8. */
static void take_word(const uint8_t *data, size_t size, size_t at, char word[WORD_SIZE])
{
    size_t length = data[at] % WORD_SIZE;

    length = length < size - at ? length : size - at;
    memcpy(word, data + at, length);
    word[length] = '\0';
}

/* One edit; the unit, the leaf and the word may be none. */
static chiso_status edit(chiso_board *board, const uint8_t *step, const char *word,
                         chiso_error *error)
{
    const chiso_unit unit = step[1] % (chiso_board_unit_count(board) + 1);
    const chiso_node leaf = step[2] % (chiso_tree_node_count(chiso_board_tree(board)) + 1);

    switch (step[0] % 9) {
    case 0:
        return chiso_board_rename_unit(board, unit, word, NULL, error);
    case 1:
        return chiso_board_rename_unit(board, unit, NULL, word, error);
    case 2:
        return chiso_board_move_unit(board, unit, word, error);
    case 3:
        return chiso_board_remove_unit(board, unit, error);
    case 4:
        return chiso_board_add_unit(board, word, NULL, word, NULL, error);
    case 5:
        return chiso_board_set_result(board, unit, leaf, word, word, error);
    case 6:
        return chiso_board_set_not_applicable(board, unit, leaf, error);
    default:
        return chiso_board_set_text(board, unit, leaf, word, error);
    }
}

/* What a cell says as a text sets the same. */
static void set_again(chiso_board *board, const uint8_t *step)
{
    const chiso_unit unit = step[3] % (chiso_board_unit_count(board) + 1);
    const chiso_node leaf = step[2] % (chiso_tree_node_count(chiso_board_tree(board)) + 1);
    char text[CHISO_CELL_TEXT_SIZE];
    char again[CHISO_CELL_TEXT_SIZE];
    chiso_error error;

    if (chiso_board_text(board, unit, leaf, text) != CHISO_OK) {
        law(unit == chiso_board_unit_count(board) ||
                !chiso_node_is_leaf(chiso_board_tree(board), leaf),
            "every cell has a text");
        return;
    }
    law(chiso_board_set_text(board, unit, leaf, text, &error) == CHISO_OK,
        "a cell takes the text that it has");
    law(chiso_board_text(board, unit, leaf, again) == CHISO_OK && strcmp(text, again) == 0,
        "and has it again");
}

static struct bytes written(const chiso_board *board)
{
    struct bytes text = {0};
    const chiso_sink sink = bytes_sink(&text);

    law(chiso_board_write_csv(board, &sink, NULL) == CHISO_OK, "a board can be written");
    return text;
}

static void expect_written(const chiso_board *board, struct bytes *expected, const char *sentence)
{
    struct bytes now = written(board);

    law(bytes_equal(&now, expected), sentence);
    free(now.bytes);
    free(expected->bytes);
}

static void edit_copy(chiso_tree *tree, const chiso_board *board, const uint8_t *data, size_t size)
{
    struct bytes before = written(board);
    struct bytes same = written(board);
    chiso_board *copy = NULL;

    law(chiso_board_copy(board, NULL, &copy, NULL) == CHISO_OK, "a board can be copied");
    expect_written(copy, &same, "a copy is the same board");
    for (size_t at = 0; at + STEP <= size && at < (size_t)STEP * STEPS; at += STEP) {
        struct bytes was = written(copy);
        char word[WORD_SIZE];
        chiso_error error;
        chiso_status status = CHISO_OK;

        take_word(data, size, at + 1, word);
        status = edit(copy, data + at, word, &error);
        if (status == CHISO_OK) {
            free(was.bytes);
        } else {
            law_error(status, &error);
            expect_written(copy, &was, "a failed edit leaves the board as it was");
        }
        set_again(copy, data + at);
    }
    expect_written(board, &before, "a board knows nothing of its copy");
    if (chiso_board_unit_count(copy) > 0) {
        score(copy, size);
        read_again(tree, copy);
    }
    chiso_board_free(copy);
}

/* With a list the same files are read and refused, by the same mistake or one before it. */
static void read_with_list(chiso_tree *tree, const uint8_t *data, size_t size, bool is_right)
{
    chiso_board *board = NULL;
    chiso_intake *intake = NULL;
    chiso_error error;
    chiso_status status = CHISO_OK;

    law(chiso_board_new(tree, NULL, &board, NULL) == CHISO_OK, "a board can be made");
    law(chiso_intake_new(20, NULL, &intake, NULL) == CHISO_OK, "an intake can be made");
    status = chiso_intake_board(intake, "points", (const char *)data, size, board, &error);
    law((status == CHISO_OK) == is_right, "a list changes nothing in what is read");
    law((chiso_intake_mistake_count(intake) == 0) == is_right, "mistakes are in the list");
    law(chiso_intake_mistake_count(intake) <= 20, "there are no more than are wanted");
    law(is_right || chiso_board_unit_count(board) == 0, "a board is as it was");
    if (!is_right) {
        law_error(status, &error);
    }
    chiso_intake_free(intake);
    chiso_board_free(board);
}

/* What is held beside a board and taken is what reading makes of it; limits that it keeps change
 * nothing, and one unit less is refused. */
static void hold_and_take(chiso_tree *tree, const uint8_t *data, size_t size,
                          const chiso_board *read)
{
    struct bytes expected = written(read);
    const uint32_t units = chiso_board_unit_count(read);
    chiso_intake_options options = CHISO_INTAKE_OPTIONS_INIT;
    chiso_board *board = NULL;
    chiso_intake *intake = NULL;
    chiso_edit told;

    options.bytes = size;
    options.units = units;
    law(chiso_board_new(tree, NULL, &board, NULL) == CHISO_OK, "a board can be made");
    law(chiso_intake_new(20, NULL, &intake, NULL) == CHISO_OK, "an intake can be made");
    law(chiso_intake_set_options(intake, &options, NULL) == CHISO_OK, "options can be set");
    law(chiso_intake_read_board(intake, "points", (const char *)data, size, board, NULL) ==
            CHISO_OK,
        "what can be read can be held");
    law(chiso_intake_edit_count(intake) == units, "each unit comes");
    law(chiso_intake_take(intake, board, NULL) == CHISO_OK, "what is held can be taken");
    expect_written(board, &expected, "what was taken is what was read");
    law(chiso_intake_read_board(intake, "points", (const char *)data, size, board, NULL) ==
            CHISO_OK,
        "it can be held again");
    for (uint32_t i = 0; i < chiso_intake_edit_count(intake); i++) {
        law(chiso_intake_edit_at(intake, i, &told) == CHISO_OK && told.kind != CHISO_EDIT_CELL &&
                told.kind != CHISO_EDIT_NOTE,
            "no cell and no note changes that was taken");
    }
    options.units = units - 1;
    law(chiso_intake_set_options(intake, &options, NULL) == CHISO_OK, "options can be set");
    law(units == 1 || chiso_intake_read_board(intake, "points", (const char *)data, size, board,
                                              NULL) == CHISO_E_LIMIT,
        "more units than are taken are refused");
    chiso_intake_free(intake);
    chiso_board_free(board);
}

/* The same text in UTF-16 makes the same board. */
static void read_as_utf16(chiso_tree *tree, const uint8_t *data, size_t size,
                          const chiso_board *read)
{
    struct bytes expected = {0};
    char *text = NULL;
    chiso_board *board = NULL;

    for (size_t i = 0; i < size; i++) {
        if (data[i] >= 0x80) {
            return;
        }
    }
    text = calloc(size + 1, 2);
    law(text != NULL, "there is memory");
    memcpy(text, "\xFF\xFE", 2);
    for (size_t i = 0; i < size; i++) {
        text[2 * i + 2] = (char)data[i];
    }
    expected = written(read);
    law(chiso_board_new(tree, NULL, &board, NULL) == CHISO_OK, "a board can be made");
    law(chiso_board_read_csv(board, text, 2 * size + 2, NULL) == CHISO_OK,
        "what can be read can be read in UTF-16");
    expect_written(board, &expected, "a text in UTF-16 is the same board");
    chiso_board_free(board);
    free(text);
}

/* The size of the input chooses the policy and the ranking: all of them at once are slow, and the
 * fuzzer varies the size. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const policies[] = {"missing=zero", "missing=skip", "missing=unknown"};
    chiso_tree *tree = NULL;
    chiso_board *board = NULL;
    chiso_error error;
    chiso_status status = chiso_tree_read_csv(criteria, strlen(criteria), NULL, &tree, &error);

    law(status == CHISO_OK, status == CHISO_OK ? "" : error.message);
    law(chiso_tree_set_options(tree, policies[size % 3], &error) == CHISO_OK,
        "the policy can be set");
    law(chiso_board_new(tree, NULL, &board, &error) == CHISO_OK, "a board can be made");
    status = chiso_board_read_csv(board, (const char *)data, size, &error);
    read_with_list(tree, data, size, status == CHISO_OK);
    if (status != CHISO_OK) {
        law_error(status, &error);
        law(chiso_board_unit_count(board) == 0, "a board is as it was after a failed read");
    } else {
        score(board, size);
        read_again(tree, board);
        hold_and_take(tree, data, size, board);
        read_as_utf16(tree, data, size, board);
        edit_copy(tree, board, data, size);
    }
    chiso_board_free(board);
    chiso_tree_free(tree);
    return 0;
}
