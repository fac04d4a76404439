/* The steps of a node: what is dropped of it, what it needs, and its gates; read, written and held
 * against the rest of the tree. */
#include "text/word.h"
#include "tree/block_weight.h"
#include "tree/inside.h"

/* A whole number from 1; 0 for anything else. */
static uint32_t count_of(struct chiso__span word)
{
    const uint32_t most = UINT32_MAX / 10 - 1;
    uint32_t count = 0;

    for (size_t i = 0; i < word.size; i++) {
        if (!chiso__is_digit(word.text[i]) || count > most) {
            return 0;
        }
        count = count * 10 + (uint32_t)(word.text[i] - '0');
    }
    return count;
}

bool chiso__drop_read(struct chiso__span word, struct chiso__span *rest, struct chiso__drop *drops,
                      uint32_t *count, bool *out_known)
{
    const bool keep = chiso__is_word(word, "keep");
    struct chiso__span end = {"", 0};
    struct chiso__span number = {"", 0};
    struct chiso__drop drop = {keep, false, 0};

    if (!keep && !chiso__is_word(word, "drop")) {
        return false;
    }
    *out_known = chiso__next_word(rest, &end) &&
                 (chiso__is_word(end, "lowest") || chiso__is_word(end, "highest")) &&
                 chiso__next_word(rest, &number);
    drop.lowest = chiso__is_word(end, "lowest");
    drop.count = count_of(number);
    *out_known = *out_known && drop.count > 0;
    if (*out_known) {
        drops[(*count)++] = drop;
    }
    return true;
}

void chiso__drops_put(struct chiso__output *output, const struct chiso__terms *steps)
{
    for (uint32_t i = 0; i < steps->drop_count; i++) {
        chiso__put_text(output, steps->drops[i].keep ? " keep " : " drop ");
        chiso__put_text(output, steps->drops[i].lowest ? "lowest " : "highest ");
        chiso__put_count(output, steps->drops[i].count);
    }
}

chiso_status chiso__needs_read(chiso_tree *tree, struct chiso__span text,
                               struct chiso__number_style *style, struct chiso__tree_node *node,
                               chiso_error *error)
{
    const struct chiso__carried whole = {100 * CHISO_DECIMAL_ONE, 0};
    struct chiso__numeral numeral = chiso__numeral_of(0);

    if (text.size == 0) {
        return CHISO_OK;
    }
    if (text.text[text.size - 1] != '%' ||
        chiso__numeral_read(text, style, CHISO__FORM_EXPONENT | CHISO__FORM_PERCENT, &numeral) !=
            CHISO__NUMBER_OK ||
        numeral.value.millionths < 0 || chiso__carried_compare(numeral.value, whole) > 0) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_NEEDS_FORM,
                           CHISO__WORDS(chiso__say(text)));
    }
    tree->rounded_count += numeral.decimals > CHISO__NUMERAL_PLACES;
    node->steps.needs = numeral.value;
    node->steps.needs_said = numeral;
    return CHISO_OK;
}

chiso_status chiso__node_gates_read(chiso_tree *tree, struct chiso__span text,
                                    struct chiso__number_style *style,
                                    struct chiso__tree_node *node, chiso_error *error)
{
    bool rounded = false;
    const chiso_status status = text.size == 0
                                    ? CHISO_OK
                                    : chiso__gates_read(text, style, &tree->arena, &tree->allocator,
                                                        &node->steps.gates, &rounded, error);

    tree->rounded_count += status == CHISO_OK && rounded;
    return status;
}

/* How many children may be dropped: a bonus and what counts for nothing are not. */
static uint32_t count_droppable(const chiso_tree *tree, const struct chiso__tree_node *node)
{
    uint32_t count = 0;

    for (chiso_node child = node->first_child; child != CHISO_NO_NODE;
         child = tree->nodes[child].next_sibling) {
        const struct chiso__tree_node *below = &tree->nodes[child];

        count += below->kind != CHISO_KIND_BONUS && !chiso__carried_is_zero(below->max) &&
                 !(chiso__weighs(node->combine) && chiso__carried_is_zero(below->weight));
    }
    return count;
}

/* How many are left where all of them take part; 0 for none. */
static uint32_t count_left(const struct chiso__terms *steps, uint32_t count)
{
    for (uint32_t i = 0; i < steps->drop_count && count > 0; i++) {
        const struct chiso__drop *drop = &steps->drops[i];

        if (drop->keep) {
            count = drop->count < count ? drop->count : count;
        } else {
            count = drop->count < count ? count - drop->count : 0;
        }
    }
    return count;
}

static chiso_status check_drops(const chiso_tree *tree, const struct chiso__tree_node *node,
                                chiso_error *error)
{
    const uint32_t count = count_droppable(tree, node);
    uint64_t dropped = 0;

    if (node->steps.drop_count == 0) {
        return CHISO_OK;
    }
    if (node->combine != CHISO_COMBINE_SUM && node->combine != CHISO_COMBINE_MEAN) {
        return chiso__fail(
            error, CHISO_E_NODE, CHISO__SAY_DROP_BEHIND_COMBINE,
            CHISO__WORDS(chiso__say_text(chiso_word(CHISO_WORDS_COMBINE, node->combine))));
    }
    if (node->in_bonus) {
        return chiso__fail(error, CHISO_E_NODE, CHISO__SAY_DROP_IN_BONUS, NULL);
    }
    if (count_left(&node->steps, count) > 0) {
        return CHISO_OK;
    }
    for (uint32_t i = 0; i < node->steps.drop_count; i++) {
        dropped += node->steps.drops[i].keep ? 0 : node->steps.drops[i].count;
    }
    return chiso__fail(error, CHISO_E_NODE, CHISO__SAY_DROP_ALL,
                       CHISO__WORDS(chiso__say_count(dropped), chiso__say_count(count)));
}

static chiso_status check_floor(const struct chiso__tree_node *node, chiso_error *error)
{
    return chiso__has_floor(node) && chiso__carried_compare(node->min, node->max) > 0
               ? chiso__fail(
                     error, CHISO_E_RANGE, CHISO__SAY_FLOOR_ABOVE_MAX,
                     CHISO__WORDS(chiso__say_carried(node->min), chiso__say_carried(node->max)))
               : CHISO_OK;
}

/* Whether the cells of a rule are numbers that a bound without a percent sign may be held against.
 */
static bool has_plain_cells(const struct chiso__rule *rule)
{
    return rule->takes == CHISO__CELL_NUMBER || rule->takes == CHISO__CELL_COUNT;
}

static chiso_status check_gate(const struct chiso__tree_node *node, const struct chiso__gate *gate,
                               chiso_error *error)
{
    const struct chiso__insert *words =
        CHISO__WORDS(chiso__say_text(node->steps.gates.text), chiso__say_text(node->rule.text));

    if (gate->band != NULL && node->parent != CHISO_ROOT) {
        return chiso__fail(error, CHISO_E_NODE, CHISO__SAY_GATE_TO_BAND_BELOW,
                           CHISO__WORDS(chiso__say_text(gate->band)));
    }
    if (gate->of_percent) {
        return chiso__carried_is_zero(node->max)
                   ? chiso__fail(error, CHISO_E_NODE, CHISO__SAY_GATE_WITHOUT_PERCENT, words)
                   : CHISO_OK;
    }
    return chiso__is_leaf(node) && !has_plain_cells(&node->rule)
               ? chiso__fail(error, CHISO_E_NODE, CHISO__SAY_GATE_OF_CELLS, words)
               : CHISO_OK;
}

/* The gates of a node by itself: the parent's part is looked at with the parent. */
static chiso_status check_gates(chiso_tree *tree, chiso_node id, chiso_error *error)
{
    const struct chiso__tree_node *node = &tree->nodes[id];
    chiso_status status = CHISO_OK;

    if (node->steps.gates.count > 0 && id == CHISO_ROOT) {
        return chiso__fail(error, CHISO_E_NODE, CHISO__SAY_GATE_OF_ROOT, NULL);
    }
    for (uint32_t i = 0; i < node->steps.gates.count && status == CHISO_OK; i++) {
        status = check_gate(node, &node->steps.gates.gates[i], error);
        tree->has_band_gates = tree->has_band_gates || node->steps.gates.gates[i].band != NULL;
    }
    return status;
}

/* Whether a gate of a node limits the percent of its parent. */
static bool limits_percent(const struct chiso__tree_node *node)
{
    bool limits = false;

    for (uint32_t i = 0; i < node->steps.gates.count; i++) {
        limits = limits || node->steps.gates.gates[i].band == NULL;
    }
    return limits;
}

/* What the steps of its children make of a node. */
static chiso_status look_below(const chiso_tree *tree, struct chiso__tree_node *node,
                               chiso_error *error)
{
    node->limited = false;
    for (chiso_node child = node->first_child; child != CHISO_NO_NODE;
         child = tree->nodes[child].next_sibling) {
        const struct chiso__tree_node *below = &tree->nodes[child];

        node->stepped = node->stepped || below->stepped;
        if (!limits_percent(below)) {
            continue;
        }
        if (node->in_bonus || chiso__carried_is_zero(node->max)) {
            return chiso__fail(error, CHISO_E_NODE, CHISO__SAY_GATE_PARENT_BONUS,
                               CHISO__WORDS(chiso__say_text(below->steps.gates.text),
                                            chiso__say(tree->codes[child])));
        }
        node->limited = true;
    }
    return CHISO_OK;
}

/* Whether children of a node that weighs them have weights of their own for a block, and where they
 * have, that none of these leaves nothing to weigh. */
static chiso_status check_block_weights(const chiso_tree *tree, const struct chiso__tree_node *node,
                                        bool *out_has, chiso_error *error)
{
    const struct chiso__block_weights *by_block = &tree->by_block;

    for (chiso_node child = node->first_child; child != CHISO_NO_NODE && !*out_has;
         child = tree->nodes[child].next_sibling) {
        *out_has = tree->nodes[child].has_block_weight && chiso__weighs(node->combine);
    }
    for (uint32_t column = 0; column < by_block->column_count && *out_has; column++) {
        const struct chiso__carried *weights = by_block->weights + (size_t)column * tree->count;
        bool applies = false;
        bool counts = false;

        for (chiso_node child = node->first_child; child != CHISO_NO_NODE;
             child = tree->nodes[child].next_sibling) {
            const bool is_there = !chiso__is_left_out(weights, child);

            applies = applies || is_there;
            counts = counts || (is_there && !chiso__carried_is_zero(tree->nodes[child].max) &&
                                !chiso__carried_is_zero(weights[child]));
        }
        if (applies && !counts && !chiso__carried_is_zero(node->max)) {
            return chiso__fail(error, CHISO_E_NODE, CHISO__SAY_NOTHING_COUNTS_FOR_BLOCK,
                               CHISO__WORDS(chiso__say(by_block->blocks[column])));
        }
    }
    return CHISO_OK;
}

chiso_status chiso__steps_check(chiso_tree *tree, chiso_node id, chiso_error *error)
{
    struct chiso__tree_node *node = &tree->nodes[id];
    const bool needs = !chiso__carried_is_gap(node->steps.needs);
    bool weighed = false;
    chiso_status status = chiso__blame(tree, CHISO__MEMBER_GATE, check_gates(tree, id, error));

    node->stepped = false;
    if (status == CHISO_OK && needs && node->in_bonus) {
        status = chiso__blame(tree, CHISO__MEMBER_NEEDS,
                              chiso__fail(error, CHISO_E_NODE, CHISO__SAY_NEEDS_OF_BONUS, NULL));
    }
    if (status != CHISO_OK || chiso__is_leaf(node)) {
        return status;
    }
    status = chiso__blame(tree, CHISO__MEMBER_COMBINE, check_drops(tree, node, error));
    if (status == CHISO_OK) {
        status = chiso__blame(tree, CHISO__MEMBER_MIN, check_floor(node, error));
    }
    if (status == CHISO_OK) {
        status = look_below(tree, node, error);
    }
    if (status == CHISO_OK) {
        status = check_block_weights(tree, node, &weighed, error);
    }
    node->stepped = node->stepped || weighed || needs || node->limited ||
                    node->steps.drop_count > 0 || chiso__has_floor(node);
    tree->has_steps = tree->has_steps || node->stepped;
    tree->has_drops = tree->has_drops || node->steps.drop_count > 0;
    return status;
}
