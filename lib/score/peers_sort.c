/* Values of each group in order, for rules that look at who is below. */
#include "score/peers_sort.h"

#include "base/sort.h"

/* What units are sorted by: their group, and their value within it. */
struct ordering {
    const struct chiso__rows *rows;
    chiso_node leaf;
    const uint32_t *groups; /* NULL where all are one */
};

static bool is_before(const void *context, uint32_t a, uint32_t b)
{
    const struct ordering *ordering = context;

    if (ordering->groups != NULL && ordering->groups[a] != ordering->groups[b]) {
        return ordering->groups[a] < ordering->groups[b];
    }
    return chiso__carried_compare(chiso__peer_value(ordering->rows, ordering->leaf, a),
                                  chiso__peer_value(ordering->rows, ordering->leaf, b)) < 0;
}

bool chiso__peers_order(const struct chiso__rows *rows, chiso_node leaf,
                        const chiso_allocator *allocator, uint32_t *ids,
                        struct chiso__carried *sorted)
{
    const struct ordering ordering = {rows, leaf,
                                      rows->tree->nodes[leaf].rule.in_block ? rows->blocks : NULL};
    uint32_t *scratch = chiso__alloc(allocator, rows->count, sizeof(*scratch));
    uint32_t count = 0;

    if (scratch == NULL) {
        return false;
    }
    for (uint32_t row = 0; row < rows->count; row++) {
        if (!chiso__carried_is_gap(chiso__peer_value(rows, leaf, row))) {
            ids[count++] = row;
        }
    }
    chiso__sort_ids(ids, scratch, count, is_before, &ordering);
    for (uint32_t i = 0; i < count; i++) {
        sorted[i] = chiso__peer_value(rows, leaf, ids[i]);
    }
    chiso__release(allocator, scratch);
    return true;
}

/* Those not above a value count for its share, or those not below it. */
static void find_shares(const struct chiso__peer_figures *peers, const uint32_t *ids, bool down,
                        uint32_t *shares)
{
    uint32_t end = 0;

    for (uint32_t first = 0; first < peers->count; first = end) {
        for (end = first + 1; end < peers->count &&
                              chiso__carried_compare(peers->sorted[first], peers->sorted[end]) == 0;
             end++) {
        }
        for (uint32_t i = first; i < end; i++) {
            shares[ids[i]] = down ? peers->count - first : end;
        }
    }
}

bool chiso__peers_sort(const struct chiso__rows *rows, chiso_node leaf,
                       const chiso_allocator *allocator, struct chiso__carried *sorted,
                       struct chiso__peer_figures *line, uint32_t groups, uint32_t *shares)
{
    uint32_t *ids = chiso__alloc(allocator, rows->count, sizeof(*ids));
    uint32_t before = 0;
    bool done = ids != NULL;

    if (done) {
        done = chiso__peers_keys_fit(rows, leaf, line, groups)
                   ? chiso__peers_order_quickly(rows, leaf, allocator, line, groups, ids, sorted)
                   : chiso__peers_order(rows, leaf, allocator, ids, sorted);
    }
    for (uint32_t group = 0; group < groups && done; group++) {
        line[group].sorted = sorted + before;
        if (shares != NULL) {
            find_shares(&line[group], ids + before, rows->tree->nodes[leaf].rule.down, shares);
        }
        before += line[group].count;
    }
    chiso__release(allocator, ids);
    return done;
}
