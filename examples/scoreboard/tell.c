/* Messages on standard error: what was wrong, and notes on what is worth knowing. */
#include "tell.h"
#include "../common/safe.h"
#include "near.h"
#include "view.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* FILE:LINE:COLUMN: kind: message; no line is line 0. */
static void tell(const char *file, uint32_t line, uint32_t column, const char *kind,
                 const char *message)
{
    say_name(file, stderr);
    if (line > 0) {
        fprintf(stderr, ":%" PRIu32 ":%" PRIu32, line, column);
    }
    fprintf(stderr, ": %s", kind);
    say_name(message, stderr);
    fputs("\n", stderr);
}

bool complain(const struct job *job, const char *file, const chiso_error *error)
{
    const char *message = say(job->options->language, error->message, error->message_vi);

    if (message[0] == '\0') {
        message = chiso_status_text(error->status, job->options->language);
    }
    /* A message about a file that cannot be read names it itself. */
    tell(error->status == CHISO_E_FILE ? "scoreboard" : file, error->line, error->column, "",
         message);
    return false;
}

bool complain_of_report(const struct job *job, const char *criteria, const char *points,
                        const chiso_error *error)
{
    return complain(job, error->line > 0 ? criteria : points, error);
}

bool complain_of_all(const struct job *job, const char *file, const chiso_error *error)
{
    const chiso_language language = job->options->language;
    const uint32_t count = chiso_intake_mistake_count(job->intake);

    if (count == 0 || error->status == CHISO_E_MEMORY) {
        return complain(job, file, error);
    }
    for (uint32_t i = 0; i < chiso_intake_count(job->intake); i++) {
        chiso_remark remark;

        if (chiso_intake_at(job->intake, i, &remark) == CHISO_OK &&
            remark.kind == CHISO_REMARK_MISTAKE) {
            tell(remark.status == CHISO_E_FILE ? "scoreboard" : remark.file, remark.line,
                 remark.column, "", say(language, remark.message, remark.message_vi));
        }
    }
    if (count >= MISTAKES_SHOWN) {
        tell(file, 0, 0, "",
             say(language, "the reading ended here; there may be more mistakes",
                 "dừng đọc tại đây; có thể còn lỗi khác"));
    }
    return false;
}

bool out_of_memory(const struct job *job)
{
    fprintf(stderr, "scoreboard: %s\n", say(job->options->language, "out of memory", "hết bộ nhớ"));
    return false;
}

bool unknown_unit(const struct job *job, const char *option, const char *code)
{
    const chiso_language language = job->options->language;
    const uint32_t all = chiso_board_unit_count(job->board);
    chiso_unit units[NEAR_COUNT];
    size_t count = near_units(job->board, code, units);
    const bool is_near = count > 0;

    while (!is_near && count < NEAR_COUNT && count < all) {
        units[count] = (chiso_unit)count;
        count++;
    }
    say_name(job->options->points, stderr);
    fprintf(stderr, ": %s: %s '", option, say(language, "there is no unit", "không có đơn vị"));
    say_name(code, stderr);
    fprintf(stderr, "'; %s",
            is_near ? say(language, "did you mean ", "có phải là ")
                    : say(language, "there are ", "có các đơn vị "));
    for (size_t i = 0; i < count; i++) {
        const char *const near = chiso_unit_code(job->board, units[i]);
        const char *const name = chiso_unit_name(job->board, units[i]);

        fputs(i == 0 ? "" : ", ", stderr);
        say_name(near, stderr);
        if (strcmp(name, near) != 0) {
            fputs(" (", stderr);
            say_name(name, stderr);
            fputs(")", stderr);
        }
    }
    fputs(is_near ? "?\n" : all > count ? ", ...\n" : "\n", stderr);
    return false;
}

bool unknown_criterion(const struct job *job, const char *option, const char *code)
{
    const chiso_language language = job->options->language;
    const char *comma = "";
    chiso_node node = chiso_node_first_child(job->tree, CHISO_ROOT);

    say_name(job->options->criteria, stderr);
    fprintf(stderr, ": %s: %s '", option,
            say(language, "there is no criterion", "không có tiêu chí"));
    say_name(code, stderr);
    fprintf(stderr, "'; %s", say(language, "there are ", "có các tiêu chí "));
    for (int i = 0; i < NEAR_COUNT * 2 && node != CHISO_NO_NODE; i++) {
        fputs(comma, stderr);
        say_name(chiso_node_code(job->tree, node), stderr);
        comma = ", ";
        node = chiso_node_next_sibling(job->tree, node);
    }
    fputs(node != CHISO_NO_NODE ? ", ...\n" : "\n", stderr);
    return false;
}

static void tell_rounded(const struct job *job, const char *file, uint64_t count)
{
    const chiso_language language = job->options->language;

    if (count > 0) {
        say_name(file, stderr);
        fprintf(stderr, ": %s%" PRIu64 "%s\n", say(language, "note: ", "lưu ý: "), count,
                say(language,
                    count == 1 ? " number had more than 15 decimals and was rounded"
                               : " numbers had more than 15 decimals and were rounded",
                    " số có hơn 15 chữ số thập phân đã được làm tròn"));
    }
}

/* Whether a doubt says already that a file has nothing of a leaf. */
static bool has_no_cells(const struct job *job, chiso_node leaf)
{
    for (uint32_t i = 0; i < chiso_intake_count(job->intake); i++) {
        chiso_remark doubt;

        if (chiso_intake_at(job->intake, i, &doubt) == CHISO_OK &&
            doubt.doubt == CHISO_DOUBT_NO_COLUMN && strcmp(doubt.file, job->options->points) == 0 &&
            strcmp(doubt.criterion, chiso_node_code(job->tree, leaf)) == 0) {
            return true;
        }
    }
    return false;
}

/* Whether a leaf counts for nothing by itself. */
static bool counts_nothing(const struct job *job, chiso_node leaf)
{
    const chiso_node parent = chiso_node_parent(job->tree, leaf);

    return chiso_node_max(job->tree, leaf) == 0 ||
           (chiso_node_combine(job->tree, parent) != CHISO_COMBINE_SUM &&
            chiso_node_weight(job->tree, leaf) == 0);
}

/* Whether units should have been scored on a leaf, and none was. */
static bool is_scored_for_none(const struct job *job, chiso_node leaf)
{
    const uint32_t units = chiso_board_unit_count(job->board);
    bool is_missing = false;

    for (chiso_unit unit = 0; unit < units; unit++) {
        chiso_cell cell;

        if (chiso_board_cell(job->board, unit, leaf, &cell) != CHISO_OK ||
            cell.state == CHISO_STATE_SCORED) {
            return false;
        }
        is_missing = is_missing || cell.state == CHISO_STATE_MISSING;
    }
    return is_missing && !counts_nothing(job, leaf) && !has_no_cells(job, leaf);
}

/* Where a leaf compares units that all have one value: on the whole board, or in a block. */
enum sameness { NOWHERE, IN_A_BLOCK, EVERYWHERE };

static enum sameness sameness_of(const struct job *job, chiso_node leaf)
{
    chiso_decimal lowest = CHISO_DECIMAL_MAX;
    chiso_decimal highest = -CHISO_DECIMAL_MAX;
    bool in_a_block = false;

    if (!chiso_node_is_relative(chiso_board_tree(job->board), leaf)) {
        return NOWHERE;
    }
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

enum { DOUBTS_SHOWN = 3 };

/* What may be said of leaves. */
struct remark {
    bool (*is_true)(const struct job *job, chiso_node leaf);
    const char *one;
    const char *many;
    const char *vietnamese;
};

/* A column that was forgotten or not filled in; a rule that looks at the other units, and sees no
 * difference. */
static const struct remark unscored = {is_scored_for_none, " was scored for no unit",
                                       " were scored for no unit",
                                       " chưa được chấm cho đơn vị nào"};
static const struct remark equal = {
    sets_none_apart, " has the same value for all units, and sets none of them apart",
    " have the same value for all units, and set none of them apart",
    " có giá trị như nhau ở mọi đơn vị nên không phân biệt được đơn vị nào"};
static const struct remark equal_in_a_block = {
    sets_none_of_a_block_apart,
    " has the same value for all units of a block, and sets none of these apart",
    " have the same value for all units of a block, and set none of these apart",
    " có giá trị như nhau ở mọi đơn vị của một khối nên không phân biệt được các đơn vị trong khối "
    "đó"};

/* Names the leaves that a remark is true of. */
static void tell_leaves(const struct job *job, const struct remark *remark)
{
    const chiso_language language = job->options->language;
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
    say_name(job->options->points, stderr);
    fprintf(stderr, ": %s",
            count == 1 ? say(language, "note: criterion ", "lưu ý: tiêu chí ")
                       : say(language, "note: criteria ", "lưu ý: các tiêu chí "));
    for (uint32_t i = 0; i < count && i < NEAR_COUNT; i++) {
        fputs(i == 0 ? "" : ", ", stderr);
        say_name(chiso_node_code(job->tree, named[i]), stderr);
    }
    if (count > NEAR_COUNT) {
        fprintf(stderr, "%s%" PRIu32 "%s", say(language, " and ", " và "), count - NEAR_COUNT,
                say(language, " more", " tiêu chí khác"));
    }
    fprintf(stderr, "%s\n",
            say(language, count == 1 ? remark->one : remark->many, remark->vietnamese));
}

/* Names some units, the first of those that there are. */
struct named {
    chiso_unit units[NEAR_COUNT];
    uint32_t count;
};

static void name_unit(struct named *named, chiso_unit unit)
{
    if (named->count < NEAR_COUNT) {
        named->units[named->count] = unit;
    }
    named->count++;
}

static void tell_units(const struct job *job, const struct named *named, const char *one,
                       const char *many, const char *vietnamese)
{
    const chiso_language language = job->options->language;

    if (named->count == 0) {
        return;
    }
    say_name(job->options->points, stderr);
    fprintf(stderr, ": %s",
            named->count == 1 ? say(language, "note: unit ", "lưu ý: đơn vị ")
                              : say(language, "note: units ", "lưu ý: các đơn vị "));
    for (uint32_t i = 0; i < named->count && i < NEAR_COUNT; i++) {
        fputs(i == 0 ? "" : ", ", stderr);
        say_name(chiso_unit_code(job->board, named->units[i]), stderr);
    }
    if (named->count > NEAR_COUNT) {
        fprintf(stderr, "%s%" PRIu32 "%s", say(language, " and ", " và "),
                named->count - NEAR_COUNT, say(language, " more", " đơn vị khác"));
    }
    fprintf(stderr, "%s\n", say(language, named->count == 1 ? one : many, vietnamese));
}

/* Units of which nothing is scored yet stand in the table, and nowhere else. */
static void tell_unscored(const struct job *job)
{
    struct named named = {{0}, 0};

    for (chiso_unit unit = 0; unit < chiso_board_unit_count(job->board); unit++) {
        chiso_result result;

        if (chiso_unit_is_ranked(job->board, unit) &&
            chiso_board_result(job->board, unit, CHISO_ROOT, &result) == CHISO_OK &&
            is_not_scored(&result)) {
            name_unit(&named, unit);
        }
    }
    tell_units(job, &named,
               " was not scored at all, and has no rank, no band and no part in any mean",
               " were not scored at all, and have no rank, no band and no part in any mean",
               " chưa được chấm tiêu chí nào nên không có thứ hạng, xếp loại và không tính vào giá "
               "trị trung bình");
}

/* Whether two units are equal in all that ranks them but the order of the file. */
static bool are_equal(const struct job *job, chiso_unit a, chiso_unit b)
{
    int order = 0;

    for (size_t i = 0; i <= job->tie_break_count; i++) {
        const chiso_node node = i == 0 ? CHISO_ROOT : job->tie_break[i - 1];
        chiso_result one;
        chiso_result other;

        if (job->options->key == CHISO_KEY_EXACT) {
            if (chiso_board_compare(job->board, node, a, b, &order) != CHISO_OK || order != 0) {
                return false;
            }
        } else if (chiso_board_result(job->board, a, node, &one) != CHISO_OK ||
                   chiso_board_result(job->board, b, node, &other) != CHISO_OK ||
                   one.percent != other.percent) {
            return false;
        }
    }
    return true;
}

/* Whom the order of the file set apart, where ranks are ordinal. */
static void tell_order(const struct job *job)
{
    const chiso_ranking *ranking = chiso_report_ranking(job->report, CHISO_ROOT);
    const chiso_unit *order = NULL;
    struct named named = {{0}, 0};
    uint32_t count = 0;
    bool last = false;

    if (job->options->ties != CHISO_TIES_ORDINAL ||
        chiso_ranking_order(ranking, CHISO_ALL_BLOCKS, &order, &count) != CHISO_OK) {
        return;
    }
    for (uint32_t i = 1; i < count; i++) {
        const bool same = (job->options->scope == CHISO_SCOPE_OVERALL ||
                           chiso_unit_block(job->board, order[i - 1]) ==
                               chiso_unit_block(job->board, order[i])) &&
                          are_equal(job, order[i - 1], order[i]);

        if (same && !last) {
            name_unit(&named, order[i - 1]);
        }
        if (same) {
            name_unit(&named, order[i]);
        }
        last = same;
    }
    tell_units(job, &named, "", " are equal, and stand in the order of the file",
               " bằng nhau và được xếp theo thứ tự trong tệp");
}

/* How many doubts of the kind of one stand before it, in its file. */
static uint32_t alike_before(const struct job *job, uint32_t index, const chiso_remark *doubt)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < index && count <= DOUBTS_SHOWN; i++) {
        chiso_remark other;

        count += chiso_intake_at(job->intake, i, &other) == CHISO_OK &&
                 other.doubt == doubt->doubt && strcmp(other.file, doubt->file) == 0;
    }
    return count;
}

/* How many of its kind stand from one on, in its file. */
static uint32_t alike_from(const struct job *job, uint32_t index, const chiso_remark *doubt)
{
    uint32_t count = 0;

    for (uint32_t i = index; i < chiso_intake_count(job->intake); i++) {
        chiso_remark other;

        count += chiso_intake_at(job->intake, i, &other) == CHISO_OK &&
                 other.doubt == doubt->doubt && strcmp(other.file, doubt->file) == 0;
    }
    return count;
}

/* The first doubts of each kind, and how many more there are. */
static void tell_doubts(const struct job *job)
{
    const chiso_language language = job->options->language;
    const char *const kind = job->options->is_strict ? "" : say(language, "note: ", "lưu ý: ");

    for (uint32_t i = 0; i < chiso_intake_count(job->intake); i++) {
        chiso_remark doubt;
        uint32_t before = 0;

        if (chiso_intake_at(job->intake, i, &doubt) != CHISO_OK ||
            doubt.kind != CHISO_REMARK_DOUBT) {
            continue;
        }
        before = alike_before(job, i, &doubt);
        if (before < DOUBTS_SHOWN) {
            tell(doubt.file, doubt.line, doubt.column, kind,
                 say(language, doubt.message, doubt.message_vi));
        } else if (before == DOUBTS_SHOWN) {
            say_name(doubt.file, stderr);
            fprintf(stderr, ": %s%" PRIu32 "%s\n", kind, alike_from(job, i, &doubt),
                    say(language, " more of that kind", " trường hợp khác như vậy"));
        }
    }
}

bool doubts_are_mistakes(const struct job *job)
{
    const uint32_t doubts =
        chiso_intake_count(job->intake) - chiso_intake_mistake_count(job->intake);

    if (job->options->is_strict && doubts > 0) {
        tell_doubts(job);
        return true;
    }
    return false;
}

void tell_remarks(const struct job *job)
{
    tell_doubts(job);
    tell_rounded(job, job->options->criteria, chiso_tree_rounded_count(job->tree));
    tell_rounded(job, job->options->points, chiso_board_rounded_count(job->board));
    if (job->previous != NULL) {
        tell_rounded(job, job->options->previous, chiso_board_rounded_count(job->previous));
    }
    tell_unscored(job);
    tell_order(job);
    tell_leaves(job, &unscored);
    tell_leaves(job, &equal);
    tell_leaves(job, &equal_in_a_block);
}
