/* Files in and boards out. */
#include "documents.h"

#include <stdio.h>
#include <string.h>

static const char *const codes[FIGURE_COUNT] = {
    [ACHIEVED] = "achieved",
    [MAX] = "max",
    [PERCENT] = "percent",
    [PREVIOUS] = "previous",
    [CHANGE] = "change",
    [RANK] = "rank",
    [RANK_CHANGE] = "rank_change",
    [OUT_OF] = "out_of",
    [PART_1] = "part_1",
    [PART_2] = "part_2",
    [PART_3] = "part_3",
    [PART_4] = "part_4",
    [TOTAL] = "total",
    [MEAN] = "mean",
    [BOTH] = "both",
    [SCORE_ONLY] = "score_only",
    [RANK_ONLY] = "rank_only",
    [FIELDS] = "fields",
    [LARGEST] = "largest",
    [PERIODS] = "periods",
    [GOAL_RANK] = "goal_rank",
    [GOAL_PERCENT] = "goal_percent",
    [GOAL_RISE] = "goal_rise",
    [GOAL_PLACES] = "goal_places",
    [GOAL_PLACES_TO] = "goal_places_to",
};

void set_path(struct job *job, const char *before, const char *code, const char *behind)
{
    (void)snprintf(job->path, sizeof(job->path), "%s/%s%s%s", job->directory, before, code, behind);
}

chiso_status refused(struct job *job, chiso_status status, const char *english,
                     const char *vietnamese, const char *code)
{
    job->error.line = 0;
    (void)snprintf(job->error.message, sizeof(job->error.message), "%s%s", english, code);
    (void)snprintf(job->error.message_vi, sizeof(job->error.message_vi), "%s%s", vietnamese, code);
    return status;
}

static chiso_status read_tree(struct job *job, const char *name, chiso_tree **out_tree)
{
    set_path(job, name, "", "");
    return chiso_tree_read_csv_file(job->path, NULL, out_tree, &job->error);
}

chiso_status read_board(struct job *job, chiso_tree *tree, const char *name,
                        chiso_board **out_board)
{
    chiso_status status = CHISO_OK;

    set_path(job, name, "", "");
    status = chiso_board_new(tree, NULL, out_board, &job->error);
    if (status == CHISO_OK) {
        status = chiso_board_read_csv_file(*out_board, job->path, &job->error);
    }
    if (status == CHISO_OK) {
        status = chiso_board_score(*out_board, &job->error);
    }
    return status;
}

/* Finds the figures in their tree. */
static chiso_status find_figures(struct job *job)
{
    for (int i = 0; i < FIGURE_COUNT; i++) {
        if (chiso_tree_find(job->figures, codes[i], &job->leaf[i]) != CHISO_OK ||
            !chiso_node_is_leaf(job->figures, job->leaf[i])) {
            return refused(job, CHISO_E_NODE, "there is no figure ", "không có số liệu ", codes[i]);
        }
    }
    return CHISO_OK;
}

/* Whether each row is of a statement. */
static chiso_status find_statements(struct job *job)
{
    for (chiso_unit row = 0; row < chiso_board_unit_count(job->printed); row++) {
        const char *code = chiso_unit_code(job->printed, row);
        chiso_node node = CHISO_NO_NODE;

        if (chiso_tree_find(job->words, code, &node) != CHISO_OK ||
            !chiso_node_is_leaf(job->words, node)) {
            return refused(job, CHISO_E_UNIT, "there is no statement ", "không có nội dung ", code);
        }
    }
    return CHISO_OK;
}

chiso_status job_begin(struct job *job)
{
    chiso_status status =
        read_tree(job, job->vietnamese ? "statements-vi.csv" : "statements.csv", &job->words);

    if (status == CHISO_OK) {
        status = read_tree(job, "figures.csv", &job->figures);
    }
    if (status == CHISO_OK) {
        status = find_figures(job);
    }
    if (status == CHISO_OK) {
        status = read_board(job, job->figures, "printed.csv", &job->printed);
    }
    return status == CHISO_OK ? find_statements(job) : status;
}

void job_end(struct job *job)
{
    chiso_board_free(job->printed);
    chiso_tree_free(job->figures);
    chiso_tree_free(job->words);
}

chiso_decimal figure_of(const struct job *job, const chiso_board *board, chiso_unit row,
                        enum figure which)
{
    chiso_cell cell;

    return chiso_board_cell(board, row, job->leaf[which], &cell) == CHISO_OK ? cell.value
                                                                             : CHISO_ABSENT;
}

/* A tree of so many leaves, or of one that many units share. */
static chiso_status tree_of(struct job *job, const chiso_decimal *maxima, size_t count,
                            chiso_tree **out_tree)
{
    chiso_status status = chiso_tree_new("", NULL, out_tree, &job->error);

    for (size_t i = 0; i < count && status == CHISO_OK; i++) {
        char code[CHISO_DECIMAL_TEXT_SIZE];
        char max[CHISO_DECIMAL_TEXT_SIZE];

        (void)snprintf(code, sizeof(code), "%zu", i + 1);
        status = chiso_decimal_format(maxima[i], -1, CHISO_ROUND_HALF_UP, '.', max);
        if (status == CHISO_OK) {
            status = chiso_tree_add(*out_tree, CHISO_ROOT, code, "", max, NULL, &job->error);
        }
    }
    return status;
}

/* Without a value a unit has no figures, rather than 0. */
static chiso_status begin_board(struct job *job, const chiso_decimal *maxima, size_t count,
                                chiso_board **out_board)
{
    chiso_tree *tree = NULL;
    chiso_status status = tree_of(job, maxima, count, &tree);

    if (status == CHISO_OK) {
        status = chiso_tree_set_options(tree, "missing=unknown", &job->error);
    }
    if (status == CHISO_OK) {
        status = chiso_board_new(tree, NULL, out_board, &job->error);
    }
    chiso_tree_free(tree);
    return status;
}

static chiso_status add_unit(struct job *job, chiso_board *board, size_t number)
{
    char code[CHISO_DECIMAL_TEXT_SIZE];

    (void)snprintf(code, sizeof(code), "%zu", number);
    return chiso_board_add_unit(board, code, "", "", NULL, &job->error);
}

static chiso_status set_value(struct job *job, chiso_board *board, chiso_unit unit, chiso_node leaf,
                              chiso_decimal value)
{
    return value == CHISO_ABSENT ? CHISO_OK
                                 : chiso_board_set_value(board, unit, leaf, value, &job->error);
}

chiso_status board_of_criteria(struct job *job, const chiso_decimal *values,
                               const chiso_decimal *maxima, size_t count, chiso_board **out_board)
{
    chiso_status status = begin_board(job, maxima, count, out_board);

    if (status == CHISO_OK) {
        status = add_unit(job, *out_board, 1);
    }
    for (size_t i = 0; i < count && status == CHISO_OK; i++) {
        status = set_value(job, *out_board, 0, (chiso_node)(i + 1), values[i]);
    }
    return status == CHISO_OK ? chiso_board_score(*out_board, &job->error) : status;
}

chiso_status board_of_units(struct job *job, const chiso_decimal *values, size_t count,
                            chiso_decimal max, chiso_board **out_board)
{
    chiso_status status = begin_board(job, &max, 1, out_board);

    for (size_t i = 0; i < count && status == CHISO_OK; i++) {
        status = add_unit(job, *out_board, i + 1);
        if (status == CHISO_OK) {
            status = set_value(job, *out_board, (chiso_unit)i, 1, values[i]);
        }
    }
    return status == CHISO_OK ? chiso_board_score(*out_board, &job->error) : status;
}
