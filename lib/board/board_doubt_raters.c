/* Doubts about raters of a cell who are farther apart than its criterion says. */
#include "board/board_doubt.h"

#include "number/ratio.h"

/* The rating that something of it was given with. */
static const struct chiso__one_rating *rating_of(const struct chiso__rated *rated,
                                                 const struct chiso__measured *given)
{
    uint32_t i = 0;

    while (&rated->list[i].given != given) {
        i++;
    }
    return &rated->list[i];
}

static struct chiso__span name_of(const struct chiso__doubts *doubts,
                                  const struct chiso__one_rating *rating)
{
    const struct chiso__span name = doubts->board->rows.ratings->names[rating->rater];

    return name.size == 0 ? (struct chiso__span){"-", 1} : name;
}

/* The spread in percent of the max, as it is said. */
static struct chiso__insert say_share(struct chiso__carried spread, struct chiso__carried max)
{
    struct chiso__carried share = {0, 0};
    const bool is_there =
        chiso__carried_scale(chiso__carried_of(100 * CHISO_DECIMAL_ONE), spread, max, &share);

    return is_there ? chiso__say_decimal(chiso__points_decimal(share, share, CHISO_ROUND_HALF_UP))
                    : chiso__say_text("100+");
}

static chiso_status look_at_cell(struct chiso__doubts *doubts, chiso_node leaf, chiso_unit unit,
                                 const struct chiso__rated *rated)
{
    const struct chiso__tree_node *node = &doubts->board->tree->nodes[leaf];
    const struct chiso__measured *given[CHISO_RATING_LIMIT];
    const uint32_t count = chiso__rated_given(rated, given);
    const struct chiso__measured *ends[2];
    const struct chiso__one_rating *least = NULL;
    const struct chiso__one_rating *greatest = NULL;
    struct chiso__carried spread = {0, 0};
    chiso_error doubt = CHISO_ERROR_INIT;

    if (!chiso__raters_spread(&node->rule, chiso__limits_of(node), given, count, &spread) ||
        !chiso__raters_are_apart(&node->raters, node->max, spread)) {
        return CHISO_OK;
    }
    chiso__raters_ends(given, count, &ends[0], &ends[1]);
    least = rating_of(rated, ends[0]);
    greatest = rating_of(rated, ends[1]);
    chiso__fail(
        &doubt, CHISO_OK, CHISO__SAY_DOUBT_RATERS_APART,
        CHISO__WORDS(chiso__doubted_unit(doubts, unit), chiso__doubted_leaf(doubts, leaf),
                     say_share(spread, node->max), chiso__say_carried(node->raters.within.value),
                     chiso__say(name_of(doubts, least)), chiso__say(name_of(doubts, greatest))));
    return chiso__csv_doubt(doubts->csv, CHISO_DOUBT_RATERS_APART, greatest->place, &doubt);
}

chiso_status chiso__doubt_raters(struct chiso__doubts *doubts)
{
    const chiso_board *board = doubts->board;
    chiso_status status = CHISO_OK;

    for (uint32_t i = 0; i < board->tree->leaf_count && status == CHISO_OK; i++) {
        const chiso_node leaf = board->tree->leaves[i];

        if (board->rows.ratings == NULL || !board->tree->nodes[leaf].raters.has_within) {
            continue;
        }
        for (chiso_unit unit = 0; unit < board->units.count && status == CHISO_OK; unit++) {
            const struct chiso__rated *rated = chiso__rated_at(board->rows.ratings, leaf, unit);

            status = rated == NULL ? CHISO_OK : look_at_cell(doubts, leaf, unit, rated);
        }
    }
    return status;
}
