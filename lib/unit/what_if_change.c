/* The log of a what-if: a change is kept with what undoes it. */
#include "unit/what_if_inside.h"

#include <string.h>

chiso_status chiso__what_if_check(const chiso_what_if *what_if, chiso_error *error)
{
    if (what_if == NULL) {
        return chiso__fail_null(error);
    }
    return chiso__is_current(what_if->board, what_if->version) ? CHISO_OK
                                                               : chiso__fail_unscored(error);
}

bool chiso__what_if_grow(const chiso_what_if *what_if, void **block, size_t *capacity,
                         size_t needed, size_t size)
{
    enum { FIRST = 16 };
    const size_t wanted = needed > *capacity * 2 ? needed + FIRST : *capacity * 2;

    if (needed <= *capacity) {
        return true;
    }
    if (!chiso__resize(&what_if->allocator, block, wanted, size)) {
        return false;
    }
    *capacity = wanted;
    return true;
}

/* How many counts a cell of a leaf holds. */
static size_t options_of(const chiso_what_if *what_if, chiso_node leaf)
{
    return what_if->board->tree->nodes[leaf].rule.option_count;
}

/* Room for what undoes a change of a leaf; false when memory is out. */
static bool reserve_change(chiso_what_if *what_if, chiso_node leaf)
{
    void *changes = what_if->changes;
    void *counts = what_if->old_counts;
    bool done = chiso__what_if_grow(what_if, &changes, &what_if->change_capacity,
                                    what_if->change_count + 1, sizeof(*what_if->changes));

    what_if->changes = changes;
    done = done && chiso__what_if_grow(what_if, &counts, &what_if->old_counts_capacity,
                                       what_if->old_counts_used + options_of(what_if, leaf),
                                       sizeof(*what_if->old_counts));
    what_if->old_counts = counts;
    return done;
}

/* Keeps the counts of a cell of answers; the first of none is no count. */
static void push_counts(chiso_what_if *what_if, const int64_t *counts, size_t options)
{
    int64_t *old = what_if->old_counts + what_if->old_counts_used;

    what_if->old_counts_used += options;
    if (counts == NULL) {
        old[0] = CHISO_ABSENT;
    } else {
        memcpy(old, counts, options * sizeof(*old));
    }
}

/* Takes them back; NULL for none. */
static const int64_t *pop_counts(chiso_what_if *what_if, size_t options)
{
    const int64_t *old = NULL;

    what_if->old_counts_used -= options;
    old = what_if->old_counts + what_if->old_counts_used;
    return old[0] == CHISO_ABSENT ? NULL : old;
}

/* Keeps what a cell holds that an entry is to change. */
static void keep(chiso_what_if *what_if, const struct chiso__entry *entry, uint32_t row)
{
    const struct chiso__value old = chiso__cell_at(&what_if->rows, entry->leaf, row);
    const size_t options = options_of(what_if, entry->leaf);

    what_if->changes[what_if->change_count++] = (struct chiso__cell_change){
        row, entry->leaf, old.points, old.measured.value, old.measured.denominator, entry->rounded};
    if (options > 0) {
        push_counts(what_if, old.counts, options);
    }
}

/* What went through numbers that were too large before figures were
 * read may go through them again: then they are left to be worked out anew. */
void chiso__what_if_take_back(chiso_what_if *what_if)
{
    const struct chiso__cell_change change = what_if->changes[--what_if->change_count];
    const size_t options = options_of(what_if, change.leaf);
    const struct chiso__value value = {change.points,
                                       {change.value, change.denominator, false, false},
                                       options > 0 ? pop_counts(what_if, options) : NULL};
    chiso_node node = CHISO_NO_NODE;

    if (!chiso__what_if_change(what_if, change.row, change.leaf, value, &node)) {
        chiso__what_if_make_stale(what_if);
        chiso__cell_put(&what_if->rows, change.row, change.leaf, value);
    }
}

chiso_status chiso__what_if_enter(chiso_what_if *what_if, const struct chiso__entry *entry,
                                  chiso_error *error)
{
    const bool relative = chiso__is_relative_leaf(&what_if->board->tree->nodes[entry->leaf]);
    chiso_node node = CHISO_NO_NODE;
    chiso_status status = CHISO_OK;
    uint32_t row = 0;

    if (!reserve_change(what_if, entry->leaf) || !chiso__what_if_take(what_if, entry->unit)) {
        return chiso__fail_memory(error);
    }
    row = what_if->row_of[entry->unit];
    if ((chiso__carried_is_gap(entry->value.points) &&
         !chiso__what_if_reserve_gaps(what_if, row)) ||
        (relative && !chiso__what_if_take_all(what_if)) ||
        !chiso__what_if_make_ready(what_if, entry->leaf, &entry->value)) {
        return chiso__fail_memory(error);
    }
    keep(what_if, entry, row);
    if (!chiso__what_if_change(what_if, row, entry->leaf, entry->value, &node)) {
        chiso__what_if_take_back(what_if);
        return chiso__fail_large(what_if->board, entry->unit, node, error);
    }
    if (what_if->rows.scored) {
        status = chiso__check_set_results(what_if->board, &what_if->rows, row, entry->unit, error);
    }
    if (status != CHISO_OK) {
        chiso__what_if_take_back(what_if);
    }
    return status;
}
