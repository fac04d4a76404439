/* Trying points out by sums that are kept at each node. It takes the place of combining all
 * children of every node above the leaf anew, which retry.c does where this does not know.
 *
 * Why that is the same: it is used for a leaf that takes part before and after, and whose state, if
 * it is or is below a bonus, changes nothing above: then only the points of the nodes above change,
 * and combine_sums_quick.c makes them as combining does. The cases of what is missing, which are
 * not worked out here, could only come to matter by being too large for a number, and that is ruled
 * out before: all points are bounded by what a leaf may have and be tried with. A plain sum below a
 * sum is passed over, since what it adds to that is what its children do. */
#include "score/retry_quick.h"

#include "score/combine_sums_quick.h"
#include "score/prepare.h"

struct place {
    chiso_node above; /* in whose sums its points are */
    double most;      /* its points are never beyond, below 0 too */
    bool is_passed;   /* its children's are in the sums of what is above it */
};

struct chiso__quick_trial {
    struct chiso__children children;
    struct chiso__sums *sums; /* by node */
    struct place *places;     /* by node */
    chiso_node *ranked;       /* what the sums' are slices of, and as much to sort with */
    bool is_behind;           /* figures between a leaf and the node are not worked out */
    bool is_stale;            /* the sums are not: to be found when they are asked for */
};

/* Numbers that stay so far from the bounds cannot meet them on any way. */
static const double most_of_all = (double)CHISO_DECIMAL_MAX * 0x1p-10;

/* Points on an unlimited leaf are tried up to so many times what is usual for it. */
enum { BEYOND_LIMITS = 1024 };

static double magnitude_of(struct chiso__carried points)
{
    const double number = chiso__carried_double(points);

    return number < 0 ? -number : number;
}

static double greater(double a, double b)
{
    return a > b ? a : b;
}

static double bound_of_leaf(const struct chiso__trial *trial, chiso_node id)
{
    const struct chiso__tree_node *leaf = &trial->board->tree->nodes[id];
    const struct chiso__node_figures *figures = &trial->figures[id];
    double most = greater(magnitude_of(leaf->max), magnitude_of(leaf->min));

    if (figures->takes_part[CHISO__CASE_ACTUAL]) {
        most = greater(most, magnitude_of(figures->achieved[CHISO__CASE_ACTUAL]));
    }
    return leaf->rule.unlimited ? most * BEYOND_LIMITS : most;
}

/* The least max above 0 that a child has in any case; 0 where there is none. */
static double least_max_of(const struct chiso__node_figures *child)
{
    double least = 0;

    for (int which = 0; which < CHISO__CASE_COUNT; which++) {
        const double max = child->takes_part[which] ? magnitude_of(child->max[which]) : 0;

        least = max > 0 && (least == 0 || max < least) ? max : least;
    }
    return least;
}

/* What a node never is beyond, whatever its children have within their bounds. */
static double bound_of_inner(const struct chiso__trial *trial, chiso_node id)
{
    const struct chiso__tree_node *nodes = trial->board->tree->nodes;
    const struct chiso__tree_node *node = &nodes[id];
    const double own = magnitude_of(node->max);
    double bound = 0;
    double beside = 0; /* what has no max of its own */
    double ratio = 0;
    double least = 0;

    for (chiso_node child = node->first_child; child != CHISO_NO_NODE;
         child = nodes[child].next_sibling) {
        const double most = trial->quick->places[child].most;
        const double max =
            nodes[child].kind == CHISO_KIND_BONUS ? 0 : least_max_of(&trial->figures[child]);

        bound += most;
        beside += max > 0 ? 0 : most;
        ratio = max > 0 ? greater(ratio, most / max) : ratio;
        least = max > 0 && (least == 0 || max < least) ? max : least;
    }
    if (node->combine != CHISO_COMBINE_SUM || node->scaled) {
        /* The ratio of sums is no more than the greatest of the parts, and of means the same. */
        bound = own * (ratio + (least > 0 && node->scaled ? beside / least : 0));
    }
    return bound * (1 + 0x1p-20) + (node->round < 0 ? 1 : CHISO_DECIMAL_ONE);
}

/* Whether a node is passed over: a plain sum below a sum. */
static bool is_passed(const struct chiso__trial *trial, chiso_node id)
{
    const struct chiso__tree_node *node = &trial->board->tree->nodes[id];

    return id != trial->node && !chiso__is_leaf(node) && node->kind != CHISO_KIND_BONUS &&
           node->combine == CHISO_COMBINE_SUM && !node->scaled && !node->capped &&
           node->round < 0 && trial->figures[id].takes_part[CHISO__CASE_ACTUAL] &&
           trial->board->tree->nodes[node->parent].combine == CHISO_COMBINE_SUM;
}

/* What a child gives: a bonus that is not scored gives nothing. */
static struct chiso__carried given_by(const struct chiso__trial *trial, chiso_node id)
{
    const struct chiso__node_figures *figures = &trial->figures[id];

    return trial->board->tree->nodes[id].kind == CHISO_KIND_BONUS &&
                   figures->state != CHISO_STATE_SCORED
               ? chiso__carried_of(0)
               : figures->achieved[CHISO__CASE_ACTUAL];
}

static void find_part(const struct chiso__trial *trial, chiso_node id)
{
    const struct chiso__children *children = &trial->quick->children;
    const struct chiso__tree_node *node = &children->tree->nodes[id];
    const struct chiso__node_figures *figures = &trial->figures[id];
    const struct chiso__carried max = figures->max[CHISO__CASE_ACTUAL];

    if (node->kind == CHISO_KIND_BONUS) {
        children->is_part[id] = true;
        children->parts[id] = (struct chiso__child){given_by(trial, id), {0, 0}, {0, 0}};
        return;
    }
    children->is_part[id] =
        figures->takes_part[CHISO__CASE_ACTUAL] &&
        !(chiso__weighs(children->tree->nodes[node->parent].combine) &&
          (chiso__carried_is_zero(max) || chiso__carried_is_zero(node->weight)));
    children->parts[id] = (struct chiso__child){
        given_by(trial, id), max, chiso__carried_is_gap(node->weight) ? max : node->weight};
}

/* Finds what the children of a node give, and the sums of it. */
static bool find_sums(const struct chiso__trial *trial, chiso_node id)
{
    const struct chiso__quick_trial *quick = trial->quick;
    const struct chiso__tree_node *nodes = quick->children.tree->nodes;
    struct chiso__sums *sums = &quick->sums[id];
    double most = 0;

    for (chiso_node child = nodes[id].first_child; child != CHISO_NO_NODE;
         child = nodes[child].next_sibling) {
        find_part(trial, child);
        most = greater(most, quick->places[child].most);
    }
    if (quick->places[id].is_passed || !trial->figures[id].takes_part[CHISO__CASE_ACTUAL]) {
        return true;
    }
    /* Points times weights have room in a total. */
    return chiso__sums_make(&quick->children, id, quick->ranked + trial->count, sums) &&
           (!sums->alike || most * (double)sums->weight < 0x1p72);
}

/* Finds the bound and the sums of a node whose children have theirs; false where a number may
 * become too large. */
static bool find_node(const struct chiso__trial *trial, chiso_node id)
{
    const bool is_leaf = chiso__is_leaf(&trial->board->tree->nodes[id]);
    struct place *place = &trial->quick->places[id];

    place->most = is_leaf ? bound_of_leaf(trial, id) : bound_of_inner(trial, id);
    return place->most <= most_of_all && (is_leaf || find_sums(trial, id));
}

static bool find_all(const struct chiso__trial *trial)
{
    const struct chiso__tree_node *nodes = trial->board->tree->nodes;
    struct place *places = trial->quick->places;
    bool done = true;

    for (uint32_t i = 0; i < trial->count; i++) {
        const chiso_node id = trial->order[i];
        const chiso_node parent = nodes[id].parent;

        places[id].is_passed = is_passed(trial, id);
        if (id != trial->node) {
            places[id].above = places[parent].is_passed ? places[parent].above : parent;
        }
    }
    for (uint32_t i = trial->count; i-- > 0 && done;) {
        done = find_node(trial, trial->order[i]);
    }
    return done;
}

void chiso__quick_end(struct chiso__trial *trial)
{
    const chiso_allocator *allocator = &trial->board->allocator;
    struct chiso__quick_trial *quick = trial->quick;

    if (quick != NULL) {
        chiso__release(allocator, quick->children.parts);
        chiso__release(allocator, quick->children.places);
        chiso__release(allocator, quick->children.is_part);
        chiso__release(allocator, quick->sums);
        chiso__release(allocator, quick->places);
        chiso__release(allocator, quick->ranked);
        chiso__release(allocator, quick);
        trial->quick = NULL;
    }
}

static bool reserve(struct chiso__trial *trial)
{
    const chiso_allocator *allocator = &trial->board->allocator;
    const uint32_t count = trial->board->tree->count;
    struct chiso__quick_trial *quick = chiso__alloc_zero(allocator, 1, sizeof(*quick));

    trial->quick = quick;
    if (quick == NULL) {
        return false;
    }
    quick->children = (struct chiso__children){
        trial->board->tree,
        chiso__alloc(allocator, count, sizeof(*quick->children.parts)),
        chiso__alloc(allocator, count, sizeof(*quick->children.places)),
        chiso__alloc_zero(allocator, count, sizeof(*quick->children.is_part)),
    };
    quick->sums = chiso__alloc_zero(allocator, count, sizeof(*quick->sums));
    quick->places = chiso__alloc(allocator, count, sizeof(*quick->places));
    quick->ranked = chiso__alloc(allocator, (size_t)trial->count * 2, sizeof(*quick->ranked));
    return quick->children.parts != NULL && quick->children.places != NULL &&
           quick->children.is_part != NULL && quick->sums != NULL && quick->places != NULL &&
           quick->ranked != NULL;
}

bool chiso__trial_quicken(struct chiso__trial *trial)
{
    const struct chiso__tree_node *nodes = trial->board->tree->nodes;
    uint32_t first = 0;

    if (chiso__is_leaf(&nodes[trial->node]) || trial->board->tree->has_steps ||
        trial->board->tree->has_band_gates || trial->setting.set_count > 0) {
        /* Sums of a leaf more or less say nothing where steps stand between. */
        return true;
    }
    if (!reserve(trial)) {
        chiso__quick_end(trial);
        return false;
    }
    for (uint32_t i = 0; i < trial->count; i++) {
        const chiso_node id = trial->order[i];

        trial->quick->children.places[id] = i;
        if (nodes[id].child_count > 0 && chiso__ranks_children(nodes[id].combine)) {
            trial->quick->sums[id].ranked = trial->quick->ranked + first;
            first += nodes[id].child_count;
        }
    }
    trial->quick->is_stale = true;
    return true;
}

/* Whether other points of a leaf change no more than points. */
static bool is_known(const struct chiso__trial *trial, chiso_node leaf,
                     const struct chiso__node_figures *now)
{
    const struct chiso__tree_node *nodes = trial->board->tree->nodes;
    const struct chiso__node_figures *before = &trial->figures[leaf];

    if (!before->takes_part[CHISO__CASE_ACTUAL] || !now->takes_part[CHISO__CASE_ACTUAL] ||
        magnitude_of(now->achieved[CHISO__CASE_ACTUAL]) > trial->quick->places[leaf].most) {
        return false;
    }
    /* A bonus that comes to a node that is scored without it. */
    return !nodes[leaf].in_bonus || before->state == now->state ||
           (nodes[leaf].kind == CHISO_KIND_BONUS && now->state == CHISO_STATE_SCORED &&
            trial->figures[nodes[leaf].parent].state == CHISO_STATE_SCORED);
}

/* Goes up from a node that gives other points, and keeps what it finds if it is told to. False
 * where a number is too large. */
static bool go_up(const struct chiso__trial *trial, chiso_node id, struct chiso__carried given,
                  bool keep, struct chiso__carried *out_achieved)
{
    const struct chiso__quick_trial *quick = trial->quick;
    const struct chiso__children *children = &quick->children;
    const struct chiso__tree_node *nodes = children->tree->nodes;

    while (id != trial->node) {
        const chiso_node above = quick->places[id].above;
        struct chiso__node_figures *figures = &trial->figures[above];
        struct chiso__carried points = {0, 0};

        if (!children->is_part[id] || !figures->takes_part[CHISO__CASE_ACTUAL] ||
            chiso__carried_compare(children->parts[id].achieved, given) == 0) {
            if (keep) {
                children->parts[id].achieved = given;
            }
            *out_achieved = chiso__trial_achieved(trial);
            return true;
        }
        if (keep ? !chiso__sums_put(children, above, &quick->sums[above], id, given, &points)
                 : !chiso__sums_with(children, above, &quick->sums[above], id, given, &points)) {
            return false;
        }
        points = chiso__finish_points(children->tree, &nodes[above], points,
                                      figures->max[CHISO__CASE_ACTUAL]);
        if (keep) {
            figures->achieved[CHISO__CASE_ACTUAL] = points;
        }
        id = above;
        given = id != trial->node && nodes[id].kind == CHISO_KIND_BONUS &&
                        figures->state != CHISO_STATE_SCORED
                    ? chiso__carried_of(0)
                    : points;
    }
    *out_achieved = given;
    return true;
}

bool chiso__quick_is_ready(struct chiso__trial *trial)
{
    if (trial->quick != NULL && trial->quick->is_stale) {
        trial->quick->is_stale = false;
        if (!find_all(trial)) {
            chiso__quick_end(trial);
        }
    }
    return trial->quick != NULL;
}

/* What a leaf would have with other points, where sums tell what that makes. */
static bool is_ready(struct chiso__trial *trial, chiso_node leaf, struct chiso__carried points,
                     struct chiso__node_figures *out_now)
{
    if (!chiso__quick_is_ready(trial)) {
        return false;
    }
    chiso__leaf_figures_in(&trial->board->rows, leaf, trial->unit, points, out_now);
    return is_known(trial, leaf, out_now);
}

struct chiso__quick_view chiso__quick_view(const struct chiso__trial *trial, chiso_node id)
{
    const struct chiso__quick_trial *quick = trial->quick;
    const chiso_node above = quick->places[id].above;

    return (struct chiso__quick_view){above, quick->children.tree->nodes[above].combine,
                                      quick->sums[above].nothing, quick->children.is_part[id],
                                      &quick->children.parts[id]};
}

uint32_t chiso__quick_nothing(const struct chiso__trial *trial, chiso_node id)
{
    const uint32_t nothing = trial->quick->sums[id].nothing;

    return nothing < 2 ? nothing : 2;
}

bool chiso__quick_raise(const struct chiso__trial *trial, chiso_node id,
                        struct chiso__carried points, struct chiso__carried *out_achieved)
{
    const struct chiso__quick_trial *quick = trial->quick;
    const chiso_node above = quick->places[id].above;
    const struct chiso__node_figures *figures = &trial->figures[above];

    *out_achieved = figures->achieved[CHISO__CASE_ACTUAL];
    if (!quick->children.is_part[id] || !figures->takes_part[CHISO__CASE_ACTUAL]) {
        return true;
    }
    if (!chiso__sums_with(&quick->children, above, &quick->sums[above], id, points, out_achieved)) {
        return false;
    }
    *out_achieved = chiso__finish_points(quick->children.tree, &quick->children.tree->nodes[above],
                                         *out_achieved, figures->max[CHISO__CASE_ACTUAL]);
    return true;
}

bool chiso__quick_peek(struct chiso__trial *trial, chiso_node leaf, struct chiso__carried points,
                       struct chiso__carried *out_achieved)
{
    struct chiso__node_figures now;

    return is_ready(trial, leaf, points, &now) &&
           go_up(trial, leaf, now.achieved[CHISO__CASE_ACTUAL], false, out_achieved);
}

bool chiso__quick_set(struct chiso__trial *trial, chiso_node leaf, struct chiso__carried points)
{
    struct chiso__node_figures now;
    struct chiso__carried achieved = {0, 0};

    if (!is_ready(trial, leaf, points, &now)) {
        return false;
    }
    trial->figures[leaf] = now;
    trial->quick->is_behind = true;
    return go_up(trial, leaf, now.achieved[CHISO__CASE_ACTUAL], true, &achieved);
}

bool chiso__quick_is_behind(const struct chiso__trial *trial)
{
    return trial->quick != NULL && trial->quick->is_behind;
}

void chiso__quick_renew(struct chiso__trial *trial, bool done)
{
    if (!done) {
        chiso__quick_end(trial);
    } else if (trial->quick != NULL) {
        trial->quick->is_behind = false;
        trial->quick->is_stale = true;
    }
}

void chiso__quick_renew_above(struct chiso__trial *trial, chiso_node leaf, bool done)
{
    const struct chiso__tree_node *nodes = trial->board->tree->nodes;
    bool as_before = true; /* who is passed over */

    if (trial->quick == NULL) {
        return;
    }
    trial->quick->is_behind = false;
    if (trial->quick->is_stale) {
        return;
    }
    done = done && find_node(trial, leaf);
    while (leaf != trial->node && done && as_before) {
        leaf = nodes[leaf].parent;
        as_before = trial->quick->places[leaf].is_passed == is_passed(trial, leaf);
        done = find_node(trial, leaf);
    }
    if (!done || (!as_before && !find_all(trial))) {
        chiso__quick_end(trial);
    }
}
