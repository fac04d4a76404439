/* The report as a page that can be published. */
#include "page.h"
#include "tell.h"

bool page_find(struct job *job)
{
    const struct options *const options = job->options;

    job->beside = CHISO_NO_UNIT;
    job->criterion = CHISO_NO_NODE;
    return (options->beside == NULL ||
            chiso_board_find_unit(job->board, options->beside, &job->beside) == CHISO_OK ||
            unknown_unit(job, "--beside", options->beside)) &&
           (options->criterion == NULL ||
            chiso_tree_find(job->tree, options->criterion, &job->criterion) == CHISO_OK ||
            unknown_criterion(job, "--criterion", options->criterion));
}

chiso_status page_write(const struct job *job, const chiso_sink *sink, chiso_error *error)
{
    const struct options *const options = job->options;
    chiso_page_options how = CHISO_PAGE_OPTIONS_INIT;

    how.language = options->language;
    how.images = options->images;
    how.units = &options->unit;
    how.unit_count = options->unit != NULL ? 1 : 0;
    how.target = job->target;
    how.title = options->title;
    how.method = options->caption;
    how.source = options->source;
    how.period_before = options->label_before;
    how.series = options->are_stages ? NULL : job->series;
    how.stages = options->are_stages ? job->series : NULL;
    how.unit_page = options->unit_page;
    how.robustness = job->robustness;
    /* The name of a file is what a period is called only beside others. */
    how.period = options->own_label == NULL || job->series != NULL ? options->label : how.period;
    if (job->criterion != CHISO_NO_NODE) {
        return chiso_page_criterion(job->report, job->criterion, &how, sink, error);
    }
    if (job->beside != CHISO_NO_UNIT) {
        return chiso_page_units(job->report, job->unit, job->beside, &how, sink, error);
    }
    return job->unit != CHISO_NO_UNIT ? chiso_page_unit(job->report, job->unit, &how, sink, error)
                                      : chiso_page_board(job->report, &how, sink, error);
}
