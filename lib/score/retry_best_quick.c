/* The leaf that helps most, by heaps: each node knows which of its children makes the most of it
 * when the best below that is raised. It takes the place of trying every leaf.
 *
 * Why that finds the same: how much a child does for its parent, and so its place among its
 * siblings, does not depend on these: it is a difference of points, of logarithms or of
 * reciprocals. So a leaf that is raised changes the places on its way up alone. Heaps go by
 * doubles; who may be the best is then tried exactly, and so is all that is near to it. */
#include "score/retry_best_quick.h"

#include "number/logarithm.h"
#include "score/combine_inside.h"
#include "score/retry_quick.h"

struct mover {
    double key;                   /* how much it does for what is above it */
    struct chiso__carried raised; /* what it would have */
    uint32_t place;               /* in the heap above it */
    uint32_t first;               /* of its own heap in all places, which has room for so many */
    uint32_t count;
    uint32_t nothing; /* children with nothing when keys were found: 0, 1 or more */
    chiso_node leaf;  /* the best below it, or itself */
    uint32_t number;  /* of a leaf among those given */
};

struct chiso__best {
    struct chiso__trial *trial;
    struct mover *movers; /* by node */
    chiso_node *heaps;    /* one behind the other */
    const chiso_node *leaves;
    struct chiso__candidate *candidates;
    chiso_node *pending; /* to be looked at */
    bool is_broken;      /* a number was too large */
};

/* How much more a child does with other points. */
static double key_of(const struct chiso__best *best, chiso_node id)
{
    const struct chiso__quick_view view = chiso__quick_view(best->trial, id);
    const struct chiso__child *part = view.part;
    const struct chiso__carried raised = best->movers[id].raised;

    if (!view.is_part || chiso__carried_compare(raised, part->achieved) <= 0) {
        return 0;
    }
    if (view.combine == CHISO_COMBINE_SUM) {
        return chiso__carried_double(raised) - chiso__carried_double(part->achieved);
    }
    if (view.combine == CHISO_COMBINE_MEAN) {
        return (chiso__carried_double(raised) - chiso__carried_double(part->achieved)) *
               chiso__carried_double(part->weight) / chiso__carried_double(part->max);
    }
    if (view.nothing > 0) {
        return view.nothing == 1 && chiso__is_nothing(part->achieved) && !chiso__is_nothing(raised)
                   ? 1e300
                   : 0;
    }
    if (view.combine == CHISO_COMBINE_GEOMETRIC) {
        return (double)(chiso__carried_log2(raised) - chiso__carried_log2(part->achieved)) *
               chiso__carried_double(part->weight);
    }
    return chiso__carried_double(part->weight) * chiso__carried_double(part->max) *
           (1 / chiso__carried_double(part->achieved) - 1 / chiso__carried_double(raised));
}

static void put_at(struct chiso__best *best, const struct mover *own, uint32_t place, chiso_node id)
{
    best->heaps[own->first + place] = id;
    best->movers[id].place = place;
}

static chiso_node child_at(const struct chiso__best *best, const struct mover *own, uint32_t place)
{
    return best->heaps[own->first + place];
}

static double key_at(const struct chiso__best *best, const struct mover *own, uint32_t place)
{
    return best->movers[child_at(best, own, place)].key;
}

/* Moves what is at a place down to where it belongs. */
static void sink(struct chiso__best *best, const struct mover *own, uint32_t place)
{
    const chiso_node id = child_at(best, own, place);
    const double key = best->movers[id].key;

    for (uint32_t next = 2 * place + 1; next < own->count; next = 2 * place + 1) {
        next += next + 1 < own->count && key_at(best, own, next + 1) > key_at(best, own, next);
        if (key_at(best, own, next) <= key) {
            break;
        }
        put_at(best, own, place, child_at(best, own, next));
        place = next;
    }
    put_at(best, own, place, id);
}

/* Moves what is at a place of a heap up or down, where all else is where it belongs. */
static void settle(struct chiso__best *best, const struct mover *own, uint32_t place)
{
    const chiso_node id = child_at(best, own, place);
    const double key = best->movers[id].key;

    while (place > 0 && key_at(best, own, (place - 1) / 2) < key) {
        put_at(best, own, place, child_at(best, own, (place - 1) / 2));
        place = (place - 1) / 2;
    }
    put_at(best, own, place, id);
    sink(best, own, place);
}

/* Finds the keys of all children of a node, and puts them into their heap. */
static void heap_up(struct chiso__best *best, struct mover *own)
{
    for (uint32_t i = 0; i < own->count; i++) {
        const chiso_node id = child_at(best, own, i);

        best->movers[id].key = key_of(best, id);
    }
    for (uint32_t i = own->count / 2; i-- > 0;) {
        sink(best, own, i);
    }
}

/* Finds what a node would have with the best below it raised; false where a number is too large. */
static bool find_raised(struct chiso__best *best, chiso_node id)
{
    struct mover *own = &best->movers[id];
    const chiso_node top = own->count == 0 ? CHISO_NO_NODE : child_at(best, own, 0);

    if (top == CHISO_NO_NODE || best->movers[top].key <= 0) {
        own->raised = best->trial->figures[id].achieved[CHISO__CASE_ACTUAL];
        own->leaf = top == CHISO_NO_NODE ? top : best->movers[top].leaf;
        return true;
    }
    own->leaf = best->movers[top].leaf;
    return chiso__quick_raise(best->trial, top, best->movers[top].raised, &own->raised);
}

void chiso__best_free(struct chiso__best *best)
{
    if (best != NULL) {
        const chiso_allocator *allocator = &best->trial->board->allocator;

        chiso__release(allocator, best->movers);
        chiso__release(allocator, best->heaps);
        chiso__release(allocator, best->candidates);
        chiso__release(allocator, best->pending);
        chiso__release(allocator, best);
    }
}

static struct chiso__best *reserve(struct chiso__trial *trial)
{
    const chiso_allocator *allocator = &trial->board->allocator;
    struct chiso__best *best = chiso__alloc_zero(allocator, 1, sizeof(*best));

    if (best == NULL) {
        return NULL;
    }
    best->trial = trial;
    best->movers = chiso__alloc_zero(allocator, trial->board->tree->count, sizeof(*best->movers));
    best->heaps = chiso__alloc(allocator, trial->count, sizeof(*best->heaps));
    best->candidates = chiso__alloc(allocator, trial->count, sizeof(*best->candidates));
    best->pending = chiso__alloc(allocator, trial->count, sizeof(*best->pending));
    if (best->movers == NULL || best->heaps == NULL || best->candidates == NULL ||
        best->pending == NULL) {
        chiso__best_free(best);
        return NULL;
    }
    return best;
}

/* Whether more points below a node never change anything but points, and make no step. */
static bool is_smooth(const struct chiso__trial *trial, chiso_node id)
{
    const struct chiso__tree_node *node = &trial->board->tree->nodes[id];
    const chiso_state state = trial->figures[id].state;

    if (node->in_bonus && state != CHISO_STATE_SCORED && state != CHISO_STATE_NOT_APPLICABLE) {
        return false;
    }
    return chiso__is_leaf(node) ||
           (!node->capped && node->round < 0 && node->combine <= CHISO_COMBINE_HARMONIC);
}

/* Gives each node its heap: of the leaves that may be raised, and of what is above these. */
static void share_heaps(struct chiso__best *best, const chiso_node *leaves,
                        const struct chiso__carried *most, uint32_t count)
{
    const struct chiso__trial *trial = best->trial;
    uint32_t first = 0;

    for (uint32_t i = 0; i < count; i++) {
        chiso_node id = leaves[i];

        best->movers[id].raised = most[i];
        best->movers[id].leaf = id;
        best->movers[id].number = i;
        /* Counted once, when the first below it comes. */
        while (id != trial->node && best->movers[id].place == 0) {
            const chiso_node above = chiso__quick_view(trial, id).above;

            best->movers[id].place = 1;
            best->movers[above].first++;
            id = above;
        }
    }
    for (uint32_t i = 0; i < trial->count; i++) {
        struct mover *own = &best->movers[trial->order[i]];
        const uint32_t room = own->first;

        own->first = first;
        first += room;
    }
    for (uint32_t i = 0; i < trial->count; i++) {
        const chiso_node id = trial->order[i];

        if (best->movers[id].place > 0) {
            struct mover *own = &best->movers[chiso__quick_view(trial, id).above];

            put_at(best, own, own->count++, id);
        }
    }
}

bool chiso__best_new(struct chiso__trial *trial, const chiso_node *leaves,
                     const struct chiso__carried *most, uint32_t count,
                     struct chiso__best **out_best)
{
    struct chiso__best *best = NULL;
    bool known = chiso__quick_is_ready(trial);

    *out_best = NULL;
    for (uint32_t i = 0; i < trial->count && known; i++) {
        known = is_smooth(trial, trial->order[i]);
    }
    if (!known) {
        return true;
    }
    best = reserve(trial);
    if (best == NULL) {
        return false;
    }
    best->leaves = leaves;
    share_heaps(best, leaves, most, count);
    for (uint32_t i = trial->count; i-- > 0 && known;) {
        const chiso_node id = trial->order[i];
        struct mover *own = &best->movers[id];

        if (own->count > 0) {
            own->nothing = chiso__quick_nothing(trial, id);
            heap_up(best, own);
            known = find_raised(best, id);
        }
    }
    if (known) {
        *out_best = best;
    } else {
        chiso__best_free(best);
    }
    return true;
}

/* Whether two leaves below one node have, and would have, the same. */
static bool are_alike(const struct chiso__best *best, chiso_node a, chiso_node b)
{
    const struct chiso__quick_view one = chiso__quick_view(best->trial, a);
    const struct chiso__quick_view other = chiso__quick_view(best->trial, b);

    return one.above == other.above && one.is_part && other.is_part &&
           chiso__carried_compare(one.part->achieved, other.part->achieved) == 0 &&
           chiso__carried_compare(one.part->max, other.part->max) == 0 &&
           chiso__carried_compare(one.part->weight, other.part->weight) == 0 &&
           chiso__carried_compare(best->movers[a].raised, best->movers[b].raised) == 0;
}

/* What the node achieves with a leaf raised, where that is not known of the one before. */
static struct chiso__carried try_leaf(const struct chiso__best *best, chiso_node leaf,
                                      chiso_node last, struct chiso__carried achieved)
{
    return leaf == last || are_alike(best, leaf, last)
               ? achieved
               : chiso__trial_peek(best->trial, leaf, best->movers[leaf].raised);
}

/* Puts what stands below a place of a heap on the list of what is to be looked at. */
static uint32_t push(struct chiso__best *best, const struct mover *own, uint32_t place,
                     uint32_t count)
{
    for (uint32_t next = 2 * place + 1; next <= 2 * place + 2 && next < own->count; next++) {
        best->pending[count++] = child_at(best, own, next);
    }
    return count;
}

const struct chiso__candidate *chiso__best_find(struct chiso__best *best, double within,
                                                uint32_t *out_count)
{
    const struct mover *root = &best->movers[best->trial->node];
    chiso_node last = root->leaf;
    struct chiso__carried achieved = {0, 0};
    double least = 0;
    uint32_t count = 0;
    uint32_t found = 1;

    if (best->is_broken || !chiso__quick_is_ready(best->trial) || root->count == 0) {
        return NULL;
    }
    achieved = root->raised;
    best->candidates[0] = (struct chiso__candidate){best->movers[last].number, achieved};
    least = chiso__carried_double(achieved) - within;
    best->pending[count++] = child_at(best, root, 0);
    while (count > 0 && !chiso__carried_is_gap(achieved)) {
        const chiso_node id = best->pending[--count];
        const struct mover *own = &best->movers[id];

        achieved = try_leaf(best, own->leaf, last, achieved);
        last = own->leaf;
        /* What is below one that is too little does no more than that. */
        if (chiso__carried_double(achieved) < least) {
            continue;
        }
        count =
            push(best, &best->movers[chiso__quick_view(best->trial, id).above], own->place, count);
        if (own->count > 0) {
            best->pending[count++] = child_at(best, own, 0);
        } else if (own->number != best->candidates[0].leaf) {
            best->candidates[found++] = (struct chiso__candidate){own->number, achieved};
        }
    }
    *out_count = found;
    return chiso__carried_is_gap(achieved) ? NULL : best->candidates;
}

/* Takes a child out of the heap of a node. */
static void take_out(struct chiso__best *best, struct mover *own, chiso_node id)
{
    const uint32_t place = best->movers[id].place;

    own->count--;
    if (place < own->count) {
        put_at(best, own, place, child_at(best, own, own->count));
        settle(best, own, place);
    }
}

void chiso__best_take(struct chiso__best *best, uint32_t leaf)
{
    chiso_node id = best->leaves[leaf];
    bool gone = true; /* from the heap above it */

    while (id != best->trial->node) {
        const chiso_node above = chiso__quick_view(best->trial, id).above;
        const uint32_t nothing = chiso__quick_nothing(best->trial, above);
        struct mover *own = &best->movers[above];

        if (gone) {
            take_out(best, own, id);
        }
        if (nothing != own->nothing) {
            own->nothing = nothing;
            heap_up(best, own);
        } else if (!gone) {
            best->movers[id].key = key_of(best, id);
            settle(best, own, best->movers[id].place);
        }
        gone = own->count == 0;
        if (!find_raised(best, above)) {
            best->is_broken = true;
            return;
        }
        id = above;
    }
}
