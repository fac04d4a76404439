/* A tree that is made of another with changes: each criterion is put anew by the texts that its row
 * of a criteria file would have, so that all that is checked of a file is checked of them. */
#include "tree/tree_derive.h"
#include "tree/block_weight.h"

struct derivation {
    const chiso_tree *from;
    chiso_tree *made;
    struct chiso__fate *fates; /* by node of the tree that is derived from */
    chiso_buffer combine;      /* the text of a combine, while its criterion is put */
};

/* The numbers of a criterion as texts. */
struct numbers {
    char max[CHISO__NUMERAL_SIZE];
    char min[CHISO__NUMERAL_SIZE];
    char weight[CHISO__NUMERAL_SIZE];
    char needs[CHISO__NUMERAL_SIZE + 1];
    char round;
};

static struct chiso__span put_numeral(bool said, const struct chiso__numeral *numeral, char *text)
{
    return (struct chiso__span){text, said ? chiso__numeral_text(numeral, '.', text) : 0};
}

static struct chiso__span put_needs(const struct chiso__terms *steps, char *text)
{
    struct chiso__span needs =
        put_numeral(!chiso__carried_is_gap(steps->needs), &steps->needs_said, text);

    if (needs.size > 0) {
        text[needs.size++] = '%';
    }
    return needs;
}

/* The text of a combine, in the buffer; false when memory is out. */
static bool put_combine(struct derivation *derivation, const struct chiso__tree_node *node,
                        struct chiso__span *out_text)
{
    const chiso_sink sink = {chiso_buffer_write, &derivation->combine};
    struct chiso__output output;

    *out_text = (struct chiso__span){"", 0};
    if (chiso__combine_is_default(node)) {
        return true;
    }
    derivation->combine.size = 0;
    chiso__output_begin(&output, &sink);
    chiso__combine_put(&output, node);
    if (chiso__output_end(&output, NULL) != CHISO_OK) {
        return false;
    }
    *out_text = (struct chiso__span){derivation->combine.bytes, derivation->combine.size};
    return true;
}

/* The row of a node with what is changed of it; false when memory is out. */
static bool make_row(struct derivation *derivation, chiso_node id, struct numbers *numbers,
                     struct chiso__row *out_row)
{
    static const enum chiso__member members[] = {
        [CHISO_TREE_CHANGE_WEIGHT] = CHISO__MEMBER_WEIGHT,
        [CHISO_TREE_CHANGE_COMBINE] = CHISO__MEMBER_COMBINE,
        [CHISO_TREE_CHANGE_RULE] = CHISO__MEMBER_RULE,
    };
    const struct chiso__tree_node *node = &derivation->from->nodes[id];
    const struct chiso__fate *fate = &derivation->fates[id];
    struct chiso__span *row = out_row->members;

    row[CHISO__MEMBER_CODE] = derivation->from->codes[id];
    row[CHISO__MEMBER_TITLE] = chiso__span_of(node->title);
    row[CHISO__MEMBER_MAX] = put_numeral(node->max_stated, &node->max_said, numbers->max);
    row[CHISO__MEMBER_MIN] = put_numeral(node->min_stated, &node->min_said, numbers->min);
    row[CHISO__MEMBER_WEIGHT] =
        put_numeral(!chiso__carried_is_gap(node->weight), &node->weight_said, numbers->weight);
    row[CHISO__MEMBER_KIND] = chiso__span_of(node->kind == CHISO_KIND_BONUS ? "bonus" : "");
    row[CHISO__MEMBER_RULE] =
        chiso__span_of(chiso__is_default_rule(&node->rule) ? "" : node->rule.text);
    numbers->round = (char)('0' + node->round);
    row[CHISO__MEMBER_ROUND] = (struct chiso__span){&numbers->round, node->round < 0 ? 0 : 1};
    row[CHISO__MEMBER_NEEDS] = put_needs(&node->steps, numbers->needs);
    row[CHISO__MEMBER_GATE] = chiso__span_of(node->steps.gates.text);
    row[CHISO__MEMBER_RATERS] = chiso__span_of(node->raters.text);
    for (int kind = 0; kind < CHISO_TREE_CHANGE_WITHOUT; kind++) {
        if (fate->texts[kind] != NULL) {
            row[members[kind]] = chiso__trim(chiso__span_of(fate->texts[kind]));
        }
    }
    return fate->texts[CHISO_TREE_CHANGE_COMBINE] != NULL ||
           put_combine(derivation, node, &row[CHISO__MEMBER_COMBINE]);
}

/* Where gates name bands in the file that they were read from, which is told of them. */
static void keep_band_places(const struct chiso__gates *from, struct chiso__gates *to)
{
    for (uint32_t i = 0; i < from->count && i < to->count; i++) {
        to->gates[i].band_place = from->gates[i].band_place;
    }
}

/* Puts a node that stays. Its parent is named by its code: it may come later. */
static chiso_status put_node(struct derivation *derivation, chiso_node id, chiso_error *error)
{
    const chiso_tree *from = derivation->from;
    struct chiso__fate *fate = &derivation->fates[id];
    struct chiso__number_style style = {false, '.'};
    enum chiso__member member = CHISO__MEMBER_CODE;
    struct chiso__span parent = {".", 1};
    struct numbers numbers;
    struct chiso__row row;
    chiso_status status = CHISO_OK;

    if (!make_row(derivation, id, &numbers, &row)) {
        return chiso__fail_memory(error);
    }
    if (id == CHISO_ROOT) {
        fate->node = CHISO_ROOT;
        status = chiso__tree_read_root(derivation->made, &row, &style, &member, error);
        return status == CHISO_OK ? status : chiso__fail_in_node(error, status, from, id);
    }
    if (from->nodes[id].parent != CHISO_ROOT) {
        parent = from->codes[from->nodes[id].parent];
    }
    status = chiso__tree_put_by_code(derivation->made, parent, &row, &style, &fate->node, &member,
                                     error);
    if (status == CHISO_OK) {
        keep_band_places(&from->nodes[id].steps.gates,
                         &derivation->made->nodes[fate->node].steps.gates);
    }
    return status;
}

static chiso_status put_nodes(struct derivation *derivation, chiso_error *error)
{
    for (chiso_node id = 0; id < derivation->from->count; id++) {
        chiso_status status = CHISO_OK;

        derivation->fates[id].node = CHISO_NO_NODE;
        if (!derivation->fates[id].is_gone) {
            status = put_node(derivation, id, error);
        }
        if (status != CHISO_OK) {
            return status;
        }
    }
    return CHISO_OK;
}

/* Whether the max of a node is that of its children together. */
static bool adds_up(const chiso_tree *tree, const struct chiso__tree_node *node)
{
    struct chiso__total total = {0, 0};
    struct chiso__carried sum = {0, 0};
    bool fits = true;

    for (chiso_node child = node->first_child; child != CHISO_NO_NODE;
         child = tree->nodes[child].next_sibling) {
        fits = fits && (tree->nodes[child].kind == CHISO_KIND_BONUS ||
                        chiso__total_add(&total, tree->nodes[child].max));
    }
    return fits && chiso__total_settle(total, &sum) &&
           chiso__carried_order(node->max, sum, sum) == 0;
}

/* The max of a plain sum that was stated, and was the sum of maxima of which one is gone or less,
 * is the sum of what is left. A max that is stated of anything else stays, and so do all above it.
 */
static void let_maxima_go(struct derivation *derivation)
{
    const chiso_tree *from = derivation->from;

    for (uint32_t i = from->count; i-- > 0;) {
        const chiso_node id = from->order[i];
        const struct chiso__tree_node *node = &from->nodes[id];
        struct chiso__fate *fate = &derivation->fates[id];
        bool is_less = fate->is_gone;

        if (!fate->is_gone && fate->loses) {
            struct chiso__tree_node *own = &derivation->made->nodes[fate->node];
            const bool is_sum = own->combine == CHISO_COMBINE_SUM && !own->scaled;

            is_less = !own->max_stated || (is_sum && adds_up(from, node));
            if (is_less && own->max_stated) {
                own->max_stated = false;
                own->max = chiso__carried_of(CHISO_ABSENT);
            }
        }
        if (is_less && id != CHISO_ROOT && node->kind != CHISO_KIND_BONUS &&
            !chiso__carried_is_zero(node->max)) {
            derivation->fates[node->parent].loses = true;
        }
    }
}

static chiso_status put_block_weights(struct derivation *derivation, chiso_error *error)
{
    const struct chiso__block_weights *by_block = &derivation->from->by_block;
    struct chiso__number_style style = {false, '.'};
    chiso_status status = CHISO_OK;

    for (uint32_t i = 0; i < by_block->column_count && status == CHISO_OK; i++) {
        uint32_t column = 0;

        /* Blocks keep their numbers: they come in the same order. */
        status = chiso__block_column_make(derivation->made, by_block->blocks[i], &column, error);
    }
    for (uint32_t i = 0; i < by_block->count && status == CHISO_OK; i++) {
        const struct chiso__block_weight *weight = &by_block->list[i];
        const chiso_node node = derivation->fates[weight->node].node;
        char text[CHISO__NUMERAL_SIZE];
        struct chiso__span said = {"-", 1};

        if (weight->said.value.millionths != CHISO__LEFT_OUT) {
            said = put_numeral(true, &weight->said, text);
        }
        if (node != CHISO_NO_NODE) {
            status = chiso__block_weight_put(derivation->made, weight->column, node, said, &style,
                                             error);
        }
    }
    return status;
}

static chiso_status put_notes(struct derivation *derivation, chiso_error *error)
{
    const struct chiso__notes *notes = derivation->from->notes;
    chiso_tree *made = derivation->made;

    if (!chiso__notes_know_all(&made->notes, &made->allocator, notes)) {
        return chiso__fail_memory(error);
    }
    for (uint32_t i = 0; i < chiso__notes_count(notes); i++) {
        const struct chiso__noted *note = &notes->list[i];
        const chiso_node node = derivation->fates[note->node].node;

        if (node != CHISO_NO_NODE &&
            !chiso__notes_set(&made->notes, &made->allocator, note->unit, node,
                              notes->names[note->name], chiso__span_of(note->text))) {
            return chiso__fail_memory(error);
        }
    }
    return CHISO_OK;
}

/* What is said of the tree as a whole. */
static void put_options(const chiso_tree *from, chiso_tree *made)
{
    made->digits = from->digits;
    made->full_reached = from->full_reached;
    made->lowest_first = from->lowest_first;
    made->rounding = from->rounding;
    made->missing = from->missing;
    made->rounded_count = from->rounded_count;
}

static chiso_status fill(struct derivation *derivation, chiso_error *error)
{
    chiso_node node = CHISO_NO_NODE;
    chiso_status status = CHISO_OK;

    put_options(derivation->from, derivation->made);
    status = put_nodes(derivation, error);
    if (status == CHISO_OK) {
        let_maxima_go(derivation);
        status = put_block_weights(derivation, error);
    }
    if (status == CHISO_OK) {
        status = put_notes(derivation, error);
    }
    return status == CHISO_OK ? chiso__tree_close(derivation->made, &node, error) : status;
}

/* Derives a tree of what is right, into one that holds nothing but its title. */
static chiso_status derive(const chiso_tree *tree, const chiso_tree_change *changes, size_t count,
                           chiso_tree *made, chiso_error *error)
{
    struct derivation derivation = {
        .from = tree, .made = made, .combine = {NULL, 0, 0, &made->allocator}};
    chiso_status status = CHISO_OK;

    derivation.fates = chiso__alloc_zero(&made->allocator, tree->count, sizeof(*derivation.fates));
    if (derivation.fates == NULL) {
        return chiso__fail_memory(error);
    }
    status = chiso__fates_find(tree, changes, count, derivation.fates, error);
    if (status == CHISO_OK) {
        status = fill(&derivation, error);
    }
    chiso_buffer_clear(&derivation.combine);
    chiso__release(&made->allocator, derivation.fates);
    return status;
}

chiso_status chiso_tree_derive(const chiso_tree *tree, const chiso_tree_change *changes,
                               size_t change_count, const chiso_allocator *allocator,
                               chiso_tree **out_tree, chiso_error *error)
{
    chiso_tree *made = NULL;
    chiso_status status = CHISO_OK;

    if (out_tree == NULL) {
        return chiso__fail_null(error);
    }
    *out_tree = NULL;
    if (tree == NULL || (changes == NULL && change_count > 0)) {
        return chiso__fail_null(error);
    }
    if (!tree->checked) {
        return chiso__fail(error, CHISO_E_STATE, CHISO__SAY_TREE_NOT_CHECKED, NULL);
    }
    status = chiso_tree_new(chiso_tree_title(tree), allocator, &made, error);
    if (status == CHISO_OK) {
        status = derive(tree, changes, change_count, made, error);
    }
    if (status != CHISO_OK) {
        chiso_tree_free(made);
        return status;
    }
    *out_tree = made;
    return CHISO_OK;
}
