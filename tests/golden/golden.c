#include "golden.h"

#include <criterion/criterion.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

const char *table_cell(const struct table *table, size_t row, const char *heading)
{
    const size_t column = table_column(table, heading);

    cr_assert(row < table->row_count && column < table->column_count, "no row %zu or no column %s",
              row, heading);
    return table->rows[row][column];
}

chiso_place golden_place(const chiso_board *board, const char *unit_code, const char *node_code,
                         chiso_rank_options options)
{
    chiso_ranking *ranking = NULL;
    chiso_place place = {0};
    chiso_unit unit;
    chiso_node node;
    chiso_error error = CHISO_ERROR_INIT;

    cr_assert(chiso_board_find_unit(board, unit_code, &unit) == CHISO_OK, "no unit %s", unit_code);
    cr_assert(chiso_tree_find(chiso_board_tree(board), node_code, &node) == CHISO_OK,
              "no criterion %s", node_code);
    cr_assert(chiso_ranking_new(board, node, &options, &ranking, &error) == CHISO_OK, "%s",
              error.message);
    cr_assert(chiso_ranking_place(ranking, unit, &place) == CHISO_OK, "no place for %s", unit_code);
    chiso_ranking_free(ranking);
    return place;
}

const char *golden_place_text(chiso_place place, char *text, size_t size)
{
    if (place.rank == 0) {
        text[0] = '\0';
    } else {
        (void)snprintf(text, size, "%" PRIu32 "%s", place.rank, place.half ? ".5" : "");
    }
    return text;
}

chiso_board *golden_single(const char *criteria_csv, const char *points_csv)
{
    chiso_tree *tree = support_tree(criteria_csv);
    chiso_board *board = support_scored(tree, points_csv);

    chiso_tree_free(tree);
    return board;
}

chiso_board *golden_board(const char *criteria_path, const char *points_path)
{
    char *criteria = support_read(criteria_path, NULL);
    char *points = support_read(points_path, NULL);
    chiso_board *board = golden_single(criteria, points);

    free(criteria);
    free(points);
    return board;
}

char *golden_table_or_skip(const char *name)
{
    char *path = support_table(name);

    if (path == NULL) {
        (void)fprintf(
            stderr,
            "skipped: the table %s is not here; CHISO_TABLES names the folder that holds it\n",
            name);
        cr_skip("the table %s is not here", name);
    }
    return path;
}
