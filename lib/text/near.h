/* The known word that a mistyped one may mean. */
#ifndef CHISO_LIB_TEXT_NEAR_H
#define CHISO_LIB_TEXT_NEAR_H

#include "base/text.h"
#include "text/catalogue.h"

/* How many letters must change to make one text of the other, capitals and small letters alike:
 * Levenshtein's distance of their beginnings. */
size_t chiso__letters_apart(struct chiso__span a, struct chiso__span b);

/* How far apart a text and what it may mean are at most; 0 for one that nothing is near to: what
 * has digits is a number of its own, and no slip. */
size_t chiso__reach_of(struct chiso__span text);

/* Words in a row, with ", " between them, as many as there is room for and "..." for the rest. */
struct chiso__listed {
    char *text; /* a buffer of the caller, of four bytes at least */
    size_t size;
    size_t used;
    bool is_full;
    bool is_quoted; /* each word stands in quotes */
};

void chiso__list_add(struct chiso__listed *listed, struct chiso__span word);

static inline struct chiso__span chiso__listed_text(const struct chiso__listed *listed)
{
    return (struct chiso__span){listed->text, listed->used};
}

/* The known word that a text is nearest to, of those that are tried one by one. */
struct chiso__nearest {
    struct chiso__span text;
    struct chiso__span meant; /* {NULL, 0} where none is near; of equals the first */
    size_t apart;             /* it, or what is too far */
};

struct chiso__nearest chiso__nearest_to(struct chiso__span text);
void chiso__nearest_try(struct chiso__nearest *nearest, struct chiso__span word);

/* Tries all words of a message that is read, in both languages; all of a list that ends with NULL.
 */
void chiso__nearest_try_names(struct chiso__nearest *nearest, enum chiso__message names);
void chiso__nearest_try_all(struct chiso__nearest *nearest, const char *const *words);

#endif
