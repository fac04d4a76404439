/* Putting units in order by exact figures: comparing, and what comparing makes equals. */
#include "rank/order_inside.h"

#include "base/extent.h"
#include "base/sort.h"

struct chiso__source chiso__source_of(const struct chiso__rows *rows, chiso_node node,
                                      chiso_key key)
{
    struct chiso__source source = {
        .rows = rows, .node = node, .key = key, .lowest_first = rows->tree->lowest_first};

    if (chiso__is_full_column(rows, node) && key == CHISO_KEY_EXACT &&
        rows->tree->nodes[node].max.millionths > 0) {
        source.column = chiso__column_of(rows, node);
        source.rests = chiso__rests_of(rows, node);
        source.max = rows->tree->nodes[node].max;
    }
    return source;
}

struct chiso__source chiso__source_beside(const struct chiso__source *source, chiso_node node)
{
    struct chiso__source other = *source;

    if (source->rows_of == NULL) {
        return chiso__source_of(source->rows, node, source->key);
    }
    other.node = node;
    return other;
}

struct chiso__carried_ratio chiso__published(const chiso_tree *tree,
                                             struct chiso__carried_ratio ratio)
{
    chiso_decimal percent = 0;

    if (chiso__publish(tree, ratio.achieved, ratio.max, &percent) == CHISO_OK &&
        percent != CHISO_ABSENT) {
        return (struct chiso__carried_ratio){chiso__carried_of(percent),
                                             chiso__carried_of(100 * CHISO_DECIMAL_ONE)};
    }
    return ratio;
}

bool chiso__figure_at(const struct chiso__source *source, uint32_t unit,
                      struct chiso__carried_ratio *out_ratio)
{
    const struct chiso__rows *rows = source->rows;
    uint32_t row = unit;

    if (source->column != NULL) {
        return chiso__column_figure_at(source, unit, out_ratio);
    }
    if (source->rows_of != NULL) {
        rows = source->rows_of(source->context, unit, &row);
    }
    if (!chiso__ratio_of(rows, row, source->node, out_ratio)) {
        return false;
    }
    if (source->key == CHISO_KEY_PUBLISHED) {
        *out_ratio = chiso__published(source->rows->tree, *out_ratio);
    }
    return true;
}

/* The sign of how far a stands behind b: exactly, or with near ones as equals; those without a
 * number stand last. */
static int order_of(const struct chiso__source *source, uint32_t a, uint32_t b, bool exactly)
{
    struct chiso__carried_ratio left;
    struct chiso__carried_ratio right;
    const bool has_left = chiso__number_at(source, a, &left);
    const bool has_right = chiso__number_at(source, b, &right);
    int order = 0;

    if (!has_left || !has_right) {
        return (int)has_right - (int)has_left;
    }
    order = exactly ? chiso__ratio_compare(&right, &left) : chiso__ratio_order(&right, &left);
    return source->lowest_first ? -order : order;
}

bool chiso__stands_before(const struct chiso__source *source, uint32_t a, uint32_t b)
{
    return order_of(source, a, b, false) < 0;
}

static bool before_exactly(const void *context, uint32_t a, uint32_t b)
{
    return order_of(context, a, b, true) < 0;
}

static bool before_on_board(const void *context, uint32_t a, uint32_t b)
{
    (void)context;
    return a < b;
}

uint32_t chiso__sort_run(const struct chiso__source *source, chiso_unit *units, uint32_t size,
                         uint32_t *scratch, uint64_t *begins)
{
    uint32_t start = 0;
    uint32_t runs = 0;

    if (size == 0) {
        return 0;
    }
    chiso__sort_ids(units, scratch, size, before_exactly, source);
    for (uint32_t i = 1; i <= size; i++) {
        begins[i - 1] = i - 1 == start;
        /* Near is told from the first of the run: else a chain of near ones would have no end. */
        if (i == size || chiso__stands_before(source, units[start], units[i])) {
            chiso__sort_ids(units + start, scratch, i - start, before_on_board, NULL);
            start = i;
            runs++;
        }
    }
    return runs;
}

void chiso__seat_runs(const chiso_unit *order, uint32_t count, const uint64_t *begins,
                      chiso_ties ties, struct chiso__seat *seats)
{
    uint32_t start = 0;
    uint32_t dense = 1;

    for (uint32_t end = 1; end <= count; end++) {
        if (end == count || begins[end] != 0) {
            struct chiso__seat seat = chiso__seat_of_run(end - start, start, dense++, ties);

            for (uint32_t i = start; i < end; i++) {
                seats[order[i]] = seat;
                seat.rank += ties == CHISO_TIES_ORDINAL;
            }
            start = end;
        }
    }
}

struct chiso__seat chiso__seat_of(uint32_t size, uint32_t place, uint32_t dense, chiso_ties ties)
{
    return chiso__seat_of_run(size, place, dense, ties);
}

/* Begins to fetch what is kept of a unit that is looked at a little later, and before that where it
 * is kept: in an order units lie far apart. There are so many from here on. */
static void look_ahead(const struct chiso__source *source, const chiso_unit *units, uint32_t count)
{
    enum { NEAR = 8, FAR = 16, FARTHEST = 24 };

    if (source->column == NULL && source->rows_of == NULL && count > FARTHEST) {
        __builtin_prefetch(&source->rows->detail_rows[units[FARTHEST]]);
        chiso__detail_ahead(source->rows, units[FAR]);
        chiso__ratio_ahead(source->rows, units[NEAR], source->node);
    }
}

/* Leaves quotients in scratch for those who have one, and 1 in keys, as chiso__order_by_quotients()
 * takes them. */
static struct chiso__order_survey look_over_each(const struct chiso__ordering *job)
{
    struct chiso__order_survey survey = {0, true, true, {0, 0}, INT64_MAX, INT64_MIN, 0};
    double *quotients = (double *)(void *)job->ranker->scratch;
    uint64_t first = 0;
    uint64_t differing = 0;

    for (uint32_t i = 0; i < job->size; i++) {
        struct chiso__carried_ratio ratio;
        int64_t number = 0;

        job->ranker->keys[i] = chiso__number_at(job->source, chiso__member_at(job, i), &ratio);
        if (job->ranker->keys[i] == 0) {
            job->seats[chiso__member_at(job, i)] = (struct chiso__seat){0, 0};
            continue;
        }
        number = ratio.achieved.millionths;
        quotients[i] = chiso__quotient_of(&ratio);
        survey.same_max = survey.same_max &&
                          (survey.count == 0 || chiso__carried_compare(ratio.max, survey.max) == 0);
        survey.max = ratio.max;
        survey.whole = survey.whole && ratio.achieved.rest == 0;
        first = survey.count == 0 ? (uint64_t)number : first;
        differing |= (uint64_t)number - first;
        survey.least = number < survey.least ? number : survey.least;
        survey.greatest = number > survey.greatest ? number : survey.greatest;
        survey.count++;
    }
    survey.zeros = differing == 0 ? 0 : (unsigned)__builtin_ctzll(differing);
    return survey;
}

/* Looks the units over, and sees whether the job is simple. */
static struct chiso__order_survey look_over(struct chiso__ordering *job)
{
    struct chiso__order_survey survey = {job->size, true, true, job->source->max, 0, 0, 0};
    struct chiso__extent extent;

    if (job->source->column == NULL || job->members != NULL || job->size == 0) {
        return look_over_each(job);
    }
    chiso__extent_of(job->source->column, job->size, &extent);
    if (chiso__is_gap(extent.least)) {
        return look_over_each(job);
    }
    job->simple = true;
    survey.least = extent.least;
    survey.greatest = extent.greatest;
    survey.zeros = extent.differing == 0 ? 0 : (unsigned)__builtin_ctzll(extent.differing);
    for (uint32_t i = 0; job->source->rests != NULL && i < job->size && survey.whole; i++) {
        survey.whole = job->source->rests[i] == 0;
    }
    return survey;
}

/* Whether units have one and the same number, digit for digit: then they stand as they come. */
static bool are_same(const struct chiso__source *source, const chiso_unit *units, uint32_t size)
{
    struct chiso__carried_ratio first;
    struct chiso__carried_ratio other;
    bool same = true;

    (void)chiso__number_at(source, units[0], &first);
    for (uint32_t i = 1; i < size && same; i++) {
        look_ahead(source, units + i, size - i);
        (void)chiso__number_at(source, units[i], &other);
        same = chiso__carried_compare(first.achieved, other.achieved) == 0 &&
               chiso__carried_compare(first.max, other.max) == 0;
    }
    return same;
}

/* Comparing what quotients do not tell apart. */
static void rank_by_ratios(const struct chiso__ordering *job,
                           const struct chiso__order_survey *survey)
{
    uint32_t *scratch = (uint32_t *)job->ranker->scratch;
    uint64_t *begins = job->ranker->keys;
    uint32_t start = 0;

    chiso__order_by_quotients(job, survey);
    for (uint32_t i = 1; i <= survey->count; i++) {
        if (i == survey->count || begins[i] != 0) {
            if (i - start > 1 && !are_same(job->source, job->order + start, i - start)) {
                chiso__sort_run(job->source, job->order + start, i - start, scratch,
                                begins + start);
            }
            start = i;
        }
    }
    chiso__seat_runs(job->order, survey->count, begins, job->ties, job->seats);
}

static int64_t millionths_at(const struct chiso__source *source, chiso_unit unit)
{
    struct chiso__carried_ratio ratio;

    (void)chiso__number_at(source, unit, &ratio);
    return ratio.achieved.millionths;
}

/* What stands in the order of its millionths is sorted where these are the same or next to each
 * other: further apart nothing is near. */
static void put_right(const struct chiso__ordering *job, uint32_t count)
{
    uint32_t *scratch = (uint32_t *)job->ranker->scratch;
    uint64_t *begins = job->ranker->keys;
    uint32_t start = 0;
    int64_t last = 0;

    for (uint32_t i = 0; i <= count; i++) {
        const int64_t number = i < count ? millionths_at(job->source, job->order[i]) : 0;
        const int64_t step = number < last ? last - number : number - last;

        if (i > 0 && (i == count || step > 1)) {
            chiso__sort_run(job->source, job->order + start, i - start, scratch, begins + start);
            start = i;
        }
        last = number;
    }
    chiso__seat_runs(job->order, count, begins, job->ties, job->seats);
}

uint32_t chiso__rank_members(const struct chiso__source *source, const chiso_unit *members,
                             uint32_t size, chiso_ties ties, struct chiso__ranker *ranker,
                             chiso_unit *order, struct chiso__seat *seats)
{
    struct chiso__ordering job = {source, members, size, ties, ranker, order, seats, false};
    struct chiso__order_survey survey = look_over(&job);

    if (survey.count == 0) {
        return 0;
    }
    if (survey.max.millionths >= CHISO__ORDINARY_MAX || (!survey.whole && size > CHISO__FEW) ||
        !chiso__order_quickly(&job, &survey)) {
        rank_by_ratios(&job, &survey);
    } else if (!survey.whole) {
        put_right(&job, survey.count);
    }
    return survey.count;
}
