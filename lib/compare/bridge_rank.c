/* What the change of a rank is made of: the unit's own figure and those of the others. */
#include <chiso/bridge.h>

#include "compare/inside.h"

/* The others of before who stand before a new figure, or are equal to it. */
struct standing {
    uint32_t ahead;
    uint32_t steps; /* different places among those */
    uint32_t equal;
    uint32_t equal_before; /* of the equals, those that were added earlier */
};

/* The units of before that a unit was ranked among, the best first. */
static const chiso_unit *find_group(const struct chiso_ranking *ranking, chiso_unit unit,
                                    uint32_t *out_count)
{
    const uint32_t group = ranking->groups == NULL ? 0 : ranking->groups[unit];
    uint32_t first = 0;

    for (uint32_t i = 0; i < group; i++) {
        first += ranking->out_of[i];
    }
    *out_count = ranking->out_of[group];
    return ranking->order + first;
}

static struct standing look_over(const struct chiso_ranking *ranking,
                                 const struct chiso__source *source, chiso_unit self,
                                 const struct chiso__carried_ratio *figure)
{
    struct standing standing = {0, 0, 0, 0};
    uint32_t count = 0;
    uint32_t last = 0; /* the place of the one before, where it is not the unit itself */
    const chiso_unit *group = find_group(ranking, self, &count);

    for (uint32_t i = 0; i < count; i++) {
        struct chiso__carried_ratio other;
        int ahead = 0;

        if (group[i] == self || !chiso__figure_at(source, group[i], &other)) {
            continue;
        }
        ahead = chiso__ratio_order(&other, figure) * (source->lowest_first ? -1 : 1);
        if (ahead < 0) {
            break;
        }
        standing.ahead += ahead > 0;
        standing.steps += ahead > 0 && ranking->seats[group[i]].rank != last;
        standing.equal += ahead == 0;
        standing.equal_before += ahead == 0 && group[i] < self;
        last = ranking->seats[group[i]].rank;
    }
    return standing;
}

/* Twice the rank. */
static int64_t rank_of(struct standing standing, chiso_ties ties)
{
    switch (ties) {
    case CHISO_TIES_DENSE:
        return 2 * ((int64_t)standing.steps + 1);
    case CHISO_TIES_MODIFIED:
        return 2 * ((int64_t)standing.ahead + standing.equal + 1);
    case CHISO_TIES_AVERAGE:
        return 2 * ((int64_t)standing.ahead + 1) + standing.equal;
    case CHISO_TIES_ORDINAL:
        return 2 * ((int64_t)standing.ahead + standing.equal_before + 1);
    case CHISO_TIES_COMPETITION:
        break;
    }
    return 2 * ((int64_t)standing.ahead + 1);
}

static chiso_rank_bridge build(const chiso_comparison *comparison, chiso_unit unit, chiso_node node,
                               chiso_decimal change)
{
    const chiso_unit old = chiso__unit_before(comparison, unit);
    const chiso_node old_node = chiso__node_before(comparison, node);
    const struct chiso__source now =
        chiso__source_of(&comparison->now->rows, node, comparison->key);
    const struct chiso__source before =
        chiso__source_of(&comparison->before->rows, old_node, comparison->key);
    const chiso_place place = chiso__rankings_place(comparison->before_ranks, old_node, old);
    const int64_t was = (int64_t)place.rank * 2 + place.half;
    struct chiso__carried_ratio figures[2];
    int64_t rank = was;

    /* Who has a rank has a figure, and a figure that is the same has the same rank, whatever broke
     * its ties. */
    if (chiso__figure_at(&before, old, &figures[0]) && chiso__figure_at(&now, unit, &figures[1]) &&
        chiso__ratio_order(&figures[0], &figures[1]) != 0) {
        rank = rank_of(
            look_over(&comparison->before_ranks->nodes[old_node], &before, old, &figures[1]),
            comparison->ties);
    }
    return (chiso_rank_bridge){
        .change = change,
        .own = (was - rank) * (CHISO_DECIMAL_ONE / 2),
        .others = change - (was - rank) * (CHISO_DECIMAL_ONE / 2),
        .place = rank * (CHISO_DECIMAL_ONE / 2),
    };
}

chiso_status chiso_comparison_rank_bridge(const chiso_comparison *comparison, chiso_unit unit,
                                          chiso_node node, chiso_rank_bridge *out_bridge,
                                          chiso_error *error)
{
    chiso_decimal change = CHISO_ABSENT;
    chiso_status status = CHISO_OK;

    if (comparison == NULL || out_bridge == NULL) {
        return chiso__fail_null(error);
    }
    status = chiso__comparison_check_node(comparison, node, error);
    if (status == CHISO_OK && unit >= comparison->now->units.count) {
        status = chiso__fail_unit(error, unit);
    }
    if (status != CHISO_OK) {
        return status;
    }
    change = chiso__rank_change(comparison, unit, node);
    if (change == CHISO_ABSENT) {
        return chiso__fail(error, CHISO_E_EMPTY, CHISO__SAY_UNIT_NO_RANK_TO_COMPARE,
                           CHISO__WORDS(chiso__say(comparison->now->units.codes[unit])));
    }
    *out_bridge = build(comparison, unit, node, change);
    return CHISO_OK;
}
