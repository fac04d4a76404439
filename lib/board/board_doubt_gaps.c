/* Doubts about what is not there: dashes that may be zeros, and cells that a long file says nothing
 * of. */
#include "board/board_doubt.h"

/* Fewer dashes than this, or a smaller share of the cells, are what they say. */
enum { LEAST_DASHES = 5, LEAST_SHARE = 10 };

/* Whether a tree adds up points and nothing else. */
static bool is_plain(const chiso_tree *tree)
{
    bool plain = true;

    for (chiso_node node = 0; node < tree->count && plain; node++) {
        const struct chiso__tree_node *own = &tree->nodes[node];

        plain = chiso__is_leaf(own) ? chiso__is_default_rule(&own->rule)
                                    : own->combine == CHISO_COMBINE_SUM && !own->scaled;
    }
    return plain;
}

/* How many cells there are that are no bonus and not empty. */
static uint64_t count_cells(const chiso_board *board)
{
    uint64_t count = 0;

    for (uint32_t i = 0; i < board->tree->leaf_count; i++) {
        const chiso_node leaf = board->tree->leaves[i];

        for (chiso_unit unit = 0; unit < board->units.count; unit++) {
            const chiso_decimal stored = chiso__stored_at(&board->rows, leaf, unit).millionths;

            count += !board->tree->nodes[leaf].in_bonus && stored != CHISO__UNSET &&
                     stored != CHISO_MISSING;
        }
    }
    return count;
}

chiso_status chiso__doubt_dashes(struct chiso__doubts *doubts)
{
    chiso_error doubt = CHISO_ERROR_INIT;
    uint64_t cells = 0;

    if (doubts->dashes < LEAST_DASHES || !is_plain(doubts->board->tree)) {
        return CHISO_OK;
    }
    cells = count_cells(doubts->board);
    if (doubts->dashes * LEAST_SHARE < cells) {
        return CHISO_OK;
    }
    chiso__fail(&doubt, CHISO_OK, CHISO__SAY_DOUBT_MANY_DASHES,
                CHISO__WORDS(chiso__say_count(doubts->dashes), chiso__say_count(cells)));
    return chiso__csv_doubt(doubts->csv, CHISO_DOUBT_MANY_DASHES, doubts->first_dash, &doubt);
}

bool chiso__doubted_is_there(const struct chiso__doubts *doubts, chiso_node leaf, chiso_unit unit)
{
    const chiso_board *there = doubts->there;
    const int64_t found = there->units.count == 0
                              ? CHISO__NOT_FOUND
                              : chiso__units_find(&there->units, doubts->board->units.codes[unit]);

    return found != CHISO__NOT_FOUND &&
           chiso__stored_at(&there->rows, leaf, (uint32_t)found).millionths != CHISO_MISSING;
}

/* A criterion that some units have rows of and others none. */
static chiso_status look_at_leaf(struct chiso__doubts *doubts, chiso_node leaf)
{
    const chiso_unit units = doubts->board->units.count;
    chiso_unit first = CHISO_NO_UNIT;
    uint32_t count = 0;
    bool any = false;
    chiso_error doubt = CHISO_ERROR_INIT;

    for (chiso_unit unit = 0; unit < units; unit++) {
        if (chiso__stored_at(&doubts->board->rows, leaf, unit).millionths != CHISO__UNSET) {
            any = true;
        } else if (!chiso__doubted_is_there(doubts, leaf, unit)) {
            first = count++ == 0 ? unit : first;
        }
    }
    if (!any || count == 0) {
        return CHISO_OK;
    }
    if (count == 1) {
        chiso__fail(
            &doubt, CHISO_OK, CHISO__SAY_DOUBT_NOT_MENTIONED,
            CHISO__WORDS(chiso__doubted_leaf(doubts, leaf), chiso__doubted_unit(doubts, first)));
    } else {
        chiso__fail(&doubt, CHISO_OK, CHISO__SAY_DOUBT_NOT_MENTIONED_MANY,
                    CHISO__WORDS(chiso__doubted_leaf(doubts, leaf),
                                 chiso__doubted_unit(doubts, first), chiso__say_count(count)));
    }
    return chiso__csv_doubt(doubts->csv, CHISO_DOUBT_NOT_MENTIONED, SIZE_MAX, &doubt);
}

chiso_status chiso__doubt_mentions(struct chiso__doubts *doubts)
{
    const chiso_tree *tree = doubts->board->tree;
    chiso_status status = CHISO_OK;

    for (uint32_t i = 0;
         chiso__header_is_long(doubts->header) && i < tree->leaf_count && status == CHISO_OK; i++) {
        status = chiso__takes_rank(&tree->nodes[tree->leaves[i]])
                     ? CHISO_OK
                     : look_at_leaf(doubts, tree->leaves[i]);
    }
    return status;
}
