/* The words of all enumerations, in one table. */
#include "text/word.h"

#include <chiso/chiso.h>

static const char *const rounding_words[] = {
    [CHISO_ROUND_HALF_UP] = "half-up",
    [CHISO_ROUND_HALF_EVEN] = "half-even",
    [CHISO_ROUND_DOWN] = "down",
};

static const char *const language_words[] = {
    [CHISO_LANGUAGE_ENGLISH] = "en",
    [CHISO_LANGUAGE_VIETNAMESE] = "vi",
};

static const char *const kind_words[] = {
    [CHISO_KIND_CRITERION] = "criterion",
    [CHISO_KIND_BONUS] = "bonus",
};

static const char *const combine_words[] = {
    [CHISO_COMBINE_SUM] = "sum",
    [CHISO_COMBINE_MEAN] = "mean",
    [CHISO_COMBINE_GEOMETRIC] = "geometric",
    [CHISO_COMBINE_HARMONIC] = "harmonic",
    [CHISO_COMBINE_MIN] = "min",
    [CHISO_COMBINE_MAX] = "max",
    [CHISO_COMBINE_MEDIAN] = "median",
};

static const char *const missing_policy_words[] = {
    [CHISO_MISSING_ZERO] = "zero",
    [CHISO_MISSING_SKIP] = "skip",
    [CHISO_MISSING_UNKNOWN] = "unknown",
};

static const char *const state_words[] = {
    [CHISO_STATE_SCORED] = "scored",
    [CHISO_STATE_MISSING] = "missing",
    [CHISO_STATE_NOT_APPLICABLE] = "not_applicable",
};

static const char *const ties_words[] = {
    [CHISO_TIES_COMPETITION] = "competition", [CHISO_TIES_DENSE] = "dense",
    [CHISO_TIES_MODIFIED] = "modified",       [CHISO_TIES_AVERAGE] = "average",
    [CHISO_TIES_ORDINAL] = "ordinal",
};

static const char *const key_words[] = {
    [CHISO_KEY_EXACT] = "exact",
    [CHISO_KEY_PUBLISHED] = "published",
};

static const char *const scope_words[] = {
    [CHISO_SCOPE_BLOCKS] = "blocks",
    [CHISO_SCOPE_OVERALL] = "overall",
};

static const char *const measure_words[] = {
    [CHISO_MEASURE_PERCENT] = "percent",
    [CHISO_MEASURE_ACHIEVED] = "achieved",
};

static const char *const correlation_words[] = {
    [CHISO_CORRELATION_PEARSON] = "pearson",
    [CHISO_CORRELATION_SPEARMAN] = "spearman",
    [CHISO_CORRELATION_KENDALL] = "kendall",
};

static const char *const weights_method_words[] = {
    [CHISO_WEIGHTS_EQUAL] = "equal",         [CHISO_WEIGHTS_ENTROPY] = "entropy",
    [CHISO_WEIGHTS_DEVIATION] = "deviation", [CHISO_WEIGHTS_CRITIC] = "critic",
    [CHISO_WEIGHTS_COMPONENT] = "component",
};

static const char *const predecessor_words[] = {
    [CHISO_PREDECESSOR_SHARES] = "shares",
    [CHISO_PREDECESSOR_MEAN] = "mean",
};

static const char *const ranked_nodes_words[] = {
    [CHISO_RANKED_ALL] = "all",
    [CHISO_RANKED_ROOT] = "root",
};

static const char *const move_words[] = {
    [CHISO_MOVE_RANK] = "rank",
    [CHISO_MOVE_POINTS] = "points",
    [CHISO_MOVE_PERCENT] = "percent",
};

static const char *const difference_words[] = {
    [CHISO_DIFFERENCE_UNITS_NEW] = "units_new",
    [CHISO_DIFFERENCE_UNITS_GONE] = "units_gone",
    [CHISO_DIFFERENCE_NODES_NEW] = "nodes_new",
    [CHISO_DIFFERENCE_NODES_GONE] = "nodes_gone",
    [CHISO_DIFFERENCE_MAX] = "max",
};

static const char *const goal_kind_words[] = {
    [CHISO_GOAL_RANK] = "rank", [CHISO_GOAL_BAND] = "band",   [CHISO_GOAL_PERCENT] = "percent",
    [CHISO_GOAL_RISE] = "rise", [CHISO_GOAL_ABOVE] = "above",
};

static const char *const outcome_words[] = {
    [CHISO_OUTCOME_MET] = "met",
    [CHISO_OUTCOME_MISSED] = "missed",
    [CHISO_OUTCOME_OUT_OF_REACH] = "out_of_reach",
};

static const char *const exactness_words[] = {
    [CHISO_EXACTNESS_EXACT] = "exact",
    [CHISO_EXACTNESS_ROUNDED] = "rounded",
    [CHISO_EXACTNESS_GREEDY] = "greedy",
};

static const char *const step_kind_words[] = {
    [CHISO_STEP_NODE] = "node",         [CHISO_STEP_RULE] = "rule",
    [CHISO_STEP_COMBINED] = "combined", [CHISO_STEP_PLACES] = "places",
    [CHISO_STEP_SCALED] = "scaled",     [CHISO_STEP_ROUNDED] = "rounded",
    [CHISO_STEP_CAPPED] = "capped",     [CHISO_STEP_FLOOR] = "floor",
    [CHISO_STEP_LIMITED] = "limited",   [CHISO_STEP_SET] = "set",
    [CHISO_STEP_BAND] = "band",         [CHISO_STEP_TREATED] = "treated",
    [CHISO_STEP_DROPS] = "drops",
};

static const char *const part_words[] = {
    [CHISO_PART_COUNTS] = "counts",   [CHISO_PART_DECIDES] = "decides",
    [CHISO_PART_ASIDE] = "aside",     [CHISO_PART_WEIGHTLESS] = "weightless",
    [CHISO_PART_MISSING] = "missing", [CHISO_PART_NOT_APPLICABLE] = "not_applicable",
    [CHISO_PART_DROPPED] = "dropped",
};

static const char *const audit_code_words[] = {
    [CHISO_AUDIT_NONE] = "none",
    [CHISO_AUDIT_WORTHLESS] = "worthless",
    [CHISO_AUDIT_EMPTY_BRANCH] = "empty_branch",
    [CHISO_AUDIT_RULE_MAX] = "rule_max",
    [CHISO_AUDIT_RULE_MIN] = "rule_min",
    [CHISO_AUDIT_WEIGHT_SUM] = "weight_sum",
    [CHISO_AUDIT_WEIGHT_MIXED] = "weight_mixed",
    [CHISO_AUDIT_TITLE_TWICE] = "title_twice",
    [CHISO_AUDIT_CODE_ORDER] = "code_order",
    [CHISO_AUDIT_CODE_GAP] = "code_gap",
    [CHISO_AUDIT_CODE_PLACE] = "code_place",
    [CHISO_AUDIT_MEAN_UNEQUAL] = "mean_unequal",
    [CHISO_AUDIT_OUTLINE] = "outline",
    [CHISO_AUDIT_STEP_IDLE] = "step_idle",
    [CHISO_AUDIT_LIMIT_DIGITS] = "limit_digits",
    [CHISO_AUDIT_TREATMENT] = "treatment",
    [CHISO_AUDIT_DROP_UNEQUAL] = "drop_unequal",
    [CHISO_AUDIT_ALL_EQUAL] = "all_equal",
    [CHISO_AUDIT_UNSCORED] = "unscored",
    [CHISO_AUDIT_RATE_LIMITED] = "rate_limited",
    [CHISO_AUDIT_COVERAGE] = "coverage",
    [CHISO_AUDIT_SUSPICIOUS] = "suspicious",
    [CHISO_AUDIT_OUTLIER] = "outlier",
    [CHISO_AUDIT_RATERS_IDLE] = "raters_idle",
    [CHISO_AUDIT_RATERS_APART] = "raters_apart",
    [CHISO_AUDIT_RATIO] = "ratio",
    [CHISO_AUDIT_SUM] = "sum",
    [CHISO_AUDIT_DIFFERENCE] = "difference",
    [CHISO_AUDIT_GROWTH] = "growth",
    [CHISO_AUDIT_MEAN] = "mean",
    [CHISO_AUDIT_WEIGHTED] = "weighted",
    [CHISO_AUDIT_RANK] = "rank",
    [CHISO_AUDIT_RANK_CHANGE] = "rank_change",
    [CHISO_AUDIT_DOUBT] = "doubt",
};

static const char *const severity_words[] = {
    [CHISO_SEVERITY_NOTE] = "note",
    [CHISO_SEVERITY_WARNING] = "warning",
    [CHISO_SEVERITY_ERROR] = "error",
};

static const char *const cause_words[] = {
    [CHISO_CAUSE_UNKNOWN] = "unknown",
    [CHISO_CAUSE_OTHER_MAX] = "other_max",
    [CHISO_CAUSE_TRUNCATED] = "truncated",
    [CHISO_CAUSE_HALF_DOWN] = "half_down",
    [CHISO_CAUSE_DIGITS_SWAPPED] = "digits_swapped",
    [CHISO_CAUSE_ROUNDED_PARTS] = "rounded_parts",
    [CHISO_CAUSE_SIGN] = "sign",
    [CHISO_CAUSE_DIGIT] = "digit",
    [CHISO_CAUSE_DECIMAL_MARK] = "decimal_mark",
};

static const char *const remark_kind_words[] = {
    [CHISO_REMARK_MISTAKE] = "mistake",
    [CHISO_REMARK_DOUBT] = "doubt",
};

static const char *const edit_kind_words[] = {
    [CHISO_EDIT_UNIT] = "unit",     [CHISO_EDIT_NAME] = "name", [CHISO_EDIT_BLOCK] = "block",
    [CHISO_EDIT_RANKED] = "ranked", [CHISO_EDIT_CELL] = "cell", [CHISO_EDIT_NOTE] = "note",
    [CHISO_EDIT_RESULT] = "result",
};

static const char *const medium_words[] = {
    [CHISO_MEDIUM_PLAIN] = "plain",         [CHISO_MEDIUM_CSV_POINT] = "csv_point",
    [CHISO_MEDIUM_CSV_COMMA] = "csv_comma", [CHISO_MEDIUM_JSON] = "json",
    [CHISO_MEDIUM_MARKUP] = "markup",
};

static const char *const row_order_words[] = {
    [CHISO_ORDER_FILE] = "file",
    [CHISO_ORDER_RANK] = "rank",
};

static const char *const doubt_words[] = {
    [CHISO_DOUBT_NONE] = "none",
    [CHISO_DOUBT_THOUSANDS] = "thousands",
    [CHISO_DOUBT_PADDED_DASH] = "padded_dash",
    [CHISO_DOUBT_RATE] = "rate",
    [CHISO_DOUBT_ROUNDED] = "rounded",
    [CHISO_DOUBT_NO_CELLS] = "no_cells",
    [CHISO_DOUBT_SUMMARY_ROW] = "summary_row",
    [CHISO_DOUBT_EMPTY_BLOCK] = "empty_block",
    [CHISO_DOUBT_NO_COLUMN] = "no_column",
    [CHISO_DOUBT_EQUAL_COLUMN] = "equal_column",
    [CHISO_DOUBT_MANY_DASHES] = "many_dashes",
    [CHISO_DOUBT_NOT_MENTIONED] = "not_mentioned",
    [CHISO_DOUBT_ALIKE_CODES] = "alike_codes",
    [CHISO_DOUBT_RENAMED_UNIT] = "renamed_unit",
    [CHISO_DOUBT_UNUSED] = "unused",
    [CHISO_DOUBT_PRINTED] = "printed",
    [CHISO_DOUBT_RATERS_APART] = "raters_apart",
    [CHISO_DOUBT_NOBODY_KNOWS] = "nobody_knows",
    [CHISO_DOUBT_NO_SUCH_BLOCK] = "no_such_block",
    [CHISO_DOUBT_GATE_BOUND] = "gate_bound",
    [CHISO_DOUBT_LIMIT_DIGITS] = "limit_digits",
    [CHISO_DOUBT_SHARES] = "shares",
};

static const char *const consensus_rule_words[] = {
    [CHISO_CONSENSUS_MEAN_RANK] = "mean_rank",
    [CHISO_CONSENSUS_BORDA] = "borda",
    [CHISO_CONSENSUS_COPELAND] = "copeland",
};

static const char *const tree_change_kind_words[] = {
    [CHISO_TREE_CHANGE_WEIGHT] = "weight",
    [CHISO_TREE_CHANGE_COMBINE] = "combine",
    [CHISO_TREE_CHANGE_RULE] = "rule",
    [CHISO_TREE_CHANGE_WITHOUT] = "without",
};

#define WORDS_AND_COUNT(words) words, (int)(sizeof(words) / sizeof((words)[0]))

const struct chiso__word_list chiso__word_lists[] = {
    [CHISO_WORDS_ROUNDING] = {WORDS_AND_COUNT(rounding_words)},
    [CHISO_WORDS_LANGUAGE] = {WORDS_AND_COUNT(language_words)},
    [CHISO_WORDS_KIND] = {WORDS_AND_COUNT(kind_words)},
    [CHISO_WORDS_COMBINE] = {WORDS_AND_COUNT(combine_words)},
    [CHISO_WORDS_MISSING_POLICY] = {WORDS_AND_COUNT(missing_policy_words)},
    [CHISO_WORDS_STATE] = {WORDS_AND_COUNT(state_words)},
    [CHISO_WORDS_TIES] = {WORDS_AND_COUNT(ties_words)},
    [CHISO_WORDS_KEY] = {WORDS_AND_COUNT(key_words)},
    [CHISO_WORDS_SCOPE] = {WORDS_AND_COUNT(scope_words)},
    [CHISO_WORDS_MEASURE] = {WORDS_AND_COUNT(measure_words)},
    [CHISO_WORDS_CORRELATION] = {WORDS_AND_COUNT(correlation_words)},
    [CHISO_WORDS_WEIGHTS_METHOD] = {WORDS_AND_COUNT(weights_method_words)},
    [CHISO_WORDS_PREDECESSOR] = {WORDS_AND_COUNT(predecessor_words)},
    [CHISO_WORDS_RANKED_NODES] = {WORDS_AND_COUNT(ranked_nodes_words)},
    [CHISO_WORDS_MOVE] = {WORDS_AND_COUNT(move_words)},
    [CHISO_WORDS_DIFFERENCE] = {WORDS_AND_COUNT(difference_words)},
    [CHISO_WORDS_GOAL_KIND] = {WORDS_AND_COUNT(goal_kind_words)},
    [CHISO_WORDS_OUTCOME] = {WORDS_AND_COUNT(outcome_words)},
    [CHISO_WORDS_EXACTNESS] = {WORDS_AND_COUNT(exactness_words)},
    [CHISO_WORDS_STEP_KIND] = {WORDS_AND_COUNT(step_kind_words)},
    [CHISO_WORDS_PART] = {WORDS_AND_COUNT(part_words)},
    [CHISO_WORDS_AUDIT_CODE] = {WORDS_AND_COUNT(audit_code_words)},
    [CHISO_WORDS_SEVERITY] = {WORDS_AND_COUNT(severity_words)},
    [CHISO_WORDS_CAUSE] = {WORDS_AND_COUNT(cause_words)},
    [CHISO_WORDS_REMARK_KIND] = {WORDS_AND_COUNT(remark_kind_words)},
    [CHISO_WORDS_DOUBT] = {WORDS_AND_COUNT(doubt_words)},
    [CHISO_WORDS_EDIT_KIND] = {WORDS_AND_COUNT(edit_kind_words)},
    [CHISO_WORDS_CONSENSUS_RULE] = {WORDS_AND_COUNT(consensus_rule_words)},
    [CHISO_WORDS_MEDIUM] = {WORDS_AND_COUNT(medium_words)},
    [CHISO_WORDS_ROW_ORDER] = {WORDS_AND_COUNT(row_order_words)},
    [CHISO_WORDS_TREE_CHANGE_KIND] = {WORDS_AND_COUNT(tree_change_kind_words)},
};

_Static_assert(sizeof(chiso__word_lists) / sizeof(chiso__word_lists[0]) == CHISO__WORD_LISTS,
               "each enumeration that has words has a list");

static bool is_list(chiso_words words)
{
    return (int)words >= 0 && (int)words < CHISO__WORD_LISTS;
}

const char *chiso_word(chiso_words words, uint32_t value)
{
    const char *word = NULL;

    if (is_list(words) && value < (uint32_t)chiso__word_lists[words].count) {
        word = chiso__word_lists[words].words[value];
    }
    return word == NULL ? "unknown" : word;
}

int chiso__list_find(const struct chiso__word_list *list, struct chiso__span text)
{
    for (int value = 0; value < list->count; value++) {
        if (list->words[value] != NULL && chiso__is_word(text, list->words[value])) {
            return value;
        }
    }
    return -1;
}

chiso_status chiso_word_find(chiso_words words, const char *text, uint32_t *out_value)
{
    int value = 0;

    if (text == NULL || out_value == NULL) {
        return CHISO_E_NULL;
    }
    if (!is_list(words)) {
        return CHISO_E_RANGE;
    }
    value = chiso__list_find(&chiso__word_lists[words], chiso__span_of(text));
    if (value < 0) {
        return CHISO_E_WORD;
    }
    *out_value = (uint32_t)value;
    return CHISO_OK;
}
