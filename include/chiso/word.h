/**
 * @file word.h
 * Words: each value of an enumeration has one, which criteria files, reports and the options of
 * programs use.
 *
 * The words stand beside the values in the headers: #CHISO_TIES_DENSE is "dense".
 *
 * @code{.c}
 * uint32_t value;
 *
 * must(chiso_word_find(CHISO_WORDS_TIES, "Dense", &value));
 * printf("%d\n", value == CHISO_TIES_DENSE);
 * printf("%s\n", chiso_word(CHISO_WORDS_KEY, CHISO_KEY_PUBLISHED));
 * @endcode
 * @code{.unparsed}
 * 1
 * published
 * @endcode
 */
#ifndef CHISO_WORD_H
#define CHISO_WORD_H

#include <chiso/common.h>
#include <chiso/status.h>

/** The enumerations that have words. */
typedef enum chiso_words {
    CHISO_WORDS_ROUNDING = 0,         /**< Of #chiso_rounding. */
    CHISO_WORDS_LANGUAGE = 1,         /**< Of #chiso_language. */
    CHISO_WORDS_KIND = 2,             /**< Of #chiso_kind. */
    CHISO_WORDS_COMBINE = 3,          /**< Of #chiso_combine. */
    CHISO_WORDS_MISSING_POLICY = 4,   /**< Of #chiso_missing_policy. */
    CHISO_WORDS_STATE = 5,            /**< Of #chiso_state. */
    CHISO_WORDS_TIES = 6,             /**< Of #chiso_ties. */
    CHISO_WORDS_KEY = 7,              /**< Of #chiso_key. */
    CHISO_WORDS_SCOPE = 8,            /**< Of #chiso_scope. */
    CHISO_WORDS_MEASURE = 9,          /**< Of #chiso_measure. */
    CHISO_WORDS_CORRELATION = 10,     /**< Of #chiso_correlation. */
    CHISO_WORDS_WEIGHTS_METHOD = 11,  /**< Of #chiso_weights_method. */
    CHISO_WORDS_PREDECESSOR = 12,     /**< Of #chiso_predecessor. */
    CHISO_WORDS_RANKED_NODES = 13,    /**< Of #chiso_ranked_nodes. */
    CHISO_WORDS_MOVE = 14,            /**< Of #chiso_move. */
    CHISO_WORDS_DIFFERENCE = 15,      /**< Of #chiso_difference. */
    CHISO_WORDS_GOAL_KIND = 16,       /**< Of #chiso_goal_kind. */
    CHISO_WORDS_OUTCOME = 17,         /**< Of #chiso_outcome. */
    CHISO_WORDS_EXACTNESS = 18,       /**< Of #chiso_exactness. */
    CHISO_WORDS_STEP_KIND = 19,       /**< Of #chiso_step_kind. */
    CHISO_WORDS_PART = 20,            /**< Of #chiso_part. */
    CHISO_WORDS_AUDIT_CODE = 21,      /**< Of #chiso_audit_code. */
    CHISO_WORDS_SEVERITY = 22,        /**< Of #chiso_severity. */
    CHISO_WORDS_CAUSE = 23,           /**< Of #chiso_cause. */
    CHISO_WORDS_REMARK_KIND = 24,     /**< Of #chiso_remark_kind. */
    CHISO_WORDS_DOUBT = 25,           /**< Of #chiso_doubt. */
    CHISO_WORDS_EDIT_KIND = 26,       /**< Of #chiso_edit_kind. */
    CHISO_WORDS_CONSENSUS_RULE = 27,  /**< Of #chiso_consensus_rule. */
    CHISO_WORDS_MEDIUM = 28,          /**< Of #chiso_medium. */
    CHISO_WORDS_ROW_ORDER = 29,       /**< Of #chiso_row_order. */
    CHISO_WORDS_TREE_CHANGE_KIND = 30 /**< Of #chiso_tree_change_kind. */
} chiso_words;

#ifdef __cplusplus
extern "C" {
#endif

/**
 * The word of a value.
 *
 * @param words of which enumeration
 * @param value any value of it, or any other number
 * @return a static text; "unknown" also for what is no value of it
 */
CHISO_API const char *chiso_word(chiso_words words, uint32_t value);

/**
 * The value of a word, capitals and small letters alike.
 *
 * @param words of which enumeration
 * @param text the word
 * @param[out] out_value the value
 * @retval CHISO_E_WORD another word
 */
CHISO_API CHISO_MUST_CHECK chiso_status chiso_word_find(chiso_words words, const char *text,
                                                        uint32_t *out_value);

#ifdef __cplusplus
}
#endif

#endif
