/*
 * audit FILE [POINTS] [--lang en|vi] [--rounding half-up|half-even|truncate]: says what is probably
 * wrong with a criteria file, with a criteria file and a points file, or with a printed table.
 *
 * A printed table has the column "what" and any of achieved, max, percent, previous, change, rank,
 * previous_rank, rank_change, out_of. How it rounds is told by its figures, or by the option. Exit
 * status 0: no errors; 1: findings that are errors; 2: wrong usage, or a file that cannot be read.
 */
#include <chiso/chiso.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* So many mistakes of a file are told. */
enum { MISTAKES = 20 };

static chiso_error error;
static bool vietnamese;

/* Prints what came from outside, a blank in place of what a terminal would obey. */
static void print_name(const char *name, FILE *file)
{
    const chiso_sink sink = {chiso_file_write, file};

    /* A file that takes no more tells so when it is closed. */
    (void)!chiso_text_safe(name, strlen(name), CHISO_MEDIUM_PLAIN, &sink, NULL);
}

/* Whether a call went well; says why not. */
static bool went(chiso_status status, const char *file)
{
    if (status == CHISO_OK) {
        return true;
    }
    print_name(file, stderr);
    if (error.line > 0) {
        fprintf(stderr, ":%" PRIu32 ":%" PRIu32, error.line, error.column);
    }
    fprintf(stderr, ": %s\n", vietnamese ? error.message_vi : error.message);
    return false;
}

static const char *severity_text(chiso_severity severity)
{
    static const char *const texts[] = {"ghi chú", "cảnh báo", "lỗi"};

    return vietnamese ? texts[severity] : chiso_word(CHISO_WORDS_SEVERITY, severity);
}

/* Prints all findings, ends the audit, and returns how many are errors. */
static uint32_t print_findings(const char *file, chiso_audit *audit)
{
    const uint32_t errors = chiso_audit_count_of(audit, CHISO_SEVERITY_ERROR);

    for (uint32_t i = 0; i < chiso_audit_count(audit); i++) {
        const chiso_finding *finding = chiso_audit_finding(audit, i);

        print_name(file, stdout);
        if (finding->line > 0) {
            printf(":%" PRIu32, finding->line);
        }
        if (finding->column > 0) {
            printf(":%" PRIu32, finding->column);
        }
        printf(": %s: ", severity_text(finding->severity));
        print_name(vietnamese ? finding->message_vi : finding->message, stdout);
        printf("\n");
    }
    if (chiso_audit_count(audit) == 0) {
        print_name(file, stdout);
        printf(": %s\n", vietnamese ? "không phát hiện gì" : "nothing found");
    }
    chiso_audit_free(audit);
    return errors;
}

/* Whether the header of a file, behind its notes, has the column "what". */
static bool is_printed_table(const char *path)
{
    char line[1024] = "";
    FILE *file = fopen(path, "r");
    const char *word = NULL;
    bool alone = false;

    if (file == NULL) {
        return false;
    }
    while (fgets(line, sizeof(line), file) != NULL &&
           (line[0] == '#' || strncmp(line, "sep=", 4) == 0 || strchr("\r\n", line[0]) != NULL)) {
    }
    fclose(file);
    for (word = strstr(line, "what"); word != NULL && !alone; word = strstr(word + 1, "what")) {
        alone = (word == line || strchr(",;\t \"\xBF", word[-1]) != NULL) &&
                strchr(",;\t \"\r\n", word[4]) != NULL;
    }
    return alone;
}

static int audit_table(const char *path, const chiso_audit_options *options)
{
    chiso_audit *audit = NULL;

    if (!went(chiso_audit_read_csv_file(path, options, NULL, &audit, &error), path)) {
        return 2;
    }
    return print_findings(path, audit) > 0 ? 1 : 0;
}

/* Whether a file could be read; says all that is wrong with it. */
static bool was_read(chiso_status status, const char *file, const chiso_intake *intake)
{
    chiso_remark remark;

    if (status == CHISO_OK || chiso_intake_mistake_count(intake) == 0) {
        return went(status, file);
    }
    for (uint32_t i = 0; chiso_intake_at(intake, i, &remark) == CHISO_OK; i++) {
        if (remark.kind != CHISO_REMARK_MISTAKE) {
            continue;
        }
        error.line = remark.line;
        error.column = remark.column;
        snprintf(error.message, sizeof(error.message), "%s", remark.message);
        snprintf(error.message_vi, sizeof(error.message_vi), "%s", remark.message_vi);
        went(remark.status, file);
    }
    return false;
}

static int audit_points(chiso_tree *tree, const char *path)
{
    chiso_intake *intake = NULL;
    chiso_board *board = NULL;
    chiso_audit *audit = NULL;
    int result = 2;

    if (went(chiso_intake_new(MISTAKES, NULL, &intake, &error), path) &&
        went(chiso_board_new(tree, NULL, &board, &error), path) &&
        was_read(chiso_intake_board(intake, path, NULL, 0, board, &error), path, intake) &&
        went(chiso_board_score(board, &error), path) &&
        went(chiso_audit_new_for_board(board, NULL, &audit, &error), path) &&
        went(chiso_audit_add_doubts(audit, intake, tree, board, &error), path)) {
        result = print_findings(path, audit) > 0 ? 1 : 0;
        audit = NULL;
    }
    chiso_audit_free(audit);
    chiso_board_free(board);
    chiso_intake_free(intake);
    return result;
}

static int audit_criteria(const char *path, const char *points)
{
    chiso_intake *intake = NULL;
    chiso_tree *tree = NULL;
    chiso_audit *audit = NULL;
    int result = 2;

    if (went(chiso_intake_new(MISTAKES, NULL, &intake, &error), path) &&
        was_read(chiso_intake_tree(intake, path, NULL, 0, NULL, &tree, &error), path, intake) &&
        went(chiso_audit_new_for_tree(tree, NULL, &audit, &error), path) &&
        went(chiso_audit_add_doubts(audit, intake, tree, NULL, &error), path)) {
        result = print_findings(path, audit) > 0 ? 1 : 0;
        audit = NULL;
        if (points != NULL) {
            const int second = audit_points(tree, points);

            result = second > result ? second : result;
        }
    }
    chiso_audit_free(audit);
    chiso_tree_free(tree);
    chiso_intake_free(intake);
    return result;
}

static const char usage[] =
    "usage: audit CRITERIA [POINTS] [--lang en|vi]\n"
    "       audit TABLE [--rounding half-up|half-even|truncate] [--lang en|vi]\n";
static const char usage_vi[] =
    "cách dùng: audit BỘ_TIÊU_CHÍ [ĐIỂM] [--lang en|vi]\n"
    "           audit BẢNG_IN [--rounding half-up|half-even|truncate] [--lang en|vi]\n";

static const char help[] =
    "\n"
    "Says what is probably wrong in a criteria file, in points for it, or in a printed table, and "
    "the likely cause.\n"
    "\n"
    "  --lang en|vi     the language of what is said; English where it is not given\n"
    "  --rounding HOW   how the table was rounded; where it is not given, its figures tell:\n"
    "                   half-up (0.125 is 0.13), half-even (0.125 is 0.12) or truncate (0.129 is "
    "0.12)\n"
    "  --help           this text\n"
    "\n"
    "Exit status: 0 no errors; 1 findings that are errors; 2 wrong usage, or a file that cannot be "
    "read.\n";
static const char help_vi[] =
    "\n"
    "Cho biết những gì có lẽ sai trong bộ tiêu chí, trong điểm chấm theo bộ đó, hoặc trong một "
    "bảng đã in, và nguyên nhân có thể.\n"
    "\n"
    "  --lang en|vi     ngôn ngữ; mặc định là tiếng Anh\n"
    "  --rounding HOW   cách làm tròn của bảng; nếu không ghi thì suy ra từ các số trong bảng:\n"
    "                   half-up (0,125 thành 0,13), half-even (0,125 thành 0,12) hoặc truncate "
    "(0,129 thành 0,12)\n"
    "  --help           hướng dẫn này\n"
    "\n"
    "Mã kết thúc: 0 không có lỗi; 1 có lỗi; 2 dùng sai, hoặc không đọc được tệp.\n";

/* What the command line asks for. */
struct request {
    const char *files[2];
    int count;
    bool help;
    chiso_audit_options options;
};

static bool read_rounding(const char *word, chiso_audit_options *options)
{
    static const char *const words[] = {[CHISO_ROUND_HALF_UP] = "half-up",
                                        [CHISO_ROUND_HALF_EVEN] = "half-even",
                                        [CHISO_ROUND_DOWN] = "truncate"};

    for (int i = 0; i <= CHISO_ROUND_DOWN; i++) {
        if (strcmp(word, words[i]) == 0) {
            options->rounding = (chiso_rounding)i;
            options->rounding_is_known = true;
            return true;
        }
    }
    return false;
}

/* Reads one argument and its value, which is NULL behind the last; returns how many were taken, 0
 * for what is not understood. */
static int read_argument(struct request *request, const char *argument, const char *value)
{
    if (strcmp(argument, "--help") == 0) {
        request->help = true;
        return 1;
    }
    if (strcmp(argument, "--lang") == 0) {
        if (value == NULL || (strcmp(value, "vi") != 0 && strcmp(value, "en") != 0)) {
            return 0;
        }
        vietnamese = strcmp(value, "vi") == 0;
        return 2;
    }
    if (strcmp(argument, "--rounding") == 0) {
        return value != NULL && read_rounding(value, &request->options) ? 2 : 0;
    }
    if (argument[0] == '-' || request->count == 2) {
        return 0;
    }
    request->files[request->count++] = argument;
    return 1;
}

static int audit(const struct request *request)
{
    const char *file = request->files[0];

    if (is_printed_table(file)) {
        if (request->count > 1) {
            print_name(file, stderr);
            fprintf(stderr, ": %s\n",
                    vietnamese ? "bảng in chỉ được kiểm tra một mình"
                               : "a printed table is audited alone");
            return 2;
        }
        return audit_table(file, &request->options);
    }
    if (request->options.rounding_is_known) {
        fprintf(
            stderr, "%s: %s\n", file,
            vietnamese
                ? "--rounding chỉ dùng cho bảng in; cách làm tròn của bộ tiêu chí được ghi trong "
                  "tệp đó"
                : "--rounding is for printed tables; a criteria file itself says how it rounds");
        return 2;
    }
    return audit_criteria(file, request->files[1]);
}

int main(int argc, char **argv)
{
    struct request request = {{NULL, NULL}, 0, false, CHISO_AUDIT_OPTIONS_INIT};
    int taken = 1;

    for (int i = 1; i < argc && taken > 0; i += taken) {
        taken = read_argument(&request, argv[i], argv[i + 1]);
    }
    if (taken > 0 && request.help) {
        printf("%s%s", vietnamese ? usage_vi : usage, vietnamese ? help_vi : help);
        return 0;
    }
    if (taken == 0 || request.count == 0) {
        fputs(vietnamese ? usage_vi : usage, stderr);
        return 2;
    }
    return audit(&request);
}
