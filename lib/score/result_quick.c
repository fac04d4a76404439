/* The figures of a node of many rows: see result_quick.h. */
#include "score/result_quick.h"

#include "base/clones.h"
#include "base/extent.h"
#include "score/inside.h"

/* Makes a max that of the percents that are worked out. */
static void set_max(struct chiso__percent_quick *way, struct chiso__carried max)
{
    enum { FAR = 8 }; /* as far from a half as chiso__percent_shown() looks at in 64 bits */

    way->limit = 0;
    if (max.rest != 0 || max.millionths <= 0) {
        return;
    }
    way->whole = (uint64_t)max.millionths;
    way->inverse = UINT64_MAX / way->whole;
    way->doubt = (way->whole >> FAR) + 2;
    /* A decimal holds a percent of 2^20 times the max. */
    way->limit = way->whole < way->most >> 20 ? way->whole << 20 : way->most;
}

void chiso__view_begin(struct chiso__view *view, const struct chiso__rows *rows, chiso_node node,
                       unsigned wanted)
{
    const chiso_tree *tree = rows->tree;
    const struct chiso__tree_node *own = &tree->nodes[node];
    const bool has_percent = chiso__carried_compare(own->max, chiso__carried_of(0)) > 0;

    view->rows = rows;
    view->own = own;
    view->node = node;
    view->wanted = wanted;
    view->is_leaf = chiso__is_leaf(own);
    view->relative = chiso__is_relative_leaf(own);
    view->has_percent = has_percent;
    view->percent.factor = 100 * (uint64_t)chiso__power10(tree->digits);
    /* The product with the factor has 64 bits. */
    view->percent.most = UINT64_MAX / view->percent.factor - 1;
    view->percent.unit = chiso__power10(CHISO_DECIMAL_PLACES - tree->digits);
    view->percent.full_reached = tree->full_reached;
    view->percent.down = tree->rounding == CHISO_ROUND_DOWN;
    set_max(&view->percent, own->max);
    view->full.state = CHISO_STATE_SCORED;
    view->full.max = chiso__publish_points(tree, own->max, own->max);
    view->full.coverage =
        (view->is_leaf ? has_percent : own->covers) ? 100 * CHISO_DECIMAL_ONE : CHISO_ABSENT;
    view->missing.known = false;
    view->not_applicable.known = false;
}

/* A percent of another max than the node's; where it is not wanted it is enough that a decimal
 * holds it. False where only the plain way can tell. */
static bool glance(const struct chiso__view *view, unsigned wanted, struct chiso__carried part,
                   struct chiso__carried whole, chiso_decimal *out_percent)
{
    struct chiso__percent_quick way = view->percent;

    *out_percent = CHISO_ABSENT;
    if (chiso__carried_is_gap(part) || chiso__carried_compare(whole, chiso__carried_of(0)) <= 0) {
        return true;
    }
    if ((view->wanted & wanted) == 0) {
        const int64_t most =
            whole.millionths < INT64_MAX >> 20 ? whole.millionths << 20 : whole.millionths;

        return part.millionths > -most && part.millionths < most;
    }
    if (part.millionths == whole.millionths && part.rest == 0 && whole.rest == 0) {
        *out_percent = 100 * CHISO_DECIMAL_ONE;
        return true;
    }
    set_max(&way, whole);
    return chiso__percent_glance(&way, part, out_percent);
}

/* The figures of an inner node with a gap below it; false where only the plain way can tell. */
static bool look_at_detail(const struct chiso__view *view, uint32_t row,
                           const struct chiso__gap_detail *detail, chiso_result *out_result)
{
    const chiso_tree *tree = view->rows->tree;
    const struct chiso__carried achieved = chiso__achieved_of(view->rows, row, view->node);

    out_result->state = detail->state;
    out_result->achieved = chiso__publish_points(tree, achieved, detail->max);
    out_result->max = chiso__publish_points(tree, detail->max, detail->max);
    return glance(view, CHISO__WANT_PERCENT, achieved, detail->max, &out_result->percent) &&
           glance(view, CHISO__WANT_COVERAGE, detail->scored, detail->applicable,
                  &out_result->coverage) &&
           glance(view, CHISO__WANT_BOUNDS, detail->low, detail->bound_max, &out_result->lowest) &&
           glance(view, CHISO__WANT_BOUNDS, detail->high, detail->bound_max, &out_result->highest);
}

chiso_status chiso__view_again(struct chiso__view *view, uint32_t row, chiso_result *out_result)
{
    const struct chiso__carried points = chiso__stored_at(view->rows, view->node, row);
    struct chiso__view_mark *const mark =
        points.millionths == CHISO_NOT_APPLICABLE ? &view->not_applicable : &view->missing;

    if (view->is_leaf && chiso__carried_is_gap(points) && !chiso__is_imputed_leaf(view->own)) {
        if (!mark->known) {
            mark->status =
                chiso__gap_result(view->rows->tree, view->node, points.millionths, &mark->result);
            mark->known = true;
        }
        if (mark->status == CHISO_OK) {
            *out_result = mark->result;
        }
        return mark->status;
    }
    /* Bounds are made of more than details where there are steps. */
    if (!view->is_leaf && !view->rows->tree->has_steps) {
        const struct chiso__gap_detail *const detail =
            chiso__detail_at(view->rows, row, view->own->inner);

        if (detail != NULL && look_at_detail(view, row, detail, out_result)) {
            return CHISO_OK;
        }
    }
    return chiso__result_of(view->rows, row, view->node, out_result);
}

void chiso__view_ahead(const struct chiso__view *view, uint32_t row)
{
    enum { AHEAD = 8, LINE = 64 };
    const struct chiso__rows *const rows = view->rows;

    if (!view->is_leaf && !rows->without_gaps && row + AHEAD < rows->count) {
        const struct chiso__gap_detail *const detail =
            chiso__detail_at(rows, row + AHEAD, view->own->inner);

        if (detail != NULL) {
            __builtin_prefetch(detail);
            __builtin_prefetch((const char *)detail + LINE);
        }
    }
}

/* The least max above 0 that a leaf has; none that there may be is above the greatest decimal. */
static int64_t least_max(const chiso_tree *tree)
{
    int64_t least = CHISO_DECIMAL_MAX;

    for (uint32_t i = 0; i < tree->leaf_count; i++) {
        const int64_t max = tree->nodes[tree->leaves[i]].max.millionths;

        least = max > 0 && max < least ? max : least;
    }
    return least;
}

/* Whether no node of any row has points of more than some 2^19 times its max, whatever is missing:
 * where all leaves have a max and lie so near to it, their ratios are beyond none of those below,
 * and nothing adds to them. */
static bool are_ratios_small(const chiso_tree *tree)
{
    enum { BITS = 19 };
    bool small = true;

    for (chiso_node id = 0; id < tree->count && small; id++) {
        const struct chiso__tree_node *node = &tree->nodes[id];

        small = node->kind != CHISO_KIND_BONUS && node->round < 0 &&
                (!chiso__is_leaf(node) ||
                 (node->bounded && node->reach >> BITS < node->max.millionths));
    }
    return small;
}

struct chiso__view_reach chiso__view_reach_of(const struct chiso__rows *rows)
{
    struct chiso__view_reach reach = {true, 0};

    if (!rows->without_gaps) {
        reach.small = are_ratios_small(rows->tree);
        reach.least =
            rows->sparse && chiso__gaps_are_quick(rows->tree) ? (uint64_t)least_max(rows->tree) : 0;
    }
    return reach;
}

/* Whether it is plain without a look at each row that all have figures. Under plain sums a max is 0
 * or that of some leaves, and points lie as far from 0 as those of rows without gaps, since what is
 * missing lies between its min and its max. */
static bool is_within(const struct chiso__view *view, const struct chiso__view_reach *given)
{
    const struct chiso__rows *const rows = view->rows;
    const uint64_t reach = view->own->bounded ? (uint64_t)view->own->reach : UINT64_MAX;
    const int64_t limit = (int64_t)view->percent.limit;
    struct chiso__extent extent;

    if (view->relative) {
        return false;
    }
    if (!rows->without_gaps) {
        return given->small || reach >> 20 < given->least;
    }
    if (!view->has_percent || reach < view->percent.limit) {
        return true;
    }
    chiso__extent_of(chiso__column_of(rows, view->node), rows->count, &extent);
    return extent.least > -limit && extent.greatest < limit;
}

/* Whether it is plain that a row has all its figures. */
static bool fits(const struct chiso__view *view, uint32_t row)
{
    struct chiso__carried points = {0, 0};

    return chiso__view_points(view, row, &points) &&
           (!view->has_percent || chiso__percent_fits(&view->percent, points));
}

chiso_status chiso__view_check(struct chiso__view *view, const struct chiso__view_reach *reach,
                               uint32_t *out_row)
{
    const unsigned wanted = view->wanted;
    chiso_status status = CHISO_OK;

    if (view->rows->count == 0 || is_within(view, reach)) {
        return CHISO_OK;
    }
    view->wanted = CHISO__WANT_POINTS;
    for (uint32_t row = 0; row < view->rows->count && status == CHISO_OK; row++) {
        chiso_result result;

        chiso__view_ahead(view, row);
        status = fits(view, row) ? CHISO_OK : chiso__view_again(view, row, &result);
        *out_row = row;
    }
    view->wanted = wanted;
    return status;
}

/* Rows that are looked at together: what is kept of those with gaps lies far apart, and is on its
 * way while the rows before them are worked at. */
enum { TOGETHER = 64 };

/* The maxima of an inner node on some rows. */
struct maxima {
    const struct chiso__carried *places[TOGETHER]; /* of the node itself where nothing is kept */
    uint32_t kept;
};

/* Compiled for several instruction sets, some of which count bits at once. */
CHISO__CLONES
static void find_maxima(const struct chiso__view *view, uint32_t first, uint32_t count,
                        struct maxima *out_maxima)
{
    const struct chiso__rows *const rows = view->rows;
    const uint32_t inner = view->own->inner;

    out_maxima->kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        const uint32_t at = rows->detail_rows[first + i];
        const struct chiso__gap_detail *const detail =
            at == CHISO__NO_ROW ? NULL : chiso__detail_found(rows, at, inner, true);

        out_maxima->places[i] = detail == NULL ? &view->own->max : &detail->max;
        out_maxima->kept += detail != NULL;
        __builtin_prefetch(out_maxima->places[i]);
    }
}

/* The percent that the plain way tells. */
static chiso_decimal plain_percent(struct chiso__view *view, uint32_t row)
{
    chiso_result result = {.percent = CHISO_ABSENT};

    (void)chiso__view_at(view, row, &result);
    return result.percent;
}

/* The percents of some rows of an inner node. Where many have a max of their own no processor could
 * foresee which: then there is one way for all of them. */
static void put_some(struct chiso__view *view, uint32_t first, uint32_t count,
                     const struct maxima *maxima, chiso_decimal *out_percents)
{
    enum { FEW = TOGETHER / 8 };
    const struct chiso__carried *const own =
        view->has_percent && maxima->kept <= FEW ? &view->own->max : NULL;

    for (uint32_t i = 0; i < count; i++) {
        const struct chiso__carried points = chiso__stored_at(view->rows, view->node, first + i);
        chiso_decimal *const percent = &out_percents[first + i];

        if (!(own != NULL && maxima->places[i] == own && !chiso__carried_is_gap(points)
                  ? chiso__percent_glance(&view->percent, points, percent)
                  : glance(view, CHISO__WANT_PERCENT, points, *maxima->places[i], percent))) {
            *percent = plain_percent(view, first + i);
        }
    }
}

/* The percents of an inner node of which some rows have a gap below it. */
static void put_with_gaps(struct chiso__view *view, uint32_t first, uint32_t end,
                          chiso_decimal *out_percents)
{
    struct maxima maxima[2];
    uint32_t size = end - first < TOGETHER ? end - first : TOGETHER;
    unsigned now = 0;

    find_maxima(view, first, size, &maxima[now]);
    while (first < end) {
        const uint32_t next = first + size;
        const uint32_t left = end - next < TOGETHER ? end - next : TOGETHER;

        find_maxima(view, next, left, &maxima[1 - now]);
        put_some(view, first, size, &maxima[now], out_percents);
        now = 1 - now;
        first = next;
        size = left;
    }
}

void chiso__view_percents(struct chiso__view *view, uint32_t first, uint32_t end,
                          chiso_decimal *out_percents)
{
    const struct chiso__percent_quick way = view->percent;
    const int64_t *const rests = chiso__rests_of(view->rows, view->node);
    const chiso_decimal *const column = chiso__column_of(view->rows, view->node);
    const bool quick = view->has_percent && !view->relative;

    if (!view->is_leaf && !view->rows->without_gaps) {
        put_with_gaps(view, first, end, out_percents);
        return;
    }
    for (uint32_t row = first; row < end; row++) {
        const struct chiso__carried points = chiso__in_columns(column, rests, row);

        if (!quick || chiso__carried_is_gap(points) ||
            !chiso__percent_glance(&way, points, &out_percents[row])) {
            out_percents[row] = plain_percent(view, row);
        }
    }
}
