/* Leaves prepared: their treatments, one behind the other, on a column of values. */
#include "score/prepare.h"

#include "base/sort.h"
#include "number/moments.h"
#include "score/prepare_inside.h"

#include <string.h>

static const struct chiso__carried none = {CHISO_ABSENT, 0};
static const struct chiso__carried one = {CHISO_DECIMAL_ONE, 0};

static bool fail_memory(struct chiso__preparing *work)
{
    return chiso__prepare_fail(work, CHISO__UNPREPARED_MEMORY, CHISO__NO_ROW);
}

/* The values as cells hold them, and marks. */
static void take_values(struct chiso__preparing *work)
{
    for (uint32_t row = 0; row < work->rows->count; row++) {
        const struct chiso__value cell = chiso__cell_at(work->rows, work->leaf, row);

        work->values[row] = chiso__carried_is_gap(cell.points) ? cell.points : cell.measured.value;
    }
}

static bool divide(struct chiso__preparing *work)
{
    const uint32_t column = work->rows->tree->nodes[work->leaf].over;

    for (uint32_t row = 0; row < work->rows->count; row++) {
        const struct chiso__carried value = work->values[row];
        const struct chiso__carried by = chiso__further_at(work->rows, column, row);

        if (chiso__carried_is_gap(value)) {
            continue;
        }
        if (chiso__is_absent(by)) {
            return chiso__prepare_fail(work, CHISO__UNPREPARED_NO_DENOMINATOR, row);
        }
        if (!chiso__carried_scale(value, one, by, &work->values[row])) {
            return chiso__prepare_fail(work, CHISO__UNPREPARED_LARGE, row);
        }
    }
    return true;
}

static bool take_logarithms(struct chiso__preparing *work)
{
    const struct chiso__rule *rule = &work->rows->tree->nodes[work->leaf].rule;

    for (uint32_t row = 0; row < work->rows->count; row++) {
        struct chiso__carried *value = &work->values[row];

        if (chiso__carried_is_gap(*value)) {
            continue;
        }
        if (chiso__carried_compare(*value, chiso__carried_of(0)) <= 0) {
            return chiso__prepare_fail(work, CHISO__UNPREPARED_LOG, row);
        }
        if (value->millionths < 1 && chiso__rule_has(rule, CHISO__TREATS_OVER)) {
            /* A millionth has 16 digits behind the point that its logarithm is told by. */
            return chiso__prepare_fail(work, CHISO__UNPREPARED_QUOTIENTS_NEAR, row);
        }
        *value = chiso__natural_log(*value);
    }
    return true;
}

/* Orders rows by their values. */
static bool is_before(const void *context, uint32_t a, uint32_t b)
{
    const struct chiso__preparing *work = context;

    if (work->grouped && work->rows->blocks[a] != work->rows->blocks[b]) {
        return work->rows->blocks[a] < work->rows->blocks[b];
    }
    return chiso__carried_compare(work->values[a], work->values[b]) < 0;
}

/* The rows that have a value in the order of it, block by block where grouped, and these values. */
static void put_in_order(struct chiso__preparing *work, bool grouped)
{
    work->grouped = grouped;
    work->count = 0;
    for (uint32_t row = 0; row < work->rows->count; row++) {
        if (!chiso__carried_is_gap(work->values[row])) {
            work->ids[work->count++] = row;
        }
    }
    chiso__sort_ids(work->ids, work->scratch, work->count, is_before, work);
    for (uint32_t i = 0; i < work->count; i++) {
        work->sorted[i] = work->values[work->ids[i]];
    }
}

/* Moves what is beyond two fences onto them. */
static void fence(struct chiso__preparing *work, struct chiso__carried low,
                  struct chiso__carried high)
{
    for (uint32_t row = 0; row < work->rows->count; row++) {
        if (!chiso__carried_is_gap(work->values[row])) {
            work->values[row] = chiso__carried_limit(work->values[row], low, high);
        }
    }
}

static void winsorise(struct chiso__preparing *work, uint32_t most)
{
    put_in_order(work, false);
    if (work->count > 0) {
        chiso__winsorise(work->sorted, work->count, most);
        fence(work, work->sorted[0], work->sorted[work->count - 1]);
    }
}

static bool set_up_fences(struct chiso__preparing *work, struct chiso__carried reach)
{
    struct chiso__carried low = {-CHISO_DECIMAL_MAX, 0};
    struct chiso__carried high = {CHISO_DECIMAL_MAX, 0};

    put_in_order(work, false);
    if (work->count > 0 && !chiso__quartile_fences(work->sorted, work->count, reach, &low, &high)) {
        return chiso__prepare_fail(work, CHISO__UNPREPARED_LARGE, work->ids[work->count - 1]);
    }
    fence(work, low, high);
    return true;
}

/* Finds what is to stand for what is missing, of a group of values in order. */
static bool find_middle(const struct chiso__carried *sorted, uint32_t count, bool mean,
                        struct chiso__carried *out_value)
{
    struct chiso__total sum = {0, 0};

    if (!mean) {
        sum = chiso__total_of(sorted[(count - 1) / 2]);
        (void)chiso__total_add(&sum, sorted[count / 2]);
        return chiso__total_over(sum, 2, out_value);
    }
    for (uint32_t i = 0; i < count; i++) {
        if (!chiso__total_add(&sum, sorted[i])) {
            return false;
        }
    }
    return chiso__total_over(sum, count, out_value);
}

/* Where the values of a block begin among those in order; behind all of them where it has none. */
static uint32_t first_of(const struct chiso__preparing *work, uint32_t block)
{
    uint32_t low = 0;
    uint32_t high = work->count;

    while (work->grouped && low < high) {
        const uint32_t middle = low + (high - low) / 2;

        if (work->rows->blocks[work->ids[middle]] < block) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < work->count && (!work->grouped || work->rows->blocks[work->ids[low]] == block)
               ? low
               : work->count;
}

/* Gives the missing cells the values that stand where those of their blocks begin. */
static void fill(struct chiso__preparing *work)
{
    for (uint32_t row = 0; row < work->rows->count; row++) {
        if (work->values[row].millionths == CHISO_MISSING) {
            const uint32_t first = first_of(work, work->rows->blocks[row]);

            work->values[row] = first < work->count ? work->sorted[first] : work->values[row];
        }
    }
}

/* What stands for the missing cells of a block takes the place of the first of its values in order.
 */
static bool impute(struct chiso__preparing *work, const struct chiso__treatment *treatment)
{
    const uint32_t *blocks = work->rows->blocks;
    uint32_t end = 0;

    put_in_order(work, treatment->in_block);
    for (uint32_t first = 0; first < work->count; first = end) {
        const uint32_t block = blocks[work->ids[first]];
        struct chiso__carried value = {0, 0};

        for (end = first + 1;
             end < work->count && (!work->grouped || blocks[work->ids[end]] == block); end++) {
        }
        if (!find_middle(work->sorted + first, end - first, treatment->kind == CHISO__TREAT_MEAN,
                         &value)) {
            return chiso__prepare_fail(work, CHISO__UNPREPARED_LARGE, work->ids[first]);
        }
        work->sorted[first] = value;
    }
    fill(work);
    return true;
}

static bool treat(struct chiso__preparing *work, const struct chiso__treatment *treatment)
{
    switch (treatment->kind) {
    case CHISO__TREAT_OVER:
        return divide(work);
    case CHISO__TREAT_LOG:
        return take_logarithms(work);
    case CHISO__TREAT_WINSOR:
        winsorise(work, treatment->most);
        return true;
    case CHISO__TREAT_IQR:
        return set_up_fences(work, treatment->reach.value);
    case CHISO__TREAT_MEAN:
    case CHISO__TREAT_MEDIAN:
    case CHISO__TREAT_KINDS:
        break;
    }
    return impute(work, treatment);
}

/* Counts what a treatment changed, for who asks. */
static bool treat_seen(struct chiso__preparing *work, const struct chiso__treatment *treatment,
                       struct chiso__treated *treated)
{
    bool done = false;

    memcpy(work->before, work->values, work->rows->count * sizeof(*work->before));
    done = treat(work, treatment);
    *treated = (struct chiso__treated){work->before[work->row], work->values[work->row], 0, 0};
    for (uint32_t row = 0; row < work->rows->count && done; row++) {
        treated->count += !chiso__carried_is_gap(work->values[row]);
        treated->changed += chiso__carried_compare(work->values[row], work->before[row]) != 0;
    }
    return done;
}

static bool treat_all(struct chiso__preparing *work, struct chiso__treated *treated)
{
    const struct chiso__rule *rule = &work->rows->tree->nodes[work->leaf].rule;
    bool done = true;

    take_values(work);
    for (uint32_t i = 0; i < rule->treatment_count && done; i++) {
        done = treated == NULL ? treat(work, &rule->treatments[i])
                               : treat_seen(work, &rule->treatments[i], &treated[i]);
    }
    return done && chiso__told_apart(work);
}

/* What the column of the leaf holds for a value. */
static bool make_points(struct chiso__preparing *work, uint32_t row,
                        struct chiso__carried *out_points)
{
    const chiso_tree *tree = work->rows->tree;
    const struct chiso__tree_node *node = &tree->nodes[work->leaf];
    const struct chiso__measured measured = {work->values[row], CHISO_DECIMAL_ONE, false, false};
    const chiso_status status =
        chiso__rule_points(&node->rule, chiso__limits_of(node), measured, out_points, NULL);

    if (status == CHISO_E_RANGE) {
        return chiso__prepare_fail(work, CHISO__UNPREPARED_LARGE, row);
    }
    if (status != CHISO_OK) {
        return chiso__prepare_fail(work, CHISO__UNPREPARED_REFUSED, row);
    }
    if (!chiso__is_relative_leaf(node)) {
        *out_points = chiso__round_points(tree, node, *out_points);
    }
    return true;
}

/* Puts what was made of the values where scoring reads it. */
static bool store(struct chiso__preparing *work, struct chiso__rows *rows)
{
    const struct chiso__tree_node *node = &rows->tree->nodes[work->leaf];
    const bool imputes = chiso__is_imputed_leaf(node);
    const uint32_t beside = rows->tree->column_count + node->imputing;

    for (uint32_t row = 0; row < rows->count; row++) {
        const bool is_gap = chiso__carried_is_gap(chiso__stored_at(rows, work->leaf, row));
        struct chiso__carried points = none;

        if (!chiso__carried_is_gap(work->values[row]) && !make_points(work, row, &points)) {
            return false;
        }
        if (imputes) {
            chiso__further_put(rows, beside, row, is_gap ? points : none);
        }
        if (!is_gap && !chiso__points_put(rows, work->allocator, work->leaf, row, points)) {
            return fail_memory(work);
        }
    }
    return true;
}

static bool begin(const struct chiso__rows *rows, const chiso_allocator *allocator,
                  struct chiso__preparing *work)
{
    work->rows = rows;
    work->allocator = allocator;
    work->values = chiso__alloc(allocator, rows->count, sizeof(*work->values));
    work->sorted = chiso__alloc(allocator, rows->count, sizeof(*work->sorted));
    work->ids = chiso__alloc(allocator, rows->count, sizeof(*work->ids));
    work->scratch = chiso__alloc(allocator, rows->count, sizeof(*work->scratch));
    return work->values != NULL && work->sorted != NULL && work->ids != NULL &&
           work->scratch != NULL;
}

static void end(struct chiso__preparing *work)
{
    chiso__release(work->allocator, work->values);
    chiso__release(work->allocator, work->sorted);
    chiso__release(work->allocator, work->before);
    chiso__release(work->allocator, work->ids);
    chiso__release(work->allocator, work->scratch);
}

bool chiso__prepare(struct chiso__rows *rows, const chiso_allocator *allocator,
                    struct chiso__unprepared *out_why)
{
    struct chiso__preparing work = {.why = out_why};
    bool done = true;

    if (rows->tree->prepared_count == 0) {
        return true;
    }
    done = begin(rows, allocator, &work) || fail_memory(&work);
    for (uint32_t i = 0; i < rows->tree->leaf_count && done; i++) {
        work.leaf = rows->tree->leaves[i];
        if (chiso__is_prepared(&rows->tree->nodes[work.leaf].rule)) {
            done = treat_all(&work, NULL) && store(&work, rows);
        }
    }
    end(&work);
    return done;
}

bool chiso__prepare_again(const struct chiso__rows *rows, const chiso_allocator *allocator,
                          chiso_node leaf, uint32_t row, struct chiso__treated *treated)
{
    struct chiso__unprepared why;
    struct chiso__preparing work = {.why = &why, .leaf = leaf, .row = row};
    bool done = begin(rows, allocator, &work);

    if (done) {
        work.before = chiso__alloc(allocator, rows->count, sizeof(*work.before));
        done = work.before != NULL && treat_all(&work, treated);
    }
    end(&work);
    return done;
}

/* Why, in words: {0} is the rule, {1} the value and {2} the column. */
static chiso_status say_why(const chiso_tree *tree, const struct chiso__unprepared *why,
                            chiso_error *error)
{
    const struct chiso__tree_node *leaf = &tree->nodes[why->leaf];
    const struct chiso__insert rule = chiso__say_text(leaf->rule.text);
    const struct chiso__insert value = chiso__say_carried(why->value);
    const struct chiso__insert column = chiso__say_text(chiso_tree_column(tree, leaf->over));

    switch (why->kind) {
    case CHISO__UNPREPARED_NO_DENOMINATOR:
        return chiso__fail(error, CHISO_E_CELL, CHISO__SAY_NO_DENOMINATOR,
                           CHISO__WORDS(rule, value, column));
    case CHISO__UNPREPARED_LOG:
        return chiso__fail(error, CHISO_E_CELL, CHISO__SAY_LOG_OF_NOTHING,
                           CHISO__WORDS(rule, value));
    case CHISO__UNPREPARED_REFUSED:
        return chiso__fail(error, CHISO_E_CELL, CHISO__SAY_QUOTIENT_OF_NOTHING,
                           CHISO__WORDS(rule, value));
    case CHISO__UNPREPARED_QUOTIENTS_NEAR:
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_QUOTIENTS_TOO_NEAR,
                           CHISO__WORDS(rule, value, column));
    case CHISO__UNPREPARED_LOGARITHMS_NEAR:
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_LOGARITHMS_TOO_NEAR,
                           CHISO__WORDS(rule));
    case CHISO__UNPREPARED_LARGE:
    case CHISO__UNPREPARED_MEMORY:
        break;
    }
    return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_NUMBERS_TOO_LARGE, NULL);
}

chiso_status chiso__fail_prepare(const chiso_board *board, chiso_unit unit,
                                 const struct chiso__unprepared *why, chiso_error *error)
{
    if (why->kind == CHISO__UNPREPARED_MEMORY) {
        return chiso__fail_memory(error);
    }
    return chiso__fail_cell(error, say_why(board->tree, why, error), board, unit, why->leaf);
}
