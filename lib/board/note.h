/* Notes in the wide layout of a points file: whose a column holds, and what it is called. */
#ifndef CHISO_LIB_BOARD_NOTE_H
#define CHISO_LIB_BOARD_NOTE_H

#include "text/note_column.h"
#include "tree/tree.h"

/* Whose note a rest behind `note:` means, and which: a code, a code and a name, or a name. */
void chiso__note_place(const chiso_tree *tree, struct chiso__span rest, chiso_node *out_node,
                       struct chiso__span *out_name);

/* Finds that out for all columns of a header; refuses what looks like the code of a criterion that
 * is not there. */
chiso_status chiso__note_columns_place(struct chiso__note_columns *notes, struct chiso__csv *csv,
                                       const chiso_tree *tree, chiso_error *error);

/* The heading that is read as such a note; false when memory is out. */
bool chiso__note_heading(const chiso_tree *tree, chiso_node node, struct chiso__span name,
                         struct chiso__arena *arena, const chiso_allocator *allocator,
                         const char **out_heading);

#endif
