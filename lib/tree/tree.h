/* What a tree is made of, for the parts behind it. */
#ifndef CHISO_LIB_TREE_TREE_H
#define CHISO_LIB_TREE_TREE_H

#include <chiso/tree.h>

#include "number/shown.h"
#include "rule/gate.h"
#include "rule/raters.h"
#include "rule/rule.h"
#include "text/code_index.h"
#include "text/notes.h"

#include <stdatomic.h>

/* Of the children that take part, those with the lowest or the highest a/m: so many are left out,
 * or all but so many. */
struct chiso__drop {
    bool keep;
    bool lowest;
    uint32_t count;
};

/* What may stand between the combine of a node and its figures, unit by unit. */
struct chiso__terms {
    struct chiso__drop *drops; /* as written: each acts on what the one before left */
    uint32_t drop_count;
    struct chiso__gates gates;
    struct chiso__carried needs; /* so much of it must be scored, in percent; a gap: nothing */
    struct chiso__numeral needs_said;
};

struct chiso__tree_node {
    const char *title;
    chiso_node parent;
    chiso_node first_child;
    chiso_node last_child;
    chiso_node next_sibling;
    uint32_t child_count;
    uint32_t depth;
    struct chiso__carried max; /* a gap until known */
    struct chiso__carried min;
    struct chiso__carried weight;   /* a gap: its max for the unit */
    struct chiso__numeral max_said; /* as they were written, where they were */
    struct chiso__numeral min_said;
    struct chiso__numeral weight_said;
    struct chiso__rule rule;
    struct chiso__terms steps;
    struct chiso__panel raters;
    chiso_kind kind;
    chiso_combine combine;
    int round; /* -1: not */
    bool max_stated;
    bool min_stated;
    bool scaled;
    bool capped;

    /* What the check works out. For a unit whose cells all hold values, a linear inner node
     * achieves Σ factor × a / divisor over its children. */
    int64_t factor;
    int64_t divisor;
    struct chiso__carried leaf_max; /* Σ max of the leaves below, bonuses apart */
    /* for such a unit the points lie within -reach to reach, if they are bounded */
    int64_t reach;
    uint32_t inner;    /* an inner node's number among them, in the order that scoring goes */
    uint32_t relative; /* the number of a leaf that looks at the other units among those */
    /* Of a leaf that takes a rank: whose, and when it can be told: 0 where no other rank is needed
     * for it, else once those of all stages before are there. */
    chiso_node ranked;
    uint32_t stage;
    uint32_t over;         /* the number of the column that its values are divided by, if any */
    uint32_t imputing;     /* the number of a leaf that is imputed among those */
    bool has_block_weight; /* a weight of it is said for a block */
    bool limited;          /* a gate below it limits its percent */
    bool stepped;          /* it or something below it is worked out unit by unit, for its steps */
    bool in_bonus;         /* a bonus, or below one: when it is missing it is none */
    bool has_criteria;     /* a leaf, or a leaf below it that is no bonus */
    bool counts;           /* it is, or something below it is, of more than 0 */
    bool covers;  /* it has a coverage: something of more than 0 weighs all the way up to it */
    bool bounded; /* nothing below it goes on without a limit */
    bool linear;  /* it has its factors, and no sum of them can overflow */
    bool plain_factors; /* all factors are 1 */
    bool wide;          /* Σ factor × a needs more than 64 bits */
    bool drawn; /* in a drawing of trees, of a sum: the weights of its criteria are factors that
                   their points and maxima are multiplied by before they are spread over its max;
                   of another combine a weight below 0 is such a factor of the max for the unit */
};

/* How much a child counts beside its siblings. */
enum chiso__weighing {
    CHISO__WEIGHING_MAX,    /* its max, whatever its weight */
    CHISO__WEIGHING_WEIGHT, /* its weight, which is its max where none is stated */
    CHISO__WEIGHING_ALIKE   /* as much as any other, unless its weight is 0 */
};

struct chiso__below;

/* What a tree knows of a combine. How it makes points of those of children is known to
 * score/combine.c, and how that is told to unit/explain_parts.c. */
struct chiso__combine_row {
    enum chiso__weighing weighing;
    bool takes_bonus;
    bool may_scale; /* `scaled` may stand behind it */
    /* Gives the children of a node the factors that it is linear with; false when there are none
     * that fit. NULL: it never is linear. */
    bool (*find_factors)(chiso_tree *tree, struct chiso__tree_node *node,
                         const struct chiso__below *below);
};

enum { CHISO__COMBINE_KINDS = CHISO_COMBINE_MEDIAN + 1 };

extern const struct chiso__combine_row chiso__combines[];

/* Whether children of weight or max 0 are left out. */
static inline bool chiso__weighs(chiso_combine combine)
{
    return chiso__combines[combine].weighing != CHISO__WEIGHING_MAX;
}

/* In place of the weight of a node for a block: it does not apply to the units of that. */
#define CHISO__LEFT_OUT (INT64_MIN + 1)

/* What was said of a node for the units of a block: a weight, or CHISO__LEFT_OUT. */
struct chiso__block_weight {
    uint32_t column;
    chiso_node node;
    struct chiso__numeral said;
};

/* Weights by block: a column a block. */
struct chiso__block_weights {
    struct chiso__span *blocks;         /* by column */
    struct chiso__text_place *headings; /* of these in the criteria file; 0, 0 for a call */
    uint32_t column_count;
    struct chiso__block_weight *list; /* in the order of saying */
    uint32_t count;
    uint32_t capacity;
    /* What the check works out, a column behind the other and by node: the weight that holds, and
     * the place in the list of what was said. */
    struct chiso__carried *weights;
    uint32_t *places;
};

/* A criterion whose parent was named by a code, or not at all. */
struct chiso__late {
    chiso_node node;
    chiso_node parent;         /* where it hangs until the tree is checked */
    struct chiso__span stated; /* the code; empty: the longest dotted prefix of its own */
};

/* Which member of a criterion was wrong. */
enum chiso__member {
    CHISO__MEMBER_CODE,
    CHISO__MEMBER_TITLE,
    CHISO__MEMBER_MAX,
    CHISO__MEMBER_MIN,
    CHISO__MEMBER_WEIGHT,
    CHISO__MEMBER_COMBINE,
    CHISO__MEMBER_KIND,
    CHISO__MEMBER_RULE,
    CHISO__MEMBER_ROUND,
    CHISO__MEMBER_NEEDS,
    CHISO__MEMBER_GATE,
    CHISO__MEMBER_RATERS,
    CHISO__MEMBER_COUNT
};

struct chiso_tree {
    chiso_allocator allocator;
    atomic_uint references;
    struct chiso__arena arena;
    struct chiso__tree_node *nodes;
    struct chiso__span *codes;
    uint32_t count;
    uint32_t capacity;
    uint32_t leaf_count;
    struct chiso__index index;
    struct chiso__late *late; /* those whose place may be another once all are there */
    uint32_t late_count;
    uint32_t late_capacity;
    struct chiso__block_weights by_block;
    struct chiso__notes *notes; /* of criteria; NULL where there never was one */
    int digits;
    bool full_reached; /* 100 % is shown of nothing that does not reach it */
    bool lowest_first; /* less is better: ranks and chains begin with the lowest */
    chiso_rounding rounding;
    chiso_missing_policy missing;
    uint64_t rounded_count;
    atomic_bool in_use; /* a board was made over it */
    bool checked;

    /* What the check works out. */
    chiso_node *order;  /* the nodes in the tree's order: a parent stands before its children */
    chiso_node *leaves; /* the leaves in that order */
    uint32_t inner_count;
    uint32_t widest;             /* the most children that a node has */
    uint32_t relative_count;     /* leaves that look at the other units */
    uint32_t rank_count;         /* leaves that take a rank */
    uint32_t rank_stages;        /* how many stages they have: 0 where there are none */
    uint32_t prepared_count;     /* leaves whose values something is done to before their rule */
    uint32_t imputing_count;     /* those of them that are imputed where they are missing */
    struct chiso__span *columns; /* of the points file that rules divide by; NULL for none */
    uint32_t column_count;
    bool has_fractions;  /* a max or a min has more than six decimals */
    bool has_steps;      /* a node is stepped */
    bool has_drops;      /* something is dropped of a node */
    bool has_band_gates; /* a gate names a band */
    bool has_left_out;   /* something does not apply to the units of a block */
    bool has_worthless;  /* an inner node counts for nothing, whoever it is scored for */
    /* Of the node that the check found wrong the member that is, or CHISO__MEMBER_COUNT where that
     * is no single one. */
    enum chiso__member at_fault;
};

/* chiso_tree_check(), which also tells the node that is wrong. */
chiso_status chiso__tree_close(chiso_tree *tree, chiso_node *out_node, chiso_error *error);

/* Opens a tree again that was checked for something that failed. */
void chiso__tree_uncheck(chiso_tree *tree);

/* One more that keeps the tree alive; chiso_tree_free() is one less. */
void chiso__tree_retain(chiso_tree *tree);

/* A node of a checked tree and all that is below it, so many, as they lie in the tree's order. */
const chiso_node *chiso__order_below(const chiso_tree *tree, chiso_node node, uint32_t *out_count);

static inline bool chiso__is_leaf(const struct chiso__tree_node *node)
{
    return node->child_count == 0 && node->parent != CHISO_NO_NODE;
}

/* Whether the points of a leaf are those of a rank: then it takes no cell. */
static inline bool chiso__takes_rank(const struct chiso__tree_node *leaf)
{
    return leaf->rule.kind == CHISO__RULE_RANK;
}

/* Points rounded in the calculation, where the leaf says so; never out of its min and max by that.
 */
struct chiso__carried chiso__round_points(const chiso_tree *tree,
                                          const struct chiso__tree_node *leaf,
                                          struct chiso__carried points);

/* Whether the points of a node do not fall below its min. */
static inline bool chiso__has_floor(const struct chiso__tree_node *node)
{
    return node->min_stated && !chiso__is_leaf(node);
}

static inline struct chiso__limits chiso__limits_of(const struct chiso__tree_node *node)
{
    return (struct chiso__limits){node->min, node->max};
}

/* The limits within which a decimal is stored as it came, without a rule; false for a leaf that has
 * none. */
struct chiso__plain_limits {
    chiso_decimal min;
    chiso_decimal max;
};
bool chiso__limits_if_plain(const struct chiso__tree_node *leaf,
                            struct chiso__plain_limits *out_limits);

/* A max or the like as it goes out through the interface. */
static inline chiso_decimal chiso__max_decimal(const chiso_tree *tree, struct chiso__carried max)
{
    return chiso__carried_is_gap(max) ? max.millionths
                                      : chiso__points_decimal(max, max, tree->rounding);
}

/* The node of a code as a file has it, or CHISO__NOT_FOUND: one that is none but with points for
 * its commas is that one, as a spreadsheet shows 1.10 where the decimal mark is a comma. */
int64_t chiso__find_code(const chiso_tree *tree, struct chiso__span code);

/* The column of points files that rules divide by which has a name, by its number, or
 * CHISO__NOT_FOUND. */
int64_t chiso__find_column(const chiso_tree *tree, struct chiso__span name);

/* What becomes of a row of a criteria file. */
enum chiso__row_use { CHISO__ROW_READ, CHISO__ROW_LEFT_OUT, CHISO__ROW_ENDS };

/* How the rows of a criteria file are told where a mapping says it. */
struct chiso__criteria_rows {
    uint32_t header; /* the row that has the headings where the first has none; 0 for not said */
    /* Where criteria are numbered as an outline, else NULL: what becomes of a row, by its code, ""
     * for none, and the cell that it is called by. */
    enum chiso__row_use (*use_of)(const void *context, struct chiso__span code,
                                  struct chiso__span cell);
    const void *context;
};

/* chiso_tree_read_csv() for a desk, or for none; rows is NULL where nothing is said of them. */
struct chiso__desk;
chiso_status chiso__read_tree(const char *text, size_t size, const struct chiso__desk *desk,
                              const struct chiso__criteria_rows *rows,
                              const chiso_allocator *allocator, chiso_tree **out_tree,
                              chiso_error *error);

#endif
