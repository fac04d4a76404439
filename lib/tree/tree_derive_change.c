/* The changes of a tree: whether they fit together, and what goes with what is left out. */
#include "text/near.h"
#include "text/word.h"
#include "tree/tree_derive.h"

enum { LISTED = 120 };

chiso_status chiso__fail_in_node(chiso_error *error, chiso_status status, const chiso_tree *tree,
                                 chiso_node node)
{
    return node == CHISO_ROOT ? chiso__fail_within(error, status, CHISO__SAY_IN_WHOLE_INDEX, NULL)
                              : chiso__fail_within(error, status, CHISO__SAY_IN_CRITERION,
                                                   CHISO__WORDS(chiso__say(tree->codes[node])));
}

static chiso_status take_without(const chiso_tree_change *change, struct chiso__fate *fate,
                                 chiso_error *error)
{
    if (change->text != NULL && change->text[0] != '\0') {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_LEFT_OUT_TAKES_NO_TEXT,
                           CHISO__WORDS(chiso__say_text(change->text)));
    }
    if (change->node == CHISO_ROOT) {
        return chiso__fail(error, CHISO_E_NODE, CHISO__SAY_ROOT_IS_NOT_LEFT_OUT, NULL);
    }
    if (fate->is_marked) {
        return chiso__fail(error, CHISO_E_DUPLICATE, CHISO__SAY_LEFT_OUT_TWICE, NULL);
    }
    fate->is_marked = true;
    return CHISO_OK;
}

/* Takes a change of a node that is there. */
static chiso_status take(const chiso_tree_change *change, struct chiso__fate *fate,
                         chiso_error *error)
{
    const char *text = change->text == NULL ? "" : change->text;
    chiso_status status = CHISO_OK;

    if (change->kind == CHISO_TREE_CHANGE_WITHOUT) {
        return take_without(change, fate, error);
    }
    if (fate->texts[change->kind] != NULL) {
        return chiso__fail(
            error, CHISO_E_DUPLICATE, CHISO__SAY_CHANGED_TWICE,
            CHISO__WORDS(chiso__say_text(chiso_word(CHISO_WORDS_TREE_CHANGE_KIND, change->kind))));
    }
    status = chiso__check_text(chiso__span_of(text), error);
    if (status == CHISO_OK) {
        fate->texts[change->kind] = text;
    }
    return status;
}

static chiso_status take_all(const chiso_tree *tree, const chiso_tree_change *changes, size_t count,
                             struct chiso__fate *fates, chiso_error *error)
{
    for (size_t i = 0; i < count; i++) {
        const chiso_tree_change *change = &changes[i];
        chiso_status status = CHISO_OK;

        /* What a caller wrote there may be no value of the enumeration. */
        if ((uint32_t)change->kind > CHISO_TREE_CHANGE_WITHOUT) {
            return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_CHANGE_OF_NO_KIND,
                               CHISO__WORDS(chiso__say_count(i + 1)));
        }
        if (change->node >= tree->count) {
            return chiso__fail(error, CHISO_E_NODE, CHISO__SAY_NO_NODE_NUMBER,
                               CHISO__WORDS(chiso__say_count(change->node)));
        }
        status = take(change, &fates[change->node], error);
        if (status != CHISO_OK) {
            return chiso__fail_in_node(error, status, tree, change->node);
        }
    }
    return CHISO_OK;
}

/* What is below a node that is left out goes with it, and cannot be left out by itself too. */
static chiso_status go_down(const chiso_tree *tree, struct chiso__fate *fates, chiso_error *error)
{
    for (uint32_t i = 0; i < tree->count; i++) {
        const chiso_node id = tree->order[i];
        const bool goes_along = id != CHISO_ROOT && fates[tree->nodes[id].parent].is_gone;

        if (goes_along && fates[id].is_marked) {
            chiso__fail(error, CHISO_E_DUPLICATE, CHISO__SAY_LEFT_OUT_TWICE, NULL);
            return chiso__fail_in_node(error, CHISO_E_DUPLICATE, tree, id);
        }
        fates[id].is_gone = goes_along || fates[id].is_marked;
    }
    return CHISO_OK;
}

/* A node that nothing is left below goes too. */
static chiso_status go_up(const chiso_tree *tree, struct chiso__fate *fates, chiso_error *error)
{
    for (uint32_t i = tree->count; i-- > 1;) {
        const chiso_node id = tree->order[i];

        fates[id].is_gone =
            fates[id].is_gone || (!chiso__is_leaf(&tree->nodes[id]) && fates[id].child_count == 0);
        fates[tree->nodes[id].parent].child_count += !fates[id].is_gone;
    }
    return fates[CHISO_ROOT].child_count == 0
               ? chiso__fail(error, CHISO_E_EMPTY, CHISO__SAY_NOTHING_IS_LEFT, NULL)
               : CHISO_OK;
}

/* Whether a leaf that stays goes on taking the rank of a node. */
static bool needs_rank(const chiso_tree *tree, const struct chiso__fate *fates, chiso_node leaf,
                       chiso_node of)
{
    return chiso__takes_rank(&tree->nodes[leaf]) && tree->nodes[leaf].ranked == of &&
           !fates[leaf].is_gone && fates[leaf].texts[CHISO_TREE_CHANGE_RULE] == NULL;
}

/* Says which leaves take the rank of a node that goes. */
static chiso_status fail_ranked(const chiso_tree *tree, const struct chiso__fate *fates,
                                chiso_node ranked, chiso_error *error)
{
    char room[LISTED];
    struct chiso__listed listed = {room, sizeof(room), 0, false, false};

    for (uint32_t i = 0; i < tree->leaf_count; i++) {
        if (needs_rank(tree, fates, tree->leaves[i], ranked)) {
            chiso__list_add(&listed, tree->codes[tree->leaves[i]]);
        }
    }
    chiso__fail(error, CHISO_E_RULE, CHISO__SAY_RANK_IS_NEEDED,
                CHISO__WORDS(chiso__say(chiso__listed_text(&listed))));
    return chiso__fail_in_node(error, CHISO_E_RULE, tree, ranked);
}

static chiso_status check_ranks(const chiso_tree *tree, const struct chiso__fate *fates,
                                chiso_error *error)
{
    for (uint32_t i = 0; i < tree->leaf_count && tree->rank_count > 0; i++) {
        const chiso_node leaf = tree->leaves[i];
        const chiso_node ranked = tree->nodes[leaf].ranked;

        if (chiso__takes_rank(&tree->nodes[leaf]) && fates[ranked].is_gone &&
            needs_rank(tree, fates, leaf, ranked)) {
            return fail_ranked(tree, fates, ranked, error);
        }
    }
    return CHISO_OK;
}

/* Nothing else is changed of what is gone. */
static chiso_status check_gone(const chiso_tree *tree, const chiso_tree_change *changes,
                               size_t count, const struct chiso__fate *fates, chiso_error *error)
{
    for (size_t i = 0; i < count; i++) {
        if (changes[i].kind != CHISO_TREE_CHANGE_WITHOUT && fates[changes[i].node].is_gone) {
            chiso__fail(error, CHISO_E_NODE, CHISO__SAY_CHANGED_AND_LEFT_OUT,
                        CHISO__WORDS(chiso__say_text(
                            chiso_word(CHISO_WORDS_TREE_CHANGE_KIND, changes[i].kind))));
            return chiso__fail_in_node(error, CHISO_E_NODE, tree, changes[i].node);
        }
    }
    return CHISO_OK;
}

chiso_status chiso__fates_find(const chiso_tree *tree, const chiso_tree_change *changes,
                               size_t count, struct chiso__fate *fates, chiso_error *error)
{
    chiso_status status = take_all(tree, changes, count, fates, error);

    if (status == CHISO_OK) {
        status = go_down(tree, fates, error);
    }
    if (status == CHISO_OK) {
        status = go_up(tree, fates, error);
    }
    if (status == CHISO_OK) {
        status = check_gone(tree, changes, count, fates, error);
    }
    return status == CHISO_OK ? check_ranks(tree, fates, error) : status;
}
