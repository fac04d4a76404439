/* The audit of a scored board: cells that are probably not what was meant, and what is missing. */
#include "audit/inside.h"

#include "audit/rating.h"
#include "base/sort.h"
#include "score/peers.h"
#include "score/result.h"

/* From so many values on they are judged by the others. */
enum { FEW = 3, ENOUGH = 5, MANY = 8 };

struct look {
    chiso_audit *audit;
    const chiso_board *board;
    chiso_decimal *values; /* of each unit on the leaf; CHISO_ABSENT for none */
    uint32_t *ids;         /* twice the units: those that have a value, from the least */
    uint32_t count;
};

static struct chiso__insert code_of(const struct look *look, chiso_node leaf)
{
    return chiso__say_text(chiso_node_code(look->board->tree, leaf));
}

static struct chiso__insert unit_of(const struct look *look, chiso_unit unit)
{
    return chiso__say_text(chiso_unit_code(look->board, unit));
}

static chiso_finding finding_at(chiso_audit_code code, chiso_severity severity, chiso_node node,
                                chiso_unit unit)
{
    chiso_finding finding = chiso__finding_of(code, severity);

    finding.node = node;
    finding.unit = unit;
    return finding;
}

static bool is_before(const void *context, uint32_t a, uint32_t b)
{
    const chiso_decimal *values = context;

    return values[a] < values[b];
}

/* How many times too large a rate is that looks as if it had lost its decimal mark, or was given as
 * a number without its percent sign; 1 where it does not. */
static int slip_of(const chiso_cell *cell)
{
    const chiso__wide value = cell->value;
    const chiso__wide whole = cell->denominator;
    const bool percent = cell->denominator == 100 * CHISO_DECIMAL_ONE;

    if (percent && value > 2 * whole && value <= 10 * whole) {
        return 10;
    }
    return (percent || cell->denominator == CHISO_DECIMAL_ONE) && value > 10 * whole &&
                   value <= 100 * whole
               ? 100
               : 1;
}

/* A rate beyond 0 to 100 % is limited in silence when it is scored. */
static bool look_at_rate(const struct look *look, chiso_node leaf, chiso_unit unit,
                         const chiso_cell *cell)
{
    chiso_finding finding =
        finding_at(CHISO_AUDIT_RATE_LIMITED, CHISO_SEVERITY_WARNING, leaf, unit);
    const int slip = slip_of(cell);

    if (cell->value >= 0 && cell->value <= cell->denominator) {
        return true;
    }
    finding.found = look->values[unit];
    finding.expected = cell->value < 0 ? 0 : 100 * CHISO_DECIMAL_ONE;
    if (slip > 1) {
        finding.cause =
            cell->denominator == CHISO_DECIMAL_ONE ? CHISO_CAUSE_UNKNOWN : CHISO_CAUSE_DECIMAL_MARK;
        return chiso__audit_say(look->audit, finding, CHISO__SAY_RATE_LIMITED_BY_SLIP,
                                CHISO__WORDS(unit_of(look, unit), code_of(look, leaf),
                                             chiso__say_decimal(finding.found),
                                             chiso__say_decimal(finding.found / slip)));
    }
    return chiso__audit_say(look->audit, finding, CHISO__SAY_RATE_LIMITED,
                            CHISO__WORDS(unit_of(look, unit), code_of(look, leaf),
                                         chiso__say_decimal(finding.found),
                                         chiso__say_decimal(finding.expected)));
}

/* Gathers the values of a leaf, rates as percentages; *out_equal is whether all that are scored
 * have the same points. */
static bool gather(struct look *look, chiso_node leaf, bool *out_equal, uint32_t *out_missing)
{
    const struct chiso__rule *rule = &look->board->tree->nodes[leaf].rule;
    const struct chiso__carried max = look->board->tree->nodes[leaf].max;
    struct chiso__carried first = {CHISO_ABSENT, 0};

    look->count = 0;
    *out_missing = 0;
    *out_equal = true;
    for (chiso_unit unit = 0; unit < look->board->units.count; unit++) {
        chiso_cell cell;

        look->values[unit] = CHISO_ABSENT;
        if (chiso_board_cell(look->board, unit, leaf, &cell) != CHISO_OK ||
            cell.state != CHISO_STATE_SCORED) {
            *out_missing += cell.state == CHISO_STATE_MISSING;
            continue;
        }
        look->values[unit] = cell.value;
        if (chiso__cell_kinds[rule->takes].is_rate &&
            !chiso__scale(cell.value, 100 * (chiso__wide)CHISO_DECIMAL_ONE, cell.denominator,
                          &look->values[unit])) {
            look->values[unit] = CHISO_ABSENT;
            continue;
        }
        if (chiso__rule_row_of(rule)->limits_rates && !look_at_rate(look, leaf, unit, &cell)) {
            return false;
        }
        if (chiso__carried_is_gap(first)) {
            first = chiso__points_at(&look->board->rows, leaf, unit);
        }
        *out_equal =
            *out_equal &&
            chiso__carried_order(chiso__points_at(&look->board->rows, leaf, unit), first, max) == 0;
        look->ids[look->count++] = unit;
    }
    return true;
}

static chiso_decimal value_at(const struct look *look, uint32_t place)
{
    return look->values[look->ids[place]];
}

/* What most values are like: the quartiles, by the nearest ones. */
struct middle {
    chiso_decimal low;
    chiso_decimal high;
    chiso__wide range;
};

static bool is_usual(const struct middle *middle, chiso__wide value)
{
    const chiso__wide room = middle->range * 3 / 2 + middle->low / 2;

    return value >= middle->low - room && value <= middle->high + room;
}

/* About ten times the others, or a tenth: then the tenth of it, or ten times, is as the others are.
 * Points at their min are nothing strange, and ten times some points must be below their max. */
static bool mark_slipped(const struct chiso__tree_node *leaf, const struct middle *middle,
                         chiso__wide value)
{
    const bool natural = chiso__rule_row_of(&leaf->rule)->is_points &&
                         (value == leaf->min.millionths || value * 10 >= leaf->max.millionths);

    if (middle->low <= 0 || value <= 0) {
        return false;
    }
    return (value >= 5 * (chiso__wide)middle->high && is_usual(middle, value / 10)) ||
           (!natural && value * 5 <= middle->low && is_usual(middle, value * 10));
}

static bool look_at_value(const struct look *look, chiso_node leaf, chiso_unit unit,
                          const struct middle *middle)
{
    const chiso_decimal value = look->values[unit];
    const chiso__wide far = middle->range * 3;
    const struct chiso__insert *words =
        CHISO__WORDS(unit_of(look, unit), code_of(look, leaf), chiso__say_decimal(value),
                     chiso__say_decimal(middle->low), chiso__say_decimal(middle->high));
    chiso_finding finding = finding_at(CHISO_AUDIT_OUTLIER, CHISO_SEVERITY_NOTE, leaf, unit);

    finding.found = value;
    if (mark_slipped(&look->board->tree->nodes[leaf], middle, value)) {
        finding.code = CHISO_AUDIT_SUSPICIOUS;
        finding.severity = CHISO_SEVERITY_WARNING;
        finding.cause = CHISO_CAUSE_DECIMAL_MARK;
        finding.expected = value > middle->high ? value / 10 : value * 10;
        return chiso__audit_say(look->audit, finding, CHISO__SAY_CELL_MARK_SLIPPED, words);
    }
    if (look->count < MANY || middle->range == 0 ||
        (value >= middle->low - far && value <= middle->high + far)) {
        return true;
    }
    return chiso__audit_say(look->audit, finding, CHISO__SAY_CELL_FAR_FROM_OTHERS, words);
}

static bool look_at_values(struct look *look, chiso_node leaf)
{
    const enum chiso__cell_kind takes = look->board->tree->nodes[leaf].rule.takes;
    struct middle middle;

    if (look->count < ENOUGH || takes == CHISO__CELL_YESNO || takes == CHISO__CELL_ANSWERS) {
        return true;
    }
    chiso__sort_ids(look->ids, look->ids + look->board->units.count, look->count, is_before,
                    look->values);
    middle.low = value_at(look, (look->count - 1) / 4);
    middle.high = value_at(look, look->count - 1 - (look->count - 1) / 4);
    middle.range = (chiso__wide)middle.high - middle.low;
    for (uint32_t i = 0; i < look->count; i++) {
        if (!look_at_value(look, leaf, look->ids[i], &middle)) {
            return false;
        }
    }
    return true;
}

static bool look_at_leaf(struct look *look, chiso_node leaf)
{
    const struct chiso__tree_node *node = &look->board->tree->nodes[leaf];
    const struct chiso__insert *words =
        CHISO__WORDS(code_of(look, leaf), chiso__say_count(look->board->units.count));
    bool equal = false;
    uint32_t missing = 0;

    /* A rank is nobody's to write. */
    if (chiso__takes_rank(node)) {
        return true;
    }
    if (!gather(look, leaf, &equal, &missing)) {
        return false;
    }
    if (look->count == 0) {
        return node->in_bonus ||
               (chiso__audit_say(
                    look->audit,
                    finding_at(CHISO_AUDIT_UNSCORED,
                               missing > 0 ? CHISO_SEVERITY_WARNING : CHISO_SEVERITY_NOTE, leaf,
                               CHISO_NO_UNIT),
                    missing > 0 ? CHISO__SAY_SCORED_FOR_NONE : CHISO__SAY_APPLIES_TO_NONE, words) &&
                chiso__audit_sum_below(look->audit, look->board->tree, leaf));
    }
    if (equal && look->count >= FEW && !chiso__carried_is_zero(node->max) &&
        !chiso__audit_say(
            look->audit,
            finding_at(CHISO_AUDIT_ALL_EQUAL, CHISO_SEVERITY_NOTE, leaf, CHISO_NO_UNIT),
            CHISO__SAY_POINTS_ALL_EQUAL, words)) {
        return false;
    }
    return look_at_values(look, leaf);
}

static chiso_status look_at_coverage(struct look *look)
{
    for (chiso_unit unit = 0; unit < look->board->units.count; unit++) {
        chiso_finding finding =
            finding_at(CHISO_AUDIT_COVERAGE, CHISO_SEVERITY_NOTE, CHISO_ROOT, unit);
        chiso_result result;
        const chiso_status status = chiso_board_result(look->board, unit, CHISO_ROOT, &result);

        if (status != CHISO_OK) {
            return status;
        }
        finding.found = result.coverage;
        finding.expected = 100 * CHISO_DECIMAL_ONE;
        if (result.coverage != CHISO_ABSENT && result.coverage < finding.expected &&
            !chiso__audit_say(
                look->audit, finding, CHISO__SAY_COVERAGE_LOW,
                CHISO__WORDS(unit_of(look, unit), chiso__say_decimal(result.coverage)))) {
            return CHISO_E_MEMORY;
        }
    }
    return CHISO_OK;
}

static chiso_status look_at_board(struct look *look)
{
    const chiso_tree *tree = look->board->tree;
    const uint32_t units = look->board->units.count;

    look->values = chiso__alloc(&look->audit->allocator, units, sizeof(*look->values));
    look->ids = chiso__alloc(&look->audit->allocator, (size_t)units * 2, sizeof(*look->ids));
    if (look->values == NULL || look->ids == NULL) {
        return CHISO_E_MEMORY;
    }
    for (uint32_t i = 0; i < tree->leaf_count; i++) {
        if (!look_at_leaf(look, tree->leaves[i]) ||
            !chiso__audit_ratings(look->audit, look->board, tree->leaves[i])) {
            return CHISO_E_MEMORY;
        }
    }
    return chiso__audit_treated(look->audit, look->board) ? look_at_coverage(look) : CHISO_E_MEMORY;
}

chiso_status chiso_audit_new_for_board(const chiso_board *board, const chiso_allocator *allocator,
                                       chiso_audit **out_audit, chiso_error *error)
{
    struct look look = {.board = board};
    chiso_status status = CHISO_OK;

    if (out_audit == NULL) {
        return chiso__fail_null(error);
    }
    *out_audit = NULL;
    status = chiso__check_scored(board, error);
    if (status == CHISO_OK) {
        status = chiso__audit_new(allocator, &look.audit, error);
    }
    if (status != CHISO_OK) {
        return status;
    }
    status = look_at_board(&look);
    chiso__release(&look.audit->allocator, look.values);
    chiso__release(&look.audit->allocator, look.ids);
    if (status != CHISO_OK) {
        chiso_audit_free(look.audit);
        return status == CHISO_E_MEMORY
                   ? chiso__fail_memory(error)
                   : chiso__fail(error, status, CHISO__SAY_PERCENTAGE_TOO_LARGE, NULL);
    }
    *out_audit = look.audit;
    return CHISO_OK;
}
