/* Leaves that take the rank of another criterion: whose it is, and in which order ranks can be
 * told, since one may need another. */
#include "tree/inside.h"

/* An error about a leaf, which also goes to who watches. */
static chiso_status fail(const chiso_tree *tree, const struct chiso__watch *watch, chiso_node leaf,
                         chiso_node *out_node, chiso_error *error)
{
    chiso_status status = chiso__fail_within(error, CHISO_E_RULE, CHISO__SAY_IN_CRITERION,
                                             CHISO__WORDS(chiso__say(tree->codes[leaf])));

    *out_node = leaf;
    if (watch != NULL) {
        const chiso_status told = watch->tell(watch->context, leaf, status, error);

        status = told == CHISO_OK ? status : told;
    }
    return status;
}

static chiso_status find_ranked(chiso_tree *tree, const struct chiso__watch *watch, chiso_node leaf,
                                chiso_node *out_node, chiso_error *error)
{
    struct chiso__tree_node *node = &tree->nodes[leaf];
    const struct chiso__span code = node->rule.ranked;
    const bool is_root = code.size == 1 && code.text[0] == '.';
    const int64_t found = is_root ? CHISO_ROOT : chiso__find_code(tree, code);
    enum chiso__message wrong = CHISO__SAY_NOTHING;

    if (found == CHISO__NOT_FOUND) {
        wrong = CHISO__SAY_RANK_OF_UNKNOWN;
    } else if (found == CHISO_ROOT) {
        wrong = CHISO__SAY_RANK_OF_ROOT;
    } else if (found == leaf) {
        wrong = CHISO__SAY_RANK_OF_ITSELF;
    } else if (tree->nodes[found].in_bonus) {
        wrong = CHISO__SAY_RANK_OF_BONUS;
    }
    if (wrong != CHISO__SAY_NOTHING) {
        chiso__fail(error, CHISO_E_RULE, wrong,
                    CHISO__WORDS(chiso__say(code), chiso__say_text(node->rule.text)));
        return fail(tree, watch, leaf, out_node, error);
    }
    node->ranked = (chiso_node)found;
    return CHISO_OK;
}

/* A walk along all that the figures of a node are made of: what is below it, and what is ranked for
 * a leaf. By node: where the walk goes on, how many stages its figures wait for, and whether it is
 * on the path. */
struct walk {
    chiso_tree *tree;
    chiso_node *next;
    uint32_t *waits;
    chiso_node *path;
    uint32_t depth;
    bool *entered;
    bool *on_path;
};

static void enter(struct walk *walk, chiso_node id)
{
    const struct chiso__tree_node *node = &walk->tree->nodes[id];

    walk->path[walk->depth++] = id;
    walk->entered[id] = walk->on_path[id] = true;
    walk->next[id] = chiso__takes_rank(node) ? node->ranked : node->first_child;
}

/* What the figures of a node wait for, those who need it wait for as well; and a rank waits for all
 * stages that the ranked one does. */
static void take_over(struct walk *walk, chiso_node id, chiso_node from)
{
    struct chiso__tree_node *node = &walk->tree->nodes[id];

    if (chiso__takes_rank(node)) {
        node->stage = walk->waits[from];
        walk->waits[id] = node->stage + 1;
    } else if (walk->waits[from] > walk->waits[id]) {
        walk->waits[id] = walk->waits[from];
    }
}

/* The rank that a circle is closed by: the last on the path. */
static chiso_node last_rank(const struct walk *walk)
{
    uint32_t at = walk->depth - 1;

    while (!chiso__takes_rank(&walk->tree->nodes[walk->path[at]])) {
        at--;
    }
    return walk->path[at];
}

/* Goes on from the last node of the path; CHISO_NO_NODE, or the leaf that closes a circle. */
static chiso_node step(struct walk *walk)
{
    const chiso_node id = walk->path[walk->depth - 1];
    const chiso_node next = walk->next[id];

    if (next == CHISO_NO_NODE) {
        walk->depth--;
        walk->on_path[id] = false;
        if (walk->depth > 0) {
            take_over(walk, walk->path[walk->depth - 1], id);
        }
        return CHISO_NO_NODE;
    }
    walk->next[id] = chiso__takes_rank(&walk->tree->nodes[id])
                         ? CHISO_NO_NODE
                         : walk->tree->nodes[next].next_sibling;
    if (walk->on_path[next]) {
        return last_rank(walk);
    }
    if (walk->entered[next]) {
        take_over(walk, id, next);
    } else {
        enter(walk, next);
    }
    return CHISO_NO_NODE;
}

/* The stages of all ranks, or the leaf that closes a circle; false when memory is out. */
static bool find_stages(chiso_tree *tree, chiso_node *out_circle)
{
    const chiso_allocator *allocator = &tree->allocator;
    struct walk walk = {
        .tree = tree,
        .next = chiso__alloc(allocator, tree->count, sizeof(*walk.next)),
        .waits = chiso__alloc_zero(allocator, tree->count, sizeof(*walk.waits)),
        .path = chiso__alloc(allocator, tree->count, sizeof(*walk.path)),
        .entered = chiso__alloc_zero(allocator, tree->count, sizeof(*walk.entered)),
        .on_path = chiso__alloc_zero(allocator, tree->count, sizeof(*walk.on_path)),
    };
    const bool done = walk.next != NULL && walk.waits != NULL && walk.path != NULL &&
                      walk.entered != NULL && walk.on_path != NULL;

    if (done) {
        enter(&walk, CHISO_ROOT);
        while (walk.depth > 0 && *out_circle == CHISO_NO_NODE) {
            *out_circle = step(&walk);
        }
        tree->rank_stages = walk.waits[CHISO_ROOT];
    }
    chiso__release(allocator, walk.next);
    chiso__release(allocator, walk.waits);
    chiso__release(allocator, walk.path);
    chiso__release(allocator, walk.entered);
    chiso__release(allocator, walk.on_path);
    return done;
}

chiso_status chiso__tree_find_ranks(chiso_tree *tree, const struct chiso__watch *watch,
                                    chiso_node *out_node, chiso_error *error)
{
    chiso_node circle = CHISO_NO_NODE;
    chiso_status first = CHISO_OK;

    tree->rank_count = 0;
    tree->rank_stages = 0;
    for (uint32_t i = 0; i < tree->leaf_count; i++) {
        chiso_status status = CHISO_OK;

        if (!chiso__takes_rank(&tree->nodes[tree->leaves[i]])) {
            continue;
        }
        tree->rank_count++;
        status = find_ranked(tree, watch, tree->leaves[i], out_node, error);
        first = first == CHISO_OK ? status : first;
        /* Who watches is told of all of them, unless it takes no more. */
        if (status != CHISO_OK && (watch == NULL || status != CHISO_E_RULE)) {
            return status;
        }
    }
    if (first != CHISO_OK || tree->rank_count == 0) {
        return first;
    }
    if (!find_stages(tree, &circle)) {
        return chiso__fail_memory(error);
    }
    if (circle == CHISO_NO_NODE) {
        return CHISO_OK;
    }
    chiso__fail(error, CHISO_E_RULE, CHISO__SAY_RANK_IN_CIRCLE,
                CHISO__WORDS(chiso__say(tree->codes[tree->nodes[circle].ranked])));
    return fail(tree, watch, circle, out_node, error);
}
