/* The command line. */
#include "options.h"
#include "../common/safe.h"
#include "figure.h"
#include "options_inside.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *say(chiso_language language, const char *english, const char *vietnamese)
{
    return language == CHISO_LANGUAGE_VIETNAMESE ? vietnamese : english;
}

/* An option and the words it knows; words is NULL where any text will do, value where the option
 * takes none. */
struct option {
    const char *name;
    const char *value;
    const char *words;
    bool (*set)(struct options *options, const struct option *option, const char *value);
    size_t member; /* of struct options, where set needs to be told */
};

/* Keeps the text in the member that the option names. */
static bool set_text(struct options *options, const struct option *option, const char *value)
{
    memcpy((char *)options + option->member, &value, sizeof(value));
    return true;
}

static bool set_flag(struct options *options, const struct option *option, const char *value)
{
    const bool flag = true;

    (void)value;
    memcpy((char *)options + option->member, &flag, sizeof(flag));
    return true;
}

static bool set_overall(struct options *options, const struct option *option, const char *value)
{
    (void)option;
    (void)value;
    options->scope = CHISO_SCOPE_OVERALL;
    return true;
}

static bool set_ties(struct options *options, const struct option *option, const char *value)
{
    uint32_t ties = options->ties;
    const bool known = chiso_word_find(CHISO_WORDS_TIES, value, &ties) == CHISO_OK;

    (void)option;
    options->ties = (chiso_ties)ties;
    return known;
}

static bool set_key(struct options *options, const struct option *option, const char *value)
{
    uint32_t key = options->key;
    const bool known = chiso_word_find(CHISO_WORDS_KEY, value, &key) == CHISO_OK;

    (void)option;
    options->key = (chiso_key)key;
    return known;
}

static bool set_missing(struct options *options, const struct option *option, const char *value)
{
    (void)option;
    options->missing = value;
    return strcmp(value, "zero") == 0 || strcmp(value, "skip") == 0 ||
           strcmp(value, "unknown") == 0;
}

static bool set_digits(struct options *options, const struct option *option, const char *value)
{
    (void)option;
    options->digits = value[0] - '0';
    return value[0] >= '0' && value[0] <= '6' && value[1] == '\0';
}

static bool set_format(struct options *options, const struct option *option, const char *value)
{
    static const char *const words[] = {[FORMAT_TEXT] = "text",
                                        [FORMAT_JSON] = "json",
                                        [FORMAT_CSV] = "csv",
                                        [FORMAT_SVG] = "svg:",
                                        [FORMAT_HTML] = "html"};

    (void)option;
    options->images = strcmp(value, "html:images") == 0;
    if (options->images) {
        options->format = FORMAT_HTML;
        return true;
    }
    if (strncmp(value, "svg:", 4) == 0) {
        options->format = FORMAT_SVG;
        options->figure = value + 4;
        return figure_is_known(options->figure);
    }
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (strcmp(value, words[i]) == 0) {
            options->format = (enum format)i;
            return true;
        }
    }
    return false;
}

/* Of pictures and of text: which of them it is for is known at the end. */
static bool set_width(struct options *options, const struct option *option, const char *value)
{
    (void)option;
    options->has_width = true;
    options->width = 0;
    for (; *value >= '0' && *value <= '9' && options->width <= WIDTH_MOST; value++) {
        options->width = options->width * 10 + (uint32_t)(*value - '0');
    }
    return *value == '\0' && options->width <= WIDTH_MOST;
}

static bool set_order(struct options *options, const struct option *option, const char *value)
{
    uint32_t order = options->order;
    const bool known_word = chiso_word_find(CHISO_WORDS_ROW_ORDER, value, &order) == CHISO_OK;

    (void)option;
    options->has_order = true;
    options->order = (chiso_row_order)order;
    return known_word;
}

static bool set_language(struct options *options, const struct option *option, const char *value)
{
    (void)option;
    if (strcmp(value, "en") != 0 && strcmp(value, "vi") != 0) {
        return false;
    }
    options->language = value[0] == 'v' ? CHISO_LANGUAGE_VIETNAMESE : CHISO_LANGUAGE_ENGLISH;
    return true;
}

static bool set_output(struct options *options, const struct option *option, const char *value)
{
    (void)option;
    options->output = strcmp(value, "-") == 0 ? NULL : value;
    return true;
}

/* There is room for as many as there are arguments. */
static bool set_what_if(struct options *options, const struct option *option, const char *value)
{
    (void)option;
    if (strchr(value, '=') == NULL || value[0] == '=') {
        return false;
    }
    options->what_ifs[options->what_if_count++] = value;
    return true;
}

/* Splits LABEL=FILE behind the label; the last of a list, in which there is room for as many as
 * there are arguments. */
static bool add_labelled(struct labelled *list, size_t *count, const struct option *option,
                         const char *value)
{
    const char *const mark = strchr(value, '=');
    const size_t size = mark == NULL ? 0 : (size_t)(mark - value);
    char *label = NULL;

    if (size == 0 || mark[1] == '\0') {
        return false;
    }
    label = calloc(size + 1, 1);
    if (label == NULL) {
        return false;
    }
    memcpy(label, value, size);
    list[(*count)++] = (struct labelled){option->name, label, mark + 1};
    return true;
}

static bool set_period(struct options *options, const struct option *option, const char *value)
{
    const bool is_stage = strcmp(option->name, "--stage") == 0;

    options->are_mixed =
        options->are_mixed || (options->period_count > 0 && options->are_stages != is_stage);
    options->are_stages = is_stage;
    return add_labelled(options->periods, &options->period_count, option, value);
}

static bool set_of_period(struct options *options, const struct option *option, const char *value)
{
    return add_labelled(options->of_periods, &options->of_period_count, option, value);
}

static const struct option known[] = {
    {"--previous", "POINTS", NULL, set_text, offsetof(struct options, previous)},
    {"--previous-criteria", "CRITERIA", NULL, set_text,
     offsetof(struct options, previous_criteria)},
    {"--read", "MAPPING", NULL, set_text, offsetof(struct options, read)},
    {"--previous-read", "MAPPING", NULL, set_text, offsetof(struct options, previous_read)},
    {"--suggest", "FILE", NULL, set_text, offsetof(struct options, suggest)},
    {"--criteria-map", "MAP", NULL, set_text, offsetof(struct options, criteria_map)},
    {"--unit-map", "MAP", NULL, set_text, offsetof(struct options, unit_map)},
    {"--period", "LABEL=POINTS", "LABEL=POINTS, as 2019=points-2019.csv", set_period, 0},
    {"--stage", "LABEL=POINTS", "LABEL=POINTS, as self=points-self.csv", set_period, 0},
    {"--period-criteria", "LABEL=CRITERIA", "LABEL=CRITERIA, as 2019=criteria-2019.csv",
     set_of_period, 0},
    {"--period-read", "LABEL=MAPPING", "LABEL=MAPPING, as 2019=read-2019.csv", set_of_period, 0},
    {"--label", "LABEL", NULL, set_text, offsetof(struct options, label)},
    {"--previous-label", "LABEL", NULL, set_text, offsetof(struct options, label_before)},
    {"--title", "TEXT", NULL, set_text, offsetof(struct options, title)},
    {"--caption", "TEXT", NULL, set_text, offsetof(struct options, caption)},
    {"--source", "TEXT", NULL, set_text, offsetof(struct options, source)},
    {"--unit-page", "LINK", NULL, set_text, offsetof(struct options, unit_page)},
    {"--bands", "BANDS", NULL, set_text, offsetof(struct options, bands)},
    {"--robustness", "DRAWS", "DRAWS, as 10000,weights:25%", set_text,
     offsetof(struct options, robustness)},
    {"--unit", "CODE", NULL, set_text, offsetof(struct options, unit)},
    {"--beside", "CODE", NULL, set_text, offsetof(struct options, beside)},
    {"--criterion", "CODE", NULL, set_text, offsetof(struct options, criterion)},
    {"--target", "GOAL", NULL, set_text, offsetof(struct options, target)},
    {"--what-if", "CODE=VALUE", "CODE=VALUE, as 1.2=3.5", set_what_if, 0},
    {"--explain", "CODE", NULL, set_text, offsetof(struct options, explain)},
    {"--overall", NULL, NULL, set_overall, 0},
    {"--ties", "WORD", "competition, dense, modified, average, ordinal", set_ties, 0},
    {"--rank-by", "WORD", "exact, published", set_key, 0},
    {"--tie-break", "CODE,CODE...", NULL, set_text, offsetof(struct options, tie_break)},
    {"--missing", "WORD", "zero, skip, unknown", set_missing, 0},
    {"--digits", "N", "0, 1, 2, 3, 4, 5, 6", set_digits, 0},
    {"--strict", NULL, NULL, set_flag, offsetof(struct options, is_strict)},
    {"--format", "WORD",
     "text, json, csv, html, html:images, svg:ranking, svg:heat, svg:profile, svg:lost, "
     "svg:periods, svg:bridge, svg:years, svg:bump, svg:certainty",
     set_format, 0},
    {"--order", "WORD", "file, rank", set_order, 0},
    {"--width", "N", "a number up to 2000", set_width, 0},
    {"--lang", "WORD", "en, vi", set_language, 0},
    {"-o", "FILE", NULL, set_output, 0},
    {"--help", NULL, NULL, set_flag, offsetof(struct options, help)},
    {"-h", NULL, NULL, set_flag, offsetof(struct options, help)},
    {"--version", NULL, NULL, set_flag, offsetof(struct options, version)},
};

enum { KNOWN_COUNT = sizeof(known) / sizeof(known[0]) };

bool options_mistake(const struct options *options, const char *what, const char *english,
                     const char *vietnamese, const char *words)
{
    fputs("scoreboard: ", stderr);
    say_name(what, stderr);
    fprintf(stderr, ": %s", say(options->language, english, vietnamese));
    say_name(words, stderr);
    fputs("\n", stderr);
    fputs(say(options->language, "Try 'scoreboard --help'.\n",
              "Xem 'scoreboard --help --lang vi'.\n"),
          stderr);
    return false;
}

/* The option of an argument. Its value, if it stands behind '=', goes to out_value, which else is
 * NULL. */
static const struct option *find_option(const char *argument, const char **out_value)
{
    for (size_t i = 0; i < KNOWN_COUNT; i++) {
        const size_t length = strlen(known[i].name);

        if (strncmp(argument, known[i].name, length) != 0) {
            continue;
        }
        if (argument[length] == '\0') {
            *out_value = NULL;
            return &known[i];
        }
        if (argument[length] == '=' && argument[1] == '-') {
            *out_value = argument + length + 1;
            return &known[i];
        }
    }
    return NULL;
}

static bool unknown_option(const struct options *options, const char *argument)
{
    char words[768] = "";
    size_t length = 0;

    for (size_t i = 0; i < KNOWN_COUNT; i++) {
        const int added = snprintf(words + length, sizeof(words) - length, "%s%s",
                                   i == 0 ? "" : " ", known[i].name);

        length += added > 0 && (size_t)added < sizeof(words) - length ? (size_t)added : 0;
    }
    return options_mistake(options, argument, "there is no such option; known are ",
                           "không có tùy chọn này; các tùy chọn là ", words);
}

static bool set_option(struct options *options, const struct option *option, const char *value)
{
    char what[128];

    if (option->value != NULL && value == NULL) {
        return options_mistake(options, option->name,
                               "needs a value behind it: ", "cần một giá trị theo sau: ",
                               option->words != NULL ? option->words : option->value);
    }
    if (option->value == NULL && value != NULL) {
        return options_mistake(options, option->name, "takes no value", "không nhận giá trị", "");
    }
    if (value != NULL && value[0] == '\0') {
        return options_mistake(options, option->name, "its value is empty; expected ",
                               "giá trị để trống; cần ",
                               option->words != NULL ? option->words : option->value);
    }
    if (option->set(options, option, value)) {
        return true;
    }
    snprintf(what, sizeof(what), "%s %.80s", option->name, value != NULL ? value : "");
    return options_mistake(options, what, "not known; expected ", "không hợp lệ; cần ",
                           option->words != NULL ? option->words : "");
}

static bool add_file(struct options *options, const char *argument)
{
    if (options->criteria == NULL) {
        options->criteria = argument;
    } else if (options->points == NULL) {
        options->points = argument;
    } else {
        return options_mistake(options, argument,
                               "one file too many; known are CRITERIA and POINTS",
                               "thừa một tệp; chỉ nhận CRITERIA và POINTS", "");
    }
    return true;
}

/* Mistakes are told in the language that is asked for, wherever on the command line that stands. */
static chiso_language find_language(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--lang=vi") == 0 ||
            (strcmp(argv[i], "--lang") == 0 && i + 1 < argc && strcmp(argv[i + 1], "vi") == 0)) {
            return CHISO_LANGUAGE_VIETNAMESE;
        }
    }
    return CHISO_LANGUAGE_ENGLISH;
}

/* Reads the argument at *at, and what belongs to it behind it. */
static bool read_argument(struct options *options, int argc, char **argv, int *at)
{
    const char *const argument = argv[*at];
    const char *value = NULL;
    const struct option *const option = find_option(argument, &value);

    if (argument[0] != '-' || argument[1] == '\0') {
        return add_file(options, argument);
    }
    if (option == NULL) {
        return unknown_option(options, argument);
    }
    if (option->value != NULL && value == NULL && *at + 1 < argc &&
        strncmp(argv[*at + 1], "--", 2) != 0) {
        *at += 1;
        value = argv[*at];
    }
    return set_option(options, option, value);
}

static bool out_of_memory_at_start(const struct options *options)
{
    fprintf(stderr, "scoreboard: %s\n", say(options->language, "out of memory", "hết bộ nhớ"));
    return false;
}

bool options_read(struct options *options, int argc, char **argv)
{
    bool only_files = false;

    *options = (struct options){.digits = -1, .language = find_language(argc, argv)};
    options->what_ifs = calloc((size_t)argc + 1, sizeof(*options->what_ifs));
    options->periods = calloc((size_t)argc + 1, sizeof(*options->periods));
    options->of_periods = calloc((size_t)argc + 1, sizeof(*options->of_periods));
    if (options->what_ifs == NULL || options->periods == NULL || options->of_periods == NULL) {
        return out_of_memory_at_start(options);
    }
    for (int at = 1; at < argc; at++) {
        if (!only_files && strcmp(argv[at], "--") == 0) {
            only_files = true;
        } else if (!(only_files ? add_file(options, argv[at])
                                : read_argument(options, argc, argv, &at))) {
            return false;
        }
    }
    if (!options_settle(options)) {
        return out_of_memory_at_start(options);
    }
    return options_check(options);
}

void options_free(struct options *options)
{
    for (size_t i = 0; options->periods != NULL && i < options->period_count; i++) {
        free(options->periods[i].label);
    }
    for (size_t i = 0; options->of_periods != NULL && i < options->of_period_count; i++) {
        free(options->of_periods[i].label);
    }
    free(options->own_label);
    free(options->periods);
    free(options->of_periods);
    free(options->what_ifs);
}
