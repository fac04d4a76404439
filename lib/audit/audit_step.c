/* The audit of what stands between children and their parent: steps that never do anything, and
 * limits that are finer than what is published, or below a floor. */
#include "audit/inside.h"

#include "number/shown.h"
#include "tree/tree.h"

struct look {
    chiso_audit *audit;
    const chiso_tree *tree;
    chiso_node node;
};

static struct chiso__insert code_of(const struct look *look, chiso_node node)
{
    return chiso__say_text(node == CHISO_ROOT ? "." : chiso_node_code(look->tree, node));
}

static chiso_finding finding_of(const struct look *look, chiso_audit_code code,
                                chiso_severity severity)
{
    chiso_finding finding = chiso__finding_of(code, severity);

    finding.node = look->node;
    return finding;
}

static chiso_finding idle_of(const struct look *look)
{
    return finding_of(look, CHISO_AUDIT_STEP_IDLE, CHISO_SEVERITY_NOTE);
}

/* Whether what may be dropped of a node differs in max or, where that counts, in weight. */
static bool are_unequal(const chiso_tree *tree, const struct chiso__tree_node *node)
{
    const struct chiso__tree_node *first = NULL;
    bool unequal = false;

    for (chiso_node id = node->first_child; id != CHISO_NO_NODE;
         id = tree->nodes[id].next_sibling) {
        const struct chiso__tree_node *child = &tree->nodes[id];

        if (child->kind == CHISO_KIND_BONUS || chiso__carried_is_zero(child->max)) {
            continue;
        }
        unequal = unequal ||
                  (first != NULL && (chiso__carried_compare(child->max, first->max) != 0 ||
                                     (chiso__weighs(node->combine) &&
                                      chiso__carried_compare(child->weight, first->weight) != 0)));
        first = first == NULL ? child : first;
    }
    return unequal;
}

/* Of unequal ones more points may turn another out, and cost some. */
static bool look_at_unequal(const struct look *look)
{
    const struct chiso__tree_node *node = &look->tree->nodes[look->node];
    const chiso_finding finding = finding_of(look, CHISO_AUDIT_DROP_UNEQUAL, CHISO_SEVERITY_NOTE);

    return node->steps.drop_count == 0 || !are_unequal(look->tree, node) ||
           chiso__audit_say(look->audit, finding, CHISO__SAY_DROPS_UNEQUAL,
                            CHISO__WORDS(code_of(look, look->node)));
}

/* A `keep` of as many as there are, or more. */
static bool look_at_drops(const struct look *look)
{
    const struct chiso__tree_node *node = &look->tree->nodes[look->node];
    uint32_t count = 0;
    bool went = true;

    for (chiso_node id = node->first_child; id != CHISO_NO_NODE;
         id = look->tree->nodes[id].next_sibling) {
        const struct chiso__tree_node *child = &look->tree->nodes[id];

        count += child->kind != CHISO_KIND_BONUS && !chiso__carried_is_zero(child->max) &&
                 !(chiso__weighs(node->combine) && chiso__carried_is_zero(child->weight));
    }
    for (uint32_t i = 0; i < node->steps.drop_count && went; i++) {
        const struct chiso__drop *drop = &node->steps.drops[i];

        if (drop->keep && drop->count >= count) {
            went = chiso__audit_say(look->audit, idle_of(look), CHISO__SAY_KEEPS_ALL,
                                    CHISO__WORDS(code_of(look, look->node),
                                                 chiso__say_count(drop->count),
                                                 chiso__say_count(count)));
        } else {
            count = drop->keep ? drop->count : count - drop->count;
        }
    }
    return went;
}

static bool look_at_needs(const struct look *look)
{
    const struct chiso__tree_node *node = &look->tree->nodes[look->node];
    const struct chiso__insert *words = CHISO__WORDS(code_of(look, look->node));

    if (chiso__carried_is_gap(node->steps.needs)) {
        return true;
    }
    if (chiso__is_leaf(node)) {
        return chiso__audit_say(look->audit, idle_of(look), CHISO__SAY_NEEDS_ON_LEAF, words);
    }
    return !chiso__carried_is_zero(node->steps.needs) ||
           chiso__audit_say(look->audit, idle_of(look), CHISO__SAY_NEEDS_NOTHING, words);
}

/* Whether nothing below a node takes points away. */
static bool is_never_below_0(const chiso_tree *tree, chiso_node node)
{
    uint32_t count = 0;
    const chiso_node *below = chiso__order_below(tree, node, &count);

    for (uint32_t i = 1; i < count; i++) {
        const struct chiso__tree_node *child = &tree->nodes[below[i]];

        if (child->min.millionths < 0 || child->rule.unlimited ||
            chiso__combines[tree->nodes[child->parent].combine].find_factors == NULL) {
            return false;
        }
    }
    return true;
}

static bool look_at_floor(const struct look *look)
{
    const struct chiso__tree_node *node = &look->tree->nodes[look->node];

    return !chiso__has_floor(node) || node->kind == CHISO_KIND_BONUS ||
           chiso__carried_compare(node->min, chiso__carried_of(0)) > 0 ||
           !is_never_below_0(look->tree, look->node) ||
           chiso__audit_say(look->audit, idle_of(look), CHISO__SAY_FLOOR_NEVER_REACHED,
                            CHISO__WORDS(code_of(look, look->node), chiso__say_carried(node->min)));
}

/* Whether a gate can never hold, or limits nothing. */
static bool is_idle(const struct chiso__tree_node *node, const struct chiso__gate *gate)
{
    const struct chiso__carried whole = {100 * CHISO_DECIMAL_ONE, 0};
    const bool plain = chiso__is_leaf(node) && node->kind != CHISO_KIND_BONUS &&
                       !node->rule.unlimited && node->min.millionths >= 0;

    if (gate->of_percent && plain) {
        return gate->above ? chiso__carried_compare(gate->bound.value, whole) >= 0
                           : chiso__carried_compare(gate->bound.value, chiso__carried_of(0)) <= 0;
    }
    return false;
}

/* Limits of a gate that are finer than what is published, or below the floor of the parent. */
static bool look_at_limit(const struct look *look, const struct chiso__gate *gate)
{
    const chiso_tree *tree = look->tree;
    const struct chiso__tree_node *parent = &tree->nodes[tree->nodes[look->node].parent];
    const struct chiso__carried whole = {100 * CHISO_DECIMAL_ONE, 0};
    const chiso_decimal printed =
        chiso__points_shown(gate->limit.value, whole, tree->digits, tree->rounding);
    struct chiso__carried points = {0, 0};

    if (chiso__carried_compare(gate->limit.value, chiso__carried_of(printed)) != 0 &&
        !chiso__audit_say(
            look->audit, finding_of(look, CHISO_AUDIT_LIMIT_DIGITS, CHISO_SEVERITY_WARNING),
            CHISO__SAY_LIMIT_TOO_FINE,
            CHISO__WORDS(code_of(look, look->node), chiso__say_carried(gate->limit.value),
                         chiso__say_decimal(printed)))) {
        return false;
    }
    return !chiso__has_floor(parent) ||
           !chiso__carried_scale(parent->max, gate->limit.value, whole, &points) ||
           chiso__carried_order(points, parent->min, parent->max) >= 0 ||
           chiso__audit_say(look->audit, idle_of(look), CHISO__SAY_LIMIT_BELOW_FLOOR,
                            CHISO__WORDS(code_of(look, look->node),
                                         chiso__say_carried(gate->limit.value),
                                         code_of(look, tree->nodes[look->node].parent),
                                         chiso__say_carried(parent->min)));
}

static bool look_at_gates(const struct look *look)
{
    const struct chiso__tree_node *node = &look->tree->nodes[look->node];
    bool went = true;

    for (uint32_t i = 0; i < node->steps.gates.count && went; i++) {
        const struct chiso__gate *gate = &node->steps.gates.gates[i];

        if (is_idle(node, gate)) {
            went = chiso__audit_say(
                look->audit, idle_of(look), CHISO__SAY_GATE_NEVER_HOLDS,
                CHISO__WORDS(code_of(look, look->node), chiso__say_text(node->steps.gates.text)));
        } else if (gate->band == NULL) {
            went = look_at_limit(look, gate);
        }
    }
    return went;
}

bool chiso__audit_steps(chiso_audit *audit, const chiso_tree *tree, chiso_node node)
{
    const struct look look = {audit, tree, node};

    return look_at_drops(&look) && look_at_unequal(&look) && look_at_needs(&look) &&
           look_at_floor(&look) && look_at_gates(&look);
}
