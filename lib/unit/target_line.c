/* The line that a unit's figures are held against: the others, a band, a percent. */
#include "unit/target_inside.h"

/* What a line is made with. */
struct work {
    chiso_unit *rivals; /* in their order */
    uint64_t *begins;   /* of runs among them */
};

static struct chiso__carried_ratio as_compared(const struct chiso__line *line,
                                               struct chiso__carried_ratio ratio)
{
    return line->rule.key == CHISO_KEY_PUBLISHED ? chiso__published(line->board->tree, ratio)
                                                 : ratio;
}

/* Finds those that the unit is ranked with, and puts them in order. Returns how many runs of equals
 * there are. */
static uint32_t find_rivals(struct chiso__line *line, struct work *work)
{
    const chiso_board *board = line->board;

    for (chiso_unit unit = 0; unit < board->units.count; unit++) {
        struct chiso__carried_ratio ratio;

        if (unit != line->unit &&
            chiso__is_ranked_with(board, line->unit, unit, line->rule.scope) &&
            chiso__figure_at(&line->source, unit, &ratio)) {
            work->rivals[line->count++] = unit;
        }
    }
    return chiso__sort_run(&line->source, work->rivals, line->count, line->scratch, work->begins);
}

/* Looks at the rivals of each run, so many from a place on, and tells what the one behind it comes
 * after. */
static void find_runs(struct chiso__line *line, const struct work *work)
{
    uint32_t start = 0;

    for (uint32_t end = 1; end <= line->count; end++) {
        if (end == line->count || work->begins[end] != 0) {
            struct chiso__line_run *run = &line->runs[line->run_count++];
            uint32_t ranks = 0;

            (void)chiso__figure_at(&line->source, work->rivals[start], &run->head);
            ranks = chiso__line_look(line, work->rivals + start, end - start, run);
            run[1].above = run->above + (end - start);
            run[1].distinct = run->distinct + ranks - (run->same == 0);
            start = end;
        }
    }
}

/* The runs of all others, put in order for this unit alone. */
static bool make_runs(struct chiso__line *line)
{
    const chiso_allocator *allocator = &line->board->allocator;
    const uint32_t units = line->board->units.count;
    struct work work = {
        chiso__alloc(allocator, units, sizeof(*work.rivals)),
        chiso__alloc(allocator, units, sizeof(*work.begins)),
    };
    bool done = work.rivals != NULL && work.begins != NULL && chiso__line_reserve(line, units);

    if (done) {
        const uint32_t runs = find_rivals(line, &work);

        line->runs = chiso__alloc_zero(allocator, (size_t)runs + 1, sizeof(*line->runs));
        done = line->runs != NULL;
    }
    if (done) {
        find_runs(line, &work);
    }
    chiso__release(allocator, work.rivals);
    chiso__release(allocator, work.begins);
    return done;
}

/* Without those that it is held against. */
static struct chiso__line begin(const chiso_board *board, chiso_unit unit, chiso_node node,
                                const struct chiso__rank_rule *rule)
{
    struct chiso__line line = {.board = board,
                               .unit = unit,
                               .node = node,
                               .rule = *rule,
                               .lowest_first = board->tree->lowest_first,
                               .source = chiso__source_of(&board->rows, node, rule->key)};
    struct chiso__carried_ratio own;

    (void)chiso__ratio_of(&board->rows, unit, node, &own);
    line.max = own.max;
    return line;
}

bool chiso__line_new(const chiso_board *board, chiso_unit unit, chiso_node node,
                     const struct chiso__rank_rule *rule, struct chiso__line *out_line)
{
    struct chiso__line line = begin(board, unit, node, rule);

    if (!chiso__line_quicken(&line) || (line.lineup == NULL && !make_runs(&line))) {
        chiso__line_free(&line);
        return false;
    }
    *out_line = line;
    return true;
}

bool chiso__line_new_plainly(const chiso_board *board, chiso_unit unit, chiso_node node,
                             const struct chiso__rank_rule *rule, struct chiso__line *out_line)
{
    struct chiso__line line = begin(board, unit, node, rule);

    if (!make_runs(&line)) {
        chiso__line_free(&line);
        return false;
    }
    *out_line = line;
    return true;
}

void chiso__line_free(struct chiso__line *line)
{
    if (line->board != NULL) {
        const chiso_allocator *allocator = &line->board->allocator;

        chiso__release(allocator, line->runs);
        chiso__release(allocator, line->equals);
        chiso__release(allocator, line->splits);
        chiso__release(allocator, line->scratch);
        chiso__release(allocator, line->seen);
    }
    *line = (struct chiso__line){0};
}

/* How many runs begin with what stands before a ratio, or is it exactly. */
static uint32_t count_not_behind(const struct chiso__line *line,
                                 const struct chiso__carried_ratio *ratio)
{
    uint32_t low = 0;
    uint32_t high = line->run_count;

    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        const struct chiso__carried_ratio head = chiso__line_head(line, middle);
        const int order = chiso__ratio_compare(&head, ratio);

        if ((line->lowest_first ? -order : order) >= 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Whether the unit would be an equal of those of a run. */
static bool is_equal_at(const struct chiso__line *line, uint32_t at,
                        const struct chiso__carried_ratio *own)
{
    const struct chiso__carried_ratio head = chiso__line_head(line, at);

    return chiso__ratio_order(&head, own) == 0;
}

/* The seat that the unit would have. It is an equal of the run whose first is near enough, or of
 * which it would be the first; else it stands by itself. */
static struct chiso__seat seat_of(const struct chiso__line *line, struct chiso__carried achieved)
{
    const struct chiso__carried_ratio own =
        as_compared(line, (struct chiso__carried_ratio){achieved, line->max});
    uint32_t at = count_not_behind(line, &own);
    struct chiso__line_run run;
    struct chiso__seat seat = {0, 0};

    if (at > 0 && is_equal_at(line, at - 1, &own)) {
        at--;
    } else if (at == line->run_count || !is_equal_at(line, at, &own)) {
        run = chiso__line_before(line, at);
        return chiso__seat_of(1, run.above, run.distinct + 1, line->rule.ties);
    }
    run = chiso__line_run_at(line, at);
    seat = chiso__seat_of(run.same + 1, run.above + run.before,
                          run.distinct + run.before_distinct + 1, line->rule.ties);
    seat.rank += line->rule.ties == CHISO_TIES_ORDINAL ? run.same_before : 0;
    return seat;
}

uint64_t chiso__line_twice_rank(const struct chiso__line *line, struct chiso__carried achieved)
{
    const chiso_place place = chiso__line_place(line, achieved);

    return 2 * (uint64_t)place.rank + place.half;
}

chiso_place chiso__line_place(const struct chiso__line *line, struct chiso__carried achieved)
{
    return chiso__place_of(seat_of(line, achieved), line->rule.ties, line->count + 1);
}

bool chiso__line_passes(const struct chiso__line *line, const struct chiso__test *test,
                        struct chiso__carried achieved)
{
    struct chiso__carried_ratio own = {achieved, line->max};

    if (test->twice_rank != 0) {
        return chiso__line_twice_rank(line, achieved) <= test->twice_rank;
    }
    own = as_compared(line, own);
    return chiso__ratio_order(&own, &test->ratio) >= (test->strict ? 1 : 0);
}

/* Whether points pass that are so many millionths, and so much of the next. */
static bool passes_at(const struct chiso__line *line, const struct chiso__test *test,
                      int64_t millionths, uint64_t rest)
{
    return chiso__line_passes(line, test, (struct chiso__carried){millionths, rest});
}

struct chiso__carried chiso__line_least(const struct chiso__line *line,
                                        const struct chiso__test *test)
{
    int64_t low = -CHISO_DECIMAL_MAX;
    int64_t high = CHISO_DECIMAL_MAX;
    uint64_t low_rest = 0;
    uint64_t high_rest = CHISO__REST_ONE;

    if (passes_at(line, test, low, 0) || !passes_at(line, test, high, 0)) {
        return chiso__carried_of(CHISO_ABSENT);
    }
    /* More points never pass worse. */
    while ((uint64_t)high - (uint64_t)low > 1) {
        const int64_t middle = (int64_t)((uint64_t)low + ((uint64_t)high - (uint64_t)low) / 2);

        if (passes_at(line, test, middle, 0)) {
            high = middle;
        } else {
            low = middle;
        }
    }
    while (high_rest - low_rest > 1) {
        const uint64_t middle = low_rest + (high_rest - low_rest) / 2;

        if (passes_at(line, test, low, middle)) {
            high_rest = middle;
        } else {
            low_rest = middle;
        }
    }
    return chiso__carried_settle(low, high_rest);
}
