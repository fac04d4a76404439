/* CSV files of which each row says something by itself. */
#include "text/csv.h"

chiso_status chiso__csv_read_table(struct chiso__csv *csv, const struct chiso__table *table,
                                   void *context, chiso_error *error)
{
    size_t columns[CHISO__TABLE_COLUMNS_MOST];
    size_t width = 0;
    bool more = false;
    chiso_status status = chiso__csv_header(csv, &more, error);

    if (status == CHISO_OK && !more) {
        return chiso__fail(error, CHISO_E_EMPTY, table->empty, NULL);
    }
    if (status == CHISO_OK) {
        width = csv->field_count;
        status = chiso__csv_headings(csv, table->headings, table->count, columns, error);
    }
    while (status == CHISO_OK && more) {
        status = chiso__csv_next_of(csv, width, &more, error);
        if (status == CHISO_OK && more) {
            status = chiso__csv_note(csv, table->take(csv, columns, context, error), error);
        }
    }
    return status;
}
