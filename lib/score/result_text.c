/* Figures with all their places: as texts, and compared. */
#include "score/result.h"

_Static_assert((int)CHISO_FIGURE_TEXT_SIZE >= (int)CHISO__SHOWN_SIZE, "a text of a figure fits");

/* CHISO_OK for a figure of a node that can be written so. */
static chiso_status check(const chiso_board *board, chiso_unit unit, chiso_node node, int places,
                          char mark, const char *out_text)
{
    const chiso_status status =
        board == NULL || out_text == NULL ? CHISO_E_NULL : chiso__check_result(board, unit, node);

    return status == CHISO_OK ? chiso__check_text_of(places, mark) : status;
}

chiso_status chiso__check_text_of(int places, char mark)
{
    return places < -1 || places > CHISO__SHOWN_PLACES || (mark != '.' && mark != ',')
               ? CHISO_E_RANGE
               : CHISO_OK;
}

static struct chiso__shown shown_with(const chiso_tree *tree, int places, char mark)
{
    return (struct chiso__shown){places < 0 ? CHISO__SHOWN_PLACES : places, tree->rounding,
                                 tree->full_reached, places < 0, mark};
}

void chiso__points_text_of(const struct chiso__rows *rows, uint32_t row, chiso_node node,
                           int places, char mark, char *out_text)
{
    const struct chiso__shown shown = shown_with(rows->tree, places, mark);
    struct chiso__carried_ratio ratio;

    (void)chiso__ratio_of(rows, row, node, &ratio);
    if (chiso__carried_is_gap(ratio.achieved)) {
        out_text[0] = '\0';
    } else {
        chiso__points_text(ratio.achieved, ratio.max, &shown, out_text);
    }
}

chiso_status chiso_board_points_text(const chiso_board *board, chiso_unit unit, chiso_node node,
                                     int places, char mark, char *out_text)
{
    const chiso_status status = check(board, unit, node, places, mark, out_text);

    if (status == CHISO_OK) {
        chiso__points_text_of(&board->rows, unit, node, places, mark, out_text);
    }
    return status;
}

chiso_status chiso_board_percent_text(const chiso_board *board, chiso_unit unit, chiso_node node,
                                      int places, char mark, char *out_text)
{
    const chiso_status status = check(board, unit, node, places, mark, out_text);
    struct chiso__carried_ratio ratio;
    struct chiso__shown shown;

    if (status != CHISO_OK) {
        return status;
    }
    shown = shown_with(board->tree, places, mark);
    (void)chiso__ratio_of(&board->rows, unit, node, &ratio);
    if (chiso__carried_is_gap(ratio.achieved) ||
        chiso__carried_compare(ratio.max, chiso__carried_of(0)) <= 0) {
        out_text[0] = '\0';
        return CHISO_OK;
    }
    return chiso__percent_text(&ratio, &shown, out_text) > 0 ? CHISO_OK : CHISO_E_RANGE;
}

chiso_status chiso_board_compare(const chiso_board *board, chiso_node node, chiso_unit a,
                                 chiso_unit b, int *out_order)
{
    struct chiso__carried_ratio left;
    struct chiso__carried_ratio right;
    bool has_left = false;
    bool has_right = false;
    chiso_status status = CHISO_OK;

    if (board == NULL || out_order == NULL) {
        return CHISO_E_NULL;
    }
    status = chiso__check_result(board, a, node);
    if (status == CHISO_OK) {
        status = chiso__check_result(board, b, node);
    }
    if (status != CHISO_OK) {
        return status;
    }
    has_left = chiso__ratio_of(&board->rows, a, node, &left);
    has_right = chiso__ratio_of(&board->rows, b, node, &right);
    *out_order =
        has_left && has_right ? chiso__ratio_order(&left, &right) : (int)has_left - (int)has_right;
    return CHISO_OK;
}
