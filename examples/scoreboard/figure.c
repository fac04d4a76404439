/* The report as a picture. */
#include "figure.h"

#include <string.h>

static chiso_status draw_ranking(const struct job *job, const chiso_chart_options *how,
                                 const chiso_sink *sink, chiso_error *error)
{
    return chiso_chart_ranking(job->report, how, sink, error);
}

static chiso_status draw_heat(const struct job *job, const chiso_chart_options *how,
                              const chiso_sink *sink, chiso_error *error)
{
    return chiso_chart_heat(job->report, how, sink, error);
}

static chiso_status draw_profile(const struct job *job, const chiso_chart_options *how,
                                 const chiso_sink *sink, chiso_error *error)
{
    return chiso_chart_profile(job->report, job->unit, how, sink, error);
}

static chiso_status draw_lost(const struct job *job, const chiso_chart_options *how,
                              const chiso_sink *sink, chiso_error *error)
{
    return chiso_chart_lost(job->report, job->unit, how, sink, error);
}

static chiso_status draw_periods(const struct job *job, const chiso_chart_options *how,
                                 const chiso_sink *sink, chiso_error *error)
{
    return chiso_chart_periods(job->comparison, job->unit, how, sink, error);
}

static chiso_status draw_bridge(const struct job *job, const chiso_chart_options *how,
                                const chiso_sink *sink, chiso_error *error)
{
    return chiso_chart_bridge(job->comparison, job->unit, how, sink, error);
}

static chiso_status draw_years(const struct job *job, const chiso_chart_options *how,
                               const chiso_sink *sink, chiso_error *error)
{
    const char *const code = job->options->criterion;

    return chiso_chart_years(job->series, code == NULL ? "" : code, how, sink, error);
}

static chiso_status draw_bump(const struct job *job, const chiso_chart_options *how,
                              const chiso_sink *sink, chiso_error *error)
{
    return chiso_chart_bump(job->series, how, sink, error);
}

static chiso_status draw_certainty(const struct job *job, const chiso_chart_options *how,
                                   const chiso_sink *sink, chiso_error *error)
{
    return chiso_chart_certainty(job->robustness, how, sink, error);
}

static const struct figure {
    const char *name;
    bool is_of_one; /* of --unit */
    bool compares;  /* with --previous */
    bool is_series; /* with --period */
    bool is_drawn;  /* with --robustness */
    chiso_status (*draw)(const struct job *job, const chiso_chart_options *how,
                         const chiso_sink *sink, chiso_error *error);
} figures[] = {
    {"ranking", false, false, false, false, draw_ranking},
    {"heat", false, false, false, false, draw_heat},
    {"profile", true, false, false, false, draw_profile},
    {"lost", true, false, false, false, draw_lost},
    {"periods", true, true, false, false, draw_periods},
    {"bridge", true, true, false, false, draw_bridge},
    {"years", false, false, true, false, draw_years},
    {"bump", false, false, true, false, draw_bump},
    {"certainty", false, false, false, true, draw_certainty},
};

static const struct figure *find_figure(const char *name)
{
    for (size_t i = 0; i < sizeof(figures) / sizeof(figures[0]); i++) {
        if (strcmp(name, figures[i].name) == 0) {
            return &figures[i];
        }
    }
    return NULL;
}

bool figure_is_known(const char *name)
{
    return find_figure(name) != NULL;
}

const char *figure_lacks(const struct options *options)
{
    const struct figure *const figure = find_figure(options->figure);

    if (figure == NULL) {
        return NULL;
    }
    return figure->is_drawn && options->robustness == NULL   ? "--robustness DRAWS"
           : figure->is_of_one && options->unit == NULL      ? "--unit CODE"
           : figure->compares && options->previous == NULL   ? "--previous POINTS"
           : figure->is_series && options->period_count == 0 ? "--period LABEL=POINTS"
           : !figure->is_series && options->period_count > 0 ? "no --period and no --stage: "
                                                               "years and bump show periods"
                                                             : NULL;
}

chiso_status figure_write(const struct job *job, const chiso_sink *sink, chiso_error *error)
{
    const struct options *const options = job->options;
    const struct figure *const figure = find_figure(options->figure);
    chiso_chart_options how = CHISO_CHART_OPTIONS_INIT;

    how.language = options->language;
    how.width = options->width > 0 ? options->width : how.width;
    how.id = options->figure;
    how.units = &options->unit;
    how.unit_count = options->unit != NULL ? 1 : 0;
    how.title = options->title;
    how.caption = options->caption;
    how.source = options->source;
    how.period = options->own_label == NULL ? options->label : NULL;
    how.period_before = options->label_before;
    return figure == NULL ? CHISO_E_WORD : figure->draw(job, &how, sink, error);
}
