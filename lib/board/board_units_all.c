/* All units of a board at once, for languages that pay for every call. */
#include "board/board.h"
#include "text/output.h"

#include <string.h>

static chiso_status write_texts(const chiso_board *board,
                                const char *(*text_of)(const chiso_board *board, chiso_unit unit),
                                const chiso_sink *sink, chiso_error *error)
{
    struct chiso__output output;

    if (board == NULL || sink == NULL || sink->write == NULL) {
        return chiso__fail_null(error);
    }
    chiso__output_begin(&output, sink);
    for (chiso_unit unit = 0; unit < board->units.count && !output.refused; unit++) {
        const char *text = text_of(board, unit);

        chiso__put(&output, (struct chiso__span){text, strlen(text) + 1});
    }
    return chiso__output_end(&output, error);
}

chiso_status chiso_board_write_codes(const chiso_board *board, const chiso_sink *sink,
                                     chiso_error *error)
{
    return write_texts(board, chiso_unit_code, sink, error);
}

chiso_status chiso_board_write_names(const chiso_board *board, const chiso_sink *sink,
                                     chiso_error *error)
{
    return write_texts(board, chiso_unit_name, sink, error);
}

chiso_status chiso_board_copy_units(const chiso_board *board, size_t count, uint32_t *out_blocks,
                                    bool *out_ranked)
{
    if (board == NULL) {
        return CHISO_E_NULL;
    }
    if (count != board->units.count) {
        return CHISO_E_RANGE;
    }
    if (out_blocks != NULL && count > 0) {
        memcpy(out_blocks, board->rows.blocks, count * sizeof(*out_blocks));
    }
    if (out_ranked != NULL && count > 0) {
        memcpy(out_ranked, board->units.ranked, count * sizeof(*out_ranked));
    }
    return CHISO_OK;
}
