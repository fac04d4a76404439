/* One text, made safe for where it is written, for programs. */
#include <chiso/text.h>

#include "text/output.h"

chiso_status chiso_text_safe(const char *text, size_t size, chiso_medium medium,
                             const chiso_sink *sink, chiso_error *error)
{
    struct chiso__output output;
    const struct chiso__span span = {text, size};

    if ((text == NULL && size > 0) || sink == NULL || sink->write == NULL) {
        return chiso__fail_null(error);
    }
    chiso__output_begin(&output, sink);
    switch (medium) {
    case CHISO_MEDIUM_PLAIN:
        chiso__put_plain(&output, span);
        break;
    case CHISO_MEDIUM_CSV_POINT:
        chiso__cell_span(&output, span);
        break;
    case CHISO_MEDIUM_CSV_COMMA:
        output.separator = ';';
        chiso__cell_span(&output, span);
        break;
    case CHISO_MEDIUM_JSON:
        chiso__put_json_text(&output, span);
        break;
    case CHISO_MEDIUM_MARKUP:
        chiso__put_markup(&output, span);
        break;
    default:
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_UNKNOWN_MEDIUM, NULL);
    }
    return chiso__output_end(&output, error);
}
