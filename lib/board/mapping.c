/* Mappings: making them, row by row, and asking for what they hold. */
#include "board/mapping.h"

#include "text/name.h"
#include "text/output.h"

chiso_status chiso_mapping_new(const chiso_allocator *allocator, chiso_mapping **out_mapping,
                               chiso_error *error)
{
    chiso_allocator taken;
    chiso_mapping *mapping = NULL;

    if (out_mapping == NULL) {
        return chiso__fail_null(error);
    }
    *out_mapping = NULL;
    if (!chiso__allocator_take(allocator, &taken)) {
        return chiso__fail_null(error);
    }
    mapping = chiso__alloc_zero(&taken, 1, sizeof(*mapping));
    if (mapping == NULL) {
        return chiso__fail_memory(error);
    }
    mapping->allocator = taken;
    for (int i = 0; i < CHISO__TOLD_KINDS; i++) {
        mapping->words[i] = -1;
    }
    *out_mapping = mapping;
    return CHISO_OK;
}

void chiso_mapping_free(chiso_mapping *mapping)
{
    chiso_allocator allocator;

    if (mapping == NULL) {
        return;
    }
    allocator = mapping->allocator;
    chiso__release(&allocator, mapping->rows);
    chiso__arena_clear(&mapping->arena, &allocator);
    chiso__release(&allocator, mapping);
}

/* Room for one row more. */
static chiso_status make_room(chiso_mapping *mapping, chiso_error *error)
{
    const uint32_t capacity = mapping->capacity == 0 ? 16 : mapping->capacity * 2;
    void *block = mapping->rows;

    if (mapping->count == CHISO_MAPPING_LIMIT) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_MAPPING_TOO_LONG,
                           CHISO__WORDS(chiso__say_count(CHISO_MAPPING_LIMIT)));
    }
    if (mapping->count < mapping->capacity) {
        return CHISO_OK;
    }
    if (!chiso__resize(&mapping->allocator, &block, capacity, sizeof(*mapping->rows))) {
        return chiso__fail_memory(error);
    }
    mapping->rows = block;
    mapping->capacity = capacity;
    return CHISO_OK;
}

/* Refuses what is said already. A column is read or not: it stands in one row. */
static chiso_status check_new(const chiso_mapping *mapping,
                              const struct chiso__mapping_entry *entry, chiso_error *error)
{
    for (uint32_t i = 0; i < mapping->count; i++) {
        const struct chiso__mapping_entry *row = &mapping->rows[i];
        const bool is_same = entry->place == row->place &&
                             (entry->place > 0 || chiso__names_equal(entry->name, row->name));
        const bool are_columns =
            (entry->told == CHISO__TOLD_COLUMN || entry->told == CHISO__TOLD_IGNORE) &&
            (row->told == CHISO__TOLD_COLUMN || row->told == CHISO__TOLD_IGNORE);

        if ((entry->told == row->told && (!chiso__is_told_often(entry->told) || is_same)) ||
            (are_columns && is_same)) {
            return chiso__fail(error, CHISO_E_DUPLICATE, CHISO__SAY_MAPPING_TWICE,
                               CHISO__WORDS(chiso__say(chiso__trim(entry->what)),
                                            chiso__say(chiso__trim(row->what)),
                                            chiso__say(chiso__trim(row->value))));
        }
    }
    return CHISO_OK;
}

/* Refuses one mark for both. */
static chiso_status check_marks(const chiso_mapping *mapping,
                                const struct chiso__mapping_entry *entry, chiso_error *error)
{
    const enum chiso__told_of other = entry->told == CHISO__TOLD_DECIMAL     ? CHISO__TOLD_THOUSANDS
                                      : entry->told == CHISO__TOLD_THOUSANDS ? CHISO__TOLD_DECIMAL
                                                                             : CHISO__TOLD_KINDS;

    return other == CHISO__TOLD_KINDS || mapping->words[other] != entry->word
               ? CHISO_OK
               : chiso__fail(error, CHISO_E_DUPLICATE, CHISO__SAY_MAPPING_MARKS, NULL);
}

/* Takes the texts of a row over, whose name is part of one of them. */
static bool copy_texts(chiso_mapping *mapping, struct chiso__mapping_entry *entry)
{
    char *what = chiso__arena_copy(&mapping->arena, &mapping->allocator, entry->what);
    char *value = chiso__arena_copy(&mapping->arena, &mapping->allocator, entry->value);

    entry->what.text = what;
    entry->value.text = value;
    return what != NULL && value != NULL;
}

chiso_status chiso__mapping_add(chiso_mapping *mapping, struct chiso__span what,
                                struct chiso__span value, bool *out_value_is_wrong,
                                chiso_error *error)
{
    struct chiso__mapping_entry entry = {.what = what, .value = value};
    uint32_t first = mapping->header;
    uint32_t rows = mapping->header_rows;
    chiso_status status = chiso__mapping_row_read(&entry, out_value_is_wrong, error);

    if (status == CHISO_OK && entry.told == CHISO__TOLD_HEADER) {
        status = chiso__mapping_header_read(value, &first, &rows, error);
    }
    if (status != CHISO_OK) {
        return status;
    }
    *out_value_is_wrong = false;
    status = check_new(mapping, &entry, error);
    if (status == CHISO_OK) {
        status = check_marks(mapping, &entry, error);
    }
    if (status == CHISO_OK) {
        status = make_room(mapping, error);
    }
    if (status != CHISO_OK) {
        return status;
    }
    if (!copy_texts(mapping, &entry)) {
        return chiso__fail_memory(error);
    }
    /* The name is that of the copies now. */
    status = chiso__mapping_row_read(&entry, out_value_is_wrong, error);
    mapping->rows[mapping->count++] = entry;
    mapping->words[entry.told] = entry.word;
    mapping->header = first;
    mapping->header_rows = rows;
    mapping->cells += entry.told == CHISO__TOLD_CELL;
    return status;
}

chiso_status chiso_mapping_set(chiso_mapping *mapping, const char *what, const char *value,
                               chiso_error *error)
{
    const struct chiso__span texts[] = {chiso__span_of(what == NULL ? "" : what),
                                        chiso__span_of(value == NULL ? "" : value)};
    bool value_is_wrong = false;

    if (mapping == NULL || what == NULL) {
        return chiso__fail_null(error);
    }
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        const chiso_status status = chiso__check_text(texts[i], error);

        if (status != CHISO_OK) {
            return status;
        }
    }
    return chiso__mapping_add(mapping, texts[0], texts[1], &value_is_wrong, error);
}

chiso_status chiso_mapping_write_csv(const chiso_mapping *mapping, const chiso_sink *sink,
                                     chiso_error *error)
{
    struct chiso__output output;

    if (mapping == NULL || sink == NULL || sink->write == NULL) {
        return chiso__fail_null(error);
    }
    chiso__output_begin(&output, sink);
    chiso__put_text(&output, "what,value\n");
    for (uint32_t i = 0; i < mapping->count && !output.refused; i++) {
        chiso__cell_text(&output, mapping->rows[i].what.text);
        chiso__cell_text(&output, mapping->rows[i].value.text);
        chiso__row_end(&output);
    }
    return chiso__output_end(&output, error);
}

uint32_t chiso_mapping_count(const chiso_mapping *mapping)
{
    return mapping == NULL ? 0 : mapping->count;
}

chiso_status chiso_mapping_row_at(const chiso_mapping *mapping, uint32_t row,
                                  chiso_mapping_row *out_row)
{
    if (mapping == NULL || out_row == NULL) {
        return CHISO_E_NULL;
    }
    if (row >= mapping->count) {
        return CHISO_E_RANGE;
    }
    *out_row = (chiso_mapping_row){mapping->rows[row].what.text, mapping->rows[row].value.text};
    return CHISO_OK;
}
