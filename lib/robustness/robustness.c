/* A robustness: what was asked for, and the state that draws are counted in; as bytes, and of
 * parts.
 */
#include "robustness/robustness.h"

#include <string.h>

#include "rank/band.h"
#include "robustness/digest.h"
#include "robustness/run.h"

/* Everything but the draws; *out_rule is checked. */
static chiso_status make(const chiso_board *board, const char *draws,
                         const chiso_robustness_options *options, struct chiso__rank_rule *out_rule,
                         chiso_robustness *robustness, chiso_error *error)
{
    const size_t size = strlen(draws) + 1;
    chiso_status status = CHISO_OK;

    robustness->text = chiso__alloc(&robustness->allocator, size, 1);
    if (robustness->text == NULL) {
        return chiso__fail_memory(error);
    }
    memcpy(robustness->text, draws, size);
    status = chiso__plan_read(chiso__span_of(robustness->text), &robustness->plan, error);

    if (status == CHISO_OK) {
        status = chiso__plan_settle(&robustness->plan, board->tree, &robustness->allocator, error);
    }
    if (status == CHISO_OK && options->unit != CHISO_NO_UNIT &&
        options->unit >= board->units.count) {
        status = chiso__fail_unit(error, options->unit);
    }
    if (status == CHISO_OK) {
        status = chiso__rank_rule_read(board, options->ranks, out_rule, error);
    }
    if (status == CHISO_OK) {
        status = chiso__bands_fit(options->bands, board->tree, error);
    }
    if (status == CHISO_OK && !chiso__rank_rule_keep(&robustness->allocator, out_rule,
                                                     &robustness->rule, &robustness->chain)) {
        status = chiso__fail_memory(error);
    }
    if (status == CHISO_OK && chiso_bands_count(options->bands) > 0) {
        robustness->bands = chiso__bands_copy(options->bands, &robustness->allocator);
        status = robustness->bands == NULL ? chiso__fail_memory(error) : CHISO_OK;
    }
    return status;
}

/* A state that holds nothing yet. */
static chiso_status make_state(chiso_robustness *robustness,
                               const chiso_robustness_options *options,
                               const struct chiso__rank_rule *rule, chiso_error *error)
{
    const chiso_board *board = robustness->board;
    const struct chiso__beside beside = {
        chiso_bands_count(robustness->bands), robustness->plan.pairs,
        robustness->plan.matters ? chiso__weighed_count(&robustness->plan, board->tree) : 0};
    uint8_t digest[CHISO__DIGEST_SIZE];
    const chiso_status status = chiso__digest_of(
        robustness, rule, options->weights,
        options->weights == NULL ? 0 : options->weight_sets * board->tree->count, digest, error);

    return status == CHISO_OK
               ? chiso__drawn_new(&robustness->allocator, digest, board->units.codes,
                                  board->units.count, beside, &robustness->state, error)
               : status;
}

/* Makes a robustness, with its draws or without any. */
static chiso_status begin(const chiso_board *board, const char *draws,
                          const chiso_robustness_options *options, bool is_drawn,
                          chiso_robustness **out_robustness, chiso_error *error)
{
    chiso_robustness_options given = CHISO_ROBUSTNESS_OPTIONS_INIT;
    struct chiso__rank_rule rule = {CHISO_TIES_COMPETITION, CHISO_KEY_EXACT, CHISO_SCOPE_BLOCKS,
                                    NULL, 0};
    chiso_robustness *robustness = NULL;
    chiso_status status = CHISO__TAKE(options, chiso_robustness_options, unit,
                                      CHISO_ROBUSTNESS_OPTIONS_INIT, &given, error);

    if (status != CHISO_OK) {
        return status;
    }
    robustness = chiso__alloc_zero(&board->allocator, 1, sizeof(*robustness));
    if (robustness == NULL) {
        return chiso__fail_memory(error);
    }
    robustness->allocator = board->allocator;
    robustness->board = board;
    robustness->version = board->version;
    robustness->has_sets = given.weights != NULL;
    chiso__board_retain(board);
    status = make(board, draws, &given, &rule, robustness, error);
    if (status == CHISO_OK) {
        status = make_state(robustness, &given, &rule, error);
    }
    if (status == CHISO_OK) {
        status = chiso__draw_robustness(robustness, &given, &rule, is_drawn, error);
    }
    if (status != CHISO_OK) {
        chiso_robustness_free(robustness);
        return status;
    }
    *out_robustness = robustness;
    return CHISO_OK;
}

chiso_status chiso_robustness_new(const chiso_board *board, const char *draws,
                                  const chiso_robustness_options *options,
                                  chiso_robustness **out_robustness, chiso_error *error)
{
    chiso_status status = CHISO_OK;

    if (out_robustness == NULL) {
        return chiso__fail_null(error);
    }
    *out_robustness = NULL;
    status = chiso__check_scored(board, error);
    if (status != CHISO_OK || draws == NULL) {
        return status == CHISO_OK ? chiso__fail_null(error) : status;
    }
    return begin(board, draws, options, true, out_robustness, error);
}

chiso_status chiso_robustness_read(const chiso_board *board, const char *draws,
                                   const chiso_robustness_options *options, const void *bytes,
                                   size_t size, chiso_robustness **out_robustness,
                                   chiso_error *error)
{
    struct chiso__drawn *read = NULL;
    chiso_robustness *robustness = NULL;
    chiso_status status = CHISO_OK;

    if (out_robustness == NULL) {
        return chiso__fail_null(error);
    }
    *out_robustness = NULL;
    status = chiso__check_scored(board, error);
    if (status != CHISO_OK || draws == NULL || (bytes == NULL && size > 0)) {
        return status == CHISO_OK ? chiso__fail_null(error) : status;
    }
    status = chiso__drawn_read(bytes, size, &board->allocator, &read, error);
    if (status == CHISO_OK) {
        status = begin(board, draws, options, false, &robustness, error);
    }
    if (robustness != NULL) {
        status = chiso__drawn_merge(robustness->state, read, error);
    }
    chiso__drawn_free(read);
    if (status != CHISO_OK) {
        chiso_robustness_free(robustness);
        return status;
    }
    *out_robustness = robustness;
    return CHISO_OK;
}

chiso_status chiso_robustness_write(const chiso_robustness *robustness, const chiso_sink *sink,
                                    chiso_error *error)
{
    if (robustness == NULL || sink == NULL || sink->write == NULL) {
        return chiso__fail_null(error);
    }
    return chiso__drawn_write(robustness->state, sink, error);
}

chiso_status chiso_robustness_merge(chiso_robustness *robustness, const chiso_robustness *other,
                                    chiso_error *error)
{
    if (robustness == NULL || other == NULL) {
        return chiso__fail_null(error);
    }
    return chiso__drawn_merge(robustness->state, other->state, error);
}

void chiso_robustness_free(chiso_robustness *robustness)
{
    chiso_allocator allocator;

    if (robustness == NULL) {
        return;
    }
    allocator = robustness->allocator;
    chiso__plan_clear(&robustness->plan, &allocator);
    chiso__release(&allocator, robustness->text);
    chiso__drawn_free(robustness->state);
    chiso__release(&allocator, robustness->ranks);
    chiso__release(&allocator, robustness->chain);
    chiso_bands_free(robustness->bands);
    chiso__board_release(robustness->board);
    chiso__release(&allocator, robustness);
}

chiso_status chiso_robustness_check(const char *draws, chiso_error *error)
{
    struct chiso__plan plan;

    return draws == NULL ? chiso__fail_null(error)
                         : chiso__plan_read(chiso__span_of(draws), &plan, error);
}
