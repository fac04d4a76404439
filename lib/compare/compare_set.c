/* Which results of a unit were set by hand, now or before. */
#include "compare/inside.h"

#include "board/set_result.h"

/* Rows of a side, and whether a result of a node is set in any of them. */
struct side {
    const chiso_board *board;
    const uint32_t *units;
    uint32_t count;
};

static struct side side_of(const chiso_comparison *comparison, const chiso_unit *unit, bool before)
{
    const struct chiso__links *const links = &comparison->units;

    if (before) {
        return (struct side){comparison->before, links->olds + links->starts[*unit],
                             chiso__link_count(links, *unit)};
    }
    return (struct side){comparison->now, unit, 1};
}

static bool has_any(const struct side *side)
{
    for (uint32_t i = 0; i < side->count; i++) {
        if (chiso__has_set(&side->board->rows, side->units[i])) {
            return true;
        }
    }
    return false;
}

static bool is_set(const struct side *side, chiso_node node)
{
    for (uint32_t i = 0; i < side->count; i++) {
        if (chiso__set_find(&side->board->rows, side->units[i], node) != NULL) {
            return true;
        }
    }
    return false;
}

chiso_status chiso_comparison_set_nodes(const chiso_comparison *comparison, chiso_unit unit,
                                        bool before, uint32_t limit, chiso_node *out_nodes,
                                        uint32_t *out_count)
{
    struct side side;
    uint32_t count = 0;
    uint32_t found = 0;

    if (comparison == NULL || (out_nodes == NULL && limit > 0) || out_count == NULL) {
        return CHISO_E_NULL;
    }
    if (chiso__comparison_check(comparison, NULL) != CHISO_OK) {
        return CHISO_E_STATE;
    }
    if (unit >= comparison->now->units.count) {
        return CHISO_E_UNIT;
    }
    side = side_of(comparison, &unit, before);
    count = has_any(&side) ? side.board->tree->count : 0;
    for (uint32_t i = 0; i < count; i++) {
        const chiso_node node = side.board->tree->order[i];

        if (!is_set(&side, node)) {
            continue;
        }
        if (found < limit) {
            out_nodes[found] = node;
        }
        found++;
    }
    *out_count = found;
    return CHISO_OK;
}
