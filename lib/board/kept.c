/* What readers leave on a board, in a list that only grows while it is read. */
#include "board/kept.h"

static struct chiso__kept *find(struct chiso__kept *first,
                                void (*end)(const chiso_allocator *, struct chiso__kept *),
                                chiso__kept_matches matches, const void *key)
{
    while (first != NULL && (first->end != end || !matches(first, key))) {
        first = first->next;
    }
    return first;
}

struct chiso__kept *chiso__kept_find(const chiso_board *board,
                                     void (*end)(const chiso_allocator *, struct chiso__kept *),
                                     chiso__kept_matches matches, const void *key)
{
    return find(atomic_load(&board->kept), end, matches, key);
}

struct chiso__kept *chiso__kept_leave(const chiso_board *board, struct chiso__kept *made,
                                      chiso__kept_matches matches, const void *key)
{
    /* As with its references, no reader sees this but by asking for it. */
    _Atomic(struct chiso__kept *) *kept = &((chiso_board *)(uintptr_t)board)->kept;
    struct chiso__kept *first = atomic_load(kept);

    do {
        struct chiso__kept *const other = find(first, made->end, matches, key);

        if (other != NULL) {
            made->end(&board->allocator, made);
            return other;
        }
        made->next = first;
    } while (!atomic_compare_exchange_weak(kept, &first, made));
    return made;
}

void chiso__kept_clear(chiso_board *board)
{
    struct chiso__kept *kept = atomic_exchange(&board->kept, NULL);

    while (kept != NULL) {
        struct chiso__kept *const next = kept->next;

        kept->end(&board->allocator, kept);
        kept = next;
    }
}
