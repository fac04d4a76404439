/* Who is in which block. */
#include "board/roster.h"

#include "board/kept.h"

struct table {
    struct chiso__kept kept;
    uint32_t *starts; /* of blocks among the units; one more for the end, and one to fill with */
    chiso_unit *units;
};

static void end_table(const chiso_allocator *allocator, struct chiso__kept *kept)
{
    struct table *table = (struct table *)kept;

    chiso__release(allocator, table->starts);
    chiso__release(allocator, table->units);
    chiso__release(allocator, table);
}

static bool is_any(const struct chiso__kept *kept, const void *key)
{
    (void)kept;
    (void)key;
    return true;
}

static bool is_there(const chiso_board *board, chiso_unit unit)
{
    (void)board;
    (void)unit;
    return true;
}

static struct table *make_table(const chiso_board *board)
{
    const chiso_allocator *allocator = &board->allocator;
    const uint32_t blocks = board->units.block_count;
    struct table *table = chiso__alloc_zero(allocator, 1, sizeof(*table));

    if (table == NULL) {
        return NULL;
    }
    table->kept.end = end_table;
    table->starts = chiso__alloc_zero(allocator, (size_t)blocks + 2, sizeof(*table->starts));
    table->units = chiso__alloc(allocator, board->units.count, sizeof(*table->units));
    if (table->starts == NULL || table->units == NULL) {
        end_table(allocator, &table->kept);
        return NULL;
    }
    chiso__fill_groups(board, CHISO_SCOPE_BLOCKS, is_there, blocks, table->starts, table->units);
    return table;
}

bool chiso__roster_of(const chiso_board *board, uint32_t block, struct chiso__roster *out_roster)
{
    struct chiso__kept *kept = NULL;
    const struct table *table = NULL;

    if (block == CHISO_ALL_BLOCKS || board->units.block_count == 1) {
        *out_roster = (struct chiso__roster){NULL, board->units.count};
        return true;
    }
    kept = chiso__kept_find(board, end_table, is_any, NULL);
    if (kept == NULL) {
        struct table *const made = make_table(board);

        kept = made == NULL ? NULL : chiso__kept_leave(board, &made->kept, is_any, NULL);
    }
    if (kept == NULL) {
        return false;
    }
    table = (const struct table *)kept;
    *out_roster = (struct chiso__roster){table->units + table->starts[block],
                                         table->starts[block + 1] - table->starts[block]};
    return true;
}
