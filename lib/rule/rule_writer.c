/* Writing the text of a rule in pieces. */
#include "rule/inside.h"

#include <string.h>

void chiso__rule_put(char **end, const char *text)
{
    const size_t size = strlen(text);

    memcpy(*end, text, size + 1);
    *end += size;
}

void chiso__rule_put_number(char **end, const struct chiso__numeral *numeral, const char *behind)
{
    *end += chiso__numeral_text(numeral, '.', *end);
    chiso__rule_put(end, behind);
}

void chiso__rule_put_carried(char **end, struct chiso__carried value, const char *behind)
{
    *end += chiso__carried_text(value, '.', *end);
    chiso__rule_put(end, behind);
}

void chiso__rule_put_measured(char **end, const struct chiso__measured *measured,
                              const char *behind)
{
    chiso__rule_put_carried(end, measured->value, measured->percent ? "%" : "");
    if (measured->ratio) {
        chiso__rule_put(end, "/");
        chiso__rule_put_carried(end, chiso__carried_of(measured->denominator), "");
    }
    chiso__rule_put(end, behind);
}
