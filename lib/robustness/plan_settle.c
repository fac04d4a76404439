/* What a plan of draws means for a tree: which weights vary, which combine is drawn. */
#include "robustness/plan.h"

#include "text/word.h"

/* A criterion that has a part in what its parent divides by: bonuses have none, and what weighs
 * nothing stays so. */
static bool counts(const chiso_tree *tree, chiso_node id)
{
    const struct chiso__tree_node *node = &tree->nodes[id];
    const chiso_combine combine = tree->nodes[node->parent].combine;

    return node->kind != CHISO_KIND_BONUS && !chiso__carried_is_zero(node->max) &&
           !(chiso__weighs(combine) && chiso__carried_is_zero(node->weight));
}

/* Whether the children of a node are weighed against each other, and are two at least. */
static bool weighs_children(const chiso_tree *tree, chiso_node id)
{
    const struct chiso__tree_node *node = &tree->nodes[id];
    uint32_t count = 0;

    if (chiso__combines[node->combine].weighing == CHISO__WEIGHING_ALIKE) {
        return false;
    }
    for (chiso_node child = node->first_child; child != CHISO_NO_NODE;
         child = tree->nodes[child].next_sibling) {
        count += counts(tree, child);
    }
    return count > 1;
}

bool chiso__is_weighed(const struct chiso__plan *plan, const chiso_tree *tree, chiso_node node)
{
    return node != CHISO_ROOT && plan->varied[tree->nodes[node].parent] && counts(tree, node);
}

uint32_t chiso__weighed_count(const struct chiso__plan *plan, const chiso_tree *tree)
{
    uint32_t count = 0;

    for (chiso_node id = 0; id < tree->count; id++) {
        count += chiso__is_weighed(plan, tree, id);
    }
    return count;
}

/* Effects are on weights that vary by themselves, and alone. */
static bool may_matter(const struct chiso__plan *plan)
{
    bool may = plan->sources[CHISO__SOURCE_WEIGHTS];

    for (int source = CHISO__SOURCE_DIRICHLET; source < CHISO__SOURCE_END; source++) {
        may = may && !plan->sources[source];
    }
    return may;
}

static chiso_status find_node(const chiso_tree *tree, struct chiso__span code, chiso_node *out_node,
                              chiso_error *error)
{
    int64_t found = CHISO_ROOT;

    if (!chiso__is_word(code, ".")) {
        found = chiso__find_code(tree, code);
    }
    if (found == CHISO__NOT_FOUND) {
        return chiso__fail(error, CHISO_E_NODE, CHISO__SAY_NO_CRITERION,
                           CHISO__WORDS(chiso__say(code)));
    }
    *out_node = (chiso_node)found;
    return CHISO_OK;
}

/* The node that ranks are of: one that is made of others. */
static chiso_status settle_node(struct chiso__plan *plan, const chiso_tree *tree,
                                chiso_error *error)
{
    chiso_status status = CHISO_OK;

    plan->node = CHISO_ROOT;
    if (plan->node_code.size > 0) {
        status = find_node(tree, plan->node_code, &plan->node, error);
    }
    if (status == CHISO_OK && chiso__is_leaf(&tree->nodes[plan->node])) {
        status = chiso__fail(error, CHISO_E_NODE, CHISO__SAY_DRAWS_NODE_IS_LEAF,
                             CHISO__WORDS(chiso__say(tree->codes[plan->node])));
    }
    return status;
}

static chiso_status settle_level(struct chiso__plan *plan, const chiso_tree *tree,
                                 struct chiso__span code, chiso_error *error)
{
    chiso_node node = CHISO_NO_NODE;
    const chiso_status status = find_node(tree, code, &node, error);

    if (status != CHISO_OK) {
        return status;
    }
    if (!weighs_children(tree, node)) {
        return chiso__fail(error, CHISO_E_NODE, CHISO__SAY_DRAWS_NOTHING_BELOW,
                           CHISO__WORDS(chiso__say(code)));
    }
    plan->varied[node] = true;
    return CHISO_OK;
}

/* The parents of what is weighed. */
static chiso_status settle_levels(struct chiso__plan *plan, const chiso_tree *tree,
                                  chiso_error *error)
{
    struct chiso__span rest = plan->levels;
    struct chiso__span part;
    chiso_status status = CHISO_OK;
    bool any = false;

    if (rest.size > 0 && !chiso__is_word(rest, "all") && !chiso__is_word(rest, "1")) {
        while (status == CHISO_OK && chiso__next_part(&rest, '+', &part)) {
            status = settle_level(plan, tree, part, error);
        }
        return status;
    }
    for (chiso_node id = 0; id < tree->count; id++) {
        plan->varied[id] =
            weighs_children(tree, id) && (id == CHISO_ROOT || !chiso__is_word(plan->levels, "1"));
        any = any || plan->varied[id];
    }
    return any ? CHISO_OK
               : chiso__fail(error, CHISO_E_NODE, CHISO__SAY_DRAWS_NOTHING_WEIGHED, NULL);
}

/* Each parent needs as many whole parameters as it has children. */
static chiso_status check_concentration(const struct chiso__plan *plan, const chiso_tree *tree,
                                        chiso_error *error)
{
    for (chiso_node id = 0; id < tree->count; id++) {
        if (plan->varied[id] && tree->nodes[id].child_count > plan->concentration) {
            return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_DRAWS_FEW_PARAMETERS,
                               CHISO__WORDS(chiso__say_count(plan->concentration),
                                            chiso__say_count(tree->nodes[id].child_count),
                                            chiso__say(chiso__plan_code(tree, id))));
        }
    }
    return CHISO_OK;
}

static chiso_status add_way(struct chiso__plan *plan, struct chiso__span word, chiso_error *error)
{
    const int way = chiso__word_value(CHISO_WORDS_COMBINE, word);

    if (way < 0 || plan->combine_count == CHISO__WAYS_MOST) {
        return chiso__fail(error, CHISO_E_WORD, CHISO__SAY_DRAWS_NO_COMBINE,
                           CHISO__WORDS(chiso__say(word)));
    }
    plan->combines[plan->combine_count++] = (chiso_combine)way;
    return CHISO_OK;
}

/* Ways that take no bonus are none for a node that has one, as in a file. */
static chiso_status check_bonuses(const struct chiso__plan *plan, const chiso_tree *tree,
                                  chiso_error *error)
{
    for (chiso_node id = tree->nodes[plan->combined].first_child; id != CHISO_NO_NODE;
         id = tree->nodes[id].next_sibling) {
        for (uint32_t i = 0; i < plan->combine_count; i++) {
            if (tree->nodes[id].kind == CHISO_KIND_BONUS &&
                !chiso__combines[plan->combines[i]].takes_bonus) {
                return chiso__fail(error, CHISO_E_NODE, CHISO__SAY_COMBINE_TAKES_NO_BONUS,
                                   CHISO__WORDS(chiso__say(tree->codes[id]),
                                                chiso__say_text(chiso_word(CHISO_WORDS_COMBINE,
                                                                           plan->combines[i]))));
            }
        }
    }
    return CHISO_OK;
}

/* `CODE=mean+geometric`. What only some combines take must stand in no way's way. */
static chiso_status settle_combine(struct chiso__plan *plan, const chiso_tree *tree,
                                   chiso_error *error)
{
    struct chiso__span rest = plan->texts[CHISO__SOURCE_COMBINE];
    struct chiso__span part = {"", 0};
    chiso_status status = CHISO_OK;

    (void)chiso__next_part(&rest, '=', &part);
    status = find_node(tree, part, &plan->combined, error);
    if (status == CHISO_OK && chiso__is_leaf(&tree->nodes[plan->combined])) {
        return chiso__fail(error, CHISO_E_NODE, CHISO__SAY_DRAWS_NODE_IS_LEAF,
                           CHISO__WORDS(chiso__say(part)));
    }
    if (status == CHISO_OK && rest.text == NULL) {
        return add_way(plan, (struct chiso__span){"", 0}, error);
    }
    while (status == CHISO_OK && chiso__next_part(&rest, '+', &part)) {
        status = add_way(plan, part, error);
    }
    return status == CHISO_OK ? check_bonuses(plan, tree, error) : status;
}

/* The ways of a rule; the trees that are derived with them check them. */
static chiso_status settle_rules(struct chiso__plan *plan, const chiso_tree *tree,
                                 chiso_error *error)
{
    struct chiso__span rest = plan->texts[CHISO__SOURCE_RULE];
    struct chiso__span part;

    if (tree->relative_count == 0) {
        return chiso__fail(error, CHISO_E_RULE, CHISO__SAY_DRAWS_NO_RELATIVE, NULL);
    }
    while (chiso__next_part(&rest, '+', &part)) {
        if (part.size == 0 || plan->rule_count == CHISO__WAYS_MOST) {
            return chiso__fail(error, CHISO_E_WORD, CHISO__SAY_DRAWS_NO_RULE,
                               CHISO__WORDS(chiso__say(part)));
        }
        plan->rules[plan->rule_count++] = part;
    }
    return CHISO_OK;
}

/* Whether a tree has a leaf of a kind that a source varies. */
static bool has_leaf(const chiso_tree *tree, enum chiso__rule_kind kind)
{
    bool any = false;

    for (uint32_t i = 0; i < tree->leaf_count; i++) {
        any = any || tree->nodes[tree->leaves[i]].rule.kind == kind;
    }
    return any;
}

chiso_status chiso__plan_settle(struct chiso__plan *plan, const chiso_tree *tree,
                                const chiso_allocator *allocator, chiso_error *error)
{
    chiso_status status = settle_node(plan, tree, error);

    if (status == CHISO_OK && plan->matters && !may_matter(plan)) {
        status = chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_DRAWS_MATTERS, NULL);
    }
    if (status != CHISO_OK) {
        return status;
    }
    plan->varied = chiso__alloc_zero(allocator, tree->count, sizeof(*plan->varied));
    if (plan->varied == NULL) {
        return chiso__fail_memory(error);
    }
    if (plan->sources[CHISO__SOURCE_WEIGHTS] || plan->sources[CHISO__SOURCE_DIRICHLET]) {
        status = settle_levels(plan, tree, error);
    }
    if (status == CHISO_OK && plan->sources[CHISO__SOURCE_DIRICHLET]) {
        status = check_concentration(plan, tree, error);
    }
    if (status == CHISO_OK && plan->sources[CHISO__SOURCE_COMBINE]) {
        status = settle_combine(plan, tree, error);
    }
    if (status == CHISO_OK && plan->sources[CHISO__SOURCE_RULE]) {
        status = settle_rules(plan, tree, error);
    }
    if (status == CHISO_OK && plan->sources[CHISO__SOURCE_ANSWERS] &&
        !has_leaf(tree, CHISO__RULE_SURVEY)) {
        status = chiso__fail(error, CHISO_E_RULE, CHISO__SAY_DRAWS_NO_ANSWERS, NULL);
    }
    if (status == CHISO_OK && plan->sources[CHISO__SOURCE_ROUNDING] &&
        !has_leaf(tree, CHISO__RULE_POINTS)) {
        status = chiso__fail(error, CHISO_E_RULE, CHISO__SAY_DRAWS_NO_POINTS, NULL);
    }
    return status;
}

void chiso__plan_clear(struct chiso__plan *plan, const chiso_allocator *allocator)
{
    chiso__release(allocator, plan->varied);
    plan->varied = NULL;
}
