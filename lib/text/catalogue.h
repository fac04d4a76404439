/* The catalogue of messages: all that is said in words, by names. */
#ifndef CHISO_LIB_TEXT_CATALOGUE_H
#define CHISO_LIB_TEXT_CATALOGUE_H

#include <chiso/language.h>

#include "base/text.h"

enum chiso__message {
#define SAY(name, english, vietnamese) CHISO__SAY_##name,
#include "text/catalogue.def"
#undef SAY
};

/* The two texts of a message. */
struct chiso__wording {
    const char *english;
    const char *vietnamese;
};

struct chiso__wording chiso__wording_of(enum chiso__message message);

/* A message in one language; English for what is none. */
const char *chiso__text_in(chiso_language language, enum chiso__message message);

/* Whether a text is one of the words that are read for this, in either language. */
bool chiso__means(struct chiso__span text, enum chiso__message words);

#endif
