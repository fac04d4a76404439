/*
 * scoreboard: criteria and points in, a table that can be published out.
 *
 * The way of the numbers is in prepare(): a tree, a board over it, the scores, a report. The rest of this file is what people need around
 * that: messages that say where, and a result that is whole or not there.
 */
#include "scoreboard_near.h"
#include "scoreboard_options.h"
#include "scoreboard_output.h"
#include "scoreboard_text.h"

#include <chiso/chiso.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What the program makes on its way. */
struct job {
    const struct options *options;
    chiso_tree *tree;
    chiso_board *board;
    chiso_bands *bands;
    chiso_report *report;
    chiso_node *tie_break;
    size_t tie_break_count;
    chiso_unit unit; /* CHISO_NO_UNIT: all */
};

/* Says what went wrong as FILE:LINE:COLUMN: message, without what there is none of. */
static bool complain(const struct job *job, const char *file, const chiso_error *error)
{
    const char *message = say(job->options->language, error->message, error->message_vi);

    if (message[0] == '\0') {
        message = chiso_status_text(error->status);
    }
    /* A message about a file that cannot be read names it itself. */
    fputs(error->status == CHISO_E_FILE ? "scoreboard" : file, stderr);
    if (error->line > 0) {
        fprintf(stderr, ":%" PRIu32 ":%" PRIu32, error->line, error->column);
    }
    fprintf(stderr, ": %s\n", message);
    return false;
}

static bool out_of_memory(const struct job *job)
{
    fprintf(stderr, "scoreboard: %s\n", say(job->options->language, "out of memory", "hết bộ nhớ"));
    return false;
}

static void tell_rounded(const struct job *job, const char *file, uint64_t count)
{
    const enum language language = job->options->language;

    if (count > 0) {
        fprintf(
            stderr, "%s: %s%" PRIu64 "%s\n", file, say(language, "note: ", "lưu ý: "), count,
            say(language,
                count == 1 ? " number had more than six decimals and was rounded" : " numbers had more than six decimals and were rounded",
                " số có hơn sáu chữ số thập phân đã được làm tròn"));
    }
}

/* Whether units should have been scored on a leaf, and none was. */
static bool is_scored_for_none(const struct job *job, chiso_node leaf)
{
    const uint32_t units = chiso_board_unit_count(job->board);
    bool is_missing = false;

    for (chiso_unit unit = 0; unit < units; unit++) {
        chiso_cell cell;

        if (chiso_board_cell(job->board, unit, leaf, &cell) != CHISO_OK || cell.state == CHISO_STATE_SCORED) {
            return false;
        }
        is_missing = is_missing || cell.state == CHISO_STATE_MISSING;
    }
    return is_missing && chiso_node_max(job->tree, leaf) > 0;
}

/* Where a leaf compares units that all have the same value: of the whole board, or only of a block. */
enum sameness { NOWHERE, IN_A_BLOCK, EVERYWHERE };

static enum sameness sameness_of(const struct job *job, chiso_node leaf)
{
    chiso_decimal lowest = CHISO_DECIMAL_MAX;
    chiso_decimal highest = -CHISO_DECIMAL_MAX;
    bool in_a_block = false;

    for (chiso_unit unit = 0; unit < chiso_board_unit_count(job->board); unit++) {
        chiso_peers peers;

        if (chiso_board_peers(job->board, unit, leaf, &peers) != CHISO_OK || peers.count == 0) {
            continue;
        }
        in_a_block = in_a_block || (peers.count > 1 && peers.lowest == peers.highest);
        lowest = peers.lowest < lowest ? peers.lowest : lowest;
        highest = peers.highest > highest ? peers.highest : highest;
    }
    if (!in_a_block) {
        return NOWHERE;
    }
    return lowest == highest ? EVERYWHERE : IN_A_BLOCK;
}

static bool sets_none_apart(const struct job *job, chiso_node leaf)
{
    return sameness_of(job, leaf) == EVERYWHERE;
}

static bool sets_none_of_a_block_apart(const struct job *job, chiso_node leaf)
{
    return sameness_of(job, leaf) == IN_A_BLOCK;
}

/* What may be said of leaves. */
struct remark {
    bool (*is_true)(const struct job *job, chiso_node leaf);
    const char *one;
    const char *many;
    const char *vietnamese;
};

/* A column that was forgotten or not filled in; a rule that looks at the other units, and sees no difference. */
static const struct remark unscored = {is_scored_for_none, " was scored for no unit", " were scored for no unit",
                                       " chưa được chấm cho đơn vị nào"};
static const struct remark equal = {sets_none_apart, " has the same value for all units, and sets none of them apart",
                                    " have the same value for all units, and set none of them apart",
                                    " có giá trị như nhau ở mọi đơn vị nên không phân biệt được đơn vị nào"};
static const struct remark equal_in_a_block = {
    sets_none_of_a_block_apart, " has the same value for all units of a block, and sets none of these apart",
    " have the same value for all units of a block, and set none of these apart",
    " có giá trị như nhau ở mọi đơn vị của một khối nên không phân biệt được các đơn vị trong khối đó"};

/* Names the leaves that a remark is true of. */
static void tell_leaves(const struct job *job, const struct remark *remark)
{
    const enum language language = job->options->language;
    chiso_node named[NEAR_COUNT];
    uint32_t count = 0;

    for (chiso_node leaf = chiso_node_next_leaf(job->tree, CHISO_ROOT); leaf != CHISO_NO_NODE;
         leaf = chiso_node_next_leaf(job->tree, leaf)) {
        if (remark->is_true(job, leaf)) {
            if (count < NEAR_COUNT) {
                named[count] = leaf;
            }
            count++;
        }
    }
    if (count == 0) {
        return;
    }
    fprintf(stderr, "%s: %s", job->options->points,
            count == 1 ? say(language, "note: criterion ", "lưu ý: tiêu chí ") : say(language, "note: criteria ", "lưu ý: các tiêu chí "));
    for (uint32_t i = 0; i < count && i < NEAR_COUNT; i++) {
        fprintf(stderr, "%s%s", i == 0 ? "" : ", ", chiso_node_code(job->tree, named[i]));
    }
    if (count > NEAR_COUNT) {
        fprintf(stderr, "%s%" PRIu32 "%s", say(language, " and ", " và "), count - NEAR_COUNT, say(language, " more", " tiêu chí khác"));
    }
    fprintf(stderr, "%s\n", say(language, count == 1 ? remark->one : remark->many, remark->vietnamese));
}

static bool read_tree(struct job *job)
{
    const struct options *const options = job->options;
    chiso_error error = CHISO_ERROR_INIT;
    char words[64];

    if (chiso_tree_read_csv_file(options->criteria, NULL, &job->tree, &error) != CHISO_OK) {
        return complain(job, options->criteria, &error);
    }
    if (options->missing != NULL) {
        snprintf(words, sizeof(words), "missing=%s", options->missing);
        if (chiso_tree_set_options(job->tree, words, &error) != CHISO_OK) {
            return complain(job, "--missing", &error);
        }
    }
    if (options->digits >= 0) {
        snprintf(words, sizeof(words), "digits=%d", options->digits);
        if (chiso_tree_set_options(job->tree, words, &error) != CHISO_OK) {
            return complain(job, "--digits", &error);
        }
    }
    return true;
}

static bool read_bands(struct job *job)
{
    const char *const file = job->options->bands;
    chiso_error error = CHISO_ERROR_INIT;

    if (file != NULL && chiso_bands_read_csv_file(file, NULL, &job->bands, &error) != CHISO_OK) {
        return complain(job, file, &error);
    }
    return true;
}

static bool read_board(struct job *job)
{
    const char *const file = job->options->points;
    chiso_error error = CHISO_ERROR_INIT;

    if (chiso_board_new(job->tree, NULL, &job->board, &error) != CHISO_OK) {
        return complain(job, job->options->criteria, &error);
    }
    if (chiso_board_read_csv_file(job->board, file, &error) != CHISO_OK) {
        return complain(job, file, &error);
    }
    return true;
}

/* Says that there is no such unit, and which one may be meant. */
static bool unknown_unit(const struct job *job)
{
    const enum language language = job->options->language;
    const uint32_t all = chiso_board_unit_count(job->board);
    chiso_unit units[NEAR_COUNT];
    size_t count = near_units(job->board, job->options->unit, units);
    const bool is_near = count > 0;

    while (!is_near && count < NEAR_COUNT && count < all) {
        units[count] = (chiso_unit)count;
        count++;
    }
    fprintf(stderr, "%s: --unit: %s '%s'; %s", job->options->points, say(language, "there is no unit", "không có đơn vị"),
            job->options->unit, is_near ? say(language, "did you mean ", "có phải là ") : say(language, "there are ", "có các đơn vị "));
    for (size_t i = 0; i < count; i++) {
        const char *const code = chiso_unit_code(job->board, units[i]);
        const char *const name = chiso_unit_name(job->board, units[i]);

        fprintf(stderr, "%s%s", i == 0 ? "" : ", ", code);
        if (strcmp(name, code) != 0) {
            fprintf(stderr, " (%s)", name);
        }
    }
    fputs(is_near ? "?\n" : all > count ? ", ...\n" : "\n", stderr);
    return false;
}

static bool find_unit(struct job *job)
{
    job->unit = CHISO_NO_UNIT;
    if (job->options->unit != NULL && chiso_board_find_unit(job->board, job->options->unit, &job->unit) != CHISO_OK) {
        return unknown_unit(job);
    }
    return true;
}

/* Says that there is no such criterion, and names the first ones. */
static bool unknown_criterion(const struct job *job, const char *code)
{
    const enum language language = job->options->language;
    const char *comma = "";
    chiso_node node = chiso_node_first_child(job->tree, CHISO_ROOT);

    fprintf(stderr, "%s: --tie-break: %s '%s'; %s", job->options->criteria, say(language, "there is no criterion", "không có tiêu chí"),
            code, say(language, "there are ", "có các tiêu chí "));
    for (int i = 0; i < NEAR_COUNT * 2 && node != CHISO_NO_NODE; i++) {
        fprintf(stderr, "%s%s", comma, chiso_node_code(job->tree, node));
        comma = ", ";
        node = chiso_node_next_sibling(job->tree, node);
    }
    fputs(node != CHISO_NO_NODE ? ", ...\n" : "\n", stderr);
    return false;
}

/* Looks up the criteria that decide between equals. */
static bool find_tie_break(struct job *job)
{
    const char *const codes = job->options->tie_break;
    char *copy = NULL;
    char *code = NULL;
    bool is_found = true;

    if (codes == NULL) {
        return true;
    }
    /* There are fewer codes than characters. */
    copy = malloc(strlen(codes) + 1);
    job->tie_break = malloc((strlen(codes) + 1) * sizeof(*job->tie_break));
    if (copy == NULL || job->tie_break == NULL) {
        free(copy);
        return out_of_memory(job);
    }
    memcpy(copy, codes, strlen(codes) + 1);
    code = copy;
    while (is_found && code != NULL) {
        char *const comma = strchr(code, ',');

        if (comma != NULL) {
            *comma = '\0';
        }
        is_found = (code[0] != '\0' && chiso_tree_find(job->tree, code, &job->tie_break[job->tie_break_count++]) == CHISO_OK) ||
                   unknown_criterion(job, code);
        code = comma != NULL ? comma + 1 : NULL;
    }
    free(copy);
    return is_found;
}

static bool make_report(struct job *job)
{
    const struct options *const options = job->options;
    chiso_rank_options ranking = CHISO_RANK_OPTIONS_INIT;
    chiso_report_options how = CHISO_REPORT_OPTIONS_INIT;
    chiso_error error = CHISO_ERROR_INIT;

    ranking.ties = options->ties;
    ranking.key = options->key;
    ranking.scope = options->scope;
    ranking.tie_break = job->tie_break;
    ranking.tie_break_count = job->tie_break_count;
    how.ranking = &ranking;
    how.bands = job->bands;
    if (chiso_board_score(job->board, &error) != CHISO_OK || chiso_report_new(job->board, &how, &job->report, &error) != CHISO_OK) {
        return complain(job, options->points, &error);
    }
    return true;
}

/* From the files to a report. */
static bool prepare(struct job *job)
{
    if (!read_tree(job) || !read_bands(job) || !read_board(job) || !find_unit(job) || !find_tie_break(job) || !make_report(job)) {
        return false;
    }
    tell_rounded(job, job->options->criteria, chiso_tree_rounded_count(job->tree));
    tell_rounded(job, job->options->points, chiso_board_rounded_count(job->board));
    tell_leaves(job, &unscored);
    tell_leaves(job, &equal);
    tell_leaves(job, &equal_in_a_block);
    return true;
}

static chiso_status write_report(const struct job *job, const chiso_sink *sink, chiso_error *error)
{
    const struct options *const options = job->options;
    const chiso_csv_style style = options->language == VIETNAMESE ? CHISO_CSV_COMMA : CHISO_CSV_POINT;
    const bool is_one = job->unit != CHISO_NO_UNIT;

    switch (options->format) {
    case FORMAT_JSON:
        return is_one ? chiso_report_write_unit_json(job->report, job->unit, sink, error)
                      : chiso_report_write_json(job->report, sink, error);
    case FORMAT_CSV:
        return is_one ? chiso_report_write_unit_csv(job->report, job->unit, style, sink, error)
                      : chiso_report_write_csv(job->report, style, sink, error);
    case FORMAT_TEXT:
        break;
    }
    return is_one ? text_write_unit(job->report, job->unit, options, sink) : text_write_ranking(job->report, options, sink, error);
}

/* Why the system does not write, in words; NULL where there are none in the language. */
static const char *reason_of(enum language language, int reason)
{
    if (language != VIETNAMESE) {
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
    const enum language language = job->options->language;
    const char *const reason = reason_of(language, errno);

    fprintf(stderr, "%s: %s%s%s\n", place, say(language, "cannot be written", "không ghi được"), reason != NULL ? ": " : "",
            reason != NULL ? reason : "");
    return false;
}

/* Writes the report where it should go; a file that cannot be written whole is left as it was. */
static bool publish(const struct job *job)
{
    const struct options *const options = job->options;
    const char *const place = options->output != NULL ? options->output : say(options->language, "standard output", "đầu ra chuẩn");
    chiso_error error = CHISO_ERROR_INIT;
    chiso_status status = CHISO_OK;
    struct output output;

    if (is_same_file(options->output, options->criteria) || is_same_file(options->output, options->points) ||
        is_same_file(options->output, options->bands)) {
        fprintf(stderr, "%s: %s\n", place,
                say(options->language, "this is one of the files that are read; it is left as it is",
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

static void job_free(struct job *job)
{
    chiso_report_free(job->report);
    chiso_bands_free(job->bands);
    chiso_board_free(job->board);
    chiso_tree_free(job->tree);
    free(job->tie_break);
}

int main(int argc, char **argv)
{
    struct options options;
    struct job job = {.options = &options};
    bool is_done = false;

    if (!options_read(&options, argc, argv)) {
        return BAD_USAGE;
    }
    if (options.help) {
        options_print_help(options.language);
        return DONE;
    }
    if (options.version) {
        printf("scoreboard (chiso %s)\n", chiso_version());
        return DONE;
    }
    is_done = prepare(&job) && publish(&job);
    job_free(&job);
    return is_done ? DONE : BAD_INPUT;
}
