/* From the files to a report: a tree, a board over it, its scores, a comparison. */
#include "job.h"
#include "outline.h"
#include "periods.h"
#include "read.h"
#include "robust.h"
#include "tell.h"
#include "view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The digits that points of a unit have at least where its percents have too few. */
enum { UNIT_DIGITS = 2 };

static bool read_previous(struct job *job)
{
    const struct options *const options = job->options;
    const char *const criteria = options->previous_criteria;
    const chiso_mapping *mapping = NULL;

    if (options->previous == NULL) {
        return true;
    }
    if (!read_mapping(job, options->previous_read, &job->previous_mapping)) {
        return false;
    }
    mapping = job->previous_mapping == NULL ? job->mapping : job->previous_mapping;
    return (criteria == NULL || read_tree(job, criteria, mapping, &job->previous_tree)) &&
           read_board(job, criteria == NULL ? job->tree : job->previous_tree,
                      criteria == NULL ? options->criteria : criteria, options->previous, mapping,
                      &job->previous);
}

/* Of a series a unit need not be in the last period; the page of a unit is about that. */
static bool find_unit(struct job *job)
{
    return job->options->unit == NULL ||
           (job->options->period_count > 0 && job->options->format != FORMAT_HTML) ||
           chiso_board_find_unit(job->board, job->options->unit, &job->unit) == CHISO_OK ||
           unknown_unit(job, "--unit", job->options->unit);
}

/* Points have the digits of percents. Those of a unit may need more than whole percents do, and
 * what a rule computed has no end of them. */
static int find_point_digits(const struct job *job)
{
    const int digits = chiso_tree_digits(job->tree);
    bool needs_more = false;

    for (chiso_node node = CHISO_ROOT;
         node != CHISO_NO_NODE && job->unit != CHISO_NO_UNIT && !needs_more;
         node = chiso_node_next(job->tree, node)) {
        chiso_result result;

        needs_more = chiso_board_result(job->board, job->unit, node, &result) == CHISO_OK &&
                     digits_needed(result.achieved) > digits;
    }
    return needs_more && digits < UNIT_DIGITS ? UNIT_DIGITS : digits;
}

/* Looks up the criteria that decide between equals. */
static bool find_tie_break(struct job *job)
{
    const char *const codes = job->options->tie_break;
    char *copy = NULL;
    char *code = NULL;
    bool is_found = true;

    if (codes == NULL) {
        return true;
    }
    /* There are fewer codes than characters. */
    copy = malloc(strlen(codes) + 1);
    job->tie_break = malloc((strlen(codes) + 1) * sizeof(*job->tie_break));
    if (copy == NULL || job->tie_break == NULL) {
        free(copy);
        return out_of_memory(job);
    }
    memcpy(copy, codes, strlen(codes) + 1);
    code = copy;
    while (is_found && code != NULL) {
        char *const comma = strchr(code, ',');

        if (comma != NULL) {
            *comma = '\0';
        }
        is_found = (code[0] != '\0' &&
                    chiso_tree_find(job->tree, code, &job->tie_break[job->tie_break_count++]) ==
                        CHISO_OK) ||
                   unknown_criterion(job, "--tie-break", code);
        code = comma != NULL ? comma + 1 : NULL;
    }
    free(copy);
    return is_found;
}

chiso_rank_options ranking_of(const struct job *job)
{
    chiso_rank_options ranking = CHISO_RANK_OPTIONS_INIT;

    ranking.ties = job->options->ties;
    ranking.key = job->options->key;
    ranking.scope = job->options->scope;
    ranking.tie_break = job->tie_break;
    ranking.tie_break_count = job->tie_break_count;
    return ranking;
}

static bool read_map(const struct job *job, const char *file, chiso_map **out_map)
{
    chiso_error error = CHISO_ERROR_INIT;

    return file == NULL ||
           chiso_intake_map(job->intake, file, NULL, 0, NULL, out_map, &error) == CHISO_OK ||
           complain_of_all(job, file, &error);
}

/* The file that a comparison failed for: it does not know them. */
static const char *file_at_fault(const struct options *options, chiso_status status)
{
    switch ((int)status) {
    case CHISO_E_UNIT:
        return options->unit_map;
    case CHISO_E_NODE:
        return options->criteria_map != NULL ? options->criteria_map : "--tie-break";
    case CHISO_E_WEIGHT:
    case CHISO_E_DUPLICATE:
        return options->criteria_map == NULL ? options->unit_map
               : options->unit_map == NULL   ? options->criteria_map
                                             : "--unit-map, --criteria-map";
    default:
        return options->previous;
    }
}

static bool compare(struct job *job)
{
    const chiso_rank_options ranking = ranking_of(job);
    chiso_comparison_options how = CHISO_COMPARISON_OPTIONS_INIT;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_map *criteria = NULL;
    chiso_map *units = NULL;
    bool is_done = false;

    if (job->previous == NULL) {
        return true;
    }
    if (read_map(job, job->options->criteria_map, &criteria) &&
        read_map(job, job->options->unit_map, &units)) {
        how.criteria = criteria;
        how.units = units;
        how.ranking = &ranking;
        how.bands = job->bands;
        how.point_places = job->point_digits;
        is_done = (chiso_comparison_new(job->board, job->previous, &how, &job->comparison,
                                        &error) == CHISO_OK ||
                   complain(job, file_at_fault(job->options, error.status), &error)) &&
                  (chiso_intake_comparison(job->intake, job->options->previous, job->comparison,
                                           units, &error) == CHISO_OK ||
                   complain(job, job->options->previous, &error));
    }
    chiso_map_free(criteria);
    chiso_map_free(units);
    return is_done;
}

static bool make_report(struct job *job)
{
    const chiso_rank_options ranking = ranking_of(job);
    chiso_report_options how = CHISO_REPORT_OPTIONS_INIT;
    chiso_error error = CHISO_ERROR_INIT;

    how.ranking = &ranking;
    how.bands = job->bands;
    how.comparison = job->comparison;
    how.point_places = job->point_digits;
    how.intake = job->intake;
    how.language = job->options->language;
    how.order = job->options->order;
    how.robustness = job->robustness;
    return (chiso_report_new(job->board, &how, &job->report, &error) == CHISO_OK &&
            chiso_report_check_printed(job->report, job->intake, job->options->points, &error) ==
                CHISO_OK) ||
           complain_of_report(job, job->options->criteria, job->options->points, &error);
}

bool check_printed(const struct job *job, const chiso_board *board, const char *criteria,
                   const char *points)
{
    chiso_rank_options ranking = ranking_of(job);
    chiso_report_options how = CHISO_REPORT_OPTIONS_INIT;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_report *report = NULL;
    bool is_done = true;

    if (chiso_board_tree(board) != job->tree) {
        /* The criteria that break ties are of the other tree. */
        ranking.tie_break = NULL;
        ranking.tie_break_count = 0;
    }
    how.ranking = &ranking;
    how.bands = job->bands;
    is_done = (chiso_report_new(board, &how, &report, &error) == CHISO_OK &&
               chiso_report_check_printed(report, job->intake, points, &error) == CHISO_OK) ||
              complain_of_report(job, criteria, points, &error);
    chiso_report_free(report);
    return is_done;
}

/* Holds what the sheet of the earlier period prints against its own figures. */
static bool check_previous(const struct job *job)
{
    const struct options *const options = job->options;

    return job->previous == NULL ||
           check_printed(job, job->previous,
                         options->previous_criteria != NULL ? options->previous_criteria
                                                            : options->criteria,
                         options->previous);
}

/* In Vietnamese a number is typed with a comma, which the library takes in files only. */
static void use_points(const struct job *job, char *number)
{
    for (; job->options->language == CHISO_LANGUAGE_VIETNAMESE && *number != '\0'; number++) {
        *number = *number == ',' ? '.' : *number;
    }
}

/* A text of its own, with the decimal marks of the library behind the last of a character; NULL
 * when memory is out. */
static char *copy_with_points(const struct job *job, const char *text, char first)
{
    const size_t size = strlen(text) + 1;
    char *const copy = malloc(size);

    if (copy == NULL) {
        out_of_memory(job);
        return NULL;
    }
    memcpy(copy, text, size);
    if (strrchr(copy, first) != NULL) {
        use_points(job, strrchr(copy, first));
    }
    return copy;
}

static chiso_status hold_goal(struct job *job, const char *text, chiso_error *error)
{
    const chiso_rank_options ranking = ranking_of(job);
    chiso_target_options how = CHISO_TARGET_OPTIONS_INIT;
    chiso_change change = {.before = {.percent = CHISO_ABSENT}};
    chiso_goal goal;
    chiso_status status = CHISO_OK;

    if (job->comparison != NULL) {
        status = chiso_comparison_change(job->comparison, job->unit, CHISO_ROOT, &change);
    }
    if (status == CHISO_OK) {
        status =
            chiso_goal_parse(job->board, job->bands, text, change.before.percent, &goal, error);
    }
    how.ranking = &ranking;
    how.bands = job->bands;
    how.comparison = job->comparison;
    return status == CHISO_OK ? chiso_target_new(job->board, job->unit, CHISO_ROOT, &goal, &how,
                                                 &job->target, error)
                              : status;
}

static bool make_target(struct job *job)
{
    const char *const text = job->options->target;
    chiso_error error = CHISO_ERROR_INIT;
    char *goal = NULL;
    bool is_done = false;

    if (text == NULL) {
        return true;
    }
    /* Names of units and bands keep their commas. */
    goal = copy_with_points(
        job, text,
        strncmp(text, "percent:", 8) == 0 || strncmp(text, "rise:", 5) == 0 ? ':' : '\n');
    is_done = goal != NULL &&
              (hold_goal(job, goal, &error) == CHISO_OK || complain(job, "--target", &error));
    free(goal);
    return is_done;
}

/* Sets one cell on trial: CODE=VALUE. */
static bool try_cell(const struct job *job, const char *text)
{
    chiso_error error = CHISO_ERROR_INIT;
    char *const cell = copy_with_points(job, text, '=');
    chiso_node leaf;
    bool is_done = false;

    if (cell == NULL) {
        return false;
    }
    /* A code may hold the character, a cell does not. */
    *strrchr(cell, '=') = '\0';
    if (chiso_tree_find(job->tree, cell, &leaf) != CHISO_OK) {
        unknown_criterion(job, "--what-if", cell);
    } else {
        is_done = chiso_what_if_set(job->what_if, job->options->unit, cell, cell + strlen(cell) + 1,
                                    &error) == CHISO_OK ||
                  complain(job, "--what-if", &error);
    }
    free(cell);
    return is_done;
}

static bool try_cells(struct job *job)
{
    const chiso_rank_options ranking = ranking_of(job);
    chiso_error error = CHISO_ERROR_INIT;

    if (job->options->what_if_count == 0) {
        return true;
    }
    if (chiso_what_if_new(job->board, &ranking, &job->what_if, &error) != CHISO_OK) {
        return complain(job, "--what-if", &error);
    }
    for (size_t i = 0; i < job->options->what_if_count; i++) {
        if (!try_cell(job, job->options->what_ifs[i])) {
            return false;
        }
    }
    return chiso_what_if_score(job->what_if, &error) == CHISO_OK ||
           complain(job, "--what-if", &error);
}

static bool explain(struct job *job)
{
    const char *const code = job->options->explain;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_node node = CHISO_ROOT;

    if (code == NULL) {
        return true;
    }
    if (strcmp(code, ".") != 0 && chiso_tree_find(job->tree, code, &node) != CHISO_OK) {
        return unknown_criterion(job, "--explain", code);
    }
    return chiso_explanation_new(job->board, job->unit, node, UINT32_MAX, &job->explanation,
                                 &error) == CHISO_OK ||
           complain(job, "--explain", &error);
}

/* Where criteria take ranks there is no ledger, and a unit is shown without. */
static bool make_ledger(struct job *job, const chiso_ledger_options *options,
                        chiso_ledger **out_ledger)
{
    chiso_error error = CHISO_ERROR_INIT;
    const chiso_status status =
        chiso_ledger_new(job->board, job->unit, CHISO_ROOT, options, out_ledger, &error);

    return status == CHISO_OK || status == CHISO_E_RULE ||
           complain(job, job->options->points, &error);
}

/* What is asked about one unit. */
static bool look_closer(struct job *job)
{
    chiso_ledger_options options = CHISO_LEDGER_OPTIONS_INIT;

    if (job->unit == CHISO_NO_UNIT) {
        return true;
    }
    options.scope = job->options->scope;
    if (!make_ledger(job, &options, &job->costs)) {
        return false;
    }
    options.point_places = job->point_digits;
    return make_ledger(job, &options, &job->ledger) && make_target(job) && try_cells(job) &&
           explain(job);
}

/* What every job begins with. */
static bool begin(struct job *job)
{
    job->unit = CHISO_NO_UNIT;
    return chiso_intake_new(MISTAKES_SHOWN, NULL, &job->intake, NULL) == CHISO_OK ||
           out_of_memory(job);
}

/* Reads the criteria as the mapping says, or else as they look. */
static bool read_to_suggest(struct job *job, const chiso_mapping *read, bool *out_is_outline)
{
    job->tree = read == NULL ? outline_read(job->options->criteria) : NULL;
    *out_is_outline = job->tree != NULL;
    return *out_is_outline || read_tree(job, job->options->criteria, read, &job->tree);
}

bool job_suggest(struct job *job)
{
    const struct options *const options = job->options;
    chiso_mapping *read = NULL;
    chiso_error error = CHISO_ERROR_INIT;
    bool is_outline = false;
    bool is_done = begin(job) && read_mapping(job, options->read, &read) &&
                   read_to_suggest(job, read, &is_outline);

    is_done = is_done && ((chiso_mapping_suggest_file(job->tree, options->points, NULL,
                                                      &job->mapping, &error) == CHISO_OK &&
                           (!is_outline || outline_say(job->mapping, &error)) &&
                           outline_add_rows(job->mapping, read, &error)) ||
                          complain(job, options->points, &error));
    chiso_mapping_free(read);
    return is_done;
}

bool job_prepare(struct job *job)
{
    const struct options *const options = job->options;

    if (!begin(job)) {
        return false;
    }
    if (!read_mapping(job, options->read, &job->mapping) ||
        !read_tree(job, options->criteria, job->mapping, &job->tree) || !read_bands(job) ||
        !read_board(job, job->tree, options->criteria, options->points, job->mapping,
                    &job->board) ||
        !find_unit(job)) {
        return false;
    }
    job->point_digits = find_point_digits(job);
    return find_tie_break(job) && read_previous(job) && compare(job) && check_previous(job) &&
           robust_draw(job) && make_report(job) && look_closer(job) && periods_read(job);
}

void job_free(struct job *job)
{
    chiso_explanation_free(job->explanation);
    chiso_what_if_free(job->what_if);
    chiso_target_free(job->target);
    chiso_ledger_free(job->ledger);
    chiso_ledger_free(job->costs);
    chiso_series_free(job->series);
    chiso_report_free(job->report);
    chiso_robustness_free(job->robustness);
    chiso_comparison_free(job->comparison);
    chiso_bands_free(job->bands);
    chiso_mapping_free(job->mapping);
    chiso_mapping_free(job->previous_mapping);
    chiso_board_free(job->board);
    chiso_board_free(job->previous);
    chiso_tree_free(job->previous_tree);
    chiso_tree_free(job->tree);
    chiso_intake_free(job->intake);
    free(job->tie_break);
}
