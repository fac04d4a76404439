/*
 * scoreboard: criteria and points in, a table that can be published out.
 *
 * The way of the numbers is in job.c: a tree, a board over it, the scores, a comparison,
 * a report. This file writes the result, which is whole or not there.
 */
#include "../common/safe.h"
#include "figure.h"
#include "job.h"
#include "output.h"
#include "page.h"
#include "periods.h"
#include "tell.h"
#include "text.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static chiso_status write_report(const struct job *job, const chiso_sink *sink, chiso_error *error)
{
    const struct options *const options = job->options;
    const chiso_csv_style style =
        options->language == CHISO_LANGUAGE_VIETNAMESE ? CHISO_CSV_COMMA : CHISO_CSV_POINT;
    chiso_detail detail = CHISO_DETAIL_INIT;
    const bool is_one = job->unit != CHISO_NO_UNIT;

    if (job->series != NULL && options->format != FORMAT_SVG && options->format != FORMAT_HTML) {
        return periods_write(job, sink, error);
    }
    detail.ledger = job->ledger;
    detail.target = job->target;
    detail.what_if = job->what_if;
    detail.explanation = job->explanation;
    detail.comparison = job->comparison;
    switch (options->format) {
    case FORMAT_JSON:
        return is_one ? chiso_report_write_unit_json(job->report, job->unit, &detail, sink, error)
                      : chiso_report_write_json(job->report, sink, error);
    case FORMAT_CSV:
        return is_one ? chiso_report_write_unit_csv(job->report, job->unit, style, sink, error)
                      : chiso_report_write_csv(job->report, style, sink, error);
    case FORMAT_SVG:
        return figure_write(job, sink, error);
    case FORMAT_HTML:
        return page_write(job, sink, error);
    case FORMAT_TEXT:
        break;
    }
    return is_one ? text_write_unit(job, sink, error)
                  : text_write_ranking(job->report, options, sink, error);
}

/* Why the system does not write, in words; NULL where there are none in the language. */
static const char *reason_of(chiso_language language, int reason)
{
    if (language != CHISO_LANGUAGE_VIETNAMESE) {
        return strerror(reason);
    }
    switch (reason) {
    case EACCES:
        return "không có quyền ghi";
    case ENOENT:
        return "không có thư mục này";
    case EISDIR:
        return "đây là một thư mục";
    case ENOSPC:
        return "ổ đĩa đã đầy";
    case EROFS:
        return "hệ thống tệp chỉ cho đọc";
    default:
        return NULL;
    }
}

static bool cannot_write(const struct job *job, const char *place)
{
    const chiso_language language = job->options->language;
    const char *const reason = reason_of(language, errno);

    say_name(place, stderr);
    fprintf(stderr, ": %s%s%s\n", say(language, "cannot be written", "không ghi được"),
            reason != NULL ? ": " : "", reason != NULL ? reason : "");
    return false;
}

/* Whether a path names one of the files that are read. */
static bool is_input(const struct options *options, const char *path)
{
    const char *const inputs[] = {
        options->criteria,     options->points,   options->previous, options->previous_criteria,
        options->criteria_map, options->unit_map, options->bands,    options->read,
        options->previous_read};

    for (size_t i = 0; i < sizeof(inputs) / sizeof(inputs[0]); i++) {
        if (is_same_file(path, inputs[i])) {
            return true;
        }
    }
    for (size_t i = 0; i < options->period_count; i++) {
        if (is_same_file(path, options->periods[i].file)) {
            return true;
        }
    }
    for (size_t i = 0; i < options->of_period_count; i++) {
        if (is_same_file(path, options->of_periods[i].file)) {
            return true;
        }
    }
    return false;
}

/* Writes the report where it should go; a file that cannot be written whole is left as it was. */
static bool publish(const struct job *job)
{
    const struct options *const options = job->options;
    const char *const place = options->output != NULL
                                  ? options->output
                                  : say(options->language, "standard output", "đầu ra chuẩn");
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status = CHISO_OK;
    struct output output;

    if (is_input(options, options->output)) {
        say_name(place, stderr);
        fprintf(stderr, ": %s\n",
                say(options->language,
                    "this is one of the files that are read; it is left as it is",
                    "đây là một trong các tệp đầu vào; giữ nguyên tệp"));
        return false;
    }
    if (!output_open(&output, options->output)) {
        return cannot_write(job, place);
    }
    status = write_report(job, &output.sink, &error);
    if (!output_close(&output, status == CHISO_OK)) {
        return cannot_write(job, place);
    }
    if (status != CHISO_OK) {
        error.status = status;
        return complain(job, "scoreboard", &error);
    }
    return true;
}

/* Writes a mapping to start from; one that is there already was perhaps mended by hand. */
static bool suggest(struct job *job)
{
    const char *const place = job->options->suggest;
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status = CHISO_OK;
    struct output output;

    if (is_same_file(place, place)) {
        say_name(place, stderr);
        fprintf(stderr, ": %s\n",
                say(job->options->language, "this file is there already; it is left as it is",
                    "tệp này đã có; giữ nguyên tệp"));
        return false;
    }
    if (!job_suggest(job)) {
        return false;
    }
    if (!output_open(&output, strcmp(place, "-") == 0 ? NULL : place)) {
        return cannot_write(job, place);
    }
    status = chiso_mapping_write_csv(job->mapping, &output.sink, &error);
    return output_close(&output, status == CHISO_OK) || cannot_write(job, place);
}

static int run(const struct options *options)
{
    struct job job = {.options = options};
    bool is_done = options->suggest != NULL
                       ? suggest(&job)
                       : job_prepare(&job) && !doubts_are_mistakes(&job) && page_find(&job);

    if (is_done && options->suggest == NULL) {
        tell_remarks(&job);
        tell_steps(&job);
        is_done = publish(&job);
    }
    job_free(&job);
    return is_done ? DONE : BAD_INPUT;
}

/* How wide text is: as was asked for, or as the terminal is that it goes to. */
static size_t find_columns(const struct options *options)
{
    size_t columns = 0;

    if (options->has_width) {
        return options->width == 0 ? COLUMNS_ALL : options->width;
    }
    columns = options->output == NULL ? output_columns() : 0;
    return columns > 0 ? columns : TABLE_WIDTH;
}

int main(int argc, char **argv)
{
    struct options options;
    int status = DONE;

    if (!options_read(&options, argc, argv)) {
        status = BAD_USAGE;
    } else if (options.help) {
        options_print_help(options.language);
    } else if (options.version) {
        printf("scoreboard (chiso %s)\n", chiso_version());
    } else {
        options.columns = find_columns(&options);
        status = run(&options);
    }
    options_free(&options);
    return status;
}
