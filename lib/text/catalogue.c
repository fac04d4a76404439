/* The catalogue of messages, made into a table. */
#include "text/catalogue.h"

struct chiso__wording chiso__wording_of(enum chiso__message message)
{
    static const struct chiso__wording wordings[] = {
#define SAY(name, english, vietnamese) [CHISO__SAY_##name] = {english, vietnamese},
#include "text/catalogue.def"
#undef SAY
    };

    return wordings[message];
}

bool chiso__means(struct chiso__span text, enum chiso__message words)
{
    const struct chiso__wording wording = chiso__wording_of(words);

    return chiso__is_one_of(text, wording.english) || chiso__is_one_of(text, wording.vietnamese);
}
