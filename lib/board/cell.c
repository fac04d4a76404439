/* A value on its way into a cell: read, checked, made into points, stored. */
#include "board/inside.h"

#include <string.h>

static const struct chiso__measured nothing = {CHISO_ABSENT, CHISO_ABSENT, false, false};

chiso_status chiso__fail_cell(chiso_error *error, chiso_status status, struct chiso__span unit,
                              struct chiso__span code)
{
    const struct chiso__word *words = CHISO__WORDS(chiso__say(unit), chiso__say(code));

    if (code.size == 0) {
        return chiso__fail_within(error, status, CHISO__SAY_IN_UNIT_WHOLE_INDEX, words);
    }
    return chiso__fail_within(error, status, CHISO__SAY_IN_UNIT_CRITERION, words);
}

/* Points of a measure that is right, rounded as the leaf says. */
static chiso_status make_points(const struct chiso__node *leaf, struct chiso__measured measured,
                                struct chiso__value *out_value, chiso_error *error)
{
    struct chiso__value value = {0, measured, NULL};
    const chiso_status status =
        chiso__rule_points(&leaf->rule, chiso__limits_of(leaf), measured, &value.points, error);

    if (status == CHISO_OK) {
        *out_value = value;
    }
    return status;
}

static bool is_not_applicable(struct chiso__span text)
{
    return (text.size == 1 && text.text[0] == '-') || chiso__is_word(text, "NA") ||
           chiso__is_word(text, "N/A");
}

chiso_status chiso__counts_value(const struct chiso__node *leaf, int64_t *counts,
                                 uint32_t option_count, struct chiso__value *out_value,
                                 chiso_error *error)
{
    const struct chiso__rule *rule = &leaf->rule;
    struct chiso__value value = {0, nothing, counts};
    chiso_status status = CHISO_OK;

    if (rule->takes != CHISO__MEASURE_ANSWERS) {
        return chiso__fail_measure(rule, (struct chiso__span){"a|b", 3}, error);
    }
    if (option_count != rule->option_count) {
        return chiso__fail(error, CHISO_E_SHAPE, CHISO__SAY_OPTION_COUNT,
                           CHISO__WORDS(chiso__say_count(option_count), chiso__say_text(rule->text),
                                        chiso__say_count(rule->option_count)));
    }
    for (uint32_t i = 0; i < option_count; i++) {
        if (counts[i] < 0 || counts[i] > CHISO_ANSWER_LIMIT) {
            return chiso__fail(
                error, CHISO_E_RANGE, CHISO__SAY_ANSWER_COUNT_RANGE,
                CHISO__WORDS(chiso__say_count(i + 1), chiso__say_count(CHISO_ANSWER_LIMIT)));
        }
    }
    status = chiso__survey_points(rule, chiso__limits_of(leaf), counts, &value.points, error);
    if (status == CHISO_OK) {
        *out_value = value;
    }
    return status;
}

chiso_status chiso__cell_read(const struct chiso__node *leaf, struct chiso__span text,
                              struct chiso__number_style *style, struct chiso__value *out_value,
                              bool *out_rounded, chiso_error *error)
{
    struct chiso__measured measured = {0, CHISO_DECIMAL_ONE, false, false};
    chiso_status status = CHISO_OK;

    text = chiso__trim(text);
    if (text.size == 0 || is_not_applicable(text)) {
        *out_value = (struct chiso__value){text.size == 0 ? CHISO_MISSING : CHISO_NOT_APPLICABLE,
                                           nothing, NULL};
        return CHISO_OK;
    }
    if (leaf->rule.takes == CHISO__MEASURE_ANSWERS) {
        status = chiso__counts_read(text, leaf->rule.option_count, out_value->counts, error);
        return status == CHISO_OK ? chiso__counts_value(leaf, out_value->counts,
                                                        leaf->rule.option_count, out_value, error)
                                  : status;
    }
    status = chiso__measure_read(&leaf->rule, text, style, &measured, out_rounded, error);
    return status == CHISO_OK ? make_points(leaf, measured, out_value, error) : status;
}

void chiso__board_put(chiso_board *board, chiso_unit unit, chiso_node leaf,
                      struct chiso__value value)
{
    const struct chiso__columns *columns = &board->columns;
    const struct chiso__node *node = &board->tree->nodes[leaf];
    const uint32_t options = node->rule.option_count;
    chiso_decimal *points = &columns->points[leaf][unit];

    board->units.gaps[unit] += chiso__is_gap(value.points);
    board->units.gaps[unit] -= chiso__is_gap(*points);
    *points = value.points;
    if (!chiso__is_gap(value.points) && !chiso__is_relative_leaf(node)) {
        *points = chiso__round_points(board->tree, node, value.points);
    }
    if (columns->values[leaf] != NULL) {
        columns->values[leaf][unit] = value.measured.value;
    }
    if (columns->denominators[leaf] != NULL) {
        columns->denominators[leaf][unit] = value.measured.denominator;
    }
    if (value.counts != NULL && columns->counts[leaf] != NULL) {
        memcpy(columns->counts[leaf] + (size_t)unit * options, value.counts,
               options * sizeof(*value.counts));
    }
}

static chiso_status fail_code(const chiso_tree *tree, const char *code, chiso_error *error)
{
    const struct chiso__word *words = CHISO__WORDS(chiso__say_text(code));
    chiso_node node = CHISO_NO_NODE;

    if (chiso_tree_find(tree, code, &node) == CHISO_OK) {
        return chiso__fail(error, CHISO_E_NODE, CHISO__SAY_CRITERION_IS_BRANCH, words);
    }
    return chiso__fail(error, CHISO_E_NODE, CHISO__SAY_NO_CRITERION, words);
}

chiso_status chiso__entry_of_text(const chiso_board *board, const char *unit_code, const char *code,
                                  const char *text, struct chiso__entry *out_entry,
                                  chiso_error *error)
{
    struct chiso__number_style style = {false, 0};
    chiso_status status = CHISO_OK;

    if (unit_code == NULL || code == NULL || text == NULL) {
        return chiso__fail_null(error);
    }
    out_entry->rounded = false;
    out_entry->value = (struct chiso__value){0, nothing, out_entry->counts};
    if (chiso_board_find_unit(board, unit_code, &out_entry->unit) != CHISO_OK) {
        return chiso__fail(error, CHISO_E_UNIT, CHISO__SAY_NO_UNIT,
                           CHISO__WORDS(chiso__say_text(unit_code)));
    }
    if (chiso_tree_find(board->tree, code, &out_entry->leaf) != CHISO_OK ||
        !chiso__is_leaf(&board->tree->nodes[out_entry->leaf])) {
        return fail_code(board->tree, code, error);
    }
    status = chiso__check_text(chiso__span_of(text), error);
    if (status == CHISO_OK) {
        status = chiso__cell_read(&board->tree->nodes[out_entry->leaf], chiso__span_of(text),
                                  &style, &out_entry->value, &out_entry->rounded, error);
    }
    if (status != CHISO_OK) {
        return chiso__fail_cell(error, status, board->units.codes[out_entry->unit],
                                board->tree->codes[out_entry->leaf]);
    }
    return CHISO_OK;
}

static void store(chiso_board *board, const struct chiso__entry *entry)
{
    board->scored = false;
    chiso__board_put(board, entry->unit, entry->leaf, entry->value);
}

chiso_status chiso_board_set(chiso_board *board, const char *unit_code, const char *code,
                             const char *text, chiso_error *error)
{
    int64_t own[CHISO_OPTION_LIMIT];
    struct chiso__entry entry = {.counts = own};
    chiso_status status = CHISO_OK;

    if (board == NULL) {
        return chiso__fail_null(error);
    }
    status = chiso__entry_of_text(board, unit_code, code, text, &entry, error);
    if (status == CHISO_OK) {
        board->rounded_count += entry.rounded;
        store(board, &entry);
    }
    return status;
}

static chiso_status check_leaf(const chiso_board *board, chiso_node leaf, chiso_error *error)
{
    if (leaf < board->tree->count && chiso__is_leaf(&board->tree->nodes[leaf])) {
        return CHISO_OK;
    }
    return chiso__fail(error, CHISO_E_NODE, CHISO__SAY_NODE_NOT_LEAF,
                       CHISO__WORDS(chiso__say_count(leaf)));
}

chiso_status chiso__check_place(const chiso_board *board, chiso_unit unit, chiso_node leaf,
                                chiso_error *error)
{
    return unit >= board->units.count ? chiso__fail_unit(error, unit)
                                      : check_leaf(board, leaf, error);
}

/* A number or rate that came without text; the denominator is CHISO_ABSENT for a number. */
static chiso_status make_value(const struct chiso__node *leaf, chiso_decimal value,
                               chiso_decimal denominator, struct chiso__value *out_value,
                               chiso_error *error)
{
    struct chiso__measured measured = nothing;
    chiso_status status = CHISO_OK;

    if (value == CHISO_MISSING || value == CHISO_NOT_APPLICABLE) {
        *out_value = (struct chiso__value){value, nothing, NULL};
        return CHISO_OK;
    }
    status = denominator == CHISO_ABSENT
                 ? chiso__measure_number(&leaf->rule, value, &measured, error)
                 : chiso__measure_ratio(&leaf->rule, value, denominator, &measured, error);
    return status == CHISO_OK ? make_points(leaf, measured, out_value, error) : status;
}

chiso_status chiso__entry_of_number(const chiso_board *board, chiso_unit unit, chiso_node leaf,
                                    chiso_decimal number, chiso_decimal denominator,
                                    struct chiso__entry *out_entry, chiso_error *error)
{
    chiso_status status = chiso__check_place(board, unit, leaf, error);

    if (status != CHISO_OK) {
        return status;
    }
    out_entry->unit = unit;
    out_entry->leaf = leaf;
    out_entry->rounded = false;
    status = make_value(&board->tree->nodes[leaf], number, denominator, &out_entry->value, error);
    return status == CHISO_OK ? status
                              : chiso__fail_cell(error, status, board->units.codes[unit],
                                                 board->tree->codes[leaf]);
}

static chiso_status set_one(chiso_board *board, chiso_unit unit, chiso_node leaf,
                            chiso_decimal number, chiso_decimal denominator, chiso_error *error)
{
    struct chiso__entry entry = {.counts = NULL};
    chiso_status status = CHISO_OK;

    if (board == NULL) {
        return chiso__fail_null(error);
    }
    status = chiso__entry_of_number(board, unit, leaf, number, denominator, &entry, error);
    if (status == CHISO_OK) {
        store(board, &entry);
    }
    return status;
}

chiso_status chiso_board_set_value(chiso_board *board, chiso_unit unit, chiso_node leaf,
                                   chiso_decimal value, chiso_error *error)
{
    return set_one(board, unit, leaf, value, CHISO_ABSENT, error);
}

chiso_status chiso_board_set_ratio(chiso_board *board, chiso_unit unit, chiso_node leaf,
                                   chiso_decimal numerator, chiso_decimal denominator,
                                   chiso_error *error)
{
    /* CHISO_ABSENT would mean that there is none. */
    return set_one(board, unit, leaf, numerator, denominator == CHISO_ABSENT ? 0 : denominator,
                   error);
}

static chiso_decimal denominator_at(const chiso_decimal *denominators, size_t i)
{
    if (denominators == NULL) {
        return CHISO_ABSENT;
    }
    return denominators[i] == CHISO_ABSENT ? 0 : denominators[i];
}

/* Whether all values are stored as they come, as nearly all columns are. */
static bool are_plain(const chiso_board *board, chiso_node leaf, const chiso_decimal *values,
                      size_t count)
{
    struct chiso__limits limits;
    size_t wrong = 0;

    if (!chiso__plain_limits(&board->tree->nodes[leaf], &limits)) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        wrong +=
            (values[i] < limits.min || values[i] > limits.max) & (values[i] > CHISO_NOT_APPLICABLE);
    }
    return wrong == 0;
}

static void store_plainly(chiso_board *board, chiso_node leaf, const chiso_decimal *values,
                          size_t count)
{
    chiso_decimal *points = board->columns.points[leaf];
    uint32_t *gaps = board->units.gaps;

    for (size_t i = 0; i < count; i++) {
        gaps[i] += (uint32_t)chiso__is_gap(values[i]) - (uint32_t)chiso__is_gap(points[i]);
        points[i] = values[i];
    }
}

/* Works the cells of a column out and stores them once every one has been seen to be right. */
static chiso_status set_by_rule(chiso_board *board, chiso_node leaf, const chiso_decimal *values,
                                const chiso_decimal *denominators, size_t count, chiso_error *error)
{
    struct chiso__value *made = chiso__alloc(&board->allocator, count, sizeof(*made));
    chiso_status status = CHISO_OK;

    if (made == NULL) {
        return chiso__fail_memory(error);
    }
    for (size_t i = 0; i < count && status == CHISO_OK; i++) {
        made[i] = (struct chiso__value){0, nothing, NULL};
        status = make_value(&board->tree->nodes[leaf], values[i], denominator_at(denominators, i),
                            &made[i], error);
        if (status != CHISO_OK) {
            chiso__fail_cell(error, status, board->units.codes[i], board->tree->codes[leaf]);
        }
    }
    if (status == CHISO_OK) {
        board->scored = false;
        for (size_t i = 0; i < count; i++) {
            chiso__board_put(board, (chiso_unit)i, leaf, made[i]);
        }
    }
    chiso__release(&board->allocator, made);
    return status;
}

static chiso_status set_column(chiso_board *board, chiso_node leaf, const chiso_decimal *values,
                               const chiso_decimal *denominators, size_t count, chiso_error *error)
{
    chiso_status status = CHISO_OK;

    if (count != board->units.count) {
        return chiso__fail(
            error, CHISO_E_RANGE, CHISO__SAY_COLUMN_SIZE,
            CHISO__WORDS(chiso__say_count(count), chiso__say_count(board->units.count)));
    }
    status = check_leaf(board, leaf, error);
    if (status != CHISO_OK) {
        return status;
    }
    if (count == 0 || (denominators == NULL && are_plain(board, leaf, values, count))) {
        board->scored = false;
        store_plainly(board, leaf, values, count);
        return CHISO_OK;
    }
    return set_by_rule(board, leaf, values, denominators, count, error);
}

chiso_status chiso_board_set_column(chiso_board *board, chiso_node leaf,
                                    const chiso_decimal *values, size_t count, chiso_error *error)
{
    if (board == NULL || values == NULL) {
        return chiso__fail_null(error);
    }
    return set_column(board, leaf, values, NULL, count, error);
}

chiso_status chiso_board_set_ratio_column(chiso_board *board, chiso_node leaf,
                                          const chiso_decimal *numerators,
                                          const chiso_decimal *denominators, size_t count,
                                          chiso_error *error)
{
    if (board == NULL || numerators == NULL || denominators == NULL) {
        return chiso__fail_null(error);
    }
    return set_column(board, leaf, numerators, denominators, count, error);
}

chiso_status chiso__entry_of_counts(const chiso_board *board, chiso_unit unit, chiso_node leaf,
                                    const int64_t *counts, uint32_t option_count,
                                    struct chiso__entry *out_entry, chiso_error *error)
{
    chiso_status status = CHISO_OK;

    if (counts == NULL) {
        return chiso__fail_null(error);
    }
    status = chiso__check_place(board, unit, leaf, error);
    if (status != CHISO_OK) {
        return status;
    }
    out_entry->unit = unit;
    out_entry->leaf = leaf;
    out_entry->rounded = false;
    /* Another number than the rule has is refused without a look at the counts: there may be fewer
     * than the caller says. */
    if (option_count == board->tree->nodes[leaf].rule.option_count) {
        memcpy(out_entry->counts, counts, option_count * sizeof(*counts));
    }
    status = chiso__counts_value(&board->tree->nodes[leaf], out_entry->counts, option_count,
                                 &out_entry->value, error);
    return status == CHISO_OK ? status
                              : chiso__fail_cell(error, status, board->units.codes[unit],
                                                 board->tree->codes[leaf]);
}

chiso_status chiso_board_set_counts(chiso_board *board, chiso_unit unit, chiso_node leaf,
                                    const int64_t *counts, uint32_t option_count,
                                    chiso_error *error)
{
    int64_t own[CHISO_OPTION_LIMIT];
    struct chiso__entry entry = {.counts = own};
    chiso_status status = CHISO_OK;

    if (board == NULL) {
        return chiso__fail_null(error);
    }
    status = chiso__entry_of_counts(board, unit, leaf, counts, option_count, &entry, error);
    if (status == CHISO_OK) {
        store(board, &entry);
    }
    return status;
}
