/* Words of enumerations, also of texts that have no NUL. */
#ifndef CHISO_LIB_TEXT_WORD_H
#define CHISO_LIB_TEXT_WORD_H

#include <chiso/word.h>

#include "base/text.h"

/* The word of each value; NULL for a number that is none. */
struct chiso__word_list {
    const char *const *words;
    int count;
};

enum { CHISO__WORD_LISTS = CHISO_WORDS_TREE_CHANGE_KIND + 1 };

extern const struct chiso__word_list chiso__word_lists[CHISO__WORD_LISTS];

/* The value of a word, or -1. */
int chiso__list_find(const struct chiso__word_list *list, struct chiso__span text);

static inline int chiso__word_value(chiso_words words, struct chiso__span text)
{
    return chiso__list_find(&chiso__word_lists[words], text);
}

#endif
