/* Where something stands in a CSV file: line and column. */
#include "text/csv.h"

#include <string.h>

struct chiso__text_place chiso__csv_place(const struct chiso__csv *csv, size_t offset)
{
    static const char mark[] = "\xEF\xBB\xBF";
    struct chiso__text_place place = {1, 1};
    size_t start = csv->size >= 3 && memcmp(csv->text, mark, 3) == 0 ? 3 : 0;

    for (size_t i = start; i < offset; i++) {
        if (csv->text[i] == '\n') {
            place.line++;
            start = i + 1;
        }
    }
    if (offset > start) {
        place.column +=
            (uint32_t)chiso__characters((struct chiso__span){csv->text + start, offset - start});
    }
    return place;
}
