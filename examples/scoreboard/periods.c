/* Units over several periods: the files of each become a board, and the boards a series. */
#include "periods.h"
#include "read.h"
#include "tell.h"

#include <stdio.h>
#include <stdlib.h>

/* The criteria that break ties, in another tree: by their codes. */
static bool find_tie_break_in(const struct job *job, const chiso_tree *tree, const char *criteria,
                              chiso_node *out_nodes)
{
    chiso_error error = CHISO_ERROR_INIT;

    for (size_t i = 0; i < job->tie_break_count; i++) {
        const char *const code = chiso_node_code(job->tree, job->tie_break[i]);

        if (chiso_tree_find(tree, code, &out_nodes[i]) != CHISO_OK) {
            snprintf(error.message, sizeof(error.message),
                     "--tie-break: there is no criterion '%.64s'", code);
            snprintf(error.message_vi, sizeof(error.message_vi),
                     "--tie-break: không có tiêu chí '%.64s'", code);
            return complain(job, criteria, &error);
        }
    }
    return true;
}

static bool add(struct job *job, const char *label, const char *criteria, const char *points,
                const chiso_board *board)
{
    const chiso_tree *const tree = chiso_board_tree(board);
    chiso_rank_options ranking = ranking_of(job);
    chiso_error error = CHISO_ERROR_INIT;
    chiso_node *nodes = NULL;
    bool is_done = false;

    if (tree != job->tree && job->tie_break_count > 0) {
        nodes = calloc(job->tie_break_count, sizeof(*nodes));
        if (nodes == NULL) {
            return out_of_memory(job);
        }
        ranking.tie_break = nodes;
    }
    is_done = (nodes == NULL || find_tie_break_in(job, tree, criteria, nodes)) &&
              (chiso_series_add(job->series, label, board, &ranking, &error) == CHISO_OK ||
               complain(job, points, &error));
    free(nodes);
    return is_done;
}

/* Reads a period and adds it; the series keeps its board, and that its tree. */
static bool read_period(struct job *job, const struct labelled *period)
{
    const struct options *const options = job->options;
    const char *const own_criteria = options_file_of(options, "--period-criteria", period->label);
    const char *const criteria = own_criteria != NULL ? own_criteria : options->criteria;
    const char *const read = options_file_of(options, "--period-read", period->label);
    chiso_mapping *own_mapping = NULL;
    const chiso_mapping *mapping = NULL;
    chiso_tree *tree = NULL;
    chiso_board *board = NULL;
    bool is_done = read_mapping(job, read, &own_mapping);

    mapping = own_mapping != NULL ? own_mapping : job->mapping;
    is_done =
        is_done && (own_criteria == NULL || read_tree(job, own_criteria, mapping, &tree)) &&
        read_board(job, tree == NULL ? job->tree : tree, criteria, period->file, mapping, &board) &&
        check_printed(job, board, criteria, period->file) &&
        add(job, period->label, criteria, period->file, board);
    chiso_board_free(board);
    chiso_tree_free(tree);
    chiso_mapping_free(own_mapping);
    return is_done;
}

/* Whether some period has the unit and the criterion that are asked for. */
static bool check_asked(const struct job *job)
{
    const struct options *const options = job->options;
    chiso_series_difference difference;
    chiso_error error = CHISO_ERROR_INIT;
    const uint32_t last = chiso_series_count(job->series) - 1;
    const char *const unit = options->unit != NULL ? options->unit : chiso_unit_code(job->board, 0);
    const chiso_status status = chiso_series_subtract(
        job->series, last, last, unit, options->criterion == NULL ? "" : options->criterion,
        &difference, &error);

    switch ((int)status) {
    case CHISO_E_UNIT:
        return unknown_unit(job, "--unit", unit);
    case CHISO_E_NODE:
        return unknown_criterion(job, "--criterion", options->criterion);
    default:
        return status == CHISO_OK || complain(job, options->points, &error);
    }
}

bool periods_read(struct job *job)
{
    const struct options *const options = job->options;
    chiso_error error = CHISO_ERROR_INIT;

    if (options->period_count == 0) {
        return true;
    }
    if (chiso_series_new(NULL, &job->series, &error) != CHISO_OK) {
        return out_of_memory(job);
    }
    for (size_t i = 0; i < options->period_count; i++) {
        if (!read_period(job, &options->periods[i])) {
            return false;
        }
    }
    return add(job, options->label, options->criteria, options->points, job->board) &&
           check_asked(job);
}

chiso_status periods_write(const struct job *job, const chiso_sink *sink, chiso_error *error)
{
    const struct options *const options = job->options;
    chiso_periods_options how = CHISO_PERIODS_OPTIONS_INIT;

    how.unit = options->unit;
    how.code = options->criterion;
    how.language = options->language;
    how.style = options->language == CHISO_LANGUAGE_VIETNAMESE ? CHISO_CSV_COMMA : CHISO_CSV_POINT;
    how.order = options->order;
    if (options->format == FORMAT_JSON) {
        return options->are_stages ? chiso_stages_write_json(job->series, &how, sink, error)
                                   : chiso_periods_write_json(job->series, &how, sink, error);
    }
    if (options->format == FORMAT_CSV) {
        return options->are_stages ? chiso_stages_write_csv(job->series, &how, sink, error)
                                   : chiso_periods_write_csv(job->series, &how, sink, error);
    }
    return periods_write_text(job, sink, error);
}
