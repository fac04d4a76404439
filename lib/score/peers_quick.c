/* Points of leaves that look at the other units, for a tile of rows, by two multiplications a cell:
 * it takes the place of the divisions in rule/rule_peers.c for minmax and best, and asks these for
 * whatever it does not know.
 *
 * Why that is the same: the points are max × part / whole to the nearest 2^-52 millionth, where the
 * whole is one for all units. A product with its inverse, cut off, is the quotient or one less, for
 * the inverse is too small by less than one in 2^(bits of the part); the exact rest, which 64 bits
 * hold though the product needs more, tells which, and then how to round. First come the
 * millionths, then what they leave is divided for the bits behind them. */
#include "score/inside.h"

enum { MOST_BITS = 62 };

/* A fixed factor: number × factor × 2^up / 2^(64 + down) is the number times what it stands for,
 * cut off. */
struct inverse {
    uint64_t factor;
    int up;
    int down;
};

/* max × part / whole for parts up to the whole. */
struct line {
    uint64_t max;          /* millionths */
    uint64_t whole;        /* below 2^MOST_BITS; 0: there is no line */
    struct inverse first;  /* max / whole */
    struct inverse second; /* 2^52 / whole */
};

/* How the points of a leaf come from values in a group of rows. */
struct chiso__quick_peers {
    bool known;
    bool fine;    /* parts are counted in 10^-15, else in millionths */
    bool down;    /* they are counted from the highest value, not from the start */
    bool below_0; /* the min is */
    struct chiso__carried start;
    struct line to_max;
    struct line to_min; /* what is left of the min; no line for 0 */
};

/* top / whole × 2^shift, which has 64 bits; numbers of as many bits as the whole are multiplied. */
static struct inverse inverse_of(uint64_t top, uint64_t whole, int shift)
{
    enum { BITS = 64 };

    return (struct inverse){(uint64_t)(((chiso__unsigned_wide)top << shift) / whole),
                            shift < BITS ? BITS - shift : 0, shift > BITS ? shift - BITS : 0};
}

static inline uint64_t times(uint64_t number, struct inverse inverse)
{
    return (uint64_t)((chiso__unsigned_wide)(number << inverse.up) * inverse.factor >> 64) >>
           inverse.down;
}

static struct line line_of(uint64_t max, uint64_t whole)
{
    const int bits = chiso__bits_of(whole);

    return (struct line){max, whole, inverse_of(max, whole, 63 + bits - chiso__bits_of(max)),
                         inverse_of(CHISO__REST_ONE, whole, 10 + bits)};
}

static inline struct chiso__carried point_on(const struct line *line, uint64_t part)
{
    uint64_t millionths = times(part, line->first);
    uint64_t left = line->max * part - millionths * line->whole;
    uint64_t more = left >= line->whole;
    uint64_t rest = 0;

    millionths += more;
    left -= line->whole & (0 - more);
    rest = times(left, line->second);
    left = (left << CHISO__REST_BITS) - rest * line->whole;
    more = left >= line->whole;
    rest += more;
    left -= line->whole & (0 - more);
    rest += left >= line->whole - left;
    return chiso__carried_settle((int64_t)millionths, rest);
}

/* How far a is above b, which is not above it, as a part; false when that needs too many bits. */
static bool part_between(const struct chiso__quick_peers *quick, struct chiso__carried a,
                         struct chiso__carried b, uint64_t *out_part)
{
    struct chiso__total part;

    if (!quick->fine) {
        *out_part = (uint64_t)a.millionths - (uint64_t)b.millionths;
        return *out_part >> MOST_BITS == 0;
    }
    part = chiso__places_between(a, b);
    *out_part = part.low;
    return part.high == 0 && part.low >> MOST_BITS == 0;
}

static void find_one(const struct chiso__tree_node *leaf, const struct chiso__peer_figures *peers,
                     bool fine, struct chiso__quick_peers *quick)
{
    const struct chiso__carried min = leaf->min;
    const bool minmax = leaf->rule.kind == CHISO__RULE_MINMAX;
    uint64_t whole = 0;

    *quick = (struct chiso__quick_peers){
        .fine = fine, .down = leaf->rule.down, .below_0 = min.millionths < 0, .start = {0, 0}};
    if (!minmax && (leaf->rule.kind != CHISO__RULE_BEST || leaf->rule.down)) {
        return;
    }
    if (peers->count == 0 || (leaf->max.rest | min.rest) != 0 || leaf->max.millionths == 0) {
        return;
    }
    if (minmax) {
        quick->start = quick->down ? peers->highest : peers->lowest;
    }
    if (!part_between(quick, peers->highest, minmax ? peers->lowest : quick->start, &whole) ||
        whole == 0) {
        return;
    }
    quick->known = true;
    quick->to_max = line_of((uint64_t)leaf->max.millionths, whole);
    if (minmax && min.millionths != 0) {
        quick->to_min = line_of((uint64_t)chiso__magnitude(min.millionths), whole);
    }
}

static inline struct chiso__carried quick_points(const struct chiso__tree_node *leaf,
                                                 const struct chiso__quick_peers *quick,
                                                 struct chiso__carried value)
{
    struct chiso__carried points = {0, 0};
    struct chiso__carried low = {0, 0};
    uint64_t part = 0;

    (void)(quick->down ? part_between(quick, quick->start, value, &part)
                       : part_between(quick, value, quick->start, &part));
    points = point_on(&quick->to_max, part);
    if (quick->to_min.whole != 0) {
        low = point_on(&quick->to_min, quick->to_min.whole - part);
        low = quick->below_0 ? chiso__carried_negate(low) : low;
        points = chiso__carried_settle(points.millionths + low.millionths, points.rest + low.rest);
    }
    return leaf->rule.kind == CHISO__RULE_BEST ? chiso__limit(points, chiso__limits_of(leaf))
                                               : points;
}

/* Adds what is left of a min to the points of whole millionths. */
static void add_min(const struct chiso__quick_peers *quick, const int64_t *restrict values,
                    uint32_t count, struct chiso__stretch *out)
{
    const struct line line = quick->to_min;
    const uint64_t start = (uint64_t)quick->start.millionths;
    const uint64_t turned = quick->down ? UINT64_MAX : 0;

    for (uint32_t i = 0; i < count; i++) {
        const uint64_t part = (((uint64_t)values[i] - start) ^ turned) - turned;

        if (!chiso__is_gap(values[i])) {
            struct chiso__carried low = point_on(&line, line.whole - part);

            low = quick->below_0 ? chiso__carried_negate(low) : low;
            low = chiso__carried_settle(out->millionths[i] + low.millionths,
                                        out->rests[i] + low.rest);
            out->millionths[i] = low.millionths;
            out->rests[i] = low.rest;
        }
    }
}

/* The commonest kind in a loop of its own: a line of whole millionths, for all rows. */
static void fill_plain(const struct chiso__quick_peers *quick, const int64_t *restrict values,
                       uint32_t count, struct chiso__stretch *out)
{
    const struct line line = quick->to_max;
    const uint64_t start = (uint64_t)quick->start.millionths;
    const uint64_t turned = quick->down ? UINT64_MAX : 0;

    for (uint32_t i = 0; i < count; i++) {
        const uint64_t distance = (((uint64_t)values[i] - start) ^ turned) - turned;
        const uint64_t part = chiso__is_gap(values[i]) ? 0 : distance;
        const struct chiso__carried points = point_on(&line, part);
        const bool gap = chiso__is_gap(values[i]);

        out->millionths[i] = gap ? 0 : points.millionths;
        out->rests[i] = gap ? 0 : points.rest;
    }
}

static bool is_plain(const struct chiso__tree_node *leaf, const struct chiso__quick_peers *quick)
{
    return quick->known && !leaf->rule.in_block && !quick->fine && leaf->round < 0 &&
           (leaf->rule.kind == CHISO__RULE_MINMAX || leaf->min.millionths <= 0);
}

struct chiso__carried chiso__peers_point(const struct chiso__rows *rows,
                                         const struct chiso__quick_peers *table, chiso_node id,
                                         uint32_t row)
{
    const struct chiso__tree_node *leaf = &rows->tree->nodes[id];
    const struct chiso__quick_peers *quick = table + (size_t)leaf->relative * rows->peers->groups +
                                             (leaf->rule.in_block ? rows->blocks[row] : 0);
    const struct chiso__carried value = chiso__stored_at(rows, id, row);

    if (!quick->known || chiso__carried_is_gap(value)) {
        return chiso__points_at(rows, id, row);
    }
    return chiso__round_points(rows->tree, leaf, quick_points(leaf, quick, value));
}

void chiso__peers_fill(const struct chiso__rows *rows, const struct chiso__quick_peers *table,
                       chiso_node id, uint32_t first, uint32_t count, struct chiso__stretch *out)
{
    const struct chiso__tree_node *leaf = &rows->tree->nodes[id];
    const struct chiso__quick_peers *line = table + (size_t)leaf->relative * rows->peers->groups;

    if (is_plain(leaf, line)) {
        fill_plain(line, chiso__column_of(rows, id) + first, count, out);
        if (line->to_min.whole != 0) {
            add_min(line, chiso__column_of(rows, id) + first, count, out);
        }
        return;
    }
    for (uint32_t i = 0; i < count; i++) {
        struct chiso__carried points = chiso__peers_point(rows, table, id, first + i);

        points = chiso__carried_is_gap(points) ? chiso__carried_of(0) : points;
        out->millionths[i] = points.millionths;
        out->rests[i] = points.rest;
    }
}

struct chiso__quick_peers *chiso__peers_quicken(const struct chiso__rows *rows,
                                                const chiso_allocator *allocator)
{
    const chiso_tree *tree = rows->tree;
    const uint32_t groups = rows->peers->groups;
    struct chiso__quick_peers *table =
        chiso__alloc_zero(allocator, (size_t)tree->relative_count * groups, sizeof(*table));

    for (uint32_t i = 0; i < tree->leaf_count && table != NULL; i++) {
        const struct chiso__tree_node *leaf = &tree->nodes[tree->leaves[i]];
        const size_t line = (size_t)leaf->relative * groups;

        if (chiso__is_relative_leaf(leaf)) {
            for (uint32_t group = 0; group < (leaf->rule.in_block ? groups : 1); group++) {
                find_one(leaf, &rows->peers->peers[line + group],
                         chiso__rests_of(rows, tree->leaves[i]) != NULL, &table[line + group]);
            }
        }
    }
    return table;
}
