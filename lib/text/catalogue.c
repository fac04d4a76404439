/* The catalogue of messages, made into a table. */
#include "text/catalogue.h"

#include "text/name.h"

struct chiso__wording chiso__wording_of(enum chiso__message message)
{
    static const struct chiso__wording wordings[] = {
#define SAY(name, english, vietnamese) [CHISO__SAY_##name] = {english, vietnamese},
#include "text/catalogue.def"
#undef SAY
    };

    return wordings[message];
}

const char *chiso__text_in(chiso_language language, enum chiso__message message)
{
    const struct chiso__wording wording = chiso__wording_of(message);

    return language == CHISO_LANGUAGE_VIETNAMESE ? wording.vietnamese : wording.english;
}

bool chiso__means(struct chiso__span text, enum chiso__message words)
{
    const struct chiso__wording wording = chiso__wording_of(words);

    return chiso__is_named(text, wording.english) || chiso__is_named(text, wording.vietnamese);
}
