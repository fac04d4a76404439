#include "scoreboard_options.h"

#include <stdio.h>
#include <string.h>

const char *say(enum language language, const char *english, const char *vietnamese)
{
    return language == VIETNAMESE ? vietnamese : english;
}

/* An option and the words it knows; words is NULL where any text will do, value where the option takes none. */
struct option {
    const char *name;
    const char *value;
    const char *words;
    bool (*set)(struct options *options, const char *value);
};

static bool set_bands(struct options *options, const char *value)
{
    options->bands = value;
    return true;
}

static bool set_unit(struct options *options, const char *value)
{
    options->unit = value;
    return true;
}

static bool set_overall(struct options *options, const char *value)
{
    (void)value;
    options->scope = CHISO_SCOPE_OVERALL;
    return true;
}

static bool set_ties(struct options *options, const char *value)
{
    return chiso_ties_find(value, &options->ties) == CHISO_OK;
}

static bool set_key(struct options *options, const char *value)
{
    return chiso_key_find(value, &options->key) == CHISO_OK;
}

static bool set_tie_break(struct options *options, const char *value)
{
    options->tie_break = value;
    return true;
}

static bool set_missing(struct options *options, const char *value)
{
    options->missing = value;
    return strcmp(value, "zero") == 0 || strcmp(value, "skip") == 0 || strcmp(value, "unknown") == 0;
}

static bool set_digits(struct options *options, const char *value)
{
    options->digits = value[0] - '0';
    return value[0] >= '0' && value[0] <= '6' && value[1] == '\0';
}

static bool set_format(struct options *options, const char *value)
{
    static const char *const words[] = {[FORMAT_TEXT] = "text", [FORMAT_JSON] = "json", [FORMAT_CSV] = "csv"};

    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (strcmp(value, words[i]) == 0) {
            options->format = (enum format)i;
            return true;
        }
    }
    return false;
}

static bool set_language(struct options *options, const char *value)
{
    if (strcmp(value, "en") != 0 && strcmp(value, "vi") != 0) {
        return false;
    }
    options->language = value[0] == 'v' ? VIETNAMESE : ENGLISH;
    return true;
}

static bool set_output(struct options *options, const char *value)
{
    options->output = strcmp(value, "-") == 0 ? NULL : value;
    return true;
}

static bool set_help(struct options *options, const char *value)
{
    (void)value;
    options->help = true;
    return true;
}

static bool set_version(struct options *options, const char *value)
{
    (void)value;
    options->version = true;
    return true;
}

static const struct option known[] = {
    {"--bands", "BANDS", NULL, set_bands},
    {"--unit", "CODE", NULL, set_unit},
    {"--overall", NULL, NULL, set_overall},
    {"--ties", "WORD", "competition, dense, modified, average, ordinal", set_ties},
    {"--rank-by", "WORD", "exact, published", set_key},
    {"--tie-break", "CODE,CODE...", NULL, set_tie_break},
    {"--missing", "WORD", "zero, skip, unknown", set_missing},
    {"--digits", "N", "0, 1, 2, 3, 4, 5, 6", set_digits},
    {"--format", "WORD", "text, json, csv", set_format},
    {"--lang", "WORD", "en, vi", set_language},
    {"-o", "FILE", NULL, set_output},
    {"--help", NULL, NULL, set_help},
    {"-h", NULL, NULL, set_help},
    {"--version", NULL, NULL, set_version},
};

enum { KNOWN_COUNT = sizeof(known) / sizeof(known[0]) };

static bool mistake(const struct options *options, const char *what, const char *english, const char *vietnamese, const char *words)
{
    fprintf(stderr, "scoreboard: %s: %s%s\n", what, say(options->language, english, vietnamese), words);
    fputs(say(options->language, "Try 'scoreboard --help'.\n", "Xem 'scoreboard --help --lang vi'.\n"), stderr);
    return false;
}

/* The option of an argument. Its value, if it stands behind '=', goes to out_value, which else is NULL. */
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
    char words[256] = "";
    size_t length = 0;

    for (size_t i = 0; i < KNOWN_COUNT; i++) {
        const int added = snprintf(words + length, sizeof(words) - length, "%s%s", i == 0 ? "" : " ", known[i].name);

        length += added > 0 && (size_t)added < sizeof(words) - length ? (size_t)added : 0;
    }
    return mistake(options, argument, "there is no such option; known are ", "không có tùy chọn này; các tùy chọn là ", words);
}

static bool set_option(struct options *options, const struct option *option, const char *value)
{
    char what[128];

    if (option->value != NULL && value == NULL) {
        return mistake(options, option->name,
                       "needs a value behind it: ", "cần một giá trị theo sau: ", option->words != NULL ? option->words : option->value);
    }
    if (option->value == NULL && value != NULL) {
        return mistake(options, option->name, "takes no value", "không nhận giá trị", "");
    }
    if (value != NULL && value[0] == '\0') {
        return mistake(options, option->name, "its value is empty; expected ", "giá trị để trống; cần ",
                       option->words != NULL ? option->words : option->value);
    }
    if (option->set(options, value)) {
        return true;
    }
    snprintf(what, sizeof(what), "%s %.80s", option->name, value != NULL ? value : "");
    return mistake(options, what, "unknown word; known are ", "từ không hợp lệ; chỉ nhận ", option->words != NULL ? option->words : "");
}

static bool add_file(struct options *options, const char *argument)
{
    if (options->criteria == NULL) {
        options->criteria = argument;
    } else if (options->points == NULL) {
        options->points = argument;
    } else {
        return mistake(options, argument, "one file too many; known are CRITERIA and POINTS", "thừa một tệp; chỉ nhận CRITERIA và POINTS",
                       "");
    }
    return true;
}

/* Mistakes are told in the language that is asked for, wherever on the command line that stands. */
static enum language find_language(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--lang=vi") == 0 || (strcmp(argv[i], "--lang") == 0 && i + 1 < argc && strcmp(argv[i + 1], "vi") == 0)) {
            return VIETNAMESE;
        }
    }
    return ENGLISH;
}

static bool check(const struct options *options)
{
    if (options->help || options->version) {
        return true;
    }
    if (options->points == NULL) {
        return mistake(options, options->criteria == NULL ? "CRITERIA" : "POINTS", "file not given; usage: ", "thiếu tệp; cách dùng: ",
                       say(options->language, "scoreboard CRITERIA POINTS [options]", "scoreboard CRITERIA POINTS [tùy chọn]"));
    }
    if (options->tie_break != NULL && options->ties != CHISO_TIES_ORDINAL) {
        return mistake(options, "--tie-break", "works only with --ties ordinal", "chỉ dùng cùng với --ties ordinal", "");
    }
    return true;
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
    if (option->value != NULL && value == NULL && *at + 1 < argc && strncmp(argv[*at + 1], "--", 2) != 0) {
        *at += 1;
        value = argv[*at];
    }
    return set_option(options, option, value);
}

bool options_read(struct options *options, int argc, char **argv)
{
    bool only_files = false;

    *options = (struct options){.digits = -1, .language = find_language(argc, argv)};
    for (int at = 1; at < argc; at++) {
        if (!only_files && strcmp(argv[at], "--") == 0) {
            only_files = true;
        } else if (!(only_files ? add_file(options, argv[at]) : read_argument(options, argc, argv, &at))) {
            return false;
        }
    }
    return check(options);
}

static const char *const help_english[] = {
    "Usage: scoreboard CRITERIA POINTS [options]\n"
    "Scores the units of a points file on the criteria of a criteria file, ranks them and prints a table.\n"
    "\n"
    "  --bands BANDS      name the bands: a CSV with the columns band and from (percent)\n"
    "  --unit CODE        one unit in detail: every criterion, its rank, the points lost\n"
    "  --overall          rank over all units; without it, within blocks\n"
    "  --ties WORD        what equals get: competition 1 2 2 4 (the default), dense 1 2 2 3,\n"
    "                     modified 1 3 3 4, average 1 2.5 2.5 4, ordinal 1 2 3 4\n"
    "  --tie-break CODES  with --ties ordinal: the criteria that decide between equals, as 2,1.3\n"
    "  --rank-by WORD     exact (the default) or published: the percent before or after rounding\n",
    "  --missing WORD     what a criterion that was not scored counts as: zero, skip (as if it did\n"
    "                     not apply) or unknown (no rank); overrides the criteria file\n"
    "  --digits N         published decimals, 0 to 6; overrides the criteria file\n"
    "  --format WORD      text (the default), json or csv\n"
    "  --lang WORD        en (the default) or vi: headings, messages, decimal mark\n"
    "  -o FILE            write to FILE, only once all has succeeded; without it, to standard output\n"
    "  --help, --version\n"
    "\n"
    "Exit status: 0 done, 1 bad input, 2 wrong usage.\n",
};

static const char *const help_vietnamese[] = {
    "Cách dùng: scoreboard CRITERIA POINTS [tùy chọn]\n"
    "Chấm điểm các đơn vị trong tệp điểm theo bộ tiêu chí, xếp hạng và in bảng kết quả.\n"
    "\n"
    "  --bands BANDS      đặt tên xếp loại: tệp CSV có cột band và from (phần trăm)\n"
    "  --unit CODE        chi tiết một đơn vị: từng tiêu chí, thứ hạng, điểm chưa đạt\n"
    "  --overall          xếp hạng chung mọi đơn vị; nếu không có, xếp trong từng khối\n"
    "  --ties WORD        cách xếp hạng khi bằng điểm: competition 1 2 2 4 (mặc định),\n"
    "                     dense 1 2 2 3, modified 1 3 3 4, average 1 2,5 2,5 4, ordinal 1 2 3 4\n"
    "  --tie-break CODES  cùng với --ties ordinal: các tiêu chí quyết định khi bằng điểm, như 2,1.3\n"
    "  --rank-by WORD     exact (mặc định) hoặc published: tỷ lệ trước hay sau khi làm tròn\n",
    "  --missing WORD     tiêu chí chưa chấm tính là: zero (điểm tối thiểu), skip (như không áp\n"
    "                     dụng) hoặc unknown (không xếp hạng); thay cho tệp tiêu chí\n"
    "  --digits N         số chữ số thập phân công bố, 0 đến 6; thay cho tệp tiêu chí\n"
    "  --format WORD      text (mặc định), json hoặc csv\n"
    "  --lang WORD        en (mặc định) hoặc vi: tiêu đề, thông báo, dấu thập phân\n"
    "  -o FILE            ghi vào FILE khi mọi việc đã xong; nếu không có, in ra màn hình\n"
    "  --help, --version\n"
    "\n"
    "Mã thoát: 0 xong, 1 dữ liệu sai, 2 sai cú pháp lệnh.\n",
};

void options_print_help(enum language language)
{
    const char *const *const parts = language == VIETNAMESE ? help_vietnamese : help_english;

    fputs(parts[0], stdout);
    fputs(parts[1], stdout);
}
