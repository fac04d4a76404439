/* Whether what the command line says goes together. */
#include "figure.h"
#include "options_inside.h"

#include <stdlib.h>
#include <string.h>

const char *options_file_of(const struct options *options, const char *option, const char *label)
{
    for (size_t i = 0; i < options->of_period_count; i++) {
        if (strcmp(options->of_periods[i].option, option) == 0 &&
            strcmp(options->of_periods[i].label, label) == 0) {
            return options->of_periods[i].file;
        }
    }
    return NULL;
}

/* What a file is called that has no label: its name without folder and ending. */
static char *label_of(const char *path)
{
    const char *const slash = strrchr(path, '/');
    const char *const name = slash != NULL ? slash + 1 : path;
    const char *const dot = strrchr(name, '.');
    const size_t size = dot != NULL && dot > name ? (size_t)(dot - name) : strlen(name);
    char *const label = calloc(size + 1, 1);

    if (label != NULL) {
        memcpy(label, name, size);
    }
    return label;
}

/* The last period is POINTS: of the option, where no such file is given. */
bool options_settle(struct options *options)
{
    if (options->period_count > 1 && options->points == NULL && options->criteria != NULL &&
        options->label == NULL) {
        struct labelled *const last = &options->periods[--options->period_count];

        options->points = last->file;
        options->own_label = last->label;
    } else if (options->points != NULL && options->label == NULL) {
        options->own_label = label_of(options->points);
    }
    if (options->label == NULL) {
        options->label = options->own_label;
    }
    return options->points == NULL || options->label != NULL;
}

static bool has_label(const struct options *options, const char *label, size_t before)
{
    bool is_there = false;

    for (size_t i = 0; i < before; i++) {
        is_there = is_there || strcmp(options->periods[i].label, label) == 0;
    }
    return is_there;
}

/* Whether each period has a label of its own, and what is said of periods is said of some. */
static bool check_labels(const struct options *options)
{
    for (size_t i = 0; i < options->period_count; i++) {
        const struct labelled *const period = &options->periods[i];

        if (has_label(options, period->label, i) || strcmp(period->label, options->label) == 0) {
            return options_mistake(
                options, period->option,
                "each needs a label of its own (--label is that of POINTS); this one is "
                "there twice: ",
                "mỗi kỳ cần một nhãn riêng (--label là nhãn của POINTS); nhãn này bị "
                "trùng: ",
                period->label);
        }
    }
    for (size_t i = 0; i < options->of_period_count; i++) {
        const struct labelled *const of = &options->of_periods[i];

        if (strcmp(of->label, options->label) == 0) {
            return options_mistake(
                options, of->option,
                "the last period is read by CRITERIA and --read; this option is for the "
                "earlier ones, and not for ",
                "kỳ cuối được đọc theo CRITERIA và --read; tùy chọn này chỉ dùng cho các "
                "kỳ trước, không dùng cho ",
                of->label);
        }
        if (!has_label(options, of->label, options->period_count)) {
            return options_mistake(options, of->option, "no --period or --stage is called ",
                                   "không có --period hay --stage nào tên là ", of->label);
        }
        if (options_file_of(options, of->option, of->label) != of->file) {
            return options_mistake(options, of->option, "given twice for ", "bị lặp lại cho ",
                                   of->label);
        }
    }
    return true;
}

/* Whether what is asked for can be told of several periods. */
static bool check_periods(const struct options *options)
{
    const char *const not_of_periods = options->previous != NULL     ? "--previous"
                                       : options->bands != NULL      ? "--bands"
                                       : options->target != NULL     ? "--target"
                                       : options->what_if_count > 0  ? "--what-if"
                                       : options->explain != NULL    ? "--explain"
                                       : options->robustness != NULL ? "--robustness"
                                       : options->suggest != NULL    ? "--suggest"
                                                                     : NULL;
    const bool is_page = options->format == FORMAT_HTML;
    const char *const of_periods = options->criterion != NULL && !is_page ? "--criterion"
                                   : options->of_period_count > 0 ? options->of_periods[0].option
                                                                  : NULL;

    if (options->criterion != NULL && options->format == FORMAT_SVG &&
        strcmp(options->figure, "bump") == 0) {
        return options_mistake(options, "--criterion",
                               "svg:bump shows the ranks of the whole index",
                               "svg:bump chỉ vẽ hạng của toàn chỉ số", "");
    }
    if (options->period_count == 0) {
        return of_periods == NULL ||
               options_mistake(options, of_periods,
                               "works only with --period or --stage LABEL=POINTS, and "
                               "at least two of them",
                               "chỉ dùng cùng với --period hoặc --stage LABEL=POINTS, "
                               "từ hai kỳ trở lên",
                               "");
    }
    if (options->are_mixed) {
        return options_mistake(options, "--stage", "does not go together with ",
                               "không dùng cùng với ", "--period");
    }
    if (not_of_periods != NULL && !is_page) {
        return options_mistake(options, not_of_periods, "does not go together with ",
                               "không dùng cùng với ", options->periods[0].option);
    }
    return check_labels(options);
}

/* Text and pictures have a width each of their own. */
static bool check_width(const struct options *options)
{
    enum { PICTURE_LEAST = 320, TEXT_LEAST = 40 };
    const bool is_picture = options->format == FORMAT_SVG;

    if (!options->has_width) {
        return true;
    }
    if (!is_picture && options->format != FORMAT_TEXT) {
        return options_mistake(options, "--width", "works only with --format text or svg:NAME",
                               "chỉ dùng cùng với --format text hoặc svg:NAME", "");
    }
    if (is_picture && options->width < PICTURE_LEAST) {
        return options_mistake(options, "--width", "a picture is 320 to 2000 pixels wide",
                               "hình rộng từ 320 đến 2000 điểm ảnh", "");
    }
    if (!is_picture && options->width > 0 && options->width < TEXT_LEAST) {
        return options_mistake(options, "--width",
                               "text is 40 to 2000 columns wide, or 0 for as wide as it comes",
                               "văn bản rộng từ 40 đến 2000 cột, hoặc 0 để không giới hạn", "");
    }
    return true;
}

/* Pages and pictures say more than text does. */
static bool check_words(const struct options *options)
{
    const char *const word = options->title != NULL          ? "--title"
                             : options->caption != NULL      ? "--caption"
                             : options->source != NULL       ? "--source"
                             : options->label_before != NULL ? "--previous-label"
                                                             : NULL;

    if (word != NULL && options->format != FORMAT_HTML && options->format != FORMAT_SVG) {
        return options_mistake(options, word, "works only with --format html or svg:NAME",
                               "chỉ dùng cùng với --format html hoặc svg:NAME", "");
    }
    if (options->unit_page != NULL && options->format != FORMAT_HTML) {
        return options_mistake(options, "--unit-page", "works only with --format html",
                               "chỉ dùng cùng với --format html", "");
    }
    if (options->label_before != NULL && options->previous == NULL) {
        return options_mistake(options, "--previous-label", "works only with --previous POINTS",
                               "chỉ dùng cùng với --previous POINTS", "");
    }
    return true;
}

/* Whether what is to be drawn is written as it should be, whatever the criteria are. */
static bool check_draws(const struct options *options)
{
    chiso_error error = CHISO_ERROR_INIT;

    return options->robustness == NULL ||
           chiso_robustness_check(options->robustness, &error) == CHISO_OK ||
           options_mistake(options, "--robustness", error.message, error.message_vi, "");
}

/* Whether the options that were given go together. */
static bool check_together(const struct options *options)
{
    const char *const map = options->previous_criteria != NULL ? "--previous-criteria"
                            : options->criteria_map != NULL    ? "--criteria-map"
                            : options->unit_map != NULL        ? "--unit-map"
                            : options->previous_read != NULL   ? "--previous-read"
                                                               : NULL;
    const char *const detail = options->target != NULL      ? "--target"
                               : options->what_if_count > 0 ? "--what-if"
                               : options->explain != NULL   ? "--explain"
                                                            : NULL;

    if (map != NULL && options->previous == NULL) {
        return options_mistake(options, map, "works only with --previous POINTS",
                               "chỉ dùng cùng với --previous POINTS", "");
    }
    if (detail != NULL && options->unit == NULL) {
        return options_mistake(options, detail, "works only with --unit CODE",
                               "chỉ dùng cùng với --unit CODE", "");
    }
    if (options->format == FORMAT_SVG && figure_lacks(options) != NULL) {
        return options_mistake(options, "--format svg:", "this figure needs ", "hình này cần ",
                               figure_lacks(options));
    }
    if (!check_draws(options) || !check_width(options) || !check_periods(options) ||
        !check_words(options)) {
        return false;
    }
    if (options->format == FORMAT_HTML &&
        (options->what_if_count > 0 || options->explain != NULL)) {
        return options_mistake(options, options->what_if_count > 0 ? "--what-if" : "--explain",
                               "works with --format text or json",
                               "chỉ dùng cùng với --format text hoặc json", "");
    }
    if (options->beside != NULL && (options->format != FORMAT_HTML || options->unit == NULL)) {
        return options_mistake(options, "--beside", "works only with --unit CODE and --format html",
                               "chỉ dùng cùng với --unit CODE và --format html", "");
    }
    if (options->has_order && (options->format == FORMAT_SVG || options->format == FORMAT_HTML)) {
        return options_mistake(options, "--order", "works with --format text, json or csv",
                               "chỉ dùng cùng với --format text, json hoặc csv", "");
    }
    if (detail != NULL && (options->format == FORMAT_CSV || options->format == FORMAT_SVG)) {
        return options_mistake(options, detail, "works with --format text or json",
                               "chỉ dùng cùng với --format text hoặc json", "");
    }
    return true;
}

bool options_check(const struct options *options)
{
    if (options->help || options->version) {
        return true;
    }
    if (options->points == NULL && options->period_count > 0) {
        return options_mistake(options, options->periods[0].option,
                               "needs another period: POINTS, which is the last one, or the same "
                               "option once more with another label",
                               "cần thêm một kỳ: POINTS là kỳ cuối, hoặc dùng lại tùy chọn này với "
                               "nhãn khác",
                               "");
    }
    if (options->points == NULL) {
        return options_mistake(options, options->criteria == NULL ? "CRITERIA" : "POINTS",
                               "file not given; usage: ", "thiếu tệp; cách dùng: ",
                               say(options->language, "scoreboard CRITERIA POINTS [options]",
                                   "scoreboard CRITERIA POINTS [tùy chọn]"));
    }
    return check_together(options);
}
