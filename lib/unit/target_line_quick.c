/* Lines from the runs of all units. It takes the place of putting the others in order for each unit
 * that a target is made for (target_line.c), which is done where this does not hold.
 *
 * Why that is the same: runs of equals are told from the first of each in the exact order. Where a
 * unit is alone in its run, or its run has one and the same figure digit for digit, no other run
 * begins elsewhere without it. What the chain makes of a run is found when the run is asked for; at
 * how many ranks the runs before it stand is not known then where there is a chain, so that for
 * dense ranks by a chain lines are made in the plain way. */
#include "unit/target_inside.h"

#include "board/kept.h"

enum { NO_RUN = UINT32_MAX, SEEN = 4 };

struct chiso__standing {
    struct chiso__kept kept;
    chiso_node node;
    chiso_key key;
    chiso_scope scope;
    chiso_unit *order;   /* group after group, the best first, equals as they are on the board */
    uint32_t *starts;    /* of runs in the order; one more for the end */
    bool *uniform;       /* by run: all have the same figure */
    uint32_t *run_of;    /* by unit; NO_RUN without a figure */
    uint32_t *first_run; /* by group; one more for the end */
    uint32_t widest;     /* so many units are in a run at most */
};

struct key {
    chiso_node node;
    chiso_key key;
    chiso_scope scope;
};

static bool is_what(const struct chiso__kept *kept, const void *context)
{
    const struct chiso__standing *standing = (const struct chiso__standing *)kept;
    const struct key *key = context;

    return standing->node == key->node && standing->key == key->key &&
           standing->scope == key->scope;
}

static void end_standing(const chiso_allocator *allocator, struct chiso__kept *kept)
{
    struct chiso__standing *standing = (struct chiso__standing *)kept;

    chiso__release(allocator, standing->order);
    chiso__release(allocator, standing->starts);
    chiso__release(allocator, standing->uniform);
    chiso__release(allocator, standing->run_of);
    chiso__release(allocator, standing->first_run);
    chiso__release(allocator, standing);
}

static bool is_uniform(const struct chiso__source *source, const chiso_unit *units, uint32_t size)
{
    struct chiso__carried_ratio first;
    struct chiso__carried_ratio other;
    bool same = true;

    (void)chiso__figure_at(source, units[0], &first);
    for (uint32_t i = 1; i < size && same; i++) {
        (void)chiso__figure_at(source, units[i], &other);
        same = chiso__carried_compare(first.achieved, other.achieved) == 0 &&
               chiso__carried_compare(first.max, other.max) == 0;
    }
    return same;
}

/* Notes the runs of a group, which begins at a place in the order. Returns how many runs there are
 * with those of the groups before. */
static uint32_t note_runs(const struct chiso__source *source, struct chiso__standing *standing,
                          uint32_t first, uint32_t size, const uint64_t *begins, uint32_t runs)
{
    uint32_t start = 0;

    for (uint32_t end = 1; end <= size; end++) {
        if (end < size && begins[end] == 0) {
            continue;
        }
        standing->starts[runs] = first + start;
        standing->uniform[runs] = is_uniform(source, standing->order + first + start, end - start);
        standing->widest = end - start > standing->widest ? end - start : standing->widest;
        for (uint32_t i = start; i < end; i++) {
            standing->run_of[standing->order[first + i]] = runs;
        }
        start = end;
        runs++;
    }
    return runs;
}

/* Puts every group in order, in room for all units. */
static void put_in_order(const chiso_board *board, const struct chiso__source *source,
                         const struct chiso__groups *groups, const struct chiso__ranker *ranker,
                         struct chiso__standing *standing)
{
    uint32_t total = 0;
    uint32_t runs = 0;

    for (chiso_unit unit = 0; unit < board->units.count; unit++) {
        standing->run_of[unit] = NO_RUN;
    }
    for (uint32_t group = 0; group < groups->count; group++) {
        chiso_unit *const order = standing->order + total;
        uint32_t size = 0;

        for (uint32_t i = groups->starts[group]; i < groups->starts[group + 1]; i++) {
            const chiso_unit unit = groups->members == NULL ? i : groups->members[i];
            struct chiso__carried_ratio ratio;

            if (chiso__figure_at(source, unit, &ratio)) {
                order[size++] = unit;
            }
        }
        standing->first_run[group] = runs;
        chiso__sort_run(source, order, size, (uint32_t *)ranker->scratch, ranker->keys);
        runs = note_runs(source, standing, total, size, ranker->keys, runs);
        total += size;
    }
    standing->first_run[groups->count] = runs;
    standing->starts[runs] = total;
}

static bool reserve(const chiso_board *board, uint32_t groups, struct chiso__standing *standing)
{
    const chiso_allocator *allocator = &board->allocator;
    const size_t units = board->units.count;

    standing->order = chiso__alloc(allocator, units, sizeof(*standing->order));
    standing->starts = chiso__alloc(allocator, units + 1, sizeof(*standing->starts));
    standing->uniform = chiso__alloc(allocator, units, sizeof(*standing->uniform));
    standing->run_of = chiso__alloc(allocator, units, sizeof(*standing->run_of));
    standing->first_run = chiso__alloc(allocator, (size_t)groups + 1, sizeof(*standing->first_run));
    return standing->order != NULL && standing->starts != NULL && standing->uniform != NULL &&
           standing->run_of != NULL && standing->first_run != NULL;
}

static struct chiso__standing *
make_standing(const chiso_board *board, const struct chiso__source *source, const struct key *key)
{
    struct chiso__standing *standing = chiso__alloc_zero(&board->allocator, 1, sizeof(*standing));
    struct chiso__groups groups = {NULL, NULL, 0, 0};
    struct chiso__ranker ranker = {NULL, NULL};
    bool done = false;

    if (standing == NULL) {
        return NULL;
    }
    standing->kept.end = end_standing;
    standing->node = key->node;
    standing->key = key->key;
    standing->scope = key->scope;
    if (chiso__groups_new(board, key->scope, &groups)) {
        if (reserve(board, groups.count, standing) &&
            chiso__ranker_new(&board->allocator, groups.widest, &ranker)) {
            put_in_order(board, source, &groups, &ranker, standing);
            chiso__ranker_free(&board->allocator, &ranker);
            done = true;
        }
        chiso__groups_free(board, &groups);
    }
    if (!done) {
        end_standing(&board->allocator, &standing->kept);
        return NULL;
    }
    return standing;
}

static const struct chiso__standing *standing_of(const struct chiso__line *line)
{
    const struct key key = {line->node, line->rule.key, line->rule.scope};
    struct chiso__kept *kept = chiso__kept_find(line->board, end_standing, is_what, &key);

    if (kept == NULL) {
        struct chiso__standing *const made = make_standing(line->board, &line->source, &key);

        kept = made == NULL ? NULL : chiso__kept_leave(line->board, &made->kept, is_what, &key);
    }
    return (const struct chiso__standing *)kept;
}

/* Finds the runs that the unit is ranked with, and itself among them. */
static void find_place(struct chiso__line *line, const struct chiso__standing *standing)
{
    const uint32_t group =
        line->rule.scope == CHISO_SCOPE_OVERALL ? 0 : line->board->rows.blocks[line->unit];
    const uint32_t first = standing->first_run[group];
    const uint32_t end = standing->first_run[group + 1];
    const uint32_t own = standing->run_of[line->unit];

    line->standing = standing;
    line->first_run = first;
    line->run_count = end - first;
    line->count = standing->starts[end] - standing->starts[first];
    line->own_run = NO_RUN;
    if (own != NO_RUN) {
        line->own_run = own - first;
        line->is_alone = standing->starts[own + 1] - standing->starts[own] == 1;
        line->run_count -= line->is_alone;
        line->count--;
    }
}

bool chiso__line_quicken(struct chiso__line *line)
{
    const struct chiso__standing *standing = NULL;
    uint32_t own = NO_RUN;

    if (line->rule.tie_break_count > 0 && line->rule.ties == CHISO_TIES_DENSE) {
        return true;
    }
    standing = standing_of(line);
    if (standing == NULL) {
        return false;
    }
    own = standing->run_of[line->unit];
    if (own != NO_RUN && !standing->uniform[own]) {
        return true;
    }
    find_place(line, standing);
    if (line->rule.tie_break_count == 0) {
        return true;
    }
    line->seen = chiso__alloc(&line->board->allocator, SEEN, sizeof(*line->seen));
    for (uint32_t i = 0; i < SEEN && line->seen != NULL; i++) {
        line->seen[i].at = NO_RUN;
    }
    return line->seen != NULL && chiso__line_reserve(line, standing->widest + 1);
}

/* The run of all units that is a run of the others. */
static uint32_t run_of(const struct chiso__line *line, uint32_t at)
{
    return line->first_run + at +
           (line->own_run != NO_RUN && line->is_alone && at >= line->own_run);
}

/* Whether the unit is among those of a run of all, or before them. */
static bool is_in(const struct chiso__line *line, uint32_t run)
{
    return line->own_run != NO_RUN && run == line->first_run + line->own_run;
}

static bool is_before(const struct chiso__line *line, uint32_t run)
{
    return line->own_run != NO_RUN && run > line->first_run + line->own_run;
}

struct chiso__carried_ratio chiso__line_head(const struct chiso__line *line, uint32_t at)
{
    const struct chiso__standing *standing = line->standing;
    struct chiso__carried_ratio head;

    if (standing == NULL) {
        return line->runs[at].head;
    }
    /* Where the unit itself is the first, the second has the same figure. */
    (void)chiso__figure_at(&line->source, standing->order[standing->starts[run_of(line, at)]],
                           &head);
    return head;
}

struct chiso__line_run chiso__line_before(const struct chiso__line *line, uint32_t at)
{
    const struct chiso__standing *standing = line->standing;
    uint32_t run = 0;

    if (standing == NULL) {
        return line->runs[at];
    }
    run = run_of(line, at);
    return (struct chiso__line_run){
        .above = standing->starts[run] - standing->starts[line->first_run] - is_before(line, run),
        .distinct = at,
    };
}

/* How many units of a run, in the order of the board, were added before the unit. */
static uint32_t count_added_before(const chiso_unit *units, uint32_t size, chiso_unit unit)
{
    uint32_t low = 0;
    uint32_t high = size;

    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;

        if (units[middle] < unit) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

struct chiso__line_run chiso__line_run(const struct chiso__line *line, uint32_t at)
{
    const struct chiso__standing *standing = line->standing;
    const uint32_t number = standing == NULL ? at : run_of(line, at);
    struct chiso__line_run run = chiso__line_before(line, at);
    struct chiso__line_seen *seen = NULL;
    const chiso_unit *units = NULL;
    uint32_t size = 0;

    if (standing == NULL) {
        return run;
    }
    units = standing->order + standing->starts[number];
    size = standing->starts[number + 1] - standing->starts[number];
    if (line->seen == NULL) {
        run.same = size - is_in(line, number);
        run.same_before = count_added_before(units, size, line->unit);
        return run;
    }
    seen = &line->seen[at % SEEN];
    if (seen->at != at) {
        (void)chiso__line_look(line, units, size, &run);
        *seen = (struct chiso__line_seen){run, at};
    }
    return seen->run;
}
