/* Ratings by call: setting them, and reading what there is. */
#include <chiso/rating.h>

#include "board/inside.h"

#include "text/output.h"

#include <string.h>

static struct chiso__span text_of(const char *text)
{
    return chiso__trim(chiso__span_of(text == NULL ? "" : text));
}

/* Reads a rating behind those of a cell in the making that were read, none of them by its rater. */
static chiso_status read_rating(chiso_board *board, chiso_node leaf, const chiso_rating *given,
                                struct chiso__rated *rated, bool *out_rounded, chiso_error *error)
{
    const struct chiso__span name = text_of(given->rater);
    const struct chiso__span text = text_of(given->value);
    struct chiso__number_style style = {false, 0};
    struct chiso__value value;
    uint32_t rater = 0;
    chiso_status status = chiso__check_text(name, error);

    if (status == CHISO_OK) {
        status = chiso__check_text(text, error);
    }
    if (status != CHISO_OK) {
        return status;
    }
    if (!chiso__rater_find(board->rows.ratings, &board->allocator, name, &rater)) {
        return chiso__fail_memory(error);
    }
    for (uint32_t i = 0; i < rated->count; i++) {
        if (rated->list[i].rater == rater) {
            return chiso__fail(error, CHISO_E_DUPLICATE, CHISO__SAY_RATER_TWICE_BY_CALL,
                               CHISO__WORDS(chiso__say(name), chiso__say_count(i + 1),
                                            chiso__say_count(rated->count + 1)));
        }
    }
    status = chiso__cell_read(board->tree, leaf, text, &style, NULL, &value, out_rounded, error);
    if (status == CHISO_OK) {
        rated->list[rated->count++] = chiso__rating_of(&value, rater, 0);
    }
    return status;
}

/* Stores a cell and the ratings that it was joined of. */
static chiso_status store(chiso_board *board, chiso_unit unit, chiso_node leaf,
                          const struct chiso__rated *rated, chiso_error *error)
{
    struct chiso__ratings *ratings = board->rows.ratings;
    struct chiso__value value;
    const bool is_plain =
        rated->count == 0 || (rated->count == 1 && ratings->names[rated->list[0].rater].size == 0);
    const chiso_status status = chiso__rated_value(board->tree, leaf, rated, &value, error);

    if (status != CHISO_OK) {
        return status;
    }
    if (!chiso__cell_ready(&board->rows, &board->allocator, leaf, &value) ||
        (!is_plain && !chiso__rated_copy(ratings, &board->allocator, leaf, unit, ratings, rated))) {
        return chiso__fail_memory(error);
    }
    if (is_plain) {
        chiso__cell_put(&board->rows, unit, leaf, value);
    } else {
        chiso__cell_put_joined(&board->rows, unit, leaf, value);
    }
    return CHISO_OK;
}

static chiso_status set_ratings(chiso_board *board, chiso_unit unit, chiso_node leaf,
                                const chiso_rating *ratings, uint32_t count, chiso_error *error)
{
    struct chiso__rated *rated = chiso__alloc(
        &board->allocator, 1, sizeof(*rated) + (count + (size_t)1) * sizeof(rated->list[0]));
    uint64_t rounded_count = 0;
    chiso_status status = CHISO_OK;

    if (rated == NULL || chiso__rows_ratings(&board->rows, &board->allocator) == NULL) {
        chiso__release(&board->allocator, rated);
        return chiso__fail_memory(error);
    }
    rated->count = 0;
    rated->capacity = count;
    for (uint32_t i = 0; i < count && status == CHISO_OK; i++) {
        bool rounded = false;

        status = read_rating(board, leaf, &ratings[i], rated, &rounded, error);
        rounded_count += rounded;
    }
    if (status == CHISO_OK) {
        status = store(board, unit, leaf, rated, error);
    }
    board->rounded_count += status == CHISO_OK ? rounded_count : 0;
    chiso__release(&board->allocator, rated);
    return status;
}

chiso_status chiso_board_set_ratings(chiso_board *board, chiso_unit unit, chiso_node leaf,
                                     const chiso_rating *ratings, uint32_t count,
                                     chiso_error *error)
{
    chiso_status status = CHISO_OK;

    if (board == NULL || (ratings == NULL && count > 0)) {
        return chiso__fail_null(error);
    }
    status = chiso__check_place(board, unit, leaf, error);
    if (status != CHISO_OK) {
        return status;
    }
    if (count > CHISO_RATING_LIMIT) {
        status = chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_TOO_MANY_RATINGS,
                             CHISO__WORDS(chiso__say_count(CHISO_RATING_LIMIT)));
    } else if (!chiso__rule_joins(&board->tree->nodes[leaf].rule)) {
        status = chiso__fail(error, CHISO_E_CELL, CHISO__SAY_RULE_JOINS_NOTHING,
                             CHISO__WORDS(chiso__say_text(board->tree->nodes[leaf].rule.text)));
    } else {
        status = set_ratings(board, unit, leaf, ratings, count, error);
    }
    return status == CHISO_OK || status == CHISO_E_MEMORY
               ? status
               : chiso__fail_cell(error, status, board, unit, leaf);
}

/* The ratings of a cell that may not be there; NULL for none. */
static const struct chiso__rated *find(const chiso_board *board, chiso_unit unit, chiso_node leaf)
{
    return board == NULL || chiso__check_place(board, unit, leaf, NULL) != CHISO_OK
               ? NULL
               : chiso__rated_at(board->rows.ratings, leaf, unit);
}

uint32_t chiso_board_rating_count(const chiso_board *board, chiso_unit unit, chiso_node leaf)
{
    const struct chiso__rated *rated = find(board, unit, leaf);

    return rated == NULL ? 0 : rated->count;
}

chiso_status chiso_board_rating(const chiso_board *board, chiso_unit unit, chiso_node leaf,
                                uint32_t index, const char **out_rater, char *out_text)
{
    const struct chiso__rated *rated = find(board, unit, leaf);
    struct chiso__output output;

    if (board == NULL) {
        return CHISO_E_NULL;
    }
    if (rated == NULL || index >= rated->count) {
        const chiso_status status = chiso__check_place(board, unit, leaf, NULL);

        return status == CHISO_OK ? CHISO_E_RANGE : status;
    }
    if (out_rater != NULL) {
        *out_rater = board->rows.ratings->names[rated->list[index].rater].text;
    }
    if (out_text != NULL) {
        /* A number, or two: it stays in the output, which needs no sink. */
        chiso__output_begin(&output, NULL);
        chiso__put_measured(&output, &board->tree->nodes[leaf].rule, &rated->list[index].given);
        memcpy(out_text, output.bytes, output.used);
        out_text[output.used] = '\0';
    }
    return CHISO_OK;
}

/* A number of a cell, or a rate in percent, as it goes out. */
static chiso_decimal decimal_of(const chiso_board *board, chiso_node leaf,
                                const struct chiso__measured *given)
{
    const struct chiso__rule *rule = &board->tree->nodes[leaf].rule;
    struct chiso__carried value = given->value;

    if (chiso__cell_kinds[rule->takes].is_rate &&
        !chiso__carried_scale(chiso__carried_of(100 * CHISO_DECIMAL_ONE), given->value,
                              chiso__carried_of(given->denominator), &value)) {
        return CHISO_ABSENT;
    }
    return chiso__max_decimal(board->tree, value);
}

static void tell_spread(const chiso_board *board, chiso_node leaf,
                        const struct chiso__measured *const *given, chiso_raters *raters)
{
    const struct chiso__tree_node *node = &board->tree->nodes[leaf];
    struct chiso__carried spread = {0, 0};
    struct chiso__carried share = {0, 0};

    if (!chiso__raters_spread(&node->rule, chiso__limits_of(node), given, raters->given, &spread)) {
        return;
    }
    raters->is_apart = chiso__raters_are_apart(&node->raters, node->max, spread);
    if (!chiso__carried_is_zero(node->max) &&
        chiso__carried_scale(chiso__carried_of(100 * CHISO_DECIMAL_ONE), spread, node->max,
                             &share)) {
        raters->spread = chiso__max_decimal(board->tree, share);
    }
}

void chiso__raters_of(const chiso_board *board, chiso_unit unit, chiso_node leaf,
                      chiso_raters *out_raters)
{
    const struct chiso__rated *rated = chiso__rated_at(board->rows.ratings, leaf, unit);
    const struct chiso__measured *given[CHISO_RATING_LIMIT];
    const struct chiso__measured *least = NULL;
    const struct chiso__measured *greatest = NULL;

    *out_raters =
        (chiso_raters){.lowest = CHISO_ABSENT, .highest = CHISO_ABSENT, .spread = CHISO_ABSENT};
    if (rated == NULL) {
        return;
    }
    out_raters->count = rated->count;
    out_raters->given = chiso__rated_given(rated, given);
    if (out_raters->given == 0) {
        return;
    }
    if (board->tree->nodes[leaf].raters.joining == CHISO__JOINING_TRIMMED) {
        out_raters->off = chiso__raters_off(&board->tree->nodes[leaf].raters, out_raters->given);
    }
    chiso__raters_ends(given, out_raters->given, &least, &greatest);
    out_raters->lowest = decimal_of(board, leaf, least);
    out_raters->highest = decimal_of(board, leaf, greatest);
    tell_spread(board, leaf, given, out_raters);
}

chiso_status chiso_board_raters(const chiso_board *board, chiso_unit unit, chiso_node leaf,
                                chiso_raters *out_raters)
{
    chiso_status status = CHISO_OK;

    if (board == NULL || out_raters == NULL) {
        return CHISO_E_NULL;
    }
    status = chiso__check_place(board, unit, leaf, NULL);
    if (status == CHISO_OK) {
        chiso__raters_of(board, unit, leaf, out_raters);
    }
    return status;
}
