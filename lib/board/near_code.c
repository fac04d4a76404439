/* Codes of a tree that are near to one that is not there. */
#include "board/near_code.h"

#include "text/near.h"

struct chiso__near_codes chiso__near_codes_of(const chiso_tree *tree, struct chiso__span text)
{
    struct chiso__near_codes near = {.count = 0};

    for (chiso_node node = 1; node < tree->count; node++) {
        const size_t apart = chiso__letters_apart(text, tree->codes[node]);
        size_t at = near.count;

        if (at == CHISO__NEAR_CODES && near.apart[at - 1] <= apart) {
            continue;
        }
        if (at == CHISO__NEAR_CODES) {
            at--;
        } else {
            near.count++;
        }
        for (; at > 0 && near.apart[at - 1] > apart; at--) {
            near.apart[at] = near.apart[at - 1];
            near.nodes[at] = near.nodes[at - 1];
        }
        near.apart[at] = apart;
        near.nodes[at] = node;
    }
    return near;
}

struct chiso__span chiso__list_near_codes(const chiso_tree *tree, struct chiso__span text,
                                          char *room, size_t size)
{
    const struct chiso__near_codes near = chiso__near_codes_of(tree, text);
    struct chiso__listed listed = {room, size, 0, false, false};

    for (size_t i = 0; i < near.count; i++) {
        chiso__list_add(&listed, tree->codes[near.nodes[i]]);
    }
    return chiso__listed_text(&listed);
}
