/* Numbers that may be shares where a rule takes percents. */
#include "board/board_doubt.h"

#include <string.h>

/* Whether a cell says itself what it is, as 0.5% and 1/200 do. */
static bool says_unit(struct chiso__span text)
{
    return text.size > 0 &&
           (memchr(text.text, '%', text.size) != NULL || memchr(text.text, '/', text.size) != NULL);
}

chiso_status chiso__doubt_share(struct chiso__doubts *doubts, size_t column, chiso_node leaf,
                                const struct chiso__value *value)
{
    const chiso_tree *tree = doubts->board->tree;
    const struct chiso__field *field = &doubts->csv->fields[column];
    const struct chiso__carried number = value->measured.value;
    struct chiso__shares *own = NULL;

    if (tree->nodes[leaf].rule.takes != CHISO__CELL_PERCENT || chiso__carried_is_gap(number) ||
        chiso__carried_compare(number, chiso__carried_of(0)) <= 0 || says_unit(field->span)) {
        return CHISO_OK;
    }
    if (doubts->shares == NULL) {
        doubts->shares =
            chiso__alloc_zero(&doubts->csv->allocator, tree->count, sizeof(*doubts->shares));
    }
    if (doubts->shares == NULL) {
        return CHISO_E_MEMORY;
    }
    own = &doubts->shares[leaf];
    own->first = own->is_there ? own->first : field->offset;
    own->is_there = true;
    own->is_above =
        own->is_above || chiso__carried_compare(number, chiso__carried_of(CHISO_DECIMAL_ONE)) > 0;
    return CHISO_OK;
}

chiso_status chiso__doubt_shares(struct chiso__doubts *doubts)
{
    const chiso_tree *tree = doubts->board->tree;
    chiso_status status = CHISO_OK;

    for (uint32_t i = 0; i < tree->leaf_count && doubts->shares != NULL && status == CHISO_OK;
         i++) {
        const chiso_node leaf = tree->leaves[i];
        chiso_error doubt;

        if (!doubts->shares[leaf].is_there || doubts->shares[leaf].is_above) {
            continue;
        }
        chiso__fail(&doubt, CHISO_OK, CHISO__SAY_DOUBT_SHARES,
                    CHISO__WORDS(chiso__doubted_leaf(doubts, leaf),
                                 chiso__say_text(tree->nodes[leaf].rule.text)));
        status =
            chiso__csv_doubt(doubts->csv, CHISO_DOUBT_SHARES, doubts->shares[leaf].first, &doubt);
    }
    return status;
}
