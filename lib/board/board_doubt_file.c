/* Doubts about a points file as a whole, looked for at its end: one row of a table each. */
#include "base/sort.h"
#include "board/board_doubt.h"
#include "text/name.h"

#include <string.h>

/* Fewer values than this say nothing by being equal. */
enum { LEAST_UNITS = 5 };

/* Whether two units have the same points and the same value of a leaf, all places counted. */
static bool have_the_same(const struct chiso__doubts *doubts, chiso_node leaf, chiso_unit a,
                          chiso_unit b)
{
    const struct chiso__value one = chiso__cell_at(&doubts->board->rows, leaf, a);
    const struct chiso__value other = chiso__cell_at(&doubts->board->rows, leaf, b);

    return chiso__carried_compare(one.points, other.points) == 0 &&
           chiso__carried_compare(one.measured.value, other.measured.value) == 0;
}

static bool is_empty_unit(const struct chiso__doubts *doubts, chiso_unit unit)
{
    const chiso_tree *tree = doubts->board->tree;
    bool is_empty = true;

    for (uint32_t i = 0; i < tree->leaf_count && is_empty; i++) {
        const chiso_decimal stored = chiso__doubted_value(doubts, tree->leaves[i], unit);

        /* Who do not know have been asked. */
        is_empty = (stored == CHISO_MISSING || stored == CHISO__UNSET) &&
                   chiso__cell_at(&doubts->board->rows, tree->leaves[i], unit).counts == NULL;
    }
    return is_empty;
}

/* Rows without a cell look like headings. */
static chiso_status look_for_empty_units(struct chiso__doubts *doubts)
{
    chiso_status status = CHISO_OK;

    for (chiso_unit unit = 0; unit < doubts->board->units.count && status == CHISO_OK; unit++) {
        if (is_empty_unit(doubts, unit)) {
            chiso_error doubt = CHISO_ERROR_INIT;

            chiso__fail(&doubt, CHISO_OK, CHISO__SAY_DOUBT_NO_CELLS,
                        CHISO__WORDS(chiso__doubted_unit(doubts, unit)));
            status = chiso__doubted_row(doubts, CHISO_DOUBT_NO_CELLS, unit, &doubt);
        }
    }
    return status;
}

/* Units without a block behind units that have one, as merged cells are saved. */
static chiso_status look_for_empty_blocks(struct chiso__doubts *doubts)
{
    const struct chiso__units *units = &doubts->board->units;
    const uint32_t *blocks = doubts->board->rows.blocks;
    chiso_status status = CHISO_OK;

    for (chiso_unit unit = 1; unit < units->count && status == CHISO_OK; unit++) {
        const struct chiso__span above = units->block_names[blocks[unit - 1]];

        if (above.size > 0 && units->block_names[blocks[unit]].size == 0 &&
            !is_empty_unit(doubts, unit)) {
            chiso_error doubt = CHISO_ERROR_INIT;

            chiso__fail(&doubt, CHISO_OK, CHISO__SAY_DOUBT_EMPTY_BLOCK,
                        CHISO__WORDS(chiso__doubted_unit(doubts, unit), chiso__say(above)));
            status = chiso__doubted_row(doubts, CHISO_DOUBT_EMPTY_BLOCK, unit, &doubt);
        }
    }
    return status;
}

static bool has_cells(const struct chiso__doubts *doubts, chiso_node leaf)
{
    bool has = false;

    for (chiso_unit unit = 0; unit < doubts->board->units.count && !has; unit++) {
        has = chiso__doubted_value(doubts, leaf, unit) != CHISO__UNSET;
    }
    return has;
}

/* Whether it is scored for a unit of the file on the board that this is read into: a file that
 * corrects some criteria has no column of the others. */
static bool is_scored_there(const struct chiso__doubts *doubts, chiso_node leaf)
{
    bool is_scored = false;

    for (chiso_unit unit = 0; unit < doubts->board->units.count && !is_scored; unit++) {
        is_scored = chiso__doubted_is_there(doubts, leaf, unit);
    }
    return is_scored;
}

/* The leaf with cells whose code a spreadsheet makes of that of one, as 1.1 of 1.10; CHISO_NO_NODE
 * for none. */
static chiso_node find_turned(const struct chiso__doubts *doubts, chiso_node leaf)
{
    const chiso_tree *tree = doubts->board->tree;
    struct chiso__span code = tree->codes[leaf];

    while (code.size > 1 && code.text[code.size - 1] == '0') {
        int64_t found = CHISO__NOT_FOUND;

        code.size--;
        found = memchr(code.text, '.', code.size) == NULL ? CHISO__NOT_FOUND
                                                          : chiso__find_code(tree, code);
        if (found != CHISO__NOT_FOUND && chiso__is_leaf(&tree->nodes[found]) &&
            has_cells(doubts, (chiso_node)found)) {
            return (chiso_node)found;
        }
    }
    return CHISO_NO_NODE;
}

/* Criteria that the file says nothing of: no column, or in the long layout no row. */
static chiso_status look_for_columns(struct chiso__doubts *doubts)
{
    const chiso_tree *tree = doubts->board->tree;
    const bool any = chiso__header_is_long(doubts->header) || doubts->header->leaf_columns > 0;
    chiso_status status = CHISO_OK;

    for (uint32_t i = 0; i < tree->leaf_count && any && status == CHISO_OK; i++) {
        const chiso_node leaf = tree->leaves[i];
        chiso_error doubt = CHISO_ERROR_INIT;

        /* What has no max counts for nothing, and a rank takes no cell. */
        if (!chiso__carried_is_zero(tree->nodes[leaf].max) &&
            !chiso__takes_rank(&tree->nodes[leaf]) && !has_cells(doubts, leaf) &&
            !is_scored_there(doubts, leaf)) {
            const chiso_node turned = find_turned(doubts, leaf);

            if (turned == CHISO_NO_NODE) {
                chiso__fail(&doubt, CHISO_OK, CHISO__SAY_DOUBT_NO_COLUMN,
                            CHISO__WORDS(chiso__doubted_leaf(doubts, leaf)));
            } else {
                chiso__fail(&doubt, CHISO_OK, CHISO__SAY_DOUBT_TURNED_COLUMN,
                            CHISO__WORDS(chiso__doubted_leaf(doubts, leaf),
                                         chiso__doubted_leaf(doubts, turned)));
            }
            status = chiso__csv_doubt(doubts->csv, CHISO_DOUBT_NO_COLUMN, SIZE_MAX, &doubt);
        }
    }
    return status;
}

/* The names of blocks in a message. */
enum { LISTED = 120 };

/* Weights for a block that nobody is in, and where they are said. */
static void say_no_such_block(struct chiso__span name, struct chiso__span blocks,
                              struct chiso__text_place heading, chiso_error *doubt)
{
    if (heading.line == 0) {
        chiso__fail(doubt, CHISO_OK, CHISO__SAY_DOUBT_NO_SUCH_BLOCK,
                    CHISO__WORDS(chiso__say(name), chiso__say(blocks)));
        return;
    }
    chiso__fail(doubt, CHISO_OK, CHISO__SAY_DOUBT_NO_SUCH_BLOCK_AT,
                CHISO__WORDS(chiso__say(name), chiso__say(blocks), chiso__say_count(heading.line),
                             chiso__say_count(heading.column)));
}

static chiso_status look_for_blocks(struct chiso__doubts *doubts)
{
    const chiso_board *board = doubts->board;
    const chiso_tree *tree = board->tree;
    char words[LISTED];
    struct chiso__listed listed = {words, sizeof(words), 0, false, true};
    chiso_status status = CHISO_OK;

    for (uint32_t i = 0; i < board->units.block_count; i++) {
        chiso__list_add(&listed, board->units.block_names[i]);
    }
    for (uint32_t column = 0; column < tree->by_block.column_count && status == CHISO_OK;
         column++) {
        const struct chiso__span name = tree->by_block.blocks[column];
        const struct chiso__text_place heading = tree->by_block.headings[column];
        chiso_error doubt = CHISO_ERROR_INIT;

        if (chiso__index_find(&board->units.block_index, board->units.block_names, name) ==
            CHISO__NOT_FOUND) {
            say_no_such_block(name, chiso__listed_text(&listed), heading, &doubt);
            status = chiso__csv_doubt(doubts->csv, CHISO_DOUBT_NO_SUCH_BLOCK, SIZE_MAX, &doubt);
        }
    }
    return status;
}

/* Whether all units have one value of a leaf, which is neither all nor nothing. */
static bool is_equal_column(const struct chiso__doubts *doubts, chiso_node leaf)
{
    const struct chiso__tree_node *node = &doubts->board->tree->nodes[leaf];
    const chiso_unit count = doubts->board->units.count;
    const chiso_decimal first = chiso__doubted_value(doubts, leaf, 0);

    if (count < LEAST_UNITS || !chiso__is_number(first) || first == 0 ||
        chiso__is_relative(&node->rule) || first == node->max.millionths ||
        first == node->min.millionths) {
        return false;
    }
    for (chiso_unit unit = 1; unit < count; unit++) {
        if (!have_the_same(doubts, leaf, unit, 0)) {
            return false;
        }
    }
    return true;
}

static chiso_status look_for_equal_columns(struct chiso__doubts *doubts)
{
    const chiso_tree *tree = doubts->board->tree;
    chiso_status status = CHISO_OK;

    for (uint32_t i = 0; i < tree->leaf_count && status == CHISO_OK; i++) {
        chiso_error doubt = CHISO_ERROR_INIT;

        if (is_equal_column(doubts, tree->leaves[i])) {
            chiso__fail(&doubt, CHISO_OK, CHISO__SAY_DOUBT_EQUAL_COLUMN,
                        CHISO__WORDS(chiso__doubted_leaf(doubts, tree->leaves[i])));
            status = chiso__csv_doubt(doubts->csv, CHISO_DOUBT_EQUAL_COLUMN, SIZE_MAX, &doubt);
        }
    }
    return status;
}

static void say_alike(chiso_error *doubt, struct chiso__span code, struct chiso__span first)
{
    chiso__fail(doubt, CHISO_OK, CHISO__SAY_DOUBT_ALIKE_UNITS,
                CHISO__WORDS(chiso__say(code), chiso__say(first)));
}

static size_t offset_of_unit(const void *context, uint32_t unit)
{
    const struct chiso__doubts *doubts = context;

    return doubts->units[unit];
}

static chiso_status look_for_alike_codes(struct chiso__doubts *doubts)
{
    const struct chiso__coded coded = {doubts->board->units.codes, doubts->board->units.count,
                                       offset_of_unit, doubts, say_alike};

    return chiso__csv_doubt_codes(doubts->csv, &coded);
}

static void say_alike_blocks(chiso_error *doubt, struct chiso__span name, struct chiso__span first)
{
    chiso__fail(doubt, CHISO_OK, CHISO__SAY_DOUBT_ALIKE_BLOCKS,
                CHISO__WORDS(chiso__say(name), chiso__say(first)));
}

/* The blocks of a file, and the first unit of each. */
struct blocks {
    const struct chiso__doubts *doubts;
    chiso_unit *firsts;
};

static size_t offset_of_block(const void *context, uint32_t block)
{
    const struct blocks *blocks = context;

    return blocks->doubts->units[blocks->firsts[block]];
}

static chiso_status look_for_alike_blocks(struct chiso__doubts *doubts)
{
    const struct chiso__units *units = &doubts->board->units;
    struct blocks blocks = {doubts, NULL};
    const struct chiso__coded coded = {units->block_names, units->block_count, offset_of_block,
                                       &blocks, say_alike_blocks};
    chiso_status status = CHISO_OK;

    if (units->block_count < 2) {
        return CHISO_OK;
    }
    blocks.firsts = chiso__alloc(&doubts->csv->allocator, units->block_count, sizeof(chiso_unit));
    if (blocks.firsts == NULL) {
        return CHISO_E_MEMORY;
    }
    /* From the last to the first, which stays. Blocks come with their units: each has one. */
    for (chiso_unit unit = units->count; unit-- > 0;) {
        blocks.firsts[doubts->board->rows.blocks[unit]] = unit;
    }
    status = chiso__csv_doubt_codes(doubts->csv, &coded);
    chiso__release(&doubts->csv->allocator, blocks.firsts);
    return status;
}

chiso_status chiso__doubt_file(struct chiso__doubts *doubts, chiso_error *error)
{
    static chiso_status (*const looks[])(struct chiso__doubts * doubts) = {
        chiso__doubt_thousands, chiso__doubt_rounded,  look_for_empty_units,
        chiso__doubt_summaries, look_for_empty_blocks, look_for_columns,
        look_for_equal_columns, chiso__doubt_dashes,   chiso__doubt_mentions,
        look_for_alike_codes,   look_for_blocks,       look_for_alike_blocks,
        chiso__doubt_raters,    chiso__doubt_shares,
    };
    chiso_status status = CHISO_OK;

    for (size_t i = 0; i < sizeof(looks) / sizeof(looks[0]) && status == CHISO_OK; i++) {
        status = looks[i](doubts);
    }
    return status == CHISO_OK ? status : chiso__fail_memory(error);
}
