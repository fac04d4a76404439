/* The line that a unit's figures are held against: the others, a band, a percent. */
#include "unit/target_inside.h"

#include "base/sort.h"

/* Of two equals under ordinal ranks the tie-breaking criteria decide, and then who was added first.
 */
static bool stands_before(const struct chiso__line *line, chiso_unit rival)
{
    for (size_t i = 0; i < line->rule.tie_break_count; i++) {
        const struct chiso__source source =
            chiso__source_of(&line->board->rows, line->rule.tie_break[i], line->rule.key);

        if (chiso__has_more(&source, rival, line->unit)) {
            return true;
        }
        if (chiso__has_more(&source, line->unit, rival)) {
            return false;
        }
    }
    return rival < line->unit;
}

static int compare(struct chiso__ratio a, struct chiso__ratio b)
{
    return chiso__compare(a.achieved, a.max, b.achieved, b.max);
}

static bool has_more(const void *context, uint32_t a, uint32_t b)
{
    const struct chiso__rival *rivals = context;

    return compare(rivals[a].ratio, rivals[b].ratio) > 0;
}

static struct chiso__ratio as_compared(const struct chiso__line *line, struct chiso__ratio ratio)
{
    return line->rule.key == CHISO_KEY_PUBLISHED ? chiso__published(line->board->tree, ratio)
                                                 : ratio;
}

/* Finds those that the unit is ranked with, the greatest first. ids has room for twice as many. */
static void find_rivals(struct chiso__line *line, struct chiso__rival *found, uint32_t *ids)
{
    const chiso_board *board = line->board;

    for (chiso_unit unit = 0; unit < board->units.count; unit++) {
        struct chiso__ratio ratio;

        if (unit != line->unit &&
            chiso__is_ranked_with(board, line->unit, unit, line->rule.scope) &&
            chiso__ratio_of(&board->rows, unit, line->node, &ratio)) {
            ids[line->count] = line->count;
            found[line->count++] =
                (struct chiso__rival){as_compared(line, ratio), unit, stands_before(line, unit)};
        }
    }
    chiso__sort_ids(ids, ids + board->units.count, line->count, has_more, found);
    for (uint32_t i = 0; i < line->count; i++) {
        line->rivals[i] = found[ids[i]];
        line->distinct[i + 1] = line->distinct[i] + (i == 0 || compare(line->rivals[i - 1].ratio,
                                                                       line->rivals[i].ratio) != 0);
        line->before[i + 1] = line->before[i] + line->rivals[i].before;
    }
}

bool chiso__line_new(const chiso_board *board, chiso_unit unit, chiso_node node,
                     const struct chiso__rank_rule *rule, struct chiso__line *out_line)
{
    const uint32_t units = board->units.count;
    struct chiso__line line = {.board = board, .unit = unit, .node = node, .rule = *rule};
    struct chiso__rival *found = chiso__alloc(&board->allocator, units, sizeof(*found));
    uint32_t *ids = chiso__alloc(&board->allocator, (size_t)units * 2, sizeof(*ids));
    struct chiso__ratio own;
    bool done = false;

    line.rivals = chiso__alloc(&board->allocator, units, sizeof(*line.rivals));
    line.distinct = chiso__alloc_zero(&board->allocator, (size_t)units + 1, sizeof(*line.distinct));
    line.before = chiso__alloc_zero(&board->allocator, (size_t)units + 1, sizeof(*line.before));
    (void)chiso__ratio_of(&board->rows, unit, node, &own);
    line.max = own.max;
    if (found != NULL && ids != NULL && line.rivals != NULL && line.distinct != NULL &&
        line.before != NULL) {
        find_rivals(&line, found, ids);
        *out_line = line;
        done = true;
    } else {
        chiso__line_free(&line);
    }
    chiso__release(&board->allocator, found);
    chiso__release(&board->allocator, ids);
    return done;
}

void chiso__line_free(struct chiso__line *line)
{
    if (line->board != NULL) {
        chiso__release(&line->board->allocator, line->rivals);
        chiso__release(&line->board->allocator, line->distinct);
        chiso__release(&line->board->allocator, line->before);
    }
    *line = (struct chiso__line){0};
}

struct chiso__ratio chiso__line_ratio(const struct chiso__line *line, chiso_decimal achieved)
{
    return as_compared(line, (struct chiso__ratio){achieved, line->max});
}

/* How many rivals have more than a ratio, or not less than it. */
static uint32_t count_above(const struct chiso__line *line, struct chiso__ratio ratio, bool equals)
{
    uint32_t low = 0;
    uint32_t high = line->count;

    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;

        if (compare(line->rivals[middle].ratio, ratio) >= (equals ? 0 : 1)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

uint64_t chiso__line_twice_rank(const struct chiso__line *line, chiso_decimal achieved)
{
    const struct chiso__ratio own = chiso__line_ratio(line, achieved);
    const uint64_t above = count_above(line, own, false);
    const uint64_t not_below = count_above(line, own, true);

    switch (line->rule.ties) {
    case CHISO_TIES_DENSE:
        return 2 * ((uint64_t)line->distinct[above] + 1);
    case CHISO_TIES_MODIFIED:
        return 2 * (not_below + 1);
    case CHISO_TIES_AVERAGE:
        return above + not_below + 2;
    case CHISO_TIES_ORDINAL:
        return 2 * (above + (line->before[not_below] - line->before[above]) + 1);
    case CHISO_TIES_COMPETITION:
        break;
    }
    return 2 * (above + 1);
}

chiso_place chiso__line_place(const struct chiso__line *line, chiso_decimal achieved)
{
    const struct chiso__ratio own = chiso__line_ratio(line, achieved);
    const uint64_t twice_rank = chiso__line_twice_rank(line, achieved);
    const uint32_t equals = count_above(line, own, true) - count_above(line, own, false);

    return (chiso_place){(uint32_t)(twice_rank / 2), twice_rank % 2 != 0, line->count + 1,
                         line->rule.ties == CHISO_TIES_ORDINAL ? 1 : equals + 1};
}

bool chiso__line_passes(const struct chiso__line *line, const struct chiso__test *test,
                        chiso_decimal achieved)
{
    if (test->twice_rank != 0) {
        return chiso__line_twice_rank(line, achieved) <= test->twice_rank;
    }
    return compare(chiso__line_ratio(line, achieved), test->ratio) >= (test->strict ? 1 : 0);
}

chiso_decimal chiso__line_least(const struct chiso__line *line, const struct chiso__test *test)
{
    chiso_decimal low = -CHISO_DECIMAL_MAX;
    chiso_decimal high = CHISO_DECIMAL_MAX;

    if (chiso__line_passes(line, test, low) || !chiso__line_passes(line, test, high)) {
        return CHISO_ABSENT;
    }
    /* More points never pass worse. */
    while ((uint64_t)high - (uint64_t)low > 1) {
        const chiso_decimal middle =
            (chiso_decimal)((uint64_t)low + ((uint64_t)high - (uint64_t)low) / 2);

        if (chiso__line_passes(line, test, middle)) {
            high = middle;
        } else {
            low = middle;
        }
    }
    return high;
}
