/* Writing the text of a rule in pieces. */
#include "rule/inside.h"

#include <string.h>

void chiso__rule_put(char **end, const char *text)
{
    const size_t size = strlen(text);

    memcpy(*end, text, size + 1);
    *end += size;
}

void chiso__rule_put_number(char **end, chiso_decimal value, const char *behind)
{
    *end += chiso__decimal_text(value, -1, CHISO_ROUND_HALF_UP, '.', *end);
    chiso__rule_put(end, behind);
}
