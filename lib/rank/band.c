/* Bands: named classes with a lower bound in percent. */
#include "rank/band.h"

#include "rank/order.h"
#include "text/csv.h"
#include "text/name.h"
#include "text/output.h"

#include <string.h>

chiso_status chiso_bands_new(const chiso_allocator *allocator, chiso_bands **out_bands,
                             chiso_error *error)
{
    chiso_allocator taken;
    chiso_bands *bands = NULL;

    if (out_bands == NULL) {
        return chiso__fail_null(error);
    }
    *out_bands = NULL;
    if (!chiso__allocator_take(allocator, &taken)) {
        return chiso__fail_null(error);
    }
    bands = chiso__alloc_zero(&taken, 1, sizeof(*bands));
    if (bands == NULL) {
        return chiso__fail_memory(error);
    }
    bands->allocator = taken;
    atomic_init(&bands->references, 1);
    atomic_init(&bands->in_use, false);
    *out_bands = bands;
    return CHISO_OK;
}

void chiso__bands_retain(chiso_bands *bands)
{
    atomic_fetch_add(&bands->references, 1);
    atomic_store(&bands->in_use, true);
}

void chiso_bands_free(chiso_bands *bands)
{
    chiso_allocator allocator;

    if (bands == NULL || atomic_fetch_sub(&bands->references, 1) > 1) {
        return;
    }
    allocator = bands->allocator;
    chiso__release(&allocator, bands->bands);
    chiso__release(&allocator, bands->names);
    chiso__index_clear(&bands->index, &allocator);
    chiso__arena_clear(&bands->arena, &allocator);
    chiso__release(&allocator, bands);
}

chiso_bands *chiso__bands_copy(const chiso_bands *bands, const chiso_allocator *allocator)
{
    chiso_bands *copy = NULL;

    if (chiso_bands_new(allocator, &copy, NULL) != CHISO_OK || copy == NULL) {
        return NULL;
    }
    copy->bands = chiso__alloc(&copy->allocator, bands->count, sizeof(*copy->bands));
    for (uint32_t i = 0; i < bands->count && copy->bands != NULL; i++) {
        const char *const name =
            chiso__arena_copy(&copy->arena, &copy->allocator, chiso__span_of(bands->bands[i].name));

        copy->bands[i] = (struct chiso__band){name, bands->bands[i].from};
        copy->count += name != NULL;
    }
    if (copy->count < bands->count) {
        chiso_bands_free(copy);
        return NULL;
    }
    return copy;
}

bool chiso__bands_equal(const chiso_bands *a, const chiso_bands *b)
{
    if (chiso_bands_count(a) != chiso_bands_count(b)) {
        return false;
    }
    for (uint32_t i = 0; i < chiso_bands_count(a); i++) {
        if (chiso__carried_compare(a->bands[i].from.value, b->bands[i].from.value) != 0 ||
            strcmp(a->bands[i].name, b->bands[i].name) != 0) {
            return false;
        }
    }
    return true;
}

/* How many bands stand before one from this bound. */
static uint32_t count_above(const chiso_bands *bands, struct chiso__carried from)
{
    uint32_t low = 0;
    uint32_t high = bands->count;

    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;

        if (chiso__carried_compare(bands->bands[middle].from.value, from) > 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Where the band of a name stands; the number of bands where there is none. */
static uint32_t find_name(const chiso_bands *bands, struct chiso__span name)
{
    uint32_t place = 0;

    if (chiso__index_find(&bands->index, bands->names, name) == CHISO__NOT_FOUND) {
        return bands->count;
    }
    while (!chiso__names_equal(name, chiso__span_of(bands->bands[place].name))) {
        place++;
    }
    return place;
}

/* Where a band from this bound belongs, or the name and the bound are there already. */
static chiso_status find_place(const chiso_bands *bands, struct chiso__span name,
                               struct chiso__carried from, uint32_t *out_place, chiso_error *error)
{
    const uint32_t named = find_name(bands, name);
    const uint32_t place = count_above(bands, from);
    const bool is_same =
        place < bands->count && chiso__carried_compare(bands->bands[place].from.value, from) == 0;

    /* Of both the one that stands first is told. */
    if (named < bands->count && !(is_same && place < named)) {
        return chiso__fail(error, CHISO_E_DUPLICATE, CHISO__SAY_BAND_THERE_ALREADY,
                           CHISO__WORDS(chiso__say(name)));
    }
    if (is_same) {
        return chiso__fail(error, CHISO_E_DUPLICATE, CHISO__SAY_BANDS_FROM_SAME,
                           CHISO__WORDS(chiso__say(name), chiso__say_text(bands->bands[place].name),
                                        chiso__say_carried(from)));
    }
    *out_place = place;
    return CHISO_OK;
}

/* Room for one more; false when memory is out. */
static bool make_room(chiso_bands *bands)
{
    const uint32_t capacity = bands->capacity == 0 ? 8 : bands->capacity * 2;
    void *block = bands->bands;

    if (bands->count < bands->capacity) {
        return true;
    }
    if (!chiso__resize(&bands->allocator, &block, capacity, sizeof(*bands->bands))) {
        return false;
    }
    bands->bands = block;
    block = bands->names;
    if (!chiso__resize(&bands->allocator, &block, capacity, sizeof(*bands->names))) {
        return false;
    }
    bands->names = block;
    if (!chiso__index_reserve(&bands->index, &bands->allocator, capacity)) {
        return false;
    }
    bands->capacity = capacity;
    return true;
}

static chiso_status insert(chiso_bands *bands, struct chiso__span name,
                           const struct chiso__numeral *from, chiso_error *error)
{
    uint32_t place = 0;
    const char *copy = NULL;
    const chiso_status status = find_place(bands, name, from->value, &place, error);

    if (status != CHISO_OK) {
        return status;
    }
    copy = make_room(bands) ? chiso__arena_copy(&bands->arena, &bands->allocator, name) : NULL;
    if (copy == NULL) {
        return chiso__fail_memory(error);
    }
    memmove(bands->bands + place + 1, bands->bands + place,
            (bands->count - place) * sizeof(*bands->bands));
    bands->bands[place] = (struct chiso__band){copy, *from};
    bands->names[bands->count] = (struct chiso__span){copy, name.size};
    chiso__index_add(&bands->index, bands->names[bands->count], bands->count);
    bands->count++;
    return CHISO_OK;
}

static chiso_status add(chiso_bands *bands, struct chiso__span name, struct chiso__span from,
                        struct chiso__number_style *style, bool *out_from_is_wrong,
                        chiso_error *error)
{
    struct chiso__numeral bound;
    enum chiso__number number = CHISO__NUMBER_OK;

    *out_from_is_wrong = false;
    if (name.size == 0) {
        return chiso__fail(error, CHISO_E_CODE, CHISO__SAY_BAND_NO_NAME, NULL);
    }
    number = chiso__numeral_read(
        from, style, CHISO__FORM_EXPONENT | CHISO__FORM_FRACTION | CHISO__FORM_PERCENT, &bound);
    if (number != CHISO__NUMBER_OK) {
        *out_from_is_wrong = true;
        return chiso__fail_within(error, chiso__fail_number(error, number, from),
                                  CHISO__SAY_IN_BAND, CHISO__WORDS(chiso__say(name)));
    }
    return insert(bands, name, &bound, error);
}

chiso_status chiso_bands_add(chiso_bands *bands, const char *name, const char *from,
                             chiso_error *error)
{
    struct chiso__number_style style = {false, 0};
    bool from_is_wrong = false;
    chiso_status status = CHISO_OK;

    if (bands == NULL || name == NULL || from == NULL) {
        return chiso__fail_null(error);
    }
    if (atomic_load(&bands->in_use)) {
        return chiso__fail(error, CHISO_E_STATE, CHISO__SAY_BANDS_IN_USE, NULL);
    }
    status = chiso__check_text(chiso__span_of(name), error);
    return status == CHISO_OK ? add(bands, chiso__span_of(name), chiso__span_of(from), &style,
                                    &from_is_wrong, error)
                              : status;
}

static chiso_status take_row(struct chiso__csv *csv, const size_t *columns, void *bands,
                             chiso_error *error)
{
    bool from_is_wrong = false;
    const chiso_status status =
        add(bands, csv->fields[columns[0]].span, csv->fields[columns[1]].span, &csv->style,
            &from_is_wrong, error);

    return status == CHISO_OK ? status
                              : chiso__csv_fail_field(csv, columns[from_is_wrong], status, error);
}

static chiso_status read_rows(struct chiso__csv *csv, chiso_bands *bands, chiso_error *error)
{
    static const struct chiso__heading headings[] = {{"band", true, CHISO__SAY_NOTHING},
                                                     {"from", true, CHISO__SAY_NOTHING}};
    static const struct chiso__table rows = {headings, 2, CHISO__SAY_BANDS_FILE_EMPTY, take_row};
    const chiso_status status = chiso__csv_read_table(csv, &rows, bands, error);

    return status == CHISO_OK && csv->mistakes == 0 && bands->count == 0
               ? chiso__fail(error, CHISO_E_EMPTY, CHISO__SAY_NO_BAND_BELOW_HEADER, NULL)
               : status;
}

chiso_status chiso_bands_read_csv(const char *text, size_t size, const chiso_allocator *allocator,
                                  chiso_bands **out_bands, chiso_error *error)
{
    return chiso__read_bands(text, size, NULL, allocator, out_bands, error);
}

chiso_status chiso__read_bands(const char *text, size_t size, const struct chiso__desk *desk,
                               const chiso_allocator *allocator, chiso_bands **out_bands,
                               chiso_error *error)
{
    struct chiso__csv csv;
    chiso_bands *bands = NULL;
    chiso_status status = CHISO_OK;

    if (out_bands == NULL) {
        return chiso__fail_null(error);
    }
    *out_bands = NULL;
    if (text == NULL) {
        return chiso__fail_null(error);
    }
    status = chiso_bands_new(allocator, &bands, error);
    if (bands == NULL) {
        return status;
    }
    status =
        chiso__csv_open(&csv, (struct chiso__span){text, size}, desk, &bands->allocator, error);
    if (status == CHISO_OK) {
        status = read_rows(&csv, bands, error);
    }
    status = chiso__csv_end(&csv, status, error);
    chiso__csv_close(&csv);
    if (status != CHISO_OK) {
        chiso_bands_free(bands);
        return status;
    }
    *out_bands = bands;
    return CHISO_OK;
}

uint32_t chiso_bands_count(const chiso_bands *bands)
{
    return bands == NULL ? 0 : bands->count;
}

const char *chiso_bands_name(const chiso_bands *bands, uint32_t band)
{
    return bands != NULL && band < bands->count ? bands->bands[band].name : "";
}

chiso_decimal chiso_bands_from(const chiso_bands *bands, uint32_t band)
{
    return bands != NULL && band < bands->count
               ? chiso__points_decimal(bands->bands[band].from.value, chiso__carried_of(0),
                                       CHISO_ROUND_HALF_UP)
               : CHISO_ABSENT;
}

uint32_t chiso__band_find(const chiso_bands *bands, const struct chiso__carried_ratio *ratio)
{
    uint32_t low = 0;
    uint32_t high = chiso_bands_count(bands);

    /* The highest comes first, and who is in one is from all bounds behind it. */
    while (low < high) {
        const uint32_t middle = low + (high - low) / 2;
        const struct chiso__carried_ratio from = {bands->bands[middle].from.value,
                                                  chiso__carried_of(100 * CHISO_DECIMAL_ONE)};

        if (chiso__ratio_order(ratio, &from) >= 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low < chiso_bands_count(bands) ? low : CHISO_NO_BAND;
}

uint32_t chiso_bands_find(const chiso_bands *bands, chiso_decimal achieved, chiso_decimal max)
{
    const struct chiso__carried_ratio ratio = {chiso__carried_of(achieved), chiso__carried_of(max)};

    if (!chiso__is_decimal(achieved) || !chiso__is_decimal(max) || max <= 0) {
        return CHISO_NO_BAND;
    }
    return chiso__band_find(bands, &ratio);
}

chiso_status chiso_bands_write_csv(const chiso_bands *bands, const chiso_sink *sink,
                                   chiso_error *error)
{
    struct chiso__output output;

    if (bands == NULL || sink == NULL || sink->write == NULL) {
        return chiso__fail_null(error);
    }
    chiso__output_begin(&output, sink);
    chiso__put_text(&output, "band,from\n");
    for (uint32_t i = 0; i < bands->count && !output.refused; i++) {
        chiso__cell_text(&output, bands->bands[i].name);
        chiso__cell_numeral(&output, &bands->bands[i].from);
        chiso__row_end(&output);
    }
    return chiso__output_end(&output, error);
}
