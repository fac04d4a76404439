/* Any bytes as changes on trial over a small board with rules of every kind: none crashes, a failed
 * one changes nothing, what is kept on a copy of the board makes there what the trial said, a trial
 * rolled back and all changes undone leave every figure, rank and band as it was, and the board is
 * untouched. */
#include "law.h"

#include <stdlib.h>
#include <string.h>

static const char criteria[] = "code,title,max,min,weight,combine,kind,rule,round,options\n"
                               ".,On trial,,,,sum,,,,digits=2\n"
                               "1,Sum,,,,,,,,\n"
                               "1.1,Plain,6,,,,,,,\n"
                               "1.2,Rounded,4,-2,,,,,1,\n"
                               "2,Scaled,12,,,sum scaled,,,,\n"
                               "2.1,Rate,3,,,,,rate,,\n"
                               "2.2,Steps,5,,,,,atleast 90:5 80:3 50:1,,\n"
                               "3,Mean,10,,,mean capped,,,2,\n"
                               "3.1,Yes or no,5,1,2,,,yesno,,\n"
                               "3.2,Without limit,5,,,,,range 5..60 unlimited,,\n"
                               "3.3,Count,5,,,,,per 0.5,,\n"
                               "4,Bonus,2,,,,bonus,,,\n"
                               "5,Penalty,0,-3,,,bonus,per -0.5,,\n"
                               "6,Geometric,5,,,geometric,,,,\n"
                               "6.1,a,5,,,,,,,\n"
                               "6.2,Answers,2,,,,,survey 100 60 0,,\n"
                               "7,Among others,10,,,sum capped,,,,\n"
                               "7.1,Line,5,,,,,minmax,,\n"
                               "7.2,Percentile,5,,,,,percentile down block,,\n";
static const char points[] = "unit,block,ranked,1.1,1.2,2.1,2.2,3.1,3.2,3.3,4,5,6.1,6.2,7.1,7.2\n"
                             "a,x,1,6,4,100%,95,yes,60,3,2,,5,1|2|3,7,1\n"
                             "b,x,1,3,1.5,1/3,60,no,5,0,0,2,1,0|0|1,-7,2\n"
                             "c,x,1,3,1.5,,85,no,,9,,,1,,3,-\n"
                             "d,y,0,,-2,-,1,yes,1000,1,1,1,0,5|0|0,,5\n"
                             "e,y,1,0,0,50%,1,yes,9,1,1,1,4,5|5|5,0,5\n";
static const char bands_text[] = "band,from\nA,90\nB,60.5\nC,-100\n";

enum { UNITS = 5, NODES = 20, DEPTH = 3, STEP = 4 };

static const char *const unit_codes[] = {"a", "b", "c", "d", "e", "f", ""};
static const char *const codes[] = {"1.1", "1.2", "2.1", "2.2", "3.1", "3.2", "3.3", "4",
                                    "5",   "6.1", "6.2", "7.1", "7.2", "1",   "9"};
static const char *const texts[] = {
    "",         "NA",    "-",    "0",       "1",     "3",         "2.5",   "-1.25",
    "978/1000", "97.8%", "yes",  "no",      "có",    "1|2|3",     "0|0|0", "8,00",
    "x",        "1/0",   "100%", "300/100", "99999", "0.0000005", "4.25",  "9200000000000"};
static const chiso_decimal numbers[] = {CHISO_MISSING,
                                        CHISO_NOT_APPLICABLE,
                                        0,
                                        1,
                                        CHISO_DECIMAL_ONE,
                                        5 * CHISO_DECIMAL_ONE,
                                        2500000,
                                        -CHISO_DECIMAL_ONE,
                                        60 * CHISO_DECIMAL_ONE,
                                        CHISO_DECIMAL_MAX,
                                        -CHISO_DECIMAL_MAX,
                                        CHISO_DECIMAL_MAX / 16,
                                        CHISO_ABSENT,
                                        INT64_MAX};

/* All there is to read of a what-if. */
struct snapshot {
    chiso_status statuses[UNITS][NODES];
    chiso_standing standings[UNITS][NODES];
    chiso_cell cells[UNITS][NODES];
};

/* A what-if and what it looked like when each trial began. */
struct run {
    chiso_board *board;
    chiso_bands *bands;
    chiso_what_if *what_if;
    struct snapshot begun[DEPTH + 1];
};

#define COUNT_OF(list) (sizeof(list) / sizeof((list)[0]))

static bool same_result(const chiso_result *a, const chiso_result *b)
{
    return a->state == b->state && a->achieved == b->achieved && a->max == b->max &&
           a->percent == b->percent && a->coverage == b->coverage && a->lowest == b->lowest &&
           a->highest == b->highest;
}

static bool same_place(const chiso_place *a, const chiso_place *b)
{
    return a->rank == b->rank && a->half == b->half && a->out_of == b->out_of && a->tied == b->tied;
}

static void take_snapshot(struct run *run, struct snapshot *snapshot)
{
    const chiso_tree *tree = chiso_board_tree(run->board);

    memset(snapshot, 0, sizeof(*snapshot));
    for (chiso_unit unit = 0; unit < UNITS; unit++) {
        for (chiso_node node = CHISO_ROOT; node != CHISO_NO_NODE;
             node = chiso_node_next(tree, node)) {
            law(node < NODES, "there is room for every node");
            snapshot->statuses[unit][node] = chiso_what_if_standing(
                run->what_if, unit, node, run->bands, &snapshot->standings[unit][node]);
            law((chiso_what_if_cell(run->what_if, unit, node, &snapshot->cells[unit][node]) ==
                 CHISO_E_NODE) == !chiso_node_is_leaf(tree, node),
                "leaves have cells");
        }
    }
}

static void expect_snapshot(struct run *run, const struct snapshot *expected, const char *sentence)
{
    static struct snapshot now;

    take_snapshot(run, &now);
    for (chiso_unit unit = 0; unit < UNITS; unit++) {
        for (chiso_node node = 0; node < NODES; node++) {
            const chiso_standing *a = &now.standings[unit][node];
            const chiso_standing *b = &expected->standings[unit][node];

            const chiso_cell *cell = &now.cells[unit][node];
            const chiso_cell *held = &expected->cells[unit][node];

            law(cell->state == held->state && cell->value == held->value &&
                    cell->denominator == held->denominator && cell->points == held->points,
                sentence);
            law(now.statuses[unit][node] == expected->statuses[unit][node], sentence);
            law(same_result(&a->result, &b->result) && same_place(&a->place, &b->place) &&
                    a->lost == b->lost && a->band == b->band,
                sentence);
        }
    }
}

/* A cell set in one of the ways that there are; the code of the leaf may be that of none. */
static chiso_status set(struct run *run, const uint8_t *step, chiso_error *error)
{
    const chiso_tree *tree = chiso_board_tree(run->board);
    const char *code = codes[step[2] % COUNT_OF(codes)];
    const chiso_unit unit = step[1] % COUNT_OF(unit_codes);
    const chiso_decimal number = numbers[step[3] % COUNT_OF(numbers)];
    const int64_t counts[3] = {step[3] % 4, step[3] / 4 % 4, step[3] / 16};
    chiso_node node = CHISO_NO_NODE;

    (void)!chiso_tree_find(tree, code, &node);
    switch (step[0] % 8) {
    case 0:
        return chiso_what_if_set_value(run->what_if, unit, node, number, error);
    case 1:
        return chiso_what_if_set_ratio(run->what_if, unit, node, number,
                                       numbers[step[0] / 8 % COUNT_OF(numbers)], error);
    case 2:
        return chiso_what_if_set_points(run->what_if, unit, node, number, error);
    case 3:
        return chiso_what_if_set_counts(run->what_if, unit, node, counts, 3, error);
    default:
        return chiso_what_if_set(run->what_if, unit_codes[unit], code,
                                 texts[step[3] % COUNT_OF(texts)], error);
    }
}

static void try_to_set(struct run *run, const uint8_t *step)
{
    const size_t before = chiso_what_if_change_count(run->what_if);
    chiso_error error;
    const chiso_status status = set(run, step, &error);

    if (status == CHISO_OK) {
        law(chiso_what_if_change_count(run->what_if) == before + 1, "a change is counted");
    } else {
        law(chiso_what_if_change_count(run->what_if) == before, "a failed change is none");
        law_error(status, &error);
    }
}

static void nest(struct run *run, const uint8_t *step)
{
    const size_t depth = chiso_what_if_depth(run->what_if);
    chiso_error error;

    if (depth < DEPTH && step[1] % 3 == 0) {
        take_snapshot(run, &run->begun[depth + 1]);
        law(chiso_what_if_begin(run->what_if, &error) == CHISO_OK, "a trial can begin");
    } else if (step[1] % 3 == 1) {
        law((chiso_what_if_commit(run->what_if, &error) == CHISO_OK) == (depth > 0),
            "a trial that began can be kept");
    } else {
        law((chiso_what_if_rollback(run->what_if, &error) == CHISO_OK) == (depth > 0),
            "a trial that began can be taken back");
        if (depth > 0) {
            expect_snapshot(run, &run->begun[depth], "a trial that is taken back leaves nothing");
        }
    }
}

static void undo(struct run *run, const uint8_t *step)
{
    chiso_error error;
    const chiso_status status = step[1] % 2 == 0
                                    ? chiso_what_if_undo(run->what_if, &error)
                                    : chiso_what_if_undo_to(run->what_if, step[2], &error);

    if (status != CHISO_OK) {
        law_error(status, &error);
    }
}

/* A scored board has what the what-if says of every node. */
static void expect_kept(struct run *run, const chiso_board *kept)
{
    for (chiso_unit unit = 0; unit < UNITS; unit++) {
        for (chiso_node node = 0; node < NODES; node++) {
            chiso_result tried;
            chiso_result made;
            const chiso_status status = chiso_board_result(kept, unit, node, &made);

            law(chiso_what_if_result(run->what_if, unit, node, &tried) == status,
                "what is kept can be read as the trial can");
            law(status != CHISO_OK || same_result(&tried, &made),
                "what is kept makes what the trial said");
        }
    }
}

/* Keeps the changes on a board, or leaves it as it was. */
static chiso_status keep(struct run *run, chiso_board *board)
{
    struct bytes before = {0};
    struct bytes after = {0};
    const chiso_sink before_sink = bytes_sink(&before);
    const chiso_sink after_sink = bytes_sink(&after);
    chiso_error error;
    chiso_status status = chiso_board_write_csv(board, &before_sink, &error);

    law(status == CHISO_OK, "a board can be written");
    status = chiso_what_if_apply(run->what_if, board, &error);
    if (status != CHISO_OK) {
        law(status == CHISO_E_CELL, "only points without a value cannot be kept");
        law_error(status, &error);
        law(chiso_board_write_csv(board, &after_sink, NULL) == CHISO_OK &&
                bytes_equal(&before, &after),
            "what cannot be kept leaves the board as it was");
    }
    free(before.bytes);
    free(after.bytes);
    return status;
}

static void keep_on_copy(struct run *run)
{
    chiso_board *copy = NULL;
    chiso_error error;
    chiso_status status = chiso_board_copy(run->board, NULL, &copy, &error);

    law(status == CHISO_OK, "a board can be copied");
    if (keep(run, copy) == CHISO_OK) {
        status = chiso_board_score(copy, &error);
        law(status == CHISO_OK || status == CHISO_E_RANGE,
            "only figures beyond a decimal cannot be scored");
        if (status == CHISO_OK) {
            expect_kept(run, copy);
        }
    }
    chiso_board_free(copy);
}

/* The what-if ends with what is kept on its own board. */
static void keep_on_board(struct run *run)
{
    const bool is_changed = chiso_what_if_change_count(run->what_if) > 0;
    chiso_result result;

    if (keep(run, run->board) == CHISO_OK && is_changed) {
        law(chiso_what_if_result(run->what_if, 0, CHISO_ROOT, &result) == CHISO_E_STATE,
            "a what-if is over when its board has what it tried");
    }
}

static void make_run(struct run *run, size_t choice)
{
    static const char *const policies[] = {"missing=zero", "missing=skip", "missing=unknown"};
    chiso_rank_options options = CHISO_RANK_OPTIONS_INIT;
    chiso_tree *tree = NULL;
    chiso_error error;

    options.ties = (chiso_ties)(choice % 5);
    options.key = choice % 2 == 0 ? CHISO_KEY_EXACT : CHISO_KEY_PUBLISHED;
    options.scope = choice % 7 < 3 ? CHISO_SCOPE_BLOCKS : CHISO_SCOPE_OVERALL;
    law(chiso_tree_read_csv(criteria, strlen(criteria), NULL, &tree, &error) == CHISO_OK,
        "the tree can be read");
    law(chiso_tree_set_options(tree, policies[choice % 3], &error) == CHISO_OK,
        "the policy can be set");
    law(chiso_board_new(tree, NULL, &run->board, &error) == CHISO_OK, "a board can be made");
    law(chiso_board_read_csv(run->board, points, strlen(points), &error) == CHISO_OK,
        "the board can be read");
    law(chiso_board_score(run->board, &error) == CHISO_OK, "the board can be scored");
    law(chiso_bands_read_csv(bands_text, strlen(bands_text), NULL, &run->bands, &error) == CHISO_OK,
        "the bands can be read");
    law(chiso_what_if_new(run->board, &options, &run->what_if, &error) == CHISO_OK,
        "a what-if can begin");
    chiso_tree_free(tree);
}

/* Four bytes a step; the size of the input chooses policy and ranking. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct run run;
    static struct snapshot start;
    chiso_standing seen;
    chiso_error error;

    make_run(&run, size);
    take_snapshot(&run, &start);
    for (size_t i = 0; i + STEP <= size; i += STEP) {
        const uint8_t *step = data + i;

        if (step[0] < 200) {
            try_to_set(&run, step);
        } else if (step[0] < 220) {
            undo(&run, step);
        } else if (step[0] < 240) {
            nest(&run, step);
        } else {
            (void)!chiso_what_if_standing(run.what_if, step[1] % UNITS, step[2] % NODES, run.bands,
                                          &seen);
        }
    }
    keep_on_copy(&run);
    if (size % 4 == 3) {
        keep_on_board(&run);
    } else {
        law(chiso_what_if_reset(run.what_if, &error) == CHISO_OK, "all changes can be taken back");
        law(chiso_what_if_change_count(run.what_if) == 0, "none is left then");
        expect_snapshot(&run, &start, "all changes undone leave nothing");
    }
    chiso_what_if_free(run.what_if);
    chiso_bands_free(run.bands);
    chiso_board_free(run.board);
    return 0;
}
