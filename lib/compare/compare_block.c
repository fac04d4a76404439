/* The change of a block's mean, over the units that are in it on both sides. */
#include "compare/inside.h"

#include "board/roster.h"
#include "rank/block.h"

/* What the mean of one side is taken of. */
struct side {
    const chiso_board *board;
    struct chiso__roster roster;         /* of the block */
    struct chiso__carried_ratio *ratios; /* room for all units of the block on either board */
    uint32_t count;
};

/* The mean, as it is carried and as it is shown; a gap where there is none. */
static chiso_status find_mean(const struct side *side, struct chiso__carried *out_mean,
                              chiso_decimal *out_shown)
{
    *out_mean = chiso__carried_of(CHISO_ABSENT);
    if (side->count > 0 && !chiso__mean_percent(side->ratios, side->count, out_mean)) {
        return CHISO_E_RANGE;
    }
    return chiso__publish(side->board->tree, *out_mean, chiso__carried_of(100 * CHISO_DECIMAL_ONE),
                          out_shown);
}

/* Takes all units of a block of one side that are ranked and have a percent. */
static void take_block(struct side *side, chiso_node node)
{
    side->count = 0;
    for (uint32_t i = 0; i < side->roster.count; i++) {
        const chiso_unit unit = chiso__roster_at(&side->roster, i);

        if (side->board->units.ranked[unit] &&
            chiso__ratio_of(&side->board->rows, unit, node, &side->ratios[side->count])) {
            side->count++;
        }
    }
}

/* Whether all that a unit came from was ranked in a block of before, with a percent. */
static bool was_there(const chiso_comparison *comparison, chiso_unit unit, chiso_node old_node,
                      uint32_t old_block)
{
    const struct chiso__links *units = &comparison->units;

    for (uint32_t i = units->starts[unit]; i < units->starts[unit + 1]; i++) {
        struct chiso__carried_ratio ratio;

        if (!chiso__belongs(comparison->before, units->olds[i], old_block) ||
            !chiso__ratio_of(&comparison->before->rows, units->olds[i], old_node, &ratio)) {
            return false;
        }
    }
    return chiso__link_count(units, unit) > 0;
}

/* Takes the units of both sides, those of a block that are there now: what they have, or what they
 * had. */
static chiso_status take_both(const chiso_comparison *comparison, chiso_node node,
                              const struct chiso__roster *roster, uint32_t old_block,
                              struct side *side)
{
    const chiso_node old_node = chiso__node_before(comparison, node);

    side->count = 0;
    for (uint32_t i = 0; i < roster->count; i++) {
        const chiso_unit unit = chiso__roster_at(roster, i);
        struct chiso__carried_ratio ratio;
        struct chiso__sides sides;
        chiso_status status = CHISO_OK;

        if (!comparison->now->units.ranked[unit] ||
            !chiso__ratio_of(&comparison->now->rows, unit, node, &ratio) ||
            !was_there(comparison, unit, old_node, old_block)) {
            continue;
        }
        status = chiso__sides_of(comparison, unit, node, true, &sides);
        if (status != CHISO_OK) {
            return status;
        }
        side->ratios[side->count++] = side->board == comparison->before ? sides.exact : sides.now;
    }
    return CHISO_OK;
}

/* The means before, and those of the units of both sides, whose difference is that of the means as
 * they are carried. */
static chiso_status find_change(const chiso_comparison *comparison, chiso_node node,
                                uint32_t old_block, struct side *now, struct side *before,
                                chiso_block_change *change)
{
    struct chiso__carried means[2];
    struct chiso__carried mean;
    chiso_status status = CHISO_OK;

    take_block(before, chiso__node_before(comparison, node));
    change->units_before = before->count;
    status = find_mean(before, &mean, &change->before);
    if (status == CHISO_OK) {
        status = take_both(comparison, node, &now->roster, old_block, now);
    }
    if (status == CHISO_OK) {
        change->both = now->count;
        status = find_mean(now, &means[1], &change->both_now);
    }
    if (status == CHISO_OK) {
        status = take_both(comparison, node, &now->roster, old_block, before);
    }
    if (status == CHISO_OK) {
        status = find_mean(before, &means[0], &change->both_before);
    }
    if (status == CHISO_OK && !chiso__subtract(means[0], means[1], &mean)) {
        status = CHISO_E_RANGE;
    }
    if (status == CHISO_OK) {
        change->mean = chiso__show_percent_change(comparison, mean);
    }
    return status;
}

static chiso_status find_block(const chiso_comparison *comparison, chiso_node node, uint32_t block,
                               chiso_block_change *change)
{
    const uint32_t old_block = block == CHISO_ALL_BLOCKS ? block : comparison->blocks[block];
    const bool has_before = chiso__node_before(comparison, node) != CHISO_NO_NODE &&
                            (block == CHISO_ALL_BLOCKS || old_block != UINT32_MAX);
    struct side now = {comparison->now, {NULL, 0}, NULL, 0};
    struct side before = {comparison->before, {NULL, 0}, NULL, 0};
    struct chiso__carried mean;
    chiso_status status = CHISO_OK;
    uint32_t most = 0;

    if (!chiso__roster_of(comparison->now, block, &now.roster) ||
        (has_before && !chiso__roster_of(comparison->before, old_block, &before.roster))) {
        return CHISO_E_MEMORY;
    }
    most = now.roster.count > before.roster.count ? now.roster.count : before.roster.count;
    now.ratios = chiso__alloc(&comparison->allocator, (size_t)most + 1, sizeof(*now.ratios));
    before.ratios = now.ratios;
    if (now.ratios == NULL) {
        return CHISO_E_MEMORY;
    }
    take_block(&now, node);
    change->units = now.count;
    status = find_mean(&now, &mean, &change->now);
    if (status == CHISO_OK && has_before) {
        status = find_change(comparison, node, old_block, &now, &before, change);
    }
    chiso__release(&comparison->allocator, now.ratios);
    return status;
}

chiso_status chiso_comparison_block(const chiso_comparison *comparison, chiso_node node,
                                    uint32_t block, chiso_block_change *out_change,
                                    chiso_error *error)
{
    chiso_block_change change = {
        0, 0, 0, 0, CHISO_ABSENT, CHISO_ABSENT, CHISO_ABSENT, CHISO_ABSENT, CHISO_ABSENT};
    chiso_status status = CHISO_OK;

    if (comparison == NULL || out_change == NULL) {
        return chiso__fail_null(error);
    }
    status = chiso__comparison_check_block(comparison, node, block, error);
    if (status != CHISO_OK) {
        return status;
    }
    status = find_block(comparison, node, block, &change);
    if (status == CHISO_OK) {
        *out_change = change;
    } else if (status == CHISO_E_MEMORY) {
        chiso__fail_memory(error);
    } else {
        chiso__fail(error, status, CHISO__SAY_BLOCK_CHANGE_BEYOND_DECIMAL, NULL);
    }
    return status;
}
