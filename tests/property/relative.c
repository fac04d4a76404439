/* Leaves whose points depend on the other units, against plain arithmetic with long numbers, for
 * every unit of small boards and of large ones: with and without gaps, so that what is worked out
 * for many units at once and what is worked out unit by unit must agree with it and so with each
 * other. And laws that need no arithmetic. */
#include "plan.h"
#include "wide.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_LEAVES = 6, MOST_BLOCKS = 5 };

enum kind { MINMAX, BEST, PERCENTILE, ZSCORE, KINDS };

struct leaf {
    enum kind kind;
    bool down;
    bool block;
    bool population; /* of zscore */
    int round;       /* -1: not rounded */
    chiso_decimal max, min;
    chiso_decimal mean, step; /* of zscore */
    chiso_decimal *values;    /* a unit each */
};

struct scene {
    uint64_t seed;
    uint32_t units;
    uint32_t blocks;
    int leaf_count;
    struct leaf leaves[MOST_LEAVES];
    uint32_t *block; /* of each unit */
    chiso_board *board;
};

static bool is_gap(chiso_decimal value)
{
    return value == CHISO_MISSING || value == CHISO_NOT_APPLICABLE;
}

/* A number of at most so many bits, small ones as often as large ones, within what a decimal holds.
 */
static chiso_decimal any_number(struct random *random, unsigned bits)
{
    const uint64_t number = random_next(random) >> (63 - random_below(random, bits + 1)) >> 1;

    return number > (uint64_t)CHISO_DECIMAL_MAX ? CHISO_DECIMAL_MAX : (chiso_decimal)number;
}

/* Max and min, and the distance between them times that between the values around 2^51 where it
 * pleases. */
static void any_limits(struct leaf *leaf, struct random *random, unsigned spread)
{
    leaf->max = any_number(random, 40);
    if (random_below(random, 3) == 0 && spread < 51) {
        leaf->max =
            ((chiso_decimal)1 << (51 - spread)) + (chiso_decimal)random_below(random, 5) - 2;
    } else if (random_below(random, 4) == 0) {
        leaf->max = (chiso_decimal)random_below(random, 8);
    } else if (random_below(random, 8) == 0) {
        leaf->max = CHISO_DECIMAL_MAX - any_number(random, 62);
    }
    leaf->max = leaf->max < 0 ? 0 : leaf->max;
    switch (random_below(random, 4)) {
    case 0:
        leaf->min = -any_number(random, random_below(random, 2) == 0 ? 3 : 63);
        break;
    case 1:
        leaf->min = (chiso_decimal)random_below(random, (uint64_t)leaf->max + 1);
        break;
    default:
        leaf->min = 0;
        break;
    }
}

static void any_values(const struct scene *scene, struct leaf *leaf, struct random *random,
                       unsigned spread, unsigned gaps)
{
    const bool positive = leaf->kind == BEST;
    const uint64_t range = spread >= 63 ? (uint64_t)CHISO_DECIMAL_MAX : (uint64_t)1 << spread;
    const uint64_t room =
        positive ? (uint64_t)CHISO_DECIMAL_MAX - range : 2 * (uint64_t)CHISO_DECIMAL_MAX - range;
    const uint64_t start = random_below(random, 2) == 0 ? 0 : random_below(random, room + 1);
    /* From the least that there is, so that unsigned numbers do. */
    const uint64_t base =
        random_below(random, 2) == 0 && !positive ? (uint64_t)-CHISO_DECIMAL_MAX + start : 0;
    const uint64_t distinct = random_below(random, 3) == 0 ? 1 + random_below(random, 6) : 0;

    for (uint32_t i = 0; i < scene->units; i++) {
        uint64_t distance = random_below(random, 8) == 0 ? random_below(random, 2) * range
                                                         : random_below(random, range + 1);

        if (distinct > 0) {
            distance = range / distinct * random_below(random, distinct + 1);
        }
        leaf->values[i] = (chiso_decimal)(base + distance);
        if (positive && leaf->down && leaf->values[i] == 0) {
            leaf->values[i] = 1;
        }
        if (random_below(random, 100) < gaps) {
            leaf->values[i] = random_below(random, 2) == 0 ? CHISO_MISSING : CHISO_NOT_APPLICABLE;
        }
    }
}

static void any_leaf(const struct scene *scene, struct leaf *leaf, struct random *random,
                     unsigned gaps)
{
    const unsigned spread = (unsigned)random_below(random, random_below(random, 3) == 0 ? 64 : 34);

    leaf->kind = random_below(random, 3) == 0   ? (enum kind)random_below(random, KINDS)
                 : random_below(random, 2) == 0 ? MINMAX
                                                : BEST;
    leaf->down = random_below(random, 2) == 0;
    leaf->block = random_below(random, 3) == 0;
    leaf->round = random_below(random, 6) == 0 ? (int)random_below(random, 7) : -1;
    any_limits(leaf, random, spread);
    if (leaf->kind == ZSCORE) {
        const uint64_t room = (uint64_t)leaf->max - (uint64_t)leaf->min;

        leaf->mean = (chiso_decimal)((uint64_t)leaf->min +
                                     (room == UINT64_MAX ? room : random_below(random, room + 1)));
        leaf->step = 1 + any_number(random, 30);
        leaf->population = random_below(random, 2) == 0;
    }
    leaf->values = malloc(scene->units * sizeof(*leaf->values));
    cr_assert(leaf->values != NULL);
    any_values(scene, leaf, random, spread, gaps);
}

static void print_leaf(struct buffer *criteria, const struct leaf *leaf, int index)
{
    static const char *const words[] = {"minmax", "best", "percentile", "zscore"};

    buffer_print(criteria, "%d,,%s,", index + 1, decimal_text(leaf->max));
    buffer_print(criteria, "%s,%s", decimal_text(leaf->min), words[leaf->kind]);
    if (leaf->kind == ZSCORE) {
        buffer_print(criteria, " %s %s%s", decimal_text(leaf->mean), decimal_text(leaf->step),
                     leaf->population ? " population" : "");
    }
    buffer_print(criteria, "%s%s,", leaf->down ? " down" : "", leaf->block ? " block" : "");
    if (leaf->round >= 0) {
        buffer_print(criteria, "%d", leaf->round);
    }
    buffer_print(criteria, "\n");
}

/* The board of a scene, scored; with its figures combined by sum, so that the root shows what was
 * added up. */
static chiso_board *scene_board(const struct scene *scene)
{
    struct buffer criteria = {0};
    struct buffer points = {0};
    chiso_error error = CHISO_ERROR_INIT;

    buffer_print(&criteria, "code,title,max,min,rule,round\n");
    for (int i = 0; i < scene->leaf_count; i++) {
        print_leaf(&criteria, &scene->leaves[i], i);
    }
    buffer_print(&points, "unit,block\n");
    for (uint32_t i = 0; i < scene->units; i++) {
        buffer_print(&points, "u%u,b%u\n", i, scene->block[i]);
    }
    chiso_tree *tree = support_tree(criteria.bytes);
    chiso_board *board = support_board(tree, points.bytes);

    for (int i = 0; i < scene->leaf_count; i++) {
        cr_assert(chiso_board_set_column(board, (chiso_node)i + 1, scene->leaves[i].values,
                                         scene->units, &error) == CHISO_OK,
                  "seed %" PRIu64 ": %s\n%s", scene->seed, error.message, criteria.bytes);
    }
    cr_assert(chiso_board_score(board, &error) == CHISO_OK, "seed %" PRIu64 ": %s\n%s", scene->seed,
              error.message, criteria.bytes);
    chiso_tree_free(tree);
    buffer_clear(&criteria);
    buffer_clear(&points);
    return board;
}

static void scene_make(struct scene *scene, uint64_t seed, uint32_t units, unsigned gaps)
{
    struct random random = {.state = seed};
    chiso_decimal sum = 0;

    *scene = (struct scene){
        .seed = seed, .units = units, .blocks = 1 + (uint32_t)random_below(&random, MOST_BLOCKS)};
    scene->block = malloc(units * sizeof(*scene->block));
    cr_assert(scene->block != NULL);
    for (uint32_t i = 0; i < units; i++) {
        scene->block[i] = (uint32_t)random_below(&random, scene->blocks);
    }
    for (int i = 0; i < MOST_LEAVES; i++) {
        any_leaf(scene, &scene->leaves[i], &random, gaps);
        scene->leaf_count++;
        /* The maxima must add up to a decimal. */
        if (scene->leaves[i].max > CHISO_DECIMAL_MAX / 2 - sum ||
            scene->leaves[i].min < -CHISO_DECIMAL_MAX / 8) {
            if (i > 0) {
                free(scene->leaves[i].values);
                scene->leaf_count--;
            }
            break;
        }
        sum += scene->leaves[i].max;
    }
    scene->board = scene_board(scene);
}

static void scene_clear(struct scene *scene)
{
    for (int i = 0; i < scene->leaf_count; i++) {
        free(scene->leaves[i].values);
    }
    free(scene->block);
    chiso_board_free(scene->board);
}

/* What a plain look at the units of a group finds. */
struct group {
    uint32_t count;
    chiso_decimal lowest, highest;
    struct wide sum, squares; /* of the distances from the lowest */
};

/* Unsigned, as distances may be larger than any decimal. */
static uint64_t distance(chiso_decimal from, chiso_decimal to)
{
    return (uint64_t)to - (uint64_t)from;
}

static struct group group_of(const struct scene *scene, const struct leaf *leaf, uint32_t block)
{
    struct group group = {0, CHISO_ABSENT, CHISO_ABSENT, wide_of(0), wide_of(0)};

    for (uint32_t i = 0; i < scene->units; i++) {
        if (!is_gap(leaf->values[i]) && (!leaf->block || scene->block[i] == block)) {
            group.lowest =
                group.count == 0 || leaf->values[i] < group.lowest ? leaf->values[i] : group.lowest;
            group.highest = group.count == 0 || leaf->values[i] > group.highest ? leaf->values[i]
                                                                                : group.highest;
            group.count++;
        }
    }
    for (uint32_t i = 0; leaf->kind == ZSCORE && i < scene->units; i++) {
        if (!is_gap(leaf->values[i]) && (!leaf->block || scene->block[i] == block)) {
            const uint64_t d = distance(group.lowest, leaf->values[i]);

            group.sum = wide_plus(group.sum, wide_of(d));
            group.squares = wide_plus(group.squares, wide_times(wide_of(d), d));
        }
    }
    return group;
}

static uint64_t magnitude(chiso_decimal value)
{
    return value < 0 ? -(uint64_t)value : (uint64_t)value;
}

static chiso_decimal limited(chiso_decimal points, const struct leaf *leaf)
{
    return points < leaf->min ? leaf->min : points > leaf->max ? leaf->max : points;
}

static chiso_decimal share(const struct leaf *leaf, uint64_t part, uint64_t whole)
{
    return limited(wide_ratio(wide_times(wide_of((uint64_t)leaf->max), part), wide_of(0),
                              wide_of(whole), CHISO_ROUND_HALF_UP),
                   leaf);
}

static chiso_decimal plain_minmax(const struct leaf *leaf, const struct group *group,
                                  chiso_decimal value)
{
    const uint64_t whole = distance(group->lowest, group->highest);
    const uint64_t part =
        leaf->down ? distance(value, group->highest) : distance(group->lowest, value);
    struct wide plus = wide_times(wide_of(distance(leaf->min, leaf->max)), part);
    struct wide minus = wide_of(0);

    if (whole == 0) {
        return leaf->max;
    }
    if (leaf->min < 0) {
        minus = wide_times(wide_of(magnitude(leaf->min)), whole);
    } else {
        plus = wide_plus(plus, wide_times(wide_of(magnitude(leaf->min)), whole));
    }
    return wide_ratio(plus, minus, wide_of(whole), CHISO_ROUND_HALF_UP);
}

static chiso_decimal plain_percentile(const struct scene *scene, const struct leaf *leaf,
                                      const struct group *group, uint32_t unit)
{
    uint32_t share_count = 0;

    for (uint32_t i = 0; i < scene->units; i++) {
        if (!is_gap(leaf->values[i]) && (!leaf->block || scene->block[i] == scene->block[unit])) {
            share_count += leaf->down ? leaf->values[i] >= leaf->values[unit]
                                      : leaf->values[i] <= leaf->values[unit];
        }
    }
    return share(leaf, share_count, group->count);
}

static chiso_decimal rounded(const struct leaf *leaf, chiso_decimal points)
{
    int128 step = 1;

    if (leaf->round < 0) {
        return points;
    }
    for (int i = leaf->round; i < 6; i++) {
        step *= 10;
    }
    const int128 amount = magnitude(points);
    const int128 near = (amount + step / 2) / step * step;
    const int128 whole = points < 0 ? -near : near;

    return whole < leaf->min ? leaf->min : whole > leaf->max ? leaf->max : (chiso_decimal)whole;
}

/* The last digit that a leaf rounds to, in millionths. */
static chiso_decimal step_of(const struct leaf *leaf)
{
    chiso_decimal step = 1;

    for (int i = leaf->round; i < 6; i++) {
        step *= 10;
    }
    return step;
}

/* Whether points of six places are a half of the last digit that a leaf rounds to. */
static bool is_half(const struct leaf *leaf, chiso_decimal points)
{
    const int128 step = step_of(leaf);

    return magnitude(points) % step * 2 == step;
}

static struct wide times_wide(struct wide a, struct wide b)
{
    struct wide product = wide_of(0);

    for (int i = WIDE_LIMBS; i-- > 0;) {
        if (wide_compare(product, wide_of(0)) != 0) {
            product = wide_times(product, UINT64_C(1) << 32);
        }
        if (b.limbs[i] != 0) {
            product = wide_plus(product, wide_times(a, b.limbs[i]));
        }
    }
    return product;
}

/* Whether points lie within a half and a thousandth of the last place, which may be near enough to
 * it, of mean ± step × (n d - Σ d) / √(n Σ d² - (Σ
 * d)²), by squares. For a sample the root is √(n / (n - 1)) times as much. */
static bool is_zscore(const struct leaf *leaf, const struct group *group, chiso_decimal value,
                      chiso_decimal points)
{
    enum { BITS = 16, BAR = (1 << (BITS - 1)) + (1 << BITS) / 1000 + 2 };
    const struct wide own = wide_times(wide_of(distance(group->lowest, value)), group->count);
    const struct wide spread =
        wide_minus(wide_times(group->squares, group->count), times_wide(group->sum, group->sum));
    const struct wide squares = leaf->population ? spread : wide_times(spread, group->count);
    const bool above = wide_compare(own, group->sum) >= 0;
    /* 2^16 × step × |n d - Σ d|, to be compared with √squares × 2^16 × (points - mean) */
    struct wide part = wide_times(above ? wide_minus(own, group->sum) : wide_minus(group->sum, own),
                                  (uint64_t)leaf->step << BITS);
    const int128 off = ((int128)points - leaf->mean) * (above == leaf->down ? -1 : 1);
    const int128 low = off * (1 << BITS) - BAR;
    const int128 high = off * (1 << BITS) + BAR;
    const bool at_max = points == leaf->max;
    const bool at_min = points == leaf->min;
    const bool open_above = above == leaf->down ? at_min : at_max;
    const bool open_below = above == leaf->down ? at_max : at_min;
    const struct wide square =
        wide_times(times_wide(part, part), leaf->population ? 1 : group->count - 1);

    if (group->lowest == group->highest) {
        return points == leaf->mean;
    }
    for (int side = 0; side < 2; side++) {
        const int128 bar = side == 0 ? low : high;
        const uint128 amount = bar < 0 ? -(uint128)bar : (uint128)bar;
        const struct wide length =
            wide_plus(wide_times(wide_times(wide_of((uint64_t)(amount >> 64)), UINT64_C(1) << 32),
                                 UINT64_C(1) << 32),
                      wide_of((uint64_t)amount));
        const int order =
            bar < 0 ? -1 : wide_compare(times_wide(times_wide(length, length), squares), square);

        if (side == 0 ? order > 0 && !open_below : order < 0 && !open_above) {
            return false;
        }
    }
    return true;
}

static void expect_unit(const struct scene *scene, const struct leaf *leaf,
                        const struct group *group, uint32_t unit, chiso_decimal got)
{
    const chiso_decimal value = leaf->values[unit];
    chiso_decimal expected = 0;

    if (is_gap(value)) {
        cr_assert(got == value, "seed %" PRIu64 ", leaf %td, unit %u: points of a gap", scene->seed,
                  leaf - scene->leaves, unit);
        return;
    }
    switch (leaf->kind) {
    case MINMAX:
        expected = plain_minmax(leaf, group, value);
        break;
    case BEST:
        expected = group->highest == 0 ? leaf->max
                   : leaf->down        ? share(leaf, (uint64_t)group->lowest, (uint64_t)value)
                                       : share(leaf, (uint64_t)value, (uint64_t)group->highest);
        break;
    case PERCENTILE:
        expected = plain_percentile(scene, leaf, group, unit);
        break;
    default:
        cr_assert(leaf->round >= 0 || is_zscore(leaf, group, value, got),
                  "seed %" PRIu64 ", leaf %td, unit %u, value %s: %s is no zscore %s", scene->seed,
                  leaf - scene->leaves, unit, decimal_text(value), decimal_text(got),
                  decimal_text(leaf->mean));
        return;
    }
    /* Figures are rounded as they are carried, not as the six places here: what is a half in these
     * may be less. */
    if (leaf->round >= 0 && is_half(leaf, expected)) {
        return;
    }
    expected = rounded(leaf, expected);
    /* What is nearer to a half of the last place than 10^-12 of the max is that half. */
    const chiso_decimal step = leaf->round < 0 ? 1 : step_of(leaf);

    cr_assert(got - expected <= step && expected - got <= step,
              "seed %" PRIu64
              ", leaf %td, unit %u, value %s of %s to %s, max %s, min %s: %s, expected %s",
              scene->seed, leaf - scene->leaves, unit, decimal_text(value),
              decimal_text(group->lowest), decimal_text(group->highest), decimal_text(leaf->max),
              decimal_text(leaf->min), decimal_text(got), decimal_text(expected));
}

/* The sums at the root are made of what stands in the leaves; they were added up without the leaves
 * having been read. */
static void expect_sums(const struct scene *scene, chiso_decimal *const *copies)
{
    chiso_decimal *sums = malloc(scene->units * sizeof(*sums));

    cr_assert(sums != NULL);
    cr_assert_eq(chiso_board_copy_points(scene->board, CHISO_ROOT, scene->units, sums), CHISO_OK);
    for (uint32_t unit = 0; unit < scene->units; unit++) {
        int128 sum = 0;
        bool applies = false;

        for (int i = 0; i < scene->leaf_count; i++) {
            const chiso_decimal points = copies[i][unit];

            sum += points == CHISO_MISSING ? rounded(&scene->leaves[i], scene->leaves[i].min)
                   : points == CHISO_NOT_APPLICABLE ? 0
                                                    : points;
            applies = applies || (points != CHISO_NOT_APPLICABLE && scene->leaves[i].max > 0);
        }
        /* Each part is shown rounded, and misses what is carried by half a millionth. */
        cr_assert(applies ? sums[unit] - sum <= scene->leaf_count &&
                                sum - sums[unit] <= scene->leaf_count
                          : sums[unit] == CHISO_ABSENT,
                  "seed %" PRIu64 ", unit %u: the sum is %s, expected %s", scene->seed, unit,
                  decimal_text(sums[unit]), decimal_text((chiso_decimal)sum));
    }
    free(sums);
}

static void expect_peers(const struct scene *scene, int leaf, uint32_t unit,
                         const struct group *group)
{
    chiso_peers peers;

    cr_assert_eq(chiso_board_peers(scene->board, unit, (chiso_node)leaf + 1, &peers), CHISO_OK);
    cr_assert(peers.count == group->count && peers.lowest == group->lowest &&
                  peers.highest == group->highest,
              "seed %" PRIu64 ", leaf %d, unit %u: %u peers from %s to %s", scene->seed, leaf, unit,
              peers.count, decimal_text(peers.lowest), decimal_text(peers.highest));
}

static void expect_scene(uint64_t seed, uint32_t units, unsigned gaps)
{
    struct scene scene;
    chiso_decimal *copies[MOST_LEAVES];

    scene_make(&scene, seed, units, gaps);
    for (int i = 0; i < scene.leaf_count; i++) {
        const struct leaf *leaf = &scene.leaves[i];
        struct group groups[MOST_BLOCKS];

        copies[i] = malloc(units * sizeof(*copies[i]));
        cr_assert(copies[i] != NULL);
        cr_assert_eq(chiso_board_copy_points(scene.board, (chiso_node)i + 1, units, copies[i]),
                     CHISO_OK);
        for (uint32_t block = 0; block < scene.blocks; block++) {
            groups[block] = group_of(&scene, leaf, block);
        }
        for (uint32_t unit = 0; unit < units; unit++) {
            const struct group *group = &groups[leaf->block ? scene.block[unit] : 0];
            chiso_cell cell;

            expect_unit(&scene, leaf, group, unit, copies[i][unit]);
            expect_peers(&scene, i, unit, group);
            cr_assert_eq(chiso_board_cell(scene.board, unit, (chiso_node)i + 1, &cell), CHISO_OK);
            cr_assert(cell.points == (is_gap(leaf->values[unit]) ? CHISO_ABSENT : copies[i][unit]),
                      "seed %" PRIu64 ", leaf %d, unit %u", seed, i, unit);
        }
    }
    expect_sums(&scene, copies);
    for (int i = 0; i < scene.leaf_count; i++) {
        free(copies[i]);
    }
    scene_clear(&scene);
}

Test(property_relative, every_unit_of_a_small_board_has_the_plain_points)
{
    for (uint64_t seed = 6000000; seed < 6006000; seed += SUPPORT_STRIDE) {
        expect_scene(seed, 1 + (uint32_t)(seed % 23), seed % 3 == 0 ? 0 : (unsigned)(seed % 40));
    }
}

/* More than one block of units, and not a round number of them. */
Test(property_relative, every_unit_of_a_large_board_has_the_plain_points)
{
    static const uint32_t units[] = {511, 512, 513, 1023, 1025, 1537, 3001, 5003};

    for (uint64_t seed = 6100000; seed < 6100048; seed += SUPPORT_STRIDE) {
        expect_scene(seed, units[seed % 8], seed / 8 % 2 == 0 ? 0 : (unsigned)(seed % 30));
    }
}

/* Values that are shifted, scaled by a number above 0, or turned round together with the direction.
 */
struct change {
    const char *name;
    bool best; /* whether `best` stays as it is */
    int64_t factor;
    chiso_decimal shift;
    bool turn;
};

static void expect_unchanged(uint64_t seed, const struct change *change)
{
    struct random random = {.state = seed};
    struct scene scene;
    struct scene changed;
    chiso_decimal points[2][64];

    scene_make(&scene, seed, 1 + (uint32_t)random_below(&random, 60), seed % 2 == 0 ? 0 : 20);
    for (int i = 0; i < scene.leaf_count; i++) {
        struct leaf *leaf = &scene.leaves[i];

        /* Numbers that leave room for the change. */
        for (uint32_t unit = 0; unit < scene.units; unit++) {
            leaf->values[unit] = is_gap(leaf->values[unit]) ? leaf->values[unit]
                                                            : leaf->values[unit] % 1000000000000;
            leaf->values[unit] = leaf->kind == BEST && leaf->down && leaf->values[unit] == 0
                                     ? 1
                                     : leaf->values[unit];
        }
    }
    chiso_board_free(scene.board);
    scene.board = scene_board(&scene);
    changed = scene;
    for (int i = 0; i < scene.leaf_count; i++) {
        struct leaf *leaf = &changed.leaves[i];

        leaf->values = malloc(scene.units * sizeof(*leaf->values));
        cr_assert(leaf->values != NULL);
        memcpy(leaf->values, scene.leaves[i].values, scene.units * sizeof(*leaf->values));
        if (leaf->kind == BEST && !change->best) {
            continue;
        }
        leaf->down = leaf->down != change->turn;
        for (uint32_t unit = 0; unit < scene.units; unit++) {
            const chiso_decimal value = leaf->values[unit];

            leaf->values[unit] = is_gap(value) ? value : value * change->factor + change->shift;
        }
    }
    changed.board = scene_board(&changed);
    for (int i = 0; i < scene.leaf_count; i++) {
        cr_assert_eq(
            chiso_board_copy_points(scene.board, (chiso_node)i + 1, scene.units, points[0]),
            CHISO_OK);
        cr_assert_eq(
            chiso_board_copy_points(changed.board, (chiso_node)i + 1, scene.units, points[1]),
            CHISO_OK);
        for (uint32_t unit = 0; unit < scene.units; unit++) {
            cr_assert(points[0][unit] == points[1][unit],
                      "seed %" PRIu64 ", leaf %d, unit %u: %s made %s of %s", seed, i, unit,
                      change->name, decimal_text(points[1][unit]), decimal_text(points[0][unit]));
        }
        free(changed.leaves[i].values);
    }
    chiso_board_free(changed.board);
    scene_clear(&scene);
}

Test(property_relative, only_where_units_stand_among_each_other_matters)
{
    static const struct change changes[] = {
        {"shifting up", false, 1, 12345678901, false},
        {"shifting down", false, 1, -12345678901234, false},
        {"doubling", true, 2, 0, false},
        {"scaling by 1000", true, 1000, 0, false},
        {"scaling by 7 and shifting", false, 7, 99, false},
        {"turning round", false, -1, 0, true},
        {"turning round, scaling and shifting", false, -3, 1, true},
    };

    for (uint64_t seed = 6200000; seed < 6202100; seed += SUPPORT_STRIDE) {
        expect_unchanged(seed, &changes[seed % 7]);
    }
}

static const char *const rules[] = {"minmax",    "minmax down", "minmax block",         "best",
                                    "best down", "percentile",  "percentile down block"};

/* Gives some leaves of a plan a relative rule, and their cells numbers to suit. */
static void mix_in(struct plan *plan, struct random *random, chiso_decimal *cells, uint32_t units)
{
    for (int node = 0; node < plan->count; node++) {
        /* Points of a tiny max have more than 15 decimals. */
        if (!plan->nodes[node].leaf || random_below(random, 2) == 0 ||
            plan->nodes[node].max < CHISO_DECIMAL_ONE / 10) {
            continue;
        }
        plan->nodes[node].rule = rules[random_below(random, sizeof(rules) / sizeof(rules[0]))];
        for (uint32_t unit = 0; unit < units; unit++) {
            chiso_decimal *cell = &cells[(size_t)unit * (size_t)plan->count + (size_t)node];

            if (!is_gap(*cell)) {
                *cell = 1 + (chiso_decimal)random_below(random, UINT64_C(1) << (1 + node % 40));
            }
        }
    }
}

static void expect_same_node(const struct plan *plan, const chiso_decimal *cells, uint32_t unit,
                             int node, const chiso_board *a, const chiso_board *b)
{
    const chiso_result one = support_result(a, plan_unit(unit), plan->nodes[node].code);
    const chiso_result other = support_result(b, plan_unit(unit), plan->nodes[node].code);

    if (one.state != other.state || one.achieved != other.achieved || one.max != other.max ||
        one.percent != other.percent || one.coverage != other.coverage ||
        one.lowest != other.lowest || one.highest != other.highest) {
        plan_fail(plan, cells, unit,
                  "\"%s\" has %s points, and %s when the relative leaves below are given as points",
                  plan->nodes[node].code, decimal_text(one.achieved), decimal_text(other.achieved));
    }
}

/* The JSON of a report holds every figure, every rank and the figures of blocks. */
static char *report_of(const chiso_board *board, const chiso_rank_options *ranking)
{
    chiso_report_options options = CHISO_REPORT_OPTIONS_INIT;
    chiso_report *report = NULL;
    struct buffer buffer = {0};
    const chiso_sink sink = buffer_sink(&buffer);
    chiso_error error = CHISO_ERROR_INIT;

    options.ranking = ranking;
    cr_assert(chiso_report_new(board, &options, &report, &error) == CHISO_OK, "%s", error.message);
    cr_assert(chiso_report_write_json(report, &sink, &error) == CHISO_OK, "%s", error.message);
    chiso_report_free(report);
    return buffer.bytes;
}

static bool is_in_bonus(const chiso_tree *tree, chiso_node node)
{
    for (; node != CHISO_ROOT; node = chiso_node_parent(tree, node)) {
        if (chiso_node_kind(tree, node) == CHISO_KIND_BONUS) {
            return true;
        }
    }
    return false;
}

static void expect_same_reports(uint64_t seed, const chiso_board *a, const chiso_board *b)
{
    const chiso_node leaf = chiso_node_next_leaf(
        chiso_board_tree(a), (chiso_node)(seed % chiso_tree_node_count(chiso_board_tree(a))));
    const chiso_node tie_break =
        leaf == CHISO_NO_NODE || is_in_bonus(chiso_board_tree(a), leaf) ? CHISO_ROOT : leaf;
    chiso_rank_options ranking = CHISO_RANK_OPTIONS_INIT;

    ranking.ties = (chiso_ties)(seed % 5);
    ranking.key = (chiso_key)(seed / 5 % 2);
    if (ranking.ties == CHISO_TIES_ORDINAL) {
        ranking.tie_break = &tie_break;
        ranking.tie_break_count = 1;
    }
    char *one = report_of(a, &ranking);
    char *other = report_of(b, &ranking);

    cr_assert(strcmp(one, other) == 0, "seed %" PRIu64 ": reports differ", seed);
    free(one);
    free(other);
}

/* Gives the leaves of points what the relative ones have, with 15 decimals. */
static void give_all_places(const struct plan *plan, const chiso_board *board, chiso_board *points)
{
    const chiso_tree *tree = chiso_board_tree(board);
    char text[CHISO_FIGURE_TEXT_SIZE];

    for (int node = 0; node < plan->count; node++) {
        const chiso_node leaf = support_node(tree, node == 0 ? "." : plan->nodes[node].code);
        chiso_cell cell;

        for (uint32_t unit = 0;
             plan->nodes[node].rule != NULL && unit < chiso_board_unit_count(board); unit++) {
            cr_assert_eq(chiso_board_cell(board, unit, leaf, &cell), CHISO_OK);
            if (cell.state != CHISO_STATE_SCORED) {
                continue;
            }
            cr_assert_eq(chiso_board_points_text(board, unit, leaf, 15, '.', text), CHISO_OK);
            cr_assert_eq(chiso_board_set_text(points, unit, leaf, text, NULL), CHISO_OK, "%s",
                         text);
        }
    }
    cr_assert_eq(chiso_board_score(points, NULL), CHISO_OK);
}

/* A relative leaf gives its parents what a leaf of points with the same points gives. */
static void expect_frozen(uint64_t seed, const struct plan_taste *taste, uint32_t most_units)
{
    struct random random = {.state = ~seed};
    struct plan plan;

    plan_make(&plan, seed, taste);
    const uint32_t units = 1 + (uint32_t)random_below(&random, most_units);
    const unsigned share = seed % 2 == 0 ? 0 : (unsigned)random_below(&random, 25);
    const struct plan_gaps gaps = {share, share, seed % 2 == 0 ? 100 : 50};
    chiso_decimal *cells = plan_cells(&plan, &random, units, &gaps);
    chiso_decimal *column = malloc(units * sizeof(*column));

    cr_assert(column != NULL);
    mix_in(&plan, &random, cells, units);
    struct plan frozen = plan;
    chiso_board *board = plan_board(&plan, cells, units);

    for (int node = 0; node < plan.count; node++) {
        if (plan.nodes[node].rule != NULL) {
            frozen.nodes[node].rule = NULL;
            cr_assert_eq(chiso_board_copy_points(
                             board, support_node(chiso_board_tree(board), plan.nodes[node].code),
                             units, column),
                         CHISO_OK);
            for (uint32_t unit = 0; unit < units; unit++) {
                cells[(size_t)unit * (size_t)plan.count + (size_t)node] = column[unit];
            }
        }
    }
    chiso_board *points = plan_board(&frozen, cells, units);
    give_all_places(&plan, board, points);
    for (uint32_t unit = 0; unit < units; unit++) {
        for (int node = 0; node < plan.count; node++) {
            expect_same_node(&frozen, cells, unit, node, board, points);
        }
    }
    expect_same_reports(seed, board, points);
    chiso_board_free(board);
    chiso_board_free(points);
    free(column);
    free(cells);
}

Test(property_relative, relative_leaves_count_in_their_parents_as_points_do)
{
    static const struct plan_taste sums = {.bonus = true, .minima = true, .capped = true};
    static const struct plan_taste means = {
        .scaled = true, .mean = true, .weighted = true, .rounded = true};
    static const struct plan_taste whole = {.scaled = true,
                                            .mean = true,
                                            .capped = true,
                                            .bonus = true,
                                            .rounded = true,
                                            .minima = true,
                                            .ratios = true};
    const struct plan_taste *const tastes[] = {&sums, &means, &whole};

    for (uint64_t seed = 6300000; seed < 6303000; seed += SUPPORT_STRIDE) {
        expect_frozen(seed, tastes[seed % 3], 8);
    }
    for (uint64_t seed = 6310000; seed < 6310060; seed += SUPPORT_STRIDE) {
        expect_frozen(seed, tastes[seed % 3], 1500);
    }
}
