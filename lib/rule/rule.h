/* Rules: how the cell of a leaf becomes points. */
#ifndef CHISO_LIB_RULE_RULE_H
#define CHISO_LIB_RULE_RULE_H

#include <chiso/tree.h>

#include "rule/rule_cell.h"

/* Each has a row of chiso__rules, where all that is known of it stands. */
enum chiso__rule_kind {
    CHISO__RULE_POINTS,
    CHISO__RULE_RATE,
    CHISO__RULE_RATE_FROM,
    CHISO__RULE_RATE_BETWEEN,
    CHISO__RULE_RATE_TARGET,
    CHISO__RULE_ATLEAST,
    CHISO__RULE_ATMOST,
    CHISO__RULE_YESNO,
    CHISO__RULE_PER,
    CHISO__RULE_RANGE,
    CHISO__RULE_MINMAX,
    CHISO__RULE_BEST,
    CHISO__RULE_PERCENTILE,
    CHISO__RULE_ZSCORE,
    CHISO__RULE_SURVEY,
    CHISO__RULE_RANK,
    CHISO__RULE_KINDS
};

/* What points depend on beside the value: nothing, or what the units that have a value are like. */
enum chiso__regard {
    CHISO__REGARD_NONE,
    CHISO__REGARD_ENDS,   /* the lowest and the highest */
    CHISO__REGARD_SPREAD, /* these, and the sum and root of zscore */
    CHISO__REGARD_ORDER   /* these, and all in order */
};

/* What is done to the values of a leaf before its rule, word by word: each has a row in
 * rule_treatment.c. */
enum chiso__treatment_kind {
    CHISO__TREAT_OVER,   /* divided by the number of a column */
    CHISO__TREAT_LOG,    /* the natural logarithm */
    CHISO__TREAT_WINSOR, /* the furthest values moved in, up to so many */
    CHISO__TREAT_IQR,    /* what is beyond the fences moved onto them */
    CHISO__TREAT_MEAN,   /* what is missing made the mean of the others */
    CHISO__TREAT_MEDIAN, /* or their median */
    CHISO__TREAT_KINDS
};

/* Which of them a rule takes. */
enum {
    CHISO__TREATS_OVER = 1 << 0,
    CHISO__TREATS_LOG = 1 << 1,
    CHISO__TREATS_FENCES = 1 << 2,
    CHISO__TREATS_IMPUTE = 1 << 3
};

/* So many of them at most stand before a rule, and move at most so many values. */
enum { CHISO__TREATMENTS_MOST = 8, CHISO__WINSOR_MOST = 1000000 };

struct chiso__treatment {
    enum chiso__treatment_kind kind;
    bool in_block;               /* of mean and median: of the others of the block */
    uint32_t most;               /* of winsor */
    struct chiso__numeral reach; /* of iqr, in interquartile ranges */
    struct chiso__span column;   /* of over, as it was written */
};

/* A threshold of atleast and atmost, and its points. */
struct chiso__tier {
    struct chiso__measured threshold;
    struct chiso__numeral points;
};

struct chiso__rule {
    enum chiso__rule_kind kind;
    enum chiso__cell_kind takes;
    enum chiso__regard regards;

    /* The words that may stand behind a rule. */
    bool logarithmic; /* logarithms are taken first */
    bool unlimited;   /* points may be below min and above max */
    bool population;  /* the standard deviation is that of all there are: divided by n, not n - 1 */
    bool down;        /* less is better */
    bool in_block;    /* only the units of the unit's block are looked at */

    /* What is done to the values first, in this order. */
    const struct chiso__treatment *treatments;
    uint32_t treatment_count;

    uint32_t option_count; /* of survey, else 0 */
    uint64_t left_out;     /* a bit an option of survey that means "don't know" */
    union {
        struct chiso__measured from; /* rates */
        struct {
            struct chiso__measured low;
            struct chiso__measured high;
        } between;
        struct chiso__measured target;
        struct {
            struct chiso__tier *steps; /* from the least threshold to the greatest */
            uint32_t count;
        } tiers;
        struct chiso__numeral per; /* points of one */
        struct {
            struct chiso__numeral min_at; /* what gives min, and what gives max */
            struct chiso__numeral max_at;
            /* where logarithms are taken: that of min_at, and how far that of max_at is from it */
            chiso__wide start;
            chiso__wide span;
        } range;
        struct {
            struct chiso__numeral at_mean; /* points there, and so many more a standard deviation */
            struct chiso__numeral per_deviation;
        } zscore;
        struct chiso__numeral *weights; /* of the options of survey, in percent */
        struct chiso__span ranked;      /* the code of the criterion whose rank it is */
    };
    const char *text; /* reads in again as the same rule */
};

/* What a rule stands in. */
struct chiso__limits {
    struct chiso__carried min;
    struct chiso__carried max;
};

/* What the units that have a value on a leaf are like, all of them or those of a block. */
struct chiso__peer_figures {
    uint32_t count;
    struct chiso__carried lowest;
    struct chiso__carried highest;
    const struct chiso__carried *sorted; /* CHISO__REGARD_ORDER */
    /* CHISO__REGARD_SPREAD, with d = (value - lowest) >> drop: Σ d, and n times the standard
     * deviation of the d in units of 2^-places; 0 when all are equal. */
    bool fine; /* distances are counted in 10^-15, else in millionths: no value has a rest */
    bool deep; /* some value has, or may have, more than 15 decimals: then in last bits */
    chiso__wide sum;
    chiso__wide root;
    int drop;
    int places;
};

/* How far a value is from the lowest, in whole numbers small enough for their squares to add up. */
chiso__wide chiso__distance_of(const struct chiso__peer_figures *peers,
                               struct chiso__carried value);

struct chiso__rule_reader;

/* Reads what stands behind the words of a rule. */
typedef chiso_status chiso__rule_reads(struct chiso__rule_reader *reader, struct chiso__rule *rule);
/* Writes that. */
typedef void chiso__rule_writes(char **end, const struct chiso__rule *rule);
/* The points of a value; false when the numbers are too large. */
typedef bool chiso__rule_gives(const struct chiso__rule *rule, struct chiso__limits limits,
                               struct chiso__measured measured, struct chiso__carried *out_points);
/* The points of a value among its peers. */
typedef struct chiso__carried chiso__rule_compares(const struct chiso__rule *rule,
                                                   struct chiso__limits limits,
                                                   const struct chiso__peer_figures *peers,
                                                   struct chiso__carried value);
/* A number that a cell may hold to have such points, which are within the limits; CHISO_ABSENT
 * where none does, or none is known. */
typedef struct chiso__carried chiso__rule_goes_back(const struct chiso__rule *rule,
                                                    struct chiso__limits limits,
                                                    struct chiso__carried points);
/* The least points that it gives whatever a cell holds, or the most. */
typedef struct chiso__carried chiso__rule_bounds(const struct chiso__rule *rule,
                                                 struct chiso__limits limits);

/* All that is known of a rule: adding one takes its name above, its row and its functions. */
struct chiso__rule_row {
    const char *word;          /* its text begins with it */
    const char *form;          /* the word behind that, where rules share the first; else NULL */
    chiso__rule_reads *read;   /* NULL: nothing stands behind its words */
    chiso__rule_writes *write; /* the same */
    /* The least number that it takes; NULL: any. */
    struct chiso__carried (*lowest)(const struct chiso__rule *rule);
    chiso__rule_gives *points;          /* NULL: the value is stored as it is */
    chiso__rule_compares *points_among; /* of a rule that looks at the other units */
    chiso__rule_goes_back *cell;        /* NULL: no cell is known of points */
    chiso__rule_bounds *least;
    chiso__rule_bounds *most;
    enum chiso__cell_kind takes; /* what a cell holds, unless reading the rule finds it to differ */
    enum chiso__regard regards;  /* at the other units */
    unsigned treatments;         /* bits of what may be done to its values first */
    unsigned behind;             /* bits of the words that may stand behind it */
    enum chiso__message goes_on; /* what could be where its text goes on; 0: its end alone */
    bool is_points;    /* the value is the points: it must be within the limits, and says all */
    bool limits_rates; /* it must be told where a rate was beyond 0 to 100 % */
};

/* Tables are declared without their size: it is that of their rows, and checked beside them. */
extern const struct chiso__rule_row chiso__rules[];

static inline const struct chiso__rule_row *chiso__rule_row_of(const struct chiso__rule *rule)
{
    return &chiso__rules[rule->kind];
}

/* What a rule measures that takes a rank: it is so high of so many. */
static inline struct chiso__measured chiso__measured_rank(uint32_t rank, uint32_t count)
{
    return (struct chiso__measured){
        {rank * CHISO_DECIMAL_ONE, 0}, count * CHISO_DECIMAL_ONE, false, true};
}

/* The rule of a leaf that states none. */
struct chiso__rule chiso__rule_default(void);

static inline bool chiso__is_default_rule(const struct chiso__rule *rule)
{
    return rule->kind == CHISO__RULE_POINTS && rule->treatment_count == 0;
}

/* Whether something is done to the values of a leaf before its rule. */
static inline bool chiso__is_prepared(const struct chiso__rule *rule)
{
    return rule->treatment_count > 0;
}

/* The same of some of what can be. */
bool chiso__rule_has(const struct chiso__rule *rule, unsigned bits);

/* Writes one such step as it stands in a rule, into room for the rule. */
void chiso__treatment_put(char **end, const struct chiso__treatment *treatment);

/* Whether the points of a value depend on those of the other units. */
static inline bool chiso__is_relative(const struct chiso__rule *rule)
{
    return rule->regards != CHISO__REGARD_NONE;
}

/* Reads a rule; "" is the default. The error's column counts the characters of the text, from 1, up
 * to what is wrong. */
chiso_status chiso__rule_read(struct chiso__span text, struct chiso__limits limits,
                              struct chiso__number_style *style, struct chiso__arena *arena,
                              const chiso_allocator *allocator, struct chiso__rule *out_rule,
                              bool *out_rounded, chiso_error *error);

static inline struct chiso__carried chiso__limit(struct chiso__carried points,
                                                 struct chiso__limits limits)
{
    return chiso__carried_limit(points, limits.min, limits.max);
}

/* The least number that a rule takes. */
static inline struct chiso__carried chiso__rule_lowest(const struct chiso__rule *rule)
{
    const struct chiso__rule_row *row = chiso__rule_row_of(rule);

    return row->lowest == NULL ? chiso__carried_of(-CHISO_DECIMAL_MAX) : row->lowest(rule);
}

/* Whether an option of survey means "don't know": it is counted, and leaves the denominator. */
static inline bool chiso__leaves_out(const struct chiso__rule *rule, uint32_t option)
{
    return (rule->left_out >> option & 1) != 0;
}

/* How many of the answers are left out, in millionths. */
int64_t chiso__survey_left_out(const struct chiso__rule *rule, const int64_t *counts);

/* The points of counts of answers in millionths, an option each, none of them beyond the limit;
 * CHISO_ABSENT, as what is missing, where all of the answers are left out. */
chiso_status chiso__survey_points(const struct chiso__rule *rule, struct chiso__limits limits,
                                  const int64_t *counts, struct chiso__carried *out_points,
                                  chiso_error *error);

/* CHISO_OK for points within the limits. */
chiso_status chiso__check_points(struct chiso__carried points, struct chiso__limits limits,
                                 chiso_error *error);

/* The value that was measured for a rule before which something is done to it, checked to be one
 * that this can be done to. Dividing keeps its sign, and no more is asked of it. */
chiso_status chiso__rule_takes(const struct chiso__rule *rule, struct chiso__limits limits,
                               struct chiso__measured measured, struct chiso__carried *out_value,
                               chiso_error *error);

/* A number that a cell may hold to have such points; CHISO_ABSENT where none is known. */
struct chiso__carried chiso__rule_cell_for(const struct chiso__rule *rule,
                                           struct chiso__limits limits,
                                           struct chiso__carried points);

/* The points of what was measured, which is of the measure that the rule takes. Where they depend
 * on the other units it is the value itself, checked to be one that has points. */
chiso_status chiso__rule_points(const struct chiso__rule *rule, struct chiso__limits limits,
                                struct chiso__measured measured, struct chiso__carried *out_points,
                                chiso_error *error);

#endif
