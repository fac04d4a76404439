/* Weights by block: said one by one, and spread over the nodes once all are there. */
#include "tree/block_weight.h"

#include "text/message.h"
#include "text/name.h"
#include "tree/inside.h"

uint32_t chiso__block_column_find(const chiso_tree *tree, struct chiso__span block)
{
    const struct chiso__block_weights *by_block = &tree->by_block;

    for (uint32_t i = 0; i < by_block->column_count; i++) {
        if (chiso__names_equal(by_block->blocks[i], block)) {
            return i;
        }
    }
    return CHISO__NO_COLUMN;
}

chiso_status chiso__block_column_make(chiso_tree *tree, struct chiso__span block,
                                      uint32_t *out_column, chiso_error *error)
{
    struct chiso__block_weights *by_block = &tree->by_block;
    const uint32_t found = chiso__block_column_find(tree, block);
    void *blocks = by_block->blocks;
    void *headings = by_block->headings;
    const char *name = NULL;

    if (found != CHISO__NO_COLUMN) {
        *out_column = found;
        return CHISO_OK;
    }
    name = chiso__arena_copy(&tree->arena, &tree->allocator, block);
    if (name == NULL || !chiso__resize(&tree->allocator, &blocks, by_block->column_count + 1,
                                       sizeof(*by_block->blocks))) {
        return chiso__fail_memory(error);
    }
    by_block->blocks = blocks;
    if (!chiso__resize(&tree->allocator, &headings, by_block->column_count + 1,
                       sizeof(*by_block->headings))) {
        return chiso__fail_memory(error);
    }
    by_block->headings = headings;
    by_block->headings[by_block->column_count] = (struct chiso__text_place){0, 0};
    by_block->blocks[by_block->column_count] = (struct chiso__span){name, block.size};
    *out_column = by_block->column_count++;
    return CHISO_OK;
}

/* Reads what is said; chiso__carried_is_gap() of the value is `-`. */
static chiso_status read_said(chiso_tree *tree, struct chiso__span text,
                              struct chiso__number_style *style, struct chiso__numeral *out_said,
                              chiso_error *error)
{
    struct chiso__numeral said = chiso__numeral_of(CHISO__LEFT_OUT);
    enum chiso__number number = CHISO__NUMBER_OK;

    if (chiso__means(text, CHISO__SAY_WORDS_FOR_NOT_APPLICABLE)) {
        *out_said = said;
        return CHISO_OK;
    }
    number = chiso__numeral_read(
        text, style, CHISO__FORM_EXPONENT | CHISO__FORM_FRACTION | CHISO__FORM_PERCENT, &said);
    if (number != CHISO__NUMBER_OK) {
        return chiso__fail_number(error, number, text);
    }
    if (said.value.millionths < 0) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_NUMBER_BELOW_0,
                           CHISO__WORDS(chiso__say_carried(said.value)));
    }
    tree->rounded_count += said.decimals > CHISO__NUMERAL_PLACES;
    *out_said = said;
    return CHISO_OK;
}

const struct chiso__block_weight *chiso__block_weight_said(const chiso_tree *tree, uint32_t column,
                                                           chiso_node node)
{
    const struct chiso__block_weights *by_block = &tree->by_block;
    const uint32_t place = by_block->places[(size_t)column * tree->count + node];

    return place == CHISO__NO_COLUMN ? NULL : &by_block->list[place];
}

/* Room for one more; false when memory is out. */
static bool reserve(chiso_tree *tree)
{
    enum { FIRST = 16 };
    struct chiso__block_weights *by_block = &tree->by_block;
    const uint32_t capacity = by_block->capacity == 0 ? FIRST : by_block->capacity * 2;
    void *list = by_block->list;

    if (by_block->count < by_block->capacity) {
        return true;
    }
    if (capacity <= by_block->capacity ||
        !chiso__resize(&tree->allocator, &list, capacity, sizeof(*by_block->list))) {
        return false;
    }
    by_block->list = list;
    by_block->capacity = capacity;
    return true;
}

chiso_status chiso__block_weight_put(chiso_tree *tree, uint32_t column, chiso_node node,
                                     struct chiso__span text, struct chiso__number_style *style,
                                     chiso_error *error)
{
    struct chiso__block_weights *by_block = &tree->by_block;
    struct chiso__block_weight weight = {column, node, chiso__numeral_of(0)};
    chiso_status status = CHISO_OK;

    if (text.size == 0) {
        return CHISO_OK;
    }
    status = read_said(tree, text, style, &weight.said, error);
    if (status == CHISO_OK && !reserve(tree)) {
        status = chiso__fail_memory(error);
    }
    if (status == CHISO_OK) {
        by_block->list[by_block->count++] = weight;
    }
    return status;
}

/* What does not apply takes all that is below it along. */
static void leave_out_below(chiso_tree *tree, struct chiso__carried *weights)
{
    for (uint32_t i = 0; i < tree->count; i++) {
        const chiso_node id = tree->order[i];
        const chiso_node parent = tree->nodes[id].parent;

        if (parent != CHISO_NO_NODE && chiso__is_left_out(weights, parent)) {
            weights[id] = chiso__carried_of(CHISO__LEFT_OUT);
        }
        tree->has_left_out = tree->has_left_out || chiso__is_left_out(weights, id);
    }
}

bool chiso__block_weights_spread(chiso_tree *tree)
{
    struct chiso__block_weights *by_block = &tree->by_block;
    const size_t count = tree->count;

    tree->has_left_out = false;
    if (by_block->column_count == 0) {
        return true;
    }
    by_block->weights =
        chiso__alloc(&tree->allocator, by_block->column_count * count, sizeof(*by_block->weights));
    by_block->places =
        chiso__alloc(&tree->allocator, by_block->column_count * count, sizeof(*by_block->places));
    if (by_block->weights == NULL || by_block->places == NULL) {
        return false;
    }
    for (uint32_t column = 0; column < by_block->column_count; column++) {
        for (chiso_node id = 0; id < count; id++) {
            by_block->weights[column * count + id] = tree->nodes[id].weight;
            by_block->places[column * count + id] = CHISO__NO_COLUMN;
        }
    }
    for (uint32_t i = 0; i < by_block->count; i++) {
        const struct chiso__block_weight *own = &by_block->list[i];

        by_block->places[own->column * count + own->node] = i;
        by_block->weights[own->column * count + own->node] = own->said.value;
        tree->nodes[own->node].has_block_weight = true;
    }
    for (uint32_t column = 0; column < by_block->column_count; column++) {
        leave_out_below(tree, by_block->weights + column * count);
    }
    return true;
}

void chiso__block_weights_forget(chiso_tree *tree)
{
    chiso__release(&tree->allocator, tree->by_block.weights);
    chiso__release(&tree->allocator, tree->by_block.places);
    tree->by_block.weights = NULL;
    tree->by_block.places = NULL;
}

void chiso__block_weights_clear(chiso_tree *tree)
{
    chiso__block_weights_forget(tree);
    chiso__release(&tree->allocator, tree->by_block.blocks);
    chiso__release(&tree->allocator, tree->by_block.headings);
    chiso__release(&tree->allocator, tree->by_block.list);
}
