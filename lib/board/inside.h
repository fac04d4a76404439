/* What only this room needs. */
#ifndef CHISO_LIB_BOARD_INSIDE_H
#define CHISO_LIB_BOARD_INSIDE_H

#include "board/board.h"

/* Room for so many units. */
bool chiso__board_make_room(chiso_board *board, uint32_t capacity);

/* Says of the text of a cell that could not be read, where it is a word for what does not apply,
 * how that is written. Returns the status it is given. */
chiso_status chiso__fail_cell_text(struct chiso__span text, chiso_status status,
                                   chiso_error *error);

/* Reads a cell as a spreadsheet holds it, counts of answers into the room for them; says what is
 * wrong, but not where. */
chiso_status chiso__cell_read(const chiso_tree *tree, chiso_node leaf, struct chiso__span text,
                              struct chiso__number_style *style, int64_t *counts,
                              struct chiso__value *out_value, bool *out_rounded,
                              chiso_error *error);

/* Reads a number that rules divide by: above 0, or absent. */
chiso_status chiso__divisor_read(struct chiso__span text, struct chiso__number_style *style,
                                 struct chiso__carried *out_value, bool *out_rounded,
                                 chiso_error *error);

/* Adds to an error of which unit and column it is. */
chiso_status chiso__fail_divisor(chiso_error *error, chiso_status status, const chiso_board *board,
                                 chiso_unit unit, uint32_t divisor);

/* Makes a value of the ratings of a cell: they are joined, and what was not given is left out. */
chiso_status chiso__rated_value(const chiso_tree *tree, chiso_node leaf,
                                const struct chiso__rated *rated, struct chiso__value *out_value,
                                chiso_error *error);

/* What a cell that was read, or is to be, has as a rating. */
struct chiso__one_rating chiso__rating_of(const struct chiso__value *value, uint32_t rater,
                                          size_t place);

/* What is known of a unit beside its cells. */
struct chiso__unit_entry chiso__board_entry(const chiso_board *board, chiso_unit unit);

/* Lets what a file says of a unit take the place of what was known. An empty name, the code as a
 * name and an empty block say nothing new. */
void chiso__entry_update(struct chiso__unit_entry *entry, const chiso_board *read, chiso_unit unit,
                         struct chiso__told told);

/* Copies the notes of the units that the other board has too; false when memory is out. */
bool chiso__board_copy_notes(chiso_board *to, const chiso_board *from);

/* Reads a points file for a board into one of its own, which is the caller's. */
struct chiso__desk;
chiso_status chiso__read_for(const chiso_board *board, const char *text, size_t size,
                             const struct chiso_mapping *mapping, const struct chiso__desk *desk,
                             chiso_board **out_read, struct chiso__told *out_told,
                             chiso_error *error);

/* Makes a value of a number or a rate that came without text; the denominator is CHISO_ABSENT for a
 * number. */
chiso_status chiso__number_value(const chiso_tree *tree, chiso_node leaf, chiso_decimal number,
                                 chiso_decimal denominator, struct chiso__value *out_value,
                                 chiso_error *error);

/* Works the cells of a leaf out from numbers, or rates, that came without text, and makes room for
 * what they have behind their millionths; names the first that is wrong. */
chiso_status chiso__work_column_out(chiso_board *board, chiso_node leaf,
                                    const chiso_decimal *values, const chiso_decimal *denominators,
                                    size_t count, struct chiso__value *made, chiso_error *error);

#endif
