/* The counts of a tally, put into the survey leaves of a board. */
#include "board/board.h"
#include "survey/inside.h"
#include "survey/tally.h"

/* A question for each leaf that takes counts, in the tree's order. */
static chiso_status add_questions(chiso_tally *tally, const chiso_tree *tree, chiso_error *error)
{
    chiso_status status = CHISO_OK;

    for (uint32_t i = 0; i < tree->leaf_count && status == CHISO_OK; i++) {
        const chiso_node leaf = tree->leaves[i];

        const struct chiso__rule *rule = &tree->nodes[leaf].rule;

        if (rule->takes != CHISO__CELL_ANSWERS) {
            continue;
        }
        status = chiso__tally_put_question(tally, tree->codes[leaf], rule->option_count, error);
        if (status == CHISO_OK) {
            tally->left_out[tally->questions.count - 1] = rule->left_out;
        }
    }
    if (status == CHISO_OK && tally->questions.count == 0) {
        status = chiso__fail(error, CHISO_E_NODE, CHISO__SAY_NO_CRITERION_TAKES_ANSWERS, NULL);
    }
    return status;
}

chiso_status chiso_tally_new_for_board(const chiso_board *board, const chiso_allocator *allocator,
                                       chiso_tally **out_tally, chiso_error *error)
{
    chiso_tally *tally = NULL;
    chiso_status status = CHISO_OK;

    if (out_tally == NULL) {
        return chiso__fail_null(error);
    }
    *out_tally = NULL;
    if (board == NULL) {
        return chiso__fail_null(error);
    }
    status = chiso_tally_new(allocator, &tally, error);
    if (status == CHISO_OK) {
        status = add_questions(tally, board->tree, error);
    }
    for (chiso_unit unit = 0; unit < board->units.count && status == CHISO_OK; unit++) {
        status = chiso__tally_put_unit(tally, board->units.codes[unit], error);
    }
    if (status != CHISO_OK) {
        chiso_tally_free(tally);
        return status;
    }
    *out_tally = tally;
    return CHISO_OK;
}

/* The leaf of a question, which has the same options. */
static chiso_status find_leaf(const chiso_tally *tally, uint32_t question, const chiso_tree *tree,
                              chiso_node *out_leaf, chiso_error *error)
{
    const struct chiso__span code = tally->questions.codes[question];
    const uint32_t options = chiso__tally_option_count(tally, question);
    const int64_t found = chiso__index_find(&tree->index, tree->codes, code);
    const struct chiso__rule *rule = found == CHISO__NOT_FOUND ? NULL : &tree->nodes[found].rule;

    if (rule == NULL || rule->takes != CHISO__CELL_ANSWERS) {
        return chiso__fail(error, CHISO_E_NODE, CHISO__SAY_QUESTION_NOT_CRITERION,
                           CHISO__WORDS(chiso__say(code)));
    }
    if (rule->option_count != options) {
        return chiso__fail(error, CHISO_E_SHAPE, CHISO__SAY_QUESTION_OPTIONS_DIFFER_FROM_RULE,
                           CHISO__WORDS(chiso__say(code), chiso__say_count(options),
                                        chiso__say_text(rule->text),
                                        chiso__say_count(rule->option_count)));
    }
    if (rule->left_out != tally->left_out[question]) {
        return chiso__fail(error, CHISO_E_SHAPE, CHISO__SAY_QUESTION_LEFT_OUT_DIFFERS_FROM_RULE,
                           CHISO__WORDS(chiso__say(code),
                                        chiso__say_count((uint64_t)__builtin_ctzll(
                                            rule->left_out ^ tally->left_out[question])),
                                        chiso__say_text(rule->text)));
    }
    *out_leaf = (chiso_node)found;
    return CHISO_OK;
}

/* Puts the counts of a question into the cells of its leaf, where there are any answers. */
static chiso_status put_counts(const chiso_tally *tally, uint32_t question, chiso_board *read,
                               chiso_node leaf, chiso_error *error)
{
    const uint32_t options = chiso__tally_option_count(tally, question);

    for (chiso_unit unit = 0; unit < tally->units.count; unit++) {
        const size_t bin = chiso__tally_bin(tally, unit, question);
        int64_t counts[CHISO_OPTION_LIMIT];
        struct chiso__value value;
        int64_t answers = 0;
        chiso_status status = CHISO_OK;

        for (uint32_t option = 0; option < options; option++) {
            counts[option] = chiso__weight_of_bin(tally, bin + option);
            answers += counts[option];
        }
        if (answers == 0) {
            continue;
        }
        status = chiso__counts_value(read->tree, leaf, counts, options, &value, error);
        if (status != CHISO_OK) {
            return chiso__fail_cell(error, status, read, unit, leaf);
        }
        if (!chiso__cell_ready(&read->rows, &read->allocator, leaf, &value)) {
            return chiso__fail_memory(error);
        }
        chiso__cell_put(&read->rows, unit, leaf, value);
    }
    return CHISO_OK;
}

/* The tally as a board of its own, as a points file is read into one. */
static chiso_status read_tally(const chiso_tally *tally, chiso_board *read, chiso_error *error)
{
    const struct chiso__span nothing = {"", 0};
    chiso_status status = CHISO_OK;

    for (uint32_t unit = 0; unit < tally->units.count; unit++) {
        const struct chiso__unit_entry entry = {tally->units.codes[unit], nothing, nothing, true};

        if (!chiso__board_put_unit(read, entry, CHISO__UNSET)) {
            return chiso__fail_memory(error);
        }
    }
    for (uint32_t question = 0; question < tally->questions.count && status == CHISO_OK;
         question++) {
        chiso_node leaf = CHISO_NO_NODE;

        status = find_leaf(tally, question, read->tree, &leaf, error);
        if (status == CHISO_OK) {
            status = put_counts(tally, question, read, leaf, error);
        }
    }
    return status;
}

chiso_status chiso_tally_feed(const chiso_tally *tally, chiso_board *board, chiso_error *error)
{
    const struct chiso__told told = {false, false, false};
    chiso_board *read = NULL;
    chiso_status status = CHISO_OK;

    if (tally == NULL || board == NULL) {
        return chiso__fail_null(error);
    }
    if (tally->units.count == 0) {
        return chiso__fail(error, CHISO_E_EMPTY, CHISO__SAY_TALLY_EMPTY, NULL);
    }
    status = chiso__board_make(board->tree, &board->allocator, &read, error);
    if (status == CHISO_OK) {
        status = read_tally(tally, read, error);
    }
    if (status == CHISO_OK && !chiso__board_take(board, read, told)) {
        status = chiso__fail_memory(error);
    }
    chiso_board_free(read);
    return status;
}
