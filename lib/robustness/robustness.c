/* Everything but the draws; *out_rule is checked. */
static chiso_status make(const chiso_board *board, const char *draws,
                         const chiso_robustness_options *options, struct chiso__rank_rule *out_rule,
                         chiso_robustness *robustness, chiso_error *error)
{
    chiso_status status = chiso__plan_read(chiso__span_of(draws), &robustness->plan, error);

    if (status == CHISO_OK) {
        status = chiso__plan_settle(&robustness->plan, board->tree, &robustness->allocator, error);
    }
    if (status == CHISO_OK) {
        status = chiso__rank_rule_read(board, options->ranks, out_rule, error);
    }
    if (status == CHISO_OK) {
        status = chiso__bands_fit(options->bands, board->tree, error);
    }
    robustness->scope = out_rule->scope;
    if (status == CHISO_OK && chiso_bands_count(options->bands) > 0) {
        robustness->bands = chiso__bands_copy(options->bands, &robustness->allocator);
        status = robustness->bands == NULL ? chiso__fail_memory(error) : CHISO_OK;
    }
    return status;
}

chiso_status chiso_robustness_new(const chiso_board *board, const char *draws,
                                  const chiso_robustness_options *options,
                                  chiso_robustness **out_robustness, chiso_error *error)
{
    chiso_robustness_options given = CHISO_ROBUSTNESS_OPTIONS_INIT;
    struct chiso__rank_rule rule = {CHISO_TIES_COMPETITION, CHISO_KEY_EXACT, CHISO_SCOPE_BLOCKS,
                                    NULL, 0};
    chiso_robustness *robustness = NULL;
    chiso_status status = CHISO_OK;

    if (out_robustness == NULL) {
        return chiso__fail_null(error);
    }
    *out_robustness = NULL;
    status = chiso__check_scored(board, error);
    if (status == CHISO_OK) {
        status = CHISO__TAKE(options, chiso_robustness_options, weight_sets,
                             CHISO_ROBUSTNESS_OPTIONS_INIT, &given, error);
    }
    if (status != CHISO_OK || draws == NULL) {
        return status == CHISO_OK ? chiso__fail_null(error) : status;
    }
    robustness = chiso__alloc_zero(&board->allocator, 1, sizeof(*robustness));
    if (robustness == NULL) {
        return chiso__fail_memory(error);
    }
    robustness->allocator = board->allocator;
    robustness->board = board;
    robustness->version = board->version;
    chiso__board_retain(board);
    status = make(board, draws, &given, &rule, robustness, error);
    if (status == CHISO_OK) {
        status = draw(robustness, &given, &rule, error);
    }
    if (status != CHISO_OK) {
        chiso_robustness_free(robustness);
        return status;
    }
    *out_robustness = robustness;
    return CHISO_OK;
}

void chiso_robustness_free(chiso_robustness *robustness)
{
    chiso_allocator allocator;

    if (robustness == NULL) {
        return;
    }
    allocator = robustness->allocator;
    chiso__plan_clear(&robustness->plan, &allocator);
    chiso__drawn_free(robustness->state);
    chiso__release(&allocator, robustness->ranks);
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
