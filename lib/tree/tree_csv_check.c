/* The tree that the lines of a criteria file made: what is wrong with it, and where that stands. */
#include "tree/tree_csv_inside.h"

/* The place of a mistake that the check found. */
static chiso_status fail_checked(const struct chiso__criteria_file *file, chiso_node node,
                                 chiso_status status, chiso_error *error)
{
    const enum chiso__member at_fault = file->tree->at_fault;
    uint32_t line = CHISO__ROOT_LINE;

    while (file->lines[line].node != node) {
        line++;
    }
    return chiso__criteria_fail(file, line,
                                at_fault < CHISO__MEMBER_COUNT ? (int)at_fault
                                : status == CHISO_E_NODE       ? CHISO__MEMBER_CODE
                                : status == CHISO_E_RULE       ? CHISO__MEMBER_RULE
                                                               : CHISO__MEMBER_MAX,
                                status, error);
}

static chiso_status tell_checked(void *context, chiso_node node, chiso_status status,
                                 chiso_error *error)
{
    struct chiso__criteria_file *file = context;

    return chiso__csv_note(&file->csv, fail_checked(file, node, status, error), error);
}

/* The check with a list: of what is below no line with a mistake, since that may be its cause. */
static chiso_status check_for_list(struct chiso__criteria_file *file, chiso_tree *tree,
                                   chiso_error *error)
{
    struct chiso__watch watch = {NULL, tell_checked, file};
    chiso_node node = CHISO_NO_NODE;
    chiso_status status = CHISO_OK;

    if (file->csv.mistakes > 0 && tree->count == 1) {
        return CHISO_OK;
    }
    watch.wrong = chiso__alloc_zero(&file->csv.allocator, tree->count, sizeof(*watch.wrong));
    if (watch.wrong == NULL) {
        return chiso__fail_memory(error);
    }
    for (uint32_t line = 0; line < file->count; line++) {
        if (file->lines[line].wrong && file->lines[line].node != CHISO_NO_NODE) {
            watch.wrong[file->lines[line].node] = true;
        }
    }
    status = chiso__tree_close_watched(tree, &watch, &node, error);
    chiso__release(&file->csv.allocator, watch.wrong);
    /* What was told is in the list. */
    return file->csv.mistakes > 0 && status != CHISO_E_MEMORY && !file->csv.stopped ? CHISO_OK
                                                                                    : status;
}

static chiso_status check_tree(struct chiso__criteria_file *file, chiso_tree *tree,
                               chiso_error *error)
{
    chiso_node node = CHISO_NO_NODE;
    chiso_status status = CHISO_OK;

    if (file->csv.intake != NULL) {
        return check_for_list(file, tree, error);
    }
    status = chiso__tree_close(tree, &node, error);
    return status == CHISO_OK || node == CHISO_NO_NODE ? status
                                                       : fail_checked(file, node, status, error);
}

static void say_alike(chiso_error *doubt, struct chiso__span code, struct chiso__span first)
{
    chiso__fail(doubt, CHISO_OK, CHISO__SAY_DOUBT_ALIKE_CRITERIA,
                CHISO__WORDS(chiso__say(code), chiso__say(first)));
}

static size_t offset_of_code(const void *context, uint32_t line)
{
    const struct chiso__criteria_file *file = context;

    return file->lines[line].offsets[CHISO__MEMBER_CODE];
}

static chiso_status look_for_alike_codes(struct chiso__criteria_file *file, chiso_error *error)
{
    const struct chiso__coded coded = {file->codes, file->count, offset_of_code, file, say_alike};

    return chiso__csv_doubt_codes(&file->csv, &coded) == CHISO_OK ? CHISO_OK
                                                                  : chiso__fail_memory(error);
}

chiso_status chiso__criteria_check(struct chiso__criteria_file *file, chiso_tree *tree,
                                   chiso_error *error)
{
    chiso_status status = CHISO_OK;

    file->tree = tree;
    status = check_tree(file, tree, error);
    if (status == CHISO_OK && file->csv.mistakes == 0) {
        status = look_for_alike_codes(file, error);
        status = status == CHISO_OK ? chiso__criteria_doubt_gates(file, error) : status;
    }
    return status;
}
