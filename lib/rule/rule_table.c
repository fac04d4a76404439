/* The table of rules. */
#include "rule/inside.h"

/* Points that a rule gives in the end: its criterion's own limits, or 0 where a min below that is
 * never reached. */
static struct chiso__carried min_of(const struct chiso__rule *rule, struct chiso__limits limits)
{
    (void)rule;
    return limits.min;
}

static struct chiso__carried nothing_of(const struct chiso__rule *rule, struct chiso__limits limits)
{
    (void)rule;
    return chiso__carried_greatest(limits.min, chiso__carried_of(0));
}

static struct chiso__carried max_of(const struct chiso__rule *rule, struct chiso__limits limits)
{
    (void)rule;
    return limits.max;
}

const struct chiso__rule_row chiso__rules[] = {
    [CHISO__RULE_POINTS] =
        {
            .word = "points",
            .takes = CHISO__CELL_NUMBER,
            .treatments = CHISO__TREATS_IMPUTE,
            .least = min_of,
            .most = max_of,
            .is_points = true,
        },
    [CHISO__RULE_RATE] =
        {
            .word = "rate",
            .takes = CHISO__CELL_RATE,
            .goes_on = CHISO__SAY_WORDS_OF_RATE,
            .points = chiso__rate_points,
            .least = nothing_of,
            .most = max_of,
            .limits_rates = true,
        },
    [CHISO__RULE_RATE_FROM] =
        {
            .word = "rate",
            .form = "from",
            .takes = CHISO__CELL_RATE,
            .read = chiso__from_read,
            .write = chiso__from_write,
            .points = chiso__from_points,
            .least = min_of,
            .most = max_of,
            .limits_rates = true,
        },
    [CHISO__RULE_RATE_BETWEEN] =
        {
            .word = "rate",
            .form = "between",
            .takes = CHISO__CELL_RATE,
            .read = chiso__between_read,
            .write = chiso__between_write,
            .points = chiso__between_points,
            .least = min_of,
            .most = max_of,
            .limits_rates = true,
        },
    [CHISO__RULE_RATE_TARGET] =
        {
            .word = "rate",
            .form = "target",
            .takes = CHISO__CELL_RATE,
            .read = chiso__target_read,
            .write = chiso__target_write,
            .points = chiso__target_points,
            .least = nothing_of,
            .most = max_of,
            .limits_rates = true,
        },
    [CHISO__RULE_ATLEAST] =
        {
            .word = "atleast",
            .takes = CHISO__CELL_NUMBER,
            .read = chiso__tiers_read,
            .write = chiso__tiers_write,
            .points = chiso__atleast_points,
            .cell = chiso__tiers_back,
            .least = min_of,
            .most = chiso__tiers_most,
        },
    [CHISO__RULE_ATMOST] =
        {
            .word = "atmost",
            .takes = CHISO__CELL_NUMBER,
            .read = chiso__tiers_read,
            .write = chiso__tiers_write,
            .points = chiso__atmost_points,
            .cell = chiso__tiers_back,
            .least = min_of,
            .most = chiso__tiers_most,
        },
    [CHISO__RULE_YESNO] =
        {
            .word = "yesno",
            .takes = CHISO__CELL_YESNO,
            .points = chiso__yesno_points,
            .least = min_of,
            .most = max_of,
        },
    [CHISO__RULE_PER] =
        {
            .word = "per",
            .takes = CHISO__CELL_COUNT,
            .read = chiso__per_read,
            .write = chiso__per_write,
            .points = chiso__per_points,
            .cell = chiso__per_back,
            .least = chiso__per_least,
            .most = chiso__per_most,
        },
    [CHISO__RULE_RANGE] =
        {
            .word = "range",
            .takes = CHISO__CELL_NUMBER,
            .treatments = CHISO__TREATS_OVER | CHISO__TREATS_FENCES | CHISO__TREATS_IMPUTE,
            .behind = CHISO__BEHIND_LOG | CHISO__BEHIND_UNLIMITED,
            .goes_on = CHISO__SAY_WORDS_OF_RANGE,
            .read = chiso__range_read,
            .write = chiso__range_write,
            .lowest = chiso__range_lowest,
            .points = chiso__range_points,
            .cell = chiso__range_back,
            .least = min_of,
            .most = max_of,
        },
    [CHISO__RULE_MINMAX] =
        {
            .word = "minmax",
            .takes = CHISO__CELL_NUMBER,
            .treatments = CHISO__TREATS_OVER | CHISO__TREATS_FENCES | CHISO__TREATS_IMPUTE |
                          CHISO__TREATS_LOG,
            .regards = CHISO__REGARD_ENDS,
            .behind = CHISO__BEHIND_DOWN | CHISO__BEHIND_BLOCK,
            .goes_on = CHISO__SAY_WORDS_OF_RELATIVE,
            .points_among = chiso__minmax_points,
            .least = min_of,
            .most = max_of,
        },
    [CHISO__RULE_BEST] =
        {
            .word = "best",
            .takes = CHISO__CELL_NUMBER,
            .treatments = CHISO__TREATS_OVER | CHISO__TREATS_FENCES | CHISO__TREATS_IMPUTE,
            .regards = CHISO__REGARD_ENDS,
            .behind = CHISO__BEHIND_DOWN | CHISO__BEHIND_BLOCK,
            .goes_on = CHISO__SAY_WORDS_OF_RELATIVE,
            .lowest = chiso__best_lowest,
            .points_among = chiso__best_points,
            .least = nothing_of,
            .most = max_of,
        },
    [CHISO__RULE_PERCENTILE] =
        {
            .word = "percentile",
            .takes = CHISO__CELL_NUMBER,
            .treatments = CHISO__TREATS_OVER | CHISO__TREATS_FENCES | CHISO__TREATS_IMPUTE |
                          CHISO__TREATS_LOG,
            .regards = CHISO__REGARD_ORDER,
            .behind = CHISO__BEHIND_DOWN | CHISO__BEHIND_BLOCK,
            .goes_on = CHISO__SAY_WORDS_OF_RELATIVE,
            .points_among = chiso__percentile_points,
            .least = nothing_of,
            .most = max_of,
        },
    [CHISO__RULE_ZSCORE] =
        {
            .word = "zscore",
            .takes = CHISO__CELL_NUMBER,
            .treatments = CHISO__TREATS_OVER | CHISO__TREATS_FENCES | CHISO__TREATS_IMPUTE |
                          CHISO__TREATS_LOG,
            .regards = CHISO__REGARD_SPREAD,
            .behind = CHISO__BEHIND_POPULATION | CHISO__BEHIND_DOWN | CHISO__BEHIND_BLOCK,
            .goes_on = CHISO__SAY_WORDS_OF_ZSCORE,
            .read = chiso__zscore_read,
            .write = chiso__zscore_write,
            .points_among = chiso__zscore_points,
            .least = min_of,
            .most = max_of,
        },
    [CHISO__RULE_SURVEY] =
        {
            .word = "survey",
            .takes = CHISO__CELL_ANSWERS,
            .read = chiso__survey_read,
            .write = chiso__survey_write,
            .least = nothing_of,
            .most = chiso__survey_most,
        },
    [CHISO__RULE_RANK] =
        {
            .word = "rank",
            .takes = CHISO__CELL_NONE,
            .behind = CHISO__BEHIND_BLOCK,
            .goes_on = CHISO__SAY_WORDS_OF_RANK,
            .read = chiso__rank_read,
            .write = chiso__rank_write,
            .points = chiso__rank_points,
            .least = nothing_of,
            .most = max_of,
        },
};

_Static_assert(sizeof(chiso__rules) / sizeof(chiso__rules[0]) == CHISO__RULE_KINDS,
               "each rule has a row");

struct chiso__rule chiso__rule_default(void)
{
    return (struct chiso__rule){
        .kind = CHISO__RULE_POINTS, .takes = CHISO__CELL_NUMBER, .text = "points"};
}
