/* Tiers: the points that stand behind a threshold. */
#include "rule/inside.h"

#include "base/sort.h"
#include "number/ratio.h"

/* Reads one T:P behind those that are there. */
static chiso_status take_step(struct chiso__rule_reader *reader, struct chiso__rule *rule)
{
    const struct chiso__limits limits = reader->limits;
    struct chiso__tier step;
    chiso_status status = chiso__rule_take_measured(reader, &step.threshold);

    if (status != CHISO_OK) {
        return status;
    }
    if (!chiso__rule_take_literal(reader, ":")) {
        return chiso__rule_fail_here(reader, CHISO__SAY_A_COLON_AND_POINTS);
    }
    status = chiso__rule_take_number(reader, &step.points);
    if (status != CHISO_OK) {
        return status;
    }
    if (chiso__check_points(step.points.value, limits, NULL) != CHISO_OK) {
        return chiso__fail(
            reader->error, CHISO_E_RULE, CHISO__SAY_RULE_GIVES_POINTS,
            CHISO__WORDS(chiso__say(reader->text), chiso__say_carried(step.points.value),
                         chiso__say_carried(limits.min), chiso__say_carried(limits.max)));
    }
    if (rule->tiers.count > 0 &&
        chiso__is_rate(&step.threshold) != chiso__is_rate(&rule->tiers.steps[0].threshold)) {
        return chiso__rule_fail_value(reader, CHISO__SAY_THRESHOLDS_OF_ONE_FORM);
    }
    rule->tiers.steps[rule->tiers.count++] = step;
    return CHISO_OK;
}

static int compare_steps(const struct chiso__tier *a, const struct chiso__tier *b)
{
    return chiso__measured_compare(&a->threshold, &b->threshold);
}

static bool is_before(const void *context, uint32_t a, uint32_t b)
{
    const struct chiso__tier *steps = context;

    return compare_steps(&steps[a], &steps[b]) < 0;
}

/* Puts the steps in order, from the least threshold to the greatest; no two are the same. */
static chiso_status sort_steps(struct chiso__rule_reader *reader, struct chiso__rule *rule)
{
    const size_t count = rule->tiers.count;
    struct chiso__tier *sorted =
        chiso__arena_take(reader->arena, reader->allocator, count * sizeof(*sorted));
    uint32_t *ids = chiso__alloc(reader->allocator, 2 * count, sizeof(*ids));
    chiso_status status = CHISO_OK;

    if (sorted == NULL || ids == NULL) {
        chiso__release(reader->allocator, ids);
        return chiso__fail_memory(reader->error);
    }
    for (uint32_t i = 0; i < count; i++) {
        ids[i] = i;
    }
    chiso__sort_ids(ids, ids + count, count, is_before, rule->tiers.steps);
    for (uint32_t i = 0; i < count && status == CHISO_OK; i++) {
        sorted[i] = rule->tiers.steps[ids[i]];
        if (i > 0 && compare_steps(&sorted[i - 1], &sorted[i]) == 0) {
            status = chiso__fail(reader->error, CHISO_E_RULE, CHISO__SAY_RULE_THRESHOLD_TWICE,
                                 CHISO__WORDS(chiso__say(reader->text)));
        }
    }
    chiso__release(reader->allocator, ids);
    rule->tiers.steps = sorted;
    return status;
}

chiso_status chiso__tiers_read(struct chiso__rule_reader *reader, struct chiso__rule *rule)
{
    size_t colons = 0;

    for (size_t i = reader->at; i < reader->text.size; i++) {
        colons += reader->text.text[i] == ':';
    }
    if (colons == 0) {
        chiso__rule_pass_space(reader);
        return chiso__rule_fail_here(reader, CHISO__SAY_THRESHOLDS_AND_POINTS);
    }
    rule->tiers.steps =
        chiso__arena_take(reader->arena, reader->allocator, colons * sizeof(*rule->tiers.steps));
    if (rule->tiers.steps == NULL) {
        return chiso__fail_memory(reader->error);
    }
    do {
        const chiso_status status = take_step(reader, rule);

        if (status != CHISO_OK) {
            return status;
        }
    } while (!chiso__rule_at_end(reader));
    rule->takes =
        chiso__is_rate(&rule->tiers.steps[0].threshold) ? CHISO__CELL_RATE : CHISO__CELL_NUMBER;
    return sort_steps(reader, rule);
}

void chiso__tiers_write(char **end, const struct chiso__rule *rule)
{
    /* The first threshold is the one that is hardest to reach. */
    for (uint32_t i = 0; i < rule->tiers.count; i++) {
        const struct chiso__tier *step =
            &rule->tiers.steps[rule->kind == CHISO__RULE_ATMOST ? i : rule->tiers.count - 1 - i];

        chiso__rule_put(end, " ");
        chiso__rule_put_measured(end, &step->threshold, ":");
        chiso__rule_put_number(end, &step->points, "");
    }
}

/* How many thresholds are below a value, those that equal it counted or not. */
static uint32_t count_below(const struct chiso__rule *rule, struct chiso__measured measured,
                            bool equals)
{
    uint32_t low = 0;
    uint32_t high = rule->tiers.count;

    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        const int order = chiso__measured_compare(&rule->tiers.steps[middle].threshold, &measured);

        if (order < 0 || (order == 0 && equals)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

bool chiso__atleast_points(const struct chiso__rule *rule, struct chiso__limits limits,
                           struct chiso__measured measured, struct chiso__carried *out_points)
{
    const uint32_t reached = count_below(rule, measured, true);

    *out_points = reached == 0 ? limits.min : rule->tiers.steps[reached - 1].points.value;
    return true;
}

bool chiso__atmost_points(const struct chiso__rule *rule, struct chiso__limits limits,
                          struct chiso__measured measured, struct chiso__carried *out_points)
{
    const uint32_t broken = count_below(rule, measured, false);

    *out_points = broken == rule->tiers.count ? limits.min : rule->tiers.steps[broken].points.value;
    return true;
}

struct chiso__carried chiso__tiers_most(const struct chiso__rule *rule, struct chiso__limits limits)
{
    struct chiso__carried most = limits.min;

    for (uint32_t i = 0; i < rule->tiers.count; i++) {
        most = chiso__carried_greatest(most, rule->tiers.steps[i].points.value);
    }
    return most;
}
