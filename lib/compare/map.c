/* Maps: what was old is now new. */
#include "compare/inside.h"

#include "text/csv.h"

chiso_status chiso_map_new(const chiso_allocator *allocator, chiso_map **out_map,
                           chiso_error *error)
{
    chiso_allocator taken;
    chiso_map *map = NULL;

    if (out_map == NULL) {
        return chiso__fail_null(error);
    }
    *out_map = NULL;
    if (!chiso__allocator_take(allocator, &taken)) {
        return chiso__fail_null(error);
    }
    map = chiso__alloc_zero(&taken, 1, sizeof(*map));
    if (map == NULL) {
        return chiso__fail_memory(error);
    }
    map->allocator = taken;
    *out_map = map;
    return CHISO_OK;
}

void chiso_map_free(chiso_map *map)
{
    chiso_allocator allocator;

    if (map == NULL) {
        return;
    }
    allocator = map->allocator;
    chiso__release(&allocator, map->rows);
    chiso__arena_clear(&map->arena, &allocator);
    chiso__release(&allocator, map);
}

static chiso_status append(chiso_map *map, struct chiso__map_entry row, chiso_error *error)
{
    if (map->count == UINT32_MAX - 1) {
        return chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_MAP_TOO_LONG, NULL);
    }
    if (map->count == map->capacity) {
        void *block = map->rows;
        const uint32_t capacity = map->capacity == 0               ? 16
                                  : map->capacity > UINT32_MAX / 2 ? UINT32_MAX
                                                                   : map->capacity * 2;

        if (!chiso__resize(&map->allocator, &block, capacity, sizeof(*map->rows))) {
            return chiso__fail_memory(error);
        }
        map->rows = block;
        map->capacity = capacity;
    }
    row.old_code.text = chiso__arena_copy(&map->arena, &map->allocator, row.old_code);
    row.new_code.text = chiso__arena_copy(&map->arena, &map->allocator, row.new_code);
    if (row.old_code.text == NULL || row.new_code.text == NULL) {
        return chiso__fail_memory(error);
    }
    map->rows[map->count++] = row;
    return CHISO_OK;
}

/* Whose row it is, in front of a message. */
static chiso_status fail_row(chiso_error *error, chiso_status status, struct chiso__map_entry row)
{
    return chiso__fail_within(error, status, CHISO__SAY_IN_MAP_ROW,
                              CHISO__WORDS(chiso__say(row.old_code), chiso__say(row.new_code)));
}

static chiso_status add(chiso_map *map, struct chiso__map_entry row, struct chiso__span share,
                        struct chiso__number_style *style, bool *out_share_is_wrong,
                        chiso_error *error)
{
    bool rounded = false;
    enum chiso__number number = CHISO__NUMBER_OK;

    *out_share_is_wrong = false;
    row.share = CHISO_DECIMAL_ONE;
    if (row.old_code.size == 0 && row.new_code.size == 0) {
        return chiso__fail(error, CHISO_E_CODE, CHISO__SAY_MAP_ROW_WITHOUT_CODES, NULL);
    }
    if (share.size > 0) {
        number = chiso__number_read(share, style, &row.share, &rounded);
        *out_share_is_wrong = true;
    }
    if (number != CHISO__NUMBER_OK) {
        return fail_row(error, chiso__fail_number(error, number, share), row);
    }
    if (row.share <= 0 || row.share > CHISO_DECIMAL_ONE) {
        chiso__fail(error, CHISO_E_RANGE, CHISO__SAY_MAP_SHARE_RANGE,
                    CHISO__WORDS(chiso__say_decimal(row.share)));
        return fail_row(error, CHISO_E_RANGE, row);
    }
    return append(map, row, error);
}

chiso_status chiso_map_add(chiso_map *map, const char *old_code, const char *new_code,
                           const char *share, chiso_error *error)
{
    const char *const texts[] = {old_code == NULL ? "" : old_code, new_code == NULL ? "" : new_code,
                                 share == NULL ? "" : share};
    struct chiso__number_style style = {false, 0};
    bool share_is_wrong = false;

    if (map == NULL) {
        return chiso__fail_null(error);
    }
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        const chiso_status status = chiso__check_text(chiso__span_of(texts[i]), error);

        if (status != CHISO_OK) {
            return status;
        }
    }
    return add(map,
               (struct chiso__map_entry){chiso__span_of(texts[0]), chiso__span_of(texts[1]), 0},
               chiso__span_of(texts[2]), &style, &share_is_wrong, error);
}

enum { OLD_COLUMN, NEW_COLUMN, SHARE_COLUMN, COLUMN_COUNT };

static chiso_status take_row(struct chiso__csv *csv, const size_t *columns, void *map,
                             chiso_error *error)
{
    const struct chiso__map_entry row = {csv->fields[columns[OLD_COLUMN]].span,
                                         csv->fields[columns[NEW_COLUMN]].span, 0};
    const bool has_share = columns[SHARE_COLUMN] != SIZE_MAX;
    const struct chiso__span share =
        has_share ? csv->fields[columns[SHARE_COLUMN]].span : (struct chiso__span){"", 0};
    bool share_is_wrong = false;
    const chiso_status status = add(map, row, share, &csv->style, &share_is_wrong, error);

    return status == CHISO_OK
               ? status
               : chiso__csv_fail_field(csv, columns[share_is_wrong ? SHARE_COLUMN : OLD_COLUMN],
                                       status, error);
}

static chiso_status read_rows(struct chiso__csv *csv, chiso_map *map, chiso_error *error)
{
    static const struct chiso__heading headings[COLUMN_COUNT] = {
        {"old", true, CHISO__SAY_NOTHING},
        {"new", true, CHISO__SAY_NOTHING},
        {"share", false, CHISO__SAY_NOTHING}};
    static const struct chiso__table rows = {headings, COLUMN_COUNT, CHISO__SAY_MAP_FILE_EMPTY,
                                             take_row};
    const chiso_status status = chiso__csv_read_table(csv, &rows, map, error);

    return status == CHISO_OK && csv->mistakes == 0 && map->count == 0
               ? chiso__fail(error, CHISO_E_EMPTY, CHISO__SAY_NO_ROW_BELOW_HEADER, NULL)
               : status;
}

chiso_status chiso_map_read_csv(const char *text, size_t size, const chiso_allocator *allocator,
                                chiso_map **out_map, chiso_error *error)
{
    return chiso__read_map(text, size, NULL, allocator, out_map, error);
}

chiso_status chiso__read_map(const char *text, size_t size, const struct chiso__desk *desk,
                             const chiso_allocator *allocator, chiso_map **out_map,
                             chiso_error *error)
{
    struct chiso__csv csv;
    chiso_map *map = NULL;
    chiso_status status = CHISO_OK;

    if (out_map == NULL) {
        return chiso__fail_null(error);
    }
    *out_map = NULL;
    if (text == NULL) {
        return chiso__fail_null(error);
    }
    status = chiso_map_new(allocator, &map, error);
    if (map == NULL) {
        return status;
    }
    status = chiso__csv_open(&csv, (struct chiso__span){text, size}, desk, &map->allocator, error);
    if (status == CHISO_OK) {
        status = read_rows(&csv, map, error);
    }
    status = chiso__csv_end(&csv, status, error);
    chiso__csv_close(&csv);
    if (status != CHISO_OK) {
        chiso_map_free(map);
        return status;
    }
    *out_map = map;
    return CHISO_OK;
}

uint32_t chiso_map_count(const chiso_map *map)
{
    return map == NULL ? 0 : map->count;
}

chiso_status chiso_map_row_at(const chiso_map *map, uint32_t row, chiso_map_row *out_row)
{
    if (map == NULL || out_row == NULL) {
        return CHISO_E_NULL;
    }
    if (row >= map->count) {
        return CHISO_E_RANGE;
    }
    *out_row = (chiso_map_row){map->rows[row].old_code.text, map->rows[row].new_code.text,
                               map->rows[row].share};
    return CHISO_OK;
}
