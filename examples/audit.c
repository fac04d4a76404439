/*
 * audit FILE [POINTS] [--lang en|vi]: says what is probably wrong with a criteria file, with a criteria file and a points file, or with a printed table.
 *
 * A printed table has the column "what" and any of achieved, max, percent, previous, change, rank, previous_rank, rank_change, out_of. Exit status 0: no
 * errors; 1: findings that are errors; 2: wrong usage, or a file that cannot be read.
 */
#include <chiso/chiso.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

static chiso_error error;
static bool vietnamese;

/* Whether a call went well; says why not. */
static bool went(chiso_status status, const char *file)
{
    if (status == CHISO_OK) {
        return true;
    }
    fprintf(stderr, "%s", file);
    if (error.line > 0) {
        fprintf(stderr, ":%" PRIu32 ":%" PRIu32, error.line, error.column);
    }
    fprintf(stderr, ": %s\n", vietnamese ? error.message_vi : error.message);
    return false;
}

static const char *severity_text(chiso_severity severity)
{
    static const char *const texts[] = {"ghi chú", "cảnh báo", "lỗi"};

    return vietnamese ? texts[severity] : chiso_severity_word(severity);
}

/* Prints all findings, ends the audit, and returns how many are errors. */
static uint32_t print_findings(const char *file, chiso_audit *audit)
{
    const uint32_t errors = chiso_audit_count_of(audit, CHISO_SEVERITY_ERROR);

    for (uint32_t i = 0; i < chiso_audit_count(audit); i++) {
        const chiso_finding *finding = chiso_audit_finding(audit, i);

        printf("%s", file);
        if (finding->line > 0) {
            printf(":%" PRIu32, finding->line);
        }
        printf(": %s: %s\n", severity_text(finding->severity), vietnamese ? finding->message_vi : finding->message);
    }
    if (chiso_audit_count(audit) == 0) {
        printf("%s: %s\n", file, vietnamese ? "không phát hiện gì" : "nothing found");
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
        alone = (word == line || strchr(",;\t \"\xBF", word[-1]) != NULL) && strchr(",;\t \"\r\n", word[4]) != NULL;
    }
    return alone;
}

static int audit_table(const char *path)
{
    chiso_audit *audit = NULL;

    if (!went(chiso_audit_table_csv_file(path, NULL, NULL, &audit, &error), path)) {
        return 2;
    }
    return print_findings(path, audit) > 0 ? 1 : 0;
}

static int audit_points(chiso_tree *tree, const char *path)
{
    chiso_board *board = NULL;
    chiso_audit *audit = NULL;
    int result = 2;

    if (went(chiso_board_new(tree, NULL, &board, &error), path) && went(chiso_board_read_csv_file(board, path, &error), path) &&
        went(chiso_board_score(board, &error), path) && went(chiso_audit_board(board, NULL, &audit, &error), path)) {
        result = print_findings(path, audit) > 0 ? 1 : 0;
    }
    chiso_board_free(board);
    return result;
}

static int audit_criteria(const char *path, const char *points)
{
    chiso_tree *tree = NULL;
    chiso_audit *audit = NULL;
    int result = 2;

    if (went(chiso_tree_read_csv_file(path, NULL, &tree, &error), path) && went(chiso_audit_tree(tree, NULL, &audit, &error), path)) {
        result = print_findings(path, audit) > 0 ? 1 : 0;
        if (points != NULL) {
            const int second = audit_points(tree, points);

            result = second > result ? second : result;
        }
    }
    chiso_tree_free(tree);
    return result;
}

int main(int argc, char **argv)
{
    const char *files[2] = {NULL, NULL};
    int count = 0;
    bool fine = true;

    for (int i = 1; i < argc && fine; i++) {
        if (strcmp(argv[i], "--lang") == 0) {
            i++;
            fine = i < argc && (strcmp(argv[i], "vi") == 0 || strcmp(argv[i], "en") == 0);
            vietnamese = fine && strcmp(argv[i], "vi") == 0;
        } else {
            fine = count < 2 && argv[i][0] != '-';
            if (fine) {
                files[count++] = argv[i];
            }
        }
    }
    if (!fine || count == 0) {
        fprintf(stderr, "usage: audit CRITERIA [POINTS] [--lang en|vi]\n       audit TABLE [--lang en|vi]\n");
        return 2;
    }
    if (is_printed_table(files[0])) {
        if (count > 1) {
            fprintf(stderr, "%s: a printed table is audited alone\n", files[0]);
            return 2;
        }
        return audit_table(files[0]);
    }
    return audit_criteria(files[0], files[1]);
}
