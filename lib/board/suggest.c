/* A mapping to start from: what a sheet looks like, for a person to go through. */
#include "board/suggest.h"

#include <string.h>

/* Says where the headings stand, also where that is the first row: what follows is read by it. */
static chiso_status say_header(struct chiso__suggestion *suggestion, chiso_error *error)
{
    char digits[2][CHISO__COUNT_SIZE];
    char rows[2 * CHISO__COUNT_SIZE + 1];
    const struct chiso__span first = chiso__count_text(suggestion->header, digits[0]);
    const struct chiso__span last = chiso__count_text((uint64_t)suggestion->header + 1, digits[1]);
    struct chiso__span value = {rows, first.size};
    chiso_status status = CHISO_OK;

    memcpy(rows, first.text, first.size);
    if (suggestion->header_rows == 2) {
        rows[value.size++] = '-';
        memcpy(rows + value.size, last.text, last.size);
        value.size += last.size;
    }
    status = chiso__suggest(suggestion, "header", (struct chiso__span){"", 0}, value, error);
    return status == CHISO_OK && suggestion->stage.size > 0
               ? chiso__suggest(suggestion, "stage", (struct chiso__span){"", 0}, suggestion->stage,
                                error)
               : status;
}

static chiso_status look(struct chiso__suggestion *suggestion, chiso_error *error)
{
    chiso_status status = chiso__suggest_header(suggestion, error);

    if (status == CHISO_OK) {
        status = say_header(suggestion, error);
    }
    if (status == CHISO_OK) {
        status = chiso__suggest_columns(suggestion, error);
    }
    return status == CHISO_OK ? chiso__suggest_rows(suggestion, error) : status;
}

/* Ends what is known of columns. The headings may have gone, and how many there were. */
static void clear_columns(struct chiso__suggestion *suggestion)
{
    for (size_t i = 0; i < suggestion->column_count; i++) {
        chiso__outline_clear(&suggestion->columns[i].outline, &suggestion->csv.allocator);
    }
    chiso__release(&suggestion->csv.allocator, suggestion->columns);
}

chiso_status chiso_mapping_suggest(const chiso_tree *tree, const char *text, size_t size,
                                   const chiso_allocator *allocator, chiso_mapping **out_mapping,
                                   chiso_error *error)
{
    struct chiso__suggestion suggestion = {.tree = tree,
                                           .header = 1,
                                           .header_rows = 1,
                                           .unit = SIZE_MAX,
                                           .block = SIZE_MAX,
                                           .numbering = SIZE_MAX};
    chiso_status status = CHISO_OK;

    if (out_mapping == NULL) {
        return chiso__fail_null(error);
    }
    *out_mapping = NULL;
    if (tree == NULL || text == NULL) {
        return chiso__fail_null(error);
    }
    status = chiso_mapping_new(allocator, &suggestion.mapping, error);
    if (suggestion.mapping == NULL) {
        return status;
    }
    suggestion.sheet.mapping = suggestion.mapping;
    status = chiso__csv_open(&suggestion.csv, (struct chiso__span){text, size}, NULL,
                             &suggestion.mapping->allocator, error);
    if (status == CHISO_OK) {
        suggestion.claims =
            chiso__alloc_zero(&suggestion.csv.allocator, tree->count, sizeof(*suggestion.claims));
        status = suggestion.claims == NULL ? chiso__fail_memory(error) : look(&suggestion, error);
    }
    chiso__suggestion_clear(&suggestion);
    clear_columns(&suggestion);
    chiso__release(&suggestion.csv.allocator, suggestion.claims);
    chiso__csv_close(&suggestion.csv);
    if (status != CHISO_OK) {
        chiso_mapping_free(suggestion.mapping);
        return status;
    }
    *out_mapping = suggestion.mapping;
    return CHISO_OK;
}
