/*
 * documents [DIRECTORY] [--lang en|vi]: holds what five reports say against what follows from the
 * figures that they print.
 *
 * DIRECTORY has statements.csv (or statements-vi.csv), figures.csv and printed.csv, and for some
 * statements files of their own; its README.md says what they hold. Exit status 0: all was printed;
 * 1: a file cannot be read or does not fit the others; 2: wrong usage.
 */
#include "../common/safe.h"
#include "documents.h"
#include "wrapped_table.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_SIZE = 4 * CHISO_MESSAGE_SIZE };

static const char usage[] =
    "usage: documents [DIRECTORY] [--lang en|vi]\n"
    "  holds the statements of five reports against what follows from the figures that they print\n"
    "  DIRECTORY  the reports' figures; examples/data/documents unless given\n";

static const char *verdict_text(enum verdict verdict, bool vietnamese)
{
    static const char *const texts[VERDICT_COUNT][2] = {
        [VERDICT_AGREES] = {"agrees", "khớp"},
        [VERDICT_CONSTRUCTED] = {"agrees (constructed)", "khớp (dựng bảng)"},
        [VERDICT_DIFFERS] = {"DIFFERS", "KHÁC"},
        [VERDICT_UNCHECKED] = {"cannot be checked", "không thể kiểm tra"},
    };

    return texts[verdict][vietnamese];
}

/* Says why it cannot go on. */
static int refuse(const struct job *job, chiso_status status)
{
    const chiso_language language =
        job->vietnamese ? CHISO_LANGUAGE_VIETNAMESE : CHISO_LANGUAGE_ENGLISH;
    const char *const message = job->vietnamese ? job->error.message_vi : job->error.message;

    say_name(job->path, stderr);
    if (job->error.line > 0) {
        fprintf(stderr, ":%" PRIu32 ":%" PRIu32, job->error.line, job->error.column);
    }
    fprintf(stderr, ": %s\n", message[0] != '\0' ? message : chiso_status_text(status, language));
    return 1;
}

static void print_heading(const struct job *job)
{
    static const char *const headings[2][DOCUMENT_COLUMNS] = {
        {"Report", "What it says", "Printed", "What follows from that", "Do they agree?"},
        {"Báo cáo", "Nội dung", "Số in", "Tính từ các số ấy", "Có khớp không?"},
    };

    print_sentence(chiso_tree_title(job->words));
    printf("\n");
    print_cells(headings[job->vietnamese]);
    print_line();
}

/* Holds a statement against what the library makes of its figures. */
static chiso_status check(struct job *job, chiso_node statement, struct finding *finding)
{
    const char *code = chiso_node_code(job->words, statement);
    chiso_unit row = CHISO_NO_UNIT;

    set_path(job, "printed.csv", "", "");
    if (chiso_board_find_unit(job->printed, code, &row) != CHISO_OK) {
        return refused(job, CHISO_E_UNIT, "there is no row of statement ",
                       "không có dòng nào của nội dung ", code);
    }
    return check_statement(job, row, finding);
}

/* Checks all statements before any is printed. There is room for as many findings as nodes. */
static chiso_status check_all(struct job *job, struct finding *findings)
{
    chiso_status status = CHISO_OK;

    for (chiso_node node = chiso_node_next_leaf(job->words, CHISO_ROOT);
         node != CHISO_NO_NODE && status == CHISO_OK;
         node = chiso_node_next_leaf(job->words, node)) {
        status = check(job, node, &findings[node]);
    }
    return status;
}

/* The row of a statement; below a report that was named before, the name is left out. */
static void print_statement(const struct job *job, chiso_node statement, bool is_first,
                            const struct finding *finding)
{
    const chiso_node report = chiso_node_parent(job->words, statement);
    const char *const cells[DOCUMENT_COLUMNS] = {
        is_first ? chiso_node_title(job->words, report) : "",
        chiso_node_title(job->words, statement), finding->printed.bytes, finding->computed.bytes,
        verdict_text(finding->verdict, job->vietnamese)};

    print_cells(cells);
}

static void print_summary(const struct job *job, const uint32_t *counts)
{
    const uint32_t agree = counts[VERDICT_AGREES] + counts[VERDICT_CONSTRUCTED];
    const uint32_t all = agree + counts[VERDICT_DIFFERS] + counts[VERDICT_UNCHECKED];

    printf(job->vietnamese ? "%" PRIu32 " nội dung: %" PRIu32 " khớp (%" PRIu32
                             " trên bảng điểm dựng thử), %" PRIu32 " %s, %" PRIu32
                             " không thể kiểm tra từ số liệu đã cho\n"
                           : "%" PRIu32 " statements: %" PRIu32 " agree (%" PRIu32
                             " of them on constructed boards), %" PRIu32 " %s, %" PRIu32
                             " cannot be checked from what is given\n",
           all, agree, counts[VERDICT_CONSTRUCTED], counts[VERDICT_DIFFERS],
           job->vietnamese                ? "khác"
           : counts[VERDICT_DIFFERS] == 1 ? "differs"
                                          : "differ",
           counts[VERDICT_UNCHECKED]);
}

/* Those that differ, each with its likely cause. */
static void print_causes(const struct job *job, const struct finding *findings)
{
    for (chiso_node node = chiso_node_next_leaf(job->words, CHISO_ROOT); node != CHISO_NO_NODE;
         node = chiso_node_next_leaf(job->words, node)) {
        char line[LINE_SIZE];

        if (findings[node].verdict == VERDICT_DIFFERS) {
            (void)snprintf(line, sizeof(line), "  %s, %s: %s",
                           chiso_node_title(job->words, chiso_node_parent(job->words, node)),
                           chiso_node_title(job->words, node), findings[node].cause.bytes);
            print_sentence(line);
        }
    }
}

/* Prints all statements, how many are right, and why the others are not. */
static void print_statements(const struct job *job, const struct finding *findings)
{
    uint32_t counts[VERDICT_COUNT] = {0};
    chiso_node report = CHISO_NO_NODE;

    print_heading(job);
    for (chiso_node node = chiso_node_next_leaf(job->words, CHISO_ROOT); node != CHISO_NO_NODE;
         node = chiso_node_next_leaf(job->words, node)) {
        const chiso_node parent = chiso_node_parent(job->words, node);

        if (report != CHISO_NO_NODE && parent != report) {
            printf("\n");
        }
        print_statement(job, node, parent != report, &findings[node]);
        report = parent;
        counts[findings[node].verdict]++;
    }
    print_line();
    print_summary(job, counts);
    print_causes(job, findings);
}

/* Checks and prints; the exit status. */
static int run(struct job *job)
{
    struct finding *findings = NULL;
    chiso_status status = job_begin(job);

    if (status == CHISO_OK) {
        findings = calloc(chiso_tree_node_count(job->words), sizeof(*findings));
        status = findings == NULL ? CHISO_E_MEMORY : check_all(job, findings);
    }
    if (status == CHISO_OK) {
        print_statements(job, findings);
    }
    free(findings);
    if (status != CHISO_OK) {
        return refuse(job, status);
    }
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, "documents: not all could be printed\n");
        return 1;
    }
    return 0;
}

int main(int argc, char **argv)
{
    struct job job = {.directory = NULL};
    int result = 0;

    for (int i = 1; i < argc; i++) {
        const bool is_language = strcmp(argv[i], "--lang") == 0;

        if (strcmp(argv[i], "--help") == 0) {
            printf("%s", usage);
            return 0;
        }
        i += is_language;
        if (is_language ? i >= argc || (strcmp(argv[i], "vi") != 0 && strcmp(argv[i], "en") != 0)
                        : argv[i][0] == '-' || job.directory != NULL) {
            fprintf(stderr, "%s", usage);
            return 2;
        }
        if (is_language) {
            job.vietnamese = strcmp(argv[i], "vi") == 0;
        } else {
            job.directory = argv[i];
        }
    }
    if (job.directory == NULL) {
        job.directory = "examples/data/documents";
    }
    result = run(&job);
    job_end(&job);
    return result;
}
