/* Texts from outside: see safe.h. */
#include "safe.h"

#include <chiso/text.h>
#include <string.h>

void say_name(const char *name, FILE *file)
{
    const chiso_sink sink = {chiso_file_write, file};
    const chiso_status status =
        chiso_text_safe(name, strlen(name), CHISO_MEDIUM_PLAIN, &sink, NULL);

    /* A file that takes no more tells so when it is closed. */
    (void)status;
}
