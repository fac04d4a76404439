/* A what-if against the same cells on a board that is scored again: every figure, every place,
 * whatever was set, undone and nested. */
#include "figures.h"
#include "plan.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { UNITS = 11, STEPS = 24, LOG = 2 * STEPS, TIE_BREAKS = 2 };

static const struct plan_taste sums = {.minima = true};
static const struct plan_taste linear = {.scaled = true, .mean = true, .weighted = true};
static const struct plan_taste ratios = {.mean = true, .weighted = true, .ratios = true};
static const struct plan_taste whole = PLAN_EVERYTHING;

static const struct plan_gaps none = {0, 0, 100};
static const struct plan_gaps few = {6, 6, 70};
static const struct plan_gaps many = {20, 20, 20};

/* A board, a what-if over it, and the cells as they should be by now. */
struct trial {
    struct plan plan;
    struct random random;
    uint32_t units;
    chiso_decimal *cells;
    chiso_decimal *other; /* cells to pick from */
    chiso_board *board;
    chiso_what_if *what_if;
    chiso_node nodes[PLAN_NODES]; /* of the tree, by the plan's */
    chiso_node tie_break[TIE_BREAKS];
    chiso_rank_options options;
    struct {
        size_t cell;
        chiso_decimal old;
    } log[LOG];
    size_t log_count;
    size_t marks[STEPS];
    size_t mark_count;
};

/* The same units in blocks, some of them not ranked. */
static chiso_board *board_of(const struct trial *trial, const chiso_decimal *cells)
{
    chiso_board *board = plan_board(&trial->plan, cells, trial->units);
    struct buffer rows = {0};
    chiso_error error = CHISO_ERROR_INIT;

    buffer_print(&rows, "unit,block,ranked\n");
    for (uint32_t unit = 0; unit < trial->units; unit++) {
        buffer_print(&rows, "%s,b%d,%s\n", plan_unit(unit),
                     (int)((unit + trial->plan.seed) % 3 / 2), unit % 5 == 4 ? "no" : "yes");
    }
    cr_assert(chiso_board_read_csv(board, rows.bytes, rows.size, &error) == CHISO_OK, "%s",
              error.message);
    cr_assert(chiso_board_score(board, &error) == CHISO_OK, "%s", error.message);
    buffer_clear(&rows);
    return board;
}

static void choose_options(struct trial *trial)
{
    struct random *random = &trial->random;

    trial->options = CHISO_RANK_OPTIONS_INIT;
    trial->options.ties = (chiso_ties)random_below(random, 5);
    trial->options.key = (chiso_key)random_below(random, 2);
    trial->options.scope = (chiso_scope)random_below(random, 2);
    trial->options.tie_break = trial->tie_break;
    trial->options.tie_break_count = random_below(random, TIE_BREAKS + 1);
    for (size_t i = 0; i < TIE_BREAKS; i++) {
        int node = (int)random_below(random, (uint64_t)trial->plan.count);

        /* Bonuses break no ties. */
        while (plan_is_in_bonus(&trial->plan, node)) {
            node = (int)random_below(random, (uint64_t)trial->plan.count);
        }
        trial->tie_break[i] = trial->nodes[node];
    }
}

static void trial_make(struct trial *trial, uint64_t seed, const struct plan_taste *taste,
                       const struct plan_gaps *gaps, const char *const *rules, size_t rule_count)
{
    chiso_rank_options given;
    chiso_node tie_break[TIE_BREAKS];
    chiso_error error = CHISO_ERROR_INIT;

    *trial = (struct trial){.random = {.state = ~seed}};
    plan_make(&trial->plan, seed, taste);
    for (int node = 0; node < trial->plan.count; node++) {
        if (trial->plan.nodes[node].leaf && rule_count > 0 &&
            random_below(&trial->random, 3) == 0) {
            trial->plan.nodes[node].rule = rules[random_below(&trial->random, rule_count)];
        }
    }
    trial->units = 1 + (uint32_t)random_below(&trial->random, UNITS);
    trial->cells = plan_cells(&trial->plan, &trial->random, trial->units, gaps);
    trial->other = plan_cells(&trial->plan, &trial->random, trial->units, gaps);
    trial->board = board_of(trial, trial->cells);
    for (int node = 0; node < trial->plan.count; node++) {
        trial->nodes[node] =
            support_node(chiso_board_tree(trial->board), trial->plan.nodes[node].code);
    }
    choose_options(trial);
    /* What the what-if was given may go: it keeps a copy. */
    given = trial->options;
    memcpy(tie_break, trial->tie_break, sizeof(tie_break));
    given.tie_break = tie_break;
    cr_assert(chiso_what_if_new(trial->board, &given, &trial->what_if, &error) == CHISO_OK, "%s",
              error.message);
    memset(tie_break, 0xFF, sizeof(tie_break));
}

static void trial_clear(struct trial *trial)
{
    /* The what-if keeps the board. */
    chiso_board_free(trial->board);
    chiso_what_if_free(trial->what_if);
    free(trial->cells);
    free(trial->other);
}

static bool same_result(const chiso_result *a, const chiso_result *b)
{
    return a->state == b->state && a->achieved == b->achieved && a->max == b->max &&
           a->percent == b->percent && a->coverage == b->coverage && a->lowest == b->lowest &&
           a->highest == b->highest;
}

static bool same_place(const chiso_place *a, const chiso_place *b)
{
    return a->rank == b->rank && a->half == b->half && a->out_of == b->out_of && a->tied == b->tied;
}

/* What is read of one node of one unit is what a board has. */
static void expect_node(struct trial *trial, const chiso_board *expected,
                        const chiso_ranking *ranking, uint32_t unit, int node, const char *when)
{
    const char *code = trial->plan.nodes[node].code;
    chiso_result should;
    chiso_result is;
    chiso_place place;
    chiso_place own;
    const chiso_status status = chiso_board_result(expected, unit, trial->nodes[node], &should);

    if (chiso_what_if_result(trial->what_if, unit, trial->nodes[node], &is) != status) {
        plan_fail(&trial->plan, trial->cells, unit, "%s: \"%s\" has another status than %s", when,
                  code, chiso_status_name(status));
    }
    if (trial->plan.nodes[node].leaf) {
        chiso_cell held = {.value = 0};
        chiso_cell cell = {.value = 1};

        cr_assert(chiso_board_cell(expected, unit, trial->nodes[node], &held) == CHISO_OK);
        cr_assert(chiso_what_if_cell(trial->what_if, unit, trial->nodes[node], &cell) == CHISO_OK);
        if (!same_cell(&held, &cell)) {
            plan_fail(&trial->plan, trial->cells, unit, "%s: \"%s\" holds %s; a board holds %s",
                      when, code, decimal_text(cell.value), decimal_text(held.value));
        }
    }
    if (status == CHISO_OK && !same_result(&should, &is)) {
        plan_fail(
            &trial->plan, trial->cells, unit,
            "%s: \"%s\" has %s of %s, %s %% (%s to %s); a board has %s of %s, %s %% (%s to %s)",
            when, code, decimal_text(is.achieved), decimal_text(is.max), decimal_text(is.percent),
            decimal_text(is.lowest), decimal_text(is.highest), decimal_text(should.achieved),
            decimal_text(should.max), decimal_text(should.percent), decimal_text(should.lowest),
            decimal_text(should.highest));
    }
    cr_assert(chiso_ranking_place(ranking, unit, &place) == CHISO_OK);
    cr_assert(chiso_what_if_place(trial->what_if, unit, trial->nodes[node], &own) == CHISO_OK);
    if (!same_place(&place, &own)) {
        plan_fail(&trial->plan, trial->cells, unit,
                  "%s: \"%s\" has rank %" PRIu32 " of %" PRIu32 ", shared by %" PRIu32
                  "; a board has %" PRIu32 " of %" PRIu32 ", shared by %" PRIu32
                  " (ties %d, key %d, scope %d)",
                  when, code, own.rank, own.out_of, own.tied, place.rank, place.out_of, place.tied,
                  (int)trial->options.ties, (int)trial->options.key, (int)trial->options.scope);
    }
}

static void expect_all(struct trial *trial, const char *when)
{
    chiso_board *expected = board_of(trial, trial->cells);

    for (int node = 0; node < trial->plan.count; node++) {
        chiso_ranking *ranking = NULL;
        const chiso_status status =
            chiso_ranking_new(expected, trial->nodes[node], &trial->options, &ranking, NULL);

        cr_assert(status == CHISO_OK);
        for (uint32_t unit = 0; unit < trial->units; unit++) {
            expect_node(trial, expected, ranking, unit, node, when);
        }
        chiso_ranking_free(ranking);
    }
    cr_assert(chiso_what_if_is_light(trial->what_if));
    cr_assert(chiso_what_if_change_count(trial->what_if) == trial->log_count);
    cr_assert(chiso_what_if_depth(trial->what_if) == trial->mark_count);
    chiso_board_free(expected);
}

/* What is too large for a what-if is too large for a board, in the same words. */
static void expect_refusal(const struct trial *trial, uint32_t unit, int node, chiso_decimal value,
                           const chiso_error *error)
{
    chiso_board *board = board_of(trial, trial->cells);
    chiso_error own = CHISO_ERROR_INIT;

    cr_assert(chiso_board_set_value(board, unit, trial->nodes[node], value, NULL) == CHISO_OK);
    cr_assert(chiso_board_score(board, &own) == error->status);
    cr_assert(error->status == CHISO_E_RANGE && strcmp(own.message, error->message) == 0,
              "%s; a board says %s", error->message, own.message);
    chiso_board_free(board);
}

static void set(struct trial *trial)
{
    const uint32_t unit = (uint32_t)random_below(&trial->random, trial->units);
    int node = 0;
    chiso_error error = CHISO_ERROR_INIT;

    while (!trial->plan.nodes[node].leaf) {
        node = (int)random_below(&trial->random, (uint64_t)trial->plan.count);
    }
    const size_t cell = (size_t)unit * (size_t)trial->plan.count + (size_t)node;
    /* Sometimes a cell that holds no value, whatever the share of these; sometimes the same again.
     */
    const uint64_t kind = random_below(&trial->random, 12);
    const chiso_decimal value = kind == 0   ? CHISO_MISSING
                                : kind == 1 ? CHISO_NOT_APPLICABLE
                                            : trial->other[cell];

    if (chiso_what_if_set_value(trial->what_if, unit, trial->nodes[node], value, &error) !=
        CHISO_OK) {
        expect_refusal(trial, unit, node, value, &error);
        return;
    }
    trial->log[trial->log_count].cell = cell;
    trial->log[trial->log_count].old = trial->cells[cell];
    trial->log_count++;
    trial->cells[cell] = value;
}

static void take_back(struct trial *trial, size_t count)
{
    while (trial->log_count > count) {
        trial->log_count--;
        trial->cells[trial->log[trial->log_count].cell] = trial->log[trial->log_count].old;
    }
}

static void undo(struct trial *trial)
{
    const size_t mark = trial->mark_count == 0 ? 0 : trial->marks[trial->mark_count - 1];
    const chiso_status status = chiso_what_if_undo(trial->what_if, NULL);

    cr_assert(status == (trial->log_count > mark ? CHISO_OK : CHISO_E_EMPTY));
    if (trial->log_count > mark) {
        take_back(trial, trial->log_count - 1);
    }
}

static void undo_some(struct trial *trial)
{
    const size_t mark = trial->mark_count == 0 ? 0 : trial->marks[trial->mark_count - 1];
    const size_t count = mark + random_below(&trial->random, trial->log_count - mark + 1);

    cr_assert(chiso_what_if_undo_to(trial->what_if, count, NULL) == CHISO_OK);
    take_back(trial, count);
}

static void nest(struct trial *trial)
{
    const uint64_t kind = random_below(&trial->random, 3);

    if (kind == 0 || trial->mark_count == 0) {
        cr_assert(chiso_what_if_begin(trial->what_if, NULL) == CHISO_OK);
        trial->marks[trial->mark_count++] = trial->log_count;
    } else if (kind == 1) {
        cr_assert(chiso_what_if_commit(trial->what_if, NULL) == CHISO_OK);
        trial->mark_count--;
    } else {
        cr_assert(chiso_what_if_rollback(trial->what_if, NULL) == CHISO_OK);
        take_back(trial, trial->marks[--trial->mark_count]);
    }
}

/* All that a board holds and scored, as bytes: its cells as text, and the points of every node.
 * Free with free(). */
static char *bytes_of(const chiso_board *board, size_t *out_size)
{
    const size_t nodes = chiso_tree_node_count(chiso_board_tree(board));
    const size_t units = chiso_board_unit_count(board);
    const size_t size = units * sizeof(chiso_decimal);
    chiso_decimal *points = malloc(size);
    char *cells = support_board_csv(board);
    const size_t length = strlen(cells);
    char *bytes = realloc(cells, length + nodes * size);

    cr_assert(bytes != NULL && points != NULL);
    for (size_t node = 0; node < nodes; node++) {
        cr_assert(chiso_board_copy_points(board, (chiso_node)node, units, points) == CHISO_OK);
        memcpy(bytes + length + node * size, points, size);
    }
    free(points);
    *out_size = length + nodes * size;
    return bytes;
}

/* Applied to a copy of its board, a what-if makes it the board that has the cells as they should
 * be. */
static void expect_applied(const struct trial *trial)
{
    chiso_board *expected = board_of(trial, trial->cells);
    chiso_board *copy = NULL;
    size_t sizes[2];
    char *bytes[2];

    cr_assert(chiso_board_copy(trial->board, NULL, &copy, NULL) == CHISO_OK);
    cr_assert(chiso_board_is_scored(copy));
    cr_assert(chiso_what_if_apply(trial->what_if, copy, NULL) == CHISO_OK);
    cr_assert(chiso_board_is_scored(copy) == (trial->log_count == 0));
    cr_assert(chiso_board_score(copy, NULL) == CHISO_OK);
    bytes[0] = bytes_of(expected, &sizes[0]);
    bytes[1] = bytes_of(copy, &sizes[1]);
    cr_assert(sizes[0] == sizes[1] && memcmp(bytes[0], bytes[1], sizes[0]) == 0,
              "seed %" PRIu64 ": the copy is another board", trial->plan.seed);
    for (int i = 0; i < 2; i++) {
        free(bytes[i]);
    }
    chiso_board_free(expected);
    chiso_board_free(copy);
}

static void run(struct trial *trial)
{
    size_t sizes[2];
    char *before = bytes_of(trial->board, &sizes[0]);
    char *after = NULL;

    for (int step = 0; step < STEPS; step++) {
        const uint64_t kind = random_below(&trial->random, 10);

        if (kind == 7) {
            undo(trial);
        } else if (kind == 8) {
            nest(trial);
        } else if (kind == 9 && random_below(&trial->random, 2) == 0) {
            undo_some(trial);
        } else {
            set(trial);
        }
        if (random_below(&trial->random, 6) == 0) {
            expect_all(trial, "after some changes");
        }
    }
    expect_all(trial, "at the end");
    expect_applied(trial);
    cr_assert(chiso_what_if_reset(trial->what_if, NULL) == CHISO_OK);
    take_back(trial, 0);
    trial->mark_count = 0;
    expect_all(trial, "after all was undone");
    cr_assert(chiso_board_is_scored(trial->board));
    after = bytes_of(trial->board, &sizes[1]);
    cr_assert(sizes[0] == sizes[1] && memcmp(before, after, sizes[0]) == 0,
              "seed %" PRIu64 ": the board is not what it was", trial->plan.seed);
    free(before);
    free(after);
}

static void expect_trials(uint64_t seed, int count, const struct plan_taste *taste,
                          const struct plan_gaps *gaps, const char *const *rules, size_t rule_count)
{
    for (int i = 0; i < count; i += SUPPORT_STRIDE) {
        struct trial *trial = malloc(sizeof(*trial));

        cr_assert(trial != NULL);
        trial_make(trial, seed + (uint64_t)i, taste, gaps, rules, rule_count);
        run(trial);
        trial_clear(trial);
        free(trial);
    }
}

Test(property_what_if, equals_a_scoring_of_the_changed_board_under_sums)
{
    expect_trials(100000, 1000, &sums, &none, NULL, 0);
}

Test(property_what_if, equals_a_scoring_of_the_changed_board_under_means_and_scaled_sums)
{
    expect_trials(200000, 1000, &linear, &none, NULL, 0);
    expect_trials(210000, 1000, &linear, &few, NULL, 0);
}

Test(property_what_if, equals_a_scoring_of_the_changed_board_under_combines_of_ratios)
{
    expect_trials(300000, 1000, &ratios, &few, NULL, 0);
}

Test(property_what_if, equals_a_scoring_of_the_changed_board_under_everything)
{
    expect_trials(400000, 1000, &whole, &none, NULL, 0);
    expect_trials(410000, 1500, &whole, &few, NULL, 0);
    expect_trials(420000, 1000, &whole, &many, NULL, 0);
}

Test(property_what_if, equals_a_scoring_of_the_changed_board_where_rules_look_at_the_other_units)
{
    static const char *const rules[] = {
        "minmax",       "minmax down block", "best",
        "best block",   "percentile",        "percentile down block",
        "zscore 0 0.2", "zscore 0 1 block",  "minmax block"};
    static const struct plan_taste relative = {
        .scaled = true, .mean = true, .capped = true, .weighted = true, .ratios = true};

    expect_trials(500000, 1000, &relative, &none, rules, sizeof(rules) / sizeof(rules[0]));
    expect_trials(510000, 1000, &relative, &few, rules, sizeof(rules) / sizeof(rules[0]));
}
