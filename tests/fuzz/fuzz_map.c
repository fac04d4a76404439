/* Any bytes as a map: refused with an error, or rows that make the same map again, and that two
 * boards are compared by or refused with. */
#include "law.h"

#include <string.h>

static const char then_criteria[] =
    "code,title,max\n1,a,10\n2,b,20\n3,c,30\n4,d,\n4.1,e,5\n4.2,f,5\n";
static const char now_criteria[] =
    "code,title,max\n1,a,10\n2,b,25\n5,c,30\n4,d,\n4.1,e,5\n4.3,f,5\n";
static const char then_points[] =
    "unit,1,2,3,4.1,4.2\na,1,2,3,4,5\nb,5,,7,1,0\nc,9,3,30,5,-\nd,2,2,2,2,2\n";
static const char now_points[] =
    "unit,1,2,5,4.1,4.3\na,2,2,3,4,5\nb,5,9,7,,0\nm,9,3,30,5,5\nx,2,2,2,2,-\n";

static chiso_board *make_board(const char *criteria, const char *points)
{
    chiso_tree *tree = NULL;
    chiso_board *board = NULL;
    chiso_error error;

    law(chiso_tree_read_csv(criteria, strlen(criteria), NULL, &tree, &error) == CHISO_OK,
        "the tree can be read");
    law(chiso_board_new(tree, NULL, &board, &error) == CHISO_OK, "a board can be made");
    law(chiso_board_read_csv(board, points, strlen(points), &error) == CHISO_OK,
        "the board can be read");
    law(chiso_board_score(board, &error) == CHISO_OK, "the board can be scored");
    chiso_tree_free(tree);
    return board;
}

static chiso_map *read_map(const uint8_t *data, size_t size)
{
    chiso_map *map = NULL;
    chiso_error error;
    const chiso_status status = chiso_map_read_csv((const char *)data, size, NULL, &map, &error);

    if (status != CHISO_OK) {
        law(map == NULL, "no map on failure");
        law_error(status, &error);
    }
    return map;
}

/* The rows added one by one make the same rows. */
static void add_again(const chiso_map *map)
{
    chiso_map *again = NULL;
    chiso_map_row row;
    chiso_map_row copy;
    chiso_error error;

    law(chiso_map_new(NULL, &again, &error) == CHISO_OK, "there is memory");
    for (uint32_t i = 0; i < chiso_map_count(map); i++) {
        char share[CHISO_DECIMAL_TEXT_SIZE];

        law(chiso_map_row_at(map, i, &row) == CHISO_OK, "a row can be read");
        law(row.old_code[0] != '\0' || row.new_code[0] != '\0', "a row has a code");
        law(row.share > 0 && row.share <= CHISO_DECIMAL_ONE, "a share is above 0 and at most 1");
        law(chiso_decimal_format(row.share, -1, CHISO_ROUND_HALF_UP, '.', share) == CHISO_OK,
            "a share is a text");
        law(chiso_map_add(again, row.old_code, row.new_code, share, &error) == CHISO_OK,
            "a row that was read can be added");
        law(chiso_map_row_at(again, i, &copy) == CHISO_OK &&
                strcmp(row.old_code, copy.old_code) == 0 &&
                strcmp(row.new_code, copy.new_code) == 0 && row.share == copy.share,
            "and is the same row");
    }
    law(chiso_map_row_at(map, chiso_map_count(map), &row) == CHISO_E_RANGE,
        "there are no more rows");
    chiso_map_free(again);
}

static void check_parts(const chiso_comparison *comparison, chiso_unit unit, chiso_node node)
{
    chiso_change change;
    chiso_change_summary summary;
    chiso_bridge bridge;
    chiso_rank_bridge rank;
    chiso_error error;
    chiso_status status = chiso_comparison_change(comparison, unit, node, &change);

    law(status == CHISO_OK || status == CHISO_E_RANGE || status == CHISO_E_EMPTY,
        "a change can be read");
    (void)!chiso_comparison_summarise(comparison, unit, node, &summary);
    status = chiso_comparison_bridge(comparison, unit, node, &bridge, &error);
    if (status == CHISO_OK) {
        law(bridge.performance + bridge.maxima + bridge.added + bridge.dropped +
                    bridge.not_applicable + bridge.set ==
                bridge.change,
            "the parts of a bridge add up");
    } else {
        law_error(status, &error);
    }
    status = chiso_comparison_rank_bridge(comparison, unit, node, &rank, &error);
    if (status != CHISO_OK) {
        law_error(status, &error);
    }
}

static void compare(const chiso_board *now, const chiso_board *then,
                    const chiso_comparison_options *options)
{
    const chiso_tree *tree = chiso_board_tree(now);
    chiso_comparison *comparison = NULL;
    chiso_agreement agreement;
    chiso_error error;
    chiso_status status = chiso_comparison_new(now, then, options, &comparison, &error);

    if (status != CHISO_OK) {
        law(comparison == NULL, "no comparison on failure");
        law_error(status, &error);
        return;
    }
    for (chiso_unit unit = 0; unit < chiso_board_unit_count(now); unit++) {
        for (chiso_node node = CHISO_ROOT; node != CHISO_NO_NODE;
             node = chiso_node_next(tree, node)) {
            check_parts(comparison, unit, node);
        }
    }
    status =
        chiso_comparison_agreement(comparison, CHISO_ROOT, CHISO_ALL_BLOCKS, &agreement, &error);
    if (status != CHISO_OK) {
        law_error(status, &error);
    }
    chiso_comparison_free(comparison);
}

/* The size of the input chooses what a unit of several predecessors had. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    chiso_comparison_options options = CHISO_COMPARISON_OPTIONS_INIT;
    chiso_map *map = read_map(data, size);
    chiso_board *now = NULL;
    chiso_board *then = NULL;

    if (map == NULL) {
        return 0;
    }
    law(chiso_map_count(map) > 0, "a map has a row");
    add_again(map);
    now = make_board(now_criteria, now_points);
    then = make_board(then_criteria, then_points);
    options.predecessor = size % 2 == 0 ? CHISO_PREDECESSOR_MEAN : CHISO_PREDECESSOR_SHARES;
    options.criteria = map;
    compare(now, then, &options);
    options.criteria = NULL;
    options.units = map;
    compare(now, then, &options);
    chiso_map_free(map);
    chiso_board_free(now);
    chiso_board_free(then);
    return 0;
}
