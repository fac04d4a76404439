/* Draws a figure from files, for the tests that look at it:
 *
 *     draw FIGURE NAME=VALUE…
 *
 * criteria, points, previous, previous_criteria, bands, answers: files; series: LABEL:POINTS, any
 * number of them; unit: a code that is spoken of, any number; width, lang, node, question, title,
 * caption, source, period, before, label, first, last, overall, id, rise, rise_dark, fall; draws:
 * as robustness.h has them. Pages are board-page and unit-page.
 */
#include <chiso/chiso.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 128 };

static chiso_error error;

struct job {
    const char *criteria;
    const char *points;
    const char *previous;
    const char *previous_criteria;
    const char *bands;
    const char *answers;
    const char *node;
    const char *question;
    const char *draws;
    bool overall;
    uint32_t first; /* of the best options */
    uint32_t last;
    const char *series[MOST];
    size_t series_count;
    const char *units[MOST];
    const char *labels[MOST];
    chiso_chart_options options;
};

static void must(chiso_status status, const char *what)
{
    if (status != CHISO_OK) {
        fprintf(stderr, "%s: %s: %s\n", what, chiso_status_name(status), error.message);
        exit(EXIT_FAILURE);
    }
}

static bool takes(const char *argument, const char *name, const char **out_value)
{
    const size_t size = strlen(name);
    const bool is_it = strncmp(argument, name, size) == 0 && argument[size] == '=';

    if (is_it) {
        *out_value = argument + size + 1;
    }
    return is_it;
}

static void read_option(struct job *job, const char *argument)
{
    chiso_chart_options *const options = &job->options;
    const char *value = NULL;

    if (takes(argument, "width", &value)) {
        options->width = (uint32_t)strtoul(value, NULL, 10);
    } else if (takes(argument, "lang", &value)) {
        options->language =
            strcmp(value, "vi") == 0 ? CHISO_LANGUAGE_VIETNAMESE : CHISO_LANGUAGE_ENGLISH;
    } else if (takes(argument, "unit", &value) && options->unit_count < MOST) {
        job->units[options->unit_count++] = value;
    } else if (takes(argument, "label", &value) && options->label_count < MOST) {
        job->labels[options->label_count++] = value;
    } else if (takes(argument, "series", &value) && job->series_count < MOST) {
        job->series[job->series_count++] = value;
    } else if (takes(argument, "first", &value)) {
        job->first = (uint32_t)strtoul(value, NULL, 10);
    } else if (takes(argument, "last", &value)) {
        job->last = (uint32_t)strtoul(value, NULL, 10);
    } else if (takes(argument, "overall", &value)) {
        job->overall = true;
    } else {
        fprintf(stderr, "draw: %s\n", argument);
        exit(2);
    }
}

static void read_argument(struct job *job, const char *argument)
{
    if (!(takes(argument, "criteria", &job->criteria) || takes(argument, "points", &job->points) ||
          takes(argument, "previous", &job->previous) ||
          takes(argument, "previous_criteria", &job->previous_criteria) ||
          takes(argument, "bands", &job->bands) || takes(argument, "answers", &job->answers) ||
          takes(argument, "node", &job->node) || takes(argument, "question", &job->question) ||
          takes(argument, "draws", &job->draws) || takes(argument, "title", &job->options.title) ||
          takes(argument, "caption", &job->options.caption) ||
          takes(argument, "source", &job->options.source) ||
          takes(argument, "period", &job->options.period) ||
          takes(argument, "before", &job->options.period_before) ||
          takes(argument, "rise", &job->options.rise) ||
          takes(argument, "rise_dark", &job->options.rise_dark) ||
          takes(argument, "fall", &job->options.fall) || takes(argument, "id", &job->options.id))) {
        read_option(job, argument);
    }
}

static chiso_tree *read_tree(const char *file)
{
    chiso_tree *tree = NULL;

    must(chiso_tree_read_csv_file(file, NULL, &tree, &error), file);
    return tree;
}

static chiso_board *read_board(chiso_tree *tree, const char *file)
{
    chiso_board *board = NULL;

    must(chiso_board_new(tree, NULL, &board, &error), file);
    must(chiso_board_read_csv_file(board, file, &error), file);
    must(chiso_board_score(board, &error), file);
    return board;
}

/* A figure of a report. */
typedef chiso_status draws(const chiso_report *report, const chiso_chart_options *options,
                           const chiso_sink *sink, chiso_error *error);

static chiso_report *read_report(const struct job *job)
{
    chiso_tree *tree = read_tree(job->criteria);
    chiso_board *board = read_board(tree, job->points);
    chiso_rank_options rules = CHISO_RANK_OPTIONS_INIT;
    chiso_report_options options = CHISO_REPORT_OPTIONS_INIT;
    chiso_report *report = NULL;

    rules.scope = job->overall ? CHISO_SCOPE_OVERALL : CHISO_SCOPE_BLOCKS;
    options.ranking = &rules;
    if (job->bands != NULL) {
        must(chiso_bands_read_csv_file(job->bands, NULL, &options.bands, &error), job->bands);
    }
    if (job->previous != NULL) {
        chiso_comparison_options how = CHISO_COMPARISON_OPTIONS_INIT;
        chiso_tree *before_tree =
            job->previous_criteria == NULL ? tree : read_tree(job->previous_criteria);
        chiso_board *before = read_board(before_tree, job->previous);

        how.ranking = &rules;
        how.bands = options.bands;
        must(chiso_comparison_new(board, before, &how, &options.comparison, &error), "comparison");
        chiso_board_free(before);
        if (before_tree != tree) {
            chiso_tree_free(before_tree);
        }
    }
    must(chiso_report_new(board, &options, &report, &error), "report");
    chiso_comparison_free(options.comparison);
    chiso_bands_free(options.bands);
    chiso_board_free(board);
    chiso_tree_free(tree);
    return report;
}

/* The periods, each read over the same criteria. */
static chiso_series *read_series(const struct job *job)
{
    chiso_tree *tree = read_tree(job->criteria);
    chiso_rank_options rules = CHISO_RANK_OPTIONS_INIT;
    chiso_series *series = NULL;

    rules.scope = job->overall ? CHISO_SCOPE_OVERALL : CHISO_SCOPE_BLOCKS;
    must(chiso_series_new(NULL, &series, &error), "series");
    for (size_t i = 0; i < job->series_count; i++) {
        const char *colon = strchr(job->series[i], ':');
        chiso_board *board = read_board(tree, colon + 1);
        char label[64];

        snprintf(label, sizeof(label), "%.*s", (int)(colon - job->series[i]), job->series[i]);
        must(chiso_series_add(series, label, board, &rules, &error), label);
        chiso_board_free(board);
    }
    chiso_tree_free(tree);
    return series;
}

static bool draw_series(const struct job *job, const char *name, const chiso_sink *out)
{
    chiso_series *series = NULL;

    if (strcmp(name, "years") != 0 && strcmp(name, "bump") != 0) {
        return false;
    }
    series = read_series(job);
    must(strcmp(name, "bump") == 0 ? chiso_chart_bump(series, &job->options, out, &error)
                                   : chiso_chart_years(series, job->node == NULL ? "" : job->node,
                                                       &job->options, out, &error),
         name);
    chiso_series_free(series);
    return true;
}

/* A figure of the first unit that is spoken of. */
static bool draw_unit(const struct job *job, const char *name, const chiso_sink *out)
{
    const bool is_compared = strcmp(name, "periods") == 0 || strcmp(name, "bridge") == 0;
    const chiso_chart_options *const options = &job->options;
    chiso_report *report = NULL;
    chiso_unit unit = 0;

    if (!is_compared && strcmp(name, "profile") != 0 && strcmp(name, "lost") != 0) {
        return false;
    }
    report = read_report(job);
    if (options->unit_count > 0) {
        must(chiso_board_find_unit(chiso_report_board(report), job->units[0], &unit), "unit");
    }
    if (is_compared) {
        const chiso_comparison *comparison = chiso_report_comparison(report);

        must(strcmp(name, "bridge") == 0
                 ? chiso_chart_bridge(comparison, unit, options, out, &error)
                 : chiso_chart_periods(comparison, unit, options, out, &error),
             name);
    } else {
        must(strcmp(name, "lost") == 0 ? chiso_chart_lost(report, unit, options, out, &error)
                                       : chiso_chart_profile(report, unit, options, out, &error),
             name);
    }
    chiso_report_free(report);
    return true;
}

static chiso_robustness *read_robustness(const struct job *job, const chiso_board *board)
{
    chiso_rank_options rules = CHISO_RANK_OPTIONS_INIT;
    chiso_robustness_options options = CHISO_ROBUSTNESS_OPTIONS_INIT;
    chiso_robustness *robustness = NULL;

    rules.scope = job->overall ? CHISO_SCOPE_OVERALL : CHISO_SCOPE_BLOCKS;
    options.ranks = &rules;
    must(chiso_robustness_new(board, job->draws, &options, &robustness, &error), job->draws);
    return robustness;
}

/* Ranks over draws. */
static bool draw_certainty(const struct job *job, const char *name, const chiso_sink *out)
{
    chiso_tree *tree = NULL;
    chiso_board *board = NULL;
    chiso_robustness *robustness = NULL;

    if (strcmp(name, "certainty") != 0) {
        return false;
    }
    tree = read_tree(job->criteria);
    board = read_board(tree, job->points);
    robustness = read_robustness(job, board);
    must(chiso_chart_certainty(robustness, &job->options, out, &error), name);
    chiso_robustness_free(robustness);
    chiso_board_free(board);
    chiso_tree_free(tree);
    return true;
}

/* The answers to a question. */
static bool draw_tally(const struct job *job, const char *name, const chiso_sink *out)
{
    chiso_tree *tree = NULL;
    chiso_board *board = NULL;
    chiso_tally *tally = NULL;
    uint32_t question = 0;

    if (strcmp(name, "shares") != 0) {
        return false;
    }
    tree = read_tree(job->criteria);
    must(chiso_board_new(tree, NULL, &board, &error), "board");
    if (job->points != NULL) {
        must(chiso_board_read_csv_file(board, job->points, &error), job->points);
    }
    must(chiso_tally_new_for_board(board, NULL, &tally, &error), "tally");
    must(chiso_tally_read_csv_file(tally, job->answers, &error), job->answers);
    must(chiso_tally_find_question(tally, job->question, &question), job->question);
    must(chiso_chart_shares(tally, question, job->first, job->last, board, &job->options, out,
                            &error),
         name);
    chiso_tally_free(tally);
    chiso_board_free(board);
    chiso_tree_free(tree);
    return true;
}

/* The page of all units, or of the first one that is spoken of. */
static bool draw_page(const struct job *job, const char *name, const chiso_sink *out)
{
    const bool of_unit = strcmp(name, "unit-page") == 0;
    chiso_page_options options = CHISO_PAGE_OPTIONS_INIT;
    chiso_report *report = NULL;
    chiso_series *series = NULL;
    chiso_robustness *robustness = NULL;
    chiso_unit unit = 0;

    if (!of_unit && strcmp(name, "board-page") != 0) {
        return false;
    }
    report = read_report(job);
    series = read_series(job);
    options.language = job->options.language;
    options.title = job->options.title;
    options.method = job->options.caption;
    options.source = job->options.source;
    options.period = job->options.period;
    options.period_before = job->options.period_before;
    options.units = job->units;
    options.unit_count = job->options.unit_count;
    options.series = series;
    if (job->draws != NULL) {
        robustness = read_robustness(job, chiso_report_board(report));
        options.robustness = robustness;
    }
    options.csv = "data.csv";
    options.json = "data.json";
    options.board = "board.html";
    if (of_unit) {
        must(chiso_board_find_unit(chiso_report_board(report), job->units[0], &unit), "unit");
    }
    must(of_unit ? chiso_page_unit(report, unit, &options, out, &error)
                 : chiso_page_board(report, &options, out, &error),
         name);
    chiso_robustness_free(robustness);
    chiso_series_free(series);
    chiso_report_free(report);
    return true;
}

int main(int argc, char **argv)
{
    const chiso_sink out = {chiso_file_write, stdout};
    struct job job = {.options = CHISO_CHART_OPTIONS_INIT};
    const struct {
        const char *name;
        draws *draws;
    } of_reports[] = {{"ranking", chiso_chart_ranking}, {"heat", chiso_chart_heat}};

    for (int i = 2; i < argc; i++) {
        read_argument(&job, argv[i]);
    }
    job.options.units = job.units;
    job.options.labels = job.labels;
    for (size_t i = 0; i < sizeof(of_reports) / sizeof(of_reports[0]); i++) {
        if (argc > 1 && strcmp(argv[1], of_reports[i].name) == 0) {
            chiso_report *report = read_report(&job);

            must(of_reports[i].draws(report, &job.options, &out, &error), argv[1]);
            chiso_report_free(report);
            return 0;
        }
    }
    if (argc > 1 && (draw_series(&job, argv[1], &out) || draw_unit(&job, argv[1], &out) ||
                     draw_tally(&job, argv[1], &out) || draw_certainty(&job, argv[1], &out) ||
                     draw_page(&job, argv[1], &out))) {
        return 0;
    }
    fprintf(stderr, "draw: which figure?\n");
    return 2;
}
