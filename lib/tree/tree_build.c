/* Building a tree by calls. */
#include "tree/inside.h"

/* A text of a criterion, or nothing for NULL. */
static struct chiso__span span_or_empty(const char *text)
{
    return text == NULL ? (struct chiso__span){"", 0} : chiso__span_of(text);
}

static chiso_status check_encoding(const struct chiso__row *row, chiso_error *error)
{
    for (size_t i = 0; i < CHISO__MEMBER_COUNT; i++) {
        const chiso_status status = chiso__check_text(row->members[i], error);

        if (status != CHISO_OK) {
            return status;
        }
    }
    return CHISO_OK;
}

/* The texts of a criterion, all of them UTF-8. */
static chiso_status read_criterion(const chiso_criterion *criterion, struct chiso__row *out_row,
                                   chiso_error *error)
{
    if (criterion->code == NULL) {
        return chiso__fail_null(error);
    }
    *out_row = (struct chiso__row){{
        [CHISO__MEMBER_CODE] = span_or_empty(criterion->code),
        [CHISO__MEMBER_TITLE] = span_or_empty(criterion->title),
        [CHISO__MEMBER_MAX] = span_or_empty(criterion->max),
        [CHISO__MEMBER_MIN] = span_or_empty(criterion->min),
        [CHISO__MEMBER_WEIGHT] = span_or_empty(criterion->weight),
        [CHISO__MEMBER_COMBINE] = span_or_empty(criterion->combine),
        [CHISO__MEMBER_KIND] = span_or_empty(criterion->kind),
        [CHISO__MEMBER_RULE] = span_or_empty(criterion->rule),
        [CHISO__MEMBER_ROUND] = span_or_empty(criterion->round),
        [CHISO__MEMBER_NEEDS] = span_or_empty(criterion->needs),
        [CHISO__MEMBER_GATE] = span_or_empty(criterion->gate),
        [CHISO__MEMBER_RATERS] = span_or_empty(criterion->raters),
    }};
    return check_encoding(out_row, error);
}

/* Adds a criterion and its note. The note goes first: taking it away again needs no memory. */
static chiso_status add_with_note(chiso_tree *tree, struct chiso__span parent,
                                  const struct chiso__row *row, struct chiso__span note,
                                  chiso_node *out_node, chiso_error *error)
{
    struct chiso__number_style style = {false, 0};
    enum chiso__member member = CHISO__MEMBER_CODE;
    const struct chiso__span none = {"", 0};
    const chiso_node node = tree->count;
    /* Others may read a tree that takes no more criteria. */
    chiso_status status =
        tree->checked ? CHISO_OK : chiso__tree_put_note(tree, node, none, note, error);

    if (status == CHISO_OK) {
        status = chiso__tree_put_by_code(tree, parent, row, &style, out_node, &member, error);
        if (status != CHISO_OK && !tree->checked) {
            (void)chiso__notes_set(&tree->notes, &tree->allocator, 0, node, none, none);
        }
    }
    return status;
}

chiso_status chiso_tree_add_criterion(chiso_tree *tree, const chiso_criterion *criterion,
                                      chiso_node *out_node, chiso_error *error)
{
    chiso_criterion given = CHISO_CRITERION_INIT;
    struct chiso__span parent;
    struct chiso__row row;
    chiso_status status = CHISO_OK;

    if (tree == NULL || criterion == NULL) {
        return chiso__fail_null(error);
    }
    status = CHISO__TAKE(criterion, chiso_criterion, round, CHISO_CRITERION_INIT, &given, error);
    parent = span_or_empty(given.parent);
    if (status == CHISO_OK) {
        status = read_criterion(&given, &row, error);
    }
    if (status == CHISO_OK) {
        status = chiso__check_text(parent, error);
    }
    if (status == CHISO_OK) {
        status = chiso__check_text(span_or_empty(given.note), error);
    }
    if (status != CHISO_OK) {
        return status;
    }
    return add_with_note(tree, parent, &row, span_or_empty(given.note), out_node, error);
}

chiso_status chiso_tree_add_ruled(chiso_tree *tree, chiso_node parent, const char *code,
                                  const char *title, const char *max, const char *rule,
                                  chiso_node *out_node, chiso_error *error)
{
    struct chiso__number_style style = {false, 0};
    chiso_criterion criterion = CHISO_CRITERION_INIT;
    enum chiso__member member = CHISO__MEMBER_CODE;
    struct chiso__row row;
    chiso_status status = CHISO_OK;

    if (tree == NULL) {
        return chiso__fail_null(error);
    }
    criterion.code = code;
    criterion.title = title;
    criterion.max = max;
    criterion.rule = rule;
    status = read_criterion(&criterion, &row, error);
    return status == CHISO_OK
               ? chiso__tree_put(tree, parent, &row, &style, out_node, &member, error)
               : status;
}

chiso_status chiso_tree_add(chiso_tree *tree, chiso_node parent, const char *code,
                            const char *title, const char *max, chiso_node *out_node,
                            chiso_error *error)
{
    return chiso_tree_add_ruled(tree, parent, code, title, max, NULL, out_node, error);
}

chiso_status chiso_tree_set_root(chiso_tree *tree, const char *max, const char *combine,
                                 const char *round, chiso_error *error)
{
    struct chiso__number_style style = {false, 0};
    enum chiso__member member = CHISO__MEMBER_CODE;
    struct chiso__row row;
    chiso_status status = CHISO_OK;

    if (tree == NULL) {
        return chiso__fail_null(error);
    }
    row = (struct chiso__row){{
        [CHISO__MEMBER_MAX] = span_or_empty(max),
        [CHISO__MEMBER_COMBINE] = span_or_empty(combine),
        [CHISO__MEMBER_ROUND] = span_or_empty(round),
    }};
    status = check_encoding(&row, error);
    return status == CHISO_OK ? chiso__tree_read_root(tree, &row, &style, &member, error) : status;
}

/* Whether a criterion is the root, by its code. */
static bool names_root(const char *code)
{
    return code == NULL || code[0] == '\0' || chiso__is_word(chiso__span_of(code), ".");
}

/* What a row of a criteria file says of the root; a parent is none of it. */
static chiso_status read_root(chiso_criterion *given, struct chiso__row *out_row,
                              chiso_error *error)
{
    chiso_status status = CHISO_OK;

    if (!names_root(given->code)) {
        return chiso__fail(error, CHISO_E_CODE, CHISO__SAY_CODE_OF_NO_ROOT,
                           CHISO__WORDS(chiso__say_text(given->code)));
    }
    if (given->parent != NULL && given->parent[0] != '\0') {
        return chiso__fail(error, CHISO_E_NODE, CHISO__SAY_MEMBERS_OF_ROOT,
                           CHISO__WORDS(chiso__say_text("parent")));
    }
    given->code = ".";
    status = read_criterion(given, out_row, error);
    return status == CHISO_OK ? chiso__check_text(span_or_empty(given->note), error) : status;
}

/* Title and note of the root, as far as they are said. */
static chiso_status name_root(chiso_tree *tree, const struct chiso__row *row,
                              struct chiso__span note, chiso_error *error)
{
    const struct chiso__span none = {"", 0};
    chiso_status status = CHISO_OK;

    if (row->members[CHISO__MEMBER_TITLE].size > 0) {
        status = chiso__tree_set_title(tree, row->members[CHISO__MEMBER_TITLE], error);
    }
    if (status == CHISO_OK && note.size > 0) {
        status = chiso__tree_put_note(tree, CHISO_ROOT, none, note, error);
    }
    return status;
}

chiso_status chiso_tree_describe_root(chiso_tree *tree, const chiso_criterion *criterion,
                                      chiso_error *error)
{
    struct chiso__number_style style = {false, 0};
    chiso_criterion given = CHISO_CRITERION_INIT;
    enum chiso__member member = CHISO__MEMBER_CODE;
    struct chiso__tree_node before;
    struct chiso__row row;
    uint64_t rounded_count = 0;
    chiso_status status = CHISO_OK;

    if (tree == NULL || criterion == NULL) {
        return chiso__fail_null(error);
    }
    before = tree->nodes[CHISO_ROOT];
    rounded_count = tree->rounded_count;
    status = CHISO__TAKE(criterion, chiso_criterion, round, CHISO_CRITERION_INIT, &given, error);
    if (status == CHISO_OK) {
        status = read_root(&given, &row, error);
    }
    if (status == CHISO_OK) {
        status = chiso__tree_read_root(tree, &row, &style, &member, error);
    }
    if (status == CHISO_OK) {
        status = name_root(tree, &row, span_or_empty(given.note), error);
        if (status != CHISO_OK) {
            tree->nodes[CHISO_ROOT] = before;
            tree->rounded_count = rounded_count;
        }
    }
    return status;
}

chiso_status chiso_tree_check(chiso_tree *tree, chiso_error *error)
{
    chiso_node node = CHISO_NO_NODE;

    if (tree == NULL) {
        return chiso__fail_null(error);
    }
    return chiso__tree_close(tree, &node, error);
}

bool chiso_tree_is_checked(const chiso_tree *tree)
{
    return tree != NULL && tree->checked;
}
