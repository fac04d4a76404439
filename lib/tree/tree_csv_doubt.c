/* What is doubtful in the gates of a criteria file: bounds that a criterion never comes to, and
 * limits that are finer than what is published. */
#include "number/shown.h"
#include "tree/tree_csv_inside.h"

/* The least and the greatest that a gate may find at a criterion, as far as that is known. */
struct reach {
    struct chiso__carried least;
    struct chiso__carried most;
    bool is_known;
};

static struct reach reach_of(const struct chiso__tree_node *node, const struct chiso__gate *gate)
{
    const struct chiso__carried whole = chiso__carried_of(100 * CHISO_DECIMAL_ONE);
    const bool is_leaf = chiso__is_leaf(node);
    struct reach reach = {chiso__carried_of(0), node->max, true};

    /* Without a percent sign it looks at the cell of a leaf, which only points limit. */
    reach.is_known = node->kind != CHISO_KIND_BONUS && !node->in_bonus && !node->rule.unlimited &&
                     (is_leaf || node->min.millionths >= 0) &&
                     (gate->of_percent || !is_leaf || node->rule.kind == CHISO__RULE_POINTS);
    if (is_leaf) {
        reach.least = node->min;
    }
    if (gate->of_percent && reach.is_known) {
        reach.most = whole;
        reach.is_known = !chiso__carried_is_zero(node->max) &&
                         chiso__carried_scale(whole, reach.least, node->max, &reach.least);
    }
    return reach;
}

/* Whether the points below a node may leave its min and max: a bonus adds to it, a malus takes. */
static bool is_open(const chiso_tree *tree, chiso_node node)
{
    uint32_t count = 0;
    const chiso_node *below = chiso__order_below(tree, node, &count);

    for (uint32_t i = 1; i < count; i++) {
        const struct chiso__tree_node *child = &tree->nodes[below[i]];

        if (child->in_bonus || child->min.millionths < 0 || child->rule.unlimited) {
            return true;
        }
    }
    return false;
}

static size_t offset_of(const struct chiso__criteria_file *file, uint32_t line,
                        const struct chiso__gate *gate)
{
    return chiso__criteria_offset(file, line, CHISO__MEMBER_GATE, true, gate->at);
}

/* A bound that is beyond all that the criterion may have. */
static chiso_status look_at_bound(struct chiso__criteria_file *file, uint32_t line,
                                  const struct chiso__gate *gate, const char *text)
{
    const chiso_node id = file->lines[line].node;
    const struct chiso__tree_node *node = &file->tree->nodes[id];
    const struct reach reach = reach_of(node, gate);
    const bool is_below = chiso__carried_compare(gate->bound.value, reach.least) < 0;
    const bool is_beyond = chiso__carried_compare(gate->bound.value, reach.most) > 0;
    chiso_error doubt;

    if (!reach.is_known || gate->bound.denominator != 0 || (!is_below && !is_beyond) ||
        (!chiso__is_leaf(node) && is_open(file->tree, id))) {
        return CHISO_OK;
    }
    chiso__fail(&doubt, CHISO_OK,
                gate->above == is_below ? CHISO__SAY_DOUBT_GATE_ALWAYS
                                        : CHISO__SAY_DOUBT_GATE_NEVER,
                CHISO__WORDS(chiso__say(file->tree->codes[id]), chiso__say_text(text),
                             chiso__say_carried(reach.least), chiso__say_carried(reach.most),
                             chiso__say_text(gate->of_percent ? " %" : "")));
    return chiso__csv_doubt(&file->csv, CHISO_DOUBT_GATE_BOUND, offset_of(file, line, gate),
                            &doubt);
}

/* A limit that lets through what is published as more. */
static chiso_status look_at_limit(struct chiso__criteria_file *file, uint32_t line,
                                  const struct chiso__gate *gate, const char *text)
{
    const chiso_tree *tree = file->tree;
    const struct chiso__carried whole = chiso__carried_of(100 * CHISO_DECIMAL_ONE);
    const chiso_decimal printed =
        chiso__points_shown(gate->limit.value, whole, tree->digits, tree->rounding);
    chiso_error doubt;

    if (gate->band != NULL ||
        chiso__carried_compare(gate->limit.value, chiso__carried_of(printed)) == 0) {
        return CHISO_OK;
    }
    chiso__fail(&doubt, CHISO_OK, CHISO__SAY_DOUBT_LIMIT_DIGITS,
                CHISO__WORDS(chiso__say(tree->codes[file->lines[line].node]), chiso__say_text(text),
                             chiso__say_decimal(printed),
                             chiso__say_count((uint64_t)tree->digits)));
    return chiso__csv_doubt(&file->csv, CHISO_DOUBT_LIMIT_DIGITS, offset_of(file, line, gate),
                            &doubt);
}

chiso_status chiso__criteria_doubt_gates(struct chiso__criteria_file *file, chiso_error *error)
{
    chiso_status status = CHISO_OK;

    for (uint32_t line = 1; line < file->count && file->csv.intake != NULL; line++) {
        const struct chiso__gates *gates = &file->tree->nodes[file->lines[line].node].steps.gates;

        for (uint32_t i = 0; i < gates->count && status == CHISO_OK; i++) {
            const char *text =
                chiso__gate_text(&gates->gates[i], &file->arena, &file->csv.allocator);

            status =
                text == NULL ? CHISO_E_MEMORY : look_at_bound(file, line, &gates->gates[i], text);
            status =
                status == CHISO_OK ? look_at_limit(file, line, &gates->gates[i], text) : status;
        }
    }
    return status == CHISO_OK ? status : chiso__fail_memory(error);
}
