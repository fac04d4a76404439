/* The digest of what is drawn from: FNV-1a of 64 bits twice, from two beginnings, over texts that
 * are the same wherever they are written. It guards against a mistake, not against an enemy. */
#include "robustness/digest.h"

#include "base/sort.h"
#include "board/set_result.h"
#include "text/output.h"

#define FNV_PRIME UINT64_C(0x100000001B3)

struct hash {
    uint64_t words[2];
};

static bool add_bytes(void *context, const char *bytes, size_t size)
{
    struct hash *hash = context;

    for (size_t i = 0; i < size; i++) {
        for (int word = 0; word < 2; word++) {
            hash->words[word] = (hash->words[word] ^ (unsigned char)bytes[i]) * FNV_PRIME;
        }
    }
    return true;
}

/* A number, of a told size so that two of them are not one of another. */
static void add_number(struct hash *hash, uint64_t number)
{
    char bytes[8];

    for (int i = 0; i < 8; i++) {
        bytes[i] = (char)(unsigned char)(number >> 8 * i & 0xFF);
    }
    (void)add_bytes(hash, bytes, sizeof(bytes));
}

static void add_span(struct hash *hash, struct chiso__span span)
{
    add_number(hash, span.size);
    (void)add_bytes(hash, span.text, span.size);
}

/* What a unit holds. */
static chiso_status add_unit(struct hash *hash, const chiso_board *board, chiso_unit unit,
                             chiso_error *error)
{
    const struct chiso__rows *rows = &board->rows;
    const chiso_sink sink = {add_bytes, hash};
    uint32_t set_count = 0;
    const struct chiso__set_result *set = chiso__set_of_row(rows, unit, &set_count);
    struct chiso__output output;

    add_span(hash, board->units.codes[unit]);
    add_span(hash, board->units.block_names[rows->blocks[unit]]);
    add_number(hash, board->units.ranked[unit]);
    for (uint32_t column = 0; column < board->tree->column_count; column++) {
        const struct chiso__carried number = chiso__further_at(rows, column, unit);

        add_number(hash, (uint64_t)number.millionths);
        add_number(hash, number.rest);
    }
    for (uint32_t i = 0; i < set_count; i++) {
        add_span(hash, board->tree->codes[set[i].node]);
        add_number(hash, (uint64_t)set[i].points.millionths);
        add_number(hash, set[i].points.rest);
    }
    chiso__output_begin(&output, &sink);
    for (uint32_t i = 0; i < board->tree->leaf_count; i++) {
        chiso__put_cell(&output, board, unit, board->tree->leaves[i]);
        chiso__put_text(&output, "\x1f");
    }
    return chiso__output_end(&output, error);
}

static bool is_before(const void *context, uint32_t a, uint32_t b)
{
    const struct chiso__span *codes = context;

    return chiso__compare_bytes(codes[a], codes[b]) < 0;
}

static chiso_status add_units(struct hash *hash, const chiso_board *board, chiso_error *error)
{
    const chiso_allocator *allocator = &board->allocator;
    const uint32_t count = board->units.count;
    uint32_t *order = chiso__alloc(allocator, count, sizeof(*order));
    uint32_t *scratch = chiso__alloc(allocator, count, sizeof(*scratch));
    const bool done = order != NULL && scratch != NULL;
    chiso_status status = done ? CHISO_OK : chiso__fail_memory(error);

    for (uint32_t i = 0; done && i < count; i++) {
        order[i] = i;
    }
    if (done) {
        chiso__sort_ids(order, scratch, count, is_before, board->units.codes);
    }
    for (uint32_t i = 0; done && i < count && status == CHISO_OK; i++) {
        status = add_unit(hash, board, order[i], error);
    }
    chiso__release(allocator, order);
    chiso__release(allocator, scratch);
    return status;
}

/* All that a plan asks for, but for which draws. */
static void add_plan(struct hash *hash, const struct chiso__plan *plan)
{
    add_number(hash, plan->seed);
    add_number(hash, plan->node);
    add_number(hash, plan->pairs);
    add_number(hash, plan->matters);
    add_span(hash, plan->levels);
    for (int source = CHISO__SOURCE_WEIGHTS; source < CHISO__SOURCE_END; source++) {
        add_number(hash, plan->sources[source]);
        add_span(hash, plan->texts[source]);
    }
    add_number(hash, plan->share);
}

static void add_rule(struct hash *hash, const chiso_tree *tree, const struct chiso__rank_rule *rule)
{
    add_number(hash, rule->ties);
    add_number(hash, rule->key);
    add_number(hash, rule->scope);
    add_number(hash, rule->tie_break_count);
    for (size_t i = 0; i < rule->tie_break_count; i++) {
        add_span(hash, tree->codes[rule->tie_break[i]]);
    }
}

chiso_status chiso__digest_of(const chiso_robustness *robustness,
                              const struct chiso__rank_rule *rule, const chiso_decimal *weights,
                              size_t weight_count, uint8_t out_digest[CHISO__DIGEST_SIZE],
                              chiso_error *error)
{
    struct hash hash = {{UINT64_C(0xCBF29CE484222325), UINT64_C(0x84222325CBF29CE4)}};
    const chiso_sink sink = {add_bytes, &hash};
    const chiso_board *board = robustness->board;
    chiso_status status = chiso_tree_write_csv(board->tree, &sink, error);

    if (status == CHISO_OK && robustness->bands != NULL) {
        status = chiso_bands_write_csv(robustness->bands, &sink, error);
    }
    if (status == CHISO_OK) {
        status = add_units(&hash, board, error);
    }
    add_plan(&hash, &robustness->plan);
    add_rule(&hash, board->tree, rule);
    add_number(&hash, weight_count);
    for (size_t i = 0; i < weight_count; i++) {
        add_number(&hash, (uint64_t)weights[i]);
    }
    for (int i = 0; i < CHISO__DIGEST_SIZE; i++) {
        out_digest[i] = (uint8_t)(hash.words[i / 8] >> 8 * (i % 8) & 0xFF);
    }
    return status;
}
