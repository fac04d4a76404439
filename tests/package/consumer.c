/* A program of a user: built against the installed library, and with the library as a subproject;
 * as C and as C++. */
#include <chiso/chiso.h>

#include <stdio.h>
#include <string.h>

int main(void)
{
    chiso_decimal achieved = 0;
    chiso_decimal percent = 0;
    char text[CHISO_DECIMAL_TEXT_SIZE];

    if (strcmp(chiso_version(), CHISO_VERSION) != 0 ||
        chiso_version_number() != CHISO_VERSION_NUMBER) {
        printf("headers of %s, library of %s\n", CHISO_VERSION, chiso_version());
        return 1;
    }
    if (chiso_decimal_parse("17.24", '.', &achieved, NULL) != CHISO_OK ||
        chiso_decimal_percent(achieved, 19 * CHISO_DECIMAL_ONE, 2, CHISO_ROUND_HALF_UP, &percent) !=
            CHISO_OK ||
        chiso_decimal_format(percent, 2, CHISO_ROUND_HALF_UP, '.', text) != CHISO_OK) {
        return 1;
    }
    printf("%s\n", text);
    return strcmp(text, "90.74") == 0 ? 0 : 1;
}
