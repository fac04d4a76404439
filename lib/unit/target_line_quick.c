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
#include "board/roster.h"

#define NO_RUN UINT32_MAX

enum { SEEN = 4 };

struct chiso__lineup {
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
    const struct chiso__lineup *lineup = (const struct chiso__lineup *)kept;
    const struct key *key = context;

    return lineup->node == key->node && lineup->key == key->key && lineup->scope == key->scope;
}

static void end_lineup(const chiso_allocator *allocator, struct chiso__kept *kept)
{
    struct chiso__lineup *lineup = (struct chiso__lineup *)kept;

    chiso__release(allocator, lineup->order);
    chiso__release(allocator, lineup->starts);
    chiso__release(allocator, lineup->uniform);
    chiso__release(allocator, lineup->run_of);
    chiso__release(allocator, lineup->first_run);
    chiso__release(allocator, lineup);
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
static uint32_t note_runs(const struct chiso__source *source, struct chiso__lineup *lineup,
                          uint32_t first, uint32_t size, const uint64_t *begins, uint32_t runs)
{
    uint32_t start = 0;

    for (uint32_t end = 1; end <= size; end++) {
        if (end < size && begins[end] == 0) {
            continue;
        }
        lineup->starts[runs] = first + start;
        lineup->uniform[runs] = is_uniform(source, lineup->order + first + start, end - start);
        lineup->widest = end - start > lineup->widest ? end - start : lineup->widest;
        for (uint32_t i = start; i < end; i++) {
            lineup->run_of[lineup->order[first + i]] = runs;
        }
        start = end;
        runs++;
    }
    return runs;
}

/* Puts every group in order, in room for all units. */
static void put_in_order(const chiso_board *board, const struct chiso__source *source,
                         const struct chiso__groups *groups, const struct chiso__ranker *ranker,
                         struct chiso__lineup *lineup)
{
    uint32_t total = 0;
    uint32_t runs = 0;

    for (chiso_unit unit = 0; unit < board->units.count; unit++) {
        lineup->run_of[unit] = NO_RUN;
    }
    for (uint32_t group = 0; group < groups->count; group++) {
        chiso_unit *const order = lineup->order + total;
        uint32_t size = 0;

        for (uint32_t i = groups->starts[group]; i < groups->starts[group + 1]; i++) {
            const chiso_unit unit = groups->members == NULL ? i : groups->members[i];
            struct chiso__carried_ratio ratio;

            if (chiso__figure_at(source, unit, &ratio)) {
                order[size++] = unit;
            }
        }
        lineup->first_run[group] = runs;
        chiso__sort_run(source, order, size, (uint32_t *)ranker->scratch, ranker->keys);
        runs = note_runs(source, lineup, total, size, ranker->keys, runs);
        total += size;
    }
    lineup->first_run[groups->count] = runs;
    lineup->starts[runs] = total;
}

static bool reserve(const chiso_board *board, uint32_t groups, struct chiso__lineup *lineup)
{
    const chiso_allocator *allocator = &board->allocator;
    const size_t units = board->units.count;

    lineup->order = chiso__alloc(allocator, units, sizeof(*lineup->order));
    lineup->starts = chiso__alloc(allocator, units + 1, sizeof(*lineup->starts));
    lineup->uniform = chiso__alloc(allocator, units, sizeof(*lineup->uniform));
    lineup->run_of = chiso__alloc(allocator, units, sizeof(*lineup->run_of));
    lineup->first_run = chiso__alloc(allocator, (size_t)groups + 1, sizeof(*lineup->first_run));
    return lineup->order != NULL && lineup->starts != NULL && lineup->uniform != NULL &&
           lineup->run_of != NULL && lineup->first_run != NULL;
}

static struct chiso__lineup *make_lineup(const chiso_board *board,
                                         const struct chiso__source *source, const struct key *key)
{
    struct chiso__lineup *lineup = chiso__alloc_zero(&board->allocator, 1, sizeof(*lineup));
    struct chiso__groups groups = {NULL, NULL, 0, 0};
    struct chiso__ranker ranker = {NULL, NULL};
    bool done = false;

    if (lineup == NULL) {
        return NULL;
    }
    lineup->kept.end = end_lineup;
    lineup->node = key->node;
    lineup->key = key->key;
    lineup->scope = key->scope;
    if (chiso__groups_new(board, key->scope, &groups)) {
        if (reserve(board, groups.count, lineup) &&
            chiso__ranker_new(&board->allocator, groups.widest, &ranker)) {
            put_in_order(board, source, &groups, &ranker, lineup);
            chiso__ranker_free(&board->allocator, &ranker);
            done = true;
        }
        chiso__groups_free(board, &groups);
    }
    if (!done) {
        end_lineup(&board->allocator, &lineup->kept);
        return NULL;
    }
    return lineup;
}

static const struct chiso__lineup *lineup_of(const struct chiso__line *line)
{
    const struct key key = {line->node, line->rule.key, line->rule.scope};
    struct chiso__kept *kept = chiso__kept_find(line->board, end_lineup, is_what, &key);

    if (kept == NULL) {
        struct chiso__lineup *const made = make_lineup(line->board, &line->source, &key);

        kept = made == NULL ? NULL : chiso__kept_leave(line->board, &made->kept, is_what, &key);
    }
    return (const struct chiso__lineup *)kept;
}

/* Finds the runs that the unit is ranked with, and itself among them. */
static void find_place(struct chiso__line *line, const struct chiso__lineup *lineup)
{
    const uint32_t group = chiso__group_of(line->board, line->unit, line->rule.scope);
    const uint32_t first = lineup->first_run[group];
    const uint32_t end = lineup->first_run[group + 1];
    const uint32_t own = lineup->run_of[line->unit];

    line->lineup = lineup;
    line->first_run = first;
    line->run_count = end - first;
    line->count = lineup->starts[end] - lineup->starts[first];
    line->own_run = NO_RUN;
    if (own != NO_RUN) {
        line->own_run = own - first;
        line->is_alone = lineup->starts[own + 1] - lineup->starts[own] == 1;
        line->run_count -= line->is_alone;
        line->count--;
    }
}

bool chiso__line_quicken(struct chiso__line *line)
{
    const struct chiso__lineup *lineup = NULL;
    uint32_t own = NO_RUN;

    if (line->rule.tie_break_count > 0 && line->rule.ties == CHISO_TIES_DENSE) {
        return true;
    }
    lineup = lineup_of(line);
    if (lineup == NULL) {
        return false;
    }
    own = lineup->run_of[line->unit];
    if (own != NO_RUN && !lineup->uniform[own]) {
        return true;
    }
    find_place(line, lineup);
    if (line->rule.tie_break_count == 0) {
        return true;
    }
    line->seen = chiso__alloc(&line->board->allocator, SEEN, sizeof(*line->seen));
    for (uint32_t i = 0; i < SEEN && line->seen != NULL; i++) {
        line->seen[i].at = NO_RUN;
    }
    return line->seen != NULL && chiso__line_reserve(line, lineup->widest + 1);
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
    const struct chiso__lineup *lineup = line->lineup;
    struct chiso__carried_ratio head;

    if (lineup == NULL) {
        return line->runs[at].head;
    }
    /* Where the unit itself is the first, the second has the same figure. */
    (void)chiso__figure_at(&line->source, lineup->order[lineup->starts[run_of(line, at)]], &head);
    return head;
}

struct chiso__line_run chiso__line_before(const struct chiso__line *line, uint32_t at)
{
    const struct chiso__lineup *lineup = line->lineup;
    uint32_t run = 0;

    if (lineup == NULL) {
        return line->runs[at];
    }
    run = run_of(line, at);
    return (struct chiso__line_run){
        .above = lineup->starts[run] - lineup->starts[line->first_run] - is_before(line, run),
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

struct chiso__line_run chiso__line_run_at(const struct chiso__line *line, uint32_t at)
{
    const struct chiso__lineup *lineup = line->lineup;
    const uint32_t number = lineup == NULL ? at : run_of(line, at);
    struct chiso__line_run run = chiso__line_before(line, at);
    struct chiso__line_seen *seen = NULL;
    const chiso_unit *units = NULL;
    uint32_t size = 0;

    if (lineup == NULL) {
        return run;
    }
    units = lineup->order + lineup->starts[number];
    size = lineup->starts[number + 1] - lineup->starts[number];
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
