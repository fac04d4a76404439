/**
 * @file memory.h
 * Where an object takes its memory from.
 *
 * @code{.c}
 * #include <chiso/chiso.h>
 * #include <stdio.h>
 * #include <stdlib.h>
 *
 * // Counts the blocks that are out.
 * static void *take(void *context, size_t size)
 * {
 *     *(int *)context += 1;
 *     return malloc(size);
 * }
 *
 * static void *change(void *context, void *block, size_t size)
 * {
 *     (void)context;
 *     return realloc(block, size);
 * }
 *
 * static void give_back(void *context, void *block)
 * {
 *     *(int *)context -= 1;
 *     free(block);
 * }
 *
 * int main(void)
 * {
 *     int blocks = 0;
 *     const chiso_allocator allocator = {take, change, give_back, &blocks};
 *     chiso_tree *tree = NULL;
 *
 *     if (chiso_tree_new("PAR index", &allocator, &tree, NULL) != CHISO_OK) {
 *         return EXIT_FAILURE;
 *     }
 *     printf("%s\n", blocks > 0 ? "taken" : "none");
 *     chiso_tree_free(tree);
 *     printf("%d left\n", blocks);
 *     return EXIT_SUCCESS;
 * }
 * @endcode
 * @code{.unparsed}
 * taken
 * 0 left
 * @endcode
 */
#ifndef CHISO_MEMORY_H
#define CHISO_MEMORY_H

#include <chiso/common.h>

/**
 * Three functions and their context, copied into the object that is made with them. NULL in place
 * of a pointer to one means malloc, realloc and free. Each of them may be called by any thread that
 * uses the object.
 *
 * Rankings, reports and summaries take their memory where their board does. Calls that only read
 * may need working memory and give it back before they return: an allocator for an object that
 * serves many requests must reuse what it is given back. Ledgers, targets and figures of blocks
 * also leave with a board what others will ask for again (who is in which block, how all stand at a
 * node, what all have on a leaf) until it is scored again or ends.
 */
typedef struct chiso_allocator {
    /** Gives @p size bytes (at least 1), aligned for any type, or NULL. */
    void *(*alloc)(void *context, size_t size);
    /** Makes @p block (never NULL) @p size bytes large (at least 1) and returns it, moved or not,
     * or NULL and leaves it alone. */
    void *(*resize)(void *context, void *block, size_t size);
    /** Takes @p block (never NULL) back. */
    void (*release)(void *context, void *block);
    /** Given to the three as their first argument; must outlive the object. */
    void *context;
} chiso_allocator;

#endif
