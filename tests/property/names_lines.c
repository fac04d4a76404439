/* Writes each line that it is given as it is compared, for names.py to judge: names_lines. */
#include "text/name.h"

#include <stdio.h>

int main(void)
{
    static char line[4096];

    while (fgets(line, sizeof(line), stdin) != NULL) {
        struct chiso__name_bytes bytes = {
            .reader = chiso__name_open((struct chiso__span){line, strcspn(line, "\n")})};
        char eight[8];
        size_t size = 0;

        while ((size = chiso__name_take(&bytes, eight)) > 0) {
            fwrite(eight, 1, size, stdout);
        }
        putchar('\n');
    }
    return 0;
}
